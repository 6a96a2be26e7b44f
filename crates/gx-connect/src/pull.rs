//! From there to here: read, laid beside what is held, settled, written by an import, and counted on both sides.

use std::collections::{HashMap, HashSet};

use gx_fetch::Guard;
use gx_files::{Source, Table};
use gx_ingest::import::{self, Beside, ImportPlan, ImportProgress, Update};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::access::Access;
use gx_store::{Store, Tx};
use serde_json::{Map, Value as Json};

use crate::fetch::{self, Ask, Failed, Fetched, Got, State};
use crate::model::{self, Mapped};
use crate::settle::{Last, Stood, settle};
use crate::store::{self, Connector, Counts, Entry};

/// Entries that a ledger keeps; what is beyond is counted.
const LEDGER: usize = 50_000;
/// Characters of a value in the ledger.
const SHOWN: usize = 500;

/// A run under way.
pub(crate) struct Running<'a> {
    pub(crate) store: &'a Store,
    pub(crate) guard: &'a Guard,
    /// What the maker of the connector may.
    pub(crate) access: &'a Access,
    pub(crate) connector: &'a Connector,
    pub(crate) secret: &'a str,
    pub(crate) run: Id,
    pub(crate) began: Micros,
    pub(crate) alive: &'a dyn Fn() -> Got<()>,
}

/// What came of a run.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) counts: Counts,
    pub(crate) state: State,
    pub(crate) more: bool,
    pub(crate) fingerprint: Option<String>,
}

/// Rows of a table with those of its columns that are mapped.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) names: Vec<String>,
    pub(crate) cells: Vec<Vec<String>>,
    /// Rows that are none, with the reason.
    pub(crate) broken: Vec<String>,
}

impl Rows {
    /// The rows as a file that an import reads exactly as they are.
    pub(crate) fn ndjson(&self, cells: &[Vec<String>]) -> Got<Vec<u8>> {
        let mut out = Vec::new();
        for row in cells {
            let object: Map<String, Json> =
                self.names.iter().cloned().zip(row.iter().map(|c| Json::from(c.as_str()))).collect();
            gx_files::write::ndjson_line(&mut out, &object)
                .map_err(|e| Failed::new("internal", e.to_string()))?;
        }
        Ok(out)
    }

    fn table(&self, cells: &[Vec<String>]) -> Got<Table> {
        open("rows.ndjson", self.ndjson(cells)?)
    }
}

fn open(name: &str, bytes: Vec<u8>) -> Got<Table> {
    let options = gx_files::Options { file_name: Some(name.to_owned()), ..gx_files::Options::default() };
    gx_files::open(Source::from(bytes), options)
        .map_err(|e| Failed::new("unreadable", format!("What was read is no table: {}", e.message)))
}

/// The rows of what was read; the columns that `wanted` takes.
pub(crate) fn rows(fetched: &Fetched, wanted: &dyn Fn(&str) -> bool) -> Got<Rows> {
    if fetched.bytes.is_empty() {
        return Ok(Rows::default());
    }
    let table = open(&fetched.name, fetched.bytes.clone())?;
    let columns: Vec<(usize, &String)> =
        table.headers.iter().enumerate().filter(|(_, name)| wanted(name)).collect();
    let mut out = Rows { names: columns.iter().map(|(_, n)| (*n).clone()).collect(), ..Rows::default() };
    let read = table.rows().map_err(|e| Failed::new("unreadable", e.message))?;
    for row in read {
        match row {
            Ok(row) => out
                .cells
                .push(columns.iter().map(|(c, _)| row.cells.get(*c).cloned().unwrap_or_default()).collect()),
            Err(e) => out.broken.push(format!("line {}: {}", e.line, e.message)),
        }
    }
    Ok(out)
}

/// The last row of each key: a list that is read page by page may tell of a record twice.
fn once(rows: &mut Rows, key: usize) {
    let mut seen = HashSet::new();
    let mut keep: Vec<bool> = rows
        .cells
        .iter()
        .rev()
        .map(|row| row.get(key).is_none_or(|k| k.trim().is_empty() || seen.insert(k.trim().to_owned())))
        .collect();
    keep.reverse();
    let mut at = keep.into_iter();
    rows.cells.retain(|_| at.next().unwrap_or(true));
}

/// What a run has found out, entry by entry.
#[derive(Default)]
struct Ledger {
    entries: Vec<Entry>,
    counts: Counts,
}

impl Ledger {
    fn add(&mut self, mut entry: Entry) {
        match entry.kind.as_str() {
            "differs" => self.counts.differing += 1,
            "refused" => self.counts.refused += 1,
            "missing_here" => self.counts.missing_here += 1,
            _ => {}
        }
        if self.entries.len() == LEDGER {
            self.counts.left_off += 1;
            return;
        }
        entry.seq = self.entries.len() as i64 + 1;
        for text in [&mut entry.theirs, &mut entry.ours, &mut entry.reason].into_iter().flatten() {
            if text.chars().count() > SHOWN {
                *text = text.chars().take(SHOWN).collect();
            }
        }
        self.entries.push(entry);
    }

    fn refuse(&mut self, key: &str, row: Option<Id>, reason: impl Into<String>) {
        self.add(Entry {
            kind: "refused".into(),
            key: key.to_owned(),
            row,
            reason: Some(reason.into()),
            ..Entry::default()
        });
    }
}

/// A row that is to be written, with the values that won already taken out of what lost.
struct Sent {
    at: usize,
    cells: Vec<String>,
}

/// Reads, compares, and unless it only compares, writes.
pub(crate) fn pull(r: &Running<'_>, compare: bool) -> Got<Done> {
    let c = r.connector;
    allowed(r.access, c.object, &c.mapping)?;
    let ask = Ask {
        guard: r.guard,
        secret: r.secret,
        state: &c.state,
        whole: compare,
        sample: None,
        alive: r.alive,
    };
    let fetched = fetch::read(&c.place, &ask)?;
    (r.alive)()?;
    let mapped = |name: &str| c.mapping.iter().any(|m| m.name == name && m.target.is_some());
    let mut rows = rows(&fetched, &mapped)?;
    let key_target = model::key_target(&c.key, &c.mapping).unwrap_or_default().to_owned();
    let mut ledger = Ledger::default();
    let mut here = HashSet::new();
    if !rows.cells.is_empty() {
        let Some(key) = rows.names.iter().position(|n| *n == c.key) else {
            let message = format!("What was read has no {:?}, which names each record.", c.key);
            return Err(Failed::new("no_key_column", message));
        };
        once(&mut rows, key);
        here = work(r, &rows, &key_target, compare, &mut ledger)?;
    }
    ledger.counts.there = (rows.cells.len() + rows.broken.len()) as i64;
    for reason in &rows.broken {
        ledger.refuse("", None, reason.clone());
    }
    count_here(r, &key_target, &here, fetched.whole, &mut ledger)?;
    for part in ledger.entries.chunks(1000) {
        r.store.write(|tx| store::add_entries(tx, r.run, part))?;
        (r.alive)()?;
    }
    Ok(Done {
        counts: ledger.counts,
        state: fetched.state.began(r.began),
        more: fetched.more,
        fingerprint: fetched.fingerprint,
    })
}

/// Refuses fields that the maker may not see or change: a connector is no way around a role.
fn allowed(access: &Access, object: ObjectKind, mapping: &[Mapped]) -> Got<()> {
    let targets = mapping.iter().filter_map(|m| m.target.as_deref());
    let named = |t: &'_ str| match t.strip_prefix("person.") {
        Some(bare) => access.locks(bare),
        None => access.locks_of(object, t),
    };
    let locked = targets.into_iter().find(|t| named(t));
    match locked {
        None => Ok(()),
        Some(field) => {
            let message = format!("The role of the connector's maker may not see or change {field:?}.");
            Err(Failed::new("field_forbidden", message))
        }
    }
}

/// Lays the rows beside what is held, settles, writes; the keys that were read.
fn work(r: &Running<'_>, rows: &Rows, key: &str, compare: bool, ledger: &mut Ledger) -> Got<HashSet<String>> {
    let c = r.connector;
    let table = rows.table(&rows.cells)?;
    let plan = model::plan(c.object, &c.mapping, &table.headers, &c.options, &c.name);
    let as_of = r.store.now();
    let found = import::beside(r.store, r.access, &table, &plan, key)?;
    (r.alive)()?;
    let keys: Vec<&str> = found.iter().filter_map(|b| b.key.as_deref()).collect();
    let said = r.store.read(|tx| store::said(tx, c.id, &keys))?;
    let mut sent: Vec<Sent> = Vec::new();
    for b in &found {
        let Some(cells) = rows.cells.get(b.at) else { continue };
        if let Some(row) = settle_row(r, b, cells, &rows.names, &said, compare, ledger) {
            sent.push(row);
        }
    }
    if !compare && !sent.is_empty() {
        write(r, rows, &plan, as_of, &sent, &found, key, ledger)?;
    }
    if !compare {
        keep_said(r, &found, &said)?;
    }
    Ok(found.into_iter().filter_map(|b| b.key).collect())
}

/// What becomes of one row: into the ledger what differs or is refused, and back what is to be written.
fn settle_row(
    r: &Running<'_>,
    b: &Beside,
    cells: &[String],
    names: &[String],
    said: &HashMap<String, Map<String, Json>>,
    compare: bool,
    ledger: &mut Ledger,
) -> Option<Sent> {
    let key = b.key.clone().unwrap_or_default();
    // What the maker may not see does not exist, not even in the ledger.
    let row = b.record.filter(|_| b.seen);
    if b.record.is_some() && row.is_some() {
        ledger.counts.matched += 1;
    }
    if !b.problems.is_empty() {
        let reasons: Vec<String> = b
            .problems
            .iter()
            .map(|p| match p.column.and_then(|column| names.get(column)) {
                Some(name) => format!("{name}: {}", p.message),
                None => p.message.clone(),
            })
            .collect();
        ledger.refuse(&key, row, reasons.join("; "));
        return None;
    }
    if b.key.is_none() {
        ledger.refuse("", row, "no_key");
        return None;
    }
    if b.record.is_none() {
        if !r.access.may_create_for(None) {
            ledger.refuse(&key, None, "not_yours");
            return None;
        }
        if compare {
            ledger.add(Entry {
                kind: "missing_here".into(),
                key,
                reason: Some("not_yet".into()),
                ..Entry::default()
            });
            return None;
        }
        return Some(Sent { at: b.at, cells: cells.to_vec() });
    }
    if !b.editable {
        ledger.refuse(&key, row, "not_yours");
        return None;
    }
    let before = said.get(&key);
    let mut cells = cells.to_vec();
    let mut writes = false;
    for pair in b.pairs.iter().filter(|p| p.differs()) {
        let last = Last { said: before.and_then(|s| s.get(&pair.field)), at: r.connector.last_ok_at };
        let stood = settle(r.connector.rule, pair, last);
        if stood == Stood::Ours && !pair.fixed {
            for column in &pair.columns {
                if let Some(cell) = cells.get_mut(*column) {
                    cell.clear();
                }
            }
        }
        writes |= stood == Stood::Theirs;
        ledger.add(Entry {
            kind: "differs".into(),
            key: key.clone(),
            row: b.record,
            field: Some(pair.field.clone()),
            theirs: Some(fetch::text(&pair.theirs)),
            ours: Some(fetch::text(&pair.ours)),
            stood: Some(if compare { "none" } else { stood.as_text() }.into()),
            reason: pair.fixed.then(|| "fixed".into()),
            ..Entry::default()
        });
    }
    if !writes {
        ledger.counts.same += 1;
        return None;
    }
    (!compare).then_some(Sent { at: b.at, cells })
}

/// Lets an import write, and looks afterwards at what stood.
#[expect(clippy::too_many_arguments, reason = "what one run knows by then")]
fn write(
    r: &Running<'_>,
    rows: &Rows,
    plan: &ImportPlan,
    as_of: Micros,
    sent: &[Sent],
    found: &[Beside],
    key: &str,
    ledger: &mut Ledger,
) -> Got<()> {
    let c = r.connector;
    let cells: Vec<Vec<String>> = sent.iter().map(|s| s.cells.clone()).collect();
    let name = format!("{}.ndjson", c.name.replace(['/', '\\'], "-"));
    let id = import::create(r.store, &name, rows.ndjson(&cells)?, Some(c.staff), Some(c.object))?;
    r.store.write(|tx| store::with_import(tx, r.run, id))?;
    let mut plan = plan.clone();
    plan.options.update = Update::Replace;
    plan.options.as_of = Some(as_of);
    plan.options.quiet = true;
    let progress = import::run_here(r.store, id, plan.clone(), &|_: &ImportProgress| {
        let _ = (r.alive)();
    })?;
    ledger.counts.created = progress.created as i64;
    ledger.counts.updated = progress.updated as i64;
    ledger.counts.same += progress.same as i64;
    let refused = refused(r, id)?;
    let mut kept: HashSet<&str> = HashSet::new();
    for (line, reason) in &refused {
        // Rows were written one a line, in this order.
        let row = usize::try_from(line - 1).ok().and_then(|n| sent.get(n)).and_then(|s| found.get(s.at));
        let Some(b) = row else { continue };
        let key = b.key.as_deref().unwrap_or_default();
        ledger.refuse(key, b.record.filter(|_| b.seen), reason.clone());
        kept.insert(key);
    }
    // What stands now is looked at, and not guessed.
    let original: Vec<Vec<String>> = sent.iter().filter_map(|s| rows.cells.get(s.at).cloned()).collect();
    let table = rows.table(&original)?;
    let after = import::beside(r.store, r.access, &table, &plan, key)?;
    let mut differs: HashSet<(String, String)> = HashSet::new();
    let mut said: Vec<(String, Json)> = Vec::new();
    for b in &after {
        let Some(key) = &b.key else { continue };
        for pair in b.pairs.iter().filter(|p| p.differs()) {
            differs.insert((key.clone(), pair.field.clone()));
        }
        if !kept.contains(key.as_str()) {
            said.push((key.clone(), said_now(b)));
        }
    }
    r.store.write(|tx| store::keep_said(tx, c.id, &said))?;
    for entry in ledger.entries.iter_mut().filter(|e| e.stood.as_deref() == Some("theirs")) {
        let field = entry.field.clone().unwrap_or_default();
        if differs.contains(&(entry.key.clone(), field)) {
            entry.stood = Some("ours".into());
            entry.reason.get_or_insert_with(|| "kept".into());
        }
    }
    Ok(())
}

/// The refused rows of an import: line and reasons.
fn refused(r: &Running<'_>, id: Id) -> Got<Vec<(i64, String)>> {
    let mut out = Vec::new();
    let mut after = 0;
    loop {
        let (rows, next) = r.store.read(|tx| import::refused_page(tx, id, after))?;
        for row in rows {
            let reasons: Vec<String> = row.problems.into_iter().map(|p| p.message).collect();
            out.push((row.line, reasons.join("; ")));
        }
        match next {
            Some(next) => after = next,
            None => return Ok(out),
        }
    }
}

fn said_now(b: &Beside) -> Json {
    Json::Object(b.pairs.iter().map(|p| (p.field.clone(), p.theirs.clone())).collect())
}

/// Keeps what they said of records that were here before, where it is not what they said last.
fn keep_said(r: &Running<'_>, found: &[Beside], before: &HashMap<String, Map<String, Json>>) -> Got<()> {
    let news: Vec<(String, Json)> = found
        .iter()
        .filter(|b| b.record.is_some() && b.editable && b.problems.is_empty())
        .filter_map(|b| Some((b.key.clone()?, said_now(b))))
        .filter(|(key, said)| before.get(key).map(|s| Json::Object(s.clone())).as_ref() != Some(said))
        .collect();
    for part in news.chunks(1000) {
        r.store.write(|tx| store::keep_said(tx, r.connector.id, part))?;
        (r.alive)()?;
    }
    Ok(())
}

/// Counts the records here that carry a number of theirs; where everything was read, those that were not among them.
fn count_here(
    r: &Running<'_>,
    key: &str,
    there: &HashSet<String>,
    whole: bool,
    ledger: &mut Ledger,
) -> Got<()> {
    let held = r.store.read(|tx| held(tx, r, key))?;
    ledger.counts.here = held.iter().map(|(_, id)| *id).collect::<HashSet<_>>().len() as i64;
    if !whole {
        return Ok(());
    }
    let mut missing = 0;
    for (key, id) in held.into_iter().filter(|(key, _)| !there.contains(key)) {
        missing += 1;
        ledger.add(Entry { kind: "missing_there".into(), key, row: Some(id), ..Entry::default() });
    }
    ledger.counts.missing_there = Some(missing);
    Ok(())
}

/// Living records with a number of theirs that the maker may see.
fn held(tx: &mut Tx<'_>, r: &Running<'_>, key: &str) -> gx_store::Result<Vec<(String, Id)>> {
    let see = |alias: &str| r.access.see(r.connector.object, alias);
    let rows = match r.connector.object {
        ObjectKind::Person | ObjectKind::Interaction | ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => tx.query(
            &format!(
                "SELECT i.value, p.id FROM identity i JOIN person n ON n.id = i.person_id JOIN person p ON p.id = n.canonical_id \
                 WHERE i.kind = $1 AND i.deleted_at IS NULL AND p.deleted_at IS NULL AND {} ORDER BY i.id",
                see("p")
            ),
            &[key.into()],
        )?,
        ObjectKind::Company => {
            let space = format!("{}:", key.trim_start_matches("external:"));
            let found = tx.query(
                &format!(
                    "SELECT c.external, c.id FROM company c WHERE c.external IS NOT NULL AND c.deleted_at IS NULL AND {} ORDER BY c.id",
                    see("c")
                ),
                &[],
            )?;
            let mut out = Vec::new();
            for row in &found {
                if let Some(bare) = row.text(0)?.strip_prefix(&space) {
                    out.push((bare.to_owned(), row.id(1)?));
                }
            }
            return Ok(out);
        }
        ObjectKind::Order => {
            // A number says nothing of whose it is: those that this connector has read are its own.
            let mine = store::known_keys(tx, r.connector.id)?;
            let hashes: Vec<i64> =
                mine.iter().map(|n| r.store.hash().of(&[b"order", n.as_bytes()])).collect();
            tx.query_in(
                &format!(
                    "SELECT o.number, o.id FROM orders o WHERE o.deleted_at IS NULL AND {} AND o.number_hash IN",
                    see("o")
                ),
                &hashes,
            )?
        }
    };
    rows.iter().map(|row| Ok((row.string(0)?, row.id(1)?))).collect()
}

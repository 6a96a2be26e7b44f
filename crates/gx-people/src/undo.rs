//! Undo: takes a whole batch back, and says what stands in the way.
//!
//! A value that somebody changed since is a conflict: it is shown, and only taken
//! back when the caller names it. Nothing is silently overwritten.

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::{Access, Reach};
use gx_store::change::{self, Batch, By, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::names::{Names, SourceRef};
use crate::portrait::{Claim, Portrait};
use crate::{company, consent, edit, file, indexed, node, own, people, territory};

/// A value that changed since.
#[derive(Clone, Debug, Serialize)]
pub struct UndoConflict {
    /// `person`, `identity` …
    pub object: String,
    /// The row, prefixed.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The field.
    pub field: String,
    /// What the batch wrote.
    pub ours: Json,
    /// What it is now.
    pub now: Json,
    /// Who changed it since.
    pub by: SourceRef,
    /// When.
    pub at: Micros,
}

/// What an undo did.
#[derive(Clone, Debug, Serialize)]
pub struct Undone {
    /// Rows taken back.
    pub undone: u64,
    /// Values left as they are.
    pub skipped: u64,
    /// What stood in the way.
    pub conflicts: Vec<UndoConflict>,
    /// The batch of the undo.
    pub batch: String,
}

/// How conflicts are treated.
#[derive(Clone, Debug, Default)]
pub enum OnConflict {
    /// Refuse the whole undo and list them.
    #[default]
    Refuse,
    /// Take back those named `ROW.FIELD`, leave the others.
    Force(Vec<String>),
}

/// What takes back the changes of an object that is none of this crate's.
pub trait Taker: std::fmt::Debug + Send + Sync {
    /// What the change log calls the object.
    fn object(&self) -> &'static str;

    /// Refuses where the caller may not change some of these rows any more.
    ///
    /// # Errors
    ///
    /// Not found, or forbidden.
    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()>;

    /// Whether taking one of its changes back asks [`Self::may_still`]: what somebody said of themselves is theirs.
    fn asks(&self, _access: &Access, _e: &Logged) -> bool {
        true
    }

    /// Takes one logged change back, logs that, and counts it.
    ///
    /// # Errors
    ///
    /// When something else is in the way than a value that changed since.
    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()>;
}

/// Those that a program has.
pub type Takers = std::sync::Arc<[Box<dyn Taker>]>;

/// What is kept while one batch is taken back.
#[expect(missing_debug_implementations, reason = "it lives as long as one undo")]
pub struct Taking<'a> {
    names: Names,
    on: &'a OnConflict,
    others: &'a [Box<dyn Taker>],
    /// Nodes whose words in the index are not theirs any more; written at the end, all at once.
    stale: Vec<Id>,
}

impl Taking<'_> {
    /// Notes that a value is not what the batch wrote. `true` if the caller named it to be taken back all the same.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn conflict(
        &mut self,
        tx: &mut Tx<'_>,
        out: &mut Undone,
        e: &Logged,
        (object, row, name): (&str, &str, &str),
        key: &str,
        now: &Json,
    ) -> Result<bool> {
        let later = change::after(tx, e.row, e.id)?.into_iter().rev().find(|l| l.after.contains_key(key));
        let by = self.names.of(tx, later.as_ref().map_or(By::System, |l| l.by))?;
        out.conflicts.push(UndoConflict {
            object: object.into(),
            id: row.into(),
            name: name.into(),
            field: key.into(),
            ours: e.after.get(key).cloned().unwrap_or_default(),
            now: now.clone(),
            by,
            at: later.map_or(e.at, |l| l.at),
        });
        let forced = matches!(self.on, OnConflict::Force(list) if list.contains(&format!("{row}.{key}")));
        if !forced {
            out.skipped += 1;
        }
        Ok(forced)
    }
}

/// An entry of the log that says no more than what was done to a row.
pub fn entry(object: &'static str, row: Id, op: Op) -> Entry {
    Entry { object, row, op, before: Map::new(), after: Map::new() }
}

/// A row whose values the change log knows by name.
pub trait Kept {
    /// What the change log calls it.
    const OBJECT: &'static str;
    /// What people call this one.
    fn called(&self) -> String;
    /// Its values by the names that the change log has for them.
    fn values(&self) -> Map<String, Json>;
    /// Puts one of them.
    fn put(&mut self, key: &str, value: &Json);
    /// When it was taken away.
    fn deleted_at(&mut self) -> &mut Option<Micros>;
}

/// Takes one logged change of a row back and logs that; storing it is the caller's. `false` where nothing is left to be
/// taken back.
pub fn back<K: Kept>(
    tx: &mut Tx<'_>,
    now: Micros,
    redo: &mut Batch,
    out: &mut Undone,
    taking: &mut Taking<'_>,
    (e, row): (&Logged, &mut K),
) -> Result<bool> {
    match e.op.as_str() {
        "update" => {
            let (id, name) = (e.row.0.to_string(), row.called());
            let (mut before, mut after) = (Map::new(), Map::new());
            for (key, ours) in &e.after {
                let stands = row.values().get(key).cloned().unwrap_or_default();
                let old = e.before.get(key).cloned().unwrap_or_default();
                if stands != *ours && !taking.conflict(tx, out, e, (K::OBJECT, &id, &name), key, &stands)? {
                    continue;
                }
                row.put(key, &old);
                before.insert(key.clone(), stands);
                after.insert(key.clone(), old);
            }
            if after.is_empty() {
                return Ok(false);
            }
            redo.log(Entry { object: K::OBJECT, row: e.row, op: Op::Update, before, after });
        }
        "delete" => {
            *row.deleted_at() = None;
            redo.log(entry(K::OBJECT, e.row, Op::Restore));
        }
        _ => {
            *row.deleted_at() = Some(now);
            redo.log(entry(K::OBJECT, e.row, Op::Delete));
        }
    }
    out.undone += 1;
    Ok(true)
}

/// Takes a batch back.
pub fn undo(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    batch: Id,
    on: &OnConflict,
    others: &[Box<dyn Taker>],
) -> Result<Undone> {
    let head = change::head(tx, batch)?.ok_or_else(|| Problem::not_found("The change"))?;
    if head.undone_by.is_some() {
        return Err(Problem::conflict("already_undone", "This was already taken back.").into());
    }
    if !head.undoable {
        return Err(Problem::bad("not_undoable", "This change cannot be taken back by hand.").into());
    }
    if head.by != access.by() && access.grants().delete != Reach::All && head.by != By::System {
        return Err(Problem::forbidden("Only who made a change, or a manager, takes it back.").into());
    }
    let entries = change::of_batch(tx, batch)?;
    may_still(tx, access, &entries)?;
    for other in others {
        let theirs = |e: &&Logged| e.object == other.object() && other.asks(access, e);
        let rows: Vec<i64> = entries.iter().filter(theirs).map(|e| e.row.0).collect();
        other.may_still(tx, access, &rows)?;
    }
    let mut redo = Batch::open(tx, store, "undo", access.by(), None, Some(batch))?;
    let mut out = Undone { undone: 0, skipped: 0, conflicts: Vec::new(), batch: redo.id.show(IdKind::Batch) };
    let mut taking = Taking { names: Names::default(), on, others, stale: Vec::new() };
    for entry in entries.iter().rev() {
        one(tx, store, &mut redo, &mut out, &mut taking, entry)?;
    }
    if !out.conflicts.is_empty() && matches!(on, OnConflict::Refuse) {
        let list = serde_json::to_value(&out.conflicts).unwrap_or_default();
        return Err(Problem::conflict(
            "undo_conflict",
            format!("{} values were changed since.", out.conflicts.len()),
        )
        .with("conflicts", list)
        .into());
    }
    redo.flush(tx, store)?;
    change::mark_undone(tx, batch, redo.id)?;
    taking.stale.sort_unstable();
    taking.stale.dedup();
    indexed::put(tx, store, &taking.stale, &[])?;
    if entries.iter().any(|e| e.object == "field") {
        territory::soon_if_any(tx, store)?;
    }
    Ok(out)
}

/// Refuses what concerns a person or a company whom the caller may not change any more: a change of one's own is no
/// key to somebody who has been given to a colleague since.
fn may_still(tx: &mut Tx<'_>, access: &Access, entries: &[Logged]) -> Result<()> {
    let of = |object: &str| -> Vec<i64> {
        entries.iter().filter(|e| e.object == object).map(|e| e.row.0).collect()
    };
    let mut nodes: Vec<i64> = [of("person"), of("consent")].concat();
    for row in of("interaction") {
        nodes.extend(own::strike::node_of(tx, Id(row))?.map(|id| id.0));
    }
    for row in tx.query_in("SELECT person_id FROM identity WHERE id IN", &of("identity"))? {
        nodes.push(row.int(0)?);
    }
    for row in tx.query_in("SELECT from_kind, from_id, to_kind, to_id FROM edge WHERE id IN", &of("edge"))? {
        for at in [0, 2] {
            if row.text(at)? == "person" {
                nodes.push(row.int(at + 1)?);
            }
        }
        if row.text(0)? == "company" {
            company::group::may_change(tx, access, row.id(1)?)?;
        }
    }
    if entries.iter().any(|e| e.object == "field") {
        access.need("users")?;
    }
    file::at_record::may_still(tx, access, &of("file"))?;
    nodes.sort_unstable();
    nodes.dedup();
    for node in nodes {
        people::root_to_edit(tx, access, Id(node))?;
    }
    for object in [own::ORDERS, own::INTERACTIONS] {
        let rows: Vec<Id> = of(object.logged).into_iter().map(Id).collect();
        let found = own::held(tx, access, object, &rows)?;
        // One that was taken away since has nothing to be taken back, and one that is out of sight does not exist.
        if found.values().any(|one| !one.may_edit) {
            return Err(Problem::forbidden("Your role may not change this any more.").into());
        }
        if found.len() < rows.iter().collect::<std::collections::HashSet<_>>().len() {
            let there = own::held(tx, &Access::system(), object, &rows)?;
            if there.len() > found.len() {
                return Err(Problem::not_found(object.missing).into());
            }
        }
    }
    for row in of("company") {
        if let Some(company) = company::record::get(tx, Id(row))? {
            company::edit::to_edit(access, &company)?;
        }
    }
    Ok(())
}

fn one(
    tx: &mut Tx<'_>,
    store: &Store,
    redo: &mut Batch,
    out: &mut Undone,
    taking: &mut Taking<'_>,
    e: &Logged,
) -> Result<()> {
    match (e.object.as_str(), e.op.as_str()) {
        ("person", "create") => {
            edit::take_away(tx, store, e.row)?;
            redo.log(Entry {
                object: "person",
                row: e.row,
                op: Op::Delete,
                before: Map::new(),
                after: Map::new(),
            });
        }
        ("person", "delete") => {
            tx.execute(
                "UPDATE person SET deleted_at = NULL, updated_at = $1 WHERE id = $2",
                &[store.now().into(), e.row.into()],
            )?;
            taking.stale.push(e.row);
            redo.log(Entry {
                object: "person",
                row: e.row,
                op: Op::Restore,
                before: Map::new(),
                after: Map::new(),
            });
        }
        ("person", "update") => return values(tx, store, redo, out, taking, e),
        ("field", "create" | "update" | "delete") => gx_record::setup::take_back(tx, store, redo, e)?,
        ("company", "create" | "update" | "delete") => {
            return company::undo::take_back(tx, store, redo, out, taking, e);
        }
        ("order", "update") => {
            return own::undo::take_back(tx, store, redo, out, taking, (own::ORDERS, e));
        }
        ("interaction", "delete") => {
            if !own::strike::back(tx, redo, e.row)? {
                out.skipped += 1;
                return Ok(());
            }
        }
        ("interaction", "update") => {
            return own::undo::take_back(tx, store, redo, out, taking, (own::INTERACTIONS, e));
        }
        ("identity", "create" | "delete") => {
            let gone = (e.op == "create").then(|| store.now());
            tx.execute("UPDATE identity SET deleted_at = $1 WHERE id = $2", &[gone.into(), e.row.into()])?;
            if let Some(root) = tx.first(
                "SELECT n.canonical_id FROM identity i JOIN person n ON n.id = i.person_id WHERE i.id = $1",
                &[e.row.into()],
            )? {
                edit::touched(tx, store, root.id(0)?)?;
            }
            let op = if gone.is_some() { Op::Delete } else { Op::Restore };
            redo.log(Entry {
                object: "identity",
                row: e.row,
                op,
                before: e.after.clone(),
                after: e.before.clone(),
            });
        }
        ("consent", "update") => {
            for (key, old) in &e.before {
                let Some((channel, purpose)) = key.split_once('.') else { continue };
                if let Some((channel, purpose, state)) = consent::parse(key, old) {
                    consent::put(
                        tx,
                        e.row,
                        &consent::Consent { channel, purpose, state, by: redo.by, at: store.now() },
                    )?;
                } else {
                    tx.execute(
                        "DELETE FROM consent WHERE person_id = $1 AND channel = $2 AND purpose = $3",
                        &[e.row.into(), channel.into(), purpose.into()],
                    )?;
                }
            }
            redo.log(Entry {
                object: "consent",
                row: e.row,
                op: Op::Update,
                before: e.after.clone(),
                after: e.before.clone(),
            });
        }
        ("file", "create" | "update" | "delete") => file::at_record::take_back(tx, store, redo, e)?,
        ("edge", "create" | "delete") => {
            let gone = (e.op == "create").then(|| store.now());
            tx.execute("UPDATE edge SET deleted_at = $1 WHERE id = $2", &[gone.into(), e.row.into()])?;
            let op = if gone.is_some() { Op::Delete } else { Op::Restore };
            redo.log(Entry {
                object: "edge",
                row: e.row,
                op,
                before: e.after.clone(),
                after: e.before.clone(),
            });
        }
        (object, _) => {
            if let Some(other) = taking.others.iter().find(|other| other.object() == object) {
                return other.take_back(tx, store, redo, out, taking, e);
            }
            out.skipped += 1;
            return Ok(());
        }
    }
    out.undone += 1;
    Ok(())
}

fn values(
    tx: &mut Tx<'_>,
    store: &Store,
    redo: &mut Batch,
    out: &mut Undone,
    taking: &mut Taking<'_>,
    e: &Logged,
) -> Result<()> {
    let Some(mut held) = node::get(tx, e.row)? else { return Ok(()) };
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, ours) in &e.after {
        let now = held.own.value(key).cloned().unwrap_or_default();
        let old = e.before.get(key).cloned().unwrap_or_default();
        let row = (e.row.show(IdKind::Person), held.own.shown_name().unwrap_or_default());
        if now != *ours && !taking.conflict(tx, out, e, ("person", &row.0, &row.1), key, &now)? {
            continue;
        }
        take_back(&mut held.own, key, ours, &old, redo.by, store.now());
        before.insert(key.clone(), now);
        after.insert(key.clone(), old);
    }
    if !after.is_empty() {
        node::save_fields(tx, &held, after.keys(), store.now())?;
        if after.keys().any(|key| indexed::knows(key)) {
            taking.stale.push(held.id);
        }
        redo.log(Entry { object: "person", row: e.row, op: Op::Update, before, after });
        out.undone += 1;
    }
    Ok(())
}

/// Puts the earlier value back with the source it had, as far as the portrait still knows it.
fn take_back(p: &mut Portrait, key: &str, ours: &Json, old: &Json, by: By, at: Micros) {
    let Some(held) = p.0.get_mut(key) else {
        p.state(key, Claim { value: old.clone(), by, at });
        return;
    };
    held.others.retain(|c| c.value != *ours);
    match held.others.iter().position(|c| c.value == *old) {
        Some(i) => held.claim = held.others.remove(i),
        None if old.is_null() && held.others.is_empty() => p.restore(key, None),
        None => held.claim = Claim { value: old.clone(), by, at },
    }
}

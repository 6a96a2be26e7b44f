//! A group of person rows in one transaction.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_people::edge::{End, Tie, Ties};
use gx_people::identity::{self, NewIdentity};
use gx_people::merge::Evidence;
use gx_people::node::{self, Node};
use gx_people::portrait::{Claim, Portrait};
use gx_people::resolve::{Keyed, Resolver};
use gx_people::{company, erased, indexed, mark, names::Named};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::files;
use super::likeness::Alike;
use super::plan::{PlanOptions, Update};
use super::row::Parsed;
use super::{Done, RowProblem, What};

/// One person row, with the person it is like.
#[derive(Clone, Debug)]
pub(crate) struct PersonRow {
    pub parsed: Parsed,
    pub alike: Option<Alike>,
}

/// What all groups of one import share.
#[derive(Debug)]
pub(crate) struct Shared<'s> {
    pub store: &'s Store,
    pub import: Id,
    /// Who imports.
    pub staff: Option<Id>,
    pub batch: Id,
    pub update: Update,
    /// What people said after this stands, even where the file's values replace others.
    pub as_of: Micros,
    /// Companies by name, as this run has met them; emptied when a transaction fails.
    pub companies: HashMap<String, Id>,
}

impl<'s> Shared<'s> {
    /// What a run or a preview starts with.
    pub fn new(store: &'s Store, import: Id, staff: Option<Id>, batch: Id, options: &PlanOptions) -> Self {
        Self {
            store,
            import,
            staff,
            batch,
            update: options.update,
            as_of: options.as_of.unwrap_or(Micros(0)),
            companies: HashMap::new(),
        }
    }

    pub fn by(&self) -> By {
        By::Import(self.import)
    }

    /// Whether a value of the file may stand above another, said by somebody at some time.
    pub fn may_replace(&self, by: By, at: Micros) -> bool {
        self.update == Update::Replace && (!matches!(by, By::User(_)) || at <= self.as_of)
    }
}

/// Writes the rows. One answer per row, in order.
pub(crate) fn write(tx: &mut Tx<'_>, shared: &mut Shared<'_>, rows: &[PersonRow]) -> Result<Vec<Done>> {
    let shut = shut_out(tx, rows)?;
    if shut.iter().all(Option::is_none) {
        return write_open(tx, shared, rows);
    }
    let open: Vec<PersonRow> =
        rows.iter().zip(&shut).filter(|(_, s)| s.is_none()).map(|(r, _)| r.clone()).collect();
    let mut done = write_open(tx, shared, &open)?.into_iter();
    let answer = |shut: Option<Micros>| match shut {
        None => done.next(),
        Some(at) => Some(Done::refused(vec![RowProblem {
            column: None,
            code: erased::CODE.into(),
            message: erased::sentence(at),
        }])),
    };
    Ok(shut.into_iter().filter_map(answer).collect())
}

/// For each row when its person asked to be erased, if they did, nobody has their addresses now, and the workspace
/// refuses those who come again.
fn shut_out(tx: &mut Tx<'_>, rows: &[PersonRow]) -> Result<Vec<Option<Micros>>> {
    let hashes: Vec<i64> = rows.iter().flat_map(|r| r.parsed.keys.iter().map(|k| k.hash)).collect();
    let erased = erased::refused(tx, &hashes)?;
    let keys: Vec<i64> = erased.keys().copied().collect();
    let living: HashSet<i64> = tx
        .query_in("SELECT hash FROM identity WHERE deleted_at IS NULL AND hash IN", &keys)?
        .iter()
        .map(|r| r.int(0))
        .collect::<Result<_>>()?;
    let gone = |k: &Keyed| erased.get(&k.hash).filter(|_| !living.contains(&k.hash)).copied();
    Ok(rows.iter().map(|r| r.parsed.keys.iter().find_map(gone)).collect())
}

/// Writes rows of people who may come in.
fn write_open(tx: &mut Tx<'_>, shared: &mut Shared<'_>, rows: &[PersonRow]) -> Result<Vec<Done>> {
    let store = shared.store;
    let by = shared.by();
    let now = store.now();
    let mark = store.id();
    let mut log = Batch::resume(shared.batch, by, now);

    hang_on_likes(tx, shared, rows, now)?;
    let mut hashes: Vec<i64> = rows.iter().flat_map(|r| r.parsed.keys.iter().map(|k| k.hash)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut resolver = Resolver::open(tx, store, &hashes)?;
    resolver.for_import(shared.import);

    // Who each row is. Values of new people are stated before they are written, of others after.
    let mut who: Vec<(Id, bool)> = Vec::with_capacity(rows.len());
    let mut made: BTreeMap<Id, Map<String, Json>> = BTreeMap::new();
    let mut later: Vec<(usize, Id)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let p = &row.parsed;
        let (node, created) = if !p.keys.is_empty() {
            let found = resolver.resolve(tx, &p.keys, now, by)?;
            (found.node, found.created)
        } else if let Some(alike) = &row.alike {
            (resolver.known_node(tx, alike.person)?.node, false)
        } else {
            (resolver.new_node(Portrait::default()), true)
        };
        if created {
            made.insert(node, Map::new());
        }
        who.push((node, created));
        match (made.get_mut(&node), resolver.fresh_portrait(node)) {
            (Some(said), Some(portrait)) => {
                for (key, v) in &p.values {
                    if shared.update != Update::Fill || !said.contains_key(key) {
                        portrait.state(key, Claim { value: v.clone(), by, at: now });
                        said.insert(key.clone(), v.clone());
                    }
                }
                resolver.reindex(node);
            }
            _ if !p.values.is_empty() => later.push((at, node)),
            _ => {}
        }
    }
    resolver.flush_fresh(tx)?;
    let changed = state(tx, shared, &mut resolver, &mut log, rows, &later, now)?;
    for (at, (node, created)) in who.iter().enumerate() {
        if let Some(row) = rows.get(at).filter(|_| *created || changed.contains(&at)) {
            files::hang(tx, shared, "person", *node, &row.parsed)?;
        }
    }
    let (tied, companies) = tie(tx, shared, rows, &who, now)?;
    for (id, name) in companies {
        log.log(Entry {
            object: "company",
            row: id,
            op: Op::Create,
            before: Map::new(),
            after: Map::from_iter([("name".to_owned(), name.into())]),
        });
    }
    for (id, said) in &made {
        log.log(Entry {
            object: "person",
            row: *id,
            op: Op::Create,
            before: Map::new(),
            after: said.clone(),
        });
    }
    let roots: Vec<Id> = who.iter().map(|(node, _)| resolver.root(*node)).collect();
    let merges = resolver.close(tx)?;
    addresses_of_likes(tx, store, rows, &roots)?;
    log.flush(tx, store)?;

    let attached = attached(tx, shared, mark)?;
    let merged: HashSet<Id> = merges.iter().map(|m| m.winner).collect();
    let mut out = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let (Some((node, created)), Some(root)) = (who.get(at), roots.get(at)) else { continue };
        if *created {
            out.push(Done::new(What::New));
            continue;
        }
        let new_key = row.parsed.keys.iter().any(|k| attached.contains(&k.hash)) && !made.contains_key(node);
        let wrote = changed.contains(&at) || new_key || tied.contains(&at) || merged.contains(root);
        let why = match &row.alike {
            Some(alike) => alike.why.clone(),
            None => row.parsed.keys.iter().filter(|k| !attached.contains(&k.hash)).map(by_key).collect(),
        };
        let what = if wrote { What::Update } else { What::Same };
        out.push(Done { known: Some(*root), why, ..Done::new(what) });
    }
    Ok(out)
}

/// An identity that was known is all the evidence there need be.
fn by_key(k: &Keyed) -> Evidence {
    let value = Some(k.identity.value.clone());
    Evidence {
        field: k.identity.kind.as_text().into_owned(),
        code: "same_identity".into(),
        weight: 20.0,
        a: value.clone(),
        b: value,
    }
}

/// Hangs the identities of rows that are like somebody on that person, where nobody has them yet.
fn hang_on_likes(tx: &mut Tx<'_>, shared: &Shared<'_>, rows: &[PersonRow], now: Micros) -> Result<()> {
    let wanted: Vec<(&Alike, &Keyed)> = rows
        .iter()
        .filter_map(|r| r.alike.as_ref().map(|a| (a, &r.parsed.keys)))
        .flat_map(|(a, keys)| keys.iter().map(move |k| (a, k)))
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let hashes: Vec<i64> = wanted.iter().map(|(_, k)| k.hash).collect();
    let mut known: HashSet<i64> = tx
        .query_in("SELECT hash FROM identity WHERE deleted_at IS NULL AND hash IN", &hashes)?
        .iter()
        .map(|r| r.int(0))
        .collect::<Result<_>>()?;
    let mut fresh: Vec<NewIdentity> = Vec::new();
    for (alike, k) in wanted {
        if !known.insert(k.hash) {
            continue;
        }
        fresh.push(NewIdentity::owned(shared.store, alike.person, k.clone(), now, shared.by()));
    }
    identity::insert(tx, &fresh, Conflict::Skip)
}

fn addresses_of_likes(tx: &mut Tx<'_>, store: &Store, rows: &[PersonRow], roots: &[Id]) -> Result<()> {
    let mut touched: Vec<Id> = rows
        .iter()
        .zip(roots)
        .filter(|(r, _)| r.alike.is_some() && !r.parsed.keys.is_empty())
        .map(|(_, root)| *root)
        .collect();
    touched.sort_unstable();
    touched.dedup();
    for root in &touched {
        let members = node::members(tx, *root)?;
        node::refresh_addresses(tx, *root, &members)?;
    }
    indexed::put(tx, store, &touched, &[])
}

/// The hashes of identities that this transaction attached.
fn attached(tx: &mut Tx<'_>, shared: &Shared<'_>, mark: Id) -> Result<HashSet<i64>> {
    tx.query(
        "SELECT hash FROM identity WHERE id > $1 AND source_kind = 'import' AND source_id = $2",
        &[mark.into(), shared.import.into()],
    )?
    .iter()
    .map(|r| r.int(0))
    .collect()
}

type BeforeAfter = (Map<String, Json>, Map<String, Json>);

/// States values of people who were there; the rows that changed something.
fn state(
    tx: &mut Tx<'_>,
    shared: &Shared<'_>,
    resolver: &mut Resolver<'_>,
    log: &mut Batch,
    rows: &[PersonRow],
    later: &[(usize, Id)],
    now: Micros,
) -> Result<HashSet<usize>> {
    let mut ids: Vec<Id> = later.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut nodes: HashMap<Id, Node> = node::load(tx, &ids)?.into_iter().map(|n| (n.id, n)).collect();
    let mut changed = HashSet::new();
    let mut logs: BTreeMap<Id, BeforeAfter> = BTreeMap::new();
    let kept = mark::Restricted::once(tx)?;
    for (at, id) in later {
        let (Some(row), Some(held)) = (rows.get(*at), nodes.get_mut(id)) else { continue };
        if kept.0.contains(&held.root) {
            continue;
        }
        // A person made of several records shows them all: what any of them says is not empty.
        let shown = if held.shows_tree || held.merged_into.is_some() {
            let tree = node::tree(tx, held.root)?;
            Portrait::survivors(&tree.iter().map(|n| &n.own).collect::<Vec<_>>())
        } else {
            held.own.clone()
        };
        for (key, v) in &row.parsed.values {
            let claim = Claim { value: v.clone(), by: shared.by(), at: now };
            let standing = shown.0.get(key).filter(|h| !h.claim.value.is_null());
            // What a person emptied is a word of theirs too.
            let said = standing.or_else(|| held.own.0.get(key));
            let replaces = said.is_some_and(|h| shared.may_replace(h.claim.by, h.claim.at));
            let wins = match standing {
                _ if replaces => said.is_none_or(|h| h.claim.value != *v),
                None => held.own.0.get(key).is_none_or(|h| claim.beats(&h.claim)),
                Some(h) => shared.update != Update::Fill && h.claim.value != *v && claim.beats(&h.claim),
            };
            if !wins {
                continue;
            }
            let old = held.own.value(key).cloned().unwrap_or_default();
            let stands = if replaces { held.own.replace(key, claim) } else { held.own.state(key, claim) };
            if stands {
                let (before, after) = logs.entry(*id).or_default();
                before.entry(key.clone()).or_insert(old);
                after.insert(key.clone(), v.clone());
                changed.insert(*at);
            }
        }
    }
    for (id, (before, after)) in logs {
        if let Some(held) = nodes.get(&id) {
            node::save(tx, held, now)?;
            resolver.reindex(id);
        }
        log.log(Entry { object: "person", row: id, op: Op::Update, before, after });
    }
    Ok(changed)
}

type Tied = (HashSet<usize>, Vec<(Id, String)>);

/// Ties people to their companies; ties that stand already are left as they are.
fn tie(
    tx: &mut Tx<'_>,
    shared: &mut Shared<'_>,
    rows: &[PersonRow],
    who: &[(Id, bool)],
    now: Micros,
) -> Result<Tied> {
    let mut wanted: Vec<(usize, Id, Id, Option<String>)> = Vec::new();
    let mut made = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (Some(name), Some((node, _))) = (&row.parsed.company, who.get(at)) else { continue };
        let id = match shared.companies.get(name) {
            Some(id) => *id,
            None => {
                let mark = shared.store.id();
                let id = company::ensure(
                    tx,
                    shared.store,
                    None,
                    name,
                    &Map::new(),
                    shared.by(),
                    Some(shared.import),
                    false,
                )?;
                if id > mark {
                    made.push((id, name.clone()));
                }
                shared.companies.insert(name.clone(), id);
                id
            }
        };
        wanted.push((at, *node, id, row.parsed.text("job_title").map(str::to_owned)));
    }
    let mut tied = HashSet::new();
    if wanted.is_empty() {
        return Ok((tied, made));
    }
    let nodes: Vec<i64> = wanted.iter().map(|(_, node, _, _)| node.0).collect();
    let standing: HashSet<(Id, Id)> = tx
        .query_in(
            "SELECT from_id, to_id FROM edge WHERE kind = 'works_at' AND deleted_at IS NULL AND from_id IN",
            &nodes,
        )?
        .iter()
        .map(|r| Ok((r.id(0)?, r.id(1)?)))
        .collect::<Result<_>>()?;
    let mut ties = Ties::default();
    for (at, node, to, title) in wanted {
        if standing.contains(&(node, to)) {
            continue;
        }
        tied.insert(at);
        let (from, to) = (End::Person(node), End::Company(to));
        ties.add(Tie { kind: "works_at".into(), from, to, title, at: now, evidence: None });
    }
    ties.close(tx, shared.store, shared.by(), Some(shared.import))?;
    Ok((tied, made))
}

/// Names of people or companies for a preview.
pub(crate) fn named(tx: &mut Tx<'_>, object: ObjectKind, ids: &[Id]) -> Result<HashMap<Id, Named>> {
    let company = object == ObjectKind::Company;
    let (table, kind) = if company { ("company", IdKind::Company) } else { ("person", IdKind::Person) };
    let keys: Vec<i64> = ids.iter().map(|i| i.0).collect();
    tx.query_in(&format!("SELECT id, name FROM {table} WHERE id IN"), &keys)?
        .iter()
        .map(|r| {
            let (id, name) = (r.id(0)?, r.string(1)?);
            Ok((id, Named { id: id.show(kind), initial: Some(gx_text::avatar_initial(&name)), name }))
        })
        .collect()
}

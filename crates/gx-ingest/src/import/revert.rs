//! The whole import taken back, even after other edits.
//!
//! First a look at what stands in the way; nothing is touched while a conflict is neither
//! forced nor accepted. Then step after step, each safe to repeat, so that a revert that
//! died is finished by its job.

use std::collections::{BTreeMap, HashMap, HashSet};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Names;
use gx_people::undo::Undone;
use gx_people::{indexed, merge, node};
use gx_store::access::Access;
use gx_store::change::{self, Batch, By, Entry, Logged, Op};
use gx_store::{Result, Store, Tx, Value, job, search};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use super::conflicts::{self, InTheWay};
use super::run::text;
use super::takeback::{Taking, counted, fold};
use super::{Head, load};

/// Rows of one transaction.
const CHUNK: usize = 5000;
/// A revert that has not ended by then is taken over by its job.
const TAKE_OVER: i64 = 600 * Micros::SECOND;

/// How conflicts are treated.
#[derive(Clone, Debug)]
pub enum On {
    /// Refuse the whole revert and list them.
    Refuse,
    /// Take back those named `ROW.FIELD`, leave the others.
    Force(Vec<String>),
}

/// A revert under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Running {
    pub batch: Id,
    pub by: By,
    pub force: Vec<String>,
    /// The import's state before.
    pub was: String,
}

/// Takes an import back.
pub fn revert(store: &Store, access: &Access, id: Id, on: &On) -> Result<Undone> {
    access.need("import")?;
    let force = match on {
        On::Refuse => Vec::new(),
        On::Force(list) => list.clone(),
    };
    let (head, entries) = read(store, id)?;
    let batch = revertible(&head)?;
    let found = store.read(|tx| conflicts::find(tx, &head, &entries))?;
    if matches!(on, On::Refuse) && !found.conflicts.is_empty() {
        let list =
            serde_json::to_value(found.conflicts.iter().take(1000).collect::<Vec<_>>()).unwrap_or_default();
        return Err(Problem::conflict(
            "undo_conflict",
            format!("{} values were changed since.", found.conflicts.len()),
        )
        .with("conflicts", list)
        .into());
    }
    store.write(|tx| {
        let mut head = load(tx, id)?;
        revertible(&head)?;
        let redo = Batch::open(tx, store, "undo", access.by(), None, Some(batch))?;
        head.info.revert = Some(Running { batch: redo.id, by: access.by(), force, was: head.state.clone() });
        tx.execute(
            "UPDATE import SET state = 'reverting', info = $1 WHERE id = $2",
            &[text(&head.info).into(), id.into()],
        )?;
        let dedupe = format!("import.revert:{}", id.0);
        let at = store.now().plus(TAKE_OVER);
        job::enqueue(tx, store, "import.revert", &json!({"import": id.0}), at, Some(&dedupe))?;
        Ok(())
    })?;
    let (head, _) = read(store, id)?;
    finish(store, &head, &entries, found)
}

/// Finishes a revert that died; does nothing for one that has ended.
pub(crate) fn resume(store: &Store, id: Id) -> Result<()> {
    let (head, entries) = read(store, id)?;
    if head.state == "reverting" {
        let found = store.read(|tx| conflicts::find(tx, &head, &entries))?;
        finish(store, &head, &entries, found)?;
    }
    Ok(())
}

fn read(store: &Store, id: Id) -> Result<(Head, Vec<Logged>)> {
    store.read(|tx| {
        let head = load(tx, id)?;
        let entries = match head.batch {
            Some(batch) => change::of_batch(tx, batch)?,
            None => Vec::new(),
        };
        Ok((head, entries))
    })
}

fn revertible(head: &Head) -> Result<Id> {
    let no = |code: &str, message: &str| Err(Problem::conflict(code, message).into());
    match (head.state.as_str(), head.batch) {
        ("done" | "failed", Some(batch)) => Ok(batch),
        ("reverted", _) => no("already_undone", "This import was already taken back."),
        ("reverting", _) => no("reverting", "This import is being taken back."),
        ("running", _) => no("running", "This import is still running."),
        _ => no("not_started", "This import was not started."),
    }
}

fn finish(store: &Store, head: &Head, entries: &[Logged], found: InTheWay) -> Result<Undone> {
    let Some(running) = head.info.revert.clone() else {
        return Err(Problem::conflict("not_started", "No revert was begun.").into());
    };
    let force: HashSet<String> = running.force.iter().cloned().collect();
    // What others wrote to stays, unless every one of their fields is named.
    let kept: HashSet<Id> = found
        .made
        .iter()
        .filter(|(id, fields)| {
            let named = |kind: IdKind, f: &String| force.contains(&format!("{}.{f}", id.show(kind)));
            [IdKind::Person, IdKind::Company, IdKind::Order, IdKind::Interaction]
                .iter()
                .all(|kind| !fields.iter().all(|f| named(*kind, f)))
        })
        .map(|(id, _)| *id)
        .collect();
    let made: HashSet<Id> =
        entries.iter().filter(|e| e.op == "create" && e.object == "person").map(|e| e.row).collect();
    let mut work = Work {
        store,
        head,
        redo: Batch::resume(running.batch, running.by, store.now()),
        gone: made.iter().filter(|id| !kept.contains(*id)).copied().collect(),
        kept,
        undone: 0,
    };
    work.not_due()?;
    work.split()?;
    work.interactions()?;
    work.orders()?;
    work.ties()?;
    work.identities()?;
    let skipped = work.updates(entries, &force)?;
    work.people()?;
    work.companies(entries)?;
    store.write(|tx| {
        if let Some(batch) = head.batch {
            change::mark_undone(tx, batch, running.batch)?;
        }
        tx.execute("UPDATE import SET state = 'reverted' WHERE id = $1", &[head.id.into()])?;
        tx.execute(
            "UPDATE job SET state = 'done', ended_at = $1 WHERE kind = 'import.revert' AND dedupe = $2 AND state = 'waiting'",
            &[store.now().into(), format!("import.revert:{}", head.id.0).into()],
        )?;
        Ok(())
    })?;
    Ok(Undone {
        undone: work.undone,
        skipped: skipped + work.kept.len() as u64,
        conflicts: found.conflicts,
        batch: running.batch.show(IdKind::Batch),
    })
}

struct Work<'a> {
    store: &'a Store,
    head: &'a Head,
    redo: Batch,
    /// Made by the import and written to by others since.
    kept: HashSet<Id>,
    /// Persons that go.
    gone: HashSet<Id>,
    undone: u64,
}

/// What is taken from a person's totals.
#[derive(Clone, Copy, Debug, Default)]
struct Less {
    interactions: i64,
    orders: i64,
    total: i64,
}

impl Work<'_> {
    /// Who goes need not be compared with anybody any more.
    fn not_due(&mut self) -> Result<()> {
        let ids: Vec<i64> = self.gone.iter().map(|id| id.0).collect();
        for chunk in ids.chunks(CHUNK) {
            self.store.write(|tx| gx_people::likeness::not_due(tx, chunk))?;
        }
        Ok(())
    }

    /// Merges that the import's identities brought about, and those that tie a person who goes.
    fn split(&mut self) -> Result<()> {
        let me = self.head.id;
        let (by, gone) = (self.redo.by, &self.gone);
        let store = self.store;
        let merges: Vec<Id> = store.read(|tx| {
            let rows = tx.query(
                "SELECT id, winner_id, loser_id, by_kind, by_id FROM merge WHERE undone_at IS NULL ORDER BY id DESC",
                &[],
            )?;
            let mut out = Vec::new();
            for r in rows {
                let ours = r.text(3)? == "import" && r.opt_id(4)? == Some(me);
                if ours || gone.contains(&r.id(1)?) || gone.contains(&r.id(2)?) {
                    out.push(r.id(0)?);
                }
            }
            Ok(out)
        })?;
        for id in merges {
            store.write(|tx| {
                let (root, freed) = merge::split(tx, store, id, by)?;
                indexed::put(tx, store, &[root, freed], &[])
            })?;
            self.undone += 1;
        }
        Ok(())
    }

    fn interactions(&mut self) -> Result<()> {
        let (store, head) = (self.store, self.head);
        // What somebody noted something beside stays.
        let noted = store.read(|tx| {
            let sql = "SELECT id FROM interaction WHERE import_id = $1 AND fields IS NOT NULL";
            tx.query(sql, &[head.id.into()])?.iter().map(|r| r.id(0)).collect::<Result<Vec<_>>>()
        })?;
        let stay: Vec<String> =
            noted.iter().filter(|id| self.kept.contains(id)).map(|id| id.0.to_string()).collect();
        let but =
            if stay.is_empty() { String::new() } else { format!(" AND id NOT IN ({})", stay.join(",")) };
        loop {
            let (store, head, gone) = (self.store, self.head, &self.gone);
            let n = store.write(|tx| {
                let rows = tx.query(
                    &format!("SELECT id, person_id, kind, CASE WHEN fields IS NULL THEN 0 ELSE 1 END FROM interaction WHERE import_id = $1{but} ORDER BY id LIMIT {CHUNK}"),
                    &[head.id.into()],
                )?;
                let (mut ids, mut written) = (Vec::new(), Vec::new());
                let mut less: HashMap<Id, Less> = HashMap::new();
                for r in &rows {
                    ids.push(r.int(0)?);
                    let silent = matches!(r.text(2)?, "page" | "click" | "product_view" | "purchase" | "order_update" | "event");
                    if !silent || r.int(3)? != 0 {
                        written.push(r.id(0)?);
                    }
                    less.entry(r.id(1)?).or_default().interactions += 1;
                }
                search::remove(tx, ObjectKind::Interaction, &written)?;
                tx.query_in("DELETE FROM interaction WHERE id IN", &ids)?;
                uncount(tx, &less, gone)?;
                Ok(rows.len())
            })?;
            self.undone += n as u64;
            if n == 0 {
                return Ok(());
            }
        }
    }

    fn orders(&mut self) -> Result<()> {
        let (store, head) = (self.store, self.head);
        let ids: Vec<i64> = store.read(|tx| {
            tx.query("SELECT id FROM orders WHERE import_id = $1 AND deleted_at IS NULL", &[head.id.into()])?
                .iter()
                .map(|r| r.int(0))
                .collect()
        })?;
        let ids: Vec<i64> = ids.into_iter().filter(|id| !self.kept.contains(&Id(*id))).collect();
        for chunk in ids.chunks(CHUNK) {
            let gone = &self.gone;
            let n = store.write(|tx| {
                let rows = tx.query_in(
                    "SELECT id, person_id, status, amount FROM orders WHERE deleted_at IS NULL AND id IN",
                    chunk,
                )?;
                let mut less: HashMap<Id, Less> = HashMap::new();
                let mut found = Vec::new();
                for r in &rows {
                    found.push(r.int(0)?);
                    let l = less.entry(r.id(1)?).or_default();
                    l.orders += 1;
                    l.total += counted(r.text(2)?, r.int(3)?);
                }
                let sql = format!("UPDATE orders SET deleted_at = {} WHERE id IN", store.now().0);
                tx.query_in(&sql, &found)?;
                search::remove(tx, ObjectKind::Order, &found.iter().map(|id| Id(*id)).collect::<Vec<_>>())?;
                uncount(tx, &less, gone)?;
                Ok(rows.len())
            })?;
            self.undone += n as u64;
        }
        Ok(())
    }

    fn ties(&mut self) -> Result<()> {
        let (store, head, kept) = (self.store, self.head, &self.kept);
        let n = store.write(|tx| {
            let mut ids = Vec::new();
            for r in tx.query(
                "SELECT id, from_id, to_id FROM edge WHERE import_id = $1 AND deleted_at IS NULL",
                &[head.id.into()],
            )? {
                if !kept.contains(&r.id(1)?) {
                    ids.push(r.int(0)?);
                }
            }
            tx.query_in(&format!("UPDATE edge SET deleted_at = {} WHERE id IN", store.now().0), &ids)?;
            Ok(ids.len())
        })?;
        self.undone += n as u64;
        Ok(())
    }

    fn identities(&mut self) -> Result<()> {
        let (store, head) = (self.store, self.head);
        let found: Vec<(i64, Id)> = store.read(|tx| {
            tx.query(
                "SELECT id, person_id FROM identity WHERE source_kind = 'import' AND source_id = $1 AND deleted_at IS NULL",
                &[head.id.into()],
            )?
            .iter()
            .map(|r| Ok((r.int(0)?, r.id(1)?)))
            .collect()
        })?;
        let found: Vec<(i64, Id)> = found.into_iter().filter(|(_, p)| !self.kept.contains(p)).collect();
        for chunk in found.chunks(CHUNK) {
            let gone = &self.gone;
            store.write(|tx| {
                let ids: Vec<i64> = chunk.iter().map(|(id, _)| *id).collect();
                tx.query_in(
                    &format!("UPDATE identity SET deleted_at = {} WHERE id IN", store.now().0),
                    &ids,
                )?;
                let mut stay: Vec<i64> =
                    chunk.iter().filter(|(_, p)| !gone.contains(p)).map(|(_, p)| p.0).collect();
                stay.sort_unstable();
                stay.dedup();
                let mut roots: Vec<Id> = tx
                    .query_in("SELECT canonical_id FROM person WHERE id IN", &stay)?
                    .iter()
                    .map(|r| r.id(0))
                    .collect::<Result<_>>()?;
                roots.sort_unstable();
                roots.dedup();
                let mut members = Vec::new();
                for root in roots {
                    node::refresh(tx, root, store.now())?;
                    members.extend(node::members(tx, root)?);
                }
                indexed::put(tx, store, &members, &[])
            })?;
        }
        self.undone += found.len() as u64;
        Ok(())
    }

    /// Values of records that were there before; how many were left as they are.
    fn updates(&mut self, entries: &[Logged], force: &HashSet<String>) -> Result<u64> {
        let (store, head) = (self.store, self.head);
        let mut skipped = 0;
        for object in ["person", "company", "order"] {
            let folded = fold(entries, object);
            // Rows of one file may have changed what another row of it made: that goes with its maker.
            let list: Vec<_> = folded.iter().filter(|(id, _)| !self.gone.contains(*id)).collect();
            for chunk in list.chunks(500) {
                let redo = &mut self.redo;
                let (undone, left) = store.write(|tx| {
                    let mut again = Batch::resume(redo.id, redo.by, store.now());
                    let mut taking = Taking {
                        import: head.id,
                        force,
                        redo: Some(&mut again),
                        now: store.now(),
                        names: Names::default(),
                        conflicts: Vec::new(),
                        undone: 0,
                        skipped: 0,
                    };
                    match object {
                        "person" => {
                            let touched = taking.people(tx, chunk)?;
                            indexed::put(tx, store, &touched, &[])?;
                        }
                        "company" => taking.companies(tx, chunk)?,
                        _ => taking.orders(tx, chunk)?,
                    }
                    let counts = (taking.undone, taking.skipped);
                    again.flush(tx, store)?;
                    Ok(counts)
                })?;
                self.undone += undone;
                skipped += left;
            }
        }
        Ok(skipped)
    }

    /// Persons that the import made.
    fn people(&mut self) -> Result<()> {
        let mut ids: Vec<i64> = self.gone.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        for chunk in ids.chunks(CHUNK) {
            let n = self.remove(chunk, "person", ObjectKind::Person)?;
            self.undone += n;
        }
        Ok(())
    }

    fn companies(&mut self, entries: &[Logged]) -> Result<()> {
        let ids: Vec<i64> = entries
            .iter()
            .filter(|e| e.op == "create" && e.object == "company" && !self.kept.contains(&e.row))
            .map(|e| e.row.0)
            .collect();
        for chunk in ids.chunks(CHUNK) {
            let n = self.remove(chunk, "company", ObjectKind::Company)?;
            self.undone += n;
        }
        Ok(())
    }

    fn remove(&self, ids: &[i64], table: &'static str, object: ObjectKind) -> Result<u64> {
        let (store, redo) = (self.store, &self.redo);
        store.write(|tx| {
            let now = store.now();
            let living: Vec<i64> = tx
                .query_in(&format!("SELECT id FROM {table} WHERE deleted_at IS NULL AND id IN"), ids)?
                .iter()
                .map(|r| r.int(0))
                .collect::<Result<_>>()?;
            let sql = format!("UPDATE {table} SET deleted_at = {0}, updated_at = {0} WHERE id IN", now.0);
            tx.query_in(&sql, &living)?;
            search::remove(tx, object, &living.iter().map(|id| Id(*id)).collect::<Vec<_>>())?;
            let mut log = Batch::resume(redo.id, redo.by, now);
            for id in &living {
                log.log(Entry {
                    object: table,
                    row: Id(*id),
                    op: Op::Delete,
                    before: Map::new(),
                    after: Map::new(),
                });
            }
            log.flush(tx, store)?;
            Ok(living.len() as u64)
        })
    }
}

/// Takes totals back from nodes and everything above them, and reads first and last dates again.
fn uncount(tx: &mut Tx<'_>, less: &HashMap<Id, Less>, gone: &HashSet<Id>) -> Result<()> {
    let mut sums: BTreeMap<Id, Less> = BTreeMap::new();
    let mut at: Vec<(Id, Less)> =
        less.iter().filter(|(id, _)| !gone.contains(*id)).map(|(id, l)| (*id, *l)).collect();
    let mut trees: HashSet<Id> = HashSet::new();
    while !at.is_empty() {
        let keys: Vec<i64> = at.iter().map(|(id, _)| id.0).collect();
        let mut parents: HashMap<Id, Option<Id>> = HashMap::new();
        for r in tx.query_in("SELECT id, merged_into, merged_count FROM person WHERE id IN", &keys)? {
            parents.insert(r.id(0)?, r.opt_id(1)?);
            if r.opt_id(1)?.is_some() || r.int(2)? > 0 {
                trees.insert(r.id(0)?);
            }
        }
        let mut up = Vec::new();
        for (id, l) in at {
            let s = sums.entry(id).or_default();
            s.interactions += l.interactions;
            s.orders += l.orders;
            s.total += l.total;
            if let Some(Some(parent)) = parents.get(&id) {
                up.push((*parent, l));
            }
        }
        at = up;
    }
    let rows: Vec<Vec<Value>> = sums
        .iter()
        .map(|(id, l)| vec![l.interactions.into(), l.orders.into(), l.total.into(), (*id).into()])
        .collect();
    tx.execute_many(
        "UPDATE person SET interaction_count = interaction_count - $1, order_count = order_count - $2, order_total = order_total - $3, \
         currency = CASE WHEN order_count <= $2 THEN NULL ELSE currency END WHERE id = $4",
        &rows,
    )?;
    let lone: Vec<i64> = sums.keys().filter(|id| !trees.contains(*id)).map(|id| id.0).collect();
    tx.query_in(
        "UPDATE person SET first_seen_at = (SELECT MIN(i.occurred_at) FROM interaction i WHERE i.person_id = person.id), \
         last_seen_at = (SELECT MAX(i.occurred_at) FROM interaction i WHERE i.person_id = person.id) WHERE id IN",
        &lone,
    )?;
    for id in sums.keys().filter(|id| trees.contains(*id)) {
        let below: Vec<i64> = below(tx, *id)?;
        let rows = tx.query_in(
            "SELECT MIN(occurred_at), MAX(occurred_at) FROM interaction WHERE person_id IN",
            &below,
        )?;
        let first = rows.iter().filter_map(|r| r.opt_int(0).ok().flatten()).min();
        let last = rows.iter().filter_map(|r| r.opt_int(1).ok().flatten()).max();
        tx.execute(
            "UPDATE person SET first_seen_at = $1, last_seen_at = $2 WHERE id = $3",
            &[first.into(), last.into(), (*id).into()],
        )?;
    }
    Ok(())
}

/// A node and everything that hangs below it.
fn below(tx: &mut Tx<'_>, top: Id) -> Result<Vec<i64>> {
    let rows = tx.query(
        "SELECT id, merged_into FROM person WHERE canonical_id = (SELECT canonical_id FROM person WHERE id = $1)",
        &[top.into()],
    )?;
    let mut out = vec![top.0];
    let mut at = 0;
    while let Some(parent) = out.get(at).copied() {
        for r in &rows {
            if r.opt_int(1)? == Some(parent) {
                out.push(r.int(0)?);
            }
        }
        at += 1;
    }
    Ok(out)
}

//! Taking values back: what an import changed of records that were there before.

use std::collections::{BTreeMap, HashSet};

use gx_kernel::{Id, IdKind, Micros};
use gx_people::company::record;
use gx_people::names::Names;
use gx_people::portrait::{Claim, Portrait};
use gx_people::undo::UndoConflict;
use gx_people::{node, own};
use gx_store::access::Access;
use gx_store::change::{self, Batch, By, Entry, Logged, Op};
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

/// What an import did to one record, all its rows together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changed {
    pub before: Map<String, Json>,
    pub after: Map<String, Json>,
    /// The last change of the import to it.
    pub last: Id2,
}

/// The newest change, for finding what came after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Id2(pub Id, pub Micros);

impl Default for Id2 {
    fn default() -> Self {
        Self(Id(0), Micros(0))
    }
}

/// The updates of a kind of record, folded.
pub(crate) fn fold(entries: &[Logged], object: &str) -> BTreeMap<Id, Changed> {
    let mut out: BTreeMap<Id, Changed> = BTreeMap::new();
    for e in entries.iter().filter(|e| e.object == object && e.op == "update") {
        let c = out.entry(e.row).or_default();
        for (key, old) in &e.before {
            c.before.entry(key.clone()).or_insert_with(|| old.clone());
        }
        for (key, new) in &e.after {
            c.after.insert(key.clone(), new.clone());
        }
        c.last = Id2(e.id, e.at);
    }
    out
}

/// How to go about it: only look, or take back what is named.
pub(crate) struct Taking<'t> {
    pub import: Id,
    /// What may be overwritten, `ROW.FIELD`.
    pub force: &'t HashSet<String>,
    /// The batch of the revert; without one nothing is written.
    pub redo: Option<&'t mut Batch>,
    pub now: Micros,
    pub names: Names,
    pub conflicts: Vec<UndoConflict>,
    pub undone: u64,
    pub skipped: u64,
}

impl Taking<'_> {
    /// Notes a conflict; whether it may be overwritten.
    fn conflict(
        &mut self,
        tx: &mut Tx<'_>,
        place: (&str, Id, IdKind),
        name: &str,
        key: &str,
        c: &Changed,
        now: &Json,
    ) -> Result<bool> {
        let (object, row, kind) = place;
        let later = change::after(tx, row, c.last.0)?.into_iter().rev().find(|l| l.after.contains_key(key));
        let by = self.names.of(tx, later.as_ref().map_or(By::System, |l| l.by))?;
        let id = row.show(kind);
        let forced = self.force.contains(&format!("{id}.{key}"));
        self.conflicts.push(UndoConflict {
            object: object.into(),
            id,
            name: name.to_owned(),
            field: key.to_owned(),
            ours: c.after.get(key).cloned().unwrap_or_default(),
            now: now.clone(),
            by,
            at: later.map_or(c.last.1, |l| l.at),
        });
        if !forced {
            self.skipped += 1;
        }
        Ok(forced)
    }

    fn log(&mut self, object: &'static str, row: Id, before: Map<String, Json>, after: Map<String, Json>) {
        self.undone += 1;
        if let Some(redo) = &mut self.redo {
            redo.log(Entry { object, row, op: Op::Update, before, after });
        }
    }

    /// Takes the import's claims of persons back.
    pub fn people(&mut self, tx: &mut Tx<'_>, chunk: &[(&Id, &Changed)]) -> Result<Vec<Id>> {
        let ids: Vec<Id> = chunk.iter().map(|(id, _)| **id).collect();
        let mut nodes: BTreeMap<Id, node::Node> =
            node::load(tx, &ids)?.into_iter().map(|n| (n.id, n)).collect();
        let me = By::Import(self.import);
        let mut touched = Vec::new();
        for (id, c) in chunk {
            let Some(held) = nodes.get_mut(id) else { continue };
            let name = held.own.shown_name().unwrap_or_default();
            let (mut before, mut after) = (Map::new(), Map::new());
            for (key, ours) in &c.after {
                let now = held.own.value(key).cloned().unwrap_or_default();
                let old = c.before.get(key).cloned().unwrap_or_default();
                let still_ours = held.own.0.get(key).is_some_and(|h| h.claim.by == me);
                // Somebody else has said the same since, or it is as it was: nothing to take.
                if !still_ours && (now == *ours || now == old) {
                    continue;
                }
                if !still_ours && !self.conflict(tx, ("person", **id, IdKind::Person), &name, key, c, &now)? {
                    continue;
                }
                take(
                    &mut held.own,
                    key,
                    ours,
                    &old,
                    me,
                    self.redo.as_ref().map_or(By::System, |r| r.by),
                    self.now,
                );
                before.insert(key.clone(), now);
                after.insert(key.clone(), old);
            }
            if !after.is_empty() {
                self.log("person", **id, before, after);
                touched.push(**id);
            }
        }
        if self.redo.is_some() {
            for id in &touched {
                if let Some(held) = nodes.get(id) {
                    node::save(tx, held, self.now)?;
                }
            }
        }
        Ok(touched)
    }

    /// Takes back what the import wrote to companies.
    pub fn companies(&mut self, tx: &mut Tx<'_>, chunk: &[(&Id, &Changed)]) -> Result<()> {
        for (id, c) in chunk {
            let Some(mut company) = record::get(tx, **id)?.filter(|c| c.deleted_at.is_none()) else {
                continue;
            };
            let name = company.called();
            let (mut before, mut after) = (Map::new(), Map::new());
            for (key, ours) in &c.after {
                let now = if key == "external" {
                    company.external.clone().into()
                } else {
                    company.values.get(key).cloned().unwrap_or_default()
                };
                let old = c.before.get(key).cloned().unwrap_or_default();
                if now == old
                    || now != *ours
                        && !self.conflict(tx, ("company", **id, IdKind::Company), &name, key, c, &now)?
                {
                    continue;
                }
                if key == "external" {
                    company.external = old.as_str().map(str::to_owned);
                } else {
                    company.state(
                        key,
                        old.clone(),
                        self.redo.as_ref().map_or(By::System, |r| r.by),
                        self.now,
                    );
                }
                before.insert(key.clone(), now);
                after.insert(key.clone(), old);
            }
            if after.is_empty() {
                continue;
            }
            if self.redo.is_some() {
                record::update(tx, &[company], self.now)?;
            }
            self.log("company", **id, before, after);
        }
        Ok(())
    }

    /// Takes back the states that the import gave to orders it did not make, and what it put into their fields.
    pub fn orders(&mut self, tx: &mut Tx<'_>, chunk: &[(&Id, &Changed)]) -> Result<()> {
        for (id, c) in chunk {
            if c.after.contains_key("status") {
                self.state_of(tx, **id, c)?;
            }
            self.own(tx, **id, c)?;
        }
        Ok(())
    }

    fn own(&mut self, tx: &mut Tx<'_>, id: Id, c: &Changed) -> Result<()> {
        let Some(mut one) = own::held(tx, &Access::system(), own::ORDERS, &[id])?.remove(&id) else {
            return Ok(());
        };
        let called = one.called.clone();
        let mut values = Vec::new();
        for (key, ours) in c.after.iter().filter(|(key, _)| key.starts_with("x_")) {
            let now = one.fields.get(key).cloned().unwrap_or_default();
            let old = c.before.get(key).cloned().unwrap_or_default();
            if now == old
                || now != *ours && !self.conflict(tx, ("order", id, IdKind::Order), &called, key, c, &now)?
            {
                continue;
            }
            values.push((key.clone(), old));
        }
        if values.is_empty() {
            return Ok(());
        }
        if self.redo.is_none() {
            self.undone += 1;
        } else if let Some(entry) = own::write(tx, own::ORDERS, &mut one, values, self.now)? {
            self.log("order", id, entry.before, entry.after);
        }
        Ok(())
    }

    fn state_of(&mut self, tx: &mut Tx<'_>, id: Id, c: &Changed) -> Result<()> {
        let Some(row) = tx.first(
            "SELECT status, number, amount, person_id FROM orders WHERE id = $1 AND deleted_at IS NULL",
            &[id.into()],
        )?
        else {
            return Ok(());
        };
        let now = Json::from(row.text(0)?);
        let old = c.before.get("status").cloned().unwrap_or_default();
        let ours = c.after.get("status").cloned().unwrap_or_default();
        if now == old
            || now != ours
                && !self.conflict(tx, ("order", id, IdKind::Order), row.text(1)?, "status", c, &now)?
        {
            return Ok(());
        }
        if self.redo.is_some() {
            let (old, now) = (old.as_str().unwrap_or("placed"), now.as_str().unwrap_or_default());
            tx.execute(
                "UPDATE orders SET status = $1, updated_at = $2 WHERE id = $3",
                &[old.into(), self.now.into(), id.into()],
            )?;
            let amount = row.int(2)?;
            let change = counted(old, amount) - counted(now, amount);
            if change != 0 {
                let mut node = Some(row.id(3)?);
                while let Some(at) = node {
                    tx.execute(
                        "UPDATE person SET order_total = order_total + $1 WHERE id = $2",
                        &[change.into(), at.into()],
                    )?;
                    node = tx
                        .first("SELECT merged_into FROM person WHERE id = $1", &[at.into()])?
                        .map_or(Ok(None), |r| r.opt_id(0))?;
                }
            }
        }
        let one = |v: Json| Map::from_iter([("status".to_owned(), v)]);
        self.log("order", id, one(now), one(old));
        Ok(())
    }
}

/// What an order adds to its person's total.
pub(crate) fn counted(status: &str, amount: i64) -> i64 {
    if matches!(status, "cancelled" | "returned" | "refunded") { 0 } else { amount }
}

/// Puts the earlier claim back: with the source it had, as far as the portrait still knows it.
fn take(p: &mut Portrait, key: &str, ours: &Json, old: &Json, me: By, by: By, at: Micros) {
    let Some(held) = p.0.get_mut(key) else {
        p.state(key, Claim { value: old.clone(), by, at });
        return;
    };
    held.others.retain(|c| c.by != me && c.value != *ours);
    match held.others.iter().position(|c| c.value == *old) {
        Some(i) => held.claim = held.others.remove(i),
        None if old.is_null() && held.others.is_empty() => p.restore(key, None),
        None => held.claim = Claim { value: old.clone(), by, at },
    }
}

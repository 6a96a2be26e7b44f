//! Different values for different rows at once: what somebody pastes into a list.
//!
//! In: rows with values, and what the caller last saw there. Out: an answer for every cell. All that can be written is
//! one transaction, one batch, one undo. A value that somebody changed since it was read is never overwritten: the
//! cell says what stands there now and who wrote it, and is written when the caller sends that back as seen.

use std::collections::HashMap;

use gx_kernel::object::{FieldSet, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Micros, Problem};
use gx_record::fields;
use gx_store::access::{Access, Holding, Verb};
use gx_store::change::{self, Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::company::{self, record};
use crate::names::{Names, SourceRef};
use crate::own::{self, Kept};
use crate::portrait::Claim;
use crate::{edit, file, indexed, mark, node, rules};

/// Rows of one call.
pub const MOST: usize = 2000;

/// A row and what shall stand in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Whose.
    pub id: String,
    /// Values; null clears.
    pub set: Map<String, Json>,
    /// What the caller read in these fields; what is not named here is not compared.
    #[serde(default)]
    pub seen: Map<String, Json>,
}

/// What becomes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is written, or would be.
    Changed,
    /// It stood there already.
    Same,
    /// It cannot be written; `problem` says why.
    Refused,
    /// Somebody changed it since the caller read it.
    Clash,
}

/// One cell of the answer.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The row, from 0.
    pub row: usize,
    /// The field.
    pub field: String,
    /// What becomes of it.
    pub state: State,
    /// What stands there before.
    pub before: Json,
    /// What was asked for, in the form it is kept in.
    pub after: Json,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<FieldError>,
    /// Who wrote what stands there now, for a clash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<SourceRef>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Micros>,
}

/// What came of a call.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Done {
    /// Every cell, row by row.
    pub cells: Vec<Cell>,
    /// Rows changed.
    pub changed: u64,
    /// With which all of it is undone; none if nothing was written.
    pub batch: Option<String>,
}

/// Writes cells of any list, or with `check` only says what would become of them.
pub fn write(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    object: ObjectKind,
    rows: &[Row],
    check: bool,
) -> Result<Done> {
    access.need_verb(Verb::Edit)?;
    if rows.is_empty() || rows.len() > MOST {
        let message = format!("1 to {MOST} rows a call, got {}", rows.len());
        return Err(Problem::field("rows", "count", message).into());
    }
    let kind = match (Kept::of(object), object) {
        (Some(kept), _) => kept.id,
        (None, ObjectKind::Company) => IdKind::Company,
        _ => IdKind::Person,
    };
    let ids: Vec<Id> = rows
        .iter()
        .map(|row| {
            let message = || format!("{:?} is not the id of a {object}", row.id);
            Id::read(kind, &row.id).ok_or_else(|| Problem::field("rows", "not_an_id", message()).into())
        })
        .collect::<Result<_>>()?;
    let known = fields::load(tx, object)?;
    let mut sheet =
        Sheet { store, access, known, check, batch: None, names: Names::default(), done: Done::default() };
    match (Kept::of(object), object) {
        (Some(kept), _) => sheet.own(tx, kept, rows, &ids)?,
        (None, ObjectKind::Company) => sheet.companies(tx, rows, &ids)?,
        _ => sheet.people(tx, rows, &ids)?,
    }
    if let Some(batch) = &mut sheet.batch {
        batch.flush(tx, store)?;
        sheet.done.batch = Some(batch.id.show(IdKind::Batch));
    }
    Ok(sheet.done)
}

/// What one call holds while it goes through its rows.
struct Sheet<'a> {
    store: &'a Store,
    access: &'a Access,
    known: FieldSet,
    check: bool,
    batch: Option<Batch>,
    names: Names,
    done: Done,
}

/// What stands in a cell now, and who wrote it.
struct Now<'a> {
    value: Option<&'a Json>,
    by: By,
    at: Micros,
}

impl Sheet<'_> {
    fn people(&mut self, tx: &mut Tx<'_>, rows: &[Row], ids: &[Id]) -> Result<()> {
        let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
        // Ids of merged records mean the person they show under.
        let sql = format!(
            "SELECT n.id, p.id, p.owner, p.territory FROM person n JOIN person p ON p.id = n.canonical_id WHERE p.deleted_at IS NULL AND {} AND n.id IN",
            self.access.see_person("p")
        );
        let mut roots: HashMap<Id, (Id, Holding)> = HashMap::new();
        for r in tx.query_in(&sql, &keys)? {
            roots.insert(r.id(0)?, (r.id(1)?, crate::people::holding(&r, 2)?));
        }
        let found: Vec<Id> = roots.values().map(|(root, _)| *root).collect();
        let mut nodes: HashMap<Id, node::Node> =
            node::load(tx, &found)?.into_iter().map(|n| (n.id, n)).collect();
        let trees: Vec<Id> = nodes.values().filter(|n| n.shows_tree).map(|n| n.id).collect();
        let shown = node::shown_of(tx, &trees)?;
        let (mut touched, mut owners) = (Vec::new(), Vec::new());
        let shut = mark::shut(tx, self.access)?;
        for (at, (row, id)) in rows.iter().zip(ids).enumerate() {
            let Some((root, holding)) = roots.get(id).copied() else {
                self.refuse(at, row, "not_found", "There is no such person, or your role does not see them.");
                continue;
            };
            if !self.access.allows(Verb::Edit, root, holding) {
                self.refuse(at, row, "forbidden", "Your role may not change this person.");
                continue;
            }
            if shut.contains(&root) {
                self.refuse(at, row, "restricted", "Programs may not change this person's record.");
                continue;
            }
            let Some(held) = nodes.get_mut(&root) else { continue };
            let (good, bad) =
                edit::sift(tx, self.store, self.access, (ObjectKind::Person, &self.known), &row.set)?;
            self.fault(at, bad);
            let good = self.alone(tx, at, ObjectKind::Person, root, good)?;
            let (mut before, mut after) = (Map::new(), Map::new());
            for (key, value) in good {
                let stands = shown.get(&root).unwrap_or(&held.own).0.get(&key).map(|h| &h.claim);
                let now = Now {
                    value: stands.map(|c| &c.value),
                    by: stands.map_or(By::System, |c| c.by),
                    at: stands.map_or(held.created_at, |c| c.at),
                };
                if !self.free(tx, at, row, &key, &value, &now)? {
                    continue;
                }
                let old = held.own.value(&key).cloned().unwrap_or_default();
                let claim = Claim { value: value.clone(), by: self.access.by(), at: self.store.now() };
                if held.own.state(&key, claim) {
                    before.insert(key.clone(), old);
                    after.insert(key, value);
                }
            }
            if after.is_empty() {
                continue;
            }
            self.done.changed += 1;
            if self.check {
                continue;
            }
            node::save_fields(tx, held, after.keys(), self.store.now())?;
            if after.keys().any(|key| indexed::knows(key)) {
                touched.push(root);
            }
            owners.extend(after.get("owner").filter(|o| !o.is_null()).map(|o| (o.clone(), root)));
            file::store::hang_values(tx, self.store, self.access.by().id(), "person", root, &after)?;
            self.log(tx, Entry { object: "person", row: root, op: Op::Update, before, after })?;
        }
        indexed::put(tx, self.store, &touched, &[])?;
        self.tell_owners(tx, &owners)
    }

    /// The values that no other record has where there is to be one only; the others are refused.
    fn alone(
        &mut self,
        tx: &mut Tx<'_>,
        at: usize,
        object: ObjectKind,
        row: Id,
        mut good: Vec<(String, Json)>,
    ) -> Result<Vec<(String, Json)>> {
        let taken = rules::taken(tx, self.access, object, &good, Some(row))?;
        good.retain(|(key, _)| taken.iter().all(|fault| fault.field != *key));
        self.fault(at, taken);
        Ok(good)
    }

    fn companies(&mut self, tx: &mut Tx<'_>, rows: &[Row], ids: &[Id]) -> Result<()> {
        for (at, (row, id)) in rows.iter().zip(ids).enumerate() {
            let found = if self.access.can(Verb::See) { record::get(tx, *id)? } else { None };
            let Some(mut company) = found.filter(|c| c.deleted_at.is_none()) else {
                self.refuse(at, row, "not_found", "There is no such company.");
                continue;
            };
            if !company::edit::may_edit(self.access, &company) {
                self.refuse(at, row, "forbidden", "Your role may not change this company.");
                continue;
            }
            let (good, bad) = company::edit::sift(tx, self.store, self.access, &self.known, &row.set)?;
            self.fault(at, bad);
            let good = self.alone(tx, at, ObjectKind::Company, *id, good)?;
            let (mut before, mut after) = (Map::new(), Map::new());
            for (key, value) in good {
                let (by, since) = company.source(&key);
                let now = Now { value: company.values.get(&key), by, at: since };
                if self.free(tx, at, row, &key, &value, &now)? {
                    before.insert(
                        key.clone(),
                        company.state(&key, value.clone(), self.access.by(), self.store.now()),
                    );
                    after.insert(key, value);
                }
            }
            if after.is_empty() {
                continue;
            }
            self.done.changed += 1;
            if self.check {
                continue;
            }
            record::update(tx, &[company], self.store.now())?;
            file::store::hang_values(tx, self.store, self.access.by().id(), "company", *id, &after)?;
            self.log(tx, Entry { object: "company", row: *id, op: Op::Update, before, after })?;
        }
        Ok(())
    }

    /// Fields of one's own of orders and interactions; who wrote a value there is for the change log to say.
    fn own(&mut self, tx: &mut Tx<'_>, kept: Kept, rows: &[Row], ids: &[Id]) -> Result<()> {
        let mut found = own::held(tx, self.access, kept, ids)?;
        for (at, (row, id)) in rows.iter().zip(ids).enumerate() {
            let Some(one) = found.get_mut(id) else {
                self.refuse(at, row, "not_found", "There is no such record, or your role does not see it.");
                continue;
            };
            if !one.may_edit {
                self.refuse(at, row, "forbidden", "Your role may not change what belongs to this person.");
                continue;
            }
            let (good, bad) = edit::sift(tx, self.store, self.access, (kept.object, &self.known), &row.set)?;
            self.fault(at, bad);
            let mut values = Vec::new();
            for (key, value) in good {
                let stands = one.fields.get(&key).cloned();
                let (by, since) = written(tx, one.id, &key, row.seen.contains_key(&key))?;
                let now = Now { value: stands.as_ref(), by, at: since };
                if self.free(tx, at, row, &key, &value, &now)? {
                    values.push((key, value));
                }
            }
            if values.is_empty() {
                continue;
            }
            self.done.changed += 1;
            if self.check {
                continue;
            }
            if let Some(entry) = own::write(tx, kept, one, values, self.store.now())? {
                self.log(tx, entry)?;
            }
        }
        Ok(())
    }

    /// Answers for a cell with a good value. `true` if it is to be written.
    fn free(
        &mut self,
        tx: &mut Tx<'_>,
        at: usize,
        row: &Row,
        key: &str,
        value: &Json,
        now: &Now<'_>,
    ) -> Result<bool> {
        let stands = now.value.unwrap_or(&Json::Null);
        let state = match row.seen.get(key) {
            _ if alike(stands, value) => State::Same,
            Some(seen) if !alike(seen, stands) => State::Clash,
            _ => State::Changed,
        };
        let clash = state == State::Clash;
        let by = if clash { Some(self.names.of(tx, now.by)?) } else { None };
        self.done.cells.push(Cell {
            row: at,
            field: key.to_owned(),
            state,
            before: stands.clone(),
            after: value.clone(),
            problem: None,
            by,
            at: clash.then_some(now.at),
        });
        Ok(state == State::Changed)
    }

    /// Refuses every cell of a row.
    fn refuse(&mut self, at: usize, row: &Row, code: &str, message: &str) {
        let all = row.set.keys().map(|key| FieldError {
            field: key.clone(),
            code: code.into(),
            message: message.into(),
        });
        self.fault(at, all.collect());
    }

    fn fault(&mut self, at: usize, bad: Vec<FieldError>) {
        self.done.cells.extend(bad.into_iter().map(|problem| Cell {
            row: at,
            field: problem.field.clone(),
            state: State::Refused,
            before: Json::Null,
            after: Json::Null,
            problem: Some(problem),
            by: None,
            at: None,
        }));
    }

    fn log(&mut self, tx: &mut Tx<'_>, entry: Entry) -> Result<()> {
        let batch = match &mut self.batch {
            Some(batch) => batch,
            none => none.insert(Batch::open(tx, self.store, "edit", self.access.by(), None, None)?),
        };
        batch.log(entry);
        Ok(())
    }

    /// One notice to each colleague who was given people.
    fn tell_owners(&self, tx: &mut Tx<'_>, given: &[(Json, Id)]) -> Result<()> {
        let mut owners: Vec<&Json> = Vec::new();
        for (owner, _) in given {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        for owner in owners {
            let theirs: Vec<Id> = given.iter().filter(|(o, _)| o == owner).map(|(_, root)| *root).collect();
            let one = if let [root] = theirs.as_slice() { Some(*root) } else { None };
            edit::tell_owner(tx, self.store, self.access, owner, one, theirs.len() as u64)?;
        }
        Ok(())
    }
}

/// Who wrote a field of a record last and when, where that may have to be told.
fn written(tx: &mut Tx<'_>, row: Id, key: &str, asked: bool) -> Result<(By, Micros)> {
    if !asked {
        return Ok((By::System, Micros(0)));
    }
    let last = change::of_rows(tx, &[row], None, 50)?.into_iter().find(|c| c.after.contains_key(key));
    Ok(last.map_or((By::System, Micros(0)), |c| (c.by, c.at)))
}

/// Whether two values are the same to a reader: nothing, empty text and an empty list are, and so are 3 and 3.0.
fn alike(a: &Json, b: &Json) -> bool {
    let empty = |v: &Json| match v {
        Json::Null => true,
        Json::String(t) => t.is_empty(),
        Json::Array(list) => list.is_empty(),
        _ => false,
    };
    match (a.as_f64(), b.as_f64()) {
        (Some(x), Some(y)) => x == y,
        _ => a == b || (empty(a) && empty(b)),
    }
}

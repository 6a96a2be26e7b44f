//! Activities as they are stored: the row of each, its turns and its guests, its words in the search index.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::Holding;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, search};
use serde_json::Value as Json;

use crate::record::{Activity, Answer, Kind, Priority, State, Turn};

impl Activity {
    /// What search knows.
    fn words(&self) -> Vec<String> {
        gx_text::index_tokens(gx_text::TextKind::Name, &self.title)
    }

    fn columns(&self) -> Vec<Value> {
        let mut out: Vec<Value> = vec![
            self.kind.as_text().into(),
            self.title.as_str().into(),
            gx_text::sort_key_zh(&self.title).into(),
            self.state.as_text().into(),
            self.owner.into(),
        ];
        out.extend(self.about.iter().map(|id| Value::from(*id)));
        let last: Vec<Value> = vec![
            self.at.into(),
            self.ends_at().into(),
            self.all_day.into(),
            self.zone.as_str().into(),
            self.first_at.into(),
            self.length.into(),
            self.repeats.as_deref().into(),
            self.until_at.into(),
            self.priority.as_text().into(),
            self.place.as_deref().into(),
            self.lat.into(),
            self.lon.into(),
            self.note.as_str().into(),
            self.remind.into(),
            self.reminded_at.into(),
            self.settle_at.into(),
            self.private.into(),
            self.outcome.as_deref().into(),
            self.done_at.into(),
            self.done_by.into(),
            self.rule.into(),
            self.uid.as_str().into(),
            self.sequence.into(),
            (!self.fields.is_empty()).then(|| Json::Object(self.fields.clone()).to_string()).into(),
            self.created_by.into(),
            self.created_at.into(),
            self.updated_at.into(),
            self.deleted_at.into(),
        ];
        out.extend(last);
        out
    }
}

/// What [`Activity::columns`] gives, in its order.
const COLUMNS: &[&str] = &[
    "kind",
    "title",
    "title_key",
    "state",
    "owner",
    "person_id",
    "company_id",
    "deal_id",
    "lead_id",
    "order_id",
    "at",
    "ends_at",
    "all_day",
    "zone",
    "first_at",
    "length",
    "repeats",
    "until_at",
    "priority",
    "place",
    "lat",
    "lon",
    "note",
    "remind",
    "reminded_at",
    "settle_at",
    "private",
    "outcome",
    "done_at",
    "done_by",
    "rule_id",
    "uid",
    "sequence",
    "fields",
    "created_by",
    "created_at",
    "updated_at",
    "deleted_at",
];

fn read(r: &Row) -> Result<Activity> {
    let flag = |at: usize| -> Result<bool> { Ok(r.int(at)? != 0) };
    Ok(Activity {
        id: r.id(0)?,
        kind: Kind::parse(r.text(1)?).unwrap_or(Kind::Task),
        title: r.string(2)?,
        state: State::parse(r.text(4)?).unwrap_or(State::Open),
        owner: r.opt_id(5)?,
        about: [r.opt_id(6)?, r.opt_id(7)?, r.opt_id(8)?, r.opt_id(9)?, r.opt_id(10)?],
        at: r.opt_micros(11)?,
        all_day: flag(13)?,
        zone: r.string(14)?,
        first_at: r.opt_micros(15)?,
        length: r.opt_int(16)?,
        repeats: r.opt_string(17)?,
        until_at: r.opt_micros(18)?,
        priority: Priority::parse(r.text(19)?).unwrap_or(Priority::Normal),
        place: r.opt_string(20)?,
        lat: r.opt_real(21)?,
        lon: r.opt_real(22)?,
        note: r.string(23)?,
        remind: r.opt_int(24)?,
        reminded_at: r.opt_micros(25)?,
        settle_at: r.opt_micros(26)?,
        private: flag(27)?,
        outcome: r.opt_string(28)?,
        done_at: r.opt_micros(29)?,
        done_by: r.opt_id(30)?,
        rule: r.opt_id(31)?,
        uid: r.string(32)?,
        sequence: r.int(33)?,
        fields: r.json(34)?,
        created_by: r.opt_id(35)?,
        created_at: r.micros(36)?,
        updated_at: r.micros(37)?,
        deleted_at: r.opt_micros(38)?,
        turns: BTreeMap::new(),
        guests: BTreeMap::new(),
        stored: Default::default(),
    })
}

/// Activities that a condition on `a` finds, with their turns and guests.
pub fn some(tx: &mut Tx<'_>, condition: &str, params: &[Value]) -> Result<Vec<Activity>> {
    let names: Vec<String> = COLUMNS.iter().map(|c| format!("a.{c}")).collect();
    let sql = format!("SELECT a.id, {} FROM activity a WHERE {condition}", names.join(", "));
    let found = tx.query(&sql, params)?;
    let mut out: Vec<Activity> = found.iter().map(read).collect::<Result<_>>()?;
    fill(tx, &mut out)?;
    Ok(out)
}

/// Activities by their ids, in no order.
pub fn many(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Activity>> {
    let names: Vec<String> = COLUMNS.iter().map(|c| format!("a.{c}")).collect();
    let sql = format!("SELECT a.id, {} FROM activity a WHERE a.id IN", names.join(", "));
    let mut out: Vec<Activity> = tx.query_in(&sql, ids)?.iter().map(read).collect::<Result<_>>()?;
    fill(tx, &mut out)?;
    Ok(out)
}

/// Reads turns and guests.
fn fill(tx: &mut Tx<'_>, of: &mut [Activity]) -> Result<()> {
    let place: HashMap<Id, usize> = of.iter().enumerate().map(|(at, a)| (a.id, at)).collect();
    let series: Vec<i64> = of.iter().filter(|a| a.repeats.is_some()).map(|a| a.id.0).collect();
    let sql = "SELECT activity_id, turn, state, at, length, title, place, note, outcome, done_at, done_by FROM activity_turn WHERE activity_id IN";
    for r in tx.query_in(sql, &series)? {
        let turn = Turn {
            state: State::parse(r.text(2)?).unwrap_or(State::Open),
            at: r.micros(3)?,
            length: r.opt_int(4)?,
            title: r.opt_string(5)?,
            place: r.opt_string(6)?,
            note: r.opt_string(7)?,
            outcome: r.opt_string(8)?,
            done_at: r.opt_micros(9)?,
            done_by: r.opt_id(10)?,
        };
        if let Some(a) = place.get(&r.id(0)?).and_then(|at| of.get_mut(*at)) {
            a.turns.insert(r.micros(1)?, turn);
        }
    }
    let all: Vec<i64> = of.iter().map(|a| a.id.0).collect();
    for r in
        tx.query_in("SELECT activity_id, staff_id, answer FROM activity_guest WHERE activity_id IN", &all)?
    {
        let answer = Answer::parse(r.text(2)?).unwrap_or(Answer::Asked);
        if let Some(a) = place.get(&r.id(0)?).and_then(|at| of.get_mut(*at)) {
            a.guests.insert(r.id(1)?, answer);
        }
    }
    for a in of {
        a.stored = (a.turns.clone(), a.guests.clone());
    }
    Ok(())
}

/// An activity, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Activity>> {
    Ok(some(tx, "a.id = $1", &[id.into()])?.pop())
}

/// Makes whoever else wants to change one wait until the transaction has ended.
pub fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM activity WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    Ok(())
}

/// What decides who reaches one: its owner, and where its person lies.
pub fn holding(tx: &mut Tx<'_>, a: &Activity) -> Result<Holding> {
    let Some(node) = a.person() else { return Ok(Holding::of(a.owner)) };
    let sql = "SELECT r.territory FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    let territory = match tx.first(sql, &[node.into()])? {
        Some(r) => r.opt_text(0)?.and_then(|t| Id::read(IdKind::Territory, t)),
        None => None,
    };
    Ok(Holding { territory, ..Holding::of(a.owner) })
}

/// Stores one, new or changed, with what follows from its values.
pub fn write(tx: &mut Tx<'_>, store: &Store, a: &mut Activity, new: bool) -> Result<()> {
    a.settle(store.now());
    a.updated_at = store.now();
    if new {
        let columns: Vec<&str> = std::iter::once("id").chain(COLUMNS.iter().copied()).collect();
        let row: Vec<Value> = std::iter::once(a.id.into()).chain(a.columns()).collect();
        tx.insert_many("activity", &columns, &[row], Conflict::Fail)?;
    } else {
        a.sequence += 1;
        let set: Vec<String> =
            COLUMNS.iter().enumerate().map(|(at, c)| format!("{c} = ${}", at + 1)).collect();
        let sql = format!("UPDATE activity SET {} WHERE id = ${}", set.join(", "), COLUMNS.len() + 1);
        let mut values = a.columns();
        values.push(a.id.into());
        tx.execute(&sql, &values)?;
    }
    write_turns(tx, a)?;
    write_guests(tx, a)?;
    a.stored = (a.turns.clone(), a.guests.clone());
    match (a.deleted_at, new) {
        (Some(_), _) => search::remove(tx, ObjectKind::Activity, &[a.id]),
        (None, new) => search::index(tx, ObjectKind::Activity, &[(a.id, a.words())], !new),
    }
}

fn write_turns(tx: &mut Tx<'_>, a: &Activity) -> Result<()> {
    for key in a.stored.0.keys().filter(|key| !a.turns.contains_key(key)) {
        tx.execute(
            "DELETE FROM activity_turn WHERE activity_id = $1 AND turn = $2",
            &[a.id.into(), (*key).into()],
        )?;
    }
    for (key, turn) in a.turns.iter().filter(|(key, turn)| a.stored.0.get(key) != Some(turn)) {
        tx.execute(
            "DELETE FROM activity_turn WHERE activity_id = $1 AND turn = $2",
            &[a.id.into(), (*key).into()],
        )?;
        let columns = [
            "activity_id",
            "turn",
            "state",
            "at",
            "length",
            "title",
            "place",
            "note",
            "outcome",
            "done_at",
            "done_by",
        ];
        let row: Vec<Value> = vec![
            a.id.into(),
            (*key).into(),
            turn.state.as_text().into(),
            turn.at.into(),
            turn.length.into(),
            turn.title.as_deref().into(),
            turn.place.as_deref().into(),
            turn.note.as_deref().into(),
            turn.outcome.as_deref().into(),
            turn.done_at.into(),
            turn.done_by.into(),
        ];
        tx.insert_many("activity_turn", &columns, &[row], Conflict::Fail)?;
    }
    Ok(())
}

fn write_guests(tx: &mut Tx<'_>, a: &Activity) -> Result<()> {
    if a.guests == a.stored.1 {
        return Ok(());
    }
    tx.execute("DELETE FROM activity_guest WHERE activity_id = $1", &[a.id.into()])?;
    let rows: Vec<Vec<Value>> =
        a.guests.iter().map(|(who, said)| vec![a.id.into(), (*who).into(), said.as_text().into()]).collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.insert_many("activity_guest", &["activity_id", "staff_id", "answer"], &rows, Conflict::Fail)?;
    Ok(())
}

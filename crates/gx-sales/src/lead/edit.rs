//! What staff do to a lead: make, change, drop, take up again, guard, delete. All in the change log.

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::edit;
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::hand;
use super::record::{self, Lead, State};
use super::{LEAD, returns};
use crate::deal::edit::{self as deals, currency};
use crate::pool;

/// A living lead that the caller may see.
pub fn seen(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Lead> {
    let missing = || Problem::not_found("The lead");
    let lead = record::get(tx, id)?.filter(|lead| lead.deleted_at.is_none()).ok_or_else(missing)?;
    if !may(tx, access, &lead, Verb::See)? {
        return Err(missing().into());
    }
    Ok(lead)
}

/// Whether the caller may do something to a lead.
pub fn may(tx: &mut Tx<'_>, access: &Access, lead: &Lead, verb: Verb) -> Result<bool> {
    let holding = record::holding(tx, lead)?;
    Ok(access.allows(verb, lead.id, holding))
}

/// A living lead that the caller may change; others who want to wait.
pub fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Lead> {
    record::lock(tx, &[id])?;
    let lead = seen(tx, access, id)?;
    if !may(tx, access, &lead, Verb::Edit)? {
        let message =
            if lead.waits() { "Claim this lead first." } else { "Your role may not change this lead." };
        return Err(Problem::forbidden(message).into());
    }
    Ok(lead)
}

/// Refuses where nothing is to be done about a lead any more.
pub(crate) fn still_open(lead: &Lead) -> Result<()> {
    if lead.state.open() {
        return Ok(());
    }
    let message = format!("This lead is {} already.", lead.state.as_text());
    Err(Problem::conflict("closed", message).with("state", lead.state.as_text()).into())
}

/// Clean values of a lead, in the order in which they were said.
pub(super) fn clean(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    set: &Map<String, Json>,
) -> Result<Vec<(String, Json)>> {
    let mut out = Vec::new();
    for (key, value) in edit::clean(tx, store, access, ObjectKind::Lead, set)? {
        let wrong = |code: &str, message: &str| Problem::field(&key, code, message);
        let value = match (key.as_str(), value) {
            ("name", Json::Null) => return Err(wrong("missing", "a lead needs a name").into()),
            ("amount", Json::Number(n)) => {
                let scaled = n.as_i64().filter(|n| *n >= 0);
                let scaled = scaled.ok_or_else(|| wrong("negative", "an amount is not negative"))?;
                if scaled > deals::MOST_WORTH {
                    return Err(wrong("out_of_range", "at most ten thousand million").into());
                }
                from_scaled(scaled).normalize().to_string().into()
            }
            ("currency", value) => currency(tx, &key, value)?,
            (_, value) => value,
        };
        out.push((key, value));
    }
    Ok(out)
}

/// The entry of the log that a lead was made.
pub(crate) fn made(lead: &Lead) -> Entry {
    let mut after = lead.values.clone();
    after.extend(hand::whose(lead));
    if let Some(person) = lead.person {
        after.insert("person".into(), person.show(IdKind::Person).into());
    }
    Entry { object: LEAD, row: lead.id, op: Op::Create, before: Map::new(), after }
}

/// Changes values of a lead unless one of them is no longer what their author read. Returns the batch for undo.
///
/// # Errors
///
/// `changed` with every value that moved, as for people.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
    was: &Map<String, Json>,
) -> Result<Id> {
    let mut lead = to_edit(tx, access, id)?;
    let values = clean(tx, store, access, set)?;
    deals::unmoved(&values, was, |key| lead.value(key))?;
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value) in values {
        let old = lead.value(&key);
        if old != value {
            lead.put(&key, value.clone());
            before.insert(key.clone(), old);
            after.insert(key, value);
        }
    }
    save(tx, store, access, &lead, (before, after))
}

/// Stores what changed of a lead and logs it. Returns the batch for undo.
fn save(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    lead: &Lead,
    (before, after): (Map<String, Json>, Map<String, Json>),
) -> Result<Id> {
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if !after.is_empty() {
        record::update(tx, store, lead)?;
        if after.contains_key("name") || after.contains_key("company") {
            record::reindex(tx, lead)?;
        }
        batch.log(Entry { object: LEAD, row: lead.id, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Writes what a lead has beside its fields, and logs what changed.
fn turn(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    mut lead: Lead,
    act: impl FnOnce(&mut Lead),
) -> Result<Id> {
    const KEYS: &[&str] =
        &["state", "reason", "locked", "protected_until", "deal", "held_since", "worked_at"];
    let was: Vec<Json> = KEYS.iter().map(|key| lead.value(key)).collect();
    act(&mut lead);
    let pools = pool::load(tx)?;
    lead.returns_at = returns::at(&lead, lead.pool.and_then(|id| pools.iter().find(|p| p.id == id)));
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, old) in KEYS.iter().zip(was) {
        let now = lead.value(key);
        if now != old {
            before.insert((*key).into(), old);
            after.insert((*key).into(), now);
        }
    }
    save(tx, store, access, &lead, (before, after))
}

/// Says that a lead leads nowhere.
pub fn drop(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, why: &str) -> Result<Id> {
    let lead = to_edit(tx, access, id)?;
    let why = hand::reason(why)?;
    still_open(&lead)?;
    let now = store.now();
    turn(tx, store, access, lead, |lead| {
        lead.state = State::Dropped;
        lead.reason = Some(why);
        lead.closed_at = Some(now);
    })
}

/// Takes a lead up again.
///
/// # Errors
///
/// `open_lead` where the person has another that is open.
pub fn reopen(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let lead = to_edit(tx, access, id)?;
    if lead.state != State::Dropped {
        return Err(
            Problem::conflict("not_dropped", "Only a lead that was dropped is taken up again.").into()
        );
    }
    if let Some(person) = lead.person
        && let Some(other) = record::open_of(tx, person)?
    {
        let message = "There is another open lead about this person.";
        return Err(Problem::conflict("open_lead", message).with("lead", other.shown()).into());
    }
    let now = store.now();
    turn(tx, store, access, lead, |lead| {
        lead.state = State::Working;
        lead.reason = None;
        lead.closed_at = None;
        // What was left alone while it was closed is not held against its owner.
        lead.worked_at = lead.owner.map(|_| now);
        lead.held_since = lead.owner.map(|_| now);
    })
}

/// How a lead is kept with its owner.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    locked: bool,
    #[serde(default)]
    protected_until: Option<String>,
}

/// Whether the caller may protect or lock a lead: who shares leads out.
pub(crate) fn may_guard(tx: &mut Tx<'_>, access: &Access, lead: &Lead) -> Result<bool> {
    Ok(lead.state.open()
        && lead.owner.is_some()
        && access.may(hand::SHARES_OUT)
        && may(tx, access, lead, Verb::Edit)?)
}

/// Protects or locks a lead.
///
/// # Errors
///
/// Forbidden to those who do not share leads out; `free` where nobody has it.
pub fn guard(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Guard) -> Result<Id> {
    let lead = to_edit(tx, access, id)?;
    still_open(&lead)?;
    if lead.owner.is_none() {
        return Err(Problem::conflict("free", "Nobody has this lead.").into());
    }
    if !may_guard(tx, access, &lead)? {
        return Err(Problem::forbidden("Only who shares leads out protects or locks them.").into());
    }
    let until = match wish.protected_until.as_deref().filter(|t| !t.is_empty()) {
        Some(text) => {
            let wrong = || {
                Problem::field(
                    "protected_until",
                    "not_a_moment",
                    "expected a moment such as 2026-12-01T00:00:00Z",
                )
            };
            Some(Micros::parse(text).ok_or_else(wrong)?)
        }
        None => None,
    };
    let locked = wish.locked;
    turn(tx, store, access, lead, |lead| {
        lead.locked = locked;
        lead.protected_until = until;
    })
}

/// Notes that a lead became a deal, or a customer without one, within a batch.
pub(crate) fn converted(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    lead: &mut Lead,
    deal: Option<Id>,
) -> Result<()> {
    let keys = ["state", "person", "deal"];
    let was = keys.map(|key| lead.value(key));
    lead.state = State::Converted;
    lead.closed_at = Some(store.now());
    lead.returns_at = None;
    lead.deal = deal;
    record::update(tx, store, lead)?;
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, old) in keys.into_iter().zip(was) {
        let now = lead.value(key);
        if now != old {
            before.insert(key.into(), old);
            after.insert(key.into(), now);
        }
    }
    batch.log(Entry { object: LEAD, row: lead.id, op: Op::Update, before, after });
    Ok(())
}

/// Takes a lead away; undo brings it back.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    record::lock(tx, &[id])?;
    let mut lead = seen(tx, access, id)?;
    if !may(tx, access, &lead, Verb::Delete)? {
        return Err(Problem::forbidden("Your role may not take this lead away.").into());
    }
    lead.deleted_at = Some(store.now());
    record::update(tx, store, &lead)?;
    record::reindex(tx, &lead)?;
    let mut batch = Batch::open(tx, store, "delete", access.by(), None, None)?;
    batch.log(Entry { object: LEAD, row: id, op: Op::Delete, before: Map::new(), after: Map::new() });
    batch.flush(tx, store)?;
    Ok(batch.id)
}

//! A thing is noted, changed, looked after, taken away. All in the change log.

use gx_ingest::say::{Said, say};
use gx_kernel::interaction::{Direction, Kind as What};
use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::changes::logged;
use gx_store::access::{Access, Verb};
use gx_store::change::Op;
use gx_store::{Conflict, Dialect, Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::Map;

use super::super::ASSET;
use super::record::{Asset, Deed, State, get, write};
use crate::money;
use crate::quote::close::Told;
use crate::{party, prose, said, words};

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    serial: Option<String>,
    person: Option<String>,
    #[serde(deserialize_with = "said")]
    company: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    variant: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    order: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    bought_on: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    warranty_until: Option<Option<String>>,
    state: Option<State>,
    #[serde(deserialize_with = "said")]
    due_on: Option<Option<String>>,
    note: Option<String>,
}

fn wished(tx: &mut Tx<'_>, access: &Access, a: &mut Asset, wish: &Wish) -> Result<()> {
    if let Some(name) = &wish.name {
        a.name = words("name", name, 1, 200)?;
    }
    if let Some(serial) = &wish.serial {
        a.serial = words("serial", serial, 0, 80)?;
    }
    if let Some(text) = &wish.person {
        a.person = party::person(tx, access, text)?;
    }
    if let Some(text) = &wish.company {
        a.company = party::company(tx, access, text.as_deref())?;
    }
    if let Some(text) = &wish.variant {
        a.variant = party::variant(tx, text.as_deref())?;
    }
    if let Some(text) = &wish.order {
        a.order = match text.as_deref().filter(|t| !t.is_empty()) {
            None => None,
            Some(text) => {
                let unknown =
                    || Problem::field("order", "unknown_record", format!("there is no record {text:?}"));
                let id = Id::read(IdKind::Order, text).ok_or_else(unknown)?;
                party::named_order(tx, access, Some(id))?.ok_or_else(unknown)?;
                Some(id)
            }
        };
    }
    for (field, wish, held) in [
        ("bought_on", &wish.bought_on, &mut a.bought_on),
        ("warranty_until", &wish.warranty_until, &mut a.warranty_until),
        ("due_on", &wish.due_on, &mut a.due_on),
    ] {
        if let Some(text) = wish {
            *held = party::day(field, text.as_deref())?;
        }
    }
    if let Some(state) = wish.state {
        a.state = state;
    }
    if let Some(note) = &wish.note {
        a.note = prose("note", note, 4000)?;
    }
    if a.name.is_empty() {
        return Err(Problem::field("name", "missing", "it needs a name").into());
    }
    Ok(())
}

/// Makes one. Its id, and the batch for undo.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let missing = || Problem::field("person", "missing", "say whose it is");
    let person = party::person(tx, access, wish.person.as_deref().ok_or_else(missing)?)?;
    let mut a = Asset {
        id: store.id(),
        name: String::new(),
        serial: String::new(),
        person,
        company: None,
        variant: None,
        order: None,
        bought_on: None,
        warranty_until: None,
        state: State::InUse,
        due_on: None,
        note: String::new(),
        updated_at: store.now(),
        deleted_at: None,
    };
    wished(tx, access, &mut a, wish)?;
    write(tx, store, &mut a, true)?;
    let batch = logged(tx, store, access, (ASSET, a.id, Op::Create), (&Map::new(), &a.values()))?;
    Ok((a.id, batch))
}

/// One that the caller may change; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub(crate) fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Asset> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM asset WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    let missing = || Problem::not_found("The asset");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    if !party::reach(tx, access, found.person)?.ok_or_else(missing)? {
        return Err(Problem::forbidden("Your role may not change this customer.").into());
    }
    Ok(found)
}

/// Changes one. The batch for undo.
///
/// # Errors
///
/// As [`create`]; not found, forbidden.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Wish) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    let before = a.values();
    wished(tx, access, &mut a, wish)?;
    write(tx, store, &mut a, false)?;
    let after = a.values();
    logged(tx, store, access, (ASSET, id, Op::Update), (&before, &after))
}

/// Takes one away; undo brings it back.
///
/// # Errors
///
/// Not found, forbidden.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    a.deleted_at = Some(store.now());
    write(tx, store, &mut a, false)?;
    logged(tx, store, access, (ASSET, id, Op::Delete), (&Map::new(), &Map::new()))
}

/// What is to be noted as done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordWish {
    kind: Deed,
    text: String,
    #[serde(default)]
    at: Option<Micros>,
    #[serde(default)]
    cost: Option<String>,
    #[serde(default, deserialize_with = "said")]
    due_on: Option<Option<String>>,
}

/// Notes what was done to a thing; the timeline of its owner has it too. The batch for undo of what changed about the
/// thing, and what to tell live.
///
/// # Errors
///
/// A problem at the field at fault; not found, forbidden.
pub fn record(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    wish: &RecordWish,
) -> Result<(Id, Told)> {
    let mut a = to_edit(tx, access, id)?;
    let text = prose("text", &wish.text, 10_000)?;
    if text.is_empty() {
        return Err(Problem::field("text", "missing", "say what was done").into());
    }
    let at = wish.at.unwrap_or_else(|| store.now());
    if at.0 > store.now().0 + 60 * Micros::SECOND {
        return Err(Problem::field("at", "in_the_future", "what is written down has happened already").into());
    }
    let cost = match wish.cost.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
        Some(text) => to_scaled(decimal("cost", text, money::MOST, 4)?),
        None => None,
    };
    let currency = settings::currency(tx)?;
    let row = vec![
        store.id().into(),
        id.into(),
        wish.kind.as_text().into(),
        at.into(),
        text.as_str().into(),
        cost.into(),
        currency.as_str().into(),
        access.by().id().into(),
    ];
    let columns = ["id", "asset_id", "kind", "at", "text", "cost", "currency", "staff_id"];
    tx.insert_many("asset_record", &columns, &[row], Conflict::Fail)?;
    let before = a.values();
    if let Some(due) = &wish.due_on {
        a.due_on = party::day("due_on", due.as_deref())?;
    }
    if wish.kind == Deed::Repair && a.state == State::InRepair {
        a.state = State::InUse;
    }
    write(tx, store, &mut a, false)?;
    let after = a.values();
    let batch = logged(tx, store, access, (ASSET, id, Op::Update), (&before, &after))?;
    let serial = if a.serial.is_empty() { a.id.show(IdKind::Asset) } else { a.serial.clone() };
    let said = Said {
        at: None,
        kind: What::Repair,
        direction: Direction::In,
        channel: "shop",
        title: Some(a.name.clone()),
        text: Some(text),
        object: ("asset", serial),
        amount: cost.map(|c| (money::text(c), currency)),
        props: Map::from_iter([("deed".to_owned(), wish.kind.as_text().into())]),
    };
    let mut told = Told::default();
    told.note(say(tx, store, access.by(), a.person, said)?);
    Ok((batch, told))
}

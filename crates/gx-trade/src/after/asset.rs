//! What a customer owns and the company looks after: a car, a flat, a device, with what was done to it.

use gx_kernel::interaction::{Direction, Kind as What};
use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people::Page;
use gx_store::access::{Access, Verb};
use gx_store::change::Op;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, settings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::{ASSET, party};
use crate::changes::logged;
use crate::money::{self, text};
use crate::order::place::{self, Said};
use crate::quote::close::Told;
use crate::{prose, said, words};

/// The most records of one thing that a page shows.
const MOST_SHOWN: usize = 500;

/// Where a thing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// With its owner.
    #[default]
    InUse,
    /// With us, being mended.
    InRepair,
    /// Sold, scrapped, lost.
    Gone,
}

impl State {
    fn as_text(self) -> &'static str {
        match self {
            Self::InUse => "in_use",
            Self::InRepair => "in_repair",
            Self::Gone => "gone",
        }
    }
}

/// What was done to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// It was mended.
    Repair,
    /// It was looked after.
    Maintenance,
    /// It was looked at.
    Inspection,
    /// It was put up.
    Installation,
}

impl Deed {
    fn as_text(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Maintenance => "maintenance",
            Self::Inspection => "inspection",
            Self::Installation => "installation",
        }
    }
}

/// A thing as stored.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The row.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// Its serial number.
    pub serial: String,
    /// Whose it is.
    pub person: Id,
    /// Their company.
    pub company: Option<Id>,
    /// What it is in the catalogue.
    pub variant: Option<Id>,
    /// The order that it came of.
    pub order: Option<Id>,
    /// When it was bought.
    pub bought_on: Option<Date>,
    /// The last day of its warranty.
    pub warranty_until: Option<Date>,
    /// Where it is.
    pub state: State,
    /// When it is to be looked at next.
    pub due_on: Option<Date>,
    /// For colleagues.
    pub note: String,
    /// When it last changed.
    pub updated_at: Micros,
    /// When it was taken away.
    pub deleted_at: Option<Micros>,
}

impl Asset {
    pub(crate) fn values(&self) -> Map<String, Json> {
        let day = |d: Option<Date>| d.map(|d| d.to_string());
        let said = json!({
            "name": self.name, "serial": self.serial, "person": self.person.show(IdKind::Person),
            "company": self.company.map(|id| id.show(IdKind::Company)),
            "variant": self.variant.map(|id| id.show(IdKind::Variant)),
            "order": self.order.map(|id| id.show(IdKind::Order)), "bought_on": day(self.bought_on),
            "warranty_until": day(self.warranty_until), "state": self.state, "due_on": day(self.due_on), "note": self.note,
        });
        said.as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn put(&mut self, key: &str, value: &Json) {
        let (said, id) = (value.as_str(), |kind| value.as_str().and_then(|t| Id::read(kind, t)));
        let day = || said.and_then(|t| t.parse().ok());
        match key {
            "name" => self.name = said.unwrap_or_default().to_owned(),
            "serial" => self.serial = said.unwrap_or_default().to_owned(),
            "person" => self.person = id(IdKind::Person).unwrap_or(self.person),
            "company" => self.company = id(IdKind::Company),
            "variant" => self.variant = id(IdKind::Variant),
            "order" => self.order = id(IdKind::Order),
            "bought_on" => self.bought_on = day(),
            "warranty_until" => self.warranty_until = day(),
            "state" => self.state = serde_json::from_value(value.clone()).unwrap_or_default(),
            "due_on" => self.due_on = day(),
            "note" => self.note = said.unwrap_or_default().to_owned(),
            _ => {}
        }
    }
}

const COLUMNS: &str = "x.id, x.name, x.serial, x.person_id, x.company_id, x.variant_id, x.order_id, x.bought_on, x.warranty_until, x.state, \
                       x.due_on, x.note, x.updated_at, x.deleted_at";

fn read(r: &Row) -> Result<Asset> {
    let day = |at: usize| -> Result<Option<Date>> { Ok(r.opt_text(at)?.and_then(|t| t.parse().ok())) };
    Ok(Asset {
        id: r.id(0)?,
        name: r.string(1)?,
        serial: r.string(2)?,
        person: r.id(3)?,
        company: r.opt_id(4)?,
        variant: r.opt_id(5)?,
        order: r.opt_id(6)?,
        bought_on: day(7)?,
        warranty_until: day(8)?,
        state: match r.text(9)? {
            "in_repair" => State::InRepair,
            "gone" => State::Gone,
            _ => State::InUse,
        },
        due_on: day(10)?,
        note: r.string(11)?,
        updated_at: r.micros(12)?,
        deleted_at: r.opt_micros(13)?,
    })
}

/// A thing, taken away or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Asset>> {
    tx.first(&format!("SELECT {COLUMNS} FROM asset x WHERE x.id = $1"), &[id.into()])?
        .map(|r| read(&r))
        .transpose()
}

/// Stores one.
pub(crate) fn write(tx: &mut Tx<'_>, store: &Store, a: &mut Asset, fresh: bool) -> Result<()> {
    a.updated_at = store.now();
    let day = |d: Option<Date>| Value::from(d.map(|d| d.to_string()));
    let words = format!("{}\n{}", gx_text::fold(&a.name), gx_text::fold(&a.serial));
    let values: Vec<(&str, Value)> = vec![
        ("name", a.name.as_str().into()),
        ("serial", a.serial.as_str().into()),
        ("words", words.into()),
        ("person_id", a.person.into()),
        ("company_id", a.company.into()),
        ("variant_id", a.variant.into()),
        ("order_id", a.order.into()),
        ("bought_on", day(a.bought_on)),
        ("warranty_until", day(a.warranty_until)),
        ("state", a.state.as_text().into()),
        ("due_on", day(a.due_on)),
        ("note", a.note.as_str().into()),
        ("updated_at", a.updated_at.into()),
        ("deleted_at", a.deleted_at.into()),
    ];
    if fresh {
        let mut columns = vec!["id", "created_at"];
        let mut row: Vec<Value> = vec![a.id.into(), store.now().into()];
        for (column, value) in values {
            columns.push(column);
            row.push(value);
        }
        return tx.insert_many("asset", &columns, &[row], Conflict::Fail).map(drop);
    }
    let set: Vec<String> = values.iter().enumerate().map(|(i, (c, _))| format!("{c} = ${}", i + 1)).collect();
    let sql = format!("UPDATE asset SET {} WHERE id = ${}", set.join(", "), values.len() + 1);
    let mut params: Vec<Value> = values.into_iter().map(|(_, v)| v).collect();
    params.push(a.id.into());
    tx.execute(&sql, &params).map(drop)
}

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
    told.note(place::say(tx, store, access.by(), a.person, said)?);
    Ok((batch, told))
}

/// A record as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordInfo {
    id: String,
    kind: String,
    at: Micros,
    text: String,
    cost: Option<String>,
    currency: String,
    by: Option<Named>,
}

/// A thing as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    id: String,
    name: String,
    serial: String,
    person: Option<Named>,
    company: Option<Named>,
    variant: Option<Named>,
    order: Option<Named>,
    bought_on: Option<String>,
    warranty_until: Option<String>,
    state: State,
    note: String,
    served_at: Option<Micros>,
    due_on: Option<String>,
    records: i64,
    updated_at: Micros,
}

/// A thing with what was done to it.
#[derive(Clone, Debug, Serialize)]
pub struct AssetPage {
    /// The thing.
    pub asset: Info,
    records: Vec<RecordInfo>,
    may_edit: bool,
}

fn told(tx: &mut Tx<'_>, access: &Access, a: Asset) -> Result<Info> {
    let day = |d: Option<Date>| d.map(|d| d.to_string());
    let done = tx.one("SELECT COUNT(*), MAX(at) FROM asset_record WHERE asset_id = $1", &[a.id.into()])?;
    Ok(Info {
        id: a.id.show(IdKind::Asset),
        person: party::named(tx, access, ObjectKind::Person, Some(a.person))?,
        company: party::named(tx, access, ObjectKind::Company, a.company)?,
        variant: party::named_variant(tx, a.variant)?,
        order: party::named_order(tx, access, a.order)?,
        bought_on: day(a.bought_on),
        warranty_until: day(a.warranty_until),
        due_on: day(a.due_on),
        records: done.int(0)?,
        served_at: done.opt_micros(1)?,
        name: a.name,
        serial: a.serial,
        state: a.state,
        note: a.note,
        updated_at: a.updated_at,
    })
}

/// A thing for who asks.
///
/// # Errors
///
/// Not found.
pub fn page(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<AssetPage> {
    let missing = || Problem::not_found("The asset");
    let found = get(tx, id)?.filter(|a| a.deleted_at.is_none()).ok_or_else(missing)?;
    let may_edit = party::reach(tx, access, found.person)?.ok_or_else(missing)?;
    let sql = format!(
        "SELECT id, kind, at, text, cost, currency, staff_id FROM asset_record WHERE asset_id = $1 ORDER BY at DESC, id DESC LIMIT {MOST_SHOWN}"
    );
    let mut names = Names::default();
    let mut records = Vec::new();
    for r in tx.query(&sql, &[id.into()])? {
        records.push(RecordInfo {
            id: r.id(0)?.0.to_string(),
            kind: r.string(1)?,
            at: r.micros(2)?,
            text: r.string(3)?,
            cost: r.opt_int(4)?.map(text),
            currency: r.string(5)?,
            by: r.opt_id(6)?.map(|id| names.user(tx, id)).transpose()?,
        });
    }
    Ok(AssetPage { asset: told(tx, access, found)?, records, may_edit })
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of this person.
    pub person: Option<String>,
    /// Of this company.
    pub company: Option<String>,
    /// With these words in its name or its serial number.
    pub q: String,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

/// A page of things, newest first.
///
/// # Errors
///
/// A problem at what is asked for.
pub fn list(tx: &mut Tx<'_>, access: &Access, asked: &Asked) -> Result<Page<Info>> {
    let (mut sql, mut params) =
        party::clause(access, (asked.person.as_deref(), asked.company.as_deref(), &asked.q))?;
    let total = tx.one(&format!("SELECT COUNT(*) FROM asset x WHERE {sql}"), &params)?.int(0)?;
    if let Some(text) = &asked.cursor {
        let wrong = || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
        params.push(Id::read(IdKind::Asset, text).ok_or_else(wrong)?.into());
        sql.push_str(&format!(" AND x.id < ${}", params.len()));
    }
    let limit = asked.limit.clamp(1, 200);
    let select = format!("SELECT {COLUMNS} FROM asset x WHERE {sql} ORDER BY x.id DESC LIMIT {}", limit + 1);
    let mut found: Vec<Asset> = tx.query(&select, &params)?.iter().map(read).collect::<Result<_>>()?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|a| a.id.show(IdKind::Asset));
    let rows = found.into_iter().map(|a| told(tx, access, a)).collect::<Result<_>>()?;
    Ok(Page { rows, next, total, total_at_least: false })
}

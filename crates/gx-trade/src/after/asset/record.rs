//! The row of a thing that a customer owns.

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Conflict, Result, Row, Store, Tx, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

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
    pub(super) fn as_text(self) -> &'static str {
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
    pub(super) fn as_text(self) -> &'static str {
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

pub(super) const COLUMNS: &str = "x.id, x.name, x.serial, x.person_id, x.company_id, x.variant_id, x.order_id, x.bought_on, x.warranty_until, x.state, \
                       x.due_on, x.note, x.updated_at, x.deleted_at";

pub(super) fn read(r: &Row) -> Result<Asset> {
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

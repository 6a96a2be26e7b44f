//! Orders by the thousand from programs that act as staff: each row for itself, with its own answer.
//!
//! An order follows from what happened: a row that makes one is a purchase on the timeline of its person, a row that
//! moves one on is told there too, through the same commit as any shop's. Fields of one's own are written beside, with
//! a batch that takes that back. The same row sent again finds everything as it wishes it and is answered with `same`.

use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::money::{Currency, parse_amount, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::batch::{Acted, Op, Outcome, each};
use gx_people::own::change;
use gx_people::{edit, people};
use gx_store::access::Access;
use gx_store::{Result, Row as Held, Store, Tx};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::orders::number_hash;
use crate::say::onto;

/// The longest number of an order, in characters.
const NUMBER_MAX: usize = 200;

/// A row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    /// What is to be done. Orders are not deleted: one that is off has the status `cancelled`.
    pub op: Op,
    /// Which, by id,
    pub id: Option<String>,
    /// or by its number, which a new one needs.
    pub number: Option<String>,
    /// Whose a new one is, by id,
    pub person: Option<String>,
    /// or by what they are known by.
    pub identities: Vec<IdentityValue>,
    /// Where it stands: `placed`, `paid`, `shipped`, `cancelled` …
    pub status: Option<String>,
    /// What a new one comes to, decimal text.
    pub amount: Option<String>,
    /// In which currency; else in that of the workspace.
    pub currency: Option<String>,
    /// Where it was placed; `api` where nothing is said.
    pub channel: Option<String>,
    /// When it was placed, or moved on.
    pub at: Option<Micros>,
    /// What was ordered: a name each, and perhaps `quantity`, `price`, `amount`, `sku`.
    pub lines: Vec<Json>,
    /// Values of fields of one's own.
    pub set: Map<String, Json>,
}

/// The rows of one call, in their order.
///
/// # Errors
///
/// When they are none or too many.
pub fn all(store: &Store, access: &Access, country: &str, source: Id, rows: &[Row]) -> Result<Vec<Outcome>> {
    let door = Doorway { store, access, country, source };
    each(store, IdKind::Order, rows, |tx, row| door.act(tx, row))
}

/// What every row is done with.
struct Doorway<'a> {
    store: &'a Store,
    access: &'a Access,
    country: &'a str,
    source: Id,
}

/// An order that is there.
struct Known {
    id: Id,
    node: Id,
    number: String,
    status: String,
}

fn known(r: &Held) -> Result<Known> {
    Ok(Known { id: r.id(0)?, node: r.id(1)?, number: r.string(2)?, status: r.string(3)? })
}

fn short(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|t| !t.is_empty())
}

impl Doorway<'_> {
    fn act(&self, tx: &mut Tx<'_>, row: &Row) -> Result<Acted> {
        if row.op == Op::Delete {
            let message = "an order happened and is not deleted; one that is off has the status cancelled";
            return Err(Problem::field("op", "not_deleted", message).into());
        }
        match (row.op, self.find(tx, row)?) {
            (Op::Create, Some(_)) => {
                Err(Problem::field("number", "taken", "there is an order of this number already").into())
            }
            (Op::Update, None) => Err(Problem::not_found("The order").into()),
            (_, Some(held)) => self.move_on(tx, row, &held),
            (_, None) => self.place(tx, row),
        }
    }

    /// The order that a row names, of those that the caller sees.
    fn find(&self, tx: &mut Tx<'_>, row: &Row) -> Result<Option<Known>> {
        let see = self.access.see(ObjectKind::Order, "o");
        let select = format!(
            "SELECT o.id, o.person_id, o.number, o.status FROM orders o WHERE o.deleted_at IS NULL AND {see} AND"
        );
        if let Some(text) = &row.id {
            let message = || format!("{text:?} is not the id of an order");
            let id =
                Id::read(IdKind::Order, text).ok_or_else(|| Problem::field("id", "not_an_id", message()))?;
            let found = tx.first(&format!("{select} o.id = $1"), &[id.into()])?;
            let found = found.ok_or_else(|| Problem::not_found("The order"))?;
            return Ok(Some(known(&found)?));
        }
        let number = short(&row.number).filter(|n| n.chars().count() <= NUMBER_MAX).ok_or_else(|| {
            Problem::field("number", "missing", format!("a number of 1 to {NUMBER_MAX} characters"))
        })?;
        let hash = number_hash(self.store, number);
        let found = tx.first(&format!("{select} o.number_hash = $1"), &[hash.into()])?;
        if found.is_none()
            && tx
                .first("SELECT id FROM orders WHERE deleted_at IS NULL AND number_hash = $1", &[hash.into()])?
                .is_some()
        {
            // That somebody has it is all that may be told.
            return Err(Problem::field(
                "number",
                "taken",
                "an order that your role does not see has this number",
            )
            .into());
        }
        found.map(|r| known(&r)).transpose()
    }

    fn place(&self, tx: &mut Tx<'_>, row: &Row) -> Result<Acted> {
        let number = short(&row.number).unwrap_or_default().to_owned();
        let root = self.person(tx, row)?;
        let amount = short(&row.amount)
            .and_then(parse_amount)
            .map(|(d, _)| d)
            .filter(|d| to_scaled(*d).is_some())
            .ok_or_else(|| Problem::field("amount", "not_an_amount", "what it comes to, such as 12.50"))?;
        let mut props =
            Map::from_iter([("status".to_owned(), Json::from(short(&row.status).unwrap_or("placed")))]);
        if !row.lines.is_empty() {
            if !row.lines.iter().all(|line| line.get("name").is_some_and(Json::is_string)) {
                return Err(Problem::field("lines", "not_lines", "each line is an object with a name").into());
            }
            props.insert("lines".into(), row.lines.clone().into());
        }
        self.say(tx, row, root, (Kind::Purchase, &number), Some(amount), props)?;
        let hash = number_hash(self.store, &number);
        let made =
            tx.one("SELECT id FROM orders WHERE deleted_at IS NULL AND number_hash = $1", &[hash.into()])?;
        let id = made.id(0)?;
        let batch = self.note(tx, id, &row.set)?;
        Ok(("created", Some(id), batch))
    }

    fn move_on(&self, tx: &mut Tx<'_>, row: &Row, held: &Known) -> Result<Acted> {
        let root = people::root_to_edit(tx, self.access, held.node)?;
        let status = short(&row.status).filter(|status| *status != held.status);
        if let Some(status) = status {
            let props = Map::from_iter([("status".to_owned(), Json::from(status))]);
            self.say(tx, row, root, (Kind::OrderUpdate, &held.number), None, props)?;
        }
        let batch = self.note(tx, held.id, &row.set)?;
        let same = status.is_none() && batch.is_none();
        Ok((if same { "same" } else { "updated" }, Some(held.id), batch))
    }

    /// Whose a new order is, and whom the caller may change.
    fn person(&self, tx: &mut Tx<'_>, row: &Row) -> Result<Id> {
        if let Some(text) = &row.person {
            let message = || format!("{text:?} is not the id of a person");
            let id = Id::read(IdKind::Person, text)
                .ok_or_else(|| Problem::field("person", "not_an_id", message()))?;
            return people::root_to_edit(tx, self.access, id);
        }
        let keys = row
            .identities
            .iter()
            .map(|i| edit::normal(self.store, i, self.country))
            .collect::<Result<Vec<_>>>()?;
        let found = edit::known_by(tx, self.access, &keys)?;
        let root = found.ok_or_else(|| {
            Problem::field("person", "missing", "whose it is: an id, or identities of somebody who is there")
        })?;
        people::root_to_edit(tx, self.access, root)
    }

    /// Puts what a row tells onto the timeline.
    fn say(
        &self,
        tx: &mut Tx<'_>,
        row: &Row,
        root: Id,
        (kind, number): (Kind, &str),
        amount: Option<Decimal>,
        props: Map<String, Json>,
    ) -> Result<()> {
        let (store, now) = (self.store, self.store.now());
        let at = row.at.unwrap_or(now);
        if at.0 > now.0 + 60 * Micros::SECOND {
            return Err(Problem::field("at", "in_the_future", "what is told has happened already").into());
        }
        let currency = short(&row.currency).map(|text| {
            Currency::parse(text)
                .ok_or_else(|| Problem::field("currency", "not_a_currency", "three letters, such as CNY"))
        });
        let message_id = format!("order-row-{}", store.id().0);
        let channel: String = short(&row.channel).unwrap_or("api").chars().take(60).collect();
        let incoming = Incoming {
            message_id,
            kind,
            direction: Direction::In,
            channel,
            occurred_at: Some(at),
            identities: Vec::new(),
            traits: Map::new(),
            title: None,
            text: None,
            object_kind: Some("order".into()),
            object_id: Some(number.to_owned()),
            amount,
            currency: currency.transpose()?,
            props,
            to: None,
        };
        onto(tx, store, (self.source, self.access.by()), root, incoming).map(drop)
    }

    /// Writes fields of one's own; the batch, if anything is different.
    fn note(&self, tx: &mut Tx<'_>, id: Id, set: &Map<String, Json>) -> Result<Option<Id>> {
        if set.is_empty() {
            return Ok(None);
        }
        let batch = change::change(tx, self.store, self.access, (ObjectKind::Order, id), set, &Map::new())?;
        let changed = tx.first("SELECT id FROM change WHERE batch_id = $1 LIMIT 1", &[batch.into()])?;
        Ok(changed.map(|_| batch))
    }
}

//! An order is placed here, and what is done about it is told on the timeline: through the same commit as any shop's.

use gx_ingest::commit::Done;
use gx_ingest::orders;
use gx_ingest::say::{Said, say};
use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::{Id, Locale};
use gx_store::change::By;
use gx_store::{Conflict, Result, Store, StoreError, Tx, settings};
use serde_json::{Map, Value as Json, json};

use crate::money::{read, scaled};
use crate::quote::record::Line;

/// The setting that counts orders placed here.
const NUMBER: &str = "order_number";

/// Lines as orders keep them.
pub fn lines(of: &[Line]) -> Vec<Json> {
    of.iter()
        .map(|l| {
            json!({
                "name": l.name, "sku": l.code, "unit": l.unit, "quantity": number(&l.quantity), "price": l.price,
                "amount": l.amount,
            })
        })
        .collect()
}

/// A quantity as the lines of orders say it.
fn number(quantity: &str) -> Json {
    let n = read(quantity);
    if n.fract().is_zero() {
        n.to_string().parse::<i64>().map_or(Json::Null, Json::from)
    } else {
        n.to_string().parse::<f64>().map_or(Json::Null, Json::from)
    }
}

/// An order to be placed.
#[derive(Debug)]
pub struct Placing<'a> {
    /// Whose it is.
    pub person: Id,
    /// Its lines.
    pub lines: Vec<Json>,
    /// What it comes to, decimal text.
    pub amount: &'a str,
    /// In which currency.
    pub currency: &'a str,
    /// What the timeline calls it.
    pub title: String,
    /// Of which deal it came.
    pub deal: Option<Id>,
    /// Of which quote.
    pub quote: Option<Id>,
    /// Who took it; none where the customer did.
    pub staff: Option<Id>,
    /// The language of the customer's page.
    pub language: Locale,
}

/// An order that was placed.
#[derive(Debug)]
pub struct Placed {
    /// The row.
    pub order: Id,
    /// What the commit brought.
    pub done: Done,
}

/// The next number that no order has. Two who place one at once wait for each other.
fn next_number(tx: &mut Tx<'_>, store: &Store) -> Result<(String, i64)> {
    settings::hold(tx, NUMBER, &0_u64)?;
    let mut next = settings::get::<u64>(tx, NUMBER)?.unwrap_or_default();
    loop {
        next += 1;
        let number = format!("SO-{next:05}");
        let hash = orders::number_hash(store, &number);
        let taken = tx.first("SELECT id FROM orders WHERE number_hash = $1", &[hash.into()])?;
        if taken.is_none() {
            settings::put(tx, NUMBER, &next)?;
            return Ok((number, hash));
        }
    }
}

/// Places an order: a purchase on the timeline of its person, which counts as any other.
///
/// # Errors
///
/// `refused` where the timeline takes nothing of this person.
pub fn place(tx: &mut Tx<'_>, store: &Store, placing: Placing<'_>) -> Result<Placed> {
    let (number, hash) = next_number(tx, store)?;
    let by = placing.staff.map_or(By::System, By::User);
    let said = Said {
        at: None,
        kind: Kind::Purchase,
        direction: Direction::In,
        channel: if placing.quote.is_some() { "quote" } else { "staff" },
        title: Some(placing.title),
        text: None,
        object: ("order", number),
        amount: Some((placing.amount.to_owned(), placing.currency.to_owned())),
        props: Map::from_iter([
            ("lines".to_owned(), json!(placing.lines)),
            ("status".to_owned(), "placed".into()),
        ]),
    };
    let done = say(tx, store, by, placing.person, said)?;
    let row =
        tx.first("SELECT id FROM orders WHERE number_hash = $1 AND deleted_at IS NULL", &[hash.into()])?;
    let order =
        row.ok_or_else(|| StoreError::Shape("an order that was placed is not there".into()))?.id(0)?;
    let columns = ["order_id", "deal_id", "quote_id", "staff_id", "language", "total"];
    let origin = vec![
        order.into(),
        placing.deal.into(),
        placing.quote.into(),
        placing.staff.into(),
        placing.language.tag().into(),
        scaled(placing.amount).into(),
    ];
    tx.insert_many("order_origin", &columns, &[origin], Conflict::Fail)?;
    Ok(Placed { order, done })
}

//! An order in hand as its page shows it, and one taken by hand.

use gx_http::token;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::api::orders::orders_of;
use gx_people::names::{Named, Names};
use gx_sales::deal::edit as deals;
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Row, Store, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::hand::{self, Order};
use super::place::{self, Placing};
use super::state::{Part, Standing, text as quantity};
use crate::money::{self, read, shown};
use crate::quote::edit::{LineWish, language, lines};
use crate::quote::{close::Told, reckon, record, rules};
use crate::{party, words};

/// A line of an order and where its goods are.
#[derive(Clone, Debug, Serialize)]
pub struct HandledInfo {
    line: usize,
    name: String,
    code: Option<String>,
    unit: String,
    price: Option<String>,
    amount: Option<String>,
    quantity: String,
    sent: String,
    arrived: String,
    returned: String,
    cancelled: String,
    left: String,
}

/// Goods that went out.
#[derive(Clone, Debug, Serialize)]
pub struct DeliveryInfo {
    id: String,
    lines: Vec<Part>,
    carrier: String,
    tracking: String,
    sent_at: Micros,
    arrived_at: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Option<Named>>,
}

/// What was paid.
#[derive(Clone, Debug, Serialize)]
pub struct PaymentInfo {
    id: String,
    amount: String,
    method: String,
    reference: String,
    day: String,
    note: String,
    by: Option<Named>,
}

/// What came back, or is not sent any more.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnInfo {
    id: String,
    kind: String,
    lines: Vec<Part>,
    reason: String,
    at: Micros,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Option<Named>>,
}

/// An order in hand.
#[derive(Clone, Debug, Serialize)]
pub struct OrderPage {
    row: Json,
    standing: Standing,
    lines: Vec<HandledInfo>,
    deliveries: Vec<DeliveryInfo>,
    payments: Vec<PaymentInfo>,
    returns: Vec<ReturnInfo>,
    worth: String,
    paid: String,
    due: String,
    quote: Option<Named>,
    deal: Option<Named>,
    link: String,
    may_edit: bool,
}

/// The lines of an order and where their goods are.
pub fn handled(order: &Order) -> Vec<HandledInfo> {
    let told = |(line, (l, h)): (usize, (&super::state::Line, &super::state::Handled))| HandledInfo {
        line,
        name: l.name.clone(),
        code: l.code.clone(),
        unit: l.unit.clone(),
        price: l.price.clone(),
        amount: l.amount.clone(),
        quantity: quantity(l.quantity),
        sent: quantity(h.sent),
        arrived: quantity(h.arrived),
        returned: quantity(h.returned),
        cancelled: quantity(h.cancelled),
        left: quantity(h.left(l.quantity)),
    };
    order.lines.iter().zip(&order.handled).enumerate().map(told).collect()
}

fn by(tx: &mut Tx<'_>, names: &mut Names, r: &Row, at: usize) -> Result<Option<Named>> {
    r.opt_id(at)?.map(|id| names.user(tx, id)).transpose()
}

/// What went out of an order; with who and the notes for colleagues, without them for the customer.
pub fn deliveries(tx: &mut Tx<'_>, order: Id, inside: bool) -> Result<Vec<DeliveryInfo>> {
    let sql = "SELECT id, lines, carrier, tracking, sent_at, arrived_at, note, staff_id FROM shipment \
               WHERE order_id = $1 AND deleted_at IS NULL ORDER BY sent_at, id";
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(sql, &[order.into()])? {
        let who = if inside { Some(by(tx, &mut names, &r, 7)?) } else { None };
        out.push(DeliveryInfo {
            id: r.id(0)?.show(IdKind::Shipment),
            lines: r.json(1)?,
            carrier: r.string(2)?,
            tracking: r.string(3)?,
            sent_at: r.micros(4)?,
            arrived_at: r.opt_micros(5)?,
            note: if inside { Some(r.string(6)?) } else { None },
            by: who,
        });
    }
    Ok(out)
}

/// What came back of an order, likewise.
pub fn returns(tx: &mut Tx<'_>, order: Id, inside: bool) -> Result<Vec<ReturnInfo>> {
    let sql = "SELECT id, kind, lines, reason, at, note, staff_id FROM order_return \
               WHERE order_id = $1 AND deleted_at IS NULL ORDER BY at, id";
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(sql, &[order.into()])? {
        let who = if inside { Some(by(tx, &mut names, &r, 6)?) } else { None };
        out.push(ReturnInfo {
            id: r.id(0)?.show(IdKind::Return),
            kind: r.string(1)?,
            lines: r.json(2)?,
            reason: r.string(3)?,
            at: r.micros(4)?,
            note: if inside { Some(r.string(5)?) } else { None },
            by: who,
        });
    }
    Ok(out)
}

fn payments(tx: &mut Tx<'_>, order: Id) -> Result<Vec<PaymentInfo>> {
    let sql = "SELECT id, amount, method, reference, day, note, staff_id FROM payment \
               WHERE order_id = $1 AND deleted_at IS NULL ORDER BY day, id";
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(sql, &[order.into()])? {
        out.push(PaymentInfo {
            id: r.id(0)?.show(IdKind::Payment),
            amount: money::text(r.int(1)?),
            method: r.string(2)?,
            reference: r.string(3)?,
            day: r.string(4)?,
            note: r.string(5)?,
            by: by(tx, &mut names, &r, 6)?,
        });
    }
    Ok(out)
}

/// The page of an order.
///
/// # Errors
///
/// Not found.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<OrderPage> {
    let missing = || Problem::not_found("The order");
    let may_edit = hand::reach(tx, access, id)?.ok_or_else(missing)?;
    let order = hand::load(tx, id)?.ok_or_else(missing)?;
    let row = orders_of(tx, access, &[id])?.pop().ok_or_else(missing)?;
    let (worth, paid) = (order.worth(), read(&money::text(order.paid)));
    let deal = match order.origin.0 {
        // A deal that the caller does not see is not named.
        Some(deal) => deals::seen(tx, access, deal).ok().map(|d| Named {
            id: d.shown(),
            name: d.name().to_owned(),
            initial: None,
        }),
        None => None,
    };
    let quote = match order.origin.1.filter(|_| deal.is_some()) {
        Some(quote) => record::get(tx, quote)?.map(|q| Named {
            id: q.shown(),
            name: format!("{} v{}", q.number, q.version),
            initial: None,
        }),
        None => None,
    };
    Ok(OrderPage {
        row,
        standing: order.standing(),
        lines: handled(&order),
        deliveries: deliveries(tx, id, true)?,
        payments: payments(tx, id)?,
        returns: returns(tx, id, true)?,
        worth: shown(worth),
        paid: shown(paid),
        due: shown(worth - paid),
        quote,
        deal,
        link: format!("/o/{}", token::of(store, IdKind::Order, id)),
        may_edit,
    })
}

/// An order as it is taken by telephone or at the counter.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    person: String,
    #[serde(default)]
    deal: Option<String>,
    #[serde(default)]
    currency: Option<String>,
    lines: Vec<LineWish>,
    #[serde(default)]
    note: String,
}

/// Takes an order. Its id, the batch, and what to tell live.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id, Told)> {
    access.need_verb(Verb::Create)?;
    if ["amount", "lines"].iter().any(|field| access.locks_of(ObjectKind::Order, field)) {
        return Err(Problem::forbidden("Your role may not write what orders come to.").into());
    }
    let person = party::person(tx, access, &wish.person)?;
    let deal = match wish.deal.as_deref().filter(|t| !t.is_empty()) {
        None => None,
        Some(text) => {
            let unknown = || Problem::field("deal", "unknown_record", format!("there is no record {text:?}"));
            let id = Id::read(IdKind::Deal, text).ok_or_else(unknown)?;
            Some(deals::seen(tx, access, id).map_err(|_| unknown())?.id)
        }
    };
    let currency = match wish.currency.as_deref().filter(|t| !t.trim().is_empty()) {
        Some(code) => crate::currency("currency", code)?,
        None => settings::currency(tx)?,
    };
    let (rules, speaks) = (rules::load(tx)?, language(tx)?);
    if wish.lines.is_empty() {
        return Err(Problem::field("lines", "missing", "an order is of something").into());
    }
    let found = lines(tx, store, &wish.lines, (Some(person), &currency, speaks, &rules))?;
    let totals = reckon::totals(&found, "0", rules.tax_included);
    let placed = place::place(
        tx,
        store,
        Placing {
            person,
            lines: place::lines(&found),
            amount: &totals.total,
            currency: &currency,
            title: words("note", &wish.note, 0, 200)?,
            deal,
            quote: None,
            staff: access.by().id(),
            language: speaks,
        },
    )?;
    let mut told = Told::default();
    told.note(placed.done);
    let mut batch = Batch::open(tx, store, "create", access.by(), None, None)?;
    let after = Map::from_iter([("amount".to_owned(), Json::from(totals.total.as_str()))]);
    batch.log(Entry { object: super::PLACED, row: placed.order, op: Op::Create, before: Map::new(), after });
    batch.flush(tx, store)?;
    Ok((placed.order, batch.id, told))
}

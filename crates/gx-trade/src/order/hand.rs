//! What staff do about an order: send it, note what was paid and what came back, cancel it. Each can be taken back.

use gx_ingest::say::{Said, say};
use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_people::changes::logged;
use gx_people::own;
use gx_store::access::Access;
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Conflict, Dialect, Result, Store, Tx};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::state::{Deed, Handled, Part, Standing, handled, standing, worth};
use super::{PAYMENT, RETURN, SHIPMENT};
use crate::money::{self, read, shown, text};
use crate::price::list::today;
use crate::quote::close::Told;
use crate::{party, prose, words};

/// The most deliveries, payments or returns of one order.
const MOST: usize = 200;

/// An order with everything that was done about it.
#[derive(Clone, Debug)]
pub struct Order {
    /// The row.
    pub id: Id,
    /// Its number.
    pub number: String,
    /// Whose it is: a node.
    pub person: Id,
    /// Its lines.
    pub lines: Vec<super::state::Line>,
    /// Its currency.
    pub currency: String,
    /// When it was placed.
    pub placed_at: Micros,
    /// The word that the list of orders has for how it stands.
    pub status: String,
    /// What it came to first, in ten-thousandths.
    pub total: i64,
    /// Where the goods of each line are.
    pub handled: Vec<Handled>,
    /// What was paid, in ten-thousandths.
    pub paid: i64,
    /// Whether anything was done about it here.
    pub touched: bool,
    /// The deal and the quote of which it came, and the language of its customer.
    pub origin: (Option<Id>, Option<Id>, Option<String>),
}

impl Order {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        standing(&self.lines, &self.handled)
    }

    /// What the customer owes in all.
    pub fn worth(&self) -> Decimal {
        worth(read(&text(self.total)), &self.lines, &self.handled)
    }

    fn left(&self, line: usize) -> Decimal {
        match (self.lines.get(line), self.handled.get(line)) {
            (Some(l), Some(h)) => h.left(l.quantity),
            _ => Decimal::ZERO,
        }
    }
}

/// An order as everybody may know it: for those who have asked already.
pub fn load(tx: &mut Tx<'_>, id: Id) -> Result<Option<Order>> {
    let sql = "SELECT o.number, o.person_id, o.lines, o.currency, o.placed_at, o.status, o.amount, g.total, g.deal_id, g.quote_id, \
               g.language FROM orders o LEFT JOIN order_origin g ON g.order_id = o.id WHERE o.id = $1 AND o.deleted_at IS NULL";
    let Some(r) = tx.first(sql, &[id.into()])? else { return Ok(None) };
    let kept: Json = r.json(2)?;
    let lines = super::state::lines(&kept);
    let mut deeds = Vec::new();
    let sql = "SELECT lines, arrived_at FROM shipment WHERE order_id = $1 AND deleted_at IS NULL ORDER BY id";
    for s in tx.query(sql, &[id.into()])? {
        deeds.push(Deed::Sent(s.json(0)?, s.opt_int(1)?.is_some()));
    }
    let sql = "SELECT lines, kind FROM order_return WHERE order_id = $1 AND deleted_at IS NULL ORDER BY id";
    for s in tx.query(sql, &[id.into()])? {
        let parts: Vec<Part> = s.json(0)?;
        deeds.push(if s.text(1)? == "cancelled" { Deed::Cancelled(parts) } else { Deed::Returned(parts) });
    }
    let sql = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), COUNT(*) FROM payment WHERE order_id = $1 AND deleted_at IS NULL";
    let sums = tx.one(sql, &[id.into()])?;
    Ok(Some(Order {
        id,
        number: r.string(0)?,
        person: r.id(1)?,
        handled: handled(&lines, &deeds),
        lines,
        currency: r.string(3)?,
        placed_at: r.micros(4)?,
        status: r.string(5)?,
        total: r.opt_int(7)?.unwrap_or(r.int(6)?),
        paid: sums.int(0)?,
        touched: !deeds.is_empty() || sums.int(1)? > 0,
        origin: (r.opt_id(8)?, r.opt_id(9)?, r.opt_string(10)?),
    }))
}

/// Whether the caller may act on an order; none where they do not see it.
///
/// # Errors
///
/// Forbidden where the role hides what orders come to, or of what they are: being in hand is about nothing else.
pub fn reach(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Option<bool>> {
    let held = own::held(tx, access, own::ORDERS, &[id])?;
    let Some(held) = held.get(&id) else { return Ok(None) };
    for field in ["amount", "lines", "quantity"] {
        if access.hides_of(ObjectKind::Order, field) {
            return Err(Problem::forbidden("Your role may not see what orders come to.").into());
        }
    }
    let locked = ["amount", "lines"].iter().any(|field| access.locks_of(ObjectKind::Order, field));
    Ok(Some(held.may_edit && !locked))
}

/// An order that the caller may act on; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn to_act(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Order> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM orders WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    let missing = || Problem::not_found("The order");
    if !reach(tx, access, id)?.ok_or_else(missing)? {
        return Err(Problem::forbidden("Your role may not change this order.").into());
    }
    Ok(load(tx, id)?.ok_or_else(missing)?)
}

/// Brings the row of an order, and the timeline, in line with what was done about it: how it stands, and what it comes to.
pub(crate) fn settle(tx: &mut Tx<'_>, store: &Store, by: By, before: &Order) -> Result<Told> {
    let mut told = Told::default();
    let Some(now) = load(tx, before.id)? else { return Ok(told) };
    let origin = "INSERT INTO order_origin (order_id, total, status) VALUES ($1,$2,$3) ON CONFLICT (order_id) DO UPDATE \
                  SET status = COALESCE(order_origin.status, excluded.status)";
    tx.execute(origin, &[before.id.into(), before.total.into(), before.status.as_str().into()])?;
    let whole = now.worth();
    let status = if now.touched {
        now.standing().status(now.paid > 0 && read(&text(now.paid)) >= whole).to_owned()
    } else {
        // As if nothing had ever been done: what the shop said stands again.
        let sql = "SELECT status FROM order_origin WHERE order_id = $1";
        tx.first(sql, &[before.id.into()])?
            .map_or(Ok(None), |r| r.opt_string(0))?
            .unwrap_or_else(|| "placed".into())
    };
    let comes_to = before.worth() != whole;
    if status == now.status && !comes_to {
        return Ok(told);
    }
    let mut props = Map::from_iter([("status".to_owned(), Json::from(status))]);
    let mut amount = None;
    if comes_to {
        props.insert("revised".into(), true.into());
        amount = Some((shown(whole), now.currency.clone()));
    }
    let said = Said {
        at: None,
        kind: Kind::OrderUpdate,
        direction: Direction::Out,
        channel: "staff",
        title: None,
        text: None,
        object: ("order", now.number.clone()),
        amount,
        props,
    };
    told.note(say(tx, store, by, now.person, said)?);
    Ok(told)
}

/// Parts as they are wished, of lines that are there, each more than nothing, none twice.
fn parts(order: &Order, wishes: &[Part], most: impl Fn(usize) -> Decimal) -> Result<Vec<Part>> {
    if wishes.is_empty() {
        return Err(Problem::field("lines", "missing", "say how many of which line").into());
    }
    let mut out: Vec<Part> = Vec::new();
    for (at, wish) in wishes.iter().enumerate() {
        let field = |key: &str| format!("lines.{at}.{key}");
        if wish.line >= order.lines.len() || out.iter().any(|p| p.line == wish.line) {
            return Err(Problem::field(
                &field("line"),
                "unknown",
                "the order has no such line, or it is said twice",
            )
            .into());
        }
        let quantity = decimal(&field("quantity"), &wish.quantity, 100_000_000, 4)?;
        if quantity.is_zero() {
            return Err(Problem::field(&field("quantity"), "out_of_range", "more than zero").into());
        }
        let most = most(wish.line);
        if quantity > most {
            let message = format!("at most {}, got {}", shown(most), shown(quantity));
            return Err(Problem::field(&field("quantity"), "too_many", message).into());
        }
        out.push(Part { line: wish.line, quantity: shown(quantity) });
    }
    Ok(out)
}

fn few(tx: &mut Tx<'_>, table: &str, order: Id) -> Result<()> {
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE order_id = $1 AND deleted_at IS NULL");
    if tx.one(&sql, &[order.into()])?.int(0)? as usize >= MOST {
        return Err(Problem::conflict("too_many", format!("At most {MOST} of one order.")).into());
    }
    Ok(())
}

/// Goods as they are wished to go out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeliveryWish {
    lines: Vec<Part>,
    #[serde(default)]
    carrier: String,
    #[serde(default)]
    tracking: String,
    #[serde(default)]
    sent_at: Option<Micros>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    arrived: bool,
}

/// A time that has passed already.
fn passed(field: &str, store: &Store, at: Option<Micros>) -> Result<Micros> {
    let at = at.unwrap_or_else(|| store.now());
    if at.0 > store.now().0 + 60 * Micros::SECOND {
        return Err(
            Problem::field(field, "in_the_future", "what is written down has happened already").into()
        );
    }
    Ok(at)
}

/// Sends goods of an order. The batch for undo, and what to tell live.
///
/// # Errors
///
/// `too_many` at a line of which less is left.
pub fn deliver(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    wish: &DeliveryWish,
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    few(tx, "shipment", id)?;
    let parts = parts(&order, &wish.lines, |line| order.left(line))?;
    let sent_at = passed("sent_at", store, wish.sent_at)?;
    let row = store.id();
    let columns =
        ["id", "order_id", "lines", "carrier", "tracking", "sent_at", "arrived_at", "note", "staff_id"];
    let (carrier, tracking) =
        (words("carrier", &wish.carrier, 0, 60)?, words("tracking", &wish.tracking, 0, 80)?);
    let values = vec![
        row.into(),
        id.into(),
        json!(parts).to_string().into(),
        carrier.into(),
        tracking.into(),
        sent_at.into(),
        wish.arrived.then(|| sent_at.max(store.now())).into(),
        prose("note", &wish.note, 1000)?.into(),
        access.by().id().into(),
    ];
    tx.insert_many("shipment", &columns, &[values], Conflict::Fail)?;
    let after = Map::from_iter([("lines".to_owned(), json!(parts))]);
    let batch = logged(tx, store, access, (SHIPMENT, row, Op::Create), (&Map::new(), &after))?;
    Ok((batch, settle(tx, store, access.by(), &order)?))
}

/// The living row of something done about an order.
fn done_about(tx: &mut Tx<'_>, table: &str, order: Id, row: Id) -> Result<()> {
    let sql = format!("SELECT id FROM {table} WHERE id = $1 AND order_id = $2 AND deleted_at IS NULL");
    match tx.first(&sql, &[row.into(), order.into()])? {
        Some(_) => Ok(()),
        None => Err(Problem::not_found("What was done about the order").into()),
    }
}

/// Notes that a delivery arrived. The batch for undo, and what to tell live.
///
/// # Errors
///
/// Not found; `in_the_future`.
pub fn arrived(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (id, delivery): (Id, Id),
    at: Option<Micros>,
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    done_about(tx, "shipment", id, delivery)?;
    let at = passed("at", store, at)?;
    let sql = "UPDATE shipment SET arrived_at = $1 WHERE id = $2 AND arrived_at IS NULL";
    let changed = tx.execute(sql, &[at.into(), delivery.into()])? > 0;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if changed {
        let (before, after) = (
            Map::from_iter([("arrived_at".to_owned(), Json::Null)]),
            Map::from_iter([("arrived_at".to_owned(), json!(at))]),
        );
        batch.log(Entry { object: SHIPMENT, row: delivery, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok((batch.id, settle(tx, store, access.by(), &order)?))
}

/// What is wished to be noted as paid.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentWish {
    amount: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    day: Option<String>,
    #[serde(default)]
    note: String,
}

/// Notes what was paid for an order; below zero, what was paid back. The batch for undo, and what to tell live.
///
/// # Errors
///
/// A problem at the field at fault; `out_of_range` where more is paid back than was paid.
pub fn pay(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    wish: &PaymentWish,
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    few(tx, "payment", id)?;
    let bare = wish.amount.trim();
    let (back, bare) = bare.strip_prefix(['-', '−']).map_or((false, bare), |rest| (true, rest));
    let amount = decimal("amount", bare, money::MOST, 2)?;
    if amount.is_zero() {
        return Err(Problem::field("amount", "out_of_range", "not zero").into());
    }
    let amount = to_scaled(if back { -amount } else { amount }).unwrap_or_default();
    if order.paid + amount < 0 {
        let message = format!("at most {} can be paid back", text(order.paid));
        return Err(Problem::field("amount", "out_of_range", message).into());
    }
    let now = today(tx, store.now())?;
    let day = party::day("day", wish.day.as_deref())?.unwrap_or(now);
    if day > now {
        return Err(
            Problem::field("day", "in_the_future", "what is written down has happened already").into()
        );
    }
    let row = store.id();
    let values = vec![
        row.into(),
        id.into(),
        amount.into(),
        words("method", &wish.method, 0, 40)?.into(),
        words("reference", &wish.reference, 0, 80)?.into(),
        day.to_string().into(),
        prose("note", &wish.note, 1000)?.into(),
        access.by().id().into(),
        store.now().into(),
    ];
    let columns = ["id", "order_id", "amount", "method", "reference", "day", "note", "staff_id", "at"];
    tx.insert_many("payment", &columns, &[values], Conflict::Fail)?;
    let after = Map::from_iter([("amount".to_owned(), text(amount).into())]);
    let batch = logged(tx, store, access, (PAYMENT, row, Op::Create), (&Map::new(), &after))?;
    Ok((batch, settle(tx, store, access.by(), &order)?))
}

/// What is wished to be noted as come back.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnWish {
    lines: Vec<Part>,
    reason: String,
    #[serde(default)]
    note: String,
}

fn write_return(
    tx: &mut Tx<'_>,
    store: &Store,
    order: Id,
    (kind, parts, reason, note): (&str, &[Part], &str, &str),
    who: Option<Id>,
) -> Result<Id> {
    let row = store.id();
    let values = vec![
        row.into(),
        order.into(),
        kind.into(),
        json!(parts).to_string().into(),
        words("reason", reason, 1, 300)?.into(),
        prose("note", note, 1000)?.into(),
        store.now().into(),
        who.into(),
    ];
    let columns = ["id", "order_id", "kind", "lines", "reason", "note", "at", "staff_id"];
    tx.insert_many(RETURN, &columns, &[values], Conflict::Fail)?;
    Ok(row)
}

fn back(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    order: &Order,
    (kind, parts, reason, note): (&str, &[Part], &str, &str),
) -> Result<(Id, Told)> {
    few(tx, RETURN, order.id)?;
    let row = write_return(tx, store, order.id, (kind, parts, reason, note), access.by().id())?;
    let after = Map::from_iter([("lines".to_owned(), json!(parts)), ("reason".to_owned(), reason.into())]);
    let batch = logged(tx, store, access, (RETURN, row, Op::Create), (&Map::new(), &after))?;
    Ok((batch, settle(tx, store, access.by(), order)?))
}

/// Notes what came back of an order. The batch for undo, and what to tell live.
///
/// # Errors
///
/// `too_many` at a line of which less was sent.
pub fn take_back(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    wish: &ReturnWish,
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    let out = |line: usize| order.handled.get(line).map_or(Decimal::ZERO, |h| h.sent - h.returned);
    let parts = parts(&order, &wish.lines, out)?;
    back(tx, store, access, &order, ("returned", &parts, &wish.reason, &wish.note))
}

/// Cancels an order; where part of it went out, what is left of it if that is what is wished. The batch for undo, and
/// what to tell live.
///
/// # Errors
///
/// `part_delivered` with how many went out of how many, unless `rest`; `nothing_left` where all of it went out.
pub fn cancel(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    (reason, rest): (&str, bool),
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    let sent: Decimal = order.handled.iter().map(|h| h.sent).sum();
    let of: Decimal = order.lines.iter().map(|l| l.quantity).sum();
    let left: Vec<Part> = (0..order.lines.len())
        .map(|line| (line, order.left(line)))
        .filter(|(_, left)| !left.is_zero())
        .map(|(line, left)| Part { line, quantity: shown(left) })
        .collect();
    if left.is_empty() {
        return Err(
            Problem::conflict("nothing_left", "Nothing of this order is left to be cancelled.").into()
        );
    }
    if !sent.is_zero() && !rest {
        let message = format!(
            "{} of {} went out already. Cancel what is left, and note what comes back as a return.",
            shown(sent),
            shown(of)
        );
        let told = Problem::conflict("part_delivered", message);
        return Err(told.with("sent", shown(sent)).with("of", shown(of)).into());
    }
    back(tx, store, access, &order, ("cancelled", &left, reason, ""))
}

/// Where something done about orders is kept, which is what the change log calls it.
pub(crate) fn table(object: &str) -> Option<&'static str> {
    [SHIPMENT, PAYMENT, RETURN].into_iter().find(|table| *table == object)
}

/// Cancels all of an order of which nothing went out.
pub(crate) fn cancel_all(tx: &mut Tx<'_>, store: &Store, by: By, order: &Order) -> Result<()> {
    let parts: Vec<Part> = (0..order.lines.len())
        .map(|line| Part { line, quantity: shown(order.left(line)) })
        .filter(|part| part.quantity != "0")
        .collect();
    let who = match by {
        By::User(id) => Some(id),
        _ => None,
    };
    write_return(tx, store, order.id, ("cancelled", &parts, "撤销 Undone", ""), who)?;
    settle(tx, store, by, order).map(drop)
}

/// Takes something back that was done about an order. The batch for undo, and what to tell live.
///
/// # Errors
///
/// Not found; `came_back` for a delivery of which something came back already.
pub fn undo(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (id, object, row): (Id, &'static str, Id),
) -> Result<(Id, Told)> {
    let order = to_act(tx, access, id)?;
    done_about(tx, object, id, row)?;
    put(tx, (object, row), Some(store.now()))?;
    sound(tx, id)?;
    let batch = logged(tx, store, access, (object, row, Op::Delete), (&Map::new(), &Map::new()))?;
    Ok((batch, settle(tx, store, access.by(), &order)?))
}

/// Takes a row away, or brings it back.
pub(crate) fn put(tx: &mut Tx<'_>, (table, row): (&str, Id), gone: Option<Micros>) -> Result<()> {
    let sql = format!("UPDATE {table} SET deleted_at = $1 WHERE id = $2");
    tx.execute(&sql, &[gone.into(), row.into()]).map(drop)
}

/// Refuses what would leave an order of which more came back than was sent, or more is sent than was ordered.
pub(crate) fn sound(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    let Some(order) = load(tx, id)? else { return Ok(()) };
    for (line, h) in order.lines.iter().zip(&order.handled) {
        if h.returned > h.sent {
            return Err(Problem::conflict("came_back", "Something of it came back already.").into());
        }
        if h.sent + h.cancelled > line.quantity {
            return Err(Problem::conflict("sent_since", "More would be sent than was ordered.").into());
        }
    }
    if order.paid < 0 {
        return Err(Problem::conflict("paid_back", "More would be paid back than was paid.").into());
    }
    Ok(())
}

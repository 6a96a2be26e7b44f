//! Orders that follow from interactions: placed by a purchase, moved on by updates.

use std::collections::{HashMap, HashSet};

use gx_kernel::interaction::Kind;
use gx_kernel::money::to_scaled;
use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{Id, Micros};
use gx_people::own;
use gx_people::resolve::{Resolver, Tally};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx, Value};
use serde_json::{Map, Value as Json};

use crate::model::Prepared;

#[derive(Clone, Debug)]
struct Order {
    id: Id,
    node: Id,
    number: String,
    hash: i64,
    status: String,
    channel: String,
    amount: i64,
    currency: String,
    quantity: Option<f64>,
    lines: Json,
    placed_at: Micros,
    /// Values of fields of one's own, and what those that changed here were before.
    fields: Map<String, Json>,
    before: Map<String, Json>,
    fresh: bool,
    dirty: bool,
}

impl Order {
    /// What the order adds to a person's total: nothing once it is cancelled or returned.
    fn counted(&self) -> i64 {
        if matches!(self.status.as_str(), "cancelled" | "returned" | "refunded") { 0 } else { self.amount }
    }
}

/// The orders that one batch touches.
#[derive(Debug)]
pub struct Orders {
    by_hash: HashMap<i64, Order>,
    currency: String,
    by: By,
    import: Option<Id>,
    /// The fields of one's own of orders.
    own: Vec<Field>,
    /// Which of them staff wrote, in which order.
    by_staff: HashSet<(Id, String)>,
}

/// The order that an input is about, if it is about one. Numbers are the workspace's, whichever system names them.
pub fn hash_of(store: &Store, p: &Prepared) -> Option<i64> {
    if !matches!(p.incoming.kind, Kind::Purchase | Kind::OrderUpdate) {
        return None;
    }
    p.incoming.object_id.as_deref().map(|number| number_hash(store, number))
}

/// The hash by which the order of a number is known.
pub fn number_hash(store: &Store, number: &str) -> i64 {
    store.hash().of(&[b"order", number.trim().as_bytes()])
}

impl Orders {
    /// Loads the orders that the batch names.
    pub fn open(tx: &mut Tx<'_>, hashes: &[i64], currency: &str, by: By, import: Option<Id>) -> Result<Self> {
        let mut by_hash = HashMap::new();
        let sql = "SELECT id, person_id, number, number_hash, status, channel, amount, currency, quantity, lines, placed_at, fields FROM orders WHERE deleted_at IS NULL AND number_hash IN";
        for r in tx.query_in(sql, hashes)? {
            let order = Order {
                id: r.id(0)?,
                node: r.id(1)?,
                number: r.string(2)?,
                hash: r.int(3)?,
                status: r.string(4)?,
                channel: r.string(5)?,
                amount: r.int(6)?,
                currency: r.string(7)?,
                quantity: r.opt_real(8)?,
                lines: r.json(9)?,
                placed_at: r.micros(10)?,
                fields: r.json(11)?,
                before: Map::new(),
                fresh: false,
                dirty: false,
            };
            by_hash.insert(order.hash, order);
        }
        let own = if hashes.is_empty() { Vec::new() } else { own::known(tx, ObjectKind::Order)? };
        let mut by_staff = HashSet::new();
        if !own.is_empty() && !matches!(by, By::User(_)) {
            let ids: Vec<i64> = by_hash.values().map(|o: &Order| o.id.0).collect();
            by_staff = own::by_staff(tx, own::ORDERS, &ids)?;
        }
        Ok(Self { by_hash, currency: currency.to_owned(), by, import, own, by_staff })
    }

    /// Applies one interaction; the change of totals goes to the resolver.
    pub fn apply(&mut self, store: &Store, resolver: &mut Resolver<'_>, p: &Prepared, hash: i64, node: Id) {
        let i = &p.incoming;
        let number = i.object_id.as_deref().unwrap_or_default().trim();
        let status = i.props.get("status").and_then(Json::as_str).map(str::to_owned);
        let lines = i.props.get("lines").filter(|l| l.is_array()).cloned();
        let amount = i.amount.and_then(to_scaled);
        let quantity = i.props.get("quantity").and_then(Json::as_f64).or_else(|| {
            let sum: f64 =
                lines.as_ref()?.as_array()?.iter().filter_map(|l| l.get("quantity")?.as_f64()).sum();
            Some(sum)
        });
        let currency = i.currency.map_or_else(|| self.currency.clone(), |c| c.code().to_owned());
        let said = own::said(&self.own, &i.props, self.import.is_some(), store.now());
        // What was cancelled or came back of an order that is in hand here makes it come to less.
        let revised = i.props.get("revised").and_then(Json::as_bool).unwrap_or_default();
        let mut tally = Tally::default();
        match self.by_hash.get_mut(&hash) {
            None => {
                let order = Order {
                    id: store.id(),
                    node,
                    number: number.chars().take(200).collect(),
                    hash,
                    status: status.unwrap_or_else(|| "placed".into()),
                    channel: i.channel.clone(),
                    amount: amount.unwrap_or(0),
                    currency,
                    quantity,
                    lines: lines.unwrap_or(Json::Null),
                    placed_at: p.occurred_at,
                    fields: said,
                    before: Map::new(),
                    fresh: true,
                    dirty: true,
                };
                tally.orders = 1;
                tally.total = order.counted();
                tally.currency = Some(order.currency.clone());
                resolver.tally(node, &tally);
                self.by_hash.insert(hash, order);
            }
            Some(order) => {
                let before = order.counted();
                if let Some(status) = status {
                    order.status = status;
                }
                if let Some(lines) = lines {
                    order.lines = lines;
                }
                if i.kind == Kind::Purchase {
                    order.amount = amount.unwrap_or(order.amount);
                    order.placed_at = order.placed_at.min(p.occurred_at);
                    order.quantity = quantity.or(order.quantity);
                    order.channel.clone_from(&i.channel);
                } else if let Some(amount) = amount
                    && (order.amount == 0 || revised)
                {
                    order.amount = amount;
                }
                for (key, value) in said {
                    let old = order.fields.get(&key).cloned().unwrap_or_default();
                    if old != value && !self.by_staff.contains(&(order.id, key.clone())) {
                        order.before.entry(key.clone()).or_insert(old);
                        order.fields.insert(key, value);
                    }
                }
                order.dirty = true;
                tally.total = order.counted() - before;
                resolver.tally(order.node, &tally);
            }
        }
    }

    /// Writes what changed.
    pub fn close(self, tx: &mut Tx<'_>, store: &Store, now: Micros) -> Result<()> {
        let (mut fresh, mut old) = (Vec::new(), Vec::new());
        let mut log: Option<Batch> = None;
        let mut all: Vec<Order> = self.by_hash.into_values().filter(|o| o.dirty).collect();
        all.sort_by_key(|o| o.id);
        let mut said = Vec::new();
        for o in all {
            if !o.fields.is_empty() && (o.fresh || !o.before.is_empty()) {
                said.push(o.id);
            }
            let lines = (!o.lines.is_null()).then(|| o.lines.to_string());
            let quantity = o.quantity.map_or(Value::Null, Value::Real);
            if !o.fresh && !o.before.is_empty() {
                let after =
                    o.before.keys().filter_map(|k| Some((k.clone(), o.fields.get(k)?.clone()))).collect();
                let batch = match &mut log {
                    Some(batch) => batch,
                    none => none.insert(Batch::open(tx, store, "traits", self.by, None, None)?),
                };
                batch.log(Entry { object: "order", row: o.id, op: Op::Update, before: o.before, after });
            }
            let fields = (!o.fields.is_empty()).then(|| Json::Object(o.fields).to_string());
            if o.fresh {
                fresh.push(vec![
                    o.id.into(),
                    o.node.into(),
                    o.number.into(),
                    o.hash.into(),
                    o.status.into(),
                    o.channel.into(),
                    o.amount.into(),
                    o.currency.into(),
                    quantity,
                    lines.into(),
                    o.placed_at.into(),
                    now.into(),
                    self.by.kind().into(),
                    self.by.id().into(),
                    self.import.into(),
                    fields.into(),
                ]);
            } else {
                old.push(vec![
                    o.status.into(),
                    o.amount.into(),
                    quantity,
                    lines.into(),
                    o.placed_at.into(),
                    o.channel.into(),
                    now.into(),
                    fields.into(),
                    o.id.into(),
                ]);
            }
        }
        tx.insert_many(
            "orders",
            &[
                "id",
                "person_id",
                "number",
                "number_hash",
                "status",
                "channel",
                "amount",
                "currency",
                "quantity",
                "lines",
                "placed_at",
                "updated_at",
                "source_kind",
                "source_id",
                "import_id",
                "fields",
            ],
            &fresh,
            Conflict::Fail,
        )?;
        tx.execute_many(
            "UPDATE orders SET status = $1, amount = $2, quantity = $3, lines = $4, placed_at = $5, channel = $6, updated_at = $7, fields = $8 WHERE id = $9",
            &old,
        )?;
        if let Some(log) = &mut log {
            log.flush(tx, store)?;
        }
        if !said.is_empty() {
            own::words::put(tx, own::ORDERS, &said)?;
        }
        Ok(())
    }
}

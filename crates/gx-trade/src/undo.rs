//! Takes back what was done to products, drafts of quotes, and orders in hand.

use gx_kernel::{Id, Problem};
use gx_people::undo::{Taker, Taking, Undone};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::Map;

use crate::after::{AGREEMENT, ASSET, agreement, asset, party};
use crate::order::{PAYMENT, PLACED, RETURN, SHIPMENT, hand};
use crate::product::{PRODUCT, RIGHT, edit as product_edit, record as products};
use crate::quote::record::{self as quotes, State};
use crate::quote::{QUOTE, edit as quote_edit, rules};

/// What takes changes of products back.
#[derive(Clone, Copy, Debug)]
pub struct Products;

fn entry(object: &'static str, row: Id, op: Op) -> Entry {
    Entry { object, row, op, before: Map::new(), after: Map::new() }
}

impl Taker for Products {
    fn object(&self) -> &'static str {
        PRODUCT
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        if !rows.is_empty() {
            access.need(RIGHT)?;
        }
        rows.iter().try_for_each(|row| products::lock(tx, Id(*row)))
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(mut product) = products::get(tx, e.row)? else { return Ok(()) };
        match e.op.as_str() {
            "update" => {
                let (mut before, mut after) = (Map::new(), Map::new());
                for (key, ours) in &e.after {
                    let now = product.values().get(key).cloned().unwrap_or_default();
                    let old = e.before.get(key).cloned().unwrap_or_default();
                    let row = (product.shown(), product.name.clone());
                    if now != *ours && !taking.conflict(tx, out, e, (PRODUCT, &row.0, &row.1), key, &now)? {
                        continue;
                    }
                    product.put(key, &old);
                    before.insert(key.clone(), now);
                    after.insert(key.clone(), old);
                }
                if after.is_empty() {
                    return Ok(());
                }
                product_edit::free(tx, &product)?;
                products::update(tx, store, &mut product)?;
                redo.log(Entry { object: PRODUCT, row: e.row, op: Op::Update, before, after });
            }
            "delete" => {
                product.deleted_at = None;
                product.variants = products::last_variants(tx, product.id)?;
                product_edit::free(tx, &product)?;
                products::update(tx, store, &mut product)?;
                redo.log(entry(PRODUCT, e.row, Op::Restore));
            }
            _ => {
                product.deleted_at = Some(store.now());
                products::update(tx, store, &mut product)?;
                redo.log(entry(PRODUCT, e.row, Op::Delete));
            }
        }
        out.undone += 1;
        Ok(())
    }
}

/// What takes changes of drafts of quotes back. What a customer has seen is withdrawn or revised, not unsaid.
#[derive(Clone, Copy, Debug)]
pub struct Quotes;

impl Taker for Quotes {
    fn object(&self) -> &'static str {
        QUOTE
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        for row in rows {
            let Some(quote) = quotes::get(tx, Id(*row))? else { continue };
            quotes::lock(tx, quote.root)?;
            let deal = gx_sales::deal::edit::seen(tx, access, quote.deal)
                .map_err(|_| Problem::not_found("The quote"))?;
            if !quote_edit::may(tx, access, &deal)? {
                return Err(Problem::forbidden("Your role may not change this deal any more.").into());
            }
        }
        Ok(())
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(mut quote) = quotes::get(tx, e.row)? else { return Ok(()) };
        if quote.state != State::Draft || e.after.contains_key("state") {
            let message =
                "What was sent or asked for cannot be taken back. Withdraw it, or write its next version.";
            return Err(Problem::conflict("not_a_draft", message).into());
        }
        match e.op.as_str() {
            "update" => {
                let (mut before, mut after) = (Map::new(), Map::new());
                for (key, ours) in &e.after {
                    let now = quote_edit::values(&quote).get(key).cloned().unwrap_or_default();
                    let old = e.before.get(key).cloned().unwrap_or_default();
                    let row = (quote.shown(), quote.number.clone());
                    if now != *ours && !taking.conflict(tx, out, e, (QUOTE, &row.0, &row.1), key, &now)? {
                        continue;
                    }
                    quote_edit::put(&mut quote, key, &old);
                    before.insert(key.clone(), now);
                    after.insert(key.clone(), old);
                }
                if after.is_empty() {
                    return Ok(());
                }
                quote_edit::settle(&mut quote, rules::load(tx)?.tax_included);
                redo.log(Entry { object: QUOTE, row: e.row, op: Op::Update, before, after });
            }
            "delete" => {
                quote.deleted_at = None;
                redo.log(entry(QUOTE, e.row, Op::Restore));
            }
            _ => {
                quote.deleted_at = Some(store.now());
                redo.log(entry(QUOTE, e.row, Op::Delete));
            }
        }
        quotes::update(tx, store, &mut quote)?;
        out.undone += 1;
        Ok(())
    }
}

/// Takes changes of values back, where they are still what was written, and what a row says of itself to the log.
macro_rules! of_a_person {
    ($(#[$doc:meta])* $taker:ident, $object:expr, $from:ident, $besides:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $taker;

        impl Taker for $taker {
            fn object(&self) -> &'static str {
                $object
            }

            fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
                for row in rows {
                    let Some(found) = $from::get(tx, Id(*row))? else { continue };
                    match party::reach(tx, access, found.person)? {
                        None => return Err(Problem::not_found("The record").into()),
                        Some(false) => return Err(Problem::forbidden("Your role may not change this customer any more.").into()),
                        Some(true) => {}
                    }
                }
                Ok(())
            }

            fn take_back(
                &self,
                tx: &mut Tx<'_>,
                store: &Store,
                redo: &mut Batch,
                out: &mut Undone,
                taking: &mut Taking<'_>,
                e: &Logged,
            ) -> Result<()> {
                let Some(mut held) = $from::get(tx, e.row)? else { return Ok(()) };
                match e.op.as_str() {
                    "update" => {
                        let (mut before, mut after) = (Map::new(), Map::new());
                        for (key, ours) in &e.after {
                            let now = held.values().get(key).cloned().unwrap_or_default();
                            let old = e.before.get(key).cloned().unwrap_or_default();
                            let row = (e.row.0.to_string(), held.name.clone());
                            if now != *ours && !taking.conflict(tx, out, e, ($object, &row.0, &row.1), key, &now)? {
                                continue;
                            }
                            held.put(key, &old);
                            before.insert(key.clone(), now);
                            after.insert(key.clone(), old);
                        }
                        if after.is_empty() {
                            return Ok(());
                        }
                        let besides: fn(&mut Tx<'_>, &Logged) -> Result<()> = $besides;
                        besides(tx, e)?;
                        redo.log(Entry { object: $object, row: e.row, op: Op::Update, before, after });
                    }
                    "delete" => {
                        held.deleted_at = None;
                        redo.log(entry($object, e.row, Op::Restore));
                    }
                    _ => {
                        held.deleted_at = Some(store.now());
                        redo.log(entry($object, e.row, Op::Delete));
                    }
                }
                $from::write(tx, store, &mut held, false)?;
                out.undone += 1;
                Ok(())
            }
        }
    };
}

of_a_person!(
    /// What takes changes of agreements back.
    Agreements,
    AGREEMENT,
    agreement,
    agreement::never_renewed
);
of_a_person!(
    /// What takes changes of things back that customers own.
    Assets,
    ASSET,
    asset,
    |_, _| Ok(())
);

/// What takes back something that was done about an order: deliveries, payments, returns.
#[derive(Clone, Copy, Debug)]
pub struct Deeds(pub &'static str);

/// All of them.
pub const DEEDS: [Deeds; 3] = [Deeds(SHIPMENT), Deeds(PAYMENT), Deeds(RETURN)];

impl Deeds {
    fn order(self, tx: &mut Tx<'_>, row: Id) -> Result<Option<(&'static str, Id)>> {
        let Some(table) = hand::table(self.0) else { return Ok(None) };
        let found = tx.first(&format!("SELECT order_id FROM {table} WHERE id = $1"), &[row.into()])?;
        found.map(|r| Ok((table, r.id(0)?))).transpose()
    }
}

impl Taker for Deeds {
    fn object(&self) -> &'static str {
        self.0
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        for row in rows {
            if let Some((_, order)) = self.order(tx, Id(*row))? {
                hand::to_act(tx, access, order)?;
            }
        }
        Ok(())
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        _: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some((table, order)) = self.order(tx, e.row)? else { return Ok(()) };
        let Some(before) = hand::load(tx, order)? else { return Ok(()) };
        let op = match e.op.as_str() {
            "update" => {
                // The one thing that changes about one: that it arrived.
                tx.execute("UPDATE shipment SET arrived_at = NULL WHERE id = $1", &[e.row.into()])?;
                Op::Update
            }
            "delete" => {
                hand::put(tx, (table, e.row), None)?;
                Op::Restore
            }
            _ => {
                hand::put(tx, (table, e.row), Some(store.now()))?;
                Op::Delete
            }
        };
        hand::sound(tx, order)?;
        hand::settle(tx, store, redo.by, &before)?;
        redo.log(entry(self.0, e.row, op));
        out.undone += 1;
        Ok(())
    }
}

/// What takes an order back that was taken by hand: it is cancelled.
#[derive(Clone, Copy, Debug)]
pub struct Placed;

impl Taker for Placed {
    fn object(&self) -> &'static str {
        PLACED
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        rows.iter().try_for_each(|row| hand::to_act(tx, access, Id(*row)).map(drop))
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        _: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(order) = hand::load(tx, e.row)? else { return Ok(()) };
        if order.touched {
            let message = "Something was done about this order since. Cancel what is left of it.";
            return Err(Problem::conflict("part_delivered", message).into());
        }
        hand::cancel_all(tx, store, redo.by, &order)?;
        redo.log(entry(PLACED, e.row, Op::Delete));
        out.undone += 1;
        Ok(())
    }
}

//! Takes back what was done to products, drafts of quotes, and orders in hand.

use gx_kernel::{Id, Micros, Problem};
use gx_people::undo::{Kept, Taker, Taking, Undone, back, entry};
use gx_store::access::Access;
use gx_store::change::{Batch, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::after::{AGREEMENT, ASSET, agreement, asset};
use crate::order::{PAYMENT, PLACED, RETURN, SHIPMENT, hand};
use crate::party;
use crate::product::{PRODUCT, RIGHT, edit as product_edit, record as products};
use crate::quote::record::{self as quotes, State};
use crate::quote::{QUOTE, edit as quote_edit, rules};

impl Kept for products::Product {
    const OBJECT: &'static str = PRODUCT;

    fn called(&self) -> String {
        self.name.clone()
    }

    fn values(&self) -> Map<String, Json> {
        Self::values(self)
    }

    fn put(&mut self, key: &str, value: &Json) {
        Self::put(self, key, value);
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

impl Kept for quotes::Quote {
    const OBJECT: &'static str = QUOTE;

    fn called(&self) -> String {
        self.number.clone()
    }

    fn values(&self) -> Map<String, Json> {
        quote_edit::values(self)
    }

    fn put(&mut self, key: &str, value: &Json) {
        quote_edit::put(self, key, value);
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

impl Kept for agreement::record::Agreement {
    const OBJECT: &'static str = AGREEMENT;

    fn called(&self) -> String {
        self.name.clone()
    }

    fn values(&self) -> Map<String, Json> {
        Self::values(self)
    }

    fn put(&mut self, key: &str, value: &Json) {
        Self::put(self, key, value);
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

impl Kept for asset::record::Asset {
    const OBJECT: &'static str = ASSET;

    fn called(&self) -> String {
        self.name.clone()
    }

    fn values(&self) -> Map<String, Json> {
        Self::values(self)
    }

    fn put(&mut self, key: &str, value: &Json) {
        Self::put(self, key, value);
    }

    fn deleted_at(&mut self) -> &mut Option<Micros> {
        &mut self.deleted_at
    }
}

/// What takes changes of products back.
#[derive(Clone, Copy, Debug)]
pub struct Products;

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
        if !back(tx, store.now(), redo, out, taking, (e, &mut product))? {
            return Ok(());
        }
        if e.op == "delete" {
            product.variants = products::last_variants(tx, product.id)?;
        }
        if product.deleted_at.is_none() {
            product_edit::free(tx, &product)?;
        }
        products::update(tx, store, &mut product)
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
        if !back(tx, store.now(), redo, out, taking, (e, &mut quote))? {
            return Ok(());
        }
        quote_edit::settle(&mut quote, rules::load(tx)?.tax_included);
        quotes::update(tx, store, &mut quote)
    }
}

/// Refuses to touch what is of a person whom the caller may not change any more.
fn may_change(tx: &mut Tx<'_>, access: &Access, person: Id) -> Result<()> {
    match party::reach(tx, access, person)? {
        None => Err(Problem::not_found("The record").into()),
        Some(false) => Err(Problem::forbidden("Your role may not change this customer any more.").into()),
        Some(true) => Ok(()),
    }
}

/// What takes changes of agreements back.
#[derive(Clone, Copy, Debug)]
pub struct Agreements;

impl Taker for Agreements {
    fn object(&self) -> &'static str {
        AGREEMENT
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        for row in rows {
            if let Some(found) = agreement::record::get(tx, Id(*row))? {
                may_change(tx, access, found.person)?;
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
        let Some(mut held) = agreement::record::get(tx, e.row)? else { return Ok(()) };
        if !back(tx, store.now(), redo, out, taking, (e, &mut held))? {
            return Ok(());
        }
        agreement::record::write(tx, store, &mut held, false)?;
        agreement::edit::never_renewed(tx, e)
    }
}

/// What takes changes of things back that customers own.
#[derive(Clone, Copy, Debug)]
pub struct Assets;

impl Taker for Assets {
    fn object(&self) -> &'static str {
        ASSET
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        for row in rows {
            if let Some(found) = asset::record::get(tx, Id(*row))? {
                may_change(tx, access, found.person)?;
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
        let Some(mut held) = asset::record::get(tx, e.row)? else { return Ok(()) };
        if !back(tx, store.now(), redo, out, taking, (e, &mut held))? {
            return Ok(());
        }
        asset::record::write(tx, store, &mut held, false)
    }
}

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

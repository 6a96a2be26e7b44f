//! The prices of a list: what a variant costs from a quantity on.

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::{Id, IdKind, Problem};
use gx_people::people::Page;
use gx_store::{Result, Tx, Value};
use serde::{Deserialize, Serialize};

use super::list::{self, PriceList};
use crate::money::{self, text};
use crate::product::record;

/// The most prices set at once.
const MOST: usize = 1000;

/// A price of a list as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct EntryInfo {
    variant: String,
    code: String,
    name: String,
    unit: String,
    from: String,
    price: String,
    base: Option<String>,
}

/// A price as it is wished; none takes it away.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryWish {
    variant: String,
    from: String,
    price: Option<String>,
}

/// The list of an id.
///
/// # Errors
///
/// Not found.
pub fn of(tx: &mut Tx<'_>, id: Id) -> Result<PriceList> {
    let found = list::load(tx)?.into_iter().find(|l| l.id == id);
    Ok(found.ok_or_else(|| Problem::not_found("The price list"))?)
}

/// A page of the prices of a list: by number, then by quantity.
///
/// # Errors
///
/// Not found; a cursor that is not ours.
pub fn page(tx: &mut Tx<'_>, id: Id, q: &str, limit: usize, cursor: Option<&str>) -> Result<Page<EntryInfo>> {
    let list = of(tx, id)?;
    let mut params: Vec<Value> = vec![id.into()];
    let mut sql = String::from(
        "FROM list_price e JOIN variant v ON v.id = e.variant_id AND v.deleted_at IS NULL \
         JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL WHERE e.list_id = $1",
    );
    for word in gx_text::fold(q).split_whitespace().take(8) {
        params.push(format!("%{}%", word.replace(['%', '_'], "")).into());
        sql.push_str(&format!(" AND p.words LIKE ${}", params.len()));
    }
    let total = tx.one(&format!("SELECT COUNT(*) {sql}"), &params)?.int(0)?;
    let limit = limit.clamp(1, 500);
    let skip: usize = match cursor {
        None => 0,
        Some(text) => {
            let wrong =
                || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
            text.parse().ok().filter(|n| *n <= 1_000_000).ok_or_else(wrong)?
        }
    };
    let rows = tx.query(
        &format!(
            "SELECT e.variant_id, e.from_quantity, e.price {sql} ORDER BY v.code_key, e.from_quantity LIMIT {} OFFSET {skip}",
            limit + 1
        ),
        &params,
    )?;
    let more = rows.len() > limit;
    let ids: Vec<Id> = rows.iter().take(limit).map(|r| r.id(0)).collect::<Result<_>>()?;
    let products = record::of_variants(tx, &ids)?;
    let mut out = Vec::new();
    for r in rows.iter().take(limit) {
        let variant = r.id(0)?;
        let Some(product) = products.get(&variant) else { continue };
        let Some(v) = product.variants.iter().find(|v| v.id == variant) else { continue };
        out.push(EntryInfo {
            variant: variant.show(IdKind::Variant),
            code: v.code.clone(),
            name: product.called(v, ""),
            unit: product.unit.clone(),
            from: text(r.int(1)?),
            price: text(r.int(2)?),
            base: v.price.filter(|_| product.currency == list.currency).map(text),
        });
    }
    Ok(Page { rows: out, next: more.then(|| (skip + limit).to_string()), total, total_at_least: false })
}

/// Writes some prices of a list, or takes them away.
///
/// # Errors
///
/// A problem at the price at fault (`prices.3.price`); nothing is written then.
pub fn set(tx: &mut Tx<'_>, id: Id, wishes: &[EntryWish]) -> Result<()> {
    of(tx, id)?;
    if wishes.len() > MOST {
        return Err(Problem::field("prices", "too_many", format!("at most {MOST} at once")).into());
    }
    let mut ids: Vec<Id> = wishes.iter().filter_map(|w| Id::read(IdKind::Variant, &w.variant)).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = record::of_variants(tx, &ids)?;
    for (at, wish) in wishes.iter().enumerate() {
        let field = |key: &str| format!("prices.{at}.{key}");
        let living = |id: &Id| known.get(id).is_some_and(|p| p.variants.iter().any(|v| v.id == *id));
        let variant = Id::read(IdKind::Variant, &wish.variant).filter(living);
        let unknown = || Problem::field(&field("variant"), "unknown", "there is no such variant");
        let variant = variant.ok_or_else(unknown)?;
        let from = decimal(&field("from"), &wish.from, 100_000_000, 4)?;
        if from.is_zero() {
            return Err(Problem::field(&field("from"), "out_of_range", "more than zero").into());
        }
        let key = [id.into(), variant.into(), to_scaled(from).into()];
        match &wish.price {
            None => {
                let sql =
                    "DELETE FROM list_price WHERE list_id = $1 AND variant_id = $2 AND from_quantity = $3";
                tx.execute(sql, &key)?;
            }
            Some(price) => {
                let price = to_scaled(decimal(&field("price"), price, money::MOST, 4)?);
                let mut row = key.to_vec();
                row.push(price.into());
                tx.execute(
                    "INSERT INTO list_price (list_id, variant_id, from_quantity, price) VALUES ($1,$2,$3,$4) \
                     ON CONFLICT (list_id, variant_id, from_quantity) DO UPDATE SET price = excluded.price",
                    &row,
                )?;
            }
        }
    }
    Ok(())
}

//! The catalogue as lists and pages show it.

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_people::people::Page;
use gx_store::access::Access;
use gx_store::{Result, Tx, Value};
use serde::Serialize;

use super::RIGHT;
use super::category::Categories;
use super::record::{self, Choice, Kind, Product, Variant};
use crate::money::text;

/// A product in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ProductRow {
    id: String,
    code: String,
    name: String,
    kind: Kind,
    category: Option<Named>,
    unit: String,
    currency: String,
    price_from: Option<String>,
    price_to: Option<String>,
    variants: usize,
    live: bool,
    updated_at: Micros,
}

/// A variant as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct VariantInfo {
    id: String,
    code: String,
    choice: std::collections::BTreeMap<String, String>,
    price: Option<String>,
    cost: Option<String>,
    live: bool,
}

/// A product in full.
#[derive(Clone, Debug, Serialize)]
pub struct ProductInfo {
    row: ProductRow,
    names: std::collections::BTreeMap<String, String>,
    description: String,
    tax: Option<String>,
    months: Option<i64>,
    choices: Vec<Choice>,
    variants: Vec<VariantInfo>,
    may_edit: bool,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words in names or numbers.
    pub q: String,
    /// In this category or below.
    pub category: Option<String>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Sold still, or not any more.
    pub live: Option<bool>,
    /// How many.
    pub limit: usize,
    /// Where the page begins.
    pub cursor: Option<String>,
}

fn row(product: &Product, categories: &Categories) -> ProductRow {
    let living = product.variants.iter().filter(|v| v.live).filter_map(|v| v.price);
    ProductRow {
        id: product.shown(),
        code: product.variants.first().map(|v| v.code.clone()).unwrap_or_default(),
        name: product.name.clone(),
        kind: product.kind,
        category: categories.named(product.category),
        unit: product.unit.clone(),
        currency: product.currency.clone(),
        price_from: living.clone().min().map(text),
        price_to: living.max().map(text),
        variants: product.variants.len(),
        live: product.live,
        updated_at: product.updated_at,
    }
}

/// A page begins behind a name and an id.
fn after(cursor: &str) -> std::result::Result<(String, Id), Problem> {
    let wrong = || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
    let (id, key) = cursor.split_once('~').ok_or_else(wrong)?;
    Ok((key.to_owned(), Id::read(IdKind::Product, id).ok_or_else(wrong)?))
}

/// A page of the catalogue, by name.
///
/// # Errors
///
/// A problem where there is no such category, or the cursor is not ours.
pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Page<ProductRow>> {
    let categories = Categories::load(tx)?;
    let mut sql = String::from("p.deleted_at IS NULL");
    let mut params: Vec<Value> = Vec::new();
    for word in gx_text::fold(&asked.q).split_whitespace().take(8) {
        params.push(format!("%{}%", word.replace(['%', '_'], "")).into());
        sql.push_str(&format!(" AND p.words LIKE ${}", params.len()));
    }
    if let Some(text) = asked.category.as_deref().filter(|t| !t.is_empty()) {
        let ids = categories.below(categories.read("category", text)?);
        let ids: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
        sql.push_str(&format!(" AND p.category_id IN ({})", ids.join(",")));
    }
    if let Some(kind) = asked.kind {
        params.push(kind.as_text().into());
        sql.push_str(&format!(" AND p.kind = ${}", params.len()));
    }
    if let Some(live) = asked.live {
        sql.push_str(if live { " AND p.live = 1" } else { " AND p.live = 0" });
    }
    let total = tx.one(&format!("SELECT COUNT(*) FROM product p WHERE {sql}"), &params)?.int(0)?;
    if let Some(cursor) = &asked.cursor {
        let (key, id) = after(cursor)?;
        params.extend([key.into(), id.into()]);
        let (k, i) = (params.len() - 1, params.len());
        sql.push_str(&format!(" AND (p.name_key, p.id) > (${k}, ${i})"));
    }
    let limit = asked.limit.clamp(1, 200);
    let found = tx.query(
        &format!(
            "SELECT p.id, p.name_key FROM product p WHERE {sql} ORDER BY p.name_key, p.id LIMIT {}",
            limit + 1
        ),
        &params,
    )?;
    let ids: Vec<Id> = found.iter().take(limit).map(|r| r.id(0)).collect::<Result<_>>()?;
    let next = match found.get(limit).and(found.get(limit - 1)) {
        Some(r) => Some(format!("{}~{}", r.id(0)?.show(IdKind::Product), r.text(1)?)),
        None => None,
    };
    let products = record::many(tx, &ids)?;
    let rows = ids.iter().filter_map(|id| products.iter().find(|p| p.id == *id));
    Ok(Page { rows: rows.map(|p| row(p, &categories)).collect(), next, total, total_at_least: false })
}

/// A product in full, for who asks.
///
/// # Errors
///
/// Not found.
pub fn one(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<ProductInfo> {
    let found = record::get(tx, id)?.filter(|p| p.deleted_at.is_none());
    let product = found.ok_or_else(|| Problem::not_found("The product"))?;
    let categories = Categories::load(tx)?;
    let may_edit = access.may(RIGHT);
    let told = |v: &Variant| VariantInfo {
        id: v.id.show(IdKind::Variant),
        code: v.code.clone(),
        choice: v.choice.clone(),
        price: v.price.map(text),
        // What things cost is for those who set prices.
        cost: v.cost.filter(|_| may_edit).map(text),
        live: v.live,
    };
    Ok(ProductInfo {
        row: row(&product, &categories),
        variants: product.variants.iter().map(told).collect(),
        names: product.names,
        description: product.description,
        tax: product.tax,
        months: product.months,
        choices: product.choices,
        may_edit,
    })
}

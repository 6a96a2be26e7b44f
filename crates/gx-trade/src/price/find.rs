//! Which price a customer pays for a quantity of a variant on a day.
//!
//! The first list in order that is in force, of the currency, meets the customer and has the variant says the price: of
//! its steps, the highest that the quantity reaches. Where none does, the catalogue's own price stands, if it is in the
//! currency. Nothing is converted: what is sold in a currency has a price in it.

use std::collections::HashMap;

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::Named;
use gx_record::filtering;
use gx_record::list::Clause;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};

use super::list::{self, PriceList, Standing};
use crate::money::text;
use crate::party;
use crate::product::record::{self, Product};

/// The most prices asked for at once.
const MOST: usize = 500;

/// How much of a variant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    variant: String,
    quantity: String,
}

/// What is asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    #[serde(default)]
    person: Option<String>,
    currency: String,
    lines: Vec<Line>,
}

/// A price that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// In ten-thousandths.
    pub amount: i64,
    /// The list that says it, and from which quantity; none for the catalogue.
    pub list: Option<(Named, i64)>,
}

/// A price as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    variant: String,
    price: Option<String>,
    list: Option<Named>,
    from: Option<String>,
}

/// The lists that are in force for a customer, in their order. Nobody in particular meets lists for everybody.
pub fn for_customer(
    tx: &mut Tx<'_>,
    store: &Store,
    person: Option<Id>,
    currency: &str,
) -> Result<Vec<PriceList>> {
    let day = list::today(tx, store.now())?;
    let mut out = Vec::new();
    for list in list::load(tx)? {
        if list.currency != currency || list.standing(day) != Standing::Now {
            continue;
        }
        if list.filter.is_empty() || meets(tx, store, person, &list.filter)? {
            out.push(list);
        }
    }
    Ok(out)
}

/// Whether a filter holds for a person. One that cannot be read any more holds for nobody.
fn meets(tx: &mut Tx<'_>, store: &Store, person: Option<Id>, filter: &str) -> Result<bool> {
    let Some(person) = person else { return Ok(false) };
    let mut clause = Clause { params: vec![person.into()], ..Clause::default() };
    match filtering::push(tx, &mut clause, ObjectKind::Person, filter, &Access::system(), "p", store.now()) {
        Ok(()) => {}
        Err(gx_store::StoreError::Problem(_)) => return Ok(false),
        Err(e) => return Err(e),
    }
    let and = if clause.sql.is_empty() { "1 = 1" } else { &clause.sql };
    let sql = format!(
        "SELECT p.id FROM person p WHERE p.id = (SELECT n.canonical_id FROM person n WHERE n.id = $1) AND ({and})"
    );
    Ok(tx.first(&sql, &clause.params)?.is_some())
}

/// The prices of some variants in some quantities (in ten-thousandths), in order; none where there is none.
pub fn prices(
    tx: &mut Tx<'_>,
    lists: &[PriceList],
    products: &HashMap<Id, Product>,
    currency: &str,
    wanted: &[(Id, i64)],
) -> Result<Vec<Option<Price>>> {
    let mut ids: Vec<i64> = wanted.iter().map(|(id, _)| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut steps: HashMap<(Id, Id), Vec<(i64, i64)>> = HashMap::new();
    if !lists.is_empty() {
        let sql = "SELECT list_id, variant_id, from_quantity, price FROM list_price WHERE variant_id IN";
        for r in tx.query_in(sql, &ids)? {
            steps.entry((r.id(0)?, r.id(1)?)).or_default().push((r.int(2)?, r.int(3)?));
        }
    }
    let of = |variant: Id, quantity: i64| {
        for list in lists {
            let reached =
                steps.get(&(list.id, variant)).into_iter().flatten().filter(|(from, _)| *from <= quantity);
            if let Some((from, amount)) = reached.max_by_key(|(from, _)| *from) {
                return Some(Price { amount: *amount, list: Some((list.named(), *from)) });
            }
        }
        let product = products.get(&variant).filter(|p| p.currency == currency)?;
        let amount = product.variants.iter().find(|v| v.id == variant)?.price?;
        Some(Price { amount, list: None })
    };
    Ok(wanted.iter().map(|(variant, quantity)| of(*variant, *quantity)).collect())
}

/// Answers what somebody who sees a customer asks about their prices.
///
/// # Errors
///
/// A problem at the line at fault (`lines.2.variant`), or at the person that the caller does not see.
pub fn answer(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Vec<Found>> {
    if asked.lines.len() > MOST {
        return Err(Problem::field("lines", "too_many", format!("at most {MOST} lines")).into());
    }
    let currency = crate::currency("currency", &asked.currency)?;
    let person = party::seen(tx, access, asked.person.as_deref())?;
    let mut wanted = Vec::with_capacity(asked.lines.len());
    for (at, line) in asked.lines.iter().enumerate() {
        let unknown =
            || Problem::field(&format!("lines.{at}.variant"), "unknown", "there is no such variant");
        let id = Id::read(IdKind::Variant, &line.variant).ok_or_else(unknown)?;
        let quantity = decimal(&format!("lines.{at}.quantity"), &line.quantity, 100_000_000, 4)?;
        wanted.push((id, to_scaled(quantity).unwrap_or_default()));
    }
    let ids: Vec<Id> = wanted.iter().map(|(id, _)| *id).collect();
    let products = record::of_variants(tx, &ids)?;
    for (at, (id, _)) in wanted.iter().enumerate() {
        if !products.contains_key(id) {
            return Err(Problem::field(
                &format!("lines.{at}.variant"),
                "unknown",
                "there is no such variant",
            )
            .into());
        }
    }
    let lists = for_customer(tx, store, person, &currency)?;
    let found = prices(tx, &lists, &products, &currency, &wanted)?;
    let told = |((variant, _), price): (&(Id, i64), Option<Price>)| {
        let (list, from) = price.as_ref().and_then(|p| p.list.clone()).unzip();
        Found {
            variant: variant.show(IdKind::Variant),
            price: price.map(|p| text(p.amount)),
            list,
            from: from.map(text),
        }
    };
    Ok(wanted.iter().zip(found).map(told).collect())
}

//! What is changed about a product. All in the change log.

use std::collections::{BTreeMap, HashSet};

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::{Id, IdKind, Locale, Problem};
use gx_people::changes::logged;
use gx_store::access::Access;
use gx_store::change::Op;
use gx_store::{Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::Map;

use super::category::Categories;
use super::record::{self, Choice, Kind, Product, Variant, code_key};
use super::{PRODUCT, RIGHT};
use crate::{money, said, words};

/// The most variants of one product.
const MOST_VARIANTS: usize = 200;
/// The most choices, and the most values of one.
const MOST_CHOICES: usize = 5;
const MOST_VALUES: usize = 60;

/// A variant as it is wished; without an id it is new.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantWish {
    #[serde(default)]
    id: Option<String>,
    code: String,
    #[serde(default)]
    choice: BTreeMap<String, String>,
    #[serde(default)]
    price: Option<String>,
    #[serde(default, deserialize_with = "said")]
    cost: Option<Option<String>>,
    #[serde(default = "yes")]
    live: bool,
}

fn yes() -> bool {
    true
}

/// What is wished of a product; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    names: Option<BTreeMap<String, String>>,
    kind: Option<Kind>,
    #[serde(deserialize_with = "said")]
    category: Option<Option<String>>,
    unit: Option<String>,
    currency: Option<String>,
    description: Option<String>,
    #[serde(deserialize_with = "said")]
    tax: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    months: Option<Option<i64>>,
    live: Option<bool>,
    choices: Option<Vec<Choice>>,
    variants: Option<Vec<VariantWish>>,
}

fn amount(field: &str, text: Option<&str>) -> Result<Option<i64>> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
    Ok(to_scaled(decimal(field, text, money::MOST, 4)?))
}

fn choices(wish: Vec<Choice>) -> Result<Vec<Choice>> {
    if wish.len() > MOST_CHOICES {
        return Err(Problem::field("choices", "too_many", format!("at most {MOST_CHOICES} choices")).into());
    }
    let mut out: Vec<Choice> = Vec::new();
    for (at, choice) in wish.into_iter().enumerate() {
        let field = format!("choices.{at}");
        let name = words(&field, &choice.name, 1, 30)?;
        if out.iter().any(|c| c.name == name) {
            return Err(Problem::field(&field, "not_unique", "another choice has this name").into());
        }
        let mut values: Vec<String> = Vec::new();
        for value in &choice.values {
            let value = words(&field, value, 1, 40)?;
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if values.is_empty() || values.len() > MOST_VALUES {
            return Err(Problem::field(&field, "length", format!("1 to {MOST_VALUES} values")).into());
        }
        out.push(Choice { name, values });
    }
    Ok(out)
}

/// The variants of a product as they are wished, checked against its choices and against each other.
fn variants(store: &Store, product: &Product, wish: Vec<VariantWish>) -> Result<Vec<Variant>> {
    if wish.is_empty() || wish.len() > MOST_VARIANTS {
        let message = format!("a product has 1 to {MOST_VARIANTS} variants");
        return Err(Problem::field("variants", "length", message).into());
    }
    let (mut codes, mut made) = (HashSet::new(), HashSet::new());
    let mut out = Vec::with_capacity(wish.len());
    for (at, v) in wish.into_iter().enumerate() {
        let field = |key: &str| format!("variants.{at}.{key}");
        let held = match &v.id {
            None => None,
            Some(text) => {
                let found = product.variants.iter().find(|h| h.id.show(IdKind::Variant) == *text);
                let unknown = || Problem::field(&field("id"), "unknown", "the product has no such variant");
                Some(found.ok_or_else(unknown)?)
            }
        };
        let code = words(&field("code"), &v.code, 1, 60)?;
        if !codes.insert(code_key(&code)) {
            return Err(
                Problem::field(&field("code"), "not_unique", "another variant has this number").into()
            );
        }
        let mut choice = BTreeMap::new();
        for of in &product.choices {
            let value = v.choice.get(&of.name).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
            let value = value.filter(|value| of.values.contains(value));
            let missing = || Problem::field(&field("choice"), "unknown", format!("say which {}", of.name));
            choice.insert(of.name.clone(), value.ok_or_else(missing)?);
        }
        if !made.insert(choice.clone()) {
            let message = "another variant is the same of every choice";
            return Err(Problem::field(&field("choice"), "not_unique", message).into());
        }
        let cost = match v.cost {
            Some(text) => amount(&field("cost"), text.as_deref())?,
            None => held.and_then(|h| h.cost),
        };
        out.push(Variant {
            id: held.map_or_else(|| store.id(), |h| h.id),
            code,
            choice,
            price: amount(&field("price"), v.price.as_deref())?,
            cost,
            live: v.live,
        });
    }
    Ok(out)
}

fn wished(tx: &mut Tx<'_>, store: &Store, product: &mut Product, wish: Wish) -> Result<()> {
    if let Some(name) = wish.name {
        product.name = words("name", &name, 1, 200)?;
    }
    if let Some(names) = wish.names {
        product.names.clear();
        for (locale, name) in names {
            let known = Locale::from_tag(&locale);
            let locale =
                known.ok_or_else(|| Problem::field("names", "unknown_language", "zh-CN, zh-TW or en"))?;
            if !name.trim().is_empty() {
                product.names.insert(locale.tag().to_owned(), words("names", &name, 1, 200)?);
            }
        }
    }
    if let Some(kind) = wish.kind {
        product.kind = kind;
    }
    if let Some(category) = wish.category {
        let all = Categories::load(tx)?;
        product.category = category.map(|text| all.read("category", &text)).transpose()?;
    }
    if let Some(unit) = wish.unit {
        product.unit = words("unit", &unit, 0, 20)?;
    }
    if let Some(currency) = wish.currency {
        product.currency = crate::currency("currency", &currency)?;
    }
    if let Some(text) = wish.description {
        product.description = crate::prose("description", &text, 4000)?;
    }
    if let Some(tax) = wish.tax {
        let tax = tax.filter(|t| !t.trim().is_empty());
        product.tax = tax.map(|t| decimal("tax", &t, 100, 2).map(money::shown)).transpose()?;
    }
    if let Some(months) = wish.months {
        if months.is_some_and(|n| !(1..=120).contains(&n)) {
            return Err(Problem::field("months", "out_of_range", "1 to 120").into());
        }
        product.months = months;
    }
    if let Some(live) = wish.live {
        product.live = live;
    }
    let chosen = wish.choices.is_some();
    if let Some(list) = wish.choices {
        product.choices = choices(list)?;
    }
    match wish.variants {
        Some(list) => product.variants = variants(store, product, list)?,
        // Variants say what they are of each choice: new choices need them said anew.
        None if chosen => {
            let fits = |v: &Variant| {
                v.choice.len() == product.choices.len()
                    && product
                        .choices
                        .iter()
                        .all(|c| v.choice.get(&c.name).is_some_and(|x| c.values.contains(x)))
            };
            if !product.variants.iter().all(fits) {
                let message = "say the variants with the choices";
                return Err(Problem::field("variants", "missing", message).into());
            }
        }
        None => {}
    }
    if product.name.is_empty() {
        return Err(Problem::field("name", "missing", "a product needs a name").into());
    }
    if product.variants.is_empty() {
        return Err(Problem::field("variants", "missing", "a product needs a number to be ordered by").into());
    }
    free(tx, product)
}

/// Refuses a number that another living product has.
pub(crate) fn free(tx: &mut Tx<'_>, product: &Product) -> Result<()> {
    // Two who give the same number at once wait for each other.
    settings::hold(tx, "product_codes", &0)?;
    for v in &product.variants {
        if let Some((id, name)) = record::with_code(tx, &v.code, product.id)? {
            let message = format!("{name} has the number {:?} already.", v.code);
            let other = serde_json::json!({"id": id.show(IdKind::Product), "name": name});
            return Err(Problem::conflict("code_taken", message).with("product", other).into());
        }
    }
    Ok(())
}

/// Makes a product. Its id, and the batch for undo.
///
/// # Errors
///
/// A problem at the field at fault; `code_taken` with the product that has the number.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: Wish) -> Result<(Id, Id)> {
    access.need(RIGHT)?;
    let mut product = Product {
        id: store.id(),
        name: String::new(),
        names: BTreeMap::new(),
        kind: Kind::Goods,
        category: None,
        unit: String::new(),
        currency: settings::currency(tx)?,
        description: String::new(),
        tax: None,
        months: None,
        choices: Vec::new(),
        variants: Vec::new(),
        live: true,
        created_at: store.now(),
        updated_at: store.now(),
        deleted_at: None,
    };
    wished(tx, store, &mut product, wish)?;
    record::insert(tx, &product, false)?;
    let batch =
        logged(tx, store, access, (PRODUCT, product.id, Op::Create), (&Map::new(), &product.values()))?;
    Ok((product.id, batch))
}

/// A product that the caller may change; others who want to wait.
fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Product> {
    access.need(RIGHT)?;
    record::lock(tx, id)?;
    let found = record::get(tx, id)?.filter(|p| p.deleted_at.is_none());
    Ok(found.ok_or_else(|| Problem::not_found("The product"))?)
}

/// Changes a product. The batch for undo.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: Wish) -> Result<Id> {
    let mut product = to_edit(tx, access, id)?;
    let before = product.values();
    wished(tx, store, &mut product, wish)?;
    let after = product.values();
    if before != after {
        record::update(tx, store, &mut product)?;
    }
    logged(tx, store, access, (PRODUCT, id, Op::Update), (&before, &after))
}

/// Takes a product away; undo brings it back. Quotes and orders keep what they said.
///
/// # Errors
///
/// Not found.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let mut product = to_edit(tx, access, id)?;
    product.deleted_at = Some(store.now());
    record::update(tx, store, &mut product)?;
    logged(tx, store, access, (PRODUCT, id, Op::Delete), (&Map::new(), &Map::new()))
}

//! A draft is made, written and thrown away; a version follows another.

use gx_kernel::money::{decimal, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_people::changes::logged;
use gx_sales::deal::edit as deals;
use gx_sales::deal::record::Deal;
use gx_store::access::Access;
use gx_store::change::Op;
use gx_store::{Result, Store, Tx, settings};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, json};

use super::record::{self, Asking, Body, Line, Quote, State};
use super::rules::{self, Rules};
use super::{QUOTE, reckon};
use crate::money::{self, read, shown};
use crate::price::{find, list::today};
use crate::product::record as products;
use crate::{party, prose, said, words};

/// The most lines of one quote.
pub const MOST_LINES: usize = 200;

/// A line as it is wished.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LineWish {
    /// A variant of the catalogue; none for what is written freely.
    pub variant: Option<String>,
    /// What it is called.
    pub name: String,
    /// What more there is to say.
    pub description: String,
    /// In what it is counted.
    pub unit: String,
    /// How many.
    pub quantity: String,
    /// What one costs; none for what the lists say.
    pub price: Option<String>,
    /// In percent.
    pub discount: String,
    /// In percent; none for the product's, or the workspace's.
    pub tax: Option<String>,
}

/// What is wished of a draft; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    lines: Option<Vec<LineWish>>,
    discount: Option<String>,
    language: Option<Locale>,
    currency: Option<String>,
    #[serde(deserialize_with = "said")]
    valid_until: Option<Option<String>>,
    terms: Option<String>,
    note: Option<String>,
    #[serde(deserialize_with = "said")]
    person: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    company: Option<Option<String>>,
    was: Option<Micros>,
}

fn missing() -> Problem {
    Problem::not_found("The quote")
}

/// A quote that the caller may see, and its deal.
///
/// # Errors
///
/// Not found; forbidden where the role hides amounts.
pub fn seen(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<(Quote, Deal)> {
    let quote = record::get(tx, id)?.filter(|q| q.deleted_at.is_none()).ok_or_else(missing)?;
    let deal = deals::seen(tx, access, quote.deal).map_err(|_| missing())?;
    told_amounts(access)?;
    Ok((quote, deal))
}

/// Refuses a role that hides what deals come to: quotes say nothing else.
pub fn told_amounts(access: &Access) -> Result<()> {
    if access.hides_of(ObjectKind::Deal, "amount") {
        return Err(Problem::forbidden("Your role may not see amounts of deals.").into());
    }
    Ok(())
}

/// Whether the caller may write quotes of a deal.
pub fn may(tx: &mut Tx<'_>, access: &Access, deal: &Deal) -> Result<bool> {
    Ok(!access.locks_of(ObjectKind::Deal, "amount")
        && deals::may(tx, access, deal, gx_store::access::Verb::Edit)?)
}

/// A quote that the caller may act on; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn to_act(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<(Quote, Deal)> {
    let (quote, _) = seen(tx, access, id)?;
    record::lock(tx, quote.root)?;
    let (quote, deal) = seen(tx, access, id)?;
    if !may(tx, access, &deal)? {
        return Err(Problem::forbidden("Your role may not change this deal.").into());
    }
    Ok((quote, deal))
}

/// A draft that the caller may write. One that waits for an approval is one again: what was asked for is not what it
/// says any more.
fn to_write(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Quote> {
    let (mut quote, _) = to_act(tx, access, id)?;
    match quote.state {
        State::Draft => Ok(quote),
        State::Waiting => {
            quote.state = State::Draft;
            quote.body.approval = None;
            Ok(quote)
        }
        _ => Err(Problem::conflict("not_a_draft", "It was sent. Write its next version.").into()),
    }
}

/// The language that a workspace writes in, by its country.
pub fn language(tx: &mut Tx<'_>) -> Result<Locale> {
    let country = settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into());
    Ok(match country.as_str() {
        "CN" | "SG" => Locale::ZhCn,
        "TW" | "HK" | "MO" => Locale::ZhTw,
        _ => Locale::En,
    })
}

/// Brings in line what follows from the lines: the sums, and that an approval is of what was asked for.
pub(crate) fn settle(quote: &mut Quote, tax_included: bool) {
    let body = &mut quote.body;
    body.totals = reckon::totals(&body.lines, &body.discount, tax_included);
    let given = body.totals.discount.as_deref().map(read).unwrap_or_default();
    if body.approval.as_ref().is_some_and(|a| given > read(&a.discount) || a.state == Asking::Refused) {
        body.approval = None;
    }
}

/// Whether a quote fits what can be kept.
fn fits(quote: &Quote) -> Result<()> {
    if to_scaled(read(&quote.body.totals.total)).is_none_or(|n| n > i64::from(money::MOST) * 10_000) {
        return Err(Problem::field("lines", "out_of_range", "the lines come to more than can be kept").into());
    }
    Ok(())
}

/// Lines as they are kept: with the names, units and taxes of their products, and the prices that hold for a customer.
///
/// # Errors
///
/// A problem at the line at fault (`lines.2.price`); `no_price` where the lists have none and none was said.
pub fn lines(
    tx: &mut Tx<'_>,
    store: &Store,
    wishes: &[LineWish],
    (person, currency, language, rules): (Option<Id>, &str, Locale, &Rules),
) -> Result<Vec<Line>> {
    if wishes.len() > MOST_LINES {
        return Err(Problem::field("lines", "too_many", format!("at most {MOST_LINES} lines")).into());
    }
    let mut wanted = Vec::new();
    for (at, wish) in wishes.iter().enumerate() {
        let Some(text) = wish.variant.as_deref().filter(|t| !t.is_empty()) else { continue };
        let unknown =
            || Problem::field(&format!("lines.{at}.variant"), "unknown", "there is no such variant");
        let id = Id::read(IdKind::Variant, text).ok_or_else(unknown)?;
        let quantity = decimal(&format!("lines.{at}.quantity"), &wish.quantity, 100_000_000, 4)?;
        wanted.push((id, to_scaled(quantity).unwrap_or_default()));
    }
    let ids: Vec<Id> = wanted.iter().map(|(id, _)| *id).collect();
    let known = products::of_variants(tx, &ids)?;
    let lists = find::for_customer(tx, store, person, currency)?;
    let mut prices = find::prices(tx, &lists, &known, currency, &wanted)?.into_iter();
    let mut out = Vec::with_capacity(wishes.len());
    for (at, wish) in wishes.iter().enumerate() {
        let field = |key: &str| format!("lines.{at}.{key}");
        let id = wish.variant.as_deref().and_then(|t| Id::read(IdKind::Variant, t));
        let (product, found) = match id {
            None => (None, None),
            Some(id) => {
                let unknown = || Problem::field(&field("variant"), "unknown", "there is no such variant");
                (Some(known.get(&id).ok_or_else(unknown)?), prices.next().flatten())
            }
        };
        let variant = product.and_then(|p| p.variants.iter().find(|v| Some(v.id) == id));
        let named = match (product, variant) {
            (Some(p), Some(v)) if wish.name.trim().is_empty() => p.called(v, language.tag()),
            _ => wish.name.clone(),
        };
        let quantity = decimal(&field("quantity"), &wish.quantity, 100_000_000, 4)?;
        if quantity.is_zero() {
            return Err(Problem::field(&field("quantity"), "out_of_range", "more than zero").into());
        }
        let price = match wish.price.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            Some(text) => decimal(&field("price"), text, money::MOST, 4)?,
            None => {
                let none = || {
                    Problem::field(&field("price"), "no_price", format!("there is no price in {currency}"))
                };
                read(&money::text(found.as_ref().ok_or_else(none)?.amount))
            }
        };
        let percent = |key: &str, text: &str| {
            decimal(&field(key), if text.trim().is_empty() { "0" } else { text }, 100, 2)
        };
        let discount = percent("discount", &wish.discount)?;
        let tax = match (&wish.tax, product.and_then(|p| p.tax.as_deref())) {
            (Some(text), _) if !text.trim().is_empty() => percent("tax", text)?,
            (_, Some(of)) => read(of),
            _ => read(&rules.tax),
        };
        let unit = match product {
            Some(p) if wish.unit.trim().is_empty() => p.unit.clone(),
            _ => words(&field("unit"), &wish.unit, 0, 20)?,
        };
        let amount = reckon::amount(quantity, price, discount);
        if amount > Decimal::from(money::MOST) {
            let message = "the line comes to more than can be kept";
            return Err(Problem::field(&field("price"), "out_of_range", message).into());
        }
        out.push(Line {
            variant: id.map(|id| id.show(IdKind::Variant)),
            code: variant.map(|v| v.code.clone()),
            name: words(&field("name"), &named, 1, 300)?,
            description: prose(&field("description"), &wish.description, 2000)?,
            unit,
            quantity: shown(quantity),
            list_price: found.as_ref().map(|p| money::text(p.amount)),
            list: found.and_then(|p| p.list).map(|(named, _)| named),
            price: shown(price),
            discount: shown(discount),
            tax: shown(tax),
            amount: shown(amount),
        });
    }
    Ok(out)
}

/// Writes a draft for a deal, with the deal's lines. Its id, and the batch for undo.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, deal: Id) -> Result<(Id, Id)> {
    told_amounts(access)?;
    let deal = deals::to_edit(tx, access, deal)?;
    if !may(tx, access, &deal)? {
        return Err(Problem::forbidden("Your role may not change amounts.").into());
    }
    let rules = rules::load(tx)?;
    let language = language(tx)?;
    let until = today(tx, store.now())?.checked_add(jiff::Span::new().days(rules.valid_days)).ok();
    let of_deal = |l: &gx_sales::deal::record::Line| Line {
        name: l.name.clone(),
        quantity: l.quantity.clone(),
        price: l.price.clone(),
        discount: l.discount.clone(),
        tax: rules.tax.clone(),
        amount: l.amount.clone(),
        ..Line::default()
    };
    let id = store.id();
    let mut quote = Quote {
        id,
        root: id,
        number: record::next_number(tx)?,
        version: 1,
        deal: deal.id,
        person: deal.person,
        company: deal.company,
        state: State::Draft,
        currency: match deal.text("currency") {
            Some(code) => code.to_owned(),
            None => settings::currency(tx)?,
        },
        valid_until: until,
        body: Body {
            language,
            lines: deal.lines.iter().map(of_deal).collect(),
            discount: "0".into(),
            terms: rules.terms(language),
            ..Body::default()
        },
        asked: false,
        sent_at: None,
        seen_at: None,
        closed_at: None,
        order: None,
        created_at: store.now(),
        updated_at: store.now(),
        deleted_at: None,
    };
    settle(&mut quote, rules.tax_included);
    record::insert(tx, &quote, false)?;
    record::note(tx, store, &quote, "made", (access.by().id(), None, None))?;
    let after = Map::from_iter([("number".to_owned(), quote.number.as_str().into())]);
    let batch = logged(tx, store, access, (QUOTE, quote.id, Op::Create), (&Map::new(), &after))?;
    Ok((id, batch))
}

/// What a draft says, by the names that the change log has for it.
pub(crate) fn values(quote: &Quote) -> Map<String, serde_json::Value> {
    let body = &quote.body;
    let said = json!({
        "lines": body.lines, "discount": body.discount, "language": body.language, "currency": quote.currency,
        "valid_until": quote.valid_until.map(|d| d.to_string()), "terms": body.terms, "note": body.note,
        "person": quote.person.map(|id| id.show(IdKind::Person)),
        "company": quote.company.map(|id| id.show(IdKind::Company)), "approval": body.approval,
    });
    said.as_object().cloned().unwrap_or_default()
}

/// Puts one of them back.
pub(crate) fn put(quote: &mut Quote, key: &str, value: &serde_json::Value) {
    fn read<T: serde::de::DeserializeOwned>(value: &serde_json::Value, to: &mut T) {
        if let Ok(value) = serde_json::from_value(value.clone()) {
            *to = value;
        }
    }
    let text = value.as_str();
    match key {
        "lines" => read(value, &mut quote.body.lines),
        "discount" => read(value, &mut quote.body.discount),
        "language" => read(value, &mut quote.body.language),
        "currency" => read(value, &mut quote.currency),
        "valid_until" => quote.valid_until = text.and_then(|t| t.parse().ok()),
        "terms" => read(value, &mut quote.body.terms),
        "note" => read(value, &mut quote.body.note),
        "person" => quote.person = text.and_then(|t| Id::read(IdKind::Person, t)),
        "company" => quote.company = text.and_then(|t| Id::read(IdKind::Company, t)),
        "approval" => read(value, &mut quote.body.approval),
        _ => {}
    }
}

/// Changes a draft. The batch for undo.
///
/// # Errors
///
/// `changed` where it is no longer what its author read; `not_a_draft`; a problem at the field at fault.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Wish) -> Result<Id> {
    let mut quote = to_write(tx, access, id)?;
    let waited = record::get(tx, id)?.is_some_and(|q| q.state == State::Waiting);
    if wish.was.is_some_and(|was| was != quote.updated_at) {
        return Err(Problem::conflict("changed", "Somebody changed this since you read it.").into());
    }
    let rules = rules::load(tx)?;
    let before = values(&quote);
    if let Some(person) = &wish.person {
        quote.person = party::seen(tx, access, person.as_deref())?;
    }
    if let Some(company) = &wish.company {
        quote.company = party::company(tx, access, company.as_deref())?;
    }
    if let Some(language) = wish.language {
        // What stands below by the rules stands below in the language of the paper.
        if quote.body.terms == rules.terms(quote.body.language) {
            quote.body.terms = rules.terms(language);
        }
        quote.body.language = language;
    }
    if let Some(currency) = &wish.currency {
        quote.currency = crate::currency("currency", currency)?;
    }
    if let Some(until) = &wish.valid_until {
        quote.valid_until = party::day("valid_until", until.as_deref())?;
    }
    if let Some(text) = &wish.terms {
        quote.body.terms = prose("terms", text, 8000)?;
    }
    if let Some(text) = &wish.note {
        quote.body.note = prose("note", text, 4000)?;
    }
    if let Some(text) = &wish.discount {
        let text = if text.trim().is_empty() { "0" } else { text };
        quote.body.discount = shown(decimal("discount", text, 100, 2)?);
    }
    if let Some(wishes) = &wish.lines {
        let about = (quote.person, quote.currency.as_str(), quote.body.language, &rules);
        quote.body.lines = lines(tx, store, wishes, about)?;
    }
    settle(&mut quote, rules.tax_included);
    fits(&quote)?;
    let after = values(&quote);
    if waited || before != after {
        record::update(tx, store, &mut quote)?;
    }
    logged(tx, store, access, (QUOTE, quote.id, Op::Update), (&before, &after))
}

/// Throws a draft away; undo brings it back.
///
/// # Errors
///
/// `not_a_draft`, not found, forbidden.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let mut quote = to_write(tx, access, id)?;
    quote.deleted_at = Some(store.now());
    record::update(tx, store, &mut quote)?;
    logged(tx, store, access, (QUOTE, quote.id, Op::Delete), (&Map::new(), &Map::new()))
}

/// Writes the next version of a quote that was sent. Its id, and the batch for undo.
///
/// # Errors
///
/// `draft_there` with the draft where one is being written; `accepted` where there is nothing left to offer.
pub fn revise(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<(Id, Id)> {
    let (quote, _) = to_act(tx, access, id)?;
    let all = record::versions(tx, quote.root)?;
    if let Some(open) = all.iter().find(|q| matches!(q.state, State::Draft | State::Waiting)) {
        let told = Problem::conflict("draft_there", "The next version is being written already.");
        return Err(told.with("quote", open.shown()).into());
    }
    if all.iter().any(|q| q.state == State::Accepted) {
        return Err(Problem::conflict("accepted", "The customer has accepted. Write a new quote.").into());
    }
    let rules = rules::load(tx)?;
    let until = today(tx, store.now())?.checked_add(jiff::Span::new().days(rules.valid_days)).ok();
    let newest = all.iter().map(|q| q.version).max().unwrap_or(quote.version);
    let mut next = Quote {
        id: store.id(),
        version: newest + 1,
        state: State::Draft,
        valid_until: until,
        body: Body { approval: None, accepted: None, ..quote.body.clone() },
        asked: false,
        sent_at: None,
        seen_at: None,
        closed_at: None,
        order: None,
        created_at: store.now(),
        updated_at: store.now(),
        deleted_at: None,
        ..quote
    };
    settle(&mut next, rules.tax_included);
    record::insert(tx, &next, false)?;
    record::note(tx, store, &next, "revised", (access.by().id(), None, None))?;
    let after = Map::from_iter([("number".to_owned(), next.number.as_str().into())]);
    let batch = logged(tx, store, access, (QUOTE, next.id, Op::Create), (&Map::new(), &after))?;
    Ok((next.id, batch))
}

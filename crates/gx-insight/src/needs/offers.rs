//! What could be offered to a customer beside what is on the table: what they may need, what goes with what they take or
//! have bought (cross-selling), the larger size of it, and what its buyers went on to that costs more (up-selling). Each
//! with what speaks for it, its price for them, and only what the catalogue sells in the currency.

use std::collections::{HashMap, HashSet};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::mark;
use gx_people::names::Named;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use gx_trade::money::text;
use gx_trade::party;
use gx_trade::price::find;
use gx_trade::product::record::{self, Product, Variant};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::find::lines;
use super::store::{self, State};

/// Offers of one answer.
const MOST: usize = 6;
/// Lines that are looked at, and products that were bought.
const LINES: usize = 100;
const BOUGHT: usize = 40;
/// What was bought longer ago tells little of today.
const RECENT: i64 = 365 * Micros::DAY;
/// A larger size is at most so many times as dear.
const LARGER: i64 = 4;
/// What costs a tenth more, and at most three times as much, is the better one of its kind.
const BETTER: (i64, i64) = (110, 300);
/// How much a larger size speaks for itself: it is known of the catalogue, and not of anybody.
const SIZE: f64 = 0.25;

/// What is asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    #[serde(default)]
    person: Option<String>,
    currency: String,
    /// The variants on the table.
    #[serde(default)]
    variants: Vec<String>,
}

/// Why something is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// They buy it again and again, and it is time.
    Due,
    /// Its buyers bought this too.
    Together,
    /// The same in a larger size.
    Larger,
    /// Its buyers went on to this, which costs more.
    Better,
}

/// Something to offer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Offer {
    why: Why,
    variant: String,
    product: String,
    name: String,
    code: String,
    unit: String,
    price: String,
    list: Option<Named>,
    score: f64,
    /// What is on the table that it goes with.
    with: Option<String>,
    /// The need that it would meet.
    need: Option<String>,
    evidence: Json,
}

/// A product that speaks for itself: by its key in baskets.
struct Candidate {
    key: String,
    why: Why,
    score: f64,
    need: Option<Id>,
    evidence: Json,
    /// What is on the table, where it goes with that.
    with: Option<Id>,
}

/// A rule of baskets.
struct Rule {
    other: String,
    name: String,
    both: i64,
    later: i64,
    share: f64,
    lift: f64,
}

fn rules(tx: &mut Tx<'_>, key: &str) -> Result<Vec<Rule>> {
    let sql = "SELECT other, name, both_bought, later, share, lift FROM goes_with WHERE product = $1 ORDER BY share DESC, other";
    let read = |r: &gx_store::Row| {
        Ok(Rule {
            other: r.string(0)?,
            name: r.string(1)?,
            both: r.int(2)?,
            later: r.int(3)?,
            share: r.opt_real(4)?.unwrap_or(0.0),
            lift: r.opt_real(5)?.unwrap_or(0.0),
        })
    };
    tx.query(sql, &[key.into()])?.iter().map(read).collect()
}

/// The variant on sale that a key of baskets means.
fn on_sale(tx: &mut Tx<'_>, key: &str) -> Result<Option<Id>> {
    let sql = "SELECT v.id FROM variant v JOIN product p ON p.id = v.product_id \
               WHERE v.code_key = $1 AND v.deleted_at IS NULL AND v.live = 1 AND p.deleted_at IS NULL AND p.live = 1";
    tx.first(sql, &[key.into()])?.map(|r| r.id(0)).transpose()
}

/// What speaks for somebody, from what they did.
fn of_person(tx: &mut Tx<'_>, store: &Store, access: &Access, root: Id) -> Result<Vec<Candidate>> {
    let mut out = Vec::new();
    if mark::has(tx, root, mark::NO_PROFILING)? {
        return Ok(out);
    }
    if !access.hides("need_count") {
        for need in store::of(tx, &[root.0])?.remove(&root.0).unwrap_or_default() {
            let (Some(key), State::Open) = (need.found.evidence["product"].as_str(), need.state) else {
                continue;
            };
            let why = if need.found.due_at.is_some() { Why::Due } else { Why::Together };
            let mut evidence = need.found.evidence.clone();
            let key = key.to_owned();
            if let Some(evidence) = evidence.as_object_mut() {
                evidence.remove("product");
            }
            // Known of this customer, it goes before what is known of others.
            let score = 0.3 + need.found.score * 0.7;
            out.push(Candidate { key, why, score, need: Some(need.id), evidence, with: None });
        }
    }
    if access.hides_of(ObjectKind::Order, "lines") {
        return Ok(out);
    }
    let now = store.now();
    let bought = lines(tx, now, &[root.0])?.remove(&root.0).unwrap_or_default();
    let has: HashSet<&str> = bought.iter().map(|line| line.key.as_str()).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    for line in bought.iter().rev().filter(|line| line.at.0 > now.0 - RECENT) {
        if !seen.insert(&line.key) || seen.len() > BOUGHT {
            continue;
        }
        for rule in rules(tx, &line.key)?.into_iter().filter(|rule| !has.contains(rule.other.as_str())) {
            out.push(together(rule, None));
        }
    }
    Ok(out)
}

fn together(rule: Rule, with: Option<Id>) -> Candidate {
    let Rule { other: key, name, both, later, share, lift } = rule;
    let evidence = json!({"bought": name, "both": both, "later": later, "share": share, "lift": lift});
    // What goes with what is on the table is offered before what goes with something bought long ago.
    let score = if with.is_some() { 0.1 + share * 0.8 } else { share * 0.8 };
    Candidate { key, why: Why::Together, score, need: None, evidence, with }
}

/// What there is, at the price that a customer pays for one.
struct Shelf {
    products: HashMap<Id, Product>,
    prices: HashMap<Id, (i64, Option<Named>)>,
}

impl Shelf {
    fn of(tx: &mut Tx<'_>, store: &Store, person: Option<Id>, currency: &str, ids: &[Id]) -> Result<Self> {
        let products = record::of_variants(tx, ids)?;
        let lists = find::for_customer(tx, store, person, currency)?;
        let one = gx_kernel::money::to_scaled(rust_decimal::Decimal::ONE).unwrap_or_default();
        let wanted: Vec<(Id, i64)> = ids.iter().map(|id| (*id, one)).collect();
        let found = find::prices(tx, &lists, &products, currency, &wanted)?;
        let priced = |(id, price): (&Id, Option<find::Price>)| {
            price.map(|price| (*id, (price.amount, price.list.map(|(list, _)| list))))
        };
        Ok(Self { products, prices: ids.iter().zip(found).filter_map(priced).collect() })
    }

    fn price(&self, id: Id) -> Option<i64> {
        self.prices.get(&id).map(|(price, _)| *price)
    }

    /// What something is called with its size.
    fn called(&self, id: Id) -> Option<String> {
        let product = self.products.get(&id)?;
        Some(product.called(variant(product, id)?, ""))
    }

    /// The next size up of something.
    fn larger(&self, id: Id) -> Option<Id> {
        let mine = self.price(id)?;
        let others = self.products.get(&id)?.variants.iter().filter(|v| v.live && v.id != id);
        others
            .filter_map(|v| Some((v.id, self.price(v.id)?)))
            .filter(|(_, price)| *price > mine && *price <= mine.saturating_mul(LARGER))
            .min_by_key(|(_, price)| *price)
            .map(|(id, _)| id)
    }

    /// Whether one costs more than another of its category, and not beyond what somebody would think of.
    fn is_better(&self, id: Id, than: Id) -> bool {
        let category = |id| self.products.get(&id).and_then(|p| p.category);
        let (Some(mine), Some(theirs)) = (self.price(than), self.price(id)) else { return false };
        let (least, most) = BETTER;
        let theirs = theirs.saturating_mul(100);
        category(id).is_some()
            && category(id) == category(than)
            && (mine.saturating_mul(least)..=mine.saturating_mul(most)).contains(&theirs)
    }

    fn told(&self, id: Id, one: Candidate) -> Option<Offer> {
        let (product, (price, list)) = (self.products.get(&id)?, self.prices.get(&id)?);
        let variant = variant(product, id)?;
        Some(Offer {
            why: one.why,
            variant: id.show(IdKind::Variant),
            product: product.shown(),
            name: product.called(variant, ""),
            code: variant.code.clone(),
            unit: product.unit.clone(),
            price: text(*price),
            list: list.clone(),
            score: (one.score * 100.0).round() / 100.0,
            with: one.with.map(|id| id.show(IdKind::Variant)),
            need: one.need.map(|id| id.show(IdKind::Need)),
            evidence: one.evidence,
        })
    }
}

fn variant(product: &Product, id: Id) -> Option<&Variant> {
    product.variants.iter().find(|v| v.id == id)
}

/// What is on the table, read and known.
fn table(tx: &mut Tx<'_>, asked: &Asked) -> Result<(Vec<Id>, HashMap<Id, Product>)> {
    if asked.variants.len() > LINES {
        return Err(Problem::field("variants", "too_many", format!("at most {LINES}")).into());
    }
    let unknown =
        |at: usize| Problem::field(&format!("variants.{at}"), "unknown", "there is no such variant");
    let mut ids = Vec::with_capacity(asked.variants.len());
    for (at, text) in asked.variants.iter().enumerate() {
        ids.push(Id::read(IdKind::Variant, text).ok_or_else(|| unknown(at))?);
    }
    let products = record::of_variants(tx, &ids)?;
    match ids.iter().position(|id| !products.contains_key(id)) {
        Some(at) => Err(unknown(at).into()),
        None => Ok((ids, products)),
    }
}

/// What could be offered, what speaks most for itself first.
///
/// # Errors
///
/// A problem at the variant, the currency or the person that is at fault.
pub(crate) fn offers(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Vec<Offer>> {
    let currency = gx_trade::currency("currency", &asked.currency)?;
    let person = party::seen(tx, access, asked.person.as_deref())?;
    let (table, on_table) = table(tx, asked)?;
    let mut candidates = match person {
        Some(root) => of_person(tx, store, access, root)?,
        None => Vec::new(),
    };
    for id in &table {
        let Some(sold) = on_table.get(id).and_then(|p| variant(p, *id)) else { continue };
        let found = rules(tx, &gx_text::fold(&sold.code))?;
        candidates.extend(found.into_iter().map(|rule| together(rule, Some(*id))));
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    let mut known: HashSet<String> = HashSet::new();
    candidates.retain(|one| known.insert(one.key.clone()));
    let mut found: Vec<(Id, Candidate)> = Vec::new();
    for one in candidates.into_iter().take(LINES) {
        if let Some(id) = on_sale(tx, &one.key)?.filter(|id| !table.contains(id)) {
            found.push((id, one));
        }
    }
    // Priced are what may be offered, and what is on the table with its other sizes.
    let sizes = on_table.values().flat_map(|product| product.variants.iter().map(|v| v.id));
    let mut priced: Vec<Id> = found.iter().map(|(id, _)| *id).chain(sizes).collect();
    priced.sort_unstable();
    priced.dedup();
    let shelf = Shelf::of(tx, store, person, &currency, &priced)?;
    found.retain(|(id, _)| shelf.price(*id).is_some());
    for (id, one) in &mut found {
        let count = |key: &str| one.evidence[key].as_i64().unwrap_or_default();
        let went_on = count("later") * 2 >= count("both");
        if went_on && one.with.is_some_and(|with| shelf.is_better(*id, with)) {
            one.why = Why::Better;
        }
    }
    for id in &table {
        let Some(next) = shelf.larger(*id).filter(|next| !table.contains(next)) else { continue };
        if found.iter().all(|(known, _)| *known != next) {
            let evidence = json!({"instead_of": shelf.called(*id)});
            let (key, with) = (String::new(), Some(*id));
            found.push((next, Candidate { key, why: Why::Larger, score: SIZE, need: None, evidence, with }));
        }
    }
    found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MOST);
    Ok(found.into_iter().filter_map(|(id, one)| shelf.told(id, one)).collect())
}

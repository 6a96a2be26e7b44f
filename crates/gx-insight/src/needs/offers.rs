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
    if mark::marked(tx, mark::NO_PROFILING)?.contains(&root) {
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

/// The larger sizes of what is on the table: of each the next one up.
fn larger(
    (variant, product): (Id, &Product),
    prices: &HashMap<Id, (i64, Option<Named>)>,
) -> Option<(Id, i64)> {
    let (mine, _) = prices.get(&variant)?;
    let dearer = product.variants.iter().filter(|v| v.live && v.id != variant);
    dearer
        .filter_map(|v| Some((v.id, prices.get(&v.id)?.0)))
        .filter(|(_, price)| price > mine && *price <= mine.saturating_mul(LARGER))
        .min_by_key(|(_, price)| *price)
}

fn variant(product: &Product, id: Id) -> Option<&Variant> {
    product.variants.iter().find(|v| v.id == id)
}

/// Whether one of the same category costs more, and not beyond what somebody would think of.
fn better(mine: i64, theirs: i64, same: bool) -> bool {
    let (least, most) = BETTER;
    same && theirs.saturating_mul(100) >= mine.saturating_mul(least)
        && theirs.saturating_mul(100) <= mine.saturating_mul(most)
}

/// What could be offered, what speaks most for itself first.
///
/// # Errors
///
/// A problem at the variant, the currency or the person that is at fault.
pub(crate) fn offers(tx: &mut Tx<'_>, store: &Store, access: &Access, asked: &Asked) -> Result<Vec<Offer>> {
    if asked.variants.len() > LINES {
        return Err(Problem::field("variants", "too_many", format!("at most {LINES}")).into());
    }
    let currency = gx_trade::currency("currency", &asked.currency)?;
    let person = party::seen(tx, access, asked.person.as_deref())?;
    let unknown =
        |at: usize| Problem::field(&format!("variants.{at}"), "unknown", "there is no such variant");
    let mut table = Vec::with_capacity(asked.variants.len());
    for (at, text) in asked.variants.iter().enumerate() {
        table.push(Id::read(IdKind::Variant, text).ok_or_else(|| unknown(at))?);
    }
    let mut products = record::of_variants(tx, &table)?;
    if let Some(at) = table.iter().position(|id| !products.contains_key(id)) {
        return Err(unknown(at).into());
    }
    let mut candidates = match person {
        Some(root) => of_person(tx, store, access, root)?,
        None => Vec::new(),
    };
    for id in &table {
        let Some(code) = products.get(id).and_then(|p| variant(p, *id)).map(|v| gx_text::fold(&v.code))
        else {
            continue;
        };
        candidates.extend(rules(tx, &code)?.into_iter().map(|rule| together(rule, Some(*id))));
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
    let missing: Vec<Id> = found.iter().map(|(id, _)| *id).collect();
    products.extend(record::of_variants(tx, &missing)?);
    // Priced are what is on the table with its other sizes, and what may be offered.
    let mut priced: Vec<Id> = missing;
    for id in &table {
        priced.extend(products.get(id).into_iter().flat_map(|p| p.variants.iter().map(|v| v.id)));
    }
    priced.sort_unstable();
    priced.dedup();
    let of_each: HashMap<Id, Product> = record::of_variants(tx, &priced)?;
    let lists = find::for_customer(tx, store, person, &currency)?;
    let one = gx_kernel::money::to_scaled(rust_decimal::Decimal::ONE).unwrap_or_default();
    let wanted: Vec<(Id, i64)> = priced.iter().map(|id| (*id, one)).collect();
    let prices: HashMap<Id, (i64, Option<Named>)> = priced
        .iter()
        .zip(find::prices(tx, &lists, &of_each, &currency, &wanted)?)
        .filter_map(|(id, price)| price.map(|p| (*id, (p.amount, p.list.map(|(list, _)| list)))))
        .collect();
    let mut offered: Vec<(Id, Candidate)> = Vec::new();
    for (id, mut one) in found {
        let (Some(product), Some((price, _))) = (of_each.get(&id), prices.get(&id)) else { continue };
        if let Some(with) = one.with
            && let (Some(base), Some((mine, _))) = (of_each.get(&with), prices.get(&with))
            && one.evidence["later"].as_i64().unwrap_or(0) * 2 >= one.evidence["both"].as_i64().unwrap_or(0)
            && better(*mine, *price, base.category.is_some() && base.category == product.category)
        {
            one.why = Why::Better;
        }
        offered.push((id, one));
    }
    for id in &table {
        let Some((next, _)) = of_each.get(id).and_then(|product| larger((*id, product), &prices)) else {
            continue;
        };
        if !table.contains(&next) && offered.iter().all(|(known, _)| *known != next) {
            let called = of_each.get(id).and_then(|p| Some(p.called(variant(p, *id)?, "")));
            let evidence = json!({"instead_of": called});
            let with = Some(*id);
            let one =
                Candidate { key: String::new(), why: Why::Larger, score: 0.25, need: None, evidence, with };
            offered.push((next, one));
        }
    }
    offered.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(&b.0)));
    offered.truncate(MOST);
    let told = |(id, one): (Id, Candidate)| {
        let (product, (price, list)) = (of_each.get(&id)?, prices.get(&id)?);
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
    };
    Ok(offered.into_iter().filter_map(told).collect())
}

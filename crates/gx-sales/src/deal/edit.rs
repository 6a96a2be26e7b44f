//! What staff do to a deal: create, change, delete, say what it is about. All in the change log.

use gx_kernel::money::{decimal, from_scaled, to_scaled};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::{edit, people};
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx, settings};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::DEAL;
use super::record::{self, Deal, Line};
use super::step;
use crate::pipeline::{self, Kind};

/// The most that a deal comes to, in ten-thousandths: ten thousand million, so that sums of all stay within 64 bits.
pub(crate) const MOST_WORTH: i64 = 10_000_000_000 * 10_000;
/// The most lines of one deal.
const MOST_LINES: usize = 200;

/// A living deal that the caller may see.
pub fn seen(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Deal> {
    let found = record::get(tx, id)?.filter(|deal| deal.deleted_at.is_none());
    let missing = || Problem::not_found("The deal");
    let deal = found.ok_or_else(missing)?;
    let holding = record::holding(tx, &deal)?;
    if !access.allows(Verb::See, id, holding) {
        return Err(missing().into());
    }
    Ok(deal)
}

/// Whether the caller may do something to a deal.
pub fn may(tx: &mut Tx<'_>, access: &Access, deal: &Deal, verb: Verb) -> Result<bool> {
    let holding = record::holding(tx, deal)?;
    Ok(access.allows(verb, deal.id, holding))
}

/// A living deal that the caller may change; others who want to wait.
pub fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Deal> {
    record::lock(tx, id)?;
    let deal = seen(tx, access, id)?;
    if !may(tx, access, &deal, Verb::Edit)? {
        return Err(Problem::forbidden("Your role may not change this deal.").into());
    }
    Ok(deal)
}

/// The person or company that a deal is to be with, in its clean form.
fn party(tx: &mut Tx<'_>, access: &Access, key: &str, value: &Json) -> Result<Json> {
    let Some(text) = value.as_str().filter(|t| !t.is_empty()) else { return Ok(Json::Null) };
    let unknown = || Problem::field(key, "unknown_record", format!("there is no record {text:?}"));
    if key == "person" {
        let id = Id::read(IdKind::Person, text).ok_or_else(unknown)?;
        let (root, _) = people::root(tx, access, id)?.ok_or_else(unknown)?;
        return Ok(root.show(IdKind::Person).into());
    }
    let id = Id::read(IdKind::Company, text).ok_or_else(unknown)?;
    gx_people::company::edit::seen(tx, access, id).map_err(|_| unknown())?;
    Ok(text.into())
}

/// The person and the company of a deal as the caller sees them: none where they are out of sight.
fn parties(tx: &mut Tx<'_>, access: &Access, deal: &Deal) -> Result<Map<String, Json>> {
    let mut out = Map::new();
    for key in ["person", "company"] {
        let value = deal.value(key);
        let seen = party(tx, access, key, &value).unwrap_or_default();
        out.insert(key.into(), if seen.is_null() { Json::Null } else { value });
    }
    Ok(out)
}

/// Clean values of a deal, in the order in which they were said; person and company among them.
pub(crate) fn clean(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    set: &Map<String, Json>,
) -> Result<Vec<(String, Json)>> {
    let (parties, fields): (Map<_, _>, Map<_, _>) =
        set.clone().into_iter().partition(|(key, _)| ["person", "company"].contains(&key.as_str()));
    let mut out = Vec::new();
    for (key, value) in edit::clean(tx, store, access, ObjectKind::Deal, &fields)? {
        let wrong = |code: &str, message: &str| Problem::field(&key, code, message);
        let value = match (key.as_str(), value) {
            ("name", Json::Null) => return Err(wrong("missing", "a deal needs a name").into()),
            ("amount", Json::Number(n)) => {
                let scaled = n.as_i64().filter(|n| *n >= 0);
                let scaled = scaled.ok_or_else(|| wrong("negative", "an amount is not negative"))?;
                if scaled > MOST_WORTH {
                    return Err(wrong("out_of_range", "at most ten thousand million").into());
                }
                from_scaled(scaled).normalize().to_string().into()
            }
            ("probability", Json::Number(n)) if !n.as_f64().is_some_and(|x| (0.0..=100.0).contains(&x)) => {
                return Err(wrong("out_of_range", "0 to 100 percent").into());
            }
            ("currency", value) => currency(tx, &key, value)?,
            (_, value) => value,
        };
        out.push((key, value));
    }
    for (key, value) in parties {
        let value = party(tx, access, &key, &value)?;
        out.push((key, value));
    }
    Ok(out)
}

/// A currency in its clean form; the workspace's where none is said.
pub(crate) fn currency(tx: &mut Tx<'_>, key: &str, value: Json) -> Result<Json> {
    let Json::String(text) = value else { return Ok(settings::currency(tx)?.into()) };
    let code = text.to_ascii_uppercase();
    if code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(Problem::field(key, "not_valid", "three letters, as CNY").into());
    }
    Ok(code.into())
}

/// Refuses where a value is no longer what its author read; `now` says what it is as the author sees it.
///
/// # Errors
///
/// `changed` with every value that moved.
pub fn unmoved(values: &[(String, Json)], was: &Map<String, Json>, now: impl Fn(&str) -> Json) -> Result<()> {
    let moved: Vec<Json> = values
        .iter()
        .filter_map(|(key, next)| {
            let (was, now) = (was.get(key)?, now(key));
            let display = gx_people::page::display(&now);
            (now != *was && now != *next).then(
                || json!({"field": key, "was": was, "now": now, "display": display, "by": null, "at": null}),
            )
        })
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    let told = Problem::conflict("changed", "Somebody changed this since you read it.");
    Err(told.with("conflicts", json!(moved)).into())
}

/// Makes a deal by hand.
///
/// # Errors
///
/// A problem at the field at fault; `required` at those that the stage needs.
pub fn create(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    role: &str,
    wish: &Map<String, Json>,
) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let mut set = wish.clone();
    let mut taken = |key: &str| set.shift_remove(key).and_then(|v| v.as_str().map(str::to_owned));
    let (pipeline, stage) = (taken("pipeline"), taken("stage"));
    let pipeline = pipeline::meant(tx, pipeline.as_deref())?;
    let stage = match stage.as_deref().filter(|t| !t.is_empty()) {
        None => pipeline.stages.iter().find(|s| s.kind == Kind::Open).or(pipeline.stages.first()),
        Some(text) => pipeline.stage(text),
    };
    let unknown = || Problem::field("stage", "unknown_stage", "the pipeline has no such stage");
    let stage = stage.cloned().ok_or_else(unknown)?;
    let now = store.now();
    let mut deal = Deal {
        id: store.id(),
        number: record::next_number(tx)?,
        pipeline: pipeline.shown(),
        stage: String::new(),
        state: String::new(),
        person: None,
        company: None,
        values: Map::new(),
        lines: Vec::new(),
        probability: 0.0,
        stage_since: now,
        closed_at: None,
        created_at: now,
        deleted_at: None,
    };
    for (key, value) in clean(tx, store, access, &set)? {
        deal.put(&key, value);
    }
    if deal.text("name").is_none() {
        return Err(Problem::field("name", "missing", "a deal needs a name").into());
    }
    if deal.text("currency").is_none() {
        deal.put("currency", settings::currency(tx)?.into());
    }
    if !set.contains_key("owner")
        && let Some(me) = access.by().id()
    {
        deal.put("owner", me.show(IdKind::User).into());
    }
    if !access.may_create_for(deal.owner()) {
        let message = "your role may not make deals for this owner";
        return Err(Problem::field("owner", "out_of_reach", message).into());
    }
    step::enter(&mut deal, &stage, role, now)?;
    record::insert(tx, &deal, false)?;
    step::stay(tx, store, &deal, access.by().id(), None)?;
    let mut after = deal.values.clone();
    for key in ["stage", "person", "company"] {
        let value = deal.value(key);
        if !value.is_null() {
            after.insert(key.into(), value);
        }
    }
    let mut batch = Batch::open(tx, store, "create", access.by(), None, None)?;
    batch.log(Entry { object: DEAL, row: deal.id, op: Op::Create, before: Map::new(), after });
    batch.flush(tx, store)?;
    Ok((deal.id, batch.id))
}

/// Writes values into a deal; what stood there and what stands there now, where that differs.
pub(crate) fn write(
    deal: &mut Deal,
    values: Vec<(String, Json)>,
) -> Result<(Map<String, Json>, Map<String, Json>)> {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value) in values {
        let old = deal.value(&key);
        if old == value {
            continue;
        }
        if key == "amount" && !deal.lines.is_empty() {
            let message = "the amount follows from the lines of this deal";
            return Err(Problem::field("amount", "read_only", message).into());
        }
        deal.put(&key, value.clone());
        before.insert(key.clone(), old);
        after.insert(key, value);
    }
    Ok((before, after))
}

/// Puts the chance that counts to what was said, or to that of the stage.
pub(crate) fn weigh(tx: &mut Tx<'_>, deal: &mut Deal) -> Result<()> {
    let pipelines = pipeline::load(tx)?;
    let stage = pipelines.iter().find_map(|p| p.stage(&deal.stage));
    deal.probability = match (deal.state.as_str(), deal.chance(), stage) {
        ("won", ..) => 100.0,
        ("lost", ..) => 0.0,
        (_, Some(chance), _) => chance,
        (_, None, Some(stage)) => stage.probability as f64,
        (_, None, None) => deal.probability,
    };
    Ok(())
}

/// Changes values of a deal unless one of them is no longer what their author read. Returns the batch for undo.
///
/// # Errors
///
/// `changed` with every value that moved, as for people.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
    was: &Map<String, Json>,
) -> Result<Id> {
    let mut deal = to_edit(tx, access, id)?;
    let values = clean(tx, store, access, set)?;
    let shown = parties(tx, access, &deal)?;
    unmoved(&values, was, |key| shown.get(key).cloned().unwrap_or_else(|| deal.value(key)))?;
    let (before, after) = write(&mut deal, values)?;
    save(tx, store, access, &mut deal, (before, after))
}

/// Stores what changed of a deal and logs it. Returns the batch for undo.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    deal: &mut Deal,
    (before, after): (Map<String, Json>, Map<String, Json>),
) -> Result<Id> {
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if !after.is_empty() {
        weigh(tx, deal)?;
        record::update(tx, store, deal)?;
        batch.log(Entry { object: DEAL, row: deal.id, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Takes a deal away; undo brings it back.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    record::lock(tx, id)?;
    let mut deal = seen(tx, access, id)?;
    if !may(tx, access, &deal, Verb::Delete)? {
        return Err(Problem::forbidden("Your role may not take this deal away.").into());
    }
    deal.deleted_at = Some(store.now());
    record::update(tx, store, &deal)?;
    let mut batch = Batch::open(tx, store, "delete", access.by(), None, None)?;
    batch.log(Entry { object: DEAL, row: id, op: Op::Delete, before: Map::new(), after: Map::new() });
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// A line as it is said.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWish {
    name: String,
    quantity: String,
    price: String,
    #[serde(default)]
    discount: String,
}

fn line(at: usize, wish: &LineWish) -> Result<Line> {
    let field = |key: &str| format!("lines.{at}.{key}");
    let name = wish.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 200 {
        return Err(Problem::field(&field("name"), "length", "1 to 200 characters").into());
    }
    let quantity = decimal(&field("quantity"), &wish.quantity, 100_000_000, 4)?;
    if quantity.is_zero() {
        return Err(Problem::field(&field("quantity"), "out_of_range", "more than zero").into());
    }
    let price = decimal(&field("price"), &wish.price, 1_000_000_000, 4)?;
    let off = if wish.discount.trim().is_empty() { "0" } else { &wish.discount };
    let discount = decimal(&field("discount"), off, 100, 2)?;
    let whole = quantity * price * (Decimal::ONE_HUNDRED - discount) / Decimal::ONE_HUNDRED;
    // What is paid is paid in hundredths.
    let amount = whole.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    if to_scaled(amount).is_none_or(|n| n > MOST_WORTH) {
        return Err(Problem::field(
            &field("price"),
            "out_of_range",
            "the line comes to more than can be kept",
        )
        .into());
    }
    let text = |d: Decimal| d.normalize().to_string();
    Ok(Line {
        name,
        quantity: text(quantity),
        price: text(price),
        discount: text(discount),
        amount: text(amount),
    })
}

/// Says what a deal is about; the amount follows. Returns the batch for undo.
///
/// # Errors
///
/// A problem at the line at fault (`lines.2.price`).
pub fn set_lines(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wishes: &[LineWish]) -> Result<Id> {
    let mut deal = to_edit(tx, access, id)?;
    if access.locks_of(ObjectKind::Deal, "amount") {
        return Err(Problem::field("lines", "hidden", "your role may not change amounts").into());
    }
    if wishes.len() > MOST_LINES {
        return Err(Problem::field("lines", "too_many", format!("at most {MOST_LINES} lines")).into());
    }
    let lines = wishes.iter().enumerate().map(|(at, wish)| line(at, wish)).collect::<Result<Vec<_>>>()?;
    let (lines_before, amount_before) = (deal.value("lines"), deal.value("amount"));
    deal.lines = lines;
    if !deal.lines.is_empty() {
        let sum: Decimal = deal.lines.iter().filter_map(|l| l.amount.parse::<Decimal>().ok()).sum();
        if to_scaled(sum).is_none_or(|n| n > MOST_WORTH) {
            return Err(
                Problem::field("lines", "out_of_range", "the lines come to more than can be kept").into()
            );
        }
        deal.put("amount", sum.normalize().to_string().into());
    }
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, old) in [("lines", lines_before), ("amount", amount_before)] {
        let now = deal.value(key);
        if now != old {
            before.insert(key.into(), old);
            after.insert(key.into(), now);
        }
    }
    save(tx, store, access, &mut deal, (before, after))
}

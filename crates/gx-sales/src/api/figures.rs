//! Forecasts, targets, rates, and why deals are lost.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Body, Kit, Signed};
use gx_kernel::Problem;
use gx_record::filtering;
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, settings};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use crate::forecast::{self, Forecast};
use crate::target::{self, Period, Targets};
use crate::{pipeline, rates};

const REASONS: &str = "deal_reasons";
/// The most reasons.
const MOST_REASONS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ForecastParams {
    pipeline: Option<String>,
    period: String,
    filter: String,
    q: String,
}

pub(crate) async fn forecast(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ForecastParams>,
) -> Answer<Json<Forecast>> {
    me.access.need_verb(Verb::See)?;
    let asked = forecast::Asked { pipeline: p.pipeline, period: p.period, filter: p.filter, q: p.q };
    let told = kit.run(move |store| store.read(|tx| forecast::load(tx, store, &me.access, &asked))).await?;
    Ok(Json(told))
}

/// Notes a change of settings.
pub(crate) fn note(tx: &mut Tx<'_>, store: &Store, me: &Signed, detail: Json_) -> Result<()> {
    audit::note(tx, store, &Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() })
}

/// Why deals are lost.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    lost: Vec<String>,
}

fn held(tx: &mut Tx<'_>) -> Result<Reasons> {
    if let Some(lost) = settings::get(tx, REASONS)? {
        return Ok(Reasons { lost });
    }
    let first = [
        ["价格", "價格", "Price"],
        ["选了别家", "選了別家", "Went to a competitor"],
        ["没有预算", "沒有預算", "No budget"],
        ["没有需求", "沒有需求", "No need"],
        ["没有回音", "沒有回音", "No answer"],
        ["时机不对", "時機不對", "Wrong time"],
    ];
    let lost =
        first.into_iter().map(|of| pipeline::words(tx, of).map(str::to_owned)).collect::<Result<_>>()?;
    Ok(Reasons { lost })
}

pub(crate) async fn reasons(State(kit): State<Kit>, me: Signed) -> Answer<Json<Reasons>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(|store| store.read(held)).await?))
}

/// Reasons in their clean form.
///
/// # Errors
///
/// A problem at the one at fault (`lost.3`).
pub(crate) fn clean_reasons(list: &str, wished: &[String]) -> std::result::Result<Vec<String>, Problem> {
    if wished.len() > MOST_REASONS {
        return Err(Problem::field(list, "too_many", format!("at most {MOST_REASONS} reasons")));
    }
    let mut out: Vec<String> = Vec::new();
    for (at, reason) in wished.iter().enumerate() {
        let wrong = |code: &str, message: &str| Problem::field(&format!("{list}.{at}"), code, message);
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() || reason.chars().count() > 60 {
            return Err(wrong("length", "a reason has 1 to 60 characters"));
        }
        if out.contains(&reason) {
            return Err(wrong("not_unique", "this reason stands here twice"));
        }
        out.push(reason);
    }
    Ok(out)
}

pub(crate) async fn set_reasons(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Reasons>,
) -> Answer<Json<Reasons>> {
    me.access.need("users")?;
    let lost = clean_reasons("lost", &wish.lost)?;
    let set = move |store: &Store| {
        store.write(|tx| {
            settings::put(tx, REASONS, &lost)?;
            note(tx, store, &me, json!({"did": "changed", "deal_reasons": lost}))?;
            held(tx)
        })
    };
    Ok(Json(kit.run(set).await?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TargetParams {
    period: String,
}

fn today(tx: &mut Tx<'_>, store: &Store) -> Result<Date> {
    Ok(store.now().timestamp().to_zoned(filtering::zone(tx)?).date())
}

pub(crate) async fn targets(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<TargetParams>,
) -> Answer<Json<Targets>> {
    me.access.need_verb(Verb::See)?;
    let told = kit.run(move |store| {
        store.read(|tx| {
            let period = Period::read(&p.period, today(tx, store)?)?;
            target::told(tx, &me.access, &period)
        })
    });
    Ok(Json(told.await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetsWish {
    period: String,
    targets: Vec<target::Wish>,
}

pub(crate) async fn set_targets(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<TargetsWish>,
) -> Answer<Json<Targets>> {
    me.access.need("users")?;
    let set = move |store: &Store| {
        store.write(|tx| {
            let period = Period::read(&wish.period, today(tx, store)?)?;
            target::put(tx, &period, &wish.targets)?;
            note(tx, store, &me, json!({"did": "changed", "targets": period.text, "n": wish.targets.len()}))?;
            target::told(tx, &me.access, &period)
        })
    };
    Ok(Json(kit.run(set).await?))
}

pub(crate) async fn rates(State(kit): State<Kit>, me: Signed) -> Answer<Json<rates::Told>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(|store| store.read(rates::told)).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RatesWish {
    rates: Vec<rates::Wish>,
}

pub(crate) async fn set_rates(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<RatesWish>,
) -> Answer<Json<rates::Told>> {
    me.access.need("users")?;
    let set = move |store: &Store| {
        store.write(|tx| {
            rates::put(tx, &wish.rates)?;
            note(tx, store, &me, json!({"did": "changed", "rates": wish.rates.len()}))?;
            rates::told(tx)
        })
    };
    Ok(Json(kit.run(set).await?))
}

//! How worth is reckoned, and what one person is worth.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id, watch};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::sweep::{self, Progress};
use gx_people::{mark, people};
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, settings};
use serde::Serialize;
use serde_json::json;

use crate::worth::model::{Check, Model};
use crate::worth::rules::Rules;
use crate::worth::{WORTH_JOB, orders, reckon, soon};

/// Money as text, to the hundredth.
fn money(amount: f64) -> String {
    format!("{amount:.2}")
}

/// A model as people read it.
#[derive(Debug, Serialize)]
struct ModelInfo {
    made_at: Micros,
    people: i64,
    orders: usize,
    from: Micros,
    until: Micros,
    check: Option<Check>,
}

/// The settings and what came of them.
#[derive(Debug, Serialize)]
pub(crate) struct Held {
    #[serde(flatten)]
    rules: Rules,
    currency: String,
    model: Option<ModelInfo>,
    classes: BTreeMap<&'static str, i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
}

fn held(tx: &mut Tx<'_>, now: Micros) -> Result<Held> {
    let mut classes: BTreeMap<&'static str, i64> = ["A", "B", "C"].into_iter().map(|c| (c, 0)).collect();
    let sql = "SELECT worth_class, COUNT(*) FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND worth_class IS NOT NULL GROUP BY worth_class";
    for r in tx.query(sql, &[])? {
        for (class, n) in &mut classes {
            if r.text(0)? == *class {
                *n = r.int(1)?;
            }
        }
    }
    let model = Model::load(tx)?.map(|m| ModelInfo {
        made_at: m.made_at,
        people: m.people,
        orders: m.orders,
        from: m.from,
        until: m.until,
        check: m.check,
    });
    let progress = sweep::progress(tx, WORTH_JOB, now)?;
    Ok(Held { rules: Rules::load(tx)?, currency: settings::currency(tx)?, model, classes, progress })
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Held>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(|tx| held(tx, store.now()))).await?))
}

pub(crate) async fn put(State(kit): State<Kit>, me: Signed, Body(rules): Body<Rules>) -> Answer<Json<Held>> {
    me.access.need("users")?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                rules.put(tx)?;
                let detail = json!({"did": "changed", "worth": rules});
                audit::note(
                    tx,
                    store,
                    &Entry { staff: Some(me.user.id), kind: "worth", detail, ..Entry::default() },
                )?;
                soon(tx, store)?;
                held(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

/// Why nothing is known of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Unknown {
    NoOrders,
    FewOrders,
    Off,
    NoProfile,
}

/// What one person is expected to buy.
#[derive(Debug, Serialize)]
pub(crate) struct PersonWorth {
    unknown: Option<Unknown>,
    months: u32,
    currency: String,
    amount: String,
    orders: f64,
    spend: String,
    active: f64,
    rhythm: Option<f64>,
    next_at: Option<Micros>,
    class: Option<String>,
    days: usize,
    last_at: Option<Micros>,
}

/// Reckons one person, with orders that came since the last night.
fn of(tx: &mut Tx<'_>, store: &Store, root: Id) -> Result<PersonWorth> {
    let (rules, currency) = (Rules::load(tx)?, settings::currency(tx)?);
    let days = orders::of(tx, &currency, store.now(), &[root.0])?.remove(&root.0).unwrap_or_default();
    let apart = mark::has(tx, root, mark::NO_PROFILING)?;
    let worth = match (rules.on, days.ends(), Model::load(tx)?) {
        _ if apart => Err(Unknown::NoProfile),
        (false, _, _) => Err(Unknown::Off),
        (_, None, _) => Err(Unknown::NoOrders),
        (_, _, None) => Err(Unknown::FewOrders),
        (_, _, Some(model)) => {
            reckon::reckon(&model, &rules.ahead(), &days, store.now()).ok_or(Unknown::NoOrders)
        }
    };
    let class = tx.first("SELECT worth_class FROM person WHERE id = $1", &[root.into()])?;
    let known = worth.unwrap_or_default();
    Ok(PersonWorth {
        unknown: worth.err(),
        months: rules.months,
        currency,
        amount: money(known.amount),
        orders: known.orders,
        spend: money(known.spend),
        active: known.active,
        rhythm: known.rhythm,
        next_at: known.next_at,
        class: class.map(|r| r.opt_string(0)).transpose()?.flatten().filter(|_| rules.on && !apart),
        days: days.len(),
        last_at: days.ends().map(|(_, last)| Micros(last * Micros::DAY)),
    })
}

pub(crate) async fn of_person(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<PersonWorth>> {
    me.access.need_verb(Verb::See)?;
    if me.access.hides("worth_next") {
        return Err(Problem::forbidden("Your role may not see what customers are worth.").into());
    }
    let person = id(IdKind::Person, &text)?;
    let access = me.access.clone();
    let worth = kit
        .run(move |store| {
            store.read(|tx| {
                let root =
                    people::root(tx, &access, person)?.ok_or_else(|| Problem::not_found("The person"))?.0;
                of(tx, store, root)
            })
        })
        .await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(worth))
}

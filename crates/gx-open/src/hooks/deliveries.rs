//! What was told to a webhook: the log of each delivery, a test, and sending again.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Kit, Signed, id};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::{Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use super::api::{may, note, own};
use super::store::{self, Delivery, Hook};

/// A delivery; its body only where one is asked for.
#[derive(Debug, Serialize)]
pub(crate) struct DeliveryInfo {
    id: String,
    event: String,
    state: String,
    attempts: i64,
    due_at: Option<Micros>,
    status: Option<i64>,
    /// The beginning of the last answer, or why there was none.
    answer: Option<String>,
    millis: Option<i64>,
    created_at: Micros,
    ended_at: Option<Micros>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Json_>,
}

fn shown(d: &Delivery) -> DeliveryInfo {
    DeliveryInfo {
        id: d.id.show(IdKind::Delivery),
        event: d.event.clone(),
        state: d.state.clone(),
        attempts: d.attempts,
        due_at: d.due_at,
        status: d.status,
        answer: d.answer.clone(),
        millis: d.millis,
        created_at: d.created_at,
        ended_at: d.ended_at,
        body: None,
    }
}

/// Refuses for a webhook that is told nothing now.
fn awake(hook: &Hook) -> std::result::Result<(), Problem> {
    if hook.paused {
        return Err(Problem::conflict("paused", "The webhook is paused; let it go on first."));
    }
    Ok(())
}

/// Sends an event of the kind `test`, whichever events the webhook is for.
pub(crate) async fn test(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<DeliveryInfo>> {
    may(&me)?;
    let id = id(IdKind::Hook, &text)?;
    let sent = kit
        .run(move |s| {
            s.write(|tx| {
                let hook = own(tx, &me, id)?;
                awake(&hook)?;
                let body = json!({"type": "test", "timestamp": s.now(), "data": {"webhook": hook.name}});
                let row = s.id();
                store::add(tx, id, s.now(), &[(row, "test".into(), body.to_string())])?;
                Ok(shown(&store::delivery_of(tx, row)?))
            })
        })
        .await?;
    Ok(Json(sent))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    state: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Deliveries {
    rows: Vec<DeliveryInfo>,
    next: Option<String>,
}

pub(crate) async fn deliveries(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<Params>,
) -> Answer<Json<Deliveries>> {
    may(&me)?;
    let id = id(IdKind::Hook, &text)?;
    if !matches!(p.state.as_str(), "" | "waiting" | "done" | "failed") {
        return Err(Problem::field("state", "unknown", "waiting, done or failed").into());
    }
    let limit = p.limit.unwrap_or(50).clamp(1, 200);
    let before = p.cursor.as_deref().and_then(|c| Id::read(IdKind::Delivery, c));
    let page = kit
        .run(move |s| {
            s.read(|tx| {
                own(tx, &me, id)?;
                let rows = store::of_hook(tx, id, &p.state, before, limit)?;
                let next =
                    (rows.len() == limit).then(|| rows.last().map(|d| d.id.show(IdKind::Delivery))).flatten();
                Ok(Deliveries { rows: rows.iter().map(shown).collect(), next })
            })
        })
        .await?;
    Ok(Json(page))
}

/// A delivery of a webhook of the caller's.
fn one(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<Delivery> {
    let delivery = store::delivery_of(tx, id)?;
    own(tx, me, delivery.hook)?;
    Ok(delivery)
}

pub(crate) async fn delivery(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<DeliveryInfo>> {
    may(&me)?;
    let id = id(IdKind::Delivery, &text)?;
    let delivery = kit.run(move |s| s.read(|tx| one(tx, &me, id))).await?;
    let body = serde_json::from_str(&delivery.body).ok();
    Ok(Json(DeliveryInfo { body, ..shown(&delivery) }))
}

/// Sends a delivery again, with the same id and the same body.
pub(crate) async fn resend(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<DeliveryInfo>> {
    may(&me)?;
    let id = id(IdKind::Delivery, &text)?;
    let sent = kit
        .run(move |s| {
            s.write(|tx| {
                let mut delivery = one(tx, &me, id)?;
                awake(&store::get(tx, delivery.hook)?)?;
                delivery.state = "waiting".into();
                delivery.attempts = 0;
                delivery.due_at = Some(s.now());
                delivery.ended_at = None;
                store::ended(tx, &delivery)?;
                note(tx, s, &me, delivery.hook, "resent")?;
                Ok(shown(&delivery))
            })
        })
        .await?;
    Ok(Json(sent))
}

//! Webhooks as those who set the workspace up see them: made, changed, tried, and the log of each delivery.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, ApiError, Asked, Body, Kit, Signed};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, feed};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use super::model;
use super::store::{self, Delivery, Hook};

/// A webhook as the list shows it.
#[derive(Debug, Serialize)]
pub(crate) struct HookInfo {
    id: String,
    name: String,
    url: String,
    events: Vec<String>,
    /// Under whose rights it tells.
    user: String,
    paused: bool,
    /// `gone`, `failing` or `account_closed`, when it was not paused by hand.
    why_paused: Option<String>,
    failing_since: Option<Micros>,
    created_at: Micros,
    /// Deliveries of the last two weeks by their state.
    counts: BTreeMap<String, i64>,
    /// Only in the answer to making it or its secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

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

fn info(tx: &mut Tx<'_>, h: &Hook) -> Result<HookInfo> {
    let user = tx.first("SELECT name FROM staff WHERE id = $1", &[h.staff.into()])?;
    Ok(HookInfo {
        id: h.id.show(IdKind::Hook),
        name: h.name.clone(),
        url: h.url.clone(),
        events: h.events.clone(),
        user: user.map_or(Ok(String::new()), |r| r.string(0))?,
        paused: h.paused,
        why_paused: h.why_paused.clone(),
        failing_since: h.failing_since,
        created_at: h.created_at,
        counts: store::counts(tx, h.id)?.into_iter().collect(),
        secret: None,
    })
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

/// What a webhook tells goes out of the house: whoever makes one may set up sources and may export.
fn may(me: &Signed) -> std::result::Result<(), Problem> {
    me.access.need("sources")?;
    me.access.need_verb(gx_store::access::Verb::Export)
}

/// The caller's own, or anybody's for who sets users up.
fn own(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<Hook> {
    let hook = store::get(tx, id)?;
    if hook.staff != me.user.id && !me.access.may("users") {
        return Err(Problem::not_found("The webhook").into());
    }
    Ok(hook)
}

fn id(kind: IdKind, text: &str) -> std::result::Result<Id, ApiError> {
    Id::read(kind, text).ok_or_else(|| ApiError(Problem::not_found("What the address names")))
}

fn note(tx: &mut Tx<'_>, s: &Store, me: &Signed, hook: Id, did: &str) -> Result<()> {
    let detail = json!({"did": did});
    let entry =
        Entry { staff: Some(me.user.id), kind: "hook", object: Some("hook"), row: Some(hook), detail };
    audit::note(tx, s, &entry)
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<HookInfo>>> {
    may(&me)?;
    let list = kit
        .run(move |s| {
            s.read(|tx| {
                let of = (!me.access.may("users")).then_some(me.user.id);
                store::hooks(tx, of)?.iter().map(|h| info(tx, h)).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(list))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    name: Option<String>,
    url: Option<String>,
    events: Option<Vec<String>>,
    paused: Option<bool>,
}

/// Lays what is wished over a webhook.
fn wish(kit: &Kit, hook: &mut Hook, wish: &Wish) -> std::result::Result<(), Problem> {
    if let Some(name) = &wish.name {
        hook.name = name.trim().chars().take(80).collect();
    }
    if hook.name.is_empty() {
        return Err(Problem::field("name", "missing", "say what the webhook is for"));
    }
    if let Some(url) = &wish.url {
        let url = gx_fetch::address(&kit.guard, url).map_err(|e| Problem::field("url", "not_valid", e))?;
        hook.url = url.to_string();
    }
    if hook.url.is_empty() || hook.url.len() > 2000 {
        return Err(Problem::field(
            "url",
            "not_valid",
            "a whole address with https://, at most 2,000 characters",
        ));
    }
    if let Some(events) = &wish.events {
        if let Some(unknown) = events.iter().find(|e| !model::EVENTS.contains(&e.as_str())) {
            let message = format!("{unknown:?} is not one of {}", model::EVENTS.join(", "));
            return Err(Problem::field("events", "unknown", message));
        }
        hook.events =
            model::EVENTS.iter().filter(|e| events.iter().any(|w| w == *e)).map(|e| (*e).into()).collect();
    }
    if hook.events.is_empty() {
        return Err(Problem::field("events", "missing", "a webhook needs something to tell"));
    }
    if let Some(paused) = wish.paused {
        hook.paused = paused;
        hook.why_paused = None;
        hook.failing_since = None;
    }
    Ok(())
}

/// A new secret: as it is shown, and sealed as it is kept.
fn fresh_secret(kit: &Kit, hook: Id) -> std::result::Result<(String, Vec<u8>), Problem> {
    let bytes = gx_http::kit::random::<24>()?;
    Ok((model::secret_text(&bytes), kit.seal.seal("hook", hook.0, &bytes)?))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Wish>,
) -> Answer<Json<HookInfo>> {
    may(&me)?;
    if me.program || me.really.is_some() {
        // It tells with all its maker's rights, and a key may have fewer.
        return Err(Problem::forbidden("A webhook is made by a person who signed in.").into());
    }
    let own = kit.clone();
    let made = kit
        .run(move |s| {
            let id = s.id();
            let (secret, sealed) = fresh_secret(&own, id)?;
            s.write(|tx| {
                let mut hook = Hook {
                    id,
                    staff: me.user.id,
                    name: String::new(),
                    url: String::new(),
                    events: Vec::new(),
                    secret: sealed,
                    place: feed::end(tx)?,
                    paused: false,
                    why_paused: None,
                    failing_since: None,
                    created_at: s.now(),
                };
                wish(&own, &mut hook, &body)?;
                store::insert(tx, &hook)?;
                note(tx, s, &me, id, "made")?;
                Ok(HookInfo { secret: Some(secret), ..info(tx, &hook)? })
            })
        })
        .await?;
    Ok(Json(made))
}

/// Changes a webhook of the caller's and answers with it as it is then.
async fn changing(
    kit: Kit,
    me: Signed,
    text: &str,
    did: &'static str,
    act: impl FnOnce(&mut Tx<'_>, &Store, &mut Hook) -> Result<Option<String>> + Send + 'static,
) -> Answer<Json<HookInfo>> {
    may(&me)?;
    if me.program || me.really.is_some() {
        return Err(Problem::forbidden("A webhook is changed by a person who signed in.").into());
    }
    let id = id(IdKind::Hook, text)?;
    let changed = kit
        .run(move |s| {
            s.write(|tx| {
                let mut hook = own(tx, &me, id)?;
                let secret = act(tx, s, &mut hook)?;
                store::update(tx, &hook)?;
                note(tx, s, &me, id, did)?;
                Ok(HookInfo { secret, ..info(tx, &hook)? })
            })
        })
        .await?;
    Ok(Json(changed))
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Wish>,
) -> Answer<Json<HookInfo>> {
    let own = kit.clone();
    changing(kit, me, &text, "changed", move |_, _, hook| {
        wish(&own, hook, &body)?;
        Ok(None)
    })
    .await
}

pub(crate) async fn new_secret(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<HookInfo>> {
    let own = kit.clone();
    changing(kit, me, &text, "new_secret", move |_, _, hook| {
        let (secret, sealed) = fresh_secret(&own, hook.id)?;
        hook.secret = sealed;
        Ok(Some(secret))
    })
    .await
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    may(&me)?;
    let id = id(IdKind::Hook, &text)?;
    kit.run(move |s| {
        s.write(|tx| {
            own(tx, &me, id)?;
            store::remove(tx, id, s.now())?;
            note(tx, s, &me, id, "removed")
        })
    })
    .await?;
    Ok(Json(json!({})))
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
                if hook.paused {
                    return Err(
                        Problem::conflict("paused", "The webhook is paused; let it go on first.").into()
                    );
                }
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
                if store::get(tx, delivery.hook)?.paused {
                    return Err(
                        Problem::conflict("paused", "The webhook is paused; let it go on first.").into()
                    );
                }
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

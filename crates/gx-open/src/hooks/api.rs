//! Webhooks as those who set the workspace up see them: made, changed, taken away.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, feed};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use super::model;
use super::store::{self, Hook};

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

/// What a webhook tells goes out of the house: whoever makes one may set up sources and may export.
pub(super) fn may(me: &Signed) -> std::result::Result<(), Problem> {
    me.access.need("sources")?;
    me.access.need_verb(gx_store::access::Verb::Export)
}

/// The caller's own, or anybody's for who sets users up.
pub(super) fn own(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<Hook> {
    let hook = store::get(tx, id)?;
    if hook.staff != me.user.id && !me.access.may("users") {
        return Err(Problem::not_found("The webhook").into());
    }
    Ok(hook)
}

pub(super) fn note(tx: &mut Tx<'_>, s: &Store, me: &Signed, hook: Id, did: &str) -> Result<()> {
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
        let url = gx_fetch::address(&kit.guard, url).map_err(|e| Problem::field("url", e.code, e.message))?;
        hook.url = url.to_string();
    }
    if hook.url.is_empty() || hook.url.len() > 2000 {
        return Err(Problem::field(
            "url",
            "not_an_address",
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
    let shared = kit.clone();
    let made = kit
        .run(move |s| {
            let id = s.id();
            let (secret, sealed) = fresh_secret(&shared, id)?;
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
                wish(&shared, &mut hook, &body)?;
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
    let shared = kit.clone();
    changing(kit, me, &text, "changed", move |_, _, hook| {
        wish(&shared, hook, &body)?;
        Ok(None)
    })
    .await
}

pub(crate) async fn new_secret(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<HookInfo>> {
    let shared = kit.clone();
    changing(kit, me, &text, "new_secret", move |_, _, hook| {
        let (secret, sealed) = fresh_secret(&shared, hook.id)?;
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

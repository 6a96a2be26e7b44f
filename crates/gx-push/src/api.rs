//! One's own devices: subscribed, listed, tried out, removed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use gx_http::{Answer, Body, Kit, Signed, auth, id, second};
use gx_kernel::{Id, IdKind, Problem};
use gx_record::notices::PUSH_JOB;
use gx_store::{Result, Tx, job};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::device::{self, DeviceInfo, Subscription};
use crate::message::Keys;
use crate::vapid;

/// Characters of an endpoint; the longest in use have some 400.
const LONGEST: usize = 2000;
/// Browsers write keys without padding, some libraries with it.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a browser needs to subscribe, and which of one's devices have.
#[derive(Debug, Serialize)]
pub(crate) struct Pushing {
    /// The key to subscribe with.
    key: String,
    devices: Vec<DeviceInfo>,
}

/// Whoever sits at a browser and signed in there themselves: a subscription is theirs and that session's.
fn at_browser(me: &Signed, headers: &HeaderMap) -> std::result::Result<(Id, Vec<u8>), Problem> {
    match (me.really, auth::session_hash(headers)) {
        (None, Some(session)) if !me.program => Ok((me.user.id, session)),
        _ => Err(Problem::forbidden("Devices are set up by the person who signed in on them.")),
    }
}

fn pushing(tx: &mut Tx<'_>, kit: &Kit, user: Id, session: &[u8]) -> Result<Pushing> {
    let key = vapid::public(tx, &kit.seal)?;
    Ok(Pushing { key, devices: device::list(tx, kit.store.now(), user, session)? })
}

pub(crate) async fn look(State(kit): State<Kit>, me: Signed, headers: HeaderMap) -> Answer<Json<Pushing>> {
    let (user, session) = at_browser(&me, &headers)?;
    let shared = kit.clone();
    Ok(Json(kit.run(move |store| store.write(|tx| pushing(tx, &shared, user, &session))).await?))
}

/// A subscription as `PushSubscription.toJSON()` writes it.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    endpoint: String,
    keys: WishKeys,
    /// The endpoint that the browser gave up for this one.
    replaces: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct WishKeys {
    p256dh: String,
    auth: String,
}

fn subscription(kit: &Kit, wish: &Wish) -> std::result::Result<Subscription, Problem> {
    let refused = |code: &str, message: &str| Problem::field("endpoint", code, message);
    if wish.endpoint.len() > LONGEST {
        return Err(refused("too_long", "the address of a push service, at most 2,000 characters"));
    }
    let url = gx_fetch::address(&kit.guard, &wish.endpoint).map_err(|e| refused(e.code, e.message))?;
    // Where the operator opened networks inside, a push service of the house may do without.
    if url.scheme() != "https" && !kit.guard.opens_inside() {
        return Err(refused("not_an_address", "a whole address with https://"));
    }
    let decode = |text: &str| LENIENT.decode(text).unwrap_or_default();
    let keys = Keys::read(&decode(&wish.keys.p256dh), &decode(&wish.keys.auth)).ok_or_else(|| {
        Problem::field("keys", "not_keys", "p256dh and auth as the browser's subscription gives them")
    })?;
    Ok(Subscription::new(wish.endpoint.clone(), &keys))
}

pub(crate) async fn subscribe(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Body(wish): Body<Wish>,
) -> Answer<Json<Pushing>> {
    let (user, session) = at_browser(&me, &headers)?;
    let subscription = subscription(&kit, &wish)?;
    let agent = second::agent(&headers);
    let shared = kit.clone();
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                if let Some(old) = &wish.replaces {
                    device::remove_endpoint(tx, user, old)?;
                }
                device::keep(tx, store, &shared.seal, user, &session, agent.as_deref(), &subscription)?;
                pushing(tx, &shared, user, &session)
            })
        })
        .await?;
    Ok(Json(now))
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Answer<Json<Pushing>> {
    let (user, session) = at_browser(&me, &headers)?;
    let one = id(IdKind::Device, &text)?;
    let shared = kit.clone();
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                if !device::remove(tx, user, one)? {
                    return Err(Problem::not_found("The device").into());
                }
                pushing(tx, &shared, user, &session)
            })
        })
        .await?;
    Ok(Json(now))
}

/// Sends a message that says that it works.
pub(crate) async fn test(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Answer<Json<serde_json::Value>> {
    let (user, _) = at_browser(&me, &headers)?;
    let one = id(IdKind::Device, &text)?;
    kit.run(move |store| {
        store.write(|tx| {
            let mine = device::living(tx, store.now(), one)?.is_some_and(|d| d.staff == user);
            if !mine {
                return Err(Problem::not_found("The device").into());
            }
            let payload = json!({"device": one.0.to_string()});
            job::enqueue(tx, store, PUSH_JOB, &payload, store.now(), None)?;
            Ok(())
        })
    })
    .await?;
    Ok(Json(json!({})))
}

#[derive(Debug, Serialize)]
pub(crate) struct Here {
    /// Whether there is a device that is kept quiet by it; the app need not say so again otherwise.
    devices: bool,
}

/// Says that its owner works in the app right now; for a minute nothing is pushed to their devices.
pub(crate) async fn here(State(kit): State<Kit>, me: Signed, headers: HeaderMap) -> Answer<Json<Here>> {
    let (user, _) = at_browser(&me, &headers)?;
    let devices = kit
        .run(move |store| {
            let any = "SELECT 1 FROM push_device WHERE staff_id = $1 LIMIT 1";
            if store.read(|tx| tx.first(any, &[user.into()]))?.is_none() {
                return Ok(false);
            }
            store.write(|tx| device::here(tx, store.now(), user))
        })
        .await?;
    Ok(Json(Here { devices }))
}

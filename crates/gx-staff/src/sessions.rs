//! One's own sessions, and looking as a colleague.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use gx_http::{Answer, Body, Kit, Signed, auth};
use gx_kernel::{IdKind, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Value};
use serde::Deserialize;
use serde_json::{Value as Json_, json};
use sha2::{Digest as _, Sha256};

use gx_http::id;

/// A session is named by the first bytes of its hash, which open nothing.
fn handle(hash: &[u8]) -> String {
    hash.iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn own(headers: &HeaderMap) -> Vec<u8> {
    auth::cookie(headers).map(|t| Sha256::digest(t.as_bytes()).to_vec()).unwrap_or_default()
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed, headers: HeaderMap) -> Answer<Json<Json_>> {
    let this = own(&headers);
    let user = me.really.unwrap_or(me.user.id);
    let list = kit
        .run(move |store| {
            store.read(|tx| {
                let rows = tx.query(
                    "SELECT hash, created_at, last_seen_at, agent FROM session WHERE staff_id = $1 AND pending = 0 AND expires_at > $2 ORDER BY last_seen_at DESC LIMIT 200",
                    &[user.into(), store.now().into()],
                )?;
                rows.iter()
                    .map(|r| {
                        let Value::Blob(hash) = r.value(0) else { return Ok(Json_::Null) };
                        Ok(json!({
                            "id": handle(&hash), "created_at": r.micros(1)?, "last_seen_at": r.micros(2)?,
                            "agent": r.opt_string(3)?, "this": hash == this,
                        }))
                    })
                    .collect::<Result<Json_>>()
            })
        })
        .await?;
    Ok(Json(list))
}

/// Ends one of the caller's own sessions; `others` ends all but this one.
pub(crate) async fn end(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let this = own(&headers);
    let user = me.really.unwrap_or(me.user.id);
    let ended = kit
        .run(move |store| {
            store.write(|tx| {
                let rows = tx.query("SELECT hash FROM session WHERE staff_id = $1", &[user.into()])?;
                let mut ended = 0;
                for r in &rows {
                    let Value::Blob(hash) = r.value(0) else { continue };
                    if handle(&hash) == text || (text == "others" && hash != this) {
                        ended += tx.execute("DELETE FROM session WHERE hash = $1", &[Value::Blob(hash)])?;
                    }
                }
                if ended == 0 && text != "others" {
                    return Err(Problem::not_found("The session").into());
                }
                Ok(ended)
            })
        })
        .await?;
    Ok(Json(json!({"ended": ended})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct As {
    user: String,
}

/// From now on this session sees what a colleague sees, and changes nothing. It is noted.
pub(crate) async fn look_as(
    State(kit): State<Kit>,
    me: Signed,
    headers: HeaderMap,
    Body(body): Body<As>,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let other = id(IdKind::User, &body.user)?;
    let this = own(&headers);
    kit.run(move |store| {
        store.write(|tx| {
            if auth::rights_of(tx, other)?.is_none() {
                return Err(Problem::field("user", "unknown_user", "there is no such active user").into());
            }
            tx.execute("UPDATE session SET as_id = $1 WHERE hash = $2", &[other.into(), Value::Blob(this)])?;
            let entry = Entry {
                staff: Some(me.user.id),
                kind: "look_as",
                object: Some("user"),
                row: Some(other),
                detail: Json_::Null,
            };
            audit::note(tx, store, &entry)
        })
    })
    .await?;
    Ok(Json(json!({})))
}

pub(crate) async fn look_back(
    State(kit): State<Kit>,
    _me: Signed,
    headers: HeaderMap,
) -> Answer<Json<Json_>> {
    let this = own(&headers);
    kit.run(move |store| {
        store.write(|tx| tx.execute("UPDATE session SET as_id = NULL WHERE hash = $1", &[Value::Blob(this)]))
    })
    .await?;
    Ok(Json(json!({})))
}

//! Keys of programs for the staff API: their maker's rights, cut to what the scopes name.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, auth, kit::secret};
use gx_kernel::{IdKind, Micros, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Row, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use gx_http::id;

/// A key as the list shows it; the secret is never shown again.
#[derive(Debug, Serialize)]
pub(crate) struct KeyInfo {
    id: String,
    name: String,
    /// The end of the secret.
    hint: String,
    scopes: Vec<String>,
    user: String,
    created_at: Micros,
    expires_at: Option<Micros>,
    last_used_at: Option<Micros>,
    revoked_at: Option<Micros>,
    /// Only in the answer to making it.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

const SELECT: &str = "SELECT k.id, k.name, k.hint, k.scopes, u.name, k.created_at, k.expires_at, k.last_used_at, k.revoked_at \
                      FROM api_key k JOIN staff u ON u.id = k.staff_id";

fn info(r: &Row) -> Result<KeyInfo> {
    Ok(KeyInfo {
        id: r.id(0)?.show(IdKind::Key),
        name: r.string(1)?,
        hint: r.string(2)?,
        scopes: r.json(3)?,
        user: r.string(4)?,
        created_at: r.micros(5)?,
        expires_at: r.opt_micros(6)?,
        last_used_at: r.opt_micros(7)?,
        revoked_at: r.opt_micros(8)?,
        secret: None,
    })
}

/// The caller's own keys; everybody's for those who set users up.
pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<KeyInfo>>> {
    let list = kit
        .run(move |store| {
            store.read(|tx| {
                let rows = if me.access.may("users") {
                    tx.query(&format!("{SELECT} ORDER BY k.id DESC LIMIT 1000"), &[])?
                } else {
                    tx.query(
                        &format!("{SELECT} WHERE k.staff_id = $1 ORDER BY k.id DESC LIMIT 1000"),
                        &[me.user.id.into()],
                    )?
                };
                rows.iter().map(info).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(list))
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewKey {
    name: String,
    scopes: Vec<String>,
    /// Days until it ends; none keeps it.
    #[serde(default)]
    days: Option<i64>,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<NewKey>,
) -> Answer<Json<KeyInfo>> {
    if me.program || me.really.is_some() {
        return Err(Problem::forbidden("A key is made by a person who signed in.").into());
    }
    let name: String = body.name.trim().chars().take(80).collect();
    if name.is_empty() {
        return Err(Problem::field("name", "missing", "say what the key is for").into());
    }
    if body.scopes.is_empty() {
        return Err(Problem::field("scopes", "missing", "a key needs a scope").into());
    }
    if let Some(unknown) = body.scopes.iter().find(|s| !auth::SCOPES.contains(&s.as_str())) {
        let message = format!("{unknown:?} is not one of {}", auth::SCOPES.join(", "));
        return Err(Problem::field("scopes", "unknown", message).into());
    }
    if body.days.is_some_and(|d| !(1..=3650).contains(&d)) {
        return Err(Problem::field("days", "out_of_range", "1 to 3,650 days").into());
    }
    let key = secret(auth::KEY_PREFIX)?;
    let made = kit
        .run(move |store| {
            store.write(|tx| {
                let (row, now) = (store.id(), store.now());
                let hint = key.get(key.len().saturating_sub(4)..).unwrap_or_default().to_owned();
                tx.execute(
                    "INSERT INTO api_key (id, staff_id, name, hint, hash, scopes, created_at, expires_at, last_used_at, revoked_at) \
                     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL,NULL)",
                    &[
                        row.into(),
                        me.user.id.into(),
                        name.into(),
                        hint.into(),
                        Value::Blob(Sha256::digest(key.as_bytes()).to_vec()),
                        json!(body.scopes).into(),
                        now.into(),
                        body.days.map(|d| now.plus(d * Micros::DAY)).into(),
                    ],
                )?;
                let detail = json!({"did": "made", "scopes": body.scopes});
                audit::note(tx, store, &Entry { staff: Some(me.user.id), kind: "key", object: Some("key"), row: Some(row), detail })?;
                let made = info(&tx.one(&format!("{SELECT} WHERE k.id = $1"), &[row.into()])?)?;
                Ok(KeyInfo { secret: Some(key), ..made })
            })
        })
        .await?;
    Ok(Json(made))
}

pub(crate) async fn revoke(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<KeyInfo>> {
    let row = id(IdKind::Key, &text)?;
    let gone = kit
        .run(move |store| {
            store.write(|tx| {
                let held = tx
                    .first("SELECT staff_id FROM api_key WHERE id = $1", &[row.into()])?
                    .ok_or_else(|| Problem::not_found("The key"))?;
                if held.id(0)? != me.user.id {
                    me.access.need("users")?;
                }
                tx.execute(
                    "UPDATE api_key SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
                    &[store.now().into(), row.into()],
                )?;
                let detail = json!({"did": "revoked"});
                audit::note(
                    tx,
                    store,
                    &Entry {
                        staff: Some(me.user.id),
                        kind: "key",
                        object: Some("key"),
                        row: Some(row),
                        detail,
                    },
                )?;
                info(&tx.one(&format!("{SELECT} WHERE k.id = $1"), &[row.into()])?)
            })
        })
        .await?;
    Ok(Json(gone))
}

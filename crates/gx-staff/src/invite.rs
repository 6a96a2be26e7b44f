//! The link with which somebody chooses a password: an invitation, or a reset by an administrator.
//!
//! The database keeps the SHA-256 of its token; it holds for seven days and works once.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gx_http::auth::User;
use gx_http::seal::Seal;
use gx_http::{Answer, Asked, Body, Kit, Signed, auth, kit::secret, second};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_mail::Letter;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};
use sha2::{Digest as _, Sha256};

use gx_http::id;

const LIVES: i64 = 7 * Micros::DAY;

/// A link's token, shown once, and when it ends.
#[derive(Debug, Serialize)]
pub(crate) struct Link {
    token: String,
    expires_at: Micros,
    /// Where it was mailed, too.
    mailed_to: Option<String>,
}

fn digest(token: &str) -> Value {
    Value::Blob(Sha256::digest(token.as_bytes()).to_vec())
}

/// Makes a link; the ones before it end.
fn make(tx: &mut Tx<'_>, store: &Store, user: Id, by: Id) -> Result<Link> {
    let (token, now) = (secret("gxi")?, store.now());
    let expires_at = now.plus(LIVES);
    tx.execute("DELETE FROM invite WHERE staff_id = $1 OR expires_at < $2", &[user.into(), now.into()])?;
    tx.execute(
        "INSERT INTO invite (hash, staff_id, by_id, created_at, expires_at) VALUES ($1,$2,$3,$4,$5)",
        &[digest(&token), user.into(), by.into(), now.into(), expires_at.into()],
    )?;
    Ok(Link { token, expires_at, mailed_to: None })
}

/// Makes a link and mails it, where the workspace sends mail and the account has an address.
pub(crate) fn send(tx: &mut Tx<'_>, store: &Store, seal: &Seal, user: Id, by: &User) -> Result<Link> {
    let mut link = make(tx, store, user, by.id)?;
    let to = tx.one("SELECT email FROM staff WHERE id = $1", &[user.into()])?.opt_string(0)?;
    if let (Some(address), Some(to)) = (gx_mail::ready(tx)?, to) {
        let letter =
            Letter::InvitationV1 { link: format!("{address}/invite#{}", link.token), by: by.name.clone() };
        gx_mail::enqueue(tx, store, seal, user, by.locale.as_deref(), &letter)?;
        link.mailed_to = Some(to);
    }
    Ok(link)
}

pub(crate) async fn renew(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Link>> {
    me.access.need("users")?;
    let user = id(IdKind::User, &text)?;
    let seal = kit.seal.clone();
    let link = kit
        .run(move |store| {
            store.write(|tx| {
                if tx
                    .first("SELECT id FROM staff WHERE id = $1 AND disabled_at IS NULL", &[user.into()])?
                    .is_none()
                {
                    return Err(Problem::not_found("The account").into());
                }
                let detail = json!({"did": "link"});
                crate::audit::note_account(tx, store, me.user.id, user, detail)?;
                send(tx, store, &seal, user, &me.user)
            })
        })
        .await?;
    Ok(Json(link))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    token: String,
}

fn holder(tx: &mut Tx<'_>, store: &Store, token: &str) -> Result<(Id, String, String)> {
    let row = tx.first(
        "SELECT u.id, u.login, u.name FROM invite i JOIN staff u ON u.id = i.staff_id \
         WHERE i.hash = $1 AND i.expires_at > $2 AND u.disabled_at IS NULL",
        &[digest(token), store.now().into()],
    )?;
    let gone =
        || Problem::new(410, "invite_gone", "This link has been used or has expired; ask for a new one.");
    let row = row.ok_or_else(gone)?;
    Ok((row.id(0)?, row.string(1)?, row.string(2)?))
}

/// Whom a link is for, so that the page can greet them.
pub(crate) async fn look(State(kit): State<Kit>, Asked(q): Asked<Token>) -> Answer<Json<Json_>> {
    let (_, login, name) = kit.run(move |store| store.read(|tx| holder(tx, store, &q.token))).await?;
    Ok(Json(json!({"login": login, "name": name})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Accept {
    token: String,
    password: String,
}

/// Sets the password, ends the link and every older session, and signs in.
pub(crate) async fn accept(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<Accept>,
) -> Answer<Response> {
    auth::csrf(&headers)?;
    let agent = second::agent(&headers);
    let token = secret("gxs")?;
    let fresh = token.clone();
    let step = kit
        .run(move |store| {
            // Hashing is slow on purpose, so it is done outside the transaction.
            store.read(|tx| holder(tx, store, &body.token).map(|_| ()))?;
            let hash = auth::hash_password(&body.password)?;
            store.write(|tx| {
                let (user, _, _) = holder(tx, store, &body.token)?;
                second::set_password(tx, user, &hash, None)?;
                audit::note(
                    tx,
                    store,
                    &Entry {
                        staff: Some(user),
                        kind: "password",
                        detail: json!({"by": "link"}),
                        ..Entry::default()
                    },
                )?;
                second::after_password(tx, store, user, &fresh, agent.as_deref())
            })
        })
        .await?;
    // Whoever holds the link still owes the second step of an account that has one.
    let mut response = match step {
        Some(step) => (StatusCode::ACCEPTED, Json(json!({"second": step}))).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    };
    if let Ok(value) = auth::set_cookie(&token, kit.secure, false).parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

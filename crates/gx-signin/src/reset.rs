//! A forgotten password, replaced by a link that comes by mail.
//!
//! Whoever asks is told the same whether there is such an account or not, in the same time: the request only puts
//! a job into the queue, and the job looks. The database keeps the SHA-256 of a link's token; it holds for an hour
//! and works once.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gx_http::kit::secret;
use gx_http::seal::Seal;
use gx_http::{Answer, Asked, Body, Kit, auth, second};
use gx_kernel::{Id, Micros, Problem};
use gx_mail::Letter;
use gx_store::audit::{self, Entry};
use gx_store::job::{self, Job};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

/// The job that looks whether there is such an account, and writes to it.
pub(crate) const FORGOTTEN_JOB: &str = "signin.forgotten";
const LIVES: i64 = 3600 * Micros::SECOND;
/// One mail in so long for an account, however often it is asked for.
const PAUSE: i64 = 120 * Micros::SECOND;
/// All that may be asked for in five minutes, whoever asks for whom; each costs a mail at most.
const EVERYBODY: &str = "forgotten";

#[derive(Debug, Deserialize)]
pub(crate) struct Forgotten {
    /// The login or the mail address.
    login: String,
    /// The language of the page that asks, for an account without one.
    #[serde(default)]
    locale: Option<String>,
}

pub(crate) async fn forgotten(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<Forgotten>,
) -> Answer<StatusCode> {
    auth::csrf(&headers)?;
    let login: String = body.login.trim().to_lowercase().chars().take(254).collect();
    let door = format!("{EVERYBODY}:{login}");
    let now = kit.store.now();
    kit.throttle.check(&door, now)?;
    kit.throttle.failed(&door, now);
    let seal = kit.seal.clone();
    kit.run(move |store| {
        store.write(|tx| {
            if gx_mail::ready(tx)?.is_none() {
                return Err(Problem::conflict(
                    "mail_off",
                    "This workspace sends no mail; ask an administrator.",
                )
                .into());
            }
            let recent = tx.one(
                "SELECT COUNT(*) FROM job WHERE kind = $1 AND created_at > $2",
                &[FORGOTTEN_JOB.into(), now.plus(-300 * Micros::SECOND).into()],
            )?;
            if recent.int(0)? >= 60 {
                let message = "Too many people ask for a new password; wait five minutes.";
                return Err(Problem::new(429, "too_many_tries", message).with("retry_after", 300).into());
            }
            // What was typed may be anything, so it waits sealed.
            let payload = json!({"login": seal.seal_text(FORGOTTEN_JOB, 0, &login)?, "speaks": body.locale});
            job::enqueue(tx, store, FORGOTTEN_JOB, &payload, store.now(), None)?;
            Ok(())
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Runs a job of [`FORGOTTEN_JOB`]: writes to the account, if there is one that mail can reach.
pub(crate) fn answer(store: &Store, seal: &Seal, job: &Job) -> std::result::Result<(), String> {
    let sealed = job.payload["login"].as_str().unwrap_or_default();
    let login = seal.open_text(FORGOTTEN_JOB, 0, sealed).map_err(|e| e.code)?;
    let speaks = job.payload["speaks"].as_str();
    let write = |tx: &mut Tx<'_>| {
        let now = store.now();
        let row = tx.first(
            "SELECT id FROM staff WHERE (login = $1 OR email = $1) AND email IS NOT NULL AND disabled_at IS NULL \
             ORDER BY CASE WHEN login = $1 THEN 0 ELSE 1 END LIMIT 1",
            &[login.as_str().into()],
        )?;
        let (Some(row), Some(address)) = (row, gx_mail::ready(tx)?) else { return Ok(()) };
        let user = row.id(0)?;
        let recent = tx.first(
            "SELECT 1 FROM password_reset WHERE staff_id = $1 AND created_at > $2",
            &[user.into(), now.plus(-PAUSE).into()],
        )?;
        if recent.is_some() {
            return Ok(());
        }
        let token = secret("gxr")?;
        tx.execute(
            "DELETE FROM password_reset WHERE staff_id = $1 OR expires_at < $2",
            &[user.into(), now.into()],
        )?;
        tx.execute(
            "INSERT INTO password_reset (hash, staff_id, created_at, expires_at) VALUES ($1,$2,$3,$4)",
            &[second::hash(&token), user.into(), now.into(), now.plus(LIVES).into()],
        )?;
        let detail = json!({"did": "forgotten"});
        audit::note(tx, store, &Entry { staff: Some(user), kind: "password", detail, ..Entry::default() })?;
        let letter = Letter::ResetV1 { link: format!("{address}/reset#{token}") };
        gx_mail::enqueue(tx, store, seal, user, speaks, &letter)
    };
    store.write(write).map_err(|e| e.to_string())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    token: String,
}

fn holder(tx: &mut Tx<'_>, store: &Store, token: &str) -> Result<(Id, String, String)> {
    let row = tx.first(
        "SELECT u.id, u.login, u.name FROM password_reset p JOIN staff u ON u.id = p.staff_id \
         WHERE p.hash = $1 AND p.expires_at > $2 AND u.disabled_at IS NULL",
        &[second::hash(token), store.now().into()],
    )?;
    let message = "This link has been used or has expired; ask for a new one.";
    let row = row.ok_or_else(|| Problem::new(410, "reset_gone", message))?;
    Ok((row.id(0)?, row.string(1)?, row.string(2)?))
}

/// Whom a link is for, so that the page can greet them.
pub(crate) async fn look(State(kit): State<Kit>, Asked(q): Asked<Token>) -> Answer<Json<Json_>> {
    let (_, login, name) = kit.run(move |store| store.read(|tx| holder(tx, store, &q.token))).await?;
    Ok(Json(json!({"login": login, "name": name})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reset {
    token: String,
    password: String,
}

/// Sets the password, ends the link, every invitation and every session, and goes on as after a password.
pub(crate) async fn reset(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<Reset>,
) -> Answer<Response> {
    auth::csrf(&headers)?;
    let (token, agent) = (secret("gxs")?, second::agent(&headers));
    let (fresh, seal) = (token.clone(), kit.seal.clone());
    let step = kit
        .run(move |store| {
            // Hashing is slow on purpose, so it is done outside the transaction.
            store.read(|tx| holder(tx, store, &body.token).map(|_| ()))?;
            let hash = auth::hash_password(&body.password)?;
            store.write(|tx| {
                let (user, _, _) = holder(tx, store, &body.token)?;
                second::set_password(tx, user, &hash, None)?;
                let detail = json!({"by": "mail"});
                audit::note(
                    tx,
                    store,
                    &Entry { staff: Some(user), kind: "password", detail, ..Entry::default() },
                )?;
                if gx_mail::ready(tx)?.is_some() {
                    gx_mail::enqueue(tx, store, &seal, user, None, &Letter::ChangedV1)?;
                }
                second::after_password(tx, store, user, &fresh, agent.as_deref())
            })
        })
        .await?;
    let mut response = match step {
        Some(step) => (StatusCode::ACCEPTED, Json(json!({"second": step}))).into_response(),
        None => StatusCode::NO_CONTENT.into_response(),
    };
    if let Ok(value) = auth::set_cookie(&token, kit.secure, false).parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}

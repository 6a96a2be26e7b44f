//! One's own second factor: turned on, renewed, turned off; and a colleague's taken off by who sets users up.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use gx_http::auth::Entering;
use gx_http::kit::random;
use gx_http::{Answer, Body, Kit, Signed, auth, second};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::{confirm_password, in_person, recovery, totp};

/// Notes what was done to somebody's factors.
pub(crate) fn note(tx: &mut Tx<'_>, store: &Store, by: Option<Id>, whose: Id, did: &str) -> Result<()> {
    let entry = Entry {
        staff: by,
        kind: "factor",
        object: Some("user"),
        row: Some(whose),
        detail: json!({"did": did}),
    };
    audit::note(tx, store, &entry)
}

/// Whether one has a second factor, and whether the workspace demands one.
pub(crate) async fn look(State(kit): State<Kit>, Entering(me): Entering) -> Answer<Json<Json_>> {
    let user = me.user.id;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let row = tx.first(
                    "SELECT confirmed_at FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL",
                    &[user.into()],
                )?;
                let since = row.map(|r| r.opt_micros(0)).transpose()?.flatten();
                Ok(json!({
                    "on": since.is_some(), "since": since, "recovery_codes_left": recovery::left(tx, user)?,
                    "demanded": settings::get::<bool>(tx, second::DEMANDED)?.unwrap_or(false),
                }))
            })
        })
        .await?;
    Ok(Json(answer))
}

/// Makes a secret for an app; it counts once a code of it was given.
pub(crate) async fn begin(State(kit): State<Kit>, Entering(me): Entering) -> Answer<Json<Json_>> {
    in_person(&me)?;
    let (seal, fresh) = (kit.seal.clone(), random::<20>()?);
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let (user, now) = (me.user.id, store.now());
                let on = tx.first(
                    "SELECT 1 FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL",
                    &[user.into()],
                )?;
                if on.is_some() {
                    let message = "The second factor is on; turn it off first to set up another app.";
                    return Err(Problem::conflict("factor_on", message).into());
                }
                let sealed = seal.seal(totp::PURPOSE, user.0, &fresh)?;
                tx.execute("DELETE FROM second_factor WHERE staff_id = $1", &[user.into()])?;
                tx.execute(
                    "INSERT INTO second_factor (staff_id, secret, confirmed_at, last_step, created_at) VALUES ($1,$2,NULL,0,$3)",
                    &[user.into(), gx_store::Value::Blob(sealed), now.into()],
                )?;
                let workspace = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
                Ok(json!({
                    "secret": totp::text(&fresh), "uri": totp::uri(&fresh, &workspace, &me.user.login),
                }))
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Code {
    code: String,
}

/// Turns the factor on with a first code; answers the recovery codes, this once. One's other sessions end.
pub(crate) async fn confirm(
    State(kit): State<Kit>,
    Entering(me): Entering,
    headers: HeaderMap,
    Body(body): Body<Code>,
) -> Answer<Json<Json_>> {
    in_person(&me)?;
    let user = me.user.id;
    let door = format!("code:{}", user.0);
    kit.throttle.check(&door, kit.store.now())?;
    let seal = kit.seal.clone();
    let codes = kit
        .run(move |store| {
            store.write(|tx| {
                let row = tx.first(
                    "SELECT secret FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NULL",
                    &[user.into()],
                )?;
                let row =
                    row.ok_or_else(|| Problem::conflict("factor_not_begun", "Begin with a new secret."))?;
                let secret = seal.open(totp::PURPOSE, user.0, row.blob(0)?)?;
                let digits: String = body.code.chars().filter(|c| !c.is_whitespace()).collect();
                let Some(step) = totp::step(&secret, &digits, store.now())? else { return Ok(None) };
                tx.execute(
                    "UPDATE second_factor SET confirmed_at = $1, last_step = $2 WHERE staff_id = $3",
                    &[store.now().into(), step.into(), user.into()],
                )?;
                let this = second::hash(&auth::cookie(&headers).unwrap_or_default());
                tx.execute(
                    "DELETE FROM session WHERE staff_id = $1 AND hash <> $2",
                    &[user.into(), this.clone()],
                )?;
                tx.execute("UPDATE session SET factor = 'code' WHERE hash = $1", &[this])?;
                note(tx, store, Some(user), user, "on")?;
                Ok(Some(recovery::make(tx, user)?))
            })
        })
        .await?;
    let Some(codes) = codes else {
        kit.throttle.failed(&door, kit.store.now());
        return Err(Problem::field("code", "wrong_code", "the code is wrong or has ended").into());
    };
    Ok(Json(json!({"recovery_codes": codes})))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Password {
    password: String,
}

/// Ten new recovery codes; those of before end.
pub(crate) async fn renew_codes(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Password>,
) -> Answer<Json<Json_>> {
    in_person(&me)?;
    confirm_password(&kit, &me, body.password).await?;
    let user = me.user.id;
    let codes = kit
        .run(move |store| {
            store.write(|tx| {
                let on = tx.first(
                    "SELECT 1 FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL",
                    &[user.into()],
                )?;
                on.ok_or_else(|| Problem::conflict("factor_off", "The second factor is off."))?;
                note(tx, store, Some(user), user, "codes")?;
                recovery::make(tx, user)
            })
        })
        .await?;
    Ok(Json(json!({"recovery_codes": codes})))
}

pub(crate) async fn turn_off(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Password>,
) -> Answer<StatusCode> {
    in_person(&me)?;
    confirm_password(&kit, &me, body.password).await?;
    let user = me.user.id;
    kit.run(move |store| {
        store.write(|tx| {
            forget_app(tx, user)?;
            note(tx, store, Some(user), user, "off")
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sessions that were opened by a code count as opened by the password from now on.
fn forget_app(tx: &mut Tx<'_>, user: Id) -> Result<()> {
    tx.execute("DELETE FROM second_factor WHERE staff_id = $1", &[user.into()])?;
    tx.execute("DELETE FROM recovery_code WHERE staff_id = $1", &[user.into()])?;
    tx.execute(
        "UPDATE session SET factor = NULL WHERE staff_id = $1 AND factor IN ('code', 'recovery')",
        &[user.into()],
    )?;
    Ok(())
}

/// Takes every factor off a colleague who has lost theirs, and ends their sessions.
pub(crate) async fn reset(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<StatusCode> {
    me.access.need("users")?;
    let user = Id::read(IdKind::User, &text).ok_or_else(|| Problem::not_found("The account"))?;
    kit.run(move |store| {
        store.write(|tx| {
            tx.first("SELECT id FROM staff WHERE id = $1", &[user.into()])?
                .ok_or_else(|| Problem::not_found("The account"))?;
            take_factors(tx, store, Some(me.user.id), user)
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes every factor and every session off an account; `by` whom, if by anybody who is signed in.
pub fn take_factors(tx: &mut Tx<'_>, store: &Store, by: Option<Id>, user: Id) -> Result<()> {
    forget_app(tx, user)?;
    tx.execute("DELETE FROM passkey WHERE staff_id = $1", &[user.into()])?;
    tx.execute("DELETE FROM session WHERE staff_id = $1", &[user.into()])?;
    note(tx, store, by, user, "reset")
}

//! Ways in beyond the password.
//!
//! Purpose: the second factor (an authenticator app, recovery codes), passwords reset by mail, passkeys, single
//! sign-on, and what a workspace demands of all of them.
//! In: requests of people on their way in, or about their own factors; settings of those who may set users up.
//! Out: sessions, rows of factors, mails to be sent, an entry of the audit log for each change.
//!
//! A factor may only be set up or taken off by the person who signed in, never by a key or while looking as a
//! colleague. It must never answer a stranger in a way that tells whether an account exists.

mod ceremony;
mod factor;
mod passkey;
mod recovery;
mod reset;
mod rules;
mod second;
mod sso;
mod totp;

use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post};
use gx_http::seal::Seal;
use gx_http::{ApiError, Kit, Signed, auth};
use gx_kernel::Problem;
use gx_store::{Result, Tx, job};
use serde_json::{Value as Json_, json};

pub use factor::take_factors;

/// What the sign-in page offers beside the password.
pub fn offered(tx: &mut Tx<'_>) -> Result<Json_> {
    Ok(json!({
        "forgotten": gx_mail::ready(tx)?.is_some(),
        "passkeys": tx.first("SELECT id FROM passkey LIMIT 1", &[])?.is_some(),
        "sso": sso::offered(tx)?,
    }))
}

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/session/code", post(second::code))
        .route("/session/factor", get(factor::look).post(factor::begin))
        .route("/session/factor/confirm", post(factor::confirm))
        .route("/session/factor/recovery", post(factor::renew_codes))
        .route("/session/factor/off", post(factor::turn_off))
        .route("/staff/{id}/factor/reset", post(factor::reset))
        .route("/session/passkeys", get(passkey::list).post(passkey::add))
        .route("/session/passkeys/begin", post(passkey::begin))
        .route("/session/passkeys/{id}", delete(passkey::remove))
        .route("/session/passkey", post(passkey::sign_in))
        .route("/session/passkey/begin", post(passkey::begin_sign_in))
        .route("/password/forgotten", post(reset::forgotten))
        .route("/password/reset", get(reset::look).post(reset::reset))
        .route("/sso/start", get(sso::start))
        .route("/sso/callback", get(sso::callback))
        .route("/settings/sso", get(sso::look).put(sso::change))
        .route("/settings/sso/test", post(sso::test))
        .route("/settings/sign-in", get(rules::look).put(rules::change))
}

/// What runs the jobs of this crate.
pub fn handlers(seal: &Seal) -> Vec<(&'static str, job::Handler)> {
    let seal = seal.clone();
    let forgotten: job::Handler = Arc::new(move |store, job, _| reset::answer(store, &seal, job));
    vec![(reset::FORGOTTEN_JOB, forgotten)]
}

/// An answer that puts a session's cookie into the browser.
fn inside(token: &str, secure: bool) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Ok(value) = auth::set_cookie(token, secure, false).parse() {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// Refuses what would change a colleague's own account while one looks as them, or by a key.
fn in_person(me: &Signed) -> std::result::Result<(), Problem> {
    if me.really.is_none() && !me.program {
        return Ok(());
    }
    Err(Problem::forbidden("This is changed by the person who signed in."))
}

/// Asks for the password once more before a factor is taken off; wrong ones count as failed sign-ins.
async fn confirm_password(kit: &Kit, me: &Signed, password: String) -> std::result::Result<(), ApiError> {
    let login = me.user.login.clone();
    kit.throttle.check(&login, kit.store.now())?;
    let name = login.clone();
    let right = kit
        .run(move |store| {
            let found = store.read(|tx| auth::by_login(tx, &name))?;
            Ok(auth::check_password(&password, found.as_ref().map(|(_, h)| h.as_str())))
        })
        .await?;
    if right {
        return Ok(());
    }
    kit.throttle.failed(&login, kit.store.now());
    Err(Problem::field("password", "wrong_password", "the password is wrong").into())
}

//! Signing in with a passkey, without saying who one is.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gx_http::kit::secret;
use gx_http::{Answer, Body, Kit, auth, second};
use gx_kernel::{Id, Problem};
use gx_store::{Result, Store, Tx, Value};
use serde::Deserialize;
use serde_json::Value as Json_;
use serde_json::value::RawValue;
use webauthn_rp::bin::{Decode as _, Encode as _};
use webauthn_rp::request::TimedCeremony as _;
use webauthn_rp::request::auth::{AuthenticationVerificationOptions, AuthenticatorAttachmentEnforcement};
use webauthn_rp::response::auth::DiscoverableAuthentication16;
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthenticationServerState, DiscoverableCredentialRequestOptions,
};

use super::model::{handle, place, states};
use crate::ceremony::{self, Taken};
use crate::inside;

const KIND: &str = "passkey.sign_in";

/// What the browser needs to ask its holder for a passkey.
pub(crate) async fn begin(State(kit): State<Kit>, headers: HeaderMap) -> Answer<Json<Json_>> {
    auth::csrf(&headers)?;
    let options = kit
        .run(|store| {
            store.write(|tx| {
                let place = place(tx)?;
                let (server, client) = DiscoverableCredentialRequestOptions::passkey(&place.host)
                    .start_ceremony()
                    .map_err(|_| Problem::internal())?;
                let challenge = server.sent_challenge().encode().map_err(|_| Problem::internal())?;
                let state = server.encode().map_err(|_| Problem::internal())?;
                ceremony::remember(tx, store, KIND, &challenge.to_be_bytes(), None, &state)?;
                serde_json::to_value(&client).map_err(|_| Problem::internal().into())
            })
        })
        .await?;
    Ok(Json(options))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Given {
    /// What the browser's `navigator.credentials.get` gave, as JSON.
    credential: Box<RawValue>,
}

/// Opens a session for whoever the passkey belongs to; it counts as both factors.
pub(crate) async fn finish(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<Given>,
) -> Answer<Response> {
    auth::csrf(&headers)?;
    let (fresh, agent) = (secret("gxs")?, second::agent(&headers));
    let token = fresh.clone();
    kit.run(move |store| {
        // The challenge is spent even where the answer to it is wrong, so this is a transaction of its own.
        let given = DiscoverableAuthentication16::from_json_relaxed(body.credential.get().as_bytes())
            .map_err(|_| refused())?;
        let challenge = given.challenge_relaxed().map_err(|_| refused())?;
        let challenge = challenge.encode().map_err(|_| refused())?;
        let taken = store.write(|tx| ceremony::take(tx, store, KIND, &challenge.to_be_bytes()))?;
        let Taken::Fresh(remembered) = taken else {
            let message = "This took too long or was done before; begin anew.";
            return Err(Problem::new(401, "ceremony_gone", message).into());
        };
        store.write(|tx| {
            let user = verify(tx, store, &given, &remembered.state)?;
            if let Some(old) = auth::cookie(&headers) {
                auth::close_session(tx, &old)?;
            }
            second::after_factor(tx, store, user, &token, agent.as_deref(), "passkey")
        })
    })
    .await?;
    Ok(inside(&fresh, kit.secure))
}

fn refused() -> Problem {
    Problem::new(401, "passkey_refused", "This passkey opens no account here.")
}

fn verify(tx: &mut Tx<'_>, store: &Store, given: &DiscoverableAuthentication16, state: &[u8]) -> Result<Id> {
    let credential: &[u8] = given.raw_id().into_inner();
    let row = tx.first(
        "SELECT k.id, k.staff_id, k.fixed, k.moving FROM passkey k JOIN staff u ON u.id = k.staff_id \
         WHERE k.credential = $1 AND u.disabled_at IS NULL",
        &[Value::Blob(credential.to_vec())],
    )?;
    let row = row.ok_or_else(refused)?;
    let (passkey, user) = (row.id(0)?, row.id(1)?);
    let handle = handle(store, user)?;
    let (fixed, moving) = states(&row, 2, 3)?;
    let mut known =
        AuthenticatedCredential::new(given.raw_id(), &handle, fixed, moving).map_err(|_| refused())?;
    let place = place(tx)?;
    let server = DiscoverableAuthenticationServerState::decode(state).map_err(|_| refused())?;
    let options = AuthenticationVerificationOptions::<&str, &str> {
        allowed_origins: &[place.origin.as_str()],
        error_on_unsolicited_extensions: false,
        auth_attachment_enforcement: AuthenticatorAttachmentEnforcement::Ignore(true),
        update_uv: true,
        ..AuthenticationVerificationOptions::default()
    };
    server.verify(&place.host, given, &mut known, &options).map_err(|e| {
        tracing::info!(error = ?e, "a passkey was refused");
        refused()
    })?;
    let moving = known.dynamic_state().encode().map_err(|_| refused())?;
    tx.execute(
        "UPDATE passkey SET moving = $1, last_used_at = $2 WHERE id = $3",
        &[Value::Blob(moving.to_vec()), store.now().into(), passkey.into()],
    )?;
    Ok(user)
}

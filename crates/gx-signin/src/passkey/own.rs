//! One's own passkeys: added, listed, taken off.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use gx_http::auth::Entering;
use gx_http::{Answer, Body, Kit, Signed, auth, second};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::{Result, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json_;
use serde_json::value::RawValue;
use webauthn_rp::bin::{Decode as _, Encode as _};
use webauthn_rp::request::PublicKeyCredentialDescriptor;
use webauthn_rp::request::TimedCeremony as _;
use webauthn_rp::request::register::{
    CredProtect, Nickname, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, Username,
};
use webauthn_rp::response::{AuthTransports, CredentialId};
use webauthn_rp::{PublicKeyCredentialCreationOptions, Registration, RegistrationServerState};

use super::model::{handle, place};
use crate::ceremony::{self, Taken};
use crate::{confirm_password, factor, in_person};

const KIND: &str = "passkey.add";
const MOST: i64 = 20;

/// A passkey as its owner sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Passkey {
    id: String,
    name: String,
    created_at: Micros,
    last_used_at: Option<Micros>,
}

fn all(tx: &mut Tx<'_>, user: Id) -> Result<Vec<Passkey>> {
    let sql = "SELECT id, name, created_at, last_used_at FROM passkey WHERE staff_id = $1 ORDER BY id";
    tx.query(sql, &[user.into()])?
        .iter()
        .map(|r| {
            Ok(Passkey {
                id: r.id(0)?.show(IdKind::Key),
                name: r.string(1)?,
                created_at: r.micros(2)?,
                last_used_at: r.opt_micros(3)?,
            })
        })
        .collect()
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Passkey>>> {
    Ok(Json(kit.run(move |store| store.read(|tx| all(tx, me.user.id))).await?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Begin {
    /// Asked of accounts that have one, so that a session left open adds no key.
    password: String,
}

/// What the browser needs to make a passkey.
pub(crate) async fn begin(
    State(kit): State<Kit>,
    Entering(me): Entering,
    Body(body): Body<Begin>,
) -> Answer<Json<Json_>> {
    in_person(&me)?;
    let user = me.user.id;
    let has_password = kit
        .run(move |store| {
            store.read(|tx| {
                let row = tx.one("SELECT password FROM staff WHERE id = $1", &[user.into()])?;
                Ok(!row.text(0)?.is_empty())
            })
        })
        .await?;
    if has_password {
        confirm_password(&kit, &me, body.password).await?;
    }
    let options = kit
        .run(move |store| {
            store.write(|tx| {
                let rows = tx.query(
                    "SELECT credential, transports FROM passkey WHERE staff_id = $1",
                    &[user.into()],
                )?;
                if rows.len() as i64 >= MOST {
                    return Err(Problem::conflict(
                        "too_many_passkeys",
                        format!("An account has at most {MOST} passkeys."),
                    )
                    .into());
                }
                let mut known = Vec::new();
                for row in &rows {
                    let id = CredentialId::<Vec<u8>>::decode(row.blob(0)?.to_vec());
                    let transports =
                        u8::try_from(row.int(1)?).ok().and_then(|t| AuthTransports::decode(t).ok());
                    if let (Ok(id), Some(transports)) = (id, transports) {
                        known.push(PublicKeyCredentialDescriptor { id, transports });
                    }
                }
                let (place, handle) = (place(tx)?, handle(store, user)?);
                let id = user.show(IdKind::User);
                // Devices are strict about names; whoever has one that they do not take is called by the id there.
                let name =
                    Username::try_from(me.user.login.as_str()).or_else(|_| Username::try_from(id.as_str()));
                let entity = PublicKeyCredentialUserEntity {
                    name: name.map_err(|_| Problem::internal())?,
                    id: &handle,
                    display_name: Nickname::try_from(me.user.name.as_str()).ok(),
                };
                let mut options = PublicKeyCredentialCreationOptions::passkey(&place.host, entity, known);
                // Many phones and computers know no protection levels and would refuse; that the holder is verified
                // is checked at each sign-in.
                options.extensions.cred_protect = CredProtect::None;
                let (server, client) = options.start_ceremony().map_err(|_| Problem::internal())?;
                let challenge = server.sent_challenge().encode().map_err(|_| Problem::internal())?;
                let state = server.encode().map_err(|_| Problem::internal())?;
                ceremony::remember(tx, store, KIND, &challenge.to_be_bytes(), Some(user), &state)?;
                serde_json::to_value(&client).map_err(|_| Problem::internal().into())
            })
        })
        .await?;
    Ok(Json(options))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Add {
    name: String,
    /// What the browser's `navigator.credentials.create` gave, as JSON.
    credential: Box<RawValue>,
}

/// Keeps a passkey that the browser made.
pub(crate) async fn add(
    State(kit): State<Kit>,
    Entering(me): Entering,
    headers: HeaderMap,
    Body(body): Body<Add>,
) -> Answer<Json<Vec<Passkey>>> {
    in_person(&me)?;
    let name: String = body.name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    if name.is_empty() {
        return Err(Problem::field("name", "length", "a name has 1 to 60 characters").into());
    }
    let list = kit
        .run(move |store| {
            store.write(|tx| {
                keep(tx, store, me.user.id, &name, body.credential.get())?;
                let this = second::hash(&auth::cookie(&headers).unwrap_or_default());
                tx.execute(
                    "UPDATE session SET factor = COALESCE(factor, 'passkey') WHERE hash = $1",
                    &[this],
                )?;
                factor::note(tx, store, Some(me.user.id), me.user.id, "passkey_added")?;
                all(tx, me.user.id)
            })
        })
        .await?;
    Ok(Json(list))
}

fn keep(tx: &mut Tx<'_>, store: &Store, user: Id, name: &str, credential: &str) -> Result<()> {
    let wrong = || Problem::field("credential", "not_valid", "the passkey could not be verified");
    let made = Registration::from_json_relaxed(credential.as_bytes()).map_err(|_| wrong())?;
    let challenge = made.challenge_relaxed().map_err(|_| wrong())?;
    let challenge = challenge.encode().map_err(|_| wrong())?;
    let Taken::Fresh(remembered) = ceremony::take(tx, store, KIND, &challenge.to_be_bytes())? else {
        return Err(
            Problem::conflict("ceremony_gone", "This took too long or was done before; begin anew.").into()
        );
    };
    if remembered.staff != Some(user) {
        return Err(wrong().into());
    }
    let place = place(tx)?;
    let server = RegistrationServerState::<16>::decode(&remembered.state).map_err(|_| wrong())?;
    let options = RegistrationVerificationOptions::<&str, &str> {
        allowed_origins: &[place.origin.as_str()],
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let kept = server.verify(&place.host, &made, &options).map_err(|e| {
        tracing::info!(error = ?e, "a passkey was refused");
        wrong()
    })?;
    let id: &[u8] = kept.id().into_inner();
    if tx.first("SELECT id FROM passkey WHERE credential = $1", &[Value::Blob(id.to_vec())])?.is_some() {
        return Err(Problem::conflict("taken", "This passkey is known already.").into());
    }
    let fixed = kept.static_state().encode().map_err(|_| wrong())?;
    let moving = kept.dynamic_state().encode().map_err(|_| wrong())?;
    let transports = kept.transports().encode().map_err(|_| wrong())?;
    tx.execute(
        "INSERT INTO passkey (id, staff_id, name, credential, fixed, moving, transports, created_at, last_used_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL)",
        &[
            store.id().into(),
            user.into(),
            name.into(),
            Value::Blob(id.to_vec()),
            Value::Blob(fixed),
            Value::Blob(moving.to_vec()),
            i64::from(transports).into(),
            store.now().into(),
        ],
    )?;
    Ok(())
}

/// Takes one of one's own passkeys off.
pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<StatusCode> {
    in_person(&me)?;
    let id = Id::read(IdKind::Key, &text).ok_or_else(|| Problem::not_found("The passkey"))?;
    kit.run(move |store| {
        store.write(|tx| {
            let user = me.user.id;
            let n =
                tx.execute("DELETE FROM passkey WHERE id = $1 AND staff_id = $2", &[id.into(), user.into()])?;
            if n == 0 {
                return Err(Problem::not_found("The passkey").into());
            }
            // Without any left, sessions that one opened owe a second factor again where one is demanded.
            tx.execute(
                "UPDATE session SET factor = NULL WHERE staff_id = $1 AND factor = 'passkey' \
                 AND NOT EXISTS (SELECT 1 FROM passkey k WHERE k.staff_id = $1)",
                &[user.into()],
            )?;
            factor::note(tx, store, Some(user), user, "passkey_removed")
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

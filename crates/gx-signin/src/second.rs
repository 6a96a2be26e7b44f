//! The second step of signing in, by a code.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gx_http::kit::secret;
use gx_http::{Answer, Body, Kit, auth, second};
use gx_kernel::{Id, Problem};
use gx_store::Store;
use gx_store::audit::{self, Entry};
use serde::Deserialize;
use serde_json::json;

use crate::{inside, recovery, totp};

#[derive(Debug, Deserialize)]
pub(crate) struct Code {
    code: String,
}

/// Takes a code of the app or a recovery code, and opens the session under a new token.
pub(crate) async fn code(
    State(kit): State<Kit>,
    headers: HeaderMap,
    Body(body): Body<Code>,
) -> Answer<Response> {
    auth::csrf(&headers)?;
    let lookup = headers.clone();
    let (user, old) = kit.run(move |store| store.read(|tx| second::pending(tx, store, &lookup))).await?;
    let door = format!("code:{}", user.0);
    kit.throttle.check(&door, kit.store.now())?;
    let (fresh, agent) = (secret("gxs")?, second::agent(&headers));
    let (token, seal) = (fresh.clone(), kit.seal.clone());
    let entered = kit
        .run(move |store| {
            store.write(|tx| {
                let Some(by) = right(tx, store, &seal, user, &body.code)? else {
                    let detail = json!({"step": "code"});
                    let entry =
                        Entry { staff: Some(user), kind: "sign_in_failed", detail, ..Entry::default() };
                    audit::note(tx, store, &entry)?;
                    return Ok(false);
                };
                auth::close_session(tx, &old)?;
                second::after_factor(tx, store, user, &token, agent.as_deref(), by)?;
                Ok(true)
            })
        })
        .await?;
    if !entered {
        kit.throttle.failed(&door, kit.store.now());
        return Err(
            Problem::new(401, "wrong_code", "The code is wrong, has ended or was used before.").into()
        );
    }
    Ok(inside(&fresh, kit.secure))
}

/// Takes a code if it is right: by what.
fn right(
    tx: &mut gx_store::Tx<'_>,
    store: &Store,
    seal: &gx_http::seal::Seal,
    user: Id,
    typed: &str,
) -> gx_store::Result<Option<&'static str>> {
    if recovery::looks_like(typed) {
        return Ok(recovery::take(tx, store, user, typed)?.then_some("recovery"));
    }
    let row = tx.first(
        "SELECT secret FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL",
        &[user.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let secret = seal.open(totp::PURPOSE, user.0, row.blob(0)?)?;
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    match totp::step(&secret, &digits, store.now())? {
        Some(step) if totp::take(tx, user, step)? => Ok(Some("code")),
        _ => Ok(None),
    }
}

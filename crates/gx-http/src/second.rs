//! The second step of signing in: whether one is owed, and what opens after it.
//!
//! A right password opens a pending session for ten minutes where a second step is owed; no endpoint takes it but
//! those of that step, which open a new session under a new token. Setting factors up is the crate `gx-signin`.

use axum::http::{HeaderMap, header};
use gx_kernel::{Id, Micros, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, Value, settings};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::auth;

/// The setting that demands a second factor of everyone.
pub const DEMANDED: &str = "demand_factor";

const PENDING: i64 = 600 * Micros::SECOND;

/// The ways in which somebody can take the second step.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SecondStep {
    /// By a code of an authenticator app, or a recovery code.
    pub code: bool,
    /// By a passkey.
    pub passkey: bool,
}

/// The second step that somebody owes after their password. Whoever has an authenticator app always does; whoever
/// has passkeys only, where a second factor is demanded: a password alone must not set up another factor there.
pub fn owed(tx: &mut Tx<'_>, user: Id) -> Result<Option<SecondStep>> {
    let row = tx.one(
        "SELECT (SELECT COUNT(*) FROM second_factor WHERE staff_id = $1 AND confirmed_at IS NOT NULL), \
         (SELECT COUNT(*) FROM passkey WHERE staff_id = $1)",
        &[user.into()],
    )?;
    let step = SecondStep { code: row.int(0)? > 0, passkey: row.int(1)? > 0 };
    let demanded = step.passkey && settings::get::<bool>(tx, DEMANDED)?.unwrap_or(false);
    Ok((step.code || demanded).then_some(step))
}

/// What a browser calls itself.
pub fn agent(headers: &HeaderMap) -> Option<String> {
    headers.get(header::USER_AGENT).and_then(|a| a.to_str().ok()).map(str::to_owned)
}

/// Sets a password. Whatever could set another one ends with it, invitations and links alike, and every session but
/// the one whose token is `keep`: whoever changes a password because it leaked must be alone afterwards.
pub fn set_password(tx: &mut Tx<'_>, user: Id, password: &str, keep: Option<&str>) -> Result<()> {
    tx.execute("DELETE FROM invite WHERE staff_id = $1", &[user.into()])?;
    tx.execute("DELETE FROM password_reset WHERE staff_id = $1", &[user.into()])?;
    tx.execute(
        "DELETE FROM session WHERE staff_id = $1 AND hash <> $2",
        &[user.into(), keep.map_or(Value::Blob(Vec::new()), hash)],
    )?;
    tx.execute("UPDATE staff SET password = $1 WHERE id = $2", &[password.into(), user.into()])?;
    Ok(())
}

/// Opens the session of somebody whose password, or link instead of one, was right; pending if a second step is owed.
pub fn after_password(
    tx: &mut Tx<'_>,
    store: &Store,
    user: Id,
    token: &str,
    agent: Option<&str>,
) -> Result<Option<SecondStep>> {
    let step = owed(tx, user)?;
    auth::open_session(tx, store, user, token, agent)?;
    if step.is_some() {
        tx.execute(
            "UPDATE session SET pending = 1, expires_at = $1 WHERE hash = $2",
            &[store.now().plus(PENDING).into(), hash(token)],
        )?;
    } else {
        audit::note(tx, store, &Entry { staff: Some(user), kind: "sign_in", ..Entry::default() })?;
    }
    Ok(step)
}

/// Opens a session whose second step was taken by `factor`.
pub fn after_factor(
    tx: &mut Tx<'_>,
    store: &Store,
    user: Id,
    token: &str,
    agent: Option<&str>,
    factor: &str,
) -> Result<()> {
    auth::open_session(tx, store, user, token, agent)?;
    tx.execute("UPDATE session SET factor = $1 WHERE hash = $2", &[factor.into(), hash(token)])?;
    let detail = json!({"by": factor});
    audit::note(tx, store, &Entry { staff: Some(user), kind: "sign_in", detail, ..Entry::default() })
}

/// Whose pending session a cookie names.
pub fn pending(tx: &mut Tx<'_>, store: &Store, headers: &HeaderMap) -> Result<(Id, String)> {
    let gone = || Problem::new(401, "not_signed_in", "Sign in with your password first.");
    let token = auth::cookie(headers).ok_or_else(gone)?;
    let row = tx.first(
        "SELECT s.staff_id FROM session s JOIN staff u ON u.id = s.staff_id \
         WHERE s.hash = $1 AND s.pending = 1 AND s.expires_at > $2 AND u.disabled_at IS NULL",
        &[hash(&token), store.now().into()],
    )?;
    Ok((row.ok_or_else(gone)?.id(0)?, token))
}

/// What the database keeps of a token.
pub fn hash(token: &str) -> Value {
    Value::Blob(Sha256::digest(token.as_bytes()).to_vec())
}

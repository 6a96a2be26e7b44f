//! Who sends: the workspace's key, and the header that shows it to a push service (RFC 8292).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gx_fetch::reqwest::Url;
use gx_http::seal::Seal;
use gx_kernel::{Micros, Problem};
use gx_store::{Result, Tx, settings};
use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::message::{fresh_key, public_bytes};

/// The setting that keeps the key, and what it is sealed for.
pub(crate) const SETTING: &str = "push_key";
/// Seconds that a header is good for; a push service takes a day at most.
const GOOD: i64 = 12 * 3600;

#[derive(Serialize, Deserialize)]
struct Kept {
    /// As browsers are given it.
    public: String,
    sealed: String,
}

/// The public key, as a browser subscribes with it; made when it is first asked for.
pub(crate) fn public(tx: &mut Tx<'_>, seal: &Seal) -> Result<String> {
    if let Some(kept) = settings::get::<Kept>(tx, SETTING)? {
        return Ok(kept.public);
    }
    let key = fresh_key()?;
    let public = URL_SAFE_NO_PAD.encode(public_bytes(&key));
    let sealed = seal.seal_text(SETTING, 0, &URL_SAFE_NO_PAD.encode(key.to_bytes()))?;
    // Another process may have been first; the key that stands is the one that counts.
    settings::hold(tx, SETTING, &Kept { public: public.clone(), sealed })?;
    Ok(settings::get::<Kept>(tx, SETTING)?.map_or(public, |kept| kept.public))
}

/// The key itself; none before anybody has subscribed.
pub(crate) fn secret(tx: &mut Tx<'_>, seal: &Seal) -> Result<Option<SecretKey>> {
    let Some(kept) = settings::get::<Kept>(tx, SETTING)? else { return Ok(None) };
    let text = seal.open_text(SETTING, 0, &kept.sealed)?;
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Problem::internal())?;
    Ok(Some(SecretKey::from_slice(&bytes).map_err(|_| Problem::internal())?))
}

/// The header `Authorization` for the push service of an endpoint.
pub(crate) fn header(
    key: &SecretKey,
    endpoint: &Url,
    contact: &str,
    now: Micros,
) -> std::result::Result<String, Problem> {
    let claims = json!({
        "aud": endpoint.origin().ascii_serialization(),
        "exp": now.0 / Micros::SECOND + GOOD,
        "sub": contact,
    });
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let told = format!("{}.{}", part(r#"{"typ":"JWT","alg":"ES256"}"#), part(&claims.to_string()));
    let signed: Signature =
        SigningKey::from(key).try_sign(told.as_bytes()).map_err(|_| Problem::internal())?;
    let signed = URL_SAFE_NO_PAD.encode(signed.to_bytes());
    Ok(format!("vapid t={told}.{signed}, k={}", URL_SAFE_NO_PAD.encode(public_bytes(key))))
}

//! The door: HTTP Basic with the login and an API key. A password opens nothing here, for it would go round the
//! second factor; a key can be taken back alone, and is cut to what its scopes name.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use gx_http::{Kit, Signed, auth};
use gx_kernel::Problem;
use gx_store::audit::{self, Entry};

use crate::answer::Fault;

/// Who asks.
///
/// # Errors
///
/// 401 without a login and one of its keys, 429 after too many wrong ones.
pub(crate) async fn enter(kit: &Kit, headers: &HeaderMap) -> Result<Signed, Fault> {
    let unsigned = || Fault::new(401, "Sign in with your login, and an API key of yours as the password.");
    let (login, key) = basic(headers).ok_or_else(unsigned)?;
    let login: String = login.trim().to_lowercase().chars().take(120).collect();
    // Counted apart from sign-in: who guesses here must not lock a colleague out of the app.
    let counted = format!("dav {login}");
    kit.throttle.check(&counted, kit.store.now())?;
    let name = login.clone();
    let entered = kit.run(move |store| auth::by_login_and_key(store, &name, &key)).await?;
    if let Some(signed) = entered {
        return Ok(signed);
    }
    kit.throttle.failed(&counted, kit.store.now());
    kit.run(move |store| {
        store.write(|tx| {
            let staff = auth::by_login(tx, &login)?.map(|(user, _)| user.id);
            audit::note(tx, store, &Entry { staff, kind: "sign_in_failed", ..Entry::default() })
        })
    })
    .await?;
    let message = "The login or the key is wrong, or the key has ended. The password of the app does not open this; make a key in My settings.";
    Err(Problem::new(401, "wrong_key", message).into())
}

/// The login and the password of a request.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, packed) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") || packed.len() > 2000 {
        return None;
    }
    let plain = base64::engine::general_purpose::STANDARD.decode(packed.trim()).ok()?;
    let (login, key) =
        String::from_utf8(plain).ok()?.split_once(':').map(|(l, k)| (l.to_owned(), k.to_owned()))?;
    Some((login, key))
}

//! To the provider and back.
//!
//! Both halves are visits of a browser, so that what goes wrong is told by the sign-in page: it gets a code, never
//! what the provider wrote.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gx_http::kit::secret;
use gx_http::{ApiError, Asked, Kit, auth, second};
use gx_kernel::Problem;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::account;
use super::provider::Provider;
use super::settings::read;
use crate::ceremony::{self, Taken};

const KIND: &str = "sso";
/// The cookie that binds a journey to the browser that began it.
const COOKIE: &str = "gx_sso";
const LIVES: i64 = 600;

/// What is remembered of a journey, sealed.
#[derive(Debug, Serialize, Deserialize)]
struct Journey {
    nonce: String,
    verifier: String,
    /// The SHA-256 of the browser's cookie.
    browser: Vec<u8>,
    issuer: String,
    to: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Start {
    /// The page of the app to go on to.
    to: String,
}

/// A page of this app; anything else could lead a fresh session elsewhere.
fn inside(to: &str) -> &str {
    let odd = to.contains('\\') || to.chars().any(char::is_control);
    if to.starts_with('/') && !to.starts_with("//") && !odd && to.len() <= 1000 { to } else { "/" }
}

fn away(to: &str) -> Response {
    let place = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/sign-in"));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, place);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Back to the sign-in page with the code of what went wrong.
fn told(error: &ApiError) -> Response {
    let known: String = error.0.code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    away(&format!("/sign-in?problem={known}"))
}

fn set(response: &mut Response, cookie: &str) {
    if let Ok(value) = cookie.parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

fn browser_cookie(token: &str, secure: bool, age: i64) -> String {
    let tls = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/api/sso; HttpOnly; SameSite=Lax; Max-Age={age}{tls}")
}

fn browser_of(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned))
}

/// Sends the browser to the provider.
pub(crate) async fn start(State(kit): State<Kit>, Asked(q): Asked<Start>) -> Response {
    match begin(&kit, inside(&q.to).to_owned()).await {
        Ok((url, browser)) => {
            let mut response = away(&url);
            set(&mut response, &browser_cookie(&browser, kit.secure, LIVES));
            response
        }
        Err(e) => told(&e),
    }
}

async fn begin(kit: &Kit, to: String) -> Result<(String, String), ApiError> {
    let browser = secret("gxo")?;
    let (seal, guard) = (kit.seal.clone(), kit.guard.clone());
    let bound = Sha256::digest(browser.as_bytes()).to_vec();
    let url = kit
        .run(move |store| {
            let (sso, address) = store.read(read)?.ok_or_else(off)?;
            // The provider is asked outside of any transaction.
            let asked = Provider::find(&sso, &address, &seal, &guard)?.ask();
            let journey = Journey {
                nonce: asked.nonce,
                verifier: asked.verifier,
                browser: bound,
                issuer: sso.issuer,
                to,
            };
            let text = serde_json::to_vec(&journey).map_err(|_| Problem::internal())?;
            let sealed = seal.seal(KIND, 0, &text)?;
            store.write(|tx| ceremony::remember(tx, store, KIND, asked.state.as_bytes(), None, &sealed))?;
            Ok(asked.url)
        })
        .await?;
    Ok((url, browser))
}

fn off() -> Problem {
    Problem::conflict("sso_off", "Single sign-on is not set up here.")
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Back {
    code: String,
    state: String,
    error: String,
}

/// Takes the browser back from the provider, and opens a session.
pub(crate) async fn callback(State(kit): State<Kit>, headers: HeaderMap, Asked(q): Asked<Back>) -> Response {
    let mut response = match finish(&kit, &headers, q).await {
        Ok((token, to)) => {
            let mut response = away(&to);
            set(&mut response, &auth::set_cookie(&token, kit.secure, false));
            response
        }
        Err(e) => told(&e),
    };
    set(&mut response, &browser_cookie("", kit.secure, 0));
    response
}

async fn finish(kit: &Kit, headers: &HeaderMap, q: Back) -> Result<(String, String), ApiError> {
    let bound = Sha256::digest(browser_of(headers).unwrap_or_default().as_bytes()).to_vec();
    let (token, agent) = (secret("gxs")?, second::agent(headers));
    let (fresh, seal, old) = (token.clone(), kit.seal.clone(), auth::cookie(headers));
    let guard = kit.guard.clone();
    let to = kit
        .run(move |store| {
            // The state is spent before anything is asked of the provider, so that an answer opens one session at most.
            let remembered = match store.write(|tx| ceremony::take(tx, store, KIND, q.state.as_bytes()))? {
                Taken::Fresh(remembered) => remembered,
                Taken::Replayed => {
                    return Err(Problem::new(
                        409,
                        "sso_replayed",
                        "This answer was used before. Begin anew.",
                    )
                    .into());
                }
                Taken::Unknown => {
                    return Err(Problem::new(410, "sso_gone", "This took too long. Begin anew.").into());
                }
            };
            let torn = |_| Problem::internal();
            let journey: Journey =
                serde_json::from_slice(&seal.open(KIND, 0, &remembered.state)?).map_err(torn)?;
            if journey.browser != bound {
                let message = "This was begun in another browser. Begin anew.";
                return Err(Problem::new(403, "sso_elsewhere", message).into());
            }
            if !q.error.is_empty() || q.code.is_empty() {
                return Err(Problem::new(401, "sso_denied", "Your company's sign-in said no.").into());
            }
            let (sso, address) = store.read(read)?.ok_or_else(off)?;
            if sso.issuer != journey.issuer {
                return Err(
                    Problem::new(410, "sso_gone", "The provider was changed meanwhile. Begin anew.").into()
                );
            }
            let provider = Provider::find(&sso, &address, &seal, &guard)?;
            let named = provider.redeem(q.code, &journey.nonce, journey.verifier, store.now())?;
            store.write(|tx| {
                let user = account::of(tx, store, &sso, &named)?;
                if let Some(old) = &old {
                    auth::close_session(tx, old)?;
                }
                second::after_factor(tx, store, user, &fresh, agent.as_deref(), "sso")
            })?;
            Ok(journey.to)
        })
        .await?;
    Ok((token, to))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_journey_ends_inside_the_app() {
        assert_eq!(inside("/people/per_1?panel=x"), "/people/per_1?panel=x");
        for to in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nSet-Cookie: x",
            "javascript:1",
        ] {
            assert_eq!(inside(to), "/", "{to:?}");
        }
    }
}

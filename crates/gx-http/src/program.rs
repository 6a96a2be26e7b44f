//! What programs need of an API: limits that are told, and requests that can be sent twice and count once.
//!
//! Limits are per key and process, a bucket that refills evenly. A request that carries `Idempotency-Key` is
//! answered once; the same request again gets the same answer for a day, a different one with the same key is
//! refused (after the IETF draft "The Idempotency-Key HTTP Header Field", draft-ietf-httpapi-idempotency-key-header,
//! and "RateLimit header fields for HTTP", draft-ietf-httpapi-ratelimit-headers).

use std::collections::HashMap;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use gx_kernel::{Micros, Problem};
use gx_store::{Store, Tx, Value};
use parking_lot::Mutex;
use sha2::{Digest as _, Sha256};

use crate::auth;
use crate::error::ApiError;
use crate::kit::Kit;

/// Requests of one key within a minute.
pub const PER_MINUTE: i64 = 30_000;
/// Keys whose buckets are remembered.
const MOST_KEYS: usize = 10_000;
/// Bytes of a request or an answer that is kept to be given again.
const MOST_BYTES: usize = 16 << 20;
/// How long an answer is kept.
pub const KEPT: i64 = Micros::DAY;
/// A request that has not been answered by then was lost with its process, and may be tried again.
const LOST: i64 = 120 * Micros::SECOND;

/// How much each key may still ask.
#[derive(Debug, Default)]
pub struct Limits(Mutex<HashMap<[u8; 32], Bucket>>);

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Micros,
}

impl Limits {
    /// Takes one request; how many are left, or the seconds until there is one again.
    pub fn take(&self, key: [u8; 32], now: Micros) -> Result<i64, i64> {
        let mut map = self.0.lock();
        if map.len() >= MOST_KEYS && !map.contains_key(&key) {
            // Who has not asked for a minute has a full bucket again and need not be remembered.
            map.retain(|_, b| now.0 - b.at.0 < 60 * Micros::SECOND);
            if map.len() >= MOST_KEYS {
                map.clear();
            }
        }
        let bucket = map.entry(key).or_insert(Bucket { left: PER_MINUTE as f64, at: now });
        let gained = (now.0 - bucket.at.0).max(0) as f64 * PER_MINUTE as f64 / (60 * Micros::SECOND) as f64;
        bucket.left = (bucket.left + gained).min(PER_MINUTE as f64);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(1);
        }
        bucket.left -= 1.0;
        Ok(bucket.left as i64)
    }
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Around every request of the staff API.
pub async fn around(State(kit): State<Kit>, request: Request, next: Next) -> Response {
    let key = auth::bearer(request.headers());
    let mut left = None;
    if let Some(key) = &key {
        match kit.limits.take(digest(&[key.as_bytes()]), kit.store.now()) {
            Ok(n) => left = Some(n),
            Err(wait) => {
                let message = format!("A key may ask {PER_MINUTE} times a minute.");
                let problem = Problem::new(429, "too_many_requests", message).with("retry_after", wait);
                return told(ApiError(problem).into_response(), 0);
            }
        }
    }
    // What signing in answers may hold secrets that are shown once, so it is not kept to be shown again.
    let keeps = !request.uri().path().starts_with("/session");
    let once = request.headers().get("idempotency-key").filter(|_| keeps).cloned();
    let response = match once {
        Some(once) if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            let who = key.or_else(|| auth::cookie(request.headers()));
            match answered_once(&kit, who, &once, request, next).await {
                Ok(response) => response,
                Err(e) => e.into_response(),
            }
        }
        _ => next.run(request).await,
    };
    match left {
        Some(n) => told(response, n),
        None => response,
    }
}

fn told(mut response: Response, left: i64) -> Response {
    let reset = (PER_MINUTE - left) * 60 / PER_MINUTE;
    for (name, value) in
        [("ratelimit-limit", PER_MINUTE), ("ratelimit-remaining", left), ("ratelimit-reset", reset.max(1))]
    {
        if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// What is known of an earlier request with the same key.
enum Earlier {
    None,
    Answer(u16, Vec<u8>),
}

async fn answered_once(
    kit: &Kit,
    who: Option<String>,
    once: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    // Without anybody signed in nothing is kept: the answer is a refusal.
    let Some(who) = who else { return Ok(next.run(request).await) };
    if once.is_empty() || once.len() > 255 {
        return Err(Problem::new(400, "idempotency_key", "An Idempotency-Key has 1 to 255 bytes.").into());
    }
    let row = digest(&[who.as_bytes(), once.as_bytes()]);
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, MOST_BYTES).await.map_err(|_| {
        let message = format!("A request with an Idempotency-Key has at most {MOST_BYTES} bytes.");
        ApiError(Problem::new(413, "too_large", message))
    })?;
    let asked = digest(&[parts.method.as_str().as_bytes(), parts.uri.to_string().as_bytes(), &body]);
    let earlier = kit.run(move |store| store.write(|tx| begin(tx, store, row, asked))).await?;
    if let Earlier::Answer(status, body) = earlier {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
        let mut response = (status, body).into_response();
        let headers: &mut HeaderMap = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"));
        return Ok(response);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    let (head, body) = response.into_parts();
    let body = to_bytes(body, MOST_BYTES).await.unwrap_or_else(|_| Bytes::new());
    let (status, kept) = (head.status.as_u16(), body.to_vec());
    kit.run(move |store| store.write(|tx| end(tx, row, status, kept))).await?;
    Ok(Response::from_parts(head, Body::from(body)))
}

fn begin(tx: &mut Tx<'_>, store: &Store, row: [u8; 32], asked: [u8; 32]) -> gx_store::Result<Earlier> {
    let now = store.now();
    let (row, asked) = (Value::Blob(row.to_vec()), Value::Blob(asked.to_vec()));
    let found =
        tx.first("SELECT request, status, body, at FROM once WHERE hash = $1", std::slice::from_ref(&row))?;
    let Some(held) = found.filter(|r| r.micros(3).is_ok_and(|at| now.0 - at.0 < KEPT)) else {
        tx.execute("DELETE FROM once WHERE hash = $1", std::slice::from_ref(&row))?;
        tx.execute(
            "INSERT INTO once (hash, at, request, status, body) VALUES ($1,$2,$3,NULL,NULL)",
            &[row, now.into(), asked],
        )?;
        return Ok(Earlier::None);
    };
    if held.value(0) != asked {
        let message = "This Idempotency-Key came before with another request.";
        return Err(Problem::new(422, "idempotency_mismatch", message).into());
    }
    match (held.opt_int(1)?, held.value(2)) {
        (Some(status), Value::Blob(body)) => Ok(Earlier::Answer(status as u16, body)),
        _ if now.0 - held.micros(3)?.0 < LOST => {
            let message = "The first request with this Idempotency-Key is still being answered.";
            Err(Problem::conflict("in_progress", message).with("retry_after", 1).into())
        }
        _ => {
            tx.execute("UPDATE once SET at = $1 WHERE hash = $2", &[now.into(), row])?;
            Ok(Earlier::None)
        }
    }
}

/// Keeps the answer. What failed on our side, or for want of a session, may be tried again.
fn end(tx: &mut Tx<'_>, row: [u8; 32], status: u16, body: Vec<u8>) -> gx_store::Result<()> {
    let row = Value::Blob(row.to_vec());
    if status >= 500 || matches!(status, 401 | 409 | 429) {
        tx.execute("DELETE FROM once WHERE hash = $1", &[row])?;
    } else {
        tx.execute(
            "UPDATE once SET status = $1, body = $2 WHERE hash = $3",
            &[i64::from(status).into(), Value::Blob(body), row],
        )?;
    }
    Ok(())
}

/// Forgets answers beyond their time.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> gx_store::Result<u64> {
    tx.execute("DELETE FROM once WHERE at < $1", &[now.plus(-KEPT).into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_refills_evenly_and_strangers_do_not_fill_the_memory() {
        let limits = Limits::default();
        let start = Micros(1_700_000_000_000_000);
        for n in 0..PER_MINUTE {
            assert_eq!(limits.take([1; 32], start), Ok(PER_MINUTE - 1 - n));
        }
        assert_eq!(limits.take([1; 32], start), Err(1));
        assert_eq!(limits.take([2; 32], start), Ok(PER_MINUTE - 1), "others are not touched");
        let second = start.plus(Micros::SECOND);
        assert_eq!(limits.take([1; 32], second), Ok(PER_MINUTE / 60 - 1));
        // A clock that steps back gives nothing away and takes nothing.
        assert_eq!(limits.take([1; 32], start), Ok(PER_MINUTE / 60 - 2));
        for n in 0..(MOST_KEYS as u64 * 2) {
            let mut key = [0; 32];
            key[..8].copy_from_slice(&n.to_be_bytes());
            let _ = limits.take(key, start);
        }
        assert!(limits.0.lock().len() <= MOST_KEYS);
    }
}

//! The calendar of a colleague for programs that only read: whoever has the address has the calendar.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use gx_agenda::{ics, subscribed};
use gx_http::{Kit, auth};
use gx_kernel::Problem;
use sha2::{Digest as _, Sha256};

use super::get::told;
use crate::answer::{Fault, fault};

/// GET: the calendar of a token, under the rights that its colleague has now.
pub(crate) async fn get(State(kit): State<Kit>, Path(file): Path<String>, headers: HeaderMap) -> Response {
    let mut response = answered(&kit, file, &headers).await.unwrap_or_else(|bad| fault(&bad));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

async fn answered(kit: &Kit, file: String, headers: &HeaderMap) -> Result<Response, Fault> {
    let nothing = || {
        Fault::new(
            404,
            "There is no calendar at this address, or it has ended. Make a new one in My settings.",
        )
    };
    let token = file.strip_suffix(".ics").ok_or_else(nothing)?.to_owned();
    // As the key of a program, which it is in all but name.
    let key: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    if let Err(wait) = kit.limits.take(key, kit.store.now()) {
        let message = "This calendar is asked for too often.";
        return Err(Problem::new(429, "too_many_requests", message).with("retry_after", wait).into());
    }
    let text = kit
        .run(move |store| {
            store.read(|tx| {
                let of = subscribed::whose(tx, store, &token)?;
                let Some(signed) = auth::rights_of(tx, of)? else {
                    return Err(Problem::not_found("The calendar").into());
                };
                subscribed::text(tx, store, &signed)
            })
        })
        .await
        .map_err(|e| if e.0.status == 404 { nothing() } else { e.into() })?;
    told(headers, ics::etag(&text), text, "calendar.ics")
}

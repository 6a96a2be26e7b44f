//! GET: one card.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gx_http::{Kit, Signed, watch};

use crate::answer::Fault;
use crate::book::{self, Reader};
use crate::calendar;
use crate::card::{self, Version};
use crate::paths::Place;

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    place: Place,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let (book, name) = match place {
        Place::Card(book, name) => (book, name),
        Place::Event(calendar, name) => {
            return calendar::get::answer(kit, me, calendar, name, headers).await;
        }
        _ => {
            return Err(Fault::new(
                405,
                "This is an address for contacts and calendars (CardDAV, CalDAV), to be given to a phone or a mail program, not to a browser.",
            ));
        }
    };
    let reader = Reader::from(&me);
    let card = kit.run(move |store| store.read(|tx| book::card(tx, &reader, book, &name))).await?;
    let card = card.ok_or_else(|| Fault::new(404, "There is no such card here."))?;
    watch::saw(kit, &me, 1).await;
    let etag = card.etag();
    let tag = HeaderValue::from_str(&etag).map_err(|_| Fault::new(500, "etag"))?;
    if matches(headers, "if-none-match", &etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let version = version(headers);
    let kind = HeaderValue::from_static(match version {
        Version::Three => "text/vcard; charset=utf-8; version=3.0",
        Version::Four => "text/vcard; charset=utf-8; version=4.0",
    });
    let named = [
        (header::ETAG, tag),
        (header::CONTENT_TYPE, kind),
        (header::VARY, HeaderValue::from_static("Accept")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"contact.vcf\"")),
    ];
    Ok((named, card::write(&card, version)).into_response())
}

/// The version that a client accepts; 3.0 unless it says 4.0 alone or first.
fn version(headers: &HeaderMap) -> Version {
    let accepted = headers.get(header::ACCEPT).and_then(|a| a.to_str().ok()).unwrap_or_default();
    let first = accepted.split(',').filter(|part| part.contains("vcard")).find_map(|part| {
        part.split(';').find_map(|p| Version::read(p.trim().strip_prefix("version=")?.trim_matches('"')))
    });
    first.unwrap_or_default()
}

/// Whether a condition names this etag, or any.
pub(crate) fn matches(headers: &HeaderMap, name: &str, etag: &str) -> bool {
    let text = headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    text.split(',').map(str::trim).any(|t| t == "*" || t.trim_start_matches("W/") == etag)
}

//! Contacts and calendars for phones and mail programs: a CardDAV and CalDAV server.
//!
//! Purpose: the customers a colleague may see in the address book of their phone, and what they have to do in its calendar,
//! without an app.
//! In: WebDAV requests (RFC 4918, 4791, 6352, 6578, 6764) with a login and an API key; the address of a calendar that is
//! subscribed to. Out: cards (vCard 3.0 and 4.0) written from the portrait, events and tasks (iCalendar) written from activities,
//! and what clients write as one batch of the change log.
//!
//! It must never show a card or an event without `Access`, open to a plain password (a second factor would be gone round), keep
//! a value that the forms would refuse, or lose what a client wrote that has no field here.

mod answer;
mod ask;
mod book;
mod calendar;
mod card;
mod door;
mod get;
mod kept;
mod paths;
mod propfind;
mod props;
mod put;
mod report;
mod sync;
mod xml;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::any;
use gx_http::Kit;

use answer::{Fault, fault};
use paths::Place;

/// What clients are told of this server: no locks, cards, calendars.
const CLASSES: HeaderValue = HeaderValue::from_static("1, 3, addressbook, calendar-access");
const METHODS: HeaderValue = HeaderValue::from_static("OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, REPORT");

/// All routes, at the root of the server: none of them speaks JSON.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/.well-known/carddav", any(well_known))
        .route("/.well-known/caldav", any(well_known))
        .route("/calendar/{file}", axum::routing::get(calendar::feed::get))
        .route("/dav", any(well_known))
        .route("/dav/", any(serve))
        .route("/dav/{*rest}", any(serve))
}

/// Where everything begins (RFC 6764).
async fn well_known() -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, paths::ROOT)]).into_response()
}

async fn serve(State(kit): State<Kit>, request: Request) -> Response {
    let mut response = answered(kit, request).await.unwrap_or_else(|bad| fault(&bad));
    let headers = response.headers_mut();
    headers.insert("dav", CLASSES);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

async fn answered(kit: Kit, request: Request) -> Result<Response, Fault> {
    let (parts, body) = request.into_parts();
    let me = door::enter(&kit, &parts.headers).await?;
    let place = Place::read(parts.uri.path(), &me)?;
    match parts.method.as_str() {
        "OPTIONS" => Ok((StatusCode::OK, [(header::ALLOW, METHODS)]).into_response()),
        "PROPFIND" => propfind::answer(&kit, me, place, &parts.headers, body).await,
        "REPORT" => report::answer(&kit, me, place, body).await,
        "GET" | "HEAD" => get::answer(&kit, me, place, &parts.headers).await,
        "PUT" => put::answer(&kit, me, place, &parts.headers, body).await,
        "DELETE" => put::remove(&kit, me, place, &parts.headers).await,
        "PROPPATCH" => propfind::refuse_changes(&place, &me, body).await,
        "MKCOL" | "MKCALENDAR" => {
            Err(Fault::new(403, "Address books and calendars are made by Guanxi, not by clients."))
        }
        other => Err(Fault::new(405, format!("{other} is not possible here."))),
    }
}

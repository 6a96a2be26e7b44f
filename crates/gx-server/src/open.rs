//! The API told to programs and people: the OpenAPI document, its readable page, and a typed client in one file.
//!
//! They are made from the wire contract (`web/api/openapi.mjs`) and kept with the source; the web checks fail
//! when they are stale, and a test when a route is missing from them.

use axum::http::header;
use axum::response::{IntoResponse, Response};

const DOCUMENT: &str = include_str!("../assets/openapi.json");
const PAGE: &str = include_str!("../assets/api.html");
const CLIENT: &str = include_str!("../assets/client.ts");

pub(crate) async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT).into_response()
}

pub(crate) async fn page() -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], PAGE).into_response()
}

/// As plain text: browsers show it, and take nothing of it for a film, whose ending it shares.
pub(crate) async fn client() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], CLIENT).into_response()
}

//! GET: one event or task.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gx_http::{Kit, Signed};

use super::shelf;
use crate::answer::Fault;
use crate::book::Reader;
use crate::get::matches;
use crate::paths::Calendar;

/// What a body of iCalendar is.
pub(crate) const KIND: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    calendar: Calendar,
    name: String,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let reader = Reader::from(&me);
    let event = kit.run(move |store| store.read(|tx| shelf::event(tx, &reader, calendar, &name))).await?;
    let event = event.ok_or_else(|| Fault::new(404, "There is no such event here."))?;
    told(headers, event.etag(), event.text, "event.ics")
}

/// A calendar with its etag, unless who asks has it already.
pub(crate) fn told(headers: &HeaderMap, etag: String, text: String, file: &str) -> Result<Response, Fault> {
    let tag = HeaderValue::from_str(&etag).map_err(|_| Fault::new(500, "etag"))?;
    if matches(headers, "if-none-match", &etag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{file}\""));
    let named = named.map_err(|_| Fault::new(500, "file"))?;
    let head = [(header::ETAG, tag), (header::CONTENT_TYPE, KIND), (header::CONTENT_DISPOSITION, named)];
    Ok((head, text).into_response())
}

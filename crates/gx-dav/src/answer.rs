//! Answers: what went wrong in XML, and the multistatus of many resources.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use gx_http::ApiError;
use gx_kernel::Problem;
use gx_store::StoreError;

use crate::xml::{CALDAV, CALENDARSERVER, CARDDAV, DAV, Name, escape};

const XML: HeaderValue = HeaderValue::from_static("application/xml; charset=utf-8");

/// A request that went wrong.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    status: u16,
    /// A sentence for people.
    message: String,
    /// The precondition of the standards that was not met, as XML.
    condition: Option<&'static str>,
    retry: Option<u64>,
}

impl Fault {
    pub(crate) fn new(status: u16, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), condition: None, retry: None }
    }

    /// A precondition that was not met.
    pub(crate) fn unmet(status: u16, condition: &'static str, message: impl Into<String>) -> Self {
        Self { condition: Some(condition), ..Self::new(status, message) }
    }

    /// The same, said of a calendar where it was said of an address book.
    #[must_use]
    pub(crate) fn of_calendar(mut self) -> Self {
        self.condition = self.condition.map(|condition| match condition {
            "<C:valid-address-data/>" => "<K:valid-calendar-data/>",
            "<C:supported-filter/>" => "<K:supported-filter/>",
            "<C:supported-collation/>" => "<K:supported-collation/>",
            other => other,
        });
        self
    }
}

/// What our rules refuse is no mistake in the protocol: 403 tells clients not to try the same again.
impl From<Problem> for Fault {
    fn from(p: Problem) -> Self {
        let status = if p.status == 422 { 403 } else { p.status };
        let condition = (p.status == 422).then_some("<C:valid-address-data/>");
        let message = if p.status >= 500 { Problem::internal().message } else { p.message };
        let retry = p.detail.get("retry_after").and_then(serde_json::Value::as_u64);
        Self { status, message, condition, retry }
    }
}

impl From<ApiError> for Fault {
    fn from(e: ApiError) -> Self {
        e.0.into()
    }
}

impl From<StoreError> for Fault {
    fn from(e: StoreError) -> Self {
        ApiError::from(e).into()
    }
}

/// The answer to a request that went wrong.
pub(crate) fn fault(bad: &Fault) -> Response {
    let status = StatusCode::from_u16(bad.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:error xmlns:D=\"{DAV}\" xmlns:C=\"{CARDDAV}\" xmlns:K=\"{CALDAV}\" xmlns:G=\"urn:guanxi:dav\">{}<G:message>{}</G:message></D:error>\n",
        bad.condition.unwrap_or_default(),
        escape(&bad.message)
    );
    let mut response = (status, [(header::CONTENT_TYPE, XML)], body).into_response();
    let headers = response.headers_mut();
    if bad.status == 401 {
        let ask = HeaderValue::from_static("Basic realm=\"Guanxi\", charset=\"UTF-8\"");
        headers.insert(header::WWW_AUTHENTICATE, ask);
    }
    if let Some(seconds) = bad.retry.and_then(|s| HeaderValue::from_str(&s.to_string()).ok()) {
        headers.insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// The parts of a multistatus answer.
#[derive(Debug, Default)]
pub(crate) struct Multistatus(String);

impl Multistatus {
    /// Bytes so far.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A resource with the properties that it has, as XML, and the names of those that it has not.
    pub(crate) fn found(&mut self, href: &str, has: &[String], lacks: &[Name]) {
        let out = &mut self.0;
        out.push_str("<D:response><D:href>");
        out.push_str(&escape(href));
        out.push_str("</D:href>");
        if !has.is_empty() || lacks.is_empty() {
            out.push_str("<D:propstat><D:prop>");
            has.iter().for_each(|p| out.push_str(p));
            out.push_str("</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>");
        }
        Self::lacking(out, lacks, "404 Not Found");
        out.push_str("</D:response>\n");
    }

    /// A resource of which some properties may not be changed.
    pub(crate) fn locked(&mut self, href: &str, names: &[Name]) {
        let out = &mut self.0;
        out.push_str(&format!("<D:response><D:href>{}</D:href>", escape(href)));
        Self::lacking(out, names, "403 Forbidden");
        out.push_str("</D:response>\n");
    }

    fn lacking(out: &mut String, names: &[Name], status: &str) {
        if names.is_empty() {
            return;
        }
        out.push_str("<D:propstat><D:prop>");
        names.iter().for_each(|n| out.push_str(&empty(n)));
        out.push_str(&format!("</D:prop><D:status>HTTP/1.1 {status}</D:status></D:propstat>"));
    }

    /// A resource that has a status only.
    pub(crate) fn status(&mut self, href: &str, status: &str, condition: &str) {
        let error =
            if condition.is_empty() { String::new() } else { format!("<D:error>{condition}</D:error>") };
        self.0.push_str(&format!(
            "<D:response><D:href>{}</D:href><D:status>HTTP/1.1 {status}</D:status>{error}</D:response>\n",
            escape(href)
        ));
    }

    /// What stands beside the resources.
    pub(crate) fn beside(&mut self, xml: &str) {
        self.0.push_str(xml);
    }

    pub(crate) fn answer(self) -> Response {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:multistatus xmlns:D=\"{DAV}\" xmlns:C=\"{CARDDAV}\" xmlns:K=\"{CALDAV}\" xmlns:S=\"{CALENDARSERVER}\">\n{}</D:multistatus>\n",
            self.0
        );
        (StatusCode::MULTI_STATUS, [(header::CONTENT_TYPE, XML)], body).into_response()
    }
}

/// An element without anything in it.
pub(crate) fn empty(name: &Name) -> String {
    let local = escape(&name.local);
    match name.space.as_str() {
        DAV => format!("<D:{local}/>"),
        CARDDAV => format!("<C:{local}/>"),
        CALDAV => format!("<K:{local}/>"),
        CALENDARSERVER => format!("<S:{local}/>"),
        "" => format!("<{local} xmlns=\"\"/>"),
        other => format!("<X:{local} xmlns:X=\"{}\"/>", escape(other)),
    }
}

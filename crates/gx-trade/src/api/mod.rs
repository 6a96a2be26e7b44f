//! The endpoints of what is sold and handed over.

pub(crate) mod after;
pub(crate) mod guest;
pub(crate) mod orders;
pub(crate) mod prices;
pub(crate) mod products;
pub(crate) mod quotes;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use gx_kernel::Problem;

/// A PDF under a name that is ours.
pub(crate) fn pdf(bytes: Vec<u8>, name: &str) -> Result<Response<Body>, Problem> {
    let shown = format!("inline; filename=\"{name}\"");
    let mut answer = Response::new(Body::from(bytes));
    let head = answer.headers_mut();
    head.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    head.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&shown).map_err(|_| Problem::internal())?);
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    head.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(answer)
}

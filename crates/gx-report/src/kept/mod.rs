//! What is kept: reports, dashboards, mails of them, goals.

pub mod dashboards;
pub mod goals;
pub mod mails;
pub mod reports;

use gx_kernel::{Id, Problem};
use gx_store::Result;
use gx_store::access::Access;
use gx_store::change::By;

/// The most of a kind that one colleague keeps.
pub(crate) const MOST: i64 = 500;

/// The colleague who asks.
pub(crate) fn me(access: &Access) -> Result<Id> {
    match access.by() {
        By::User(id) => Ok(id),
        _ => Err(Problem::forbidden("Only staff keep reports.").into()),
    }
}

/// A name without needless spaces.
pub(crate) fn name(text: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > 80 {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    Ok(text)
}

/// A remark of bounded length.
pub(crate) fn note(text: &str) -> Result<String> {
    if text.chars().count() > 2_000 {
        return Err(Problem::field("note", "length", "a remark has at most 2,000 characters").into());
    }
    Ok(text.trim().to_owned())
}

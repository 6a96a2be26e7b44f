//! Whether somebody changed a value after the author of a change had read it.
//!
//! In: the values a change was written over, as its author saw them. Out: those that are different now, each with
//! who stated it and when. It must never keep an edit from somebody who read nothing: without `was` nothing is asked.

use gx_kernel::{Micros, Problem};
use gx_store::Result;
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::names::SourceRef;
use crate::page::PortraitValue;

/// A value that is no longer what the author read.
#[derive(Clone, Debug, Serialize)]
struct Moved {
    field: String,
    was: Json,
    now: Json,
    /// The value now, as text.
    display: String,
    /// Who stated it; nobody where it was cleared.
    by: Option<SourceRef>,
    at: Option<Micros>,
}

/// Refuses `values` where a record, as its page shows it, says something else than `was` and than what is to be said,
/// and tells all of it.
pub(crate) fn unmoved(
    shown: &[PortraitValue],
    values: &[(String, Json)],
    was: &Map<String, Json>,
) -> Result<()> {
    let moved: Vec<Moved> = values
        .iter()
        .filter_map(|(key, next)| {
            let was = was.get(key)?;
            let held = shown.iter().find(|v| v.key == *key);
            let now = held.map_or(Json::Null, |v| v.value.clone());
            // Who wants what is there already is not in anybody's way; a lost answer that is sent again is such a one.
            (now != *was && now != *next).then(|| Moved {
                field: key.clone(),
                was: was.clone(),
                now,
                display: held.map(|v| v.display.clone()).unwrap_or_default(),
                by: held.map(|v| v.source.clone()),
                at: held.map(|v| v.at),
            })
        })
        .collect();
    if moved.is_empty() {
        return Ok(());
    }
    Err(Problem::conflict("changed", "Somebody changed this since you read it.")
        .with("conflicts", json!(moved))
        .into())
}

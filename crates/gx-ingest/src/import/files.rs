//! Files that a table names: whoever imports it sent them before, and its cells say their names or ids.
//!
//! Whose a file is says the database, so that cells hold words until their group is written.

use std::collections::HashMap;

use gx_kernel::Id;
use gx_kernel::object::FieldType;
use gx_people::file::{FileInfo, MOST, store as files};
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

use super::people::Shared;
use super::plan::{Fill, Ready};
use super::row::Parsed;
use super::{Done, RowProblem};

/// The names or ids in a cell, which stand apart as those of several choices do.
///
/// # Errors
///
/// More of them than a field holds.
pub(crate) fn named(text: &str) -> std::result::Result<Json, (String, String)> {
    let mut out: Vec<&str> = Vec::new();
    for name in text.split(['|', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    if out.len() > MOST {
        return Err(("too_many_files".into(), format!("at most {MOST} files, got {}", out.len())));
    }
    Ok(out.into_iter().map(Json::from).collect())
}

/// Writes rows whose files are all there, and refuses the others with the name that nothing was sent under.
pub(crate) fn write<R: Clone>(
    tx: &mut Tx<'_>,
    shared: &mut Shared<'_>,
    ready: &Ready,
    rows: &[R],
    parsed: impl Fn(&mut R) -> &mut Parsed,
    commit: impl Fn(&mut Tx<'_>, &mut Shared<'_>, &[R]) -> Result<Vec<Done>>,
) -> Result<Vec<Done>> {
    let columns: Vec<(&str, Option<usize>)> = ready
        .slots
        .iter()
        .filter_map(|slot| match &slot.fill {
            Fill::Field(f) if f.ty == FieldType::File => {
                Some((f.key.as_str(), slot.columns.first().copied()))
            }
            _ => None,
        })
        .collect();
    if columns.is_empty() {
        return commit(tx, shared, rows);
    }
    let mut rows = rows.to_vec();
    let mut called: Vec<String> = Vec::new();
    for row in &mut rows {
        let values = parsed(row).values.iter().filter(|(key, _)| columns.iter().any(|(k, _)| k == key));
        called.extend(values.flat_map(|(_, v)| names(v)).map(str::to_owned));
    }
    called.sort_unstable();
    called.dedup();
    let sent = match shared.staff {
        Some(staff) => files::sent(tx, staff, &called)?,
        None => HashMap::new(),
    };
    let mut good = Vec::with_capacity(rows.len());
    let mut bad: Vec<Vec<RowProblem>> = Vec::with_capacity(rows.len());
    for mut row in rows {
        let mut problems = Vec::new();
        for (key, value) in &mut parsed(&mut row).values {
            let Some((_, column)) = columns.iter().find(|(k, _)| k == key) else { continue };
            let missing = names(value).find(|name| !sent.contains_key(*name)).map(str::to_owned);
            if let Some(name) = missing {
                let message = format!("you sent no file called {name:?}; send it, then import again");
                problems.push(RowProblem::new(*column, "unknown_file", message));
                continue;
            }
            *value = names(value).filter_map(|name| sent.get(name)).map(FileInfo::to_json).collect();
        }
        if problems.is_empty() {
            good.push(row);
        }
        bad.push(problems);
    }
    let mut done = commit(tx, shared, &good)?.into_iter();
    let answers = bad
        .into_iter()
        .filter_map(|problems| if problems.is_empty() { done.next() } else { Some(Done::refused(problems)) });
    Ok(answers.collect())
}

fn names(value: &Json) -> impl Iterator<Item = &str> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter().filter_map(Json::as_str)
}

/// Notes which record the files in a row's values hang at.
pub(crate) fn hang(
    tx: &mut Tx<'_>,
    shared: &Shared<'_>,
    object: &'static str,
    record: Id,
    row: &Parsed,
) -> Result<()> {
    let held: Map<String, Json> = row.values.iter().filter(|(_, v)| v.is_array()).cloned().collect();
    files::hang_values(tx, shared.store, shared.staff, object, record, &held)
}

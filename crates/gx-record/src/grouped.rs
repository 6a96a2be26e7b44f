//! Indexes that hold people by a value, made when all of a great many were counted by it.
//!
//! The embedded database counts a million people by a value in a second or more, for it reads every row. An index that
//! holds the value, what is added up and what rights ask for is a hundredth of that to read, and lies in the order of
//! the groups. Like indexes for sorting ([`crate::sorted`]) it is made by a job after the first who asked has waited.
//! PostgreSQL cannot count along an index of expressions without the rows, and counts on several cores instead.

use std::collections::HashSet;
use std::sync::Arc;

use gx_kernel::hash::KeyedHash;
use gx_kernel::object::{Field, ObjectKind};
use gx_store::{Dialect, Result, Store, Tx, job};
use serde_json::json;

use crate::fields;

/// The job.
pub const GROUP_JOB: &str = "group.index";
/// From so many people on, reading them all is felt by others.
pub const MANY: i64 = 20_000;
/// The most indexes: each makes every write of a person a little dearer.
const MOST: usize = 8;
const PREFIX: &str = "group_person_";
/// What lists add up and split sums by, and what the predicate of rights asks for.
const BESIDE: &str = "currency, order_total, owner, territory, id";

/// What people are counted by, as the embedded database says it.
fn expression(field: &Field) -> String {
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    if field.custom { format!("json_extract(fields, '$.{key}')") } else { key }
}

/// What the index of a field is called, and what it is made on.
fn index(field: &Field) -> (String, String) {
    let expression = expression(field);
    let hash = KeyedHash::new(*b"guanxi group idx").of(&[expression.as_bytes()]);
    let name = format!("{PREFIX}{:016x}", hash.cast_unsigned());
    (name, format!("person ({expression}, {BESIDE}) WHERE merged_into IS NULL AND deleted_at IS NULL"))
}

/// The index that people are counted along by a field, where there is one.
///
/// # Errors
///
/// When the database fails.
pub fn index_of(tx: &mut Tx<'_>, field: &Field) -> Result<Option<String>> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(None);
    }
    let (name, _) = index(field);
    let there =
        tx.first("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = $1", &[name.as_str().into()])?;
    Ok(there.map(|_| name))
}

/// Says that so many people were counted by a field: its index is made, unless it is there or they are few.
///
/// # Errors
///
/// When the database fails.
pub fn wish(store: &Store, key: &str, people: i64) -> Result<()> {
    if people < MANY || store.dialect() == Dialect::Postgres {
        return Ok(());
    }
    let Some(field) = store.read(|tx| Ok(fields::load(tx, ObjectKind::Person)?.get(key).cloned()))? else {
        return Ok(());
    };
    let (name, _) = index(&field);
    if store.indexes(&name)?.is_empty() {
        let (wanted, once) = (json!({"key": key}), format!("{GROUP_JOB} {name}"));
        store.write(|tx| job::enqueue(tx, store, GROUP_JOB, &wanted, store.now(), Some(&once)))?;
    }
    Ok(())
}

/// What makes the index that was wished for, and takes those away whose field is gone.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, _| {
        let key = job.payload["key"].as_str().unwrap_or_default();
        make(store, key).map_err(|e| e.to_string())
    })
}

fn make(store: &Store, key: &str) -> Result<()> {
    if store.dialect() == Dialect::Postgres {
        return Ok(());
    }
    let known = store.read(|tx| fields::load(tx, ObjectKind::Person))?;
    let usable: HashSet<String> = known.fields.iter().map(|f| index(f).0).collect();
    let mut there = store.indexes(PREFIX)?;
    for name in there.iter().filter(|name| !usable.contains(*name)) {
        store.drop_index(name)?;
    }
    there.retain(|name| usable.contains(name));
    let Some(field) = known.get(key) else { return Ok(()) };
    let (name, on) = index(field);
    if there.len() >= MOST && !there.contains(&name) {
        tracing::warn!(key, "no index for counting: {MOST} fields have one already");
        return Ok(());
    }
    store.make_index(&name, &on)
}

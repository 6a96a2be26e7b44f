//! Indexes in the order of fields of one's own, made when a long list was sorted by one.
//!
//! A new field costs nothing, however many records there are: nothing is built for it. Sorting a million records by it
//! then reads them all. The first who asks waits for that; a job makes the index, and everybody after is answered along
//! it. The name of an index tells the expression that it holds: after the options of a choice have been put in another
//! order another one is wanted, and the old one goes.

use std::collections::HashSet;
use std::sync::Arc;

use gx_kernel::hash::KeyedHash;
use gx_kernel::object::{Field, ObjectKind};
use gx_store::{Dialect, Result, Store, Tx, job};
use serde_json::json;

use crate::fields;

/// The job.
pub const SORT_JOB: &str = "sort.index";
/// The most indexes of one object: each makes every write of a record a little dearer.
const MOST: usize = 12;

/// The table of an object and what its living rows have in common, as its lists say it.
fn table(object: ObjectKind) -> (&'static str, &'static str) {
    match object {
        ObjectKind::Person => ("person", " WHERE merged_into IS NULL AND deleted_at IS NULL"),
        ObjectKind::Company => ("company", " WHERE deleted_at IS NULL"),
        ObjectKind::Order => ("orders", " WHERE deleted_at IS NULL"),
        ObjectKind::Deal => ("deal", " WHERE deleted_at IS NULL"),
        ObjectKind::Lead => ("lead", " WHERE deleted_at IS NULL"),
        ObjectKind::Activity => ("activity", " WHERE deleted_at IS NULL"),
        ObjectKind::Interaction => ("interaction", ""),
    }
}

fn prefix(object: ObjectKind) -> String {
    format!("sort_{object}_")
}

/// What the index of a field is called, and what it is made on.
fn index(dialect: Dialect, object: ObjectKind, field: &Field) -> (String, String) {
    let (table, living) = table(object);
    let expression = fields::sort_expression(dialect, table, field);
    let hash = KeyedHash::new(*b"guanxi sort name").of(&[expression.as_bytes()]);
    let plain = expression.replace(&format!("{table}."), "");
    (format!("{}{:016x}", prefix(object), hash.cast_unsigned()), format!("{table} (({plain}), id){living}"))
}

/// The index that holds living rows of an object in the order of one of its own fields, on the database that has to be
/// told which to use.
///
/// # Errors
///
/// When the database fails.
pub fn index_of(tx: &mut Tx<'_>, object: ObjectKind, field: &Field) -> Result<Option<String>> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(None);
    }
    let (name, _) = index(tx.dialect(), object, field);
    let there =
        tx.first("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = $1", &[name.as_str().into()])?;
    Ok(there.map(|_| name))
}

/// Says that a long list was sorted by a field: its index is made, unless it is there.
///
/// # Errors
///
/// When the database fails.
pub fn wish(store: &Store, object: ObjectKind, sort: &str) -> Result<()> {
    let key = sort.strip_prefix('-').unwrap_or(sort);
    if !key.starts_with("x_") {
        return Ok(());
    }
    let field = store
        .read(|tx| Ok(fields::load(tx, object)?.get(key).filter(|f| f.custom && f.sortable).cloned()))?;
    let Some(field) = field else { return Ok(()) };
    let (name, _) = index(store.dialect(), object, &field);
    if store.indexes(&name)?.is_empty() {
        let wanted = json!({"object": object, "key": key});
        store.write(|tx| {
            job::enqueue(tx, store, SORT_JOB, &wanted, store.now(), Some(&format!("{SORT_JOB} {name}")))
        })?;
    }
    Ok(())
}

/// What makes the index that was wished for, and takes those away that nobody can use any more.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, _| {
        let Ok(object) = serde_json::from_value::<ObjectKind>(job.payload["object"].clone()) else {
            return Ok(());
        };
        let key = job.payload["key"].as_str().unwrap_or_default();
        make(store, object, key).map_err(|e| e.to_string())
    })
}

fn make(store: &Store, object: ObjectKind, key: &str) -> Result<()> {
    let known = store.read(|tx| fields::load(tx, object))?;
    let own: Vec<_> = known.fields.iter().filter(|f| f.custom && f.sortable).collect();
    let usable: HashSet<String> = own.iter().map(|f| index(store.dialect(), object, f).0).collect();
    let mut there = store.indexes(&prefix(object))?;
    for name in there.iter().filter(|name| !usable.contains(*name)) {
        store.drop_index(name)?;
    }
    there.retain(|name| usable.contains(name));
    let Some(field) = own.into_iter().find(|f| f.key == key) else { return Ok(()) };
    let (name, on) = index(store.dialect(), object, field);
    if there.len() >= MOST && !there.contains(&name) {
        tracing::warn!(%object, key, "no index for sorting: {MOST} fields have one already");
        return Ok(());
    }
    store.make_index(&name, &on)
}

//! Records as they are now, under the caller's rights, for who follows what changed.

use std::collections::{HashMap, HashSet};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_people::api::orders;
use gx_people::company::page as companies;
use gx_people::names::Names;
use gx_people::{mark, people};
use gx_store::access::{Access, Reach};
use gx_store::{Result, Row, Store, Tx};
use serde_json::{Value as Json, json};

/// What is there now where something changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The record.
    Here(Json),
    /// It was taken away.
    Gone,
    /// It became part of another person, or of another company.
    MergedInto(Id),
}

/// The prefix of an object's ids.
pub fn id_kind(object: ObjectKind) -> IdKind {
    match object {
        ObjectKind::Person => IdKind::Person,
        ObjectKind::Company => IdKind::Company,
        ObjectKind::Interaction => IdKind::Interaction,
        ObjectKind::Order => IdKind::Order,
        ObjectKind::Deal => IdKind::Deal,
        ObjectKind::Lead => IdKind::Lead,
        ObjectKind::Activity => IdKind::Activity,
    }
}

/// The rows of one object as far as the caller may see them; what is not in the answer does not exist for the caller.
pub fn find(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    object: ObjectKind,
    rows: &[Id],
) -> Result<HashMap<Id, Found>> {
    match object {
        ObjectKind::Person => persons(tx, access, rows),
        ObjectKind::Company => {
            let mut names = Names::default();
            let spec = companies::SPEC;
            let sql = format!("SELECT {}, c.merged_into, c.deleted_at FROM {}", spec.columns, spec.from);
            let shown = |tx: &mut Tx<'_>, r: &Row| {
                if r.opt_int(r.0.len() - 1)?.is_some() {
                    return Ok(r.opt_id(r.0.len() - 2)?.map_or(Found::Gone, Found::MergedInto));
                }
                Ok(Found::Here(json!(companies::row(tx, access, &mut names, r)?)))
            };
            plain(tx, access, object, ("c", &sql), rows, shown)
        }
        ObjectKind::Order => {
            let spec = orders::ORDERS;
            let sql = format!("SELECT {}, o.deleted_at FROM {}", spec.columns, spec.from);
            let shown = |tx: &mut Tx<'_>, r: &Row| {
                if r.opt_int(r.0.len() - 1)?.is_some() {
                    return Ok(Found::Gone);
                }
                Ok(Found::Here(orders::order_json(tx, access, r)?))
            };
            plain(tx, access, object, ("o", &sql), rows, shown)
        }
        // Other programs are not told of selling yet.
        ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => Ok(HashMap::new()),
        ObjectKind::Interaction => {
            let mut out = HashMap::new();
            for row in rows {
                if let Some((root, mut item)) = gx_ingest::timeline::item(tx, store, access, *row)? {
                    if let Some(item) = item.as_object_mut() {
                        item.insert("person".into(), root.show(IdKind::Person).into());
                    }
                    out.insert(*row, Found::Here(item));
                }
            }
            // What a colleague struck out is gone for whoever sees its person.
            let sql = format!("SELECT x.id FROM struck x WHERE {} AND x.id IN", access.see(object, "x"));
            let keys: Vec<i64> = rows.iter().map(|id| id.0).collect();
            for r in tx.query_in(&sql, &keys)? {
                out.insert(r.id(0)?, Found::Gone);
            }
            Ok(out)
        }
    }
}

/// Leaves out the records of people whose data is only to be kept: for what is sent without being asked. That one of
/// them was taken away is told like any other's.
pub fn withhold(tx: &mut Tx<'_>, object: ObjectKind, found: &mut HashMap<Id, Found>) -> Result<()> {
    let roots = mark::Restricted::once(tx)?;
    if roots.0.is_empty() || object == ObjectKind::Company {
        return Ok(());
    }
    let of = |record: &Json| {
        let person = match object {
            ObjectKind::Person => &record["id"],
            ObjectKind::Order => &record["person"]["id"],
            _ => &record["person"],
        };
        person.as_str().and_then(|text| Id::read(IdKind::Person, text))
    };
    found.retain(|_, state| match state {
        Found::Here(record) => of(record).is_none_or(|root| !roots.0.contains(&root)),
        _ => true,
    });
    Ok(())
}

/// Objects that have one row each, seen by the clause of their alias.
fn plain(
    tx: &mut Tx<'_>,
    access: &Access,
    object: ObjectKind,
    (alias, select): (&str, &str),
    rows: &[Id],
    mut shown: impl FnMut(&mut Tx<'_>, &Row) -> Result<Found>,
) -> Result<HashMap<Id, Found>> {
    let keys: Vec<i64> = rows.iter().map(|id| id.0).collect();
    let sql = format!("{select} WHERE {} AND {alias}.id IN", access.see(object, alias));
    let mut out = HashMap::new();
    for r in tx.query_in(&sql, &keys)? {
        out.insert(r.id(0)?, shown(tx, &r)?);
    }
    vanished(access, rows, &mut out);
    Ok(out)
}

fn persons(tx: &mut Tx<'_>, access: &Access, rows: &[Id]) -> Result<HashMap<Id, Found>> {
    let keys: Vec<i64> = rows.iter().map(|id| id.0).collect();
    let sql = format!(
        "SELECT n.id, p.id, p.deleted_at FROM person n JOIN person p ON p.id = n.canonical_id WHERE {} AND n.id IN",
        access.see_person("p")
    );
    let mut out = HashMap::new();
    let mut living = Vec::new();
    for r in tx.query_in(&sql, &keys)? {
        let (node, root) = (r.id(0)?, r.id(1)?);
        if root != node {
            out.insert(node, Found::MergedInto(root));
        } else if r.opt_int(2)?.is_some() {
            out.insert(node, Found::Gone);
        } else {
            living.push(node);
        }
    }
    for row in people::rows_of(tx, access, &living)? {
        if let Some(id) = Id::read(IdKind::Person, &row.id) {
            out.insert(id, Found::Here(json!(row)));
        }
    }
    vanished(access, rows, &mut out);
    Ok(out)
}

/// Rows that are not even marked as gone any more: told to who may see everything, since nobody can say whose they were.
fn vanished(access: &Access, rows: &[Id], out: &mut HashMap<Id, Found>) {
    if access.grants().see == Reach::All {
        for row in rows.iter().collect::<HashSet<_>>() {
            out.entry(*row).or_insert(Found::Gone);
        }
    }
}

//! Companies by the thousand over the API: each row for itself, with its own answer.

use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::edit;
use super::record::domain;
use crate::batch::{Acted, Op, Outcome, each};

/// A row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    /// What is to be done.
    pub op: Op,
    /// Which, by id; otherwise by its domain, else by its whole name.
    pub id: Option<String>,
    /// Make a new one also where one of this name or domain is there.
    pub anyway: bool,
    /// Values.
    pub set: Map<String, Json>,
}

/// The rows of one call, in their order.
///
/// # Errors
///
/// When they are none or too many.
pub fn all(store: &Store, access: &Access, rows: &[Row]) -> Result<Vec<Outcome>> {
    each(store, IdKind::Company, rows, |tx, row| act(tx, store, access, row))
}

fn act(tx: &mut Tx<'_>, store: &Store, access: &Access, row: &Row) -> Result<Acted> {
    let named = match &row.id {
        Some(text) => {
            let message = || format!("{text:?} is not the id of a company");
            let id = Id::read(IdKind::Company, text)
                .ok_or_else(|| Problem::field("id", "not_an_id", message()))?;
            Some(edit::seen(tx, access, id)?.id)
        }
        None if row.anyway => None,
        None => known(tx, access, &row.set)?,
    };
    match (row.op, named) {
        (Op::Create, Some(_)) if row.id.is_some() => {
            Err(Problem::field("id", "given", "a new company has no id yet").into())
        }
        // Which one stands in the way is told by `create`.
        (Op::Create, _) | (Op::Upsert, None) => {
            let (id, batch) = edit::create(tx, store, access, &row.set, row.anyway)?;
            Ok(("created", Some(id), Some(batch)))
        }
        (Op::Update | Op::Delete, None) => Err(Problem::not_found("The company").into()),
        (Op::Delete, Some(id)) => Ok(("deleted", Some(id), Some(edit::delete(tx, store, access, id)?))),
        (Op::Update | Op::Upsert, Some(id)) => {
            let batch = edit::change(tx, store, access, id, &row.set)?;
            let changed = tx.first("SELECT id FROM change WHERE batch_id = $1 LIMIT 1", &[batch.into()])?;
            Ok(match changed {
                Some(_) => ("updated", Some(id), Some(batch)),
                None => ("same", Some(id), None),
            })
        }
    }
}

/// The company that a row speaks of without its id: of its domain first, for names are shared more often.
fn known(tx: &mut Tx<'_>, access: &Access, set: &Map<String, Json>) -> Result<Option<Id>> {
    let text = |key: &str| set.get(key).and_then(Json::as_str).map(str::trim).filter(|t| !t.is_empty());
    let site = text("domain").map(domain);
    let found = match edit::known_by(tx, None, site.as_deref())? {
        Some(company) => Some(company),
        None => edit::known_by(tx, text("name"), None)?,
    };
    found.map(|company| Ok(edit::seen(tx, access, company.id)?.id)).transpose()
}

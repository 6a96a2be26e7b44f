//! People by the thousand over the API: each row for itself, with its own answer.
//!
//! Every row is a transaction and a batch of its own, so that one wrong row neither stops nor undoes the others,
//! and a call that breaks off in the middle leaves whole rows.

use gx_kernel::identity::IdentityValue;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::{edit, people};

/// Rows of one call.
pub const MOST: usize = 1000;

/// What is to be done with a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Change who is known by one of the identities (or the id), make them otherwise.
    #[default]
    Upsert,
    /// Make somebody new.
    Create,
    /// Change somebody.
    Update,
    /// Take somebody away.
    Delete,
}

/// A row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    /// What is to be done.
    pub op: Op,
    /// Who, by id.
    pub id: Option<String>,
    /// Who, by what they are known by; new ones are added.
    pub identities: Vec<IdentityValue>,
    /// Values.
    pub set: Map<String, Json>,
}

/// What came of a row.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    /// The row, from 0.
    pub row: usize,
    /// `created`, `updated`, `same`, `deleted` or `refused`.
    pub status: &'static str,
    /// The record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// With which it is undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What a row came to: its status, the record, and the batch that takes it back.
pub type Acted = (&'static str, Option<Id>, Option<Id>);

/// Does the rows of one call in their order, each in a transaction of its own; refuses the call as a whole beyond [`MOST`].
///
/// # Errors
///
/// When the rows are none or too many.
pub fn each<R>(
    store: &Store,
    kind: IdKind,
    rows: &[R],
    act: impl Fn(&mut Tx<'_>, &R) -> Result<Acted>,
) -> Result<Vec<Outcome>> {
    if rows.is_empty() || rows.len() > MOST {
        let message = format!("1 to {MOST} rows a call, got {}", rows.len());
        return Err(StoreError::from(Problem::field("rows", "count", message)));
    }
    let mut out = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        out.push(match store.write(|tx| act(tx, row)) {
            Ok((status, id, batch)) => Outcome {
                row: at,
                status,
                id: id.map(|id| id.show(kind)),
                batch: batch.map(|b| b.show(IdKind::Batch)),
                problem: None,
            },
            Err(e) => {
                let problem = e.to_problem();
                if problem.status >= 500 {
                    tracing::error!(error = %e, "a row of a batch failed in the store");
                }
                Outcome { row: at, status: "refused", id: None, batch: None, problem: Some(problem) }
            }
        });
    }
    Ok(out)
}

fn act(tx: &mut Tx<'_>, store: &Store, access: &Access, country: &str, row: &Row) -> Result<Acted> {
    let keys = row.identities.iter().map(|i| edit::normal(store, i, country)).collect::<Result<Vec<_>>>()?;
    let named = match &row.id {
        Some(text) => {
            let id = Id::read(IdKind::Person, text).ok_or_else(|| {
                Problem::field("id", "not_an_id", format!("{text:?} is not the id of a person"))
            })?;
            Some(people::root(tx, access, id)?.ok_or_else(|| Problem::not_found("The person"))?.0)
        }
        None => edit::known_by(tx, access, &keys)?,
    };
    match (row.op, named) {
        (Op::Create, Some(_)) if row.id.is_some() => {
            Err(Problem::field("id", "given", "a new person has no id yet").into())
        }
        // Who is taken already is told by `create`, with the name if the caller may see it.
        (Op::Create, _) | (Op::Upsert, None) => {
            access.need_verb(Verb::Create)?;
            let (id, batch) = edit::create(tx, store, access, &row.set, &keys)?;
            Ok(("created", Some(id), Some(batch)))
        }
        (Op::Update | Op::Delete, None) => Err(Problem::not_found("The person").into()),
        (Op::Delete, Some(root)) => Ok(("deleted", Some(root), Some(edit::delete(tx, store, access, root)?))),
        (Op::Update | Op::Upsert, Some(root)) => {
            let batch = edit::change_with(tx, store, access, root, &row.set, &keys)?;
            Ok((if batch.is_some() { "updated" } else { "same" }, Some(root), batch))
        }
    }
}

/// The rows of one call, in their order.
///
/// # Errors
///
/// When they are none or too many.
pub fn all(store: &Store, access: &Access, country: &str, rows: &[Row]) -> Result<Vec<Outcome>> {
    each(store, IdKind::Person, rows, |tx, row| act(tx, store, access, country, row))
}

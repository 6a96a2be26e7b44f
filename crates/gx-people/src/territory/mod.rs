//! Territories: a tree of filters over people, and in which of them a person lies.
//!
//! Where a person lies is written with the person, whenever what the person shows is written, so that the permission
//! predicate asks a column and not a filter. A filter of a territory may therefore ask only for what the portrait
//! says: neither time nor interactions nor other records, which change without it.

mod apply;
mod tree;

pub(crate) use apply::soon_if_any;
pub use apply::{APPLY_JOB, handler, soon};
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Holding;
use gx_store::change::By;
use gx_store::{Result, Tx};
use serde_json::{Map, Value as Json};

use crate::node;
use crate::portrait::{Claim, Held};

pub use tree::{Fault, Node, Tree, fit, nodes};

/// Who reached a person before a change of these values: by the owner and the territory that they made.
pub fn held_before(tx: &mut Tx<'_>, person: Id, before: &Map<String, Json>) -> Result<Option<Holding>> {
    let Some(mut portrait) = node::shown_of(tx, &[person])?.remove(&person) else { return Ok(None) };
    for (key, value) in before {
        let held = portrait.0.get(key).cloned();
        let (by, at) = held.map_or((By::System, Micros(0)), |h| (h.claim.by, h.claim.at));
        let claim = Claim { value: value.clone(), by, at };
        portrait.0.insert(key.clone(), Held { claim, others: Vec::new() });
    }
    let owner = portrait.value("owner").and_then(|v| Id::read(IdKind::User, v.as_str()?));
    Ok(Some(Holding { owner, territory: Tree::of(tx)?.holds(&portrait), pool: None }))
}

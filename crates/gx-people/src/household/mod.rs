//! Households: who lives together, as far as the caller sees them, and what they are to us together.
//!
//! A household is no record: it is whoever the tie `household` (or `spouse`) leads to, step by step. So it follows
//! merges, moves and rights by itself.

use std::collections::HashSet;

use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Serialize;

use crate::company::group::{Sum, sums};
use crate::names::Named;

/// The most people of one household.
const MOST: usize = 20;

/// A household.
#[derive(Clone, Debug, Serialize)]
pub struct Household {
    /// Everybody but the person whose page it is.
    pub people: Vec<Named>,
    /// What all of them bought, the person included.
    pub bought: Vec<Sum>,
    /// Their interactions.
    pub interaction_count: i64,
}

/// Somebody of it: the root, the name, and what adds up.
type Housemate = (Id, String, (Option<String>, i64), i64);

/// The household of a living root; `None` for who lives alone.
pub fn load(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<Option<Household>> {
    let (mut known, mut level) = (HashSet::from([root]), vec![root.0]);
    let mut found: Vec<Housemate> = Vec::new();
    while !level.is_empty() && found.len() < MOST {
        let mut next = Vec::new();
        for (mine, theirs) in [("from_id", "to_id"), ("to_id", "from_id")] {
            let sql = format!(
                "SELECT r.id, r.name, r.currency, r.order_total, r.interaction_count FROM person m JOIN edge e ON e.{mine} = m.id \
                 JOIN person o ON o.id = e.{theirs} JOIN person r ON r.id = o.canonical_id \
                 WHERE e.kind IN ('household', 'spouse') AND e.from_kind = 'person' AND e.to_kind = 'person' \
                 AND e.deleted_at IS NULL AND e.until IS NULL AND r.deleted_at IS NULL AND {} AND m.canonical_id IN",
                access.see_person("r")
            );
            for r in tx.query_in(&sql, &level)? {
                let id = r.id(0)?;
                if found.len() < MOST && known.insert(id) {
                    next.push(id.0);
                    found.push((id, r.string(1)?, (r.opt_string(2)?, r.int(3)?), r.int(4)?));
                }
            }
        }
        level = next;
    }
    if found.is_empty() {
        return Ok(None);
    }
    let own =
        tx.one("SELECT currency, order_total, interaction_count FROM person WHERE id = $1", &[root.into()])?;
    let own_sum = (own.opt_string(0)?, own.int(1)?);
    Ok(Some(Household {
        bought: sums(found.iter().map(|(_, _, sum, _)| sum.clone()).chain([own_sum])),
        interaction_count: found.iter().map(|(_, _, _, n)| n).sum::<i64>() + own.int(2)?,
        people: found
            .into_iter()
            .map(|(id, name, _, _)| Named {
                id: id.show(IdKind::Person),
                initial: Some(gx_text::avatar_initial(&name)),
                name,
            })
            .collect(),
    }))
}

//! Households: who lives together, as far as the caller sees them, and what they are to us together.
//!
//! A household is no record: it is whoever the tie `household` (or `spouse`) leads to, step by step. So it follows
//! merges, moves and rights by itself. It is called after its head: whom most of these ties lead to, and among equals
//! the one known longest.
//!
//! In: a person. Out: the card on their page, the page of the household, and the acts on it, each one batch. It must
//! never show or count somebody whom the caller may not see.

mod edit;
mod page;
mod walk;

use std::collections::HashSet;

use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Serialize;

pub use self::edit::{add, remove, say};
pub use self::page::{Home, Mate, Page, page};
use self::walk::{Walked, walk, within};
use crate::company::group::Sum;
use crate::names::Named;

/// The most people of one household.
pub const MOST: usize = 20;

/// A household, in short.
#[derive(Clone, Debug, Serialize)]
pub struct Household {
    /// After whom it is called.
    pub head: Named,
    /// Everybody but the person whose page it is; where a search found it, everybody but the head.
    pub people: Vec<Named>,
    /// What all of them bought, the person included; nothing to whom the sums are hidden.
    pub bought: Vec<Sum>,
    /// Their interactions.
    pub interaction_count: Option<i64>,
}

/// Somebody as a household names them.
fn named(id: Id, name: &str) -> Named {
    Named { id: id.show(IdKind::Person), initial: Some(gx_text::avatar_initial(name)), name: name.to_owned() }
}

/// What a household is in short, without one of its people; `None` for who lives alone.
fn brief(household: &Walked, without: Option<Id>) -> Option<Household> {
    let head = household.head().filter(|_| household.people.len() > 1)?;
    let without = without.unwrap_or(head.id);
    let others = household.people.iter().filter(|one| one.id != without);
    Some(Household {
        head: named(head.id, &head.name),
        people: others.map(|one| named(one.id, &one.name)).collect(),
        bought: household.bought(),
        interaction_count: household.interactions(),
    })
}

/// The household of a living root that the caller sees; `None` for who lives alone.
pub fn load(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<Option<Household>> {
    Ok(brief(&walk(tx, access, root)?, Some(root)))
}

/// Everybody of the household of a living root whom the caller sees, the root first.
pub fn people(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<Vec<Id>> {
    Ok(walk(tx, access, root)?.people.iter().map(|one| one.id).collect())
}

/// The households of these living roots, each once, in the order of the roots; at most so many. Each names everybody
/// but its head beside the head.
pub fn of_several(tx: &mut Tx<'_>, access: &Access, roots: &[Id], most: usize) -> Result<Vec<Household>> {
    let tied = within(tx, roots)?;
    let (mut out, mut told) = (Vec::new(), HashSet::new());
    for root in roots.iter().filter(|root| tied.contains(root)) {
        if out.len() >= most {
            break;
        }
        if told.contains(root) {
            continue;
        }
        let household = walk(tx, access, *root)?;
        told.extend(household.people.iter().map(|one| one.id));
        out.extend(brief(&household, None));
    }
    Ok(out)
}

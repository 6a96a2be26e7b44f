//! Who lives with whom: the ties of a household, followed step by step.

use std::collections::HashSet;

use gx_kernel::{Id, Micros};
use gx_store::access::Access;
use gx_store::{Result, Tx};

use super::MOST;
use crate::company::group::{Sum, sums};
use crate::edge;

/// The ties that lead through a household.
const TIES: &str = "e.kind IN ('household', 'spouse') AND e.from_kind = 'person' AND e.to_kind = 'person' AND e.deleted_at IS NULL AND e.until IS NULL";

/// Somebody of a household.
#[derive(Clone, Debug)]
pub(super) struct Somebody {
    pub id: Id,
    pub name: String,
    pub currency: Option<String>,
    /// `None` to whom the sum is hidden.
    pub bought: Option<i64>,
    pub interactions: Option<i64>,
}

/// A tie of a household: two roots, and what the tie says of either.
#[derive(Clone, Debug)]
pub(super) struct Between {
    pub edge: Id,
    pub kind: String,
    pub ends: [Id; 2],
    pub roles: [Option<String>; 2],
    pub since: Option<Micros>,
}

impl Between {
    /// Which end somebody is.
    pub fn end(&self, who: Id) -> Option<usize> {
        self.ends.iter().position(|end| *end == who)
    }

    /// The other end.
    pub fn other(&self, who: Id) -> Option<Id> {
        self.end(who).and_then(|end| self.ends.get(1 - end)).copied()
    }

    /// What the tie says of somebody.
    pub fn role(&self, who: Id) -> Option<&str> {
        self.roles.get(self.end(who)?)?.as_deref()
    }
}

/// A household as it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Walked {
    /// The root that was asked for, then whoever was reached.
    pub people: Vec<Somebody>,
    pub ties: Vec<Between>,
}

impl Walked {
    /// What all of them bought, each currency by itself.
    pub fn bought(&self) -> Vec<Sum> {
        sums(self.people.iter().filter_map(|one| Some((one.currency.clone(), one.bought?))))
    }

    /// What all of them did, counted.
    pub fn interactions(&self) -> Option<i64> {
        self.people.iter().map(|one| one.interactions).sum()
    }

    pub fn has(&self, who: Id) -> bool {
        self.people.iter().any(|one| one.id == who)
    }

    /// The ties of one of them.
    pub fn ties_of(&self, who: Id) -> impl Iterator<Item = &Between> {
        self.ties.iter().filter(move |tie| tie.end(who).is_some())
    }

    /// Whom most ties lead to, the one known longest among equals.
    pub fn head(&self) -> Option<&Somebody> {
        self.people.iter().min_by_key(|one| (std::cmp::Reverse(self.ties_of(one.id).count()), one.id))
    }

    /// What somebody is in the household, where a tie says so.
    pub fn role(&self, who: Id) -> Option<&str> {
        self.ties_of(who).find_map(|tie| tie.role(who))
    }
}

const SOMEBODY: &str = "r.id, r.name, r.currency, r.order_total, r.interaction_count";

fn somebody(r: &gx_store::Row, at: usize, access: &Access) -> Result<Somebody> {
    let shown = |key: &str, at: usize| if access.hides(key) { Ok(None) } else { r.int(at).map(Some) };
    Ok(Somebody {
        id: r.id(at)?,
        name: r.string(at + 1)?,
        currency: r.opt_string(at + 2)?,
        bought: shown("order_total", at + 3)?,
        interactions: shown("interaction_count", at + 4)?,
    })
}

/// The household of a living root, as far as the caller sees it: alone where no tie leads on.
pub(super) fn walk(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<Walked> {
    let mut out = Walked::default();
    let own = format!("SELECT {SOMEBODY} FROM person r WHERE r.id = $1 AND {}", access.see_person("r"));
    let Some(first) = tx.first(&own, &[root.into()])? else { return Ok(out) };
    out.people.push(somebody(&first, 0, access)?);
    let (mut known, mut read, mut level) = (HashSet::from([root]), HashSet::new(), vec![root.0]);
    while !level.is_empty() {
        let mut next = Vec::new();
        for (mine, theirs) in [("from_id", "to_id"), ("to_id", "from_id")] {
            let sql = format!(
                "SELECT e.id, e.kind, e.title, e.since, m.canonical_id, {SOMEBODY} FROM person m JOIN edge e ON e.{mine} = m.id \
                 JOIN person o ON o.id = e.{theirs} JOIN person r ON r.id = o.canonical_id \
                 WHERE {TIES} AND r.deleted_at IS NULL AND {} AND m.canonical_id IN",
                access.see_person("r")
            );
            for r in tx.query_in(&sql, &level)? {
                let (one, two) = (r.id(4)?, somebody(&r, 5, access)?);
                if one == two.id || (out.people.len() >= MOST && !known.contains(&two.id)) {
                    continue;
                }
                let edge = r.id(0)?;
                if read.insert(edge) {
                    let (from, to) = edge::sides(r.opt_text(2)?);
                    let (mut ends, mut roles) = ([one, two.id], [from, to]);
                    if mine == "to_id" {
                        ends.reverse();
                    }
                    for role in &mut roles {
                        *role = role.take().filter(|text| !text.is_empty());
                    }
                    out.ties.push(Between { edge, kind: r.string(1)?, ends, roles, since: r.opt_micros(3)? });
                }
                if known.insert(two.id) {
                    next.push(two.id.0);
                    out.people.push(two);
                }
            }
        }
        level = next;
    }
    out.ties.sort_by_key(|tie| tie.edge);
    Ok(out)
}

/// Which of these roots have a tie of a household at all.
pub(super) fn within(tx: &mut Tx<'_>, roots: &[Id]) -> Result<HashSet<Id>> {
    let keys: Vec<i64> = roots.iter().map(|id| id.0).collect();
    let mut out = HashSet::new();
    for mine in ["from_id", "to_id"] {
        let sql = format!(
            "SELECT m.canonical_id FROM person m JOIN edge e ON e.{mine} = m.id WHERE {TIES} AND m.canonical_id IN"
        );
        for r in tx.query_in(&sql, &keys)? {
            out.insert(r.id(0)?);
        }
    }
    Ok(out)
}

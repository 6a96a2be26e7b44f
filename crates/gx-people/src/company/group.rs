//! Groups of companies: which is a part of which, and what all of them together are to us.
//!
//! A company is a part of at most one other; the tie is an edge like any other, dated and taken back like any other.

use std::collections::{HashMap, HashSet};

use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Serialize;

use super::{edit, record};

/// The kind of the tie, from the part to the whole.
pub const PART_OF: &str = "part_of";
/// How deep companies may be parts of one another.
const DEEPEST: usize = 20;
/// The most companies below one that its page lists and adds up.
const MOST: usize = 200;

/// The company that another is a part of.
#[derive(Clone, Debug, Serialize)]
pub struct Above {
    /// The tie, prefixed.
    pub edge: String,
    /// The company.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A part of a company, or of a part of it.
#[derive(Clone, Debug, Serialize)]
pub struct Below {
    /// The tie to the one above it, prefixed.
    pub edge: String,
    /// The company.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many steps below, from 1.
    pub depth: usize,
    /// People of it whom the caller may see.
    pub people_count: i64,
}

/// What people bought, in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// ISO 4217.
    pub currency: String,
    /// Decimal text.
    pub total: String,
}

/// Where a company stands in its group.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Those above, the nearest first.
    pub above: Vec<Above>,
    /// Those below, in the order of the tree.
    pub below: Vec<Below>,
    /// Whether there are more below.
    pub more: bool,
    /// People of the company and all below it whom the caller may see, each counted once.
    pub people_count: i64,
    /// What these people bought; nothing to whom the sums are hidden.
    pub bought: Vec<Sum>,
}

fn above(tx: &mut Tx<'_>, id: Id) -> Result<Vec<(Id, Id, String)>> {
    let sql = "SELECT e.id, c.id, c.name FROM edge e JOIN company c ON c.id = e.to_id \
               WHERE e.from_id = $1 AND e.kind = 'part_of' AND e.to_kind = 'company' AND e.deleted_at IS NULL \
               AND c.deleted_at IS NULL ORDER BY e.id DESC LIMIT 1";
    let (mut out, mut at) = (Vec::new(), id);
    while let Some(r) = tx.first(sql, &[at.into()])? {
        at = r.id(1)?;
        if at == id || out.len() >= DEEPEST {
            break;
        }
        out.push((r.id(0)?, at, r.string(2)?));
    }
    Ok(out)
}

/// One tie below: the edge, the part and its name.
type Part = (Id, Id, String);

/// The ties below a company by the company above, and whether there are more than are read.
fn below(tx: &mut Tx<'_>, id: Id) -> Result<(HashMap<Id, Vec<Part>>, bool)> {
    let sql = "SELECT e.id, c.id, c.name, e.to_id FROM edge e JOIN company c ON c.id = e.from_id \
               WHERE e.kind = 'part_of' AND e.from_kind = 'company' AND e.to_kind = 'company' AND e.deleted_at IS NULL \
               AND c.deleted_at IS NULL AND e.to_id IN";
    let mut out: HashMap<Id, Vec<Part>> = HashMap::new();
    let (mut known, mut level) = (HashSet::from([id]), vec![id.0]);
    for _ in 0..DEEPEST {
        let mut next = Vec::new();
        for r in tx.query_in(sql, &level)? {
            let part = r.id(1)?;
            if known.len() > MOST {
                return Ok((out, true));
            }
            if known.insert(part) {
                next.push(part.0);
                out.entry(r.id(3)?).or_default().push((r.id(0)?, part, r.string(2)?));
            }
        }
        if next.is_empty() {
            break;
        }
        level = next;
    }
    Ok((out, false))
}

/// Lists parts in the order of the tree, those of one company by name.
fn flatten(parts: &mut HashMap<Id, Vec<Part>>, of: Id, depth: usize, out: &mut Vec<(Part, usize)>) {
    let mut mine = parts.remove(&of).unwrap_or_default();
    mine.sort_by(|a, b| a.2.cmp(&b.2).then(a.1.cmp(&b.1)));
    for part in mine {
        let id = part.1;
        out.push((part, depth));
        flatten(parts, id, depth + 1, out);
    }
}

/// The group of a company that the caller sees; `None` where it stands alone.
pub fn load(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Option<Group>> {
    let above = above(tx, id)?;
    let (mut parts, more) = below(tx, id)?;
    let mut below = Vec::new();
    flatten(&mut parts, id, 1, &mut below);
    if above.is_empty() && below.is_empty() {
        return Ok(None);
    }
    let all: Vec<i64> = std::iter::once(id.0).chain(below.iter().map(|(part, _)| part.1.0)).collect();
    let people = format!(
        "FROM edge e JOIN person n ON n.id = e.from_id JOIN person r ON r.id = n.canonical_id \
         WHERE e.to_kind = 'company' AND e.from_kind = 'person' AND e.deleted_at IS NULL AND r.deleted_at IS NULL AND {} AND e.to_id IN",
        access.see_person("r")
    );
    let (mut counts, mut everybody) = (HashMap::<i64, i64>::new(), HashMap::new());
    for r in
        tx.query_in(&format!("SELECT DISTINCT e.to_id, r.id, r.currency, r.order_total {people}"), &all)?
    {
        *counts.entry(r.int(0)?).or_default() += 1;
        everybody.insert(r.id(1)?, (r.opt_string(2)?, r.int(3)?));
    }
    Ok(Some(Group {
        above: above
            .into_iter()
            .map(|(edge, id, name)| Above {
                edge: edge.show(IdKind::Edge),
                id: id.show(IdKind::Company),
                name,
            })
            .collect(),
        below: below
            .into_iter()
            .map(|((edge, id, name), depth)| Below {
                edge: edge.show(IdKind::Edge),
                people_count: counts.get(&id.0).copied().unwrap_or(0),
                id: id.show(IdKind::Company),
                name,
                depth,
            })
            .collect(),
        more,
        people_count: everybody.len() as i64,
        bought: if access.hides("order_total") || access.hides_of(ObjectKind::Order, "amount") {
            Vec::new()
        } else {
            sums(everybody.into_values())
        },
    }))
}

/// Adds up what was bought, each currency by itself; the largest first.
pub(crate) fn sums(each: impl Iterator<Item = (Option<String>, i64)>) -> Vec<Sum> {
    let mut totals: HashMap<String, i64> = HashMap::new();
    for (currency, total) in each.filter(|(_, total)| *total != 0) {
        let held = totals.entry(currency.unwrap_or_else(|| "CNY".into())).or_default();
        *held = held.saturating_add(total);
    }
    let mut out: Vec<(String, i64)> = totals.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    out.into_iter().map(|(currency, n)| Sum { currency, total: from_scaled(n).to_string() }).collect()
}

/// Refuses a tie of two companies that is none: another kind, a part that the caller may not change, or a circle.
/// The tie to the company that the part belonged to until now, which the new one takes the place of.
pub(crate) fn may_join(
    tx: &mut Tx<'_>,
    access: &Access,
    kind: &str,
    part: Id,
    whole: Id,
) -> Result<Option<Id>> {
    if kind != PART_OF {
        return Err(Problem::field("kind", "not_a_word", "companies are tied by part_of").into());
    }
    may_change(tx, access, part)?;
    let over = above(tx, whole)?;
    if over.iter().any(|(_, id, _)| *id == part) {
        return Err(Problem::field("to", "circle", "a company cannot be a part of itself").into());
    }
    if over.len() + 1 >= DEEPEST {
        return Err(Problem::field("to", "too_deep", format!("companies lie at most {DEEPEST} deep")).into());
    }
    Ok(above(tx, part)?.into_iter().next().map(|(edge, _, _)| edge))
}

/// Refuses two companies of which one lies below the other further down: as one they would be a part of themselves. A
/// direct tie of the two falls away with the merge.
pub(super) fn may_be_one(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<()> {
    for (part, whole) in [(a, b), (b, a)] {
        if above(tx, part)?.iter().skip(1).any(|(_, id, _)| *id == whole) {
            let message = "one of them is a part of a part of the other: untie them first";
            return Err(Problem::field("other", "circle", message).into());
        }
    }
    Ok(())
}

/// Refuses unless the caller may change the company, which is how its place in the group is changed.
pub(crate) fn may_change(tx: &mut Tx<'_>, access: &Access, part: Id) -> Result<()> {
    if let Some(company) = record::get(tx, part)? {
        edit::to_edit(access, &company)?;
    }
    Ok(())
}

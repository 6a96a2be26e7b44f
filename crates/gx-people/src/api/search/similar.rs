//! What global search answers when little is called as somebody typed: names that are nearly that.

use std::collections::HashSet;

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_store::access::Access;
use gx_store::search::{self, Word};
use gx_store::{Effort, Result, Tx};

use super::{Hit, Typed, companies_of, persons};
use crate::company::record;
use crate::indexed;
use crate::near::{self, MOST_ROWS, Way};

/// From so many hits by name on nobody is thought to have mistyped.
const ENOUGH: usize = 5;
/// Similar names of one answer.
const MOST: usize = 10;

/// Adds people and companies of similar names, unless enough are called as was typed, or one is exactly. They stand
/// below everything that is called so, and above what only mentions the words.
pub(super) fn similar(
    tx: &mut Tx<'_>,
    access: &Access,
    q: &str,
    words: &[Word],
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let by_name = hits.iter().filter(|hit| hit.why != "text").count();
    if by_name >= ENOUGH || hits.iter().any(|hit| matches!(hit.why, "exact" | "identity")) {
        return Ok(());
    }
    let mut known: HashSet<String> = hits.iter().map(|hit| hit.id.clone()).collect();
    let mut found: Vec<Hit> = Vec::new();
    for way in near::ways(tx, q, words)? {
        if found.len() >= MOST {
            break;
        }
        let mut these = Vec::new();
        let put = way.put.join(" ");
        let typed = Typed { folded: &put, squeezed: "" };
        let nodes = looked_up(tx, ObjectKind::Person, &way.words)?;
        let nodes = indexed::found_by(tx, access, nodes, &way.words)?;
        persons(tx, access, &nodes, &typed, &mut these)?;
        let companies = looked_up(tx, ObjectKind::Company, &way.words)?;
        let companies = record::found_by(tx, access, companies, &way.words)?;
        let ids: Vec<i64> = companies.iter().map(|id| id.0).collect();
        companies_of(tx, access, &ids, &put, &mut these)?;
        these.retain(|hit| near::is_near(&hit.title, q, &way) && known.insert(hit.id.clone()));
        found.extend(these.into_iter().map(|hit| as_similar(hit, &way)));
    }
    found.sort_by_key(|hit| std::cmp::Reverse(hit.weight));
    found.truncate(MOST);
    hits.append(&mut found);
    Ok(())
}

/// Rows of the index that hold all words, as many as are found before anybody notices.
fn looked_up(tx: &mut Tx<'_>, object: ObjectKind, words: &[Word]) -> Result<Vec<Id>> {
    let Some((sql, param)) = search::subquery(tx.dialect(), object, words, 1) else { return Ok(Vec::new()) };
    let (rows, _) = tx.query_within(&format!("{sql} LIMIT {MOST_ROWS}"), &[param], Effort::UNNOTICED)?;
    rows.iter().map(|r| r.id(0)).collect()
}

/// The hit as one that is only nearly what was typed; the nearer the higher, and in any case above what mentions the
/// words in passing.
fn as_similar(hit: Hit, way: &Way) -> Hit {
    let far = i64::try_from(way.distance).unwrap_or(i64::MAX).saturating_mul(10_000);
    Hit { why: "similar", weight: 60_000_i64.saturating_sub(far).max(20_000), ..hit }
}

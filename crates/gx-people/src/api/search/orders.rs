//! Orders in global search: by the whole of their number, by how it begins, or by what fields of one's own say.

use std::collections::HashSet;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Effort, Result, Tx, search};

use super::Hit;
use crate::{own, words};

/// So many characters of a number are asked for before orders that begin so are looked up.
const NUMBER_BEGINS: usize = 3;
/// Orders of one answer.
const MOST_ORDERS: usize = 20;

/// Orders by their number: the whole of it, or how it begins, along the index of numbers. Shops write numbers in one
/// case of letters; people type either.
pub(super) fn orders(tx: &mut Tx<'_>, access: &Access, q: &str, hits: &mut Vec<Hit>) -> Result<()> {
    if q.is_empty() || q.contains(char::is_control) {
        return Ok(());
    }
    let mut spelt = vec![q.to_owned(), q.to_uppercase(), q.to_lowercase()];
    spelt.dedup();
    let sql = format!(
        "SELECT o.id, o.number, r.id, r.name FROM orders o JOIN person n ON n.id = o.person_id JOIN person r ON r.id = n.canonical_id \
         WHERE o.deleted_at IS NULL AND r.deleted_at IS NULL AND o.number >= $1 AND o.number < $2 AND {} ORDER BY o.number, o.id LIMIT {MOST_ORDERS}",
        access.see_person("r")
    );
    let mut seen = HashSet::new();
    for number in spelt {
        // Behind all that begin with it, in the order of bytes, which both databases keep here.
        let last = if q.chars().count() < NUMBER_BEGINS { '\u{1}' } else { '\u{10ffff}' };
        let end = format!("{number}{last}");
        // Whoever sees few of very many orders is not kept waiting for all that begin so.
        let (rows, _) = tx.query_within(&sql, &[number.as_str().into(), end.into()], Effort::UNNOTICED)?;
        for r in rows {
            if !seen.insert(r.id(0)?) {
                continue;
            }
            let whole = r.text(1)? == number;
            hits.push(Hit {
                kind: ObjectKind::Order.as_text(),
                company: None,
                id: r.id(0)?.show(IdKind::Order),
                person: Some(r.id(2)?.show(IdKind::Person)),
                marks: vec![(0, number.encode_utf16().count())],
                title: r.string(1)?,
                subtitle: r.string(3)?,
                why: if whole { "exact" } else { "identity" },
                weight: if whole { 850_000 } else { 105_000 },
            });
        }
    }
    by_words(tx, access, q, &mut seen, hits)
}

/// Orders by the words of their fields of one's own.
fn by_words(
    tx: &mut Tx<'_>,
    access: &Access,
    q: &str,
    seen: &mut HashSet<Id>,
    hits: &mut Vec<Hit>,
) -> Result<()> {
    let asked = words::meant(tx, ObjectKind::Order, q)?;
    let found = search::find(tx, ObjectKind::Order, &asked, MOST_ORDERS * 3)?;
    let open = own::words::found_by(tx, access, own::ORDERS, found, &asked)?;
    let keys: Vec<i64> = open.iter().map(|id| id.0).collect();
    let sql = format!(
        "SELECT o.id, o.number, r.id, r.name FROM orders o JOIN person n ON n.id = o.person_id JOIN person r ON r.id = n.canonical_id \
         WHERE o.deleted_at IS NULL AND r.deleted_at IS NULL AND {} AND o.id IN",
        access.see_person("r")
    );
    for r in tx.query_in(&sql, &keys)?.iter().take(MOST_ORDERS) {
        if !seen.insert(r.id(0)?) {
            continue;
        }
        hits.push(Hit {
            kind: ObjectKind::Order.as_text(),
            company: None,
            id: r.id(0)?.show(IdKind::Order),
            person: Some(r.id(2)?.show(IdKind::Person)),
            marks: Vec::new(),
            title: r.string(1)?,
            subtitle: r.string(3)?,
            why: "text",
            weight: 10_500,
        });
    }
    Ok(())
}

//! Marks on a person: what the law, or a court, asks of everybody who works with the record.
//!
//! A mark stands on a node and holds for whoever the node is merged into, so that a merge never lifts one and a split
//! gives it back to the side it came from.

use std::collections::HashSet;

use gx_kernel::{Id, Micros, Problem};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};

/// Nothing is done with the record but keeping it (GDPR art. 18).
pub const RESTRICTED: &str = "restricted";
/// No rule and no score decides about the person (GDPR art. 21 and 22, PIPL art. 24).
pub const NO_PROFILING: &str = "no_profiling";
/// The record must not be erased, by law or for a dispute.
pub const HOLD: &str = "hold";
/// Every kind.
pub const KINDS: &[&str] = &[RESTRICTED, NO_PROFILING, HOLD];

/// A mark as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// One of [`KINDS`].
    pub kind: String,
    /// Since when.
    pub at: Micros,
    /// Who put it there.
    pub staff: Option<Id>,
    /// Why.
    pub reason: Option<String>,
}

/// The roots of everybody who bears a mark of a kind: few in any workspace, so that a job holds them in memory.
pub fn marked(tx: &mut Tx<'_>, kind: &str) -> Result<HashSet<Id>> {
    let sql = "SELECT DISTINCT n.canonical_id FROM person_mark m JOIN person n ON n.id = m.person_id WHERE m.kind = $1";
    tx.query(sql, &[kind.into()])?.iter().map(|r| r.id(0)).collect()
}

/// The marks of a person, each kind once, the oldest of each.
pub fn of(tx: &mut Tx<'_>, root: Id) -> Result<Vec<Mark>> {
    let sql = "SELECT m.kind, m.at, m.staff_id, m.reason FROM person_mark m JOIN person n ON n.id = m.person_id \
               WHERE n.canonical_id = $1 ORDER BY m.at, m.kind";
    let mut out: Vec<Mark> = Vec::new();
    for r in tx.query(sql, &[root.into()])? {
        let mark =
            Mark { kind: r.string(0)?, at: r.micros(1)?, staff: r.opt_id(2)?, reason: r.opt_string(3)? };
        if !out.iter().any(|m| m.kind == mark.kind) {
            out.push(mark);
        }
    }
    Ok(out)
}

/// Whether a person bears a mark.
pub fn has(tx: &mut Tx<'_>, root: Id, kind: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM person_mark m JOIN person n ON n.id = m.person_id WHERE n.canonical_id = $1 AND m.kind = $2 LIMIT 1";
    Ok(tx.first(sql, &[root.into(), kind.into()])?.is_some())
}

/// Puts a mark on a person; one that is there already stands as it was.
pub fn put(tx: &mut Tx<'_>, store: &Store, root: Id, kind: &str, by: Option<Id>, why: &str) -> Result<bool> {
    if has(tx, root, kind)? {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO person_mark (person_id, kind, at, staff_id, reason) VALUES ($1,$2,$3,$4,$5)",
        &[root.into(), kind.into(), store.now().into(), by.into(), (!why.is_empty()).then_some(why).into()],
    )?;
    Ok(true)
}

/// Takes a mark off a person, on whatever node it stands.
pub fn lift(tx: &mut Tx<'_>, root: Id, kind: &str) -> Result<bool> {
    let sql = "DELETE FROM person_mark WHERE kind = $1 AND person_id IN (SELECT id FROM person WHERE canonical_id = $2)";
    Ok(tx.execute(sql, &[kind.into(), root.into()])? > 0)
}

/// The clause over roots that are not restricted, for what goes out and for what touches many at once.
pub fn unrestricted(alias: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM person_mark rm JOIN person rn ON rn.id = rm.person_id \
         WHERE rm.kind = 'restricted' AND rn.canonical_id = {alias}.id)"
    )
}

/// The clause over rows that hang on a person who is not restricted.
pub fn hanging_unrestricted(alias: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM person_mark rm JOIN person rn ON rn.id = rm.person_id \
         JOIN person ro ON ro.canonical_id = rn.canonical_id WHERE rm.kind = 'restricted' AND ro.id = {alias}.person_id)"
    )
}

/// Refuses a program that wants to change somebody whose record is only to be kept.
pub fn refuse_program(tx: &mut Tx<'_>, access: &Access, root: Id) -> Result<()> {
    if access.is_program() && has(tx, root, RESTRICTED)? {
        let message =
            "The processing of this person's data is restricted; programs may not change the record.";
        return Err(Problem::conflict("restricted", message).into());
    }
    Ok(())
}

/// Whom a program may not change: the restricted. A colleague may.
pub fn shut(tx: &mut Tx<'_>, access: &Access) -> Result<HashSet<Id>> {
    if access.is_program() { marked(tx, RESTRICTED) } else { Ok(HashSet::new()) }
}

/// The roots of the restricted, read once a transaction.
pub struct Restricted(
    /// The roots.
    pub HashSet<Id>,
);

impl Restricted {
    /// Of this transaction.
    pub fn once(tx: &mut Tx<'_>) -> Result<std::sync::Arc<Self>> {
        tx.once(|tx| Ok(Self(marked(tx, RESTRICTED)?)))
    }
}

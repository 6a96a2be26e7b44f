//! A merge is an edge, never a rewrite.
//!
//! Merging hangs one root below another and lets the surviving root show the
//! survivors of all records. Nothing else is touched: interactions, orders,
//! identities and claims stay with the node they came for. Undoing removes the
//! edge, in any order, and both sides show exactly what they would have shown,
//! including what arrived in between.

use gx_kernel::{Id, Problem};
use gx_store::change::By;
use gx_store::{Result, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::node;

/// A reason for or against two records being one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Evidence {
    /// The field, identity kind, or `identity`, `staff`.
    pub field: String,
    /// Stable word, put into a sentence by the app.
    pub code: String,
    /// Weight in bits: positive speaks for, negative against.
    pub weight: f64,
    /// The one side's value.
    pub a: Option<String>,
    /// The other side's value.
    pub b: Option<String>,
}

/// A merge as stored.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The merge.
    pub id: Id,
    /// The root that survived.
    pub winner: Id,
    /// The root that hangs below it.
    pub loser: Id,
}

/// Merges root `loser` into root `winner`; the caller has decided that they are one.
pub fn join(
    tx: &mut Tx<'_>,
    store: &Store,
    winner: Id,
    loser: Id,
    by: By,
    automatic: bool,
    evidence: &[Evidence],
) -> Result<Merge> {
    if winner == loser {
        return Err(Problem::bad("same_person", "These are already one person.").into());
    }
    let now = store.now();
    let id = store.id();
    tx.execute(
        "INSERT INTO merge (id, winner_id, loser_id, at, by_kind, by_id, automatic, evidence, undone_at, undone_by) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL,NULL)",
        &[id.into(), winner.into(), loser.into(), now.into(), by.kind().into(), by.id().into(), automatic.into(), json!(evidence).into()],
    )?;
    tx.execute("UPDATE person SET merged_into = $1 WHERE id = $2", &[winner.into(), loser.into()])?;
    tx.execute(
        "UPDATE person SET canonical_id = $1 WHERE canonical_id = $2",
        &[winner.into(), loser.into()],
    )?;
    // The winner's own words are its columns until the first merge.
    if let Some(root) = node::get(tx, winner)?
        && !root.shows_tree
    {
        let own = serde_json::to_string(&root.own).unwrap_or_default();
        tx.execute("UPDATE person SET own = $1 WHERE id = $2", &[own.into(), winner.into()])?;
    }
    add_counters(tx, winner, loser, 1)?;
    node::refresh(tx, winner, now)?;
    Ok(Merge { id, winner, loser })
}

/// Takes a merge back. Both roots as they are then: (winner's root, the freed root).
pub fn split(tx: &mut Tx<'_>, store: &Store, merge: Id, by: By) -> Result<(Id, Id)> {
    let now = store.now();
    let row = tx
        .first("SELECT winner_id, loser_id, undone_at FROM merge WHERE id = $1", &[merge.into()])?
        .ok_or_else(|| Problem::not_found("The merge"))?;
    if row.opt_int(2)?.is_some() {
        return Err(Problem::conflict("already_undone", "This merge was already taken back.").into());
    }
    let (winner, loser) = (row.id(0)?, row.id(1)?);
    let subtree = below(tx, loser)?;
    // Every ancestor of the freed root gives back what it counted for it.
    let mut up = Some(winner);
    let mut root = winner;
    while let Some(node) = up {
        add_counters(tx, node, loser, -1)?;
        root = node;
        up = tx
            .first("SELECT merged_into FROM person WHERE id = $1", &[node.into()])?
            .map_or(Ok(None), |r| r.opt_id(0))?;
    }
    tx.execute(
        "UPDATE merge SET undone_at = $1, undone_by = $2 WHERE id = $3",
        &[now.into(), by.id().into(), merge.into()],
    )?;
    tx.execute("UPDATE person SET merged_into = NULL WHERE id = $1", &[loser.into()])?;
    let rows: Vec<Vec<Value>> = subtree.iter().map(|id| vec![loser.into(), (*id).into()]).collect();
    tx.execute_many("UPDATE person SET canonical_id = $1 WHERE id = $2", &rows)?;
    node::refresh(tx, root, now)?;
    node::refresh(tx, loser, now)?;
    recount_dates(tx, root)?;
    recount_dates(tx, loser)?;
    Ok((root, loser))
}

/// A node and all nodes that hang below it.
fn below(tx: &mut Tx<'_>, top: Id) -> Result<Vec<Id>> {
    let mut out = vec![top];
    let mut at = 0;
    while let Some(id) = out.get(at).copied() {
        for row in tx.query("SELECT id FROM person WHERE merged_into = $1 AND canonical_id = (SELECT canonical_id FROM person WHERE id = $1)", &[id.into()])? {
            out.push(row.id(0)?);
        }
        at += 1;
    }
    Ok(out)
}

/// Adds (or gives back) one root's totals to another. Totals of a node always cover everything below it.
fn add_counters(tx: &mut Tx<'_>, to: Id, from: Id, sign: i64) -> Result<()> {
    let Some(row) = tx.first("SELECT interaction_count, order_count, order_total, currency, first_seen_at, last_seen_at FROM person WHERE id = $1", &[from.into()])?
    else {
        return Ok(());
    };
    // Only amounts in the currency that the surviving side counts in can be added up.
    let theirs = row.opt_string(3)?;
    let ours = tx
        .first("SELECT currency FROM person WHERE id = $1", &[to.into()])?
        .map_or(Ok(None), |r| r.opt_string(0))?;
    let total = if ours.is_none() || ours == theirs { row.int(2)? } else { 0 };
    tx.execute(
        "UPDATE person SET interaction_count = interaction_count + $1, order_count = order_count + $2, order_total = order_total + $3, \
         currency = COALESCE(currency, $4) WHERE id = $5",
        &[(sign * row.int(0)?).into(), (sign * row.int(1)?).into(), (sign * total).into(), theirs.into(), to.into()],
    )?;
    if sign > 0 {
        widen_dates(tx, to, row.opt_int(4)?, row.opt_int(5)?)?;
    }
    Ok(())
}

fn widen_dates(tx: &mut Tx<'_>, id: Id, first: Option<i64>, last: Option<i64>) -> Result<()> {
    if let (Some(first), Some(last)) = (first, last) {
        tx.execute(
            "UPDATE person SET first_seen_at = CASE WHEN first_seen_at IS NULL OR first_seen_at > $1 THEN $1 ELSE first_seen_at END, \
             last_seen_at = CASE WHEN last_seen_at IS NULL OR last_seen_at < $2 THEN $2 ELSE last_seen_at END WHERE id = $3",
            &[first.into(), last.into(), id.into()],
        )?;
    }
    Ok(())
}

/// First and last dates cannot be subtracted, so they are read again from what happened.
pub(crate) fn recount_dates(tx: &mut Tx<'_>, root: Id) -> Result<()> {
    let keys: Vec<i64> = node::members(tx, root)?.iter().map(|i| i.0).collect();
    let rows =
        tx.query_in("SELECT MIN(occurred_at), MAX(occurred_at) FROM interaction WHERE person_id IN", &keys)?;
    let first = rows.iter().filter_map(|r| r.opt_int(0).ok().flatten()).min();
    let last = rows.iter().filter_map(|r| r.opt_int(1).ok().flatten()).max();
    tx.execute(
        "UPDATE person SET first_seen_at = $1, last_seen_at = $2 WHERE id = $3",
        &[first.into(), last.into(), root.into()],
    )?;
    Ok(())
}

/// Accounts of both roots that prove two different persons, so that no program merges them.
pub fn contradictions(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<Vec<Evidence>> {
    let unique = |tx: &mut Tx<'_>, root: Id| -> Result<Vec<(String, String)>> {
        tx.query(
            "SELECT i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id WHERE n.canonical_id = $1 AND i.deleted_at IS NULL AND i.shared = 0 \
             AND i.kind IN ('user_id', 'member_no', 'wechat_unionid')",
            &[root.into()],
        )?
        .iter()
        .map(|r| Ok((r.string(0)?, r.string(1)?)))
        .collect()
    };
    let (left, right) = (unique(tx, a)?, unique(tx, b)?);
    let mut out = Vec::new();
    for (kind, value) in &left {
        if let Some((_, other)) = right.iter().find(|(k, v)| k == kind && v != value) {
            out.push(Evidence {
                field: kind.clone(),
                code: "two_accounts".into(),
                weight: -20.0,
                a: Some(value.clone()),
                b: Some(other.clone()),
            });
        }
    }
    Ok(out)
}

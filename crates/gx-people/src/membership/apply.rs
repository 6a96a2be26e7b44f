//! Drawing tiers: everybody's orders are added up and whoever stands elsewhere now is moved, a portion at a time.

use std::collections::HashMap;
use std::sync::Arc;

use gx_kernel::{Id, Micros};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx, job};
use serde_json::{Map, Value as Json};

use super::Tiers;
use crate::bought::STANDS;
use crate::mark;
use crate::node;
use crate::portrait::Claim;
use crate::sweep::{self, Portion, STEP};

/// The job.
pub const TIERS_JOB: &str = "tiers.apply";
/// Tiers are drawn once a day, in the small hours of Asia.
const HOUR_UTC: i64 = 19;

/// Puts the job in.
pub fn soon(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    sweep::soon(tx, store, TIERS_JOB)
}

/// Puts the next night's run in.
pub fn schedule(store: &Store) -> Result<()> {
    sweep::nightly(store, TIERS_JOB, HOUR_UTC)
}

/// What runs it. The next night is put in first, so that one that fails does not end them all.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        if job.payload["nightly"] == true {
            schedule(store).map_err(|e| e.to_string())?;
        }
        if !store.read(Tiers::load).map_err(|e| e.to_string())?.on {
            return Ok(());
        }
        sweep::run(store, job.id, stopping, |tx, after| portion(tx, store, after))
    })
}

/// What these living roots bought since a day: the sum in the tiers' currency, and how many orders.
fn bought(tx: &mut Tx<'_>, tiers: &Tiers, since: Micros, roots: &[i64]) -> Result<HashMap<i64, (i64, i64)>> {
    // The currency is three letters, see `Tiers::put`; the rest are numbers.
    let letters: String = tiers.currency.chars().filter(char::is_ascii_uppercase).collect();
    let sql = format!(
        "SELECT n.canonical_id, SUM(CASE WHEN o.currency = '{letters}' THEN o.amount ELSE 0 END)::bigint, COUNT(*) \
         FROM person n JOIN orders o ON o.person_id = n.id \
         WHERE {STANDS} AND o.placed_at >= {} \
         AND n.canonical_id IN",
        since.0
    );
    let sql = match tx.dialect() {
        gx_store::Dialect::Sqlite => sql.replace("::bigint", ""),
        gx_store::Dialect::Postgres => sql,
    };
    let mut out: HashMap<i64, (i64, i64)> = HashMap::new();
    for chunk in roots.chunks(500) {
        let list: Vec<String> = chunk.iter().map(ToString::to_string).collect();
        for r in tx.query(&format!("{sql} ({}) GROUP BY n.canonical_id", list.join(",")), &[])? {
            out.insert(r.int(0)?, (r.int(1)?, r.int(2)?));
        }
    }
    Ok(out)
}

/// Moves the next people, by the tiers as they are by now.
fn portion(tx: &mut Tx<'_>, store: &Store, after: i64) -> Result<Portion> {
    let tiers = Tiers::load(tx)?;
    let sql = format!(
        "SELECT id, tier FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND id > $1 ORDER BY id LIMIT {STEP}"
    );
    let rows = tx.query(&sql, &[after.into()])?;
    let mut ids = Vec::with_capacity(rows.len());
    for r in &rows {
        ids.push(r.int(0)?);
    }
    let sums = bought(tx, &tiers, tiers.since(store.now()), &ids)?;
    let mut elsewhere: HashMap<Id, Option<&str>> = HashMap::new();
    let apart = mark::marked(tx, mark::NO_PROFILING)?;
    for r in &rows {
        if apart.contains(&r.id(0)?) {
            continue;
        }
        let (sum, orders) = sums.get(&r.int(0)?).copied().unwrap_or_default();
        let stands = tiers.of(sum, orders);
        if stands != r.opt_text(1)? {
            elsewhere.insert(r.id(0)?, stands);
        }
    }
    let mut changed = 0;
    if !elsewhere.is_empty() {
        let keys: Vec<Id> = elsewhere.keys().copied().collect();
        let mut batch: Option<Batch> = None;
        for mut held in node::load(tx, &keys)? {
            let stands: Json = elsewhere.get(&held.id).copied().flatten().map_or(Json::Null, Json::from);
            let old = held.own.value("tier").cloned().unwrap_or_default();
            let claim = Claim { value: stands.clone(), by: By::Rule, at: store.now() };
            // What a colleague said by hand stands above the rule.
            if !held.own.state("tier", claim) {
                continue;
            }
            changed += 1;
            node::save_fields(tx, &held, ["tier".to_owned()].iter(), store.now())?;
            if batch.is_none() {
                batch = Some(Batch::open(tx, store, "tiers", By::Rule, None, None)?);
            }
            if let Some(batch) = &mut batch {
                let (before, after) =
                    (Map::from_iter([("tier".into(), old)]), Map::from_iter([("tier".into(), stands)]));
                batch.log(Entry { object: "person", row: held.id, op: Op::Update, before, after });
            }
        }
        if let Some(mut batch) = batch {
            batch.flush(tx, store)?;
        }
    }
    let last = if rows.len() == STEP { ids.last().copied() } else { None };
    Ok(Portion { last, looked: rows.len() as i64, moved: changed })
}

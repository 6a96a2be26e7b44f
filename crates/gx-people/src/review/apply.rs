//! Setting due dates: everybody is held against the cycles, a portion at a time.

use std::sync::Arc;

use gx_kernel::Id;
use gx_store::change::By;
use gx_store::{Result, Store, Tx, job};
use serde_json::Value as Json;

use super::{Cycles, DUE, by_hand, due, set};
use crate::node;
use crate::portrait::Claim;
use crate::sweep::{self, Portion, STEP};

/// The job.
pub const REVIEW_JOB: &str = "review.apply";
/// Once a day, in the small hours of Asia, after tiers and worth, which cycles may ask for.
const HOUR_UTC: i64 = 21;

/// Puts the job in.
pub fn soon(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    sweep::soon(tx, store, REVIEW_JOB)
}

/// Puts the next night's run in.
pub fn schedule(store: &Store) -> Result<()> {
    sweep::nightly(store, REVIEW_JOB, HOUR_UTC)
}

/// What runs it. The next night is put in first, so that one that fails does not end them all.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        if job.payload["nightly"] == true {
            schedule(store).map_err(|e| e.to_string())?;
            // Dates that were set stay when it is switched off; nothing is set anew.
            if !store.read(Cycles::load).map_err(|e| e.to_string())?.on {
                return Ok(());
            }
        }
        sweep::run(store, job.id, stopping, |tx, after| portion(tx, store, after))
    })
}

/// Sets the dates of the next people. They are not in the history: it tells what was decided, and these follow.
fn portion(tx: &mut Tx<'_>, store: &Store, after: i64) -> Result<Portion> {
    let cycles = Cycles::load(tx)?;
    let zone = gx_record::filtering::zone(tx)?;
    let sql = format!(
        "SELECT id FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND id > $1 ORDER BY id LIMIT {STEP}"
    );
    let ids: Vec<Id> = tx.query(&sql, &[after.into()])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    let months = cycles.months(tx, store.now(), &ids)?;
    let mut moved = 0;
    for mut held in node::load(tx, &ids)? {
        if by_hand(&held) {
            continue;
        }
        let next = months.get(&held.id).and_then(|n| due(&held, *n, &zone));
        let next = next.map_or(Json::Null, |d| d.to_string().into());
        if held.own.value(DUE).unwrap_or(&Json::Null) == &next {
            continue;
        }
        set(&mut held, DUE, Claim { value: next, by: By::Rule, at: store.now() });
        node::save_fields(tx, &held, [DUE.to_owned()].iter(), store.now())?;
        moved += 1;
    }
    let last = if ids.len() == STEP { ids.last().map(|id| id.0) } else { None };
    Ok(Portion { last, looked: ids.len() as i64, moved })
}

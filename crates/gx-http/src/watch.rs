//! The access watch: how many customers' records each member of staff reads within an hour.
//!
//! Reading is counted in memory and added to the table `read_hour` in steps, so that a page costs no write, a restart
//! forgets little, and several processes on one database count together. Whoever reads more than the workspace
//! expects is entered in the audit log once an hour, and a job tells those who may read it. Nobody is locked out:
//! who really works that fast is left alone, and is seen.

use std::collections::HashMap;
use std::sync::Arc;

use gx_kernel::{Id, Micros, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, job, settings};
use parking_lot::Mutex;
use serde_json::json;

use crate::auth::Signed;
use crate::kit::Kit;

/// Records of an hour from which on reading is told of, until the workspace says otherwise.
pub const USUAL: i64 = 3000;
/// The job that tells those who watch.
pub const TELL_JOB: &str = "watch.tell";
const SETTING: &str = "watch_reads_per_hour";
/// Records that are counted in memory before they are written.
const STEP: i64 = 100;
const HOUR: i64 = 3600 * Micros::SECOND;

/// What each reader has read and is not written yet.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Mutex<HashMap<Id, i64>>>);

impl Watch {
    /// Adds to a reader's count; what is to be written now, if it is enough.
    fn add(&self, who: Id, n: i64) -> Option<i64> {
        let mut map = self.0.lock();
        let held = map.entry(who).or_default();
        *held += n;
        (*held >= STEP).then(|| std::mem::take(held))
    }
}

/// From how many records an hour reading is told of; none never.
pub fn limit(tx: &mut Tx<'_>) -> Result<Option<i64>> {
    Ok(settings::get::<Option<i64>>(tx, SETTING)?.unwrap_or(Some(USUAL)))
}

/// Sets [`limit`].
pub fn set_limit(tx: &mut Tx<'_>, limit: Option<i64>) -> Result<()> {
    if limit.is_some_and(|n| !(STEP..=10_000_000).contains(&n)) {
        let message = format!("{STEP} to 10,000,000 records an hour, or null for never");
        return Err(Problem::field("reads_per_hour", "out_of_range", message).into());
    }
    settings::put(tx, SETTING, &limit)
}

/// Counts records that were shown to somebody.
pub async fn saw(kit: &Kit, me: &Signed, n: usize) {
    // Who looks as a colleague reads with their own eyes.
    let who = me.really.unwrap_or(me.user.id);
    let Some(n) = kit.watch.add(who, i64::try_from(n).unwrap_or(i64::MAX)) else { return };
    let written = kit.run(move |store| store.write(|tx| write(tx, store, who, n))).await;
    if let Err(e) = written {
        tracing::warn!(error = %e.0, "what was read could not be counted");
    }
}

fn write(tx: &mut Tx<'_>, store: &Store, who: Id, n: i64) -> Result<()> {
    let hour = store.now().0 / HOUR;
    tx.execute(
        "INSERT INTO read_hour (staff_id, hour, n, told) VALUES ($1,$2,$3,0) \
         ON CONFLICT (staff_id, hour) DO UPDATE SET n = read_hour.n + excluded.n",
        &[who.into(), hour.into(), n.into()],
    )?;
    let Some(limit) = limit(tx)? else { return Ok(()) };
    let told = tx.execute(
        "UPDATE read_hour SET told = 1 WHERE staff_id = $1 AND hour = $2 AND told = 0 AND n >= $3",
        &[who.into(), hour.into(), limit.into()],
    )?;
    if told == 0 {
        return Ok(());
    }
    let detail = json!({"n": limit});
    audit::note(tx, store, &Entry { staff: Some(who), kind: "bulk_read", detail, ..Entry::default() })?;
    let payload = json!({"staff": who.0, "n": limit});
    job::enqueue(tx, store, TELL_JOB, &payload, store.now(), None)?;
    Ok(())
}

/// Forgets hours of long ago.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    tx.execute("DELETE FROM read_hour WHERE hour < $1", &[(now.0 / HOUR - 24 * 90).into()])?;
    Ok(())
}

//! What nothing holds any more: noted, and after a month of it taken away, the bytes when no other file has them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use gx_blob::Blobs;
use gx_kernel::{Id, Micros};
use gx_store::{Result, Row, Store, Tx, job};
use serde_json::json;

use super::reach::held;

/// The job that sweeps.
pub const SWEEP_JOB: &str = "file.sweep";
/// How long a file stays after nothing holds it: an undo within that time brings everything back.
pub const GRACE: i64 = 30 * Micros::DAY;
/// How long bytes stay that were claimed for an upload which never ended.
const UNCLAIMED: i64 = Micros::DAY;
/// Files looked at in one transaction.
const PAGE: usize = 200;
/// Contents taken away in one run.
const MOST_REMOVED: usize = 10_000;

/// What a sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that nothing held for a month.
    pub files: u64,
    /// Contents whose bytes were taken away.
    pub blobs: u64,
}

/// Puts the next sweep in: within an hour of the first start, then every day.
pub fn schedule(store: &Store, after: i64) -> Result<()> {
    let day = (store.now().0 + after) / Micros::DAY;
    let key = format!("{SWEEP_JOB}.{day}");
    store.write(|tx| {
        job::enqueue(tx, store, SWEEP_JOB, &json!({}), store.now().plus(after), Some(&key)).map(|_| ())
    })
}

/// What runs the job.
pub fn handler(blobs: &Blobs) -> job::Handler {
    let blobs = blobs.clone();
    Arc::new(move |store, _, stopping| {
        let swept = sweep(store, &blobs, stopping).map_err(|e| e.to_string())?;
        if swept != Swept::default() {
            tracing::info!(
                files = swept.files,
                blobs = swept.blobs,
                "swept files that nothing held for a month"
            );
        }
        schedule(store, Micros::DAY).map_err(|e| e.to_string())
    })
}

/// Sweeps once.
pub fn sweep(store: &Store, blobs: &Blobs, stopping: &dyn Fn() -> bool) -> Result<Swept> {
    let mut swept = Swept::default();
    let mut last = 0;
    while !stopping() {
        let (n, end) = store.write(|tx| files(tx, store, last))?;
        swept.files += n;
        match end {
            Some(id) => last = id,
            None => break,
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| gx_store::StoreError::Shape(format!("no runtime for the store of files: {e}")))?;
    let before = store.now().plus(-UNCLAIMED);
    let free = store.read(|tx| {
        tx.query(
            &format!(
                "SELECT b.sha256 FROM blob b WHERE b.claimed_at < $1 AND NOT EXISTS \
                 (SELECT 1 FROM file f WHERE f.sha256 = b.sha256 AND f.deleted_at IS NULL) LIMIT {MOST_REMOVED}"
            ),
            &[before.into()],
        )
    })?;
    for row in &free {
        if stopping() {
            break;
        }
        let sha256 = row.string(0)?;
        let gone = store.write(|tx| blob(tx, &runtime, blobs, &sha256, before))?;
        swept.blobs += u64::from(gone);
    }
    if let Err(error) = runtime.block_on(blobs.forget_staged(Duration::from_micros(UNCLAIMED as u64))) {
        tracing::warn!(%error, "what never arrived whole could not be dropped");
    }
    Ok(swept)
}

/// Looks at the next files: what nothing holds is noted with the day, what nothing held for a month goes.
fn files(tx: &mut Tx<'_>, store: &Store, after: i64) -> Result<(u64, Option<i64>)> {
    let now = store.now();
    let rows = tx.query(
        &format!(
            "SELECT id, unused_since FROM file WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT {PAGE}"
        ),
        &[after.into()],
    )?;
    let keys: Vec<i64> = rows.iter().map(|r| r.int(0)).collect::<Result<_>>()?;
    let mut links: HashMap<Id, Vec<Row>> = HashMap::new();
    for r in tx.query_in(
        "SELECT object, row_id, field, deleted_at, file_id FROM file_link WHERE file_id IN",
        &keys,
    )? {
        links.entry(r.id(4)?).or_default().push(r);
    }
    let mut swept = 0;
    for r in &rows {
        let (id, since) = (r.id(0)?, r.opt_micros(1)?);
        let used = held(tx, id, links.get(&id).map(Vec::as_slice).unwrap_or_default())?;
        match since {
            Some(_) if used => {
                tx.execute("UPDATE file SET unused_since = NULL WHERE id = $1", &[id.into()])?;
            }
            None if !used => {
                tx.execute("UPDATE file SET unused_since = $1 WHERE id = $2", &[now.into(), id.into()])?;
            }
            // Unless somebody hung it somewhere between the look and the word.
            Some(since) if !used && now.0 - since.0 > GRACE => {
                swept += tx.execute(
                    "UPDATE file SET deleted_at = $1 WHERE id = $2 AND unused_since = $3",
                    &[now.into(), id.into(), since.into()],
                )?;
            }
            _ => {}
        }
    }
    Ok((swept, (rows.len() == PAGE).then(|| keys.last().copied()).flatten()))
}

/// Takes a content away. The row is locked until the bytes are gone: an upload of the same bytes claims the row first,
/// so it waits, and puts them in place anew.
pub fn blob(
    tx: &mut Tx<'_>,
    runtime: &tokio::runtime::Runtime,
    blobs: &Blobs,
    sha256: &str,
    before: Micros,
) -> Result<bool> {
    let n = tx.execute(
        "DELETE FROM blob WHERE sha256 = $1 AND claimed_at < $2 AND NOT EXISTS \
         (SELECT 1 FROM file f WHERE f.sha256 = $1 AND f.deleted_at IS NULL)",
        &[sha256.into(), before.into()],
    )?;
    if n == 0 {
        return Ok(false);
    }
    runtime.block_on(blobs.remove(sha256)).map_err(|e| {
        gx_store::StoreError::Shape(format!("the bytes {sha256} could not be taken away: {e}"))
    })?;
    Ok(true)
}

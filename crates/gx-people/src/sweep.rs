//! Jobs that go through everybody: a portion in each transaction, so that others can write in between.

use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, Tx, job};
use serde::Serialize;
use serde_json::{Value as Json, json};

/// Rows of one transaction: a part of a second.
pub const STEP: usize = 2_000;

/// What one transaction did.
pub struct Portion {
    /// Where the next one begins; none after the last.
    pub last: Option<i64>,
    /// Rows looked at.
    pub looked: i64,
    /// Those that were changed.
    pub moved: i64,
}

/// How far the last run is.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// People looked at.
    pub looked: i64,
    /// Those who were changed.
    pub moved: i64,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// Puts a job in, unless one is about to begin. One that runs has passed people by already: another follows it.
pub fn soon(tx: &mut Tx<'_>, store: &Store, kind: &str) -> Result<()> {
    let sql = "SELECT id FROM job WHERE kind = $1 AND state = 'waiting' AND run_at <= $2 LIMIT 1";
    if tx.first(sql, &[kind.into(), store.now().into()])?.is_none() {
        job::enqueue(tx, store, kind, &json!({}), store.now(), None)?;
    }
    Ok(())
}

/// Puts the next night's run in, at an hour of UTC: the small hours of Asia.
pub fn nightly(store: &Store, kind: &str, hour_utc: i64) -> Result<()> {
    let day = store.now().0.div_euclid(Micros::DAY);
    let tonight = Micros(day * Micros::DAY + hour_utc * 3600 * Micros::SECOND);
    let next = if tonight > store.now() { tonight } else { tonight.plus(Micros::DAY) };
    let key = format!("{kind} {}", next.0);
    store.write(|tx| job::enqueue(tx, store, kind, &json!({"nightly": true}), next, Some(&key)))?;
    Ok(())
}

/// How far the newest run of a kind is that was due by now, where there was one.
pub fn progress(tx: &mut Tx<'_>, kind: &str, now: Micros) -> Result<Option<Progress>> {
    let sql =
        "SELECT state, progress, ended_at FROM job WHERE kind = $1 AND run_at <= $2 ORDER BY id DESC LIMIT 1";
    let Some(r) = tx.first(sql, &[kind.into(), now.into()])? else { return Ok(None) };
    let kept: Json = if r.opt_text(1)?.is_some() { r.json(1)? } else { json!({}) };
    let number = |key: &str| kept[key].as_i64().unwrap_or(0);
    Ok(Some(Progress {
        state: r.string(0)?,
        looked: number("looked"),
        moved: number("moved"),
        ended_at: r.opt_micros(2)?,
    }))
}

/// Runs portion after portion and keeps the progress of the job with each.
///
/// # Errors
///
/// What went wrong, as a job says it; also when the program stops, so that the job is given back.
pub fn run(
    store: &Store,
    job: Id,
    stopping: &dyn Fn() -> bool,
    mut portion: impl FnMut(&mut Tx<'_>, i64) -> Result<Portion>,
) -> std::result::Result<(), String> {
    let (mut after, mut looked, mut moved) = (0, 0, 0);
    loop {
        if stopping() {
            return Err("broken off".into());
        }
        let step = store.write(|tx| {
            let done = portion(tx, after)?;
            let progress = json!({"looked": looked + done.looked, "moved": moved + done.moved});
            job::keep(tx, store.now(), job, Some(&progress))?;
            Ok(done)
        });
        let done = step.map_err(|e| e.to_string())?;
        looked += done.looked;
        moved += done.moved;
        match done.last {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

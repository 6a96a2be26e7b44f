//! What happens by itself: reminders, series that go on to their next turn, meetings that are over, revisits.

use std::sync::Arc;

use gx_http::{Live, Note};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::{Result, Store, job};
use serde_json::json;

use crate::record::{self, State};
use crate::{follow, revisit};

/// The job that looks at what is due to be looked at.
pub const SETTLE_JOB: &str = "agenda.settle";
/// The job that plans revisits.
pub const REVISIT_JOB: &str = "agenda.revisit";
/// How often each of them looks.
const SETTLE_EVERY: i64 = 60 * Micros::SECOND;
const REVISIT_EVERY: i64 = 3600 * Micros::SECOND;
/// Rows of one transaction.
const STEP: usize = 200;
/// Nobody is reminded of what began longer ago than this.
const STALE: i64 = Micros::DAY;

/// Puts the next looks in: one for each slot of time, whoever asks.
pub fn schedule(store: &Store) -> Result<()> {
    next(store, SETTLE_JOB, SETTLE_EVERY)?;
    next(store, REVISIT_JOB, REVISIT_EVERY)
}

fn next(store: &Store, job: &'static str, every: i64) -> Result<()> {
    let at = Micros((store.now().0.div_euclid(every) + 1) * every);
    let key = format!("{job} {}", at.0);
    store.write(|tx| job::enqueue(tx, store, job, &json!({}), at, Some(&key)).map(drop))
}

/// What runs the jobs. The next look is put in first, so that one that fails does not end them all.
pub fn handlers(live: &Live) -> Vec<(&'static str, job::Handler)> {
    let (for_settle, for_revisit) = (live.clone(), live.clone());
    let settle: job::Handler = Arc::new(move |store, _, stopping| {
        let done = next(store, SETTLE_JOB, SETTLE_EVERY).and_then(|()| settle(store, stopping));
        tell(&for_settle, done.map_err(|e| e.to_string())?);
        Ok(())
    });
    let plan: job::Handler = Arc::new(move |store, _, _| {
        let done = next(store, REVISIT_JOB, REVISIT_EVERY).and_then(|()| revisit::run::run(store));
        tell(&for_revisit, done.map_err(|e| e.to_string())?);
        Ok(())
    });
    vec![(SETTLE_JOB, settle), (REVISIT_JOB, plan)]
}

fn tell(live: &Live, told: Vec<Id>) {
    if !told.is_empty() {
        live.tell(Note::Notices(told));
        live.tell(Note::Sold(ObjectKind::Activity));
    }
}

/// Looks at all whose time has come. Who was told.
pub fn settle(store: &Store, stopping: &dyn Fn() -> bool) -> Result<Vec<Id>> {
    let mut told = Vec::new();
    loop {
        let (n, mut some) = store.write(|tx| {
            let sql = format!("a.settle_at <= $1 ORDER BY a.settle_at, a.id LIMIT {STEP}");
            let found = record::some(tx, &sql, &[store.now().into()])?;
            let (n, mut told) = (found.len(), Vec::new());
            for a in found {
                record::lock(tx, a.id)?;
                // Somebody may have changed it while we waited.
                let Some(a) = record::get(tx, a.id)? else { continue };
                told.extend(one(tx, store, a)?);
            }
            Ok((n, told))
        })?;
        told.append(&mut some);
        if n < STEP || stopping() {
            return Ok(told);
        }
    }
}

fn one(tx: &mut gx_store::Tx<'_>, store: &Store, mut a: record::Activity) -> Result<Vec<Id>> {
    let now = store.now();
    let before = a.clone();
    let mut told = Vec::new();
    if let (Some(at), Some(minutes), State::Open, None) = (a.reminds_of(now), a.remind, a.state, a.deleted_at)
        && a.reminded_at != Some(at)
        && at.plus(-minutes * 60 * Micros::SECOND) <= now
    {
        // One that nobody looked at for a day is overdue by now, and stands among what is.
        if at.0 > now.0 - STALE {
            told = follow::remind(tx, store, &a, at)?;
        }
        a.reminded_at = Some(at);
    }
    let over = a.ends_at().is_some_and(|ends| ends <= now);
    if a.repeats.is_none() && a.state == State::Open && !a.waits() && over {
        (a.state, a.done_at) = (State::Done, a.ends_at());
    }
    record::write(tx, store, &mut a, false)?;
    follow::next_steps(tx, store, &a, Some(&before))?;
    Ok(told)
}

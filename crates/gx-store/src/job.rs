//! Durable jobs in the same database, started in the same transaction as what caused them.
//!
//! A job has a kind, a payload and at most one living instance per `dedupe` key.
//! A worker leases it; a lease that runs out (the process died) makes it due again,
//! so every job is written to be repeated safely. Failures retry with backoff.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gx_kernel::{Id, Micros};
use parking_lot::{Condvar, Mutex, MutexGuard};
use serde_json::Value as Json;

use crate::{Dialect, Result, Row, Store, Tx};

const LEASE: i64 = 60 * Micros::SECOND;
/// How often the lease of a running job is prolonged.
const PROLONGED: Duration = Duration::from_secs(15);
const BACKOFF: [i64; 5] = [2, 15, 60, 300, 1800];

/// A job as its worker sees it.
#[derive(Clone, Debug)]
pub struct Job {
    /// The job.
    pub id: Id,
    /// What to do.
    pub kind: String,
    /// With what.
    pub payload: Json,
    /// Which attempt this is, from 1.
    pub attempt: i64,
}

/// What runs the jobs of one kind. An error text makes the job retry.
pub type Handler =
    Arc<dyn Fn(&Store, &Job, &dyn Fn() -> bool) -> std::result::Result<(), String> + Send + Sync>;

/// Puts a job in; `false` if a living one has the same `dedupe` key.
pub fn enqueue(
    tx: &mut Tx<'_>,
    store: &Store,
    kind: &str,
    payload: &Json,
    run_at: Micros,
    dedupe: Option<&str>,
) -> Result<Option<Id>> {
    let id = store.id();
    let n = tx.execute(
        "INSERT INTO job (id, kind, payload, state, run_at, attempts, max_attempts, lease_until, dedupe, last_error, progress, created_at, ended_at) \
         VALUES ($1,$2,$3,'waiting',$4,0,6,NULL,$5,NULL,NULL,$6,NULL) ON CONFLICT DO NOTHING",
        &[id.into(), kind.into(), payload.clone().into(), run_at.into(), dedupe.into(), store.now().into()],
    )?;
    Ok((n == 1).then_some(id))
}

/// Leases the next due job of the given kinds.
pub fn lease(tx: &mut Tx<'_>, now: Micros, kinds: &[&str]) -> Result<Option<Job>> {
    let list: Vec<String> = kinds.iter().map(|k| format!("'{}'", k.replace('\'', ""))).collect();
    let lock = if tx.dialect() == Dialect::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let due = "(state = 'waiting' AND run_at <= $1) OR (state = 'running' AND lease_until < $1)";
    let sql = format!(
        "SELECT id, kind, payload, attempts FROM job WHERE ({due}) AND kind IN ({}) ORDER BY run_at, id LIMIT 1 {lock}",
        list.join(",")
    );
    let Some(row) = tx.first(&sql, &[now.into()])? else { return Ok(None) };
    let job = read(&row)?;
    tx.execute(
        "UPDATE job SET state = 'running', lease_until = $1, attempts = attempts + 1 WHERE id = $2",
        &[now.plus(LEASE).into(), job.id.into()],
    )?;
    Ok(Some(job))
}

/// Leases one job before anybody else does: for who started it and runs it in its own process.
pub fn take(tx: &mut Tx<'_>, now: Micros, id: Id) -> Result<bool> {
    let n = tx.execute(
        "UPDATE job SET state = 'running', lease_until = $1, attempts = attempts + 1 WHERE id = $2 AND state = 'waiting'",
        &[now.plus(LEASE).into(), id.into()],
    )?;
    Ok(n == 1)
}

fn read(row: &Row) -> Result<Job> {
    Ok(Job { id: row.id(0)?, kind: row.string(1)?, payload: row.json(2)?, attempt: row.int(3)? + 1 })
}

/// Prolongs the lease of a long job and keeps its progress.
pub fn keep(tx: &mut Tx<'_>, now: Micros, id: Id, progress: Option<&Json>) -> Result<()> {
    tx.execute(
        "UPDATE job SET lease_until = $1, progress = COALESCE($2, progress) WHERE id = $3",
        &[now.plus(LEASE).into(), progress.cloned().into(), id.into()],
    )?;
    Ok(())
}

/// Ends a job well.
pub fn done(tx: &mut Tx<'_>, now: Micros, id: Id) -> Result<()> {
    tx.execute(
        "UPDATE job SET state = 'done', lease_until = NULL, last_error = NULL, ended_at = $1 WHERE id = $2",
        &[now.into(), id.into()],
    )?;
    Ok(())
}

/// Notes a failure: back to waiting with backoff, or failed for good after the last attempt.
pub fn failed(tx: &mut Tx<'_>, now: Micros, job: &Job, error: &str) -> Result<()> {
    let wait = BACKOFF.get((job.attempt - 1).max(0) as usize).copied().unwrap_or(1800) * Micros::SECOND;
    tx.execute(
        "UPDATE job SET state = CASE WHEN attempts >= max_attempts THEN 'failed' ELSE 'waiting' END, run_at = $1, lease_until = NULL, last_error = $2, \
         ended_at = CASE WHEN attempts >= max_attempts THEN CAST($3 AS BIGINT) ELSE NULL END WHERE id = $4",
        &[now.plus(wait).into(), error.chars().take(2000).collect::<String>().into(), now.into(), job.id.into()],
    )?;
    Ok(())
}

/// Gives a job back that a stopping program broke off: due at once, and no attempt of it is lost.
pub fn give_back(tx: &mut Tx<'_>, now: Micros, job: &Job) -> Result<()> {
    tx.execute(
        "UPDATE job SET state = 'waiting', run_at = $1, lease_until = NULL, attempts = attempts - 1 WHERE id = $2",
        &[now.into(), job.id.into()],
    )?;
    Ok(())
}

/// The newest job of a kind: id, state, progress, error, created, ended.
pub fn newest(tx: &mut Tx<'_>, kind: &str) -> Result<Option<Row>> {
    tx.first("SELECT id, state, progress, last_error, created_at, ended_at FROM job WHERE kind = $1 ORDER BY id DESC LIMIT 1", &[kind.into()])
}

/// Runs what a job does, and meanwhile prolongs its lease every so often, however long one step of it computes: a
/// second worker takes a job up only when the first is no more.
pub fn leased<T>(store: &Store, job: &Job, every: Duration, run: impl FnOnce() -> T) -> T {
    struct Ends<'a>(&'a Mutex<bool>, &'a Condvar);
    impl Drop for Ends<'_> {
        fn drop(&mut self) {
            *self.0.lock() = true;
            self.1.notify_all();
        }
    }
    let prolong = || {
        let sql = "UPDATE job SET lease_until = $1 WHERE id = $2 AND state = 'running' AND attempts = $3";
        let until = store.now().plus(LEASE);
        let kept = store.write(|tx| tx.execute(sql, &[until.into(), job.id.into(), job.attempt.into()]));
        if let Err(error) = kept {
            tracing::warn!(job = job.id.0, kind = job.kind, %error, "the lease was not prolonged");
        }
    };
    let (ended, told) = (Mutex::new(false), Condvar::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut over = ended.lock();
            while !*over {
                if told.wait_for(&mut over, every).timed_out() && !*over {
                    MutexGuard::unlocked(&mut over, prolong);
                }
            }
        });
        // Also when the job panics.
        let _ends = Ends(&ended, &told);
        run()
    })
}

/// Runs one due job if there is one; `true` if it did.
pub fn run_one(
    store: &Store,
    handlers: &[(&'static str, Handler)],
    stopping: &dyn Fn() -> bool,
) -> Result<bool> {
    let kinds: Vec<&str> = handlers.iter().map(|(k, _)| *k).collect();
    let Some(job) = store.write(|tx| lease(tx, store.now(), &kinds))? else { return Ok(false) };
    let Some((_, handler)) = handlers.iter().find(|(k, _)| *k == job.kind) else { return Ok(false) };
    let _span =
        tracing::debug_span!("job", otel.name = job.kind, job = job.id.0, attempt = job.attempt).entered();
    match leased(store, &job, PROLONGED, || handler(store, &job, stopping)) {
        Ok(()) => store.write(|tx| done(tx, store.now(), job.id))?,
        Err(error) if stopping() => {
            tracing::info!(job = job.id.0, kind = job.kind, error, "job given back");
            store.write(|tx| give_back(tx, store.now(), &job))?;
        }
        Err(error) => {
            tracing::warn!(job = job.id.0, kind = job.kind, attempt = job.attempt, error, "job failed");
            store.write(|tx| failed(tx, store.now(), &job, &error))?;
        }
    }
    Ok(true)
}

/// Works until `stop` is set. Meant for a thread of its own.
pub fn work(store: &Store, handlers: &[(&'static str, Handler)], stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        match run_one(store, handlers, &|| stop.load(Ordering::Relaxed)) {
            Ok(true) => {}
            Ok(false) => std::thread::sleep(Duration::from_millis(150)),
            Err(error) => {
                tracing::error!(%error, "the job queue cannot be read");
                std::thread::sleep(Duration::from_secs(2));
            }
        }
    }
}

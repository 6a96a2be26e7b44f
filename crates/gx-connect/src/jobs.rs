//! When a connector runs: by the clock or by hand, once at a time, and no more after failing for long.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gx_fetch::Guard;
use gx_http::seal::Seal;
use gx_http::{Live, Note, auth};
use gx_kernel::{Id, Micros};
use gx_record::notices::{self, Notice};
use gx_store::access::Access;
use gx_store::audit::{self, Entry};
use gx_store::job::{self, Handler, Job};
use gx_store::{Result, Store, Tx};
use serde_json::json;

use crate::api::may_run;
use crate::fetch::{Failed, Got};
use crate::model::{Direction, PATIENCE, Place};
use crate::pull::{Done, Running, pull};
use crate::push::push;
use crate::store::{self, Connector, Counts};

/// The kind of the job.
const JOB: &str = "connect.run";
/// Attempts of one job; the last one puts the next in.
const LAST: i64 = 6;
/// How often a long run says that it goes on.
const BEAT: Duration = Duration::from_secs(5);

/// The jobs of connectors.
pub fn handlers(live: &Live, seal: &Seal, guard: &Guard) -> Vec<(&'static str, Handler)> {
    let (live, seal, guard) = (live.clone(), seal.clone(), guard.clone());
    let run: Handler = Arc::new(move |store, job, stopping| {
        let work = Work { store, live: &live, seal: &seal, guard: &guard, job, stopping };
        work.run().map_err(|e| e.message)
    });
    vec![(JOB, run)]
}

/// Puts the next run in.
pub(crate) fn schedule(tx: &mut Tx<'_>, store: &Store, id: Id, next: Option<Micros>) -> Result<()> {
    let Some(next) = next else { return Ok(()) };
    let dedupe = format!("{JOB}:{}:{}", id.0, next.0);
    job::enqueue(tx, store, JOB, &json!({"connector": id.0, "at": next.0}), next, Some(&dedupe))?;
    Ok(())
}

/// Puts a run in that somebody asked for.
pub(crate) fn run_now(tx: &mut Tx<'_>, store: &Store, id: Id, run: Id) -> Result<()> {
    let dedupe = format!("{JOB}:{}:now:{}", id.0, run.0);
    job::enqueue(tx, store, JOB, &json!({"connector": id.0, "run": run.0}), store.now(), Some(&dedupe))?;
    Ok(())
}

/// When the run after this one is due.
pub(crate) fn next(c: &Connector, now: Micros) -> Option<Micros> {
    c.every.map(|minutes| now.plus(minutes * 60 * Micros::SECOND))
}

struct Work<'a> {
    store: &'a Store,
    live: &'a Live,
    seal: &'a Seal,
    guard: &'a Guard,
    job: &'a Job,
    stopping: &'a dyn Fn() -> bool,
}

/// What a job is to do.
struct Task {
    connector: Connector,
    run: Id,
    mode: String,
    by_hand: bool,
    access: Access,
}

impl Work<'_> {
    fn number(&self, key: &str) -> Option<i64> {
        self.job.payload.get(key).and_then(serde_json::Value::as_i64)
    }

    fn run(&self) -> Got<()> {
        let Some(task) = self.task()? else { return Ok(()) };
        let (s, c) = (self.store, &task.connector);
        let began = s.now();
        if !s.write(|tx| store::take(tx, c.id, began))? {
            return self.later(&task);
        }
        s.write(|tx| store::start_run(tx, task.run, c.id, began))?;
        let beat = Cell::new(Instant::now());
        let alive = || {
            if (self.stopping)() {
                return Err(Failed::new("broken_off", "The program ended in the middle of the run."));
            }
            if beat.get().elapsed() >= BEAT {
                beat.set(Instant::now());
                s.write(|tx| {
                    job::keep(tx, s.now(), self.job.id, None)?;
                    store::keep(tx, c.id, s.now())
                })?;
            }
            Ok(())
        };
        match self.work(&task, began, &alive) {
            Ok(done) => self.went_well(&task, began, done),
            Err(e) => self.failed(&task, &e),
        }
    }

    /// What is to be done; nothing where the connector is gone, rests, or has been put to another time.
    fn task(&self) -> Got<Option<Task>> {
        let Some(id) = self.number("connector").map(Id) else { return Ok(None) };
        let s = self.store;
        let by_hand = self.number("run").map(Id);
        let found = s.read(|tx| {
            let Ok(connector) = store::get(tx, id) else { return Ok(None) };
            if by_hand.is_none()
                && (connector.paused || connector.next_at.map(|at| at.0) != self.number("at"))
            {
                return Ok(None);
            }
            let maker = auth::rights_of(tx, connector.staff)?;
            Ok(Some((connector, maker)))
        })?;
        let Some((connector, maker)) = found else { return Ok(None) };
        let Some(maker) = maker else {
            // What an account that is closed by now had begun belongs to nobody who may do it.
            s.write(|tx| {
                if let Some(run) = by_hand {
                    let why = ("account_closed", "The account of the connector's maker is closed.");
                    store::end_run(tx, run, s.now(), Some(why), &Counts::default())?;
                }
                store::pause(tx, id, "account_closed")
            })?;
            return Ok(None);
        };
        let run = match by_hand {
            Some(run) => run,
            None => s.write(|tx| {
                let run = s.id();
                let mode = if connector.direction == Direction::Push { "push" } else { "pull" };
                store::add_run(tx, run, id, mode, s.now())?;
                Ok(run)
            })?,
        };
        let mode = s.read(|tx| Ok(store::run_of(tx, run)?.mode))?;
        Ok(Some(Task { connector, run, mode, by_hand: by_hand.is_some(), access: maker.access }))
    }

    fn work(&self, task: &Task, began: Micros, alive: &dyn Fn() -> Got<()>) -> Got<Done> {
        let c = &task.connector;
        may_run(&task.access, c.direction).map_err(|p| Failed::new("not_allowed", p.message))?;
        let secret = match &c.secret {
            None => String::new(),
            Some(sealed) => {
                let open = self.seal.open("connector", c.id.0, sealed);
                let bytes = open.map_err(|p| Failed::new("sealed", p.message))?;
                String::from_utf8(bytes).map_err(|_| Failed::new("sealed", "The secret is no text."))?
            }
        };
        let running = Running {
            store: self.store,
            guard: self.guard,
            access: &task.access,
            connector: c,
            secret: &secret,
            run: task.run,
            began,
            alive,
        };
        match task.mode.as_str() {
            "push" => push(&running),
            mode => pull(&running, mode == "compare"),
        }
    }

    fn went_well(&self, task: &Task, began: Micros, done: Done) -> Got<()> {
        let (s, c) = (self.store, &task.connector);
        s.write(|tx| {
            let now = s.now();
            store::end_run(tx, task.run, now, None, &done.counts)?;
            if let (Some(print), Place::Sftp(sftp)) = (done.fingerprint, &c.place)
                && sftp.fingerprint.is_none()
            {
                let mut sftp = sftp.clone();
                sftp.fingerprint = Some(print);
                store::pin(tx, c.id, &Place::Sftp(sftp))?;
            }
            if done.counts.sent() > 0 && task.mode == "push" {
                let detail = json!({"did": "sent", "records": done.counts.sent()});
                let entry = Entry {
                    staff: Some(c.staff),
                    kind: "connector",
                    object: Some("connector"),
                    row: Some(c.id),
                    detail,
                };
                audit::note(tx, s, &entry)?;
            }
            if task.mode == "compare" {
                return store::let_go(tx, c.id);
            }
            // Who changed the connector meanwhile has said when it runs next.
            let held = store::get(tx, c.id);
            let put_elsewhere = held.as_ref().is_ok_and(|held| held.next_at != c.next_at);
            let next = match () {
                () if put_elsewhere => held.ok().and_then(|held| held.next_at),
                () if task.by_hand => c.next_at,
                () if done.more => Some(now.plus(Micros::SECOND)),
                () => next(c, now),
            };
            store::went_well(tx, c, &done.state, began, next)?;
            if !task.by_hand && !put_elsewhere && !held_paused(tx, c.id)? {
                schedule(tx, s, c.id, next)?;
            }
            Ok(())
        })?;
        if task.mode == "pull" && done.counts.created + done.counts.updated > 0 {
            self.live.tell(Note::People);
        }
        Ok(())
    }

    /// Notes a failure. The job engine tries again, a little later each time, until the connector's patience ends.
    fn failed(&self, task: &Task, e: &Failed) -> Got<()> {
        let (s, c) = (self.store, &task.connector);
        if (self.stopping)() {
            s.write(|tx| {
                store::end_run(tx, task.run, s.now(), Some((e.code, &e.message)), &Counts::default())?;
                store::let_go(tx, c.id)
            })?;
            return Err(e.clone());
        }
        tracing::warn!(connector = c.id.0, code = e.code, "a connector failed");
        let stopped = s.write(|tx| {
            store::end_run(tx, task.run, s.now(), Some((e.code, &e.message)), &Counts::default())?;
            if task.mode == "compare" {
                store::let_go(tx, c.id)?;
                return Ok(false);
            }
            let failures = store::failed(tx, c.id)?;
            if failures < PATIENCE || c.paused {
                return Ok(false);
            }
            store::pause(tx, c.id, "failing")?;
            let detail = json!({"name": c.name, "why": e.code});
            let notice =
                Notice { kind: "connector", by: None, object: Some("connector"), row: Some(c.id), detail };
            notices::give(tx, s, c.staff, &notice)?;
            Ok(true)
        })?;
        if stopped {
            self.live.tell(Note::Notices(vec![c.staff]));
            return Ok(());
        }
        if task.by_hand { Ok(()) } else { self.again(c, e.clone()) }
    }

    /// Another run of the connector is under way.
    fn later(&self, task: &Task) -> Got<()> {
        let busy = Failed::new("busy", "Another run of this connector is under way.");
        let s = self.store;
        if task.by_hand && self.job.attempt < LAST {
            return Err(busy);
        }
        s.write(|tx| {
            store::end_run(tx, task.run, s.now(), Some((busy.code, &busy.message)), &Counts::default())
        })?;
        if task.by_hand { Ok(()) } else { self.again(&task.connector, busy) }
    }

    /// Lets the job engine try again; after its last attempt the next run takes over.
    fn again(&self, c: &Connector, e: Failed) -> Got<()> {
        if self.job.attempt < LAST {
            return Err(e);
        }
        let s = self.store;
        s.write(|tx| {
            let next = next(c, s.now());
            store::put_to(tx, c.id, next)?;
            schedule(tx, s, c.id, next)
        })?;
        Ok(())
    }
}

fn held_paused(tx: &mut Tx<'_>, id: Id) -> Result<bool> {
    Ok(store::get(tx, id).map_or(true, |c| c.paused))
}

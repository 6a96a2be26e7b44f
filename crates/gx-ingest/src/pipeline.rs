//! The queue before the one writer: many requests, one commit.
//!
//! A parcel waits in memory only until its group is committed, and its sender
//! waits with it; so nothing acknowledged is ever only in memory. When the queue
//! is full, new parcels are sent away at once (503 and Retry-After).

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use gx_kernel::{Id, Problem};
use gx_people::write::PersonFields;
use gx_store::{Store, StoreError, settings};
use parking_lot::{Condvar, Mutex};
use tokio::sync::oneshot;

use crate::commit::{self, Done};
use crate::health::Health;
use crate::model::{Outcome, Parcel, Step};
use crate::sources::KnownKeys;

/// Inputs that one commit takes at the most.
const GROUP: usize = 5000;
/// Memory that waiting parcels may hold, in bytes.
pub const CAPACITY: usize = 96 << 20;
const TRIES: usize = 5;
/// Commits of few inputs begin no closer together than this. Each commit writes the same few pages anew (where rows
/// and indexes grow), so at a thousand requests a second three commits in five can be spared, and with them half of
/// what goes to the disk; who comes alone never waits.
const PACE: Duration = Duration::from_millis(4);
/// So many inputs are worth a commit of their own.
const ENOUGH: usize = 200;

/// What is told to listeners after a commit.
pub type AfterCommit = Arc<dyn Fn(&[Parcel], &Done) + Send + Sync>;

type Answer = Result<Vec<Outcome>, Problem>;

struct Waiting {
    parcel: Parcel,
    since: Instant,
    answer: oneshot::Sender<Answer>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    bytes: usize,
}

/// The pipeline: a bounded queue and its writer thread.
pub struct Pipeline {
    store: Store,
    queue: Mutex<Queue>,
    arrived: Condvar,
    stop: AtomicBool,
    /// Live counters.
    pub health: Health,
    /// Write keys looked up of late.
    pub keys: KnownKeys,
    after: AfterCommit,
    worker: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pipeline")
    }
}

impl Pipeline {
    /// Starts the writer.
    pub fn start(store: Store, after: AfterCommit) -> Arc<Self> {
        let pipeline = Arc::new(Self {
            store,
            queue: Mutex::default(),
            arrived: Condvar::new(),
            stop: AtomicBool::new(false),
            health: Health::default(),
            keys: KnownKeys::default(),
            after,
            worker: Mutex::new(None),
        });
        let working = pipeline.clone();
        let handle = std::thread::Builder::new().name("ingest".into()).spawn(move || working.work()).ok();
        *pipeline.worker.lock() = handle;
        pipeline
    }

    /// Parcels, inputs and bytes that wait.
    pub fn waiting(&self) -> (usize, usize, usize) {
        let q = self.queue.lock();
        (q.waiting.len(), q.waiting.iter().map(|w| w.parcel.inputs.len()).sum(), q.bytes)
    }

    /// Hands a parcel in; the answer comes after its commit.
    pub fn submit(&self, parcel: Parcel) -> Result<oneshot::Receiver<Answer>, Problem> {
        let weight = parcel.weight();
        let (answer, receiver) = oneshot::channel();
        let mut q = self.queue.lock();
        if self.stop.load(Ordering::Relaxed) {
            return Err(Problem::new(
                503,
                "stopping",
                "The server is stopping; send it again in a few seconds.",
            )
            .with("retry_after", 5));
        }
        if q.bytes + weight > CAPACITY && !q.waiting.is_empty() {
            self.health.sent_away();
            return Err(Problem::new(
                503,
                "overloaded",
                "More arrives than can be written; send it again in a moment.",
            )
            .with("retry_after", 2));
        }
        q.bytes += weight;
        q.waiting.push_back(Waiting { parcel, since: Instant::now(), answer });
        drop(q);
        self.arrived.notify_one();
        Ok(receiver)
    }

    /// Like [`Self::submit`], waiting on this thread: for jobs and the command line.
    pub fn submit_and_wait(&self, parcel: Parcel) -> Answer {
        loop {
            // Only a full queue is worth waiting for; parcels of jobs are made to be handed in again.
            if self.waiting().2 < CAPACITY / 2 {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        self.submit(parcel)?.blocking_recv().map_err(|_| Problem::internal())?
    }

    /// Takes no more, writes what waits, ends the writer.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
        self.arrived.notify_all();
        if let Some(worker) = self.worker.lock().take() {
            let _ = worker.join();
        }
    }

    fn take(&self, begun: Instant) -> Option<Vec<Waiting>> {
        let mut q = self.queue.lock();
        while q.waiting.is_empty() {
            if self.stop.load(Ordering::SeqCst) {
                return None;
            }
            self.arrived.wait_for(&mut q, Duration::from_millis(500));
        }
        let inputs = |q: &Queue| q.waiting.iter().map(|w| w.parcel.inputs.len()).sum::<usize>();
        while !self.stop.load(Ordering::SeqCst) && inputs(&q) < ENOUGH {
            if self.arrived.wait_until(&mut q, begun + PACE).timed_out() {
                break;
            }
        }
        let mut group: Vec<Waiting> = Vec::new();
        let mut rows = 0;
        while let Some(next) = q.waiting.front() {
            let n = next.parcel.inputs.len();
            let alike = group.first().is_none_or(|g: &Waiting| {
                let (a, b) = (&g.parcel, &next.parcel);
                a.by == b.by && a.import == b.import && a.demo == b.demo
            });
            if !group.is_empty() && (rows + n > GROUP || !alike) {
                break;
            }
            rows += n;
            q.bytes = q.bytes.saturating_sub(next.parcel.weight());
            group.extend(q.waiting.pop_front());
        }
        Some(group)
    }

    fn work(&self) {
        let mut fields: Option<PersonFields> = None;
        let mut begun = Instant::now();
        while let Some(group) = self.take(begun) {
            begun = Instant::now();
            let (parcels, senders): (Vec<Parcel>, Vec<(Instant, oneshot::Sender<Answer>)>) =
                group.into_iter().map(|w| (w.parcel, (w.since, w.answer))).unzip();
            match self.commit(&parcels, &mut fields) {
                Ok(done) => self.answer(&parcels, done, senders),
                // One bad parcel must not take its neighbours down: each on its own.
                Err(e)
                    if parcels.len() > 1
                        && !matches!(e, StoreError::DiskFull(_) | StoreError::Unreachable(_)) =>
                {
                    tracing::error!(error = %e, parcels = parcels.len(), "a group could not be committed; trying one by one");
                    for (parcel, sender) in parcels.into_iter().zip(senders) {
                        let one = [parcel];
                        match self.commit(&one, &mut fields) {
                            Ok(done) => self.answer(&one, done, vec![sender]),
                            Err(e) => {
                                tracing::error!(error = %e, "a parcel could not be committed");
                                let _ = sender.1.send(Err(e.to_problem()));
                            }
                        }
                    }
                }
                Err(e) => {
                    tracing::error!(error = %e, "a group could not be committed");
                    for (_, sender) in senders {
                        let _ = sender.send(Err(e.to_problem()));
                    }
                }
            }
        }
    }

    fn commit(&self, parcels: &[Parcel], fields: &mut Option<PersonFields>) -> gx_store::Result<Done> {
        let _span = tracing::debug_span!("commit of inputs", inputs = parcels.len()).entered();
        let mut tries = 0;
        loop {
            let result = self.store.write(|tx| {
                let mut known = match fields.take() {
                    // Fields change rarely; another process may add one, so a transaction that fails reads them anew.
                    Some(f) => f,
                    None => PersonFields::load(tx)?,
                };
                let currency = settings::currency(tx)?;
                let done = commit::commit(tx, &self.store, &mut known, &currency, parcels)?;
                *fields = Some(known);
                Ok(done)
            });
            match result {
                Ok(done) => return Ok(done),
                // Another process wrote the same identity or message at the same moment, or holds the lock.
                Err(StoreError::Unique(_) | StoreError::Busy(_)) if tries < TRIES => {
                    *fields = None;
                    tries += 1;
                    std::thread::sleep(Duration::from_millis(10 << tries));
                }
                Err(e) => {
                    *fields = None;
                    return Err(e);
                }
            }
        }
    }

    fn answer(&self, parcels: &[Parcel], done: Done, senders: Vec<(Instant, oneshot::Sender<Answer>)>) {
        for (step, d) in &done.spent {
            self.health.spent(*step, *d);
        }
        (self.after)(parcels, &done);
        for (outcomes, (since, sender)) in done.outcomes.into_iter().zip(senders) {
            for outcome in &outcomes {
                self.health.outcome(outcome);
            }
            self.health.lag(since.elapsed());
            let _ = sender.send(Ok(outcomes));
        }
    }

    /// Counts time spent before the queue.
    pub fn spent(&self, step: Step, d: Duration) {
        self.health.spent(step, d);
    }
}

/// The source that inputs by staff and by the program are booked on; made when the workspace is made.
pub fn staff_source(store: &Store) -> gx_store::Result<Id> {
    store.read(|tx| tx.one("SELECT id FROM source WHERE kind = 'staff' ORDER BY id LIMIT 1", &[])?.id(0))
}

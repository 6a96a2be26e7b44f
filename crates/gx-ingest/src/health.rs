//! Counters of the running process: what passed each step, how long it took, how far behind we are.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;

use crate::model::{Outcome, Step};

const KEPT_LAGS: usize = 2048;

/// Live counters of ingest.
#[derive(Debug, Default)]
pub struct Health {
    passed: [AtomicU64; 8],
    stopped: [AtomicU64; 8],
    micros: [AtomicU64; 8],
    accepted: AtomicU64,
    duplicate: AtomicU64,
    refused: AtomicU64,
    busy: AtomicU64,
    lags: Mutex<(Vec<u32>, usize)>,
}

/// A reading of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepReading {
    /// The step.
    pub step: Step,
    /// Inputs that passed it.
    pub passed: u64,
    /// Inputs that stopped there.
    pub stopped: u64,
    /// Time spent in it.
    pub micros: u64,
}

fn at(step: Step) -> usize {
    Step::ALL.iter().position(|s| *s == step).unwrap_or(0)
}

impl Health {
    /// Adds time spent in a step.
    pub fn spent(&self, step: Step, d: Duration) {
        if let Some(cell) = self.micros.get(at(step)) {
            cell.fetch_add(d.as_micros() as u64, Ordering::Relaxed);
        }
    }

    /// Counts an outcome.
    pub fn outcome(&self, outcome: &Outcome) {
        let (total, stop) = match outcome {
            Outcome::Accepted { .. } => (&self.accepted, Step::ALL.len()),
            Outcome::Duplicate => (&self.duplicate, at(Step::Dedupe)),
            Outcome::Refused(r) => (&self.refused, at(r.step)),
        };
        total.fetch_add(1, Ordering::Relaxed);
        for (i, cell) in self.passed.iter().enumerate() {
            if i < stop {
                cell.fetch_add(1, Ordering::Relaxed);
            }
        }
        if let Some(cell) = self.stopped.get(stop) {
            cell.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts a request that was sent away because the queue was full.
    pub fn sent_away(&self) {
        self.busy.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes how long an input waited from arrival to commit.
    pub fn lag(&self, d: Duration) {
        let mut lags = self.lags.lock();
        let value = d.as_micros().min(u128::from(u32::MAX)) as u32;
        if lags.0.len() < KEPT_LAGS {
            lags.0.push(value);
        } else {
            let i = lags.1;
            if let Some(slot) = lags.0.get_mut(i) {
                *slot = value;
            }
            lags.1 = (i + 1) % KEPT_LAGS;
        }
    }

    /// Median and 99th percentile of the last lags, in milliseconds.
    pub fn lag_ms(&self) -> (f64, f64) {
        let mut list = self.lags.lock().0.clone();
        list.sort_unstable();
        let pick = |q: f64| {
            list.get(((list.len().max(1) - 1) as f64 * q) as usize).map_or(0.0, |v| f64::from(*v) / 1000.0)
        };
        (pick(0.5), pick(0.99))
    }

    /// Every step's reading.
    pub fn steps(&self) -> Vec<StepReading> {
        Step::ALL
            .iter()
            .zip(self.passed.iter().zip(self.stopped.iter().zip(&self.micros)))
            .map(|(step, (p, (s, m)))| StepReading {
                step: *step,
                passed: p.load(Ordering::Relaxed),
                stopped: s.load(Ordering::Relaxed),
                micros: m.load(Ordering::Relaxed),
            })
            .collect()
    }

    /// Accepted, duplicate, refused and sent away since the start.
    pub fn totals(&self) -> [u64; 4] {
        [&self.accepted, &self.duplicate, &self.refused, &self.busy].map(|c| c.load(Ordering::Relaxed))
    }
}

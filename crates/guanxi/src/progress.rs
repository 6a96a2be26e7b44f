//! A progress line on a terminal; on anything else one line every few seconds.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The progress of one long command.
#[derive(Debug)]
pub struct Progress {
    start: Instant,
    last: Option<Instant>,
    terminal: bool,
    phase: String,
}

impl Progress {
    /// Starts the watch.
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
            last: None,
            terminal: std::io::stderr().is_terminal(),
            phase: String::new(),
        }
    }

    /// Shows how far a phase is.
    pub fn tell(&mut self, phase: &str, done: u64, total: u64) {
        let every = if self.terminal { Duration::from_millis(100) } else { Duration::from_secs(3) };
        let new_phase = self.phase != phase;
        if !new_phase && done < total && self.last.is_some_and(|l| l.elapsed() < every) {
            return;
        }
        if new_phase && self.terminal && !self.phase.is_empty() {
            eprintln!();
        }
        self.phase = phase.to_owned();
        self.last = Some(Instant::now());
        let share = if total == 0 { 100.0 } else { done as f64 * 100.0 / total as f64 };
        let line = format!(
            "{phase:<14} {done:>9} / {total} {share:>5.1} %  {:>6.1} s",
            self.start.elapsed().as_secs_f64()
        );
        let mut err = std::io::stderr();
        let _ = if self.terminal { write!(err, "\r{line}") } else { writeln!(err, "{line}") };
        let _ = err.flush();
    }

    /// Ends the line.
    pub fn end(&self) {
        if self.terminal && !self.phase.is_empty() {
            eprintln!();
        }
    }
}

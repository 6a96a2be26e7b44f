//! `guanxi bench`: the budgets, measured on this machine with this binary.
//!
//! Starts servers of its own on loopback with databases of its own, never touches the configured one.

mod client;
mod importing;
mod ingest;
mod load;
mod matching;
mod reading;
mod report;
mod reporting;
mod selling;
mod server;
mod start;
mod working;

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use gx_kernel::{Clock as _, SystemClock};

use crate::config::Config;
use report::{Figure, Machine, Neighbours};

/// Measure the budgets with this binary and write bench-out/.
#[derive(Debug, Args)]
pub struct Bench {
    /// What to measure; everything by default.
    #[arg(value_enum)]
    only: Vec<Part>,
    /// How many people the read measurements stand on (1,000,000 for the full budget; filling takes a while).
    #[arg(long, default_value_t = 100_000)]
    people: u32,
    /// Interactions of each of them, on average.
    #[arg(long, default_value_t = 20.0)]
    interactions: f64,
    /// Connections that send batches.
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// A small run of about a minute, to see that measuring works; its figures mean little.
    #[arg(long)]
    quick: bool,
    /// Keep the filled database in this folder and use it again; the file of the matching, too.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Where bench.json and bench.md are written.
    #[arg(long, value_name = "DIR", default_value = "bench-out")]
    out: PathBuf,
    /// End with an error if a budget does not hold.
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Batches over HTTP.
    Ingest,
    /// Single events at 1,000 a second.
    Single,
    /// Inbound to the open page.
    Live,
    /// Person page, list and search at scale.
    Read,
    /// Fifty people at work at once, with twenty fields of their own; bulk changes, exports, creating.
    Work,
    /// Boards, forecasts, leads and rules, with a deal for every fifth of the people.
    Sell,
    /// Duplicates in 100,000 people.
    Dedupe,
    /// A file of 100,000 people in, and out again.
    Import,
    /// Start to ready, idle memory.
    Start,
    /// Compressed size of web app and tracker.
    Web,
}

/// How much is measured.
#[derive(Debug, Clone)]
struct Size {
    /// Accounts known before the clock starts.
    users: u64,
    /// Events in a round of batch ingest.
    events: u64,
    rounds: usize,
    /// Connections that send batches.
    senders: usize,
    pace_seconds: f64,
    pushes: usize,
    people: u32,
    /// Interactions a person.
    each: f64,
    /// Requests of each kind.
    asks: usize,
    matched: u32,
}

impl Bench {
    fn size(&self) -> Size {
        if self.quick {
            return Size {
                users: 500,
                events: 5000,
                rounds: 1,
                senders: self.connections.clamp(1, 256),
                pace_seconds: 2.0,
                pushes: 20,
                people: 500,
                each: 10.0,
                asks: 30,
                matched: 2000,
            };
        }
        Size {
            users: 20_000,
            events: 100_000,
            rounds: 3,
            senders: self.connections.clamp(1, 256),
            pace_seconds: 15.0,
            pushes: 300,
            people: self.people,
            each: self.interactions,
            asks: 400,
            matched: 100_000,
        }
    }

    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        if !(14..=4_000_000).contains(&self.people) {
            bail!("--people is 14 to 4,000,000, got {}", self.people);
        }
        let size = self.size();
        let machine = Machine::look(SystemClock.now().to_rfc3339());
        if !Machine::is_release() {
            eprintln!("bench: this is a developer's build; figures that count come from `make bench`");
        }
        let parts = if self.only.is_empty() { Part::value_variants() } else { self.only.as_slice() };
        let mut figures: Vec<Figure> = Vec::new();
        for part in parts {
            let name = part.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
            eprintln!("bench: {name}");
            let neighbours = Neighbours::watch();
            let measured = match part {
                Part::Ingest => ingest::batches(config, &size),
                Part::Single => ingest::singles(config, &size),
                Part::Live => ingest::live(config, &size),
                Part::Read => reading::reading(config, &size, self.keep.as_deref()),
                Part::Work => working::working(config, &size, self.keep.as_deref()),
                Part::Sell => selling::selling(config, &size, self.keep.as_deref()),
                Part::Dedupe => matching::dedupe(&size, self.keep.as_deref()),
                Part::Import => importing::import(config, &size),
                Part::Start => start::start(config, &size),
                Part::Web => start::web(config),
            };
            let mut measured = measured.with_context(|| format!("measuring {name}"))?;
            for figure in &mut measured {
                figure.others = neighbours.cores();
            }
            figures.extend(measured);
            // What was measured so far is kept, whatever happens to the rest.
            report::write(&self.out, &machine, &figures)?;
        }
        print!("{}", report::table(&figures));
        eprintln!("bench: written to {}", self.out.display());
        let short = figures.iter().filter(|f| f.holds() == Some(false)).count();
        if self.strict && short > 0 {
            bail!("{short} budgets do not hold");
        }
        Ok(())
    }
}

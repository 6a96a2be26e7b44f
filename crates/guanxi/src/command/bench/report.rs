//! Figures, how they are told, and the machine they were taken on.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value as Json, json};

/// What a figure has to hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Budget {
    /// So much at least.
    AtLeast(f64),
    /// Less than this.
    Below(f64),
    /// Shown beside the others, promised to nobody.
    None,
}

/// One measured figure.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// What was measured.
    pub(super) what: String,
    /// What it has to hold.
    pub(super) budget: Budget,
    /// The figure; a median where there are rounds.
    pub(super) value: f64,
    /// Its unit.
    pub(super) unit: &'static str,
    /// How it came about, in a few words.
    pub(super) how: String,
    /// Rounds, percentiles, parts.
    pub(super) detail: Json,
    /// Cores that other processes used meanwhile, where the system tells.
    pub(super) others: Option<f64>,
}

impl Figure {
    /// A figure without details yet.
    pub(super) fn new(what: impl Into<String>, budget: Budget, value: f64, unit: &'static str) -> Self {
        let (how, detail) = (String::new(), Json::Null);
        Self { what: what.into(), budget, value, unit, how, detail, others: None }
    }

    /// Says how it came about.
    pub(super) fn how(self, how: impl Into<String>) -> Self {
        Self { how: how.into(), ..self }
    }

    /// Adds details.
    pub(super) fn detail(self, detail: Json) -> Self {
        Self { detail, ..self }
    }

    /// Whether it holds; nothing where nothing is promised.
    pub(super) fn holds(&self) -> Option<bool> {
        match self.budget {
            Budget::AtLeast(b) => Some(self.value >= b),
            Budget::Below(b) => Some(self.value < b),
            Budget::None => None,
        }
    }

    fn cells(&self) -> [String; 5] {
        let budget = match self.budget {
            Budget::AtLeast(b) => format!("≥ {} {}", number(b), self.unit),
            Budget::Below(b) => format!("< {} {}", number(b), self.unit),
            Budget::None => String::new(),
        };
        let holds = self.holds().map_or("", |h| if h { "yes" } else { "NO" });
        let others = self.others.map_or(String::new(), |o| format!("{o:.1}"));
        let value = format!("{} {}", number(self.value), self.unit);
        [self.what.clone(), budget, value.trim().to_owned(), holds.into(), others]
    }
}

/// A number as people read it: thousands apart, three digits that count.
pub(super) fn number(x: f64) -> String {
    if x.abs() < 100.0 && x.fract() != 0.0 {
        let digits = if x.abs() < 1.0 {
            3
        } else if x.abs() < 10.0 {
            2
        } else {
            1
        };
        return format!("{x:.digits$}");
    }
    let whole = format!("{:.0}", x.abs());
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    if x < 0.0 { format!("-{out}") } else { out }
}

const HEADS: [&str; 5] = ["what", "budget", "measured", "holds", "others' cores"];

/// The table for the terminal.
pub(super) fn table(figures: &[Figure]) -> String {
    let rows: Vec<[String; 5]> = figures.iter().map(Figure::cells).collect();
    let width = |i: usize| {
        let cells = rows.iter().filter_map(|r| r.get(i)).map(|c| c.chars().count());
        cells.chain(HEADS.get(i).map(|h| h.chars().count())).max().unwrap_or(0)
    };
    let mut out = String::new();
    for row in std::iter::once(HEADS.map(String::from)).chain(rows.iter().cloned()) {
        let line: Vec<String> =
            row.iter().enumerate().map(|(i, c)| format!("{c:<w$}", w = width(i))).collect();
        let _ = writeln!(out, "{}", line.join("  ").trim_end());
    }
    out
}

/// The table for documents.
pub(super) fn markdown(machine: &Machine, figures: &[Figure]) -> String {
    let mut out = format!("{}\n\n| {} | how |\n|{}\n", machine.words(), HEADS.join(" | "), "---|".repeat(6));
    for f in figures {
        let _ = writeln!(out, "| {} | {} |", f.cells().join(" | "), f.how);
    }
    out
}

/// Where and when the figures were taken.
#[derive(Debug, Clone)]
pub(super) struct Machine {
    /// When the run began.
    pub(super) at: String,
    cores: usize,
    cpu: String,
    load: String,
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

impl Machine {
    /// This machine now.
    pub(super) fn look(at: String) -> Self {
        let cpu = read("/proc/cpuinfo");
        let cpu = cpu
            .lines()
            .find_map(|l| l.strip_prefix("model name")?.split_once(':'))
            .map(|(_, n)| n.trim().to_owned());
        let load: Vec<String> = read("/proc/loadavg").split(' ').take(3).map(str::to_owned).collect();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { at, cores, cpu: cpu.unwrap_or_else(|| std::env::consts::ARCH.into()), load: load.join(" ") }
    }

    /// Whether this is the build that users run.
    pub(super) fn is_release() -> bool {
        !cfg!(debug_assertions)
    }

    fn words(&self) -> String {
        let build = if Self::is_release() { "release build" } else { "developer's build" };
        let load =
            if self.load.is_empty() { String::new() } else { format!(", load at the start {}", self.load) };
        format!(
            "guanxi {} ({build}), {}: {} cores, {}{load}",
            env!("CARGO_PKG_VERSION"),
            self.at,
            self.cores,
            self.cpu
        )
    }

    fn json(&self) -> Json {
        json!({"at": self.at, "cores": self.cores, "cpu": self.cpu, "load": self.load, "version": env!("CARGO_PKG_VERSION"), "release": Self::is_release()})
    }
}

/// Writes `bench.json` and `bench.md`.
pub(super) fn write(folder: &Path, machine: &Machine, figures: &[Figure]) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let list: Vec<Json> = figures
        .iter()
        .map(|f| {
            let (at_least, below) = match f.budget {
                Budget::AtLeast(b) => (Some(b), None),
                Budget::Below(b) => (None, Some(b)),
                Budget::None => (None, None),
            };
            json!({"what": f.what, "at_least": at_least, "below": below, "value": f.value, "unit": f.unit, "holds": f.holds(),
                   "how": f.how, "others_cores": f.others, "detail": f.detail})
        })
        .collect();
    let text = serde_json::to_string_pretty(&json!({"machine": machine.json(), "figures": list}))?;
    for (name, text) in [("bench.json", text), ("bench.md", markdown(machine, figures))] {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    Ok(())
}

/// Watches how much of the machine others use while something is measured.
#[derive(Debug)]
pub(super) struct Neighbours {
    start: std::time::Instant,
    all: Option<f64>,
    ours: Option<f64>,
}

/// Ticks in a second, as the system files count them.
const TICKS: f64 = 100.0;

/// Busy ticks of the whole machine.
fn busy() -> Option<f64> {
    let text = read("/proc/stat");
    let ticks: Vec<f64> =
        text.lines().next()?.split_whitespace().skip(1).filter_map(|t| t.parse().ok()).collect();
    // user, nice, system, idle, iowait, irq, softirq, steal
    Some(ticks.iter().take(8).sum::<f64>() - ticks.get(3)? - ticks.get(4)?)
}

/// Ticks of this process and its ended children.
fn ours() -> Option<f64> {
    let text = read("/proc/self/stat");
    let rest = text.rsplit_once(')')?.1;
    let ticks: Vec<f64> = rest.split_whitespace().skip(11).take(4).filter_map(|t| t.parse().ok()).collect();
    (ticks.len() == 4).then(|| ticks.iter().sum())
}

/// Seconds on a core that this process and its ended children used so far, where the system tells.
pub(super) fn cpu_seconds() -> Option<f64> {
    Some(ours()? / TICKS)
}

impl Neighbours {
    /// Begins to watch.
    pub(super) fn watch() -> Self {
        Self { start: std::time::Instant::now(), all: busy(), ours: ours() }
    }

    /// Cores that others used since, on average; children must have ended.
    pub(super) fn cores(&self) -> Option<f64> {
        let others = (busy()? - self.all?) - (ours()? - self.ours?);
        Some((others / TICKS / self.start.elapsed().as_secs_f64().max(0.01)).max(0.0))
    }
}

/// The value at a share of a sorted list.
pub(super) fn quantile(sorted: &[f64], q: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    // The nearest rank: what is told was really measured.
    let rank = (q * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1).min(last)).copied().unwrap_or(f64::NAN)
}

/// Sorts milliseconds and gives their percentiles.
pub(super) fn percentiles(mut ms: Vec<f64>) -> (f64, f64, Json) {
    ms.sort_by(f64::total_cmp);
    let [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1.0].map(|q| quantile(&ms, q));
    let round = |x: f64| (x * 1000.0).round() / 1000.0;
    let detail = json!({"n": ms.len(), "p50_ms": round(p50), "p90_ms": round(p90), "p99_ms": round(p99), "max_ms": round(max)});
    (p50, p99, detail)
}

/// The median.
pub(super) fn median(mut list: Vec<f64>) -> f64 {
    list.sort_by(f64::total_cmp);
    quantile(&list, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let list: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let (p50, p99, detail) = percentiles(list);
        assert_eq!((p50, p99, detail["max_ms"].as_f64()), (50.0, 99.0, Some(100.0)));
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert!(median(Vec::new()).is_nan());
    }

    #[test]
    fn a_budget_holds_or_not() {
        let at = |budget, value| Figure::new("x", budget, value, "ms").holds();
        assert_eq!(at(Budget::Below(10.0), 10.0), Some(false));
        assert_eq!(at(Budget::AtLeast(10.0), 10.0), Some(true));
        assert_eq!(at(Budget::Below(10.0), f64::NAN), Some(false), "nothing measured holds nothing");
        assert_eq!(at(Budget::None, 1.0), None);
    }

    #[test]
    fn numbers_read_well() {
        for (x, text) in [
            (20_000.0, "20,000"),
            (0.1234, "0.123"),
            (9.876, "9.88"),
            (12.34, "12.3"),
            (1_234_567.8, "1,234,568"),
            (300.0, "300"),
            (5.0, "5"),
        ] {
            assert_eq!(number(x), text);
        }
    }
}

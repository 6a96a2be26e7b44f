//! How colleagues and teams do within a period, beside the one before, and why more or less was won.

pub mod figures;
pub mod why;

use gx_kernel::Problem;
use gx_sales::target::Period;
use gx_store::{Result, Store, Tx};
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};

use crate::ask::question::Compare;
use crate::ask::span::Span;

/// Which period, and beside which.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Wish {
    period: Option<String>,
    compare: Option<String>,
    /// Of one colleague.
    pub who: Option<String>,
    /// Of a team.
    pub team: Option<String>,
}

/// A period, and the one that it stands beside.
#[derive(Clone, Debug)]
pub struct Times {
    /// What it is called.
    pub period: Period,
    /// Its days.
    pub now: Span,
    /// What the other is called.
    pub earlier: Period,
    /// Its days.
    pub before: Span,
}

impl Times {
    /// Reads them; the quarter at hand and the one before it where nothing is said.
    ///
    /// # Errors
    ///
    /// A problem at `period` or `compare`.
    pub fn read(tx: &mut Tx<'_>, store: &Store, wish: &Wish) -> Result<Self> {
        let zone = gx_record::filtering::zone(tx)?;
        let today = store.now().timestamp().to_zoned(zone).date();
        let period = Period::read(wish.period.as_deref().unwrap_or_default(), today)?;
        let compare = match wish.compare.as_deref().unwrap_or_default() {
            "" | "before" => Compare::Before,
            "year" => Compare::Year,
            other => {
                let message = format!("expected before or year, got {other:?}");
                return Err(Problem::field("compare", "unknown", message).into());
            }
        };
        let length = period.text.len();
        let months = match (compare, period.text.contains('Q'), length) {
            (Compare::Year, ..) | (_, _, 4) => 12,
            (_, true, _) => 3,
            _ => 1,
        };
        let from = period.from.saturating_sub(months.months());
        let text = match (period.text.contains('Q'), length) {
            (true, _) => format!("{:04}-Q{}", from.year(), (from.month() - 1) / 3 + 1),
            (false, 4) => format!("{:04}", from.year()),
            _ => format!("{:04}-{:02}", from.year(), from.month()),
        };
        let earlier = Period::read(&text, today)?;
        let days = |p: &Period| Span::between(p.from, p.until.saturating_sub(1.day()));
        Ok(Self { now: days(&period), before: days(&earlier), period, earlier })
    }
}

//! Tiers: what a person has to have bought, and within what time, to stand on each.

use gx_kernel::money::to_scaled;
use gx_kernel::{Micros, Problem};
use gx_store::{Result, Tx, settings};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

const SETTING: &str = "tiers";
/// The most tiers there are.
const MOST: usize = 12;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// The sum of orders in the tiers' currency.
    #[default]
    Amount,
    /// The number of orders.
    Orders,
}

/// One tier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What people call it, and what stands in the field.
    pub name: String,
    /// Token colour, as of options.
    #[serde(default)]
    pub color: String,
    /// From how much on, decimal text.
    pub from: String,
}

/// The tiers of the workspace, the lowest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tiers {
    /// Whether they are drawn from orders every night; otherwise they only name and colour.
    pub on: bool,
    /// What is counted.
    pub unit: Unit,
    /// Orders of how many months count; none for all.
    pub months: Option<u32>,
    /// The currency of the amounts.
    pub currency: String,
    /// The tiers.
    pub levels: Vec<Level>,
}

impl Tiers {
    /// As the workspace says.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let held: Option<Self> = settings::get(tx, SETTING)?;
        let currency = settings::currency(tx)?;
        Ok(held.unwrap_or(Self { currency, months: Some(12), ..Self::default() }))
    }

    /// Refuses what makes no tiers, and keeps the rest in order.
    pub fn put(mut self, tx: &mut Tx<'_>) -> Result<Self> {
        let wrong = |code: &str, message: String| Problem::field("levels", code, message);
        if self.levels.len() > MOST {
            return Err(wrong("too_many", format!("at most {MOST} tiers")).into());
        }
        for level in &mut self.levels {
            level.name = level.name.split_whitespace().collect::<Vec<_>>().join(" ");
            if level.name.is_empty() || level.name.chars().count() > 40 {
                return Err(wrong("length", "a name has 1 to 40 characters".into()).into());
            }
            let from: Option<Decimal> = level.from.trim().parse().ok();
            let Some(from) = from.filter(|n| !n.is_sign_negative() && to_scaled(*n).is_some()) else {
                return Err(wrong("not_an_amount", format!("{:?} is no amount", level.from)).into());
            };
            level.from = from.normalize().to_string();
            if !["jade", "amber", "cinnabar", "indigo", "plain"].contains(&level.color.as_str()) {
                level.color = "plain".into();
            }
        }
        self.levels.sort_by_key(Level::scaled);
        let twice = |at: usize| {
            self.levels.iter().enumerate().any(|(other, level)| {
                other < at
                    && self
                        .levels
                        .get(at)
                        .is_some_and(|l| l.name == level.name || l.scaled() == level.scaled())
            })
        };
        if (0..self.levels.len()).any(twice) {
            return Err(wrong("not_unique", "two tiers have one name or begin at one amount".into()).into());
        }
        if self.months.is_some_and(|n| !(1..=120).contains(&n)) {
            return Err(Problem::field("months", "out_of_range", "1 to 120 months, or null for all").into());
        }
        if self.currency.len() != 3 || !self.currency.chars().all(|c| c.is_ascii_uppercase()) {
            return Err(Problem::field("currency", "not_valid", "three capital letters, as CNY").into());
        }
        if self.on && self.levels.is_empty() {
            return Err(wrong("missing", "without tiers there is nothing to draw".into()).into());
        }
        settings::put(tx, SETTING, &self)?;
        Ok(self)
    }

    /// The tier of who bought so much (ten-thousandths of the currency, or orders).
    pub fn of(&self, sum: i64, orders: i64) -> Option<&str> {
        let reached = match self.unit {
            Unit::Amount => sum,
            Unit::Orders => orders.saturating_mul(10_000),
        };
        self.levels.iter().rev().find(|level| level.scaled() <= reached).map(|level| level.name.as_str())
    }

    /// From when on orders count.
    pub fn since(&self, now: Micros) -> Micros {
        // A month is a twelfth of a year: tiers do not turn on the length of February.
        self.months.map_or(Micros(0), |n| now.plus(-(i64::from(n) * 365 * Micros::DAY / 12)))
    }
}

impl Level {
    fn scaled(&self) -> i64 {
        self.from.parse().ok().and_then(to_scaled).unwrap_or(i64::MAX)
    }
}

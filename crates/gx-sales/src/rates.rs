//! What other currencies are worth in that of the workspace, by day: two currencies are never added up without it.

use std::collections::{BTreeMap, BTreeSet};

use gx_kernel::Problem;
use gx_kernel::money::from_scaled;
use gx_store::{Conflict, Result, Tx, settings};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;
use serde::{Deserialize, Serialize};

/// The most rates set at once.
const MOST: usize = 1_000;
/// The most that are told.
const MOST_TOLD: usize = 2_000;

/// From a day on, one of a currency is worth so much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    currency: String,
    day: String,
    rate: String,
}

/// The workspace's currency, and what others are worth in it; the newest day first.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    currency: String,
    rates: Vec<Rate>,
}

/// A rate as it is wished; without one it is taken away.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    currency: String,
    day: String,
    rate: Option<String>,
}

/// All rates.
pub fn told(tx: &mut Tx<'_>) -> Result<Told> {
    let sql = format!("SELECT currency, day, rate FROM rate ORDER BY day DESC, currency LIMIT {MOST_TOLD}");
    let rates = tx
        .query(&sql, &[])?
        .iter()
        .map(|r| Ok(Rate { currency: r.string(0)?, day: r.string(1)?, rate: r.string(2)? }))
        .collect::<Result<_>>()?;
    Ok(Told { currency: settings::currency(tx)?, rates })
}

/// Sets some rates.
///
/// # Errors
///
/// A problem at the one at fault (`rates.3.rate`); nothing is set then.
pub fn put(tx: &mut Tx<'_>, wishes: &[Wish]) -> Result<()> {
    if wishes.len() > MOST {
        return Err(Problem::field("rates", "too_many", format!("at most {MOST} at once")).into());
    }
    let base = settings::currency(tx)?;
    for (at, wish) in wishes.iter().enumerate() {
        let wrong = |key: &str, code: &str, message: String| {
            Problem::field(&format!("rates.{at}.{key}"), code, message)
        };
        let currency = wish.currency.trim().to_ascii_uppercase();
        if currency.len() != 3 || !currency.chars().all(|c| c.is_ascii_uppercase()) {
            return Err(wrong("currency", "not_valid", "three letters, as USD".into()).into());
        }
        if currency == base {
            return Err(wrong("currency", "own", format!("{base} is the workspace's own currency")).into());
        }
        let day: Date = wish.day.trim().parse().map_err(|_| {
            wrong("day", "not_a_date", format!("expected a date such as 2026-11-20, got {:?}", wish.day))
        })?;
        tx.execute(
            "DELETE FROM rate WHERE currency = $1 AND day = $2",
            &[currency.as_str().into(), day.to_string().into()],
        )?;
        let Some(rate) = &wish.rate else { continue };
        let read: Option<Decimal> = rate.trim().parse().ok();
        let fits = read.filter(|d| *d > Decimal::ZERO && *d < Decimal::from(1_000_000) && d.scale() <= 10);
        let rate = fits.ok_or_else(|| {
            wrong(
                "rate",
                "not_a_number",
                format!("expected what one {currency} is worth in {base}, got {rate:?}"),
            )
        })?;
        let row = vec![currency.into(), day.to_string().into(), rate.normalize().to_string().into()];
        tx.insert_many("rate", &["currency", "day", "rate"], &[row], Conflict::Fail)?;
    }
    Ok(())
}

/// Rates as they are looked up, and which were missed.
#[derive(Debug)]
pub struct Rates {
    base: String,
    by_currency: BTreeMap<String, BTreeMap<String, Decimal>>,
    missing: BTreeSet<String>,
}

impl Rates {
    /// All rates into a currency.
    pub fn load(tx: &mut Tx<'_>, base: &str) -> Result<Self> {
        let mut by_currency: BTreeMap<String, BTreeMap<String, Decimal>> = BTreeMap::new();
        for r in tx.query("SELECT currency, day, rate FROM rate", &[])? {
            if let Ok(rate) = r.text(2)?.parse() {
                by_currency.entry(r.string(0)?).or_default().insert(r.string(1)?, rate);
            }
        }
        Ok(Self { base: base.to_owned(), by_currency, missing: BTreeSet::new() })
    }

    /// What one of a currency was worth on a day: by the last rate until then. One that is not known is noted.
    pub fn on(&mut self, currency: &str, day: &str) -> Option<Decimal> {
        if currency == self.base {
            return Some(Decimal::ONE);
        }
        let known = self.by_currency.get(currency);
        let found = known.and_then(|days| days.range(..=day.to_owned()).next_back()).map(|(_, rate)| *rate);
        if found.is_none() {
            self.missing.insert(currency.to_owned());
        }
        found
    }

    /// What an amount in ten-thousandths comes to by the rate of a day; nothing without one, which is noted.
    pub fn worth(&mut self, currency: &str, amount: i64, day: &str) -> Decimal {
        self.on(currency, day).map_or(Decimal::ZERO, |rate| from_scaled(amount) * rate)
    }

    /// The currencies that were asked for in vain.
    pub fn missing(self) -> Vec<String> {
        self.missing.into_iter().collect()
    }
}

/// Amounts by currency: in ten-thousandths, and weighted by their chances.
#[derive(Clone, Debug, Default)]
pub struct Sums(BTreeMap<String, (i64, f64)>);

impl Sums {
    /// Adds an amount.
    pub fn add(&mut self, currency: &str, amount: Option<i64>, weighted: Option<f64>) {
        let one = self.0.entry(currency.to_owned()).or_default();
        one.0 = one.0.saturating_add(amount.unwrap_or_default());
        one.1 += weighted.unwrap_or_default();
    }

    /// What they come to by the rates of a day, and weighted; what has no rate is left out.
    pub fn told(&self, rates: &mut Rates, day: &str) -> (Decimal, Decimal) {
        let (mut total, mut heavy) = (Decimal::ZERO, Decimal::ZERO);
        for (currency, (amount, weighted)) in &self.0 {
            if *amount == 0 {
                continue;
            }
            let Some(rate) = rates.on(currency, day) else { continue };
            total += from_scaled(*amount) * rate;
            heavy += Decimal::from_f64(weighted / 10_000.0).unwrap_or_default().round_dp(4) * rate;
        }
        (total, heavy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates() -> Rates {
        let usd = BTreeMap::from([
            ("2026-01-01".into(), Decimal::from(7)),
            ("2026-06-01".into(), Decimal::from(8)),
        ]);
        Rates {
            base: "CNY".into(),
            by_currency: BTreeMap::from([("USD".into(), usd)]),
            missing: BTreeSet::new(),
        }
    }

    #[test]
    fn the_last_rate_until_a_day_counts_and_what_has_none_is_named() {
        let mut rates = rates();
        assert_eq!(rates.on("USD", "2026-05-31"), Some(Decimal::from(7)));
        assert_eq!(rates.on("USD", "2026-06-01"), Some(Decimal::from(8)));
        assert_eq!(rates.on("USD", "2025-12-31"), None);
        assert_eq!(rates.on("CNY", "1999-01-01"), Some(Decimal::ONE));
        let mut sums = Sums::default();
        sums.add("CNY", Some(100_0000), Some(50_0000.0));
        sums.add("USD", Some(10_0000), Some(1_0000.0));
        sums.add("EUR", Some(1_0000), None);
        let (total, weighted) = sums.told(&mut rates, "2026-07-01");
        assert_eq!((total.normalize(), weighted.normalize()), (Decimal::from(180), Decimal::from(58)));
        assert_eq!(rates.missing(), ["EUR", "USD"], "asked for before there was one, and never known");
    }
}

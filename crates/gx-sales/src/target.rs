//! What colleagues are to sell within a period.

use std::collections::BTreeMap;

use gx_kernel::money::{decimal, from_scaled, to_scaled};
use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::{Named, Names};
use gx_store::access::{Access, Holding, Verb};
use gx_store::{Conflict, Result, Tx, settings};
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A year, a quarter or a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `2026`, `2026-Q4` or `2026-11`.
    pub text: String,
    /// Its first day.
    pub from: Date,
    /// The day after its last.
    pub until: Date,
}

impl Period {
    /// Reads one; the quarter of `today` where none is said.
    ///
    /// # Errors
    ///
    /// A problem at `period`.
    pub fn read(text: &str, today: Date) -> Result<Self> {
        let text = text.trim();
        let wrong = || {
            let message = format!(
                "expected a year, a quarter or a month such as 2026, 2026-Q4 or 2026-11, got {text:?}"
            );
            Problem::field("period", "not_a_period", message)
        };
        let quarter = (today.month() - 1) / 3 + 1;
        let text = if text.is_empty() { format!("{:04}-Q{quarter}", today.year()) } else { text.to_owned() };
        let (year, rest) = text.split_once('-').map_or((text.as_str(), ""), |(year, rest)| (year, rest));
        let year: i16 = year.parse().ok().filter(|y| (1900..=9000).contains(y)).ok_or_else(wrong)?;
        let (first, months) = match rest {
            "" => (1, 12),
            _ => match rest.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter: i8 =
                        quarter.parse().ok().filter(|q| (1..=4).contains(q)).ok_or_else(wrong)?;
                    ((quarter - 1) * 3 + 1, 3)
                }
                None if rest.len() == 2 => {
                    (rest.parse::<i8>().ok().filter(|m| (1..=12).contains(m)).ok_or_else(wrong)?, 1)
                }
                None => return Err(wrong().into()),
            },
        };
        let from = date(year, first, 1);
        let until = from.checked_add(jiff::Span::new().months(months)).map_err(|_| wrong())?;
        Ok(Self { text, from, until })
    }

    /// The first days of its months, and the day after the last.
    pub fn months(&self) -> Vec<Date> {
        let mut out = vec![self.from];
        while let Some(next) = out.last().and_then(|d| d.checked_add(jiff::Span::new().months(1)).ok()) {
            out.push(next);
            if next >= self.until {
                break;
            }
        }
        out
    }
}

/// What a colleague is to sell.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    owner: Named,
    amount: String,
}

/// The targets of a period, those of colleagues whose deals the caller sees.
#[derive(Clone, Debug, Serialize)]
pub struct Targets {
    period: String,
    currency: String,
    targets: Vec<Target>,
}

/// A target as it is wished; without an amount it is taken away.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    owner: String,
    amount: Option<String>,
}

/// By colleague, in ten-thousandths; of those whose deals the caller sees.
pub fn of(tx: &mut Tx<'_>, access: &Access, period: &Period) -> Result<BTreeMap<Id, i64>> {
    let mut out = BTreeMap::new();
    for r in
        tx.query("SELECT staff_id, amount FROM target WHERE period = $1", &[period.text.as_str().into()])?
    {
        let owner = r.id(0)?;
        if access.allows(Verb::See, Id(0), Holding::of(Some(owner))) {
            out.insert(owner, r.int(1)?);
        }
    }
    Ok(out)
}

/// The targets of a period.
pub fn told(tx: &mut Tx<'_>, access: &Access, period: &Period) -> Result<Targets> {
    let mut names = Names::default();
    let mut targets = Vec::new();
    for (owner, amount) in of(tx, access, period)? {
        let amount = from_scaled(amount).normalize().to_string();
        targets.push(Target { owner: names.user(tx, owner)?, amount });
    }
    targets.sort_by(|a, b| a.owner.name.cmp(&b.owner.name));
    Ok(Targets { period: period.text.clone(), currency: settings::currency(tx)?, targets })
}

/// Sets one target, in ten-thousandths.
pub fn set(tx: &mut Tx<'_>, period: &Period, owner: Id, amount: i64) -> Result<()> {
    tx.execute(
        "DELETE FROM target WHERE period = $1 AND staff_id = $2",
        &[period.text.as_str().into(), owner.into()],
    )?;
    let row = vec![period.text.as_str().into(), owner.into(), amount.into()];
    tx.insert_many("target", &["period", "staff_id", "amount"], &[row], Conflict::Fail)?;
    Ok(())
}

/// Sets some targets.
///
/// # Errors
///
/// A problem at the one at fault (`targets.1.amount`).
pub fn put(tx: &mut Tx<'_>, period: &Period, wishes: &[Wish]) -> Result<()> {
    for (at, wish) in wishes.iter().enumerate() {
        let field = |key: &str| format!("targets.{at}.{key}");
        let there = match Id::read(IdKind::User, &wish.owner) {
            Some(id) => tx.first("SELECT id FROM staff WHERE id = $1", &[id.into()])?.map(|_| id),
            None => None,
        };
        let unknown = || Problem::field(&field("owner"), "unknown_user", "there is no such colleague");
        let owner = there.ok_or_else(unknown)?;
        match &wish.amount {
            Some(amount) => {
                let amount = decimal(&field("amount"), amount, 1_000_000_000, 2)?;
                set(tx, period, owner, to_scaled(amount).unwrap_or_default())?;
            }
            None => {
                tx.execute(
                    "DELETE FROM target WHERE period = $1 AND staff_id = $2",
                    &[period.text.as_str().into(), owner.into()],
                )?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_years_quarters_and_months() {
        let today = date(2026, 11, 30);
        let read =
            |text: &str| Period::read(text, today).ok().map(|p| (p.from.to_string(), p.until.to_string()));
        let of = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(read("2026"), of("2026-01-01", "2027-01-01"));
        assert_eq!(read("2026-Q4"), of("2026-10-01", "2027-01-01"));
        assert_eq!(read(""), of("2026-10-01", "2027-01-01"));
        assert_eq!(read("2026-02"), of("2026-02-01", "2026-03-01"));
        for wrong in ["2026-Q5", "2026-13", "2026-1", "soon", "26-01", "2026-02-01", "99999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let months = Period::read("2026-Q4", today).unwrap().months();
        assert_eq!(months.len(), 4);
    }
}

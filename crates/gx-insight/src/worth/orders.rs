//! The orders that worth is learned and reckoned from.

use std::collections::HashMap;

use gx_kernel::Micros;
use gx_people::bought::STANDS;
use gx_store::{Result, Tx};

use super::mixture::History;

/// One order.
#[derive(Clone, Copy, Debug)]
pub struct Bought {
    /// When.
    pub at: Micros,
    /// Ten-thousandths of the currency of the workspace; none if it was paid in another.
    pub amount: Option<i64>,
}

/// The days with orders of a customer and what was spent on each, in their order.
#[derive(Clone, Debug, Default)]
pub struct Days(Vec<(i64, Option<i64>)>);

impl Days {
    /// Orders of one day are one purchase: an order that was cut in two is no sign of fondness.
    pub fn of(mut orders: Vec<Bought>) -> Self {
        orders.sort_by_key(|o| o.at);
        let mut days: Vec<(i64, Option<i64>)> = Vec::new();
        for o in orders {
            let day = o.at.0.div_euclid(Micros::DAY);
            match days.last_mut() {
                Some((last, sum)) if *last == day => {
                    *sum = match (*sum, o.amount) {
                        (Some(a), Some(b)) => Some(a + b),
                        (a, b) => a.or(b),
                    };
                }
                _ => days.push((day, o.amount)),
            }
        }
        Self(days)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first and the last, in days since 1970.
    pub fn ends(&self) -> Option<(i64, i64)> {
        Some((self.0.first()?.0, self.0.last()?.0))
    }

    /// Only what was known at the end of a day.
    pub fn until(&self, day: i64) -> Self {
        Self(self.0.iter().filter(|(d, _)| *d <= day).copied().collect())
    }

    /// What the mixture asks for, as of a day.
    pub fn history(&self, today: i64) -> Option<History> {
        let (first, last) = self.ends()?;
        Some(History {
            again: (self.0.len() - 1) as u32,
            last: (last - first) as f64,
            watched: (today - first).max(last - first) as f64,
        })
    }

    /// What was spent from a day on, in ten-thousandths.
    pub fn since(&self, day: i64) -> i64 {
        self.0.iter().filter(|(d, _)| *d >= day).filter_map(|(_, amount)| *amount).sum()
    }

    /// What was spent on each day that has a sum.
    pub fn amounts(&self) -> Vec<f64> {
        self.0.iter().filter_map(|(_, amount)| Some((*amount)? as f64 / 10_000.0)).collect()
    }
}

/// The orders of living roots until now, each with those of everybody merged into it.
pub(crate) fn of(tx: &mut Tx<'_>, currency: &str, now: Micros, roots: &[i64]) -> Result<HashMap<i64, Days>> {
    let sql = format!(
        "SELECT n.canonical_id, o.placed_at, o.amount, o.currency FROM person n JOIN orders o ON o.person_id = n.id \
         WHERE {STANDS} AND o.placed_at <= {} AND n.canonical_id IN",
        now.0
    );
    let mut orders: HashMap<i64, Vec<Bought>> = HashMap::new();
    for r in tx.query_in(&sql, roots)? {
        let amount = (r.text(3)? == currency).then_some(r.int(2)?);
        orders.entry(r.int(0)?).or_default().push(Bought { at: r.micros(1)?, amount });
    }
    Ok(orders.into_iter().map(|(root, list)| (root, Days::of(list))).collect())
}

/// How many living people ordered, and of them at most so many, evenly over the time in which they came: what is
/// learned from.
pub(crate) fn sample(tx: &mut Tx<'_>, most: i64) -> Result<(i64, Vec<i64>)> {
    let buyers = "FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND order_count > 0";
    let people = tx.one(&format!("SELECT COUNT(*) {buyers}"), &[])?.int(0)?;
    let step = (people / most).max(1) as usize;
    let rows = tx.query(&format!("SELECT id {buyers} ORDER BY id"), &[])?;
    Ok((people, rows.iter().step_by(step).map(|r| r.int(0)).collect::<Result<_>>()?))
}

//! What is learned from the orders of everybody, and how well it does on orders it has not seen.

use gx_kernel::Micros;
use gx_store::{Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

use super::mixture::{History, Mixture};
use super::orders::{self, Days};
use super::spend::Spend;

const SETTING: &str = "worth.model";
/// Customers that are learned from: more make the mixture no better, and the night longer.
const LEARNED_FROM: i64 = 8_000;
/// Fewer customers who came again than so many tell nothing of the others.
const FEWEST_AGAIN: usize = 20;
/// The part of the time that a check learns from; the rest is told ahead.
const LEARN: f64 = 2.0 / 3.0;
/// A check over fewer days says nothing.
const FEWEST_DAYS: i64 = 30;

/// How well the model told orders ahead that it had not seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Customers.
    pub people: usize,
    /// Days that were told ahead.
    pub days: i64,
    /// Mean error of the number of orders a customer placed.
    pub error: f64,
    /// The same, had everybody gone on as before.
    pub error_as_before: f64,
    /// Orders of all, as told.
    pub told: f64,
    /// Orders of all, as placed.
    pub placed: f64,
}

/// The model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// When it was made.
    pub made_at: Micros,
    /// People who ordered.
    pub people: i64,
    /// Days on which those it learned from ordered.
    pub orders: usize,
    /// From the first such day.
    pub from: Micros,
    /// To the last.
    pub until: Micros,
    /// How it did.
    pub check: Option<Check>,
    pub(crate) mixture: Mixture,
    pub(crate) spend: Spend,
}

/// Learns from customers' days with orders, as of a day; none if too few came again.
fn learn(customers: &[Days], today: i64) -> Option<(Mixture, Spend)> {
    let histories: Vec<History> = customers.iter().filter_map(|d| d.history(today)).collect();
    if histories.iter().filter(|h| h.again > 0).count() < FEWEST_AGAIN {
        return None;
    }
    let amounts: Vec<Vec<f64>> = customers.iter().map(Days::amounts).collect();
    Some((Mixture::fit(&histories), Spend::fit(&amounts)))
}

/// Learns from what was known on a day, tells the days until `end` ahead and looks.
pub fn check(customers: &[Days], cut: i64, end: i64) -> Option<Check> {
    let known: Vec<Days> = customers.iter().map(|d| d.until(cut)).collect();
    let (mixture, _) = learn(&known, cut)?;
    let days = end - cut;
    let mut out = Check { days, ..Check::default() };
    for (all, known) in customers.iter().zip(&known) {
        let Some(h) = known.history(cut) else { continue };
        let told = mixture.outlook(&h, days as f64, 0.0).orders;
        let before = f64::from(h.again) / h.watched.max(1.0) * days as f64;
        let placed = (all.until(end).len() - known.len()) as f64;
        out.people += 1;
        out.error += (told - placed).abs();
        out.error_as_before += (before - placed).abs();
        out.told += told;
        out.placed += placed;
    }
    out.error /= out.people as f64;
    out.error_as_before /= out.people as f64;
    Some(out)
}

impl Model {
    /// The newest, if one was made.
    pub fn load(tx: &mut Tx<'_>) -> Result<Option<Self>> {
        settings::get(tx, SETTING)
    }

    /// Learns from customers' days with orders, as of now.
    pub fn of(customers: &[Days], now: Micros) -> Option<Self> {
        let today = now.0.div_euclid(Micros::DAY);
        let (mixture, spend) = learn(customers, today)?;
        let from = customers.iter().filter_map(Days::ends).map(|(first, _)| first).min()?;
        let until = customers.iter().filter_map(Days::ends).map(|(_, last)| last).max()?;
        let cut = from + ((today - from) as f64 * LEARN) as i64;
        let check = (today - cut >= FEWEST_DAYS).then(|| check(customers, cut, today)).flatten();
        Some(Self {
            made_at: now,
            people: customers.len() as i64,
            orders: customers.iter().map(Days::len).sum(),
            from: Micros(from * Micros::DAY),
            until: Micros(until * Micros::DAY),
            check,
            mixture,
            spend,
        })
    }

    /// Learns from the workspace and keeps it; none if there is too little to learn from.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn make(store: &Store, currency: &str) -> Result<Option<Self>> {
        let (people, customers) = store.read(|tx| {
            let (people, ids) = orders::sample(tx, LEARNED_FROM)?;
            let days = orders::of(tx, currency, store.now(), &ids)?;
            // In the order of ids, so that the same orders make the same model.
            Ok((people, ids.iter().filter_map(|id| days.get(id).cloned()).collect::<Vec<_>>()))
        })?;
        let made = gx_http::calm::calmly(|| Self::of(&customers, store.now()));
        let made = made.map(|model| Self { people, ..model });
        store.write(|tx| match &made {
            Some(model) => settings::put(tx, SETTING, model),
            None => tx.execute("DELETE FROM setting WHERE key = $1", &[SETTING.into()]).map(|_| ()),
        })?;
        Ok(made)
    }
}

//! How often a customer buys, and whether they still do.
//!
//! While a customer is one, they buy at a rate of their own, and they leave, unseen, at another (Schmittlein, Morrison
//! and Colombo, Counting your customers, Management Science 33, 1987). There the two rates are gamma distributed over
//! the customers. Here their distribution is whatever the orders say: weights on a grid of pairs of rates, those of
//! most likelihood (Laird, Nonparametric maximum likelihood estimation of a mixing distribution, JASA 73, 1978), found
//! by expectation and maximisation. Broken off early, which smooths: what is left to gain is noise of the sample.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Rates of each kind on the grid.
const RATES: usize = 32;
/// Rounds of the fit.
const ROUNDS: usize = 100;
/// Pairs of less weight are left out of what is kept.
const LEAST: f64 = 1e-6;

/// What the orders of one customer come to. Times in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// Days with orders after the first such day.
    pub again: u32,
    /// From the first day with an order to the last.
    pub last: f64,
    /// From the first day with an order to now.
    pub watched: f64,
}

/// A pair of rates and how many customers have it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Point {
    /// Orders a day, above zero.
    buys: f64,
    /// Departures a day, above zero.
    leaves: f64,
    /// Share of the customers.
    weight: f64,
}

/// How rates are distributed over the customers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mixture(Vec<Point>);

/// What is to be expected of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The chance that they still buy, 0–1.
    pub active: f64,
    /// Days with orders within the days asked for.
    pub orders: f64,
    /// The same, each worth less the later it comes.
    pub worth: f64,
    /// Days from one order to the next, of a customer who buys.
    pub rhythm: f64,
}

/// The logarithms of the likelihood of a history, of the part in which the customer still buys, and of both together.
fn likelihood(h: &History, buys: f64, leaves: f64) -> (f64, f64) {
    let both = buys + leaves;
    let still = (buys / both).ln() - both * h.watched;
    let left = (leaves / both).ln() - both * h.last;
    let (more, less) = if still > left { (still, left) } else { (left, still) };
    let all = more + (less - more).exp().ln_1p();
    (f64::from(h.again) * buys.ln() + all, still - all)
}

/// So many numbers from one to another, each the same part larger than the one before.
fn steps(from: f64, to: f64) -> impl Iterator<Item = f64> {
    let ratio = (to / from).ln() / (RATES - 1) as f64;
    (0..RATES).map(move |n| from * (ratio * n as f64).exp())
}

impl Mixture {
    /// The mixture that makes these histories most likely. Order does not matter.
    pub fn fit(histories: &[History]) -> Self {
        let longest = histories.iter().map(|h| h.watched).fold(1.0, f64::max);
        let busiest =
            histories.iter().map(|h| f64::from(h.again) / h.watched.max(1.0)).fold(1.0 / longest, f64::max);
        // Many share one history: each is reckoned once.
        let mut counts: HashMap<(u32, u64, u64), f64> = HashMap::new();
        for h in histories {
            *counts.entry((h.again, h.last.to_bits(), h.watched.to_bits())).or_default() += 1.0;
        }
        let mut kept: Vec<_> = counts.into_iter().collect();
        kept.sort_unstable_by_key(|((again, last, watched), _)| (*again, *last, *watched));
        let mut points: Vec<Point> = Vec::with_capacity(RATES * RATES);
        for buys in steps(0.08 / longest, (4.0 * busiest).min(24.0)) {
            points.extend(steps(0.04 / longest, 200.0 / longest).map(|leaves| Point {
                buys,
                leaves,
                weight: 0.0,
            }));
        }
        // One row a history, scaled by its largest so that nothing becomes nothing.
        let rows: Vec<(f64, Vec<f32>)> = kept
            .par_iter()
            .map(|((again, last, watched), count)| {
                let h =
                    History { again: *again, last: f64::from_bits(*last), watched: f64::from_bits(*watched) };
                let logs: Vec<f64> = points.iter().map(|p| likelihood(&h, p.buys, p.leaves).0).collect();
                let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                (*count, logs.into_iter().map(|l| (l - most).exp() as f32).collect())
            })
            .collect();
        let all = histories.len().max(1) as f64;
        let mut weights = vec![1.0 / points.len() as f32; points.len()];
        for _ in 0..ROUNDS {
            // In pieces of one size and added up in their order, so that the same orders give the same mixture.
            let parts: Vec<Vec<f64>> = rows
                .par_chunks(256)
                .map(|rows| {
                    let mut sums = vec![0.0; weights.len()];
                    for (count, row) in rows {
                        let total: f32 = row.iter().zip(&weights).map(|(l, w)| l * w).sum();
                        let scale = count / f64::from(total.max(f32::MIN_POSITIVE));
                        for ((sum, l), w) in sums.iter_mut().zip(row).zip(&weights) {
                            *sum += f64::from(l * w) * scale;
                        }
                    }
                    sums
                })
                .collect();
            let mut next = vec![0.0; weights.len()];
            for part in parts {
                for (sum, more) in next.iter_mut().zip(part) {
                    *sum += more;
                }
            }
            weights = next.into_iter().map(|sum| (sum / all) as f32).collect();
        }
        for (point, weight) in points.iter_mut().zip(weights) {
            point.weight = f64::from(weight);
        }
        points.retain(|p| p.weight > LEAST);
        Self(points)
    }

    /// What is to be expected of a customer within so many days; `discount` is how fast money loses its worth, a day.
    pub fn outlook(&self, h: &History, days: f64, discount: f64) -> Outlook {
        let logs: Vec<(f64, f64)> = self.0.iter().map(|p| likelihood(h, p.buys, p.leaves)).collect();
        let most = logs.iter().map(|l| l.0).fold(f64::NEG_INFINITY, f64::max);
        let (mut all, mut out, mut rate) = (0.0, Outlook::default(), 0.0);
        for (p, (log, still)) in self.0.iter().zip(logs) {
            let weight = p.weight * (log - most).exp();
            let active = weight * still.exp();
            let losing = p.leaves + discount;
            all += weight;
            out.active += active;
            out.orders += active * p.buys / p.leaves * -(-p.leaves * days).exp_m1();
            out.worth += active * p.buys / losing * -(-losing * days).exp_m1();
            rate += weight * p.buys;
        }
        if all > 0.0 {
            out = Outlook {
                active: out.active / all,
                orders: out.orders / all,
                worth: out.worth / all,
                rhythm: all / rate,
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A generator good enough for a test, so that it says the same everywhere.
    struct Dice(u64);
    impl Dice {
        fn next(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
        }
        fn wait(&mut self, rate: f64) -> f64 {
            -self.next().ln() / rate
        }
    }

    /// A customer of these rates, watched for so many days, and how many orders follow in as many again.
    fn live(dice: &mut Dice, buys: f64, leaves: f64, watched: f64) -> (History, f64) {
        let end = dice.wait(leaves);
        let (mut at, mut h, mut after) = (0.0, History { again: 0, last: 0.0, watched }, 0.0);
        loop {
            at += dice.wait(buys);
            if at > end || at > 2.0 * watched {
                return (h, after);
            }
            if at > watched {
                after += 1.0;
            } else {
                h.again += 1;
                h.last = at;
            }
        }
    }

    #[test]
    fn orders_of_a_made_up_crowd_are_told_ahead() {
        let mut dice = Dice(7);
        let crowd: Vec<(History, f64)> = (0..2_000)
            .map(|n| match n % 3 {
                0 => live(&mut dice, 1.0 / 20.0, 1.0 / 2_000.0, 180.0),
                1 => live(&mut dice, 1.0 / 60.0, 1.0 / 100.0, 180.0),
                _ => live(&mut dice, 1.0 / 300.0, 1.0 / 1_000.0, 180.0),
            })
            .collect();
        let histories: Vec<History> = crowd.iter().map(|(h, _)| *h).collect();
        let mixture = Mixture::fit(&histories);
        let told: f64 = histories.iter().map(|h| mixture.outlook(h, 180.0, 0.0).orders).sum();
        let placed: f64 = crowd.iter().map(|(_, n)| n).sum();
        assert!((told / placed - 1.0).abs() < 0.05, "told {told}, placed {placed}");
    }

    #[test]
    fn who_has_been_silent_for_longer_is_less_likely_still_there() {
        let mut dice = Dice(11);
        let crowd: Vec<History> =
            (0..1_000).map(|_| live(&mut dice, 1.0 / 15.0, 1.0 / 90.0, 200.0).0).collect();
        let mixture = Mixture::fit(&crowd);
        let of = |last: f64, again: u32| mixture.outlook(&History { again, last, watched: 200.0 }, 90.0, 0.0);
        // Of who leaves after 90 days and buys every 15, a fifth has left within the last five.
        assert!((0.7..0.9).contains(&of(195.0, 12).active), "{:?}", of(195.0, 12));
        assert!(of(100.0, 12).active < 0.2, "{:?}", of(100.0, 12));
        // The same silence means less of who bought seldom.
        assert!(of(100.0, 2).active > of(100.0, 12).active);
        let (often, seldom) = (of(195.0, 20), of(195.0, 4));
        assert!(often.orders > seldom.orders && often.rhythm < seldom.rhythm);
    }

    #[test]
    fn no_history_breaks_the_reckoning() {
        let odd = [
            History { again: 0, last: 0.0, watched: 0.0 },
            History { again: 0, last: 0.0, watched: 20_000.0 },
            History { again: 4_000, last: 3_999.0, watched: 4_000.0 },
        ];
        let mixture = Mixture::fit(&odd);
        for h in odd {
            let o = mixture.outlook(&h, 365.0, 0.0003);
            assert!(
                (0.0..=1.0).contains(&o.active)
                    && o.orders.is_finite()
                    && o.worth <= o.orders
                    && o.rhythm > 0.0,
                "{h:?} {o:?}"
            );
        }
        assert_eq!(Mixture::default().outlook(&odd[0], 365.0, 0.0), Outlook::default());
    }
}

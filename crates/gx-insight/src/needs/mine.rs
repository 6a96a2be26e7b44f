//! What the purchases of one customer let expect: what is due again, and what goes with it.

use std::collections::HashSet;

use gx_kernel::Micros;
use serde_json::json;

use super::habits::{Bought, Habits, by_product, intervals, median};
use super::products::Products;
use super::store::{Found, Kind};

/// Days before it is due that a need is shown.
const AHEAD: i64 = 10;
/// Needs of each kind, at most.
const DUE: usize = 3;
const TOGETHER: usize = 1;
/// Purchases after which a rhythm is the customer's own.
const OWN: usize = 3;
/// A rhythm faster than this is no rhythm but one errand in parts.
const FASTEST: i64 = 3;
/// What was bought longer ago than so many days tells nothing of today.
const RECENT: i64 = 365;

fn at(day: i64) -> Micros {
    Micros(day * Micros::DAY)
}

/// How much the waits differ from each other, beside their mean: 0 for a clock.
fn unsteady(waits: &[i64]) -> f64 {
    let n = waits.len() as f64;
    let mean = waits.iter().sum::<i64>() as f64 / n;
    let spread = waits.iter().map(|w| (*w as f64 - mean).powi(2)).sum::<f64>() / n;
    if mean > 0.0 { spread.sqrt() / mean } else { 1.0 }
}

/// What is due again.
fn due(bought: &[Bought], habits: &Habits, products: &Products, today: i64) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    for (product, days) in by_product(bought) {
        let Some(last) = days.last().copied() else { continue };
        let waits = intervals(&days);
        let usual = habits.again(product);
        let (every, rhythm, score) = if days.len() >= OWN {
            let Some(own) = median(waits.clone()) else { continue };
            (own, "own", 0.55 + 0.4 * (1.0 - unsteady(&waits).min(1.0)))
        } else {
            let Some(usual) = usual else { continue };
            // Their one wait says as much as all the others' together.
            (
                waits.first().map_or(usual, |own| (own + usual) / 2),
                "others",
                if waits.is_empty() { 0.3 } else { 0.45 },
            )
        };
        let due = last + every;
        // Long over is not due any more: they buy it elsewhere, or not.
        if every < FASTEST || due > today + AHEAD || today > due + every.max(30) {
            continue;
        }
        out.push(Found {
            kind: Kind::Due,
            what: products.name(product).to_owned(),
            score,
            due_at: Some(at(due)),
            evidence: json!({"product": products.key(product), "times": days.len(), "every_days": every, "last_at": at(last), "rhythm": rhythm}),
        });
    }
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.what.cmp(&b.what)));
    out.truncate(DUE);
    out
}

/// What goes with what they bought lately.
fn together(bought: &[Bought], habits: &Habits, products: &Products, today: i64) -> Vec<Found> {
    let has: HashSet<_> = bought.iter().map(|(_, product)| *product).collect();
    let lately: HashSet<_> =
        bought.iter().filter(|(day, _)| *day > today - RECENT).map(|(_, product)| *product).collect();
    let missing = habits.missing(&has).into_iter().filter(|(with, _)| lately.contains(with));
    missing
        .take(TOGETHER)
        .map(|(with, t)| Found {
            kind: Kind::Together,
            what: products.name(t.product).to_owned(),
            score: (t.share * 0.8).min(0.7),
            due_at: None,
            evidence: json!({"product": products.key(t.product), "bought": products.name(with), "both": t.both, "share": t.share, "lift": t.lift}),
        })
        .collect()
}

/// Both.
pub(crate) fn of(bought: &[Bought], habits: &Habits, products: &Products, now: Micros) -> Vec<Found> {
    let today = now.0.div_euclid(Micros::DAY);
    let mut out = due(bought, habits, products, today);
    let known: HashSet<String> = out.iter().map(|f| f.what.clone()).collect();
    out.extend(together(bought, habits, products, today).into_iter().filter(|f| !known.contains(&f.what)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop() -> Products {
        let mut products = Products::default();
        for name in ["tea", "cup"] {
            products.number(name, name);
        }
        products
    }

    #[test]
    fn what_is_bought_like_a_clock_is_due_when_the_clock_says() {
        let (products, habits) = (shop(), Habits::default());
        let bought = [(0, 0), (30, 0), (60, 0), (90, 0)];
        let of = |day: i64| of(&bought, &habits, &products, at(day));
        assert!(of(100).is_empty(), "20 days before");
        let due = of(112);
        assert_eq!((due[0].kind, due[0].what.as_str(), due[0].due_at), (Kind::Due, "tea", Some(at(120))));
        assert!(due[0].score > 0.9);
        assert_eq!(due[0].evidence["times"], 4);
        assert_eq!(of(149).len(), 1, "overdue");
        assert!(of(200).is_empty(), "gone");
    }

    #[test]
    fn two_purchases_on_two_days_of_one_errand_are_no_rhythm() {
        let (products, habits) = (shop(), Habits::default());
        assert!(of(&[(1, 0), (2, 0), (3, 0)], &habits, &products, at(4)).is_empty());
    }
}

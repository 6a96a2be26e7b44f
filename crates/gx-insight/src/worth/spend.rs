//! What an order of a customer comes to: their own mean, drawn to that of all as far as few orders say little.
//!
//! The weight is Bühlmann's credibility (Experience rating and credibility, ASTIN Bulletin 4, 1967): how much customers
//! differ from each other beside how much one customer's orders do. It is the best linear estimate whatever the
//! distribution, and equals the gamma-gamma model of Fader and Hardie (2005) where that one holds.

use serde::{Deserialize, Serialize};

/// Amounts above this share of all count as this one: a single palace among teapots tells nothing of the next order.
const CLIP: f64 = 0.995;

/// What orders come to, in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spend {
    /// The mean of all orders.
    mean: f64,
    /// So many orders of a customer weigh as much as the mean of all; infinite is kept as none.
    weight: Option<f64>,
    /// What amounts are cut off at.
    most: f64,
}

impl Spend {
    /// Learns from the amounts of each customer's orders.
    pub fn fit(customers: &[Vec<f64>]) -> Self {
        let mut all: Vec<f64> = customers.iter().flatten().copied().collect();
        if all.is_empty() {
            return Self::default();
        }
        all.sort_unstable_by(f64::total_cmp);
        let most = all[((all.len() - 1) as f64 * CLIP).ceil() as usize];
        let n = all.len() as f64;
        let mean = all.iter().map(|a| a.min(most)).sum::<f64>() / n;
        let (mut within, mut free, mut squares, mut between, mut k) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for orders in customers.iter().filter(|o| !o.is_empty()) {
            let of = orders.len() as f64;
            let own = orders.iter().map(|a| a.min(most)).sum::<f64>() / of;
            within += orders.iter().map(|a| (a.min(most) - own).powi(2)).sum::<f64>();
            free += of - 1.0;
            squares += of * of;
            between += of * (own - mean).powi(2);
            k += 1.0;
        }
        let within = if free > 0.0 { within / free } else { 0.0 };
        let spread = n - squares / n;
        let apart = if spread > 0.0 { (between - (k - 1.0) * within) / spread } else { 0.0 };
        let weight = (apart > 0.0).then(|| within / apart);
        Self { mean, weight, most }
    }

    /// What the next order of a customer with these orders is expected to come to.
    pub fn next(&self, orders: &[f64]) -> f64 {
        let n = orders.len() as f64;
        match self.weight {
            Some(weight) if n > 0.0 => {
                let sum: f64 = orders.iter().map(|a| a.min(self.most)).sum();
                (sum + weight * self.mean) / (n + weight)
            }
            _ => self.mean,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_order_weighs_little_where_orders_differ_more_than_customers() {
        let alike = Spend::fit(&[vec![10.0, 90.0], vec![90.0, 10.0], vec![50.0, 52.0]]);
        assert_eq!(alike.next(&[90.0]), alike.mean);
        let apart = Spend::fit(&[vec![10.0, 11.0, 9.0], vec![100.0, 101.0, 99.0], vec![50.0, 51.0, 49.0]]);
        assert!((apart.next(&[100.0]) - 100.0).abs() < 1.0);
        assert_eq!(apart.next(&[]), apart.mean);
        assert_eq!(Spend::fit(&[]).next(&[5.0]), 0.0);
    }

    #[test]
    fn one_palace_does_not_make_a_king() {
        let mut many: Vec<Vec<f64>> = (0..1_000).map(|n| vec![100.0 + f64::from(n % 10); 2]).collect();
        many.push(vec![5_000_000.0]);
        let spend = Spend::fit(&many);
        assert!(spend.next(&[5_000_000.0]) < 200.0, "{}", spend.next(&[5_000_000.0]));
    }
}

//! What baskets tell of everybody: after how many days a product is bought again, and what is bought with what.
//!
//! What goes together is the rule "who bought A bought B" with its support, its share and its lift (Agrawal, Imieliński
//! and Swami, Mining association rules between sets of items in large databases, SIGMOD 1993; lift: Brin and others,
//! 1997), over all that a customer ever bought, not over one basket.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::products::Product;

/// Fewer intervals than so many tell no rhythm.
const FEWEST_INTERVALS: usize = 8;
/// Fewer customers than so many who bought both tell nothing.
const FEWEST_BOTH: u32 = 5;
/// Of the buyers of one at least this part must have bought the other,
const SHARE: f64 = 0.2;
/// and this many times more of them than of all customers.
const LIFT: f64 = 1.5;
/// What goes with one product, at most.
const WITH: usize = 8;
/// Products of a customer beyond so many are a shop's, not a person's.
const PERSONAL: usize = 60;

/// A day, since 1970, on which a customer bought a product.
pub(crate) type Bought = (i64, Product);

/// B, which goes with A.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Together {
    /// B.
    pub(crate) product: Product,
    /// Customers who bought both.
    pub(crate) both: u32,
    /// Of those who bought A.
    pub(crate) share: f64,
    /// Of those who bought both, how many bought B later.
    pub(crate) later: u32,
    /// Beside the share among all.
    pub(crate) lift: f64,
}

/// What the baskets of all tell.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// The usual days between two purchases of a product.
    again: HashMap<Product, i64>,
    with: HashMap<Product, Vec<Together>>,
}

/// The days on which each product was bought, in their order.
pub(crate) fn by_product(bought: &[Bought]) -> BTreeMap<Product, Vec<i64>> {
    let mut out: BTreeMap<Product, Vec<i64>> = BTreeMap::new();
    for (day, product) in bought {
        out.entry(*product).or_default().push(*day);
    }
    for days in out.values_mut() {
        days.sort_unstable();
        days.dedup();
    }
    out
}

/// The middle of numbers that are not none.
pub(crate) fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    numbers.get(numbers.len() / 2).copied()
}

/// The days between one and the next.
pub(crate) fn intervals(days: &[i64]) -> Vec<i64> {
    days.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

impl Habits {
    /// Learns from what customers bought.
    pub(crate) fn learn(customers: &[Vec<Bought>]) -> Self {
        let mut waits: HashMap<Product, Vec<i64>> = HashMap::new();
        let mut buyers: HashMap<Product, u32> = HashMap::new();
        // How many bought both, and how many of them the second later.
        let mut pairs: HashMap<(Product, Product), (u32, u32)> = HashMap::new();
        for bought in customers {
            let products = by_product(bought);
            for (product, days) in &products {
                *buyers.entry(*product).or_default() += 1;
                waits.entry(*product).or_default().extend(intervals(days));
            }
            if products.len() <= PERSONAL {
                for (a, first) in &products {
                    for (b, other) in products.iter().filter(|(b, _)| *b != a) {
                        let (both, later) = pairs.entry((*a, *b)).or_default();
                        *both += 1;
                        *later += u32::from(other.first() > first.first());
                    }
                }
            }
        }
        let all = customers.len() as f64;
        let mut with: HashMap<Product, Vec<Together>> = HashMap::new();
        for ((a, b), (both, later)) in pairs {
            let of = |product| buyers.get(&product).copied().map_or(1.0, f64::from);
            let share = f64::from(both) / of(a);
            let lift = share / (of(b) / all);
            if both >= FEWEST_BOTH && share >= SHARE && lift >= LIFT {
                with.entry(a).or_default().push(Together { product: b, both, later, share, lift });
            }
        }
        for list in with.values_mut() {
            list.sort_by(|x, y| y.share.total_cmp(&x.share).then(x.product.cmp(&y.product)));
            list.truncate(WITH);
        }
        let again = waits
            .into_iter()
            .filter(|(_, waits)| waits.len() >= FEWEST_INTERVALS)
            .filter_map(|(product, waits)| Some((product, median(waits)?)))
            .collect();
        Self { again, with }
    }

    /// Everything that goes with something: what it goes with, and what.
    pub(crate) fn all_together(&self) -> impl Iterator<Item = (Product, &Together)> {
        self.with.iter().flat_map(|(a, list)| list.iter().map(|t| (*a, t)))
    }

    /// After how many days a product is usually bought again.
    pub(crate) fn again(&self, product: Product) -> Option<i64> {
        self.again.get(&product).copied()
    }

    /// What goes with what a customer bought and they have not, the surest first, each with what it goes with.
    pub(crate) fn missing(&self, bought: &HashSet<Product>) -> Vec<(Product, Together)> {
        let mut best: BTreeMap<Product, (Product, Together)> = BTreeMap::new();
        for a in bought {
            for t in self.with.get(a).into_iter().flatten().filter(|t| !bought.contains(&t.product)) {
                let stands = best.entry(t.product).or_insert((*a, *t));
                if (t.share, std::cmp::Reverse(*a)) > (stands.1.share, std::cmp::Reverse(stands.0)) {
                    *stands = (*a, *t);
                }
            }
        }
        let mut out: Vec<_> = best.into_values().collect();
        out.sort_by(|x, y| y.1.share.total_cmp(&x.1.share).then(x.1.product.cmp(&y.1.product)));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_together_is_more_than_what_everybody_buys() {
        // 0 is bought by all, 1 and 2 by the same few.
        let customers: Vec<Vec<Bought>> =
            (0..100).map(|n| if n < 10 { vec![(1, 0), (2, 1), (9, 2)] } else { vec![(1, 0)] }).collect();
        let habits = Habits::learn(&customers);
        let missing = habits.missing(&HashSet::from([1]));
        let (with, t) = missing[0];
        assert_eq!((with, t.product, t.both, t.later, t.share), (1, 2, 10, 10, 1.0));
        assert!((t.lift - 10.0).abs() < 1e-9);
        // Everybody has it anyway.
        assert!(missing.iter().all(|(_, t)| t.product != 0));
        assert!(habits.missing(&HashSet::from([1, 2])).is_empty());
        assert!(habits.missing(&HashSet::new()).is_empty());
    }

    #[test]
    fn a_rhythm_needs_more_than_a_few() {
        let buyer = |n: i64| vec![(n, 7), (n + 30, 7), (n + 61, 7), (n, 8)];
        assert_eq!(Habits::learn(&[buyer(1), buyer(2), buyer(3)]).again(7), None);
        let habits = Habits::learn(&[buyer(1), buyer(2), buyer(3), buyer(9)]);
        assert_eq!(habits.again(7), Some(31));
        assert_eq!(habits.again(8), None);
    }
}

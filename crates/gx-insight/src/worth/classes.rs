//! Classes A, B and C: who together bought the first 80 % within a year, who the next 15 %, and the rest (Dickie, ABC
//! inventory analysis shoots for dollars not pennies, 1951; of customers as of goods).

use gx_kernel::Micros;
use gx_people::bought::STANDS;
use gx_store::{Result, Tx};

const SHARES: [f64; 2] = [0.80, 0.95];

/// The first day of the year that ends today, in days since 1970.
pub(crate) fn since(now: Micros) -> i64 {
    now.0.div_euclid(Micros::DAY) - 364
}

/// From which sum within a year on a customer stands in A and in B.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Classes {
    a: i64,
    b: i64,
}

impl Classes {
    /// Draws the lines through what everybody bought.
    pub(crate) fn draw(tx: &mut Tx<'_>, currency: &str, now: Micros) -> Result<Self> {
        let sql = format!(
            "SELECT CAST(SUM(o.amount) AS BIGINT) FROM orders o JOIN person n ON n.id = o.person_id \
             WHERE {STANDS} AND o.currency = $1 AND o.placed_at >= $2 AND o.placed_at <= $3 GROUP BY n.canonical_id"
        );
        let rows = tx.query(&sql, &[currency.into(), Micros(since(now) * Micros::DAY).into(), now.into()])?;
        Ok(Self::through(rows.iter().map(|r| r.int(0)).collect::<Result<_>>()?))
    }

    fn through(mut sums: Vec<i64>) -> Self {
        sums.retain(|sum| *sum > 0);
        sums.sort_unstable_by(|a, b| b.cmp(a));
        let all = sums.iter().map(|s| *s as f64).sum::<f64>();
        let mut run = 0.0;
        let mut out = Self { a: i64::MAX, b: i64::MAX };
        for sum in sums {
            // Whoever carries the sum over the line still belongs above it.
            if run < all * SHARES[0] {
                out.a = sum;
            }
            if run < all * SHARES[1] {
                out.b = sum;
            }
            run += sum as f64;
        }
        out
    }

    /// The class of who bought so much within a year; none for who bought nothing at all, ever.
    pub(crate) fn of(self, sum: i64) -> &'static str {
        match sum {
            s if s >= self.a => "A",
            s if s >= self.b => "B",
            _ => "C",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_make_most_of_it() {
        let classes = Classes::through(vec![5, 70, 10, 3, 2, 0, 10]);
        assert_eq!([70, 10, 5, 3, 2, 0].map(|sum| classes.of(sum)), ["A", "A", "B", "C", "C", "C"]);
        assert_eq!(Classes::through(Vec::new()).of(0), "C");
        assert_eq!(Classes::through(vec![4]).of(4), "A");
    }
}

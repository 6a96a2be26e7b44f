//! Sums, means, smallest and largest, exact in ten-thousandths and without overflow.

use std::ops::Bound;

use gx_kernel::filter::{Bounds, Happening, MEASURE_LIMIT, Measure, Place, Source};

use super::Emit;
use crate::{Dialect, Value};

impl Emit<'_> {
    pub(super) fn measure(
        &mut self,
        what: Measure,
        of: &Place,
        over: &Happening,
        bounds: &Bounds<i64>,
        row: &str,
    ) -> String {
        match what {
            Measure::Min => self.extreme("min", of, over, bounds, row),
            Measure::Max => self.extreme("max", of, over, bounds, row),
            Measure::Sum => self.sum(of, over, bounds, row),
            // The mean is above a bound if the differences to the bound sum up to more than nothing.
            Measure::Average => {
                let mut sides = Vec::new();
                if bounds.0 != Bound::Unbounded {
                    sides.push(self.side(of, over, &bounds.0, true, row));
                }
                if bounds.1 != Bound::Unbounded {
                    sides.push(self.side(of, over, &bounds.1, false, row));
                }
                format!("({})", sides.join(" AND "))
            }
        }
    }

    /// The numbers that take part, as a table of one column `x`.
    fn amounts(&mut self, of: &Place, over: &Happening, row: &str) -> String {
        let i = self.name('i');
        let free = (Bound::Unbounded, Bound::Unbounded);
        let Source::Props(path) = &of.source else {
            let from = self.happenings(over, row, &i, "", &free);
            let column = format!("{i}.{}", of.key);
            return format!(
                "(SELECT {column} AS x FROM {from} AND {column} BETWEEN {} AND {MEASURE_LIMIT})",
                -MEASURE_LIMIT
            );
        };
        // The values stand in the text before the tables they come from only by name, so that
        // parameters keep the order of the text.
        let (tables, element) = self.reached(&format!("{i}.props"), path);
        let from = self.happenings(over, row, &i, &format!(", {tables}"), &free);
        let (is_number, real) = self.element_number(&element);
        let scaled = format!("({real} * 10000.0 + CASE WHEN {real} < 0 THEN -0.5 ELSE 0.5 END)");
        let limit = self.either("4e18", "4e18::float8");
        let whole = self.either(format!("CAST({scaled} AS INTEGER)"), format!("trunc({scaled})::bigint"));
        format!(
            "(SELECT CASE WHEN {is_number} AND abs({scaled}) <= {limit} THEN {whole} END AS x FROM {from})"
        )
    }

    fn extreme(
        &mut self,
        function: &str,
        of: &Place,
        over: &Happening,
        bounds: &Bounds<i64>,
        row: &str,
    ) -> String {
        let amounts = self.amounts(of, over, row);
        let (q, t) = (self.name('q'), self.name('t'));
        let condition = self.within(&format!("{t}.s"), bounds, |n| Value::Int(*n));
        format!(
            "EXISTS (SELECT 1 FROM (SELECT {function}({q}.x) AS s FROM {amounts} {q}) {t} WHERE {condition})"
        )
    }

    fn sum(&mut self, of: &Place, over: &Happening, bounds: &Bounds<i64>, row: &str) -> String {
        let amounts = self.amounts(of, over, row);
        let (q, t) = (self.name('q'), self.name('t'));
        match self.dialect {
            Dialect::Postgres => {
                // A sum of BIGINT is exact NUMERIC here.
                let condition = self.within(&format!("{t}.s"), bounds, |n| Value::Int(*n));
                format!(
                    "EXISTS (SELECT 1 FROM (SELECT coalesce(sum({q}.x), 0) AS s FROM {amounts} {q}) {t} WHERE {condition})"
                )
            }
            Dialect::Sqlite => {
                let mut parts = Vec::new();
                for (bound, signs) in [(&bounds.0, [">=", ">"]), (&bounds.1, ["<=", "<"])] {
                    let (n, sign) = match bound {
                        Bound::Included(n) => (*n, signs[0]),
                        Bound::Excluded(n) => (*n, signs[1]),
                        Bound::Unbounded => continue,
                    };
                    let (h, l) = (self.put(Value::Int(n >> 32)), self.put(Value::Int(n & 0xffff_ffff)));
                    parts.push(format!("({t}.h, {t}.l) {sign} ({h}, {l})"));
                }
                let halves = halves(&format!("{q}.x"), &format!("{amounts} {q}"), &self.name('a'));
                format!("EXISTS (SELECT 1 FROM {halves} {t} WHERE {})", parts.join(" AND "))
            }
        }
    }

    /// Whether the mean lies on the right side of a bound; of nothing it does not.
    fn side(&mut self, of: &Place, over: &Happening, bound: &Bound<i64>, above: bool, row: &str) -> String {
        let (q, t) = (self.name('q'), self.name('t'));
        let (n, open) = match bound {
            Bound::Excluded(n) => (*n, true),
            Bound::Included(n) => (*n, false),
            Bound::Unbounded => (0, false),
        };
        match self.dialect {
            Dialect::Postgres => {
                let n = self.put(Value::Int(n));
                let amounts = self.amounts(of, over, row);
                let sign = match (above, open) {
                    (true, true) => "> 0",
                    (true, false) => ">= 0",
                    (false, true) => "< 0",
                    (false, false) => "<= 0",
                };
                format!(
                    "EXISTS (SELECT 1 FROM (SELECT sum({q}.x - {n}) AS s FROM {amounts} {q}) {t} WHERE {t}.s {sign})"
                )
            }
            Dialect::Sqlite => {
                let n = self.put(Value::Int(n));
                let amounts = self.amounts(of, over, row);
                let condition = match (above, open) {
                    (true, true) => format!("({t}.h > 0 OR ({t}.h = 0 AND {t}.l > 0))"),
                    (true, false) => format!("{t}.h >= 0"),
                    (false, true) => format!("{t}.h < 0"),
                    (false, false) => format!("({t}.h < 0 OR ({t}.h = 0 AND {t}.l = 0))"),
                };
                let halves = halves(&format!("({q}.x - {n})"), &format!("{amounts} {q}"), &self.name('a'));
                format!("EXISTS (SELECT 1 FROM {halves} {t} WHERE {t}.n > 0 AND {condition})")
            }
        }
    }
}

/// An exact sum in SQLite, whose own fails beyond 64 bits: the upper half and the lower 32 bits are
/// summed apart, and what the lower carries is added to the upper.
fn halves(x: &str, from: &str, name: &str) -> String {
    format!(
        "(SELECT {name}.h + ({name}.l >> 32) AS h, {name}.l & 4294967295 AS l, {name}.n AS n FROM \
         (SELECT coalesce(sum({x} >> 32), 0) AS h, coalesce(sum({x} & 4294967295), 0) AS l, count({x}) AS n FROM {from}) {name})"
    )
}

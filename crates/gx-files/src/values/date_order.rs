//! Whether 1/2/2026 is in January or in February, decided for a whole column.

use serde::Serialize;

use super::date::slashed;

/// The order of day and month in dates such as 1/2/2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// No value needs the decision: year first, month by name, or a number.
    Plain,
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
    /// Every value can be read both ways; somebody has to say.
    Ambiguous,
    /// Some values only make sense one way and some only the other: the column mixes both.
    Mixed,
}

/// The order that the values of one column have in common.
///
/// ```
/// use gx_files::values::{DateOrder, column_date_order};
/// assert_eq!(column_date_order(["1/2/2026", "13/2/2026"]), DateOrder::DayFirst);
/// assert_eq!(column_date_order(["1/2/2026", "3/4/2026"]), DateOrder::Ambiguous);
/// ```
pub fn column_date_order<'a>(values: impl IntoIterator<Item = &'a str>) -> DateOrder {
    let (mut day_first, mut month_first, mut either) = (0u64, 0u64, 0u64);
    for value in values {
        let Some((a, b, _)) = slashed(value) else { continue };
        match (a > 12, b > 12) {
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            // 5/5/2026 is the same day both ways.
            (false, false) if a != b => either += 1,
            _ => {}
        }
    }
    match (day_first, month_first, either) {
        (0, 0, 0) => DateOrder::Plain,
        (0, 0, _) => DateOrder::Ambiguous,
        (_, 0, _) => DateOrder::DayFirst,
        (0, _, _) => DateOrder::MonthFirst,
        _ => DateOrder::Mixed,
    }
}

//! Reading the values of cells: each parser gives a typed value, or says what it expected and what it got.

mod date;
mod date_order;
mod number;
mod time;
mod word;

use serde::Serialize;

pub(crate) use date::is_date_like;
pub use date::{parse_birth_date, parse_date};
pub use date_order::{DateOrder, column_date_order};
pub use number::{parse_integer, parse_money, parse_number};
pub use time::parse_instant;
pub use word::{Gender, parse_bool, parse_gender};

/// Why a cell has no value of the wanted type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// Stable word: `not_a_date`, `ambiguous_date`, `date_out_of_range`, `not_a_number` …
    pub code: &'static str,
    /// What was expected and what was got.
    pub message: String,
}

impl ValueError {
    fn new(code: &'static str, expected: &str, got: &str) -> Self {
        let shown: String = got.chars().take(60).collect();
        Self { code, message: format!("expected {expected}, got {shown:?}") }
    }
}

#[cfg(test)]
mod tests;

//! Amounts, prices and quantities: decimal text outside, ten-thousandths in the database, decimals in between.

use gx_kernel::money::{from_scaled, to_scaled};
use rust_decimal::{Decimal, RoundingStrategy};

/// The most that anything comes to, so that sums stay within 64 bits.
pub const MOST: u32 = 4_000_000_000;

/// Ten-thousandths of decimal text; none where it is none.
pub fn scaled(text: &str) -> Option<i64> {
    text.parse::<Decimal>().ok().and_then(to_scaled)
}

/// Decimal text of ten-thousandths, without zeros at its end.
pub fn text(scaled: i64) -> String {
    from_scaled(scaled).normalize().to_string()
}

/// A decimal of text that we wrote ourselves; zero where it is none.
pub fn read(text: &str) -> Decimal {
    text.parse().unwrap_or_default()
}

/// What is paid is paid in hundredths, the half upwards.
pub fn paid(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// As text, without zeros at its end.
pub fn shown(amount: Decimal) -> String {
    amount.normalize().to_string()
}

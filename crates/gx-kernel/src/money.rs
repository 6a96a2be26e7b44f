//! Money: a decimal amount with its currency. Never a float.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Problem;

/// An amount in a currency. Stored as the integer of ten-thousandths, so sums are exact in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
}

/// Ten-thousandths in one unit.
pub const SCALE: i64 = 10_000;

/// An ISO 4217 code, three upper-case letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Renminbi.
    pub const CNY: Self = Self(*b"CNY");

    /// Reads a code such as `CNY`, or the signs ¥ ￥ $ € £; `None` if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text {
            "¥" | "￥" | "元" | "RMB" | "rmb" | "人民币" => return Some(Self::CNY),
            "$" | "US$" => return Some(Self(*b"USD")),
            "€" => return Some(Self(*b"EUR")),
            "£" => return Some(Self(*b"GBP")),
            "NT$" => return Some(Self(*b"TWD")),
            "HK$" => return Some(Self(*b"HKD")),
            _ => {}
        }
        let bytes: [u8; 3] = text.to_ascii_uppercase().into_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("CNY")
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a currency code such as CNY")))
    }
}

/// Ten-thousandths of a unit, rounded half to even; `None` outside ±922 trillion.
pub fn to_scaled(amount: Decimal) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    (amount.checked_mul(Decimal::from(SCALE))?).round_dp(0).to_i64()
}

/// The decimal of so many ten-thousandths, without trailing zeros beyond two places.
pub fn from_scaled(scaled: i64) -> Decimal {
    let mut d = Decimal::new(scaled, 4).normalize();
    if d.scale() < 2 {
        d.rescale(2);
    }
    d
}

/// Decimal text as somebody wrote it, not below zero.
///
/// # Errors
///
/// A problem at the field where it is no number, or not within its bounds.
pub fn decimal(field: &str, text: &str, most: u32, places: u32) -> Result<Decimal, Problem> {
    let read = text.trim().replace(',', "").parse::<Decimal>().ok().map(|d| d.normalize());
    let fits = read.filter(|d| !d.is_sign_negative() && *d <= Decimal::from(most) && d.scale() <= places);
    fits.ok_or_else(|| {
        let message =
            format!("expected a number of at most {most} with at most {places} places, got {text:?}");
        Problem::field(field, "not_a_number", message)
    })
}

/// Reads an amount as people write it: `1,234.50`, `¥99`, `99元`, `(12.00)` for minus.
pub fn parse_amount(text: &str) -> Option<(Decimal, Option<Currency>)> {
    let mut t = text.trim().replace(['\u{a0}', ' ', ',', '，'], "");
    let mut negative = false;
    if t.starts_with('(') && t.ends_with(')') {
        negative = true;
        t = t.trim_start_matches('(').trim_end_matches(')').to_owned();
    }
    let split = |t: &str| -> Option<(String, Option<Currency>)> {
        let is_num = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
        let number: String = t.chars().filter(|c| is_num(*c)).collect();
        let rest: String = t.chars().filter(|c| !is_num(*c)).collect();
        if rest.is_empty() { Some((number, None)) } else { Currency::parse(&rest).map(|c| (number, Some(c))) }
    };
    let (number, currency) = split(&t)?;
    let mut d: Decimal = number.parse().ok()?;
    if negative {
        d = -d;
    }
    Some((d, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        let read = |t| parse_amount(t).map(|(d, c)| (d.to_string(), c.map(|c| c.code().to_owned())));
        assert_eq!(read("1,234.50"), Some(("1234.50".into(), None)));
        assert_eq!(read("¥99"), Some(("99".into(), Some("CNY".into()))));
        assert_eq!(read("99元"), Some(("99".into(), Some("CNY".into()))));
        assert_eq!(read("(12.00)"), Some(("-12.00".into(), None)));
        assert_eq!(read("US$ 5"), Some(("5".into(), Some("USD".into()))));
        assert_eq!(read("abc"), None);
        assert_eq!(read("1.2.3"), None);
    }

    #[test]
    fn scaled_sums_are_exact() {
        let tenth: Decimal = "0.1".parse().unwrap();
        let sum: i64 = (0..10).map(|_| to_scaled(tenth).unwrap()).sum();
        assert_eq!(from_scaled(sum).to_string(), "1.00");
    }
}

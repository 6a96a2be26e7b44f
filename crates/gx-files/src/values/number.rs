//! Numbers and money.

use gx_kernel::money::{Currency, parse_amount, to_scaled};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::ValueError;

/// Reads a number as people write it: `1,234.5`, full-width digits, `12%` as 0.12, `1.5万`.
pub fn parse_number(text: &str) -> Result<Decimal, ValueError> {
    let wrong = || ValueError::new("not_a_number", "a number such as 1234.5", text);
    let plain: String = text.trim().nfkc().take(80).collect();
    let (plain, factor) = scaled_by(plain.trim());
    let number = match parse_amount(plain) {
        Some((number, None)) => number,
        // 1.5E+3, as spreadsheets print large numbers.
        _ => Decimal::from_scientific(plain).map_err(|_| wrong())?,
    };
    number.checked_mul(factor).ok_or_else(wrong)
}

/// Reads a whole number.
pub fn parse_integer(text: &str) -> Result<i64, ValueError> {
    let number = parse_number(text)?;
    let wrong = || ValueError::new("not_an_integer", "a whole number", text);
    if !number.fract().is_zero() {
        return Err(wrong());
    }
    i64::try_from(number).map_err(|_| wrong())
}

/// Reads an amount of money and, where it is written, its currency: `¥1,234.50`, `99元`, `USD 5`, `1.2万元`.
pub fn parse_money(text: &str) -> Result<(Decimal, Option<Currency>), ValueError> {
    let wrong = || ValueError::new("not_an_amount", "an amount such as 1234.50 or ¥99", text);
    // NFKC would turn ￥ into ¥, which the kernel reads as well.
    let plain: String = text.trim().nfkc().take(80).collect();
    let plain = plain.trim();
    let found = parse_amount(plain).or_else(|| {
        let (bare, factor) = scaled_by(plain.trim_end_matches('元'));
        let (number, currency) = parse_amount(bare)?;
        Some((number.checked_mul(factor)?, currency.or(plain.ends_with('元').then_some(Currency::CNY))))
    });
    let (amount, currency) = found.ok_or_else(wrong)?;
    if to_scaled(amount).is_none() {
        return Err(ValueError::new("amount_out_of_range", "an amount below 922 trillion", text));
    }
    Ok((amount, currency))
}

fn scaled_by(plain: &str) -> (&str, Decimal) {
    for (mark, factor) in
        [("万", Decimal::new(10_000, 0)), ("亿", Decimal::new(100_000_000, 0)), ("%", Decimal::new(1, 2))]
    {
        if let Some(bare) = plain.strip_suffix(mark) {
            return (bare.trim(), factor);
        }
    }
    (plain, Decimal::ONE)
}

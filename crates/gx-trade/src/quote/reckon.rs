//! What a quote comes to. Pure: lines in, sums out.
//!
//! A line is its quantity times its price, less its discount, in hundredths. The discount on the whole is taken off the
//! sum, and off each rate of tax in proportion, so that what is left by rates adds up to what is left in all.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::record::Line;
use crate::money::{paid, read, shown};

/// Tax by its rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// In percent.
    pub rate: String,
    /// Decimal text.
    pub amount: String,
}

/// The sums of a quote, as decimal text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The lines added up.
    pub lines: String,
    /// What the discount on the whole takes off.
    pub off: String,
    /// By rate, the lowest first; contained in the total or added to it.
    pub taxes: Vec<Tax>,
    /// Whether prices contain the tax.
    pub tax_included: bool,
    /// What is to be paid.
    pub total: String,
    /// What is given off the list prices in all, in percent.
    pub discount: Option<String>,
}

/// What a line comes to.
pub fn amount(quantity: Decimal, price: Decimal, discount: Decimal) -> Decimal {
    paid(quantity * price * (Decimal::ONE_HUNDRED - discount) / Decimal::ONE_HUNDRED)
}

/// The sums of some lines with a discount on the whole, in percent.
pub fn totals(lines: &[Line], discount: &str, tax_included: bool) -> Totals {
    let sum: Decimal = lines.iter().map(|l| read(&l.amount)).sum();
    let off = paid(sum * read(discount) / Decimal::ONE_HUNDRED);
    let left = sum - off;
    let mut rates: Vec<Decimal> = lines.iter().map(|l| read(&l.tax)).collect();
    rates.sort_unstable();
    rates.dedup();
    let mut taxes = Vec::new();
    let mut told = Decimal::ZERO;
    for (at, rate) in rates.iter().enumerate() {
        let of: Decimal = lines.iter().filter(|l| read(&l.tax) == *rate).map(|l| read(&l.amount)).sum();
        // The last rate has what rounding left of the others.
        let part = match (at + 1 == rates.len(), sum.is_zero()) {
            (true, _) => left - told,
            (false, true) => Decimal::ZERO,
            (false, false) => paid(left * of / sum),
        };
        told += part;
        let base = if tax_included { *rate + Decimal::ONE_HUNDRED } else { Decimal::ONE_HUNDRED };
        let tax = paid(part * *rate / base);
        if !rate.is_zero() {
            taxes.push(Tax { rate: shown(*rate), amount: shown(tax) });
        }
    }
    let added: Decimal = taxes.iter().filter(|_| !tax_included).map(|t| read(&t.amount)).sum();
    Totals {
        lines: shown(sum),
        off: shown(off),
        total: shown(left + added),
        discount: given(lines, sum, left),
        taxes,
        tax_included,
    }
}

/// What is given off the list prices in all, in percent with two places. A line that no list prices is measured by its own.
fn given(lines: &[Line], sum: Decimal, left: Decimal) -> Option<String> {
    let whole = |l: &Line| read(l.list_price.as_ref().unwrap_or(&l.price)) * read(&l.quantity);
    let list: Decimal = lines.iter().map(whole).sum();
    if list.is_zero() || sum.is_zero() && left.is_zero() && lines.is_empty() {
        return None;
    }
    let share = (Decimal::ONE - left / list) * Decimal::ONE_HUNDRED;
    Some(shown(share.max(Decimal::ZERO).round_dp(2)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(quantity: &str, price: &str, discount: &str, tax: &str, list: Option<&str>) -> Line {
        Line {
            quantity: quantity.into(),
            price: price.into(),
            discount: discount.into(),
            tax: tax.into(),
            list_price: list.map(str::to_owned),
            amount: shown(amount(read(quantity), read(price), read(discount))),
            ..Line::default()
        }
    }

    #[test]
    fn prices_contain_the_tax_or_not() {
        let lines = [line("10", "113", "0", "13", Some("113")), line("1", "106", "50", "6", Some("106"))];
        let inside = totals(&lines, "10", true);
        assert_eq!(
            (inside.lines.as_str(), inside.off.as_str(), inside.total.as_str()),
            ("1183", "118.3", "1064.7")
        );
        let taxes: Vec<_> = inside.taxes.iter().map(|t| (t.rate.as_str(), t.amount.as_str())).collect();
        assert_eq!(taxes, [("6", "2.7"), ("13", "117")]);
        assert_eq!(inside.discount.as_deref(), Some("13.86"));
        let outside = totals(&lines, "10", false);
        assert_eq!(outside.total, "1199.77");
        assert_eq!(totals(&[], "0", true).discount, None);
        // What is dearer than the list is no discount below nothing.
        assert_eq!(
            totals(&[line("1", "20", "0", "0", Some("10"))], "0", true).discount.as_deref(),
            Some("0")
        );
        // A line without a list price does not hide its discount.
        assert_eq!(totals(&[line("1", "20", "50", "0", None)], "0", true).discount.as_deref(), Some("50"));
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(
            rows in proptest::collection::vec((1_u32..100_000, 0_u32..10_000_000, 0_u32..=10_000, 0_usize..4), 0..30),
            discount in 0_u32..=10_000, included in any::<bool>(),
        ) {
            let cents = |n: u32| shown(Decimal::new(i64::from(n), 2));
            let lines: Vec<Line> = rows
                .iter()
                .map(|(q, p, d, t)| line(&cents(*q), &cents(*p), &cents(*d), ["0", "3", "6", "13"][*t], None))
                .collect();
            let told = totals(&lines, &cents(discount), included);
            let left = read(&told.lines) - read(&told.off);
            let taxes: Decimal = told.taxes.iter().map(|t| read(&t.amount)).sum();
            prop_assert_eq!(read(&told.total), if included { left } else { left + taxes });
            prop_assert!(left >= Decimal::ZERO && taxes >= Decimal::ZERO);
            prop_assert!(!included || taxes <= left);
            let given = told.discount.as_deref().map(read).unwrap_or_default();
            prop_assert!(given >= Decimal::ZERO && given <= Decimal::ONE_HUNDRED);
        }
    }
}

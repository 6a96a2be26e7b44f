//! Member numbers: a prefix, a running number, and a check digit that tells a slip of the fingers.

use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::{Id, Problem};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

use crate::edit;
use crate::people;

const SETTING: &str = "member_numbers";
/// Numbers that are skipped in one go because somebody has them already.
const MOST_TAKEN: usize = 10_000;

/// How numbers are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Numbering {
    /// What stands before: letters, digits and hyphens.
    pub prefix: String,
    /// Digits of the running number, zeros in front.
    pub digits: u32,
    /// Whether a check digit follows (Luhn, ISO/IEC 7812-1).
    pub check: bool,
    /// The next running number.
    pub next: u64,
}

impl Default for Numbering {
    fn default() -> Self {
        Self { prefix: "M".into(), digits: 6, check: true, next: 1 }
    }
}

impl Numbering {
    /// As the workspace says.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        Ok(settings::get(tx, SETTING)?.unwrap_or_default())
    }

    /// Refuses what makes no number, and keeps the rest.
    pub fn put(&self, tx: &mut Tx<'_>) -> Result<()> {
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if self.prefix.len() > 10 || !self.prefix.chars().all(fine) {
            let message = "at most 10 letters, digits and hyphens";
            return Err(Problem::field("prefix", "not_valid", message).into());
        }
        if !(3..=12).contains(&self.digits) {
            return Err(Problem::field("digits", "out_of_range", "3 to 12 digits").into());
        }
        if self.next == 0 || self.next >= 10_u64.pow(self.digits) {
            let message = format!("from 1, and at most {} digits", self.digits);
            return Err(Problem::field("next", "out_of_range", message).into());
        }
        settings::put(tx, SETTING, self)
    }

    /// The number for a running number.
    pub fn show(&self, n: u64) -> String {
        let body = format!("{n:0width$}", width = self.digits as usize);
        let check = if self.check { luhn(&body).to_string() } else { String::new() };
        format!("{}{body}{check}", self.prefix)
    }
}

/// The digit that makes the sum of ISO/IEC 7812-1 come out even by ten.
fn luhn(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, d)| match (at % 2, d * 2) {
            (0, twice) if twice > 9 => twice - 9,
            (0, twice) => twice,
            _ => d,
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Gives a person the next number. Returns the batch for undo.
///
/// # Errors
///
/// `already_member` for who has a number; `numbers_used_up` when the digits do not suffice any more.
pub fn join(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, country: &str) -> Result<Id> {
    let root = people::root_to_edit(tx, access, id)?;
    let held =
        tx.first("SELECT member_no FROM person WHERE id = $1 AND member_no IS NOT NULL", &[root.into()])?;
    if let Some(r) = held {
        let message = format!("This person has the number {} already.", r.text(0)?);
        return Err(Problem::conflict("already_member", message).into());
    }
    // Two who join at once wait for each other here, so no number is given twice.
    settings::hold(tx, SETTING, &Numbering::default())?;
    let mut numbering = Numbering::load(tx)?;
    for _ in 0..MOST_TAKEN {
        if numbering.next >= 10_u64.pow(numbering.digits) {
            break;
        }
        let value = numbering.show(numbering.next);
        numbering.next += 1;
        // A number that reads like one typed to fill a form, as 9999, would never find its person.
        let Ok(key) = edit::normal(store, &IdentityValue { kind: IdentityKind::MemberNo, value }, country)
        else {
            continue;
        };
        if edit::holder(tx, &key)?.is_none() {
            settings::put(tx, SETTING, &numbering)?;
            return edit::add_identity(tx, store, access, root, &key);
        }
    }
    let message = "No number of this many digits is left. Allow more digits in the settings of members.";
    Err(Problem::conflict("numbers_used_up", message).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_the_check_digit_of_the_standard() {
        // The example of ISO/IEC 7812-1, annex B: 7992739871 and its check digit 3.
        assert_eq!(luhn("7992739871"), 3);
        let numbering = Numbering { prefix: "GX-".into(), digits: 6, check: true, next: 1 };
        assert_eq!(numbering.show(123), format!("GX-000123{}", luhn("000123")));
        assert_eq!(Numbering { check: false, ..numbering }.show(123), "GX-000123");
    }
}

//! How this workspace answers: how many days, what bookkeeping keeps, what becomes of whoever comes again.

use gx_kernel::Problem;
use gx_people::erased::{self, Return};
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};

const KEY: &str = "privacy";

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Settings {
    /// Days within which a request is answered.
    pub(crate) days: i64,
    /// Days that one extension adds.
    pub(crate) extension: i64,
    /// Whether orders of an erased person stay for bookkeeping, with nobody's name.
    pub(crate) keep_orders: bool,
    /// For how many years from the day they were placed.
    pub(crate) order_years: i64,
    /// What becomes of an erased person who comes again.
    pub(crate) on_return: Return,
    /// Who answers for it: shown in the register and in the copy.
    pub(crate) contact: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            days: 30,
            extension: 60,
            keep_orders: true,
            order_years: 10,
            on_return: Return::Flag,
            contact: String::new(),
        }
    }
}

impl Settings {
    pub(crate) fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let held: Self = settings::get(tx, KEY)?.unwrap_or_default();
        Ok(Self { on_return: erased::on_return(tx)?, ..held })
    }

    pub(crate) fn put(&self, tx: &mut Tx<'_>) -> Result<()> {
        let within = |field: &str, n: i64, most: i64| {
            if (1..=most).contains(&n) {
                return Ok(());
            }
            Err(Problem::field(field, "range", format!("1 to {most}, got {n}")))
        };
        within("days", self.days, 90)?;
        within("extension", self.extension, 90)?;
        within("order_years", self.order_years, 50)?;
        if self.contact.chars().count() > 300 {
            return Err(Problem::field("contact", "too_long", "at most 300 characters").into());
        }
        erased::set_on_return(tx, self.on_return)?;
        settings::put(tx, KEY, self)
    }
}

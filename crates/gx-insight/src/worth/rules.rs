//! How worth is reckoned, as the workspace says.

use gx_kernel::Problem;
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};

use super::reckon::Ahead;

const SETTING: &str = "worth";

/// The settings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Whether everybody is reckoned every night.
    pub on: bool,
    /// How many months ahead.
    pub months: u32,
    /// What of a sale remains, in percent.
    pub margin: f64,
    /// How much less money is worth a year later, in percent.
    pub discount: f64,
}

impl Default for Rules {
    fn default() -> Self {
        Self { on: true, months: 12, margin: 100.0, discount: 10.0 }
    }
}

impl Rules {
    /// As the workspace says.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        Ok(settings::get(tx, SETTING)?.unwrap_or_default())
    }

    /// Keeps them.
    ///
    /// # Errors
    ///
    /// A problem that names the field which is out of its range.
    pub fn put(self, tx: &mut Tx<'_>) -> Result<()> {
        let wrong =
            |field: &'static str, message: &str| Err(Problem::field(field, "out_of_range", message).into());
        if !(1..=60).contains(&self.months) {
            return wrong("months", "1 to 60 months");
        }
        if !(1.0..=100.0).contains(&self.margin) {
            return wrong("margin", "1 to 100 percent");
        }
        if !(0.0..=100.0).contains(&self.discount) {
            return wrong("discount", "0 to 100 percent");
        }
        settings::put(tx, SETTING, &self)
    }

    /// How far they look.
    pub fn ahead(&self) -> Ahead {
        Ahead {
            days: f64::from(self.months) * 365.0 / 12.0,
            discount: (1.0 + self.discount / 100.0).ln() / 365.0,
            margin: self.margin / 100.0,
        }
    }
}

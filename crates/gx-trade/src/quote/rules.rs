//! The rules of quotes: how much a role gives off, how long one holds, what stands on it.

use std::collections::BTreeMap;

use gx_kernel::money::decimal;
use gx_kernel::{Locale, Problem};
use gx_store::{Result, Tx, settings};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::{read, shown};
use crate::{prose, words};

const SETTING: &str = "quote_rules";
/// The most lines of who sells.
const MOST_LINES: usize = 12;

/// How much a role gives off the list prices by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Its key.
    pub role: String,
    /// In percent.
    pub percent: String,
}

/// The rules, as they are kept and told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Roles that are not named may give anything.
    pub limits: Vec<Limit>,
    /// A new quote holds so many days.
    pub valid_days: i64,
    /// Whether prices contain the tax.
    pub tax_included: bool,
    /// The tax of products that name none, in percent.
    pub tax: String,
    /// Who sells, as it stands on what is printed.
    pub seller: Vec<String>,
    /// What stands below every quote, by language.
    pub terms: BTreeMap<String, String>,
    /// Whether an accepted quote wins its deal.
    pub wins: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            limits: Vec::new(),
            valid_days: 30,
            tax_included: true,
            tax: "13".into(),
            seller: Vec::new(),
            terms: BTreeMap::new(),
            wins: true,
        }
    }
}

impl Rules {
    /// How much a role gives by itself, in percent; none where that has no limit.
    pub fn limit(&self, role: &str) -> Option<Decimal> {
        self.limits.iter().find(|l| l.role == role).map(|l| read(&l.percent))
    }

    /// What stands below a quote in a language.
    pub fn terms(&self, language: Locale) -> String {
        self.terms.get(language.tag()).cloned().unwrap_or_default()
    }
}

/// The rules that hold.
pub fn load(tx: &mut Tx<'_>) -> Result<Rules> {
    Ok(settings::get(tx, SETTING)?.unwrap_or_default())
}

/// Sets them.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn set(tx: &mut Tx<'_>, wish: Rules) -> Result<Rules> {
    let mut rules = wish;
    for (at, limit) in rules.limits.iter_mut().enumerate() {
        let field = |key: &str| format!("limits.{at}.{key}");
        if tx.first("SELECT key FROM role WHERE key = $1", &[limit.role.as_str().into()])?.is_none() {
            return Err(Problem::field(&field("role"), "unknown", "there is no such role").into());
        }
        limit.percent = shown(decimal(&field("percent"), &limit.percent, 100, 2)?);
    }
    let mut seen = std::collections::HashSet::new();
    if let Some(at) = rules.limits.iter().position(|l| !seen.insert(l.role.clone())) {
        let field = format!("limits.{at}.role");
        return Err(Problem::field(&field, "not_unique", "this role has a limit already").into());
    }
    if !(1..=365).contains(&rules.valid_days) {
        return Err(Problem::field("valid_days", "out_of_range", "1 to 365").into());
    }
    rules.tax = shown(decimal("tax", &rules.tax, 100, 2)?);
    if rules.seller.len() > MOST_LINES {
        return Err(Problem::field("seller", "too_many", format!("at most {MOST_LINES} lines")).into());
    }
    let seller = rules.seller.iter().map(|line| words("seller", line, 0, 120));
    let seller = seller.collect::<std::result::Result<Vec<_>, _>>()?;
    rules.seller = seller.into_iter().filter(|line| !line.is_empty()).collect();
    let mut terms = BTreeMap::new();
    for (language, text) in &rules.terms {
        let known = Locale::from_tag(language);
        let known = known.ok_or_else(|| Problem::field("terms", "unknown_language", "zh-CN, zh-TW or en"))?;
        let text = prose("terms", text, 8000)?;
        if !text.is_empty() {
            terms.insert(known.tag().to_owned(), text);
        }
    }
    rules.terms = terms;
    settings::put(tx, SETTING, &rules)?;
    Ok(rules)
}

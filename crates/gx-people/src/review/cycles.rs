//! How often a customer's file is gone through, as the workspace says.

use std::collections::HashMap;

use gx_kernel::filter::{self};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_record::filtering;
use gx_store::access::Access;
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};

use crate::people;

const SETTING: &str = "review";
/// The most cycles there are.
const MOST: usize = 12;

/// Whose file is gone through how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cycle {
    /// Whom it is for, in the filter language; everybody where it is empty.
    pub filter: String,
    /// Months from one review to the next.
    pub months: u32,
}

/// The cycles of the workspace; the first that finds a person holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cycles {
    /// Whether dates are set every night.
    pub on: bool,
    /// The cycles.
    pub cycles: Vec<Cycle>,
}

impl Cycles {
    /// As the workspace says.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        Ok(settings::get(tx, SETTING)?.unwrap_or_default())
    }

    /// Keeps them.
    ///
    /// # Errors
    ///
    /// A problem that names the cycle (`cycles.0.filter`) and what is wrong with it.
    pub fn put(mut self, tx: &mut Tx<'_>) -> Result<Self> {
        if self.cycles.len() > MOST {
            return Err(Problem::field("cycles", "too_many", format!("at most {MOST} cycles")).into());
        }
        if self.on && self.cycles.is_empty() {
            return Err(Problem::field("cycles", "missing", "without cycles no date can be set").into());
        }
        let known = filtering::catalogue(tx, ObjectKind::Person)?;
        for (at, cycle) in self.cycles.iter_mut().enumerate() {
            if !(1..=120).contains(&cycle.months) {
                let field = format!("cycles.{at}.months");
                return Err(Problem::field(&field, "out_of_range", "1 to 120 months").into());
            }
            cycle.filter = cycle.filter.trim().to_owned();
            if cycle.filter.is_empty() {
                continue;
            }
            let field = format!("cycles.{at}.filter");
            let parsed =
                filter::parse(&cycle.filter, &known).and_then(|f| filter::check(&f, &known).map(|()| f));
            let parsed = parsed.map_err(|e| Problem::field(&field, "filter", e.message))?;
            if parsed.touches(ObjectKind::Person).asker {
                let message = "the night asks for nobody in particular: name colleagues instead of \"me\"";
                return Err(Problem::field(&field, "unfit", message).into());
            }
        }
        settings::put(tx, SETTING, &self)?;
        Ok(self)
    }

    /// The months of the cycle that holds for each of some roots; those for whom none does are left out.
    ///
    /// A cycle whose filter can no longer be read, since a field is gone, finds nobody.
    pub fn months(&self, tx: &mut Tx<'_>, now: Micros, roots: &[Id]) -> Result<HashMap<Id, u32>> {
        let mut out = HashMap::new();
        if !self.on {
            return Ok(out);
        }
        let everybody = Access::system();
        for cycle in &self.cycles {
            let open: Vec<i64> = roots.iter().filter(|id| !out.contains_key(*id)).map(|id| id.0).collect();
            if open.is_empty() {
                break;
            }
            if cycle.filter.is_empty() {
                out.extend(open.iter().map(|id| (Id(*id), cycle.months)));
                break;
            }
            let Ok(clause) = people::clause(tx, &everybody, now, &cycle.filter, "") else { continue };
            for chunk in open.chunks(500) {
                let ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
                let sql = format!(
                    "SELECT p.id FROM person p WHERE p.id IN ({}) AND ({})",
                    ids.join(","),
                    clause.leading()
                );
                for r in tx.query(&sql, &clause.params)? {
                    out.insert(r.id(0)?, cycle.months);
                }
            }
        }
        Ok(out)
    }
}

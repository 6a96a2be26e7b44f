//! The portrait: what is known of a person, each value with its source and date.
//!
//! Pure rules. A value is a claim by somebody at some time. Staff outrank files
//! and programs, which outrank what the program itself derived; among equals the
//! newer claim wins. Losing claims are kept beside the winner, at most five.

use std::collections::BTreeMap;

use gx_kernel::{Id, Micros};
use gx_store::change::By;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::review;

const OTHERS_KEPT: usize = 5;

/// The built-in fields that a portrait holds, in the order in which they are shown; each
/// is a column, text but for the last two.
pub const FIELDS: &[&str] = &[
    "name",
    "family_name",
    "given_name",
    "gender",
    "birth_date",
    "language",
    "job_title",
    "country",
    "region",
    "city",
    "district",
    "address",
    "postcode",
    "tier",
    "lifecycle",
    "life_stage",
    "reviewed_on",
    "review_on",
    "owner",
    "tags",
];

/// One value as somebody stated it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The value.
    #[serde(rename = "v")]
    pub value: Json,
    /// Who stated it.
    #[serde(rename = "b")]
    pub by: By,
    /// When.
    #[serde(rename = "t", with = "micros")]
    pub at: Micros,
}

mod micros {
    use gx_kernel::Micros;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(m: &Micros, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_i64(m.0)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Micros, D::Error> {
        i64::deserialize(d).map(Micros)
    }
}

impl Claim {
    /// Whether this claim stands above another.
    pub fn beats(&self, other: &Self) -> bool {
        (self.by.rank(), self.at.0) >= (other.by.rank(), other.at.0)
    }
}

/// The winning claim of a field and the ones it stands above.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The winner.
    #[serde(flatten)]
    pub claim: Claim,
    /// The others, best first.
    #[serde(rename = "o", default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Claim>,
}

/// Every value of a person by field key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Portrait(pub BTreeMap<String, Held>);

impl Portrait {
    /// The winning value of a field.
    pub fn value(&self, key: &str) -> Option<&Json> {
        self.0.get(key).map(|h| &h.claim.value)
    }

    /// The winning value as text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(Json::as_str)
    }

    /// Adds a claim; `true` if the winning value of the field changed.
    pub fn state(&mut self, key: &str, claim: Claim) -> bool {
        let Some(held) = self.0.get_mut(key) else {
            if claim.value.is_null() {
                return false;
            }
            self.0.insert(key.to_owned(), Held { claim, others: Vec::new() });
            return true;
        };
        if held.claim.value == claim.value {
            // The same word from a better mouth.
            if claim.beats(&held.claim) && claim.by.rank() > held.claim.by.rank() {
                held.claim = claim;
            }
            return false;
        }
        if claim.beats(&held.claim) {
            let old = std::mem::replace(&mut held.claim, claim);
            held.others.retain(|c| c.value != old.value && c.value != held.claim.value);
            held.others.insert(0, old);
            held.others.truncate(OTHERS_KEPT);
            true
        } else {
            if !claim.value.is_null() && !held.others.iter().any(|c| c.value == claim.value) {
                held.others.push(claim);
                held.others.truncate(OTHERS_KEPT);
            }
            false
        }
    }

    /// Puts a claim above whatever stands, by whomever it was said; `true` if the winning value changed. For who was
    /// told to let another system decide: what stood before is kept beside it, and comes back with a revert.
    pub fn replace(&mut self, key: &str, claim: Claim) -> bool {
        let Some(held) = self.0.get_mut(key).filter(|h| h.claim.value != claim.value) else {
            return self.state(key, claim);
        };
        let old = std::mem::replace(&mut held.claim, claim);
        held.others.retain(|c| c.value != old.value && c.value != held.claim.value);
        held.others.insert(0, old);
        held.others.truncate(OTHERS_KEPT);
        true
    }

    /// Takes a value away as an act of `by`; `true` if there was one.
    pub fn clear(&mut self, key: &str, by: By, at: Micros) -> bool {
        self.state(key, Claim { value: Json::Null, by, at })
    }

    /// Puts back exactly what was: used by undo.
    pub fn restore(&mut self, key: &str, held: Option<Held>) {
        match held {
            Some(held) => {
                self.0.insert(key.to_owned(), held);
            }
            None => {
                self.0.remove(key);
            }
        }
    }

    /// The survivorship of several records of one human. The first is the root, which wins ties.
    pub fn survivors(records: &[&Self]) -> Self {
        let mut out = Self::default();
        for record in records.iter().rev() {
            for (key, held) in &record.0 {
                if review::keeps(key) {
                    // What stands last counts: a review meets what was written before it, by whomever.
                    let newer = out.0.get(key).is_none_or(|h| held.claim.at.0 >= h.claim.at.0);
                    if newer {
                        out.0.insert(key.clone(), Held { claim: held.claim.clone(), others: Vec::new() });
                    }
                    continue;
                }
                for claim in held.others.iter().rev().chain(std::iter::once(&held.claim)) {
                    out.state(key, claim.clone());
                }
            }
        }
        out.0.retain(|_, h| !h.claim.value.is_null());
        out
    }

    /// Only the values, for columns and change log.
    pub fn values(&self) -> Map<String, Json> {
        self.0
            .iter()
            .filter(|(_, h)| !h.claim.value.is_null())
            .map(|(k, h)| (k.clone(), h.claim.value.clone()))
            .collect()
    }

    /// The name to show: stated, or joined from its parts.
    pub fn shown_name(&self) -> Option<String> {
        if let Some(name) = self.text("name").filter(|n| !n.is_empty()) {
            return Some(name.to_owned());
        }
        let (family, given) = (self.text("family_name").unwrap_or(""), self.text("given_name").unwrap_or(""));
        if family.is_empty() && given.is_empty() {
            return None;
        }
        Some(gx_text::join_name(family, given))
    }

    /// The owner's user id.
    pub fn owner(&self) -> Option<Id> {
        self.text("owner").and_then(|t| Id::read(gx_kernel::IdKind::User, t))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn claim(value: Json, rank: u8, at: i64) -> Claim {
        let by = match rank {
            3 => By::User(Id(1)),
            2 => By::Source(Id(2)),
            _ => By::System,
        };
        Claim { value, by, at: Micros(at) }
    }

    #[test]
    fn staff_outrank_programs_and_newer_outranks_older() {
        let mut p = Portrait::default();
        assert!(p.state("city", claim(json!("上海"), 2, 10)));
        assert!(p.state("city", claim(json!("杭州"), 3, 5)));
        assert!(!p.state("city", claim(json!("北京"), 2, 99)), "a program does not overrule staff");
        assert_eq!(p.text("city"), Some("杭州"));
        assert_eq!(p.0["city"].others.len(), 2);
        assert!(p.state("city", claim(json!("成都"), 3, 6)));
        assert!(p.clear("city", By::User(Id(1)), Micros(7)));
        assert_eq!(p.values().get("city"), None);
    }

    proptest! {
        /// In whatever order claims arrive, the same one wins, unless two are equally strong.
        #[test]
        fn order_of_arrival_does_not_matter(mut claims in proptest::collection::vec((0..5_i64, 1..4_u8, 0..1000_i64), 1..12), seed in 0..100_usize) {
            claims.sort_by_key(|c| (c.1, c.2));
            claims.dedup_by_key(|c| (c.1, c.2));
            let run = |list: &[(i64, u8, i64)]| {
                let mut p = Portrait::default();
                for (v, rank, at) in list { p.state("x", claim(json!(v), *rank, *at)); }
                p.value("x").cloned()
            };
            let straight = run(&claims);
            let mut turned = claims.clone();
            let n = turned.len();
            turned.rotate_left(seed % n);
            prop_assert_eq!(straight, run(&turned));
        }

        /// Merging one record with itself or with nothing changes nothing.
        #[test]
        fn survivorship_is_idempotent(claims in proptest::collection::vec(("[a-c]", 0..5_i64, 1..4_u8, 0..1000_i64), 0..12)) {
            let mut p = Portrait::default();
            for (k, v, rank, at) in claims { p.state(&k, claim(json!(v), rank, at)); }
            prop_assert_eq!(Portrait::survivors(&[&p]).values(), p.values());
            prop_assert_eq!(Portrait::survivors(&[&p, &p]).values(), p.values());
            prop_assert_eq!(Portrait::survivors(&[&p, &Portrait::default()]).values(), p.values());
        }
    }
}

//! Rules of data quality over the rows of a file: what they need, and what only one record may have.
//!
//! The form and the pattern of a value are checked where its cell is read; here is what needs the database. Orders and
//! interactions make their persons as any purchase does: what a customer did is not refused for what their record lacks.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use gx_kernel::Id;
use gx_kernel::object::Field;
use gx_people::company::Company;
use gx_people::company::record::{self, domain};
use gx_people::rules as kept;
use gx_store::{Result, Tx};
use serde_json::Value as Json;

use super::people::{PersonRow, Shared};
use super::plan::{Fill, OnBreach, Ready, Update};
use super::row::Parsed;
use super::{Done, RowProblem, What};

/// A row as the rules ask about it.
struct Asked<'a> {
    /// The record that it would change; none where it would make one.
    known: Option<Id>,
    /// By which a later row of the file would find what this one makes.
    keys: Vec<String>,
    values: Cow<'a, [(String, Json)]>,
}

/// A value as the database compares it.
fn text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Ready {
    /// Whether rows have to be looked at beside the database at all.
    pub(crate) fn asks(&self) -> bool {
        self.rules.all().any(|(_, rule)| rule.required || rule.unique)
    }

    fn problem(&self, field: &str, code: &str, message: impl Into<String>) -> RowProblem {
        let fills = |fill: &Fill| matches!(fill, Fill::Field(f) if f.key == field);
        let column = self.slots.iter().find(|s| fills(&s.fill)).and_then(|s| s.columns.first().copied());
        // A field that no column fills has to say its own name.
        let message = message.into();
        let message = if column.is_some() { message } else { format!("{field}: {message}") };
        RowProblem::new(column, code, message)
    }
}

/// What each row is against, in the order of the file: an earlier row counts as written, unless it is refused itself.
fn judged(tx: &mut Tx<'_>, ready: &Ready, rows: &[Asked<'_>]) -> Result<Vec<Vec<RowProblem>>> {
    let known = gx_record::fields::load(tx, ready.object)?;
    let fields: Vec<&Field> =
        known.fields.iter().filter(|f| ready.rules.of(&f.key).is_some_and(|rule| rule.unique)).collect();
    let mut held: HashMap<(&str, String), Vec<Id>> = HashMap::new();
    let mut filled: HashSet<(&str, Id)> = HashSet::new();
    for field in &fields {
        kept::alone_for_many(tx, ready.object, &field.key)?;
        let said = rows.iter().flat_map(|r| r.values.iter()).filter(|(key, _)| *key == field.key);
        let mut texts: Vec<String> = said.map(|(_, v)| text(v)).collect();
        texts.sort_unstable();
        texts.dedup();
        for (value, id) in kept::held_by(tx, ready.object, field, &texts)? {
            held.entry((&field.key, value)).or_default().push(id);
        }
        if ready.options.update == Update::Fill {
            let ids: Vec<Id> = rows.iter().filter_map(|r| r.known).collect();
            filled.extend(
                kept::filled(tx, ready.object, field, &ids)?.into_iter().map(|id| (field.key.as_str(), id)),
            );
        }
    }
    let mut out = Vec::with_capacity(rows.len());
    // What earlier rows make, by the row that makes it, and what they give it.
    let mut made: HashMap<&str, usize> = HashMap::new();
    let mut given: HashMap<(&str, String), Target> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let target = match row.known {
            Some(id) => Target::Known(id),
            None => {
                let before = row.keys.iter().find_map(|key| made.get(key.as_str()));
                Target::Made(before.copied().unwrap_or(at))
            }
        };
        let mut bad: Vec<RowProblem> = Vec::new();
        if target == Target::Made(at) {
            let missing = ready.rules.missing(&row.values);
            bad.extend(missing.into_iter().map(|e| ready.problem(&e.field, &e.code, e.message)));
        }
        for field in &fields {
            let key = field.key.as_str();
            let Some((_, value)) = row.values.iter().find(|(k, v)| k == key && !v.is_null()) else {
                continue;
            };
            // What stands there already is not written over, and so is nobody's double.
            if row.known.is_some_and(|id| filled.contains(&(key, id))) {
                continue;
            }
            let place = (key, text(value));
            let others =
                held.get(&place).is_some_and(|ids| ids.iter().any(|id| Target::Known(*id) != target));
            let earlier = given.get(&place).is_some_and(|other| *other != target);
            if others || earlier {
                let who = if others { "another record" } else { "an earlier row" };
                bad.push(ready.problem(key, "not_unique", format!("{who} has {:?} already", place.1)));
            }
        }
        if bad.is_empty() || ready.options.rules == OnBreach::Flag {
            for key in &row.keys {
                made.entry(key).or_insert(at);
            }
            for field in &fields {
                if let Some((_, value)) = row.values.iter().find(|(k, v)| *k == field.key && !v.is_null()) {
                    given.entry((&field.key, text(value))).or_insert(target);
                }
            }
        }
        out.push(bad);
    }
    Ok(out)
}

/// The record that a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Known(Id),
    /// The one that the row with this number makes.
    Made(usize),
}

/// What rows of people are against.
pub(crate) fn of_people(tx: &mut Tx<'_>, ready: &Ready, rows: &[PersonRow]) -> Result<Vec<Vec<RowProblem>>> {
    let hashes: Vec<i64> = rows.iter().flat_map(|r| r.parsed.keys.iter().map(|k| k.hash)).collect();
    let mut found: HashMap<i64, Id> = HashMap::new();
    for r in tx.query_in(
        "SELECT i.hash, n.canonical_id FROM identity i JOIN person n ON n.id = i.person_id WHERE i.deleted_at IS NULL AND i.hash IN",
        &hashes,
    )? {
        found.insert(r.int(0)?, r.id(1)?);
    }
    let asked: Vec<Asked<'_>> = rows
        .iter()
        .map(|row| {
            let by_key = row.parsed.keys.iter().find_map(|k| found.get(&k.hash).copied());
            Asked {
                known: by_key.or(row.alike.as_ref().map(|a| a.person)),
                keys: row.parsed.keys.iter().map(|k| k.hash.to_string()).collect(),
                values: Cow::Borrowed(&row.parsed.values),
            }
        })
        .collect();
    judged(tx, ready, &asked)
}

/// What rows of companies are against.
pub(crate) fn of_companies(tx: &mut Tx<'_>, ready: &Ready, rows: &[Parsed]) -> Result<Vec<Vec<RowProblem>>> {
    let mut domains: Vec<String> = rows.iter().filter_map(|r| r.text("domain")).map(domain).collect();
    domains.sort_unstable();
    domains.dedup();
    let domains = record::by_domain(tx, &domains)?;
    let mut asked = Vec::with_capacity(rows.len());
    for row in rows {
        let names = super::company::names(row);
        let mut known: Option<Company> = None;
        for (key, v) in &names {
            known = super::company::find(tx, &domains, key, v)?;
            if known.is_some() {
                break;
            }
        }
        // Domains are compared in the form they are known by.
        let mut values = row.values.clone();
        for (key, v) in &mut values {
            if let ("domain", Some(text)) = (key.as_str(), v.as_str()) {
                *v = domain(text).into();
            }
        }
        let keys = names.into_iter().map(|(key, v)| format!("{key}\n{v}")).collect();
        asked.push(Asked { known: known.map(|c| c.id), keys, values: Cow::Owned(values) });
    }
    judged(tx, ready, &asked)
}

/// Writes those of some rows that are against no rule, or all of them where the plan says so; one answer per row.
pub(crate) fn write<R: Clone>(
    tx: &mut Tx<'_>,
    shared: &mut Shared<'_>,
    ready: &Ready,
    rows: &[R],
    judge: impl Fn(&mut Tx<'_>, &Ready, &[R]) -> Result<Vec<Vec<RowProblem>>>,
    commit: impl Fn(&mut Tx<'_>, &mut Shared<'_>, &[R]) -> Result<Vec<Done>>,
) -> Result<Vec<Done>> {
    if !ready.asks() {
        return commit(tx, shared, rows);
    }
    let mut bad = judge(tx, ready, rows)?;
    if ready.options.rules == OnBreach::Flag {
        let mut done = commit(tx, shared, rows)?;
        for (d, breaches) in done.iter_mut().zip(bad) {
            d.breaches = breaches;
        }
        return Ok(done);
    }
    let good: Vec<R> =
        rows.iter().zip(&bad).filter(|(_, bad)| bad.is_empty()).map(|(row, _)| row.clone()).collect();
    let mut done = commit(tx, shared, &good)?.into_iter();
    Ok(bad
        .iter_mut()
        .map(|bad| {
            if bad.is_empty() {
                done.next().unwrap_or_else(|| Done::new(What::Same))
            } else {
                Done::refused(std::mem::take(bad))
            }
        })
        .collect())
}

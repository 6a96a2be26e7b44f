//! What people did: existence, counts, first and last.

use std::ops::Bound;

use gx_kernel::filter::{Bounds, End, Happening, Plan};

use super::{Emit, FALSE, TRUE};
use crate::{Dialect, Value};

/// Counts above this are not worth stopping early for.
const STOP: i64 = 1_000_000;

impl Emit<'_> {
    /// What follows `FROM` for the interactions `name` of the root in `row`, within further bounds of time;
    /// `more` are tables that depend on the interaction.
    pub(super) fn happenings(
        &mut self,
        over: &Happening,
        row: &str,
        name: &str,
        more: &str,
        also: &Bounds<i64>,
    ) -> String {
        let mut text = self.nodes("interaction", name, "person_id", more, row);
        if !over.kinds.is_empty() {
            let kinds = self.one_of(&format!("{name}.kind"), over.kinds.iter().map(|k| k.as_text().into()));
            text.push_str(&format!(" AND {kinds}"));
        }
        for bounds in [&over.at, also] {
            let at = self.within(&format!("{name}.occurred_at"), bounds, |t| Value::Int(*t));
            if at != TRUE {
                text.push_str(&format!(" AND {at}"));
            }
        }
        if let Some(plan) = &over.plan {
            let plan = self.plan(plan, name);
            text.push_str(&format!(" AND {plan}"));
        }
        text
    }

    /// The rows `name` of a table that hang on the nodes of the root in `row`, by way of the nodes:
    /// `CROSS JOIN` makes SQLite begin with them, PostgreSQL finds out by itself.
    pub(super) fn nodes(&mut self, table: &str, name: &str, node: &str, more: &str, row: &str) -> String {
        let m = self.name('m');
        match self.dialect {
            Dialect::Sqlite => format!(
                "person {m} CROSS JOIN {table} {name}{more} WHERE {name}.{node} = {m}.id AND {m}.canonical_id = {row}.id"
            ),
            Dialect::Postgres => format!(
                "person {m} JOIN {table} {name} ON {name}.{node} = {m}.id{more} WHERE {m}.canonical_id = {row}.id"
            ),
        }
    }

    /// Whether the select finds anything. `OFFSET 0` keeps PostgreSQL from turning the question into a
    /// join over everyone, which is slow where a list needs the first fifty rows only.
    pub(super) fn exists(&self, from: &str) -> String {
        format!("EXISTS (SELECT 1 FROM {from}{})", self.either("", " OFFSET 0"))
    }

    pub(super) fn count(&mut self, over: &Happening, bounds: &Bounds<i64>, row: &str) -> String {
        let Some((low, high)) = closed(bounds) else { return FALSE.to_owned() };
        let low = low.unwrap_or(0).max(0);
        if high.is_some_and(|h| h < low) {
            return FALSE.to_owned();
        }
        let i = self.name('i');
        let free = (Bound::Unbounded, Bound::Unbounded);
        match (low, high) {
            (0, None) => TRUE.to_owned(),
            (0, Some(0)) => {
                format!("NOT EXISTS (SELECT 1 FROM {})", self.happenings(over, row, &i, "", &free))
            }
            (1, None) => format!("EXISTS (SELECT 1 FROM {})", self.happenings(over, row, &i, "", &free)),
            (low, high) => {
                // Counting stops as soon as the answer is known.
                let enough = high.map_or(low, |h| h.saturating_add(1));
                let limit = if enough <= STOP { format!(" LIMIT {enough}") } else { String::new() };
                let from = self.happenings(over, row, &i, "", &free);
                let c = self.name('c');
                let count = format!("(SELECT count(*) FROM (SELECT 1 FROM {from}{limit}) {c})");
                match high {
                    None => format!("{count} >= {low}"),
                    Some(high) => format!("{count} BETWEEN {low} AND {high}"),
                }
            }
        }
    }

    /// The last lies within bounds if one lies within and none beyond; so the index finds it without a sort.
    pub(super) fn end_when(&mut self, end: End, over: &Happening, bounds: &Bounds<i64>, row: &str) -> String {
        let i = self.name('i');
        let from = self.happenings(over, row, &i, "", bounds);
        let within = self.exists(&from);
        let beyond = match end {
            End::Last => (flip(&bounds.1), Bound::Unbounded),
            End::First => (Bound::Unbounded, flip(&bounds.0)),
        };
        if beyond == (Bound::Unbounded, Bound::Unbounded) {
            return within;
        }
        let i = self.name('i');
        let from = self.happenings(over, row, &i, "", &beyond);
        format!("({within} AND NOT {})", self.exists(&from))
    }

    pub(super) fn end_is(&mut self, end: End, over: &Happening, plan: &Plan, row: &str) -> String {
        let i = self.name('i');
        let from = self.happenings(over, row, &i, "", &(Bound::Unbounded, Bound::Unbounded));
        let order = if end == End::First { "" } else { " DESC" };
        let one = self.name('i');
        let condition = self.plan(plan, &one);
        format!(
            "EXISTS (SELECT 1 FROM (SELECT {i}.* FROM {from} ORDER BY {i}.occurred_at{order}, {i}.id{order} LIMIT 1) {one} WHERE {condition})"
        )
    }
}

/// What lies beyond a bound.
fn flip(bound: &Bound<i64>) -> Bound<i64> {
    match bound {
        Bound::Included(n) => Bound::Excluded(*n),
        Bound::Excluded(n) => Bound::Included(*n),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// Bounds of whole numbers with both ends included; `None` if nothing lies between.
fn closed(bounds: &Bounds<i64>) -> Option<(Option<i64>, Option<i64>)> {
    let low = match bounds.0 {
        Bound::Included(n) => Some(n),
        Bound::Excluded(n) => Some(n.checked_add(1)?),
        Bound::Unbounded => None,
    };
    let high = match bounds.1 {
        Bound::Included(n) => Some(n),
        Bound::Excluded(n) => Some(n.checked_sub(1)?),
        Bound::Unbounded => None,
    };
    Some((low, high))
}

//! Reviews: a customer's file is gone through every so often, and somebody says that what it says holds.
//!
//! Two dates of the portrait carry it: `reviewed_on`, and `review_on`, when it is due. How often is said by cycles:
//! the first whose filter finds the person counts. A date that a colleague wrote by hand stands above the cycles until
//! the next review; one that came with a review is the cycles', and follows them when they change.

mod apply;
mod cycles;

use std::collections::HashMap;

use gx_kernel::{Id, Micros, Problem};
use gx_store::access::Access;
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Map, Value as Json};

use crate::node::{self, Node};
use crate::people;
use crate::portrait::{Claim, Held};

pub use apply::{REVIEW_JOB, handler, schedule, soon};
pub use cycles::{Cycle, Cycles};

/// The portrait's date of the last review.
pub const REVIEWED: &str = "reviewed_on";
/// The portrait's date when the next is due.
pub const DUE: &str = "review_on";

/// Whether a field is one of the two dates: what stood there before says nothing against what stands there now.
pub(crate) fn keeps(key: &str) -> bool {
    [REVIEWED, DUE].contains(&key)
}

/// The day of a moment where the workspace is.
fn day(at: Micros, zone: &TimeZone) -> Date {
    Timestamp::from_microsecond(at.0).map_or(Date::ZERO, |t| t.to_zoned(zone.clone()).date())
}

/// A date so many months later; the last day of the month where it has no such day.
fn later(from: Date, months: u32) -> Option<Date> {
    from.checked_add(i64::from(months).months()).ok()
}

fn date(held: &Node, key: &str) -> Option<Date> {
    held.own.text(key)?.parse().ok()
}

/// Whether the due date was written by hand.
fn by_hand(held: &Node) -> bool {
    held.own.0.get(DUE).is_some_and(|h| !h.claim.value.is_null() && h.claim.by.rank() > By::Rule.rank())
}

/// When the file is due by the cycles: so many months after its last review, or after it was made.
fn due(held: &Node, months: u32, zone: &TimeZone) -> Option<Date> {
    let since = date(held, REVIEWED).unwrap_or_else(|| day(held.created_at, zone));
    later(since, months)
}

/// Refuses whose role may not write either date.
pub(crate) fn allowed(access: &Access) -> Result<()> {
    match [REVIEWED, DUE].into_iter().find(|key| access.locks(key)) {
        Some(key) => Err(Problem::field(key, "hidden", "your role may not change this field").into()),
        None => Ok(()),
    }
}

/// Says that the file of a person was gone through today. Returns the batch for undo.
pub fn done(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    allowed(access)?;
    let root = people::root_to_edit(tx, access, id)?;
    let mut held = node::get(tx, root)?.ok_or_else(|| Problem::not_found("The person"))?;
    let months = months(tx, store.now(), &[root])?;
    let zone = gx_record::filtering::zone(tx)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let (before, after) = reviewed(&mut held, access.by(), store.now(), &zone, months.get(&root).copied());
    if !after.is_empty() {
        node::save_fields(tx, &held, after.keys(), store.now())?;
        batch.log(Entry { object: "person", row: root, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Puts a date in the place of the one before, of which no more than the last is kept, for undo: dates that were met
/// contradict nothing.
fn set(held: &mut Node, key: &str, claim: Claim) {
    let others = held.own.0.get(key).map(|h| h.claim.clone()).into_iter().collect();
    held.own.restore(key, Some(Held { claim, others }));
}

/// States a review of today in a node; what it said before and says now, where that differs.
pub(crate) fn reviewed(
    held: &mut Node,
    by: By,
    now: Micros,
    zone: &TimeZone,
    months: Option<u32>,
) -> (Map<String, Json>, Map<String, Json>) {
    let today = day(now, zone);
    // Without a cycle a date to come stands, and one that is past has been met.
    let next = match months {
        Some(n) => later(today, n),
        None => date(held, DUE).filter(|due| *due > today),
    };
    let next = next.map_or(Json::Null, |d| d.to_string().into());
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value, by) in [(REVIEWED, Json::from(today.to_string()), by), (DUE, next, By::Rule)] {
        let old = held.own.value(key).cloned().unwrap_or_default();
        let same = old == value;
        if !same {
            set(held, key, Claim { value: value.clone(), by, at: now });
            before.insert(key.into(), old);
            after.insert(key.into(), value);
        }
    }
    (before, after)
}

/// The months of the cycle that holds for each of some roots.
pub(crate) fn months(tx: &mut Tx<'_>, now: Micros, roots: &[Id]) -> Result<HashMap<Id, u32>> {
    Cycles::load(tx)?.months(tx, now, roots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_later_is_the_last_day_where_the_month_is_short() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(later(date("2026-01-31"), 1), Some(date("2026-02-28")));
        assert_eq!(later(date("2026-11-30"), 3), Some(date("2027-02-28")));
        assert_eq!(later(date("9999-12-01"), 12), None);
    }
}

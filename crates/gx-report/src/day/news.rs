//! What is new since the last working day.

use gx_kernel::Micros;
use gx_kernel::object::ObjectKind;
use gx_people::company::group::Sum;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

use super::Whose;
use super::stale::{self, StaleFigure};
use crate::ask::answer::Ready;
use crate::ask::question::{Measure, MeasureKind, Period, Question};
use crate::ask::span::start;

/// A figure with what opens it.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    of: &'static str,
    count: i64,
    amount: Option<Sum>,
    object: ObjectKind,
    filter: String,
}

/// What the first page shows.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    whose: Whose,
    whoses: Vec<Whose>,
    since: Micros,
    news: Vec<Figure>,
    stale: Vec<StaleFigure>,
}

/// What is counted: its name, the object, by which day, under which filter, whether amounts are added up.
const COUNTED: [(&str, ObjectKind, &str, &str, bool); 6] = [
    ("people_new", ObjectKind::Person, "created_at", "", false),
    ("leads_new", ObjectKind::Lead, "created_at", "", true),
    ("deals_new", ObjectKind::Deal, "created_at", "", true),
    ("deals_won", ObjectKind::Deal, "closed_at", "state = won", true),
    ("deals_lost", ObjectKind::Deal, "closed_at", "state = lost", true),
    ("orders_new", ObjectKind::Order, "placed_at", "", true),
];

/// The last working day before a day: on a Monday that was Friday.
pub fn working_day_before(day: Date) -> Date {
    let back = match day.weekday() {
        Weekday::Monday => 3,
        Weekday::Sunday => 2,
        _ => 1,
    };
    day.saturating_sub(back.days())
}

/// What the first page shows to somebody.
///
/// # Errors
///
/// A problem at `whose`; forbidden without the right to see people.
pub fn home(tx: &mut Tx<'_>, store: &Store, access: &Access, whose: Option<&str>) -> Result<Home> {
    access.need_verb(Verb::See)?;
    let whose = Whose::read(access, whose)?;
    let zone = gx_record::filtering::zone(tx)?;
    let today = store.now().timestamp().to_zoned(zone.clone()).date();
    let since = working_day_before(today);
    let mut news = Vec::new();
    for (of, object, field, filter, amounts) in COUNTED {
        match figure(tx, store, access, whose, (object, field, filter), amounts, (since, today)) {
            Ok((count, amount, filter)) => news.push(Figure { of, count, amount, object, filter }),
            // A field that the role does not see: the figure is not for its eyes.
            Err(StoreError::Problem(p)) if p.status == 403 => {}
            Err(e) => return Err(e),
        }
    }
    Ok(Home {
        whose,
        whoses: Whose::open(access),
        since: start(since, &zone),
        news,
        stale: stale::figures(tx, store, access, whose)?,
    })
}

fn figure(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    whose: Whose,
    (object, field, filter): (ObjectKind, &str, &str),
    amounts: bool,
    (from, to): (Date, Date),
) -> Result<(i64, Option<Sum>, String)> {
    let adds = amounts && !access.hides_of(object, "amount");
    let mut measures = vec![Measure::count()];
    measures.extend(adds.then(|| Measure::of(MeasureKind::Sum, "amount")));
    let question = Question {
        filter: filter.to_owned(),
        period: Some(Period { field: field.to_owned(), range: format!("{from}..{to}") }),
        measures,
        ..Question::about(object)
    };
    let mut ready = Ready::of(tx, store, access, &question)?;
    ready.whose = whose.owners(access)?;
    let answer = ready.answer(tx, access)?;
    let values = answer.cells.first().map(|cell| cell.values.clone()).unwrap_or_default();
    let number = |n: usize| values.get(n).cloned().flatten();
    let amount =
        adds.then(|| number(1)).flatten().map(|total| Sum { currency: answer.currency.clone(), total });
    let owned = match object {
        // Orders are those of the owner of their person.
        ObjectKind::Order => whose.filter().map(|of| format!("related person where ({of})")),
        _ => whose.filter().map(str::to_owned),
    };
    let parts: Vec<String> = [filter.to_owned(), format!("{field} between {from} and {to}")]
        .into_iter()
        .chain(owned)
        .filter(|part| !part.is_empty())
        .collect();
    Ok((number(0).and_then(|n| n.parse().ok()).unwrap_or_default(), amount, parts.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_is_no_working_day() {
        let before = |text: &str| working_day_before(text.parse().unwrap()).to_string();
        assert_eq!(before("2026-11-30"), "2026-11-27", "a Monday");
        assert_eq!(before("2026-11-29"), "2026-11-27", "a Sunday");
        assert_eq!(before("2026-11-28"), "2026-11-27", "a Saturday");
        assert_eq!(before("2026-12-02"), "2026-12-01");
    }
}

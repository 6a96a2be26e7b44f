//! Days, windows and relative times, made into bounds.

use std::ops::Bound::{Excluded, Included, Unbounded};

use jiff::civil::Date;
use jiff::{Span, ToSpan, Zoned};

use super::ast::{Ahead, Base, Relative, Test, Unit, Value, Window};
use super::catalogue::Context;
use super::plan::Bounds;
use crate::clock::Micros;

/// A time literal after the context has filled it in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    Day(Date),
    Instant(i64),
}

const FIRST_DAY: Date = Date::constant(0, 1, 1);

/// The moment of a literal; `None` if it is no time.
pub(crate) fn moment(value: &Value, context: &Context) -> Option<Moment> {
    Some(match value {
        Value::Date(d) => Moment::Day(*d),
        Value::DateTime(at) => Moment::Instant(
            context.zone.to_timestamp(*at).map_or_else(|_| edge(at.date()), |t| t.as_microsecond()),
        ),
        Value::Instant(at) => Moment::Instant(at.0),
        Value::Relative(Relative { base: Base::Today, shift, unit }) => {
            Moment::Day(move_day(today(context), i64::from(*shift), *unit))
        }
        Value::Relative(Relative { base: Base::Now, shift, unit }) => {
            Moment::Instant(move_instant(context, i64::from(*shift), *unit))
        }
        _ => return None,
    })
}

/// The bounds of a test of an instant; `None` if the test is not one of time.
pub(crate) fn instants(test: &Test, context: &Context) -> Option<Bounds<i64>> {
    let start = |m| match m {
        Moment::Day(d) => day_start(d, context),
        Moment::Instant(t) => t,
    };
    // The last microsecond that still belongs to the moment.
    let end = |m| match m {
        Moment::Day(d) => d.tomorrow().map_or(Micros(i64::MAX).0, |d| day_start(d, context) - 1),
        Moment::Instant(t) => t,
    };
    let at = |v| moment(v, context);
    Some(match test {
        Test::Is(v) | Test::IsNot(v) => (Included(start(at(v)?)), Included(end(at(v)?))),
        Test::Below(v) => (Unbounded, Excluded(start(at(v)?))),
        Test::AtMost(v) => (Unbounded, Included(end(at(v)?))),
        Test::Above(v) => (Excluded(end(at(v)?)), Unbounded),
        Test::AtLeast(v) => (Included(start(at(v)?)), Unbounded),
        Test::Between(a, b) => (Included(start(at(a)?)), Included(end(at(b)?))),
        Test::Within(Window { ahead, amount, unit }) => match ahead {
            Ahead::Last => {
                (Included(move_instant(context, -i64::from(*amount), *unit)), Included(context.now.0))
            }
            Ahead::Next => {
                (Included(context.now.0), Included(move_instant(context, i64::from(*amount), *unit)))
            }
        },
        _ => return None,
    })
}

/// The bounds of a test of a date as text. The upper bound is the day after, excluded, so that the
/// text of an instant within the last day still lies inside.
pub(crate) fn dates(test: &Test, context: &Context) -> Option<Bounds<String>> {
    let at = |v| match moment(v, context)? {
        Moment::Day(d) => Some(d),
        Moment::Instant(_) => None,
    };
    let low = |d: Date| Included(show(d));
    let past = |d: Date| d.tomorrow().map_or(Unbounded, |d| Excluded(show(d)));
    let beyond =
        |d: Date| d.tomorrow().map_or(Excluded("9999-12-31\u{10ffff}".into()), |d| Included(show(d)));
    Some(match test {
        Test::Is(v) | Test::IsNot(v) => (low(at(v)?), past(at(v)?)),
        Test::Below(v) => (Unbounded, Excluded(show(at(v)?))),
        Test::AtMost(v) => (Unbounded, past(at(v)?)),
        Test::Above(v) => (beyond(at(v)?), Unbounded),
        Test::AtLeast(v) => (low(at(v)?), Unbounded),
        Test::Between(a, b) => (low(at(a)?), past(at(b)?)),
        Test::Within(window) => {
            let (from, to) = days(window, context);
            (low(from), past(to))
        }
        _ => return None,
    })
}

/// The ranges of `MM-DD` that the days of a window have. Those born on 29 February celebrate on the
/// 28th in ordinary years.
pub(crate) fn month_days(window: &Window, context: &Context) -> Vec<(String, String)> {
    let (from, to) = days(window, context);
    let whole_year = (from.until(to)).is_ok_and(|s| s.get_days() >= 366);
    if whole_year {
        return vec![("01-01".into(), "12-31".into())];
    }
    let md = |d: Date| format!("{:02}-{:02}", d.month(), d.day());
    let last = if to.month() == 2 && to.day() == 28 && !to.in_leap_year() { "02-29".into() } else { md(to) };
    if from.year() == to.year() {
        vec![(md(from), last)]
    } else {
        vec![(md(from), "12-31".into()), ("01-01".into(), last)]
    }
}

/// Whether a unit makes sense of whole days.
pub(crate) fn whole_days(unit: Unit) -> bool {
    !matches!(unit, Unit::Minute | Unit::Hour)
}

fn days(window: &Window, context: &Context) -> (Date, Date) {
    let today = today(context);
    let amount = i64::from(window.amount);
    match window.ahead {
        Ahead::Last => (move_day(today, -amount, window.unit), today),
        Ahead::Next => (today, move_day(today, amount, window.unit)),
    }
}

fn show(d: Date) -> String {
    format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day())
}

fn zoned(context: &Context) -> Zoned {
    context.now.timestamp().to_zoned(context.zone.clone())
}

fn today(context: &Context) -> Date {
    zoned(context).date()
}

fn day_start(d: Date, context: &Context) -> i64 {
    d.to_zoned(context.zone.clone()).map_or_else(|_| edge(d), |z| z.timestamp().as_microsecond())
}

/// The end of time on the side of a day that is too far away to be an instant.
fn edge(d: Date) -> i64 {
    if d.year() > 0 { jiff::Timestamp::MAX.as_microsecond() } else { jiff::Timestamp::MIN.as_microsecond() }
}

fn move_day(day: Date, amount: i64, unit: Unit) -> Date {
    span(amount, unit)
        .and_then(|s| day.checked_add(s).ok())
        .unwrap_or(if amount < 0 { FIRST_DAY } else { Date::MAX })
        .max(FIRST_DAY)
}

fn move_instant(context: &Context, amount: i64, unit: Unit) -> i64 {
    let fixed = |micros: i64| context.now.0.saturating_add(amount.saturating_mul(micros));
    match unit {
        Unit::Minute => fixed(60 * Micros::SECOND),
        Unit::Hour => fixed(3_600 * Micros::SECOND),
        Unit::Day => fixed(Micros::DAY),
        Unit::Week => fixed(7 * Micros::DAY),
        Unit::Month | Unit::Year => span(amount, unit)
            .and_then(|s| zoned(context).checked_add(s).ok())
            .map_or_else(
                || if amount < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX },
                |z| z.timestamp(),
            )
            .as_microsecond(),
    }
}

fn span(amount: i64, unit: Unit) -> Option<Span> {
    let zero = 0.seconds();
    match unit {
        Unit::Minute => zero.try_minutes(amount),
        Unit::Hour => zero.try_hours(amount),
        Unit::Day => zero.try_days(amount),
        Unit::Week => zero.try_weeks(amount),
        Unit::Month => zero.try_months(amount),
        Unit::Year => zero.try_years(amount),
    }
    .ok()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn at(now: &str) -> Context {
        Context::new(Micros::parse(now).unwrap(), TimeZone::fixed(jiff::tz::offset(8)))
    }

    fn next(amount: u32) -> Window {
        Window { ahead: Ahead::Next, amount, unit: Unit::Day }
    }

    #[test]
    fn birthdays_wrap_the_year_and_leap_days_are_kept() {
        let ranges = |now, n| {
            month_days(&next(n), &at(now)).into_iter().map(|(a, b)| format!("{a}..{b}")).collect::<Vec<_>>()
        };
        assert_eq!(ranges("2026-12-28T00:00:00Z", 7), ["12-28..12-31", "01-01..01-04"]);
        assert_eq!(ranges("2026-02-28T00:00:00Z", 0), ["02-28..02-29"]);
        assert_eq!(ranges("2028-02-28T00:00:00Z", 0), ["02-28..02-28"]);
        assert_eq!(ranges("2026-06-01T00:00:00Z", 366), ["01-01..12-31"]);
    }

    #[test]
    fn a_day_is_a_day_of_the_zone() {
        let day = Value::Date(Date::constant(2026, 11, 20));
        let (low, high) = instants(&Test::Is(day), &at("2026-11-20T00:00:00Z")).unwrap();
        let micros = |t| Micros::parse(t).unwrap().0;
        assert_eq!(low, Included(micros("2026-11-19T16:00:00Z")));
        assert_eq!(high, Included(micros("2026-11-20T16:00:00Z") - 1));
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let context = at("2026-11-20T00:00:00Z");
        for unit in Unit::ALL {
            for ahead in [Ahead::Last, Ahead::Next] {
                let window = Window { ahead, amount: u32::MAX, unit: *unit };
                assert!(instants(&Test::Within(window), &context).is_some());
                assert!(dates(&Test::Within(window), &context).is_some());
                assert!(!month_days(&window, &context).is_empty());
            }
        }
        let last = Value::Date(Date::MAX);
        for test in [Test::Is(last.clone()), Test::Above(last.clone()), Test::Below(last)] {
            assert!(instants(&test, &context).is_some() && dates(&test, &context).is_some());
        }
    }
}

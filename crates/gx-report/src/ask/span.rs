//! Days that a question is about, and the units of time that they fall into.

use gx_kernel::Micros;
use gx_store::Result;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Span as Length, ToSpan as _};

use super::question::{Compare, Unit, wrong};

/// The most units of one axis.
pub const MOST: usize = 1_200;
/// The most days of a span in words.
const LONGEST: i64 = 3_660;

/// Some days, both ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// The unit that it is one of, where it is.
    whole: Option<Unit>,
}

impl Span {
    /// Reads `this_month`, `last_30_days`, `2026-01-01..2026-03-31` and their like, as seen from a day.
    ///
    /// # Errors
    ///
    /// A problem at `period.range`.
    pub fn read(text: &str, today: Date) -> Result<Self> {
        let refuse = || {
            let message = format!(
                "expected a span such as today, this_month, last_quarter, last_30_days, next_30_days or 2026-01-01..2026-03-31, got {text:?}"
            );
            wrong("period.range", "not_a_span", message)
        };
        let some = |from, to, whole| Self { from, to, whole };
        if let Some((from, to)) = text.split_once("..") {
            let (from, to): (Date, Date) =
                (from.trim().parse().map_err(|_| refuse())?, to.trim().parse().map_err(|_| refuse())?);
            let years = 1900..=2200;
            if !years.contains(&from.year()) || !years.contains(&to.year()) {
                return Err(wrong("period.range", "out_of_range", "days from 1900 to 2200").into());
            }
            if from > to {
                return Err(wrong("period.range", "upside_down", "the first day is behind the last").into());
            }
            return Ok(some(from, to, None));
        }
        let away = |days: i64| today.checked_add(days.days()).map_err(|_| refuse());
        match text {
            "today" => return Ok(some(today, today, None)),
            "yesterday" => return Ok(some(away(-1)?, away(-1)?, None)),
            "tomorrow" => return Ok(some(away(1)?, away(1)?, None)),
            _ => {}
        }
        let (which, rest) = text.split_once('_').ok_or_else(refuse)?;
        if let Some(days) = rest.strip_suffix("_days") {
            let days: i64 = days.parse().ok().filter(|n| (1..=LONGEST).contains(n)).ok_or_else(refuse)?;
            return match which {
                "last" => Ok(some(away(1 - days)?, today, None)),
                "next" => Ok(some(today, away(days - 1)?, None)),
                _ => Err(refuse().into()),
            };
        }
        let unit = match rest {
            "week" => Unit::Week,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            _ => return Err(refuse().into()),
        };
        let steps = match which {
            "this" => 0,
            "last" => -1,
            "next" => 1,
            _ => return Err(refuse().into()),
        };
        let from = unit.first(today).checked_add(unit.length() * steps).map_err(|_| refuse())?;
        let to =
            from.checked_add(unit.length()).and_then(|d| d.checked_sub(1.day())).map_err(|_| refuse())?;
        Ok(some(from, to, Some(unit)))
    }

    /// The days between two, both within.
    pub fn between(from: Date, to: Date) -> Self {
        Self { from, to, whole: None }
    }

    /// The span that it is compared with: the one before it, as long in its own unit, or the same a year before.
    pub fn before(self, compare: Compare) -> Self {
        let shifted = |by: Length| {
            let to = match self.whole {
                // A month before March has its own last day.
                Some(unit) => unit.last(self.from.saturating_sub(by)),
                None => self.to.saturating_sub(by),
            };
            Self { from: self.from.saturating_sub(by), to, whole: self.whole }
        };
        match (compare, self.whole) {
            // A week of a year before is the same week of the calendar, Monday to Sunday.
            (Compare::Year, Some(Unit::Week)) => shifted(52.weeks()),
            (Compare::Year, _) => shifted(1.year()),
            (Compare::Before, Some(unit)) => shifted(unit.length()),
            (Compare::Before, None) => shifted((self.days()).days()),
        }
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        i64::from(self.from.until(self.to).map_or(0, |s| s.get_days())) + 1
    }

    /// Its first moment, and the first moment after it.
    pub fn ends(self, zone: &TimeZone) -> (Micros, Micros) {
        (start(self.from, zone), start(self.to.saturating_add(1.day()), zone))
    }
}

/// The first moment of a day.
pub fn start(day: Date, zone: &TimeZone) -> Micros {
    Micros(day.to_zoned(zone.clone()).map_or(0, |t| t.timestamp().as_microsecond()))
}

impl Unit {
    /// Whether it is a place in a cycle.
    pub fn is_cycle(self) -> bool {
        matches!(self, Self::Weekday | Self::HourOfDay | Self::MonthOfYear)
    }

    /// How long one is.
    fn length(self) -> Length {
        match self {
            Self::Hour => 1.hour(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Quarter => 3.months(),
            Self::Year => 1.year(),
            _ => 1.day(),
        }
    }

    /// The first day of the one that a day lies in.
    pub fn first(self, day: Date) -> Date {
        match self {
            Self::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Self::Month => day.first_of_month(),
            Self::Quarter => date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
            Self::Year => day.first_of_year(),
            _ => day,
        }
    }

    /// The last day of the one that begins with a day.
    fn last(self, first: Date) -> Date {
        first.saturating_add(self.length()).saturating_sub(1.day())
    }

    /// Where those between two days begin, and where the last one ends.
    ///
    /// # Errors
    ///
    /// A problem at `at` where they are too many.
    pub fn edges(self, at: &str, from: Date, to: Date) -> Result<Vec<DateTime>> {
        let (mut next, end) = (self.first(from).at(0, 0, 0, 0), to.saturating_add(1.day()).at(0, 0, 0, 0));
        let mut out = vec![next];
        while next < end {
            let Ok(after) = next.checked_add(self.length()) else { break };
            next = after;
            out.push(next);
            if out.len() > MOST + 1 {
                let message = format!(
                    "more than {MOST} of them between {from} and {to}: choose a longer unit or a shorter span"
                );
                return Err(wrong(at, "too_many", message).into());
            }
        }
        Ok(out)
    }

    /// What the one that begins at a moment is called.
    pub fn text(self, from: DateTime) -> String {
        let day = from.date();
        match self {
            Self::Hour => format!("{day}T{:02}", from.hour()),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Self::Quarter => format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", day.year()),
            _ => day.to_string(),
        }
    }

    /// The places of a cycle, in their order.
    pub fn places(self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::Weekday => 1..=7,
            Self::HourOfDay => 0..=23,
            _ => 1..=12,
        }
    }
}

/// How far from UTC a zone is, from when on, over some years; the first from the beginning of time.
pub fn offsets(zone: &TimeZone, from: Micros, to: Micros) -> Vec<(Micros, i64)> {
    let first = zone.to_offset(from.timestamp()).seconds();
    let mut out = vec![(Micros(i64::MIN), i64::from(first))];
    for change in zone.following(from.timestamp()).take_while(|t| t.timestamp() <= to.timestamp()).take(500) {
        out.push((Micros(change.timestamp().as_microsecond()), i64::from(change.offset().seconds())));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn spans_are_read_as_they_are_said() {
        let today = day("2026-11-30");
        let told = |text: &str| {
            let span = Span::read(text, today).unwrap();
            format!("{}..{}", span.from, span.to)
        };
        assert_eq!(told("today"), "2026-11-30..2026-11-30");
        assert_eq!(told("this_week"), "2026-11-30..2026-12-06");
        assert_eq!(told("last_month"), "2026-10-01..2026-10-31");
        assert_eq!(told("next_quarter"), "2027-01-01..2027-03-31");
        assert_eq!(told("this_year"), "2026-01-01..2026-12-31");
        assert_eq!(told("last_7_days"), "2026-11-24..2026-11-30");
        assert_eq!(told("next_30_days"), "2026-11-30..2026-12-29");
        assert_eq!(told("2026-02-01..2026-02-28"), "2026-02-01..2026-02-28");
        for bad in [
            "",
            "this",
            "this_century",
            "last_0_days",
            "last_9999_days",
            "2026-02-30..2026-03-01",
            "2026-03-01..2026-02-01",
            "every_month",
        ] {
            assert!(Span::read(bad, today).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_span_before_is_as_long_in_its_own_unit() {
        let before = |text: &str, compare| {
            let span = Span::read(text, day("2026-03-31")).unwrap().before(compare);
            format!("{}..{}", span.from, span.to)
        };
        assert_eq!(before("this_month", Compare::Before), "2026-02-01..2026-02-28");
        assert_eq!(before("this_quarter", Compare::Before), "2025-10-01..2025-12-31");
        assert_eq!(before("last_7_days", Compare::Before), "2026-03-18..2026-03-24");
        assert_eq!(before("this_month", Compare::Year), "2025-03-01..2025-03-31");
        assert_eq!(before("2028-02-01..2028-02-29", Compare::Year), "2027-02-01..2027-02-28");
        assert_eq!(before("this_week", Compare::Year), "2025-03-31..2025-04-06");
    }

    #[test]
    fn units_cover_every_day_once() {
        for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year] {
            let edges = unit.edges("by", day("2025-12-30"), day("2026-11-02")).unwrap();
            assert!(edges.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(
                edges[0].date() <= day("2025-12-30") && edges[edges.len() - 1].date() > day("2026-11-02")
            );
        }
        assert_eq!(Unit::Week.text(day("2025-12-29").at(0, 0, 0, 0)), "2026-W01");
        assert_eq!(Unit::Quarter.text(day("2026-10-01").at(0, 0, 0, 0)), "2026-Q4");
        assert!(Unit::Hour.edges("by", day("2025-01-01"), day("2026-01-01")).is_err());
    }

    #[test]
    fn a_zone_with_summer_time_has_its_changes() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = |text: &str| start(day(text), &zone);
        let told: Vec<i64> = offsets(&zone, at("2026-01-01"), at("2026-12-31")).iter().map(|o| o.1).collect();
        assert_eq!(told, [3600, 7200, 3600]);
    }
}

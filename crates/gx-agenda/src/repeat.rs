//! What repeats: rules of RFC 5545 over the clock of a time zone.
//!
//! Turns are reckoned on the clock of the wall, without a zone, and become instants after: what is at nine stays at nine
//! when clocks change. An hour that a day does not have is the one after it, and of an hour that a day has twice the first
//! counts, as RFC 5545, 3.3.5, has it.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, TimeZone as _, Timelike as _};
use gx_kernel::{Micros, Problem};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use rrule::{RRule, RRuleSet, Tz, Unvalidated};

/// The parts of a rule that are understood, in the order in which they are kept.
const PARTS: &[&str] = &[
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
];
/// How often it may repeat: what comes more often than daily is no calendar.
const OFTEN: &[&str] = &["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
/// The longest rule that is read.
const MOST_CHARS: usize = 400;
/// The most turns that are reckoned of one series.
const MOST_TURNS: usize = 20_000;

/// How something repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule(Vec<(String, String)>);

impl Rule {
    /// Reads a rule, with or without `RRULE:` before it.
    ///
    /// # Errors
    ///
    /// `not_valid` at the field `repeats`, with what was expected.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let wrong = |message: String| Problem::field("repeats", "not_valid", message);
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        if text.len() > MOST_CHARS {
            return Err(wrong(format!("at most {MOST_CHARS} characters")));
        }
        let mut parts: Vec<(String, String)> = Vec::new();
        for part in text.split(';').filter(|p| !p.trim().is_empty()) {
            let (name, value) = part
                .split_once('=')
                .map(|(n, v)| (n.trim(), v.trim()))
                .ok_or_else(|| wrong(format!("expected NAME=VALUE, got {part:?}")))?;
            if !PARTS.contains(&name) {
                return Err(wrong(format!("{name} is not understood")));
            }
            if parts.iter().any(|(n, _)| n == name) {
                return Err(wrong(format!("{name} is there twice")));
            }
            parts.push((name.to_owned(), value.to_owned()));
        }
        parts.sort_by_key(|(name, _)| PARTS.iter().position(|p| p == name));
        let rule = Self(parts);
        match rule.part("FREQ") {
            Some(freq) if OFTEN.contains(&freq) => {}
            _ => return Err(wrong("FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY".to_owned())),
        }
        if rule.part("UNTIL").is_some() && rule.part("COUNT").is_some() {
            return Err(wrong("either UNTIL or COUNT".to_owned()));
        }
        if rule.part("UNTIL").is_some_and(|until| until_of(until).is_none()) {
            return Err(wrong("UNTIL is a day or an instant, as 20261231 or 20261231T155959Z".to_owned()));
        }
        if rule
            .part("COUNT")
            .is_some_and(|n| !n.parse::<usize>().is_ok_and(|n| (1..=MOST_TURNS).contains(&n)))
        {
            return Err(wrong(format!("COUNT is 1 to {MOST_TURNS}")));
        }
        if rule.part("INTERVAL").is_some_and(|n| !n.parse::<u16>().is_ok_and(|n| (1..=1000).contains(&n))) {
            return Err(wrong("INTERVAL is 1 to 1000".to_owned()));
        }
        // Whether the rest makes sense does not depend on where it begins.
        let begin =
            chrono::Utc.with_ymd_and_hms(2024, 1, 1, 9, 0, 0).single().map(|t| t.with_timezone(&Tz::UTC));
        if let Some(begin) = begin {
            let mut plain = rule.clone();
            plain.0.retain(|(name, _)| name != "UNTIL");
            let read: RRule<Unvalidated> = plain.text().parse().map_err(|e| wrong(format!("{e}")))?;
            read.validate(begin).map_err(|e| wrong(format!("{e}")))?;
        }
        Ok(rule)
    }

    fn part(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// As it is kept and told: `FREQ=WEEKLY;BYDAY=MO`.
    pub fn text(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";")
    }

    /// The same, ending before an instant.
    #[must_use]
    pub fn ending_before(&self, at: Micros) -> Self {
        let mut parts: Vec<_> =
            self.0.iter().filter(|(name, _)| name != "UNTIL" && name != "COUNT").cloned().collect();
        let last = Micros(at.0 - Micros::SECOND).timestamp();
        parts.push(("UNTIL".to_owned(), last.strftime("%Y%m%dT%H%M%SZ").to_string()));
        parts.sort_by_key(|(name, _)| PARTS.iter().position(|p| p == name));
        Self(parts)
    }

    /// The same for what is left after so many turns.
    #[must_use]
    pub fn after(&self, turns: usize) -> Self {
        let mut rule = self.clone();
        for (name, value) in &mut rule.0 {
            if name == "COUNT" {
                let left = value.parse::<usize>().unwrap_or(1).saturating_sub(turns).max(1);
                *value = left.to_string();
            }
        }
        rule
    }

    /// As other programs are told it: an end that is of the kind of the beginning (RFC 5545, 3.3.10), a day where whole days
    /// repeat, else an instant.
    pub fn told(&self, all_day: bool, zone: &TimeZone) -> String {
        let mut rule = self.clone();
        for (_, value) in rule.0.iter_mut().filter(|(name, _)| name == "UNTIL") {
            let end = match until_of(value) {
                Some(Until::At(at)) => Some(at),
                Some(Until::Wall(wall)) => instant(wall, zone),
                None => None,
            };
            let Some(end) = end else { continue };
            *value = if all_day {
                end.timestamp().to_zoned(zone.clone()).strftime("%Y%m%d").to_string()
            } else {
                end.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
            };
        }
        rule.text()
    }

    /// Whether it counts in years.
    pub fn is_yearly(&self) -> bool {
        self.part("FREQ") == Some("YEARLY")
    }

    /// Whether it comes to an end.
    pub fn ends(&self) -> bool {
        self.part("UNTIL").is_some() || self.part("COUNT").is_some()
    }
}

/// What an UNTIL says: an instant, or a moment on the clock of the wall.
enum Until {
    At(Micros),
    Wall(NaiveDateTime),
}

fn until_of(text: &str) -> Option<Until> {
    if let Some(instant) = text.strip_suffix('Z') {
        let wall = NaiveDateTime::parse_from_str(instant, "%Y%m%dT%H%M%S").ok()?;
        return Some(Until::At(Micros(wall.and_utc().timestamp_micros())));
    }
    if let Ok(wall) = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S") {
        return Some(Until::Wall(wall));
    }
    let day = NaiveDate::parse_from_str(text, "%Y%m%d").ok()?;
    day.and_hms_opt(23, 59, 59).map(Until::Wall)
}

/// An instant on the clock of the wall.
fn wall(at: Micros, zone: &TimeZone) -> Option<NaiveDateTime> {
    let local = at.timestamp().to_zoned(zone.clone()).datetime();
    let day = NaiveDate::from_ymd_opt(
        i32::from(local.year()),
        local.month().unsigned_abs().into(),
        local.day().unsigned_abs().into(),
    )?;
    day.and_hms_opt(
        local.hour().unsigned_abs().into(),
        local.minute().unsigned_abs().into(),
        local.second().unsigned_abs().into(),
    )
}

/// A moment on the clock of the wall as an instant.
fn instant(wall: NaiveDateTime, zone: &TimeZone) -> Option<Micros> {
    let small = |n: u32| i8::try_from(n).ok();
    let date = Date::new(i16::try_from(wall.year()).ok()?, small(wall.month())?, small(wall.day())?).ok()?;
    let time = Time::new(small(wall.hour())?, small(wall.minute())?, small(wall.second())?, 0).ok()?;
    let zoned = zone.to_ambiguous_zoned(DateTime::from_parts(date, time)).compatible().ok()?;
    Some(Micros(zoned.timestamp().as_microsecond()))
}

/// What repeats, from where it begins.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// The first turn; it counts whether the rule names it or not.
    pub first: Micros,
    /// Whose clock it keeps.
    pub zone: &'a TimeZone,
    /// How it repeats.
    pub rule: &'a Rule,
}

impl Series<'_> {
    /// The turns that begin within `from..to`, in order.
    pub fn turns(&self, from: Micros, to: Micros) -> Vec<Micros> {
        let mut out = Vec::new();
        self.each(|at| {
            if at >= to {
                return false;
            }
            if at >= from {
                out.push(at);
            }
            true
        });
        out
    }

    /// The first turn that the rule names, from where it is to begin on.
    pub fn begins(&self) -> Micros {
        let mut named = None;
        self.named(|at| {
            named = Some(at);
            false
        });
        named.unwrap_or(self.first)
    }

    /// The last turn, where it comes to an end.
    pub fn last(&self) -> Option<Micros> {
        if !self.rule.ends() {
            return None;
        }
        let mut last = self.first;
        self.each(|at| {
            last = at;
            true
        });
        Some(last)
    }

    /// Tells every turn in order until it is told to stop.
    pub fn each(&self, mut tell: impl FnMut(Micros) -> bool) {
        if tell(self.first) {
            self.named(|at| at <= self.first || tell(at));
        }
    }

    /// Tells every turn that the rule names, in order, until it is told to stop.
    fn named(&self, mut tell: impl FnMut(Micros) -> bool) {
        let Some(begin) = wall(self.first, self.zone).map(|t| t.and_utc().with_timezone(&Tz::UTC)) else {
            return;
        };
        let mut parts = self.rule.0.clone();
        for (name, value) in &mut parts {
            if name != "UNTIL" {
                continue;
            }
            let until = match until_of(value) {
                Some(Until::At(at)) => wall(at, self.zone),
                Some(Until::Wall(t)) => Some(t),
                None => None,
            };
            // One that ends before it begins has the first turn alone.
            match until {
                Some(t) if t >= begin.naive_utc() => *value = t.format("%Y%m%dT%H%M%SZ").to_string(),
                _ => return,
            }
        }
        let Ok(rule) = Rule(parts).text().parse::<RRule<Unvalidated>>() else { return };
        let Ok(rule) = rule.validate(begin) else { return };
        let set = RRuleSet::new(begin).rrule(rule).limit();
        for turn in set.into_iter().take(MOST_TURNS) {
            let Some(at) = instant(turn.naive_utc(), self.zone) else { continue };
            if !tell(at) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Micros {
        Micros::parse(text).unwrap()
    }

    fn turns(first: &str, zone: &str, rule: &str, n: usize) -> Vec<String> {
        let zone = TimeZone::get(zone).unwrap();
        let rule = Rule::read(rule).unwrap();
        let series = Series { first: at(first), zone: &zone, rule: &rule };
        let mut out = Vec::new();
        series.each(|t| {
            out.push(t.timestamp().to_zoned(zone.clone()).strftime("%m-%d %H:%M %z").to_string());
            out.len() < n
        });
        out
    }

    #[test]
    fn the_hour_of_the_wall_stays_when_clocks_change() {
        // Berlin leaves summer time on 25 October 2026, and has no half past two on 28 March 2027.
        assert_eq!(
            turns("2026-10-19T07:00:00Z", "Europe/Berlin", "FREQ=WEEKLY", 3),
            ["10-19 09:00 +0200", "10-26 09:00 +0100", "11-02 09:00 +0100"]
        );
        assert_eq!(
            turns("2027-03-27T01:30:00Z", "Europe/Berlin", "FREQ=DAILY", 3),
            ["03-27 02:30 +0100", "03-28 03:30 +0200", "03-29 02:30 +0200"]
        );
        // Half past two comes twice on that night: the first of both counts.
        assert_eq!(
            turns("2026-10-24T00:30:00Z", "Europe/Berlin", "FREQ=DAILY", 2),
            ["10-24 02:30 +0200", "10-25 02:30 +0200"]
        );
    }

    #[test]
    fn rules_that_people_choose() {
        let shanghai = |rule, n| turns("2026-11-30T01:00:00Z", "Asia/Shanghai", rule, n);
        assert_eq!(
            shanghai("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", 9),
            ["11-30 09:00 +0800", "12-03 09:00 +0800", "12-07 09:00 +0800", "12-10 09:00 +0800"]
        );
        assert_eq!(
            shanghai("FREQ=MONTHLY;BYDAY=-1FR", 3),
            ["11-30 09:00 +0800", "12-25 09:00 +0800", "01-29 09:00 +0800"]
        );
        // A month without a 30th is left out.
        assert_eq!(
            shanghai("FREQ=MONTHLY;BYMONTHDAY=30;UNTIL=20270430T000000Z", 9),
            ["11-30 09:00 +0800", "12-30 09:00 +0800", "01-30 09:00 +0800", "03-30 09:00 +0800"]
        );
        // The last day counts whole.
        assert_eq!(shanghai("FREQ=DAILY;UNTIL=20261202", 9).len(), 3);
        assert_eq!(shanghai("FREQ=DAILY;UNTIL=20200101", 9).len(), 1);
    }

    #[test]
    fn what_is_no_rule_is_refused_with_the_reason() {
        for (rule, expected) in [
            ("", "FREQ"),
            ("FREQ=HOURLY", "FREQ"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "either"),
            ("FREQ=DAILY;FREQ=DAILY", "twice"),
            ("FREQ=DAILY;BYEASTER=1", "not understood"),
            ("FREQ=WEEKLY;BYDAY=XX", ""),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
            ("FREQ=DAILY;COUNT=0", "COUNT"),
            ("FREQ=DAILY;UNTIL=soon", "UNTIL"),
            ("FREQ=MONTHLY;BYMONTHDAY=99", ""),
        ] {
            let why = Rule::read(rule).unwrap_err();
            assert!(why.fields[0].message.contains(expected), "{rule}: {:?}", why.fields);
        }
        assert_eq!(Rule::read("rrule:byday=mo;freq=weekly").unwrap().text(), "FREQ=WEEKLY;BYDAY=MO");
    }

    #[test]
    fn a_series_is_cut_in_two() {
        let rule = Rule::read("FREQ=DAILY;COUNT=5").unwrap();
        assert_eq!(
            rule.ending_before(at("2026-12-03T01:00:00Z")).text(),
            "FREQ=DAILY;UNTIL=20261203T005959Z"
        );
        assert_eq!(rule.after(2).text(), "FREQ=DAILY;COUNT=3");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[A-Z0-9=;,:+-]{0,60}") {
            let _ = Rule::read(&text);
        }

        /// Turns come in order, each once, and none twice; a window shows those of the whole that lie in it.
        #[test]
        fn turns_are_in_order(freq in 0_usize..4, interval in 1_u16..4, day in 0_i64..4000, hour in 0_i64..24) {
            let zone = TimeZone::get("America/New_York").unwrap();
            let rule = Rule::read(&format!("FREQ={};INTERVAL={interval};COUNT=60", OFTEN[freq])).unwrap();
            let first = Micros((day * 24 + hour) * 3600 * Micros::SECOND + 1_500_000_000 * Micros::SECOND);
            let series = Series { first, zone: &zone, rule: &rule };
            let all = series.turns(Micros(i64::MIN), Micros(i64::MAX));
            prop_assert!(all.windows(2).all(|w| w[0] < w[1]));
            prop_assert_eq!(all.last().copied(), series.last());
            let (a, b) = (all[all.len() / 3], all[all.len() / 2]);
            let some: Vec<_> = all.iter().copied().filter(|t| (a..b).contains(t)).collect();
            prop_assert_eq!(series.turns(a, b), some);
        }
    }
}

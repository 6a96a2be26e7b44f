//! Time zones: a VTIMEZONE written from what is known of a zone, and the clock that a client means.

use std::collections::{BTreeMap, HashMap};

use gx_files::lines::Line;
use gx_kernel::Micros;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::tree::Component;
use crate::repeat::{Rule, Series};

/// How far ahead changes of a clock are told one by one where they follow no rule.
const YEARS: i64 = 30;
/// The onsets that are read of one part of a VTIMEZONE.
const MOST_ONSETS: usize = 700;

/// One change of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    /// On the clock as it went before.
    local: DateTime,
    from: Offset,
    to: Offset,
    summer: bool,
    name: String,
}

/// The VTIMEZONE of a zone for what happens from then on.
pub(super) fn vtimezone(name: &str, zone: &TimeZone, from: Micros) -> Vec<String> {
    let mut out = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    let changes = changes(zone, from.timestamp());
    if changes.is_empty() {
        let offset = zone.to_offset(from.timestamp());
        let local = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let only = Change { local, from: offset, to: offset, summer: false, name: name.to_owned() };
        observance(&mut out, &only, None);
    }
    // Those that come every year by one rule are told once.
    let mut alike: BTreeMap<String, Vec<&Change>> = BTreeMap::new();
    for change in &changes {
        let l = change.local;
        let key = format!(
            "{} {} {:02} {:?} {} {}",
            change.from,
            change.to,
            l.month(),
            l.weekday(),
            l.time(),
            change.name
        );
        alike.entry(key).or_default().push(change);
    }
    let last = changes.last().map(|c| c.local.year());
    for group in alike.values() {
        match yearly(group, last) {
            Some(rule) => group.first().into_iter().for_each(|c| observance(&mut out, c, Some(&rule))),
            None => group.iter().for_each(|c| observance(&mut out, c, None)),
        }
    }
    out.push("END:VTIMEZONE".to_owned());
    out
}

/// The change before an instant, and those after it.
fn changes(zone: &TimeZone, from: Timestamp) -> Vec<Change> {
    let end = from.checked_add(SignedDuration::from_hours(24 * 366 * YEARS)).unwrap_or(Timestamp::MAX);
    let mut out: Vec<Change> = Vec::new();
    let before = zone.preceding(from).next();
    for t in before.into_iter().chain(zone.following(from).take_while(|t| t.timestamp() < end)) {
        let ago = t.timestamp().checked_sub(SignedDuration::from_secs(1)).unwrap_or(t.timestamp());
        let held = zone.to_offset(ago);
        // The first offset that a zone ever had is no change.
        if held == t.offset() && out.is_empty() && t.timestamp().as_second() < -2_000_000_000 {
            continue;
        }
        out.push(Change {
            local: held.to_datetime(t.timestamp()),
            from: held,
            to: t.offset(),
            summer: t.dst().is_dst(),
            name: t.abbreviation().to_owned(),
        });
    }
    out
}

/// The rule by which changes come every year to the end, where there is one.
fn yearly(group: &[&Change], last: Option<i16>) -> Option<String> {
    let first = group.first()?;
    let years: Vec<i16> = group.iter().map(|c| c.local.year()).collect();
    let every = years.windows(2).all(|w| w[1] == w[0] + 1);
    if group.len() < 3 || !every || years.last().copied()? < last? - 1 {
        return None;
    }
    let nth = |c: &Change| (c.local.day() - 1) / 7 + 1;
    let is_last = |c: &Change| c.local.day() + 7 > c.local.date().days_in_month();
    let place = if group.iter().all(|c| is_last(c)) {
        -1
    } else if group.iter().all(|c| nth(c) == nth(first)) {
        nth(first)
    } else {
        return None;
    };
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let day = days.get(usize::try_from(first.local.weekday().to_monday_zero_offset()).ok()?)?;
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={place}{day}", first.local.month()))
}

fn observance(out: &mut Vec<String>, change: &Change, rule: Option<&str>) {
    let name = if change.summer { "DAYLIGHT" } else { "STANDARD" };
    out.push(format!("BEGIN:{name}"));
    out.push(format!("DTSTART:{}", change.local.strftime("%Y%m%dT%H%M%S")));
    out.extend(rule.map(|rule| format!("RRULE:{rule}")));
    out.push(format!("TZOFFSETFROM:{}", shown(change.from)));
    out.push(format!("TZOFFSETTO:{}", shown(change.to)));
    out.push(format!("TZNAME:{}", change.name));
    out.push(format!("END:{name}"));
}

fn shown(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, n) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (h, m, s) = (n / 3600, n / 60 % 60, n % 60);
    if s == 0 { format!("{sign}{h:02}{m:02}") } else { format!("{sign}{h:02}{m:02}{s:02}") }
}

/// The clock that a moment is told on.
#[derive(Clone, Debug)]
pub(super) enum Clock {
    /// One that everybody knows by its name.
    Named(String, TimeZone),
    /// One that the client describes: from when on which offset, in seconds.
    Made(Vec<(DateTime, i32)>),
}

impl Clock {
    /// One by its name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let fine = |c: char| c.is_ascii_alphanumeric() || "_+-/".contains(c);
        if name.is_empty() || name.len() > 80 || !name.chars().all(fine) {
            return None;
        }
        let zone = TimeZone::get(name).ok()?;
        Some(Self::Named(zone.iana_name()?.to_owned(), zone))
    }

    /// The instant of a moment on it: of an hour that there is twice the first, of one that there is not the one after it.
    pub(super) fn instant(&self, local: DateTime) -> Option<Micros> {
        match self {
            Self::Named(_, zone) => {
                let zoned = zone.to_ambiguous_zoned(local).compatible().ok()?;
                Some(Micros(zoned.timestamp().as_microsecond()))
            }
            Self::Made(parts) => {
                let held = parts.iter().rev().find(|(onset, _)| *onset <= local).or_else(|| parts.first());
                let offset = Offset::from_seconds(held.map_or(0, |(_, offset)| *offset)).ok()?;
                Some(Micros(offset.to_timestamp(local).ok()?.as_microsecond()))
            }
        }
    }

    /// The name of a zone that goes as this one does around a moment; that of the workspace where it fits.
    pub(super) fn name_at(&self, local: DateTime, home: (&str, &TimeZone)) -> String {
        let Self::Made(_) = self else {
            return match self {
                Self::Named(name, _) => name.clone(),
                Self::Made(_) => home.0.to_owned(),
            };
        };
        let at = |clock: &Self, months: i64| {
            let moment = local.checked_add(jiff::Span::new().months(months)).ok()?;
            clock.instant(moment)
        };
        let ours = Self::Named(home.0.to_owned(), home.1.clone());
        if (0..12).step_by(3).all(|months| at(self, months) == at(&ours, months)) {
            return home.0.to_owned();
        }
        // Signs of these names are the other way about.
        let utc = Self::Named("UTC".to_owned(), TimeZone::UTC);
        let ahead = match (at(&utc, 0), at(self, 0)) {
            (Some(utc), Some(here)) => (utc.0 - here.0) / Micros::SECOND,
            _ => 0,
        };
        match ahead / 3600 {
            hours if ahead % 3600 == 0 && hours != 0 => {
                let name = format!("Etc/GMT{}{}", if hours > 0 { '-' } else { '+' }, hours.abs());
                if TimeZone::get(&name).is_ok() { name } else { "UTC".to_owned() }
            }
            _ => "UTC".to_owned(),
        }
    }
}

/// The names that one maker of clients has for zones, with those that everybody else has (Unicode CLDR).
const WINDOWS: [(&str, &str); 22] = [
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("China Standard Time", "Asia/Shanghai"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("Eastern Standard Time", "America/New_York"),
    ("GMT Standard Time", "Europe/London"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Mountain Standard Time", "America/Denver"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("W. Europe Standard Time", "Europe/Berlin"),
];

/// The clocks that a calendar names.
#[derive(Clone, Debug, Default)]
pub(super) struct Clocks(HashMap<String, Clock>);

impl Clocks {
    /// Reads the zones of a calendar.
    pub(super) fn read(calendar: &Component) -> Self {
        let mut out = HashMap::new();
        for zone in calendar.inside.iter().filter(|c| c.name == "VTIMEZONE").take(50) {
            let Some((_, id)) = zone.line("TZID") else { continue };
            let place = zone.line("X-LIC-LOCATION").and_then(|(_, line)| Clock::named(line.value.trim()));
            if let Some(clock) = known(&id.text()).or(place).or_else(|| made(zone)) {
                out.insert(id.text(), clock);
            }
        }
        Self(out)
    }

    /// The clock of a TZID.
    pub(super) fn get(&self, id: &str) -> Option<Clock> {
        self.0.get(id).cloned().or_else(|| known(id))
    }
}

/// A zone by its name, by the end of a path (`/example.org/20261101/Europe/Berlin`), or by the name that Windows has.
fn known(id: &str) -> Option<Clock> {
    let id = id.trim().trim_matches('"');
    if let Some((_, name)) = WINDOWS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(id)) {
        return Clock::named(name);
    }
    let parts: Vec<&str> = id.trim_start_matches('/').split('/').collect();
    let ends = [parts.len(), 3, 2].into_iter().filter(|n| *n <= parts.len());
    ends.filter_map(|n| parts.get(parts.len() - n..)).find_map(|end| Clock::named(&end.join("/")))
}

/// A clock as its description has it.
fn made(zone: &Component) -> Option<Clock> {
    let mut parts: Vec<(DateTime, i32)> = Vec::new();
    for part in zone.inside.iter().take(200) {
        let offset = part.line("TZOFFSETTO").and_then(|(_, line)| offset(line));
        let begins = part.line("DTSTART").and_then(|(_, l)| local(l.value.trim().trim_end_matches('Z')));
        let (Some(offset), Some(begins)) = (offset, begins) else { continue };
        parts.push((begins, offset));
        let rule = part.line("RRULE").and_then(|(_, line)| Rule::read(&line.value).ok());
        if let Some(rule) = rule.filter(Rule::is_yearly) {
            let first = Clock::Named("UTC".to_owned(), TimeZone::UTC).instant(begins)?;
            let mut n = 0;
            Series { first, zone: &TimeZone::UTC, rule: &rule }.each(|at| {
                parts.push((Offset::UTC.to_datetime(at.timestamp()), offset));
                n += 1;
                n < MOST_ONSETS
            });
        }
        for (_, dates) in part.all("RDATE") {
            let days = dates.value.split(',').filter_map(|v| local(v.trim())).map(|at| (at, offset));
            parts.extend(days.take(MOST_ONSETS));
        }
    }
    parts.sort_unstable_by_key(|(onset, _)| *onset);
    (!parts.is_empty()).then_some(Clock::Made(parts))
}

fn offset(line: &Line) -> Option<i32> {
    let text = line.value.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i32>().ok();
    let seconds = part(0..2)? * 3600 + part(2..4)? * 60 + part(4..6).unwrap_or(0);
    (seconds < 26 * 3600).then_some(sign * seconds)
}

/// `20261201T090000` as a moment on the clock of the wall.
pub(super) fn local(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    if bytes.len() != 15 || bytes.get(8) != Some(&b'T') {
        return None;
    }
    let small = |range: std::ops::Range<usize>| text.get(range)?.parse::<i8>().ok();
    let date = day(text.get(..8)?)?;
    // A second that is put in now and then is the one before it.
    let (h, m, s) = (small(9..11)?, small(11..13)?, small(13..15)?.min(59));
    Some(date.to_datetime(jiff::civil::Time::new(h, m, s, 0).ok()?))
}

/// `20261201` as a day.
pub(super) fn day(text: &str) -> Option<jiff::civil::Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = text.get(..4)?.parse::<i16>().ok().filter(|y| (1600..=2200).contains(y))?;
    jiff::civil::Date::new(year, text.get(4..6)?.parse().ok()?, text.get(6..8)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    fn written(name: &str, from: &str) -> String {
        vtimezone(name, &TimeZone::get(name).unwrap(), Micros::parse(from).unwrap()).join("\n")
    }

    #[test]
    fn zones_are_written_with_their_rules() {
        let berlin = written("Europe/Berlin", "2026-11-30T08:00:00Z");
        for line in [
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET",
        ] {
            assert!(berlin.contains(line), "{line} is not in {berlin}");
        }
        assert_eq!(berlin.matches("BEGIN:STANDARD").count(), 1, "{berlin}");
        let york = written("America/New_York", "2026-11-30T08:00:00Z");
        assert!(york.contains("BYMONTH=3;BYDAY=2SU") && york.contains("BYMONTH=11;BYDAY=1SU"), "{york}");
        let shanghai = written("Asia/Shanghai", "2026-11-30T08:00:00Z");
        assert_eq!(shanghai.matches("BEGIN:").count(), 2, "{shanghai}");
        assert!(shanghai.contains("TZOFFSETTO:+0800"), "{shanghai}");
    }

    #[test]
    fn what_is_written_of_a_zone_goes_as_the_zone_does() {
        for name in [
            "Europe/Berlin",
            "America/New_York",
            "Asia/Shanghai",
            "Australia/Sydney",
            "Asia/Kolkata",
            "Africa/Casablanca",
        ] {
            let from = Micros::parse("2026-11-30T08:00:00Z").unwrap();
            let zone = TimeZone::get(name).unwrap();
            let lines: Vec<String> = vtimezone(name, &zone, from);
            let root = tree::again(&lines);
            let clock = made(&root.inside[0]).unwrap();
            let real = Clock::named(name).unwrap();
            for n in 0..900 {
                // Noon: no clock changes then.
                let moment = DateTime::constant(2026, 12, 1, 12, 0, 0, 0);
                let moment = moment.checked_add(jiff::Span::new().days(n * 9)).unwrap();
                assert_eq!(clock.instant(moment), real.instant(moment), "{name} at {moment}");
            }
        }
    }

    #[test]
    fn zones_are_known_by_many_names() {
        for (id, name) in [
            ("Asia/Shanghai", "Asia/Shanghai"),
            ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
            ("China Standard Time", "Asia/Shanghai"),
            ("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires"),
        ] {
            match known(id) {
                Some(Clock::Named(found, _)) => assert_eq!(found, name),
                other => panic!("{id}: {other:?}"),
            }
        }
        for id in ["", "../../etc/passwd", "Nowhere/Else", "关系"] {
            assert!(known(id).is_none(), "{id}");
        }
        for (theirs, ours) in WINDOWS {
            assert!(Clock::named(ours).is_some(), "{theirs}");
        }
    }

    #[test]
    fn a_zone_that_nobody_knows_is_read_from_its_description() {
        let text = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\n\
                    TZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n\
                    TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE";
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let clocks = Clocks::read(&tree::again(&lines));
        let clock = clocks.get("Ours").unwrap();
        let at = |text| clock.instant(local(text).unwrap()).unwrap().to_rfc3339();
        assert_eq!(at("20261201T090000"), "2026-12-01T08:00:00.000000Z");
        assert_eq!(at("20270701T090000"), "2027-07-01T07:00:00.000000Z");
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
        let moment = local("20261201T090000").unwrap();
        assert_eq!(clock.name_at(moment, ("Europe/Berlin", &berlin)), "Europe/Berlin");
        assert_eq!(clock.name_at(moment, ("Asia/Shanghai", &shanghai)), "Etc/GMT-1");
    }
}

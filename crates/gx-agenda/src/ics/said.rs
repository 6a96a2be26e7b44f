//! What an event or a task says, in terms of an activity's fields.

use std::collections::{BTreeMap, BTreeSet};

use gx_files::lines::{Line, first};
use gx_kernel::Micros;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::flat;
use super::read::Sent;
use super::tree::Component;
use super::zone::{self, Clock, Clocks};
use crate::record::{Kind, State};
use crate::repeat::{Rule, Series};

/// The earliest reminder that has a field, in minutes: four weeks before. What is earlier is kept and not understood.
const EARLIEST: i64 = 28 * 24 * 60;
/// Turns that are told one by one.
const MOST_TURNS: usize = 5000;

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// What it is, where that is said.
    pub(super) kind: Option<Kind>,
    pub(super) title: String,
    pub(super) note: String,
    pub(super) place: String,
    pub(super) geo: Option<(f64, f64)>,
    pub(super) high: bool,
    pub(super) private: bool,
    pub(super) at: Option<Micros>,
    pub(super) ends_at: Option<Micros>,
    pub(super) all_day: bool,
    /// Whose clock a series keeps.
    pub(super) zone: Option<String>,
    pub(super) repeats: Option<String>,
    pub(super) remind: Option<i64>,
    /// Of an event open or cancelled: that it was done, it cannot say.
    pub(super) state: State,
    pub(super) done_at: Option<Micros>,
    /// Seconds that turns of a task that repeats take: there is no field for them.
    pub(super) lasts: Option<i64>,
    /// Turns that are not as the rule has them, by when they were to begin.
    pub(super) turns: BTreeMap<Micros, SaidTurn>,
}

/// What is said of one turn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SaidTurn {
    /// Whether the rule names it, or the series says that it comes beside the rule.
    pub(super) known: bool,
    /// Whether it is told by itself, rather than left out.
    pub(super) told: bool,
    pub(super) state: State,
    pub(super) done_at: Option<Micros>,
    pub(super) at: Micros,
    /// Where these are its own.
    pub(super) length: Option<i64>,
    pub(super) title: Option<String>,
    pub(super) place: Option<String>,
    pub(super) note: Option<String>,
}

/// A moment as a line tells it.
struct Moment {
    at: Micros,
    all_day: bool,
    /// On the clock of the wall, and whose; none for a day and for a moment of no place.
    told: Option<(DateTime, Clock)>,
}

/// Whose clock moments are read on that say none.
struct Home<'a> {
    name: &'a str,
    zone: TimeZone,
    clocks: &'a Clocks,
}

impl Home<'_> {
    fn moment(&self, at: usize, line: &Line, text: &str) -> Result<Moment, String> {
        let text = text.trim();
        let wrong = || {
            let expected = "a day as 20261201 or a moment as 20261201T090000, with Z or a TZID";
            format!("line {at}: {} is {expected}, got {:?}", line.name, first(text))
        };
        let is_day =
            line.parameter("VALUE").is_some_and(|v| v.eq_ignore_ascii_case("DATE")) || text.len() == 8;
        if is_day {
            // Some clients write the midnight of a day, and say that it is one.
            let day = zone::day(text.get(..8).unwrap_or(text)).ok_or_else(wrong)?;
            let midnight = day.to_zoned(self.zone.clone()).map_err(|_| wrong())?;
            let at = Micros(midnight.timestamp().as_microsecond());
            return Ok(Moment { at, all_day: true, told: None });
        }
        let (digits, clock) = match text.strip_suffix(['Z', 'z']) {
            Some(digits) => (digits, Some(Clock::Named("UTC".to_owned(), TimeZone::UTC))),
            None => (text, line.parameter("TZID").and_then(|id| self.clocks.get(&id))),
        };
        let local = zone::local(digits).ok_or_else(wrong)?;
        let at = match &clock {
            Some(clock) => clock.instant(local),
            None => Clock::Named(self.name.to_owned(), self.zone.clone()).instant(local),
        };
        Ok(Moment { at: at.ok_or_else(wrong)?, all_day: false, told: clock.map(|clock| (local, clock)) })
    }

    fn one(&self, of: &Component, name: &str) -> Result<Option<Moment>, String> {
        let Some((at, line)) = of.line(name) else { return Ok(None) };
        if of.all(name).count() > 1 {
            return Err(format!("line {at}: {name} is there twice"));
        }
        self.moment(*at, line, &line.value).map(Some)
    }

    /// When something that takes days is over that begins then.
    fn days_later(&self, at: Micros, days: i64) -> Option<Micros> {
        let span = jiff::Span::new().try_days(days).ok()?;
        let end = at.timestamp().to_zoned(self.zone.clone()).checked_add(span).ok()?;
        Some(Micros(end.timestamp().as_microsecond()))
    }
}

/// Seconds of `PT1H30M`, `P1D`, `-PT15M`.
pub(super) fn duration(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (mut seconds, mut digits, mut in_time, mut any) = (0_i64, String::new(), false, false);
    for c in rest.strip_prefix('P')?.chars() {
        let unit = match (c, in_time) {
            ('0'..='9', _) => {
                digits.push(c);
                continue;
            }
            ('T', false) if digits.is_empty() => {
                in_time = true;
                continue;
            }
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        let n: i64 = std::mem::take(&mut digits).parse().ok().filter(|n| *n < 100_000_000)?;
        seconds = seconds.checked_add(n * unit)?;
        any = true;
    }
    (any && digits.is_empty()).then_some(sign * seconds)
}

/// Whether a number says that it matters more than others: 1 to 4 of 9 (RFC 5545, 3.8.1.9).
pub(super) fn is_high(line: &Line) -> bool {
    line.value.trim().parse::<i64>().is_ok_and(|n| (1..=4).contains(&n))
}

/// Whether it is not for everybody.
pub(super) fn is_private(line: &Line) -> bool {
    ["PRIVATE", "CONFIDENTIAL"].iter().any(|c| line.value.trim().eq_ignore_ascii_case(c))
}

/// Degrees of latitude and longitude.
pub(super) fn geo(line: &Line) -> Option<(f64, f64)> {
    let (lat, lon) = line.value.split_once(';')?;
    let read = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|x| x.abs() <= most);
    Some((read(lat, 90.0)?, read(lon, 180.0)?))
}

/// How far a component says that it is.
pub(super) fn state(of: &Component, task: bool) -> State {
    let is = |name: &str, value: &str| {
        of.line(name).is_some_and(|(_, line)| line.value.trim().eq_ignore_ascii_case(value))
    };
    let silent = of.line("STATUS").is_none();
    let done = is("STATUS", "COMPLETED")
        || silent && (of.line("COMPLETED").is_some() || is("PERCENT-COMPLETE", "100"));
    match () {
        () if is("STATUS", "CANCELLED") => State::Cancelled,
        () if task && done => State::Done,
        () => State::Open,
    }
}

/// The minutes before it begins that an alarm is given, where it is one that has a field.
pub(super) fn minutes(alarm: &Component, task: bool, due: bool, at: Option<Micros>) -> Option<i64> {
    let (_, trigger) = alarm.line("TRIGGER").filter(|_| alarm.name == "VALARM")?;
    let seconds = if trigger.parameter("VALUE").is_some_and(|v| v.eq_ignore_ascii_case("DATE-TIME")) {
        let local = zone::local(trigger.value.trim().strip_suffix('Z')?)?;
        let when = Clock::Named("UTC".to_owned(), TimeZone::UTC).instant(local)?;
        (when.0 - at?.0).div_euclid(Micros::SECOND)
    } else {
        // Of a task it counts from when it is due, which is its end.
        let from_end = trigger.parameter("RELATED").is_some_and(|r| r.eq_ignore_ascii_case("END"));
        if from_end != (task && due) {
            return None;
        }
        duration(&trigger.value)?
    };
    let minutes = -seconds / 60;
    (seconds % 60 == 0 && (0..=EARLIEST).contains(&minutes)).then_some(minutes)
}

fn text(of: &Component, name: &str) -> String {
    of.line(name).map(|(_, line)| line.text()).unwrap_or_default()
}

/// When one component begins and is over.
struct Times {
    at: Option<Micros>,
    ends_at: Option<Micros>,
    all_day: bool,
    told: Option<(DateTime, Clock)>,
    due: bool,
    lasts: Option<i64>,
}

fn times(home: &Home<'_>, of: &Component, task: bool, repeats: bool) -> Result<Times, String> {
    let begins = home.one(of, "DTSTART")?;
    let lasts = match of.line("DURATION") {
        None => None,
        Some((at, line)) => {
            let seconds = duration(&line.value).filter(|s| *s >= 0);
            let wrong = || format!("line {at}: DURATION is as PT1H30M or P1D, got {:?}", first(&line.value));
            Some(seconds.ok_or_else(wrong)?)
        }
    };
    if task {
        let due = home.one(of, "DUE")?;
        let after = match (&begins, &due, lasts) {
            (Some(begins), Some(due), _) => Some((due.at.0 - begins.at.0) / Micros::SECOND),
            (Some(_), None, lasts) => lasts,
            _ => None,
        };
        let after = after.filter(|s| *s > 0);
        // A series is reckoned from where it begins; what happens once is due when it says.
        let (meant, is_due) = match (begins, due) {
            (Some(begins), due) if repeats => (Some(begins), due.is_some()),
            (Some(begins), None) => {
                let at = begins.at.plus(after.unwrap_or(0) * Micros::SECOND);
                (Some(Moment { at, ..begins }), false)
            }
            (_, Some(due)) => (Some(due), true),
            (None, None) => (None, false),
        };
        let lasts = after.filter(|_| repeats);
        return Ok(match meant {
            Some(m) => Times {
                at: Some(m.at),
                ends_at: None,
                all_day: m.all_day,
                told: m.told,
                due: is_due && !repeats,
                lasts,
            },
            None => Times { at: None, ends_at: None, all_day: false, told: None, due: false, lasts: None },
        });
    }
    let at = of.at;
    let begins = begins.ok_or_else(|| format!("line {at}: a VEVENT says DTSTART"))?;
    let ends_at = match home.one(of, "DTEND")? {
        Some(end) if end.all_day != begins.all_day => {
            return Err(format!("line {at}: DTSTART and DTEND are both days or both moments"));
        }
        Some(end) => Some(end.at),
        None if begins.all_day => home.days_later(begins.at, (lasts.unwrap_or(86_400) / 86_400).max(1)),
        None => Some(begins.at.plus(lasts.unwrap_or(0).saturating_mul(Micros::SECOND))),
    };
    if ends_at.is_some_and(|end| end < begins.at) {
        return Err(format!("line {at}: it is over before it begins"));
    }
    Ok(Times {
        at: Some(begins.at),
        ends_at,
        all_day: begins.all_day,
        told: begins.told,
        due: false,
        lasts: None,
    })
}

impl Said {
    /// Where a task begins that says so.
    pub(super) fn begins(sent: &Sent, home: &str) -> Result<Option<Micros>, String> {
        let home =
            Home { name: home, zone: TimeZone::get(home).unwrap_or(TimeZone::UTC), clocks: &sent.clocks };
        Ok(home.one(&sent.master, "DTSTART")?.map(|m| m.at))
    }

    /// How long it takes, in seconds.
    pub(super) fn length(&self) -> Option<i64> {
        Some((self.ends_at?.0 - self.at?.0) / Micros::SECOND)
    }
}

/// Reads what is said; moments that name no clock are read on that of `home`.
///
/// # Errors
///
/// With a sentence for people: which line, and what was expected.
pub(super) fn said(sent: &Sent, home: &str) -> Result<Said, String> {
    let home = Home { name: home, zone: TimeZone::get(home).unwrap_or(TimeZone::UTC), clocks: &sent.clocks };
    let of = &sent.master;
    for (name, why) in
        [("EXRULE", "rules of exceptions are not kept"), ("RECURRENCE-ID", "a turn is no series")]
    {
        if let Some((at, _)) = of.line(name) {
            return Err(format!("line {at}: {why}"));
        }
    }
    let repeats = match of.line("RRULE") {
        None => None,
        Some((at, _)) if of.all("RRULE").count() > 1 => return Err(format!("line {at}: one RRULE a series")),
        Some((at, line)) => {
            let why =
                |p: gx_kernel::Problem| p.fields.first().map_or(p.message.clone(), |f| f.message.clone());
            Some(Rule::read(&line.value).map_err(|p| format!("line {at}: RRULE: {}", why(p)))?)
        }
    };
    let when = times(&home, of, sent.task, repeats.is_some())?;
    if let (Some(_), None) = (&repeats, when.at) {
        return Err(format!("line {}: what repeats says DTSTART", of.at));
    }
    if repeats.is_none() {
        if let Some((at, _)) = of.line("RDATE") {
            return Err(format!("line {at}: dates without an RRULE are not kept; make an event of each"));
        }
        if let Some(turn) = sent.overrides.first() {
            return Err(format!("line {}: there is a turn, and nothing repeats", turn.at));
        }
    }
    let zone = match (&repeats, &when.told) {
        (Some(_), Some((local, clock))) => Some(clock.name_at(*local, (home.name, &home.zone))),
        _ => None,
    };
    let remind = of.inside.iter().find_map(|alarm| minutes(alarm, sent.task, when.due, when.at));
    let kind =
        of.line("X-GUANXI-KIND").and_then(|(_, line)| Kind::parse(&line.value.trim().to_ascii_lowercase()));
    let mut out = Said {
        kind: kind.filter(|k| (*k == Kind::Task) == sent.task),
        title: flat(&text(of, "SUMMARY")),
        note: text(of, "DESCRIPTION").trim().to_owned(),
        place: flat(&text(of, "LOCATION")),
        geo: of.line("GEO").and_then(|(_, line)| geo(line)),
        high: of.line("PRIORITY").is_some_and(|(_, line)| is_high(line)),
        private: of.line("CLASS").is_some_and(|(_, line)| is_private(line)),
        at: when.at,
        ends_at: when.ends_at,
        all_day: when.all_day,
        zone,
        repeats: repeats.as_ref().map(Rule::text),
        remind: remind.filter(|_| when.at.is_some()),
        state: state(of, sent.task),
        done_at: home.one(of, "COMPLETED").ok().flatten().map(|m| m.at),
        lasts: when.lasts,
        turns: BTreeMap::new(),
    };
    if let Some(rule) = &repeats {
        turns(&home, sent, rule, &mut out)?;
    }
    Ok(out)
}

/// Reads what is said of single turns.
fn turns(home: &Home<'_>, sent: &Sent, rule: &Rule, out: &mut Said) -> Result<(), String> {
    let Some(begins) = out.at else { return Ok(()) };
    let named = out.zone.as_deref().and_then(|name| TimeZone::get(name).ok());
    let zone = named.unwrap_or_else(|| home.zone.clone());
    let series = Series { first: begins, zone: &zone, rule };
    let first = series.begins();
    let series = Series { first, ..series };
    let (mut away, mut days, mut beside) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (name, into) in [("EXDATE", &mut away), ("RDATE", &mut beside)] {
        for (at, line) in sent.master.all(name) {
            for value in line.value.split(',') {
                if value.contains('/') {
                    return Err(format!("line {at}: {name} is a list of days or moments, not of periods"));
                }
                let moment = home.moment(*at, line, value)?;
                if moment.all_day && !out.all_day {
                    days.insert(moment.at);
                } else {
                    into.insert(moment.at);
                }
            }
        }
    }
    let mut told: BTreeMap<Micros, &Component> = BTreeMap::new();
    for turn in &sent.overrides {
        let Some((at, line)) = turn.line("RECURRENCE-ID") else { continue };
        if line.parameter("RANGE").is_some() {
            return Err(format!("line {at}: RANGE is not kept; end the series and begin another"));
        }
        if told.insert(home.moment(*at, line, &line.value)?.at, turn).is_some() {
            return Err(format!("line {at}: this turn is told twice"));
        }
    }
    if away.len() + beside.len() + told.len() + days.len() > MOST_TURNS {
        return Err(format!("a series has at most {MOST_TURNS} turns that are told one by one"));
    }
    // The series is gone through once, up to the last turn of which something is said.
    let last = away
        .iter()
        .chain(&beside)
        .chain(told.keys())
        .max()
        .copied()
        .max(days.last().map(|day| day.plus(Micros::DAY)));
    let mut by_rule = BTreeSet::new();
    if let Some(last) = last {
        series.each(|at| {
            if at <= last {
                by_rule.insert(at);
            }
            at < last
        });
    }
    for day in days {
        away.extend(by_rule.range(day..day.plus(Micros::DAY)).copied());
    }
    let keys: BTreeSet<Micros> = away.iter().chain(&beside).chain(told.keys()).copied().collect();
    for key in keys {
        let known = by_rule.contains(&key) || beside.contains(&key);
        let mut turn = SaidTurn {
            known,
            told: false,
            state: State::Open,
            done_at: None,
            at: key,
            length: None,
            title: None,
            place: None,
            note: None,
        };
        match told.get(&key) {
            _ if away.contains(&key) => turn.state = State::Cancelled,
            Some(of) => {
                let when = times(home, of, sent.task, true)?;
                let own = |said: String, all: &str| (said != all).then_some(said);
                turn.told = true;
                turn.at = when.at.unwrap_or(key);
                let length = when.ends_at.map(|end| (end.0 - turn.at.0) / Micros::SECOND);
                // A day is as long as its clock says.
                let length =
                    if out.all_day { length.map(|s| (s + 3 * 3600) / 86_400 * 86_400) } else { length };
                turn.length = length.filter(|l| Some(*l) != all_day_length(out));
                turn.title = own(flat(&text(of, "SUMMARY")), &out.title);
                turn.place = own(flat(&text(of, "LOCATION")), &out.place);
                turn.note = own(text(of, "DESCRIPTION").trim().to_owned(), &out.note);
                turn.state = state(of, sent.task);
                turn.done_at = home.one(of, "COMPLETED").ok().flatten().map(|m| m.at);
            }
            None => {}
        }
        // What is left out of what there is not says nothing.
        if known || turn.state != State::Cancelled || turn.told {
            out.turns.insert(key, turn);
        }
    }
    Ok(())
}

/// How long turns take, in whole days where they take days.
fn all_day_length(of: &Said) -> Option<i64> {
    let length = of.length()?;
    Some(if of.all_day { (length + 3 * 3600) / 86_400 * 86_400 } else { length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, seconds) in [
            ("PT15M", Some(900)),
            ("-PT1H30M", Some(-5400)),
            ("P1D", Some(86_400)),
            ("+P2W", Some(14 * 86_400)),
            ("P1DT2H3M4S", Some(93_784)),
            ("PT0S", Some(0)),
            ("P", None),
            ("PT", None),
            ("P1H", None),
            ("PT5", None),
            ("P9999999999999W", None),
            ("1D", None),
            ("", None),
        ] {
            assert_eq!(duration(text), seconds, "{text}");
        }
    }
}

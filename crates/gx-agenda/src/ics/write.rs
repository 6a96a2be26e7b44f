//! An activity written as an event or a task, with the turns of it that are not as the rule has them.

use std::collections::BTreeSet;

use gx_files::lines::{Line, escape, fold};
use gx_kernel::Micros;
use jiff::tz::TimeZone;

use super::tree::{self, Component};
use super::{flat, said, zone};
use crate::calendar::Stretch;
use crate::record::{Activity, Kind, Priority, Standing, State, Turn};
use crate::repeat::{Rule, Series};

const PRODUCT: &str = "PRODID:-//Guanxi//Calendar//EN";
/// How often a program that subscribes is asked to look again.
const REFRESH: &str = "PT1H";

/// The calendar of one activity, with what a client wrote beside it.
pub fn write(a: &Activity, kept: &[String]) -> String {
    let of = Of::new(a);
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), PRODUCT.to_owned()];
    lines.extend(of.zone_lines());
    of.components(kept, &mut lines);
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}

/// A calendar of many, under a name.
pub fn feed(name: &str, all: &[Activity]) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), PRODUCT.to_owned()];
    lines.push(format!("NAME:{}", escape(name)));
    lines.push(format!("X-WR-CALNAME:{}", escape(name)));
    lines.push(format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}"));
    lines.push(format!("X-PUBLISHED-TTL:{REFRESH}"));
    // Each zone once, from the earliest series on.
    let mut zones: std::collections::BTreeMap<&str, &Activity> = std::collections::BTreeMap::new();
    for a in all.iter().filter(|a| Of::new(a).zone.is_some()) {
        let held = zones.entry(&a.zone).or_insert(a);
        if a.first_at < held.first_at {
            *held = a;
        }
    }
    zones.values().for_each(|a| lines.extend(Of::new(a).zone_lines()));
    all.iter().for_each(|a| Of::new(a).components(&[], &mut lines));
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}

/// The turns of one that lie in a stretch, each told by itself and in UTC (RFC 4791, 9.6.5).
pub fn expanded(a: &Activity, stretch: Stretch) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), PRODUCT.to_owned()];
    let of = Of { zone: None, ..Of::new(a) };
    for s in crate::calendar::turns(a, stretch) {
        if s.state != State::Cancelled {
            of.turn(&s, &mut lines);
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}

/// When somebody is busy (RFC 4791, 7.10).
pub fn free_busy(stretch: Stretch, busy: &[(Micros, Micros)], now: Micros) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), PRODUCT.to_owned()];
    lines.push("BEGIN:VFREEBUSY".to_owned());
    lines.push(format!("DTSTAMP:{}", utc(now)));
    lines.push(format!("DTSTART:{}", utc(stretch.from)));
    lines.push(format!("DTEND:{}", utc(stretch.to)));
    lines.extend(busy.iter().map(|(from, to)| format!("FREEBUSY:{}/{}", utc(*from), utc(*to))));
    lines.push("END:VFREEBUSY".to_owned());
    lines.push("END:VCALENDAR".to_owned());
    folded(&lines)
}

/// Changes exactly when what a calendar says does. When it was written last, and how often, say nothing of what is in it: a
/// reminder that was given must not make a client believe that somebody else changed the event.
pub fn etag(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for line in text.split_inclusive('\n') {
        if !["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"].iter().any(|n| line.starts_with(n)) {
            hash.update(line);
        }
    }
    let mut out = String::from("\"");
    for byte in hash.finalize().iter().take(16) {
        let _ = write!(out, "{byte:02x}");
    }
    out.push('"');
    out
}

fn folded(lines: &[String]) -> String {
    let mut out = String::with_capacity(lines.len() * 40);
    lines.iter().for_each(|line| fold(&mut out, line));
    out
}

fn utc(at: Micros) -> String {
    at.timestamp().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `-PT15M`, in the largest units that fit.
fn before(minutes: i64) -> String {
    match minutes {
        0 => "PT0S".to_owned(),
        m if m % 1440 == 0 => format!("-P{}D", m / 1440),
        m if m % 60 == 0 => format!("-PT{}H", m / 60),
        m => format!("-PT{m}M"),
    }
}

/// An activity with what writing needs to know of it.
struct Of<'a> {
    a: &'a Activity,
    task: bool,
    rule: Option<Rule>,
    home: TimeZone,
    /// The zone that moments are told with; none where they are told in UTC, or as days.
    zone: Option<TimeZone>,
}

impl<'a> Of<'a> {
    fn new(a: &'a Activity) -> Self {
        let (rule, home) = (a.rule(), a.zone());
        let zone = Some(home.clone())
            .filter(|z| rule.is_some() && !a.all_day && z.iana_name().is_some_and(|n| n != "UTC"));
        Self { a, task: a.kind == Kind::Task, rule, home, zone }
    }

    fn zone_lines(&self) -> Vec<String> {
        match (&self.zone, self.a.first_at) {
            (Some(zone), Some(first)) => zone::vtimezone(&self.a.zone, zone, first),
            _ => Vec::new(),
        }
    }

    /// A line that tells a moment, as the activity tells them.
    fn moment(&self, name: &str, at: Micros) -> String {
        if self.a.all_day {
            let day = at.timestamp().to_zoned(self.home.clone());
            return format!("{name};VALUE=DATE:{}", day.strftime("%Y%m%d"));
        }
        if let Some(zone) = &self.zone {
            let local = at.timestamp().to_zoned(zone.clone()).datetime();
            // The second of two hours that have one name can be told in UTC alone.
            let meant = zone
                .to_ambiguous_zoned(local)
                .compatible()
                .is_ok_and(|z| z.timestamp().as_second() == at.timestamp().as_second());
            if meant {
                return format!("{name};TZID={}:{}", self.a.zone, local.strftime("%Y%m%dT%H%M%S"));
            }
        }
        format!("{name}:{}", utc(at))
    }

    /// Where it begins, and is over.
    fn times(&self, at: Micros, ends: Option<Micros>, out: &mut Vec<String>) {
        if self.task {
            let name = if self.rule.is_some() { "DTSTART" } else { "DUE" };
            out.push(self.moment(name, at));
            return;
        }
        out.push(self.moment("DTSTART", at));
        // An end at the beginning is none (RFC 5545, 3.8.2.2).
        out.extend(ends.filter(|end| end.0 >= at.0 + Micros::SECOND).map(|end| self.moment("DTEND", end)));
    }

    fn stamps(&self, out: &mut Vec<String>) {
        let a = self.a;
        out.push(format!("UID:{}", escape(&a.uid)));
        out.push(format!("DTSTAMP:{}", utc(a.updated_at)));
        out.push(format!("CREATED:{}", utc(a.created_at)));
        out.push(format!("LAST-MODIFIED:{}", utc(a.updated_at)));
        out.push(format!("SEQUENCE:{}", a.sequence));
    }

    fn name(&self) -> &'static str {
        if self.task { "VTODO" } else { "VEVENT" }
    }

    /// What is said alike of all turns, and what a client wrote.
    fn components(&self, kept: &[String], out: &mut Vec<String>) {
        let a = self.a;
        out.push(format!("BEGIN:{}", self.name()));
        self.stamps(out);
        let mut pen = Pen::new(kept, out);
        self.when(&mut pen);
        pen.say(
            "SUMMARY",
            |l| flat(&l.text()) == flat(&a.title),
            Some(format!("SUMMARY:{}", escape(&a.title))),
        );
        let note = (!a.note.is_empty()).then(|| format!("DESCRIPTION:{}", escape(&a.note)));
        pen.told_twice(a.note.trim());
        pen.say("DESCRIPTION", |l| l.text().trim() == a.note.trim(), note);
        let place = a.place.as_deref().unwrap_or_default();
        let ours = (!place.is_empty()).then(|| format!("LOCATION:{}", escape(place)));
        pen.say("LOCATION", |l| flat(&l.text()) == flat(place), ours);
        let geo = a.lat.zip(a.lon).map(|(lat, lon)| format!("GEO:{lat:.6};{lon:.6}"));
        let same = |l: &Line| geo.as_deref().and_then(Line::read).and_then(|g| said::geo(&g)) == said::geo(l);
        pen.say("GEO", same, geo.clone());
        let high = a.priority == Priority::High;
        pen.say("PRIORITY", |l| said::is_high(l) == high, high.then(|| "PRIORITY:1".to_owned()));
        pen.say("CLASS", |l| said::is_private(l) == a.private, a.private.then(|| "CLASS:PRIVATE".to_owned()));
        self.state(&mut pen);
        pen.out.push(format!("X-GUANXI-KIND:{}", a.kind.as_text().to_ascii_uppercase()));
        let due = self.task && self.rule.is_none() && pen.has_due;
        let ours = a.remind.filter(|_| a.first_at.is_some()).map(|m| self.alarm(m, &a.title, due));
        pen.alarms(|alarm| said::minutes(alarm, self.task, due, a.first_at), a.remind, ours);
        pen.rest();
        out.push(format!("END:{}", self.name()));
        self.turns(out);
    }

    fn when(&self, pen: &mut Pen<'_>) {
        let a = self.a;
        let Some(first) = a.first_at else {
            // Of a task without a day a client may know when it is begun.
            return;
        };
        let begins = if self.task && self.rule.is_none() { pen.take("DTSTART") } else { None };
        if let Some(begins) = begins {
            let at = moment_of(&begins, &self.home);
            let day = begins.parameter("VALUE").is_some_and(|v| v.eq_ignore_ascii_case("DATE"))
                || begins.value.trim().len() == 8;
            let same_kind = day == a.all_day;
            if at.is_some_and(|at| same_kind && at.0 / Micros::SECOND <= first.0 / Micros::SECOND) {
                pen.out.push(begins.raw.clone());
                if at.is_some_and(|at| at.0 / Micros::SECOND == first.0 / Micros::SECOND) {
                    pen.has_due = false;
                    return;
                }
            }
        }
        self.times(first, a.once().ends_at, pen.out);
        if let Some(rule) = &self.rule {
            pen.out.push(format!("RRULE:{}", rule.told(a.all_day, &self.home)));
            let by_rule = self.by_rule(rule, first);
            for (key, turn) in &a.turns {
                if turn.state == State::Cancelled {
                    pen.out.push(self.moment("EXDATE", *key));
                } else if !by_rule.contains(key) {
                    pen.out.push(self.moment("RDATE", *key));
                }
            }
        }
    }

    /// The turns that the rule names, as far as something is said of single ones.
    fn by_rule(&self, rule: &Rule, first: Micros) -> BTreeSet<Micros> {
        let mut out = BTreeSet::new();
        let Some(last) = self.a.turns.keys().next_back().copied() else { return out };
        Series { first, zone: &self.home, rule }.each(|at| {
            out.insert(at);
            at < last
        });
        out
    }

    fn state(&self, pen: &mut Pen<'_>) {
        let a = self.a;
        let ours = match (self.task, a.state) {
            (true, State::Open) => Some("STATUS:NEEDS-ACTION"),
            (true, State::Done) => Some("STATUS:COMPLETED"),
            (_, State::Cancelled) => Some("STATUS:CANCELLED"),
            (false, _) => None,
        };
        let task = self.task;
        let same = |l: &Line| {
            let of = Component { lines: vec![(0, l.clone())], ..Component::default() };
            let said = said::state(&of, task);
            if task { said == a.state } else { (said == State::Cancelled) == (a.state == State::Cancelled) }
        };
        pen.say("STATUS", same, ours.map(str::to_owned));
        if let (true, State::Done, Some(at)) = (task, a.state, a.done_at) {
            pen.out.push(format!("COMPLETED:{}", utc(at)));
        }
        // How far a task is, in hundredths, says nothing that its state does not.
        if let Some(far) = pen.take("PERCENT-COMPLETE")
            && (far.value.trim() == "100") == (a.state == State::Done)
        {
            pen.out.push(far.raw);
        }
    }

    fn alarm(&self, minutes: i64, title: &str, due: bool) -> Vec<String> {
        let from = if due { ";RELATED=END" } else { "" };
        vec![
            "BEGIN:VALARM".to_owned(),
            "ACTION:DISPLAY".to_owned(),
            format!("DESCRIPTION:{}", escape(title)),
            format!("TRIGGER{from}:{}", before(minutes)),
            "END:VALARM".to_owned(),
        ]
    }

    /// The turns that are told by themselves.
    fn turns(&self, out: &mut Vec<String>) {
        if self.rule.is_none() {
            return;
        }
        for (key, turn) in &self.a.turns {
            // That an event was done, nobody asks of a calendar.
            let bare =
                Turn { state: State::Open, outcome: None, done_at: None, done_by: None, ..turn.clone() };
            let done = self.task && turn.state == State::Done;
            if turn.state != State::Cancelled && (done || bare != Turn::plain(*key)) {
                self.turn(&self.a.turn(*key), out);
            }
        }
    }

    fn turn(&self, s: &Standing<'_>, out: &mut Vec<String>) {
        let (a, Some(at)) = (self.a, s.at) else { return };
        out.push(format!("BEGIN:{}", self.name()));
        self.stamps(out);
        out.extend(s.turn.map(|key| self.moment("RECURRENCE-ID", key)));
        self.times(at, s.ends_at, out);
        out.push(format!("SUMMARY:{}", escape(s.title)));
        if !s.note.is_empty() {
            out.push(format!("DESCRIPTION:{}", escape(s.note)));
        }
        if let Some(place) = s.place.filter(|p| !p.is_empty()) {
            out.push(format!("LOCATION:{}", escape(place)));
        }
        if a.priority == Priority::High {
            out.push("PRIORITY:1".to_owned());
        }
        if a.private {
            out.push("CLASS:PRIVATE".to_owned());
        }
        if self.task {
            let state = if s.state == State::Done { "COMPLETED" } else { "NEEDS-ACTION" };
            out.push(format!("STATUS:{state}"));
            if let (State::Done, Some(done)) = (s.state, s.done_at) {
                out.push(format!("COMPLETED:{}", utc(done)));
            }
        }
        out.push(format!("X-GUANXI-KIND:{}", a.kind.as_text().to_ascii_uppercase()));
        if let Some(minutes) = a.remind.filter(|_| s.state == State::Open) {
            out.extend(self.alarm(minutes, s.title, self.task && self.rule.is_none()));
        }
        out.push(format!("END:{}", self.name()));
    }
}

/// The moment of a line that was kept: in UTC, on the clock of the activity, or a day of it.
fn moment_of(line: &Line, home: &TimeZone) -> Option<Micros> {
    let text = line.value.trim();
    if text.len() == 8 {
        return Some(Micros(zone::day(text)?.to_zoned(home.clone()).ok()?.timestamp().as_microsecond()));
    }
    match text.strip_suffix('Z') {
        Some(digits) => zone::Clock::Named("UTC".to_owned(), TimeZone::UTC).instant(zone::local(digits)?),
        None => zone::Clock::Named(String::new(), home.clone()).instant(zone::local(text)?),
    }
}

/// What a client wrote, as it is written again.
struct Pen<'o> {
    kept: Vec<Option<Line>>,
    inside: Vec<Component>,
    out: &'o mut Vec<String>,
    /// Whether a task says when it is due, rather than when it begins.
    has_due: bool,
}

impl<'o> Pen<'o> {
    fn new(kept: &[String], out: &'o mut Vec<String>) -> Self {
        let root = tree::again(kept);
        let lines = root.lines.into_iter().map(|(_, line)| Some(line)).collect();
        Self { kept: lines, inside: root.inside, out, has_due: true }
    }

    fn take(&mut self, name: &str) -> Option<Line> {
        self.kept.iter_mut().find(|l| l.as_ref().is_some_and(|l| l.name == name)).and_then(Option::take)
    }

    /// The client's line where it says the same, ours where it does not.
    fn say(&mut self, name: &str, same: impl Fn(&Line) -> bool, ours: Option<String>) {
        match self.take(name).filter(same) {
            Some(line) => self.out.push(line.raw),
            None => self.out.extend(ours),
        }
    }

    /// Drops a description in another form, where the plain one is not the client's any more.
    fn told_twice(&mut self, note: &str) {
        let plain = self.kept.iter().flatten().find(|l| l.name == "DESCRIPTION");
        if plain.is_none_or(|l| l.text().trim() != note) {
            while self.take("X-ALT-DESC").is_some() {}
        }
    }

    /// The client's alarm for when it is to be reminded of, where it says the same, and all that have no field.
    fn alarms(
        &mut self,
        read: impl Fn(&Component) -> Option<i64>,
        now: Option<i64>,
        ours: Option<Vec<String>>,
    ) {
        let mut inside = std::mem::take(&mut self.inside);
        let field = inside.iter().position(|alarm| read(alarm).is_some());
        let same = field.and_then(|at| inside.get(at)).is_some_and(|alarm| read(alarm) == now);
        let held = field.map(|at| inside.remove(at));
        match held {
            Some(alarm) if same => self.inside.push(alarm),
            _ => self.inside.extend(ours.map(|lines| tree::again(&lines).inside).unwrap_or_default()),
        }
        self.inside.append(&mut inside);
    }

    fn rest(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        self.out.extend(kept.into_iter().flatten().map(|line| line.raw));
        let inside = std::mem::take(&mut self.inside);
        inside.iter().for_each(|one| one.raw(self.out));
    }
}

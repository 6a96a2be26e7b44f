//! What a report on a calendar asks for.

use gx_agenda::calendar::{Stretch, turns};
use gx_agenda::record::{Activity, Kind};
use gx_files::lines::{Line, unfold};
use gx_kernel::Micros;

use super::Event;
use crate::answer::Fault;
use crate::ask::{TextMatch, limit, text_match, unsupported};
use crate::xml::{CALDAV, DAV, Element};

/// A report on a calendar.
#[derive(Debug)]
pub(super) enum Report {
    /// Events by their addresses.
    Multiget(Vec<String>),
    /// Events by what they are, so many at most.
    Query(Filter, Option<usize>),
    /// When the colleague is busy.
    FreeBusy(Stretch),
    /// What changed since a token, so many at most.
    Sync(Option<String>, Option<usize>),
}

/// Reads a report, and the stretch in which turns are wanted one by one.
pub(super) fn report(root: &Element) -> Result<(Report, Option<Stretch>), Fault> {
    let data = root.child(DAV, "prop").and_then(|p| p.child(CALDAV, "calendar-data"));
    let expand = data.and_then(|d| d.child(CALDAV, "expand")).map(whole_range).transpose()?;
    let report = match (root.name.space.as_str(), root.name.local.as_str()) {
        (CALDAV, "calendar-multiget") => {
            Report::Multiget(root.all(DAV, "href").map(|h| h.text.trim().to_owned()).collect())
        }
        (CALDAV, "calendar-query") => {
            let filter = root.child(CALDAV, "filter").map_or_else(|| Ok(Filter::default()), filter)?;
            Report::Query(filter, limit(root, CALDAV)?)
        }
        (CALDAV, "free-busy-query") => {
            let range = root.child(CALDAV, "time-range");
            let range = range.ok_or_else(|| Fault::new(400, "free-busy-query says a time-range"))?;
            Report::FreeBusy(whole_range(range)?)
        }
        (DAV, "sync-collection") => {
            let token = root.child(DAV, "sync-token").map(|t| t.text.trim().to_owned());
            Report::Sync(token.filter(|t| !t.is_empty()), limit(root, DAV)?)
        }
        (_, other) => {
            let message = format!("there is no report {other:?} of a calendar");
            return Err(Fault::unmet(403, "<D:supported-report/>", message));
        }
    };
    Ok((report, expand))
}

/// Conditions on an event.
#[derive(Debug, Default)]
pub(super) struct Filter {
    /// Conditions of which each is on events or tasks; all must hold.
    of: Vec<OnComponent>,
}

#[derive(Debug)]
struct OnComponent {
    name: String,
    absent: bool,
    range: Option<(Option<Micros>, Option<Micros>)>,
    lines: Vec<OnLine>,
}

#[derive(Debug)]
struct OnLine {
    name: String,
    absent: bool,
    text: Option<TextMatch>,
}

fn filter(root: &Element) -> Result<Filter, Fault> {
    let named = |e: &Element| e.attribute("name").unwrap_or_default().to_ascii_uppercase();
    let whole = root.child(CALDAV, "comp-filter").filter(|c| named(c) == "VCALENDAR");
    let whole = whole.ok_or_else(|| unsupported("expected a comp-filter of VCALENDAR".to_owned()))?;
    let mut out = Filter::default();
    for child in &whole.children {
        if !child.name.is(CALDAV, "comp-filter") {
            return Err(unsupported(format!(
                "{} of a whole calendar is not evaluated here",
                child.name.local
            )));
        }
        let mut of = OnComponent { name: named(child), absent: false, range: None, lines: Vec::new() };
        for part in &child.children {
            match part.name.local.as_str() {
                "is-not-defined" => of.absent = true,
                "time-range" => of.range = Some(range(part)?),
                "prop-filter" => of.lines.push(on_line(part)?),
                other => return Err(unsupported(format!("{other} of a {} is not evaluated here", of.name))),
            }
        }
        out.of.push(of);
    }
    Ok(out)
}

fn on_line(element: &Element) -> Result<OnLine, Fault> {
    let name = element.attribute("name").unwrap_or_default().to_ascii_uppercase();
    let mut out = OnLine { name, absent: false, text: None };
    for child in &element.children {
        match child.name.local.as_str() {
            "is-not-defined" => out.absent = true,
            "text-match" => out.text = Some(text_match(child)?),
            other => return Err(unsupported(format!("{other} of a property is not evaluated here"))),
        }
    }
    Ok(out)
}

/// The bounds of a range, of which one may be open.
fn range(element: &Element) -> Result<(Option<Micros>, Option<Micros>), Fault> {
    let read = |name: &str| -> Result<Option<Micros>, Fault> {
        let Some(text) = element.attribute(name) else { return Ok(None) };
        let expected = || Fault::new(400, format!("{name} is an instant as 20261201T000000Z, got {text:?}"));
        let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", text.trim()).map_err(|_| expected())?;
        let at = jiff::tz::Offset::UTC.to_timestamp(at).map_err(|_| expected())?;
        Ok(Some(Micros(at.as_microsecond())))
    };
    let (from, to) = (read("start")?, read("end")?);
    if from.is_none() && to.is_none() || from.zip(to).is_some_and(|(from, to)| to <= from) {
        return Err(Fault::new(400, "a time-range says start or end, and ends after it begins"));
    }
    Ok((from, to))
}

/// A range with both its bounds, and no longer than turns are reckoned for.
fn whole_range(element: &Element) -> Result<Stretch, Fault> {
    match range(element)? {
        (Some(from), Some(to)) if to.0 - from.0 <= 1100 * Micros::DAY => Ok(Stretch { from, to }),
        _ => Err(Fault::new(400, "a range with start and end, of at most three years")),
    }
}

impl Filter {
    /// Whether an event is meant.
    pub(super) fn holds(&self, event: &Event) -> bool {
        self.of.iter().all(|of| of.holds(event))
    }
}

impl OnComponent {
    fn holds(&self, event: &Event) -> bool {
        let a = &event.activity;
        let mine = if a.kind == Kind::Task { "VTODO" } else { "VEVENT" };
        if self.name != mine {
            return self.absent;
        }
        if self.absent || !self.range.is_none_or(|range| lies(a, range)) {
            return false;
        }
        if self.lines.is_empty() {
            return true;
        }
        let lines = lines(event);
        self.lines.iter().all(|of| {
            let mut there = lines.iter().filter(|l| l.name == of.name);
            match &of.text {
                _ if of.absent => there.next().is_none(),
                Some(text) => there.any(|line| text.holds(line)),
                None => there.next().is_some(),
            }
        })
    }
}

/// The lines of the first component that is no zone.
fn lines(event: &Event) -> Vec<Line> {
    let mut out = Vec::new();
    let (mut inside, mut deep) = (false, 0);
    for (_, text) in unfold(&event.text) {
        let Some(line) = Line::read(&text) else { continue };
        let of = line.value.trim();
        match line.name.as_str() {
            "BEGIN" if !inside => inside = of == "VEVENT" || of == "VTODO",
            "BEGIN" => deep += 1,
            "END" if inside && deep == 0 => break,
            "END" if inside => deep -= 1,
            _ if inside && deep == 0 => out.push(line),
            _ => {}
        }
    }
    out
}

/// Whether an activity, or a turn of it, lies in a range (RFC 4791, 9.9). A task without a day lies in all.
fn lies(a: &Activity, range: (Option<Micros>, Option<Micros>)) -> bool {
    let Some(first) = a.first_at else { return a.kind == Kind::Task };
    match range {
        (Some(from), Some(to)) => !turns(a, Stretch { from, to }).is_empty(),
        (None, Some(to)) => first < to || a.turns.values().any(|t| t.at < to),
        (from, None) => {
            let from = from.unwrap_or(Micros(i64::MIN));
            let endless = a.repeats.is_some() && a.until_at.is_none();
            let length = a.length.unwrap_or(0).saturating_mul(Micros::SECOND);
            let last = a.until_at.unwrap_or(first).plus(length.max(Micros::SECOND));
            endless || last > from || a.turns.values().any(|t| t.at >= from)
        }
    }
}

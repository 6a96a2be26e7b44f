//! What a client sent: one event or task with the turns of it that are not as the rule has them.

use gx_files::lines::unfold;

use super::said::{self, Said};
use super::tree::{self, Component};
use super::zone::Clocks;
use super::{MOST_BYTES, MOST_LINES};
use crate::record::Activity;

/// Lines that are written from the activity, whatever a client wrote.
const OURS: [&str; 15] = [
    "UID",
    "DTSTAMP",
    "CREATED",
    "LAST-MODIFIED",
    "SEQUENCE",
    "DTSTART",
    "DTEND",
    "DUE",
    "DURATION",
    "RRULE",
    "EXDATE",
    "RDATE",
    "RECURRENCE-ID",
    "COMPLETED",
    "X-GUANXI-KIND",
];

/// An event or a task as a client sent it.
#[derive(Clone, Debug)]
pub struct Sent {
    /// What the client knows it by.
    pub uid: Option<String>,
    /// A task; else an event.
    pub task: bool,
    pub(super) master: Component,
    pub(super) overrides: Vec<Component>,
    pub(super) clocks: Clocks,
}

/// Reads the calendar of a body, in which there is one event or task.
///
/// # Errors
///
/// With a sentence for people: which line, and what was expected.
pub fn read(bytes: &[u8]) -> Result<Sent, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("an event has at most {MOST_BYTES} bytes"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| format!("the event is not UTF-8 from byte {} on", e.valid_up_to()))?;
    let lines = unfold(text.trim_start_matches('\u{feff}'));
    if lines.len() > MOST_LINES {
        return Err(format!("an event has at most {MOST_LINES} lines, this one has {}", lines.len()));
    }
    of(&lines)
}

/// Reads what we wrote ourselves, however long it is.
pub(super) fn ours(text: &str) -> Result<Sent, String> {
    of(&unfold(text))
}

fn of(lines: &[(usize, String)]) -> Result<Sent, String> {
    let root = tree::read(lines)?;
    let calendar = match root.inside.as_slice() {
        [one] if one.name == "VCALENDAR" && root.lines.is_empty() => one,
        [_, second, ..] => return Err(format!("line {}: one calendar a time", second.at)),
        _ => return Err("expected BEGIN:VCALENDAR in the first line, and nothing outside of it".to_owned()),
    };
    match calendar.line("VERSION") {
        Some((_, line)) if line.value.trim() == "2.0" => {}
        Some((at, line)) => {
            return Err(format!(
                "line {at}: expected VERSION:2.0, got {:?}",
                gx_files::lines::first(&line.value)
            ));
        }
        None => return Err("the calendar does not say VERSION:2.0".to_owned()),
    }
    if let Some((at, line)) =
        calendar.line("CALSCALE").filter(|(_, l)| !l.value.trim().eq_ignore_ascii_case("GREGORIAN"))
    {
        let got = gx_files::lines::first(&line.value);
        return Err(format!("line {at}: only CALSCALE:GREGORIAN is kept, not {got:?}"));
    }
    let mut task = None;
    let mut masters = Vec::new();
    let mut overrides = Vec::new();
    for one in calendar.inside.iter().filter(|c| c.name != "VTIMEZONE") {
        let at = one.at;
        let is_task = match one.name.as_str() {
            "VEVENT" => false,
            "VTODO" => true,
            other => {
                let other = gx_files::lines::first(other);
                return Err(format!("line {at}: expected a VEVENT or a VTODO, got {other}"));
            }
        };
        if task.is_some_and(|task| task != is_task) {
            return Err(format!("line {at}: an event and a task are two, under a name each"));
        }
        task = Some(is_task);
        if one.line("RECURRENCE-ID").is_some() {
            overrides.push(one.clone())
        } else {
            masters.push(one.clone())
        }
    }
    let Some(task) = task else { return Err("there is no VEVENT and no VTODO in the calendar".to_owned()) };
    let master = match (masters.len(), masters.pop()) {
        (1, Some(master)) => master,
        (0, _) => {
            return Err(
                "there are turns with a RECURRENCE-ID, and not the series that they belong to".to_owned()
            );
        }
        (_, last) => {
            let at = last.map_or(0, |one| one.at);
            return Err(format!(
                "line {at}: one event a time; only turns of a series stand beside it, with RECURRENCE-ID"
            ));
        }
    };
    let uid = |one: &Component| {
        one.line("UID").map(|(_, line)| line.text().trim().to_owned()).filter(|u| !u.is_empty())
    };
    let id = uid(&master);
    if let Some(other) = overrides.iter().find(|o| uid(o) != id) {
        return Err(format!("line {}: all in one calendar have the same UID", other.at));
    }
    if id.as_ref().is_some_and(|uid| uid.chars().count() > 255) {
        return Err("UID has at most 255 characters".to_owned());
    }
    Ok(Sent { uid: id, task, master, overrides, clocks: Clocks::read(calendar) })
}

/// The lines of a client that have no field here, or say what one has in words of their own, beside the activity that was
/// made of them.
///
/// # Errors
///
/// As [`said::said`].
pub fn kept(sent: &Sent, a: &Activity) -> Result<Vec<String>, String> {
    let said = said::said(sent, &a.zone)?;
    let mut out: Vec<String> = Vec::new();
    // A description that is told in another form too is needed to know whether that still says the same.
    let twice = sent.master.line("X-ALT-DESC").is_some();
    let written: Vec<String> = unfold(&super::write(a, &[])).into_iter().map(|(_, line)| line).collect();
    let plain: std::collections::HashSet<&String> = written.iter().collect();
    for (_, line) in &sent.master.lines {
        let begins = sent.task && said.repeats.is_none() && line.name == "DTSTART";
        if OURS.contains(&line.name.as_str()) && !begins {
            continue;
        }
        // Times of ours have the zone of ours; a day or an instant needs none.
        if begins && line.parameter("TZID").is_some() {
            let at = Said::begins(sent, &a.zone)?;
            out.extend(at.map(|at| format!("DTSTART:{}", at.timestamp().strftime("%Y%m%dT%H%M%SZ"))));
            continue;
        }
        if !plain.contains(&line.raw) || twice && line.name == "DESCRIPTION" {
            out.push(line.raw.clone());
        }
    }
    if let Some(lasts) = said.lasts {
        out.push(format!("DURATION:PT{lasts}S"));
    }
    for one in &sent.master.inside {
        let mut lines = Vec::new();
        one.raw(&mut lines);
        // An alarm of ours is told by its field.
        if !written.windows(lines.len()).any(|some| *some == *lines) {
            out.append(&mut lines);
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn calendar(inside: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inside}END:VCALENDAR\r\n")
    }

    #[test]
    fn what_is_no_event_is_refused_with_the_line() {
        let event = "BEGIN:VEVENT\nUID:u\nDTSTART:20261201T010000Z\nSUMMARY:x\nEND:VEVENT\n";
        for (text, expected) in [
            ("hello".to_owned(), "line 1: expected NAME:VALUE"),
            (String::new(), "expected BEGIN:VCALENDAR"),
            ("BEGIN:VCARD\nEND:VCARD".to_owned(), "expected BEGIN:VCALENDAR"),
            ("BEGIN:VCALENDAR\nEND:VCALENDAR".to_owned(), "VERSION:2.0"),
            ("BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR".to_owned(), "line 2: expected VERSION:2.0"),
            (calendar(""), "no VEVENT"),
            (
                calendar("BEGIN:VJOURNAL\nEND:VJOURNAL\n"),
                "line 4: expected a VEVENT or a VTODO, got VJOURNAL",
            ),
            (calendar("BEGIN:VEVENT\n"), "line 5: END:VCALENDAR ends nothing"),
            (calendar(&format!("{event}{event}")), "line 9: one event a time"),
            (calendar(&format!("{event}BEGIN:VTODO\nUID:u\nEND:VTODO\n")), "two, under a name each"),
            (calendar(&event.replace("UID:u", "UID:u\nRECURRENCE-ID:20261201T010000Z")), "not the series"),
            (
                calendar(&format!(
                    "{event}{}",
                    event.replace("UID:u", "UID:v\nRECURRENCE-ID:20261201T010000Z")
                )),
                "line 9: all in one calendar have the same UID",
            ),
            (format!("{}{}", calendar(event), calendar(event)), "line 10: one calendar a time"),
            (calendar(&event.replace("UID:u", &format!("UID:{}", "u".repeat(300)))), "255"),
            ("BEGIN:A\n".repeat(50), "deep"),
            ("BEGIN:VCALENDAR\n".repeat(30_000), "at most"),
            ("BEGIN:VCALENDAR\nVERSION:2.0\n".to_owned(), "line 1: VCALENDAR has no END:VCALENDAR"),
        ] {
            let why = read(text.as_bytes()).unwrap_err();
            assert!(why.contains(expected), "{expected} is not in {why}");
        }
        assert!(read(b"BEGIN:VCALENDAR\nX:\xff").unwrap_err().contains("UTF-8"));
        assert!(read(calendar(event).as_bytes()).is_ok());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        /// Whatever stands in the lines of an event, reading it ends with what it says or with a reason.
        #[test]
        fn any_lines_are_read_or_refused(task in any::<bool>(), lines in proptest::collection::vec((
            prop_oneof![Just("DTSTART"), Just("DTEND"), Just("DUE"), Just("DURATION"), Just("RRULE"), Just("EXDATE"), Just("RDATE"),
                Just("RECURRENCE-ID"), Just("DTSTART;VALUE=DATE"), Just("DTSTART;TZID=Europe/Berlin"), Just("EXDATE;VALUE=DATE"), Just("STATUS"),
                Just("GEO"), Just("PRIORITY"), Just("COMPLETED"), Just("BEGIN"), Just("END"), Just("TRIGGER"), Just("SUMMARY"), Just("UID")],
            prop_oneof![Just("20261201T090000Z"), Just("20261201T090000"), Just("20261201"), Just("FREQ=DAILY;COUNT=3"), Just("FREQ=YEARLY;UNTIL=20270101"),
                Just("PT1H"), Just("-P1D"), Just("P9999999999W"), Just("VALARM"), Just("VEVENT"), Just("30.1;120.2"), Just("COMPLETED"), Just("16000101T000000"),
                Just("22001231T235959Z"), Just("关系"), Just(""), Just("99999999"), Just("20261201T090000Z/PT1H")]), 0..12)) {
            let kind = if task { "VTODO" } else { "VEVENT" };
            let body: String = lines.iter().map(|(name, value)| format!("{name}:{value}\r\n")).collect();
            let text = calendar(&format!("BEGIN:{kind}\r\n{body}END:{kind}\r\n"));
            if let Ok(sent) = read(text.as_bytes()) {
                let _ = said::said(&sent, "Europe/Berlin");
            }
        }
    }
}

//! The way there and back: what is written is read as the same, and what a client wrote stays as it was.

use gx_kernel::Micros;
use gx_testkit::TestStore;
use proptest::prelude::*;

use super::said::Said;
use super::{etag, feed, kept, read, write};
use crate::calendar::Stretch;
use crate::record::{Activity, Kind, Priority, State, Turn};

fn at(text: &str) -> Micros {
    Micros::parse(text).unwrap()
}

fn meeting(t: &TestStore) -> Activity {
    let mut a = Activity::new(&t.store, "Europe/Berlin".to_owned());
    a.kind = Kind::Meeting;
    a.title = "例会, 每周; 五楼".to_owned();
    a.note = "带样品\n\\ 两份".to_owned();
    a.place = Some("五楼".to_owned());
    (a.first_at, a.length) = (Some(at("2026-10-19T07:00:00Z")), Some(3600));
    a
}

fn series(t: &TestStore) -> Activity {
    let mut a = meeting(t);
    a.repeats = Some("FREQ=WEEKLY;UNTIL=20261221T235959".to_owned());
    let moved = Turn {
        at: at("2026-10-26T10:00:00Z"),
        title: Some("改期".to_owned()),
        ..Turn::plain(at("2026-10-26T08:00:00Z"))
    };
    a.turns.insert(at("2026-10-26T08:00:00Z"), moved);
    let away = Turn { state: State::Cancelled, ..Turn::plain(at("2026-11-02T08:00:00Z")) };
    a.turns.insert(at("2026-11-02T08:00:00Z"), away);
    a
}

fn said(text: &str, home: &str) -> Said {
    super::said::said(&read(text.as_bytes()).unwrap(), home).unwrap()
}

fn has(text: &str, line: &str) {
    let lines = gx_files::lines::unfold(text);
    assert!(lines.iter().any(|(_, l)| l == line), "{line} is not in {text}");
}

#[test]
fn a_meeting_is_written_in_utc_and_a_series_on_its_clock() {
    let t = gx_testkit::sqlite();
    let mut a = meeting(&t);
    (a.priority, a.private, a.remind) = (Priority::High, true, Some(90));
    (a.lat, a.lon) = (Some(30.25), Some(120.15));
    let text = write(&a, &[]);
    for line in [
        "DTSTART:20261019T070000Z",
        "DTEND:20261019T080000Z",
        "SUMMARY:例会\\, 每周\\; 五楼",
        "DESCRIPTION:带样品\\n\\\\ 两份",
        "LOCATION:五楼",
        "GEO:30.250000;120.150000",
        "PRIORITY:1",
        "CLASS:PRIVATE",
        "TRIGGER:-PT90M",
        "X-GUANXI-KIND:MEETING",
    ] {
        has(&text, line);
    }
    assert!(!text.contains("VTIMEZONE") && text.lines().all(|l| l.len() <= 75));
    let text = write(&series(&t), &[]);
    for line in [
        "BEGIN:VTIMEZONE",
        "DTSTART;TZID=Europe/Berlin:20261019T090000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261221T225959Z",
        "EXDATE;TZID=Europe/Berlin:20261102T090000",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261026T090000",
        "DTSTART;TZID=Europe/Berlin:20261026T110000",
        "SUMMARY:改期",
    ] {
        has(&text, line);
    }
    let told = said(&text, "Asia/Shanghai");
    assert_eq!(told.zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(told.turns.len(), 2);
    assert!(told.turns.values().all(|turn| turn.known));
    assert_eq!(told.turns[&at("2026-10-26T08:00:00Z")].title.as_deref(), Some("改期"));
    assert_eq!(told.turns[&at("2026-11-02T08:00:00Z")].state, State::Cancelled);
}

#[test]
fn whole_days_and_tasks() {
    let t = gx_testkit::sqlite();
    let mut a = meeting(&t);
    (a.all_day, a.first_at, a.length) = (true, Some(at("2026-10-23T22:00:00Z")), Some(2 * 86_400));
    let text = write(&a, &[]);
    // A day on which clocks change has 25 hours and is one.
    has(&text, "DTSTART;VALUE=DATE:20261024");
    has(&text, "DTEND;VALUE=DATE:20261026");
    assert_eq!(said(&text, "Europe/Berlin").at, a.first_at);
    let mut a = Activity::new(&t.store, "Asia/Shanghai".to_owned());
    (a.title, a.first_at, a.remind) = ("报价".to_owned(), Some(at("2026-12-01T10:00:00Z")), Some(0));
    let text = write(&a, &[]);
    for line in ["DUE:20261201T100000Z", "STATUS:NEEDS-ACTION", "TRIGGER;RELATED=END:PT0S"] {
        has(&text, line);
    }
    assert_eq!(said(&text, "Asia/Shanghai").remind, Some(0));
    (a.state, a.done_at) = (State::Done, Some(at("2026-12-01T09:00:00Z")));
    let text = write(&a, &[]);
    has(&text, "STATUS:COMPLETED");
    has(&text, "COMPLETED:20261201T090000Z");
    (a.state, a.done_at, a.first_at) = (State::Open, None, None);
    let text = write(&a, &[]);
    assert!(!text.contains("DUE") && !text.contains("VALARM"), "{text}");
    (a.first_at, a.repeats) = (Some(at("2026-12-01T10:00:00Z")), Some("FREQ=DAILY;COUNT=3".to_owned()));
    let key = at("2026-12-02T10:00:00Z");
    let done = Turn { state: State::Done, done_at: Some(key), ..Turn::plain(key) };
    a.turns.insert(key, done);
    let text = write(&a, &[]);
    has(&text, "DTSTART;TZID=Asia/Shanghai:20261201T180000");
    has(&text, "RECURRENCE-ID;TZID=Asia/Shanghai:20261202T180000");
    has(&text, "STATUS:COMPLETED");
    assert_eq!(said(&text, "UTC").turns[&key].state, State::Done);
}

#[test]
fn what_was_done_before_a_series_was_moved_comes_beside_the_rule() {
    let t = gx_testkit::sqlite();
    let mut a = Activity::new(&t.store, "Asia/Shanghai".to_owned());
    (a.title, a.first_at) = ("盘点".to_owned(), Some(at("2026-12-02T10:00:00Z")));
    a.repeats = Some("FREQ=WEEKLY".to_owned());
    let key = at("2026-12-01T01:00:00Z");
    a.turns.insert(key, Turn { state: State::Done, done_at: Some(key), ..Turn::plain(key) });
    let text = write(&a, &[]);
    has(&text, "RDATE;TZID=Asia/Shanghai:20261201T090000");
    let told = said(&text, "Asia/Shanghai");
    assert!(told.turns[&key].known && told.turns[&key].state == State::Done);
}

#[test]
fn the_second_of_two_hours_is_told_in_utc() {
    let t = gx_testkit::sqlite();
    let mut a = series(&t);
    let key = at("2026-10-26T08:00:00Z");
    // Half past two of 25 October comes twice in Berlin.
    let own = a.turns.get_mut(&key).unwrap();
    own.at = at("2026-10-25T01:30:00Z");
    let text = write(&a, &[]);
    has(&text, "DTSTART:20261025T013000Z");
    assert_eq!(said(&text, "Europe/Berlin").turns[&key].at, at("2026-10-25T01:30:00Z"));
}

/// An event as a client wrote it, and the activity that would be made of it.
fn taken(t: &TestStore, text: &str) -> (Activity, Vec<String>) {
    let sent = read(text.as_bytes()).unwrap();
    let told = said(text, "Asia/Shanghai");
    let mut a = Activity::new(&t.store, "Asia/Shanghai".to_owned());
    a.kind = if sent.task { Kind::Task } else { Kind::Meeting };
    a.length = told.length();
    (a.title, a.note, a.first_at, a.all_day) = (told.title, told.note, told.at, told.all_day);
    (a.place, a.private, a.remind) = (Some(told.place).filter(|p| !p.is_empty()), told.private, told.remind);
    a.priority = if told.high { Priority::High } else { Priority::Normal };
    (a.lat, a.lon) = (told.geo.map(|g| g.0), told.geo.map(|g| g.1));
    (a.state, a.done_at, a.repeats) = (told.state, told.done_at, told.repeats);
    a.uid = sent.uid.clone().unwrap();
    let lines = kept(&sent, &a).unwrap();
    (a, lines)
}

#[test]
fn what_a_client_wrote_stays_as_it_was_and_follows_what_changes() {
    let t = gx_testkit::sqlite();
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mozilla//EN\r\nBEGIN:VEVENT\r\nUID:u-1\r\nDTSTAMP:20261130T080000Z\r\n\
        DTSTART;TZID=China Standard Time:20261201T090000\r\nDURATION:PT45M\r\nSUMMARY;LANGUAGE=zh:拜访  林晓梅\r\nDESCRIPTION:带样品\r\n\
        X-ALT-DESC;FMTTYPE=text/html:<b>带样品</b>\r\nPRIORITY:3\r\nCLASS:CONFIDENTIAL\r\nSTATUS:TENTATIVE\r\nCATEGORIES:茶\r\n\
        ATTENDEE;CN=\"林; 晓梅\":mailto:lin@example.com\r\nX-MOZ-GENERATION:2\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT15M\r\n\
        X-WR-ALARMUID:a-1\r\nEND:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let (mut a, lines) = taken(&t, text);
    assert_eq!((a.first_at, a.length), (Some(at("2026-12-01T01:00:00Z")), Some(2700)));
    assert_eq!(
        (a.title.as_str(), a.priority, a.private, a.remind),
        ("拜访 林晓梅", Priority::High, true, Some(15))
    );
    let out = write(&a, &lines);
    for line in [
        "UID:u-1",
        "DTSTART:20261201T010000Z",
        "DTEND:20261201T014500Z",
        "SUMMARY;LANGUAGE=zh:拜访  林晓梅",
        "X-ALT-DESC;FMTTYPE=text/html:<b>带样品</b>",
        "PRIORITY:3",
        "CLASS:CONFIDENTIAL",
        "STATUS:TENTATIVE",
        "CATEGORIES:茶",
        "ATTENDEE;CN=\"林; 晓梅\":mailto:lin@example.com",
        "X-MOZ-GENERATION:2",
        "X-WR-ALARMUID:a-1",
        "TRIGGER:PT5M",
    ] {
        has(&out, line);
    }
    assert_eq!(out.matches("BEGIN:VALARM").count(), 2);
    // The same again says the same, and has the same etag.
    let of_client = Said { kind: Some(Kind::Meeting), ..said(text, "Asia/Shanghai") };
    assert_eq!(said(&out, "Asia/Shanghai"), of_client);
    let tag = etag(&out);
    (a.sequence, a.updated_at) = (9, a.updated_at.plus(Micros::DAY));
    assert_eq!(etag(&write(&a, &lines)), tag);
    // Changed here: their lines go with what they said, and nothing else.
    (a.title, a.priority, a.private, a.remind) = ("拜访".to_owned(), Priority::Normal, false, Some(30));
    a.note = "带两份".to_owned();
    let out = write(&a, &lines);
    for line in ["SUMMARY:拜访", "DESCRIPTION:带两份", "TRIGGER:-PT30M", "TRIGGER:PT5M", "STATUS:TENTATIVE"]
    {
        has(&out, line);
    }
    for gone in ["PRIORITY", "CLASS", "X-ALT-DESC", "X-WR-ALARMUID"] {
        assert!(!out.contains(gone), "{gone} is in {out}");
    }
    assert_ne!(etag(&out), tag);
}

#[test]
fn a_task_keeps_when_it_is_begun_and_how_far_it_is() {
    let t = gx_testkit::sqlite();
    let text = |inside: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTODO\nUID:t\nSUMMARY:x\n{inside}END:VTODO\nEND:VCALENDAR\n"
        )
    };
    let (mut a, lines) = taken(
        &t,
        &text(
            "DTSTART;VALUE=DATE:20261201\nDUE;VALUE=DATE:20261203\nPERCENT-COMPLETE:40\nSTATUS:IN-PROCESS\n",
        ),
    );
    let out = write(&a, &lines);
    for line in
        ["DTSTART;VALUE=DATE:20261201", "DUE;VALUE=DATE:20261203", "PERCENT-COMPLETE:40", "STATUS:IN-PROCESS"]
    {
        has(&out, line);
    }
    (a.state, a.done_at) = (State::Done, a.first_at);
    let out = write(&a, &lines);
    has(&out, "STATUS:COMPLETED");
    assert!(!out.contains("PERCENT-COMPLETE"), "{out}");
    // Due before it is begun: then it is not begun later.
    (a.state, a.first_at) = (State::Open, Some(at("2026-11-29T16:00:00Z")));
    let out = write(&a, &lines);
    has(&out, "DUE;VALUE=DATE:20261130");
    assert!(!out.contains("DTSTART"), "{out}");
    // Begun alone is a day of it too, and comes back as it was said.
    let (a, lines) = taken(&t, &text("DTSTART;TZID=Asia/Tokyo:20261201T090000\n"));
    assert_eq!(a.first_at, Some(at("2026-12-01T00:00:00Z")));
    let out = write(&a, &lines);
    has(&out, "DTSTART:20261201T000000Z");
    assert!(!out.contains("DUE"), "{out}");
    // Every day from nine to five.
    let (a, lines) = taken(&t, &text("DTSTART:20261201T010000Z\nDUE:20261201T090000Z\nRRULE:FREQ=DAILY\n"));
    assert_eq!(lines, ["DURATION:PT28800S"]);
    has(&write(&a, &lines), "DURATION:PT28800S");
}

#[test]
fn what_is_said_wrongly_is_refused_with_the_line() {
    let event = |inside: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:u\nSUMMARY:x\n{inside}END:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let begins = "DTSTART:20261201T010000Z\n";
    for (inside, expected) in [
        (String::new(), "line 3: a VEVENT says DTSTART"),
        ("DTSTART:soon\n".to_owned(), "line 6: DTSTART is a day as 20261201"),
        ("DTSTART:20261301T010000Z\n".to_owned(), "line 6"),
        ("DTSTART;TZID=Europe/Berlin:99990101T010000\n".to_owned(), "line 6"),
        (format!("{begins}{begins}"), "line 6: DTSTART is there twice"),
        (format!("{begins}DTEND;VALUE=DATE:20261202\n"), "both days or both moments"),
        (format!("{begins}DTEND:20261130T010000Z\n"), "over before it begins"),
        (format!("{begins}DURATION:-PT5M\n"), "line 7: DURATION"),
        (format!("{begins}RRULE:FREQ=HOURLY\n"), "line 7: RRULE: FREQ"),
        (format!("{begins}RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY\n"), "one RRULE"),
        (format!("{begins}EXRULE:FREQ=DAILY\n"), "line 7: rules of exceptions"),
        (format!("{begins}RDATE:20261203T010000Z\n"), "line 7: dates without an RRULE"),
        (format!("{begins}RRULE:FREQ=DAILY\nRDATE;VALUE=PERIOD:20261203T010000Z/PT1H\n"), "not of periods"),
    ] {
        let sent = read(event(&inside).as_bytes()).unwrap();
        let why = super::said::said(&sent, "Asia/Shanghai").unwrap_err();
        assert!(why.contains(expected), "{expected} is not in {why}");
    }
}

#[test]
fn clocks_of_many_kinds() {
    let event = |zones: &str, begins: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\n{zones}BEGIN:VEVENT\nUID:u\nSUMMARY:x\n{begins}\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    };
    let ours = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\n";
    for (zones, begins, instant, zone) in [
        ("", "DTSTART;TZID=Asia/Tokyo:20261201T090000", "2026-12-01T00:00:00Z", Some("Asia/Tokyo")),
        ("", "DTSTART:20261201T090000Z", "2026-12-01T09:00:00Z", Some("UTC")),
        ("", "DTSTART:20261201T090000", "2026-12-01T01:00:00Z", None),
        ("", "DTSTART;TZID=Nowhere:20261201T090000", "2026-12-01T01:00:00Z", None),
        (
            "",
            "DTSTART;TZID=\"W. Europe Standard Time\":20261201T090000",
            "2026-12-01T08:00:00Z",
            Some("Europe/Berlin"),
        ),
        (ours, "DTSTART;TZID=Ours:20261201T090000", "2026-12-01T03:30:00Z", Some("UTC")),
        ("", "DTSTART;VALUE=DATE:20261201", "2026-11-30T16:00:00Z", None),
    ] {
        let told = said(&event(zones, begins), "Asia/Shanghai");
        assert_eq!((told.at, told.zone.as_deref()), (Some(at(instant)), zone), "{begins}");
    }
}

#[test]
fn a_calendar_of_many_has_each_zone_once() {
    let t = gx_testkit::sqlite();
    let text = feed("Guanxi · 顾", &[series(&t), series(&t), meeting(&t)]);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
    has(&text, "X-WR-CALNAME:Guanxi · 顾");
    let range = Stretch { from: at("2026-10-20T00:00:00Z"), to: at("2026-11-10T00:00:00Z") };
    let text = super::expanded(&series(&t), range);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    for line in ["RECURRENCE-ID:20261026T080000Z", "DTSTART:20261026T100000Z", "DTSTART:20261109T080000Z"] {
        has(&text, line);
    }
    assert!(!text.contains("RRULE") && !text.contains("TZID"), "{text}");
}

proptest! {
    /// Whatever an activity is, what is written of it is read as the same.
    #[test]
    fn the_way_there_and_back(
        task in any::<bool>(), all_day in any::<bool>(), hour in 0_i64..200_000, length in 0_i64..100, rule in 0_usize..4, zone in 0_usize..4,
        title in "[ -~关系😀]{1,60}", note in "[ -~关系\n\\\\;,]{0,80}", turns in proptest::collection::btree_map(0_i64..30, (0_usize..3, -100_i64..100), 0..6),
        remind in proptest::option::of(0_i64..40_000), high in any::<bool>(), private in any::<bool>(),
    ) {
        let t = gx_testkit::sqlite();
        let zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"];
        let mut a = Activity::new(&t.store, zones[zone].to_owned());
        a.kind = if task { Kind::Task } else { Kind::Visit };
        (a.title, a.note) = (title, note.trim().to_owned());
        (a.remind, a.private, a.all_day) = (remind, private, all_day);
        a.priority = if high { Priority::High } else { Priority::Normal };
        let begins = Micros((1_700_000_000 / 3600 + hour) * 3600 * Micros::SECOND);
        let day = begins.timestamp().to_zoned(a.zone()).date().to_zoned(a.zone()).unwrap();
        a.first_at = Some(if all_day { Micros(day.timestamp().as_microsecond()) } else { begins });
        a.length = (!task).then_some(if all_day { (1 + length % 5) * 86_400 } else { length * 600 });
        let rules = ["", "FREQ=DAILY;COUNT=30", "FREQ=WEEKLY;COUNT=30", "FREQ=MONTHLY;BYDAY=-1FR"];
        if rule > 0 {
            a.repeats = Some(rules[rule].to_owned());
            let rule = a.rule().unwrap();
            let home = a.zone();
            let first = crate::repeat::Series { first: a.first_at.unwrap(), zone: &home, rule: &rule }.begins();
            a.first_at = Some(first);
            let mut named = Vec::new();
            crate::repeat::Series { first, zone: &home, rule: &rule }.each(|at| { named.push(at); named.len() < 30 });
            for (n, (what, by)) in turns {
                let Some(key) = named.get(usize::try_from(n).unwrap()).copied() else { continue };
                let moved = if all_day { key } else { key.plus(by * 600 * Micros::SECOND) };
                let state = [State::Open, State::Cancelled, if task { State::Done } else { State::Open }][what];
                a.turns.insert(key, Turn { state, at: if what == 1 { key } else { moved }, done_at: (state == State::Done).then_some(key), ..Turn::plain(key) });
            }
            a.turns.retain(|key, turn| *turn != Turn::plain(*key));
        }
        let text = write(&a, &[]);
        prop_assert!(text.lines().all(|l| l.len() <= 75));
        let told = said(&text, zones[zone]);
        prop_assert_eq!(&told.title, &super::flat(&a.title));
        prop_assert_eq!(&told.note, &a.note);
        prop_assert_eq!((told.at, told.all_day, told.high, told.private, told.remind), (a.first_at, all_day, high, private, remind));
        if !task && !all_day {
            prop_assert_eq!(told.length(), a.length);
        }
        prop_assert_eq!(told.ends_at, a.once().ends_at);
        prop_assert_eq!(told.turns.len(), a.turns.len());
        for (key, turn) in &a.turns {
            let said = &told.turns[key];
            prop_assert!(said.known);
            prop_assert_eq!((said.state, said.at), (turn.state, turn.at));
        }
        // As a client that sends it back as it is: nothing of it is kept, and it says the same.
        let lines = kept(&read(text.as_bytes()).unwrap(), &a).unwrap();
        prop_assert_eq!(&lines, &Vec::<String>::new());
        prop_assert_eq!(&write(&a, &lines), &text);
    }
}

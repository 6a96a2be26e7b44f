//! Calendars for phones and mail programs: what a CalDAV client sends, as it sends it, and what it is answered; and the
//! address to which others subscribe.

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User};

/// A phone of a colleague: a login, a key, the colleague's calendars.
struct Phone<'p, 't> {
    program: &'p Program<'t>,
    basic: String,
    home: String,
}

const ALL: &[&str] = &["read", "write", "delete"];
const SPACES: &str =
    "xmlns:D=\"DAV:\" xmlns:K=\"urn:ietf:params:xml:ns:caldav\" xmlns:S=\"http://calendarserver.org/ns/\"";

impl<'p, 't> Phone<'p, 't> {
    fn of(program: &'p Program<'t>, login: &str, scopes: &[&str]) -> Self {
        let user = program.sign_in(login);
        let key = user.call("POST", "/api/keys", &json!({"name": "phone", "scopes": scopes})).ok();
        let id = user.get("/api/session").ok()["user"]["id"].as_str().unwrap().to_owned();
        let secret = key["secret"].as_str().unwrap();
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{login}:{secret}"));
        Self { program, basic: format!("Basic {basic}"), home: format!("/dav/users/{id}/calendars") }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("authorization", &self.basic);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.program.send(request.body(body.into()).unwrap())
    }

    fn find(&self, path: &str, depth: &str, props: &str) -> Answer {
        let body = format!("<D:propfind {SPACES}><D:prop>{props}</D:prop></D:propfind>");
        self.ask("PROPFIND", path, &[("depth", depth), ("content-type", "application/xml")], body)
    }

    fn report(&self, calendar: &str, body: &str) -> Answer {
        let body = body.replacen('>', &format!(" {SPACES}>"), 1);
        self.ask("REPORT", &format!("{}/{calendar}/", self.home), &[("depth", "1")], body)
    }

    fn query(&self, calendar: &str, filter: &str) -> Vec<String> {
        let component = if calendar == "tasks" { "VTODO" } else { "VEVENT" };
        let filter = format!(
            "<K:filter><K:comp-filter name=\"VCALENDAR\"><K:comp-filter name=\"{component}\">{filter}</K:comp-filter></K:comp-filter></K:filter>"
        );
        let answer = self.report(
            calendar,
            &format!("<K:calendar-query><D:prop><D:getetag/></D:prop>{filter}</K:calendar-query>"),
        );
        assert_eq!(answer.status.as_u16(), 207, "{}", answer.text);
        let names = answer.text.split("<D:href>").skip(1).map(|h| h.split("</D:href>").next().unwrap());
        let mut names: Vec<String> = names.map(|h| h.rsplit('/').next().unwrap().to_owned()).collect();
        names.sort();
        names
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.home)
    }

    fn put(&self, name: &str, headers: &[(&str, &str)], text: &str) -> Answer {
        let mut all = vec![("content-type", "text/calendar; charset=utf-8")];
        all.extend(headers);
        self.ask("PUT", &self.path(name), &all, text.to_owned())
    }

    fn get(&self, name: &str) -> Answer {
        self.ask("GET", &self.path(name), &[], "")
    }

    /// Changes what is there as a client does: read, changed, put under the etag that was read.
    fn edit(&self, name: &str, change: impl Fn(&str) -> String) -> Answer {
        let got = self.get(name);
        let changed = change(&got.text);
        assert_ne!(changed, got.text, "nothing was changed");
        self.put(name, &[("if-match", &etag(&got))], &changed)
    }

    /// Waits until the feed tells what was committed: on PostgreSQL transactions of other tests hold it up.
    fn settled(&self) {
        let store = &self.program.test.store;
        let waits = || {
            store.read(|tx| match tx.dialect() {
                gx_store::Dialect::Sqlite => Ok(false),
                gx_store::Dialect::Postgres => {
                    let sql = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, COALESCE((SELECT MAX(tx) FROM feed), 0)";
                    let row = tx.one(sql, &[])?;
                    Ok(row.int(0)? <= row.int(1)?)
                }
            })
        };
        for _ in 0..600 {
            if !waits().unwrap() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("a transaction on this server does not end");
    }

    /// What changed since a token: the answer, and the token after it.
    fn since(&self, calendar: &str, token: &str) -> (String, String) {
        self.settled();
        let body = format!(
            "<D:sync-collection><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>"
        );
        let answer = self.report(calendar, &body);
        assert_eq!(answer.status.as_u16(), 207, "{}", answer.text);
        let token = between(&answer.text, "<D:sync-token>", "</D:sync-token>");
        (answer.text, token)
    }
}

fn between(text: &str, from: &str, to: &str) -> String {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).unwrap().0.to_owned()
}

fn etag(answer: &Answer) -> String {
    answer.headers.get("etag").unwrap_or_else(|| panic!("{}", answer.text)).to_str().unwrap().to_owned()
}

fn calendar(inside: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{inside}END:VCALENDAR\r\n")
}

fn event(uid: &str, title: &str, rest: &str) -> String {
    calendar(&format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261130T080000Z\r\nSUMMARY:{title}\r\n{rest}END:VEVENT\r\n"
    ))
}

fn task(uid: &str, title: &str, rest: &str) -> String {
    event(uid, title, rest).replace("VEVENT", "VTODO")
}

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    let unfolded = text.replace("\r\n ", "");
    for line in lines {
        assert!(unfolded.split("\r\n").any(|l| l == *line), "{line} is not in {unfolded}");
    }
}

/// The rows of a colleague's own activities by their titles.
fn rows(user: &User<'_, '_>) -> Vec<Value> {
    user.get("/api/activities?limit=500").ok()["rows"].as_array().unwrap().clone()
}

fn row(user: &User<'_, '_>, title: &str) -> Value {
    let all = rows(user);
    all.iter().find(|r| r["title"] == title).unwrap_or_else(|| panic!("no {title} in {all:?}")).clone()
}

fn history(user: &User<'_, '_>, row: &Value) -> Vec<Value> {
    let path = format!("/api/activities/{}/changes", row["id"].as_str().unwrap());
    user.get(&path).ok()["rows"].as_array().unwrap().clone()
}

fn me(user: &User<'_, '_>) -> String {
    user.get("/api/session").ok()["user"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_phone_finds_two_calendars_of_its_colleague_alone() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        let known = p.send(Request::get("/.well-known/caldav").body(Body::empty()).unwrap());
        assert_eq!((known.status.as_u16(), known.headers["location"].to_str().unwrap()), (301, "/dav/"));
        let root = phone.find("/dav/", "0", "<D:current-user-principal/>");
        assert!(root.headers["dav"].to_str().unwrap().contains("calendar-access"));
        let principal = between(&root.text, "<D:current-user-principal><D:href>", "</D:href>");
        let answer = phone.find(&principal, "0", "<K:calendar-home-set/><K:schedule-inbox-URL/>");
        let home = between(&answer.text, "<K:calendar-home-set><D:href>", "</D:href>");
        assert_eq!(home, format!("{}/", phone.home));
        assert!(
            answer.text.contains("<K:schedule-inbox-URL/></D:prop><D:status>HTTP/1.1 404"),
            "{}",
            answer.text
        );
        let answer = phone.find(
            &home,
            "1",
            "<D:resourcetype/><D:displayname/><S:getctag/><D:sync-token/><D:supported-report-set/><K:supported-calendar-component-set/><D:current-user-privilege-set/>",
        );
        for expected in [
            "<D:collection/><K:calendar/>",
            "/calendars/agenda/",
            "/calendars/tasks/",
            "<K:comp name=\"VEVENT\"/>",
            "<K:comp name=\"VTODO\"/>",
            "<S:getctag>urn:guanxi:calendar:",
            "<K:calendar-query/>",
            "<D:sync-collection/>",
            "<D:bind/>",
        ] {
            assert!(answer.text.contains(expected), "{expected} is not in {}", answer.text);
        }
        let other = Phone::of(&p, "sales", ALL);
        for method in ["PROPFIND", "REPORT", "GET", "PUT", "DELETE"] {
            let status = other.ask(method, &phone.path("agenda/x.ics"), &[], "").status.as_u16();
            assert_eq!(status, 404, "{method} on another's calendar");
        }
        let bare = p.send(Request::get(phone.path("agenda/x.ics")).body(Body::empty()).unwrap());
        assert_eq!(bare.status.as_u16(), 401);
        for (method, path, status) in [
            ("MKCALENDAR", "new/", 404),
            ("MKCALENDAR", "agenda/", 403),
            ("DELETE", "agenda/", 403),
            ("GET", "agenda/", 405),
        ] {
            assert_eq!(
                phone.ask(method, &phone.path(path), &[], "").status.as_u16(),
                status,
                "{method} {path}"
            );
        }
        p.app.stop();
    });
}

#[test]
fn an_event_goes_both_ways_and_what_has_no_field_stays() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        let (_, token) = phone.since("agenda", "");
        let first = event(
            "u-1",
            "拜访 林晓梅",
            "DTSTART;TZID=Asia/Shanghai:20261203T090000\r\nDTEND;TZID=Asia/Shanghai:20261203T100000\r\nLOCATION:龙井路 1 号\r\nDESCRIPTION:带样品\r\n\
             STATUS:TENTATIVE\r\nATTENDEE;CN=Lin:mailto:lin@example.com\r\nX-GUANXI-KIND:VISIT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nX-WR-ALARMUID:a\r\nEND:VALARM\r\n",
        );
        let made = phone.put("agenda/u-1.ics", &[("if-none-match", "*")], &first);
        assert_eq!((made.status.as_u16(), made.headers.get("etag")), (201, None), "{}", made.text);
        let found = row(&admin, "拜访 林晓梅");
        assert_eq!(
            (&found["kind"], &found["at"], &found["place"]),
            (&json!("visit"), &json!("2026-12-03T01:00:00.000000Z"), &json!("龙井路 1 号"))
        );
        let got = phone.get("agenda/u-1.ics");
        has(
            &got.text,
            &[
                "UID:u-1",
                "DTSTART:20261203T010000Z",
                "DTEND:20261203T020000Z",
                "STATUS:TENTATIVE",
                "ATTENDEE;CN=Lin:mailto:lin@example.com",
                "X-WR-ALARMUID:a",
            ],
        );
        let tag = etag(&got);
        assert_eq!(
            phone.ask("GET", &phone.path("agenda/u-1.ics"), &[("if-none-match", &tag)], "").status.as_u16(),
            304
        );
        // It is told once, then nothing is.
        let (told, token) = phone.since("agenda", &token);
        assert!(told.contains("/agenda/u-1.ics") && told.contains(&tag.replace('"', "&quot;")), "{told}");
        let (told, token) = phone.since("agenda", &token);
        assert!(!told.contains("<D:response>"), "{told}");
        // The client's own words again, and ours: no change, and the same etag.
        let before = history(&admin, &found).len();
        for text in [&first, &got.text] {
            assert_eq!(phone.put("agenda/u-1.ics", &[("if-match", &tag)], text).status.as_u16(), 204);
            assert_eq!(history(&admin, &found).len(), before);
            assert_eq!(etag(&phone.get("agenda/u-1.ics")), tag);
        }
        // Changed here: told, with another etag, under which alone the client may change it.
        let path = format!("/api/activities/{}", found["id"].as_str().unwrap());
        admin.call("PATCH", &path, &json!({"set": {"place": "绍兴"}})).ok();
        let (told, token) = phone.since("agenda", &token);
        assert!(told.contains("/agenda/u-1.ics"), "{told}");
        assert_eq!(phone.put("agenda/u-1.ics", &[("if-match", &tag)], &first).status.as_u16(), 412);
        assert_eq!(phone.put("agenda/u-1.ics", &[("if-none-match", "*")], &first).status.as_u16(), 412);
        // Changed there: one batch, which says by which way it came, and is taken back as a whole.
        let put = phone.edit("agenda/u-1.ics", |text| {
            text.replace("20261203T0", "20261204T0")
                .replace("带样品", "带两份样品")
                .replace("TENTATIVE", "CONFIRMED")
        });
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        let found = row(&admin, "拜访 林晓梅");
        assert_eq!((&found["at"], &found["place"]), (&json!("2026-12-04T01:00:00.000000Z"), &json!("绍兴")));
        let newest = history(&admin, &found)[0].clone();
        assert_eq!(newest["way"], "calendar", "{newest}");
        has(
            &phone.get("agenda/u-1.ics").text,
            &["STATUS:CONFIRMED", "DESCRIPTION:带两份样品", "LOCATION:绍兴"],
        );
        admin.call("POST", &format!("/api/undo/{}", newest["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(row(&admin, "拜访 林晓梅")["at"], "2026-12-03T01:00:00.000000Z");
        // A reminder that was given changes nothing that a client has to read again.
        let tag = etag(&phone.get("agenda/u-1.ics"));
        let (_, token) = phone.since("agenda", &token);
        let due = gx_kernel::Micros::parse("2026-12-03T00:50:00Z").unwrap();
        t.clock.advance(due.0 - t.store.now().0);
        assert_eq!(gx_agenda::job::settle(&t.store, &|| false).unwrap().len(), 1);
        let phone = Phone::of(&p, "admin", ALL);
        assert_eq!(etag(&phone.get("agenda/u-1.ics")), tag);
        // Taken away there: gone for the client, brought back by undo.
        let admin = p.sign_in("admin");
        assert_eq!(
            phone
                .ask("DELETE", &phone.path("agenda/u-1.ics"), &[("if-match", "\"old\"")], "")
                .status
                .as_u16(),
            412
        );
        let gone = phone.ask("DELETE", &phone.path("agenda/u-1.ics"), &[("if-match", &tag)], "");
        assert_eq!(gone.status.as_u16(), 204, "{}", gone.text);
        assert_eq!(phone.get("agenda/u-1.ics").status.as_u16(), 404);
        let (told, token) = phone.since("agenda", &token);
        assert!(between(&told, "/agenda/u-1.ics</D:href>", "</D:response>").contains("404"), "{told}");
        let batch = p.test.store.read(|tx| {
            tx.one("SELECT batch_id FROM change WHERE object = 'activity' AND op = 'delete'", &[])?.id(0)
        });
        let batch = batch.unwrap().show(gx_kernel::IdKind::Batch);
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        assert_eq!(etag(&phone.get("agenda/u-1.ics")), tag);
        let (told, _) = phone.since("agenda", &token);
        assert!(told.contains("/agenda/u-1.ics") && !told.contains("404"), "{told}");
        p.app.stop();
    });
}

#[test]
fn a_series_survives_a_change_of_clocks_a_moved_turn_and_one_that_is_left_out() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        let weekly =
            "DTSTART;TZID=Europe/Berlin:20270315T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=6\r\n";
        assert_eq!(phone.put("agenda/s.ics", &[], &event("s", "例会", weekly)).status.as_u16(), 201);
        // Berlin goes on to summer time on 28 March 2027: nine o'clock stays nine o'clock.
        let turns = || {
            let path = "/api/activities/calendar?from=2027-03-14T00:00:00Z&to=2027-05-01T00:00:00Z";
            let all = admin.get(path).ok()["turns"].as_array().unwrap().clone();
            all.iter().map(|t| t["at"].as_str().unwrap()[5..16].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            turns(),
            ["03-15T08:00", "03-22T08:00", "03-29T07:00", "04-05T07:00", "04-12T07:00", "04-19T07:00"]
        );
        has(
            &phone.get("agenda/s.ics").text,
            &[
                "BEGIN:VTIMEZONE",
                "TZID:Europe/Berlin",
                "DTSTART;TZID=Europe/Berlin:20270315T090000",
                "DTEND;TZID=Europe/Berlin:20270315T100000",
            ],
        );
        // The client moves one turn and leaves another out.
        let turn = "BEGIN:VEVENT\r\nUID:s\r\nDTSTAMP:20261130T080000Z\r\nRECURRENCE-ID;TZID=Europe/Berlin:20270329T090000\r\nDTSTART;TZID=Europe/Berlin:20270330T140000\r\n\
                    DTEND;TZID=Europe/Berlin:20270330T160000\r\nSUMMARY:例会（改期）\r\nEND:VEVENT\r\n";
        let put = phone.edit("agenda/s.ics", |text| {
            text.replacen("SUMMARY:", "EXDATE;TZID=Europe/Berlin:20270405T090000\r\nSUMMARY:", 1)
                .replace("END:VCALENDAR", &format!("{turn}END:VCALENDAR"))
        });
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        let after = ["03-15T08:00", "03-22T08:00", "03-30T12:00", "04-12T07:00", "04-19T07:00"];
        assert_eq!(turns(), after);
        let got = phone.get("agenda/s.ics");
        has(
            &got.text,
            &[
                "EXDATE;TZID=Europe/Berlin:20270405T090000",
                "RECURRENCE-ID;TZID=Europe/Berlin:20270329T090000",
                "DTSTART;TZID=Europe/Berlin:20270330T140000",
                "SUMMARY:例会（改期）",
            ],
        );
        // As it is, it is no change; undo brings both turns back in one act.
        let found = row(&admin, "例会");
        let before = history(&admin, &found);
        assert_eq!(phone.put("agenda/s.ics", &[("if-match", &etag(&got))], &got.text).status.as_u16(), 204);
        assert_eq!(history(&admin, &found).len(), before.len());
        let batch = before[0]["batch"].as_str().unwrap().to_owned();
        let undone = admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        assert_eq!(turns().len(), 6, "{undone}");
        admin.call(
            "POST",
            &format!("/api/undo/{}", undone["batch"].as_str().unwrap_or_default()),
            &json!({}),
        );
        // Moved here: the client reads the turn where it is now.
        let id = found["id"].as_str().unwrap();
        admin
            .call(
                "PATCH",
                &format!("/api/activities/{id}"),
                &json!({"turn": "2027-04-12T07:00:00Z", "set": {"at": "2027-04-13T09:00:00Z"}}),
            )
            .ok();
        has(
            &phone.get("agenda/s.ics").text,
            &[
                "RECURRENCE-ID;TZID=Europe/Berlin:20270412T090000",
                "DTSTART;TZID=Europe/Berlin:20270413T110000",
            ],
        );
        // The client moves the whole series, and what it said of the turns with it.
        let put = phone.put("agenda/s.ics", &[], &event("s", "例会", &weekly.replace("T09", "T10")));
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        assert_eq!(turns()[..3], ["03-15T09:00", "03-22T09:00", "03-29T08:00"]);
        // A turn that there is not is refused with the reason.
        let wrong = turn
            .replace("RECURRENCE-ID;TZID=Europe/Berlin:20270329T090000", "RECURRENCE-ID:20270401T000000Z");
        let put = phone
            .edit("agenda/s.ics", |text| text.replace("END:VCALENDAR", &format!("{wrong}END:VCALENDAR")));
        assert_eq!(put.status.as_u16(), 403, "{}", put.text);
        assert!(
            put.text.contains("no turn at 2027-04-01T00:00:00Z")
                && put.text.contains("<K:valid-calendar-data/>"),
            "{}",
            put.text
        );
        p.app.stop();
    });
}

#[test]
fn tasks_are_done_on_either_side() {
    on_both(|t| {
        let p = Program::new(t);
        let (phone, admin) = (Phone::of(&p, "admin", ALL), p.sign_in("admin"));
        assert_eq!(
            phone
                .put(
                    "tasks/a.ics",
                    &[],
                    &task("a", "报价", "DUE:20261203T100000Z\r\nPRIORITY:1\r\nCATEGORIES:茶\r\n")
                )
                .status
                .as_u16(),
            201
        );
        let found = row(&admin, "报价");
        assert_eq!(
            (&found["kind"], &found["priority"], &found["at"]),
            (&json!("task"), &json!("high"), &json!("2026-12-03T10:00:00.000000Z"))
        );
        // Done there.
        let put = phone.edit("tasks/a.ics", |text| {
            text.replace(
                "STATUS:NEEDS-ACTION",
                "STATUS:COMPLETED\r\nCOMPLETED:20200101T000000Z\r\nPERCENT-COMPLETE:100",
            )
        });
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        let found = row(&admin, "报价");
        assert_eq!(
            (&found["state"], &found["done_at"]),
            (&json!("done"), &json!("2020-01-01T00:00:00.000000Z"))
        );
        let newest = history(&admin, &found)[0].clone();
        assert_eq!(newest["way"], "calendar");
        has(
            &phone.get("tasks/a.ics").text,
            &["STATUS:COMPLETED", "COMPLETED:20200101T000000Z", "CATEGORIES:茶", "PERCENT-COMPLETE:100"],
        );
        // Taken up again here.
        admin
            .call("POST", &format!("/api/activities/{}/reopen", found["id"].as_str().unwrap()), &json!({}))
            .ok();
        let got = phone.get("tasks/a.ics");
        has(&got.text, &["STATUS:NEEDS-ACTION"]);
        assert!(!got.text.contains("COMPLETED") && !got.text.contains("PERCENT"), "{}", got.text);
        // Without a day, and done here.
        phone.put("tasks/b.ics", &[], &task("b", "想一想", "")).ok_status();
        let found = row(&admin, "想一想");
        assert_eq!(found["at"], Value::Null);
        admin
            .call(
                "POST",
                &format!("/api/activities/{}/done", found["id"].as_str().unwrap()),
                &json!({"outcome": "想好了"}),
            )
            .ok();
        has(&phone.get("tasks/b.ics").text, &["STATUS:COMPLETED"]);
        // Every day: one turn done there, another here; both stay done when the series is moved.
        phone
            .put(
                "tasks/c.ics",
                &[],
                &task("c", "盘点", "DTSTART;TZID=Asia/Shanghai:20261201T180000\r\nRRULE:FREQ=DAILY\r\n"),
            )
            .ok_status();
        let turn = "BEGIN:VTODO\r\nUID:c\r\nRECURRENCE-ID;TZID=Asia/Shanghai:20261201T180000\r\nDTSTART;TZID=Asia/Shanghai:20261201T180000\r\nSUMMARY:盘点\r\nSTATUS:COMPLETED\r\nEND:VTODO\r\n";
        let put =
            phone.edit("tasks/c.ics", |text| text.replace("END:VCALENDAR", &format!("{turn}END:VCALENDAR")));
        assert_eq!(put.status.as_u16(), 204, "{}", put.text);
        t.clock.advance(60 * gx_kernel::Micros::SECOND);
        let found = row(&admin, "盘点");
        assert_eq!((&found["at"], &found["state"]), (&json!("2026-12-02T10:00:00.000000Z"), &json!("open")));
        let done = json!({"turn": "2026-12-02T10:00:00Z"});
        admin.call("POST", &format!("/api/activities/{}/done", found["id"].as_str().unwrap()), &done).ok();
        assert_eq!(row(&admin, "盘点")["at"], "2026-12-03T10:00:00.000000Z");
        let got = phone.get("tasks/c.ics");
        assert_eq!(got.text.matches("STATUS:COMPLETED").count(), 2, "{}", got.text);
        let moved = phone.put(
            "tasks/c.ics",
            &[("if-match", &etag(&got))],
            &task("c", "盘点", "DTSTART;TZID=Asia/Shanghai:20261201T190000\r\nRRULE:FREQ=DAILY\r\n"),
        );
        assert_eq!(moved.status.as_u16(), 204, "{}", moved.text);
        let got = phone.get("tasks/c.ics");
        assert_eq!(got.text.matches("STATUS:COMPLETED").count(), 2, "what was done stays done: {}", got.text);
        has(
            &got.text,
            &["RDATE;TZID=Asia/Shanghai:20261201T180000", "DTSTART;TZID=Asia/Shanghai:20261201T190000"],
        );
        // And as it is, it is read as the same.
        let before = history(&admin, &found).len();
        assert_eq!(phone.put("tasks/c.ics", &[("if-match", &etag(&got))], &got.text).status.as_u16(), 204);
        assert_eq!(history(&admin, &found).len(), before);
        p.app.stop();
    });
}

#[test]
fn reports_find_events_by_address_time_and_words() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        let days = "DTSTART;VALUE=DATE:20261210\r\nDTEND;VALUE=DATE:20261212\r\n";
        for (name, text) in [
            (
                "agenda/one.ics",
                event("one", "拜访", "DTSTART:20261201T010000Z\r\nDTEND:20261201T020000Z\r\n"),
            ),
            (
                "agenda/week.ics",
                event(
                    "week",
                    "例会",
                    "DTSTART:20261130T010000Z\r\nDTEND:20261130T020000Z\r\nRRULE:FREQ=WEEKLY\r\nLOCATION:五楼\r\n",
                ),
            ),
            ("agenda/days.ics", event("days", "展会", days)),
            ("tasks/due.ics", task("due", "报价", "DUE:20261201T010000Z\r\n")),
            ("tasks/some%20day.ics", task("some day", "想一想", "")),
        ] {
            let put = phone.put(name, &[], &text);
            assert_eq!(put.status.as_u16(), 201, "{}", put.text);
        }
        let range =
            |from: &str, to: &str| format!("<K:time-range start=\"{from}T000000Z\" end=\"{to}T000000Z\"/>");
        assert_eq!(phone.query("agenda", ""), ["days.ics", "one.ics", "week.ics"]);
        assert_eq!(phone.query("agenda", &range("20261201", "20261202")), ["one.ics"]);
        assert_eq!(phone.query("agenda", &range("20270104", "20270105")), ["week.ics"]);
        // The last of two whole days, of which the zone of the workspace says when they are.
        assert_eq!(phone.query("agenda", &range("20261211", "20261212")), ["days.ics"]);
        assert_eq!(phone.query("agenda", &range("20261212", "20261213")), Vec::<String>::new());
        assert_eq!(
            phone.query("agenda", "<K:time-range start=\"20261205T000000Z\"/>"),
            ["days.ics", "week.ics"]
        );
        assert_eq!(phone.query("tasks", &range("20270104", "20270105")), ["some%20day.ics"]);
        let on = |name: &str, test: &str| format!("<K:prop-filter name=\"{name}\">{test}</K:prop-filter>");
        assert_eq!(
            phone.query("agenda", &on("UID", "<K:text-match collation=\"i;octet\">week</K:text-match>")),
            ["week.ics"]
        );
        assert_eq!(phone.query("agenda", &on("SUMMARY", "<K:text-match>展</K:text-match>")), ["days.ics"]);
        assert_eq!(phone.query("agenda", &on("LOCATION", "<K:is-not-defined/>")), ["days.ics", "one.ics"]);
        let odd = phone.report("agenda", "<K:calendar-query><D:prop/><K:filter><K:comp-filter name=\"VCALENDAR\"><K:comp-filter name=\"VEVENT\"><K:comp-filter name=\"VALARM\"/></K:comp-filter></K:comp-filter></K:filter></K:calendar-query>");
        assert_eq!(odd.status.as_u16(), 403);
        assert!(odd.text.contains("<K:supported-filter/>"), "{}", odd.text);
        let hrefs: String = ["agenda/one.ics", "agenda/none.ics", "tasks/due.ics"]
            .map(|n| format!("<D:href>https://crm.example{}</D:href>", phone.path(n)))
            .concat();
        let got = phone.report("agenda", &format!("<K:calendar-multiget><D:prop><D:getetag/><K:calendar-data/></D:prop>{hrefs}</K:calendar-multiget>"));
        assert!(got.text.contains("SUMMARY:拜访") && !got.text.contains("SUMMARY:报价"), "{}", got.text);
        assert_eq!(got.text.matches("404 Not Found").count(), 2, "{}", got.text);
        // Turns one by one, and when somebody is taken.
        let expanded = phone.report("agenda", &format!("<K:calendar-multiget><D:prop><K:calendar-data><K:expand start=\"20261207T000000Z\" end=\"20261221T000000Z\"/></K:calendar-data></D:prop><D:href>{}</D:href></K:calendar-multiget>", phone.path("agenda/week.ics")));
        assert_eq!(expanded.text.matches("RECURRENCE-ID:202612").count(), 2, "{}", expanded.text);
        let busy = phone.report("agenda", "<K:free-busy-query><K:time-range start=\"20261130T000000Z\" end=\"20261203T000000Z\"/></K:free-busy-query>");
        has(
            &busy.text,
            &["FREEBUSY:20261130T010000Z/20261130T020000Z", "FREEBUSY:20261201T010000Z/20261201T020000Z"],
        );
        let list = phone.find(&phone.path("tasks/"), "1", "<D:getetag/><D:getcontenttype/>");
        assert_eq!(list.text.matches("component=VTODO").count(), 2, "{}", list.text);
        let stale = phone.report("agenda", "<D:sync-collection><D:sync-token>urn:guanxi:calendar:1.99999999:x</D:sync-token><D:prop/></D:sync-collection>");
        assert_eq!(stale.status.as_u16(), 403);
        assert!(stale.text.contains("valid-sync-token"), "{}", stale.text);
        p.app.stop();
    });
}

#[test]
fn what_the_form_refuses_the_client_is_refused_too() {
    on_both(|t| {
        let p = Program::new(t);
        let phone = Phone::of(&p, "admin", ALL);
        let begins = "DTSTART:20261201T010000Z\r\n";
        phone.put("agenda/a.ics", &[], &event("a", "A", begins)).ok_status();
        let before = phone.get("agenda/a.ics").text;
        for (name, text, status, said) in [
            ("agenda/new.ics", "hello".to_owned(), 403, "line 1: expected NAME:VALUE"),
            ("agenda/new.ics", event("n", "", begins), 403, "it needs a name"),
            ("agenda/new.ics", event("n", &"长".repeat(201), begins), 403, "at most 200 characters"),
            (
                "agenda/new.ics",
                event("n", "N", &format!("{begins}DTEND:20270301T000000Z\r\n")),
                403,
                "at most 31 days",
            ),
            ("agenda/new.ics", event("n", "N", &format!("{begins}RRULE:FREQ=SECONDLY\r\n")), 403, "RRULE"),
            ("agenda/new.ics", task("n", "N", ""), 403, "supported-calendar-component"),
            ("tasks/new.ics", event("n", "N", begins), 403, "supported-calendar-component"),
            ("agenda/new.ics", event("a", "Twin", begins), 409, "no-uid-conflict"),
            ("tasks/new.ics", task("a", "Twin", ""), 409, "no-uid-conflict"),
            ("agenda/a.ics", event("other", "A", begins), 403, "no-uid-conflict"),
            ("agenda/a.ics", event("a", "", begins), 403, "it needs a name"),
        ] {
            let answer = phone.put(name, &[], &text);
            assert_eq!(answer.status.as_u16(), status, "{text}: {}", answer.text);
            assert!(answer.text.contains(said), "{said} is not in {}", answer.text);
            assert_eq!(phone.get("agenda/new.ics").status.as_u16(), 404);
        }
        assert_eq!(phone.get("agenda/a.ics").text, before);
        let large = event("n", "N", &format!("{begins}ATTACH;ENCODING=BASE64:{}\r\n", "A".repeat(600_000)));
        let large = phone.put("agenda/new.ics", &[], &large);
        assert_eq!(large.status.as_u16(), 413);
        assert!(large.text.contains("<K:max-resource-size/>"), "{}", large.text);
        let json =
            phone.ask("PUT", &phone.path("agenda/new.ics"), &[("content-type", "application/json")], "{}");
        assert_eq!(json.status.as_u16(), 415);
        // What was deleted may come back under its name, and the old one then under another.
        phone.ask("DELETE", &phone.path("agenda/a.ics"), &[], "").ok_status();
        assert_eq!(
            phone
                .put("agenda/a.ics", &[("if-none-match", "*")], &event("a", "A again", begins))
                .status
                .as_u16(),
            201
        );
        has(&phone.get("agenda/a.ics").text, &["SUMMARY:A again"]);
        p.app.stop();
    });
}

#[test]
fn who_is_asked_to_come_has_the_meeting_and_may_not_change_it() {
    on_both(|t| {
        let p = Program::new(t);
        let (sales, service) = (p.sign_in("sales"), p.sign_in("service"));
        let (theirs, phone) = (Phone::of(&p, "sales", ALL), Phone::of(&p, "service", ALL));
        let begins = "DTSTART:20261203T010000Z\r\nDTEND:20261203T020000Z\r\nCLASS:PRIVATE\r\nX-MINE:1\r\n";
        theirs.put("agenda/m.ics", &[], &event("m", "面谈", begins)).ok_status();
        theirs.put("tasks/t.ics", &[], &task("t", "自己的事", "")).ok_status();
        let (_, token) = phone.since("agenda", "");
        assert_eq!(phone.query("agenda", ""), Vec::<String>::new());
        let id = row(&sales, "面谈")["id"].as_str().unwrap().to_owned();
        let path = format!("/api/activities/{id}");
        sales.call("PATCH", &path, &json!({"set": {"guests": [me(&service)]}})).ok();
        // Under a name of its own, and without what the owner's clients wrote.
        let name = format!("{id}.ics");
        assert_eq!(phone.query("agenda", ""), [name.as_str()]);
        let (told, token) = phone.since("agenda", &token);
        assert!(told.contains(&name), "{told}");
        let mine = format!("agenda/{name}");
        let got = phone.get(&mine);
        has(&got.text, &["SUMMARY:面谈", "UID:m"]);
        assert!(!got.text.contains("X-MINE"), "{}", got.text);
        let put = phone.edit(&mine, |text| text.replace("面谈", "不谈"));
        assert_eq!(put.status.as_u16(), 403, "{}", put.text);
        assert_eq!(phone.ask("DELETE", &phone.path(&mine), &[], "").status.as_u16(), 403);
        let rights = phone.find(&phone.path(&mine), "0", "<D:current-user-privilege-set/>").text;
        assert!(rights.contains("<D:read/>") && !rights.contains("write"), "{rights}");
        // Declined: gone, and only for who declined.
        service.call("POST", &format!("{path}/answer"), &json!({"answer": "no"})).ok();
        let (told, token) = phone.since("agenda", &token);
        assert!(between(&told, &name, "</D:response>").contains("404"), "{told}");
        assert_eq!(phone.get(&mine).status.as_u16(), 404);
        assert_eq!(theirs.get("agenda/m.ics").status.as_u16(), 200);
        // What was never theirs is not told of, whatever becomes of it.
        theirs.edit("tasks/t.ics", |text| text.replace("自己的事", "别的事")).ok_status();
        let (told, _) = phone.since("agenda", &token);
        assert!(!told.contains("<D:response>"), "{told}");
        let (told, _) = phone.since("tasks", "");
        assert!(!told.contains("<D:href>"), "{told}");
        // A key that may only read.
        let reader = Phone::of(&p, "sales", &["read"]);
        assert_eq!(reader.get("agenda/m.ics").status.as_u16(), 200);
        for (name, text) in
            [("agenda/m.ics", event("m", "X", begins)), ("agenda/n.ics", event("n", "X", begins))]
        {
            assert_eq!(reader.put(name, &[], &text).status.as_u16(), 403);
        }
        assert_eq!(reader.ask("DELETE", &reader.path("agenda/m.ics"), &[], "").status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn the_address_of_a_calendar_is_the_right_to_read_it_until_it_ends() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let phone = Phone::of(&p, "sales", ALL);
        for (name, text) in [
            ("agenda/one.ics", event("one", "拜访", "DTSTART:20261203T010000Z\r\nX-MINE:1\r\n")),
            ("agenda/old.ics", event("old", "去年的事", "DTSTART:20251203T010000Z\r\n")),
            (
                "agenda/week.ics",
                event("week", "例会", "DTSTART;TZID=Europe/Berlin:20240101T090000\r\nRRULE:FREQ=WEEKLY\r\n"),
            ),
            ("tasks/open.ics", task("open", "报价", "DUE:20261203T010000Z\r\n")),
            ("tasks/done.ics", task("done", "做完的事", "STATUS:COMPLETED\r\n")),
        ] {
            let put = phone.put(name, &[], &text);
            assert_eq!(put.status.as_u16(), 201, "{}", put.text);
        }
        admin.call("POST", "/api/activities", &json!({"kind": "task", "title": "管理员的事"})).ok();
        let get = |path: &str, tag: Option<&str>| {
            let mut request = Request::get(path);
            if let Some(tag) = tag {
                request = request.header("if-none-match", tag);
            }
            p.send(request.body(Body::empty()).unwrap())
        };
        let address =
            || sales.call("POST", "/api/calendar-feed", &json!({})).ok()["url"].as_str().unwrap().to_owned();
        let first = address();
        let got = get(&first, None);
        assert_eq!(got.status.as_u16(), 200, "{}", got.text);
        assert!(got.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
        has(
            &got.text,
            &[
                "SUMMARY:拜访",
                "SUMMARY:例会",
                "SUMMARY:报价",
                "X-WR-CALNAME:Guanxi · sales",
                "TZID:Europe/Berlin",
            ],
        );
        for other in ["去年的事", "做完的事", "管理员的事"] {
            assert!(!got.text.contains(other), "{other} is in {}", got.text);
        }
        let tag = etag(&got);
        assert_eq!(get(&first, Some(&tag)).status.as_u16(), 304);
        phone.edit("agenda/one.ics", |text| text.replace("拜访", "拜访两家")).ok_status();
        assert_eq!(get(&first, Some(&tag)).status.as_u16(), 200);
        // A new address ends the one before; none is guessed.
        let second = address();
        assert_eq!(get(&first, None).status.as_u16(), 404);
        assert_eq!(get(&second, None).status.as_u16(), 200);
        for wrong in ["/calendar/x.ics", "/calendar/1-00.ics", second.trim_end_matches(".ics")] {
            assert_eq!(get(wrong, None).status.as_u16(), 404, "{wrong}");
        }
        sales.call("DELETE", "/api/calendar-feed", &Value::Null).ok();
        assert_eq!(get(&second, None).status.as_u16(), 404);
        // Who does not work here any more has no calendar.
        let third = address();
        assert_eq!(get(&third, None).status.as_u16(), 200);
        let id = me(&sales);
        t.store
            .write(|tx| {
                tx.execute(
                    "UPDATE staff SET disabled_at = 1 WHERE id = $1",
                    &[gx_kernel::Id::read(gx_kernel::IdKind::User, &id).unwrap().into()],
                )
            })
            .unwrap();
        assert_eq!(get(&third, None).status.as_u16(), 404);
        p.app.stop();
    });
}

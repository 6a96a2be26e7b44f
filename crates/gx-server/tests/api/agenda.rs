//! What is to be done: planned, moved, done; series and their turns; calendars; reminders; a day outside; revisits.

use gx_kernel::Micros;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::staff::{id_of, make};

const HOUR: i64 = 3600 * Micros::SECOND;
const DAY: i64 = Micros::DAY;

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or_else(|| panic!("no text: {v}"))
}

fn code(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default())
}

fn faults(answer: &Answer) -> Vec<String> {
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| format!("{} {}", text(&f["field"]), text(&f["code"]))).collect()
}

fn undo(user: &User<'_, '_>, changed: &Value) -> Answer {
    user.call("POST", &format!("/api/undo/{}", text(&changed["batch"])), &json!({}))
}

fn plan(user: &User<'_, '_>, wish: &Value) -> Value {
    user.call("POST", "/api/activities", wish).ok()
}

fn id(made: &Value) -> String {
    text(&made["data"]["row"]["id"]).to_owned()
}

fn page(user: &User<'_, '_>, activity: &str) -> Value {
    user.get(&format!("/api/activities/{activity}")).ok()
}

fn change(user: &User<'_, '_>, activity: &str, body: &Value) -> Answer {
    user.call("PATCH", &format!("/api/activities/{activity}"), body)
}

fn act(user: &User<'_, '_>, activity: &str, what: &str, body: &Value) -> Answer {
    user.call("POST", &format!("/api/activities/{activity}/{what}"), body)
}

/// So much later than now, as the wire says it.
fn later(t: &TestStore, by: i64) -> String {
    t.store.now().plus(by).to_rfc3339()
}

fn calendar(user: &User<'_, '_>, from: &str, to: &str, more: &str) -> Vec<Value> {
    let path = format!("/api/activities/calendar?from={}&to={}{more}", query(from), query(to));
    user.get(&path).ok()["turns"].as_array().unwrap().clone()
}

fn times(turns: &[Value]) -> Vec<String> {
    turns.iter().map(|t| text(&t["at"])[5..16].to_owned()).collect()
}

fn in_zone(t: &TestStore, zone: &str) {
    t.store.write(|tx| gx_store::settings::put(tx, "zone", &zone)).unwrap();
}

fn settle(t: &TestStore) -> usize {
    gx_agenda::job::settle(&t.store, &|| false).unwrap().len()
}

#[test]
fn something_is_planned_done_with_what_is_next_and_taken_back_as_one() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        let me = sales.get("/api/session").ok()["user"]["id"].clone();
        let person = make(&sales, &json!({"name": "林 晓梅", "owner": me}));
        let deal = sales.call("POST", "/api/deals", &json!({"name": "礼盒", "person": person})).ok();
        let deal = text(&deal["data"]["row"]["id"]).to_owned();
        let next =
            |user: &User<'_, '_>| user.get(&format!("/api/deals/{deal}")).ok()["row"]["next_step"].clone();

        let wish =
            json!({"kind": "call", "title": "问打样结果", "at": later(t, HOUR), "deal": deal, "remind": 15});
        let made = plan(&sales, &wish);
        let call = id(&made);
        let row = &made["data"]["row"];
        assert_eq!(
            (&row["person"]["id"], &row["deal"]["id"], &row["clock"]),
            (&json!(person), &json!(deal), &json!("today"))
        );
        // Half an hour where nobody said it, and the deal knows what is next.
        assert_eq!(row["ends_at"], json!(t.store.now().plus(HOUR + HOUR / 2).to_rfc3339()));
        assert_eq!(next(&sales), "问打样结果");
        // Found by words, by the filter, at its person and its deal, and among what is due today.
        let found = |path: &str| sales.get(path).ok()["rows"].as_array().unwrap().len();
        assert_eq!(found(&format!("/api/activities?q={}", query("打样"))), 1);
        assert_eq!(
            found(&format!(
                "/api/activities?filter={}",
                query("kind = \"call\" and state = \"open\" and owner = me")
            )),
            1
        );
        assert_eq!(
            found(&format!("/api/people?filter={}", query("related activity where kind = \"call\""))),
            1
        );
        assert_eq!(
            found(&format!("/api/people?filter={}", query("not related activity where state = \"open\""))),
            0
        );
        for record in [&person, &deal] {
            assert_eq!(
                sales.get(&format!("/api/activities/about?record={record}")).ok()["open"]
                    .as_array()
                    .unwrap()
                    .len(),
                1
            );
        }
        assert_eq!(sales.get("/api/activities/today").ok()["today"].as_array().unwrap().len(), 1);
        let hits = sales.get(&format!("/api/search?q={}", query("打样"))).ok();
        assert!(hits.to_string().contains(&call), "{hits}");

        t.clock.advance(2 * HOUR);
        assert_eq!(page(&sales, &call)["row"]["clock"], "overdue");
        assert_eq!(sales.get("/api/activities/today").ok()["overdue_total"], 1);
        let done = act(&sales, &call, "done", &json!({
            "outcome": "同意打样，下周三看实物", "next": {"kind": "visit", "title": "带实物上门", "at": later(t, 3 * DAY)},
        })).ok();
        assert_eq!(
            (&done["data"]["row"]["state"], &done["data"]["row"]["clock"]),
            (&json!("done"), &json!("none"))
        );
        assert_eq!(next(&sales), "带实物上门");
        let story = sales.get(&format!("/api/people/{person}/timeline")).ok();
        assert!(story.to_string().contains("同意打样，下周三看实物"), "{story}");
        let again = act(&sales, &call, "done", &json!({}));
        assert_eq!(code(&again), (409, "closed"));
        let open = |user: &User<'_, '_>| {
            let about = user.get(&format!("/api/activities/about?record={deal}")).ok();
            about["open"].as_array().unwrap().iter().map(|r| text(&r["title"]).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(open(&sales), ["带实物上门"]);
        // Both are one act.
        undo(&sales, &done).ok();
        assert_eq!(open(&sales), ["问打样结果"]);
        assert_eq!(next(&sales), "问打样结果");
        let gone = sales.call("DELETE", &format!("/api/activities/{call}"), &json!({})).ok();
        assert_eq!(next(&sales), Value::Null);
        undo(&sales, &gone).ok();
        assert_eq!(next(&sales), "问打样结果");
        assert_eq!(
            sales.get(&format!("/api/activities/{call}/changes")).ok()["rows"].as_array().unwrap().len(),
            5
        );
    });
}

#[test]
fn what_was_taken_out_comes_back_and_words_written_by_hand_stand() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        // A value that is gone is one that undo brings back, and so is what came of something.
        let call = id(&plan(
            &sales,
            &json!({"kind": "call", "title": "回访", "at": later(t, HOUR), "place": "门店"}),
        ));
        let gone = change(&sales, &call, &json!({"set": {"place": null}})).ok();
        assert_eq!(page(&sales, &call)["row"]["place"], Value::Null);
        undo(&sales, &gone).ok();
        assert_eq!(page(&sales, &call)["row"]["place"], "门店");
        act(&sales, &call, "done", &json!({"outcome": "满意"})).ok();
        let again = act(&sales, &call, "reopen", &json!({})).ok();
        undo(&sales, &again).ok();
        let row = &page(&sales, &call)["row"];
        assert_eq!((&row["state"], &row["outcome"]), (&json!("done"), &json!("满意")));
        assert!(row["done_at"].is_string());

        let deal = sales.call("POST", "/api/deals", &json!({"name": "礼盒", "next_step": "等客户预算"})).ok();
        let deal = text(&deal["data"]["row"]["id"]).to_owned();
        let step = || sales.get(&format!("/api/deals/{deal}")).ok()["row"]["next_step"].clone();
        let first = plan(&sales, &json!({"title": "寄样", "at": later(t, DAY), "deal": deal}));
        assert_eq!(step(), "等客户预算");
        sales.call("PATCH", &format!("/api/deals/{deal}"), &json!({"set": {"next_step": null}})).ok();
        change(&sales, &id(&first), &json!({"set": {"title": "寄两份样"}})).ok();
        assert_eq!(step(), "寄两份样");
    });
}

#[test]
fn what_was_done_of_a_series_stays_done_wherever_the_series_goes() {
    on_both(|t| {
        let p = Program::new(t);
        in_zone(t, "Asia/Shanghai");
        let sales = p.sign_in("sales");
        // Daily at six in the evening, two days of which are over: one done, one called off.
        let made =
            plan(&sales, &json!({"title": "日报", "at": "2026-11-18T10:00:00Z", "repeats": "FREQ=DAILY"}));
        let series = id(&made);
        let turn = |day: &str| format!("2026-11-{day}T10:00:00Z");
        act(&sales, &series, "done", &json!({"turn": turn("18"), "outcome": "已交"})).ok();
        let off = format!("/api/activities/{series}?turn={}", query(&turn("19")));
        sales.call("DELETE", &off, &json!({})).ok();
        let all = || calendar(&sales, "2026-11-17T00:00:00Z", "2026-11-23T00:00:00Z", "");
        let told = |turns: &[Value]| {
            turns
                .iter()
                .map(|t| format!("{} {}", &text(&t["at"])[8..13], text(&t["state"])))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&all()), ["18T10 done", "20T10 open", "21T10 open", "22T10 open"]);
        let moved = json!({"turn": turn("21"), "scope": "all", "set": {"at": "2026-11-21T11:00:00Z"}});
        let moved = change(&sales, &series, &moved).ok();
        assert_eq!(told(&all()), ["18T10 done", "20T11 open", "21T11 open", "22T11 open"]);
        undo(&sales, &moved).ok();
        assert_eq!(told(&all()), ["18T10 done", "20T10 open", "21T10 open", "22T10 open"]);
        let once = change(&sales, &series, &json!({"set": {"repeats": null}}));
        assert_eq!(faults(&once), ["repeats done_turns"]);
        // One that is put off for long keeps none of the others from their time.
        let far = json!({"turn": turn("20"), "set": {"at": "2026-12-20T10:00:00Z"}});
        change(&sales, &series, &far).ok();
        let row = || sales.get("/api/activities").ok()["rows"][0]["at"].clone();
        assert_eq!(row(), "2026-11-21T10:00:00.000000Z");
        t.clock.advance(3 * DAY);
        settle(t);
        assert_eq!(row(), "2026-11-22T10:00:00.000000Z");
    });
}

#[test]
fn a_series_keeps_its_hour_and_every_turn_can_be_another() {
    on_both(|t| {
        let p = Program::new(t);
        in_zone(t, "Europe/Berlin");
        let sales = p.sign_in("sales");
        // Monday, two days before the clocks change.
        let wish = json!({"kind": "meeting", "title": "周会", "at": "2026-10-19T07:00:00Z", "ends_at": "2026-10-19T08:00:00Z",
            "repeats": "FREQ=WEEKLY;BYDAY=MO"});
        let made = plan(&sales, &wish);
        let series = id(&made);
        let all = |user: &User<'_, '_>| calendar(user, "2026-10-18T00:00:00Z", "2026-11-20T00:00:00Z", "");
        assert_eq!(
            times(&all(&sales)),
            ["10-19T07:00", "10-26T08:00", "11-02T08:00", "11-09T08:00", "11-16T08:00"]
        );
        let turn = "2026-10-26T08:00:00.000000Z";

        // One turn moves alone.
        let moved =
            change(&sales, &series, &json!({"turn": turn, "set": {"at": "2026-10-27T09:00:00Z"}})).ok();
        assert_eq!(moved["data"]["turn"], turn);
        assert_eq!(moved["data"]["row"]["ends_at"], "2026-10-27T10:00:00.000000Z");
        assert_eq!(times(&all(&sales))[1], "10-27T09:00");
        undo(&sales, &moved).ok();
        assert_eq!(times(&all(&sales))[1], "10-26T08:00");
        // What is of the whole is not of one turn; a turn that is none is said to be none.
        let whole = change(&sales, &series, &json!({"turn": turn, "set": {"private": true}}));
        assert_eq!(faults(&whole), ["private whole_series"]);
        let none = change(&sales, &series, &json!({"turn": "2026-10-27T08:00:00Z", "set": {"title": "x"}}));
        assert_eq!(faults(&none), ["turn unknown"]);
        // One is called off.
        let off =
            sales.call("DELETE", &format!("/api/activities/{series}?turn={}", query(turn)), &json!({})).ok();
        assert_eq!(all(&sales).len(), 4);
        undo(&sales, &off).ok();
        // All move an hour, each on the clock of the wall.
        let shifted = change(
            &sales,
            &series,
            &json!({"turn": turn, "scope": "all", "set": {"at": "2026-10-26T09:00:00Z"}}),
        )
        .ok();
        assert_eq!(
            times(&all(&sales)),
            ["10-19T08:00", "10-26T09:00", "11-02T09:00", "11-09T09:00", "11-16T09:00"]
        );
        undo(&sales, &shifted).ok();
        // From one on it is another series, and one undo makes one of both again.
        let cut = change(
            &sales,
            &series,
            &json!({"turn": "2026-11-09T08:00:00Z", "scope": "following",
            "set": {"title": "双周会", "repeats": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"}}),
        )
        .ok();
        assert_ne!(cut["data"]["row"]["id"], json!(series));
        let both: Vec<String> =
            all(&sales).iter().map(|t| format!("{} {}", &text(&t["at"])[5..10], text(&t["title"]))).collect();
        assert_eq!(both, ["10-19 周会", "10-26 周会", "11-02 周会", "11-09 双周会"]);
        undo(&sales, &cut).ok();
        assert_eq!(all(&sales).len(), 5);
        for (wish, fault) in [
            (json!({"title": "x", "repeats": "FREQ=HOURLY", "at": later(t, DAY)}), "repeats not_valid"),
            (json!({"title": "x", "repeats": "FREQ=DAILY"}), "at missing"),
            (json!({"title": "x", "kind": "call"}), "at missing"),
            (json!({"title": "  "}), "title missing"),
            (
                json!({"title": "x", "kind": "visit", "at": later(t, DAY), "ends_at": later(t, HOUR)}),
                "ends_at before_begin",
            ),
            (
                json!({"title": "x", "kind": "visit", "at": later(t, DAY), "ends_at": later(t, 40 * DAY)}),
                "ends_at too_long",
            ),
            (json!({"title": "x", "remind": -1}), "remind out_of_range"),
            (json!({"title": "x", "lat": 91.0}), "lat out_of_range"),
            (json!({"title": "x", "person": "per_nobody"}), "person unknown_record"),
            (json!({"title": "x", "fields": {"x_nothing": 1}}), "x_nothing unknown_field"),
        ] {
            assert_eq!(faults(&sales.call("POST", "/api/activities", &wish)), [fault], "{wish}");
        }
    });
}

#[test]
fn a_turn_that_is_done_makes_way_for_the_next() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        let first = t.store.now().plus(HOUR);
        let made = plan(
            &sales,
            &json!({"title": "日报", "at": first.to_rfc3339(), "repeats": "FREQ=DAILY;COUNT=3"}),
        );
        let series = id(&made);
        let stands = |n: i64| json!(first.plus(n * DAY).to_rfc3339());
        assert_eq!(page(&sales, &series)["turn"], stands(0));
        t.clock.advance(2 * HOUR);
        assert_eq!(page(&sales, &series)["row"]["clock"], "overdue");
        let done = act(&sales, &series, "done", &json!({"outcome": "已交"})).ok();
        assert_eq!((&done["data"]["row"]["state"], &done["data"]["turn"]), (&json!("done"), &stands(0)));
        let row = |user: &User<'_, '_>| user.get("/api/activities").ok()["rows"][0].clone();
        assert_eq!((&row(&sales)["state"], &row(&sales)["at"]), (&json!("open"), &stands(1)));
        assert_eq!(sales.get("/api/activities/today").ok()["done"], 1);
        // One that was forgotten gives way when the next one comes, and is no third one to be ticked.
        t.clock.advance(2 * DAY);
        settle(t);
        assert_eq!(row(&sales)["at"], stands(2));
        act(&sales, &series, "done", &json!({})).ok();
        assert_eq!(code(&act(&sales, &series, "done", &json!({}))), (409, "closed"), "pressed twice");
        t.clock.advance(HOUR);
        assert_eq!(row(&sales)["at"], stands(1), "what was left behind is still there to be done");
        act(&sales, &series, "done", &json!({})).ok();
        assert_eq!(row(&sales)["state"], "done");
        let back = act(&sales, &series, "reopen", &json!({"turn": stands(2)})).ok();
        assert_eq!((&back["data"]["row"]["state"], &row(&sales)["at"]), (&json!("open"), &stands(2)));
    });
}

#[test]
fn two_who_move_the_same_are_told_apart() {
    on_both(|t| {
        let p = Program::new(t);
        let (sales, admin) = (p.sign_in("sales"), p.sign_in("admin"));
        let (was, mine, theirs) = (later(t, DAY), later(t, 2 * DAY), later(t, 3 * DAY));
        let made = plan(&sales, &json!({"kind": "call", "title": "回访", "at": was}));
        let call = id(&made);
        change(&admin, &call, &json!({"set": {"at": theirs}, "was": {"at": was}})).ok();
        let refused = change(&sales, &call, &json!({"set": {"at": mine}, "was": {"at": was}}));
        assert_eq!(code(&refused), (409, "changed"));
        let conflict = &refused.body["detail"]["conflicts"][0];
        assert_eq!((&conflict["field"], &conflict["now"]), (&json!("at"), &json!(theirs)));
        // Another spelling of the same instant is the same instant.
        let spelt = theirs.replace(".000000", "").replace('Z', "+00:00");
        change(&sales, &call, &json!({"set": {"at": mine}, "was": {"at": spelt}})).ok();
        assert_eq!(page(&sales, &call)["row"]["at"], json!(mine));
    });
}

#[test]
fn who_sees_what_of_whom() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales, service, other) =
            (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("service"), p.sign_in("auditor"));
        let id_sales = id_of(&admin, "sales");
        let free = plan(&service, &json!({"kind": "meeting", "title": "排班", "at": later(t, HOUR)}));
        // A salesperson sees their own, and what is about people whom they see.
        assert_eq!(sales.get(&format!("/api/activities/{}", id(&free))).status.as_u16(), 404);
        let person = make(&sales, &json!({"name": "王 一", "owner": id_sales}));
        let about = id(&plan(
            &service,
            &json!({"kind": "visit", "title": "上门检修", "at": later(t, HOUR), "person": person}),
        ));
        assert_eq!(page(&sales, &about)["may_edit"], false);
        assert_eq!(change(&sales, &about, &json!({"set": {"title": "x"}})).status.as_u16(), 403);
        let not_mine =
            sales.call("POST", "/api/activities", &json!({"title": "x", "owner": id_of(&admin, "service")}));
        assert_eq!(faults(&not_mine), ["owner out_of_reach"]);
        assert_eq!(other.call("POST", "/api/activities", &json!({"title": "x"})).status.as_u16(), 403);

        // What is private is nobody else's, not even an administrator's.
        let secret = json!({"kind": "meeting", "title": "体检", "at": later(t, 2 * HOUR), "private": true, "place": "医院", "person": person});
        let secret = id(&plan(&sales, &secret));
        for user in [&admin, &service] {
            assert_eq!(user.get(&format!("/api/activities/{secret}")).status.as_u16(), 404);
            assert!(!user.get("/api/activities").text.contains("体检"));
            assert!(!user.get(&format!("/api/search?q={}", query("体检"))).text.contains(&secret));
            assert!(!user.get(&format!("/api/activities/about?record={person}")).text.contains("体检"));
        }
        let (from, to) = (later(t, 0), later(t, DAY));
        let seen = calendar(&admin, &from, &to, &format!("&who={id_sales}"));
        assert_eq!(
            (seen.len(), &seen[0]["id"], &seen[0]["title"], &seen[0]["place"]),
            (1, &Value::Null, &Value::Null, &Value::Null)
        );
        let busy = other
            .get(&format!("/api/activities/busy?who={id_sales}&from={}&to={}", query(&from), query(&to)))
            .ok();
        assert_eq!(busy[0]["busy"].as_array().unwrap().len(), 1);
        assert_eq!(busy[0]["busy"][0]["from"], json!(later(t, 2 * HOUR)));

        // Who is asked to come sees it, says whether they come, and has a notice.
        let team =
            json!({"kind": "meeting", "title": "评审", "at": later(t, 4 * HOUR), "guests": [id_sales]});
        let team = id(&plan(&service, &team));
        assert_eq!(page(&sales, &team)["answer"], "asked");
        let notices = sales.get("/api/notices").ok();
        assert!(notices.to_string().contains("评审"), "{notices}");
        let said = act(&sales, &team, "answer", &json!({"answer": "yes"})).ok();
        assert_eq!(said["data"]["guests"][0]["answer"], "yes");
        assert_eq!(code(&act(&admin, &team, "answer", &json!({"answer": "yes"}))), (409, "not_asked"));
        undo(&sales, &said).ok();
        assert_eq!(page(&sales, &team)["answer"], "asked");
        // What was called off keeps nobody from a time.
        assert_eq!(calendar(&sales, &from, &to, "&kinds=meeting").len(), 2);
        assert_eq!(calendar(&sales, &from, &to, "&kinds=visit").len(), 0);
        let long = sales.get(&format!(
            "/api/activities/calendar?from={}&to={}",
            query(&from),
            query(&later(t, 70 * DAY))
        ));
        assert_eq!(faults(&long), ["to out_of_range"]);
    });
}

#[test]
fn owners_are_reminded_once_and_meetings_pass_by_themselves() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        let made =
            plan(&sales, &json!({"kind": "call", "title": "提醒我", "at": later(t, HOUR), "remind": 30}));
        let among = id(&plan(&sales, &json!({"kind": "meeting", "title": "站会", "at": later(t, HOUR)})));
        assert_eq!(settle(t), 0);
        t.clock.advance(HOUR / 2);
        assert_eq!(settle(t), 1);
        assert_eq!(settle(t), 0, "once");
        // Moved, it is another time, and worth another reminder.
        change(&sales, &id(&made), &json!({"set": {"at": later(t, 2 * HOUR)}})).ok();
        assert_eq!(settle(t), 0);
        t.clock.advance(2 * HOUR);
        assert_eq!(settle(t), 1);
        // Nobody has to tick a meeting among colleagues; a call waits.
        assert_eq!(page(&sales, &among)["row"]["state"], "done");
        assert_eq!(page(&sales, &id(&made))["row"]["clock"], "today");
        let notices = sales.get("/api/notices").ok();
        assert_eq!(notices["rows"].as_array().unwrap().iter().filter(|n| n["kind"] == "activity").count(), 2);
    });
}

#[test]
fn many_are_done_moved_and_given_at_once() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let ids: Vec<String> = (0..3)
            .map(|n| id(&plan(&sales, &json!({"title": format!("事 {n}"), "at": later(t, (n + 1) * HOUR)}))))
            .collect();
        let bulk = |user: &User<'_, '_>, body: Value| user.call("POST", "/api/activities/bulk", &body);
        let moved = bulk(&sales, json!({"ids": ids, "days": 2})).ok();
        assert_eq!(moved["done"], 3);
        assert_eq!(page(&sales, &ids[0])["row"]["at"], json!(later(t, HOUR + 2 * DAY)));
        let mut some = ids.clone();
        some.push("act_nothing".into());
        let done = bulk(&sales, json!({"ids": some, "done": true})).ok();
        assert_eq!((&done["done"], &done["refused"][0]["code"]), (&json!(3), &json!("not_found")));
        undo(&sales, &done).ok();
        let given = bulk(&admin, json!({"ids": ids, "owner": id_of(&admin, "service")})).ok();
        assert_eq!(given["done"], 3);
        assert_eq!(sales.get(&format!("/api/activities/{}", ids[0])).status.as_u16(), 404);
        let theirs = bulk(&sales, json!({"ids": ids, "done": true})).ok();
        assert_eq!((&theirs["done"], &theirs["batch"]), (&json!(0), &Value::Null));
        assert_eq!(bulk(&sales, json!({"ids": ids})).status.as_u16(), 400);
        undo(&admin, &given).ok();
        let gone = bulk(&sales, json!({"ids": ids, "delete": true})).ok();
        assert_eq!(gone["done"], 3);
        undo(&sales, &gone).ok();
        assert_eq!(sales.get("/api/activities").ok()["total"], 3);
    });
}

#[test]
fn a_day_outside_has_a_way_and_somebody_was_there() {
    on_both(|t| {
        let p = Program::new(t);
        in_zone(t, "UTC");
        let sales = p.sign_in("sales");
        let day = t.store.now().plus(DAY).timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
        let at = |hour: i8| {
            Micros(
                day.at(hour, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_microsecond(),
            )
        };
        let mut ids = Vec::new();
        for (hour, lon) in [(9, 121.40), (10, 121.50), (11, 121.42), (12, 121.46)] {
            let wish = json!({"kind": "visit", "title": format!("{hour} 点"), "at": at(hour).to_rfc3339(), "lat": 31.2, "lon": lon});
            ids.push(id(&plan(&sales, &wish)));
        }
        let way = sales.get(&format!("/api/activities/route?day={day}")).ok();
        let stops = way["stops"].as_array().unwrap();
        assert_eq!((stops.len(), &stops[0]["metres"]), (4, &Value::Null));
        let whole: i64 = stops.iter().filter_map(|s| s["metres"].as_i64()).sum();
        assert_eq!(way["metres"], whole);
        assert_eq!(way["shorter"]["ids"], json!([ids[0], ids[2], ids[3], ids[1]]));
        assert!(way["shorter"]["metres"].as_i64().unwrap() < whole);
        let here =
            act(&sales, &ids[0], "check-in", &json!({"lat": 31.2009, "lon": 121.40, "accuracy": 12.0})).ok();
        assert_eq!(here["data"]["check_ins"][0]["distance"], 100.0);
        let way = sales.get(&format!("/api/activities/route?day={day}")).ok();
        assert_eq!(way["stops"][0]["checked_in"], Value::Null, "today is not that day");
        let wrong = act(&sales, &ids[0], "check-in", &json!({"lat": 91.0, "lon": 0.0}));
        assert_eq!(faults(&wrong), ["lat out_of_range"]);
        assert_eq!(faults(&sales.get("/api/activities/route?day=tomorrow")), ["day not_a_date"]);
    });
}

#[test]
fn customers_are_come_back_to_by_rule_and_not_too_often() {
    on_both(|t| {
        let p = Program::new(t);
        in_zone(t, "UTC");
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        // A Tuesday, whatever day the clock of the test stands at.
        let weekday = i64::from(
            t.store.now().timestamp().to_zoned(jiff::tz::TimeZone::UTC).weekday().to_monday_zero_offset(),
        );
        t.clock.advance(((8 - weekday) % 7) * DAY);
        let owner = id_of(&admin, "sales");
        for n in 0..4 {
            make(&admin, &json!({"name": format!("客 {n}"), "tier": "金卡", "owner": owner}));
        }
        make(&admin, &json!({"name": "无主", "tier": "金卡"}));
        let wish = json!({"name": "金卡季访", "filter": "tier = \"金卡\"", "kind": "call", "title": "季度回访",
            "every_days": 90, "quiet_days": 0, "daily": 3});
        let seen = admin.call("POST", "/api/revisits/preview", &wish).ok();
        assert_eq!((&seen["people"], &seen["due"]), (&json!(5), &json!(5)));
        // Whom nobody can be given is not told of; of one owner, as many as a day takes.
        assert_eq!(seen["first"].as_array().unwrap().len(), 3);
        assert_eq!(sales.call("POST", "/api/revisits", &wish).status.as_u16(), 403);
        let mine =
            admin.call("POST", "/api/revisits", &json!({"name": "x", "title": "x", "filter": "owner = me"}));
        assert_eq!(faults(&mine), ["filter asker"]);
        let rule = admin.call("POST", "/api/revisits", &wish).ok();
        let rule = text(&rule["data"]["id"]).to_owned();
        // The program looks every hour by itself: whoever of both comes first plans.
        let open = |user: &User<'_, '_>| {
            gx_agenda::revisit::run::run(&t.store).unwrap();
            let path = format!("/api/activities?filter={}", query("state = \"open\""));
            user.get(&path).ok()["total"].as_i64().unwrap()
        };
        assert_eq!(open(&sales), 3, "three a day");
        assert_eq!(open(&sales), 3, "and no more on the same day");
        t.clock.advance(DAY);
        assert_eq!(open(&sales), 4);
        t.clock.advance(DAY);
        assert_eq!(open(&sales), 4);
        // Those of nobody go to whom the rule names; who sees the customer sees that, too.
        admin
            .call("PATCH", &format!("/api/revisits/{rule}"), &json!({"fallback": id_of(&admin, "service")}))
            .ok();
        assert_eq!(open(&sales), 5);
        // Done, nobody is due again before the time has passed.
        let mine = format!("/api/activities?limit=10&filter={}", query("owner = me"));
        let rows = sales.get(&mine).ok()["rows"].as_array().unwrap().clone();
        for row in &rows {
            act(&sales, text(&row["id"]), "done", &json!({"outcome": "满意"})).ok();
        }
        t.clock.advance(7 * DAY);
        assert_eq!(open(&sales), 1);
        t.clock.advance(84 * DAY);
        // Nobody stays signed in for so long.
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        assert_eq!(open(&sales), 4);
        let told = admin.get("/api/revisits").ok();
        assert_eq!((&told[0]["done"], &told[0]["filter"]), (&json!(4), &json!("tier = \"金卡\"")));
        let gone = admin.call("DELETE", &format!("/api/revisits/{rule}"), &json!({})).ok();
        assert_eq!(admin.get("/api/revisits").ok(), json!([]));
        undo(&admin, &gone).ok();
        assert_eq!(admin.get("/api/revisits").ok().as_array().unwrap().len(), 1);
    });
}

#[test]
fn a_calendar_has_one_address_and_who_leaves_hands_over_what_is_to_be_done() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        assert_eq!(sales.get("/api/calendar-feed").ok()["url"], Value::Null);
        let first = sales.call("POST", "/api/calendar-feed", &json!({})).ok()["url"].clone();
        let second = sales.call("POST", "/api/calendar-feed", &json!({})).ok()["url"].clone();
        assert_ne!(first, second);
        assert_eq!(sales.get("/api/calendar-feed").ok()["url"], second);
        assert_eq!(sales.call("DELETE", "/api/calendar-feed", &json!({})).ok()["url"], Value::Null);
        let made = plan(&sales, &json!({"title": "交接", "at": later(t, DAY)}));
        let (from, to) = (id_of(&admin, "sales"), id_of(&admin, "service"));
        let done = admin.call("POST", &format!("/api/staff/{from}/handover"), &json!({"to": to})).ok();
        assert_eq!(page(&admin, &id(&made))["row"]["owner"]["id"], json!(to));
        admin.call("POST", &format!("/api/undo/{}", text(&done["batch"])), &json!({})).ok();
        assert_eq!(page(&admin, &id(&made))["row"]["owner"]["id"], json!(from));
    });
}

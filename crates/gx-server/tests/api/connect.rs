//! Connectors: records of another system here and records of ours there, and the ledger of what differs.

mod erp;
mod files;
mod push;
mod sql;

use std::time::Duration;

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};
use erp::Erp;

fn customers() -> Vec<Value> {
    vec![
        json!({"no": "C1", "name": "沐禾商贸", "contact": {"city": "上海"}, "tel": "13900000001", "changed": "2026-01-01T00:00:00Z"}),
        json!({"no": "C2", "name": "林晓梅", "contact": {"city": "杭州"}, "tel": "13900000002", "changed": "2026-01-01T00:00:00Z"}),
        json!({"no": "C3", "name": "周以宁", "contact": {"city": "北京"}, "tel": "12345", "changed": "2026-01-01T00:00:00Z"}),
        json!({"no": "C4", "name": "陈思远", "contact": {"city": null}, "tel": null, "changed": "2026-01-01T00:00:00Z"}),
        json!({"no": "", "name": "没有编号", "contact": {"city": null}, "tel": null, "changed": "2026-01-01T00:00:00Z"}),
    ]
}

fn mapping() -> Value {
    json!([
        {"name": "no", "target": "external:erp"}, {"name": "name", "target": "name"},
        {"name": "contact.city", "target": "city"}, {"name": "tel", "target": "phone"}, {"name": "changed", "target": null}
    ])
}

pub fn wish(place: &Value) -> Value {
    json!({
        "name": "ERP", "direction": "pull", "object": "person", "place": place, "secret": "s3cret", "key": "no",
        "mapping": mapping(), "options": {"country": "CN"}, "rule": "ours"
    })
}

pub fn make(user: &User<'_, '_>, wish: &Value) -> String {
    user.call("POST", "/api/connectors", wish).ok()["id"].as_str().unwrap().to_owned()
}

/// Runs a connector and waits for its end.
#[track_caller]
pub fn run(user: &User<'_, '_>, id: &str, compare: bool) -> Value {
    let run = user.call("POST", &format!("/api/connectors/{id}/run"), &json!({"compare": compare})).ok();
    let path = format!("/api/connectors/runs/{}", run["id"].as_str().unwrap());
    for _ in 0..800 {
        let run = user.get(&path).ok();
        if matches!(run["state"].as_str(), Some("done" | "failed")) {
            return run;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("the run did not end: {}", user.get(&path).text);
}

/// A run that must have gone well: there, here, matched, made, changed, same, refused.
#[track_caller]
pub fn counted(run: &Value) -> [i64; 7] {
    assert_eq!(run["state"], "done", "{run}");
    ["there", "here", "matched", "created", "updated", "same", "refused"]
        .map(|k| run["counts"][k].as_i64().unwrap())
}

/// The lines of a ledger: kind, number, field, theirs, ours, which stood.
pub fn ledger(user: &User<'_, '_>, run: &Value, query: &str) -> Vec<[String; 6]> {
    let path = format!("/api/connectors/runs/{}/entries?{query}", run["id"].as_str().unwrap());
    let page = user.get(&path).ok();
    page["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            ["kind", "key", "field", "theirs", "ours", "stood"]
                .map(|k| e[k].as_str().unwrap_or("").to_owned())
        })
        .collect()
}

fn line(parts: [&str; 6]) -> [String; 6] {
    parts.map(str::to_owned)
}

fn bearer(url: &str, paging: &Value) -> Value {
    json!({"kind": "http", "url": url, "auth": {"way": "bearer"}, "paging": paging})
}

#[test]
fn records_are_looked_at_fetched_page_by_page_and_never_doubled() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(customers());
        let pages = json!({
            "kind": "http", "url": format!("{}/pages", erp.url), "auth": {"way": "bearer"}, "records": "data.items",
            "paging": {"style": "page", "param": "page", "size_param": "size", "size": 2}
        });
        // A look: the names, what they are taken for, and what would become of the records.
        let look =
            admin.call("POST", "/api/connectors/look", &json!({"place": pages, "secret": "s3cret"})).ok();
        let names: Vec<&str> =
            look["columns"].as_array().unwrap().iter().map(|c| c["header"].as_str().unwrap()).collect();
        assert_eq!(names, ["no", "name", "contact.city", "tel", "changed"]);
        let target = |n: usize| look["mapping"][n]["target"].clone();
        assert_eq!((target(1), target(2)), (json!("name"), json!("city")), "{}", look["mapping"]);
        assert_eq!(look["rows"].as_array().unwrap().len(), 5);
        let preview = json!({
            "object": "person", "key": "no", "mapping": mapping(), "options": {"country": "CN"},
            "columns": names, "rows": look["rows"]
        });
        let seen = admin.call("POST", "/api/connectors/preview", &preview).ok();
        assert_eq!((&seen["summary"]["new"], &seen["summary"]["refused"]), (&json!(4), &json!(1)), "{seen}");
        assert_eq!(admin.get("/api/imports").ok(), json!([]), "a look leaves nothing behind");
        assert_eq!(admin.get("/api/people").ok()["total"], 0);
        // The first run makes, the second changes nothing, and a record by itself is known by its number.
        let id = make(&admin, &wish(&pages));
        let first = run(&admin, &id, false);
        assert_eq!(counted(&first), [5, 3, 0, 3, 0, 0, 2], "{first}");
        let refused = ledger(&admin, &first, "kind=refused");
        assert_eq!(refused.iter().map(|e| e[1].as_str()).collect::<Vec<_>>(), ["C3", ""]);
        assert_eq!(admin.get("/api/people").ok()["total"], 3);
        assert_eq!(admin.person_named("沐禾商贸")["city"], "上海");
        let second = run(&admin, &id, false);
        assert_eq!(counted(&second), [5, 3, 3, 0, 0, 3, 2], "{second}");
        assert_eq!(second["import"], Value::Null, "nothing was written");
        // What changed there is changed here; a run is an import, and can be reverted.
        let mut rows = customers();
        rows[1]["contact"]["city"] = json!("宁波");
        rows[2]["tel"] = json!("13900000003");
        erp.set(rows);
        let third = run(&admin, &id, false);
        assert_eq!(counted(&third), [5, 4, 3, 1, 1, 2, 1], "{third}");
        assert_eq!(
            ledger(&admin, &third, "kind=differs"),
            [line(["differs", "C2", "city", "宁波", "杭州", "theirs"])]
        );
        assert_eq!(admin.person_named("林晓梅")["city"], "宁波");
        let import = third["import"].as_str().unwrap();
        admin.call("POST", &format!("/api/imports/{import}/revert"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(admin.person_named("林晓梅")["city"], "杭州");
        assert_eq!(admin.get("/api/notices").ok()["rows"], json!([]), "nobody is told of every run");
        p.app.stop();
    });
}

#[test]
fn each_way_of_paging_reads_all_and_changed_since_reads_what_changed() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let all: Vec<Value> = (0..7).map(|n| json!({"no": format!("N{n}"), "name": format!("人{n}"), "changed": "2026-01-01T00:00:00Z"})).collect();
        let erp = Erp::open(all.clone());
        let map = json!([{"name": "no", "target": "external:erp"}, {"name": "name", "target": "name"}]);
        for (path, paging) in [
            ("plain", json!({"style": "none"})),
            ("pages", json!({"style": "page", "param": "page"})),
            ("cursor", json!({"style": "cursor", "param": "after", "path": "paging.next"})),
            ("links", json!({"style": "link"})),
        ] {
            let mut place = bearer(&format!("{}/{path}", erp.url), &paging);
            if path == "pages" {
                place["records"] = json!("data.items");
            }
            let mut wish = wish(&place);
            wish["mapping"] = map.clone();
            let id = make(&admin, &wish);
            assert_eq!(counted(&run(&admin, &id, true))[0], 7, "{path}");
        }
        // Only what changed: the parameter says since when, five minutes early.
        let mut place = bearer(&format!("{}/plain", erp.url), &json!({"style": "none"}));
        place["since"] = json!({"param": "since"});
        let mut since = wish(&place);
        since["mapping"] = map;
        let id = make(&admin, &since);
        erp.came();
        assert_eq!(counted(&run(&admin, &id, false))[3], 7);
        assert_eq!(erp.came()[0].param("since"), None, "the first run reads everything");
        t.clock.advance(Micros::DAY);
        let mut rows = all;
        rows[3]["name"] = json!("新名");
        rows[3]["changed"] = json!("2026-11-21T00:00:00Z");
        rows.remove(6);
        erp.set(rows);
        let second = run(&admin, &id, false);
        assert_eq!(erp.came()[0].param("since").unwrap(), "2026-11-20T09:49:00Z");
        assert_eq!(counted(&second), [1, 7, 1, 0, 1, 0, 0], "{second}");
        assert_eq!(
            second["counts"]["missing_there"],
            Value::Null,
            "who reads a part cannot say what is missing"
        );
        // Comparing reads everything, and writes nothing.
        let compared = run(&admin, &id, true);
        assert_eq!(counted(&compared), [6, 7, 6, 0, 0, 6, 0], "{compared}");
        assert_eq!(compared["counts"]["missing_there"], 1);
        assert_eq!(ledger(&admin, &compared, ""), [line(["missing_there", "N6", "", "", "", ""])]);
        p.app.stop();
    });
}

#[test]
fn each_rule_decides_which_value_stands_and_the_ledger_says_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(customers()[..2].to_vec());
        let place = bearer(&format!("{}/plain", erp.url), &json!({"style": "none"}));
        let id = make(&admin, &wish(&place));
        run(&admin, &id, false);
        let mei = admin.person_named("林晓梅")["id"].as_str().unwrap().to_owned();
        let set = |city: &str| {
            admin.call("PATCH", &format!("/api/people/{mei}"), &json!({"set": {"city": city}})).ok();
        };
        let city = || admin.get(&format!("/api/people/{mei}")).ok().to_string();
        let theirs = |city: &str| {
            let mut rows = customers()[..2].to_vec();
            rows[1]["contact"]["city"] = json!(city);
            erp.set(rows);
        };
        let rule = |rule: &str| {
            admin.call("PATCH", &format!("/api/connectors/{id}"), &json!({"rule": rule})).ok();
        };
        let differing = |run: &Value| ledger(&admin, run, "kind=differs");
        let minute = || t.clock.advance(60 * Micros::SECOND);
        // Ours: a person changed it since the last run, so it stands; also the next time, while they say nothing new.
        minute();
        set("苏州");
        minute();
        for _ in 0..2 {
            let kept = run(&admin, &id, false);
            assert_eq!(differing(&kept), [line(["differs", "C2", "city", "杭州", "苏州", "ours"])]);
            assert!(city().contains("苏州"));
            minute();
        }
        // They say something new since, and nobody here has: theirs.
        theirs("宁波");
        let taken = run(&admin, &id, false);
        assert_eq!(differing(&taken), [line(["differs", "C2", "city", "宁波", "苏州", "theirs"])]);
        assert!(city().contains("宁波"), "{}", city());
        // Both said something new: ours.
        minute();
        set("无锡");
        theirs("温州");
        let both = run(&admin, &id, false);
        assert_eq!(differing(&both), [line(["differs", "C2", "city", "温州", "无锡", "ours"])]);
        // Comparing says what differs, and writes nothing.
        rule("theirs");
        let compared = run(&admin, &id, true);
        assert_eq!(differing(&compared), [line(["differs", "C2", "city", "温州", "无锡", "none"])]);
        assert_eq!(
            differing(&run(&admin, &id, false)),
            [line(["differs", "C2", "city", "温州", "无锡", "theirs"])]
        );
        assert!(city().contains("温州"));
        // Only what is empty is filled.
        rule("fill");
        theirs("绍兴");
        assert_eq!(
            differing(&run(&admin, &id, false)),
            [line(["differs", "C2", "city", "绍兴", "温州", "ours"])]
        );
        minute();
        set("");
        let filled = run(&admin, &id, false);
        assert_eq!(differing(&filled), [line(["differs", "C2", "city", "绍兴", "", "theirs"])]);
        assert!(city().contains("绍兴"));
        // What somebody here took away stays away, while they say nothing new.
        rule("ours");
        minute();
        set("");
        let empty = run(&admin, &id, false);
        assert_eq!(differing(&empty), [line(["differs", "C2", "city", "绍兴", "", "ours"])]);
        // The ledger leaves as a table, and is filtered.
        let csv = admin.get(&format!(
            "/api/connectors/runs/{}/entries.csv?kind=differs",
            filled["id"].as_str().unwrap()
        ));
        assert!(csv.text.contains("differs,C2,per_"), "{}", csv.text);
        assert_eq!(ledger(&admin, &filled, "kind=differs&field=name"), Vec::<[String; 6]>::new());
        p.app.stop();
    });
}

#[test]
fn a_connector_runs_by_the_clock_and_stops_after_failing_for_long() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(customers());
        let mut every = wish(&bearer(&format!("{}/plain", erp.url), &json!({"style": "none"})));
        every["every"] = json!(30);
        let id = make(&admin, &every);
        let state = || admin.get(&format!("/api/connectors/{id}")).ok();
        let awaits = |what: &dyn Fn(&Value) -> bool| {
            for _ in 0..800 {
                let now = state();
                if what(&now) {
                    return now;
                }
                std::thread::sleep(Duration::from_millis(25));
            }
            panic!("it did not come: {}", state());
        };
        assert_eq!(erp.came().len(), 0, "not before its time");
        t.clock.advance(31 * 60 * Micros::SECOND);
        let ran = awaits(&|c| c["last_run"]["state"] == "done");
        assert_eq!(ran["last_run"]["counts"]["created"], 3);
        assert_ne!(ran["next_at"], Value::Null);
        // It fails: tried again, a little later each time, until it stops and its maker is told.
        erp.fail(Some(503));
        t.clock.advance(31 * 60 * Micros::SECOND);
        for failures in 1..=5 {
            awaits(&|c| c["failures"] == failures);
            // The job is put to later after that; the clock must not move in between.
            let running = "SELECT COUNT(*) FROM job WHERE kind = 'connect.run' AND state = 'running'";
            while t.store.read(|tx| tx.one(running, &[])?.int(0)).unwrap() > 0 {
                std::thread::sleep(Duration::from_millis(10));
            }
            t.clock.advance(3600 * Micros::SECOND);
        }
        let stopped = awaits(&|c| c["paused"] == true);
        assert_eq!(stopped["why_paused"], "failing");
        assert_eq!(stopped["last_run"]["code"], "not_now");
        let notice = admin.get("/api/notices").ok()["rows"][0].clone();
        assert_eq!((&notice["kind"], &notice["detail"]["name"]), (&json!("connector"), &json!("ERP")));
        // Let go on, it is as new.
        erp.fail(None);
        let on = admin.call("PATCH", &format!("/api/connectors/{id}"), &json!({"paused": false})).ok();
        assert_eq!((&on["failures"], &on["why_paused"]), (&json!(0), &Value::Null));
        t.clock.advance(31 * 60 * Micros::SECOND);
        awaits(&|c| c["last_run"]["state"] == "done" && c["failures"] == 0);
        p.app.stop();
    });
}

#[test]
fn what_cannot_be_read_says_why() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(customers());
        let plain = bearer(&format!("{}/plain", erp.url), &json!({"style": "none"}));
        let look = |place: &Value, secret: &str| {
            admin.call("POST", "/api/connectors/look", &json!({"place": place, "secret": secret}))
        };
        assert_eq!(look(&plain, "wrong").code(), "not_let_in");
        let mut elsewhere = plain.clone();
        elsewhere["records"] = json!("no.such.list");
        assert_eq!(look(&elsewhere, "s3cret").code(), "no_list");
        let inside = json!({"kind": "http", "url": "http://169.254.169.254/latest"});
        assert_eq!(look(&inside, "").body["fields"][0]["field"], "place.url");
        let host = |host: &str| json!({"kind": "sql", "host": host, "database": "d", "user": "u", "query": "SELECT 1"});
        assert_eq!(look(&host("10.0.0.7"), "").body["fields"][0]["code"], "address_inside");
        assert_eq!(look(&host("a b"), "").body["fields"][0]["code"], "not_a_host");
        let mut changed = host("127.0.0.1");
        changed["query"] = json!("DELETE FROM person");
        assert_eq!(look(&changed, "").body["fields"][0]["code"], "not_a_select");
        // A connector needs a name, a number of the record, a time that makes sense.
        let bad = |change: Value, field: &str| {
            let mut body = wish(&plain);
            for (key, v) in change.as_object().unwrap() {
                body[key] = v.clone();
            }
            let answer = admin.call("POST", "/api/connectors", &body);
            assert_eq!(answer.body["fields"][0]["field"], field, "{}", answer.text);
        };
        bad(json!({"name": " "}), "name");
        bad(json!({"key": "name"}), "key");
        bad(json!({"every": 1}), "every");
        bad(json!({"object": "interaction"}), "object");
        bad(json!({"direction": "push", "mapping": [{"name": "no", "target": "tree"}]}), "mapping.0");
        // A secret is never told, and does not follow to another server.
        let id = make(&admin, &wish(&plain));
        let held = admin.get(&format!("/api/connectors/{id}")).ok();
        assert_eq!(held["has_secret"], true);
        assert!(!held.to_string().contains("s3cret"));
        let moved =
            json!({"place": {"kind": "http", "url": "https://other.example/x", "auth": {"way": "bearer"}}});
        let moved = admin.call("PATCH", &format!("/api/connectors/{id}"), &moved).ok();
        assert_eq!(moved["has_secret"], false);
        let failed = run(&admin, &id, false);
        assert_eq!(failed["state"], "failed");
        assert_ne!(failed["code"], Value::Null);
        p.app.stop();
    });
}

#[test]
fn a_connector_does_no_more_than_its_maker_may_and_is_shown_to_nobody_else() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(customers()[..2].to_vec());
        let plain = bearer(&format!("{}/plain", erp.url), &json!({"style": "none"}));
        let theirs = make(&admin, &wish(&plain));
        let ran = run(&admin, &theirs, false);
        let run_id = ran["id"].as_str().unwrap().to_owned();
        let look = json!({"place": plain, "secret": "s3cret"});
        let preview = json!({
            "object": "person", "key": "no", "mapping": mapping(), "columns": ["no"], "rows": [["C1"]]
        });
        let every: Vec<(&str, String, Value)> = vec![
            ("GET", "/api/connectors".into(), Value::Null),
            ("POST", "/api/connectors".into(), wish(&plain)),
            ("POST", "/api/connectors/look".into(), look),
            ("POST", "/api/connectors/preview".into(), preview),
            ("GET", format!("/api/connectors/{theirs}"), Value::Null),
            ("PATCH", format!("/api/connectors/{theirs}"), json!({"paused": true})),
            ("DELETE", format!("/api/connectors/{theirs}"), Value::Null),
            ("POST", format!("/api/connectors/{theirs}/run"), json!({})),
            ("GET", format!("/api/connectors/{theirs}/runs"), Value::Null),
            ("GET", format!("/api/connectors/runs/{run_id}"), Value::Null),
            ("GET", format!("/api/connectors/runs/{run_id}/entries"), Value::Null),
            ("GET", format!("/api/connectors/runs/{run_id}/entries.csv"), Value::Null),
        ];
        for (method, path, body) in &every {
            assert_eq!(p.stranger(method, path, body).status.as_u16(), 401, "{method} {path}");
            for login in ["manager", "sales", "service", "marketing", "auditor"] {
                let user = p.sign_in(login);
                assert_eq!(user.call(method, path, body).status.as_u16(), 403, "{login} {method} {path}");
            }
        }
        // Another who may set doors up has their own, and sees nothing of the admin's.
        let grants = json!({"see": "own", "create": "own", "edit": "own", "export": "own", "may": ["sources", "import"], "hidden": ["birth_date"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        assert_eq!(sales.get("/api/connectors").ok(), json!([]));
        for (method, path, body) in
            every.iter().filter(|(_, path, _)| path.contains(&theirs) || path.contains(&run_id))
        {
            assert_eq!(sales.call(method, path, body).status.as_u16(), 404, "{method} {path}");
        }
        // What its maker may not change it does not change, and says so without telling what it is.
        let mut rows = customers()[..2].to_vec();
        rows[1]["name"] = json!("改了名");
        erp.set(rows);
        let mine = make(&sales, &wish(&plain));
        let narrow = run(&sales, &mine, false);
        assert_eq!(counted(&narrow), [2, 0, 0, 0, 0, 0, 2], "{narrow}");
        let told =
            sales.get(&format!("/api/connectors/runs/{}/entries", narrow["id"].as_str().unwrap())).ok();
        assert_eq!(
            (&told["rows"][0]["reason"], &told["rows"][0]["record"]),
            (&json!("not_yours"), &Value::Null)
        );
        admin.person_named("林晓梅");
        // A field that its maker may not see is no way around the role.
        let mut hidden = wish(&plain);
        hidden["mapping"][1]["target"] = json!("birth_date");
        let hidden = make(&sales, &hidden);
        assert_eq!(run(&sales, &hidden, false)["code"], "field_forbidden");
        // Neither a key of a program nor somebody who looks as another makes one.
        let key = admin
            .call(
                "POST",
                "/api/keys",
                &json!({"name": "k", "scopes": ["read", "write", "import", "export", "setup"]}),
            )
            .ok();
        let key = key["secret"].as_str().unwrap();
        assert_eq!(p.by_key(key, "POST", "/api/connectors", &wish(&plain)).status.as_u16(), 403);
        // Who loses the right, or is gone, runs nothing more.
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": {"see": "own", "may": ["sources"]}})).ok();
        assert_eq!(
            sales.call("POST", &format!("/api/connectors/{mine}/run"), &json!({})).status.as_u16(),
            403
        );
        let staff = admin.get("/api/staff").ok();
        let gone = staff.as_array().unwrap().iter().find(|u| u["login"] == "sales").unwrap()["id"].clone();
        admin
            .call("PATCH", &format!("/api/staff/{}", gone.as_str().unwrap()), &json!({"disabled": true}))
            .ok();
        let closed = run(&admin, &mine, false);
        assert_eq!(closed["code"], "account_closed");
        assert_eq!(admin.get(&format!("/api/connectors/{mine}")).ok()["why_paused"], "account_closed");
        // What was done is in the audit log.
        let log = admin.get("/api/audit?kind=connector").ok().to_string();
        for did in ["made", "run"] {
            assert!(log.contains(did), "{did}: {log}");
        }
        admin.call("DELETE", &format!("/api/connectors/{mine}"), &Value::Null).ok();
        assert_eq!(admin.get(&format!("/api/connectors/{mine}")).status.as_u16(), 404);
        p.app.stop();
    });
}

//! What people may ask about their own data: requests, marks, the copy, the erasure and what it leaves nowhere.

use std::io::Read as _;

use gx_kernel::Micros;
use gx_store::{Dialect, Store, Value as Cell};
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::make;

/// Words that nobody else in these tests bears.
const TRACES: &[&str] = &[
    "zhuzhuxia",
    "Zhuzhuxia",
    "竹筑夏",
    "13912345678",
    "139 1234 5678",
    "bamboo-lane-77",
    "secret-of-hers",
    "uid-erase-me",
    "erase-file-name",
];

/// Every table with its text, JSON and bytes, as far as one of the words is in it.
fn found(store: &Store, words: &[&str]) -> Vec<String> {
    store
        .read(|tx| {
            let sql = match tx.dialect() {
                Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
                Dialect::Postgres => {
                    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
                }
            };
            let tables: Vec<String> = tx.query(sql, &[])?.iter().map(|r| r.string(0).unwrap()).collect();
            let mut out = Vec::new();
            for table in tables {
                let columns = match tx.dialect() {
                    Dialect::Sqlite => "*".to_owned(),
                    // What is neither text nor bytes is asked for as text: the words of the search among them.
                    Dialect::Postgres => tx
                        .query(
                            "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1",
                            &[table.as_str().into()],
                        )?
                        .iter()
                        .map(|r| match r.text(1).unwrap() {
                            "bytea" => format!("\"{}\"", r.text(0).unwrap()),
                            _ => format!("\"{}\"::text", r.text(0).unwrap()),
                        })
                        .collect::<Vec<_>>()
                        .join(", "),
                };
                for r in tx.query_once(&format!("SELECT {columns} FROM \"{table}\""), &[])? {
                    for cell in &r.0 {
                        let text = match cell {
                            Cell::Text(t) => t.clone(),
                            Cell::Blob(b) => {
                                let packed = zstd::bulk::decompress(b, 8 << 20).unwrap_or_default();
                                format!("{}{}", String::from_utf8_lossy(b), String::from_utf8_lossy(&packed))
                            }
                            _ => continue,
                        };
                        for word in words.iter().filter(|w| text.contains(**w)) {
                            out.push(format!("{table}: {word}: {text:.200}"));
                        }
                    }
                }
            }
            Ok(out)
        })
        .unwrap()
}

fn person(user: &User<'_, '_>, name: &str) -> String {
    user.person_named(name)["id"].as_str().unwrap().to_owned()
}

#[test]
fn whoever_is_erased_is_nowhere_any_more_and_everybody_else_is_untouched() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        // By every door: a batch shared with somebody else, the native door, what was refused, a file, by hand.
        let event = |user: &str, id: &str, name: &str| {
            json!({"type": "identify", "userId": user, "messageId": id, "traits":
                {"name": name, "email": format!("{user}@example.com"), "phone": if user == "uid-erase-me" { "139 1234 5678" } else { "13700000001" }, "address": if user == "uid-erase-me" { "bamboo-lane-77" } else { "elsewhere" }}})
        };
        let batch =
            json!({"batch": [event("uid-erase-me", "m1", "竹筑夏"), event("stays", "m2", "留下的人")]});
        p.segment("batch", &batch).ok();
        // The same again counts once, and its body is kept all the same.
        p.segment("batch", &batch).ok();
        let other =
            json!({"batch": [event("uid-erase-me", "m1", "Zhuzhuxia"), event("stays", "m2", "留下的人")]});
        p.segment("batch", &other).ok();
        let order = |user: &str, number: &str| json!({"userId": user, "messageId": format!("o{number}"), "event": "Order Completed", "properties": {"order_id": number, "total": 88, "currency": "CNY", "products": [{"name": "杯子", "quantity": 1, "price": 88}]}});
        p.segment("track", &order("uid-erase-me", "N-1")).ok();
        p.segment("track", &order("stays", "N-2")).ok();
        p.native(&json!({"kind": "comment", "message_id": "c1", "channel": "weibo", "text": "secret-of-hers", "identities": [{"kind": "email", "value": "zhuzhuxia@example.com"}, {"kind": "user_id", "value": "uid-erase-me"}]})).ok();
        p.native(&json!({"kind": "comment", "message_id": "c2", "channel": "weibo", "text": "secret-of-hers, says 竹筑夏", "identities": []}));
        let file = "姓名,邮箱,电话\n竹筑夏,zhuzhuxia@example.com,13912345678\n留下的人,stays@example.com,13700000001\n竹筑夏,not-an-address,1\n";
        let import =
            p.as_user(&admin, "/api/imports?name=people.csv", file).ok()["id"].as_str().unwrap().to_owned();
        let plan = admin.get(&format!("/api/imports/{import}")).ok()["plan"].clone();
        admin.call("POST", &format!("/api/imports/{import}/start"), &plan).ok_status();
        p.jobs_end();
        let id = person(&admin, "竹筑夏");
        let stays = person(&admin, "留下的人");
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"name": "Zhuzhuxia Lin"}})).ok();
        admin
            .call(
                "PATCH",
                &format!("/api/people/{id}"),
                &json!({"set": {"name": "竹筑夏", "job_title": "secret-of-hers"}}),
            )
            .ok();
        let note = admin.file("erase-file-name.txt", "secret-of-hers in bytes");
        admin
            .call(
                "POST",
                &format!("/api/people/{id}/interactions"),
                &json!({"kind": "note", "text": "secret-of-hers", "files": [note]}),
            )
            .ok();
        let kept = admin.file("erase-file-name-2.txt", "more of secret-of-hers");
        admin.call("POST", &format!("/api/people/{id}/files"), &json!({"file": kept})).ok();
        let thread = admin
            .call("POST", "/api/threads", &json!({"record": id, "text": "@manager secret-of-hers 竹筑夏"}))
            .ok();
        admin
            .call(
                "PATCH",
                &format!("/api/comments/{}", thread["comments"][0]["id"].as_str().unwrap()),
                &json!({"text": "secret-of-hers, edited"}),
            )
            .ok();
        let twin = make(
            &admin,
            &json!({"name": "竹筑夏", "identities": [{"kind": "email", "value": "zhuzhuxia@example.org"}]}),
        );
        admin.call("POST", "/api/merges", &json!({"winner": id, "loser": twin})).ok();
        admin.call("POST", "/api/edges", &json!({"kind": "friend", "from": id, "to": stays})).ok_status();
        admin
            .call("PUT", &format!("/api/people/{id}/consents/email/marketing"), &json!({"state": "granted"}))
            .ok();
        // What is sold to them, and to the company that they work for.
        let field =
            admin.call("POST", "/api/objects/deal/fields", &json!({"label": "备注", "type": "text"})).ok();
        let field = field["data"]["key"].as_str().unwrap().to_owned();
        let company = admin.call("POST", "/api/companies", &json!({"name": "竹下公司"})).ok()["data"]["row"]
            ["id"]
            .clone();
        for (name, company) in [("茶礼 secret-of-hers 竹筑夏", Value::Null), ("公司的单", company)] {
            let wish = json!({"name": name, "person": id, "company": company, "next_step": "问 secret-of-hers", "amount": "77"});
            let deal = admin.call("POST", "/api/deals", &wish).ok()["data"].clone();
            let (deal, was) =
                (deal["row"]["id"].as_str().unwrap().to_owned(), deal["row"]["stage"]["id"].clone());
            let to = admin.get(&format!("/api/deals/{deal}")).ok()["stages"][1]["id"].clone();
            admin
                .call(
                    "POST",
                    &format!("/api/deals/{deal}/move"),
                    &json!({"stage": to, "was": was, "note": "竹筑夏 said yes"}),
                )
                .ok();
            if company.is_null() {
                admin
                    .call(
                        "PATCH",
                        &format!("/api/deals/{deal}"),
                        &json!({"set": {field.as_str(): "secret-of-hers"}}),
                    )
                    .ok();
            }
            admin
                .call("POST", &format!("/api/deals/{deal}/people"), &json!({"person": id, "role": "decides"}))
                .ok();
        }
        // What is told of them from what they said.
        p.native(&json!({"kind": "message", "direction": "in", "message_id": "w1", "channel": "wechat", "text": "想买 secret-of-hers，多少钱？", "identities": [{"kind": "user_id", "value": "uid-erase-me"}]})).ok();
        admin
            .call("PUT", "/api/worth", &json!({"on": true, "months": 12, "margin": 100, "discount": 0}))
            .ok();
        p.jobs_end();
        assert_eq!(admin.get(&format!("/api/people/{id}/needs")).ok()[0]["state"], "open");
        admin.get(&format!("/api/people/export.csv?filter={}", query("email = \"zhuzhuxia@example.com\"")));
        let request = admin.call("POST", "/api/privacy/requests", &json!({"person": id, "who": "竹筑夏", "kind": "erasure", "came_by": "email", "note": "secret-of-hers"})).ok();
        let request = request["id"].as_str().unwrap().to_owned();
        assert!(!found(&t.store, TRACES).is_empty());

        // What would be done is said before; nothing is done by asking, and not without the name.
        let path = format!("/api/privacy/people/{id}/erasure");
        let planned = admin.get(&path).ok();
        let n = |list: &Value, what: &str| {
            list.as_array()
                .unwrap()
                .iter()
                .find(|l| l["what"] == what)
                .map_or(0, |l| l["n"].as_i64().unwrap())
        };
        assert_eq!(
            (
                n(&planned["erased"], "records"),
                n(&planned["erased"], "files"),
                n(&planned["stays"], "orders")
            ),
            (2, 2, 1),
            "{planned}"
        );
        assert_eq!(planned["confirm"], "竹筑夏");
        assert_eq!(admin.call("POST", &path, &json!({"confirm": "somebody"})).status.as_u16(), 422);
        // A hold forbids it.
        admin.call("PUT", &format!("/api/privacy/people/{id}/marks/hold"), &json!({"reason": "诉讼"})).ok();
        assert_eq!(admin.call("POST", &path, &json!({"confirm": "竹筑夏"})).code(), "held");
        admin.call("DELETE", &format!("/api/privacy/people/{id}/marks/hold"), &Value::Null).ok();
        let cursor = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();

        let done = admin.call("POST", &path, &json!({"confirm": "竹筑夏", "request": request})).ok();
        assert_eq!(done["state"], "sweeping");
        p.jobs_end();
        let done = admin.get(&format!("/api/privacy/erasures/{}", done["id"].as_str().unwrap())).ok();
        assert_eq!(done["state"], "done", "{done}");
        let left = found(&t.store, TRACES);
        assert!(left.is_empty(), "{left:#?}");

        // Gone on every path; programs are told; the order stays for the books and names nobody.
        for path in ["", "/timeline", "/changes", "/files"] {
            assert_eq!(admin.get(&format!("/api/people/{id}{path}")).status.as_u16(), 404, "{path}");
            assert_eq!(admin.get(&format!("/api/people/{twin}{path}")).status.as_u16(), 404, "{path}");
        }
        assert_eq!(admin.get(&format!("/api/search?q={}", query("竹筑夏"))).ok()["hits"], json!([]));
        let changes = admin.get(&format!("/api/changes?objects=person&cursor={cursor}")).ok();
        let rows = changes["rows"].as_array().unwrap();
        assert!(rows.iter().any(|r| r["id"] == id.as_str() && r["gone"] == true), "{changes}");
        let orders = admin.get("/api/orders").ok();
        let books = orders["rows"].as_array().unwrap().iter().find(|o| o["number"] == "N-1").unwrap();
        assert_eq!(books["person"], Value::Null);
        assert!(books["amount"].as_str().unwrap().starts_with("88"), "{books}");
        // The deal of a human stays as a number and an amount; that of the company goes on.
        let deals = admin.get("/api/deals?sort=number").ok()["rows"].clone();
        let told =
            |n: usize| (deals[n]["name"].clone(), deals[n]["amount"].clone(), deals[n]["person"].clone());
        assert_eq!(told(0), (json!("DL-0001"), json!("77"), Value::Null));
        assert_eq!(told(1), (json!("公司的单"), json!("77"), Value::Null));
        // The other one is as before, and so is what arrived about them.
        let page = admin.get(&format!("/api/people/{stays}")).ok();
        assert_eq!((&page["name"], &page["orders"]["count"]), (&json!("留下的人"), &json!(1)));
        assert_eq!(page["relations"], json!([]));
        let raw = found(&t.store, &["stays@example.com"]);
        assert!(raw.iter().any(|f| f.starts_with("raw_input")), "{raw:?}");
        // The request is done, and says nothing of who it was; the log has it.
        let closed = admin.get(&format!("/api/privacy/requests/{request}")).ok();
        assert_eq!(
            (&closed["state"], &closed["who"], &closed["erased"]),
            (&json!("done"), &json!(""), &json!(true))
        );
        assert!(closed["steps"].as_array().unwrap().iter().any(|s| s["kind"] == "erased"));
        let audit = admin.get("/api/audit?kind=privacy").ok();
        assert!(audit["rows"].as_array().unwrap().iter().any(|r| r["detail"]["did"] == "erased"));
        assert_eq!(admin.call("POST", &path, &json!({"confirm": ""})).status.as_u16(), 404, "once is enough");

        // Whoever comes again is known for it, and refused where the workspace says so.
        p.segment("identify", &event("uid-erase-me", "m9", "又来的人")).ok();
        let again = person(&admin, "又来的人");
        assert!(admin.get(&format!("/api/people/{again}")).ok()["erased_before"].is_string());
        admin
            .call("POST", &format!("/api/privacy/people/{again}/erasure"), &json!({"confirm": "又来的人"}))
            .ok();
        let mut rules = admin.get("/api/privacy").ok()["settings"].clone();
        rules["on_return"] = json!("refuse");
        admin.call("PUT", "/api/privacy", &rules).ok();
        p.segment("identify", &event("uid-erase-me", "m10", "竹筑夏"));
        p.jobs_end();
        let refused = admin.get("/api/ingest/refused").ok();
        assert!(refused["rows"].as_array().unwrap().iter().any(|r| r["reason"] == "erased"), "{refused}");
        let left = found(&t.store, TRACES);
        assert!(left.is_empty(), "{left:#?}");
        p.app.stop();
    });
}

#[test]
fn a_request_has_its_day_its_log_and_its_right() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales, manager) = (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("manager"));
        let lin = make(&admin, &json!({"name": "林晓梅"}));
        // Without the right nothing of it is there.
        for (method, path) in [
            ("GET", "/api/privacy".to_owned()),
            ("PUT", "/api/privacy".into()),
            ("GET", "/api/privacy/requests".into()),
            ("POST", "/api/privacy/requests".into()),
            ("GET", "/api/privacy/requests/req_1".into()),
            ("POST", "/api/privacy/requests/req_1/steps".into()),
            ("GET", format!("/api/privacy/people/{lin}")),
            ("PUT", format!("/api/privacy/people/{lin}/marks/hold")),
            ("DELETE", format!("/api/privacy/people/{lin}/marks/hold")),
            ("GET", format!("/api/privacy/people/{lin}/copy.zip")),
            ("GET", format!("/api/privacy/people/{lin}/erasure")),
            ("POST", format!("/api/privacy/people/{lin}/erasure")),
            ("GET", "/api/privacy/erasures".into()),
            ("GET", "/api/privacy/erasures/ers_1".into()),
            ("GET", "/api/privacy/retention".into()),
            ("PUT", "/api/privacy/retention".into()),
            ("POST", "/api/privacy/retention/preview".into()),
            ("GET", "/api/privacy/register".into()),
            ("PUT", "/api/privacy/fields/person/city".into()),
        ] {
            let body = match path.as_str() {
                _ if method == "GET" || method == "DELETE" => Value::Null,
                "/api/privacy" => admin.get("/api/privacy").ok()["settings"].clone(),
                "/api/privacy/requests" => json!({"kind": "access", "came_by": "email", "who": "x"}),
                "/api/privacy/requests/req_1/steps" => json!({"kind": "note", "text": "x"}),
                "/api/privacy/fields/person/city" => json!({"class": "none"}),
                p if p.ends_with("/erasure") => json!({"confirm": "x"}),
                _ => json!({}),
            };
            for user in [&sales, &manager] {
                assert_eq!(user.call(method, &path, &body).status.as_u16(), 403, "{method} {path}");
            }
        }
        let made = admin
            .call(
                "POST",
                "/api/privacy/requests",
                &json!({"person": lin, "kind": "access", "came_by": "phone", "verified": "回拨"}),
            )
            .ok();
        let id = made["id"].as_str().unwrap().to_owned();
        let path = format!("/api/privacy/requests/{id}/steps");
        let due = Micros::parse(made["due_at"].as_str().unwrap()).unwrap();
        assert_eq!(due.0 - t.store.now().0, 30 * Micros::DAY);
        let extended = admin.call("POST", &path, &json!({"kind": "extended", "text": "要从旧系统里找"})).ok();
        assert_eq!(Micros::parse(extended["due_at"].as_str().unwrap()).unwrap().0 - due.0, 60 * Micros::DAY);
        assert_eq!(
            admin.call("POST", &path, &json!({"kind": "extended", "text": "再来"})).code(),
            "extended"
        );
        assert_eq!(admin.call("POST", &path, &json!({"kind": "refused", "text": " "})).status.as_u16(), 422);
        let late = admin.call("POST", "/api/privacy/requests", &json!({"who": "一位来信的人", "kind": "erasure", "came_by": "letter", "came_at": "2026-10-01T00:00:00Z"})).ok();
        assert_eq!(late["overdue"], true);
        let list = admin.get("/api/privacy/requests").ok();
        assert_eq!(
            (&list[0]["id"], &list[1]["id"]),
            (&late["id"], &json!(id)),
            "what is due soonest comes first"
        );
        assert_eq!(admin.get("/api/privacy").ok()["overdue"], 1);
        let refused = admin
            .call(
                "POST",
                &format!("/api/privacy/requests/{}/steps", late["id"].as_str().unwrap()),
                &json!({"kind": "refused", "text": "认不出是谁"}),
            )
            .ok();
        assert_eq!((&refused["state"], &refused["reason"]), (&json!("refused"), &json!("认不出是谁")));
        admin.call("POST", &path, &json!({"kind": "done"})).ok();
        assert_eq!(admin.call("POST", &path, &json!({"kind": "verified", "text": "x"})).code(), "closed");
        assert_eq!(admin.call("POST", &path, &json!({"kind": "reopened"})).ok()["state"], "open");
        p.app.stop();
    });
}

#[test]
fn marks_hold_on_every_way_out_and_the_copy_has_everything() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let lin = make(
            &admin,
            &json!({"name": "林晓梅", "identities": [{"kind": "email", "value": "lin@example.com"}]}),
        );
        let wang = make(&admin, &json!({"name": "王小明"}));
        admin
            .call(
                "POST",
                &format!("/api/people/{lin}/interactions"),
                &json!({"kind": "note", "text": "=cmd|' /C calc'!A0"}),
            )
            .ok();
        admin.call("PUT", &format!("/api/privacy/people/{lin}/marks/restricted"), &json!({})).ok();
        assert_eq!(admin.get(&format!("/api/people/{lin}")).ok()["marks"][0]["kind"], "restricted");
        let csv = admin.get("/api/people/export.csv").text;
        assert!(csv.contains("王小明") && !csv.contains("林晓梅"), "{csv}");
        let notes = admin.get("/api/interactions/export.csv").text;
        assert!(!notes.contains("calc"), "{notes}");
        let bulk = admin
            .call(
                "POST",
                "/api/people/bulk",
                &json!({"who": {"ids": [lin, wang]}, "what": {"set": {"city": "杭州"}}}),
            )
            .ok();
        assert_eq!((&bulk["changed"], &bulk["refused"]), (&json!(1), &json!(1)));
        let key = admin.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read", "write"]})).ok()["secret"].as_str().unwrap().to_owned();
        let refused =
            p.by_key(&key, "PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": "上海"}}));
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "restricted"), "{}", refused.text);
        // Nor by the rectangle, in which the other row is written.
        let rows = json!([{"id": lin, "set": {"city": "上海"}}, {"id": wang, "set": {"city": "上海"}}]);
        let done = p.by_key(&key, "POST", "/api/people/cells", &json!({"rows": rows})).ok();
        let states: Vec<&Value> = done["cells"].as_array().unwrap().iter().map(|c| &c["state"]).collect();
        assert_eq!(states, [&json!("refused"), &json!("changed")], "{done}");
        // A colleague may still correct it.
        admin.call("PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": "宁波"}})).ok();
        let zip = admin.get(&format!("/api/privacy/people/{lin}/copy.zip?locale=en"));
        assert!(zip.status.is_success(), "{}", zip.text);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let all: Value = serde_json::from_str(&read("person.json")).unwrap();
        assert_eq!(
            (&all["person"]["name"], &all["identities"][0]["value"]),
            (&json!("林晓梅"), &json!("lin@example.com"))
        );
        assert!(read("interactions.csv").contains("'=cmd"));
        assert!(read("index.html").contains("The data we hold about you"));
        // Silence for years, without an order, is erased when the rule is on; whoever is held is not.
        admin.call("PUT", &format!("/api/privacy/people/{wang}/marks/hold"), &json!({"reason": "争议"})).ok();
        let mut rules = admin.get("/api/privacy/retention").ok()["rules"].clone();
        rules["silent_months"] = json!(12);
        admin.call("PUT", "/api/privacy/retention", &rules).ok();
        t.clock.advance(400 * Micros::DAY);
        let admin = p.sign_in("admin");
        p.jobs_end();
        for _ in 0..50 {
            if admin.get(&format!("/api/people/{lin}")).status.as_u16() == 404 {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        assert_eq!(admin.get(&format!("/api/people/{lin}")).status.as_u16(), 404);
        assert_eq!(admin.get(&format!("/api/people/{wang}")).ok()["name"], "王小明");
        p.jobs_end();
        assert_eq!(admin.get("/api/privacy/retention").ok()["last"]["silent_months"]["removed"], 1);
        let register = admin.get("/api/privacy/register").ok();
        assert_eq!(register["rules"]["silent_months"], 12);
        admin
            .call("PUT", "/api/privacy/fields/person/city", &json!({"class": "sensitive", "purpose": "送货"}))
            .ok();
        p.app.stop();
    });
}

#[test]
fn a_backup_from_before_is_erased_again() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let lin = make(
            &admin,
            &json!({"name": "林晓梅", "identities": [{"kind": "email", "value": "lin@example.com"}]}),
        );
        let node = gx_kernel::Id::read(gx_kernel::IdKind::Person, &lin).unwrap();
        admin.call("POST", &format!("/api/privacy/people/{lin}/erasure"), &json!({"confirm": "林晓梅"})).ok();
        p.jobs_end();
        let ledger = gx_privacy::ledger::Ledger::of(&t.store).unwrap();
        let text = serde_json::to_string(&ledger).unwrap();
        assert!(
            !text.contains("lin@example.com")
                && !text.contains("林晓梅")
                && !text.contains(&node.0.to_string())
        );
        // As an older copy would have it: the person is there and the erasure is not known.
        t.store
            .write(|tx| {
                tx.execute(
                    "UPDATE person SET name = '林晓梅', name_key = 'l', deleted_at = NULL WHERE id = $1",
                    &[node.into()],
                )?;
                tx.execute("DELETE FROM erased_key", &[])?;
                tx.execute("DELETE FROM erasure", &[])
            })
            .unwrap();
        assert_eq!(admin.get(&format!("/api/people/{lin}")).ok()["name"], "林晓梅");
        let applied = ledger.apply(&t.store).unwrap();
        assert_eq!((applied.learned, applied.erased), (1, 1));
        assert_eq!(admin.get(&format!("/api/people/{lin}")).status.as_u16(), 404);
        assert_eq!(ledger.apply(&t.store).unwrap(), gx_privacy::ledger::Applied::default());
        p.app.stop();
    });
}

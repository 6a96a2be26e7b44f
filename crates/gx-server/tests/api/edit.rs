//! What staff change, and taking it back.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, query};

fn value<'a>(person: &'a Value, key: &str) -> Option<&'a Value> {
    person["portrait"].as_array().unwrap().iter().find(|v| v["key"] == key).map(|v| &v["value"])
}

#[test]
fn an_edit_is_undone_and_a_conflict_is_shown() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        p.segment("identify", &json!({"userId": "u", "messageId": "1", "traits": {"name": "Anna", "address": {"city": "Graz"}}})).ok();
        let id = me.person_named("Anna")["id"].as_str().unwrap().to_owned();
        let path = format!("/api/people/{id}");
        let first = me.call("PATCH", &path, &json!({"set": {"city": "Wien", "tags": ["VIP", "茶道"]}})).ok();
        assert_eq!(value(&first["data"], "city"), Some(&json!("Wien")));
        assert_eq!(first["data"]["row"]["tags"], json!(["VIP", "茶道"]));
        t.clock.advance(1_000_000);
        let second = me.call("PATCH", &path, &json!({"set": {"city": "Linz"}})).ok();
        let batch = first["batch"].as_str().unwrap();
        let refused = me.call("POST", &format!("/api/undo/{batch}"), &json!({}));
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "undo_conflict"));
        let conflict = &refused.body["detail"]["conflicts"][0];
        assert_eq!(
            (conflict["field"].as_str(), conflict["ours"].as_str(), conflict["now"].as_str()),
            (Some("city"), Some("Wien"), Some("Linz"))
        );
        me.call("POST", &format!("/api/undo/{}", second["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(value(&me.get(&path).ok(), "city"), Some(&json!("Wien")));
        me.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        let back = me.get(&path).ok();
        assert_eq!(value(&back, "city"), Some(&json!("Graz")));
        assert_eq!(
            back["portrait"].as_array().unwrap().iter().find(|v| v["key"] == "city").unwrap()["source"]["name"],
            "shop",
            "with the source it had"
        );
        assert_eq!(value(&back, "tags"), None);
        assert_eq!(me.call("POST", &format!("/api/undo/{batch}"), &json!({})).code(), "already_undone");
        p.app.stop();
    });
}

#[test]
fn a_change_over_what_was_read_is_refused_once_somebody_else_wrote() {
    on_both(|t| {
        let p = Program::new(t);
        let (field, desk) = (p.sign_in("manager"), p.sign_in("admin"));
        p.segment("identify", &json!({"userId": "u", "messageId": "1", "traits": {"name": "Anna", "address": {"city": "Graz"}}})).ok();
        let path = format!("/api/people/{}", desk.person_named("Anna")["id"].as_str().unwrap());
        desk.call("PATCH", &path, &json!({"set": {"city": "Linz", "gender": "female"}})).ok();
        let mine = json!({"set": {"city": "Wien", "job_title": "Chefin"}, "was": {"city": "Graz", "job_title": null}});
        let refused = field.call("PATCH", &path, &mine);
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "changed"));
        let conflicts = refused.body["detail"]["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), 1, "only what is different now: {conflicts:?}");
        let one = &conflicts[0];
        assert_eq!(
            (&one["field"], &one["was"], &one["now"], &one["by"]["name"]),
            (&json!("city"), &json!("Graz"), &json!("Linz"), &json!("admin"))
        );
        assert!(one["at"].is_string());
        let before = field.get(&path).ok();
        assert_eq!(value(&before, "job_title"), None, "nothing of a refused change is written");
        // Having seen theirs, one decides for one's own.
        let again = json!({"set": {"city": "Wien", "job_title": "Chefin"}, "was": {"city": "Linz", "job_title": null}});
        field.call("PATCH", &path, &again).ok();
        // What is already as wanted is in nobody's way: an answer was lost, and the change came twice.
        let after = field.call("PATCH", &path, &again).ok();
        assert_eq!(value(&after["data"], "city"), Some(&json!("Wien")));
        // Cleared meanwhile is changed meanwhile; without `was` the last word stands, as ever.
        desk.call("PATCH", &path, &json!({"set": {"city": null}})).ok();
        let cleared = field.call("PATCH", &path, &json!({"set": {"city": "Graz"}, "was": {"city": "Wien"}}));
        assert_eq!(
            (cleared.code(), &cleared.body["detail"]["conflicts"][0]["by"]),
            ("changed", &Value::Null)
        );
        field.call("PATCH", &path, &json!({"set": {"city": "Graz"}})).ok();
        p.app.stop();
    });
}

#[test]
fn people_are_made_deleted_and_brought_back() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let made = me.call("POST", "/api/people", &json!({"name": "歐陽雪", "city": "台北", "identities": [{"kind": "email", "value": "Xue@Example.com"}]})).ok();
        let id = made["data"]["id"].as_str().unwrap().to_owned();
        assert_eq!(made["data"]["initial"], "歐陽");
        for q in ["欧阳雪", "oyx", "ouyang", "xue@exa"] {
            assert_eq!(
                me.get(&format!("/api/search?q={}", query(q))).ok()["hits"][0]["id"],
                id.as_str(),
                "{q}"
            );
        }
        let again = me.call(
            "POST",
            "/api/people",
            &json!({"name": "x", "identities": [{"kind": "email", "value": "xue@example.com"}]}),
        );
        assert_eq!(
            (again.code(), again.body["detail"]["person"]["id"].as_str()),
            ("duplicate", Some(id.as_str())),
            "the error names the row in the way"
        );
        assert_eq!(me.call("POST", "/api/people", &json!({})).code(), "invalid");
        let gone = me.call("DELETE", &format!("/api/people/{id}"), &Value::Null).ok();
        assert_eq!(me.get("/api/people").ok()["total"], 0);
        assert_eq!(me.get(&format!("/api/search?q={}", query("欧阳雪"))).ok()["hits"], json!([]));
        // A deleted row does not reserve its address.
        me.call(
            "POST",
            "/api/people",
            &json!({"name": "新", "identities": [{"kind": "email", "value": "xue@example.com"}]}),
        )
        .ok();
        me.call("POST", &format!("/api/undo/{}", gone["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(me.get("/api/people").ok()["total"], 2);
        p.app.stop();
    });
}

#[test]
fn wrong_values_name_their_field() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        p.segment("identify", &json!({"userId": "u", "messageId": "1", "traits": {"name": "Anna"}})).ok();
        let path = format!("/api/people/{}", me.person_named("Anna")["id"].as_str().unwrap());
        for (set, field, code) in [
            (json!({"birth_date": "2090-01-01"}), "birth_date", "in_the_future"),
            (json!({"birth_date": "12.06.1990"}), "birth_date", "not_a_date"),
            (json!({"city": "x".repeat(2000)}), "city", "too_long"),
            (json!({"no_such": 1}), "no_such", "unknown_field"),
            (json!({"order_total": 5}), "order_total", "read_only"),
            (json!({"owner": "usr_1"}), "owner", "unknown_user"),
            (json!({"city": {"a": 1}}), "city", "not_a_value"),
        ] {
            let answer = me.call("PATCH", &path, &json!({"set": set}));
            assert_eq!(
                (
                    answer.status.as_u16(),
                    answer.body["fields"][0]["field"].as_str(),
                    answer.body["fields"][0]["code"].as_str()
                ),
                (422, Some(field), Some(code))
            );
        }
        assert_eq!(
            me.call("POST", &format!("{path}/identities"), &json!({"kind": "email", "value": "no mail"}))
                .status
                .as_u16(),
            422
        );
        p.app.stop();
    });
}

#[test]
fn consent_is_stated_and_the_stricter_side_survives_a_merge() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        for (u, c) in [("a", true), ("b", false)] {
            p.segment("identify", &json!({"userId": u, "messageId": u, "traits": {"name": u, "consents": {"email.marketing": c}}})).ok();
        }
        let id = |n: &str| me.person_named(n)["id"].as_str().unwrap().to_owned();
        let (a, b) = (id("a"), id("b"));
        let state = |id: &str| {
            let person = me.get(&format!("/api/people/{id}")).ok();
            person["consents"]
                .as_array()
                .unwrap()
                .iter()
                .find(|c| c["channel"] == "email" && c["purpose"] == "marketing")
                .unwrap()["state"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        assert_eq!((state(&a).as_str(), state(&b).as_str()), ("granted", "denied"));
        t.clock.advance(1_000_000);
        let merged = me.call("POST", "/api/merges", &json!({"winner": a, "loser": b})).ok();
        assert_eq!(state(&a), "denied");
        t.clock.advance(1_000_000);
        me.call("PUT", &format!("/api/people/{a}/consents/email/marketing"), &json!({"state": "granted"}))
            .ok();
        assert_eq!(state(&a), "granted", "the person said otherwise since");
        me.call("POST", &format!("/api/undo/{}", merged["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(state(&b), "denied");
        p.app.stop();
    });
}

#[test]
fn lists_page_through_every_row_once_in_any_order() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let cities = ["上海", "北京", "", "杭州"];
        let batch: Vec<Value> = (0..120)
            .map(|i| json!({"type": "identify", "userId": format!("u{i}"), "messageId": format!("m{i}"), "traits": {"name": format!("N{i}"), "address": {"city": cities[i % 4]}}}))
            .collect();
        p.segment("batch", &json!({"batch": batch})).ok();
        for sort in ["name", "-name", "city", "-city", "-last_seen_at", "order_total", "id", "-birth_date"] {
            let mut seen = std::collections::BTreeSet::new();
            let mut cursor = String::new();
            let mut pages = 0;
            loop {
                let page = me.get(&format!("/api/people?limit=37&sort={sort}&cursor={cursor}")).ok();
                for r in page["rows"].as_array().unwrap() {
                    assert!(seen.insert(r["id"].as_str().unwrap().to_owned()), "{sort}: twice");
                }
                pages += 1;
                match page["next"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!((seen.len(), pages), (120, 4), "{sort}");
        }
        let by_city = me.get("/api/people?limit=3&sort=city").ok();
        assert!(by_city["rows"][0]["city"].is_string(), "rows without a value come last");
        assert_eq!(me.get("/api/people?sort=nonsense").status.as_u16(), 422);
        assert_eq!(me.get("/api/people?cursor=abc").code(), "cursor");
        let wrong = me.get(&format!("/api/people?filter={}", query("citty = \"上海\"")));
        assert_eq!(
            (wrong.code(), wrong.body["detail"]["at"].as_i64(), wrong.body["detail"]["suggestion"].as_str()),
            ("filter", Some(0), Some("city"))
        );
        let right = me
            .get(&format!(
                "/api/people?filter={}",
                query("city = \"上海\" and did sign_in in the last 7 days")
            ))
            .ok();
        assert_eq!(right["total"], 30);
        p.app.stop();
    });
}

#[test]
fn a_colleague_hears_of_a_customer_made_for_them() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, manager) = (p.sign_in("admin"), p.sign_in("manager"));
        let users = admin.get("/api/users").ok();
        let user =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        let heard = || manager.get("/api/notices").ok()["rows"].as_array().unwrap().clone();
        admin.call("POST", "/api/people", &json!({"name": "Mine", "owner": user("admin")})).ok();
        admin.call("POST", "/api/people", &json!({"name": "Nobody's"})).ok();
        manager.call("POST", "/api/people", &json!({"name": "Own", "owner": user("manager")})).ok();
        assert_eq!(heard(), Vec::<Value>::new(), "nobody is told of what they did themselves");
        let made = admin.call("POST", "/api/people", &json!({"name": "Anna", "owner": user("manager")})).ok();
        let rows = json!({"rows": [{"op": "create", "set": {"name": "Ben", "owner": user("manager")}}]});
        admin.call("POST", "/api/people/batch", &rows).ok();
        let told: Vec<_> = heard().iter().map(|n| (n["kind"].clone(), n["row"]["name"].clone())).collect();
        assert_eq!(told, [(json!("owner"), json!("Ben")), (json!("owner"), json!("Anna"))]);
        assert_eq!(heard()[1]["row"]["id"], made["data"]["id"]);
        p.app.stop();
    });
}

//! The main job: what arrives finds its person and is on the person's one timeline.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, query};

fn ids(timeline: &Value) -> Vec<String> {
    timeline["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_order_sent_by_a_segment_client_is_on_the_timeline() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        p.segment("identify", &json!({"userId": "u1", "messageId": "m1", "traits": {"name": "林晓梅", "email": "Lin@Example.com", "phone": "138 0013 8001", "address": {"city": "上海"}, "skin": "dry"}})).ok();
        let sent = p.segment(
            "batch",
            &json!({"batch": [
                {"type": "track", "userId": "u1", "messageId": "m2", "event": "Order Completed", "properties": {"order_id": "A-1", "total": 684, "products": [{"name": "修护精华油", "price": 342, "quantity": 2}]}},
                {"type": "track", "userId": "u1", "messageId": "m3", "event": "Order Shipped", "properties": {"order_id": "A-1"}},
                {"type": "page", "userId": "u1", "messageId": "m4", "name": "首页"},
            ]}),
        );
        assert_eq!(sent.ok()["accepted"], 3);
        let row = me.person_named("林晓梅");
        assert_eq!(row["email"], "lin@example.com");
        assert_eq!(row["phone"], "+8613800138001");
        assert_eq!((row["order_count"].as_i64(), row["order_total"].as_str()), (Some(1), Some("684.00")));
        let id = row["id"].as_str().unwrap();
        let person = me.get(&format!("/api/people/{id}")).ok();
        let skin = person["portrait"].as_array().unwrap().iter().find(|v| v["key"] == "x_skin").unwrap();
        assert_eq!(skin["value"], "dry");
        assert_eq!(skin["source"]["name"], "shop", "every value says where it came from");
        let timeline = me.get(&format!("/api/people/{id}/timeline")).ok();
        assert_eq!(timeline["counts"]["order"], 2);
        let purchase =
            timeline["items"].as_array().unwrap().iter().find(|i| i["kind"] == "purchase").unwrap();
        assert_eq!(purchase["order"]["status"], "shipped");
        assert_eq!(purchase["order"]["lines"][0]["name"], "修护精华油");
        let orders = me.get(&format!("/api/people/{id}/timeline?group=order")).ok();
        assert_eq!(ids(&orders).len(), 2);
        let found = me.get(&format!("/api/people/{id}/timeline?q={}", query("首頁"))).ok();
        assert_eq!(ids(&found).len(), 1, "traditional finds simplified");
        p.app.stop();
    });
}

#[test]
fn anonymous_history_joins_at_sign_in_and_a_shared_device_welds_nobody() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        p.segment("page", &json!({"anonymousId": "tablet", "messageId": "1", "name": "before"})).ok();
        p.segment(
            "identify",
            &json!({"anonymousId": "tablet", "userId": "anna", "messageId": "2", "traits": {"name": "Anna"}}),
        )
        .ok();
        let anna = me.person_named("Anna");
        assert_eq!(anna["interaction_count"], 2, "what was done before signing in is hers");
        // The sister signs in on the same tablet.
        p.segment(
            "identify",
            &json!({"anonymousId": "tablet", "userId": "bea", "messageId": "3", "traits": {"name": "Bea"}}),
        )
        .ok();
        p.segment("page", &json!({"anonymousId": "tablet", "messageId": "4", "name": "whose?"})).ok();
        p.segment(
            "page",
            &json!({"anonymousId": "tablet", "userId": "anna", "messageId": "5", "name": "hers"}),
        )
        .ok();
        let (anna, bea) = (me.person_named("Anna"), me.person_named("Bea"));
        assert_ne!(anna["id"], bea["id"]);
        assert_eq!(anna["interaction_count"], 3);
        assert_eq!(bea["interaction_count"], 1, "an anonymous visit on a shared tablet belongs to neither");
        p.app.stop();
    });
}

#[test]
fn two_accounts_never_merge_by_themselves() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        p.segment("identify", &json!({"userId": "u1", "messageId": "1", "traits": {"name": "One", "email": "family@example.com"}})).ok();
        p.segment("identify", &json!({"userId": "u2", "messageId": "2", "traits": {"name": "Two", "email": "family@example.com"}})).ok();
        assert_ne!(me.person_named("One")["id"], me.person_named("Two")["id"]);
        let asked = me.get("/api/duplicates").ok();
        assert_eq!(asked["rows"][0]["origin"], "conflict", "people are asked instead: {asked}");
        let codes: Vec<&str> = asked["rows"][0]["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["seen_together", "two_accounts"], "what speaks for it and what against");
        p.app.stop();
    });
}

#[test]
fn a_merge_is_undone_exactly_including_what_arrived_between() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        for (user, name, city) in [("u1", "林晓梅", "上海"), ("u2", "林小梅", "杭州")] {
            p.segment("identify", &json!({"userId": user, "messageId": format!("i{user}"), "traits": {"name": name, "address": {"city": city}}})).ok();
            p.segment("track", &json!({"userId": user, "messageId": format!("o{user}"), "event": "Order Completed", "properties": {"order_id": format!("N-{user}"), "total": 100}})).ok();
        }
        let (a, b) = (me.person_named("林晓梅"), me.person_named("林小梅"));
        let (ida, idb) = (a["id"].as_str().unwrap(), b["id"].as_str().unwrap());
        let before = (me.get(&format!("/api/people/{ida}")).ok(), me.get(&format!("/api/people/{idb}")).ok());
        let preview = me.get(&format!("/api/merges/preview?a={ida}&b={idb}")).ok();
        assert_eq!(preview["blocked"][0]["code"], "two_accounts", "the preview warns");
        let merged = me.call("POST", "/api/merges", &json!({"winner": ida, "loser": idb})).ok();
        assert_eq!(merged["data"]["row"]["order_total"], "200.00");
        assert_eq!(merged["data"]["row"]["interaction_count"], 4);
        let through_loser = me.get(&format!("/api/people/{idb}")).ok();
        assert_eq!(through_loser["id"], ida, "a merged id keeps resolving");
        assert_eq!(me.get("/api/people").ok()["total"], 1);
        let search = me.get(&format!("/api/search?q={}", query("林小梅"))).ok();
        assert_eq!(search["hits"][0]["id"], ida, "the merged name still finds the person");

        // In between something arrives for each side, and staff correct a value.
        p.segment("track", &json!({"userId": "u2", "messageId": "late", "event": "Order Completed", "properties": {"order_id": "N-3", "total": 50}})).ok();
        p.segment("identify", &json!({"userId": "u2", "messageId": "late2", "traits": {"title": "店长"}}))
            .ok();
        assert_eq!(me.get(&format!("/api/people/{ida}")).ok()["row"]["order_total"], "250.00");

        let merge = merged["batch"].as_str().unwrap();
        me.call("DELETE", &format!("/api/merges/{merge}"), &Value::Null).ok();
        let after = (me.get(&format!("/api/people/{ida}")).ok(), me.get(&format!("/api/people/{idb}")).ok());
        assert_eq!(after.0["row"], before.0["row"], "the one side is exactly as it was");
        assert_eq!(after.0["portrait"], before.0["portrait"]);
        assert_eq!(after.0["identities"], before.0["identities"]);
        assert_eq!(after.1["id"], idb);
        assert_eq!(
            after.1["row"]["order_total"], "150.00",
            "what arrived for the other side in between is there"
        );
        assert_eq!(after.1["row"]["city"], "杭州");
        assert!(after.1["portrait"].as_array().unwrap().iter().any(|v| v["value"] == "店长"));
        assert_eq!(me.call("DELETE", &format!("/api/merges/{merge}"), &Value::Null).code(), "already_undone");
        p.app.stop();
    });
}

#[test]
fn merges_in_a_tree_come_apart_in_any_order() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        for n in ["a", "b", "c"] {
            p.segment("identify", &json!({"userId": n, "messageId": n, "traits": {"name": format!("P{n}")}}))
                .ok();
        }
        let id = |n: &str| me.person_named(n)["id"].as_str().unwrap().to_owned();
        let (a, b, c) = (id("Pa"), id("Pb"), id("Pc"));
        let merge = |winner: &str, loser: &str| {
            me.call("POST", "/api/merges", &json!({"winner": winner, "loser": loser})).ok()["batch"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let ba = merge(&b, &a);
        let cb = merge(&c, &b);
        assert_eq!(me.get(&format!("/api/people/{a}")).ok()["row"]["interaction_count"], 3);
        me.call("DELETE", &format!("/api/merges/{ba}"), &Value::Null).ok();
        assert_eq!(me.get(&format!("/api/people/{a}")).ok()["row"]["interaction_count"], 1);
        assert_eq!(me.get(&format!("/api/people/{b}")).ok()["id"], c.as_str());
        assert_eq!(me.get(&format!("/api/people/{c}")).ok()["row"]["interaction_count"], 2);
        me.call("DELETE", &format!("/api/merges/{cb}"), &Value::Null).ok();
        for (x, name) in [(&a, "Pa"), (&b, "Pb"), (&c, "Pc")] {
            let person = me.get(&format!("/api/people/{x}")).ok();
            assert_eq!(
                (person["name"].as_str(), person["row"]["merged_count"].as_i64()),
                (Some(name), Some(0))
            );
        }
        p.app.stop();
    });
}

#[test]
fn the_native_door_takes_everything_that_happens_between_people() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let lines = [
            json!({"message_id": "1", "kind": "post", "channel": "weibo", "identities": [{"kind": "weibo", "value": "101"}], "traits": {"name": "晓梅"}, "text": "泵头漏了"}),
            json!({"message_id": "2", "kind": "comment", "channel": "weibo", "identities": [{"kind": "weibo", "value": "102"}], "traits": {"name": "小鹿"}, "text": "我的也是",
                   "to": {"identities": [{"kind": "weibo", "value": "101"}], "edge": "replied_to"}}),
            json!({"message_id": "3", "kind": "repair", "channel": "shop", "identities": [{"kind": "weibo", "value": "101"}], "text": "换了泵头"}),
            json!({"message_id": "4", "kind": "like", "channel": "weibo", "identities": []}),
        ];
        let body = lines.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        let answer = p.door("/api/interactions", "application/x-ndjson", body.into_bytes(), &[]).ok();
        assert_eq!(
            (answer["accepted"].as_i64(), answer["refused"][0]["line"].as_i64()),
            (Some(3), Some(4)),
            "{answer}"
        );
        let id = me.person_named("晓梅")["id"].as_str().unwrap().to_owned();
        let person = me.get(&format!("/api/people/{id}")).ok();
        assert_eq!(person["relations"][0]["person"]["name"], "小鹿");
        assert_eq!(person["relations"][0]["direction"], "to");
        let hit = me.get(&format!("/api/search?q={}", query("泵头"))).ok();
        assert_eq!(hit["hits"][0]["kind"], "interaction");
        assert_eq!(hit["hits"][0]["person"], id.as_str());
        p.app.stop();
    });
}

#[test]
fn staff_write_notes_and_calls_into_the_story() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("service");
        p.segment("identify", &json!({"userId": "u1", "messageId": "1", "traits": {"name": "Anna"}})).ok();
        let id = me.person_named("Anna")["id"].as_str().unwrap().to_owned();
        let note = me
            .call(
                "POST",
                &format!("/api/people/{id}/interactions"),
                &json!({"kind": "call", "text": "要礼盒 120 份", "props": {"seconds": 252}}),
            )
            .ok();
        assert_eq!(
            (note["kind"].as_str(), note["by"]["name"].as_str(), note["channel"].as_str()),
            (Some("call"), Some("service"), Some("phone"))
        );
        assert_eq!(me.get(&format!("/api/people/{id}")).ok()["row"]["interaction_count"], 2);
        assert_eq!(
            me.call(
                "POST",
                &format!("/api/people/{id}/interactions"),
                &json!({"kind": "purchase", "text": "x"})
            )
            .code(),
            "invalid"
        );
        p.app.stop();
    });
}

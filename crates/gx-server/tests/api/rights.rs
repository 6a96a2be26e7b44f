//! One predicate on every path: list, count, search, page, timeline, orders, export, merge, live.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, query};

#[test]
fn a_salesperson_sees_own_and_free_people_on_every_path() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let users = admin.get("/api/users").ok();
        let user = |name: &str| {
            users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        for (n, owner) in [("Mine", Some("sales")), ("Free", None), ("Theirs", Some("manager"))] {
            p.segment("identify", &json!({"userId": n, "messageId": n, "traits": {"name": n}})).ok();
            p.segment("track", &json!({"userId": n, "messageId": format!("o{n}"), "event": "Order Completed", "properties": {"order_id": format!("N{n}"), "total": 5}})).ok();
            if let Some(owner) = owner {
                let id = admin.person_named(n)["id"].as_str().unwrap().to_owned();
                admin
                    .call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"owner": user(owner)}}))
                    .ok();
            }
        }
        let theirs = admin.person_named("Theirs")["id"].as_str().unwrap().to_owned();
        let mine = admin.person_named("Mine")["id"].as_str().unwrap().to_owned();
        let sales = p.sign_in("sales");
        let list = sales.get("/api/people").ok();
        assert_eq!((list["total"].as_i64(), list["rows"].as_array().unwrap().len()), (Some(2), 2));
        assert_eq!(sales.get("/api/search?q=Theirs").ok()["hits"], json!([]));
        assert_eq!(sales.get(&format!("/api/people?filter={}", query("name = \"Theirs\""))).ok()["total"], 0);
        for path in ["", "/timeline", "/changes"] {
            assert_eq!(
                sales.get(&format!("/api/people/{theirs}{path}")).status.as_u16(),
                404,
                "{path}: not even that it exists"
            );
        }
        assert_eq!(sales.get("/api/orders").ok()["total"], 2);
        assert_eq!(sales.get("/api/interactions").ok()["rows"].as_array().unwrap().len(), 4);
        assert_eq!(sales.get("/api/people/export.csv").status.as_u16(), 403);
        assert_eq!(sales.get("/api/people/export.xlsx").status.as_u16(), 403);
        assert_eq!(
            sales
                .call("PATCH", &format!("/api/people/{theirs}"), &json!({"set": {"city": "x"}}))
                .status
                .as_u16(),
            404
        );
        assert_eq!(
            sales.call("POST", "/api/merges", &json!({"winner": mine, "loser": theirs})).status.as_u16(),
            404
        );
        assert_eq!(sales.call("DELETE", &format!("/api/people/{mine}"), &Value::Null).status.as_u16(), 403);
        assert_eq!(sales.get("/api/sources").status.as_u16(), 403);
        let all = admin.get("/api/people/export.csv");
        assert_eq!(all.text.lines().count(), 4);
        p.app.stop();
    });
}

#[test]
fn a_hidden_field_is_masked_on_read_and_refused_on_write() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        p.segment(
            "identify",
            &json!({"userId": "u", "messageId": "1", "traits": {"name": "Anna", "birthday": "1990-06-12"}}),
        )
        .ok();
        let id = admin.person_named("Anna")["id"].as_str().unwrap().to_owned();
        assert!(admin.get(&format!("/api/people/{id}")).text.contains("1990-06-12"));
        let marketing = p.sign_in("marketing");
        for path in [
            format!("/api/people/{id}"),
            "/api/people".into(),
            format!("/api/people/{id}/changes"),
            "/api/people/export.csv".into(),
        ] {
            assert!(!marketing.get(&path).text.contains("1990-06-12"), "{path}");
        }
        assert_eq!(marketing.get("/api/people?sort=birth_date").status.as_u16(), 403);
        // Nor by asking who was born before when, in any place where a filter is taken.
        let asked = "birth_date < 1995-01-01";
        let query = "filter=birth_date%20%3C%201995-01-01";
        assert_eq!(admin.get(&format!("/api/people?{query}")).ok()["total"], 1);
        for path in ["people", "people/export.csv", "people/export.xlsx"].map(|p| format!("/api/{p}?{query}"))
        {
            assert_eq!(marketing.get(&path).status.as_u16(), 403, "{path}");
        }
        let check = json!({"object": "person", "text": asked});
        assert_eq!(admin.call("POST", "/api/filter/check", &check).ok()["count"], 1);
        assert_eq!(marketing.call("POST", "/api/filter/check", &check).status.as_u16(), 403);
        // Nor in what a sign-in said, or in an input that was refused.
        assert!(admin.get(&format!("/api/people/{id}/timeline")).text.contains("1990-06-12"));
        assert!(!marketing.get(&format!("/api/people/{id}/timeline")).text.contains("1990-06-12"));
        p.segment(
            "batch",
            &json!({"batch": [{"type": "identify", "messageId": "2", "traits": {"birthday": "1990-06-12"}}]}),
        )
        .ok();
        assert!(admin.get("/api/ingest/refused").text.contains("1990-06-12"));
        let refused = marketing.get("/api/ingest/refused").ok();
        assert_eq!(refused["rows"][0]["withheld"], true);
        assert!(!refused.to_string().contains("1990-06-12"));
        let raw = refused["rows"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(marketing.get(&format!("/api/ingest/refused/{raw}/raw")).status.as_u16(), 403);
        assert_eq!(
            marketing
                .call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"birth_date": "1991-01-01"}}))
                .status
                .as_u16(),
            403
        );
        p.app.stop();
    });
}

#[test]
fn nothing_opens_without_sign_in_or_across_sites() {
    on_both(|t| {
        let p = Program::new(t);
        let get = |path: &str| {
            p.send(axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap()).status.as_u16()
        };
        for path in [
            "/api/people",
            "/api/people/per_1",
            "/api/people/export.csv",
            "/api/people/export.xlsx",
            "/api/companies",
            "/api/orders",
            "/api/interactions",
            "/api/search?q=a",
            "/api/duplicates",
            "/api/ingest/health",
            "/api/ingest/refused",
            "/api/sources",
            "/api/users",
            "/api/objects",
            "/api/live",
            "/api/demo",
            "/api/session",
        ] {
            assert_eq!(get(path), 401, "{path}");
        }
        let me = p.sign_in("admin");
        let _ = me;
        let forged = axum::http::Request::post("/api/session")
            .header("content-type", "application/json")
            .body(axum::body::Body::from("{}"))
            .unwrap();
        assert_ne!(p.send(forged).status.as_u16(), 200);
        p.app.stop();
    });
}

#[test]
fn ten_wrong_passwords_close_the_door_for_a_while() {
    on_both(|t| {
        let p = Program::new(t);
        let try_once = || {
            let request = axum::http::Request::post("/api/session")
                .header("x-guanxi", "1")
                .header("content-type", "application/json");
            p.send(request.body(axum::body::Body::from(r#"{"login":"admin","password":"wrong"}"#)).unwrap())
                .status
                .as_u16()
        };
        for _ in 0..10 {
            assert_eq!(try_once(), 401);
        }
        assert_eq!(try_once(), 429);
        t.clock.advance(301 * gx_kernel::Micros::SECOND);
        assert_eq!(try_once(), 401);
        p.app.stop();
    });
}

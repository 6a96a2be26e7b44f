//! What other programs rely on: rows by the thousand, requests sent twice, limits that are told.

use axum::body::Body;
use axum::http::Request;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};

fn key(admin: &User<'_, '_>, scopes: Value) -> String {
    let made = admin.call("POST", "/api/keys", &json!({"name": "ERP", "scopes": scopes})).ok();
    made["secret"].as_str().unwrap().to_owned()
}

/// A request with an `Idempotency-Key`.
fn once(p: &Program<'_>, secret: &str, once: &str, path: &str, body: &Value) -> Answer {
    let request = Request::post(path)
        .header("authorization", format!("Bearer {secret}"))
        .header("content-type", "application/json")
        .header("idempotency-key", once);
    p.send(request.body(Body::from(body.to_string())).unwrap())
}

#[test]
fn each_row_of_a_batch_has_its_own_answer_and_its_own_undo() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = key(&admin, json!(["read", "write", "delete"]));
        let send = |rows: Value| p.by_key(&erp, "POST", "/api/people/batch", &json!({"rows": rows}));
        let phone = |n: u32| json!([{"kind": "phone", "value": format!("1390000{n:04}")}]);
        let first = send(json!([
            {"identities": phone(1), "set": {"name": "林晓梅", "city": "上海"}},
            {"identities": phone(2), "set": {"name": "周以宁"}},
            {"identities": phone(3), "set": {"name": "坏生日", "birth_date": "2999-01-01", "x_none": 1}},
            {"op": "update", "identities": phone(9), "set": {"city": "北京"}},
            {"set": {}},
            {"op": "create", "identities": phone(1), "set": {"name": "又一个"}},
            {"id": "com_1", "set": {"city": "x"}},
        ]))
        .ok();
        let status: Vec<&str> =
            first["rows"].as_array().unwrap().iter().map(|r| r["status"].as_str().unwrap()).collect();
        assert_eq!(
            status,
            ["created", "created", "refused", "refused", "refused", "refused", "refused"],
            "{first}"
        );
        assert_eq!(first["refused"], 5);
        assert_eq!(first["rows"][2]["problem"]["fields"].as_array().unwrap().len(), 2);
        assert_eq!(first["rows"][5]["problem"]["code"], "duplicate");
        assert_eq!(admin.get("/api/people").ok()["total"], 2, "whole rows or none");
        // The same again changes nothing; something new changes that and adds an address.
        let again = send(json!([
            {"identities": phone(1), "set": {"name": "林晓梅", "city": "上海"}},
            {"identities": [{"kind": "phone", "value": "13900000002"}, {"kind": "email", "value": "zhou@muhe.example"}], "set": {"city": "杭州"}},
            {"identities": [{"kind": "phone", "value": "13900000001"}, {"kind": "phone", "value": "13900000002"}], "set": {"city": "x"}},
        ]))
        .ok();
        let status: Vec<&str> =
            again["rows"].as_array().unwrap().iter().map(|r| r["status"].as_str().unwrap()).collect();
        assert_eq!(status, ["same", "updated", "refused"], "{again}");
        assert_eq!(again["rows"][2]["problem"]["code"], "ambiguous");
        let zhou = admin.person_named("周以宁");
        assert_eq!((&zhou["city"], &zhou["email"]), (&json!("杭州"), &json!("zhou@muhe.example")));
        admin
            .call("POST", &format!("/api/undo/{}", again["rows"][1]["batch"].as_str().unwrap()), &json!({}))
            .ok();
        let zhou = admin.person_named("周以宁");
        assert_eq!(
            (&zhou["city"], &zhou["email"]),
            (&Value::Null, &Value::Null),
            "values and address in one"
        );
        let gone = send(json!([{"op": "delete", "identities": phone(2)}])).ok();
        assert_eq!(gone["rows"][0]["status"], "deleted");
        assert_eq!(admin.get("/api/people").ok()["total"], 1);
        for rows in [json!([]), Value::Array(vec![json!({"set": {"name": "n"}}); 1001])] {
            assert_eq!(send(rows).status.as_u16(), 422);
        }
        assert_eq!(send(json!([{"nonsense": 1}])).status.as_u16(), 422);
        // A reader may not write, and a thousand rows go in one call.
        let reader = key(&admin, json!(["read"]));
        let refused =
            p.by_key(&reader, "POST", "/api/people/batch", &json!({"rows": [{"set": {"name": "x"}}]})).ok();
        assert_eq!(refused["rows"][0]["problem"]["status"], 403);
        let many: Vec<Value> = (0..1000).map(|n| json!({"set": {"name": format!("客户{n}")}})).collect();
        assert_eq!(send(Value::Array(many)).ok()["refused"], 0);
        assert_eq!(admin.get("/api/people").ok()["total"], 1001);
        p.app.stop();
    });
}

#[test]
fn whose_an_address_is_is_not_told_to_those_who_may_not_see_them() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let users = admin.get("/api/users").ok();
        let manager =
            users.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        let identities = json!([{"kind": "phone", "value": "13900000716"}]);
        admin
            .call(
                "POST",
                "/api/people",
                &json!({"name": "林晓梅", "owner": manager, "identities": identities}),
            )
            .ok();
        let sales = p.sign_in("sales");
        let own = sales.call("POST", "/api/people", &json!({"name": "自己的"})).ok()["data"]["id"].clone();
        let answers = [
            sales.call("POST", "/api/people", &json!({"name": "新", "identities": identities})),
            sales.call("POST", &format!("/api/people/{}/identities", own.as_str().unwrap()), &identities[0]),
            sales.call(
                "POST",
                "/api/people/batch",
                &json!({"rows": [{"identities": identities, "set": {"city": "x"}}]}),
            ),
        ];
        for answer in answers {
            assert!(answer.text.contains("duplicate"), "{}", answer.text);
            assert!(!answer.text.contains("林晓梅"), "{}", answer.text);
        }
        assert!(
            admin.call("POST", "/api/people", &json!({"identities": identities})).text.contains("林晓梅")
        );
        p.app.stop();
    });
}

#[test]
fn a_request_that_is_sent_twice_counts_once() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = key(&admin, json!(["read", "write"]));
        let body = json!({"name": "林晓梅"});
        let first = once(&p, &erp, "a-1", "/api/people", &body).ok();
        let second = once(&p, &erp, "a-1", "/api/people", &body);
        assert_eq!(second.headers["idempotent-replayed"], "true");
        assert_eq!(second.ok(), first);
        assert_eq!(admin.get("/api/people").ok()["total"], 1);
        let other = once(&p, &erp, "a-1", "/api/people", &json!({"name": "别人"}));
        assert_eq!((other.status.as_u16(), other.code()), (422, "idempotency_mismatch"));
        // A refusal is an answer too; another key, and another caller's same key, are other requests.
        let bad = json!({"name": "x", "birth_date": "2999-01-01"});
        for _ in 0..2 {
            assert_eq!(once(&p, &erp, "a-2", "/api/people", &bad).status.as_u16(), 422);
        }
        let another = key(&admin, json!(["read", "write"]));
        once(&p, &another, "a-1", "/api/people", &body).ok();
        assert_eq!(admin.get("/api/people").ok()["total"], 2);
        // Still being answered elsewhere: not yet. Lost with its process: again.
        t.store.write(|tx| tx.execute("UPDATE once SET status = NULL, body = NULL", &[])).unwrap();
        let waits = once(&p, &erp, "a-1", "/api/people", &body);
        assert_eq!((waits.status.as_u16(), waits.code()), (409, "in_progress"));
        let long_ago = t.store.now().plus(-600 * gx_kernel::Micros::SECOND);
        t.store.write(|tx| tx.execute("UPDATE once SET at = $1", &[long_ago.into()])).unwrap();
        once(&p, &erp, "a-1", "/api/people", &body).ok();
        assert_eq!(admin.get("/api/people").ok()["total"], 3);
        assert_eq!(once(&p, &erp, "", "/api/people", &body).status.as_u16(), 400);
        assert_eq!(once(&p, "gxa_nobody", "a-9", "/api/people", &body).status.as_u16(), 401);
        let kept =
            t.store.read(|tx| tx.one("SELECT COUNT(*) FROM once WHERE status = 401", &[])?.int(0)).unwrap();
        assert_eq!(kept, 0, "strangers leave nothing behind");
        let later = t.store.now().plus(2 * gx_kernel::Micros::DAY);
        assert!(t.store.write(|tx| gx_http::program::forget(tx, later)).unwrap() > 0);
        p.app.stop();
    });
}

#[test]
fn a_key_is_told_how_much_it_may_still_ask() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = key(&admin, json!(["read"]));
        let answer = p.by_key(&erp, "GET", &format!("/api/people?q={}", query("林")), &Value::Null);
        let told =
            |answer: &Answer, name: &str| answer.headers[name].to_str().unwrap().parse::<i64>().unwrap();
        let (limit, left) = (told(&answer, "ratelimit-limit"), told(&answer, "ratelimit-remaining"));
        assert!(left < limit && left > 0);
        assert!(admin.get("/api/people").headers.get("ratelimit-limit").is_none(), "people are not counted");
        p.app.stop();
    });
}

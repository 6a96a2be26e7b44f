//! The tools of assistants: the same rights, the same words, the same undo as every other program.

use axum::body::Body;
use axum::http::Request;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User};

fn key(user: &User<'_, '_>, scopes: &Value) -> String {
    let made = user.call("POST", "/api/keys", &json!({"name": "助手", "scopes": scopes})).ok();
    made["secret"].as_str().unwrap().to_owned()
}

fn ask(p: &Program<'_>, key: &str, method: &str, params: &Value) -> Answer {
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let request = Request::post("/api/mcp")
        .header("host", "crm.example.com")
        .header("authorization", format!("Bearer {key}"))
        .header("accept", "application/json, text/event-stream")
        .header("mcp-protocol-version", "2025-06-18")
        .header("content-type", "application/json");
    p.send(request.body(Body::from(body.to_string())).unwrap())
}

/// What a tool answers: whether it failed, and its structured content.
fn call(p: &Program<'_>, key: &str, tool: &str, arguments: &Value) -> (bool, Value) {
    let answer = ask(p, key, "tools/call", &json!({"name": tool, "arguments": arguments})).ok();
    let result = &answer["result"];
    assert!(!result.is_null(), "{answer}");
    (result["isError"] == true, result["structuredContent"].clone())
}

fn names(p: &Program<'_>, key: &str) -> Vec<String> {
    let list = ask(p, key, "tools/list", &json!({})).ok();
    list["result"]["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_assistant_finds_reads_writes_and_takes_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let key = key(&admin, &json!(["read", "write", "delete"]));
        let hello = json!({"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let hello = ask(&p, &key, "initialize", &hello).ok();
        assert_eq!(hello["result"]["serverInfo"]["name"], "guanxi", "{hello}");
        assert!(hello["result"]["instructions"].as_str().unwrap().contains("undo"));
        let identities = json!([{"kind": "phone", "value": "13900000001"}]);
        let (failed, made) = call(
            &p,
            &key,
            "create_person",
            &json!({"set": {"name": "林晓梅", "city": "上海"}, "identities": identities}),
        );
        assert!(!failed, "{made}");
        let id = made["data"]["id"].clone();
        let (failed, twice) =
            call(&p, &key, "create_person", &json!({"set": {"name": "又一个"}, "identities": identities}));
        assert!(failed && twice["code"] == "duplicate", "{twice}");
        assert_eq!(call(&p, &key, "search", &json!({"q": "linxiaomei"})).1["hits"][0]["id"], id);
        let (_, list) = call(&p, &key, "list_people", &json!({"filter": "city = \"上海\""}));
        assert_eq!(list["total"], 1);
        let (_, changed) = call(&p, &key, "update_person", &json!({"id": id, "set": {"city": "杭州"}}));
        assert_eq!(admin.person_named("林晓梅")["city"], "杭州");
        call(&p, &key, "undo", &json!({"batch": changed["batch"]}));
        assert_eq!(admin.person_named("林晓梅")["city"], "上海");
        call(&p, &key, "tag_people", &json!({"ids": [id], "add": ["熟客"]}));
        assert_eq!(admin.person_named("林晓梅")["tags"], json!(["熟客"]));
        let (failed, note) =
            call(&p, &key, "write_note", &json!({"id": id, "kind": "note", "text": "喜欢岩茶"}));
        assert!(!failed, "{note}");
        let (_, story) = call(&p, &key, "get_timeline", &json!({"id": id, "group": "note"}));
        assert!(story.to_string().contains("喜欢岩茶"), "{story}");
        for (tool, arguments, part) in [
            ("list_people", json!({"filter": "city ="}), "filter"),
            ("get_person", json!({"id": "per_0"}), "not_found"),
            ("get_person", json!({"id": "../keys"}), "not_found"),
            ("get_person", json!({}), "arguments"),
        ] {
            let (failed, problem) = call(&p, &key, tool, &arguments);
            assert!(
                failed && problem["code"].as_str().unwrap().contains(part),
                "{tool} {arguments} {problem}"
            );
        }
        for tool in ["describe_fields", "data_quality", "list_orders", "list_companies"] {
            assert!(!call(&p, &key, tool, &json!({})).0, "{tool}");
        }
        assert!(!call(&p, &key, "delete_person", &json!({"id": id})).0);
        assert_eq!(admin.get("/api/people").ok()["total"], 0);
        p.app.stop();
    });
}

#[test]
fn an_assistant_sees_and_does_no_more_than_its_key() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let manager = admin.get("/api/users").ok();
        let manager =
            manager.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        let made = admin.call("POST", "/api/people", &json!({"name": "别人的", "owner": manager})).ok();
        sales.call("POST", "/api/people", &json!({"name": "我的"})).ok();
        let reader = key(&sales, &json!(["read"]));
        let tools = names(&p, &reader);
        assert!(
            tools.contains(&"search".to_owned()) && !tools.contains(&"update_person".to_owned()),
            "{tools:?}"
        );
        let refused = ask(
            &p,
            &reader,
            "tools/call",
            &json!({"name": "update_person", "arguments": {"id": made["data"]["id"], "set": {"city": "x"}}}),
        );
        assert!(refused.body["error"].is_object(), "{}", refused.text);
        let (_, list) = call(&p, &reader, "list_people", &json!({}));
        assert_eq!((&list["total"], &list["rows"][0]["name"]), (&json!(1), &json!("我的")));
        assert!(call(&p, &reader, "get_person", &json!({"id": made["data"]["id"]})).0);
        assert!(!call(&p, &reader, "search", &json!({"q": "别人的"})).1.to_string().contains("per_"));
        let writer = key(&sales, &json!(["read", "write"]));
        assert!(!names(&p, &writer).contains(&"delete_person".to_owned()), "the role may not delete");
        assert!(
            call(&p, &writer, "update_person", &json!({"id": made["data"]["id"], "set": {"city": "x"}})).0
        );
        // No key, a wrong one, a browser's session.
        let status = |request: axum::http::request::Builder| p.send(request.body(Body::from("{}")).unwrap());
        for request in [
            Request::post("/api/mcp"),
            Request::post("/api/mcp").header("authorization", "Bearer gxa_nonsense"),
            Request::post("/api/mcp").header("x-guanxi", "1").header("cookie", &sales.cookie),
        ] {
            let answer = status(request);
            assert_eq!(answer.status.as_u16(), 401, "{}", answer.text);
            assert_eq!(answer.headers["www-authenticate"], "Bearer");
        }
        p.app.stop();
    });
}

//! Bad input gets a clear error that names the place, and nothing is lost or counted twice.

use std::io::Write as _;

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::Program;

#[test]
fn sent_twice_counts_once_and_a_reused_id_is_refused_aloud() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let event = json!({"userId": "u", "messageId": "same", "event": "x", "properties": {"n": 1}});
        assert_eq!(p.segment("track", &event).ok()["accepted"], 1);
        assert_eq!(p.segment("track", &event).ok()["duplicate"], 1);
        let twice = p.segment("batch", &json!({"batch": [
            {"type": "track", "userId": "u", "messageId": "n", "event": "x"}, {"type": "track", "userId": "u", "messageId": "n", "event": "x"},
            {"type": "track", "userId": "u", "messageId": "same", "event": "x", "properties": {"n": 2}},
        ]}));
        let answer = twice.ok();
        assert_eq!((answer["accepted"].as_i64(), answer["duplicate"].as_i64()), (Some(1), Some(1)));
        assert_eq!(answer["refused"][0]["reason"], "message_id_reused");
        let seen = me.get("/api/ingest/refused").ok();
        assert_eq!(seen["rows"][0]["reason"], "message_id_reused");
        assert_eq!(seen["rows"][0]["message_id"], "same");
        assert_eq!(me.get("/api/people").ok()["rows"][0]["interaction_count"], 2);
        p.app.stop();
    });
}

#[test]
fn an_address_that_is_no_utf8_is_refused_as_everything_else() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        for path in ["/api/people/%FF", "/api/objects/%FF/fields/removed", "/api/guest/quotes/%C3"] {
            let answer = me.get(path);
            assert_eq!((answer.status.as_u16(), answer.code()), (400, "query"), "{path}: {}", answer.text);
        }
        p.app.stop();
    });
}

#[test]
fn torn_and_wrong_bodies_name_the_place() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let body = json!({"batch": [{"type": "track", "userId": "u", "event": "x"}]}).to_string();
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(body.as_bytes()).unwrap();
        let packed = gz.finish().unwrap();
        let whole = p.door("/v1/batch", "application/json", packed.clone(), &[("content-encoding", "gzip")]);
        assert_eq!(whole.ok()["accepted"], 1);
        let torn = p.door(
            "/v1/batch",
            "application/json",
            packed[..packed.len() / 2].to_vec(),
            &[("content-encoding", "gzip")],
        );
        assert_eq!((torn.status.as_u16(), torn.code()), (400, "bad_gzip"));
        let wrong = p.door("/v1/batch", "application/json", b"{\"batch\": [\n{]}".to_vec(), &[]);
        assert_eq!((wrong.code(), wrong.body["detail"]["line"].as_i64()), ("bad_json", Some(2)));
        assert_eq!(p.door("/v1/track", "application/json", vec![0xff, 0xfe, b'{'], &[]).code(), "not_utf8");
        assert_eq!(p.door("/v1/batch", "application/json", vec![b' '; 600_000], &[]).status.as_u16(), 413);
        assert_eq!(p.door("/v1/nothing", "application/json", b"{}".to_vec(), &[]).status.as_u16(), 404);
        let reasons = me.get("/api/ingest/health").ok();
        let named: Vec<&str> =
            reasons["reasons"].as_array().unwrap().iter().map(|r| r["reason"].as_str().unwrap()).collect();
        for reason in ["bad_gzip", "bad_json", "not_utf8", "too_large"] {
            assert!(named.contains(&reason), "{reason} shows on the health page: {named:?}");
        }
        p.app.stop();
    });
}

#[test]
fn values_that_cannot_be_are_kept_aside_and_named() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let answer = p.native(&json!({
            "message_id": "1", "kind": "sign_in", "channel": "web", "occurred_at": "2027-11-20T00:00:00Z",
            "identities": [{"kind": "user_id", "value": "u"}, {"kind": "phone", "value": "12"}],
            "traits": {"name": "\u{1F98A} 狐", "birth_date": "2090-01-01", "city": "a\u{0}b"},
        }));
        assert_eq!(answer.ok()["accepted"], 1, "a wrong phone beside a right id does not lose the rest");
        let rows = me.get("/api/people").ok();
        assert_eq!(rows["rows"][0]["name"], "\u{1F98A} 狐");
        let id = rows["rows"][0]["id"].as_str().unwrap();
        let item = me.get(&format!("/api/people/{id}/timeline")).ok()["items"][0].clone();
        assert_eq!(item["props"]["traits_refused"][0]["code"], "in_the_future");
        assert!(
            item["props"]["claimed_at"].as_str().unwrap().starts_with("2027-11-20"),
            "a clock a year ahead is not believed, and kept"
        );
        assert_eq!(item["occurred_at"], item["received_at"]);
        p.app.stop();
    });
}

#[test]
fn placeholders_are_nobody() {
    on_both(|t| {
        let p = Program::new(t);
        for value in ["null", "0", "undefined", "-1", ""] {
            let answer = p.native(&json!({"message_id": format!("m{value}"), "kind": "page", "channel": "web", "identities": [{"kind": "user_id", "value": value}]}));
            assert_eq!(answer.ok()["refused"][0]["reason"], "no_identity", "{value:?}");
        }
        assert_eq!(p.native(&json!([])).code(), "empty");
        assert_eq!(
            p.native(&json!({"message_id": "x", "kind": "no such kind", "channel": "web", "identities": []}))
                .ok()["refused"][0]["reason"],
            "bad_interaction"
        );
        p.app.stop();
    });
}

#[test]
fn without_a_living_key_nothing_is_taken() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let sources = me.get("/api/sources").ok();
        let shop = sources.as_array().unwrap().iter().find(|s| s["name"] == "shop").unwrap().clone();
        let (source, key) = (shop["id"].as_str().unwrap(), shop["keys"][0]["id"].as_str().unwrap());
        let event = json!({"userId": "u", "messageId": "1", "event": "x"});
        me.call("PATCH", &format!("/api/sources/{source}"), &json!({"paused": true})).ok();
        assert_eq!(p.segment("track", &event).code(), "paused");
        me.call("PATCH", &format!("/api/sources/{source}"), &json!({"paused": false})).ok();
        p.segment("track", &event).ok();
        let fresh = me.call("POST", &format!("/api/sources/{source}/keys"), &json!({"name": "new"})).ok();
        assert!(fresh["secret"].as_str().unwrap().starts_with("gxw_"));
        assert!(
            !me.get("/api/sources").text.contains(fresh["secret"].as_str().unwrap()),
            "a key is shown once"
        );
        me.call("DELETE", &format!("/api/keys/{key}"), &Value::Null).ok();
        assert_eq!(p.segment("track", &event).status.as_u16(), 401);
        p.app.stop();
    });
}

/// What goes wrong before a handler is reached is told as everything else is.
#[test]
fn every_error_of_the_api_is_a_problem() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let made = me.call("POST", "/api/companies", &json!({"name": "Muhe"})).ok();
        let path = format!("/api/companies/{}", made["data"]["row"]["id"].as_str().unwrap());
        for (method, path, body, status, code) in [
            ("PATCH", path.as_str(), "{\"set\": ", 400, "json"),
            ("PATCH", path.as_str(), "{\"set\": 5}", 422, "invalid"),
            ("PATCH", path.as_str(), "", 422, "invalid"),
            ("POST", "/api/people", "[1]", 422, "invalid"),
            ("POST", "/api/session", "{\"login\": 1}", 422, "invalid"),
            ("GET", "/api/companies?limit=many", "", 400, "query"),
            ("GET", "/api/nothing", "", 404, "not_found"),
            ("DELETE", "/api/companies", "", 405, "method_not_allowed"),
        ] {
            let answer = me.raw(method, path, body.to_owned());
            assert_eq!(
                (answer.status.as_u16(), answer.code()),
                (status, code),
                "{method} {path} {body}: {}",
                answer.text
            );
            assert!(!answer.body["message"].as_str().unwrap().is_empty());
        }
        assert_eq!(me.raw("PATCH", &path, "{\"set\":\n x").body["detail"]["line"], 2);
        assert_eq!(me.raw("PATCH", &path, "{\"set\": 5}").body["fields"][0]["field"], "set");
        // Nothing to say is no mistake where nothing must be said.
        me.raw("POST", &format!("/api/undo/{}", made["batch"].as_str().unwrap()), "").ok();
        p.app.stop();
    });
}

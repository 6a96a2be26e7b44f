//! Single sign-on as far as it goes without a provider; the way through one is in `web/e2e/signin.test.mjs`.

use axum::body::Body;
use axum::http::Request;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program};

fn visit(p: &Program<'_>, path: &str) -> Answer {
    p.send(Request::get(path).body(Body::empty()).unwrap())
}

fn to(answer: &Answer) -> &str {
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.text);
    answer.headers["location"].to_str().unwrap()
}

#[test]
fn a_provider_is_set_up_by_who_may_and_kept_out_of_the_inner_network() {
    on_both(|t| {
        let p = Program::guarded(t, gx_fetch::Guard::default());
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        for (method, path) in
            [("GET", "/api/settings/sso"), ("PUT", "/api/settings/sso"), ("POST", "/api/settings/sso/test")]
        {
            let body =
                if method == "GET" { Value::Null } else { json!({"issuer": "https://login.example.com"}) };
            assert_eq!(sales.call(method, path, &body).status.as_u16(), 403, "{method} {path}");
        }
        assert_eq!(admin.call("POST", "/api/settings/sso/test", &json!({})).code(), "sso_off");
        let put = |body: Value| admin.call("PUT", "/api/settings/sso", &body);
        for (body, field) in [
            (json!({"issuer": "http://login.example.com", "client_id": "a"}), "issuer"),
            (json!({"issuer": "https://127.0.0.1:8443", "client_id": "a"}), "issuer"),
            (json!({"issuer": "https://[::1]/", "client_id": "a"}), "issuer"),
            (json!({"issuer": "https://169.254.169.254/latest", "client_id": "a"}), "issuer"),
            (json!({"issuer": "https://login.example.com"}), "client_id"),
            (
                json!({"issuer": "https://login.example.com", "client_id": "a", "new_role": "king"}),
                "new_role",
            ),
        ] {
            assert_eq!(put(body.clone()).body["fields"][0]["field"], field, "{body}");
        }
        let good = json!({
            "issuer": "https://login.example.com", "client_id": "guanxi", "secret": "hush hush", "label": " 公司 账号 ",
            "link_by_email": true, "new_role": "sales", "domains": ["@Example.com", ""],
        });
        let set = put(good).ok();
        assert_eq!(
            (&set["provider"]["label"], &set["provider"]["has_secret"], &set["provider"]["domains"]),
            (&json!("公司 账号"), &json!(true), &json!(["example.com"]))
        );
        let kept = t.store.read(|tx| gx_store::settings::get::<Value>(tx, "sso")).unwrap().unwrap();
        for text in [&set, &kept] {
            assert!(!text.to_string().contains("hush"), "{text}");
        }
        let same = json!({"issuer": "https://login.example.com", "client_id": "guanxi"});
        assert_eq!(put(same).ok()["provider"]["has_secret"], true, "kept for the same client");
        let other = put(json!({"issuer": "https://other.example.com", "client_id": "guanxi"}));
        assert_eq!(other.body["fields"][0]["code"], "again", "not carried to another");
        // Nothing is offered before there is an address to come back to.
        let welcome = || p.stranger("GET", "/api/welcome", &Value::Null).ok();
        assert_eq!(welcome()["ways"]["sso"], Value::Null);
        assert_eq!(to(&visit(&p, "/api/sso/start")), "/sign-in?problem=sso_off");
        admin.call("PUT", "/api/settings/sign-in", &json!({"address": "https://crm.example.com"})).ok();
        assert_eq!(welcome()["ways"]["sso"], "SSO");
        assert_eq!(
            admin.get("/api/settings/sso").ok()["redirect"],
            "https://crm.example.com/api/sso/callback"
        );
        put(json!({"issuer": ""})).ok();
        assert_eq!(welcome()["ways"]["sso"], Value::Null);
        p.app.stop();
    });
}

#[test]
fn an_answer_that_nobody_asked_for_opens_nothing() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        admin.call("PUT", "/api/settings/sign-in", &json!({"address": "https://crm.example.com"})).ok();
        let provider = json!({"issuer": "https://login.example.com", "client_id": "guanxi"});
        admin.call("PUT", "/api/settings/sso", &provider).ok();
        for path in
            ["/api/sso/callback", "/api/sso/callback?code=a&state=b", "/api/sso/callback?error=x&state=%00"]
        {
            let answer = visit(&p, path);
            assert_eq!(to(&answer), "/sign-in?problem=sso_gone", "{path}");
            let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
            assert!(cookies.iter().all(|c| !c.to_str().unwrap().starts_with("gx_session")), "{cookies:?}");
        }
        p.app.stop();
    });
}

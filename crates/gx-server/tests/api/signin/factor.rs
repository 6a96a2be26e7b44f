//! The second factor: turned on, asked for, demanded, lost, reset.

use gx_kernel::Micros;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::kit::{Program, User};

/// The code that an app with this secret shows now.
fn code(t: &TestStore, secret: &str) -> String {
    let app = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    app.generate(u64::try_from(t.store.now().0 / Micros::SECOND).unwrap()).to_string()
}

fn wait(t: &TestStore, seconds: i64) {
    t.clock.advance(seconds * Micros::SECOND);
}

/// Turns the factor on: the secret of the app, and the recovery codes.
fn turn_on(t: &TestStore, user: &User<'_, '_>) -> (String, Vec<String>) {
    let begun = user.call("POST", "/api/session/factor", &json!({})).ok();
    let secret = begun["secret"].as_str().unwrap().to_owned();
    let done = user.call("POST", "/api/session/factor/confirm", &json!({"code": code(t, &secret)})).ok();
    let codes = done["recovery_codes"].as_array().unwrap();
    (secret, codes.iter().map(|c| c.as_str().unwrap().to_owned()).collect())
}

fn give(user: &User<'_, '_>, code: &str) -> crate::kit::Answer {
    user.call("POST", "/api/session/code", &json!({"code": code}))
}

fn id_of(admin: &User<'_, '_>, login: &str) -> String {
    let staff = admin.get("/api/staff").ok();
    let found = staff.as_array().unwrap().iter().find(|u| u["login"] == login).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_code_opens_the_second_step_once_and_nothing_opens_before() {
    on_both(|t| {
        let p = Program::new(t);
        let (here, there) = (p.sign_in("sales"), p.sign_in("sales"));
        let begun = here.call("POST", "/api/session/factor", &json!({})).ok();
        assert!(begun["uri"].as_str().unwrap().starts_with("otpauth://totp/"), "{begun}");
        assert_eq!(here.get("/api/session/factor").ok()["on"], false, "a secret alone is no factor");
        p.sign_in("sales");
        let wrong = here.call("POST", "/api/session/factor/confirm", &json!({"code": "000000"}));
        assert_eq!(wrong.body["fields"][0]["code"], "wrong_code");
        let (secret, recovery) = turn_on(t, &here);
        assert_eq!(recovery.len(), 10);
        let state = here.get("/api/session/factor").ok();
        assert_eq!((&state["on"], &state["recovery_codes_left"]), (&json!(true), &json!(10)));
        here.get("/api/people").ok();
        assert_eq!(there.get("/api/people").status.as_u16(), 401, "sessions without it end");
        let again = here.call("POST", "/api/session/factor", &json!({}));
        assert_eq!((again.status.as_u16(), again.code()), (409, "factor_on"));

        // The password leads to the second step; its cookie opens nothing else.
        let knocked = p.knock("sales", "correct horse");
        assert_eq!((knocked.status.as_u16(), &knocked.body["second"]["code"]), (202, &json!(true)));
        let waiting = p.with(knocked);
        for (method, path) in [
            ("GET", "/api/people"),
            ("GET", "/api/session"),
            ("GET", "/api/session/factor"),
            ("POST", "/api/session/factor"),
            ("POST", "/api/session/factor/off"),
        ] {
            let body = if method == "GET" { Value::Null } else { json!({"password": "correct horse"}) };
            assert_eq!(waiting.call(method, path, &body).status.as_u16(), 401, "{method} {path}");
        }
        assert_eq!(here.get("/api/sessions").ok().as_array().unwrap().len(), 1, "nor is it a session yet");
        // The code that turned the factor on was used; the next one is good once.
        assert_eq!(give(&waiting, &code(t, &secret)).code(), "wrong_code");
        wait(t, 30);
        let shown = code(t, &secret);
        let inside = p.with(give(&waiting, &format!("{} {}", &shown[..3], &shown[3..])));
        inside.get("/api/people").ok();
        assert_eq!(give(&waiting, &shown).status.as_u16(), 401, "the pending session has ended");
        let second = p.with(p.knock("sales", "correct horse"));
        assert_eq!(give(&second, &shown).code(), "wrong_code", "a code is taken once");
        wait(t, 30);
        p.with(give(&second, &code(t, &secret))).get("/api/people").ok();

        // A pending session holds for ten minutes.
        let late = p.with(p.knock("sales", "correct horse"));
        wait(t, 601);
        assert_eq!(give(&late, &code(t, &secret)).code(), "not_signed_in");
        // Recovery codes: each once, however typed.
        let lost = p.with(p.knock("sales", "correct horse"));
        let typed = recovery[3].to_lowercase().replace('-', " ");
        p.with(give(&lost, &typed)).get("/api/people").ok();
        let lost = p.with(p.knock("sales", "correct horse"));
        assert_eq!(give(&lost, &typed).code(), "wrong_code");
        assert_eq!(inside.get("/api/session/factor").ok()["recovery_codes_left"], 9);
        // What the database keeps can neither be read nor used.
        let kept = t
            .store
            .read(|tx| {
                let app = tx.one("SELECT secret FROM second_factor", &[])?.blob(0)?.to_vec();
                let hashes = tx.query("SELECT hash FROM recovery_code", &[])?.len();
                Ok((app, hashes))
            })
            .unwrap();
        let plain = Secret::try_from_base32(&secret).unwrap();
        assert!(!kept.0.windows(20).any(|w| w == plain.as_ref()), "sealed");
        assert_eq!(kept.1, 10);
        p.app.stop();
    });
}

#[test]
fn wrong_codes_are_throttled_and_passwords_take_a_factor_off() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        let (secret, _) = turn_on(t, &sales);
        wait(t, 30);
        let waiting = p.with(p.knock("sales", "correct horse"));
        for _ in 0..10 {
            assert_eq!(give(&waiting, "000000").code(), "wrong_code");
        }
        let right = give(&waiting, &code(t, &secret));
        assert_eq!((right.status.as_u16(), right.code()), (429, "too_many_tries"));
        wait(t, 301);
        p.with(give(&waiting, &code(t, &secret))).get("/api/people").ok();
        let off =
            |password: &str| sales.call("POST", "/api/session/factor/off", &json!({"password": password}));
        assert_eq!(off("wrong horse").body["fields"][0]["code"], "wrong_password");
        let codes =
            sales.call("POST", "/api/session/factor/recovery", &json!({"password": "correct horse"})).ok();
        assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
        off("correct horse").ok_status();
        p.sign_in("sales").get("/api/people").ok();
        // Neither a key nor a borrowed pair of eyes touches a factor.
        let admin = p.sign_in("admin");
        let key = admin
            .call("POST", "/api/keys", &json!({"name": "ERP", "scopes": ["read", "write", "setup"]}))
            .ok();
        let by_key = p.by_key(key["secret"].as_str().unwrap(), "POST", "/api/session/factor", &json!({}));
        assert_eq!(by_key.status.as_u16(), 403);
        admin.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "sales")})).ok();
        for path in ["/api/session/factor", "/api/session/factor/off", "/api/session/factor/recovery"] {
            let body = json!({"password": "correct horse"});
            assert_eq!(admin.call("POST", path, &body).status.as_u16(), 403, "{path}");
        }
        p.app.stop();
    });
}

#[test]
fn a_workspace_demands_a_factor_of_everyone_and_a_lost_one_is_reset() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let (secret, _) = turn_on(t, &admin);
        let demand = |user: &User<'_, '_>, on: bool| {
            user.call("PUT", "/api/settings/sign-in", &json!({"demand_factor": on}))
        };
        assert_eq!(demand(&sales, true).status.as_u16(), 403);
        assert_eq!(sales.get("/api/settings/sign-in").status.as_u16(), 403);
        let wrong = admin.call("PUT", "/api/settings/sign-in", &json!({"address": "http://crm.example.com"}));
        assert_eq!(wrong.body["fields"][0]["field"], "address");
        assert_eq!(demand(&admin, true).ok()["demand_factor"], true);
        admin.get("/api/people").ok();
        // Who has none is led through it: nothing else answers, not even what was open.
        for user in [&sales, &p.sign_in("sales")] {
            let refused = user.get("/api/people");
            assert_eq!((refused.status.as_u16(), refused.code()), (403, "factor_needed"));
            assert_eq!(user.get("/api/keys").code(), "factor_needed");
            assert_eq!(user.get("/api/session").ok()["owes_factor"], true);
        }
        turn_on(t, &sales);
        sales.get("/api/people").ok();
        assert_eq!(sales.get("/api/session").ok()["owes_factor"], false);
        // Turned off again, it is owed again.
        sales.call("POST", "/api/session/factor/off", &json!({"password": "correct horse"})).ok_status();
        assert_eq!(sales.get("/api/people").code(), "factor_needed");
        turn_on(t, &sales);
        // A lost phone: an administrator takes the factor off, which ends the sessions and is noted.
        let of_sales = format!("/api/staff/{}/factor/reset", id_of(&admin, "sales"));
        assert_eq!(sales.call("POST", &of_sales, &json!({})).status.as_u16(), 403);
        admin.call("POST", &of_sales, &json!({})).ok_status();
        assert_eq!(admin.call("POST", "/api/staff/usr_nobody/factor/reset", &json!({})).status.as_u16(), 404);
        assert_eq!(sales.get("/api/session").status.as_u16(), 401);
        assert_eq!(p.sign_in("sales").get("/api/session").ok()["owes_factor"], true);
        let log = admin.get("/api/audit?kind=factor").ok();
        let line = &log["rows"][0];
        assert_eq!(
            (&line["user"]["name"], &line["row"]["name"], &line["detail"]["did"]),
            (&json!("admin"), &json!("sales"), &json!("reset"))
        );
        // A link that sets a password is no way around the second step.
        let link =
            admin.call("POST", &format!("/api/staff/{}/invite", id_of(&admin, "admin")), &json!({})).ok();
        let accepted =
            p.stranger("POST", "/api/invite", &json!({"token": link["token"], "password": "another horse"}));
        assert_eq!((accepted.status.as_u16(), &accepted.body["second"]["code"]), (202, &json!(true)));
        let waiting = p.with(accepted);
        assert_eq!(waiting.get("/api/people").status.as_u16(), 401);
        wait(t, 30);
        p.with(give(&waiting, &code(t, &secret))).get("/api/people").ok();
        p.app.stop();
    });
}

//! Mail set up and tried, invitations by mail, and a forgotten password.

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use super::post_office::PostOffice;
use crate::kit::{Program, User};

pub(crate) fn set_up(admin: &User<'_, '_>, office: &PostOffice) -> Value {
    admin.call("PUT", "/api/settings/sign-in", &json!({"address": "https://crm.example.com"})).ok();
    let server = json!({
        "host": "localhost", "port": office.port, "encryption": "none", "user": "crm", "password": "mail secret",
        "from_name": "山茶 Camellia", "from_address": "crm@camellia.example",
    });
    admin.call("PUT", "/api/settings/mail", &server).ok()
}

fn id_of(admin: &User<'_, '_>, login: &str) -> String {
    let staff = admin.get("/api/staff").ok();
    let found = staff.as_array().unwrap().iter().find(|u| u["login"] == login).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

pub(crate) fn give_address(admin: &User<'_, '_>, login: &str, email: &str) {
    admin.call("PATCH", &format!("/api/staff/{}", id_of(admin, login)), &json!({"email": email})).ok();
}

#[test]
fn mail_is_set_up_by_who_may_and_tells_what_the_server_says() {
    on_both(|t| {
        let p = Program::new(t);
        let office = PostOffice::open();
        let admin = p.sign_in("admin");
        let sales = p.sign_in("sales");
        for (method, path, body) in [
            ("GET", "/api/settings/mail", Value::Null),
            ("PUT", "/api/settings/mail", json!({"host": "localhost"})),
            ("POST", "/api/settings/mail/test", json!({})),
        ] {
            assert_eq!(sales.call(method, path, &body).status.as_u16(), 403, "{method} {path}");
        }
        assert_eq!(admin.call("POST", "/api/settings/mail/test", &json!({})).code(), "mail_off");
        let set = set_up(&admin, &office);
        assert_eq!(
            (&set["server"]["has_password"], &set["server"]["port"]),
            (&json!(true), &json!(office.port))
        );
        let kept = t.store.read(|tx| gx_store::settings::get::<Value>(tx, "mail")).unwrap().unwrap();
        for text in [&set, &kept] {
            assert!(!text.to_string().contains("mail secret"), "{text}");
        }
        for (change, field) in [
            (
                json!({"host": "mail.example.com", "port": 25, "encryption": "none", "user": "crm", "password": "x", "from_address": "a@b.cn"}),
                "encryption",
            ),
            (json!({"host": "a b", "port": 25, "from_address": "a@b.cn"}), "host"),
            (
                json!({"host": "localhost", "port": 25, "from_address": "a@b.cn\r\nBcc: c@d.cn"}),
                "from_address",
            ),
            // A password is not carried to another server.
            (
                json!({"host": "elsewhere.example.com", "port": 587, "user": "crm", "from_address": "a@b.cn"}),
                "password",
            ),
        ] {
            let refused = admin.call("PUT", "/api/settings/mail", &change);
            assert_eq!(refused.body["fields"][0]["field"], field, "{change}: {}", refused.text);
        }
        let test = || admin.call("POST", "/api/settings/mail/test", &json!({}));
        assert_eq!(test().code(), "no_address");
        give_address(&admin, "admin", "Admin@Camellia.example");
        let taken = admin.call(
            "PATCH",
            &format!("/api/staff/{}", id_of(&admin, "sales")),
            &json!({"email": "admin@camellia.example"}),
        );
        assert_eq!(taken.body["fields"][0]["code"], "taken");
        assert_eq!(test().ok()["to"], "admin@camellia.example");
        let mail = office.wait_for(1);
        assert_eq!(mail.to, ["admin@camellia.example"]);
        assert!(mail.part("text/plain").contains("邮件设置没有问题"), "{}", mail.raw);
        assert!(mail.part("text/html").contains("lang=\"zh-CN\""));
        assert!(office.signed_in()[0].starts_with("AUTH PLAIN "));
        assert_eq!(admin.get("/api/settings/mail").ok()["last"]["ok"], true);
        office.answers(Some("550 5.1.1 <admin@camellia.example> nobody here"));
        let refused = test();
        assert_eq!(
            (refused.code(), &refused.body["detail"]["reason"], &refused.body["detail"]["status"]),
            ("mail_failed", &json!("refused"), &json!(550))
        );
        let shown = admin.get("/api/settings/mail").ok();
        assert_eq!((&shown["last"]["ok"], &shown["last"]["reason"]), (&json!(false), &json!("refused")));
        admin.call("PUT", "/api/settings/mail", &json!({"host": ""})).ok();
        assert_eq!(admin.get("/api/settings/mail").ok()["server"], Value::Null);
        p.app.stop();
    });
}

#[test]
fn an_invitation_goes_by_mail_in_the_receivers_language_and_is_sent_again_when_the_server_was_busy() {
    on_both(|t| {
        let p = Program::new(t);
        let office = PostOffice::open();
        let admin = p.sign_in("admin");
        let wish =
            |login: &str| json!({"login": login, "name": "Mei\r\nBcc: thief@example.com", "role": "sales"});
        let before = admin.call("POST", "/api/staff", &wish("before@example.com")).ok();
        assert_eq!(before["invite"]["mailed_to"], Value::Null, "no server, no mail");
        set_up(&admin, &office);
        admin.call("PATCH", "/api/session", &json!({"locale": "en"})).ok();
        office.answers(Some("451 try again later"));
        let made = admin.call("POST", "/api/staff", &wish("mei@example.com")).ok();
        assert_eq!(made["invite"]["mailed_to"], "mei@example.com");
        for _ in 0..200 {
            if admin.get("/api/settings/mail").ok()["last"]["reason"] == "later" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        office.answers(None);
        t.clock.advance(3 * Micros::SECOND);
        let mail = office.wait_for(1);
        assert_eq!(mail.to, ["mei@example.com"]);
        assert_eq!(mail.header("Bcc"), "", "a name is no header");
        assert_eq!(mail.header("Subject"), "admin invites you to =?utf-8?b?5YWz57O7?= Guanxi");
        let link = mail.link("/invite#");
        let token = made["invite"]["token"].as_str().unwrap();
        assert_eq!(link, format!("https://crm.example.com/invite#{token}"));
        assert!(mail.part("text/html").contains(&link));
        let payload = t
            .store
            .read(|tx| tx.query("SELECT payload, last_error FROM job WHERE kind = 'mail.send'", &[]))
            .unwrap();
        for row in &payload {
            let kept = format!("{:?} {:?}", row.value(0), row.value(1));
            assert!(!kept.contains(token) && !kept.contains("mei@example.com"), "sealed: {kept}");
        }
        p.stranger("POST", "/api/invite", &json!({"token": token, "password": "correct horse"})).ok_status();
        p.sign_in("mei@example.com");
        p.app.stop();
    });
}

#[test]
fn a_forgotten_password_is_replaced_by_a_link_once_and_strangers_learn_nothing() {
    on_both(|t| {
        let p = Program::new(t);
        let office = PostOffice::open();
        let admin = p.sign_in("admin");
        let forgot = |login: &str| {
            p.stranger("POST", "/api/password/forgotten", &json!({"login": login, "locale": "en"}))
        };
        assert_eq!(forgot("sales").code(), "mail_off");
        assert_eq!(p.stranger("GET", "/api/welcome", &Value::Null).ok()["ways"]["forgotten"], false);
        set_up(&admin, &office);
        give_address(&admin, "sales", "sales@camellia.example");
        assert_eq!(p.stranger("GET", "/api/welcome", &Value::Null).ok()["ways"]["forgotten"], true);
        let here = p.sign_in("sales");
        // The same answer for somebody, nobody, and somebody whom no mail reaches.
        let (known, unknown, unreached) = (forgot("Sales"), forgot("nobody"), forgot("service"));
        for answer in [&known, &unknown, &unreached] {
            assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""));
            assert!(answer.cookie.is_none());
        }
        let mail = office.wait_for(1);
        assert_eq!(mail.to, ["sales@camellia.example"]);
        assert!(mail.part("text/plain").contains("holds for an hour"), "the page's language");
        let token = mail.link("/reset#").rsplit_once('#').unwrap().1.to_owned();
        forgot("sales@camellia.example").ok_status();
        p.jobs_end();
        assert_eq!(office.mails().len(), 1, "one mail in two minutes");
        here.get("/api/people").ok();
        let look =
            |token: &str| p.stranger("GET", &format!("/api/password/reset?token={token}"), &Value::Null);
        assert_eq!(look(&token).ok()["login"], "sales");
        assert_eq!(look("gxr_nonsense").code(), "reset_gone");
        let reset = |password: &str| {
            p.stranger("POST", "/api/password/reset", &json!({"token": token, "password": password}))
        };
        assert_eq!(reset("short").status.as_u16(), 422, "the link is not spent on a refusal");
        p.with(reset("another horse")).get("/api/people").ok();
        assert_eq!(here.get("/api/people").status.as_u16(), 401, "older sessions end");
        assert_eq!(reset("third horse").code(), "reset_gone", "once");
        assert_eq!(p.knock("sales", "correct horse").status.as_u16(), 401);
        assert_eq!(p.knock("sales", "another horse").status.as_u16(), 200);
        assert!(office.wait_for(2).part("text/plain").contains("密码刚刚改过"), "told in their own language");
        // An hour, and no longer.
        t.clock.advance(200 * Micros::SECOND);
        forgot("sales").ok_status();
        let token = office.wait_for(3).link("/reset#").rsplit_once('#').unwrap().1.to_owned();
        t.clock.advance(3601 * Micros::SECOND);
        assert_eq!(look(&token).code(), "reset_gone");
        // Asking is throttled, for a name that is no account as well.
        for login in ["sales", "nobody"] {
            for _ in 0..10 {
                forgot(login);
            }
            let last = forgot(login);
            assert_eq!((last.status.as_u16(), last.code()), (429, "too_many_tries"), "{login}");
        }
        // A closed account gets no mail, and its link opens nothing.
        p.jobs_end();
        let sent = office.mails().len();
        t.clock.advance(400 * Micros::SECOND);
        admin
            .call("PATCH", &format!("/api/staff/{}", id_of(&admin, "sales")), &json!({"disabled": true}))
            .ok();
        forgot("sales").ok_status();
        p.jobs_end();
        assert_eq!(office.mails().len(), sent);
        let kept = t
            .store
            .read(|tx| tx.query("SELECT payload FROM job WHERE kind = 'signin.forgotten'", &[]))
            .unwrap();
        assert!(
            kept.iter().all(|r| !format!("{:?}", r.value(0)).contains("sales")),
            "what was typed waits sealed"
        );
        p.app.stop();
    });
}

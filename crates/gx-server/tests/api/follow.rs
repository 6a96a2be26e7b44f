//! Following somebody, and what was not read by mail in the morning.

use std::time::Duration;

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};
use crate::signin::mail::{give_address, set_up};
use crate::signin::post_office::PostOffice;
use crate::staff::{id_of, make};

/// The notices of following, newest first, once there are as many, or after a while.
fn told(user: &User<'_, '_>, n: usize) -> Vec<Value> {
    let mut rows = Vec::new();
    for _ in 0..300 {
        rows = user.get("/api/notices").ok()["rows"].as_array().unwrap().clone();
        rows.retain(|r| r["kind"] == "follow");
        if rows.len() >= n {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    rows
}

fn follow(user: &User<'_, '_>, id: &str, on: bool) -> Value {
    user.call(if on { "PUT" } else { "DELETE" }, &format!("/api/people/{id}/follow"), &Value::Null).ok()
}

fn note(user: &User<'_, '_>, id: &str, text: &str) {
    let body = json!({"kind": "note", "text": text});
    user.call("POST", &format!("/api/people/{id}/interactions"), &body).ok();
}

#[test]
fn who_follows_is_told_what_others_do_and_no_more_than_they_may_see() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let me = id_of(&admin, "sales");
        let lin = make(&admin, &json!({"name": "林晓梅", "owner": me}));
        let other = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        note(&admin, &lin, "以前的事");
        assert_eq!(follow(&sales, &lin, true)["people"], json!([lin]));
        let unseen = sales.call("PUT", &format!("/api/people/{other}/follow"), &Value::Null);
        assert_eq!(unseen.status.as_u16(), 404);
        // What one does oneself is no news; what a colleague does is.
        note(&sales, &lin, "我自己写的");
        note(&admin, &lin, "她想换大容量装");
        let rows = told(&sales, 1);
        assert_eq!((rows.len(), &rows[0]["row"]["name"]), (1, &json!("林晓梅")), "{rows:?}");
        assert_eq!(
            (&rows[0]["detail"]["n"], &rows[0]["detail"]["text"]),
            (&json!(1), &json!("她想换大容量装"))
        );
        assert!(rows[0]["by"]["name"].is_string());
        // It grows while nobody has read it; a field that the role hides is not told of.
        admin
            .call(
                "PATCH",
                "/api/roles/sales",
                &json!({"grants": {"see": "own", "edit": "own", "hidden": ["birth_date"]}}),
            )
            .ok();
        let set =
            |fields: Value| admin.call("PATCH", &format!("/api/people/{lin}"), &json!({"set": fields})).ok();
        set(json!({"birth_date": "1990-06-12"}));
        set(json!({"city": "上海"}));
        let mut rows = Vec::new();
        for _ in 0..100 {
            rows = told(&sales, 1);
            if rows[0]["detail"]["n"] == 2 {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!((rows.len(), &rows[0]["detail"]["fields"]), (1, &json!(["city"])), "{rows:?}");
        // Read, the next is a new one. Merged into another, they are followed there.
        sales.call("POST", "/api/notices/read", &json!({})).ok();
        let twin = make(&admin, &json!({"name": "林小梅", "owner": me}));
        admin.call("POST", "/api/merges", &json!({"winner": twin, "loser": lin})).ok();
        note(&admin, &twin, "合并以后的事");
        let rows = told(&sales, 2);
        assert_eq!((rows.len(), &rows[0]["detail"]["text"]), (2, &json!("合并以后的事")), "{rows:?}");
        assert_eq!(sales.get("/api/follows").ok()["people"], json!([twin]));
        // Out of sight: not told, and not listed.
        admin
            .call(
                "PATCH",
                &format!("/api/people/{twin}"),
                &json!({"set": {"owner": id_of(&admin, "manager")}}),
            )
            .ok();
        note(&admin, &twin, "不该看到的");
        let third = make(&admin, &json!({"name": "第三位", "owner": me}));
        follow(&sales, &third, true);
        note(&admin, &third, "看得到的");
        let rows = told(&sales, 3);
        assert!(rows.iter().all(|r| !r.to_string().contains("不该看到的")), "{rows:?}");
        assert_eq!(sales.get("/api/follows").ok()["people"], json!([third]));
        assert_eq!(follow(&sales, &third, false)["people"], json!([]));
        p.app.stop();
    });
}

#[test]
fn what_was_not_read_comes_by_mail_once() {
    on_both(|t| {
        let p = Program::new(t);
        let office = PostOffice::open();
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let held = |user: &User<'_, '_>| user.get("/api/notices/digest").ok();
        assert_eq!(held(&sales), json!({"on": false, "possible": false}));
        set_up(&admin, &office);
        give_address(&admin, "sales", "sales@camellia.example");
        assert_eq!(held(&sales)["possible"], true);
        let morning = || {
            let store = &p.app.kit.store;
            store
                .write(|tx| gx_store::job::enqueue(tx, store, "digest.send", &json!({}), Micros(0), None))
                .unwrap();
            p.jobs_end();
        };
        let give = |name: &str| {
            let id = make(&admin, &json!({"name": name}));
            let owner = json!({"set": {"owner": id_of(&admin, "sales")}});
            admin.call("PATCH", &format!("/api/people/{id}"), &owner).ok();
        };
        give("早先的");
        sales.call("PUT", "/api/notices/digest", &json!({"on": true})).ok();
        morning();
        give("林晓梅");
        give("周以宁");
        morning();
        let mail = office.wait_for(1);
        let text = mail.part("text/plain");
        assert!(text.contains("林晓梅") && text.contains("周以宁") && !text.contains("早先的"), "{text}");
        assert_eq!(mail.to, ["sales@camellia.example"]);
        morning();
        give("第三位");
        sales.call("POST", "/api/notices/read", &json!({})).ok();
        morning();
        assert_eq!(office.mails().len(), 1, "nothing twice, and nothing of what was read");
        sales.call("PUT", "/api/notices/digest", &json!({"on": false})).ok();
        give("第四位");
        morning();
        assert_eq!(office.mails().len(), 1);
        p.app.stop();
    });
}

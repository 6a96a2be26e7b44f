//! What changes here is sent there: by HTTP, as a file, into a table.

use gx_testkit::on_both;
use serde_json::{Value, json};

use super::erp::Erp;
use super::sql::Outside;
use super::{make, run};
use crate::kit::{Program, User};

fn person(user: &User<'_, '_>, name: &str, city: &str) -> String {
    let made = user.call("POST", "/api/people", &json!({"name": name, "city": city})).ok();
    made["data"]["id"].as_str().unwrap().to_owned()
}

fn sends(place: &Value) -> Value {
    json!({
        "name": "Out", "direction": "push", "object": "person", "place": place, "secret": "s3cret", "key": "no",
        "mapping": [
            {"name": "no", "target": "id"}, {"name": "cname", "target": "name"}, {"name": "town", "target": "city"},
            {"name": "gone", "target": "gone"}
        ]
    })
}

/// Runs until as many have been sent as are awaited: another transaction of the same server holds the feed back.
#[track_caller]
fn sends_at_last(user: &User<'_, '_>, id: &str, awaited: i64) {
    let mut sent = 0;
    for _ in 0..200 {
        let one = run(user, id, false);
        assert_eq!(one["state"], "done", "{one}");
        sent += one["counts"]["updated"].as_i64().unwrap();
        if sent >= awaited {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(sent, awaited);
}

#[test]
fn what_changed_is_posted_once_and_again_under_the_same_key() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(Vec::new());
        let lin = person(&admin, "林晓梅", "杭州");
        let zhou = person(&admin, "周以宁", "北京");
        let id = make(
            &admin,
            &sends(&json!({"kind": "http", "url": format!("{}/inbox", erp.url), "auth": {"way": "bearer"}})),
        );
        // The first run sends everything there is.
        sends_at_last(&admin, &id, 2);
        let first = erp.came();
        assert_eq!(first.len(), 1);
        assert_eq!(first[0].header("authorization"), "Bearer s3cret");
        let body: Value = serde_json::from_str(&first[0].body).unwrap();
        assert_eq!(body["records"][0], json!({"no": lin, "cname": "林晓梅", "town": "杭州", "gone": false}));
        // Nothing changed: nothing is sent. A failure sends the same again, with the same key, until it is taken.
        sends_at_last(&admin, &id, 0);
        assert_eq!(erp.came().len(), 0);
        admin.call("PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": "宁波"}})).ok();
        erp.fail(Some(500));
        while run(&admin, &id, false)["code"] != "not_now" {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let failed = erp.came();
        erp.fail(None);
        sends_at_last(&admin, &id, 1);
        let again = erp.came();
        assert_eq!(again[0].body, failed[0].body);
        assert_ne!(again[0].header("idempotency-key"), "");
        assert_eq!(again[0].header("idempotency-key"), failed[0].header("idempotency-key"));
        // What is gone is told as gone; a change that is not mapped is not told at all.
        admin.call("PATCH", &format!("/api/people/{zhou}"), &json!({"set": {"job_title": "店长"}})).ok();
        admin.call("DELETE", &format!("/api/people/{lin}"), &Value::Null).ok();
        sends_at_last(&admin, &id, 1);
        let gone: Value = serde_json::from_str(&erp.came()[0].body).unwrap();
        assert_eq!((&gone["records"][0]["no"], &gone["records"][0]["gone"]), (&json!(lin), &json!(true)));
        p.app.stop();
    });
}

#[test]
fn a_table_is_updated_by_its_key_and_nothing_is_doubled() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let lin = person(&admin, "林晓梅", "杭州");
        person(&admin, "O'Neil", "北京");
        for outside in [Outside::postgres(), Outside::mysql()].into_iter().flatten() {
            let table = outside.table();
            let place = outside.place(&json!({"table": table}));
            let mut wish = sends(&place);
            wish["secret"] = json!(outside.secret());
            wish["mapping"].as_array_mut().unwrap().truncate(3);
            outside.run(&format!(
                "CREATE TABLE {table} (no VARCHAR(40), cname VARCHAR(80), town VARCHAR(40), extra INT)"
            ));
            let id = make(&admin, &wish);
            let refused = run(&admin, &id, false);
            assert_eq!(refused["code"], "no_unique_key", "{refused}");
            outside.run(&format!("ALTER TABLE {table} ADD PRIMARY KEY (no)"));
            sends_at_last(&admin, &id, 2);
            let towns = || outside.column(&format!("SELECT town FROM {table} ORDER BY cname"));
            assert_eq!(towns().len(), 2);
            admin
                .call("PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": outside.table()}}))
                .ok();
            sends_at_last(&admin, &id, 1);
            assert!(towns().contains(&outside.table()), "{:?}", towns());
            assert_eq!(towns().len(), 2);
        }
        p.app.stop();
    });
}

#[test]
fn a_connector_sends_no_more_than_its_maker_sees() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let erp = Erp::open(Vec::new());
        let grants = json!({"see": "own", "create": "own", "edit": "own", "export": "own", "may": ["sources"], "hidden": ["city"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        person(&admin, "别人的", "北京");
        let mine = person(&admin, "我的", "上海");
        let staff = admin.get("/api/staff").ok();
        let me = staff.as_array().unwrap().iter().find(|u| u["login"] == "sales").unwrap()["id"].clone();
        admin.call("PATCH", &format!("/api/people/{mine}"), &json!({"set": {"owner": me}})).ok();
        let place = json!({"kind": "http", "url": format!("{}/inbox", erp.url), "auth": {"way": "bearer"}});
        let id = make(&sales, &sends(&place));
        sends_at_last(&sales, &id, 1);
        let told = erp.came();
        assert!(
            told[0].body.contains("我的")
                && !told[0].body.contains("别人的")
                && !told[0].body.contains("上海"),
            "{}",
            told[0].body
        );
        let pull = json!({"name": "x", "direction": "pull", "place": place, "key": "no", "mapping": [{"name": "no", "target": "external:erp"}]});
        assert_eq!(
            sales.call("POST", "/api/connectors", &pull).status.as_u16(),
            403,
            "to bring in is another right"
        );
        p.app.stop();
    });
}

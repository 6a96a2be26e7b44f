//! Rules of data quality: applied to what is entered, found by the scan in what was there, within the reader's reach.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};

fn own_field(admin: &User<'_, '_>, label: &str) -> String {
    let made =
        admin.call("POST", "/api/objects/person/fields", &json!({"label": label, "type": "text"})).ok();
    made["data"]["key"].as_str().unwrap().to_owned()
}

fn rule(admin: &User<'_, '_>, key: &str, rule: &Value) -> Value {
    admin.call("PUT", &format!("/api/rules/person/{}", crate::kit::query(key)), rule).ok()
}

fn faults(answer: &crate::kit::Answer) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| (text(&f["field"]), text(&f["code"]))).collect()
}

#[test]
fn a_rule_holds_for_what_is_entered_wherever_it_is_entered() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let card = own_field(&admin, "卡号");
        let fault = |code: &str| vec![(card.clone(), code.to_owned())];
        rule(
            &admin,
            &card,
            &json!({"required": true, "unique": true, "pattern": "[A-Z]{2}-\\d{4}", "says": "如 AB-0001", "ways": ["half_width", "no_spaces", "upper"]}),
        );
        p.jobs_end();
        let make = |set: Value| admin.call("POST", "/api/people", &set);
        assert_eq!(faults(&make(json!({"name": "无卡"}))), fault("required"));
        let refused = make(json!({"name": "错卡", card.clone(): "12"}));
        assert_eq!(faults(&refused), fault("says"));
        assert_eq!(refused.body["fields"][0]["message"], "如 AB-0001");
        let lin = make(json!({"name": "林晓梅", card.clone(): "ａb - 0001"})).ok()["data"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(admin.get(&format!("/api/people/{lin}")).ok()["row"]["fields"][&card], "AB-0001");
        let twice = make(json!({"name": "同卡", card.clone(): "ab-0001"}));
        assert_eq!(faults(&twice), fault("not_unique"));
        assert!(twice.text.contains("林晓梅"), "{}", twice.text);
        let zhou = make(json!({"name": "周以宁", card.clone(): "AB-0002"})).ok()["data"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let change = |id: &str, value: Value| {
            admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {card.clone(): value}}))
        };
        assert_eq!(faults(&change(&zhou, json!("AB-0001"))), fault("not_unique"));
        assert_eq!(faults(&change(&zhou, Value::Null)), fault("required"));
        change(&zhou, json!("ab-0002")).ok();
        let bulk = |value: &str| {
            let what = json!({"who": {"filter": ""}, "what": {"set": {card.clone(): value}}});
            admin.call("POST", "/api/people/bulk", &what)
        };
        assert_eq!(faults(&bulk("CD-0001")), fault("not_unique"), "many cannot have the one value");
        let rows = json!({"rows": [{"set": {"name": "甲", card.clone(): "AB-0003"}}, {"set": {"name": "乙", card.clone(): "AB-0003"}}, {"set": {"name": "丙"}}]});
        let batch = admin.call("POST", "/api/people/batch", &rows).ok();
        let status: Vec<&str> =
            batch["rows"].as_array().unwrap().iter().map(|r| r["status"].as_str().unwrap()).collect();
        assert_eq!(status, ["created", "refused", "refused"]);
        // Somebody who is gone keeps no value from others.
        admin.call("DELETE", &format!("/api/people/{lin}"), &Value::Null).ok();
        change(&zhou, json!("AB-0001")).ok();
        // What a customer did is never refused for a rule.
        p.segment("identify", &json!({"userId": "u1", "messageId": "m1", "traits": {"name": "线上来的"}}))
            .ok();
        assert_eq!(admin.person_named("线上来的")["fields"], json!({}));
        rule(&admin, &card, &json!({}));
        make(json!({"name": "无卡"})).ok();
        assert_eq!(admin.get("/api/rules").ok(), json!([]));
        p.app.stop();
    });
}

#[test]
fn the_scan_finds_what_was_there_and_shows_each_reader_their_own() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let card = own_field(&admin, "卡号");
        let make = |user: &User<'_, '_>, name: &str, value: Value| {
            user.call("POST", "/api/people", &json!({"name": name, card.clone(): value})).ok()["data"]["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let mine = make(&sales, "我的", Value::Null);
        let users = admin.get("/api/users").ok();
        let manager =
            users.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        for (name, value) in [("甲", json!("AB-0001")), ("乙", json!("AB-0001")), ("丙", json!("？"))] {
            let id = make(&admin, name, value);
            admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"owner": manager}})).ok();
        }
        rule(&admin, &card, &json!({"required": true, "unique": true, "pattern": "[A-Z]{2}-\\d{4}"}));
        p.jobs_end();
        let figures = |user: &User<'_, '_>| {
            let one = user.get("/api/rules").ok()[0].clone();
            (one["without"].clone(), one["bent"].clone(), one["double"].clone())
        };
        assert_eq!(figures(&admin), (json!(1), json!(1), json!(2)));
        assert_eq!(figures(&sales), (json!(1), json!(0), json!(0)));
        let path =
            |kind: &str| format!("/api/rules/person/{}/breaches?kind={kind}", crate::kit::query(&card));
        let names = |user: &User<'_, '_>, kind: &str| {
            let page = user.get(&path(kind)).ok();
            page["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| r["name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&admin, "unique"), ["甲", "乙"]);
        assert_eq!(names(&admin, "pattern"), ["丙"]);
        assert_eq!(names(&sales, "unique"), Vec::<String>::new());
        assert_eq!(names(&sales, "required"), ["我的"]);
        let first = admin.get(&format!("{}&limit=1", path("unique"))).ok();
        let next =
            admin.get(&format!("{}&limit=1&cursor={}", path("unique"), first["next"].as_str().unwrap())).ok();
        assert_eq!((&next["rows"][0]["name"], &next["next"]), (&json!("乙"), &Value::Null));
        // What is mended leaves the list at once, and the figure with the next scan.
        sales.call("PATCH", &format!("/api/people/{mine}"), &json!({"set": {card.clone(): "AB-0009"}})).ok();
        assert_eq!(names(&sales, "required"), Vec::<String>::new());
        sales.call("POST", "/api/rules/scan", &json!({})).ok();
        p.jobs_end();
        assert_eq!(figures(&sales).0, json!(0));
        // Who may set rules, and what cannot be one.
        for (user, status) in [(&sales, 403), (&admin, 422)] {
            let answer =
                user.call("PUT", &path("x").replace("/breaches?kind=x", ""), &json!({"pattern": "("}));
            assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        }
        assert_eq!(admin.call("PUT", "/api/rules/person/x_none", &json!({})).status.as_u16(), 404);
        assert_eq!(admin.call("PUT", "/api/rules/order/status", &json!({})).status.as_u16(), 404);
        assert_eq!(admin.get(&path("worse")).status.as_u16(), 422);
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": {"see": "own", "hidden": [card]}})).ok();
        assert_eq!(sales.get("/api/rules").ok(), json!([]));
        assert_eq!(sales.get(&path("pattern")).status.as_u16(), 404);
        p.app.stop();
    });
}

#[test]
fn fields_that_the_program_has_say_what_to_write_in_the_readers_language_or_the_workspaces_words() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let help = |user: &User<'_, '_>, object: &str, key: &str| -> Value {
            let objects = user.get("/api/objects").ok();
            let set = objects.as_array().unwrap().iter().find(|o| o["object"] == object).unwrap().clone();
            set["fields"].as_array().unwrap().iter().find(|f| f["key"] == key).unwrap()["help"].clone()
        };
        assert_eq!(help(&sales, "person", "family_name"), "只写姓，例如 林、欧阳");
        for (locale, text) in [("en", "The family name alone"), ("zh-TW", "只寫姓，例如 林、歐陽")]
        {
            sales.call("PATCH", "/api/session", &json!({"locale": locale})).ok();
            assert_eq!(help(&sales, "person", "family_name"), text);
        }
        let path = "/api/objects/person/fields/family_name";
        let said = json!({"help": "护照上的姓"});
        assert_eq!(sales.call("PATCH", path, &said).status.as_u16(), 403);
        let done = admin.call("PATCH", path, &said).ok();
        assert_eq!(
            help(&sales, "person", "family_name"),
            "护照上的姓",
            "the words of the workspace in any language"
        );
        assert_eq!(help(&sales, "company", "name"), "營業登記上的全稱，例如 木禾設計有限公司");
        let wrong = admin.call("PATCH", path, &json!({"label": "姓"}));
        assert_eq!((wrong.status.as_u16(), &wrong.body["fields"][0]["code"]), (422, &json!("built_in")));
        let undo = format!("/api/undo/{}", done["batch"].as_str().unwrap());
        admin.call("POST", &undo, &json!({})).ok();
        assert_eq!(help(&sales, "person", "family_name"), "只寫姓，例如 林、歐陽");
        admin.call("PATCH", path, &said).ok();
        admin.call("PATCH", path, &json!({"help": ""})).ok();
        assert_eq!(help(&sales, "person", "family_name"), "只寫姓，例如 林、歐陽", "empty brings them back");
        p.app.stop();
    });
}

//! People of whom no name is known: shown by their best address, counted and found as nameless.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, query};

#[test]
fn who_has_no_name_is_counted_and_found_and_not_renamed_by_a_number() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        for n in 0..3 {
            p.segment(
                "track",
                &json!({"userId": format!("u100044{n}"), "messageId": n.to_string(), "event": "Looked"}),
            )
            .ok();
        }
        admin.call("POST", "/api/people", &json!({"name": "林晓梅"})).ok();
        admin.call("POST", "/api/people", &json!({"family_name": "王", "given_name": "大明"})).ok();
        let names = |filter: &str| {
            let rows =
                admin.get(&format!("/api/people?sort=name&filter={}", query(filter))).ok()["rows"].clone();
            rows.as_array()
                .unwrap()
                .iter()
                .map(|r| r["name"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("name is empty"), ["u1000440", "u1000441", "u1000442"]);
        assert_eq!(names("name is not empty"), ["林晓梅", "王大明"]);
        let quality = admin.get("/api/quality").ok();
        let of = |part: &str, key: &str, name: &str| {
            let found =
                quality[part].as_array().unwrap().iter().find(|f| f[key] == name || f[key]["key"] == name);
            found.cloned().unwrap_or_default()
        };
        assert_eq!(
            (of("fields", "field", "name")["filled"].clone(), quality["people"].clone()),
            (json!(2), json!(5))
        );
        let unnamed = of("mend", "what", "unnamed");
        assert_eq!((&unnamed["count"], &unnamed["filter"]), (&json!(3), &json!("name is empty")));

        // A number that is given on joining is no name, and takes the place of none.
        let who = format!("/api/people/{}", admin.person_named("u1000440")["id"].as_str().unwrap());
        let member = admin.call("POST", &format!("{who}/membership"), &Value::Null).ok();
        assert!(member["data"]["row"]["member_no"].is_string(), "{member}");
        assert_eq!(member["data"]["name"], "u1000440");
        assert_eq!(names("name is empty").len(), 3);
        // Named, they are nameless no more; and again when the name goes.
        admin.call("PATCH", &who, &json!({"set": {"name": "陈曦"}})).ok();
        assert_eq!(names("name is empty"), ["u1000441", "u1000442"]);
        admin.call("PATCH", &who, &json!({"set": {"name": null}})).ok();
        assert_eq!(names("name is empty").len(), 3);
        p.app.stop();
    });
}

//! Lists counted by their fields: by every field that says it can be, and each group opens as the rows it counted.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

fn field(user: &User<'_, '_>, object: &str, body: &Value) -> String {
    user.call("POST", &format!("/api/objects/{object}/fields"), body).ok()["data"]["key"]
        .as_str()
        .unwrap()
        .into()
}

/// What a list is asked for in its address.
fn path(object: &str) -> &'static str {
    match object {
        "person" => "/api/people",
        "company" => "/api/companies",
        "order" => "/api/orders",
        _ => "/api/interactions",
    }
}

/// The values of groups with their counts; the filter of each must find as many.
fn counted(user: &User<'_, '_>, object: &str, by: &str) -> Vec<(Value, i64)> {
    let answer = user.get(&format!("{}/groups?by={by}", path(object))).ok();
    assert_eq!(answer["more"], false);
    let groups = answer["groups"].as_array().unwrap();
    for group in groups {
        let filter = group["filter"].as_str().unwrap();
        let list = user.get(&format!("{}?limit=1&filter={}", path(object), query(filter)));
        assert_eq!(list.status, 200, "{object} {by} {filter}: {}", list.text);
        assert_eq!(list.body["total"], group["count"], "{object} {by}: {filter}");
    }
    groups.iter().map(|g| (g["value"].clone(), g["count"].as_i64().unwrap())).collect()
}

#[test]
fn every_field_that_can_be_counted_by_is_and_no_other() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let mut keys = Vec::new();
        for kind in [
            "number",
            "integer",
            "money",
            "percent",
            "date",
            "date_time",
            "link",
            "phone",
            "email",
            "url",
            "address",
            "geo",
            "file",
            "long_text",
            "text",
            "bool",
            "rating",
            "user",
        ] {
            let body = match kind {
                "link" => json!({"label": kind, "type": kind, "target": "company"}),
                _ => json!({"label": kind, "type": kind}),
            };
            keys.push(field(&admin, "person", &body));
        }
        let colours = json!({"label": "Colours", "type": "multi_choice", "options": [{"label": "Red"}, {"label": "Blue"}]});
        let colours = field(&admin, "person", &colours);
        let key = |kind: &str| keys.iter().find(|k| **k == format!("x_{kind}")).unwrap().as_str();
        let company = admin.call("POST", "/api/companies", &json!({"name": "Muhe", "size": 30})).ok()["data"]
            ["row"]["id"]
            .clone();
        for n in 0..30 {
            let mut body = json!({
                "name": format!("P{n}"), key("number"): f64::from(n) + 0.5, key("integer"): n % 3, key("money"): (n * n * 10).to_string(),
                key("percent"): n * 3, key("link"): company, key("phone"): "+8613800138001", key("email"): "a@example.org",
                key("url"): "https://example.org", key("address"): "Main St", key("bool"): n % 2 == 0,
                "birth_date": format!("{}-{:02}-15", 1980 + n % 4, n % 2 + 11), "review_on": "2027-01-31",
                "identities": [{"kind": "user_id", "value": format!("u{n}")}],
            });
            if n < 20 {
                body[key("date")] = json!(format!("2026-{:02}-01", n % 2 + 1));
                // The first moment of March in the zone of the workspace is February in UTC.
                body[key("date_time")] =
                    json!(if n % 2 == 0 { "2026-02-28T16:30:00Z" } else { "2026-02-28T15:30:00Z" });
                body["tags"] = json!(if n % 2 == 0 { vec!["vip"] } else { vec!["vip", "new"] });
                body[&colours] = json!(if n % 2 == 0 { vec!["Red"] } else { vec!["Red", "Blue"] });
            }
            admin.call("POST", "/api/people", &body).ok();
            let track = json!({"userId": format!("u{n}"), "messageId": format!("m{n}"), "event": "Order Completed",
                "properties": {"order_id": format!("N{n}"), "total": n * 100, "currency": "CNY"}});
            p.segment("track", &track).ok();
        }
        let of = |by: &str| counted(&admin, "person", by);
        assert_eq!(of(key("integer")), [(json!(0), 10), (json!(1), 10), (json!(2), 10)]);
        assert_eq!(of(key("number")).len(), 6, "thirty numbers are ranges: {:?}", of(key("number")));
        assert_eq!(of(key("number"))[0], (json!("0–5"), 5));
        assert_eq!(of(key("money"))[..2], [(json!("0–1"), 1), (json!("10–20"), 1)]);
        assert_eq!(of(key("date")), [(json!("2026-02"), 10), (json!("2026-01"), 10), (Value::Null, 10)]);
        assert_eq!(of(key("date_time")), [(json!("2026-03"), 10), (json!("2026-02"), 10), (Value::Null, 10)]);
        assert_eq!(of("tags"), [(json!("vip"), 20), (json!("new"), 10), (Value::Null, 10)]);
        let both: Vec<i64> = of(&colours).iter().map(|(_, n)| *n).collect();
        assert_eq!(both, [20, 10, 10]);
        assert_eq!(of("birth_date"), [(json!(11), 15), (json!(12), 15)], "of all years");
        assert_eq!(of("review_on"), [(json!("2027-01"), 30)]);
        let link = format!("/api/people/groups?by={}", key("link"));
        assert_eq!(admin.get(&link).ok()["groups"][0]["label"], "Muhe", "a record is told by its name");
        assert_eq!(of(key("link")), [(company, 30)]);
        let owner =
            json!({"who": {"filter": ""}, "what": {"set": {"owner": crate::staff::id_of(&admin, "sales")}}});
        admin.call("POST", "/api/people/bulk", &owner).ok();
        assert_eq!(admin.get("/api/people/groups?by=owner").ok()["groups"][0]["label"], "sales");
        let ranges = admin.get("/api/people/groups?by=order_total&sums=order_count").ok();
        assert!(
            ranges["groups"].as_array().unwrap().iter().all(|g| g["range"]["from"].is_string()),
            "{ranges}"
        );
        let sum: i64 =
            ranges["groups"].as_array().unwrap().iter().map(|g| g["count"].as_i64().unwrap()).sum();
        assert_eq!(sum, 30);
        let amounts = counted(&admin, "order", "amount");
        assert_eq!(amounts.iter().map(|(_, n)| n).sum::<i64>(), 30, "{amounts:?}");

        let mut looked = 0;
        for info in admin.get("/api/objects").ok().as_array().unwrap() {
            let object = info["object"].as_str().unwrap();
            for field in info["fields"].as_array().unwrap() {
                let (by, able) = (field["key"].as_str().unwrap(), field["groupable"].as_bool().unwrap());
                if matches!(object, "deal" | "lead" | "activity") {
                    assert!(!able, "{object} {by}");
                } else if able {
                    counted(&admin, object, by);
                    looked += 1;
                } else {
                    let refused = admin.get(&format!("{}/groups?by={by}", path(object)));
                    assert_eq!(refused.status.as_u16(), 422, "{object} {by}");
                }
            }
        }
        assert!(looked > 60, "{looked}");
        for by in ["geo", "file", "long_text"] {
            assert_eq!(admin.get(&format!("/api/people/groups?by={}", key(by))).status.as_u16(), 422, "{by}");
        }
        p.app.stop();
    });
}

#[test]
fn a_list_has_the_orders_that_its_fields_say_it_has() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        for kind in ["long_text", "address", "geo", "file", "multi_choice", "text", "date", "money"] {
            let body = match kind {
                "multi_choice" => json!({"label": kind, "type": kind, "options": [{"label": "A"}]}),
                _ => json!({"label": kind, "type": kind}),
            };
            // What happened has no files.
            let objects = ["person", "company", "order", "interaction"];
            for object in objects.into_iter().take(if kind == "file" { 2 } else { 4 }) {
                field(&admin, object, &body);
            }
        }
        admin.call("POST", "/api/people", &json!({"name": "Anna"})).ok();
        let mut looked = [0, 0];
        for info in admin.get("/api/objects").ok().as_array().unwrap() {
            let object = info["object"].as_str().unwrap();
            let list = match object {
                "deal" => "/api/deals",
                "lead" => "/api/leads",
                "activity" => "/api/activities",
                other => path(other),
            };
            for field in info["fields"].as_array().unwrap() {
                let (by, able) = (field["key"].as_str().unwrap(), field["sortable"].as_bool().unwrap());
                for sort in [by.to_owned(), format!("-{by}")] {
                    let answer = admin.get(&format!("{list}?sort={}", query(&sort)));
                    assert_eq!(
                        answer.status.as_u16(),
                        if able { 200 } else { 422 },
                        "{object} {sort}: {}",
                        answer.text
                    );
                }
                looked[usize::from(able)] += 1;
            }
        }
        assert!(looked[0] > 20 && looked[1] > 80, "{looked:?}");
        p.app.stop();
    });
}

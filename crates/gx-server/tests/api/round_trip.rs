//! What is taken out as a file is read back into the fields that it came from.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};

fn field(user: &User<'_, '_>, object: &str, body: &Value) -> String {
    user.call("POST", &format!("/api/objects/{object}/fields"), body).ok()["data"]["key"]
        .as_str()
        .unwrap()
        .into()
}

/// Uploads a file; the import, and what its columns are taken for by their headers.
fn upload(user: &User<'_, '_>, object: &str, text: String) -> (String, Vec<(String, Value)>, Value) {
    let import = user.raw("POST", "/api/imports?name=list.csv", text.into_bytes()).ok();
    let id = import["id"].as_str().unwrap().to_owned();
    let empty = json!({"object": object, "mapping": []});
    let plan = match import["plan"]["object"] == object {
        true => import["plan"].clone(),
        false => user.call("POST", &format!("/api/imports/{id}/preview"), &empty).ok()["plan"].clone(),
    };
    let header = |m: &Value| {
        let columns = import["columns"].as_array().unwrap();
        let at = |c: &&Value| c["index"] == m["column"];
        columns.iter().find(at).unwrap()["header"].as_str().unwrap().to_owned()
    };
    let mapping =
        plan["mapping"].as_array().unwrap().iter().map(|m| (header(m), m["target"].clone())).collect();
    (id, mapping, plan)
}

#[test]
fn our_own_file_fills_the_fields_it_came_from_under_whatever_label() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let skin = field(
            &admin,
            "person",
            &json!({"label": "Skin", "type": "choice", "options": [{"label": "Dry"}]}),
        );
        let renamed = json!({"label": "Hauttyp"});
        admin.call("PATCH", &format!("/api/objects/person/fields/{skin}"), &renamed).ok();
        // A label that is free again makes a key that differs from it.
        let note = || field(&admin, "person", &json!({"label": "Note", "type": "text"}));
        let first = note();
        admin.call("PATCH", &format!("/api/objects/person/fields/{first}"), &json!({"label": "Memo"})).ok();
        let twice = [first, note()];
        let firm = field(&admin, "person", &json!({"label": "Firm", "type": "link", "target": "company"}));
        let company =
            admin.call("POST", "/api/companies", &json!({"name": "木禾"})).ok()["data"]["row"]["id"].clone();
        let users = admin.get("/api/users").ok();
        let owner = users.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        let person = json!({"name": "林晓梅", "city": "杭州", "tags": ["vip", "new"], "owner": owner, &skin: "Dry", &twice[0]: "one",
            &twice[1]: "two", &firm: company, "identities": [{"kind": "phone", "value": "13800138001"}]});
        let made = admin.call("POST", "/api/people", &person).ok();
        let path = format!("/api/people/{}", made["data"]["id"].as_str().unwrap());
        let before = admin.get(&path).ok();
        let text = admin.get("/api/people/export.csv").text;
        let (_, mapping, _) = upload(&admin, "person", text.clone());
        let of = |header: &str| -> Vec<Value> {
            mapping.iter().filter(|(h, _)| h == header).map(|(_, target)| target.clone()).collect()
        };
        assert_eq!(of("Hauttyp"), [json!(skin)]);
        assert_eq!((of("Memo"), of("Note")), (vec![json!(twice[0])], vec![json!(twice[1])]));
        assert_eq!(of("Firm"), [json!(firm)]);
        for key in ["name", "city", "phone", "owner", "tags"] {
            assert_eq!(of(key), [json!(key)]);
        }
        // What follows from other data is left out, and never a new field.
        for key in ["id", "interactions", "orders", "total", "worth", "class", "created_at"] {
            assert_eq!(of(key), [Value::Null], "{key}");
        }
        // Read again, nothing is different: records are found by their names.
        let text = text.replace("杭州", "上海");
        let (id, _, plan) = upload(&admin, "person", text);
        admin.call("POST", &format!("/api/imports/{id}/start"), &plan).ok();
        p.jobs_end();
        let progress = admin.get(&format!("/api/imports/{id}")).ok()["progress"].clone();
        assert_eq!(progress["refused"], 0, "{progress}");
        let after = admin.get(&path).ok();
        let value = |page: &Value, key: &str| {
            let found = page["portrait"].as_array().unwrap().iter().find(|v| v["key"] == key).cloned();
            found.map(|v| v["value"].clone()).unwrap_or_default()
        };
        for key in [skin.as_str(), &twice[0], &twice[1], &firm, "tags", "owner", "name"] {
            assert_eq!(value(&after, key), value(&before, key), "{key}");
        }
        assert_eq!(admin.get("/api/people").ok()["total"], 1);
        let fields = admin.get("/api/objects").text;
        assert!(!fields.contains("x_interactions") && !fields.contains("x_hauttyp"), "{fields}");

        // A name that nobody has, or that several have, is refused with the reason.
        admin.call("POST", "/api/companies", &json!({"name": "木禾", "anyway": true})).ok();
        let (id, mapping, plan) = upload(
            &admin,
            "person",
            "name,phone,Firm\n甲,13800138002,木禾\n乙,13800138003,无此公司\n".into(),
        );
        assert_eq!(mapping[2].1, json!(firm));
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &plan).ok();
        let reasons: Vec<&str> = tried["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["problems"][0]["code"].as_str().unwrap())
            .collect();
        assert_eq!(reasons, ["ambiguous", "unknown_record"]);
        p.app.stop();
    });
}

#[test]
fn files_of_companies_and_orders_are_read_back_too() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let rank = field(&admin, "company", &json!({"label": "Rang", "type": "integer"}));
        let body = json!({"name": "木禾", "domain": "muhe.cn", "size": 40, "address": "滨江区", &rank: 3});
        admin.call("POST", "/api/companies", &body).ok();
        let (_, mapping, _) = upload(&admin, "company", admin.get("/api/companies/export.csv").text);
        let mapped: Vec<_> = mapping.iter().filter(|(_, target)| !target.is_null()).collect();
        let expected = [
            "name", "domain", "industry", "country", "region", "city", "address", "postcode", "phone",
            "size", "owner", "tags", &rank,
        ];
        assert_eq!(mapped.iter().map(|(_, target)| target.as_str().unwrap()).collect::<Vec<_>>(), expected);
        let order = json!({"userId": "u", "messageId": "m", "event": "Order Completed", "properties": {"order_id": "N1", "total": 10}});
        p.segment("track", &order).ok();
        let (_, mapping, _) = upload(&admin, "order", admin.get("/api/orders/export.csv").text);
        let target = |header: &str| mapping.iter().find(|(h, _)| h == header).unwrap().1.clone();
        assert_eq!(
            (target("number"), target("person"), target("id")),
            (json!("number"), json!("person.name"), Value::Null)
        );
        p.app.stop();
    });
}

//! What stands in fields of one's own is found: by global search and by the search of each list, by those who see it.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::{id_of, make};

/// The values that each kind of record gets, and by what they are looked for.
const ASKED: &[(&str, &str)] = &[
    ("text", "zzremark"),
    ("choice", "礼盒装"),
    ("many", "周末送"),
    ("number", "771166"),
    ("money", "4711.25"),
    ("phone", "138 0099 4455"),
    ("phone", "4455"),
];

/// Makes the fields of an object: what each was called here, and its key.
fn fields(admin: &User<'_, '_>, object: &str) -> Vec<(&'static str, String)> {
    let made = |name: &'static str, body: Value| {
        let path = format!("/api/objects/{object}/fields");
        (name, admin.call("POST", &path, &body).ok()["data"]["key"].as_str().unwrap().to_owned())
    };
    vec![
        made("text", json!({"label": "备注", "type": "text"})),
        made(
            "choice",
            json!({"label": "包装", "type": "choice", "options": [{"label": "礼盒装"}, {"label": "平装"}]}),
        ),
        made(
            "many",
            json!({"label": "时段", "type": "multi_choice", "options": [{"label": "周末送"}, {"label": "早上送"}]}),
        ),
        made("number", json!({"label": "编码", "type": "integer"})),
        made("money", json!({"label": "押金", "type": "money"})),
        made("phone", json!({"label": "备用电话", "type": "phone"})),
    ]
}

fn values(keys: &[(&str, String)]) -> Value {
    let mut out = json!({});
    for (name, key) in keys {
        out[key] = match *name {
            "text" => json!("zzremark 靠窗"),
            "choice" => json!("礼盒装"),
            "many" => json!(["周末送"]),
            "number" => json!(771_166),
            "money" => json!("4711.25"),
            _ => json!("+86 138 0099 4455"),
        };
    }
    out
}

fn kinds(user: &User<'_, '_>, q: &str) -> Vec<String> {
    let hits = user.get(&format!("/api/search?q={}", query(q))).ok()["hits"].clone();
    let mut out: Vec<String> =
        hits.as_array().unwrap().iter().map(|h| h["kind"].as_str().unwrap().to_owned()).collect();
    out.sort_unstable();
    out
}

fn total(user: &User<'_, '_>, path: &str, q: &str) -> i64 {
    user.get(&format!("{path}?q={}", query(q))).ok()["total"].as_i64().unwrap()
}

const LISTS: [(&str, &str); 4] = [
    ("person", "/api/people"),
    ("company", "/api/companies"),
    ("order", "/api/orders"),
    ("interaction", "/api/interactions"),
];

/// A record of each kind, one with values and one without; the paths of those with.
fn records(p: &Program<'_>, admin: &User<'_, '_>) -> Vec<String> {
    let person = make(
        admin,
        &json!({"name": "安娜", "owner": id_of(admin, "sales"),
        "identities": [{"kind": "email", "value": "anna@example.org"}]}),
    );
    make(admin, &json!({"name": "无关"}));
    let company =
        admin.call("POST", "/api/companies", &json!({"name": "木禾", "owner": id_of(admin, "sales")})).ok();
    admin.call("POST", "/api/companies", &json!({"name": "别家"})).ok();
    for n in ["N1", "N2"] {
        let track = json!({"userId": "u", "messageId": n, "event": "Order Completed",
            "context": {"traits": {"email": "anna@example.org"}}, "properties": {"order_id": n, "total": 5}});
        p.segment("track", &track).ok();
    }
    let order = admin.get("/api/orders?q=N1").ok()["rows"][0]["id"].as_str().unwrap().to_owned();
    let note = admin
        .call(
            "POST",
            &format!("/api/people/{person}/interactions"),
            &json!({"kind": "note", "text": "说过的话"}),
        )
        .ok();
    vec![
        format!("/api/people/{person}"),
        format!("/api/companies/{}", company["data"]["row"]["id"].as_str().unwrap()),
        format!("/api/orders/{order}"),
        format!("/api/interactions/{}", note["id"].as_str().unwrap()),
    ]
}

#[test]
fn what_stands_in_a_field_of_ones_own_is_found_on_every_path_by_those_who_see_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let keys: Vec<_> = LISTS.iter().map(|(object, _)| fields(&admin, object)).collect();
        let paths = records(&p, &admin);
        for (path, keys) in paths.iter().zip(&keys) {
            admin.call("PATCH", path, &json!({"set": values(keys)})).ok();
        }
        let sales = p.sign_in("sales");
        for (name, q) in ASKED {
            for user in [&admin, &sales] {
                assert_eq!(kinds(user, q), ["company", "interaction", "order", "person"], "{name}: {q}");
                for (object, list) in LISTS {
                    assert_eq!(total(user, list, q), 1, "{object} {name}: {q}");
                }
            }
        }
        // What was said, and the number of an order, are found as before.
        assert_eq!(total(&admin, "/api/interactions", "说过的话"), 1);
        assert_eq!(total(&admin, "/api/orders", "N2"), 1);
        assert_eq!(kinds(&admin, "平装"), Vec::<String>::new(), "an option that nobody has");
        // With what it is called.
        assert_eq!(total(&admin, "/api/people", "安娜 礼盒装"), 1);
        assert_eq!(total(&admin, "/api/people", "无关 礼盒装"), 0);

        // An option that is renamed is found by its new name, and no record was touched.
        for ((object, _), keys) in LISTS.iter().zip(&keys) {
            let key = &keys.iter().find(|(name, _)| *name == "choice").unwrap().1;
            let objects = admin.get("/api/objects").ok();
            let set = objects.as_array().unwrap().iter().find(|o| o["object"] == *object).unwrap().clone();
            let field = set["fields"].as_array().unwrap().iter().find(|f| f["key"] == **key).unwrap().clone();
            let mut options = field["options"].clone();
            options[0]["label"] = json!("丝绒袋");
            admin
                .call("PATCH", &format!("/api/objects/{object}/fields/{key}"), &json!({"options": options}))
                .ok();
        }
        assert_eq!(kinds(&admin, "丝绒袋"), ["company", "interaction", "order", "person"]);
        assert_eq!(kinds(&admin, "礼盒装"), Vec::<String>::new());

        // Who may not see a field does not find by it, and finds by the others all the same.
        let mut hidden: Vec<String> = Vec::new();
        for ((object, _), keys) in LISTS.iter().zip(&keys) {
            let lead = if *object == "person" { String::new() } else { format!("{object}.") };
            hidden.extend(
                keys.iter()
                    .filter(|(n, _)| matches!(*n, "choice" | "number" | "phone"))
                    .map(|(_, k)| format!("{lead}{k}")),
            );
        }
        let roles = admin.get("/api/roles").ok();
        let role = roles.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap().clone();
        let mut grants = role["grants"].clone();
        grants["hidden"] = json!(hidden);
        admin.call("PATCH", "/api/roles/sales", &json!({"name": role["name"], "grants": grants})).ok();
        for q in ["丝绒袋", "771166", "138 0099 4455"] {
            assert_eq!(kinds(&sales, q), Vec::<String>::new(), "{q}");
            for (object, list) in LISTS {
                assert_eq!(total(&sales, list, q), 0, "{object}: {q}");
            }
        }
        assert_eq!(kinds(&sales, "zzremark"), ["company", "interaction", "order", "person"]);
        assert_eq!(total(&sales, "/api/orders", "N2"), 1);

        // What is taken back is not found any more.
        for (path, keys) in paths.iter().zip(&keys) {
            let text = &keys.iter().find(|(name, _)| *name == "text").unwrap().1;
            admin.call("PATCH", path, &json!({"set": {text: null}})).ok();
        }
        assert_eq!(kinds(&admin, "zzremark"), Vec::<String>::new());
        p.app.stop();
    });
}

#[test]
fn what_was_there_before_is_put_into_the_index_by_a_job() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let keys: Vec<_> = LISTS.iter().map(|(object, _)| fields(&admin, object)).collect();
        let paths = records(&p, &admin);
        for (path, keys) in paths.iter().zip(&keys) {
            admin.call("PATCH", path, &json!({"set": values(keys)})).ok();
        }
        p.jobs_end();
        let column = if t.store.dialect() == gx_store::Dialect::Sqlite { "rowid" } else { "id" };
        t.store
            .write(|tx| {
                for table in ["person", "company", "order", "interaction"] {
                    tx.execute(&format!("DELETE FROM search_{table} WHERE {column} > 0"), &[])?;
                }
                gx_store::settings::put(tx, "own_words", &"waits")
            })
            .unwrap();
        assert_eq!(kinds(&admin, "771166"), Vec::<String>::new());
        gx_people::words::schedule(&t.store).unwrap();
        p.jobs_end();
        assert_eq!(kinds(&admin, "771166"), ["company", "interaction", "order", "person"]);
        assert_eq!(kinds(&admin, "安娜"), ["person"], "with what they are called");
        p.app.stop();
    });
}

//! Rules of quality over the rows of a file: refused with the reason, or taken and listed to be mended.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};

const FILE: &str = "姓名,手机,城市,Card\n\
    甲,13800138001,上海,ａb02\n\
    乙,13800138002,,AB03\n\
    丙,13800138003,杭州,zz\n\
    丁,13800138004,杭州,AB02\n\
    戊,13800138005,杭州,AB01\n\
    老,13800138009,,AB09\n\
    己,13800138006,杭州,AB03\n";

fn upload(user: &User<'_, '_>, name: &str, text: &str) -> Value {
    user.raw("POST", &format!("/api/imports?name={name}"), text.as_bytes().to_vec()).ok()
}

fn plan(key: &str, rules: &str, source: &str) -> Value {
    let target = |column: usize, target: &str| json!({"column": column, "target": target});
    json!({"object": "person", "mapping": [target(0, "name"), target(1, "phone"), target(2, "city"), target(3, key)],
           "options": {"rules": rules, "source": source, "country": "CN", "match": "ids"}})
}

fn reasons(row: &Value, of: &str) -> Vec<String> {
    let list = row[of].as_array().unwrap();
    list.iter().map(|p| format!("{} {}", p["column"], p["code"].as_str().unwrap())).collect()
}

#[test]
fn rows_against_a_rule_are_refused_with_the_reason_or_taken_and_flagged() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let made =
            admin.call("POST", "/api/objects/person/fields", &json!({"label": "Card", "type": "text"})).ok();
        let key = made["data"]["key"].as_str().unwrap().to_owned();
        let old = json!({"name": "老", "city": "上海", &key: "AB01", "identities": [{"kind": "phone", "value": "13800138009"}]});
        admin.call("POST", "/api/people", &old).ok();
        let rule = json!({"unique": true, "pattern": "[A-Z]{2}[0-9]{2}", "ways": ["half_width", "upper"]});
        admin.call("PUT", &format!("/api/rules/person/{key}"), &rule).ok();
        admin.call("PUT", "/api/rules/person/city", &json!({"required": true})).ok();
        p.jobs_end();
        assert_eq!(t.store.indexes("rule_person_").unwrap().len(), 1, "the scan makes the index");

        let import = upload(&admin, "p.csv", FILE);
        let id = import["id"].as_str().unwrap();
        let refuse = plan(&key, "refuse", "one");
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &refuse).ok();
        let outcomes: Vec<String> = tried["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| format!("{} {}", r["outcome"].as_str().unwrap(), reasons(r, "problems").join(",")))
            .collect();
        let expected = [
            "new ",
            "refused 2 required",
            "refused 3 pattern",
            "refused 3 not_unique",
            "refused 3 not_unique",
            // Filled values stand, so that the card in the file is nobody's double and the city needs no saying.
            "same ",
            // The row that had this card before it was refused.
            "new ",
        ];
        assert_eq!(outcomes, expected);
        admin.call("POST", &format!("/api/imports/{id}/start"), &refuse).ok();
        p.jobs_end();
        let done = admin.get(&format!("/api/imports/{id}")).ok()["progress"].clone();
        assert_eq!((&done["created"], &done["refused"], &done["flagged"]), (&json!(2), &json!(4), &json!(0)));
        let cards = |n: &str| admin.person_named(n)["fields"][&key].clone();
        assert_eq!((cards("甲"), cards("老"), cards("己")), (json!("AB02"), json!("AB01"), json!("AB03")));
        let csv = admin.get(&format!("/api/imports/{id}/refused.csv")).text;
        for (who, why) in [("乙", "city"), ("丙", "[A-Z]{2}"), ("丁", "already"), ("戊", "already")] {
            assert!(
                csv.lines().any(|l| l.contains(who) && (l.contains(why) || why == "city")),
                "{who} {csv}"
            );
        }

        // The same file once more, taken as it is: what is against a rule is counted, and listed to be mended.
        let import = upload(&admin, "again.csv", FILE);
        let id = import["id"].as_str().unwrap();
        let flag = plan(&key, "flag", "two");
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &flag).ok();
        assert_eq!(tried["summary"]["refused"], 0);
        assert_eq!(reasons(&tried["rows"][1], "breaches"), ["2 required", "3 not_unique"]);
        assert_eq!(reasons(&tried["rows"][2], "breaches"), ["3 pattern"]);
        admin.call("POST", &format!("/api/imports/{id}/start"), &flag).ok();
        p.jobs_end();
        let done = admin.get(&format!("/api/imports/{id}")).ok()["progress"].clone();
        assert_eq!((&done["created"], &done["refused"], &done["flagged"]), (&json!(4), &json!(0), &json!(4)));
        let rules = admin.get("/api/rules").ok();
        let of = |field: &str| rules.as_array().unwrap().iter().find(|r| r["key"] == field).unwrap().clone();
        assert_eq!(of("city")["without"], 1);
        // AB01, AB02 and AB03 have two people each.
        assert_eq!((&of(&key)["bent"], &of(&key)["double"]), (&json!(1), &json!(6)));

        // A field that is not unique any more needs no index.
        admin.call("PUT", &format!("/api/rules/person/{key}"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(t.store.indexes("rule_person_").unwrap(), Vec::<String>::new());
        p.app.stop();
    });
}

#[test]
fn companies_of_a_file_and_persons_of_orders_keep_to_the_rules_as_well() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        admin.call("PUT", "/api/rules/company/domain", &json!({"unique": true})).ok();
        admin.call("PUT", "/api/rules/company/industry", &json!({"required": true})).ok();
        admin
            .call("PUT", "/api/rules/person/city", &json!({"pattern": "[^0-9]+", "ways": ["one_space"]}))
            .ok();
        p.jobs_end();
        let rows = "name,domain,industry\nOne,one.example,Tea\nTwo,https://www.one.example/,Tea\nThree,three.example,\nOne,one.example,Coffee\n";
        let id = upload(&admin, "c.csv", rows)["id"].as_str().unwrap().to_owned();
        let mapping = json!([{"column": 0, "target": "name"}, {"column": 1, "target": "domain"}, {"column": 2, "target": "industry"}]);
        let plan = json!({"object": "company", "mapping": mapping, "options": {"update": "overwrite"}});
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &plan).ok();
        let told: Vec<&str> =
            tried["rows"].as_array().unwrap().iter().map(|r| r["outcome"].as_str().unwrap()).collect();
        // The second has the domain of the first, and so is the first; what has no industry is refused.
        assert_eq!(told, ["new", "update", "refused", "update"]);

        let orders = "订单号,手机,姓名,城市,金额,下单时间\nA1,13800138001,甲,上 海,10,2026-01-02\nA2,13800138002,乙,4 号,10,2026-01-02\n";
        let id = upload(&admin, "o.csv", orders)["id"].as_str().unwrap().to_owned();
        let targets = ["number", "person.phone", "person.name", "person.city", "amount", "placed_at"];
        let mapping: Vec<Value> =
            targets.iter().enumerate().map(|(n, t)| json!({"column": n, "target": t})).collect();
        let plan = json!({"object": "order", "mapping": mapping, "options": {"country": "CN"}});
        let tried = admin.call("POST", &format!("/api/imports/{id}/preview"), &plan).ok();
        assert_eq!(tried["rows"][0]["outcome"], "new");
        assert_eq!(reasons(&tried["rows"][1], "problems"), ["3 pattern"]);
        p.app.stop();
    });
}

#[test]
fn a_table_fills_nothing_that_the_role_of_its_sender_may_not_change() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let grants = json!({"see": "all", "create": "all", "edit": "all", "may": ["import"], "hidden": ["birth_date"], "locked": ["city"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        let import = upload(&sales, "p.csv", "姓名,城市,生日\n甲,上海,1990-01-01\n");
        let id = import["id"].as_str().unwrap();
        for (key, column) in [("city", 1), ("birth_date", 2)] {
            let mapping = json!([{"column": 0, "target": "name"}, {"column": column, "target": key}]);
            let plan = json!({"object": "person", "mapping": mapping, "options": {"source": "s", "country": "CN", "match": "ids"}});
            for what in ["preview", "start"] {
                let answer = sales.call("POST", &format!("/api/imports/{id}/{what}"), &plan);
                assert_eq!(
                    (answer.status.as_u16(), &answer.body["fields"][0]["code"]),
                    (422, &json!("hidden")),
                    "{what} {key}"
                );
            }
        }
        let plan = json!({"object": "person", "mapping": [{"column": 0, "target": "name"}], "options": {"source": "s", "country": "CN", "match": "ids"}});
        sales.call("POST", &format!("/api/imports/{id}/start"), &plan).ok();
        p.app.stop();
    });
}

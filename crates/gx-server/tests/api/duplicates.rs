//! Duplicates without a shared id are found, asked about, merged and taken apart.

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::Program;

#[test]
fn a_scan_finds_what_people_would_and_asks() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let given = [
            "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明",
            "超", "霞", "平", "刚",
        ];
        let family = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"];
        let mut batch = Vec::new();
        for (f, family) in family.iter().enumerate() {
            for (g, given) in given.iter().enumerate() {
                let n = f * 20 + g;
                batch.push(json!({"type": "identify", "userId": format!("u{n}"), "messageId": format!("m{n}"), "traits": {
                    "name": format!("{family}{given}"), "birthday": format!("19{:02}-{:02}-{:02}", 60 + n % 35, 1 + n % 12, 1 + n % 27),
                    "address": {"street": format!("南京路{}号", 100 + n * 7), "city": "上海"}}}));
            }
        }
        p.segment("batch", &json!({"batch": batch})).ok();
        // The same human again, by hand at the till: no id, a typo in the street, the name in traditional characters.
        let again = me
            .call("POST", "/api/people", &json!({"name": "張偉", "birth_date": "1965-05-14", "address": "南京路380号", "city": "上海"}))
            .ok();
        let twin = me.person_named("张伟");
        assert!(twin["id"].is_string());
        me.call("POST", "/api/duplicates/scan", &Value::Null).ok();
        p.jobs_end();
        let progress = me.get("/api/duplicates/scan").ok();
        assert_eq!(progress["state"], "done", "{progress}");
        let queue = me.get("/api/duplicates").ok();
        let made = again["data"]["id"].as_str().unwrap();
        let ours =
            queue["rows"].as_array().unwrap().iter().find(|r| r["a"]["id"] == made || r["b"]["id"] == made);
        let ours = ours.unwrap_or_else(|| panic!("the twin is asked about: {queue}")).clone();
        assert!(ours["evidence"].as_array().unwrap().iter().any(|e| e["weight"].as_f64().unwrap() > 0.0));
        let id = ours["id"].as_str().unwrap();
        let decided = me.call("POST", &format!("/api/duplicates/{id}"), &json!({"decision": "same"})).ok();
        assert!(decided["batch"].as_str().unwrap().starts_with("mrg_"));
        assert_eq!(me.get("/api/people").ok()["total"], 200);
        me.call("DELETE", &format!("/api/merges/{}", decided["batch"].as_str().unwrap()), &Value::Null).ok();
        assert_eq!(me.get("/api/people").ok()["total"], 201);
        me.call("POST", &format!("/api/duplicates/{id}"), &json!({"decision": "different"})).ok();
        me.call("POST", "/api/duplicates/scan", &Value::Null).ok();
        p.jobs_end();
        let queue = me.get("/api/duplicates").ok();
        assert!(
            !queue["rows"].as_array().unwrap().iter().any(|r| r["id"] == id),
            "a pair that was decided is not asked again"
        );
        p.app.stop();
    });
}

#[test]
fn who_arrives_is_compared_with_who_is_there() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let traits = |name: &str, street: &str| {
            json!({"name": name, "birthday": "1992-06-12", "gender": "female",
                "address": {"street": street, "city": "上海", "postalCode": "200040"}})
        };
        let come = |id: &str, traits: Value| {
            p.segment("identify", &json!({"userId": id, "messageId": id, "traits": traits})).ok();
        };
        come("u1", traits("林晓梅", "延平路98号"));
        come("u2", json!({"name": "王芳", "birthday": "1970-01-05", "address": {"city": "上海"}}));
        let queue = || me.get("/api/duplicates").ok()["rows"].as_array().unwrap().clone();
        let settle = || {
            t.clock.advance(10 * Micros::SECOND);
            p.jobs_end();
        };
        settle();
        assert!(queue().is_empty(), "strangers are not asked about");
        // The same woman under another account, typed in traditional characters and with another house number.
        come("u3", traits("林曉梅", "延平路89号"));
        settle();
        let asked = queue();
        assert_eq!(asked.len(), 1, "{asked:?}");
        assert_eq!(asked[0]["origin"], "arrival");
        assert!(asked[0]["probability"].as_f64().unwrap() > 0.5);
        assert!(!asked[0]["evidence"].as_array().unwrap().is_empty());
        // Two accounts never merge by themselves, however sure it is; decided pairs are not asked again.
        let id = asked[0]["id"].as_str().unwrap();
        me.call("POST", &format!("/api/duplicates/{id}"), &json!({"decision": "different"})).ok();
        p.segment("identify", &json!({"userId": "u3", "messageId": "u3b", "traits": {"job_title": "经理", "birthday": "1992-06-12"}})).ok();
        settle();
        assert!(queue().is_empty());
        p.app.stop();
    });
}

#[test]
fn any_csv_is_matched_over_the_api() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let csv = "id,first_name,last_name,dob,city\n1,Anna,Smith,1990-01-02,Graz\n2,Ana,Smith,1990-01-02,Graz\n3,Bob,Jones,1970-05-05,Linz\n4,Carl,Maier,1981-03-04,Wels\n";
        let answer = me.call("POST", "/api/dedupe?id=id", &Value::Null);
        assert_eq!(answer.code(), "csv", "an empty body says so: {}", answer.text);
        let answer = p.as_user(&me, "/api/dedupe?id=id", csv).ok();
        assert_eq!(answer["clusters"].as_array().unwrap().len(), 4);
        p.app.stop();
    });
}

#[test]
fn the_surest_are_merged_alone_where_an_administrator_allows_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let path = "/api/settings/matching";
        let set = |above: Value| json!({ "merge_automatically_above": above });
        assert_eq!(admin.get(path).ok(), set(Value::Null), "off until somebody allows it");
        assert_eq!(p.sign_in("sales").call("PUT", path, &set(json!(0.99))).status.as_u16(), 403);
        for wrong in [json!(0.5), json!(1.2), json!(-1)] {
            let refused = admin.call("PUT", path, &set(wrong));
            assert_eq!(refused.body["fields"][0]["field"], "merge_automatically_above");
        }
        admin.call("PUT", path, &set(json!(0.9))).ok();
        for unsaid in [json!({}), json!({"merge_above": 0.99})] {
            assert_eq!(admin.call("PUT", path, &unsaid).status.as_u16() / 100, 4, "{unsaid}");
        }
        assert_eq!(admin.get(path).ok(), set(json!(0.9)));
        let people = || admin.get("/api/people").ok()["total"].as_i64().unwrap();
        let of = |state: &str| {
            let path = format!("/api/duplicates?state={state}");
            admin.get(&path).ok()["rows"].as_array().unwrap().clone()
        };
        let settle = || {
            t.clock.advance(10 * Micros::SECOND);
            p.jobs_end();
        };
        let facts = |name: &str| json!({"name": name, "birth_date": "1992-06-12", "address": "延平路98号", "city": "上海", "postcode": "200040", "job_title": "经理"});
        admin.call("POST", "/api/people", &facts("欧阳晓雪")).ok();
        admin.call("POST", "/api/people", &facts("歐陽曉雪")).ok();
        settle();
        assert_eq!(people(), 1, "{:?}", of("open"));
        let merged = of("same");
        assert_eq!(
            (merged.len(), merged[0]["decided_by"].is_null()),
            (1, true),
            "it is listed, and nobody decided"
        );
        let person = admin.person_named("欧阳晓雪");
        let page = admin.get(&format!("/api/people/{}", person["id"].as_str().unwrap())).ok();
        assert_eq!(page["merges"][0]["automatic"], true);
        // Taken apart by a person, the question is theirs: neither an arrival nor a scan answers it again.
        admin
            .call("POST", &format!("/api/undo/{}", page["merges"][0]["id"].as_str().unwrap()), &json!({}))
            .ok();
        assert_eq!((people(), of("open").len()), (2, 1));
        let twin = format!("/api/people/{}", person["id"].as_str().unwrap());
        admin.call("PATCH", &twin, &json!({"set": {"district": "静安"}})).ok();
        settle();
        admin.call("POST", "/api/duplicates/scan", &Value::Null).ok();
        p.jobs_end();
        assert_eq!((people(), of("open").len()), (2, 1));
        // Two accounts stay two, however alike.
        for id in ["u1", "u2"] {
            p.segment("identify", &json!({"userId": id, "messageId": id, "traits": {"name": "司马青云", "birthday": "1980-02-03",
                "address": {"street": "文一路 8 号", "city": "杭州", "postalCode": "310000"}}})).ok();
        }
        settle();
        assert_eq!((people(), of("open").len()), (4, 2));
        p.app.stop();
    });
}

/// Twenty thousand accounts once made ninety thousand questions, for their names and towns alone.
#[test]
fn namesakes_are_not_taken_for_one_person() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        admin.call("PUT", "/api/settings/matching", &json!({"merge_automatically_above": 0.9})).ok();
        let asked = || admin.get("/api/duplicates").ok()["rows"].as_array().unwrap().clone();
        let settle = || {
            t.clock.advance(10 * Micros::SECOND);
            p.jobs_end();
        };
        let namesake = |n: usize| {
            let family = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "林", "欧阳"];
            let given = ["晓梅", "伟", "芳", "思远", "丽娜", "建国", "雨桐", "浩然", "静", "子涵"];
            let city = ["上海", "北京", "杭州", "成都", "广州", "深圳", "武汉", "西安"];
            let dice = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
            json!({"type": "identify", "userId": format!("u{n}"), "messageId": format!("m{n}"), "traits": {
                "name": format!("{}{}", family[dice % 12], given[dice / 12 % 10]), "email": format!("{dice:x}@example.com"),
                "phone": format!("13{:09}", dice % 1_000_000_000), "address": {"city": city[dice / 120 % 8]}}})
        };
        // Nothing is learned yet: two of one name and town are a question at the most, and never merged alone.
        for n in [1, 2] {
            let mut one = namesake(n);
            one["traits"]["name"] = "张静".into();
            one["traits"]["address"] = json!({"city": "西安"});
            p.segment("identify", &one).ok();
        }
        settle();
        assert_eq!(admin.get("/api/people").ok()["total"], 2);
        for pair in asked() {
            assert!(pair["probability"].as_f64().unwrap() <= 0.5, "{pair}");
        }
        // Many come: the weights are learned from them, and no questions are asked for nothing.
        for from in (3..1203).step_by(400) {
            let batch: Vec<Value> = (from..from + 400).map(namesake).collect();
            p.segment("batch", &json!({ "batch": batch })).ok();
        }
        settle();
        assert_eq!(admin.get("/api/duplicates/scan").ok()["state"], "done", "a scan came by itself");
        assert_eq!(admin.get("/api/people").ok()["total"], 1202);
        let rows = asked();
        assert!(rows.len() <= 1, "{} questions, such as {}", rows.len(), rows[0]);
        p.app.stop();
    });
}

//! The page of a household: who is in it and as what, who joins and leaves, how it is found, and what of it one sees.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};
use crate::staff::{id_of, make};

fn page(user: &User<'_, '_>, of: &str) -> Value {
    user.get(&format!("/api/people/{of}/household")).ok()
}

/// Everybody with what they are, the head first and the others by name.
fn roles(page: &Value) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = page["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["person"]["name"].as_str().unwrap().to_owned(),
                one["role"].as_str().unwrap_or("").to_owned(),
            )
        })
        .collect();
    if let Some((_, rest)) = all.split_first_mut() {
        rest.sort();
    }
    all
}

fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, role)| ((*name).to_owned(), (*role).to_owned())).collect()
}

fn undo(user: &User<'_, '_>, done: &Value) {
    user.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({})).ok();
}

#[test]
fn who_joins_has_a_role_and_leaves_the_others_together_each_with_a_way_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let home = json!({"city": "上海", "address": "安福路 12 号"});
        let person = |name: &str, home: &Value| {
            let mut body = home.clone();
            body["name"] = name.into();
            body["identities"] = json!([{"kind": "user_id", "value": name}]);
            let id = make(&admin, &body);
            let order = json!({"userId": name, "messageId": name, "event": "Order Completed", "properties": {"order_id": format!("H-{name}"), "total": 40}});
            p.segment("track", &order).ok();
            id
        };
        let (mother, father) = (person("林晓梅", &home), person("周以宁", &home));
        let (child, gran) = (
            person("周小满", &json!({"city": "上海", "address": "安福路１２号"})),
            person("林奶奶", &json!({})),
        );
        let alone = page(&admin, &mother);
        assert_eq!(roles(&alone), said(&[("林晓梅", "")]), "a household of one");
        let add = |of: &str, who: &str, role: &str| {
            admin.call("POST", &format!("/api/people/{of}/household"), &json!({"person": who, "role": role}))
        };
        // The father is younger as a record, the mother older: on either side of the tie, the role stays whose it is.
        add(&mother, &father, "  父亲 ").ok();
        add(&mother, &child, "女儿").ok();
        let done = add(&child, &gran, "外婆").ok();
        let all = said(&[("林晓梅", ""), ("周以宁", "父亲"), ("周小满", "女儿"), ("林奶奶", "外婆")]);
        let sorted = |mut all: Vec<(String, String)>| {
            all[1..].sort();
            all
        };
        assert_eq!(roles(&done["data"]), sorted(all.clone()), "the head is whom most ties lead to");
        assert_eq!(done["data"]["head"]["name"], "林晓梅");
        assert_eq!(done["data"]["bought"], json!([{"currency": "CNY", "total": "160.00"}]));
        assert_eq!(done["data"]["order_count"], 4);
        let homes = done["data"]["homes"].as_array().unwrap();
        assert_eq!((homes.len(), homes[0]["people"].as_array().unwrap().len()), (1, 3), "{homes:?}");
        assert_eq!(add(&mother, &gran, "").code(), "already_there");
        let long = add(&mother, &person("路人", &json!({})), &"长".repeat(41));
        assert_eq!(long.body["fields"][0]["field"], "role", "{}", long.text);

        // The role of the mother, on a tie that says something of somebody else already.
        let say = |who: &str, role: &str| {
            let path = format!("/api/people/{mother}/household/{who}");
            admin.call("PATCH", &path, &json!({"role": role})).ok()
        };
        let first = say(&mother, "母亲");
        assert_eq!(roles(&first["data"])[0], ("林晓梅".to_owned(), "母亲".to_owned()));
        assert_eq!(roles(&say(&mother, "妈妈")["data"])[0].1, "妈妈");
        let none = say(&mother, "");
        assert_eq!(roles(&none["data"])[0].1, "");
        undo(&admin, &none);
        assert_eq!(roles(&page(&admin, &gran))[0].1, "妈妈", "the same page from whomever one comes");

        // The daughter, through whom the grandmother came, moves out; the others stay together and what they are.
        let leave =
            |who: &str| admin.call("DELETE", &format!("/api/people/{mother}/household/{who}"), &Value::Null);
        let gone = leave(&child).ok();
        let left = said(&[("林晓梅", "妈妈"), ("周以宁", "父亲"), ("林奶奶", "外婆")]);
        assert_eq!(roles(&gone["data"]), sorted(left));
        assert_eq!(leave(&child).status.as_u16(), 404, "who is out cannot leave");
        assert_eq!(roles(&page(&admin, &child)), said(&[("周小满", "")]));
        undo(&admin, &gone);
        let mut back = all;
        back[0].1 = "妈妈".into();
        assert_eq!(roles(&page(&admin, &mother)), sorted(back));
        // The head moves out; whoever has most ties is the head now.
        let gone = leave(&mother).ok();
        assert_eq!(roles(&gone["data"]), said(&[("林晓梅", "")]));
        assert_eq!(page(&admin, &gran)["people"].as_array().unwrap().len(), 3);
        p.app.stop();
    });
}

#[test]
fn a_household_has_one_story_and_is_found_with_whoever_is_in_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (lin, zhou) =
            (make(&admin, &json!({"name": "林晓梅"})), make(&admin, &json!({"name": "周以宁"})));
        let other = make(&admin, &json!({"name": "林晓东"}));
        let body = json!({"person": zhou, "role": "丈夫"});
        admin.call("POST", &format!("/api/people/{lin}/household"), &body).ok();
        for (n, who) in [&lin, &zhou, &other, &lin].into_iter().enumerate() {
            let note = json!({"kind": "note", "text": format!("第 {n} 条")});
            admin.call("POST", &format!("/api/people/{who}/interactions"), &note).ok();
        }
        let path = format!("/api/people/{zhou}/household/interactions");
        let first = admin.get(&format!("{path}?limit=2")).ok();
        let told = |page: &Value| -> Vec<(String, String)> {
            page["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| {
                    (
                        row["who"]["name"].as_str().unwrap().to_owned(),
                        row["text"].as_str().unwrap().to_owned(),
                    )
                })
                .collect()
        };
        assert_eq!(told(&first), said(&[("林晓梅", "第 3 条"), ("周以宁", "第 1 条")]));
        let rest = admin.get(&format!("{path}?limit=2&cursor={}", first["next"].as_str().unwrap())).ok();
        assert_eq!((told(&rest), &rest["next"]), (said(&[("林晓梅", "第 0 条")]), &Value::Null));

        let found = admin.get("/api/search?q=%E5%91%A8%E4%BB%A5%E5%AE%81").ok();
        let [one] = found["households"].as_array().unwrap().as_slice() else { panic!("{found}") };
        assert_eq!((&one["head"]["name"], &one["people"][0]["name"]), (&json!("林晓梅"), &json!("周以宁")));
        // Both of a household are found: it is told once.
        let found = admin.get("/api/search?q=%E6%9E%97%E6%99%93").ok();
        assert_eq!(found["hits"].as_array().unwrap().iter().filter(|hit| hit["kind"] == "person").count(), 2);
        assert_eq!(found["households"].as_array().unwrap().len(), 1);
        p.app.stop();
    });
}

#[test]
fn of_a_household_one_sees_and_changes_whom_one_may() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = p.sign_in("sales");
        let me = id_of(&admin, "sales");
        let boss = id_of(&admin, "manager");
        let person = |name: &str, owner: &str| {
            let id = make(&admin, &json!({"name": name, "owner": owner, "address": format!("{name}家")}));
            let note = json!({"kind": "note", "text": format!("{name}说")});
            admin.call("POST", &format!("/api/people/{id}/interactions"), &note).ok();
            id
        };
        let (mine, theirs) = (person("我的", &me), person("他的", &boss));
        let path = format!("/api/people/{mine}/household");
        admin.call("POST", &path, &json!({"person": theirs, "role": "室友"})).ok();
        let seen = page(&sales, &mine);
        assert_eq!(roles(&seen), said(&[("我的", "")]));
        assert_eq!(seen["homes"].as_array().unwrap().len(), 1);
        assert!(!sales.get(&format!("{path}/interactions")).text.contains("他的"));
        assert!(!sales.get("/api/search?q=%E6%88%91%E7%9A%84").text.contains("他的"));
        for (method, path, body) in [
            ("GET", format!("/api/people/{theirs}/household"), Value::Null),
            ("GET", format!("/api/people/{theirs}/household/interactions"), Value::Null),
            ("POST", path.clone(), json!({"person": theirs})),
            ("POST", format!("/api/people/{theirs}/household"), json!({"person": mine})),
            ("PATCH", format!("{path}/{theirs}"), json!({"role": "x"})),
            ("DELETE", format!("{path}/{theirs}"), Value::Null),
        ] {
            let answer = sales.call(method, &path, &body);
            assert_eq!(answer.status.as_u16(), 404, "{method} {path}: {}", answer.text);
        }
        // Who may only read changes nothing.
        let auditor = p.sign_in("auditor");
        let read = page(&auditor, &mine);
        assert_eq!((read["people"].as_array().unwrap().len(), &read["may_edit"]), (2, &json!(false)));
        for (method, path, body) in [
            ("POST", path.clone(), json!({"person": theirs})),
            ("PATCH", format!("{path}/{theirs}"), json!({"role": "x"})),
            ("DELETE", format!("{path}/{theirs}"), Value::Null),
        ] {
            let answer = auditor.call(method, &path, &body);
            assert_eq!(answer.status.as_u16(), 403, "{method} {path}: {}", answer.text);
        }
        p.app.stop();
    });
}

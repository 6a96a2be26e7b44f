//! Companies: what staff make and change, who may, and taking it back.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

fn value(company: &Value, key: &str) -> Value {
    let portrait = company["portrait"].as_array().unwrap();
    portrait.iter().find(|v| v["key"] == key).map_or(Value::Null, |v| v["value"].clone())
}

fn undo(me: &User<'_, '_>, changed: &Value) {
    me.call("POST", &format!("/api/undo/{}", changed["batch"].as_str().unwrap()), &json!({})).ok();
}

#[test]
fn a_company_is_made_changed_deleted_and_brought_back() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let made = me
            .call(
                "POST",
                "/api/companies",
                &json!({"name": "木禾贸易", "domain": "https://www.Muhe.cn/about", "size": 40}),
            )
            .ok();
        let path = format!("/api/companies/{}", made["data"]["row"]["id"].as_str().unwrap());
        assert_eq!(value(&made["data"], "domain"), "muhe.cn");
        assert_eq!(made["data"]["can_edit"], true);
        // The same name or the same domain stands in the way, and the answer names it.
        for body in [json!({"name": "木禾贸易"}), json!({"name": "Muhe", "domain": "muhe.cn"})] {
            let refused = me.call("POST", "/api/companies", &body);
            assert_eq!((refused.status.as_u16(), refused.code()), (409, "duplicate"));
            assert_eq!(refused.body["detail"]["company"]["id"], made["data"]["row"]["id"]);
        }
        let branch = me
            .call("POST", "/api/companies", &json!({"name": "木禾贸易", "city": "杭州", "anyway": true}))
            .ok();
        assert_eq!(me.get("/api/companies").ok()["total"], 2);
        undo(&me, &branch);
        assert_eq!(me.get("/api/companies").ok()["total"], 1);

        t.clock.advance(1_000_000);
        let changed = me.call("PATCH", &path, &json!({"set": {"industry": "茶饮", "name": "木禾茶业"}})).ok();
        assert_eq!(value(&changed["data"], "industry"), "茶饮");
        for q in ["木禾茶业", "muhe", "茶饮"] {
            assert_eq!(me.get(&format!("/api/companies?q={}", query(q))).ok()["total"], 1, "{q}");
        }
        assert_eq!(me.get(&format!("/api/companies?q={}", query("贸易"))).ok()["total"], 0);
        let source =
            changed["data"]["portrait"].as_array().unwrap().iter().find(|v| v["key"] == "industry").unwrap();
        assert_eq!(source["source"]["kind"], "user");
        let history = me.get(&format!("{path}/changes")).ok();
        assert_eq!(history["rows"].as_array().unwrap().len(), 2);
        let fields = history["rows"][0]["fields"].as_array().unwrap();
        let industry = fields.iter().find(|f| f["key"] == "industry").unwrap();
        assert_eq!((&industry["before"], &industry["after"]), (&Value::Null, &json!("茶饮")));

        // Somebody changed it since: a conflict, and nothing is overwritten.
        let later = me.call("PATCH", &path, &json!({"set": {"industry": "零售"}})).ok();
        let refused =
            me.call("POST", &format!("/api/undo/{}", changed["batch"].as_str().unwrap()), &json!({}));
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "undo_conflict"));
        assert_eq!(refused.body["detail"]["conflicts"][0]["object"], "company");
        undo(&me, &later);
        undo(&me, &changed);
        let back = me.get(&path).ok();
        assert_eq!((value(&back, "name"), value(&back, "industry")), (json!("木禾贸易"), Value::Null));

        let gone = me.call("DELETE", &path, &Value::Null).ok();
        assert_eq!(me.get(&path).status.as_u16(), 404);
        assert_eq!(me.get(&format!("/api/search?q={}", query("木禾"))).ok()["hits"], json!([]));
        undo(&me, &gone);
        assert_eq!(me.get(&format!("/api/search?q={}", query("木禾"))).ok()["hits"][0]["kind"], "company");
        p.app.stop();
    });
}

#[test]
fn people_of_a_company_are_tied_by_hand_and_counted_once() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let company =
            me.call("POST", "/api/companies", &json!({"name": "Muhe"})).ok()["data"]["row"]["id"].clone();
        let path = format!("/api/companies/{}", company.as_str().unwrap());
        let person =
            |name: &str| me.call("POST", "/api/people", &json!({"name": name})).ok()["data"]["id"].clone();
        let (anna, ann) = (person("Anna"), person("Ann"));
        for (who, title) in [(&anna, "Buyer"), (&ann, "Head of buying")] {
            me.call(
                "POST",
                "/api/edges",
                &json!({"kind": "works_at", "from": who, "to": company, "title": title}),
            )
            .ok();
        }
        let again = me.call("POST", "/api/edges", &json!({"kind": "works_at", "from": anna, "to": company}));
        assert_eq!((again.status.as_u16(), again.code()), (409, "already_there"));
        assert_eq!(me.get(&path).ok()["people"].as_array().unwrap().len(), 2);
        // Two records of one human are one person of the company.
        me.call("POST", "/api/merges", &json!({"winner": anna, "loser": ann})).ok();
        let page = me.get(&path).ok();
        assert_eq!(
            (page["row"]["people_count"].as_i64(), page["people"].as_array().unwrap().len()),
            (Some(1), 1)
        );
        let edge = page["people"][0]["edge"].as_str().unwrap().to_owned();
        let cut = me.call("DELETE", &format!("/api/edges/{edge}"), &Value::Null).ok();
        undo(&me, &cut);
        assert_eq!(me.get(&path).ok()["row"]["people_count"], 1);
        p.app.stop();
    });
}

#[test]
fn a_company_shows_what_its_people_did_lately_to_those_who_see_them() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let company =
            me.call("POST", "/api/companies", &json!({"name": "Muhe"})).ok()["data"]["row"]["id"].clone();
        let path = format!("/api/companies/{}/interactions", company.as_str().unwrap());
        assert_eq!(me.get(&path).ok(), json!({"rows": [], "next": null}));
        let person =
            |name: &str| me.call("POST", "/api/people", &json!({"name": name})).ok()["data"]["id"].clone();
        let (anna, ann, stranger) = (person("Anna"), person("Ann"), person("Stranger"));
        for who in [&anna, &ann] {
            me.call("POST", "/api/edges", &json!({"kind": "works_at", "from": who, "to": company})).ok();
        }
        for (who, text, day) in
            [(&anna, "one", 1), (&stranger, "not theirs", 2), (&ann, "two", 3), (&anna, "three", 4)]
        {
            let body =
                json!({"kind": "note", "text": text, "occurred_at": format!("2026-05-0{day}T09:00:00Z")});
            me.call("POST", &format!("/api/people/{}/interactions", who.as_str().unwrap()), &body).ok();
        }
        let told = |page: &Value| -> Vec<(String, String)> {
            let rows = page["rows"].as_array().unwrap().iter();
            rows.map(|r| {
                let text = |v: &Value| v.as_str().unwrap().to_owned();
                (text(&r["text"]), text(&r["who"]["name"]))
            })
            .collect()
        };
        let pair = |text: &str, who: &str| (text.to_owned(), who.to_owned());
        let first = me.get(&format!("{path}?limit=2")).ok();
        assert_eq!(told(&first), [pair("three", "Anna"), pair("two", "Ann")]);
        let next = first["next"].as_str().unwrap();
        let second = me.get(&format!("{path}?limit=2&cursor={next}")).ok();
        assert_eq!((told(&second), &second["next"]), (vec![pair("one", "Anna")], &Value::Null));
        assert_eq!(me.get(&format!("{path}?cursor=nonsense")).code(), "cursor");
        // Records that are one human now tell under one name.
        me.call("POST", "/api/merges", &json!({"winner": anna, "loser": ann})).ok();
        let all = me.get(&path).ok();
        assert_eq!(told(&all), [pair("three", "Anna"), pair("two", "Anna"), pair("one", "Anna")]);
        // Who sees the company but none of its people reads nothing.
        let sales = p.sign_in("sales");
        assert_eq!(told(&sales.get(&path).ok()).len(), 3);
        let users = me.get("/api/users").ok();
        let manager =
            users.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        let anna = format!("/api/people/{}", anna.as_str().unwrap());
        me.call("PATCH", &anna, &json!({"set": {"owner": manager}})).ok();
        assert_eq!(sales.get(&path).ok(), json!({"rows": [], "next": null}));
        p.app.stop();
    });
}

#[test]
fn wrong_values_of_a_company_name_their_field() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let path = {
            let made = me.call("POST", "/api/companies", &json!({"name": "Muhe"})).ok();
            format!("/api/companies/{}", made["data"]["row"]["id"].as_str().unwrap())
        };
        for (set, field, code) in [
            (json!({"name": null}), "name", "missing"),
            (json!({"name": "  "}), "name", "missing"),
            (json!({"size": "many"}), "size", "not_an_integer"),
            (json!({"size": -1}), "size", "negative"),
            (json!({"colour": "red"}), "colour", "unknown_field"),
            (json!({"created_at": "2026-01-01T00:00:00Z"}), "created_at", "read_only"),
            (json!({"owner": "usr_1"}), "owner", "unknown_user"),
            (json!({"city": "x".repeat(2000)}), "city", "too_long"),
        ] {
            let answer = me.call("PATCH", &path, &json!({ "set": set }));
            let first = &answer.body["fields"][0];
            assert_eq!(
                (answer.status.as_u16(), first["field"].as_str(), first["code"].as_str()),
                (422, Some(field), Some(code))
            );
        }
        assert_eq!(me.call("POST", "/api/companies", &json!({})).body["fields"][0]["field"], "name");
        assert_eq!(me.get("/api/companies/cmp_0").status.as_u16(), 404);
        p.app.stop();
    });
}

#[test]
fn who_may_not_change_a_company_does_not() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let users = admin.get("/api/users").ok();
        let manager =
            users.as_array().unwrap().iter().find(|u| u["name"] == "manager").unwrap()["id"].clone();
        let made = admin.call("POST", "/api/companies", &json!({"name": "Muhe", "owner": manager})).ok();
        let id = made["data"]["row"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/companies/{id}");
        let hidden = admin.call("POST", "/api/people", &json!({"name": "Theirs", "owner": manager})).ok();
        admin
            .call("POST", "/api/edges", &json!({"kind": "works_at", "from": hidden["data"]["id"], "to": id}))
            .ok();
        let sales = p.sign_in("sales");
        let seen = sales.get(&path).ok();
        assert_eq!(seen["can_edit"], false);
        assert_eq!(
            (seen["people"].as_array().unwrap().len(), seen["row"]["people_count"].as_i64()),
            (0, Some(0)),
            "who may not be seen is neither listed nor counted"
        );
        assert_eq!(sales.call("PATCH", &path, &json!({"set": {"city": "x"}})).status.as_u16(), 403);
        assert_eq!(sales.call("DELETE", &path, &Value::Null).status.as_u16(), 403);
        let batch = made["batch"].as_str().unwrap();
        assert_eq!(sales.call("POST", &format!("/api/undo/{batch}"), &json!({})).status.as_u16(), 403);
        let marketing = p.sign_in("marketing");
        assert_eq!(marketing.call("POST", "/api/companies", &json!({"name": "New"})).status.as_u16(), 403);
        assert_eq!(marketing.get(&path).ok()["can_edit"], false);
        p.app.stop();
    });
}

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
fn two_on_one_company_do_not_write_over_each_other_and_hear_of_it() {
    on_both(|t| {
        let p = Program::new(t);
        let (me, other) = (p.sign_in("admin"), p.sign_in("manager"));
        let made = me.call("POST", "/api/companies", &json!({"name": "Muhe", "city": "Graz"})).ok();
        let company = made["data"]["row"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/companies/{company}");
        let theirs = || drop(other.call("PATCH", &path, &json!({"set": {"city": "Linz"}})).ok());
        let (heard, _) = p.hears(&me, &format!("company:{company}"), theirs, 1);
        assert_eq!(heard, [format!("data: {{\"type\":\"company\",\"company\":\"{company}\"}}\n\n")]);

        let mine =
            json!({"set": {"city": "Wien", "industry": "茶饮"}, "was": {"city": "Graz", "industry": null}});
        let refused = me.call("PATCH", &path, &mine);
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "changed"));
        let conflicts = refused.body["detail"]["conflicts"].as_array().unwrap();
        assert_eq!(conflicts.len(), 1, "only what is different now: {conflicts:?}");
        let one = &conflicts[0];
        assert_eq!(
            (&one["field"], &one["was"], &one["now"], &one["by"]["name"]),
            (&json!("city"), &json!("Graz"), &json!("Linz"), &json!("manager"))
        );
        assert_eq!(value(&me.get(&path).ok(), "industry"), Value::Null, "nothing of it is written");
        let again = json!({"set": {"city": "Wien"}, "was": {"city": "Linz"}});
        me.call("PATCH", &path, &again).ok();
        me.call("PATCH", &path, &again).ok();
        // Without `was` the last word stands, as ever.
        assert_eq!(
            value(&me.call("PATCH", &path, &json!({"set": {"city": "Graz"}})).ok()["data"], "city"),
            "Graz"
        );

        // The list hears of new ones and of those that went, and so does an open page of the one that went.
        let gone = || drop(other.call("DELETE", &path, &Value::Null).ok());
        let (heard, _) = p.hears(&me, &format!("company:{company}"), gone, 1);
        assert!(heard[0].contains(&company), "{heard:?}");
        let new = || drop(other.call("POST", "/api/companies", &json!({"name": "Neu"})).ok());
        assert!(p.hears(&me, "companies", new, 1).0[0].contains("\"company\""));
        let rows = json!({"rows": [{"id": me.get("/api/companies").ok()["rows"][0]["id"], "set": {"city": "Wien"}}]});
        let cells = || drop(other.call("POST", "/api/companies/cells", &rows).ok());
        assert!(p.hears(&me, "companies", cells, 1).0[0].contains("\"companies\""));
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

#[test]
fn many_companies_are_changed_taken_away_and_brought_back_at_once() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let users = admin.get("/api/users").ok();
        let id =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        for n in 0..4 {
            let owner = if n < 3 { id("sales") } else { id("manager") };
            let body = json!({"name": format!("Firma {n}"), "city": "Graz", "owner": owner});
            admin.call("POST", "/api/companies", &body).ok();
        }
        let graz = json!({"filter": "city = \"Graz\""});
        let set = json!({"who": graz, "what": {"set": {"city": "Wien", "industry": "茶饮"}}});
        // What the role does not reach is left alone and counted.
        let done = sales.call("POST", "/api/companies/bulk", &set).ok();
        assert_eq!((&done["changed"], &done["same"], &done["refused"]), (&json!(3), &json!(0), &json!(1)));
        assert_eq!(
            admin.get(&format!("/api/companies?filter={}", query("industry = \"茶饮\""))).ok()["total"],
            3
        );
        assert_eq!(admin.get(&format!("/api/companies?q={}", query("茶饮"))).ok()["total"], 3);
        undo(&admin, &done);
        let rows = admin.get("/api/companies").ok()["rows"].clone();
        let ids: Vec<Value> = rows.as_array().unwrap().iter().map(|r| r["id"].clone()).collect();
        assert!(rows.as_array().unwrap().iter().all(|r| r["city"] == "Graz" && r["industry"].is_null()));

        let gone = json!({"who": {"ids": ids, "but": [ids[0]]}, "what": {"delete": true}});
        let done = admin.call("POST", "/api/companies/bulk", &gone).ok();
        assert_eq!(
            (&done["changed"], admin.get("/api/companies").ok()["total"].as_i64()),
            (&json!(3), Some(1))
        );
        undo(&admin, &done);
        assert_eq!(admin.get("/api/companies").ok()["total"], 4);
        let same = json!({"who": {"ids": [ids[0]]}, "what": {"set": {"city": "Graz"}}});
        let done = admin.call("POST", "/api/companies/bulk", &same).ok();
        assert_eq!((&done["same"], &done["batch"]), (&json!(1), &Value::Null));
        for what in
            [json!({}), json!({"delete": true, "set": {"city": "x"}}), json!({"set": {"colour": "red"}})]
        {
            let body = json!({"who": {"ids": ids}, "what": what});
            assert_eq!(admin.call("POST", "/api/companies/bulk", &body).status.as_u16(), 422, "{what}");
        }
        let marketing = p.sign_in("marketing");
        assert_eq!(marketing.call("POST", "/api/companies/bulk", &set).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn companies_come_by_the_thousand_and_each_row_answers_for_itself() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let there = admin.call("POST", "/api/companies", &json!({"name": "Muhe", "domain": "muhe.cn"})).ok();
        let mut rows = vec![
            json!({"set": {"name": "Muhe Tea", "domain": "https://www.muhe.cn/x", "city": "杭州"}}),
            json!({"set": {"name": "muhe", "city": null}}),
            json!({"set": {"name": "Muhe Tea", "city": "杭州"}}),
            json!({"op": "create", "set": {"name": "Muhe Tea"}}),
            json!({"op": "create", "anyway": true, "set": {"name": "Muhe Tea"}}),
            json!({"op": "update", "set": {"name": "Nobody"}}),
            json!({"set": {"name": "Bad", "size": "many"}}),
            json!({"op": "delete", "id": there["data"]["row"]["id"]}),
        ];
        rows.extend((0..992).map(|n| json!({"set": {"name": format!("Firma {n}")}})));
        let done = admin.call("POST", "/api/companies/batch", &json!({"rows": rows})).ok();
        let told: Vec<&str> =
            done["rows"].as_array().unwrap().iter().map(|r| r["status"].as_str().unwrap()).collect();
        let expected = ["updated", "created", "same", "refused", "created", "refused", "refused", "deleted"];
        assert_eq!(told[..8], expected);
        assert!(told[8..].iter().all(|status| *status == "created"));
        assert_eq!((&done["rows"][0]["id"], &done["refused"]), (&there["data"]["row"]["id"], &json!(3)));
        assert_eq!(done["rows"][3]["problem"]["code"], "duplicate");
        assert_eq!(done["rows"][6]["problem"]["fields"][0]["code"], "not_an_integer");
        undo(&admin, &done["rows"][7]);
        assert_eq!(admin.get("/api/companies?q=muhe").ok()["total"], 3);
        rows.push(json!({"set": {"name": "One more"}}));
        let refused = admin.call("POST", "/api/companies/batch", &json!({"rows": rows}));
        assert_eq!(refused.body["fields"][0]["code"], "count");
        p.app.stop();
    });
}

#[test]
fn companies_are_taken_out_as_a_file_and_laid_into_a_calendar() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let field = json!({"label": "Contact", "type": "link", "target": "person"});
        let key = admin.call("POST", "/api/objects/company/fields", &field).ok()["data"]["key"].clone();
        let since = json!({"label": "Since", "type": "date"});
        let since = admin.call("POST", "/api/objects/company/fields", &since).ok()["data"]["key"].clone();
        let since = since.as_str().unwrap();
        let lin = admin.call("POST", "/api/people", &json!({"name": "林晓梅"})).ok()["data"]["id"].clone();
        let users = admin.get("/api/users").ok();
        let mine = users.as_array().unwrap().iter().find(|u| u["name"] == "sales").unwrap()["id"].clone();
        let body = json!({"name": "木禾", "domain": "muhe.cn", "phone": "+8613800138001", "size": 40, "address": "滨江区", "owner": mine,
            key.as_str().unwrap(): lin, since: "2026-11-20"});
        admin.call("POST", "/api/companies", &body).ok();
        admin.call("POST", "/api/companies", &json!({"name": "=Other", since: "2026-11-21"})).ok();
        let text = admin.get("/api/companies/export.csv").text;
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(
            lines[0].starts_with("id,name,domain,industry") && lines[0].ends_with("Contact,Since"),
            "{text}"
        );
        assert!(lines[1].contains("木禾,muhe.cn") && lines[1].contains("008613800138001"), "{text}");
        assert!(lines[1].ends_with("林晓梅,2026-11-20"), "records by their names: {text}");
        assert!(!text.contains(",=Other"), "no formula: {text}");
        let some = admin.get(&format!("/api/companies/export.csv?filter={}", query("size > 10"))).text;
        assert_eq!(some.trim().lines().count(), 2);
        let sheet = format!("{:?}", admin.get("/api/companies/export.xlsx").sheet());
        assert!(sheet.contains("木禾") && sheet.contains("滨江区"), "{sheet}");
        // The right, and how far it reaches, as with people.
        let marketing = p.sign_in("marketing");
        let role = |grants: Value| admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        role(json!({"see": "all", "export": "own"}));
        let text = sales.get("/api/companies/export.csv").text;
        assert!(text.contains("木禾") && !text.contains("Other"), "{text}");
        role(json!({"see": "all", "export": "none"}));
        assert_eq!(sales.get("/api/companies/export.csv").status.as_u16(), 403);
        drop(marketing);
        let audit = admin.get("/api/audit?kind=export").text;
        assert!(audit.contains("company"), "{audit}");

        let days = admin.get(&format!("/api/companies/days?by={since}&from=2026-11-01&to=2026-11-30")).ok();
        let told: Vec<(&str, i64)> = days["days"]
            .as_array()
            .unwrap()
            .iter()
            .map(|d| (d["day"].as_str().unwrap(), d["count"].as_i64().unwrap()))
            .collect();
        assert_eq!(told, [("2026-11-20", 1), ("2026-11-21", 1)]);
        assert_eq!(days["days"][0]["rows"][0]["linked"][lin.as_str().unwrap()], "林晓梅");
        p.app.stop();
    });
}

#[test]
fn a_page_says_names_and_labels_and_a_ring_of_companies_is_called_one() {
    on_both(|t| {
        let p = Program::new(t);
        let me = p.sign_in("admin");
        let key = |body: Value| {
            me.call("POST", "/api/objects/company/fields", &body).ok()["data"]["key"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let contact = key(json!({"label": "Contact", "type": "link", "target": "person"}));
        let kind = key(
            json!({"label": "Kind", "type": "multi_choice", "options": [{"label": "Shop"}, {"label": "Café"}]}),
        );
        let lin = me.call("POST", "/api/people", &json!({"name": "林晓梅"})).ok()["data"]["id"].clone();
        let made = me
            .call("POST", "/api/companies", &json!({"name": "Muhe", &contact: lin, &kind: ["Shop", "Café"]}))
            .ok();
        let shown = |key: &str| {
            let portrait = made["data"]["portrait"].as_array().unwrap();
            portrait.iter().find(|v| v["key"] == key).unwrap()["display"].clone()
        };
        assert_eq!((shown(&contact), shown(&kind)), (json!("林晓梅"), json!("Shop、Café")));
        assert_eq!(value(&made["data"], &contact), lin);

        let other =
            me.call("POST", "/api/companies", &json!({"name": "Other"})).ok()["data"]["row"]["id"].clone();
        let one = made["data"]["row"]["id"].clone();
        let tie = |from: &Value, to: &Value| {
            me.call("POST", "/api/edges", &json!({"kind": "part_of", "from": from, "to": to}))
        };
        tie(&one, &other).ok();
        let ring = tie(&other, &one);
        assert_eq!(
            (ring.status.as_u16(), &ring.body["fields"][0]["code"]),
            (422, &json!("circle")),
            "{}",
            ring.text
        );
        assert_eq!(tie(&one, &other).code(), "already_there");
        p.app.stop();
    });
}

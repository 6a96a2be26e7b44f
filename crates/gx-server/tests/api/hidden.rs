//! What a role hides is told by no answer, and found by no question.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::{id_of, make};

/// Built-in fields that carry a word of their own in this test, and the word as it would show.
const WORDS: &[(&str, &str)] = &[
    ("gender", "zzgender"),
    ("birth_date", "1987-03-11"),
    ("language", "zz-lang"),
    ("country", "zzcountry"),
    ("region", "zzregion"),
    ("city", "zzcity"),
    ("district", "zzdistrict"),
    ("address", "zzaddress"),
    ("postcode", "zz4711"),
    ("job_title", "zzjob"),
    ("tier", "zztier"),
    ("lifecycle", "zzlife"),
    ("life_stage", "zzstage"),
    ("reviewed_on", "2021-02-03"),
    ("review_on", "2022-03-04"),
    ("email", "zzmail@example.org"),
    ("phone", "13800990011"),
    ("member_no", "ZZ-0099"),
];

/// A word of the address of an endpoint, for what the document names in braces or asks for.
fn concrete(path: &str, person: &str, company: &str) -> String {
    let id = if path.starts_with("/api/companies") { company } else { person };
    path.replace("{object}", "person").replace("{id}", id).replace(['{', '}'], "")
}

/// What a question needs that cannot go without.
fn asked(path: &str) -> &'static str {
    match path {
        "/api/search" => "?q=%E9%9A%90",
        "/api/people/days" => "?by=created_at&from=2020-01-01&to=2030-01-01",
        p if p.ends_with("/groups") => "?by=name",
        "/api/people/nearby" => "?at=31.2,121.5",
        _ => "",
    }
}

fn person(admin: &User<'_, '_>, custom: &str) -> String {
    let mut body = json!({"name": "隐士", "tags": ["zztag"], "owner": id_of(admin, "manager"), custom: "zzown",
        "given_name": "zzgiven", "family_name": "zzfamily",
        "identities": [{"kind": "email", "value": "zzmail@example.org"}, {"kind": "phone", "value": "13800990011"},
            {"kind": "member_no", "value": "ZZ-0099"}]});
    for (key, word) in WORDS.iter().filter(|(key, _)| !["email", "phone", "member_no"].contains(key)) {
        body[*key] = json!(word);
    }
    make(admin, &body)
}

#[test]
fn no_answer_tells_what_a_role_hides() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field = json!({"label": "暗号", "type": "text"});
        let custom = admin.call("POST", "/api/objects/person/fields", &field).ok()["data"]["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let id = person(&admin, &custom);
        let company =
            admin.call("POST", "/api/companies", &json!({"name": "隐公司"})).ok()["data"]["row"]["id"]
                .clone();
        let tie = json!({"kind": "works_at", "from": id, "to": company});
        admin.call("POST", "/api/edges", &tie).ok();
        let mate = make(&admin, &json!({"name": "隐妻"}));
        admin.call("POST", &format!("/api/people/{id}/household"), &json!({"person": mate})).ok();
        // What was said before is in the history.
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"city": "zzcity2"}})).ok();
        let order = json!({"userId": "u1", "messageId": "o1", "event": "Order Completed",
            "context": {"traits": {"email": "zzmail@example.org"}}, "properties": {"order_id": "N1", "total": "4321.09"}});
        p.segment("track", &order).ok();
        let mut hidden: Vec<&str> = WORDS.iter().map(|(key, _)| *key).collect();
        hidden.extend(["given_name", "family_name", "tags", "owner", &custom]);
        hidden.extend(["interaction_count", "order_count", "order_total", "worth_next", "worth_active"]);
        hidden.extend(["worth_class", "next_order_at", "need_count", "first_seen_at", "last_seen_at"]);
        let grants = json!({"see": "all", "edit": "all", "create": "all", "export": "all", "share": "all",
            "may": ["audit", "merge", "views", "import"], "hidden": hidden});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        let document = p.stranger("GET", "/api/openapi.json", &Value::Null).ok();
        let paths = document["paths"].as_object().unwrap();
        let company = company.as_str().unwrap();
        let mut looked = 0;
        for (path, operations) in paths.iter().filter(|(path, _)| *path != "/api/live") {
            if operations.get("get").is_none() {
                continue;
            }
            let path = concrete(path, &id, company) + asked(path);
            let answer = sales.get(&path);
            looked += u32::from(answer.status.is_success());
            let text = answer.text.to_lowercase();
            let told = |word: &str| text.contains(&word.to_lowercase());
            let mine = ["zzgiven", "zzfamily", "zztag", "zzown", "4321.09"];
            // The sums of orders are hidden here, not the orders.
            let orders =
                path.contains("/orders") || path.contains("/timeline") || path.contains("/interactions");
            for (key, word) in WORDS.iter().copied().chain(mine.into_iter().map(|word| (word, word))) {
                assert!(!told(word) || orders && word == "4321.09", "{path} tells {key}: {}", answer.text);
            }
        }
        assert!(looked > 45, "answers were looked at: {looked}");
        let row = &sales.get("/api/people?filter=name%20%3D%20%22%E9%9A%90%E5%A3%AB%22").ok()["rows"][0];
        assert_eq!(row["name"], "隐士");
        for key in &hidden {
            let none = row[*key].is_null() || row[*key] == json!([]);
            assert!(none, "{key}: {row}");
        }
        // The workbook is packed: it is opened.
        let sheet = format!("{:?}", sales.get("/api/people/export.xlsx").sheet());
        assert!(sheet.contains("隐士") && !sheet.to_lowercase().contains("zz"), "{sheet}");
        p.app.stop();
    });
}

#[test]
fn who_may_not_see_a_value_does_not_find_the_person_by_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field = json!({"label": "暗号", "type": "text"});
        let custom = admin.call("POST", "/api/objects/person/fields", &field).ok()["data"]["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let id = person(&admin, &custom);
        let secret =
            ["zzmail@example.org", "13800990011", "ZZ-0099", "zzown", "zzaddress", "zzjob", "zzcity"];
        let finds = |user: &User<'_, '_>, word: &str| {
            let hits = user.get(&format!("/api/search?q={}", query(word))).ok();
            let listed = user.get(&format!("/api/people?q={}", query(word))).ok();
            let hit = hits["hits"].as_array().unwrap().iter().any(|h| h["id"] == json!(id));
            let row = listed["rows"].as_array().unwrap().iter().any(|r| r["id"] == json!(id));
            assert_eq!(hit, row, "{word}: search and list agree");
            hit
        };
        let grants = |hidden: &Value| json!({"grants": {"see": "all", "edit": "all", "hidden": hidden}});
        admin.call("PATCH", "/api/roles/sales", &grants(&json!([]))).ok();
        let sales = p.sign_in("sales");
        for word in secret {
            assert!(finds(&sales, word), "{word} is found while it is seen");
        }
        let hidden = json!(["email", "phone", "member_no", custom, "address", "job_title", "city"]);
        admin.call("PATCH", "/api/roles/sales", &grants(&hidden)).ok();
        for word in secret {
            assert!(!finds(&sales, word), "{word} is hidden");
            assert!(finds(&admin, word), "{word} is there");
        }
        assert!(finds(&sales, "隐士"), "by the name still");
        assert!(!finds(&sales, "隐士 zzcity"), "every word must be seen");
        // Nor sorted, grouped or laid out by it.
        for ask in ["?sort=email", "?sort=city", "/groups?by=city", "/groups?by=email", "/days?by=birth_date"]
        {
            let path = format!("/api/people{ask}");
            let refused = sales.get(&path).status.as_u16();
            assert!((400..500).contains(&refused) || ask.contains("birth_date"), "{path}: {refused}");
        }
        p.app.stop();
    });
}

#[test]
fn no_answer_tells_of_whom_a_role_does_not_see() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let manager = id_of(&admin, "manager");
        let theirs = make(
            &admin,
            &json!({"name": "zzunseen 别人", "owner": manager, "city": "zzcity", "tags": ["zztag"],
                "identities": [{"kind": "email", "value": "zzmail@example.org"}, {"kind": "phone", "value": "13800990011"}]}),
        );
        let mate = make(&admin, &json!({"name": "zzmate", "owner": manager}));
        admin.call("POST", &format!("/api/people/{theirs}/household"), &json!({"person": mate})).ok();
        let company = admin.call("POST", "/api/companies", &json!({"name": "大家的公司"})).ok();
        let company = company["data"]["row"]["id"].as_str().unwrap().to_owned();
        admin.call("POST", "/api/edges", &json!({"kind": "works_at", "from": theirs, "to": company})).ok();
        let order = json!({"userId": "u1", "messageId": "o1", "event": "Order Completed",
            "context": {"traits": {"email": "zzmail@example.org"}}, "properties": {"order_id": "ZZORDER", "total": "4321.09",
                "products": [{"name": "zzproduct", "quantity": 1}]}});
        p.segment("track", &order).ok();
        let note = json!({"kind": "note", "text": "zznote"});
        admin.call("POST", &format!("/api/people/{theirs}/interactions"), &note).ok();
        let deal = json!({"name": "zzdeal", "owner": manager, "person": theirs, "company": company, "next_step": "zzstep"});
        let deal =
            admin.call("POST", "/api/deals", &deal).ok()["data"]["row"]["id"].as_str().unwrap().to_owned();
        let talk = json!({"record": theirs, "text": "@manager zztalk"});
        let thread = admin.call("POST", "/api/threads", &talk).ok()["id"].as_str().unwrap().to_owned();
        let file = admin.file("zzfile.txt", "zzbytes");
        admin.call("POST", &format!("/api/people/{theirs}/files"), &json!({"file": file})).ok();
        admin.call("DELETE", &format!("/api/people/{mate}"), &Value::Null).ok();
        let orders = admin.get("/api/orders").ok();
        let order = orders["rows"][0]["id"].as_str().unwrap().to_owned();
        let grants = json!({"see": "own", "edit": "own", "create": "own", "export": "own", "share": "own",
            "delete": "own", "may": ["views"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        let document = p.stranger("GET", "/api/openapi.json", &Value::Null).ok();
        let words = [
            "zzunseen",
            "zzmate",
            "zzcity",
            "zztag",
            "zzmail",
            "13800990011",
            "zzorder",
            "zzproduct",
            "zznote",
            "zzdeal",
            "zzstep",
            "zztalk",
            "zzfile",
            "zzbytes",
            "4321.09",
        ];
        let mut looked = 0;
        let paths = document["paths"].as_object().unwrap();
        for path in paths
            .iter()
            .filter(|(path, ops)| *path != "/api/live" && ops.get("get").is_some())
            .map(|(path, _)| path)
        {
            // Every address is asked for with everything that there is.
            for id in [&theirs, &mate, &company, &deal, &order, &thread, &file] {
                let asked = path.replace("{object}", "person").replace("{id}", id).replace(['{', '}'], "")
                    + asked(path);
                let answer = sales.get(&asked);
                looked += u32::from(answer.status.is_success());
                let text = answer.text.to_lowercase();
                for word in words {
                    assert!(!text.contains(word), "{asked} tells {word}: {}", answer.text);
                }
                if !path.contains("{id}") {
                    break;
                }
            }
        }
        assert!(looked > 45, "answers were looked at: {looked}");
        for word in ["zzunseen", "zzmail@example.org", "13800990011", "zznote", "zzdeal", "ZZORDER", "zztalk"]
        {
            let hits = sales.get(&format!("/api/search?q={}", query(word))).ok();
            assert_eq!(hits["hits"], json!([]), "{word}");
        }
        p.app.stop();
    });
}

/// What a role may hide of what is no person, and the word that each carries in this test.
const THINGS: &[(&str, &str)] = &[
    ("company.domain", "zzdomain.example"),
    ("company.industry", "zzindustry"),
    ("company.country", "zzcountry"),
    ("company.region", "zzregion"),
    ("company.city", "zzcity"),
    ("company.address", "zzstreet"),
    ("company.postcode", "zz4711"),
    ("company.phone", "13800990022"),
    ("company.size", "771177"),
    ("order.amount", "4321.09"),
    ("order.quantity", "771188"),
    ("order.lines", "zzproduct"),
    ("interaction.title", "zztitle"),
    ("interaction.text", "zzspoken"),
];

#[test]
fn fields_of_companies_orders_and_interactions_are_hidden_on_every_path() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let field = json!({"label": "暗号", "type": "text"});
        let own = |object: &str| {
            let made = admin.call("POST", &format!("/api/objects/{object}/fields"), &field).ok();
            made["data"]["key"].as_str().unwrap().to_owned()
        };
        let keys = ["company", "order", "interaction"].map(|object| (object, own(object)));
        let start = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();
        let mut body =
            json!({"name": "隐公司", keys[0].1.as_str(): "zzown", "owner": id_of(&admin, "manager")});
        for (key, word) in THINGS.iter().filter_map(|(key, word)| Some((key.strip_prefix("company.")?, word)))
        {
            body[key] = if key == "size" { json!(771_177) } else { json!(word) };
        }
        let company = admin.call("POST", "/api/companies", &body).ok()["data"]["row"]["id"].clone();
        let company = company.as_str().unwrap().to_owned();
        // What was said before is in the history.
        let path = format!("/api/companies/{company}");
        admin.call("PATCH", &path, &json!({"set": {"city": "zzcity2", "domain": "zzdomain2.example"}})).ok();
        let event = json!({"userId": "u1", "messageId": "o1", "event": "Order Completed", "properties": {"order_id": "N1",
            "total": "4321.09", "products": [{"name": "zzproduct", "quantity": 771_188, "price": "4321.09"}]}});
        p.segment("track", &event).ok();
        p.segment("identify", &json!({"userId": "u1", "messageId": "i1", "traits": {"name": "隐士"}})).ok();
        let person = admin.person_named("隐士")["id"].as_str().unwrap().to_owned();
        admin.call("POST", "/api/edges", &json!({"kind": "works_at", "from": person, "to": company})).ok();
        let said = json!({"userId": "u1", "messageId": "t1", "event": "zztitle", "properties": {"text": "zzspoken"}});
        p.segment("track", &said).ok();
        let note = json!({"kind": "note", "title": "zztitle", "text": "zzspoken"});
        admin.call("POST", &format!("/api/people/{person}/interactions"), &note).ok();
        let first = |path: &str| admin.get(path).ok()["rows"][0]["id"].as_str().unwrap().to_owned();
        let (order, interaction) = (first("/api/orders"), first("/api/interactions"));
        let noted = |path: &str, key: &str| admin.call("PATCH", path, &json!({"set": {key: "zzown"}})).ok();
        noted(&format!("/api/orders/{order}"), &keys[1].1);
        noted(&format!("/api/interactions/{interaction}"), &keys[2].1);

        let role = |hidden: &[String], locked: Value| {
            let grants = json!({"see": "all", "edit": "all", "create": "all", "export": "all", "may": ["views"],
                "hidden": hidden, "locked": locked});
            admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants}))
        };
        role(&[], json!([])).ok();
        // All of it is there while it is seen.
        let pages: String =
            [&path, "/api/orders", "/api/interactions"].map(|path| sales.get(path).text).concat();
        for (key, word) in THINGS {
            let moved = ["company.domain", "company.city"].contains(key);
            assert!(pages.to_lowercase().contains(word) || moved, "{key}: {pages}");
        }
        let mut hidden: Vec<String> = THINGS.iter().map(|(key, _)| (*key).to_owned()).collect();
        hidden.extend(keys.iter().map(|(object, key)| format!("{object}.{key}")));
        // What the one order came to is what its person bought.
        hidden.push("order_total".into());
        role(&hidden, json!([])).ok();
        for wrong in
            ["company.name", "company.id", "order.number", "interaction.kind", "order.x_none", "company.zz"]
        {
            assert_eq!(role(&[wrong.to_owned()], json!([])).status.as_u16(), 422, "{wrong}");
        }

        let document = p.stranger("GET", "/api/openapi.json", &Value::Null).ok();
        let words: Vec<&str> =
            THINGS.iter().map(|(_, word)| *word).chain(["zzown", "zzcity2", "zzdomain2"]).collect();
        let told = |path: &str, text: &str| {
            let text = text.to_lowercase();
            for word in &words {
                assert!(!text.contains(word), "{path} tells {word}: {text}");
            }
        };
        let mut looked = 0;
        let ops = document["paths"].as_object().unwrap();
        for (path, _) in ops.iter().filter(|(path, ops)| *path != "/api/live" && ops.get("get").is_some()) {
            for (object, id) in
                [("person", &person), ("company", &company), ("order", &order), ("interaction", &interaction)]
            {
                let concrete = path.replace("{object}", object).replace("{id}", id).replace(['{', '}'], "");
                let answer = sales.get(&(concrete.clone() + asked(path)));
                looked += u32::from(answer.status.is_success());
                told(&concrete, &answer.text);
            }
        }
        assert!(looked > 120, "answers were looked at: {looked}");
        for path in ["/api/companies/export.xlsx", "/api/orders/export.xlsx", "/api/interactions/export.xlsx"]
        {
            told(path, &format!("{:?}", sales.get(path).sheet()));
        }
        // The feed, live news and what a change of it answers.
        let feed =
            sales.get(&format!("/api/changes?objects=company,order,interaction&cursor={}", query(&start)));
        assert!(feed.text.contains(&company), "{}", feed.text);
        told("the feed", &feed.text);
        let again = json!({"userId": "u1", "messageId": "t2", "event": "zztitle", "properties": {"text": "zzspoken"}});
        let (heard, _) = p.hears(&sales, &format!("person:{person}"), || drop(p.segment("track", &again)), 1);
        assert!(heard[0].contains("\"interaction\""), "{heard:?}");
        told("live news", &heard.concat());
        let changed = sales.call("PATCH", &path, &json!({"set": {"name": "隐公司甲"}}));
        assert!(changed.status.is_success(), "{}", changed.text);
        told("a change", &changed.text);

        // Nothing is found, sorted, counted or asked for by it.
        for word in ["zzdomain2", "zzindustry", "zzcity2", "zzspoken", "zztitle"] {
            let hits = sales.get(&format!("/api/search?q={}", query(word))).ok();
            assert_eq!(hits["hits"], json!([]), "{word}");
            for list in ["companies", "interactions"] {
                let rows = sales.get(&format!("/api/{list}?q={}", query(word))).ok();
                assert_eq!(rows["rows"], json!([]), "{list} {word}");
            }
        }
        let found = sales.get(&format!("/api/companies?q={}", query("隐公司"))).ok();
        assert_eq!(found["rows"][0]["id"], json!(company), "by its name still");
        let story = sales.get(&format!("/api/people/{person}/timeline?q=zzspoken")).ok();
        assert_eq!(story["items"], json!([]));
        let filters = [
            ("companies", "city = \"zzcity2\""),
            ("orders", "amount > 1"),
            ("interactions", "text contains \"zz\""),
            ("interactions", "amount > 1"),
            ("people", "did event where text contains \"zz\""),
            ("people", "sum of amount of purchase > 1"),
            ("people", "did event where props.text = \"zzspoken\""),
        ];
        for (list, filter) in filters {
            let refused = sales.get(&format!("/api/{list}?filter={}", query(filter)));
            assert!(matches!(refused.status.as_u16(), 403 | 422), "{list} {filter}: {}", refused.text);
        }
        for ask in [
            "companies?sort=city",
            "orders?sort=amount",
            "interactions?sort=amount",
            "companies/groups?by=industry",
            "companies/groups?by=region&sums=size",
            "orders/groups?by=status&sums=amount",
        ] {
            let refused = sales.get(&format!("/api/{ask}"));
            assert!(matches!(refused.status.as_u16(), 403 | 422), "{ask}: {}", refused.text);
        }
        assert_eq!(sales.get("/api/orders/groups?by=status").ok()["groups"][0]["totals"], json!([]));
        // Nor written; what is locked is read and not written.
        let write =
            |set: Value| sales.call("PATCH", &path, &json!({"set": set})).body["fields"][0]["code"].clone();
        assert_eq!(write(json!({"city": "x"})), "hidden");
        role(&[], json!(["company.name", "company.city", format!("company.{}", keys[0].1)])).ok();
        for set in [json!({"name": "x"}), json!({"city": "x"}), json!({keys[0].1.as_str(): "x"})] {
            assert_eq!(write(set.clone()), "hidden", "{set}");
            let cells = json!({"rows": [{"id": company, "set": set}]});
            assert_eq!(
                sales.call("POST", "/api/companies/cells", &cells).ok()["cells"][0]["state"],
                "refused"
            );
            let many = json!({"who": {"ids": [company]}, "what": {"set": set}});
            assert_eq!(sales.call("POST", "/api/companies/bulk", &many).status.as_u16(), 422);
        }
        assert!(sales.get(&path).text.contains("zzcity2"));
        p.app.stop();
    });
}

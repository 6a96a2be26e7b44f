//! The customer file: fields of one's own, saved views, many records at once.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

fn make_field(user: &User<'_, '_>, object: &str, field: &Value) -> Value {
    user.call("POST", &format!("/api/objects/{object}/fields"), field).ok()["data"].clone()
}

fn make(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/people", body).ok()["data"]["id"].as_str().unwrap().to_owned()
}

fn undo(user: &User<'_, '_>, batch: &Value) -> Value {
    user.call("POST", &format!("/api/undo/{}", batch.as_str().unwrap()), &json!({})).ok()
}

fn names(list: &Value) -> Vec<&str> {
    list["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect()
}

#[test]
fn a_field_of_every_type_is_at_once_in_list_filter_sort_search_export_and_history() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let company = admin.call("POST", "/api/companies", &json!({"name": "云岭茶业"})).ok()["data"]["row"]
            ["id"]
            .clone();
        let colleague = admin.get("/api/users").ok()[0]["id"].clone();
        let options = json!([{"label": "干性"}, {"label": "油性", "color": "jade"}]);
        // The type, the value as typed, the value as kept, a filter that finds it.
        let table = [
            ("text", json!("龙井"), json!("龙井"), r#"= "龙井""#),
            ("long_text", json!("一\n二"), json!("一\n二"), r#"contains "二""#),
            ("number", json!("1,234.5"), json!(1234.5), "> 1234"),
            ("integer", json!("7"), json!(7), "= 7"),
            ("money", json!("￥88.50"), json!(88.5), "= 88.5"),
            ("percent", json!("12.5%"), json!(12.5), "between 12 and 13"),
            ("bool", json!("是"), json!(true), "= true"),
            ("date", json!("2026-03-01"), json!("2026-03-01"), "since 2026-02-28"),
            (
                "date_time",
                json!("2026-03-01T08:00:00+08:00"),
                json!("2026-03-01T00:00:00.000000Z"),
                "after 2026-02-28",
            ),
            ("choice", json!("油性"), Value::Null, r#"= "油性""#),
            ("multi_choice", json!(["干性", "油性"]), Value::Null, r#"has all of ("干性", "油性")"#),
            ("user", colleague.clone(), colleague, "is not empty"),
            ("link", company.clone(), company, "is not empty"),
            ("phone", json!("138 0013 8000"), json!("+8613800138000"), r#"contains "8613800""#),
            ("email", json!("Tea@Example.com"), json!("tea@example.com"), r#"= "tea@example.com""#),
            ("url", json!("example.com/tea"), json!("https://example.com/tea"), r#"starts with "https""#),
            ("address", json!("静安区南京西路 1 号"), json!("静安区南京西路 1 号"), r#"contains "南京""#),
            ("geo", json!("31.23, 121.47"), json!("31.23,121.47"), "is not empty"),
            ("rating", json!(4), json!(4), ">= 4"),
        ];
        let id = make(&admin, &json!({"name": "林晓梅"}));
        make(&admin, &json!({"name": "旁人"}));
        for (ty, typed, kept, test) in &table {
            let mut wish = json!({"label": format!("我的 {ty}"), "type": ty, "help": "怎么填"});
            if ty.ends_with("choice") {
                wish["options"] = options.clone();
            }
            if *ty == "link" {
                wish["target"] = "company".into();
            }
            let field = make_field(&admin, "person", &wish);
            let key = field["key"].as_str().unwrap();
            let changed =
                admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {key: typed}})).ok();
            let row = admin.get(&format!("/api/people?filter={}", query(&format!("{key} {test}")))).ok();
            assert_eq!(names(&row), ["林晓梅"], "{ty}: {key} {test}");
            if !kept.is_null() {
                assert_eq!(&row["rows"][0]["fields"][key], kept, "{ty}");
            }
            let sorted = admin.get(&format!("/api/people?sort=-{}", query(key)));
            if field["sortable"] == true {
                assert_eq!(names(&sorted.ok()), ["林晓梅", "旁人"], "{ty}: who has a value comes first");
            } else {
                assert_eq!(sorted.status.as_u16(), 422, "{ty}");
            }
            let history = admin.get(&format!("/api/people/{id}/changes")).text;
            assert!(history.contains(key), "{ty}: {history}");
            undo(&admin, &changed["batch"]);
            let gone =
                admin.get(&format!("/api/people?filter={}", query(&format!("{key} is not empty")))).ok();
            assert_eq!(gone["total"], 0, "{ty}: undone");
            admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {key: typed}})).ok();
        }
        let csv = admin.get("/api/people/export.csv").text;
        for part in ["我的 rating", "油性", "干性|油性", "云岭茶业", "008613800138000"] {
            assert!(csv.contains(part), "{part}: {csv}");
        }
        let sheet = admin.get("/api/people/export.xlsx").sheet();
        let cells = format!("{sheet:?}");
        for part in
            ["我的 rating", "String(\"油性\")", "干性|油性", "云岭茶业", "+8613800138000", "DateTime("]
        {
            assert!(cells.contains(part), "{part}: {cells}");
        }
        assert!(sheet[1].iter().any(|c| matches!(c, calamine::Data::Float(_))), "{cells}");
        let bad = admin.call(
            "PATCH",
            &format!("/api/people/{id}"),
            &json!({"set": {"x_我的_rating": 9, "x_我的_url": "javascript:alert(1)"}}),
        );
        assert_eq!(
            (bad.status.as_u16(), bad.body["fields"].as_array().unwrap().len()),
            (422, 2),
            "{}",
            bad.text
        );
        p.app.stop();
    });
}

#[test]
fn options_keep_their_ids_and_what_is_taken_away_comes_back_with_its_values() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field = make_field(
            &admin,
            "person",
            &json!({"label": "肤质", "type": "choice", "options": [{"label": "干性"}, {"label": "油性"}]}),
        );
        let key = field["key"].as_str().unwrap();
        let dry = field["options"][0]["id"].clone();
        let id = make(&admin, &json!({"name": "林晓梅", key: "干性"}));
        // Another name of the option is another name in the record.
        let path = format!("/api/objects/person/fields/{}", query(key));
        let renamed = admin
            .call("PATCH", &path, &json!({"options": [{"id": dry, "label": "干燥"}, {"label": "混合"}]}))
            .ok();
        let labels: Vec<&str> = renamed["data"]["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["label"].as_str().unwrap())
            .collect();
        assert_eq!(labels, ["干燥", "混合", "油性"]);
        assert_eq!(renamed["data"]["options"][2]["retired"], true);
        let portrait = admin.get(&format!("/api/people/{id}")).ok()["portrait"].clone();
        assert!(portrait.as_array().unwrap().iter().any(|v| v["display"] == "干燥"), "{portrait}");
        // Undo gives the old names back; the option made in between may be in use and stays, retired.
        undo(&admin, &renamed["batch"]);
        let objects = admin.get("/api/objects").ok();
        let now = objects[0]["fields"].as_array().unwrap().iter().find(|f| f["key"] == key).unwrap().clone();
        assert_eq!(
            (&now["options"][0]["label"], &now["options"][2]["retired"]),
            (&json!("干性"), &json!(true))
        );
        // Put away: gone from lists and filters, and back with its value.
        let removed = admin.call("DELETE", &path, &Value::Null).ok();
        let asked = format!("/api/people?filter={}", query(&format!("{key} is not empty")));
        let refused = admin.get(&asked);
        assert_eq!((refused.status.as_u16(), refused.code()), (400, "filter"), "{}", refused.text);
        let away = admin.get("/api/objects/person/fields/removed").ok();
        assert_eq!((&away[0]["field"]["label"], &away[0]["batch"]), (&json!("肤质"), &removed["batch"]));
        // A new field of the name does not inherit what the old one held.
        let other = make_field(&admin, "person", &json!({"label": "肤质", "type": "text"}));
        assert_ne!(other["key"], key);
        assert_eq!(
            admin
                .get(&format!(
                    "/api/people?filter={}",
                    query(&format!("{} is not empty", other["key"].as_str().unwrap()))
                ))
                .ok()["total"],
            0
        );
        let clash =
            admin.call("POST", &format!("/api/undo/{}", removed["batch"].as_str().unwrap()), &json!({}));
        assert_eq!(clash.status.as_u16(), 422, "two fields of one name: {}", clash.text);
        admin
            .call(
                "DELETE",
                &format!("/api/objects/person/fields/{}", query(other["key"].as_str().unwrap())),
                &Value::Null,
            )
            .ok();
        undo(&admin, &removed["batch"]);
        assert_eq!(admin.get(&asked).ok()["total"], 1);
        p.app.stop();
    });
}

#[test]
fn wrong_fields_are_refused_with_the_place_and_only_by_those_who_set_up() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        make_field(&admin, "company", &json!({"label": "信用额度", "type": "money"}));
        let post =
            |object: &str, body: Value| admin.call("POST", &format!("/api/objects/{object}/fields"), &body);
        for (object, body, place) in [
            ("person", json!({"label": "", "type": "text"}), "label"),
            ("person", json!({"label": "…", "type": "text"}), "label"),
            ("person", json!({"label": "长".repeat(61), "type": "text"}), "label"),
            ("company", json!({"label": "信用 额度", "type": "text"}), ""),
            ("company", json!({"label": "信用额度", "type": "text"}), "label"),
            ("person", json!({"label": "a", "type": "choice"}), "options"),
            (
                "person",
                json!({"label": "a", "type": "choice", "options": [{"label": "x"}, {"label": "X"}]}),
                "options.1",
            ),
            (
                "person",
                json!({"label": "a", "type": "choice", "options": [{"label": "x", "color": "red"}]}),
                "options.0",
            ),
            ("person", json!({"label": "a", "type": "link"}), "target"),
            ("order", json!({"label": "a", "type": "choice"}), "options"),
        ] {
            let answer = post(object, body.clone());
            if place.is_empty() {
                answer.ok();
                continue;
            }
            assert_eq!(
                (answer.status.as_u16(), &answer.body["fields"][0]["field"]),
                (422, &json!(place)),
                "{body}: {}",
                answer.text
            );
        }
        assert_eq!(post("person", json!({"label": "a", "type": "nonsense"})).status.as_u16(), 422);
        for login in ["manager", "sales", "auditor"] {
            let user = p.sign_in(login);
            assert_eq!(
                user.call("POST", "/api/objects/person/fields", &json!({"label": "b", "type": "text"}))
                    .status
                    .as_u16(),
                403,
                "{login}"
            );
        }
        p.app.stop();
    });
}

#[test]
fn views_are_kept_shared_pinned_and_never_show_more_than_the_list() {
    on_both(|t| {
        let p = Program::new(t);
        let (manager, sales) = (p.sign_in("manager"), p.sign_in("sales"));
        let view = |name: &str, shared: bool| {
            json!({"object": "person", "name": name, "shared": shared, "pinned": true,
                   "body": {"filter": "city = \"上海\"", "sort": "-order_total", "columns": ["city", "tier"],
                            "frozen": "city", "widths": {"city": 180}}})
        };
        let ours = manager.call("POST", "/api/views", &view("上海", true)).ok();
        manager.call("POST", "/api/views", &view("自己看", false)).ok();
        let seen = sales.get("/api/views").ok();
        assert_eq!(seen.as_array().unwrap().len(), 1, "what is not shared is its maker's");
        assert_eq!(
            (&seen[0]["name"], &seen[0]["mine"], &seen[0]["pinned"], &seen[0]["columns"][1]),
            (&json!("上海"), &json!(false), &json!(false), &json!("tier"))
        );
        assert_eq!((&seen[0]["frozen"], &seen[0]["widths"]["city"]), (&json!("city"), &json!(180)));
        let path = format!("/api/views/{}", ours["id"].as_str().unwrap());
        assert_eq!(
            sales.call("PATCH", &path, &json!({"pinned": true})).ok()["pinned"],
            true,
            "pins are anybody's"
        );
        for change in [json!({"name": "改名"}), json!({"shared": false}), json!({"body": {"filter": ""}})] {
            assert_eq!(sales.call("PATCH", &path, &change).status.as_u16(), 403, "{change}");
        }
        assert_eq!(sales.call("DELETE", &path, &Value::Null).status.as_u16(), 403);
        assert_eq!(sales.call("POST", "/api/views", &view("x", true)).status.as_u16(), 403);
        sales.call("POST", "/api/views", &view("我的", false)).ok();
        let own = manager.get("/api/views").ok();
        let own: Vec<&str> = own.as_array().unwrap().iter().map(|v| v["name"].as_str().unwrap()).collect();
        assert_eq!(own, ["上海", "自己看"]);
        manager.call("DELETE", &path, &Value::Null).ok();
        assert_eq!(sales.get("/api/views").ok().as_array().unwrap().len(), 1);
        manager.call("POST", &format!("{path}/restore"), &json!({})).ok();
        assert_eq!(sales.get("/api/views").ok().as_array().unwrap().len(), 2);
        let long = json!({"object": "person", "name": "n", "body": {"filter": "x".repeat(9000)}});
        assert_eq!(manager.call("POST", "/api/views", &long).status.as_u16(), 422);
        p.app.stop();
    });
}

#[test]
fn many_are_changed_at_once_by_ids_or_by_the_list_and_one_undo_takes_it_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let ids: Vec<String> = (0..40)
            .map(|n| make(&admin, &json!({"name": format!("客户{n}"), "city": if n % 2 == 0 { "上海" } else { "北京" }, "tags": ["老"]})))
            .collect();
        let bulk = |user: &User<'_, '_>, who: Value, what: Value| {
            user.call("POST", "/api/people/bulk", &json!({"who": who, "what": what}))
        };
        let shanghai = json!({"filter": "city = \"上海\"", "but": [ids[0]]});
        let done = bulk(
            &admin,
            shanghai.clone(),
            json!({"set": {"city": "杭州"}, "add_tags": ["茶会"], "remove_tags": ["老"]}),
        )
        .ok();
        assert_eq!((&done["changed"], &done["refused"]), (&json!(19), &json!(0)));
        let count =
            |filter: &str| admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"].clone();
        assert_eq!(
            (count("city = \"杭州\""), count("tags has \"茶会\""), count("tags has \"老\"")),
            (json!(19), json!(19), json!(21))
        );
        // Search finds them under the new words: the index went along.
        assert_eq!(admin.get(&format!("/api/people?q={}", query("杭州"))).ok()["total"], 19);
        let again = bulk(&admin, json!({"ids": ids[1..3]}), json!({"add_tags": ["老"]})).ok();
        assert_eq!((&again["changed"], &again["same"]), (&json!(1), &json!(1)), "{again}");
        undo(&admin, &again["batch"]);
        undo(&admin, &done["batch"]);
        assert_eq!(
            (count("city = \"上海\""), count("tags has \"老\""), count("tags has \"茶会\"")),
            (json!(20), json!(40), json!(0))
        );
        assert_eq!(admin.get(&format!("/api/people?q={}", query("杭州"))).ok()["total"], 0);
        // Taken away, and back.
        let gone = bulk(&admin, json!({"filter": ""}), json!({"delete": true})).ok();
        assert_eq!((gone["changed"].clone(), count("")), (json!(40), json!(0)));
        undo(&admin, &gone["batch"]);
        assert_eq!(count(""), 40);
        assert_eq!(admin.get(&format!("/api/people?q={}", query("客户7"))).ok()["rows"][0]["name"], "客户7");
        // Rights: who may not edit changes nobody; who may edit only their own changes only those.
        let sales = p.sign_in("sales");
        let users = admin.get("/api/users").ok();
        let of =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        bulk(&admin, json!({"ids": ids[..10]}), json!({"set": {"owner": of("manager")}})).ok();
        let done = bulk(&sales, json!({"ids": ids}), json!({"set": {"city": "苏州"}})).ok();
        assert_eq!(
            (&done["changed"], &done["refused"]),
            (&json!(30), &json!(0)),
            "the others are not even seen"
        );
        assert_eq!(bulk(&sales, json!({"ids": ids}), json!({"delete": true})).status.as_u16(), 403);
        assert_eq!(
            bulk(&p.sign_in("auditor"), json!({"ids": ids}), json!({"set": {"city": "x"}})).status.as_u16(),
            403
        );
        // Wrong wishes name what is wrong and change nothing.
        for (who, what, status) in [
            (json!({"ids": ids}), json!({}), 422),
            (json!({"ids": ids}), json!({"set": {"birth_date": "2999-01-01"}}), 422),
            (json!({"ids": ids}), json!({"set": {"owner": "usr_zzz"}}), 422),
            (json!({"ids": ["com_1"]}), json!({"set": {"city": "x"}}), 422),
            (json!({"ids": ids, "filter": "city = \"上海\""}), json!({"set": {"city": "x"}}), 422),
            (json!({"filter": "city ="}), json!({"set": {"city": "x"}}), 400),
            (json!({"ids": ids}), json!({"delete": true, "set": {"city": "x"}}), 422),
        ] {
            let answer = bulk(&admin, who, what.clone());
            assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
        }
        assert_eq!(count("city = \"苏州\""), 30);
        p.app.stop();
    });
}

#[test]
fn groups_count_what_their_filters_find_and_add_up_to_the_list() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let choice = make_field(
            &admin,
            "person",
            &json!({"label": "肤质", "type": "choice", "options": [{"label": "干\"性\\"}, {"label": "油性"}]}),
        );
        let stars = make_field(&admin, "person", &json!({"label": "星", "type": "rating"}));
        let vip = make_field(&admin, "person", &json!({"label": "贵宾", "type": "bool"}));
        let key = |f: &Value| f["key"].as_str().unwrap().to_owned();
        let me = admin.get("/api/users").ok()[0]["id"].clone();
        for n in 0..12 {
            let stage = ["lead", "loyal", "其他 \"x\""][n % 3];
            let mut person = json!({"name": format!("客户{n}"), "lifecycle": stage, "city": "上海"});
            if n % 2 == 0 {
                person[key(&choice)] = choice["options"][n / 2 % 2]["id"].clone();
                person[key(&stars)] = (n % 5 + 1).into();
                person[key(&vip)] = (n % 4 == 0).into();
                person["owner"] = me.clone();
            }
            make(&admin, &person);
        }
        for by in [
            "lifecycle".to_owned(),
            "owner".into(),
            "city".into(),
            "tier".into(),
            key(&choice),
            key(&stars),
            key(&vip),
        ] {
            for filter in ["", "name ends with \"1\" or lifecycle = \"lead\""] {
                let total = admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"]
                    .as_i64()
                    .unwrap();
                let groups =
                    admin.get(&format!("/api/people/groups?by={}&filter={}", query(&by), query(filter))).ok();
                let groups = groups["groups"].as_array().unwrap().clone();
                let sum: i64 = groups.iter().map(|g| g["count"].as_i64().unwrap()).sum();
                assert_eq!(sum, total, "{by} {filter}: {groups:?}");
                for group in groups {
                    let found = admin
                        .get(&format!("/api/people?filter={}", query(group["filter"].as_str().unwrap())))
                        .ok();
                    assert_eq!(found["total"], group["count"], "{by}: {group}");
                }
            }
        }
        for (by, status) in [("name", 422), ("nothing", 422), ("", 422)] {
            assert_eq!(admin.get(&format!("/api/people/groups?by={by}")).status.as_u16(), status, "{by:?}");
        }
        assert_eq!(admin.get("/api/people/groups?by=city&filter=city%20%3D").code(), "filter");
        let sales = p.sign_in("sales");
        let seen = sales.get("/api/people/groups?by=city").ok();
        assert_eq!(seen["groups"][0]["count"], 6, "only those who are nobody's");
        p.app.stop();
    });
}

#[test]
fn who_is_near_is_told_by_distance_and_only_of_people_one_sees() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let near = |user: &User<'_, '_>, at: &str| user.get(&format!("/api/people/nearby?at={}", query(at)));
        let none = near(&admin, "31.23,121.47").ok();
        assert_eq!(
            (&none["people"], &none["fields"]),
            (&json!([]), &json!([])),
            "no field says where people are"
        );
        let shop = make_field(&admin, "person", &json!({"label": "门店", "type": "geo"}));
        let home = make_field(&admin, "person", &json!({"label": "住处", "type": "geo"}));
        let (shop, home) = (shop["key"].as_str().unwrap(), home["key"].as_str().unwrap());
        for (name, key, place) in
            [("远", shop, "31.30,121.47"), ("近", shop, "31.2310,121.4737"), ("中", home, "31.2400,121.4737")]
        {
            make(&admin, &json!({"name": name, key: place}));
        }
        let both = make(&admin, &json!({"name": "两处", shop: "31.40,121.47", home: "31.2350,121.4737"}));
        make(&admin, &json!({"name": "不知在哪"}));
        let found = near(&admin, "31.2304,121.4737").ok();
        let names: Vec<&str> = found["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n["person"]["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["近", "两处", "中", "远"], "each once, by the nearer of two places");
        assert_eq!((&found["people"][0]["metres"], &found["more"]), (&json!(67), &json!(false)));
        assert_eq!(found["people"][1]["field"], home);
        // Somebody else's people are not near anybody else.
        let owner = admin.get("/api/session").ok()["user"]["id"].clone();
        admin.call("PATCH", &format!("/api/people/{both}"), &json!({"set": {"owner": owner}})).ok();
        let seen = near(&sales, "31.2304,121.4737").ok();
        assert_eq!(seen["people"].as_array().unwrap().len(), 3);
        for wrong in ["", "here", "91,0"] {
            let refused = near(&admin, wrong);
            assert_eq!(
                (refused.status.as_u16(), refused.body["fields"][0]["code"].as_str()),
                (422, Some("not_a_place"))
            );
        }
        p.app.stop();
    });
}

#[test]
fn every_figure_of_data_quality_is_the_length_of_the_list_behind_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        make_field(&admin, "person", &json!({"label": "肤质", "type": "text"}));
        let users = admin.get("/api/users").ok();
        let of =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        let now = t.store.now();
        for n in 0..12_i64 {
            let mut person = json!({"name": format!("客户{n}"), "identities": [{"kind": "user_id", "value": format!("u{n}")}]});
            if n % 2 == 0 {
                person["city"] = "上海".into();
                person["owner"] = of("sales");
            }
            if n % 3 == 0 {
                person["identities"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"kind": "phone", "value": format!("1390000{n:04}")}));
                person["x_肤质"] = "干".into();
            }
            make(&admin, &person);
            if n > 1 {
                // From yesterday to two years ago.
                let at = now.plus(-(n * n * n - 7) * gx_kernel::Micros::DAY / 2).to_rfc3339();
                p.segment("track", &json!({"userId": format!("u{n}"), "messageId": format!("m{n}"), "event": "Order Completed", "timestamp": at, "properties": {"order_id": format!("N{n}"), "total": 5}})).ok();
            }
        }
        p.segment(
            "identify",
            &json!({"userId": "shop", "messageId": "shop", "traits": {"name": "Otto", "city": "Graz"}}),
        )
        .ok();
        for (n, body) in
            [json!({"city": "Graz", "size": 3}), json!({"phone": "+8613800138001", "owner": of("sales")})]
                .iter_mut()
                .enumerate()
        {
            body["name"] = json!(format!("Firma {n}"));
            admin.call("POST", "/api/companies", body).ok();
        }
        for login in ["admin", "sales"] {
            let user = p.sign_in(login);
            let quality = user.get("/api/quality").ok();
            let length = |filter: &str| {
                user.get(&format!("/api/people?filter={}", query(filter))).ok()["total"].as_i64().unwrap()
            };
            let people = quality["people"].as_i64().unwrap();
            assert_eq!(people, length(""));
            for field in quality["fields"].as_array().unwrap() {
                let missing = people - field["filled"].as_i64().unwrap();
                assert_eq!(missing, length(field["missing"].as_str().unwrap()), "{login}: {field}");
            }
            for part in ["mend", "freshness", "owners"] {
                for one in quality[part].as_array().unwrap() {
                    assert_eq!(one["count"], length(one["filter"].as_str().unwrap()), "{login}: {one}");
                }
            }
            let companies = &quality["companies"];
            let firms = |filter: &str| {
                user.get(&format!("/api/companies?filter={}", query(filter))).ok()["total"].as_i64().unwrap()
            };
            let all = companies["companies"].as_i64().unwrap();
            assert_eq!(all, firms(""));
            for field in companies["fields"].as_array().unwrap() {
                let missing = all - field["filled"].as_i64().unwrap();
                assert_eq!(missing, firms(field["missing"].as_str().unwrap()), "{login}: {field}");
            }
            for one in ["mend", "owners"].iter().flat_map(|part| companies[*part].as_array().unwrap()) {
                assert_eq!(one["count"], firms(one["filter"].as_str().unwrap()), "{login}: {one}");
            }
            let of_sources = quality["sources"].as_array().unwrap();
            let sum: i64 = of_sources.iter().map(|s| s["count"].as_i64().unwrap()).sum();
            assert_eq!(sum, people, "everybody comes from somewhere: {of_sources:?}");
            for one in of_sources {
                assert_eq!(one["count"], length(one["filter"].as_str().unwrap()), "{login}: {one}");
            }
            let sum: i64 =
                quality["freshness"].as_array().unwrap().iter().map(|c| c["count"].as_i64().unwrap()).sum();
            assert_eq!(sum, people, "everybody was last heard of at some time, or never");
        }
        let marketing = p.sign_in("marketing").get("/api/quality").ok();
        assert!(!marketing.to_string().contains("birth_date"), "a hidden field is not counted either");
        p.app.stop();
    });
}

#[test]
fn what_is_written_in_a_field_of_ones_own_is_found_and_a_filter_may_say_my_team() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field = make_field(&admin, "person", &json!({"label": "爱好", "type": "text"}));
        let key = field["key"].as_str().unwrap();
        let id = make(&admin, &json!({"name": "林晓梅", key: "攀岩与滑雪"}));
        let hits = |q: &str| {
            admin.get(&format!("/api/search?q={}", query(q))).ok()["hits"].as_array().unwrap().len()
        };
        assert_eq!((hits("攀岩"), hits("滑雪"), hits("游泳")), (1, 1, 0));
        let changed = admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {key: "游泳"}})).ok();
        assert_eq!((hits("攀岩"), hits("游泳")), (0, 1));
        undo(&admin, &changed["batch"]);
        assert_eq!((hits("攀岩"), hits("游泳")), (1, 0));
        // Owned by somebody of the team.
        let staff = admin.get("/api/staff").ok();
        let of = |login: &str| {
            staff.as_array().unwrap().iter().find(|u| u["login"] == login).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let teams = admin.call("POST", "/api/teams", &json!({"name": "北区"})).ok();
        for login in ["admin", "sales"] {
            admin.call("PATCH", &format!("/api/staff/{}", of(login)), &json!({"team": teams[0]["id"]})).ok();
        }
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"owner": of("sales")}})).ok();
        make(&admin, &json!({"name": "别队的", "owner": of("service")}));
        let mine = admin.get(&format!("/api/people?filter={}", query("owner = my_team"))).ok();
        assert_eq!(names(&mine), ["林晓梅"]);
        p.app.stop();
    });
}

#[test]
fn a_list_opens_with_the_shared_view_of_the_role() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let view = |user: &User<'_, '_>, shared: bool| {
            let wish = json!({"object": "person", "name": "上海的", "shared": shared, "body": {"filter": "city = \"上海\""}});
            user.call("POST", "/api/views", &wish).ok()["id"].as_str().unwrap().to_owned()
        };
        let (shared, own) = (view(&admin, true), view(&admin, false));
        let set = |user: &User<'_, '_>, views: Value| {
            user.call("PATCH", "/api/roles/sales", &json!({"views": views}))
        };
        assert_eq!(set(&admin, json!({"person": shared})).ok()["views"], json!({"person": shared}));
        let opens = |user: &User<'_, '_>| {
            let views = user.get("/api/views").ok();
            let first = views.as_array().unwrap().iter().find(|v| v["opens"] == true).cloned();
            first.map_or(Value::Null, |v| v["id"].clone())
        };
        assert_eq!((opens(&sales), opens(&admin)), (json!(shared), Value::Null));
        for wrong in [json!({"person": own}), json!({"company": shared}), json!({"tree": shared})] {
            assert_eq!(set(&admin, wrong.clone()).status.as_u16(), 422, "{wrong}");
        }
        assert_eq!(set(&sales, json!({"person": shared})).status.as_u16(), 403);
        // A view that is gone opens nothing.
        admin.call("DELETE", &format!("/api/views/{shared}"), &Value::Null).ok();
        assert_eq!(opens(&sales), Value::Null);
        admin.call("POST", &format!("/api/views/{shared}/restore"), &json!({})).ok();
        assert_eq!(opens(&sales), json!(shared));
        assert_eq!(set(&admin, json!({"person": null})).ok()["views"], json!({}));
        assert_eq!(opens(&sales), Value::Null);
        p.app.stop();
    });
}

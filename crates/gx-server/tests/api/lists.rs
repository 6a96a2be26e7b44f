//! What tables and calendars ask for: cells by the rectangle, lists by the day, groups with their sums.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};

fn make(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/people", body).ok()["data"]["id"].as_str().unwrap().to_owned()
}

fn field(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/objects/person/fields", body).ok()["data"]["key"].as_str().unwrap().to_owned()
}

fn user_named(admin: &User<'_, '_>, name: &str) -> Value {
    let users = admin.get("/api/users").ok();
    users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone()
}

fn cells(user: &User<'_, '_>, rows: &Value) -> Answer {
    user.call("POST", "/api/people/cells", &json!({"rows": rows}))
}

/// `row field state` of every cell.
fn states(done: &Value) -> Vec<String> {
    let cells = done["cells"].as_array().unwrap();
    cells.iter().map(|c| format!("{} {} {}", c["row"], c["field"], c["state"]).replace('"', "")).collect()
}

fn undo(user: &User<'_, '_>, batch: &Value) {
    user.call("POST", &format!("/api/undo/{}", batch.as_str().unwrap()), &json!({})).ok();
}

#[test]
fn a_rectangle_is_tried_first_written_at_once_and_taken_back_by_one_undo() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let skin = field(
            &admin,
            &json!({"label": "肤质", "type": "choice", "options": [{"label": "干性"}, {"label": "油性"}]}),
        );
        let ids: Vec<String> =
            (0..3).map(|n| make(&admin, &json!({"name": format!("客户{n}"), "city": "上海"}))).collect();
        let rows = json!([
            {"id": ids[0], "set": {"city": "杭州", &skin: "油性"}},
            {"id": ids[1], "set": {"city": "上海", &skin: "没有这种", "phone": "13800138000"}},
            {"id": ids[2], "set": {"city": null, "birth_date": "2999-01-01", "owner": "usr_zzz"}},
        ]);
        let list =
            |filter: &str| admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"].clone();
        let tried = admin.call("POST", "/api/people/cells", &json!({"rows": rows, "check": true})).ok();
        let expected = [
            "0 city changed".to_owned(),
            format!("0 {skin} changed"),
            format!("1 {skin} refused"),
            "1 phone refused".into(),
            "1 city same".into(),
            "2 birth_date refused".into(),
            "2 owner refused".into(),
            "2 city changed".into(),
        ];
        let mut sorted = (states(&tried), expected.to_vec());
        sorted.0.sort();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1);
        assert_eq!((&tried["changed"], &tried["batch"]), (&json!(2), &Value::Null));
        assert_eq!(list("city = \"上海\""), 3, "a check writes nothing");
        let why = tried["cells"].as_array().unwrap().iter().find(|c| c["field"] == "phone").unwrap();
        assert_eq!(why["problem"]["code"], "read_only");

        let done = cells(&admin, &rows).ok();
        assert_eq!(done["cells"], tried["cells"], "what was promised is what is done");
        assert_eq!((list("city = \"上海\""), list("city = \"杭州\"")), (json!(1), json!(1)));
        assert_eq!(list(&format!("{skin} = \"油性\"")), 1);
        assert_eq!(
            admin.get(&format!("/api/people?q={}", query("杭州"))).ok()["total"],
            1,
            "the index goes along"
        );
        undo(&admin, &done["batch"]);
        assert_eq!((list("city = \"上海\""), list(&format!("{skin} is not empty"))), (json!(3), json!(0)));
        // Nothing to write leaves no batch behind.
        let same = cells(&admin, &json!([{"id": ids[0], "set": {"city": "上海"}}])).ok();
        assert_eq!((&same["batch"], &same["changed"]), (&Value::Null, &json!(0)));
        for (rows, status) in [
            (json!([]), 422),
            (json!([{"id": "com_1", "set": {"city": "x"}}]), 422),
            (json!([{"id": ids[0], "sets": {}}]), 422),
        ] {
            assert_eq!(cells(&admin, &rows).status.as_u16(), status, "{rows}");
        }
        p.app.stop();
    });
}

#[test]
fn what_a_colleague_wrote_since_is_shown_and_not_overwritten_until_it_was_seen() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, manager) = (p.sign_in("admin"), p.sign_in("manager"));
        let id = make(&admin, &json!({"name": "林晓梅", "city": "上海", "tags": ["老"]}));
        let seen = json!({"city": "上海", "tags": ["老"], "region": null});
        manager.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"city": "苏州"}})).ok();
        let set = json!({"city": "杭州", "tags": ["新"], "region": "浙江"});
        let done = cells(&admin, &json!([{"id": id, "set": set, "seen": seen}])).ok();
        let clash = done["cells"].as_array().unwrap().iter().find(|c| c["field"] == "city").unwrap();
        assert_eq!(
            (&clash["state"], &clash["before"], &clash["after"], &clash["by"]["name"]),
            (&json!("clash"), &json!("苏州"), &json!("杭州"), &json!("manager"))
        );
        assert!(clash["at"].is_string());
        let row = admin.person_named("林晓梅");
        assert_eq!(
            (&row["city"], &row["tags"], &row["region"]),
            (&json!("苏州"), &json!(["新"]), &json!("浙江")),
            "the other cells are written"
        );
        // Having seen it, the same is written.
        let again =
            cells(&admin, &json!([{"id": id, "set": {"city": "杭州"}, "seen": {"city": "苏州"}}])).ok();
        assert_eq!(states(&again), ["0 city changed"]);
        // Whoever wrote the same is in nobody's way.
        let same =
            cells(&manager, &json!([{"id": id, "set": {"city": "杭州"}, "seen": {"city": "苏州"}}])).ok();
        assert_eq!(states(&same), ["0 city same"]);
        p.app.stop();
    });
}

#[test]
fn cells_follow_the_reach_of_the_role_row_by_row_and_tell_new_owners_once() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let theirs = make(&admin, &json!({"name": "经理的", "owner": user_named(&admin, "manager")}));
        let mine = make(&admin, &json!({"name": "销售的", "owner": user_named(&admin, "sales")}));
        let free = make(&admin, &json!({"name": "无主"}));
        let rows = json!([
            {"id": mine, "set": {"city": "上海"}},
            {"id": theirs, "set": {"city": "上海"}},
            {"id": free, "set": {"city": "上海"}},
        ]);
        let sales = p.sign_in("sales");
        let done = cells(&sales, &rows).ok();
        assert_eq!(states(&done), ["0 city changed", "1 city refused", "2 city changed"]);
        let refused = &done["cells"][1];
        assert_eq!((&refused["problem"]["code"], &refused["before"]), (&json!("not_found"), &Value::Null));
        // Lent to be read only: seen, and still not changed.
        admin
            .call(
                "PUT",
                &format!("/api/people/{theirs}/shares/{}", user_named(&admin, "sales").as_str().unwrap()),
                &json!({"edit": false}),
            )
            .ok();
        assert_eq!(cells(&sales, &rows).ok()["cells"][1]["problem"]["code"], "forbidden");
        assert_eq!(cells(&p.sign_in("auditor"), &rows).status.as_u16(), 403);
        // A field that the role does not see is refused without a word of what stands in it.
        admin
            .call("PATCH", &format!("/api/people/{mine}"), &json!({"set": {"birth_date": "1990-06-12"}}))
            .ok();
        let grants = json!({"see": "all", "edit": "all", "hidden": ["birth_date"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let hidden = cells(
            &sales,
            &json!([{"id": mine, "set": {"birth_date": "1991-01-01"}, "seen": {"birth_date": "1989-01-01"}}]),
        );
        assert_eq!(hidden.body["cells"][0]["problem"]["code"], "hidden", "{}", hidden.text);
        assert!(!hidden.text.contains("1990-06-12"), "{}", hidden.text);
        // Two people at once are one notice.
        let service = user_named(&admin, "service");
        let given = json!([{"id": mine, "set": {"owner": service}}, {"id": free, "set": {"owner": service}}]);
        cells(&admin, &given).ok();
        let notices = p.sign_in("service").get("/api/notices").ok();
        assert_eq!((&notices["unread"], &notices["rows"][0]["detail"]["people"]), (&json!(1), &json!(2)));
        p.app.stop();
    });
}

#[test]
fn a_merged_person_shows_clashes_by_what_the_list_shows() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let winner = make(&admin, &json!({"name": "林晓梅"}));
        let loser = make(&admin, &json!({"name": "林晓梅", "city": "上海"}));
        admin.call("POST", "/api/merges", &json!({"winner": winner, "loser": loser})).ok();
        // The city comes from the record that was merged in; by either id it is the same cell.
        for (id, city) in [(&winner, "杭州"), (&loser, "苏州")] {
            let seen = admin.person_named("林晓梅")["city"].clone();
            let done =
                cells(&admin, &json!([{"id": id, "set": {"city": city}, "seen": {"city": seen}}])).ok();
            assert_eq!((&done["cells"][0]["state"], &done["cells"][0]["before"]), (&json!("changed"), &seen));
            assert_eq!(admin.person_named("林晓梅")["city"], city);
        }
        p.app.stop();
    });
}

#[test]
fn cells_of_companies_are_checked_written_and_undone_like_those_of_people() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let id = |name: &str| {
            admin.call("POST", "/api/companies", &json!({"name": name, "city": "昆明"})).ok()["data"]["row"]["id"]
                .clone()
        };
        let (one, two) = (id("云岭茶业"), id("山茶堂"));
        let rows = json!([
            {"id": one, "set": {"domain": "HTTPS://Tea.Example.com/", "size": "42"}},
            {"id": two, "set": {"name": "", "size": "-3", "city": "大理"}, "seen": {"city": "北京"}},
        ]);
        let send = |user: &User<'_, '_>, rows: &Value| {
            user.call("POST", "/api/companies/cells", &json!({"rows": rows}))
        };
        let done = send(&admin, &rows).ok();
        let mut found = states(&done);
        found.sort();
        assert_eq!(
            found,
            ["0 domain changed", "0 size changed", "1 city clash", "1 name refused", "1 size refused"]
        );
        let row =
            |id: &Value| admin.get(&format!("/api/companies/{}", id.as_str().unwrap())).ok()["row"].clone();
        assert_eq!((&row(&one)["domain"], &row(&one)["size"]), (&json!("tea.example.com"), &json!(42)));
        undo(&admin, &done["batch"]);
        assert_eq!((&row(&one)["domain"], &row(&one)["size"]), (&Value::Null, &Value::Null));
        assert_eq!(send(&p.sign_in("auditor"), &rows).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn the_days_of_a_calendar_count_what_their_filters_find_under_the_callers_rights() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let due = field(&admin, &json!({"label": "回访", "type": "date"}));
        let at = field(&admin, &json!({"label": "约见", "type": "date_time"}));
        let manager = user_named(&admin, "manager");
        for n in 0..7 {
            let mut person =
                json!({"name": format!("客户{n}"), "city": if n % 2 == 0 { "上海" } else { "北京" }});
            person[&due] = json!(["2026-03-01", "2026-03-31", "2026-03-31"][n % 3]);
            // The last instant of a day in Shanghai, and the first of the next.
            person[&at] = json!(["2026-03-31T15:59:59Z", "2026-03-31T16:00:00Z"][n % 2]);
            if n == 6 {
                person["owner"] = manager.clone();
            }
            make(&admin, &person);
        }
        let days = |user: &User<'_, '_>, what: &str| {
            user.get(&format!("/api/people/days?{what}")).ok()["days"].as_array().unwrap().clone()
        };
        let told = |days: &[Value]| -> Vec<(String, i64, usize)> {
            days.iter()
                .map(|d| {
                    let day = d["day"].as_str().unwrap().to_owned();
                    (day, d["count"].as_i64().unwrap(), d["rows"].as_array().unwrap().len())
                })
                .collect()
        };
        let day = |text: &str, count: i64, rows: usize| (text.to_owned(), count, rows);
        let march = "from=2026-03-01&to=2026-03-31";
        let all = days(&admin, &format!("by={}&{march}", query(&due)));
        assert_eq!(told(&all), [day("2026-03-01", 3, 3), day("2026-03-31", 4, 4)]);
        let meetings = days(&admin, &format!("by={}&from=2026-03-31&to=2026-04-01", query(&at)));
        assert_eq!(told(&meetings), [day("2026-03-31", 4, 4), day("2026-04-01", 3, 3)]);
        let today = days(&admin, "by=created_at&from=2020-01-01&to=2020-01-31");
        assert_eq!(today, Vec::<Value>::new());
        for (user, sum) in [(&admin, 7), (&p.sign_in("sales"), 6)] {
            for filter in ["", "city = \"上海\" or city = \"北京\""] {
                let found = days(user, &format!("by={}&{march}&filter={}", query(&due), query(filter)));
                let counted: i64 = found.iter().map(|d| d["count"].as_i64().unwrap()).sum();
                assert_eq!(counted, sum, "{filter}");
                for day in found {
                    let list = format!("/api/people?filter={}", query(day["filter"].as_str().unwrap()));
                    assert_eq!(user.get(&list).ok()["total"], day["count"], "{day}");
                }
            }
        }
        for (what, status) in [
            ("by=city&from=2026-03-01&to=2026-03-02", 422),
            ("by=created_at&from=2026-03-01&to=2026-02-01", 422),
            ("by=created_at&from=2026-03-01&to=2026-09-01", 422),
            ("by=created_at&from=soon&to=2026-03-01", 422),
            ("by=created_at&from=2026-03-01&to=2026-03-02&filter=city%20%3D", 400),
        ] {
            assert_eq!(admin.get(&format!("/api/people/days?{what}")).status.as_u16(), status, "{what}");
        }
        let hidden = format!("/api/people/days?by=birth_date&{march}");
        assert_eq!(p.sign_in("marketing").get(&hidden).status.as_u16(), 403);
        // Orders are counted with their people.
        for (n, person) in ["u1", "u2"].iter().enumerate() {
            let order = json!({"userId": person, "messageId": person, "event": "Order Completed", "timestamp": format!("2026-03-0{}T02:00:00Z", n + 1), "properties": {"order_id": person, "total": 5}});
            p.segment("track", &order).ok();
        }
        let orders = admin.get(&format!("/api/orders/days?by=placed_at&{march}")).ok()["days"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(told(&orders), [day("2026-03-01", 1, 1), day("2026-03-02", 1, 1)]);
        assert_eq!(orders[0]["rows"][0]["number"], "u1");
        let list = format!("/api/orders?filter={}", query(orders[1]["filter"].as_str().unwrap()));
        assert_eq!(admin.get(&list).ok()["rows"][0]["number"], "u2");
        p.app.stop();
    });
}

#[test]
fn groups_of_every_list_add_up_what_is_asked_for() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let points = field(&admin, &json!({"label": "积分", "type": "integer"}));
        let worth = field(&admin, &json!({"label": "估值", "type": "money"}));
        for n in 0..6 {
            let mut person = json!({"name": format!("客户{n}"), "identities": [{"kind": "user_id", "value": format!("u{n}")}]});
            if n > 0 {
                person["city"] = json!(if n % 2 == 0 { "上海" } else { "北京" });
            }
            person[&points] = json!(n);
            person[&worth] = json!("0.1");
            make(&admin, &person);
            let order = json!({"userId": format!("u{n}"), "messageId": format!("m{n}"), "event": "Order Completed", "properties": {"order_id": format!("N{n}"), "total": 10.5}});
            p.segment("track", &order).ok();
        }
        let groups = |path: &str| admin.get(path).ok()["groups"].as_array().unwrap().clone();
        let sums = query(&format!("{points},{worth},order_total,order_count"));
        let people = groups(&format!("/api/people/groups?by=city&sums={sums}"));
        let of = |city: Value| people.iter().find(|g| g["value"] == city).unwrap().clone();
        assert_eq!(of(json!("北京"))["sums"], json!({&points: "9", &worth: "0.3", "order_count": "3"}));
        let bought = json!([{"currency": "CNY", "total": "31.50"}]);
        assert_eq!(of(json!("北京"))["money"], json!({"order_total": bought}));
        assert_eq!(
            (&of(json!("上海"))["sums"][&points], &of(Value::Null)["sums"][&worth]),
            (&json!("6"), &json!("0.1"))
        );
        assert_eq!(people[0]["totals"], bought, "the worth of a group stays as it was");
        assert_eq!(admin.get("/api/people/groups?by=city&sums=name").status.as_u16(), 422);
        let orders = groups("/api/orders/groups?by=status&sums=amount,quantity");
        let amount: f64 = orders
            .iter()
            .map(|g| g["money"]["amount"][0]["total"].as_str().unwrap().parse::<f64>().unwrap())
            .sum();
        assert_eq!(amount, 63.0);
        for name in ["云岭茶业", "山茶堂"] {
            admin.call("POST", "/api/companies", &json!({"name": name, "city": "昆明", "size": 20})).ok();
        }
        let companies = groups("/api/companies/groups?by=city&sums=size");
        assert_eq!((&companies[0]["count"], &companies[0]["sums"]["size"]), (&json!(2), &json!("40")));
        let filter = query(companies[0]["filter"].as_str().unwrap());
        assert_eq!(admin.get(&format!("/api/companies?filter={filter}")).ok()["total"], 2);
        p.app.stop();
    });
}

#[test]
fn names_stand_by_strokes_for_who_reads_traditional_characters() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        for name in ["陳建國", "丁一", "Anna", "林曉梅", "王小明"] {
            admin.call("POST", "/api/people", &json!({"name": name})).ok();
            admin.call("POST", "/api/companies", &json!({"name": format!("{name}商行")})).ok();
        }
        let names = |path: &str| {
            let rows = admin.get(path).ok()["rows"].clone();
            let name = |r: &Value| r["name"].as_str().unwrap().to_owned();
            rows.as_array().unwrap().iter().map(name).collect::<Vec<_>>()
        };
        let speak = |locale: &str| admin.call("PATCH", "/api/session", &json!({"locale": locale})).ok();
        speak("zh-CN");
        assert_eq!(names("/api/people?sort=name"), ["Anna", "陳建國", "丁一", "林曉梅", "王小明"]);
        speak("zh-TW");
        let strokes = ["丁一", "王小明", "林曉梅", "陳建國", "Anna"];
        assert_eq!(names("/api/people?sort=name"), strokes);
        let mut back = names("/api/people?sort=-name");
        back.reverse();
        assert_eq!(back, strokes);
        assert_eq!(names("/api/companies"), strokes.map(|n| format!("{n}商行")));
        let csv = admin.get("/api/people/export.csv?sort=name").text;
        let at = |name: &str| csv.find(name).unwrap();
        assert!(at("丁一") < at("王小明") && at("王小明") < at("陳建國"), "{csv}");
        // A renamed person moves; page by page nobody is lost.
        let id = admin.person_named("陳建國")["id"].as_str().unwrap().to_owned();
        admin.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"name": "一一"}})).ok();
        let mut all = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = admin.get(&format!("/api/people?sort=name&limit=2&cursor={cursor}")).ok();
            all.extend(
                page["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()),
            );
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => break,
            }
        }
        assert_eq!(all, ["一一", "丁一", "王小明", "林曉梅", "Anna"]);
        // Names that were there before get their keys from a job, and so do all when the edition changes.
        let store = &p.app.kit.store;
        store
            .write(|tx| {
                tx.execute("UPDATE person SET name_strokes = NULL", &[])?;
                gx_store::settings::put(tx, "name_strokes", &"another edition")
            })
            .unwrap();
        gx_people::strokes::schedule(store).unwrap();
        p.jobs_end();
        assert_eq!(names("/api/people?sort=name"), ["一一", "丁一", "王小明", "林曉梅", "Anna"]);
        p.app.stop();
    });
}

#[test]
fn groups_are_the_same_along_an_index_and_it_goes_with_its_field() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let skin = field(
            &admin,
            &json!({"label": "肤质", "type": "choice", "options": [{"label": "干性"}, {"label": "油性"}]}),
        );
        let (sales, manager) = (user_named(&admin, "sales"), user_named(&admin, "manager"));
        for (n, (value, owner)) in
            [("干性", &sales), ("油性", &manager), ("干性", &Value::Null), ("", &sales)].iter().enumerate()
        {
            let body = json!({"name": format!("客户{n}"), "owner": owner, &skin: if value.is_empty() { Value::Null } else { json!(value) },
                "identities": [{"kind": "email", "value": format!("u{n}@example.org")}]});
            make(&admin, &body);
            let order = json!({"userId": format!("u{n}"), "messageId": format!("o{n}"), "event": "Order Completed",
                "context": {"traits": {"email": format!("u{n}@example.org")}},
                "properties": {"order_id": format!("N{n}"), "total": n + 1, "currency": if n == 2 { "USD" } else { "CNY" }}});
            if n != 1 {
                p.segment("track", &order).ok();
            }
        }
        let users = [admin, p.sign_in("sales")];
        let counted = |by: &str| users.each_ref().map(|u| u.get(&format!("/api/people/groups?by={by}")).ok());
        let before = [counted(&skin), counted("city")];
        assert_eq!(before[0][0]["groups"].as_array().unwrap().len(), 3, "{}", before[0][0]);
        assert_ne!(before[0][0], before[0][1], "a salesperson sees fewer");
        let made = |key: &str| {
            let wanted = json!({"key": key});
            t.store
                .write(|tx| {
                    gx_store::job::enqueue(
                        tx,
                        &t.store,
                        gx_record::grouped::GROUP_JOB,
                        &wanted,
                        t.store.now(),
                        None,
                    )
                })
                .unwrap();
            p.jobs_end();
            t.store.indexes("group_person_").unwrap().len()
        };
        // PostgreSQL needs none.
        let many = |n: usize| if t.name == "sqlite" { n } else { 0 };
        assert_eq!((made(&skin), made("city")), (many(1), many(2)));
        assert_eq!([counted(&skin), counted("city")], before);
        users[0].call("DELETE", &format!("/api/objects/person/fields/{skin}"), &Value::Null).ok();
        assert_eq!(made("tier"), many(2), "that of the field is gone");
        p.app.stop();
    });
}

//! The people who work here: accounts, roles, teams, sharing, keys, the audit log; and what each lets anybody do.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

pub(crate) fn id_of(admin: &User<'_, '_>, login: &str) -> String {
    let staff = admin.get("/api/staff").ok();
    let found = staff.as_array().unwrap().iter().find(|u| u["login"] == login).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

pub(crate) fn make(user: &User<'_, '_>, body: &Value) -> String {
    user.call("POST", "/api/people", body).ok()["data"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_colleague_is_invited_comes_in_once_and_is_out_at_once_when_the_account_closes() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let wish = json!({"login": "Mei@Example.com", "name": "梅 长青", "role": "sales", "title": "顾问"});
        let made = admin.call("POST", "/api/staff", &wish).ok();
        assert_eq!(
            (&made["account"]["state"], &made["account"]["login"]),
            (&json!("invited"), &json!("mei@example.com"))
        );
        assert_eq!(admin.call("POST", "/api/staff", &wish).body["fields"][0]["field"], "login", "taken");
        let user = made["account"]["id"].as_str().unwrap().to_owned();
        let token = made["invite"]["token"].as_str().unwrap().to_owned();
        // No password yet: nothing opens, not even the empty one.
        for password in ["", "correct horse"] {
            let body = json!({"login": "mei@example.com", "password": password});
            assert_eq!(p.stranger("POST", "/api/session", &body).status.as_u16(), 401, "{password:?}");
        }
        assert_eq!(
            p.stranger("GET", &format!("/api/invite?token={token}"), &Value::Null).ok()["name"],
            "梅 长青"
        );
        assert_eq!(p.stranger("GET", "/api/invite?token=gxi_nonsense", &Value::Null).status.as_u16(), 410);
        let accept = |password: &str| {
            p.stranger("POST", "/api/invite", &json!({"token": token, "password": password}))
        };
        assert_eq!(accept("short").status.as_u16(), 422, "the link is not spent on a refusal");
        let inside = accept("correct horse");
        assert!(inside.cookie.is_some(), "{}", inside.text);
        assert_eq!(accept("correct horse").status.as_u16(), 410, "once");
        let mei = p.sign_in("mei@example.com");
        assert_eq!(mei.get("/api/staff").status.as_u16(), 403);
        // A new link ends the sessions of before only when it is used.
        let link = admin.call("POST", &format!("/api/staff/{user}/invite"), &json!({})).ok();
        mei.get("/api/people").ok();
        p.stranger("POST", "/api/invite", &json!({"token": link["token"], "password": "correct horse"}))
            .ok_status();
        assert_eq!(mei.get("/api/people").status.as_u16(), 401);
        let mei = p.sign_in("mei@example.com");
        let key = mei.call("POST", "/api/keys", &json!({"name": "表格", "scopes": ["read"]})).ok();
        let secret = key["secret"].as_str().unwrap().to_owned();
        p.by_key(&secret, "GET", "/api/people", &Value::Null).ok();
        // What she looks after is handed over, with one undo, and then she is out.
        make(&mei, &json!({"name": "她的客户", "owner": user}));
        let done = admin
            .call("POST", &format!("/api/staff/{user}/handover"), &json!({"to": id_of(&admin, "manager")}))
            .ok();
        assert_eq!(done["changed"], 1);
        let closed = admin.call("PATCH", &format!("/api/staff/{user}"), &json!({"disabled": true})).ok();
        assert_eq!((&closed["state"], &closed["owns"]), (&json!("disabled"), &json!(0)));
        assert_eq!(mei.get("/api/people").status.as_u16(), 401);
        assert_eq!(p.by_key(&secret, "GET", "/api/people", &Value::Null).status.as_u16(), 401);
        admin.call("PATCH", &format!("/api/staff/{user}"), &json!({"disabled": false})).ok();
        p.sign_in("mei@example.com").get("/api/people").ok();
        assert_eq!(
            p.by_key(&secret, "GET", "/api/people", &Value::Null).code(),
            "revoked_key",
            "keys stay ended"
        );
        let log = admin.get("/api/audit").ok();
        let kinds: Vec<&str> =
            log["rows"].as_array().unwrap().iter().map(|r| r["kind"].as_str().unwrap()).collect();
        for kind in ["staff", "key", "sign_in", "sign_in_failed", "password"] {
            assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
        }
        assert!(!log.to_string().contains("correct horse"));
        p.app.stop();
    });
}

#[test]
fn nobody_locks_everybody_out() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let me = format!("/api/staff/{}", id_of(&admin, "admin"));
        for change in [json!({"disabled": true}), json!({"role": "sales"})] {
            let answer = admin.call("PATCH", &me, &change);
            assert_eq!((answer.status.as_u16(), answer.code()), (409, "last_admin"), "{change}");
        }
        let grants = admin.get("/api/roles").ok();
        let role = grants.as_array().unwrap().iter().find(|r| r["key"] == "admin").unwrap().clone();
        let mut less = role["grants"].clone();
        less["may"] = json!(["import"]);
        assert_eq!(admin.call("PATCH", "/api/roles/admin", &json!({"grants": less})).code(), "last_admin");
        // With a second one it goes.
        admin
            .call("PATCH", &format!("/api/staff/{}", id_of(&admin, "manager")), &json!({"role": "admin"}))
            .ok();
        admin.call("PATCH", &me, &json!({"role": "sales"})).ok();
        assert_eq!(admin.get("/api/staff").status.as_u16(), 403, "from the next request on");
        p.app.stop();
    });
}

/// The people whom a user sees, by every path that shows or counts people.
pub(crate) fn seen(user: &User<'_, '_>, all: &[(&str, String)]) -> Vec<String> {
    let list = user.get("/api/people?limit=500").ok();
    let mut names: Vec<String> =
        list["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    assert_eq!(list["total"], names.len(), "the count says what the list shows");
    for (name, id) in all {
        let here = names.iter().any(|n| n == name);
        let status = |path: &str| user.get(&format!("/api/people/{id}{path}")).status.as_u16();
        for path in ["", "/timeline", "/changes", "/why"] {
            assert_eq!(status(path), if here { 200 } else { 404 }, "{name}{path}");
        }
        let q = query(name);
        let found = |path: &str, at: &str| !user.get(path).ok()[at].as_array().unwrap().is_empty();
        assert_eq!(found(&format!("/api/search?q={q}"), "hits"), here, "search {name}");
        assert_eq!(found(&format!("/api/people?q={q}"), "rows"), here, "words {name}");
        assert_eq!(
            found(&format!("/api/people?filter={}", query(&format!("name = \"{name}\""))), "rows"),
            here,
            "filter {name}"
        );
        let asked = json!({"object": "person", "text": format!("name = \"{name}\"")});
        assert_eq!(
            user.call("POST", "/api/filter/check", &asked).ok()["count"],
            u8::from(here),
            "count {name}"
        );
        let orders = user.get(&format!("/api/orders?q=N-{name}")).ok();
        assert_eq!(orders["total"], u8::from(here), "orders {name}");
        let interactions = user
            .get(&format!("/api/interactions?filter={}", query(&format!("object_id = \"N-{name}\""))))
            .ok();
        assert_eq!(interactions["rows"].as_array().unwrap().len(), usize::from(here), "interactions {name}");
    }
    names
}

#[test]
fn the_reach_of_a_role_is_the_same_on_every_path_and_follows_team_owner_and_share() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let team = |name: &str, parent: &str| {
            let teams = admin.call("POST", "/api/teams", &json!({"name": name, "parent": parent})).ok();
            teams.as_array().unwrap().iter().find(|t| t["name"] == name).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let north = team("北区", "");
        let shop = team("静安店", &north);
        let account = |login: &str| id_of(&admin, login);
        let put = |login: &str, set: Value| {
            admin.call("PATCH", &format!("/api/staff/{}", account(login)), &set).ok()
        };
        put("manager", json!({"role": "team_lead", "team": north}));
        put("sales", json!({"team": shop}));
        // One person of each kind of owner, with an order each.
        let all: Vec<(&str, String)> = [("甲的", Some("sales")), ("乙的", Some("manager")), ("丙的", Some("service")), ("无主", None)]
            .into_iter()
            .map(|(name, owner)| {
                let body = match owner {
                    Some(login) => json!({"name": name, "owner": account(login), "identities": [{"kind": "user_id", "value": name}]}),
                    None => json!({"name": name, "identities": [{"kind": "user_id", "value": name}]}),
                };
                let id = make(&admin, &body);
                let order = json!({"userId": name, "messageId": name, "event": "Order Completed", "properties": {"order_id": format!("N-{name}"), "total": 5}});
                p.segment("track", &order).ok();
                (name, id)
            })
            .collect();
        let of = |name: &str| all.iter().find(|(n, _)| *n == name).unwrap().1.clone();
        assert_eq!(seen(&admin, &all).len(), 4);
        assert_eq!(seen(&p.sign_in("sales"), &all), ["无主", "甲的"]);
        // Who leads the team above sees what the team below looks after.
        let lead = p.sign_in("manager");
        assert_eq!(seen(&lead, &all), ["乙的", "无主", "甲的"]);
        let why = lead.get(&format!("/api/people/{}/why", of("甲的"))).ok();
        assert_eq!((&why["reasons"], &why["may"]), (&json!(["team"]), &json!(["edit", "delete", "share"])));
        // A team moved away takes its people along, from the next request on.
        admin.call("PATCH", &format!("/api/teams/{shop}"), &json!({"parent": ""})).ok();
        assert_eq!(seen(&lead, &all), ["乙的", "无主"]);
        let circle = admin.call("PATCH", &format!("/api/teams/{north}"), &json!({"parent": north}));
        assert_eq!(circle.body["fields"][0]["code"], "circle");
        // A shared person is lent, to be seen or to be changed.
        let share = |user: &User<'_, '_>, who: &str, with: &str, edit: bool| {
            user.call("PUT", &format!("/api/people/{who}/shares/{}", account(with)), &json!({"edit": edit}))
        };
        let sales = p.sign_in("sales");
        share(&p.sign_in("service"), &of("丙的"), "sales", false).ok();
        assert_eq!(seen(&sales, &all), ["丙的", "无主", "甲的"]);
        let rename = |user: &User<'_, '_>, id: &str| {
            user.call("PATCH", &format!("/api/people/{id}"), &json!({"set": {"city": "上海"}}))
                .status
                .as_u16()
        };
        assert_eq!(rename(&sales, &of("丙的")), 403);
        assert_eq!(
            share(&sales, &of("丙的"), "manager", false).status.as_u16(),
            403,
            "what is lent is not lent on"
        );
        share(&admin, &of("丙的"), "sales", true).ok();
        assert_eq!(rename(&sales, &of("丙的")), 200);
        let bulk = sales
            .call("POST", "/api/people/bulk", &json!({"who": {"filter": ""}, "what": {"add_tags": ["见过"]}}))
            .ok();
        assert_eq!(bulk["changed"], 3);
        admin
            .call("DELETE", &format!("/api/people/{}/shares/{}", of("丙的"), account("sales")), &Value::Null)
            .ok();
        assert_eq!(seen(&sales, &all), ["无主", "甲的"]);
        // The role itself: reach, words and fields.
        let role = |grants: Value| admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants}));
        role(json!({"see": "own", "edit": "own", "export": "own", "locked": ["city"], "hidden": ["phone"]}))
            .ok();
        assert_eq!(seen(&sales, &all), ["甲的"]);
        assert_eq!(rename(&sales, &of("甲的")), 422, "a locked field is read, not written");
        let csv = sales.get("/api/people/export.csv").text;
        assert!(csv.contains("甲的") && !csv.contains("无主"), "{csv}");
        let sheet = format!("{:?}", sales.get("/api/people/export.xlsx").sheet());
        assert!(sheet.contains("甲的") && !sheet.contains("无主"), "{sheet}");
        assert_eq!(sales.call("POST", "/api/people", &json!({"name": "新"})).status.as_u16(), 403);
        for wrong in
            [json!({"may": ["everything"]}), json!({"hidden": ["name"]}), json!({"locked": ["x_nothing"]})]
        {
            assert_eq!(role(wrong.clone()).status.as_u16(), 422, "{wrong}");
        }
        role(json!({"see": "none"})).ok();
        assert_eq!(seen(&sales, &all), Vec::<String>::new());
        p.app.stop();
    });
}

#[test]
fn who_looks_as_another_sees_the_same_and_changes_nothing() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let theirs = make(&sales, &json!({"name": "销售的", "owner": id_of(&admin, "sales")}));
        make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        assert_eq!(
            sales.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "admin")})).status.as_u16(),
            403
        );
        admin.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "sales")})).ok();
        let session = admin.get("/api/session").ok();
        assert_eq!(
            (&session["user"]["login"], &session["looking_as"], &session["can"]["person.edit"]),
            (&json!("sales"), &json!(true), &json!(false))
        );
        assert_eq!(admin.get("/api/people").ok()["total"], 1);
        for (method, path, body) in [
            ("PATCH", format!("/api/people/{theirs}"), json!({"set": {"city": "x"}})),
            ("DELETE", format!("/api/people/{theirs}"), Value::Null),
            ("POST", "/api/people".into(), json!({"name": "新"})),
            ("PATCH", "/api/session".into(), json!({"name": "冒名"})),
            (
                "POST",
                "/api/session/password".into(),
                json!({"current": "correct horse", "next": "wrong horse"}),
            ),
            ("POST", "/api/keys".into(), json!({"name": "k", "scopes": ["read"]})),
            ("POST", "/api/people/bulk".into(), json!({"who": {"filter": ""}, "what": {"add_tags": ["x"]}})),
        ] {
            assert_eq!(admin.call(method, &path, &body).status.as_u16(), 403, "{method} {path}");
        }
        admin.call("DELETE", "/api/session/as", &Value::Null).ok();
        assert_eq!(admin.get("/api/people").ok()["total"], 2);
        let log = admin.get("/api/audit?kind=look_as").ok();
        assert_eq!(
            (log["rows"].as_array().unwrap().len(), &log["rows"][0]["row"]["name"]),
            (1, &json!("sales"))
        );
        p.app.stop();
    });
}

#[test]
fn a_key_does_what_its_scopes_say_until_it_ends() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let key = |scopes: Value, days: Value| {
            admin.call("POST", "/api/keys", &json!({"name": "ERP", "scopes": scopes, "days": days}))
        };
        for (scopes, days) in [(json!([]), json!(1)), (json!(["all"]), json!(1)), (json!(["read"]), json!(0))]
        {
            assert_eq!(key(scopes.clone(), days).status.as_u16(), 422, "{scopes}");
        }
        let secret = |answer: Value| answer["secret"].as_str().unwrap().to_owned();
        let reader = secret(key(json!(["read"]), json!(30)).ok());
        let writer = secret(key(json!(["read", "write"]), Value::Null).ok());
        let made = p.by_key(&writer, "POST", "/api/people", &json!({"name": "来自程序"})).ok();
        let person = made["data"]["id"].as_str().unwrap().to_owned();
        assert_eq!(p.by_key(&reader, "GET", "/api/people", &Value::Null).ok()["total"], 1);
        for (secret, method, path, body) in [
            (&reader, "PATCH", format!("/api/people/{person}"), json!({"set": {"city": "x"}})),
            (&reader, "GET", "/api/people/export.csv".into(), Value::Null),
            (&reader, "GET", "/api/people/export.xlsx".into(), Value::Null),
            (&reader, "GET", "/api/staff".into(), Value::Null),
            (&writer, "DELETE", format!("/api/people/{person}"), Value::Null),
            (&writer, "POST", "/api/objects/person/fields".into(), json!({"label": "a", "type": "text"})),
            (&writer, "POST", "/api/keys".into(), json!({"name": "more", "scopes": ["setup"]})),
            (&writer, "PATCH", "/api/session".into(), json!({"name": "x"})),
        ] {
            assert_eq!(p.by_key(secret, method, &path, &body).status.as_u16(), 403, "{method} {path}");
        }
        // The list never shows the secret again; the database holds its hash.
        let list = admin.get("/api/keys").ok();
        assert!(!list.to_string().contains(&reader) && list[0]["secret"].is_null(), "{list}");
        assert_eq!(p.by_key("gxa_nonsense", "GET", "/api/people", &Value::Null).code(), "unknown_key");
        let of = |hint: &str| {
            list.as_array().unwrap().iter().find(|k| hint.ends_with(k["hint"].as_str().unwrap())).unwrap()["id"].as_str().unwrap().to_owned()
        };
        admin.call("POST", &format!("/api/keys/{}/revoke", of(&writer)), &json!({})).ok();
        assert_eq!(p.by_key(&writer, "GET", "/api/people", &Value::Null).code(), "revoked_key");
        t.store
            .write(|tx| {
                tx.execute(
                    "UPDATE api_key SET expires_at = $1 WHERE revoked_at IS NULL",
                    &[t.store.now().into()],
                )
            })
            .unwrap();
        let ended = p.by_key(&reader, "GET", "/api/people", &Value::Null);
        assert_eq!((ended.status.as_u16(), ended.code()), (401, "expired_key"));
        // A salesperson sees and revokes their own keys only.
        let sales = p.sign_in("sales");
        assert_eq!(sales.get("/api/keys").ok(), json!([]));
        assert_eq!(
            sales.call("POST", &format!("/api/keys/{}/revoke", of(&reader)), &json!({})).status.as_u16(),
            403
        );
        p.app.stop();
    });
}

#[test]
fn sessions_are_listed_and_ended_and_the_audit_log_is_for_those_who_may() {
    on_both(|t| {
        let p = Program::new(t);
        let (here, there) = (p.sign_in("sales"), p.sign_in("sales"));
        let list = here.get("/api/sessions").ok();
        assert_eq!(list.as_array().unwrap().len(), 2);
        let other = list.as_array().unwrap().iter().find(|s| s["this"] == false).unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            p.sign_in("marketing")
                .call("DELETE", &format!("/api/sessions/{other}"), &Value::Null)
                .status
                .as_u16(),
            404,
            "another's is not found"
        );
        here.call("DELETE", &format!("/api/sessions/{other}"), &Value::Null).ok();
        assert_eq!(there.get("/api/people").status.as_u16(), 401);
        p.sign_in("sales");
        assert_eq!(here.call("DELETE", "/api/sessions/others", &Value::Null).ok()["ended"], 1);
        here.get("/api/people").ok();
        // A password is changed because somebody else may know it: they are out, and who changed it is not.
        let there = p.sign_in("sales");
        let next = json!({"current": "correct horse", "next": "battery staple"});
        here.call("POST", "/api/session/password", &next).ok_status();
        assert_eq!(there.get("/api/people").status.as_u16(), 401);
        here.get("/api/people").ok();
        let back = json!({"current": "battery staple", "next": "correct horse"});
        here.call("POST", "/api/session/password", &back).ok_status();
        for (login, status) in
            [("sales", 403), ("marketing", 403), ("auditor", 200), ("manager", 200), ("admin", 200)]
        {
            let user = p.sign_in(login);
            assert_eq!(user.get("/api/audit").status.as_u16(), status, "{login}");
            assert_eq!(user.get("/api/audit.csv").status.as_u16(), status, "{login}");
        }
        let marketing = p.sign_in("marketing");
        marketing.get("/api/people/export.csv?filter=city%20%3D%20%22%3D1%2B1%22").ok_status();
        let auditor = p.sign_in("auditor");
        let log = auditor.get("/api/audit?kind=export").ok();
        let of_people =
            log["rows"].as_array().unwrap().iter().find(|r| r["object"] == "person").unwrap().clone();
        assert_eq!(
            (&of_people["user"]["name"], &of_people["detail"]["filter"]),
            (&json!("marketing"), &json!("city = \"=1+1\""))
        );
        let first = auditor.get("/api/audit?limit=2").ok();
        let second =
            auditor.get(&format!("/api/audit?limit=2&cursor={}", first["next"].as_str().unwrap())).ok();
        assert_ne!(first["rows"][0]["id"], second["rows"][0]["id"]);
        // Between two days of the workspace, both counted in; in the list and in the file.
        let day = |text: &str| text[..10].to_owned();
        let today = day(first["rows"][0]["at"].as_str().unwrap());
        let count = |query: &str| {
            let list =
                auditor.get(&format!("/api/audit?limit=200&{query}")).ok()["rows"].as_array().unwrap().len();
            let file = auditor.get(&format!("/api/audit.csv?{query}"));
            assert_eq!(file.status.as_u16(), 200, "{query}: {}", file.text);
            (list, file.text.lines().count() - 1)
        };
        let all = count("").0;
        assert!(all > 5);
        assert_eq!(count("from=2001-01-01&to=2001-12-31"), (0, 0));
        assert_eq!(count("to=2001-12-31").0, 0);
        t.clock.advance(5 * gx_kernel::Micros::DAY);
        p.sign_in("sales");
        let now = auditor.get("/api/audit?limit=1").ok()["rows"][0]["at"].as_str().unwrap().to_owned();
        let (before, since) = (count(&format!("to={today}")), count(&format!("from={}", day(&now))));
        assert!(before.0 > 5 && since.0 > 0 && since.0 < before.0, "{before:?} {since:?}");
        assert_eq!(count(&format!("from={now}&kind=sign_in")).0, 1, "an instant does as well");
        let wrong = auditor.get("/api/audit?from=yesterday");
        assert_eq!((wrong.status.as_u16(), wrong.body["fields"][0]["field"].as_str()), (422, Some("from")));
        p.app.stop();
    });
}

#[test]
fn colleagues_are_told_what_concerns_them_and_only_of_whom_they_see() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, service) = (p.sign_in("sales"), p.sign_in("service"));
        let of = |login: &str| id_of(&admin, login);
        let theirs = make(&admin, &json!({"name": "林晓梅", "owner": of("manager")}));
        let note = |user: &User<'_, '_>, person: &str, text: &str| {
            user.call(
                "POST",
                &format!("/api/people/{person}/interactions"),
                &json!({"kind": "note", "text": text}),
            )
        };
        // Named: whoever may see the person is told, whoever may not is not, and the writer learns it.
        let written = note(&admin, &theirs, "@service @sales 请看一下 @admin").ok();
        assert_eq!(written["unseen_by"], json!(["sales"]));
        let told = |user: &User<'_, '_>| user.get("/api/notices").ok();
        let list = told(&service);
        assert_eq!(
            (&list["unread"], &list["rows"][0]["kind"], &list["rows"][0]["row"]["name"]),
            (&json!(1), &json!("mention"), &json!("林晓梅"))
        );
        assert_eq!(told(&sales)["rows"], json!([]));
        assert_eq!(told(&admin)["rows"], json!([]), "nobody is told what they did themselves");
        // Given, lent, many at once.
        admin.call("PATCH", &format!("/api/people/{theirs}"), &json!({"set": {"owner": of("sales")}})).ok();
        for n in 0..3 {
            make(&admin, &json!({"name": format!("客户{n}")}));
        }
        admin.call("POST", "/api/people/bulk", &json!({"who": {"filter": "name starts with \"客户\""}, "what": {"set": {"owner": of("sales")}}})).ok();
        let other = make(&admin, &json!({"name": "别人的", "owner": of("manager")}));
        admin
            .call("PUT", &format!("/api/people/{other}/shares/{}", of("sales")), &json!({"edit": false}))
            .ok();
        let list = told(&sales);
        let kinds: Vec<&str> =
            list["rows"].as_array().unwrap().iter().map(|r| r["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["share", "owner", "owner"]);
        assert_eq!((&list["rows"][1]["detail"]["people"], &list["unread"]), (&json!(3), &json!(3)));
        // What is taken back is not named any more, nor is what was said there.
        admin.call("DELETE", &format!("/api/people/{other}/shares/{}", of("sales")), &Value::Null).ok();
        assert_eq!(told(&sales)["rows"][0]["row"], Value::Null);
        assert!(!told(&sales).to_string().contains("别人的"));
        // Read one, read all; not a colleague's.
        let one = list["rows"][0]["id"].clone();
        assert_eq!(
            service.call("POST", "/api/notices/read", &json!({"id": one})).ok()["unread"],
            1,
            "another's stays unread"
        );
        assert_eq!(sales.call("POST", "/api/notices/read", &json!({"id": one})).ok()["unread"], 2);
        assert_eq!(sales.call("POST", "/api/notices/read", &json!({})).ok()["unread"], 0);
        // Who does not want to be told is not.
        sales.call("PUT", "/api/notices/wanted", &json!({"kind": "mention", "wanted": false})).ok();
        note(&admin, &theirs, "再请 @sales 看一下").ok();
        assert_eq!(told(&sales)["unread"], 0);
        assert_eq!(
            sales.call("PUT", "/api/notices/wanted", &json!({"kind": "x", "wanted": false})).status.as_u16(),
            422
        );
        admin.call("POST", "/api/session/as", &json!({"user": of("service")})).ok();
        assert_eq!(admin.call("POST", "/api/notices/read", &json!({})).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn a_live_stream_ends_with_the_account_and_forgets_what_a_role_has_lost() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let person = make(&admin, &json!({"name": "林晓梅", "owner": id_of(&admin, "manager")}));
        let topic = format!("people,notices,person:{person}");
        let rename = |city: &str| {
            admin.call("PATCH", &format!("/api/people/{person}"), &json!({"set": {"city": city}})).ok();
        };
        let manager = p.sign_in("manager");
        let (heard, ended) = p.hears(&manager, &topic, || rename("上海"), 1);
        assert!(!ended && heard[0].contains("\"person\""), "{heard:?}");
        // Sales never sees the manager's people, and hears of a notice that is theirs alone.
        let sales = p.sign_in("sales");
        let lend = || {
            rename("北京");
            admin
                .call(
                    "PUT",
                    &format!("/api/people/{person}/shares/{}", id_of(&admin, "service")),
                    &json!({"edit": false}),
                )
                .ok();
        };
        assert_eq!(p.hears(&sales, &topic, lend, 1), (Vec::new(), false));
        let service = p.sign_in("service");
        let again = || {
            admin
                .call(
                    "PUT",
                    &format!("/api/people/{person}/shares/{}", id_of(&admin, "service")),
                    &json!({"edit": true}),
                )
                .ok();
        };
        let (heard, _) = p.hears(&service, "notices", again, 1);
        assert!(heard[0].contains("notices"), "{heard:?}");
        // The role loses its eyes while the stream is open; the account is closed while it is open.
        let pause = || std::thread::sleep(std::time::Duration::from_millis(1100));
        let blind = || {
            admin.call("PATCH", "/api/roles/manager", &json!({"grants": {"see": "none"}})).ok();
            pause();
            rename("杭州");
        };
        assert_eq!(p.hears(&manager, &format!("person:{person}"), blind, 1), (Vec::new(), false));
        let close = || {
            admin
                .call(
                    "PATCH",
                    &format!("/api/staff/{}", id_of(&admin, "service")),
                    &json!({"disabled": true}),
                )
                .ok();
            pause();
            rename("苏州");
        };
        assert_eq!(p.hears(&service, &topic, close, 1), (Vec::new(), true));
        p.app.stop();
    });
}

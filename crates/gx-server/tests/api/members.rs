//! Members and tiers, households, and companies that are parts of one another.

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User};
use crate::staff::{id_of, make};

fn join(user: &User<'_, '_>, id: &str) -> crate::kit::Answer {
    user.call("POST", &format!("/api/people/{id}/membership"), &Value::Null)
}

#[test]
fn who_joins_gets_the_next_number_once_and_it_can_be_taken_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let numbers = json!({"prefix": "GX-", "digits": 4, "check": true, "next": 41});
        let held = admin.call("PUT", "/api/membership", &json!({"numbers": numbers})).ok();
        // 0041: doubled from the right 2, 4, 0, 0 — 1*2 + 4 + 0 + 0 = 6, so 4 makes ten.
        assert_eq!(held["next"], "GX-00414");
        let lin = make(&admin, &json!({"name": "林晓梅"}));
        // The next number but one is taken by somebody whom a till wrote.
        let taken = json!({"name": "周以宁", "identities": [{"kind": "member_no", "value": "GX-00422"}]});
        make(&admin, &taken);
        let done = join(&admin, &lin).ok();
        assert_eq!(done["data"]["row"]["member_no"], "GX-00414");
        assert_eq!(join(&admin, &lin).code(), "already_member");
        let zhao = make(&admin, &json!({"name": "赵敏"}));
        assert_eq!(join(&admin, &zhao).ok()["data"]["row"]["member_no"], "GX-00430", "skips what is taken");
        // Found by it, and taken back.
        assert_eq!(admin.get("/api/search?q=GX-00414").ok()["hits"][0]["id"], json!(lin));
        admin.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({})).ok();
        let person = admin.get(&format!("/api/people/{lin}")).ok();
        assert!(person["row"]["member_no"].is_null());
        // Everybody at once: each a number of their own.
        let ids: Vec<String> = (0..8).map(|n| make(&admin, &json!({"name": format!("会员{n}")}))).collect();
        let given = std::sync::Mutex::new(std::collections::BTreeSet::new());
        std::thread::scope(|s| {
            for id in &ids {
                s.spawn(|| {
                    let number = join(&admin, id).ok()["data"]["row"]["member_no"].to_string();
                    given.lock().unwrap().insert(number);
                });
            }
        });
        assert_eq!(given.lock().unwrap().len(), 8);
        for (wrong, field) in [
            (json!({"prefix": "号", "digits": 4, "check": true, "next": 1}), "prefix"),
            (json!({"prefix": "", "digits": 40, "check": true, "next": 1}), "digits"),
            (json!({"prefix": "", "digits": 4, "check": true, "next": 10_000}), "next"),
        ] {
            let answer = admin.call("PUT", "/api/membership", &json!({"numbers": wrong}));
            assert_eq!(answer.body["fields"][0]["field"], field, "{}", answer.text);
        }
        let last = json!({"prefix": "", "digits": 4, "check": false, "next": 9_998});
        admin.call("PUT", "/api/membership", &json!({"numbers": last})).ok();
        join(&admin, &make(&admin, &json!({"name": "最后"}))).ok();
        assert_eq!(join(&admin, &make(&admin, &json!({"name": "太晚"}))).code(), "numbers_used_up");
        assert_eq!(join(&p.sign_in("auditor"), &lin).status.as_u16(), 403);
        let hidden = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        assert_eq!(join(&p.sign_in("sales"), &hidden).status.as_u16(), 404);
        for login in ["sales", "manager"] {
            let put = p.sign_in(login).call("PUT", "/api/membership", &json!({}));
            assert_eq!(put.status.as_u16(), 403, "{login}");
        }
        p.app.stop();
    });
}

#[test]
fn tiers_follow_what_was_bought_and_leave_alone_what_a_colleague_said() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let buy = |who: &str, number: &str, total: &str, at: &str, currency: &str| {
            let order = json!({"userId": who, "messageId": number, "timestamp": at, "event": "Order Completed",
                "properties": {"order_id": number, "total": total, "currency": currency}});
            p.segment("track", &order).ok();
        };
        let today = json!(p.app.kit.store.now()).as_str().unwrap().to_owned();
        let old = json!(p.app.kit.store.now().plus(-400 * Micros::DAY)).as_str().unwrap().to_owned();
        let of = |who: &str| {
            let traits = json!({"name": who});
            p.segment("identify", &json!({"userId": who, "messageId": format!("i{who}"), "traits": traits}))
                .ok();
        };
        for who in ["大户", "中户", "老户", "外币", "手工", "退货"] {
            of(who);
        }
        buy("大户", "N1", "9000", &today, "CNY");
        buy("大户", "N2", "1500.50", &today, "CNY");
        buy("中户", "N3", "1200", &today, "CNY");
        buy("老户", "N4", "99999", &old, "CNY");
        buy("外币", "N5", "99999", &today, "USD");
        buy("手工", "N6", "99999", &today, "CNY");
        buy("退货", "N7", "99999", &today, "CNY");
        p.segment("track", &json!({"userId": "退货", "messageId": "N7r", "event": "Order Refunded", "properties": {"order_id": "N7", "total": 99999}})).ok();
        let by_hand = admin.person_named("手工")["id"].as_str().unwrap().to_owned();
        admin.call("PATCH", &format!("/api/people/{by_hand}"), &json!({"set": {"tier": "银"}})).ok();
        let tiers = |on: bool| {
            json!({"tiers": {"on": on, "unit": "amount", "months": 12, "currency": "CNY", "levels": [
                {"name": "金", "color": "amber", "from": "10000"}, {"name": "银", "color": "plain", "from": "1000"}]}})
        };
        let held = admin.call("PUT", "/api/membership", &tiers(false)).ok();
        assert_eq!(held["tiers"]["levels"][0]["name"], "银", "the lowest first");
        p.jobs_end();
        let tier = |who: &str| admin.person_named(who)["tier"].clone();
        assert_eq!(tier("大户"), Value::Null, "not drawn until it is switched on");
        admin.call("PUT", "/api/membership", &tiers(true)).ok();
        p.jobs_end();
        assert_eq!((tier("大户"), tier("中户")), (json!("金"), json!("银")));
        assert_eq!((tier("老户"), tier("外币"), tier("退货")), (Value::Null, Value::Null, Value::Null));
        assert_eq!(tier("手工"), "银", "what a colleague said stands");
        let progress = admin.get("/api/membership").ok()["progress"].clone();
        assert_eq!((&progress["moved"], &progress["state"]), (&json!(2), &json!("done")));
        // It says whose word it is, and a second run changes nothing.
        let id = admin.person_named("大户")["id"].as_str().unwrap().to_owned();
        let page = admin.get(&format!("/api/people/{id}")).ok();
        let value = page["portrait"].as_array().unwrap().iter().find(|v| v["key"] == "tier").unwrap().clone();
        assert_eq!(value["source"]["kind"], "rule");
        admin.call("PUT", "/api/membership", &tiers(true)).ok();
        p.jobs_end();
        assert_eq!(admin.get("/api/membership").ok()["progress"]["moved"], 0);
        // A change while a run is under way is not lost, and the night to come does not hide what was.
        let store = &p.app.kit.store;
        store
            .write(|tx| {
                gx_store::job::enqueue(tx, store, "tiers.apply", &json!({}), Micros(i64::MAX / 2), None)?;
                let running = "UPDATE job SET state = 'running', lease_until = $1 WHERE kind = 'tiers.apply' AND state = 'done'";
                tx.execute(running, &[Micros(i64::MAX / 2).into()])
            })
            .unwrap();
        admin
            .call(
                "PUT",
                "/api/membership",
                &json!({"tiers": {"on": true, "unit": "orders", "months": 12, "currency": "CNY",
            "levels": [{"name": "常客", "from": "2"}]}}),
            )
            .ok();
        store.write(|tx| tx.execute("UPDATE job SET state = 'done' WHERE kind = 'tiers.apply' AND state = 'running' AND lease_until > $1", &[store.now().plus(Micros::DAY).into()])).unwrap();
        p.jobs_end();
        assert_eq!((tier("大户"), tier("中户")), (json!("常客"), Value::Null));
        assert_eq!(admin.get("/api/membership").ok()["progress"]["state"], "done");
        for (wrong, code) in [
            (json!([{"name": "", "from": "1"}]), "length"),
            (json!([{"name": "金", "from": "viel"}]), "not_an_amount"),
            (json!([{"name": "金", "from": "-1"}]), "not_an_amount"),
            (json!([{"name": "金", "from": "1"}, {"name": "金", "from": "2"}]), "not_unique"),
            (json!([]), "missing"),
        ] {
            let body = json!({"tiers": {"on": true, "unit": "amount", "months": 12, "currency": "CNY", "levels": wrong}});
            let answer = admin.call("PUT", "/api/membership", &body);
            assert_eq!(answer.body["fields"][0]["code"], code, "{}", answer.text);
        }
        p.app.stop();
    });
}

#[test]
fn a_household_is_who_lives_together_as_far_as_one_sees() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let me = id_of(&admin, "sales");
        let person = |name: &str, owner: &str| {
            let body =
                json!({"name": name, "owner": owner, "identities": [{"kind": "user_id", "value": name}]});
            let id = make(&admin, &body);
            let order = json!({"userId": name, "messageId": name, "event": "Order Completed", "properties": {"order_id": format!("N-{name}"), "total": 50}});
            p.segment("track", &order).ok();
            id
        };
        let (mother, father) = (person("母亲", &me), person("父亲", &me));
        let child = person("孩子", &id_of(&admin, "manager"));
        let tie = |a: &str, b: &str, kind: &str| {
            admin.call("POST", "/api/edges", &json!({"kind": kind, "from": a, "to": b})).ok()
        };
        tie(&mother, &father, "household");
        let last = tie(&father, &child, "household");
        tie(&mother, &person("闺蜜", &me), "friend");
        let of =
            |user: &User<'_, '_>, id: &str| user.get(&format!("/api/people/{id}")).ok()["household"].clone();
        let names = |household: &Value| {
            let mut names: Vec<String> = household["people"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].as_str().unwrap().to_owned())
                .collect();
            names.sort();
            names
        };
        let whole = of(&admin, &mother);
        assert_eq!(names(&whole), ["孩子", "父亲"], "step by step");
        assert_eq!(whole["bought"], json!([{"currency": "CNY", "total": "150.00"}]));
        let seen = of(&p.sign_in("sales"), &mother);
        assert_eq!((names(&seen), &seen["bought"][0]["total"]), (vec!["父亲".to_owned()], &json!("100.00")));
        admin.call("POST", &format!("/api/undo/{}", last["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(names(&of(&admin, &mother)), ["父亲"]);
        assert!(of(&admin, &child).is_null());
        p.app.stop();
    });
}

#[test]
fn companies_are_parts_of_one_another_without_circles_and_add_up() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let company = |name: &str| {
            admin.call("POST", "/api/companies", &json!({"name": name})).ok()["data"]["row"]["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (head, east, shop) = (company("山茶集团"), company("山茶华东"), company("山茶静安店"));
        let join = |user: &User<'_, '_>, part: &str, whole: &str| {
            user.call("POST", "/api/edges", &json!({"kind": "part_of", "from": part, "to": whole}))
        };
        join(&admin, &east, &head).ok();
        join(&admin, &shop, &east).ok();
        let me = id_of(&admin, "sales");
        for (name, at, owner) in
            [("甲", &shop, Some(me.as_str())), ("乙", &east, None), ("丙", &head, Some("x"))]
        {
            let mut body = json!({"name": name, "identities": [{"kind": "user_id", "value": name}]});
            match owner {
                Some("x") => body["owner"] = id_of(&admin, "manager").into(),
                Some(id) => body["owner"] = id.into(),
                None => {}
            }
            let id = make(&admin, &body);
            admin.call("POST", "/api/edges", &json!({"kind": "works_at", "from": id, "to": at})).ok();
            let order = json!({"userId": name, "messageId": name, "event": "Order Completed", "properties": {"order_id": format!("N-{name}"), "total": 10}});
            p.segment("track", &order).ok();
        }
        let group =
            |user: &User<'_, '_>, id: &str| user.get(&format!("/api/companies/{id}")).ok()["group"].clone();
        let whole = group(&admin, &head);
        let below: Vec<(&str, u64)> = whole["below"]
            .as_array()
            .unwrap()
            .iter()
            .map(|b| (b["name"].as_str().unwrap(), b["depth"].as_u64().unwrap()))
            .collect();
        assert_eq!(below, [("山茶华东", 1), ("山茶静安店", 2)]);
        assert_eq!(
            (&whole["people_count"], &whole["bought"]),
            (&json!(3), &json!([{"currency": "CNY", "total": "30.00"}]))
        );
        let above: Vec<String> = group(&admin, &shop)["above"]
            .as_array()
            .unwrap()
            .iter()
            .map(|a| a["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(above, ["山茶华东", "山茶集团"], "the nearest first");
        // A salesperson adds up only the people they see.
        let sales = p.sign_in("sales");
        assert_eq!(
            (&group(&sales, &head)["people_count"], &group(&sales, &head)["bought"][0]["total"]),
            (&json!(2), &json!("20.00"))
        );
        // No circle, no part of itself, no other tie between companies, and a part belongs to one.
        assert_eq!(join(&admin, &head, &shop).body["fields"][0]["code"], "circle");
        assert_eq!(join(&admin, &head, &head).code(), "same_row");
        let odd = admin.call("POST", "/api/edges", &json!({"kind": "friend", "from": head, "to": shop}));
        assert_eq!(odd.status.as_u16(), 422);
        let moved = join(&admin, &shop, &head).ok();
        assert_eq!(group(&admin, &east)["below"], json!([]));
        assert_eq!(group(&admin, &shop)["above"].as_array().unwrap().len(), 1);
        admin.call("POST", &format!("/api/undo/{}", moved["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(group(&admin, &shop)["above"].as_array().unwrap().len(), 2, "both ties as they were");
        // Only who may change the part says what it belongs to.
        let auditor = p.sign_in("auditor");
        assert_eq!(join(&auditor, &head, &company("别家")).status.as_u16(), 403);
        let edge = group(&admin, &shop)["above"][0]["edge"].as_str().unwrap().to_owned();
        assert_eq!(auditor.call("DELETE", &format!("/api/edges/{edge}"), &Value::Null).status.as_u16(), 403);
        admin.call("DELETE", &format!("/api/edges/{edge}"), &Value::Null).ok();
        assert!(group(&admin, &shop).is_null());
        p.app.stop();
    });
}

#[test]
fn files_are_due_by_the_cycles_and_a_review_sets_the_next_date() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let row = |id: &str| admin.get(&format!("/api/people/{id}")).ok()["row"].clone();
        let put = |wish: &Value| admin.call("PUT", "/api/review", wish);
        let gold = make(&admin, &json!({"name": "金先生", "tier": "gold", "reviewed_on": "2026-01-31"}));
        let plain = make(&admin, &json!({"name": "常女士"}));
        let fixed = make(&admin, &json!({"name": "定先生", "review_on": "2031-05-06"}));
        for (wish, field) in [
            (json!({"on": true, "cycles": []}), "cycles"),
            (json!({"on": true, "cycles": [{"filter": "", "months": 0}]}), "cycles.0.months"),
            (
                json!({"on": true, "cycles": [{"filter": "", "months": 6}, {"filter": "tier =", "months": 6}]}),
                "cycles.1.filter",
            ),
            (json!({"on": true, "cycles": [{"filter": "owner = me", "months": 6}]}), "cycles.0.filter"),
            (json!({"on": true, "cycles": vec![json!({"filter": "", "months": 6}); 13]}), "cycles"),
        ] {
            let answer = put(&wish);
            assert_eq!(answer.body["fields"][0]["field"], field, "{}", answer.text);
        }
        assert_eq!(admin.get("/api/review").ok()["on"], false, "nothing of what was refused is kept");
        let cycles = json!({"on": true, "cycles": [{"filter": "tier = \"gold\"", "months": 1}, {"filter": "", "months": 12}]});
        put(&cycles).ok();
        p.jobs_end();
        // A month after the last day of January is the last of February; who was never gone through counts from the
        // day the record was made.
        assert_eq!(row(&gold)["review_on"], "2026-02-28");
        let year = |text: &Value| text.as_str().unwrap()[..4].parse::<i32>().unwrap();
        let plain_now = row(&plain);
        assert_eq!(year(&plain_now["review_on"]), year(&plain_now["created_at"]) + 1, "{plain_now}");
        assert_eq!(row(&fixed)["review_on"], "2031-05-06", "what was written by hand stands");
        // Gone through: today, and due again by the cycle, also where a date stood by hand.
        let due_now = format!("/api/people?filter={}", crate::kit::query("review_on <= today"));
        assert_eq!(admin.get(&due_now).ok()["total"], 1);
        let done = admin.call("POST", &format!("/api/people/{gold}/review"), &Value::Null).ok();
        let today = done["data"]["row"]["reviewed_on"].clone();
        assert_ne!(today, "2026-01-31");
        assert_eq!(admin.get(&due_now).ok()["total"], 0);
        // Taken back: as it was before, and the cycles' again.
        admin.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({})).ok();
        assert_eq!(
            (&row(&gold)["reviewed_on"], &row(&gold)["review_on"]),
            (&json!("2026-01-31"), &json!("2026-02-28"))
        );
        admin.call("POST", &format!("/api/people/{gold}/review"), &Value::Null).ok();
        admin.call("POST", &format!("/api/people/{fixed}/review"), &Value::Null).ok();
        assert_ne!(row(&fixed)["review_on"], "2031-05-06");
        let next = row(&gold)["review_on"].clone();
        // A review follows the cycles when they change; a date by hand after it does not.
        admin
            .call("PATCH", &format!("/api/people/{fixed}"), &json!({"set": {"review_on": "2032-01-01"}}))
            .ok();
        put(&json!({"on": true, "cycles": [{"filter": "", "months": 24}]})).ok();
        p.jobs_end();
        assert!(row(&gold)["review_on"].as_str() > next.as_str(), "{}", row(&gold));
        assert_eq!(row(&gold)["reviewed_on"], today);
        assert_eq!(row(&fixed)["review_on"], "2032-01-01");
        // Many at once, and one undo.
        let many = json!({"who": {"filter": ""}, "what": {"review": true}});
        let bulk = admin.call("POST", "/api/people/bulk", &many).ok();
        assert_eq!(
            (&bulk["changed"], &row(&plain)["reviewed_on"]),
            (&json!(2), &today),
            "one was gone through today already"
        );
        admin.call("POST", &format!("/api/undo/{}", bulk["batch"].as_str().unwrap()), &json!({})).ok();
        assert!(row(&plain)["reviewed_on"].is_null());
        // Rights: who may not edit, whose field is locked, who sees nothing of the person.
        let review = |user: &User<'_, '_>, id: &str| {
            user.call("POST", &format!("/api/people/{id}/review"), &Value::Null)
        };
        assert_eq!(review(&p.sign_in("auditor"), &gold).status.as_u16(), 403);
        let theirs = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        let sales = p.sign_in("sales");
        assert_eq!(review(&sales, &theirs).status.as_u16(), 404);
        assert_eq!(sales.call("PUT", "/api/review", &cycles).status.as_u16(), 403);
        let grants = json!({"see": "all", "edit": "all", "locked": ["review_on"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        assert_eq!(review(&sales, &theirs).body["fields"][0]["field"], "review_on");
        assert_eq!(sales.call("POST", "/api/people/bulk", &many).body["fields"][0]["field"], "review_on");
        p.app.stop();
    });
}

//! Leads: made, captured, given by rules, claimed from pools, given back, recycled, converted, disputed.

use gx_http::auth;
use gx_kernel::Micros;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

use crate::kit::{Answer, PASSWORD, Program, User, query, until};
use crate::staff::{id_of, make};

const DAY: i64 = Micros::DAY;

/// Two more who sell.
fn colleagues(t: &TestStore) {
    let hash = auth::hash_password(PASSWORD).unwrap();
    t.store
        .write(|tx| {
            for login in ["he", "shen"] {
                auth::create_user(tx, &t.store, login, login, "sales", &hash, false)?;
            }
            Ok(())
        })
        .unwrap();
}

fn lead(user: &User<'_, '_>, body: &Value) -> Value {
    user.call("POST", "/api/leads", body).ok()["data"].clone()
}

fn id(lead: &Value) -> String {
    lead["row"]["id"].as_str().unwrap().to_owned()
}

fn pool(user: &User<'_, '_>) -> String {
    user.get("/api/pools").ok()[0]["id"].as_str().unwrap().to_owned()
}

fn waiting(admin: &User<'_, '_>, name: &str, pool: &str) -> String {
    id(&lead(admin, &json!({"name": name, "to": pool})))
}

fn claim(user: &User<'_, '_>, ids: &[&str]) -> Value {
    user.call("POST", "/api/leads/claim", &json!({"ids": ids})).ok()
}

fn codes(done: &Value) -> Vec<String> {
    let all = done["outcomes"].as_array().unwrap();
    all.iter().map(|o| o["code"].as_str().unwrap_or("ok").to_owned()).collect()
}

fn page(user: &User<'_, '_>, lead: &str) -> Value {
    user.get(&format!("/api/leads/{lead}")).ok()
}

fn owner(user: &User<'_, '_>, lead: &str) -> Value {
    page(user, lead)["row"]["owner"]["name"].clone()
}

fn undo(user: &User<'_, '_>, changed: &Value) -> Answer {
    user.call("POST", &format!("/api/undo/{}", changed["batch"].as_str().unwrap()), &json!({}))
}

/// Looks for what goes back, and lets the job end.
fn look_back(t: &TestStore) {
    gx_sales::lead::returns::run(&t.store, &|| false).unwrap();
}

#[test]
fn a_person_has_one_open_lead_and_others_are_told_whose() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he, shen) = (p.sign_in("admin"), p.sign_in("he"), p.sign_in("shen"));
        let phone = json!([{"kind": "phone", "value": "13816540927"}]);
        for (wish, field) in [
            (json!({}), "name"),
            (json!({"name": "x", "amount": "-1"}), "amount"),
            (json!({"name": "x", "currency": "元"}), "currency"),
            (json!({"name": "x", "to": "usr_zzz"}), "to"),
            (json!({"name": "x", "to": id_of(&admin, "shen")}), "to"),
            (json!({"name": "x", "state": "converted"}), "state"),
            (json!({"name": "x", "owner": id_of(&admin, "shen")}), "owner"),
            (json!({"name": "x", "identities": [{"kind": "phone", "value": "12"}]}), "phone"),
        ] {
            let answer = he.call("POST", "/api/leads", &wish);
            assert_eq!(answer.body["fields"][0]["field"], field, "{wish} {}", answer.text);
        }
        let wish = json!({"name": "陈曦", "company": "木禾设计", "interest": "40 份节礼", "amount": "8000", "identities": phone});
        let made = lead(&he, &wish);
        let one = id(&made);
        assert_eq!(made["row"]["number"], "LE-0001");
        assert_eq!(made["row"]["phone"], "+8613816540927");
        assert_eq!(made["row"]["owner"]["name"], "he");
        assert_eq!(
            (&made["touches"][0]["kind"], &made["touches"][0]["text"]),
            (&json!("hand"), &json!("40 份节礼"))
        );
        assert_eq!(
            (&made["moves"][0]["how"], &made["moves"][0]["to"]["name"]),
            (&json!("made"), &json!("he"))
        );
        let person = made["row"]["person"]["id"].as_str().unwrap().to_owned();
        let looks_after = admin.get(&format!("/api/people/{person}")).ok()["row"]["owner"]["name"].clone();
        assert_eq!(looks_after, "he", "whose lead it is looks after the person");
        // The same person again: who sees the lead is led to it, who does not is told whose it is, and no more.
        let again = he.call("POST", "/api/leads", &json!({"name": "陈小姐", "identities": phone}));
        assert_eq!((again.code(), &again.body["detail"]["lead"]), ("open_lead", &json!(one)));
        let other = shen.call("POST", "/api/leads", &json!({"name": "陈小姐", "identities": phone}));
        assert_eq!((other.code(), &other.body["detail"]["holder"]["name"]), ("known", &json!("he")));
        // With the ticket, and with nobody else's, a dispute is opened about what is out of sight.
        let ticket = &other.body["detail"]["ticket"];
        assert_eq!(other.body["detail"]["lead"], json!(one));
        let dispute = |user: &User<'_, '_>, ticket: &Value| {
            user.call(
                "POST",
                &format!("/api/leads/{one}/disputes"),
                &json!({"text": "我先认识的", "ticket": ticket}),
            )
        };
        assert_eq!(dispute(&p.sign_in("sales"), ticket).status.as_u16(), 404);
        assert_eq!(dispute(&shen, &Value::Null).status.as_u16(), 404);
        let opened = dispute(&shen, ticket).ok();
        assert_eq!((&opened["holder"]["who"]["name"], &opened["person"]), (&json!("he"), &Value::Null));
        shen.call("POST", &format!("/api/disputes/{}/withdraw", opened["id"].as_str().unwrap()), &json!({}))
            .ok();
        assert!(!other.text.contains("13816540927") && !other.text.contains("木禾"), "{}", other.text);
        assert_eq!(shen.get(&format!("/api/leads/{one}")).status.as_u16(), 404);
        assert_eq!(shen.get("/api/leads").ok()["total"], 0);
        // Changing, with what somebody else changed meanwhile; dropping, and taking up again.
        let path = format!("/api/leads/{one}");
        let set = |set: Value, was: Value| he.call("PATCH", &path, &json!({"set": set, "was": was}));
        let changed =
            set(json!({"interest": "60 份", "next_step": "寄样品"}), json!({"interest": "40 份节礼"})).ok();
        assert_eq!(changed["data"]["row"]["next_step"], "寄样品");
        assert_eq!(set(json!({"interest": "80"}), json!({"interest": "40 份节礼"})).code(), "changed");
        assert_eq!(
            set(json!({"owner": id_of(&admin, "shen")}), json!({})).body["fields"][0]["code"],
            "read_only"
        );
        let call = |what: &str, body: Value| he.call("POST", &format!("{path}/{what}"), &body);
        assert_eq!(call("drop", json!({"reason": " "})).body["fields"][0]["field"], "reason");
        let dropped = call("drop", json!({"reason": "没有预算"})).ok();
        assert_eq!(
            (&dropped["data"]["row"]["state"], &dropped["data"]["row"]["reason"]),
            (&json!("dropped"), &json!("没有预算"))
        );
        assert_eq!(call("drop", json!({"reason": "x"})).code(), "closed");
        let second = lead(&he, &json!({"person": person, "interest": "又来了"}));
        let up = call("reopen", json!({}));
        assert_eq!((up.code(), &up.body["detail"]["lead"]), ("open_lead", &json!(id(&second))));
        he.call("DELETE", &format!("/api/leads/{}", id(&second)), &Value::Null);
        admin.call("DELETE", &format!("/api/leads/{}", id(&second)), &Value::Null).ok();
        assert_eq!(call("reopen", json!({})).ok()["data"]["row"]["state"], "working");
        undo(&he, &changed).ok();
        assert_eq!(page(&he, &one)["row"]["interest"], "40 份节礼");
        // Found by its number, its name and its filter.
        assert_eq!(he.get("/api/leads?q=LE-0001").ok()["total"], 1);
        let found = he.get(&format!("/api/leads?filter={}", query("owner = me and amount >= 8000"))).ok();
        assert_eq!(found["rows"][0]["id"], json!(one));
        let by_person = he
            .get(&format!("/api/people?filter={}", query("related lead where interest contains \"节礼\"")))
            .ok();
        assert_eq!(by_person["total"], 1);
        let hits = he.get(&format!("/api/search?q={}", query("陈曦"))).ok();
        assert!(hits.to_string().contains(&one), "{hits}");
        p.app.stop();
    });
}

#[test]
fn of_two_who_claim_at_once_one_is_told_who_was_quicker() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let admin = p.sign_in("admin");
        let pool = pool(&admin);
        let one = waiting(&admin, "抢手", &pool);
        let done: Vec<Value> = std::thread::scope(|s| {
            let hands: Vec<_> = ["he", "shen", "sales"]
                .into_iter()
                .map(|login| {
                    let (p, one) = (&p, &one);
                    s.spawn(move || claim(&p.sign_in(login), &[one]))
                })
                .collect();
            hands.into_iter().map(|h| h.join().unwrap()).collect()
        });
        let mut all: Vec<String> = done.iter().flat_map(codes).collect();
        all.sort_unstable();
        assert_eq!(all, ["ok", "taken", "taken"]);
        let has = owner(&admin, &one);
        for outcome in done.iter().map(|d| &d["outcomes"][0]) {
            assert_eq!(outcome["owner"]["name"], has, "everybody is told who has it");
        }
        let moves =
            page(&admin, &one)["moves"].as_array().unwrap().iter().filter(|m| m["how"] == "claim").count();
        assert_eq!(moves, 1);
        // Two windows of one colleague do not go beyond the limit together.
        let limit = json!({"daily_cap": 3, "holding_cap": null});
        admin.call("PATCH", &format!("/api/pools/{pool}"), &limit).ok();
        let more: Vec<String> = (0..6).map(|n| waiting(&admin, &format!("客{n}"), &pool)).collect();
        std::thread::scope(|s| {
            for ids in more.chunks(2) {
                let p = &p;
                s.spawn(move || {
                    claim(&p.sign_in("service"), &ids.iter().map(String::as_str).collect::<Vec<_>>())
                });
            }
        });
        let mine =
            admin.get(&format!("/api/leads?filter={}", query("owner = \"service\""))).ok()["total"].clone();
        assert_eq!(mine, 3);
        p.app.stop();
    });
}

#[test]
fn a_pool_has_limits_a_cool_down_and_takes_back_what_lies_still() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he, shen) = (p.sign_in("admin"), p.sign_in("he"), p.sign_in("shen"));
        let pool = pool(&admin);
        let set = |wish: Value| admin.call("PATCH", &format!("/api/pools/{pool}"), &wish);
        for (wish, field) in [
            (json!({"name": ""}), "name"),
            (json!({"daily_cap": 0}), "daily_cap"),
            (json!({"cool_days": -1}), "cool_days"),
            (json!({"users": ["usr_zzz"]}), "users"),
            (json!({"customers": "nonsense ="}), "customers"),
            (json!({"remind_days": [0]}), "remind_days"),
        ] {
            assert_eq!(set(wish.clone()).body["fields"][0]["field"], field, "{wish}");
        }
        set(json!({"daily_cap": 2, "holding_cap": 2, "cool_days": 5, "protect_days": 2, "silent_days": 4, "deal_days": 20,
                   "remind_days": [3, 1], "users": [id_of(&admin, "he"), id_of(&admin, "shen")]}))
            .ok();
        assert_eq!(he.call("PATCH", &format!("/api/pools/{pool}"), &json!({})).status.as_u16(), 403);
        let all: Vec<String> = (0..4).map(|n| waiting(&admin, &format!("客{n}"), &pool)).collect();
        let ids: Vec<&str> = all.iter().map(String::as_str).collect();
        // Who is not of the pool does not see what waits in it.
        assert_eq!(p.sign_in("sales").get("/api/leads").ok()["total"], 0);
        assert_eq!(codes(&claim(&p.sign_in("sales"), &ids[..1])), ["not_found"]);
        assert_eq!(he.get("/api/leads").ok()["total"], 4);
        assert_eq!(he.get("/api/pools").ok()[0]["waiting"], 4);
        // What waits is changed by nobody who has not claimed it.
        let touched = he.call("PATCH", &format!("/api/leads/{}", ids[0]), &json!({"set": {"interest": "x"}}));
        assert_eq!(touched.status.as_u16(), 403, "{}", touched.text);
        let done = claim(&he, &[ids[0], ids[1], ids[2], "lea_0"]);
        assert_eq!(codes(&done), ["ok", "ok", "daily_cap", "not_found"]);
        let state = he.get("/api/pools").ok()[0].clone();
        assert_eq!(
            (&state["mine"], &state["claimed_today"], &state["waiting"]),
            (&json!(2), &json!(2), &json!(2))
        );
        // A claim taken back never was: nothing is counted, nobody cools down.
        undo(&he, &done).ok();
        assert_eq!(he.get("/api/pools").ok()[0]["claimed_today"], 0);
        assert_eq!(page(&he, ids[0])["row"]["free"], true);
        assert_eq!(codes(&claim(&he, &ids[..2])), ["ok", "ok"]);
        t.clock.advance(DAY);
        assert_eq!(codes(&claim(&he, &ids[2..3])), ["holding_cap"]);
        // Given back with a reason; its giver cools down, others do not.
        let path = format!("/api/leads/{}", ids[0]);
        assert_eq!(
            shen.call("POST", &format!("{path}/release"), &json!({"reason": "x"})).status.as_u16(),
            404
        );
        assert_eq!(
            he.call("POST", &format!("{path}/release"), &json!({"reason": ""})).body["fields"][0]["field"],
            "reason"
        );
        let given = he.call("POST", &format!("{path}/release"), &json!({"reason": "不在我的区域"})).ok();
        assert_eq!(given["data"]["row"]["free"], true);
        let refused = claim(&he, &ids[..1]);
        assert_eq!(codes(&refused), ["cooling"]);
        assert_eq!(page(&he, ids[0])["claim"]["code"], "cooling");
        assert!(refused["outcomes"][0]["until"].as_str().unwrap() > "2026-11-2", "{refused}");
        undo(&he, &given).ok();
        assert_eq!(owner(&he, ids[0]), "he", "what was given back is had again, as if never given");
        assert_eq!(codes(&claim(&shen, &ids[..1])), ["taken"]);
        // It goes back four days after the last that was done; its owner is reminded three days and one day before.
        let told = |user: &User<'_, '_>, did: &str| {
            let notices = user.get("/api/notices").ok();
            let rows = notices["rows"].as_array().unwrap();
            rows.iter().filter(|n| n["kind"] == "lead" && n["detail"]["did"] == did).count()
        };
        look_back(t);
        let returns = page(&he, ids[0])["row"]["returns_at"].clone();
        assert!(returns.is_string());
        assert_eq!(told(&he, "returns"), 2, "both are within three days");
        look_back(t);
        assert_eq!(told(&he, "returns"), 2, "and told once");
        t.clock.advance(2 * DAY);
        look_back(t);
        assert_eq!(told(&he, "returns"), 4);
        let person = page(&he, ids[0])["row"]["person"]["id"].as_str().unwrap().to_owned();
        he.call(
            "POST",
            &format!("/api/people/{person}/interactions"),
            &json!({"kind": "call", "text": "谈过了"}),
        )
        .ok();
        until("the call is noted with the lead", || page(&he, ids[0])["row"]["state"] == "working");
        assert!(page(&he, ids[0])["row"]["returns_at"].as_str() > returns.as_str());
        t.clock.advance(DAY + DAY / 2);
        look_back(t);
        assert_eq!(owner(&he, ids[0]), "he", "somebody worked on it");
        assert_eq!(page(&admin, ids[1])["row"]["free"], true, "nobody did on this");
        let moves = page(&admin, ids[1])["moves"][0].clone();
        assert_eq!(
            (&moves["how"], &moves["from"]["name"], &moves["reason"]),
            (&json!("recycle"), &json!("he"), &json!("silent"))
        );
        assert_eq!(told(&he, "returned"), 1);
        // Locked, it stays whatever happens; protected, until the day.
        let guard = |user: &User<'_, '_>, wish: Value| user.call("PUT", &format!("{path}/guard"), &wish);
        assert_eq!(guard(&he, json!({"locked": true})).status.as_u16(), 403);
        assert_eq!(guard(&admin, json!({"locked": true})).ok()["data"]["row"]["returns_at"], Value::Null);
        t.clock.advance(30 * DAY);
        let (admin, he) = (p.sign_in("admin"), p.sign_in("he"));
        let guard = |wish: Value| admin.call("PUT", &format!("{path}/guard"), &wish);
        look_back(t);
        assert_eq!(owner(&he, ids[0]), "he");
        guard(json!({"locked": false, "protected_until": t.store.now().plus(DAY).to_rfc3339()})).ok();
        look_back(t);
        assert_eq!(owner(&he, ids[0]), "he");
        t.clock.advance(2 * DAY);
        look_back(t);
        assert_eq!(page(&admin, ids[0])["row"]["free"], true);
        assert_eq!(page(&admin, ids[0])["moves"][0]["reason"], "silent");
        // A pool goes when nothing open is of it.
        let gone = admin.call("DELETE", &format!("/api/pools/{pool}"), &Value::Null);
        assert_eq!(gone.code(), "pool_in_use");
        p.app.stop();
    });
}

#[test]
fn customers_whom_nobody_looks_after_come_into_the_pool() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he) = (p.sign_in("admin"), p.sign_in("he"));
        let pool = pool(&admin);
        let mine = id_of(&admin, "he");
        let silent = make(&admin, &json!({"name": "久无音讯", "city": "杭州", "owner": mine}));
        let worked = make(&admin, &json!({"name": "常有往来", "city": "杭州", "owner": mine}));
        let dealt = make(&admin, &json!({"name": "在谈", "city": "杭州", "owner": mine}));
        let elsewhere = make(&admin, &json!({"name": "别处", "city": "成都", "owner": mine}));
        he.call("POST", "/api/deals", &json!({"name": "单", "person": dealt})).ok();
        let wish = json!({"customers": "city = 杭州", "silent_days": 10});
        admin.call("PATCH", &format!("/api/pools/{pool}"), &wish).ok();
        look_back(t);
        assert_eq!(admin.get("/api/leads").ok()["total"], 0, "ten days have not passed");
        t.clock.advance(6 * DAY);
        he.call(
            "POST",
            &format!("/api/people/{worked}/interactions"),
            &json!({"kind": "call", "text": "在"}),
        )
        .ok();
        t.clock.advance(5 * DAY);
        look_back(t);
        let rows = admin.get("/api/leads").ok()["rows"].clone();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!((&rows[0]["person"]["id"], &rows[0]["free"]), (&json!(silent), &json!(true)));
        let owner_of =
            |person: &str| admin.get(&format!("/api/people/{person}")).ok()["row"]["owner"].clone();
        assert_eq!(owner_of(&silent), Value::Null);
        for kept in [&worked, &dealt, &elsewhere] {
            assert_eq!(owner_of(kept)["name"], "he");
        }
        look_back(t);
        assert_eq!(admin.get("/api/leads").ok()["total"], 1, "once");
        assert_eq!(codes(&claim(&he, &[rows[0]["id"].as_str().unwrap()])), ["cooling"], "who let go waits");
        p.app.stop();
    });
}

#[test]
fn rules_give_in_their_order_and_say_why() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let admin = p.sign_in("admin");
        let pool = pool(&admin);
        let (he, shen, service) = (id_of(&admin, "he"), id_of(&admin, "shen"), id_of(&admin, "service"));
        let put =
            |rules: Value| admin.call("PUT", "/api/assignment", &json!({"rules": rules, "fallback": pool}));
        let rule = |name: &str, filter: &str, to: Value| json!({"name": name, "on": true, "filter": filter, "to": to});
        let turn = json!({"kind": "users", "users": [he, shen], "teams": [], "by": "turn"});
        for (wish, field) in [
            (json!({"name": "", "on": true, "to": turn}), "rules.0.name"),
            (json!({"name": "a", "on": true, "to": turn, "filter": "nothing = 3"}), "rules.0.filter"),
            (json!({"name": "a", "on": true, "to": turn, "filter": "owner = me"}), "rules.0.filter"),
            (
                json!({"name": "a", "on": true, "to": {"kind": "users", "users": [], "teams": [], "by": "turn"}}),
                "rules.0.to",
            ),
            (json!({"name": "a", "on": true, "to": {"kind": "pool", "pool": "poo_zz"}}), "rules.0.to.pool"),
            (
                json!({"name": "a", "on": true, "to": turn, "when": {"days": [9], "from": "09:00", "to": "18:00"}}),
                "rules.0.when.days",
            ),
            (
                json!({"name": "a", "on": true, "to": turn, "when": {"days": [1], "from": "9", "to": "18:00"}}),
                "rules.0.when.from",
            ),
            (json!({"name": "a", "on": true, "to": turn, "id": "asr_zz"}), "rules.0.id"),
        ] {
            assert_eq!(put(json!([wish])).body["fields"][0]["field"], field, "{wish}");
        }
        let first = admin.get("/api/assignment").ok();
        assert_eq!(
            first["rules"][0]["to"]["kind"], "keeper",
            "a workspace begins with: they keep whom they have"
        );
        let mut rules = vec![
            first["rules"][0].clone(),
            rule(
                "展会",
                "source = 展会",
                json!({"kind": "users", "users": [service], "teams": [], "by": "load"}),
            ),
            rule("轮流", "source = 官网", turn.clone()),
        ];
        rules[0]
            .as_object_mut()
            .unwrap()
            .retain(|key, _| ["id", "name", "on", "filter", "to"].contains(&key.as_str()));
        let set = put(json!(rules)).ok();
        assert_eq!(set["rules"][2]["named"].as_array().unwrap().len(), 2);
        let by_rules =
            |source: &str, name: &str| lead(&admin, &json!({"name": name, "source": source, "to": "rules"}));
        let given: Vec<String> = (0..4)
            .map(|n| by_rules("官网", &format!("网{n}"))["row"]["owner"]["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(given, ["he", "shen", "he", "shen"], "in turn");
        let fair = by_rules("展会", "展");
        assert_eq!(fair["row"]["owner"]["name"], "service");
        let why = fair["moves"][0]["why"].clone();
        let said: Vec<&str> = why.as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect();
        assert_eq!(said, ["nobody", "chosen"], "{why}");
        assert_eq!((&fair["moves"][0]["rule"], &why[1]["by"]), (&json!("展会"), &json!("only")));
        let rest = by_rules("电话", "无人管");
        assert_eq!(
            (&rest["row"]["free"], &rest["moves"][0]["why"][3]["code"]),
            (&json!(true), &json!("fallback"))
        );
        // Whom somebody looks after, they keep, whatever comes after.
        let theirs = make(&admin, &json!({"name": "老客户", "owner": he}));
        let kept = lead(&admin, &json!({"person": theirs, "source": "展会", "to": "rules"}));
        assert_eq!(
            (&kept["row"]["owner"]["name"], &kept["moves"][0]["why"][0]["by"]),
            (&json!("he"), &json!("keeper"))
        );
        // Full, away, of another language, out of hours: the next one, and it is said why.
        let seats = |list: Value| admin.call("PUT", "/api/assignment/seats", &json!({"seats": list}));
        assert_eq!(seats(json!([{"who": "usr_zz"}])).body["fields"][0]["field"], "seats.0.who");
        assert_eq!(
            seats(json!([{"who": he, "capacity": -1}])).body["fields"][0]["field"],
            "seats.0.capacity"
        );
        seats(json!([{"who": he, "capacity": 3}])).ok();
        let full = by_rules("官网", "满一");
        assert_eq!(full["row"]["owner"]["name"], "shen", "{full}");
        assert_eq!(full["moves"][0]["why"][2]["who"][0]["name"], "he");
        assert_eq!(full["moves"][0]["why"][2]["code"], "full");
        let away = t.store.now().plus(DAY).to_rfc3339();
        seats(json!([{"who": shen, "away_until": away}])).ok();
        let none = by_rules("官网", "都不在");
        let said: Vec<String> = none["moves"][0]["why"]
            .as_array()
            .unwrap()
            .iter()
            .map(|w| {
                format!("{}:{}", w["code"].as_str().unwrap(), w["who"][0]["name"].as_str().unwrap_or(""))
            })
            .collect();
        assert_eq!(said, ["nobody:", "filter:", "full:he", "away:shen", "fallback:"]);
        assert_eq!(none["row"]["free"], true);
        seats(json!([{"who": shen, "languages": ["en"]}, {"who": he, "languages": ["zh"]}])).ok();
        rules[2]["language"] = json!(true);
        rules[2]["id"] = set["rules"][2]["id"].clone();
        put(json!(rules)).ok();
        let speaks = |language: &str, name: &str| {
            let person = make(&admin, &json!({"name": name, "language": language}));
            lead(&admin, &json!({"person": person, "source": "官网", "to": "rules"}))["row"]["owner"]["name"]
                .clone()
        };
        let got = [speaks("zh-CN", "甲"), speaks("zh-CN", "乙"), speaks("en", "丙")];
        assert_eq!(got, [json!("he"), json!("he"), json!("shen")]);
        // 2026-11-20 is a Friday; the workspace is in Shanghai.
        rules[2]["when"] = json!({"days": [6, 7], "from": "00:00", "to": "24:00"});
        put(json!(rules)).ok();
        let weekend = by_rules("官网", "周末");
        assert_eq!(weekend["moves"][0]["why"][2]["code"], "schedule");
        // A colleague who left gets nothing, and the rule says so when nobody is left.
        rules[2]["when"] = Value::Null;
        put(json!(rules)).ok();
        for who in [&he, &shen] {
            admin.call("PATCH", &format!("/api/staff/{who}"), &json!({"disabled": true})).ok();
        }
        assert_eq!(by_rules("官网", "走了")["moves"][0]["why"][2]["code"], "nobody");
        assert_eq!(admin.get("/api/assignment").ok()["rules"][2]["fault"], "nobody");
        for login in ["sales", "manager"] {
            assert_eq!(
                p.sign_in(login).call("PUT", "/api/assignment", &json!({"rules": []})).status.as_u16(),
                403
            );
            assert_eq!(
                p.sign_in(login).call("POST", "/api/assignment/simulate", &json!({})).status.as_u16(),
                403
            );
        }
        p.app.stop();
    });
}

#[test]
fn a_simulation_says_who_would_have_got_what_and_changes_nothing() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let admin = p.sign_in("admin");
        let (he, shen) = (id_of(&admin, "he"), id_of(&admin, "shen"));
        let pool = pool(&admin);
        for n in 0..10 {
            let source = if n % 2 == 0 { "官网" } else { "展会" };
            lead(&admin, &json!({"name": format!("客{n}"), "source": source, "to": he}));
            t.clock.advance(DAY / 24);
        }
        let rules = json!([{"name": "轮流", "on": true, "filter": "source = 官网", "to": {"kind": "users", "users": [he, shen], "teams": [], "by": "turn"}}]);
        let told = admin
            .call("POST", "/api/assignment/simulate", &json!({"rules": rules, "fallback": pool, "last": 8}))
            .ok();
        assert_eq!(told["leads"].as_array().unwrap().len(), 8);
        assert_eq!(told["leads"][0]["lead"]["name"], "客9", "newest first");
        let part = |name: &str| {
            let parts = told["parts"].as_array().unwrap();
            let found = parts.iter().find(|p| p["who"]["name"] == name).cloned().unwrap_or_default();
            (found["had"].as_i64().unwrap_or(0), found["gets"].as_i64().unwrap_or(0))
        };
        assert_eq!((part("he"), part("shen"), told["nobody"].clone()), ((8, 2), (0, 2), json!(0)));
        let waits = told["leads"].as_array().unwrap().iter().filter(|l| !l["pool"].is_null()).count();
        assert_eq!(waits, 4);
        let without = admin.call("POST", "/api/assignment/simulate", &json!({"rules": [], "last": 8})).ok();
        assert_eq!(without["nobody"], 8);
        let refused = admin.call("POST", "/api/assignment/simulate", &json!({"last": 0}));
        assert_eq!(refused.body["fields"][0]["field"], "last");
        assert_eq!(owner(&admin, told["leads"][0]["lead"]["id"].as_str().unwrap()), "he");
        assert_eq!(admin.get("/api/assignment").ok()["rules"].as_array().unwrap().len(), 1);
        p.app.stop();
    });
}

#[test]
fn what_somebody_says_they_need_becomes_a_lead_by_itself() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let admin = p.sign_in("admin");
        let he = id_of(&admin, "he");
        let set = |list: Value| admin.call("PUT", "/api/leads/captures", &json!({"captures": list}));
        let one =
            |filter: &str| json!([{"name": "试用", "filter": filter, "source": "官网表单", "on": true}]);
        assert_eq!(set(one("")).body["fields"][0]["field"], "captures.0.filter");
        assert_eq!(set(one("kind ~ form")).body["fields"][0]["field"], "captures.0.filter");
        let to = json!({"kind": "users", "users": [he], "teams": [], "by": "turn"});
        let rules = json!([{"name": "都给何", "on": true, "filter": "source = 官网表单", "to": to}]);
        admin.call("PUT", "/api/assignment", &json!({"rules": rules, "fallback": null})).ok();
        let form = |id: &str, mail: &str, title: &str| {
            p.native(&json!({"message_id": id, "kind": "form", "channel": "web", "title": title, "text": "想给 40 人订节礼",
                "identities": [{"kind": "email", "value": mail}], "traits": {"name": "周以宁"},
                "props": {"url": "https://shop.example/trial", "campaign": "双十一"}}))
            .ok();
        };
        form("before", "early@example.com", "试用申请");
        set(one("kind = form and title = 试用申请")).ok();
        form("1", "zhou@example.com", "试用申请");
        form("2", "other@example.com", "订阅");
        until("the form is a lead", || admin.get("/api/leads").ok()["total"] != 0);
        form("3", "zhou@example.com", "试用申请");
        until("the second form is kept with it", || {
            let rows = admin.get("/api/leads").ok()["rows"].clone();
            page(&admin, rows[0]["id"].as_str().unwrap())["touches"].as_array().unwrap().len() == 2
        });
        let rows = admin.get("/api/leads").ok();
        let first = page(&admin, rows["rows"][0]["id"].as_str().unwrap());
        assert_eq!(rows["total"], 1, "one person, one lead; the past makes none: {rows}");
        let row = &first["row"];
        assert_eq!(
            (&row["source"], &row["channel"], &row["interest"], &row["owner"]["name"]),
            (&json!("官网表单"), &json!("web"), &json!("想给 40 人订节礼"), &json!("he"))
        );
        let touch = &first["touches"][0];
        assert_eq!(
            (&touch["kind"], &touch["url"], &touch["campaign"]),
            (&json!("form"), &json!("https://shop.example/trial"), &json!("双十一"))
        );
        assert!(touch["interaction"].is_string());
        let notices = p.sign_in("he").get("/api/notices").ok();
        assert_eq!(
            (&notices["rows"][0]["kind"], &notices["rows"][0]["detail"]["did"]),
            (&json!("lead"), &json!("given"))
        );
        assert_eq!(admin.get("/api/leads/captures").ok()["captures"][0]["made"], 1);
        p.app.stop();
    });
}

#[test]
fn a_lead_becomes_a_customer_with_a_deal_and_one_undo() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let admin = p.sign_in("admin");
        let old = make(&admin, &json!({"name": "林晓梅", "city": "杭州", "birth_date": "1990-03-04"}));
        admin
            .call(
                "POST",
                &format!("/api/people/{old}/identities"),
                &json!({"kind": "phone", "value": "13900139000"}),
            )
            .ok();
        admin.call("POST", "/api/companies", &json!({"name": "木禾设计"})).ok();
        let made = lead(
            &admin,
            &json!({"name": "林晓梅", "company": "木禾设计", "interest": "节礼", "source": "展会", "amount": "9000",
                "identities": [{"kind": "email", "value": "lin@muhe.example"}]}),
        );
        let one = id(&made);
        let person = made["row"]["person"]["id"].as_str().unwrap().to_owned();
        admin
            .call(
                "PATCH",
                &format!("/api/people/{person}"),
                &json!({"set": {"city": "杭州", "birth_date": "1990-03-04"}}),
            )
            .ok();
        let look = admin.get(&format!("/api/leads/{one}/conversion")).ok();
        assert_eq!(look["twins"][0]["person"]["id"], json!(old), "{look}");
        assert!(look["twins"][0]["likeness"].as_i64().unwrap() >= 30);
        assert_eq!(look["companies"][0]["company"]["name"], "木禾设计");
        assert_eq!((&look["deal"]["amount"], &look["deal"]["name"]), (&json!("9000"), &json!("林晓梅")));
        let convert = |wish: Value| admin.call("POST", &format!("/api/leads/{one}/convert"), &wish);
        assert_eq!(convert(json!({"merge": "per_zz"})).body["fields"][0]["field"], "merge");
        assert_eq!(convert(json!({"deal": {"name": ""}})).body["fields"][0]["field"], "deal.name");
        assert_eq!(page(&admin, &one)["row"]["state"], "new", "what was refused changed nothing");
        let company = look["companies"][0]["company"]["id"].clone();
        let done = convert(json!({"merge": old, "company": {"id": company}, "deal": {"name": "节礼 40 份", "amount": "9000"}})).ok();
        let deal = &done["data"]["deal"]["row"];
        assert_eq!(
            (&deal["source"], &deal["company"]["name"], &deal["owner"]["name"]),
            (&json!("展会"), &json!("木禾设计"), &json!("admin"))
        );
        let lead_now = &done["data"]["lead"]["row"];
        assert_eq!(
            (&lead_now["state"], &lead_now["deal"]["name"]),
            (&json!("converted"), &json!("节礼 40 份"))
        );
        let merged = admin.get(&format!("/api/people/{person}")).ok();
        assert_eq!(merged["id"], deal["person"]["id"], "one person now");
        assert_eq!(merged["companies"][0]["company"]["name"], "木禾设计");
        assert_eq!(convert(json!({})).code(), "closed");
        undo(&admin, &done).ok();
        let back = page(&admin, &one);
        assert_eq!((&back["row"]["state"], &back["row"]["deal"]), (&json!("new"), &Value::Null));
        assert_eq!(admin.get("/api/deals").ok()["total"], 0);
        convert(json!({})).ok();
        assert_eq!(page(&admin, &one)["row"]["state"], "converted", "a customer without a deal");
        p.app.stop();
    });
}

#[test]
fn a_dispute_is_heard_decided_appealed_and_decided_again() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he, shen, manager) =
            (p.sign_in("admin"), p.sign_in("he"), p.sign_in("shen"), p.sign_in("manager"));
        let pool = pool(&admin);
        let one = waiting(&admin, "都说是我的", &pool);
        claim(&he, &[&one]);
        t.clock.advance(DAY);
        let person = page(&he, &one)["row"]["person"]["id"].as_str().unwrap().to_owned();
        he.call(
            "POST",
            &format!("/api/people/{person}/interactions"),
            &json!({"kind": "call", "text": "你好"}),
        )
        .ok();
        // Shen sees it by a share of the person no more than before: leads are their owner's. A manager shows it.
        let path = format!("/api/leads/{one}/disputes");
        assert_eq!(he.call("POST", &path, &json!({"text": "我的"})).code(), "not_held");
        assert_eq!(shen.call("POST", &path, &json!({"text": "我的"})).status.as_u16(), 404);
        t.clock.advance(DAY);
        let teams = admin.call("POST", "/api/teams", &json!({"name": "华东"})).ok();
        let team = teams.as_array().map_or(teams["id"].clone(), |all| all[0]["id"].clone());
        for login in ["he", "shen"] {
            admin.call("PATCH", &format!("/api/staff/{}", id_of(&admin, login)), &json!({"team": team})).ok();
        }
        let grants = admin.get("/api/roles").ok();
        let sales = grants.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap().clone();
        let mut wish = sales["grants"].clone();
        wish["see"] = json!("team_and_free");
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": wish})).ok();
        let (he, shen) = (p.sign_in("he"), p.sign_in("shen"));
        assert_eq!(shen.call("POST", &path, &json!({"text": " "})).body["fields"][0]["field"], "text");
        let opened = shen.call("POST", &path, &json!({"text": "展会上先认识的"})).ok();
        let q = format!("/api/disputes/{}", opened["id"].as_str().unwrap());
        assert_eq!((&opened["state"], &opened["holder"]["who"]["name"]), (&json!("open"), &json!("he")));
        assert_eq!(
            (&opened["holder"]["work"]["calls"], &opened["holder"]["first"]["what"]),
            (&json!(1), &json!("lead"))
        );
        assert_eq!(opened["claimant"]["first"], Value::Null, "nothing is known of the claimant: {opened}");
        assert_eq!(manager.call("POST", &path, &json!({"text": "x"})).code(), "open_dispute");
        assert_eq!(page(&he, &one)["row"]["disputed"], true);
        // Both sides read all of it; a stranger nothing.
        for side in [&he, &shen, &manager] {
            assert_eq!(side.get(&q).ok()["words"][0]["text"], "展会上先认识的");
        }
        assert_eq!(p.sign_in("sales").get(&q).status.as_u16(), 404);
        assert_eq!(p.sign_in("sales").get("/api/disputes").ok()["total"], 0);
        he.call("POST", &format!("{q}/words"), &json!({"text": "我从公海领的"})).ok();
        let say =
            |user: &User<'_, '_>, what: &str, body: Value| user.call("POST", &format!("{q}/{what}"), &body);
        for side in [&he, &shen] {
            assert_eq!(
                say(side, "decide", json!({"outcome": "kept", "text": "x"})).status.as_u16(),
                403,
                "nobody judges for themselves"
            );
        }
        let decision = json!({"outcome": "shared", "share": 100, "text": "x"});
        assert_eq!(say(&manager, "decide", decision).body["fields"][0]["field"], "share");
        let first = say(&manager, "decide", json!({"outcome": "kept", "text": "领取在先"})).ok();
        assert_eq!((&first["state"], &first["outcome"]), (&json!("decided"), &json!("kept")));
        assert_eq!(say(&manager, "decide", json!({"outcome": "kept", "text": "x"})).code(), "decided");
        say(&shen, "appeal", json!({"text": "有名片为证"})).ok();
        assert_eq!(
            say(&manager, "decide", json!({"outcome": "kept", "text": "x"})).status.as_u16(),
            403,
            "somebody else decides"
        );
        let last = say(&admin, "decide", json!({"outcome": "moved", "text": "名片为证"})).ok();
        assert_eq!((&last["state"], last["words"].as_array().unwrap().len()), (&json!("final"), 5));
        assert_eq!(owner(&shen, &one), "shen");
        assert_eq!(page(&shen, &one)["moves"][0]["how"], "decision");
        assert_eq!(say(&he, "appeal", json!({"text": "x"})).code(), "decided", "once");
        // Withdrawn, and shared: who was promised a share has it of what comes.
        let again = he.call("POST", &path, &json!({"text": "再说"})).ok();
        let r = format!("/api/disputes/{}", again["id"].as_str().unwrap());
        he.call("POST", &format!("{r}/withdraw"), &json!({})).ok();
        let third = he.call("POST", &path, &json!({"text": "一人一半"})).ok();
        let s = format!("/api/disputes/{}/decide", third["id"].as_str().unwrap());
        manager.call("POST", &s, &json!({"outcome": "shared", "share": 40, "text": "都出了力"})).ok();
        let done = shen
            .call(
                "POST",
                &format!("/api/leads/{one}/convert"),
                &json!({"deal": {"name": "单", "amount": "1000"}}),
            )
            .ok();
        let deal = done["data"]["deal"]["row"]["id"].as_str().unwrap().to_owned();
        let stages = done["data"]["deal"]["stages"].clone();
        let won = stages.as_array().unwrap().iter().find(|s| s["kind"] == "won").unwrap()["id"].clone();
        let was = done["data"]["deal"]["row"]["stage"]["id"].clone();
        shen.call("POST", &format!("/api/deals/{deal}/move"), &json!({"stage": won, "was": was})).ok();
        let report = admin.get("/api/leads/fairness?from=2026-11-01&to=2026-11-30").ok();
        let part = |name: &str| {
            let parts = report["parts"].as_array().unwrap();
            parts.iter().find(|p| p["who"]["name"] == name).cloned().unwrap_or_default()
        };
        assert_eq!((&part("he")["won_total"], &part("shen")["won_total"]), (&json!("400"), &json!("600")));
        assert_eq!(
            (&part("he")["claimed"], &part("shen")["hand"], &part("shen")["won"]),
            (&json!(1), &json!(1), &json!(1))
        );
        assert_eq!(report["even_count"], 100);
        assert_eq!(
            (&report["disputes"]["opened"], &report["disputes"]["moved"], &report["disputes"]["shared"]),
            (&json!(3), &json!(1), &json!(1))
        );
        assert_eq!(
            admin.get("/api/leads/fairness?from=2026-11-30&to=2026-11-01").body["fields"][0]["field"],
            "to"
        );
        assert_eq!(admin.get("/api/leads/fairness?from=x&to=2026-11-01").body["fields"][0]["field"], "from");
        p.app.stop();
    });
}

#[test]
fn who_registered_somebody_gets_them_when_they_come() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he, shen) = (p.sign_in("admin"), p.sign_in("he"), p.sign_in("shen"));
        let phone = json!([{"kind": "phone", "value": "13700137000"}]);
        let wish = json!({"name": "周总", "company": "云雾 茶业", "identities": phone, "text": "下周见面"});
        assert_eq!(
            he.call("POST", "/api/registrations", &json!({"name": "x", "identities": []})).body["fields"][0]
                ["field"],
            "identities"
        );
        let made = he.call("POST", "/api/registrations", &wish).ok();
        assert_eq!(
            (&made["state"], &made["mine"], &made["identities"][0]["value"]),
            (&json!("holds"), &json!(true), &json!("+8613700137000"))
        );
        let other = shen.call("POST", "/api/registrations", &json!({"name": "周先生", "identities": phone}));
        assert_eq!((other.code(), &other.body["detail"]["by"]["name"]), ("registered", &json!("he")));
        let firm = shen.call(
            "POST",
            "/api/registrations",
            &json!({"name": "李经理", "company": "云雾茶业", "identities": []}),
        );
        assert_eq!(firm.code(), "registered", "a company is one however it is spaced");
        let seen = shen.get("/api/registrations").ok();
        assert_eq!(
            (&seen["rows"][0]["mine"], &seen["rows"][0]["identities"], &seen["rows"][0]["text"]),
            (&json!(false), &json!([]), &Value::Null)
        );
        // It holds against a lead of a colleague before anybody is on file, by phone and by company; and the rules give to
        // who registered.
        for wish in
            [json!({"name": "周总", "identities": phone}), json!({"name": "吴", "company": "云雾茶业"})]
        {
            let refused = shen.call("POST", "/api/leads", &wish);
            assert_eq!(
                (refused.code(), &refused.body["detail"]["registered"]["name"]),
                ("known", &json!("he"))
            );
        }
        let taken = make(&admin, &json!({"name": "周总"}));
        admin
            .call(
                "POST",
                &format!("/api/people/{taken}/identities"),
                &json!({"kind": "phone", "value": "13700137000"}),
            )
            .ok();
        let refused = shen.call("POST", "/api/leads", &json!({"name": "周总", "identities": phone}));
        assert_eq!((refused.code(), &refused.body["detail"]["registered"]["name"]), ("known", &json!("he")));
        let came = lead(&admin, &json!({"person": taken, "to": "rules"}));
        assert_eq!(
            (&came["row"]["owner"]["name"], &came["moves"][0]["why"][0]["by"]),
            (&json!("he"), &json!("registered"))
        );
        assert_eq!(he.get("/api/registrations").ok()["rows"][0]["state"], "came");
        assert_eq!(came["registrations"].as_array().unwrap().len(), 1);
        // It is over after thirty days, and withdrawn by its maker.
        let two = he
            .call("POST", "/api/registrations", &json!({"name": "吴", "company": "别家", "identities": []}))
            .ok();
        let path = format!("/api/registrations/{}", two["id"].as_str().unwrap());
        assert_eq!(shen.call("DELETE", &path, &Value::Null).status.as_u16(), 403);
        assert_eq!(he.call("DELETE", &path, &Value::Null).ok()["state"], "withdrawn");
        assert_eq!(he.call("DELETE", &path, &Value::Null).code(), "ended");
        shen.call("POST", "/api/registrations", &json!({"name": "吴", "company": "别家", "identities": []}))
            .ok();
        t.clock.advance(31 * DAY);
        let (he, shen) = (p.sign_in("he"), p.sign_in("shen"));
        assert_eq!(shen.get("/api/registrations").ok()["rows"][0]["state"], "over");
        he.call("POST", "/api/registrations", &json!({"name": "吴", "company": "别家", "identities": []}))
            .ok();
        p.app.stop();
    });
}

#[test]
fn what_is_taken_back_is_as_it_was() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he, shen) = (p.sign_in("admin"), p.sign_in("he"), p.sign_in("shen"));
        let pool = pool(&admin);
        admin
            .call(
                "PATCH",
                &format!("/api/pools/{pool}"),
                &json!({"silent_days": 7, "deal_days": 60, "protect_days": 0}),
            )
            .ok();
        let one = waiting(&admin, "常来往", &pool);
        claim(&he, &[&one]);
        let person = page(&he, &one)["row"]["person"]["id"].as_str().unwrap().to_owned();
        let looks = |who: &User<'_, '_>| {
            who.get(&format!("/api/people/{person}")).ok()["row"]["owner"]["name"].clone()
        };
        t.clock.advance(5 * DAY);
        he.call(
            "POST",
            &format!("/api/people/{person}/interactions"),
            &json!({"kind": "call", "text": "在谈"}),
        )
        .ok();
        until("the call is noted", || page(&he, &one)["row"]["state"] == "working");
        t.clock.advance(5 * DAY);
        admin.call("PUT", &format!("/api/leads/{one}/guard"), &json!({"locked": true})).ok();
        // Given away and taken back: who worked on it yesterday does not lose it tonight, and locked is locked.
        let path = format!("/api/leads/{one}");
        let moved =
            admin.call("POST", "/api/leads/assign", &json!({"ids": [one], "to": id_of(&admin, "shen")})).ok();
        assert_eq!((owner(&admin, &one), looks(&admin)), (json!("shen"), json!("shen")));
        undo(&admin, &moved).ok();
        let row = page(&admin, &one)["row"].clone();
        assert_eq!(
            (&row["owner"]["name"], &row["locked"], looks(&admin)),
            (&json!("he"), &json!(true), json!("he"))
        );
        assert!(row["worked_at"].is_string());
        admin.call("PUT", &format!("{path}/guard"), &json!({"locked": false})).ok();
        let given = he.call("POST", &format!("{path}/release"), &json!({"reason": "x"})).ok();
        undo(&he, &given).ok();
        look_back(t);
        assert_eq!(owner(&he, &one), "he");
        // A lead that others had in between is not taken back over their heads.
        let given = he.call("POST", &format!("{path}/release"), &json!({"reason": "x"})).ok();
        claim(&shen, &[&one]);
        shen.call("POST", &format!("{path}/release"), &json!({"reason": "y"})).ok();
        assert_eq!(undo(&he, &given).code(), "undo_conflict");
        // Whoever looked after somebody before their lead came looks after them when it is taken back.
        let known = make(&admin, &json!({"name": "老友", "owner": id_of(&admin, "he")}));
        let two = id(&lead(&admin, &json!({"person": known, "to": pool})));
        let done = claim(&he, &[&two]);
        undo(&he, &done).ok();
        let after = admin.get(&format!("/api/people/{known}")).ok()["row"]["owner"]["name"].clone();
        assert_eq!(after, "he");
        // Dropped, and another came: one person, one open lead.
        claim(&he, &[&two]);
        let dropped = he.call("POST", &format!("/api/leads/{two}/drop"), &json!({"reason": "x"})).ok();
        lead(&he, &json!({"person": known}));
        assert_eq!(undo(&he, &dropped).code(), "open_lead");
        // History tells of people, not of clocks.
        let history = he.get(&format!("/api/leads/{two}/changes")).ok().to_string();
        assert!(history.contains("owner") && !history.contains("held_since"), "{history}");
        p.app.stop();
    });
}

#[test]
fn who_leaves_hands_over_their_leads_and_it_is_taken_back_whole() {
    on_both(|t| {
        let p = Program::new(t);
        colleagues(t);
        let (admin, he) = (p.sign_in("admin"), p.sign_in("he"));
        let (from, to) = (id_of(&admin, "he"), id_of(&admin, "shen"));
        let open = id(&lead(&he, &json!({"name": "在谈的"})));
        let closed = id(&lead(&he, &json!({"name": "丢了的"})));
        he.call("POST", &format!("/api/leads/{closed}/drop"), &json!({"reason": "x"})).ok();
        let deal = he.call("POST", "/api/deals", &json!({"name": "单"})).ok()["data"]["row"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let done = admin.call("POST", &format!("/api/staff/{from}/handover"), &json!({"to": to})).ok();
        let deal_of =
            |p: &User<'_, '_>| p.get(&format!("/api/deals/{deal}")).ok()["row"]["owner"]["name"].clone();
        assert_eq!(
            (owner(&admin, &open), owner(&admin, &closed), deal_of(&admin)),
            (json!("shen"), json!("he"), json!("shen"))
        );
        assert_eq!(page(&admin, &open)["moves"][0]["how"], "handover");
        undo(&admin, &done).ok();
        assert_eq!((owner(&admin, &open), deal_of(&admin)), (json!("he"), json!("he")));
        assert_ne!(page(&admin, &open)["moves"][0]["how"], "handover");
        p.app.stop();
    });
}

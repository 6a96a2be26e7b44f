//! The first page of a day, what has gone stale, how colleagues do and why; reports by mail.

use gx_kernel::Micros;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::signin::mail::{give_address, set_up};
use crate::signin::post_office::PostOffice;
use crate::staff::{id_of, make};

const DAY: i64 = Micros::DAY;

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or_else(|| panic!("no text: {v}"))
}

fn faults(answer: &Answer) -> Vec<String> {
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| format!("{} {}", text(&f["field"]), text(&f["code"]))).collect()
}

/// Moves the clock to so many days before the moment of the tests.
fn days_ago(t: &TestStore, days: i64) {
    t.clock.advance(gx_testkit::NOW.0 - days * DAY - t.store.now().0);
}

fn deal(user: &User<'_, '_>, name: &str, amount: &str, more: &Value) -> String {
    let mut body = json!({"name": name, "amount": amount});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    text(&user.call("POST", "/api/deals", &body).ok()["data"]["row"]["id"]).to_owned()
}

/// Ends a deal in the stage of a kind.
fn close(user: &User<'_, '_>, deal: &str, kind: &str, reason: Option<&str>) {
    let stages = user.get("/api/pipelines").ok()[0]["stages"].clone();
    let to = stages.as_array().unwrap().iter().find(|s| s["kind"] == kind).unwrap()["id"].clone();
    let was = user.get(&format!("/api/deals/{deal}")).ok()["row"]["stage"]["id"].clone();
    let mut body = json!({"stage": to, "was": was});
    if let Some(reason) = reason {
        body["set"] = json!({"lost_reason": reason});
    }
    user.call("POST", &format!("/api/deals/{deal}/move"), &body).ok();
}

fn names(user: &User<'_, '_>, path: &str) -> Vec<String> {
    let rows = user.get(path).ok()["rows"].as_array().unwrap().clone();
    rows.iter()
        .map(|r| {
            let reasons: Vec<&str> = r["reasons"].as_array().unwrap().iter().map(text).collect();
            format!("{} {} {}", text(&r["name"]), reasons.join("+"), r["days"])
        })
        .collect()
}

#[test]
fn what_nobody_works_on_is_told_with_why_and_to_whom_it_belongs() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = id_of(&admin, "sales");
        let pipeline = admin.get("/api/pipelines").ok()[0].clone();
        let mut stages = pipeline["stages"].clone();
        for (stage, days) in stages.as_array_mut().unwrap().iter_mut().zip([10, 0, 0, 0]) {
            stage["age_days"] = if days > 0 { json!(days) } else { Value::Null };
        }
        let path = format!("/api/pipelines/{}", text(&pipeline["id"]));
        admin.call("PATCH", &path, &json!({"stages": stages})).ok();
        days_ago(t, 30);
        let admin = p.sign_in("admin");
        deal(&admin, "久", "100", &json!({"owner": sales}));
        let won = deal(&admin, "成", "100", &json!({"owner": sales}));
        close(&admin, &won, "won", None);
        days_ago(t, 5);
        let admin = p.sign_in("admin");
        deal(
            &admin,
            "约",
            "20",
            &json!({"owner": sales, "next_at": "2026-11-18T02:00:00Z", "next_step": "打电话"}),
        );
        deal(&admin, "新", "20", &json!({"next_at": "2026-12-18T02:00:00Z", "next_step": "打电话"}));
        let phone = json!([{"kind": "phone", "value": "13816540927"}]);
        p.sign_in("sales").call("POST", "/api/leads", &json!({"name": "线索甲", "identities": phone})).ok();
        days_ago(t, 0);
        let (admin, seller) = (p.sign_in("admin"), p.sign_in("sales"));
        assert_eq!(names(&seller, "/api/stale?of=deals"), ["久 stage_age+no_plan 20", "约 plan_missed 2"]);
        assert_eq!(names(&seller, "/api/stale?of=leads"), ["线索甲 untouched 5"]);
        assert_eq!(names(&admin, "/api/stale?of=deals"), [""; 0], "none of them is the administrator's");
        assert_eq!(names(&admin, "/api/stale?of=deals&whose=all").len(), 2);
        let home = seller.get("/api/home").ok();
        let counts: Vec<i64> =
            home["stale"].as_array().unwrap().iter().map(|s| s["count"].as_i64().unwrap()).collect();
        assert_eq!(counts, [2, 1, 0]);
        assert_eq!(faults(&seller.get("/api/stale?of=socks")), ["of unknown"]);
        assert_eq!(faults(&seller.get("/api/home?whose=world")), ["whose unknown"]);
        // From when on is a rule of the workspace.
        let rules = json!({"deal_days": 14, "lead_days": 6, "person_days": 90});
        assert_eq!(seller.call("PUT", "/api/stale/rules", &rules).status.as_u16(), 403);
        let far = json!({"deal_days": 0, "lead_days": 6, "person_days": 90});
        assert_eq!(faults(&admin.call("PUT", "/api/stale/rules", &far)), ["deal_days out_of_range"]);
        admin.call("PUT", "/api/stale/rules", &rules).ok();
        assert_eq!(names(&seller, "/api/stale?of=leads"), [""; 0]);
        p.app.stop();
    });
}

#[test]
fn home_counts_what_is_new_and_each_figure_opens() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = id_of(&admin, "sales");
        days_ago(t, 3);
        let admin = p.sign_in("admin");
        make(&admin, &json!({"name": "旧", "owner": sales}));
        days_ago(t, 0);
        let (admin, seller) = (p.sign_in("admin"), p.sign_in("sales"));
        make(&admin, &json!({"name": "新", "owner": sales}));
        deal(&admin, "茶礼", "300", &json!({"owner": sales}));
        let lost = deal(&admin, "输", "50", &json!({"owner": sales}));
        close(&admin, &lost, "lost", Some("价格"));
        // A Friday: since Thursday.
        let home = seller.get("/api/home").ok();
        assert_eq!(text(&home["since"]), "2026-11-18T16:00:00.000000Z");
        let told: Vec<String> = home["news"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| {
                format!("{} {} {}", text(&n["of"]), n["count"], n["amount"]["total"].as_str().unwrap_or("-"))
            })
            .collect();
        assert_eq!(
            told,
            [
                "people_new 1 -",
                "leads_new 0 0",
                "deals_new 2 350",
                "deals_won 0 0",
                "deals_lost 1 50",
                "orders_new 0 0"
            ]
        );
        for figure in home["news"].as_array().unwrap() {
            let list = match text(&figure["object"]) {
                "person" => "people".to_owned(),
                other => format!("{other}s"),
            };
            let found = seller.get(&format!("/api/{list}?filter={}", query(text(&figure["filter"])))).ok();
            assert_eq!(found["total"], figure["count"], "{figure}");
        }
        let all = admin.get("/api/home?whose=all").ok();
        assert_eq!(all["news"][2]["count"], 2);
        assert_eq!(admin.get("/api/home").ok()["news"][2]["count"], 0, "the administrator has none");
        p.app.stop();
    });
}

#[test]
fn how_colleagues_do_and_why_adds_up() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, manager) = (id_of(&admin, "sales"), id_of(&admin, "manager"));
        let ended = |days: i64, owner: &str, amounts: &[(&str, &str)], source: &str| {
            days_ago(t, days);
            let admin = p.sign_in("admin");
            for (amount, kind) in amounts {
                let one = deal(&admin, "一单", amount, &json!({"owner": owner, "source": source}));
                close(&admin, &one, kind, (*kind == "lost").then_some("价格"));
            }
        };
        // The third quarter: four closed, two won of 300 each. The fourth: three closed, two won of 500 and 700.
        ended(90, &sales, &[("300", "won"), ("300", "won"), ("10", "lost"), ("10", "lost")], "展会");
        ended(10, &sales, &[("500", "won"), ("10", "lost")], "展会");
        ended(9, &manager, &[("700", "won")], "官网");
        days_ago(t, 0);
        let (admin, seller) = (p.sign_in("admin"), p.sign_in("sales"));
        let target = json!({"period": "2026-Q4", "targets": [{"owner": sales, "amount": "1000"}]});
        admin.call("PUT", "/api/targets", &target).ok();
        let told = admin.get("/api/performance?period=2026-Q4").ok();
        assert_eq!(
            (&told["from"], &told["to"], &told["before"]["from"], &told["before"]["to"]),
            (&json!("2026-10-01"), &json!("2026-12-31"), &json!("2026-07-01"), &json!("2026-09-30"))
        );
        let line = |who: &str| {
            told["people"].as_array().unwrap().iter().find(|l| l["who"]["name"] == who).cloned().unwrap()
        };
        let hers = line("sales");
        let figures = |of: &Value| {
            ["deals_won", "deals_lost", "won_amount", "win_rate", "target_share", "calls", "days_to_win"]
                .map(|name| of[name].as_str().unwrap_or("-").to_owned())
        };
        assert_eq!(figures(&hers["values"]), ["1", "1", "500", "50", "50", "0", "0"]);
        assert_eq!(figures(&hers["before"]), ["2", "2", "600", "50", "-", "0", "0"]);
        assert_eq!(figures(&told["all"]["values"]), ["2", "1", "1200", "66.6667", "120", "0", "0"]);
        let opened = &hers["rows"]["deals_won"];
        let found = admin.get(&format!("/api/deals?filter={}", query(text(&opened["filter"])))).ok();
        assert_eq!(found["total"], 1, "{opened}");
        // The change of 600 is parted without a rest: fewer closed, a larger share, larger ones.
        let why = admin.get("/api/performance/why?period=2026-Q4").ok();
        assert_eq!((&why["won"]["value"], &why["won"]["before"]), (&json!("1200"), &json!("600")));
        let effects: Vec<f64> =
            why["parts"].as_array().unwrap().iter().map(|p| text(&p["effect"]).parse().unwrap()).collect();
        assert!((effects.iter().sum::<f64>() - 600.0).abs() < 0.05, "{effects:?}");
        assert!(effects[0] < 0.0 && effects[1] > 0.0 && effects[2] > 0.0, "{effects:?}");
        let sources = why["by"].as_array().unwrap().iter().find(|b| b["field"] == "source").unwrap();
        let first = &sources["keys"][0];
        assert_eq!((&first["value"], &first["change"]), (&json!("官网"), &json!("700")));
        let found = admin.get(&format!("/api/deals?filter={}", query(text(&first["filter"])))).ok();
        assert_eq!(found["total"], 1, "{first}");
        assert_eq!((&why["lost"][0]["count"], &why["lost"][0]["before"]), (&json!(1), &json!(2)));
        let of_one = admin.get(&format!("/api/performance/why?period=2026-Q4&who={sales}")).ok();
        assert_eq!((&of_one["won"]["value"], &of_one["who"]["name"]), (&json!("500"), &json!("sales")));
        for wrong in ["/api/performance?period=soon", "/api/performance?compare=never"] {
            assert_eq!(admin.get(wrong).status.as_u16(), 422, "{wrong}");
        }
        assert_eq!(admin.get("/api/performance/why?who=usr_1").status.as_u16(), 404);
        // Who sees a part of somebody's deals is not told the part as if it were all.
        let roles = admin.get("/api/roles").ok();
        let role = roles.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap().clone();
        let mut grants = role["grants"].clone();
        grants["see"] = json!("own");
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let seller_path = format!("/api/performance/why?period=2026-Q4&who={manager}");
        assert_eq!(seller.get(&seller_path).status.as_u16(), 404);
        let own = seller.get("/api/performance?period=2026-Q4").ok();
        assert_eq!(own["people"].as_array().unwrap().len(), 1);
        assert_eq!(own["all"]["values"]["won_amount"], "500");
        p.app.stop();
    });
}

#[test]
fn a_report_goes_by_mail_to_each_with_what_they_see() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (me, sales) = (id_of(&admin, "admin"), id_of(&admin, "sales"));
        let question = json!({"object": "deal", "measures": [{"of": "count"}]});
        let report =
            json!({"name": "商机数", "question": question, "look": {"as": "number"}, "shared": true});
        let report = text(&admin.call("POST", "/api/reports", &report).ok()["id"]).to_owned();
        let wish = |more: Value| {
            let mut wish =
                json!({"what": report, "every": "week", "on": 1, "hour": 8, "to": [me], "format": "xlsx"});
            wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            wish
        };
        for (more, fault) in [
            (json!({"what": "rep_1"}), "what unknown"),
            (json!({"what": "deals"}), "what not_an_id"),
            (json!({"on": 8}), "on not_a_day"),
            (json!({"every": "month", "on": 31}), "on not_a_day"),
            (json!({"hour": 24}), "hour not_an_hour"),
            (json!({"to": []}), "to count"),
            (json!({"to": ["per_1"]}), "to.0 not_an_id"),
            (json!({"to": ["usr_1"]}), "to unknown"),
        ] {
            let answer = admin.call("POST", "/api/report-mails", &wish(more.clone()));
            assert_eq!(faults(&answer), [fault], "{more} {}", answer.text);
        }
        let made = admin.call("POST", "/api/report-mails", &wish(json!({"to": [me, sales, me]}))).ok();
        // Monday at eight, where the workspace is.
        assert_eq!(text(&made["next_at"]), "2026-11-23T00:00:00.000000Z");
        assert_eq!((&made["name"], made["to"].as_array().unwrap().len()), (&json!("商机数"), 2));
        let path = format!("/api/report-mails/{}", text(&made["id"]));
        let seller = p.sign_in("sales");
        assert_eq!(seller.get("/api/report-mails").ok().as_array().unwrap().len(), 1, "it is sent to her");
        assert_eq!(seller.call("DELETE", &path, &Value::Null).status.as_u16(), 404, "and not hers to stop");
        assert_eq!(
            seller.call("POST", "/api/report-mails", &wish(json!({}))).status.as_u16(),
            403,
            "to others"
        );
        let unsent = admin.call("POST", &format!("{path}/send"), &json!({}));
        assert_eq!(unsent.code(), "no_mail", "no server is set: {}", unsent.text);
        let day = admin.call("PATCH", &path, &json!({"every": "day", "hour": 7})).ok();
        assert_eq!(text(&day["next_at"]), "2026-11-20T23:00:00.000000Z");
        // Due, and nothing to send with: it says so, and waits for its next time.
        let due = || gx_report::kept::mails::send_due(&t.store, &p.app.kit.seal).unwrap();
        t.clock.advance(DAY);
        due();
        let admin = p.sign_in("admin");
        let told = admin.get("/api/report-mails").ok()[0].clone();
        assert!(text(&told["problem"]).contains("No mail is sent"), "{told}");
        assert_eq!(text(&told["next_at"]), "2026-11-21T23:00:00.000000Z");
        // With a server there is a letter to each, once: with what they see themselves, and the file.
        deal(&admin, "我的", "100", &json!({"owner": me}));
        let roles = admin.get("/api/roles").ok();
        let role = roles.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap().clone();
        let mut grants = role["grants"].clone();
        (grants["see"], grants["export"]) = (json!("own"), json!("none"));
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let office = PostOffice::open();
        set_up(&admin, &office);
        give_address(&admin, "admin", "admin@example.com");
        give_address(&admin, "sales", "sales@example.com");
        t.clock.advance(DAY);
        due();
        due();
        office.wait_for(2);
        let mails = office.mails();
        assert_eq!(mails.len(), 2, "once each");
        let to = |who: &str| mails.iter().find(|m| m.to.iter().any(|to| to.contains(who))).unwrap().clone();
        let (mine, hers) = (to("admin@example.com"), to("sales@example.com"));
        assert!(mine.part("text/plain").contains("商机数 · 数量: 1"), "{}", mine.part("text/plain"));
        assert!(hers.part("text/plain").contains("商机数 · 数量: 0"), "{}", hers.part("text/plain"));
        assert!(
            mine.raw.contains("spreadsheetml") && !hers.raw.contains("spreadsheetml"),
            "the right to export"
        );
        assert_eq!(mine.link("/reports/"), format!("https://crm.example.com/reports/{report}"));
        let noted = admin.get("/api/audit?kind=export").ok();
        let noted: Vec<&Value> = noted["rows"].as_array().unwrap().iter().collect();
        assert_eq!(noted.len(), 1, "the file that left is noted, the letter without one is not: {noted:?}");
        assert_eq!(noted[0]["detail"]["report"], "商机数");
        // Who is only sent it declines, and is sent it no more; nobody declines for others.
        let seller = p.sign_in("sales");
        assert_eq!(seller.get("/api/report-mails").ok()[0]["editable"], false);
        seller.call("POST", &format!("{path}/decline"), &json!({})).ok();
        assert_eq!(seller.get("/api/report-mails").ok().as_array().unwrap().len(), 0);
        assert_eq!(seller.call("POST", &format!("{path}/decline"), &json!({})).status.as_u16(), 404);
        assert_eq!(admin.get("/api/report-mails").ok()[0]["to"].as_array().unwrap().len(), 1);
        admin.call("POST", &format!("{path}/decline"), &json!({})).ok();
        assert_eq!(
            admin.get("/api/report-mails").ok().as_array().unwrap().len(),
            0,
            "to nobody it is not sent"
        );
        p.app.stop();
    });
}

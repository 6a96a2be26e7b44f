//! Selling: pipelines and what their stages ask for, deals on their way, boards, forecasts; who sees and moves what.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::staff::{id_of, make};

fn deal(user: &User<'_, '_>, body: &Value) -> Value {
    user.call("POST", "/api/deals", body).ok()["data"].clone()
}

fn id(deal: &Value) -> String {
    deal["row"]["id"].as_str().unwrap().to_owned()
}

fn pipelines(user: &User<'_, '_>) -> Value {
    user.get("/api/pipelines").ok()
}

/// The id of a stage of the first pipeline, by its place.
fn stage(user: &User<'_, '_>, at: usize) -> String {
    pipelines(user)[0]["stages"][at]["id"].as_str().unwrap().to_owned()
}

fn step(user: &User<'_, '_>, deal: &str, to: &str, more: &Value) -> Answer {
    let was = user.get(&format!("/api/deals/{deal}")).ok()["row"]["stage"]["id"].clone();
    let mut body = json!({"stage": to, "was": was});
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    user.call("POST", &format!("/api/deals/{deal}/move"), &body)
}

fn undo(user: &User<'_, '_>, changed: &Value) -> Answer {
    user.call("POST", &format!("/api/undo/{}", changed["batch"].as_str().unwrap()), &json!({}))
}

fn faults(answer: &Answer) -> Vec<String> {
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| format!("{} {}", f["field"].as_str().unwrap(), f["code"].as_str().unwrap())).collect()
}

#[test]
fn a_workspace_begins_with_a_pipeline_and_shapes_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let first = pipelines(&admin);
        let kinds: Vec<&str> =
            first[0]["stages"].as_array().unwrap().iter().map(|s| s["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["open", "open", "open", "open", "won", "lost"]);
        let held = first[0]["id"].as_str().unwrap().to_owned();
        let stages = |names: &[(&str, &str)]| -> Value {
            names.iter().map(|(name, kind)| json!({"name": name, "kind": kind, "probability": 40})).collect()
        };
        for (wish, field) in [
            (json!({"name": " "}), "name length"),
            (json!({"name": first[0]["name"]}), "name not_unique"),
            (json!({"name": "B", "stages": []}), "stages missing"),
            (json!({"name": "B", "stages": stages(&[("a", "open"), ("b", "won")])}), "stages missing"),
            (
                json!({"name": "B", "stages": stages(&[("a", "open"), ("a", "won"), ("c", "lost")])}),
                "stages.1.name not_unique",
            ),
            (
                json!({"name": "B", "stages": [{"name": "a", "kind": "open", "probability": 101}]}),
                "stages.0.probability out_of_range",
            ),
            (
                json!({"name": "B", "stages": [{"name": "a", "kind": "open", "age_days": 0}]}),
                "stages.0.age_days out_of_range",
            ),
            (
                json!({"name": "B", "stages": [{"name": "a", "kind": "open", "needs": ["x_none"]}]}),
                "stages.0.needs unknown_field",
            ),
            (
                json!({"name": "B", "stages": [{"name": "a", "kind": "open", "roles": ["king"]}]}),
                "stages.0.roles unknown",
            ),
        ] {
            let answer = admin.call("POST", "/api/pipelines", &wish);
            assert_eq!(faults(&answer), [field], "{wish} {}", answer.text);
        }
        let wish =
            json!({"name": "企业", "stages": stages(&[("丢", "lost"), ("谈", "open"), ("成", "won")])});
        let two = admin.call("POST", "/api/pipelines", &wish).ok();
        let names: Vec<&str> =
            two[1]["stages"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["谈", "成", "丢"], "what is open stands first");
        assert_eq!(two[1]["stages"][1]["probability"], 100);
        let b = two[1]["id"].as_str().unwrap().to_owned();
        let moved = admin.call("PATCH", &format!("/api/pipelines/{b}"), &json!({"before": held})).ok();
        assert_eq!(moved[0]["id"], json!(b));
        // A stage in which deals stand stays, and ends as it did.
        let one = deal(&admin, &json!({"name": "茶礼", "pipeline": b}));
        let mut kept = moved[0]["stages"].clone();
        kept[0]["kind"] = json!("won");
        kept.as_array_mut().unwrap().push(json!({"name": "新", "kind": "open"}));
        let change =
            |stages: &Value| admin.call("PATCH", &format!("/api/pipelines/{b}"), &json!({"stages": stages}));
        let refused = change(&kept);
        assert_eq!((refused.code(), &refused.body["detail"]["deals"]), ("stage_in_use", &json!(1)));
        let without: Value = kept.as_array().unwrap()[1..].to_vec().into();
        assert_eq!(change(&without).code(), "stage_in_use");
        assert_eq!(admin.call("DELETE", &format!("/api/pipelines/{b}"), &Value::Null).code(), "stage_in_use");
        kept[0]["kind"] = json!("open");
        kept[0]["probability"] = json!(25);
        change(&kept).ok();
        let row = admin.get(&format!("/api/deals/{}", id(&one))).ok()["row"].clone();
        assert_eq!(row["probability"], 25.0, "the chance of its stage is that of its deals");
        admin.call("DELETE", &format!("/api/deals/{}", id(&one)), &Value::Null).ok();
        let left = admin.call("DELETE", &format!("/api/pipelines/{b}"), &Value::Null).ok();
        assert_eq!(left.as_array().unwrap().len(), 1);
        for login in ["sales", "manager", "auditor"] {
            let refused = p.sign_in(login).call("POST", "/api/pipelines", &json!({"name": "X"}));
            assert_eq!(refused.status.as_u16(), 403, "{login}");
        }
        p.app.stop();
    });
}

#[test]
fn a_deal_is_made_moved_won_and_taken_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let lin = make(&admin, &json!({"name": "林晓梅", "job_title": "行政经理"}));
        let company = admin.call("POST", "/api/companies", &json!({"name": "木禾设计"})).ok();
        let company = company["data"]["row"]["id"].as_str().unwrap().to_owned();
        for (wish, fault) in [
            (json!({}), "name missing"),
            (json!({"name": "x", "amount": "-3"}), "amount negative"),
            (json!({"name": "x", "amount": "viel"}), "amount not_an_amount"),
            (json!({"name": "x", "amount": "90000000000000"}), "amount out_of_range"),
            (json!({"name": "x", "currency": "RMB!"}), "currency not_valid"),
            (json!({"name": "x", "probability": 130}), "probability out_of_range"),
            (json!({"name": "x", "person": "per_zzz"}), "person unknown_record"),
            (json!({"name": "x", "stage": "stg_1"}), "stage unknown_stage"),
            (json!({"name": "x", "pipeline": "pip_1"}), "pipeline unknown"),
            (json!({"name": "x", "state": "won"}), "state read_only"),
            (json!({"name": "x", "nonsense": 1}), "nonsense unknown_field"),
        ] {
            assert_eq!(faults(&admin.call("POST", "/api/deals", &wish)), [fault], "{wish}");
        }
        let made = admin
            .call("POST", "/api/deals", &json!({"name": "年节礼盒 120 份", "person": lin, "company": company,
                "amount": "46800", "expected_on": "2026-11-30", "next_step": "换新送达后回访", "next_at": "2026-11-19T07:00:00Z",
                "competitors": ["别家"]}))
            .ok();
        let row = &made["data"]["row"];
        assert_eq!(
            (&row["number"], &row["amount"], &row["state"]),
            (&json!("DL-0001"), &json!("46800"), &json!("open"))
        );
        assert_eq!((&row["person"]["name"], &row["company"]["name"]), (&json!("林晓梅"), &json!("木禾设计")));
        assert_eq!(
            (&row["owner"]["name"], &row["clock"], &row["probability"]),
            (&json!("admin"), &json!("overdue"), &json!(10.0))
        );
        assert_eq!(made["data"]["competitors"], json!(["别家"]));
        let id = id(&made["data"]);
        let get = || admin.get(&format!("/api/deals/{id}")).ok();
        // Who drags a card that was dragged elsewhere meanwhile is told so.
        let (second, third, won, lost) =
            (stage(&admin, 1), stage(&admin, 2), stage(&admin, 4), stage(&admin, 5));
        let moved = step(&admin, &id, &second, &json!({"note": "预算已批"})).ok();
        assert_eq!(moved["data"]["row"]["probability"], 30.0);
        assert_eq!(moved["data"]["stays"][1]["note"], "预算已批");
        let stale = json!({"stage": third, "was": stage(&admin, 0)});
        let refused = admin.call("POST", &format!("/api/deals/{id}/move"), &stale);
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "moved"));
        assert_eq!(refused.body["detail"]["stage"]["id"], json!(second), "{}", refused.text);
        assert_eq!(refused.body["detail"]["by"]["name"], "admin");
        // Lost needs a reason; won is certain; both are closed.
        assert_eq!(faults(&step(&admin, &id, &lost, &json!({}))), ["lost_reason required"]);
        let gone = step(&admin, &id, &lost, &json!({"lost_reason": "price"})).ok();
        assert_eq!(
            (&gone["data"]["row"]["state"], &gone["data"]["row"]["probability"]),
            (&json!("lost"), &json!(0.0))
        );
        assert!(gone["data"]["row"]["closed_at"].is_string());
        let back = undo(&admin, &gone);
        assert!(back.status.is_success(), "{}", back.text);
        let now = get();
        assert_eq!((&now["row"]["stage"]["id"], &now["row"]["state"]), (&json!(second), &json!("open")));
        assert!(now["row"]["closed_at"].is_null() && now["row"]["lost_reason"].is_null());
        assert_eq!(now["stays"].as_array().unwrap().len(), 2, "as if it had never left: {}", now["stays"]);
        let closed = step(&admin, &id, &won, &json!({})).ok();
        assert_eq!(closed["data"]["row"]["probability"], 100.0);
        // Opened again by hand, and the reason of a loss does not stay.
        step(&admin, &id, &third, &json!({})).ok();
        assert_eq!(get()["row"]["state"], "open");
        // Values: one that moved since is told, undo brings back.
        let set = |set: Value, was: Value| {
            admin.call("PATCH", &format!("/api/deals/{id}"), &json!({"set": set, "was": was}))
        };
        let changed = set(json!({"amount": "50000", "probability": 60}), json!({"amount": "46800"})).ok();
        assert_eq!(
            (&changed["data"]["row"]["amount"], &changed["data"]["row"]["probability"]),
            (&json!("50000"), &json!(60.0))
        );
        let refused = set(json!({"amount": "1"}), json!({"amount": "46800"}));
        assert_eq!(
            (refused.code(), &refused.body["detail"]["conflicts"][0]["now"]),
            ("changed", &json!("50000"))
        );
        assert_eq!(faults(&set(json!({"stage": won}), json!({}))), ["stage read_only"]);
        undo(&admin, &changed).ok();
        assert_eq!((&get()["row"]["amount"], &get()["row"]["probability"]), (&json!("46800"), &json!(50.0)));
        // What it is about; the amount follows.
        let lines =
            |lines: Value| admin.call("PUT", &format!("/api/deals/{id}/lines"), &json!({"lines": lines}));
        let box_ = json!({"name": "秋茶与护手霜礼盒", "quantity": "120", "price": "360", "discount": "0"});
        for (wrong, fault) in [
            (json!([{"name": "", "quantity": "1", "price": "1"}]), "lines.0.name length"),
            (json!([box_, {"name": "x", "quantity": "0", "price": "1"}]), "lines.1.quantity out_of_range"),
            (
                json!([{"name": "x", "quantity": "1", "price": "1", "discount": "101"}]),
                "lines.0.discount not_a_number",
            ),
        ] {
            assert_eq!(faults(&lines(wrong)), [fault]);
        }
        let said = lines(
            json!([box_, {"name": "烫印公司名", "quantity": "120", "price": "30.005", "discount": "50"}]),
        )
        .ok();
        assert_eq!(said["data"]["row"]["amount"], "45000.3");
        assert_eq!(said["data"]["lines"][1]["amount"], "1800.3");
        assert_eq!(faults(&set(json!({"amount": "5"}), json!({}))), ["amount read_only"]);
        undo(&admin, &said).ok();
        assert_eq!((&get()["row"]["amount"], &get()["lines"]), (&json!("46800"), &json!([])));
        // Who has a part in it.
        let boss = make(&admin, &json!({"name": "丁总"}));
        let part = |who: &str, role: Value| {
            admin.call("POST", &format!("/api/deals/{id}/people"), &json!({"person": who, "role": role}))
        };
        assert_eq!(faults(&part(&boss, json!("king"))), ["role unknown"]);
        let added = part(&boss, json!("decides")).ok();
        let of = |deal: &Value| -> Vec<String> {
            let list = deal["people"].as_array().unwrap();
            list.iter().map(|p| format!("{} {} {}", p["person"]["name"], p["role"], p["main"])).collect()
        };
        assert_eq!(of(&added["data"]), ["\"林晓梅\" null true", "\"丁总\" \"decides\" false"]);
        part(&lin, json!("uses")).ok();
        assert_eq!(of(&get())[0], "\"林晓梅\" \"uses\" true");
        let out = admin.call("DELETE", &format!("/api/deals/{id}/people/{boss}"), &Value::Null).ok();
        assert_eq!(of(&out["data"]).len(), 1);
        undo(&admin, &out).ok();
        assert_eq!(of(&get()).len(), 2);
        // Everything is in the history, and the deal comes back when it was deleted.
        let history = admin.get(&format!("/api/deals/{id}/changes")).ok();
        assert!(history["rows"].as_array().unwrap().len() >= 8, "{history}");
        let gone = admin.call("DELETE", &format!("/api/deals/{id}"), &Value::Null).ok();
        assert_eq!(admin.get(&format!("/api/deals/{id}")).status.as_u16(), 404);
        undo(&admin, &gone).ok();
        assert_eq!(get()["row"]["number"], "DL-0001");
        p.app.stop();
    });
}

#[test]
fn a_stage_asks_for_what_it_needs_and_lets_in_whom_it_may() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field =
            json!({"label": "开票方式", "type": "choice", "options": [{"label": "专票"}, {"label": "普票"}]});
        let bill = admin.call("POST", "/api/objects/deal/fields", &field).ok()["data"]["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let held = pipelines(&admin)[0].clone();
        let mut stages = held["stages"].clone();
        stages[3]["needs"] = json!(["company", bill, "amount"]);
        stages[4]["roles"] = json!(["manager", "admin"]);
        let path = format!("/api/pipelines/{}", held["id"].as_str().unwrap());
        admin.call("PATCH", &path, &json!({"stages": stages})).ok();
        let sales = p.sign_in("sales");
        let mine = deal(&sales, &json!({"name": "年会伴手礼"}));
        let id = id(&mine);
        let step_of = |deal: &Value, at: usize| deal["steps"].as_array().unwrap()[at].clone();
        assert_eq!(step_of(&mine, 2)["missing"], json!(["company", bill, "amount"]));
        assert_eq!(
            (step_of(&mine, 3)["may"].clone(), step_of(&mine, 0)["may"].clone()),
            (json!(false), json!(true))
        );
        let (talks, won) = (stage(&sales, 3), stage(&sales, 4));
        let refused = step(&sales, &id, &talks, &json!({}));
        assert_eq!(faults(&refused), ["company required", &format!("{bill} required"), "amount required"]);
        let company = admin.call("POST", "/api/companies", &json!({"name": "星河科技"})).ok();
        let company = company["data"]["row"]["id"].clone();
        let bad = step(
            &sales,
            &id,
            &talks,
            &json!({"set": {"company": company, bill.as_str(): "现金", "amount": "42000"}}),
        );
        assert_eq!(faults(&bad), [format!("{bill} not_an_option")]);
        let moved = step(
            &sales,
            &id,
            &talks,
            &json!({"set": {"company": company, bill.as_str(): "专票", "amount": "42000"}}),
        )
        .ok();
        assert_eq!(moved["data"]["row"]["stage"]["id"], json!(talks));
        assert_eq!(moved["data"]["row"]["company"]["name"], "星河科技");
        // One batch: the values go back with the move.
        undo(&sales, &moved).ok();
        let now = sales.get(&format!("/api/deals/{id}")).ok();
        assert!(now["row"]["company"].is_null() && now["row"]["amount"].is_null(), "{now}");
        let refused = step(&sales, &id, &won, &json!({}));
        assert_eq!((refused.status.as_u16(), refused.code()), (403, "not_allowed_here"));
        assert!(step(&admin, &id, &won, &json!({})).status.is_success());
        p.app.stop();
    });
}

#[test]
fn a_board_counts_its_columns_in_one_currency_and_says_which_has_no_rate() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let sales = id_of(&admin, "sales");
        for (name, amount, currency, next, owner) in [
            ("甲", "1000", "CNY", Some("2026-11-20T12:00:00Z"), Some(&sales)),
            ("乙", "200", "USD", Some("2026-11-01T00:00:00Z"), None),
            ("丙", "30", "EUR", Some("2026-12-24T00:00:00Z"), Some(&sales)),
            ("丁", "4000", "CNY", None, None),
        ] {
            let mut body = json!({"name": name, "amount": amount, "currency": currency, "next_at": next});
            if let Some(owner) = owner {
                body["owner"] = json!(owner);
            }
            deal(&admin, &body);
        }
        let rates = |list: Value| admin.call("PUT", "/api/rates", &json!({"rates": list}));
        for (wrong, fault) in [
            (json!([{"currency": "CNY", "day": "2026-01-01", "rate": "1"}]), "rates.0.currency own"),
            (json!([{"currency": "USD", "day": "gestern", "rate": "1"}]), "rates.0.day not_a_date"),
            (json!([{"currency": "USD", "day": "2026-01-01", "rate": "0"}]), "rates.0.rate not_a_number"),
        ] {
            assert_eq!(faults(&rates(wrong)), [fault]);
        }
        rates(json!([{"currency": "USD", "day": "2026-01-01", "rate": "7"}, {"currency": "USD", "day": "2027-01-01", "rate": "9"}])).ok();
        let board = admin.get("/api/deals/board").ok();
        let first = &board["columns"][0];
        assert_eq!(
            (&first["count"], &first["total"], &first["weighted"]),
            (&json!(4), &json!("6400"), &json!("640"))
        );
        assert_eq!(first["clock"], json!({"overdue": 1, "today": 1, "planned": 1, "none": 1}));
        assert_eq!((&board["unrated"], &board["currency"]), (&json!(["EUR"]), &json!("CNY")));
        let cards: Vec<&str> =
            first["rows"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap()).collect();
        assert_eq!(cards, ["乙", "甲", "丙", "丁"], "what is to be done first");
        // A column opens as a list, and pages on.
        let list = |filter: &Value, more: &str| {
            admin.get(&format!("/api/deals?filter={}{more}", query(filter.as_str().unwrap()))).ok()
        };
        assert_eq!(list(&first["filter"], "")["total"], 4);
        let short = admin.get("/api/deals/board?each=2").ok()["columns"][0].clone();
        assert_eq!(short["rows"].as_array().unwrap().len(), 2);
        let next = short["next"].as_str().unwrap();
        let rest = list(&short["filter"], &format!("&sort=next_at&cursor={next}"));
        assert_eq!(rest["rows"][0]["name"], "丙");
        assert_eq!(admin.get("/api/deals/board?each=500").status.as_u16(), 422);
        // The same filter everywhere; words find names and numbers.
        let usd = admin.get(&format!("/api/deals/board?filter={}", query("currency = \"USD\""))).ok();
        assert_eq!((&usd["columns"][0]["count"], &usd["unrated"]), (&json!(1), &json!([])));
        assert_eq!(admin.get(&format!("/api/deals?q={}", query("丁"))).ok()["total"], 1);
        assert_eq!(admin.get("/api/deals?q=DL-0002").ok()["rows"][0]["name"], "乙");
        let hit = admin.get("/api/search?q=DL-0002").ok()["hits"][0].clone();
        assert_eq!((&hit["kind"], &hit["title"]), (&json!("deal"), &json!("乙")));
        assert_eq!(admin.get(&format!("/api/deals/board?filter={}", query("nonsense = 1"))).code(), "filter");
        // A salesperson counts what they see.
        let mine = p.sign_in("sales").get("/api/deals/board").ok();
        assert_eq!((&mine["columns"][0]["count"], &mine["columns"][0]["total"]), (&json!(2), &json!("1000")));
        // What was closed long ago is not on the board, and is still in the list.
        let won = stage(&admin, 4);
        let one = first["rows"][0]["id"].as_str().unwrap();
        step(&admin, one, &won, &json!({})).ok();
        let column = |n: usize| admin.get("/api/deals/board").ok()["columns"][n]["count"].clone();
        assert_eq!((column(0), column(4)), (json!(3), json!(1)));
        t.clock.advance(91 * 24 * 3600 * 1_000_000);
        let admin = p.sign_in("admin");
        assert_eq!(admin.get("/api/deals/board").ok()["columns"][4]["count"], 0);
        assert_eq!(admin.get(&format!("/api/deals?filter={}", query("state = \"won\""))).ok()["total"], 1);
        p.app.stop();
    });
}

#[test]
fn a_forecast_adds_up_to_its_rows_and_stands_against_its_targets() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, manager) = (id_of(&admin, "sales"), id_of(&admin, "manager"));
        let (won, lost, third) = (stage(&admin, 4), stage(&admin, 5), stage(&admin, 2));
        for (name, amount, owner, on, end) in [
            ("赢一", "1000", &sales, "2026-12-01", Some(&won)),
            ("赢二", "500", &manager, "2026-10-01", Some(&won)),
            ("输", "9000", &sales, "2026-12-01", Some(&lost)),
            ("开一", "2000", &sales, "2026-12-15", None),
            ("开二", "4000", &manager, "2026-11-15", None),
            ("明年", "8000", &sales, "2027-01-15", None),
        ] {
            let one = deal(
                &admin,
                &json!({"name": name, "amount": amount, "owner": owner, "expected_on": on, "stage": third}),
            );
            if let Some(end) = end {
                step(&admin, &id(&one), end, &json!({"lost_reason": "price"})).ok();
            }
        }
        let targets = json!({"period": "2026-Q4", "targets": [{"owner": sales, "amount": "3000"}, {"owner": manager, "amount": "4000.50"}]});
        admin.call("PUT", "/api/targets", &targets).ok();
        let wrong = json!({"period": "2026-Q4", "targets": [{"owner": sales, "amount": "viel"}]});
        assert_eq!(faults(&admin.call("PUT", "/api/targets", &wrong)), ["targets.0.amount not_a_number"]);
        assert_eq!(faults(&admin.get("/api/targets?period=2026-Q5")), ["period not_a_period"]);
        let told = admin.get("/api/deals/forecast?period=2026-Q4").ok();
        assert_eq!((&told["won"]["total"], &told["won"]["count"]), (&json!("1500"), &json!(2)));
        assert_eq!((&told["open"]["total"], &told["weighted"]), (&json!("6000"), &json!("3000")));
        assert_eq!(
            (&told["lost"]["count"], &told["win_rate"], &told["target"]),
            (&json!(1), &json!(66.7), &json!("7000.5"))
        );
        assert_eq!((&told["from"], &told["until"]), (&json!("2026-10-01"), &json!("2026-12-31")));
        let months: Vec<String> = told["months"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| format!("{} {} {}", m["month"], m["won"]["total"], m["open"]["total"]).replace('"', ""))
            .collect();
        assert_eq!(months, ["2026-10 0 0", "2026-11 1500 4000", "2026-12 0 2000"]);
        // Every figure opens the rows that it is made of.
        let rows = |user: &User<'_, '_>, sum: &Value| {
            user.get(&format!("/api/deals?filter={}", query(sum["filter"].as_str().unwrap()))).ok()["total"]
                .clone()
        };
        for sum in [&told["won"], &told["open"], &told["lost"]] {
            assert_eq!(rows(&admin, sum), sum["count"], "{sum}");
        }
        for part in told["owners"].as_array().unwrap().iter().chain(told["months"].as_array().unwrap()) {
            for key in ["won", "open"] {
                assert_eq!(rows(&admin, &part[key]), part[key]["count"], "{}", part[key]);
            }
        }
        assert_eq!(told["owners"].as_array().unwrap().len(), 2);
        let narrow = format!("/api/deals/forecast?period=2026-11&filter={}", query("amount > 600"));
        let narrow = admin.get(&narrow).ok();
        assert_eq!((&narrow["won"]["count"], &narrow["open"]["count"]), (&json!(1), &json!(1)));
        assert_eq!(rows(&admin, &narrow["won"]), 1);
        // A salesperson sees what is theirs, targets too.
        let own = p.sign_in("sales").get("/api/deals/forecast?period=2026-Q4").ok();
        assert_eq!((&own["won"]["total"], &own["target"]), (&json!("1000"), &json!("3000")));
        assert_eq!(own["owners"].as_array().unwrap().len(), 1);
        let put = p.sign_in("sales").call("PUT", "/api/targets", &targets);
        assert_eq!(put.status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn a_deal_is_seen_and_changed_by_whom_it_may_be() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, manager) = (id_of(&admin, "sales"), id_of(&admin, "manager"));
        let hidden = make(&admin, &json!({"name": "别人的客户", "owner": manager}));
        let theirs = deal(&admin, &json!({"name": "别人的", "owner": manager, "amount": "5"}));
        let mine =
            deal(&admin, &json!({"name": "我的", "owner": sales, "person": hidden, "amount": "1234.5"}));
        let free = deal(&admin, &json!({"name": "无主", "owner": null}));
        let user = p.sign_in("sales");
        let names = |user: &User<'_, '_>| -> Vec<String> {
            let rows = user.get("/api/deals?sort=name").ok()["rows"].clone();
            rows.as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&user), ["我的", "无主"]);
        let theirs = id(&theirs);
        let first = stage(&admin, 1);
        for (method, path, body) in [
            ("GET", String::new(), Value::Null),
            ("GET", "/changes".into(), Value::Null),
            ("PATCH", String::new(), json!({"set": {"name": "x"}})),
            ("POST", "/move".into(), json!({"stage": first, "was": first})),
            ("PUT", "/lines".into(), json!({"lines": []})),
            ("POST", "/people".into(), json!({"person": hidden})),
            ("DELETE", String::new(), Value::Null),
        ] {
            let answer = user.call(method, &format!("/api/deals/{theirs}{path}"), &body);
            assert_eq!(answer.status.as_u16(), 404, "{method} {path}: {}", answer.text);
        }
        // A deal of one's own does not tell of a person whom one does not see.
        let page = user.get(&format!("/api/deals/{}", id(&mine))).ok();
        assert!(page["row"]["person"].is_null() && page["people"] == json!([]), "{page}");
        assert!(!page.to_string().contains("别人的客户"));
        assert_eq!(user.get(&format!("/api/search?q={}", query("别人的"))).ok()["hits"], json!([]));
        // Given away it is out of sight, and what was done to it stays done.
        let given = user
            .call("PATCH", &format!("/api/deals/{}", id(&free)), &json!({"set": {"owner": manager}}))
            .ok();
        assert!(given["data"].is_null());
        assert_eq!(undo(&user, &given).status.as_u16(), 404);
        assert_eq!(
            faults(&user.call("POST", "/api/deals", &json!({"name": "给别人", "owner": manager}))),
            ["owner out_of_reach"]
        );
        let auditor = p.sign_in("auditor");
        assert_eq!(auditor.call("POST", "/api/deals", &json!({"name": "x"})).status.as_u16(), 403);
        let read_only =
            auditor.call("PATCH", &format!("/api/deals/{theirs}"), &json!({"set": {"name": "x"}}));
        assert_eq!(read_only.status.as_u16(), 403);
        // Hidden fields are told nowhere, not in sums either, and not written.
        let grants = json!({"see": "all", "edit": "all", "create": "all", "hidden": ["deal.amount", "deal.next_step"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let mine = id(&mine);
        for path in [
            format!("/api/deals/{mine}"),
            "/api/deals".into(),
            "/api/deals/board".into(),
            "/api/deals/forecast".into(),
            format!("/api/deals/{mine}/changes"),
        ] {
            let answer = user.get(&path);
            assert!(answer.status.is_success() && !answer.text.contains("1234.5"), "{path}: {}", answer.text);
        }
        assert_eq!(user.get("/api/deals?sort=amount").status.as_u16(), 403);
        assert_eq!(user.get(&format!("/api/deals?filter={}", query("amount > 3"))).status.as_u16(), 403);
        let set = user.call("PATCH", &format!("/api/deals/{mine}"), &json!({"set": {"amount": "1"}}));
        assert_eq!(faults(&set), ["amount hidden"]);
        p.app.stop();
    });
}

#[test]
fn two_who_drag_a_card_at_once_leave_it_in_one_place() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let made = deal(&admin, &json!({"name": "抢着动"}));
        let id = id(&made);
        let was = made["row"]["stage"]["id"].clone();
        let targets = [stage(&admin, 1), stage(&admin, 2)];
        let codes: Vec<u16> = std::thread::scope(|s| {
            let hands: Vec<_> = targets
                .iter()
                .map(|to| {
                    let (p, id, was) = (&p, &id, &was);
                    s.spawn(move || {
                        let user = p.sign_in("admin");
                        let body = json!({"stage": to, "was": was});
                        user.call("POST", &format!("/api/deals/{id}/move"), &body).status.as_u16()
                    })
                })
                .collect();
            hands.into_iter().map(|h| h.join().unwrap()).collect()
        });
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [200, 409], "{codes:?}");
        let now = admin.get(&format!("/api/deals/{id}")).ok();
        let at = codes.iter().position(|code| *code == 200).unwrap();
        assert_eq!(now["row"]["stage"]["id"], json!(targets[at]));
        let open = now["stays"].as_array().unwrap().iter().filter(|s| s["until"].is_null()).count();
        assert_eq!((open, now["stays"].as_array().unwrap().len()), (1, 2));
        // Numbers are given once, however many make deals at once.
        let numbers: std::collections::BTreeSet<String> = std::thread::scope(|s| {
            let hands: Vec<_> = (0..8)
                .map(|n| {
                    let p = &p;
                    s.spawn(move || {
                        deal(&p.sign_in("admin"), &json!({"name": format!("单{n}")}))["row"]["number"]
                            .to_string()
                    })
                })
                .collect();
            hands.into_iter().map(|h| h.join().unwrap()).collect()
        });
        assert_eq!(numbers.len(), 8);
        p.app.stop();
    });
}

#[test]
fn a_filter_sees_of_records_one_hop_away_what_its_reader_sees() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, manager) = (id_of(&admin, "sales"), id_of(&admin, "manager"));
        let theirs = make(&admin, &json!({"name": "别人的客户", "owner": manager, "city": "成都"}));
        let mine = make(&admin, &json!({"name": "我的客户", "owner": sales}));
        deal(&admin, &json!({"name": "我的单", "owner": sales, "person": theirs}));
        deal(&admin, &json!({"name": "别人的单", "owner": manager, "person": mine, "amount": "5000"}));
        admin.call("POST", "/api/edges", &json!({"kind": "friend", "from": mine, "to": theirs})).ok();
        let user = p.sign_in("sales");
        for (path, filter) in [
            ("deals", "related person where city = \"成都\""),
            ("people", "related deal where amount > 1000"),
            ("people", "related person where city = \"成都\""),
        ] {
            let found = |user: &User<'_, '_>| {
                user.get(&format!("/api/{path}?filter={}", query(filter))).ok()["total"].clone()
            };
            assert_eq!((found(&admin), found(&user)), (json!(1), json!(0)), "{path}: {filter}");
        }
        p.app.stop();
    });
}

#[test]
fn what_goes_away_leaves_no_deal_stuck() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field =
            admin.call("POST", "/api/objects/deal/fields", &json!({"label": "预算", "type": "number"})).ok();
        let budget = field["data"]["key"].as_str().unwrap().to_owned();
        let role = json!({"key": "closers", "name": "签单组", "grants": {"see": "all", "edit": "all"}});
        let role = admin.call("POST", "/api/roles", &role).ok();
        let role = role["key"].as_str().unwrap_or("closers").to_owned();
        let held = pipelines(&admin)[0].clone();
        let path = format!("/api/pipelines/{}", held["id"].as_str().unwrap());
        let mut stages = held["stages"].clone();
        stages[1]["needs"] = json!([budget]);
        stages[1]["roles"] = json!([role]);
        admin.call("PATCH", &path, &json!({"stages": stages})).ok();
        let id = id(&deal(&admin, &json!({"name": "单"})));
        let second = stage(&admin, 1);
        assert_eq!(step(&admin, &id, &second, &json!({})).code(), "not_allowed_here");
        // A role that is gone leaves administrators; a field that is gone is asked for no more.
        admin.call("DELETE", &format!("/api/roles/{role}"), &Value::Null).ok_status();
        assert_eq!(faults(&step(&admin, &id, &second, &json!({}))), [format!("{budget} required")]);
        admin.call("DELETE", &format!("/api/objects/deal/fields/{budget}"), &Value::Null).ok();
        step(&admin, &id, &second, &json!({})).ok();
        // Deleted, then its stage is gone: the deal comes back to no place that is not there.
        let gone = admin.call("DELETE", &format!("/api/deals/{id}"), &Value::Null).ok();
        let without: Value = pipelines(&admin)[0]["stages"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|s| s["id"] != json!(second))
            .cloned()
            .collect();
        admin.call("PATCH", &path, &json!({"stages": without})).ok();
        assert_eq!(undo(&admin, &gone).code(), "unknown_stage");
        p.app.stop();
    });
}

#[test]
fn deals_go_with_their_people_and_their_owners() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, manager) = (id_of(&admin, "sales"), id_of(&admin, "manager"));
        // Who was merged has one part, that which was said last.
        let (one, two) = (make(&admin, &json!({"name": "甲"})), make(&admin, &json!({"name": "甲乙"})));
        let made =
            id(&deal(&admin, &json!({"name": "单", "owner": sales, "person": two, "next_step": "机密约谈"})));
        let part = |who: &str, role: &str| {
            admin
                .call("POST", &format!("/api/deals/{made}/people"), &json!({"person": who, "role": role}))
                .ok()["data"]
                .clone()
        };
        part(&one, "decides");
        admin.call("POST", "/api/merges", &json!({"winner": two, "loser": one})).ok();
        let told = part(&two, "pays");
        assert_eq!(
            (told["people"].as_array().unwrap().len(), &told["people"][0]["role"]),
            (1, &json!("pays"))
        );
        assert_eq!(told["row"]["person"]["name"], "甲乙");
        // A review of a merged person meets the date that was written by hand before.
        admin.call("PATCH", &format!("/api/people/{two}"), &json!({"set": {"review_on": "2020-01-01"}})).ok();
        admin.call("PUT", "/api/review", &json!({"on": true, "cycles": [{"filter": "", "months": 6}]})).ok();
        t.clock.advance(1_000_000);
        let done = admin.call("POST", &format!("/api/people/{two}/review"), &Value::Null).ok();
        assert!(done["data"]["row"]["review_on"].as_str().unwrap() > "2026", "{}", done["data"]["row"]);
        // What is hidden from a role is not found either, and hiding it leaves people found by their names.
        let grants = json!({"see": "all", "edit": "all", "hidden": ["deal.next_step", "deal.amount"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let user = p.sign_in("sales");
        assert_eq!(user.get(&format!("/api/deals?q={}", query("机密约谈"))).ok()["total"], 0);
        assert_eq!(user.get(&format!("/api/people?q={}", query("甲乙"))).ok()["total"], 1);
        let wrong = json!({"grants": {"see": "all", "hidden": ["deal.next_at"]}});
        assert_eq!(admin.call("PATCH", "/api/roles/sales", &wrong).status.as_u16(), 422);
        // Handed over with the people of a colleague who leaves, and back with one undo.
        make(&admin, &json!({"name": "丙", "owner": sales}));
        let owner =
            |deal: &str| admin.get(&format!("/api/deals/{deal}")).ok()["row"]["owner"]["name"].clone();
        let done = admin.call("POST", &format!("/api/staff/{sales}/handover"), &json!({"to": manager})).ok();
        assert_eq!(owner(&made), "manager");
        undo(&admin, &done).ok();
        assert_eq!(owner(&made), "sales");
        p.app.stop();
    });
}

#[test]
fn the_board_tells_closed_deals_by_the_rate_that_the_forecast_takes() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let rates = json!({"rates": [{"currency": "USD", "day": "2026-01-01", "rate": "7"}, {"currency": "USD", "day": "2026-12-01", "rate": "9"}]});
        admin.call("PUT", "/api/rates", &rates).ok();
        let made = id(&deal(&admin, &json!({"name": "美元单", "amount": "100", "currency": "USD"})));
        step(&admin, &made, &stage(&admin, 4), &json!({})).ok();
        t.clock.advance(20 * 24 * 3600 * 1_000_000);
        let admin = p.sign_in("admin");
        let board = admin.get("/api/deals/board").ok();
        assert_eq!(board["columns"][4]["total"], "700", "November's, though it is December");
        let told = admin.get("/api/deals/forecast?period=2026-Q4").ok();
        assert_eq!(told["won"]["total"], "700");
        deal(&admin, &json!({"name": "新单", "amount": "100", "currency": "USD"}));
        assert_eq!(admin.get("/api/deals/board").ok()["columns"][0]["total"], "900");
        p.app.stop();
    });
}

//! Questions about rows, what they come to, and the rows behind each figure; what is kept of them; goals; mails.

use gx_kernel::Micros;
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};
use crate::staff::{id_of, make};

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or_else(|| panic!("no text: {v}"))
}

fn faults(answer: &Answer) -> Vec<String> {
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| format!("{} {}", text(&f["field"]), text(&f["code"]))).collect()
}

fn run(user: &User<'_, '_>, question: &Value) -> Value {
    user.call("POST", "/api/reports/run", question).ok()
}

fn refused(user: &User<'_, '_>, question: &Value) -> Vec<String> {
    let answer = user.call("POST", "/api/reports/run", question);
    assert_eq!(answer.status.as_u16(), 422, "{question} {}", answer.text);
    faults(&answer)
}

/// The cells of an answer with one or two axes as `key/key=value,value`, in their order.
fn told(answer: &Value) -> Vec<String> {
    let axes = answer["axes"].as_array().unwrap();
    let key = |axis: usize, at: &Value| match at.as_u64() {
        None => "*".to_owned(),
        Some(n) => match &axes[axis]["keys"][n as usize] {
            key if key["label"].is_string() => text(&key["label"]).to_owned(),
            key if key["value"].is_string() => text(&key["value"]).to_owned(),
            key => key["value"].to_string(),
        },
    };
    let value = |v: &Value| v.as_str().unwrap_or("-").to_owned();
    answer["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| {
            let at: Vec<String> =
                cell["at"].as_array().unwrap().iter().enumerate().map(|(n, at)| key(n, at)).collect();
            let values: Vec<String> = cell["values"].as_array().unwrap().iter().map(value).collect();
            let before = cell["before"].as_array().map(|b| {
                let before: Vec<String> = b.iter().map(value).collect();
                format!(" < {}", before.join(","))
            });
            format!("{}={}{}", at.join("/"), values.join(","), before.unwrap_or_default())
        })
        .collect()
}

/// That each cell whose first figure counts rows opens as many, and that its filter, where it has one, finds as many.
fn opens(user: &User<'_, '_>, question: &Value, list: &str) -> usize {
    let answer = run(user, question);
    let axes = answer["axes"].as_array().unwrap();
    let mut filters = 0;
    for cell in answer["cells"].as_array().unwrap() {
        let key = |n: usize, at: &Value| match at.as_u64() {
            None => Value::Null,
            Some(k) => json!({"value": axes[n]["keys"][k as usize]["value"]}),
        };
        let at: Vec<Value> =
            cell["at"].as_array().unwrap().iter().enumerate().map(|(n, at)| key(n, at)).collect();
        for (before, values) in [(false, &cell["values"]), (true, &cell["before"])] {
            let Some(count) = values[0].as_str() else { continue };
            let wish = json!({"question": question, "cell": at, "measure": 0, "before": before});
            let hits = user.call("POST", "/api/reports/rows", &wish).ok();
            assert_eq!(hits["total"].to_string(), count, "{question} {at:?} before: {before}");
            if let Some(filter) = hits["filter"].as_str() {
                let found = user.get(&format!("{list}?filter={}", query(filter))).ok();
                assert_eq!(found["total"].to_string(), count, "{question} {at:?} {filter}");
                filters += 1;
            }
        }
    }
    filters
}

/// Moves the clock to a moment.
fn at(t: &TestStore, moment: Micros) {
    t.clock.advance(moment.0 - t.store.now().0);
}

/// Three people and some deals, of two colleagues, in two currencies.
fn sold(t: &TestStore, admin: &User<'_, '_>) -> (String, String) {
    let (sales, manager) = (id_of(admin, "sales"), id_of(admin, "manager"));
    let person = |name: &str, city: &str, tags: &[&str], owner: &str| {
        make(admin, &json!({"name": name, "city": city, "tags": tags, "owner": owner}))
    };
    let mei = person("林晓梅", "上海", &["茶", "礼"], &sales);
    let qiu = person("秋 白", "杭州", &["茶"], &manager);
    let no = person("无 名", "", &[], &sales);
    let deal = |name: &str, person: &str, amount: &str, currency: &str, source: &str, owner: &str| {
        let body = json!({"name": name, "person": person, "amount": amount, "currency": currency, "source": source, "owner": owner});
        text(&admin.call("POST", "/api/deals", &body).ok()["data"]["row"]["id"]).to_owned()
    };
    at(t, Micros::parse("2026-10-31T15:30:00Z").unwrap());
    deal("甲", &mei, "1000", "CNY", "展会", &sales);
    at(t, Micros::parse("2026-10-31T16:30:00Z").unwrap());
    deal("乙", &mei, "200.5", "CNY", "官网", &sales);
    at(t, Micros::parse("2026-11-09T04:00:00Z").unwrap());
    deal("丙", &qiu, "100", "USD", "展会", &manager);
    deal("丁", &no, "30", "EUR", "", &sales);
    at(t, gx_testkit::NOW);
    (sales, manager)
}

#[test]
fn rows_are_added_up_by_fields_near_and_far_and_every_figure_opens() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        sold(t, &admin);
        let admin = p.sign_in("admin");
        let count = json!([{"of": "count"}]);
        let by = |field: &str| json!({"object": "deal", "measures": count, "by": [{"field": field}]});
        assert_eq!(told(&run(&admin, &by("source"))), ["*=4", "展会=2", "官网=1", "null=1"]);
        assert_eq!(told(&run(&admin, &by("owner"))), ["*=4", "sales=3", "manager=1"]);
        assert_eq!(told(&run(&admin, &by("person.city"))), ["*=4", "上海=2", "杭州=1", "null=1"]);
        assert_eq!(told(&run(&admin, &by("person.tags"))), ["*=4", "茶=3", "礼=2", "null=1"]);
        let by_stage = told(&run(&admin, &by("reached")));
        assert_eq!(by_stage.len(), 2, "all stand where they began: {by_stage:?}");
        // Days begin where the workspace is, which is eight hours before UTC: the second deal is of November.
        let month = json!({"object": "deal", "measures": count, "by": [{"field": "created_at"}],
            "period": {"field": "created_at", "range": "2026-10-01..2026-11-30"}, "compare": "before"});
        assert_eq!(told(&run(&admin, &month)), ["*=4 < 0", "2026-10=1 < 0", "2026-11=3 < 0"]);
        let utc =
            json!({"object": "deal", "measures": count, "by": [{"field": "created_at"}], "zone": "UTC"});
        assert_eq!(told(&run(&admin, &utc)), ["*=4", "2026-10=2", "2026-11=2"]);
        let cycle = json!({"object": "deal", "measures": count, "by": [{"field": "created_at", "unit": "weekday"},
            {"field": "created_at", "unit": "hour_of_day"}]});
        let cells = told(&run(&admin, &cycle));
        assert!(cells.contains(&"6/23=1".to_owned()) && cells.contains(&"7/0=1".to_owned()), "{cells:?}");
        assert!(cells.contains(&"1/12=2".to_owned()) && cells.contains(&"*/*=4".to_owned()), "{cells:?}");
        let list = "/api/deals";
        let mut filters = 0;
        for question in [
            by("source"),
            by("owner"),
            by("person.city"),
            by("person.tags"),
            by("owner.team"),
            by("reached"),
            by("stage"),
            by("amount"),
            month,
            utc,
            cycle,
            json!({"object": "deal", "measures": [{"of": "count", "filter": "amount > 50"}], "filter": "currency != \"EUR\"",
                "by": [{"field": "source"}, {"field": "person.city"}, {"field": "created_at", "unit": "quarter"}]}),
            json!({"object": "deal", "measures": count, "cohort": {"field": "created_at", "unit": "week"}}),
        ] {
            filters += opens(&admin, &question, list);
        }
        assert!(filters > 40, "most figures open as a list: {filters}");
        opens(
            &admin,
            &json!({"object": "person", "measures": count, "by": [{"field": "tags"}]}),
            "/api/people",
        );
        p.app.stop();
    });
}

#[test]
fn what_was_bought_parts_orders_and_deals() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let tea =
            admin.call("POST", "/api/products/categories", &json!({"name": "茶"})).ok()[0]["id"].clone();
        let product = json!({"name": "龙井", "category": tea, "variants": [{"code": "LJ", "choice": {}, "price": "100"}]});
        admin.call("POST", "/api/products", &product).ok();
        let order = |who: &str, number: &str, products: Value| {
            let event = json!({"type": "track", "userId": who, "messageId": number, "event": "Order Completed",
                "properties": {"order_id": number, "total": 1, "currency": "CNY", "products": products}});
            p.segment("batch", &json!({"batch": [event]})).ok();
        };
        let line = |name: &str, sku: &str, price: &str, quantity: f64| json!({"name": name, "sku": sku, "price": price, "quantity": quantity});
        order(
            "a",
            "1",
            json!([
                line("West Lake Longjing", "lj", "100", 2.0),
                line("龙井", "LJ", "90.5", 1.0),
                line("壶", "P", "50", 1.0)
            ]),
        );
        order("b", "2", json!([line("龙井", "LJ", "100", 1.5)]));
        order("b", "3", Value::Null);
        p.jobs_end();
        let admin = p.sign_in("admin");
        let sum = |field: &str| json!({"of": "sum", "field": field});
        let question = json!({"object": "order", "by": [{"field": "line.name"}],
            "measures": [{"of": "count"}, sum("line.quantity"), sum("line.amount"), {"of": "distinct", "field": "person.id"}]});
        let mut cells = told(&run(&admin, &question));
        cells.sort();
        // An order of two lines of one thing is one; what has no lines is in none.
        assert_eq!(cells, ["*=2,5.5,490.5,2", "壶=1,1,50,1", "龙井=2,4.5,440.5,2"]);
        opens(&admin, &question, "/api/orders");
        let kinds =
            json!({"object": "order", "by": [{"field": "line.category"}], "measures": [sum("line.amount")]});
        let mut cells = told(&run(&admin, &kinds));
        cells.sort();
        assert_eq!(cells, ["*=490.5", "null=50", "茶=440.5"]);
        let twice = json!({"object": "order", "by": [{"field": "line.name"}], "measures": [{"of": "count"}, sum("amount")]});
        assert_eq!(refused(&admin, &twice), ["measures.1.of lines"]);
        // The same of deals.
        let deal = admin.call("POST", "/api/deals", &json!({"name": "甲"})).ok();
        let lines = json!({"lines": [{"name": "龙井", "quantity": "3", "price": "100", "discount": "10"}]});
        admin.call("PUT", &format!("/api/deals/{}/lines", text(&deal["data"]["row"]["id"])), &lines).ok();
        let of_deals = json!({"object": "deal", "by": [{"field": "line.name"}], "measures": [{"of": "count"}, sum("line.amount")]});
        assert_eq!(told(&run(&admin, &of_deals)), ["*=1,270", "龙井=1,270"]);
        // A role that does not see what was ordered parts nothing by it.
        let roles = admin.get("/api/roles").ok();
        let mut grants =
            roles.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap()["grants"].clone();
        grants["hidden"] = json!(["order.lines"]);
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let hidden = p.sign_in("sales").call("POST", "/api/reports/run", &kinds);
        assert_eq!(hidden.status.as_u16(), 403, "{}", hidden.text);
        p.app.stop();
    });
}

#[test]
fn amounts_are_reckoned_by_the_rate_of_their_day_and_what_has_none_is_named() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        sold(t, &admin);
        let admin = p.sign_in("admin");
        let sum = json!({"object": "deal", "measures": [{"of": "sum", "field": "amount"}, {"of": "average", "field": "amount"},
            {"of": "most", "field": "amount"}, {"of": "distinct", "field": "person.id"}, {"of": "share", "filter": "currency = \"CNY\""}],
            "by": [{"field": "source"}]});
        let none = run(&admin, &sum);
        assert_eq!(told(&none)[0], "*=1200.5,600.25,1000,3,50");
        assert_eq!(
            none["unrated"],
            json!([{"currency": "EUR", "total": "30"}, {"currency": "USD", "total": "100"}])
        );
        let rates = |list: Value| admin.call("PUT", "/api/rates", &json!({"rates": list})).ok();
        rates(
            json!([{"currency": "USD", "day": "2026-01-01", "rate": "7"}, {"currency": "USD", "day": "2027-01-01", "rate": "9"},
            {"currency": "EUR", "day": "2026-01-01", "rate": "8"}]),
        );
        let all = run(&admin, &sum);
        assert_eq!(all["unrated"], json!([]));
        assert_eq!(
            told(&all),
            [
                "*=2140.5,535.125,1000,3,50",
                "展会=1700,850,1000,2,50",
                "null=240,240,240,1,0",
                "官网=200.5,200.5,200.5,1,100",
            ]
        );
        let mut in_usd = sum.clone();
        in_usd["currency"] = json!("USD");
        assert_eq!(told(&run(&admin, &in_usd))[0], "*=305.7857,76.4464,142.8571,3,50");
        p.app.stop();
    });
}

#[test]
fn whoever_asks_is_told_of_what_they_see_and_no_more() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, _) = sold(t, &admin);
        let admin = p.sign_in("admin");
        let roles = admin.get("/api/roles").ok();
        let role = roles.as_array().unwrap().iter().find(|r| r["key"] == "sales").unwrap().clone();
        let mut grants = role["grants"].clone();
        grants["see"] = json!("own");
        grants["hidden"] = json!(["city", "deal.source"]);
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let seller = p.sign_in("sales");
        let count = json!([{"of": "count"}]);
        let by = |field: &str| json!({"object": "deal", "measures": count, "by": [{"field": field}]});
        assert_eq!(told(&run(&seller, &by("owner"))), ["*=3", "sales=3"]);
        for field in ["source", "person.city"] {
            let answer = seller.call("POST", "/api/reports/run", &by(field));
            assert_eq!(answer.status.as_u16(), 403, "{field} {}", answer.text);
        }
        let about = seller.get("/api/reports/about?object=deal").ok();
        let keys: Vec<&str> = about["fields"].as_array().unwrap().iter().map(|f| text(&f["key"])).collect();
        assert!(
            !keys.contains(&"source") && !keys.contains(&"person.city") && keys.contains(&"stage"),
            "{keys:?}"
        );
        let filtered =
            json!({"object": "deal", "measures": [{"of": "count", "filter": "source = \"展会\""}]});
        let answer = seller.call("POST", "/api/reports/run", &filtered);
        assert_eq!(answer.status.as_u16(), 403, "nor by the filter of a figure: {}", answer.text);
        // A deal of theirs with a person of a colleague's: the person's tier is not theirs to know.
        let other =
            make(&admin, &json!({"name": "他 人", "tier": "金卡", "owner": id_of(&admin, "manager")}));
        admin.call("POST", "/api/deals", &json!({"name": "戊", "person": other, "owner": sales})).ok();
        assert_eq!(told(&run(&admin, &by("person.tier"))), ["*=5", "null=4", "金卡=1"]);
        let theirs = told(&run(&seller, &by("person.tier")));
        assert!(theirs.iter().all(|line| !line.contains("金卡")), "{theirs:?}");
        let rows = json!({"question": by("owner"), "cell": [null]});
        let hits = seller.call("POST", "/api/reports/rows", &rows).ok();
        assert!(
            hits["rows"].as_array().unwrap().iter().all(|row| row["owner"]["id"] == json!(sales)),
            "{hits}"
        );
        // A file of figures asks for the right to take rows out.
        let export = json!({"name": "x", "question": by("owner"), "format": "csv", "language": "en"});
        grants["export"] = json!("none");
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        assert_eq!(p.sign_in("sales").call("POST", "/api/reports/export", &export).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn what_cannot_be_asked_says_where_and_why() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field =
            admin.call("POST", "/api/objects/deal/fields", &json!({"label": "渠道商", "type": "text"})).ok();
        let key = text(&field["data"]["key"]).to_owned();
        let count = json!([{"of": "count"}]);
        let ask = |more: Value| {
            let mut question = json!({"object": "deal", "measures": count});
            for (key, value) in more.as_object().unwrap() {
                question[key] = value.clone();
            }
            question
        };
        for (wish, fault) in [
            (json!({"measures": []}), "measures count"),
            (json!({"measures": [{"of": "sum"}]}), "measures.0.field missing"),
            (json!({"measures": [{"of": "sum", "field": "name"}]}), "measures.0.field not_measured"),
            (json!({"measures": [{"of": "share"}]}), "measures.0.filter missing"),
            (json!({"measures": [{"of": "count", "filter": "naem = 1"}]}), "measures.0.filter filter"),
            (json!({"measures": [{"of": "days", "field": "created_at"}]}), "measures.0.until missing"),
            (json!({"by": [{"field": "nothing"}]}), "by.0.field unknown_field"),
            (json!({"by": [{"field": "name"}]}), "by.0.field not_grouped"),
            (json!({"by": [{"field": "source", "unit": "month"}]}), "by.0.unit no_date"),
            (json!({"by": [{"field": "expected_on", "unit": "hour"}]}), "by.0.unit no_time"),
            (json!({"by": [{"field": "source"}, {"field": "source"}]}), "by.1.field twice"),
            (json!({"period": {"field": "created_at", "range": "soon"}}), "period.range not_a_span"),
            (json!({"period": {"field": "source", "range": "this_month"}}), "period.field no_date"),
            (json!({"compare": "year"}), "compare no_period"),
            (json!({"zone": "Mars/Olympus"}), "zone unknown_zone"),
            (json!({"currency": "euro"}), "currency not_a_currency"),
            (json!({"cohort": {"field": "source"}}), "cohort.field no_date"),
            (
                json!({"by": [{"field": "created_at", "unit": "hour"}], "period": {"field": "created_at", "range": "2020-01-01..2026-01-01"}}),
                "by.0.unit too_many",
            ),
        ] {
            assert_eq!(refused(&admin, &ask(wish.clone())), [fault], "{wish}");
        }
        let wrong = admin.call("POST", "/api/reports/run", &ask(json!({"filter": "stagee = 1"})));
        assert_eq!((wrong.code(), wrong.status.as_u16()), ("filter", 400), "with the place: {}", wrong.text);
        // A report over a field that is removed afterwards says which, and is still there to be changed.
        let question = ask(json!({"by": [{"field": key}]}));
        let kept = admin
            .call(
                "POST",
                "/api/reports",
                &json!({"name": "按渠道商", "question": question, "look": {"as": "bar"}}),
            )
            .ok();
        admin.call("DELETE", &format!("/api/objects/deal/fields/{key}"), &Value::Null).ok();
        assert_eq!(refused(&admin, &question), ["by.0.field unknown_field"]);
        let path = format!("/api/reports/{}", text(&kept["id"]));
        assert_eq!(admin.get(&path).ok()["question"], question);
        admin.call("PATCH", &path, &json!({"question": ask(json!({"by": [{"field": "source"}]}))})).ok();
        p.app.stop();
    });
}

#[test]
fn a_report_and_a_dashboard_are_kept_shared_taken_away_and_brought_back() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, seller, other) = (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("service"));
        let question = json!({"object": "deal", "measures": [{"of": "count"}], "by": [{"field": "stage"}]});
        let wish = json!({"name": "  漏斗  图 ", "question": question, "look": {"as": "funnel"}});
        let mine = seller.call("POST", "/api/reports", &wish).ok();
        assert_eq!(
            (&mine["name"], &mine["mine"], &mine["editable"]),
            (&json!("漏斗 图"), &json!(true), &json!(true))
        );
        let path = format!("/api/reports/{}", text(&mine["id"]));
        assert_eq!(other.get(&path).status.as_u16(), 404, "not shared");
        let shared = json!({"shared": true});
        assert_eq!(seller.call("PATCH", &path, &shared).status.as_u16(), 403, "sharing is a right");
        let mut public = wish.clone();
        public["shared"] = json!(true);
        let public = admin.call("POST", "/api/reports", &public).ok();
        let open = format!("/api/reports/{}", text(&public["id"]));
        assert_eq!(other.get(&open).ok()["editable"], json!(false));
        assert_eq!(other.call("PATCH", &open, &json!({"name": "x"})).status.as_u16(), 403);
        assert_eq!(other.call("DELETE", &open, &Value::Null).status.as_u16(), 403);
        assert_eq!(seller.get("/api/reports").ok().as_array().unwrap().len(), 2);
        assert_eq!(faults(&admin.call("PATCH", &open, &json!({"name": " "}))), ["name length"]);
        let gauge = json!({"look": {"as": "gauge", "full": "-1"}});
        assert_eq!(faults(&admin.call("PATCH", &open, &gauge)), ["look.full not_a_number"]);

        let tile = |id: &str, more: Value| {
            let mut tile = json!({"id": id, "width": 6, "height": 1});
            for (key, value) in more.as_object().unwrap() {
                tile[key] = value.clone();
            }
            tile
        };
        for (tiles, fault) in [
            (json!([tile("a", json!({"width": 5, "report": public["id"]}))]), "tiles.0.width not_a_width"),
            (json!([tile("a", json!({"height": 9, "report": public["id"]}))]), "tiles.0.height not_a_height"),
            (json!([tile("a", json!({}))]), "tiles.0.question missing"),
            (
                json!([
                    tile("a", json!({"report": public["id"]})),
                    tile("a", json!({"report": public["id"]}))
                ]),
                "tiles.1.id not_an_id",
            ),
            (
                json!([tile(
                    "a",
                    json!({"question": {"object": "deal", "measures": []}, "look": {"as": "number"}})
                )]),
                "tiles.0.question validation",
            ),
        ] {
            let answer = admin.call("POST", "/api/dashboards", &json!({"name": "销售", "tiles": tiles}));
            let got = faults(&answer);
            assert_eq!(
                got.first().map(|f| f.split(' ').next()),
                Some(fault.split(' ').next()),
                "{got:?} {}",
                answer.text
            );
        }
        let tiles = json!([
            tile("a", json!({"report": public["id"], "title": "看这里"})),
            tile("b", json!({"question": question, "look": {"as": "table"}, "title": "表"}))
        ]);
        let wish = json!({"name": "销售", "tiles": tiles, "shared": true, "roles": ["sales"]});
        assert_eq!(seller.call("POST", "/api/dashboards", &wish).status.as_u16(), 403);
        let board = admin.call("POST", "/api/dashboards", &wish).ok();
        let of = format!("/api/dashboards/{}", text(&board["id"]));
        assert_eq!(seller.get("/api/dashboards").ok()[0]["opens"], json!(true));
        assert_eq!(other.get("/api/dashboards").ok()[0]["opens"], json!(false));
        let seen = seller.get(&of).ok();
        assert_eq!(
            (&seen["tiles"][0]["question"], &seen["tiles"][0]["title"]),
            (&question, &json!("看这里"))
        );
        // Without its report a part stands there and says nothing.
        admin.call("DELETE", &open, &Value::Null).ok();
        let seen = seller.get(&of).ok();
        assert_eq!((&seen["tiles"][0]["question"], &seen["tiles"][1]["question"]), (&Value::Null, &question));
        assert_eq!(other.call("POST", &format!("{open}/restore"), &json!({})).status.as_u16(), 403);
        admin.call("POST", &format!("{open}/restore"), &json!({})).ok();
        assert_eq!(seller.get(&of).ok()["tiles"][0]["question"], question);
        admin.call("DELETE", &of, &Value::Null).ok();
        assert_eq!(seller.get(&of).status.as_u16(), 404);
        admin.call("POST", &format!("{of}/restore"), &json!({})).ok();
        assert_eq!(seller.get(&of).ok()["tiles"].as_array().unwrap().len(), 2);
        seller.call("DELETE", &path, &Value::Null).ok();
        assert_eq!(
            admin.call("POST", &format!("{path}/restore"), &json!({})).status.as_u16(),
            404,
            "it is hers"
        );
        seller.call("POST", &format!("{path}/restore"), &json!({})).ok();
        p.app.stop();
    });
}

#[test]
fn a_goal_counts_its_period_and_is_told_to_whoever_sees_all_of_it() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (sales, _) = sold(t, &admin);
        let (admin, seller) = (p.sign_in("admin"), p.sign_in("sales"));
        let wish = json!({"name": "新商机", "object": "deal", "measure": {"of": "count"}, "field": "created_at", "every": "month", "target": "10"});
        let with = |more: Value| {
            let mut wish = wish.clone();
            for (key, value) in more.as_object().unwrap() {
                wish[key] = value.clone();
            }
            wish
        };
        for (more, fault) in [
            (json!({"name": ""}), "name length"),
            (json!({"target": "0"}), "target not_a_number"),
            (json!({"target": "viel"}), "target not_a_number"),
            (json!({"field": "source"}), "period.field no_date"),
            (json!({"measure": {"of": "most", "field": "created_at"}}), "measure no_number"),
            (json!({"user": sales, "team": "tea_1"}), "team unknown"),
        ] {
            assert_eq!(faults(&admin.call("POST", "/api/goals", &with(more.clone()))), [fault], "{more}");
        }
        let mine = seller.call("POST", "/api/goals", &with(json!({"user": sales}))).ok();
        // Now is 20 November at 17:54 where the workspace is.
        assert_eq!(
            (&mine["value"], &mine["even"], &mine["from"], &mine["to"], &mine["mine"]),
            (&json!("2"), &json!("6.67"), &json!("2026-11-01"), &json!("2026-11-30"), &json!(true))
        );
        let past: Vec<&str> = mine["past"].as_array().unwrap().iter().map(|p| text(&p["value"])).collect();
        assert_eq!(past, ["0", "0", "0", "0", "0", "1"]);
        assert_eq!(seller.call("POST", "/api/goals", &wish).status.as_u16(), 403, "for everybody");
        let all = admin.call("POST", "/api/goals", &wish).ok();
        assert_eq!(all["value"], json!("3"));
        let names = |user: &User<'_, '_>| user.get("/api/goals").ok().as_array().unwrap().len();
        assert_eq!(names(&admin), 2);
        assert_eq!(names(&seller), 1, "a part of what everybody did would be a wrong figure");
        let path = format!("/api/goals/{}", text(&mine["id"]));
        assert_eq!(seller.call("PATCH", &path, &json!({"target": "4"})).ok()["target"], json!("4"));
        assert_eq!(p.sign_in("service").call("PATCH", &path, &json!({"target": "5"})).status.as_u16(), 403);
        // What is private counts for nobody: others could not see it.
        let visits = json!({"name": "拜访", "object": "activity", "filter": "kind = visit or kind = call", "field": "at", "user": sales});
        let visits = seller.call("POST", "/api/goals", &with(visits)).ok();
        for secret in [false, true] {
            let at = t.store.now().to_rfc3339();
            let visit = json!({"kind": "visit", "title": "拜访", "at": at, "private": secret});
            seller.call("POST", "/api/activities", &visit).ok();
        }
        let value = |user: &User<'_, '_>| {
            let goals = user.get("/api/goals").ok();
            let mine = goals.as_array().unwrap().iter().find(|g| g["id"] == visits["id"]).unwrap();
            text(&mine["value"]).to_owned()
        };
        assert_eq!((value(&seller), value(&admin)), ("1".into(), "1".into()));
        seller.call("DELETE", &format!("/api/goals/{}", text(&visits["id"])), &Value::Null).ok();
        // Of nobody it is everybody's.
        let freed = admin.call("PATCH", &path, &json!({"user": null})).ok();
        assert_eq!((&freed["user"], &freed["value"]), (&Value::Null, &json!("3")));
        admin.call("PATCH", &path, &json!({"user": sales})).ok();
        seller.call("DELETE", &path, &Value::Null).ok();
        assert_eq!(names(&seller), 0);
        seller.call("POST", &format!("{path}/restore"), &json!({})).ok();
        assert_eq!(names(&seller), 1);
        p.app.stop();
    });
}

#[test]
fn figures_leave_as_files_in_the_words_of_the_reader() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        sold(t, &admin);
        let admin = p.sign_in("admin");
        let question = json!({"object": "deal", "measures": [{"of": "count"}, {"of": "sum", "field": "amount"}],
            "by": [{"field": "source"}, {"field": "created_at", "unit": "month"}], "across": true});
        let export = |format: &str, language: &str| {
            let wish = json!({"name": "=来源", "question": question, "format": format, "language": language});
            admin.call("POST", "/api/reports/export", &wish)
        };
        let csv = export("csv", "zh-CN");
        let lines: Vec<&str> = csv.text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines[0],
            "来源,2026-10 · 数量,2026-10 · 金额（合计） CNY,2026-11 · 数量,2026-11 · 金额（合计） CNY,合计 · 数量,合计 · 金额（合计） CNY"
        );
        assert!(lines.contains(&"合计,1,1000,3,200.5,4,1200.5"), "{lines:?}");
        let unrated: Vec<&str> = lines[lines.len() - 2..].iter().map(|l| l.trim_end_matches(',')).collect();
        assert_eq!(
            unrated,
            ["没有汇率、未计入: 30 EUR", "没有汇率、未计入: 100 USD"],
            "what is in no sum is said"
        );
        assert!(
            lines.contains(&"展会,1,1000,1,0,2,1000") && lines.contains(&"（无）,,,1,0,1,0"),
            "{lines:?}"
        );
        let head = csv.headers["content-disposition"].to_str().unwrap();
        assert!(head.contains("filename*=UTF-8''") && head.ends_with(".csv"), "{head}");
        let sheet = export("xlsx", "en").sheet();
        assert_eq!(sheet[0][0].to_string(), "Source");
        assert_eq!(sheet[1][1], calamine::Data::Float(1.0), "figures are numbers: {sheet:?}");
        let pdf = export("pdf", "zh-TW");
        match pdf.status.as_u16() {
            200 => assert!(pdf.bytes.starts_with(b"%PDF-"), "{}", pdf.text),
            // Tests run beside a web app that was not built.
            _ => assert_eq!(pdf.code(), "no_typeface"),
        }
        let audit = admin.get("/api/audit?kind=export").ok();
        assert!(audit["rows"].as_array().unwrap().len() >= 2, "{audit}");
        p.app.stop();
    });
}

/// A value of each type that people may give to a field of their own.
fn value_of(ty: &str, option: &Value, person: &str) -> Value {
    match ty {
        "number" | "percent" => json!(12.5),
        "integer" | "rating" => json!(4),
        "money" => json!("99.5"),
        "bool" => json!(true),
        "date" => json!("2026-11-02"),
        "date_time" => json!("2026-11-02T03:04:05Z"),
        "choice" => option.clone(),
        "multi_choice" => json!([option]),
        "link" => json!(person),
        "email" => json!("a@b.example"),
        "phone" => json!("13816540927"),
        "url" => json!("https://a.example"),
        _ => json!("字"),
    }
}

#[test]
fn every_field_answers_for_all_that_it_is_said_to_do() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        sold(t, &admin);
        let admin = p.sign_in("admin");
        let person = make(&admin, &json!({"name": "全", "city": "上海"}));
        let types = [
            "text",
            "number",
            "integer",
            "money",
            "percent",
            "bool",
            "date",
            "date_time",
            "choice",
            "multi_choice",
            "user",
            "link",
            "phone",
            "email",
            "url",
            "rating",
        ];
        let mut values = json!({});
        for object in ["person", "deal"] {
            for ty in types {
                let mut wish = json!({"label": format!("{object} {ty}"), "type": ty});
                if ty.ends_with("choice") {
                    wish["options"] = json!([{"label": "一"}, {"label": "二"}]);
                }
                if ty == "link" {
                    wish["target"] = json!("person");
                }
                let made =
                    admin.call("POST", &format!("/api/objects/{object}/fields"), &wish).ok()["data"].clone();
                let value = match ty {
                    "user" => json!(id_of(&admin, "sales")),
                    _ => value_of(ty, &made["options"][0]["id"], &person),
                };
                values[object][text(&made["key"])] = value;
            }
        }
        admin.call("PATCH", &format!("/api/people/{person}"), &json!({"set": values["person"]})).ok();
        let deal = json!({"name": "全", "person": person, "amount": "10", "next_at": "2026-12-01T00:00:00Z", "next_step": "x"});
        let deal = admin.call("POST", "/api/deals", &deal).ok()["data"]["row"]["id"].clone();
        admin.call("PATCH", &format!("/api/deals/{}", text(&deal)), &json!({"set": values["deal"]})).ok();
        admin
            .call(
                "POST",
                "/api/activities",
                &json!({"kind": "call", "title": "问", "at": "2026-11-21T01:00:00Z", "person": person}),
            )
            .ok();
        let (mut asked, mut filled) = (0, 0);
        for object in ["person", "company", "interaction", "order", "deal", "lead", "activity"] {
            let about = admin.get(&format!("/api/reports/about?object={object}")).ok();
            for field in about["fields"].as_array().unwrap() {
                let key = text(&field["key"]);
                let dated = ["date", "date_time"].contains(&text(&field["type"]));
                let mut questions: Vec<Value> = Vec::new();
                if field["groups"] == true {
                    let units: &[&str] = match text(&field["type"]) {
                        "date" => &["day", "week", "month", "quarter", "year", "weekday", "month_of_year"],
                        "date_time" => &[
                            "hour",
                            "day",
                            "week",
                            "month",
                            "quarter",
                            "year",
                            "weekday",
                            "hour_of_day",
                            "month_of_year",
                        ],
                        _ => &[""],
                    };
                    for unit in units {
                        let mut by = json!({"field": key});
                        if !unit.is_empty() {
                            by["unit"] = json!(unit);
                        }
                        let mut question =
                            json!({"object": object, "measures": [{"of": "count"}], "by": [by]});
                        // Hours of a year would be too many.
                        if *unit == "hour" {
                            if field["period"] != true {
                                continue;
                            }
                            question["period"] = json!({"field": key, "range": "2026-11-01..2026-11-30"});
                        }
                        questions.push(question);
                    }
                }
                if field["period"] == true {
                    questions
                        .push(json!({"object": object, "measures": [{"of": "count"}], "compare": "before",
                        "period": {"field": key, "range": "last_365_days"}}));
                    if !["person", "company"].contains(&object) {
                        questions.push(
                            json!({"object": object, "measures": [{"of": "distinct", "field": "person.id"}],
                            "cohort": {"field": key, "unit": "month"}}),
                        );
                    }
                }
                for of in field["measures"].as_array().unwrap() {
                    let mut measure = json!({"of": of, "field": key});
                    if of == "days" {
                        measure["until"] = json!(key);
                    }
                    questions.push(json!({"object": object, "measures": [measure], "by": []}));
                }
                for question in questions {
                    let answer = admin.call("POST", "/api/reports/run", &question);
                    assert_eq!(answer.status.as_u16(), 200, "{question} {}", answer.text);
                    asked += 1;
                    filled += usize::from(answer.body["cells"].as_array().unwrap().len() > 1);
                    if question["by"][0].is_object() {
                        let list = match object {
                            "person" => "people".to_owned(),
                            "company" => "companies".to_owned(),
                            "activity" => "activities".to_owned(),
                            other => format!("{other}s"),
                        };
                        opens(&admin, &question, &format!("/api/{list}"));
                    }
                }
                assert!(!dated || field["groups"] == true, "{key}");
            }
        }
        assert!(asked > 500 && filled > 120, "{asked} questions, {filled} with more than a total");
        p.app.stop();
    });
}

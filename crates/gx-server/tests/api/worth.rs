//! What customers are worth, what they may need, and how each colleague's customers stand.

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::id_of;

/// A day so many days ago, as programs write it.
fn ago(p: &Program<'_>, days: i64) -> Value {
    json!(p.app.kit.store.now().plus(-days * Micros::DAY))
}

/// Orders of one customer: how many days ago, what, for how much.
fn buys(p: &Program<'_>, who: &str, orders: &[(i64, &str, &str)]) -> Vec<Value> {
    let mut out = vec![
        json!({"type": "identify", "userId": who, "messageId": format!("i{who}"), "timestamp": ago(p, orders[0].0), "traits": {"name": who}}),
    ];
    for (n, (days, what, total)) in orders.iter().enumerate() {
        out.push(json!({"type": "track", "userId": who, "messageId": format!("{who}{n}"), "timestamp": ago(p, *days),
            "event": "Order Completed", "properties": {"order_id": format!("{who}-{n}"), "total": total, "currency": "CNY",
            "products": [{"name": what, "price": total}]}}));
    }
    out
}

/// A shop in which some buy tea every month, some left half a year ago, and some came once; tea goes with a pot.
fn shop(p: &Program<'_>) {
    let mut batch = Vec::new();
    for n in 0..30 {
        let mut orders: Vec<(i64, &str, &str)> =
            (0..12).rev().map(|m| (m * 30 + i64::from(n % 5) + 3, "明前龙井 100g", "200")).collect();
        if n < 20 {
            orders.push((70 + i64::from(n), "紫砂壶 西施", "600"));
        }
        batch.extend(buys(p, &format!("常客{n}"), &orders));
    }
    for n in 0..20 {
        let orders: Vec<(i64, &str, &str)> = (6..12).rev().map(|m| (m * 30 + n, "茉莉花茶", "50")).collect();
        batch.extend(buys(p, &format!("旧客{n}"), &orders));
    }
    for n in 0..30 {
        batch.extend(buys(p, &format!("过客{n}"), &[(200 + n, "茶点礼盒", "30")]));
    }
    for part in batch.chunks(100) {
        p.segment("batch", &json!({"batch": part})).ok();
    }
    p.jobs_end();
}

fn reckon(p: &Program<'_>, admin: &User<'_, '_>) -> Value {
    admin.call("PUT", "/api/worth", &json!({"on": true, "months": 12, "margin": 100, "discount": 0})).ok();
    p.jobs_end();
    admin.get("/api/worth").ok()
}

fn id(user: &User<'_, '_>, name: &str) -> String {
    user.person_named(name)["id"].as_str().unwrap().to_owned()
}

#[test]
fn customers_are_reckoned_by_what_all_of_them_did() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let held = admin.get("/api/worth").ok();
        assert!(held["model"].is_null());
        let lin = buys(&p, "常客0", &[(3, "明前龙井 100g", "200")]);
        p.segment("batch", &json!({"batch": lin})).ok();
        let few = admin.get(&format!("/api/people/{}/worth", id(&admin, "常客0"))).ok();
        assert_eq!((&few["unknown"], &few["days"]), (&json!("few_orders"), &json!(1)));
        shop(&p);
        let held = reckon(&p, &admin);
        assert_eq!(held["progress"]["state"], "done");
        assert_eq!(held["model"]["people"], 80);
        let check = &held["model"]["check"];
        // Nobody buys by the clock; these do, and so the model has no easy task.
        let (told, placed) = (check["told"].as_f64().unwrap(), check["placed"].as_f64().unwrap());
        assert!((told / placed - 1.0).abs() < 0.35, "{check}");
        let of = |name: &str| admin.get(&format!("/api/people/{}/worth", id(&admin, name))).ok();
        let (regular, left, once) = (of("常客7"), of("旧客3"), of("过客1"));
        assert!(regular["active"].as_f64() > Some(0.9), "{regular}");
        assert!(left["active"].as_f64() < Some(0.3), "{left}");
        assert!((25.0..36.0).contains(&regular["rhythm"].as_f64().unwrap()), "{regular}");
        assert!(once["rhythm"].is_null() && once["next_at"].is_null());
        let amount = |w: &Value| w["amount"].as_str().unwrap().parse::<f64>().unwrap();
        assert!(amount(&regular) > 1500.0 && amount(&regular) < 4000.0, "{regular}");
        assert!(amount(&left) < 300.0 && amount(&once) < 100.0, "{left} {once}");
        assert_eq!(regular["class"], "A");
        // What the list says is the same, and can be filtered, sorted, grouped and taken out.
        let row = admin.person_named("常客7");
        assert_eq!(row["worth_class"], "A");
        assert!(
            (row["worth_active"].as_f64().unwrap() - regular["active"].as_f64().unwrap() * 100.0).abs() < 0.1
        );
        let list = admin
            .get(&format!(
                "/api/people?sort=-worth_next&filter={}",
                query("worth_active < 50 and worth_class is not empty")
            ))
            .ok();
        assert!(list["total"].as_i64() >= Some(20), "{}", list["total"]);
        assert!(
            list["rows"].as_array().unwrap().iter().all(|r| !r["name"].as_str().unwrap().starts_with("常客"))
        );
        let best = admin.get("/api/people?sort=-worth_next&limit=1").ok()["rows"][0]["name"].clone();
        assert!(best.as_str().unwrap().starts_with("常客"), "{best}");
        let groups = admin.get("/api/people/groups?by=worth_class").ok();
        let sum: i64 =
            groups["groups"].as_array().unwrap().iter().map(|g| g["count"].as_i64().unwrap()).sum();
        assert_eq!(sum, 80);
        let classes = &held["classes"];
        assert_eq!(
            classes["A"].as_i64().unwrap() + classes["B"].as_i64().unwrap() + classes["C"].as_i64().unwrap(),
            80
        );
        let csv = admin.get("/api/people/export.csv").text;
        assert!(
            csv.lines().next().unwrap().contains("worth,active_percent,class,next_order_at"),
            "{csv:.200}"
        );
        // The same night again moves nobody, and no other program hears of a reckoning.
        let feed = |p: &Program<'_>| {
            p.app
                .kit
                .store
                .read(|tx| tx.one("SELECT COUNT(*) FROM feed WHERE object = 'person'", &[])?.int(0))
                .unwrap()
        };
        let before = feed(&p);
        let again = reckon(&p, &admin);
        assert_eq!(again["progress"]["moved"], 0);
        // A margin halves it, a colleague's order is in at once, and what is switched off is gone.
        admin.call("PUT", "/api/worth", &json!({"on": true, "months": 12, "margin": 50, "discount": 0})).ok();
        p.jobs_end();
        assert_eq!(feed(&p), before);
        assert!((amount(&of("常客7")) / amount(&regular) - 0.5).abs() < 0.02);
        let more = json!([{"type": "track", "userId": "旧客3", "messageId": "again", "timestamp": ago(&p, 1), "event": "Order Completed",
            "properties": {"order_id": "again", "total": "80", "currency": "CNY"}}]);
        p.segment("batch", &json!({"batch": more})).ok();
        assert!(of("旧客3")["active"].as_f64() > Some(0.7), "{}", of("旧客3"));
        admin
            .call("PUT", "/api/worth", &json!({"on": false, "months": 12, "margin": 50, "discount": 0}))
            .ok();
        p.jobs_end();
        assert_eq!(of("常客7")["unknown"], "off");
        assert!(admin.person_named("常客7")["worth_next"].is_null());
        let needs = admin.get("/api/needs").ok();
        assert_eq!(
            (&needs["rows"], &admin.person_named("常客25")["need_count"]),
            (&json!([]), &json!(0)),
            "no guess is left"
        );
        for (wrong, field) in [
            (json!({"on": true, "months": 0, "margin": 50, "discount": 0}), "months"),
            (json!({"on": true, "months": 12, "margin": 0, "discount": 0}), "margin"),
            (json!({"on": true, "months": 12, "margin": 50, "discount": -1}), "discount"),
        ] {
            let answer = admin.call("PUT", "/api/worth", &wrong);
            assert_eq!(answer.body["fields"][0]["field"], field, "{}", answer.text);
        }
        p.app.stop();
    });
}

#[test]
fn needs_are_found_with_what_speaks_for_them_and_settled() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        shop(&p);
        let say = |who: &str, n: &str, text: &str, days: i64| {
            p.native(&json!({"kind": "message", "channel": "wechat", "direction": "in", "text": text, "message_id": n,
                "occurred_at": ago(&p, days), "identities": [{"kind": "user_id", "value": who}]}))
                .ok();
        };
        say("过客2", "m1", "紫砂壶多少钱？有货吗", 5);
        say("过客3", "m2", "紫砂壶收到是坏的，能退吗？", 5);
        say("过客4", "m3", "想买点东西送人", 2);
        reckon(&p, &admin);
        let of = |name: &str| admin.get(&format!("/api/people/{}/needs", id(&admin, name))).ok();
        let has = |name: &str, kind: &str| {
            of(name).as_array().unwrap().iter().find(|n| n["kind"] == kind).cloned().unwrap_or_default()
        };
        // 常客4 ordered tea every 30 days, last 7 days ago: not yet; 常客25 likewise 3 days ago.
        let asked = has("过客2", "asked");
        assert_eq!((&asked["what"], &asked["state"]), (&json!("紫砂壶 西施"), &json!("open")), "{asked}");
        assert_eq!(asked["evidence"]["text"], "紫砂壶多少钱？有货吗");
        assert!(has("过客3", "asked").is_null(), "a complaint is no wish");
        assert_eq!(has("过客4", "asked")["what"], "想买点东西送人");
        // Twenty of thirty who buy tea have a pot: the others may want one.
        let pot = has("常客25", "together");
        assert_eq!((&pot["what"], &pot["evidence"]["both"]), (&json!("紫砂壶 西施"), &json!(20)), "{pot}");
        assert!(has("常客3", "together").is_null(), "has one");
        assert_eq!(admin.person_named("常客25")["need_count"], 1);
        let page = admin.get("/api/needs?kind=together&limit=4").ok();
        assert_eq!(
            (page["rows"].as_array().unwrap().len(), &page["counts"]["together"]),
            (4, &json!(10)),
            "{page}"
        );
        let mut seen: Vec<Value> = page["rows"].as_array().unwrap().iter().map(|r| r["id"].clone()).collect();
        let mut next = page["next"].clone();
        while let Some(cursor) = next.as_str() {
            let page = admin.get(&format!("/api/needs?kind=together&limit=4&cursor={}", query(cursor))).ok();
            seen.extend(page["rows"].as_array().unwrap().iter().map(|r| r["id"].clone()));
            next = page["next"].clone();
        }
        seen.dedup();
        assert_eq!(seen.len(), 10);
        // A colleague says that it is none: it stays so, until taken back.
        let path = format!("/api/needs/{}", pot["id"].as_str().unwrap());
        let word = admin.call("PUT", &path, &json!({"state": "dismissed"})).ok();
        assert_eq!((&word["state"], &word["decided_by"]["name"]), (&json!("dismissed"), &json!("admin")));
        assert_eq!(admin.person_named("常客25")["need_count"], 0);
        reckon(&p, &admin);
        assert_eq!(has("常客25", "together")["state"], "dismissed");
        let back = admin.call("PUT", &path, &json!({"state": "open"})).ok();
        assert!(back["decided_by"].is_null());
        // Who buys it has it.
        let order = |who: &str, what: &str| {
            let batch = json!([{"type": "track", "userId": who, "messageId": format!("buy{who}"), "timestamp": ago(&p, 0),
                "event": "Order Completed", "properties": {"order_id": format!("buy{who}"), "total": "600", "currency": "CNY",
                "products": [{"name": what, "price": "600"}]}}]);
            p.segment("batch", &json!({"batch": batch})).ok();
        };
        order("过客2", "紫砂壶 西施");
        order("过客4", "茉莉花茶");
        reckon(&p, &admin);
        assert_eq!(
            (&has("过客2", "asked")["state"], &has("过客4", "asked")["state"]),
            (&json!("met"), &json!("met"))
        );
        // Asked again: it stands again.
        say("过客2", "m4", "紫砂壶还有货吗？想要一把送人", 0);
        reckon(&p, &admin);
        assert_eq!(has("过客2", "asked")["state"], "open");
        // Who wants no profile has none, and no need is guessed.
        let asks = id(&admin, "过客2");
        admin
            .call(
                "PUT",
                &format!("/api/privacy/people/{asks}/marks/no_profiling"),
                &json!({"reason": "asked"}),
            )
            .ok_status();
        reckon(&p, &admin);
        assert_eq!(of("过客2"), json!([]));
        let row = admin.person_named("过客2");
        assert_eq!((&row["worth_class"], &row["need_count"]), (&Value::Null, &json!(0)));
        assert_eq!(admin.get(&format!("/api/people/{asks}/worth")).ok()["unknown"], "no_profile");
        assert_eq!(admin.call("PUT", &path, &json!({"state": "perhaps"})).status.as_u16(), 422);
        assert_eq!(admin.get("/api/needs?cursor=x").code(), "cursor");
        assert_eq!(admin.get("/api/needs?kind=wish").body["fields"][0]["field"], "kind");
        p.app.stop();
    });
}

#[test]
fn what_is_due_comes_round_with_the_rhythm() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        shop(&p);
        // Every 30 days, last 34 days ago.
        let orders: Vec<(i64, &str, &str)> =
            (0..6).rev().map(|m| (34 + m * 30, "明前龙井 100g", "200")).collect();
        p.segment("batch", &json!({"batch": buys(&p, "林晓梅", &orders)})).ok();
        reckon(&p, &admin);
        let due = |name: &str| {
            let needs = admin.get(&format!("/api/people/{}/needs", id(&admin, name))).ok();
            needs.as_array().unwrap().iter().find(|n| n["kind"] == "due").cloned().unwrap_or_default()
        };
        let lin = due("林晓梅");
        assert_eq!(
            (&lin["what"], &lin["evidence"]["times"], &lin["evidence"]["every_days"]),
            (&json!("明前龙井 100g"), &json!(6), &json!(30))
        );
        assert_eq!((&lin["evidence"]["rhythm"], lin["score"].as_f64() > Some(0.9)), (&json!("own"), true));
        assert_eq!(
            lin["due_at"],
            ago(&p, 4).as_str().map(|at| json!(format!("{}T00:00:00.000000Z", &at[..10]))).unwrap()
        );
        assert!(due("旧客1").is_null(), "gone for half a year");
        assert!(due("常客0").is_null(), "bought three days ago");
        p.app.stop();
    });
}

#[test]
fn the_portfolio_adds_up_what_its_reader_sees() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        shop(&p);
        let sales = id_of(&admin, "sales");
        let manager = id_of(&admin, "manager");
        for (name, owner) in [("常客0", &sales), ("常客1", &sales), ("旧客0", &sales), ("常客2", &manager)]
        {
            admin
                .call(
                    "PATCH",
                    &format!("/api/people/{}", id(&admin, name)),
                    &json!({"set": {"owner": owner}}),
                )
                .ok();
        }
        reckon(&p, &admin);
        let of = |user: &User<'_, '_>, owner: Option<&str>| {
            let all = user.get("/api/portfolio?days=90").ok();
            all["rows"]
                .as_array()
                .unwrap()
                .iter()
                .find(|r| r["owner"]["id"].as_str() == owner)
                .cloned()
                .unwrap_or_default()
        };
        let row = of(&admin, Some(&sales));
        // Tea on days 3, 33 and 63 for one, 4, 34 and 64 for the other, and two pots.
        assert_eq!(
            (&row["people"], &row["orders"], &row["amount"]),
            (&json!(3), &json!(8), &json!("2400")),
            "{row}"
        );
        // As many days before, and one who ordered for the last time just then.
        assert_eq!(row["amount_before"], "1250");
        assert_eq!((&row["silent"], &row["at_risk_people"]), (&json!(1), &json!(1)), "{row}");
        // Every figure opens the list behind it.
        let count =
            |filter: &str| admin.get(&format!("/api/people?filter={}", query(filter))).ok()["total"].clone();
        assert_eq!(
            count("owner = \"sales\" and order_count > 0 and last_seen_at before today - 90 days"),
            row["silent"]
        );
        assert_eq!(count("owner = \"sales\" and worth_active < 50"), row["at_risk_people"]);
        assert_eq!(of(&admin, None)["people"], 76);
        // A salesperson sees their own and the free ones, and nobody's sums beside.
        let theirs = p.sign_in("sales").get("/api/portfolio").ok();
        assert!(
            theirs["rows"].as_array().unwrap().iter().all(|r| r["owner"]["id"] != json!(manager)),
            "{theirs}"
        );
        let hidden = id(&admin, "常客2");
        let reader = p.sign_in("sales");
        for path in ["worth", "needs"] {
            assert_eq!(reader.get(&format!("/api/people/{hidden}/{path}")).status.as_u16(), 404, "{path}");
        }
        let pot = admin.get(&format!("/api/people/{}/needs", id(&admin, "常客25"))).ok()[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            reader.call("PUT", &format!("/api/needs/{pot}"), &json!({"state": "dismissed"})).status.as_u16(),
            200,
            "free ones are for all"
        );
        assert_eq!(
            p.sign_in("auditor")
                .call("PUT", &format!("/api/needs/{pot}"), &json!({"state": "open"}))
                .status
                .as_u16(),
            403
        );
        for login in ["sales", "manager"] {
            assert_eq!(p.sign_in(login).get("/api/worth").status.as_u16(), 403, "{login}");
        }
        let needs = reader.get("/api/needs?limit=200").ok();
        assert!(needs["rows"].as_array().unwrap().iter().all(|r| r["owner"]["id"] != json!(manager)));
        assert_eq!(admin.get("/api/portfolio?days=0").body["fields"][0]["field"], "days");
        assert_eq!(admin.get("/api/needs?owner=none&limit=1").ok()["rows"].as_array().unwrap().len(), 1);
        p.app.stop();
    });
}

/// Orders of one customer by the numbers of the catalogue.
fn takes(p: &Program<'_>, who: &str, orders: &[(i64, &str, &str, &str)]) {
    let mut batch = vec![
        json!({"type": "identify", "userId": who, "messageId": format!("i{who}"), "timestamp": ago(p, orders[0].0), "traits": {"name": who}}),
    ];
    for (n, (days, sku, what, total)) in orders.iter().enumerate() {
        batch.push(json!({"type": "track", "userId": who, "messageId": format!("{who}{n}"), "timestamp": ago(p, *days),
            "event": "Order Completed", "properties": {"order_id": format!("{who}-{n}"), "total": total, "currency": "CNY",
            "products": [{"sku": sku, "name": what, "price": total}]}}));
    }
    p.segment("batch", &json!({"batch": batch})).ok();
}

#[test]
fn what_is_offered_speaks_for_itself_and_costs_what_the_customer_pays() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let make = |wish: Value| admin.call("POST", "/api/products", &wish).ok()["data"].clone();
        let of = |name: &str| {
            let all = admin.call("POST", "/api/products/categories", &json!({"name": name})).ok();
            all.as_array().unwrap().iter().find(|c| c["name"] == name).unwrap()["id"].clone()
        };
        let (tea, pot) = (of("茶"), of("茶具"));
        let long = make(
            json!({"name": "龙井", "unit": "罐", "category": tea, "choices": [{"name": "净含量", "values": ["100 g", "250 g", "1 kg"]}],
            "variants": [{"code": "T100", "choice": {"净含量": "100 g"}, "price": "200"}, {"code": "T250", "choice": {"净含量": "250 g"}, "price": "460"},
                {"code": "T1000", "choice": {"净含量": "1 kg"}, "price": "1700"}]}),
        );
        make(
            json!({"name": "特级龙井", "unit": "罐", "category": tea, "variants": [{"code": "TTOP", "choice": {}, "price": "360"}]}),
        );
        make(
            json!({"name": "西施壶", "unit": "把", "category": pot, "variants": [{"code": "POT", "choice": {}, "price": "600"}]}),
        );
        make(
            json!({"name": "停产茶巾", "unit": "条", "category": pot, "live": false, "variants": [{"code": "CLOTH", "choice": {}, "price": "20"}]}),
        );
        for n in 0..30 {
            // One of them is due again.
            let since = if n == 25 { 24 } else { i64::from(n % 5) + 3 };
            let mut orders: Vec<(i64, &str, &str, &str)> =
                (0..12).rev().map(|m| (m * 30 + since, "t100", "龙井 100 g", "200")).collect();
            if n < 20 {
                orders.push((70 + i64::from(n), "POT", "西施壶", "600"));
                orders.push((60 + i64::from(n), "CLOTH", "茶巾", "20"));
            }
            if n < 15 {
                orders.push((40, "TTOP", "特级龙井", "360"));
            }
            takes(&p, &format!("茶客{n}"), &orders);
        }
        for n in 0..60 {
            takes(&p, &format!("过客{n}"), &[(200, "GIFT", "礼盒", "30")]);
        }
        p.jobs_end();
        reckon(&p, &admin);
        let variant = |code: &str| {
            let all = long["variants"].as_array().unwrap();
            all.iter().find(|v| v["code"] == code).unwrap()["id"].clone()
        };
        let ask = |user: &User<'_, '_>, wish: Value| user.call("POST", "/api/offers", &wish);
        let told = |offers: &Value| -> Vec<String> {
            let told = |o: &Value| {
                format!(
                    "{} {} {}",
                    o["code"].as_str().unwrap(),
                    o["why"].as_str().unwrap(),
                    o["price"].as_str().unwrap()
                )
            };
            offers.as_array().unwrap().iter().map(told).collect()
        };
        let buyer = id(&admin, "茶客25");
        let wish = json!({"person": buyer, "currency": "CNY", "variants": [variant("T100")]});
        let offers = ask(&admin, wish.clone()).ok();
        let mut got = told(&offers);
        got.sort();
        assert_eq!(got, ["POT together 600", "T250 larger 460", "TTOP better 360"], "{offers}");
        let better = offers.as_array().unwrap().iter().find(|o| o["code"] == "TTOP").unwrap();
        assert_eq!(
            (&better["with"], &better["evidence"]["both"], &better["evidence"]["later"]),
            (&variant("T100"), &json!(15), &json!(15))
        );
        // With nothing on the table it is what they themselves let expect, with the need that it meets.
        let alone = ask(&admin, json!({"person": buyer, "currency": "CNY"})).ok();
        let due = alone.as_array().unwrap().iter().find(|o| o["why"] == "due").unwrap();
        assert_eq!((&due["code"], due["need"].is_string()), (&json!("T100"), true), "{alone}");
        // Nobody in particular is offered what goes with the table; in a currency without prices there is nothing.
        let table = json!({"currency": "CNY", "variants": [variant("T100")]});
        assert_eq!(told(&ask(&admin, table.clone()).ok()).len(), 3);
        assert_eq!(ask(&admin, json!({"currency": "USD", "variants": [variant("T100")]})).ok(), json!([]));
        // A price list says what they pay.
        let lists =
            admin.call("POST", "/api/price-lists", &json!({"name": "老客", "filter": "name = 茶客25"})).ok();
        let list = lists.as_array().unwrap().iter().find(|l| l["name"] == "老客").unwrap()["id"].clone();
        let list = list.as_str().unwrap();
        let prices = json!({"prices": [{"variant": better["variant"], "from": "1", "price": "320"}]});
        admin.call("PUT", &format!("/api/price-lists/{list}/prices"), &prices).ok();
        assert!(told(&ask(&admin, wish.clone()).ok()).contains(&"TTOP better 320".to_owned()));
        // Who wants no profile is offered nothing that their own purchases let expect.
        admin
            .call(
                "PUT",
                &format!("/api/privacy/people/{buyer}/marks/no_profiling"),
                &json!({"reason": "asked"}),
            )
            .ok_status();
        assert_eq!(ask(&admin, json!({"person": buyer, "currency": "CNY"})).ok(), json!([]));
        assert_eq!(told(&ask(&admin, wish).ok()).len(), 3, "what goes with the table is of nobody");
        // Nobody is asked about whom the caller does not see; what is wrong is named.
        let manager = id_of(&admin, "manager");
        let other = id(&admin, "茶客3");
        admin.call("PATCH", &format!("/api/people/{other}"), &json!({"set": {"owner": manager}})).ok();
        let unseen = ask(&p.sign_in("sales"), json!({"person": other, "currency": "CNY"}));
        assert_eq!(unseen.body["fields"][0]["field"], "person", "{}", unseen.text);
        for (wish, field) in [
            (json!({"currency": "XX"}), "currency"),
            (json!({"currency": "CNY", "variants": ["var_1"]}), "variants.0"),
        ] {
            let answer = ask(&admin, wish);
            assert_eq!(
                (answer.status.as_u16(), &answer.body["fields"][0]["field"]),
                (422, &json!(field)),
                "{}",
                answer.text
            );
        }
        p.app.stop();
    });
}

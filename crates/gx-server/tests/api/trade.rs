//! What is sold and handed over: the catalogue, prices, quotes with their approvals and the customer's page, orders in
//! hand.

use gx_kernel::Micros;
use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User};
use crate::staff::make;

fn text(v: &Value) -> &str {
    v.as_str().unwrap_or_else(|| panic!("no text: {v}"))
}

fn code(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["code"].as_str().unwrap_or_default())
}

fn faults(answer: &Answer) -> Vec<String> {
    let list = answer.body["fields"].as_array().cloned().unwrap_or_default();
    list.iter().map(|f| format!("{} {}", text(&f["field"]), text(&f["code"]))).collect()
}

fn undo(user: &User<'_, '_>, changed: &Value) -> Answer {
    user.call("POST", &format!("/api/undo/{}", text(&changed["batch"])), &json!({}))
}

/// A product with one variant; the variant's id.
fn product(admin: &User<'_, '_>, name: &str, number: &str, price: &str) -> String {
    let wish =
        json!({"name": name, "unit": "瓶", "tax": "13", "variants": [{"code": number, "price": price}]});
    let made = admin.call("POST", "/api/products", &wish).ok();
    text(&made["data"]["variants"][0]["id"]).to_owned()
}

fn me(user: &User<'_, '_>) -> Value {
    user.get("/api/session").ok()["user"]["id"].clone()
}

fn deal(user: &User<'_, '_>, body: &Value) -> String {
    text(&user.call("POST", "/api/deals", body).ok()["data"]["row"]["id"]).to_owned()
}

fn quote_for(user: &User<'_, '_>, deal: &str) -> String {
    let made = user.call("POST", &format!("/api/deals/{deal}/quotes"), &json!({})).ok();
    text(&made["data"]["row"]["id"]).to_owned()
}

fn patch(user: &User<'_, '_>, quote: &str, wish: &Value) -> Answer {
    user.call("PATCH", &format!("/api/quotes/{quote}"), wish)
}

fn act(user: &User<'_, '_>, quote: &str, what: &str, body: &Value) -> Answer {
    user.call("POST", &format!("/api/quotes/{quote}/{what}"), body)
}

/// The token of a customer's page.
fn token(page: &Value) -> String {
    text(&page["link"]).rsplit_once('/').unwrap().1.to_owned()
}

fn guest(p: &Program<'_>, method: &str, path: &str, body: &Value) -> Answer {
    p.stranger(method, &format!("/api/guest/{path}"), body)
}

#[test]
fn a_catalogue_is_made_found_changed_and_taken_back() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let care = admin.call("POST", "/api/products/categories", &json!({"name": "护肤"})).ok();
        let care = text(&care[0]["id"]).to_owned();
        let all =
            admin.call("POST", "/api/products/categories", &json!({"name": "面霜", "parent": care})).ok();
        let cream =
            text(&all.as_array().unwrap().iter().find(|c| c["name"] == "面霜").unwrap()["id"]).to_owned();
        let twice = admin.call("POST", "/api/products/categories", &json!({"name": "面霜", "parent": care}));
        assert_eq!(faults(&twice), ["name not_unique"]);
        let circle =
            admin.call("PATCH", &format!("/api/products/categories/{care}"), &json!({"parent": cream}));
        assert_eq!(faults(&circle), ["parent circle"]);

        let choices = json!([{"name": "规格", "values": ["30 ml", "50 ml"]}]);
        let wish = json!({
            "name": "山茶修护面霜", "names": {"en": "Camellia repair cream"}, "category": cream, "unit": "瓶", "tax": "13",
            "choices": choices, "variants": [
                {"code": "CR-30", "choice": {"规格": "30 ml"}, "price": "168", "cost": "51.5"},
                {"code": "CR-50", "choice": {"规格": "50 ml"}, "price": "238.00"},
            ],
        });
        let made = admin.call("POST", "/api/products", &wish).ok();
        let page = &made["data"];
        let id = text(&page["row"]["id"]).to_owned();
        assert_eq!((&page["row"]["price_from"], &page["row"]["price_to"]), (&json!("168"), &json!("238")));
        assert_eq!((&page["variants"][0]["cost"], &page["row"]["currency"]), (&json!("51.5"), &json!("CNY")));
        // Who may not set prices does not see what things cost, and changes nothing.
        let seen = sales.get(&format!("/api/products/{id}")).ok();
        assert_eq!((&seen["variants"][0]["cost"], &seen["may_edit"]), (&Value::Null, &json!(false)));
        for (method, path) in [
            ("POST", "/api/products".to_owned()),
            ("PATCH", format!("/api/products/{id}")),
            ("DELETE", format!("/api/products/{id}")),
        ] {
            assert_eq!(sales.call(method, &path, &json!({"name": "x"})).status.as_u16(), 403, "{method}");
        }
        // Found by its name in part, in another language, by a number, and by the category above.
        let found =
            |ask: &str| admin.get(&format!("/api/products?{ask}")).ok()["rows"].as_array().unwrap().len();
        for ask in [
            "q=%E4%BF%AE%E6%8A%A4",
            "q=REPAIR",
            "q=cr-50",
            &format!("category={care}"),
            "kind=goods&live=true",
        ] {
            assert_eq!(found(ask), 1, "{ask}");
        }
        assert_eq!((found("q=nothing"), found("live=false")), (0, 0));
        // What is wrong says where.
        let wrong = |body: &Value| faults(&admin.call("POST", "/api/products", body));
        assert_eq!(wrong(&json!({"name": "", "variants": [{"code": "a"}]})), ["name length"]);
        assert_eq!(wrong(&json!({"name": "x"})), ["variants missing"]);
        assert_eq!(
            wrong(&json!({"name": "x", "variants": [{"code": "a"}, {"code": " A "}]})),
            ["variants.1.code not_unique"]
        );
        assert_eq!(
            wrong(&json!({"name": "x", "variants": [{"code": "a", "price": "-1"}]})),
            ["variants.0.price not_a_number"]
        );
        assert_eq!(
            wrong(
                &json!({"name": "x", "choices": choices, "variants": [{"code": "a", "choice": {"规格": "1 l"}}]})
            ),
            ["variants.0.choice unknown"]
        );
        let taken =
            admin.call("POST", "/api/products", &json!({"name": "x", "variants": [{"code": "cr-30"}]}));
        assert_eq!((code(&taken), &taken.body["detail"]["product"]["id"]), ((409, "code_taken"), &json!(id)));
        // A variant goes and comes back; so does the product, with its numbers, unless they were given away.
        let one = json!({"variants": [page["variants"][0].clone()]});
        let changed = admin.call("PATCH", &format!("/api/products/{id}"), &one).ok();
        assert_eq!(changed["data"]["row"]["variants"], 1);
        undo(&admin, &changed).ok();
        assert_eq!(admin.get(&format!("/api/products/{id}")).ok()["row"]["variants"], 2);
        let gone = admin.call("DELETE", &format!("/api/products/{id}"), &json!({})).ok();
        assert_eq!(admin.get(&format!("/api/products/{id}")).status.as_u16(), 404);
        let other =
            admin.call("POST", "/api/products", &json!({"name": "x", "variants": [{"code": "cr-30"}]})).ok();
        assert_eq!(code(&undo(&admin, &gone)), (409, "code_taken"));
        undo(&admin, &other).ok();
        undo(&admin, &gone).ok();
        assert_eq!(found("q=cr-30"), 1);
        // A category goes; what was in it goes up.
        let left = admin.call("DELETE", &format!("/api/products/categories/{cream}"), &json!({})).ok();
        assert_eq!((left.as_array().unwrap().len(), &left[0]["products"]), (1, &json!(1)));
        p.app.stop();
    });
}

#[test]
fn the_first_list_that_meets_a_customer_says_the_price() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let tea = product(&admin, "春茶", "TEA", "100");
        let soap = product(&admin, "香皂", "SOAP", "20");
        let rich = make(&admin, &json!({"name": "Rich", "city": "上海", "owner": me(&admin)}));
        let poor = make(&admin, &json!({"name": "Poor", "city": "成都"}));
        let list = |wish: &Value| -> String {
            let all = admin.call("POST", "/api/price-lists", wish).ok();
            text(&all.as_array().unwrap().iter().find(|l| l["name"] == wish["name"]).unwrap()["id"])
                .to_owned()
        };
        let sea = list(&json!({"name": "上海", "filter": "city = \"上海\""}));
        let many = list(&json!({"name": "批发"}));
        let set = |list: &str, prices: Value| {
            admin.call("PUT", &format!("/api/price-lists/{list}/prices"), &json!({"prices": prices}))
        };
        set(&sea, json!([{"variant": tea, "from": "1", "price": "90"}])).ok();
        set(&many, json!([{"variant": tea, "from": "10", "price": "80"}, {"variant": tea, "from": "100", "price": "70.5"}, {"variant": soap, "from": "1", "price": "18"}])).ok();
        let bad = set(
            &many,
            json!([{"variant": tea, "from": "1", "price": "60"}, {"variant": "var_0", "from": "1", "price": "1"}]),
        );
        assert_eq!(faults(&bad), ["prices.1.variant unknown"]);
        let asked = |who: Option<&str>, currency: &str, variant: &str, quantity: &str| {
            let body = json!({"person": who, "currency": currency, "lines": [{"variant": variant, "quantity": quantity}]});
            let found = admin.call("POST", "/api/prices", &body).ok()[0].clone();
            format!(
                "{} {}",
                found["price"].as_str().unwrap_or("none"),
                found["list"]["name"].as_str().unwrap_or("-")
            )
        };
        assert_eq!(
            asked(Some(&rich), "CNY", &tea, "200"),
            "90 上海",
            "the first list that meets them, not the lowest price"
        );
        assert_eq!(asked(Some(&poor), "CNY", &tea, "9.5"), "100 -");
        assert_eq!(asked(Some(&poor), "CNY", &tea, "10"), "80 批发");
        assert_eq!(asked(None, "CNY", &tea, "100"), "70.5 批发");
        assert_eq!(
            asked(Some(&rich), "CNY", &soap, "1"),
            "18 批发",
            "a list without the product is passed over"
        );
        assert_eq!(asked(Some(&rich), "USD", &tea, "1"), "none -", "nothing is converted");
        // In order, in time, in use.
        let order = admin.call("PATCH", &format!("/api/price-lists/{many}"), &json!({"before": sea})).ok();
        assert_eq!(order[0]["name"], "批发");
        assert_eq!(asked(Some(&rich), "CNY", &tea, "200"), "70.5 批发");
        let over =
            admin.call("PATCH", &format!("/api/price-lists/{many}"), &json!({"ends": "2020-01-01"})).ok();
        assert_eq!(over[0]["standing"], "over");
        assert_eq!(asked(None, "CNY", &tea, "200"), "100 -");
        let wrong =
            admin.call("PATCH", &format!("/api/price-lists/{many}"), &json!({"starts": "2021-01-01"}));
        assert_eq!(faults(&wrong), ["ends before_start"]);
        let wrong =
            admin.call("PATCH", &format!("/api/price-lists/{sea}"), &json!({"filter": "no_field = 1"}));
        assert_eq!(faults(&wrong), ["filter filter"]);
        assert_eq!(sales.call("POST", "/api/price-lists", &json!({"name": "x"})).status.as_u16(), 403);
        // Nobody learns of somebody out of sight by asking for their prices.
        let body = json!({"person": rich, "currency": "CNY", "lines": []});
        assert_eq!(faults(&sales.call("POST", "/api/prices", &body)), ["person unknown_record"]);
        let page = admin.get(&format!("/api/price-lists/{many}/prices?limit=2")).ok();
        let steps: Vec<String> = page["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| format!("{} {} {}", text(&r["code"]), text(&r["from"]), text(&r["price"])))
            .collect();
        assert_eq!(steps, ["SOAP 1 18", "TEA 10 80"]);
        let next =
            admin.get(&format!("/api/price-lists/{many}/prices?limit=2&cursor={}", text(&page["next"]))).ok();
        assert_eq!(
            (&next["rows"][0]["price"], &next["next"], &next["rows"][0]["base"]),
            (&json!("70.5"), &Value::Null, &json!("100"))
        );
        admin.call("DELETE", &format!("/api/price-lists/{sea}"), &json!({})).ok();
        assert_eq!(asked(Some(&rich), "CNY", &tea, "1"), "100 -");
        p.app.stop();
    });
}

#[test]
fn a_quote_is_written_approved_sent_and_accepted_once() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let tea = product(&admin, "春茶", "TEA", "100");
        let rules = json!({
            "limits": [{"role": "sales", "percent": "10"}], "valid_days": 14, "tax_included": true, "tax": "13",
            "seller": ["山茶有限公司", "杭州西湖区 1 号"], "terms": {"zh-CN": "款到发货", "en": "Payment in advance"}, "wins": true,
        });
        admin.call("PUT", "/api/quotes/rules", &rules).ok();
        assert_eq!(sales.call("PUT", "/api/quotes/rules", &rules).status.as_u16(), 403);
        let who = make(&sales, &json!({"name": "陈女士"}));
        let deal = deal(&sales, &json!({"name": "团购", "person": who}));
        let lines = json!({"lines": [{"name": "礼盒", "quantity": "2", "price": "50", "discount": ""}]});
        sales.call("PUT", &format!("/api/deals/{deal}/lines"), &lines).ok();
        let quote = quote_for(&sales, &deal);
        let first = sales.get(&format!("/api/quotes/{quote}")).ok();
        assert_eq!(
            (&first["row"]["number"], &first["row"]["total"], &first["terms"]),
            (&json!("QT-0001"), &json!("100"), &json!("款到发货"))
        );
        assert_eq!(
            (&first["row"]["state"], &first["link"], &first["lines"][0]["name"]),
            (&json!("draft"), &Value::Null, &json!("礼盒"))
        );
        // Written: the price is found, the language takes its terms along, what somebody else wrote since is not written over.
        let wish = json!({"lines": [{"variant": tea, "quantity": "10", "name": ""}, {"name": "运费", "quantity": "1", "price": "30", "tax": "6"}],
                          "language": "en", "was": first["row"]["updated_at"]});
        let written = patch(&sales, &quote, &wish).ok();
        let page = &written["data"];
        assert_eq!(
            (&page["lines"][0]["name"], &page["lines"][0]["price"], &page["lines"][0]["unit"]),
            (&json!("春茶"), &json!("100"), &json!("瓶"))
        );
        assert_eq!((&page["row"]["total"], &page["terms"]), (&json!("1030"), &json!("Payment in advance")));
        assert_eq!(code(&patch(&sales, &quote, &wish)), (409, "changed"));
        assert_eq!(
            faults(&patch(&sales, &quote, &json!({"lines": [{"variant": tea, "quantity": "0"}]}))),
            ["lines.0.quantity out_of_range"]
        );
        assert_eq!(
            faults(&patch(
                &sales,
                &quote,
                &json!({"currency": "USD", "lines": [{"variant": tea, "quantity": "1"}]})
            )),
            ["lines.0.price no_price"]
        );
        undo(&sales, &written).ok();
        assert_eq!(sales.get(&format!("/api/quotes/{quote}")).ok()["row"]["total"], "100");
        // More off than the role gives: not sent before somebody allowed it, and not by who asked.
        let off = json!({"lines": [{"variant": tea, "quantity": "10", "discount": "15"}], "discount": "10"});
        let page = patch(&sales, &quote, &off).ok()["data"].clone();
        assert_eq!(
            (&page["totals"]["discount"], &page["approval"]["state"], &page["approval"]["limit"]),
            (&json!("23.5"), &json!("needed"), &json!("10"))
        );
        let refused = act(&sales, &quote, "send", &json!({"mail": false}));
        assert_eq!(
            (code(&refused), &refused.body["detail"]["limit"]),
            ((409, "needs_approval"), &json!("10"))
        );
        let waits = act(&sales, &quote, "submit", &json!({"note": "老客户"})).ok();
        assert_eq!(
            (&waits["data"]["row"]["state"], &waits["data"]["may_decide"]),
            (&json!("waiting"), &json!(false))
        );
        assert_eq!(code(&act(&sales, &quote, "send", &json!({"mail": false}))), (409, "waits"));
        assert_eq!(act(&sales, &quote, "decide", &json!({"approve": true})).status.as_u16(), 403);
        assert!(
            admin.get("/api/notices").ok()["rows"]
                .as_array()
                .unwrap()
                .iter()
                .any(|n| n["kind"] == "quote" && n["detail"]["did"] == "submitted")
        );
        // Written on, it waits no longer: what was asked for is not what it says.
        let on = patch(&sales, &quote, &json!({"discount": "9"})).ok();
        assert_eq!(
            (&on["data"]["row"]["state"], &on["data"]["approval"]["state"]),
            (&json!("draft"), &json!("needed"))
        );
        assert_eq!(code(&act(&admin, &quote, "decide", &json!({"approve": true}))), (409, "not_waiting"));
        patch(&sales, &quote, &json!({"discount": "10"})).ok();
        act(&sales, &quote, "submit", &json!({})).ok();
        let allowed = act(&admin, &quote, "decide", &json!({"approve": true, "note": "可以"})).ok();
        assert_eq!(allowed["data"]["approval"]["state"], "approved");
        // What was allowed is what was asked for, and no more.
        let more = patch(&sales, &quote, &json!({"discount": "20"})).ok();
        assert_eq!(code(&act(&sales, &quote, "send", &json!({"mail": false}))), (409, "needs_approval"));
        undo(&sales, &more).ok();
        assert_eq!(code(&act(&sales, &quote, "send", &json!({"mail": true}))), (409, "no_mail"));
        let sent = act(&sales, &quote, "send", &json!({"mail": false})).ok()["data"].clone();
        assert_eq!(sent["row"]["state"], "sent");
        assert_eq!(code(&patch(&sales, &quote, &json!({"note": "x"}))), (409, "not_a_draft"));
        let token = token(&sent);
        // The customer's page: what is theirs, and nothing of what colleagues say.
        patch(&sales, &quote, &json!({})).status.as_u16();
        let seen = guest(&p, "GET", &format!("quotes/{token}"), &Value::Null).ok();
        assert_eq!(
            (&seen["seller"], &seen["customer"], &seen["totals"]["total"]),
            (&json!("山茶有限公司"), &json!("陈女士"), &json!("765"))
        );
        let told = seen.to_string();
        for hidden in ["list_price", "note", "老客户", "approval", "variant", "usr_", "dea_"] {
            assert!(!told.contains(hidden), "{hidden}: {told}");
        }
        assert!(!sales.get(&format!("/api/quotes/{quote}")).ok()["row"]["seen_at"].is_null());
        // A question and its answer.
        guest(&p, "POST", &format!("quotes/{token}/ask"), &json!({"text": "能开专票吗？", "name": "陈"}))
            .ok();
        assert_eq!(sales.get("/api/quotes?asked=true").ok()["rows"][0]["asked"], true);
        act(&sales, &quote, "answer", &json!({"text": "可以"})).ok();
        let talk = guest(&p, "GET", &format!("quotes/{token}"), &Value::Null).ok()["talk"].clone();
        assert_eq!(
            (&talk[0]["from"], &talk[0]["text"], &talk[1]["from"], &talk[1]["text"]),
            (&json!("customer"), &json!("能开专票吗？"), &json!("seller"), &json!("可以"))
        );
        // The next version replaces it once it is sent; the page is the same, and who read the old one is told.
        let next = act(&sales, &quote, "revise", &json!({})).ok()["data"].clone();
        let second = text(&next["row"]["id"]).to_owned();
        assert_eq!((&next["row"]["version"], &next["row"]["state"]), (&json!(2), &json!("draft")));
        assert_eq!(code(&act(&sales, &quote, "revise", &json!({}))), (409, "draft_there"));
        patch(&sales, &second, &json!({"lines": [{"variant": tea, "quantity": "20"}], "discount": "0"})).ok();
        act(&sales, &second, "send", &json!({"mail": false})).ok();
        assert_eq!(sales.get(&format!("/api/quotes/{quote}")).ok()["row"]["state"], "replaced");
        let accept = |version: i64| {
            guest(&p, "POST", &format!("quotes/{token}/accept"), &json!({"name": "陈静", "version": version}))
        };
        let old = accept(1);
        assert_eq!((code(&old), &old.body["detail"]["version"]), ((409, "replaced"), &json!(2)));
        assert_eq!(
            faults(&guest(
                &p,
                "POST",
                &format!("quotes/{token}/accept"),
                &json!({"name": " ", "version": 2})
            )),
            ["name length"]
        );
        let done = accept(2).ok();
        assert_eq!((&done["state"], &done["accepted"]["name"]), (&json!("accepted"), &json!("陈静")));
        // Accepted twice, it is one order.
        let again = accept(2).ok();
        assert_eq!(again["order"], done["order"]);
        let orders = sales.get("/api/orders").ok();
        assert_eq!(
            (
                orders["rows"].as_array().unwrap().len(),
                &orders["rows"][0]["number"],
                &orders["rows"][0]["amount"]
            ),
            (1, &json!("SO-00001"), &json!("2000.00"))
        );
        assert_eq!(
            code(&guest(&p, "POST", &format!("quotes/{token}/decline"), &json!({"reason": "x"}))),
            (409, "closed")
        );
        assert_eq!(code(&act(&sales, &second, "revise", &json!({}))), (409, "accepted"));
        // The deal is won by it, the timeline has it, and who looks after it heard.
        let won = sales.get(&format!("/api/deals/{deal}")).ok();
        assert_eq!(
            (&won["row"]["state"], &won["row"]["amount"], &won["lines"][0]["name"]),
            (&json!("won"), &json!("2000"), &json!("春茶"))
        );
        let timeline = sales.get(&format!("/api/people/{who}/timeline")).text;
        assert!(timeline.contains("SO-00001") && timeline.contains("能开专票吗"), "{timeline}");
        let told = sales.get("/api/notices").ok();
        let did: Vec<&str> = told["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|n| n["kind"] == "quote")
            .map(|n| text(&n["detail"]["did"]))
            .collect();
        assert_eq!(did, ["accepted", "asked", "approved"]);
        // The order's own page, by its own token; neither token opens the other.
        let order = text(&done["order"]).rsplit_once('/').unwrap().1.to_owned();
        let follows = guest(&p, "GET", &format!("orders/{order}"), &Value::Null).ok();
        assert_eq!(
            (&follows["number"], &follows["standing"], &follows["due"]),
            (&json!("SO-00001"), &json!("open"), &json!("2000"))
        );
        let last = if token.ends_with('0') { '1' } else { '0' };
        let other = format!("quotes/{}{last}", &token[..token.len() - 1]);
        for path in [format!("orders/{token}"), format!("quotes/{order}"), "quotes/x".into(), other] {
            assert_eq!(guest(&p, "GET", &path, &Value::Null).status.as_u16(), 404, "{path}");
        }
        p.app.stop();
    });
}

#[test]
fn quotes_end_by_their_day_by_no_and_by_being_withdrawn() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let who = make(&sales, &json!({"name": "Anna"}));
        let deal = deal(&sales, &json!({"name": "A", "person": who}));
        let sent = |until: &str| {
            let quote = quote_for(&sales, &deal);
            patch(
                &sales,
                &quote,
                &json!({"lines": [{"name": "x", "quantity": "1", "price": "9"}], "valid_until": until}),
            )
            .ok();
            let page = act(&sales, &quote, "send", &json!({"mail": false})).ok()["data"].clone();
            (quote, token(&page))
        };
        // What is not ready says what it lacks.
        let bare = quote_for(&sales, &deal);
        assert_eq!(faults(&act(&sales, &bare, "send", &json!({"mail": false}))), ["lines missing"]);
        patch(
            &sales,
            &bare,
            &json!({"lines": [{"name": "x", "quantity": "1", "price": "9"}], "person": null}),
        )
        .ok();
        assert_eq!(faults(&act(&sales, &bare, "send", &json!({"mail": false}))), ["person missing"]);
        patch(&sales, &bare, &json!({"person": who, "valid_until": "2020-01-01"})).ok();
        assert_eq!(faults(&act(&sales, &bare, "send", &json!({"mail": false}))), ["valid_until passed"]);
        let gone = sales.call("DELETE", &format!("/api/quotes/{bare}"), &json!({})).ok();
        assert_eq!(sales.get(&format!("/api/quotes/{bare}")).status.as_u16(), 404);
        undo(&sales, &gone).ok();
        sales.get(&format!("/api/quotes/{bare}")).ok();
        // Its last day counts; the day after, it is over.
        let day = |days: i64| Micros(t.store.now().0 + days * Micros::DAY).to_rfc3339()[..10].to_owned();
        let (late, its) = sent(&day(1));
        t.clock.advance(3 * Micros::DAY);
        let answer = guest(&p, "POST", &format!("quotes/{its}/accept"), &json!({"name": "A", "version": 1}));
        assert_eq!(code(&answer), (409, "expired"));
        let in_state = |state: &str| sales.get(&format!("/api/quotes?state={state}")).ok()["total"].clone();
        assert_eq!((in_state("expired"), in_state("sent")), (json!(1), json!(0)));
        act(&sales, &late, "revise", &json!({})).ok();
        // Declined, with the reason; again it is the same.
        let (no, its) = sent(&day(30));
        for _ in 0..2 {
            let told = guest(
                &p,
                "POST",
                &format!("quotes/{its}/decline"),
                &json!({"reason": "太贵", "name": "Anna"}),
            )
            .ok();
            assert_eq!(told["state"], "declined");
        }
        let page = sales.get(&format!("/api/quotes/{no}")).ok();
        let last = page["log"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(
            (&last["kind"], &last["who"], &last["text"]),
            (&json!("declined"), &json!("Anna"), &json!("太贵"))
        );
        // Withdrawn: the page says so.
        let (back, its) = sent(&day(30));
        act(&sales, &back, "withdraw", &json!({"reason": "错了"})).ok();
        assert_eq!(guest(&p, "GET", &format!("quotes/{its}"), &Value::Null).ok()["state"], "withdrawn");
        let answer = guest(&p, "POST", &format!("quotes/{its}/accept"), &json!({"name": "A", "version": 1}));
        assert_eq!((code(&answer), &answer.body["detail"]["state"]), ((409, "closed"), &json!("withdrawn")));
        // Accepted on paper, by a colleague.
        let (paper, _) = sent(&day(30));
        let done =
            act(&sales, &paper, "accept", &json!({"name": "Anna Lee", "note": "传真"})).ok()["data"].clone();
        assert_eq!(
            (&done["row"]["state"], done["order"]["name"].as_str()),
            (&json!("accepted"), Some("SO-00001"))
        );
        assert_eq!(
            code(&undo(&sales, &act(&sales, &paper, "answer", &json!({"text": "谢谢"})).ok())),
            (409, "not_a_draft")
        );
        // Out of sight, a quote does not exist; nor where a role hides what deals come to.
        let theirs = self::deal(&admin, &json!({"name": "B"}));
        let hidden = quote_for(&admin, &theirs);
        assert_eq!(sales.get(&format!("/api/quotes/{hidden}")).status.as_u16(), 404);
        assert_eq!(sales.get(&format!("/api/quotes/{hidden}/pdf")).status.as_u16(), 404);
        assert_eq!(patch(&sales, &hidden, &json!({"note": "x"})).status.as_u16(), 404);
        assert!(!sales.get("/api/quotes").text.contains(&hidden));
        // Too many questions within a day.
        let (_, its) = sent(&day(30));
        let ask = || guest(&p, "POST", &format!("quotes/{its}/ask"), &json!({"text": "?"})).status.as_u16();
        assert_eq!((0..20).map(|_| ask()).filter(|s| *s == 200).count(), 20);
        assert_eq!(ask(), 429);
        p.app.stop();
    });
}

#[test]
fn a_quote_on_paper_is_in_the_language_that_is_asked_for() {
    on_both(|t| {
        let p = Program::new(t);
        let sales = p.sign_in("sales");
        let who = make(&sales, &json!({"name": "歐陽靜"}));
        let deal = deal(&sales, &json!({"name": "A", "person": who}));
        let quote = quote_for(&sales, &deal);
        patch(&sales, &quote, &json!({"lines": [{"name": "山茶面霜", "quantity": "3", "price": "168"}]}))
            .ok();
        for language in ["zh-CN", "zh-TW", "en"] {
            let file = sales.get(&format!("/api/quotes/{quote}/pdf?language={language}"));
            assert_eq!(file.status.as_u16(), 200, "{}", file.text.chars().take(300).collect::<String>());
            assert_eq!(file.headers["content-type"], "application/pdf");
            assert!(file.headers["content-disposition"].to_str().unwrap().contains("QT-0001-v1.pdf"));
            assert!(file.text.starts_with("%PDF-"), "{language}");
        }
        let page = act(&sales, &quote, "send", &json!({"mail": false})).ok()["data"].clone();
        let file = guest(&p, "GET", &format!("quotes/{}/pdf", token(&page)), &Value::Null);
        assert!(file.text.starts_with("%PDF-"));
        p.app.stop();
    });
}

#[test]
fn an_order_goes_out_in_parts_is_paid_comes_back_and_is_cancelled() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let tea = product(&admin, "春茶", "TEA", "100");
        let who = make(&sales, &json!({"name": "Anna"}));
        let wish = json!({"person": who, "lines": [{"variant": tea, "quantity": "5", "name": ""}, {"name": "礼盒", "quantity": "2", "price": "50"}]});
        let taken = sales.call("POST", "/api/orders", &wish).ok();
        let page = &taken["data"];
        let order = text(&page["row"]["id"]).to_owned();
        assert_eq!(
            (&page["standing"], &page["worth"], &page["due"], &page["lines"][0]["left"]),
            (&json!("open"), &json!("600"), &json!("600"), &json!("5"))
        );
        let at = |path: &str| format!("/api/orders/{order}/{path}");
        let deliver = |lines: Value| {
            sales.call(
                "POST",
                &at("deliveries"),
                &json!({"lines": lines, "carrier": "顺丰", "tracking": "SF1"}),
            )
        };
        assert_eq!(faults(&deliver(json!([{"line": 0, "quantity": "6"}]))), ["lines.0.quantity too_many"]);
        assert_eq!(faults(&deliver(json!([{"line": 7, "quantity": "1"}]))), ["lines.0.line unknown"]);
        assert_eq!(faults(&deliver(json!([]))), ["lines missing"]);
        let part = deliver(json!([{"line": 0, "quantity": "3"}])).ok();
        assert_eq!(
            (&part["data"]["standing"], &part["data"]["row"]["status"], &part["data"]["lines"][0]["left"]),
            (&json!("part_sent"), &json!("shipped"), &json!("2"))
        );
        let delivery = text(&part["data"]["deliveries"][0]["id"]).to_owned();
        let there = sales.call("POST", &at(&format!("deliveries/{delivery}/arrived")), &json!({})).ok();
        assert_eq!(
            (&there["data"]["standing"], &there["data"]["lines"][0]["arrived"]),
            (&json!("part_delivered"), &json!("3"))
        );
        // The customer sees where it is, and not what colleagues noted.
        let guests = guest(&p, "GET", &format!("orders/{}", token(&there["data"])), &Value::Null).ok();
        assert_eq!(
            (&guests["deliveries"][0]["tracking"], &guests["standing"]),
            (&json!("SF1"), &json!("part_delivered"))
        );
        assert!(
            !guests.to_string().contains("usr_") && guests["deliveries"][0].get("note").is_none(),
            "{guests}"
        );
        // Paid in parts; no more is paid back than was paid.
        let pay = |amount: &str| {
            sales.call("POST", &at("payments"), &json!({"amount": amount, "method": "银行转账"}))
        };
        assert_eq!(faults(&pay("-1")), ["amount out_of_range"]);
        assert_eq!(faults(&pay("abc")), ["amount not_a_number"]);
        let paid = pay("200.50").ok();
        assert_eq!((&paid["data"]["paid"], &paid["data"]["due"]), (&json!("200.5"), &json!("399.5")));
        undo(&sales, &paid).ok();
        assert_eq!(sales.get(&at("handling")).ok()["paid"], "0");
        // Cancelled after part of it went out: asked back, and then only what is left.
        let cancel = |rest: bool| sales.call("POST", &at("cancel"), &json!({"reason": "缺货", "rest": rest}));
        let asked = cancel(false);
        assert_eq!(
            (code(&asked), &asked.body["detail"]["sent"], &asked.body["detail"]["of"]),
            ((409, "part_delivered"), &json!("3"), &json!("7"))
        );
        assert_eq!(
            sales.get(&at("handling")).ok()["standing"],
            "part_delivered",
            "nothing is lost by asking"
        );
        let rest = cancel(true).ok();
        assert_eq!(
            (&rest["data"]["standing"], &rest["data"]["worth"], &rest["data"]["row"]["amount"]),
            (&json!("delivered"), &json!("300"), &json!("300.00"))
        );
        assert_eq!(code(&cancel(true)), (409, "nothing_left"));
        assert_eq!(faults(&deliver(json!([{"line": 0, "quantity": "1"}]))), ["lines.0.quantity too_many"]);
        // What the customer is worth follows what they kept, and is what it was when that is taken back.
        let total = || sales.person_named("Anna")["order_total"].clone();
        assert_eq!(total(), "300.00");
        undo(&sales, &rest).ok();
        assert_eq!(total(), "600.00");
        let back = sales
            .call("POST", &at("returns"), &json!({"lines": [{"line": 0, "quantity": "1"}], "reason": "破损"}))
            .ok();
        assert_eq!(
            (&back["data"]["worth"], &back["data"]["lines"][0]["returned"]),
            (&json!("500"), &json!("1"))
        );
        let too = sales.call(
            "POST",
            &at("returns"),
            &json!({"lines": [{"line": 0, "quantity": "3"}], "reason": "x"}),
        );
        assert_eq!(faults(&too), ["lines.0.quantity too_many"]);
        // A delivery of which something came back is not unsaid before that is.
        let unsent = sales.call("DELETE", &at(&format!("deliveries/{delivery}")), &json!({}));
        assert_eq!(code(&unsent), (409, "came_back"));
        let returned = text(&back["data"]["returns"][0]["id"]).to_owned();
        sales.call("DELETE", &at(&format!("returns/{returned}")), &json!({})).ok();
        let bare = sales.call("DELETE", &at(&format!("deliveries/{delivery}")), &json!({})).ok();
        assert_eq!(
            (&bare["data"]["standing"], &bare["data"]["row"]["status"], &bare["data"]["worth"]),
            (&json!("open"), &json!("placed"), &json!("600"))
        );
        // Out of reach it does not exist; seen and not owned, it is not changed.
        let theirs = make(&admin, &json!({"name": "Bob", "owner": me(&admin)}));
        let other = admin
            .call(
                "POST",
                "/api/orders",
                &json!({"person": theirs, "lines": [{"name": "x", "quantity": "1", "price": "1"}]}),
            )
            .ok();
        let other = text(&other["data"]["row"]["id"]).to_owned();
        for (method, path) in [
            ("GET", "handling"),
            ("POST", "payments"),
            ("POST", "deliveries"),
            ("POST", "returns"),
            ("POST", "cancel"),
        ] {
            let body =
                json!({"amount": "1", "lines": [{"line": 0, "quantity": "1"}], "reason": "x", "rest": false});
            let body = match path {
                "payments" => json!({"amount": "1"}),
                "deliveries" => json!({"lines": body["lines"]}),
                "returns" => json!({"lines": body["lines"], "reason": "x"}),
                _ => json!({"reason": "x"}),
            };
            assert_eq!(
                sales.call(method, &format!("/api/orders/{other}/{path}"), &body).status.as_u16(),
                404,
                "{path}"
            );
        }
        assert_eq!(
            faults(&sales.call("POST", "/api/orders", &json!({"person": theirs, "lines": []}))),
            ["person unknown_record"]
        );
        // An order taken by mistake is taken back: cancelled, as long as nothing was done about it.
        undo(
            &admin,
            &admin
                .call(
                    "POST",
                    "/api/orders",
                    &json!({"person": theirs, "lines": [{"name": "y", "quantity": "1", "price": "1"}]}),
                )
                .ok(),
        )
        .ok();
        assert_eq!(
            admin.get("/api/orders?filter=status%20%3D%20%22cancelled%22").ok()["rows"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        p.app.stop();
    });
}

#[test]
fn an_order_of_a_shop_is_handled_too_and_stands_as_the_shop_said_when_that_is_taken_back() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let order = json!({"userId": "c1", "messageId": "m1", "event": "Order Completed", "properties": {
            "order_id": "W-1", "total": 300, "currency": "CNY", "products": [{"name": "a", "quantity": 2, "price": 100}, {"name": "b", "quantity": 1, "price": 100}]}});
        p.segment("track", &order).ok();
        let row = admin.get("/api/orders").ok()["rows"][0].clone();
        let id = text(&row["id"]).to_owned();
        let was = row["status"].clone();
        let page = admin.get(&format!("/api/orders/{id}/handling")).ok();
        assert_eq!(
            (&page["worth"], &page["lines"][0]["quantity"], &page["standing"]),
            (&json!("300"), &json!("2"), &json!("open"))
        );
        let sent = admin.call("POST", &format!("/api/orders/{id}/deliveries"), &json!({"lines": [{"line": 0, "quantity": "2"}, {"line": 1, "quantity": "1"}], "arrived": true})).ok();
        assert_eq!(
            (&sent["data"]["standing"], &sent["data"]["row"]["status"]),
            (&json!("delivered"), &json!("delivered"))
        );
        undo(&admin, &sent).ok();
        assert_eq!(admin.get("/api/orders").ok()["rows"][0]["status"], was);
        p.app.stop();
    });
}

#[test]
fn an_agreement_is_renewed_ended_and_told_of_before_it_ends() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let tea = product(&admin, "月度茶盒", "BOX", "168");
        let who = make(&sales, &json!({"name": "Anna"}));
        let day = |days: i64| Micros(t.store.now().0 + days * Micros::DAY).to_rfc3339()[..10].to_owned();
        let make_one = |wish: Value| sales.call("POST", "/api/agreements", &wish);
        let wrong = |wish: Value| faults(&make_one(wish));
        assert_eq!(wrong(json!({"name": "x"})), ["person missing"]);
        assert_eq!(wrong(json!({"person": who})), ["name missing"]);
        assert_eq!(wrong(json!({"person": who, "name": "x", "months": 0})), ["months out_of_range"]);
        assert_eq!(
            wrong(json!({"person": who, "name": "x", "starts": "2026-05-01", "until": "2026-04-01"})),
            ["until before_start"]
        );
        let made = make_one(json!({"person": who, "name": "月度茶盒", "variant": tea, "amount": "168", "months": 1, "starts": "2026-01-31"})).ok();
        assert_eq!(
            (&made["data"]["until"], &made["data"]["state"], &made["data"]["number"]),
            (&json!("2026-02-28"), &json!("over"), &json!("AG-0001"))
        );
        let id = text(&made["data"]["id"]).to_owned();
        let at = |id: &str, what: &str| format!("/api/agreements/{id}/{what}");
        // A renewal that was taken back never was.
        undo(&sales, &sales.call("POST", &at(&id, "renew"), &json!({})).ok()).ok();
        let again = sales.call("POST", &at(&id, "renew"), &json!({})).ok();
        assert_eq!(
            (&again["data"]["until"], again["data"]["renewals"].as_array().unwrap().len()),
            (&json!("2026-03-31"), 1)
        );
        assert_eq!(
            faults(&sales.call("POST", &at(&id, "renew"), &json!({"until": "2026-03-31"}))),
            ["until before_start"]
        );
        sales.call("POST", &at(&id, "renew"), &json!({"until": day(10)})).ok();
        let found = |ask: &str| sales.get(&format!("/api/agreements?{ask}")).ok()["total"].clone();
        assert_eq!(
            (found("due=30"), found("due=5"), found("state=due"), found("state=running"), found("q=AG-0001")),
            (json!(1), json!(0), json!(1), json!(0), json!(1))
        );
        // Its owner is told once, and again when it is to end anew.
        let told = || {
            sales.get("/api/notices").ok()["rows"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|n| n["kind"] == "agreement")
                .count()
        };
        for _ in 0..2 {
            gx_trade::after::due::look(&t.store).unwrap();
            assert_eq!(told(), 1);
        }
        sales.call("POST", &at(&id, "renew"), &json!({"until": day(20)})).ok();
        gx_trade::after::due::look(&t.store).unwrap();
        assert_eq!(told(), 2);
        // One that goes on by itself does, and says so in its history.
        let on = make_one(json!({"person": who, "name": "保养", "kind": "service", "months": 1, "starts": day(-40), "renews": true})).ok();
        let on = text(&on["data"]["id"]).to_owned();
        gx_trade::after::due::look(&t.store).unwrap();
        let held = sales.get(&format!("/api/agreements?person={who}")).ok();
        let row = held["rows"].as_array().unwrap().iter().find(|r| r["id"] == on.as_str()).unwrap().clone();
        assert!(text(&row["until"]) >= day(0).as_str() && row["state"] != "over", "{row}");
        let ended = sales.call("POST", &at(&id, "end"), &json!({"reason": "搬走了"})).ok();
        assert_eq!((&ended["data"]["state"], &ended["data"]["reason"]), (&json!("ended"), &json!("搬走了")));
        assert_eq!(code(&sales.call("POST", &at(&id, "renew"), &json!({}))), (409, "ended"));
        undo(&sales, &ended).ok();
        assert_eq!(found("state=ended"), json!(0));
        let gone = sales.call("DELETE", &format!("/api/agreements/{id}"), &json!({})).ok();
        assert_eq!(found("q=AG-0001"), json!(0));
        undo(&sales, &gone).ok();
        assert_eq!(found("q=AG-0001"), json!(1));
        // Out of sight with its person.
        admin.call("PATCH", &format!("/api/people/{who}"), &json!({"set": {"owner": me(&admin)}})).ok();
        assert_eq!(
            (
                found(""),
                sales.call("PATCH", &format!("/api/agreements/{id}"), &json!({"note": "x"})).status.as_u16()
            ),
            (json!(0), 404)
        );
        p.app.stop();
    });
}

#[test]
fn a_thing_keeps_what_was_done_to_it() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let who = make(&sales, &json!({"name": "Anna"}));
        let wish = json!({"person": who, "name": "蒸脸仪 M2", "serial": "SN-0042", "bought_on": "2026-05-01", "warranty_until": "2028-04-30", "state": "in_repair"});
        let made = sales.call("POST", "/api/assets", &wish).ok();
        let id = text(&made["data"]["id"]).to_owned();
        assert_eq!(
            faults(&sales.call(
                "POST",
                "/api/assets",
                &json!({"person": who, "name": "x", "bought_on": "1.5.2026"})
            )),
            ["bought_on not_a_date"]
        );
        let note = |wish: Value| sales.call("POST", &format!("/api/assets/{id}/records"), &wish);
        assert_eq!(faults(&note(json!({"kind": "repair", "text": " "}))), ["text missing"]);
        assert_eq!(
            faults(&note(json!({"kind": "repair", "text": "x", "at": "2099-01-01T00:00:00Z"}))),
            ["at in_the_future"]
        );
        let done =
            note(json!({"kind": "repair", "text": "换了加热片", "cost": "80", "due_on": "2027-05-01"})).ok();
        let page = &done["data"];
        assert_eq!(
            (&page["asset"]["state"], &page["asset"]["due_on"], &page["asset"]["records"]),
            (&json!("in_use"), &json!("2027-05-01"), &json!(1))
        );
        assert_eq!(
            (&page["records"][0]["text"], &page["records"][0]["cost"]),
            (&json!("换了加热片"), &json!("80"))
        );
        assert!(sales.get(&format!("/api/people/{who}/timeline")).text.contains("换了加热片"));
        let found =
            |user: &User<'_, '_>, ask: &str| user.get(&format!("/api/assets?{ask}")).ok()["total"].clone();
        assert_eq!(
            (found(&sales, "q=sn-0042"), found(&sales, &format!("person={who}")), found(&sales, "q=none")),
            (json!(1), json!(1), json!(0))
        );
        let changed = sales.call("PATCH", &format!("/api/assets/{id}"), &json!({"serial": "SN-0043"})).ok();
        undo(&sales, &changed).ok();
        assert_eq!(sales.get(&format!("/api/assets/{id}")).ok()["asset"]["serial"], "SN-0042");
        admin.call("PATCH", &format!("/api/people/{who}"), &json!({"set": {"owner": me(&admin)}})).ok();
        assert_eq!(
            (sales.get(&format!("/api/assets/{id}")).status.as_u16(), found(&sales, "q=sn-0042")),
            (404, json!(0))
        );
        p.app.stop();
    });
}

#[test]
fn nothing_of_an_erased_customer_is_left_in_what_was_sold() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let who = make(&admin, &json!({"name": "Erasmus Weg"}));
        let deal = deal(&admin, &json!({"name": "A", "person": who}));
        let quote = quote_for(&admin, &deal);
        patch(
            &admin,
            &quote,
            &json!({"lines": [{"name": "x", "quantity": "1", "price": "9"}], "note": "Erasmus mag Tee"}),
        )
        .ok();
        let page = act(&admin, &quote, "send", &json!({"mail": false})).ok()["data"].clone();
        let token = token(&page);
        guest(
            &p,
            "POST",
            &format!("quotes/{token}/ask"),
            &json!({"text": "Erasmus fragt", "name": "Erasmus"}),
        )
        .ok();
        guest(&p, "POST", &format!("quotes/{token}/accept"), &json!({"name": "Erasmus Weg", "version": 1}))
            .ok();
        let order = text(&admin.get("/api/orders").ok()["rows"][0]["id"]).to_owned();
        admin
            .call(
                "POST",
                &format!("/api/orders/{order}/payments"),
                &json!({"amount": "9", "reference": "Erasmus 1", "note": "von Erasmus"}),
            )
            .ok();
        admin.call("POST", "/api/agreements", &json!({"person": who, "name": "Erasmus Abo"})).ok();
        admin.call("POST", "/api/assets", &json!({"person": who, "name": "Erasmus Geraet"})).ok();
        let copy = admin.get(&format!("/api/privacy/people/{who}/copy.zip"));
        assert!(copy.status.is_success(), "{}", copy.text);
        let confirm = json!({"confirm": "Erasmus Weg"});
        let erased = admin.call("POST", &format!("/api/privacy/people/{who}/erasure"), &confirm);
        assert!(erased.status.is_success(), "{}", erased.text);
        p.jobs_end();
        for table in ["quote", "quote_event", "payment", "agreement", "asset"] {
            let rows = t.store.read(|tx| tx.query(&format!("SELECT * FROM {table}"), &[])).unwrap();
            let told = format!("{rows:?}");
            assert!(!told.contains("Erasmus"), "{table}: {told}");
        }
        p.app.stop();
    });
}

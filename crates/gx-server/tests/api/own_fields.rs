//! Fields of one's own on orders and interactions: on every path, under the rights of their person, taken back by one
//! undo; and what happened stays as it came.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Answer, Program, User, query};

fn field(user: &User<'_, '_>, object: &str, body: &Value) -> String {
    let made = user.call("POST", &format!("/api/objects/{object}/fields"), body).ok();
    made["data"]["key"].as_str().unwrap().to_owned()
}

fn order(p: &Program<'_>, user: &str, number: &str, total: f64, currency: &str, also: &Value) -> Answer {
    let mut properties = json!({"order_id": number, "total": total, "currency": currency});
    properties.as_object_mut().unwrap().extend(also.as_object().unwrap().clone());
    p.segment(
        "track",
        &json!({"userId": user, "messageId": format!("m-{number}-{also}"), "event": "Order Completed", "properties": properties}),
    )
}

fn rows(user: &User<'_, '_>, path: &str) -> Vec<Value> {
    user.get(path).ok()["rows"].as_array().unwrap().clone()
}

fn numbers(user: &User<'_, '_>, path: &str) -> Vec<String> {
    rows(user, path).iter().map(|r| r["number"].as_str().unwrap().to_owned()).collect()
}

fn id_of(user: &User<'_, '_>, number: &str) -> String {
    rows(user, &format!("/api/orders?q={number}"))[0]["id"].as_str().unwrap().to_owned()
}

fn undo(user: &User<'_, '_>, done: &Value) {
    user.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({})).ok();
}

#[test]
fn fields_of_orders_are_on_every_path_and_written_in_every_way() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let gift = field(
            &admin,
            "order",
            &json!({"label": "包装", "type": "choice", "options": [{"label": "礼盒"}, {"label": "平装"}]}),
        );
        let fee = field(&admin, "order", &json!({"label": "Fee", "type": "money"}));
        let due = field(&admin, "order", &json!({"label": "Due", "type": "date"}));
        let start = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();
        for (n, currency) in [(1, "CNY"), (2, "CNY"), (3, "USD")] {
            order(&p, "u1", &format!("N{n}"), f64::from(n) * 10.0, currency, &json!({})).ok();
        }
        let ids: Vec<String> = (1..=3).map(|n| id_of(&admin, &format!("N{n}"))).collect();

        // One by one; what a role may not set by hand is refused with its name.
        let path = format!("/api/orders/{}", ids[0]);
        let set = json!({"set": {&gift: "礼盒", &fee: "2.50", &due: "2026-12-24"}, "was": {&fee: null}});
        let done = admin.call("PATCH", &path, &set).ok();
        let box_id = done["data"]["fields"][&gift].as_str().unwrap().to_owned();
        assert_eq!(done["data"]["fields"], json!({&gift: box_id, &fee: 2.5, &due: "2026-12-24"}));
        let read_only = admin.call("PATCH", &path, &json!({"set": {"status": "paid"}}));
        assert_eq!((read_only.code(), read_only.status.as_u16()), ("invalid", 422));
        let stale = admin.call("PATCH", &path, &json!({"set": {&fee: 3}, "was": {&fee: null}}));
        assert_eq!((stale.code(), stale.status.as_u16()), ("changed", 409));
        assert_eq!(admin.call("PATCH", &path, &json!({"set": {&gift: "没有"}})).status.as_u16(), 422);

        // By the rectangle, where a cell somebody changed is told and not written over; and many at once.
        let cells = json!({"rows": [
            {"id": ids[0], "set": {&fee: 9}, "seen": {&fee: null}},
            {"id": ids[1], "set": {&fee: 4, &due: "2026-12-20"}, "seen": {&fee: null}},
        ]});
        let wrote = admin.call("POST", "/api/orders/cells", &cells).ok();
        let state = |n: usize| wrote["cells"][n]["state"].clone();
        assert_eq!((state(0), wrote["changed"].clone()), (json!("clash"), json!(1)));
        assert_eq!(wrote["cells"][0]["by"]["name"], "admin");
        let all = json!({"who": {"filter": "currency = \"USD\""}, "what": {"set": {&fee: 1, &gift: box_id}}});
        let bulk = admin.call("POST", "/api/orders/bulk", &all).ok();
        assert_eq!((&bulk["changed"], &bulk["same"]), (&json!(1), &json!(0)));

        // Filter, sort, group, day, export.
        let list = |rest: &str| numbers(&admin, &format!("/api/orders?{rest}"));
        assert_eq!(list(&format!("filter={}", query(&format!("{gift} = \"礼盒\" and {fee} > 2")))), ["N1"]);
        assert_eq!(list(&format!("sort=-{fee}")), ["N2", "N1", "N3"]);
        assert_eq!(list(&format!("sort={due}&limit=2")), ["N2", "N1"]);
        let groups = admin.get(&format!("/api/orders/groups?by={gift}&sums={fee},amount")).ok();
        assert_eq!(groups["groups"][0]["value"], box_id, "{groups}");
        assert_eq!(
            groups["groups"][0]["money"],
            json!({&fee: [{"currency": "CNY", "total": "2.5"}, {"currency": "USD", "total": "1"}],
                   "amount": [{"currency": "USD", "total": "30.00"}, {"currency": "CNY", "total": "10.00"}]}),
            "two currencies are never one sum"
        );
        let days = admin.get(&format!("/api/orders/days?by={due}&from=2026-12-01&to=2026-12-31")).ok();
        assert_eq!(days["days"][1]["rows"][0]["number"], "N1");
        let csv = admin.get(&format!("/api/orders/export.csv?sort=-{fee}")).text;
        let lines: Vec<&str> = csv.lines().collect();
        assert!(lines[0].ends_with("placed_at,包装,Fee,Due"), "{}", lines[0]);
        assert!(lines[2].contains("N1") && lines[2].ends_with("礼盒,2.5,2026-12-24"), "{}", lines[2]);
        assert_eq!(admin.get("/api/orders/export.xlsx").sheet().len(), 4);

        // History says who and when, programs hear of it, and one undo takes each back.
        let history = rows(&admin, &format!("{path}/changes"));
        assert_eq!((&history[0]["by"]["name"], &history[0]["op"]), (&json!("admin"), &json!("update")));
        assert!(
            history[0]["fields"].as_array().unwrap().iter().any(|f| f["key"] == fee && f["after"] == 2.5)
        );
        let fed = admin.get(&format!("/api/changes?objects=order&cursor={}", query(&start))).ok();
        let told = fed["rows"].as_array().unwrap().iter().find(|r| r["id"] == ids[0]).unwrap();
        assert_eq!(told["record"]["fields"][&fee], 2.5);
        undo(&admin, &bulk);
        undo(&admin, &done);
        assert_eq!(list(&format!("filter={}", query(&format!("{gift} is not empty")))), [""; 0]);
        assert_eq!(list(&format!("filter={}", query(&format!("{fee} is not empty")))), ["N2"]);

        // Taken away, the field takes its values along; brought back, it brings them back.
        let gone = admin.call("DELETE", &format!("/api/objects/order/fields/{fee}"), &Value::Null).ok();
        let asked = format!("/api/orders?filter={}", query(&format!("{fee} = 4")));
        assert_eq!(admin.get(&asked).code(), "filter");
        undo(&admin, &gone);
        assert_eq!(numbers(&admin, &asked), ["N2"]);
        p.app.stop();
    });
}

#[test]
fn a_shop_may_fill_fields_of_its_orders_and_never_writes_over_staff() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let coupon = field(&admin, "order", &json!({"label": "Coupon", "type": "text"}));
        let floor = field(&admin, "order", &json!({"label": "Floor", "type": "integer"}));
        let start = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();
        order(&p, "u1", "N1", 10.0, "CNY", &json!({"coupon": "TEA", "floor": "not a number"})).ok();
        let of = || rows(&admin, "/api/orders?q=N1")[0].clone();
        assert_eq!(of()["fields"], json!({&coupon: "TEA"}), "what does not fit stays in the properties");
        let story = admin.get(&format!("/api/people/{}/timeline", of()["person"]["id"].as_str().unwrap()));
        assert_eq!(story.ok()["items"][0]["props"]["floor"], "not a number");

        // The shop says something else later: its own word goes, the word of staff stands.
        let path = format!("/api/orders/{}", of()["id"].as_str().unwrap());
        admin.call("PATCH", &path, &json!({"set": {&floor: 3}})).ok();
        order(&p, "u1", "N1", 10.0, "CNY", &json!({"coupon": "MAY", "floor": 7})).ok();
        assert_eq!(of()["fields"], json!({&coupon: "MAY", &floor: 3}));
        let history = rows(&admin, &format!("{path}/changes"));
        assert_eq!(history[0]["by"]["kind"], "source");
        let fed = admin.get(&format!("/api/changes?objects=order&cursor={}", query(&start))).ok();
        assert_eq!(fed["rows"].as_array().unwrap().len(), 1, "one record, told once: {fed}");
        p.app.stop();
    });
}

#[test]
fn what_is_noted_beside_an_interaction_leaves_it_as_it_came() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let follow = field(&admin, "interaction", &json!({"label": "Follow up", "type": "bool"}));
        let mood = field(&admin, "interaction", &json!({"label": "Mood", "type": "rating"}));
        for n in 1..=3 {
            p.native(&json!({"message_id": format!("c{n}"), "kind": "call", "channel": "phone", "text": format!("call number {n}"), "identities": [{"kind": "user_id", "value": "u1"}]})).ok();
        }
        let calls = rows(&admin, "/api/interactions?sort=occurred_at");
        assert_eq!(calls.len(), 3);
        let ids: Vec<&str> = calls.iter().map(|c| c["id"].as_str().unwrap()).collect();
        let start = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();
        let path = format!("/api/interactions/{}", ids[0]);
        let done = admin.call("PATCH", &path, &json!({"set": {&follow: true, &mood: 2}})).ok();
        assert_eq!(done["data"]["fields"], json!({&follow: true, &mood: 2}));
        let read_only = admin.call("PATCH", &path, &json!({"set": {"text": "something else"}}));
        assert_eq!(read_only.status.as_u16(), 422);
        let bulk = json!({"who": {"ids": [ids[1], ids[2]]}, "what": {"set": {&mood: 5}}});
        assert_eq!(admin.call("POST", "/api/interactions/bulk", &bulk).ok()["changed"], 2);
        let cells = json!({"rows": [{"id": ids[1], "set": {&mood: 4}, "seen": {&mood: 5}}]});
        assert_eq!(admin.call("POST", "/api/interactions/cells", &cells).ok()["changed"], 1);

        let moods = |rest: &str| -> Vec<i64> {
            rows(&admin, &format!("/api/interactions?{rest}"))
                .iter()
                .map(|r| r["fields"][&mood].as_i64().unwrap())
                .collect()
        };
        assert_eq!(moods(&format!("sort=-{mood}")), [5, 4, 2]);
        assert_eq!(moods(&format!("filter={}", query(&format!("{follow} = true and kind = \"call\"")))), [2]);
        assert_eq!(admin.get("/api/interactions?q=number").ok()["total"], 3);
        let groups = admin.get(&format!("/api/interactions/groups?by={follow}")).ok();
        assert_eq!(groups["groups"].as_array().unwrap().len(), 2);
        // People by what was noted beside what they did.
        let people = format!("/api/people?filter={}", query(&format!("did call where {mood} = 5")));
        assert_eq!(admin.get(&people).ok()["total"], 1);
        let csv = admin.get("/api/interactions/export.csv?sort=occurred_at").text;
        assert!(csv.lines().next().unwrap().ends_with("currency,Follow up,Mood"));
        assert!(csv.lines().nth(1).unwrap().ends_with("true,2"), "{csv}");

        let person = calls[0]["person"].as_str().unwrap();
        let story = admin.get(&format!("/api/people/{person}/timeline")).ok();
        assert!(story["items"].as_array().unwrap().iter().any(|i| i["fields"][&follow] == true));
        let fed = admin.get(&format!("/api/changes?objects=interaction&cursor={}", query(&start))).ok();
        assert_eq!(fed["rows"].as_array().unwrap().len(), 3, "{fed}");
        assert!(fed["rows"].as_array().unwrap().iter().all(|r| r["record"]["fields"].is_object()));
        undo(&admin, &done);
        assert_eq!(admin.get(&path).ok()["fields"], json!({}));
        assert_eq!(admin.get(&path).ok()["text"], "call number 1");

        // The database itself refuses to change what happened.
        for set in ["text = 'something else'", "person_id = 1", "props = NULL", "occurred_at = 1"] {
            let changed = t.store.write(|tx| tx.execute(&format!("UPDATE interaction SET {set}"), &[]));
            assert!(changed.unwrap_err().to_string().contains("never change"), "{set}");
        }
        p.app.stop();
    });
}

#[test]
fn the_rights_of_the_person_and_of_the_field_hold_on_every_path() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let margin = field(&admin, "order", &json!({"label": "Margin", "type": "number"}));
        let note = field(&admin, "order", &json!({"label": "Note", "type": "text"}));
        let mood = field(&admin, "interaction", &json!({"label": "Mood", "type": "rating"}));
        order(&p, "mine", "N1", 10.0, "CNY", &json!({})).ok();
        order(&p, "theirs", "N2", 20.0, "CNY", &json!({})).ok();
        let users = admin.get("/api/users").ok();
        let user =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        for (number, owner) in [("N1", "sales"), ("N2", "manager")] {
            let row = rows(&admin, &format!("/api/orders?q={number}"))[0].clone();
            let path = format!("/api/people/{}", row["person"]["id"].as_str().unwrap());
            admin.call("PATCH", &path, &json!({"set": {"owner": user(owner)}})).ok();
            let path = format!("/api/orders/{}", row["id"].as_str().unwrap());
            admin.call("PATCH", &path, &json!({"set": {&margin: 5, &note: "n"}})).ok();
        }
        let (mine, theirs) = (id_of(&admin, "N1"), id_of(&admin, "N2"));
        let mood_id =
            rows(&admin, &format!("/api/interactions?filter={}", query("amount = 10")))[0]["id"].clone();
        let mood_path = format!("/api/interactions/{}", mood_id.as_str().unwrap());
        admin.call("PATCH", &mood_path, &json!({"set": {&mood: 1}})).ok();

        let hidden = format!("order.{margin}");
        let locked = format!("order.{note}");
        let grants = json!({"see": "own", "edit": "own", "export": "own", "hidden": [hidden, format!("interaction.{mood}")], "locked": [locked]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        assert_eq!(numbers(&sales, "/api/orders"), ["N1"]);
        assert_eq!(rows(&sales, "/api/orders")[0]["fields"], json!({&note: "n"}));
        assert!(!sales.get("/api/objects").text.contains(&margin));
        for path in [
            format!("/api/orders?filter={}", query(&format!("{margin} > 1"))),
            format!("/api/orders?sort={margin}"),
            format!("/api/orders/groups?by=status&sums={margin}"),
            format!("/api/people?filter={}", query(&format!("did purchase where {mood} = 1"))),
            format!("/api/people?filter={}", query(&format!("did purchase of {mood} = 1"))),
        ] {
            assert_eq!(sales.get(&path).status.as_u16(), 403, "{path}");
        }
        let csv = sales.get("/api/orders/export.csv").text;
        assert!(csv.contains("Note") && !csv.contains("Margin") && !csv.contains("N2"), "{csv}");
        assert!(!sales.get(&format!("/api/orders/{mine}/changes")).text.contains(&margin));
        assert!(!sales.get(&mood_path).text.contains(&mood));
        for key in [&margin, &note] {
            let refused = sales.call("PATCH", &format!("/api/orders/{mine}"), &json!({"set": {key: 1}}));
            assert_eq!(refused.body["fields"][0]["code"], "hidden", "{}", refused.text);
        }
        for path in [format!("/api/orders/{theirs}"), format!("/api/orders/{theirs}/changes")] {
            assert_eq!(sales.get(&path).status.as_u16(), 404, "{path}");
        }
        let patch = sales.call("PATCH", &format!("/api/orders/{theirs}"), &json!({"set": {&note: "x"}}));
        assert_eq!(patch.status.as_u16(), 404, "what may not be seen does not exist");
        let bulk = json!({"who": {"ids": [mine, theirs]}, "what": {"set": {&note: "x"}}});
        assert_eq!(sales.call("POST", "/api/orders/bulk", &bulk).status.as_u16(), 422, "the field is locked");

        // Seen and not to be changed: all are seen, only one's own are changed.
        let grants = json!({"see": "all", "edit": "own"});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        let done = sales.call("POST", "/api/orders/bulk", &bulk).ok();
        assert_eq!((&done["changed"], &done["refused"]), (&json!(1), &json!(1)));
        let patch = sales.call("PATCH", &format!("/api/orders/{theirs}"), &json!({"set": {&note: "x"}}));
        assert_eq!(patch.status.as_u16(), 403);
        // Given to a colleague since, one's own change cannot be taken back any more.
        let person = rows(&admin, "/api/orders?q=N1")[0]["person"]["id"].as_str().unwrap().to_owned();
        admin
            .call("PATCH", &format!("/api/people/{person}"), &json!({"set": {"owner": user("manager")}}))
            .ok();
        let back = sales.call("POST", &format!("/api/undo/{}", done["batch"].as_str().unwrap()), &json!({}));
        assert_eq!(back.status.as_u16(), 403);
        p.app.stop();
    });
}

/// More people than a list looks up, each with a price; nobody waits for them to be made one by one.
fn crowd(p: &Program<'_>, key: &str, mood: (&str, &[String])) {
    let store = &p.app.kit.store;
    let rows: Vec<Vec<gx_store::Value>> = (0..10_400_i64)
        .map(|n| {
            let id: gx_store::Value = store.id().into();
            let name = format!("客{n:05}");
            let fields =
                json!({key: (n * 7_919 % 10_400) as f64 / 4.0, mood.0: mood.1[n as usize % mood.1.len()]});
            let now: gx_store::Value = store.now().into();
            let text = |t: String| gx_store::Value::from(t);
            vec![id.clone(), id, text(name.clone()), text(name), text(fields.to_string()), now.clone(), now]
        })
        .collect();
    let columns = ["id", "canonical_id", "name", "name_key", "fields", "created_at", "updated_at"];
    store.write(|tx| tx.insert_many("person", &columns, &rows, gx_store::Conflict::Fail)).unwrap();
}

#[test]
fn a_long_list_sorted_by_a_field_of_ones_own_has_an_index_from_then_on() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let price = field(&admin, "person", &json!({"label": "价", "type": "number"}));
        let options = json!([{"label": "乙"}, {"label": "甲"}]);
        let made = admin
            .call(
                "POST",
                "/api/objects/person/fields",
                &json!({"label": "心情", "type": "choice", "options": options}),
            )
            .ok();
        let mood = made["data"]["key"].as_str().unwrap().to_owned();
        let ids: Vec<String> = made["data"]["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| o["id"].as_str().unwrap().to_owned())
            .collect();
        crowd(&p, &price, (&mood, &ids));
        let store = &p.app.kit.store;
        let indexes = || store.indexes("sort_person_").unwrap();
        let ask = |sort: &str| {
            let page = admin.get(&format!("/api/people?sort={sort}&limit=60")).ok();
            assert_eq!(page["total_at_least"], true);
            let more = admin
                .get(&format!("/api/people?sort={sort}&limit=60&cursor={}", page["next"].as_str().unwrap()))
                .ok();
            [page, more]
                .iter()
                .flat_map(|p| p["rows"].as_array().unwrap().clone())
                .map(|r| r["name"].clone())
                .collect::<Vec<_>>()
        };
        // A few are found without, and nobody makes an index for them.
        let few =
            admin.get(&format!("/api/people?sort={price}&filter={}", query("name contains \"0001\""))).ok();
        assert_eq!(few["total_at_least"], false);
        p.jobs_end();
        assert!(indexes().is_empty());
        let (up, down, moods) = (ask(&price), ask(&format!("-{price}")), ask(&mood));
        assert_eq!((up.len(), up[0].as_str(), up[0] == down[0]), (120, Some("客00000"), false));
        p.jobs_end();
        assert_eq!(indexes().len(), 2);
        assert_eq!((ask(&price), ask(&format!("-{price}")), ask(&mood)), (up.clone(), down, moods.clone()));
        p.jobs_end();
        assert_eq!(indexes().len(), 2, "made once");
        // In another order the options want another index; the old one goes.
        let turned = json!({"options": [{"id": ids[1], "label": "甲"}, {"id": ids[0], "label": "乙"}]});
        admin.call("PATCH", &format!("/api/objects/person/fields/{mood}"), &turned).ok();
        let before = indexes();
        assert_ne!(ask(&mood), moods);
        p.jobs_end();
        assert_eq!(indexes().len(), 2);
        assert_ne!(indexes(), before);
        // A field that is gone takes its index with it when the next one is made.
        admin.call("DELETE", &format!("/api/objects/person/fields/{price}"), &Value::Null).ok();
        admin
            .call(
                "PATCH",
                &format!("/api/objects/person/fields/{mood}"),
                &json!({"options": [{"id": ids[0], "label": "乙"}, {"id": ids[1], "label": "甲"}]}),
            )
            .ok();
        ask(&mood);
        p.jobs_end();
        assert_eq!(indexes().len(), 1);
        p.app.stop();
    });
}

//! Orders by the thousand, and what a colleague noted by mistake struck out and brought back.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query, until};
use crate::staff::{id_of, make};

fn undo(user: &User<'_, '_>, batch: &Value) {
    user.call("POST", &format!("/api/undo/{}", batch.as_str().unwrap()), &json!({})).ok();
}

#[test]
fn orders_come_and_move_on_by_the_thousand_each_row_for_itself() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let field = json!({"label": "包装", "type": "choice", "options": [{"label": "礼盒"}]});
        let gift = admin.call("POST", "/api/objects/order/fields", &field).ok()["data"]["key"]
            .as_str()
            .unwrap()
            .to_owned();
        let person = make(
            &admin,
            &json!({"name": "林晓梅", "owner": id_of(&admin, "sales"),
            "identities": [{"kind": "phone", "value": "13800138001"}]}),
        );
        let theirs = make(
            &admin,
            &json!({"name": "别人的", "owner": id_of(&admin, "manager"),
            "identities": [{"kind": "phone", "value": "13800138002"}]}),
        );
        let send = |user: &User<'_, '_>, rows: Value| {
            user.call("POST", "/api/orders/batch", &json!({"rows": rows})).ok()
        };
        let statuses = |answer: &Value| -> Vec<String> {
            answer["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| r["status"].as_str().unwrap().to_owned())
                .collect()
        };
        let rows = json!([
            {"number": "E1", "person": person, "amount": "120.50", "lines": [{"name": "茶", "quantity": 2}], "set": {&gift: "礼盒"}},
            {"number": "E2", "identities": [{"kind": "phone", "value": "138 0013 8001"}], "amount": "10", "status": "paid"},
            {"number": "E3", "amount": "10"},
            {"number": "E4", "person": person},
            {"op": "update", "number": "E9", "status": "paid"},
            {"op": "delete", "number": "E1"},
            {"op": "create", "number": "E1", "person": person, "amount": "1"},
            {"number": "E5", "person": person, "amount": "1", "set": {"x_none": 1}},
        ]);
        let answer = send(&admin, rows.clone());
        assert_eq!(
            statuses(&answer),
            ["created", "created", "refused", "refused", "refused", "refused", "refused", "refused"]
        );
        assert_eq!(answer["refused"], 6);
        let fault = |n: usize| {
            answer["rows"][n]["problem"]["fields"][0]["field"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(
            (fault(2), fault(3), fault(5), fault(6)),
            ("person".into(), "amount".into(), "op".into(), "number".into())
        );
        assert_eq!(admin.get("/api/orders?q=E5").ok()["total"], 0, "a row is whole or not at all");
        // They are on the timeline and count as any other.
        let of = admin.get(&format!("/api/people/{person}")).ok();
        assert_eq!((&of["row"]["order_count"], &of["row"]["order_total"]), (&json!(2), &json!("130.50")));
        let first = admin.get("/api/orders?q=E1").ok()["rows"][0].clone();
        assert_eq!((&first["status"], &first["lines"][0]["name"]), (&json!("placed"), &json!("茶")));
        assert!(first["fields"][&gift].is_string());
        // Sent again, nothing happens twice; a status moves on.
        let again = send(
            &admin,
            json!([rows[0], rows[1], {"number": "E1", "status": "shipped"}, {"id": first["id"], "status": "cancelled"}]),
        );
        assert_eq!(statuses(&again), ["same", "same", "updated", "updated"]);
        let of = admin.get(&format!("/api/people/{person}")).ok();
        assert_eq!(
            (&of["row"]["order_count"], &of["row"]["order_total"]),
            (&json!(2), &json!("10.00")),
            "what is off counts no more"
        );
        // What was written beside is taken back by its batch.
        undo(&admin, &answer["rows"][0]["batch"]);
        assert_eq!(admin.get("/api/orders?q=E1").ok()["rows"][0]["fields"], json!({}));
        // Under the rights of the person.
        let sales = p.sign_in("sales");
        send(&admin, json!([{"number": "T1", "person": theirs, "amount": "5"}]));
        let mine = send(
            &sales,
            json!([
                {"number": "S1", "person": person, "amount": "5"},
                {"number": "S2", "person": theirs, "amount": "5"},
                {"number": "T1", "status": "paid"},
                {"number": "S3", "identities": [{"kind": "phone", "value": "13800138002"}], "amount": "5"},
            ]),
        );
        assert_eq!(statuses(&mine), ["created", "refused", "refused", "refused"]);
        assert_eq!(admin.get("/api/orders?q=T1").ok()["rows"][0]["status"], "placed");
        let many: Vec<Value> = (0..1001).map(|n| json!({"number": format!("M{n}")})).collect();
        assert_eq!(admin.call("POST", "/api/orders/batch", &json!({"rows": many})).status.as_u16(), 422);
        p.app.stop();
    });
}

#[test]
fn what_a_colleague_noted_by_mistake_is_struck_out_and_comes_back_as_it_was() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let person = make(
            &admin,
            &json!({"name": "林晓梅", "owner": id_of(&admin, "sales"),
            "identities": [{"kind": "user_id", "value": "u"}]}),
        );
        let page = json!({"userId": "u", "messageId": "m", "name": "首页"});
        p.segment("page", &page).ok();
        t.clock.advance(3_600_000_000);
        let notes = format!("/api/people/{person}/interactions");
        let note = |user: &User<'_, '_>, text: &str| {
            user.call("POST", &notes, &json!({"kind": "note", "text": text})).ok()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let state = || {
            let row = admin.get(&format!("/api/people/{person}")).ok()["row"].clone();
            (row["interaction_count"].clone(), row["last_seen_at"].clone())
        };
        let before = state();
        let first = note(&sales, "写错了人 zzwrong");
        let one = admin.get(&format!("/api/interactions/{first}")).ok();
        let told = |q: &str| {
            admin.get(&format!("/api/search?q={}", query(q))).ok()["hits"].as_array().unwrap().len()
        };
        assert_eq!((told("zzwrong"), state().0), (1, json!(2)));
        let start = admin.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned();

        let struck = sales.call("DELETE", &format!("/api/interactions/{first}"), &Value::Null).ok();
        assert_eq!((told("zzwrong"), state()), (0, before.clone()));
        assert_eq!(admin.get(&format!("/api/interactions/{first}")).status.as_u16(), 404);
        for path in [
            format!("/api/people/{person}/timeline"),
            "/api/interactions".into(),
            "/api/interactions/export.csv".into(),
        ] {
            assert!(!admin.get(&path).text.contains("zzwrong"), "{path}");
        }
        // PostgreSQL tells it once whatever began before has ended, also of other tests beside this one.
        let feed = || admin.get(&format!("/api/changes?cursor={start}")).text;
        until("programs hear that it is gone", || feed().contains(&first));
        assert!(!feed().contains("zzwrong"));
        // Who struck out what stays to be seen, and whose it was.
        let list = admin.get(&format!("/api/people/{person}/struck")).ok();
        assert_eq!(
            (
                &list[0]["id"],
                &list[0]["text"],
                &list[0]["author"]["name"],
                &list[0]["by"]["name"],
                &list[0]["batch"]
            ),
            (&json!(first), &json!("写错了人 zzwrong"), &json!("sales"), &json!("sales"), &struck["batch"])
        );
        undo(&sales, &struck["batch"]);
        assert_eq!(admin.get(&format!("/api/interactions/{first}")).ok(), one, "as it was");
        assert_eq!((told("zzwrong"), state().0), (1, json!(2)));
        assert_eq!(admin.get(&format!("/api/people/{person}/struck")).ok(), json!([]));

        // A colleague's note is struck out by who may delete the person, and by nobody else.
        let theirs = note(&admin, "管理员写的");
        let path = format!("/api/interactions/{theirs}");
        assert_eq!(sales.call("DELETE", &path, &Value::Null).status.as_u16(), 403);
        admin.call("DELETE", &format!("/api/interactions/{first}"), &Value::Null).ok();
        // What a customer did is nobody's to take away.
        let rows = admin.get("/api/interactions?filter=kind%20%3D%20%22page%22").ok();
        let page = rows["rows"][0]["id"].as_str().unwrap().to_owned();
        let refused = admin.call("DELETE", &format!("/api/interactions/{page}"), &Value::Null);
        assert_eq!((refused.status.as_u16(), refused.code()), (409, "not_by_hand"));
        // Whom one does not see, of whom one does not see what was struck out.
        let hidden = json!({"set": {"owner": id_of(&admin, "manager")}});
        admin.call("PATCH", &format!("/api/people/{person}"), &hidden).ok();
        assert_eq!(sales.get(&format!("/api/people/{person}/struck")).status.as_u16(), 404);
        assert_eq!(sales.call("DELETE", &path, &Value::Null).status.as_u16(), 404);
        p.app.stop();
    });
}

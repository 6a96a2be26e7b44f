//! Talk among colleagues: who reads it, who is told, and what becomes of it.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};
use crate::staff::{id_of, make};

fn threads(user: &User<'_, '_>, record: &str) -> Value {
    user.get(&format!("/api/threads?record={record}")).ok()
}

fn begin(user: &User<'_, '_>, record: &str, text: &str) -> Value {
    user.call("POST", "/api/threads", &json!({"record": record, "text": text})).ok()
}

fn reply(user: &User<'_, '_>, thread: &Value, text: &str) -> Value {
    let path = format!("/api/threads/{}/comments", thread["id"].as_str().unwrap());
    user.call("POST", &path, &json!({"text": text})).ok()
}

fn kinds(user: &User<'_, '_>) -> Vec<String> {
    let rows = user.get("/api/notices").ok()["rows"].as_array().unwrap().clone();
    let talk = rows.iter().filter(|r| r["detail"]["thread"].is_string());
    talk.map(|r| r["kind"].as_str().unwrap().to_owned()).collect()
}

fn text_of(comment: &Value) -> &str {
    comment["text"].as_str().unwrap()
}

#[test]
fn colleagues_talk_about_a_record_and_who_is_concerned_is_told() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales, service) = (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("service"));
        let manager = p.sign_in("manager");
        let lin = make(&admin, &json!({"name": "林晓梅", "owner": id_of(&admin, "sales")}));
        manager.call("PUT", &format!("/api/people/{lin}/follow"), &Value::Null).ok();
        let thread = begin(&sales, &lin, "@service 她的保温杯漏水，可以直接换吗？");
        let comment = &thread["comments"][0];
        assert_eq!((&comment["by"]["name"], &comment["names"]), (&json!("sales"), &json!(["service"])));
        assert_eq!(
            (kinds(&service), kinds(&manager), kinds(&sales)),
            (vec!["mention".into()], vec!["comment".into()], vec![])
        );
        // An answer tells whoever takes part and follows, each once; not who gave it.
        let answered = reply(&service, &thread, "可以，寄新的");
        assert_eq!(answered["comments"].as_array().unwrap().len(), 2);
        assert_eq!(
            (kinds(&sales), kinds(&service).len(), kinds(&manager).len()),
            (vec!["comment".into()], 1, 2)
        );
        let list = threads(&sales, &lin);
        assert_eq!((&list["open"], &list["total"], &list["may_write"]), (&json!(1), &json!(1), &json!(true)));
        // Edited by its author only; what it said is kept, and a name that is new in it is told.
        let mine = thread["comments"][0]["id"].as_str().unwrap();
        let path = format!("/api/comments/{mine}");
        assert_eq!(service.call("PATCH", &path, &json!({"text": "x"})).status.as_u16(), 403);
        t.clock.advance(gx_kernel::Micros::SECOND);
        let edited =
            sales.call("PATCH", &path, &json!({"text": "@service @admin 杯子漏水，可以换吗？"})).ok();
        assert!(!edited["comments"][0]["edited_at"].is_null());
        assert_eq!((kinds(&admin), kinds(&service).len()), (vec!["mention".into()], 1));
        let past = service.get(&format!("{path}/past")).ok();
        assert_eq!(past[0]["text"], "@service 她的保温杯漏水，可以直接换吗？");
        // Found by its words as they are now.
        let found = |user: &User<'_, '_>, q: &str| {
            user.get(&format!("/api/search?q={}", query(q))).ok()["hits"].clone()
        };
        let hit = found(&manager, "漏水");
        assert_eq!((&hit[0]["kind"], &hit[0]["person"]), (&json!("comment"), &json!(lin)));
        assert_eq!(found(&manager, "直接换"), json!([]));
        // Taken away with a trace, and brought back.
        assert_eq!(service.call("DELETE", &path, &Value::Null).status.as_u16(), 403);
        let gone = sales.call("DELETE", &path, &Value::Null).ok();
        assert_eq!(
            (&gone["comments"][0]["text"], gone["comments"][0]["deleted_at"].is_null()),
            (&Value::Null, false)
        );
        assert_eq!(found(&manager, "漏水"), json!([]));
        assert_eq!(manager.get(&format!("{path}/past")).status.as_u16(), 404);
        assert_eq!(sales.call("PATCH", &path, &json!({"text": "x"})).code(), "deleted");
        assert!(!threads(&manager, &lin).to_string().contains("漏水"));
        let back = sales.call("POST", &format!("{path}/restore"), &json!({})).ok();
        assert!(text_of(&back["comments"][0]).contains("漏水"));
        assert_eq!(found(&manager, "漏水").as_array().unwrap().len(), 1);
        // Settled, and open again as soon as somebody goes on.
        let settle = format!("/api/threads/{}", thread["id"].as_str().unwrap());
        let settled = service.call("PATCH", &settle, &json!({"resolved": true})).ok();
        assert_eq!(settled["resolved_by"]["name"], "service");
        assert_eq!(threads(&sales, &lin)["open"], 0);
        reply(&sales, &thread, "还有一件");
        assert_eq!(threads(&sales, &lin)["open"], 1);
        // It is no part of the customer's story.
        assert!(!admin.get(&format!("/api/people/{lin}/timeline")).text.contains("漏水"));
        for bad in [
            json!({"record": lin, "text": "  "}),
            json!({"record": lin, "text": "x".repeat(5001)}),
            json!({"record": "per_x!", "text": "a"}),
            json!({"record": lin, "text": "a", "item": "int_1"}),
        ] {
            assert_eq!(admin.call("POST", "/api/threads", &bad).status.as_u16(), 422, "{bad:.80}");
        }
        p.app.stop();
    });
}

#[test]
fn who_does_not_see_the_record_sees_no_word_of_it_and_who_only_reads_says_none() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales, auditor) = (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("auditor"));
        let theirs = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        let thread = begin(&admin, &theirs, "秘密条款");
        let id = thread["id"].as_str().unwrap();
        let comment = thread["comments"][0]["id"].as_str().unwrap();
        // Not even that it exists.
        let text = json!({"text": "x"});
        for answer in [
            sales.get(&format!("/api/threads?record={theirs}")),
            sales.get(&format!("/api/threads/colleagues?record={theirs}")),
            sales.get(&format!("/api/threads/{id}")),
            sales.get(&format!("/api/comments/{comment}/past")),
            sales.call("POST", "/api/threads", &json!({"record": theirs, "text": "x"})),
            sales.call("POST", &format!("/api/threads/{id}/comments"), &text),
            sales.call("PATCH", &format!("/api/threads/{id}"), &json!({"resolved": true})),
            sales.call("PATCH", &format!("/api/comments/{comment}"), &text),
            sales.call("DELETE", &format!("/api/comments/{comment}"), &Value::Null),
            sales.call("POST", &format!("/api/comments/{comment}/restore"), &json!({})),
        ] {
            assert_eq!(answer.status.as_u16(), 404, "{}", answer.text);
        }
        assert_eq!(sales.get(&format!("/api/search?q={}", query("秘密条款"))).ok()["hits"], json!([]));
        // Who cannot see it cannot be called, and that is said at once and nothing else.
        let refused =
            admin.call("POST", &format!("/api/threads/{id}/comments"), &json!({"text": "@sales 看看"}));
        assert_eq!((refused.status.as_u16(), refused.code()), (422, "cannot_see"), "{}", refused.text);
        assert!(refused.text.contains("sales"));
        assert_eq!(threads(&admin, &theirs)["rows"][0]["comments"].as_array().unwrap().len(), 1);
        let list = admin.get(&format!("/api/threads/colleagues?record={theirs}")).ok();
        let sees =
            |name: &str| list.as_array().unwrap().iter().find(|c| c["name"] == name).unwrap()["sees"].clone();
        assert_eq!((sees("sales"), sees("auditor")), (json!(false), json!(true)));
        // Who took part and lost sight of it is not told any more.
        let free = make(&admin, &json!({"name": "要换人管", "owner": id_of(&admin, "sales")}));
        let open = begin(&sales, &free, "我来跟");
        admin
            .call(
                "PATCH",
                &format!("/api/people/{free}"),
                &json!({"set": {"owner": id_of(&admin, "manager")}}),
            )
            .ok();
        reply(&admin, &open, "机密的事");
        assert_eq!(kinds(&sales), Vec::<String>::new());
        assert_eq!(sales.get(&format!("/api/threads/{}", open["id"].as_str().unwrap())).status.as_u16(), 404);
        // An auditor reads; a colleague's eyes read; a key without `write` reads. None of them says anything.
        assert_eq!(threads(&auditor, &theirs)["may_write"], false);
        let say = json!({"record": theirs, "text": "x"});
        assert_eq!(auditor.call("POST", "/api/threads", &say).status.as_u16(), 403);
        let made = admin.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read"]})).ok();
        let key = made["secret"].as_str().unwrap().to_owned();
        assert_eq!(
            p.by_key(&key, "GET", &format!("/api/threads?record={theirs}"), &Value::Null).ok()["total"],
            1
        );
        assert_eq!(p.by_key(&key, "POST", "/api/threads", &say).status.as_u16(), 403);
        admin.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "manager")})).ok();
        assert_eq!(admin.call("POST", "/api/threads", &say).status.as_u16(), 403);
        p.app.stop();
    });
}

#[test]
fn threads_follow_a_merge_and_come_back_and_are_heard_at_once() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, service) = (p.sign_in("admin"), p.sign_in("service"));
        let (lin, other) =
            (make(&admin, &json!({"name": "林晓梅"})), make(&admin, &json!({"name": "林小梅"})));
        begin(&admin, &lin, "甲");
        begin(&admin, &other, "乙");
        let merged = admin.call("POST", "/api/merges", &json!({"winner": lin, "loser": other})).ok();
        assert_eq!(threads(&service, &lin)["total"], 2);
        assert_eq!(threads(&service, &other)["total"], 2, "a merged id keeps resolving");
        begin(&admin, &other, "丙");
        let batch = merged["batch"].as_str().unwrap();
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        let said = |record: &str| {
            let list = threads(&service, record);
            let mut said: Vec<String> = list["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|r| text_of(&r["comments"][0]).to_owned())
                .collect();
            said.sort();
            said
        };
        assert_eq!((said(&other), said(&lin).len()), (vec!["乙".to_owned()], 2));
        // An item of the timeline, an order, a company.
        let order = json!({"userId": "u1", "messageId": "m1", "event": "Order Completed", "properties": {"order_id": "N-1", "total": 5}, "traits": {"name": "周以宁"}});
        p.segment("identify", &json!({"userId": "u1", "messageId": "m0", "traits": {"name": "周以宁"}})).ok();
        p.segment("track", &order).ok();
        let zhou = admin.person_named("周以宁")["id"].as_str().unwrap().to_owned();
        let story = admin.get(&format!("/api/people/{zhou}/timeline")).ok();
        let items = story["items"].as_array().or(story["rows"].as_array()).unwrap();
        let item = items
            .iter()
            .filter_map(|i| i["id"].as_str())
            .find(|id| id.starts_with("int_"))
            .unwrap()
            .to_owned();
        let about =
            admin.call("POST", "/api/threads", &json!({"record": zhou, "text": "这条", "item": item})).ok();
        assert_eq!(about["item"]["id"], json!(item));
        let wrong = json!({"record": lin, "text": "这条", "item": item});
        assert_eq!(admin.call("POST", "/api/threads", &wrong).status.as_u16(), 422, "of somebody else");
        let order = admin.get("/api/orders").ok()["rows"][0]["id"].as_str().unwrap().to_owned();
        begin(&admin, &order, "这张单");
        assert_eq!(
            (&threads(&admin, &order)["total"], &threads(&admin, &zhou)["total"]),
            (&json!(1), &json!(2))
        );
        let company = admin.call("POST", "/api/companies", &json!({"set": {"name": "山茶"}}));
        let company = if company.status.is_success() {
            company.ok()
        } else {
            admin.call("POST", "/api/companies", &json!({"name": "山茶"})).ok()
        };
        let company =
            company["data"]["row"]["id"].as_str().or(company["data"]["id"].as_str()).unwrap().to_owned();
        begin(&admin, &company, "@service 谈价格");
        let told = service.get("/api/notices").ok()["rows"][0].clone();
        assert_eq!((&told["object"], &told["row"]["name"]), (&json!("company"), &json!("山茶")));
        let hit = service.get(&format!("/api/search?q={}", query("谈价格"))).ok()["hits"][0].clone();
        assert_eq!(hit["company"], json!(company));
        // Whoever has the record open hears of it; an assistant reads it.
        let (heard, _) = p.hears(&service, &format!("talk:{lin}"), || drop(begin(&admin, &lin, "丁")), 1);
        assert!(heard.concat().contains("\"talk\"") && heard.concat().contains(&lin), "{heard:?}");
        let theirs = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        let sales = p.sign_in("sales");
        let (heard, _) = p.hears(&sales, &format!("talk:{theirs}"), || drop(begin(&admin, &theirs, "戊")), 1);
        assert_eq!(heard.concat(), "", "not of what they do not see");
        p.app.stop();
    });
}

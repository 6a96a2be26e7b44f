//! Finding: what global search answers beside people, and what it takes for a slip of the keys.

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::{Program, User, query};

fn hits(user: &User<'_, '_>, q: &str) -> Vec<Value> {
    user.get(&format!("/api/search?q={}", query(q))).ok()["hits"].as_array().unwrap().clone()
}

fn titles(user: &User<'_, '_>, q: &str, kind: &str) -> Vec<String> {
    let of = hits(user, q).into_iter().filter(|h| h["kind"] == kind);
    of.map(|h| h["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn orders_are_found_by_their_number_by_those_who_see_whose_they_are() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let users = admin.get("/api/users").ok();
        let id =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        for (n, owner) in [("1001", "sales"), ("1002", "manager"), ("77", "manager")] {
            let properties = json!({"order_id": format!("SO-{n}"), "total": 10, "currency": "CNY"});
            let track =
                json!({"userId": n, "messageId": n, "event": "Order Completed", "properties": properties});
            p.segment("track", &track).ok();
            p.segment(
                "identify",
                &json!({"userId": n, "messageId": format!("i{n}"), "traits": {"name": format!("Anna {n}")}}),
            )
            .ok();
            let who =
                format!("/api/people/{}", admin.person_named(&format!("Anna {n}"))["id"].as_str().unwrap());
            admin.call("PATCH", &who, &json!({"set": {"owner": id(owner)}})).ok();
        }
        let found = hits(&admin, "SO-1001");
        assert_eq!(
            (&found[0]["kind"], &found[0]["title"], &found[0]["why"]),
            (&json!("order"), &json!("SO-1001"), &json!("exact"))
        );
        assert_eq!(found[0]["person"], admin.person_named("Anna 1001")["id"]);
        let order = admin.get(&format!("/api/orders/{}", found[0]["id"].as_str().unwrap())).ok();
        assert_eq!(order["number"], "SO-1001");
        // How it begins is enough, in either case of letters; two characters are not.
        assert_eq!(titles(&admin, "so-10", "order"), ["SO-1001", "SO-1002"]);
        assert_eq!(hits(&admin, "so-10")[0]["why"], "identity");
        assert_eq!(titles(&admin, "SO", "order"), Vec::<String>::new());
        assert_eq!(titles(&admin, "SO-9", "order"), Vec::<String>::new());
        // Whose person is out of sight, whose order is.
        assert_eq!(titles(&sales, "SO-", "order"), ["SO-1001"]);
        assert_eq!(titles(&sales, "SO-1002", "order"), Vec::<String>::new());
        p.app.stop();
    });
}

#[test]
fn a_name_is_found_with_a_slip_of_the_keys_and_says_that_it_is_similar() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let users = admin.get("/api/users").ok();
        let id =
            |name: &str| users.as_array().unwrap().iter().find(|u| u["name"] == name).unwrap()["id"].clone();
        for (name, owner) in [
            ("Katherine Sullivan", "sales"),
            ("Bo Smith", "manager"),
            ("林晓梅", "sales"),
            ("王大明", "manager"),
        ] {
            admin.call("POST", "/api/people", &json!({"name": name, "owner": id(owner)})).ok();
        }
        for name in ["木禾设计有限公司", "Sandström Möbel AB"] {
            admin.call("POST", "/api/companies", &json!({"name": name})).ok();
        }
        for (q, kind, name) in [
            ("Sulivan", "person", "Katherine Sullivan"),
            ("Katharine Sullivan", "person", "Katherine Sullivan"),
            ("Katharina Sulivann", "person", "Katherine Sullivan"),
            ("Smiht", "person", "Bo Smith"),
            ("林晓每", "person", "林晓梅"),
            ("林小梅", "person", "林晓梅"),
            ("林晓红", "person", "林晓梅"),
            ("木合设计", "company", "木禾设计有限公司"),
            ("木禾设记", "company", "木禾设计有限公司"),
            ("Sandstrum Mobel", "company", "Sandström Möbel AB"),
        ] {
            let found = hits(&admin, q);
            let told: Vec<_> = found.iter().map(|h| (&h["kind"], &h["title"], &h["why"])).collect();
            assert_eq!(told, [(&json!(kind), &json!(name), &json!("similar"))], "{q}");
        }
        // Two letters of five, or a name of two characters, are another name.
        for q in ["Smyht", "Zzyzx", "王明", "12345"] {
            assert_eq!(hits(&admin, q), Vec::<Value>::new(), "{q}");
        }
        // What is called so needs nothing similar.
        let exact = hits(&admin, "林晓梅");
        assert_eq!((exact.len(), &exact[0]["why"]), (1, &json!("exact")));
        // The marks stand on the word that was meant.
        assert_eq!(hits(&admin, "Sulivan")[0]["marks"], json!([[10, 18]]));
        // Whom one does not see, one does not see by mistake.
        assert_eq!(hits(&sales, "Smiht"), Vec::<Value>::new());
        assert_eq!(titles(&sales, "Sulivan", "person"), ["Katherine Sullivan"]);
        // A renamed person is found by the new name.
        let who = format!("/api/people/{}", admin.person_named("Bo Smith")["id"].as_str().unwrap());
        admin.call("PATCH", &who, &json!({"set": {"name": "Bo Lindqvist"}})).ok();
        assert_eq!(titles(&admin, "Lindquist", "person"), ["Bo Lindqvist"]);
        assert_eq!(titles(&admin, "Smiht", "person"), Vec::<String>::new());
        p.app.stop();
    });
}

#[test]
fn names_that_were_there_before_are_learned_by_a_job() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        admin.call("POST", "/api/people", &json!({"name": "Katherine Sullivan"})).ok();
        p.jobs_end();
        t.store
            .write(|tx| {
                tx.execute("DELETE FROM name_near", &[])?;
                tx.execute("DELETE FROM setting WHERE key = 'name_near'", &[])
            })
            .unwrap();
        assert_eq!(titles(&admin, "Sulivan", "person"), Vec::<String>::new());
        gx_people::near::schedule(&t.store).unwrap();
        p.jobs_end();
        assert_eq!(titles(&admin, "Sulivan", "person"), ["Katherine Sullivan"]);
        p.app.stop();
    });
}

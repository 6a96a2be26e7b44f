//! What leaves: changes since a cursor, and webhooks, under the rights of who asks or made them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use base64::Engine as _;
use gx_kernel::Micros;
use gx_testkit::on_both;
use hmac::Mac as _;
use serde_json::{Value, json};

use crate::kit::{Program, User};

fn id_of(admin: &User<'_, '_>, login: &str) -> String {
    let staff = admin.get("/api/staff").ok();
    let one = staff.as_array().unwrap().iter().find(|u| u["login"] == login).unwrap().clone();
    one["id"].as_str().unwrap().to_owned()
}

/// Makes a person; their id and the batch.
fn make(user: &User<'_, '_>, body: &Value) -> (String, String) {
    let made = user.call("POST", "/api/people", body).ok();
    (made["data"]["id"].as_str().unwrap().to_owned(), made["batch"].as_str().unwrap().to_owned())
}

/// Reads until what was awaited has been told and nothing more is there.
fn since(
    user: &User<'_, '_>,
    cursor: &mut String,
    objects: &str,
    awaited: impl Fn(&[Value]) -> bool,
) -> Vec<Value> {
    let mut out = Vec::new();
    for _ in 0..600 {
        let page = user.get(&format!("/api/changes?objects={objects}&limit=3&cursor={cursor}")).ok();
        out.extend(page["rows"].as_array().unwrap().clone());
        page["cursor"].as_str().unwrap().clone_into(cursor);
        // What another transaction of the same server holds back comes a moment later.
        if page["more"] == false {
            if awaited(&out) {
                return out;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
    out
}

/// Whether a record has been told of, in the given state of being there.
fn told(rows: &[Value], id: &str, gone: bool) -> bool {
    rows.iter().any(|r| r["id"] == json!(id) && r["gone"] == gone)
}

fn start(user: &User<'_, '_>) -> String {
    user.get("/api/changes").ok()["cursor"].as_str().unwrap().to_owned()
}

fn brief(rows: &[Value]) -> Vec<(String, bool, Value)> {
    rows.iter()
        .map(|r| {
            (r["id"].as_str().unwrap().to_owned(), r["gone"].as_bool().unwrap(), r["record"]["name"].clone())
        })
        .collect()
}

#[test]
fn a_copy_that_follows_the_cursor_is_the_same_as_the_lists() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let mut cursor = start(&admin);
        // What was read once does not come again.
        let (first, _) = make(&admin, &json!({"name": "早已在"}));
        assert!(!since(&admin, &mut cursor, "person", |rows| told(rows, &first, false)).is_empty());
        let (lin, _) = make(
            &admin,
            &json!({"name": "林晓梅", "identities": [{"kind": "phone", "value": "13900000001"}]}),
        );
        let (zhou, batch) = make(&admin, &json!({"name": "周以宁"}));
        admin.call("PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": "上海"}})).ok();
        let rows = since(&admin, &mut cursor, "person", |rows| {
            told(rows, &zhou, false)
                && rows.iter().any(|r| r["id"] == json!(lin) && r["record"]["city"] == "上海")
        });
        let mut came = brief(&rows);
        came.sort_by_key(|one| one.0.clone());
        came.dedup();
        let mut expected =
            vec![(lin.clone(), false, json!("林晓梅")), (zhou.clone(), false, json!("周以宁"))];
        expected.sort_by_key(|one| one.0.clone());
        assert_eq!(came, expected);
        let lin_now = rows.iter().rev().find(|r| r["id"] == json!(lin)).unwrap();
        assert_eq!(lin_now["record"]["city"], "上海", "as it is now");
        // An order by a program, an undone creation, a merge.
        let order = json!({"userId": "u1", "messageId": "m1", "traits": {"phone": "13900000001"}, "event": "Order Completed", "properties": {"order_id": "N-1", "total": 5}});
        p.segment("track", &order).ok();
        let rows = since(&admin, &mut cursor, "order,interaction", |rows| {
            ["order", "interaction"].iter().all(|kind| rows.iter().any(|r| r["object"] == *kind))
        });
        let mut kinds: Vec<&str> = rows.iter().map(|r| r["object"].as_str().unwrap()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, ["interaction", "order"], "{rows:?}");
        assert!(rows.iter().any(|r| r["record"]["number"] == "N-1"));
        admin.call("POST", &format!("/api/undo/{batch}"), &json!({})).ok();
        let (other, _) = make(&admin, &json!({"name": "林小梅"}));
        let merged = json!({"winner": lin, "loser": other});
        admin.call("POST", "/api/merges", &merged).ok();
        let rows =
            since(&admin, &mut cursor, "person", |rows| told(rows, &zhou, true) && told(rows, &other, true));
        let last = |id: &str| rows.iter().rev().find(|r| r["id"] == json!(id)).cloned().unwrap_or_default();
        assert_eq!(last(&zhou)["gone"], true);
        assert_eq!((&last(&other)["gone"], &last(&other)["merged_into"]), (&json!(true), &json!(lin)));
        // Nothing more, and the same cursor again tells the same.
        assert_eq!(since(&admin, &mut cursor, "", |_| true), Vec::<Value>::new());
        for (bad, code) in [("cursor=x", "cursor"), ("cursor=0.0&objects=tree", "invalid")] {
            assert_eq!(admin.get(&format!("/api/changes?{bad}")).code(), code, "{bad}");
        }
        p.app.stop();
    });
}

#[test]
fn changes_are_told_within_reach_and_the_loss_of_sight_too() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let mut cursor = start(&sales);
        let (mine, _) = make(
            &admin,
            &json!({"name": "我的", "owner": id_of(&admin, "sales"), "birth_date": "1990-01-01"}),
        );
        let (theirs, _) = make(&admin, &json!({"name": "别人的", "owner": id_of(&admin, "manager")}));
        let rows = since(&sales, &mut cursor, "", |rows| told(rows, &mine, false));
        assert!(rows.iter().all(|r| r["id"] == json!(mine)), "{rows:?}");
        admin.call("PATCH", &format!("/api/people/{theirs}"), &json!({"set": {"city": "北京"}})).ok();
        admin
            .call(
                "PATCH",
                &format!("/api/people/{mine}"),
                &json!({"set": {"owner": id_of(&admin, "manager")}}),
            )
            .ok();
        let rows = since(&sales, &mut cursor, "person", |rows| told(rows, &mine, true));
        assert_eq!(brief(&rows), [(mine.clone(), true, Value::Null)], "out of sight, and nothing else of it");
        assert_eq!(p.stranger("GET", "/api/changes", &Value::Null).status.as_u16(), 401);
        p.app.stop();
    });
}

/// What came to the receiver: path, headers, body.
struct Came {
    headers: Vec<(String, String)>,
    body: String,
}

impl Came {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// An HTTP server that answers with one status after another, the last one for ever.
fn receiver(statuses: &[u16]) -> (String, mpsc::Receiver<Came>, Arc<Mutex<Vec<u16>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let statuses = Arc::new(Mutex::new(statuses.to_vec()));
    let (out, came) = mpsc::channel();
    let next = statuses.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(100) {
            let Ok(mut stream) = stream else { return };
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut headers = Vec::new();
            let mut line = String::new();
            while reader.read_line(&mut line).unwrap_or(0) > 2 {
                if let Some((key, value)) = line.trim().split_once(": ") {
                    headers.push((key.to_lowercase(), value.to_owned()));
                }
                line.clear();
            }
            let length =
                headers.iter().find(|(k, _)| k == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let status = {
                let mut left = next.lock().unwrap();
                if left.len() > 1 { left.remove(0) } else { left[0] }
            };
            let _ =
                write!(stream, "HTTP/1.1 {status} X\r\ncontent-length: 5\r\nconnection: close\r\n\r\nheard");
            if out.send(Came { headers, body: String::from_utf8(body).unwrap() }).is_err() {
                return;
            }
        }
    });
    (url, came, statuses)
}

fn hear(came: &mpsc::Receiver<Came>) -> Came {
    came.recv_timeout(Duration::from_secs(20)).expect("the webhook is told in time")
}

fn hook(user: &User<'_, '_>, url: &str, events: &Value) -> Value {
    user.call("POST", "/api/hooks", &json!({"name": "ERP", "url": url, "events": events})).ok()
}

/// Waits until the newest delivery is in a state.
fn awaits(user: &User<'_, '_>, hook: &str, state: &str) -> Value {
    for _ in 0..400 {
        let page = user.get(&format!("/api/hooks/{hook}/deliveries")).ok();
        if page["rows"][0]["state"] == state && page["rows"][0]["attempts"].as_i64() > Some(0) {
            return page["rows"][0].clone();
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    panic!("no delivery became {state}: {}", user.get(&format!("/api/hooks/{hook}/deliveries")).text);
}

/// What the receiver does with the signature: checks it over the raw bytes.
fn verify(secret: &str, came: &Came) {
    let b64 = base64::engine::general_purpose::STANDARD;
    let key = b64.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    assert_eq!(key.len(), 24);
    let mut mac = hmac::Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
    mac.update(
        format!("{}.{}.{}", came.header("webhook-id"), came.header("webhook-timestamp"), came.body)
            .as_bytes(),
    );
    assert_eq!(came.header("webhook-signature"), format!("v1,{}", b64.encode(mac.finalize().into_bytes())));
}

#[test]
fn a_webhook_is_told_signed_tried_again_and_kept_in_a_log() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (url, came, _) = receiver(&[503, 200]);
        let made = hook(
            &admin,
            &url,
            &json!(["person.updated", "person.created", "interaction.created", "person.deleted"]),
        );
        let (id, secret) = (made["id"].as_str().unwrap(), made["secret"].as_str().unwrap());
        assert_eq!(admin.get("/api/hooks").ok()[0]["secret"], Value::Null, "shown once");
        let (lin, _) = make(&admin, &json!({"name": "林晓梅"}));
        let first = hear(&came);
        verify(secret, &first);
        let body = first.json();
        assert_eq!(
            (&body["type"], &body["data"]["record"]["name"]),
            (&json!("person.created"), &json!("林晓梅"))
        );
        let waiting = awaits(&admin, id, "waiting");
        assert_eq!((&waiting["status"], &waiting["answer"]), (&json!(503), &json!("heard")));
        t.clock.advance(10 * Micros::SECOND);
        let again = hear(&came);
        verify(secret, &again);
        assert_eq!(
            again.header("webhook-id"),
            first.header("webhook-id"),
            "by which it is known to be the same"
        );
        assert_eq!(again.body, first.body);
        awaits(&admin, id, "done");
        // A change says what it changed.
        admin.call("PATCH", &format!("/api/people/{lin}"), &json!({"set": {"city": "上海"}})).ok();
        let body = hear(&came).json();
        assert_eq!(body["type"], "person.updated");
        assert_eq!(body["data"]["changes"]["city"], json!({"before": null, "after": "上海"}));
        // What a program brings is told too, and what was not asked for is not.
        admin.call("POST", "/api/companies", &json!({"name": "沐禾"})).ok();
        p.segment("track", &json!({"userId": "u1", "messageId": "m1", "event": "Page Liked"})).ok();
        let mut kinds = vec![hear(&came).json()["type"].clone(), hear(&came).json()["type"].clone()];
        kinds.sort_by_key(ToString::to_string);
        assert_eq!(kinds, ["interaction.created", "person.created"]);
        admin.call("DELETE", &format!("/api/people/{lin}"), &Value::Null).ok();
        let gone = hear(&came).json();
        assert_eq!((&gone["type"], &gone["data"]["record"]), (&json!("person.deleted"), &Value::Null));
        // Sent again by hand: the same once more.
        let newest = awaits(&admin, id, "done");
        let one = format!("/api/hooks/deliveries/{}", newest["id"].as_str().unwrap());
        assert_eq!(admin.get(&one).ok()["body"]["type"], "person.deleted");
        admin.call("POST", &format!("{one}/resend"), &json!({})).ok();
        assert_eq!(hear(&came).json(), gone);
        let sent = admin.call("POST", &format!("/api/hooks/{id}/test"), &json!({})).ok();
        let test = hear(&came);
        assert_eq!(
            (test.header("webhook-id"), &test.json()["type"]),
            (sent["id"].as_str().unwrap(), &json!("test"))
        );
        // Another secret from now on.
        let fresh = admin.call("POST", &format!("/api/hooks/{id}/secret"), &json!({})).ok();
        assert_ne!(fresh["secret"], made["secret"]);
        admin.call("POST", &format!("/api/hooks/{id}/test"), &json!({})).ok();
        verify(fresh["secret"].as_str().unwrap(), &hear(&came));
        // While it is paused nothing is sent and nothing is lost; once it is gone nothing is told.
        let set = |body: Value| admin.call("PATCH", &format!("/api/hooks/{id}"), &body);
        assert_eq!(set(json!({"paused": true})).ok()["paused"], true);
        assert_eq!(admin.call("POST", &format!("/api/hooks/{id}/test"), &json!({})).code(), "paused");
        make(&admin, &json!({"name": "停着时来的"}));
        assert!(came.recv_timeout(Duration::from_millis(700)).is_err());
        set(json!({"paused": false})).ok();
        assert_eq!(hear(&came).json()["data"]["record"]["name"], "停着时来的");
        admin.call("DELETE", &format!("/api/hooks/{id}"), &Value::Null).ok();
        make(&admin, &json!({"name": "之后"}));
        assert!(came.recv_timeout(Duration::from_millis(700)).is_err());
        assert_eq!(admin.get("/api/hooks").ok(), json!([]));
        p.app.stop();
    });
}

#[test]
fn an_address_that_is_gone_or_fails_for_days_is_told_no_more_and_its_maker_is() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (url, came, statuses) = receiver(&[410]);
        let id = hook(&admin, &url, &json!(["person.created"]))["id"].as_str().unwrap().to_owned();
        make(&admin, &json!({"name": "一"}));
        hear(&came);
        awaits(&admin, &id, "failed");
        let state = || admin.get("/api/hooks").ok()[0].clone();
        assert_eq!((&state()["paused"], &state()["why_paused"]), (&json!(true), &json!("gone")));
        assert_eq!(admin.get("/api/notices").ok()["rows"][0]["kind"], "hook");
        *statuses.lock().unwrap() = vec![500];
        admin.call("PATCH", &format!("/api/hooks/{id}"), &json!({"paused": false})).ok();
        make(&admin, &json!({"name": "二"}));
        hear(&came);
        awaits(&admin, &id, "waiting");
        t.clock.advance(Micros::DAY * 6);
        hear(&came);
        for _ in 0..200 {
            if state()["why_paused"] == "failing" {
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        assert_eq!(state()["why_paused"], "failing");
        p.app.stop();
    });
}

#[test]
fn a_webhook_tells_no_more_than_its_maker_sees_and_only_to_addresses_outside() {
    on_both(|t| {
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        let (url, came, _) = receiver(&[200]);
        for login in ["manager", "sales", "service", "marketing", "auditor"] {
            let user = p.sign_in(login);
            for (method, path) in [("GET", "/api/hooks"), ("POST", "/api/hooks")] {
                let body = json!({"name": "x", "url": url, "events": ["person.created"]});
                assert_eq!(user.call(method, path, &body).status.as_u16(), 403, "{login} {method}");
            }
        }
        let wish = |url: &str, events: Value| {
            admin.call("POST", "/api/hooks", &json!({"name": "x", "url": url, "events": events}))
        };
        for bad in [
            "",
            "nonsense",
            "http://10.0.0.7/",
            "http://169.254.169.254/latest",
            "ftp://example.com",
            "https://a:b@example.com",
        ] {
            assert_eq!(wish(bad, json!(["person.created"])).body["fields"][0]["field"], "url", "{bad}");
        }
        assert_eq!(wish(&url, json!(["tree.felled"])).body["fields"][0]["field"], "events");
        assert_eq!(wish(&url, json!([])).body["fields"][0]["field"], "events");
        let key = admin
            .call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read", "export", "setup"]}))
            .ok();
        let key = key["secret"].as_str().unwrap();
        let body = json!({"name": "x", "url": url, "events": ["person.created"]});
        assert_eq!(
            p.by_key(key, "POST", "/api/hooks", &body).status.as_u16(),
            403,
            "a key has fewer rights than its maker"
        );
        // A maker with a narrow reach and a hidden field.
        let grants = json!({"see": "own", "create": "own", "edit": "own", "export": "own", "may": ["sources"], "hidden": ["birth_date"]});
        admin.call("PATCH", "/api/roles/sales", &json!({"grants": grants})).ok();
        let sales = p.sign_in("sales");
        let made = hook(&sales, &url, &json!(["person.created", "person.updated"]));
        make(&admin, &json!({"name": "别人的"}));
        let (mine, _) = make(&admin, &json!({"name": "我的", "owner": id_of(&admin, "sales")}));
        admin
            .call(
                "PATCH",
                &format!("/api/people/{mine}"),
                &json!({"set": {"birth_date": "1990-01-01", "city": "上海"}}),
            )
            .ok();
        let created = hear(&came);
        assert_eq!(created.json()["data"]["record"]["name"], "我的", "{}", created.body);
        let updated = hear(&came);
        assert_eq!(updated.json()["data"]["changes"], json!({"city": {"before": null, "after": "上海"}}));
        assert!(!updated.body.contains("1990"), "{}", updated.body);
        // The maker's own, and those who set users up; nobody else.
        assert_eq!(admin.get("/api/hooks").ok().as_array().unwrap().len(), 1);
        let id = made["id"].as_str().unwrap();
        let other = admin.call(
            "PATCH",
            "/api/roles/service",
            &json!({"grants": {"see": "all", "export": "all", "may": ["sources"]}}),
        );
        other.ok();
        let service = p.sign_in("service");
        assert_eq!(service.get("/api/hooks").ok(), json!([]));
        for (method, path) in [
            ("GET", format!("/api/hooks/{id}/deliveries")),
            ("PATCH", format!("/api/hooks/{id}")),
            ("DELETE", format!("/api/hooks/{id}")),
            ("POST", format!("/api/hooks/{id}/test")),
            ("POST", format!("/api/hooks/{id}/secret")),
        ] {
            assert_eq!(service.call(method, &path, &json!({})).status.as_u16(), 404, "{method} {path}");
        }
        // Whoever is gone tells nothing more.
        admin
            .call("PATCH", &format!("/api/staff/{}", id_of(&admin, "sales")), &json!({"disabled": true}))
            .ok();
        make(&admin, &json!({"name": "之后"}));
        for _ in 0..200 {
            if admin.get("/api/hooks").ok()[0]["why_paused"] == "account_closed" {
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        assert_eq!(admin.get("/api/hooks").ok()[0]["why_paused"], "account_closed");
        assert!(came.recv_timeout(Duration::from_millis(300)).is_err());
        p.app.stop();
    });
}

#[test]
fn who_reads_far_more_than_is_usual_is_seen() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales, auditor) = (p.sign_in("admin"), p.sign_in("sales"), p.sign_in("auditor"));
        for status in [(&sales, 403), (&auditor, 403), (&admin, 422)] {
            let answer = status.0.call("PUT", "/api/settings/watch", &json!({"reads_per_hour": 1}));
            assert_eq!(answer.status.as_u16(), status.1);
        }
        assert_eq!(sales.get("/api/settings/watch").status.as_u16(), 403);
        assert_eq!(auditor.get("/api/settings/watch").ok()["reads_per_hour"], 3000);
        assert_eq!(
            admin.call("PUT", "/api/settings/watch", &json!({})).status.as_u16(),
            422,
            "nothing said is not never"
        );
        admin.call("PUT", "/api/settings/watch", &json!({"reads_per_hour": 200})).ok();
        let rows: Vec<Value> =
            (0..60).map(|n| json!({"op": "create", "set": {"name": format!("客户{n}")}})).collect();
        let key = sales.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read", "write"]})).ok();
        let key = key["secret"].as_str().unwrap();
        p.by_key(key, "POST", "/api/people/batch", &json!({"rows": rows})).ok();
        let seen = || {
            p.jobs_end();
            let log = admin.get("/api/audit?kind=bulk_read").ok();
            log["rows"].as_array().unwrap().iter().map(|r| r["user"]["name"].clone()).collect::<Vec<_>>()
        };
        for _ in 0..3 {
            sales.get("/api/people?limit=60").ok();
        }
        assert_eq!(seen(), Vec::<Value>::new(), "180 are usual");
        p.by_key(key, "GET", "/api/people?limit=60", &Value::Null).ok();
        assert_eq!(seen(), [json!("sales")], "a key reads for its maker");
        for _ in 0..8 {
            sales.get("/api/people?limit=60").ok();
        }
        assert_eq!(seen().len(), 1, "once an hour");
        let told = |user: &User<'_, '_>| {
            let notices = user.get("/api/notices").ok();
            notices["rows"].as_array().unwrap().iter().filter(|n| n["kind"] == "watch").count()
        };
        assert_eq!((told(&admin), told(&auditor), told(&sales)), (1, 1, 0));
        t.clock.advance(3600 * Micros::SECOND);
        for _ in 0..5 {
            sales.get("/api/people?limit=60").ok();
        }
        assert_eq!(seen().len(), 2, "and again in another hour");
        admin.call("PUT", "/api/settings/watch", &json!({"reads_per_hour": null})).ok();
        t.clock.advance(3600 * Micros::SECOND);
        for _ in 0..8 {
            sales.get("/api/people?limit=60").ok();
        }
        assert_eq!(seen().len(), 2, "never means never");
        p.app.stop();
    });
}

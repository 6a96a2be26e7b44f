//! Push to devices: a push service on this machine that opens what it is sent as a browser would.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use gx_kernel::Micros;
use gx_testkit::on_both;
use hkdf::Hkdf;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::{PublicKey, SecretKey};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::kit::{Program, User};
use crate::staff::{id_of, make};

/// One request of the program: headers in small letters, and the body.
struct Pushed {
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Pushed {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

/// A push service with one subscribed browser.
struct Service {
    port: u16,
    came: Arc<Mutex<Vec<Pushed>>>,
    answers: Arc<Mutex<VecDeque<&'static str>>>,
    key: SecretKey,
    auth: [u8; 16],
}

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (came, answers): (Arc<Mutex<Vec<Pushed>>>, Arc<Mutex<VecDeque<&'static str>>>) =
            Default::default();
        let (list, queue) = (came.clone(), answers.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut line, mut headers) = (String::new(), Vec::new());
                if reader.read_line(&mut line).unwrap() == 0 {
                    continue;
                }
                loop {
                    let mut line = String::new();
                    reader.read_line(&mut line).unwrap();
                    let Some((name, value)) = line.trim_end().split_once(':') else { break };
                    headers.push((name.to_lowercase(), value.trim().to_owned()));
                }
                let length = headers.iter().find(|(n, _)| n == "content-length").map_or("0", |(_, v)| v);
                let mut body = vec![0; length.parse().unwrap()];
                reader.read_exact(&mut body).unwrap();
                let answer = queue.lock().unwrap().pop_front().unwrap_or("201 Created");
                list.lock().unwrap().push(Pushed { headers, body });
                let _ = write!(stream, "HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        });
        let key = SecretKey::from_slice(&[11; 32]).unwrap();
        Self { port, came, answers, key, auth: [5; 16] }
    }

    fn subscription(&self, path: &str) -> Value {
        let public = self.key.public_key();
        json!({
            "endpoint": format!("http://127.0.0.1:{}/{path}", self.port),
            "expirationTime": null,
            "keys": {"p256dh": B64.encode(public.to_sec1_bytes_uncompressed()), "auth": B64.encode(self.auth)},
        })
    }

    fn answers(&self, with: &'static str) {
        self.answers.lock().unwrap().push_back(with);
    }

    fn count(&self) -> usize {
        self.came.lock().unwrap().len()
    }

    /// Takes what came, opened.
    fn taken(&self) -> Vec<(Pushed, Value)> {
        let came = std::mem::take(&mut *self.came.lock().unwrap());
        came.into_iter()
            .map(|p| {
                let text = self.open(&p.body);
                (p, serde_json::from_slice(&text).unwrap())
            })
            .collect()
    }

    /// RFC 8291 from the browser's side, written apart from the program's.
    fn open(&self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        let (record, rest) = rest.split_at(4);
        assert_eq!(record, 4096_u32.to_be_bytes());
        let (theirs, sealed) = rest[1..].split_at(usize::from(rest[0]));
        let mine = self.key.public_key().to_sec1_bytes_uncompressed();
        let shared = p256::ecdh::diffie_hellman(
            self.key.to_nonzero_scalar(),
            PublicKey::from_sec1_bytes(theirs).unwrap().as_affine(),
        );
        let mut agreed = [0; 32];
        Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes())
            .expand(&[b"WebPush: info\0", &mine[..], theirs].concat(), &mut agreed)
            .unwrap();
        let keys = Hkdf::<Sha256>::new(Some(salt), &agreed);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        keys.expand(b"Content-Encoding: aes128gcm\0", &mut key).unwrap();
        keys.expand(b"Content-Encoding: nonce\0", &mut nonce).unwrap();
        let mut plain = Aes128Gcm::new(&key.into()).decrypt(&Nonce::from(nonce), sealed).unwrap();
        while plain.last() == Some(&0) {
            plain.pop();
        }
        assert_eq!(plain.pop(), Some(2), "the delimiter of the last record");
        plain
    }
}

trait Uncompressed {
    fn to_sec1_bytes_uncompressed(&self) -> Vec<u8>;
}

impl Uncompressed for PublicKey {
    fn to_sec1_bytes_uncompressed(&self) -> Vec<u8> {
        use p256::elliptic_curve::sec1::ToEncodedPoint as _;
        self.to_encoded_point(false).as_bytes().to_vec()
    }
}

/// Checks RFC 8292 as a push service does; the claims.
fn vapid(header: &str, expected_key: &str) -> Value {
    let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    assert_eq!(key, expected_key, "the key that the browser subscribed with");
    let (told, signature) = token.rsplit_once('.').unwrap();
    let (head, claims) = told.split_once('.').unwrap();
    let read = |part: &str| serde_json::from_slice::<Value>(&B64.decode(part).unwrap()).unwrap();
    assert_eq!(read(head)["alg"], "ES256");
    let key = VerifyingKey::from_sec1_bytes(&B64.decode(key).unwrap()).unwrap();
    let signature = Signature::from_slice(&B64.decode(signature).unwrap()).unwrap();
    key.verify(told.as_bytes(), &signature).unwrap();
    read(claims)
}

fn subscribe(user: &User<'_, '_>, service: &Service, path: &str) -> Value {
    user.call("POST", "/api/push/devices", &service.subscription(path)).ok()
}

fn devices(user: &User<'_, '_>) -> Vec<Value> {
    user.get("/api/push").ok()["devices"].as_array().unwrap().clone()
}

fn note(user: &User<'_, '_>, id: &str, text: &str) {
    let body = json!({"kind": "note", "text": text});
    user.call("POST", &format!("/api/people/{id}/interactions"), &body).ok();
}

#[test]
fn a_notice_reaches_the_device_and_nobody_on_the_way_can_read_it() {
    on_both(|t| {
        let p = Program::new(t);
        let service = Service::start();
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let lin = make(&admin, &json!({"name": "林晓梅", "owner": id_of(&admin, "sales")}));
        p.jobs_end();
        let pushing = subscribe(&sales, &service, "one");
        let key = pushing["key"].as_str().unwrap().to_owned();
        assert_eq!(
            (pushing["devices"].as_array().unwrap().len(), &pushing["devices"][0]["this"]),
            (1, &json!(true))
        );
        assert_eq!(sales.get("/api/push").ok()["key"], json!(key), "one key a workspace");
        note(&admin, &lin, "@sales 请回电，她的手机是 13900000001");
        p.jobs_end();
        let came = service.taken();
        let [(pushed, told)] = came.as_slice() else { panic!("{}", came.len()) };
        assert_eq!(told["body"], "admin 在 林晓梅 的记录里提到你");
        assert_eq!((&told["lang"], &told["url"]), (&json!("zh-CN"), &json!(format!("/people/{lin}"))));
        assert!(!told.to_string().contains("13900000001"), "no word of what was written");
        let claims = vapid(pushed.header("authorization"), &key);
        assert_eq!(claims["aud"], format!("http://127.0.0.1:{}", service.port));
        let left = claims["exp"].as_i64().unwrap() - t.store.now().0 / Micros::SECOND;
        assert!((1..=24 * 3600).contains(&left), "{left}");
        assert_eq!(pushed.header("content-encoding"), "aes128gcm");
        assert_eq!((pushed.header("ttl"), pushed.header("urgency")), ("86400", "high"));
        assert_eq!(pushed.header("topic").len(), 32);
        assert!(devices(&sales)[0]["sent_at"].is_i64() || devices(&sales)[0]["sent_at"].is_string());
        // In the language of who is told, and the same tag for the same record: one replaces the other.
        sales.call("PATCH", "/api/session", &json!({"locale": "en"})).ok();
        note(&admin, &lin, "@sales again");
        p.jobs_end();
        let again = service.taken();
        assert_eq!(again[0].1["body"], "admin named you on 林晓梅");
        assert_eq!((&again[0].1["tag"], again[0].0.header("topic")), (&told["tag"], pushed.header("topic")));
        // Nobody is told on a device what they want in the program only, read already, or see on the screen.
        let choice =
            sales.call("PUT", "/api/notices/wanted", &json!({"kind": "mention", "push": false})).ok();
        assert_eq!(choice[0], json!({"kind": "mention", "wanted": true, "mail": true, "push": false}));
        note(&admin, &lin, "@sales quiet");
        p.jobs_end();
        assert_eq!(service.count(), 0);
        sales.call("PUT", "/api/notices/wanted", &json!({"kind": "mention", "push": true})).ok();
        assert_eq!(sales.call("POST", "/api/push/here", &json!({})).ok()["devices"], true);
        note(&admin, &lin, "@sales at work");
        p.jobs_end();
        assert_eq!(service.count(), 0);
        let held = sales.get("/api/notices").ok()["rows"].as_array().unwrap().clone();
        assert_eq!(held.iter().filter(|r| r["kind"] == "mention").count(), 4, "it is in the program");
        t.clock.advance(61 * Micros::SECOND);
        note(&admin, &lin, "@sales away");
        p.jobs_end();
        assert_eq!(service.taken().len(), 1);
        // A test to one's own device; not to a colleague's.
        let device = devices(&sales)[0]["id"].as_str().unwrap().to_owned();
        sales.call("POST", &format!("/api/push/devices/{device}/test"), &json!({})).ok();
        p.jobs_end();
        assert_eq!(service.taken()[0].1["body"], "Notices reach this device.");
        for (method, path) in [("POST", "/test"), ("DELETE", "")] {
            let path = format!("/api/push/devices/{device}{path}");
            assert_eq!(admin.call(method, &path, &json!({})).status.as_u16(), 404);
        }
        p.app.stop();
    });
}

#[test]
fn what_the_push_service_says_counts_and_a_device_goes_with_its_session() {
    on_both(|t| {
        let p = Program::new(t);
        let service = Service::start();
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        let lin = make(&admin, &json!({"name": "林晓梅", "owner": id_of(&admin, "sales")}));
        p.jobs_end();
        subscribe(&sales, &service, "one");
        // Busy: tried again when the service said, not earlier; the notice is not lost.
        service.answers("503 Busy\r\nRetry-After: 120");
        note(&admin, &lin, "@sales one");
        p.jobs_end();
        assert_eq!(service.taken().len(), 1);
        t.clock.advance(100 * Micros::SECOND);
        p.jobs_end();
        assert_eq!(service.count(), 0);
        t.clock.advance(21 * Micros::SECOND);
        p.jobs_end();
        assert_eq!(service.taken().len(), 1);
        assert_eq!(devices(&sales)[0]["answer"], Value::Null);
        // Refused: noted, and not tried again.
        service.answers("403 Forbidden");
        note(&admin, &lin, "@sales two");
        p.jobs_end();
        assert_eq!((service.taken().len(), &devices(&sales)[0]["answer"]), (1, &json!("403")));
        // A redirect is no way to somewhere else.
        service.answers("302 Found\r\nLocation: http://127.0.0.1:1/");
        note(&admin, &lin, "@sales three");
        p.jobs_end();
        assert_eq!((service.taken().len(), &devices(&sales)[0]["answer"]), (1, &json!("302")));
        // Gone: forgotten at once.
        service.answers("410 Gone");
        note(&admin, &lin, "@sales four");
        p.jobs_end();
        assert_eq!((service.taken().len(), devices(&sales).len()), (1, 0));
        // Signing out takes the device along; so does an administrator who closes the account.
        subscribe(&sales, &service, "two");
        sales.call("DELETE", "/api/session", &Value::Null).ok_status();
        note(&admin, &lin, "@sales five");
        p.jobs_end();
        assert_eq!(service.count(), 0);
        let held = "SELECT COUNT(*) FROM push_device";
        let rows = || t.store.read(|tx| tx.one(held, &[])?.int(0)).unwrap();
        assert_eq!(rows(), 0);
        let sales = p.sign_in("sales");
        subscribe(&sales, &service, "three");
        note(&admin, &lin, "@sales six");
        p.jobs_end();
        assert_eq!(service.taken().len(), 1);
        let me = id_of(&admin, "sales");
        let closed = json!({"disabled": true});
        admin.call("PATCH", &format!("/api/staff/{me}"), &closed).ok();
        t.store
            .write(|tx| {
                let to = gx_kernel::Id::read(gx_kernel::IdKind::User, &me).unwrap();
                let notice = gx_record::notices::Notice {
                    kind: "owner",
                    by: None,
                    object: None,
                    row: None,
                    detail: Value::Null,
                };
                gx_record::notices::give(tx, &t.store, to, &notice)
            })
            .unwrap();
        p.jobs_end();
        assert_eq!(service.count(), 0, "whoever left is told nothing");
        p.app.stop();
    });
}

#[test]
fn a_subscription_leads_nowhere_inside_and_cannot_be_taken_over() {
    on_both(|t| {
        let p = Program::guarded(t, gx_fetch::Guard::default());
        let sales = p.sign_in("sales");
        let key = SecretKey::from_slice(&[11; 32]).unwrap().public_key();
        let keys =
            json!({"p256dh": B64.encode(key.to_sec1_bytes_uncompressed()), "auth": B64.encode([5; 16])});
        let with = |endpoint: &str, keys: &Value| {
            let body = json!({"endpoint": endpoint, "keys": keys});
            let answer = sales.call("POST", "/api/push/devices", &body);
            let field = answer.body["fields"][0].clone();
            (
                answer.status.as_u16(),
                format!("{}.{}", field["field"].as_str().unwrap_or(""), field["code"].as_str().unwrap_or("")),
            )
        };
        let long = format!("https://push.example.com/{}", "x".repeat(10_000));
        for (endpoint, code) in [
            ("http://169.254.169.254/latest/meta-data", "endpoint.address_inside"),
            ("https://127.0.0.1/x", "endpoint.address_inside"),
            ("https://[::1]/x", "endpoint.address_inside"),
            ("http://push.example.com/x", "endpoint.not_an_address"),
            ("file:///etc/passwd", "endpoint.not_an_address"),
            ("https://a:b@push.example.com/x", "endpoint.not_an_address"),
            ("", "endpoint.not_an_address"),
            (long.as_str(), "endpoint.too_long"),
        ] {
            assert_eq!(with(endpoint, &keys), (422, code.to_owned()), "{endpoint:.60}");
        }
        let good = "https://push.example.com/abc";
        for bad in [
            json!({"p256dh": B64.encode([4; 65]), "auth": B64.encode([5; 16])}),
            json!({"p256dh": "", "auth": B64.encode([5; 16])}),
            json!({"p256dh": keys["p256dh"], "auth": B64.encode([5; 15])}),
            json!({"p256dh": keys["p256dh"], "auth": "!!"}),
        ] {
            assert_eq!(with(good, &bad), (422, "keys.not_keys".to_owned()), "{bad}");
        }
        assert_eq!(with(good, &keys).0, 200);
        // The same browser, signed in as somebody else meanwhile: it stays where it is until it is given up.
        let manager = p.sign_in("manager");
        let body = json!({"endpoint": good, "keys": keys});
        assert_eq!(manager.call("POST", "/api/push/devices", &body).code(), "endpoint_taken");
        let stolen = json!({"endpoint": "https://push.example.com/mine", "keys": keys, "replaces": good});
        manager.call("POST", "/api/push/devices", &stolen).ok();
        assert_eq!(devices(&sales).len(), 1, "nobody gives up a colleague's");
        sales.call("DELETE", "/api/session", &Value::Null).ok_status();
        manager.call("POST", "/api/push/devices", &body).ok();
        assert_eq!(devices(&manager).len(), 1, "one a browser");
        // What is kept says nothing of where the device is.
        t.store
            .read(|tx| {
                let sealed = tx.one("SELECT sealed FROM push_device", &[])?.blob(0)?.to_vec();
                assert!(!String::from_utf8_lossy(&sealed).contains("push.example.com"));
                Ok(())
            })
            .unwrap();
        // A program has no browser, and nobody sets up a device for the colleague whom they look as.
        let admin = p.sign_in("admin");
        let made =
            admin.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read", "write", "setup"]})).ok();
        let program = made["secret"].as_str().unwrap().to_owned();
        assert_eq!(p.by_key(&program, "POST", "/api/push/devices", &body).status.as_u16(), 403);
        admin.call("POST", "/api/session/as", &json!({"user": id_of(&admin, "manager")})).ok();
        assert_eq!(admin.call("POST", "/api/push/devices", &body).status.as_u16(), 403);
        assert_eq!(admin.get("/api/push").status.as_u16(), 403);
        p.app.stop();
    });
}

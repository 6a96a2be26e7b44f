//! Passkeys: made, used, copied, taken off. The device here is one of our own making.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use gx_kernel::Micros;
use gx_testkit::on_both;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::kit::{Answer, Program, User};

const ORIGIN: &str = "https://crm.example.com";

/// A device that holds one passkey, and asks its owner for a fingerprint each time.
struct Device {
    key: SigningKey,
    id: Vec<u8>,
    handle: String,
    origin: &'static str,
    counter: u32,
}

impl Device {
    fn new(seed: u8) -> Self {
        let key = SigningKey::from_bytes(&[seed; 32].into()).unwrap();
        Self { key, id: vec![seed; 16], handle: String::new(), origin: ORIGIN, counter: 0 }
    }

    fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// What `navigator.credentials.create` gives for these options.
    fn make(&mut self, options: &Value) -> Value {
        self.handle = options["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_encoded_point(false);
        // COSE: EC2, ES256, P-256, x, y.
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        cose.extend(point.x().unwrap());
        cose.extend([0x22, 0x58, 0x20]);
        cose.extend(point.y().unwrap());
        let mut auth = Sha256::digest(options["rp"]["id"].as_str().unwrap()).to_vec();
        auth.push(0x45);
        auth.extend([0, 0, 0, 0]);
        auth.extend([0; 16]);
        auth.extend((self.id.len() as u16).to_be_bytes());
        auth.extend(&self.id);
        auth.extend(&cose);
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xa0, 0x68]);
        object.extend(b"authData");
        object.extend([0x58, auth.len() as u8]);
        object.extend(&auth);
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": B64.encode(self.client_data("webauthn.create", options["challenge"].as_str().unwrap())),
                "attestationObject": B64.encode(object), "transports": ["internal"],
            },
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
        })
    }

    /// What `navigator.credentials.get` gives for these options.
    fn give(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let client = self.client_data("webauthn.get", options["challenge"].as_str().unwrap());
        let mut auth = Sha256::digest(options["rpId"].as_str().unwrap()).to_vec();
        auth.push(0x05);
        auth.extend(self.counter.to_be_bytes());
        let signed = [auth.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": B64.encode(&self.id), "rawId": B64.encode(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": B64.encode(client), "authenticatorData": B64.encode(auth),
                "signature": B64.encode(signature.to_der().as_bytes()), "userHandle": self.handle,
            },
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
        })
    }
}

fn begin(user: &User<'_, '_>) -> Value {
    user.call("POST", "/api/session/passkeys/begin", &json!({"password": "correct horse"})).ok()
}

fn add(user: &User<'_, '_>, device: &mut Device, name: &str) -> Answer {
    let made = device.make(&begin(user));
    user.call("POST", "/api/session/passkeys", &json!({"name": name, "credential": made}))
}

fn ask(p: &Program<'_>) -> Value {
    p.stranger("POST", "/api/session/passkey/begin", &json!({})).ok()
}

fn come_in(p: &Program<'_>, device: &mut Device) -> Answer {
    let given = device.give(&ask(p));
    p.stranger("POST", "/api/session/passkey", &json!({"credential": given}))
}

#[test]
fn a_passkey_opens_its_account_and_is_refused_when_anything_about_it_is_wrong() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        assert_eq!(p.stranger("POST", "/api/session/passkey/begin", &json!({})).code(), "no_host");
        admin.call("PUT", "/api/settings/sign-in", &json!({"address": ORIGIN})).ok();
        let unproved = sales.call("POST", "/api/session/passkeys/begin", &json!({"password": "wrong horse"}));
        assert_eq!(unproved.body["fields"][0]["code"], "wrong_password");
        let (mut phone, mut stick) = (Device::new(1), Device::new(2));
        let list = add(&sales, &mut phone, " 我的 手机 ").ok();
        assert_eq!((&list[0]["name"], &list[0]["last_used_at"]), (&json!("我的 手机"), &Value::Null));
        assert_eq!(add(&sales, &mut stick, "钥匙").ok().as_array().unwrap().len(), 2);
        assert_eq!(add(&sales, &mut Device::new(1), "again").code(), "taken");
        // It opens without a password, says when, and counts as a second factor.
        let inside = p.with(come_in(&p, &mut phone));
        assert_eq!(inside.get("/api/session").ok()["user"]["login"], "sales");
        assert!(inside.get("/api/session/passkeys").ok()[0]["last_used_at"].is_string());
        admin.call("PUT", "/api/settings/sign-in", &json!({"demand_factor": true})).ok();
        inside.get("/api/people").ok();
        sales.get("/api/people").ok();
        // A password alone sets no other factor up here: the passkey is its second step.
        let knocked = p.knock("sales", "correct horse");
        assert_eq!(
            (knocked.status.as_u16(), &knocked.body["second"]),
            (202, &json!({"code": false, "passkey": true}))
        );
        // Twice with one answer, another site, another key, another account's handle, a long wait.
        let given = stick.give(&ask(&p));
        let send = |given: &Value| p.stranger("POST", "/api/session/passkey", &json!({"credential": given}));
        send(&given).ok_status();
        assert_eq!(send(&given).code(), "ceremony_gone", "once");
        phone.origin = "https://crm.example.com.evil.example";
        assert_eq!(come_in(&p, &mut phone).code(), "passkey_refused", "another site");
        phone.origin = ORIGIN;
        let mut forged = Device { key: Device::new(3).key, ..Device::new(1) };
        forged.handle.clone_from(&phone.handle);
        forged.counter = 90;
        assert_eq!(come_in(&p, &mut forged).code(), "passkey_refused", "another key");
        let mut confused = Device::new(1);
        confused.handle = B64.encode([7_u8; 16]);
        confused.counter = 90;
        assert_eq!(come_in(&p, &mut confused).code(), "passkey_refused", "another account");
        phone.counter = 40;
        come_in(&p, &mut phone).ok_status();
        phone.counter = 0;
        assert_eq!(come_in(&p, &mut phone).code(), "passkey_refused", "a copy counts from behind");
        let late = stick.give(&ask(&p));
        t.clock.advance(601 * Micros::SECOND);
        assert_eq!(send(&late).code(), "ceremony_gone");
        assert_eq!(send(&json!({"id": "x"})).code(), "passkey_refused");
        p.app.stop();
    });
}

#[test]
fn passkeys_are_ones_own_and_go_with_a_reset_or_the_account() {
    on_both(|t| {
        let p = Program::new(t);
        let (admin, sales) = (p.sign_in("admin"), p.sign_in("sales"));
        admin.call("PUT", "/api/settings/sign-in", &json!({"address": ORIGIN})).ok();
        let mut phone = Device::new(1);
        let list = add(&sales, &mut phone, "手机").ok();
        let id = list[0]["id"].as_str().unwrap();
        assert_eq!(admin.get("/api/session/passkeys").ok(), json!([]));
        let path = format!("/api/session/passkeys/{id}");
        assert_eq!(admin.call("DELETE", &path, &Value::Null).status.as_u16(), 404, "another's is not found");
        // What one began is not finished by another.
        let begun = begin(&sales);
        let made = Device::new(4).make(&begun);
        let stolen = admin.call("POST", "/api/session/passkeys", &json!({"name": "x", "credential": made}));
        assert_eq!(stolen.body["fields"][0]["field"], "credential");
        // By nobody's key, nor with borrowed eyes.
        let key = sales.call("POST", "/api/keys", &json!({"name": "k", "scopes": ["read", "write"]})).ok();
        let by_key =
            p.by_key(key["secret"].as_str().unwrap(), "POST", "/api/session/passkeys/begin", &json!({}));
        assert_eq!(by_key.status.as_u16(), 403);
        // Taken off, it opens nothing, and the session it opened owes a factor where one is demanded.
        let inside = p.with(come_in(&p, &mut phone));
        inside.call("DELETE", &path, &Value::Null).ok_status();
        assert_eq!(come_in(&p, &mut phone).code(), "passkey_refused");
        admin.call("PUT", "/api/settings/sign-in", &json!({"demand_factor": true})).ok();
        assert_eq!(inside.get("/api/people").code(), "factor_needed");
        // Who owes a factor pays with a passkey as well.
        let mut stick = Device::new(2);
        add(&inside, &mut stick, "钥匙").ok();
        inside.get("/api/people").ok();
        let made =
            admin.call("POST", "/api/session/passkeys/begin", &json!({"password": "correct horse"})).ok();
        let mut own = Device::new(5);
        let made = own.make(&made);
        admin.call("POST", "/api/session/passkeys", &json!({"name": "own", "credential": made})).ok();
        let staff = admin.get("/api/staff").ok();
        let of_sales = staff.as_array().unwrap().iter().find(|u| u["login"] == "sales").unwrap();
        assert_eq!(of_sales["factor"], true);
        let account = format!("/api/staff/{}", of_sales["id"].as_str().unwrap());
        admin.call("PATCH", &account, &json!({"disabled": true})).ok();
        assert_eq!(come_in(&p, &mut stick).code(), "passkey_refused", "a closed account");
        admin.call("PATCH", &account, &json!({"disabled": false})).ok();
        come_in(&p, &mut stick).ok_status();
        admin.call("POST", &format!("{account}/factor/reset"), &json!({})).ok_status();
        assert_eq!(come_in(&p, &mut stick).code(), "passkey_refused", "reset takes passkeys too");
        p.app.stop();
    });
}

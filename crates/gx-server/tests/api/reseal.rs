//! The key that seals secrets is changed: everything opens under the new one and nothing under the old.

use std::path::Path;

use gx_http::seal::Seal;
use gx_server::{SealKey, reseal};
use gx_store::{Value as Sql, settings};
use gx_testkit::{TestStore, on_both};
use serde_json::{Value, json};

/// Every secret that a workspace may hold, sealed as its own slice seals it.
fn fill(t: &TestStore, seal: &Seal) {
    let text = |purpose: &str, owner: i64, plain: &str| seal.seal_text(purpose, owner, plain).unwrap();
    let bytes = |purpose: &str, owner: i64, plain: &str| {
        Sql::Blob(seal.seal(purpose, owner, plain.as_bytes()).unwrap())
    };
    t.store
        .write(|tx| {
            settings::put(tx, "mail", &json!({"host": "localhost", "password": text("mail", 0, "mail")}))?;
            settings::put(tx, "sso", &json!({"label": "SSO", "secret": text("sso", 0, "sso")}))?;
            settings::put(tx, "push_key", &json!({"public": "p", "sealed": text("push_key", 0, "push")}))?;
            tx.execute(
                "INSERT INTO second_factor (staff_id, secret, confirmed_at, last_step, created_at) VALUES (7, $1, 1, 0, 1)",
                &[bytes("totp", 7, "totp")],
            )?;
            tx.execute(
                "INSERT INTO hook (id, staff_id, name, url, events, secret, place, paused, created_at) VALUES (8, 7, 'h', 'u', '[]', $1, '0.0', 0, 1)",
                &[bytes("hook", 8, "hook")],
            )?;
            for (id, secret) in [(9, bytes("connector", 9, "connector")), (10, Sql::Null)] {
                tx.execute(
                    "INSERT INTO connector (id, staff_id, name, direction, object, place, key_name, mapping, options, rule, secret, state, paused, failures, created_at) \
                     VALUES ($1, 7, 'c', 'pull', 'person', '{}', 'k', '[]', '{}', 'r', $2, '{}', 0, 0, 1)",
                    &[id.into(), secret],
                )?;
            }
            tx.execute(
                "INSERT INTO push_device (id, staff_id, session, endpoint, sealed, created_at, fails) VALUES (11, 7, $1, $2, $3, 1, 0)",
                &[Sql::Blob(vec![1]), Sql::Blob(vec![2]), bytes("push_device", 11, "device")],
            )?;
            let far = gx_kernel::Micros(i64::MAX / 2);
            let letter = json!({"to": "7", "letter": text("mail.send", 7, "letter")});
            gx_store::job::enqueue(tx, &t.store, "mail.send", &letter, far, None)?;
            let login = json!({"login": text("signin.forgotten", 0, "login"), "speaks": null});
            gx_store::job::enqueue(tx, &t.store, "signin.forgotten", &login, far, None)?;
            Ok(())
        })
        .unwrap();
}

/// What opens with a key, in the order of [`fill`].
fn opened(t: &TestStore, seal: &Seal) -> Vec<String> {
    let text = |purpose: &str, owner: i64, sealed: &Value| {
        seal.open_text(purpose, owner, sealed.as_str().unwrap_or("")).ok()
    };
    t.store
        .read(|tx| {
            let mut out = Vec::new();
            for (setting, at) in [("mail", "password"), ("sso", "secret"), ("push_key", "sealed")] {
                let json = settings::get::<Value>(tx, setting)?.unwrap_or_default();
                out.push(text(setting, 0, &json[at]));
            }
            for (purpose, owner, sql) in [
                ("totp", 7, "SELECT secret FROM second_factor WHERE staff_id = 7"),
                ("hook", 8, "SELECT secret FROM hook WHERE id = 8"),
                ("connector", 9, "SELECT secret FROM connector WHERE id = 9 AND secret IS NOT NULL"),
                ("push_device", 11, "SELECT sealed FROM push_device WHERE id = 11"),
            ] {
                let sealed = tx.first(sql, &[])?.map(|r| r.blob(0).map(<[u8]>::to_vec)).transpose()?;
                let plain = sealed.and_then(|s| seal.open(purpose, owner, &s).ok());
                out.push(plain.map(|p| String::from_utf8(p).unwrap()));
            }
            for (kind, owner, at) in [("mail.send", 7, "letter"), ("signin.forgotten", 0, "login")] {
                let row = tx.first("SELECT payload FROM job WHERE kind = $1", &[kind.into()])?;
                let payload: Value = row.map(|r| r.json(0)).transpose()?.unwrap_or_default();
                out.push(text(kind, owner, &payload[at]));
            }
            Ok(out.into_iter().flatten().collect())
        })
        .unwrap()
}

const ALL: [&str; 9] = ["mail", "sso", "push", "totp", "hook", "connector", "device", "letter", "login"];

#[test]
fn a_new_key_opens_everything_and_the_old_one_nothing() {
    on_both(|t| {
        let [old, new, third] = [1, 2, 3].map(|n| SealKey::new([n; 32]).seal(&t.store));
        assert!(old.try_on(&t.store).unwrap());
        fill(t, &old);
        assert_eq!(opened(t, &old), ALL);
        let held = reseal::held(&t.store).unwrap();
        assert_eq!((held.len(), held.iter().map(|h| h.n).sum::<usize>()), (9, 9), "{held:?}");
        let (done, shut) = reseal::rotate(&t.store, &old, &new).unwrap();
        assert_eq!((done, shut), (held.clone(), Vec::new()));
        assert_eq!(
            (opened(t, &new).as_slice(), opened(t, &old)),
            (&ALL.map(String::from)[..], Vec::<String>::new())
        );
        assert_eq!((new.fits(&t.store).unwrap(), old.fits(&t.store).unwrap()), (Some(true), Some(false)));
        // Whoever comes with a key that is none any more changes nothing.
        assert!(reseal::rotate(&t.store, &old, &third).is_err());
        assert_eq!(opened(t, &new), ALL);
        // One secret that opens no more does not hold up the others.
        t.store
            .write(|tx| tx.execute("UPDATE hook SET secret = $1 WHERE id = 8", &[Sql::Blob(vec![9; 60])]))
            .unwrap();
        let (done, shut) = reseal::rotate(&t.store, &new, &third).unwrap();
        assert_eq!((done.len(), shut.len(), shut[0].what), (8, 1, "secrets of webhooks"));
        assert_eq!(opened(t, &third).len(), 8);
        // The key is lost: what it sealed is given up, and the next key begins anew.
        reseal::forget(&t.store).unwrap();
        assert_eq!(reseal::held(&t.store).unwrap(), []);
        assert_eq!(old.fits(&t.store).unwrap(), None);
        assert!(old.try_on(&t.store).unwrap());
        fill_again(t, &old);
    });
}

/// A workspace that has given everything up takes secrets again.
fn fill_again(t: &TestStore, seal: &Seal) {
    let clear = ["DELETE FROM hook", "DELETE FROM connector"];
    t.store
        .write(|tx| {
            for sql in clear {
                tx.execute(sql, &[])?;
            }
            Ok(())
        })
        .unwrap();
    fill(t, seal);
    assert_eq!(opened(t, seal), ALL);
}

/// Whoever seals something new has to say where it lies.
#[test]
fn nothing_is_sealed_that_the_list_does_not_know() {
    fn walk(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().replace('\\', "/");
            if path.is_dir() && !name.ends_with("/tests") {
                walk(&path, found);
            } else if name.ends_with(".rs")
                && !name.ends_with("gx-http/src/seal.rs")
                && !name.ends_with("reseal.rs")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let n = text.matches(".seal(").count() + text.matches(".seal_text(").count();
                // `SealKey::seal` makes a seal and seals nothing; neither does a message for a device.
                let made = text.matches("key.seal(").count()
                    + text.matches(").seal(&").count()
                    + text.matches("settings.seal.seal(").count();
                if n > made {
                    found.push(name.split("/crates/").nth(1).unwrap().to_owned());
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().canonicalize().unwrap(), &mut found);
    found.retain(|name| !name.starts_with("guanxi/"));
    found.sort();
    assert_eq!(
        found,
        [
            "gx-connect/src/api.rs",
            "gx-mail/src/api.rs",
            "gx-mail/src/letter.rs",
            "gx-open/src/hooks/api.rs",
            "gx-push/src/device.rs",
            "gx-push/src/vapid.rs",
            "gx-signin/src/factor.rs",
            "gx-signin/src/reset.rs",
            "gx-signin/src/sso/flow.rs",
            "gx-signin/src/sso/settings.rs",
        ],
        "a new place for secrets belongs into crates/gx-server/src/reseal.rs"
    );
}

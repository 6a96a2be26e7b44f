//! Everything that is sealed, as a whole: counted, sealed anew under another key, or given up where the key is lost.
//!
//! Each slice seals what is its own. This list says where all of it lies, so that a key can be changed at once; a test
//! fills every place and finds it under the new key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gx_http::seal::Seal;
use gx_kernel::Problem;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, StoreError, Tx, Value, settings};
use serde_json::{Value as Json, json};

/// Where a secret lies. Its purpose and owner are sealed with it.
enum Place {
    /// Bytes in a column, owned by the row that `owner` names.
    Column { table: &'static str, key: &'static str, column: &'static str, purpose: &'static str },
    /// Text within a setting, by JSON pointer; owned by nobody.
    Setting { setting: &'static str, at: &'static str, purpose: &'static str },
    /// Text within the payload of jobs of a kind, which is the purpose; owned by whom another part of it names.
    Job { kind: &'static str, at: &'static str, owner: Option<&'static str> },
}

/// A kind of secret.
struct Secret {
    /// What people call it.
    what: &'static str,
    place: Place,
    /// How it is given anew when it was lost.
    again: &'static str,
}

/// The mark by which a database knows its key; not a secret of anybody.
const MARK: Place = Place::Setting { setting: "seal_check", at: "", purpose: "seal_check" };

const SECRETS: &[Secret] = &[
    Secret {
        what: "the password of the mail server",
        place: Place::Setting { setting: "mail", at: "/password", purpose: "mail" },
        again: "Settings → Mail",
    },
    Secret {
        what: "the secret of single sign-on",
        place: Place::Setting { setting: "sso", at: "/secret", purpose: "sso" },
        again: "Settings → Sign-in",
    },
    Secret {
        what: "authenticator apps",
        place: Place::Column { table: "second_factor", key: "staff_id", column: "secret", purpose: "totp" },
        again: "each sets theirs up again in My settings",
    },
    Secret {
        what: "secrets of webhooks",
        place: Place::Column { table: "hook", key: "id", column: "secret", purpose: "hook" },
        again: "Settings → Webhooks: a new secret, then let them go on",
    },
    Secret {
        what: "passwords and keys of connectors",
        place: Place::Column { table: "connector", key: "id", column: "secret", purpose: "connector" },
        again: "Settings → Connectors: enter them, then let them go on",
    },
    Secret {
        what: "the key that signs pushed notices",
        place: Place::Setting { setting: "push_key", at: "/sealed", purpose: "push_key" },
        again: "made anew by itself",
    },
    Secret {
        what: "devices that are pushed to",
        place: Place::Column { table: "push_device", key: "id", column: "sealed", purpose: "push_device" },
        again: "each device subscribes again when it next opens the app",
    },
    Secret {
        what: "mails that wait to be sent",
        place: Place::Job { kind: "mail.send", at: "/letter", owner: Some("/to") },
        again: "invite again; reset links are asked for again",
    },
    Secret {
        what: "forgotten passwords that wait for an answer",
        place: Place::Job { kind: "signin.forgotten", at: "/login", owner: None },
        again: "people ask again",
    },
];

/// How much there is of a kind of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// What people call it.
    pub what: &'static str,
    /// How many.
    pub n: usize,
    /// How it is given anew when it was lost.
    pub again: &'static str,
}

/// One sealed secret and where it came from.
struct Found {
    /// The row, or 0 for a setting.
    row: i64,
    owner: i64,
    sealed: Vec<u8>,
}

fn torn() -> StoreError {
    StoreError::Shape("a sealed secret is not written as it should be".into())
}

fn text_at<'j>(json: &'j Json, at: &str) -> Option<&'j str> {
    json.pointer(at).and_then(Json::as_str).filter(|t| !t.is_empty())
}

impl Place {
    fn purpose(&self) -> &'static str {
        match self {
            Self::Column { purpose, .. } | Self::Setting { purpose, .. } => purpose,
            Self::Job { kind, .. } => kind,
        }
    }

    fn found(&self, tx: &mut Tx<'_>) -> Result<Vec<Found>> {
        match self {
            Self::Column { table, key, column, .. } => {
                let sql =
                    format!("SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY {key}");
                let rows = tx.query(&sql, &[])?;
                let all = rows.iter().map(|r| {
                    let id = r.int(0)?;
                    Ok(Found { row: id, owner: id, sealed: r.blob(1)?.to_vec() })
                });
                // What was given up before is empty.
                Ok(all.collect::<Result<Vec<_>>>()?.into_iter().filter(|f| !f.sealed.is_empty()).collect())
            }
            Self::Setting { setting, at, .. } => {
                let json = settings::get::<Json>(tx, setting)?.unwrap_or_default();
                let Some(text) = text_at(&json, at) else { return Ok(Vec::new()) };
                Ok(vec![Found { row: 0, owner: 0, sealed: STANDARD.decode(text).map_err(|_| torn())? }])
            }
            Self::Job { kind, at, owner } => {
                let sql = "SELECT id, payload FROM job WHERE kind = $1 AND state IN ('waiting', 'running') ORDER BY id";
                let mut out = Vec::new();
                for r in tx.query(sql, &[(*kind).into()])? {
                    let payload: Json = r.json(1)?;
                    let whose = owner.and_then(|at| text_at(&payload, at)?.parse().ok()).unwrap_or(0);
                    let Some(text) = text_at(&payload, at) else { continue };
                    let sealed = STANDARD.decode(text).map_err(|_| torn())?;
                    out.push(Found { row: r.int(0)?, owner: whose, sealed });
                }
                Ok(out)
            }
        }
    }

    fn put(&self, tx: &mut Tx<'_>, found: &Found, sealed: Vec<u8>) -> Result<()> {
        let within = |json: &mut Json, at: &str| -> Result<()> {
            *json.pointer_mut(at).ok_or_else(torn)? = STANDARD.encode(&sealed).into();
            Ok(())
        };
        match self {
            Self::Column { table, key, column, .. } => {
                let sql = format!("UPDATE {table} SET {column} = $1 WHERE {key} = $2");
                tx.execute(&sql, &[Value::Blob(sealed), found.row.into()])?;
            }
            Self::Setting { setting, at, .. } => {
                let mut json = settings::get::<Json>(tx, setting)?.ok_or_else(torn)?;
                within(&mut json, at)?;
                settings::put(tx, setting, &json)?;
            }
            Self::Job { at, .. } => {
                let row = tx.one("SELECT payload FROM job WHERE id = $1", &[found.row.into()])?;
                let mut payload: Json = row.json(0)?;
                within(&mut payload, at)?;
                tx.execute("UPDATE job SET payload = $1 WHERE id = $2", &[payload.into(), found.row.into()])?;
            }
        }
        Ok(())
    }
}

/// What of a workspace is sealed, kind by kind; kinds of which there is none are left out.
pub fn held(store: &Store) -> Result<Vec<Held>> {
    store.read(|tx| {
        let mut out = Vec::new();
        for secret in SECRETS {
            let n = secret.place.found(tx)?.len();
            if n > 0 {
                out.push(Held { what: secret.what, n, again: secret.again });
            }
        }
        Ok(out)
    })
}

/// Seals everything under another key, in one transaction: either all of it lies under the new one, or nothing has
/// changed. What the old key does not open is left as it is and counted apart.
pub fn rotate(store: &Store, old: &Seal, new: &Seal) -> Result<(Vec<Held>, Vec<Held>)> {
    store.write(|tx| {
        // Whoever changes the key at the same time waits here, and then finds that theirs is the old one no more.
        settings::hold(tx, "seal_check", &"")?;
        let mark = MARK.found(tx)?.pop();
        match &mark {
            Some(mark) if old.open("seal_check", 0, &mark.sealed).is_ok() => {}
            Some(_) => {
                let message = "Another key sealed this workspace's secrets; nothing was changed.";
                return Err(Problem::conflict("sealed", message).into());
            }
            None => {}
        }
        let (mut done, mut shut) = (Vec::new(), Vec::new());
        for secret in SECRETS {
            let (mut n, mut lost) = (0, 0);
            for found in secret.place.found(tx)? {
                let purpose = secret.place.purpose();
                match old.open(purpose, found.owner, &found.sealed) {
                    Ok(plain) => {
                        let sealed = new.seal(purpose, found.owner, &plain)?;
                        secret.place.put(tx, &found, sealed)?;
                        n += 1;
                    }
                    Err(_) => lost += 1,
                }
            }
            for (n, list) in [(n, &mut done), (lost, &mut shut)] {
                if n > 0 {
                    list.push(Held { what: secret.what, n, again: secret.again });
                }
            }
        }
        let text = STANDARD.encode(new.seal("seal_check", 0, b"guanxi")?);
        settings::put(tx, "seal_check", &text)?;
        // A sign-in that is half done begins anew.
        tx.execute("DELETE FROM ceremony", &[])?;
        noted(tx, store, "rotated")?;
        Ok((done, shut))
    })
}

/// Gives up everything that is sealed, because its key is lost: the workspace takes the next key that it meets, and
/// what was given up can be entered again. Second factors of authenticator apps go with it.
pub fn forget(store: &Store) -> Result<()> {
    store.write(|tx| {
        for (setting, at) in [("mail", "/password"), ("sso", "/secret")] {
            if let Some(mut json) = settings::get::<Json>(tx, setting)?
                && let Some(text) = json.pointer_mut(at)
            {
                *text = "".into();
                settings::put(tx, setting, &json)?;
            }
        }
        let empty = Value::Blob(Vec::new());
        tx.execute("UPDATE hook SET secret = $1, paused = 1", &[empty])?;
        for sql in [
            "UPDATE connector SET paused = 1 WHERE secret IS NOT NULL",
            "UPDATE connector SET secret = NULL",
            "DELETE FROM second_factor",
            "DELETE FROM recovery_code",
            "UPDATE session SET factor = NULL WHERE factor IN ('code', 'recovery')",
            "DELETE FROM push_device",
            "DELETE FROM ceremony",
            "DELETE FROM job WHERE kind IN ('mail.send', 'signin.forgotten') AND state IN ('waiting', 'running')",
            "DELETE FROM setting WHERE key IN ('push_key', 'seal_check')",
        ] {
            tx.execute(sql, &[])?;
        }
        noted(tx, store, "given_up")
    })
}

fn noted(tx: &mut Tx<'_>, store: &Store, did: &str) -> Result<()> {
    let entry = Entry { kind: "seal", detail: json!({"did": did}), ..Entry::default() };
    audit::note(tx, store, &entry)
}

//! Mail set up, and tried.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::{Locale, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Tx, settings};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::letter::{LAST, Last, remember};
use crate::post::{self, Receiver};
use crate::server::{self, Encryption, SETTING, Server, one_line};
use crate::words;

fn shown(tx: &mut Tx<'_>) -> Result<Json_> {
    let server = server::read(tx)?.map(|s| {
        json!({
            "host": s.host, "port": s.port, "encryption": s.encryption, "user": s.user,
            "has_password": !s.password.is_empty(), "from_name": s.from_name, "from_address": s.from_address,
        })
    });
    Ok(json!({"server": server, "last": settings::get::<Option<Last>>(tx, LAST)?.flatten()}))
}

pub(crate) async fn look(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(shown)).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// Empty takes the server away.
    host: String,
    #[serde(default)]
    port: u16,
    #[serde(default = "encrypted")]
    encryption: Encryption,
    #[serde(default)]
    user: String,
    /// Left out: as it was. It must be given again for another server or user.
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    from_address: String,
}

fn encrypted() -> Encryption {
    Encryption::StartTls
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Change>,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let seal = kit.seal.clone();
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let detail = json!({"set": "mail", "host": body.host.trim(), "port": body.port});
                if body.host.trim().is_empty() {
                    settings::put(tx, SETTING, &Json_::Null)?;
                } else {
                    let before = server::read(tx)?;
                    let mut next = Server {
                        host: body.host.trim().to_lowercase(),
                        port: body.port,
                        encryption: body.encryption,
                        user: body.user.trim().to_owned(),
                        password: String::new(),
                        from_name: one_line(&body.from_name),
                        from_address: body.from_address.trim().to_lowercase(),
                    };
                    next.check()?;
                    // A kept password never goes to a server that it was not given for.
                    next.password = match (body.password, before) {
                        (Some(text), _) if text.is_empty() => String::new(),
                        (Some(text), _) => seal.seal_text(SETTING, 0, &text)?,
                        (None, Some(old)) if old.host == next.host && old.user == next.user => old.password,
                        (None, Some(old)) if !old.password.is_empty() && !next.user.is_empty() => {
                            let message = "give the password again for another server or user";
                            return Err(Problem::field("password", "again", message).into());
                        }
                        _ => String::new(),
                    };
                    settings::put(tx, SETTING, &next)?;
                }
                settings::put(tx, LAST, &Json_::Null)?;
                audit::note(
                    tx,
                    store,
                    &Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() },
                )?;
                shown(tx)
            })
        })
        .await?;
    Ok(Json(answer))
}

/// Sends a mail to whoever asks, at once, so that they see what the server says.
pub(crate) async fn test(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let door = format!("mail:{}", me.user.id.0);
    kit.throttle.check(&door, kit.store.now())?;
    kit.throttle.failed(&door, kit.store.now());
    let seal = kit.seal.clone();
    let to = kit
        .run(move |store| {
            let (server, receiver, workspace) = store.read(|tx| {
                let server = server::read(tx)?
                    .ok_or_else(|| Problem::conflict("mail_off", "Set up a mail server first."))?;
                let row = tx.one("SELECT name, email FROM staff WHERE id = $1", &[me.user.id.into()])?;
                let address = row.opt_string(1)?.ok_or_else(|| {
                    Problem::conflict(
                        "no_address",
                        "Your account has no mail address; set one in the list of staff.",
                    )
                })?;
                let locale = me.user.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
                let workspace = settings::get::<String>(tx, "workspace")?.unwrap_or_default();
                Ok((server, Receiver { name: row.string(0)?, address, locale }, workspace))
            })?;
            let words = words::test(receiver.locale, &workspace);
            let said = post::Said { words: &words, link: None, file: None };
            let outcome = post::send(&server, &seal, store.now(), &receiver, &said);
            store.write(|tx| remember(tx, store.now(), &outcome))?;
            outcome.map_err(|e| {
                let message = format!("The mail did not go out: {}.", e.reason);
                Problem::new(422, "mail_failed", message).with("reason", e.reason).with("status", e.status)
            })?;
            Ok(receiver.address)
        })
        .await?;
    Ok(Json(json!({"to": to})))
}

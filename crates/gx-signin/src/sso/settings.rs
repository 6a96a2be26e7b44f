//! The provider, as it is set up.

use axum::Json;
use axum::extract::State;
use gx_fetch::Guard;
use gx_http::seal::Seal;
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::Problem;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use super::provider::Provider;
use super::web::permitted;

const SETTING: &str = "sso";

/// A provider and what is done with whom it names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sso {
    /// What the button says.
    pub(crate) label: String,
    pub(crate) issuer: String,
    pub(crate) client_id: String,
    /// Sealed; empty for a client without one.
    pub(crate) secret: String,
    /// Whether a verified mail address leads to the account that has it.
    pub(crate) link_by_email: bool,
    /// The role of accounts that are made for people nobody invited; none makes none.
    pub(crate) new_role: Option<String>,
    /// The domains of mail addresses that accounts are made for; none means any.
    pub(crate) domains: Vec<String>,
}

impl Sso {
    /// The secret, opened.
    pub(crate) fn secret(&self, seal: &Seal) -> std::result::Result<Option<String>, Problem> {
        if self.secret.is_empty() { Ok(None) } else { seal.open_text(SETTING, 0, &self.secret).map(Some) }
    }
}

/// The provider, where one is set up and the workspace has an address to come back to.
pub(crate) fn read(tx: &mut Tx<'_>) -> Result<Option<(Sso, String)>> {
    let sso = settings::get::<Option<Sso>>(tx, SETTING)?.flatten();
    Ok(sso.zip(gx_mail::address(tx)?))
}

/// What the sign-in page's button says, where there is one.
pub(crate) fn offered(tx: &mut Tx<'_>) -> Result<Option<String>> {
    Ok(read(tx)?.map(|(sso, _)| sso.label))
}

/// Where the provider sends people back to.
pub(crate) fn redirect(address: &str) -> String {
    format!("{address}/api/sso/callback")
}

fn shown(tx: &mut Tx<'_>) -> Result<Json_> {
    let provider = settings::get::<Option<Sso>>(tx, SETTING)?.flatten().map(|s| {
        json!({
            "label": s.label, "issuer": s.issuer, "client_id": s.client_id, "has_secret": !s.secret.is_empty(),
            "link_by_email": s.link_by_email, "new_role": s.new_role, "domains": s.domains,
        })
    });
    let address = gx_mail::address(tx)?;
    Ok(json!({"provider": provider, "redirect": address.map(|a| redirect(&a))}))
}

pub(crate) async fn look(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(shown)).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    /// Empty takes the provider away.
    issuer: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    client_id: String,
    /// Left out: as it was, for the same issuer and client.
    #[serde(default)]
    secret: Option<String>,
    #[serde(default)]
    link_by_email: bool,
    #[serde(default)]
    new_role: Option<String>,
    #[serde(default)]
    domains: Vec<String>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Change>,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let (seal, guard) = (kit.seal.clone(), kit.guard.clone());
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let issuer = body.issuer.trim().to_owned();
                if issuer.is_empty() {
                    settings::put(tx, SETTING, &Json_::Null)?;
                } else {
                    let next = checked(tx, &seal, &guard, issuer, body)?;
                    settings::put(tx, SETTING, &next)?;
                }
                let shown = shown(tx)?;
                let detail = json!({
                    "set": "sso", "issuer": shown["provider"]["issuer"], "new_role": shown["provider"]["new_role"],
                });
                let entry = Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() };
                audit::note(tx, store, &entry)?;
                Ok(shown)
            })
        })
        .await?;
    Ok(Json(answer))
}

fn checked(tx: &mut Tx<'_>, seal: &Seal, guard: &Guard, issuer: String, body: Change) -> Result<Sso> {
    let wrong = || {
        Problem::field("issuer", "not_an_address", "the issuer's address, such as https://login.example.com")
    };
    permitted(guard, &issuer).map_err(|_| wrong())?;
    let client_id = body.client_id.trim().to_owned();
    if client_id.is_empty() || client_id.len() > 255 {
        return Err(Problem::field("client_id", "missing", "the client id that the provider gave").into());
    }
    let new_role = body.new_role.filter(|r| !r.is_empty());
    if let Some(role) = &new_role
        && tx.first("SELECT key FROM role WHERE key = $1", &[role.as_str().into()])?.is_none()
    {
        return Err(Problem::field("new_role", "unknown", format!("there is no role {role:?}")).into());
    }
    let before = settings::get::<Option<Sso>>(tx, SETTING)?.flatten();
    // A kept secret never goes to a provider that it was not given for.
    let secret = match (body.secret, before) {
        (Some(text), _) if text.is_empty() => String::new(),
        (Some(text), _) => seal.seal_text(SETTING, 0, &text)?,
        (None, Some(old)) if old.issuer == issuer && old.client_id == client_id => old.secret,
        (None, Some(old)) if !old.secret.is_empty() => {
            let message = "give the secret again for another provider or client";
            return Err(Problem::field("secret", "again", message).into());
        }
        (None, _) => String::new(),
    };
    let label =
        body.label.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect::<String>();
    let domains = body.domains.iter().map(|d| d.trim().trim_start_matches('@').to_lowercase());
    Ok(Sso {
        label: if label.is_empty() { "SSO".into() } else { label },
        issuer,
        client_id,
        secret,
        link_by_email: body.link_by_email,
        new_role,
        domains: domains.filter(|d| !d.is_empty()).take(50).collect(),
    })
}

/// Fetches what the provider says of itself, so that a wrong address is seen before anybody needs it.
pub(crate) async fn test(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let door = format!("sso:{}", me.user.id.0);
    kit.throttle.check(&door, kit.store.now())?;
    kit.throttle.failed(&door, kit.store.now());
    let (seal, guard) = (kit.seal.clone(), kit.guard.clone());
    kit.run(move |store| {
        let found = store.read(read)?;
        let (sso, address) = found.ok_or_else(|| {
            Problem::conflict("sso_off", "Set up a provider and the workspace's public address first.")
        })?;
        Provider::find(&sso, &address, &seal, &guard)?;
        Ok(())
    })
    .await?;
    Ok(Json(json!({"ok": true})))
}

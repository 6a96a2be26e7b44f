//! What the workspace demands of signing in, and the address it is reached at.

use axum::Json;
use axum::extract::State;
use gx_fetch::reqwest::Url;
use gx_http::{Answer, Body, Kit, Signed, second};
use gx_kernel::Problem;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Debug, Serialize)]
pub(crate) struct Rules {
    /// Whether everyone has to have a second factor.
    demand_factor: bool,
    /// Where people reach the workspace, for links in mails, passkeys and single sign-on.
    address: Option<String>,
}

fn read(tx: &mut Tx<'_>) -> Result<Rules> {
    Ok(Rules {
        demand_factor: settings::get::<bool>(tx, second::DEMANDED)?.unwrap_or(false),
        address: gx_mail::address(tx)?,
    })
}

pub(crate) async fn look(State(kit): State<Kit>, me: Signed) -> Answer<Json<Rules>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(read)).await?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RulesChange {
    demand_factor: Option<bool>,
    /// Empty takes it away.
    address: Option<String>,
}

/// An origin: http on this machine, https anywhere else, and nothing behind the host.
fn origin(text: &str) -> std::result::Result<String, Problem> {
    let wrong = |message: &str| Problem::field("address", "not_an_address", message);
    let url = Url::parse(text.trim()).map_err(|_| wrong("such as https://crm.example.com"))?;
    let host = url.host_str().unwrap_or_default();
    let here = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]";
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err(wrong("it begins with https://"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return Err(wrong("only the protocol, the host and the port"));
    }
    Ok(url.origin().ascii_serialization())
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<RulesChange>,
) -> Answer<Json<Rules>> {
    me.access.need("users")?;
    let address = match body.address.as_deref().map(str::trim) {
        Some("") => Some(String::new()),
        Some(text) => Some(origin(text)?),
        None => None,
    };
    let rules = kit
        .run(move |store| {
            store.write(|tx| {
                if let Some(on) = body.demand_factor {
                    settings::put(tx, second::DEMANDED, &on)?;
                }
                if let Some(address) = &address {
                    settings::put(tx, gx_mail::ADDRESS, address)?;
                }
                let rules = read(tx)?;
                let detail =
                    json!({"set": "sign_in", "demand_factor": rules.demand_factor, "address": rules.address});
                let entry = Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() };
                audit::note(tx, store, &entry)?;
                Ok(rules)
            })
        })
        .await?;
    Ok(Json(rules))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_address_is_an_origin_over_tls_or_on_this_machine() {
        assert_eq!(origin(" https://CRM.example.com/ ").unwrap(), "https://crm.example.com");
        assert_eq!(origin("http://localhost:8686").unwrap(), "http://localhost:8686");
        for wrong in [
            "crm.example.com",
            "http://crm.example.com",
            "https://a.cn/x",
            "https://u@a.cn",
            "javascript:1",
            "https://a.cn/?q",
        ] {
            assert!(origin(wrong).is_err(), "{wrong}");
        }
    }
}

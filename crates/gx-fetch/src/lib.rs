//! HTTP to the outside.
//!
//! Purpose: one client for every address that people type in (webhooks, providers of sign-in, other systems).
//! In: an address. Out: a client that connects to public addresses only, and to those networks that the operator
//! of the program has allowed.
//!
//! It must never follow a redirect, connect to an address that was not checked (the name is resolved here, and the
//! connection goes to what was resolved), or read more than it is asked to: an address from outside must not become
//! a way to look around inside (server-side request forgery, CWE-918).

mod guard;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};

pub use guard::Guard;
pub use reqwest;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How long an exchange may take altogether.
const WHOLE: Duration = Duration::from_secs(15);
const AGENT: &str = concat!("Guanxi/", env!("CARGO_PKG_VERSION"));

/// Resolves a name to those of its addresses that are permitted.
struct Guarded(Guard);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let permitted: Vec<SocketAddr> = found.filter(|a| guard.permits(a.ip())).collect();
            if permitted.is_empty() {
                return Err(guard::NotPermitted.into());
            }
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

/// A client behind a guard.
///
/// # Errors
///
/// When the system's root certificates cannot be used.
pub fn client(guard: &Guard) -> Result<Client, reqwest::Error> {
    ready();
    Client::builder()
        .dns_resolver(Arc::new(Guarded(guard.clone())))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .user_agent(AGENT)
        .build()
}

/// [`client`] for callers that wait for the answer.
///
/// # Errors
///
/// As [`client`].
pub fn waiting_client(guard: &Guard) -> Result<reqwest::blocking::Client, reqwest::Error> {
    ready();
    reqwest::blocking::Client::builder()
        .dns_resolver(Arc::new(Guarded(guard.clone())))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .timeout(WHOLE)
        .user_agent(AGENT)
        .build()
}

fn ready() {
    // Another part of the program may have chosen it already; both choose the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Stable machine word: `not_an_address` or `address_inside`.
    pub code: &'static str,
    /// What is expected, as a sentence for people.
    pub message: &'static str,
}

const NONE: Refused = Refused { code: "not_an_address", message: "a whole address with https://" };
const NO_HOST: Refused =
    Refused { code: "not_a_host", message: "the name or address of a server that is known" };
const INSIDE: Refused = Refused {
    code: "address_inside",
    message: "an address on the open internet; the operator can allow others with outbound_allow",
};

/// Reads an address that somebody typed in; refuses what the guard can tell from the text alone.
///
/// # Errors
///
/// What is wrong with it.
pub fn address(guard: &Guard, text: &str) -> Result<Url, Refused> {
    let url = Url::parse(text.trim()).map_err(|_| NONE)?;
    if !matches!(url.scheme(), "https" | "http") {
        return Err(NONE);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refused { message: "an address without a name and password in it", ..NONE });
    }
    let Some(host) = url.host() else { return Err(NONE) };
    if guard.refuses_host(&host.to_string()) {
        return Err(INSIDE);
    }
    Ok(url)
}

/// Resolves a host that is called in another way than by HTTP; the connection must go to what is answered.
///
/// # Errors
///
/// A name that nothing is known of, or that leads to no permitted address.
pub fn resolve(guard: &Guard, host: &str, port: u16) -> Result<SocketAddr, Refused> {
    use std::net::ToSocketAddrs as _;
    let bare = host.trim().trim_start_matches('[').trim_end_matches(']');
    if bare.is_empty() || bare.len() > 253 {
        return Err(NO_HOST);
    }
    let mut any = false;
    for found in (bare, port).to_socket_addrs().map_err(|_| NO_HOST)? {
        any = true;
        if guard.permits(found.ip()) {
            return Ok(found);
        }
    }
    Err(if any { INSIDE } else { NO_HOST })
}

/// Refuses a host that is an address inside, as far as its text tells.
///
/// # Errors
///
/// As [`resolve`].
pub fn host(guard: &Guard, text: &str) -> Result<String, Refused> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let fine = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
    if bare.is_empty() || bare.len() > 253 || !bare.chars().all(fine) {
        return Err(NO_HOST);
    }
    if guard.refuses_host(bare) {
        return Err(INSIDE);
    }
    Ok(bare.to_owned())
}

/// Why a call went wrong, in words that give nothing of the inside away.
pub fn why(e: &reqwest::Error) -> &'static str {
    let mut cause: Option<&dyn std::error::Error> = Some(e);
    while let Some(at) = cause {
        if at.is::<guard::NotPermitted>() {
            return "not_permitted";
        }
        cause = at.source();
    }
    match () {
        () if e.is_timeout() => "timeout",
        () if e.is_connect() => "no_connection",
        () => "broken_off",
    }
}

/// The beginning of an answer's body, as text, at most `most` bytes of it.
pub async fn beginning(mut response: Response, most: usize) -> String {
    let mut bytes: Vec<u8> = Vec::new();
    while bytes.len() < most {
        match response.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(chunk.get(..most - bytes.len()).unwrap_or(&chunk)),
            _ => break,
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

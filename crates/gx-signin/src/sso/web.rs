//! Requests to the provider, which an administrator names: bounded, and kept out of the inner network.

use std::io::Read as _;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, Response};
use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;

const PATIENCE: Duration = Duration::from_secs(10);
const MOST_BYTES: u64 = 1 << 20;

/// How far requests to a provider may reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Addresses of the public network, over TLS.
    #[default]
    Public,
    /// This machine and the inner network too, for a provider that lives there; the operator says so.
    Everywhere,
}

/// Why a request was not made, or not answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WebError {
    #[error("the address is not one that may be reached from here")]
    Guarded,
    #[error("the provider did not answer as it should")]
    Unanswered,
    #[error("the answer is longer than it may be")]
    TooLong,
}

/// Whether an address belongs to the public network.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (b == 18 || b == 19)))
        }
        IpAddr::V6(v6) => {
            if let Some(v4) = v6.to_ipv4_mapped() {
                return is_public(IpAddr::V4(v4));
            }
            // Only global unicast; of it, not what wraps an IPv4 address (6to4, Teredo) or documents.
            let [first, second, ..] = v6.segments();
            (first & 0xe000) == 0x2000
                && first != 0x2002
                && !(first == 0x2001 && (second == 0 || second == 0x0db8))
        }
    }
}

/// Looks a name up and gives only addresses that may be reached, so that a name cannot lead inside.
struct Guarded;

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || (name.as_str(), 0).to_socket_addrs()).await??;
            let allowed: Vec<SocketAddr> = found.filter(|a| is_public(a.ip())).collect();
            if allowed.is_empty() {
                return Err(WebError::Guarded.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

impl Reach {
    /// Refuses an address that a request must not go to.
    pub(crate) fn check(self, url: &Url) -> Result<(), WebError> {
        if self == Self::Everywhere {
            return if matches!(url.scheme(), "http" | "https") { Ok(()) } else { Err(WebError::Guarded) };
        }
        let literal = match url.host() {
            Some(reqwest_host) => match reqwest_host.to_string().trim_matches(['[', ']']).parse::<IpAddr>() {
                Ok(ip) => is_public(ip),
                Err(_) => true,
            },
            None => false,
        };
        if url.scheme() == "https" && literal { Ok(()) } else { Err(WebError::Guarded) }
    }
}

/// A client that makes one request after another, and none that the reach forbids.
pub(crate) struct Web {
    reach: Reach,
    client: Client,
}

impl Web {
    pub(crate) fn new(reach: Reach) -> Result<Self, WebError> {
        // Whoever was first has installed the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder =
            Client::builder().redirect(Policy::none()).no_proxy().timeout(PATIENCE).connect_timeout(PATIENCE);
        if reach == Reach::Public {
            builder = builder.dns_resolver(Arc::new(Guarded));
        }
        Ok(Self { reach, client: builder.build().map_err(|_| WebError::Unanswered)? })
    }

    /// One request, in the shape that the protocol's library asks for.
    pub(crate) fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, WebError> {
        let (head, body) = request.into_parts();
        let url = Url::parse(&head.uri.to_string()).map_err(|_| WebError::Guarded)?;
        self.reach.check(&url)?;
        let asked = self.client.request(head.method, url).headers(head.headers).body(body);
        let answer = asked.send().map_err(|e| {
            tracing::info!(connect = e.is_connect(), timeout = e.is_timeout(), "the provider did not answer");
            WebError::Unanswered
        })?;
        let mut made = Response::builder().status(answer.status());
        for (name, value) in answer.headers() {
            made = made.header(name, value);
        }
        let mut bytes = Vec::new();
        answer.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| WebError::Unanswered)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(WebError::TooLong);
        }
        made.body(bytes).map_err(|_| WebError::Unanswered)
    }
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::{Reach, is_public};

    #[test]
    fn the_inner_network_is_not_reached_by_any_spelling() {
        for inner in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "224.0.0.1",
        ] {
            assert!(!is_public(inner.parse().unwrap()), "{inner}");
        }
        for outer in ["1.1.1.1", "203.0.114.7", "2606:4700::1111"] {
            assert!(is_public(outer.parse().unwrap()), "{outer}");
        }
        for refused in [
            "http://login.example.com",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::ffff:10.0.0.1]/",
            "file:///etc/passwd",
        ] {
            assert!(Reach::Public.check(&Url::parse(refused).unwrap()).is_err(), "{refused}");
        }
        assert!(Reach::Public.check(&Url::parse("https://login.example.com/x").unwrap()).is_ok());
        assert!(Reach::Everywhere.check(&Url::parse("http://localhost:9000").unwrap()).is_ok());
    }
}

//! Requests to the provider, which an administrator names: bounded, and kept out of the inner network by the guard.

use std::io::Read as _;

use axum::http::{Request, Response};
use gx_fetch::reqwest::Url;
use gx_fetch::reqwest::blocking::Client;
use gx_fetch::{Guard, address, waiting_client};

const MOST_BYTES: u64 = 1 << 20;

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

/// An address that a request may go to: over TLS, unless the operator opened networks inside.
pub(crate) fn permitted(guard: &Guard, text: &str) -> Result<Url, WebError> {
    let url = address(guard, text).map_err(|_| WebError::Guarded)?;
    if url.scheme() == "https" || guard.opens_inside() { Ok(url) } else { Err(WebError::Guarded) }
}

/// A client that makes one request after another, and none that the guard forbids.
pub(crate) struct Web {
    guard: Guard,
    client: Client,
}

impl Web {
    pub(crate) fn new(guard: &Guard) -> Result<Self, WebError> {
        let client = waiting_client(guard).map_err(|_| WebError::Unanswered)?;
        Ok(Self { guard: guard.clone(), client })
    }

    /// One request, in the shape that the protocol's library asks for.
    pub(crate) fn call(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, WebError> {
        let (head, body) = request.into_parts();
        let url = permitted(&self.guard, &head.uri.to_string())?;
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
    use gx_fetch::Guard;

    use super::permitted;

    #[test]
    fn a_provider_is_asked_over_tls_unless_it_lives_inside() {
        let outside = Guard::default();
        for refused in
            ["http://login.example.com", "https://127.0.0.1/", "https://0x7f.1/", "file:///etc/passwd"]
        {
            assert!(permitted(&outside, refused).is_err(), "{refused}");
        }
        assert!(permitted(&outside, "https://login.example.com/x").is_ok());
        assert!(permitted(&Guard::allowing("127.0.0.0/8").unwrap(), "http://127.0.0.1:9000").is_ok());
    }
}

//! Single sign-on by OpenID Connect: the company's own provider says who somebody is.
//!
//! The authorisation code flow with PKCE. State and nonce are bound to the browser by a cookie and used once; an
//! answer that comes a second time is told from one that nobody asked for. Whoever the provider lets in counts as
//! having shown a second factor: what it demands of people is the company's rule there.

mod account;
mod flow;
mod provider;
mod settings;
mod web;

pub(crate) use flow::{callback, start};
pub(crate) use settings::{change, look, offered, test};

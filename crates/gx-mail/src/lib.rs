//! Mail out.
//!
//! Purpose: the SMTP server of the workspace, the words of every mail in three languages, and the job that sends.
//! In: a letter and whom it is for, put into the queue in the transaction that causes it; settings of those who
//! may set users up. Out: a message to the server; the outcome of the last one, for the settings.
//!
//! A letter waits sealed, because it may hold a link that opens an account. It must never write a name, an address
//! or what a server answered into a log, nor let a name become a header.

mod api;
mod letter;
mod post;
mod server;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use gx_http::Kit;
use gx_http::seal::Seal;
use gx_store::{Result, Tx, job, settings};

pub use letter::{Enclosed, Letter, LetterLine, enqueue, enqueue_to};
pub use server::address_of;
pub use words::notice as notice_words;

/// The job that sends one letter.
pub const SEND_JOB: &str = "mail.send";
/// The setting with the address that people reach the workspace at.
pub const ADDRESS: &str = "address";

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/settings/mail", get(api::look).put(api::change))
        .route("/settings/mail/test", post(api::test))
}

/// What runs the jobs of this crate.
pub fn handlers(seal: &Seal) -> Vec<(&'static str, job::Handler)> {
    let seal = seal.clone();
    let send: job::Handler = Arc::new(move |store, job, _| letter::send(store, &seal, job));
    vec![(SEND_JOB, send)]
}

/// The workspace's public address, without a slash at its end.
pub fn address(tx: &mut Tx<'_>) -> Result<Option<String>> {
    Ok(settings::get::<String>(tx, ADDRESS)?.filter(|a| !a.is_empty()))
}

/// The address that mails come from, where mail is set up.
pub fn sender(tx: &mut Tx<'_>) -> Result<Option<String>> {
    Ok(server::read(tx)?.map(|s| s.from_address))
}

/// The workspace's public address, where mails with links can be sent: there is a server and an address.
pub fn ready(tx: &mut Tx<'_>) -> Result<Option<String>> {
    if server::read(tx)?.is_none() {
        return Ok(None);
    }
    address(tx)
}

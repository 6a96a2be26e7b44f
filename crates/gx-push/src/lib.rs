//! Push to devices.
//!
//! Purpose: what a member of staff is told of reaches their phone and browsers while the app is closed (RFC 8030).
//! In: subscriptions of signed-in browsers, notices put into the queue where they are given. Out: one encrypted
//! message a device (RFC 8291), signed with the workspace's key (RFC 8292).
//!
//! A subscription belongs to the session that made it: whatever ends the session ends it. It must never call an
//! address inside, put what was said of a customer into a message, or write an address of a device into a log.

mod api;
mod device;
mod message;
mod send;
mod vapid;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::routing::{delete, get, post};
use gx_fetch::Guard;
use gx_http::Kit;
use gx_http::seal::Seal;
use gx_record::notices::PUSH_JOB;
use gx_store::job;

pub use device::forget;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/push", get(api::look))
        .route("/push/devices", post(api::subscribe))
        .route("/push/devices/{id}", delete(api::remove))
        .route("/push/devices/{id}/test", post(api::test))
        .route("/push/here", post(api::here))
}

/// What runs the jobs of this crate.
pub fn handlers(seal: &Seal, guard: &Guard) -> Vec<(&'static str, job::Handler)> {
    let (seal, guard) = (seal.clone(), guard.clone());
    // Made where the first message is sent: it is the thread of a worker, where waiting is allowed.
    let client = OnceLock::new();
    let run: job::Handler = Arc::new(move |store, job, _| {
        let client = match client.get() {
            Some(client) => client,
            None => {
                let made = gx_fetch::waiting_client(&guard).map_err(|e| e.to_string())?;
                client.get_or_init(|| made)
            }
        };
        send::run(store, &seal, &guard, client, job)
    });
    vec![(PUSH_JOB, run)]
}

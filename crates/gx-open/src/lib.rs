//! Open to other programs.
//!
//! Purpose: what changed since a program last asked, webhooks that tell it without being asked, tools for assistants.
//! In: the feed that the store keeps of every record that a transaction touched. Out: records as they are now, under
//! the rights of who asks or who made the webhook; signed requests to addresses outside, with a log of each.
//!
//! It must never show or send a record without `Access`, lose an event that was committed, or send to an address
//! that the guard of `gx-fetch` does not permit.

pub mod hooks;
pub mod mcp;
pub mod records;
mod sync;

use axum::Router;
use axum::routing::{get, patch, post};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/changes", get(sync::changes))
        .route("/hooks", get(hooks::api::list).post(hooks::api::create))
        .route("/hooks/{id}", patch(hooks::api::change).delete(hooks::api::remove))
        .route("/hooks/{id}/secret", post(hooks::api::new_secret))
        .route("/hooks/{id}/test", post(hooks::deliveries::test))
        .route("/hooks/{id}/deliveries", get(hooks::deliveries::deliveries))
        .route("/hooks/deliveries/{id}", get(hooks::deliveries::delivery))
        .route("/hooks/deliveries/{id}/resend", post(hooks::deliveries::resend))
}

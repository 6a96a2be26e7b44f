//! Talk among colleagues.
//!
//! Purpose: threads of comments about a person, a company, an order, or one item of a person's timeline: written,
//! edited with what was said before, deleted with a trace and brought back, settled and opened again.
//! In: what colleagues write. Out: threads under the rights of who reads; notices to who is named, takes part or
//! follows; words for the search.
//!
//! A comment is no interaction: it must never appear on a timeline, leave by a door that customers reach, or be shown
//! or told to somebody who may not see its record.

mod api;
mod say;
mod store;

use axum::Router;
use axum::routing::{get, patch, post};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/threads", get(api::list).post(api::begin))
        .route("/threads/colleagues", get(api::colleagues))
        .route("/threads/{id}", get(api::one).patch(api::settle))
        .route("/threads/{id}/comments", post(api::reply))
        .route("/comments/{id}", patch(api::edit).delete(api::delete))
        .route("/comments/{id}/restore", post(api::restore))
        .route("/comments/{id}/past", get(api::past))
}

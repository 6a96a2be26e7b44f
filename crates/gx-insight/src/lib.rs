//! What can be told of customers from what they did.
//!
//! Purpose: what each customer is worth and whether they still buy; what they may need, with what speaks for it; how
//! each colleague's customers stand.
//! In: orders and interactions as they lie. Out: columns of people for lists and filters, needs, a model that says how
//! well it did on what it had not seen, the portfolio.
//!
//! It must never send anything, decide for a person who wants no profile, show a guess as a fact, or let a figure out
//! without the access clause of who reads it.

mod api;
pub mod needs;
pub mod worth;

use axum::Router;
use axum::routing::{get, post, put};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/worth", get(api::worth::get).put(api::worth::put))
        .route("/people/{id}/worth", get(api::worth::of_person))
        .route("/people/{id}/needs", get(api::needs::of_person))
        .route("/needs", get(api::needs::list))
        .route("/needs/{id}", put(api::needs::decide))
        .route("/offers", post(api::needs::offers))
        .route("/portfolio", get(api::portfolio::get))
}

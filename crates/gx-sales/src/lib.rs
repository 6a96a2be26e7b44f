//! Selling.
//!
//! Purpose: pipelines with their stages, the deals that go through them, and what a period brings against its targets.
//! In: what colleagues say and move. Out: boards, lists, forecasts, each figure with the filter that finds its deals.
//!
//! It must never add up two currencies without a rate of the day, move a deal that stands elsewhere by now, let one
//! into a stage that asks for more than it has, or tell of a deal without the access clause.

mod api;
pub mod deal;
pub mod forecast;
pub mod pipeline;
pub mod rates;
pub mod target;
pub mod undo;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/pipelines", get(api::pipelines::list).post(api::pipelines::create))
        .route("/pipelines/{id}", patch(api::pipelines::change).delete(api::pipelines::remove))
        .route("/deals", get(api::deals::list).post(api::deals::create))
        .route("/deals/board", get(api::deals::board))
        .route("/deals/forecast", get(api::figures::forecast))
        .route("/deals/reasons", get(api::figures::reasons).put(api::figures::set_reasons))
        .route("/deals/{id}", get(api::deals::get).patch(api::deals::change).delete(api::deals::delete))
        .route("/deals/{id}/move", post(api::deals::step))
        .route("/deals/{id}/changes", get(api::deals::changes))
        .route("/deals/{id}/people", post(api::deals::add_person))
        .route("/deals/{id}/people/{person}", delete(api::deals::remove_person))
        .route("/deals/{id}/lines", put(api::deals::set_lines))
        .route("/targets", get(api::figures::targets).put(api::figures::set_targets))
        .route("/rates", get(api::figures::rates).put(api::figures::set_rates))
}

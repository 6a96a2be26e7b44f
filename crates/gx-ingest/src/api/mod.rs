//! The endpoints of ingest: the doors for programs, and what staff see of them.

mod doors;
mod health;
mod imports;
mod live;
mod order_rows;
mod sources;
mod story;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, patch, post};
use gx_http::Kit;

use gx_people::api::interactions;

use crate::pipeline::Pipeline;

pub use doors::BODY_MAX;

/// Routes for staff, below `/api`, and for programs.
pub fn routes(pipeline: Arc<Pipeline>) -> Router<Kit> {
    Router::new()
        .route("/api/people/{id}/timeline", get(story::timeline))
        .route("/api/people/{id}/interactions", post(story::add))
        .route("/api/people/{id}/household/interactions", get(story::of_household))
        .route("/api/companies/{id}/interactions", get(story::of_company))
        .route(
            "/api/interactions",
            get(interactions::list).post(doors::native).layer(DefaultBodyLimit::max(BODY_MAX)),
        )
        .route("/api/orders/batch", post(order_rows::batch))
        .route("/api/ingest/health", get(health::health))
        .route("/api/ingest/refused", get(health::refused))
        .route("/api/ingest/refused/{id}/raw", get(health::raw))
        .route(
            "/api/imports",
            get(imports::list)
                .post(imports::create)
                .layer(DefaultBodyLimit::max(crate::import::file::FILE_MAX)),
        )
        .route("/api/imports/{id}", get(imports::get).delete(imports::delete))
        .route("/api/imports/{id}/preview", post(imports::preview))
        .route("/api/imports/{id}/start", post(imports::start))
        .route("/api/imports/{id}/refused", get(imports::refused_rows))
        .route("/api/imports/{id}/refused.csv", get(imports::refused))
        .route("/api/imports/{id}/revert", post(imports::revert))
        .route("/api/sources", get(sources::list).post(sources::create))
        .route("/api/sources/{id}", patch(sources::change))
        .route("/api/sources/{id}/keys", post(sources::create_key))
        .route("/api/keys/{id}", delete(sources::revoke))
        .route("/api/live", get(live::live))
        .route(
            "/v1/{call}",
            post(doors::segment).options(doors::preflight).layer(DefaultBodyLimit::max(BODY_MAX)),
        )
        .layer(axum::Extension(pipeline))
}

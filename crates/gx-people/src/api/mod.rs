//! The endpoints about people. Each file is one concern: requests, then the calls they make.

pub mod duplicates;
pub mod export;
pub mod lists;
mod merges;
mod people;
mod search;
mod undo;

use axum::Router;
use axum::routing::{delete, get, post, put};
use gx_http::{ApiError, Kit};
use gx_kernel::{Id, IdKind, Problem};

/// All routes of this slice, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/people", get(people::list).post(people::create))
        .route("/people/export.csv", get(export::csv))
        .route("/people/{id}", get(people::get).patch(people::change).delete(people::delete))
        .route("/people/{id}/identities", post(people::add_identity))
        .route("/people/{id}/identities/{identity}", delete(people::remove_identity))
        .route("/people/{id}/consents/{channel}/{purpose}", put(people::set_consent))
        .route("/people/{id}/changes", get(undo::changes))
        .route("/companies", get(lists::companies))
        .route("/companies/{id}", get(lists::company))
        .route("/orders", get(lists::orders))
        .route("/objects", get(lists::objects))
        .route("/users", get(lists::users))
        .route("/filter/check", post(lists::check_filter))
        .route("/search", get(search::search))
        .route("/merges", post(merges::create))
        .route("/merges/preview", get(merges::preview))
        .route("/merges/{id}", delete(merges::undo))
        .route("/duplicates", get(duplicates::list))
        .route("/duplicates/scan", get(duplicates::progress).post(duplicates::scan))
        .route("/duplicates/{id}", post(duplicates::decide))
        .route("/dedupe", post(duplicates::dedupe_csv))
        .route("/undo/{batch}", post(undo::undo))
        .route("/edges/{id}", delete(lists::remove_edge))
        .route("/edges", post(lists::add_edge))
}

/// Reads a prefixed id of a path.
pub(crate) fn id(kind: IdKind, text: &str) -> Result<Id, ApiError> {
    Id::read(kind, text).ok_or_else(|| {
        ApiError(Problem::new(
            404,
            "not_found",
            format!("{text:?} is not an id of this kind ({}_…)", kind.prefix()),
        ))
    })
}

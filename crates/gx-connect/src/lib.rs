//! Connectors: records of ERP and SCM fetched and sent on a schedule, with a ledger of what differs.
//!
//! Purpose: say where another system is and what its names mean, read from it or tell it what changed here, settle
//! which of two values stands, and keep count of both sides.
//! In: HTTP with JSON, tables by SFTP, SQL of PostgreSQL and MySQL; the feed of what changed here. Out: imports with
//! everything an import has (refused rows, revert), batches to the other system, runs and their ledger.
//!
//! It must never write past the import engine, do more than its maker may, connect to an address that the guard of
//! `gx-fetch` does not permit, write in a database that it reads, or keep a secret unsealed.

mod api;
mod fetch;
mod jobs;
mod ledger;
mod model;
mod pull;
mod push;
mod settle;
mod store;

use axum::Router;
use axum::routing::{get, post};
use gx_http::Kit;
use gx_kernel::Micros;
use gx_store::{Result, Tx};

pub use jobs::handlers;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/connectors", get(api::list).post(api::create))
        .route("/connectors/look", post(api::look))
        .route("/connectors/preview", post(api::preview))
        .route("/connectors/{id}", get(api::get).patch(api::change).delete(api::remove))
        .route("/connectors/{id}/run", post(api::run))
        .route("/connectors/{id}/runs", get(ledger::runs))
        .route("/connectors/runs/{id}", get(ledger::run))
        .route("/connectors/runs/{id}/entries", get(ledger::entries))
        .route("/connectors/runs/{id}/entries.csv", get(ledger::csv))
}

/// Forgets runs of long ago with their ledgers, and what is left of connectors that are gone. Meant to run every hour.
///
/// # Errors
///
/// From storage.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    store::forget(tx, now)
}

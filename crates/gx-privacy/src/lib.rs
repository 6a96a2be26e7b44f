//! What people may ask about their own data, and what the law asks of whoever keeps it.
//!
//! Purpose: requests with their days and their log, the copy of everything that is held, the erasure with a dry run
//! and a ledger, marks on a person, retention, the register of processing.
//! In: what colleagues who have the right `privacy` decide. Out: a ZIP for the person; rows that are gone; a ledger of
//! keyed hashes; a page that says what is held and who gets it.
//!
//! It must never keep a name or an address of whoever was erased, erase somebody who is held, show a person to a
//! colleague who may not see them, or hold the database for longer than one batch.

mod api;
mod erase;
mod export;
mod holdings;
pub mod ledger;
mod register;
mod request;
pub mod retention;
mod settings;
mod sweep;
mod traces;

use std::sync::Arc;

use gx_blob::Blobs;
use gx_http::Live;
use gx_kernel::Micros;
use gx_store::{Result, Store, job};

pub use api::routes;
pub use erase::{Cause, SWEEP_JOB};
pub use gx_people::mark::{self, marked};

/// The jobs of this crate.
pub fn handlers(live: &Live, blobs: &Blobs) -> Vec<(&'static str, job::Handler)> {
    let (blobs, live) = (blobs.clone(), live.clone());
    vec![
        (
            SWEEP_JOB,
            Arc::new(move |store, job, stopping| {
                sweep::run(store, &blobs, job.payload["erasure"].as_i64().unwrap_or(0), stopping)
                    .map_err(|e| e.to_string())
            }),
        ),
        (retention::JOB, retention::handler(live)),
    ]
}

/// Puts the night's job in, begins again where an erasure was broken off, and erases anew whoever a backup brought
/// back.
pub fn start(store: &Store) -> Result<()> {
    retention::schedule(store)?;
    erase::resume(store)?;
    if let Some(path) = store.path() {
        ledger::apply_beside(store, &path)?;
    }
    Ok(())
}

/// The end of the day on which something is due.
pub(crate) fn days_on(at: Micros, days: i64) -> Micros {
    at.plus(days * Micros::DAY)
}

//! Webhooks: what happens is told to an address, signed, in the way of Standard Webhooks.
//!
//! The feed of the store is read by [`pump`], which writes one delivery for each event in the same transaction that
//! moves the webhook's place; [`post`] sends deliveries and notes what came of it. A delivery carries the record as
//! its maker may see it.

pub(crate) mod api;
pub(crate) mod deliveries;
mod model;
mod post;
mod pump;
mod store;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gx_http::Kit;
use gx_kernel::Micros;
use gx_store::{Result, Tx};

/// How long the worker rests when there is nothing to do.
const REST: Duration = Duration::from_millis(200);
/// How long it waits before it tries again what failed.
const TROUBLE: Duration = Duration::from_secs(2);

/// Starts the worker that reads the feed and sends. It ends when `stop` is set, after what is under way.
pub fn start(kit: Kit, stop: Arc<AtomicBool>) -> Option<std::thread::JoinHandle<()>> {
    std::thread::Builder::new().name("hooks".into()).spawn(move || run(&kit, &stop)).ok()
}

fn run(kit: &Kit, stop: &AtomicBool) {
    let guard = &kit.guard;
    let ready = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(client)) = (ready, gx_fetch::client(guard)) else {
        tracing::error!("webhooks cannot be sent: no runtime or no HTTP client");
        return;
    };
    runtime.block_on(async {
        let mut postman = post::Postman::new(kit.clone(), client, guard.clone());
        while !stop.load(Ordering::Relaxed) {
            let rest = match kit.run(pump::pump).await {
                Ok(true) => None,
                Ok(false) => Some(REST),
                Err(e) => {
                    tracing::error!(error = %e.0, "the feed cannot be read for webhooks");
                    Some(TROUBLE)
                }
            };
            postman.send_due().await;
            if let Some(rest) = rest {
                postman.rest(rest).await;
            }
        }
        postman.finish().await;
    });
}

/// Forgets deliveries of long ago. Meant to run every hour.
///
/// # Errors
///
/// From storage.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    store::forget(tx, now)
}

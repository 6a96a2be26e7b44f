//! One file a command.

pub mod backup;
pub mod bench;
pub mod dedupe;
pub mod demo;
pub mod doctor;
pub mod erasures;
pub mod export;
pub mod import;
pub mod migrate;
pub mod seal;
pub mod serve;
pub mod source;
pub mod user;
pub mod worth;

use std::sync::Arc;

use anyhow::{Context as _, Result};
use gx_kernel::SystemClock;
use gx_store::{Options, Store};

use crate::config::Config;

/// Opens the configured database and brings it up to date.
pub fn open(config: &Config) -> Result<Store> {
    open_url(config, &config.database.value)
}

/// Opens a database by address.
pub fn open_url(config: &Config, url: &str) -> Result<Store> {
    let options = Options { url: url.to_owned(), node: config.node(), migrate: true };
    let key = gx_http::kit::random::<48>().map_err(|e| anyhow::anyhow!(e.message))?;
    let store = Store::open(&options, Arc::new(SystemClock), key).context("the database cannot be opened")?;
    gx_server::workspace::prepare(&store).context("the workspace cannot be prepared")?;
    Ok(store)
}

//! `guanxi migrate`: the schema.

use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use gx_kernel::SystemClock;
use gx_store::{Options, Store};

use crate::config::Config;

/// Bring the database's schema up to date, or show what waits.
#[derive(Debug, Args)]
pub struct Migrate {
    /// Only show which migrations ran and which wait.
    #[arg(long)]
    check: bool,
}

impl Migrate {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let options =
            Options { url: config.database.value.clone(), node: config.node(), migrate: !self.check };
        let key = gx_http::kit::random::<48>()?;
        let store = Store::open(&options, Arc::new(SystemClock), key)?;
        for m in store.migrations()? {
            match m.applied_at {
                Some(at) => println!("{:>4}  {:<24} ran {}", m.version, m.name, at.to_rfc3339()),
                None => println!("{:>4}  {:<24} waits", m.version, m.name),
            }
        }
        Ok(())
    }
}

//! `guanxi source`: sources of data and write keys.

use anyhow::Result;
use clap::{Args, Subcommand};
use gx_http::kit::secret;
use gx_ingest::sources;
use gx_kernel::IdKind;
use serde_json::json;

use crate::config::Config;

/// Manage sources of data and their write keys.
#[derive(Debug, Args)]
pub struct Source {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Make a source and a write key; prints both as JSON. The key is shown this once.
    Add {
        /// Its name.
        #[arg(long)]
        name: String,
        /// web (browsers) or server (programs).
        #[arg(long, default_value = "server")]
        kind: String,
    },
    /// List the sources.
    List,
}

impl Source {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let store = super::open(config)?;
        match self.act {
            Act::Add { name, kind } => {
                let secret = secret("gxw")?;
                let source = store.write(|tx| {
                    let source = sources::create(tx, &store, &name, &kind)?;
                    sources::create_key(tx, &store, source, "command line", &secret)?;
                    Ok(source)
                })?;
                println!("{}", json!({"source": source.show(IdKind::Source), "write_key": secret}));
            }
            Act::List => {
                for row in store.read(|tx| {
                    tx.query(
                        "SELECT id, name, kind, paused FROM source WHERE deleted_at IS NULL ORDER BY id",
                        &[],
                    )
                })? {
                    println!(
                        "{:<20} {:<24} {:<8} {}",
                        row.id(0)?.show(IdKind::Source),
                        row.text(1)?,
                        row.text(2)?,
                        if row.int(3)? == 1 { "paused" } else { "" }
                    );
                }
            }
        }
        Ok(())
    }
}

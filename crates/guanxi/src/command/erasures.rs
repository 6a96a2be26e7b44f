//! `guanxi erasures`: the ledger of who was erased, out of a database and into another.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};
use gx_privacy::ledger::Ledger;

use crate::config::Config;

/// Carry the ledger of erasures from one copy of the database to another.
#[derive(Debug, Args)]
pub struct Erasures {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the ledger into a file: keyed hashes and days, nobody's name or address.
    Export {
        /// Where to.
        file: PathBuf,
    },
    /// Take a ledger in, and erase again whoever it says was erased. The running server does the rest of the work.
    Apply {
        /// The file that `export` wrote.
        file: PathBuf,
    },
}

impl Erasures {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let store = super::open(config)?;
        match self.what {
            What::Export { file } => {
                let ledger = Ledger::of(&store)?;
                ledger.write(&file)?;
                println!("{}", file.display());
                eprintln!("{} erasures", ledger.erasures.len());
            }
            What::Apply { file } => {
                let applied = Ledger::read(&file)?.apply(&store)?;
                eprintln!(
                    "{} erasures were not known here; {} people were erased again",
                    applied.learned, applied.erased
                );
            }
        }
        Ok(())
    }
}

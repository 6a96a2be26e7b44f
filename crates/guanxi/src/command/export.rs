//! `guanxi export`: people as CSV.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use gx_people::api::export::write_csv;
use gx_people::people::PeopleQuery;
use gx_store::access::Access;

use crate::config::Config;

/// Export people as CSV.
#[derive(Debug, Args)]
pub struct Export {
    /// Only people who pass this filter, for example 'city = "上海"'.
    #[arg(long, default_value = "")]
    filter: String,
    /// The file; standard output if none is named.
    #[arg(long)]
    out: Option<PathBuf>,
}

impl Export {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let store = super::open(config)?;
        let out: Box<dyn Write> = match &self.out {
            Some(path) => Box::new(std::io::BufWriter::new(
                std::fs::File::create(path)
                    .with_context(|| format!("{} cannot be written", path.display()))?,
            )),
            None => Box::new(std::io::stdout().lock()),
        };
        let query = PeopleQuery { filter: self.filter, limit: 500, ..PeopleQuery::default() };
        let n = write_csv(&store, &Access::system(), &query, out)?
            .context("the export could not be written to its end")?;
        eprintln!("{n} people");
        Ok(())
    }
}

//! `guanxi import`: a file into the database, with the same steps as on screen.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_ingest::import::{self, Update};
use gx_kernel::IdKind;
use gx_kernel::object::ObjectKind;
use gx_store::access::Access;

use crate::config::Config;
use crate::progress::Progress;

/// Import people, companies, orders or interactions from a file.
///
/// Columns are detected; --map overrides. The import can be reverted later on screen.
#[derive(Debug, Args)]
pub struct Import {
    /// CSV, TSV, XLSX, NDJSON or vCard.
    file: PathBuf,
    /// What the rows are: person, company, order or interaction; detected by default.
    #[arg(long)]
    object: Option<String>,
    /// What a column fills, for example --map suburb=district or --map note= to leave it out; may be repeated.
    #[arg(long, value_name = "COLUMN=TARGET")]
    map: Vec<String>,
    /// The country of phones without a country code.
    #[arg(long)]
    country: Option<String>,
    /// The currency of amounts without one.
    #[arg(long)]
    currency: Option<String>,
    /// Overwrite values that are there; by default only empty ones are filled.
    #[arg(long)]
    overwrite: bool,
    /// Where refused rows go; by default NAME.refused.csv in this folder. A file that exists is never replaced.
    #[arg(long, value_name = "FILE")]
    refused: Option<PathBuf>,
    /// Only show what would happen to the first rows.
    #[arg(long)]
    preview: bool,
}

impl Import {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let object = match self.object.as_deref() {
            None => None,
            Some(text) => match ObjectKind::parse(text) {
                Some(object) => Some(object),
                None => bail!("--object is person, company, order or interaction, got {text:?}"),
            },
        };
        let body =
            std::fs::read(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))?;
        let name = self.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let store = super::open(config)?;
        let id = import::create(&store, &name, body, None, object)?;
        let info = store.read(|tx| import::info(tx, id))?;
        let mut plan = info.plan.clone();
        for pair in &self.map {
            let Some((header, target)) = pair.split_once('=') else {
                bail!("--map takes COLUMN=TARGET, got {pair:?}")
            };
            let Some(column) = info.columns.iter().find(|c| c.header == header) else {
                let known: Vec<&str> = info.columns.iter().map(|c| c.header.as_str()).collect();
                bail!("there is no column {header:?}; the columns are {}", known.join(", "))
            };
            let target = (!target.is_empty()).then(|| target.to_owned());
            match plan.mapping.iter_mut().find(|m| m.column == column.index) {
                Some(m) => m.target = target,
                None => bail!("the column {header:?} is not part of the plan"),
            }
        }
        if let Some(country) = self.country {
            plan.options.country = country;
        }
        if let Some(currency) = self.currency {
            plan.options.currency = currency;
        }
        if self.overwrite {
            plan.options.update = Update::Overwrite;
        }
        eprintln!(
            "{} {}, {} rows of {}",
            info.format,
            info.encoding,
            info.progress.map_or(0, |p| p.total),
            plan.object
        );
        for m in &plan.mapping {
            let header = info.columns.iter().find(|c| c.index == m.column).map_or("", |c| c.header.as_str());
            eprintln!("  {header:<24} → {}", m.target.as_deref().unwrap_or("(left out)"));
        }
        if self.preview {
            let preview = import::preview(&store, &Access::system(), id, plan)?;
            for row in &preview.rows {
                let problems: Vec<&str> = row.problems.iter().map(|p| p.message.as_str()).collect();
                println!("{:>6}  {:<8} {}", row.line, row.outcome.as_text(), problems.join("; "));
            }
            import::delete(&store, id)?;
            return Ok(());
        }
        let progress = std::cell::RefCell::new(Progress::new());
        let tell = |p: &import::ImportProgress| progress.borrow_mut().tell("rows", p.done, p.total);
        let done = import::run_here(&store, id, plan, &tell)?;
        progress.borrow().end();
        println!("{}", id.show(IdKind::Import));
        eprintln!(
            "{} new, {} updated, {} the same, {} refused",
            done.created, done.updated, done.same, done.refused
        );
        if done.refused > 0 {
            let (_, csv) = store.read(|tx| import::refused_csv(tx, id))?;
            let path = self.refused.clone().unwrap_or_else(|| refused_beside_us(&name));
            write_new(&path, &csv)?;
            eprintln!("the refused rows and why: {}", path.display());
        }
        Ok(())
    }
}

/// `people.csv` → `people.refused.csv` in the folder one stands in, never the file that was imported.
fn refused_beside_us(name: &str) -> PathBuf {
    let stem = name.split('.').next().filter(|s| !s.is_empty()).unwrap_or("import");
    PathBuf::from(format!("{stem}.refused.csv"))
}

/// Writes a file that is not there yet; one that is there stays as it is.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let made = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = made.with_context(|| {
        format!(
            "{} cannot be written anew; name another file with --refused (the import itself is done)",
            path.display()
        )
    })?;
    file.write_all(bytes).with_context(|| format!("{} cannot be written", path.display()))
}

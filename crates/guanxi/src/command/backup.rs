//! `guanxi backup` and `guanxi restore`: online copies, verified.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_kernel::SystemClock;
use gx_store::{Options, Store};

use crate::config::Config;
use crate::progress::Progress;

/// Copy an embedded database while it is used, and verify the copy.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where the copy goes; by default beside the database with the time in its name.
    #[arg(long)]
    to: Option<PathBuf>,
}

/// Put a verified backup in the place of the database.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// Replace a database that exists; it is kept beside as .before-restore.
    #[arg(long)]
    replace: bool,
}

fn embedded(config: &Config) -> Result<PathBuf> {
    match config.database.value.strip_prefix("sqlite:") {
        Some(path) => Ok(PathBuf::from(path)),
        None => bail!("this is a PostgreSQL database; use pg_dump and pg_restore"),
    }
}

/// Opens a copy and counts what it holds; the database's own check must find no fault.
fn verify(path: &Path) -> Result<(i64, i64)> {
    let options = Options { url: format!("sqlite:{}", path.display()), node: 0, migrate: false };
    let store = Store::open(&options, Arc::new(SystemClock), [0; 48])
        .with_context(|| format!("{} is not a Guanxi database", path.display()))?;
    let counts = store.read(|tx| {
        let fault = tx.one("PRAGMA integrity_check", &[])?;
        if fault.text(0)? != "ok" {
            return Err(gx_store::StoreError::Shape(format!("the copy is damaged: {}", fault.text(0)?)));
        }
        Ok((
            tx.one("SELECT COUNT(*) FROM person", &[])?.int(0)?,
            tx.one("SELECT COUNT(*) FROM interaction", &[])?.int(0)?,
        ))
    })?;
    Ok(counts)
}

impl Backup {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let path = embedded(config)?;
        if !path.exists() {
            bail!("there is no database at {}", path.display());
        }
        let store = super::open(config)?;
        let stamp = store.now().to_rfc3339().replace([':', '.'], "-");
        let to = self.to.unwrap_or_else(|| path.with_extension(format!("{stamp}.backup")));
        if to.exists() {
            bail!("{} exists already", to.display());
        }
        let mut progress = Progress::new();
        store.backup(&to, &mut |done, total| progress.tell("pages", done, total))?;
        progress.end();
        let (people, interactions) = verify(&to)?;
        println!("{}", to.display());
        eprintln!("verified: {people} people, {interactions} interactions");
        Ok(())
    }
}

impl Restore {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let path = embedded(config)?;
        let (people, interactions) = verify(&self.file)?;
        if path.exists() {
            if !self.replace {
                bail!("{} exists; stop the server and add --replace", path.display());
            }
            let kept = path.with_extension("before-restore");
            std::fs::rename(&path, &kept)
                .with_context(|| format!("{} cannot be set aside", path.display()))?;
            for suffix in ["-wal", "-shm"] {
                let _ = std::fs::rename(
                    format!("{}{suffix}", path.display()),
                    format!("{}{suffix}", kept.display()),
                );
            }
            eprintln!("the old database is kept as {}", kept.display());
        } else if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::copy(&self.file, &path).with_context(|| format!("{} cannot be written", path.display()))?;
        verify(&path)?;
        eprintln!("restored: {people} people, {interactions} interactions");
        Ok(())
    }
}

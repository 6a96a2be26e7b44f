//! `guanxi backup` and `guanxi restore`: online copies, verified.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_blob::{Blobs, Fault};
use gx_kernel::SystemClock;
use gx_people::file::store as files;
use gx_store::{Options, Store};

use crate::config::Config;
use crate::progress::Progress;

/// Copy an embedded database while it is used, and verify the copy.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where the copy goes; by default beside the database with the time in its name. The files go beside it, into a
    /// folder with the same name and ".files".
    #[arg(long)]
    to: Option<PathBuf>,
    /// Another folder for the files. Copies into one folder share what they have in common.
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
}

/// Put a verified backup in the place of the database.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    file: PathBuf,
    /// Replace a database that exists; it is kept beside as .before-restore.
    #[arg(long)]
    replace: bool,
    /// The folder of the backup's files, where it is not beside it.
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
}

/// The migration that made the table of files.
const FILES: i64 = 16;

/// The folder of files that belongs to a copy of the database.
fn beside(copy: &Path) -> PathBuf {
    let mut name = copy.as_os_str().to_owned();
    name.push(".files");
    PathBuf::from(name)
}

/// Copies what the living files of a database hold from one folder to another, every byte checked. What is missing or
/// damaged is named, and fails the command after everything else is safe.
fn copy_files(database: &Path, from: &Blobs, to: &Blobs) -> Result<()> {
    let contents = opened(database)?.read(files::contents)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut progress = Progress::new();
    let total = contents.len() as u64;
    let mut lost = Vec::new();
    for (done, (sha256, size, file)) in (1..).zip(&contents) {
        match runtime.block_on(from.copy(to, sha256, *size)) {
            Ok(_) => {}
            Err(Fault::Missing | Fault::Damaged) => lost.push(file.as_str()),
            Err(e) => return Err(e).with_context(|| format!("the bytes of {file} cannot be copied")),
        }
        progress.tell("files", done, total);
    }
    progress.end();
    eprintln!("verified: {} of {total} files", contents.len() - lost.len());
    if lost.is_empty() {
        return Ok(());
    }
    let shown: Vec<&str> = lost.iter().take(20).copied().collect();
    bail!("the database is copied, but {} files are missing or damaged: {}", lost.len(), shown.join(", "))
}

fn embedded(config: &Config) -> Result<PathBuf> {
    match config.database.value.strip_prefix("sqlite:") {
        Some(path) => Ok(PathBuf::from(path)),
        None => bail!("this is a PostgreSQL database; use pg_dump and pg_restore"),
    }
}

fn opened(path: &Path) -> Result<Store> {
    let options = Options { url: format!("sqlite:{}", path.display()), node: 0, migrate: false };
    Store::open(&options, Arc::new(SystemClock), [0; 48])
        .with_context(|| format!("{} is not a Guanxi database", path.display()))
}

/// Opens a copy and counts what it holds; the database's own check must find no fault.
fn verify(path: &Path) -> Result<(i64, i64)> {
    let store = opened(path)?;
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

/// Whether a database holds files; one from before there were any has not even a table for them.
fn has_files(path: &Path) -> Result<bool> {
    let store = opened(path)?;
    if store.migrations()?.iter().any(|m| m.version == FILES && m.applied_at.is_none()) {
        return Ok(false);
    }
    Ok(!store.read(files::contents)?.is_empty())
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
        // After the database: what it names is there, as nothing is swept within a month.
        let folder = self.files.unwrap_or_else(|| beside(&to));
        copy_files(&to, &config.blobs()?, &config.blobs_at(&folder, u64::MAX)?)
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
        let folder = self.files.unwrap_or_else(|| beside(&self.file));
        // Copies from before there were files have none.
        if !has_files(&path)? {
            return Ok(());
        }
        if !folder.exists() {
            bail!("the files of this backup are not at {}; name their folder with --files", folder.display());
        }
        let into = config.blobs_at(Path::new(&config.files.value), u64::MAX)?;
        copy_files(&path, &config.blobs_at(&folder, u64::MAX)?, &into)
    }
}

//! `guanxi backup` and `guanxi restore`: online copies, verified.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_blob::{Blobs, Fault};
use gx_kernel::SystemClock;
use gx_people::file::store as files;
use gx_privacy::ledger::{self, Ledger};
use gx_server::reseal;
use gx_store::{Options, Store};

use super::seal::lines;
use crate::config::Config;
use crate::progress::Progress;
use crate::{seal, wrap};

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
    /// Copy the key that seals secrets as well, under the passphrase in the first line of this file.
    #[arg(long, value_name = "PASSPHRASE-FILE")]
    with_key: Option<PathBuf>,
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
    /// Bring back the key that was copied with the backup, with the passphrase in the first line of this file.
    #[arg(long, value_name = "PASSPHRASE-FILE")]
    with_key: Option<PathBuf>,
    /// The ledger of who was erased since the backup, as `guanxi erasures export` wrote it. The one of the database that
    /// is replaced is carried over by itself.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
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
        None => bail!(
            "this is a PostgreSQL database; use pg_dump and pg_restore, and keep the key that seals secrets apart"
        ),
    }
}

/// Where the key of a backup lies.
fn key_beside(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".key");
    name.into()
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

/// Says what of a backup is sealed, and where the key is that opens it.
fn say_sealed(config: &Config, store: &Store, with_key: Option<&Path>) -> Result<()> {
    let held = reseal::held(store)?;
    if held.is_empty() {
        eprintln!("nothing in it is sealed yet");
        return Ok(());
    }
    let list = lines(&held, false);
    match with_key {
        Some(file) => eprintln!(
            "sealed in it:\n{list}the key that opens it lies beside, under your passphrase: {}",
            file.display()
        ),
        None => eprintln!(
            "sealed in it:\n{list}the key that opens it is not in it: keep {} apart, or add --with-key",
            seal::whence(config)
        ),
    }
    Ok(())
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
        // Before the copy is begun: a passphrase that cannot be read must not cost one.
        let key = match &self.with_key {
            Some(file) => {
                let passphrase = wrap::passphrase(file)?;
                let Some(key) = seal::bytes(config)? else {
                    bail!("there is no key at {} to copy", seal::whence(config));
                };
                if gx_server::SealKey::new(key).seal(&store).fits(&store)? == Some(false) {
                    bail!("the key at {} is not the one that sealed this database", seal::whence(config));
                }
                Some(wrap::wrap(&passphrase, &key)?)
            }
            None => None,
        };
        let mut progress = Progress::new();
        store.backup(&to, &mut |done, total| progress.tell("pages", done, total))?;
        progress.end();
        let (people, interactions) = verify(&to)?;
        let key_file = key_beside(&to);
        if let Some(key) = &key {
            std::fs::write(&key_file, key)
                .with_context(|| format!("{} cannot be written", key_file.display()))?;
        }
        println!("{}", to.display());
        eprintln!("verified: {people} people, {interactions} interactions");
        say_sealed(config, &opened(&to)?, key.is_some().then_some(key_file.as_path()))?;
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
        let key = match &self.with_key {
            Some(file) => Some(key_of(&self.file, file)?),
            None => None,
        };
        let mut ledger = match &self.erasures {
            Some(file) => Ledger::read(file)?,
            None => Ledger::default(),
        };
        if path.exists() {
            if !self.replace {
                bail!("{} exists; stop the server and add --replace", path.display());
            }
            match opened(&path).and_then(|store| Ok(Ledger::of(&store)?)) {
                Ok(known) => ledger.join(known),
                Err(e) => eprintln!(
                    "the ledger of erasures cannot be read from {} ({e:#}); give the last one you exported with --erasures",
                    path.display()
                ),
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
        keep_erased(&path, &ledger)?;
        let store = opened(&path)?;
        if let Some(key) = key {
            if seal::in_environment() {
                bail!(
                    "the key comes from the environment here: put the one of the backup into {}",
                    seal::VARIABLE
                );
            }
            seal::put(Path::new(&config.seal_key_file.value), &key, &store.now().to_rfc3339())?;
            eprintln!("its key lies in {}", config.seal_key_file.value);
        }
        say_what_opens(config, &store, &self.file)?;
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

/// Lays the ledger beside the database: the next start erases again whoever was erased since the backup.
fn keep_erased(path: &Path, ledger: &Ledger) -> Result<()> {
    if ledger.erasures.is_empty() {
        return Ok(());
    }
    ledger.write(&ledger::beside(path))?;
    eprintln!("{} erasures are carried over; the next start carries them out again", ledger.erasures.len());
    Ok(())
}

/// The key that lies beside a backup.
fn key_of(backup: &Path, passphrase: &Path) -> Result<[u8; 32]> {
    let passphrase = wrap::passphrase(passphrase)?;
    let beside = key_beside(backup);
    let text =
        std::fs::read_to_string(&beside).with_context(|| format!("{} cannot be read", beside.display()))?;
    let key = wrap::unwrap(&passphrase, &text).with_context(|| beside.display().to_string())?;
    let store = opened(backup)?;
    if gx_server::SealKey::new(key).seal(&store).fits(&store)? == Some(false) {
        bail!("{} is not the key of this backup", beside.display());
    }
    Ok(key)
}

/// Says whether the key at hand opens what was brought back, and else exactly what has to be entered again.
fn say_what_opens(config: &Config, store: &Store, backup: &Path) -> Result<()> {
    if store.migrations()?.iter().any(|m| m.applied_at.is_none()) {
        eprintln!(
            "it is of an older version: the next start brings it up to date, and `guanxi doctor` then says whether \
             the key at {} opens what is sealed in it",
            seal::whence(config)
        );
        return Ok(());
    }
    let held = reseal::held(store)?;
    let fits = match seal::existing(config)? {
        Some(key) => key.seal(store).fits(store)? != Some(false),
        None => held.is_empty(),
    };
    if fits {
        eprintln!("the key at {} opens what is sealed in it", seal::whence(config));
        return Ok(());
    }
    let beside = key_beside(backup);
    let way = if beside.exists() {
        format!("its key lies in {}: restore again with --with-key", beside.display())
    } else {
        format!("bring back the key that was at {} then", seal::whence(config))
    };
    eprintln!(
        "the key at {} does not open what is sealed in it; everything else works. Shut are:\n{}{way}; \
         if it is lost, `guanxi seal forget --key-is-lost` lets them be entered again",
        seal::whence(config),
        lines(&held, true)
    );
    Ok(())
}

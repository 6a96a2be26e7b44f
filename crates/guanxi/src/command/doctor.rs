//! `guanxi doctor`: what is wrong here, and what to do.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use gx_blob::Condition;
use gx_kernel::{Clock as _, Micros, SystemClock};
use gx_store::{Dialect, Options, Store, job};

use crate::config::Config;

/// Check database, disk, clock and configuration, and say what to do.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Read every byte of every file, however many there are.
    #[arg(long)]
    bytes: bool,
}

/// As many bytes of files are read without being asked to.
const READ_ANYWAY: u64 = 2 << 30;

struct Findings(u32);

impl Findings {
    fn good(&self, what: &str, found: &str) {
        println!("ok    {what:<14} {found}");
    }

    fn bad(&mut self, what: &str, found: &str, advice: &str) {
        self.0 += 1;
        println!("FIX   {what:<14} {found}\n      {:<14} → {advice}", "");
    }
}

impl Doctor {
    /// Runs the command.
    pub fn run(self, config: &Config) -> Result<()> {
        let mut f = Findings(0);
        f.good("configuration", &format!("{} values, none unknown", config.show().lines().count()));
        let now = SystemClock.now();
        // This program was made after 2026 began; a clock before that is wrong, and ids would run backwards.
        if now < Micros(1_767_225_600_000_000) {
            f.bad(
                "clock",
                &now.to_rfc3339(),
                "set the machine's clock (NTP); ids and timelines depend on it",
            );
        } else {
            f.good("clock", &now.to_rfc3339());
        }
        let folder = match config.database.value.strip_prefix("sqlite:") {
            Some(path) => Path::new(path).parent().map(Path::to_path_buf).unwrap_or_default(),
            None => Path::new(&config.data.value).to_path_buf(),
        };
        match write_probe(&folder) {
            Ok(()) => f.good("folder", &format!("{} can be written", folder.display())),
            Err(e) => f.bad(
                "folder",
                &format!("{}: {e}", folder.display()),
                "give the user of this process the right to write there, or choose --data",
            ),
        }
        match free_space(&folder) {
            Some(free) if free < 1 << 30 => f.bad(
                "disk",
                &format!("{} MB free", free >> 20),
                "free some space: below 1 GB an import can fail half-way (nothing is lost, but it stops)",
            ),
            Some(free) => f.good("disk", &format!("{} GB free", free >> 30)),
            None => f.good("disk", "free space cannot be read here"),
        }
        let options = Options { url: config.database.value.clone(), node: config.node(), migrate: false };
        match Store::open(&options, Arc::new(SystemClock), [0; 48]) {
            Err(e) => f.bad(
                "database",
                &e.to_string(),
                "check --database; `guanxi migrate` makes the tables of a new one",
            ),
            Ok(store) => {
                if database(&store, &mut f)? {
                    files(&store, config, self.bytes, &mut f)?;
                }
                seal(&store, config, &mut f);
            }
        }
        if f.0 > 0 {
            bail!("{} things to fix", f.0);
        }
        Ok(())
    }
}

/// Checks the database; whether its tables are up to date, so that the rest can be asked.
fn database(store: &Store, f: &mut Findings) -> Result<bool> {
    let waiting = store.migrations()?.iter().filter(|m| m.applied_at.is_none()).count();
    if waiting > 0 {
        f.bad("migrations", &format!("{waiting} wait"), "run `guanxi migrate`");
        return Ok(false);
    }
    f.good("migrations", "all ran");
    if store.dialect() == Dialect::Sqlite {
        let check = store.read(|tx| Ok(tx.one("PRAGMA quick_check", &[])?.text(0)?.to_owned()))?;
        if check == "ok" {
            f.good("database", "its own check finds no fault");
        } else {
            f.bad("database", &check, "restore the last backup with `guanxi restore`");
        }
    } else {
        f.good("database", "PostgreSQL answers");
    }
    let users =
        store.read(|tx| tx.one("SELECT COUNT(*) FROM staff WHERE disabled_at IS NULL", &[])?.int(0))?;
    if users == 0 {
        f.bad(
            "accounts",
            "nobody can sign in",
            "guanxi user add --login you --name 'Your Name' --role admin",
        );
    } else {
        f.good("accounts", &format!("{users} can sign in"));
    }
    let failed = store.read(|tx| tx.one("SELECT COUNT(*) FROM job WHERE state = 'failed'", &[])?.int(0))?;
    let newest = store.read(|tx| job::newest(tx, "ingest.expire"))?;
    if failed > 0 {
        f.bad("jobs", &format!("{failed} gave up"), "the log names the reason of each");
    } else {
        f.good("jobs", if newest.is_some() { "none gave up" } else { "none ran yet" });
    }
    Ok(true)
}

/// Whether the bytes of every file are there, and as they came.
fn files(store: &Store, config: &Config, bytes: bool, f: &mut Findings) -> Result<()> {
    let contents = store.read(gx_people::file::store::contents)?;
    let blobs = match config.blobs() {
        Ok(blobs) => blobs,
        Err(e) => {
            f.bad("files", &format!("{e:#}"), "give the user of this process the right to write there");
            return Ok(());
        }
    };
    let sum: u64 = contents.iter().map(|(_, size, _)| size).sum();
    let whole = bytes || sum <= READ_ANYWAY;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut missing, mut damaged) = (Vec::new(), Vec::new());
    for (sha256, size, file) in &contents {
        match runtime.block_on(blobs.condition(sha256, *size, whole))? {
            Condition::Good => {}
            Condition::Missing => missing.push(file.as_str()),
            Condition::Damaged => damaged.push(file.as_str()),
        }
    }
    for (what, list) in [("missing", &missing), ("damaged", &damaged)] {
        if !list.is_empty() {
            let shown: Vec<&str> = list.iter().take(5).copied().collect();
            f.bad(
                "files",
                &format!("{} of {} are {what}: {}", list.len(), contents.len(), shown.join(", ")),
                "copy the folder of files of the last backup over this one: the same bytes have the same names",
            );
        }
    }
    if missing.is_empty() && damaged.is_empty() {
        let looked = if whole { "every byte read" } else { "sizes only; --bytes reads them" };
        f.good("files", &format!("{} contents, {} MB, {looked}", contents.len(), sum >> 20));
    }
    match blobs.free() {
        Some(free) if free < blobs.rules().keep_free => f.bad(
            "room for files",
            &format!("{} MB free", free >> 20),
            "free some space: no file is taken until there is more than files_keep_free_mb",
        ),
        _ => {}
    }
    Ok(())
}

/// Whether the key at hand is the one that sealed the database's secrets.
fn seal(store: &Store, config: &Config, f: &mut Findings) {
    let key = match crate::seal::existing(config) {
        Ok(Some(key)) => key,
        // Any key tells whether one was there before.
        Ok(None) => match gx_server::SealKey::default().seal(store).fits(store) {
            Ok(None) => return f.good("seal", "no key yet; the first start makes one"),
            _ => {
                return f.bad(
                    "seal",
                    "the key of the workspace's secrets is missing",
                    "bring back its seal.key",
                );
            }
        },
        Err(e) => {
            return f.bad(
                "seal",
                &format!("{e:#}"),
                "it is 32 bytes in base64; bring back the one that was there",
            );
        }
    };
    match key.seal(store).fits(store) {
        Ok(Some(false)) => f.bad(
            "seal",
            "another key sealed the workspace's secrets",
            "bring back its seal.key; if it is lost, `guanxi seal forget` lets the secrets be entered anew",
        ),
        Ok(_) => f.good("seal", "the key of the workspace's secrets is at hand"),
        Err(e) => f.bad("seal", &e.to_string(), "the database could not be asked"),
    }
}

fn write_probe(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let probe = folder.join(".guanxi-probe");
    std::fs::write(&probe, b"probe")?;
    std::fs::remove_file(probe)
}

/// Free bytes, as the platform's own `df` counts them.
fn free_space(folder: &Path) -> Option<u64> {
    let out = std::process::Command::new("df").args(["-Pk"]).arg(folder).output().ok()?;
    let text = String::from_utf8(out.stdout).ok()?;
    text.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok().map(|k| k * 1024)
}

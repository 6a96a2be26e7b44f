//! `guanxi demo`: the believable company, in a database of its own.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_demo::DemoConfig;
use gx_kernel::{Clock as _, SystemClock};
use gx_people::duplicates;
use gx_server::{App, Settings, demo};
use gx_store::{Options, Store, settings};

use crate::config::Config;
use crate::progress::Progress;
use crate::telemetry::Telemetry;

/// Up to so many people are looked through for duplicates before the demo opens its doors.
const SCANNED: u32 = 100_000;

/// Open a believable company to look around in.
#[derive(Debug, Args)]
pub struct Demo {
    /// The port.
    #[arg(long)]
    port: Option<u16>,
    /// How many people.
    #[arg(long, default_value_t = 2000)]
    people: u32,
    /// Interactions for each person, on average.
    #[arg(long, default_value_t = 30.0)]
    interactions: f64,
    /// The seed; the same seed makes the same company.
    #[arg(long, default_value_t = demo::SEED)]
    seed: u64,
    /// Open a browser if there is a screen.
    #[arg(long)]
    open: bool,
    /// Begin anew, even if the demo's database exists.
    #[arg(long)]
    fresh: bool,
    /// Fill the database and end, without serving it.
    #[arg(long)]
    fill_only: bool,
    /// Let customers act while you watch.
    #[arg(long)]
    live: bool,
}

impl Demo {
    /// Runs the command.
    pub fn run(self, config: &Config, telemetry: &Telemetry) -> Result<()> {
        let config = &config.for_demo();
        // A demo never touches a database of real work: unless one is named, it has its own.
        let url = if config.database.from == "default" {
            format!("sqlite:{}", Path::new(&config.data.value).join("demo.db").display())
        } else {
            config.database.value.clone()
        };
        if self.fresh {
            remove_demo(&url)?;
        }
        let mut store = super::open_url(config, &url)?;
        if store.read(|tx| settings::get::<bool>(tx, demo::FILLING))?.unwrap_or(false) {
            eprintln!("the last filling broke off; beginning anew");
            drop(store);
            remove_demo(&url)?;
            store = super::open_url(config, &url)?;
        }
        let filled = store.read(|tx| tx.first("SELECT id FROM person LIMIT 1", &[]))?.is_some();
        if !filled {
            let app = App::start(
                store.clone(),
                Settings {
                    seal: crate::seal::key(config, &store)?,
                    blobs: config.blobs()?,
                    ..Settings::default()
                },
            )?;
            let mut progress = Progress::new();
            let settings = DemoConfig {
                people: self.people,
                interactions_per_person: self.interactions,
                ..DemoConfig::new(self.seed, SystemClock.now())
            };
            demo::load(&store, &app.pipeline, settings, &mut |phase, done, total| {
                progress.tell(phase, done, total)
            })?;
            progress.end();
            app.stop();
            // A company that opens with a year behind it has looked for duplicates; a million takes a while.
            if self.people <= SCANNED {
                store.write(|tx| duplicates::call_scan(tx, &store))?;
            }
        }
        if self.fill_only {
            return Ok(());
        }
        super::serve::serve(config, telemetry, store, self.port, self.open, None)
    }
}

/// Removes an embedded demo database; refuses anything that is not known to be one.
fn remove_demo(url: &str) -> Result<()> {
    let Some(path) = url.strip_prefix("sqlite:") else {
        bail!("only an embedded demo is removed; empty the PostgreSQL schema by hand");
    };
    if !Path::new(path).exists() {
        return Ok(());
    }
    let options = Options { url: url.to_owned(), node: 0, migrate: false };
    let store = Store::open(&options, Arc::new(SystemClock), [0; 48])
        .with_context(|| format!("{path} is not a Guanxi database"))?;
    let is_demo = store.read(|tx| {
        let told = settings::get::<bool>(tx, "demo")?.unwrap_or(false);
        let real = tx
            .first("SELECT id FROM person WHERE demo = 0 AND import_id IS NOT NULL LIMIT 1", &[])?
            .is_some();
        let empty = tx.first("SELECT id FROM person LIMIT 1", &[])?.is_none();
        Ok((told && !real) || empty)
    })?;
    if !is_demo {
        bail!(
            "{path} holds work of your own; --fresh removes only a demo. Name another file with --database"
        );
    }
    drop(store);
    for suffix in ["", "-wal", "-shm"] {
        match std::fs::remove_file(format!("{path}{suffix}")) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                return Err(e).with_context(|| format!("{path}{suffix} cannot be removed"));
            }
            _ => {}
        }
    }
    Ok(())
}

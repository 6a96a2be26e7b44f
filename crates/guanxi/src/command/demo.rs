//! `guanxi demo`: the believable company, in a database of its own.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use gx_demo::DemoConfig;
use gx_kernel::{Clock as _, SystemClock};
use gx_server::{App, Settings, demo};

use crate::config::Config;
use crate::progress::Progress;

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
    pub fn run(self, config: &Config) -> Result<()> {
        // A demo never touches a database of real work: unless one is named, it has its own.
        let url = if config.database.from == "default" {
            format!("sqlite:{}", Path::new(&config.data.value).join("demo.db").display())
        } else {
            config.database.value.clone()
        };
        if self.fresh
            && let Some(path) = url.strip_prefix("sqlite:")
        {
            for suffix in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{path}{suffix}"));
            }
        }
        let store = super::open_url(config, &url)?;
        let filled = store.read(|tx| tx.first("SELECT id FROM person LIMIT 1", &[]))?.is_some();
        if !filled {
            let app = App::start(store.clone(), Settings::default())?;
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
        }
        if self.fill_only {
            return Ok(());
        }
        super::serve::serve(config, store, self.port, self.open, None)
    }
}

//! `guanxi serve`: the server.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use clap::Args;
use gx_server::{App, Settings};
use gx_store::Store;

use crate::config::Config;
use crate::telemetry::Telemetry;

/// Run the server.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port; stronger than the configuration's listen address.
    #[arg(long)]
    port: Option<u16>,
    /// Write the address that is served to this file once it is ready (port 0 takes a free one).
    #[arg(long, value_name = "FILE")]
    address_file: Option<std::path::PathBuf>,
}

impl Serve {
    /// Runs the command.
    pub fn run(self, config: &Config, telemetry: &Telemetry) -> Result<()> {
        let store = super::open(config)?;
        if !gx_server::workspace::has_users(&store)? {
            eprintln!(
                "Nobody can sign in yet. In another terminal: guanxi user add --login you --name 'Your Name' --role admin"
            );
        }
        serve(config, telemetry, store, self.port, false, self.address_file.as_deref())
    }
}

/// Serves a store until the process is told to end.
pub fn serve(
    config: &Config,
    telemetry: &Telemetry,
    store: Store,
    port: Option<u16>,
    open: bool,
    address_file: Option<&std::path::Path>,
) -> Result<()> {
    let mut listen = config.listen.value.clone();
    if let Some(port) = port {
        let host = listen.rsplit_once(':').map_or("127.0.0.1", |(h, _)| h).to_owned();
        listen = format!("{host}:{port}");
    }
    let seal = crate::seal::key(config, &store)?;
    let settings = Settings {
        secure_cookies: config.secure_cookies.value == "true",
        adopt: telemetry.adopt(),
        seal,
        guard: config.guard()?,
        blobs: config.blobs()?,
    };
    let app = App::start(store, settings).context("the program cannot start")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(&listen)
            .await
            .with_context(|| format!("{listen} cannot be listened on; choose another with --port"))?;
        let address = listener.local_addr()?;
        // Who reads the address may end us at once: the signals are listened to before it is written.
        let ends = ends();
        if let Some(file) = address_file {
            std::fs::write(file, format!("http://{address}\n"))
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        eprintln!("Guanxi is ready: http://{address}");
        let _ = std::io::stderr().flush();
        if open {
            open_browser(&format!("http://{address}"));
        }
        app.serve(listener, ends).await.context("the server broke off")
    })
}

/// Resolves when the process is told to end; listens from the call on, not from the first poll on.
fn ends() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let told = [signal(SignalKind::interrupt()), signal(SignalKind::terminate())];
        async move {
            match told {
                [Ok(mut interrupt), Ok(mut terminate)] => {
                    tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
                }
                [Ok(mut one), Err(_)] | [Err(_), Ok(mut one)] => drop(one.recv().await),
                _ => std::future::pending().await,
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Opens the page in a browser where there is a screen.
fn open_browser(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        "xdg-open"
    } else {
        return;
    };
    if let Err(e) = std::process::Command::new(program)
        .arg(url)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
    {
        tracing::debug!(error = %e, "no browser could be opened");
    }
}

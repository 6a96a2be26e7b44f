//! Servers of this very binary, on loopback, with databases that end with the run.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use gx_http::auth;
use gx_http::kit::secret;
use gx_ingest::sources;
use serde_json::json;

use super::client::{Answer, Connection, request};
use crate::config::Config;

/// The longest start that is waited for.
const START_MAX: Duration = Duration::from_secs(60);

/// A folder that goes when the measurement ends, unless it was named by the caller.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    keep: bool,
}

impl Folder {
    /// A fresh folder for this process.
    pub(super) fn fresh(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("guanxi-bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("{} cannot be made", path.display()))?;
        Ok(Self { path, keep: false })
    }

    /// A folder that stays.
    pub(super) fn lasting(path: &Path) -> Result<Self> {
        std::fs::create_dir_all(path).with_context(|| format!("{} cannot be made", path.display()))?;
        Ok(Self { path: path.to_owned(), keep: true })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The address of the database in it.
    pub(super) fn database(&self) -> String {
        format!("sqlite:{}", self.path.join("bench.db").display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.keep {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// A running child; it is ended when this goes.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    /// `host:port`.
    pub(super) address: String,
    /// From starting the process to the first good `/readyz`.
    pub(super) ready_after: Duration,
}

impl Server {
    /// Starts `guanxi serve` on a folder's database and waits until it is ready.
    pub(super) fn start(folder: &Folder) -> Result<Self> {
        let said = folder.path().join("address");
        let _ = std::fs::remove_file(&said);
        let log = std::fs::File::create(folder.path().join("server.log"))?;
        let program = std::env::current_exe().context("this program cannot find itself")?;
        let mut command = Command::new(program);
        for (key, _) in std::env::vars_os().filter(|(k, _)| k.to_string_lossy().starts_with("GUANXI_")) {
            command.env_remove(key);
        }
        command.args(["--log", "warn", "--database", &folder.database(), "--data"]).arg(folder.path());
        command.args(["serve", "--port", "0", "--address-file"]).arg(&said);
        let start = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
        let child = child.context("a server cannot be started")?;
        let mut server = Self { child, address: String::new(), ready_after: Duration::ZERO };
        loop {
            if server.is_ready(&said) {
                server.ready_after = start.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                let log = std::fs::read_to_string(folder.path().join("server.log")).unwrap_or_default();
                bail!("the server ended at once ({status}): {}", log.trim());
            }
            if start.elapsed() > START_MAX {
                bail!("the server was not ready after {} s", START_MAX.as_secs());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn is_ready(&mut self, said: &Path) -> bool {
        if self.address.is_empty() {
            let text = std::fs::read_to_string(said).unwrap_or_default();
            match text.strip_suffix('\n').and_then(|t| t.strip_prefix("http://")) {
                Some(address) => self.address = address.to_owned(),
                None => return false,
            }
        }
        let probe = || Connection::open(&self.address)?.send(&request("GET", "/readyz", &[], b""));
        probe().is_ok_and(|a| a.status == 200)
    }

    /// Opens a connection.
    pub(super) fn connect(&self) -> Result<Connection> {
        Connection::open(&self.address)
    }

    /// The process.
    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// One GET on a connection of its own.
    pub(super) fn get(&self, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
        self.connect()?.send(&request("GET", path, headers, b""))
    }

    /// Signs in; the cookie of the session.
    pub(super) fn sign_in(&self, login: &str, password: &str) -> Result<String> {
        let body = json!({"login": login, "password": password}).to_string();
        let headers = [("x-guanxi", "1"), ("content-type", "application/json")];
        let answer = self.connect()?.send(&request("POST", "/api/session", &headers, body.as_bytes()))?;
        let cookie = answer.header("set-cookie").and_then(|c| c.split(';').next()).map(str::to_owned);
        answer.good()?;
        cookie.context("the session has no cookie")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // What it holds is thrown away, and a committed input survives a kill anyway.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a measuring client needs to come in.
#[derive(Debug)]
pub(super) struct Keys {
    /// The write key as an `Authorization` value.
    pub(super) write: String,
    /// Login and password of an administrator.
    pub(super) login: &'static str,
    pub(super) password: String,
}

/// Makes an empty workspace with an account and a write key.
pub(super) fn empty_workspace(config: &Config, folder: &Folder) -> Result<Keys> {
    use base64::Engine as _;
    let store = crate::command::open_url(config, &folder.database())?;
    let (key, password) = (secret("gxw")?, secret("gxp")?);
    let hash = auth::hash_password(&password)?;
    store.write(|tx| {
        auth::create_user(tx, &store, "bench", "Bench", "admin", &hash, false)?;
        let source = sources::create(tx, &store, "bench", "server")?;
        sources::create_key(tx, &store, source, "bench", &key)
    })?;
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{key}:"));
    Ok(Keys { write: format!("Basic {basic}"), login: "bench", password })
}

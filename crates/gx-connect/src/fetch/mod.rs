//! The other system: read from and written to, each kind in a file of its own.

mod http;
mod mysql;
mod postgres;
mod sftp;

use std::time::Duration;

use gx_fetch::Guard;
use gx_kernel::Micros;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::model::{Engine, Place};

/// Records of one run; a system that holds more is read in parts by a narrower query.
pub(crate) const ROWS: usize = 200_000;
/// Bytes of one run.
pub(crate) const BYTES: usize = 64 << 20;
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(8);
/// How long everything that is asked of a server at once may take; below the lease of a job.
const WHOLE: Duration = Duration::from_secs(45);

/// Why the other system could not be read or told: a stable word, and a sentence for people.
#[derive(Clone, Debug)]
pub(crate) struct Failed {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Failed {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self { code, message: message.chars().take(500).collect() }
    }
}

impl From<gx_fetch::Refused> for Failed {
    fn from(e: gx_fetch::Refused) -> Self {
        Self::new(e.code, format!("The server cannot be called: expected {}.", e.message))
    }
}

impl From<gx_store::StoreError> for Failed {
    fn from(e: gx_store::StoreError) -> Self {
        match e {
            gx_store::StoreError::Problem(p) => {
                let fields: Vec<String> =
                    p.fields.iter().map(|f| format!("{}: {}", f.field, f.message)).collect();
                let more = if fields.is_empty() { String::new() } else { format!(" {}", fields.join("; ")) };
                Self::new("not_written", format!("{}{more}", p.message))
            }
            other => {
                tracing::error!(error = %other, "a run of a connector met the database");
                Self::new("internal", "Something went wrong here; the log of the server says more.")
            }
        }
    }
}

pub(crate) type Got<T> = Result<T, Failed>;

/// How far the other system was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    /// When the last run that went well began.
    pub(crate) since: Option<Micros>,
    /// The greatest value of the column that only grows.
    pub(crate) watermark: Option<String>,
    /// Files that were read.
    pub(crate) files: Vec<Seen>,
    /// How far the feed was told.
    pub(crate) told: Option<String>,
}

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) mtime: u32,
}

/// What is asked of the other system.
pub(crate) struct Ask<'a> {
    pub(crate) guard: &'a Guard,
    pub(crate) secret: &'a str,
    pub(crate) state: &'a State,
    /// Everything, and not only what changed.
    pub(crate) whole: bool,
    /// A look at the first records only.
    pub(crate) sample: Option<usize>,
    /// Says that the run goes on; fails when it must stop.
    pub(crate) alive: &'a dyn Fn() -> Got<()>,
}

impl Ask<'_> {
    fn most(&self) -> usize {
        self.sample.unwrap_or(ROWS)
    }
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Fetched {
    /// The name of the file, or one that stands for it.
    pub(crate) name: String,
    /// A table in any form that an import reads; empty if there is nothing new.
    pub(crate) bytes: Vec<u8>,
    /// How far it was read by this.
    pub(crate) state: State,
    /// Whether there is more to read at once.
    pub(crate) more: bool,
    /// Whether these are all records of the other system.
    pub(crate) whole: bool,
    /// The key of the SSH server.
    pub(crate) fingerprint: Option<String>,
}

/// Reads records.
pub(crate) fn read(place: &Place, ask: &Ask<'_>) -> Got<Fetched> {
    match place {
        Place::Http(h) => http::read(h, ask),
        Place::Sftp(s) => runtime()?.block_on(timed(sftp::read(s, ask))),
        Place::Sql(s) if s.engine == Engine::Postgres => postgres::read(s, ask),
        Place::Sql(s) => runtime()?.block_on(timed(mysql::read(s, ask))),
    }
}

/// Records for the other system, under its names.
pub(crate) struct Batch<'a> {
    pub(crate) names: &'a [String],
    /// The name that names a record.
    pub(crate) key: &'a str,
    pub(crate) rows: &'a [Map<String, Json>],
    /// By which the other system knows a batch that it was sent before.
    pub(crate) id: &'a str,
    /// When.
    pub(crate) at: Micros,
}

/// Sends records; the key of the SSH server, where there is one.
pub(crate) fn write(place: &Place, guard: &Guard, secret: &str, batch: &Batch<'_>) -> Got<Option<String>> {
    match place {
        Place::Http(h) => http::write(h, guard, secret, batch).map(|()| None),
        Place::Sftp(s) => runtime()?.block_on(timed(sftp::write(s, guard, secret, batch))).map(Some),
        Place::Sql(s) if s.engine == Engine::Postgres => {
            postgres::write(s, guard, secret, batch).map(|()| None)
        }
        Place::Sql(s) => runtime()?.block_on(timed(mysql::write(s, guard, secret, batch))).map(|()| None),
    }
}

fn runtime() -> Got<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Failed::new("internal", format!("no runtime: {e}")))
}

async fn timed<T>(work: impl Future<Output = Got<T>>) -> Got<T> {
    match tokio::time::timeout(WHOLE, work).await {
        Ok(done) => done,
        Err(_) => Err(slow()),
    }
}

fn slow() -> Failed {
    Failed::new("timeout", format!("The server took longer than {} seconds.", WHOLE.as_secs()))
}

fn too_many() -> Failed {
    Failed::new(
        "too_many",
        format!("More than {ROWS} records in one run; ask for fewer, such as those that changed."),
    )
}

fn too_large() -> Failed {
    Failed::new("too_large", format!("More than {} MB in one run; ask for fewer records.", BYTES >> 20))
}

/// A value as the text of a cell.
pub(crate) fn text(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(s) => s.clone(),
        Json::Array(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

//! The store: a database, opened and migrated, with the clock and the ids.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use gx_kernel::hash::KeyedHash;
use gx_kernel::{Clock, Id, IdGen, Micros};

use crate::engine::{PgPool, SqlitePool};
use crate::{Dialect, Learned, MigrationState, Result, StoreError, Tx, migrate, settings};

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` or `postgres://…`; `?schema=NAME` keeps everything in one schema.
    pub url: String,
    /// This process's number among processes on one database, 0–255.
    pub node: u8,
    /// Whether to bring the schema up to date.
    pub migrate: bool,
}

impl Options {
    /// Options that migrate, for node 0.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), node: 0, migrate: true }
    }
}

enum Engine {
    Sqlite(SqlitePool),
    Postgres(Box<PgPool>),
}

struct Inner {
    engine: Engine,
    clock: Arc<dyn Clock>,
    ids: IdGen,
    hash: KeyedHash,
    secret: [u8; 32],
    touched: Mutex<HashMap<Id, Instant>>,
}

/// An open database. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({:?})", self.dialect())
    }
}

impl Store {
    /// Opens the database, migrates it if asked, and reads the workspace's keys.
    ///
    /// `fresh_key` is 48 random bytes, used once, when the workspace is made.
    pub fn open(options: &Options, clock: Arc<dyn Clock>, fresh_key: [u8; 48]) -> Result<Self> {
        let learned = Learned::new(clock.clone());
        let engine = if let Some(path) = options.url.strip_prefix("sqlite:") {
            let path = Path::new(path.trim_start_matches("//"));
            if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
                std::fs::create_dir_all(folder)
                    .map_err(|e| StoreError::Unreachable(format!("{}: {e}", folder.display())))?;
            }
            Engine::Sqlite(SqlitePool::open(path, learned)?)
        } else if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://") {
            let (url, schema) = split_schema(&options.url);
            Engine::Postgres(Box::new(PgPool::open(&url, schema.as_deref(), learned)?))
        } else {
            return Err(StoreError::Unreachable(format!(
                "{:?} is neither sqlite:PATH nor postgres://…",
                redact(&options.url)
            )));
        };
        let engine_run = |f: &mut dyn FnMut(&mut Tx<'_>) -> Result<()>| match &engine {
            Engine::Sqlite(p) => p.write(|tx| f(tx)),
            Engine::Postgres(p) => p.run(false, |tx| f(tx)),
        };
        if options.migrate {
            let snapshot = match &engine {
                Engine::Sqlite(p) => Some(p.path().to_owned()),
                Engine::Postgres(_) => None,
            };
            migrate::run(&engine_run, clock.now(), &|version| match (&engine, &snapshot) {
                (Engine::Sqlite(p), Some(path)) => {
                    let to = snapshot_path(path, version);
                    p.backup(&to, &mut |_, _| {})
                }
                _ => Ok(()),
            })?;
        }
        let mut key = [0_u8; 48];
        engine_run(&mut |tx| {
            key = settings::workspace_key(tx, fresh_key)?;
            Ok(())
        })?;
        let (short, long) = key.split_at(16);
        let hash = KeyedHash::new(short.try_into().map_err(|_| StoreError::Shape("workspace key".into()))?);
        let secret = long.try_into().map_err(|_| StoreError::Shape("workspace key".into()))?;
        Ok(Self(Arc::new(Inner {
            engine,
            clock,
            ids: IdGen::new(options.node),
            hash,
            secret,
            touched: Mutex::default(),
        })))
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self.0.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Now, by the clock the store was opened with.
    pub fn now(&self) -> Micros {
        self.0.clock.now()
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// A new id.
    pub fn id(&self) -> Id {
        self.0.ids.next(self.0.clock.now())
    }

    /// The workspace's keyed hash.
    pub fn hash(&self) -> &KeyedHash {
        &self.0.hash
    }

    /// The workspace's secret, for signing cursors and sealing what is kept secret.
    pub fn secret(&self) -> &[u8; 32] {
        &self.0.secret
    }

    /// When a colleague last changed a record or a setting by this process: what they were told before may be wrong since.
    pub fn touched(&self, user: Id) -> Option<Instant> {
        self.0.touched.lock().unwrap_or_else(PoisonError::into_inner).get(&user).copied()
    }

    pub(crate) fn touch(&self, user: Id) {
        self.0.touched.lock().unwrap_or_else(PoisonError::into_inner).insert(user, Instant::now());
    }

    /// Runs a closure in a read-only transaction: one consistent picture.
    pub fn read<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let _span = self.span("read").entered();
        match &self.0.engine {
            Engine::Sqlite(p) => p.read(f),
            Engine::Postgres(p) => p.run(true, f),
        }
    }

    /// Runs a closure in a write transaction and commits it, or rolls everything back on an error.
    pub fn write<T>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let _span = self.span("write").entered();
        match &self.0.engine {
            Engine::Sqlite(p) => p.write(f),
            Engine::Postgres(p) => p.run(false, f),
        }
    }

    /// Makes an index on `TABLE (EXPRESSION)` if there is none of that name. PostgreSQL makes it while writers go on,
    /// outside of any transaction; the embedded database has one writer, who waits.
    ///
    /// # Errors
    ///
    /// When the database fails; nothing is left behind then.
    pub fn make_index(&self, name: &str, on: &str) -> Result<()> {
        match &self.0.engine {
            Engine::Sqlite(p) => {
                p.write(|tx| tx.batch(&format!("CREATE INDEX IF NOT EXISTS {name} ON {on}")))
            }
            Engine::Postgres(p) => p.make_index(name, on),
        }
    }

    /// Takes an index away, in the same way.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn drop_index(&self, name: &str) -> Result<()> {
        match &self.0.engine {
            Engine::Sqlite(p) => p.write(|tx| tx.batch(&format!("DROP INDEX IF EXISTS {name}"))),
            Engine::Postgres(p) => p.apart(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}")),
        }
    }

    /// The indexes whose names begin so.
    ///
    /// # Errors
    ///
    /// When the database fails.
    pub fn indexes(&self, prefix: &str) -> Result<Vec<String>> {
        let sql = match self.dialect() {
            Dialect::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'index' AND substr(name, 1, length($1)) = $1"
            }
            Dialect::Postgres => {
                "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND starts_with(indexname::text, $1)"
            }
        };
        self.read(|tx| tx.query(sql, &[prefix.into()])?.iter().map(|r| r.string(0)).collect())
    }

    /// A transaction as part of whatever it serves; polls that serve nobody leave no trace.
    fn span(&self, what: &'static str) -> tracing::Span {
        if tracing::Span::current().is_none() {
            return tracing::Span::none();
        }
        let system = match self.dialect() {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgresql",
        };
        tracing::debug_span!("transaction", otel.name = what, db.system.name = system)
    }

    /// Which migrations ran and which wait.
    pub fn migrations(&self) -> Result<Vec<MigrationState>> {
        self.read(migrate::state)
    }

    /// The file of an embedded database.
    pub fn path(&self) -> Option<PathBuf> {
        match &self.0.engine {
            Engine::Sqlite(p) => Some(p.path().to_owned()),
            Engine::Postgres(_) => None,
        }
    }

    /// Copies an embedded database while it is in use. PostgreSQL has its own tools for that.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        match &self.0.engine {
            Engine::Sqlite(p) => p.backup(to, progress),
            Engine::Postgres(_) => Err(StoreError::Other("use pg_dump for PostgreSQL".into())),
        }
    }
}

fn snapshot_path(path: &Path, version: i64) -> PathBuf {
    let mut name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    name.push_str(&format!(".before-{version}.bak"));
    path.with_file_name(name)
}

fn split_schema(url: &str) -> (String, Option<String>) {
    let Some((base, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let mut schema = None;
    let rest: Vec<&str> = query
        .split('&')
        .filter(|part| match part.strip_prefix("schema=") {
            Some(name) => {
                schema = Some(name.to_owned());
                false
            }
            None => true,
        })
        .collect();
    let url = if rest.is_empty() { base.to_owned() } else { format!("{base}?{}", rest.join("&")) };
    (url, schema)
}

/// A database address without its password, for logs and messages.
pub(crate) fn redact(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(a), Some(b)) if b > a => format!("{}://…{}", &url[..a], &url[b..]),
        _ => url.to_owned(),
    }
}

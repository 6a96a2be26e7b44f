//! The embedded database: one writer, readers beside it, write-ahead log.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use rusqlite::{Connection, OpenFlags};

use super::checkpoint::{Checkpoints, Marks};
use crate::tx::{Effort, Memo};
use crate::{Learned, Result, Row, StoreError, Value};

const READERS: usize = 6;

/// The writer and the readers of one database file.
pub struct SqlitePool {
    path: PathBuf,
    // Before the writer, so that the thread has ended when the last connection tidies up.
    _checkpoints: Checkpoints,
    writer: Arc<Mutex<Connection>>,
    readers: Mutex<Vec<Connection>>,
    reader_back: Condvar,
    learned: Arc<Learned>,
}

/// A transaction on one connection.
pub struct SqliteTx<'a> {
    conn: &'a Connection,
    pub(crate) memo: Memo,
}

fn open(path: &Path, write: bool) -> Result<Connection> {
    let flags = if write {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    } else {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    };
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|e| StoreError::Unreachable(format!("{}: {e}", path.display())))?;
    conn.busy_timeout(Duration::from_secs(20))?;
    conn.set_prepared_statement_cache_capacity(256);
    if write {
        // Accepted means committed: FULL survives a power cut; group commits make it cheap.
        conn.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-128000; \
             PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=536870912;",
        )?;
    } else {
        conn.execute_batch("PRAGMA cache_size=-8000; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA query_only=ON;")?;
    }
    Ok(conn)
}

impl SqlitePool {
    /// Opens (and creates) the file.
    pub fn open(path: &Path, learned: Arc<Learned>) -> Result<Self> {
        let writer = Arc::new(Mutex::new(open(path, true)?));
        let checkpoints = Checkpoints::start(path, open(path, true)?, writer.clone(), Marks::USUAL)?;
        let readers = (0..READERS).map(|_| open(path, false)).collect::<Result<Vec<_>>>()?;
        Ok(Self {
            path: path.to_owned(),
            _checkpoints: checkpoints,
            writer,
            readers: Mutex::new(readers),
            reader_back: Condvar::new(),
            learned,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs a closure in a read transaction on a free reader.
    pub fn read<T>(&self, f: impl FnOnce(&mut crate::Tx<'_>) -> Result<T>) -> Result<T> {
        let conn = {
            let mut readers = self.readers.lock();
            loop {
                if let Some(conn) = readers.pop() {
                    break conn;
                }
                self.reader_back.wait(&mut readers);
            }
        };
        let back = ReaderBack { pool: self, conn: Some(conn) };
        let Some(conn) = back.conn.as_ref() else { return Err(StoreError::Other("reader lost".into())) };
        conn.execute_batch("BEGIN")?;
        let result = f(&mut crate::Tx::Sqlite(SqliteTx { conn, memo: Memo::new(&self.learned) }));
        conn.execute_batch("ROLLBACK")?;
        result
    }

    /// Runs a closure in the write transaction; commits if it succeeds.
    pub fn write<T>(&self, f: impl FnOnce(&mut crate::Tx<'_>) -> Result<T>) -> Result<T> {
        let conn = self.writer.lock();
        conn.execute_batch("BEGIN IMMEDIATE")?;
        let undo = RollbackOnDrop(&conn);
        let result = f(&mut crate::Tx::Sqlite(SqliteTx { conn: &conn, memo: Memo::new(&self.learned) }))?;
        conn.execute_batch("COMMIT")?;
        std::mem::forget(undo);
        Ok(result)
    }

    /// Copies the living database to a file, page by page, while it is used.
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        let from = open(&self.path, false)?;
        let mut target = Connection::open(to)?;
        let backup = rusqlite::backup::Backup::new(&from, &mut target)?;
        loop {
            let step = backup.step(4096)?;
            let p = backup.progress();
            progress((p.pagecount - p.remaining).max(0) as u64, p.pagecount.max(0) as u64);
            match step {
                rusqlite::backup::StepResult::Done => return Ok(()),
                rusqlite::backup::StepResult::Busy | rusqlite::backup::StepResult::Locked => {
                    std::thread::sleep(Duration::from_millis(20))
                }
                _ => {}
            }
        }
    }
}

struct ReaderBack<'a> {
    pool: &'a SqlitePool,
    conn: Option<Connection>,
}

impl Drop for ReaderBack<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            if !conn.is_autocommit() {
                let _ = conn.execute_batch("ROLLBACK");
            }
            self.pool.readers.lock().push(conn);
            self.pool.reader_back.notify_one();
        }
    }
}

struct RollbackOnDrop<'a>(&'a Connection);

impl Drop for RollbackOnDrop<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

fn row_of(row: &rusqlite::Row<'_>) -> Result<Row> {
    let width = row.as_ref().column_count();
    let mut values = Vec::with_capacity(width);
    for i in 0..width {
        values.push(Value::from(row.get_ref(i)?));
    }
    Ok(Row(values))
}

fn rows_of(stmt: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<Vec<Row>> {
    let mut rows = stmt.query(rusqlite::params_from_iter(params))?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(row_of(row)?);
    }
    Ok(out)
}

/// Interrupts what runs on a connection after so many steps, until it is dropped.
struct Watched<'a>(&'a Connection);

impl<'a> Watched<'a> {
    const EVERY: i32 = 5000;

    fn start(conn: &'a Connection, steps: u32) -> Self {
        let most = steps.div_ceil(Self::EVERY.unsigned_abs());
        let mut called = 0;
        conn.progress_handler(
            Self::EVERY,
            Some(move || {
                called += 1;
                called > most
            }),
        );
        Self(conn)
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.0.progress_handler(0, None::<fn() -> bool>);
    }
}

impl SqliteTx<'_> {
    pub(crate) fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        rows_of(&mut *self.conn.prepare_cached(sql)?, params)
    }

    pub(crate) fn query_within(
        &self,
        sql: &str,
        params: &[Value],
        effort: Effort,
    ) -> Result<(Vec<Row>, bool)> {
        let mut stmt = self.conn.prepare_cached(sql)?;
        let _watched = Watched::start(self.conn, effort.steps);
        let mut rows = stmt.query(rusqlite::params_from_iter(params))?;
        let mut out = Vec::new();
        loop {
            match rows.next() {
                Ok(Some(row)) => out.push(row_of(row)?),
                Ok(None) => return Ok((out, true)),
                Err(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) => {
                    return Ok((out, false));
                }
                Err(e) => return Err(e.into()),
            }
        }
    }

    /// Shows each row of a query where it lies, none kept.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: &[Value],
        f: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut stmt = self.conn.prepare_cached(sql)?;
        let mut rows = stmt.query(rusqlite::params_from_iter(params))?;
        while let Some(row) = rows.next()? {
            f(row)?;
        }
        Ok(())
    }

    pub(crate) fn query_once(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        rows_of(&mut self.conn.prepare(sql)?, params)
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Value]) -> Result<u64> {
        Ok(self.conn.prepare_cached(sql)?.execute(rusqlite::params_from_iter(params))? as u64)
    }

    pub(crate) fn execute_each(&self, sql: &str, rows: &[Vec<Value>]) -> Result<u64> {
        let mut stmt = self.conn.prepare_cached(sql)?;
        let mut n = 0;
        for row in rows {
            n += stmt.execute(rusqlite::params_from_iter(row))? as u64;
        }
        Ok(n)
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        Ok(self.conn.execute_batch(sql)?)
    }
}

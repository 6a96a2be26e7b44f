//! PostgreSQL through a small pool of blocking connections.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use parking_lot::{Condvar, Mutex};
use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Statement};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::pg_tls;
use crate::tx::{Effort, Memo};
use crate::{Learned, Result, Row, StoreError, Value};

const CONNECTIONS: usize = 10;
const KEPT_STATEMENTS: usize = 400;
/// Rows that a bounded query takes at once.
const PORTION: i32 = 2000;

/// One connection with its prepared statements.
pub struct PgConn {
    client: Client,
    kept: HashMap<String, Statement>,
}

/// Connections that are made when needed and kept.
pub struct PgPool {
    config: postgres::Config,
    tls: MakeRustlsConnect,
    schema: Option<String>,
    state: Mutex<(Vec<PgConn>, usize)>,
    back: Condvar,
    /// Two indexes that are made at once on one table wait for each other's transactions, until one is broken off.
    building: Mutex<()>,
    learned: Arc<Learned>,
}

/// A transaction on one connection.
pub struct PgTx<'a> {
    tx: postgres::Transaction<'a>,
    kept: &'a mut HashMap<String, Statement>,
    pub(crate) memo: Memo,
}

impl PgPool {
    /// A pool for `url`; with `schema`, everything lives in that schema, which is made if missing.
    pub fn open(url: &str, schema: Option<&str>, learned: Arc<Learned>) -> Result<Self> {
        let (url, tls) = pg_tls::split(url)?;
        let config: postgres::Config =
            url.parse().map_err(|e: postgres::Error| StoreError::Unreachable(format!("{e}")))?;
        let pool = Self {
            config,
            tls,
            schema: schema.map(str::to_owned),
            state: Mutex::new((Vec::new(), 0)),
            back: Condvar::new(),
            building: Mutex::new(()),
            learned,
        };
        let first = pool.connect()?;
        let mut state = pool.state.lock();
        state.0.push(first);
        state.1 = 1;
        drop(state);
        Ok(pool)
    }

    fn connect(&self) -> Result<PgConn> {
        let mut client = self.config.connect(self.tls.clone())?;
        if let Some(schema) = &self.schema {
            let quoted = schema.replace('"', "\"\"");
            client.batch_execute(&format!("SET client_min_messages TO warning; CREATE SCHEMA IF NOT EXISTS \"{quoted}\"; SET search_path TO \"{quoted}\""))?;
        }
        client.batch_execute("SET jit TO off; SET TIME ZONE 'UTC'")?;
        Ok(PgConn { client, kept: HashMap::new() })
    }

    fn take(&self) -> Result<PgConn> {
        let mut state = self.state.lock();
        loop {
            if let Some(conn) = state.0.pop() {
                if conn.client.is_closed() {
                    state.1 -= 1;
                    continue;
                }
                return Ok(conn);
            }
            if state.1 < CONNECTIONS {
                state.1 += 1;
                drop(state);
                return self.connect().inspect_err(|_| {
                    self.state.lock().1 -= 1;
                    self.back.notify_one();
                });
            }
            self.back.wait(&mut state);
        }
    }

    fn give_back(&self, conn: PgConn) {
        self.state.lock().0.push(conn);
        self.back.notify_one();
    }

    /// Runs one statement outside of any transaction, as those must be that let writers go on.
    pub fn apart(&self, sql: &str) -> Result<()> {
        let mut conn = self.take()?;
        let result = conn.client.batch_execute(sql);
        self.give_back(conn);
        Ok(result?)
    }

    /// Makes an index while writers go on. One that was broken off before is there and of no use: it is made anew.
    pub fn make_index(&self, name: &str, on: &str) -> Result<()> {
        let _one_at_a_time = self.building.lock();
        let valid = || {
            self.run(true, |tx| {
                let sql = "SELECT indisvalid::int::bigint FROM pg_index WHERE indexrelid = to_regclass($1)";
                tx.first(sql, &[name.into()])?.map(|r| r.int(0)).transpose()
            })
        };
        match valid()? {
            Some(1) => return Ok(()),
            Some(_) => self.apart(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))?,
            None => {}
        }
        let made = self.apart(&format!("CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {on}"));
        if made.is_err() {
            self.apart(&format!("DROP INDEX CONCURRENTLY IF EXISTS {name}"))?;
        }
        made
    }

    /// Runs a closure in a transaction; commits if it succeeds.
    pub fn run<T>(&self, read_only: bool, f: impl FnOnce(&mut crate::Tx<'_>) -> Result<T>) -> Result<T> {
        let mut conn = self.take()?;
        let result = (|| {
            if conn.kept.len() > KEPT_STATEMENTS {
                conn.kept.clear();
            }
            let tx = conn.client.build_transaction().read_only(read_only).start()?;
            let mut tx =
                crate::Tx::Postgres(PgTx { tx, kept: &mut conn.kept, memo: Memo::new(&self.learned) });
            let out = f(&mut tx)?;
            let crate::Tx::Postgres(tx) = tx else {
                return Err(StoreError::Other("transaction changed its kind".into()));
            };
            tx.tx.commit()?;
            Ok(out)
        })();
        self.give_back(conn);
        result
    }
}

fn refs(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

fn rows_of(rows: &[postgres::Row]) -> Result<Vec<Row>> {
    rows.iter()
        .map(|row| {
            (0..row.len())
                .map(|i| row.try_get::<_, Value>(i).map_err(StoreError::from))
                .collect::<Result<Vec<_>>>()
                .map(Row)
        })
        .collect()
}

impl PgTx<'_> {
    fn prepared(&mut self, sql: &str) -> Result<Statement> {
        if let Some(stmt) = self.kept.get(sql) {
            return Ok(stmt.clone());
        }
        let stmt = self.tx.prepare(sql).map_err(|e| named(e, sql))?;
        self.kept.insert(sql.to_owned(), stmt.clone());
        Ok(stmt)
    }

    pub(crate) fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        let stmt = self.prepared(sql)?;
        rows_of(&self.tx.query(&stmt, &refs(params)).map_err(|e| named(e, sql))?)
    }

    pub(crate) fn query_within(
        &mut self,
        sql: &str,
        params: &[Value],
        effort: Effort,
    ) -> Result<(Vec<Row>, bool)> {
        let stmt = self.prepared(sql)?;
        // A statement that ran out of time spoils its transaction; a savepoint keeps the spoil inside.
        let mut inner = self.tx.transaction()?;
        inner.batch_execute(&format!("SET LOCAL statement_timeout = {}", effort.millis.max(1)))?;
        let portal = inner.bind(&stmt, &refs(params)).map_err(|e| named(e, sql))?;
        let start = Instant::now();
        let mut out = Vec::new();
        let done = loop {
            match inner.query_portal(&portal, PORTION) {
                Ok(rows) => {
                    out.extend(rows_of(&rows)?);
                    if rows.len() < PORTION as usize {
                        break true;
                    }
                    if start.elapsed().as_millis() > u128::from(effort.millis) {
                        break false;
                    }
                }
                Err(e) if e.code() == Some(&SqlState::QUERY_CANCELED) => break false,
                Err(e) => return Err(named(e, sql)),
            }
        };
        drop(portal);
        inner.rollback()?;
        Ok((out, done))
    }

    pub(crate) fn query_once(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        rows_of(&self.tx.query(sql, &refs(params)).map_err(|e| named(e, sql))?)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        let stmt = self.prepared(sql)?;
        self.tx.execute(&stmt, &refs(params)).map_err(|e| named(e, sql))
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.tx.batch_execute(sql).map_err(|e| named(e, sql))
    }
}

/// Adds the statement to errors that are our own fault, never its parameters, which may be personal data.
fn named(e: postgres::Error, sql: &str) -> StoreError {
    match StoreError::from(e) {
        StoreError::Other(text) => {
            StoreError::Other(format!("{text} in {}", sql.chars().take(300).collect::<String>()))
        }
        other => other,
    }
}

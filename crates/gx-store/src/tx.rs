//! A transaction: the only way to reach rows.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{PgTx, SqliteTx};
use crate::{Dialect, Learned, Result, Row, StoreError, Value};

/// What an insert does when a unique index refuses the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Fail the transaction.
    Fail,
    /// Skip the row.
    Skip,
}

/// What a transaction knows: what it has read once and need not read again, by type, and what others learned before.
pub(crate) struct Memo {
    once: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
    learned: Arc<Learned>,
}

impl Memo {
    pub(crate) fn new(learned: &Arc<Learned>) -> Self {
        Self { once: HashMap::new(), learned: learned.clone() }
    }
}

/// How much a query may cost before it is broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Steps of the embedded database's virtual machine, which are the same on every machine;
    /// a looked-up row takes some ten of them, and a core does 30 to 100 million in a second.
    pub steps: u32,
    /// Milliseconds on PostgreSQL, which counts no steps.
    pub millis: u32,
}

impl Effort {
    /// What a person does not notice while a list appears.
    pub const UNNOTICED: Self = Self { steps: 200_000, millis: 30 };
}

/// An open transaction on either database.
pub enum Tx<'a> {
    /// On the embedded database.
    Sqlite(SqliteTx<'a>),
    /// On PostgreSQL.
    Postgres(PgTx<'a>),
}

impl Tx<'_> {
    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// What `make` reads, kept until the transaction ends: for small tables that every row written is held against.
    pub fn once<T: Any + Send + Sync>(
        &mut self,
        make: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<Arc<T>> {
        let key = TypeId::of::<T>();
        if let Some(Ok(known)) = self.memo().once.get(&key).cloned().map(Arc::downcast::<T>) {
            return Ok(known);
        }
        let made = Arc::new(make(self)?);
        self.memo().once.insert(key, made.clone());
        Ok(made)
    }

    /// Forgets what [`Self::once`] keeps of this type, after its rows have been changed.
    pub fn forget<T: Any>(&mut self) {
        self.memo().once.remove(&TypeId::of::<T>());
    }

    /// What transactions before this one learned about the data.
    pub fn learned(&mut self) -> Arc<Learned> {
        self.memo().learned.clone()
    }

    fn memo(&mut self) -> &mut Memo {
        match self {
            Self::Sqlite(t) => &mut t.memo,
            Self::Postgres(t) => &mut t.memo,
        }
    }

    /// Rows of a query. Placeholders are `$1…`, numbered in order of first appearance.
    pub fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(t) => t.query(sql, params),
            Self::Postgres(t) => t.query(sql, params),
        }
    }

    /// Rows of a query that is broken off when it has cost `effort`; whether it came to its end.
    ///
    /// For counts and probes, where a part of the answer is an answer.
    pub fn query_within(&mut self, sql: &str, params: &[Value], effort: Effort) -> Result<(Vec<Row>, bool)> {
        match self {
            Self::Sqlite(t) => t.query_within(sql, params, effort),
            Self::Postgres(t) => t.query_within(sql, params, effort),
        }
    }

    /// The first row, if any.
    pub fn first(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>> {
        Ok(self.query(sql, params)?.into_iter().next())
    }

    /// The only row; an error if there is none.
    pub fn one(&mut self, sql: &str, params: &[Value]) -> Result<Row> {
        self.first(sql, params)?.ok_or_else(|| StoreError::Shape(format!("no row: {sql}")))
    }

    /// Runs a statement; the number of rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64> {
        match self {
            Self::Sqlite(t) => t.execute(sql, params),
            Self::Postgres(t) => t.execute(sql, params),
        }
    }

    /// Runs one statement for many rows of parameters; the number of rows touched.
    pub fn execute_many(&mut self, sql: &str, rows: &[Vec<Value>]) -> Result<u64> {
        let mut n = 0;
        for row in rows {
            n += self.execute(sql, row)?;
        }
        Ok(n)
    }

    /// Inserts many rows at the database's best speed; the number inserted.
    pub fn insert_many(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: &[Vec<Value>],
        conflict: Conflict,
    ) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let tail = if conflict == Conflict::Skip { " ON CONFLICT DO NOTHING" } else { "" };
        let head = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
        match self {
            Self::Sqlite(t) => {
                let marks: Vec<String> = (1..=columns.len()).map(|i| format!("${i}")).collect();
                t.execute_each(&format!("{head}({}){tail}", marks.join(", ")), rows)
            }
            Self::Postgres(t) => {
                let per = (30_000 / columns.len()).clamp(1, 500);
                let mut n = 0;
                for chunk in rows.chunks(per) {
                    let mut sql = head.clone();
                    let mut params = Vec::with_capacity(chunk.len() * columns.len());
                    for (r, row) in chunk.iter().enumerate() {
                        sql.push_str(if r == 0 { "(" } else { ", (" });
                        for (c, value) in row.iter().enumerate() {
                            use std::fmt::Write as _;
                            let _ = write!(
                                sql,
                                "{}${}",
                                if c == 0 { "" } else { ", " },
                                r * columns.len() + c + 1
                            );
                            params.push(value.clone());
                        }
                        sql.push(')');
                    }
                    sql.push_str(tail);
                    n += t.execute(&sql, &params)?;
                }
                Ok(n)
            }
        }
    }

    /// Rows whose integer column is one of `keys`; `sql` ends where the list in parentheses belongs, as in
    /// `SELECT id FROM t WHERE id IN`. Integers are written into the statement, which is safe and quick.
    pub fn query_in(&mut self, sql: &str, keys: &[i64]) -> Result<Vec<Row>> {
        let mut out = Vec::new();
        for chunk in keys.chunks(500) {
            let list: Vec<String> = chunk.iter().map(ToString::to_string).collect();
            let sql = format!("{sql} ({})", list.join(","));
            out.extend(match self {
                Self::Sqlite(t) => t.query_once(&sql, &[])?,
                Self::Postgres(t) => t.query_once(&sql, &[])?,
            });
        }
        Ok(out)
    }

    /// Like [`Self::query`] for SQL that will hardly come again, so that it is not kept prepared.
    pub fn query_once(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(t) => t.query_once(sql, params),
            Self::Postgres(t) => t.query_once(sql, params),
        }
    }

    /// Several statements without parameters (migrations).
    pub fn batch(&mut self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(t) => t.batch(sql),
            Self::Postgres(t) => t.batch(sql),
        }
    }
}

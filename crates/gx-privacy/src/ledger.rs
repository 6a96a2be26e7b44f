//! The ledger of erasures outside of the database: so that a backup from before an erasure is erased again.
//!
//! It holds keyed hashes and days. They are of use with the key of the workspace only, which a backup of the same
//! workspace has; whoever finds the file learns nothing of anybody.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use gx_kernel::{Id, Micros};
use gx_people::{erased, merge, node};
use gx_store::change::By;
use gx_store::{Conflict, Result, Store, StoreError, Tx, Value};
use serde::{Deserialize, Serialize};

use crate::erase::{self, Cause};

/// The migration that made the tables.
const MIGRATION: i64 = 20;
/// People looked at in one read.
const PAGE: usize = 20_000;

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Its id.
    pub id: i64,
    /// When.
    pub at: i64,
    /// Why.
    pub cause: String,
    /// Keyed hashes of the ids of the nodes.
    pub people: Vec<i64>,
    /// Keyed hashes of the addresses.
    pub identities: Vec<i64>,
}

/// Everything that was erased in a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The erasures, oldest first.
    pub erasures: Vec<Erased>,
}

/// What a run over a ledger did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Erasures that this database did not know of.
    pub learned: u64,
    /// People who were there again and were erased.
    pub erased: u64,
}

/// Where the ledger lies that a restore leaves beside a database, for the next start.
pub fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".erasures");
    name.into()
}

fn shape(what: &str, e: &dyn std::fmt::Display) -> StoreError {
    StoreError::Shape(format!("{what}: {e}"))
}

impl Ledger {
    /// The ledger of a database; empty where it is from before there was one.
    pub fn of(store: &Store) -> Result<Self> {
        if store.migrations()?.iter().any(|m| m.version == MIGRATION && m.applied_at.is_none()) {
            return Ok(Self::default());
        }
        store.read(|tx| {
            let mut erasures = Vec::new();
            for r in tx.query("SELECT id, at, cause FROM erasure ORDER BY id", &[])? {
                let mut one = Erased {
                    id: r.int(0)?,
                    at: r.int(1)?,
                    cause: r.string(2)?,
                    people: Vec::new(),
                    identities: Vec::new(),
                };
                let sql = "SELECT kind, hash FROM erased_key WHERE erasure_id = $1 ORDER BY kind, hash";
                for k in tx.query(sql, &[one.id.into()])? {
                    let list = if k.text(0)? == "person" { &mut one.people } else { &mut one.identities };
                    list.push(k.int(1)?);
                }
                erasures.push(one);
            }
            Ok(Self { erasures })
        })
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| shape(&path.display().to_string(), &e))?;
        serde_json::from_str(&text).map_err(|e| shape(&path.display().to_string(), &e))
    }

    /// Writes a file.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string(self).map_err(|e| shape("the ledger", &e))?;
        std::fs::write(path, text).map_err(|e| shape(&path.display().to_string(), &e))
    }

    /// Adds what another knows.
    pub fn join(&mut self, other: Self) {
        for one in other.erasures {
            if !self.erasures.iter().any(|e| e.id == one.id) {
                self.erasures.push(one);
            }
        }
        self.erasures.sort_by_key(|e| e.id);
    }

    /// Takes the ledger into a database, and erases whoever it says was erased and is there again.
    pub fn apply(&self, store: &Store) -> Result<Applied> {
        let learned = store.write(|tx| self.learn(tx))?;
        let gone: HashSet<i64> = self.erasures.iter().flat_map(|e| e.people.iter().copied()).collect();
        let mut applied = Applied { learned, erased: 0 };
        if gone.is_empty() {
            return Ok(applied);
        }
        let mut after = i64::MIN;
        loop {
            let sql =
                format!("SELECT id, canonical_id, name FROM person WHERE id > $1 ORDER BY id LIMIT {PAGE}");
            let rows = store.read(|tx| tx.query(&sql, &[after.into()]))?;
            let Some(last) = rows.last() else { break };
            after = last.int(0)?;
            let mut roots: Vec<Id> = Vec::new();
            for r in &rows {
                let root = r.id(1)?;
                if !r.text(2)?.is_empty()
                    && gone.contains(&erased::hash_of(store, r.id(0)?))
                    && !roots.contains(&root)
                {
                    roots.push(root);
                }
            }
            for root in roots {
                let again = store.write(|tx| {
                    let again = parted(tx, store, root, &gone)?;
                    erase::erase(tx, store, &again, None, None, Cause::Restored)?;
                    Ok(again.len() as u64)
                })?;
                applied.erased += again;
            }
        }
        Ok(applied)
    }

    fn learn(&self, tx: &mut Tx<'_>) -> Result<u64> {
        let mut n = 0;
        for e in &self.erasures {
            let made = tx.execute(
                "INSERT INTO erasure (id, at, staff_id, request_id, cause, state, counts, traces, done_at) \
                 VALUES ($1,$2,NULL,NULL,$3,'done','{}',NULL,$4) ON CONFLICT DO NOTHING",
                &[e.id.into(), e.at.into(), e.cause.as_str().into(), e.at.into()],
            )?;
            n += made;
            let row = |kind: &str, hash: i64| -> Vec<Value> { vec![kind.into(), hash.into(), e.id.into()] };
            let mut rows: Vec<Vec<Value>> = e.people.iter().map(|h| row("person", *h)).collect();
            rows.extend(e.identities.iter().map(|h| row("identity", *h)));
            tx.insert_many("erased_key", &["kind", "hash", "erasure_id"], &rows, Conflict::Skip)?;
        }
        Ok(n)
    }
}

/// The roots to be erased of a tree in which some nodes were. A backup may hold somebody merged into another person
/// from whom they were parted before they were erased: they are parted again first.
fn parted(tx: &mut Tx<'_>, store: &Store, root: Id, gone: &HashSet<i64>) -> Result<Vec<Id>> {
    let nodes = node::members(tx, root)?;
    let is_gone = |id: Id| gone.contains(&erased::hash_of(store, id));
    let keys: Vec<i64> = nodes.iter().map(|id| id.0).collect();
    let merges = tx.query_in(
        "SELECT id, winner_id, loser_id FROM merge WHERE undone_at IS NULL AND loser_id IN",
        &keys,
    )?;
    for m in &merges {
        if is_gone(m.id(1)?) != is_gone(m.id(2)?) {
            merge::split(tx, store, m.id(0)?, By::System)?;
        }
    }
    let mut roots: Vec<Id> = Vec::new();
    for id in nodes.into_iter().filter(|id| is_gone(*id)) {
        let now = tx.one("SELECT canonical_id FROM person WHERE id = $1", &[id.into()])?.id(0)?;
        if !roots.contains(&now) {
            roots.push(now);
        }
    }
    Ok(roots)
}

/// Takes in the ledger that a restore left beside the database, and puts it away.
pub(crate) fn apply_beside(store: &Store, database: &Path) -> Result<()> {
    let path = beside(database);
    if !path.exists() {
        return Ok(());
    }
    let applied = Ledger::read(&path)?.apply(store)?;
    tracing::info!(
        erasures = applied.learned,
        people = applied.erased,
        "a backup was brought back: what had been erased since was erased again"
    );
    std::fs::remove_file(&path).map_err(|e| shape(&path.display().to_string(), &e))
}

/// When the newest erasure was, for reports.
pub fn newest(tx: &mut Tx<'_>) -> Result<Option<Micros>> {
    tx.first("SELECT MAX(at) FROM erasure", &[])?.map_or(Ok(None), |r| r.opt_micros(0))
}

//! Sources of data and their write keys. A key's secret is shown once; only its hash is kept.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use gx_kernel::{Id, Micros, Problem};
use gx_store::{Result, Store, Tx, Value};
use parking_lot::Mutex;
use sha2::{Digest, Sha256};

/// A source as the key check needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceHead {
    /// The source.
    pub id: Id,
    /// `web`, `server`, `file`, `staff` or `demo`.
    pub kind: String,
    /// Whether it takes nothing for now.
    pub paused: bool,
}

/// SHA-256 of a secret. Keys are long and random, so a slow hash would add nothing.
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// The source of a write key by the [`hash`] of its secret, if the key is known and living.
pub fn by_key(tx: &mut Tx<'_>, hash: &[u8]) -> Result<Option<SourceHead>> {
    tx.first(
        "SELECT s.id, s.kind, s.paused FROM write_key k JOIN source s ON s.id = k.source_id WHERE k.hash = $1 AND k.revoked_at IS NULL AND s.deleted_at IS NULL",
        &[Value::Blob(hash.to_vec())],
    )?
    .map(|r| Ok(SourceHead { id: r.id(0)?, kind: r.string(1)?, paused: r.int(2)? == 1 }))
    .transpose()
}

/// Keys that were looked up in the last second, so that a thousand events a second need not ask for
/// the same key a thousand times. Forgotten as soon as a source or key is changed here; another
/// process on the same database notices within a second.
#[derive(Debug, Default)]
pub struct KnownKeys(Mutex<HashMap<Vec<u8>, (Instant, (SourceHead, String))>>);

impl KnownKeys {
    const KEPT: Duration = Duration::from_secs(1);
    const MOST: usize = 1000;

    /// The source of a key and the country of its phones, if it was looked up just now.
    pub fn get(&self, hash: &[u8]) -> Option<(SourceHead, String)> {
        let known = self.0.lock();
        let (at, found) = known.get(hash)?;
        (at.elapsed() < Self::KEPT).then(|| found.clone())
    }

    /// Keeps what was looked up.
    pub fn put(&self, hash: Vec<u8>, found: (SourceHead, String)) {
        let mut known = self.0.lock();
        if known.len() >= Self::MOST {
            known.clear();
        }
        known.insert(hash, (Instant::now(), found));
    }

    /// Forgets all.
    pub fn forget(&self) {
        self.0.lock().clear();
    }
}

/// Makes a source.
pub fn create(tx: &mut Tx<'_>, store: &Store, name: &str, kind: &str) -> Result<Id> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    if !["web", "server", "file", "staff", "demo"].contains(&kind) {
        return Err(Problem::field("kind", "unknown", "kind is web or server").into());
    }
    let id = store.id();
    tx.execute(
        "INSERT INTO source (id, name, kind, paused, created_at, deleted_at) VALUES ($1,$2,$3,0,$4,NULL)",
        &[id.into(), name.into(), kind.into(), store.now().into()],
    )?;
    Ok(id)
}

/// Makes a key for a source; `secret` comes from the caller's random source.
pub fn create_key(tx: &mut Tx<'_>, store: &Store, source: Id, name: &str, secret: &str) -> Result<Id> {
    let id = store.id();
    let hint: String = secret.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    tx.execute(
        "INSERT INTO write_key (id, source_id, name, hint, hash, created_at, last_used_at, revoked_at) VALUES ($1,$2,$3,$4,$5,$6,NULL,NULL)",
        &[id.into(), source.into(), name.into(), hint.into(), hash(secret).into(), store.now().into()],
    )?;
    Ok(id)
}

/// Notes that a key was used, at most once a minute.
pub fn used(tx: &mut Tx<'_>, source: Id, now: Micros) -> Result<()> {
    tx.execute(
        "UPDATE write_key SET last_used_at = $1 WHERE source_id = $2 AND (last_used_at IS NULL OR last_used_at < $3)",
        &[now.into(), source.into(), now.plus(-60 * Micros::SECOND).into()],
    )?;
    Ok(())
}

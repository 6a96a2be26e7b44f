//! What is remembered between the two halves of a ceremony, under the hash of what the other half brings.

use gx_kernel::{Id, Micros, Problem};
use gx_store::{Result, Store, Tx, Value};
use sha2::{Digest as _, Sha256};

/// What is remembered.
#[derive(Debug)]
pub(crate) struct Remembered {
    /// Whose ceremony it is, where somebody was signed in.
    pub(crate) staff: Option<Id>,
    pub(crate) state: Vec<u8>,
}

/// How a second half went.
#[derive(Debug)]
pub(crate) enum Taken {
    Fresh(Remembered),
    /// The other half came before.
    Replayed,
    /// There is no such ceremony, or it has ended.
    Unknown,
}

const LIVES: i64 = 600 * Micros::SECOND;
/// Strangers may begin ceremonies, so that living ones are counted.
const MOST: i64 = 5000;

fn hash(what: &[u8]) -> Value {
    Value::Blob(Sha256::digest(what).to_vec())
}

/// Remembers a state for ten minutes.
pub(crate) fn remember(
    tx: &mut Tx<'_>,
    store: &Store,
    kind: &str,
    key: &[u8],
    staff: Option<Id>,
    state: &[u8],
) -> Result<()> {
    let now = store.now();
    tx.execute("DELETE FROM ceremony WHERE expires_at < $1", &[now.into()])?;
    if tx.one("SELECT COUNT(*) FROM ceremony", &[])?.int(0)? >= MOST {
        let message = "Too many people are signing in at once; try again in a minute.";
        return Err(Problem::new(429, "too_many_tries", message).with("retry_after", 60).into());
    }
    tx.execute(
        "INSERT INTO ceremony (hash, kind, staff_id, state, created_at, expires_at, used_at) VALUES ($1,$2,$3,$4,$5,$6,NULL)",
        &[
            hash(key),
            kind.into(),
            staff.into(),
            Value::Blob(state.to_vec()),
            now.into(),
            now.plus(LIVES).into(),
        ],
    )?;
    Ok(())
}

/// Takes a state out, once.
pub(crate) fn take(tx: &mut Tx<'_>, store: &Store, kind: &str, key: &[u8]) -> Result<Taken> {
    let now = store.now();
    let row = tx.first(
        "SELECT staff_id, state FROM ceremony WHERE hash = $1 AND kind = $2 AND expires_at > $3",
        &[hash(key), kind.into(), now.into()],
    )?;
    let Some(row) = row else { return Ok(Taken::Unknown) };
    let n = tx.execute(
        "UPDATE ceremony SET used_at = $1 WHERE hash = $2 AND used_at IS NULL",
        &[now.into(), hash(key)],
    )?;
    if n == 0 {
        return Ok(Taken::Replayed);
    }
    Ok(Taken::Fresh(Remembered { staff: row.opt_id(0)?, state: row.blob(1)?.to_vec() }))
}

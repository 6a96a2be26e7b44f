//! After the tree has changed: everybody is held against it again, a portion at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use gx_store::{Result, Store, Tx, Value, job};

use super::Tree;
use crate::node;
use crate::sweep::{self, Portion, STEP};

/// The job.
pub const APPLY_JOB: &str = "territory.apply";
/// Puts the job in.
pub fn soon(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    sweep::soon(tx, store, APPLY_JOB)
}

/// The same where there are territories, after a field that their filters may ask for has come or gone.
pub(crate) fn soon_if_any(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    match tx.first("SELECT 1 FROM territory WHERE deleted_at IS NULL LIMIT 1", &[])? {
        Some(_) => soon(tx, store),
        None => Ok(()),
    }
}

/// What runs it.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| sweep::run(store, job.id, stopping, portion))
}

/// Holds the next people against the tree.
fn portion(tx: &mut Tx<'_>, after: i64) -> Result<Portion> {
    let tree = Tree::of(tx)?;
    let sql = format!(
        "SELECT id, territory FROM person WHERE merged_into IS NULL AND id > $1 ORDER BY id LIMIT {STEP}"
    );
    let rows = tx.query(&sql, &[after.into()])?;
    let mut ids = Vec::with_capacity(rows.len());
    for r in &rows {
        ids.push(r.id(0)?);
    }
    let shown = node::shown_of(tx, &ids)?;
    let mut moves: BTreeMap<Option<String>, Vec<i64>> = BTreeMap::new();
    for r in &rows {
        let Some(portrait) = shown.get(&r.id(0)?) else { continue };
        let lies = tree.column(portrait);
        if lies.as_deref() != r.opt_text(1)? {
            moves.entry(lies).or_default().push(r.int(0)?);
        }
    }
    let mut changed = 0;
    for (lies, people) in moves {
        changed += people.len() as i64;
        let to: Value = lies.into();
        let rows: Vec<Vec<Value>> = people.iter().map(|id| vec![to.clone(), (*id).into()]).collect();
        tx.execute_many("UPDATE person SET territory = $1 WHERE id = $2", &rows)?;
    }
    let last = if rows.len() == STEP { ids.last().map(|id| id.0) } else { None };
    Ok(Portion { last, looked: rows.len() as i64, moved: changed })
}

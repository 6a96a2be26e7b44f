//! After the tree has changed: everybody is held against it again, a portion at a time.

use std::collections::BTreeMap;
use std::sync::Arc;

use gx_kernel::Micros;
use gx_store::{Result, Store, Tx, Value, job};
use serde::Serialize;
use serde_json::json;

use super::Tree;
use crate::node;

/// The job.
pub const APPLY_JOB: &str = "territory.apply";
/// People held against the tree in one transaction: a part of a second, so that others can write in between.
const STEP: usize = 2_000;

/// How far the last run is.
#[derive(Clone, Debug, Serialize)]
pub struct Progress {
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// People looked at.
    pub looked: i64,
    /// Those who lie elsewhere now.
    pub moved: i64,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// Puts the job in. Who changes the tree while one runs starts it over: it begins again when it has ended.
pub fn soon(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let running =
        tx.first("SELECT id FROM job WHERE kind = $1 AND state = 'running'", &[APPLY_JOB.into()])?;
    let key = if running.is_some() { format!("{APPLY_JOB} again") } else { APPLY_JOB.to_owned() };
    job::enqueue(tx, store, APPLY_JOB, &json!({}), store.now(), Some(&key))?;
    Ok(())
}

/// How far the newest job is, where there was one.
pub fn progress(tx: &mut Tx<'_>) -> Result<Option<Progress>> {
    let Some(r) = job::newest(tx, APPLY_JOB)? else { return Ok(None) };
    let kept: serde_json::Value = if r.opt_text(2)?.is_some() { r.json(2)? } else { json!({}) };
    let number = |key: &str| kept.get(key).and_then(serde_json::Value::as_i64).unwrap_or(0);
    Ok(Some(Progress {
        state: r.string(1)?,
        looked: number("looked"),
        moved: number("moved"),
        ended_at: r.opt_micros(5)?,
    }))
}

/// What runs it.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        let (mut after, mut looked, mut moved) = (0_i64, 0_i64, 0_i64);
        loop {
            if stopping() {
                return Err("broken off".into());
            }
            let step = store.write(|tx| {
                let (last, n, changed) = portion(tx, after)?;
                let progress = json!({"looked": looked + n, "moved": moved + changed});
                job::keep(tx, store.now(), job.id, Some(&progress))?;
                Ok((last, n, changed))
            });
            let (last, n, changed) = step.map_err(|e| e.to_string())?;
            looked += n;
            moved += changed;
            match last {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    })
}

/// Holds the next people against the tree; where the next portion begins, how many they were, how many moved.
fn portion(tx: &mut Tx<'_>, after: i64) -> Result<(Option<i64>, i64, i64)> {
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
    Ok((last, rows.len() as i64, changed))
}

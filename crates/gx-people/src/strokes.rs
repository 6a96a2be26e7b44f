//! Keys of the order by strokes for names that have none, or one of another edition.

use std::sync::Arc;

use gx_store::{Result, Store, Tx, job, settings};
use gx_text::strokes::{STROKES, sort_key_strokes};
use serde_json::json;

use crate::sweep::{self, Portion, STEP};

/// The job.
pub const STROKES_JOB: &str = "name.strokes";
/// The setting that tells of which edition all keys are.
const SETTING: &str = "name_strokes";

/// Puts the job in unless all keys are of this edition.
pub fn schedule(store: &Store) -> Result<()> {
    if store.read(|tx| settings::get::<String>(tx, SETTING))?.as_deref() == Some(STROKES) {
        return Ok(());
    }
    store.write(|tx| {
        job::enqueue(tx, store, STROKES_JOB, &json!({}), store.now(), Some(STROKES_JOB))?;
        Ok(())
    })
}

/// What runs it.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        for table in ["person", "company"] {
            sweep::run(store, job.id, stopping, |tx, after| portion(tx, table, after))?;
        }
        store.write(|tx| settings::put(tx, SETTING, &STROKES)).map_err(|e| e.to_string())
    })
}

/// Gives the next names of a table their keys.
fn portion(tx: &mut Tx<'_>, table: &str, after: i64) -> Result<Portion> {
    let sql = format!("SELECT id, name, name_strokes FROM {table} WHERE id > $1 ORDER BY id LIMIT {STEP}");
    let rows = tx.query(&sql, &[after.into()])?;
    let mut changed = Vec::new();
    for r in &rows {
        let key = sort_key_strokes(r.text(1)?);
        if r.opt_text(2)? != Some(key.as_str()) {
            changed.push(vec![key.into(), r.int(0)?.into()]);
        }
    }
    tx.execute_many(&format!("UPDATE {table} SET name_strokes = $1 WHERE id = $2"), &changed)?;
    let last = if rows.len() == STEP { rows.last().map(|r| r.int(0)).transpose()? } else { None };
    Ok(Portion { last, looked: rows.len() as i64, moved: changed.len() as i64 })
}

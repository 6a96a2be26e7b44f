//! Takes back what was written into fields of orders and interactions.

use gx_store::access::Access;
use gx_store::change::{Batch, Logged};
use gx_store::{Result, Store, Tx};
use serde_json::Value as Json;

use super::{Held, Kept, held, write};
use crate::undo::{Taking, Undone};

/// Takes one logged change back. A state that an import gave is none of ours and is skipped.
pub(crate) fn take_back(
    tx: &mut Tx<'_>,
    store: &Store,
    redo: &mut Batch,
    out: &mut Undone,
    taking: &mut Taking<'_>,
    (kept, e): (Kept, &Logged),
) -> Result<()> {
    // Who may take it back was asked before anything was touched.
    let Some(mut one) = held(tx, &Access::system(), kept, &[e.row])?.remove(&e.row) else { return Ok(()) };
    let mut values: Vec<(String, Json)> = Vec::new();
    for (key, ours) in &e.after {
        if !key.starts_with("x_") {
            out.skipped += 1;
            continue;
        }
        let now = now(&one, key);
        let row = e.row.show(kept.id);
        if now != *ours
            && !taking.conflict(tx, out, e, (kept.object.as_text(), &row, &one.called), key, &now)?
        {
            continue;
        }
        values.push((key.clone(), e.before.get(key).cloned().unwrap_or_default()));
    }
    if let Some(entry) = write(tx, kept, &mut one, values, store.now())? {
        redo.log(entry);
        out.undone += 1;
    }
    Ok(())
}

fn now(one: &Held, key: &str) -> Json {
    one.fields.get(key).cloned().unwrap_or_default()
}

//! Takes back what was done to a company.

use gx_kernel::IdKind;
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::merge;
use super::record::{self, Company};
use crate::undo::{Taking, Undone};

/// Takes one logged change back.
pub(crate) fn take_back(
    tx: &mut Tx<'_>,
    store: &Store,
    redo: &mut Batch,
    out: &mut Undone,
    taking: &mut Taking<'_>,
    e: &Logged,
) -> Result<()> {
    let Some(mut company) = record::get(tx, e.row)? else { return Ok(()) };
    if e.op == "delete" && merge::take_back(tx, store, redo, out, e)? {
        return Ok(());
    }
    if e.op != "update" {
        let deleted = e.op != "delete";
        record::set_deleted(tx, &company, store.now(), deleted)?;
        let op = if deleted { Op::Delete } else { Op::Restore };
        redo.log(Entry { object: "company", row: e.row, op, before: Map::new(), after: Map::new() });
        out.undone += 1;
        return Ok(());
    }
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, ours) in &e.after {
        let now = value(&company, key);
        let old = e.before.get(key).cloned().unwrap_or_default();
        let row = (e.row.show(IdKind::Company), company.called());
        if now != *ours && !taking.conflict(tx, out, e, ("company", &row.0, &row.1), key, &now)? {
            continue;
        }
        if key == "external" {
            company.external = old.as_str().map(str::to_owned);
        } else {
            company.state(key, old.clone(), redo.by, store.now());
        }
        before.insert(key.clone(), now);
        after.insert(key.clone(), old);
    }
    if !after.is_empty() {
        record::update(tx, &[company], store.now())?;
        redo.log(Entry { object: "company", row: e.row, op: Op::Update, before, after });
        out.undone += 1;
    }
    Ok(())
}

fn value(company: &Company, key: &str) -> Json {
    match key {
        "external" => company.external.clone().into(),
        _ => company.values.get(key).cloned().unwrap_or_default(),
    }
}

//! Takes back what was done to a deal.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_people::undo::{Taker, Taking, Undone};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::deal::record::{self, Deal};
use crate::deal::{DEAL, edit, people, step};
use crate::pipeline;

/// What takes changes of deals back.
#[derive(Clone, Copy, Debug)]
pub struct Deals;

impl Taker for Deals {
    fn object(&self) -> &'static str {
        DEAL
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows.dedup();
        for row in &rows {
            record::lock(tx, Id(*row))?;
            let Some(deal) = record::get(tx, Id(*row))? else { continue };
            let holding = record::holding(tx, &deal)?;
            if !access.allows(gx_store::access::Verb::See, deal.id, holding) {
                return Err(Problem::not_found("The deal").into());
            }
            if !edit::may(tx, access, &deal, gx_store::access::Verb::Edit)? {
                return Err(Problem::forbidden("Your role may not change this deal any more.").into());
            }
        }
        Ok(())
    }

    fn take_back(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        redo: &mut Batch,
        out: &mut Undone,
        taking: &mut Taking<'_>,
        e: &Logged,
    ) -> Result<()> {
        let Some(mut deal) = record::get(tx, e.row)? else { return Ok(()) };
        if e.op != "update" {
            let gone = e.op != "delete";
            if !gone {
                stands(tx, &deal)?;
            }
            deal.deleted_at = gone.then(|| store.now());
            record::update(tx, store, &deal)?;
            let op = if gone { Op::Delete } else { Op::Restore };
            redo.log(Entry { object: DEAL, row: e.row, op, before: Map::new(), after: Map::new() });
            out.undone += 1;
            return Ok(());
        }
        let (mut before, mut after) = (Map::new(), Map::new());
        for (key, ours) in &e.after {
            let now = if key == "people" { people::value(tx, deal.id)? } else { deal.value(key) };
            let old = e.before.get(key).cloned().unwrap_or_default();
            let row = (deal.shown(), deal.name().to_owned());
            if now != *ours && !taking.conflict(tx, out, e, (ObjectKind::Deal, &row.0, &row.1), key, &now)? {
                continue;
            }
            put(tx, store, redo, &mut deal, key, &old)?;
            before.insert(key.clone(), now);
            after.insert(key.clone(), old);
        }
        if !after.is_empty() {
            edit::weigh(tx, &mut deal)?;
            record::update(tx, store, &deal)?;
            redo.log(Entry { object: DEAL, row: e.row, op: Op::Update, before, after });
            out.undone += 1;
        }
        Ok(())
    }
}

/// Refuses to bring a deal back whose stage is gone, or ends otherwise by now.
fn stands(tx: &mut Tx<'_>, deal: &Deal) -> Result<()> {
    let pipelines = pipeline::load(tx)?;
    let stage = pipelines.iter().find(|p| p.shown() == deal.pipeline).and_then(|p| p.stage(&deal.stage));
    if stage.is_some_and(|stage| stage.kind.as_text() == deal.state) {
        return Ok(());
    }
    Err(Problem::conflict("unknown_stage", "The stage in which the deal stood is gone.").into())
}

/// Puts one value back.
fn put(tx: &mut Tx<'_>, store: &Store, redo: &Batch, deal: &mut Deal, key: &str, old: &Json) -> Result<()> {
    match key {
        "people" => people::restore(tx, deal.id, old),
        "stage" => {
            let pipelines = pipeline::load(tx)?;
            let shown = old.as_str().unwrap_or_default();
            let gone = || Problem::conflict("unknown_stage", "The stage that it came from is gone.");
            let stage = pipelines.iter().find_map(|p| p.stage(shown)).ok_or_else(gone)?;
            step::back(tx, store, deal, stage, redo.by.id())
        }
        _ => {
            deal.put(key, old.clone());
            Ok(())
        }
    }
}

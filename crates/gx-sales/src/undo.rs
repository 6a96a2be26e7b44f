//! Takes back what was done to a deal or a lead.

use gx_kernel::{Id, Problem};
use gx_people::undo::{Taker, Taking, Undone};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use crate::deal::record::{self, Deal};
use crate::deal::{DEAL, edit, people, step};
use crate::lead::record::{self as leads, Lead};
use crate::lead::{LEAD, edit as lead_edit, hand, returns};
use crate::{pipeline, pool};

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
            if now != *ours && !taking.conflict(tx, out, e, (DEAL, &row.0, &row.1), key, &now)? {
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

/// What takes changes of leads back.
#[derive(Clone, Copy, Debug)]
pub struct Leads;

impl Taker for Leads {
    fn object(&self) -> &'static str {
        LEAD
    }

    fn may_still(&self, tx: &mut Tx<'_>, access: &Access, rows: &[i64]) -> Result<()> {
        let mut ids: Vec<Id> = rows.iter().map(|row| Id(*row)).collect();
        ids.sort_unstable();
        ids.dedup();
        leads::lock(tx, &ids)?;
        for lead in leads::many(tx, &ids)? {
            if !lead_edit::may(tx, access, &lead, gx_store::access::Verb::See)? {
                return Err(Problem::not_found("The lead").into());
            }
            // Who gave one back may take that back, as long as nobody else has it.
            let free = lead.waits();
            if !free && !lead_edit::may(tx, access, &lead, gx_store::access::Verb::Edit)? {
                return Err(Problem::forbidden("Your role may not change this lead any more.").into());
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
        let Some(mut lead) = leads::get(tx, e.row)? else { return Ok(()) };
        if e.op != "update" {
            let gone = e.op != "delete";
            if gone {
                // It never was: nobody was given anything, and who had registered them waits on.
                unmade(tx, e)?;
                crate::registration::came_not(tx, e.row)?;
            } else {
                alone(tx, &lead)?;
            }
            lead.deleted_at = gone.then(|| store.now());
            leads::update(tx, store, &lead)?;
            leads::reindex(tx, &lead)?;
            let op = if gone { Op::Delete } else { Op::Restore };
            redo.log(Entry { object: LEAD, row: e.row, op, before: Map::new(), after: Map::new() });
            out.undone += 1;
            return Ok(());
        }
        let (mut before, mut after) = (Map::new(), Map::new());
        for (key, ours) in &e.after {
            let now = lead.value(key);
            let old = e.before.get(key).cloned().unwrap_or_default();
            let row = (lead.shown(), lead.name().to_owned());
            // Who had it in between had it: that it lies free again is not what was left.
            let stale = now != *ours || (key == "owner" && moved_on(tx, e)?);
            // When it was last worked on moves by itself.
            let quiet = hand::UNSEEN.contains(&key.as_str());
            if stale && !quiet && !taking.conflict(tx, out, e, (LEAD, &row.0, &row.1), key, &now)? {
                continue;
            }
            lead.put(key, old.clone());
            before.insert(key.clone(), now);
            after.insert(key.clone(), old);
        }
        if after.is_empty() && !e.after.is_empty() {
            return Ok(());
        }
        settle(tx, store, &mut lead, e, &after)?;
        leads::update(tx, store, &lead)?;
        leads::reindex(tx, &lead)?;
        redo.log(Entry { object: LEAD, row: e.row, op: Op::Update, before, after });
        out.undone += 1;
        Ok(())
    }
}

/// Takes away the traces of moves that never were.
fn unmade(tx: &mut Tx<'_>, e: &Logged) -> Result<()> {
    let sql = "DELETE FROM lead_move WHERE batch_id = $1 AND lead_id = $2";
    tx.execute(sql, &[e.batch.into(), e.row.into()]).map(drop)
}

/// Whether a lead went on to other hands since.
fn moved_on(tx: &mut Tx<'_>, e: &Logged) -> Result<bool> {
    let sql = "SELECT 1 FROM lead_move WHERE lead_id = $1 AND id > (SELECT MAX(id) FROM lead_move WHERE lead_id = $2 AND batch_id = $3) LIMIT 1";
    Ok(tx.first(sql, &[e.row.into(), e.row.into(), e.batch.into()])?.is_some())
}

/// Refuses where the person has another open lead by now.
fn alone(tx: &mut Tx<'_>, lead: &Lead) -> Result<()> {
    let Some(person) = lead.person.filter(|_| lead.state.open()) else { return Ok(()) };
    leads::lock_person(tx, person)?;
    match leads::open_of(tx, person)?.filter(|other| other.id != lead.id) {
        Some(other) => {
            let message = format!("{} is about this person by now.", other.number);
            Err(Problem::conflict("open_lead", message).with("lead", other.shown()).into())
        }
        None => Ok(()),
    }
}

/// Brings in line what follows from values that were put back: when the lead is closed, and when it goes back.
fn settle(
    tx: &mut Tx<'_>,
    store: &Store,
    lead: &mut Lead,
    e: &Logged,
    after: &Map<String, Json>,
) -> Result<()> {
    if after.contains_key("owner") || after.contains_key("pool") {
        unmade(tx, e)?;
    }
    if after.contains_key("state") {
        alone(tx, lead)?;
        lead.closed_at = (!lead.state.open()).then(|| store.now());
    }
    let pools = pool::load(tx)?;
    let back = returns::at(lead, lead.pool.and_then(|id| pools.iter().find(|p| p.id == id)));
    // Whoever has it again has a day to do something about it.
    lead.returns_at = back.map(|at| at.max(store.now().plus(gx_kernel::Micros::DAY)));
    Ok(())
}

//! A deal whose quote was accepted: it comes to what was accepted, and is won where the workspace says so.

use gx_kernel::{Id, IdKind};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

use super::record::{self, Line};
use super::{DEAL, edit, step};
use crate::pipeline::{self, Kind};

/// What became of the deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has the lines and the amount, and stays where it is.
    Told,
    /// It is won.
    Won,
    /// It is not, since its stage of winning asks for these fields.
    Wants(Vec<String>),
}

/// Notes at a deal what was accepted, and moves it to where it is won if that is wished and may be.
///
/// A rule of the workspace acts, so that roles which may not move deals there shut no customer out; what the stage needs,
/// it needs all the same.
pub fn accepted(
    tx: &mut Tx<'_>,
    store: &Store,
    id: Id,
    (lines, amount, currency): (Vec<Line>, &str, &str),
    wins: bool,
) -> Result<Outcome> {
    record::lock(tx, id)?;
    let Some(mut deal) = record::get(tx, id)?.filter(|deal| deal.deleted_at.is_none()) else {
        return Ok(Outcome::Told);
    };
    let (mut before, mut after) = (Map::new(), Map::new());
    let mut put = |deal: &mut record::Deal, key: &str, value: Json| {
        let old = deal.value(key);
        if old != value {
            deal.put(key, value.clone());
            before.insert(key.to_owned(), old);
            after.insert(key.to_owned(), value);
        }
    };
    put(&mut deal, "lines", serde_json::json!(lines));
    put(&mut deal, "amount", amount.into());
    put(&mut deal, "currency", currency.into());
    let pipelines = pipeline::load(tx)?;
    let of = pipelines.iter().find(|p| p.shown() == deal.pipeline);
    let stage = of
        .and_then(|p| p.stages.iter().find(|s| s.kind == Kind::Won))
        .filter(|_| wins && deal.state == "open");
    let outcome = match stage {
        None => Outcome::Told,
        Some(stage) => {
            let wants = step::missing(&deal, stage);
            if wants.is_empty() {
                before.insert("stage".into(), deal.stage.as_str().into());
                step::stand(&mut deal, stage, store.now());
                after.insert("stage".into(), deal.stage.as_str().into());
                Outcome::Won
            } else {
                Outcome::Wants(wants)
            }
        }
    };
    if after.is_empty() {
        return Ok(outcome);
    }
    if outcome == Outcome::Won {
        step::stay(tx, store, &deal, None, None)?;
    }
    edit::weigh(tx, &mut deal)?;
    record::update(tx, store, &deal)?;
    let mut batch = Batch::open(tx, store, "edit", By::Rule, None, None)?;
    batch.log(Entry { object: DEAL, row: deal.id, op: Op::Update, before, after });
    batch.flush(tx, store)?;
    Ok(outcome)
}

/// A deal as others name it, whoever sees it: for those who have asked already.
pub fn named(tx: &mut Tx<'_>, id: Id) -> Result<Option<gx_people::names::Named>> {
    let row = tx.first("SELECT name FROM deal WHERE id = $1", &[id.into()])?;
    row.map(|r| Ok(gx_people::names::Named { id: id.show(IdKind::Deal), name: r.string(0)?, initial: None }))
        .transpose()
}

//! Everything that the page of a deal shows.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};
use serde::Serialize;

use super::edit;
use super::list::{self, DealRow};
use super::people::{self, Part};
use super::record::Line;
use super::step::{self, Stay, Step};
use crate::pipeline::{self, StageInfo};

/// A deal with all that belongs to it.
#[derive(Clone, Debug, Serialize)]
pub struct Page {
    row: DealRow,
    /// The stages of its pipeline, in order.
    stages: Vec<StageInfo>,
    /// Where it stood.
    stays: Vec<Stay>,
    /// Where it may go.
    steps: Vec<Step>,
    /// Who has a part in it.
    people: Vec<Part>,
    /// What it is about.
    lines: Vec<Line>,
    competitors: Vec<String>,
    may_edit: bool,
    may_delete: bool,
}

/// The page of a living deal that the caller sees.
pub fn load(tx: &mut Tx<'_>, store: &Store, access: &Access, role: &str, id: Id) -> Result<Page> {
    let deal = edit::seen(tx, access, id)?;
    let row = list::row_of(tx, access, store.now(), id)?.ok_or_else(|| Problem::not_found("The deal"))?;
    let pipelines = pipeline::load(tx)?;
    let stages =
        pipelines.into_iter().find(|p| p.shown() == deal.pipeline).map_or_else(Vec::new, |p| p.stages);
    let may_edit = edit::may(tx, access, &deal, Verb::Edit)?;
    Ok(Page {
        stays: step::stays(tx, id)?,
        steps: if may_edit { step::steps(&deal, &stages, role) } else { Vec::new() },
        people: people::of(tx, access, &deal)?,
        competitors: row.competitors.clone(),
        may_edit,
        may_delete: edit::may(tx, access, &deal, Verb::Delete)?,
        lines: if access.hides_of(ObjectKind::Deal, "amount") { Vec::new() } else { deal.lines },
        stages: stages.iter().map(pipeline::Stage::told).collect(),
        row,
    })
}

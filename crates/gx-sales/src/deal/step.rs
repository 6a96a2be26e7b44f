//! A deal goes from stage to stage: who may, what must be filled, where it stood before.

use gx_kernel::{FieldError, Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::record::{self, Deal};
use super::{DEAL, edit};
use crate::pipeline::{self, Kind, Stage};

/// Where a deal is to go.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Move {
    /// To which stage.
    pub stage: String,
    /// In which the caller saw it.
    pub was: String,
    /// Values that the stage needs, written with the move.
    pub set: Map<String, Json>,
    /// Why it is lost.
    pub lost_reason: Option<String>,
    /// What is to be said of the move.
    pub note: Option<String>,
}

/// A stage that a deal stood or stands in.
#[derive(Clone, Debug, Serialize)]
pub struct Stay {
    /// Which.
    pub stage: Named,
    /// Since when.
    pub since: Micros,
    /// Until when; not yet.
    pub until: Option<Micros>,
    /// Who moved it there.
    pub by: Option<Named>,
    /// What they said.
    pub note: Option<String>,
}

/// Where a deal may go from here.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// The stage.
    pub stage: String,
    /// Whether the caller's role may.
    pub may: bool,
    /// Keys of the fields that are still empty.
    pub missing: Vec<String>,
}

/// Whether a role may move deals into a stage.
fn role_may(stage: &Stage, role: &str) -> bool {
    stage.roles.is_empty() || stage.roles.iter().any(|key| key == role)
}

/// What a stage needs that a deal has not.
pub(crate) fn missing(deal: &Deal, stage: &Stage) -> Vec<String> {
    let mut needs = stage.needs.clone();
    if stage.kind == Kind::Lost && !needs.iter().any(|key| key == "lost_reason") {
        needs.push("lost_reason".into());
    }
    needs.retain(|key| {
        let value = deal.value(key);
        value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty)
    });
    needs
}

/// Where a deal may go, of the stages of its pipeline but its own.
pub fn steps(deal: &Deal, stages: &[Stage], role: &str) -> Vec<Step> {
    stages
        .iter()
        .filter(|stage| stage.shown() != deal.stage)
        .map(|stage| Step { stage: stage.shown(), may: role_may(stage, role), missing: missing(deal, stage) })
        .collect()
}

/// Lets a deal into a stage.
///
/// # Errors
///
/// `not_allowed_here` for the role, `required` at every field that is still empty.
pub(crate) fn enter(deal: &mut Deal, stage: &Stage, role: &str, now: Micros) -> Result<()> {
    if !role_may(stage, role) {
        let message = format!("Your role may not move deals to {}.", stage.name);
        return Err(Problem::new(403, "not_allowed_here", message).with("stage", stage.name.as_str()).into());
    }
    let faults: Vec<FieldError> = missing(deal, stage)
        .into_iter()
        .map(|field| {
            let message = format!("{} needs it", stage.name);
            FieldError { field, code: "required".into(), message }
        })
        .collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults).into());
    }
    stand(deal, stage, now);
    Ok(())
}

/// Puts a deal into a stage, whatever that asks.
pub fn stand(deal: &mut Deal, stage: &Stage, now: Micros) {
    deal.stage = stage.shown();
    deal.state = stage.kind.as_text().into();
    deal.stage_since = now;
    deal.closed_at = (stage.kind != Kind::Open).then_some(now);
    deal.probability = match stage.kind {
        Kind::Open => deal.chance().unwrap_or(stage.probability as f64),
        Kind::Won => 100.0,
        Kind::Lost => 0.0,
    };
}

/// Notes that a deal stands in its stage from now on, and in the one before no longer.
pub(crate) fn stay(
    tx: &mut Tx<'_>,
    store: &Store,
    deal: &Deal,
    by: Option<Id>,
    note: Option<&str>,
) -> Result<()> {
    tx.execute(
        "UPDATE deal_stay SET until = $1 WHERE deal_id = $2 AND until IS NULL",
        &[deal.stage_since.into(), deal.id.into()],
    )?;
    let row = vec![
        store.id().into(),
        deal.id.into(),
        deal.stage.as_str().into(),
        deal.stage_since.into(),
        by.into(),
        note.into(),
    ];
    tx.insert_many(
        "deal_stay",
        &["id", "deal_id", "stage", "since", "staff_id", "note"],
        &[row],
        Conflict::Fail,
    )?;
    Ok(())
}

/// Notes where a deal stood that came with a past: in the first stage of its pipeline since it was made, and in its own
/// since it stands there.
pub fn stood(tx: &mut Tx<'_>, store: &Store, deal: &Deal, made: Micros, by: Option<Id>) -> Result<()> {
    let first = pipeline::load(tx)?
        .into_iter()
        .find(|p| p.shown() == deal.pipeline)
        .and_then(|p| p.stages.into_iter().next())
        .map(|stage| stage.shown())
        .filter(|first| *first != deal.stage && made < deal.stage_since);
    let way: Vec<(String, Micros)> = first.map(|first| (first, made)).into_iter().collect();
    passed(tx, store, deal, &way, by)
}

/// Notes the stages that a deal with a past has passed, each since when, before it came to its own.
pub fn passed(
    tx: &mut Tx<'_>,
    store: &Store,
    deal: &Deal,
    stages: &[(String, Micros)],
    by: Option<Id>,
) -> Result<()> {
    for (stage, since) in stages {
        let before = Deal { stage: stage.clone(), stage_since: *since, ..deal.clone() };
        stay(tx, store, &before, by, None)?;
    }
    stay(tx, store, deal, by, None)
}

/// Puts a deal back into a stage: as if it had never left it, where that is the one that it came from.
pub(crate) fn back(
    tx: &mut Tx<'_>,
    store: &Store,
    deal: &mut Deal,
    stage: &Stage,
    by: Option<Id>,
) -> Result<()> {
    let sql = "SELECT id, stage, since FROM deal_stay WHERE deal_id = $1 ORDER BY id DESC LIMIT 2";
    let last = tx.query(sql, &[deal.id.into()])?;
    let came = match last.as_slice() {
        [now, before] if now.text(1)? == deal.stage && before.text(1)? == stage.shown() => {
            Some((now.id(0)?, before.id(0)?, before.micros(2)?))
        }
        _ => None,
    };
    let Some((gone, before, since)) = came else {
        stand(deal, stage, store.now());
        return stay(tx, store, deal, by, None);
    };
    stand(deal, stage, since);
    tx.execute("DELETE FROM deal_stay WHERE id = $1", &[gone.into()])?;
    tx.execute("UPDATE deal_stay SET until = NULL WHERE id = $1", &[before.into()])?;
    Ok(())
}

/// Where a deal stood, oldest first. A stage that is gone has no name.
pub fn stays(tx: &mut Tx<'_>, deal: Id) -> Result<Vec<Stay>> {
    let sql = "SELECT y.stage, y.since, y.until, y.staff_id, y.note FROM deal_stay y WHERE y.deal_id = $1 ORDER BY y.id";
    let rows = tx.query(sql, &[deal.into()])?;
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in &rows {
        let by = match r.opt_id(3)? {
            Some(user) => Some(names.user(tx, user)?),
            None => None,
        };
        let shown = r.string(0)?;
        let id = Id::read(IdKind::Stage, &shown);
        let called = tx.first("SELECT name FROM stage WHERE id = $1", &[id.into()])?;
        out.push(Stay {
            stage: Named {
                id: shown,
                name: called.map_or(Ok(String::new()), |r| r.string(0))?,
                initial: None,
            },
            since: r.micros(1)?,
            until: r.opt_micros(2)?,
            by,
            note: r.opt_string(4)?,
        });
    }
    Ok(out)
}

/// The most characters of what is said of a move.
const MOST_NOTE: usize = 1000;

/// Moves a deal. Returns the batch for undo.
///
/// # Errors
///
/// `moved` with where it stands and who moved it there, where it is not where the caller saw it; and those of entering.
pub fn step(tx: &mut Tx<'_>, store: &Store, access: &Access, role: &str, id: Id, wish: &Move) -> Result<Id> {
    let mut deal = edit::to_edit(tx, access, id)?;
    let pipelines = pipeline::load(tx)?;
    let of = pipelines.iter().find(|p| p.shown() == deal.pipeline);
    let of = of.ok_or_else(|| Problem::not_found("The pipeline"))?;
    if deal.stage != wish.was {
        let last = stays(tx, id)?.pop();
        let at = of.stage(&deal.stage).map_or_else(String::new, |s| s.name.clone());
        let told = Problem::conflict("moved", format!("This deal was moved to {at} since you read it."));
        let (by, since) = last.map_or((None, None), |stay| (stay.by, Some(stay.since)));
        return Err(told
            .with("stage", serde_json::json!({"id": deal.stage, "name": at}))
            .with("by", serde_json::json!(by))
            .with("at", serde_json::json!(since))
            .into());
    }
    let unknown = || Problem::field("stage", "unknown_stage", "the pipeline has no such stage");
    let stage = of.stage(&wish.stage).ok_or_else(unknown)?;
    let note = wish.note.as_deref().map(str::trim).filter(|t| !t.is_empty());
    if note.is_some_and(|t| t.chars().count() > MOST_NOTE) {
        return Err(Problem::field("note", "too_long", format!("at most {MOST_NOTE} characters")).into());
    }
    let mut set = wish.set.clone();
    if let Some(reason) = &wish.lost_reason {
        set.insert("lost_reason".into(), reason.as_str().into());
    }
    let values = edit::clean(tx, store, access, &set)?;
    let (mut before, mut after) = edit::write(&mut deal, values)?;
    if stage.shown() == deal.stage {
        return edit::save(tx, store, access, &mut deal, (before, after));
    }
    let from = deal.stage.clone();
    enter(&mut deal, stage, role, store.now())?;
    if stage.kind != Kind::Lost && !deal.value("lost_reason").is_null() {
        // It is not lost any more, or never was.
        let reason = deal.value("lost_reason");
        before.entry("lost_reason").or_insert(reason);
        after.insert("lost_reason".into(), Json::Null);
        deal.put("lost_reason", Json::Null);
    }
    before.insert("stage".into(), from.into());
    after.insert("stage".into(), deal.stage.as_str().into());
    record::update(tx, store, &deal)?;
    stay(tx, store, &deal, access.by().id(), note)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    batch.log(Entry { object: DEAL, row: deal.id, op: Op::Update, before, after });
    batch.flush(tx, store)?;
    Ok(batch.id)
}

//! Pipelines: the stages that deals go through, what each asks for, and how likely a deal in it is won.

use std::collections::HashSet;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::fields;
use gx_store::{Conflict, Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

/// The most pipelines.
const MOST: usize = 30;
/// The most stages of one.
const MOST_STAGES: usize = 30;

/// How a stage ends, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The deal goes on.
    Open,
    /// It was won.
    Won,
    /// It was lost.
    Lost,
}

impl Kind {
    /// As the database and filters say it.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "won" => Self::Won,
            "lost" => Self::Lost,
            _ => Self::Open,
        }
    }
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// How it ends.
    pub kind: Kind,
    /// The chance that a deal in it is won, in percent.
    pub probability: i64,
    /// After so many days in it a deal is stale.
    pub age_days: Option<i64>,
    /// Keys of the fields that are filled before a deal enters.
    pub needs: Vec<String>,
    /// Keys of the roles that may move a deal into it; none for all.
    pub roles: Vec<String>,
}

/// A stage as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct StageInfo {
    id: String,
    name: String,
    kind: Kind,
    probability: i64,
    age_days: Option<i64>,
    needs: Vec<String>,
    roles: Vec<String>,
}

impl StageInfo {
    /// Whether deals in it go on.
    pub fn is_open(&self) -> bool {
        self.kind == Kind::Open
    }
}

impl Stage {
    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Stage)
    }

    /// As the API tells it.
    pub fn told(&self) -> StageInfo {
        StageInfo {
            id: self.shown(),
            name: self.name.clone(),
            kind: self.kind,
            probability: self.probability,
            age_days: self.age_days,
            needs: self.needs.clone(),
            roles: self.roles.clone(),
        }
    }
}

/// A pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipeline {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Its stages in order: open ones first, then won, then lost.
    pub stages: Vec<Stage>,
}

impl Pipeline {
    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Pipeline)
    }

    /// One of its stages by the text of its id.
    pub fn stage(&self, shown: &str) -> Option<&Stage> {
        let id = Id::read(IdKind::Stage, shown)?;
        self.stages.iter().find(|stage| stage.id == id)
    }
}

/// All pipelines in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<Pipeline>> {
    let mut out: Vec<Pipeline> = tx
        .query("SELECT id, name FROM pipeline WHERE deleted_at IS NULL ORDER BY place, id", &[])?
        .iter()
        .map(|r| Ok(Pipeline { id: r.id(0)?, name: r.string(1)?, stages: Vec::new() }))
        .collect::<Result<_>>()?;
    let known = fields::load(tx, ObjectKind::Deal)?;
    let there: HashSet<String> =
        tx.query("SELECT key FROM role", &[])?.iter().map(|r| r.string(0)).collect::<Result<_>>()?;
    let sql = "SELECT id, pipeline_id, name, kind, probability, age_days, needs, roles FROM stage WHERE deleted_at IS NULL \
               ORDER BY place, id";
    for r in tx.query(sql, &[])? {
        let pipeline = r.id(1)?;
        // A field or a role that is gone since shuts nobody out; where all roles are gone, administrators are left.
        let mut needs: Vec<String> = r.json(6)?;
        needs.retain(|key| ["person", "company"].contains(&key.as_str()) || known.get(key).is_some());
        let mut roles: Vec<String> = r.json(7)?;
        let named = !roles.is_empty();
        roles.retain(|key| there.contains(key));
        if named && roles.is_empty() {
            roles.push("admin".into());
        }
        if let Some(of) = out.iter_mut().find(|p| p.id == pipeline) {
            of.stages.push(Stage {
                id: r.id(0)?,
                name: r.string(2)?,
                kind: Kind::read(r.text(3)?),
                probability: r.int(4)?,
                age_days: r.opt_int(5)?,
                needs,
                roles,
            });
        }
    }
    Ok(out)
}

/// The pipeline that is meant: by its id, or the first.
///
/// # Errors
///
/// `no_pipeline` where there is none, a field problem where the id is none of a pipeline.
pub fn meant(tx: &mut Tx<'_>, shown: Option<&str>) -> Result<Pipeline> {
    let all = load(tx)?;
    match shown.filter(|text| !text.is_empty()) {
        Some(text) => {
            let id = Id::read(IdKind::Pipeline, text);
            let unknown = || Problem::field("pipeline", "unknown", format!("there is no pipeline {text:?}"));
            Ok(all.into_iter().find(|p| Some(p.id) == id).ok_or_else(unknown)?)
        }
        None => {
            let none =
                || Problem::conflict("no_pipeline", "There is no pipeline yet. Make one in the settings.");
            Ok(all.into_iter().next().ok_or_else(none)?)
        }
    }
}

/// A stage as it is wished; without an id it is new.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageWish {
    #[serde(default)]
    id: Option<String>,
    name: String,
    kind: Kind,
    #[serde(default)]
    probability: i64,
    #[serde(default)]
    age_days: Option<i64>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    roles: Vec<String>,
}

/// What is wished of a pipeline; what is not named stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    /// What people call it.
    pub name: Option<String>,
    /// All its stages.
    pub stages: Option<Vec<StageWish>>,
    /// The pipeline that it shall stand before; empty puts it last.
    pub before: Option<String>,
}

fn named(field: &str, text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Problem::field(field, "length", "a name has 1 to 60 characters").into());
    }
    Ok(name)
}

/// Stages in their clean form and order; those without an id that is there get a new one.
fn clean(tx: &mut Tx<'_>, store: &Store, held: &[Stage], wished: Vec<StageWish>) -> Result<Vec<Stage>> {
    if wished.len() > MOST_STAGES {
        return Err(Problem::field("stages", "too_many", format!("at most {MOST_STAGES} stages")).into());
    }
    let known = fields::load(tx, ObjectKind::Deal)?;
    let roles: HashSet<String> =
        tx.query("SELECT key FROM role", &[])?.iter().map(|r| r.string(0)).collect::<Result<_>>()?;
    let mut out: Vec<Stage> = Vec::with_capacity(wished.len());
    for (at, wish) in wished.into_iter().enumerate() {
        let place = |key: &str| format!("stages.{at}.{key}");
        let wrong = |key: &str, code: &str, message: String| Problem::field(&place(key), code, message);
        let name = named(&place("name"), &wish.name)?;
        if out.iter().any(|stage| stage.name == name) {
            return Err(wrong("name", "not_unique", "there is another stage of this name".into()).into());
        }
        let probability = match wish.kind {
            Kind::Open if !(0..=100).contains(&wish.probability) => {
                return Err(wrong("probability", "out_of_range", "0 to 100 percent".into()).into());
            }
            Kind::Open => wish.probability,
            Kind::Won => 100,
            Kind::Lost => 0,
        };
        if wish.age_days.is_some_and(|days| !(1..=3650).contains(&days)) {
            return Err(wrong("age_days", "out_of_range", "1 to 3650 days, or null for never".into()).into());
        }
        for key in &wish.needs {
            let there = ["person", "company"].contains(&key.as_str())
                || known.get(key).is_some_and(|field| field.editable);
            if !there {
                return Err(wrong(
                    "needs",
                    "unknown_field",
                    format!("deals have no field {key:?} to be filled"),
                )
                .into());
            }
        }
        if let Some(role) = wish.roles.iter().find(|role| !roles.contains(*role)) {
            return Err(wrong("roles", "unknown", format!("there is no role {role:?}")).into());
        }
        let id = match wish.id.as_deref() {
            None | Some("") => store.id(),
            Some(text) => {
                let id = Id::read(IdKind::Stage, text).filter(|id| held.iter().any(|stage| stage.id == *id));
                id.ok_or_else(|| wrong("id", "unknown", format!("this pipeline has no stage {text:?}")))?
            }
        };
        if out.iter().any(|stage| stage.id == id) {
            return Err(wrong("id", "not_unique", "this stage stands here twice".into()).into());
        }
        let closed = wish.kind != Kind::Open;
        out.push(Stage {
            id,
            name,
            kind: wish.kind,
            probability,
            age_days: wish.age_days.filter(|_| !closed),
            needs: wish.needs,
            roles: wish.roles,
        });
    }
    for kind in [Kind::Open, Kind::Won, Kind::Lost] {
        if !out.iter().any(|stage| stage.kind == kind) {
            let message =
                "a pipeline needs a stage that is open, one for what is won and one for what is lost";
            return Err(Problem::field("stages", "missing", message).into());
        }
    }
    out.sort_by_key(|stage| stage.kind);
    Ok(out)
}

/// Refuses where deals stand in a stage.
fn empty(tx: &mut Tx<'_>, stage: &Stage) -> Result<()> {
    let sql = "SELECT COUNT(*) FROM deal WHERE stage = $1 AND deleted_at IS NULL";
    let deals = tx.one(sql, &[stage.shown().into()])?.int(0)?;
    if deals > 0 {
        let message = format!("{deals} deals stand in {}. Move them first.", stage.name);
        return Err(Problem::conflict("stage_in_use", message)
            .with("stage", stage.name.as_str())
            .with("deals", deals)
            .into());
    }
    Ok(())
}

/// Writes the stages of a pipeline over those it has.
fn write(tx: &mut Tx<'_>, store: &Store, pipeline: Id, held: &[Stage], stages: &[Stage]) -> Result<()> {
    for old in held {
        match stages.iter().find(|stage| stage.id == old.id) {
            None => {
                empty(tx, old)?;
                tx.execute(
                    "UPDATE stage SET deleted_at = $1 WHERE id = $2",
                    &[store.now().into(), old.id.into()],
                )?;
            }
            Some(new) if new.kind != old.kind => empty(tx, old)?,
            Some(new) if new.probability != old.probability => {
                tx.execute(
                    "UPDATE deal SET probability = $1 WHERE stage = $2 AND chance IS NULL",
                    &[(new.probability as f64).into(), new.shown().into()],
                )?;
            }
            Some(_) => {}
        }
    }
    for (place, stage) in stages.iter().enumerate() {
        let json = |list: &[String]| serde_json::to_string(list).unwrap_or_else(|_| "[]".into());
        let values = [
            stage.name.as_str().into(),
            stage.kind.as_text().into(),
            (place as i64).into(),
            stage.probability.into(),
            stage.age_days.into(),
            json(&stage.needs).into(),
            json(&stage.roles).into(),
            stage.id.into(),
        ];
        if held.iter().any(|old| old.id == stage.id) {
            tx.execute(
                "UPDATE stage SET name = $1, kind = $2, place = $3, probability = $4, age_days = $5, needs = $6, roles = $7 WHERE id = $8",
                &values,
            )?;
        } else {
            let mut row = values.to_vec();
            row.push(pipeline.into());
            let columns =
                ["name", "kind", "place", "probability", "age_days", "needs", "roles", "id", "pipeline_id"];
            tx.insert_many("stage", &columns, &[row], Conflict::Fail)?;
        }
    }
    Ok(())
}

fn alone(tx: &mut Tx<'_>, name: &str, but: Option<Id>) -> Result<()> {
    if load(tx)?.iter().any(|p| p.name == name && Some(p.id) != but) {
        return Err(Problem::field("name", "not_unique", "there is another pipeline of this name").into());
    }
    Ok(())
}

/// Makes a pipeline.
///
/// # Errors
///
/// A problem that names the stage and what of it is wrong (`stages.2.name`).
pub fn create(tx: &mut Tx<'_>, store: &Store, wish: Wish) -> Result<Id> {
    let name = named("name", wish.name.as_deref().unwrap_or_default())?;
    alone(tx, &name, None)?;
    let held = load(tx)?;
    if held.len() >= MOST {
        return Err(Problem::field("name", "too_many", format!("at most {MOST} pipelines")).into());
    }
    let id = store.id();
    let stages = match wish.stages {
        Some(stages) => clean(tx, store, &[], stages)?,
        None => first_stages(tx, store)?,
    };
    let columns = ["id", "name", "place", "created_at"];
    let row = vec![id.into(), name.into(), (held.len() as i64).into(), store.now().into()];
    tx.insert_many("pipeline", &columns, &[row], Conflict::Fail)?;
    write(tx, store, id, &[], &stages)?;
    Ok(id)
}

/// Changes a pipeline.
///
/// # Errors
///
/// As [`create`]; `stage_in_use` where a stage goes, or ends otherwise, in which deals stand.
pub fn change(tx: &mut Tx<'_>, store: &Store, id: Id, wish: Wish) -> Result<()> {
    let mut all = load(tx)?;
    let at = all.iter().position(|p| p.id == id).ok_or_else(|| Problem::not_found("The pipeline"))?;
    if let Some(name) = &wish.name {
        let name = named("name", name)?;
        alone(tx, &name, Some(id))?;
        tx.execute("UPDATE pipeline SET name = $1 WHERE id = $2", &[name.into(), id.into()])?;
    }
    if let (Some(stages), Some(held)) = (wish.stages, all.get(at).map(|p| p.stages.clone())) {
        let stages = clean(tx, store, &held, stages)?;
        write(tx, store, id, &held, &stages)?;
    }
    if let Some(before) = &wish.before {
        let moved = all.remove(at);
        let to = match Id::read(IdKind::Pipeline, before) {
            Some(other) => all.iter().position(|p| p.id == other),
            None => None,
        };
        all.insert(to.unwrap_or(all.len()), moved);
        for (place, pipeline) in all.iter().enumerate() {
            tx.execute(
                "UPDATE pipeline SET place = $1 WHERE id = $2",
                &[(place as i64).into(), pipeline.id.into()],
            )?;
        }
    }
    Ok(())
}

/// Takes a pipeline away in which no deal stands.
///
/// # Errors
///
/// `stage_in_use` otherwise.
pub fn remove(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    let all = load(tx)?;
    let gone = all.iter().find(|p| p.id == id).ok_or_else(|| Problem::not_found("The pipeline"))?;
    for stage in &gone.stages {
        empty(tx, stage)?;
    }
    tx.execute("UPDATE pipeline SET deleted_at = $1 WHERE id = $2", &[store.now().into(), id.into()])?;
    tx.execute("UPDATE stage SET deleted_at = $1 WHERE pipeline_id = $2", &[store.now().into(), id.into()])?;
    Ok(())
}

/// Which of the words in simplified and traditional Chinese and in English a workspace begins with: by its country.
pub(crate) fn words<'a>(tx: &mut Tx<'_>, of: [&'a str; 3]) -> Result<&'a str> {
    let country = settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into());
    let [simplified, traditional, english] = of;
    Ok(match country.as_str() {
        "CN" | "SG" => simplified,
        "TW" | "HK" | "MO" => traditional,
        _ => english,
    })
}

/// The stages that a pipeline begins with.
fn first_stages(tx: &mut Tx<'_>, store: &Store) -> Result<Vec<Stage>> {
    let stages: [(Kind, [&str; 3], i64, Option<i64>); 6] = [
        (Kind::Open, ["初步接触", "初步接觸", "First contact"], 10, Some(14)),
        (Kind::Open, ["需求确认", "需求確認", "Needs"], 30, Some(14)),
        (Kind::Open, ["方案报价", "方案報價", "Proposal"], 50, Some(12)),
        (Kind::Open, ["商务谈判", "商務談判", "Negotiation"], 75, Some(13)),
        (Kind::Won, ["成交", "成交", "Won"], 100, None),
        (Kind::Lost, ["输单", "輸單", "Lost"], 0, None),
    ];
    let mut out = Vec::new();
    for (kind, names, probability, age_days) in stages {
        let name = words(tx, names)?.to_owned();
        out.push(Stage {
            id: store.id(),
            name,
            kind,
            probability,
            age_days,
            needs: Vec::new(),
            roles: Vec::new(),
        });
    }
    Ok(out)
}

/// Makes the first pipeline of a workspace that never had one.
pub fn first(store: &Store) -> Result<()> {
    if store.read(|tx| tx.first("SELECT 1 FROM pipeline LIMIT 1", &[]))?.is_some() {
        return Ok(());
    }
    store.write(|tx| {
        // Two processes that start at once wait for each other here.
        settings::hold(tx, "pipelines", &true)?;
        if tx.first("SELECT 1 FROM pipeline LIMIT 1", &[])?.is_some() {
            return Ok(());
        }
        let name = words(tx, ["销售流程", "銷售流程", "Sales"])?;
        create(tx, store, Wish { name: Some(name.into()), ..Wish::default() }).map(|_| ())
    })
}

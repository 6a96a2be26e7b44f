//! Saved reports: a question and how its answer is drawn, under a name, for oneself or for everybody. Whoever opens one is
//! answered what they themselves may see.

use gx_kernel::{Id, IdKind, Micros};
use gx_people::names::{Named, Names};
use gx_store::access::Access;
use gx_store::{Result, Row, Store, Tx};
use serde::{Deserialize, Serialize};

use super::{Kept, me, name, note};
use crate::ask::answer::Ready;
use crate::ask::question::{Question, wrong};

/// How an answer is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LookAs {
    /// Rows and figures.
    #[default]
    Table,
    /// Rows and columns.
    Pivot,
    /// Lying bars.
    Bar,
    /// Standing ones.
    Column,
    /// Lines.
    Line,
    /// Lines with what is under them.
    Area,
    /// Shares of a whole.
    Pie,
    /// Steps of which each keeps fewer.
    Funnel,
    /// People by when they first came.
    Cohort,
    /// Tints.
    Heat,
    /// Provinces or countries.
    Map,
    /// How much of something.
    Gauge,
    /// One figure.
    Number,
}

/// What a map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MapOf {
    /// The provinces of China.
    China,
    /// Countries.
    World,
}

/// How an answer is drawn, with what belongs to that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// As what.
    #[serde(rename = "as")]
    pub of: LookAs,
    /// Whether parts stand on each other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stacked: bool,
    /// Of a map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<MapOf>,
    /// Of a gauge: what would be full.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
    /// By which measure keys stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<usize>,
}

impl Look {
    /// Refuses what cannot be drawn.
    pub(crate) fn check(&self) -> Result<()> {
        if let Some(full) = &self.full
            && full.parse::<rust_decimal::Decimal>().ok().is_none_or(|n| n <= rust_decimal::Decimal::ZERO)
        {
            return Err(wrong(
                "look.full",
                "not_a_number",
                format!("expected a number above zero, got {full:?}"),
            )
            .into());
        }
        Ok(())
    }
}

/// What is to be kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    name: String,
    #[serde(default)]
    note: String,
    question: Question,
    look: Look,
    #[serde(default)]
    shared: bool,
}

/// What changes about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    name: Option<String>,
    note: Option<String>,
    question: Option<Question>,
    look: Option<Look>,
    shared: Option<bool>,
}

/// A saved report.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// `rep_…`
    pub id: String,
    /// Its name.
    pub name: String,
    note: String,
    /// What it asks.
    pub question: Question,
    /// How its answer is drawn.
    pub look: Look,
    shared: bool,
    owner: Named,
    mine: bool,
    editable: bool,
    updated_at: Micros,
}

const REPORTS: Kept = Kept { table: "report", one: "report" };
const COLUMNS: &str = "r.id, r.name, r.note, r.question, r.look, r.shared, r.owner, r.updated_at";

fn told(tx: &mut Tx<'_>, access: &Access, names: &mut Names, r: &Row) -> Result<Report> {
    let (owner, me) = (r.id(6)?, me(access)?);
    let shared = r.int(5)? == 1;
    Ok(Report {
        id: r.id(0)?.show(IdKind::Report),
        name: r.string(1)?,
        note: r.string(2)?,
        question: r.json(3)?,
        look: r.json(4)?,
        shared,
        owner: names.user(tx, owner)?,
        mine: owner == me,
        editable: owner == me || shared && access.may("views"),
        updated_at: r.micros(7)?,
    })
}

/// The caller's reports and the shared ones, by name.
pub fn list(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<Report>> {
    let me = me(access)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM report r WHERE r.deleted_at IS NULL AND (r.shared = 1 OR r.owner = $1) ORDER BY r.id LIMIT 2000"
    );
    let mut names = Names::default();
    let rows = tx.query(&sql, &[me.into()])?;
    let mut out = rows.iter().map(|r| told(tx, access, &mut names, r)).collect::<Result<Vec<_>>>()?;
    out.sort_by_cached_key(|report| gx_text::sort_key_zh(&report.name));
    Ok(out)
}

/// One that the caller may open.
///
/// # Errors
///
/// Not found.
pub fn get(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Report> {
    let sql = format!(
        "SELECT {COLUMNS} FROM report r WHERE r.id = $1 AND r.deleted_at IS NULL AND (r.shared = 1 OR r.owner = $2)"
    );
    let row = tx.first(&sql, &[id.into(), me(access)?.into()])?.ok_or_else(|| REPORTS.missing())?;
    told(tx, access, &mut Names::default(), &row)
}

fn json<T: Serialize>(value: &T) -> gx_store::Value {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".into()).into()
}

/// Keeps a question under a name.
///
/// # Errors
///
/// A problem at what it cannot ask; forbidden where everybody should have it and the role may not share.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Report> {
    let me = me(access)?;
    if wish.shared {
        access.need("views")?;
    }
    wish.look.check()?;
    Ready::of(tx, store, access, &wish.question)?.check(tx, access)?;
    REPORTS.room(tx, me)?;
    let (id, now) = (store.id(), store.now());
    tx.execute(
        "INSERT INTO report (id, name, note, question, look, shared, owner, created_at, updated_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$8)",
        &[
            id.into(),
            name(&wish.name)?.into(),
            note(&wish.note)?.into(),
            json(&wish.question),
            json(&wish.look),
            wish.shared.into(),
            me.into(),
            now.into(),
        ],
    )?;
    get(tx, access, id)
}

/// Changes one.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Change) -> Result<Report> {
    let held = get(tx, access, id)?;
    REPORTS.editable(held.editable)?;
    REPORTS.share(access, (held.shared, held.mine), wish.shared)?;
    if let Some(question) = &wish.question {
        Ready::of(tx, store, access, question)?.check(tx, access)?;
    }
    let look = wish.look.as_ref().unwrap_or(&held.look);
    look.check()?;
    tx.execute(
        "UPDATE report SET name = $1, note = $2, question = $3, look = $4, shared = $5, updated_at = $6 WHERE id = $7",
        &[
            name(wish.name.as_deref().unwrap_or(&held.name))?.into(),
            note(wish.note.as_deref().unwrap_or(&held.note))?.into(),
            json(wish.question.as_ref().unwrap_or(&held.question)),
            json(look),
            wish.shared.unwrap_or(held.shared).into(),
            store.now().into(),
            id.into(),
        ],
    )?;
    get(tx, access, id)
}

/// Takes one away.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    REPORTS.editable(get(tx, access, id)?.editable)?;
    REPORTS.remove(tx, store, id)
}

/// Brings one back.
///
/// # Errors
///
/// Not found where nothing was taken away, forbidden where the caller might not have.
pub fn restore(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Report> {
    REPORTS.restore(tx, access, id)?;
    get(tx, access, id)
}

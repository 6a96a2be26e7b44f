//! Files as a door: upload, detection, plan, preview, run, refused rows, revert.
//!
//! An import is a row of `import` with the packed file beside it. Its plan says what each
//! column fills. A run reads the file from the beginning and commits groups of rows; the
//! group and the progress are one transaction, so a run that died goes on where it stood
//! and doubles nothing. A preview is the same run of the first rows, rolled back.
//!
//! Everything that an import writes can be told by its id: claims and identities by
//! `By::Import`, interactions, orders and edges by `import_id`, the rest by the change log.
//! That is what a revert takes away.

mod beside;
mod company;
mod conflicts;
pub mod file;
mod files;
mod likeness;
mod links;
mod people;
pub mod plan;
pub mod preview;
pub mod refused;
mod revert;
mod row;
mod rules;
pub mod run;
mod takeback;
mod things;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::merge::Evidence;
use gx_people::names::{Named, Names};
use gx_store::{Result, Row, Tx};
use serde::{Deserialize, Serialize};

pub use beside::{Beside, Pair, beside};
pub use file::{create, delete};
pub use plan::{ImportPlan, MapColumn, Match, OnBreach, PlanOptions, Update};
pub use preview::preview;
pub use refused::{RefusedRow, refused_csv, refused_page};
pub use revert::{On, revert};
pub use run::{handlers, run_here, run_to_end, start};

/// An import as lists and pages show it.
#[derive(Clone, Debug, Serialize)]
pub struct ImportInfo {
    /// Prefixed id.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// Bytes as sent.
    pub bytes: i64,
    /// When it was sent.
    pub at: Micros,
    /// Who sent it.
    pub by: Named,
    /// `uploaded`, `running`, `done`, `failed`, `reverting` or `reverted`.
    pub state: String,
    /// `delimited`, `sheet`, `ndjson`, `json` or `vcard`.
    pub format: String,
    /// The encoding of a text file.
    pub encoding: String,
    /// What was assumed.
    pub notices: Vec<NoticeInfo>,
    /// What the rows are.
    pub object: ObjectKind,
    /// The columns, with what they were taken for.
    pub columns: Vec<ImportColumn>,
    /// What each column fills, and how.
    pub plan: ImportPlan,
    /// How far it is.
    pub progress: Option<ImportProgress>,
    /// Why it failed.
    pub error: Option<String>,
}

/// Something that was assumed about the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeInfo {
    /// Stable word.
    pub code: String,
    /// A sentence.
    pub detail: String,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportColumn {
    /// From 0.
    pub index: usize,
    /// Its header.
    pub header: String,
    /// A few of its values.
    pub samples: Vec<String>,
    /// Why it was taken for what the plan says.
    pub because: String,
    /// From 0 to 1.
    pub confidence: f32,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    /// Rows read.
    pub done: u64,
    /// Rows in all.
    pub total: u64,
    /// About how many bytes that is.
    pub bytes_done: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Rows that made something new.
    pub created: u64,
    /// Rows that changed something known.
    pub updated: u64,
    /// Rows that said nothing new.
    pub same: u64,
    /// Rows that were refused.
    pub refused: u64,
    /// Rows that were taken although they are against a rule of quality.
    #[serde(default)]
    pub flagged: u64,
    /// When it began.
    pub started_at: Micros,
    /// When it ended.
    pub ended_at: Option<Micros>,
}

/// What would happen to the first rows.
#[derive(Clone, Debug, Serialize)]
pub struct ImportPreview {
    /// The rows.
    pub rows: Vec<PreviewRow>,
    /// Rows per outcome.
    pub summary: std::collections::BTreeMap<String, u64>,
}

/// One row of a preview.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewRow {
    /// Its line in the file.
    pub line: u64,
    /// Its cells as they stand.
    pub cells: Vec<String>,
    /// `new`, `update`, `same` or `refused`.
    pub outcome: What,
    /// The known person or company.
    pub person: Option<Named>,
    /// Why it is that one.
    pub why: Vec<Evidence>,
    /// Why it is refused, per column.
    pub problems: Vec<RowProblem>,
    /// Which rules of quality it is against, where the plan takes it all the same.
    pub breaches: Vec<RowProblem>,
    /// What would be written.
    pub values: Vec<ShownValue>,
}

/// A value as it would be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownValue {
    /// The target.
    pub key: String,
    /// The value, as people read it.
    pub display: String,
}

/// Why a cell or a row is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// The column, from 0, if it is one column's fault.
    pub column: Option<usize>,
    /// Stable word: `not_a_date`, `no_name`, `person_unknown` …
    pub code: String,
    /// What was expected and what was found.
    pub message: String,
}

impl RowProblem {
    pub(crate) fn new(column: Option<usize>, code: &str, message: impl Into<String>) -> Self {
        Self { column, code: code.into(), message: message.into() }
    }
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Makes something new.
    New,
    /// Changes something known.
    Update,
    /// Says nothing new, or is the same person by likeness.
    Same,
    /// Is not taken.
    Refused,
}

impl What {
    /// Stable text.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Update => "update",
            Self::Same => "same",
            Self::Refused => "refused",
        }
    }
}

/// What a group's transaction did with one row.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub what: What,
    /// The person or company that was known before.
    pub known: Option<Id>,
    pub why: Vec<Evidence>,
    pub problems: Vec<RowProblem>,
    /// Which rules of quality the row is against, though it was taken.
    pub breaches: Vec<RowProblem>,
}

impl Done {
    pub fn refused(problems: Vec<RowProblem>) -> Self {
        Self { problems, ..Self::new(What::Refused) }
    }

    pub fn new(what: What) -> Self {
        Self { what, known: None, why: Vec::new(), problems: Vec::new(), breaches: Vec::new() }
    }
}

/// What is found out about a file when it arrives.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct FileInfo {
    pub notices: Vec<NoticeInfo>,
    pub columns: Vec<ImportColumn>,
    pub rows: u64,
    /// The batch of the revert and what it may overwrite, once one began.
    #[serde(default)]
    pub revert: Option<revert::Running>,
}

const COLUMNS: &str =
    "id, name, bytes, at, staff_id, state, format, encoding, info, plan, progress, error, batch_id";

/// An import as stored.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub id: Id,
    pub name: String,
    pub bytes: i64,
    pub at: Micros,
    pub staff: Option<Id>,
    pub state: String,
    pub format: String,
    pub encoding: String,
    pub info: FileInfo,
    pub plan: ImportPlan,
    pub progress: Option<ImportProgress>,
    pub error: Option<String>,
    pub batch: Option<Id>,
}

fn head(r: &Row) -> Result<Head> {
    Ok(Head {
        id: r.id(0)?,
        name: r.string(1)?,
        bytes: r.int(2)?,
        at: r.micros(3)?,
        staff: r.opt_id(4)?,
        state: r.string(5)?,
        format: r.string(6)?,
        encoding: r.string(7)?,
        info: r.json(8)?,
        plan: r.json(9)?,
        progress: r.json(10)?,
        error: r.opt_string(11)?,
        batch: r.opt_id(12)?,
    })
}

pub(crate) fn load(tx: &mut Tx<'_>, id: Id) -> Result<Head> {
    let row = tx
        .first(&format!("SELECT {COLUMNS} FROM import WHERE id = $1"), &[id.into()])?
        .ok_or_else(|| Problem::not_found("The import"))?;
    head(&row)
}

fn info_of(tx: &mut Tx<'_>, names: &mut Names, h: Head) -> Result<ImportInfo> {
    let by = match h.staff {
        Some(id) => names.user(tx, id)?,
        None => Named { id: String::new(), name: String::new(), initial: None },
    };
    Ok(ImportInfo {
        id: h.id.show(IdKind::Import),
        name: h.name,
        bytes: h.bytes,
        at: h.at,
        by,
        state: h.state,
        format: h.format,
        encoding: h.encoding,
        notices: h.info.notices,
        object: h.plan.object,
        columns: h.info.columns,
        plan: h.plan,
        progress: h.progress,
        error: h.error,
    })
}

/// One import.
pub fn info(tx: &mut Tx<'_>, id: Id) -> Result<ImportInfo> {
    let h = load(tx, id)?;
    info_of(tx, &mut Names::default(), h)
}

/// The newest imports.
pub fn list(tx: &mut Tx<'_>) -> Result<Vec<ImportInfo>> {
    let mut names = Names::default();
    tx.query(&format!("SELECT {COLUMNS} FROM import ORDER BY id DESC LIMIT 200"), &[])?
        .iter()
        .map(|r| {
            let h = head(r)?;
            info_of(tx, &mut names, h)
        })
        .collect()
}

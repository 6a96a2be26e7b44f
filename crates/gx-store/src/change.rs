//! The change log: every write leaves before and after, in the same transaction.
//!
//! A batch is what one act did: one edit, a bulk edit, an import, a merge. Undo
//! takes a whole batch back and is itself a batch. Interactions need no entry:
//! their table is append-only and is its own log.

use gx_kernel::{Id, Micros};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::{Conflict, Result, Row, Store, Tx};

/// On whose behalf something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum By {
    /// A member of staff.
    User(Id),
    /// A source of data: a site, a program.
    Source(Id),
    /// A file import.
    Import(Id),
    /// A merge.
    Merge(Id),
    /// A rule that the workspace set up.
    Rule,
    /// The program itself.
    System,
}

impl By {
    /// Stable text, as in SQL.
    pub fn kind(self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Source(_) => "source",
            Self::Import(_) => "import",
            Self::Merge(_) => "merge",
            Self::Rule => "rule",
            Self::System => "system",
        }
    }

    /// The id, if the kind has one.
    pub fn id(self) -> Option<Id> {
        match self {
            Self::User(id) | Self::Source(id) | Self::Import(id) | Self::Merge(id) => Some(id),
            Self::Rule | Self::System => None,
        }
    }

    /// Reads [`Self::kind`] and [`Self::id`] back.
    pub fn read(kind: &str, id: Option<Id>) -> Self {
        match (kind, id) {
            ("user", Some(id)) => Self::User(id),
            ("source", Some(id)) => Self::Source(id),
            ("import", Some(id)) => Self::Import(id),
            ("merge", Some(id)) => Self::Merge(id),
            ("rule", _) => Self::Rule,
            _ => Self::System,
        }
    }

    /// How much the word of this actor weighs against others: staff know best, what they set up comes next, machines
    /// know least.
    pub fn rank(self) -> u8 {
        match self {
            Self::User(_) => 4,
            Self::Rule => 3,
            Self::Import(_) | Self::Source(_) => 2,
            Self::Merge(_) | Self::System => 1,
        }
    }
}

/// What a change did to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Made it.
    Create,
    /// Changed some of its values.
    Update,
    /// Took it away (it can come back).
    Delete,
    /// Brought it back.
    Restore,
}

impl Op {
    /// Stable text, as in SQL.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Restore => "restore",
        }
    }
}

/// One row's change, to be logged.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Table-like name: `person`, `identity`, `edge`, `consent`, `company`, `order`.
    pub object: &'static str,
    /// The row.
    pub row: Id,
    /// What was done.
    pub op: Op,
    /// The values before, of the fields that changed.
    pub before: Map<String, Json>,
    /// The values after.
    pub after: Map<String, Json>,
}

/// An open batch: collects entries and writes them.
#[derive(Debug)]
pub struct Batch {
    /// Its id, with which it is undone.
    pub id: Id,
    /// Who acts.
    pub by: By,
    /// When.
    pub at: Micros,
    entries: Vec<Entry>,
}

impl Batch {
    /// Opens a batch and writes its head. `kind` says what the act was: `edit`, `create`, `import`, `merge` …
    pub fn open(
        tx: &mut Tx<'_>,
        store: &Store,
        kind: &str,
        by: By,
        cause: Option<&str>,
        undoes: Option<Id>,
    ) -> Result<Self> {
        let (id, at) = (store.id(), store.now());
        let undoable = !matches!(by, By::Source(_)) && undoes.is_none();
        tx.execute(
            "INSERT INTO batch (id, at, kind, by_kind, by_id, cause, undone_by, undoes, undoable) VALUES ($1,$2,$3,$4,$5,$6,NULL,$7,$8)",
            &[id.into(), at.into(), kind.into(), by.kind().into(), by.id().into(), cause.into(), undoes.into(), undoable.into()],
        )?;
        Ok(Self { id, by, at, entries: Vec::new() })
    }

    /// Continues a batch that was opened earlier (imports run over many transactions).
    pub fn resume(id: Id, by: By, at: Micros) -> Self {
        Self { id, by, at, entries: Vec::new() }
    }

    /// Adds a change.
    pub fn log(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Whether nothing was logged since the last write.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Writes what was collected.
    pub fn flush(&mut self, tx: &mut Tx<'_>, store: &Store) -> Result<()> {
        if let By::User(user) = self.by {
            store.touch(user);
        }
        let text = |m: Map<String, Json>| (!m.is_empty()).then(|| Json::Object(m).to_string());
        let rows: Vec<_> = std::mem::take(&mut self.entries)
            .into_iter()
            .map(|e| {
                vec![
                    store.id().into(),
                    self.id.into(),
                    self.at.into(),
                    e.object.into(),
                    e.row.into(),
                    e.op.as_text().into(),
                    text(e.before).into(),
                    text(e.after).into(),
                ]
            })
            .collect();
        tx.insert_many(
            "change",
            &["id", "batch_id", "at", "object", "row_id", "op", "before", "after"],
            &rows,
            Conflict::Fail,
        )?;
        Ok(())
    }
}

/// A change as read back.
#[derive(Clone, Debug)]
pub struct Logged {
    /// The change.
    pub id: Id,
    /// Its batch.
    pub batch: Id,
    /// When.
    pub at: Micros,
    /// Table-like name.
    pub object: String,
    /// The row.
    pub row: Id,
    /// `create`, `update`, `delete` or `restore`.
    pub op: String,
    /// Values before.
    pub before: Map<String, Json>,
    /// Values after.
    pub after: Map<String, Json>,
    /// Who acted.
    pub by: By,
    /// What the act was.
    pub kind: String,
    /// The batch that took it back, if one did.
    pub undone_by: Option<Id>,
    /// Whether a person may take it back.
    pub undoable: bool,
    /// By which way it came, where it was not the app: see [`came_by`].
    pub way: Option<String>,
}

const LOGGED: &str = "SELECT c.id, c.batch_id, c.at, c.object, c.row_id, c.op, c.before, c.after, b.by_kind, b.by_id, b.kind, b.undone_by, b.undoable, b.cause \
                      FROM change c JOIN batch b ON b.id = c.batch_id";

fn logged(row: &Row) -> Result<Logged> {
    Ok(Logged {
        id: row.id(0)?,
        batch: row.id(1)?,
        at: row.micros(2)?,
        object: row.string(3)?,
        row: row.id(4)?,
        op: row.string(5)?,
        before: row.json(6)?,
        after: row.json(7)?,
        by: By::read(row.text(8)?, row.opt_id(9)?),
        kind: row.string(10)?,
        undone_by: row.opt_id(11)?,
        undoable: row.int(12)? == 1,
        way: row.opt_string(13)?,
    })
}

/// The changes of a batch, oldest first.
pub fn of_batch(tx: &mut Tx<'_>, batch: Id) -> Result<Vec<Logged>> {
    tx.query(&format!("{LOGGED} WHERE c.batch_id = $1 ORDER BY c.id"), &[batch.into()])?
        .iter()
        .map(logged)
        .collect()
}

/// The changes of some rows, newest first, older than `before`.
pub fn of_rows(tx: &mut Tx<'_>, rows: &[Id], before: Option<Id>, limit: usize) -> Result<Vec<Logged>> {
    let keys: Vec<String> = rows.iter().map(|id| id.0.to_string()).collect();
    let before = before.map_or(i64::MAX, |id| id.0);
    let sql = format!(
        "{LOGGED} WHERE c.row_id IN ({}) AND c.id < $1 ORDER BY c.id DESC LIMIT {limit}",
        keys.join(",")
    );
    tx.query_once(&sql, &[before.into()])?.iter().map(logged).collect()
}

/// Changes of one row that came after a given change, oldest first: what stands in the way of an undo.
pub fn after(tx: &mut Tx<'_>, row: Id, change: Id) -> Result<Vec<Logged>> {
    tx.query(&format!("{LOGGED} WHERE c.row_id = $1 AND c.id > $2 AND b.undone_by IS NULL AND b.undoes IS NULL ORDER BY c.id"), &[row.into(), change.into()])?
        .iter()
        .map(logged)
        .collect()
}

/// The head of a batch.
#[derive(Clone, Debug)]
pub struct BatchHead {
    /// The batch.
    pub id: Id,
    /// What the act was.
    pub kind: String,
    /// Who acted.
    pub by: By,
    /// When.
    pub at: Micros,
    /// The batch that took it back.
    pub undone_by: Option<Id>,
    /// Whether a person may take it back.
    pub undoable: bool,
}

/// Reads the head of a batch.
pub fn head(tx: &mut Tx<'_>, batch: Id) -> Result<Option<BatchHead>> {
    tx.first(
        "SELECT id, kind, by_kind, by_id, at, undone_by, undoable FROM batch WHERE id = $1",
        &[batch.into()],
    )?
    .map(|r| {
        Ok(BatchHead {
            id: r.id(0)?,
            kind: r.string(1)?,
            by: By::read(r.text(2)?, r.opt_id(3)?),
            at: r.micros(4)?,
            undone_by: r.opt_id(5)?,
            undoable: r.int(6)? == 1,
        })
    })
    .transpose()
}

/// Says by which way a batch came, where it was not the app: `contacts` for a phone or mail program.
pub fn came_by(tx: &mut Tx<'_>, batch: Id, way: &str) -> Result<()> {
    tx.execute("UPDATE batch SET cause = $1 WHERE id = $2", &[way.into(), batch.into()])?;
    Ok(())
}

/// Marks a batch as taken back by another.
pub fn mark_undone(tx: &mut Tx<'_>, batch: Id, by: Id) -> Result<()> {
    tx.execute("UPDATE batch SET undone_by = $1 WHERE id = $2", &[by.into(), batch.into()])?;
    Ok(())
}

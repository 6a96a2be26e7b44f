//! Companies that are one: the one that stays takes what leads to the other, and an undo gives exactly that back.
//!
//! Purpose: two records of one company, made by a file and by a colleague. In: which stays, and which values of the
//! other it takes. Out: one batch. What led to the other (people, parts, deals, quotes, agreements, things, files, talk)
//! leads to the one that stays, and which rows those were is kept beside: what comes in between stays where it came.
//! The other is taken away and its id, its number in other systems, its name and its domain keep leading to the one
//! that stays. It must never join companies of which one is a part of the other further up: that would be a circle.

use std::collections::HashSet;

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::Access;
use gx_store::change::{Batch, By, Entry, Logged, Op};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::record::{self, Company};
use super::{edit, group};
use crate::file;
use crate::names::{Names, SourceRef};
use crate::undo::Undone;

/// Where rows lead to a company: the table, the column and the condition beside it.
const LEADS: &[(&str, &str, &str)] = &[
    ("edge", "from_id", "from_kind = 'company' AND deleted_at IS NULL"),
    ("edge", "to_id", "to_kind = 'company' AND deleted_at IS NULL"),
    ("deal", "company_id", "1 = 1"),
    ("quote", "company_id", "1 = 1"),
    ("agreement", "company_id", "1 = 1"),
    ("asset", "company_id", "1 = 1"),
    ("activity", "company_id", "1 = 1"),
    ("thread", "row_id", "object = 'company'"),
    // A file that hangs at both hangs at the one that stays already.
    (
        "file_link",
        "row_id",
        "object = 'company' AND NOT EXISTS (SELECT 1 FROM file_link k WHERE k.object = 'company' AND k.row_id = {keep} \
         AND k.file_id = file_link.file_id AND k.field = file_link.field)",
    ),
];

/// What is asked for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// The company that stays.
    pub keep: String,
    /// The one that is merged into it.
    pub other: String,
    /// Keys of the fields of which the value of the other is taken; of the rest it fills what is empty.
    #[serde(default)]
    pub take: Vec<String>,
}

/// A company that was merged into another.
#[derive(Clone, Debug, Serialize)]
pub struct Merged {
    /// Its id, which leads to the one that stayed.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who merged them.
    pub by: SourceRef,
    /// When.
    pub at: Micros,
    /// With which it is taken back.
    pub batch: String,
}

/// Companies that were merged into one, the newest merge first.
pub(super) fn merged(tx: &mut Tx<'_>, names: &mut Names, keep: Id) -> Result<Vec<Merged>> {
    let sql = "SELECT m.other_id, c.name, m.by_kind, m.by_id, m.at, m.batch_id FROM company_merge m JOIN company c ON c.id = m.other_id \
               WHERE m.keep_id = $1 AND m.undone_at IS NULL ORDER BY m.id DESC LIMIT 100";
    let mut out = Vec::new();
    for r in tx.query(sql, &[keep.into()])? {
        out.push(Merged {
            id: r.id(0)?.show(IdKind::Company),
            name: r.string(1)?,
            by: names.of(tx, By::read(r.text(2)?, r.opt_id(3)?))?,
            at: r.micros(4)?,
            batch: r.id(5)?.show(IdKind::Batch),
        });
    }
    Ok(out)
}

/// The values that the one that stays has afterwards, of those that become others.
fn values(keep: &Company, other: &Company, take: &[String]) -> Vec<(String, Json)> {
    let mut out = Vec::new();
    for (key, theirs) in &other.values {
        let ours = keep.values.get(key).cloned().unwrap_or_default();
        if key == "tags" && !take.contains(key) {
            let list = |v: &Json| v.as_array().cloned().unwrap_or_default();
            let mut both = list(&ours);
            both.extend(list(theirs).into_iter().filter(|tag| !list(&ours).contains(tag)));
            out.push((key.clone(), Json::Array(both)));
        } else if ours.is_null() || take.contains(key) {
            out.push((key.clone(), theirs.clone()));
        }
    }
    out
}

/// Merges a company into another. Returns the one that stays, and the batch for undo.
///
/// # Errors
///
/// When the caller may not, when they are one already, and when one is a part of the other further up.
pub fn join(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id)> {
    access.need("merge")?;
    let read = |field: &str, text: &str| {
        let message = format!("{text:?} is not the id of a company");
        Id::read(IdKind::Company, text).ok_or_else(|| Problem::field(field, "not_an_id", message))
    };
    let (keep, other) = (read("keep", &wish.keep)?, read("other", &wish.other)?);
    let (mut keep, other) = (edit::seen(tx, access, keep)?, edit::seen(tx, access, other)?);
    if keep.id == other.id {
        return Err(Problem::field("other", "same_company", "these are one company already").into());
    }
    edit::to_edit(access, &keep)?;
    edit::to_edit(access, &other)?;
    for key in &wish.take {
        if access.locks_of(gx_kernel::object::ObjectKind::Company, key) {
            return Err(Problem::field(key, "hidden", "your role may not change this field").into());
        }
        if !other.values.contains_key(key) {
            return Err(Problem::field("take", "empty", format!("the other has no {key}")).into());
        }
    }
    group::may_be_one(tx, keep.id, other.id)?;
    let mut batch = Batch::open(tx, store, "merge", access.by(), None, None)?;
    let (keep_id, other_id) = (keep.id, other.id);
    let wished = values(&keep, &other, &wish.take);
    let (before, after) = edit::restate(&mut keep, &wished, access.by(), store.now());
    if !after.is_empty() {
        record::update(tx, &[keep], store.now())?;
        file::store::hang_values(tx, store, access.by().id(), "company", keep_id, &after)?;
        batch.log(Entry { object: "company", row: keep_id, op: Op::Update, before, after });
    }
    let moved = lead(tx, store, keep_id, other_id)?;
    record::set_deleted(tx, &other, store.now(), true)?;
    tx.execute("UPDATE company SET merged_into = $1 WHERE id = $2", &[keep_id.into(), other_id.into()])?;
    tx.execute(
        "INSERT INTO company_merge (id, batch_id, keep_id, other_id, at, by_kind, by_id, moved, undone_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL)",
        &[
            store.id().into(),
            batch.id.into(),
            keep_id.into(),
            other_id.into(),
            store.now().into(),
            access.by().kind().into(),
            access.by().id().into(),
            json!(moved).to_string().into(),
        ],
    )?;
    batch.log(Entry {
        object: "company",
        row: other_id,
        op: Op::Delete,
        before: Map::new(),
        after: Map::new(),
    });
    batch.flush(tx, store)?;
    Ok((keep_id, batch.id))
}

/// Which rows led to the other.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Moved {
    /// Those that lead to the one that stays since, by table and column.
    rows: Vec<(String, String, Vec<i64>)>,
    /// Ties that would have stood twice, or would have tied the one that stays to itself: taken away.
    dropped: Vec<i64>,
}

/// Lets everything that leads to the other lead to the one that stays.
fn lead(tx: &mut Tx<'_>, store: &Store, keep: Id, other: Id) -> Result<Moved> {
    let dropped = double(tx, keep, other)?;
    let now = store.now().0;
    tx.query_in(&format!("UPDATE edge SET deleted_at = {now} WHERE id IN"), &dropped)?;
    let mut rows = Vec::new();
    for (table, column, also) in LEADS {
        let also = also.replace("{keep}", &keep.0.to_string());
        let sql = format!("SELECT id FROM {table} WHERE {column} = $1 AND {also} ORDER BY id");
        let ids = tx.query(&sql, &[other.into()])?.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
        if !ids.is_empty() {
            tx.query_in(&format!("UPDATE {table} SET {column} = {} WHERE id IN", keep.0), &ids)?;
            rows.push(((*table).to_owned(), (*column).to_owned(), ids));
        }
    }
    Ok(Moved { rows, dropped })
}

/// The ties of the other that the one that stays has already, those between the two, and the place of the other in a
/// group where the one that stays has its own.
fn double(tx: &mut Tx<'_>, keep: Id, other: Id) -> Result<Vec<i64>> {
    let sql = "SELECT id, kind, from_kind, from_id, to_kind, to_id FROM edge WHERE deleted_at IS NULL \
               AND ((from_kind = 'company' AND from_id IN ($1, $2)) OR (to_kind = 'company' AND to_id IN ($1, $2))) ORDER BY id";
    let ties = tx.query(sql, &[keep.into(), other.into()])?;
    let mut known: HashSet<(String, String, i64, String, i64)> = HashSet::new();
    let (mut out, mut part) = (Vec::new(), false);
    for mine in [true, false] {
        for r in &ties {
            let ends = (r.string(2)?, r.int(3)?, r.string(4)?, r.int(5)?);
            let at = |kind: &str, id: i64, of: Id| kind == "company" && id == of.0;
            let of_other = at(&ends.0, ends.1, other) || at(&ends.2, ends.3, other);
            if of_other == mine {
                continue;
            }
            let led = |kind: &str, id: i64| if at(kind, id, other) { keep.0 } else { id };
            let (from, to) = (led(&ends.0, ends.1), led(&ends.2, ends.3));
            let between = ends.0 == ends.2 && from == to;
            let upward = r.text(1)? == group::PART_OF && at(&ends.0, from, keep);
            let twice = !known.insert((r.string(1)?, ends.0.clone(), from, ends.2.clone(), to));
            if between || twice || (of_other && upward && part) {
                if of_other {
                    out.push(r.int(0)?);
                }
            } else if upward {
                part = true;
            }
        }
    }
    Ok(out)
}

/// The merge of a batch in which a company went into another: the row, the one that stayed, what moved.
fn of_batch(tx: &mut Tx<'_>, e: &Logged) -> Result<Option<(Id, Id, Moved)>> {
    let sql = "SELECT id, keep_id, moved FROM company_merge WHERE batch_id = $1 AND other_id = $2 AND undone_at IS NULL";
    let Some(r) = tx.first(sql, &[e.batch.into(), e.row.into()])? else { return Ok(None) };
    Ok(Some((r.id(0)?, r.id(1)?, r.json(2)?)))
}

/// Takes a merge back, where the entry is one: the other is there again, with all that led to it and has not been led
/// elsewhere since. Whether it was one.
pub(super) fn take_back(
    tx: &mut Tx<'_>,
    store: &Store,
    redo: &mut Batch,
    out: &mut Undone,
    e: &Logged,
) -> Result<bool> {
    let Some((merge, keep, moved)) = of_batch(tx, e)? else { return Ok(false) };
    let (Some(mut other), Some(stays)) = (record::get(tx, e.row)?, record::get(tx, keep)?) else {
        return Ok(false);
    };
    if stays.merged_into.is_some() {
        let message = format!("{} was merged into another since: take that back first.", stays.called());
        return Err(Problem::conflict("merged_since", message).into());
    }
    for (table, column, ids) in &moved.rows {
        let known = LEADS.iter().find(|(t, c, _)| t == table && c == column);
        let Some((table, column, _)) = known else { continue };
        // What was led elsewhere since stays there.
        let sql = format!("UPDATE {table} SET {column} = {} WHERE {column} = {} AND id IN", e.row.0, keep.0);
        tx.query_in(&sql, ids)?;
    }
    tx.query_in("UPDATE edge SET deleted_at = NULL WHERE id IN", &moved.dropped)?;
    tx.execute("UPDATE company SET merged_into = NULL WHERE id = $1", &[e.row.into()])?;
    tx.execute("UPDATE company_merge SET undone_at = $1 WHERE id = $2", &[store.now().into(), merge.into()])?;
    other.merged_into = None;
    record::set_deleted(tx, &other, store.now(), false)?;
    redo.log(Entry { object: "company", row: e.row, op: Op::Restore, before: Map::new(), after: Map::new() });
    out.undone += 1;
    Ok(true)
}

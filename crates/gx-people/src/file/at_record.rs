//! The files of one record: those filed with it, those in its fields, those of its notes.

use std::collections::HashMap;

use gx_kernel::interaction::Kind;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::fields;
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Logged, Op};
use gx_store::{Result, Row, Store, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::store::{Hook, hang, many};
use super::{FileInfo, categories, ids_in, reach};
use crate::company::{edit, record};
use crate::names::{Named, Names};
use crate::{node, people};

/// Most files that a record lists.
const MOST_LISTED: usize = 200;

/// The record whose files are meant.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// A person; a merged id means the person it became.
    Person(Id),
    /// A company.
    Company(Id),
}

/// A file of a record.
#[derive(Clone, Debug, Serialize)]
pub struct Kept {
    /// The file.
    #[serde(flatten)]
    pub file: FileInfo,
    /// `record`, `field` or `note`.
    pub place: &'static str,
    /// The field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interaction: Option<String>,
    /// What it is, of those filed with the record: one of the workspace's categories, or one that was.
    pub category: Option<String>,
    /// Who put it there.
    pub by: Option<Named>,
    /// When.
    pub at: Micros,
    /// Whether the caller may take it away here; fields are changed as fields, and notes never.
    pub removable: bool,
}

/// The files of a record, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct KeptFiles {
    /// At most two hundred.
    pub rows: Vec<Kept>,
    /// Whether there are more.
    pub more: bool,
}

/// What a record says in its fields, and which rows are its own.
struct Record {
    object: &'static str,
    rows: Vec<i64>,
    values: HashMap<String, Json>,
    may_edit: bool,
}

fn record(tx: &mut Tx<'_>, access: &Access, of: Of) -> Result<Record> {
    match of {
        Of::Person(id) => {
            let (root, holding) =
                people::root(tx, access, id)?.ok_or_else(|| Problem::not_found("The person"))?;
            let known = fields::load(tx, ObjectKind::Person)?;
            let shown = node::shown_of(tx, &[root])?.remove(&root).unwrap_or_default();
            let values = shown
                .0
                .into_iter()
                .filter(|(key, _)| !access.hides(key) && known.get(key).is_some())
                .map(|(key, held)| (key, held.claim.value))
                .collect();
            let rows = node::members(tx, root)?.into_iter().map(|id| id.0).collect();
            let may_edit = access.allows(gx_store::access::Verb::Edit, root, holding);
            Ok(Record { object: "person", rows, values, may_edit })
        }
        Of::Company(id) => {
            let company = edit::seen(tx, access, id)?;
            let known = fields::load(tx, ObjectKind::Company)?;
            let may_edit = edit::may_edit(access, &company);
            let open = |key: &str| known.get(key).is_some() && !access.hides_of(ObjectKind::Company, key);
            let values = company.values.into_iter().filter(|(key, _)| open(key)).collect();
            Ok(Record { object: "company", rows: vec![id.0], values, may_edit })
        }
    }
}

/// Everything kept with a record, as far as the caller sees it.
pub fn list(tx: &mut Tx<'_>, access: &Access, of: Of) -> Result<KeptFiles> {
    let record = record(tx, access, of)?;
    let columns = "l.file_id, l.field, l.staff_id, l.at, l.id, l.category";
    let sql = format!(
        "SELECT {columns} FROM file_link l WHERE l.object = '{}' AND l.deleted_at IS NULL AND l.row_id IN",
        record.object
    );
    let mut found: Vec<(Row, Option<Id>)> =
        tx.query_in(&sql, &record.rows)?.into_iter().map(|r| (r, None)).collect();
    if record.object == "person" {
        let by_hand: Vec<String> = Kind::BY_HAND.iter().map(|kind| format!("'{kind}'")).collect();
        let sql = format!(
            "SELECT {columns}, i.id FROM interaction i JOIN file_link l ON l.object = 'interaction' AND l.row_id = i.id \
             WHERE i.kind IN ({}) AND i.source_kind = 'user' AND i.person_id IN",
            by_hand.join(",")
        );
        for r in tx.query_in(&sql, &record.rows)? {
            let note = r.id(6)?;
            found.push((r, Some(note)));
        }
    }
    let mut lines: Vec<(i64, Row, Option<Id>)> = Vec::new();
    for (r, note) in found {
        let field = r.text(1)?;
        // A field's row says where to look; what it holds now is in the record.
        let file = r.id(0)?;
        let stands = note.is_some()
            || field.is_empty()
            || record.values.get(field).is_some_and(|v| ids_in(v).contains(&file));
        if stands {
            lines.push((r.int(4)?, r, note));
        }
    }
    lines.sort_by_key(|(id, ..)| std::cmp::Reverse(*id));
    // Two merged records may both hold a file in the same field.
    let mut seen: Vec<(i64, String, Option<Id>)> = Vec::new();
    let files: Vec<Id> = lines.iter().map(|(_, r, _)| r.id(0)).collect::<Result<_>>()?;
    let known = many(tx, &files)?;
    let mut names = Names::default();
    let (mut rows, mut more) = (Vec::new(), false);
    for (_, r, note) in &lines {
        let (file, field) = (r.id(0)?, r.string(1)?);
        let place = (file.0, field.clone(), *note);
        let Some(stored) = known.get(&file).filter(|f| !f.gone && !seen.contains(&place)) else { continue };
        seen.push(place);
        if rows.len() == MOST_LISTED {
            more = true;
            break;
        }
        let by = match r.opt_id(2)? {
            Some(user) => Some(names.user(tx, user)?),
            None => None,
        };
        let place = match note {
            Some(_) => "note",
            None if field.is_empty() => "record",
            None => "field",
        };
        rows.push(Kept {
            file: stored.info.clone(),
            place,
            field: (place == "field").then_some(field),
            interaction: note.map(|id| id.show(IdKind::Interaction)),
            category: r.opt_string(5)?.filter(|_| place == "record"),
            by,
            at: r.micros(3)?,
            removable: place == "record" && record.may_edit,
        });
    }
    Ok(KeptFiles { rows, more })
}

/// The row that a record's own files hang on, if the caller may change the record.
fn to_edit(tx: &mut Tx<'_>, access: &Access, of: Of) -> Result<(&'static str, Id)> {
    match of {
        Of::Person(id) => Ok(("person", people::root_to_edit(tx, access, id)?)),
        Of::Company(id) => reach::company_to_edit(tx, access, id).map(|()| ("company", id)),
    }
}

/// What the change log says of a file at a record.
fn logged(object: &str, row: Id, file: &FileInfo) -> Map<String, Json> {
    let kind = if object == "company" { IdKind::Company } else { IdKind::Person };
    let mut out = Map::new();
    out.insert(object.to_owned(), row.show(kind).into());
    out.insert("file".into(), file.to_json());
    out
}

/// Files something with a record. The batch takes it away again.
pub fn add(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    of: Of,
    (file, category): (Id, Option<&str>),
) -> Result<Id> {
    let (object, row) = to_edit(tx, access, of)?;
    categories::known(tx, category)?;
    let info = match reach::to_hang(tx, access, "file", &[file])? {
        Ok(mut files) => files.pop().ok_or_else(Problem::internal)?,
        Err(fault) => return Err(Problem::invalid(vec![fault]).into()),
    };
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let hook = Hook { object, row, field: "" };
    let there = link(tx, file, hook)?;
    match there {
        Some((_, false)) => {
            return Err(Problem::conflict("already_there", format!("{} is already here.", info.name)).into());
        }
        Some((id, true)) => {
            tx.execute(
                "UPDATE file_link SET deleted_at = NULL, staff_id = $1, at = $2 WHERE id = $3",
                &[access.by().id().into(), store.now().into(), id.into()],
            )?;
            tx.execute("UPDATE file SET unused_since = NULL WHERE id = $1", &[file.into()])?;
        }
        None => hang(tx, store, access.by().id(), &[(file, hook)])?,
    }
    let id = link(tx, file, hook)?.map(|(id, _)| id).ok_or_else(Problem::internal)?;
    tx.execute("UPDATE file_link SET category = $1 WHERE id = $2", &[category.into(), id.into()])?;
    batch.log(Entry {
        object: "file",
        row: id,
        op: Op::Create,
        before: Map::new(),
        after: logged(object, row, &info),
    });
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// The link of a file to a record itself, and whether it was taken away.
fn link(tx: &mut Tx<'_>, file: Id, hook: Hook<'_>) -> Result<Option<(Id, bool)>> {
    tx.first(
        "SELECT id, deleted_at FROM file_link WHERE file_id = $1 AND object = $2 AND row_id = $3 AND field = ''",
        &[file.into(), hook.object.into(), hook.row.into()],
    )?
    .map(|r| Ok((r.id(0)?, r.opt_int(1)?.is_some())))
    .transpose()
}

/// The living links of a file to a record: each with the row it hangs on and its category.
fn links(tx: &mut Tx<'_>, (object, row): (&str, Id), file: Id) -> Result<(FileInfo, Vec<Row>)> {
    let rows = if object == "person" { node::members(tx, row)? } else { vec![row] };
    let keys: Vec<i64> = rows.iter().map(|id| id.0).collect();
    let sql = format!(
        "SELECT id, row_id, category FROM file_link WHERE file_id = {} AND object = '{object}' AND field = '' AND deleted_at IS NULL AND row_id IN",
        file.0
    );
    let links = tx.query_in(&sql, &keys)?;
    let info = many(tx, &[file])?.remove(&file).map(|f| f.info);
    let Some(info) = info.filter(|_| !links.is_empty()) else {
        return Err(Problem::not_found("The file").into());
    };
    Ok((info, links))
}

/// Says what a file of a record is; `None` for nothing in particular. The batch takes it back.
pub fn say(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    of: Of,
    (file, category): (Id, Option<&str>),
) -> Result<Id> {
    let (object, row) = to_edit(tx, access, of)?;
    categories::known(tx, category)?;
    let (info, links) = links(tx, (object, row), file)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    for link in &links {
        let (id, old) = (link.id(0)?, link.opt_text(2)?);
        if old == category {
            continue;
        }
        tx.execute("UPDATE file_link SET category = $1 WHERE id = $2", &[category.into(), id.into()])?;
        let [before, after] = [old, category].map(|word| {
            let mut said = logged(object, row, &info);
            said.insert("category".into(), word.into());
            said
        });
        batch.log(Entry { object: "file", row: id, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// The links of files that are or were filed with some rows of an object: what the change log knows them by.
pub(crate) fn links_of(tx: &mut Tx<'_>, object: &str, rows: &[Id]) -> Result<Vec<Id>> {
    let keys: Vec<i64> = rows.iter().map(|id| id.0).collect();
    let sql = format!("SELECT id FROM file_link WHERE object = '{object}' AND field = '' AND row_id IN");
    tx.query_in(&sql, &keys)?.iter().map(|r| r.id(0)).collect()
}

/// Takes a file of a record away. The batch brings it back.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, of: Of, file: Id) -> Result<Id> {
    let (object, row) = to_edit(tx, access, of)?;
    let (info, links) = links(tx, (object, row), file)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    for link in &links {
        let id = link.id(0)?;
        tx.execute("UPDATE file_link SET deleted_at = $1 WHERE id = $2", &[store.now().into(), id.into()])?;
        let before = logged(object, link.id(1)?, &info);
        batch.log(Entry { object: "file", row: id, op: Op::Delete, before, after: Map::new() });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Takes one logged change of a record's files back.
pub(crate) fn take_back(tx: &mut Tx<'_>, store: &Store, redo: &mut Batch, e: &Logged) -> Result<()> {
    if e.op == "update" {
        let now = tx.one("SELECT category FROM file_link WHERE id = $1", &[e.row.into()])?.opt_string(0)?;
        if now.as_deref() != e.after.get("category").and_then(Json::as_str) {
            let message = "Somebody said since that this file is something else.";
            return Err(Problem::conflict("undo_conflict", message).into());
        }
        let category = e.before.get("category").and_then(Json::as_str);
        tx.execute("UPDATE file_link SET category = $1 WHERE id = $2", &[category.into(), e.row.into()])?;
        let (before, after) = (e.after.clone(), e.before.clone());
        redo.log(Entry { object: "file", row: e.row, op: Op::Update, before, after });
        return Ok(());
    }
    let gone = (e.op == "create").then(|| store.now());
    let swept = tx.first(
        "SELECT f.id FROM file_link l JOIN file f ON f.id = l.file_id WHERE l.id = $1 AND f.deleted_at IS NOT NULL",
        &[e.row.into()],
    )?;
    if gone.is_none() && swept.is_some() {
        return Err(reach::gone().into());
    }
    tx.execute("UPDATE file_link SET deleted_at = $1 WHERE id = $2", &[gone.into(), e.row.into()])?;
    let op = if gone.is_some() { Op::Delete } else { Op::Restore };
    redo.log(Entry { object: "file", row: e.row, op, before: e.after.clone(), after: e.before.clone() });
    Ok(())
}

/// Refuses where the caller may not change the records of some links any more.
pub(crate) fn may_still(tx: &mut Tx<'_>, access: &Access, links: &[i64]) -> Result<()> {
    for r in tx.query_in("SELECT object, row_id FROM file_link WHERE id IN", links)? {
        let row = r.id(1)?;
        match r.text(0)? {
            "company" if record::get(tx, row)?.is_some() => reach::company_to_edit(tx, access, row)?,
            "person" => people::root_to_edit(tx, access, row).map(|_| ())?,
            _ => {}
        }
    }
    Ok(())
}

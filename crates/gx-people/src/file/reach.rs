//! Who may read a file, and who may hang it somewhere else.
//!
//! A file is reached through what holds it: whoever sees the record, and the field of it, reads the bytes. Until
//! something held it, it is its sender's. Knowing an id or a digest opens nothing. The rows of `file_link` say where to
//! look; whether a field still holds the file is asked of the record, so that edits, undo, merges and splits need
//! nothing of their own.

use gx_kernel::object::ObjectKind;
use gx_kernel::{FieldError, Id, IdKind, Problem};
use gx_record::fields;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Tx};
use serde_json::Value as Json;

use super::store::{Stored, many};
use super::{FileInfo, MOST, ids_in};
use crate::company::{edit, record};
use crate::{node, people};

/// Whether the caller's role changes anything at all; only then are there files to send.
pub fn may_send(access: &Access) -> bool {
    access.can(Verb::Create) || access.can(Verb::Edit)
}

/// The bytes were swept.
pub(super) fn gone() -> Problem {
    Problem::new(410, "file_gone", "This file was taken away more than 30 days ago; only its name is left.")
}

/// A file whose bytes the caller may read.
///
/// # Errors
///
/// 404 where there is none for this caller, 410 where its bytes were swept.
pub fn readable(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Stored> {
    let missing = || Problem::not_found("The file");
    let file = many(tx, &[id])?.remove(&id).ok_or_else(missing)?;
    if !is_reached(tx, access, &file)? {
        return Err(missing().into());
    }
    if file.gone {
        return Err(gone().into());
    }
    Ok(file)
}

/// Whether something that the caller sees holds the file, or nothing ever did and the caller sent it.
fn is_reached(tx: &mut Tx<'_>, access: &Access, file: &Stored) -> Result<bool> {
    if !access.can(Verb::See) && access.see_person("x") == "1 = 0" {
        return Ok(false);
    }
    let links = tx.query(
        "SELECT object, row_id, field, deleted_at FROM file_link WHERE file_id = $1 ORDER BY id DESC",
        &[file.id.into()],
    )?;
    for link in &links {
        if link.opt_int(3)?.is_none() && opens(tx, access, file.id, link)? {
            return Ok(true);
        }
    }
    let mine = file.staff.is_some() && file.staff == access.by().id();
    Ok(mine && may_send(access) && !held(tx, file.id, &links)?)
}

/// Whether a link leads the caller to the file.
fn opens(tx: &mut Tx<'_>, access: &Access, file: Id, link: &Row) -> Result<bool> {
    let (row, field) = (link.id(1)?, link.text(2)?);
    match link.text(0)? {
        "person" => {
            if people::root(tx, access, row)?.is_none() {
                return Ok(false);
            }
            Ok(field.is_empty()
                || (!access.hides(field)
                    && fields::load(tx, ObjectKind::Person)?.get(field).is_some()
                    && person_holds(tx, row, field, file)?))
        }
        "company" => {
            let found = if access.can(Verb::See) { record::get(tx, row)? } else { None };
            Ok(found.filter(|c| c.deleted_at.is_none()).is_some_and(|company| {
                field.is_empty() || company.values.get(field).is_some_and(|v| ids_in(v).contains(&file))
            }) && (field.is_empty()
                || (!access.hides_of(ObjectKind::Company, field)
                    && fields::load(tx, ObjectKind::Company)?.get(field).is_some())))
        }
        "interaction" => {
            let see = access.see(ObjectKind::Interaction, "i");
            let sql = format!("SELECT i.id FROM interaction i WHERE i.id = $1 AND {see}");
            Ok(tx.first(&sql, &[row.into()])?.is_some())
        }
        _ => Ok(false),
    }
}

/// Whether a person's record says the file in a field. What it said before, kept beside the value, is history.
fn person_holds(tx: &mut Tx<'_>, row: Id, field: &str, file: Id) -> Result<bool> {
    let Some(node) = node::get(tx, row)? else { return Ok(false) };
    Ok(node.own.value(field).is_some_and(|v| ids_in(v).contains(&file)))
}

/// Whether anything holds a file now, seen by anybody or not: records that were taken away can come back with theirs.
pub(super) fn held(tx: &mut Tx<'_>, file: Id, links: &[Row]) -> Result<bool> {
    for link in links {
        let (row, field) = (link.id(1)?, link.text(2)?);
        let holds = match link.text(0)? {
            _ if link.opt_int(3)?.is_some() => false,
            "person" if field.is_empty() => node::get(tx, row)?.is_some(),
            "person" => person_holds(tx, row, field, file)?,
            "company" => record::get(tx, row)?.is_some_and(|company| {
                field.is_empty() || company.values.get(field).is_some_and(|v| ids_in(v).contains(&file))
            }),
            _ => tx.first("SELECT id FROM interaction WHERE id = $1", &[row.into()])?.is_some(),
        };
        if holds {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Files that the caller may hang somewhere: those they may read, and those they sent. Each that is not there for
/// them is a fault.
pub fn to_hang(
    tx: &mut Tx<'_>,
    access: &Access,
    field: &str,
    ids: &[Id],
) -> Result<std::result::Result<Vec<FileInfo>, FieldError>> {
    let fault = |code: &str, message: String| FieldError { field: field.into(), code: code.into(), message };
    if ids.len() > MOST {
        return Ok(Err(fault("too_many_files", format!("at most {MOST} files, got {}", ids.len()))));
    }
    let found = many(tx, ids)?;
    let mut out = Vec::new();
    for id in ids {
        let mine = |f: &Stored| f.staff.is_some() && f.staff == access.by().id() && may_send(access);
        let file = match found.get(id).filter(|f| !f.gone) {
            Some(file) if mine(file) || is_reached(tx, access, file)? => file,
            _ => {
                let message =
                    format!("there is no file {}; send it to POST /api/files", id.show(IdKind::File));
                return Ok(Err(fault("unknown_file", message)));
            }
        };
        out.push(file.info.clone());
    }
    Ok(Ok(out))
}

/// The files that a field is set to: a list of ids, or of objects with an id as the value itself holds them.
pub fn value(
    tx: &mut Tx<'_>,
    access: &Access,
    field: &str,
    raw: &Json,
) -> Result<std::result::Result<Json, FieldError>> {
    let list = match raw {
        Json::Null => return Ok(Ok(Json::Null)),
        Json::String(text) if text.trim().is_empty() => return Ok(Ok(Json::Null)),
        Json::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut ids: Vec<Id> = Vec::new();
    for item in list {
        let text = item.as_str().or_else(|| item.get("id")?.as_str()).unwrap_or_default();
        let Some(id) = Id::read(IdKind::File, text.trim()) else {
            let shown: String = item.to_string().chars().take(60).collect();
            let message = format!("expected the id of a file such as fil_…, got {shown}");
            return Ok(Err(FieldError { field: field.into(), code: "not_a_file".into(), message }));
        };
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let files = to_hang(tx, access, field, &ids)?;
    Ok(files.map(|files| match files.as_slice() {
        [] => Json::Null,
        files => files.iter().map(FileInfo::to_json).collect(),
    }))
}

/// A company that the caller may change.
pub(super) fn company_to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<()> {
    let company = edit::seen(tx, access, id)?;
    edit::to_edit(access, &company)
}

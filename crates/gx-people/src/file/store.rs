//! Rows of files, of their bytes, and of where they hang.

use std::collections::HashMap;

use gx_blob::{Staged, media, name};
use gx_kernel::{Id, IdKind};
use gx_store::{Conflict, Result, Row, Store, Tx, Value};
use serde_json::{Map, Value as Json};

use super::{FileInfo, ids_in};

/// A file's row.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What is said of it.
    pub info: FileInfo,
    /// The row.
    pub id: Id,
    /// Its content.
    pub sha256: String,
    /// Who sent it.
    pub staff: Option<Id>,
    /// Whether its bytes were swept.
    pub gone: bool,
}

const COLUMNS: &str = "id, name, size, media, sha256, staff_id, deleted_at";

fn read(r: &Row) -> Result<Stored> {
    let id = r.id(0)?;
    Ok(Stored {
        info: FileInfo {
            id: id.show(IdKind::File),
            name: r.string(1)?,
            size: r.int(2)?,
            media: r.string(3)?,
        },
        id,
        sha256: r.string(4)?,
        staff: r.opt_id(5)?,
        gone: r.opt_int(6)?.is_some(),
    })
}

/// Claims a content before its bytes are put in place: from then on no sweep takes them away for a day.
pub fn claim(tx: &mut Tx<'_>, store: &Store, staged: &Staged) -> Result<()> {
    tx.execute(
        "INSERT INTO blob (sha256, size, claimed_at) VALUES ($1,$2,$3) \
         ON CONFLICT (sha256) DO UPDATE SET claimed_at = excluded.claimed_at",
        &[staged.sha256.as_str().into(), (staged.size as i64).into(), store.now().into()],
    )?;
    Ok(())
}

/// What is written of a file once its bytes are in place.
#[derive(Debug)]
pub struct NewFile {
    /// Its content.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// Its first bytes.
    pub head: Vec<u8>,
    /// What the sender called it.
    pub called: String,
}

/// Writes a file whose bytes are in place. Nothing holds it yet.
pub fn insert(tx: &mut Tx<'_>, store: &Store, new: &NewFile, staff: Option<Id>) -> Result<FileInfo> {
    let (id, name) = (store.id(), name::clean(&new.called));
    let media = media::sniff(&new.head, &name);
    tx.execute(
        "INSERT INTO file (id, sha256, name, media, size, staff_id, created_at, unused_since, deleted_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL)",
        &[
            id.into(),
            new.sha256.as_str().into(),
            name.as_str().into(),
            media.into(),
            (new.size as i64).into(),
            staff.into(),
            store.now().into(),
            store.now().into(),
        ],
    )?;
    Ok(FileInfo { id: id.show(IdKind::File), name, size: new.size as i64, media: media.to_owned() })
}

/// Some files, whoever may see them: for those who ask [`super::reach`] next.
pub(super) fn many(tx: &mut Tx<'_>, ids: &[Id]) -> Result<HashMap<Id, Stored>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = tx.query_in(&format!("SELECT {COLUMNS} FROM file WHERE id IN"), &keys)?;
    rows.iter().map(|r| read(r).map(|f| (f.id, f))).collect()
}

/// Files that a colleague sent, by what a table calls them: an id, or a name, of which the newest counts.
pub fn sent(tx: &mut Tx<'_>, staff: Id, called: &[String]) -> Result<HashMap<String, FileInfo>> {
    let ids: Vec<Id> = called.iter().filter_map(|text| Id::read(IdKind::File, text)).collect();
    let theirs = many(tx, &ids)?.into_values().filter(|f| f.staff == Some(staff) && !f.gone);
    let mut out: HashMap<String, FileInfo> = theirs.map(|f| (f.info.id.clone(), f.info)).collect();
    for names in called.chunks(200) {
        let mut params: Vec<Value> = vec![staff.into()];
        params.extend(names.iter().map(|called| Value::from(name::clean(called))));
        let marks: Vec<String> = (2..=params.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM file WHERE staff_id = $1 AND deleted_at IS NULL AND name IN ({}) ORDER BY id",
            marks.join(",")
        );
        let newest: HashMap<String, FileInfo> = tx
            .query(&sql, &params)?
            .iter()
            .map(|r| read(r).map(|f| (f.info.name.clone(), f.info)))
            .collect::<Result<_>>()?;
        for called in names {
            if let Some(file) = newest.get(&name::clean(called)) {
                out.entry(called.clone()).or_insert_with(|| file.clone());
            }
        }
    }
    Ok(out)
}

/// Every content that a living file has, with its size and one of the files: for copies and checks.
pub fn contents(tx: &mut Tx<'_>) -> Result<Vec<(String, u64, String)>> {
    let sql = "SELECT sha256, MAX(size), MIN(id) FROM file WHERE deleted_at IS NULL GROUP BY sha256 ORDER BY sha256";
    let rows = tx.query(sql, &[])?;
    rows.iter().map(|r| Ok((r.string(0)?, r.int(1)?.max(0) as u64, r.id(2)?.show(IdKind::File)))).collect()
}

/// Where a file hangs, or may hang.
#[derive(Clone, Copy, Debug)]
pub struct Hook<'a> {
    /// `person`, `company` or `interaction`.
    pub object: &'static str,
    /// The record.
    pub row: Id,
    /// The field, or nothing for the record itself.
    pub field: &'a str,
}

/// Notes that files hang somewhere, and that they are used from now on.
pub fn hang(tx: &mut Tx<'_>, store: &Store, staff: Option<Id>, hooks: &[(Id, Hook<'_>)]) -> Result<()> {
    if hooks.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<Value>> = hooks
        .iter()
        .map(|(file, hook)| {
            vec![
                store.id().into(),
                (*file).into(),
                hook.object.into(),
                hook.row.into(),
                hook.field.into(),
                staff.into(),
                store.now().into(),
            ]
        })
        .collect();
    let columns = ["id", "file_id", "object", "row_id", "field", "staff_id", "at"];
    tx.insert_many("file_link", &columns, &rows, Conflict::Skip)?;
    let mut files: Vec<i64> = hooks.iter().map(|(file, _)| file.0).collect();
    files.sort_unstable();
    files.dedup();
    tx.query_in("UPDATE file SET unused_since = NULL WHERE deleted_at IS NULL AND id IN", &files)?;
    Ok(())
}

/// Notes where the files in written values hang.
pub fn hang_values(
    tx: &mut Tx<'_>,
    store: &Store,
    staff: Option<Id>,
    object: &'static str,
    row: Id,
    values: &Map<String, Json>,
) -> Result<()> {
    let hooks: Vec<(Id, Hook<'_>)> = values
        .iter()
        .flat_map(|(field, value)| ids_in(value).into_iter().map(move |id| (id, Hook { object, row, field })))
        .collect();
    hang(tx, store, staff, &hooks)
}

//! The file of an import: kept packed, read again, looked at.

use gx_files::{Options, Source, Table, detect_columns, detect_object};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_record::fields;
use gx_store::{Conflict, Result, Store, StoreError, Tx, Value};

use super::plan::{ImportPlan, PlanOptions, exported_object, first_options, suggest};
use super::{FileInfo, ImportColumn, NoticeInfo};

/// The largest file.
pub const FILE_MAX: usize = 200 << 20;
const CHUNK: usize = 1 << 20;
/// Rows that columns are guessed from.
const SAMPLE: usize = 300;
const SHOWN: usize = 5;

fn unreadable(e: &gx_files::FileError) -> Problem {
    Problem::new(422, e.code, e.message.clone())
}

fn format_text(table: &Table) -> String {
    serde_json::to_value(table.format).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn open(name: &str, body: Vec<u8>) -> Result<Table> {
    let options = Options { file_name: Some(name.to_owned()), ..Options::default() };
    Ok(gx_files::open(Source::from(body), options).map_err(|e| unreadable(&e))?)
}

/// Takes a file in: recognises it, guesses its columns, keeps it packed. `object` is what the rows are, if the sender knows.
pub fn create(
    store: &Store,
    name: &str,
    body: Vec<u8>,
    staff: Option<Id>,
    object: Option<ObjectKind>,
) -> Result<Id> {
    let name: String = name.rsplit(['/', '\\']).next().unwrap_or(name).trim().chars().take(200).collect();
    if name.is_empty() {
        return Err(Problem::field("name", "missing", "a file needs a name").into());
    }
    if body.len() > FILE_MAX {
        let message = format!("a file has at most {} MB, got {}", FILE_MAX >> 20, body.len() >> 20);
        return Err(Problem::new(413, "too_large", message).into());
    }
    let bytes = body.len();
    let chunks: Vec<Vec<u8>> = body
        .chunks(CHUNK)
        .map(|c| zstd::bulk::compress(c, 3).map_err(|e| StoreError::Other(format!("zstd: {e}"))))
        .collect::<Result<_>>()?;
    let table = open(&name, body)?;
    let sample = table.sample(SAMPLE).map_err(|e| unreadable(&e))?;
    let known = object.or_else(|| exported_object(&table.headers));
    let object = known.unwrap_or_else(|| detect_object(&table.headers, &sample).object);
    let mut info = FileInfo::default();
    for n in &table.assumed {
        info.notices.push(NoticeInfo { code: n.code.into(), detail: n.message.clone() });
    }
    for row in table.rows().map_err(|e| unreadable(&e))? {
        info.rows += 1;
        if let Err(e) = row
            && e.fatal
        {
            info.notices
                .push(NoticeInfo { code: e.code.into(), detail: format!("line {}: {}", e.line, e.message) });
        }
    }
    let id = store.id();
    store.write(|tx| {
        let options = first_options(tx)?;
        let (columns, plan) = guess(tx, &table, &sample, object, &name, options)?;
        info.columns = columns;
        tx.execute(
            "INSERT INTO import (id, name, bytes, at, staff_id, state, format, encoding, info, plan, progress, error, batch_id) \
             VALUES ($1,$2,$3,$4,$5,'uploaded',$6,$7,$8,$9,NULL,NULL,NULL)",
            &[
                id.into(),
                name.clone().into(),
                (bytes as i64).into(),
                store.now().into(),
                staff.into(),
                format_text(&table).into(),
                table.encoding.unwrap_or_default().into(),
                serde_json::to_string(&info).unwrap_or_default().into(),
                serde_json::to_string(&plan).unwrap_or_default().into(),
            ],
        )?;
        let rows: Vec<Vec<Value>> = (0_i64..)
            .zip(chunks.iter())
            .map(|(seq, body)| vec![id.into(), seq.into(), body.clone().into()])
            .collect();
        tx.insert_many("import_chunk", &["import_id", "seq", "body"], &rows, Conflict::Fail)?;
        Ok(())
    })?;
    Ok(id)
}

/// What the columns are taken for, and the plan that follows.
pub(crate) fn guess(
    tx: &mut Tx<'_>,
    table: &Table,
    sample: &[Vec<String>],
    object: ObjectKind,
    name: &str,
    options: PlanOptions,
) -> Result<(Vec<ImportColumn>, ImportPlan)> {
    let known = fields::load(tx, object)?;
    let own: Vec<(&str, &str)> = known
        .fields
        .iter()
        .filter(|field| field.custom)
        .filter_map(|field| Some((field.label.as_deref()?, field.key.as_str())))
        .collect();
    let guesses = detect_columns(object, &table.headers, sample, Some(name), &own);
    let columns = guesses
        .iter()
        .map(|g| {
            let mut samples: Vec<String> = Vec::new();
            for cells in sample {
                if let Some(cell) = cells.get(g.column).map(|c| c.trim()).filter(|c| !c.is_empty())
                    && !samples.iter().any(|s| s == cell)
                {
                    samples.push(cell.chars().take(80).collect());
                }
                if samples.len() == SHOWN {
                    break;
                }
            }
            ImportColumn {
                index: g.column,
                header: g.header.clone(),
                samples,
                because: g.because.clone(),
                confidence: g.confidence,
            }
        })
        .collect();
    Ok((columns, suggest(&known, object, &guesses, options)))
}

/// The file, unpacked and recognised again.
pub(crate) fn read(store: &Store, id: Id, name: &str) -> Result<Table> {
    let body = store.read(|tx| {
        let mut body = Vec::new();
        for row in
            tx.query("SELECT body FROM import_chunk WHERE import_id = $1 ORDER BY seq", &[id.into()])?
        {
            let part = zstd::bulk::decompress(row.blob(0)?, CHUNK)
                .map_err(|e| StoreError::Shape(format!("import {id}: {e}")))?;
            body.extend_from_slice(&part);
        }
        Ok(body)
    })?;
    if body.is_empty() {
        return Err(Problem::conflict("file_gone", "The file of this import is no longer kept.").into());
    }
    open(name, body)
}

/// A plan without a mapping takes what detection says for its object.
pub(crate) fn complete(
    tx: &mut Tx<'_>,
    table: &Table,
    name: &str,
    mut plan: ImportPlan,
) -> Result<ImportPlan> {
    if plan.mapping.is_empty() {
        let sample = table.sample(SAMPLE).map_err(|e| unreadable(&e))?;
        plan = guess(tx, table, &sample, plan.object, name, plan.options)?.1;
    }
    Ok(plan)
}

/// Takes away an import that was never started.
pub fn delete(store: &Store, id: Id) -> Result<()> {
    store.write(|tx| {
        let head = super::load(tx, id)?;
        if head.state != "uploaded" {
            return Err(Problem::conflict(
                "started",
                "An import that was started is kept; it can be reverted.",
            )
            .into());
        }
        tx.execute("DELETE FROM import_chunk WHERE import_id = $1", &[id.into()])?;
        tx.execute("DELETE FROM import WHERE id = $1", &[id.into()])?;
        Ok(())
    })
}

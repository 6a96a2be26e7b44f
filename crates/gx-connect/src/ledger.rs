//! Runs and their ledgers, as far as the reader may see what they speak of.

use std::collections::HashSet;

use axum::Json;
use axum::extract::{Path, State as Held};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_files::write::{CsvOut, CsvStyle};
use gx_http::{Answer, Asked, Kit, Signed, id};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_open::records::id_kind;
use gx_store::access::{Access, Verb};
use gx_store::audit;
use gx_store::{Result, StoreError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::api::{may, own};
use crate::store::{self, Counts, EntriesAsked, Entry, Run};

/// A run as lists and pages show it.
#[derive(Debug, Serialize)]
pub(crate) struct RunInfo {
    id: String,
    connector: String,
    mode: String,
    state: String,
    created_at: Micros,
    started_at: Option<Micros>,
    ended_at: Option<Micros>,
    code: Option<String>,
    error: Option<String>,
    /// What it wrote, as an import that can be looked at and reverted.
    import: Option<String>,
    counts: Counts,
}

pub(crate) fn run_info(r: &Run) -> RunInfo {
    RunInfo {
        id: r.id.show(IdKind::Run),
        connector: r.connector.show(IdKind::Connector),
        mode: r.mode.clone(),
        state: r.state.clone(),
        created_at: r.created_at,
        started_at: r.started_at,
        ended_at: r.ended_at,
        code: r.code.clone(),
        error: r.error.clone(),
        import: r.import.map(|i| i.show(IdKind::Import)),
        counts: r.counts.clone(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    cursor: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Runs {
    rows: Vec<RunInfo>,
    next: Option<String>,
}

pub(crate) async fn runs(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<Params>,
) -> Answer<Json<Runs>> {
    may(&me)?;
    let id = id(IdKind::Connector, &text)?;
    let limit = p.limit.unwrap_or(50).clamp(1, 200);
    let before = match p.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => None,
        Some(c) => Some(Id::read(IdKind::Run, c).ok_or_else(bad_cursor)?),
    };
    let page = kit
        .run(move |s| {
            s.read(|tx| {
                own(tx, &me, id)?;
                let rows = store::runs(tx, id, before, limit)?;
                let next =
                    (rows.len() == limit).then(|| rows.last().map(|r| r.id.show(IdKind::Run))).flatten();
                Ok(Runs { rows: rows.iter().map(run_info).collect(), next })
            })
        })
        .await?;
    Ok(Json(page))
}

fn bad_cursor() -> Problem {
    Problem::bad("cursor", "The cursor is not one of ours.")
}

/// A run of a connector of the caller's, and what its records are.
fn one(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<(Run, ObjectKind)> {
    let run = store::run_of(tx, id)?;
    let object = match own(tx, me, run.connector) {
        Ok(connector) => connector.object,
        Err(_) => return Err(Problem::not_found("The run").into()),
    };
    Ok((run, object))
}

pub(crate) async fn run(Held(kit): Held<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<RunInfo>> {
    may(&me)?;
    let id = id(IdKind::Run, &text)?;
    let run = kit.run(move |s| s.read(|tx| Ok(one(tx, &me, id)?.0))).await?;
    Ok(Json(run_info(&run)))
}

/// A line of the ledger as it is shown.
#[derive(Debug, Serialize)]
pub(crate) struct EntryInfo {
    seq: i64,
    kind: String,
    key: String,
    /// The record here, if the reader may see it.
    record: Option<String>,
    field: Option<String>,
    theirs: Option<String>,
    ours: Option<String>,
    stood: Option<String>,
    reason: Option<String>,
    /// Whether the values are kept from the reader.
    masked: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Entries {
    rows: Vec<EntryInfo>,
    next: Option<String>,
    /// The fields that differ anywhere in the run, and how often.
    fields: Vec<(String, i64)>,
}

/// The records among these that the reader may see.
fn visible(tx: &mut Tx<'_>, access: &Access, object: ObjectKind, rows: &[Entry]) -> Result<HashSet<Id>> {
    let mut ids: Vec<i64> = rows.iter().filter_map(|e| e.row).map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let table = match object {
        ObjectKind::Company => "company",
        ObjectKind::Order => "orders",
        ObjectKind::Person
        | ObjectKind::Interaction
        | ObjectKind::Deal
        | ObjectKind::Lead
        | ObjectKind::Activity => "person",
    };
    let sql = format!("SELECT x.id FROM {table} x WHERE {} AND x.id IN", access.see(object, "x"));
    tx.query_in(&sql, &ids)?.iter().map(|r| r.id(0)).collect()
}

fn shown(
    tx: &mut Tx<'_>,
    access: &Access,
    object: ObjectKind,
    entries: Vec<Entry>,
) -> Result<Vec<EntryInfo>> {
    let seen = visible(tx, access, object, &entries)?;
    Ok(entries
        .into_iter()
        .map(|e| {
            let masked = e.row.is_some_and(|row| !seen.contains(&row))
                || e.field.as_deref().is_some_and(|f| access.hides_of(object, f));
            let open = |v: Option<String>| if masked { None } else { v };
            EntryInfo {
                seq: e.seq,
                key: e.key,
                record: open(e.row.map(|row| row.show(id_kind(object)))),
                theirs: open(e.theirs),
                ours: open(e.ours),
                // A reason may quote the value that was refused.
                reason: if masked && e.kind == "refused" { None } else { e.reason },
                kind: e.kind,
                field: e.field,
                stood: e.stood,
                masked,
            }
        })
        .collect())
}

pub(crate) async fn entries(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(asked): Asked<EntriesAsked>,
) -> Answer<Json<Entries>> {
    may(&me)?;
    let id = id(IdKind::Run, &text)?;
    if !matches!(asked.kind.as_str(), "" | "differs" | "refused" | "missing_here" | "missing_there") {
        let message = "differs, refused, missing_here or missing_there";
        return Err(Problem::field("kind", "unknown", message).into());
    }
    let after: i64 = match asked.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => 0,
        Some(c) => c.parse().map_err(|_| bad_cursor())?,
    };
    let limit = asked.limit.unwrap_or(100).clamp(1, 500);
    let page = kit
        .run(move |s| {
            s.read(|tx| {
                let (_, object) = one(tx, &me, id)?;
                let found = store::entries(tx, id, &asked, after, limit)?;
                let next = (found.len() == limit).then(|| found.last().map(|e| e.seq.to_string())).flatten();
                let fields = if after == 0 { store::entry_fields(tx, id)? } else { Vec::new() };
                Ok(Entries { rows: shown(tx, &me.access, object, found)?, next, fields })
            })
        })
        .await?;
    Ok(Json(page))
}

/// The whole ledger as a table.
pub(crate) async fn csv(
    Held(kit): Held<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(asked): Asked<EntriesAsked>,
) -> Answer<Response> {
    may(&me)?;
    me.access.need_verb(Verb::Export)?;
    let id = id(IdKind::Run, &text)?;
    let body = kit
        .run(move |s| {
            let failed = |e: std::io::Error| StoreError::Other(format!("ledger: {e}"));
            let columns = ["kind", "number", "record", "field", "theirs", "ours", "stood", "reason"];
            let mut out = CsvOut::new(Vec::new(), CsvStyle::PEOPLE, &columns).map_err(failed)?;
            let (mut after, mut n) = (0, 0);
            loop {
                let rows = s.read(|tx| {
                    let (_, object) = one(tx, &me, id)?;
                    let found = store::entries(tx, id, &asked, after, 2000)?;
                    shown(tx, &me.access, object, found)
                })?;
                let Some(last) = rows.last() else { break };
                after = last.seq;
                n += rows.len();
                for e in rows {
                    let cell = |v: Option<String>| v.unwrap_or_default();
                    let cells = [
                        e.kind,
                        e.key,
                        cell(e.record),
                        cell(e.field),
                        cell(e.theirs),
                        cell(e.ours),
                        cell(e.stood),
                        cell(e.reason),
                    ];
                    out.row(&cells).map_err(failed)?;
                }
            }
            s.write(|tx| {
                let entry = audit::Entry {
                    staff: Some(me.user.id),
                    kind: "export",
                    object: Some("connector_run"),
                    row: Some(id),
                    detail: json!({"rows": n}),
                };
                audit::note(tx, s, &entry)
            })?;
            out.finish().map_err(failed)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"ledger-{text}.csv\"")),
    ];
    Ok((headers, body).into_response())
}

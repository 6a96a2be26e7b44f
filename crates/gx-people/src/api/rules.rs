//! Rules of data quality: what values have to be like, and the records against it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::fields;
use gx_record::rules::{self as kept, Rule};
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx, job};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::rules::{self, Against, SCAN_JOB, Standing};

fn object(text: &str) -> Result<ObjectKind> {
    match ObjectKind::parse(text) {
        Some(object @ (ObjectKind::Person | ObjectKind::Company)) => Ok(object),
        _ => Err(Problem::not_found("The object").into()),
    }
}

/// The job that looks through all records.
pub fn scan_handler() -> job::Handler {
    Arc::new(|store, _, stopping| {
        rules::scan(store, stopping).map_err(|e| e.to_string())?;
        if stopping() { Err("broken off".into()) } else { Ok(()) }
    })
}

/// Puts the scan in, if none waits.
fn scan_soon(tx: &mut Tx<'_>, store: &Store) -> Result<bool> {
    Ok(job::enqueue(tx, store, SCAN_JOB, &json!({}), store.now(), Some(SCAN_JOB))?.is_some())
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Standing>>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(move |store| store.read(|tx| rules::standing(tx, &me.access))).await?))
}

pub(crate) async fn put(
    State(kit): State<Kit>,
    me: Signed,
    Path((of, key)): Path<(String, String)>,
    Body(rule): Body<Rule>,
) -> Answer<Json<Vec<Standing>>> {
    me.access.need("users")?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                let object = object(&of)?;
                let known = fields::load(tx, object)?;
                let field = known.get(&key).ok_or_else(|| Problem::not_found("The field"))?;
                let rule = kept::checked(field, rule)?;
                // The scan makes and drops the indexes of unique fields, outside of anybody's transaction.
                let unique = kept::load(tx, object)?.of(&key).is_some_and(|held| held.unique);
                kept::put(tx, object, &key, &rule, store.now())?;
                if !rule.is_empty() || unique {
                    scan_soon(tx, store)?;
                }
                let detail = json!({"did": "changed", "field": key, "rule": rule});
                let entry = Entry { staff: Some(me.user.id), kind: "rule", detail, ..Entry::default() };
                audit::note(tx, store, &entry)?;
                rules::standing(tx, &me.access)
            })
        })
        .await?;
    Ok(Json(now))
}

#[derive(Debug, Serialize)]
pub(crate) struct Started {
    /// Whether a scan was put in; none where one waits already.
    started: bool,
}

pub(crate) async fn scan(State(kit): State<Kit>, me: Signed) -> Answer<Json<Started>> {
    me.access.need_verb(Verb::See)?;
    let started = kit.run(|store| store.write(|tx| scan_soon(tx, store))).await?;
    Ok(Json(Started { started }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    kind: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Rows {
    rows: Vec<Against>,
    next: Option<String>,
}

pub(crate) async fn breaches(
    State(kit): State<Kit>,
    me: Signed,
    Path((of, key)): Path<(String, String)>,
    Asked(p): Asked<Params>,
) -> Answer<Json<Rows>> {
    if !matches!(p.kind.as_str(), "required" | "pattern" | "unique") {
        return Err(Problem::field("kind", "unknown", "required, pattern or unique").into());
    }
    let limit = p.limit.unwrap_or(100).clamp(1, 500);
    let rows = kit
        .run(move |store| {
            store.read(|tx| {
                let object = object(&of)?;
                let kind = if object == ObjectKind::Company { IdKind::Company } else { IdKind::Person };
                let after = p.cursor.as_deref().and_then(|c| Id::read(kind, c));
                let (rows, next) = rules::breaches(tx, &me.access, (object, &key), &p.kind, after, limit)?;
                Ok(Rows { rows, next: next.map(|id| id.show(kind)) })
            })
        })
        .await?;
    Ok(Json(rows))
}

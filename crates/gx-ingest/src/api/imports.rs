//! Imports of files: upload, preview, start, refused rows, revert.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{IdKind, Problem};
use gx_people::people::Page;
use gx_people::undo::Undone;
use gx_store::access::Access;
use serde::Deserialize;

use crate::import::{self, ImportInfo, ImportPlan, ImportPreview, On};
use gx_http::id;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Upload {
    name: String,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Asked(q): Asked<Upload>,
    body: Bytes,
) -> Answer<Json<ImportInfo>> {
    me.access.need("import")?;
    if body.is_empty() {
        return Err(Problem::new(422, "empty_file", "the file is empty").into());
    }
    let info = kit
        .run(move |store| {
            let id = import::create(store, &q.name, body.to_vec(), Some(me.user.id), None)?;
            store.read(|tx| import::info(tx, id))
        })
        .await?;
    Ok(Json(info))
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<ImportInfo>>> {
    me.access.need("import")?;
    Ok(Json(kit.run(|store| store.read(import::list)).await?))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ImportInfo>> {
    me.access.need("import")?;
    let import = id(IdKind::Import, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| import::info(tx, import))).await?))
}

/// Refuses a plan that fills what the sender's role may not change: a table is no way around it, nor a way to ask whether
/// a value is there.
fn allowed(access: &Access, plan: &ImportPlan) -> Result<(), Problem> {
    for (at, column) in plan.mapping.iter().enumerate() {
        let Some(target) = column.target.as_deref() else { continue };
        let (object, key) =
            target.strip_prefix("person.").map_or((plan.object, target), |key| (ObjectKind::Person, key));
        if access.locks_of(object, key) {
            let message = format!("your role may not change {key}; leave the column out");
            return Err(Problem::field(&format!("mapping.{at}"), "hidden", message));
        }
    }
    Ok(())
}

pub(crate) async fn preview(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(plan): Body<ImportPlan>,
) -> Answer<Json<ImportPreview>> {
    me.access.need("import")?;
    allowed(&me.access, &plan)?;
    let import = id(IdKind::Import, &text)?;
    Ok(Json(kit.run(move |store| import::preview(store, &me.access, import, plan)).await?))
}

pub(crate) async fn start(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(plan): Body<ImportPlan>,
) -> Answer<Json<ImportInfo>> {
    me.access.need("import")?;
    allowed(&me.access, &plan)?;
    let import = id(IdKind::Import, &text)?;
    let info = kit
        .run(move |store| {
            import::start(store, import, plan)?;
            store.read(|tx| import::info(tx, import))
        })
        .await?;
    Ok(Json(info))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RefusedAsked {
    cursor: Option<String>,
}

pub(crate) async fn refused_rows(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(asked): Asked<RefusedAsked>,
) -> Answer<Json<Page<import::RefusedRow>>> {
    me.access.need("import")?;
    let import = id(IdKind::Import, &text)?;
    let after = match asked.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => 0,
        Some(c) => c.parse().map_err(|_| Problem::bad("cursor", "The cursor is not one of ours."))?,
    };
    let (rows, next, total) = kit
        .run(move |store| {
            store.read(|tx| {
                let (rows, next) = import::refused_page(tx, import, after)?;
                let total = import::info(tx, import)?.progress.map_or(0, |p| p.refused);
                Ok((rows, next, total))
            })
        })
        .await?;
    let next = next.map(|line| line.to_string());
    Ok(Json(Page { rows, next, total: total as i64, total_at_least: false }))
}

pub(crate) async fn refused(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Response> {
    me.access.need("import")?;
    let import = id(IdKind::Import, &text)?;
    let (name, body) = kit.run(move |store| store.read(|tx| import::refused_csv(tx, import))).await?;
    let shown: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"refused-{shown}.csv\"")),
    ];
    Ok((headers, body).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Revert {
    force: Option<Vec<String>>,
}

pub(crate) async fn revert(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Revert>,
) -> Answer<Json<Undone>> {
    let import = id(IdKind::Import, &text)?;
    let on = match body.force {
        Some(list) => On::Force(list),
        None => On::Refuse,
    };
    let undone = kit.run(move |store| import::revert(store, &me.access, import, &on)).await?;
    kit.live.tell(Note::People);
    kit.live.tell(Note::Companies);
    Ok(Json(undone))
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<serde_json::Value>> {
    me.access.need("import")?;
    let import = id(IdKind::Import, &text)?;
    kit.run(move |store| import::delete(store, import)).await?;
    Ok(Json(serde_json::json!({})))
}

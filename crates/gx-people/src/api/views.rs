//! Saved views of lists.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::IdKind;
use gx_record::views::{self, View, ViewChange, ViewInput};
use serde_json::{Value as Json_, json};

use gx_http::id;

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<View>>> {
    Ok(Json(kit.run(move |store| store.read(|tx| views::list(tx, &me.access))).await?))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<ViewInput>,
) -> Answer<Json<View>> {
    Ok(Json(kit.run(move |store| store.write(|tx| views::create(tx, store, &me.access, &body))).await?))
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ViewChange>,
) -> Answer<Json<View>> {
    let view = id(IdKind::View, &text)?;
    Ok(Json(kit.run(move |store| store.write(|tx| views::change(tx, store, &me.access, view, &body))).await?))
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let view = id(IdKind::View, &text)?;
    kit.run(move |store| store.write(|tx| views::remove(tx, store, &me.access, view))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn restore(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<View>> {
    let view = id(IdKind::View, &text)?;
    Ok(Json(kit.run(move |store| store.write(|tx| views::restore(tx, &me.access, view))).await?))
}

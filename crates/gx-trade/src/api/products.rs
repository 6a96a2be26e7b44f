//! The catalogue.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id};
use gx_kernel::IdKind;
use gx_people::api::Changed;
use gx_people::people::Page;
use serde::Deserialize;

use crate::product::category::{self, CategoryInfo};
use crate::product::list::{self, ProductInfo, ProductRow};
use crate::product::record::Kind;
use crate::product::{RIGHT, edit};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    q: String,
    category: Option<String>,
    kind: Option<Kind>,
    live: Option<bool>,
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    _: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Page<ProductRow>>> {
    let asked = list::Asked {
        q: p.q,
        category: p.category,
        kind: p.kind,
        live: p.live,
        limit: p.limit.unwrap_or(50),
        cursor: p.cursor,
    };
    Ok(Json(kit.run(move |store| store.read(|tx| list::list(tx, &asked))).await?))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ProductInfo>> {
    let product = id(IdKind::Product, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| list::one(tx, &me.access, product))).await?))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<edit::Wish>,
) -> Answer<Json<Changed<ProductInfo>>> {
    let made = move |store: &gx_store::Store| {
        store.write(|tx| {
            let (product, batch) = edit::create(tx, store, &me.access, wish.clone())?;
            Ok(Changed { data: list::one(tx, &me.access, product)?, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(made).await?))
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<edit::Wish>,
) -> Answer<Json<Changed<ProductInfo>>> {
    let product = id(IdKind::Product, &text)?;
    let changed = move |store: &gx_store::Store| {
        store.write(|tx| {
            let batch = edit::change(tx, store, &me.access, product, wish.clone())?;
            Ok(Changed { data: list::one(tx, &me.access, product)?, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(changed).await?))
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let product = id(IdKind::Product, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, product))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn categories(State(kit): State<Kit>, _: Signed) -> Answer<Json<Vec<CategoryInfo>>> {
    Ok(Json(kit.run(|store| store.read(category::told)).await?))
}

pub(crate) async fn create_category(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<category::Wish>,
) -> Answer<Json<Vec<CategoryInfo>>> {
    me.access.need(RIGHT)?;
    let made = move |store: &gx_store::Store| {
        store.write(|tx| {
            category::create(tx, store, &wish)?;
            category::told(tx)
        })
    };
    Ok(Json(kit.run(made).await?))
}

pub(crate) async fn change_category(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<category::Wish>,
) -> Answer<Json<Vec<CategoryInfo>>> {
    me.access.need(RIGHT)?;
    let at = id(IdKind::Category, &text)?;
    let changed = move |store: &gx_store::Store| {
        store.write(|tx| {
            category::change(tx, at, &wish)?;
            category::told(tx)
        })
    };
    Ok(Json(kit.run(changed).await?))
}

pub(crate) async fn remove_category(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<CategoryInfo>>> {
    me.access.need(RIGHT)?;
    let at = id(IdKind::Category, &text)?;
    let gone = move |store: &gx_store::Store| {
        store.write(|tx| {
            category::remove(tx, store, at)?;
            category::told(tx)
        })
    };
    Ok(Json(kit.run(gone).await?))
}

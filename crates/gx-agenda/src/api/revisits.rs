//! Rules of revisits.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_kernel::IdKind;
use gx_people::api::Changed;
use gx_store::Store;
use gx_store::access::Verb;

use crate::revisit::record::{self, Info, Wish};
use crate::revisit::run::{self, Preview};

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Info>>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(move |store| store.read(record::list)).await?))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Changed<Info>>> {
    let act = move |store: &Store| {
        store.write(|tx| {
            let (of, batch) = record::create(tx, store, &me.access, &wish)?;
            Ok(Changed { data: record::one(tx, of)?, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Wish>,
) -> Answer<Json<Changed<Info>>> {
    let of = id(IdKind::Revisit, &text)?;
    let act = move |store: &Store| {
        store.write(|tx| {
            let batch = record::change(tx, store, &me.access, of, &wish)?;
            Ok(Changed { data: record::one(tx, of)?, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let of = id(IdKind::Revisit, &text)?;
    let batch = kit.run(move |store| store.write(|tx| record::delete(tx, store, &me.access, of))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn preview(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Preview>> {
    let told = move |store: &Store| {
        store.read(|tx| {
            let rule = record::draft(tx, store, &me.access, &wish)?;
            run::preview(tx, store, &me.access, &rule)
        })
    };
    Ok(Json(kit.count(told).await?))
}

//! Fields that people make themselves: their registry, for those who set the workspace up.

use crate::territory;
use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::object::{Field, ObjectKind};
use gx_kernel::{IdKind, Problem};
use gx_record::setup::{self, FieldChange, NewField};
use gx_store::change::Batch;
use gx_store::{Result, Store, Tx};
use serde_json::{Value as Json_, json};

use super::people::Changed;

fn object(text: &str) -> Result<ObjectKind> {
    Ok(ObjectKind::parse(text).ok_or_else(|| Problem::not_found("The object"))?)
}

async fn changing<T: Send + 'static>(
    kit: Kit,
    me: Signed,
    text: String,
    act: impl FnOnce(&mut Tx<'_>, &Store, &mut Batch, ObjectKind) -> Result<T> + Send + 'static,
) -> Answer<Json<Changed<T>>> {
    me.access.need("users")?;
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let object = object(&text)?;
                let mut batch = Batch::open(tx, store, "field", me.access.by(), None, None)?;
                let data = act(tx, store, &mut batch, object)?;
                batch.flush(tx, store)?;
                Ok(Changed { data, batch: batch.id.show(IdKind::Batch) })
            })
        })
        .await?;
    Ok(Json(changed))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<NewField>,
) -> Answer<Json<Changed<Field>>> {
    changing(kit, me, text, move |tx, store, batch, object| setup::create(tx, store, batch, object, &body))
        .await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, key)): Path<(String, String)>,
    Body(body): Body<FieldChange>,
) -> Answer<Json<Changed<Field>>> {
    changing(kit, me, text, move |tx, store, batch, object| {
        setup::change(tx, store, batch, object, &key, &body)
    })
    .await
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, key)): Path<(String, String)>,
) -> Answer<Json<Changed<()>>> {
    changing(kit, me, text, move |tx, store, batch, object| {
        setup::remove(tx, store, batch, object, &key)?;
        territory::soon_if_any(tx, store)
    })
    .await
}

/// Fields taken away, each with the batch whose undo brings it back.
pub(crate) async fn removed(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let list = setup::removed(tx, object(&text)?)?;
                Ok(list
                    .into_iter()
                    .map(|(field, batch)| json!({"field": field, "batch": batch.map(|b| b.show(IdKind::Batch))}))
                    .collect::<Json_>())
            })
        })
        .await?;
    Ok(Json(answer))
}

//! Pipelines and their stages.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_kernel::IdKind;
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx};
use serde_json::json;

use crate::deal::board::{self, PipelineInfo};
use crate::pipeline::{self, Wish};

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<PipelineInfo>>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(move |store| store.read(|tx| board::pipelines(tx, &me.access))).await?))
}

/// Changes pipelines, notes that in the log, and answers with all of them.
async fn changing(
    kit: Kit,
    me: Signed,
    did: &'static str,
    act: impl FnOnce(&mut Tx<'_>, &Store) -> Result<()> + Send + 'static,
) -> Answer<Json<Vec<PipelineInfo>>> {
    me.access.need("users")?;
    let all = kit
        .run(move |store| {
            store.write(|tx| {
                act(tx, store)?;
                let detail = json!({"did": did, "pipelines": pipeline::load(tx)?.iter().map(|p| p.name.clone()).collect::<Vec<_>>()});
                let entry = Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() };
                audit::note(tx, store, &entry)?;
                board::pipelines(tx, &me.access)
            })
        })
        .await?;
    Ok(Json(all))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Vec<PipelineInfo>>> {
    changing(kit, me, "created", |tx, store| pipeline::create(tx, store, wish).map(|_| ())).await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Wish>,
) -> Answer<Json<Vec<PipelineInfo>>> {
    let pipeline = id(IdKind::Pipeline, &text)?;
    changing(kit, me, "changed", move |tx, store| pipeline::change(tx, store, pipeline, wish)).await
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<PipelineInfo>>> {
    let pipeline = id(IdKind::Pipeline, &text)?;
    changing(kit, me, "deleted", move |tx, store| pipeline::remove(tx, store, pipeline)).await
}

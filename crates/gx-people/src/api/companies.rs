//! Companies: their list, the page of one, and what staff change.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_};

use super::bulk::Outcomes;
use super::people::{ChangeSince, Changed, ListParams};
use super::undo::{ChangesParams, history};
use crate::bulk::{Done, Who};
use crate::company::merge::{self, Wish};
use crate::company::page::{self, CompanyRow};
use crate::company::{batch, bulk, edit, list};
use crate::file::at_record;
use crate::people::Page;
use gx_http::id;

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Page<CompanyRow>>> {
    let mut p = p;
    if p.sort.is_empty() {
        p.sort = "name".into();
    }
    let query = p.read_by(&me).into();
    let answer =
        kit.run(move |store| store.read(|tx| list::page(tx, store, &me.access, &query, Verb::See))).await?;
    Ok(Json(answer))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<page::Page>> {
    let company = id(IdKind::Company, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| page::load(tx, &me.access, company))).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Create {
    #[serde(default)]
    anyway: bool,
    #[serde(flatten)]
    fields: Map<String, Json_>,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Create>,
) -> Answer<Json<Changed<page::Page>>> {
    changing(kit, me, move |tx, store, access| edit::create(tx, store, access, &body.fields, body.anyway))
        .await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<page::Page>>> {
    let company = id(IdKind::Company, &text)?;
    changing(kit, me, move |tx, store, access| {
        Ok((company, edit::change_since(tx, store, access, company, &body.set, &body.was)?))
    })
    .await
}

/// Runs a change of one company, tells whoever has it open, and answers with the company as it is then.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Id)> + Send + 'static,
) -> Answer<Json<Changed<page::Page>>> {
    let (company, changed) = kit
        .run(move |store| {
            store.write(|tx| {
                let (company, batch) = act(tx, store, &me.access)?;
                let data = page::load(tx, &me.access, company)?;
                Ok((company, Changed { data, batch: batch.show(IdKind::Batch) }))
            })
        })
        .await?;
    kit.live.tell(Note::Company(company));
    Ok(Json(changed))
}

/// Merges one company into another and answers with the one that stays.
pub(crate) async fn merge(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Wish>,
) -> Answer<Json<Changed<page::Page>>> {
    let live = kit.live.clone();
    let answer = changing(kit, me, move |tx, store, access| merge::join(tx, store, access, &body)).await?;
    live.tell(Note::Companies);
    Ok(answer)
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let company = id(IdKind::Company, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, company))).await?;
    kit.live.tell(Note::Company(company));
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bulk {
    who: Who,
    what: bulk::What,
}

pub(crate) async fn change_many(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Bulk>,
) -> Answer<Json<Done>> {
    let done = kit
        .run(move |store| store.write(|tx| bulk::change(tx, store, &me.access, &body.who, &body.what)))
        .await?;
    if done.changed > 0 {
        kit.live.tell(Note::Companies);
    }
    Ok(Json(done))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    rows: Vec<batch::Row>,
}

/// Answers 200 also where rows were refused: each says for itself.
pub(crate) async fn batch(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Batch>,
) -> Answer<Json<Outcomes>> {
    let rows = kit.run(move |store| batch::all(store, &me.access, &body.rows)).await?;
    let outcomes = Outcomes::of(rows);
    if outcomes.some_went_well() {
        kit.live.tell(Note::Companies);
    }
    Ok(Json(outcomes))
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let company = id(IdKind::Company, &text)?;
    let before = p.before()?;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut rows = vec![edit::seen(tx, &me.access, company)?.id];
                rows.extend(at_record::links_of(tx, "company", &rows)?);
                history(tx, &rows, before, IdKind::Company, |key| {
                    me.access.hides_of(ObjectKind::Company, key)
                })
            })
        })
        .await?;
    Ok(Json(answer))
}

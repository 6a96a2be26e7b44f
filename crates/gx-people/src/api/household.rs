//! The page of a household, and who joins and leaves it.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id, watch};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::household::{self, Page};
use crate::people;

/// The household of a person, by any of their ids; 404 also for those whom the caller may not see.
fn load(tx: &mut Tx<'_>, access: &Access, person: Id) -> Result<Page> {
    let (root, _) = people::root(tx, access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
    Ok(household::page(tx, access, root)?.ok_or_else(|| Problem::not_found("The person"))?)
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Page>> {
    let person = id(IdKind::Person, &text)?;
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| load(tx, &access, person))).await?;
    watch::saw(&kit, &me, page.people.len()).await;
    Ok(Json(page))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Joining {
    person: String,
    #[serde(default)]
    role: String,
}

pub(crate) async fn add(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Joining>,
) -> Answer<Json<Json_>> {
    let of = id(IdKind::Person, &text)?;
    let who = Id::read(IdKind::Person, &body.person)
        .ok_or_else(|| Problem::field("person", "not_an_id", "the id of a person"))?;
    let answer = kit.run(move |store| {
        store.write(|tx| {
            let batch = household::add(tx, store, &me.access, of, who, &body.role)?;
            Ok(json!({"data": load(tx, &me.access, of)?, "batch": batch.show(IdKind::Batch)}))
        })
    });
    Ok(Json(answer.await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    role: String,
}

pub(crate) async fn say(
    State(kit): State<Kit>,
    me: Signed,
    Path((of, who)): Path<(String, String)>,
    Body(body): Body<Saying>,
) -> Answer<Json<Json_>> {
    let (of, who) = (id(IdKind::Person, &of)?, id(IdKind::Person, &who)?);
    let answer = kit.run(move |store| {
        store.write(|tx| {
            let batch = household::say(tx, store, &me.access, of, who, &body.role)?;
            Ok(json!({"data": load(tx, &me.access, of)?, "batch": batch.show(IdKind::Batch)}))
        })
    });
    Ok(Json(answer.await?))
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path((of, who)): Path<(String, String)>,
) -> Answer<Json<Json_>> {
    let (of, who) = (id(IdKind::Person, &of)?, id(IdKind::Person, &who)?);
    let answer = kit.run(move |store| {
        store.write(|tx| {
            let batch = household::remove(tx, store, &me.access, of, who)?;
            Ok(json!({"data": load(tx, &me.access, of)?, "batch": batch.show(IdKind::Batch)}))
        })
    });
    Ok(Json(answer.await?))
}

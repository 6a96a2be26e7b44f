//! Fields of one's own of orders and interactions: one record, many at once, and the history of one.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Deserialize;
use serde_json::Value as Json_;

use super::people::{ChangeSince, Changed};
use super::undo::{ChangesParams, history};
use super::{interactions, orders};
use crate::bulk::{Done, Who};
use crate::own::change::{self, What};
use crate::own::strike::{self, Struck};
use crate::own::{self, Kept};

/// A record as lists show it; 404 also for one that the caller may not see.
fn shown(tx: &mut Tx<'_>, access: &Access, kept: Kept, id: Id) -> Result<Json_> {
    let rows = match kept.object {
        ObjectKind::Order => orders::orders_of(tx, access, &[id])?,
        _ => interactions::rows_of(tx, access, &[id])?,
    };
    Ok(rows.into_iter().next().ok_or_else(|| Problem::not_found(kept.missing))?)
}

async fn one(kit: Kit, me: Signed, kept: Kept, text: String) -> Answer<Json<Json_>> {
    let row = id(kept.id, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| shown(tx, &me.access, kept, row))).await?))
}

async fn changed(
    kit: Kit,
    me: Signed,
    kept: Kept,
    text: String,
    body: ChangeSince,
) -> Answer<Json<Changed<Json_>>> {
    let row = id(kept.id, &text)?;
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let what = (kept.object, row);
                let batch = change::change(tx, store, &me.access, what, &body.set, &body.was)?;
                Ok(Changed { data: shown(tx, &me.access, kept, row)?, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bulk {
    who: Who,
    what: What,
}

async fn many(kit: Kit, me: Signed, kept: Kept, body: Bulk) -> Answer<Json<Done>> {
    let done = kit
        .run(move |store| {
            store.write(|tx| change::bulk(tx, store, &me.access, kept.object, (&body.who, &body.what)))
        })
        .await?;
    Ok(Json(done))
}

async fn changes(kit: Kit, me: Signed, kept: Kept, text: String, p: ChangesParams) -> Answer<Json<Json_>> {
    let (row, before) = (id(kept.id, &text)?, p.before()?);
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                if own::held(tx, &me.access, kept, &[row])?.is_empty() {
                    return Err(Problem::not_found(kept.missing).into());
                }
                history(tx, &[row], before, kept.id, |key| me.access.hides_of(kept.object, key))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn order(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    one(kit, me, own::ORDERS, text).await
}

pub(crate) async fn change_order(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<Json_>>> {
    changed(kit, me, own::ORDERS, text, body).await
}

pub(crate) async fn change_orders(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Bulk>,
) -> Answer<Json<Done>> {
    many(kit, me, own::ORDERS, body).await
}

pub(crate) async fn order_changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    changes(kit, me, own::ORDERS, text, p).await
}

pub(crate) async fn interaction(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    one(kit, me, own::INTERACTIONS, text).await
}

pub(crate) async fn change_interaction(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<Json_>>> {
    changed(kit, me, own::INTERACTIONS, text, body).await
}

pub(crate) async fn change_interactions(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Bulk>,
) -> Answer<Json<Done>> {
    many(kit, me, own::INTERACTIONS, body).await
}

/// Strikes out what a colleague noted by mistake.
pub(crate) async fn strike(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let row = id(IdKind::Interaction, &text)?;
    let (person, batch) =
        kit.run(move |store| store.write(|tx| strike::out(tx, store, &me.access, row))).await?;
    kit.live.tell(Note::Person(person));
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

/// What was struck out of a person's timeline.
pub(crate) async fn struck(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<Struck>>> {
    let person = id(IdKind::Person, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| strike::list(tx, &me.access, person))).await?))
}

pub(crate) async fn interaction_changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    changes(kit, me, own::INTERACTIONS, text, p).await
}

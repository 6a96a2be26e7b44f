//! Disputes about leads, and registrations.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id};
use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::dispute::{self, Decision, DisputeInfo};
use crate::registration::{self, RegistrationInfo};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListParams {
    state: String,
    q: String,
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<dispute::Page>> {
    let page = (p.limit.unwrap_or(50), p.cursor);
    let told = move |store: &Store| {
        store.read(|tx| dispute::list(tx, store, &me.access, &p.state, (page.0, page.1.as_deref())))
    };
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<DisputeInfo>> {
    let dispute = id(IdKind::Dispute, &text)?;
    let told = move |store: &Store| store.read(|tx| dispute::one(tx, store, &me.access, dispute));
    Ok(Json(kit.run(told).await?))
}

/// Does something in a dispute, tells whom it concerns, and answers with how it stands then.
async fn acting(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Vec<Id>)> + Send + 'static,
) -> Answer<Json<DisputeInfo>> {
    let (told, info) = kit
        .run(move |store| {
            store.write(|tx| {
                let (dispute, told) = act(tx, store, &me.access)?;
                Ok((told, dispute::one(tx, store, &me.access, dispute)?))
            })
        })
        .await?;
    if !told.is_empty() {
        kit.live.tell(Note::Notices(told));
    }
    Ok(Json(info))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    text: String,
    #[serde(default)]
    ticket: Option<String>,
}

pub(crate) async fn open(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Opening>,
) -> Answer<Json<DisputeInfo>> {
    let lead = id(IdKind::Lead, &text)?;
    acting(kit, me, move |tx, store, access| {
        dispute::open(tx, store, access, lead, (&wish.text, wish.ticket.as_deref()))
    })
    .await
}

pub(crate) async fn say(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Words>,
) -> Answer<Json<DisputeInfo>> {
    let of = id(IdKind::Dispute, &text)?;
    acting(kit, me, move |tx, store, access| Ok((of, dispute::say(tx, store, access, of, &wish.text)?))).await
}

pub(crate) async fn decide(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Decision>,
) -> Answer<Json<DisputeInfo>> {
    let of = id(IdKind::Dispute, &text)?;
    acting(kit, me, move |tx, store, access| Ok((of, dispute::decide(tx, store, access, of, &wish)?))).await
}

pub(crate) async fn appeal(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Words>,
) -> Answer<Json<DisputeInfo>> {
    let of = id(IdKind::Dispute, &text)?;
    acting(kit, me, move |tx, store, access| Ok((of, dispute::appeal(tx, store, access, of, &wish.text)?)))
        .await
}

pub(crate) async fn withdraw(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<DisputeInfo>> {
    let of = id(IdKind::Dispute, &text)?;
    acting(kit, me, move |tx, store, access| Ok((of, dispute::withdraw(tx, store, access, of)?))).await
}

pub(crate) async fn registrations(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<registration::Page>> {
    let page = (p.limit.unwrap_or(100), p.cursor);
    let told = move |store: &Store| {
        store.read(|tx| registration::list(tx, store, &me.access, &p.q, (page.0, page.1.as_deref())))
    };
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn register(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<registration::Wish>,
) -> Answer<Json<RegistrationInfo>> {
    let made = move |store: &Store| {
        store.write(|tx| {
            let made = registration::create(tx, store, &me.access, &wish)?;
            registration::one(tx, store, &me.access, made)
        })
    };
    Ok(Json(kit.run(made).await?))
}

pub(crate) async fn withdraw_registration(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<RegistrationInfo>> {
    let of = id(IdKind::Registration, &text)?;
    let gone = move |store: &Store| {
        store.write(|tx| {
            registration::withdraw(tx, store, &me.access, of)?;
            registration::one(tx, store, &me.access, of)
        })
    };
    Ok(Json(kit.run(gone).await?))
}

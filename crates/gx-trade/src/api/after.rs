//! What runs on, and what customers own.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id};
use gx_kernel::{Id, IdKind};
use gx_people::api::Changed;
use gx_people::people::Page;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::after::agreement::edit as agreement;
use crate::after::agreement::list::{self as agreements, Info as AgreementInfo};
use crate::after::asset::edit as asset;
use crate::after::asset::list::{self as things, AssetPage, Info as AssetInfo};
use crate::quote::close::Told;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    person: Option<String>,
    company: Option<String>,
    state: Option<String>,
    due: Option<i64>,
    q: String,
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(crate) async fn agreements(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Page<AgreementInfo>>> {
    let asked = agreements::Asked {
        person: p.person,
        company: p.company,
        state: p.state,
        due: p.due,
        q: p.q,
        limit: p.limit.unwrap_or(50),
        cursor: p.cursor,
    };
    let told = move |store: &Store| store.read(|tx| agreements::list(tx, store, &me.access, &asked));
    Ok(Json(kit.run(told).await?))
}

/// Acts on an agreement and answers with it as it is then.
async fn agreeing(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Id)> + Send + 'static,
) -> Answer<Json<Changed<AgreementInfo>>> {
    let acted = move |store: &Store| {
        store.write(|tx| {
            let (agreement, batch) = act(tx, store, &me.access)?;
            let data = agreements::one(tx, store, &me.access, agreement)?;
            Ok(Changed { data, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(acted).await?))
}

pub(crate) async fn create_agreement(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<agreement::Wish>,
) -> Answer<Json<Changed<AgreementInfo>>> {
    agreeing(kit, me, move |tx, store, access| agreement::create(tx, store, access, &wish)).await
}

pub(crate) async fn change_agreement(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<agreement::Wish>,
) -> Answer<Json<Changed<AgreementInfo>>> {
    let of = id(IdKind::Agreement, &text)?;
    agreeing(kit, me, move |tx, store, access| Ok((of, agreement::change(tx, store, access, of, &wish)?)))
        .await
}

pub(crate) async fn remove_agreement(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let of = id(IdKind::Agreement, &text)?;
    let batch = kit.run(move |store| store.write(|tx| agreement::delete(tx, store, &me.access, of))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Renewal {
    until: Option<String>,
}

pub(crate) async fn renew(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Renewal>,
) -> Answer<Json<Changed<AgreementInfo>>> {
    let of = id(IdKind::Agreement, &text)?;
    agreeing(kit, me, move |tx, store, access| {
        Ok((of, agreement::renew(tx, store, access, of, body.until.as_deref())?))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ending {
    reason: String,
    #[serde(default)]
    on: Option<String>,
}

pub(crate) async fn end(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Ending>,
) -> Answer<Json<Changed<AgreementInfo>>> {
    let of = id(IdKind::Agreement, &text)?;
    agreeing(kit, me, move |tx, store, access| {
        let wish = (body.reason.as_str(), body.on.as_deref());
        Ok((of, agreement::end(tx, store, access, of, wish)?))
    })
    .await
}

pub(crate) async fn assets(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Page<AssetInfo>>> {
    let asked = things::Asked {
        person: p.person,
        company: p.company,
        q: p.q,
        limit: p.limit.unwrap_or(50),
        cursor: p.cursor,
    };
    Ok(Json(kit.run(move |store| store.read(|tx| things::list(tx, &me.access, &asked))).await?))
}

pub(crate) async fn asset(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<AssetPage>> {
    let of = id(IdKind::Asset, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| things::page(tx, &me.access, of))).await?))
}

/// Acts on a thing, tells what happened, and answers with it as it is then.
async fn owning(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Id, Told)> + Send + 'static,
) -> Answer<Json<Changed<AssetPage>>> {
    let live = kit.live.clone();
    let (changed, told) = kit
        .run(move |store| {
            store.write(|tx| {
                let (of, batch, told) = act(tx, store, &me.access)?;
                let data = things::page(tx, &me.access, of)?;
                Ok((Changed { data, batch: batch.show(IdKind::Batch) }, told))
            })
        })
        .await?;
    for note in told.notes() {
        live.tell(note);
    }
    Ok(Json(changed))
}

pub(crate) async fn create_asset(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<asset::Wish>,
) -> Answer<Json<Changed<AssetInfo>>> {
    let made = move |store: &Store| {
        store.write(|tx| {
            let (of, batch) = asset::create(tx, store, &me.access, &wish)?;
            let page = things::page(tx, &me.access, of)?;
            Ok(Changed { data: page.asset, batch: batch.show(IdKind::Batch) })
        })
    };
    Ok(Json(kit.run(made).await?))
}

pub(crate) async fn change_asset(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<asset::Wish>,
) -> Answer<Json<Changed<AssetPage>>> {
    let of = id(IdKind::Asset, &text)?;
    owning(kit, me, move |tx, store, access| {
        Ok((of, asset::change(tx, store, access, of, &wish)?, Told::default()))
    })
    .await
}

pub(crate) async fn remove_asset(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let of = id(IdKind::Asset, &text)?;
    let batch = kit.run(move |store| store.write(|tx| asset::delete(tx, store, &me.access, of))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn record(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<asset::RecordWish>,
) -> Answer<Json<Changed<AssetPage>>> {
    let of = id(IdKind::Asset, &text)?;
    owning(kit, me, move |tx, store, access| {
        let (batch, told) = asset::record(tx, store, access, of, &wish)?;
        Ok((of, batch, told))
    })
    .await
}

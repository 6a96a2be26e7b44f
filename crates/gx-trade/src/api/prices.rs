//! Price lists, their prices, and what a customer pays.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id};
use gx_kernel::IdKind;
use gx_people::people::Page;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::price::entry::{self, EntryInfo, EntryWish};
use crate::price::find;
use crate::price::list::{self, ListInfo};
use crate::product::RIGHT;

pub(crate) async fn list(State(kit): State<Kit>, _: Signed) -> Answer<Json<Vec<ListInfo>>> {
    Ok(Json(kit.run(|store| store.read(|tx| list::told(tx, store.now()))).await?))
}

/// Changes something and answers with all lists as they are then.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store) -> Result<()> + Send + 'static,
) -> Answer<Json<Vec<ListInfo>>> {
    me.access.need(RIGHT)?;
    let changed = move |store: &Store| {
        store.write(|tx| {
            act(tx, store)?;
            list::told(tx, store.now())
        })
    };
    Ok(Json(kit.run(changed).await?))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<list::Wish>,
) -> Answer<Json<Vec<ListInfo>>> {
    changing(kit, me, move |tx, store| list::create(tx, store, wish.clone()).map(drop)).await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<list::Wish>,
) -> Answer<Json<Vec<ListInfo>>> {
    let of = id(IdKind::PriceList, &text)?;
    changing(kit, me, move |tx, store| list::change(tx, store, of, wish.clone())).await
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<ListInfo>>> {
    let of = id(IdKind::PriceList, &text)?;
    changing(kit, me, move |tx, store| list::remove(tx, store, of)).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    q: String,
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(crate) async fn page(
    State(kit): State<Kit>,
    _: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<Params>,
) -> Answer<Json<Page<EntryInfo>>> {
    let of = id(IdKind::PriceList, &text)?;
    let told = move |store: &Store| {
        store.read(|tx| entry::page(tx, of, &p.q, p.limit.unwrap_or(100), p.cursor.as_deref()))
    };
    Ok(Json(kit.run(told).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prices {
    prices: Vec<EntryWish>,
}

pub(crate) async fn set(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Prices>,
) -> Answer<Json<Vec<ListInfo>>> {
    let of = id(IdKind::PriceList, &text)?;
    changing(kit, me, move |tx, _| entry::set(tx, of, &body.prices)).await
}

pub(crate) async fn find(
    State(kit): State<Kit>,
    me: Signed,
    Body(asked): Body<find::Asked>,
) -> Answer<Json<Vec<find::Found>>> {
    let told = move |store: &Store| store.read(|tx| find::answer(tx, store, &me.access, &asked));
    Ok(Json(kit.run(told).await?))
}

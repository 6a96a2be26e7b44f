//! The first page, what is stale, how colleagues do.

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use gx_http::{Answer, Asked, Body, Fresh, Kit, Signed, watch};
use gx_people::people::Page;
use gx_store::Store;
use serde::Deserialize;

use crate::day::news::{self, Home};
use crate::day::stale::{self, Rules, StaleRow};
use crate::performance;
use crate::performance::figures;
use crate::performance::why;

#[derive(Deserialize)]
pub(crate) struct HomeWish {
    whose: Option<String>,
}

pub(crate) async fn home(
    State(kit): State<Kit>,
    me: Signed,
    Asked(wish): Asked<HomeWish>,
) -> Answer<Json<Home>> {
    let told = move |store: &Store| store.read(|tx| news::home(tx, store, &me.access, wish.whose.as_deref()));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn stale(
    State(kit): State<Kit>,
    me: Signed,
    Asked(wish): Asked<stale::Wish>,
) -> Answer<Json<Page<StaleRow>>> {
    let access = me.access.clone();
    let told = move |store: &Store| store.read(|tx| stale::page(tx, store, &access, &wish));
    let page = kit.run(told).await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

pub(crate) async fn rules(State(kit): State<Kit>, _: Signed) -> Answer<Json<Rules>> {
    Ok(Json(kit.run(|store| store.read(stale::rules)).await?))
}

pub(crate) async fn set_rules(
    State(kit): State<Kit>,
    me: Signed,
    Body(rules): Body<Rules>,
) -> Answer<Json<Rules>> {
    let act = move |store: &Store| store.write(|tx| stale::set_rules(tx, &me.access, &rules));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn performance(
    State(kit): State<Kit>,
    me: Signed,
    fresh: Fresh,
    Asked(wish): Asked<performance::Wish>,
) -> Answer<Response> {
    let access = me.access.clone();
    let asked = ("performance", wish.clone());
    let told = move |store: &Store| store.read(|tx| figures::performance(tx, store, &access, &wish));
    kit.count_kept(&me.access, &asked, fresh, told).await
}

pub(crate) async fn why(
    State(kit): State<Kit>,
    me: Signed,
    fresh: Fresh,
    Asked(wish): Asked<performance::Wish>,
) -> Answer<Response> {
    let access = me.access.clone();
    let asked = ("why", wish.clone());
    let told = move |store: &Store| store.read(|tx| why::why(tx, store, &access, &wish));
    kit.count_kept(&me.access, &asked, fresh, told).await
}

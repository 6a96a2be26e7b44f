//! What is kept: reports, dashboards, mails, goals.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use gx_http::{Answer, Body, Fresh, Kit, Signed, id};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::Store;
use gx_store::access::Verb;
use serde_json::{Value as Json_, json};

use crate::kept::{dashboards, goals, mails, reports};

/// Whoever looks as a colleague keeps nothing in their name, and a key that only reads keeps nothing at all.
fn hand(me: &Signed) -> Result<(), Problem> {
    let reads = me.access.is_program() && !me.access.can(Verb::Edit) && !me.access.can(Verb::Create);
    if me.really.is_some() || reads {
        return Err(Problem::forbidden("This is kept by whoever it is of, with a right to write."));
    }
    Ok(())
}

pub(crate) async fn reports(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<reports::Report>>> {
    let told = move |store: &Store| store.read(|tx| reports::list(tx, &me.access));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn create_report(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<reports::Wish>,
) -> Answer<Json<reports::Report>> {
    hand(&me)?;
    let act = move |store: &Store| store.write(|tx| reports::create(tx, store, &me.access, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn change_report(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<reports::Change>,
) -> Answer<Json<reports::Report>> {
    hand(&me)?;
    let of = id(IdKind::Report, &text)?;
    let act = move |store: &Store| store.write(|tx| reports::change(tx, store, &me.access, of, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn remove_report(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    hand(&me)?;
    let of = id(IdKind::Report, &text)?;
    kit.run(move |store| store.write(|tx| reports::remove(tx, store, &me.access, of))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn report(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<reports::Report>> {
    let of = id(IdKind::Report, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| reports::get(tx, &me.access, of))).await?))
}

pub(crate) async fn restore_report(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<reports::Report>> {
    hand(&me)?;
    let of = id(IdKind::Report, &text)?;
    let act = move |store: &Store| store.write(|tx| reports::restore(tx, &me.access, of));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn dashboards(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<dashboards::Line>>> {
    let told = move |store: &Store| store.read(|tx| dashboards::list(tx, &me.access));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn create_dashboard(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<dashboards::Wish>,
) -> Answer<Json<dashboards::Dashboard>> {
    hand(&me)?;
    let act = move |store: &Store| store.write(|tx| dashboards::create(tx, store, &me.access, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn change_dashboard(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<dashboards::Change>,
) -> Answer<Json<dashboards::Dashboard>> {
    hand(&me)?;
    let of = id(IdKind::Dashboard, &text)?;
    let act = move |store: &Store| store.write(|tx| dashboards::change(tx, store, &me.access, of, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn remove_dashboard(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    hand(&me)?;
    let of = id(IdKind::Dashboard, &text)?;
    kit.run(move |store| store.write(|tx| dashboards::remove(tx, store, &me.access, of))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn dashboard(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<dashboards::Dashboard>> {
    let of = id(IdKind::Dashboard, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| dashboards::get(tx, &me.access, of))).await?))
}

pub(crate) async fn restore_dashboard(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<dashboards::Dashboard>> {
    hand(&me)?;
    let of = id(IdKind::Dashboard, &text)?;
    let act = move |store: &Store| store.write(|tx| dashboards::restore(tx, &me.access, of));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn mails(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<mails::Mail>>> {
    let told = move |store: &Store| store.read(|tx| mails::list(tx, &me.access));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn create_mail(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<mails::Wish>,
) -> Answer<Json<mails::Mail>> {
    hand(&me)?;
    let act = move |store: &Store| store.write(|tx| mails::create(tx, store, &me.access, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn change_mail(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<mails::Change>,
) -> Answer<Json<mails::Mail>> {
    hand(&me)?;
    let of = id(IdKind::ReportMail, &text)?;
    let act = move |store: &Store| store.write(|tx| mails::change(tx, store, &me.access, of, &wish));
    Ok(Json(kit.run(act).await?))
}

pub(crate) async fn remove_mail(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    hand(&me)?;
    let of = id(IdKind::ReportMail, &text)?;
    kit.run(move |store| store.write(|tx| mails::remove(tx, store, &me.access, of))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn decline_mail(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    hand(&me)?;
    let of = id(IdKind::ReportMail, &text)?;
    kit.run(move |store| store.write(|tx| mails::decline(tx, store, &me.access, of))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn send_mail(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<mails::Sent>> {
    hand(&me)?;
    let of = id(IdKind::ReportMail, &text)?;
    let seal = kit.seal.clone();
    Ok(Json(kit.run(move |store| mails::send_now(store, &seal, &me.access, of)).await?))
}

pub(crate) async fn goals(State(kit): State<Kit>, me: Signed, fresh: Fresh) -> Answer<Response> {
    let access = me.access.clone();
    let told = move |store: &Store| store.read(|tx| goals::list(tx, store, &access));
    kit.count_kept(&me.access, &"goals", fresh, told).await
}

/// A goal after it was written: reckoned on its own, so that no writer waits for it.
async fn goal(kit: &Kit, me: Signed, of: Id) -> Answer<Json<goals::Goal>> {
    let told = move |store: &Store| store.read(|tx| goals::get(tx, store, &me.access, of));
    Ok(Json(kit.count(told).await?))
}

pub(crate) async fn create_goal(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<goals::Wish>,
) -> Answer<Json<goals::Goal>> {
    hand(&me)?;
    let access = me.access.clone();
    let of = kit.run(move |store| store.write(|tx| goals::create(tx, store, &access, &wish))).await?;
    goal(&kit, me, of).await
}

pub(crate) async fn change_goal(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<goals::Change>,
) -> Answer<Json<goals::Goal>> {
    hand(&me)?;
    let of = id(IdKind::Goal, &text)?;
    let access = me.access.clone();
    kit.run(move |store| store.write(|tx| goals::change(tx, store, &access, of, &wish))).await?;
    goal(&kit, me, of).await
}

pub(crate) async fn remove_goal(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    hand(&me)?;
    let of = id(IdKind::Goal, &text)?;
    kit.run(move |store| store.write(|tx| goals::remove(tx, store, &me.access, of))).await?;
    Ok(Json(json!({})))
}

pub(crate) async fn restore_goal(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<goals::Goal>> {
    hand(&me)?;
    let of = id(IdKind::Goal, &text)?;
    let access = me.access.clone();
    kit.run(move |store| store.write(|tx| goals::restore(tx, &access, of))).await?;
    goal(&kit, me, of).await
}

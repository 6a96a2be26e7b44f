//! Questions, the rows behind their figures, and files of them.

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Json};
use gx_http::{Answer, Asked, Body, Fresh, Kit, Signed, watch};
use gx_kernel::Problem;
use gx_kernel::object::ObjectKind;
use gx_store::Store;
use gx_store::access::Verb;
use gx_trade::paper::Typeface;
use serde::Deserialize;

use crate::ask::answer;
use crate::ask::file::{self, Export};
use crate::ask::question::Question;
use crate::ask::reach::{About, Reach};
use crate::ask::rows::{self, Hits, RowsWish};

#[derive(Deserialize)]
pub(crate) struct AboutWish {
    #[serde(default)]
    object: String,
}

pub(crate) async fn about(
    State(kit): State<Kit>,
    me: Signed,
    Asked(wish): Asked<AboutWish>,
) -> Answer<Json<About>> {
    me.access.need_verb(Verb::See)?;
    let object = ObjectKind::parse(&wish.object).ok_or_else(|| {
        Problem::field("object", "unknown", format!("there are no {:?} to ask about", wish.object))
    })?;
    let told = move |store: &Store| store.read(|tx| Ok(Reach::of(tx, object)?.about(&me.access)));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn run(
    State(kit): State<Kit>,
    me: Signed,
    fresh: Fresh,
    Body(question): Body<Question>,
) -> Answer<Response> {
    let access = me.access.clone();
    let asked = ("run", question.clone());
    let told = move |store: &Store| store.read(|tx| answer::answer(tx, store, &access, &question));
    kit.count_kept(&me.access, &asked, fresh, told).await
}

pub(crate) async fn rows(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<RowsWish>,
) -> Answer<Json<Hits>> {
    let access = me.access.clone();
    let told = move |store: &Store| store.read(|tx| rows::rows(tx, store, &access, &wish));
    let hits = kit.count(told).await?;
    watch::saw(&kit, &me, hits.rows.len()).await;
    Ok(Json(hits))
}

pub(crate) async fn export(
    State(kit): State<Kit>,
    me: Signed,
    Extension(typeface): Extension<Typeface>,
    Body(wish): Body<Export>,
) -> Answer<Response> {
    let access = me.access.clone();
    let made = move |store: &Store| {
        file::whole_export(&access)?;
        let figures = store.read(|tx| answer::answer(tx, store, &access, wish.question()))?;
        let made = file::file(&figures, &wish, Some(&typeface))?;
        store.write(|tx| file::noted(tx, store, &access, &wish))?;
        Ok(made)
    };
    Ok(kit.count(made).await?.response())
}

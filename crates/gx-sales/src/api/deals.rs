//! Deals: lists, the board, the page of one, and what staff do.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::api::{ChangeSince, Changed, ChangesParams, ListParams, history};
use gx_people::own::list::Query;
use gx_people::people::Page as Rows;
use gx_store::access::{Access, Reach};
use gx_store::{Result, Store, StoreError, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_};

use crate::deal::board::{self, Board};
use crate::deal::list::DealRow;
use crate::deal::page::{self, Page};
use crate::deal::step::{self, Move};
use crate::deal::{edit, people};

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Rows<DealRow>>> {
    let query = Query::from(p);
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| board::page(tx, store, &access, &query))).await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct BoardParams {
    pipeline: Option<String>,
    filter: String,
    q: String,
    sort: String,
    each: Option<usize>,
}

pub(crate) async fn board(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<BoardParams>,
) -> Answer<Json<Board>> {
    let each = board::each(p.each)?;
    let asked = board::Asked { pipeline: p.pipeline, filter: p.filter, q: p.q, sort: p.sort, each };
    let access = me.access.clone();
    let told = kit.run(move |store| store.read(|tx| board::load(tx, store, &access, &asked))).await?;
    watch::saw(&kit, &me, told.cards()).await;
    Ok(Json(told))
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Page>> {
    let deal = id(IdKind::Deal, &text)?;
    let (access, role) = (me.access.clone(), me.user.role.clone());
    let page = kit.run(move |store| store.read(|tx| page::load(tx, store, &access, &role, deal))).await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(page))
}

/// The page of a deal, where the caller sees it still.
fn left(tx: &mut Tx<'_>, store: &Store, access: &Access, role: &str, deal: Id) -> Result<Option<Page>> {
    match page::load(tx, store, access, role, deal) {
        Ok(page) => Ok(Some(page)),
        Err(StoreError::Problem(problem)) if problem.status == 404 => Ok(None),
        Err(e) => Err(e),
    }
}

/// Runs a change of one deal and answers with the deal as it is then: none where the change took it out of sight.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access, &str) -> Result<(Id, Id)> + Send + 'static,
) -> Answer<Json<Changed<Option<Page>>>> {
    let told = kit.live.clone();
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let (deal, batch) = act(tx, store, &me.access, &me.user.role)?;
                let data = left(tx, store, &me.access, &me.user.role, deal)?;
                Ok(Changed { data, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    told.tell(Note::Sold(ObjectKind::Deal));
    Ok(Json(changed))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Map<String, Json_>>,
) -> Answer<Json<Changed<Option<Page>>>> {
    changing(kit, me, move |tx, store, access, role| edit::create(tx, store, access, role, &wish)).await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let deal = id(IdKind::Deal, &text)?;
    changing(kit, me, move |tx, store, access, _| {
        Ok((deal, edit::change(tx, store, access, deal, &body.set, &body.was)?))
    })
    .await
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let deal = id(IdKind::Deal, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, deal))).await?;
    kit.live.tell(Note::Sold(ObjectKind::Deal));
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn step(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Move>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let deal = id(IdKind::Deal, &text)?;
    changing(kit, me, move |tx, store, access, role| {
        Ok((deal, step::step(tx, store, access, role, deal, &wish)?))
    })
    .await
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let deal = id(IdKind::Deal, &text)?;
    let before = p.before()?;
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                edit::seen(tx, &access, deal)?;
                // Ids of people and companies are told to who sees all of them.
                let all = access.grants().see == Reach::All;
                let hidden = |key: &str| match key {
                    "person" | "people" | "company" => !all,
                    "lines" => access.hides_of(ObjectKind::Deal, "amount"),
                    key => access.hides_of(ObjectKind::Deal, key),
                };
                history(tx, &[deal], before, IdKind::Deal, hidden)
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartWish {
    person: String,
    #[serde(default)]
    role: Option<String>,
}

pub(crate) async fn add_person(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<PartWish>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let deal = id(IdKind::Deal, &text)?;
    let unknown = || Problem::field("person", "not_an_id", "expected the id of a person such as per_…");
    let person = Id::read(IdKind::Person, &wish.person).ok_or_else(unknown)?;
    changing(kit, me, move |tx, store, access, _| {
        Ok((deal, people::add(tx, store, access, deal, person, wish.role.as_deref())?))
    })
    .await
}

pub(crate) async fn remove_person(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, who)): Path<(String, String)>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let (deal, person) = (id(IdKind::Deal, &text)?, id(IdKind::Person, &who)?);
    changing(kit, me, move |tx, store, access, _| {
        Ok((deal, people::remove(tx, store, access, deal, person)?))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lines {
    lines: Vec<edit::LineWish>,
}

pub(crate) async fn set_lines(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Lines>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let deal = id(IdKind::Deal, &text)?;
    changing(kit, me, move |tx, store, access, _| {
        Ok((deal, edit::set_lines(tx, store, access, deal, &wish.lines)?))
    })
    .await
}

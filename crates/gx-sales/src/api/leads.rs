//! Leads: lists, the page of one, and what staff do.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_people::api::{ChangeSince, Changed, ChangesParams, ListParams, history};
use gx_people::own::list::{self as lists, Query};
use gx_people::people::Page as Rows;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json_;

use crate::deal::page as deals;
use crate::lead::claim::{self as claims, Done};
use crate::lead::convert::{self, Conversion};
use crate::lead::create::{self as making, Wish};
use crate::lead::edit::{self, Guard};
use crate::lead::list::{self, LeadRow};
use crate::lead::page::{self, Page};
use crate::lead::{give, hand};

/// A page of a list of leads.
fn rows(tx: &mut Tx<'_>, store: &Store, access: &Access, query: &Query) -> Result<Rows<LeadRow>> {
    let mut found = Vec::new();
    let page = lists::page(tx, store, access, (ObjectKind::Lead, Verb::See), query, |_, r| {
        found.push(r.clone());
        Ok(())
    })?;
    let rows = list::rows(tx, access, store.now(), &found)?;
    Ok(Rows { rows, next: page.next, total: page.total, total_at_least: page.total_at_least })
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Rows<LeadRow>>> {
    let query = Query::from(p);
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| rows(tx, store, &access, &query))).await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Page>> {
    let lead = id(IdKind::Lead, &text)?;
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| page::load(tx, store, &access, lead))).await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(page))
}

/// What is there, where the caller sees it still.
fn left<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(StoreError::Problem(problem)) if problem.status == 404 => Ok(None),
        Err(e) => Err(e),
    }
}

/// Runs a change of one lead and answers with the lead as it is then: none where the change took it out of sight.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Id)> + Send + 'static,
) -> Answer<Json<Changed<Option<Page>>>> {
    let told = kit.live.clone();
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let (lead, batch) = act(tx, store, &me.access)?;
                let data = left(page::load(tx, store, &me.access, lead))?;
                Ok(Changed { data, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    told.tell(Note::Sold(ObjectKind::Lead));
    Ok(Json(changed))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Changed<Option<Page>>>> {
    changing(kit, me, move |tx, store, access| making::create(tx, store, access, &wish)).await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let lead = id(IdKind::Lead, &text)?;
    changing(kit, me, move |tx, store, access| {
        Ok((lead, edit::change(tx, store, access, lead, &body.set, &body.was)?))
    })
    .await
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let lead = id(IdKind::Lead, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, lead))).await?;
    kit.live.tell(Note::Sold(ObjectKind::Lead));
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let lead = id(IdKind::Lead, &text)?;
    let before = p.before()?;
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                edit::seen(tx, &access, lead)?;
                let all = access.grants().see == gx_store::access::Reach::All;
                // Ids of people and deals are told to who sees all of them.
                let hidden = |key: &str| match key {
                    "person" | "deal" => !all,
                    key if hand::UNSEEN.contains(&key) => true,
                    key => access.hides_of(ObjectKind::Lead, key),
                };
                history(tx, &[lead], before, IdKind::Lead, hidden)
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ids {
    ids: Vec<String>,
}

/// Tells open lists, and those who were given something that they may have a notice.
fn tell(kit: &Kit, done: &Done) {
    if done.batch.is_some() {
        kit.live.tell(Note::Sold(ObjectKind::Lead));
    }
    if !done.told.is_empty() {
        kit.live.tell(Note::Notices(done.told.clone()));
    }
}

pub(crate) async fn claim(State(kit): State<Kit>, me: Signed, Body(wish): Body<Ids>) -> Answer<Json<Done>> {
    let act = move |store: &Store| store.write(|tx| claims::claim(tx, store, &me.access, &wish.ids));
    let done = kit.run(act).await?;
    tell(&kit, &done);
    Ok(Json(done))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assign {
    ids: Vec<String>,
    to: String,
    #[serde(default)]
    reason: Option<String>,
}

pub(crate) async fn assign(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Assign>,
) -> Answer<Json<Done>> {
    let act = move |store: &Store| {
        store.write(|tx| give::assign(tx, store, &me.access, &wish.ids, (&wish.to, wish.reason.as_deref())))
    };
    let done = kit.run(act).await?;
    tell(&kit, &done);
    Ok(Json(done))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    reason: String,
    #[serde(default)]
    pool: Option<String>,
}

pub(crate) async fn release(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Release>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let lead = id(IdKind::Lead, &text)?;
    changing(kit, me, move |tx, store, access| {
        Ok((lead, give::release(tx, store, access, lead, (&wish.reason, wish.pool.as_deref()))?))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Why {
    reason: String,
}

pub(crate) async fn drop(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Why>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let lead = id(IdKind::Lead, &text)?;
    changing(kit, me, move |tx, store, access| Ok((lead, edit::drop(tx, store, access, lead, &wish.reason)?)))
        .await
}

pub(crate) async fn reopen(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let lead = id(IdKind::Lead, &text)?;
    changing(kit, me, move |tx, store, access| Ok((lead, edit::reopen(tx, store, access, lead)?))).await
}

pub(crate) async fn guard(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Guard>,
) -> Answer<Json<Changed<Option<Page>>>> {
    let lead = id(IdKind::Lead, &text)?;
    changing(kit, me, move |tx, store, access| Ok((lead, edit::guard(tx, store, access, lead, &wish)?))).await
}

pub(crate) async fn conversion(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Conversion>> {
    let lead = id(IdKind::Lead, &text)?;
    let access = me.access.clone();
    let told = kit.run(move |store| store.read(|tx| convert::look(tx, &access, lead))).await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(told))
}

/// A lead and what became of it.
#[derive(Debug, Serialize)]
pub(crate) struct Converted {
    lead: Option<Page>,
    deal: Option<deals::Page>,
}

pub(crate) async fn convert(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<convert::Wish>,
) -> Answer<Json<Changed<Converted>>> {
    let lead = id(IdKind::Lead, &text)?;
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let role = &me.user.role;
                let (deal, batch) = convert::convert(tx, store, &me.access, role, lead, &wish)?;
                let deal = match deal {
                    Some(deal) => left(deals::load(tx, store, &me.access, role, deal))?,
                    None => None,
                };
                let lead = left(page::load(tx, store, &me.access, lead))?;
                Ok(Changed { data: Converted { lead, deal }, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    for note in [Note::People, Note::Sold(ObjectKind::Lead), Note::Sold(ObjectKind::Deal)] {
        kit.live.tell(note);
    }
    Ok(Json(changed))
}

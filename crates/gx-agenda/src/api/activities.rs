//! Activities: lists, the calendar, the page of one, and what is done about it.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed, id, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::api::{Changed, ChangesParams, ListParams, history};
use gx_people::own::list::{self as lists, Query};
use gx_people::people::Page as Rows;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::Value as Json_;

use crate::act::{self, Bulk, CheckInWish, DoneWish, Told};
use crate::calendar::{self, BusyOf, Stretch, View};
use crate::edit::{self, Change, Scope};
use crate::list::{self, AboutRecord, ActivityRow, Today};
use crate::page::{self, Page};
use crate::record::{Answer as Coming, Kind};
use crate::route::{self, DayRoute};
use crate::wish::Wish;

fn rows(tx: &mut Tx<'_>, store: &Store, access: &Access, query: &Query) -> Result<Rows<ActivityRow>> {
    let mut found = Vec::new();
    let page = lists::page(tx, store, access, (ObjectKind::Activity, Verb::See), query, |_, r| {
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
) -> Answer<Json<Rows<ActivityRow>>> {
    let query = Query::from(p);
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| rows(tx, store, &access, &query))).await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

#[derive(Debug, Deserialize)]
pub(crate) struct OfRecord {
    record: String,
}

pub(crate) async fn about(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<OfRecord>,
) -> Answer<Json<AboutRecord>> {
    let told = move |store: &Store| store.read(|tx| list::about(tx, store, &me.access, &p.record));
    Ok(Json(kit.run(told).await?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OfWhom {
    who: Option<String>,
}

pub(crate) async fn today(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<OfWhom>,
) -> Answer<Json<Today>> {
    let told = move |store: &Store| store.read(|tx| list::today(tx, store, &me.access, p.who.as_deref()));
    Ok(Json(kit.run(told).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Days {
    from: String,
    to: String,
    #[serde(default)]
    who: Option<String>,
    #[serde(default)]
    kinds: Option<String>,
}

pub(crate) async fn calendar(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Days>,
) -> Answer<Json<View>> {
    let stretch = Stretch::read(&p.from, &p.to)?;
    let mut kinds = Vec::new();
    for text in p.kinds.iter().flat_map(|t| t.split(',')).filter(|t| !t.trim().is_empty()) {
        let wrong = || Problem::field("kinds", "unknown", format!("there is no kind {text:?}"));
        kinds.push(Kind::parse(text.trim()).ok_or_else(wrong)?);
    }
    let told = move |store: &Store| {
        store.read(|tx| calendar::view(tx, store, &me.access, stretch, (p.who.as_deref(), &kinds)))
    };
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn busy(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Days>,
) -> Answer<Json<Vec<BusyOf>>> {
    let stretch = Stretch::read(&p.from, &p.to)?;
    let who = p
        .who
        .filter(|t| !t.trim().is_empty())
        .ok_or_else(|| Problem::field("who", "missing", "say whose"))?;
    Ok(Json(kit.run(move |store| store.read(|tx| calendar::busy(tx, &me.access, &who, stretch))).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct OfDay {
    day: String,
    #[serde(default)]
    who: Option<String>,
}

pub(crate) async fn route(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<OfDay>,
) -> Answer<Json<DayRoute>> {
    let told =
        move |store: &Store| store.read(|tx| route::of(tx, store, &me.access, (&p.day, p.who.as_deref())));
    Ok(Json(kit.run(told).await?))
}

/// A turn of a path's activity that an address names.
fn named(text: Option<&str>) -> std::result::Result<Option<Micros>, Problem> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let wrong = || Problem::field("turn", "not_valid", "an instant as 2026-12-01T01:00:00Z");
    Ok(Some(Micros::parse(text).ok_or_else(wrong)?))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct OfTurn {
    turn: Option<String>,
    scope: Option<String>,
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<OfTurn>,
) -> Answer<Json<Page>> {
    let (of, turn) = (id(IdKind::Activity, &text)?, named(p.turn.as_deref())?);
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| page::load(tx, store, &access, of, turn))).await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(page))
}

/// What an act comes to: which activity is shown then, at which turn, the batch for undo, what to tell.
type Acted = (Id, Option<Micros>, Id, Told);

/// Acts on one, tells what happened, and answers with it as it is then.
async fn acting(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, &Access) -> Result<Acted> + Send + 'static,
) -> Answer<Json<Changed<Page>>> {
    let live = kit.live.clone();
    let (changed, told) = kit
        .run(move |store| {
            store.write(|tx| {
                let (of, turn, batch, told) = act(tx, store, &me.access)?;
                let data = page::load(tx, store, &me.access, of, turn)?;
                Ok((Changed { data, batch: batch.show(IdKind::Batch) }, told))
            })
        })
        .await?;
    for note in told.notes() {
        live.tell(note);
    }
    Ok(Json(changed))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Changed<Page>>> {
    acting(kit, me, move |tx, store, access| {
        let (of, batch, staff) = edit::create(tx, store, access, &wish)?;
        Ok((of, None, batch, Told::of(staff)))
    })
    .await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(change): Body<Change>,
) -> Answer<Json<Changed<Page>>> {
    let of = id(IdKind::Activity, &text)?;
    acting(kit, me, move |tx, store, access| {
        let (shown, batch, staff) = edit::change(tx, store, access, of, &change)?;
        // A turn that was changed alone is shown; where all moved, it is another by now.
        let turn = change.turn.filter(|_| shown == of && change.scope == Scope::This);
        Ok((shown, turn, batch, Told::of(staff)))
    })
    .await
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<OfTurn>,
) -> Answer<Json<Changed<()>>> {
    let (of, turn, scope) =
        (id(IdKind::Activity, &text)?, named(p.turn.as_deref())?, Scope::read(p.scope.as_deref())?);
    let act = move |store: &Store| store.write(|tx| edit::delete(tx, store, &me.access, of, (turn, scope)));
    let batch = kit.run(act).await?;
    for note in Told::default().notes() {
        kit.live.tell(note);
    }
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn done(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<DoneWish>,
) -> Answer<Json<Changed<Page>>> {
    let of = id(IdKind::Activity, &text)?;
    acting(kit, me, move |tx, store, access| {
        // The turn that was done is shown, also where it was not named.
        let turn = edit::seen(tx, access, of)?.meant(wish.turn()).turn;
        let (batch, told) = act::done(tx, store, access, of, &wish)?;
        Ok((of, turn, batch, told))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Turned {
    turn: Option<Micros>,
}

pub(crate) async fn reopen(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Turned>,
) -> Answer<Json<Changed<Page>>> {
    let of = id(IdKind::Activity, &text)?;
    acting(kit, me, move |tx, store, access| {
        let (batch, told) = act::reopen(tx, store, access, of, wish.turn)?;
        Ok((of, wish.turn, batch, told))
    })
    .await
}

pub(crate) async fn check_in(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<CheckInWish>,
) -> Answer<Json<Changed<Page>>> {
    let of = id(IdKind::Activity, &text)?;
    acting(kit, me, move |tx, store, access| {
        let (batch, told) = act::check_in(tx, store, access, of, &wish)?;
        Ok((of, wish.turn(), batch, told))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answered {
    answer: Coming,
}

pub(crate) async fn answer(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Answered>,
) -> Answer<Json<Changed<Page>>> {
    let of = id(IdKind::Activity, &text)?;
    if me.really.is_some() {
        return Err(Problem::forbidden("Nobody answers for somebody else.").into());
    }
    acting(kit, me, move |tx, store, access| {
        let (batch, told) = act::answer(tx, store, access, of, wish.answer)?;
        Ok((of, None, batch, told))
    })
    .await
}

pub(crate) async fn bulk(State(kit): State<Kit>, me: Signed, Body(wish): Body<Bulk>) -> Answer<Json<Json_>> {
    let act = move |store: &Store| store.write(|tx| act::bulk(tx, store, &me.access, &wish));
    let (answer, told) = kit.run(act).await?;
    for note in told.notes() {
        kit.live.tell(note);
    }
    Ok(Json(answer))
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let of = id(IdKind::Activity, &text)?;
    let before = p.before()?;
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let a = edit::seen(tx, &access, of)?;
                // What was private is not told of because it is not any more.
                let mine = a.owner.is_some() && a.owner == access.by().id();
                if !mine && edit::was_private(tx, of)? {
                    return Ok(
                        serde_json::json!({"rows": [], "next": null, "total": 0, "total_at_least": false}),
                    );
                }
                let all = access.grants().see == gx_store::access::Reach::All;
                // Ids of records are told to who sees all of them; turns are no field.
                let hidden = |key: &str| match key {
                    "person" | "company" | "deal" | "lead" | "order" => !all,
                    key if key.starts_with("turn:") || key.starts_with("guest:") => true,
                    key => access.hides_of(ObjectKind::Activity, key),
                };
                history(tx, &[of], before, IdKind::Activity, hidden)
            })
        })
        .await?;
    Ok(Json(answer))
}

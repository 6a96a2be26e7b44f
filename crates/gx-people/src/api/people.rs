//! Lists of people, one person, and what staff change.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, watch};
use gx_kernel::identity::IdentityValue;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::sorted;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json_};

use crate::nearby::{self, Nearby};
use crate::people::{Page, PeopleQuery, PersonRow, STROKES};
use crate::{edit, own, page, people};
use gx_http::id;

/// An answer with the batch that takes the change back.
#[derive(Debug, Serialize)]
pub struct Changed<T> {
    /// What it is after the change.
    pub data: T,
    /// The batch, for `POST /api/undo/{batch}`.
    pub batch: String,
}

/// What a list asks for in its address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListParams {
    pub(crate) filter: String,
    pub(crate) q: String,
    pub(crate) sort: String,
    pub(crate) limit: Option<usize>,
    pub(crate) cursor: Option<String>,
}

impl ListParams {
    /// In the order that the reader is used to: who reads traditional characters looks names up by their strokes.
    pub(crate) fn read_by(mut self, me: &Signed) -> Self {
        if me.user.locale.as_deref() == Some("zh-TW") {
            match self.sort.as_str() {
                "name" => self.sort = STROKES.to_owned(),
                "-name" => self.sort = format!("-{STROKES}"),
                _ => {}
            }
        }
        self
    }
}

impl From<ListParams> for PeopleQuery {
    fn from(p: ListParams) -> Self {
        Self {
            filter: p.filter,
            q: p.q,
            sort: p.sort,
            limit: p.limit.unwrap_or(50),
            cursor: p.cursor.filter(|c| !c.is_empty()),
        }
    }
}

impl From<ListParams> for own::list::Query {
    fn from(p: ListParams) -> Self {
        let PeopleQuery { filter, q, sort, limit, cursor } = p.into();
        Self { filter, q, sort, limit, cursor }
    }
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Json<Page<PersonRow>>> {
    let (query, access) = (PeopleQuery::from(params.read_by(&me)), me.access.clone());
    let page = kit
        .run(move |store| {
            let page = store.read(|tx| people::page(tx, &access, store.now(), &query))?;
            wish(store, ObjectKind::Person, &query.sort, &page);
            Ok(page)
        })
        .await?;
    watch::saw(&kit, &me, page.rows.len()).await;
    Ok(Json(page))
}

/// Sees to it that a long list that was sorted by a field of one's own is answered along an index from now on. That it
/// could not be wished for is no reason not to show the list.
pub(crate) fn wish<T>(store: &Store, object: ObjectKind, sort: &str, page: &Page<T>) {
    if page.total_at_least
        && let Err(error) = sorted::wish(store, object, sort)
    {
        tracing::warn!(%error, %object, "no index for sorting");
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NearParams {
    at: String,
    limit: Option<usize>,
}

pub(crate) async fn nearby(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<NearParams>,
) -> Answer<Json<Nearby>> {
    let place = nearby::asked(&p.at)?;
    let limit = p.limit.unwrap_or(20).clamp(1, 100);
    let access = me.access.clone();
    let found =
        kit.run(move |store| store.read(|tx| nearby::nearby(tx, &access, store.now(), place, limit))).await?;
    watch::saw(&kit, &me, found.people.len()).await;
    Ok(Json(found))
}
/// The page of a person; 404 also for those the caller may not see.
pub(crate) fn load(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<page::Person> {
    Ok(page::load(tx, access, id)?.ok_or_else(|| Problem::not_found("The person"))?)
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<page::Person>> {
    let person = id(IdKind::Person, &text)?;
    let access = me.access.clone();
    let page = kit.run(move |store| store.read(|tx| load(tx, &access, person))).await?;
    watch::saw(&kit, &me, 1).await;
    Ok(Json(page))
}

/// The country that phones without a country code belong to.
pub fn country(tx: &mut Tx<'_>) -> Result<String> {
    Ok(settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into()))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Create {
    #[serde(default)]
    identities: Vec<IdentityValue>,
    #[serde(flatten)]
    fields: Map<String, Json_>,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Create>,
) -> Answer<Json<Changed<page::Person>>> {
    let live = kit.live.clone();
    let owners = super::bulk::owner_of(&body.fields);
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                me.access.need_verb(Verb::Create)?;
                let country = country(tx)?;
                let keys = body
                    .identities
                    .iter()
                    .map(|i| edit::normal(store, i, &country))
                    .collect::<Result<Vec<_>>>()?;
                let (id, batch) = edit::create(tx, store, &me.access, &body.fields, &keys)?;
                Ok(Changed { data: load(tx, &me.access, id)?, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    live.tell(Note::People);
    live.tell(Note::Notices(owners));
    Ok(Json(changed))
}

/// Runs a change of one person and answers with the person as it is then: none where the change took the person out
/// of the caller's sight, as when a salesperson gives a customer to a colleague.
pub(crate) async fn changing(
    kit: Kit,
    me: Signed,
    text: &str,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access, Id) -> Result<Id> + Send + 'static,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    let person = id(IdKind::Person, text)?;
    let (root, changed) = kit
        .run(move |store| {
            store.write(|tx| {
                let root = people::root(tx, &me.access, person)?.map_or(person, |(root, _)| root);
                let batch = act(tx, store, &me.access, person)?;
                let data = page::load(tx, &me.access, person)?;
                Ok((root, Changed { data, batch: batch.show(IdKind::Batch) }))
            })
        })
        .await?;
    kit.live.tell(Note::Person(root));
    Ok(Json(changed))
}

/// Values to be written, and what stood there when their author read them.
#[derive(Debug, Deserialize)]
pub struct ChangeSince {
    /// Values to be written; null clears.
    pub set: Map<String, Json_>,
    /// What the author had read; a value that is another now refuses the change.
    #[serde(default)]
    pub was: Map<String, Json_>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<ChangeSince>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    let (live, owner) = (kit.live.clone(), super::bulk::owner_of(&body.set));
    let changed = changing(kit, me, &text, move |tx, store, access, id| {
        edit::change_since(tx, store, access, id, &body.set, &body.was)
    })
    .await?;
    if !owner.is_empty() {
        live.tell(Note::Notices(owner));
    }
    Ok(changed)
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let person = id(IdKind::Person, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, person))).await?;
    kit.live.tell(Note::People);
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn add_identity(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<IdentityValue>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    changing(kit, me, &text, move |tx, store, access, id| {
        let country = country(tx)?;
        edit::add_identity(tx, store, access, id, &edit::normal(store, &body, &country)?)
    })
    .await
}

pub(crate) async fn remove_identity(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, identity)): Path<(String, String)>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    let identity = id(IdKind::Identity, &identity)?;
    changing(kit, me, &text, move |tx, store, access, id| {
        edit::remove_identity(tx, store, access, id, identity)
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(crate) struct ConsentBody {
    state: String,
}

pub(crate) async fn set_consent(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, channel, purpose)): Path<(String, String, String)>,
    Body(body): Body<ConsentBody>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    changing(kit, me, &text, move |tx, store, access, id| {
        edit::set_consent(tx, store, access, id, &channel, &purpose, &body.state)
    })
    .await
}

//! The timeline, what staff write into it, and the list of all interactions.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, auth, kit::random};
use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::file::{FileInfo, reach};
use gx_people::people;
use gx_record::mention;
use gx_record::notices::{self, Notice};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_, json};

use crate::model::{Door, Outcome, Parcel, Prepared};
use crate::pipeline::{Pipeline, staff_source};
use crate::timeline::{self, TimelineQuery};
use gx_http::id;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    group: String,
    q: String,
    before: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn timeline(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<Params>,
) -> Answer<Json<Json_>> {
    let person = id(IdKind::Person, &text)?;
    let query = TimelineQuery {
        group: p.group,
        q: p.q.chars().take(200).collect(),
        before: p.before,
        limit: p.limit.unwrap_or(50),
    };
    Ok(Json(
        kit.run(move |store| store.read(|tx| timeline::page(tx, store, &me.access, person, &query))).await?,
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TogetherParams {
    cursor: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn of_company(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<TogetherParams>,
) -> Answer<Json<Json_>> {
    let company = id(IdKind::Company, &text)?;
    let query = TimelineQuery { before: p.cursor, limit: p.limit.unwrap_or(20), ..TimelineQuery::default() };
    let answer =
        kit.run(move |store| store.read(|tx| timeline::of_company(tx, store, &me.access, company, &query)));
    Ok(Json(answer.await?))
}

pub(crate) async fn of_household(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<TogetherParams>,
) -> Answer<Json<Json_>> {
    let person = id(IdKind::Person, &text)?;
    let query = TimelineQuery { before: p.cursor, limit: p.limit.unwrap_or(20), ..TimelineQuery::default() };
    let answer =
        kit.run(move |store| store.read(|tx| timeline::of_household(tx, store, &me.access, person, &query)));
    Ok(Json(answer.await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Written {
    kind: Kind,
    text: Option<String>,
    title: Option<String>,
    occurred_at: Option<Micros>,
    #[serde(default)]
    props: Map<String, Json_>,
    /// Ids of files that are attached, at most ten.
    #[serde(default)]
    files: Vec<String>,
}

pub(crate) async fn add(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    me: Signed,
    Path(text): Path<String>,
    Body(mut body): Body<Written>,
) -> Answer<Json<Json_>> {
    let person = id(IdKind::Person, &text)?;
    if !Kind::BY_HAND.contains(&body.kind) {
        return Err(Problem::field(
            "kind",
            "not_by_hand",
            "note, call, visit, meeting, attendance or repair",
        )
        .into());
    }
    let words = body.text.as_deref().map(str::trim).unwrap_or_default();
    let written = words.to_owned();
    if words.is_empty() && body.kind == Kind::Note && body.files.is_empty() {
        return Err(Problem::field("text", "missing", "a note has words or files").into());
    }
    if words.chars().count() > 20_000 {
        return Err(Problem::field("text", "too_long", "at most 20,000 characters").into());
    }
    // What is attached is part of the note for ever, and only this may say so.
    body.props.remove("files");
    let attached = attached(&kit, &me, person, std::mem::take(&mut body.files)).await?;
    if !attached.is_empty() {
        body.props.insert("files".into(), attached.iter().map(FileInfo::to_json).collect());
    }
    let nonce = u128::from_be_bytes(random::<16>()?);
    let access = me.access.clone();
    let staff = me.user.id;
    let parcel = kit
        .run(move |store| {
            let source = staff_source(store)?;
            store.read(|tx| {
                let root = people::root_to_edit(tx, &access, person)?;
                let now = store.now();
                let occurred_at = body.occurred_at.unwrap_or(now);
                if occurred_at.0 > now.0 + 60 * Micros::SECOND {
                    return Err(Problem::field(
                        "occurred_at",
                        "in_the_future",
                        "what is written down has happened already",
                    )
                    .into());
                }
                let channel = match body.kind {
                    Kind::Call => "phone",
                    Kind::Visit | Kind::Repair => "shop",
                    Kind::Attendance => "event",
                    _ => "staff",
                };
                let direction = match body.props.get("direction").and_then(Json_::as_str) {
                    Some("in") => Direction::In,
                    Some("out") => Direction::Out,
                    _ if body.kind == Kind::Note => Direction::About,
                    _ if body.kind == Kind::Call => Direction::Out,
                    _ => Direction::In,
                };
                let message_id = format!("staff-{nonce:032x}");
                let message_hash =
                    store.hash().of(&[b"message", &source.0.to_be_bytes(), message_id.as_bytes()]);
                let incoming = Incoming {
                    message_id,
                    kind: body.kind,
                    direction,
                    channel: channel.into(),
                    occurred_at: Some(occurred_at),
                    identities: Vec::<IdentityValue>::new(),
                    traits: Map::new(),
                    title: body.title.clone(),
                    text: body.text.as_deref().map(|t| t.trim().to_owned()),
                    object_kind: None,
                    object_id: None,
                    amount: None,
                    currency: None,
                    props: body.props.clone(),
                    to: None,
                };
                let mut parcel = Parcel::new(source, Door::Staff, By::User(staff), now);
                parcel.inputs.push(Ok(Prepared {
                    incoming,
                    occurred_at,
                    keys: Vec::new(),
                    node: Some(root),
                    staff: Some(staff),
                    to: None,
                    message_hash,
                    content_hash: message_hash,
                }));
                Ok(parcel)
            })
        })
        .await?;
    let outcomes = pipeline.submit(parcel)?.await.map_err(|_| Problem::internal())??;
    let Some(Outcome::Accepted { id, .. }) = outcomes.first().cloned() else {
        return Err(Problem::internal().into());
    };
    let (item, told, unseen) = kit
        .run(move |store| {
            let item = store.read(|tx| timeline::item(tx, store, &me.access, id))?;
            let (told, unseen) = store.write(|tx| tell_named(tx, store, &me.access, person, &written))?;
            Ok((item, told, unseen))
        })
        .await?;
    if !told.is_empty() {
        kit.live.tell(Note::Notices(told));
    }
    let mut item = item.map_or(Json_::Null, |(_, i)| i);
    if !unseen.is_empty() {
        item["unseen_by"] = unseen.into();
    }
    Ok(Json(item))
}

/// The files of a note, each of which the caller may attach.
async fn attached(kit: &Kit, me: &Signed, person: Id, files: Vec<String>) -> Answer<Vec<FileInfo>> {
    let mut ids = Vec::new();
    for text in &files {
        let wrong =
            || Problem::field("files", "not_a_file", format!("{text:?} is not the id of a file (fil_…)"));
        let file = Id::read(IdKind::File, text).ok_or_else(wrong)?;
        if !ids.contains(&file) {
            ids.push(file);
        }
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let access = me.access.clone();
    let found = kit
        .run(move |store| {
            store.read(|tx| {
                people::root_to_edit(tx, &access, person)?;
                reach::to_hang(tx, &access, "files", &ids)
            })
        })
        .await?;
    found.map_err(|fault| Problem::invalid(vec![fault]).into())
}

/// Tells the colleagues whom a text names with an @. Who was told, and the names of those who may not see the person
/// and therefore were not.
fn tell_named(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    person: Id,
    text: &str,
) -> gx_store::Result<(Vec<Id>, Vec<String>)> {
    let (mut told, mut unseen) = (Vec::new(), Vec::new());
    for (user, name) in mention::named(tx, text)? {
        let sees = match auth::rights_of(tx, user)? {
            Some(signed) => people::root(tx, &signed.access, person)?.is_some(),
            None => false,
        };
        if !sees {
            unseen.push(name);
            continue;
        }
        let piece: String = text.chars().take(200).collect();
        let notice = Notice {
            kind: "mention",
            by: access.by().id(),
            object: Some("person"),
            row: Some(person),
            detail: json!({"text": piece}),
        };
        if notices::give(tx, store, user, &notice)? {
            told.push(user);
        }
    }
    Ok((told, unseen))
}

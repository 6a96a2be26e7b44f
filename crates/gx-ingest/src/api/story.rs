//! The timeline, what staff write into it, and the list of all interactions.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::{Extension, Json};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, auth, kit::random};
use gx_kernel::identity::IdentityValue;
use gx_kernel::interaction::{Direction, Incoming, Kind};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::people;
use gx_record::filtering;
use gx_record::list::{self, Clause, ListSpec, Order};
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
pub(crate) struct CompanyParams {
    cursor: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn of_company(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<CompanyParams>,
) -> Answer<Json<Json_>> {
    let company = id(IdKind::Company, &text)?;
    let query = TimelineQuery { before: p.cursor, limit: p.limit.unwrap_or(20), ..TimelineQuery::default() };
    let answer =
        kit.run(move |store| store.read(|tx| timeline::of_company(tx, store, &me.access, company, &query)));
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
}

/// Kinds that staff write down by hand.
const BY_HAND: &[Kind] = &[Kind::Note, Kind::Call, Kind::Visit, Kind::Attendance, Kind::Repair];

pub(crate) async fn add(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Written>,
) -> Answer<Json<Json_>> {
    let person = id(IdKind::Person, &text)?;
    if !BY_HAND.contains(&body.kind) {
        return Err(Problem::field("kind", "not_by_hand", "note, call, visit, attendance or repair").into());
    }
    let words = body.text.as_deref().map(str::trim).unwrap_or_default();
    let written = words.to_owned();
    if words.is_empty() && body.kind == Kind::Note {
        return Err(Problem::field("text", "missing", "a note has words").into());
    }
    if words.chars().count() > 20_000 {
        return Err(Problem::field("text", "too_long", "at most 20,000 characters").into());
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

const SPEC: ListSpec<'static> = ListSpec {
    from: "interaction i",
    alias: "i",
    columns: "i.id, i.kind, i.direction, i.channel, i.occurred_at, i.title, i.text, i.amount, i.currency, i.person_id",
    base: "1 = 1",
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListParams {
    filter: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut clause = Clause::default();
                filtering::push(tx, &mut clause, ObjectKind::Interaction, &p.filter, &me.access, "i", store.now())?;
                let order = Order { column: "i.occurred_at", index: Some("interaction_occurred"), descending: true, limit: p.limit.unwrap_or(50), cursor: p.cursor.as_deref().filter(|c| !c.is_empty()) };
                let see = me.access.see(ObjectKind::Interaction, "i");
                let found = list::page(tx, &SPEC, &see, &clause, &order)?;
                let mut rows = Vec::new();
                for r in &found.rows {
                    let person = people::root(tx, &me.access, r.id(9)?)?;
                    rows.push(json!({
                        "id": r.id(0)?.show(IdKind::Interaction), "kind": r.text(1)?, "direction": r.text(2)?, "channel": r.text(3)?, "occurred_at": r.micros(4)?,
                        "title": r.opt_text(5)?, "text": r.opt_text(6)?, "amount": r.opt_int(7)?.map(|a| gx_kernel::money::from_scaled(a).to_string()),
                        "currency": r.opt_text(8)?, "person": person.map(|(id, _)| id.show(IdKind::Person)),
                    }));
                }
                Ok(json!({"rows": rows, "next": found.next}))
            })
        })
        .await?;
    Ok(Json(answer))
}

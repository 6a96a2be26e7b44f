//! The endpoints: every one asks for the right `privacy`, and for the person under the caller's own sight.

use std::io::{self, BufWriter, Write};

use axum::body::Body as Bytes;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use axum::{Extension, Json, Router};
use gx_blob::Blobs;
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Locale, Micros, Problem};
use gx_people::page::{MarkInfo, Person};
use gx_people::{mark, page, people};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};
use tokio_stream::wrappers::ReceiverStream;

use crate::erase::{self, Cause, Plan};
use crate::export;
use crate::register::{self, ErasureInfo, Register, Retained};
use crate::request::{self, Act, Request, Step};
use crate::retention::Rules;
use crate::settings::Settings;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/privacy", get(overview).put(set))
        .route("/privacy/requests", get(list).post(make))
        .route("/privacy/requests/{id}", get(one))
        .route("/privacy/requests/{id}/steps", post(act))
        .route("/privacy/people/{id}", get(person))
        .route("/privacy/people/{id}/marks/{kind}", put(put_mark).delete(lift_mark))
        .route("/privacy/people/{id}/copy.zip", get(copy))
        .route("/privacy/people/{id}/erasure", get(plan).post(erase_))
        .route("/privacy/erasures", get(erasures))
        .route("/privacy/erasures/{id}", get(erasure))
        .route("/privacy/retention", get(retention).put(set_retention))
        .route("/privacy/retention/preview", post(preview))
        .route("/privacy/register", get(register_))
        .route("/privacy/fields/{object}/{key}", put(set_field))
}

const RIGHT: &str = "privacy";

fn note(tx: &mut Tx<'_>, store: &Store, me: &Signed, person: Option<Id>, detail: Json_) -> Result<()> {
    let object = person.map(|_| "person");
    audit::note(tx, store, &Entry { staff: Some(me.user.id), kind: "privacy", object, row: person, detail })
}

/// Whoever looks as a colleague has no right to this; a person does it, or a key that may set up.
fn root(tx: &mut Tx<'_>, me: &Signed, text: &str) -> Result<Id> {
    let id = Id::read(IdKind::Person, text).ok_or_else(|| Problem::not_found("The person"))?;
    Ok(people::root(tx, &me.access, id)?.ok_or_else(|| Problem::not_found("The person"))?.0)
}

#[derive(Debug, Serialize)]
struct Overview {
    settings: Settings,
    open: i64,
    overdue: i64,
}

fn overview_(tx: &mut Tx<'_>, store: &Store, me: &Signed) -> Result<Overview> {
    let (open, overdue) = request::count(tx, &me.access, store.now())?;
    Ok(Overview { settings: Settings::load(tx)?, open, overdue })
}

async fn overview(State(kit): State<Kit>, me: Signed) -> Answer<Json<Overview>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.run(move |s| s.read(|tx| overview_(tx, s, &me))).await?))
}

async fn set(State(kit): State<Kit>, me: Signed, Body(wish): Body<Settings>) -> Answer<Json<Overview>> {
    me.access.need(RIGHT)?;
    let now = kit
        .run(move |s| {
            s.write(|tx| {
                wish.put(tx)?;
                note(tx, s, &me, None, json!({"did": "settings", "settings": wish}))?;
                overview_(tx, s, &me)
            })
        })
        .await?;
    Ok(Json(now))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListParams {
    state: String,
    kind: String,
}

async fn list(State(kit): State<Kit>, me: Signed, Asked(p): Asked<ListParams>) -> Answer<Json<Vec<Request>>> {
    me.access.need(RIGHT)?;
    let some = |text: String| Some(text).filter(|t| !t.is_empty());
    let asked = request::Asked { state: some(p.state), kind: some(p.kind), person: None };
    Ok(Json(kit.run(move |s| s.read(|tx| request::list(tx, &me.access, s.now(), &asked))).await?))
}

#[derive(Debug, Serialize)]
struct Whole {
    #[serde(flatten)]
    request: Request,
    steps: Vec<Step>,
}

fn whole(tx: &mut Tx<'_>, store: &Store, me: &Signed, id: Id) -> Result<Whole> {
    let request = request::one(tx, &me.access, store.now(), id)?;
    Ok(Whole { request, steps: request::steps(tx, id)? })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRequest {
    person: Option<String>,
    #[serde(default)]
    who: String,
    kind: String,
    came_by: String,
    came_at: Option<Micros>,
    #[serde(default)]
    verified: String,
    #[serde(default)]
    note: String,
}

async fn make(State(kit): State<Kit>, me: Signed, Body(body): Body<NewRequest>) -> Answer<Json<Whole>> {
    me.access.need(RIGHT)?;
    let (made, told) = kit
        .run(move |s| {
            s.write(|tx| {
                let person = match body.person.as_deref().filter(|t| !t.is_empty()) {
                    Some(text) => Some(root(tx, &me, text)?),
                    None => None,
                };
                let days = Settings::load(tx)?.days;
                let new = request::New {
                    person,
                    who: body.who,
                    kind: body.kind.clone(),
                    came_by: body.came_by,
                    came_at: body.came_at,
                    verified: body.verified,
                    note: body.note,
                };
                let (id, told) = request::make(tx, s, &me, new, days)?;
                let detail =
                    json!({"did": "request", "request": id.show(IdKind::Request), "kind": body.kind});
                note(tx, s, &me, person, detail)?;
                Ok((whole(tx, s, &me, id)?, told))
            })
        })
        .await?;
    if !told.is_empty() {
        kit.live.tell(Note::Notices(told));
    }
    Ok(Json(made))
}

async fn one(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Whole>> {
    me.access.need(RIGHT)?;
    let id = id(IdKind::Request, &text)?;
    Ok(Json(kit.run(move |s| s.read(|tx| whole(tx, s, &me, id))).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewStep {
    /// `person`, `verified`, `extended`, `note`, `done`, `refused`, `reopened`.
    kind: String,
    #[serde(default)]
    text: String,
    person: Option<String>,
}

async fn act(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<NewStep>,
) -> Answer<Json<Whole>> {
    me.access.need(RIGHT)?;
    let id = id(IdKind::Request, &text)?;
    let now = kit
        .run(move |s| {
            s.write(|tx| {
                request::one(tx, &me.access, s.now(), id)?;
                let act = match body.kind.as_str() {
                    "person" => Act::Person(root(tx, &me, body.person.as_deref().unwrap_or_default())?),
                    "verified" => Act::Verify(body.text),
                    "extended" => Act::Extend(body.text),
                    "note" => Act::Note(body.text),
                    "done" => Act::Done(body.text),
                    "refused" => Act::Refuse(body.text),
                    "reopened" => Act::Reopen,
                    _ => return Err(Problem::field("kind", "unknown", "what is to be done").into()),
                };
                let extension = Settings::load(tx)?.extension;
                request::act(tx, s, &me, id, act, extension)?;
                let detail = json!({"did": body.kind, "request": id.show(IdKind::Request)});
                note(tx, s, &me, None, detail)?;
                whole(tx, s, &me, id)
            })
        })
        .await?;
    Ok(Json(now))
}

#[derive(Debug, Serialize)]
struct OfPerson {
    id: String,
    name: String,
    marks: Vec<MarkInfo>,
    erased_before: Option<Micros>,
    requests: Vec<Request>,
}

fn page_of(tx: &mut Tx<'_>, me: &Signed, root: Id) -> Result<Person> {
    page::load(tx, &me.access, root)?.ok_or_else(|| Problem::not_found("The person").into())
}

fn of_person(tx: &mut Tx<'_>, store: &Store, me: &Signed, root: Id) -> Result<OfPerson> {
    let page = page_of(tx, me, root)?;
    let asked = request::Asked { person: Some(root), ..request::Asked::default() };
    Ok(OfPerson {
        id: page.id,
        name: page.name,
        marks: page.marks,
        erased_before: page.erased_before,
        requests: request::list(tx, &me.access, store.now(), &asked)?,
    })
}

async fn person(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<OfPerson>> {
    me.access.need(RIGHT)?;
    let answer = kit
        .run(move |s| {
            s.read(|tx| {
                let root = root(tx, &me, &text)?;
                of_person(tx, s, &me, root)
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Marking {
    reason: String,
}

/// Puts a mark on or takes it off, and tells whoever has the person open.
async fn mark_(
    kit: Kit,
    me: Signed,
    text: String,
    kind: String,
    on: Option<String>,
) -> Answer<Json<OfPerson>> {
    me.access.need(RIGHT)?;
    let (answer, root) = kit
        .run(move |s| {
            s.write(|tx| {
                let root = root(tx, &me, &text)?;
                if !mark::KINDS.contains(&kind.as_str()) {
                    return Err(Problem::not_found("The mark").into());
                }
                let changed = match &on {
                    Some(why) => {
                        // A hold that nobody gave a reason for is a hold that nobody will ever lift.
                        let why = request::words("reason", why, kind == mark::HOLD)?;
                        mark::put(tx, s, root, &kind, Some(me.user.id), &why)?
                    }
                    None => mark::lift(tx, root, &kind)?,
                };
                if changed {
                    let did = if on.is_some() { "marked" } else { "unmarked" };
                    note(tx, s, &me, Some(root), json!({"did": did, "mark": kind}))?;
                    let asked = request::Asked {
                        state: Some("open".into()),
                        person: Some(root),
                        ..request::Asked::default()
                    };
                    for open in request::list(tx, &me.access, s.now(), &asked)? {
                        request::step(tx, s, open.id()?, Some(me.user.id), did, Some(&kind))?;
                    }
                }
                Ok((of_person(tx, s, &me, root)?, root))
            })
        })
        .await?;
    kit.live.tell(Note::Person(root));
    Ok(Json(answer))
}

async fn put_mark(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, kind)): Path<(String, String)>,
    Body(body): Body<Marking>,
) -> Answer<Json<OfPerson>> {
    mark_(kit, me, text, kind, Some(body.reason)).await
}

async fn lift_mark(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, kind)): Path<(String, String)>,
) -> Answer<Json<OfPerson>> {
    mark_(kit, me, text, kind, None).await
}

/// Writes into the body of an answer that is on its way.
struct Pieces(tokio::sync::mpsc::Sender<io::Result<Vec<u8>>>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct CopyParams {
    /// The language of the page in it; the caller's own where none is said.
    locale: String,
    /// The request that it answers.
    request: String,
}

async fn copy(
    State(kit): State<Kit>,
    me: Signed,
    Extension(blobs): Extension<Blobs>,
    Path(text): Path<String>,
    Asked(p): Asked<CopyParams>,
) -> Answer<Response> {
    me.access.need(RIGHT)?;
    let locale = Locale::from_tag(&p.locale)
        .or_else(|| me.user.locale.as_deref().and_then(Locale::from_tag))
        .unwrap_or_default();
    let (copy, root) = kit
        .run(move |s| {
            // What was taken out is noted before it is, as with every export.
            let root = s.write(|tx| {
                let root = root(tx, &me, &text)?;
                note(tx, s, &me, Some(root), json!({"did": "copy"}))?;
                if let Some(id) = Id::read(IdKind::Request, &p.request) {
                    request::one(tx, &me.access, s.now(), id)?;
                    request::step(tx, s, id, Some(me.user.id), "exported", None)?;
                }
                Ok(root)
            })?;
            Ok((s.read(|tx| export::gather(tx, s, root))?, root))
        })
        .await?;
    if copy.lost > 0 {
        tracing::warn!(files = copy.lost, "files of a person were swept long ago and are not in the copy");
    }
    let (send, receive) = tokio::sync::mpsc::channel(4);
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        let out = BufWriter::with_capacity(64 * 1024, Pieces(send.clone()));
        if let Err(error) = export::write(&copy, locale, &blobs, &runtime, out) {
            tracing::error!(%error, "the copy of a person broke off");
            let _ = send.blocking_send(Err(io::Error::other("the copy broke off")));
        }
    });
    let saved = format!("attachment; filename=\"{}.zip\"", root.show(IdKind::Person));
    let head = [(header::CONTENT_TYPE, "application/zip".to_owned()), (header::CONTENT_DISPOSITION, saved)];
    Ok((head, Bytes::from_stream(ReceiverStream::new(receive))).into_response())
}

fn planned(tx: &mut Tx<'_>, store: &Store, me: &Signed, root: Id) -> Result<Plan> {
    let hold = page_of(tx, me, root)?.marks.into_iter().find(|m| m.kind == mark::HOLD);
    erase::plan(tx, store, root, hold)
}

async fn plan(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<Plan>> {
    me.access.need(RIGHT)?;
    let answer = kit
        .run(move |s| {
            s.read(|tx| {
                let root = root(tx, &me, &text)?;
                planned(tx, s, &me, root)
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    /// The name of the person, as the dry run says it.
    confirm: String,
    /// The request that it answers; it is closed.
    request: Option<String>,
}

async fn erase_(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Confirmed>,
) -> Answer<Json<ErasureInfo>> {
    me.access.need(RIGHT)?;
    let (done, gone) = kit
        .run(move |s| {
            s.write(|tx| {
                let root = root(tx, &me, &text)?;
                let name = tx.one("SELECT name FROM person WHERE id = $1", &[root.into()])?.string(0)?;
                if body.confirm.trim() != name.trim() {
                    let message = "this is not the name of the person";
                    return Err(Problem::field("confirm", "not_the_name", message).into());
                }
                let request = match body.request.as_deref().filter(|t| !t.is_empty()) {
                    None => None,
                    Some(text) => {
                        let id = Id::read(IdKind::Request, text)
                            .ok_or_else(|| Problem::not_found("The request"))?;
                        request::one(tx, &me.access, s.now(), id)?;
                        Some(id)
                    }
                };
                let by = Some(me.user.id);
                let id = erase::erase(tx, s, &[root], by, request, Cause::Request)?;
                // Nothing that is asked of a record can be done any more once there is none.
                let sql = "SELECT id FROM privacy_request WHERE person_id IN (SELECT id FROM person WHERE canonical_id = $1) AND state = 'open'";
                let mut open: Vec<Id> =
                    tx.query(sql, &[root.into()])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
                open.extend(request);
                open.sort_unstable();
                open.dedup();
                for of in open {
                    tx.execute(
                        "UPDATE privacy_request SET person_id = $1 WHERE id = $2",
                        &[root.into(), of.into()],
                    )?;
                    request::close(tx, s, of, "done", None)?;
                    request::step(tx, s, of, by, "erased", None)?;
                }
                let info = register::erasures(tx, Some(id))?.into_iter().next();
                Ok((info.ok_or_else(Problem::internal)?, root))
            })
        })
        .await?;
    kit.live.tell(Note::Person(gone));
    kit.live.tell(Note::People);
    Ok(Json(done))
}

async fn erasures(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<ErasureInfo>>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.run(|s| s.read(|tx| register::erasures(tx, None))).await?))
}

async fn erasure(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Json<ErasureInfo>> {
    me.access.need(RIGHT)?;
    let id = id(IdKind::Erasure, &text)?;
    let found = kit.run(move |s| s.read(|tx| register::erasures(tx, Some(id)))).await?.into_iter().next();
    Ok(Json(found.ok_or_else(|| Problem::not_found("The erasure"))?))
}

async fn retention(State(kit): State<Kit>, me: Signed) -> Answer<Json<Retained>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.count(|s| s.read(|tx| register::retained(tx, s.now(), None))).await?))
}

async fn preview(State(kit): State<Kit>, me: Signed, Body(rules): Body<Rules>) -> Answer<Json<Retained>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.count(move |s| s.read(|tx| register::retained(tx, s.now(), Some(rules)))).await?))
}

async fn set_retention(
    State(kit): State<Kit>,
    me: Signed,
    Body(rules): Body<Rules>,
) -> Answer<Json<Retained>> {
    me.access.need(RIGHT)?;
    let now = kit
        .run(move |s| {
            s.write(|tx| {
                rules.put(tx)?;
                note(tx, s, &me, None, json!({"did": "retention", "rules": rules}))?;
                register::retained(tx, s.now(), None)
            })
        })
        .await?;
    Ok(Json(now))
}

async fn register_(State(kit): State<Kit>, me: Signed) -> Answer<Json<Register>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.count(|s| s.read(|tx| register::make(tx, s.now()))).await?))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldWish {
    class: String,
    #[serde(default)]
    purpose: String,
}

async fn set_field(
    State(kit): State<Kit>,
    me: Signed,
    Path((object, key)): Path<(String, String)>,
    Body(body): Body<FieldWish>,
) -> Answer<Json<Register>> {
    me.access.need(RIGHT)?;
    let object = ObjectKind::parse(&object).ok_or_else(|| Problem::not_found("The object"))?;
    let now = kit
        .run(move |s| {
            s.write(|tx| {
                register::say(tx, object, &key, &body.class, &body.purpose)?;
                let detail = json!({"did": "field", "object": object, "key": key, "class": body.class});
                note(tx, s, &me, None, detail)?;
                register::make(tx, s.now())
            })
        })
        .await?;
    Ok(Json(now))
}

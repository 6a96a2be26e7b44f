//! Threads and comments over HTTP.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed, id};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::seen::{Seen, id_kind, seen};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use crate::say::{self, may_write};
use crate::store::{self, Comment, Thread};

/// Threads of one page.
const PAGE: usize = 30;

/// A comment as the reader sees it.
#[derive(Debug, Serialize)]
struct CommentInfo {
    id: String,
    by: Named,
    at: Micros,
    /// None where it was deleted.
    text: Option<String>,
    /// Names of the colleagues it calls.
    names: Vec<String>,
    edited_at: Option<Micros>,
    deleted_at: Option<Micros>,
    mine: bool,
}

/// The item of the timeline that a thread is about.
#[derive(Debug, Serialize)]
struct ItemInfo {
    id: String,
    kind: String,
    text: Option<String>,
    occurred_at: Micros,
}

#[derive(Debug, Serialize)]
pub(crate) struct ThreadInfo {
    id: String,
    object: ObjectKind,
    record: Named,
    item: Option<ItemInfo>,
    created_at: Micros,
    last_at: Micros,
    resolved_at: Option<Micros>,
    resolved_by: Option<Named>,
    comments: Vec<CommentInfo>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Threads {
    rows: Vec<ThreadInfo>,
    next: Option<String>,
    /// Threads that are not settled.
    open: i64,
    total: i64,
    /// Whether the reader may take part.
    may_write: bool,
}

/// The record that an id names, if the caller may see it.
fn record(tx: &mut Tx<'_>, me: &Signed, text: &str) -> Result<Seen> {
    let object = match Id::read_any(text) {
        Some((IdKind::Person, id)) => Some((ObjectKind::Person, id)),
        Some((IdKind::Company, id)) => Some((ObjectKind::Company, id)),
        Some((IdKind::Order, id)) => Some((ObjectKind::Order, id)),
        _ => None,
    };
    let Some((object, id)) = object else {
        let message = "the id of a person, a company or an order";
        return Err(Problem::field("record", "unknown", message).into());
    };
    seen(tx, &me.access, object, id)?.ok_or_else(|| Problem::not_found("The record").into())
}

/// A thread and its record, if the caller may see that.
fn found(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<(Thread, Seen)> {
    let gone = || Problem::not_found("The thread");
    let thread = store::one(tx, id)?.ok_or_else(gone)?;
    let record = seen(tx, &me.access, thread.object, thread.row)?.ok_or_else(gone)?;
    Ok((thread, record))
}

/// A comment of the caller's own, its thread and record.
fn own(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<(Comment, Thread, Seen)> {
    let gone = || Problem::not_found("The comment");
    let comment = store::comment_of(tx, id)?.ok_or_else(gone)?;
    let (thread, record) = found(tx, me, comment.thread).map_err(|_| gone())?;
    if comment.by != me.user.id {
        return Err(Problem::forbidden("This is a colleague's comment.").into());
    }
    Ok((comment, thread, record))
}

fn shown(tx: &mut Tx<'_>, me: &Signed, threads: &[Thread]) -> Result<Vec<ThreadInfo>> {
    let ids: Vec<Id> = threads.iter().map(|t| t.id).collect();
    let comments = store::comments(tx, &ids)?;
    let called = store::names(tx, &comments)?;
    let mut names = Names::default();
    let mut out = Vec::new();
    for t in threads {
        let Some(record) = seen(tx, &me.access, t.object, t.row)? else { continue };
        let item = match (t.item, record.person) {
            (Some(id), Some(person)) => {
                store::item(tx, &me.access, person, id)?.map(|(kind, text, occurred_at)| ItemInfo {
                    id: id.show(IdKind::Interaction),
                    kind,
                    text: text.map(|t| t.chars().take(140).collect()),
                    occurred_at,
                })
            }
            _ => None,
        };
        let mut said = Vec::new();
        for c in comments.iter().filter(|c| c.thread == t.id) {
            let called = called.iter().filter(|(of, _)| *of == c.id && c.deleted_at.is_none());
            said.push(CommentInfo {
                id: c.id.show(IdKind::Comment),
                by: names.user(tx, c.by)?,
                at: c.at,
                text: c.deleted_at.is_none().then(|| c.text.clone()),
                names: called.map(|(_, name)| name.clone()).collect(),
                edited_at: c.edited_at,
                deleted_at: c.deleted_at,
                mine: c.by == me.user.id,
            });
        }
        out.push(ThreadInfo {
            id: t.id.show(IdKind::Thread),
            object: t.object,
            record: Named { id: record.id.show(id_kind(t.object)), name: record.name, initial: None },
            item,
            created_at: t.created_at,
            last_at: t.last_at,
            resolved_at: t.resolved_at,
            resolved_by: t.resolved_by.map(|by| names.user(tx, by)).transpose()?,
            comments: said,
        });
    }
    Ok(out)
}

fn shown_one(tx: &mut Tx<'_>, me: &Signed, id: Id) -> Result<ThreadInfo> {
    let (thread, _) = found(tx, me, id)?;
    let one = shown(tx, me, &[thread])?.into_iter().next();
    one.ok_or_else(|| Problem::not_found("The thread").into())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    record: String,
    cursor: Option<String>,
}

fn place(cursor: &str) -> Option<(Micros, Id)> {
    let (at, id) = cursor.split_once('.')?;
    Some((Micros(at.parse().ok()?), Id(id.parse().ok()?)))
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Threads>> {
    let below = match p.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => None,
        Some(c) => Some(place(c).ok_or_else(|| Problem::bad("cursor", "This is no cursor of this list."))?),
    };
    let page = kit
        .run(move |store| {
            store.read(|tx| {
                let record = record(tx, &me, &p.record)?;
                let threads = store::threads(tx, &record, below, PAGE)?;
                let last = threads.last().filter(|_| threads.len() == PAGE);
                let next = last.map(|t| format!("{}.{}", t.last_at.0, t.id.0));
                let (open, total) = store::count(tx, &record)?;
                let rows = shown(tx, &me, &threads)?;
                Ok(Threads { rows, next, open, total, may_write: may_write(&me) })
            })
        })
        .await?;
    Ok(Json(page))
}

pub(crate) async fn one(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ThreadInfo>> {
    let id = id(IdKind::Thread, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| shown_one(tx, &me, id))).await?))
}

/// A colleague, and whether they could be called here.
#[derive(Debug, Serialize)]
pub(crate) struct Colleague {
    #[serde(flatten)]
    who: Named,
    sees: bool,
}

pub(crate) async fn colleagues(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Vec<Colleague>>> {
    let list = kit
        .run(move |store| {
            store.read(|tx| {
                let record = record(tx, &me, &p.record)?;
                let mut out = Vec::new();
                let sql =
                    "SELECT id, name FROM staff WHERE disabled_at IS NULL AND id <> $1 ORDER BY name, id";
                for r in tx.query(sql, &[me.user.id.into()])? {
                    let (id, name) = (r.id(0)?, r.string(1)?);
                    let initial = Some(gx_text::avatar_initial(&name));
                    let sees = say::sees(tx, id, &record)?;
                    out.push(Colleague { who: Named { id: id.show(IdKind::User), name, initial }, sees });
                }
                Ok(out)
            })
        })
        .await?;
    Ok(Json(list))
}

/// Runs a change of talk, tells who has something to read and whoever has the record open, and answers with the thread.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Signed) -> Result<(Id, Seen, Vec<Id>)> + Send + 'static,
) -> Answer<Json<ThreadInfo>> {
    if !may_write(&me) {
        return Err(Problem::forbidden("Your role may read this and say nothing.").into());
    }
    let (thread, record, told) = kit
        .run(move |store| {
            store.write(|tx| {
                let (thread, record, told) = act(tx, store, &me)?;
                Ok((shown_one(tx, &me, thread)?, record, told))
            })
        })
        .await?;
    if !told.is_empty() {
        kit.live.tell(Note::Notices(told));
    }
    kit.live.tell(Note::Talk { object: record.object, row: record.id });
    if let (ObjectKind::Order, Some(person)) = (record.object, record.person) {
        kit.live.tell(Note::Talk { object: ObjectKind::Person, row: person });
    }
    Ok(Json(thread))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Begin {
    /// A person, a company or an order.
    record: String,
    /// An item of the person's timeline.
    item: Option<String>,
    text: String,
}

pub(crate) async fn begin(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Begin>,
) -> Answer<Json<ThreadInfo>> {
    changing(kit, me, move |tx, store, me| {
        let record = record(tx, me, &body.record)?;
        let text = say::words(&body.text)?;
        let unknown = || Problem::field("item", "unknown", "an item of this person's timeline");
        let item = match &body.item {
            None => None,
            Some(text) => {
                let id = Id::read(IdKind::Interaction, text).ok_or_else(unknown)?;
                let person = Some(record.id).filter(|_| record.object == ObjectKind::Person);
                store::item(tx, &me.access, person.ok_or_else(unknown)?, id)?.ok_or_else(unknown)?;
                Some(id)
            }
        };
        let thread = store::begin(tx, store, &record, item, me.user.id)?;
        let told = say::say(tx, store, me, &record, &thread, &text)?;
        Ok((thread.id, record, told))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    text: String,
}

pub(crate) async fn reply(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Said>,
) -> Answer<Json<ThreadInfo>> {
    let id = id(IdKind::Thread, &text)?;
    changing(kit, me, move |tx, store, me| {
        let (thread, record) = found(tx, me, id)?;
        let told = say::say(tx, store, me, &record, &thread, &say::words(&body.text)?)?;
        Ok((id, record, told))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settle {
    resolved: bool,
}

pub(crate) async fn settle(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Settle>,
) -> Answer<Json<ThreadInfo>> {
    let id = id(IdKind::Thread, &text)?;
    changing(kit, me, move |tx, store, me| {
        let (thread, record) = found(tx, me, id)?;
        // Who settled it first stays the one who did.
        if body.resolved != thread.resolved_at.is_some() {
            store::settle(tx, id, body.resolved.then_some((store.now(), me.user.id)))?;
        }
        Ok((id, record, Vec::new()))
    })
    .await
}

pub(crate) async fn edit(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Said>,
) -> Answer<Json<ThreadInfo>> {
    let id = id(IdKind::Comment, &text)?;
    changing(kit, me, move |tx, store, me| {
        let (comment, thread, record) = own(tx, me, id)?;
        if comment.deleted_at.is_some() {
            return Err(Problem::conflict("deleted", "This comment was deleted; bring it back first.").into());
        }
        let told = say::edit(tx, store, me, &record, &comment, &say::words(&body.text)?)?;
        Ok((thread.id, record, told))
    })
    .await
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ThreadInfo>> {
    away(kit, me, &text, true).await
}

pub(crate) async fn restore(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<ThreadInfo>> {
    away(kit, me, &text, false).await
}

/// Takes one's own comment away, or brings it back.
async fn away(kit: Kit, me: Signed, text: &str, gone: bool) -> Answer<Json<ThreadInfo>> {
    let id = id(IdKind::Comment, text)?;
    changing(kit, me, move |tx, store, me| {
        let (comment, thread, record) = own(tx, me, id)?;
        if comment.deleted_at.is_some() != gone {
            store::delete(tx, &comment, gone.then(|| store.now()))?;
        }
        Ok((thread.id, record, Vec::new()))
    })
    .await
}

pub(crate) async fn past(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let id = id(IdKind::Comment, &text)?;
    let past = kit
        .run(move |store| {
            store.read(|tx| {
                let gone = || Problem::not_found("The comment");
                let comment = store::comment_of(tx, id)?.ok_or_else(gone)?;
                found(tx, &me, comment.thread).map_err(|_| gone())?;
                // What somebody took back is not read from its past either.
                if comment.deleted_at.is_some() {
                    return Err(gone().into());
                }
                let past = store::past(tx, id)?;
                Ok(past.into_iter().map(|(until, text)| json!({"until": until, "text": text})).collect())
            })
        })
        .await?;
    Ok(Json(past))
}

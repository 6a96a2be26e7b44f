//! One's own notices.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Body, Kit, Signed};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::{Named, Names};
use gx_people::people;
use gx_record::notices::{self, Given, KINDS};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    cursor: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Line {
    id: String,
    at: Micros,
    pub(crate) kind: String,
    pub(crate) by: Option<Named>,
    object: Option<String>,
    /// The record, if the reader may see it by now.
    pub(crate) row: Option<Named>,
    pub(crate) detail: Json_,
    read: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Lines {
    rows: Vec<Line>,
    next: Option<String>,
    unread: i64,
}

pub(crate) fn line(tx: &mut Tx<'_>, access: &Access, names: &mut Names, g: Given) -> Result<Line> {
    let row = match (g.object.as_deref(), g.row) {
        (Some("person"), Some(id)) => match people::root(tx, access, id)? {
            Some((root, _)) => people::rows_of(tx, access, &[root])?.into_iter().next().map(|p| Named {
                id: p.id,
                name: p.name,
                initial: Some(p.initial),
            }),
            None => None,
        },
        (Some("import"), Some(id)) => tx
            .first("SELECT name FROM import WHERE id = $1", &[id.into()])?
            .map(|r| {
                Ok::<_, gx_store::StoreError>(Named {
                    id: id.show(IdKind::Import),
                    name: r.string(0)?,
                    initial: None,
                })
            })
            .transpose()?,
        _ => None,
    };
    // What was said of somebody is theirs to read who may see them.
    let detail = if g.object.as_deref() == Some("person") && row.is_none() { Json_::Null } else { g.detail };
    Ok(Line {
        id: g.id.0.to_string(),
        at: g.at,
        by: g.by.map(|by| names.user(tx, by)).transpose()?,
        kind: g.kind,
        object: g.object,
        row,
        detail,
        read: g.read_at.is_some(),
    })
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed, Asked(p): Asked<Params>) -> Answer<Json<Lines>> {
    const PAGE: usize = 30;
    let lines = kit
        .run(move |store| {
            store.read(|tx| {
                let before = p.cursor.as_deref().and_then(|c| c.parse().ok()).map(Id);
                let found = notices::list(tx, me.user.id, before, PAGE)?;
                let next = if found.len() == PAGE { found.last().map(|g| g.id.0.to_string()) } else { None };
                let mut names = Names::default();
                let rows =
                    found.into_iter().map(|g| line(tx, &me.access, &mut names, g)).collect::<Result<_>>()?;
                Ok(Lines { rows, next, unread: notices::unread(tx, me.user.id)? })
            })
        })
        .await?;
    Ok(Json(lines))
}

/// Refuses to touch what is a colleague's while one looks as them.
pub(crate) fn own(me: &Signed) -> std::result::Result<Id, Problem> {
    match me.really {
        None => Ok(me.user.id),
        Some(_) => Err(Problem::forbidden("These are a colleague's.")),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Read {
    /// One; all without it.
    id: Option<String>,
}

pub(crate) async fn read(State(kit): State<Kit>, me: Signed, Body(body): Body<Read>) -> Answer<Json<Json_>> {
    let user = own(&me)?;
    let one = match &body.id {
        Some(text) => Some(Id(text.parse().map_err(|_| Problem::not_found("The notice"))?)),
        None => None,
    };
    let unread = kit
        .run(move |store| {
            store.write(|tx| {
                notices::read(tx, store, user, one)?;
                notices::unread(tx, user)
            })
        })
        .await?;
    Ok(Json(json!({"unread": unread})))
}

fn choices(tx: &mut Tx<'_>, user: Id) -> Result<Json_> {
    let off = notices::off(tx, user)?;
    Ok(KINDS.iter().map(|k| json!({"kind": k, "wanted": !off.iter().any(|o| o == k)})).collect())
}

pub(crate) async fn wanted(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    Ok(Json(kit.run(move |store| store.read(|tx| choices(tx, me.user.id))).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Want {
    kind: String,
    wanted: bool,
}

pub(crate) async fn want(State(kit): State<Kit>, me: Signed, Body(body): Body<Want>) -> Answer<Json<Json_>> {
    let user = own(&me)?;
    if !KINDS.contains(&body.kind.as_str()) {
        return Err(Problem::field("kind", "unknown", format!("one of {}", KINDS.join(", "))).into());
    }
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                notices::want(tx, user, &body.kind, body.wanted)?;
                choices(tx, user)
            })
        })
        .await?;
    Ok(Json(now))
}

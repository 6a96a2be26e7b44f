//! One's own notices.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Body, Kit, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_mail::LetterLine;
use gx_people::names::{Named, Names};
use gx_people::people;
use gx_people::seen::seen;
use gx_record::notices::{self, Given, KINDS, WAYS};
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
    kind: String,
    by: Option<Named>,
    object: Option<String>,
    /// The record, if the reader may see it by now.
    row: Option<Named>,
    detail: Json_,
    read: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Lines {
    rows: Vec<Line>,
    next: Option<String>,
    unread: i64,
}

fn line(tx: &mut Tx<'_>, access: &Access, names: &mut Names, g: Given) -> Result<Line> {
    let row = match (g.object.as_deref(), g.row) {
        (Some("person"), Some(id)) => match people::root(tx, access, id)? {
            Some((root, _)) => people::rows_of(tx, access, &[root])?.into_iter().next().map(|p| Named {
                id: p.id,
                name: p.name,
                initial: Some(p.initial),
            }),
            None => None,
        },
        (Some("company"), Some(id)) => seen(tx, access, ObjectKind::Company, id)?.map(|found| Named {
            id: found.id.show(IdKind::Company),
            name: found.name,
            initial: None,
        }),
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
        // Who had a lead, is a side of a dispute or has to do with a quote or an agreement, knows what it was called.
        (Some(what @ ("lead" | "dispute" | "quote" | "agreement" | "activity")), Some(id)) => {
            let found = match what {
                "lead" => seen(tx, access, ObjectKind::Lead, id)?,
                "activity" => seen(tx, access, ObjectKind::Activity, id)?,
                _ => None,
            };
            let kind = match what {
                "lead" => IdKind::Lead,
                "quote" => IdKind::Quote,
                "agreement" => IdKind::Agreement,
                "activity" => IdKind::Activity,
                _ => IdKind::Dispute,
            };
            let called = found.map(|found| found.name).or(g.detail["name"].as_str().map(str::to_owned));
            called.map(|name| Named { id: id.show(kind), name, initial: None })
        }
        _ => None,
    };
    // What was said of somebody is theirs to read who may see them.
    let of_record = matches!(g.object.as_deref(), Some("person" | "company"));
    let detail = if of_record && row.is_none() { Json_::Null } else { g.detail };
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

/// A notice as mails and messages put it into words, under the rights of who is told.
pub fn letter_line(tx: &mut Tx<'_>, access: &Access, given: Given) -> Result<LetterLine> {
    let shown = line(tx, access, &mut Names::default(), given)?;
    Ok(LetterLine {
        kind: shown.kind,
        by: shown.by.map(|by| by.name),
        of: shown.row.map(|row| row.name),
        n: shown.detail["n"].as_i64().or(shown.detail["people"].as_i64()).unwrap_or(0),
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

/// A kind of notice and where its receiver wants it.
#[derive(Debug, Serialize)]
pub(crate) struct Choice {
    kind: &'static str,
    /// At all: in the program.
    wanted: bool,
    /// In the mail of the morning as well.
    mail: bool,
    /// On their devices as well.
    push: bool,
}

fn choices(tx: &mut Tx<'_>, user: Id) -> Result<Vec<Choice>> {
    let off = notices::off(tx, user)?;
    let (mail, push) = (notices::off_way(tx, user, "mail")?, notices::off_way(tx, user, "push")?);
    let on = |list: &[String], kind: &str| !list.iter().any(|o| o == kind);
    Ok(KINDS
        .iter()
        .map(|kind| Choice { kind, wanted: on(&off, kind), mail: on(&mail, kind), push: on(&push, kind) })
        .collect())
}

pub(crate) async fn wanted(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Choice>>> {
    Ok(Json(kit.run(move |store| store.read(|tx| choices(tx, me.user.id))).await?))
}

/// What is not said stays as it is.
#[derive(Debug, Deserialize)]
pub(crate) struct Want {
    kind: String,
    wanted: Option<bool>,
    mail: Option<bool>,
    push: Option<bool>,
}

pub(crate) async fn want(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Want>,
) -> Answer<Json<Vec<Choice>>> {
    let user = own(&me)?;
    if !KINDS.contains(&body.kind.as_str()) {
        return Err(Problem::field("kind", "unknown", format!("one of {}", KINDS.join(", "))).into());
    }
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                if let Some(wanted) = body.wanted {
                    notices::want(tx, user, &body.kind, wanted)?;
                }
                for (way, wanted) in WAYS.iter().zip([body.mail, body.push]) {
                    if let Some(wanted) = wanted {
                        notices::want_by(tx, user, &body.kind, way, wanted)?;
                    }
                }
                choices(tx, user)
            })
        })
        .await?;
    Ok(Json(now))
}

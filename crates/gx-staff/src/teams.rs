//! Teams: a tree; who leads a team by role reaches what everybody in it and below it looks after.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::{Id, IdKind, Problem};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use gx_http::id;

/// A team.
#[derive(Debug, Serialize)]
pub(crate) struct Team {
    id: String,
    name: String,
    parent: Option<String>,
    /// Accounts in it, not counting teams below.
    users: i64,
}

fn all(tx: &mut Tx<'_>) -> Result<Vec<Team>> {
    tx.query(
        "SELECT t.id, t.name, t.parent_id, (SELECT COUNT(*) FROM staff u WHERE u.team_id = t.id AND u.disabled_at IS NULL) \
         FROM team t WHERE t.deleted_at IS NULL ORDER BY t.id LIMIT 2000",
        &[],
    )?
    .iter()
    .map(|r| {
        Ok(Team {
            id: r.id(0)?.show(IdKind::Team),
            name: r.string(1)?,
            parent: r.opt_id(2)?.map(|p| p.show(IdKind::Team)),
            users: r.int(3)?,
        })
    })
    .collect()
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Team>>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(all)).await?))
}

fn named(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Problem::field("name", "length", "a name has 1 to 60 characters").into());
    }
    Ok(name)
}

/// The parent that a text names; empty means the top. A team cannot stand below itself.
fn parent_of(tx: &mut Tx<'_>, text: &str, of: Option<Id>) -> Result<Option<Id>> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |code: &str, message: String| Problem::field("parent", code, message);
    let parent =
        Id::read(IdKind::Team, text).ok_or_else(|| wrong("unknown", format!("there is no team {text:?}")))?;
    let mut at = Some(parent);
    let mut steps = 0;
    while let Some(team) = at {
        if Some(team) == of || steps > 30 {
            return Err(wrong("circle", "a team cannot stand below itself".into()).into());
        }
        let row = tx
            .first("SELECT parent_id FROM team WHERE id = $1 AND deleted_at IS NULL", &[team.into()])?
            .ok_or_else(|| wrong("unknown", format!("there is no team {text:?}")))?;
        at = row.opt_id(0)?;
        steps += 1;
    }
    Ok(Some(parent))
}

fn noted(tx: &mut Tx<'_>, store: &Store, me: &Signed, did: &str, team: Id) -> Result<()> {
    let entry = Entry {
        staff: Some(me.user.id),
        kind: "team",
        object: Some("team"),
        row: Some(team),
        detail: json!({"did": did}),
    };
    audit::note(tx, store, &entry)
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewTeam {
    name: String,
    #[serde(default)]
    parent: Option<String>,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<NewTeam>,
) -> Answer<Json<Vec<Team>>> {
    me.access.need("users")?;
    let teams = kit
        .run(move |store| {
            store.write(|tx| {
                let team = store.id();
                let parent = parent_of(tx, body.parent.as_deref().unwrap_or_default(), None)?;
                tx.execute(
                    "INSERT INTO team (id, name, parent_id, created_at, deleted_at) VALUES ($1,$2,$3,$4,NULL)",
                    &[team.into(), named(&body.name)?.into(), parent.into(), store.now().into()],
                )?;
                noted(tx, store, &me, "made", team)?;
                all(tx)
            })
        })
        .await?;
    Ok(Json(teams))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TeamChange {
    name: Option<String>,
    /// Empty puts it at the top.
    parent: Option<String>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<TeamChange>,
) -> Answer<Json<Vec<Team>>> {
    me.access.need("users")?;
    let team = id(IdKind::Team, &text)?;
    let teams = kit
        .run(move |store| {
            store.write(|tx| {
                if tx
                    .first("SELECT id FROM team WHERE id = $1 AND deleted_at IS NULL", &[team.into()])?
                    .is_none()
                {
                    return Err(Problem::not_found("The team").into());
                }
                if let Some(name) = &body.name {
                    tx.execute(
                        "UPDATE team SET name = $1 WHERE id = $2",
                        &[named(name)?.into(), team.into()],
                    )?;
                }
                if let Some(parent) = &body.parent {
                    let parent = parent_of(tx, parent, Some(team))?;
                    tx.execute(
                        "UPDATE team SET parent_id = $1 WHERE id = $2",
                        &[parent.into(), team.into()],
                    )?;
                }
                noted(tx, store, &me, "changed", team)?;
                all(tx)
            })
        })
        .await?;
    Ok(Json(teams))
}

/// Dissolves a team: its people and the teams below go to the one above.
pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Vec<Team>>> {
    me.access.need("users")?;
    let team = id(IdKind::Team, &text)?;
    let teams = kit
        .run(move |store| {
            store.write(|tx| {
                let row = tx
                    .first("SELECT parent_id FROM team WHERE id = $1 AND deleted_at IS NULL", &[team.into()])?
                    .ok_or_else(|| Problem::not_found("The team"))?;
                let parent = row.opt_id(0)?;
                tx.execute(
                    "UPDATE staff SET team_id = $1 WHERE team_id = $2",
                    &[parent.into(), team.into()],
                )?;
                tx.execute(
                    "UPDATE team SET parent_id = $1 WHERE parent_id = $2",
                    &[parent.into(), team.into()],
                )?;
                tx.execute(
                    "UPDATE team SET deleted_at = $1 WHERE id = $2",
                    &[store.now().into(), team.into()],
                )?;
                noted(tx, store, &me, "dissolved", team)?;
                all(tx)
            })
        })
        .await?;
    Ok(Json(teams))
}

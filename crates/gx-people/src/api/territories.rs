//! Territories: set up by those who set the workspace up.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::filtering;
use gx_record::territory::{DEEPEST, MOST};
use gx_store::audit::{self, Entry};
use gx_store::{Conflict, Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::names::{Named, Names};
use crate::sweep::{self, Progress};
use crate::territory::{self, APPLY_JOB, Node, Tree};

/// A territory with who looks after it.
#[derive(Debug, Serialize)]
pub(crate) struct Territory {
    id: String,
    parent: Option<String>,
    name: String,
    /// Who lies in it, names instead of ids.
    filter: String,
    /// Why nobody lies in it any more: a field of the filter is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    /// People who lie in it, those in territories below not counted.
    people: i64,
    users: Vec<Named>,
    teams: Vec<Named>,
}

/// All of them.
#[derive(Debug, Serialize)]
pub(crate) struct Territories {
    territories: Vec<Territory>,
    /// How far the last change has come to the people.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
}

fn all(tx: &mut Tx<'_>, now: Micros) -> Result<Territories> {
    let known = filtering::catalogue(tx, ObjectKind::Person)?;
    let mut people: HashMap<String, i64> = HashMap::new();
    let sql = "SELECT territory, COUNT(*) FROM person WHERE merged_into IS NULL AND deleted_at IS NULL AND territory IS NOT NULL GROUP BY territory";
    for r in tx.query(sql, &[])? {
        people.insert(r.string(0)?, r.int(1)?);
    }
    let mut names = Names::default();
    let (mut users, mut teams): (HashMap<Id, Vec<Named>>, HashMap<Id, Vec<Named>>) = Default::default();
    let sql = "SELECT m.territory_id, m.kind, m.member_id, t.name FROM territory_member m LEFT JOIN team t ON t.id = m.member_id AND m.kind = 'team' ORDER BY m.member_id";
    for r in tx.query(sql, &[])? {
        let (of, member) = (r.id(0)?, r.id(2)?);
        if r.text(1)? == "user" {
            users.entry(of).or_default().push(names.user(tx, member)?);
        } else if let Some(name) = r.opt_string(3)? {
            let one = Named { id: member.show(IdKind::Team), name, initial: None };
            teams.entry(of).or_default().push(one);
        }
    }
    let mut territories = Vec::new();
    for Node { id, parent, name, filter, .. } in territory::nodes(tx)? {
        let (filter, fault) = match territory::fit(&filter, &known) {
            Ok((read, _)) => (gx_kernel::filter::print(&read.with_labels(&known)), None),
            Err(territory::Fault::Unreadable(why)) => (filter, Some(why)),
            Err(territory::Fault::Unfit(what)) => (filter, Some(what.to_owned())),
        };
        let shown = id.show(IdKind::Territory);
        territories.push(Territory {
            people: people.get(&shown).copied().unwrap_or(0),
            id: shown,
            parent: parent.map(|p| p.show(IdKind::Territory)),
            name,
            filter,
            fault,
            users: users.remove(&id).unwrap_or_default(),
            teams: teams.remove(&id).unwrap_or_default(),
        });
    }
    Ok(Territories { territories, progress: sweep::progress(tx, APPLY_JOB, now)? })
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Territories>> {
    me.access.need("users")?;
    Ok(Json(kit.run(|store| store.read(|tx| all(tx, store.now()))).await?))
}

/// What a territory is made of, or what of it changes.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Wish {
    name: Option<String>,
    /// The territory it lies in; empty means none.
    parent: Option<String>,
    filter: Option<String>,
    /// Which place it takes among those at its level, from 0.
    place: Option<usize>,
    users: Option<Vec<String>>,
    teams: Option<Vec<String>>,
}

fn named(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 60 || name.contains('/') {
        return Err(Problem::field("name", "length", "a name has 1 to 60 characters and no slash").into());
    }
    Ok(name)
}

/// The territory that a text names; it may not lie in `of`, nor too deep.
fn parent_of(nodes: &[Node], text: &str, of: Option<Id>) -> Result<Option<Id>> {
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |code: &str, message: String| Problem::field("parent", code, message);
    let parent = Id::read(IdKind::Territory, text)
        .filter(|id| nodes.iter().any(|n| n.id == *id))
        .ok_or_else(|| wrong("unknown", format!("there is no territory {text:?}")))?;
    let below = |id: Id| -> usize {
        // How many levels lie below, the longest way.
        let mut level = vec![id];
        let mut deep = 0;
        while deep <= DEEPEST {
            level =
                nodes.iter().filter(|n| n.parent.is_some_and(|p| level.contains(&p))).map(|n| n.id).collect();
            if level.is_empty() {
                break;
            }
            deep += 1;
        }
        deep
    };
    let (mut at, mut above) = (Some(parent), 0);
    while let Some(id) = at {
        if Some(id) == of {
            return Err(wrong("circle", "a territory cannot lie in itself".into()).into());
        }
        above += 1;
        at = nodes.iter().find(|n| n.id == id).and_then(|n| n.parent);
    }
    if above + 1 + of.map_or(0, below) > DEEPEST {
        return Err(wrong("too_deep", format!("territories lie at most {DEEPEST} deep")).into());
    }
    Ok(Some(parent))
}

fn members(tx: &mut Tx<'_>, territory: Id, kind: &str, texts: &[String]) -> Result<()> {
    let (id_kind, table, field) = match kind {
        "user" => (IdKind::User, "staff WHERE disabled_at IS NULL AND id", "users"),
        _ => (IdKind::Team, "team WHERE deleted_at IS NULL AND id", "teams"),
    };
    let mut rows = Vec::new();
    for text in texts {
        let member = Id::read(id_kind, text)
            .map(|id| {
                Ok::<_, gx_store::StoreError>((
                    id,
                    tx.first(&format!("SELECT 1 FROM {table} = $1"), &[id.into()])?,
                ))
            })
            .transpose()?
            .and_then(|(id, found)| found.map(|_| id))
            .ok_or_else(|| Problem::field(field, "unknown", format!("there is no {kind} {text:?}")))?;
        rows.push(vec![territory.into(), kind.into(), member.into()]);
    }
    tx.execute(
        "DELETE FROM territory_member WHERE territory_id = $1 AND kind = $2",
        &[territory.into(), kind.into()],
    )?;
    tx.insert_many("territory_member", &["territory_id", "kind", "member_id"], &rows, Conflict::Skip)?;
    Ok(())
}

/// Gives those at one level their places, `id` at the wished one.
fn order(tx: &mut Tx<'_>, parent: Option<Id>, id: Id, wished: Option<usize>) -> Result<()> {
    let mut level: Vec<Id> = territory::nodes(tx)?
        .into_iter()
        .filter(|n| n.parent == parent && n.id != id)
        .map(|n| n.id)
        .collect();
    level.insert(wished.unwrap_or(level.len()).min(level.len()), id);
    let rows: Vec<_> =
        level.iter().enumerate().map(|(at, id)| vec![(at as i64).into(), (*id).into()]).collect();
    tx.execute_many("UPDATE territory SET place = $1 WHERE id = $2", &rows)?;
    Ok(())
}

fn noted(tx: &mut Tx<'_>, store: &Store, me: &Signed, did: &str, territory: Id, name: &str) -> Result<()> {
    let entry = Entry {
        staff: Some(me.user.id),
        kind: "territory",
        object: Some("territory"),
        row: Some(territory),
        detail: json!({"did": did, "name": name}),
    };
    audit::note(tx, store, &entry)
}

fn kept_filter(tx: &mut Tx<'_>, text: &str) -> Result<String> {
    if text.trim().is_empty() {
        return Err(Problem::field("filter", "missing", "say who lies in the territory").into());
    }
    let known = filtering::catalogue(tx, ObjectKind::Person)?;
    Ok(territory::fit(text, &known).map_err(|fault| fault.problem())?.1)
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Territories>> {
    me.access.need("users")?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                Tree::lock(tx)?;
                let nodes = territory::nodes(tx)?;
                if nodes.len() >= MOST {
                    return Err(Problem::bad("too_many", format!("There are {MOST} territories already.")).into());
                }
                let name = named(wish.name.as_deref().unwrap_or_default())?;
                let parent = parent_of(&nodes, wish.parent.as_deref().unwrap_or_default(), None)?;
                let filter = kept_filter(tx, wish.filter.as_deref().unwrap_or_default())?;
                let made = store.id();
                tx.execute(
                    "INSERT INTO territory (id, parent_id, name, filter, place, created_at, deleted_at) VALUES ($1,$2,$3,$4,$5,$6,NULL)",
                    &[made.into(), parent.into(), name.as_str().into(), filter.into(), 0.into(), store.now().into()],
                )?;
                order(tx, parent, made, wish.place)?;
                members(tx, made, "user", &wish.users.unwrap_or_default())?;
                members(tx, made, "team", &wish.teams.unwrap_or_default())?;
                noted(tx, store, &me, "made", made, &name)?;
                territory::soon(tx, store)?;
                all(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

fn one(nodes: &[Node], of: Id) -> Result<&Node> {
    Ok(nodes.iter().find(|n| n.id == of).ok_or_else(|| Problem::not_found("The territory"))?)
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<Wish>,
) -> Answer<Json<Territories>> {
    me.access.need("users")?;
    let of = id(IdKind::Territory, &text)?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                Tree::lock(tx)?;
                let nodes = territory::nodes(tx)?;
                let held = one(&nodes, of)?;
                let name = wish.name.as_deref().map_or(Ok(held.name.clone()), named)?;
                let parent = match &wish.parent {
                    Some(text) => parent_of(&nodes, text, Some(of))?,
                    None => held.parent,
                };
                let filter = match &wish.filter {
                    Some(text) => kept_filter(tx, text)?,
                    None => held.filter.clone(),
                };
                let moves = parent != held.parent || filter != held.filter || wish.place.is_some();
                tx.execute(
                    "UPDATE territory SET name = $1, parent_id = $2, filter = $3 WHERE id = $4",
                    &[name.as_str().into(), parent.into(), filter.into(), of.into()],
                )?;
                if parent != held.parent || wish.place.is_some() {
                    order(tx, parent, of, wish.place)?;
                }
                if let Some(users) = &wish.users {
                    members(tx, of, "user", users)?;
                }
                if let Some(teams) = &wish.teams {
                    members(tx, of, "team", teams)?;
                }
                noted(tx, store, &me, "changed", of, &name)?;
                if moves {
                    territory::soon(tx, store)?;
                }
                all(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Territories>> {
    me.access.need("users")?;
    let of = id(IdKind::Territory, &text)?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                Tree::lock(tx)?;
                let nodes = territory::nodes(tx)?;
                let held = one(&nodes, of)?;
                if nodes.iter().any(|n| n.parent == Some(of)) {
                    return Err(Problem::conflict(
                        "not_empty",
                        "Other territories lie in this one. Move or remove them first.",
                    )
                    .into());
                }
                tx.execute(
                    "UPDATE territory SET deleted_at = $1 WHERE id = $2",
                    &[store.now().into(), of.into()],
                )?;
                tx.execute("DELETE FROM territory_member WHERE territory_id = $1", &[of.into()])?;
                noted(tx, store, &me, "removed", of, &held.name)?;
                territory::soon(tx, store)?;
                all(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

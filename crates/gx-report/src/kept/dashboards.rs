//! Dashboards: reports and questions side by side, for oneself, for everybody, as the first page of a role.

use gx_kernel::{Id, IdKind, Micros};
use gx_people::names::{Named, Names};
use gx_store::access::Access;
use gx_store::{Result, Row, Store, Tx};
use serde::{Deserialize, Serialize};

use super::reports::{self, Look};
use super::{Kept, me, name, note};
use crate::ask::answer::Ready;
use crate::ask::question::{Question, wrong};

/// The most parts of one.
const TILES: usize = 40;

/// A part: a saved report, or a question of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) question: Option<Question>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) look: Option<Look>,
    width: u8,
    height: u8,
}

/// What is to be made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    name: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    shared: bool,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    tiles: Vec<Tile>,
}

/// What changes about it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    name: Option<String>,
    note: Option<String>,
    shared: Option<bool>,
    roles: Option<Vec<String>>,
    tiles: Option<Vec<Tile>>,
}

/// A dashboard in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    id: String,
    name: String,
    note: String,
    shared: bool,
    owner: Named,
    mine: bool,
    editable: bool,
    roles: Vec<String>,
    opens: bool,
    tiles: usize,
    updated_at: Micros,
}

/// A dashboard.
#[derive(Clone, Debug, Serialize)]
pub struct Dashboard {
    id: String,
    /// Its name.
    pub name: String,
    note: String,
    shared: bool,
    owner: Named,
    mine: bool,
    editable: bool,
    roles: Vec<String>,
    opens: bool,
    /// Its parts.
    pub tiles: Vec<Tile>,
    updated_at: Micros,
}

const DASHBOARDS: Kept = Kept { table: "dashboard", one: "dashboard" };
const COLUMNS: &str = "d.id, d.name, d.note, d.tiles, d.roles, d.shared, d.owner, d.updated_at, \
    (SELECT role FROM staff WHERE id = $1)";

fn told(tx: &mut Tx<'_>, access: &Access, names: &mut Names, r: &Row) -> Result<Dashboard> {
    let (owner, me) = (r.id(6)?, me(access)?);
    let shared = r.int(5)? == 1;
    let roles: Vec<String> = r.json(4)?;
    let mine = r.opt_string(8)?;
    Ok(Dashboard {
        id: r.id(0)?.show(IdKind::Dashboard),
        name: r.string(1)?,
        note: r.string(2)?,
        tiles: r.json(3)?,
        opens: shared && mine.is_some_and(|role| roles.contains(&role)),
        roles,
        shared,
        owner: names.user(tx, owner)?,
        mine: owner == me,
        editable: owner == me || shared && access.may("views"),
        updated_at: r.micros(7)?,
    })
}

/// The caller's dashboards and the shared ones: what opens for the role first, then by name.
pub fn list(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<Line>> {
    let me = me(access)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM dashboard d WHERE d.deleted_at IS NULL AND (d.shared = 1 OR d.owner = $1) ORDER BY d.id LIMIT 2000"
    );
    let mut names = Names::default();
    let rows = tx.query(&sql, &[me.into()])?;
    let mut out = rows.iter().map(|r| told(tx, access, &mut names, r)).collect::<Result<Vec<_>>>()?;
    out.sort_by_cached_key(|d| (!d.opens, gx_text::sort_key_zh(&d.name)));
    Ok(out
        .into_iter()
        .map(|d| Line {
            id: d.id,
            name: d.name,
            note: d.note,
            shared: d.shared,
            owner: d.owner,
            mine: d.mine,
            editable: d.editable,
            roles: d.roles,
            opens: d.opens,
            tiles: d.tiles.len(),
            updated_at: d.updated_at,
        })
        .collect())
}

fn held(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Dashboard> {
    let sql = format!(
        "SELECT {COLUMNS} FROM dashboard d WHERE d.id = $2 AND d.deleted_at IS NULL AND (d.shared = 1 OR d.owner = $1)"
    );
    let row = tx.first(&sql, &[me(access)?.into(), id.into()])?.ok_or_else(|| DASHBOARDS.missing())?;
    told(tx, access, &mut Names::default(), &row)
}

/// One that the caller may open, with the questions of its reports. A report that is gone, or is not open to the caller, leaves
/// its part without a question.
///
/// # Errors
///
/// Not found.
pub fn get(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Dashboard> {
    let mut out = held(tx, access, id)?;
    for tile in &mut out.tiles {
        let Some(report) = tile.report.as_deref().and_then(|text| Id::read(IdKind::Report, text)) else {
            continue;
        };
        match reports::get(tx, access, report) {
            Ok(found) => {
                tile.question = Some(found.question);
                tile.look = Some(tile.look.take().unwrap_or(found.look));
                tile.title = Some(tile.title.take().unwrap_or(found.name));
            }
            Err(gx_store::StoreError::Problem(p)) if p.code == "not_found" => {
                (tile.question, tile.look) = (None, None);
            }
            Err(e) => return Err(e),
        }
    }
    Ok(out)
}

/// The parts as they are kept; each asks something that can be asked.
fn checked(tx: &mut Tx<'_>, store: &Store, access: &Access, tiles: &[Tile]) -> Result<gx_store::Value> {
    if tiles.len() > TILES {
        return Err(wrong("tiles", "too_many", format!("at most {TILES} of them")).into());
    }
    let mut out = Vec::new();
    for (n, tile) in tiles.iter().enumerate() {
        let at = |key: &str| format!("tiles.{n}.{key}");
        let known = tiles.iter().take(n).any(|other| other.id == tile.id);
        if known || tile.id.is_empty() || tile.id.len() > 40 {
            return Err(
                wrong(at("id"), "not_an_id", "each has an id of its own, at most 40 characters").into()
            );
        }
        if !matches!(tile.width, 3 | 4 | 6 | 8 | 12) {
            return Err(wrong(at("width"), "not_a_width", "3, 4, 6, 8 or 12 twelfths").into());
        }
        if !(1..=3).contains(&tile.height) {
            return Err(wrong(at("height"), "not_a_height", "1 to 3").into());
        }
        if tile.title.as_ref().is_some_and(|title| title.chars().count() > 80) {
            return Err(wrong(at("title"), "length", "at most 80 characters").into());
        }
        let mut kept = tile.clone();
        match (&tile.report, &tile.question, &tile.look) {
            (Some(report), ..) => {
                let id = Id::read(IdKind::Report, report)
                    .ok_or_else(|| wrong(at("report"), "not_an_id", format!("{report:?} is no report")))?;
                // One that is gone stays where it stands until somebody takes it away.
                if let Ok(found) = reports::get(tx, access, id) {
                    kept.look = tile.look.clone().filter(|look| *look != found.look);
                    kept.title = tile.title.clone().filter(|title| *title != found.name);
                }
                kept.question = None;
            }
            (None, Some(question), Some(look)) => {
                look.check()?;
                let asked = Ready::of(tx, store, access, question).and_then(|ready| ready.check(tx, access));
                if let Err(e) = asked {
                    return Err(match e {
                        gx_store::StoreError::Problem(p) if p.status != 403 => {
                            wrong(at("question"), &p.code, p.message.clone()).into()
                        }
                        other => other,
                    });
                }
            }
            _ => {
                return Err(wrong(
                    at("question"),
                    "missing",
                    "a part is a report, or a question and its look",
                )
                .into());
            }
        }
        out.push(kept);
    }
    Ok(serde_json::to_string(&out).unwrap_or_else(|_| "[]".into()).into())
}

fn roles(tx: &mut Tx<'_>, roles: &[String]) -> Result<gx_store::Value> {
    for role in roles {
        if tx.first("SELECT 1 FROM role WHERE key = $1", &[role.into()])?.is_none() {
            return Err(wrong("roles", "unknown", format!("there is no role {role:?}")).into());
        }
    }
    Ok(serde_json::to_string(roles).unwrap_or_else(|_| "[]".into()).into())
}

/// Makes one.
///
/// # Errors
///
/// A problem at what cannot be; forbidden where everybody should have it and the role may not share.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<Dashboard> {
    let me = me(access)?;
    if wish.shared || !wish.roles.is_empty() {
        access.need("views")?;
    }
    DASHBOARDS.room(tx, me)?;
    let (id, now) = (store.id(), store.now());
    let row = [
        id.into(),
        name(&wish.name)?.into(),
        note(&wish.note)?.into(),
        checked(tx, store, access, &wish.tiles)?,
        roles(tx, &wish.roles)?,
        wish.shared.into(),
        me.into(),
        now.into(),
    ];
    tx.execute(
        "INSERT INTO dashboard (id, name, note, tiles, roles, shared, owner, created_at, updated_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$8)",
        &row,
    )?;
    get(tx, access, id)
}

/// Changes one.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Change) -> Result<Dashboard> {
    let held = held(tx, access, id)?;
    DASHBOARDS.editable(held.editable)?;
    DASHBOARDS.share(access, (held.shared, held.mine), wish.shared)?;
    if wish.roles.as_ref().is_some_and(|roles| *roles != held.roles) {
        access.need("views")?;
    }
    let tiles = match &wish.tiles {
        Some(tiles) => checked(tx, store, access, tiles)?,
        None => serde_json::to_string(&held.tiles).unwrap_or_else(|_| "[]".into()).into(),
    };
    let row = [
        name(wish.name.as_deref().unwrap_or(&held.name))?.into(),
        note(wish.note.as_deref().unwrap_or(&held.note))?.into(),
        tiles,
        roles(tx, wish.roles.as_deref().unwrap_or(&held.roles))?,
        wish.shared.unwrap_or(held.shared).into(),
        store.now().into(),
        id.into(),
    ];
    tx.execute(
        "UPDATE dashboard SET name = $1, note = $2, tiles = $3, roles = $4, shared = $5, updated_at = $6 WHERE id = $7",
        &row,
    )?;
    get(tx, access, id)
}

/// Takes one away.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    DASHBOARDS.editable(held(tx, access, id)?.editable)?;
    DASHBOARDS.remove(tx, store, id)
}

/// Brings one back.
///
/// # Errors
///
/// Not found where nothing was taken away, forbidden where the caller might not have.
pub fn restore(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Dashboard> {
    DASHBOARDS.restore(tx, access, id)?;
    get(tx, access, id)
}

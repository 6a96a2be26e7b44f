//! Saved views: a list's filter, search, order and columns under a name, for oneself or for everybody.
//!
//! A view is what the URL of the list says and nothing more, so that it never shows anybody more than the list
//! itself would. Pins are each user's own.

use std::collections::BTreeMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};

/// A view's own part of a list's URL.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ViewBody {
    /// The filter's text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// Search words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Field key, with `-` before it for largest first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Keys of the columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// Key of the last column that stays while the rest scrolls sideways; `-` where none does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub frozen: String,
    /// Pixels of columns that are not as wide as usual, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub widths: BTreeMap<String, u16>,
    /// `list` (or empty) or `board`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub layout: String,
    /// The field that a board or a grouped list stands by.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group: String,
}

/// A saved view as the API shows it.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// `viw_…`
    pub id: String,
    /// What it lists.
    pub object: ObjectKind,
    /// Its name.
    pub name: String,
    /// Whether everybody has it.
    pub shared: bool,
    /// Whether the caller made it.
    pub mine: bool,
    /// Whether the caller has it in the navigation.
    pub pinned: bool,
    /// Whether the list opens with it, for the role of the caller.
    pub opens: bool,
    /// What it shows.
    #[serde(flatten)]
    pub body: ViewBody,
    /// When it was last changed.
    pub updated_at: Micros,
}

/// What is to be kept.
#[derive(Clone, Debug, Deserialize)]
pub struct ViewInput {
    /// What it lists.
    pub object: ObjectKind,
    /// Its name.
    pub name: String,
    /// Whether everybody has it.
    #[serde(default)]
    pub shared: bool,
    /// Whether the caller has it in the navigation.
    #[serde(default)]
    pub pinned: bool,
    /// What it shows.
    #[serde(default)]
    pub body: ViewBody,
}

/// What changes about a view.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ViewChange {
    /// Its name.
    pub name: Option<String>,
    /// Whether everybody has it.
    pub shared: Option<bool>,
    /// Whether the caller has it in the navigation.
    pub pinned: Option<bool>,
    /// What it shows.
    pub body: Option<ViewBody>,
}

/// Views that one person may keep.
const MOST: i64 = 200;

fn me(access: &Access) -> Result<Id> {
    match access.by() {
        By::User(id) => Ok(id),
        _ => Err(Problem::forbidden("Only staff keep views.").into()),
    }
}

fn name(text: &str) -> Result<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > 60 {
        return Err(Problem::field("name", "length", "a name has 1 to 60 characters").into());
    }
    Ok(text)
}

fn bounded(body: &ViewBody) -> Result<()> {
    let long = [&body.filter, &body.q, &body.sort, &body.group, &body.layout].iter().any(|t| t.len() > 8000);
    let many = body.columns.len() > 200 || body.widths.len() > 200;
    if long
        || many
        || body.columns.iter().chain(body.widths.keys()).chain([&body.frozen]).any(|key| key.len() > 200)
    {
        return Err(
            Problem::field("body", "too_large", "a view keeps a list's filter, order and columns").into()
        );
    }
    Ok(())
}

const COLUMNS: &str = "v.id, v.object, v.name, v.shared, v.staff_id, v.body, v.updated_at, p.place, \
    EXISTS (SELECT 1 FROM role_view rv JOIN staff u ON u.role = rv.role WHERE rv.view_id = v.id AND u.id = $1)";

fn view(row: &Row, me: Id) -> Result<View> {
    Ok(View {
        id: row.id(0)?.show(IdKind::View),
        object: ObjectKind::parse(row.text(1)?).unwrap_or(ObjectKind::Person),
        name: row.string(2)?,
        shared: row.int(3)? == 1,
        mine: row.id(4)? == me,
        pinned: row.opt_int(7)?.is_some(),
        opens: row.int(8)? == 1,
        body: row.json(5)?,
        updated_at: row.micros(6)?,
    })
}

/// The caller's views and the shared ones: pinned first, then by name.
pub fn list(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<View>> {
    let me = me(access)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM list_view v LEFT JOIN list_view_pin p ON p.view_id = v.id AND p.staff_id = $1 \
         WHERE v.deleted_at IS NULL AND (v.shared = 1 OR v.staff_id = $1) ORDER BY v.id LIMIT 2000"
    );
    let rows = tx.query(&sql, &[me.into()])?;
    let mut out: Vec<(i64, View)> =
        rows.iter().map(|r| Ok((r.opt_int(7)?.unwrap_or(i64::MAX), view(r, me)?))).collect::<Result<_>>()?;
    out.sort_by_cached_key(|(place, v)| (*place, gx_text::sort_key_zh(&v.name)));
    Ok(out.into_iter().map(|(_, v)| v).collect())
}

fn get(tx: &mut Tx<'_>, me: Id, id: Id) -> Result<View> {
    let sql = format!(
        "SELECT {COLUMNS} FROM list_view v LEFT JOIN list_view_pin p ON p.view_id = v.id AND p.staff_id = $1 \
         WHERE v.id = $2 AND v.deleted_at IS NULL AND (v.shared = 1 OR v.staff_id = $1)"
    );
    let row = tx.first(&sql, &[me.into(), id.into()])?.ok_or_else(|| Problem::not_found("The view"))?;
    view(&row, me)
}

/// Sharing puts a list before everybody, so it needs the right of whoever sets the workspace up.
fn may_share(access: &Access) -> Result<()> {
    Ok(access.need("views")?)
}

fn pin(tx: &mut Tx<'_>, me: Id, id: Id, on: bool) -> Result<()> {
    if !on {
        tx.execute(
            "DELETE FROM list_view_pin WHERE staff_id = $1 AND view_id = $2",
            &[me.into(), id.into()],
        )?;
        return Ok(());
    }
    tx.execute(
        "INSERT INTO list_view_pin (staff_id, view_id, place) \
         VALUES ($1, $2, (SELECT COALESCE(MAX(place), 0) + 1 FROM list_view_pin WHERE staff_id = $1)) ON CONFLICT DO NOTHING",
        &[me.into(), id.into()],
    )?;
    Ok(())
}

/// Keeps a list under a name.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, input: &ViewInput) -> Result<View> {
    let me = me(access)?;
    if input.shared {
        may_share(access)?;
    }
    bounded(&input.body)?;
    let kept = tx
        .one("SELECT COUNT(*) FROM list_view WHERE staff_id = $1 AND deleted_at IS NULL", &[me.into()])?
        .int(0)?;
    if kept >= MOST {
        return Err(
            Problem::bad("too_many", format!("You keep {MOST} views already; remove one first.")).into()
        );
    }
    let (id, now) = (store.id(), store.now());
    tx.execute(
        "INSERT INTO list_view (id, object, name, staff_id, shared, body, created_at, updated_at, deleted_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$7,NULL)",
        &[
            id.into(),
            input.object.as_text().into(),
            name(&input.name)?.into(),
            me.into(),
            input.shared.into(),
            text(&input.body),
            now.into(),
        ],
    )?;
    pin(tx, me, id, input.pinned)?;
    get(tx, me, id)
}

fn text(body: &ViewBody) -> Value {
    serde_json::to_string(body).unwrap_or_else(|_| "{}".into()).into()
}

/// Changes a view. Pins are anybody's; the rest is its maker's, or of those who may share.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wished: &ViewChange) -> Result<View> {
    let me = me(access)?;
    let held = get(tx, me, id)?;
    if let Some(on) = wished.pinned {
        pin(tx, me, id, on)?;
    }
    if wished.name.is_some() || wished.body.is_some() || wished.shared.is_some_and(|s| s != held.shared) {
        if !held.mine || wished.shared == Some(true) {
            may_share(access)?;
        }
        let body = wished.body.as_ref().unwrap_or(&held.body);
        bounded(body)?;
        tx.execute(
            "UPDATE list_view SET name = $1, shared = $2, body = $3, updated_at = $4 WHERE id = $5",
            &[
                name(wished.name.as_deref().unwrap_or(&held.name))?.into(),
                wished.shared.unwrap_or(held.shared).into(),
                text(body),
                store.now().into(),
                id.into(),
            ],
        )?;
    }
    get(tx, me, id)
}

/// Takes a view away, or brings it back within the same call's undo.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<()> {
    let held = get(tx, me(access)?, id)?;
    if !held.mine {
        may_share(access)?;
    }
    tx.execute("UPDATE list_view SET deleted_at = $1 WHERE id = $2", &[store.now().into(), id.into()])?;
    Ok(())
}

/// Brings back a view that the caller, or who may share, took away.
pub fn restore(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<View> {
    let me = me(access)?;
    let row = tx
        .first("SELECT staff_id FROM list_view WHERE id = $1 AND deleted_at IS NOT NULL", &[id.into()])?
        .ok_or_else(|| Problem::not_found("The view"))?;
    if row.id(0)? != me {
        may_share(access)?;
    }
    tx.execute("UPDATE list_view SET deleted_at = NULL WHERE id = $1", &[id.into()])?;
    get(tx, me, id)
}

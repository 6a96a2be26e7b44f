//! Roles: what each may do, seen and changed by those who set the workspace up.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::fields;
use gx_store::access::{Grants, HIDEABLE, WORDS, first_roles};
use gx_store::audit::{self, Entry};
use gx_store::{Result, Row, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json_, json};

use crate::somebody_is_left;

/// A role.
#[derive(Debug, Serialize)]
pub(crate) struct Role {
    key: String,
    name: String,
    grants: Grants,
    /// With which shared views lists open, by object.
    views: BTreeMap<String, String>,
    /// Accounts that have it.
    users: i64,
    /// Whether it is of the house and still bears the name it began with, which the app knows in each language.
    house: bool,
}

const SELECT: &str = "SELECT r.key, r.name, r.grants, (SELECT COUNT(*) FROM staff u WHERE u.role = r.key AND u.disabled_at IS NULL) FROM role r";

fn role(tx: &mut Tx<'_>, r: &Row) -> Result<Role> {
    let (key, name) = (r.string(0)?, r.string(1)?);
    let house = first_name(&key) == Some(name.as_str());
    Ok(Role { views: views_of(tx, &key)?, key, name, grants: r.json(2)?, users: r.int(3)?, house })
}

fn views_of(tx: &mut Tx<'_>, role: &str) -> Result<BTreeMap<String, String>> {
    let sql = "SELECT rv.object, rv.view_id FROM role_view rv JOIN list_view v ON v.id = rv.view_id \
               WHERE rv.role = $1 AND v.deleted_at IS NULL AND v.shared = 1";
    let rows = tx.query(sql, &[role.into()])?;
    rows.iter().map(|r| Ok((r.string(0)?, r.id(1)?.show(IdKind::View)))).collect()
}

/// Says with which shared view a list opens for a role, or with none.
fn open_with(tx: &mut Tx<'_>, role: &str, object: &str, view: Option<&str>) -> Result<()> {
    let wrong = |message: String| Problem::field("views", "unknown", message);
    if ObjectKind::parse(object).is_none() {
        return Err(wrong(format!("there are no lists of {object:?}")).into());
    }
    tx.execute("DELETE FROM role_view WHERE role = $1 AND object = $2", &[role.into(), object.into()])?;
    let Some(text) = view.filter(|text| !text.is_empty()) else { return Ok(()) };
    let sql = "SELECT 1 FROM list_view WHERE id = $1 AND object = $2 AND shared = 1 AND deleted_at IS NULL";
    let found = match Id::read(IdKind::View, text) {
        Some(id) => tx.first(sql, &[id.into(), object.into()])?.map(|_| id),
        None => None,
    };
    let id = found.ok_or_else(|| wrong(format!("there is no shared view {text:?} of {object}")))?;
    tx.execute(
        "INSERT INTO role_view (role, object, view_id) VALUES ($1,$2,$3)",
        &[role.into(), object.into(), id.into()],
    )?;
    Ok(())
}

fn first_name(key: &str) -> Option<&'static str> {
    first_roles().into_iter().find(|(k, _, _)| *k == key).map(|(_, name, _)| name)
}

fn get(tx: &mut Tx<'_>, key: &str) -> Result<Role> {
    let row = tx.first(&format!("{SELECT} WHERE r.key = $1"), &[key.into()])?;
    role(tx, &row.ok_or_else(|| Problem::not_found("The role"))?)
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Role>>> {
    me.access.need("users")?;
    let list = kit
        .run(|store| {
            store.read(|tx| {
                let rows = tx.query(&format!("{SELECT} ORDER BY r.key"), &[])?;
                rows.iter().map(|r| role(tx, r)).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(list))
}

/// Refuses words and fields that there are none of: a right that is misspelt is a right not taken away.
fn checked(tx: &mut Tx<'_>, mut grants: Grants) -> Result<Grants> {
    for word in &grants.may {
        if !WORDS.contains(&word.as_str()) {
            return Err(Problem::field("may", "unknown", format!("there is no right {word:?}")).into());
        }
    }
    let known = fields::load(tx, ObjectKind::Person)?;
    let mut things = Vec::new();
    for (object, keys) in HIDEABLE {
        let own = fields::load(tx, *object)?.fields.into_iter().filter(|f| f.custom).map(|f| f.key);
        let built_in = keys.iter().map(|key| (*key).to_owned());
        things.extend(built_in.chain(own).map(|key| format!("{object}.{key}")));
    }
    // Nobody finds a company without its name; it may be locked.
    let locked_only = ["company.name"];
    for (at, list) in [("hidden", &grants.hidden), ("locked", &grants.locked)] {
        for key in list {
            let locked = at == "locked" && locked_only.contains(&key.as_str());
            let there = known.get(key).is_some() || things.contains(key) || locked;
            if key == "id" || key == "name" && at == "hidden" || !there {
                return Err(Problem::field(at, "unknown_field", format!("{key:?} cannot be {at}")).into());
            }
        }
    }
    for list in [&mut grants.may, &mut grants.hidden, &mut grants.locked] {
        list.sort_unstable();
        list.dedup();
    }
    Ok(grants)
}

fn named(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 60 {
        return Err(Problem::field("name", "length", "a name has 1 to 60 characters").into());
    }
    Ok(name)
}

fn noted(tx: &mut Tx<'_>, store: &Store, me: &Signed, did: &str, role: &str, detail: Json_) -> Result<()> {
    let detail = json!({"did": did, "role": role, "grants": detail});
    audit::note(tx, store, &Entry { staff: Some(me.user.id), kind: "role", detail, ..Entry::default() })
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewRole {
    name: String,
    grants: Grants,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<NewRole>,
) -> Answer<Json<Role>> {
    me.access.need("users")?;
    let made = kit
        .run(move |store| {
            store.write(|tx| {
                let grants = checked(tx, body.grants)?;
                let key = format!("r{}", store.id().0);
                let text = serde_json::to_value(&grants).unwrap_or_default();
                tx.execute(
                    "INSERT INTO role (key, name, grants) VALUES ($1,$2,$3)",
                    &[key.as_str().into(), named(&body.name)?.into(), text.clone().into()],
                )?;
                noted(tx, store, &me, "made", &key, text)?;
                get(tx, &key)
            })
        })
        .await?;
    Ok(Json(made))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RoleChange {
    name: Option<String>,
    grants: Option<Grants>,
    /// With which shared views lists open, by object; null for none.
    views: BTreeMap<String, Option<String>>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(key): Path<String>,
    Body(body): Body<RoleChange>,
) -> Answer<Json<Role>> {
    me.access.need("users")?;
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                get(tx, &key)?;
                if let Some(name) = &body.name {
                    tx.execute(
                        "UPDATE role SET name = $1 WHERE key = $2",
                        &[named(name)?.into(), key.as_str().into()],
                    )?;
                }
                if let Some(grants) = body.grants {
                    let text = serde_json::to_value(checked(tx, grants)?).unwrap_or_default();
                    tx.execute(
                        "UPDATE role SET grants = $1 WHERE key = $2",
                        &[text.clone().into(), key.as_str().into()],
                    )?;
                    somebody_is_left(tx)?;
                    noted(tx, store, &me, "changed", &key, text)?;
                }
                for (object, view) in &body.views {
                    open_with(tx, &key, object, view.as_deref())?;
                }
                get(tx, &key)
            })
        })
        .await?;
    Ok(Json(changed))
}

pub(crate) async fn remove(
    State(kit): State<Kit>,
    me: Signed,
    Path(key): Path<String>,
) -> Answer<Json<Json_>> {
    me.access.need("users")?;
    kit.run(move |store| {
        store.write(|tx| {
            get(tx, &key)?;
            if tx.first("SELECT id FROM staff WHERE role = $1 LIMIT 1", &[key.as_str().into()])?.is_some() {
                return Err(Problem::conflict(
                    "role_in_use",
                    "Give the accounts that have this role another one first.",
                )
                .into());
            }
            if first_name(&key).is_some() {
                return Err(Problem::conflict(
                    "role_of_the_house",
                    "The roles a workspace starts with stay; change them as you need.",
                )
                .into());
            }
            tx.execute("DELETE FROM role WHERE key = $1", &[key.as_str().into()])?;
            tx.execute("DELETE FROM role_view WHERE role = $1", &[key.as_str().into()])?;
            noted(tx, store, &me, "removed", &key, Json_::Null)
        })
    })
    .await?;
    Ok(Json(json!({})))
}

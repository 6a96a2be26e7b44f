//! Accounts of staff.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, auth};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::{Result, Row, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::audit::note_account;
use crate::invite::{self, Link};
use crate::somebody_is_left;
use gx_http::id;

/// A member of staff as the list shows them.
#[derive(Debug, Serialize)]
pub(crate) struct Account {
    id: String,
    login: String,
    name: String,
    initial: String,
    title: Option<String>,
    role: String,
    team: Option<String>,
    /// `active`, `invited` (has no password yet) or `disabled`.
    state: &'static str,
    created_at: Micros,
    last_seen_at: Option<Micros>,
    /// People they look after.
    owns: i64,
    /// Whether they have a second factor: an authenticator app or a passkey.
    factor: bool,
    /// Where mail reaches them.
    email: Option<String>,
}

const SELECT: &str = "SELECT u.id, u.login, u.name, u.title, u.role, u.team_id, u.disabled_at, u.password, u.created_at, \
     (SELECT MAX(s.last_seen_at) FROM session s WHERE s.staff_id = u.id), \
     (SELECT COUNT(*) FROM person p WHERE p.owner = u.id AND p.merged_into IS NULL AND p.deleted_at IS NULL), \
     (SELECT COUNT(*) FROM second_factor f WHERE f.staff_id = u.id AND f.confirmed_at IS NOT NULL) \
     + (SELECT COUNT(*) FROM passkey k WHERE k.staff_id = u.id), u.email FROM staff u";

fn account(r: &Row) -> Result<Account> {
    let name = r.string(2)?;
    let state = match (r.opt_micros(6)?, r.text(7)?) {
        (Some(_), _) => "disabled",
        (None, "") => "invited",
        _ => "active",
    };
    Ok(Account {
        id: r.id(0)?.show(IdKind::User),
        login: r.string(1)?,
        initial: gx_text::avatar_initial(&name),
        name,
        title: r.opt_string(3)?,
        role: r.string(4)?,
        team: r.opt_id(5)?.map(|t| t.show(IdKind::Team)),
        state,
        created_at: r.micros(8)?,
        last_seen_at: r.opt_micros(9)?,
        owns: r.int(10)?,
        factor: r.int(11)? > 0,
        email: r.opt_string(12)?,
    })
}

pub(crate) fn get(tx: &mut Tx<'_>, user: Id) -> Result<Account> {
    let row = tx.first(&format!("{SELECT} WHERE u.id = $1"), &[user.into()])?;
    account(&row.ok_or_else(|| Problem::not_found("The account"))?)
}

pub(crate) async fn list(State(kit): State<Kit>, me: Signed) -> Answer<Json<Vec<Account>>> {
    me.access.need("users")?;
    let list = kit
        .run(|store| {
            store.read(|tx| {
                let sql = format!("{SELECT} ORDER BY u.disabled_at IS NOT NULL, u.id LIMIT 5000");
                tx.query(&sql, &[])?.iter().map(account).collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(list))
}

#[derive(Debug, Deserialize)]
pub(crate) struct NewAccount {
    login: String,
    name: String,
    role: String,
    #[serde(default)]
    team: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    email: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Invited {
    account: Account,
    invite: Link,
}

/// Sets where mail reaches an account; empty takes the address away.
fn set_email(tx: &mut Tx<'_>, user: Id, text: &str) -> Result<()> {
    let email = if text.trim().is_empty() {
        None
    } else {
        let wrong = || Problem::field("email", "not_valid", "a mail address such as mei@example.com");
        Some(gx_mail::address_of(text).ok_or_else(wrong)?)
    };
    let other =
        tx.first("SELECT id FROM staff WHERE email = $1 AND id <> $2", &[email.clone().into(), user.into()])?;
    if other.is_some() {
        return Err(Problem::field("email", "taken", "a colleague has this address").into());
    }
    tx.execute("UPDATE staff SET email = $1 WHERE id = $2", &[email.into(), user.into()])?;
    Ok(())
}

fn named(text: &str) -> Result<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Problem::field("name", "length", "a name has 1 to 80 characters").into());
    }
    Ok(name)
}

fn titled(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(80).collect();
    (!text.is_empty()).then_some(text)
}

/// The team that a text names; empty means none.
fn team_of(tx: &mut Tx<'_>, text: &str) -> Result<Option<Id>> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = || Problem::field("team", "unknown", format!("there is no team {text:?}"));
    let team = Id::read(IdKind::Team, text).ok_or_else(unknown)?;
    let found = tx.first("SELECT id FROM team WHERE id = $1 AND deleted_at IS NULL", &[team.into()])?;
    Ok(Some(found.ok_or_else(unknown)?.id(0)?))
}

/// Makes an account without a password, and the link with which its owner chooses one.
pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<NewAccount>,
) -> Answer<Json<Invited>> {
    me.access.need("users")?;
    let seal = kit.seal.clone();
    let made = kit
        .run(move |store| {
            store.write(|tx| {
                let name = named(&body.name)?;
                let user = auth::create_user(tx, store, &body.login, &name, &body.role, "", false)?;
                let team = team_of(tx, body.team.as_deref().unwrap_or_default())?;
                tx.execute(
                    "UPDATE staff SET team_id = $1, title = $2 WHERE id = $3",
                    &[team.into(), titled(body.title.as_deref().unwrap_or_default()).into(), user.into()],
                )?;
                if let Some(email) = &body.email {
                    set_email(tx, user, email)?;
                }
                let detail = json!({"did": "invited", "role": body.role});
                note_account(tx, store, me.user.id, user, detail)?;
                Ok(Invited {
                    invite: invite::send(tx, store, &seal, user, &me.user)?,
                    account: get(tx, user)?,
                })
            })
        })
        .await?;
    Ok(Json(made))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AccountChange {
    name: Option<String>,
    title: Option<String>,
    role: Option<String>,
    /// Empty takes them out of every team.
    team: Option<String>,
    /// Where mail reaches them; empty takes it away.
    email: Option<String>,
    disabled: Option<bool>,
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<AccountChange>,
) -> Answer<Json<Account>> {
    me.access.need("users")?;
    let user = id(IdKind::User, &text)?;
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let now = store.now();
                let before = get(tx, user)?;
                if let Some(name) = &body.name {
                    tx.execute(
                        "UPDATE staff SET name = $1 WHERE id = $2",
                        &[named(name)?.into(), user.into()],
                    )?;
                }
                if let Some(title) = &body.title {
                    tx.execute(
                        "UPDATE staff SET title = $1 WHERE id = $2",
                        &[titled(title).into(), user.into()],
                    )?;
                }
                if let Some(role) = &body.role {
                    if tx.first("SELECT key FROM role WHERE key = $1", &[role.as_str().into()])?.is_none() {
                        return Err(
                            Problem::field("role", "unknown", format!("there is no role {role:?}")).into()
                        );
                    }
                    tx.execute(
                        "UPDATE staff SET role = $1 WHERE id = $2",
                        &[role.as_str().into(), user.into()],
                    )?;
                }
                if let Some(email) = &body.email {
                    set_email(tx, user, email)?;
                }
                if let Some(team) = &body.team {
                    let team = team_of(tx, team)?;
                    tx.execute("UPDATE staff SET team_id = $1 WHERE id = $2", &[team.into(), user.into()])?;
                }
                match body.disabled {
                    Some(true) => {
                        // Whoever leaves is out at once: sessions, keys and invitations end with the account.
                        tx.execute(
                            "UPDATE staff SET disabled_at = $1 WHERE id = $2 AND disabled_at IS NULL",
                            &[now.into(), user.into()],
                        )?;
                        tx.execute("DELETE FROM session WHERE staff_id = $1", &[user.into()])?;
                        tx.execute("DELETE FROM invite WHERE staff_id = $1", &[user.into()])?;
                        tx.execute("DELETE FROM password_reset WHERE staff_id = $1", &[user.into()])?;
                        tx.execute(
                            "UPDATE api_key SET revoked_at = $1 WHERE staff_id = $2 AND revoked_at IS NULL",
                            &[now.into(), user.into()],
                        )?;
                    }
                    Some(false) => {
                        tx.execute("UPDATE staff SET disabled_at = NULL WHERE id = $1", &[user.into()])?;
                    }
                    None => {}
                }
                if body.role.is_some() || body.disabled == Some(true) {
                    somebody_is_left(tx)?;
                }
                let after = get(tx, user)?;
                let detail = json!({
                    "did": "changed",
                    "before": {"role": before.role, "team": before.team, "state": before.state},
                    "after": {"role": after.role, "team": after.team, "state": after.state},
                });
                note_account(tx, store, me.user.id, user, detail)?;
                Ok(after)
            })
        })
        .await?;
    Ok(Json(changed))
}

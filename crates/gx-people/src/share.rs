//! One record lent to a colleague, and the answer to "why can I see this".

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::notices::{self, Notice};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};
use serde::Serialize;

use crate::names::{Named, Names};
use crate::people;

/// Colleagues whom one record may be shared with.
const MOST: i64 = 50;

/// A colleague whom a person is shared with.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// With whom.
    pub user: Named,
    /// Whether they may change it too.
    pub edit: bool,
    /// Who shared it.
    pub by: Named,
    /// When.
    pub at: Micros,
}

/// Why the caller sees a person, and with whom the person is shared.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// `own`, `team`, `free`, `territory`, `all`, `shared`.
    pub reasons: Vec<&'static str>,
    /// Who looks after the person.
    pub owner: Option<Named>,
    /// The caller's role.
    pub role: String,
    /// Fields of people that the role hides.
    pub hidden: Vec<String>,
    /// Fields that the role sees and may not change.
    pub locked: Vec<String>,
    /// Whether the caller may change, take away, export and share the person.
    pub may: Vec<Verb>,
    /// With whom it is shared.
    pub shares: Vec<Share>,
}

/// Why the caller sees a person.
pub fn why(tx: &mut Tx<'_>, access: &Access, role: &str, id: Id) -> Result<Why> {
    let (root, holding) = people::root(tx, access, id)?.ok_or_else(|| Problem::not_found("The person"))?;
    let mut names = Names::default();
    let name = tx.first("SELECT name FROM role WHERE key = $1", &[role.into()])?;
    let may = [Verb::Edit, Verb::Delete, Verb::Export, Verb::Share];
    Ok(Why {
        reasons: access.reasons(root, holding),
        owner: holding.owner.map(|o| names.user(tx, o)).transpose()?,
        role: name.map_or(Ok(role.to_owned()), |r| r.string(0))?,
        hidden: of_people(&access.grants().hidden),
        locked: of_people(&access.grants().locked),
        may: may.into_iter().filter(|v| access.allows(*v, root, holding)).collect(),
        shares: shares(tx, &mut names, root)?,
    })
}

/// Those of the fields a role names that are fields of people; others have their object before them.
fn of_people(fields: &[String]) -> Vec<String> {
    fields.iter().filter(|key| !key.contains('.')).cloned().collect()
}

fn shares(tx: &mut Tx<'_>, names: &mut Names, root: Id) -> Result<Vec<Share>> {
    let rows = tx.query(
        "SELECT staff_id, edit, by_id, at FROM record_share WHERE row_id = $1 ORDER BY at",
        &[root.into()],
    )?;
    rows.iter()
        .map(|r| {
            Ok(Share {
                user: names.user(tx, r.id(0)?)?,
                edit: r.int(1)? == 1,
                by: names.user(tx, r.id(2)?)?,
                at: r.micros(3)?,
            })
        })
        .collect()
}

/// Shares a person with a colleague, or takes the share back (`edit` none).
pub fn set(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    with: Id,
    edit: Option<bool>,
) -> Result<()> {
    let root = people::root_for(tx, access, id, Verb::Share)?;
    let me = access.by().id().ok_or_else(|| Problem::forbidden("Only staff share records."))?;
    if tx.first("SELECT id FROM staff WHERE id = $1 AND disabled_at IS NULL", &[with.into()])?.is_none() {
        let message = format!("there is no user {}", with.show(IdKind::User));
        return Err(Problem::field("user", "unknown_user", message).into());
    }
    let Some(edit) = edit else {
        tx.execute(
            "DELETE FROM record_share WHERE row_id = $1 AND staff_id = $2",
            &[root.into(), with.into()],
        )?;
        return Ok(());
    };
    // Nobody lends more than they have.
    if edit {
        people::root_to_edit(tx, access, root)?;
    }
    let held = tx.one("SELECT COUNT(*) FROM record_share WHERE row_id = $1", &[root.into()])?.int(0)?;
    if held >= MOST {
        return Err(
            Problem::bad("too_many", format!("A person is shared with at most {MOST} colleagues.")).into()
        );
    }
    tx.execute(
        "INSERT INTO record_share (row_id, staff_id, edit, by_id, at) VALUES ($1,$2,$3,$4,$5) \
         ON CONFLICT (staff_id, row_id) DO UPDATE SET edit = excluded.edit, by_id = excluded.by_id, at = excluded.at",
        &[root.into(), with.into(), edit.into(), me.into(), store.now().into()],
    )?;
    let detail = serde_json::json!({"edit": edit});
    let notice = Notice { kind: "share", by: Some(me), object: Some("person"), row: Some(root), detail };
    notices::give(tx, store, with, &notice)?;
    Ok(())
}

//! Who has a part in a deal, and which.

use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::Named;
use gx_people::people;
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::record::Deal;
use super::{DEAL, edit};

/// What somebody can be in a deal.
const ROLES: &[&str] = &["decides", "pays", "uses", "influences", "champions", "blocks"];
/// The most people of one deal.
const MOST: usize = 50;

/// Somebody of a deal.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// Who.
    pub person: Named,
    /// What they are at their work.
    pub title: Option<String>,
    /// What they are in the deal.
    pub role: Option<String>,
    /// Whether the deal is with them.
    pub main: bool,
}

/// The parts as they are kept: node and role, in order of the nodes.
fn kept(tx: &mut Tx<'_>, deal: Id) -> Result<Vec<(Id, Option<String>)>> {
    let sql = "SELECT person_id, role FROM deal_part WHERE deal_id = $1 ORDER BY person_id";
    tx.query(sql, &[deal.into()])?.iter().map(|r| Ok((r.id(0)?, r.opt_string(1)?))).collect()
}

/// The parts as the change log knows them.
pub(crate) fn value(tx: &mut Tx<'_>, deal: Id) -> Result<Json> {
    let parts = kept(tx, deal)?;
    let told: Vec<Json> =
        parts.iter().map(|(id, role)| json!({"person": id.show(IdKind::Person), "role": role})).collect();
    Ok(if told.is_empty() { Json::Null } else { told.into() })
}

/// Writes the parts as the change log knows them over those that are there.
pub(crate) fn restore(tx: &mut Tx<'_>, deal: Id, value: &Json) -> Result<()> {
    tx.execute("DELETE FROM deal_part WHERE deal_id = $1", &[deal.into()])?;
    for part in value.as_array().into_iter().flatten() {
        if let Some(person) = part["person"].as_str().and_then(|t| Id::read(IdKind::Person, t)) {
            put(tx, deal, person, part["role"].as_str())?;
        }
    }
    Ok(())
}

/// Takes the part of a person away, on whatever node of theirs it hangs.
fn gone(tx: &mut Tx<'_>, deal: Id, person: Id) -> Result<bool> {
    let sql = "DELETE FROM deal_part WHERE deal_id = $1 AND person_id IN (SELECT m.id FROM person n JOIN person m \
               ON m.canonical_id = n.canonical_id WHERE n.id = $2)";
    Ok(tx.execute(sql, &[deal.into(), person.into()])? > 0)
}

fn put(tx: &mut Tx<'_>, deal: Id, person: Id, role: Option<&str>) -> Result<()> {
    gone(tx, deal, person)?;
    let row = vec![deal.into(), person.into(), role.into()];
    tx.insert_many("deal_part", &["deal_id", "person_id", "role"], &[row], Conflict::Fail)?;
    Ok(())
}

/// Everybody of a deal whom the caller sees: whom it is with first.
pub fn of(tx: &mut Tx<'_>, access: &Access, deal: &Deal) -> Result<Vec<Part>> {
    let parts = kept(tx, deal.id)?;
    let mut out: Vec<Part> = Vec::new();
    let everybody = deal.person.map(|id| (id, None)).into_iter().chain(parts);
    for (node, role) in everybody {
        let Some((root, _)) = people::root(tx, access, node)? else { continue };
        let shown = root.show(IdKind::Person);
        if let Some(there) = out.iter_mut().find(|part| part.person.id == shown) {
            there.role = there.role.take().or(role);
            continue;
        }
        let r = tx.one("SELECT name, job_title FROM person WHERE id = $1", &[root.into()])?;
        let title = if access.hides("job_title") { None } else { r.opt_string(1)? };
        out.push(Part {
            person: Named {
                id: shown,
                name: r.string(0)?,
                initial: Some(gx_text::avatar_initial(r.text(0)?)),
            },
            title,
            role,
            main: Some(node) == deal.person,
        });
    }
    Ok(out)
}

/// Logs that the parts of a deal changed. Returns the batch for undo.
fn logged(tx: &mut Tx<'_>, store: &Store, access: &Access, deal: Id, before: Json) -> Result<Id> {
    let after = value(tx, deal)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if before != after {
        let [before, after] = [before, after].map(|v| Map::from_iter([("people".to_owned(), v)]));
        batch.log(Entry { object: DEAL, row: deal, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Says what somebody is in a deal.
pub fn add(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    deal: Id,
    person: Id,
    role: Option<&str>,
) -> Result<Id> {
    edit::to_edit(tx, access, deal)?;
    let unknown = || Problem::field("person", "unknown_record", "there is no such person");
    let (root, _) = people::root(tx, access, person)?.ok_or_else(unknown)?;
    if let Some(role) = role.filter(|role| !ROLES.contains(role)) {
        let message = format!("{role:?} is none of {}", ROLES.join(", "));
        return Err(Problem::field("role", "unknown", message).into());
    }
    let before = value(tx, deal)?;
    let parts = kept(tx, deal)?;
    if parts.len() >= MOST && !parts.iter().any(|(id, _)| *id == root) {
        return Err(Problem::field("person", "too_many", format!("at most {MOST} people")).into());
    }
    put(tx, deal, root, role)?;
    logged(tx, store, access, deal, before)
}

/// Takes somebody out of a deal; the person that it is with is changed as a value.
pub fn remove(tx: &mut Tx<'_>, store: &Store, access: &Access, deal: Id, person: Id) -> Result<Id> {
    edit::to_edit(tx, access, deal)?;
    let before = value(tx, deal)?;
    if !gone(tx, deal, person)? {
        return Err(Problem::not_found("The person in this deal").into());
    }
    logged(tx, store, access, deal, before)
}

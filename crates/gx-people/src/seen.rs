//! A record of any object as somebody sees it: its name, and the person it belongs to.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_store::access::Access;
use gx_store::{Result, Tx};

use crate::people;

/// What the ids of an object begin with.
pub fn id_kind(object: ObjectKind) -> IdKind {
    match object {
        ObjectKind::Person => IdKind::Person,
        ObjectKind::Company => IdKind::Company,
        ObjectKind::Order => IdKind::Order,
        ObjectKind::Deal => IdKind::Deal,
        ObjectKind::Lead => IdKind::Lead,
        ObjectKind::Activity => IdKind::Activity,
        ObjectKind::Interaction => IdKind::Interaction,
    }
}

/// A record that may be seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What it is.
    pub object: ObjectKind,
    /// Its id; of a person the root's.
    pub id: Id,
    /// The root of the person that it is or belongs to.
    pub person: Option<Id>,
    /// What it is called.
    pub name: String,
}

/// The record behind an id, if the caller may see it. Interactions have no name and are not found here.
pub fn seen(tx: &mut Tx<'_>, access: &Access, object: ObjectKind, id: Id) -> Result<Option<Seen>> {
    match object {
        ObjectKind::Person => {
            let Some((root, _)) = people::root(tx, access, id)? else { return Ok(None) };
            let name = people::rows_of(tx, access, &[root])?.into_iter().next().map(|p| p.name);
            Ok(name.map(|name| Seen { object, id: root, person: Some(root), name }))
        }
        ObjectKind::Company => {
            let see = access.see(object, "c");
            let sql =
                format!("SELECT c.name FROM company c WHERE c.id = $1 AND c.deleted_at IS NULL AND {see}");
            let found = tx.first(&sql, &[id.into()])?;
            found.map(|r| Ok(Seen { object, id, person: None, name: r.string(0)? })).transpose()
        }
        ObjectKind::Order => {
            let sql = format!(
                "SELECT o.number, n.canonical_id FROM orders o JOIN person n ON n.id = o.person_id \
                 WHERE o.id = $1 AND o.deleted_at IS NULL AND {}",
                access.see(object, "o")
            );
            let found = tx.first(&sql, &[id.into()])?;
            found.map(|r| Ok(Seen { object, id, person: r.opt_id(1)?, name: r.string(0)? })).transpose()
        }
        ObjectKind::Deal => {
            let sql = format!(
                "SELECT d.name FROM deal d WHERE d.id = $1 AND d.deleted_at IS NULL AND {}",
                access.see(object, "d")
            );
            let found = tx.first(&sql, &[id.into()])?;
            found.map(|r| Ok(Seen { object, id, person: None, name: r.string(0)? })).transpose()
        }
        ObjectKind::Lead => {
            let sql = format!(
                "SELECT l.name FROM lead l WHERE l.id = $1 AND l.deleted_at IS NULL AND {}",
                access.see(object, "l")
            );
            let found = tx.first(&sql, &[id.into()])?;
            found.map(|r| Ok(Seen { object, id, person: None, name: r.string(0)? })).transpose()
        }
        ObjectKind::Activity => {
            let sql = format!(
                "SELECT a.title FROM activity a WHERE a.id = $1 AND a.deleted_at IS NULL AND {}",
                access.see(object, "a")
            );
            let found = tx.first(&sql, &[id.into()])?;
            found.map(|r| Ok(Seen { object, id, person: None, name: r.string(0)? })).transpose()
        }
        ObjectKind::Interaction => Ok(None),
    }
}

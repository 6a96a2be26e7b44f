//! Rows of identities: the one place that writes new ones.

use gx_kernel::{Id, Micros};
use gx_store::change::By;
use gx_store::{Conflict, Result, Store, Tx, Value};

use crate::resolve::Keyed;

const COLUMNS: &[&str] = &[
    "id",
    "hash",
    "person_id",
    "kind",
    "value",
    "shared",
    "verified",
    "first_seen_at",
    "last_seen_at",
    "source_kind",
    "source_id",
];

/// An identity that is to be written.
#[derive(Clone, Debug)]
pub struct NewIdentity {
    /// Its id.
    pub id: Id,
    /// The node it is attached to.
    pub person: Id,
    /// Kind, value and hash.
    pub key: Keyed,
    /// How it takes part in resolution; 0 is its person's own.
    pub shared: i64,
    /// When it was seen first.
    pub at: Micros,
    /// Who said it.
    pub by: By,
}

impl NewIdentity {
    /// One that belongs to its person.
    pub fn owned(store: &Store, person: Id, key: Keyed, at: Micros, by: By) -> Self {
        Self { id: store.id(), person, key, shared: 0, at, by }
    }

    fn row(&self) -> Vec<Value> {
        vec![
            self.id.into(),
            self.key.hash.into(),
            self.person.into(),
            self.key.identity.kind.as_text().into_owned().into(),
            self.key.identity.value.clone().into(),
            self.shared.into(),
            0_i64.into(),
            self.at.into(),
            self.at.into(),
            self.by.kind().into(),
            self.by.id().into(),
        ]
    }
}

/// Writes identities; `conflict` says what becomes of one that its person has already.
pub fn insert(tx: &mut Tx<'_>, list: &[NewIdentity], conflict: Conflict) -> Result<()> {
    let rows: Vec<Vec<Value>> = list.iter().map(NewIdentity::row).collect();
    tx.insert_many("identity", COLUMNS, &rows, conflict)?;
    Ok(())
}

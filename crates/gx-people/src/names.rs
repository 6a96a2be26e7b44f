//! Names of whoever stands behind a write, for "where does this value come from".

use std::collections::HashMap;

use gx_kernel::IdKind;
use gx_store::change::By;
use gx_store::{Result, Tx};
use serde::{Deserialize, Serialize};

/// A reference with the name people read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Named {
    /// Prefixed id.
    pub id: String,
    /// The name.
    pub name: String,
    /// What an avatar shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SourceRef {
    /// `user`, `source`, `import`, `merge` or `system`.
    pub kind: String,
    /// Prefixed id, if the kind has one.
    pub id: Option<String>,
    /// The name; empty for the program itself, which the app names.
    pub name: String,
}

/// Looks up and keeps the names of users, sources and imports while one answer is made.
#[derive(Debug, Default)]
pub struct Names(HashMap<By, String>);

impl Names {
    /// The reference of an actor.
    pub fn of(&mut self, tx: &mut Tx<'_>, by: By) -> Result<SourceRef> {
        let id = by.id();
        let name = match (self.0.get(&by), id) {
            (Some(name), _) => name.clone(),
            (None, None) => String::new(),
            (None, Some(id)) => {
                let sql = match by {
                    By::User(_) => "SELECT name FROM staff WHERE id = $1",
                    By::Source(_) => "SELECT name FROM source WHERE id = $1",
                    By::Import(_) => "SELECT name FROM import WHERE id = $1",
                    By::Merge(_) | By::Rule | By::System => "SELECT ''",
                };
                let name = match by {
                    By::Merge(_) | By::Rule | By::System => String::new(),
                    _ => tx.first(sql, &[id.into()])?.map_or(Ok(String::new()), |r| r.string(0))?,
                };
                self.0.insert(by, name.clone());
                name
            }
        };
        let kind = match by {
            By::User(_) => Some(IdKind::User),
            By::Source(_) => Some(IdKind::Source),
            By::Import(_) => Some(IdKind::Import),
            By::Merge(_) => Some(IdKind::Merge),
            By::Rule | By::System => None,
        };
        Ok(SourceRef { kind: by.kind().into(), id: id.zip(kind).map(|(id, k)| id.show(k)), name })
    }

    /// A staff user.
    pub fn user(&mut self, tx: &mut Tx<'_>, id: gx_kernel::Id) -> Result<Named> {
        let source = self.of(tx, By::User(id))?;
        Ok(Named {
            id: id.show(IdKind::User),
            initial: Some(gx_text::avatar_initial(&source.name)),
            name: source.name,
        })
    }
}

//! The permission predicate: who may see and change which rows.
//!
//! Access is one rule per role and object, turned into SQL and put into every
//! query path: list, count, search, export, timeline, link lookup, live push.
//! Code that reads protected rows takes an [`Access`] and asks it for the clause;
//! there is no query in the slices that loads a person without one.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use serde::{Deserialize, Serialize};

use crate::change::By;

/// Which rows of an object a role reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// None.
    #[default]
    None,
    /// Those the user owns.
    Own,
    /// Those the user owns and those nobody owns.
    OwnAndFree,
    /// All.
    All,
}

/// What a role may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grants {
    /// People (and everything that hangs on them: timeline, orders, identities) that may be seen.
    pub see: Reach,
    /// People that may be changed.
    pub edit: Reach,
    /// Words for the rest: `export`, `import`, `merge`, `sources`, `ingest`, `users`, `delete`.
    pub may: Vec<String>,
    /// Person fields that stay hidden, for example `birth_date`.
    pub hidden: Vec<String>,
}

/// A user's rights, as one request carries them.
#[derive(Clone, Debug)]
pub struct Access {
    by: By,
    grants: Grants,
}

impl Access {
    /// The rights of a user.
    pub fn user(id: Id, grants: Grants) -> Self {
        Self { by: By::User(id), grants }
    }

    /// The program itself: jobs, ingest, the command line of the owner.
    pub fn system() -> Self {
        let may =
            ["export", "import", "merge", "sources", "ingest", "users", "delete"].map(str::to_owned).to_vec();
        Self { by: By::System, grants: Grants { see: Reach::All, edit: Reach::All, may, hidden: Vec::new() } }
    }

    /// Who acts.
    pub fn by(&self) -> By {
        self.by
    }

    /// What the role may do.
    pub fn grants(&self) -> &Grants {
        &self.grants
    }

    /// Whether the role has a word such as `export`.
    pub fn may(&self, word: &str) -> bool {
        self.grants.may.iter().any(|w| w == word)
    }

    /// Refuses unless the role has the word.
    pub fn need(&self, word: &str) -> Result<(), Problem> {
        if self.may(word) {
            Ok(())
        } else {
            Err(Problem::forbidden(format!("Your role may not do this ({word}).")))
        }
    }

    /// Whether a person field is hidden from this user.
    pub fn hides(&self, field: &str) -> bool {
        self.grants.hidden.iter().any(|f| f == field)
    }

    /// The clause over rows of person with the given alias (a root row) that this user may see.
    pub fn see_person(&self, alias: &str) -> String {
        self.clause(self.grants.see, alias)
    }

    /// The clause over person rows that this user may change.
    pub fn edit_person(&self, alias: &str) -> String {
        self.clause(self.grants.edit, alias)
    }

    /// The clause over any object's rows: interactions and orders are seen with their person, companies by all who see anyone.
    pub fn see(&self, object: ObjectKind, alias: &str) -> String {
        match object {
            ObjectKind::Person => self.see_person(alias),
            ObjectKind::Company => {
                if self.grants.see == Reach::None {
                    "1 = 0".into()
                } else {
                    "1 = 1".into()
                }
            }
            ObjectKind::Interaction | ObjectKind::Order => match self.grants.see {
                Reach::All => "1 = 1".into(),
                _ => format!(
                    "EXISTS (SELECT 1 FROM person acl_n JOIN person acl_r ON acl_r.id = acl_n.canonical_id WHERE acl_n.id = {alias}.person_id AND {})",
                    self.see_person("acl_r")
                ),
            },
        }
    }

    fn clause(&self, reach: Reach, alias: &str) -> String {
        // The id is a number of ours, so writing it into the text is safe.
        let me = self.by.id().map_or(0, |id| id.0);
        match reach {
            Reach::None => "1 = 0".into(),
            Reach::Own => format!("{alias}.owner = {me}"),
            Reach::OwnAndFree => format!("({alias}.owner = {me} OR {alias}.owner IS NULL)"),
            Reach::All => "1 = 1".into(),
        }
    }

    /// Whether a row with this owner may be changed.
    pub fn may_edit(&self, owner: Option<Id>) -> bool {
        match self.grants.edit {
            Reach::None => false,
            Reach::All => true,
            Reach::Own => owner.is_some() && owner == self.by.id(),
            Reach::OwnAndFree => owner.is_none() || owner == self.by.id(),
        }
    }

    /// Whether a row with this owner may be seen: the in-memory twin of [`Self::see_person`], for live push.
    pub fn may_see(&self, owner: Option<Id>) -> bool {
        match self.grants.see {
            Reach::None => false,
            Reach::All => true,
            Reach::Own => owner.is_some() && owner == self.by.id(),
            Reach::OwnAndFree => owner.is_none() || owner == self.by.id(),
        }
    }
}

/// The roles a workspace starts with.
pub fn first_roles() -> Vec<(&'static str, &'static str, Grants)> {
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    vec![
        (
            "admin",
            "管理员 Administrator",
            Grants {
                see: Reach::All,
                edit: Reach::All,
                may: words(&["export", "import", "merge", "sources", "ingest", "users", "delete"]),
                hidden: Vec::new(),
            },
        ),
        (
            "manager",
            "管理层 Manager",
            Grants {
                see: Reach::All,
                edit: Reach::All,
                may: words(&["export", "import", "merge", "ingest", "delete"]),
                hidden: Vec::new(),
            },
        ),
        (
            "sales",
            "销售 Sales",
            Grants {
                see: Reach::OwnAndFree,
                edit: Reach::OwnAndFree,
                may: words(&["merge"]),
                hidden: Vec::new(),
            },
        ),
        (
            "service",
            "客服 Service",
            Grants { see: Reach::All, edit: Reach::All, may: words(&["merge"]), hidden: Vec::new() },
        ),
        (
            "marketing",
            "市场 Marketing",
            Grants {
                see: Reach::All,
                edit: Reach::None,
                may: words(&["export", "import", "ingest"]),
                hidden: words(&["birth_date"]),
            },
        ),
    ]
}

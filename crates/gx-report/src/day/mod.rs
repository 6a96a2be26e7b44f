//! The first page of a working day: what is new, what has gone stale or silent; of whom.

pub mod news;
pub mod stale;

use gx_kernel::{Id, Problem};
use gx_store::Result;
use gx_store::access::{Access, Reach, Verb};
use serde::{Deserialize, Serialize};

use crate::kept::me;

/// Whose rows are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// The caller's.
    Me,
    /// Those of the caller's team and of the teams below it.
    Team,
    /// All that the caller sees.
    All,
}

impl Whose {
    /// What somebody may ask for; the widest last.
    pub fn open(access: &Access) -> Vec<Self> {
        let mut out = vec![Self::Me];
        let reach = access.grants().reach(Verb::See);
        let team = access.team().len() > 1;
        if team && matches!(reach, Reach::Team | Reach::TeamAndFree | Reach::All) {
            out.push(Self::Team);
        }
        if matches!(reach, Reach::Territory | Reach::All) {
            out.push(Self::All);
        }
        out
    }

    /// Reads it; the caller's own where nothing is said.
    ///
    /// # Errors
    ///
    /// A problem at `whose`.
    pub fn read(access: &Access, text: Option<&str>) -> Result<Self> {
        let wish = match text.unwrap_or_default() {
            "" | "me" => Self::Me,
            "team" => Self::Team,
            "all" => Self::All,
            other => {
                let message = format!("expected me, team or all, got {other:?}");
                return Err(Problem::field("whose", "unknown", message).into());
            }
        };
        if !Self::open(access).contains(&wish) {
            return Err(Problem::field("whose", "not_open", "your role does not see that many").into());
        }
        Ok(wish)
    }

    /// The owners whose rows they are; none are whoever's.
    ///
    /// # Errors
    ///
    /// Forbidden for programs.
    pub fn owners(self, access: &Access) -> Result<Option<Vec<Id>>> {
        Ok(match self {
            Self::Me => Some(vec![me(access)?]),
            Self::Team => Some(access.team().to_vec()),
            Self::All => None,
        })
    }

    /// The same as a part of a filter.
    pub fn filter(self) -> Option<&'static str> {
        match self {
            Self::Me => Some("owner = me"),
            Self::Team => Some("owner in my_team"),
            Self::All => None,
        }
    }
}

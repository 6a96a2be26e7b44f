//! Who works here: colleagues and teams by their ids, for pools, rules and reports.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::Named;
use gx_store::{Result, Tx};

/// A colleague.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Who.
    pub id: Id,
    /// What they are called.
    pub name: String,
    /// In which team.
    pub team: Option<Id>,
    /// Whether they work here still.
    pub here: bool,
}

/// Colleagues, those who left included, and living teams by name.
#[derive(Debug, Default)]
pub struct Colleagues {
    all: HashMap<Id, Colleague>,
    teams: HashMap<Id, (String, Option<Id>)>,
}

impl Colleagues {
    /// Some who work here, for tests of what is reasoned about them.
    #[cfg(test)]
    pub(crate) fn of(ids: impl Iterator<Item = Id>) -> Self {
        let all = ids.map(|id| (id, Colleague { id, name: id.0.to_string(), team: None, here: true }));
        Self { all: all.collect(), teams: HashMap::new() }
    }

    /// All of them.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let mut out = Self::default();
        for r in tx.query("SELECT id, name, team_id, disabled_at FROM staff", &[])? {
            let (id, here) = (r.id(0)?, r.opt_int(3)?.is_none());
            out.all.insert(id, Colleague { id, name: r.string(1)?, team: r.opt_id(2)?, here });
        }
        for r in tx.query("SELECT id, name, parent_id FROM team WHERE deleted_at IS NULL", &[])? {
            out.teams.insert(r.id(0)?, (r.string(1)?, r.opt_id(2)?));
        }
        Ok(out)
    }

    /// One of them.
    pub fn get(&self, id: Id) -> Option<&Colleague> {
        self.all.get(&id)
    }

    /// Those who work here, by name.
    pub fn here(&self) -> Vec<&Colleague> {
        let mut out: Vec<&Colleague> = self.all.values().filter(|c| c.here).collect();
        out.sort_by_cached_key(|c| (gx_text::sort_key_zh(&c.name), c.id));
        out
    }

    /// Those of a team and of the teams below it who work here, in the order of their ids.
    pub fn of_team(&self, team: Id) -> Vec<Id> {
        let below = |of: Option<Id>| {
            let (mut at, mut steps) = (of, 0);
            while let Some(id) = at {
                if id == team {
                    return true;
                }
                // A tree is not deep; a circle, which nobody makes, ends here.
                steps += 1;
                at = if steps > 50 { None } else { self.teams.get(&id).and_then(|(_, parent)| *parent) };
            }
            false
        };
        let mut out: Vec<Id> = self.all.values().filter(|c| c.here && below(c.team)).map(|c| c.id).collect();
        out.sort_unstable();
        out
    }

    /// What a team is called.
    pub fn team(&self, id: Option<Id>) -> Option<String> {
        self.teams.get(&id?).map(|(name, _)| name.clone())
    }

    /// A colleague as lists name them.
    pub fn named(&self, id: Id) -> Named {
        let name = self.all.get(&id).map_or_else(String::new, |c| c.name.clone());
        Named { id: id.show(IdKind::User), initial: Some(gx_text::avatar_initial(&name)), name }
    }

    /// A team as lists name it; none that is gone.
    pub fn named_team(&self, id: Id) -> Option<Named> {
        let name = self.team(Some(id))?;
        Some(Named { id: id.show(IdKind::Team), name, initial: None })
    }

    /// The colleagues that texts name.
    ///
    /// # Errors
    ///
    /// A problem at the field where one is not here.
    pub fn read_users(&self, field: &str, texts: &[String]) -> std::result::Result<Vec<Id>, Problem> {
        read(field, texts, IdKind::User, "colleague", |id| self.all.get(&id).is_some_and(|c| c.here))
    }

    /// The teams that texts name.
    ///
    /// # Errors
    ///
    /// A problem at the field where there is none.
    pub fn read_teams(&self, field: &str, texts: &[String]) -> std::result::Result<Vec<Id>, Problem> {
        read(field, texts, IdKind::Team, "team", |id| self.teams.contains_key(&id))
    }
}

fn read(
    field: &str,
    texts: &[String],
    kind: IdKind,
    what: &str,
    there: impl Fn(Id) -> bool,
) -> std::result::Result<Vec<Id>, Problem> {
    let mut out = Vec::with_capacity(texts.len());
    for text in texts {
        let id = Id::read(kind, text).filter(|id| there(*id));
        let unknown = || Problem::field(field, "unknown", format!("there is no {what} {text:?}"));
        let id = id.ok_or_else(unknown)?;
        if !out.contains(&id) {
            out.push(id);
        }
    }
    Ok(out)
}

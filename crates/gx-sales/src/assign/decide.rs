//! The reasoning of the rules, without a database: who gets a lead, and why nobody else does. What would be is reasoned
//! by the same words as what is.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_people::names::Named;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::rule::{By, Rule, Target};
use super::seat::Seat;
use crate::colleagues::Colleagues;
use crate::lead::hand::{Hand, How};

/// What one rule said of a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// What the rule is called.
    pub rule: String,
    /// `chosen`, or why not: `off`, `filter`, `schedule`, `nobody`, `full`, `month_full`, `off_hours`, `away`,
    /// `language`; `fallback` where the rest goes, `none` where nothing is said of it.
    pub code: String,
    /// Those who could not take it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<Named>,
    /// What spoke for the chosen one: `turn`, `load`, `keeper`, `registered`, `territory`, `only`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How many open leads the chosen one had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<i64>,
}

impl Why {
    fn of(rule: &str, code: &str) -> Self {
        Self { rule: rule.into(), code: code.into(), who: Vec::new(), by: None, open: None }
    }
}

/// A lead, as far as rules ask.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// When it is to be given.
    pub at: Micros,
    /// The territory in which its person lies, and those in which that one lies, nearest first.
    pub territories: Vec<Id>,
    /// The language of the person.
    pub language: Option<String>,
    /// Who looks after the person.
    pub keeper: Option<Id>,
    /// Who has registered them.
    pub registered: Option<Id>,
    /// For each rule whether its filter holds.
    pub matches: Vec<bool>,
}

/// What was decided.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Who gets it.
    pub to: Option<Id>,
    /// Or the pool it waits in.
    pub pool: Option<Id>,
    /// The rule, with its name.
    pub rule: Option<(Id, String)>,
    /// What each rule said, up to the one that gave.
    pub why: Vec<Why>,
}

impl Decision {
    /// The move that it asks for, of a lead that is of a pool already or of none.
    pub fn hand(&self, held: Option<Id>) -> Hand<'_> {
        let pool = if self.to.is_some() { held.or(self.pool) } else { self.pool.or(held) };
        Hand {
            rule: self.rule.as_ref().map(|(id, name)| (*id, name.as_str())),
            why: &self.why,
            ..Hand::new(How::Rule, self.to, pool)
        }
    }
}

/// Who was chosen, or the pool, and what the rule says of it.
type Chosen = (Option<Id>, Option<Id>, Vec<Why>);

/// What is known of everybody at the moment.
pub struct Board {
    /// The rules in their order.
    pub rules: Vec<Rule>,
    /// Who works here.
    pub colleagues: Colleagues,
    /// What they can take.
    pub seats: HashMap<Id, Seat>,
    /// Who looks after which territory.
    pub keepers: HashMap<Id, Vec<Id>>,
    /// Open leads of each.
    pub open: HashMap<Id, i64>,
    /// Leads that came to each this month.
    pub month: HashMap<Id, i64>,
    /// When a rule last gave to somebody; a larger number is later.
    pub turns: HashMap<(Id, Id), i64>,
    /// Where what no rule gives waits, and to where goes back what was given and was of no pool.
    pub fallback: Option<Id>,
    /// Where the workspace is.
    pub zone: TimeZone,
    /// The number of the last turn.
    pub last: i64,
}

impl Board {
    /// Decides who gets a lead, and counts it.
    pub fn decide(&mut self, asked: &Asked) -> Decision {
        let mut why = Vec::new();
        let rules = std::mem::take(&mut self.rules);
        let mut out = None;
        for (at, rule) in rules.iter().enumerate() {
            let holds = asked.matches.get(at).copied().unwrap_or_default();
            match self.ask(rule, holds, asked) {
                Ok((to, pool, said)) => {
                    why.extend(said);
                    out = Some((to, pool, (rule.id, rule.name.clone())));
                    break;
                }
                Err(said) => why.extend(said),
            }
        }
        self.rules = rules;
        let Some((to, pool, rule)) = out else {
            why.push(Why::of("", if self.fallback.is_some() { "fallback" } else { "none" }));
            return Decision { to: None, pool: self.fallback, rule: None, why };
        };
        if let Some(to) = to {
            *self.open.entry(to).or_default() += 1;
            *self.month.entry(to).or_default() += 1;
            self.last += 1;
            self.turns.insert((rule.0, to), self.last);
        }
        // What a colleague is given is of the pool to which it would go back.
        let pool = pool.or(if to.is_some() { self.fallback } else { None });
        Decision { to, pool, rule: Some(rule), why }
    }

    /// Whom a rule chooses, or the pool; what it says of that, or why it gives to nobody: a line for each reason.
    fn ask(&self, rule: &Rule, holds: bool, asked: &Asked) -> Result<Chosen, Vec<Why>> {
        let one = |code: &str| Why::of(&rule.name, code);
        let no = |code: &str| vec![one(code)];
        if !rule.on {
            return Err(no("off"));
        }
        if !holds {
            return Err(no("filter"));
        }
        if rule.options.when.as_ref().is_some_and(|hours| !hours.holds(asked.at, &self.zone)) {
            return Err(no("schedule"));
        }
        let (candidates, by, reason) = match &rule.to {
            Target::Pool { pool } => {
                let pool = Id::read(IdKind::Pool, pool).ok_or_else(|| no("nobody"))?;
                return Ok((None, Some(pool), no("chosen")));
            }
            Target::Keeper => match (asked.registered, asked.keeper) {
                (Some(id), _) => (vec![id], None, Some("registered")),
                (None, Some(id)) => (vec![id], None, Some("keeper")),
                (None, None) => (Vec::new(), None, None),
            },
            Target::Territory { by } => {
                let of = asked.territories.iter().find_map(|t| self.keepers.get(t).filter(|k| !k.is_empty()));
                (of.cloned().unwrap_or_default(), Some(*by), Some("territory"))
            }
            Target::Users { users, teams, by } => {
                let mut all: Vec<Id> = users.iter().filter_map(|t| Id::read(IdKind::User, t)).collect();
                for team in teams.iter().filter_map(|t| Id::read(IdKind::Team, t)) {
                    all.extend(self.colleagues.of_team(team));
                }
                all.sort_unstable();
                all.dedup();
                (all, Some(*by), None)
            }
        };
        let here: Vec<Id> =
            candidates.into_iter().filter(|id| self.colleagues.get(*id).is_some_and(|c| c.here)).collect();
        if here.is_empty() {
            return Err(no("nobody"));
        }
        let mut free = Vec::new();
        let mut bars: Vec<(&str, Id)> = Vec::new();
        for id in &here {
            match self.bar(rule, *id, asked) {
                None => free.push(*id),
                Some(code) => bars.push((code, *id)),
            }
        }
        let count = |id: &Id| self.open.get(id).copied().unwrap_or_default();
        let turn = |id: &Id| self.turns.get(&(rule.id, *id)).copied().unwrap_or(i64::MIN);
        let chosen = match by {
            Some(By::Load) => free.iter().min_by_key(|id| (count(id), turn(id), **id)),
            _ => free.iter().min_by_key(|id| (turn(id), **id)),
        };
        let mut said = Vec::new();
        for code in ["full", "month_full", "off_hours", "away", "language"] {
            let who: Vec<Named> =
                bars.iter().filter(|(c, _)| *c == code).map(|(_, id)| self.colleagues.named(*id)).collect();
            if !who.is_empty() {
                said.push(Why { who, ..one(code) });
            }
        }
        let Some(chosen) = chosen else { return Err(said) };
        let by = match (reason, by) {
            (Some(reason), _) if here.len() == 1 || reason != "territory" => reason,
            _ if here.len() == 1 => "only",
            (_, Some(By::Load)) => "load",
            _ => "turn",
        };
        said.push(Why { by: Some(by.into()), open: Some(count(chosen)), ..one("chosen") });
        Ok((Some(*chosen), None, said))
    }

    /// What keeps a colleague from taking a lead.
    fn bar(&self, rule: &Rule, id: Id, asked: &Asked) -> Option<&'static str> {
        let seat = self.seats.get(&id)?;
        if seat.away_until.is_some_and(|until| until > asked.at) {
            return Some("away");
        }
        let count = |of: &HashMap<Id, i64>| of.get(&id).copied().unwrap_or_default();
        if seat.capacity.is_some_and(|most| count(&self.open) >= most) {
            return Some("full");
        }
        if seat.monthly.is_some_and(|most| count(&self.month) >= most) {
            return Some("month_full");
        }
        if rule.options.hours && seat.hours.as_ref().is_some_and(|hours| !hours.holds(asked.at, &self.zone)) {
            return Some("off_hours");
        }
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        if rule.options.language
            && let Some(language) = asked.language.as_deref().filter(|l| !l.is_empty())
            && !seat.languages.is_empty()
            && !seat.languages.iter().any(|spoken| primary(spoken) == primary(language))
        {
            return Some("language");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assign::rule::Options;

    const STAFF: i64 = 6;

    fn board(by: By, capacity: Vec<Option<i64>>) -> Board {
        let users: Vec<String> = (1..=STAFF).map(|id| Id(id).show(IdKind::User)).collect();
        let rule = Rule {
            id: Id(100),
            name: "一".into(),
            on: true,
            filter: String::new(),
            to: Target::Users { users, teams: Vec::new(), by },
            options: Options::default(),
        };
        let seats =
            (1..=STAFF).zip(capacity).map(|(id, capacity)| (Id(id), Seat { capacity, ..Seat::default() }));
        Board {
            rules: vec![rule],
            colleagues: Colleagues::of((1..=STAFF).map(Id)),
            seats: seats.collect(),
            keepers: HashMap::new(),
            open: HashMap::new(),
            month: HashMap::new(),
            turns: HashMap::new(),
            fallback: None,
            zone: TimeZone::UTC,
            last: 0,
        }
    }

    fn asked() -> Asked {
        Asked { at: Micros(1_764_000_000_000_000), matches: vec![true], ..Asked::default() }
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_they_can_take_and_the_rest_is_even(
            load in any::<bool>(),
            capacity in proptest::collection::vec(proptest::option::of(0_i64..8), STAFF as usize),
            leads in 0_usize..60,
        ) {
            let by = if load { By::Load } else { By::Turn };
            let mut board = board(by, capacity.clone());
            let mut got: HashMap<Id, i64> = HashMap::new();
            for _ in 0..leads {
                let decision = board.decide(&asked());
                let free = (1..=STAFF).zip(&capacity).any(|(id, most)| {
                    most.is_none_or(|most| got.get(&Id(id)).copied().unwrap_or_default() < most)
                });
                prop_assert_eq!(decision.to.is_some(), free, "given exactly where somebody can take it");
                if let Some(to) = decision.to {
                    *got.entry(to).or_default() += 1;
                    prop_assert_eq!(&decision.why.last().map(|w| w.code.as_str()), &Some("chosen"));
                }
            }
            let count = |id: i64| got.get(&Id(id)).copied().unwrap_or_default();
            for (id, most) in (1..=STAFF).zip(&capacity) {
                prop_assert!(most.is_none_or(|most| count(id) <= most));
            }
            // Whoever still has room has as many as anybody, but for the one lead whose turn has not come.
            let room: Vec<i64> = (1..=STAFF)
                .zip(&capacity)
                .filter(|(id, most)| most.is_none_or(|most| count(*id) < most))
                .map(|(id, _)| count(id))
                .collect();
            let highest = (1..=STAFF).map(count).max().unwrap_or_default();
            prop_assert!(room.iter().all(|n| *n + 1 >= highest), "{:?} of {:?}", room, got);
        }
    }

    #[test]
    fn hours_over_midnight_belong_to_the_day_they_began() {
        let hours = crate::assign::seat::Hours { days: vec![5], from: "22:00".into(), to: "06:00".into() };
        let at = |text: &str| Micros::parse(text).unwrap_or_default();
        // 2026-11-20 is a Friday.
        for (moment, holds) in [
            ("2026-11-20T21:59:00Z", false),
            ("2026-11-20T22:00:00Z", true),
            ("2026-11-21T05:59:00Z", true),
            ("2026-11-21T06:00:00Z", false),
            ("2026-11-21T23:00:00Z", false),
            ("2026-11-20T03:00:00Z", false),
        ] {
            assert_eq!(hours.holds(at(moment), &TimeZone::UTC), holds, "{moment}");
        }
    }
}

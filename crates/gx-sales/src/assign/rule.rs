//! The rules by which leads are given, in their order.

use std::collections::HashMap;

use gx_kernel::filter::print;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_record::filtering;
use gx_store::{Conflict, Result, Store, Tx, settings};
use serde::{Deserialize, Serialize};

use super::seat::Hours;
use crate::colleagues::Colleagues;
use crate::pool::{self, Pool};

/// The setting that names the pool for what no rule gives.
pub const FALLBACK: &str = "assign_fallback";
/// The most rules.
const MOST: usize = 100;

/// How one of several is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Whoever was given something the longest ago.
    Turn,
    /// Whoever has the fewest open leads.
    Load,
}

/// To whom a rule gives. Ids as text, as the API shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Target {
    /// One of these, or of everybody in these teams and those below them.
    Users {
        /// Colleagues.
        users: Vec<String>,
        /// Teams.
        teams: Vec<String>,
        /// How.
        by: By,
    },
    /// Whoever looks after the territory in which the person lies.
    Territory {
        /// How, where there are several.
        by: By,
    },
    /// Whoever looks after the person already, or has registered them.
    Keeper,
    /// A pool.
    Pool {
        /// Which.
        pool: String,
    },
}

/// What narrows a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Only those who speak the language of the person.
    pub language: bool,
    /// Only those who work at this moment.
    pub hours: bool,
    /// When the rule holds at all.
    pub when: Option<Hours>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Whether it gives.
    pub on: bool,
    /// Which leads: a filter in the form to keep; empty is all.
    pub filter: String,
    /// To whom.
    pub to: Target,
    /// What narrows it.
    pub options: Options,
}

/// All rules in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<Rule>> {
    let sql = "SELECT id, name, live, filter, target, options FROM assign_rule WHERE deleted_at IS NULL ORDER BY place, id";
    tx.query(sql, &[])?
        .iter()
        .map(|r| {
            Ok(Rule {
                id: r.id(0)?,
                name: r.string(1)?,
                on: r.int(2)? != 0,
                filter: r.string(3)?,
                to: r.json::<Option<Target>>(4)?.unwrap_or(Target::Keeper),
                options: r.json::<Option<Options>>(5)?.unwrap_or_default(),
            })
        })
        .collect()
}

/// The pool for what no rule gives, where it is there still.
pub fn fallback(tx: &mut Tx<'_>) -> Result<Option<Id>> {
    let held = settings::get::<Option<String>>(tx, FALLBACK)?.flatten();
    let Some(id) = held.and_then(|t| Id::read(IdKind::Pool, &t)) else { return Ok(None) };
    let there = tx.first("SELECT 1 FROM pool WHERE id = $1 AND deleted_at IS NULL", &[id.into()])?;
    Ok(there.map(|_| id))
}

/// The rule that gives to a pool, or that it takes what is left.
pub(crate) fn gives_to(tx: &mut Tx<'_>, pool: Id) -> Result<Option<String>> {
    let shown = pool.show(IdKind::Pool);
    let rule = load(tx)?.into_iter().find(|rule| matches!(&rule.to, Target::Pool { pool } if *pool == shown));
    if let Some(rule) = rule {
        return Ok(Some(rule.name));
    }
    Ok((fallback(tx)? == Some(pool)).then(|| "*".to_owned()))
}

/// The rule that a workspace begins with: whoever looks after a person gets their leads.
pub(crate) fn first(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let name = crate::pipeline::words(tx, ["归原负责人", "歸原負責人", "Who looks after them keeps them"])?;
    let wish = RuleWish {
        id: None,
        name: name.into(),
        on: true,
        filter: String::new(),
        to: Target::Keeper,
        language: false,
        hours: false,
        when: None,
    };
    let rest = fallback(tx)?.map(|id| id.show(IdKind::Pool));
    set(tx, store, vec![wish], rest.as_deref())
}

/// A rule as the API tells it.
#[derive(Debug, Serialize)]
pub struct RuleInfo {
    id: String,
    name: String,
    on: bool,
    filter: String,
    to: Target,
    named: Vec<Named>,
    language: bool,
    hours: bool,
    when: Option<Hours>,
    given: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

/// All rules and where the rest goes.
#[derive(Debug, Serialize)]
pub struct Assignment {
    rules: Vec<RuleInfo>,
    fallback: Option<Named>,
}

/// Rules as the API tells them.
pub fn told(tx: &mut Tx<'_>, now: Micros) -> Result<Assignment> {
    let (colleagues, pools) = (Colleagues::load(tx)?, pool::load(tx)?);
    let mut given: HashMap<Id, i64> = HashMap::new();
    let since = now.plus(-30 * Micros::DAY);
    let sql =
        "SELECT rule_id, COUNT(*) FROM lead_move WHERE rule_id IS NOT NULL AND at >= $1 GROUP BY rule_id";
    for r in tx.query(sql, &[since.into()])? {
        given.insert(r.id(0)?, r.int(1)?);
    }
    let mut rules = Vec::new();
    for rule in load(tx)? {
        let (filter, mut fault) = filtering::worded(tx, ObjectKind::Lead, &rule.filter)?;
        let named = names(&colleagues, &pools, &rule.to);
        let wanted = match &rule.to {
            Target::Users { users, teams, .. } => users.len() + teams.len(),
            Target::Pool { .. } => 1,
            Target::Territory { .. } | Target::Keeper => 0,
        };
        if fault.is_none() && named.len() < wanted.min(1) {
            fault = Some("nobody".into());
        }
        rules.push(RuleInfo {
            given: given.get(&rule.id).copied().unwrap_or_default(),
            id: rule.id.show(IdKind::AssignRule),
            name: rule.name,
            on: rule.on,
            filter,
            named,
            to: rule.to,
            language: rule.options.language,
            hours: rule.options.hours,
            when: rule.options.when,
            fault,
        });
    }
    let rest = fallback(tx)?;
    Ok(Assignment { rules, fallback: pools.iter().find(|p| Some(p.id) == rest).map(Pool::named) })
}

fn names(colleagues: &Colleagues, pools: &[Pool], to: &Target) -> Vec<Named> {
    match to {
        Target::Users { users, teams, .. } => {
            let users = users.iter().filter_map(|t| Id::read(IdKind::User, t));
            let users = users.filter(|id| colleagues.get(*id).is_some_and(|c| c.here));
            let teams = teams.iter().filter_map(|t| Id::read(IdKind::Team, t));
            let teams: Vec<Named> = teams.filter_map(|id| colleagues.named_team(id)).collect();
            users.map(|id| colleagues.named(id)).chain(teams).collect()
        }
        Target::Pool { pool } => pool::named(pools, pool).map(|p| p.named()).into_iter().collect(),
        Target::Territory { .. } | Target::Keeper => Vec::new(),
    }
}

/// A rule as it is wished; without an id it is new.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleWish {
    #[serde(default)]
    id: Option<String>,
    name: String,
    on: bool,
    #[serde(default)]
    filter: String,
    to: Target,
    #[serde(default)]
    language: bool,
    #[serde(default)]
    hours: bool,
    #[serde(default)]
    when: Option<Hours>,
}

/// Rules as they are wished, in the form to keep.
///
/// # Errors
///
/// A problem that names the rule and what of it is wrong (`rules.2.filter`).
pub fn clean(tx: &mut Tx<'_>, store: &Store, wishes: Vec<RuleWish>) -> Result<Vec<Rule>> {
    if wishes.len() > MOST {
        return Err(Problem::field("rules", "too_many", format!("at most {MOST} rules")).into());
    }
    let (colleagues, pools, held) = (Colleagues::load(tx)?, pool::load(tx)?, load(tx)?);
    let known = filtering::catalogue(tx, ObjectKind::Lead)?;
    let mut out: Vec<Rule> = Vec::with_capacity(wishes.len());
    for (at, wish) in wishes.into_iter().enumerate() {
        let place = |key: &str| format!("rules.{at}.{key}");
        let wrong = |key: &str, code: &str, message: String| Problem::field(&place(key), code, message);
        let name = wish.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > 80 {
            return Err(wrong("name", "length", "a name has 1 to 80 characters".into()).into());
        }
        let id = match wish.id.as_deref().filter(|t| !t.is_empty()) {
            None => store.id(),
            Some(text) => {
                let id = Id::read(IdKind::AssignRule, text).filter(|id| held.iter().any(|r| r.id == *id));
                id.ok_or_else(|| wrong("id", "unknown", format!("there is no rule {text:?}")))?
            }
        };
        if out.iter().any(|rule| rule.id == id) {
            return Err(wrong("id", "not_unique", "this rule stands here twice".into()).into());
        }
        let filter = if wish.filter.trim().is_empty() {
            String::new()
        } else {
            filtering::check(tx, &place("filter"), ObjectKind::Lead, &wish.filter, store.now())?;
            let read = gx_kernel::filter::parse(&wish.filter, &known);
            let filter = read.map_err(|e| wrong("filter", "filter", e.message))?;
            // Nobody asks: rules are the workspace's, not somebody's.
            if filter.touches(ObjectKind::Lead).asker {
                return Err(
                    wrong("filter", "asker", "a rule is nobody's: `me` means nobody in it".into()).into()
                );
            }
            print(&filter.with_ids(&known))
        };
        let to = match wish.to {
            Target::Users { users, teams, by } => {
                colleagues.read_users(&place("to.users"), &users)?;
                colleagues.read_teams(&place("to.teams"), &teams)?;
                if users.is_empty() && teams.is_empty() {
                    return Err(wrong("to", "missing", "name a colleague or a team".into()).into());
                }
                Target::Users { users, teams, by }
            }
            Target::Pool { pool } => {
                let unknown = || wrong("to.pool", "unknown", format!("there is no pool {pool:?}"));
                pool::named(&pools, &pool).ok_or_else(unknown)?;
                Target::Pool { pool }
            }
            other => other,
        };
        let when = wish.when.map(|hours| hours.check(&place("when"))).transpose()?;
        let options = Options { language: wish.language, hours: wish.hours, when };
        out.push(Rule { id, name, on: wish.on, filter, to, options });
    }
    Ok(out)
}

/// The pool that a text names for what is left; nothing where none is said.
pub fn read_fallback(tx: &mut Tx<'_>, text: Option<&str>) -> Result<Option<Id>> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let unknown = || Problem::field("fallback", "unknown", format!("there is no pool {text:?}"));
    Ok(Some(pool::named(&pool::load(tx)?, text).ok_or_else(unknown)?.id))
}

/// Puts these rules in the place of those there are.
///
/// # Errors
///
/// As [`clean`].
pub fn set(tx: &mut Tx<'_>, store: &Store, wishes: Vec<RuleWish>, rest: Option<&str>) -> Result<()> {
    let rules = clean(tx, store, wishes)?;
    let rest = read_fallback(tx, rest)?;
    let held = load(tx)?;
    for old in &held {
        if !rules.iter().any(|rule| rule.id == old.id) {
            let gone = [store.now().into(), old.id.into()];
            tx.execute("UPDATE assign_rule SET deleted_at = $1 WHERE id = $2", &gone)?;
        }
    }
    for (place, rule) in rules.iter().enumerate() {
        let text = |v: serde_json::Result<String>| v.unwrap_or_else(|_| "null".into());
        let values = [
            rule.name.as_str().into(),
            (place as i64).into(),
            rule.on.into(),
            rule.filter.as_str().into(),
            text(serde_json::to_string(&rule.to)).into(),
            text(serde_json::to_string(&rule.options)).into(),
            rule.id.into(),
        ];
        if held.iter().any(|old| old.id == rule.id) {
            tx.execute(
                "UPDATE assign_rule SET name = $1, place = $2, live = $3, filter = $4, target = $5, options = $6 WHERE id = $7",
                &values,
            )?;
        } else {
            let columns = ["name", "place", "live", "filter", "target", "options", "id"];
            tx.insert_many("assign_rule", &columns, &[values.to_vec()], Conflict::Fail)?;
        }
    }
    settings::put(tx, FALLBACK, &rest.map(|id| id.show(IdKind::Pool)))
}

//! Pools: where leads wait that nobody has, who may claim them, and when they go back by themselves.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::filter::print;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_record::filtering;
use gx_store::{Conflict, Result, Row, Store, Tx, settings};
use serde::{Deserialize, Serialize};

use crate::colleagues::Colleagues;
use crate::lead::record::OPEN;
use crate::pipeline::words;

/// The most pools.
const MOST: usize = 50;
/// The most days of anything.
const MOST_DAYS: i64 = 3650;
/// The most that a colleague claims or holds, where there is a limit.
const MOST_CAP: i64 = 100_000;

/// A pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Users who may claim; with no users and no teams everybody may.
    pub users: Vec<Id>,
    /// Teams that may.
    pub teams: Vec<Id>,
    /// Claims of one colleague a day.
    pub daily_cap: Option<i64>,
    /// Leads of it that one may hold.
    pub holding_cap: Option<i64>,
    /// For so many days, who gave one back or let it go does not claim it again.
    pub cool_days: i64,
    /// For so many days after somebody got it, it does not go back by itself.
    pub protect_days: i64,
    /// It goes back when nothing was done for so many days.
    pub silent_days: Option<i64>,
    /// It goes back when it has brought no deal after so many days.
    pub deal_days: Option<i64>,
    /// Its owner is reminded so many days before, most first.
    pub remind_days: Vec<i64>,
    /// The customers that it watches too: a filter over people.
    pub customers: Option<String>,
}

impl Pool {
    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Pool)
    }

    /// As lists name it.
    pub fn named(&self) -> Named {
        Named { id: self.shown(), name: self.name.clone(), initial: None }
    }

    /// Whether a colleague may claim from it.
    pub fn member(&self, user: Id, team: Option<Id>) -> bool {
        (self.users.is_empty() && self.teams.is_empty())
            || self.users.contains(&user)
            || team.is_some_and(|team| self.teams.contains(&team))
    }
}

fn read(r: &Row) -> Result<Pool> {
    let mut remind_days: Vec<i64> = r.json(8)?;
    remind_days.sort_unstable_by_key(|days| std::cmp::Reverse(*days));
    Ok(Pool {
        id: r.id(0)?,
        name: r.string(1)?,
        users: Vec::new(),
        teams: Vec::new(),
        daily_cap: r.opt_int(2)?,
        holding_cap: r.opt_int(3)?,
        cool_days: r.int(4)?,
        protect_days: r.int(5)?,
        silent_days: r.opt_int(6)?,
        deal_days: r.opt_int(7)?,
        remind_days,
        customers: r.opt_string(9)?,
    })
}

/// All pools in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<Pool>> {
    let sql = "SELECT id, name, daily_cap, holding_cap, cool_days, protect_days, silent_days, deal_days, remind_days, customers \
               FROM pool WHERE deleted_at IS NULL ORDER BY place, id";
    let mut out: Vec<Pool> = tx.query(sql, &[])?.iter().map(read).collect::<Result<_>>()?;
    for r in tx.query("SELECT pool_id, kind, member_id FROM pool_member ORDER BY member_id", &[])? {
        let (of, member) = (r.id(0)?, r.id(2)?);
        if let Some(pool) = out.iter_mut().find(|pool| pool.id == of) {
            if r.text(1)? == "user" { pool.users.push(member) } else { pool.teams.push(member) }
        }
    }
    Ok(out)
}

/// The pool that a text names, if there is one.
pub fn named(pools: &[Pool], shown: &str) -> Option<Pool> {
    let id = Id::read(IdKind::Pool, shown)?;
    pools.iter().find(|pool| pool.id == id).cloned()
}

/// What is wished of a pool; what is not named stays. Null in a limit takes it away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    name: Option<String>,
    users: Option<Vec<String>>,
    teams: Option<Vec<String>>,
    #[serde(deserialize_with = "gx_http::said")]
    daily_cap: Option<Option<i64>>,
    #[serde(deserialize_with = "gx_http::said")]
    holding_cap: Option<Option<i64>>,
    cool_days: Option<i64>,
    protect_days: Option<i64>,
    #[serde(deserialize_with = "gx_http::said")]
    silent_days: Option<Option<i64>>,
    #[serde(deserialize_with = "gx_http::said")]
    deal_days: Option<Option<i64>>,
    remind_days: Option<Vec<i64>>,
    #[serde(deserialize_with = "gx_http::said")]
    customers: Option<Option<String>>,
}

fn within(field: &str, value: i64, least: i64, most: i64) -> std::result::Result<i64, Problem> {
    if (least..=most).contains(&value) {
        return Ok(value);
    }
    Err(Problem::field(field, "out_of_range", format!("{least} to {most}")))
}

fn wished(tx: &mut Tx<'_>, pool: &mut Pool, wish: Wish, others: &[Pool], now: Micros) -> Result<()> {
    if let Some(name) = wish.name {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Problem::field("name", "length", "a name has 1 to 60 characters").into());
        }
        if others.iter().any(|other| other.id != pool.id && other.name == name) {
            return Err(Problem::field("name", "not_unique", "there is another pool of this name").into());
        }
        pool.name = name;
    }
    if pool.name.is_empty() {
        return Err(Problem::field("name", "missing", "a pool needs a name").into());
    }
    let colleagues = Colleagues::load(tx)?;
    if let Some(users) = wish.users {
        pool.users = colleagues.read_users("users", &users)?;
    }
    if let Some(teams) = wish.teams {
        pool.teams = colleagues.read_teams("teams", &teams)?;
    }
    let limits = [
        ("daily_cap", wish.daily_cap, &mut pool.daily_cap, MOST_CAP),
        ("holding_cap", wish.holding_cap, &mut pool.holding_cap, MOST_CAP),
        ("silent_days", wish.silent_days, &mut pool.silent_days, MOST_DAYS),
        ("deal_days", wish.deal_days, &mut pool.deal_days, MOST_DAYS),
    ];
    for (field, wish, held, most) in limits {
        if let Some(value) = wish {
            *held = value.map(|n| within(field, n, 1, most)).transpose()?;
        }
    }
    if let Some(days) = wish.cool_days {
        pool.cool_days = within("cool_days", days, 0, MOST_DAYS)?;
    }
    if let Some(days) = wish.protect_days {
        pool.protect_days = within("protect_days", days, 0, MOST_DAYS)?;
    }
    if let Some(mut days) = wish.remind_days {
        if days.len() > 5 {
            return Err(Problem::field("remind_days", "too_many", "at most five reminders").into());
        }
        for n in &days {
            within("remind_days", *n, 1, MOST_DAYS)?;
        }
        days.sort_unstable_by_key(|n| std::cmp::Reverse(*n));
        days.dedup();
        pool.remind_days = days;
    }
    if let Some(filter) = wish.customers {
        pool.customers = filter.filter(|text| !text.trim().is_empty());
        if let Some(text) = &mut pool.customers {
            filtering::check(tx, "customers", ObjectKind::Person, text, now)?;
            let known = filtering::catalogue(tx, ObjectKind::Person)?;
            if let Ok(filter) = gx_kernel::filter::parse(text, &known) {
                *text = print(&filter.with_ids(&known));
            }
        }
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, store: &Store, pool: &Pool, place: Option<usize>) -> Result<()> {
    let remind = serde_json::to_string(&pool.remind_days).unwrap_or_else(|_| "[]".into());
    let values = [
        pool.name.as_str().into(),
        pool.daily_cap.into(),
        pool.holding_cap.into(),
        pool.cool_days.into(),
        pool.protect_days.into(),
        pool.silent_days.into(),
        pool.deal_days.into(),
        remind.into(),
        pool.customers.as_deref().into(),
        pool.id.into(),
    ];
    match place {
        Some(place) => {
            let mut row = values.to_vec();
            row.extend([(place as i64).into(), store.now().into()]);
            let columns = [
                "name",
                "daily_cap",
                "holding_cap",
                "cool_days",
                "protect_days",
                "silent_days",
                "deal_days",
                "remind_days",
                "customers",
                "id",
                "place",
                "created_at",
            ];
            tx.insert_many("pool", &columns, &[row], Conflict::Fail)?;
        }
        None => {
            tx.execute(
                "UPDATE pool SET name = $1, daily_cap = $2, holding_cap = $3, cool_days = $4, protect_days = $5, silent_days = $6, \
                 deal_days = $7, remind_days = $8, customers = $9 WHERE id = $10",
                &values,
            )?;
        }
    }
    tx.execute("DELETE FROM pool_member WHERE pool_id = $1", &[pool.id.into()])?;
    let members = pool.users.iter().map(|id| ("user", id)).chain(pool.teams.iter().map(|id| ("team", id)));
    let rows: Vec<_> = members.map(|(kind, id)| vec![pool.id.into(), kind.into(), (*id).into()]).collect();
    tx.insert_many("pool_member", &["pool_id", "kind", "member_id"], &rows, Conflict::Skip)?;
    Ok(())
}

/// Makes a pool.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, wish: Wish) -> Result<Id> {
    let held = load(tx)?;
    if held.len() >= MOST {
        return Err(Problem::field("name", "too_many", format!("at most {MOST} pools")).into());
    }
    let mut pool = Pool {
        id: store.id(),
        name: String::new(),
        users: Vec::new(),
        teams: Vec::new(),
        daily_cap: Some(20),
        holding_cap: Some(100),
        cool_days: 7,
        protect_days: 3,
        silent_days: Some(7),
        deal_days: Some(60),
        remind_days: vec![3, 1],
        customers: None,
    };
    wished(tx, &mut pool, wish, &held, store.now())?;
    write(tx, store, &pool, Some(held.len()))?;
    Ok(pool.id)
}

/// Changes a pool. When its leads go back is reckoned anew by a job.
///
/// # Errors
///
/// As [`create`]; not found.
pub fn change(tx: &mut Tx<'_>, store: &Store, id: Id, wish: Wish) -> Result<()> {
    let held = load(tx)?;
    let pool = held.iter().find(|pool| pool.id == id).ok_or_else(|| Problem::not_found("The pool"))?;
    let mut pool = pool.clone();
    wished(tx, &mut pool, wish, &held, store.now())?;
    write(tx, store, &pool, None)?;
    crate::lead::returns::reckon_soon(tx, store, id)
}

/// Takes a pool away of which no open lead is.
///
/// # Errors
///
/// `pool_in_use` otherwise, or where a rule gives to it.
pub fn remove(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    let held = load(tx)?;
    let pool = held.iter().find(|pool| pool.id == id).ok_or_else(|| Problem::not_found("The pool"))?;
    let sql =
        format!("SELECT COUNT(*) FROM lead WHERE pool = $1 AND deleted_at IS NULL AND state IN ({OPEN})");
    let leads = tx.one(&sql, &[pool.shown().into()])?.int(0)?;
    if leads > 0 {
        let message = format!("{leads} open leads are of {}. Give them elsewhere first.", pool.name);
        return Err(Problem::conflict("pool_in_use", message).with("leads", leads).into());
    }
    if let Some(rule) = crate::assign::rule::gives_to(tx, id)? {
        let message = format!("{rule:?} gives leads to {}. Change the rule first.", pool.name);
        return Err(Problem::conflict("pool_in_use", message).with("rule", rule).into());
    }
    tx.execute("UPDATE pool SET deleted_at = $1 WHERE id = $2", &[store.now().into(), id.into()])?;
    tx.execute("UPDATE lead SET pool = NULL, returns_at = NULL WHERE pool = $1", &[pool.shown().into()])?;
    Ok(())
}

/// A pool as the API tells it, with what the caller has of it.
#[derive(Debug, Serialize)]
pub struct PoolInfo {
    id: String,
    name: String,
    users: Vec<Named>,
    teams: Vec<Named>,
    daily_cap: Option<i64>,
    holding_cap: Option<i64>,
    cool_days: i64,
    protect_days: i64,
    silent_days: Option<i64>,
    deal_days: Option<i64>,
    remind_days: Vec<i64>,
    customers: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    waiting: i64,
    mine: i64,
    claimed_today: i64,
    member: bool,
}

/// The pools from which the caller may claim; all of them where `all` is asked for.
pub fn told(tx: &mut Tx<'_>, me: (Id, Option<Id>), all: bool, now: Micros) -> Result<Vec<PoolInfo>> {
    let (me, team) = me;
    let colleagues = Colleagues::load(tx)?;
    let mut waiting: BTreeMap<String, i64> = BTreeMap::new();
    let sql = format!(
        "SELECT pool, COUNT(*) FROM lead WHERE deleted_at IS NULL AND owner IS NULL AND pool IS NOT NULL AND state IN ({OPEN}) GROUP BY pool"
    );
    for r in tx.query(&sql, &[])? {
        waiting.insert(r.string(0)?, r.int(1)?);
    }
    let mine = held_by(tx, me)?;
    let claimed = claimed_today(tx, me, now)?;
    let mut out = Vec::new();
    for pool in load(tx)? {
        let member = pool.member(me, team);
        if !member && !all {
            continue;
        }
        let shown = pool.shown();
        let (customers, fault) = match &pool.customers {
            Some(text) => {
                let (text, fault) = filtering::worded(tx, ObjectKind::Person, text)?;
                (Some(text), fault)
            }
            None => (None, None),
        };
        out.push(PoolInfo {
            waiting: waiting.get(&shown).copied().unwrap_or_default(),
            mine: mine.get(&shown).copied().unwrap_or_default(),
            claimed_today: claimed.get(&shown).copied().unwrap_or_default(),
            id: shown,
            users: pool.users.iter().map(|id| colleagues.named(*id)).collect(),
            teams: pool.teams.iter().filter_map(|id| colleagues.named_team(*id)).collect(),
            name: pool.name,
            daily_cap: pool.daily_cap,
            holding_cap: pool.holding_cap,
            cool_days: pool.cool_days,
            protect_days: pool.protect_days,
            silent_days: pool.silent_days,
            deal_days: pool.deal_days,
            remind_days: pool.remind_days,
            customers,
            fault,
            member,
        });
    }
    Ok(out)
}

/// Open leads that a colleague holds, by pool.
pub(crate) fn held_by(tx: &mut Tx<'_>, user: Id) -> Result<HashMap<String, i64>> {
    let sql = format!(
        "SELECT pool, COUNT(*) FROM lead WHERE owner = $1 AND deleted_at IS NULL AND state IN ({OPEN}) AND pool IS NOT NULL GROUP BY pool"
    );
    tx.query(&sql, &[user.into()])?.iter().map(|r| Ok((r.string(0)?, r.int(1)?))).collect()
}

/// What a colleague has claimed since the day began, by pool.
pub(crate) fn claimed_today(tx: &mut Tx<'_>, user: Id, now: Micros) -> Result<HashMap<String, i64>> {
    let began = day_began(tx, now)?;
    let sql = "SELECT pool, COUNT(*) FROM lead_move WHERE to_id = $1 AND at >= $2 AND how = 'claim' AND pool IS NOT NULL GROUP BY pool";
    tx.query(sql, &[user.into(), began.into()])?.iter().map(|r| Ok((r.string(0)?, r.int(1)?))).collect()
}

/// When today began where the workspace is.
pub(crate) fn day_began(tx: &mut Tx<'_>, now: Micros) -> Result<Micros> {
    let zone = filtering::zone(tx)?;
    let start = now.timestamp().to_zoned(zone).start_of_day();
    Ok(start.map_or(now, |t| Micros(t.timestamp().as_microsecond())))
}

/// Makes the first pool of a workspace that never had one, and lets it take what no rule gives: the first rule is that
/// whom somebody looks after, they keep.
pub fn first(store: &Store) -> Result<()> {
    if store.read(|tx| tx.first("SELECT 1 FROM pool LIMIT 1", &[]))?.is_some() {
        return Ok(());
    }
    store.write(|tx| {
        // Two processes that start at once wait for each other here.
        settings::hold(tx, "pools", &true)?;
        if tx.first("SELECT 1 FROM pool LIMIT 1", &[])?.is_some() {
            return Ok(());
        }
        let name = words(tx, ["默认公海", "預設公海", "Shared pool"])?;
        let id = create(tx, store, Wish { name: Some(name.into()), ..Wish::default() })?;
        settings::put(tx, crate::assign::rule::FALLBACK, &Some(id.show(IdKind::Pool)))?;
        crate::assign::rule::first(tx, store)
    })
}

//! Whom a rule finds today, and what is planned for them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_people::names::Named;
use gx_people::{listing::Listing, mark, people};
use gx_sales::colleagues::Colleagues;
use gx_store::access::Access;
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Row, Store, Tx, Value};
use jiff::civil::Weekday;
use serde::Serialize;
use serde_json::Map;

use super::record::{self, Rule};
use crate::follow;
use crate::record::{ACTIVITY, Activity, Kind, write};
use crate::wish::zone_name;

/// The most that one rule plans a day, whoever gets them.
const MOST: usize = 5000;
/// How many of a preview are told by name.
const FIRST: usize = 20;

/// Somebody who is due.
struct Due {
    person: Id,
    name: String,
    owner: Option<Id>,
    last: Option<Micros>,
}

/// The condition on `p` of those who are due: found by the filter, nothing of the rule open or of late, nobody dealt with
/// them of late, and their data may be worked with.
fn due_clause(tx: &mut Tx<'_>, store: &Store, rule: &Rule) -> Result<(String, Vec<Value>)> {
    let listing = Listing::of(tx, store, &Access::system(), ObjectKind::Person, (&rule.filter, ""))?;
    let (mut sql, params) = listing.condition();
    let mut params = params.to_vec();
    let mut with = |value: Value| {
        params.push(value);
        params.len()
    };
    let now = store.now().0;
    let id = with(rule.id.into());
    let since = with(Micros(now - rule.every_days * Micros::DAY).into());
    sql.push_str(&format!(
        " AND NOT EXISTS (SELECT 1 FROM activity x JOIN person m ON m.id = x.person_id WHERE m.canonical_id = p.id AND x.rule_id = ${id} \
         AND (x.state = 'open' AND x.deleted_at IS NULL OR x.created_at > ${since} OR x.done_at > ${since}))"
    ));
    if rule.quiet_days > 0 {
        let quiet = with(Micros(now - rule.quiet_days * Micros::DAY).into());
        sql.push_str(&format!(
            " AND NOT EXISTS (SELECT 1 FROM interaction i JOIN person m ON m.id = i.person_id WHERE m.canonical_id = p.id \
             AND i.occurred_at > ${quiet} AND (i.staff_id IS NOT NULL OR i.kind IN ('message', 'call', 'visit', 'meeting')))"
        ));
    }
    sql.push_str(&format!(" AND {}", mark::unrestricted("p")));
    Ok((sql, params))
}

/// Those who are due and can be given to somebody, of each owner as many as a day takes: longest not heard of first.
fn due(tx: &mut Tx<'_>, store: &Store, rule: &Rule, colleagues: &Colleagues) -> Result<Vec<Due>> {
    let (mut sql, params) = due_clause(tx, store, rule)?;
    if !rule.fallback.is_some_and(|id| colleagues.get(id).is_some_and(|c| c.here)) {
        let here: Vec<String> = colleagues.here().iter().map(|c| c.id.0.to_string()).collect();
        sql.push_str(&format!(" AND p.owner IN ({})", here.join(",")));
    }
    let select = format!(
        "SELECT id, name, owner, last_seen_at FROM (SELECT p.id, p.name, p.owner, p.last_seen_at, ROW_NUMBER() OVER \
         (PARTITION BY p.owner ORDER BY p.last_seen_at NULLS FIRST, p.id) AS nth FROM person p WHERE {sql}) d \
         WHERE nth <= {} ORDER BY last_seen_at NULLS FIRST, id LIMIT {MOST}",
        rule.daily
    );
    tx.query(&select, &params)?.iter().map(read).collect()
}

/// Those of some who are due still.
fn still_due(tx: &mut Tx<'_>, store: &Store, rule: &Rule, of: &[Id]) -> Result<BTreeSet<Id>> {
    let (sql, params) = due_clause(tx, store, rule)?;
    let mut out = BTreeSet::new();
    for some in of.chunks(500) {
        let ids: Vec<String> = some.iter().map(|id| id.0.to_string()).collect();
        let select = format!("SELECT p.id FROM person p WHERE {sql} AND p.id IN ({})", ids.join(","));
        for r in tx.query(&select, &params)? {
            out.insert(r.id(0)?);
        }
    }
    Ok(out)
}

fn read(r: &Row) -> Result<Due> {
    Ok(Due { person: r.id(0)?, name: r.string(1)?, owner: r.opt_id(2)?, last: r.opt_micros(3)? })
}

/// Whom a rule would find.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    people: i64,
    due: i64,
    first: Vec<First>,
}

#[derive(Clone, Debug, Serialize)]
struct First {
    person: Named,
    owner: Option<Named>,
    at: Option<Micros>,
    last: Option<Micros>,
}

/// Whom a rule would find now, as far as the caller sees them by name.
///
/// # Errors
///
/// A problem of the filter.
pub fn preview(tx: &mut Tx<'_>, store: &Store, access: &Access, rule: &Rule) -> Result<Preview> {
    let asked =
        people::PeopleQuery { filter: rule.filter.clone(), limit: 1, ..people::PeopleQuery::default() };
    let people = people::page(tx, access, store.now(), &asked)?.total;
    let (sql, params) = due_clause(tx, store, rule)?;
    let see = access.see_person("p");
    let due_count =
        tx.one(&format!("SELECT COUNT(*) FROM person p WHERE {sql} AND {see}"), &params)?.int(0)?;
    let colleagues = Colleagues::load(tx)?;
    let mut taken = HashMap::new();
    let mut first = Vec::new();
    let day = morning(tx, store.now())?;
    for found in due(tx, store, rule, &colleagues)? {
        if first.len() == FIRST {
            break;
        }
        let Some((root, _)) = people::root(tx, access, found.person)? else { continue };
        let owner = given(&colleagues, rule, &found);
        let at = owner.and_then(|owner| day.filter(|_| room(&mut taken, rule, owner, 0)));
        first.push(First {
            person: Named {
                id: root.show(gx_kernel::IdKind::Person),
                initial: Some(gx_text::avatar_initial(&found.name)),
                name: found.name,
            },
            owner: owner.map(|id| colleagues.named(id)),
            at,
            last: found.last,
        });
    }
    Ok(Preview { people, due: due_count, first })
}

/// Who gets one: their owner if that one works here still, else who the rule names.
fn given(colleagues: &Colleagues, rule: &Rule, found: &Due) -> Option<Id> {
    let here = |id: &Id| colleagues.get(*id).is_some_and(|c| c.here);
    found.owner.filter(here).or(rule.fallback.filter(here))
}

/// Whether a colleague may be given one more today.
fn room(taken: &mut HashMap<Id, i64>, rule: &Rule, owner: Id, already: i64) -> bool {
    let n = taken.entry(owner).or_insert(already);
    *n += 1;
    *n <= rule.daily
}

/// When the day began where the workspace is; none on a day on which nobody works.
fn morning(tx: &mut Tx<'_>, now: Micros) -> Result<Option<Micros>> {
    let today = now.timestamp().to_zoned(gx_record::filtering::zone(tx)?);
    if matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Ok(None);
    }
    Ok(today.start_of_day().ok().map(|t| Micros(t.timestamp().as_microsecond())))
}

/// Plans what all live rules find today. Who was told.
pub fn run(store: &Store) -> Result<Vec<Id>> {
    let rules = store.read(|tx| record::some(tx, "live = 1 AND deleted_at IS NULL", &[]))?;
    let mut told = Vec::new();
    for rule in rules {
        // One that cannot be read any more (a field is gone) must not hold up the others.
        match one(store, &rule) {
            Ok(staff) => told.extend(staff),
            Err(error) => tracing::warn!(rule = rule.id.0, %error, "a rule of revisits could not be run"),
        }
    }
    told.sort_unstable();
    told.dedup();
    Ok(told)
}

/// How many a rule has planned for each colleague since a moment.
fn planned_since(tx: &mut Tx<'_>, rule: &Rule, day: Micros) -> Result<HashMap<Id, i64>> {
    let sql = "SELECT owner, COUNT(*) FROM activity WHERE rule_id = $1 AND created_at >= $2 AND owner IS NOT NULL GROUP BY owner";
    tx.query(sql, &[rule.id.into(), day.into()])?.iter().map(|r| Ok((r.id(0)?, r.int(1)?))).collect()
}

/// Who is to be given to whom today. The search goes through all people, so nothing is written meanwhile.
fn picked(store: &Store, rule: &Rule) -> Result<Vec<(Id, Id)>> {
    store.read(|tx| {
        let Some(day) = morning(tx, store.now())? else { return Ok(Vec::new()) };
        let colleagues = Colleagues::load(tx)?;
        let already = planned_since(tx, rule, day)?;
        let mut taken = HashMap::new();
        let mut out = Vec::new();
        for found in due(tx, store, rule, &colleagues)? {
            let Some(owner) = given(&colleagues, rule, &found) else { continue };
            if room(&mut taken, rule, owner, already.get(&owner).copied().unwrap_or(0)) {
                out.push((found.person, owner));
            }
        }
        Ok(out)
    })
}

/// Plans what one rule finds. Who was told.
fn one(store: &Store, rule: &Rule) -> Result<Vec<Id>> {
    let picked = picked(store, rule)?;
    let people: Vec<Id> = picked.iter().map(|(person, _)| *person).collect();
    store.write(|tx| {
        let now = store.now();
        tx.execute("UPDATE revisit SET last_run = $1 WHERE id = $2", &[now.into(), rule.id.into()])?;
        let Some(day) = morning(tx, now)?.filter(|_| !people.is_empty()) else { return Ok(Vec::new()) };
        // Somebody may have dealt with them meanwhile.
        let still = still_due(tx, store, rule, &people)?;
        // And the same rule may have been run beside this one, for as many as a day takes.
        let already = planned_since(tx, rule, day)?;
        let mut taken = HashMap::new();
        let zone = zone_name(tx)?;
        let (mut entries, mut made) = (Vec::new(), BTreeMap::<Id, i64>::new());
        for (person, owner) in picked.iter().filter(|(person, _)| still.contains(person)) {
            if !room(&mut taken, rule, *owner, already.get(owner).copied().unwrap_or(0)) {
                continue;
            }
            let mut a = Activity::new(store, zone.clone());
            (a.kind, a.title, a.note) = (rule.kind, rule.title.clone(), rule.note.clone());
            (a.owner, a.rule, a.all_day, a.first_at) = (Some(*owner), Some(rule.id), true, Some(day));
            a.about[0] = Some(*person);
            a.length = (rule.kind != Kind::Task).then_some(86_400);
            write(tx, store, &mut a, true)?;
            entries.push(Entry {
                object: ACTIVITY,
                row: a.id,
                op: Op::Create,
                before: Map::new(),
                after: a.values(),
            });
            *made.entry(*owner).or_default() += 1;
        }
        if !entries.is_empty() {
            let mut batch = Batch::open(tx, store, "create", By::Rule, None, None)?;
            entries.into_iter().for_each(|entry| batch.log(entry));
            batch.flush(tx, store)?;
        }
        let mut told = Vec::new();
        for (owner, n) in made {
            if follow::planned(tx, store, owner, (&rule.name, n))? {
                told.push(owner);
            }
        }
        Ok(told)
    })
}

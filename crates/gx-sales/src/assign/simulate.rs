//! What would have been: the last leads under other rules, as if each had come again at its time.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};

use super::decide::Why;
use super::rule::{self, RuleWish};
use super::{run, seat};
use crate::pool;

/// The most leads that are gone through.
const MOST: i64 = 2000;

/// Which rules, and over how many leads.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    rules: Option<Vec<RuleWish>>,
    fallback: Option<String>,
    last: Option<i64>,
}

/// A lead and who would get it.
#[derive(Debug, Serialize)]
pub struct Simulated {
    lead: Named,
    at: Micros,
    source: Option<String>,
    had: Option<Named>,
    gets: Option<Named>,
    pool: Option<Named>,
    rule: Option<String>,
    why: Vec<Why>,
}

/// How many somebody was given, and would be.
#[derive(Debug, Serialize)]
pub struct Part {
    who: Named,
    had: i64,
    gets: i64,
}

/// What would have been.
#[derive(Debug, Serialize)]
pub struct Simulation {
    leads: Vec<Simulated>,
    parts: Vec<Part>,
    nobody: i64,
}

/// Goes through the last leads that the caller sees. Nobody has any before the first of them; a lead is open for as long
/// as it was.
///
/// # Errors
///
/// What is wrong with the rules.
pub fn simulate(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: Wish) -> Result<Simulation> {
    let last = wish.last.unwrap_or(500);
    if !(1..=MOST).contains(&last) {
        return Err(Problem::field("last", "out_of_range", format!("1 to {MOST}")).into());
    }
    let (rules, rest) = match wish.rules {
        Some(rules) => (rule::clean(tx, store, rules)?, rule::read_fallback(tx, wish.fallback.as_deref())?),
        None => (rule::load(tx)?, rule::fallback(tx)?),
    };
    let sql = format!(
        "SELECT l.id, l.name, l.created_at, l.source, l.owner, l.closed_at, l.pool FROM lead l WHERE l.deleted_at IS NULL AND {} \
         ORDER BY l.created_at DESC, l.id DESC LIMIT {last}",
        access.see(ObjectKind::Lead, "l")
    );
    let mut rows = tx.query(&sql, &[])?;
    rows.reverse();
    let ids: Vec<Id> = rows.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    let first = first_owners(tx, &ids)?;
    let asked = run::asked(tx, store, &rules, &ids)?;
    let pools = pool::load(tx)?;
    let mut board = run::board(tx, store, rules, rest)?;
    // Everybody begins with empty hands, and with no turn taken.
    (board.open, board.month, board.turns, board.last) = Default::default();
    let mut held: Vec<(Micros, Id)> = Vec::new();
    let mut month = None;
    let mut leads = Vec::with_capacity(rows.len());
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut nobody = 0;
    let hides_source = access.hides_of(ObjectKind::Lead, "source");
    for r in &rows {
        let (id, at) = (r.id(0)?, r.micros(2)?);
        let Some(mut one) = asked.get(&id).cloned() else { continue };
        one.at = at;
        // Whom they were kept by when they came, the trace says; the person may be somebody else's by now.
        if let Some((_, Some(why))) = first.get(&id) {
            match why.as_str() {
                "keeper" => one.keeper = first.get(&id).map(|(who, _)| *who),
                _ => one.registered = first.get(&id).map(|(who, _)| *who),
            }
        }
        // What was closed by then is off the hands of who had it; a new month begins from nothing.
        let open = &mut board.open;
        held.retain(|(until, who)| {
            let closed = *until <= at;
            if closed && let Some(n) = open.get_mut(who) {
                *n -= 1;
            }
            !closed
        });
        let began = seat::month_began(at, &board.zone);
        if month.replace(began) != Some(began) {
            board.month.clear();
        }
        let decision = board.decide(&one);
        if let (Some(to), Some(until)) = (decision.to, r.opt_micros(5)?) {
            held.push((until, to));
        }
        let had = first.get(&id).map(|(who, _)| *who).or(r.opt_id(4)?).map(|id| board.colleagues.named(id));
        let lay = match &had {
            Some(_) => None,
            None => r.opt_text(6)?.and_then(|shown| pool::named(&pools, shown)).map(|pool| pool.named()),
        };
        let gets = decision.to.map(|id| board.colleagues.named(id));
        let waits = decision.pool.filter(|_| decision.to.is_none());
        let waits = waits.and_then(|id| pools.iter().find(|p| p.id == id)).map(pool::Pool::named);
        for (who, before) in [(&had, true), (&lay, true), (&gets, false), (&waits, false)] {
            let Some(who) = who else { continue };
            let part =
                parts.entry(who.id.clone()).or_insert_with(|| Part { who: who.clone(), had: 0, gets: 0 });
            if before { part.had += 1 } else { part.gets += 1 }
        }
        if gets.is_none() && waits.is_none() {
            nobody += 1;
        }
        leads.push(Simulated {
            lead: Named { id: id.show(IdKind::Lead), name: r.string(1)?, initial: None },
            at,
            source: if hides_source { None } else { r.opt_string(3)? },
            had,
            gets,
            pool: waits,
            rule: decision.rule.map(|(_, name)| name),
            why: decision.why,
        });
    }
    leads.reverse();
    let mut parts: Vec<Part> = parts.into_values().collect();
    parts.sort_by_key(|p| std::cmp::Reverse((p.gets.max(p.had), p.gets)));
    Ok(Simulation { leads, parts, nobody })
}

/// Who had each lead first, and whether that was because they looked after the person or had registered them.
fn first_owners(tx: &mut Tx<'_>, ids: &[Id]) -> Result<HashMap<Id, (Id, Option<String>)>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut out: HashMap<Id, (i64, Id, Option<String>)> = HashMap::new();
    let sql = "SELECT lead_id, id, to_id, why FROM lead_move WHERE to_id IS NOT NULL AND lead_id IN";
    for r in tx.query_in(sql, &keys)? {
        let (lead, at, to) = (r.id(0)?, r.int(1)?, r.id(2)?);
        if out.get(&lead).is_some_and(|held| held.0 < at) {
            continue;
        }
        let said: Vec<Why> = r.json(3)?;
        let by = said.into_iter().next_back().and_then(|why| why.by);
        out.insert(lead, (at, to, by.filter(|by| by == "keeper" || by == "registered")));
    }
    Ok(out.into_iter().map(|(lead, (_, to, by))| (lead, (to, by))).collect())
}

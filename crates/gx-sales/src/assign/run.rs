//! Lets the rules decide about leads that are there: what they ask is read for all of them at once.

use std::collections::HashMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_record::filtering;
use gx_record::list::Clause;
use gx_store::access::Access;
use gx_store::{Conflict, Result, Store, Tx};

use super::decide::{Asked, Board, Decision};
use super::rule::{self, Rule};
use super::seat;
use crate::colleagues::Colleagues;
use crate::registration;

/// What stands on the board at the moment, for these rules.
pub(crate) fn board(tx: &mut Tx<'_>, store: &Store, rules: Vec<Rule>, rest: Option<Id>) -> Result<Board> {
    let zone = filtering::zone(tx)?;
    let colleagues = Colleagues::load(tx)?;
    let mut turns = HashMap::new();
    let mut last = 0;
    for r in tx.query("SELECT rule_id, staff_id, at FROM assign_turn", &[])? {
        let at = r.int(2)?;
        turns.insert((r.id(0)?, r.id(1)?), at);
        last = last.max(at);
    }
    let mut keepers: HashMap<Id, Vec<Id>> = HashMap::new();
    for r in tx.query("SELECT territory_id, kind, member_id FROM territory_member ORDER BY member_id", &[])? {
        let of = keepers.entry(r.id(0)?).or_default();
        if r.text(1)? == "user" {
            of.push(r.id(2)?);
        } else {
            of.extend(colleagues.of_team(r.id(2)?));
        }
    }
    for of in keepers.values_mut() {
        of.sort_unstable();
        of.dedup();
    }
    Ok(Board {
        rules,
        seats: seat::load(tx)?,
        keepers,
        open: seat::open_by(tx)?,
        month: seat::came_since(tx, seat::month_began(store.now(), &zone))?,
        turns,
        fallback: rest,
        colleagues,
        zone,
        last,
    })
}

/// What rules ask of leads: their people, and whether each filter holds. A filter that cannot be read holds for none.
pub(crate) fn asked(
    tx: &mut Tx<'_>,
    store: &Store,
    rules: &[Rule],
    ids: &[Id],
) -> Result<HashMap<Id, Asked>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut above: HashMap<Id, Option<Id>> = HashMap::new();
    for r in tx.query("SELECT id, parent_id FROM territory WHERE deleted_at IS NULL", &[])? {
        above.insert(r.id(0)?, r.opt_id(1)?);
    }
    let mut out: HashMap<Id, Asked> = HashMap::new();
    let sql = "SELECT l.id, r.territory, r.language, r.owner, l.owner FROM lead l LEFT JOIN person n ON n.id = l.person_id \
               LEFT JOIN person r ON r.id = n.canonical_id WHERE l.id IN";
    for r in tx.query_in(sql, &keys)? {
        let mut territories = Vec::new();
        let mut at = r.opt_text(1)?.and_then(|t| Id::read(IdKind::Territory, t));
        while let Some(id) = at.filter(|id| !territories.contains(id)) {
            territories.push(id);
            at = above.get(&id).copied().flatten();
        }
        // Who has the lead now is to be decided: they are no reason that they keep it.
        let keeper = r.opt_id(3)?.filter(|keeper| r.opt_id(4).ok().flatten() != Some(*keeper));
        let one = Asked {
            at: store.now(),
            territories,
            language: r.opt_string(2)?,
            keeper,
            registered: None,
            matches: vec![false; rules.len()],
        };
        out.insert(r.id(0)?, one);
    }
    for (lead, who) in registration::for_leads(tx, store, &keys)? {
        if let Some(one) = out.get_mut(&lead) {
            one.registered = Some(who);
        }
    }
    for (at, rule) in rules.iter().enumerate().filter(|(_, rule)| rule.on) {
        for lead in holds(tx, store, &rule.filter, &keys)? {
            if let Some(matches) = out.get_mut(&lead).and_then(|one| one.matches.get_mut(at)) {
                *matches = true;
            }
        }
    }
    Ok(out)
}

/// Those of some leads for which a filter holds.
fn holds(tx: &mut Tx<'_>, store: &Store, filter: &str, keys: &[i64]) -> Result<Vec<Id>> {
    let mut clause = Clause::default();
    let read =
        filtering::push(tx, &mut clause, ObjectKind::Lead, filter, &Access::system(), "l", store.now());
    match read {
        Err(gx_store::StoreError::Problem(_)) => return Ok(Vec::new()),
        read => read?,
    }
    let also = if clause.leading().is_empty() { "1 = 1" } else { clause.leading() };
    let mut out = Vec::new();
    for chunk in keys.chunks(500) {
        // Ids are numbers of ours, so writing them into the text is safe.
        let ids: Vec<String> = chunk.iter().map(i64::to_string).collect();
        let sql = format!("SELECT l.id FROM lead l WHERE ({also}) AND l.id IN ({})", ids.join(","));
        for r in tx.query_once(&sql, &clause.params)? {
            out.push(r.id(0)?);
        }
    }
    Ok(out)
}

/// What the rules say of these leads, in their order; whose turn it was is kept.
pub(crate) fn decisions(tx: &mut Tx<'_>, store: &Store, ids: &[Id]) -> Result<HashMap<Id, Decision>> {
    let mut out = HashMap::new();
    if ids.is_empty() {
        return Ok(out);
    }
    // Two who let the rules decide at once wait for each other: turns are taken one by one.
    gx_store::settings::hold(tx, "assign_turns", &0)?;
    let rules = rule::load(tx)?;
    let rest = rule::fallback(tx)?;
    let asked = asked(tx, store, &rules, ids)?;
    let mut board = board(tx, store, rules, rest)?;
    let before = board.last;
    for id in ids {
        if let Some(one) = asked.get(id) {
            out.insert(*id, board.decide(one));
        }
    }
    let rows: Vec<_> = board
        .turns
        .iter()
        .filter(|(_, at)| **at > before)
        .map(|((rule, staff), at)| vec![(*rule).into(), (*staff).into(), (*at).into()])
        .collect();
    for row in &rows {
        tx.execute(
            "DELETE FROM assign_turn WHERE rule_id = $1 AND staff_id = $2",
            row.get(..2).unwrap_or_default(),
        )?;
    }
    tx.insert_many("assign_turn", &["rule_id", "staff_id", "at"], &rows, Conflict::Fail)?;
    Ok(out)
}

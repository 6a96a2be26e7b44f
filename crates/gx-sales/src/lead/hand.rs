//! A lead goes from hand to hand: given by a rule or a colleague, claimed, given back, recycled. One place does it, so
//! that every way leaves the same trace.

use std::collections::BTreeMap;

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::notices::{self, Notice};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::record::{self, Lead};
use super::{LEAD, returns};
use crate::assign::decide::Why;
use crate::pool::Pool;

/// The most characters of a reason.
const MOST_REASON: usize = 500;

/// How a lead came to somebody, or left them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The rules gave it.
    Rule,
    /// Somebody took it from its pool.
    Claim,
    /// Somebody gave it back.
    Release,
    /// It went back by itself.
    Recycle,
    /// A colleague gave it.
    Hand,
    /// A dispute was decided.
    Decision,
    /// It was made so.
    Made,
}

impl How {
    /// As the database says it.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Recycle => "recycle",
            Self::Hand => "hand",
            Self::Decision => "decision",
            Self::Made => "made",
        }
    }
}

/// A move of a lead.
#[derive(Clone, Debug)]
pub struct Hand<'a> {
    /// How it comes about.
    pub how: How,
    /// Who has it then.
    pub to: Option<Id>,
    /// Of which pool it is then.
    pub pool: Option<Id>,
    /// The rule, with its name as it is called now.
    pub rule: Option<(Id, &'a str)>,
    /// What was said.
    pub reason: Option<&'a str>,
    /// What the rules said.
    pub why: &'a [Why],
}

impl Hand<'_> {
    /// To somebody or nobody, of a pool or none, without a word.
    pub fn new(how: How, to: Option<Id>, pool: Option<Id>) -> Self {
        Self { how, to, pool, rule: None, reason: None, why: &[] }
    }
}

/// Writes down how a lead moved now.
pub(crate) fn trace(
    tx: &mut Tx<'_>,
    store: &Store,
    lead: &Lead,
    hand: &Hand<'_>,
    from: Option<Id>,
    (by, batch): (Option<Id>, Option<Id>),
) -> Result<()> {
    trace_at(tx, store, lead, hand, from, (by, batch, store.now()))
}

/// Writes down how a lead moved once.
pub fn trace_at(
    tx: &mut Tx<'_>,
    store: &Store,
    lead: &Lead,
    hand: &Hand<'_>,
    from: Option<Id>,
    (by, batch, at): (Option<Id>, Option<Id>, Micros),
) -> Result<()> {
    let why = (!hand.why.is_empty()).then(|| json!(hand.why).to_string());
    let row = vec![
        store.id().into(),
        lead.id.into(),
        at.into(),
        hand.how.as_text().into(),
        from.into(),
        hand.to.into(),
        hand.pool.map(|id| id.show(IdKind::Pool)).into(),
        by.into(),
        hand.rule.map(|(id, _)| id).into(),
        hand.rule.map(|(_, name)| name).into(),
        hand.reason.into(),
        why.into(),
        batch.into(),
    ];
    let columns = [
        "id", "lead_id", "at", "how", "from_id", "to_id", "pool", "by_id", "rule_id", "rule", "reason",
        "why", "batch_id",
    ];
    tx.insert_many("lead_move", &columns, &[row], Conflict::Fail)?;
    Ok(())
}

/// Moves a lead, stores it, leaves its trace, and notes whom to tell.
pub(crate) fn give(
    tx: &mut Tx<'_>,
    store: &Store,
    (batch, news): (&mut Batch, &mut News),
    pools: &[Pool],
    lead: &mut Lead,
    hand: &Hand<'_>,
) -> Result<()> {
    let was = MOVED.map(|key| lead.value(key));
    let from = lead.owner;
    settle(store.now(), pools, lead, hand);
    record::update(tx, store, lead)?;
    trace(tx, store, lead, hand, from, (batch.by.id(), Some(batch.id)))?;
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, old) in MOVED.into_iter().zip(was) {
        let now = lead.value(key);
        if now != old {
            before.insert(key.into(), old);
            after.insert(key.into(), now);
        }
    }
    batch.log(Entry { object: LEAD, row: lead.id, op: Op::Update, before, after });
    keep(tx, store, batch, lead.person, (from, lead.owner))?;
    news.add(lead, hand, from);
    Ok(())
}

/// What a move changes of a lead, as the log knows it; the last two are nobody's to read.
const MOVED: [&str; 6] = ["owner", "pool", "protected_until", "locked", "held_since", "worked_at"];
/// Those of what the log knows that are kept for undo and not shown.
pub const UNSEEN: [&str; 2] = ["held_since", "worked_at"];

/// What a move makes of a lead: who has it since when, and until when it is protected.
pub fn settle(now: Micros, pools: &[Pool], lead: &mut Lead, hand: &Hand<'_>) {
    lead.owner = hand.to;
    lead.pool = hand.pool;
    lead.held_since = hand.to.map(|_| now);
    lead.worked_at = None;
    lead.reminded = None;
    let pool = hand.pool.and_then(|id| pools.iter().find(|pool| pool.id == id));
    // What was promised to one is not owed to the next.
    lead.protected_until = match (hand.to, pool) {
        (Some(_), Some(pool)) if pool.protect_days > 0 => Some(now.plus(pool.protect_days * Micros::DAY)),
        _ => None,
    };
    if hand.to.is_none() {
        lead.locked = false;
    }
    lead.returns_at = returns::at(lead, pool);
}

/// Whose lead it is looks after the person whom nobody looks after; who lets go of it, only where they had deals.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    person: Option<Id>,
    (from, to): (Option<Id>, Option<Id>),
) -> Result<()> {
    let Some(node) = person else { return Ok(()) };
    let sql = "SELECT r.id, r.owner FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1 AND r.deleted_at IS NULL";
    let Some(r) = tx.first(sql, &[node.into()])? else { return Ok(()) };
    let (root, holds) = (r.id(0)?, r.opt_id(1)?);
    let next = match (holds, from, to) {
        (None, _, Some(to)) => Some(to),
        (Some(holds), Some(from), to) if holds == from && to != Some(from) => {
            let sql = "SELECT 1 FROM deal d JOIN person n ON n.id = d.person_id WHERE n.canonical_id = $1 AND d.owner = $2 \
                       AND d.deleted_at IS NULL LIMIT 1";
            if tx.first(sql, &[root.into(), from.into()])?.is_some() {
                return Ok(());
            }
            to
        }
        _ => return Ok(()),
    };
    let set = Map::from_iter([("owner".into(), next.map(|id| id.show(IdKind::User)).into())]);
    gx_people::edit::follow(tx, store, batch, root, &set)
}

/// Whom to tell of moves: of many at once everybody is told once.
#[derive(Debug, Default)]
pub struct News(BTreeMap<(Id, &'static str), (usize, Id, String, Option<String>)>);

impl News {
    /// Notes a move: whom the lead comes to, and who lost it without having given it up.
    pub(crate) fn add(&mut self, lead: &Lead, hand: &Hand<'_>, from: Option<Id>) {
        let to = hand.to.filter(|_| hand.how != How::Claim).map(|to| (to, "given"));
        let lost = from.filter(|from| hand.to != Some(*from) && hand.how != How::Release);
        let lost = lost.map(|from| (from, if hand.how == How::Recycle { "returned" } else { "taken" }));
        for key in to.into_iter().chain(lost) {
            let first = || (0, lead.id, lead.name().to_owned(), hand.reason.map(str::to_owned));
            self.0.entry(key).or_insert_with(first).0 += 1;
        }
    }

    /// Tells them; who was told.
    pub(crate) fn tell(self, tx: &mut Tx<'_>, store: &Store, by: Option<Id>) -> Result<Vec<Id>> {
        let mut told = Vec::new();
        for ((who, did), (n, lead, name, reason)) in self.0 {
            let one = n == 1;
            let detail = if one {
                json!({"did": did, "name": name, "reason": reason})
            } else {
                json!({"did": did, "n": n})
            };
            let row = one.then_some(lead);
            if notices::give(tx, store, who, &Notice { kind: "lead", by, object: Some(LEAD), row, detail })? {
                told.push(who);
            }
        }
        Ok(told)
    }
}

/// What was said, trimmed.
///
/// # Errors
///
/// `missing` where nothing was, `too_long`.
pub(crate) fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("reason", "missing", "say why").into());
    }
    if text.chars().count() > MOST_REASON {
        return Err(Problem::field("reason", "too_long", format!("at most {MOST_REASON} characters")).into());
    }
    Ok(text.to_owned())
}

/// The right to share leads out: to give and to guard those within reach, and to decide disputes.
pub(crate) const SHARES_OUT: &str = "leads";

/// What a dispute or the start of a lead says of it, as JSON for the log.
pub(crate) fn whose(lead: &Lead) -> Map<String, Json> {
    ["owner", "pool"]
        .iter()
        .map(|key| ((*key).to_owned(), lead.value(key)))
        .filter(|(_, v)| !v.is_null())
        .collect()
}

//! Leads are claimed from the pools they wait in: who may, within which limits, and what became of each.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::{Access, Verb};
use gx_store::change::Batch;
use gx_store::{Dialect, Result, Store, Tx};
use serde::Serialize;

use super::hand::{Hand, How, News, give};
use super::record::{self, Lead};
use crate::colleagues::Colleagues;
use crate::pool::{self, Pool};

/// The most leads that one request moves.
pub const MOST: usize = 1000;

/// What became of one lead of several.
#[derive(Clone, Debug, Serialize)]
pub struct Outcome {
    id: String,
    ok: bool,
    code: Option<&'static str>,
    until: Option<Micros>,
    owner: Option<Named>,
    pool: Option<Named>,
}

/// What became of all.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// In the order in which they were named.
    pub outcomes: Vec<Outcome>,
    /// The batch for undo; none where nothing was done.
    pub batch: Option<String>,
    /// Who has something now that they had not.
    #[serde(skip)]
    pub told: Vec<Id>,
}

/// Why a lead is not claimed, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What stands in the way.
    pub code: &'static str,
    /// When it does not any more.
    pub until: Option<Micros>,
}

impl Bar {
    pub(super) fn of(code: &'static str) -> Self {
        Self { code, until: None }
    }
}

/// What somebody has of each pool, read once for many leads.
pub struct Claimer {
    me: Id,
    team: Option<Id>,
    now: Micros,
    pools: Vec<Pool>,
    held: HashMap<String, i64>,
    today: HashMap<String, i64>,
    day_ends: Micros,
}

impl Claimer {
    /// Of a colleague as they stand now.
    pub fn of(tx: &mut Tx<'_>, me: Id, now: Micros) -> Result<Self> {
        let team = match tx.first("SELECT team_id FROM staff WHERE id = $1", &[me.into()])? {
            Some(r) => r.opt_id(0)?,
            None => None,
        };
        let zone = gx_record::filtering::zone(tx)?;
        Ok(Self {
            me,
            team,
            now,
            pools: pool::load(tx)?,
            held: pool::held_by(tx, me)?,
            today: pool::claimed_today(tx, me, now)?,
            day_ends: crate::deal::list::end_of_day(now, &zone),
        })
    }

    /// What keeps them from claiming a lead.
    pub fn bar(&self, tx: &mut Tx<'_>, lead: &Lead) -> Result<Option<Bar>> {
        if !lead.state.open() {
            return Ok(Some(Bar::of("closed")));
        }
        if lead.owner.is_some() {
            return Ok(Some(Bar::of(if lead.locked { "locked" } else { "taken" })));
        }
        let pool = lead.pool.and_then(|id| self.pools.iter().find(|pool| pool.id == id));
        let Some(pool) = pool.filter(|pool| pool.member(self.me, self.team)) else {
            return Ok(Some(Bar::of("not_member")));
        };
        let shown = pool.shown();
        let count = |of: &HashMap<String, i64>| of.get(&shown).copied().unwrap_or_default();
        if pool.daily_cap.is_some_and(|most| count(&self.today) >= most) {
            return Ok(Some(Bar { code: "daily_cap", until: Some(self.day_ends) }));
        }
        if pool.holding_cap.is_some_and(|most| count(&self.held) >= most) {
            return Ok(Some(Bar::of("holding_cap")));
        }
        if pool.cool_days > 0 {
            let since = self.now.plus(-pool.cool_days * Micros::DAY);
            if let Some(left) = let_go(tx, lead, self.me, since)? {
                let until = left.plus(pool.cool_days * Micros::DAY);
                return Ok(Some(Bar { code: "cooling", until: Some(until) }));
            }
        }
        Ok(None)
    }

    fn took(&mut self, lead: &Lead) {
        if let Some(pool) = lead.pool.map(|id| id.show(IdKind::Pool)) {
            *self.held.entry(pool.clone()).or_default() += 1;
            *self.today.entry(pool).or_default() += 1;
        }
    }
}

/// When somebody last let go of this lead, or of another of the same person, since then.
fn let_go(tx: &mut Tx<'_>, lead: &Lead, who: Id, since: Micros) -> Result<Option<Micros>> {
    let sql = "SELECT MAX(m.at) FROM lead_move m WHERE m.from_id = $1 AND m.at > $2 AND m.how IN ('release', 'recycle') \
               AND (m.lead_id = $3 OR m.lead_id IN (SELECT l.id FROM lead l JOIN person n ON n.id = l.person_id \
               WHERE n.canonical_id = (SELECT canonical_id FROM person WHERE id = $4)))";
    tx.one(sql, &[who.into(), since.into(), lead.id.into(), lead.person.into()])?.opt_micros(0)
}

pub(super) fn ids_of(texts: &[String]) -> Result<Vec<(String, Option<Id>)>> {
    if texts.is_empty() {
        return Err(Problem::field("ids", "missing", "name at least one lead").into());
    }
    if texts.len() > MOST {
        return Err(Problem::field("ids", "too_many", format!("at most {MOST} leads at once")).into());
    }
    let mut out: Vec<(String, Option<Id>)> = Vec::with_capacity(texts.len());
    for text in texts {
        if !out.iter().any(|(held, _)| held == text) {
            out.push((text.clone(), Id::read(IdKind::Lead, text)));
        }
    }
    Ok(out)
}

pub(super) fn outcome(
    colleagues: &Colleagues,
    pools: &[Pool],
    id: &str,
    lead: Option<&Lead>,
    bar: Option<Bar>,
) -> Outcome {
    Outcome {
        id: id.to_owned(),
        ok: bar.is_none(),
        code: bar.map(|b| b.code),
        until: bar.and_then(|b| b.until),
        owner: lead.and_then(|l| l.owner).map(|id| colleagues.named(id)),
        pool: lead.and_then(|l| l.pool).and_then(|id| pools.iter().find(|p| p.id == id)).map(Pool::named),
    }
}

/// Takes leads that wait in pools.
///
/// # Errors
///
/// Those of the request; what stands in the way of a single lead is in its outcome.
pub fn claim(tx: &mut Tx<'_>, store: &Store, access: &Access, texts: &[String]) -> Result<Done> {
    let me = access.by().id().filter(|_| access.can(Verb::Edit));
    let me = me.ok_or_else(|| Problem::forbidden("Your role may not claim leads."))?;
    let ids = ids_of(texts)?;
    let known: Vec<Id> = ids.iter().filter_map(|(_, id)| *id).collect();
    if tx.dialect() == Dialect::Postgres {
        // Two windows of one colleague do not go beyond a limit together.
        tx.query("SELECT id FROM staff WHERE id = $1 FOR UPDATE", &[me.into()])?;
    }
    let mut leads = seen_or_taken(tx, access, &known)?;
    let mut claimer = Claimer::of(tx, me, store.now())?;
    let colleagues = Colleagues::load(tx)?;
    let mut batch = None;
    let mut news = News::default();
    let mut outcomes = Vec::with_capacity(ids.len());
    for (text, id) in &ids {
        let Some(lead) = id.and_then(|id| leads.get_mut(&id)) else {
            outcomes.push(outcome(&colleagues, &[], text, None, Some(Bar::of("not_found"))));
            continue;
        };
        let bar = claimer.bar(tx, lead)?;
        if bar.is_none() {
            let batch = match &mut batch {
                Some(batch) => batch,
                none => none.insert(Batch::open(tx, store, "edit", access.by(), None, None)?),
            };
            let hand = Hand::new(How::Claim, Some(me), lead.pool);
            give(tx, store, (batch, &mut news), &claimer.pools, lead, &hand)?;
            claimer.took(lead);
        }
        outcomes.push(outcome(&colleagues, &claimer.pools, text, Some(lead), bar));
    }
    finish(tx, store, batch, outcomes, news)
}

/// Those that the caller sees, and those that a colleague has just taken from a pool of the caller's: who was slower is
/// told who was quicker.
fn seen_or_taken(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<HashMap<Id, Lead>> {
    record::lock(tx, ids)?;
    let mut out = HashMap::new();
    for lead in record::many(tx, ids)? {
        let mut holding = record::holding(tx, &lead)?;
        let mut sees = access.allows(Verb::See, lead.id, holding);
        if !sees && lead.pool.is_some() {
            (holding.owner, holding.pool) = (None, lead.pool);
            sees = access.allows(Verb::See, lead.id, holding);
        }
        if lead.deleted_at.is_none() && sees {
            out.insert(lead.id, lead);
        }
    }
    Ok(out)
}

pub(super) fn finish(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: Option<Batch>,
    outcomes: Vec<Outcome>,
    news: News,
) -> Result<Done> {
    let Some(mut batch) = batch else { return Ok(Done { outcomes, batch: None, told: Vec::new() }) };
    batch.flush(tx, store)?;
    let told = news.tell(tx, store, batch.by.id())?;
    Ok(Done { outcomes, batch: Some(batch.id.show(IdKind::Batch)), told })
}

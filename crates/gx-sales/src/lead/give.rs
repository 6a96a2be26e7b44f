//! Leads are given: back to their pool, to a colleague, or to whom the rules name.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::{Access, Verb};
use gx_store::change::Batch;
use gx_store::{Result, Store, Tx};

use super::claim::{Bar, Done, finish, ids_of, outcome};
use super::edit;
use super::hand::{Hand, How, News, SHARES_OUT, give, reason};
use super::record::{self, Lead};
use crate::colleagues::Colleagues;
use crate::pool::{self, Pool};

/// Living leads by their ids as far as the caller sees them; others who want to change them wait.
fn seen(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<HashMap<Id, Lead>> {
    record::lock(tx, ids)?;
    let mut out = HashMap::new();
    for lead in record::many(tx, ids)? {
        let holding = record::holding(tx, &lead)?;
        if lead.deleted_at.is_none() && access.allows(Verb::See, lead.id, holding) {
            out.insert(lead.id, lead);
        }
    }
    Ok(out)
}

/// Gives a lead back to its pool, or to another.
///
/// # Errors
///
/// `no_pool` where it is of none and none was named; forbidden where it is not the caller's to give.
pub fn release(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    (why, pool): (&str, Option<&str>),
) -> Result<Id> {
    let mut lead = edit::to_edit(tx, access, id)?;
    let why = reason(why)?;
    edit::still_open(&lead)?;
    if lead.owner.is_none() {
        return Err(Problem::conflict("free", "Nobody has this lead.").into());
    }
    if lead.locked && !access.may(SHARES_OUT) {
        return Err(Problem::conflict("locked", "This lead is locked.").into());
    }
    let pools = pool::load(tx)?;
    let to = match pool.filter(|text| !text.is_empty()) {
        Some(text) => {
            let unknown = || Problem::field("pool", "unknown", format!("there is no pool {text:?}"));
            Some(pool::named(&pools, text).ok_or_else(unknown)?.id)
        }
        None => lead
            .pool
            .filter(|id| pools.iter().any(|pool| pool.id == *id))
            .or(crate::assign::rule::fallback(tx)?),
    };
    let none = || Problem::field("pool", "no_pool", "the lead is of no pool; name one");
    let to = to.ok_or_else(none)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let hand = Hand { reason: Some(&why), ..Hand::new(How::Release, None, Some(to)) };
    give(tx, store, (&mut batch, &mut News::default()), &pools, &mut lead, &hand)?;
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Whether the caller may give a lead to a colleague: their own, and those within their reach who share leads out.
pub(crate) fn may_assign(tx: &mut Tx<'_>, access: &Access, lead: &Lead) -> Result<bool> {
    if !lead.state.open() || !edit::may(tx, access, lead, Verb::Edit)? {
        return Ok(false);
    }
    Ok((lead.owner.is_some() && lead.owner == access.by().id() && !lead.locked) || access.may(SHARES_OUT))
}

/// To whom leads are to go.
enum To {
    Rules,
    Colleague(Id),
    Pool(Id),
}

fn target(colleagues: &Colleagues, pools: &[Pool], text: &str) -> Result<To> {
    if text == "rules" {
        return Ok(To::Rules);
    }
    if let Some(pool) = pool::named(pools, text) {
        return Ok(To::Pool(pool.id));
    }
    let users = colleagues.read_users("to", &[text.to_owned()])?;
    let none = || Problem::field("to", "unknown", "\"rules\", a colleague, or a pool");
    Ok(To::Colleague(users.first().copied().ok_or_else(none)?))
}

/// Gives leads to a colleague, to a pool, or to whom the rules name.
///
/// # Errors
///
/// Those of the request; what stands in the way of a single lead is in its outcome.
pub fn assign(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    texts: &[String],
    (to, why): (&str, Option<&str>),
) -> Result<Done> {
    let ids = ids_of(texts)?;
    let colleagues = Colleagues::load(tx)?;
    let pools = pool::load(tx)?;
    let to = target(&colleagues, &pools, to)?;
    let why = why.map(str::trim).filter(|text| !text.is_empty()).map(reason).transpose()?;
    let known: Vec<Id> = ids.iter().filter_map(|(_, id)| *id).collect();
    let mut leads = seen(tx, access, &known)?;
    let mut batch = None;
    let (mut outcomes, mut open, mut news) = (Vec::with_capacity(ids.len()), Vec::new(), News::default());
    for (text, id) in &ids {
        let lead = id.and_then(|id| leads.get(&id));
        let bar = match lead {
            None => Some(Bar::of("not_found")),
            Some(lead) if !lead.state.open() => Some(Bar::of("closed")),
            Some(lead) if !may_assign(tx, access, lead)? => Some(Bar::of("out_of_reach")),
            Some(_) => None,
        };
        if let (None, Some(lead)) = (bar, lead) {
            open.push(lead.id);
        }
        outcomes.push((text, bar));
    }
    let decisions = match to {
        To::Rules => Some(crate::assign::run::decisions(tx, store, &open)?),
        _ => None,
    };
    for id in open {
        let Some(lead) = leads.get_mut(&id) else { continue };
        let mut hand = match &to {
            To::Colleague(user) => Hand::new(How::Hand, Some(*user), lead.pool),
            To::Pool(pool) => Hand::new(How::Hand, None, Some(*pool)),
            To::Rules => match decisions.as_ref().and_then(|all| all.get(&id)) {
                Some(decision) => decision.hand(lead.pool),
                None => continue,
            },
        };
        hand.reason = hand.reason.or(why.as_deref());
        if hand.to == lead.owner && hand.pool == lead.pool {
            continue;
        }
        let batch = match &mut batch {
            Some(batch) => batch,
            none => none.insert(Batch::open(tx, store, "edit", access.by(), None, None)?),
        };
        give(tx, store, (batch, &mut news), &pools, lead, &hand)?;
    }
    let outcomes = outcomes
        .into_iter()
        .map(|(text, bar)| {
            let lead = Id::read(IdKind::Lead, text).and_then(|id| leads.get(&id));
            outcome(&colleagues, &pools, text, lead, bar)
        })
        .collect();
    finish(tx, store, batch, outcomes, news)
}

//! Disputes about leads: who says that one is theirs, what the program knows of both sides, and how it was decided. Both
//! sides read all of it, and nothing that was said goes.

mod act;

pub use act::{Decision, Outcome, appeal, decide, open, say, withdraw};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Store, Tx};
use serde::Serialize;

use crate::colleagues::Colleagues;
use crate::lead::edit;
use crate::lead::hand;
use crate::lead::record::{self, Lead};
use crate::lead::work::{Work, Works};
use crate::registration;

/// A dispute as stored.
#[derive(Clone, Debug)]
pub(super) struct Dispute {
    pub(super) id: Id,
    pub(super) lead: Id,
    pub(super) claimant: Id,
    pub(super) holder: Id,
    pub(super) state: String,
    pub(super) outcome: Option<String>,
    pub(super) share: Option<i64>,
    pub(super) opened_at: Micros,
    pub(super) decided_at: Option<Micros>,
    pub(super) decided_by: Option<Id>,
}

impl Dispute {
    pub(super) fn side(&self, who: Option<Id>) -> bool {
        who == Some(self.claimant) || who == Some(self.holder)
    }

    pub(super) fn waits(&self) -> bool {
        matches!(self.state.as_str(), "open" | "appealed")
    }
}

pub(super) const COLUMNS: &str = "q.id, q.lead_id, q.claimant_id, q.holder_id, q.state, q.outcome, q.share, q.opened_at, q.decided_at, q.decided_by";

pub(super) fn read(r: &Row) -> Result<Dispute> {
    Ok(Dispute {
        id: r.id(0)?,
        lead: r.id(1)?,
        claimant: r.id(2)?,
        holder: r.id(3)?,
        state: r.string(4)?,
        outcome: r.opt_string(5)?,
        share: r.opt_int(6)?,
        opened_at: r.micros(7)?,
        decided_at: r.opt_micros(8)?,
        decided_by: r.opt_id(9)?,
    })
}

/// Something that was said.
#[derive(Clone, Debug, Serialize)]
pub struct Word {
    at: Micros,
    by: Option<Named>,
    kind: String,
    text: String,
    outcome: Option<String>,
}

/// The first touch of one side with the person.
#[derive(Clone, Debug, Serialize)]
pub struct First {
    at: Micros,
    what: &'static str,
    text: Option<String>,
}

/// What the program gathered for one side.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    who: Named,
    first: Option<First>,
    work: Work,
    registered_at: Option<Micros>,
    open_deals: i64,
}

/// A dispute as the API tells it.
#[derive(Clone, Debug, Serialize)]
pub struct DisputeInfo {
    id: String,
    lead: Named,
    person: Option<Named>,
    state: String,
    claimant: Side,
    holder: Side,
    outcome: Option<String>,
    share: Option<i64>,
    opened_at: Micros,
    decided_at: Option<Micros>,
    decided_by: Option<Named>,
    words: Vec<Word>,
    may_say: bool,
    may_decide: bool,
    may_appeal: bool,
    may_withdraw: bool,
}

/// The first touch of a colleague with the person of a lead: an interaction, a lead, a registration or a deal. That it was
/// and when, not what was said: both sides read it, whatever their rights.
fn first_of(tx: &mut Tx<'_>, lead: &Lead, who: Id, registered: Option<Micros>) -> Result<Option<First>> {
    let of = "(SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $2)";
    let mut all: Vec<First> = Vec::new();
    let params = [who.into(), lead.person.into()];
    let sql = format!("SELECT MIN(occurred_at) FROM interaction WHERE staff_id = $1 AND person_id IN {of}");
    if let Some(at) = tx.one(&sql, &params)?.opt_micros(0)? {
        all.push(First { at, what: "interaction", text: None });
    }
    let sql = format!(
        "SELECT MIN(m.at) FROM lead_move m JOIN lead l ON l.id = m.lead_id WHERE m.to_id = $1 AND (l.person_id IN {of} OR l.id = $3)"
    );
    if let Some(at) = tx.one(&sql, &[who.into(), lead.person.into(), lead.id.into()])?.opt_micros(0)? {
        all.push(First { at, what: "lead", text: None });
    }
    let sql = format!(
        "SELECT MIN(d.created_at) FROM deal d WHERE d.owner = $1 AND d.person_id IN {of} AND d.deleted_at IS NULL"
    );
    if let Some(at) = tx.one(&sql, &params)?.opt_micros(0)? {
        all.push(First { at, what: "deal", text: None });
    }
    if let Some(at) = registered {
        all.push(First { at, what: "registration", text: None });
    }
    Ok(all.into_iter().min_by_key(|first| first.at))
}

fn side(tx: &mut Tx<'_>, colleagues: &Colleagues, works: &mut Works, lead: &Lead, who: Id) -> Result<Side> {
    let registered_at = registration::registered_at(tx, lead, who)?;
    let sql = "SELECT COUNT(*) FROM deal d WHERE d.owner = $1 AND d.deleted_at IS NULL AND d.state = 'open' AND d.person_id IN \
               (SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = $2)";
    Ok(Side {
        who: colleagues.named(who),
        first: first_of(tx, lead, who, registered_at)?,
        work: works.one(colleagues, who),
        registered_at,
        open_deals: tx.one(sql, &[who.into(), lead.person.into()])?.int(0)?,
    })
}

/// Whether the caller may decide: who shares leads out, reaches the lead, and is no side.
pub(super) fn may_decide(tx: &mut Tx<'_>, access: &Access, dispute: &Dispute, lead: &Lead) -> Result<bool> {
    Ok(dispute.waits()
        && !dispute.side(access.by().id())
        && access.may(hand::SHARES_OUT)
        // Who decides again is not who decided before.
        && !(dispute.state == "appealed" && dispute.decided_by == access.by().id())
        && edit::may(tx, access, lead, Verb::Edit)?)
}

fn told(tx: &mut Tx<'_>, store: &Store, access: &Access, dispute: &Dispute) -> Result<Option<DisputeInfo>> {
    let Some(lead) = record::get(tx, dispute.lead)? else { return Ok(None) };
    let me = access.by().id();
    let decides = may_decide(tx, access, dispute, &lead)?;
    // Both sides, and whoever sees the lead.
    if !dispute.side(me) && !edit::may(tx, access, &lead, Verb::See)? {
        return Ok(None);
    }
    let colleagues = Colleagues::load(tx)?;
    let mut works = Works::of(tx, &colleagues, (lead.person, lead.id), store.now())?;
    let person = match lead.person {
        Some(id) => gx_people::seen::seen(tx, access, ObjectKind::Person, id)?.map(|seen| Named {
            id: seen.id.show(IdKind::Person),
            initial: Some(gx_text::avatar_initial(&seen.name)),
            name: seen.name,
        }),
        None => None,
    };
    let sql = "SELECT at, by_id, kind, text, outcome FROM dispute_word WHERE dispute_id = $1 ORDER BY id";
    let words = tx
        .query(sql, &[dispute.id.into()])?
        .iter()
        .map(|r| {
            Ok(Word {
                at: r.micros(0)?,
                by: r.opt_id(1)?.map(|id| colleagues.named(id)),
                kind: r.string(2)?,
                text: r.string(3)?,
                outcome: r.opt_string(4)?,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Some(DisputeInfo {
        id: dispute.id.show(IdKind::Dispute),
        lead: Named { id: lead.shown(), name: lead.name().to_owned(), initial: None },
        person,
        state: dispute.state.clone(),
        claimant: side(tx, &colleagues, &mut works, &lead, dispute.claimant)?,
        holder: side(tx, &colleagues, &mut works, &lead, dispute.holder)?,
        outcome: dispute.outcome.clone(),
        share: dispute.share,
        opened_at: dispute.opened_at,
        decided_at: dispute.decided_at,
        decided_by: dispute.decided_by.map(|id| colleagues.named(id)),
        words,
        may_say: dispute.waits() && (dispute.side(me) || decides),
        may_decide: decides,
        may_appeal: dispute.state == "decided" && dispute.side(me),
        may_withdraw: dispute.state == "open" && me == Some(dispute.claimant),
    }))
}

/// The newest dispute about a lead.
pub fn last_of(tx: &mut Tx<'_>, store: &Store, access: &Access, lead: Id) -> Result<Option<DisputeInfo>> {
    let sql = format!("SELECT {COLUMNS} FROM dispute q WHERE q.lead_id = $1 ORDER BY q.id DESC LIMIT 1");
    match tx.first(&sql, &[lead.into()])? {
        Some(r) => told(tx, store, access, &read(&r)?),
        None => Ok(None),
    }
}

/// Whether the caller may say that a lead is theirs: a colleague has it, and no dispute about it waits.
pub fn may_open(tx: &mut Tx<'_>, access: &Access, lead: &Lead) -> Result<bool> {
    let Some(me) = access.by().id().filter(|_| access.can(Verb::Edit)) else { return Ok(false) };
    if !lead.state.open() || lead.owner.is_none_or(|owner| owner == me) {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM dispute WHERE lead_id = $1 AND state IN ('open', 'appealed') LIMIT 1";
    Ok(tx.first(sql, &[lead.id.into()])?.is_none())
}

/// One dispute, to its sides and to whoever sees the lead.
pub fn one(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<DisputeInfo> {
    let sql = format!("SELECT {COLUMNS} FROM dispute q WHERE q.id = $1");
    let missing = || Problem::not_found("The dispute");
    let found = tx.first(&sql, &[id.into()])?.ok_or_else(missing)?;
    Ok(told(tx, store, access, &read(&found)?)?.ok_or_else(missing)?)
}

/// A page of disputes, newest first.
#[derive(Debug, Serialize)]
pub struct Page {
    rows: Vec<DisputeInfo>,
    next: Option<String>,
    total: i64,
    total_at_least: bool,
}

/// Disputes that the caller reads: their own, and those about leads that they see.
pub fn list(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    state: &str,
    (limit, cursor): (usize, Option<&str>),
) -> Result<Page> {
    access.need_verb(Verb::See)?;
    let states = match state {
        "" | "open" => "q.state IN ('open', 'appealed')",
        "decided" => "q.state IN ('decided', 'final', 'withdrawn')",
        "all" => "1 = 1",
        _ => return Err(Problem::field("state", "unknown", "open, decided or all").into()),
    };
    let limit = limit.clamp(1, 100);
    let before = match cursor {
        Some(text) => {
            let wrong =
                || Problem::bad("cursor", "The cursor is not one of ours; start from the first page.");
            Id::read(IdKind::Dispute, text).ok_or_else(wrong)?
        }
        None => Id(i64::MAX),
    };
    let me = access.by().id().unwrap_or(Id(0));
    let reach = format!(
        "{states} AND (q.claimant_id = $1 OR q.holder_id = $1 OR EXISTS (SELECT 1 FROM lead l WHERE l.id = q.lead_id AND {}))",
        access.see(ObjectKind::Lead, "l")
    );
    let total = tx.one(&format!("SELECT COUNT(*) FROM dispute q WHERE {reach}"), &[me.into()])?.int(0)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM dispute q WHERE {reach} AND q.id < $2 ORDER BY q.id DESC LIMIT {}",
        limit + 1
    );
    let found = tx.query(&sql, &[me.into(), before.into()])?;
    let mut rows = Vec::new();
    let mut next = None;
    for (at, r) in found.iter().enumerate() {
        if at == limit {
            next = found.get(limit - 1).map(|r| r.id(0)).transpose()?.map(|id| id.show(IdKind::Dispute));
            break;
        }
        rows.extend(told(tx, store, access, &read(r)?)?);
    }
    Ok(Page { rows, next, total, total_at_least: false })
}

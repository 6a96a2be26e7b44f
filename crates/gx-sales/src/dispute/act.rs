//! What is done in a dispute: opened, said, decided, appealed, withdrawn.

use gx_kernel::{Id, IdKind, Problem};
use gx_record::notices::{self, Notice};
use gx_store::access::{Access, Verb};
use gx_store::change::Batch;
use gx_store::{Conflict, Dialect, Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{COLUMNS, Dispute, may_decide, may_open, read};
use crate::colleagues::Colleagues;
use crate::lead::hand::{self, Hand, How};
use crate::lead::record::{self, Lead};
use crate::lead::{LEAD, create, edit};
use crate::pool;

/// The most characters of one word.
const MOST_TEXT: usize = 4000;

/// How it was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The holder keeps it.
    Kept,
    /// It goes to the claimant.
    Moved,
    /// The holder keeps it, and both share in what comes of it.
    Shared,
}

impl Outcome {
    fn as_text(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Moved => "moved",
            Self::Shared => "shared",
        }
    }
}

fn text(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::field("text", "missing", "say why").into());
    }
    if text.chars().count() > MOST_TEXT {
        return Err(Problem::field("text", "too_long", format!("at most {MOST_TEXT} characters")).into());
    }
    Ok(text.to_owned())
}

fn word(
    tx: &mut Tx<'_>,
    store: &Store,
    dispute: Id,
    by: Option<Id>,
    (kind, text, outcome): (&str, &str, Option<&str>),
) -> Result<()> {
    let row = vec![
        store.id().into(),
        dispute.into(),
        store.now().into(),
        by.into(),
        kind.into(),
        text.into(),
        outcome.into(),
    ];
    let columns = ["id", "dispute_id", "at", "by_id", "kind", "text", "outcome"];
    tx.insert_many("dispute_word", &columns, &[row], Conflict::Fail).map(drop)
}

/// Tells the sides, and those who can decide where it waits for them; whoever acted is not told.
fn tell(
    tx: &mut Tx<'_>,
    store: &Store,
    dispute: &Dispute,
    lead: &Lead,
    did: &str,
    by: Option<Id>,
) -> Result<Vec<Id>> {
    let mut to = vec![dispute.claimant, dispute.holder];
    if matches!(did, "opened" | "appealed") {
        let sql = "SELECT id FROM staff WHERE disabled_at IS NULL";
        let staff: Vec<Id> = tx.query(sql, &[])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
        for id in staff {
            if to.contains(&id) {
                continue;
            }
            let Some(rights) = gx_http::auth::rights_of(tx, id)? else { continue };
            if may_decide(tx, &rights.access, dispute, lead)? {
                to.push(id);
            }
        }
    }
    let detail = json!({"did": did, "name": lead.name(), "dispute": dispute.id.show(IdKind::Dispute)});
    let notice = Notice { kind: "dispute", by, object: Some("dispute"), row: Some(dispute.id), detail };
    let mut told = Vec::new();
    for id in to {
        if notices::give(tx, store, id, &notice)? {
            told.push(id);
        }
    }
    Ok(told)
}

/// Opens a dispute about a lead that a colleague has.
///
/// Who claims sees the lead, or has the ticket of who was told that a colleague has it.
///
/// # Errors
///
/// `not_held` where nobody else has it, `open_dispute` where one waits already.
pub fn open(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    lead: Id,
    (why, ticket): (&str, Option<&str>),
) -> Result<(Id, Vec<Id>)> {
    let me = access.by().id().filter(|_| access.can(Verb::Edit));
    let me = me.ok_or_else(|| Problem::forbidden("Only colleagues who work on leads open disputes."))?;
    record::lock(tx, &[lead])?;
    let lead = match ticket {
        Some(ticket) if create::is_ticket(store, access, lead, ticket) => {
            let found = record::get(tx, lead)?.filter(|lead| lead.deleted_at.is_none());
            found.ok_or_else(|| Problem::not_found("The lead"))?
        }
        _ => edit::seen(tx, access, lead)?,
    };
    let why = text(why)?;
    edit::still_open(&lead)?;
    let not_held = || Problem::conflict("not_held", "No colleague has this lead.");
    let holder = lead.owner.filter(|owner| *owner != me).ok_or_else(not_held)?;
    if !may_open(tx, access, &lead)? {
        return Err(Problem::conflict("open_dispute", "A dispute about this lead waits already.").into());
    }
    let dispute = Dispute {
        id: store.id(),
        lead: lead.id,
        claimant: me,
        holder,
        state: "open".into(),
        outcome: None,
        share: None,
        opened_at: store.now(),
        decided_at: None,
        decided_by: None,
    };
    let row =
        vec![dispute.id.into(), lead.id.into(), me.into(), holder.into(), "open".into(), store.now().into()];
    let columns = ["id", "lead_id", "claimant_id", "holder_id", "state", "opened_at"];
    tx.insert_many("dispute", &columns, &[row], Conflict::Fail)?;
    word(tx, store, dispute.id, Some(me), ("opened", &why, None))?;
    let told = tell(tx, store, &dispute, &lead, "opened", Some(me))?;
    Ok((dispute.id, told))
}

fn find(tx: &mut Tx<'_>, id: Id) -> Result<Dispute> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM dispute WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    let sql = format!("SELECT {COLUMNS} FROM dispute q WHERE q.id = $1");
    read(&tx.first(&sql, &[id.into()])?.ok_or_else(|| Problem::not_found("The dispute"))?)
}

/// The dispute and its lead, where the caller reads it.
fn heard(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<(Dispute, Lead)> {
    let dispute = find(tx, id)?;
    let missing = || Problem::not_found("The dispute");
    let lead = record::get(tx, dispute.lead)?.ok_or_else(missing)?;
    if !dispute.side(access.by().id()) && !edit::may(tx, access, &lead, Verb::See)? {
        return Err(missing().into());
    }
    Ok((dispute, lead))
}

fn over(dispute: &Dispute) -> Problem {
    Problem::conflict("decided", "This dispute does not wait any more.").with("state", dispute.state.as_str())
}

/// Says something in a dispute that waits.
pub fn say(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, words: &str) -> Result<Vec<Id>> {
    let (dispute, lead) = heard(tx, access, id)?;
    let words = text(words)?;
    if !dispute.waits() {
        return Err(over(&dispute).into());
    }
    let me = access.by().id();
    if !dispute.side(me) && !may_decide(tx, access, &dispute, &lead)? {
        return Err(Problem::forbidden("Only the two sides and who decides speak here.").into());
    }
    word(tx, store, id, me, ("said", &words, None))?;
    tell(tx, store, &dispute, &lead, "said", me)
}

/// A decision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    outcome: Outcome,
    #[serde(default)]
    share: Option<i64>,
    text: String,
}

/// Decides a dispute: the lead stays, goes, or stays with credit for both.
///
/// # Errors
///
/// `decided` where it does not wait any more; forbidden to the sides, and to those who do not share leads out.
pub fn decide(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Decision) -> Result<Vec<Id>> {
    let (dispute, lead) = heard(tx, access, id)?;
    let words = text(&wish.text)?;
    if !dispute.waits() {
        return Err(over(&dispute).into());
    }
    if !may_decide(tx, access, &dispute, &lead)? {
        let message = "A dispute is decided by who shares leads out, reaches the lead and is no side; after an appeal by somebody else.";
        return Err(Problem::forbidden(message).into());
    }
    let share = match (wish.outcome, wish.share) {
        (Outcome::Shared, Some(n)) if (1..=99).contains(&n) => Some(n),
        (Outcome::Shared, _) => {
            return Err(Problem::field("share", "out_of_range", "1 to 99 percent for the claimant").into());
        }
        _ => None,
    };
    record::lock(tx, &[dispute.lead])?;
    let mut lead = record::get(tx, dispute.lead)?.unwrap_or(lead);
    let me = access.by().id();
    let to = if wish.outcome == Outcome::Moved { dispute.claimant } else { dispute.holder };
    if wish.outcome == Outcome::Moved && !Colleagues::load(tx)?.get(to).is_some_and(|c| c.here) {
        return Err(Problem::conflict("left", "Who claims it does not work here any more.").into());
    }
    if lead.deleted_at.is_none() && lead.state.open() && lead.owner != Some(to) {
        let pools = pool::load(tx)?;
        let mut batch = Batch::open(tx, store, "decision", access.by(), None, None)?;
        let hand = Hand { reason: Some(&words), ..Hand::new(How::Decision, Some(to), lead.pool) };
        // The sides are told of the decision.
        hand::give(tx, store, (&mut batch, &mut hand::News::default()), &pools, &mut lead, &hand)?;
        batch.flush(tx, store)?;
    }
    // What came of it already is credited as it was decided; an earlier decision does not count any more.
    let parts: Vec<(Id, i64)> = match (share, wish.outcome) {
        (Some(share), _) => vec![(dispute.claimant, share), (dispute.holder, 100 - share)],
        (None, Outcome::Moved) if !lead.state.open() => vec![(dispute.claimant, 100)],
        (None, _) => Vec::new(),
    };
    let of = [Some((LEAD, lead.id)), lead.deal.map(|deal| (crate::deal::DEAL, deal))];
    for (object, row) in of.into_iter().flatten() {
        tx.execute("DELETE FROM credit WHERE object = $1 AND row_id = $2", &[object.into(), row.into()])?;
        let rows: Vec<_> = parts
            .iter()
            .map(|(who, percent)| vec![object.into(), row.into(), (*who).into(), (*percent).into()])
            .collect();
        tx.insert_many("credit", &["object", "row_id", "staff_id", "percent"], &rows, Conflict::Fail)?;
    }
    // A second decision stands.
    let state = if dispute.state == "appealed" { "final" } else { "decided" };
    tx.execute(
        "UPDATE dispute SET state = $1, outcome = $2, share = $3, decided_at = $4, decided_by = $5 WHERE id = $6",
        &[
            state.into(),
            wish.outcome.as_text().into(),
            share.into(),
            store.now().into(),
            me.into(),
            id.into(),
        ],
    )?;
    word(tx, store, id, me, ("decided", &words, Some(wish.outcome.as_text())))?;
    tell(tx, store, &dispute, &lead, "decided", me)
}

/// Appeals against a decision, once: somebody else decides then.
pub fn appeal(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, why: &str) -> Result<Vec<Id>> {
    let (mut dispute, lead) = heard(tx, access, id)?;
    let why = text(why)?;
    let me = access.by().id();
    if !dispute.side(me) {
        return Err(Problem::forbidden("Only the two sides appeal.").into());
    }
    if dispute.state != "decided" {
        return Err(over(&dispute).into());
    }
    tx.execute("UPDATE dispute SET state = 'appealed' WHERE id = $1", &[id.into()])?;
    dispute.state = "appealed".into();
    word(tx, store, id, me, ("appealed", &why, None))?;
    tell(tx, store, &dispute, &lead, "appealed", me)
}

/// Withdraws a dispute that was not decided yet.
pub fn withdraw(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Vec<Id>> {
    let (dispute, lead) = heard(tx, access, id)?;
    let me = access.by().id();
    if me != Some(dispute.claimant) {
        return Err(Problem::forbidden("Only who opened it withdraws it.").into());
    }
    if dispute.state != "open" {
        return Err(over(&dispute).into());
    }
    tx.execute("UPDATE dispute SET state = 'withdrawn' WHERE id = $1", &[id.into()])?;
    word(tx, store, id, me, ("withdrawn", "", None))?;
    tell(tx, store, &dispute, &lead, "withdrawn", me)
}

//! Who may give how much off: asked for, allowed, refused.

use gx_kernel::{Id, Problem};
use gx_people::changes::logged;
use gx_record::notices::{self, Notice};
use gx_sales::deal::record::Deal;
use gx_store::access::Access;
use gx_store::change::Op;
use gx_store::{Result, Store, Tx};
use rust_decimal::Decimal;
use serde_json::{Map, json};

use super::record::{self, Approval, Asking, Quote, State};
use super::rules::Rules;
use super::{QUOTE, edit, rules};
use crate::money::{read, shown};
use crate::prose;

/// What a quote gives off in all, in percent.
pub fn given(quote: &Quote) -> Decimal {
    quote.body.totals.discount.as_deref().map(read).unwrap_or_default()
}

/// The limit that a role would pass by sending a quote; none where it may, or where somebody allowed it.
pub fn needed(rules: &Rules, role: &str, quote: &Quote) -> Option<Decimal> {
    let limit = rules.limit(role)?;
    let allowed = quote
        .body
        .approval
        .as_ref()
        .is_some_and(|a| a.state == Asking::Approved && given(quote) <= read(&a.discount));
    (given(quote) > limit && !allowed).then_some(limit)
}

/// Whether somebody with a role may decide about a quote that waits: who asked does not.
pub fn may_decide(
    tx: &mut Tx<'_>,
    rules: &Rules,
    (access, role): (&Access, &str),
    quote: &Quote,
    deal: &Deal,
) -> Result<bool> {
    let Some(asked) = quote.body.approval.as_ref().filter(|_| quote.state == State::Waiting) else {
        return Ok(false);
    };
    if asked.asked_by == access.by().id() || access.by().id().is_none() {
        return Ok(false);
    }
    let covers = rules.limit(role).is_none_or(|limit| given(quote) <= limit);
    Ok(covers && edit::may(tx, access, deal)?)
}

/// Tells somebody of a quote.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    store: &Store,
    to: &[Id],
    quote: &Quote,
    did: &str,
    (by, text): (Option<Id>, &str),
) -> Result<Vec<Id>> {
    let excerpt: String = text.chars().take(120).collect();
    let detail = json!({"did": did, "name": format!("{} v{}", quote.number, quote.version), "text": excerpt});
    let notice = Notice { kind: "quote", by, object: Some(QUOTE), row: Some(quote.id), detail };
    let mut told = Vec::new();
    for id in to {
        if notices::give(tx, store, *id, &notice)? {
            told.push(*id);
        }
    }
    Ok(told)
}

/// Asks for an approval. The batch, and who was told.
///
/// # Errors
///
/// `not_needed` where the caller may send it as it is; `nobody_decides` where nobody here may allow it.
pub fn submit(
    tx: &mut Tx<'_>,
    store: &Store,
    (access, role): (&Access, &str),
    id: Id,
    note: &str,
) -> Result<(Id, Vec<Id>)> {
    let (mut quote, deal) = edit::to_act(tx, access, id)?;
    if quote.state != State::Draft {
        return Err(Problem::conflict("not_a_draft", "Only a draft asks for an approval.").into());
    }
    let rules = rules::load(tx)?;
    if needed(&rules, role, &quote).is_none() {
        return Err(Problem::conflict("not_needed", "You may send it as it is.").into());
    }
    quote.state = State::Waiting;
    quote.body.approval = Some(Approval {
        state: Asking::Waiting,
        discount: shown(given(&quote)),
        asked_at: store.now(),
        asked_by: access.by().id(),
        note: prose("note", note, 2000)?,
        by: None,
        at: None,
        answer: String::new(),
    });
    let mut deciders = Vec::new();
    let sql = "SELECT id FROM staff WHERE disabled_at IS NULL ORDER BY id";
    let staff: Vec<Id> = tx.query(sql, &[])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    for who in staff {
        let Some(rights) = gx_http::auth::rights_of(tx, who)? else { continue };
        if may_decide(tx, &rules, (&rights.access, &rights.user.role), &quote, &deal)? {
            deciders.push(who);
        }
    }
    if deciders.is_empty() {
        let message = "Nobody here may give so much. Change the limits, or the quote.";
        return Err(Problem::conflict("nobody_decides", message).into());
    }
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "submitted", (access.by().id(), None, Some(note.trim())))?;
    let told = tell(tx, store, &deciders, &quote, "submitted", (access.by().id(), note))?;
    let batch = moved(tx, store, access, &quote, "waiting")?;
    Ok((batch, told))
}

/// Logs a step of a quote: the state alone, since it is no value to be put back. The batch.
pub(crate) fn moved(tx: &mut Tx<'_>, store: &Store, access: &Access, quote: &Quote, to: &str) -> Result<Id> {
    let after = Map::from_iter([("state".to_owned(), to.into())]);
    logged(tx, store, access, (QUOTE, quote.id, Op::Update), (&Map::new(), &after))
}

/// Allows or refuses what was asked for: it is a draft again, which may be sent or not. The batch, and who was told.
///
/// # Errors
///
/// `not_waiting`; forbidden where it is not the caller's to decide.
pub fn decide(
    tx: &mut Tx<'_>,
    store: &Store,
    (access, role): (&Access, &str),
    id: Id,
    (approve, note): (bool, &str),
) -> Result<(Id, Vec<Id>)> {
    let (mut quote, deal) = edit::to_act(tx, access, id)?;
    if quote.state != State::Waiting {
        return Err(Problem::conflict("not_waiting", "Nobody waits for this any more.").into());
    }
    let rules = rules::load(tx)?;
    if !may_decide(tx, &rules, (access, role), &quote, &deal)? {
        return Err(Problem::forbidden("This is not yours to decide.").into());
    }
    let answer = prose("note", note, 2000)?;
    quote.state = State::Draft;
    let mut author = None;
    if let Some(approval) = &mut quote.body.approval {
        author = approval.asked_by;
        approval.state = if approve { Asking::Approved } else { Asking::Refused };
        approval.by = access.by().id();
        approval.at = Some(store.now());
        approval.answer.clone_from(&answer);
    }
    let did = if approve { "approved" } else { "refused" };
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, did, (access.by().id(), None, Some(&answer)))?;
    let to: Vec<Id> = author.into_iter().collect();
    let told = tell(tx, store, &to, &quote, did, (access.by().id(), &answer))?;
    let batch = moved(tx, store, access, &quote, did)?;
    Ok((batch, told))
}

//! A quote goes to the customer, is taken back, and questions about it are answered.

use gx_http::seal::Seal;
use gx_kernel::{Id, Problem};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};

use super::approve::{moved, needed};
use super::record::{self, Quote, State};
use super::{close, edit, rules};
use crate::price::list::today;
use crate::{guest, prose};

/// What a quote lacks to be sent.
fn ready(tx: &mut Tx<'_>, store: &Store, quote: &Quote) -> Result<()> {
    if quote.person.is_none() {
        return Err(Problem::field("person", "missing", "say whom it is for").into());
    }
    if quote.body.lines.is_empty() {
        return Err(Problem::field("lines", "missing", "it offers nothing yet").into());
    }
    if quote.valid_until.is_some_and(|until| until < today(tx, store.now()).unwrap_or(until)) {
        return Err(Problem::field("valid_until", "passed", "its last day has passed").into());
    }
    Ok(())
}

/// Sends a draft: the customer's page shows it from now on, and versions sent before are replaced. With a seal, under
/// which letters wait, the customer is written to as well. The batch, and what to tell live.
///
/// # Errors
///
/// `needs_approval` with the limit and what is given; what it lacks at its field; `no_mail` where the workspace sends none.
pub fn send(
    tx: &mut Tx<'_>,
    store: &Store,
    (access, role): (&Access, &str),
    id: Id,
    mail: Option<&Seal>,
) -> Result<(Id, close::Told)> {
    let (mut quote, _) = edit::to_act(tx, access, id)?;
    match quote.state {
        State::Draft => {}
        State::Waiting => return Err(Problem::conflict("waits", "It waits for an approval.").into()),
        _ => return Err(Problem::conflict("not_a_draft", "It was sent already.").into()),
    }
    ready(tx, store, &quote)?;
    let rules = rules::load(tx)?;
    if let Some(limit) = needed(&rules, role, &quote) {
        let given = quote.body.totals.discount.clone().unwrap_or_default();
        let message = format!("It gives {given} % off, and you may give {limit} %. Ask for an approval.");
        let told = Problem::conflict("needs_approval", message).with("limit", crate::money::shown(limit));
        return Err(told.with("discount", given).into());
    }
    let letter = mail
        .map(|seal| Ok::<_, gx_store::StoreError>((seal, guest::letter(tx, store, &quote)?)))
        .transpose()?;
    for mut other in record::versions(tx, quote.root)? {
        if other.id != quote.id && other.state == State::Sent {
            other.state = State::Replaced;
            other.closed_at = Some(store.now());
            record::update(tx, store, &mut other)?;
        }
    }
    quote.state = State::Sent;
    quote.sent_at = Some(store.now());
    record::update(tx, store, &mut quote)?;
    let to = letter.as_ref().map(|(_, (address, _))| address.clone());
    record::note(tx, store, &quote, "sent", (access.by().id(), None, to.as_deref()))?;
    let mut told = close::Told::default();
    if let Some((seal, (address, letter))) = letter {
        gx_mail::enqueue_to(tx, store, seal, &address, quote.body.language, &letter)?;
    }
    let title = format!("{} v{}", quote.number, quote.version);
    told.note(close::said(tx, store, &quote, access, (&title, None, to.is_some()))?);
    let batch = moved(tx, store, access, &quote, "sent")?;
    Ok((batch, told))
}

/// Takes a quote back: one that waits is a draft again, one that was sent holds no longer. The batch.
///
/// # Errors
///
/// `closed` where there is nothing to take back.
pub fn withdraw(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, reason: &str) -> Result<Id> {
    let (mut quote, _) = edit::to_act(tx, access, id)?;
    let reason = prose("reason", reason, 2000)?;
    match quote.state {
        State::Waiting => {
            quote.state = State::Draft;
            quote.body.approval = None;
        }
        State::Sent => {
            quote.state = State::Withdrawn;
            quote.closed_at = Some(store.now());
        }
        state => return Err(close::over(state).into()),
    }
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "withdrawn", (access.by().id(), None, Some(&reason)))?;
    moved(tx, store, access, &quote, "withdrawn")
}

/// Answers what the customer asked, on the page of the quote. The batch, and what to tell live.
///
/// # Errors
///
/// `not_sent` where the customer has no page yet; a problem at the text.
pub fn answer(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    text: &str,
) -> Result<(Id, close::Told)> {
    let (mut quote, _) = edit::to_act(tx, access, id)?;
    if quote.sent_at.is_none() {
        return Err(Problem::conflict("not_sent", "The customer has not seen it yet.").into());
    }
    let text = prose("text", text, 4000)?;
    if text.is_empty() {
        return Err(Problem::field("text", "missing", "say something").into());
    }
    quote.asked = false;
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "answered", (access.by().id(), None, Some(&text)))?;
    let mut told = close::Told::default();
    let title = format!("{} v{}", quote.number, quote.version);
    told.note(close::said(tx, store, &quote, access, (&title, Some(&text), false))?);
    let batch = moved(tx, store, access, &quote, "answered")?;
    Ok((batch, told))
}

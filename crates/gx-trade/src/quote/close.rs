//! What the customer does with a quote: asks, declines, accepts. Once, whoever presses how often.

use gx_http::Note;
use gx_ingest::commit::Done;
use gx_ingest::model::Outcome;
use gx_ingest::say::{Said, say};
use gx_kernel::interaction::{Direction, Kind};
use gx_kernel::{Id, Micros, Problem};
use gx_sales::deal::record::{self as deals, Deal, Line as DealLine};
use gx_sales::deal::won;
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Result, Store, Tx};
use serde_json::Map;

use super::record::{self, Quote, State};
use super::{approve, rules};
use crate::order::place::{self, Placing};
use crate::price::list::today;
use crate::{prose, words};

/// The most questions about one quote within a day.
const MOST_ASKED: i64 = 20;

/// Who heard of something, and what happened on a timeline: told live once the transaction has ended.
#[derive(Debug, Default)]
pub struct Told {
    /// Colleagues with a notice.
    pub staff: Vec<Id>,
    notes: Vec<Note>,
}

impl Told {
    /// Colleagues with a notice, and nothing else.
    pub fn of(staff: Vec<Id>) -> Self {
        Self { staff, notes: Vec::new() }
    }

    /// Adds what a commit brought.
    pub fn note(&mut self, done: Done) {
        for outcome in done.outcomes.into_iter().flatten() {
            if let Outcome::Accepted { id, root, .. } = outcome {
                self.notes.push(Note::Interaction { id, root });
            }
        }
    }

    /// Everything to be told.
    pub fn notes(self) -> Vec<Note> {
        let mut out = self.notes;
        if !self.staff.is_empty() {
            out.push(Note::Notices(self.staff));
        }
        out.push(Note::Sold(gx_kernel::object::ObjectKind::Deal));
        out
    }
}

/// Who acts: the customer, by the name they wrote, or a colleague for them.
#[derive(Clone, Debug)]
pub struct Who {
    /// The customer's name.
    pub name: String,
    /// The colleague who notes it.
    pub staff: Option<Id>,
    /// What more there is to say.
    pub note: String,
}

/// That nothing can be done with a quote any more.
pub(crate) fn over(state: State) -> Problem {
    let message = format!("This quote is {}.", state.as_text());
    Problem::conflict("closed", message).with("state", state.as_text())
}

/// The newest version that was sent.
///
/// # Errors
///
/// Not found.
pub fn newest(tx: &mut Tx<'_>, root: Id) -> Result<Quote> {
    let found = record::versions(tx, root)?.into_iter().find(|q| q.sent_at.is_some());
    Ok(found.ok_or_else(|| Problem::not_found("The quote"))?)
}

/// The newest version, if it is the one that was read and can still be answered.
fn open(tx: &mut Tx<'_>, store: &Store, root: Id, version: Option<i64>) -> Result<Quote> {
    let quote = newest(tx, root)?;
    if version.is_some_and(|read| read != quote.version) {
        let told = Problem::conflict("replaced", "There is a newer version of this quote.");
        return Err(told.with("version", quote.version).into());
    }
    match quote.stands(today(tx, store.now())?) {
        State::Sent => Ok(quote),
        State::Expired => Err(Problem::conflict("expired", "The last day of this quote has passed.").into()),
        state => Err(over(state).into()),
    }
}

/// Who hears of what the customer does: who looks after the deal, and who sent the quote.
fn ears(tx: &mut Tx<'_>, quote: &Quote) -> Result<(Option<Deal>, Vec<Id>)> {
    let deal = deals::get(tx, quote.deal)?;
    let mut to: Vec<Id> = deal.as_ref().and_then(Deal::owner).into_iter().collect();
    let sent =
        record::events(tx, quote.root)?.into_iter().rev().find(|e| e.kind == "sent").and_then(|e| e.staff);
    if let Some(sender) = sent.filter(|who| !to.contains(who)) {
        to.push(sender);
    }
    Ok((deal, to))
}

/// Puts onto the timeline what was said about a quote by a colleague.
pub(crate) fn said(
    tx: &mut Tx<'_>,
    store: &Store,
    quote: &Quote,
    access: &Access,
    (title, text, mailed): (&str, Option<&str>, bool),
) -> Result<Done> {
    let Some(person) = quote.person else { return Ok(Done::default()) };
    let said = Said {
        at: None,
        kind: Kind::Message,
        direction: Direction::Out,
        channel: if mailed { "email" } else { "quote" },
        title: Some(title.to_owned()),
        text: text.map(str::to_owned),
        object: ("quote", quote.number.clone()),
        amount: None,
        props: Map::new(),
    };
    say(tx, store, access.by(), person, said)
}

/// Asks something about a quote. Those who look after it are told, and the timeline has it.
///
/// # Errors
///
/// Not found; a problem at the text; 429 where too much was asked within a day.
pub fn ask(tx: &mut Tx<'_>, store: &Store, root: Id, text: &str, name: &str) -> Result<Told> {
    record::lock(tx, root)?;
    let mut quote = newest(tx, root)?;
    let text = prose("text", text, 4000)?;
    if text.is_empty() {
        return Err(Problem::field("text", "missing", "say something").into());
    }
    let name = words("name", name, 0, 60)?;
    let since = Micros(store.now().0 - Micros::DAY);
    let sql = "SELECT COUNT(*) FROM quote_event WHERE root = $1 AND kind = 'asked' AND at > $2";
    if tx.one(sql, &[root.into(), since.into()])?.int(0)? >= MOST_ASKED {
        return Err(
            Problem::new(429, "too_many", "Too much was asked today. Write tomorrow, or call us.").into()
        );
    }
    quote.asked = true;
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "asked", (None, Some(&name), Some(&text)))?;
    let (_, to) = ears(tx, &quote)?;
    let mut told =
        Told { staff: approve::tell(tx, store, &to, &quote, "asked", (None, &text))?, ..Told::default() };
    if let Some(person) = quote.person {
        let said = Said {
            at: None,
            kind: Kind::Message,
            direction: Direction::In,
            channel: "quote",
            title: Some(format!("{} v{}", quote.number, quote.version)),
            text: Some(text),
            object: ("quote", quote.number.clone()),
            amount: None,
            props: Map::new(),
        };
        told.note(say(tx, store, By::System, person, said)?);
    }
    Ok(told)
}

/// Declines a quote. Again changes nothing.
///
/// # Errors
///
/// `closed` with how it stands, `expired`.
pub fn decline(tx: &mut Tx<'_>, store: &Store, root: Id, reason: &str, who: &Who) -> Result<Told> {
    record::lock(tx, root)?;
    if newest(tx, root)?.state == State::Declined {
        return Ok(Told::default());
    }
    let mut quote = open(tx, store, root, None)?;
    let reason = prose("reason", reason, 2000)?;
    let name = words("name", &who.name, 0, 60)?;
    quote.state = State::Declined;
    quote.closed_at = Some(store.now());
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "declined", (who.staff, Some(&name), Some(&reason)))?;
    let (_, to) = ears(tx, &quote)?;
    let staff = approve::tell(tx, store, &to, &quote, "declined", (who.staff, &reason))?;
    Ok(Told { staff, ..Told::default() })
}

/// Accepts a quote: the order is placed, and the deal comes to what was accepted. Accepted twice, it is one order.
///
/// # Errors
///
/// `replaced` with the version that holds now where another was read; `expired`; `closed` with how it stands.
pub fn accept(tx: &mut Tx<'_>, store: &Store, root: Id, version: Option<i64>, who: &Who) -> Result<Told> {
    record::lock(tx, root)?;
    let held = newest(tx, root)?;
    if held.state == State::Accepted && version.is_none_or(|read| read == held.version) {
        return Ok(Told::default());
    }
    let mut quote = open(tx, store, root, version)?;
    let name = words("name", &who.name, 1, 60)?;
    let note = prose("note", &who.note, 2000)?;
    let missing = || Problem::conflict("no_customer", "The quote is for nobody any more.");
    let person = quote.person.ok_or_else(missing)?;
    let lines = place::lines(&quote.body.lines);
    let placed = place::place(
        tx,
        store,
        Placing {
            person,
            lines,
            amount: &quote.body.totals.total,
            currency: &quote.currency,
            title: format!("{} v{}", quote.number, quote.version),
            deal: Some(quote.deal),
            quote: Some(quote.id),
            staff: who.staff,
            language: quote.body.language,
        },
    )?;
    quote.state = State::Accepted;
    quote.closed_at = Some(store.now());
    quote.order = Some(placed.order);
    quote.body.accepted = Some(name.clone());
    quote.asked = false;
    record::update(tx, store, &mut quote)?;
    record::note(tx, store, &quote, "accepted", (who.staff, Some(&name), Some(&note)))?;
    let of_deal = |l: &record::Line| DealLine {
        name: l.name.clone(),
        quantity: l.quantity.clone(),
        price: l.price.clone(),
        discount: l.discount.clone(),
        amount: l.amount.clone(),
    };
    let lines = quote.body.lines.iter().map(of_deal).collect();
    let came = (lines, quote.body.totals.total.as_str(), quote.currency.as_str());
    let wins = rules::load(tx)?.wins;
    let outcome = won::accepted(tx, store, quote.deal, came, wins)?;
    let (_, to) = ears(tx, &quote)?;
    let text = match outcome {
        won::Outcome::Wants(keys) => keys.join(", "),
        _ => String::new(),
    };
    let did = if text.is_empty() { "accepted" } else { "accepted_open" };
    let mut told =
        Told { staff: approve::tell(tx, store, &to, &quote, did, (who.staff, &text))?, ..Told::default() };
    told.note(placed.done);
    Ok(told)
}

/// Notes that the customer opened the page of a quote for the first time.
pub fn opened(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<()> {
    let Some(mut quote) = record::get(tx, id)? else { return Ok(()) };
    record::lock(tx, quote.root)?;
    if quote.seen_at.is_none() {
        quote.seen_at = Some(store.now());
        // Reading changes nothing that an author could have read otherwise.
        let sql = "UPDATE quote SET seen_at = $1 WHERE id = $2 AND seen_at IS NULL";
        if tx.execute(sql, &[quote.seen_at.into(), id.into()])? > 0 {
            record::note(tx, store, &quote, "seen", (None, None, None))?;
        }
    }
    Ok(())
}

//! What a client of calendars wrote, as one batch of the change log, under the checks of the forms.

use std::collections::BTreeSet;

use gx_kernel::{Id, Micros, Problem};
use gx_store::access::{Access, Verb};
use gx_store::change::{self, By};
use gx_store::{Result, Store, Tx};
use jiff::tz::TimeZone;

use super::read::{self, Sent};
use super::said::{self, Said, SaidTurn};
use crate::edit;
use crate::record::{Activity, Kind, Priority, State, Turn};
use crate::wish::{LONGEST, Wish, line, wished, zone_name};

/// The way by which such changes came, as the history tells it.
pub const WAY: &str = "calendar";

fn refused(why: String) -> Problem {
    Problem::new(422, "not_valid", why)
}

/// Plans what a client made, for who asks. The activity, and whom to tell.
///
/// # Errors
///
/// Forbidden; a problem with what was expected.
pub fn made(tx: &mut Tx<'_>, store: &Store, access: &Access, sent: &Sent) -> Result<(Activity, Vec<Id>)> {
    access.need_verb(Verb::Create)?;
    let By::User(me) = access.by() else {
        return Err(Problem::forbidden("Only somebody who works here has a calendar.").into());
    };
    let mut a = Activity::new(store, zone_name(tx)?);
    (a.owner, a.created_by) = (Some(me), Some(me));
    if let Some(uid) = &sent.uid {
        a.uid.clone_from(uid);
    }
    let said = said::said(sent, &a.zone).map_err(refused)?;
    let usual = if sent.task { Kind::Task } else { Kind::Meeting };
    let mut wish = wish(None, &said);
    wish.kind = Some(said.kind.unwrap_or(usual));
    put_zone(&mut a, &said);
    wished(tx, store, access, &mut a, &wish)?;
    stated(&mut a, None, &said, store.now());
    turned(&mut a, None, &said, store.now())?;
    if a.state == State::Done {
        a.done_by = Some(me);
    }
    a.turns.values_mut().filter(|t| t.state == State::Done).for_each(|t| t.done_by = Some(me));
    let (batch, told) = edit::made(tx, store, access, &mut a)?;
    change::came_by(tx, batch, WAY)?;
    Ok((a, told))
}

/// Changes one as a client has it now. The activity as it is then, whether anything changed, and whom to tell.
///
/// # Errors
///
/// Not found, forbidden; a problem with what was expected.
pub fn changed(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (id, kept): (Id, &[String]),
    sent: &Sent,
) -> Result<(Activity, bool, Vec<Id>)> {
    let mut a = edit::to_edit(tx, access, id)?;
    let held = a.clone();
    // What both say the same was not changed, however the client spelt it.
    let ours = read::ours(&super::write(&a, kept)).and_then(|ours| said::said(&ours, &a.zone));
    let before = ours.map_err(|why| gx_store::StoreError::Shape(format!("a calendar of ours: {why}")))?;
    let after = said::said(sent, &a.zone).map_err(refused)?;
    if sent.task != (a.kind == Kind::Task) {
        return Err(
            refused("an event does not become a task, nor a task an event; make another".into()).into()
        );
    }
    if before.zone != after.zone {
        put_zone(&mut a, &after);
    }
    let wish = wish(Some(&before), &after);
    if wish != Wish::default() {
        wished(tx, store, access, &mut a, &wish)?;
    }
    stated(&mut a, Some(&before), &after, store.now());
    turned(&mut a, Some(&before), &after, store.now())?;
    if a.values() == held.values() {
        return Ok((a, false, Vec::new()));
    }
    // Who did it before keeps that; what was done just now was done by who asks.
    let by = access.by().id();
    if held.state != State::Done && a.state == State::Done {
        a.done_by = by;
    }
    for (key, turn) in &mut a.turns {
        let was = held.turns.get(key).map(|t| t.state);
        if turn.state == State::Done && was != Some(State::Done) {
            turn.done_by = by;
        }
    }
    let (batch, told) = edit::save(tx, store, access, &mut a, &held)?;
    change::came_by(tx, batch, WAY)?;
    Ok((a, true, told))
}

/// A series keeps the clock that its client told it on.
fn put_zone(a: &mut Activity, said: &Said) {
    if let Some(zone) = said.zone.as_deref().filter(|z| TimeZone::get(z).is_ok()) {
        zone.clone_into(&mut a.zone);
    }
}

/// What is wished: what the one says and the other does not.
fn wish(before: Option<&Said>, after: &Said) -> Wish {
    let mut out = Wish::default();
    let new = before.is_none();
    macro_rules! differs {
        ($($field:ident),+) => { before.is_none_or(|b| $(b.$field != after.$field)||+) };
    }
    if let (false, Some(kind)) = (new, after.kind)
        && differs!(kind)
    {
        out.kind = Some(kind);
    }
    if differs!(title) {
        out.title = Some(after.title.clone());
    }
    if differs!(at, ends_at, all_day) {
        (out.at, out.ends_at, out.all_day) = (Some(after.at), Some(after.ends_at), Some(after.all_day));
    }
    if differs!(repeats) {
        out.repeats = Some(after.repeats.clone());
    }
    if differs!(high) {
        out.priority = Some(if after.high { Priority::High } else { Priority::Normal });
    }
    if differs!(place) {
        out.place = Some(Some(after.place.clone()));
    }
    if differs!(geo) {
        (out.lat, out.lon) = (Some(after.geo.map(|g| g.0)), Some(after.geo.map(|g| g.1)));
    }
    if differs!(private) {
        out.private = Some(after.private);
    }
    if differs!(note) {
        out.note = Some(after.note.clone());
    }
    if differs!(remind) {
        out.remind = Some(after.remind);
    }
    out
}

/// Puts how far it is. Of a series that is said to be done, the turn that is next is.
fn stated(a: &mut Activity, before: Option<&Said>, after: &Said, now: Micros) {
    if before.map_or(State::Open, |b| b.state) == after.state {
        return;
    }
    let done_at = Some(after.done_at.map_or(now, |at| at.min(now)));
    match after.state {
        State::Done if a.repeats.is_some() => {
            if let Some(turn) = a.meant(None).turn.filter(|_| a.at.is_some()) {
                let own = a.turns.entry(turn).or_insert_with(|| Turn::plain(turn));
                (own.state, own.done_at) = (State::Done, done_at);
            }
        }
        State::Done => (a.state, a.done_at) = (State::Done, done_at),
        State::Cancelled => a.state = State::Cancelled,
        State::Open => (a.state, a.outcome, a.done_at, a.done_by) = (State::Open, None, None, None),
    }
}

/// Puts what is said of single turns. What was done stays done unless its turn is told to be open: a client that leaves it
/// out says nothing of it.
fn turned(
    a: &mut Activity,
    before: Option<&Said>,
    after: &Said,
    now: Micros,
) -> std::result::Result<(), Problem> {
    if a.repeats.is_none() {
        return Ok(());
    }
    let task = a.kind == Kind::Task;
    // Clients know of seconds; what was planned here may begin between two.
    let whole = |at: Micros| Micros(at.0.div_euclid(Micros::SECOND) * Micros::SECOND);
    let keys: BTreeSet<Micros> = a.turns.keys().copied().chain(a.first_at).collect();
    let real = |key: Micros| keys.iter().copied().find(|k| whole(*k) == key).unwrap_or(key);
    let was = |key: &Micros| before.and_then(|b| b.turns.get(key));
    for (key, said) in &after.turns {
        if was(key) == Some(said) {
            continue;
        }
        let key = real(*key);
        let held = a.turns.get(&key).cloned();
        if !said.known && held.is_none() {
            let at = key.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            return Err(refused(format!("the series has no turn at {at}, of which something is said")));
        }
        let turn = one(held.unwrap_or_else(|| Turn::plain(key)), said, (task, now))?;
        if turn == Turn::plain(key) && said.known && !said_beside(a, key) {
            a.turns.remove(&key);
        } else {
            a.turns.insert(key, turn);
        }
    }
    let gone = before.into_iter().flat_map(|b| b.turns.keys()).filter(|key| !after.turns.contains_key(key));
    for key in gone.map(|key| real(*key)) {
        if a.turns.get(&key).is_some_and(|turn| turn.state != State::Done) {
            a.turns.remove(&key);
        }
    }
    Ok(())
}

/// Whether a turn comes beside the rule.
fn said_beside(a: &Activity, key: Micros) -> bool {
    let mut bare = a.clone();
    bare.turns.remove(&key);
    !bare.has(key)
}

/// A turn as it is said to be.
fn one(mut turn: Turn, said: &SaidTurn, (task, now): (bool, Micros)) -> std::result::Result<Turn, Problem> {
    let short = |field: &str, text: &Option<String>, most: usize| {
        text.as_deref().map(|t| line(field, t, most)).transpose()
    };
    match said.state {
        State::Cancelled => {
            turn.state = State::Cancelled;
            if !said.told {
                return Ok(turn);
            }
        }
        State::Done if turn.state != State::Done => {
            (turn.state, turn.done_at) = (State::Done, Some(said.done_at.map_or(now, |at| at.min(now))));
        }
        State::Open if task && said.told || turn.state == State::Cancelled => {
            (turn.state, turn.outcome, turn.done_at, turn.done_by) = (State::Open, None, None, None);
        }
        _ => {}
    }
    if turn.at.0.div_euclid(Micros::SECOND) != said.at.0.div_euclid(Micros::SECOND) {
        turn.at = said.at;
    }
    if said.length.is_some_and(|l| !(0..=LONGEST).contains(&l)) {
        return Err(Problem::field("ends_at", "too_long", "at most 31 days"));
    }
    turn.length = said.length;
    turn.title = short("title", &said.title, 200)?.filter(|t| !t.is_empty());
    turn.place = short("place", &said.place, 300)?;
    if said.note.as_ref().is_some_and(|n| n.chars().count() > 10_000) {
        return Err(Problem::field("note", "too_long", "at most 10000 characters"));
    }
    turn.note.clone_from(&said.note);
    Ok(turn)
}

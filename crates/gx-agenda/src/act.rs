//! What is done about an activity: done, taken up again, somebody is there, somebody comes.

use gx_http::Note;
use gx_ingest::commit::Done;
use gx_ingest::model::Outcome;
use gx_ingest::say::{Said, say};
use gx_kernel::interaction::{Direction, Kind as What};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::changes::{differing, logged};
use gx_people::nearby::Place;
use gx_people::people;
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::edit;
use crate::record::{self, ACTIVITY, Activity, Answer, Kind, State, Turn};
use crate::wish::{Wish, unlocked, wished};

/// The longest account of what came of something.
const MOST_WORDS: usize = 10_000;

/// What is to be told live after the commit.
#[derive(Debug, Default)]
pub struct Told {
    notes: Vec<Note>,
}

impl Told {
    /// Colleagues who have a notice.
    pub fn of(staff: Vec<Id>) -> Self {
        let mut out = Self::default();
        out.staff(staff);
        out
    }

    fn staff(&mut self, staff: Vec<Id>) {
        if !staff.is_empty() {
            self.notes.push(Note::Notices(staff));
        }
    }

    fn note(&mut self, done: Done) {
        for outcome in done.outcomes.into_iter().flatten() {
            if let Outcome::Accepted { id, root, .. } = outcome {
                self.notes.push(Note::Interaction { id, root });
            }
        }
    }

    /// Everything to be told: that activities changed, and with them the next steps of deals and leads.
    pub fn notes(self) -> Vec<Note> {
        let changed = [ObjectKind::Activity, ObjectKind::Deal, ObjectKind::Lead].map(Note::Sold);
        self.notes.into_iter().chain(changed).collect()
    }
}

/// That something was done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DoneWish {
    turn: Option<Micros>,
    outcome: Option<String>,
    at: Option<Micros>,
    next: Option<Wish>,
}

impl DoneWish {
    /// Which turn is meant.
    pub fn turn(&self) -> Option<Micros> {
        self.turn
    }
}

/// Says that something was done, puts it onto the timeline of its person, and plans what is next. The batch for undo,
/// and what to tell.
///
/// # Errors
///
/// `closed` where it is done already; a problem at the field at fault; not found, forbidden.
pub fn done(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &DoneWish) -> Result<(Id, Told)> {
    let mut a = edit::to_edit(tx, access, id)?;
    let before = a.clone();
    let turn = edit::turn_of(&a, wish.turn)?;
    let (turn, state, title) = {
        let now = a.meant(turn);
        (now.turn, now.state, now.title.to_owned())
    };
    if state != State::Open {
        let message = format!("This is {} already.", state.as_text());
        return Err(Problem::conflict("closed", message).with("state", state.as_text()).into());
    }
    // Pressed twice, it is the turn that was done just now and not the next one as well.
    let just = |t: &Turn| t.done_at.is_some_and(|at| store.now().0 - at.0 < 5 * Micros::SECOND);
    if wish.turn.is_none() && a.turns.values().any(just) {
        return Err(Problem::conflict("closed", "This is done already.").with("state", "done").into());
    }
    let at = wish.at.unwrap_or_else(|| store.now());
    if at.0 > store.now().0 + 60 * Micros::SECOND {
        return Err(Problem::field("at", "in_the_future", "what was done has happened already").into());
    }
    let outcome = wish.outcome.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    if outcome.as_ref().is_some_and(|t| t.chars().count() > MOST_WORDS) {
        return Err(Problem::field("outcome", "too_long", format!("at most {MOST_WORDS} characters")).into());
    }
    unlocked(access, "outcome", outcome.is_some())?;
    let by = access.by().id();
    match turn {
        Some(turn) => {
            let own = a.turns.entry(turn).or_insert_with(|| Turn::plain(turn));
            (own.state, own.outcome, own.done_at, own.done_by) = (State::Done, outcome.clone(), Some(at), by);
        }
        None => (a.state, a.outcome, a.done_at, a.done_by) = (State::Done, outcome.clone(), Some(at), by),
    }
    let mut told = Told::default();
    if let Some(done) = onto_timeline(tx, store, access, &a, (&title, outcome, at))? {
        told.note(done);
    }
    // What is next is of the same act: both are taken back together.
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    record::write(tx, store, &mut a, false)?;
    batch.log(update(&a, &before));
    if let Some(wish) = &wish.next {
        access.need_verb(Verb::Create)?;
        let mut next = Activity::new(store, a.zone.clone());
        next.owner = a.owner.filter(|owner| access.may_create_for(Some(*owner))).or(by);
        (next.about, next.created_by) = (a.about, by);
        wished(tx, store, access, &mut next, wish)?;
        record::write(tx, store, &mut next, true)?;
        batch.log(Entry {
            object: ACTIVITY,
            row: next.id,
            op: Op::Create,
            before: Map::new(),
            after: next.values(),
        });
        crate::follow::next_steps(tx, store, &next, None)?;
        told.staff(crate::follow::tell(tx, store, by, &next, None)?);
    }
    batch.flush(tx, store)?;
    crate::follow::next_steps(tx, store, &a, Some(&before))?;
    Ok((batch.id, told))
}

/// The entry of the log of what changed of one.
fn update(a: &Activity, before: &Activity) -> Entry {
    let (old, new) = differing(&before.values(), &a.values());
    Entry { object: ACTIVITY, row: a.id, op: Op::Update, before: old, after: new }
}

/// Puts what was done onto the timeline of the person that it was about: contacts always, a task where there is
/// something to tell of it.
fn onto_timeline(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    a: &Activity,
    (title, outcome, at): (&str, Option<String>, Micros),
) -> Result<Option<Done>> {
    let Some(person) = a.person() else { return Ok(None) };
    let Some((root, holding)) = people::root(tx, access, person)? else { return Ok(None) };
    // Who may only look at somebody writes nothing onto their timeline.
    if !access.allows(Verb::Edit, root, holding) {
        return Ok(None);
    }
    // What is private stays off the timeline, which everybody reads who sees the person.
    if a.private || a.kind == Kind::Task && outcome.is_none() {
        return Ok(None);
    }
    let (kind, direction, channel) = match a.kind {
        Kind::Task => (What::Note, Direction::About, "staff"),
        Kind::Call => (What::Call, Direction::Out, "phone"),
        Kind::Meeting => (What::Meeting, Direction::Out, "staff"),
        Kind::Visit => (What::Visit, Direction::Out, "staff"),
    };
    let said = Said {
        kind,
        direction,
        channel,
        title: Some(title.to_owned()),
        text: outcome,
        object: ("activity", a.shown()),
        amount: None,
        at: Some(at),
        props: Map::from_iter([("activity".to_owned(), Json::from(a.shown()))]),
    };
    say(tx, store, access.by(), root, said).map(Some)
}

/// Takes something up again. The batch for undo.
///
/// # Errors
///
/// `open` where it is open; not found, forbidden.
pub fn reopen(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    turn: Option<Micros>,
) -> Result<(Id, Told)> {
    let mut a = edit::to_edit(tx, access, id)?;
    let before = a.clone();
    let turn = edit::turn_of(&a, turn)?;
    let last = || a.turns.iter().filter(|(_, t)| t.state != State::Open).map(|(key, _)| *key).next_back();
    let turn = if a.repeats.is_some() { turn.or_else(last) } else { None };
    let state = turn.map_or(a.state, |turn| a.turn(turn).state);
    if state == State::Open {
        return Err(Problem::conflict("open", "This is open already.").into());
    }
    match turn {
        Some(turn) => {
            if let Some(own) = a.turns.get_mut(&turn) {
                (own.state, own.outcome, own.done_at, own.done_by) = (State::Open, None, None, None);
                if *own == Turn::plain(turn) {
                    a.turns.remove(&turn);
                }
            }
        }
        None => (a.state, a.outcome, a.done_at, a.done_by) = (State::Open, None, None, None),
    }
    let (batch, staff) = edit::save(tx, store, access, &mut a, &before)?;
    Ok((batch, Told::of(staff)))
}

/// That somebody is there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckInWish {
    #[serde(default)]
    turn: Option<Micros>,
    lat: f64,
    lon: f64,
    #[serde(default)]
    accuracy: Option<f64>,
}

impl CheckInWish {
    /// Which turn is meant.
    pub fn turn(&self) -> Option<Micros> {
        self.turn
    }
}

/// Notes that somebody is there, and how far from where it was to be. What a device said is evidence: it is not changed
/// and not taken back. The batch, which has nothing to undo.
///
/// # Errors
///
/// `out_of_range` at the field; `too_many`; not found, forbidden.
pub fn check_in(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    wish: &CheckInWish,
) -> Result<(Id, Told)> {
    let a = edit::to_edit(tx, access, id)?;
    let By::User(me) = access.by() else {
        return Err(Problem::forbidden("Only somebody can be there.").into());
    };
    let turn = edit::turn_of(&a, wish.turn)?;
    for (field, value, most) in [("lat", wish.lat, 90.0), ("lon", wish.lon, 180.0)] {
        if !value.is_finite() || value.abs() > most {
            return Err(Problem::field(field, "out_of_range", format!("-{most} to {most} degrees")).into());
        }
    }
    let accuracy = wish.accuracy.filter(|m| m.is_finite() && (0.0..=1_000_000.0).contains(m));
    let many = tx.one("SELECT COUNT(*) FROM check_in WHERE activity_id = $1", &[id.into()])?.int(0)?;
    if many >= 1000 {
        return Err(Problem::conflict("too_many", "Somebody was here a thousand times already.").into());
    }
    let here = Place::at(wish.lat, wish.lon);
    let there = place_of(tx, access, &a)?;
    let distance = there.map(|there| here.metres_to(there) as f64);
    let turn = a.meant(turn).turn;
    tx.execute(
        "INSERT INTO check_in (id, activity_id, turn, staff_id, at, lat, lon, accuracy, distance) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        &[
            store.id().into(),
            id.into(),
            turn.into(),
            me.into(),
            store.now().into(),
            wish.lat.into(),
            wish.lon.into(),
            accuracy.into(),
            distance.into(),
        ],
    )?;
    let nothing = Map::new();
    let batch = logged(tx, store, access, (ACTIVITY, id, Op::Update), (&nothing, &nothing))?;
    Ok((batch, Told::default()))
}

/// Where it is to be: as it says itself, else where its person is.
pub(crate) fn place_of(tx: &mut Tx<'_>, access: &Access, a: &Activity) -> Result<Option<Place>> {
    if let (Some(lat), Some(lon)) = (a.lat, a.lon) {
        return Ok(Some(Place::at(lat, lon)));
    }
    let Some(person) = a.person() else { return Ok(None) };
    Ok(gx_people::nearby::places_of(tx, access, &[person])?.remove(&person))
}

/// Says whether one comes who was asked. The batch for undo.
///
/// # Errors
///
/// `not_asked` where nobody asked them; not found.
pub fn answer(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, answer: Answer) -> Result<(Id, Told)> {
    record::lock(tx, id)?;
    let mut a = edit::seen(tx, access, id)?;
    let before = a.clone();
    let not_asked = || Problem::conflict("not_asked", "You were not asked to come.");
    let me = access.by().id().filter(|me| a.guests.contains_key(me)).ok_or_else(not_asked)?;
    if answer == Answer::Asked {
        return Err(Problem::field("answer", "not_valid", "yes, no or maybe").into());
    }
    a.guests.insert(me, answer);
    let (batch, staff) = edit::save(tx, store, access, &mut a, &before)?;
    Ok((batch, Told::of(staff)))
}

/// Many at once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bulk {
    ids: Vec<String>,
    done: Option<bool>,
    owner: Option<String>,
    days: Option<i64>,
    delete: Option<bool>,
}

/// The most that are acted on at once.
const MOST_AT_ONCE: usize = 1000;

/// Does the same to many. Each that cannot be done is told with its reason, the others are done as one batch.
///
/// # Errors
///
/// A problem where it does not say what to do.
pub fn bulk(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Bulk) -> Result<(Json, Told)> {
    access.need_verb(Verb::Edit)?;
    let acts =
        [wish.done == Some(true), wish.owner.is_some(), wish.days.is_some(), wish.delete == Some(true)];
    if acts.iter().filter(|said| **said).count() != 1 {
        return Err(Problem::bad("bulk", "Say one of done, owner, days, delete.").into());
    }
    if wish.ids.len() > MOST_AT_ONCE {
        return Err(Problem::field("ids", "too_many", format!("at most {MOST_AT_ONCE}")).into());
    }
    if wish.days.is_some_and(|d| d.abs() > 3660) {
        return Err(Problem::field("days", "out_of_range", "-3660 to 3660").into());
    }
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let (mut done, mut refused, mut told) = (0_u64, Vec::new(), Told::default());
    for text in &wish.ids {
        let one = Id::read(IdKind::Activity, text)
            .ok_or_else(|| Problem::not_found("The activity").into())
            .and_then(|id| one_of(tx, store, access, id, wish));
        match one {
            Ok((a, before, entry, said)) => {
                if let Some(said) = said {
                    told.note(said);
                }
                batch.log(entry);
                crate::follow::next_steps(tx, store, &a, Some(&before))?;
                told.staff(crate::follow::tell(tx, store, access.by().id(), &a, Some(&before))?);
                done += 1;
            }
            Err(gx_store::StoreError::Problem(p)) if p.status < 500 => {
                let why = p.fields.first().map_or_else(|| p.message.clone(), |f| f.message.clone());
                refused.push(json!({"id": text, "code": p.code, "message": why}));
            }
            Err(e) => return Err(e),
        }
    }
    batch.flush(tx, store)?;
    let batch = (done > 0).then(|| batch.id.show(IdKind::Batch));
    Ok((json!({"done": done, "refused": refused, "batch": batch}), told))
}

/// One of many as it is then and as it was, what the log has of it, and what was put onto a timeline.
type Acted = (Activity, Activity, Entry, Option<Done>);

fn one_of(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, wish: &Bulk) -> Result<Acted> {
    let mut a = edit::to_edit(tx, access, id)?;
    let before = a.clone();
    if wish.delete == Some(true) {
        a.deleted_at = Some(store.now());
        record::write(tx, store, &mut a, false)?;
        let entry =
            Entry { object: ACTIVITY, row: id, op: Op::Delete, before: Map::new(), after: Map::new() };
        return Ok((a, before, entry, None));
    }
    let mut said = None;
    if wish.done == Some(true) {
        let (turn, state) = (a.meant(None).turn, a.meant(None).state);
        if state != State::Open {
            return Err(Problem::conflict("closed", format!("This is {} already.", state.as_text())).into());
        }
        let (now, by) = (store.now(), access.by().id());
        match turn {
            Some(turn) => {
                let own = a.turns.entry(turn).or_insert_with(|| Turn::plain(turn));
                (own.state, own.done_at, own.done_by) = (State::Done, Some(now), by);
            }
            None => (a.state, a.done_at, a.done_by) = (State::Done, Some(now), by),
        }
        let title = a.meant(turn).title.to_owned();
        said = onto_timeline(tx, store, access, &a, (&title, None, now))?;
    } else if let Some(days) = wish.days {
        edit::later(&mut a, days)?;
    } else {
        wished(tx, store, access, &mut a, &Wish { owner: wish.owner.clone(), ..Wish::default() })?;
    }
    record::write(tx, store, &mut a, false)?;
    let entry = update(&a, &before);
    Ok((a, before, entry, said))
}

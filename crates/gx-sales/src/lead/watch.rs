//! Follows the feed of what happens: makes leads of interactions that captures take, and notes what colleagues have done
//! about theirs.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gx_http::{Kit, Note};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros};
use gx_store::change::{Batch, By};
use gx_store::feed::{self, Page, Place, What};
use gx_store::{Result, Store, StoreError, Tx, settings};

use super::capture::{self, Capture};
use super::hand;
use super::record::{self, Lead, OPEN, State};
use super::touch::{self, Touch};
use super::{edit, returns};
use crate::pool;

/// The setting that says how far the feed was followed.
const PLACE: &str = "lead_place";
/// Changes looked at in one transaction.
const STEP: usize = 1000;
/// How long it rests when there is nothing to do.
const REST: Duration = Duration::from_millis(500);

/// Starts to follow. It ends when `stop` is set.
pub fn start(kit: Kit, stop: Arc<AtomicBool>) -> Option<std::thread::JoinHandle<()>> {
    let run = move || {
        while !stop.load(Ordering::Relaxed) {
            match step(&kit.store) {
                Ok((taken, more)) => {
                    if taken.changed {
                        kit.live.tell(Note::Sold(ObjectKind::Lead));
                    }
                    if !taken.told.is_empty() {
                        kit.live.tell(Note::Notices(taken.told));
                    }
                    if more {
                        continue;
                    }
                }
                Err(error) => tracing::error!(%error, "leads cannot follow what happens"),
            }
            std::thread::sleep(REST);
        }
    };
    std::thread::Builder::new().name("leads".into()).spawn(run).ok()
}

/// What came of some interactions.
#[derive(Debug, Default)]
pub struct Taken {
    /// Whether a lead was made or changed.
    pub changed: bool,
    /// Who was given one.
    pub told: Vec<Id>,
}

/// Takes the next changes; what came of them, and whether there is more.
fn step(store: &Store) -> Result<(Taken, bool)> {
    let begin = store.read(|tx| {
        let place = settings::get::<String>(tx, PLACE)?.map(|t| Place::read(&t)).transpose()?;
        match place {
            Some(place) => Ok(feed::moved(tx, place)?.then_some(Some(place))),
            None => Ok(Some(None)),
        }
    })?;
    let Some(begin) = begin else { return Ok((Taken::default(), false)) };
    store.write(|tx| {
        // What happened before anybody watched makes no leads.
        let from = begin.map_or_else(|| feed::end(tx), Ok)?;
        // Another process on the same database may have been quicker.
        settings::hold(tx, PLACE, &from.to_string())?;
        let place = settings::get::<String>(tx, PLACE)?.map_or(Ok(from), |t| Place::read(&t))?;
        if place != from {
            return Ok((Taken::default(), true));
        }
        let page = match feed::page(tx, place, STEP, &[ObjectKind::Interaction]) {
            Err(StoreError::Problem(p)) if p.code == "cursor_expired" => {
                Page { rows: Vec::new(), place: feed::end(tx)?, more: false }
            }
            page => page?,
        };
        settings::put(tx, PLACE, &page.place.to_string())?;
        let came: Vec<i64> =
            page.rows.iter().filter(|row| row.what == What::Made).map(|row| row.row.0).collect();
        Ok((take(tx, store, &came)?, page.more))
    })
}

/// What is known of an interaction that came.
struct Came {
    id: Id,
    person: Id,
    staff: Option<Id>,
    at: Micros,
}

/// Takes interactions that came.
pub fn take(tx: &mut Tx<'_>, store: &Store, ids: &[i64]) -> Result<Taken> {
    if ids.is_empty() {
        return Ok(Taken::default());
    }
    let captures = capture::load(tx)?;
    // Along the index of open leads.
    let open = format!("SELECT 1 FROM lead WHERE deleted_at IS NULL AND state IN ({OPEN}) LIMIT 1");
    let any = tx.first(&open, &[])?.is_some();
    if !any && !captures.iter().any(|capture| capture.on) {
        return Ok(Taken::default());
    }
    let mut came: Vec<Came> = Vec::new();
    let sql = "SELECT i.id, n.canonical_id, i.staff_id, i.occurred_at FROM interaction i JOIN person n ON n.id = i.person_id WHERE i.id IN";
    for r in tx.query_in(sql, ids)? {
        came.push(Came { id: r.id(0)?, person: r.id(1)?, staff: r.opt_id(2)?, at: r.micros(3)? });
    }
    came.sort_by_key(|c| c.id);
    let worked = worked(tx, store, &came)?;
    let taken = capture::taken(tx, store, &captures, ids)?;
    let of: Vec<(&Came, &Capture)> =
        came.iter().filter_map(|c| Some((c, captures.get(*taken.get(&c.id)?)?))).collect();
    let told = captured(tx, store, &of)?;
    Ok(Taken { changed: worked || !of.is_empty(), told })
}

/// Notes that colleagues did something about leads of theirs; whether they did.
fn worked(tx: &mut Tx<'_>, store: &Store, came: &[Came]) -> Result<bool> {
    let mut last: BTreeMap<(Id, Id), Micros> = BTreeMap::new();
    for c in came {
        if let Some(staff) = c.staff {
            let at = last.entry((c.person, staff)).or_insert(c.at);
            *at = (*at).max(c.at);
        }
    }
    if last.is_empty() {
        return Ok(false);
    }
    let people: Vec<i64> = last.keys().map(|(person, _)| person.0).collect();
    let sql = format!(
        "SELECT l.id, n.canonical_id FROM lead l JOIN person n ON n.id = l.person_id \
         WHERE l.deleted_at IS NULL AND l.state IN ({OPEN}) AND l.owner IS NOT NULL AND n.canonical_id IN"
    );
    let mut of: HashMap<Id, Id> = HashMap::new();
    for r in tx.query_in(&sql, &people)? {
        of.insert(r.id(0)?, r.id(1)?);
    }
    let ids: Vec<Id> = of.keys().copied().collect();
    record::lock(tx, &ids)?;
    let pools = pool::load(tx)?;
    let mut any = false;
    for mut lead in record::many(tx, &ids)? {
        let (Some(owner), Some(person)) = (lead.owner, of.get(&lead.id)) else { continue };
        let Some(at) = last.get(&(*person, owner)) else { continue };
        // What was done before they had it is the story of somebody else; what is said to come is not done.
        let at = (*at).min(store.now());
        if !lead.state.open() || lead.held_since.is_some_and(|since| at < since) {
            continue;
        }
        lead.worked_at = Some(lead.worked_at.map_or(at, |held| held.max(at)));
        lead.answered_at = lead.answered_at.or(Some(at));
        lead.state = State::Working;
        lead.reminded = None;
        lead.returns_at = returns::at(&lead, lead.pool.and_then(|id| pools.iter().find(|p| p.id == id)));
        record::update(tx, store, &lead)?;
        any = true;
    }
    Ok(any)
}

/// Makes leads of interactions; of a person who has an open one the interaction is kept with that.
fn captured(tx: &mut Tx<'_>, store: &Store, of: &[(&Came, &Capture)]) -> Result<Vec<Id>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<i64> = of.iter().map(|(c, _)| c.id.0).collect();
    let mut touches = touch::of_interactions(tx, &keys)?;
    let mut of_person: HashMap<Id, Id> = HashMap::new();
    let mut fresh: Vec<(&Capture, Id, Touch)> = Vec::new();
    let mut kept: Vec<(Id, Touch)> = Vec::new();
    let mut waiting: Vec<(Id, Touch)> = Vec::new();
    for (c, capture) in of {
        let Some(touch) = touches.remove(&c.id) else { continue };
        if fresh.iter().any(|(_, person, _)| *person == c.person) {
            waiting.push((c.person, touch));
            continue;
        }
        record::lock_person(tx, c.person)?;
        if let Some(lead) = record::open_of(tx, c.person)? {
            kept.push((lead.id, touch));
        } else {
            fresh.push((capture, c.person, touch));
        }
    }
    let numbers = record::next_numbers(tx, fresh.len())?;
    let currency = settings::currency(tx)?;
    let mut leads = Vec::with_capacity(fresh.len());
    for ((capture, person, touch), number) in fresh.into_iter().zip(numbers) {
        let mut lead = Lead::new(store.id(), number, store.now());
        let called = tx.first("SELECT name FROM person WHERE id = $1", &[person.into()])?;
        lead.put("name", called.map_or(Ok(String::new()), |r| r.string(0))?.into());
        lead.put("currency", currency.as_str().into());
        lead.put("source", capture.source.as_str().into());
        let said = touch.text.clone().or_else(|| touch.title.clone());
        lead.put("interest", said.map(|t| t.chars().take(2000).collect::<String>()).into());
        lead.person = Some(person);
        lead.channel.clone_from(&touch.channel);
        lead.capture = Some(capture.id);
        of_person.insert(person, lead.id);
        kept.push((lead.id, touch));
        leads.push(lead);
    }
    kept.extend(waiting.into_iter().filter_map(|(person, touch)| Some((*of_person.get(&person)?, touch))));
    record::insert(tx, &leads, false)?;
    touch::add(tx, store, kept)?;
    give(tx, store, leads)
}

/// Lets the rules give new leads; who was given one.
pub(crate) fn give(tx: &mut Tx<'_>, store: &Store, leads: Vec<Lead>) -> Result<Vec<Id>> {
    if leads.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Id> = leads.iter().map(|lead| lead.id).collect();
    let decisions = crate::assign::run::decisions(tx, store, &ids)?;
    let pools = pool::load(tx)?;
    let mut batch = Batch::open(tx, store, "create", By::Rule, None, None)?;
    let mut news = hand::News::default();
    for mut lead in leads {
        if let Some(decision) = decisions.get(&lead.id) {
            let hand = decision.hand(None);
            hand::settle(store.now(), &pools, &mut lead, &hand);
            record::update(tx, store, &lead)?;
            hand::trace(tx, store, &lead, &hand, None, (None, Some(batch.id)))?;
            batch.log(edit::made(&lead));
            hand::keep(tx, store, &mut batch, lead.person, (None, lead.owner))?;
            news.add(&lead, &hand, None);
            crate::registration::came(tx, store, &lead)?;
        } else {
            batch.log(edit::made(&lead));
        }
    }
    batch.flush(tx, store)?;
    news.tell(tx, store, None)
}

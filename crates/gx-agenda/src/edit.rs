//! What is to be done is planned, changed, taken away: as a whole, or some turns of a series. All in the change log.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::changes::{differing, logged};
use gx_people::seen as found;
use gx_sales::deal::edit::unmoved;
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::follow;
use crate::record::{self, ACTIVITY, Activity, State, Turn};
use crate::repeat::Series;
use crate::wish::{Wish, line, timed, unlocked, wished, zone_name};

/// Plans one. Its id, the batch for undo, and whom to tell.
///
/// # Errors
///
/// A problem at the field at fault.
pub fn create(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Wish) -> Result<(Id, Id, Vec<Id>)> {
    access.need_verb(Verb::Create)?;
    let mut a = Activity::new(store, zone_name(tx)?);
    if let By::User(me) = access.by() {
        a.owner = Some(me);
        a.created_by = Some(me);
    }
    wished(tx, store, access, &mut a, wish)?;
    let (batch, told) = made(tx, store, access, &mut a)?;
    Ok((a.id, batch, told))
}

/// Stores a new one, logs it, and tells who has to do with it. The batch, and who was told.
pub(crate) fn made(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    a: &mut Activity,
) -> Result<(Id, Vec<Id>)> {
    record::write(tx, store, a, true)?;
    let batch = logged(tx, store, access, (ACTIVITY, a.id, Op::Create), (&Map::new(), &a.values()))?;
    follow::next_steps(tx, store, a, None)?;
    let told = follow::tell(tx, store, access.by().id(), a, None)?;
    Ok((batch, told))
}

/// A living one that the caller may see.
///
/// # Errors
///
/// Not found.
pub fn seen(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Activity> {
    let missing = || Problem::not_found("The activity");
    if found::seen(tx, access, ObjectKind::Activity, id)?.is_none() {
        return Err(missing().into());
    }
    Ok(record::get(tx, id)?.ok_or_else(missing)?)
}

/// Whether one was private at some time.
pub(crate) fn was_private(tx: &mut Tx<'_>, id: Id) -> Result<bool> {
    let logged = gx_store::change::after(tx, id, Id(0))?;
    Ok(logged.iter().any(|e| e.before.contains_key("private") || e.after.contains_key("private")))
}

/// Whether the caller may change one that they see.
pub fn may_edit(tx: &mut Tx<'_>, access: &Access, a: &Activity) -> Result<bool> {
    let mine = a.owner.is_some() && a.owner == access.by().id();
    let holding = record::holding(tx, a)?;
    Ok((mine || !a.private) && access.allows(Verb::Edit, a.id, holding))
}

/// A living one that the caller may change; others who want to wait.
///
/// # Errors
///
/// Not found, or forbidden.
pub fn to_edit(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Activity> {
    record::lock(tx, id)?;
    let a = seen(tx, access, id)?;
    if !may_edit(tx, access, &a)? {
        return Err(Problem::forbidden("Your role may not change what is this colleague's to do.").into());
    }
    Ok(a)
}

/// Which turns of a series a change is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The one alone.
    #[default]
    This,
    /// It and all after it.
    Following,
    /// All.
    All,
}

impl Scope {
    /// Reads it from an address.
    ///
    /// # Errors
    ///
    /// `not_valid` at the field.
    pub fn read(text: Option<&str>) -> std::result::Result<Self, Problem> {
        match text {
            None | Some("this") => Ok(Self::This),
            Some("following") => Ok(Self::Following),
            Some("all") => Ok(Self::All),
            Some(_) => Err(Problem::field("scope", "not_valid", "this, following or all")),
        }
    }
}

/// A change of one, or of turns of it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    /// What is wished.
    pub set: Wish,
    /// Values as they were read.
    pub was: Map<String, Json>,
    /// Which turn.
    pub turn: Option<Micros>,
    /// It alone, or others too.
    pub scope: Scope,
}

/// A turn of a series that was named, checked; none where nothing repeats.
pub(crate) fn turn_of(a: &Activity, turn: Option<Micros>) -> std::result::Result<Option<Micros>, Problem> {
    match turn {
        Some(turn) if a.repeats.is_some() => {
            if a.has(turn) {
                Ok(Some(turn))
            } else {
                Err(Problem::field("turn", "unknown", "the series has no such turn any more"))
            }
        }
        _ => Ok(None),
    }
}

/// A value as the wire tells it of a turn, to be compared with what somebody read.
fn told(a: &Activity, turn: Option<Micros>, key: &str) -> Json {
    let now = a.meant(turn);
    match key {
        "at" => now.at.map(Micros::to_rfc3339).into(),
        "ends_at" => now.ends_at.map(Micros::to_rfc3339).into(),
        "title" => now.title.into(),
        "place" => now.place.into(),
        "note" => now.note.into(),
        "all_day" => a.all_day.into(),
        "private" => a.private.into(),
        "priority" => a.priority.as_text().into(),
        "guests" => json!(a.guests.keys().map(|id| id.show(IdKind::User)).collect::<Vec<_>>()),
        _ => a.values().get(key).cloned().unwrap_or_default(),
    }
}

/// Instants in one spelling.
fn spelt(value: &Json) -> Json {
    let instant = value.as_str().filter(|t| t.contains('T')).and_then(Micros::parse);
    instant.map_or_else(|| value.clone(), |at| at.to_rfc3339().into())
}

/// Refuses where a value is no longer what its author read: of a turn, as it stood for them.
fn still(a: &Activity, wished: &Activity, change: &Change) -> Result<()> {
    let alone = change.scope == Scope::This && change.turn.is_some();
    let said = |at: Option<Option<Micros>>| at.flatten().map(Micros::to_rfc3339).into();
    let next = |key: &str| match key {
        "at" if !alone => said(change.set.at),
        "ends_at" if !alone => said(change.set.ends_at),
        _ => told(wished, change.turn.filter(|_| alone), key),
    };
    let values: Vec<(String, Json)> =
        change.set.keys().into_iter().map(|key| (key.to_owned(), next(key))).collect();
    let was: Map<String, Json> = change.was.iter().map(|(k, v)| (k.clone(), spelt(v))).collect();
    unmoved(&values, &was, |key| told(a, change.turn, key))
}

/// Changes one. The id of what was meant (another where a series was cut in two), the batch for undo, whom to tell.
///
/// # Errors
///
/// `changed` with every value that moved; a problem at the field at fault; not found, forbidden.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    change: &Change,
) -> Result<(Id, Id, Vec<Id>)> {
    let mut a = to_edit(tx, access, id)?;
    let turn = turn_of(&a, change.turn)?;
    let before = a.clone();
    match (turn, change.scope) {
        (Some(turn), Scope::This) => {
            unlocked(access, "place", change.set.place.is_some())?;
            one_turn(&mut a, turn, &change.set)?;
            still(&before, &a, change)?;
        }
        (Some(turn), Scope::Following) if before.first_at != Some(turn) => {
            return following(tx, store, access, a, (turn, change));
        }
        (turn, _) => {
            whole(tx, store, access, &mut a, (turn, &change.set))?;
            still(&before, &a, change)?;
        }
    }
    let (batch, told) = save(tx, store, access, &mut a, &before)?;
    Ok((id, batch, told))
}

/// Stores what changed of one, and logs it. The batch, and who was told. What passed by itself and is put into the future
/// is to be again.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    a: &mut Activity,
    before: &Activity,
) -> Result<(Id, Vec<Id>)> {
    let ahead = a.repeats.is_none() && a.first_at.is_some_and(|at| at > store.now());
    if a.state == State::Done && a.done_by.is_none() && ahead && a.first_at != before.first_at {
        (a.state, a.done_at) = (State::Open, None);
    }
    record::write(tx, store, a, false)?;
    let batch = logged(tx, store, access, (ACTIVITY, a.id, Op::Update), (&before.values(), &a.values()))?;
    follow::next_steps(tx, store, a, Some(before))?;
    let told = follow::tell(tx, store, access.by().id(), a, Some(before))?;
    Ok((batch, told))
}

/// Changes one turn alone: when and where it is, what it is called, what is said beside it.
fn one_turn(a: &mut Activity, turn: Micros, wish: &Wish) -> std::result::Result<(), Problem> {
    let own = ["at", "ends_at", "title", "place", "note"];
    if let Some(key) = wish.keys().into_iter().find(|key| !own.contains(key)) {
        let message = "of one turn alone, its time, title, place and note can be changed";
        return Err(Problem::field(key, "whole_series", message));
    }
    let mut plan = a.turns.get(&turn).cloned().unwrap_or_else(|| Turn::plain(turn));
    let mut one = a.clone();
    (one.repeats, one.first_at) = (None, Some(plan.at));
    one.length = plan.length.or(a.length);
    timed(&mut one, wish)?;
    if one.first_at.is_none() {
        return Err(Problem::field("at", "missing", "say when it begins"));
    }
    plan.at = one.first_at.unwrap_or(plan.at);
    plan.length = one.length.filter(|l| Some(*l) != a.length);
    if let Some(title) = &wish.title {
        let title = line("title", title, 200)?;
        if title.is_empty() {
            return Err(Problem::field("title", "missing", "it needs a name"));
        }
        plan.title = (title != a.title).then_some(title);
    }
    if let Some(place) = &wish.place {
        let place = line("place", place.as_deref().unwrap_or_default(), 300)?;
        plan.place = (Some(place.as_str()) != a.place.as_deref()).then_some(place);
    }
    if let Some(note) = &wish.note {
        plan.note = (note.trim() != a.note).then(|| note.trim().to_owned());
    }
    if plan == Turn::plain(turn) {
        a.turns.remove(&turn);
    } else {
        a.turns.insert(turn, plan);
    }
    Ok(())
}

/// Changes all of it. Where a turn was moved, every other one moves as far.
fn whole(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    a: &mut Activity,
    (turn, wish): (Option<Micros>, &Wish),
) -> Result<()> {
    let mut wish = wish.clone();
    if a.repeats.is_some()
        && let (Some(Some(to)), Some(first)) = (wish.at, a.first_at)
    {
        let from = a.meant(turn).at.unwrap_or(first);
        let zone = a.zone();
        let moved = moved(first, (from, to), &zone);
        wish.at = Some(Some(moved));
        if let Some(Some(end)) = wish.ends_at {
            wish.ends_at = Some(Some(moved.plus(end.0 - to.0)));
        }
        // The keys of turns go with the rule, so that it knows them; what was done stays at its time.
        let turns = std::mem::take(&mut a.turns);
        for (key, own) in turns {
            let at = if own.state == State::Done { own.at } else { self::moved(own.at, (from, to), &zone) };
            let new = self::moved(key, (from, to), &zone);
            a.turns.insert(new, Turn { at, ..own });
            tx.execute(
                "UPDATE check_in SET turn = $1 WHERE activity_id = $2 AND turn = $3",
                &[new.into(), a.id.into(), key.into()],
            )?;
        }
    } else if a.repeats.is_some()
        && let (Some(Some(end)), Some(first)) = (wish.ends_at, a.first_at)
    {
        // How long the turn is to be that was read, every one is.
        let from = a.meant(turn).at.unwrap_or(first);
        wish.ends_at = Some(Some(first.plus(end.0 - from.0)));
    }
    wished(tx, store, access, a, &wish)
}

/// Puts one later by days, or earlier, at the same hour; of a series the turn that is next.
pub(crate) fn later(a: &mut Activity, days: i64) -> std::result::Result<(), Problem> {
    let (turn, at) = (a.meant(None).turn, a.meant(None).at);
    let at = at.ok_or_else(|| Problem::field("days", "missing", "it has no day that could be moved"))?;
    let zone = a.zone();
    let to = at.timestamp().to_zoned(zone).checked_add(jiff::Span::new().days(days));
    let to = to.map_err(|_| Problem::field("days", "out_of_range", "a day of the calendar"))?;
    let to = Micros(to.timestamp().as_microsecond());
    match turn {
        Some(turn) => a.turns.entry(turn).or_insert_with(|| Turn::plain(turn)).at = to,
        None => a.first_at = Some(to),
    }
    Ok(())
}

/// An instant as far later as another was moved, on the clock of the wall.
fn moved(of: Micros, (from, to): (Micros, Micros), zone: &jiff::tz::TimeZone) -> Micros {
    let local = |at: Micros| at.timestamp().to_zoned(zone.clone()).datetime();
    let shifted = local(from).until(local(to)).and_then(|span| local(of).checked_add(span));
    match shifted.and_then(|t| zone.to_ambiguous_zoned(t).compatible()) {
        Ok(zoned) => Micros(zoned.timestamp().as_microsecond()),
        Err(_) => of.plus(to.0 - from.0),
    }
}

/// Changes a turn and all after it: the series ends before it, and another begins there.
fn following(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    mut a: Activity,
    (turn, change): (Micros, &Change),
) -> Result<(Id, Id, Vec<Id>)> {
    let before = a.clone();
    let Some(rule) = a.rule() else { return Err(Problem::internal().into()) };
    let zone = a.zone();
    let first = a.first_at.unwrap_or(turn);
    let gone = Series { first, zone: &zone, rule: &rule }.turns(Micros(i64::MIN), turn).len();
    let mut rest = a.clone();
    let id = store.id();
    (rest.id, rest.uid, rest.sequence) = (id, id.show(IdKind::Activity), 0);
    rest.first_at = Some(turn);
    rest.repeats = Some(rule.after(gone).text());
    rest.turns = a.turns.split_off(&turn);
    (rest.created_at, rest.created_by) = (store.now(), access.by().id());
    a.repeats = Some(rule.ending_before(turn).text());
    whole(tx, store, access, &mut rest, (Some(turn), &change.set))?;
    still(&before, &rest, change)?;
    record::write(tx, store, &mut a, false)?;
    rest.as_new();
    record::write(tx, store, &mut rest, true)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let (old, new) = differing(&before.values(), &a.values());
    batch.log(Entry { object: ACTIVITY, row: a.id, op: Op::Update, before: old, after: new });
    batch.log(Entry {
        object: ACTIVITY,
        row: rest.id,
        op: Op::Create,
        before: Map::new(),
        after: rest.values(),
    });
    batch.flush(tx, store)?;
    follow::next_steps(tx, store, &a, Some(&before))?;
    follow::next_steps(tx, store, &rest, None)?;
    let told = follow::tell(tx, store, access.by().id(), &rest, Some(&before))?;
    Ok((rest.id, batch.id, told))
}

/// Takes one away, or turns of it; undo brings them back.
///
/// # Errors
///
/// Not found, forbidden.
pub fn delete(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    (turn, scope): (Option<Micros>, Scope),
) -> Result<Id> {
    let mut a = to_edit(tx, access, id)?;
    let before = a.clone();
    let turn = turn_of(&a, turn)?;
    match (turn, scope) {
        (Some(turn), Scope::This) => {
            let own = a.turns.entry(turn).or_insert_with(|| Turn::plain(turn));
            own.state = State::Cancelled;
        }
        (Some(turn), Scope::Following) if a.first_at != Some(turn) => {
            if let Some(rule) = a.rule() {
                a.repeats = Some(rule.ending_before(turn).text());
            }
            a.turns.retain(|key, own| *key < turn || own.state == State::Done);
        }
        _ => {
            a.deleted_at = Some(store.now());
            record::write(tx, store, &mut a, false)?;
            let nothing = Map::new();
            let batch = logged(tx, store, access, (ACTIVITY, id, Op::Delete), (&nothing, &nothing))?;
            follow::next_steps(tx, store, &a, Some(&before))?;
            return Ok(batch);
        }
    }
    Ok(save(tx, store, access, &mut a, &before)?.0)
}

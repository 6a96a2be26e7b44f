//! What is to be done is planned, changed, taken away: as a whole, or some turns of a series. All in the change log.

use gx_http::said;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::changes::logged;
use gx_people::{company, edit as records, people, seen as found};
use gx_sales::colleagues::Colleagues;
use gx_sales::deal::edit::unmoved;
use gx_store::access::{Access, Verb};
use gx_store::change::{By, Op};
use gx_store::{Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::follow;
use crate::record::{self, ABOUT, ACTIVITY, Activity, Answer, Kind, Priority, State, Turn};
use crate::repeat::{Rule, Series};

/// The longest that something takes, in seconds: a month.
pub(crate) const LONGEST: i64 = 31 * 86_400;
/// How long something takes of which nobody said it, in seconds.
const USUAL: i64 = 1800;
/// The earliest reminder, in minutes: four weeks before.
const EARLIEST: i64 = 28 * 24 * 60;
/// The most colleagues who are asked to come.
const MOST_GUESTS: usize = 100;

/// What is wished of one; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// What is to be done.
    pub kind: Option<Kind>,
    /// What it is called.
    pub title: Option<String>,
    /// When it begins, or is due.
    #[serde(deserialize_with = "said")]
    pub at: Option<Option<Micros>>,
    /// When it is over.
    #[serde(deserialize_with = "said")]
    pub ends_at: Option<Option<Micros>>,
    /// Whether it takes whole days.
    pub all_day: Option<bool>,
    /// Whose it is.
    pub owner: Option<String>,
    #[serde(deserialize_with = "said")]
    pub(crate) person: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    pub(crate) company: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    pub(crate) deal: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    pub(crate) lead: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    pub(crate) order: Option<Option<String>>,
    pub(crate) priority: Option<Priority>,
    /// Where it is.
    #[serde(deserialize_with = "said")]
    pub place: Option<Option<String>>,
    #[serde(deserialize_with = "said")]
    pub(crate) lat: Option<Option<f64>>,
    #[serde(deserialize_with = "said")]
    pub(crate) lon: Option<Option<f64>>,
    /// How it repeats.
    #[serde(deserialize_with = "said")]
    pub repeats: Option<Option<String>>,
    /// Whether it is seen by its owner and guests alone.
    pub private: Option<bool>,
    /// Words beside it.
    pub note: Option<String>,
    /// Minutes before.
    #[serde(deserialize_with = "said")]
    pub remind: Option<Option<i64>>,
    pub(crate) guests: Option<Vec<String>>,
    pub(crate) fields: Option<Map<String, Json>>,
    /// Fields of one's own by their keys, as a cell of a list writes them.
    #[serde(flatten)]
    pub(crate) own: Map<String, Json>,
}

impl Wish {
    /// About a person, for what is planned by a rule.
    #[must_use]
    pub fn about(mut self, person: Id) -> Self {
        self.person = Some(Some(person.show(IdKind::Person)));
        self
    }

    fn said_about(&self) -> [&Option<Option<String>>; 5] {
        [&self.person, &self.company, &self.deal, &self.lead, &self.order]
    }

    /// The names of what it says, as the wire has them.
    fn keys(&self) -> Vec<&'static str> {
        let about = self.said_about();
        let all: [(&'static str, bool); 18] = [
            ("kind", self.kind.is_some()),
            ("title", self.title.is_some()),
            ("at", self.at.is_some()),
            ("ends_at", self.ends_at.is_some()),
            ("all_day", self.all_day.is_some()),
            ("owner", self.owner.is_some()),
            ("person", about[0].is_some()),
            ("company", about[1].is_some()),
            ("deal", about[2].is_some()),
            ("lead", about[3].is_some()),
            ("order", about[4].is_some()),
            ("priority", self.priority.is_some()),
            ("place", self.place.is_some()),
            ("repeats", self.repeats.is_some()),
            ("private", self.private.is_some()),
            ("note", self.note.is_some()),
            ("remind", self.remind.is_some()),
            ("guests", self.guests.is_some()),
        ];
        all.into_iter().filter(|(_, there)| *there).map(|(key, _)| key).collect()
    }
}

/// One line of words, without spaces at the ends and one between words.
pub(crate) fn line(field: &str, text: &str, most: usize) -> std::result::Result<String, Problem> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > most {
        return Err(Problem::field(field, "too_long", format!("at most {most} characters")));
    }
    Ok(text)
}

/// The workspace's time zone by its name.
pub(crate) fn zone_name(tx: &mut Tx<'_>) -> Result<String> {
    Ok(settings::get::<String>(tx, "zone")?.unwrap_or_else(|| "Asia/Shanghai".into()))
}

/// The record that a text names, which the caller sees.
fn named(tx: &mut Tx<'_>, access: &Access, place: usize, text: Option<&str>) -> Result<Option<Id>> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let Some((key, object, kind)) = ABOUT.get(place).copied() else { return Ok(None) };
    let unknown = || Problem::field(key, "unknown_record", format!("there is no record {text:?}"));
    let id = Id::read(kind, text).ok_or_else(unknown)?;
    let there = match object {
        ObjectKind::Person => return Ok(Some(people::root(tx, access, id)?.ok_or_else(unknown)?.0)),
        ObjectKind::Company => company::edit::seen(tx, access, id).is_ok(),
        _ => found::seen(tx, access, object, id)?.is_some(),
    };
    if there { Ok(Some(id)) } else { Err(unknown().into()) }
}

/// Whom a deal or a lead is with is whom what is planned about it is with, unless somebody says otherwise.
fn completed(tx: &mut Tx<'_>, access: &Access, a: &mut Activity, wish: &Wish) -> Result<()> {
    let silent = wish.person.is_none() && a.about[0].is_none();
    if let (Some(deal), true) = (a.about[2], wish.deal.is_some()) {
        let r = tx.one("SELECT person_id, company_id FROM deal WHERE id = $1", &[deal.into()])?;
        if silent && let Some(person) = r.opt_id(0)? {
            a.about[0] = people::root(tx, access, person)?.map(|(root, _)| root);
        }
        if wish.company.is_none() && a.about[1].is_none() {
            a.about[1] = r.opt_id(1)?;
        }
    }
    if let (Some(lead), true, true) = (a.about[3], wish.lead.is_some(), silent) {
        let r = tx.one("SELECT person_id FROM lead WHERE id = $1", &[lead.into()])?;
        if let Some(person) = r.opt_id(0)? {
            a.about[0] = people::root(tx, access, person)?.map(|(root, _)| root);
        }
    }
    Ok(())
}

/// Puts when it is.
fn timed(a: &mut Activity, wish: &Wish) -> std::result::Result<(), Problem> {
    if let Some(all_day) = wish.all_day {
        a.all_day = all_day;
    }
    if let Some(at) = wish.at {
        a.first_at = at;
    }
    let zone = a.zone();
    if a.all_day
        && let Some(at) = a.first_at
    {
        let day = at.timestamp().to_zoned(zone.clone()).date();
        let begins =
            day.to_zoned(zone).map_err(|_| Problem::field("at", "not_valid", "a day of the calendar"))?;
        a.first_at = Some(Micros(begins.timestamp().as_microsecond()));
    }
    if a.kind == Kind::Task {
        a.length = None;
        return Ok(());
    }
    let Some(at) = a.first_at else {
        return Err(Problem::field("at", "missing", "say when it begins; only a task has no time"));
    };
    match wish.ends_at {
        Some(Some(end)) => {
            let seconds = (end.0 - at.0).div_euclid(Micros::SECOND);
            // A day is as long as its clock says.
            let length = if a.all_day { (seconds + 3 * 3600) / 86_400 * 86_400 } else { seconds };
            if length < i64::from(a.all_day) {
                return Err(Problem::field("ends_at", "before_begin", "it is over before it begins"));
            }
            a.length = Some(length);
        }
        Some(None) => a.length = None,
        None => {}
    }
    let usual = if a.all_day { 86_400 } else { USUAL };
    let length = *a.length.get_or_insert(usual);
    if length > LONGEST {
        return Err(Problem::field("ends_at", "too_long", "at most 31 days"));
    }
    Ok(())
}

/// Refuses what a role may not write.
pub(crate) fn unlocked(access: &Access, key: &str, said: bool) -> std::result::Result<(), Problem> {
    if said && access.locks_of(ObjectKind::Activity, key) {
        return Err(Problem::field(key, "hidden", "your role may not change this field"));
    }
    Ok(())
}

/// Puts what was wished.
pub(crate) fn wished(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    a: &mut Activity,
    wish: &Wish,
) -> Result<()> {
    if let Some(kind) = wish.kind {
        a.kind = kind;
    }
    if let Some(title) = &wish.title {
        a.title = line("title", title, 200)?;
    }
    if a.title.is_empty() {
        return Err(Problem::field("title", "missing", "it needs a name").into());
    }
    timed(a, wish)?;
    for (place, text) in wish.said_about().into_iter().enumerate() {
        if let Some(text) = text {
            a.about[place] = named(tx, access, place, text.as_deref())?;
        }
    }
    completed(tx, access, a, wish)?;
    if let Some(owner) = &wish.owner {
        let who = Colleagues::load(tx)?.read_users("owner", std::slice::from_ref(owner))?.first().copied();
        if who != a.owner && !access.may_create_for(who) {
            let message = "your role may not plan for this colleague; ask them to come instead";
            return Err(Problem::field("owner", "out_of_reach", message).into());
        }
        a.owner = who;
    }
    if let Some(priority) = wish.priority {
        a.priority = priority;
    }
    unlocked(access, "place", wish.place.is_some())?;
    if let Some(place) = &wish.place {
        a.place = place.as_deref().map(|t| line("place", t, 300)).transpose()?.filter(|t| !t.is_empty());
    }
    for (key, most, said, held) in
        [("lat", 90.0, &wish.lat, &mut a.lat), ("lon", 180.0, &wish.lon, &mut a.lon)]
    {
        if let Some(said) = said {
            if said.is_some_and(|x| !x.is_finite() || x.abs() > most) {
                return Err(Problem::field(key, "out_of_range", format!("-{most} to {most} degrees")).into());
            }
            *held = *said;
        }
    }
    if let Some(private) = wish.private {
        a.private = private;
    }
    if let Some(note) = &wish.note {
        let note = note.trim();
        if note.chars().count() > 10_000 {
            return Err(Problem::field("note", "too_long", "at most 10000 characters").into());
        }
        a.note = note.to_owned();
    }
    if let Some(remind) = wish.remind {
        if remind.is_some_and(|m| !(0..=EARLIEST).contains(&m)) {
            return Err(Problem::field("remind", "out_of_range", format!("0 to {EARLIEST} minutes")).into());
        }
        a.remind = remind;
    }
    if let Some(guests) = &wish.guests {
        if guests.len() > MOST_GUESTS {
            return Err(
                Problem::field("guests", "too_many", format!("at most {MOST_GUESTS} colleagues")).into()
            );
        }
        let who = Colleagues::load(tx)?.read_users("guests", guests)?;
        let held = std::mem::take(&mut a.guests);
        let answer = |id: Id| (id, held.get(&id).copied().unwrap_or(Answer::Asked));
        a.guests = who.into_iter().filter(|id| Some(*id) != a.owner).map(answer).collect();
    }
    if let Some(owner) = a.owner {
        a.guests.remove(&owner);
    }
    repeated(a, wish)?;
    let own: Map<String, Json> =
        wish.fields.iter().flatten().chain(&wish.own).map(|(k, v)| (k.clone(), v.clone())).collect();
    if let Some(key) = own.keys().find(|key| !key.starts_with("x_")) {
        return Err(Problem::field(key, "unknown_field", format!("there is no field {key:?}")).into());
    }
    for (key, value) in records::clean(tx, store, access, ObjectKind::Activity, &own)? {
        a.put(&key, &value);
    }
    Ok(())
}

/// Puts how it repeats; it begins with the first turn that the rule names.
fn repeated(a: &mut Activity, wish: &Wish) -> std::result::Result<(), Problem> {
    if let Some(repeats) = &wish.repeats {
        a.repeats = match repeats.as_deref().map(str::trim).filter(|t| !t.is_empty()) {
            None => None,
            Some(text) => Some(Rule::read(text)?.text()),
        };
        if a.repeats.is_none() {
            if a.turns.values().any(|turn| turn.state == State::Done) {
                let message = "turns of it were done; let it end with UNTIL instead";
                return Err(Problem::field("repeats", "done_turns", message));
            }
            a.turns.clear();
        }
    }
    let Some(rule) = a.rule() else { return Ok(()) };
    let Some(first) = a.first_at else {
        return Err(Problem::field("at", "missing", "what repeats needs a first time"));
    };
    if wish.repeats.is_some() || wish.at.is_some() {
        let zone = a.zone();
        a.first_at = Some(Series { first, zone: &zone, rule: &rule }.begins());
    }
    Ok(())
}

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
    // With what is gone named on both sides: undo brings back what the log names.
    let (old, new) = differing(&before.values(), &a.values());
    let batch = logged(tx, store, access, (ACTIVITY, a.id, Op::Update), (&old, &new))?;
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
    let mut batch = gx_store::change::Batch::open(tx, store, "edit", access.by(), None, None)?;
    let (old, new) = differing(&before.values(), &a.values());
    batch.log(gx_store::change::Entry {
        object: ACTIVITY,
        row: a.id,
        op: Op::Update,
        before: old,
        after: new,
    });
    batch.log(gx_store::change::Entry {
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

/// What differs, before and after.
pub(crate) fn differing(
    before: &Map<String, Json>,
    after: &Map<String, Json>,
) -> (Map<String, Json>, Map<String, Json>) {
    let (mut old, mut new) = (Map::new(), Map::new());
    for key in before.keys().chain(after.keys()) {
        let (was, is) = (before.get(key), after.get(key));
        if was != is {
            old.insert(key.clone(), was.cloned().unwrap_or_default());
            new.insert(key.clone(), is.cloned().unwrap_or_default());
        }
    }
    (old, new)
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

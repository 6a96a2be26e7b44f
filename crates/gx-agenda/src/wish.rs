//! What is wished of an activity: read, checked, put.

use gx_http::said;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::{company, edit as records, people, seen as found};
use gx_sales::colleagues::Colleagues;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, settings};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::record::{ABOUT, Activity, Answer, Kind, Priority, State};
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
    pub(crate) fn keys(&self) -> Vec<&'static str> {
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
pub(crate) fn timed(a: &mut Activity, wish: &Wish) -> std::result::Result<(), Problem> {
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

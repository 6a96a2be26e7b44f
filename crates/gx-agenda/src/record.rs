//! The row of an activity with its turns and its guests, and what follows from them: when it is next to be done.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::access::Holding;
use gx_store::{Conflict, Dialect, Result, Row, Store, Tx, Value, search};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::repeat::{Rule, Series};

/// What the change log calls one.
pub const ACTIVITY: &str = "activity";
/// How far ahead the next turn of a series is looked for.
const AHEAD: i64 = 4000 * Micros::DAY;

macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Stable text, as in SQL and JSON.
            pub fn as_text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// Reads [`Self::as_text`] back.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

texts! {
    /// What is to be done.
    Kind {
        /// Something that is due by a time.
        Task = "task",
        /// A call to a customer.
        Call = "call",
        /// Sitting together, in a room or on a screen.
        Meeting = "meeting",
        /// Going to a customer.
        Visit = "visit",
    }
}

texts! {
    /// How far it is.
    State {
        /// To be done.
        Open = "open",
        /// Done.
        Done = "done",
        /// Not to be done any more.
        Cancelled = "cancelled",
    }
}

texts! {
    /// How much it matters.
    Priority {
        /// As most.
        Normal = "normal",
        /// More than others.
        High = "high",
    }
}

texts! {
    /// What somebody says who was asked to come.
    Answer {
        /// Nothing yet.
        Asked = "asked",
        /// They come.
        Yes = "yes",
        /// They do not.
        No = "no",
        /// They may.
        Maybe = "maybe",
    }
}

/// A turn of a series that is not as the rule has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// How far it is.
    pub state: State,
    /// When it begins.
    pub at: Micros,
    /// How long it takes, in seconds, where that is its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<i64>,
    /// What it is called, where that is its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it is, where that is its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Words beside it, where they are its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Micros>,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_by: Option<Id>,
}

impl Turn {
    /// As the rule has it.
    pub fn plain(at: Micros) -> Self {
        Self {
            state: State::Open,
            at,
            length: None,
            title: None,
            place: None,
            note: None,
            outcome: None,
            done_at: None,
            done_by: None,
        }
    }
}

/// The records that an activity is about.
pub const ABOUT: [(&str, ObjectKind, IdKind); 5] = [
    ("person", ObjectKind::Person, IdKind::Person),
    ("company", ObjectKind::Company, IdKind::Company),
    ("deal", ObjectKind::Deal, IdKind::Deal),
    ("lead", ObjectKind::Lead, IdKind::Lead),
    ("order", ObjectKind::Order, IdKind::Order),
];

/// An activity as stored.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The row.
    pub id: Id,
    /// What is to be done.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// How far it is; a series is open until its last turn is done.
    pub state: State,
    /// Whose it is.
    pub owner: Option<Id>,
    /// What it is about, in the order of [`ABOUT`].
    pub about: [Option<Id>; 5],
    /// When it begins, of a series its first turn; none for a task without a day.
    pub first_at: Option<Micros>,
    /// How long it takes, in seconds; none for tasks.
    pub length: Option<i64>,
    /// Whether it takes whole days.
    pub all_day: bool,
    /// Whose clock it keeps.
    pub zone: String,
    /// How it repeats.
    pub repeats: Option<String>,
    /// When the last turn begins, where there is one.
    pub until_at: Option<Micros>,
    /// When it is next to be done.
    pub at: Option<Micros>,
    /// How much it matters.
    pub priority: Priority,
    /// Where it is.
    pub place: Option<String>,
    /// Degrees.
    pub lat: Option<f64>,
    /// Degrees.
    pub lon: Option<f64>,
    /// Words beside it.
    pub note: String,
    /// Minutes before it begins that its owner is reminded.
    pub remind: Option<i64>,
    /// The beginning of which its owner has been reminded.
    pub reminded_at: Option<Micros>,
    /// When it has to be looked at again.
    pub settle_at: Option<Micros>,
    /// Whether it is seen by its owner and guests alone.
    pub private: bool,
    /// What came of it.
    pub outcome: Option<String>,
    /// When it was done.
    pub done_at: Option<Micros>,
    /// Who did it.
    pub done_by: Option<Id>,
    /// The rule of revisits that made it.
    pub rule: Option<Id>,
    /// What other programs know it by (RFC 5545).
    pub uid: String,
    /// Goes up with every change, for other programs.
    pub sequence: i64,
    /// Fields of one's own.
    pub fields: Map<String, Json>,
    /// Who planned it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Micros,
    /// When it changed last.
    pub updated_at: Micros,
    /// When it was deleted.
    pub deleted_at: Option<Micros>,
    /// Turns that are not as the rule has them, by when they were to begin.
    pub turns: BTreeMap<Micros, Turn>,
    /// Colleagues who are asked to come.
    pub guests: BTreeMap<Id, Answer>,
    /// Turns and guests as they are stored.
    stored: (BTreeMap<Micros, Turn>, BTreeMap<Id, Answer>),
}

/// One turn as it stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// When it was to begin by the rule; none where nothing repeats.
    pub turn: Option<Micros>,
    /// When it begins.
    pub at: Option<Micros>,
    /// When it is over.
    pub ends_at: Option<Micros>,
    /// What it is called.
    pub title: &'a str,
    /// How far it is.
    pub state: State,
    /// Where it is.
    pub place: Option<&'a str>,
    /// Words beside it.
    pub note: &'a str,
    /// What came of it.
    pub outcome: Option<&'a str>,
    /// When it was done.
    pub done_at: Option<Micros>,
}

impl Activity {
    /// A new one: a task of nobody, without a name.
    pub fn new(store: &Store, zone: String) -> Self {
        let id = store.id();
        Self {
            id,
            kind: Kind::Task,
            title: String::new(),
            state: State::Open,
            owner: None,
            about: [None; 5],
            first_at: None,
            length: None,
            all_day: false,
            zone,
            repeats: None,
            until_at: None,
            at: None,
            priority: Priority::Normal,
            place: None,
            lat: None,
            lon: None,
            note: String::new(),
            remind: None,
            reminded_at: None,
            settle_at: None,
            private: false,
            outcome: None,
            done_at: None,
            done_by: None,
            rule: None,
            uid: id.show(IdKind::Activity),
            sequence: 0,
            fields: Map::new(),
            created_by: None,
            created_at: store.now(),
            updated_at: store.now(),
            deleted_at: None,
            turns: BTreeMap::new(),
            guests: BTreeMap::new(),
            stored: Default::default(),
        }
    }

    /// Forgets what is stored of another that it was copied from.
    pub(crate) fn as_new(&mut self) {
        self.stored = Default::default();
    }

    /// Its id as text.
    pub fn shown(&self) -> String {
        self.id.show(IdKind::Activity)
    }

    /// The person that it is about.
    pub fn person(&self) -> Option<Id> {
        self.about[0]
    }

    /// Whose clock it keeps.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC)
    }

    /// Whether it stays to be done when its time has passed: a meeting among colleagues is over then.
    pub fn waits(&self) -> bool {
        self.kind != Kind::Meeting || self.about.iter().any(Option::is_some)
    }

    /// How it repeats, as it is reckoned.
    pub fn rule(&self) -> Option<Rule> {
        self.repeats.as_deref().and_then(|text| Rule::read(text).ok())
    }

    /// The turns by the rule that begin within `from..to`, with those that were moved into it, as they stand: in order.
    pub fn standing(&self, from: Micros, to: Micros) -> Vec<Standing<'_>> {
        let (Some(first), Some(rule)) = (self.first_at, self.rule()) else {
            return self
                .first_at
                .filter(|at| (from..to).contains(at))
                .map(|_| self.once())
                .into_iter()
                .collect();
        };
        let zone = self.zone();
        let mut named = Series { first, zone: &zone, rule: &rule }.turns(from, to);
        let inside = |turn: &Turn| (from..to).contains(&turn.at);
        named.extend(self.turns.iter().filter(|(_, turn)| inside(turn)).map(|(key, _)| *key));
        named.sort_unstable();
        named.dedup();
        let mut out: Vec<Standing<'_>> = named.into_iter().map(|key| self.turn(key)).collect();
        out.retain(|s| s.at.is_some_and(|at| (from..to).contains(&at)));
        out.sort_by_key(|s| s.at);
        out
    }

    /// The one that it is, where nothing repeats.
    pub fn once(&self) -> Standing<'_> {
        Standing {
            turn: None,
            at: self.first_at,
            ends_at: self.ends(self.first_at, None),
            title: &self.title,
            state: self.state,
            place: self.place.as_deref(),
            note: &self.note,
            outcome: self.outcome.as_deref(),
            done_at: self.done_at,
        }
    }

    /// A turn as it stands.
    pub fn turn(&self, key: Micros) -> Standing<'_> {
        let own = self.turns.get(&key);
        let at = own.map_or(key, |t| t.at);
        Standing {
            turn: Some(key),
            at: Some(at),
            ends_at: self.ends(Some(at), own.and_then(|t| t.length)),
            title: own.and_then(|t| t.title.as_deref()).unwrap_or(&self.title),
            state: own.map_or(State::Open, |t| t.state),
            place: own.and_then(|t| t.place.as_deref()).or(self.place.as_deref()),
            note: own.and_then(|t| t.note.as_deref()).unwrap_or(&self.note),
            outcome: own.and_then(|t| t.outcome.as_deref()),
            done_at: own.and_then(|t| t.done_at),
        }
    }

    /// The one that is meant: the turn that was named, else the one that is next to be done.
    pub fn meant(&self, turn: Option<Micros>) -> Standing<'_> {
        if self.repeats.is_none() {
            return self.once();
        }
        self.turn(turn.or_else(|| self.next_turn()).or(self.first_at).unwrap_or(self.created_at))
    }

    /// The turn that stands at [`Self::at`].
    fn next_turn(&self) -> Option<Micros> {
        let at = self.at?;
        self.turns
            .iter()
            .find(|(_, t)| t.at == at && t.state == State::Open)
            .map(|(key, _)| *key)
            .or(Some(at))
    }

    /// Whether a series has this turn.
    pub fn has(&self, turn: Micros) -> bool {
        if self.turns.contains_key(&turn) {
            return true;
        }
        let (Some(first), Some(rule)) = (self.first_at, self.rule()) else { return false };
        let zone = self.zone();
        let series = Series { first, zone: &zone, rule: &rule };
        series.turns(turn, Micros(turn.0.saturating_add(1))).first() == Some(&turn)
    }

    /// When something is over that begins then. Whole days end at midnight, however long they are.
    fn ends(&self, at: Option<Micros>, own: Option<i64>) -> Option<Micros> {
        let (at, length) = (at?, own.or(self.length)?);
        if !self.all_day {
            return Some(at.plus(length.saturating_mul(Micros::SECOND)));
        }
        let days = (length / 86_400).max(1);
        let begin = at.timestamp().to_zoned(self.zone());
        let end = begin.checked_add(jiff::Span::new().days(days)).ok()?;
        Some(Micros(end.timestamp().as_microsecond()))
    }

    /// When it is over, of a series the turn that is next to be done.
    pub fn ends_at(&self) -> Option<Micros> {
        if self.repeats.is_some() { self.meant(None).ends_at } else { self.ends(self.first_at, None) }
    }

    /// Brings in line what follows from the rest: when it is next to be done, and when to look at it again.
    pub fn settle(&mut self, now: Micros) {
        self.until_at = None;
        if let (Some(first), Some(rule)) = (self.first_at, self.rule()) {
            let zone = self.zone();
            let series = Series { first, zone: &zone, rule: &rule };
            self.until_at = series.last();
            self.at = self.next(now);
            if self.state != State::Cancelled {
                self.state = if self.at.is_some() { State::Open } else { State::Done };
                self.done_at =
                    self.turns.values().filter_map(|t| t.done_at).max().filter(|_| self.at.is_none());
            }
            // One that is over stays where it was last.
            if self.at.is_none() {
                let last = self.turns.values().filter(|t| t.state == State::Done).map(|t| t.at).max();
                self.at = last.or(self.until_at).or(self.first_at);
            }
        } else {
            self.at = self.first_at;
        }
        self.settle_at = self.look_again(now);
    }

    /// Of a series: the open turn that began last, as long as it waits to be done, else the open turn that comes next.
    fn next(&self, now: Micros) -> Option<Micros> {
        let (first, rule, zone) = (self.first_at?, self.rule()?, self.zone());
        let (mut begun, mut coming): (Option<Micros>, Option<Micros>) = (None, None);
        let mut see = |at: Micros, state: State, ends: Option<Micros>| {
            if state != State::Open {
                return;
            }
            if at > now {
                coming = Some(coming.map_or(at, |c| c.min(at)));
            } else if self.waits() || ends.is_some_and(|e| e > now) {
                begun = Some(begun.map_or(at, |b| b.max(at)));
            }
        };
        for (key, turn) in &self.turns {
            see(turn.at, turn.state, self.turn(*key).ends_at);
        }
        Series { first, zone: &zone, rule: &rule }.each(|at| {
            let mut enough = at.0 > now.0.saturating_add(AHEAD);
            if !self.turns.contains_key(&at) {
                see(at, State::Open, self.ends(Some(at), None));
                // The first one that comes is enough, and nobody plans for years.
                enough |= at > now;
            }
            !enough
        });
        begun.or(coming)
    }

    /// The open turn of a series that begins first after a moment.
    pub(crate) fn after(&self, moment: Micros) -> Option<Micros> {
        let (first, rule, zone) = (self.first_at?, self.rule()?, self.zone());
        let own = self.turns.values().filter(|t| t.state == State::Open && t.at > moment).map(|t| t.at).min();
        let mut after = own;
        Series { first, zone: &zone, rule: &rule }.each(|t| {
            if t <= moment || self.turns.contains_key(&t) {
                return t.0 < moment.0.saturating_add(AHEAD);
            }
            after = Some(after.map_or(t, |a| a.min(t)));
            false
        });
        after
    }

    /// What its owner is to be reminded of: the turn that has not begun, else the one that stands.
    pub(crate) fn reminds_of(&self, now: Micros) -> Option<Micros> {
        let at = self.at?;
        if self.repeats.is_some() && at <= now { self.after(now).or(Some(at)) } else { Some(at) }
    }

    /// When to look at it again: to remind, to go on to the next turn, to let a meeting be over.
    fn look_again(&self, now: Micros) -> Option<Micros> {
        let at = self.at.filter(|_| self.state == State::Open && self.deleted_at.is_none())?;
        let mut when: Vec<Micros> = Vec::new();
        if let (Some(minutes), Some(of)) = (self.remind, self.reminds_of(now))
            && self.reminded_at != Some(of)
        {
            when.push(of.plus(-minutes * 60 * Micros::SECOND));
        }
        if self.repeats.is_some() {
            when.extend(self.after(at.max(now)));
        }
        if !self.waits() {
            when.extend(self.ends_at());
        }
        when.into_iter().min()
    }

    /// Its values by the names that the change log has for them.
    pub fn values(&self) -> Map<String, Json> {
        let mut out = Map::new();
        let mut put = |key: &str, value: Json| {
            if !value.is_null() {
                out.insert(key.to_owned(), value);
            }
        };
        put("kind", self.kind.as_text().into());
        put("title", self.title.as_str().into());
        put("state", self.state.as_text().into());
        put("owner", self.owner.map(|id| id.show(IdKind::User)).into());
        for ((key, _, kind), id) in ABOUT.iter().zip(self.about) {
            put(key, id.map(|id| id.show(*kind)).into());
        }
        put("at", self.first_at.map(Micros::to_rfc3339).into());
        put("length", self.length.into());
        put("all_day", self.all_day.then_some(true).into());
        put("repeats", self.repeats.as_deref().into());
        // The clock of a single one is the workspace's.
        put("zone", self.repeats.is_some().then_some(self.zone.as_str()).into());
        put("priority", (self.priority == Priority::High).then_some("high").into());
        put("place", self.place.as_deref().into());
        put("lat", self.lat.into());
        put("lon", self.lon.into());
        put("note", (!self.note.is_empty()).then_some(self.note.as_str()).into());
        put("remind", self.remind.into());
        put("private", self.private.then_some(true).into());
        put("outcome", self.outcome.as_deref().into());
        put("done_at", self.done_at.map(Micros::to_rfc3339).into());
        put("done_by", self.done_by.map(|id| id.show(IdKind::User)).into());
        for (id, said) in &self.guests {
            put(&format!("guest:{}", id.show(IdKind::User)), said.as_text().into());
        }
        for (key, turn) in &self.turns {
            put(&format!("turn:{}", key.to_rfc3339()), json!(turn));
        }
        for (key, value) in &self.fields {
            put(key, value.clone());
        }
        out
    }

    /// Puts a value as [`Self::values`] names it.
    pub fn put(&mut self, key: &str, value: &Json) {
        let text = || value.as_str().map(str::to_owned);
        let instant = || value.as_str().and_then(Micros::parse);
        let user = || value.as_str().and_then(|t| Id::read(IdKind::User, t));
        match key {
            "kind" => self.kind = value.as_str().and_then(Kind::parse).unwrap_or(self.kind),
            "title" => self.title = text().unwrap_or_default(),
            "state" => self.state = value.as_str().and_then(State::parse).unwrap_or(State::Open),
            "owner" => self.owner = user(),
            "at" => self.first_at = instant(),
            "length" => self.length = value.as_i64(),
            "all_day" => self.all_day = value.as_bool().unwrap_or(false),
            "repeats" => self.repeats = text(),
            // A series that becomes a single one keeps its clock.
            "zone" => self.zone = text().unwrap_or_else(|| self.zone.clone()),
            "priority" => {
                self.priority = value.as_str().and_then(Priority::parse).unwrap_or(Priority::Normal)
            }
            "place" => self.place = text(),
            "lat" => self.lat = value.as_f64(),
            "lon" => self.lon = value.as_f64(),
            "note" => self.note = text().unwrap_or_default(),
            "remind" => self.remind = value.as_i64(),
            "private" => self.private = value.as_bool().unwrap_or(false),
            "outcome" => self.outcome = text(),
            "done_at" => self.done_at = instant(),
            "done_by" => self.done_by = user(),
            _ => {
                if let Some(at) = key.strip_prefix("turn:").and_then(Micros::parse) {
                    match serde_json::from_value(value.clone()) {
                        Ok(turn) => drop(self.turns.insert(at, turn)),
                        Err(_) => drop(self.turns.remove(&at)),
                    }
                } else if let Some(guest) = key.strip_prefix("guest:").and_then(|t| Id::read(IdKind::User, t))
                {
                    match value.as_str().and_then(Answer::parse) {
                        Some(said) => drop(self.guests.insert(guest, said)),
                        None => drop(self.guests.remove(&guest)),
                    }
                } else if let Some(place) = ABOUT.iter().position(|(name, ..)| *name == key) {
                    let kind = ABOUT[place].2;
                    self.about[place] = value.as_str().and_then(|t| Id::read(kind, t));
                } else if value.is_null() {
                    self.fields.shift_remove(key);
                } else {
                    self.fields.insert(key.to_owned(), value.clone());
                }
            }
        }
    }

    /// What search knows.
    fn words(&self) -> Vec<String> {
        gx_text::index_tokens(gx_text::TextKind::Name, &self.title)
    }

    fn columns(&self) -> Vec<Value> {
        let mut out: Vec<Value> = vec![
            self.kind.as_text().into(),
            self.title.as_str().into(),
            gx_text::sort_key_zh(&self.title).into(),
            self.state.as_text().into(),
            self.owner.into(),
        ];
        out.extend(self.about.iter().map(|id| Value::from(*id)));
        let last: Vec<Value> = vec![
            self.at.into(),
            self.ends_at().into(),
            self.all_day.into(),
            self.zone.as_str().into(),
            self.first_at.into(),
            self.length.into(),
            self.repeats.as_deref().into(),
            self.until_at.into(),
            self.priority.as_text().into(),
            self.place.as_deref().into(),
            self.lat.into(),
            self.lon.into(),
            self.note.as_str().into(),
            self.remind.into(),
            self.reminded_at.into(),
            self.settle_at.into(),
            self.private.into(),
            self.outcome.as_deref().into(),
            self.done_at.into(),
            self.done_by.into(),
            self.rule.into(),
            self.uid.as_str().into(),
            self.sequence.into(),
            (!self.fields.is_empty()).then(|| Json::Object(self.fields.clone()).to_string()).into(),
            self.created_by.into(),
            self.created_at.into(),
            self.updated_at.into(),
            self.deleted_at.into(),
        ];
        out.extend(last);
        out
    }
}

/// What [`Activity::columns`] gives, in its order.
const COLUMNS: &[&str] = &[
    "kind",
    "title",
    "title_key",
    "state",
    "owner",
    "person_id",
    "company_id",
    "deal_id",
    "lead_id",
    "order_id",
    "at",
    "ends_at",
    "all_day",
    "zone",
    "first_at",
    "length",
    "repeats",
    "until_at",
    "priority",
    "place",
    "lat",
    "lon",
    "note",
    "remind",
    "reminded_at",
    "settle_at",
    "private",
    "outcome",
    "done_at",
    "done_by",
    "rule_id",
    "uid",
    "sequence",
    "fields",
    "created_by",
    "created_at",
    "updated_at",
    "deleted_at",
];

fn read(r: &Row) -> Result<Activity> {
    let flag = |at: usize| -> Result<bool> { Ok(r.int(at)? != 0) };
    Ok(Activity {
        id: r.id(0)?,
        kind: Kind::parse(r.text(1)?).unwrap_or(Kind::Task),
        title: r.string(2)?,
        state: State::parse(r.text(4)?).unwrap_or(State::Open),
        owner: r.opt_id(5)?,
        about: [r.opt_id(6)?, r.opt_id(7)?, r.opt_id(8)?, r.opt_id(9)?, r.opt_id(10)?],
        at: r.opt_micros(11)?,
        all_day: flag(13)?,
        zone: r.string(14)?,
        first_at: r.opt_micros(15)?,
        length: r.opt_int(16)?,
        repeats: r.opt_string(17)?,
        until_at: r.opt_micros(18)?,
        priority: Priority::parse(r.text(19)?).unwrap_or(Priority::Normal),
        place: r.opt_string(20)?,
        lat: r.opt_real(21)?,
        lon: r.opt_real(22)?,
        note: r.string(23)?,
        remind: r.opt_int(24)?,
        reminded_at: r.opt_micros(25)?,
        settle_at: r.opt_micros(26)?,
        private: flag(27)?,
        outcome: r.opt_string(28)?,
        done_at: r.opt_micros(29)?,
        done_by: r.opt_id(30)?,
        rule: r.opt_id(31)?,
        uid: r.string(32)?,
        sequence: r.int(33)?,
        fields: r.json(34)?,
        created_by: r.opt_id(35)?,
        created_at: r.micros(36)?,
        updated_at: r.micros(37)?,
        deleted_at: r.opt_micros(38)?,
        turns: BTreeMap::new(),
        guests: BTreeMap::new(),
        stored: Default::default(),
    })
}

/// Activities that a condition on `a` finds, with their turns and guests.
pub fn some(tx: &mut Tx<'_>, condition: &str, params: &[Value]) -> Result<Vec<Activity>> {
    let names: Vec<String> = COLUMNS.iter().map(|c| format!("a.{c}")).collect();
    let sql = format!("SELECT a.id, {} FROM activity a WHERE {condition}", names.join(", "));
    let found = tx.query(&sql, params)?;
    let mut out: Vec<Activity> = found.iter().map(read).collect::<Result<_>>()?;
    fill(tx, &mut out)?;
    Ok(out)
}

/// Activities by their ids, in no order.
pub fn many(tx: &mut Tx<'_>, ids: &[i64]) -> Result<Vec<Activity>> {
    let names: Vec<String> = COLUMNS.iter().map(|c| format!("a.{c}")).collect();
    let sql = format!("SELECT a.id, {} FROM activity a WHERE a.id IN", names.join(", "));
    let mut out: Vec<Activity> = tx.query_in(&sql, ids)?.iter().map(read).collect::<Result<_>>()?;
    fill(tx, &mut out)?;
    Ok(out)
}

/// Reads turns and guests.
fn fill(tx: &mut Tx<'_>, of: &mut [Activity]) -> Result<()> {
    let place: HashMap<Id, usize> = of.iter().enumerate().map(|(at, a)| (a.id, at)).collect();
    let series: Vec<i64> = of.iter().filter(|a| a.repeats.is_some()).map(|a| a.id.0).collect();
    let sql = "SELECT activity_id, turn, state, at, length, title, place, note, outcome, done_at, done_by FROM activity_turn WHERE activity_id IN";
    for r in tx.query_in(sql, &series)? {
        let turn = Turn {
            state: State::parse(r.text(2)?).unwrap_or(State::Open),
            at: r.micros(3)?,
            length: r.opt_int(4)?,
            title: r.opt_string(5)?,
            place: r.opt_string(6)?,
            note: r.opt_string(7)?,
            outcome: r.opt_string(8)?,
            done_at: r.opt_micros(9)?,
            done_by: r.opt_id(10)?,
        };
        if let Some(a) = place.get(&r.id(0)?).and_then(|at| of.get_mut(*at)) {
            a.turns.insert(r.micros(1)?, turn);
        }
    }
    let all: Vec<i64> = of.iter().map(|a| a.id.0).collect();
    for r in
        tx.query_in("SELECT activity_id, staff_id, answer FROM activity_guest WHERE activity_id IN", &all)?
    {
        let answer = Answer::parse(r.text(2)?).unwrap_or(Answer::Asked);
        if let Some(a) = place.get(&r.id(0)?).and_then(|at| of.get_mut(*at)) {
            a.guests.insert(r.id(1)?, answer);
        }
    }
    for a in of {
        a.stored = (a.turns.clone(), a.guests.clone());
    }
    Ok(())
}

/// An activity, deleted or not.
pub fn get(tx: &mut Tx<'_>, id: Id) -> Result<Option<Activity>> {
    Ok(some(tx, "a.id = $1", &[id.into()])?.pop())
}

/// Makes whoever else wants to change one wait until the transaction has ended.
pub fn lock(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        tx.query("SELECT id FROM activity WHERE id = $1 FOR UPDATE", &[id.into()])?;
    }
    Ok(())
}

/// What decides who reaches one: its owner, and where its person lies.
pub fn holding(tx: &mut Tx<'_>, a: &Activity) -> Result<Holding> {
    let Some(node) = a.person() else { return Ok(Holding::of(a.owner)) };
    let sql = "SELECT r.territory FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = $1";
    let territory = match tx.first(sql, &[node.into()])? {
        Some(r) => r.opt_text(0)?.and_then(|t| Id::read(IdKind::Territory, t)),
        None => None,
    };
    Ok(Holding { territory, ..Holding::of(a.owner) })
}

/// Stores one, new or changed, with what follows from its values.
pub fn write(tx: &mut Tx<'_>, store: &Store, a: &mut Activity, new: bool) -> Result<()> {
    a.settle(store.now());
    a.updated_at = store.now();
    if new {
        let columns: Vec<&str> = std::iter::once("id").chain(COLUMNS.iter().copied()).collect();
        let row: Vec<Value> = std::iter::once(a.id.into()).chain(a.columns()).collect();
        tx.insert_many("activity", &columns, &[row], Conflict::Fail)?;
    } else {
        a.sequence += 1;
        let set: Vec<String> =
            COLUMNS.iter().enumerate().map(|(at, c)| format!("{c} = ${}", at + 1)).collect();
        let sql = format!("UPDATE activity SET {} WHERE id = ${}", set.join(", "), COLUMNS.len() + 1);
        let mut values = a.columns();
        values.push(a.id.into());
        tx.execute(&sql, &values)?;
    }
    write_turns(tx, a)?;
    write_guests(tx, a)?;
    a.stored = (a.turns.clone(), a.guests.clone());
    match (a.deleted_at, new) {
        (Some(_), _) => search::remove(tx, ObjectKind::Activity, &[a.id]),
        (None, new) => search::index(tx, ObjectKind::Activity, &[(a.id, a.words())], !new),
    }
}

fn write_turns(tx: &mut Tx<'_>, a: &Activity) -> Result<()> {
    for key in a.stored.0.keys().filter(|key| !a.turns.contains_key(key)) {
        tx.execute(
            "DELETE FROM activity_turn WHERE activity_id = $1 AND turn = $2",
            &[a.id.into(), (*key).into()],
        )?;
    }
    for (key, turn) in a.turns.iter().filter(|(key, turn)| a.stored.0.get(key) != Some(turn)) {
        tx.execute(
            "DELETE FROM activity_turn WHERE activity_id = $1 AND turn = $2",
            &[a.id.into(), (*key).into()],
        )?;
        let columns = [
            "activity_id",
            "turn",
            "state",
            "at",
            "length",
            "title",
            "place",
            "note",
            "outcome",
            "done_at",
            "done_by",
        ];
        let row: Vec<Value> = vec![
            a.id.into(),
            (*key).into(),
            turn.state.as_text().into(),
            turn.at.into(),
            turn.length.into(),
            turn.title.as_deref().into(),
            turn.place.as_deref().into(),
            turn.note.as_deref().into(),
            turn.outcome.as_deref().into(),
            turn.done_at.into(),
            turn.done_by.into(),
        ];
        tx.insert_many("activity_turn", &columns, &[row], Conflict::Fail)?;
    }
    Ok(())
}

fn write_guests(tx: &mut Tx<'_>, a: &Activity) -> Result<()> {
    if a.guests == a.stored.1 {
        return Ok(());
    }
    tx.execute("DELETE FROM activity_guest WHERE activity_id = $1", &[a.id.into()])?;
    let rows: Vec<Vec<Value>> =
        a.guests.iter().map(|(who, said)| vec![a.id.into(), (*who).into(), said.as_text().into()]).collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.insert_many("activity_guest", &["activity_id", "staff_id", "answer"], &rows, Conflict::Fail)?;
    Ok(())
}

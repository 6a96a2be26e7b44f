//! An activity with its turns and its guests: its values, and by which names the change log knows them.

use std::collections::BTreeMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::Store;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use crate::repeat::Rule;
pub use crate::rows::{get, holding, lock, many, some, write};
pub use crate::turns::Standing;

/// What the change log calls one.
pub const ACTIVITY: &str = "activity";

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
    pub(crate) stored: (BTreeMap<Micros, Turn>, BTreeMap<Id, Answer>),
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
}

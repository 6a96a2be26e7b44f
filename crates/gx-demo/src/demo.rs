//! The door: what to make, and the streams that come out.

use std::ops::Range;

use gx_kernel::Micros;
use gx_kernel::interaction::Incoming;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::cast::{CAST, HERO};
use crate::person::DemoPerson;
use crate::staff::{DemoStaff, STAFF};
use crate::story;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DemoConfig {
    /// The seed: the same configuration gives the same company, byte for byte.
    pub seed: u64,
    /// How many records of people, at least the named cast of 14 and at most four million.
    pub people: u32,
    /// The instant at which the story stands; nothing happens after it.
    pub now: Micros,
    /// How many interactions a person has on average.
    pub interactions_per_person: f64,
}

impl DemoConfig {
    /// The company that a first look shows: 2,000 people and about 60,000 interactions.
    pub fn new(seed: u64, now: Micros) -> Self {
        Self { seed, people: 2000, now, interactions_per_person: 30.0 }
    }
}

/// The company.
#[derive(Debug)]
pub struct Demo {
    config: DemoConfig,
    calendar: Calendar,
}

impl Demo {
    /// Prepares the company; costs well under a millisecond, whatever its size.
    pub fn new(config: DemoConfig) -> Self {
        let people = config.people.clamp(CAST.len() as u32, 4_000_000);
        let interactions_per_person = config.interactions_per_person.clamp(1.0, 10_000.0);
        Self {
            config: DemoConfig { people, interactions_per_person, ..config },
            calendar: Calendar::new(config.now),
        }
    }

    /// The configuration, brought into its bounds.
    pub fn config(&self) -> &DemoConfig {
        &self.config
    }

    pub(crate) fn seed(&self) -> u64 {
        self.config.seed
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The key of 林晓梅, in whose life everything can be seen.
    pub fn hero() -> u32 {
        HERO
    }

    /// The staff; [`DemoPerson::owner`] and `props.staff` of interactions name them.
    pub fn staff(&self) -> &'static [DemoStaff] {
        &STAFF
    }

    /// A record of a person by key, `0..people`.
    pub fn person(&self, key: u32) -> DemoPerson {
        DemoPerson::of(self, &self.profile(key))
    }

    /// Every record of a person, by key. Households, referrals and duplicates point to earlier keys only.
    pub fn people(&self) -> impl ExactSizeIterator<Item = DemoPerson> + '_ {
        (0..self.config.people).map(|key| self.person(key))
    }

    /// One person's interactions, in order of time.
    pub fn interactions_of(&self, key: u32) -> Vec<Incoming> {
        story::write(self, &self.profile(key))
    }

    /// Everyone's interactions, person by person, each person's in order of time.
    ///
    /// Only one person is in memory at any moment; the order over people is that of their keys, not of time.
    pub fn interactions(&self) -> Interactions<'_> {
        self.interactions_between(0..self.config.people)
    }

    /// The interactions of a range of keys, so that several threads can share the work.
    pub fn interactions_between(&self, keys: Range<u32>) -> Interactions<'_> {
        Interactions {
            demo: self,
            keys: keys.start..keys.end.min(self.config.people),
            current: Vec::new().into_iter(),
        }
    }

    /// Everyone's interactions in one order of time. Holds them all: for a first look, not for millions.
    pub fn interactions_by_time(&self) -> Vec<Incoming> {
        let mut all: Vec<Incoming> = self.interactions().collect();
        all.sort_by_key(|i| i.occurred_at);
        all
    }
}

/// A stream of interactions, see [`Demo::interactions`].
#[derive(Debug)]
pub struct Interactions<'a> {
    demo: &'a Demo,
    keys: Range<u32>,
    current: std::vec::IntoIter<Incoming>,
}

impl Iterator for Interactions<'_> {
    type Item = Incoming;

    fn next(&mut self) -> Option<Incoming> {
        loop {
            if let Some(next) = self.current.next() {
                return Some(next);
            }
            self.current = self.demo.interactions_of(self.keys.next()?).into_iter();
        }
    }
}

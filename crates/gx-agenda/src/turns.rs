//! A series and its turns: which there are, how each stands, which is next to be done, and when to look at it again.

use gx_kernel::Micros;

use crate::record::{Activity, State, Turn};
use crate::repeat::Series;

/// How far ahead the next turn of a series is looked for.
const AHEAD: i64 = 4000 * Micros::DAY;

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
}

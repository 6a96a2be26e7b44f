//! Calendars: every turn within some days, of one colleague or of several; and when colleagues are busy.

use std::collections::{BTreeMap, BTreeSet};

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_people::names::Named;
use gx_sales::colleagues::Colleagues;
use gx_sales::deal::list::{Clock, end_of_day};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx, Value};
use serde::Serialize;

use crate::list::{Parties, clock};
use crate::record::{self, Activity, Answer, Kind, Standing, State};
use crate::wish::zone_name;

/// The longest stretch that is told at once.
const LONGEST: i64 = 62 * Micros::DAY;
/// How long something takes at most: what began before that is over.
const LASTS: i64 = 32 * Micros::DAY;
/// The most turns of one answer.
const MOST: usize = 3000;
/// The most colleagues of one answer.
const MOST_WHO: usize = 50;

/// A turn as calendars show it.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarTurn {
    id: Option<String>,
    turn: Option<Micros>,
    kind: Option<Kind>,
    title: Option<String>,
    state: State,
    at: Micros,
    ends_at: Option<Micros>,
    all_day: bool,
    clock: Clock,
    owner: Named,
    guests: Vec<String>,
    about: Option<Named>,
    place: Option<String>,
    repeats: bool,
    priority: record::Priority,
    may_edit: bool,
}

/// Some days of some calendars.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    turns: Vec<CalendarTurn>,
    more: bool,
    colleagues: Vec<Named>,
    zone: String,
}

/// A stretch of time that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    /// From then on.
    pub from: Micros,
    /// Up to then.
    pub to: Micros,
}

impl Stretch {
    /// Reads two instants.
    ///
    /// # Errors
    ///
    /// A problem at the one at fault.
    pub fn read(from: &str, to: &str) -> std::result::Result<Self, Problem> {
        let read = |field: &str, text: &str| {
            let wrong = || Problem::field(field, "not_valid", "an instant as 2026-12-01T00:00:00Z");
            Micros::parse(text).ok_or_else(wrong)
        };
        let (from, to) = (read("from", from)?, read("to", to)?);
        if to <= from || to.0 - from.0 > LONGEST {
            return Err(Problem::field("to", "out_of_range", "after `from`, and at most 62 days"));
        }
        Ok(Self { from, to })
    }
}

/// Whose calendars a text asks for: `team`, ids with commas between them, nothing for the caller's own.
///
/// # Errors
///
/// `unknown` where one is no colleague.
pub fn who(tx: &mut Tx<'_>, access: &Access, text: Option<&str>) -> Result<Vec<Id>> {
    let me = access.by().id();
    match text.map(str::trim).filter(|t| !t.is_empty()) {
        None => Ok(me.into_iter().collect()),
        Some("team") => {
            let colleagues = Colleagues::load(tx)?;
            let team = access.team().iter().copied();
            let here: BTreeSet<Id> =
                team.chain(me).filter(|id| colleagues.get(*id).is_some_and(|c| c.here)).collect();
            Ok(here.into_iter().collect())
        }
        Some(text) => {
            let ids: Vec<String> = text.split(',').map(|t| t.trim().to_owned()).collect();
            if ids.len() > MOST_WHO {
                return Err(
                    Problem::field("who", "too_many", format!("at most {MOST_WHO} colleagues")).into()
                );
            }
            Ok(Colleagues::load(tx)?.read_users("who", &ids)?)
        }
    }
}

/// Activities that some colleagues own or come to and that may have a turn within a stretch.
pub(crate) fn within(tx: &mut Tx<'_>, who: &[Id], stretch: Stretch, also: &str) -> Result<Vec<Activity>> {
    let ids: Vec<String> = who.iter().map(|id| id.0.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = ids.join(",");
    let guest = format!("a.id IN (SELECT g.activity_id FROM activity_guest g WHERE g.staff_id IN ({ids}))");
    let earliest = Micros(stretch.from.0.saturating_sub(LASTS));
    let params: Vec<Value> = vec![earliest.into(), stretch.to.into(), stretch.from.into()];
    let single = "a.repeats IS NULL AND a.state IN ('open', 'done') AND a.at >= $1 AND a.at < $2 AND (a.ends_at IS NULL AND a.at >= $3 OR a.ends_at > $3)";
    let series = "a.repeats IS NOT NULL AND a.first_at < $1 AND (a.until_at IS NULL OR a.until_at >= $2)";
    let order = format!("ORDER BY a.at, a.id LIMIT {}", MOST + 1);
    let mut out = Vec::new();
    for mine in [format!("a.owner IN ({ids})"), guest] {
        let living = format!("a.deleted_at IS NULL AND {mine}{also}");
        out.extend(record::some(tx, &format!("{living} AND {single} {order}"), &params)?);
        let bounds: [Value; 2] = [stretch.to.into(), earliest.into()];
        out.extend(record::some(tx, &format!("{living} AND {series} {order}"), &bounds)?);
        // A turn that was moved may lie before the first that the rule names, or beyond the last.
        let moved = "a.id IN (SELECT t.activity_id FROM activity_turn t WHERE t.at >= $1 AND t.at < $2) AND (a.until_at < $3 OR a.first_at >= $4)";
        let far: [Value; 4] = [earliest.into(), stretch.to.into(), earliest.into(), stretch.to.into()];
        out.extend(record::some(tx, &format!("{living} AND a.repeats IS NOT NULL AND {moved}"), &far)?);
    }
    out.sort_by_key(|a| a.id);
    out.dedup_by_key(|a| a.id);
    Ok(out)
}

/// The turns of an activity that lie in a stretch, or go on in it.
pub fn turns(a: &Activity, stretch: Stretch) -> Vec<Standing<'_>> {
    let mut out = a.standing(Micros(stretch.from.0.saturating_sub(LASTS)), stretch.to);
    out.retain(|s| match (s.at, s.ends_at) {
        (_, Some(ends)) if s.at != Some(ends) => ends > stretch.from,
        (Some(at), _) => at >= stretch.from,
        (None, _) => false,
    });
    out
}

/// Calendars within a stretch, under the caller's rights: what is private is told as time that is taken.
///
/// # Errors
///
/// As [`who`].
pub fn view(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    stretch: Stretch,
    (asked, kinds): (Option<&str>, &[Kind]),
) -> Result<View> {
    access.need_verb(Verb::See)?;
    let who = who(tx, access, asked)?;
    let of_kinds: Vec<String> = kinds.iter().map(|k| format!("'{}'", k.as_text())).collect();
    let also =
        if of_kinds.is_empty() { String::new() } else { format!(" AND a.kind IN ({})", of_kinds.join(",")) };
    let found = within(tx, &who, stretch, &also)?;
    let seen = seen_of(tx, access, &found)?;
    let mut ids: [Vec<i64>; 5] = Default::default();
    for a in found.iter().filter(|a| seen.contains(&a.id)) {
        for (keys, id) in ids.iter_mut().zip(a.about) {
            keys.extend(id.map(|id| id.0));
        }
    }
    let parties = Parties::load(tx, access, &ids)?;
    let colleagues = Colleagues::load(tx)?;
    let now = store.now();
    let zone = gx_record::filtering::zone(tx)?;
    let day_ends = end_of_day(now, &zone);
    let no_place = access.hides_of(ObjectKind::Activity, "place");
    let mut out = Vec::new();
    for a in &found {
        let open = seen.contains(&a.id);
        let may_edit = open && crate::edit::may_edit(tx, access, a)?;
        for s in turns(a, stretch) {
            let Some(at) = s.at else { continue };
            // Nobody is kept from a time by what was called off, or is done with a task.
            // Nor is told of which kind it is, by asking kind by kind.
            if s.state == State::Cancelled || !open && (a.kind == Kind::Task || !kinds.is_empty()) {
                continue;
            }
            out.push(CalendarTurn {
                id: open.then(|| a.shown()),
                turn: s.turn.filter(|_| open),
                kind: open.then_some(a.kind),
                title: open.then(|| s.title.to_owned()),
                state: if open { s.state } else { State::Open },
                at,
                ends_at: s.ends_at,
                all_day: a.all_day,
                clock: clock((s.state.as_text(), a.all_day), (s.at, s.ends_at), (now, day_ends)),
                owner: colleagues.named(a.owner.unwrap_or(Id(0))),
                guests: a
                    .guests
                    .keys()
                    .filter(|id| open || who.contains(id))
                    .map(|id| id.show(IdKind::User))
                    .collect(),
                about: if open { (0..4).find_map(|place| parties.get(place, a.about[place])) } else { None },
                place: s.place.filter(|_| open && !no_place).map(str::to_owned),
                repeats: open && a.repeats.is_some(),
                priority: if open { a.priority } else { record::Priority::Normal },
                may_edit,
            });
        }
    }
    out.sort_by_key(|t| (t.at, t.ends_at, t.id.clone()));
    let more = out.len() > MOST;
    out.truncate(MOST);
    let colleagues = colleagues.here().into_iter().map(|c| colleagues.named(c.id)).collect();
    Ok(View { turns: out, more, colleagues, zone: zone_name(tx)? })
}

/// Those of some activities that the caller sees.
fn seen_of(tx: &mut Tx<'_>, access: &Access, found: &[Activity]) -> Result<BTreeSet<Id>> {
    let ids: Vec<i64> = found.iter().map(|a| a.id.0).collect();
    let sql =
        format!("SELECT a.id FROM activity a WHERE {} AND a.id IN", access.see(ObjectKind::Activity, "a"));
    tx.query_in(&sql, &ids)?.iter().map(|r| r.id(0)).collect()
}

/// Time that somebody is taken.
#[derive(Clone, Debug, Serialize)]
pub struct Taken {
    from: Micros,
    to: Micros,
}

impl Taken {
    /// From when, and to when.
    pub fn bounds(&self) -> (Micros, Micros) {
        (self.from, self.to)
    }
}

/// When a colleague is busy.
#[derive(Clone, Debug, Serialize)]
pub struct BusyOf {
    who: Named,
    busy: Vec<Taken>,
}

impl BusyOf {
    /// The time that they are taken, in order.
    pub fn taken(&self) -> &[Taken] {
        &self.busy
    }
}

/// When colleagues are busy: stretches that touch are one, and nothing is told of what it is. Whoever works here may ask.
///
/// # Errors
///
/// As [`who`].
pub fn busy(tx: &mut Tx<'_>, access: &Access, asked: &str, stretch: Stretch) -> Result<Vec<BusyOf>> {
    access.need_verb(Verb::See)?;
    let who = who(tx, access, Some(asked))?;
    let found = within(tx, &who, stretch, " AND a.kind <> 'task'")?;
    let colleagues = Colleagues::load(tx)?;
    let mut taken: BTreeMap<Id, Vec<(Micros, Micros)>> = BTreeMap::new();
    for a in &found {
        let coming = a.guests.iter().filter(|(_, said)| **said != Answer::No).map(|(id, _)| *id);
        let of: Vec<Id> = a.owner.into_iter().chain(coming).filter(|id| who.contains(id)).collect();
        for s in turns(a, stretch) {
            // A call that a rule plans for a day is not that whole day.
            if s.state == State::Cancelled || a.all_day && a.rule.is_some() {
                continue;
            }
            let (Some(at), Some(ends)) = (s.at, s.ends_at) else { continue };
            for id in &of {
                taken.entry(*id).or_default().push((at.max(stretch.from), ends.min(stretch.to)));
            }
        }
    }
    Ok(who
        .into_iter()
        .map(|id| BusyOf { who: colleagues.named(id), busy: joined(taken.remove(&id).unwrap_or_default()) })
        .collect())
}

/// Stretches in order, those that touch made one.
fn joined(mut all: Vec<(Micros, Micros)>) -> Vec<Taken> {
    all.sort_unstable();
    let mut out: Vec<Taken> = Vec::new();
    for (from, to) in all.into_iter().filter(|(from, to)| to > from) {
        match out.last_mut() {
            Some(last) if from <= last.to => last.to = last.to.max(to),
            _ => out.push(Taken { from, to }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Joined stretches lie apart, and cover exactly what the given ones cover.
        #[test]
        fn busy_is_the_union(all in proptest::collection::vec((0_i64..100, 0_i64..20), 0..20)) {
            let all: Vec<_> = all.into_iter().map(|(a, n)| (Micros(a), Micros(a + n))).collect();
            let out = joined(all.clone());
            prop_assert!(out.windows(2).all(|w| w[0].to < w[1].from));
            for t in 0..130 {
                let inside = |from: Micros, to: Micros| from.0 <= t && t < to.0;
                prop_assert_eq!(all.iter().any(|(a, b)| inside(*a, *b)), out.iter().any(|s| inside(s.from, s.to)));
            }
        }
    }
}

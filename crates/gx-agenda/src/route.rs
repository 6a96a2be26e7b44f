//! A day outside: its visits along their way, and a shorter way where there is one.

use std::collections::HashMap;

use gx_kernel::{Id, Micros, Problem};
use gx_people::nearby::{self, Place};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{self, Stretch};
use crate::list::{self, ActivityRow};
use crate::record::State;

/// The most stops of which the way is reckoned.
const MOST: usize = 40;

/// A stop on the way.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    activity: ActivityRow,
    turn: Option<Micros>,
    lat: Option<f64>,
    lon: Option<f64>,
    metres: Option<i64>,
    checked_in: Option<Micros>,
}

/// A shorter order.
#[derive(Clone, Debug, Serialize)]
pub struct Shorter {
    ids: Vec<String>,
    metres: i64,
}

/// The visits of a day.
#[derive(Clone, Debug, Serialize)]
pub struct DayRoute {
    day: String,
    stops: Vec<Stop>,
    metres: i64,
    shorter: Option<Shorter>,
}

/// The visits of a colleague on a day that the caller sees, in the order of their times.
///
/// # Errors
///
/// A problem at what is asked for.
pub fn of(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (day, who): (&str, Option<&str>),
) -> Result<DayRoute> {
    let wrong = || Problem::field("day", "not_a_date", "expected a day such as 2026-12-01");
    let date: Date = day.trim().parse().map_err(|_| wrong())?;
    let zone = gx_record::filtering::zone(tx)?;
    let instant = |d: Date| {
        d.to_zoned(zone.clone()).map(|z| Micros(z.timestamp().as_microsecond())).map_err(|_| wrong())
    };
    let stretch = Stretch { from: instant(date)?, to: instant(date.tomorrow().map_err(|_| wrong())?)? };
    let who = calendar::who(tx, access, who)?;
    let found = calendar::within(tx, &who, stretch, " AND a.kind = 'visit'")?;
    let ids: Vec<i64> = found.iter().map(|a| a.id.0).collect();
    let mut rows: HashMap<String, ActivityRow> =
        list::rows_of(tx, access, store.now(), &ids)?.into_iter().map(|r| (r.id.clone(), r)).collect();
    let people: Vec<Id> = found.iter().filter(|a| a.lat.is_none()).filter_map(|a| a.person()).collect();
    let places = nearby::places_of(tx, access, &people)?;
    let mut stops = Vec::new();
    for a in &found {
        for s in calendar::turns(a, stretch) {
            // A series has one turn a day; a second one of the same day would need a second row.
            let Some(mut row) = rows.remove(&a.shown()).filter(|_| s.state != State::Cancelled) else {
                continue;
            };
            (row.at, row.ends_at, row.title) = (s.at, s.ends_at, s.title.to_owned());
            row.state = s.state.as_text().to_owned();
            let place = match (a.lat, a.lon) {
                (Some(lat), Some(lon)) => Some(Place::at(lat, lon)),
                _ => a.person().and_then(|id| places.get(&id).copied()),
            };
            let here = tx.first(
                "SELECT at FROM check_in WHERE activity_id = $1 AND at >= $2 AND at < $3 ORDER BY at LIMIT 1",
                &[a.id.into(), stretch.from.into(), stretch.to.into()],
            )?;
            stops.push(Stop {
                activity: row,
                turn: s.turn,
                lat: place.map(Place::lat),
                lon: place.map(Place::lng),
                metres: None,
                checked_in: here.map(|r| r.micros(0)).transpose()?,
            });
        }
    }
    stops.sort_by(|a, b| (a.activity.at, &a.activity.id).cmp(&(b.activity.at, &b.activity.id)));
    stops.truncate(200);
    let at = |s: &Stop| Some(Place::at(s.lat?, s.lon?));
    let mut metres = 0;
    for n in 1..stops.len() {
        let (Some(from), Some(to)) = (stops.get(n - 1).and_then(at), stops.get(n).and_then(at)) else {
            continue;
        };
        let way = from.metres_to(to);
        metres += way;
        if let Some(stop) = stops.get_mut(n) {
            stop.metres = Some(way);
        }
    }
    let shorter = shorter(&stops, metres);
    Ok(DayRoute { day: date.to_string(), stops, metres, shorter })
}

/// A shorter order of the stops that are still to be made, where it saves a tenth of the way.
fn shorter(stops: &[Stop], metres: i64) -> Option<Shorter> {
    let open = |s: &Stop| s.activity.state == "open" && s.checked_in.is_none();
    // What is known of all, and nothing done yet: an order of some alone would be none.
    let places: Vec<Place> =
        stops.iter().filter(|s| open(s)).map(|s| Some(Place::at(s.lat?, s.lon?))).collect::<Option<_>>()?;
    if places.len() < 3 || places.len() > MOST || places.len() < stops.len() {
        return None;
    }
    let (order, short) = shortest(&places);
    (short * 10 <= metres * 9).then(|| Shorter {
        ids: order.iter().filter_map(|n| stops.get(*n)).map(|s| s.activity.id.clone()).collect(),
        metres: short,
    })
}

/// A short way over all places that begins with the first: the nearest next, then turned round where two legs cross
/// (2-opt; G. A. Croes, 1958), until nothing is gained.
fn shortest(places: &[Place]) -> (Vec<usize>, i64) {
    let way = |a: usize, b: usize| match (places.get(a), places.get(b)) {
        (Some(a), Some(b)) => a.metres_to(*b),
        _ => 0,
    };
    let mut left: Vec<usize> = (1..places.len()).collect();
    let mut order = vec![0];
    while let Some(last) = order.last().copied()
        && let Some(at) = (0..left.len()).min_by_key(|n| left.get(*n).map_or(i64::MAX, |to| way(last, *to)))
    {
        order.push(left.remove(at));
    }
    let length = |order: &[usize]| order.windows(2).map(|w| way(w[0], w[1])).sum::<i64>();
    let mut best = length(&order);
    loop {
        let mut better = false;
        for i in 1..order.len() {
            for j in i + 1..=order.len() {
                let mut turned = order.clone();
                if let Some(part) = turned.get_mut(i..j) {
                    part.reverse();
                }
                let now = length(&turned);
                if now < best {
                    (order, best, better) = (turned, now, true);
                }
            }
        }
        if !better {
            return (order, best);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_way_to_and_fro_is_put_in_order() {
        let line: Vec<Place> = [0.0, 3.0, 1.0, 2.0].into_iter().map(|lng| Place::at(0.0, lng)).collect();
        let (order, metres) = shortest(&line);
        assert_eq!(order, [0, 2, 3, 1]);
        assert_eq!(
            metres,
            line[0].metres_to(line[2]) + line[2].metres_to(line[3]) + line[3].metres_to(line[1])
        );
    }

    proptest! {
        /// Every place is there once, the first stays first, and the way is no longer than the one given.
        #[test]
        fn an_order_has_all(points in proptest::collection::vec((-60.0_f64..60.0, -170.0_f64..170.0), 1..12)) {
            let places: Vec<Place> = points.iter().map(|(lat, lng)| Place::at(*lat, *lng)).collect();
            let (order, metres) = shortest(&places);
            prop_assert_eq!(order[0], 0);
            let mut all = order.clone();
            all.sort_unstable();
            prop_assert_eq!(all, (0..places.len()).collect::<Vec<_>>());
            let length: i64 = order.windows(2).map(|w| places[w[0]].metres_to(places[w[1]])).sum();
            prop_assert_eq!(length, metres);
        }
    }
}

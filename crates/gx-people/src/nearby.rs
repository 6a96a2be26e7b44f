//! Who is near a place: people whose record says where they are, the nearest first.
//!
//! In: a place and the caller's rights. Out: people with the distance to them. It reads lists like anybody else, so
//! it can show nobody whom a list would not show; it must never keep where the caller is.

use std::collections::HashMap;

use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::fields;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Tx};
use serde::Serialize;

use crate::people::{self, PeopleQuery, PersonRow};

/// Rows read at a time.
const STEP: usize = 500;
/// People looked at for one question; beyond them those not heard of for the longest are left out.
const MOST: usize = 10_000;
/// Metres from the middle of the earth to the sea.
const EARTH: f64 = 6_371_008.8;

/// A point on the map, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    lat: f64,
    lng: f64,
}

impl Place {
    /// Reads "31.2304,121.4737".
    pub fn read(text: &str) -> Option<Self> {
        let (lat, lng) = text.split_once(',')?;
        let read = |t: &str, most: f64| t.trim().parse::<f64>().ok().filter(|x| x.abs() <= most);
        Some(Self { lat: read(lat, 90.0)?, lng: read(lng, 180.0)? })
    }

    /// A place by its latitude and longitude.
    pub fn at(lat: f64, lng: f64) -> Self {
        Self { lat, lng }
    }

    /// Latitude, in degrees.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Longitude, in degrees.
    pub fn lng(self) -> f64 {
        self.lng
    }

    /// Metres over the ground, by the haversine formula, which is right to half a percent.
    pub fn metres_to(self, other: Self) -> i64 {
        let (a, b) = (self.lat.to_radians(), other.lat.to_radians());
        let (dlat, dlng) = ((b - a) / 2.0, (other.lng - self.lng).to_radians() / 2.0);
        let h = dlat.sin().powi(2) + a.cos() * b.cos() * dlng.sin().powi(2);
        (2.0 * EARTH * h.sqrt().min(1.0).asin()).round() as i64
    }
}

/// Somebody near.
#[derive(Clone, Debug, Serialize)]
pub struct Near {
    /// Who.
    pub person: PersonRow,
    /// How far, in metres.
    pub metres: i64,
    /// Where, "latitude,longitude".
    pub place: String,
    /// The field that says so.
    pub field: String,
}

/// Who is near.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Nearby {
    /// The nearest first.
    pub people: Vec<Near>,
    /// The fields that hold places; without one nobody can be near.
    pub fields: Vec<String>,
    /// Whether there are more people with a place than were looked at.
    pub more: bool,
}

/// Where some people are, by their first field that says so, as far as the caller sees it.
pub fn places_of(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<HashMap<Id, Place>> {
    let keys = place_fields(tx, access)?;
    let mut out = HashMap::new();
    if keys.is_empty() || ids.is_empty() {
        return Ok(out);
    }
    for person in people::rows_of(tx, access, ids)? {
        let text = keys.iter().find_map(|key| person.fields.get(key).and_then(|v| v.as_str()));
        if let (Some(id), Some(place)) = (Id::read(IdKind::Person, &person.id), text.and_then(Place::read)) {
            out.insert(id, place);
        }
    }
    Ok(out)
}

/// The fields of people that hold places and that the caller sees.
fn place_fields(tx: &mut Tx<'_>, access: &Access) -> Result<Vec<String>> {
    let known = fields::load(tx, ObjectKind::Person)?;
    let geo = known.fields.iter().filter(|f| f.ty == FieldType::Geo && !access.hides(&f.key));
    Ok(geo.map(|f| f.key.clone()).collect())
}

/// The people nearest to a place, at most `limit`.
pub fn nearby(tx: &mut Tx<'_>, access: &Access, now: Micros, at: Place, limit: usize) -> Result<Nearby> {
    access.need_verb(Verb::See)?;
    let keys = place_fields(tx, access)?;
    let mut out = Nearby { fields: keys.clone(), ..Nearby::default() };
    for key in &keys {
        let filter = format!("{key} is not empty");
        let mut query = PeopleQuery { filter, limit: STEP, ..PeopleQuery::default() };
        for _ in 0..MOST / STEP {
            let page = people::page(tx, access, now, &query)?;
            for person in page.rows {
                let Some(text) = person.fields.get(key).and_then(|v| v.as_str()) else { continue };
                let Some(place) = Place::read(text) else { continue };
                let (metres, place) = (at.metres_to(place), text.to_owned());
                out.people.push(Near { person, metres, place, field: key.clone() });
            }
            nearest(&mut out.people, limit);
            query.cursor = page.next;
            if query.cursor.is_none() {
                break;
            }
        }
        out.more |= query.cursor.is_some();
    }
    Ok(out)
}

/// The nearest only, each person once.
fn nearest(people: &mut Vec<Near>, limit: usize) {
    people.sort_by(|a, b| (a.metres, &a.person.id).cmp(&(b.metres, &b.person.id)));
    let mut seen = std::collections::HashSet::new();
    people.retain(|near| seen.insert(near.person.id.clone()));
    people.truncate(limit);
}

/// Reads the place of a question.
pub fn asked(text: &str) -> Result<Place> {
    Place::read(text).ok_or_else(|| {
        let message = "expected latitude and longitude such as 31.2304,121.4737";
        Problem::field("at", "not_a_place", message).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_atlas() {
        let place = |t: &str| Place::read(t).unwrap();
        let (shanghai, beijing) = (place("31.2304,121.4737"), place("39.9042, 116.4074"));
        let far = shanghai.metres_to(beijing);
        assert!((1_064_000..1_072_000).contains(&far), "{far}");
        assert_eq!(beijing.metres_to(shanghai), far);
        assert_eq!(shanghai.metres_to(shanghai), 0);
        // Over the date line and from pole to pole.
        assert!(place("0,179.999").metres_to(place("0,-179.999")) < 300);
        assert!((20_000_000..20_030_000).contains(&place("90,0").metres_to(place("-90,0"))));
        for wrong in ["", "31", "91,0", "0,181", "a,b", "NaN,0"] {
            assert_eq!(Place::read(wrong), None, "{wrong}");
        }
    }
}

//! Where the places are that people write: cities, provinces and countries by their names, in whatever script.
//!
//! In: the words of an address. Out: a point on the map and how closely it is known. The tables are read when the
//! first question comes (0.1 s, 10 MB), so a program that never draws a map pays nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;

/// Countries, provinces and cities, one a line, the largest cities first; see `data/README.md`.
const TABLE: &str = include_str!("../data/places.tsv");

/// Countries that an address in China may also name as a region.
const BESIDE: [&str; 3] = ["HK", "MO", "TW"];

/// How closely a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The middle of a country.
    Country,
    /// The middle of a province, or its largest city.
    Region,
    /// A city.
    City,
}

/// A point that words stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// Two letters.
    pub country: &'static str,
    /// The code of the province in GeoNames, such as `04` for Jiangsu; empty where none is known.
    pub region: &'static str,
    /// How closely.
    pub level: Level,
}

#[derive(Default)]
struct Gazetteer {
    spots: Vec<Spot>,
    countries: HashMap<String, u32>,
    regions: HashMap<String, Vec<u32>>,
    cities: HashMap<String, Vec<u32>>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| read(TABLE));

fn read(table: &'static str) -> Gazetteer {
    let mut out = Gazetteer::default();
    for line in table.lines() {
        let mut parts = line.split('\t');
        let mut next = || parts.next().unwrap_or_default();
        let (kind, country, region) = (next(), next(), next());
        let (Ok(lat), Ok(lng)) = (next().parse(), next().parse()) else { continue };
        let level = match kind {
            "C" => Level::Country,
            "R" => Level::Region,
            _ => Level::City,
        };
        let at = out.spots.len() as u32;
        out.spots.push(Spot { lat, lng, country, region, level });
        for name in next().split('|') {
            for key in keys(name) {
                match level {
                    Level::Country => {
                        out.countries.entry(key).or_insert(at);
                    }
                    Level::Region => out.regions.entry(key).or_default().push(at),
                    Level::City => out.cities.entry(key).or_default().push(at),
                }
            }
        }
        match level {
            Level::Country => {
                out.countries.insert(country.to_lowercase(), at);
            }
            // Chinese provinces are numbers in GeoNames, which nobody writes.
            Level::Region if country != "CN" => {
                out.regions.entry(region.to_lowercase()).or_default().push(at);
            }
            _ => {}
        }
    }
    out
}

/// What a name is found by: as it is written, and without the word for what it is. Xi'an has three apostrophes.
fn keys(name: &str) -> Vec<String> {
    let whole: String = fold(name).chars().filter(|c| !matches!(c, '\'' | '’' | '‘' | 'ʻ' | '`')).collect();
    let endings =
        ["特别行政区", "自治区", "自治州", "地区", "省", "市", " city", " shi", " sheng", " province"];
    let bare = endings.iter().find_map(|end| whole.strip_suffix(end));
    match bare.filter(|bare| bare.chars().count() > 1).map(str::to_owned) {
        Some(bare) => vec![whole, bare],
        None => vec![whole],
    }
}

impl Gazetteer {
    fn spot(&self, at: u32) -> Option<Spot> {
        self.spots.get(at as usize).copied()
    }

    fn country(&self, text: &str) -> Option<Spot> {
        keys(text).iter().find_map(|key| self.countries.get(key)).and_then(|at| self.spot(*at))
    }

    fn all(&self, names: &HashMap<String, Vec<u32>>, text: &str) -> Vec<Spot> {
        let found = keys(text).into_iter().filter_map(|key| names.get(&key)).flatten();
        found.filter_map(|at| self.spot(*at)).collect()
    }

    fn find(&self, country: &str, region: &str, city: &str) -> Option<Spot> {
        let mut country = self.country(country);
        if let Some(apart) = self.country(region).filter(|spot| BESIDE.contains(&spot.country))
            && country.is_none_or(|spot| spot.country == "CN")
        {
            country = Some(apart);
        }
        let inside = |spot: &Spot| {
            country.is_none_or(|c| {
                c.country == spot.country || c.country == "CN" && BESIDE.contains(&spot.country)
            })
        };
        let region = self.all(&self.regions, region).into_iter().find(inside);
        let cities: Vec<Spot> = self.all(&self.cities, city).into_iter().filter(inside).collect();
        let within = |r: &Spot| {
            cities.iter().find(|spot| (spot.country, spot.region) == (r.country, r.region)).copied()
        };
        match region {
            Some(r) => within(&r).or(Some(r)),
            None => cities.first().copied().or(country),
        }
    }
}

/// Where an address is: its city if it is known, else its province, else its country. Of namesakes it is the one in
/// the country and province that are named, else the largest.
///
/// ```
/// let spot = gx_text::places::find("", "江苏省", "蘇州市").unwrap();
/// assert_eq!((spot.country, spot.region), ("CN", "04"));
/// assert_eq!(gx_text::places::find("", "", "somewhere"), None);
/// ```
pub fn find(country: &str, region: &str, city: &str) -> Option<Spot> {
    GAZETTEER.find(country, region, city)
}

/// The code of the area that a spot lies in: `CN.04` for a province that maps have an outline of, else none.
pub fn province(spot: &Spot) -> Option<String> {
    (spot.country == "CN" && spot.level > Level::Country && !spot.region.is_empty())
        .then(|| format!("CN.{}", spot.region))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(country: &str, region: &str, city: &str) -> (i32, i32, Level) {
        let spot = find(country, region, city).unwrap_or_else(|| panic!("{country}/{region}/{city}"));
        (spot.lat.round() as i32, spot.lng.round() as i32, spot.level)
    }

    #[test]
    fn a_city_is_found_however_it_is_written() {
        for words in ["上海", "上海市", "Shanghai", "SHANGHAI City", "上海 "] {
            assert_eq!(near("", "", words), (31, 121, Level::City), "{words}");
        }
        for (country, region, city) in [
            ("CN", "江苏", "苏州"),
            ("中国", "江蘇省", "蘇州市"),
            ("China", "Jiangsu", "Suzhou"),
            ("", "", "苏州"),
        ] {
            assert_eq!(near(country, region, city), (31, 121, Level::City), "{country} {region} {city}");
        }
        for words in ["Xi'an", "Xi’an", "Xian", "西安市"] {
            assert_eq!(near("CN", "陕西", words), (34, 109, Level::City), "{words}");
        }
        assert_eq!(near("SG", "Singapore", "Singapore"), (1, 104, Level::City));
        assert_eq!(near("US", "CA", "San Francisco"), (38, -122, Level::City));
        assert_eq!(near("US", "NY", "New York"), (41, -74, Level::City));
        assert_eq!(near("", "", "são paulo"), near("BR", "", "Sao Paulo"));
    }

    #[test]
    fn namesakes_are_told_apart_by_country_and_province() {
        assert_eq!(near("CN", "安徽", "宿州"), (34, 117, Level::City));
        assert_eq!(near("CN", "Anhui", "Suzhou"), (34, 117, Level::City));
        assert_eq!(near("GB", "England", "Manchester"), (53, -2, Level::City));
        assert_eq!(near("US", "New Hampshire", "Manchester"), (43, -71, Level::City));
        assert_eq!(near("CA", "", "London"), (43, -81, Level::City));
        assert_eq!(find("CN", "香港", "").unwrap().country, "HK");
        assert_eq!(find("CN", "", "香港").unwrap().country, "HK");
    }

    #[test]
    fn what_is_not_known_is_put_where_the_rest_says_and_no_closer() {
        let jiangsu = find("CN", "江苏", "").unwrap();
        assert_eq!((jiangsu.level, province(&jiangsu).as_deref()), (Level::Region, Some("CN.04")));
        assert_eq!(find("CN", "江苏", "不存在的城市"), Some(jiangsu));
        assert_eq!(find("CN", "江苏", "杭州"), Some(jiangsu), "a city of another province");
        let china = find("cn", "", "").unwrap();
        assert_eq!((china.country, china.level, province(&china)), ("CN", Level::Country, None));
        for nothing in [("", "", ""), ("火星", "", "基地"), ("04", "04", "04")] {
            assert_eq!(find(nothing.0, nothing.1, nothing.2), None, "{nothing:?}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_a_place_on_earth() {
        let all = &GAZETTEER.spots;
        assert_eq!(all.len(), TABLE.lines().count());
        for spot in all {
            assert!(spot.lat.abs() <= 90.0 && spot.lng.abs() <= 180.0, "{spot:?}");
            assert_eq!(spot.country.len(), 2, "{spot:?}");
            assert!(spot.level != Level::Region || !spot.region.is_empty(), "{spot:?}");
        }
        let provinces = all.iter().filter(|s| s.level == Level::Region && s.country == "CN").count();
        assert_eq!(provinces, 31);
    }
}

//! A list on a map: how many of its rows are where, by the square of a grid that suits the zoom.
//!
//! In: a list under the caller's rights, a box and a zoom. Out: squares with their counts, areas with theirs, and who
//! has no place. A row is where its field of the kind place says, else where its city, province or country lies.
//!
//! It must never place a row by a field that the caller's role hides, and never answer more squares than a screen holds.

use std::collections::{BTreeMap, HashMap};

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, print};
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, Problem};
use gx_record::fields;
use gx_store::access::Access;
use gx_store::{Dialect, Result, Tx, Value};
use gx_text::places;
use serde::Serialize;

use crate::listing::Listing;
use crate::view::View;

/// Squares of one answer; the emptiest are left out beyond it.
const MOST: usize = 1_000;
/// Places without a point that are named, the most frequent first.
const UNKNOWN: usize = 50;
/// Places that the filter of a square may name.
const NAMED: usize = 12;
/// Places of a box that its rows are looked for in.
const LOOKED: usize = 300;
/// Rows of a box that can be asked for.
const ROWS: usize = 100;

/// The words of an address, as they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Words {
    /// Country.
    pub country: Option<String>,
    /// Province or state.
    pub region: Option<String>,
    /// City.
    pub city: Option<String>,
}

/// Rows that stand close together at this zoom.
#[derive(Clone, Debug, Serialize)]
pub struct Cell<R> {
    /// The middle of the rows, degrees north.
    pub lat: f64,
    /// The middle of the rows, degrees east.
    pub lng: f64,
    /// How many.
    pub count: i64,
    /// West, south, east and north of them.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// The address most of them have; none where all are placed by a field.
    pub place: Option<Words>,
    /// How many places on the map those addresses are; one city may be written in many ways.
    pub places: usize,
    /// The filter that finds them; none where they are placed by a field, or have too many addresses to name.
    pub filter: Option<String>,
    /// The row, if it is the only one.
    pub row: Option<R>,
}

/// How many rows are in a country, or in a province of China.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// `CN`, or `CN.04` for a province.
    pub area: String,
    /// How many.
    pub count: i64,
}

/// An address that is not on the map.
#[derive(Clone, Debug, Serialize)]
pub struct Unknown {
    /// Its words.
    pub place: Words,
    /// How many rows have it.
    pub count: i64,
    /// The filter that finds them.
    pub filter: String,
}

/// Rows that cannot be placed.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// Those that say nothing of where they are.
    pub empty: i64,
    /// The filter that finds them.
    pub filter: String,
    /// Those whose address is not known.
    pub unknown: i64,
    /// Their addresses, the most frequent first.
    pub places: Vec<Unknown>,
}

/// A list on a map.
#[derive(Clone, Debug, Serialize)]
pub struct Map<R> {
    /// The squares inside the box, fullest first.
    pub cells: Vec<Cell<R>>,
    /// Whether emptier squares were left out.
    pub more: bool,
    /// Rows inside the box.
    pub inside: i64,
    /// Rows of the list.
    pub total: i64,
    /// West, south, east and north of all rows that have a place.
    pub bounds: Option<[f64; 4]>,
    /// The whole list by country and province, whatever the box; only by address.
    pub areas: Vec<Area>,
    /// Who has no place.
    pub missing: Missing,
    /// The first rows inside the box, as many as were asked for.
    pub rows: Vec<R>,
    /// The fields that place rows, closest first.
    pub fields: Vec<String>,
}

/// Rows that share an address.
struct Group {
    words: Words,
    /// All of them.
    count: i64,
    /// Those that no field places.
    loose: i64,
    one: Option<Id>,
    spot: Option<places::Spot>,
}

/// A square that fills.
struct Square {
    lat: f64,
    lng: f64,
    count: i64,
    bounds: [f64; 4],
    one: Option<Id>,
    groups: Vec<usize>,
    /// Whether some of its rows are placed by a field.
    placed: bool,
}

/// The columns and fields that place the rows of a list.
struct Where<'a> {
    columns: [Option<&'static str>; 3],
    fields: Vec<&'a Field>,
    /// SQL of the point that a field holds, as text.
    point: Option<String>,
}

impl<'a> Where<'a> {
    fn of(access: &Access, list: &'a Listing, dialect: Dialect) -> Result<Self> {
        let hidden = |key: &str| access.hides_of(list.object, key);
        let columns = ["country", "region", "city"].map(|key| (!hidden(key)).then_some(key));
        let mut fields: Vec<&Field> = list
            .known
            .fields
            .iter()
            .filter(|f| f.custom && f.ty == FieldType::Geo && !hidden(&f.key))
            .collect();
        fields.sort_by(|a, b| a.key.cmp(&b.key));
        if fields.is_empty() && columns.iter().all(Option::is_none) {
            return Err(Problem::forbidden("Your role may not see where these records are.").into());
        }
        let texts: Vec<String> =
            fields.iter().map(|f| fields::sort_expression(dialect, list.spec.alias, f)).collect();
        let point = match texts.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            many => Some(format!("COALESCE({})", many.join(", "))),
        };
        Ok(Self { columns, fields, point })
    }

    /// A column, or nothing where the role hides it.
    fn column(&self, n: usize, alias: &str) -> String {
        match self.columns.get(n).copied().flatten() {
            Some(key) => format!("{alias}.{key}"),
            None => "CAST(NULL AS TEXT)".into(),
        }
    }

    /// The two numbers of the point. What a program wrote past the checks is no point, and no error either.
    fn degrees(&self, dialect: Dialect) -> [String; 2] {
        let Some(point) = &self.point else { return ["NULL", "NULL"].map(Into::into) };
        match dialect {
            Dialect::Sqlite => [
                format!("CASE WHEN {point} LIKE '%,%' THEN CAST({point} AS REAL) END"),
                format!(
                    "CASE WHEN {point} LIKE '%,%' THEN CAST(substr({point}, instr({point}, ',') + 1) AS REAL) END"
                ),
            ],
            Dialect::Postgres => [1, 2].map(|n| {
                let pattern = r"^-?\d{1,3}(\.\d+)?,-?\d{1,3}(\.\d+)?$";
                format!("CASE WHEN {point} ~ '{pattern}' THEN split_part({point}, ',', {n})::float8 END")
            }),
        }
    }
}

/// The rows of a list on a map; `shown` makes ids into rows.
pub fn map<R>(
    tx: &mut Tx<'_>,
    access: &Access,
    list: &Listing,
    view: &View,
    rows: usize,
    mut shown: impl FnMut(&mut Tx<'_>, &[Id]) -> Result<Vec<R>>,
) -> Result<Map<R>> {
    let at = Where::of(access, list, tx.dialect())?;
    let (groups, mut bounds) = grouped(tx, list, &at)?;
    let mut squares: BTreeMap<(i64, i64), Square> = BTreeMap::new();
    for (n, group) in groups.iter().enumerate() {
        let Some(spot) = group.spot.filter(|_| group.loose > 0) else { continue };
        widen(&mut bounds, [spot.lng, spot.lat, spot.lng, spot.lat]);
        if view.holds(spot.lat, spot.lng) {
            let here = [spot.lng, spot.lat, spot.lng, spot.lat];
            add(&mut squares, view, (spot.lat, spot.lng), group.loose, here, group.one, Some(n));
        }
    }
    if at.point.is_some() {
        for (count, [lat, lng], here, one) in gridded(tx, list, &at, view)? {
            add(&mut squares, view, (lat, lng), count, here, one, None);
        }
    }
    let inside = squares.values().map(|s| s.count).sum();
    let mut squares: Vec<Square> = squares.into_values().collect();
    squares.sort_by_key(|s| std::cmp::Reverse(s.count));
    let more = squares.len() > MOST;
    squares.truncate(MOST);

    let single: Vec<(usize, Id)> = squares
        .iter()
        .enumerate()
        .filter(|(_, square)| square.count == 1)
        .filter_map(|(n, square)| Some((n, square.one?)))
        .collect();
    let mut single_rows: HashMap<usize, R> = HashMap::new();
    let ids: Vec<Id> = single.iter().map(|(_, id)| *id).collect();
    let found = shown(tx, &ids)?;
    if found.len() == single.len() {
        single_rows = single.iter().map(|(n, _)| *n).zip(found).collect();
    }
    let rows = match inside {
        0 => Vec::new(),
        _ if rows == 0 => Vec::new(),
        _ => {
            let ids = inside_box(tx, list, &at, view, &groups, rows.min(ROWS))?;
            shown(tx, &ids)?
        }
    };
    let cells = squares
        .into_iter()
        .enumerate()
        .map(|(n, mut square)| {
            square.groups.sort_by_key(|g| std::cmp::Reverse(groups.get(*g).map_or(0, |g| g.loose)));
            let named: Vec<&Group> = square.groups.iter().filter_map(|g| groups.get(*g)).collect();
            let findable = !square.placed && !named.is_empty() && named.len() <= NAMED;
            Cell {
                lat: square.lat,
                lng: square.lng,
                count: square.count,
                bounds: square.bounds,
                place: named.first().map(|g| g.words.clone()),
                places: spots(&named),
                filter: findable.then(|| those(list, &at, named.iter().map(|g| &g.words))),
                row: single_rows.remove(&n),
            }
        })
        .collect();
    Ok(Map {
        cells,
        more,
        inside,
        total: groups.iter().map(|g| g.count).sum(),
        bounds,
        areas: areas(&groups),
        missing: missing(list, &at, &groups),
        rows,
        fields: at.fields.iter().map(|f| f.key.clone()).collect(),
    })
}

/// The list by address: one pass over its rows, whatever the box. The columns stand bare in the statement, so that an
/// index over them would spare the pass.
fn grouped(tx: &mut Tx<'_>, list: &Listing, at: &Where<'_>) -> Result<(Vec<Group>, Option<[f64; 4]>)> {
    let alias = list.spec.alias;
    let (condition, params) = list.condition();
    let columns = [0, 1, 2].map(|n| at.column(n, alias));
    let points = if at.point.is_some() {
        let [lat, lng] = at.degrees(tx.dialect());
        format!(
            "COUNT({lat}), MIN(CASE WHEN {lat} IS NULL THEN {alias}.id END), MIN({lng}), MIN({lat}), MAX({lng}), MAX({lat})"
        )
    } else {
        format!("0, MIN({alias}.id), NULL, NULL, NULL, NULL")
    };
    let sql = format!(
        "SELECT {}, COUNT(*), {points} FROM {} WHERE {condition} GROUP BY 1, 2, 3",
        columns.join(", "),
        list.spec.from
    );
    let (mut out, mut bounds): (Vec<Group>, _) = (Vec::new(), None);
    let mut known: HashMap<Words, usize> = HashMap::new();
    for row in tx.query(&sql, params)? {
        // Empty text and no value are one.
        let word = |n: usize| Ok::<_, gx_store::StoreError>(row.opt_string(n)?.filter(|w| !w.is_empty()));
        let words = Words { country: word(0)?, region: word(1)?, city: word(2)? };
        let (count, placed) = (row.int(3)?, row.int(4)?);
        if placed > 0
            && let (Some(w), Some(s), Some(e), Some(n)) =
                (row.opt_real(6)?, row.opt_real(7)?, row.opt_real(8)?, row.opt_real(9)?)
        {
            widen(&mut bounds, [w, s, e, n]);
        }
        let (loose, one) = (count - placed, row.opt_id(5)?);
        if let Some(group) = known.get(&words).and_then(|at| out.get_mut(*at)) {
            group.count += count;
            group.loose += loose;
            group.one = group.one.or(one);
            continue;
        }
        let text = |word: &Option<String>| word.clone().unwrap_or_default();
        let spot = places::find(&text(&words.country), &text(&words.region), &text(&words.city));
        known.insert(words.clone(), out.len());
        out.push(Group { words, count, loose, one, spot });
    }
    Ok((out, bounds))
}

type Gridded = (i64, [f64; 2], [f64; 4], Option<Id>);

/// The rows that a field places inside the box, by square.
fn gridded(tx: &mut Tx<'_>, list: &Listing, at: &Where<'_>, view: &View) -> Result<Vec<Gridded>> {
    let (dialect, step) = (tx.dialect(), view.step());
    let whole = |degrees: &str, most: f64| match dialect {
        Dialect::Sqlite => format!("CAST(({degrees} + {most:.1}) / {step:.12} AS INTEGER)"),
        Dialect::Postgres => format!("FLOOR(({degrees} + {most:.1}) / {step:.12})::bigint"),
    };
    let [lat, lng] = at.degrees(dialect);
    let (condition, params) = list.condition();
    let sql = format!(
        "WITH spot AS (SELECT {alias}.id AS id, {lat} AS lat, {lng} AS lng FROM {} WHERE {condition}) \
         SELECT {}, {}, COUNT(*), AVG(lat), AVG(lng), MIN(lng), MIN(lat), MAX(lng), MAX(lat), MIN(id) \
         FROM spot WHERE {} GROUP BY 1, 2 ORDER BY 3 DESC LIMIT {}",
        list.spec.from,
        whole("lng", 180.0),
        whole("lat", 90.0),
        view.condition("lat", "lng"),
        MOST + 1,
        alias = list.spec.alias,
    );
    let mut out = Vec::new();
    for row in tx.query(&sql, params)? {
        let real = |n: usize| Ok::<f64, gx_store::StoreError>(row.opt_real(n)?.unwrap_or_default());
        out.push((
            row.int(2)?,
            [real(3)?, real(4)?],
            [real(5)?, real(6)?, real(7)?, real(8)?],
            row.opt_id(9)?,
        ));
    }
    Ok(out)
}

/// The first rows inside the box.
fn inside_box(
    tx: &mut Tx<'_>,
    list: &Listing,
    at: &Where<'_>,
    view: &View,
    groups: &[Group],
    limit: usize,
) -> Result<Vec<Id>> {
    let alias = list.spec.alias;
    let (condition, params) = list.condition();
    let mut params = params.to_vec();
    let mut near: Vec<&Group> = groups
        .iter()
        .filter(|g| g.loose > 0 && g.spot.is_some_and(|spot| view.holds(spot.lat, spot.lng)))
        .collect();
    near.sort_by_key(|g| std::cmp::Reverse(g.loose));
    let [lat, lng] = at.degrees(tx.dialect());
    let mut either = Vec::new();
    if at.point.is_some() {
        either.push(view.condition(&lat, &lng));
    }
    if !near.is_empty() {
        let columns = [0, 1, 2].map(|n| format!("COALESCE({}, '')", at.column(n, alias)));
        let mut marks = Vec::new();
        for group in near.into_iter().take(LOOKED) {
            let text = |word: &Option<String>| word.clone().unwrap_or_default();
            let Words { country, region, city } = &group.words;
            params.push(Value::Text([text(country), text(region), text(city)].join(BETWEEN)));
            marks.push(format!("${}", params.len()));
        }
        let loose = if at.point.is_some() { format!("{lat} IS NULL AND ") } else { String::new() };
        let key = columns.join(&format!(" || '{BETWEEN}' || "));
        either.push(format!("({loose}{key} IN ({}))", marks.join(", ")));
    }
    let order = if list.object == ObjectKind::Person {
        format!("COALESCE({alias}.last_seen_at, 0) DESC, {alias}.id")
    } else {
        format!("{alias}.name, {alias}.id")
    };
    let sql = format!(
        "SELECT {alias}.id FROM {} WHERE {condition} AND ({}) ORDER BY {order} LIMIT {limit}",
        list.spec.from,
        either.join(" OR ")
    );
    tx.query(&sql, &params)?.iter().map(|row| row.id(0)).collect()
}

/// What stands between the words of an address where they are compared as one; no address holds it.
const BETWEEN: &str = "\u{1f}";

fn widen(bounds: &mut Option<[f64; 4]>, by: [f64; 4]) {
    *bounds = Some(match *bounds {
        None => by,
        Some([w, s, e, n]) => [w.min(by[0]), s.min(by[1]), e.max(by[2]), n.max(by[3])],
    });
}

/// Puts rows into their square; its middle is that of its rows.
fn add(
    squares: &mut BTreeMap<(i64, i64), Square>,
    view: &View,
    (lat, lng): (f64, f64),
    count: i64,
    here: [f64; 4],
    one: Option<Id>,
    group: Option<usize>,
) {
    let square = squares.entry(view.square(lat, lng)).or_insert(Square {
        lat,
        lng,
        count: 0,
        bounds: here,
        one,
        groups: Vec::new(),
        placed: false,
    });
    let share = count as f64 / (square.count + count) as f64;
    square.lat += (lat - square.lat) * share;
    square.lng += (lng - square.lng) * share;
    square.count += count;
    let mut bounds = Some(square.bounds);
    widen(&mut bounds, here);
    square.bounds = bounds.unwrap_or(here);
    square.groups.extend(group);
    square.placed |= group.is_none();
}

/// How many different points these addresses stand for.
fn spots(groups: &[&Group]) -> usize {
    let point = |g: &&Group| g.spot.map(|spot| (spot.lat.to_bits(), spot.lng.to_bits()));
    groups.iter().filter_map(point).collect::<std::collections::HashSet<_>>().len()
}

/// The list by country and by province of China.
fn areas(groups: &[Group]) -> Vec<Area> {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    for group in groups {
        let Some(spot) = &group.spot else { continue };
        *counts.entry(spot.country.to_owned()).or_default() += group.count;
        if let Some(province) = places::province(spot) {
            *counts.entry(province).or_default() += group.count;
        }
    }
    counts.into_iter().map(|(area, count)| Area { area, count }).collect()
}

fn missing(list: &Listing, at: &Where<'_>, groups: &[Group]) -> Missing {
    let nowhere = Words::default();
    let lost = |g: &&Group| g.spot.is_none() && g.loose > 0;
    let empty = groups.iter().filter(|g| g.words == nowhere).map(|g| g.loose).sum();
    let mut unknown: Vec<&Group> = groups.iter().filter(lost).filter(|g| g.words != nowhere).collect();
    unknown.sort_by_key(|g| std::cmp::Reverse(g.loose));
    Missing {
        empty,
        filter: those(list, at, std::iter::once(&nowhere)),
        unknown: unknown.iter().map(|g| g.loose).sum(),
        places: unknown
            .into_iter()
            .take(UNKNOWN)
            .map(|g| Unknown {
                place: g.words.clone(),
                count: g.loose,
                filter: those(list, at, std::iter::once(&g.words)),
            })
            .collect(),
    }
}

/// The filter that finds those rows of a list that have one of these addresses, and that no field places.
fn those<'w>(list: &Listing, at: &Where<'_>, places: impl Iterator<Item = &'w Words>) -> String {
    let test = |key: &str, test: Test| Filter::Field { field: FieldPath::field(key), test };
    let mut any: Vec<Filter> = Vec::new();
    for words in places {
        let all = [("city", &words.city), ("region", &words.region), ("country", &words.country)]
            .into_iter()
            .filter(|(key, _)| at.columns.contains(&Some(*key)))
            .map(|(key, word)| match word {
                Some(text) => test(key, Test::Is(Word::Text(text.clone()))),
                None => test(key, Test::Empty),
            })
            .collect();
        any.push(Filter::All { of: all });
    }
    let loose = at.fields.iter().map(|f| test(&f.key, Test::Empty));
    let mut all = vec![Filter::Any { of: any }];
    all.extend(loose);
    let part = Filter::All { of: all };
    match list.filter() {
        Some(whole) => print(&whole.clone().and(part).tidy()),
        None => print(&part.tidy()),
    }
}

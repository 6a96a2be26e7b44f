//! How the values of a field make the groups of a list.
//!
//! In: a field and the list whose rows are counted. Out: what is counted by, in SQL, and what each of its values is called
//! and found by. Words, choices and few numbers are groups as they are; many numbers are ranges, dates are months, birthdays
//! the months of the year, and of a list of words a record counts in each.

use gx_kernel::filter::{FieldPath, Filter, HasMode, Test, Value as Word};
use gx_kernel::money::{from_scaled, to_scaled};
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_record::{fields, filtering};
use gx_store::tally::Picked;
use gx_store::{Dialect, Result, Tx, Value};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan as _};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde::Serialize;
use serde_json::Value as Json;

/// Up to so many different numbers are groups by themselves.
pub const FEW: usize = 20;
/// Months of one answer before they become years.
const MONTHS: usize = 240;
/// Ranges of equal width that numbers close to each other fall into.
const EQUAL: f64 = 10.0;

/// The built-in fields that a list is grouped by.
fn built_in(object: ObjectKind, key: &str) -> bool {
    match object {
        ObjectKind::Person => !matches!(key, "id" | "name" | "given_name" | "family_name" | "member_no"),
        ObjectKind::Company => !matches!(key, "id" | "name"),
        ObjectKind::Order => !matches!(key, "id" | "number"),
        // The columns of a pipeline are counted by its board.
        ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => false,
        ObjectKind::Interaction => !matches!(key, "id" | "title" | "text" | "object_id"),
    }
}

/// Whether a list can be grouped by a field: not by names and numbers of records, long texts, places and files, of which
/// nearly every record has its own.
pub fn able(object: ObjectKind, field: &Field) -> bool {
    if !field.custom {
        return built_in(object, &field.key);
    }
    let listed = !matches!(object, ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity);
    listed && !matches!(field.ty, FieldType::LongText | FieldType::Geo | FieldType::File)
}

/// Whether the groups of a field are its values as they lie: what an index of values can hold.
pub fn is_plain(field: &Field) -> bool {
    !matches!(
        field.ty,
        FieldType::Number
            | FieldType::Integer
            | FieldType::Money
            | FieldType::Percent
            | FieldType::Date
            | FieldType::DateTime
            | FieldType::MultiChoice
    )
}

/// The bounds of a group of numbers, decimal text; the upper one is outside.
#[derive(Clone, Debug, Serialize)]
pub struct Range {
    /// At least this.
    pub from: String,
    /// Less than this; none where there is no end.
    pub to: String,
}

/// A group: what it is called and how it is found.
#[derive(Clone, Debug)]
pub struct Named {
    /// The value.
    pub value: Json,
    /// Between which numbers, where it is a range.
    pub range: Option<Range>,
    /// What finds its rows.
    pub filter: Filter,
}

/// The rows that are counted.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Tables and aliases.
    pub from: &'a str,
    /// The alias of the table that the field is of.
    pub alias: &'a str,
    /// Which rows.
    pub condition: &'a str,
    /// The parameters of the condition.
    pub params: &'a [Value],
}

/// How a field makes groups.
pub struct Grouping {
    /// What is counted by.
    pub by: Picked,
    /// The table to be joined where a row counts more than once.
    pub each: Option<String>,
    /// The condition of the rows that have no value at all, where those do not count among the others.
    pub none: Option<String>,
    /// The order of the groups: by their values, or else by how many they are.
    pub order: Order,
    kind: Kind,
}

/// In which order groups stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The largest first.
    Size,
    /// The smallest value first.
    Up,
    /// The latest first.
    Down,
}

enum Kind {
    Value,
    Number {
        scaled: bool,
    },
    Ranges {
        edges: Vec<Decimal>,
    },
    Months {
        edges: Vec<Date>,
        years: bool,
    },
    /// `2026-11`, as dates begin.
    Beginning,
    Birth,
    Each,
}

/// What makes the groups where the values do. JSON booleans become 0 and 1 on both databases.
pub fn picked(dialect: Dialect, alias: &str, field: &Field) -> Picked {
    if !field.custom {
        return Picked::column(format!("{alias}.{}", field.key));
    }
    let key = safe(&field.key);
    let sql = match (dialect, field.ty) {
        (Dialect::Sqlite, _) => format!("json_extract({alias}.fields, '$.{key}')"),
        (Dialect::Postgres, FieldType::Rating) => format!("({alias}.fields ->> '{key}')::float8"),
        (Dialect::Postgres, FieldType::Bool) => {
            format!("CASE {alias}.fields ->> '{key}' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END")
        }
        (Dialect::Postgres, _) => format!("{alias}.fields ->> '{key}'"),
    };
    Picked { sql, member: Some((format!("{alias}.fields"), key)), numeric: false }
}

/// A key as it may stand in SQL.
fn safe(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// A field as numbers or text that have an order.
pub fn ordered(dialect: Dialect, alias: &str, field: &Field) -> String {
    if field.custom {
        fields::sort_expression(dialect, alias, field)
    } else {
        format!("{alias}.{}", field.key)
    }
}

impl Grouping {
    fn new(by: Picked, kind: Kind, order: Order) -> Self {
        Self { by, each: None, none: None, order, kind }
    }

    /// How a field of a list makes groups.
    pub fn of(tx: &mut Tx<'_>, rows: Source<'_>, field: &Field) -> Result<Self> {
        let (dialect, alias) = (tx.dialect(), rows.alias);
        Ok(match field.ty {
            FieldType::MultiChoice => Self::each(dialect, alias, field),
            FieldType::Date => {
                // Days are kept as text that begins with the year and the month.
                let month = format!("substr({}, 1, 7)", ordered(dialect, alias, field));
                let (kind, order) = match field.key.as_str() {
                    "birth_date" => (Kind::Birth, Order::Up),
                    _ => (Kind::Beginning, Order::Down),
                };
                Self::new(Picked::column(month), kind, order)
            }
            FieldType::DateTime => months(tx, rows, field)?,
            FieldType::Number | FieldType::Integer | FieldType::Money | FieldType::Percent => {
                numbers(tx, rows, field)?
            }
            _ => Self::new(picked(dialect, alias, field), Kind::Value, Order::Size),
        })
    }

    /// A list of words: each row counts in each of them.
    fn each(dialect: Dialect, alias: &str, field: &Field) -> Self {
        let key = safe(&field.key);
        let (each, length) = match (dialect, field.custom) {
            (Dialect::Sqlite, true) => (
                format!("json_each({alias}.fields, '$.{key}')"),
                format!("json_array_length({alias}.fields, '$.{key}')"),
            ),
            (Dialect::Sqlite, false) => {
                (format!("json_each({alias}.{key})"), format!("json_array_length({alias}.{key})"))
            }
            (Dialect::Postgres, custom) => {
                let value =
                    if custom { format!("({alias}.fields -> '{key}')") } else { format!("{alias}.{key}") };
                let words =
                    format!("CASE WHEN jsonb_typeof({value}) = 'array' THEN {value} ELSE '[]'::jsonb END");
                (
                    format!("LATERAL jsonb_array_elements_text({words}) AS word(value)"),
                    format!("jsonb_array_length({words})"),
                )
            }
        };
        let (each, word) = match dialect {
            Dialect::Sqlite => (format!("{each} AS word"), "word.value"),
            Dialect::Postgres => (each, "word.value"),
        };
        Self {
            each: Some(each),
            none: Some(format!("COALESCE({length}, 0) = 0")),
            ..Self::new(Picked::column(word), Kind::Each, Order::Size)
        }
    }

    /// What a value that was counted by is called, and how its rows are found; none for rows without a value.
    pub fn named(&self, field: &Field, value: Value) -> Option<Named> {
        let test = |test: Test| Filter::Field { field: FieldPath::field(&field.key), test };
        let plain = |value: Json, word: Word| Named { value, range: None, filter: test(Test::Is(word)) };
        let days = |from: Date, to: Date| test(Test::Between(Word::Date(from), Word::Date(to)));
        Some(match (&self.kind, value) {
            (Kind::Value, value) => {
                let (json, word) = shown(field, value)?;
                plain(json, word)
            }
            (Kind::Number { scaled }, value) => {
                let n = decimal(&value, *scaled)?;
                plain(n.to_string().into(), Word::Number(n)).numbered(n)
            }
            (Kind::Ranges { edges }, Value::Int(n)) => {
                let at = usize::try_from(n).ok()?;
                let (from, to) = (*edges.get(at)?, *edges.get(at + 1)?);
                let within = test(Test::AtLeast(Word::Number(from))).and(test(Test::Below(Word::Number(to))));
                let range = Range { from: from.to_string(), to: to.to_string() };
                Named { value: format!("{from}–{to}").into(), range: Some(range), filter: within }
            }
            (Kind::Months { edges, years }, Value::Int(n)) => {
                let from = *edges.get(usize::try_from(n).ok()?)?;
                let to = if *years { from.last_of_year() } else { from.last_of_month() };
                let text = from.to_string();
                let shown = text.get(..if *years { 4 } else { 7 })?;
                Named { value: shown.into(), range: None, filter: days(from, to) }
            }
            (Kind::Beginning | Kind::Birth, Value::Text(month)) => {
                let from: Date = format!("{month}-01").parse().ok()?;
                let value = match self.kind {
                    Kind::Birth => i64::from(from.month()).into(),
                    _ => month.into(),
                };
                Named { value, range: None, filter: days(from, from.last_of_month()) }
            }
            (Kind::Each, Value::Text(word)) => {
                let has = test(Test::Has(HasMode::Any, vec![Word::Text(word.clone())]));
                Named { value: word.into(), range: None, filter: has }
            }
            _ => return None,
        })
    }

    /// The value of the database that a value of the API is counted under: [`Self::named`] the other way round.
    pub fn counted(&self, field: &Field, shown: &Json) -> Option<Value> {
        let number = |n: &Json| -> Option<Decimal> {
            n.as_str().map_or_else(|| n.to_string().parse().ok(), |text| text.parse().ok())
        };
        Some(match &self.kind {
            Kind::Ranges { edges } => {
                let at = edges.windows(2).position(|pair| match pair {
                    [from, to] => shown.as_str() == Some(&format!("{from}–{to}")),
                    _ => false,
                })?;
                Value::Int(i64::try_from(at).ok()?)
            }
            Kind::Number { scaled: true } => Value::Int(to_scaled(number(shown)?)?),
            Kind::Number { .. } if field.ty == FieldType::Integer && !field.custom => {
                Value::Int(number(shown)?.to_i64()?)
            }
            Kind::Number { .. } => Value::Real(number(shown)?.to_f64()?),
            Kind::Value => match (field.ty, shown) {
                // Of a field of one's own the id is kept as it is shown.
                (FieldType::User, Json::String(text)) if !field.custom => {
                    Value::Int(Id::read(IdKind::User, text)?.0)
                }
                (_, Json::Bool(yes)) => Value::Int((*yes).into()),
                (_, Json::Number(n)) if field.ty == FieldType::Rating => Value::Real(n.as_f64()?),
                (_, Json::Number(n)) => Value::Int(n.as_i64()?),
                (_, Json::String(text)) => Value::Text(text.clone()),
                _ => return None,
            },
            Kind::Each => Value::Text(shown.as_str()?.to_owned()),
            Kind::Months { .. } | Kind::Beginning | Kind::Birth => return None,
        })
    }

    /// Whether the groups are ranges of numbers.
    pub fn is_ranges(&self) -> bool {
        matches!(self.kind, Kind::Ranges { .. })
    }

    /// Whether two values that were counted by make one group: the birthdays of a month in whatever year.
    pub fn joins(&self) -> bool {
        matches!(self.kind, Kind::Birth)
    }
}

impl Named {
    /// A number stays one on the wire where it is whole.
    fn numbered(mut self, n: Decimal) -> Self {
        if let Some(whole) = n.to_i64().filter(|_| n.is_integer()) {
            self.value = whole.into();
        }
        self
    }

    /// Both in one group.
    pub fn join(&mut self, other: Self) {
        self.filter = match std::mem::replace(&mut self.filter, Filter::Any { of: Vec::new() }) {
            Filter::Any { mut of } => {
                of.push(other.filter);
                Filter::Any { of }
            }
            one => Filter::Any { of: vec![one, other.filter] },
        };
    }
}

/// A value of the database as the API shows it and as a filter says it.
fn shown(field: &Field, value: Value) -> Option<(Json, Word)> {
    Some(match (field.ty, value) {
        (FieldType::User, Value::Int(id)) => {
            let text = Id(id).show(IdKind::User);
            (text.clone().into(), Word::Text(text))
        }
        (FieldType::Bool, Value::Int(n)) => ((n != 0).into(), Word::Bool(n != 0)),
        (_, Value::Int(n)) => (n.into(), Word::Number(Decimal::from(n))),
        (_, Value::Real(x)) => ((x as i64).into(), Word::Number(Decimal::from(x as i64))),
        (_, Value::Text(t)) if !t.is_empty() => (t.clone().into(), Word::Text(t)),
        _ => return None,
    })
}

fn decimal(value: &Value, scaled: bool) -> Option<Decimal> {
    Some(match value {
        Value::Int(n) if scaled => from_scaled(*n).normalize(),
        Value::Int(n) => Decimal::from(*n),
        Value::Real(x) => Decimal::from_f64_retain(*x)?.round_dp(4).normalize(),
        _ => return None,
    })
}

/// The smallest and the largest value of the rows.
pub fn span(tx: &mut Tx<'_>, rows: Source<'_>, at: &str) -> Result<(Value, Value)> {
    let sql = format!("SELECT MIN({at}), MAX({at}) FROM {} WHERE {}", rows.from, rows.condition);
    let row = tx.one(&sql, rows.params)?;
    Ok((row.value(0), row.value(1)))
}

/// Numbers as they are where they are few, and otherwise in ranges.
fn numbers(tx: &mut Tx<'_>, rows: Source<'_>, field: &Field) -> Result<Grouping> {
    let at = ordered(tx.dialect(), rows.alias, field);
    let scaled = !field.custom && field.ty == FieldType::Money;
    let sql = format!(
        "SELECT DISTINCT {at} FROM {} WHERE {} AND {at} IS NOT NULL LIMIT {}",
        rows.from,
        rows.condition,
        FEW + 1
    );
    if tx.query(&sql, rows.params)?.len() <= FEW {
        return Ok(Grouping::new(Picked::column(at), Kind::Number { scaled }, Order::Up));
    }
    let (least, most) = span(tx, rows, &at)?;
    let bounds =
        decimal(&least, scaled).and_then(|n| n.to_f64()).zip(decimal(&most, scaled).and_then(|n| n.to_f64()));
    let edges: Vec<Decimal> = edges(bounds.unwrap_or_default())
        .into_iter()
        .filter_map(|x| Some(Decimal::from_f64_retain(x)?.round_dp(4).normalize()))
        .collect();
    let kept =
        |n: &Decimal| if scaled { (*n * Decimal::from(10_000)).trunc().to_string() } else { n.to_string() };
    let texts: Vec<String> = edges.iter().map(kept).collect();
    let by = format!("CASE WHEN {at} IS NOT NULL THEN {} END", nested(&at, &texts, 0, edges.len() - 1));
    Ok(Grouping::new(Picked::column(by), Kind::Ranges { edges }, Order::Up))
}

/// Where ranges of numbers begin, and where the last one ends: in equal steps where numbers are close to each other, and
/// otherwise by the steps of coins, 1, 2, 5, 10, for of most things there are many small and few large.
fn edges((least, most): (f64, f64)) -> Vec<f64> {
    if most - least <= 100.0 || least > 0.0 && most / least < 10.0 {
        let rough = ((most - least) / EQUAL).max(0.0001);
        let unit = 10_f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 5.0, 10.0].into_iter().map(|n| n * unit).find(|s| *s >= rough).unwrap_or(unit * 10.0);
        let first = (least / step).floor();
        let count = ((most / step).floor() - first) as usize + 1;
        return (0..=count).map(|n| (first + n as f64) * step).collect();
    }
    // Fewer coins where they would be too many.
    let coins: &[f64] = if most.abs().max(least.abs()) > 1e6 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    let mut sizes: Vec<f64> =
        (0..16).flat_map(|power| coins.iter().map(move |coin| coin * 10_f64.powi(power))).collect();
    let mut out: Vec<f64> = sizes.iter().rev().map(|n| -n).collect();
    out.push(0.0);
    out.append(&mut sizes);
    let first = out.iter().rposition(|edge| *edge <= least).unwrap_or(0);
    let last = out.iter().position(|edge| *edge > most).unwrap_or(out.len() - 1);
    out.get(first..=last).unwrap_or_default().to_vec()
}

/// Dates with a time by the months of the workspace's zone, or by years where they are too many.
fn months(tx: &mut Tx<'_>, rows: Source<'_>, field: &Field) -> Result<Grouping> {
    let at = ordered(tx.dialect(), rows.alias, field);
    let zone = filtering::zone(tx)?;
    let (least, most) = span(tx, rows, &at)?;
    let day = |value: &Value| -> Option<Date> {
        let at = match value {
            Value::Int(n) => Micros(*n).timestamp(),
            Value::Text(t) => t.parse().ok()?,
            _ => return None,
        };
        Some(at.to_zoned(zone.clone()).date())
    };
    let (Some(first), Some(last)) = (day(&least), day(&most)) else {
        let nothing = Kind::Months { edges: Vec::new(), years: false };
        return Ok(Grouping::new(Picked::column("NULL"), nothing, Order::Down));
    };
    let steps = |from: Date, step: Span| -> Vec<Date> {
        let mut out: Vec<Date> = from.series(step).take_while(|day| *day <= last).take(MONTHS + 1).collect();
        // Behind the last one, where there is a day behind it.
        out.extend(out.last().and_then(|day| day.checked_add(step).ok()));
        out
    };
    let mut edges = steps(first.first_of_month(), 1.month());
    let years = edges.len() > MONTHS + 1;
    if years {
        // Beyond so many years somebody has slipped with the keys: the earliest are one group.
        let from =
            first.first_of_year().max(last.first_of_year().saturating_sub((MONTHS as i64 - 1).years()));
        edges = steps(from, 1.year());
    }
    let texts: Vec<String> = edges.iter().map(|day| edge(field, *day, &zone)).collect();
    let by = format!("CASE WHEN {at} IS NOT NULL THEN {} END", nested(&at, &texts, 0, edges.len() - 1));
    Ok(Grouping::new(Picked::column(by), Kind::Months { edges, years }, Order::Down))
}

/// The first moment of a day, as SQL writes it in the form in which the field is kept. Made of numbers only.
pub fn edge(field: &Field, day: Date, zone: &TimeZone) -> String {
    moment(field, day.at(0, 0, 0, 0), zone)
}

/// A moment of a zone's clock, as SQL writes it in the form in which the field is kept. Made of numbers only.
pub fn moment(field: &Field, at: DateTime, zone: &TimeZone) -> String {
    if field.ty == FieldType::Date {
        return format!("'{}'", at.date());
    }
    let start = at.to_zoned(zone.clone()).map_or(0, |t| t.timestamp().as_microsecond());
    if field.custom { format!("'{}'", Micros(start).to_rfc3339()) } else { start.to_string() }
}

/// Between which two of some edges a value lies, by halves: few comparisons a row, however many edges there are.
pub fn nested(at: &str, edges: &[String], from: usize, to: usize) -> String {
    let middle = from.midpoint(to);
    match edges.get(middle) {
        Some(edge) if middle > from => {
            let (below, above) = (nested(at, edges, from, middle), nested(at, edges, middle, to));
            format!("CASE WHEN {at} < {edge} THEN {below} ELSE {above} END")
        }
        _ => from.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_hold_every_number_and_are_not_too_many() {
        for bounds in
            [(0.0, 95.0), (-3.0, 3.5), (1990.0, 2026.0), (0.5, 48_000.0), (-700.0, 9e9), (1e9, 1.2e9)]
        {
            let edges = edges(bounds);
            assert!(edges.windows(2).all(|pair| pair[0] < pair[1]), "{edges:?}");
            assert!(edges[0] <= bounds.0 && edges[edges.len() - 1] > bounds.1, "{bounds:?} {edges:?}");
            assert!((3..=32).contains(&edges.len()), "{bounds:?} {edges:?}");
        }
        assert_eq!(edges((0.0, 95.0))[..3], [0.0, 10.0, 20.0]);
        assert_eq!(edges((3.0, 480.0)), [2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0]);
    }
}

//! What rows are parted by, in SQL, and what each value is called and found by.

use gx_kernel::filter::{Edge, FieldPath, Filter, Test, Value as Word, Way};
use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros};
use gx_people::grouping::{self, Grouping, Order, Range, Source};
use gx_store::{Dialect, Result, Tx, Value};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;
use serde_json::Value as Json;

use super::question::{Dimension, Unit, wrong};
use super::reach::{Hop, Reached, groups};
use super::span::{Span, offsets, start};

/// A multiple of a week in microseconds that makes instants positive, so that both databases divide alike.
const ABOVE: i64 = 7 * 86_400_000_000 * 60_000;

/// How a day begins that PostgreSQL can cast: another type of the same key may have left something else.
const DAY: &str = "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]";

/// What rows are parted by.
pub struct Axis {
    /// The field.
    pub reached: Reached,
    /// Its unit, of days and instants.
    pub unit: Option<Unit>,
    /// The value that a row is counted under.
    pub sql: String,
    /// The table to be joined where a row counts more than once.
    pub each: Option<String>,
    how: How,
}

enum How {
    /// By the values of a field, or ranges of them.
    Grouped(Grouping),
    /// By the id of a team.
    Team,
    /// By a stage that was reached.
    Stage,
    /// By units of time; the value is how many begin before it.
    Dates { edges: Vec<DateTime> },
    /// By places of a cycle; the value is the place.
    Cycle,
}

/// A value that rows are counted under.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// As the API tells it.
    pub value: Json,
    /// Between which numbers, where it is a range.
    pub range: Option<(String, String)>,
}

/// Where and when: what every axis of a question is made with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The zone in which days begin.
    pub zone: &'a TimeZone,
    /// The field of the period and its span, where there is one.
    pub period: Option<(&'a str, Span)>,
    /// Today, there.
    pub today: Date,
}

fn is_dated(reached: &Reached) -> bool {
    matches!(reached.field.ty, FieldType::Date | FieldType::DateTime)
}

impl Axis {
    /// Refuses a field that rows are not parted by, and a unit that it has not.
    ///
    /// # Errors
    ///
    /// A problem at `at`.
    pub fn check(at: &str, dimension: &Dimension, reached: &Reached) -> Result<()> {
        if !groups(reached) {
            let message = format!("rows are not parted by {:?}: nearly every one has its own", reached.key);
            return Err(wrong(format!("{at}.field"), "not_grouped", message).into());
        }
        match dimension.unit {
            Some(_) if !is_dated(reached) => {
                Err(wrong(format!("{at}.unit"), "no_date", format!("{:?} is no day", reached.key)).into())
            }
            Some(Unit::Hour | Unit::HourOfDay) if reached.field.ty == FieldType::Date => {
                Err(wrong(format!("{at}.unit"), "no_time", "a day has no hours").into())
            }
            _ => Ok(()),
        }
    }

    /// How a field parts the rows of a source.
    ///
    /// # Errors
    ///
    /// A problem at `at` where it cannot.
    pub fn of(
        tx: &mut Tx<'_>,
        (at, dimension): (&str, &Dimension),
        reached: Reached,
        rows: Source<'_>,
        setting: Setting<'_>,
    ) -> Result<Self> {
        Self::check(at, dimension, &reached)?;
        let dialect = tx.dialect();
        let dated = is_dated(&reached);
        let new = |sql: String, each, how, unit| Self { reached: reached.clone(), unit, sql, each, how };
        Ok(match reached.hop {
            Hop::Team | Hop::PersonTeam => new(format!("{}.team_id", reached.alias), None, How::Team, None),
            Hop::Reached => new(format!("{}.reached", reached.alias), None, How::Stage, None),
            _ if dated => {
                let unit = dimension.unit.unwrap_or(Unit::Month);
                if unit.is_cycle() {
                    new(cycle(dialect, &reached, unit, setting), None, How::Cycle, Some(unit))
                } else {
                    let edges = edges(tx, at, &reached, unit, rows, setting)?;
                    new(
                        bucket(dialect, &reached, &edges, setting.zone),
                        None,
                        How::Dates { edges },
                        Some(unit),
                    )
                }
            }
            _ => {
                let rows = Source { alias: reached.alias, ..rows };
                let grouping = Grouping::of(tx, rows, &reached.field)?;
                let text = matches!(
                    reached.field.ty,
                    FieldType::Text
                        | FieldType::Choice
                        | FieldType::Link
                        | FieldType::Email
                        | FieldType::Phone
                        | FieldType::Url
                );
                // Empty text and no value are one.
                let sql = &grouping.by.sql;
                let sql = if text { format!("NULLIF({sql}, '')") } else { sql.clone() };
                new(sql, grouping.each.clone(), How::Grouped(grouping), None)
            }
        })
    }

    /// The same over another span: only units of time change with it.
    pub fn over(&self, dialect: Dialect, at: &str, span: Span, zone: &TimeZone) -> Result<Option<String>> {
        let How::Dates { .. } = &self.how else { return Ok(None) };
        let edges = self.unit.unwrap_or(Unit::Month).edges(at, span.from, span.to)?;
        Ok(Some(bucket(dialect, &self.reached, &edges, zone)))
    }

    /// What joins the table of an axis whose rows count more than once, keeping those that have nothing there.
    pub fn join(&self, dialect: Dialect) -> String {
        match (&self.each, dialect) {
            (None, _) => String::new(),
            (Some(each), Dialect::Sqlite) => format!(" LEFT JOIN {each} ON 1"),
            (Some(each), Dialect::Postgres) => format!(" LEFT JOIN {each} ON TRUE"),
        }
    }

    /// Whether a row may count under more than one value.
    pub fn is_each(&self) -> bool {
        self.each.is_some() || self.reached.hop == Hop::Reached
    }

    /// The kind of axis, as the API tells it.
    pub fn kind(&self) -> &'static str {
        match &self.how {
            How::Dates { .. } => "dates",
            How::Cycle => "cycle",
            How::Grouped(g) if g.is_ranges() => "ranges",
            _ => "values",
        }
    }

    /// The keys that are there whether a row has them or not: units of time without a gap, places of a cycle.
    pub fn all(&self) -> Vec<Key> {
        let plain = |value: Json| Key { value, range: None };
        match (&self.how, self.unit) {
            (How::Dates { edges }, Some(unit)) => edges
                .iter()
                .take(edges.len().saturating_sub(1))
                .map(|e| plain(unit.text(*e).into()))
                .collect(),
            (How::Cycle, Some(unit)) => unit.places().map(|n| plain(n.into())).collect(),
            _ => Vec::new(),
        }
    }

    /// Where units of time begin, and where the last one ends.
    pub fn edges(&self) -> &[DateTime] {
        match &self.how {
            How::Dates { edges } => edges,
            _ => &[],
        }
    }

    /// Of units of time the place of the key, of others nothing.
    pub fn place(&self, value: &Value) -> Option<usize> {
        match (&self.how, value) {
            (How::Dates { .. }, Value::Int(n)) => usize::try_from(*n).ok(),
            _ => None,
        }
    }

    /// The order of the keys.
    pub fn order(&self) -> Order {
        match &self.how {
            How::Grouped(g) => match g.order {
                Order::Size => Order::Size,
                _ => Order::Up,
            },
            _ => Order::Up,
        }
    }

    /// A value of the database as a key; nothing for rows without one.
    pub fn key(&self, value: &Value) -> Option<Key> {
        let plain = |value: Json| Some(Key { value, range: None });
        match (&self.how, value) {
            (_, Value::Null) => None,
            (How::Team, Value::Int(id)) => plain(Id(*id).show(IdKind::Team).into()),
            (How::Stage, Value::Text(stage)) => plain(stage.clone().into()),
            (How::Dates { edges }, Value::Int(n)) => {
                let from = edges.get(usize::try_from(*n).ok()?)?;
                plain(self.unit?.text(*from).into())
            }
            (How::Cycle, Value::Int(n)) => plain((*n).into()),
            (How::Grouped(g), value) => {
                let named = g.named(&self.reached.field, value.clone())?;
                let range = named.range.map(|Range { from, to }| (from, to));
                Some(Key { value: named.value, range })
            }
            _ => None,
        }
    }

    /// The value of the database that a value of the API is counted under; NULL for rows without one.
    pub fn counted(&self, shown: &Json) -> Option<Value> {
        if shown.is_null() {
            return Some(Value::Null);
        }
        match &self.how {
            How::Team => Some(Value::Int(Id::read(IdKind::Team, shown.as_str()?)?.0)),
            How::Stage => Some(Value::Text(shown.as_str()?.to_owned())),
            How::Cycle => shown.as_i64().map(Value::Int),
            How::Dates { .. } => {
                let place = self.all().iter().position(|key| key.value == *shown)?;
                Some(Value::Int(i64::try_from(place).ok()?))
            }
            How::Grouped(g) => g.counted(&self.reached.field, shown),
        }
    }

    /// What finds the rows of a value in the list of the object, where a filter can say it. Days of a filter begin where
    /// the workspace is, which `same` says is where the caller's do.
    pub fn filter(&self, value: &Value, same: bool) -> Option<Filter> {
        let field = || FieldPath::field(&self.reached.field.key);
        let test = |test: Test| Filter::Field { field: field(), test };
        let inner = match (&self.how, value) {
            (How::Team | How::Stage | How::Cycle, _) => return None,
            (_, Value::Null) => match self.reached.hop {
                Hop::Own => return Some(test(Test::Empty)),
                _ => return Some(Filter::Not { of: Box::new(self.related(test(Test::NotEmpty))?) }),
            },
            (How::Dates { edges }, Value::Int(n)) => {
                let n = usize::try_from(*n).ok()?;
                let (from, until) = (edges.get(n)?, edges.get(n + 1)?);
                if self.unit == Some(Unit::Hour) || !(same || self.reached.field.ty == FieldType::Date) {
                    return None;
                }
                test(Test::Between(Word::Date(from.date()), Word::Date(until.date().saturating_sub(1.day()))))
            }
            (How::Grouped(g), value) => g.named(&self.reached.field, value.clone())?.filter,
            _ => return None,
        };
        if self.reached.hop == Hop::Own { Some(inner) } else { self.related(inner) }
    }

    /// A filter of the person's as one of the record that is theirs.
    fn related(&self, inner: Filter) -> Option<Filter> {
        if self.reached.hop != Hop::Person {
            return None;
        }
        let edge = Edge { kind: None, way: Way::Either, object: ObjectKind::Person };
        Some(Filter::Related { edge, at_least: 1, filter: Some(Box::new(inner)) })
    }
}

/// The units of time that an axis has: those of the period where it is by the same field, otherwise those that hold rows.
fn edges(
    tx: &mut Tx<'_>,
    at: &str,
    reached: &Reached,
    unit: Unit,
    rows: Source<'_>,
    setting: Setting<'_>,
) -> Result<Vec<DateTime>> {
    let at = format!("{at}.unit");
    if let Some((field, span)) = setting.period
        && field == reached.key
    {
        return unit.edges(&at, span.from, span.to);
    }
    let raw = grouping::ordered(tx.dialect(), reached.alias, &reached.field);
    let (least, most) = grouping::span(tx, rows, &raw)?;
    let day = |value: &Value| -> Option<Date> {
        let instant = match value {
            Value::Int(n) => Micros(*n).timestamp(),
            Value::Text(t) if reached.field.ty == FieldType::Date => return t.parse().ok(),
            Value::Text(t) => t.parse().ok()?,
            _ => return None,
        };
        Some(instant.to_zoned(setting.zone.clone()).date())
    };
    match (day(&least), day(&most)) {
        (Some(from), Some(to)) => unit.edges(&at, from, to),
        _ => unit.edges(&at, setting.today, setting.today),
    }
}

/// How many units of time begin before a value, from none.
pub fn bucket(dialect: Dialect, reached: &Reached, edges: &[DateTime], zone: &TimeZone) -> String {
    let raw = grouping::ordered(dialect, reached.alias, &reached.field);
    let texts: Vec<String> = edges.iter().map(|e| grouping::moment(&reached.field, *e, zone)).collect();
    within(&raw, &texts)
}

/// The same of any expression and edges as SQL writes them.
pub fn within(raw: &str, edges: &[String]) -> String {
    let cases = grouping::nested(raw, edges, 0, edges.len().saturating_sub(1));
    format!("CASE WHEN {raw} IS NOT NULL THEN {cases} END")
}

/// A field as microseconds, whatever it is kept as; days as their first moment in UTC.
pub fn micros(dialect: Dialect, reached: &Reached) -> String {
    let raw = grouping::ordered(dialect, reached.alias, &reached.field);
    match (reached.field.ty, reached.field.custom, dialect) {
        (FieldType::Date, _, Dialect::Sqlite) => format!("unixepoch({raw}) * 1000000"),
        (FieldType::Date, _, Dialect::Postgres) => {
            format!(
                "CASE WHEN {raw} ~ '{DAY}' THEN CAST((CAST({raw} AS DATE) - DATE '1970-01-01') AS BIGINT) * 86400000000 END"
            )
        }
        (_, true, Dialect::Sqlite) => format!("unixepoch({raw}) * 1000000"),
        (_, true, Dialect::Postgres) => {
            format!(
                "CASE WHEN {raw} ~ '{DAY}' THEN CAST(EXTRACT(EPOCH FROM CAST({raw} AS TIMESTAMPTZ)) * 1000000 AS BIGINT) END"
            )
        }
        _ => raw,
    }
}

/// The place of a value in a cycle, by the clock of the zone.
fn cycle(dialect: Dialect, reached: &Reached, unit: Unit, setting: Setting<'_>) -> String {
    let at = micros(dialect, reached);
    let local = if reached.field.ty == FieldType::Date {
        at
    } else {
        // Clocks were changed seldom enough to say each time that they were.
        let from = start(date(2000, 1, 1), setting.zone);
        let to = start(setting.today.saturating_add(2.years()), setting.zone);
        let offsets = offsets(setting.zone, from, to);
        let mut shift = format!("{}", offsets.first().map_or(0, |o| o.1) * 1_000_000);
        for (since, seconds) in offsets.iter().skip(1) {
            shift = format!("CASE WHEN {at} < {} THEN {shift} ELSE {} END", since.0, seconds * 1_000_000);
        }
        format!("({at} + {shift})")
    };
    let placed = match (unit, dialect) {
        (Unit::Weekday, _) => format!("(({local} + {ABOVE}) / 86400000000 + 3) % 7 + 1"),
        (Unit::HourOfDay, _) => format!("(({local} + {ABOVE}) / 3600000000) % 24"),
        (_, Dialect::Sqlite) => format!("CAST(strftime('%m', ({local}) / 1000000, 'unixepoch') AS INTEGER)"),
        (_, Dialect::Postgres) => {
            format!(
                "CAST(EXTRACT(MONTH FROM to_timestamp(({local}) / 1000000.0) AT TIME ZONE 'UTC') AS BIGINT)"
            )
        }
    };
    let raw = grouping::ordered(dialect, reached.alias, &reached.field);
    format!("CASE WHEN {raw} IS NOT NULL THEN {placed} END")
}

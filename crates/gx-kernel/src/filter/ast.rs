//! The tree of a filter: what `parse` makes, `print` shows and the visual builder edits as JSON.

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clock::Micros;
use crate::interaction::Kind;
use crate::object::ObjectKind;

/// A predicate over the rows of one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
#[schema(no_recursion)]
pub enum Filter {
    /// Every part holds; of nothing: always.
    All {
        /// The parts.
        of: Vec<Filter>,
    },
    /// At least one part holds; of nothing: never.
    Any {
        /// The parts.
        of: Vec<Filter>,
    },
    /// The part does not hold.
    Not {
        /// The part.
        of: Box<Filter>,
    },
    /// A test of one field.
    Field {
        /// Which field.
        field: FieldPath,
        /// The test.
        test: Test,
    },
    /// The person did something so many times.
    Did {
        /// What, when, and of which kind.
        events: Events,
        /// How often; at least once unless said.
        #[serde(default)]
        times: Times,
    },
    /// A number computed over interactions passes a test.
    Measure {
        /// Which number.
        what: Measured,
        /// Over which interactions.
        events: Events,
        /// The test: `=`, `!=`, `<`, `<=`, `>`, `>=` or `between`, with numbers.
        test: Test,
    },
    /// The first or last of the interactions passes a test.
    End {
        /// First or last.
        end: End,
        /// Of which interactions; `when` is not used here.
        events: Events,
        /// The test.
        test: EndTest,
    },
    /// A record one hop away.
    Related {
        /// Over which edge, to which object.
        edge: Edge,
        /// How many different records at least.
        #[serde(default = "one")]
        at_least: u32,
        /// What holds of the other record.
        #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
        filter: Option<Box<Filter>>,
    },
}

fn one() -> u32 {
    1
}

/// A field by its key, or a property of an interaction: key `props` and the path into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldPath {
    /// The field's key.
    pub key: String,
    /// The steps into `props`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
}

impl FieldPath {
    /// The field with this key.
    pub fn field(key: &str) -> Self {
        Self { key: key.into(), path: Vec::new() }
    }

    /// A property of an interaction.
    pub fn props<S: Into<String>>(path: impl IntoIterator<Item = S>) -> Self {
        Self { key: "props".into(), path: path.into_iter().map(Into::into).collect() }
    }
}

/// A test of one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// Equal.
    Is(Value),
    /// Missing or not equal.
    IsNot(Value),
    /// Equal to one of them.
    In(Vec<Value>),
    /// Missing or equal to none of them.
    NotIn(Vec<Value>),
    /// Smaller, earlier.
    Below(Value),
    /// Smaller or equal, not later.
    AtMost(Value),
    /// Larger, later.
    Above(Value),
    /// Larger or equal, not earlier.
    AtLeast(Value),
    /// Between two values, both included.
    Between(Value, Value),
    /// The text contains this.
    Contains(String),
    /// The text begins with this.
    StartsWith(String),
    /// The text ends with this.
    EndsWith(String),
    /// Missing, or empty text, or an empty list.
    Empty,
    /// The opposite of `empty`.
    NotEmpty,
    /// A list field has any, all or none of the values.
    Has(HasMode, Vec<Value>),
    /// In the last or next so many days.
    Within(Window),
    /// The day of the year of a date falls in the window.
    Anniversary(Window),
}

/// How many of the values a list field must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HasMode {
    /// At least one.
    Any,
    /// Each of them.
    All,
    /// Not one.
    None,
}

/// A literal, or something the context fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text, an option, an id.
    Text(String),
    /// A number, exact.
    Number(Decimal),
    /// Yes or no.
    Bool(bool),
    /// A day in the context's zone.
    Date(Date),
    /// A time of day in the context's zone.
    DateTime(DateTime),
    /// An instant.
    Instant(Micros),
    /// `today - 30 days`, `now + 2 hours`.
    Relative(Relative),
    /// The user who asks.
    Me,
    /// The users of the teams of the user who asks.
    MyTeam,
}

impl ToSchema for Value {}

impl utoipa::PartialSchema for Value {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::SchemaType::AnyValue)
            .description(Some(
                "`\"me\"`, `\"my_team\"`, or an object with one key: `text`, `number` (a decimal as text), `bool`, \
                 `date` (2026-11-20), `date_time` (2026-11-20T09:54:00, in the zone of the workspace), `instant` \
                 (RFC 3339) or `relative` (`{base: today|now, shift, unit}`).",
            ))
            .into()
    }
}

/// A time relative to the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// From where.
    pub base: Base,
    /// How many units later; negative is earlier.
    #[serde(default)]
    pub shift: i32,
    /// The unit of `shift`.
    #[serde(default)]
    pub unit: Unit,
}

/// Where a relative time starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The present day in the context's zone.
    Today,
    /// The present instant.
    Now,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// 24 hours of instants, one day of dates.
    #[default]
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Unit {
    /// Every unit.
    pub const ALL: &'static [Self] =
        &[Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word, in the singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A stretch of time that ends or begins now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Back or ahead.
    pub ahead: Ahead,
    /// How many units.
    pub amount: u32,
    /// The unit.
    #[serde(default)]
    pub unit: Unit,
}

/// The side of now on which a window lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ahead {
    /// Up to now.
    Last,
    /// From now.
    Next,
}

/// A set of interactions of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// Of these kinds; empty is any kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// With exactly this title: the name of an event, a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When they happened: any test of an instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Test>,
    /// What else holds of each.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    pub filter: Option<Box<Filter>>,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    /// So often or more.
    AtLeast(u32),
    /// So often or less, including never.
    AtMost(u32),
    /// Just so often.
    Exactly(u32),
    /// Between the two, both included.
    Between(u32, u32),
}

impl Default for Times {
    fn default() -> Self {
        Self::AtLeast(1)
    }
}

/// A number over interactions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measured {
    /// How many there are.
    Count,
    /// The sum of a field or property; of nothing: zero.
    Sum(FieldPath),
    /// The mean; of nothing: missing.
    Average(FieldPath),
    /// The smallest; of nothing: missing.
    Min(FieldPath),
    /// The largest; of nothing: missing.
    Max(FieldPath),
}

/// Which end of a row of interactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The earliest.
    First,
    /// The latest.
    Last,
}

/// What is asked of the first or last interaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(no_recursion)]
pub enum EndTest {
    /// When it was.
    When(Test),
    /// What it was.
    Is(Box<Filter>),
}

/// One hop to another record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// The kind of edge; none is any kind, or the built-in tie between a person and its orders and interactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Which way the edge points.
    #[serde(default)]
    pub way: Way,
    /// The object at the other end.
    pub object: ObjectKind,
}

/// Which way an edge points, seen from the row.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Either way.
    #[default]
    Either,
    /// From this row to the other: `related referred to person` — this person referred the other.
    To,
    /// From the other to this row: the other referred this person.
    From,
}

impl Filter {
    /// The filter that holds for every row.
    pub fn always() -> Self {
        Self::All { of: Vec::new() }
    }

    /// The filter that holds for no row.
    pub fn never() -> Self {
        Self::Any { of: Vec::new() }
    }

    /// Both filters hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All { of }, other) if of.is_empty() => other,
            (this, Self::All { of }) if of.is_empty() => this,
            (this, other) => Self::All { of: vec![this, other] },
        }
    }

    /// The same filter as text can say it: groups of a single part become the part.
    #[must_use]
    pub fn tidy(self) -> Self {
        let single = |mut of: Vec<Self>, group: fn(Vec<Self>) -> Self| match (of.len(), of.pop()) {
            (1, Some(part)) => part,
            (_, Some(last)) => {
                of.push(last);
                group(of)
            }
            (_, None) => group(of),
        };
        match self {
            Self::All { of } => single(of.into_iter().map(Self::tidy).collect(), |of| Self::All { of }),
            Self::Any { of } => single(of.into_iter().map(Self::tidy).collect(), |of| Self::Any { of }),
            Self::Not { of } => Self::Not { of: Box::new(of.tidy()) },
            Self::Did { events, times } => Self::Did { events: events.tidy(), times },
            Self::Measure { what, events, test } => Self::Measure { what, events: events.tidy(), test },
            Self::End { end, events, test } => Self::End {
                end,
                events: events.tidy(),
                test: match test {
                    EndTest::Is(of) => EndTest::Is(Box::new(of.tidy())),
                    when @ EndTest::When(_) => when,
                },
            },
            Self::Related { edge, at_least, filter } => {
                Self::Related { edge, at_least, filter: filter.map(|f| Box::new(f.tidy())) }
            }
            field @ Self::Field { .. } => field,
        }
    }
}

impl Events {
    /// Interactions of one kind.
    pub fn of(kind: Kind) -> Self {
        Self { kinds: vec![kind], ..Self::default() }
    }

    fn tidy(self) -> Self {
        Self { filter: self.filter.map(|f| Box::new(f.tidy())), ..self }
    }
}

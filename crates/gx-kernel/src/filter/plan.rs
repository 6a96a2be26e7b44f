//! A filter after every name is a typed place and every time a number: what the evaluators read.

use std::ops::Bound;

use super::ast::{Edge, End};
use crate::interaction::Kind;
use crate::object::{FieldType, ObjectKind};

/// A lower and an upper bound, as `std`'s range tuples.
pub type Bounds<T> = (Bound<T>, Bound<T>);

/// A predicate with nothing left to look up.
#[derive(Clone, Debug, PartialEq)]
pub enum Plan {
    /// Every part holds.
    All(Vec<Plan>),
    /// At least one part holds.
    Any(Vec<Plan>),
    /// The part does not hold.
    Not(Box<Plan>),
    /// One value passes a check; a missing value passes none but [`Check::Empty`].
    Field(Place, Check),
    /// The number of interactions lies in the bounds.
    Count(Happening, Bounds<i64>),
    /// A number over interactions, in exact ten-thousandths, lies in the bounds.
    Measure {
        /// Which number.
        what: Measure,
        /// Of which value.
        of: Place,
        /// Over which interactions.
        over: Happening,
        /// The bounds, in ten-thousandths.
        bounds: Bounds<i64>,
    },
    /// The first or last of the interactions lies in the bounds, both included.
    EndWhen(End, Happening, Bounds<i64>),
    /// The first or last of the interactions passes the plan; of equal instants the smaller id is first.
    EndIs(End, Happening, Box<Plan>),
    /// So many different records one hop away pass the plan.
    Related {
        /// Over which edge.
        hop: Hop,
        /// How many at least; never zero.
        at_least: u32,
        /// What holds of them.
        plan: Box<Plan>,
    },
}

/// A number over interactions beside the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The sum; zero of nothing.
    Sum,
    /// The mean, compared exactly as sum against bound × count; missing of nothing.
    Average,
    /// The smallest; missing of nothing.
    Min,
    /// The largest; missing of nothing.
    Max,
}

/// The largest absolute value, in ten-thousandths, that takes part in a [`Measure`]: sums of
/// differences then fit 64 bits term by term.
pub const MEASURE_LIMIT: i64 = 4_000_000_000_000_000_000;

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Of which object.
    pub object: ObjectKind,
    /// The field's key, which is also its column.
    pub key: String,
    /// The type of the value there. The `id` of an object counts as a whole number.
    pub ty: FieldType,
    /// How to get at it.
    pub source: Source,
}

/// How to get at a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A typed column.
    Column,
    /// A key of the JSON of custom fields.
    Custom,
    /// A path into the JSON of an interaction's properties, walking through lists.
    Props(Vec<String>),
}

/// What is asked of one value. The variant says which type the value must have to pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// Missing, empty text or an empty list; in props also if only such values are reached.
    Empty,
    /// Text equal to one of these.
    TextIn(Vec<String>),
    /// Text that contains, begins or ends with this folded, non-empty text.
    TextLike(Like, String),
    /// Text between bounds in byte order: dates.
    TextRange(Bounds<String>),
    /// A date whose month and day `MM-DD` lies in one of the ranges, both ends included.
    MonthDay(Vec<(String, String)>),
    /// A 64-bit whole number equal to one of these.
    IntIn(Vec<i64>),
    /// A 64-bit whole number between bounds.
    IntRange(Bounds<i64>),
    /// A number equal to one of these.
    NumIn(Vec<f64>),
    /// A number between bounds.
    NumRange(Bounds<f64>),
    /// Yes or no.
    Bool(bool),
    /// A list with at least one of these.
    HasAny(Vec<String>),
    /// A list with each of these.
    HasAll(Vec<String>),
}

/// Where in a text another text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Like {
    /// Anywhere.
    Contains,
    /// At the beginning.
    StartsWith,
    /// At the end.
    EndsWith,
}

/// A set of interactions of a person and of everyone merged into them.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Of these kinds; empty is any kind.
    pub kinds: Vec<Kind>,
    /// Within these instants, in microseconds.
    pub at: Bounds<i64>,
    /// What else holds of each, seen from the interaction.
    pub plan: Option<Box<Plan>>,
}

/// A hop to other records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The object hopped from.
    pub from: ObjectKind,
    /// The edge.
    pub edge: Edge,
    /// The present: edges that have ended, or are yet to begin, do not count.
    pub now: i64,
}

impl Plan {
    /// The plan that holds for every row.
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }
}

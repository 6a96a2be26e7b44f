//! An answer as the API tells it.

use gx_kernel::Micros;
use gx_kernel::object::{FieldType, ObjectKind};
use gx_people::company::group::Sum;
use serde::Serialize;
use serde_json::Value as Json;

use super::figure::Type;
use super::question::{Measure, Unit};
use super::span::Span;

/// Some days, both ends within, as the API tells them.
#[derive(Clone, Debug, Serialize)]
pub struct Days {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

impl From<Span> for Days {
    fn from(span: Span) -> Self {
        Self { from: span.from.to_string(), to: span.to.to_string() }
    }
}

/// A figure as it was asked for, and how its values read.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerMeasure {
    /// What was asked.
    #[serde(flatten)]
    pub asked: Measure,
    /// How its values read.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What its field is called, where it is one of the workspace's own.
    #[serde(skip)]
    pub label: Option<String>,
}

/// Between which numbers.
#[derive(Clone, Debug, Serialize)]
pub struct AxisRange {
    /// At least this.
    pub from: String,
    /// Less than this.
    pub to: String,
}

/// A value of an axis.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AxisKey {
    /// The value; null for rows without one.
    pub value: Json,
    /// What a record, a colleague, a choice is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The colour of a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Between which numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<AxisRange>,
}

/// What rows are parted by.
#[derive(Clone, Debug, Serialize)]
pub struct AxisTold {
    /// The field.
    pub field: String,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
    /// `values`, `dates`, `cycle`, `ranges`, `cohort` or `since`.
    pub of: &'static str,
    /// The type of the field.
    #[serde(rename = "type")]
    pub ty: FieldType,
    /// The object that it is of.
    pub object: ObjectKind,
    /// What the field is called, where it is one of the workspace's own.
    #[serde(skip)]
    pub label: Option<String>,
    /// Its values.
    pub keys: Vec<AxisKey>,
    /// How many there are beyond them.
    pub more: usize,
}

/// What the rows of some keys come to.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// By axis the key; none over all of them.
    pub at: Vec<Option<usize>>,
    /// By measure.
    pub values: Vec<Option<String>>,
    /// The same of the span that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Vec<Option<String>>>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// What rows are parted by.
    pub axes: Vec<AxisTold>,
    /// What is added up.
    pub measures: Vec<AnswerMeasure>,
    /// Those that hold anything; the first is over everything.
    pub cells: Vec<Cell>,
    /// The days that it is about.
    pub span: Option<Days>,
    /// Those that it is compared with.
    pub before: Option<Days>,
    /// Where days begin.
    pub zone: String,
    /// What amounts are reckoned in.
    pub currency: String,
    /// Amounts that are in no sum.
    pub unrated: Vec<Sum>,
    /// When it was made.
    pub at: Micros,
}

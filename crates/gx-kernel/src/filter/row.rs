//! What the evaluator in memory asks of a row, and a plain row that answers from memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::ast::Way;
use super::plan::Hop;
use crate::object::ObjectKind;

/// The value of a built-in field.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Missing.
    Null,
    /// Text; also a date, `2026-11-20`.
    Text(Cow<'a, str>),
    /// An instant in microseconds, money in ten-thousandths, an id, a count.
    Int(i64),
    /// A number.
    Real(f64),
    /// Yes or no.
    Bool(bool),
    /// The values of a list field such as `tags`.
    List(Cow<'a, [String]>),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}

/// A row as the evaluator sees it. Answers may be computed on demand; nothing is asked that the filter does not need.
pub trait Row {
    /// The value of a built-in field, by its key.
    fn field(&self, key: &str) -> Cell<'_>;

    /// The stored JSON of a custom field.
    fn custom(&self, _key: &str) -> Option<&Json> {
        None
    }

    /// The properties of an interaction.
    fn props(&self) -> Option<&Map<String, Json>> {
        None
    }

    /// Shows every interaction of the person and of everyone merged into them, in any order.
    fn interactions(&self, _see: &mut dyn FnMut(&dyn Row)) {}

    /// Shows every living record over the hop, but not the row itself (after a merge both ends of an edge may be
    /// one person); edges that have ended by `hop.now`, or are yet to begin, do not count. The same record may come
    /// more than once.
    fn related(&self, _hop: &Hop, _see: &mut dyn FnMut(&dyn Row)) {}
}

/// Lower case of the letters A–Z; everything else as it is. What `contains` compares.
pub fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// The number of a JSON value, unless it is no number or beyond what all evaluators read alike.
pub fn json_number(value: &Json) -> Option<f64> {
    value.as_f64().filter(|n| *n == 0.0 || (1e-300..=1e300).contains(&n.abs()))
}

/// Every value that a path reaches, walking through lists; lists at the end are opened too.
pub fn json_flat<'a>(props: &'a Map<String, Json>, path: &[String]) -> Vec<&'a Json> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let mut reached = opened(props.get(first));
    for step in rest {
        reached = reached.into_iter().flat_map(|v| opened(v.as_object().and_then(|o| o.get(step)))).collect();
    }
    reached
}

fn opened(value: Option<&Json>) -> Vec<&Json> {
    match value {
        None => Vec::new(),
        Some(Json::Array(items)) => items.iter().collect(),
        Some(other) => vec![other],
    }
}

/// A row held in memory: one person as an event arrives, a case of a test.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Built-in fields.
    pub fields: BTreeMap<String, Cell<'static>>,
    /// Custom fields, as stored.
    pub custom: Map<String, Json>,
    /// Properties, of an interaction.
    pub props: Map<String, Json>,
    /// Interactions, of a person.
    pub interactions: Vec<Record>,
    /// Records one hop away.
    pub ties: Vec<Tie>,
}

/// A record one hop away, and the edge to it.
#[derive(Clone, Debug)]
pub struct Tie {
    /// The kind of edge; none for the built-in tie between persons, orders and interactions.
    pub kind: Option<String>,
    /// [`Way::To`] if the edge points from the row to the other record.
    pub way: Way,
    /// When the edge began, in microseconds.
    pub since: Option<i64>,
    /// When it ended.
    pub until: Option<i64>,
    /// The object at the other end.
    pub object: ObjectKind,
    /// The other record.
    pub record: Record,
}

impl Record {
    /// Sets a built-in field.
    #[must_use]
    pub fn with(mut self, key: &str, cell: Cell<'static>) -> Self {
        self.fields.insert(key.into(), cell);
        self
    }
}

impl Row for Record {
    fn field(&self, key: &str) -> Cell<'_> {
        match self.fields.get(key) {
            None => Cell::Null,
            Some(Cell::Text(t)) => Cell::Text(Cow::Borrowed(t)),
            Some(Cell::List(l)) => Cell::List(Cow::Borrowed(l)),
            Some(other) => other.clone(),
        }
    }

    fn custom(&self, key: &str) -> Option<&Json> {
        self.custom.get(key)
    }

    fn props(&self) -> Option<&Map<String, Json>> {
        Some(&self.props)
    }

    fn interactions(&self, see: &mut dyn FnMut(&dyn Row)) {
        for interaction in &self.interactions {
            see(interaction);
        }
    }

    fn related(&self, hop: &Hop, see: &mut dyn FnMut(&dyn Row)) {
        for tie in &self.ties {
            let kind = hop.edge.kind.is_none() || hop.edge.kind == tie.kind;
            let way = hop.edge.way == Way::Either || hop.edge.way == tie.way;
            let current = tie.since.is_none_or(|t| t <= hop.now) && tie.until.is_none_or(|t| t > hop.now);
            if tie.object == hop.edge.object && kind && way && current {
                see(&tie.record);
            }
        }
    }
}

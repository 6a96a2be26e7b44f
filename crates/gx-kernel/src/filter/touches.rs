//! What a filter depends on: which rows to evaluate again when something changes.

use std::collections::BTreeSet;

use super::ast::{Edge, EndTest, Events, FieldPath, Filter, Measured, Test, Value};
use crate::interaction::Kind;
use crate::object::ObjectKind;

/// The names in a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// Fields, by object; of `props` the path joined with dots.
    pub fields: BTreeSet<(ObjectKind, String)>,
    /// Kinds of interactions.
    pub kinds: BTreeSet<Kind>,
    /// Whether interactions of any kind matter.
    pub any_kind: bool,
    /// Hops to other records.
    pub edges: BTreeSet<Edge>,
    /// Whether the answer changes as time goes by, without any change of data.
    pub time: bool,
    /// Whether the answer depends on who asks.
    pub asker: bool,
}

impl Touches {
    /// Whether an interaction of this kind can change the answer for its person.
    pub fn kind(&self, kind: Kind) -> bool {
        self.any_kind || self.kinds.contains(&kind)
    }
}

impl Filter {
    /// The fields, kinds and edges that the filter names. `object` is what the filter is about.
    pub fn touches(&self, object: ObjectKind) -> Touches {
        let mut touches = Touches::default();
        walk(self, object, &mut touches);
        touches
    }
}

fn walk(filter: &Filter, object: ObjectKind, out: &mut Touches) {
    match filter {
        Filter::All { of } | Filter::Any { of } => of.iter().for_each(|f| walk(f, object, out)),
        Filter::Not { of } => walk(of, object, out),
        Filter::Field { field, test } => {
            name(field, object, out);
            values(test, out);
        }
        Filter::Did { events, .. } => happening(events, out),
        Filter::Measure { what, events, test } => {
            if let Measured::Sum(p) | Measured::Average(p) | Measured::Min(p) | Measured::Max(p) = what {
                name(p, ObjectKind::Interaction, out);
            }
            values(test, out);
            happening(events, out);
        }
        Filter::End { events, test, .. } => {
            match test {
                EndTest::When(t) => values(t, out),
                EndTest::Is(f) => walk(f, ObjectKind::Interaction, out),
            }
            happening(events, out);
        }
        Filter::Related { edge, filter, .. } => {
            out.edges.insert(edge.clone());
            if let Some(f) = filter {
                walk(f, edge.object, out);
            }
        }
    }
}

fn name(path: &FieldPath, object: ObjectKind, out: &mut Touches) {
    let steps = std::iter::once(&path.key).chain(&path.path).map(String::as_str);
    out.fields.insert((object, steps.collect::<Vec<_>>().join(".")));
}

fn happening(events: &Events, out: &mut Touches) {
    out.any_kind |= events.kinds.is_empty();
    out.kinds.extend(&events.kinds);
    if events.title.is_some() {
        out.fields.insert((ObjectKind::Interaction, "title".into()));
    }
    if let Some(t) = &events.when {
        values(t, out);
    }
    if let Some(f) = &events.filter {
        walk(f, ObjectKind::Interaction, out);
    }
}

fn values(test: &Test, out: &mut Touches) {
    let mut one = |v: &Value| match v {
        Value::Relative(_) => out.time = true,
        Value::Me | Value::MyTeam => out.asker = true,
        _ => {}
    };
    match test {
        Test::Is(v)
        | Test::IsNot(v)
        | Test::Below(v)
        | Test::AtMost(v)
        | Test::Above(v)
        | Test::AtLeast(v) => one(v),
        Test::In(v) | Test::NotIn(v) | Test::Has(_, v) => v.iter().for_each(one),
        Test::Between(a, b) => {
            one(a);
            one(b);
        }
        Test::Within(_) | Test::Anniversary(_) => out.time = true,
        Test::Contains(_) | Test::StartsWith(_) | Test::EndsWith(_) | Test::Empty | Test::NotEmpty => {}
    }
}

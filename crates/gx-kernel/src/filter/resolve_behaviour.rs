//! Resolving what people did, numbers over it, and hops to other records.

use std::ops::Bound::{Excluded, Included, Unbounded};

use super::ast::{Edge, EndTest, Events, FieldPath, Filter, Measured, Test, Times, Value, Way};
use super::catalogue::{Catalogue, Context, a, nearest};
use super::error::{Fault, FilterError, Part};
use super::plan::{Bounds, Check, Happening, Hop, Measure, Place, Plan, Source};
use super::resolve::{Resolver, Scope};
use super::resolve_value::{Wrong, clean, money, times, whole};
use super::time;
use crate::interaction::Kind;
use crate::object::{FieldType, ObjectKind};

impl Resolver<'_> {
    /// Everything but groups and fields.
    pub(crate) fn behaviour(
        &mut self,
        filter: &Filter,
        scope: Scope,
        depth: usize,
    ) -> Result<Plan, FilterError> {
        match filter {
            Filter::Did { events, times } => {
                let (bounds, denied) = how_often(*times).map_err(|f| self.at(f))?;
                let plan = Plan::Count(self.happening(events, scope, depth)?, bounds);
                Ok(if denied { plan.negated() } else { plan })
            }
            Filter::Measure { what, events, test } => {
                let over = self.happening(events, scope, depth)?;
                let (measure, bounds) = measure(what, test).map_err(|f| self.at(f))?;
                let plan = match measure {
                    None => Plan::Count(over, bounds),
                    Some((what, of)) => Plan::Measure { what, of, over, bounds },
                };
                Ok(if matches!(test, Test::IsNot(_)) { plan.negated() } else { plan })
            }
            Filter::End { end, events, test } => {
                if events.when.is_some() {
                    let message = "Of first and last, say when it was as the test.";
                    return Err(self.at(Fault::new(Part::Test, "when_of_end", message)));
                }
                let over = self.happening(events, scope, depth)?;
                match test {
                    EndTest::When(t) => {
                        let bounds = when(t, self.context).map_err(|f| self.at(f))?;
                        let plan = Plan::EndWhen(*end, over, bounds);
                        Ok(if matches!(t, Test::IsNot(_)) { plan.negated() } else { plan })
                    }
                    EndTest::Is(f) => {
                        let inner = scope.inside(ObjectKind::Interaction);
                        let plan = self.step("test.is", |s| s.filter(f, inner, depth + 1))?;
                        Ok(Plan::EndIs(*end, over, Box::new(plan)))
                    }
                }
            }
            Filter::Related { edge: to, at_least, filter } => {
                edge(self.catalogue, scope, to).map_err(|f| self.at(f))?;
                if *at_least == 0 {
                    let message = "At least 0 always holds; say at least 1, or deny the clause with `not`.";
                    return Err(self.at(Fault::new(Part::Test, "at_least_zero", message)));
                }
                let plan = match filter {
                    None => Plan::always(),
                    Some(f) => self.step("where", |s| s.filter(f, scope.inside(to.object), depth + 1))?,
                };
                let hop = Hop { from: scope.object, edge: to.clone(), now: self.context.now.0 };
                Ok(Plan::Related { hop, at_least: *at_least, plan: Box::new(plan) })
            }
            Filter::All { .. } | Filter::Any { .. } | Filter::Not { .. } | Filter::Field { .. } => {
                self.filter(filter, scope, depth)
            }
        }
    }

    fn happening(&mut self, events: &Events, scope: Scope, depth: usize) -> Result<Happening, FilterError> {
        behaves(scope).map_err(|f| self.at(f))?;
        let at = match &events.when {
            None => (Unbounded, Unbounded),
            Some(test) => happened(test, self.context).map_err(|f| self.at(f))?,
        };
        let mut parts = Vec::new();
        if let Some(title) = &events.title {
            clean(title, 0).map_err(|f| self.at(f))?;
            let place = Place {
                object: ObjectKind::Interaction,
                key: "title".into(),
                ty: FieldType::Text,
                source: Source::Column,
            };
            parts.push(Plan::Field(place, Check::TextIn(vec![title.clone()])));
        }
        if let Some(f) = &events.filter {
            let inner = scope.inside(ObjectKind::Interaction);
            parts.push(self.step("events.where", |s| s.filter(f, inner, depth + 1))?);
        }
        let plan = match parts.len() {
            0 => None,
            1 => parts.pop().map(Box::new),
            _ => Some(Box::new(Plan::All(parts))),
        };
        Ok(Happening { kinds: events.kinds.clone(), at, plan })
    }
}

/// Only people do things.
pub(crate) fn behaves(scope: Scope) -> Result<(), Fault> {
    if scope.object == ObjectKind::Person {
        return Ok(());
    }
    let message = format!("Only people do things; here the filter speaks of the {}.", scope.object);
    Err(Fault::new(Part::Subject, "only_people_do", message))
}

/// The kind of interaction of a word.
pub(crate) fn kind(word: &str) -> Result<Kind, Fault> {
    Kind::parse(word).ok_or_else(|| {
        let words = || Kind::ALL.iter().map(|k| k.as_text());
        Fault::new(Part::Subject, "unknown_kind", format!("There is no kind of interaction `{word}`."))
            .expected(["any"].into_iter().chain(words()))
            .suggest(nearest(word, words()))
    })
}

/// The bounds of a count, and whether it is denied.
fn how_often(times: Times) -> Result<(Bounds<i64>, bool), Fault> {
    let n = i64::from;
    Ok(match times {
        // `at least 0` is always true, which bounds say too.
        Times::AtLeast(a) => ((Included(n(a)), Unbounded), false),
        // Denying `more than` lets SQL stop counting early.
        Times::AtMost(b) => ((Included(n(b) + 1), Unbounded), true),
        Times::Exactly(a) => ((Included(n(a)), Included(n(a))), false),
        Times::Between(a, b) if a <= b => ((Included(n(a)), Included(n(b))), false),
        Times::Between(..) => {
            return Err(Fault::new(
                Part::Value(1),
                "range_backwards",
                "The second number of `between` is smaller than the first.",
            ));
        }
    })
}

/// The bounds of the time of an interaction inside `did`: denial has no place there.
pub(crate) fn happened(test: &Test, context: &Context) -> Result<Bounds<i64>, Fault> {
    if matches!(test, Test::IsNot(_)) {
        return Err(when_misfit());
    }
    when(test, context)
}

/// The bounds of a test of an instant.
pub(crate) fn when(test: &Test, context: &Context) -> Result<Bounds<i64>, Fault> {
    times(test, "a time", context, true)?;
    time::instants(test, context).ok_or_else(when_misfit)
}

fn when_misfit() -> Fault {
    Fault::new(Part::Test, "not_a_time_test", "Here stands when it was.").expected([
        "in the last",
        "within",
        "before",
        "after",
        "since",
        "until",
        "on",
        "between",
    ])
}

/// The place of a property, checked.
pub(crate) fn props_place(path: &FieldPath) -> Result<Place, Fault> {
    if path.path.is_empty() {
        return Err(Fault::new(Part::Subject, "props_needs_a_name", "Name the property: `props.category`.")
            .expected(["props.name"]));
    }
    let bad = path.path.len() > 8
        || path.path.iter().any(|s| {
            s.is_empty() || s.len() > 200 || s.contains(['"', '\\']) || s.chars().any(char::is_control)
        });
    if bad {
        let message = "The path of a property has at most 8 steps of at most 200 bytes, without quotes, backslashes and control characters.";
        return Err(Fault::new(Part::Subject, "bad_path", message));
    }
    Ok(Place {
        object: ObjectKind::Interaction,
        key: "props".into(),
        ty: FieldType::Text,
        source: Source::Props(path.path.clone()),
    })
}

/// A measure of a value; none is the count.
type Measuring = Option<(Measure, Place)>;
/// How a number of the text is scaled.
type Reading = fn(rust_decimal::Decimal) -> Result<i64, Wrong>;

/// The measure and its bounds; a test with `!=` gives the bounds of `=`.
pub(crate) fn measure(what: &Measured, test: &Test) -> Result<(Measuring, Bounds<i64>), Fault> {
    let (of, read): (Measuring, Reading) = match what {
        Measured::Count => (None, whole),
        Measured::Sum(p) => (Some((Measure::Sum, measurable(p)?)), scaled),
        Measured::Average(p) => (Some((Measure::Average, measurable(p)?)), scaled),
        Measured::Min(p) => (Some((Measure::Min, measurable(p)?)), scaled),
        Measured::Max(p) => (Some((Measure::Max, measurable(p)?)), scaled),
    };
    let value = |v: &Value, i: usize| match v {
        Value::Number(d) => read(*d).map_err(|w| w.fault(i)),
        _ => Err(Fault::new(Part::Value(i), "wrong_value", "This is compared with a number.")
            .expected(["a number without quotes"])),
    };
    let bounds = match test {
        Test::Is(v) | Test::IsNot(v) => (Included(value(v, 0)?), Included(value(v, 0)?)),
        Test::Below(v) => (Unbounded, Excluded(value(v, 0)?)),
        Test::AtMost(v) => (Unbounded, Included(value(v, 0)?)),
        Test::Above(v) => (Excluded(value(v, 0)?), Unbounded),
        Test::AtLeast(v) => (Included(value(v, 0)?), Unbounded),
        Test::Between(a, b) => {
            let (low, high) = (value(a, 0)?, value(b, 1)?);
            if low > high {
                return Err(Fault::new(
                    Part::Value(1),
                    "range_backwards",
                    "The second value of `between` is smaller than the first.",
                ));
            }
            (Included(low), Included(high))
        }
        _ => {
            return Err(Fault::new(
                Part::Test,
                "not_a_number_test",
                "Here stands a comparison with a number.",
            )
            .expected(["=", "!=", "<", "<=", ">", ">=", "between"]));
        }
    };
    Ok((of, bounds))
}

/// Ten-thousandths within ±100 trillion units, so that differences of two fit 64 bits.
fn scaled(d: rust_decimal::Decimal) -> Result<i64, Wrong> {
    money(d)
        .and_then(|n| if n.unsigned_abs() > 1_000_000_000_000_000_000 { Err(Wrong::Large) } else { Ok(n) })
}

fn measurable(path: &FieldPath) -> Result<Place, Fault> {
    if path.key == "props" {
        return props_place(path);
    }
    if path.key == "amount" && path.path.is_empty() {
        let ty = FieldType::Money;
        return Ok(Place {
            object: ObjectKind::Interaction,
            key: "amount".into(),
            ty,
            source: Source::Column,
        });
    }
    let message =
        format!("`{}` of an interaction is no number; `amount` and numbers in `props` are.", path.key);
    Err(Fault::new(Part::Subject, "not_a_number", message).expected(["amount", "props.…"]))
}

/// Whether there can be such an edge from here.
pub(crate) fn edge(catalogue: &Catalogue, scope: Scope, edge: &Edge) -> Result<(), Fault> {
    use ObjectKind::{Activity, Company, Deal, Interaction, Lead, Order, Person};
    if scope.outer.is_some() {
        let message = "A filter goes one hop: inside a `where` there is no `related`.";
        return Err(Fault::new(Part::Subject, "one_hop", message));
    }
    let built_in = matches!(
        (scope.object, edge.object),
        (Person, Order | Deal | Lead | Activity) | (Order | Interaction | Deal | Lead | Activity, Person)
    );
    if built_in {
        return match (&edge.kind, edge.way) {
            (None, Way::Either) => Ok(()),
            _ => Err(Fault::new(
                Part::Subject,
                "no_edge_here",
                format!(
                    "There is no edge between {} and {}; write `related {} where …`.",
                    a(scope.object),
                    a(edge.object),
                    edge.object
                ),
            )),
        };
    }
    if !matches!((scope.object, edge.object), (Person | Company, Person | Company)) {
        let hint = if edge.object == Interaction { " For interactions use `did`." } else { "" };
        let message = format!("There are no ties between {} and {}.{hint}", a(scope.object), a(edge.object));
        return Err(Fault::new(Part::Subject, "no_such_tie", message));
    }
    let Some(kind) = &edge.kind else { return Ok(()) };
    clean(kind, 0)?;
    if catalogue.edges.is_empty() || catalogue.edges.contains(kind) {
        return Ok(());
    }
    let kinds = || catalogue.edges.iter().map(String::as_str);
    Err(Fault::new(Part::Subject, "unknown_edge", format!("There is no kind of edge `{kind}`."))
        .expected(kinds())
        .suggest(nearest(kind, kinds())))
}

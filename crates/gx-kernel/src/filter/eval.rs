//! The evaluator in memory.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeBounds};

use serde_json::Value as Json;

use super::ast::End;
use super::plan::{Bounds, Check, Happening, Like, MEASURE_LIMIT, Measure, Place, Plan, Source};
use super::row::{Cell, Row, fold, json_flat, json_number};
use crate::object::FieldType;

impl Plan {
    /// Whether the row passes.
    pub fn matches(&self, row: &dyn Row) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|p| p.matches(row)),
            Self::Any(parts) => parts.iter().any(|p| p.matches(row)),
            Self::Not(part) => !part.matches(row),
            Self::Field(place, check) => field(place, check, row),
            Self::Count(over, bounds) => bounds.contains(&over.count(row)),
            Self::Measure { what, of, over, bounds } => measure(*what, of, over, bounds, row),
            Self::EndWhen(end, over, bounds) => {
                let mut found: Option<i64> = None;
                over.each(row, &mut |_, at| {
                    found = Some(match (found, end) {
                        (None, _) => at,
                        (Some(t), End::First) => t.min(at),
                        (Some(t), End::Last) => t.max(at),
                    });
                });
                found.is_some_and(|at| bounds.contains(&at))
            }
            Self::EndIs(end, over, plan) => {
                let mut found: Option<((i64, i64), bool)> = None;
                over.each(row, &mut |interaction, at| {
                    let key = (at, int(&interaction.field("id")).unwrap_or(0));
                    let nearer = found.is_none_or(|(best, _)| match end {
                        End::First => key < best,
                        End::Last => key > best,
                    });
                    if nearer {
                        found = Some((key, plan.matches(interaction)));
                    }
                });
                found.is_some_and(|(_, held)| held)
            }
            Self::Related { hop, at_least, plan } => {
                let mut found = BTreeSet::new();
                row.related(hop, &mut |other| {
                    if plan.matches(other) {
                        found.insert(int(&other.field("id")).unwrap_or(0));
                    }
                });
                found.len() >= usize::try_from(*at_least).unwrap_or(usize::MAX)
            }
        }
    }
}

impl Happening {
    /// How many of the row's interactions belong.
    pub fn count(&self, row: &dyn Row) -> i64 {
        let mut n = 0;
        self.each(row, &mut |_, _| n += 1);
        n
    }

    /// Shows those interactions of the row that belong, each with its instant.
    pub(crate) fn each(&self, row: &dyn Row, see: &mut dyn FnMut(&dyn Row, i64)) {
        row.interactions(&mut |interaction| {
            let Some(at) = int(&interaction.field("occurred_at")) else { return };
            let kind = self.kinds.is_empty()
                || matches!(interaction.field("kind"), Cell::Text(k) if self.kinds.iter().any(|x| x.as_text() == k));
            if kind && self.at.contains(&at) && self.plan.as_ref().is_none_or(|p| p.matches(interaction)) {
                see(interaction, at);
            }
        });
    }
}

fn int(cell: &Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Int(n) => Some(*n),
        _ => None,
    }
}

fn field(place: &Place, check: &Check, row: &dyn Row) -> bool {
    match &place.source {
        Source::Column => column(&row.field(&place.key), check),
        Source::Custom => {
            let value = row.custom(&place.key);
            match check {
                Check::Empty => custom_empty(value, place.ty),
                _ if place.ty == FieldType::File => {
                    let files = value.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
                    files.iter().filter_map(|f| f.get("name")).any(|name| json(name, check))
                }
                _ => value.is_some_and(|v| json(v, check)),
            }
        }
        Source::Props(path) => {
            let reached = row.props().map(|p| json_flat(p, path)).unwrap_or_default();
            match check {
                Check::Empty => reached.iter().all(|v| v.is_null() || v.as_str() == Some("")),
                _ => reached.iter().any(|v| json(v, check)),
            }
        }
    }
}

fn column(cell: &Cell<'_>, check: &Check) -> bool {
    match (check, cell) {
        (Check::Empty, Cell::Null) => true,
        (Check::Empty, Cell::Text(t)) => t.is_empty(),
        (Check::Empty, Cell::List(l)) => l.is_empty(),
        (Check::Empty, Cell::Real(n)) => n.is_nan(),
        (Check::IntIn(set), Cell::Int(n)) => set.contains(n),
        (Check::IntRange(bounds), Cell::Int(n)) => bounds.contains(n),
        (Check::NumIn(_) | Check::NumRange(_), Cell::Real(n)) => number(*n, check),
        (Check::NumIn(_) | Check::NumRange(_), Cell::Int(n)) => number(*n as f64, check),
        (Check::Bool(want), Cell::Bool(b)) => want == b,
        (Check::HasAny(_) | Check::HasAll(_), Cell::List(l)) => {
            list(&l.iter().map(String::as_str).collect::<Vec<_>>(), check)
        }
        (_, Cell::Text(t)) => text(t, check),
        _ => false,
    }
}

fn custom_empty(value: Option<&Json>, ty: FieldType) -> bool {
    match ty {
        ty if ty.is_number() => value.and_then(json_number).is_none(),
        FieldType::Bool => value.and_then(Json::as_bool).is_none(),
        FieldType::MultiChoice | FieldType::File => value.and_then(Json::as_array).is_none_or(Vec::is_empty),
        _ => value.and_then(Json::as_str).is_none_or(str::is_empty),
    }
}

fn json(value: &Json, check: &Check) -> bool {
    match (check, value) {
        (Check::Bool(want), Json::Bool(b)) => want == b,
        (Check::NumIn(_) | Check::NumRange(_), v) => json_number(v).is_some_and(|n| number(n, check)),
        (Check::HasAny(_) | Check::HasAll(_), Json::Array(items)) => {
            list(&items.iter().filter_map(Json::as_str).collect::<Vec<_>>(), check)
        }
        (_, Json::String(t)) => text(t, check),
        _ => false,
    }
}

fn number(n: f64, check: &Check) -> bool {
    match check {
        Check::NumIn(set) => set.contains(&n),
        Check::NumRange(bounds) => bounds.contains(&n),
        _ => false,
    }
}

fn text(t: &str, check: &Check) -> bool {
    match check {
        Check::TextIn(set) => set.iter().any(|x| x == t),
        Check::TextLike(Like::Contains, part) => fold(t).contains(part),
        Check::TextLike(Like::StartsWith, part) => fold(t).starts_with(part),
        Check::TextLike(Like::EndsWith, part) => fold(t).ends_with(part),
        Check::TextRange((low, high)) => {
            let low: Bound<&str> = low.as_ref().map(String::as_str);
            let high: Bound<&str> = high.as_ref().map(String::as_str);
            RangeBounds::<str>::contains(&(low, high), t)
        }
        Check::MonthDay(ranges) => {
            month_day(t).is_some_and(|md| ranges.iter().any(|(a, b)| (a.as_str()..=b.as_str()).contains(&md)))
        }
        _ => false,
    }
}

/// The `MM-DD` of a text that has the shape of a date.
fn month_day(t: &str) -> Option<&str> {
    let shape = t.len() == 10
        && t.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if shape { t.get(5..) } else { None }
}

fn list(items: &[&str], check: &Check) -> bool {
    match check {
        Check::HasAny(set) => set.iter().any(|x| items.contains(&x.as_str())),
        Check::HasAll(set) => set.iter().all(|x| items.contains(&x.as_str())),
        _ => false,
    }
}

fn measure(what: Measure, of: &Place, over: &Happening, bounds: &Bounds<i64>, row: &dyn Row) -> bool {
    let (mut sum, mut n) = (0_i128, 0_i128);
    let (mut min, mut max) = (i64::MAX, i64::MIN);
    over.each(row, &mut |interaction, _| {
        for x in amounts(of, interaction) {
            sum += i128::from(x);
            n += 1;
            min = min.min(x);
            max = max.max(x);
        }
    });
    let wide =
        |factor: i128| (bounds.0.map(|b| i128::from(b) * factor), bounds.1.map(|b| i128::from(b) * factor));
    match what {
        Measure::Sum => wide(1).contains(&sum),
        Measure::Average => n > 0 && wide(n).contains(&sum),
        Measure::Min => n > 0 && bounds.contains(&min),
        Measure::Max => n > 0 && bounds.contains(&max),
    }
}

/// The numbers of one interaction that take part in a measure, in ten-thousandths.
pub(crate) fn amounts(of: &Place, interaction: &dyn Row) -> Vec<i64> {
    match &of.source {
        Source::Props(path) => {
            let reached = interaction.props().map(|p| json_flat(p, path)).unwrap_or_default();
            reached.into_iter().filter_map(json_number).filter_map(ten_thousandths).collect()
        }
        _ => match interaction.field(&of.key) {
            Cell::Int(n) if (-MEASURE_LIMIT..=MEASURE_LIMIT).contains(&n) => vec![n],
            _ => Vec::new(),
        },
    }
}

/// Half away from zero, by truncation, which both databases do alike.
fn ten_thousandths(n: f64) -> Option<i64> {
    let scaled = n * 10_000.0 + if n < 0.0 { -0.5 } else { 0.5 };
    (scaled.abs() <= MEASURE_LIMIT as f64).then(|| scaled.trunc() as i64)
}

//! Why a row passes, clause by clause.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ast::Filter;
use super::catalogue::{Catalogue, Context};
use super::error::FilterError;
use super::eval::amounts;
use super::plan::{Happening, Place, Plan, Source};
use super::print::print;
use super::resolve::resolve;
use super::row::{Cell, Row, json_flat};
use crate::clock::Micros;
use crate::money::from_scaled;
use crate::object::FieldType;

/// One clause of a filter, and what the row had to say to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(no_recursion)]
pub struct Explanation {
    /// `all`, `any`, `not` or `clause`.
    pub op: String,
    /// The clause as text; of groups, the whole group.
    pub text: String,
    /// Whether it holds.
    pub held: bool,
    /// What was found: the field's value, how many interactions, the sum, how many records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The parts of a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Explanation>,
}

/// Evaluates every clause, also those that no longer matter, and says what each found.
///
/// # Errors
/// When the filter does not fit the catalogue.
pub fn explain(
    filter: &Filter,
    catalogue: &Catalogue,
    context: &Context,
    row: &dyn Row,
) -> Result<Explanation, FilterError> {
    let (op, parts): (_, Cow<'_, [Filter]>) = match filter {
        Filter::All { of } => ("all", Cow::Borrowed(of)),
        Filter::Any { of } => ("any", Cow::Borrowed(of)),
        Filter::Not { of } => ("not", Cow::Borrowed(std::slice::from_ref(of))),
        _ => ("clause", Cow::Borrowed(&[])),
    };
    let plan = resolve(filter, catalogue, context)?;
    let parts = parts.iter().map(|f| explain(f, catalogue, context, row)).collect::<Result<Vec<_>, _>>()?;
    let found = if op == "clause" { found(&plan, row) } else { None };
    Ok(Explanation { op: op.into(), text: print(filter), held: plan.matches(row), found, parts })
}

fn found(plan: &Plan, row: &dyn Row) -> Option<String> {
    match plan {
        Plan::Not(inner) => found(inner, row),
        // Lists of dates, or of literals of several types, are spread over several checks of one place.
        Plan::Any(parts) | Plan::All(parts) => parts.first().and_then(|p| found(p, row)),
        Plan::Field(place, _) => value(place, row),
        Plan::Count(over, _) => Some(over.count(row).to_string()),
        Plan::Measure { of, over, .. } => {
            let (mut sum, mut n) = (0_i64, 0_u64);
            over.each(row, &mut |interaction, _| {
                for x in amounts(of, interaction) {
                    sum = sum.saturating_add(x);
                    n += 1;
                }
            });
            Some(format!("sum {} of {n}", from_scaled(sum)))
        }
        Plan::EndWhen(end, over, _) | Plan::EndIs(end, over, _) => at(*end, over, row),
        Plan::Related { hop, plan, .. } => {
            let mut ids = std::collections::BTreeSet::new();
            row.related(hop, &mut |other| {
                if let (true, Cell::Int(id)) = (plan.matches(other), other.field("id")) {
                    ids.insert(id);
                }
            });
            Some(ids.len().to_string())
        }
    }
}

fn at(end: super::ast::End, over: &Happening, row: &dyn Row) -> Option<String> {
    let mut times = Vec::new();
    over.each(row, &mut |_, at| times.push(at));
    let time = if end == super::ast::End::First { times.iter().min() } else { times.iter().max() };
    time.map(|t| Micros(*t).to_rfc3339())
}

fn value(place: &Place, row: &dyn Row) -> Option<String> {
    match &place.source {
        Source::Column => match row.field(&place.key) {
            Cell::Null => None,
            Cell::Text(t) => Some(t.into_owned()),
            Cell::Int(n) if place.ty == FieldType::DateTime => Some(Micros(n).to_rfc3339()),
            Cell::Int(n) if place.ty == FieldType::Money => Some(from_scaled(n).to_string()),
            Cell::Int(n) => Some(n.to_string()),
            Cell::Real(n) => Some(n.to_string()),
            Cell::Bool(b) => Some(b.to_string()),
            Cell::List(items) => Some(items.join(", ")),
        },
        Source::Custom => row.custom(&place.key).and_then(shown),
        Source::Props(path) => {
            let reached = row.props().map(|p| json_flat(p, path)).unwrap_or_default();
            let texts: Vec<String> = reached.into_iter().filter_map(shown).collect();
            if texts.is_empty() { None } else { Some(texts.join(", ")) }
        }
    }
}

fn shown(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(s) => Some(s.clone()),
        other => Some(other.to_string()),
    }
}

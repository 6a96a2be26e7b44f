//! The filter: one small predicate language over objects, custom fields, relations and behaviour.
//!
//! Purpose: saved views, segments, assignment rules, journey conditions, alerts and row
//! permissions all say *which rows* in these words.
//! In: text (`parse`) or JSON (serde) and a [`Catalogue`] of the fields that exist.
//! Out: a [`Filter`] that prints back to the same text; with a [`Context`] (now, zone, who asks)
//! a [`Plan`] in which every name is a typed place and every time is a number. The evaluator in
//! memory ([`Plan::matches`]) and the one in SQL (the store crate) both read the plan, so they
//! differ in nothing but the reading of single values.
//!
//! It must never read the clock, know a table, or give a third answer beside yes and no.
//!
//! # What a test means
//!
//! * Two values only. A test of a missing value does not hold, its denial does: `city != "上海"`
//!   and `city not in ("上海")` hold for people without a city. `is empty` is for asking directly.
//! * `=` and `in` compare text exactly. `contains`, `starts with` and `ends with` ignore the case
//!   of the letters A–Z and compare every other character exactly; this is what both databases
//!   can do alike, independent of their locale.
//! * A day is a day of the context's time zone. `in the last 90 days` of an instant is the last
//!   90 × 24 hours up to now; of a date, today and the 90 days before. Months and years follow
//!   the calendar.
//! * Money is compared in exact ten-thousandths; numbers in JSON as 64-bit floats, of which those
//!   beyond 1e300 or nearer to zero than 1e-300 count as missing.
//! * A property of an interaction (`props.products.category`) walks through lists: the test holds
//!   if any value reached passes it. A value of another JSON type than the literal never passes.
//! * The JSON of custom fields holds numbers as numbers, money among them, dates and instants
//!   as text (`2026-11-20`, `2026-11-20T01:54:00.000000Z`), users as `usr_…`, options by id; a value
//!   of another type than the field's counts as missing.
//! * `did` counts interactions in any direction; `where direction = "in"` narrows.
//!
//! The whole grammar is in [`parse`].

mod ast;
mod catalogue;
mod error;
mod eval;
mod explain;
mod labels;
mod lexer;
mod parser;
mod parser_behaviour;
mod parser_test;
mod plan;
mod print;
mod resolve;
mod resolve_behaviour;
mod resolve_field;
mod resolve_props;
mod resolve_value;
mod row;
mod time;
mod touches;

#[cfg(test)]
mod tests;

pub use ast::{
    Ahead, Base, Edge, End, EndTest, Events, FieldPath, Filter, HasMode, Measured, Relative, Test, Times,
    Unit, Value, Way, Window,
};
pub use catalogue::{Catalogue, Context};
pub use error::{FilterError, MAX_DEPTH, MAX_LIST, MAX_NODES, MAX_TEXT, MAX_VALUES};
pub use explain::{Explanation, explain};
pub use parser::parse;
pub use plan::{Bounds, Check, Happening, Hop, Like, MEASURE_LIMIT, Measure, Place, Plan, Source};
pub use print::print;
pub use resolve::{check, resolve};
pub use row::{Cell, Record, Row, Tie, fold, json_flat, json_number};
pub use touches::Touches;

/// Whether a row passes a filter: [`resolve`] and [`Plan::matches`] in one step.
///
/// # Errors
/// When the filter names something the catalogue does not have.
pub fn matches(
    filter: &Filter,
    catalogue: &Catalogue,
    context: &Context,
    row: &dyn Row,
) -> Result<bool, FilterError> {
    Ok(resolve(filter, catalogue, context)?.matches(row))
}

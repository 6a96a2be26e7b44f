//! The filter as SQL, for both databases.
//!
//! Purpose: lists, counts, exports and segments ask the database which rows pass a filter.
//! In: a [`Plan`] of the kernel, the alias of the root table in the caller's query, and the
//! caller's parameters so far. Out: a condition for `WHERE`, and its parameters appended in the
//! order in which they stand in the text.
//!
//! A condition is true exactly for the rows for which [`Plan::matches`] says yes. Inside it may be
//! NULL where the evaluator in memory says no; `IS NOT TRUE` at every denial keeps the two alike.
//! No value of a row makes it fail: every cast stands behind a test of the value's type and size.
//!
//! It must never write a value from a filter into the text of a statement, and never decide who may see the rows
//! that it filters: that is [`crate::access`], joined to it by `AND`. Records one hop away may be other people's; of
//! those a reader's filter sees what the reader sees.

mod behaviour;
mod check;
mod json;
mod measure;
mod record;
mod related;

use gx_kernel::filter::{Catalogue, Context, Filter, FilterError, Plan, resolve};
use gx_kernel::object::ObjectKind;

pub use check::nameless;
pub use record::record;

use crate::access::Access;
use crate::{Dialect, Value};

/// The condition under which a row of `alias` passes the filter; its values are appended to `params`.
///
/// A person's `alias` must be a row of a root (`canonical_id = id`); what hangs on merged nodes is
/// looked up from there. The text belongs behind everything whose values are already in `params`.
///
/// # Errors
/// When the filter names something the catalogue does not have.
pub fn condition(
    filter: &Filter,
    catalogue: &Catalogue,
    context: &Context,
    dialect: Dialect,
    alias: &str,
    params: &mut Vec<Value>,
) -> Result<String, FilterError> {
    Ok(plan_condition(&resolve(filter, catalogue, context)?, dialect, alias, params))
}

/// [`condition`] of a plan that is already there.
pub fn plan_condition(plan: &Plan, dialect: Dialect, alias: &str, params: &mut Vec<Value>) -> String {
    Emit { dialect, params, names: 0, leads: false, reader: None }.plan(plan, alias)
}

/// A condition in two shapes that hold for the same rows and take the same parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shapes {
    /// Asked of one row after the other: right where many rows pass and a few of them are wanted in order.
    pub row: String,
    /// Written so that the rows that pass are looked up where the database has an index for that:
    /// right where few pass.
    pub lead: String,
}

/// [`condition`] in both its shapes, of records one hop away no more than a reader sees.
///
/// # Errors
/// When the filter names something the catalogue does not have.
pub fn shapes(
    filter: &Filter,
    catalogue: &Catalogue,
    context: &Context,
    (dialect, reader): (Dialect, &Access),
    alias: &str,
    params: &mut Vec<Value>,
) -> Result<Shapes, FilterError> {
    let plan = resolve(filter, catalogue, context)?;
    let mut again = params.clone();
    let reader = Some(reader);
    let row = Emit { dialect, params, names: 0, leads: false, reader }.plan(&plan, alias);
    let lead = Emit { dialect, params: &mut again, names: 0, leads: true, reader }.plan(&plan, alias);
    debug_assert_eq!(*params, again, "both shapes take the same parameters");
    Ok(Shapes { row, lead })
}

/// Writes one condition. Parameters are pushed in the order of the text, since the embedded
/// database numbers them by first appearance.
struct Emit<'a> {
    dialect: Dialect,
    params: &'a mut Vec<Value>,
    names: usize,
    /// Whether what is written next stands where it must hold for the whole to hold, so that a set of
    /// ids that is looked up first may lead.
    leads: bool,
    /// Whose filter it is; nobody's is the program's own.
    reader: Option<&'a Access>,
}

const TRUE: &str = "1 = 1";
const FALSE: &str = "1 = 0";

impl Emit<'_> {
    fn plan(&mut self, plan: &Plan, row: &str) -> String {
        let leads = self.leads;
        self.leads &= matches!(plan, Plan::All(_) | Plan::Field(..));
        let text = self.shaped(plan, row);
        self.leads = leads;
        text
    }

    fn shaped(&mut self, plan: &Plan, row: &str) -> String {
        match plan {
            Plan::All(parts) => self.joined(parts, row, " AND ", TRUE),
            Plan::Any(parts) => self.joined(parts, row, " OR ", FALSE),
            Plan::Not(part) => format!("(({}) IS NOT TRUE)", self.plan(part, row)),
            Plan::Field(place, check) => self.field(place, check, row),
            Plan::Count(over, bounds) => self.count(over, bounds, row),
            Plan::Measure { what, of, over, bounds } => self.measure(*what, of, over, bounds, row),
            Plan::EndWhen(end, over, bounds) => self.end_when(*end, over, bounds, row),
            Plan::EndIs(end, over, plan) => self.end_is(*end, over, plan, row),
            Plan::Related { hop, at_least, plan } => self.related(hop, *at_least, plan, row),
        }
    }

    fn joined(&mut self, parts: &[Plan], row: &str, word: &str, none: &str) -> String {
        if parts.is_empty() {
            return none.to_owned();
        }
        let parts: Vec<String> = parts.iter().map(|p| self.plan(p, row)).collect();
        format!("({})", parts.join(word))
    }

    /// A placeholder for a value, typed where the database cannot know the type.
    fn put(&mut self, value: Value) -> String {
        let ty = match (self.dialect, &value) {
            (Dialect::Sqlite, _) | (_, Value::Null | Value::Blob(_)) => "",
            (_, Value::Int(_)) => "::bigint",
            (_, Value::Real(_)) => "::float8",
            (_, Value::Text(_)) => "::text",
        };
        self.params.push(value);
        format!("${}{ty}", self.params.len())
    }

    /// That a record one hop away is one that the reader sees; nothing where they see all.
    fn seen(&self, object: ObjectKind, alias: &str) -> String {
        match self.reader.map(|access| access.see(object, alias)) {
            Some(clause) if clause != TRUE => format!(" AND {clause}"),
            _ => String::new(),
        }
    }

    /// A name that nothing else in the condition has.
    fn name(&mut self, letter: char) -> String {
        self.names += 1;
        format!("f{letter}{}", self.names)
    }

    /// One of two texts, by database.
    fn either<T>(&self, sqlite: T, postgres: T) -> T {
        match self.dialect {
            Dialect::Sqlite => sqlite,
            Dialect::Postgres => postgres,
        }
    }
}

//! From a tree of names to a plan: the walk, and the limits that hold on the way.

use jiff::tz::TimeZone;

use super::ast::{Filter, Test};
use super::catalogue::{Catalogue, Context};
use super::error::{Fault, FilterError, MAX_DEPTH, MAX_NODES, MAX_VALUES, Part};
use super::plan::Plan;
use super::resolve_field::leaf;
use crate::clock::Micros;
use crate::object::ObjectKind;

/// Makes the plan of a filter.
///
/// # Errors
/// When a name, a type or a limit does not fit; `path` says where in the tree.
pub fn resolve(filter: &Filter, catalogue: &Catalogue, context: &Context) -> Result<Plan, FilterError> {
    let mut resolver = Resolver { catalogue, context, nodes: 0, values: 0, path: Vec::new() };
    resolver.filter(filter, Scope::root(catalogue.object), 0)
}

/// Whether the filter fits the catalogue; for filters that came as JSON. `parse` has checked already.
///
/// # Errors
/// As [`resolve`].
pub fn check(filter: &Filter, catalogue: &Catalogue) -> Result<(), FilterError> {
    resolve(filter, catalogue, &neutral()).map(drop)
}

/// Whether names and types fit does not depend on the moment.
pub(crate) fn neutral() -> Context {
    Context::new(Micros(0), TimeZone::UTC)
}

/// What a part of a filter speaks about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    /// The object.
    pub(crate) object: ObjectKind,
    /// The object around, inside a `where`.
    pub(crate) outer: Option<ObjectKind>,
}

impl Scope {
    pub(crate) fn root(object: ObjectKind) -> Self {
        Self { object, outer: None }
    }

    pub(crate) fn inside(self, object: ObjectKind) -> Self {
        Self { object, outer: Some(self.object) }
    }
}

pub(crate) struct Resolver<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) context: &'a Context,
    nodes: usize,
    values: usize,
    path: Vec<String>,
}

impl Resolver<'_> {
    pub(crate) fn filter(
        &mut self,
        filter: &Filter,
        scope: Scope,
        depth: usize,
    ) -> Result<Plan, FilterError> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.at(too_many_clauses()));
        }
        if depth > MAX_DEPTH {
            return Err(self.at(too_deep()));
        }
        match filter {
            Filter::All { of } => Ok(Plan::All(self.parts(of, scope, depth)?)),
            Filter::Any { of } => Ok(Plan::Any(self.parts(of, scope, depth)?)),
            Filter::Not { of } => Ok(self.step("of", |s| s.filter(of, scope, depth + 1))?.negated()),
            Filter::Field { field, test } => {
                self.values += count_values(test);
                if self.values > MAX_VALUES {
                    return Err(self.at(too_many_values()));
                }
                leaf(self.catalogue, self.context, scope, field, test).map_err(|f| self.at(f))
            }
            other => self.behaviour(other, scope, depth),
        }
    }

    fn parts(&mut self, of: &[Filter], scope: Scope, depth: usize) -> Result<Vec<Plan>, FilterError> {
        let part = |s: &mut Self, (i, f): (usize, &Filter)| {
            s.step(&format!("of.{i}"), |s| s.filter(f, scope, depth + 1))
        };
        of.iter().enumerate().map(|x| part(self, x)).collect()
    }

    /// Does something one step further down the path.
    pub(crate) fn step<T>(
        &mut self,
        step: &str,
        f: impl FnOnce(&mut Self) -> Result<T, FilterError>,
    ) -> Result<T, FilterError> {
        self.path.push(step.to_owned());
        let out = f(self);
        self.path.pop();
        out
    }

    pub(crate) fn at(&self, fault: Fault) -> FilterError {
        FilterError { path: self.path.join(".").into(), ..fault.place(0, 0) }
    }
}

pub(crate) fn too_many_clauses() -> Fault {
    Fault::new(Part::Subject, "too_many_clauses", format!("A filter has at most {MAX_NODES} clauses."))
}

pub(crate) fn too_deep() -> Fault {
    Fault::new(Part::Subject, "too_deep", format!("A filter is nested at most {MAX_DEPTH} deep."))
}

pub(crate) fn too_many_values() -> Fault {
    Fault::new(Part::Test, "too_many_values", format!("A filter has at most {MAX_VALUES} values in all."))
}

/// How many values a test brings.
pub(crate) fn count_values(test: &Test) -> usize {
    match test {
        Test::In(v) | Test::NotIn(v) | Test::Has(_, v) => v.len(),
        _ => 2,
    }
}

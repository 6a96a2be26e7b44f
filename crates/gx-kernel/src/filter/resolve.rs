//! From names and literals to typed places and numbers; every rule of types is here.

use std::ops::Bound::{Excluded, Included, Unbounded};

use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ast::{FieldPath, Filter, HasMode, Test, Value};
use super::catalogue::{Catalogue, Context, a, nearest};
use super::error::{Fault, FilterError, MAX_DEPTH, MAX_LIST, MAX_NODES, MAX_VALUE, MAX_VALUES, Part};
use super::plan::{Bounds, Check, Like, Place, Plan, Source};
use super::resolve_behaviour as behaviour;
use super::row::fold;
use super::time;
use crate::clock::Micros;
use crate::id::{Id, IdKind};
use crate::object::{Field, FieldType, ObjectKind};

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

/// The plan of one test of one field.
pub(crate) fn leaf(
    catalogue: &Catalogue,
    context: &Context,
    scope: Scope,
    path: &FieldPath,
    test: &Test,
) -> Result<Plan, Fault> {
    if let Test::In(v) | Test::NotIn(v) | Test::Has(_, v) = test {
        if v.is_empty() {
            return Err(Fault::new(Part::Test, "empty_list", "The list is empty."));
        }
        if v.len() > MAX_LIST {
            return Err(Fault::new(
                Part::Value(MAX_LIST),
                "list_too_long",
                format!("A list has at most {MAX_LIST} values."),
            ));
        }
    }
    if path.key == "props" && scope.object == ObjectKind::Interaction {
        return props(context, path, test);
    }
    let Some(field) = catalogue.fields(scope.object).get(&path.key) else {
        return Err(catalogue.unknown_field(scope.object, &path.key, scope.outer));
    };
    if !path.path.is_empty() {
        let message = format!("`{}` has no inner fields; only `props` of an interaction has.", path.key);
        return Err(Fault::new(Part::Subject, "no_inner_fields", message));
    }
    let ty = if field.key == "id" { FieldType::Integer } else { field.ty };
    let source = if field.custom { Source::Custom } else { Source::Column };
    let typed = Typed {
        catalogue,
        context,
        field,
        test,
        place: Place { object: scope.object, key: field.key.clone(), ty, source },
    };
    match field.ty {
        _ if field.key == "id" => typed.id(),
        FieldType::Text
        | FieldType::LongText
        | FieldType::Phone
        | FieldType::Email
        | FieldType::Url
        | FieldType::Link => typed.text(),
        FieldType::Choice => typed.choice(),
        FieldType::MultiChoice => typed.list(),
        FieldType::Number => typed.number(Ok),
        FieldType::Integer if field.custom => typed.number(Ok),
        FieldType::Integer => typed.integer(whole),
        FieldType::Money if field.custom => typed.number(|d| money(d).map(Decimal::from)),
        FieldType::Money => typed.integer(money),
        FieldType::Bool => typed.boolean(),
        FieldType::Date => typed.date(),
        FieldType::DateTime => typed.instant(),
        FieldType::User => typed.user(),
    }
}

/// A test taken apart.
enum Shape<T> {
    Set(Vec<T>),
    Range(Bounds<T>),
    Empty,
    Other,
}

/// The shape of a test and whether it is denied.
fn shape<T: PartialOrd>(
    test: &Test,
    read: impl Fn(&Value, usize) -> Result<T, Fault>,
) -> Result<(Shape<T>, bool), Fault> {
    let all = |v: &[Value]| v.iter().enumerate().map(|(i, v)| read(v, i)).collect::<Result<Vec<_>, _>>();
    Ok(match test {
        Test::Is(v) => (Shape::Set(vec![read(v, 0)?]), false),
        Test::IsNot(v) => (Shape::Set(vec![read(v, 0)?]), true),
        Test::In(v) => (Shape::Set(all(v)?), false),
        Test::NotIn(v) => (Shape::Set(all(v)?), true),
        Test::Below(v) => (Shape::Range((Unbounded, Excluded(read(v, 0)?))), false),
        Test::AtMost(v) => (Shape::Range((Unbounded, Included(read(v, 0)?))), false),
        Test::Above(v) => (Shape::Range((Excluded(read(v, 0)?), Unbounded)), false),
        Test::AtLeast(v) => (Shape::Range((Included(read(v, 0)?), Unbounded)), false),
        Test::Between(a, b) => {
            let (low, high) = (read(a, 0)?, read(b, 1)?);
            if low > high {
                return Err(backwards());
            }
            (Shape::Range((Included(low), Included(high))), false)
        }
        Test::Empty => (Shape::Empty, false),
        Test::NotEmpty => (Shape::Empty, true),
        _ => (Shape::Other, false),
    })
}

fn backwards() -> Fault {
    Fault::new(Part::Value(1), "range_backwards", "The second value of `between` is smaller than the first.")
}

struct Typed<'a> {
    catalogue: &'a Catalogue,
    context: &'a Context,
    field: &'a Field,
    test: &'a Test,
    place: Place,
}

impl Typed<'_> {
    fn plan(self, check: Check, denied: bool) -> Result<Plan, Fault> {
        let plan = Plan::Field(self.place, check);
        Ok(if denied { plan.negated() } else { plan })
    }

    fn misfit<T>(&self, what: &str, tests: &[&str]) -> Result<T, Fault> {
        let message = format!(
            "`{}` is {what}, which cannot be tested with `{}`.",
            self.field.key,
            test_word(self.test)
        );
        Err(Fault::new(Part::Test, "test_does_not_fit", message).expected(tests.iter().copied()))
    }

    fn text(self) -> Result<Plan, Fault> {
        const TESTS: &[&str] =
            &["=", "!=", "in", "not in", "contains", "starts with", "ends with", "is empty", "is not empty"];
        if let Some(check) = like(self.test)? {
            return self.plan(check, false);
        }
        match shape(self.test, |v, i| text_value(&self.field.key, v, i))? {
            (Shape::Set(set), denied) => self.plan(Check::TextIn(set), denied),
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            _ => self.misfit("text", TESTS),
        }
    }

    fn option(&self, v: &Value, i: usize) -> Result<String, Fault> {
        let text = text_value(&self.field.key, v, i)?;
        let options = &self.field.options;
        if options.is_empty() {
            return Ok(text);
        }
        if let Some(o) =
            options.iter().find(|o| o.id == text).or_else(|| options.iter().find(|o| o.label == text))
        {
            return Ok(o.id.clone());
        }
        let labels = || options.iter().map(|o| o.label.as_str());
        Err(Fault::new(
            Part::Value(i),
            "unknown_option",
            format!("{text:?} is not an option of `{}`.", self.field.key),
        )
        .expected(labels())
        .suggest(nearest(&text, labels())))
    }

    fn choice(self) -> Result<Plan, Fault> {
        match shape(self.test, |v, i| self.option(v, i))? {
            (Shape::Set(set), denied) => self.plan(Check::TextIn(set), denied),
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            _ => self.misfit("a choice", &["=", "!=", "in", "not in", "is empty", "is not empty"]),
        }
    }

    fn list(self) -> Result<Plan, Fault> {
        let read = |values: &[Value]| {
            values.iter().enumerate().map(|(i, v)| self.option(v, i)).collect::<Result<Vec<_>, _>>()
        };
        let (check, denied) = match self.test {
            Test::Has(HasMode::Any, v) | Test::In(v) => (Check::HasAny(read(v)?), false),
            Test::Has(HasMode::None, v) | Test::NotIn(v) => (Check::HasAny(read(v)?), true),
            Test::Has(HasMode::All, v) => (Check::HasAll(read(v)?), false),
            Test::Empty => (Check::Empty, false),
            Test::NotEmpty => (Check::Empty, true),
            _ => {
                return self.misfit(
                    "a list",
                    &["has", "has any of", "has all of", "has none of", "is empty", "is not empty"],
                );
            }
        };
        self.plan(check, denied)
    }

    fn integer(self, read: impl Fn(Decimal) -> Result<i64, Wrong>) -> Result<Plan, Fault> {
        match shape(self.test, |v, i| read(decimal(&self.field.key, v, i)?).map_err(|w| w.fault(i)))? {
            (Shape::Set(set), denied) => self.plan(Check::IntIn(set), denied),
            (Shape::Range(bounds), denied) => self.plan(Check::IntRange(bounds), denied),
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            (Shape::Other, _) => self.misfit("a number", NUMBER_TESTS),
        }
    }

    fn number(self, read: impl Fn(Decimal) -> Result<Decimal, Wrong>) -> Result<Plan, Fault> {
        let read = |v: &Value, i| float(read(decimal(&self.field.key, v, i)?).map_err(|w| w.fault(i))?, i);
        match shape(self.test, read)? {
            (Shape::Set(set), denied) => self.plan(Check::NumIn(set), denied),
            (Shape::Range(bounds), denied) => self.plan(Check::NumRange(bounds), denied),
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            (Shape::Other, _) => self.misfit("a number", NUMBER_TESTS),
        }
    }

    fn boolean(self) -> Result<Plan, Fault> {
        let read = |v: &Value, i| match v {
            Value::Bool(b) => Ok(*b),
            _ => Err(wrong_value(&self.field.key, "yes or no", i).expected(["true", "false"])),
        };
        match shape(self.test, read)? {
            (Shape::Set(set), denied) if matches!(self.test, Test::Is(_) | Test::IsNot(_)) => {
                self.plan(Check::Bool(set.contains(&true)), denied)
            }
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            _ => self.misfit("yes or no", &["= true", "= false", "is empty", "is not empty"]),
        }
    }

    fn date(self) -> Result<Plan, Fault> {
        let tests = [
            "=",
            "!=",
            "before",
            "after",
            "since",
            "until",
            "between",
            "in the last",
            "in the next",
            "is empty",
            "is not empty",
        ];
        match self.test {
            Test::Empty => return self.plan(Check::Empty, false),
            Test::NotEmpty => return self.plan(Check::Empty, true),
            Test::Within(w) | Test::Anniversary(w) if !time::whole_days(w.unit) => {
                let message =
                    format!("`{}` is a date: count in days, weeks, months or years.", self.field.key);
                return Err(Fault::new(Part::Test, "whole_days", message)
                    .expected(["days", "weeks", "months", "years"]));
            }
            Test::Anniversary(w) => {
                let ranges = time::month_days(w, self.context);
                return self.plan(Check::MonthDay(ranges), false);
            }
            _ => {}
        }
        times(self.test, "a date", self.context, false)?;
        let place = self.place.clone();
        let one =
            |t: &Test| time::dates(t, self.context).map(|b| Plan::Field(place.clone(), Check::TextRange(b)));
        spread(self.test, one).map_or_else(|| self.misfit("a date", &tests), Ok)
    }

    fn instant(self) -> Result<Plan, Fault> {
        let tests = [
            "before",
            "after",
            "since",
            "until",
            "on",
            "between",
            "in the last",
            "in the next",
            "is empty",
            "is not empty",
        ];
        match self.test {
            Test::Empty => return self.plan(Check::Empty, false),
            Test::NotEmpty => return self.plan(Check::Empty, true),
            _ => times(self.test, "a time", self.context, true)?,
        }
        let place = self.place.clone();
        let custom = self.field.custom;
        let one = |t: &Test| {
            let bounds = time::instants(t, self.context)?;
            let float = (bounds.0.map(|n| n as f64), bounds.1.map(|n| n as f64));
            Some(Plan::Field(
                place.clone(),
                if custom { Check::NumRange(float) } else { Check::IntRange(bounds) },
            ))
        };
        spread(self.test, one).map_or_else(|| self.misfit("a time", &tests), Ok)
    }

    fn user(self) -> Result<Plan, Fault> {
        let read = |v: &Value, i: usize| -> Result<Vec<i64>, Fault> {
            Ok(match v {
                Value::Me => self.context.me.iter().map(|id| id.0).collect(),
                Value::MyTeam => self.context.my_team.iter().map(|id| id.0).collect(),
                Value::Text(t) => {
                    let names = || self.catalogue.users.iter().map(|(_, n)| n.as_str());
                    let id = self.catalogue.user(t).ok_or_else(|| {
                        Fault::new(Part::Value(i), "unknown_user", format!("There is no user {t:?}."))
                            .expected(["me", "my_team"].into_iter().chain(names()))
                            .suggest(nearest(t, names()))
                    })?;
                    vec![id.0]
                }
                _ => {
                    return Err(wrong_value(&self.field.key, "a user", i).expected([
                        "me",
                        "my_team",
                        "\"usr_…\"",
                    ]));
                }
            })
        };
        match shape(self.test, read)? {
            (Shape::Set(ids), denied) => {
                let ids: Vec<i64> = ids.into_iter().flatten().collect();
                let check = if self.field.custom {
                    Check::TextIn(ids.into_iter().map(|id| Id(id).show(IdKind::User)).collect())
                } else {
                    Check::IntIn(ids)
                };
                self.plan(check, denied)
            }
            (Shape::Empty, denied) => self.plan(Check::Empty, denied),
            _ => self.misfit("a user", &["=", "!=", "in", "not in", "is empty", "is not empty"]),
        }
    }

    fn id(self) -> Result<Plan, Fault> {
        let kind = match self.place.object {
            ObjectKind::Person => IdKind::Person,
            ObjectKind::Company => IdKind::Company,
            ObjectKind::Interaction => IdKind::Interaction,
            ObjectKind::Order => IdKind::Order,
        };
        let read = |v: &Value, i: usize| match v {
            Value::Text(t) => Id::read(kind, t).map(|id| id.0).ok_or_else(|| {
                Fault::new(
                    Part::Value(i),
                    "not_an_id",
                    format!("{t:?} is not the id of {}.", a(self.place.object)),
                )
                .expected([format!("\"{}_…\"", kind.prefix())])
            }),
            _ => Err(wrong_value("id", "an id", i).expected([format!("\"{}_…\"", kind.prefix())])),
        };
        match shape(self.test, read)? {
            (Shape::Set(set), denied) => self.plan(Check::IntIn(set), denied),
            _ => self.misfit("an id", &["=", "!=", "in", "not in"]),
        }
    }
}

const NUMBER_TESTS: &[&str] =
    &["=", "!=", "<", "<=", ">", ">=", "between", "in", "not in", "is empty", "is not empty"];

/// The word of a test, for messages.
fn test_word(test: &Test) -> &'static str {
    match test {
        Test::Is(_) => "=",
        Test::IsNot(_) => "!=",
        Test::In(_) => "in",
        Test::NotIn(_) => "not in",
        Test::Below(_) => "<",
        Test::AtMost(_) => "<=",
        Test::Above(_) => ">",
        Test::AtLeast(_) => ">=",
        Test::Between(..) => "between",
        Test::Contains(_) => "contains",
        Test::StartsWith(_) => "starts with",
        Test::EndsWith(_) => "ends with",
        Test::Empty => "is empty",
        Test::NotEmpty => "is not empty",
        Test::Has(..) => "has",
        Test::Within(_) => "in the last/next",
        Test::Anniversary(_) => "anniversary",
    }
}

/// The check of `contains` and its like; `None` for other tests.
fn like(test: &Test) -> Result<Option<Check>, Fault> {
    let (like, t) = match test {
        Test::Contains(t) => (Like::Contains, t),
        Test::StartsWith(t) => (Like::StartsWith, t),
        Test::EndsWith(t) => (Like::EndsWith, t),
        _ => return Ok(None),
    };
    if t.is_empty() {
        return Err(Fault::new(
            Part::Value(0),
            "empty_text",
            "Every text contains the empty text. Use `is not empty`.",
        )
        .expected(["is not empty"]));
    }
    clean(t, 0)?;
    Ok(Some(Check::TextLike(like, fold(t))))
}

/// Text that both databases can take.
pub(crate) fn clean(t: &str, i: usize) -> Result<(), Fault> {
    if t.contains('\0') {
        return Err(Fault::new(
            Part::Value(i),
            "nul_character",
            "The character NUL cannot be stored, so nothing has it.",
        ));
    }
    if t.len() > MAX_VALUE {
        return Err(Fault::new(
            Part::Value(i),
            "text_too_long",
            format!("This text is longer than {MAX_VALUE} bytes."),
        ));
    }
    Ok(())
}

fn text_value(key: &str, v: &Value, i: usize) -> Result<String, Fault> {
    match v {
        Value::Text(t) => clean(t, i).map(|()| t.clone()),
        _ => Err(wrong_value(key, "text", i).expected(["text in quotes"])),
    }
}

fn wrong_value(key: &str, what: &str, i: usize) -> Fault {
    Fault::new(Part::Value(i), "wrong_value", format!("`{key}` is {what}; this value is something else."))
}

fn decimal(key: &str, v: &Value, i: usize) -> Result<Decimal, Fault> {
    match v {
        Value::Number(d) => Ok(*d),
        _ => Err(wrong_value(key, "a number", i).expected(["a number without quotes"])),
    }
}

/// Why a number does not fit.
pub(crate) enum Wrong {
    NotWhole,
    Digits,
    Large,
}

impl Wrong {
    pub(crate) fn fault(self, i: usize) -> Fault {
        let (code, message) = match self {
            Self::NotWhole => ("not_whole", "Only whole numbers are compared here."),
            Self::Digits => ("too_many_decimals", "Amounts have at most four decimals."),
            Self::Large => ("number_too_large", "This number is too large to be compared here."),
        };
        Fault::new(Part::Value(i), code, message)
    }
}

/// A whole number of 64 bits.
pub(crate) fn whole(d: Decimal) -> Result<i64, Wrong> {
    if !d.is_integer() { Err(Wrong::NotWhole) } else { d.to_i64().ok_or(Wrong::Large) }
}

/// An amount in exact ten-thousandths.
pub(crate) fn money(d: Decimal) -> Result<i64, Wrong> {
    if d.normalize().scale() > 4 {
        return Err(Wrong::Digits);
    }
    crate::money::to_scaled(d).ok_or(Wrong::Large)
}

fn float(d: Decimal, i: usize) -> Result<f64, Fault> {
    d.to_f64().ok_or_else(|| Wrong::Large.fault(i))
}

/// Checks that the literals of a test are times, of a kind that fits.
pub(crate) fn times(test: &Test, what: &str, context: &Context, instants: bool) -> Result<(), Fault> {
    let one = |v: &Value, i: usize| {
        if let Value::Relative(r) = v
            && r.base == super::ast::Base::Today
            && r.shift != 0
            && !time::whole_days(r.unit)
        {
            return Err(Fault::new(
                Part::Value(i),
                "whole_days",
                "From `today` count in days, weeks, months or years; from `now` in hours too.",
            )
            .expected(["days", "weeks", "months", "years"]));
        }
        match time::moment(v, context) {
            Some(time::Moment::Day(d)) if d.year() < 0 => Err(wrong_time(what, i)),
            Some(time::Moment::Instant(_)) if !instants => Err(wrong_time(what, i)),
            Some(_) => Ok(()),
            None => Err(wrong_time(what, i)),
        }
    };
    match test {
        Test::Is(v)
        | Test::IsNot(v)
        | Test::Below(v)
        | Test::AtMost(v)
        | Test::Above(v)
        | Test::AtLeast(v) => one(v, 0),
        Test::In(v) | Test::NotIn(v) => v.iter().enumerate().try_for_each(|(i, v)| one(v, i)),
        Test::Between(a, b) => {
            one(a, 0)?;
            one(b, 1)?;
            match (a, b) {
                (Value::Date(x), Value::Date(y)) if x > y => Err(backwards()),
                (Value::DateTime(x), Value::DateTime(y)) if x > y => Err(backwards()),
                (Value::Instant(x), Value::Instant(y)) if x > y => Err(backwards()),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn wrong_time(what: &str, i: usize) -> Fault {
    Fault::new(
        Part::Value(i),
        "wrong_value",
        format!("Here stands {what}, for example 2026-11-20 or today - 30 days."),
    )
    .expected(["2026-11-20", "today", "today - 30 days"])
}

/// Makes `in` of single tests, and denial of plans.
fn spread(test: &Test, one: impl Fn(&Test) -> Option<Plan>) -> Option<Plan> {
    let any =
        |v: &[Value]| v.iter().map(|v| one(&Test::Is(v.clone()))).collect::<Option<Vec<_>>>().map(Plan::Any);
    match test {
        Test::In(v) => any(v),
        Test::NotIn(v) => any(v).map(Plan::negated),
        Test::IsNot(_) => one(test).map(Plan::negated),
        _ => one(test),
    }
}

/// A test of a property; the literal says which JSON type it is about.
fn props(context: &Context, path: &FieldPath, test: &Test) -> Result<Plan, Fault> {
    let place = behaviour::props_place(path)?;
    let field = |check| Plan::Field(place.clone(), check);
    if let Some(check) = like(test)? {
        return Ok(field(check));
    }
    let time = |t: &Test| {
        times(t, "a date", context, false)?;
        time::dates(t, context).map(|b| field(Check::TextRange(b))).ok_or_else(misfit_props)
    };
    let is = |v: &Value, i: usize| match v {
        Value::Text(t) => clean(t, i).map(|()| field(Check::TextIn(vec![t.clone()]))),
        Value::Number(d) => Ok(field(Check::NumIn(vec![float(*d, i)?]))),
        Value::Bool(b) => Ok(field(Check::Bool(*b))),
        Value::Me | Value::MyTeam => Err(wrong_value("props", "text, a number, yes or no, or a date", i)),
        _ => time(&Test::Is(v.clone())).map_err(|f| Fault { part: Part::Value(i), ..f }),
    };
    let each = |v: &[Value]| v.iter().enumerate().map(|(i, v)| is(v, i)).collect::<Result<Vec<_>, _>>();
    Ok(match test {
        Test::Is(v) => is(v, 0)?,
        Test::IsNot(v) => is(v, 0)?.negated(),
        Test::In(v) | Test::Has(HasMode::Any, v) => Plan::Any(each(v)?),
        Test::NotIn(v) | Test::Has(HasMode::None, v) => Plan::Any(each(v)?).negated(),
        Test::Has(HasMode::All, v) => Plan::All(each(v)?),
        Test::Empty => field(Check::Empty),
        Test::NotEmpty => field(Check::Empty).negated(),
        Test::Below(Value::Number(_))
        | Test::AtMost(Value::Number(_))
        | Test::Above(Value::Number(_))
        | Test::AtLeast(Value::Number(_))
        | Test::Between(Value::Number(_), _) => {
            match shape(test, |v, i| float(decimal("props", v, i)?, i))? {
                (Shape::Range(bounds), _) => field(Check::NumRange(bounds)),
                _ => return Err(misfit_props()),
            }
        }
        Test::Within(w) if !time::whole_days(w.unit) => return Err(misfit_props()),
        Test::Anniversary(_) => return Err(misfit_props()),
        _ => time(test)?,
    })
}

fn misfit_props() -> Fault {
    Fault::new(Part::Test, "test_does_not_fit", "A property cannot be tested so.").expected([
        "=",
        "!=",
        "in",
        "not in",
        "<",
        "<=",
        ">",
        ">=",
        "between",
        "contains",
        "starts with",
        "ends with",
        "is empty",
        "in the last … days",
    ])
}

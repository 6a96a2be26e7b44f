//! One test of one field: which tests and values fit which type.

use rust_decimal::Decimal;

use super::ast::{FieldPath, HasMode, Test, Value};
use super::catalogue::{Catalogue, Context, a, nearest};
use super::error::{Fault, MAX_LIST, Part};
use super::plan::{Check, Place, Plan, Source};
use super::resolve::Scope;
use super::resolve_props::props;
use super::resolve_value::{
    Shape, Wrong, decimal, float, like, money, shape, spread, text_value, times, whole, wrong_value,
};
use super::time;
use crate::clock::Micros;
use crate::id::{Id, IdKind};
use crate::object::{Field, FieldType, ObjectKind};

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
        | FieldType::Address
        | FieldType::Geo
        | FieldType::Link => typed.text(),
        FieldType::Choice => typed.choice(),
        FieldType::MultiChoice => typed.list(),
        FieldType::Number | FieldType::Percent | FieldType::Rating => typed.number(Ok),
        FieldType::Integer | FieldType::Money if field.custom => typed.number(Ok),
        FieldType::Integer => typed.integer(whole),
        FieldType::Money => typed.integer(money),
        FieldType::Bool => typed.boolean(),
        FieldType::Date => typed.date(),
        FieldType::DateTime => typed.instant(),
        FieldType::User => typed.user(),
        FieldType::File => typed.files(),
    }
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

    /// Files are there or not, and one of them is called so.
    fn files(self) -> Result<Plan, Fault> {
        if let Some(check) = like(self.test)? {
            return self.plan(check, false);
        }
        match self.test {
            Test::Empty => self.plan(Check::Empty, false),
            Test::NotEmpty => self.plan(Check::Empty, true),
            _ => self.misfit("files", &["contains", "starts with", "ends with", "is empty", "is not empty"]),
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
            // In JSON an instant is text that sorts as time does.
            let text = |n: i64| Micros(n).to_rfc3339();
            Some(Plan::Field(
                place.clone(),
                if custom {
                    Check::TextRange((bounds.0.map(text), bounds.1.map(text)))
                } else {
                    Check::IntRange(bounds)
                },
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
            ObjectKind::Deal => IdKind::Deal,
            ObjectKind::Lead => IdKind::Lead,
            ObjectKind::Activity => IdKind::Activity,
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

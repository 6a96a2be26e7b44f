//! A test of a property of an interaction, which has no declared type.

use super::ast::{FieldPath, HasMode, Test, Value};
use super::catalogue::Context;
use super::error::{Fault, Part};
use super::plan::{Check, Plan};
use super::resolve_behaviour::props_place;
use super::resolve_value::{Shape, clean, decimal, float, like, shape, times, wrong_value};
use super::time;

/// A test of a property; the literal says which JSON type it is about.
pub(crate) fn props(context: &Context, path: &FieldPath, test: &Test) -> Result<Plan, Fault> {
    let place = props_place(path)?;
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
        Test::In(v) | Test::Has(HasMode::Any, v) => any(each(v)?),
        Test::NotIn(v) | Test::Has(HasMode::None, v) => any(each(v)?).negated(),
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

/// Any of several checks of one property; sets of texts and of numbers become one set each, so
/// that the path is walked once.
fn any(plans: Vec<Plan>) -> Plan {
    let mut out: Vec<Plan> = Vec::new();
    for plan in plans {
        let joined = out.iter_mut().any(|known| match (known, &plan) {
            (Plan::Field(_, Check::TextIn(set)), Plan::Field(_, Check::TextIn(more))) => {
                set.extend_from_slice(more);
                true
            }
            (Plan::Field(_, Check::NumIn(set)), Plan::Field(_, Check::NumIn(more))) => {
                set.extend_from_slice(more);
                true
            }
            _ => false,
        });
        if !joined {
            out.push(plan);
        }
    }
    Plan::Any(out)
}

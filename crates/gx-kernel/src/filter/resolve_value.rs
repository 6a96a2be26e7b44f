//! Literals and the shapes of tests, whatever the type of the field.

use std::ops::Bound::{Excluded, Included, Unbounded};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::ast::{Base, Test, Value};
use super::catalogue::Context;
use super::error::{Fault, MAX_VALUE, Part};
use super::plan::{Bounds, Check, Like, Plan};
use super::row::fold;
use super::time;

/// A test taken apart.
pub(crate) enum Shape<T> {
    Set(Vec<T>),
    Range(Bounds<T>),
    Empty,
    Other,
}

/// The shape of a test and whether it is denied.
pub(crate) fn shape<T: PartialOrd>(
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

pub(crate) fn backwards() -> Fault {
    Fault::new(Part::Value(1), "range_backwards", "The second value of `between` is smaller than the first.")
}
/// The check of `contains` and its like; `None` for other tests.
pub(crate) fn like(test: &Test) -> Result<Option<Check>, Fault> {
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

pub(crate) fn text_value(key: &str, v: &Value, i: usize) -> Result<String, Fault> {
    match v {
        Value::Text(t) => clean(t, i).map(|()| t.clone()),
        _ => Err(wrong_value(key, "text", i).expected(["text in quotes"])),
    }
}

pub(crate) fn wrong_value(key: &str, what: &str, i: usize) -> Fault {
    Fault::new(Part::Value(i), "wrong_value", format!("`{key}` is {what}; this value is something else."))
}

pub(crate) fn decimal(key: &str, v: &Value, i: usize) -> Result<Decimal, Fault> {
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

pub(crate) fn float(d: Decimal, i: usize) -> Result<f64, Fault> {
    d.to_f64().ok_or_else(|| Wrong::Large.fault(i))
}

/// Checks that the literals of a test are times, of a kind that fits.
pub(crate) fn times(test: &Test, what: &str, context: &Context, instants: bool) -> Result<(), Fault> {
    let one = |v: &Value, i: usize| {
        if let Value::Relative(r) = v
            && r.base == Base::Today
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
pub(crate) fn spread(test: &Test, one: impl Fn(&Test) -> Option<Plan>) -> Option<Plan> {
    let any =
        |v: &[Value]| v.iter().map(|v| one(&Test::Is(v.clone()))).collect::<Option<Vec<_>>>().map(Plan::Any);
    match test {
        Test::In(v) => any(v),
        Test::NotIn(v) => any(v).map(Plan::negated),
        Test::IsNot(_) => one(test).map(Plan::negated),
        _ => one(test),
    }
}

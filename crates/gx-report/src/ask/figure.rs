//! What is added up: how a figure is asked of the database, and what its parts come to.

use gx_kernel::Micros;
use gx_kernel::money::from_scaled;
use gx_kernel::object::{FieldType, ObjectKind};
use gx_people::grouping;
use gx_store::access::Access;
use gx_store::cube::{Figure, Fold};
use gx_store::{Dialect, Result, Value};
use rust_decimal::Decimal;
use serde::Serialize;

use super::axis::micros;
use super::question::{Measure, MeasureKind, wrong};
use super::reach::{Hop, Reach, Reached, measures};

/// Digits behind the point of what is divided.
const DIGITS: u32 = 4;

/// How the values of a figure read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A number.
    Number,
    /// An amount of the answer's currency.
    Money,
    /// A share in percent.
    Percent,
    /// Days.
    Days,
    /// An instant.
    Instant,
    /// A day.
    Date,
}

/// A figure that was understood.
#[derive(Clone, Debug)]
pub struct Made {
    /// What was asked.
    pub asked: Measure,
    /// How its values read.
    pub ty: Type,
    /// Of which field.
    pub reached: Option<Reached>,
    /// Where days end.
    until: Option<Reached>,
    /// Whether values are integers of ten-thousandths.
    scaled: bool,
}

impl Made {
    /// Understands a figure.
    ///
    /// # Errors
    ///
    /// A problem at `measures.N.…`; forbidden where the role hides a field.
    pub fn of(reach: &Reach, access: &Access, n: usize, asked: &Measure) -> Result<Self> {
        let at = |key: &str| format!("measures.{n}.{key}");
        let field = |key: &str, name: Option<&String>| {
            name.map(|name| reach.field(access, &at(key), name)).transpose()
        };
        let (reached, until) = (field("field", asked.field.as_ref())?, field("until", asked.until.as_ref())?);
        let counts = matches!(asked.of, MeasureKind::Count | MeasureKind::Share);
        if let Some(reached) = reached.as_ref().filter(|_| !counts)
            && !measures(reached).contains(&asked.of)
        {
            let message = format!("{:?} cannot be used for this figure", reached.key);
            return Err(wrong(at("field"), "not_measured", message).into());
        }
        if let (Some(a), Some(b)) = (&reached, &until)
            && (a.hop != Hop::Own || b.hop != Hop::Own || b.field.ty != a.field.ty)
        {
            return Err(wrong(
                at("until"),
                "not_measured",
                "days lie between two days, or two instants, of the same record",
            )
            .into());
        }
        let scaled = reached.as_ref().is_some_and(|r| r.field.ty == FieldType::Money && !r.field.custom);
        let ty = match (asked.of, reached.as_ref().map(|r| r.field.ty)) {
            (MeasureKind::Count | MeasureKind::Distinct, _) => Type::Number,
            (MeasureKind::Share, _) | (_, Some(FieldType::Percent)) => Type::Percent,
            (MeasureKind::Days, _) => Type::Days,
            (_, Some(FieldType::Date)) => Type::Date,
            (_, Some(FieldType::DateTime)) => Type::Instant,
            (_, Some(FieldType::Money)) if has_currency(reach.object, reached.as_ref()) => Type::Money,
            _ => Type::Number,
        };
        Ok(Self { asked: asked.clone(), ty, reached: reached.filter(|_| !counts), until, scaled })
    }

    /// Whether it is right where a record stands once for each of its lines.
    pub fn suits_lines(&self) -> bool {
        use MeasureKind as M;
        self.is_of_line() || matches!(self.asked.of, M::Count | M::Distinct | M::Least | M::Most)
    }

    /// Whether it is of what was bought.
    pub fn is_of_line(&self) -> bool {
        self.reached.as_ref().is_some_and(|r| r.hop == Hop::Line)
    }

    /// What the database is asked for it; `passes` is the condition of its own filter, `lined` the alias of the records
    /// where each stands once for each of its lines.
    pub fn figures(&self, dialect: Dialect, passes: Option<&str>, lined: Option<&str>) -> Vec<Figure> {
        let figure = |fold, sql: &str, real| Figure { fold, sql: sql.to_owned(), real };
        let only = |sql: String| match passes {
            Some(passes) => format!("CASE WHEN {passes} THEN {sql} END"),
            None => sql,
        };
        let value = self.value(dialect);
        let (value, real) = (only(value.0), value.1);
        match self.asked.of {
            MeasureKind::Count if let Some(alias) = lined => {
                vec![figure(Fold::Distinct, &only(format!("{alias}.id")), false)]
            }
            MeasureKind::Count => vec![figure(Fold::Count, &value, false)],
            MeasureKind::Share => vec![figure(Fold::Count, &value, false), figure(Fold::Count, "1", false)],
            MeasureKind::Sum => vec![figure(Fold::Sum, &value, real)],
            MeasureKind::Average | MeasureKind::Days => {
                vec![figure(Fold::Sum, &value, real), figure(Fold::Count, &value, false)]
            }
            MeasureKind::Least => vec![figure(Fold::Least, &value, real)],
            MeasureKind::Most => vec![figure(Fold::Most, &value, real)],
            MeasureKind::Distinct => vec![figure(Fold::Distinct, &value, false)],
        }
    }

    /// The value of a row, and whether it is a float.
    fn value(&self, dialect: Dialect) -> (String, bool) {
        let Some(reached) = &self.reached else { return ("1".into(), false) };
        if let Some(until) = &self.until {
            let float = match dialect {
                Dialect::Sqlite => "REAL",
                Dialect::Postgres => "DOUBLE PRECISION",
            };
            let (from, to) = (micros(dialect, reached), micros(dialect, until));
            return (format!("CAST(({to}) - ({from}) AS {float}) / 86400000000.0"), true);
        }
        if self.asked.of == MeasureKind::Distinct {
            let sql = grouping::picked(dialect, reached.alias, &reached.field).sql;
            let text = matches!(reached.field.ty, FieldType::Text | FieldType::Choice | FieldType::Link)
                && reached.field.key != "id";
            return (if text { format!("NULLIF({sql}, '')") } else { sql }, false);
        }
        let real = reached.field.custom || matches!(reached.field.ty, FieldType::Number | FieldType::Percent);
        (grouping::ordered(dialect, reached.alias, &reached.field), real)
    }

    /// How many figures of the database it takes.
    pub fn width(&self) -> usize {
        match self.asked.of {
            MeasureKind::Share | MeasureKind::Average | MeasureKind::Days => 2,
            _ => 1,
        }
    }

    /// What some parts come to; none of them where there were no rows.
    pub fn told(&self, grown: &Grown) -> Option<String> {
        let share = |part: Decimal, of: i64| (of != 0).then(|| plain(part / Decimal::from(of)));
        match self.asked.of {
            MeasureKind::Count | MeasureKind::Distinct => Some(grown.count.to_string()),
            MeasureKind::Share => share(Decimal::from(grown.count * 100), grown.of),
            MeasureKind::Sum => Some(plain(grown.sum)),
            MeasureKind::Average | MeasureKind::Days => share(grown.sum, grown.count),
            MeasureKind::Least | MeasureKind::Most => match &grown.end {
                Some(End::Number(n)) => Some(plain(*n)),
                Some(End::Text(text)) => Some(text.clone()),
                None => None,
            },
        }
    }
}

/// Whether an amount has the currency of its record: people have none but that of what they bought, companies none at all.
fn has_currency(object: ObjectKind, reached: Option<&Reached>) -> bool {
    match object {
        ObjectKind::Company | ObjectKind::Activity => false,
        ObjectKind::Person => reached.is_some_and(|r| !r.field.custom),
        _ => true,
    }
}

/// The smallest or largest of some values.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Of numbers and amounts.
    Number(Decimal),
    /// Of days and instants, as they are told.
    Text(String),
}

/// A figure as its parts are put together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grown {
    count: i64,
    of: i64,
    sum: Decimal,
    end: Option<End>,
}

impl Grown {
    /// Takes what a part comes to; amounts are worth `rate` each.
    pub fn take(&mut self, made: &Made, values: &[Value], rate: Decimal) {
        let at = |n: usize| values.get(n).cloned().unwrap_or_default();
        match made.asked.of {
            MeasureKind::Count | MeasureKind::Distinct => self.count += whole(&at(0)),
            MeasureKind::Share => {
                self.count += whole(&at(0));
                self.of += whole(&at(1));
            }
            MeasureKind::Sum => self.sum += number(&at(0), made.scaled) * rate,
            MeasureKind::Average | MeasureKind::Days => {
                self.sum += number(&at(0), made.scaled) * rate;
                self.count += whole(&at(1));
            }
            MeasureKind::Least | MeasureKind::Most => {
                let Some(new) = end(made, &at(0), rate) else { return };
                let better = match (&self.end, &new) {
                    (Some(End::Number(old)), End::Number(new)) => {
                        (made.asked.of == MeasureKind::Least) == (new < old)
                    }
                    (Some(End::Text(old)), End::Text(new)) => {
                        (made.asked.of == MeasureKind::Least) == (new < old)
                    }
                    _ => true,
                };
                if better {
                    self.end = Some(new);
                }
            }
        }
    }

    /// Takes what is counted under the same key.
    pub fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.of += other.of;
        self.sum += other.sum;
        if self.end.is_none() {
            self.end.clone_from(&other.end);
        }
    }

    /// What it has come to, for amounts without a rate: their sum, or the one that is told.
    pub fn sum(&self) -> Decimal {
        match self.end {
            Some(End::Number(n)) => n,
            _ => self.sum,
        }
    }

    /// By which parts are put in order: how large it is.
    pub fn size(&self) -> Decimal {
        match self.end {
            Some(End::Number(n)) => n,
            _ if self.sum.is_zero() => Decimal::from(self.count),
            _ => self.sum,
        }
    }
}

/// A number as it is told, with four digits behind the point at most.
fn plain(n: Decimal) -> String {
    n.round_dp(DIGITS).normalize().to_string()
}

fn whole(value: &Value) -> i64 {
    match value {
        Value::Int(n) => *n,
        _ => 0,
    }
}

/// A number of the database.
pub fn number(value: &Value, scaled: bool) -> Decimal {
    match value {
        Value::Int(n) if scaled => from_scaled(*n),
        Value::Int(n) => Decimal::from(*n),
        Value::Real(x) => Decimal::from_f64_retain(*x).map(|d| d.round_dp(DIGITS)).unwrap_or_default(),
        _ => Decimal::ZERO,
    }
}

fn end(made: &Made, value: &Value, rate: Decimal) -> Option<End> {
    Some(match (made.ty, value) {
        (_, Value::Null | Value::Blob(_)) => return None,
        (Type::Instant, Value::Int(n)) => End::Text(Micros(*n).to_rfc3339()),
        (_, Value::Text(text)) => End::Text(text.clone()),
        (_, value) => End::Number(number(value, made.scaled) * rate),
    })
}

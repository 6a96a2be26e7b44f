//! People by when they first are among the rows, and how many units of time later they are again.

use std::collections::BTreeMap;

use gx_kernel::Problem;
use gx_kernel::object::{FieldType, ObjectKind};
use gx_people::grouping::{self, Source};
use gx_store::access::Access;
use gx_store::cube::{Cube, Figure};
use gx_store::{Result, Tx, Value};
use jiff::ToSpan as _;
use rust_decimal::Decimal;

use super::answer::Ready;
use super::axis::{Axis, Setting, bucket, within};
use super::figure::{Grown, Type};
use super::question::{Dimension, Unit, wrong};
use super::reach::Hop;
use super::told::{Answer, AxisKey, AxisTold, Cell};

/// The most units that are told.
const UNITS: usize = 120;

/// Rows of people with when those came first.
pub struct Query {
    /// The tables.
    pub from: String,
    /// Which rows.
    pub condition: String,
    /// The parameters.
    pub params: Vec<Value>,
    /// In which unit the person of a row came first.
    pub came: String,
    /// In which unit the row is.
    pub own: String,
    /// The units.
    pub axis: Axis,
}

/// What asks for cohorts; its parameters stand behind those that are there.
///
/// # Errors
///
/// A problem at `cohort.…`.
pub fn query(
    tx: &mut Tx<'_>,
    access: &Access,
    ready: &Ready,
    dimension: &Dimension,
    params: Vec<Value>,
) -> Result<Query> {
    if matches!(ready.question.object, ObjectKind::Person | ObjectKind::Company) {
        let message = "people come back as rows of orders, interactions, deals, leads or activities";
        return Err(wrong("cohort", "no_rows", message).into());
    }
    let reached = ready.reach.field(access, "cohort.field", &dimension.field)?;
    let dated = matches!(reached.field.ty, FieldType::Date | FieldType::DateTime);
    if reached.hop != Hop::Own || !dated {
        return Err(
            wrong("cohort.field", "no_date", format!("{:?} is no day of the record", reached.key)).into()
        );
    }
    if ready.question.period.as_ref().is_some_and(|period| period.field != reached.key) {
        let message = "the period of a cohort is that of its own day";
        return Err(wrong("period.field", "not_the_cohort", message).into());
    }
    let unit = dimension.unit.unwrap_or(Unit::Month);
    if unit.is_cycle() || unit == Unit::Hour {
        return Err(wrong("cohort.unit", "not_a_unit", "day, week, month, quarter or year").into());
    }
    let asking = ready.asking(access);
    let dialect = tx.dialect();
    let whole = asking.rows(tx, None, Vec::new())?;
    let people = ready.reach.tables(tx.dialect(), access, &[Hop::Person]);
    let raw = grouping::ordered(dialect, reached.alias, &reached.field);
    // Units from the first row of anybody, so that the first time of everybody lies in one of them.
    let source = Source {
        from: ready.reach.spec.from,
        alias: reached.alias,
        condition: &whole.condition,
        params: &whole.params,
    };
    let setting = Setting { zone: &ready.zone, period: None, today: ready.today };
    let by = Dimension { field: dimension.field.clone(), unit: Some(unit) };
    let axis = Axis::of(tx, ("cohort", &by), reached.clone(), source, setting)?;
    if axis.edges().len() > UNITS + 1 {
        let message =
            format!("more than {UNITS} units since the first row: choose a longer one, or a filter");
        return Err(wrong("cohort.unit", "too_many", message).into());
    }
    let own = bucket(dialect, &reached, axis.edges(), &ready.zone);
    let moments: Vec<String> =
        axis.edges().iter().map(|e| grouping::moment(&reached.field, *e, &ready.zone)).collect();
    let came = within("hf.came", &moments);
    let first_rows = asking.rows(tx, None, params)?;
    let first = format!(
        "SELECT hp.id AS who, MIN({raw}) AS came FROM {people} WHERE {} AND hp.id IS NOT NULL AND {raw} IS NOT NULL GROUP BY hp.id",
        first_rows.condition
    );
    let rows = asking.rows(tx, None, first_rows.params)?;
    let condition = match ready.span {
        // The cohorts of the period; when they came again may be later.
        Some(span) => {
            let (from, until) = (
                grouping::edge(&reached.field, span.from, &ready.zone),
                grouping::edge(&reached.field, span.to.saturating_add(1.day()), &ready.zone),
            );
            format!("{} AND hf.came >= {from} AND hf.came < {until}", rows.condition)
        }
        None => rows.condition,
    };
    // A row without the day is of no unit.
    let condition = format!("{condition} AND {raw} IS NOT NULL");
    let from = format!("{people} JOIN ({first}) hf ON hf.who = hp.id");
    Ok(Query { from, condition, params: rows.params, came, own, axis })
}

/// Answers a question of cohorts.
///
/// # Errors
///
/// A problem at `cohort.…`.
pub fn answer(tx: &mut Tx<'_>, access: &Access, ready: &Ready, dimension: &Dimension) -> Result<Answer> {
    if let Some(n) = ready.made.iter().position(|m| m.ty == Type::Money) {
        let message = "amounts have no cohorts yet: count orders or customers";
        return Err(Problem::field(&format!("measures.{n}.field"), "not_measured", message).into());
    }
    let asking = ready.asking(access);
    // The parameters in the order of the text: of the figures, of when everybody came first, of the rows.
    let mut params: Vec<Value> = Vec::new();
    let mut figures: Vec<Figure> = Vec::new();
    for (n, made) in ready.made.iter().enumerate() {
        let passes = match made.asked.filter.trim() {
            "" => None,
            text => Some(asking.filter(tx, &format!("measures.{n}.filter"), text, &mut params)?.sql),
        };
        figures.extend(made.figures(tx.dialect(), passes.as_deref(), None));
    }
    let Query { from, condition, params, came, own, axis } = query(tx, access, ready, dimension, params)?;
    let keys = axis.all();
    let cube = Cube {
        from: &from,
        condition: &condition,
        params: &params,
        apart: &[],
        by: &[came, own],
        figures: &figures,
        most: UNITS * UNITS * 2,
    };
    let parts = tx.cube(&cube)?.unwrap_or_default();
    let mut cells: BTreeMap<Vec<Option<usize>>, Vec<Grown>> = BTreeMap::new();
    let place = |value: &Option<Value>| match value {
        Some(Value::Int(n)) => usize::try_from(*n).ok(),
        _ => None,
    };
    for part in &parts {
        let (Some(came), Some(own)) = (part.by.first().map(place), part.by.get(1).map(place)) else {
            continue;
        };
        let at = match (came, own) {
            (Some(came), Some(own)) => {
                let since = own.checked_sub(came);
                vec![vec![Some(came), since], vec![None, since]]
            }
            (Some(came), None) => vec![vec![Some(came), None]],
            (None, Some(_)) => Vec::new(),
            (None, None) => vec![vec![None, None]],
        };
        // Everybody is of one cohort: over all of them the same number of units later adds up.
        for at in at {
            let grown = cells.entry(at).or_insert_with(|| vec![Grown::default(); ready.made.len()]);
            let mut values = part.figures.as_slice();
            for (made, grown) in ready.made.iter().zip(grown) {
                let (mine, rest) = values.split_at(made.width().min(values.len()));
                values = rest;
                grown.take(made, mine, Decimal::ONE);
            }
        }
    }
    // Cohorts without anybody are not told, but for those between others.
    let used: Vec<usize> = cells.keys().filter_map(|at| at.first().copied().flatten()).collect();
    let (first, last) = (used.iter().min().copied().unwrap_or(0), used.iter().max().copied().unwrap_or(0));
    let since = cells.keys().filter_map(|at| at.get(1).copied().flatten()).max().map_or(0, |n| n + 1);
    let told = |of, keys| AxisTold {
        field: axis.reached.key.clone(),
        unit: axis.unit,
        of,
        ty: axis.reached.field.ty,
        object: axis.reached.object,
        label: axis.reached.field.label.clone(),
        keys,
        more: 0,
    };
    let cohorts = keys.into_iter().skip(first).take(if used.is_empty() { 0 } else { last - first + 1 });
    let axes = vec![
        told("cohort", cohorts.map(|k| AxisKey { value: k.value, ..AxisKey::default() }).collect()),
        told("since", (0..since).map(|n| AxisKey { value: n.into(), ..AxisKey::default() }).collect()),
    ];
    let cells = cells
        .into_iter()
        .map(|(at, grown)| Cell {
            at: at.iter().enumerate().map(|(n, p)| p.map(|p| if n == 0 { p - first } else { p })).collect(),
            values: ready.made.iter().zip(&grown).map(|(m, g)| m.told(g)).collect(),
            before: None,
        })
        .collect();
    Ok(ready.told(axes, cells, None, Vec::new()))
}

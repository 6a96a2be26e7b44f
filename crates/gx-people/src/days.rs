//! The rows of a list by the days of a date: what a calendar shows. Days are those of the workspace's time zone, as in
//! filters, so that the figure of a day is the length of the list that its filter opens.

use gx_kernel::Id;
use gx_kernel::Problem;
use gx_kernel::filter::{Test, Value as Word};
use gx_kernel::object::{Field, FieldType};
use gx_record::{fields, filtering};
use gx_store::access::Access;
use gx_store::{Result, Tx};
use jiff::civil::Date;
use serde::Serialize;

use crate::grouping::edge;
use crate::listing::Listing;

/// Days of one answer: six weeks of a month's sheet, with room.
const MOST: i32 = 62;

/// The most rows that are shown of each day.
const SHOWN: usize = 50;

/// What a calendar asks for.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// The field.
    pub by: &'a str,
    /// The first day.
    pub from: &'a str,
    /// The last day.
    pub to: &'a str,
    /// Rows shown of each day.
    pub each: usize,
}

/// A day that has rows.
#[derive(Clone, Debug, Serialize)]
pub struct Day<R> {
    /// `2026-11-20`.
    pub day: String,
    /// How many.
    pub count: i64,
    /// The filter that finds them.
    pub filter: String,
    /// The first of them.
    pub rows: Vec<R>,
}

/// A stretch of days, those without rows left out.
#[derive(Clone, Debug, Serialize)]
pub struct Days<R> {
    /// The field.
    pub by: String,
    /// Earliest first.
    pub days: Vec<Day<R>>,
}

fn read(name: &str, text: &str) -> Result<Date> {
    let message = || format!("expected a day such as 2026-11-20, got {text:?}");
    Ok(text.parse().map_err(|_| Problem::field(name, "not_a_date", message()))?)
}

/// Counts the rows of each day of a stretch; `shown` makes the first of them into rows.
pub fn days<R>(
    tx: &mut Tx<'_>,
    access: &Access,
    list: &Listing,
    asked: &Stretch<'_>,
    mut shown: impl FnMut(&mut Tx<'_>, &[Id]) -> Result<Vec<R>>,
) -> Result<Days<R>> {
    let (by, each) = (asked.by, asked.each.clamp(1, SHOWN));
    let dated = |f: &Field| matches!(f.ty, FieldType::Date | FieldType::DateTime);
    let field = list.field(access, by, dated)?.clone();
    let (from, to) = (read("from", asked.from)?, read("to", asked.to)?);
    let length = from.until(to).map_or(i32::MAX, |span| span.get_days()) + 1;
    if !(1..=MOST).contains(&length) {
        let message = format!("1 to {MOST} days, got {length}");
        return Err(Problem::field("to", "range", message).into());
    }
    let days: Vec<Date> = from.series(jiff::Span::new().days(1)).take(length as usize + 1).collect();
    let zone = filtering::zone(tx)?;
    let edges: Vec<String> = days.iter().map(|day| edge(&field, *day, &zone)).collect();
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
        return Ok(Days { by: by.to_owned(), days: Vec::new() });
    };
    let at = if field.custom {
        fields::sort_expression(tx.dialect(), list.spec.alias, &field)
    } else {
        format!("{}.{by}", list.spec.alias)
    };
    let steps: Vec<String> =
        edges.iter().skip(1).enumerate().map(|(n, edge)| format!("WHEN at < {edge} THEN {n}")).collect();
    let (condition, params) = list.condition();
    let sql = format!(
        "WITH hit AS (SELECT {alias}.id AS id, {at} AS at FROM {} WHERE {condition} AND {at} >= {first} AND {at} < {last}), \
         placed AS (SELECT id, at, CASE {} END AS day FROM hit), \
         ranked AS (SELECT id, day, COUNT(*) OVER (PARTITION BY day) AS many, ROW_NUMBER() OVER (PARTITION BY day ORDER BY at, id) AS place FROM placed) \
         SELECT day, many, id FROM ranked WHERE place <= {each} ORDER BY day, place",
        list.spec.from,
        steps.join(" "),
        alias = list.spec.alias,
    );
    let mut found: Vec<(usize, i64, Vec<Id>)> = Vec::new();
    for row in tx.query(&sql, params)? {
        let (day, many, id) = (row.int(0)? as usize, row.int(1)?, row.id(2)?);
        match found.last_mut() {
            Some((held, _, ids)) if *held == day => ids.push(id),
            _ => found.push((day, many, vec![id])),
        }
    }
    let mut out = Vec::new();
    for (n, count, ids) in found {
        let Some(day) = days.get(n) else { continue };
        let filter = list.part(by, Test::Is(Word::Date(*day)));
        out.push(Day { day: day.to_string(), count, filter, rows: shown(tx, &ids)? });
    }
    Ok(Days { by: by.to_owned(), days: out })
}

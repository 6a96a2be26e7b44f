//! The rows behind a figure.

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, parse, print};
use gx_kernel::money::from_scaled;
use gx_kernel::object::{FieldType, ObjectKind};
use gx_kernel::{Id, IdKind};
use gx_people::company::group::Sum;
use gx_people::names::{Named, Names};
use gx_people::{listing, page, seen};
use gx_record::filtering;
use gx_store::access::Access;
use gx_store::{Dialect, Result, Row, Store, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::answer::Ready;
use super::axis::Axis;
use super::cohort;
use super::question::{Question, wrong};
use super::reach::Hop;

/// Rows of one page.
const PAGE: usize = 50;

/// A key of an axis.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its value; null for rows without one.
    value: Json,
}

/// Which figure is opened.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowsWish {
    /// Of which question.
    question: Question,
    /// By axis the key; none over all of them.
    cell: Vec<Option<Place>>,
    /// The measure.
    #[serde(default)]
    measure: Option<usize>,
    /// Of the span that it is compared with.
    #[serde(default)]
    before: bool,
    /// Where the page begins.
    #[serde(default)]
    cursor: Option<String>,
}

/// A row behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    id: String,
    object: ObjectKind,
    name: String,
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_label: Option<String>,
    person: Option<Named>,
    owner: Option<Named>,
    amount: Option<Sum>,
    at: Option<String>,
}

/// A page of them.
#[derive(Clone, Debug, Serialize)]
pub struct Hits {
    /// The rows.
    pub rows: Vec<Hit>,
    next: Option<String>,
    total: Option<i64>,
    filter: Option<String>,
}

/// The rows of a cell, the newest first.
///
/// # Errors
///
/// As [`super::answer::answer`]; a problem at `cell` where there is no such key.
pub fn rows(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &RowsWish) -> Result<Hits> {
    let mut ready = Ready::of(tx, store, access, &wish.question)?;
    let axes = if wish.question.cohort.is_some() { Vec::new() } else { ready.axes(tx, access)? };
    if wish.before {
        let Some(before) = ready.before else {
            return Err(wrong("before", "no_compare", "the question is compared with nothing").into());
        };
        ready.span = Some(before);
    }
    let width = if wish.question.cohort.is_some() { 2 } else { axes.len() };
    if wish.cell.len() != width {
        return Err(wrong("cell", "count", format!("expected {width} keys, one for each axis")).into());
    }
    let measure = match wish.measure {
        None => None,
        Some(n) => {
            let found = ready.made.get(n).cloned();
            Some(found.ok_or_else(|| wrong("measure", "unknown", "there is no such figure"))?)
        }
    };
    let passes = measure.as_ref().map_or("", |m| m.asked.filter.trim()).to_owned();
    let asking = ready.asking(access);
    let alias = ready.reach.spec.alias;
    let (from, mut condition, mut params, keys) = match &wish.question.cohort {
        Some(dimension) => {
            let q = cohort::query(tx, access, &ready, dimension, Vec::new())?;
            let keys = cohort_keys(&q, &wish.cell)?;
            (q.from, q.condition, q.params, keys)
        }
        None => {
            let rows = asking.rows(tx, ready.span, Vec::new())?;
            let mut keys = Vec::new();
            let mut hops = Vec::new();
            let mut joins = String::new();
            for (n, (axis, place)) in axes.iter().zip(&wish.cell).enumerate() {
                // Records without lines are in no sum of them, also over all.
                if axis.reached.hop == Hop::Line {
                    hops.push(Hop::Line);
                }
                let Some(place) = place else { continue };
                hops.push(axis.reached.hop);
                joins.push_str(&axis.join(tx.dialect()));
                let shifted = match (wish.before, ready.span) {
                    (true, Some(span)) if is_period(&wish.question, axis) => {
                        axis.over(tx.dialect(), "by", span, &ready.zone)?
                    }
                    _ => None,
                };
                let value = axis
                    .counted(&place.value)
                    .ok_or_else(|| wrong(format!("cell.{n}"), "unknown", "there is no such key"))?;
                keys.push((shifted.unwrap_or_else(|| axis.sql.clone()), value));
            }
            (
                format!("{}{joins}", ready.reach.tables(tx.dialect(), access, &hops)),
                rows.condition,
                rows.params,
                keys,
            )
        }
    };
    if !passes.is_empty() {
        let at = format!("measures.{}.filter", wish.measure.unwrap_or_default());
        let clause = asking.filter(tx, &at, &passes, &mut params)?;
        condition.push_str(&format!(" AND ({})", clause.sql));
    }
    let columns: String = keys.iter().enumerate().map(|(n, (sql, _))| format!(", {sql} AS g{n}")).collect();
    let mut tests = String::new();
    for (n, (_, value)) in keys.iter().enumerate() {
        if *value == Value::Null {
            tests.push_str(&format!(" AND r.g{n} IS NULL"));
        } else {
            params.push(value.clone());
            tests.push_str(&format!(" AND r.g{n} = {}", placed(tx.dialect(), params.len(), value)));
        }
    }
    let inner = format!("SELECT {alias}.id AS id{columns} FROM {from} WHERE {condition}");
    let total = match wish.cursor {
        Some(_) => None,
        None => {
            let sql = format!("SELECT COUNT(DISTINCT r.id) FROM ({inner}) r WHERE 1 = 1{tests}");
            Some(tx.one(&sql, &params)?.int(0)?)
        }
    };
    if let Some(cursor) = &wish.cursor {
        let after: i64 = cursor.parse().map_err(|_| {
            wrong("cursor", "cursor", "The cursor is not one of ours; start from the first page.")
        })?;
        params.push(after.into());
        tests.push_str(&format!(" AND r.id < ${}", params.len()));
    }
    let sql = format!(
        "SELECT DISTINCT r.id FROM ({inner}) r WHERE 1 = 1{tests} ORDER BY r.id DESC LIMIT {}",
        PAGE + 1
    );
    let mut ids = tx.query(&sql, &params)?.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    let next = (ids.len() > PAGE).then(|| ids.get(PAGE - 1).map(i64::to_string)).flatten();
    ids.truncate(PAGE);
    let rows = hits(tx, access, &ready, &ids)?;
    let lined = axes.iter().any(|axis| axis.reached.hop == Hop::Line);
    let filter = if wish.question.cohort.is_some() || lined {
        None
    } else {
        let cell: Vec<Option<&Json>> = wish.cell.iter().map(|p| p.as_ref().map(|p| &p.value)).collect();
        found_by(tx, &ready, (&axes, &cell), &passes, wish.before)?
    };
    Ok(Hits { rows, next, total, filter })
}

/// A placeholder with the type that a comparison needs.
fn placed(dialect: Dialect, n: usize, value: &Value) -> String {
    let ty = match (dialect, value) {
        (Dialect::Sqlite, _) | (_, Value::Null | Value::Blob(_)) => "",
        (_, Value::Int(_)) => "::bigint",
        (_, Value::Real(_)) => "::float8",
        (_, Value::Text(_)) => "::text",
    };
    format!("${n}{ty}")
}

fn is_period(question: &Question, axis: &Axis) -> bool {
    question.period.as_ref().is_some_and(|p| p.field == axis.reached.key)
}

/// The units of a cohort's cell.
fn cohort_keys(q: &cohort::Query, cell: &[Option<Place>]) -> Result<Vec<(String, Value)>> {
    let unknown = |n: usize| wrong(format!("cell.{n}"), "unknown", "there is no such key");
    let came = match cell.first() {
        Some(Some(place)) => Some(q.axis.counted(&place.value).ok_or_else(|| unknown(0))?),
        _ => None,
    };
    let since = match cell.get(1) {
        Some(Some(place)) => Some(place.value.as_i64().ok_or_else(|| unknown(1))?),
        _ => None,
    };
    let mut out: Vec<(String, Value)> = came.map(|came| (q.came.clone(), came)).into_iter().collect();
    out.extend(since.map(|n| (format!("({}) - ({})", q.own, q.came), Value::Int(n))));
    Ok(out)
}

/// What finds the rows of a cell in the list of the object, where a filter can say it; of the keys by axis, none is over all
/// of them. `shifted`: of the span that is compared with.
///
/// # Errors
///
/// When a filter cannot be read any more.
pub fn found_by(
    tx: &mut Tx<'_>,
    ready: &Ready,
    (axes, cell): (&[Axis], &[Option<&Json>]),
    passes: &str,
    shifted: bool,
) -> Result<Option<String>> {
    let question = &ready.question;
    let catalogue = filtering::catalogue(tx, question.object)?;
    let mut parts: Vec<Filter> = Vec::new();
    for text in [question.filter.trim(), passes].into_iter().filter(|t| !t.is_empty()) {
        parts.push(parse(text, &catalogue).map_err(|e| filtering::problem(&e))?);
    }
    for (axis, key) in axes.iter().zip(cell) {
        let Some(key) = key else { continue };
        let Some(value) = axis.counted(key) else { return Ok(None) };
        // Units of time of another span are not those of the axis.
        let other = shifted && is_period(question, axis);
        match if other { None } else { axis.filter(&value, ready.same) } {
            Some(filter) => parts.push(filter),
            None => return Ok(None),
        }
    }
    if let (Some(period), Some(span)) = (&question.period, ready.span) {
        let day =
            ready.reach.field(&Access::system(), "period.field", &period.field)?.field.ty == FieldType::Date;
        if !ready.same && !day {
            return Ok(None);
        }
        // Also beside a unit of it: a week that begins before the span holds days that are not of it.
        parts.push(Filter::Field {
            field: FieldPath::field(&period.field),
            test: Test::Between(Word::Date(span.from), Word::Date(span.to)),
        });
    }
    if let Some(owners) = &ready.whose {
        let owners = owners.iter().map(|id| Word::Text(id.show(IdKind::User)));
        parts.push(Filter::Field { field: FieldPath::field("owner"), test: Test::In(owners.collect()) });
    }
    let whole = parts.into_iter().reduce(Filter::and);
    Ok(Some(whole.map_or_else(String::new, |filter| print(&filter.tidy()))))
}

/// What a row shows, by object: name, state, person, owner, amount, currency, when; the columns of the table.
fn columns(object: ObjectKind) -> [&'static str; 7] {
    match object {
        ObjectKind::Person => ["name", "lifecycle", "NULL", "owner", "order_total", "currency", "created_at"],
        ObjectKind::Company => ["name", "NULL", "NULL", "owner", "NULL", "NULL", "created_at"],
        ObjectKind::Interaction => {
            ["title", "kind", "person_id", "NULL", "amount", "currency", "occurred_at"]
        }
        ObjectKind::Order => ["number", "status", "person_id", "NULL", "amount", "currency", "placed_at"],
        ObjectKind::Deal => ["name", "stage", "person_id", "owner", "amount", "currency", "created_at"],
        ObjectKind::Lead => ["name", "state", "person_id", "owner", "amount", "currency", "created_at"],
        ObjectKind::Activity => ["title", "kind", "person_id", "owner", "NULL", "NULL", "at"],
    }
}

fn hits(tx: &mut Tx<'_>, access: &Access, ready: &Ready, ids: &[i64]) -> Result<Vec<Hit>> {
    let (object, spec) = (ready.question.object, listing::spec(ready.question.object));
    let mut shown = columns(object).map(str::to_owned);
    // When it was in the sense of the question.
    if let Some(period) = &ready.question.period {
        let reached = ready.reach.field(access, "period.field", &period.field)?;
        if reached.hop == Hop::Own && !reached.field.custom {
            shown[6].clone_from(&reached.field.key);
        }
    }
    let [name, state, person, owner, amount, currency, at] = shown.each_ref().map(|column| {
        let hidden = column.as_str() != "person_id" && access.hides_of(object, column);
        if hidden || column == "NULL" { "NULL".to_owned() } else { format!("{}.{column}", spec.alias) }
    });
    let sql = format!(
        "SELECT {a}.id, {name}, {state}, {person}, {owner}, {amount}, {currency}, {at} FROM {} WHERE {} AND {} AND {a}.id IN",
        spec.from,
        spec.base,
        access.see(object, spec.alias),
        a = spec.alias
    );
    let found = tx.query_in(&sql, ids)?;
    let kind = seen::id_kind(object);
    let mut names = Names::default();
    let mut out = Vec::new();
    for id in ids {
        for r in &found {
            if r.int(0)? == *id {
                out.push(hit(tx, access, ready, &mut names, (kind, r))?);
            }
        }
    }
    Ok(out)
}

fn hit(
    tx: &mut Tx<'_>,
    access: &Access,
    ready: &Ready,
    names: &mut Names,
    (kind, r): (IdKind, &Row),
) -> Result<Hit> {
    let object = ready.question.object;
    let state = r.opt_string(2)?;
    let option = (object == ObjectKind::Deal)
        .then(|| ready.reach.field(access, "state", "stage").ok())
        .flatten()
        .and_then(|stage| stage.field.options.into_iter().find(|o| Some(&o.id) == state.as_ref()));
    let person = match r.opt_id(3)? {
        Some(node) => named_person(tx, access, node)?,
        None => None,
    };
    let owner = match r.opt_id(4)? {
        Some(user) => Some(names.user(tx, user)?),
        None => None,
    };
    let amount = match (r.opt_int(5)?, r.opt_string(6)?) {
        (Some(amount), Some(currency)) if amount != 0 => {
            Some(Sum { currency, total: from_scaled(amount).to_string() })
        }
        _ => None,
    };
    let at = match r.value(7) {
        Value::Int(at) => Some(gx_kernel::Micros(at).to_rfc3339()),
        Value::Text(day) => Some(day),
        _ => None,
    };
    Ok(Hit {
        id: r.id(0)?.show(kind),
        object,
        name: r.opt_string(1)?.unwrap_or_default(),
        state,
        state_label: option.map(|o| o.label),
        person,
        owner,
        amount,
        at,
    })
}

/// The person that a node belongs to, where the caller sees them.
pub fn named_person(tx: &mut Tx<'_>, access: &Access, node: Id) -> Result<Option<Named>> {
    let sql = "SELECT canonical_id FROM person WHERE id = $1";
    let Some(root) = tx.first(sql, &[node.into()])?.map(|r| r.id(0)).transpose()? else { return Ok(None) };
    let id = root.show(IdKind::Person);
    let name = page::linked(tx, access, &id)?;
    Ok(name.map(|name| Named { id, initial: Some(gx_text::avatar_initial(&name)), name }))
}

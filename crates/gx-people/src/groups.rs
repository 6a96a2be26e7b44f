//! People counted by a field: the heads of a board, the parts of a list, each with the filter that opens it.

use gx_kernel::filter::{FieldPath, Filter, Test, Value as Word, parse, print};
use gx_kernel::money::from_scaled;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::{fields, filtering};
use gx_store::access::Access;
use gx_store::{Dialect, Result, Tx, Value};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value as Json;

use crate::people::{SPEC, clause};

/// Groups of one answer; the smallest are left out beyond it.
const MOST: usize = 200;

/// People who share a value.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The value; null for those without one.
    pub value: Json,
    /// How many.
    pub count: i64,
    /// Sum of their orders, decimal text.
    pub total: String,
    /// The filter that finds them.
    pub filter: String,
}

/// People by a field.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// The field.
    pub by: String,
    /// Largest first.
    pub groups: Vec<Group>,
    /// Whether smaller groups were left out.
    pub more: bool,
}

/// The built-in fields that people are grouped by.
const BUILT_IN: &[&str] =
    &["lifecycle", "tier", "owner", "city", "region", "country", "life_stage", "gender", "language"];

/// Whether people can be grouped by a field.
pub fn able(field: &Field) -> bool {
    if !field.custom {
        return BUILT_IN.contains(&field.key.as_str());
    }
    matches!(
        field.ty,
        FieldType::Choice | FieldType::User | FieldType::Bool | FieldType::Rating | FieldType::Text
    )
}

/// The expression whose values make the groups. JSON booleans become 0 and 1 on both databases.
fn expression(dialect: Dialect, field: &Field) -> String {
    if !field.custom {
        return format!("p.{}", field.key);
    }
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    match (dialect, field.ty) {
        (Dialect::Sqlite, _) => format!("json_extract(p.fields, '$.{key}')"),
        (Dialect::Postgres, FieldType::Rating) => format!("(p.fields ->> '{key}')::float8"),
        (Dialect::Postgres, FieldType::Bool) => {
            format!("CASE p.fields ->> '{key}' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END")
        }
        (Dialect::Postgres, _) => format!("p.fields ->> '{key}'"),
    }
}

/// A value of the database as the API shows it and as a filter says it.
fn shown(field: &Field, value: Value) -> Option<(Json, Word)> {
    Some(match (field.ty, value) {
        (FieldType::User, Value::Int(id)) => {
            let text = Id(id).show(IdKind::User);
            (text.clone().into(), Word::Text(text))
        }
        (FieldType::Bool, Value::Int(n)) => ((n != 0).into(), Word::Bool(n != 0)),
        (_, Value::Int(n)) => (n.into(), Word::Number(Decimal::from(n))),
        (_, Value::Real(x)) => ((x as i64).into(), Word::Number(Decimal::from(x as i64))),
        (_, Value::Text(t)) if !t.is_empty() => (t.clone().into(), Word::Text(t)),
        _ => return None,
    })
}

/// People whom a list finds, counted by a field.
pub fn groups(
    tx: &mut Tx<'_>,
    access: &Access,
    now: Micros,
    (filter, q): (&str, &str),
    by: &str,
) -> Result<Groups> {
    if access.hides(by) {
        return Err(Problem::forbidden(format!("Your role may not see {by}.")).into());
    }
    let known = fields::load(tx, ObjectKind::Person)?;
    let field = known
        .get(by)
        .filter(|f| able(f))
        .ok_or_else(|| Problem::field("by", "unknown", format!("people cannot be grouped by {by:?}")))?;
    let clause = clause(tx, access, now, filter, q)?;
    let also =
        if clause.leading().is_empty() { String::new() } else { format!(" AND ({})", clause.leading()) };
    let sql = format!(
        "SELECT {} AS g, COUNT(*), CAST(SUM(p.order_total) AS {}) FROM person p WHERE {} AND {}{also} GROUP BY 1 ORDER BY 2 DESC LIMIT {}",
        expression(tx.dialect(), field),
        if tx.dialect() == Dialect::Sqlite { "INTEGER" } else { "BIGINT" },
        SPEC.base,
        access.see_person("p"),
        MOST + 1
    );
    let rows = tx.query(&sql, &clause.params)?;
    let catalogue = filtering::catalogue(tx, ObjectKind::Person)?;
    let base = match filter.trim() {
        "" => None,
        text => Some(parse(text, &catalogue).map_err(|e| filtering::problem(&e))?),
    };
    let mut out: Vec<Group> = Vec::new();
    for r in rows.iter().take(MOST) {
        let (value, test) = match shown(field, r.value(0)) {
            Some((json, word)) => (json, Test::Is(word)),
            None => (Json::Null, Test::Empty),
        };
        let (count, total) = (r.int(1)?, r.opt_int(2)?.unwrap_or(0));
        // Empty text and no value are one group.
        if let (true, Some(held)) = (value.is_null(), out.iter_mut().find(|g| g.value.is_null())) {
            held.count += count;
            continue;
        }
        let part = Filter::Field { field: FieldPath::field(by), test };
        let whole = match &base {
            Some(base) => base.clone().and(part).tidy(),
            None => part,
        };
        out.push(Group { value, count, total: from_scaled(total).to_string(), filter: print(&whole) });
    }
    Ok(Groups { by: by.to_owned(), more: rows.len() > MOST, groups: out })
}

//! A list counted by a field: the heads of a board, the parts of a table, each with its sums and the filter that opens it.

use std::collections::BTreeMap;

use gx_kernel::filter::{Test, Value as Word};
use gx_kernel::money::from_scaled;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{Id, IdKind};
use gx_record::fields;
use gx_store::access::Access;
use gx_store::tally::{Picked, Tally, column};
use gx_store::{Dialect, Result, Tx, Value};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value as Json;

use crate::listing::Listing;

/// Groups of one answer; the smallest are left out beyond it.
const MOST: usize = 200;

/// Rows that share a value.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// The value; null for those without one.
    pub value: Json,
    /// How many.
    pub count: i64,
    /// Sum of their orders, decimal text.
    pub total: String,
    /// The sums asked for by field, decimal text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sums: BTreeMap<String, String>,
    /// The filter that finds them.
    pub filter: String,
}

/// A list by a field.
#[derive(Clone, Debug, Serialize)]
pub struct Groups {
    /// The field.
    pub by: String,
    /// Largest first.
    pub groups: Vec<Group>,
    /// Whether smaller groups were left out.
    pub more: bool,
}

/// The built-in fields that a list is grouped by.
fn built_in(object: ObjectKind) -> &'static [&'static str] {
    match object {
        ObjectKind::Person => &[
            "lifecycle",
            "tier",
            "owner",
            "territory",
            "city",
            "region",
            "country",
            "life_stage",
            "gender",
            "language",
        ],
        ObjectKind::Company => &["industry", "city", "region", "country", "owner"],
        ObjectKind::Order => &["status", "channel", "currency"],
        ObjectKind::Interaction => &[],
    }
}

/// Whether a list can be grouped by a field.
pub fn able(object: ObjectKind, field: &Field) -> bool {
    if !field.custom {
        return built_in(object).contains(&field.key.as_str());
    }
    matches!(
        field.ty,
        FieldType::Choice | FieldType::User | FieldType::Bool | FieldType::Rating | FieldType::Text
    )
}

/// Whether adding up the values of a field says something.
fn adds_up(field: &Field) -> bool {
    matches!(field.ty, FieldType::Number | FieldType::Integer | FieldType::Money)
}

/// What makes the groups. JSON booleans become 0 and 1 on both databases.
fn picked(dialect: Dialect, alias: &str, field: &Field) -> Picked {
    if !field.custom {
        return column(format!("{alias}.{}", field.key));
    }
    let key: String = field.key.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect();
    let sql = match (dialect, field.ty) {
        (Dialect::Sqlite, _) => format!("json_extract({alias}.fields, '$.{key}')"),
        (Dialect::Postgres, FieldType::Rating) => format!("({alias}.fields ->> '{key}')::float8"),
        (Dialect::Postgres, FieldType::Bool) => {
            format!("CASE {alias}.fields ->> '{key}' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END")
        }
        (Dialect::Postgres, _) => format!("{alias}.fields ->> '{key}'"),
    };
    Picked { sql, member: Some((format!("{alias}.fields"), key)), numeric: false }
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

/// What adds a field up, and whether its sum is one of ten-thousandths.
fn summed(dialect: Dialect, alias: &str, field: &Field) -> (Picked, bool) {
    if field.custom {
        let sql = fields::sort_expression(dialect, alias, field);
        let member = picked(dialect, alias, field).member;
        return (Picked { sql, member, numeric: true }, false);
    }
    let numeric = field.ty == FieldType::Number;
    (Picked { numeric, ..column(format!("{alias}.{}", field.key)) }, field.ty == FieldType::Money)
}

/// A sum as decimal text.
fn added(value: Value, scaled: bool) -> String {
    match value {
        Value::Int(n) if scaled => from_scaled(n).to_string(),
        Value::Int(n) => n.to_string(),
        Value::Real(x) => {
            Decimal::from_f64_retain(x).map_or_else(String::new, |d| d.round_dp(4).normalize().to_string())
        }
        _ => "0".into(),
    }
}

/// The rows of a list counted by a field, with the sums of other fields.
pub fn groups(tx: &mut Tx<'_>, access: &Access, list: &Listing, by: &str, sums: &[&str]) -> Result<Groups> {
    let field = list.field(access, by, |f| able(list.object, f))?;
    let (dialect, alias) = (tx.dialect(), list.spec.alias);
    let sums: Vec<&Field> = sums.iter().map(|key| list.field(access, key, adds_up)).collect::<Result<_>>()?;
    // What a group is worth: the orders of its people, the amounts of its orders.
    let worth = match list.object {
        ObjectKind::Person => list.known.get("order_total"),
        ObjectKind::Order => list.known.get("amount"),
        _ => None,
    };
    let (columns, scaled): (Vec<Picked>, Vec<bool>) =
        worth.into_iter().chain(sums.iter().copied()).map(|f| summed(dialect, alias, f)).unzip();
    let (condition, params) = list.condition();
    let rows = tx.tally(&Tally {
        from: list.spec.from,
        condition: &condition,
        params,
        by: &[picked(dialect, alias, field)],
        sums: &columns,
        most: MOST + 1,
    })?;
    let mut out: Vec<Group> = Vec::new();
    let mut none: Vec<(i64, Vec<Value>)> = Vec::new();
    let group = |value: Json, count: i64, values: Vec<Value>, filter: String| {
        let mut texts = values.into_iter().zip(&scaled).map(|(v, scaled)| added(v, *scaled));
        let total = if worth.is_some() { texts.next() } else { None };
        let sums = sums.iter().map(|f| f.key.clone()).zip(texts).collect();
        Group { value, count, total: total.unwrap_or_else(|| "0".into()), sums, filter }
    };
    for r in rows.iter().take(MOST) {
        let (count, values) = (r.int(1)?, (0..columns.len()).map(|n| r.value(n + 2)).collect::<Vec<_>>());
        match shown(field, r.value(0)) {
            Some((json, word)) => out.push(group(json, count, values, list.part(by, Test::Is(word)))),
            None => none.push((count, values)),
        }
    }
    // Empty text and no value are one group.
    if let Some((mut count, mut values)) = none.pop() {
        for (more, others) in none {
            count += more;
            for (held, other) in values.iter_mut().zip(others) {
                *held = match (&*held, other) {
                    (Value::Int(a), Value::Int(b)) => Value::Int(a + b),
                    (Value::Real(a), Value::Real(b)) => Value::Real(a + b),
                    (Value::Null, other) => other,
                    (held, _) => held.clone(),
                };
            }
        }
        out.push(group(Json::Null, count, values, list.part(by, Test::Empty)));
        out.sort_by_key(|g| std::cmp::Reverse(g.count));
    }
    Ok(Groups { by: by.to_owned(), more: rows.len() > MOST, groups: out })
}

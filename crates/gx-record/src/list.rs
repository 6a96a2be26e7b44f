//! Lists: filter, search, sort and keyset paging over one object, always under an access clause.
//!
//! Rows without a value of the sort column come last in both directions. To keep
//! each page an index scan on both databases, a list runs in two phases: rows
//! with a value in order of (value, id), then rows without one in order of id.

use gx_kernel::{Id, Problem};
use gx_store::{Result, Row, Tx, Value};
use serde_json::Value as Json;

/// Counting stops here; beyond it the total is "at least".
pub const COUNT_BOUND: i64 = 10_000;

/// Where a list reads.
#[derive(Debug, Clone)]
pub struct ListSpec<'a> {
    /// Table and alias, as in `person p`.
    pub from: &'a str,
    /// The alias alone.
    pub alias: &'a str,
    /// The columns to read; the first must be the id.
    pub columns: &'a str,
    /// Conditions that make a row part of the list at all, living rows only.
    pub base: &'a str,
}

/// A condition with its parameters; placeholders are `$1…` from one.
#[derive(Debug, Clone, Default)]
pub struct Clause {
    /// SQL, may be empty.
    pub sql: String,
    /// Its parameters.
    pub params: Vec<Value>,
}

/// In which order, and from where.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// A column of the table, from a fixed list of the caller's.
    pub column: &'a str,
    /// Largest first.
    pub descending: bool,
    /// How many rows, at most 500.
    pub limit: usize,
    /// The cursor of the page before.
    pub cursor: Option<&'a str>,
}

/// A page of rows.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The rows.
    pub rows: Vec<Row>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
}

fn encode(value: &Value, id: Id) -> String {
    let v = match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Int(n) => Json::from(n.to_string()),
        Value::Real(x) => Json::from(*x),
        Value::Text(t) => Json::from(format!("t{t}")),
    };
    let text = Json::from(vec![v, Json::from(id.0.to_string())]).to_string();
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

fn decode(cursor: &str) -> Option<(Value, Id)> {
    let bytes = (0..cursor.len() / 2)
        .map(|i| u8::from_str_radix(cursor.get(i * 2..i * 2 + 2)?, 16).ok())
        .collect::<Option<Vec<u8>>>()?;
    let list: Vec<Json> = serde_json::from_slice(&bytes).ok()?;
    let id = Id(list.get(1)?.as_str()?.parse().ok()?);
    let value = match list.first()? {
        Json::Null => Value::Null,
        Json::Number(n) => Value::Real(n.as_f64()?),
        Json::String(s) => match s.strip_prefix('t') {
            Some(t) => Value::Text(t.to_owned()),
            None => Value::Int(s.parse().ok()?),
        },
        _ => return None,
    };
    Some((value, id))
}

fn and(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().filter(|p| !p.is_empty()).map(|p| format!("({p})")).collect();
    if parts.is_empty() { "1 = 1".into() } else { parts.join(" AND ") }
}

/// One page.
pub fn page(
    tx: &mut Tx<'_>,
    spec: &ListSpec<'_>,
    access: &str,
    filter: &Clause,
    order: &Order<'_>,
) -> Result<Rows> {
    let limit = order.limit.clamp(1, 500);
    let at = match order.cursor {
        None => None,
        Some(c) => Some(decode(c).ok_or_else(|| {
            Problem::bad("cursor", "The cursor is not one of ours; start from the first page.")
        })?),
    };
    let col = format!("{}.{}", spec.alias, order.column);
    let id = format!("{}.id", spec.alias);
    let (dir, cmp) = if order.descending { ("DESC", "<") } else { ("ASC", ">") };
    let by_id = order.column == "id";
    let n = filter.params.len();
    let mut rows = Vec::new();

    let in_values = !matches!(&at, Some((Value::Null, _))) || by_id;
    if in_values {
        let mut params = filter.params.clone();
        let after = match (&at, by_id) {
            (None, _) => String::new(),
            (Some((_, last)), true) => {
                params.push((*last).into());
                format!("{id} {cmp} ${}", n + 1)
            }
            (Some((value, last)), false) => {
                params.push(value.clone());
                params.push((*last).into());
                format!("({col}, {id}) {cmp} (${}, ${})", n + 1, n + 2)
            }
        };
        let present = if by_id { String::new() } else { format!("{col} IS NOT NULL") };
        let sql = format!(
            "SELECT {}, {col} FROM {} WHERE {} ORDER BY {} LIMIT {}",
            spec.columns,
            spec.from,
            and(&[&filter.sql, spec.base, access, &present, &after]),
            if by_id { format!("{id} {dir}") } else { format!("{col} {dir}, {id} {dir}") },
            limit + 1
        );
        rows = tx.query(&sql, &params)?;
    }
    if !by_id && rows.len() <= limit {
        let mut params = filter.params.clone();
        let after = match &at {
            Some((Value::Null, last)) => {
                params.push((*last).into());
                format!("{id} {cmp} ${}", n + 1)
            }
            _ => String::new(),
        };
        let sql = format!(
            "SELECT {}, {col} FROM {} WHERE {} ORDER BY {id} {dir} LIMIT {}",
            spec.columns,
            spec.from,
            and(&[&filter.sql, spec.base, access, &format!("{col} IS NULL"), &after]),
            limit + 1 - rows.len()
        );
        rows.extend(tx.query(&sql, &params)?);
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = match rows.last() {
        Some(last) if more => Some(encode(&last.value(last.0.len() - 1), last.id(0)?)),
        _ => None,
    };
    Ok(Rows { rows, next })
}

/// How many rows, and whether counting stopped at the bound.
pub fn count(tx: &mut Tx<'_>, spec: &ListSpec<'_>, access: &str, filter: &Clause) -> Result<(i64, bool)> {
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT {}) counted",
        spec.from,
        and(&[&filter.sql, spec.base, access]),
        COUNT_BOUND + 1
    );
    let n = tx.query(&sql, &filter.params)?.first().map_or(Ok(0), |r| r.int(0))?;
    Ok((n.min(COUNT_BOUND), n > COUNT_BOUND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_hostile_ones_do_not() {
        for value in [Value::Null, Value::Int(i64::MIN), Value::Text("林\"t".into()), Value::Real(0.5)] {
            assert_eq!(decode(&encode(&value, Id(7))), Some((value, Id(7))));
        }
        for text in ["", "zz", "5b5d", "e6", "林", "5b"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}

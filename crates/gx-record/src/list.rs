//! Lists: filter, search, sort and keyset paging over one object, always under an access clause.
//!
//! Rows without a value of the sort column come last in both directions.
//!
//! A page is found in one of two ways. First the rows that pass are looked up, in no order, for as
//! long as nobody would notice. If that finds all of them, they are few: they are sorted here, and the
//! total is known. If it does not, there are many (or it is dear to know), and the page is read along
//! the index of the sort column, where the first fifty come soon; the total is then "at least".
//! Neither way depends on the database guessing how rare a condition is, which without statistics of
//! the values it cannot. That there were many is remembered for a minute, in which the look-up is saved, unless
//! the page turns out to be the last.

use gx_kernel::{Id, Problem};
use gx_store::{Dialect, Effort, Result, Row, Tx, Value};
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
    /// The same condition, shaped to look up the rows that pass; empty if it is [`Self::sql`] itself.
    pub lead: String,
    /// The parameters of either.
    pub params: Vec<Value>,
}

impl Clause {
    /// The shape that looks up the rows that pass.
    pub fn leading(&self) -> &str {
        if self.lead.is_empty() { &self.sql } else { &self.lead }
    }
}

/// In which order, and from where.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// What rows are sorted by: an expression over the spec's alias such as `p.name_key`, from a fixed list of the
    /// caller's or from the registry of fields.
    pub column: &'a str,
    /// The index that holds living rows in this order, if there is one.
    pub index: Option<&'a str>,
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
    /// With the first page: how many rows there are, and whether that is "at least".
    pub total: Option<(i64, bool)>,
}

/// Where a page begins: behind this value and id. What was found to be many stays so from page to page.
#[derive(Debug, Clone, PartialEq)]
struct After {
    value: Value,
    id: Id,
    many: bool,
}

fn encode(after: &After) -> String {
    let v = match &after.value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Int(n) => Json::from(n.to_string()),
        Value::Real(x) => Json::from(*x),
        Value::Text(t) => Json::from(format!("t{t}")),
    };
    let text = Json::from(vec![v, Json::from(after.id.0.to_string()), Json::from(after.many)]).to_string();
    text.bytes().map(|b| format!("{b:02x}")).collect()
}

fn decode(cursor: &str) -> Option<After> {
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
    Some(After { value, id, many: list.get(2).and_then(Json::as_bool).unwrap_or(false) })
}

fn and(parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().filter(|p| !p.is_empty()).map(|p| format!("({p})")).collect();
    if parts.is_empty() { "1 = 1".into() } else { parts.join(" AND ") }
}

/// One page; the first comes with the total.
pub fn page(
    tx: &mut Tx<'_>,
    spec: &ListSpec<'_>,
    access: &str,
    filter: &Clause,
    order: &Order<'_>,
) -> Result<Rows> {
    let limit = order.limit.clamp(1, 500);
    let after = match order.cursor {
        None => None,
        Some(c) => Some(decode(c).ok_or_else(|| {
            Problem::bad("cursor", "The cursor is not one of ours; start from the first page.")
        })?),
    };
    if after.as_ref().is_some_and(|a| a.many) {
        return many(tx, spec, access, filter, order, limit, after);
    }
    let (question, learned) = (question(spec, access, filter), tx.learned());
    let first = after.is_none();
    if let Some(known) = learned.get(&question) {
        let rows = many(tx, spec, access, filter, order, limit, after)?;
        if rows.next.is_some() || !first {
            return Ok(Rows { total: first.then_some((known, true)), ..rows });
        }
        // They are few by now. What was dear to look up is dear still.
        if known >= COUNT_BOUND {
            learned.forget(&question);
        }
        return Ok(Rows { total: Some((rows.rows.len() as i64, false)), ..rows });
    }
    let (ids, all) = probe(tx, spec, access, filter)?;
    let everything = filter.sql.is_empty() && access == "1 = 1";
    if all && !everything {
        return few(tx, spec, order, limit, after.as_ref(), &ids);
    }
    if !all {
        learned.put(question, ids.len() as i64);
    }
    let total = first.then_some((ids.len() as i64, !all));
    Ok(Rows { total, ..many(tx, spec, access, filter, order, limit, after)? })
}

/// The first page along the order, without a total: for cards of a board, whose column is counted already.
///
/// # Errors
///
/// When the database fails.
pub fn along(
    tx: &mut Tx<'_>,
    spec: &ListSpec<'_>,
    access: &str,
    filter: &Clause,
    order: &Order<'_>,
) -> Result<Rows> {
    many(tx, spec, access, filter, order, order.limit.clamp(1, 500), None)
}

/// What a list asks, apart from its order and the page.
fn question(spec: &ListSpec<'_>, access: &str, filter: &Clause) -> String {
    format!("{}\n{access}\n{}\n{}\n{:?}", spec.from, spec.base, filter.sql, filter.params)
}

/// The ids of rows that pass, at most [`COUNT_BOUND`], and whether these are all.
fn probe(tx: &mut Tx<'_>, spec: &ListSpec<'_>, access: &str, filter: &Clause) -> Result<(Vec<i64>, bool)> {
    let sql = format!(
        "SELECT {}.id FROM {} WHERE {} LIMIT {}",
        spec.alias,
        spec.from,
        and(&[filter.leading(), spec.base, access]),
        COUNT_BOUND + 1
    );
    let (rows, ended) = tx.query_within(&sql, &filter.params, Effort::UNNOTICED)?;
    let mut ids = rows.iter().map(|r| r.int(0)).collect::<Result<Vec<_>>>()?;
    let all = ended && ids.len() as i64 <= COUNT_BOUND;
    ids.truncate(COUNT_BOUND as usize);
    Ok((ids, all))
}

/// A page of rows that are all known: sorted here, and only those shown are read whole.
fn few(
    tx: &mut Tx<'_>,
    spec: &ListSpec<'_>,
    order: &Order<'_>,
    limit: usize,
    after: Option<&After>,
    ids: &[i64],
) -> Result<Rows> {
    let (alias, column) = (spec.alias, order.column);
    let mut keys: Vec<(Value, Id)> = if is_id(spec, order) {
        ids.iter().map(|id| (Value::Int(*id), Id(*id))).collect()
    } else {
        tx.query_in(&format!("SELECT {column}, {alias}.id FROM {} WHERE {alias}.id IN", spec.from), ids)?
            .iter()
            .map(|r| Ok((r.value(0), r.id(1)?)))
            .collect::<Result<_>>()?
    };
    keys.sort_by(|a, b| in_order((&a.0, a.1), (&b.0, b.1), order.descending));
    if let Some(after) = after {
        let behind = (&after.value, after.id);
        keys.retain(|(v, id)| in_order((v, *id), behind, order.descending).is_gt());
    }
    let more = keys.len() > limit;
    keys.truncate(limit);
    let shown: Vec<i64> = keys.iter().map(|(_, id)| id.0).collect();
    let mut rows = tx
        .query_in(
            &format!("SELECT {}, {column} FROM {} WHERE {alias}.id IN", spec.columns, spec.from),
            &shown,
        )?
        .into_iter()
        .map(|r| Ok((r.id(0)?, r)))
        .collect::<Result<std::collections::HashMap<Id, Row>>>()?;
    let next = match keys.last() {
        Some((value, id)) if more => Some(encode(&After { value: value.clone(), id: *id, many: false })),
        _ => None,
    };
    let rows = keys.iter().filter_map(|(_, id)| rows.remove(id)).collect();
    Ok(Rows { rows, next, total: after.is_none().then_some((ids.len() as i64, false)) })
}

fn is_id(spec: &ListSpec<'_>, order: &Order<'_>) -> bool {
    order.column.strip_prefix(spec.alias) == Some(".id")
}

/// The order of a list: as both databases sort, rows without a value last in either direction.
fn in_order(a: (&Value, Id), b: (&Value, Id), descending: bool) -> std::cmp::Ordering {
    let turned = |o: std::cmp::Ordering| if descending { o.reverse() } else { o };
    match (a.0, b.0) {
        (Value::Null, Value::Null) => turned(a.1.cmp(&b.1)),
        (Value::Null, _) => std::cmp::Ordering::Greater,
        (_, Value::Null) => std::cmp::Ordering::Less,
        (x, y) => turned(x.sorted(y).then(a.1.cmp(&b.1))),
    }
}

/// A page along the order of the sort column: rows with a value by (value, id), then rows without
/// one by id, so that either part is an index scan on both databases.
fn many(
    tx: &mut Tx<'_>,
    spec: &ListSpec<'_>,
    access: &str,
    filter: &Clause,
    order: &Order<'_>,
    limit: usize,
    after: Option<After>,
) -> Result<Rows> {
    let col = order.column;
    let id = format!("{}.id", spec.alias);
    let (dir, cmp) = if order.descending { ("DESC", "<") } else { ("ASC", ">") };
    let by_id = is_id(spec, order);
    // The embedded database knows nothing of how common a value is, and would sort all of Shanghai.
    let along = match order.index {
        Some(index) if tx.dialect() == Dialect::Sqlite && !by_id => {
            format!("{} INDEXED BY {index}", spec.from)
        }
        _ => spec.from.to_owned(),
    };
    let n = filter.params.len();
    let mut rows = Vec::new();
    let in_values = by_id || !matches!(&after, Some(After { value: Value::Null, .. }));
    if in_values {
        let mut params = filter.params.clone();
        let behind = match &after {
            None => String::new(),
            Some(a) if by_id => {
                params.push(a.id.into());
                format!("{id} {cmp} ${}", n + 1)
            }
            Some(a) => {
                params.push(a.value.clone());
                params.push(a.id.into());
                format!("({col}, {id}) {cmp} (${}, ${})", n + 1, n + 2)
            }
        };
        let present = if by_id { String::new() } else { format!("{col} IS NOT NULL") };
        let sql = format!(
            "SELECT {}, {col} FROM {along} WHERE {} ORDER BY {} LIMIT {}",
            spec.columns,
            and(&[&filter.sql, spec.base, access, &present, &behind]),
            if by_id { format!("{id} {dir}") } else { format!("{col} {dir}, {id} {dir}") },
            limit + 1
        );
        rows = tx.query(&sql, &params)?;
    }
    if !by_id && rows.len() <= limit {
        let mut params = filter.params.clone();
        let behind = match &after {
            Some(After { value: Value::Null, id: last, .. }) => {
                params.push((*last).into());
                format!("{id} {cmp} ${}", n + 1)
            }
            _ => String::new(),
        };
        let sql = format!(
            "SELECT {}, {col} FROM {} WHERE {} ORDER BY {id} {dir} LIMIT {}",
            spec.columns,
            spec.from,
            and(&[&filter.sql, spec.base, access, &format!("{col} IS NULL"), &behind]),
            limit + 1 - rows.len()
        );
        rows.extend(tx.query(&sql, &params)?);
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = match rows.last() {
        Some(last) if more => {
            Some(encode(&After { value: last.value(last.0.len() - 1), id: last.id(0)?, many: true }))
        }
        _ => None,
    };
    Ok(Rows { rows, next, total: None })
}

/// How many rows pass, and whether counting stopped, at the bound or because it was dear.
pub fn count(tx: &mut Tx<'_>, spec: &ListSpec<'_>, access: &str, filter: &Clause) -> Result<(i64, bool)> {
    let (ids, all) = probe(tx, spec, access, filter)?;
    Ok((ids.len() as i64, !all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_hostile_ones_do_not() {
        for value in [Value::Null, Value::Int(i64::MIN), Value::Text("林\"t".into()), Value::Real(0.5)] {
            for many in [false, true] {
                let after = After { value: value.clone(), id: Id(7), many };
                assert_eq!(decode(&encode(&after)), Some(after));
            }
        }
        for text in ["", "zz", "5b5d", "e6", "林", "5b"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}

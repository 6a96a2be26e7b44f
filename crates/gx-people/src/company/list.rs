//! The list of companies, as a page shows it and as a file takes it out.

use gx_kernel::Problem;
use gx_kernel::object::ObjectKind;
use gx_record::fields;
use gx_record::list::{self, Order};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, Tx};

use super::page::{self, CompanyRow, SPEC};
use crate::listing::worded_clause;
use crate::names::Names;
use crate::people::{Page, PeopleQuery, STROKES};

/// What a field sorts by.
const COLUMNS: &[(&str, &str)] = &[
    ("id", "c.id"),
    ("name", "c.name_key"),
    (STROKES, "c.name_strokes"),
    ("created_at", "c.created_at"),
    ("updated_at", "c.updated_at"),
    ("country", "c.country"),
    ("region", "c.region"),
    ("city", "c.city"),
    ("address", "c.address"),
    ("postcode", "c.postcode"),
    ("industry", "c.industry"),
    ("size", "c.size"),
    ("owner", "c.owner"),
    ("domain", "c.domain"),
    ("phone", "c.phone"),
];

/// A page of those companies to which the caller may do something; in the order of their names unless it says otherwise.
///
/// # Errors
///
/// When the list is asked for wrongly, and from storage.
pub fn page(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    query: &PeopleQuery,
    verb: Verb,
) -> Result<Page<CompanyRow>> {
    let clause = worded_clause(tx, store, access, (ObjectKind::Company, "c"), (&query.filter, &query.q))?;
    let sort = if query.sort.is_empty() { "name" } else { &query.sort };
    let (key, descending) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    let column = sorting(tx, access, key)?;
    let order = Order {
        column: &column,
        index: None,
        descending,
        limit: query.limit,
        cursor: query.cursor.as_deref(),
    };
    let reach = access.company(verb, SPEC.alias);
    let found = list::page(tx, &SPEC, &reach, &clause, &order)?;
    let (total, total_at_least) = list::count(tx, &SPEC, &reach, &clause)?;
    let mut names = Names::default();
    let rows = found.rows.iter().map(|r| page::row(tx, access, &mut names, r)).collect::<Result<_>>()?;
    Ok(Page { rows, next: found.next, total, total_at_least })
}

/// What a built-in field sorts by.
pub(crate) fn column(key: &str) -> Option<&'static str> {
    COLUMNS.iter().find(|(k, _)| *k == key).map(|(_, column)| *column)
}

/// The expression that the list is sorted by, fields of one's own among them.
fn sorting(tx: &mut Tx<'_>, access: &Access, key: &str) -> Result<String> {
    if access.hides_of(ObjectKind::Company, key) {
        return Err(Problem::forbidden(format!("Your role may not see {key}.")).into());
    }
    if let Some(column) = column(key) {
        return Ok(column.to_owned());
    }
    let known = fields::load(tx, ObjectKind::Company)?;
    let field = known
        .get(key)
        .filter(|f| f.custom && f.sortable)
        .ok_or_else(|| Problem::field("sort", "unknown", format!("this list cannot be sorted by {key:?}")))?;
    Ok(fields::sort_expression(tx.dialect(), SPEC.alias, field))
}

//! Lists of orders and interactions: their order, and pages of either.

use gx_kernel::Problem;
use gx_kernel::object::ObjectKind;
use gx_record::list::{self, Clause, ListSpec, Order, Rows};
use gx_record::{fields, sorted};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Store, Tx};

use crate::listing::Listing;
use crate::mark;
use crate::people::Page;

/// What a list asks for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// A filter's text.
    pub filter: String,
    /// Search words.
    pub q: String,
    /// Field key, with `-` before it for largest first.
    pub sort: String,
    /// Rows a page.
    pub limit: usize,
    /// The cursor of the page before.
    pub cursor: Option<String>,
}

/// What a built-in field sorts by, and the index that holds the records in its order.
pub(crate) fn column(object: ObjectKind, key: &str) -> Option<(&'static str, Option<&'static str>)> {
    Some(match (object, key) {
        (ObjectKind::Order, "placed_at") => ("o.placed_at", Some("orders_placed")),
        (ObjectKind::Order, "amount") => ("o.amount", None),
        (ObjectKind::Order, "status") => ("o.status", None),
        (ObjectKind::Order, "number") => ("o.number", None),
        (ObjectKind::Order, "channel") => ("o.channel", None),
        (ObjectKind::Order, "currency") => ("o.currency", None),
        (ObjectKind::Order, "quantity") => ("o.quantity", None),
        (ObjectKind::Order, "updated_at") => ("o.updated_at", None),
        (ObjectKind::Order, "id") => ("o.id", None),
        (ObjectKind::Deal, "created_at") => ("d.created_at", Some("deal_created")),
        (ObjectKind::Deal, "expected_on") => ("d.expected_on", Some("deal_expected")),
        (ObjectKind::Deal, "closed_at") => ("d.closed_at", Some("deal_closed")),
        (ObjectKind::Deal, "next_at") => ("d.next_at", None),
        (ObjectKind::Deal, "name") => ("d.name_key", None),
        (ObjectKind::Deal, "number") => ("d.id", None),
        (ObjectKind::Deal, "amount") => ("d.amount", Some("deal_amount")),
        (ObjectKind::Deal, "currency") => ("d.currency", None),
        (ObjectKind::Deal, "probability") => ("d.probability", None),
        (ObjectKind::Deal, "stage_since") => ("d.stage_since", None),
        (ObjectKind::Deal, "stage") => ("d.stage", None),
        (ObjectKind::Deal, "owner") => ("d.owner", None),
        (ObjectKind::Deal, "source") => ("d.source", None),
        (ObjectKind::Deal, "lost_reason") => ("d.lost_reason", None),
        (ObjectKind::Deal, "updated_at") => ("d.updated_at", None),
        (ObjectKind::Deal, "id") => ("d.id", None),
        (ObjectKind::Lead, "created_at") => ("l.created_at", Some("lead_created")),
        (ObjectKind::Lead, "next_at") => ("l.next_at", None),
        (ObjectKind::Lead, "returns_at") => ("l.returns_at", None),
        (ObjectKind::Lead, "held_since") => ("l.held_since", None),
        (ObjectKind::Lead, "worked_at") => ("l.worked_at", None),
        (ObjectKind::Lead, "protected_until") => ("l.protected_until", None),
        (ObjectKind::Lead, "name") => ("l.name_key", None),
        (ObjectKind::Lead, "number") => ("l.id", None),
        (ObjectKind::Lead, "state") => ("l.state", None),
        (ObjectKind::Lead, "owner") => ("l.owner", None),
        (ObjectKind::Lead, "pool") => ("l.pool", None),
        (ObjectKind::Lead, "company") => ("l.company", None),
        (ObjectKind::Lead, "source") => ("l.source", None),
        (ObjectKind::Lead, "channel") => ("l.channel", None),
        (ObjectKind::Lead, "amount") => ("l.amount", None),
        (ObjectKind::Lead, "currency") => ("l.currency", None),
        (ObjectKind::Lead, "reason") => ("l.reason", None),
        (ObjectKind::Lead, "updated_at") => ("l.updated_at", None),
        (ObjectKind::Lead, "id") => ("l.id", None),
        (ObjectKind::Activity, "at") => ("a.at", Some("activity_at")),
        (ObjectKind::Activity, "created_at") => ("a.created_at", Some("activity_created")),
        (ObjectKind::Activity, "done_at") => ("a.done_at", Some("activity_done")),
        (ObjectKind::Activity, "ends_at") => ("a.ends_at", None),
        (ObjectKind::Activity, "title") => ("a.title_key", None),
        (ObjectKind::Activity, "kind") => ("a.kind", None),
        (ObjectKind::Activity, "state") => ("a.state", None),
        (ObjectKind::Activity, "owner") => ("a.owner", None),
        (ObjectKind::Activity, "priority") => ("a.priority", None),
        (ObjectKind::Activity, "place") => ("a.place", None),
        (ObjectKind::Activity, "updated_at") => ("a.updated_at", None),
        (ObjectKind::Activity, "id") => ("a.id", None),
        (ObjectKind::Interaction, "occurred_at") => ("i.occurred_at", Some("interaction_occurred")),
        (ObjectKind::Interaction, "id") => ("i.id", None),
        (ObjectKind::Interaction, "kind") => ("i.kind", None),
        (ObjectKind::Interaction, "channel") => ("i.channel", None),
        (ObjectKind::Interaction, "direction") => ("i.direction", None),
        (ObjectKind::Interaction, "amount") => ("i.amount", None),
        (ObjectKind::Interaction, "currency") => ("i.currency", None),
        (ObjectKind::Interaction, "received_at") => ("i.received_at", None),
        (ObjectKind::Interaction, "object_kind") => ("i.object_kind", None),
        _ => return None,
    })
}

/// The expression that a list is sorted by, fields of one's own among them.
fn sorting(tx: &mut Tx<'_>, access: &Access, list: &Listing, key: &str) -> Result<(String, Option<String>)> {
    if access.hides_of(list.object, key) {
        return Err(Problem::forbidden(format!("Your role may not see {key}.")).into());
    }
    if let Some((column, index)) = column(list.object, key) {
        return Ok((column.to_owned(), index.map(str::to_owned)));
    }
    match list.known.get(key) {
        Some(field) if field.custom && field.sortable => {
            let index = sorted::index_of(tx, list.object, field)?;
            Ok((fields::sort_expression(tx.dialect(), list.spec.alias, field), index))
        }
        _ => {
            let message = format!("this list cannot be sorted by {key:?}");
            Err(Problem::field("sort", "unknown", message).into())
        }
    }
}

/// A page of a list, of those records to whose person the caller may do something; the newest first unless it says
/// otherwise. Later pages do not count again.
pub fn page<T>(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    what: (ObjectKind, Verb),
    query: &Query,
    mut shown: impl FnMut(&mut Tx<'_>, &Row) -> Result<T>,
) -> Result<Page<T>> {
    let found = rows(tx, store, access, what, query, list::page)?;
    let (total, total_at_least) = found.total.unwrap_or_default();
    let rows = found.rows.iter().map(|r| shown(tx, r)).collect::<Result<_>>()?;
    Ok(Page { rows, next: found.next, total, total_at_least })
}

/// The first rows of a list along its order, uncounted, and the cursor behind them.
pub fn first(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    what: (ObjectKind, Verb),
    query: &Query,
) -> Result<(Vec<Row>, Option<String>)> {
    let found = rows(tx, store, access, what, query, list::along)?;
    Ok((found.rows, found.next))
}

type Read = fn(&mut Tx<'_>, &ListSpec<'_>, &str, &Clause, &Order<'_>) -> Result<Rows>;

fn rows(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (object, verb): (ObjectKind, Verb),
    query: &Query,
    read: Read,
) -> Result<Rows> {
    let list = Listing::of(tx, store, access, object, (&query.filter, &query.q))?;
    let newest = match object {
        ObjectKind::Order => "-placed_at",
        ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => "-created_at",
        _ => "-occurred_at",
    };
    let sort = if query.sort.is_empty() { newest } else { &query.sort };
    let (key, descending) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    let (column, index) = sorting(tx, access, &list, key)?;
    let order = Order {
        column: &column,
        index: index.as_deref(),
        descending,
        limit: query.limit,
        cursor: query.cursor.as_deref(),
    };
    let mut reach = match object {
        ObjectKind::Deal => access.deal(verb, list.spec.alias),
        ObjectKind::Lead => access.lead(verb, list.spec.alias),
        ObjectKind::Activity => access.activity(verb, list.spec.alias),
        _ => access.hanging(verb, list.spec.alias),
    };
    if verb == Verb::Export {
        reach = format!("({reach}) AND {}", mark::hanging_unrestricted(list.spec.alias));
    }
    read(tx, &list.spec, &reach, list.clause(), &order)
}

//! A filter's text as a condition over rows, under the caller's names and time zone.

use gx_kernel::filter::{Catalogue, Context, FilterError, parse};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Result, Tx, Value, filter_sql, settings};
use jiff::tz::TimeZone;

use crate::fields;
use crate::list::Clause;

/// What filters of this workspace may speak of.
pub fn catalogue(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Catalogue> {
    let mut out = Catalogue::built_in(object);
    for kind in ObjectKind::ALL {
        out = out.with_fields(*kind, fields::load(tx, *kind)?);
    }
    for row in tx.query("SELECT id, name FROM staff WHERE disabled_at IS NULL", &[])? {
        out.users.push((row.id(0)?, row.string(1)?));
    }
    Ok(out)
}

/// The workspace's time zone; UTC if none is set.
pub fn zone(tx: &mut Tx<'_>) -> Result<TimeZone> {
    let name = settings::get::<String>(tx, "zone")?.unwrap_or_else(|| "Asia/Shanghai".into());
    Ok(TimeZone::get(&name).unwrap_or(TimeZone::UTC))
}

/// A filter error as people and programs read it: where, what was expected, what was perhaps meant.
pub fn problem(e: &FilterError) -> Problem {
    Problem::bad("filter", e.message.clone())
        .with("at", e.at as u64)
        .with("len", e.len as u64)
        .with("reason", e.code.to_string())
        .with("expected", e.expected.clone())
        .with("suggestion", e.suggestion.clone())
}

/// Whether a filter asks for properties or titles of interactions.
fn asks_raw(filter: &serde_json::Value) -> bool {
    use serde_json::Value as Json;
    match filter {
        Json::Object(map) => {
            map.get("key").is_some_and(|key| key == "props")
                || map.get("events").is_some_and(|events| events.get("title").is_some_and(|t| !t.is_null()))
                || map.values().any(asks_raw)
        }
        Json::Array(list) => list.iter().any(asks_raw),
        _ => false,
    }
}

/// The condition of a filter's text for rows of `alias`, its values appended to `clause`.
///
/// A filter over a field that the role hides is refused: who may ask for everybody born before a day
/// needs no more than a few questions to know a birthday.
pub fn push(
    tx: &mut Tx<'_>,
    clause: &mut Clause,
    object: ObjectKind,
    text: &str,
    access: &Access,
    alias: &str,
    now: gx_kernel::Micros,
) -> Result<()> {
    if text.trim().is_empty() {
        return Ok(());
    }
    let known = catalogue(tx, object)?;
    let filter = parse(text, &known).map_err(|e| problem(&e))?;
    if !access.grants().hidden.is_empty() {
        let mut open = known.clone();
        for kind in ObjectKind::ALL {
            let mut fields = open.fields(*kind).clone();
            fields.fields.retain(|f| !access.hides_of(*kind, &f.key));
            open = open.with_fields(*kind, fields);
        }
        // A name that is no field may still be read as a property: then it says something else than it was meant to.
        let place = match parse(text, &open) {
            Err(e) => Some((e.at, e.len)),
            Ok(other) if other != filter => Some((0, text.len())),
            Ok(_) => None,
        };
        // What an interaction came with, and by which name, is kept as it was sent.
        let raw = access.hides_props() && asks_raw(&serde_json::to_value(&filter).unwrap_or_default());
        if let Some((at, len)) = place.or(raw.then_some((0, text.len()))) {
            return Err(Problem::forbidden("Your role may not see a field that this filter asks for.")
                .with("at", at as u64)
                .with("len", len as u64)
                .into());
        }
    }
    let mut context = Context::new(now, zone(tx)?);
    context.me = match access.by() {
        By::User(id) => Some(id),
        _ => None::<Id>,
    };
    context.my_team = access.team().to_vec();
    let mut params: Vec<Value> = std::mem::take(&mut clause.params);
    let shapes = filter_sql::shapes(&filter, &known, &context, (tx.dialect(), access), alias, &mut params)
        .map_err(|e| problem(&e))?;
    clause.params = params;
    let both = |a: &str, b: &str| if a.is_empty() { b.to_owned() } else { format!("({a}) AND ({b})") };
    clause.lead = both(clause.leading(), &shapes.lead);
    clause.sql = both(&clause.sql, &shapes.row);
    Ok(())
}

/// A kept filter with names instead of ids, and why it cannot be read any more.
pub fn worded(tx: &mut Tx<'_>, object: ObjectKind, text: &str) -> Result<(String, Option<String>)> {
    if text.is_empty() {
        return Ok((String::new(), None));
    }
    let known = catalogue(tx, object)?;
    Ok(match parse(text, &known) {
        Ok(filter) => (gx_kernel::filter::print(&filter.with_labels(&known)), None),
        Err(e) => (text.to_owned(), Some(e.message)),
    })
}

/// Refuses a filter that cannot be read, at the field where it was said.
///
/// # Errors
///
/// `filter` at the field.
pub fn check(
    tx: &mut Tx<'_>,
    field: &str,
    object: ObjectKind,
    text: &str,
    now: gx_kernel::Micros,
) -> Result<()> {
    let mut clause = Clause::default();
    match push(tx, &mut clause, object, text, &Access::system(), "x", now) {
        Err(gx_store::StoreError::Problem(p)) if p.code == "filter" => {
            Err(Problem::field(field, "filter", p.message.clone()).into())
        }
        other => other,
    }
}

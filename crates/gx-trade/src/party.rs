//! Whose something is, and days as people write them: read, checked, named and asked for in the same way everywhere.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_people::names::Named;
use gx_people::people;
use gx_people::seen as records;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Tx, Value};
use jiff::civil::Date;

use crate::product::record;

/// The person that a text names, whom the caller sees.
///
/// # Errors
///
/// `unknown_record` at the field.
pub fn seen(tx: &mut Tx<'_>, access: &Access, text: Option<&str>) -> Result<Option<Id>> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let unknown = || Problem::field("person", "unknown_record", format!("there is no record {text:?}"));
    let id = Id::read(IdKind::Person, text).ok_or_else(unknown)?;
    Ok(Some(people::root(tx, access, id)?.ok_or_else(unknown)?.0))
}

/// The person that a text names, whom the caller may change.
///
/// # Errors
///
/// `missing` or `unknown_record` at the field, or forbidden.
pub fn person(tx: &mut Tx<'_>, access: &Access, text: &str) -> Result<Id> {
    let missing = || Problem::field("person", "missing", "say whose it is");
    let id = seen(tx, access, Some(text))?.ok_or_else(missing)?;
    people::root_to_edit(tx, access, id)
}

/// The company that a text names, which the caller sees.
///
/// # Errors
///
/// `unknown_record` at the field.
pub fn company(tx: &mut Tx<'_>, access: &Access, text: Option<&str>) -> Result<Option<Id>> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let unknown = || Problem::field("company", "unknown_record", format!("there is no record {text:?}"));
    let id = Id::read(IdKind::Company, text).ok_or_else(unknown)?;
    gx_people::company::edit::seen(tx, access, id).map_err(|_| unknown())?;
    Ok(Some(id))
}

/// The variant that a text names.
///
/// # Errors
///
/// `unknown` at the field.
pub fn variant(tx: &mut Tx<'_>, text: Option<&str>) -> Result<Option<Id>> {
    let Some(text) = text.filter(|t| !t.is_empty()) else { return Ok(None) };
    let unknown = || Problem::field("variant", "unknown", "there is no such variant");
    let id = Id::read(IdKind::Variant, text).ok_or_else(unknown)?;
    if record::of_variants(tx, &[id])?.is_empty() {
        return Err(unknown().into());
    }
    Ok(Some(id))
}

/// A variant with its product, as records name it.
pub fn named_variant(tx: &mut Tx<'_>, id: Option<Id>) -> Result<Option<Named>> {
    let Some(id) = id else { return Ok(None) };
    let Some(product) = record::of_variants(tx, &[id])?.remove(&id) else { return Ok(None) };
    let variant = product.variants.iter().find(|v| v.id == id);
    let name = variant.map_or_else(|| product.name.clone(), |v| product.called(v, ""));
    Ok(Some(Named { id: id.show(IdKind::Variant), name, initial: None }))
}

/// A person or a company as the caller sees them.
pub fn named(tx: &mut Tx<'_>, access: &Access, object: ObjectKind, id: Option<Id>) -> Result<Option<Named>> {
    let Some(id) = id else { return Ok(None) };
    let kind = if object == ObjectKind::Company { IdKind::Company } else { IdKind::Person };
    Ok(records::seen(tx, access, object, id)?.map(|found| Named {
        id: found.id.show(kind),
        initial: Some(gx_text::avatar_initial(&found.name)),
        name: found.name,
    }))
}

/// The order of an id, as records name it, where the caller sees it.
pub fn named_order(tx: &mut Tx<'_>, access: &Access, id: Option<Id>) -> Result<Option<Named>> {
    let Some(id) = id else { return Ok(None) };
    Ok(records::seen(tx, access, ObjectKind::Order, id)?.map(|found| Named {
        id: found.id.show(IdKind::Order),
        name: found.name,
        initial: None,
    }))
}

/// Whether the caller may change what is of a person; none where they do not see them.
pub fn reach(tx: &mut Tx<'_>, access: &Access, person: Id) -> Result<Option<bool>> {
    if people::root(tx, access, person)?.is_none() {
        return Ok(None);
    }
    Ok(Some(access.can(Verb::Edit) && people::root_to_edit(tx, access, person).is_ok()))
}

/// A day as somebody wrote it; none where nothing is said.
///
/// # Errors
///
/// `not_a_date` at the field.
pub fn day(field: &str, text: Option<&str>) -> Result<Option<Date>> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
    let wrong =
        || Problem::field(field, "not_a_date", format!("expected a day such as 2026-11-30, got {text:?}"));
    Ok(Some(text.parse().map_err(|_| wrong())?))
}

/// The condition of a list over rows `x` of people: those that the caller sees, of a person or a company, with words.
///
/// # Errors
///
/// `unknown_record` where a text names nothing.
pub fn clause(
    access: &Access,
    (person, company, q): (Option<&str>, Option<&str>, &str),
) -> std::result::Result<(String, Vec<Value>), Problem> {
    let mut sql = format!(
        "x.deleted_at IS NULL AND EXISTS (SELECT 1 FROM person n JOIN person r ON r.id = n.canonical_id WHERE n.id = x.person_id AND {})",
        access.see_person("r")
    );
    let mut params: Vec<Value> = Vec::new();
    for (text, kind) in [(person, IdKind::Person), (company, IdKind::Company)] {
        let Some(text) = text.filter(|t| !t.is_empty()) else { continue };
        let unknown = || Problem::bad("unknown_record", format!("There is no record {text:?}."));
        params.push(Id::read(kind, text).ok_or_else(unknown)?.into());
        let n = params.len();
        sql.push_str(&if kind == IdKind::Company {
            format!(" AND x.company_id = ${n}")
        } else {
            format!(
                " AND x.person_id IN (SELECT m.id FROM person m JOIN person n ON n.canonical_id = m.canonical_id WHERE n.id = ${n})"
            )
        });
    }
    for word in gx_text::fold(q).split_whitespace().take(6) {
        params.push(format!("%{}%", word.replace(['%', '_'], "")).into());
        sql.push_str(&format!(" AND x.words LIKE ${}", params.len()));
    }
    Ok((sql, params))
}

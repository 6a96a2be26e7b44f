//! What staff do to a company: create, change, delete. All in the change log.

use gx_kernel::object::{FieldSet, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Micros, Problem};
use gx_record::fields;
use gx_store::access::{Access, Holding, Verb};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json, json};

use super::page;
use super::record::{self, Company};
use crate::names::Names;
use crate::{edit, file, rules, since};

/// A living company that the caller may see; the id of a merged one leads to the one that stayed.
pub fn seen(tx: &mut Tx<'_>, access: &Access, id: Id) -> Result<Company> {
    let found = if access.can(Verb::See) { record::led_to(tx, id)? } else { None };
    Ok(found.filter(|c| c.deleted_at.is_none()).ok_or_else(|| Problem::not_found("The company"))?)
}

/// Whether the caller may change a company: by its owner, as with people.
pub fn may_edit(access: &Access, company: &Company) -> bool {
    access.allows(Verb::Edit, company.id, Holding::of(company.owner()))
}

/// Refuses unless the caller may change the company.
pub(crate) fn to_edit(access: &Access, company: &Company) -> Result<()> {
    if may_edit(access, company) {
        return Ok(());
    }
    Err(Problem::forbidden("Your role may not change this company.").into())
}

/// Clean values; domains in the form they are known by.
pub(super) fn values(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    set: &Map<String, Json>,
) -> Result<Vec<(String, Json)>> {
    let known = fields::load(tx, ObjectKind::Company)?;
    let (good, bad) = sift(tx, store, access, &known, set)?;
    if bad.is_empty() { Ok(good) } else { Err(Problem::invalid(bad).into()) }
}

/// Like [`edit::sift`], with what a company asks of its values beyond their type.
pub(crate) fn sift(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    known: &FieldSet,
    set: &Map<String, Json>,
) -> Result<(Vec<(String, Json)>, Vec<FieldError>)> {
    let (clean, mut bad) = edit::sift(tx, store, access, (ObjectKind::Company, known), set)?;
    let mut good = Vec::new();
    for (key, value) in clean {
        let fault = match (key.as_str(), &value) {
            ("name", Json::Null) => Some(("missing", "a company needs a name")),
            ("size", v) if v.as_i64().is_some_and(|n| n < 0) => {
                Some(("negative", "a company has no negative number of staff"))
            }
            _ => None,
        };
        match (fault, value.as_str()) {
            (Some((code, message)), _) => {
                bad.push(FieldError { field: key, code: code.into(), message: message.into() })
            }
            (None, Some(text)) if key == "domain" => good.push((key, record::domain(text).into())),
            _ => good.push((key, value)),
        }
    }
    Ok((good, bad))
}

/// Makes a company by hand. Unless `anyway`, one of the same name or domain stands in the way.
pub fn create(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    set: &Map<String, Json>,
    anyway: bool,
) -> Result<(Id, Id)> {
    access.need_verb(Verb::Create)?;
    let mut company = Company::new(store.id(), access.by(), store.now());
    for (key, value) in values(tx, store, access, set)? {
        if !value.is_null() {
            company.values.insert(key, value);
        }
    }
    if company.text("name").is_none() {
        return Err(Problem::field("name", "missing", "a company needs a name").into());
    }
    if !access.may_create_for(company.owner()) {
        return Err(Problem::field(
            "owner",
            "out_of_reach",
            "your role may not make companies for this owner",
        )
        .into());
    }
    let given: Vec<(String, Json)> = company.values.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
    rules::whole(tx, access, ObjectKind::Company, &given)?;
    if !anyway && let Some(other) = alike(tx, &company)? {
        let name = other.called();
        let named = json!({"id": other.id.show(IdKind::Company), "name": name, "initial": gx_text::avatar_initial(&name)});
        return Err(Problem::conflict("duplicate", format!("{name} is already there."))
            .with("company", named)
            .into());
    }
    let (id, after) = (company.id, company.values.clone());
    record::insert(tx, &[company], store.now(), None, false)?;
    file::store::hang_values(tx, store, access.by().id(), "company", id, &after)?;
    let mut batch = Batch::open(tx, store, "create", access.by(), None, None)?;
    batch.log(Entry { object: "company", row: id, op: Op::Create, before: Map::new(), after });
    batch.flush(tx, store)?;
    Ok((id, batch.id))
}

fn alike(tx: &mut Tx<'_>, company: &Company) -> Result<Option<Company>> {
    known_by(tx, company.text("name"), company.text("domain"))
}

/// The living company of a name, else of a domain in the form it is kept in.
pub(super) fn known_by(tx: &mut Tx<'_>, name: Option<&str>, domain: Option<&str>) -> Result<Option<Company>> {
    if let Some(name) = name
        && let Some(found) = record::by_name(tx, name)?
    {
        return Ok(Some(found));
    }
    let Some(domain) = domain.map(str::to_owned) else { return Ok(None) };
    match record::by_domain(tx, std::slice::from_ref(&domain))?.get(&domain) {
        Some(id) => record::get(tx, *id),
        None => Ok(None),
    }
}

/// Changes values of a company unless one of them is no longer what their author read. Returns the batch for undo.
pub fn change_since(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
    was: &Map<String, Json>,
) -> Result<Id> {
    if !was.is_empty() {
        let company = seen(tx, access, id)?;
        to_edit(access, &company)?;
        let wished = values(tx, store, access, set)?;
        since::unmoved(&page::portrait(tx, access, &mut Names::default(), &company)?, &wished, was)?;
    }
    change(tx, store, access, id, set)
}

/// Changes values of a company. Returns the batch for undo.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    set: &Map<String, Json>,
) -> Result<Id> {
    let mut company = seen(tx, access, id)?;
    let id = company.id;
    to_edit(access, &company)?;
    let wished = values(tx, store, access, set)?;
    rules::unique(tx, access, ObjectKind::Company, &wished, Some(id))?;
    let (before, after) = restate(&mut company, &wished, access.by(), store.now());
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if !after.is_empty() {
        record::update(tx, &[company], store.now())?;
        file::store::hang_values(tx, store, access.by().id(), "company", id, &after)?;
        batch.log(Entry { object: "company", row: id, op: Op::Update, before, after });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// Writes what is different into a company: what stood there, and what stands there now.
pub(super) fn restate(
    company: &mut Company,
    wished: &[(String, Json)],
    by: By,
    at: Micros,
) -> (Map<String, Json>, Map<String, Json>) {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, value) in wished {
        let old = company.values.get(key).cloned().unwrap_or_default();
        if old != *value {
            company.state(key, value.clone(), by, at);
            before.insert(key.clone(), old);
            after.insert(key.clone(), value.clone());
        }
    }
    (before, after)
}

/// Takes a company away; undo brings it back with its people, whose ties are left alone.
pub fn delete(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<Id> {
    let company = seen(tx, access, id)?;
    let id = company.id;
    if !access.allows(Verb::Delete, company.id, Holding::of(company.owner())) {
        return Err(Problem::forbidden("Your role may not take this company away.").into());
    }
    record::set_deleted(tx, &company, store.now(), true)?;
    let mut batch = Batch::open(tx, store, "delete", access.by(), None, None)?;
    batch.log(Entry { object: "company", row: id, op: Op::Delete, before: Map::new(), after: Map::new() });
    batch.flush(tx, store)?;
    Ok(batch.id)
}

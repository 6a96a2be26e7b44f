//! Companies: their list, the page of one, and what staff change.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_record::fields;
use gx_record::list::{self, Order};
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_};

use super::people::{Change, Changed, ListParams};
use super::sorted;
use super::undo::{ChangesParams, history};
use crate::company::edit;
use crate::company::page::{self, CompanyRow};
use crate::file::at_record;
use crate::listing::worded_clause;
use crate::names::Names;
use crate::people::{Page, STROKES};
use gx_http::id;

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Page<CompanyRow>>> {
    let mut p = p;
    if p.sort.is_empty() {
        p.sort = "name".into();
    }
    let p = p.read_by(&me);
    let answer = kit.run(move |store| store.read(|tx| find(tx, store, &me.access, &p))).await?;
    Ok(Json(answer))
}

fn find(tx: &mut Tx<'_>, store: &Store, access: &Access, p: &ListParams) -> Result<Page<CompanyRow>> {
    let clause = worded_clause(tx, store, access, (ObjectKind::Company, "c"), (&p.filter, &p.q))?;
    let own = custom_order(tx, p)?;
    let columns = [
        ("name", "c.name_key"),
        (STROKES, "c.name_strokes"),
        ("created_at", "c.created_at"),
        ("city", "c.city"),
        ("industry", "c.industry"),
        ("size", "c.size"),
        ("region", "c.region"),
        ("owner", "c.owner"),
        ("domain", "c.domain"),
        ("phone", "c.phone"),
        ("updated_at", "c.updated_at"),
    ];
    let order = match &own {
        Some((column, descending)) => Order {
            column,
            index: None,
            descending: *descending,
            limit: p.limit.unwrap_or(50),
            cursor: p.cursor.as_deref().filter(|c| !c.is_empty()),
        },
        None => sorted(p, "name", &columns)?,
    };
    let see = access.see(ObjectKind::Company, "c");
    let found = list::page(tx, &page::SPEC, &see, &clause, &order)?;
    let (total, total_at_least) = list::count(tx, &page::SPEC, &see, &clause)?;
    let mut names = Names::default();
    let rows = found.rows.iter().map(|r| page::row(tx, access, &mut names, r)).collect::<Result<_>>()?;
    Ok(Page { rows, next: found.next, total, total_at_least })
}

/// The order by a custom field, if that is asked for.
fn custom_order(tx: &mut Tx<'_>, p: &ListParams) -> Result<Option<(String, bool)>> {
    let (key, descending) = p.sort.strip_prefix('-').map_or((p.sort.as_str(), false), |key| (key, true));
    if !key.starts_with("x_") {
        return Ok(None);
    }
    let known = fields::load(tx, ObjectKind::Company)?;
    let field = known.get(key).filter(|f| f.custom && f.sortable);
    Ok(field.map(|f| (fields::sort_expression(tx.dialect(), "c", f), descending)))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<page::Page>> {
    let company = id(IdKind::Company, &text)?;
    Ok(Json(kit.run(move |store| store.read(|tx| page::load(tx, &me.access, company))).await?))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Create {
    #[serde(default)]
    anyway: bool,
    #[serde(flatten)]
    fields: Map<String, Json_>,
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Create>,
) -> Answer<Json<Changed<page::Page>>> {
    changing(kit, me, move |tx, store, access| edit::create(tx, store, access, &body.fields, body.anyway))
        .await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Change>,
) -> Answer<Json<Changed<page::Page>>> {
    let company = id(IdKind::Company, &text)?;
    changing(kit, me, move |tx, store, access| {
        Ok((company, edit::change(tx, store, access, company, &body.set)?))
    })
    .await
}

/// Runs a change of one company and answers with the company as it is then.
async fn changing(
    kit: Kit,
    me: Signed,
    act: impl FnOnce(&mut Tx<'_>, &Store, &Access) -> Result<(Id, Id)> + Send + 'static,
) -> Answer<Json<Changed<page::Page>>> {
    let changed = kit
        .run(move |store| {
            store.write(|tx| {
                let (company, batch) = act(tx, store, &me.access)?;
                Ok(Changed { data: page::load(tx, &me.access, company)?, batch: batch.show(IdKind::Batch) })
            })
        })
        .await?;
    Ok(Json(changed))
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let company = id(IdKind::Company, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, company))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let company = id(IdKind::Company, &text)?;
    let before = p.before()?;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                edit::seen(tx, &me.access, company)?;
                let mut rows = vec![company];
                rows.extend(at_record::links_of(tx, "company", &rows)?);
                history(tx, &rows, before, IdKind::Company, |_| false)
            })
        })
        .await?;
    Ok(Json(answer))
}

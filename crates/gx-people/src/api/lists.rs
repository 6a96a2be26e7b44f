//! Companies, orders, the registry of fields, users, filters and ties.

use axum::Json;
use axum::extract::{Path, Query, State};
use gx_http::{Answer, Kit, Signed};
use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::list::{self, Clause, ListSpec, Order};
use gx_record::{fields, filtering};
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Row, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json_, json};

use super::id;
use super::people::ListParams;
use crate::edge::{End, Tie, Ties};
use crate::names::Names;
use crate::people;

const COMPANIES: ListSpec<'static> = ListSpec {
    from: "company c",
    alias: "c",
    columns: "c.id, c.name, c.domain, c.industry, c.city, c.region, c.phone, c.size, c.owner, c.created_at, c.fields, c.address, c.country",
    base: "c.deleted_at IS NULL",
};

const ORDERS: ListSpec<'static> = ListSpec {
    from: "orders o",
    alias: "o",
    columns: "o.id, o.number, o.person_id, o.status, o.channel, o.amount, o.currency, o.quantity, o.placed_at, o.lines",
    base: "o.deleted_at IS NULL",
};

fn order<'a>(
    p: &'a ListParams,
    default: &'static str,
    columns: &[(&str, &'static str)],
) -> Result<Order<'a>> {
    let sort = if p.sort.is_empty() { default } else { &p.sort };
    let (key, descending) = sort.strip_prefix('-').map_or((sort, false), |k| (k, true));
    let column =
        columns.iter().find(|(k, _)| *k == key).map(|(_, c)| *c).ok_or_else(|| {
            Problem::field("sort", "unknown", format!("this list cannot be sorted by {key:?}"))
        })?;
    Ok(Order {
        column,
        index: None,
        descending,
        limit: p.limit.unwrap_or(50),
        cursor: p.cursor.as_deref().filter(|c| !c.is_empty()),
    })
}

fn company_row(tx: &mut Tx<'_>, names: &mut Names, r: &Row) -> Result<Json_> {
    let company = r.id(0)?;
    let people = tx
        .one(
            "SELECT COUNT(*) FROM edge WHERE to_id = $1 AND to_kind = 'company' AND deleted_at IS NULL",
            &[company.into()],
        )?
        .int(0)?;
    let owner = match r.opt_id(8)? {
        Some(id) => Some(names.user(tx, id)?),
        None => None,
    };
    Ok(json!({
        "id": company.show(IdKind::Company), "name": r.text(1)?, "initial": gx_text::avatar_initial(r.text(1)?), "domain": r.opt_text(2)?,
        "industry": r.opt_text(3)?, "city": r.opt_text(4)?, "region": r.opt_text(5)?, "phone": r.opt_text(6)?, "size": r.opt_int(7)?, "owner": owner,
        "people_count": people, "created_at": r.micros(9)?, "fields": r.json::<Map<String, Json_>>(10)?, "address": r.opt_text(11)?, "country": r.opt_text(12)?,
    }))
}

fn page_json(rows: Vec<Json_>, next: Option<String>, (total, bound): (i64, bool)) -> Json_ {
    json!({"rows": rows, "next": next, "total": total, "total_at_least": bound})
}

pub(crate) async fn companies(
    State(kit): State<Kit>,
    me: Signed,
    Query(p): Query<ListParams>,
) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut clause = Clause::default();
                if !p.q.trim().is_empty() {
                    match gx_store::search::subquery(
                        tx.dialect(),
                        ObjectKind::Company,
                        &people::words(&p.q),
                        1,
                    ) {
                        Some((sub, param)) => {
                            clause.sql = format!("c.id IN ({sub})");
                            clause.params.push(param);
                        }
                        None => clause.sql = "1 = 0".into(),
                    }
                }
                filtering::push(
                    tx,
                    &mut clause,
                    ObjectKind::Company,
                    &p.filter,
                    &me.access,
                    "c",
                    store.now(),
                )?;
                let order = order(
                    &p,
                    "name",
                    &[
                        ("name", "name_key"),
                        ("created_at", "created_at"),
                        ("city", "city"),
                        ("industry", "industry"),
                        ("size", "size"),
                    ],
                )?;
                let see = me.access.see(ObjectKind::Company, "c");
                let found = list::page(tx, &COMPANIES, &see, &clause, &order)?;
                let total = list::count(tx, &COMPANIES, &see, &clause)?;
                let mut names = Names::default();
                let rows =
                    found.rows.iter().map(|r| company_row(tx, &mut names, r)).collect::<Result<_>>()?;
                Ok(page_json(rows, found.next, total))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn company(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let company = id(IdKind::Company, &text)?;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let sql = format!("SELECT {} FROM company c WHERE c.id = $1 AND c.deleted_at IS NULL AND {}", COMPANIES.columns, me.access.see(ObjectKind::Company, "c"));
                let row = tx.first(&sql, &[company.into()])?.ok_or_else(|| Problem::not_found("The company"))?;
                let mut out = company_row(tx, &mut Names::default(), &row)?;
                let sql = format!(
                    "SELECT DISTINCT r.id, e.title FROM edge e JOIN person n ON n.id = e.from_id JOIN person r ON r.id = n.canonical_id \
                     WHERE e.to_id = $1 AND e.to_kind = 'company' AND e.deleted_at IS NULL AND r.deleted_at IS NULL AND {} ORDER BY r.id LIMIT 500",
                    me.access.see_person("r")
                );
                let ties = tx.query(&sql, &[company.into()])?;
                let mut people = Vec::new();
                for tie in &ties {
                    if let Some(row) = people::rows_of(tx, &me.access, &[tie.id(0)?])?.into_iter().next() {
                        people.push(json!({"person": row, "title": tie.opt_text(1)?}));
                    }
                }
                out["people"] = people.into();
                Ok(out)
            })
        })
        .await?;
    Ok(Json(answer))
}

/// An order as the API shows it.
pub fn order_json(tx: &mut Tx<'_>, access: &Access, r: &Row) -> Result<Json_> {
    let node = r.id(2)?;
    let sql = format!(
        "SELECT p.id, p.name FROM person n JOIN person p ON p.id = n.canonical_id WHERE n.id = $1 AND {}",
        access.see_person("p")
    );
    let person = tx
        .first(&sql, &[node.into()])?
        .map(|p| Ok::<_, gx_store::StoreError>(json!({"id": p.id(0)?.show(IdKind::Person), "name": p.text(1)?, "initial": gx_text::avatar_initial(p.text(1)?)})))
        .transpose()?;
    let lines: Json_ = r.json(9)?;
    Ok(json!({
        "id": r.id(0)?.show(IdKind::Order), "number": r.text(1)?, "person": person, "status": r.text(3)?, "channel": r.text(4)?,
        "amount": from_scaled(r.int(5)?).to_string(), "currency": r.text(6)?, "quantity": r.opt_real(7)?, "placed_at": r.micros(8)?,
        "lines": if lines.is_array() { lines } else { json!([]) },
    }))
}

/// Orders by their numbers' hashes, for the timeline.
pub fn orders_by_hash(tx: &mut Tx<'_>, access: &Access, hashes: &[i64]) -> Result<Vec<(i64, Json_)>> {
    let sql = format!(
        "SELECT {}, o.number_hash FROM orders o WHERE {} AND {} AND o.number_hash IN",
        ORDERS.columns,
        ORDERS.base,
        access.see(ObjectKind::Order, "o")
    );
    tx.query_in(&sql, hashes)?.iter().map(|r| Ok((r.int(10)?, order_json(tx, access, r)?))).collect()
}

pub(crate) async fn orders(
    State(kit): State<Kit>,
    me: Signed,
    Query(p): Query<ListParams>,
) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut clause = Clause::default();
                if !p.q.trim().is_empty() {
                    clause.sql = "o.number_hash = $1".into();
                    clause.params.push(store.hash().of(&[b"order", p.q.trim().as_bytes()]).into());
                }
                filtering::push(tx, &mut clause, ObjectKind::Order, &p.filter, &me.access, "o", store.now())?;
                let order = order(
                    &p,
                    "-placed_at",
                    &[
                        ("placed_at", "placed_at"),
                        ("amount", "amount"),
                        ("status", "status"),
                        ("number", "number"),
                        ("channel", "channel"),
                    ],
                )?;
                let see = me.access.see(ObjectKind::Order, "o");
                let found = list::page(tx, &ORDERS, &see, &clause, &order)?;
                let total = list::count(tx, &ORDERS, &see, &clause)?;
                let rows = found.rows.iter().map(|r| order_json(tx, &me.access, r)).collect::<Result<_>>()?;
                Ok(page_json(rows, found.next, total))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn objects(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut out = Vec::new();
                for object in ObjectKind::ALL {
                    let mut set = fields::load(tx, *object)?;
                    set.fields.retain(|f| *object != ObjectKind::Person || !me.access.hides(&f.key));
                    out.push(json!({"object": object, "fields": set.fields}));
                }
                Ok(Json_::Array(out))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn users(State(kit): State<Kit>, _me: Signed) -> Answer<Json<Json_>> {
    let answer = kit
        .run(|store| {
            store.read(|tx| {
                let rows = tx.query("SELECT id, name FROM staff WHERE disabled_at IS NULL ORDER BY name LIMIT 1000", &[])?;
                rows.iter()
                    .map(|r| Ok(json!({"id": r.id(0)?.show(IdKind::User), "name": r.text(1)?, "initial": gx_text::avatar_initial(r.text(1)?)})))
                    .collect::<Result<Vec<_>>>()
            })
        })
        .await?;
    Ok(Json(answer.into()))
}

#[derive(Debug, Deserialize)]
pub(crate) struct FilterBody {
    object: ObjectKind,
    text: String,
}

pub(crate) async fn check_filter(
    State(kit): State<Kit>,
    me: Signed,
    Json(body): Json<FilterBody>,
) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut clause = Clause::default();
                match filtering::push(tx, &mut clause, body.object, &body.text, &me.access, if body.object == ObjectKind::Person { "p" } else { "x" }, store.now()) {
                    Ok(()) => {}
                    Err(gx_store::StoreError::Problem(p)) if p.code == "filter" => {
                        let mut error = Json_::Object(p.detail.clone());
                        error["message"] = p.message.clone().into();
                        error["code"] = p.detail.get("reason").cloned().unwrap_or_default();
                        return Ok(json!({"ok": false, "text": body.text, "count": null, "error": error}));
                    }
                    Err(e) => return Err(e),
                }
                let count = match body.object {
                    ObjectKind::Person => Some(list::count(tx, &people::SPEC, &me.access.see_person("p"), &clause)?),
                    _ => None,
                };
                Ok(json!({"ok": true, "text": body.text, "count": count.map(|c| c.0), "count_at_least": count.is_some_and(|c| c.1)}))
            })
        })
        .await?;
    Ok(Json(answer))
}

#[derive(Debug, Deserialize)]
pub(crate) struct EdgeBody {
    kind: String,
    from: String,
    to: String,
    title: Option<String>,
}

fn end(tx: &mut Tx<'_>, access: &Access, text: &str) -> Result<End> {
    match Id::read_any(text) {
        Some((IdKind::Person, id)) => Ok(End::Person(people::root_to_edit(tx, access, id)?)),
        Some((IdKind::Company, id)) => {
            match tx.first("SELECT id FROM company WHERE id = $1 AND deleted_at IS NULL", &[id.into()])? {
                Some(_) => Ok(End::Company(id)),
                None => Err(Problem::not_found("The company").into()),
            }
        }
        _ => {
            Err(Problem::field("from", "not_an_id", format!("{text:?} is neither a person nor a company"))
                .into())
        }
    }
}

pub(crate) async fn add_edge(
    State(kit): State<Kit>,
    me: Signed,
    Json(body): Json<EdgeBody>,
) -> Answer<Json<Json_>> {
    let fine = |c: char| c.is_ascii_lowercase() || c == '_';
    if body.kind.is_empty() || body.kind.len() > 40 || !body.kind.chars().all(fine) {
        return Err(Problem::field("kind", "not_a_word", "a kind is 1 to 40 of a-z and _").into());
    }
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let (from, to) = (end(tx, &me.access, &body.from)?, end(tx, &me.access, &body.to)?);
                if from == to {
                    return Err(Problem::bad("same_row", "A tie needs two ends.").into());
                }
                let mut ties = Ties::default();
                ties.add(Tie { kind: body.kind.clone(), from, to, title: body.title, at: store.now(), evidence: None });
                ties.close(tx, store, me.access.by(), None)?;
                let row = tx.one(
                    "SELECT id FROM edge WHERE kind = $1 AND ((from_id = $2 AND to_id = $3) OR (from_id = $3 AND to_id = $2)) AND deleted_at IS NULL",
                    &[body.kind.into(), from.id().into(), to.id().into()],
                )?;
                let mut batch = Batch::open(tx, store, "edge", me.access.by(), None, None)?;
                batch.log(Entry { object: "edge", row: row.id(0)?, op: Op::Create, before: Map::new(), after: Map::new() });
                batch.flush(tx, store)?;
                Ok(json!({"data": {"id": row.id(0)?.show(IdKind::Edge)}, "batch": batch.id.show(IdKind::Batch)}))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn remove_edge(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Json_>> {
    let edge = id(IdKind::Edge, &text)?;
    let answer = kit
        .run(move |store| {
            store.write(|tx| {
                let row = tx
                    .first("SELECT from_id, to_id, kind, to_kind FROM edge WHERE id = $1 AND deleted_at IS NULL AND from_kind = 'person'", &[edge.into()])?
                    .ok_or_else(|| Problem::not_found("The tie"))?;
                people::root_to_edit(tx, &me.access, row.id(0)?)?;
                tx.execute("UPDATE edge SET deleted_at = $1 WHERE id = $2", &[store.now().into(), edge.into()])?;
                let mut batch = Batch::open(tx, store, "edge", me.access.by(), None, None)?;
                let before = Map::from_iter([("kind".to_owned(), Json_::from(row.text(2)?))]);
                batch.log(Entry { object: "edge", row: edge, op: Op::Delete, before, after: Map::new() });
                batch.flush(tx, store)?;
                Ok(json!({"data": null, "batch": batch.id.show(IdKind::Batch)}))
            })
        })
        .await?;
    Ok(Json(answer))
}

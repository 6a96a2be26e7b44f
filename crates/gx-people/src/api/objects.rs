//! What the app must know to show lists: the registry of fields, users, filters as they are typed.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::IdKind;
use gx_kernel::locale::Locale;
use gx_kernel::object::{Field, ObjectKind};
use gx_record::list::{self, Clause};
use gx_record::{fields, filtering, help};
use gx_store::Result;
use gx_store::access::Verb;
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use super::orders;
use crate::grouping;
use crate::listing::{ACTIVITIES, DEALS, LEADS};
use crate::quality::{self, Quality};
use crate::{company, own, people};

pub(crate) async fn objects(State(kit): State<Kit>, me: Signed, headers: HeaderMap) -> Answer<Json<Json_>> {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
    let locale = me.user.locale.as_deref().or(asked).and_then(Locale::from_tag).unwrap_or_default();
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut out = Vec::new();
                for object in ObjectKind::ALL {
                    let mut set = fields::load(tx, *object)?;
                    help::fill(tx, *object, &mut set, locale)?;
                    set.fields.retain(|f| !me.access.hides_of(*object, &f.key));
                    for field in &mut set.fields {
                        // What the role may only see is offered to nobody for a change that would be refused.
                        field.editable &= !me.access.locks_of(*object, &field.key);
                    }
                    let fields: Vec<Json_> = set.fields.iter().map(|f| described(*object, f)).collect();
                    out.push(json!({"object": object, "fields": fields}));
                }
                Ok(Json_::Array(out))
            })
        })
        .await?;
    Ok(Json(answer))
}

/// A field with what lists can do with it.
fn described(object: ObjectKind, field: &Field) -> Json_ {
    let mut out = json!(field);
    out["groupable"] = grouping::able(object, field).into();
    // What a registry calls sortable is so in a list only where the list has an order for it.
    out["sortable"] = sortable(object, field).into();
    out
}

/// Whether the list of an object has an order for a field.
fn sortable(object: ObjectKind, field: &Field) -> bool {
    match object {
        _ if field.custom => field.sortable,
        ObjectKind::Person => people::sort_column(&field.key).is_some(),
        ObjectKind::Company => company::list::column(&field.key).is_some(),
        _ => own::list::column(object, &field.key).is_some(),
    }
}

/// How good the file is, of those whom the caller sees.
pub(crate) async fn quality(State(kit): State<Kit>, me: Signed) -> Answer<Json<Quality>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.count(move |store| store.read(|tx| quality::count(tx, &me.access, store.now()))).await?))
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
    Body(body): Body<FilterBody>,
) -> Answer<Json<Json_>> {
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let mut clause = Clause::default();
                let spec = match body.object {
                    ObjectKind::Person => Some(people::SPEC),
                    ObjectKind::Company => Some(company::page::SPEC),
                    ObjectKind::Order => Some(orders::ORDERS),
                    ObjectKind::Deal => Some(DEALS),
                    ObjectKind::Lead => Some(LEADS),
                    ObjectKind::Activity => Some(ACTIVITIES),
                    // Nobody waits for all interactions to be counted.
                    ObjectKind::Interaction => None,
                };
                let alias = spec.as_ref().map_or("x", |s| s.alias);
                match filtering::push(tx, &mut clause, body.object, &body.text, &me.access, alias, store.now()) {
                    Ok(()) => {}
                    Err(gx_store::StoreError::Problem(p)) if p.code == "filter" => {
                        let mut error = Json_::Object(p.detail.clone());
                        error["message"] = p.message.clone().into();
                        error["code"] = p.detail.get("reason").cloned().unwrap_or_default();
                        return Ok(json!({"ok": false, "text": body.text, "count": null, "error": error}));
                    }
                    Err(e) => return Err(e),
                }
                let count = spec
                    .map(|spec| list::count(tx, &spec, &me.access.see(body.object, spec.alias), &clause))
                    .transpose()?;
                Ok(json!({"ok": true, "text": body.text, "count": count.map(|c| c.0), "count_at_least": count.is_some_and(|c| c.1)}))
            })
        })
        .await?;
    Ok(Json(answer))
}

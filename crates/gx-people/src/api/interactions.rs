//! The list of all interactions, and interactions as lists show them.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::money::from_scaled;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind};
use gx_record::list::ListSpec;
use gx_store::access::{Access, Verb};
use gx_store::{Result, Row, Tx};
use serde_json::{Value as Json_, json};

use super::people::{ListParams, wish};
use crate::own;
use crate::people::Page;

/// All interactions.
pub const INTERACTIONS: ListSpec<'static> = ListSpec {
    from: "interaction i",
    alias: "i",
    columns: "i.id, i.kind, i.direction, i.channel, i.occurred_at, i.title, i.text, i.amount, i.currency, i.person_id, i.fields, i.object_kind, i.object_id",
    base: "1 = 1",
};

/// An interaction as lists show it.
pub fn interaction_json(tx: &mut Tx<'_>, access: &Access, r: &Row) -> Result<Json_> {
    let sql = format!(
        "SELECT p.id, p.name FROM person n JOIN person p ON p.id = n.canonical_id WHERE n.id = $1 AND {}",
        access.see_person("p")
    );
    let who = tx
        .first(&sql, &[r.id(9)?.into()])?
        .map(|p| Ok::<_, gx_store::StoreError>((p.id(0)?.show(IdKind::Person), p.string(1)?)))
        .transpose()?;
    let fields = own::shown(access, ObjectKind::Interaction, r.json(10)?);
    let linked = own::linked(tx, access, &fields)?;
    let hides = |key: &str| access.hides_of(ObjectKind::Interaction, key);
    let open = |key: &str, at: usize| if hides(key) { Ok(None) } else { r.opt_text(at) };
    let amount = if hides("amount") { None } else { r.opt_int(7)?.map(|a| from_scaled(a).to_string()) };
    Ok(json!({
        "id": r.id(0)?.show(IdKind::Interaction), "kind": r.text(1)?, "direction": r.text(2)?, "channel": r.text(3)?,
        "occurred_at": r.micros(4)?, "title": open("title", 5)?, "text": open("text", 6)?, "amount": amount, "currency": r.opt_text(8)?,
        "person": who.as_ref().map(|(id, _)| id),
        "who": who.as_ref().map(|(id, name)| json!({"id": id, "name": name, "initial": gx_text::avatar_initial(name)})),
        "object_kind": r.opt_text(11)?, "object_id": r.opt_text(12)?, "fields": fields, "linked": linked,
    }))
}

/// Some interactions, in the order asked for; those the caller may not see are left out.
pub(crate) fn rows_of(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<Vec<Json_>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let see = access.see(ObjectKind::Interaction, "i");
    let sql = format!("SELECT {} FROM interaction i WHERE {see} AND i.id IN", INTERACTIONS.columns);
    let found = tx.query_in(&sql, &keys)?;
    let mut out = Vec::new();
    for id in ids {
        for r in &found {
            if r.id(0)? == *id {
                out.push(interaction_json(tx, access, r)?);
            }
        }
    }
    Ok(out)
}

/// A page of interactions, newest first unless it says otherwise.
pub async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Page<Json_>>> {
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            let (what, sort) = ((ObjectKind::Interaction, Verb::See), p.sort.clone());
            let page = store.read(|tx| {
                own::list::page(tx, store, &access, what, &p.into(), |tx, r| interaction_json(tx, &access, r))
            })?;
            wish(store, ObjectKind::Interaction, &sort, &page);
            Ok(page)
        })
        .await?;
    watch::saw(&kit, &me, answer.rows.len()).await;
    Ok(Json(answer))
}

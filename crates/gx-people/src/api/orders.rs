//! The list of orders, and orders as other pages show them.

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

/// Living orders.
pub const ORDERS: ListSpec<'static> = ListSpec {
    from: "orders o",
    alias: "o",
    columns: "o.id, o.number, o.person_id, o.status, o.channel, o.amount, o.currency, o.quantity, o.placed_at, o.lines, o.fields, o.updated_at",
    base: "o.deleted_at IS NULL",
};

/// An order as the API shows it.
pub fn order_json(tx: &mut Tx<'_>, access: &Access, r: &Row) -> Result<Json_> {
    let node = r.id(2)?;
    let sql = format!(
        "SELECT p.id, p.name FROM person n JOIN person p ON p.id = n.canonical_id WHERE n.id = $1 AND p.name <> '' AND {}",
        access.see_person("p")
    );
    let person = tx
        .first(&sql, &[node.into()])?
        .map(|p| Ok::<_, gx_store::StoreError>(json!({"id": p.id(0)?.show(IdKind::Person), "name": p.text(1)?, "initial": gx_text::avatar_initial(p.text(1)?)})))
        .transpose()?;
    let hides = |key: &str| access.hides_of(ObjectKind::Order, key);
    let lines = if hides("lines") {
        Json_::Null
    } else {
        shown_lines(r.json(9)?, hides("amount"), hides("quantity"))
    };
    let fields = own::shown(access, ObjectKind::Order, r.json(10)?);
    let linked = own::linked(tx, access, &fields)?;
    let amount = if hides("amount") { None } else { Some(from_scaled(r.int(5)?).to_string()) };
    let quantity = if hides("quantity") { None } else { r.opt_real(7)? };
    Ok(json!({
        "id": r.id(0)?.show(IdKind::Order), "number": r.text(1)?, "person": person, "status": r.text(3)?, "channel": r.text(4)?,
        "amount": amount, "currency": r.text(6)?, "quantity": quantity, "placed_at": r.micros(8)?,
        "lines": if lines.is_array() { lines } else { json!([]) }, "fields": fields, "linked": linked, "updated_at": r.micros(11)?,
    }))
}

/// What was ordered, without what each line came to or how many there were where the role hides that of the whole.
fn shown_lines(mut lines: Json_, amounts: bool, quantities: bool) -> Json_ {
    for line in lines.as_array_mut().into_iter().flatten().filter_map(Json_::as_object_mut) {
        // A line is a name and numbers: what is no name may come to something.
        line.retain(|key, _| match key.as_str() {
            "name" | "sku" => true,
            "quantity" => !quantities,
            _ => !amounts,
        });
    }
    lines
}

/// Orders by their numbers' hashes, for the timeline.
pub fn orders_by_hash(tx: &mut Tx<'_>, access: &Access, hashes: &[i64]) -> Result<Vec<(i64, Json_)>> {
    let sql = format!(
        "SELECT {}, o.number_hash FROM orders o WHERE {} AND {} AND o.number_hash IN",
        ORDERS.columns,
        ORDERS.base,
        access.see(ObjectKind::Order, "o")
    );
    tx.query_in(&sql, hashes)?.iter().map(|r| Ok((r.int(12)?, order_json(tx, access, r)?))).collect()
}

/// Some orders, in the order asked for; those the caller may not see are left out.
pub fn orders_of(tx: &mut Tx<'_>, access: &Access, ids: &[Id]) -> Result<Vec<Json_>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let see = access.see(ObjectKind::Order, "o");
    let sql = format!("SELECT {} FROM orders o WHERE {} AND {see} AND o.id IN", ORDERS.columns, ORDERS.base);
    let found = tx.query_in(&sql, &keys)?;
    let mut out = Vec::new();
    for id in ids {
        for r in &found {
            if r.id(0)? == *id {
                out.push(order_json(tx, access, r)?);
            }
        }
    }
    Ok(out)
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<ListParams>,
) -> Answer<Json<Page<Json_>>> {
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            let (what, sort) = ((ObjectKind::Order, Verb::See), p.sort.clone());
            let page = store.read(|tx| {
                own::list::page(tx, store, &access, what, &p.into(), |tx, r| order_json(tx, &access, r))
            })?;
            wish(store, ObjectKind::Order, &sort, &page);
            Ok(page)
        })
        .await?;
    watch::saw(&kit, &me, answer.rows.len()).await;
    Ok(Json(answer))
}

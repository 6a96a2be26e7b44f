//! Orders in hand.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed, id};
use gx_kernel::{Id, IdKind, Micros};
use gx_people::api::Changed;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::order::hand::{self, DeliveryWish, PaymentWish, ReturnWish};
use crate::order::page::{self, OrderPage, Wish};
use crate::order::{PAYMENT, RETURN, SHIPMENT};
use crate::quote::close::Told;

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<OrderPage>> {
    let order = id(IdKind::Order, &text)?;
    let told = move |store: &Store| store.read(|tx| page::load(tx, store, &me.access, order));
    Ok(Json(kit.run(told).await?))
}

/// Acts on an order, tells what happened, and answers with the order as it is then.
async fn acting(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, &Access) -> Result<(Id, (Id, Told))> + Send + 'static,
) -> Answer<Json<Changed<OrderPage>>> {
    let live = kit.live.clone();
    let (changed, told) = kit
        .run(move |store| {
            store.write(|tx| {
                let (order, (batch, told)) = act(tx, store, &me.access)?;
                let data = page::load(tx, store, &me.access, order)?;
                Ok((Changed { data, batch: batch.show(IdKind::Batch) }, told))
            })
        })
        .await?;
    for note in told.notes() {
        live.tell(note);
    }
    Ok(Json(changed))
}

pub(crate) async fn create(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Changed<OrderPage>>> {
    acting(kit, me, move |tx, store, access| {
        let (order, batch, told) = page::create(tx, store, access, &wish)?;
        Ok((order, (batch, told)))
    })
    .await
}

pub(crate) async fn deliver(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<DeliveryWish>,
) -> Answer<Json<Changed<OrderPage>>> {
    let order = id(IdKind::Order, &text)?;
    acting(kit, me, move |tx, store, access| Ok((order, hand::deliver(tx, store, access, order, &wish)?)))
        .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct When {
    at: Option<Micros>,
}

pub(crate) async fn arrived(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, delivery)): Path<(String, String)>,
    Body(body): Body<When>,
) -> Answer<Json<Changed<OrderPage>>> {
    let of = (id(IdKind::Order, &text)?, id(IdKind::Shipment, &delivery)?);
    acting(kit, me, move |tx, store, access| Ok((of.0, hand::arrived(tx, store, access, of, body.at)?))).await
}

pub(crate) async fn undeliver(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, delivery)): Path<(String, String)>,
) -> Answer<Json<Changed<OrderPage>>> {
    undo(kit, me, id(IdKind::Order, &text)?, SHIPMENT, id(IdKind::Shipment, &delivery)?).await
}

async fn undo(
    kit: Kit,
    me: Signed,
    order: Id,
    object: &'static str,
    row: Id,
) -> Answer<Json<Changed<OrderPage>>> {
    acting(kit, me, move |tx, store, access| {
        Ok((order, hand::undo(tx, store, access, (order, object, row))?))
    })
    .await
}

pub(crate) async fn pay(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<PaymentWish>,
) -> Answer<Json<Changed<OrderPage>>> {
    let order = id(IdKind::Order, &text)?;
    acting(kit, me, move |tx, store, access| Ok((order, hand::pay(tx, store, access, order, &wish)?))).await
}

pub(crate) async fn unpay(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, payment)): Path<(String, String)>,
) -> Answer<Json<Changed<OrderPage>>> {
    undo(kit, me, id(IdKind::Order, &text)?, PAYMENT, id(IdKind::Payment, &payment)?).await
}

pub(crate) async fn take_back(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<ReturnWish>,
) -> Answer<Json<Changed<OrderPage>>> {
    let order = id(IdKind::Order, &text)?;
    acting(kit, me, move |tx, store, access| Ok((order, hand::take_back(tx, store, access, order, &wish)?)))
        .await
}

pub(crate) async fn untake_back(
    State(kit): State<Kit>,
    me: Signed,
    Path((text, back)): Path<(String, String)>,
) -> Answer<Json<Changed<OrderPage>>> {
    undo(kit, me, id(IdKind::Order, &text)?, RETURN, id(IdKind::Return, &back)?).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cancelling {
    reason: String,
    #[serde(default)]
    rest: bool,
}

pub(crate) async fn cancel(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Cancelling>,
) -> Answer<Json<Changed<OrderPage>>> {
    let order = id(IdKind::Order, &text)?;
    acting(kit, me, move |tx, store, access| {
        let wish = (body.reason.as_str(), body.rest);
        Ok((order, hand::cancel(tx, store, access, order, wish)?))
    })
    .await
}

//! Where one's calendar can be subscribed to.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Kit, Signed};
use gx_kernel::{Id, Problem};
use gx_store::{Result, Store, Tx};
use serde::Serialize;

use crate::subscribed;

/// Addresses, below that of the program.
#[derive(Debug, Serialize)]
pub(crate) struct Info {
    url: Option<String>,
    caldav: &'static str,
}

/// Whose calendar it is, where they sit there themselves: the address is a secret that outlasts a look and a key.
fn own(me: &Signed) -> std::result::Result<Id, Problem> {
    if me.really.is_some() || me.access.is_program() {
        return Err(Problem::forbidden("Sign in yourself: whoever has the address reads the calendar."));
    }
    subscribed::me(&me.access)
}

async fn acting(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, Id) -> Result<()> + Send + 'static,
) -> Answer<Json<Info>> {
    let of = own(&me)?;
    let told = move |store: &Store| {
        store.write(|tx| {
            act(tx, store, of)?;
            Ok(Info { url: subscribed::path(tx, store, of)?, caldav: "/dav/" })
        })
    };
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Info>> {
    let of = own(&me)?;
    let told = move |store: &Store| {
        store.read(|tx| Ok(Info { url: subscribed::path(tx, store, of)?, caldav: "/dav/" }))
    };
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn renew(State(kit): State<Kit>, me: Signed) -> Answer<Json<Info>> {
    acting(kit, me, subscribed::renew).await
}

pub(crate) async fn stop(State(kit): State<Kit>, me: Signed) -> Answer<Json<Info>> {
    acting(kit, me, |tx, _, of| subscribed::stop(tx, of)).await
}

//! The customer's pages. No session: the token in the address is the right.

use axum::body::Body as Bytes;
use axum::extract::{Path, State};
use axum::http::Response;
use axum::{Extension, Json};
use gx_http::{Answer, Body, Kit, token};
use gx_kernel::IdKind;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::guest::{self, GuestOrder, GuestQuote};
use crate::paper::{self, Typeface};
use crate::quote::close::{self, Told, Who};

pub(crate) async fn quote(State(kit): State<Kit>, Path(token): Path<String>) -> Answer<Json<GuestQuote>> {
    let told = move |store: &Store| {
        let root = token::open(store, IdKind::Quote, &token)?;
        let (unseen, told) = store.read(|tx| {
            let newest = close::newest(tx, root)?;
            Ok((newest.seen_at.is_none().then_some(newest.id), guest::quote(tx, store, root)?))
        })?;
        if let Some(id) = unseen {
            store.write(|tx| close::opened(tx, store, id))?;
        }
        Ok(told)
    };
    Ok(Json(kit.run(told).await?))
}

/// Acts on the quote of a token, tells who looks after it, and answers with the quote as it is then.
async fn acting(
    kit: Kit,
    token: String,
    act: impl Fn(&mut Tx<'_>, &Store, gx_kernel::Id) -> Result<Told> + Send + 'static,
) -> Answer<Json<GuestQuote>> {
    let live = kit.live.clone();
    let (quote, told) = kit
        .run(move |store| {
            let root = token::open(store, IdKind::Quote, &token)?;
            store.write(|tx| {
                let told = act(tx, store, root)?;
                Ok((guest::quote(tx, store, root)?, told))
            })
        })
        .await?;
    for note in told.notes() {
        live.tell(note);
    }
    Ok(Json(quote))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    name: String,
    version: i64,
}

pub(crate) async fn accept(
    State(kit): State<Kit>,
    Path(token): Path<String>,
    Body(body): Body<Acceptance>,
) -> Answer<Json<GuestQuote>> {
    acting(kit, token, move |tx, store, root| {
        let who = Who { name: body.name.clone(), staff: None, note: String::new() };
        close::accept(tx, store, root, Some(body.version), &who)
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Declining {
    reason: String,
    name: String,
}

pub(crate) async fn decline(
    State(kit): State<Kit>,
    Path(token): Path<String>,
    Body(body): Body<Declining>,
) -> Answer<Json<GuestQuote>> {
    acting(kit, token, move |tx, store, root| {
        let who = Who { name: body.name.clone(), staff: None, note: String::new() };
        close::decline(tx, store, root, &body.reason, &who)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    text: String,
    #[serde(default)]
    name: String,
}

pub(crate) async fn ask(
    State(kit): State<Kit>,
    Path(token): Path<String>,
    Body(body): Body<Question>,
) -> Answer<Json<GuestQuote>> {
    acting(kit, token, move |tx, store, root| close::ask(tx, store, root, &body.text, &body.name)).await
}

pub(crate) async fn pdf(
    State(kit): State<Kit>,
    Extension(typeface): Extension<Typeface>,
    Path(token): Path<String>,
) -> Answer<Response<Bytes>> {
    let made = move |store: &Store| {
        let root = token::open(store, IdKind::Quote, &token)?;
        let (paper, name) = store.read(|tx| {
            let newest = close::newest(tx, root)?;
            paper::of_version(tx, newest.id, None)
        })?;
        Ok((paper::file(&paper, &typeface)?, name))
    };
    let (bytes, name) = kit.run(made).await?;
    Ok(super::pdf(bytes, &name)?)
}

pub(crate) async fn order(State(kit): State<Kit>, Path(token): Path<String>) -> Answer<Json<GuestOrder>> {
    let told = move |store: &Store| {
        let order = token::open(store, IdKind::Order, &token)?;
        store.read(|tx| guest::order(tx, order))
    };
    Ok(Json(kit.run(told).await?))
}

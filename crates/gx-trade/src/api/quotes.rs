//! Quotes, for staff.

use axum::body::Body as Bytes;
use axum::extract::{Path, State};
use axum::http::Response;
use axum::{Extension, Json};
use gx_http::{Answer, Asked, Body, Kit, Signed, id};
use gx_kernel::{Id, IdKind, Locale, Problem};
use gx_people::api::Changed;
use gx_people::people::Page;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;

use crate::paper::{self, Typeface};
use crate::product::RIGHT;
use crate::quote::close::{self, Told, Who};
use crate::quote::list::{self, QuoteRow};
use crate::quote::page::{self, QuoteInfo};
use crate::quote::rules::{self, Rules};
use crate::quote::{act, approve, edit};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    state: Option<String>,
    deal: Option<String>,
    person: Option<String>,
    q: String,
    mine: bool,
    asked: bool,
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Page<QuoteRow>>> {
    let asked = list::Asked {
        state: p.state,
        deal: p.deal,
        person: p.person,
        q: p.q,
        mine: p.mine,
        asked: p.asked,
        limit: p.limit.unwrap_or(50),
        cursor: p.cursor,
    };
    let told = move |store: &Store| store.read(|tx| list::list(tx, store, &me.access, &asked));
    Ok(Json(kit.run(told).await?))
}

pub(crate) async fn get(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<QuoteInfo>> {
    let quote = id(IdKind::Quote, &text)?;
    let told =
        move |store: &Store| store.read(|tx| page::load(tx, store, (&me.access, &me.user.role), quote));
    Ok(Json(kit.run(told).await?))
}

/// Acts on a quote, tells what happened, and answers with the quote as it is then.
async fn acting(
    kit: Kit,
    me: Signed,
    act: impl Fn(&mut Tx<'_>, &Store, &Access, &str) -> Result<(Id, Id, Told)> + Send + 'static,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let live = kit.live.clone();
    let (changed, told) = kit
        .run(move |store| {
            store.write(|tx| {
                let (quote, batch, told) = act(tx, store, &me.access, &me.user.role)?;
                let data = page::load(tx, store, (&me.access, &me.user.role), quote)?;
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
    Path(text): Path<String>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let deal = id(IdKind::Deal, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        let (quote, batch) = edit::create(tx, store, access, deal)?;
        Ok((quote, batch, Told::default()))
    })
    .await
}

pub(crate) async fn change(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(wish): Body<edit::Wish>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        Ok((quote, edit::change(tx, store, access, quote, &wish)?, Told::default()))
    })
    .await
}

pub(crate) async fn delete(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<()>>> {
    let quote = id(IdKind::Quote, &text)?;
    let batch = kit.run(move |store| store.write(|tx| edit::delete(tx, store, &me.access, quote))).await?;
    Ok(Json(Changed { data: (), batch: batch.show(IdKind::Batch) }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Noted {
    note: String,
}

pub(crate) async fn submit(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Noted>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, role| {
        let (batch, staff) = approve::submit(tx, store, (access, role), quote, &body.note)?;
        Ok((quote, batch, Told::of(staff)))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    approve: bool,
    #[serde(default)]
    note: String,
}

pub(crate) async fn decide(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Decision>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, role| {
        let word = (body.approve, body.note.as_str());
        let (batch, staff) = approve::decide(tx, store, (access, role), quote, word)?;
        Ok((quote, batch, Told::of(staff)))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sending {
    mail: bool,
}

pub(crate) async fn send(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Sending>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    let seal = kit.seal.clone();
    acting(kit, me, move |tx, store, access, role| {
        let (batch, told) = act::send(tx, store, (access, role), quote, body.mail.then_some(&seal))?;
        Ok((quote, batch, told))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Reason {
    reason: String,
}

pub(crate) async fn withdraw(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Reason>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        Ok((quote, act::withdraw(tx, store, access, quote, &body.reason)?, Told::default()))
    })
    .await
}

pub(crate) async fn revise(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        let (next, batch) = edit::revise(tx, store, access, quote)?;
        Ok((next, batch, Told::default()))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    text: String,
}

pub(crate) async fn answer(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Words>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        let (batch, told) = act::answer(tx, store, access, quote, &body.text)?;
        Ok((quote, batch, told))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    name: String,
    #[serde(default)]
    note: String,
}

pub(crate) async fn accept(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Acceptance>,
) -> Answer<Json<Changed<QuoteInfo>>> {
    let quote = id(IdKind::Quote, &text)?;
    acting(kit, me, move |tx, store, access, _| {
        let (held, _) = edit::to_act(tx, access, quote)?;
        let staff = access.by().id();
        let who = Who { name: body.name.clone(), staff, note: body.note.clone() };
        let told = close::accept(tx, store, held.root, Some(held.version), &who)?;
        let batch = approve::moved(tx, store, access, &held, "accepted")?;
        Ok((quote, batch, told))
    })
    .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Language {
    language: Option<Locale>,
}

pub(crate) async fn pdf(
    State(kit): State<Kit>,
    Extension(typeface): Extension<Typeface>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<Language>,
) -> Answer<Response<Bytes>> {
    let quote = id(IdKind::Quote, &text)?;
    let made = move |store: &Store| {
        let (paper, name) = store.read(|tx| {
            edit::seen(tx, &me.access, quote)?;
            paper::of_version(tx, quote, p.language)
        })?;
        Ok((paper::file(&paper, &typeface)?, name))
    };
    let (bytes, name) = kit.run(made).await?;
    Ok(super::pdf(bytes, &name)?)
}

pub(crate) async fn rules(State(kit): State<Kit>, me: Signed) -> Answer<Json<Rules>> {
    if !me.access.may(RIGHT) && !me.access.can(gx_store::access::Verb::See) {
        return Err(Problem::forbidden("Your role may not see this.").into());
    }
    Ok(Json(kit.run(|store| store.read(rules::load)).await?))
}

pub(crate) async fn set_rules(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Rules>,
) -> Answer<Json<Rules>> {
    me.access.need(RIGHT)?;
    Ok(Json(kit.run(move |store| store.write(|tx| rules::set(tx, wish.clone()))).await?))
}

//! Members: how numbers are made, which tiers there are, and who joins.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::{Id, Micros};
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::people::{Changed, changing, country};
use crate::membership::{self, Numbering, TIERS_JOB, Tiers};
use crate::page;
use crate::sweep::{self, Progress};

/// The settings of members.
#[derive(Debug, Serialize)]
pub(crate) struct Membership {
    numbers: Numbering,
    /// What the next number will look like.
    next: String,
    tiers: Tiers,
    /// How far the last drawing of tiers is.
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
}

fn held(tx: &mut Tx<'_>, now: Micros) -> Result<Membership> {
    let numbers = Numbering::load(tx)?;
    let progress = sweep::progress(tx, TIERS_JOB, now)?;
    Ok(Membership { next: numbers.show(numbers.next), numbers, tiers: Tiers::load(tx)?, progress })
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Membership>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(|store| store.read(|tx| held(tx, store.now()))).await?))
}

/// What of the settings changes.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Wish {
    numbers: Option<Numbering>,
    tiers: Option<Tiers>,
}

pub(crate) async fn put(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Wish>,
) -> Answer<Json<Membership>> {
    me.access.need("users")?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                let mut detail = json!({"did": "changed"});
                if let Some(numbers) = &wish.numbers {
                    numbers.put(tx)?;
                    detail["numbers"] = serde_json::to_value(numbers).unwrap_or_default();
                }
                if let Some(tiers) = wish.tiers {
                    let tiers = tiers.put(tx)?;
                    detail["tiers"] = serde_json::to_value(&tiers).unwrap_or_default();
                    if tiers.on {
                        membership::soon(tx, store)?;
                    }
                }
                let entry = Entry { staff: Some(me.user.id), kind: "members", detail, ..Entry::default() };
                audit::note(tx, store, &entry)?;
                held(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

pub(crate) async fn join(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    changing(kit, me, &text, |tx, store, access, id: Id| {
        let country = country(tx)?;
        membership::join(tx, store, access, id, &country)
    })
    .await
}

//! Reviews: how often files are gone through, and that one was.

use axum::Json;
use axum::extract::{Path, State};
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::Micros;
use gx_store::access::Verb;
use gx_store::audit::{self, Entry};
use gx_store::{Result, Tx};
use serde::Serialize;
use serde_json::json;

use super::people::{Changed, changing};
use crate::page;
use crate::review::{self, Cycles, REVIEW_JOB};
use crate::sweep::{self, Progress};

/// The cycles, and how far the last setting of dates is.
#[derive(Debug, Serialize)]
pub(crate) struct Reviews {
    #[serde(flatten)]
    cycles: Cycles,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
}

fn held(tx: &mut Tx<'_>, now: Micros) -> Result<Reviews> {
    Ok(Reviews { progress: sweep::progress(tx, REVIEW_JOB, now)?, cycles: Cycles::load(tx)? })
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Reviews>> {
    me.access.need_verb(Verb::See)?;
    Ok(Json(kit.run(|store| store.read(|tx| held(tx, store.now()))).await?))
}

pub(crate) async fn put(
    State(kit): State<Kit>,
    me: Signed,
    Body(wish): Body<Cycles>,
) -> Answer<Json<Reviews>> {
    me.access.need("users")?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                let was = Cycles::load(tx)?;
                let cycles = wish.put(tx)?;
                if cycles != was {
                    let mut detail = json!({"did": "changed"});
                    detail["review"] = serde_json::to_value(&cycles).unwrap_or_default();
                    let entry =
                        Entry { staff: Some(me.user.id), kind: "setting", detail, ..Entry::default() };
                    audit::note(tx, store, &entry)?;
                    if cycles.on {
                        review::soon(tx, store)?;
                    }
                }
                held(tx, store.now())
            })
        })
        .await?;
    Ok(Json(now))
}

pub(crate) async fn done(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
) -> Answer<Json<Changed<Option<page::Person>>>> {
    changing(kit, me, &text, review::done).await
}

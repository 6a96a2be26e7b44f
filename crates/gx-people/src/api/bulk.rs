//! One change to many people.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Note, Signed};
use serde::Deserialize;

use crate::bulk::{self, Done, What, Who};

#[derive(Debug, Deserialize)]
pub(crate) struct Bulk {
    who: Who,
    what: What,
}

pub(crate) async fn change(State(kit): State<Kit>, me: Signed, Body(body): Body<Bulk>) -> Answer<Json<Done>> {
    let done = kit
        .run(move |store| store.write(|tx| bulk::change(tx, store, &me.access, &body.who, &body.what)))
        .await?;
    if done.changed > 0 {
        kit.live.tell(Note::People);
    }
    Ok(Json(done))
}

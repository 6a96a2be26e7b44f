//! Orders by the thousand.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_people::api::Outcomes;
use serde::Deserialize;

use crate::order_rows::{self, Row};
use crate::pipeline::staff_source;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Batch {
    rows: Vec<Row>,
}

/// Answers 200 also where rows were refused: each says for itself.
pub(crate) async fn batch(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Batch>,
) -> Answer<Json<Outcomes>> {
    let rows = kit
        .run(move |store| {
            let source = staff_source(store)?;
            let country = store.read(gx_people::api::country)?;
            order_rows::all(store, &me.access, &country, source, &body.rows)
        })
        .await?;
    let outcomes = Outcomes::of(rows);
    if outcomes.some_went_well() {
        kit.live.tell(Note::People);
    }
    Ok(Json(outcomes))
}

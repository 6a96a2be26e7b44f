//! Whether the program merges the surest duplicates by itself.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Signed};
use gx_kernel::Problem;
use serde::{Deserialize, Serialize};

use crate::duplicates;

/// The least probability that a workspace may merge above: below it too many strangers would become one.
const LEAST: f64 = 0.9;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Matching {
    // Must be said, if only as null: a body that names nothing must not turn it off.
    #[serde(deserialize_with = "Option::deserialize")]
    merge_automatically_above: Option<f64>,
}

pub(crate) async fn get(State(kit): State<Kit>, _me: Signed) -> Answer<Json<Matching>> {
    let above = kit.run(|store| store.read(duplicates::automatic)).await?;
    Ok(Json(Matching { merge_automatically_above: above }))
}

pub(crate) async fn set(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Matching>,
) -> Answer<Json<Matching>> {
    me.access.need("users")?;
    if let Some(above) = body.merge_automatically_above
        && !(LEAST..=1.0).contains(&above)
    {
        let message = format!("a probability from {LEAST} to 1, or null for never, not {above}");
        return Err(Problem::field("merge_automatically_above", "out_of_range", message).into());
    }
    let above = body.merge_automatically_above;
    kit.run(move |store| store.write(|tx| duplicates::set_automatic(tx, above))).await?;
    Ok(Json(body))
}

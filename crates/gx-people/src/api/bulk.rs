//! One change to many people, and many rows each for itself.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Note, Signed};
use gx_kernel::{Id, IdKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json_};

use crate::batch::{self, Outcome, Row};
use crate::bulk::{self, Done, What, Who};

#[derive(Debug, Deserialize)]
pub(crate) struct Bulk {
    who: Who,
    what: What,
}

pub(crate) async fn change(State(kit): State<Kit>, me: Signed, Body(body): Body<Bulk>) -> Answer<Json<Done>> {
    let owner = owner_of(&body.what.set);
    let done = kit
        .run(move |store| store.write(|tx| bulk::change(tx, store, &me.access, &body.who, &body.what)))
        .await?;
    if done.changed > 0 {
        kit.live.tell(Note::People);
        kit.live.tell(Note::Notices(owner));
    }
    Ok(Json(done))
}

/// Whom a change gives people to look after.
pub(crate) fn owner_of(set: &Map<String, Json_>) -> Vec<Id> {
    set.get("owner").and_then(Json_::as_str).and_then(|t| Id::read(IdKind::User, t)).into_iter().collect()
}

#[derive(Debug, Deserialize)]
pub(crate) struct Batch {
    rows: Vec<Row>,
}

/// What came of the rows of one call.
#[derive(Debug, Serialize)]
pub struct Outcomes {
    rows: Vec<Outcome>,
    /// How many were refused.
    refused: usize,
}

impl Outcomes {
    /// Of rows.
    pub fn of(rows: Vec<Outcome>) -> Self {
        let refused = rows.iter().filter(|r| r.status == "refused").count();
        Self { rows, refused }
    }

    /// Whether a row was not refused.
    pub fn some_went_well(&self) -> bool {
        self.refused < self.rows.len()
    }
}

/// Answers 200 also where rows were refused: each says for itself.
pub(crate) async fn batch(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Batch>,
) -> Answer<Json<Outcomes>> {
    let mut owners: Vec<Id> = body.rows.iter().flat_map(|row| owner_of(&row.set)).collect();
    owners.sort_unstable();
    owners.dedup();
    let rows = kit
        .run(move |store| {
            let country = store.read(super::people::country)?;
            batch::all(store, &me.access, &country, &body.rows)
        })
        .await?;
    let outcomes = Outcomes::of(rows);
    if outcomes.some_went_well() {
        kit.live.tell(Note::People);
        kit.live.tell(Note::Notices(owners));
    }
    Ok(Json(outcomes))
}

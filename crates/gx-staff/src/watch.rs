//! The access watch as those see it who set it and are told by it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Body, Kit, Note, Signed, watch};
use gx_kernel::Id;
use gx_record::notices::{self, Notice};
use gx_store::access::Grants;
use gx_store::{Result, Store, job};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Watching {
    // Must be said, if only as null: a body that names nothing must not turn it off.
    #[serde(deserialize_with = "Option::deserialize")]
    reads_per_hour: Option<i64>,
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Watching>> {
    me.access.need("audit")?;
    let reads_per_hour = kit.run(|store| store.read(watch::limit)).await?;
    Ok(Json(Watching { reads_per_hour }))
}

pub(crate) async fn set(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Watching>,
) -> Answer<Json<Watching>> {
    me.access.need("users")?;
    let limit = body.reads_per_hour;
    kit.run(move |store| {
        store.write(|tx| {
            watch::set_limit(tx, limit)?;
            let detail = json!({"did": "changed", "reads_per_hour": limit});
            let entry = gx_store::audit::Entry {
                staff: Some(me.user.id),
                kind: "watch",
                detail,
                ..Default::default()
            };
            gx_store::audit::note(tx, store, &entry)
        })
    })
    .await?;
    Ok(Json(body))
}

/// The job that tells everybody who may read the audit log, but for the reader.
pub fn tell_handler(live: gx_http::Live) -> job::Handler {
    Arc::new(move |store, job, _| {
        let told = tell(store, &job.payload).map_err(|e| e.to_string())?;
        live.tell(Note::Notices(told));
        Ok(())
    })
}

fn tell(store: &Store, payload: &serde_json::Value) -> Result<Vec<Id>> {
    let reader = Id(payload["staff"].as_i64().unwrap_or_default());
    store.write(|tx| {
        let rows = tx.query(
            "SELECT u.id, r.grants FROM staff u JOIN role r ON r.key = u.role WHERE u.disabled_at IS NULL",
            &[],
        )?;
        let mut told = Vec::new();
        for row in &rows {
            let grants: Grants = row.json(1)?;
            let notice = Notice {
                kind: "watch",
                by: Some(reader),
                object: None,
                row: None,
                detail: json!({"n": payload["n"]}),
            };
            if grants.may.iter().any(|w| w == "audit") && notices::give(tx, store, row.id(0)?, &notice)? {
                told.push(row.id(0)?);
            }
        }
        Ok(told)
    })
}

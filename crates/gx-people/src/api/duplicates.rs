//! The review queue, the scan, and the matcher over any CSV.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use gx_http::{Answer, Asked, Body, Kit, Note, Signed};
use gx_kernel::{IdKind, Problem};
use gx_store::job;
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use super::people::Changed;
use crate::duplicates::{self, Decision, Proposal, SCAN_JOB};
use crate::people::Page;
use gx_http::id;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueParams {
    state: Option<String>,
    cursor: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn list(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<QueueParams>,
) -> Answer<Json<Page<Proposal>>> {
    let state = p.state.unwrap_or_else(|| "open".into());
    let page = kit
        .run(move |store| {
            store.read(|tx| {
                duplicates::queue(
                    tx,
                    &me.access,
                    &state,
                    p.cursor.as_deref().filter(|c| !c.is_empty()),
                    p.limit.unwrap_or(30),
                )
            })
        })
        .await?;
    Ok(Json(page))
}

#[derive(Debug, Deserialize)]
pub(crate) struct Decide {
    decision: Decision,
    winner: Option<String>,
}

pub(crate) async fn decide(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<Decide>,
) -> Answer<Json<Changed<Json_>>> {
    let proposal = id(IdKind::Proposal, &text)?;
    let winner = body.winner.as_deref().map(|w| id(IdKind::Person, w)).transpose()?;
    let (survivor, merge) = kit
        .run(move |store| {
            store.write(|tx| {
                let survivor = duplicates::decide(tx, store, &me.access, proposal, body.decision, winner)?;
                let merge = match survivor {
                    Some(root) => tx
                        .first("SELECT id FROM merge WHERE winner_id = $1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1", &[root.into()])?
                        .map(|r| r.id(0))
                        .transpose()?,
                    None => None,
                };
                Ok((survivor, merge))
            })
        })
        .await?;
    if let Some(root) = survivor {
        kit.live.tell(Note::Person(root));
        kit.live.tell(Note::People);
    }
    let data = survivor.map_or(Json_::Null, |s| json!({"person": s.show(IdKind::Person)}));
    Ok(Json(Changed { data, batch: merge.map_or(String::new(), |m| m.show(IdKind::Merge)) }))
}

pub(crate) async fn scan(State(kit): State<Kit>, me: Signed) -> Answer<Json<Json_>> {
    me.access.need("merge")?;
    kit.run(|store| store.write(|tx| duplicates::call_scan(tx, store))).await?;
    progress(State(kit), me).await
}

pub(crate) async fn progress(State(kit): State<Kit>, _me: Signed) -> Answer<Json<Json_>> {
    let newest = kit.run(|store| store.read(|tx| job::newest(tx, SCAN_JOB))).await?;
    let Some(row) = newest else { return Ok(Json(Json_::Null)) };
    let mut p: Json_ = row.json(2)?;
    if !p.is_object() {
        p = json!({"phase": "waiting", "done": 0, "total": 100, "merged": 0, "proposed": 0});
    }
    let state = match row.text(1)? {
        "done" => "done",
        "failed" => "failed",
        _ => "running",
    };
    p["job"] = row.id(0)?.show(IdKind::Job).into();
    p["state"] = state.into();
    p["started_at"] = row.micros(4)?.to_rfc3339().into();
    p["ended_at"] = row.opt_micros(5)?.map(|m| m.to_rfc3339()).into();
    p["error"] = row.opt_string(3)?.into();
    Ok(Json(p))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DedupeParams {
    id: Option<String>,
}

/// The most bytes of a CSV that is matched over the API.
const CSV_MAX: usize = 32 << 20;

pub(crate) async fn dedupe_csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<DedupeParams>,
    body: Bytes,
) -> Answer<Json<Json_>> {
    me.access.need("import")?;
    if body.len() > CSV_MAX {
        return Err(
            Problem::new(413, "too_large", format!("at most {CSV_MAX} bytes, got {}", body.len())).into()
        );
    }
    let answer = kit
        .run(move |_| {
            let options = gx_match::DedupeOptions { id_column: p.id, ..Default::default() };
            let result = gx_match::dedupe_csv(body.as_ref(), &options, &|_, _| {}).map_err(|e| Problem::bad("csv", e.to_string()))?;
            let pairs: Vec<Json_> = result.pairs.iter().map(|p| json!({"a": p.id_a, "b": p.id_b, "probability": p.probability})).collect();
            let clusters: Vec<Json_> = result.clusters.iter().map(|(id, c)| json!({"id": id, "cluster": c})).collect();
            Ok(json!({"pairs": pairs, "clusters": clusters, "threshold": result.threshold, "compared": result.compared, "warnings": result.warnings}))
        })
        .await?;
    Ok(Json(answer))
}

/// The handler of the scan's job.
pub fn scan_handler(live: gx_http::Live) -> job::Handler {
    std::sync::Arc::new(move |store, job, stopping| {
        let live = live.clone();
        let tell = move |p: &duplicates::ScanProgress| live.tell(Note::Scan(json!(p)));
        duplicates::scan(store, job.id, &tell, stopping).map(|_| ()).map_err(|e| e.to_string())
    })
}

/// The jobs that compare arrivals: [`crate::likeness::MATCH_JOB`] and [`crate::likeness::FILL_JOB`].
pub fn match_handlers(live: gx_http::Live) -> Vec<(&'static str, job::Handler)> {
    let compare: job::Handler = std::sync::Arc::new(move |store, job, stopping| {
        let done = crate::arrivals::compare_due(store, job.id, stopping).map_err(|e| e.to_string())?;
        if done.merged > 0 || done.proposed > 0 {
            live.tell(Note::People);
        }
        Ok(())
    });
    let fill: job::Handler = std::sync::Arc::new(|store, _, stopping| {
        crate::likeness::fill(store, stopping).map_err(|e| e.to_string())
    });
    vec![(crate::likeness::MATCH_JOB, compare), (crate::likeness::FILL_JOB, fill)]
}

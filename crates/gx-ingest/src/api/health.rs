//! The health of ingest: how much, how late, what was refused and why.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use gx_http::{Answer, Asked, Kit, Signed};
use gx_kernel::{IdKind, Micros, Problem};
use gx_store::settings;
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::pipeline::{CAPACITY, Pipeline};
use crate::raw;
use gx_http::id;

const MINUTE: i64 = 60 * Micros::SECOND;

pub(crate) async fn health(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    me: Signed,
) -> Answer<Json<Json_>> {
    me.access.need("ingest")?;
    let (_, rows, bytes) = pipeline.waiting();
    let (p50, p99) = pipeline.health.lag_ms();
    let steps: Vec<Json_> = pipeline
        .health
        .steps()
        .iter()
        .map(|s| json!({"step": s.step.as_text(), "passed": s.passed, "stopped": s.stopped, "micros": s.micros}))
        .collect();
    let mut answer = kit
        .run(move |store| {
            store.read(|tx| {
                let now = store.now();
                let since = now.0 / MINUTE - 59;
                let mut minutes: Vec<[i64; 3]> = vec![[0; 3]; 60];
                for r in tx.query("SELECT minute, CAST(SUM(accepted) AS BIGINT), CAST(SUM(duplicate) AS BIGINT), CAST(SUM(refused) AS BIGINT) FROM ingest_minute WHERE minute >= $1 GROUP BY minute", &[since.into()])? {
                    if let Some(slot) = minutes.get_mut((r.int(0)? - since).max(0) as usize) {
                        *slot = [r.int(1)?, r.int(2)?, r.int(3)?];
                    }
                }
                let per_minute: Vec<Json_> = minutes
                    .iter()
                    .enumerate()
                    .map(|(i, [a, d, r])| json!({"at": Micros((since + i as i64) * MINUTE), "accepted": a, "duplicate": d, "refused": r}))
                    .collect();
                let day = now.plus(-7 * Micros::DAY);
                let reasons: Vec<Json_> = tx
                    .query("SELECT reason, COUNT(*), MAX(at) FROM refused WHERE at >= $1 GROUP BY reason ORDER BY COUNT(*) DESC LIMIT 50", &[day.into()])?
                    .iter()
                    .map(|r| Ok(json!({"reason": r.text(0)?, "count": r.int(1)?, "last_at": r.micros(2)?})))
                    .collect::<gx_store::Result<_>>()?;
                let by_source: Vec<Json_> = tx
                    .query(
                        "SELECT s.id, s.name, CAST(COALESCE(SUM(m.accepted), 0) AS BIGINT), CAST(COALESCE(SUM(m.refused), 0) AS BIGINT), MAX(m.minute) FROM source s \
                         LEFT JOIN ingest_minute m ON m.source_id = s.id WHERE s.deleted_at IS NULL GROUP BY s.id, s.name ORDER BY s.id",
                        &[],
                    )?
                    .iter()
                    .map(|r| {
                        Ok(json!({
                            "source": {"id": r.id(0)?.show(IdKind::Source), "name": r.text(1)?}, "accepted": r.int(2)?, "refused": r.int(3)?,
                            "last_at": r.opt_int(4)?.map(|m| Micros(m * MINUTE)),
                        }))
                    })
                    .collect::<gx_store::Result<_>>()?;
                let kept = tx.one("SELECT COUNT(*), CAST(COALESCE(SUM(bytes), 0) AS BIGINT), MIN(received_at) FROM raw_input", &[])?;
                let keep_days = settings::get::<i64>(tx, "keep_raw_days")?.unwrap_or(14);
                Ok(json!({
                    "at": now, "per_minute": per_minute, "reasons": reasons, "by_source": by_source,
                    "raw": {"rows": kept.int(0)?, "bytes": kept.int(1)?, "keep_days": keep_days, "oldest_at": kept.opt_micros(2)?},
                }))
            })
        })
        .await?;
    answer["queue"] = json!({"rows": rows, "bytes": bytes, "capacity_bytes": CAPACITY});
    answer["lag_ms"] = json!({"p50": p50, "p99": p99});
    answer["steps"] = steps.into();
    Ok(Json(answer))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    cursor: Option<String>,
    reason: Option<String>,
}

pub(crate) async fn refused(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Json_>> {
    me.access.need("ingest")?;
    let before: i64 = match p.cursor.as_deref().filter(|c| !c.is_empty()) {
        Some(c) => c.parse().map_err(|_| Problem::bad("cursor", "The cursor is not one of ours."))?,
        None => i64::MAX,
    };
    // An input may hold what the role must not see, and where in it nobody knows.
    let withheld = !me.access.grants().hidden.is_empty();
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let reason = p.reason.clone().unwrap_or_default();
                let rows = tx.query(
                    "SELECT r.id, r.at, s.id, s.name, r.door, r.step, r.reason, r.message, r.message_id, r.sample FROM refused r JOIN source s ON s.id = r.source_id \
                     WHERE r.id < $1 AND ($2 = '' OR r.reason = $2) ORDER BY r.id DESC LIMIT 51",
                    &[before.into(), reason.into()],
                )?;
                let list: Vec<Json_> = rows
                    .iter()
                    .take(50)
                    .map(|r| {
                        Ok(json!({
                            "id": r.id(0)?.show(IdKind::Raw), "at": r.micros(1)?, "source": {"id": r.id(2)?.show(IdKind::Source), "name": r.text(3)?},
                            "door": r.text(4)?, "step": r.text(5)?, "reason": r.text(6)?, "message": r.text(7)?, "message_id": r.opt_text(8)?,
                            "sample": if withheld { "" } else { r.text(9)? }, "withheld": withheld,
                        }))
                    })
                    .collect::<gx_store::Result<_>>()?;
                let next = if rows.len() > 50 { rows.get(49).map(|r| r.int(0).map(|n| n.to_string())).transpose()? } else { None };
                Ok(json!({"rows": list, "next": next, "total": list.len(), "total_at_least": next.is_some()}))
            })
        })
        .await?;
    Ok(Json(answer))
}

pub(crate) async fn raw(State(kit): State<Kit>, me: Signed, Path(text): Path<String>) -> Answer<Response> {
    me.access.need("ingest")?;
    if !me.access.grants().hidden.is_empty() {
        return Err(Problem::forbidden(
            "Your role hides some fields, and an input as it was sent may hold them.",
        )
        .into());
    }
    let refused = id(IdKind::Raw, &text)?;
    let body = kit
        .run(move |store| {
            store.read(|tx| {
                let row = tx
                    .first("SELECT raw_id FROM refused WHERE id = $1", &[refused.into()])?
                    .ok_or_else(|| Problem::not_found("The input"))?;
                match row.opt_id(0)? {
                    Some(id) => raw::body(tx, id),
                    None => Ok(None),
                }
            })
        })
        .await?
        .ok_or_else(|| {
            Problem::new(410, "expired", "The raw input is no longer kept, or was never readable.")
        })?;
    // Whatever was sent is shown as plain text, never run.
    Ok((
        [
            (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"input.txt\""),
        ],
        body,
    )
        .into_response())
}

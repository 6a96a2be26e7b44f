//! The doors for programs: the Segment protocol and the native interactions API.

use std::io::Read as _;
use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use gx_http::{Answer, Kit, kit::random};
use gx_kernel::interaction::Incoming;
use gx_kernel::{Id, Micros, Problem};
use gx_store::change::By;
use gx_store::settings;
use serde_json::{Value as Json_, json};

use crate::commit::shown;
use crate::model::{Door, Outcome, Parcel, Raw, Refusal, Refused, Step};
use crate::pipeline::Pipeline;
use crate::sources::SourceHead;
use crate::{prepare, raw, segment, sources};

/// The largest request, packed or not, in bytes.
pub const BODY_MAX: usize = 16 << 20;
/// Most interactions in one native request.
const NATIVE_MAX: usize = 10_000;
/// The longest line of NDJSON.
const LINE_MAX: usize = 1 << 20;

/// The write key of a request: `Authorization: Basic base64(KEY:)` or `Bearer KEY`.
fn key_in_header(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    if let Some(encoded) = value.strip_prefix("Basic ") {
        let bytes = base64::engine::general_purpose::STANDARD.decode(encoded.trim()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        return text.split_once(':').map(|(key, _)| key.to_owned());
    }
    value.strip_prefix("Bearer ").map(|k| k.trim().to_owned())
}

/// Unpacks a gzip body within the size limit; a torn one names the place.
fn unpack(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Problem> {
    let packed =
        headers.get(header::CONTENT_ENCODING).is_some_and(|v| v.as_bytes().eq_ignore_ascii_case(b"gzip"));
    if !packed {
        return Ok(body);
    }
    let mut out = Vec::with_capacity(body.len() * 4);
    let mut reader = flate2::read::MultiGzDecoder::new(body.as_ref()).take(BODY_MAX as u64 + 1);
    reader.read_to_end(&mut out).map_err(|e| {
        Problem::bad(
            "bad_gzip",
            format!(
                "the gzip body ends or breaks after {} unpacked bytes: {e}; nothing of it was stored",
                out.len()
            ),
        )
        .with("at", out.len() as u64)
    })?;
    if out.len() > BODY_MAX {
        return Err(Problem::new(413, "too_large", format!("at most {BODY_MAX} bytes after unpacking")));
    }
    Ok(out.into())
}

/// The source of a key, and the country that its phones belong to.
async fn source_of(kit: &Kit, pipeline: &Pipeline, key: Option<String>) -> Answer<(SourceHead, String)> {
    let unknown =
        || Problem::new(401, "write_key", "A living write key is needed: Authorization: Basic base64(KEY:)");
    let key = key.filter(|k| !k.is_empty() && k.len() <= 200).ok_or_else(unknown)?;
    let hash = sources::hash(&key);
    let (source, country) = match pipeline.keys.get(&hash) {
        Some(known) => known,
        None => {
            let asked = hash.clone();
            let found = kit
                .run(move |store| {
                    store.read(|tx| {
                        let country = settings::get::<String>(tx, "country")?.unwrap_or_else(|| "CN".into());
                        Ok((sources::by_key(tx, &asked)?, country))
                    })
                })
                .await?;
            let known = (found.0.ok_or_else(unknown)?, found.1);
            pipeline.keys.put(hash, known.clone());
            known
        }
    };
    if source.paused {
        return Err(
            Problem::new(403, "paused", "This source is paused; its inputs are not taken for now.").into()
        );
    }
    Ok((source, country))
}

/// Hands a parcel in and waits for its commit.
async fn deliver(pipeline: &Pipeline, parcel: Parcel) -> Result<Vec<Outcome>, Problem> {
    let receiver = pipeline.submit(parcel)?;
    receiver.await.map_err(|_| {
        Problem::new(503, "stopping", "The server stopped before it could answer; send it again.")
            .with("retry_after", 5)
    })?
}

fn parcel(
    kit: &Kit,
    pipeline: &Pipeline,
    (source, country): (&SourceHead, &str),
    door: Door,
    received_at: Micros,
    raw: &Bytes,
    list: Vec<Result<Incoming, Refused>>,
) -> Parcel {
    let start = Instant::now();
    let mut parcel = Parcel::new(source.id, door, By::Source(source.id), received_at);
    parcel.raw = Some(Raw::pack(raw));
    parcel.inputs = list
        .into_iter()
        .map(|input| {
            let incoming = input?;
            prepare::prepare(&kit.store, source.id, incoming, received_at, country).map_err(|refused| {
                let (refusal, incoming) = *refused;
                let sample = serde_json::to_string(&incoming).unwrap_or_default();
                let sample = sample.chars().take(raw::SAMPLE_MAX).collect();
                (refusal, sample, Some(incoming.message_id))
            })
        })
        .collect();
    pipeline.spent(Step::Normalise, start.elapsed());
    parcel
}

/// Notes a request of which nothing could be read, so that it shows on the health page.
async fn refuse_whole(
    kit: &Kit,
    source: Id,
    door: Door,
    received_at: Micros,
    problem: &Problem,
    body: &Bytes,
) {
    let reason = match problem.code.as_str() {
        "bad_gzip" => "bad_gzip",
        "not_utf8" => "not_utf8",
        "too_large" | "too_many" => "too_large",
        _ => "bad_json",
    };
    let refusal = Refusal::new(Step::Receive, reason, problem.message.clone());
    let sample: String =
        String::from_utf8_lossy(body.get(..4000).unwrap_or(body)).chars().take(raw::SAMPLE_MAX).collect();
    let noted = kit
        .run(move |store| {
            let parcel = Parcel::new(source, door, By::Source(source), received_at);
            store.write(|tx| {
                raw::refuse(tx, store, &parcel, &refusal, &sample, None, None)?;
                raw::count(tx, &[parcel], &[vec![Outcome::Refused(refusal.clone())]])
            })
        })
        .await;
    if let Err(e) = noted {
        tracing::error!(error = %e.0, "a refusal could not be noted");
    }
}

fn open_to_browsers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("authorization, content-type"),
    );
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    response
}

pub(crate) async fn preflight() -> Response {
    let mut response = open_to_browsers(StatusCode::NO_CONTENT.into_response());
    response.headers_mut().insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    response
}

pub(crate) async fn segment(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    Path(call): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let answer = segment_call(&kit, &pipeline, &call, &headers, body).await;
    open_to_browsers(answer.into_response())
}

async fn segment_call(
    kit: &Kit,
    pipeline: &Pipeline,
    call: &str,
    headers: &HeaderMap,
    body: Bytes,
) -> Answer<Json<Json_>> {
    if !matches!(call, "identify" | "track" | "page" | "screen" | "group" | "alias" | "batch" | "import") {
        return Err(Problem::not_found("The call").into());
    }
    let start = Instant::now();
    let received_at = kit.store.now();
    let unpacked = unpack(headers, body.clone());
    let key = key_in_header(headers).or_else(|| unpacked.as_ref().ok().and_then(|b| segment::key_in_body(b)));
    let (source, country) = source_of(kit, pipeline, key).await?;
    let channel = match source.kind.as_str() {
        "web" => "web",
        _ => "server",
    };
    let nonce = u64::from_be_bytes(random::<8>()?);
    let read = unpacked.and_then(|bytes| read_segment(call, bytes, received_at, channel, nonce));
    pipeline.spent(Step::Receive, start.elapsed());
    let (bytes, list) = match read {
        Ok(read) => read,
        Err(problem) => {
            refuse_whole(kit, source.id, Door::Segment, received_at, &problem, &body).await;
            return Err(problem.into());
        }
    };
    let parcel = parcel(kit, pipeline, (&source, &country), Door::Segment, received_at, &bytes, list);
    let outcomes = deliver(pipeline, parcel).await?;
    let (accepted, duplicate, refused) = sum(&outcomes, None);
    // A single call that was refused is the caller's fault and told so; a batch lists what it lost.
    if !matches!(call, "batch" | "import")
        && let Some(Outcome::Refused(r)) = outcomes.first()
    {
        return Err(Problem::bad(r.reason, r.message.clone()).into());
    }
    Ok(Json(json!({"success": true, "accepted": accepted, "duplicate": duplicate, "refused": refused})))
}

type SegmentRead = (Bytes, Vec<Result<Incoming, Refused>>);

/// Cuts the body into events; those without a message id get one of ours.
fn read_segment(
    call: &str,
    bytes: Bytes,
    received_at: Micros,
    channel: &str,
    nonce: u64,
) -> Result<SegmentRead, Problem> {
    let counter = std::cell::Cell::new(0_u32);
    let fresh = || {
        counter.set(counter.get() + 1);
        format!("gx-{nonce:016x}-{}", counter.get())
    };
    let list = segment::read(call, &bytes, received_at, channel, &fresh)?;
    Ok((bytes, list))
}

fn sum(outcomes: &[Outcome], lines: Option<&[usize]>) -> (usize, usize, Vec<Json_>) {
    let (mut accepted, mut duplicate, mut refused) = (0, 0, Vec::new());
    for (i, outcome) in outcomes.iter().enumerate() {
        match outcome {
            Outcome::Accepted { .. } => accepted += 1,
            Outcome::Duplicate => duplicate += 1,
            Outcome::Refused(r) => {
                let line = lines.and_then(|l| l.get(i).copied());
                refused.push(json!({"index": i, "line": line, "step": r.step.as_text(), "reason": r.reason, "message": r.message}));
            }
        }
    }
    (accepted, duplicate, refused)
}

/// `POST /api/interactions`: one object, a list, or NDJSON (`application/x-ndjson`).
pub(crate) async fn native(
    State(kit): State<Kit>,
    Extension(pipeline): Extension<Arc<Pipeline>>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Json<Json_>> {
    let start = Instant::now();
    let received_at = kit.store.now();
    let (source, country) = source_of(&kit, &pipeline, key_in_header(&headers)).await?;
    let ndjson = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|v| v.to_str().is_ok_and(|v| v.contains("ndjson") || v.contains("jsonl")));
    let read = unpack(&headers, body.clone())
        .and_then(|bytes| native_read(&bytes, ndjson).map(|(list, lines)| (bytes, list, lines)));
    pipeline.spent(Step::Receive, start.elapsed());
    let (bytes, list, lines) = match read {
        Ok(read) => read,
        Err(problem) => {
            refuse_whole(&kit, source.id, Door::Native, received_at, &problem, &body).await;
            return Err(problem.into());
        }
    };
    let parcel = parcel(&kit, &pipeline, (&source, &country), Door::Native, received_at, &bytes, list);
    let outcomes = deliver(&pipeline, parcel).await?;
    let (accepted, duplicate, refused) = sum(&outcomes, ndjson.then_some(&lines));
    let ids: Vec<Json_> = outcomes
        .iter()
        .map(|o| match o {
            Outcome::Accepted { id, .. } => shown(*id).into(),
            _ => Json_::Null,
        })
        .collect();
    Ok(Json(json!({"accepted": accepted, "duplicate": duplicate, "refused": refused, "ids": ids})))
}

type NativeRead = (Vec<Result<Incoming, Refused>>, Vec<usize>);

fn native_read(body: &[u8], ndjson: bool) -> Result<NativeRead, Problem> {
    let text = std::str::from_utf8(body).map_err(|e| {
        Problem::bad(
            "not_utf8",
            format!("the body is not UTF-8 from byte {} on; JSON is always UTF-8", e.valid_up_to()),
        )
        .with("at", e.valid_up_to() as u64)
    })?;
    let mut list = Vec::new();
    let mut lines = Vec::new();
    let mut one = |raw: &str, line: usize| {
        let sample: String = raw.chars().take(raw::SAMPLE_MAX).collect();
        lines.push(line);
        list.push(if raw.len() > prepare::INTERACTION_MAX {
            Err((
                Refusal::new(
                    Step::Receive,
                    "too_large",
                    format!(
                        "an interaction has at most {} bytes, got {}",
                        prepare::INTERACTION_MAX,
                        raw.len()
                    ),
                ),
                sample,
                None,
            ))
        } else {
            serde_json::from_str::<Incoming>(raw).map_err(|e| {
                (
                    Refusal::new(Step::Verify, "bad_interaction", format!("not an interaction: {e}")),
                    sample,
                    None,
                )
            })
        });
    };
    if ndjson {
        for (n, line) in text.lines().enumerate() {
            if line.len() > LINE_MAX {
                return Err(Problem::new(
                    413,
                    "too_large",
                    format!("line {} has {} bytes; at most {LINE_MAX}", n + 1, line.len()),
                ));
            }
            if !line.trim().is_empty() {
                one(line, n + 1);
            }
        }
    } else {
        let bad = |e: serde_json::Error| {
            Problem::bad("bad_json", format!("the body is not valid JSON: {e}"))
                .with("line", e.line() as u64)
                .with("column", e.column() as u64)
        };
        if text.trim_start().starts_with('[') {
            let items: Vec<&serde_json::value::RawValue> = serde_json::from_str(text).map_err(bad)?;
            items.into_iter().for_each(|raw| one(raw.get(), 0));
        } else {
            let raw: &serde_json::value::RawValue = serde_json::from_str(text).map_err(bad)?;
            one(raw.get(), 0);
        }
    }
    if list.is_empty() {
        return Err(Problem::bad("empty", "the request holds no interaction"));
    }
    if list.len() > NATIVE_MAX {
        return Err(Problem::new(
            413,
            "too_many",
            format!("at most {NATIVE_MAX} interactions a request, got {}", list.len()),
        ));
    }
    Ok((list, lines))
}

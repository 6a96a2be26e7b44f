//! Liveness, readiness and Prometheus metrics. None of them says anything about customers.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use gx_http::Kit;
use gx_ingest::pipeline::Pipeline;
use serde_json::json;

pub(crate) async fn live() -> Json<serde_json::Value> {
    Json(json!({"status": "alive"}))
}

/// Ready when the database answers and no migration waits.
pub(crate) async fn ready(State(kit): State<Kit>) -> Response {
    let waiting =
        kit.run(|store| Ok(store.migrations()?.into_iter().filter(|m| m.applied_at.is_none()).count())).await;
    match waiting {
        Ok(0) => Json(json!({"status": "ready"})).into_response(),
        Ok(n) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"status": "migrations wait", "waiting": n})))
            .into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, Json(json!({"status": "the database does not answer"})))
            .into_response(),
    }
}

pub(crate) async fn prometheus(Extension(pipeline): Extension<Arc<Pipeline>>) -> Response {
    let mut out = String::new();
    let [accepted, duplicate, refused, busy] = pipeline.health.totals();
    let mut counter = |name: &str, help: &str, rows: &[(String, u64)]| {
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} counter");
        for (labels, value) in rows {
            let _ = writeln!(out, "{name}{labels} {value}");
        }
    };
    counter(
        "guanxi_ingest_inputs_total",
        "Inputs by outcome since the start.",
        &[
            ("{outcome=\"accepted\"}".into(), accepted),
            ("{outcome=\"duplicate\"}".into(), duplicate),
            ("{outcome=\"refused\"}".into(), refused),
            ("{outcome=\"sent_away\"}".into(), busy),
        ],
    );
    let steps = pipeline.health.steps();
    let per = |f: fn(&gx_ingest::health::StepReading) -> u64| {
        steps.iter().map(|s| (format!("{{step=\"{}\"}}", s.step.as_text()), f(s))).collect::<Vec<_>>()
    };
    counter("guanxi_ingest_step_passed_total", "Inputs that passed a step.", &per(|s| s.passed));
    counter("guanxi_ingest_step_stopped_total", "Inputs that stopped at a step.", &per(|s| s.stopped));
    counter("guanxi_ingest_step_microseconds_total", "Time spent in a step.", &per(|s| s.micros));
    let (parcels, rows, bytes) = pipeline.waiting();
    let (p50, p99) = pipeline.health.lag_ms();
    for (name, help, value) in [
        ("guanxi_ingest_queue_requests", "Requests that wait for their commit.", parcels as f64),
        ("guanxi_ingest_queue_inputs", "Inputs that wait for their commit.", rows as f64),
        ("guanxi_ingest_queue_bytes", "Memory that waiting inputs hold.", bytes as f64),
        ("guanxi_ingest_lag_p50_milliseconds", "Median time from arrival to commit.", p50),
        ("guanxi_ingest_lag_p99_milliseconds", "99th percentile of the time from arrival to commit.", p99),
    ] {
        let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], out).into_response()
}

//! What the program tells about itself while it runs: logs on stderr, and traces to an OpenTelemetry
//! collector when one is configured (OTLP over HTTP with protobuf, OpenTelemetry specification 1.x).
//!
//! Nothing is sent anywhere unless `otlp` or `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector.

use std::time::Duration;

use anyhow::{Context as _, Result};
use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::config::Config;

/// How long the end of the program waits for a collector that does not answer.
const LAST_WORDS: Duration = Duration::from_secs(5);

/// Keeps logs and traces going; sends what waits when it is dropped.
#[derive(Debug)]
pub struct Telemetry(Option<SdkTracerProvider>);

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = self.0.take()
            && let Err(e) = provider.shutdown_with_timeout(LAST_WORDS)
        {
            eprintln!("guanxi: the last traces did not reach the collector: {e}");
        }
    }
}

impl Telemetry {
    /// Sends logs to stderr, as text or as JSON lines, and traces to the collector if one is named.
    ///
    /// # Errors
    /// The collector's address is not one; logs were set up already.
    pub fn start(config: &Config) -> Result<Self> {
        let filter = EnvFilter::try_new(&config.log.value).unwrap_or_else(|_| EnvFilter::new("info"));
        let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
        let lines = if config.log_format.value == "json" {
            lines.json().with_filter(filter).boxed()
        } else {
            lines.compact().with_filter(filter).boxed()
        };
        let provider = collector(config)?;
        let traces = provider.as_ref().map(|p| {
            tracing_opentelemetry::layer()
                .with_tracer(p.tracer("guanxi"))
                .with_location(false)
                .with_threads(false)
                .with_context_activation(false)
                // Our own spans only: the exporter's HTTP client would trace its own sending.
                .with_filter(filter_fn(|meta| {
                    meta.is_span()
                        && (meta.target().starts_with("gx_") || meta.target().starts_with("guanxi"))
                }))
        });
        tracing_subscriber::registry()
            .with(lines)
            .with(traces)
            .try_init()
            .context("logging could not be set up")?;
        Ok(Self(provider))
    }

    /// Makes the caller's trace the parent of a request's span, if traces are sent at all.
    pub fn adopt(&self) -> Option<gx_server::Adopt> {
        self.0.as_ref().map(|_| adopt as gx_server::Adopt)
    }
}

fn collector(config: &Config) -> Result<Option<SdkTracerProvider>> {
    if config.otlp.value == "off" {
        return Ok(None);
    }
    // One provider of cryptography for every TLS connection; a second call changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::blocking::Client::builder()
        .timeout(Duration::from_secs(10))
        .build()
        .context("no HTTP client for the collector could be made")?;
    let endpoint = format!("{}/v1/traces", config.otlp.value.trim_end_matches('/'));
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client)
        .with_endpoint(&endpoint)
        .build()
        .with_context(|| format!("otlp is the address of a collector ({})", config.otlp.from))?;
    let resource = Resource::builder();
    let resource = if std::env::var_os("OTEL_SERVICE_NAME").is_some() {
        resource
    } else {
        resource.with_service_name("guanxi")
    };
    Ok(Some(
        SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(
                resource
                    .with_attribute(opentelemetry::KeyValue::new(
                        "service.version",
                        env!("CARGO_PKG_VERSION"),
                    ))
                    .with_attribute(opentelemetry::KeyValue::new(
                        "service.instance.id",
                        config.node.value.clone(),
                    ))
                    .build(),
            )
            .build(),
    ))
}

struct Headers<'a>(&'a axum::http::HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|v| v.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(axum::http::HeaderName::as_str).collect()
    }
}

/// W3C Trace Context: `traceparent` and `tracestate`.
fn adopt(headers: &axum::http::HeaderMap, span: &Span) {
    if headers.contains_key("traceparent") {
        let parent = TraceContextPropagator::new().extract(&Headers(headers));
        let _ = span.set_parent(parent);
    }
}

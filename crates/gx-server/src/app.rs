//! The whole program as one router, with its workers.

use std::borrow::Cow;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Extension, Router};
use gx_blob::Blobs;
use gx_fetch::Guard;
use gx_http::seal::Seal;
use gx_http::{ApiError, Kit, Note};
use gx_ingest::commit::Done;
use gx_ingest::model::{Outcome, Parcel};
use gx_ingest::pipeline::Pipeline;
use gx_kernel::{Micros, Problem};
use gx_people::api::duplicates::{match_handlers, scan_handler};
use gx_people::duplicates::SCAN_JOB;
use gx_store::{Store, job, settings};
use serde_json::json;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _};
use tracing::{Instrument as _, Span};

use crate::{assets, demo, metrics, open, session, workspace};

/// Makes the trace named in a request's headers the parent of the request's span.
pub type Adopt = fn(&HeaderMap, &Span);

/// Settings of the server.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// How a caller's trace is taken over, where traces are collected.
    pub adopt: Option<Adopt>,
    /// Whether cookies are sent over TLS only (behind a TLS proxy).
    pub secure_cookies: bool,
    /// What seals secrets before they are stored.
    pub seal: SealKey,
    /// Which addresses outside may be called.
    pub guard: Guard,
    /// Where the bytes of files are kept; by default in memory.
    pub blobs: Blobs,
}

/// The key that seals secrets. The default comes from the workspace's own secret, which lies in the database: for
/// tests, and for programs that store no secret of anybody.
#[derive(Clone, Copy, Default)]
pub struct SealKey(Option<[u8; 32]>);

impl SealKey {
    /// A key that lies outside the database.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Some(key))
    }

    /// Whether the key lies outside the database.
    pub fn is_outside(&self) -> bool {
        self.0.is_some()
    }

    /// What seals with this key.
    pub fn seal(&self, store: &Store) -> Seal {
        Seal::new(self.0.as_ref().unwrap_or(store.secret()))
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

/// A running program without its listener: routes and workers.
pub struct App {
    /// Shared state.
    pub kit: Kit,
    /// The ingest pipeline.
    pub pipeline: Arc<Pipeline>,
    /// The demo's live mode.
    pub demo: Arc<demo::LiveSwitch>,
    /// The bytes of files.
    pub blobs: Blobs,
    /// The typeface of papers.
    typeface: gx_trade::paper::Typeface,
    adopt: Option<Adopt>,
    stop: Arc<AtomicBool>,
    workers: Vec<std::thread::JoinHandle<()>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App")
    }
}

const EXPIRE_JOB: &str = "ingest.expire";

fn tell(kit: &Kit, parcels: &[Parcel], done: &Done) {
    if !kit.live.heard() {
        return;
    }
    let (mut accepted, mut refused) = (0, 0);
    for outcome in done.outcomes.iter().flatten() {
        match outcome {
            Outcome::Accepted { id, root, .. } => {
                accepted += 1;
                // A flood is told as one "the list changed"; single inputs as they are.
                if accepted <= 200 {
                    kit.live.tell(Note::Interaction { id: *id, root: *root });
                }
            }
            Outcome::Duplicate => {}
            Outcome::Refused(_) => refused += 1,
        }
    }
    for merge in &done.merges {
        kit.live.tell(Note::Person(merge.winner));
    }
    if accepted > 0 && parcels.iter().any(|p| p.import.is_none()) {
        kit.live.tell(Note::People);
    }
    kit.live.tell(Note::Ingest(accepted, refused));
}

impl App {
    /// Starts pipeline and workers on a prepared store.
    pub fn start(store: Store, settings: Settings) -> gx_store::Result<Self> {
        workspace::prepare(&store)?;
        let seal = settings.seal.seal(&store);
        if settings.seal.is_outside() && !seal.try_on(&store)? {
            tracing::error!(
                "another key sealed this workspace's secrets; second factors, mail and single sign-on stay shut"
            );
        }
        let kit = Kit::new(store.clone(), settings.secure_cookies, seal, settings.guard);
        let telling = kit.clone();
        let pipeline =
            Pipeline::start(store.clone(), Arc::new(move |parcels, done| tell(&telling, parcels, done)));
        let stop = Arc::new(AtomicBool::new(false));
        let expire: job::Handler = Arc::new(|store, _, _| expire(store).map_err(|e| e.to_string()));
        let mut handlers: Vec<(&'static str, job::Handler)> = vec![
            (SCAN_JOB, scan_handler(kit.live.clone())),
            (EXPIRE_JOB, expire),
            (gx_people::rules::SCAN_JOB, gx_people::api::rules::scan_handler()),
            (gx_record::sorted::SORT_JOB, gx_record::sorted::handler()),
            (gx_record::grouped::GROUP_JOB, gx_record::grouped::handler()),
            (gx_people::near::NEAR_JOB, gx_people::near::handler()),
            (gx_people::words::WORDS_JOB, gx_people::words::handler()),
            (gx_people::strokes::STROKES_JOB, gx_people::strokes::handler()),
            (gx_people::membership::TIERS_JOB, gx_people::membership::handler()),
            (gx_people::review::REVIEW_JOB, gx_people::review::handler()),
            (gx_insight::worth::WORTH_JOB, gx_insight::worth::handler()),
            (gx_people::territory::APPLY_JOB, gx_people::territory::handler()),
            (gx_people::file::sweep::SWEEP_JOB, gx_people::file::sweep::handler(&settings.blobs)),
            (gx_http::watch::TELL_JOB, gx_staff::tell_handler(kit.live.clone())),
        ];
        handlers.extend(match_handlers(kit.live.clone()));
        handlers.extend(gx_ingest::import::handlers(&kit.live));
        handlers.extend(gx_mail::handlers(&kit.seal));
        handlers.extend(gx_signin::handlers(&kit.seal));
        handlers.extend(gx_staff::handlers(&store, &kit.seal)?);
        handlers.extend(gx_push::handlers(&kit.seal, &kit.guard));
        handlers.extend(gx_sales::lead::returns::handlers(&kit.live));
        handlers.extend(gx_trade::after::due::handlers(&kit.live));
        handlers.extend(gx_agenda::job::handlers(&kit.live));
        handlers.extend(gx_report::kept::mails::handlers(&kit.seal));
        handlers.extend(gx_privacy::handlers(&kit.live, &settings.blobs));
        handlers.extend(gx_connect::handlers(&kit.live, &kit.seal, &kit.guard));
        schedule_expiry(&store)?;
        gx_people::membership::schedule(&store)?;
        gx_people::review::schedule(&store)?;
        gx_people::strokes::schedule(&store)?;
        gx_people::near::schedule(&store)?;
        gx_people::words::schedule(&store)?;
        gx_insight::worth::schedule(&store)?;
        gx_sales::pipeline::first(&store)?;
        gx_sales::pool::first(&store)?;
        gx_sales::lead::returns::schedule(&store)?;
        gx_trade::after::due::schedule(&store)?;
        gx_agenda::job::schedule(&store)?;
        gx_report::kept::mails::schedule(&store)?;
        gx_people::file::sweep::schedule(&store, 3600 * Micros::SECOND)?;
        gx_privacy::start(&store)?;
        let mut workers = Vec::new();
        // Two workers: a long scan must not keep an import waiting.
        for n in 0..2 {
            let (store, handlers, stop) = (store.clone(), handlers.clone(), stop.clone());
            let spawned = std::thread::Builder::new()
                .name(format!("jobs-{n}"))
                .spawn(move || job::work(&store, &handlers, &stop));
            workers.extend(spawned.ok());
        }
        workers.extend(gx_open::hooks::start(kit.clone(), stop.clone()));
        workers.extend(gx_staff::follow::start(kit.clone(), stop.clone()));
        workers.extend(gx_sales::lead::watch::start(kit.clone(), stop.clone()));
        std::thread::spawn(gx_text::warm);
        let demo = Arc::new(demo::LiveSwitch::default());
        workers.extend(demo::run_live(store, pipeline.clone(), demo.clone(), stop.clone()));
        let read = || gx_paper::Font::read(assets::typeface()?).ok();
        let typeface: gx_trade::paper::Typeface = Arc::new(std::sync::LazyLock::new(Box::new(read)));
        Ok(Self {
            kit,
            pipeline,
            demo,
            blobs: settings.blobs,
            typeface,
            adopt: settings.adopt,
            stop,
            workers,
        })
    }

    /// All routes.
    pub fn router(&self) -> Router {
        let api = Router::new()
            .route(
                "/session",
                get(session::get).post(session::sign_in).delete(session::sign_out).patch(session::change),
            )
            .route("/session/password", post(session::password))
            .route("/welcome", get(session::welcome))
            .route("/openapi.json", get(open::document))
            .route("/docs", get(open::page))
            .route("/client.ts", get(open::client))
            .route("/demo", get(demo::status).delete(demo::remove_all))
            .route("/demo/live", post(demo::switch))
            .merge(gx_staff::routes())
            .merge(gx_mail::routes())
            .merge(gx_push::routes())
            .merge(gx_talk::routes())
            .merge(gx_insight::routes())
            .merge(gx_sales::routes())
            .merge(gx_trade::routes())
            .merge(gx_agenda::routes())
            .merge(gx_report::routes())
            .merge(gx_signin::routes())
            .merge(gx_people::api::routes())
            .merge(gx_open::routes())
            .merge(gx_connect::routes())
            .merge(gx_privacy::routes());
        let [shipments, payments, returns] = gx_trade::undo::DEEDS;
        let takers: gx_people::undo::Takers = Arc::new([
            Box::new(gx_sales::undo::Deals),
            Box::new(gx_sales::undo::Leads),
            Box::new(gx_trade::undo::Products),
            Box::new(gx_trade::undo::Quotes),
            Box::new(gx_trade::undo::Placed),
            Box::new(gx_trade::undo::Agreements),
            Box::new(gx_trade::undo::Assets),
            Box::new(gx_agenda::undo::Activities),
            Box::new(gx_agenda::revisit::record::Revisits),
            Box::new(shipments),
            Box::new(payments),
            Box::new(returns),
        ]);
        let around_programs = middleware::from_fn_with_state(self.kit.clone(), gx_http::program::around);
        let ingest = gx_ingest::api::routes(self.pipeline.clone());
        // What an assistant asks for goes the way of every other program, without counting against its limit twice.
        let inside = Router::new()
            .nest("/api", api.clone())
            .merge(ingest.clone())
            .layer(Extension(self.demo.clone()))
            .layer(Extension(self.pipeline.clone()))
            .layer(Extension(self.blobs.clone()))
            .layer(Extension(self.typeface.clone()))
            .layer(Extension(takers.clone()))
            .with_state(self.kit.clone());
        let api = api.merge(gx_open::mcp::routes(self.kit.clone(), inside));
        Router::new()
            .nest("/api", api.layer(around_programs.clone()))
            .merge(ingest.layer(around_programs))
            .merge(gx_dav::routes())
            .route("/guanxi.js", get(assets::tracker))
            .route("/healthz", get(metrics::live))
            .route("/readyz", get(metrics::ready))
            .route("/metrics", get(metrics::prometheus))
            .route("/api/{*rest}", delete(unknown).get(unknown).post(unknown).put(unknown).patch(unknown))
            .fallback(get(assets::app))
            .method_not_allowed_fallback(wrong_method)
            .layer(Extension(self.demo.clone()))
            .layer(Extension(self.pipeline.clone()))
            .layer(Extension(self.blobs.clone()))
            .layer(Extension(self.typeface.clone()))
            .layer(Extension(takers))
            .layer(middleware::from_fn_with_state(self.adopt, around))
            .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(unpacked)))
            .with_state(self.kit.clone())
    }

    /// Serves until `ends` resolves, then finishes what is under way.
    pub async fn serve(
        self,
        listener: tokio::net::TcpListener,
        ends: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let router = self.router().into_make_service_with_connect_info::<SocketAddr>();
        let (closing, closed) = tokio::sync::oneshot::channel::<()>();
        let server = axum::serve(listener, router).with_graceful_shutdown(async move {
            ends.await;
            let _ = closing.send(());
        });
        // Live streams never end by themselves, so waiting for them is bounded.
        let bounded = async {
            let _ = closed.await;
            tokio::time::sleep(Duration::from_secs(3)).await;
        };
        tokio::select! {
            result = server => result?,
            () = bounded => {}
        }
        tokio::task::spawn_blocking(move || self.stop()).await.map_err(std::io::Error::other)
    }

    /// Ends the workers after what they are doing; commits what waits.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.pipeline.stop();
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

/// Files come as they are kept: most are packed already, and who saves one is told how long it is.
fn unpacked(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<gx_people::api::files::StoredBytes>().is_none()
}

async fn wrong_method(method: axum::http::Method) -> ApiError {
    ApiError(Problem::new(405, "method_not_allowed", format!("{method} is not possible here.")))
}

async fn unknown() -> Response {
    ApiError(Problem::not_found("The endpoint")).into_response()
}

/// Request id, security headers, a span and one log line per failed or slow request. Paths carry ids only, never
/// personal data; query strings may, so they are neither logged nor traced.
async fn around(State(adopt): State<Option<Adopt>>, request: Request, next: Next) -> Response {
    static HEADER: HeaderName = HeaderName::from_static("x-request-id");
    let start = std::time::Instant::now();
    let id = gx_http::kit::random::<8>().map_or(0, u64::from_be_bytes);
    let id = format!("{id:016x}");
    let span = span(&request, &id);
    if let Some(adopt) = adopt {
        adopt(request.headers(), &span);
    }
    let (method, path) = (request.method().clone(), told(request.uri().path()).into_owned());
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
        tracing::warn!(request = id, %method, path, status = status.as_u16(), "request failed");
    } else {
        tracing::debug!(request = id, %method, path, status = status.as_u16(), micros = start.elapsed().as_micros() as u64, "request");
    }
    if status == StatusCode::BAD_REQUEST && path.starts_with("/api/") && plain(&response) {
        let message = "The address asks for something wrong: it is no UTF-8.";
        response = ApiError(Problem::bad("query", message)).into_response();
    }
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        let mut problem = Problem::internal();
        problem.request_id = Some(id.clone());
        response = (status, axum::Json(problem)).into_response();
    }
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HEADER.clone(), value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    // Files that people sent come with a stricter one.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; \
         frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
    ));
    response
}

/// Whether an answer is plain text, as what refuses an address before any handler of ours sees it.
fn plain(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// A path as logs and traces may tell it: clients of address books give cards names of their own, which may be people's, and
/// the address of a calendar opens it.
fn told(path: &str) -> Cow<'_, str> {
    let hides = |folder: &str| path.starts_with("/dav/") || folder == "/calendar";
    match path.rsplit_once('/') {
        Some((folder, name)) if !name.is_empty() && hides(folder) => format!("{folder}/…").into(),
        _ => path.into(),
    }
}

/// Names by OpenTelemetry's conventions for HTTP servers: the route, so that requests for many records are one kind.
fn span(request: &Request, id: &str) -> Span {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let (method, path) = (request.method(), told(request.uri().path()));
    tracing::debug_span!(
        "request",
        otel.name = format!("{method} {route}").trim_end(),
        otel.kind = "server",
        otel.status_code = tracing::field::Empty,
        request = id,
        http.request.method = %method,
        http.route = route,
        url.path = path.as_ref(),
        http.response.status_code = tracing::field::Empty,
    )
}

fn schedule_expiry(store: &Store) -> gx_store::Result<()> {
    store.write(|tx| {
        job::enqueue(
            tx,
            store,
            EXPIRE_JOB,
            &json!({}),
            store.now().plus(60 * Micros::SECOND),
            Some(EXPIRE_JOB),
        )
    })?;
    Ok(())
}

/// Drops raw inputs beyond their time; runs again in an hour, or at once if some are left.
fn expire(store: &Store) -> gx_store::Result<()> {
    let days = store.read(|tx| settings::get::<i64>(tx, "keep_raw_days"))?.unwrap_or(14);
    for _ in 0..50 {
        if store.write(|tx| gx_ingest::raw::expire(tx, store.now(), days))? == 0 {
            break;
        }
    }
    store.write(|tx| gx_http::program::forget(tx, store.now()))?;
    store.write(|tx| gx_http::watch::forget(tx, store.now()))?;
    store.write(|tx| gx_store::feed::forget(tx, store.now()))?;
    store.write(|tx| gx_open::hooks::forget(tx, store.now()))?;
    store.write(|tx| gx_connect::forget(tx, store.now()))?;
    store.write(|tx| gx_push::forget(tx, store.now()))?;
    // The running job holds its dedupe key until it ends, so the next one has another.
    let hour = store.now().0 / (3600 * Micros::SECOND) + 1;
    let key = format!("{EXPIRE_JOB}.{hour}");
    store.write(|tx| {
        job::enqueue(tx, store, EXPIRE_JOB, &json!({}), Micros(hour * 3600 * Micros::SECOND), Some(&key))
    })?;
    Ok(())
}

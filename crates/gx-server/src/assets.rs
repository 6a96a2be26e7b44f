//! The web app and the tracker, embedded in the program.

use axum::body::Body;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/app/dist"]
struct App;

#[derive(RustEmbed)]
#[folder = "../../web/tracker/dist"]
struct Tracker;

const UNBUILT: &str = "The web app is not built into this program. Run `make build` (or `npm ci && npm run build` in web/) and start again.\n";

fn file(name: &str, file: EmbeddedFile, forever: bool) -> Response {
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mime = file.metadata.mimetype().to_owned();
    let mime = if name.ends_with(".js") { "text/javascript; charset=utf-8".to_owned() } else { mime };
    (
        [(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, cache.to_owned())],
        Body::from(file.data.into_owned()),
    )
        .into_response()
}

/// A file of the app; every other path is the app's own and gets its first page.
pub(crate) async fn app(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || path.starts_with("v1/") {
        let problem = gx_kernel::Problem::not_found("The endpoint");
        return gx_http::ApiError(problem).into_response();
    }
    if let Some(found) = App::get(path).filter(|_| !path.is_empty()) {
        return file(path, found, path.starts_with("assets/"));
    }
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match App::get("index.html") {
        Some(index) => file("index.html", index, false),
        None => (StatusCode::SERVICE_UNAVAILABLE, UNBUILT).into_response(),
    }
}

/// The tracker, which any site may load.
pub(crate) async fn tracker() -> Response {
    match Tracker::get("guanxi.js") {
        Some(found) => (
            [
                (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
                (header::CACHE_CONTROL, "public, max-age=3600"),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            ],
            Body::from(found.data.into_owned()),
        )
            .into_response(),
        None => (StatusCode::SERVICE_UNAVAILABLE, UNBUILT).into_response(),
    }
}

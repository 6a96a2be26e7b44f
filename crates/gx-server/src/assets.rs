//! The web app and the tracker, embedded in the program.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/app/dist"]
struct App;

#[derive(RustEmbed)]
#[folder = "../../web/tracker/dist"]
struct Tracker;

/// The typeface of papers, from the package that the web app's lock file pins. A program that was built before its
/// packages were there has none, and says so where a paper is asked for.
#[derive(RustEmbed)]
#[folder = "../../web/node_modules/@embedpdf/fonts-sc/fonts"]
#[include = "NotoSansHans-Regular.otf"]
struct Typefaces;

/// The bytes of the typeface of papers.
pub(crate) fn typeface() -> Option<std::borrow::Cow<'static, [u8]>> {
    Typefaces::get("NotoSansHans-Regular.otf").map(|found| found.data)
}

const UNBUILT: &str = "The web app is not built into this program. Run `make build` (or `npm ci && npm run build` in web/) and start again.\n";

/// How a file was packed when the app was built, best first: the ending of its name, and what HTTP calls it.
const PACKED: &[(&str, &str)] = &[("br", "br"), ("gz", "gzip")];

/// Whether the caller takes an encoding (RFC 9110, 12.5.3): named, and not with a weight of nothing.
fn takes(headers: &HeaderMap, encoding: &str) -> bool {
    let said = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    said.flat_map(|value| value.split(',')).any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words.next().is_some_and(|word| word.eq_ignore_ascii_case(encoding));
        let none = |weight: &str| weight.parse::<f32>().is_ok_and(|q| q <= 0.0);
        named && !words.any(|word| word.strip_prefix("q=").is_some_and(none))
    })
}

/// A file of the app as the caller takes it best.
fn packed(headers: &HeaderMap, name: &str, found: EmbeddedFile, forever: bool) -> Response {
    for (ending, encoding) in PACKED {
        if takes(headers, encoding)
            && let Some(small) = App::get(&format!("{name}.{ending}"))
        {
            let mime = found.metadata.mimetype().to_owned();
            let mut answer = file(name, small, mime, forever);
            answer.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            return answer;
        }
    }
    let mime = found.metadata.mimetype().to_owned();
    file(name, found, mime, forever)
}

fn file(name: &str, file: EmbeddedFile, mime: String, forever: bool) -> Response {
    let cache = if forever { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mime = if name.ends_with(".js") { "text/javascript; charset=utf-8".to_owned() } else { mime };
    (
        [(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, cache.to_owned())],
        Body::from(file.data.into_owned()),
    )
        .into_response()
}

/// A file of the app; every other path is the app's own and gets its first page.
pub(crate) async fn app(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || path.starts_with("v1/") {
        let problem = gx_kernel::Problem::not_found("The endpoint");
        return gx_http::ApiError(problem).into_response();
    }
    if let Some(found) = App::get(path).filter(|_| !path.is_empty()) {
        return packed(&headers, path, found, path.starts_with("assets/"));
    }
    // What was built has an ending; the page of a thing that a customer owns lies below the same name and has none.
    if path.starts_with("assets/") && path.contains('.') {
        return StatusCode::NOT_FOUND.into_response();
    }
    // Customers' pages are an app of their own, which knows nothing of the staff's.
    let first = if path.starts_with("q/") || path.starts_with("o/") { "guest.html" } else { "index.html" };
    match App::get(first) {
        Some(index) => packed(&headers, first, index, false),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(said: &str) -> HeaderMap {
        let mut out = HeaderMap::new();
        if let Ok(value) = HeaderValue::from_str(said) {
            out.insert(header::ACCEPT_ENCODING, value);
        }
        out
    }

    #[test]
    fn an_encoding_is_taken_where_it_is_named_with_a_weight() {
        for (said, encoding, takes_it) in [
            ("gzip, deflate, br, zstd", "br", true),
            ("GZIP", "gzip", true),
            ("br;q=0.5", "br", true),
            ("br; q=0", "br", false),
            ("gzip;q=0.0, br", "gzip", false),
            ("brotli", "br", false),
            ("identity", "gzip", false),
            ("", "br", false),
        ] {
            assert_eq!(takes(&headers(said), encoding), takes_it, "{said} {encoding}");
        }
        assert!(!takes(&HeaderMap::new(), "br"));
    }

    #[tokio::test]
    async fn a_packed_file_says_so_and_opens_to_the_same() {
        // Only what was built can be asked for: without the app there is nothing to pack.
        let Some(name) = App::iter().find(|name| name.ends_with(".js.gz")) else { return };
        let plain = name.trim_end_matches(".gz").to_owned();
        let uri: Uri = format!("/{plain}").parse().unwrap_or_default();
        let bytes = |answer: Response| async move {
            axum::body::to_bytes(answer.into_body(), 32 << 20).await.unwrap_or_default()
        };
        let whole = bytes(app(uri.clone(), HeaderMap::new()).await).await;
        for (said, encoding) in [("br", Some("br")), ("gzip", Some("gzip")), ("zstd", None)] {
            let answer = app(uri.clone(), headers(said)).await;
            let told = answer
                .headers()
                .get(header::CONTENT_ENCODING)
                .and_then(|v| v.to_str().ok().map(str::to_owned));
            assert_eq!(told.as_deref(), encoding, "{said}");
            assert!(
                answer.headers()[header::CONTENT_TYPE]
                    .to_str()
                    .is_ok_and(|t| t.starts_with("text/javascript"))
            );
            let sent = bytes(answer).await;
            assert_eq!(encoding.is_some(), sent.len() < whole.len(), "{said}");
        }
    }
}

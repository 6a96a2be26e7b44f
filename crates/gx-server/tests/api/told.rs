//! Every answer that a test gets is one that the document tells of.

use std::sync::LazyLock;

use axum::http::StatusCode;
use serde_json::Value;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../assets/openapi.json")).unwrap());

/// Whether a path is of a template: the same but for the places in braces.
fn is_of(path: &str, template: &str) -> bool {
    let mut places = template.split('/');
    let same = path
        .split('/')
        .all(|part| places.next().is_some_and(|place| place.starts_with('{') || place == part));
    same && places.next().is_none()
}

/// Panics where the document names an endpoint and not this answer of it. What fails inside is never told of; a test
/// that makes it fail looks at that by itself.
#[track_caller]
pub fn assert_told(method: &str, path: &str, status: StatusCode) {
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        return;
    }
    let paths = DOCUMENT["paths"].as_object().unwrap();
    // Words before places, as the router has it: `/people/groups` is no person.
    let of = paths.iter().filter(|(template, _)| is_of(path, template));
    let Some((template, operations)) = of.min_by_key(|(template, _)| template.matches('{').count()) else {
        return;
    };
    if let Some(operation) = operations.get(method.to_lowercase()) {
        let told = operation["responses"].get(status.as_str()).is_some();
        assert!(told, "{method} {template} answered {status}, of which the document does not tell");
    }
}

//! The OpenAPI document says what the program does: no route less, none more, and what it answers.

use std::collections::BTreeSet;

use gx_testkit::on_both;
use serde_json::{Value, json};

use crate::kit::Program;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Every `METHOD PATH` of the document.
fn documented(document: &Value) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            out.insert((method.clone(), path.clone()));
        }
    }
    out
}

/// Every route that the sources of the slices name.
fn routed() -> BTreeSet<(String, String)> {
    fn walk(folder: &std::path::Path, found: &mut BTreeSet<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                read(&std::fs::read_to_string(&path).unwrap(), found);
            }
        }
    }
    fn read(text: &str, found: &mut BTreeSet<(String, String)>) {
        for part in text.split(".route(").skip(1) {
            // Up to the parenthesis that closes it.
            let mut depth = 1;
            let end = part.char_indices().find(|(_, c)| {
                depth += match c {
                    '(' => 1,
                    ')' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let whole = &part[..end.map_or(part.len(), |(at, _)| at)];
            let Some(path) = whole.trim_start().strip_prefix('"').and_then(|t| t.split('"').next()) else {
                continue;
            };
            let outside = ["/v1/", "/guanxi.js", "/healthz", "/readyz", "/metrics"];
            if path.contains("{*") || outside.iter().any(|o| path.starts_with(o)) {
                continue;
            }
            let path = if path.starts_with("/api") { path.to_owned() } else { format!("/api{path}") };
            for method in METHODS {
                let calls = [format!(" {method}("), format!(".{method}(")];
                if calls.iter().any(|c| whole.contains(c)) {
                    found.insert((method.to_owned(), path.clone()));
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for slice in [
        "gx-server",
        "gx-staff",
        "gx-mail",
        "gx-push",
        "gx-signin",
        "gx-people",
        "gx-ingest",
        "gx-insight",
        "gx-sales",
        "gx-trade",
        "gx-agenda",
        "gx-report",
        "gx-privacy",
        "gx-talk",
        "gx-open",
        "gx-connect",
    ] {
        walk(&crates.join(slice).join("src"), &mut found);
    }
    found
}

#[test]
fn every_route_is_in_the_document_and_every_line_of_it_is_a_route() {
    on_both(|t| {
        let p = Program::new(t);
        let document = p.stranger("GET", "/api/openapi.json", &Value::Null).ok();
        assert_eq!(document["openapi"], "3.1.0");
        let (told, there) = (documented(&document), routed());
        assert!(there.len() > 80, "the sources are read: {}", there.len());
        assert_eq!(
            there.difference(&told).collect::<Vec<_>>(),
            Vec::<&(String, String)>::new(),
            "not in the document"
        );
        assert_eq!(told.difference(&there).collect::<Vec<_>>(), Vec::<&(String, String)>::new(), "no route");
        let page = p.stranger("GET", "/api/docs", &Value::Null);
        assert!(page.text.contains("/api/people/batch") && !page.text.contains("<script"), "to be read");
        let client = p.stranger("GET", "/api/client.ts", &Value::Null);
        assert!(
            client.text.contains("export function guanxi(") && !client.text.contains("\nimport "),
            "one file"
        );
        // Whatever needs a session says so without one, and what is asked with rights answers as told.
        let admin = p.sign_in("admin");
        let quiet = ["/api/live", "/api/session", "/api/demo"];
        for (method, path) in told.iter().filter(|(_, path)| !quiet.contains(&path.as_str())) {
            let operation = &document["paths"][path][method];
            let concrete = path
                .replace("{object}", "person")
                .replace("{channel}", "email")
                .replace("{purpose}", "service")
                .replace("{id}", "x_1")
                .replace(['{', '}'], "");
            let open = operation["security"] == json!([]);
            let body = if method == "get" { Value::Null } else { json!({}) };
            let method = method.to_uppercase();
            if !open {
                let stranger = p.stranger(&method, &concrete, &body);
                assert_eq!(stranger.status.as_u16(), 401, "{method} {path}: {}", stranger.text);
            }
            let needs = operation["parameters"]
                .as_array()
                .is_some_and(|list| list.iter().any(|q| q["required"] == true));
            if method == "GET" && !needs {
                let answer = admin.get(&concrete);
                let told = operation["responses"].get(answer.status.as_str()).is_some();
                let well = answer.status.is_success() || answer.status.is_redirection();
                assert!(told && well, "{method} {path}: {} {}", answer.status, answer.text);
            }
        }
        p.app.stop();
    });
}

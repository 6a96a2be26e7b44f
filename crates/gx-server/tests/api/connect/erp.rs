//! A small ERP on this machine: lists of records over HTTP, in the ways in which others page, and an inbox.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Came {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Came {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v)
    }

    pub fn param(&self, name: &str) -> Option<String> {
        let path = self.line.split(' ').nth(1)?;
        let query = path.split_once('?')?.1;
        let found = query.split('&').find_map(|p| p.strip_prefix(&format!("{name}=")))?;
        Some(found.replace("%3A", ":"))
    }
}

#[derive(Debug, Default)]
struct Inside {
    rows: Vec<Value>,
    came: Vec<Came>,
    status: Option<u16>,
}

/// The ERP. Every record has a `changed` of its own, by which `since` is answered.
#[derive(Clone, Debug)]
pub struct Erp {
    pub url: String,
    inside: Arc<Mutex<Inside>>,
}

impl Erp {
    pub fn open(rows: Vec<Value>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let inside = Arc::new(Mutex::new(Inside { rows, ..Inside::default() }));
        let (shared, at) = (inside.clone(), url.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().take(1000).flatten() {
                answer(stream, &shared, &at);
            }
        });
        Self { url, inside }
    }

    pub fn set(&self, rows: Vec<Value>) {
        self.inside.lock().unwrap().rows = rows;
    }

    /// Answers every request with this status from now on.
    pub fn fail(&self, status: Option<u16>) {
        self.inside.lock().unwrap().status = status;
    }

    /// What has come since the last time.
    pub fn came(&self) -> Vec<Came> {
        std::mem::take(&mut self.inside.lock().unwrap().came)
    }
}

fn answer(mut stream: TcpStream, inside: &Mutex<Inside>, at: &str) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    let _ = reader.read_line(&mut line);
    let mut headers = Vec::new();
    let mut text = String::new();
    while reader.read_line(&mut text).unwrap_or(0) > 2 {
        if let Some((key, value)) = text.trim().split_once(": ") {
            headers.push((key.to_lowercase(), value.to_owned()));
        }
        text.clear();
    }
    let length = headers.iter().find(|(k, _)| k == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    let came = Came { line: line.trim().to_owned(), headers, body: String::from_utf8(body).unwrap() };
    let mut inside = inside.lock().unwrap();
    inside.came.push(came.clone());
    let (status, body, link) = match inside.status {
        Some(status) => (status, json!({"error": "no"}), None),
        None if came.line.starts_with("POST") => (200, json!({"taken": true}), None),
        None if came.header("authorization") != "Bearer s3cret" => (401, json!({}), None),
        None => page(&inside.rows, &came, at),
    };
    let body = body.to_string();
    let link = link.map_or(String::new(), |l| format!("link: {l}\r\n"));
    let _ = write!(
        stream,
        "HTTP/1.1 {status} X\r\n{link}content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
}

fn page(rows: &[Value], came: &Came, at: &str) -> (u16, Value, Option<String>) {
    let since = came.param("since").unwrap_or_default();
    let rows: Vec<&Value> =
        rows.iter().filter(|r| r["changed"].as_str().is_none_or(|c| c >= since.as_str())).collect();
    let size: usize = came.param("size").map_or(2, |s| s.parse().unwrap());
    let cut = |from: usize| -> Vec<&Value> { rows.iter().skip(from).take(size).copied().collect() };
    if came.line.contains("/pages") {
        let n: usize = came.param("page").map_or(1, |p| p.parse().unwrap());
        return (200, json!({"data": {"items": cut((n - 1) * size)}}), None);
    }
    if came.line.contains("/cursor") {
        let from: usize = came.param("after").map_or(0, |c| c.parse().unwrap());
        let next = (from + size < rows.len()).then(|| (from + size).to_string());
        return (200, json!({"items": cut(from), "paging": {"next": next}}), None);
    }
    if came.line.contains("/links") {
        let from: usize = came.param("from").map_or(0, |c| c.parse().unwrap());
        let next =
            (from + size < rows.len()).then(|| format!("<{at}/links?from={}>; rel=\"next\"", from + size));
        return (200, json!(cut(from)), next);
    }
    (200, json!({"items": rows}), None)
}

//! JSON over HTTP: page after page, and batches the other way.

use std::io::Read as _;
use std::time::Duration;

use gx_fetch::reqwest::blocking::{Client, RequestBuilder, Response};
use gx_fetch::reqwest::{Url, header};
use gx_fetch::{Guard, address, why};
use serde_json::{Map, Value as Json, json};

use super::{Ask, BYTES, Batch, Failed, Fetched, Got, State, too_large, too_many};
use crate::model::{Auth, Http, Paging};

/// Bytes of one answer.
const ANSWER: u64 = 32 << 20;
/// Pages of one run.
const PAGES: usize = 5_000;
/// The time between two pages, so that a run does not press on the other system.
const PACE: Duration = Duration::from_millis(100);

pub(super) fn read(h: &Http, ask: &Ask<'_>) -> Got<Fetched> {
    let client = client(ask.guard)?;
    let base = address(ask.guard, &h.url)?;
    let mut url = first(h, &base, ask);
    let mut out = Fetched { name: "http.ndjson".into(), state: ask.state.clone(), ..Fetched::default() };
    let since = if ask.whole { None } else { h.since.as_ref().and(ask.state.since) };
    out.whole = since.is_none();
    let (mut rows, mut page, mut last) = (0_usize, 0_u32, String::new());
    for n in 0..PAGES {
        (ask.alive)()?;
        if n > 0 {
            std::thread::sleep(PACE);
        }
        let (body, link) = get(&client, &url, h, ask.secret)?;
        let records = records(&body, &h.records)?;
        for record in records {
            let Json::Object(record) = record else {
                let message = format!("A record of the list is no object: {}", beginning(record));
                return Err(Failed::new("not_records", message));
            };
            rows += 1;
            if rows > ask.most() {
                if ask.sample.is_some() {
                    return Ok(out);
                }
                return Err(too_many());
            }
            line(&mut out.bytes, record)?;
        }
        if ask.sample.is_some_and(|most| rows >= most) {
            return Ok(out);
        }
        let next = match &h.paging {
            Paging::None => None,
            Paging::Link => link.map(|to| follow(&base, &url, &to, ask.guard)).transpose()?,
            Paging::Cursor { param, path } => match at_path(&body, path) {
                None | Some(Json::Null | Json::Bool(false)) => None,
                Some(cursor) => {
                    let cursor = super::text(cursor);
                    let next = (!cursor.is_empty()).then(|| with(&first(h, &base, ask), param, &cursor));
                    if cursor == last && !cursor.is_empty() {
                        return Err(loops());
                    }
                    last = cursor;
                    next
                }
            },
            Paging::Page { param, size_param, size, first: from } => {
                let digest = format!("{:?}", records.first());
                if !records.is_empty() && digest == last {
                    return Err(loops());
                }
                last = digest;
                page += 1;
                let full = size_param.is_empty() || records.len() >= *size as usize;
                let next = with(&first(h, &base, ask), param, &(from + page).to_string());
                (full && !records.is_empty()).then_some(next)
            }
        };
        match next {
            Some(next) => url = next,
            None => return Ok(out),
        }
    }
    Err(Failed::new(
        "too_many",
        format!("More than {PAGES} pages in one run; ask for larger pages or fewer records."),
    ))
}

fn loops() -> Failed {
    Failed::new("paging_loop", "The server answered with the same page twice; check how it pages.")
}

fn client(guard: &Guard) -> Got<Client> {
    gx_fetch::waiting_client(guard).map_err(|e| Failed::new("internal", format!("no HTTP client: {e}")))
}

/// The address of the first page.
fn first(h: &Http, base: &Url, ask: &Ask<'_>) -> Url {
    let mut url = base.clone();
    if let (Some(since), Some(at), false) = (&h.since, ask.state.since, ask.whole) {
        url = with(&url, &since.param, &since.value(at));
    }
    if let Paging::Page { param, size_param, size, first } = &h.paging {
        url = with(&url, param, &first.to_string());
        if !size_param.is_empty() {
            url = with(&url, size_param, &size.to_string());
        }
    }
    url
}

/// The address with a parameter set, in place of one of that name.
fn with(url: &Url, name: &str, value: &str) -> Url {
    let kept: Vec<(String, String)> =
        url.query_pairs().filter(|(k, _)| k != name).map(|(k, v)| (k.into(), v.into())).collect();
    let mut out = url.clone();
    out.query_pairs_mut().clear().extend_pairs(kept).append_pair(name, value);
    out
}

/// Where a `Link` leads. Only on the same server: the secret goes along.
fn follow(base: &Url, from: &Url, to: &str, guard: &Guard) -> Got<Url> {
    let elsewhere =
        || Failed::new("link_elsewhere", "The next page lies on another server; it was not followed.");
    let url = from.join(to).map_err(|_| elsewhere())?;
    if url.origin() != base.origin() {
        return Err(elsewhere());
    }
    if url == *from {
        return Err(loops());
    }
    Ok(address(guard, url.as_str())?)
}

fn signed(request: RequestBuilder, auth: &Auth, secret: &str) -> RequestBuilder {
    match auth {
        Auth::None => request,
        Auth::Bearer => request.bearer_auth(secret),
        Auth::Basic { user } => request.basic_auth(user, Some(secret)),
        Auth::Header { name } => request.header(name, secret),
    }
}

/// An answer and the address of the next one, if its header names one.
fn get(client: &Client, url: &Url, h: &Http, secret: &str) -> Got<(Json, Option<String>)> {
    let request = client.get(url.clone()).header(header::ACCEPT, "application/json");
    let answer = signed(request, &h.auth, secret).send().map_err(|e| broken(&e))?;
    let answer = taken(answer)?;
    let link =
        answer.headers().get_all(header::LINK).iter().filter_map(|v| v.to_str().ok()).find_map(next_link);
    let mut body = Vec::new();
    answer
        .take(ANSWER + 1)
        .read_to_end(&mut body)
        .map_err(|_| Failed::new("broken_off", "The server broke off in the middle of its answer."))?;
    if body.len() as u64 > ANSWER {
        return Err(too_large());
    }
    let json = serde_json::from_slice(&body).map_err(|e| {
        Failed::new("not_json", format!("The server answered with something that is no JSON: {e}"))
    })?;
    Ok((json, link))
}

fn broken(e: &gx_fetch::reqwest::Error) -> Failed {
    match why(e) {
        "not_permitted" => Failed::new(
            "address_inside",
            "The address leads to a network that this program may not call; the operator can allow it with outbound_allow.",
        ),
        "timeout" => Failed::new("timeout", "The server did not answer in time."),
        "no_connection" => Failed::new("no_connection", "Nothing answers at this address."),
        _ => Failed::new("broken_off", "The server broke off."),
    }
}

/// An answer that went well; what others mean.
fn taken(answer: Response) -> Got<Response> {
    let status = answer.status().as_u16();
    let (code, meaning) = match status {
        200..=299 => return Ok(answer),
        301 | 302 | 303 | 307 | 308 => ("redirected", "it leads to another address; enter that one"),
        401 | 403 => ("not_let_in", "it does not take the token or password"),
        404 => ("not_found", "there is nothing at this address"),
        429 => ("not_now", "it was asked too often"),
        500..=599 => ("not_now", "something is wrong there"),
        _ => ("not_taken", "it does not take the request"),
    };
    Err(Failed::new(code, format!("The server answered {status}: {meaning}.")))
}

/// The target of `rel="next"` in a `Link` header.
fn next_link(value: &str) -> Option<String> {
    value.split(',').find_map(|part| {
        let (target, rest) = part.trim().strip_prefix('<')?.split_once('>')?;
        let next = rest.split(';').any(|p| {
            let p = p.trim().to_ascii_lowercase();
            p == "rel=next" || p == "rel=\"next\""
        });
        next.then(|| target.to_owned())
    })
}

fn at_path<'j>(body: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').filter(|p| !p.is_empty()).try_fold(body, |at, key| match at {
        Json::Array(list) => list.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    })
}

/// How deep in an answer a list is looked for.
const DEEPEST: usize = 4;

/// The first list in an answer, the nearest to its top; many put it into an envelope, such as `data.items`.
fn first_list(body: &Json) -> Option<&Json> {
    let mut level = vec![body];
    for _ in 0..DEEPEST {
        if let Some(found) = level.iter().find(|v| v.is_array()) {
            return Some(found);
        }
        level = level.iter().filter_map(|v| v.as_object()).flat_map(Map::values).collect();
    }
    None
}

/// The list of records in an answer: where it was said to lie, the answer itself, or the first list in it.
fn records<'j>(body: &'j Json, path: &str) -> Got<&'j [Json]> {
    let found = if path.trim().is_empty() { first_list(body) } else { at_path(body, path.trim()) };
    match found {
        Some(Json::Array(list)) => Ok(list),
        _ if path.trim().is_empty() => {
            Err(Failed::new("no_list", format!("There is no list in the answer: {}", beginning(body))))
        }
        _ => {
            let message = format!("There is no list at {path:?} in the answer: {}", beginning(body));
            Err(Failed::new("no_list", message))
        }
    }
}

fn beginning(json: &Json) -> String {
    json.to_string().chars().take(120).collect()
}

fn line(out: &mut Vec<u8>, record: &Map<String, Json>) -> Got<()> {
    gx_files::write::ndjson_line(out, record).map_err(|e| Failed::new("internal", e.to_string()))?;
    if out.len() > BYTES { Err(too_large()) } else { Ok(()) }
}

pub(super) fn write(h: &Http, guard: &Guard, secret: &str, batch: &Batch<'_>) -> Got<()> {
    let url = address(guard, &h.url)?;
    let request = client(guard)?
        .post(url)
        .header(header::CONTENT_TYPE, "application/json")
        .header("Idempotency-Key", batch.id)
        .body(json!({"records": batch.rows}).to_string());
    let answer = signed(request, &h.auth, secret).send().map_err(|e| broken(&e))?;
    taken(answer).map(|_| ())
}

impl State {
    /// After a run that began then.
    pub(crate) fn began(mut self, at: gx_kernel::Micros) -> Self {
        self.since = Some(at);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_read_from_the_header() {
        let github = r#"<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3>; rel="next""#;
        assert_eq!(next_link(github).as_deref(), Some("https://a.example/x?page=3"));
        assert_eq!(next_link("<x>; rel=last"), None);
        let guard = Guard::default();
        let base = Url::parse("https://a.example/x").unwrap();
        assert!(follow(&base, &base, "?page=2", &guard).is_ok());
        assert_eq!(
            follow(&base, &base, "https://b.example/x?page=2", &guard).unwrap_err().code,
            "link_elsewhere"
        );
        assert_eq!(follow(&base, &base, "/x", &guard).unwrap_err().code, "paging_loop");
    }

    #[test]
    fn the_list_is_found() {
        let body = json!({"meta": {"n": 1}, "data": {"items": [{"a": 1}]}, "rows": [1]});
        assert_eq!(records(&body, "data.items").unwrap().len(), 1);
        assert_eq!(records(&body, "").unwrap(), [json!(1)]);
        assert_eq!(records(&json!([1, 2]), "").unwrap().len(), 2);
        assert_eq!(records(&body, "meta").unwrap_err().code, "no_list");
        assert_eq!(records(&json!(7), "").unwrap_err().code, "no_list");
        let wrapped = json!({"code": 0, "data": {"page": {"n": 1}, "items": [{"no": "C-1"}]}});
        assert_eq!(records(&wrapped, "").unwrap(), [json!({"no": "C-1"})], "in an envelope");
    }
}

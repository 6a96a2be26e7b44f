//! Export of people as CSV, streamed page by page, under the right `export`.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_http::{Answer, Asked, Kit, Signed};
use gx_kernel::IdKind;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_record::fields;
use gx_store::access::{Access, Verb};
use gx_store::{Store, Tx, audit};
use serde_json::Value as Json_;

use super::people::ListParams;
use crate::people::{self, PeopleQuery, PersonRow};

const HEAD: &[&str] = &[
    "id",
    "name",
    "city",
    "region",
    "tier",
    "lifecycle",
    "owner",
    "email",
    "phone",
    "member_no",
    "tags",
    "interactions",
    "orders",
    "total",
    "currency",
    "first_seen_at",
    "last_seen_at",
    "created_at",
];

/// A cell that a spreadsheet does not take for a formula; commas, quotes and line ends are quoted (RFC 4180).
pub fn cell(text: &str) -> String {
    let guarded =
        if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}

/// A custom value as a spreadsheet shows it: options by their labels, colleagues and records by name.
fn shown(field: &Field, value: &Json_, row: &PersonRow, users: &HashMap<String, String>) -> String {
    let one = |v: &Json_| -> String {
        let Some(text) = v.as_str() else { return v.to_string() };
        match field.ty {
            FieldType::Choice | FieldType::MultiChoice => {
                field.option(text).map_or(text, |o| &o.label).to_owned()
            }
            FieldType::User => users.get(text).map_or(text, String::as_str).to_owned(),
            FieldType::Link => row.linked.get(text).map_or(text, String::as_str).to_owned(),
            FieldType::Phone => text.replace('+', "00"),
            _ => text.to_owned(),
        }
    };
    match value {
        Json_::Null => String::new(),
        Json_::Array(list) => list.iter().map(one).collect::<Vec<_>>().join("|"),
        v => one(v),
    }
}

/// The custom fields that the caller may take out, and the names of staff.
struct Own {
    fields: Vec<Field>,
    users: HashMap<String, String>,
}

impl Own {
    fn load(tx: &mut Tx<'_>, access: &Access) -> gx_store::Result<Self> {
        let known = fields::load(tx, ObjectKind::Person)?.fields;
        let users = tx
            .query("SELECT id, name FROM staff", &[])?
            .iter()
            .map(|r| Ok((r.id(0)?.show(IdKind::User), r.string(1)?)))
            .collect::<gx_store::Result<_>>()?;
        Ok(Self { fields: known.into_iter().filter(|f| f.custom && !access.hides(&f.key)).collect(), users })
    }
}

fn line(p: &PersonRow, own: &Own) -> String {
    let text = |v: &Option<String>| v.clone().unwrap_or_default();
    let at = |v: &Option<gx_kernel::Micros>| v.map(|m| m.to_rfc3339()).unwrap_or_default();
    let cells = [
        p.id.clone(),
        p.name.clone(),
        text(&p.city),
        text(&p.region),
        text(&p.tier),
        text(&p.lifecycle),
        p.owner.as_ref().map(|o| o.name.clone()).unwrap_or_default(),
        text(&p.email),
        // A phone begins with + and would be guarded; as digits it stays a phone to the next program.
        text(&p.phone).replace('+', "00"),
        text(&p.member_no),
        p.tags.join("|"),
        p.interaction_count.to_string(),
        p.order_count.to_string(),
        p.order_total.clone(),
        p.currency.clone(),
        at(&p.first_seen_at),
        at(&p.last_seen_at),
        p.created_at.to_rfc3339(),
    ];
    let more = own
        .fields
        .iter()
        .map(|f| p.fields.get(&f.key).map_or_else(String::new, |v| shown(f, v, p, &own.users)));
    let mut out = cells.into_iter().chain(more).map(|c| cell(&c)).collect::<Vec<_>>().join(",");
    out.push_str("\r\n");
    out
}

/// Writes everything that matches, in pages; `write` says whether to go on.
pub fn write_all(
    store: &Store,
    access: &Access,
    query: &PeopleQuery,
    write: &mut dyn FnMut(String) -> bool,
) -> gx_store::Result<u64> {
    access.need_verb(Verb::Export)?;
    let own = store.read(|tx| Own::load(tx, access))?;
    let labels = own.fields.iter().map(|f| cell(f.label.as_deref().unwrap_or(&f.key)));
    let head: Vec<String> = HEAD.iter().map(|h| (*h).to_owned()).chain(labels).collect();
    // The byte order mark makes Excel read UTF-8.
    if !write(format!("\u{feff}{}\r\n", head.join(","))) {
        return Ok(0);
    }
    let mut query = PeopleQuery {
        limit: 500,
        sort: if query.sort.is_empty() { "id".into() } else { query.sort.clone() },
        cursor: None,
        ..query.clone()
    };
    let mut n = 0;
    loop {
        let page = store.read(|tx| people::page_for(tx, access, store.now(), &query, Verb::Export))?;
        n += page.rows.len() as u64;
        if !page.rows.is_empty() && !write(page.rows.iter().map(|p| line(p, &own)).collect()) {
            return Ok(n);
        }
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(n),
        }
    }
}

pub(crate) async fn csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    me.access.need_verb(Verb::Export)?;
    let query = PeopleQuery::from(params);
    let store = kit.store.clone();
    // A wrong filter answers as an error, not as an empty file.
    let (first, access) = (PeopleQuery { limit: 1, ..query.clone() }, me.access.clone());
    let who = me.access.by().id();
    kit.run(move |store| {
        store.read(|tx| people::page(tx, &access, store.now(), &first))?;
        let detail = serde_json::json!({"filter": first.filter});
        store.write(|tx| {
            audit::note(
                tx,
                store,
                &audit::Entry { staff: who, kind: "export", object: Some("person"), row: None, detail },
            )
        })
    })
    .await?;
    let (send, receive) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(4);
    tokio::task::spawn_blocking(move || {
        let done = write_all(&store, &me.access, &query, &mut |text| send.blocking_send(Ok(text)).is_ok());
        if let Err(e) = done {
            tracing::error!(error = %e, "an export broke off");
            let _ = send.blocking_send(Err(std::io::Error::other("the export broke off")));
        }
    });
    let stream = tokio_stream::wrappers::ReceiverStream::new(receive);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"people.csv\""),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("林晓梅"), "林晓梅");
    }
}

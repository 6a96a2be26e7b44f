//! Export of people under the right `export`: as CSV, streamed page by page, and as a workbook.

use std::collections::HashMap;
use std::io::Read;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_files::{Cell, ROWS_MAX, WorkbookOut};
use gx_http::{Answer, Asked, Kit, Signed};
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{IdKind, Micros, Problem};
use gx_record::{fields, filtering};
use gx_store::access::{Access, Verb};
use gx_store::{Store, Tx, audit};
use jiff::tz::TimeZone;
use serde_json::Value as Json_;
use tokio_stream::wrappers::ReceiverStream;

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
fn shown(field: &Field, value: &Json_, row: &PersonRow, users: &HashMap<String, String>) -> Cell {
    let one = |v: &Json_| -> String {
        let Some(text) = v.as_str() else { return v.to_string() };
        match field.ty {
            FieldType::Choice | FieldType::MultiChoice => {
                field.option(text).map_or(text, |o| &o.label).to_owned()
            }
            FieldType::User => users.get(text).map_or(text, String::as_str).to_owned(),
            FieldType::Link => row.linked.get(text).map_or(text, String::as_str).to_owned(),
            _ => text.to_owned(),
        }
    };
    match value {
        Json_::Null => Cell::Empty,
        Json_::Number(n) => Cell::Number(n.to_string()),
        Json_::Array(list) => Cell::text(list.iter().map(one).collect::<Vec<_>>().join("|")),
        Json_::String(text) => match field.ty {
            FieldType::Phone => Cell::Phone(text.clone()),
            FieldType::Date => text.parse().map_or_else(|_| Cell::text(text), Cell::Day),
            FieldType::DateTime => text.parse().map_or_else(|_| Cell::text(text), Cell::Time),
            FieldType::Number | FieldType::Money | FieldType::Percent => Cell::Number(text.clone()),
            _ => Cell::text(one(value)),
        },
        v => Cell::text(one(v)),
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

fn cells(p: &PersonRow, own: &Own) -> Vec<Cell> {
    let text = |v: &Option<String>| v.as_ref().map_or(Cell::Empty, Cell::text);
    let at = |v: Micros| Cell::Time(v.timestamp());
    let mut out = vec![
        Cell::text(&p.id),
        Cell::text(&p.name),
        text(&p.city),
        text(&p.region),
        text(&p.tier),
        text(&p.lifecycle),
        p.owner.as_ref().map_or(Cell::Empty, |o| Cell::text(&o.name)),
        text(&p.email),
        p.phone.clone().map_or(Cell::Empty, Cell::Phone),
        text(&p.member_no),
        Cell::text(p.tags.join("|")),
        Cell::Number(p.interaction_count.to_string()),
        Cell::Number(p.order_count.to_string()),
        Cell::Number(p.order_total.clone()),
        Cell::text(&p.currency),
        p.first_seen_at.map_or(Cell::Empty, at),
        p.last_seen_at.map_or(Cell::Empty, at),
        at(p.created_at),
    ];
    out.extend(
        own.fields.iter().map(|f| p.fields.get(&f.key).map_or(Cell::Empty, |v| shown(f, v, p, &own.users))),
    );
    out
}

/// A row of CSV.
fn line(cells: &[Cell]) -> String {
    let text = |c: &Cell| match c {
        Cell::Empty => String::new(),
        Cell::Text(text) => cell(text),
        Cell::Number(digits) => digits.clone(),
        // A phone begins with + and would be guarded; as digits it stays a phone to the next program.
        Cell::Phone(phone) => cell(&phone.replace('+', "00")),
        Cell::Day(day) => day.to_string(),
        Cell::Time(at) => Micros(at.as_microsecond()).to_rfc3339(),
    };
    let mut out = cells.iter().map(text).collect::<Vec<_>>().join(",");
    out.push_str("\r\n");
    out
}

/// What the rows of an export go to.
trait Sink {
    /// Takes the header.
    fn head(&mut self, head: &[String]) -> gx_store::Result<bool>;
    /// Takes a page of rows; whether to go on.
    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> gx_store::Result<bool>;
}

/// Writes everything that matches, in pages.
fn write_all(
    store: &Store,
    access: &Access,
    query: &PeopleQuery,
    sink: &mut impl Sink,
) -> gx_store::Result<()> {
    access.need_verb(Verb::Export)?;
    let own = store.read(|tx| Own::load(tx, access))?;
    let labels = own.fields.iter().map(|f| f.label.clone().unwrap_or_else(|| f.key.clone()));
    let head: Vec<String> = HEAD.iter().map(|h| (*h).to_owned()).chain(labels).collect();
    if !sink.head(&head)? {
        return Ok(());
    }
    let mut query = PeopleQuery {
        limit: 500,
        sort: if query.sort.is_empty() { "id".into() } else { query.sort.clone() },
        cursor: None,
        ..query.clone()
    };
    loop {
        let page = store.read(|tx| people::page_for(tx, access, store.now(), &query, Verb::Export))?;
        if !page.rows.is_empty() && !sink.rows(page.rows.iter().map(|p| cells(p, &own)).collect())? {
            return Ok(());
        }
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(()),
        }
    }
}

/// CSV, sent on as it is written.
struct Csv<'a> {
    /// Takes text; whether to go on.
    write: &'a mut dyn FnMut(String) -> bool,
    rows: u64,
}

impl Sink for Csv<'_> {
    fn head(&mut self, head: &[String]) -> gx_store::Result<bool> {
        let cells: Vec<Cell> = head.iter().map(Cell::text).collect();
        // The byte order mark makes Excel read UTF-8.
        Ok((self.write)(format!("\u{feff}{}", line(&cells))))
    }

    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> gx_store::Result<bool> {
        self.rows += rows.len() as u64;
        Ok((self.write)(rows.iter().map(|r| line(r)).collect()))
    }
}

/// Writes everything that matches as CSV, in pages; `write` says whether to go on. How many rows it were.
pub fn write_csv(
    store: &Store,
    access: &Access,
    query: &PeopleQuery,
    write: &mut dyn FnMut(String) -> bool,
) -> gx_store::Result<u64> {
    let mut csv = Csv { write, rows: 0 };
    write_all(store, access, query, &mut csv)?;
    Ok(csv.rows)
}

/// A workbook, which is whole only at its end.
struct Sheet {
    zone: TimeZone,
    out: Option<WorkbookOut>,
}

impl Sheet {
    fn failed(e: std::io::Error) -> gx_store::StoreError {
        tracing::error!(error = %e, "a workbook could not be written");
        Problem::internal().into()
    }
}

impl Sink for Sheet {
    fn head(&mut self, head: &[String]) -> gx_store::Result<bool> {
        self.out = Some(WorkbookOut::new(self.zone.clone(), head).map_err(Self::failed)?);
        Ok(true)
    }

    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> gx_store::Result<bool> {
        let Some(out) = &mut self.out else { return Ok(false) };
        for row in rows {
            if out.is_full() {
                let told = format!("A sheet holds {ROWS_MAX} rows. Narrow the list, or take it as CSV.");
                return Err(Problem::new(422, "too_many_rows", told).into());
            }
            out.row(&row).map_err(Self::failed)?;
        }
        Ok(true)
    }
}

/// Checks what is asked for, so that a wrong filter answers as an error and not as an empty file, and notes who took it.
async fn begin(kit: &Kit, me: &Signed, query: &PeopleQuery, format: &'static str) -> Answer<()> {
    me.access.need_verb(Verb::Export)?;
    let (first, access) = (PeopleQuery { limit: 1, ..query.clone() }, me.access.clone());
    kit.run(move |store| {
        store.read(|tx| people::page(tx, &access, store.now(), &first))?;
        let detail = serde_json::json!({"filter": first.filter, "format": format});
        let staff = access.by().id();
        store.write(|tx| {
            audit::note(
                tx,
                store,
                &audit::Entry { staff, kind: "export", object: Some("person"), row: None, detail },
            )
        })
    })
    .await?;
    Ok(())
}

fn attachment(kind: &'static str, name: &'static str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], body).into_response()
}

pub(crate) async fn csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let query = PeopleQuery::from(params);
    begin(&kit, &me, &query, "csv").await?;
    let store = kit.store.clone();
    let (send, receive) = tokio::sync::mpsc::channel::<Result<String, std::io::Error>>(4);
    tokio::task::spawn_blocking(move || {
        let done = write_csv(&store, &me.access, &query, &mut |text| send.blocking_send(Ok(text)).is_ok());
        if let Err(e) = done {
            tracing::error!(error = %e, "an export broke off");
            let _ = send.blocking_send(Err(std::io::Error::other("the export broke off")));
        }
    });
    let body = Body::from_stream(ReceiverStream::new(receive));
    Ok(attachment("text/csv; charset=utf-8", "attachment; filename=\"people.csv\"", body))
}

pub(crate) async fn xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let query = PeopleQuery::from(params);
    begin(&kit, &me, &query, "xlsx").await?;
    let mut file = kit
        .run(move |store| {
            let mut sheet = Sheet { zone: store.read(filtering::zone)?, out: None };
            write_all(store, &me.access, &query, &mut sheet)?;
            let out = sheet.out.ok_or_else(Problem::internal)?;
            out.finish().map_err(Sheet::failed)
        })
        .await?;
    let (send, receive) = tokio::sync::mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = vec![0; 64 * 1024];
            let read = file.read(&mut piece);
            let end = !matches!(read, Ok(n) if n > 0);
            let sent = match read {
                Ok(0) => break,
                Ok(n) => {
                    piece.truncate(n);
                    send.blocking_send(Ok(piece))
                }
                Err(e) => send.blocking_send(Err(e)),
            };
            if end || sent.is_err() {
                break;
            }
        }
    });
    let body = Body::from_stream(ReceiverStream::new(receive));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, "attachment; filename=\"people.xlsx\"", body))
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

//! Export of lists under the right `export`: as CSV, streamed page by page, and as a workbook.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_files::write::{CsvOut, CsvStyle};
use gx_files::{Cell, ROWS_MAX, WorkbookOut};
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{IdKind, Micros, Problem};
use gx_record::{fields, filtering};
use gx_store::access::{Access, Verb};
use gx_store::{Store, Tx, audit};
use jiff::tz::TimeZone;
use serde_json::Value as Json_;
use tokio_stream::wrappers::ReceiverStream;

use super::people::ListParams;
use super::{interactions, orders};
use crate::own;
use crate::people::{self, Page, PeopleQuery, PersonRow};

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
    "worth",
    "active_percent",
    "class",
    "next_order_at",
    "reviewed_on",
    "review_on",
    "first_seen_at",
    "last_seen_at",
    "created_at",
];

/// The columns of orders.
const ORDERS: &[&str] =
    &["id", "number", "person", "status", "channel", "lines", "quantity", "amount", "currency", "placed_at"];
/// The columns of interactions.
const INTERACTIONS: &[&str] = &[
    "id",
    "occurred_at",
    "kind",
    "direction",
    "channel",
    "who",
    "title",
    "text",
    "object_kind",
    "object_id",
    "amount",
    "currency",
];

/// Names of records by id.
type Linked = BTreeMap<String, String>;

/// A custom value as a spreadsheet shows it: options by their labels, colleagues and records by name.
fn shown(field: &Field, value: &Json_, linked: &Linked, users: &HashMap<String, String>) -> Cell {
    let one = |v: &Json_| -> String {
        if let Some(name) = v.get("name").and_then(Json_::as_str) {
            return name.to_owned();
        }
        let Some(text) = v.as_str() else { return v.to_string() };
        match field.ty {
            FieldType::Choice | FieldType::MultiChoice => {
                field.option(text).map_or(text, |o| &o.label).to_owned()
            }
            FieldType::User => users.get(text).map_or(text, String::as_str).to_owned(),
            FieldType::Link => linked.get(text).map_or(text, String::as_str).to_owned(),
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
    fn load(tx: &mut Tx<'_>, access: &Access, object: ObjectKind) -> gx_store::Result<Self> {
        let known = fields::load(tx, object)?.fields;
        let users = tx
            .query("SELECT id, name FROM staff", &[])?
            .iter()
            .map(|r| Ok((r.id(0)?.show(IdKind::User), r.string(1)?)))
            .collect::<gx_store::Result<_>>()?;
        let fields = known.into_iter().filter(|f| f.custom && !access.hides_of(object, &f.key)).collect();
        Ok(Self { fields, users })
    }

    /// The cells of a record's values.
    fn cells(&self, fields: &serde_json::Map<String, Json_>, linked: &Linked) -> impl Iterator<Item = Cell> {
        self.fields
            .iter()
            .map(|f| fields.get(&f.key).map_or(Cell::Empty, |v| shown(f, v, linked, &self.users)))
    }
}

fn cells(p: &PersonRow, own: &Own) -> Vec<Cell> {
    let text = |v: &Option<String>| v.as_ref().map_or(Cell::Empty, Cell::text);
    let at = |v: Micros| Cell::Time(v.timestamp());
    let number = |v: Option<i64>| v.map_or(Cell::Empty, |n| Cell::Number(n.to_string()));
    let day = |v: &Option<String>| v.as_ref().and_then(|t| t.parse().ok()).map_or(Cell::Empty, Cell::Day);
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
        number(p.interaction_count),
        number(p.order_count),
        p.order_total.clone().map_or(Cell::Empty, Cell::Number),
        Cell::text(&p.currency),
        p.worth_next.clone().map_or(Cell::Empty, Cell::Number),
        p.worth_active.map_or(Cell::Empty, |n| Cell::Number(n.to_string())),
        text(&p.worth_class),
        p.next_order_at.map_or(Cell::Empty, at),
        day(&p.reviewed_on),
        day(&p.review_on),
        p.first_seen_at.map_or(Cell::Empty, at),
        p.last_seen_at.map_or(Cell::Empty, at),
        at(p.created_at),
    ];
    out.extend(own.cells(&p.fields, &p.linked));
    out
}

/// The cells of an order or an interaction, as its list shows it.
fn cells_of(columns: &[&str], row: &Json_, own: &Own) -> Vec<Cell> {
    let text = |v: &Json_| v.as_str().map_or(Cell::Empty, Cell::text);
    let mut out: Vec<Cell> = columns
        .iter()
        .map(|key| match (*key, &row[*key]) {
            (_, Json_::Null) => Cell::Empty,
            ("person" | "who", v) => text(&v["name"]),
            ("amount", v) => v.as_str().map_or(Cell::Empty, |n| Cell::Number(n.to_owned())),
            ("placed_at" | "occurred_at", v) => {
                v.as_str().and_then(|t| t.parse().ok()).map_or(Cell::Empty, Cell::Time)
            }
            ("lines", v) => {
                let names = v.as_array().into_iter().flatten().filter_map(|line| line["name"].as_str());
                let all = names.collect::<Vec<_>>().join("|");
                if all.is_empty() { Cell::Empty } else { Cell::text(all) }
            }
            (_, Json_::Number(n)) => Cell::Number(n.to_string()),
            (_, v) => text(v),
        })
        .collect();
    let linked = serde_json::from_value(row["linked"].clone()).unwrap_or_default();
    match row["fields"].as_object() {
        Some(fields) => out.extend(own.cells(fields, &linked)),
        None => out.extend(own.fields.iter().map(|_| Cell::Empty)),
    }
    out
}

/// What is taken out: the rows of a list.
#[derive(Clone, Debug)]
struct Taken {
    object: ObjectKind,
    query: PeopleQuery,
}

impl Taken {
    fn columns(&self) -> &'static [&'static str] {
        match self.object {
            ObjectKind::Order => ORDERS,
            ObjectKind::Interaction => INTERACTIONS,
            _ => HEAD,
        }
    }

    /// A page of those that the caller may do something to.
    fn page(
        &self,
        tx: &mut Tx<'_>,
        store: &Store,
        access: &Access,
        (verb, own): (Verb, &Own),
        query: &PeopleQuery,
    ) -> gx_store::Result<Page<Vec<Cell>>> {
        if self.object == ObjectKind::Person {
            let page = people::page_for(tx, access, store.now(), query, verb)?;
            let rows = page.rows.iter().map(|p| cells(p, own)).collect();
            return Ok(Page {
                rows,
                next: page.next,
                total: page.total,
                total_at_least: page.total_at_least,
            });
        }
        let PeopleQuery { filter, q, sort, limit, cursor } = query.clone();
        let query = own::list::Query { filter, q, sort, limit, cursor };
        own::list::page(tx, store, access, (self.object, verb), &query, |tx, r| {
            let row = match self.object {
                ObjectKind::Order => orders::order_json(tx, access, r)?,
                _ => interactions::interaction_json(tx, access, r)?,
            };
            Ok(cells_of(self.columns(), &row, own))
        })
    }
}

/// A cell as CSV shows it.
fn written(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text,
        Cell::Number(digits) => digits,
        // Spreadsheets take the + for a sign and make a number of it; with 00 it stays a phone to the next program.
        Cell::Phone(phone) => phone.replace('+', "00"),
        Cell::Day(day) => day.to_string(),
        Cell::Time(at) => Micros(at.as_microsecond()).to_rfc3339(),
    }
}

/// What the rows of an export go to.
trait Sink {
    /// Takes the header.
    fn head(&mut self, head: &[String]) -> gx_store::Result<bool>;
    /// Takes a page of rows; whether to go on.
    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> gx_store::Result<bool>;
}

/// Writes everything that matches, in pages.
fn write_all(store: &Store, access: &Access, taken: &Taken, sink: &mut impl Sink) -> gx_store::Result<()> {
    access.need_verb(Verb::Export)?;
    let own = store.read(|tx| Own::load(tx, access, taken.object))?;
    let labels = own.fields.iter().map(|f| f.label.clone().unwrap_or_else(|| f.key.clone()));
    let head: Vec<String> = taken.columns().iter().map(|h| (*h).to_owned()).chain(labels).collect();
    if !sink.head(&head)? {
        return Ok(());
    }
    let mut query = PeopleQuery {
        limit: 500,
        sort: if taken.query.sort.is_empty() { "id".into() } else { taken.query.sort.clone() },
        cursor: None,
        ..taken.query.clone()
    };
    loop {
        let page = store.read(|tx| taken.page(tx, store, access, (Verb::Export, &own), &query))?;
        if !page.rows.is_empty() && !sink.rows(page.rows)? {
            return Ok(());
        }
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(()),
        }
    }
}

/// CSV, written on as it comes.
struct Csv<W: Write> {
    to: Option<W>,
    out: Option<CsvOut<W>>,
    rows: u64,
    /// What ended the writing early.
    failed: Option<io::Error>,
}

impl<W: Write> Csv<W> {
    fn goes_on(&mut self, done: io::Result<()>) -> bool {
        self.failed = done.err();
        self.failed.is_none()
    }
}

impl<W: Write> Sink for Csv<W> {
    fn head(&mut self, head: &[String]) -> gx_store::Result<bool> {
        let Some(to) = self.to.take() else { return Ok(false) };
        let begun = CsvOut::new(to, CsvStyle::PEOPLE, head).map(|out| self.out = Some(out));
        Ok(self.goes_on(begun))
    }

    fn rows(&mut self, rows: Vec<Vec<Cell>>) -> gx_store::Result<bool> {
        let Some(out) = &mut self.out else { return Ok(false) };
        self.rows += rows.len() as u64;
        let done =
            rows.into_iter().try_for_each(|row| out.row(&row.into_iter().map(written).collect::<Vec<_>>()));
        Ok(self.goes_on(done))
    }
}

/// Writes all people that match as CSV, in pages, and says how many rows it were.
///
/// # Errors
///
/// Outside, what the store or the rights say; inside, what the output says.
pub fn write_csv(
    store: &Store,
    access: &Access,
    query: &PeopleQuery,
    to: impl Write,
) -> gx_store::Result<io::Result<u64>> {
    csv_to(store, access, &Taken { object: ObjectKind::Person, query: query.clone() }, to)
}

fn csv_to(
    store: &Store,
    access: &Access,
    taken: &Taken,
    to: impl Write,
) -> gx_store::Result<io::Result<u64>> {
    let mut csv = Csv { to: Some(to), out: None, rows: 0, failed: None };
    write_all(store, access, taken, &mut csv)?;
    let Csv { out, rows, failed, .. } = csv;
    if let Some(e) = failed {
        return Ok(Err(e));
    }
    Ok(out.map_or(Ok(rows), |out| out.finish()?.flush().map(|()| rows)))
}

/// A workbook, which is whole only at its end.
struct Sheet {
    zone: TimeZone,
    out: Option<WorkbookOut>,
}

impl Sheet {
    fn failed(e: io::Error) -> gx_store::StoreError {
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
async fn begin(kit: &Kit, me: &Signed, taken: &Taken, format: &'static str) -> Answer<()> {
    me.access.need_verb(Verb::Export)?;
    let (taken, access) = (taken.clone(), me.access.clone());
    let many = kit
        .run(move |store| {
            let first = PeopleQuery { limit: 1, ..taken.query.clone() };
            let page = store.read(|tx| {
                let own = Own::load(tx, &access, taken.object)?;
                taken.page(tx, store, &access, (Verb::See, &own), &first)
            })?;
            let detail = serde_json::json!({"filter": first.filter, "format": format});
            let (staff, object) = (access.by().id(), Some(taken.object.as_text()));
            store.write(|tx| {
                audit::note(tx, store, &audit::Entry { staff, kind: "export", object, row: None, detail })
            })?;
            Ok(page.total)
        })
        .await?;
    watch::saw(kit, me, usize::try_from(many).unwrap_or(0)).await;
    Ok(())
}

/// Bytes of a piece of an answer.
const PIECE: usize = 64 * 1024;

/// Writes into the body of an answer that is on its way.
#[derive(Clone)]
struct Pieces(tokio::sync::mpsc::Sender<io::Result<Vec<u8>>>);

fn pieces() -> (Pieces, Body) {
    let (send, receive) = tokio::sync::mpsc::channel(4);
    (Pieces(send), Body::from_stream(ReceiverStream::new(receive)))
}

impl Pieces {
    /// Ends the body so that the client sees that it is not whole.
    fn break_off(&self, e: io::Error) {
        let _ = self.0.blocking_send(Err(e));
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(bytes.to_vec())).map_err(gone)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn attachment(kind: &'static str, taken: &Taken, ending: &str, body: Body) -> Response {
    let name = match taken.object {
        ObjectKind::Order => "orders",
        ObjectKind::Interaction => "interactions",
        _ => "people",
    };
    let saved = format!("attachment; filename=\"{name}.{ending}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], body).into_response()
}

async fn as_csv(kit: Kit, me: Signed, taken: Taken) -> Answer<Response> {
    begin(&kit, &me, &taken, "csv").await?;
    let store = kit.store.clone();
    let (send, body) = pieces();
    let answer = attachment("text/csv; charset=utf-8", &taken, "csv", body);
    tokio::task::spawn_blocking(move || {
        let out = io::BufWriter::with_capacity(PIECE, send.clone());
        // Who went away meanwhile wants no more of it.
        if let Err(e) = csv_to(&store, &me.access, &taken, out) {
            tracing::error!(error = %e, "an export broke off");
            send.break_off(io::Error::other("the export broke off"));
        }
    });
    Ok(answer)
}

async fn as_workbook(kit: Kit, me: Signed, taken: Taken) -> Answer<Response> {
    begin(&kit, &me, &taken, "xlsx").await?;
    let (mut send, body) = pieces();
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let answer = attachment(kind, &taken, "xlsx", body);
    let file = kit
        .run(move |store| {
            let mut sheet = Sheet { zone: store.read(filtering::zone)?, out: None };
            write_all(store, &me.access, &taken, &mut sheet)?;
            let out = sheet.out.ok_or_else(Problem::internal)?;
            out.finish().map_err(Sheet::failed)
        })
        .await?;
    tokio::task::spawn_blocking(move || {
        if let Err(e) = io::copy(&mut io::BufReader::with_capacity(PIECE, file), &mut send) {
            send.break_off(e);
        }
    });
    Ok(answer)
}

fn people_taken(params: ListParams, me: &Signed) -> Taken {
    Taken { object: ObjectKind::Person, query: params.read_by(me).into() }
}

pub(crate) async fn csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = people_taken(params, &me);
    as_csv(kit, me, taken).await
}

pub(crate) async fn xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = people_taken(params, &me);
    as_workbook(kit, me, taken).await
}

pub(crate) async fn orders_csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    as_csv(kit, me, Taken { object: ObjectKind::Order, query: params.into() }).await
}

pub(crate) async fn orders_xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    as_workbook(kit, me, Taken { object: ObjectKind::Order, query: params.into() }).await
}

pub(crate) async fn interactions_csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    as_csv(kit, me, Taken { object: ObjectKind::Interaction, query: params.into() }).await
}

pub(crate) async fn interactions_xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    as_workbook(kit, me, Taken { object: ObjectKind::Interaction, query: params.into() }).await
}

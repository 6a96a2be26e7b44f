//! Export of lists under the right `export`: as CSV, streamed page by page, and as a workbook.

mod cells;

use std::io::{self, Write};

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use gx_files::write::{CsvOut, CsvStyle};
use gx_files::{Cell, ROWS_MAX, WorkbookOut};
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Micros, Problem};
use gx_record::filtering;
use gx_store::access::{Access, Verb};
use gx_store::{Store, Tx, audit};
use jiff::tz::TimeZone;
use tokio_stream::wrappers::ReceiverStream;

use self::cells::{Own, cells, cells_of, company_cells};
use super::people::ListParams;
use super::{interactions, orders};
use crate::people::{self, Page, PeopleQuery};
use crate::{company, own};

/// The columns that a file of an object begins with; fields of one's own follow by their labels.
pub fn columns(object: ObjectKind) -> &'static [&'static str] {
    match object {
        ObjectKind::Company => cells::COMPANIES,
        ObjectKind::Order => cells::ORDERS,
        ObjectKind::Interaction => cells::INTERACTIONS,
        _ => cells::PEOPLE,
    }
}

/// What is taken out: the rows of a list.
#[derive(Clone, Debug)]
struct Taken {
    object: ObjectKind,
    query: PeopleQuery,
}

impl Taken {
    fn columns(&self) -> &'static [&'static str] {
        columns(self.object)
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
            return Ok(page.each(|p| cells(p, own)));
        }
        if self.object == ObjectKind::Company {
            let page = company::list::page(tx, store, access, query, verb)?;
            return Ok(page.each(|c| company_cells(c, own)));
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
        ObjectKind::Company => "companies",
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

/// Lists that have names are sorted as the reader is used to.
fn named_taken(object: ObjectKind, params: ListParams, me: &Signed) -> Taken {
    Taken { object, query: params.read_by(me).into() }
}

pub(crate) async fn csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = named_taken(ObjectKind::Person, params, &me);
    as_csv(kit, me, taken).await
}

pub(crate) async fn xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = named_taken(ObjectKind::Person, params, &me);
    as_workbook(kit, me, taken).await
}

pub(crate) async fn companies_csv(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = named_taken(ObjectKind::Company, params, &me);
    as_csv(kit, me, taken).await
}

pub(crate) async fn companies_xlsx(
    State(kit): State<Kit>,
    me: Signed,
    Asked(params): Asked<ListParams>,
) -> Answer<Response> {
    let taken = named_taken(ObjectKind::Company, params, &me);
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

//! An answer as a file: a table of its figures as CSV, as a workbook, on paper.

use std::io::{self, Read as _};

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use gx_files::write::{CsvOut, CsvStyle};
use gx_files::{Cell, WorkbookOut};
use gx_kernel::{Locale, Problem};
use gx_paper::{Align, Cell as Shown, Column, Fact, Language, Paper, Party};
use gx_store::access::{Access, Verb};
use gx_store::{Result, Store, StoreError, Tx, audit};
use gx_trade::paper::{self, Typeface};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::figure::Type;
use super::question::{Question, wrong};
use super::told::{Answer, AxisKey, AxisTold};
use super::words::Words;

/// Columns that fit on a page, and rows that somebody still reads there.
const WIDEST: usize = 10;
const LONGEST: usize = 1_000;

/// Of what kind the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
    /// A paper.
    Pdf,
}

/// Which file is wished.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    name: String,
    question: Question,
    format: Format,
    #[serde(default)]
    language: Locale,
}

impl Export {
    /// What is asked.
    pub fn question(&self) -> &Question {
        &self.question
    }
}

/// A file that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Made {
    /// As an answer that browsers save.
    pub fn response(self) -> Response<Body> {
        let shown = gx_blob::name::disposition(&self.name, false);
        let mut answer = Response::new(Body::from(self.bytes));
        let head = answer.headers_mut();
        head.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
        if let Ok(shown) = HeaderValue::from_str(&shown) {
            head.insert(header::CONTENT_DISPOSITION, shown);
        }
        head.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        head.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        answer
    }
}

/// The figures of an answer in rows and columns.
#[derive(Debug)]
pub struct Table {
    /// What the columns are.
    pub head: Vec<String>,
    /// How many of them are words.
    pub words: usize,
    /// The rows; behind them what is not listed, what everything comes to, and amounts without a rate.
    pub rows: Vec<Vec<Cell>>,
}

/// A figure as a cell.
fn cell(ty: Type, value: Option<&String>) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    match ty {
        Type::Date => value.parse().map_or_else(|_| Cell::text(value), Cell::Day),
        Type::Instant => value.parse().map_or_else(|_| Cell::text(value), Cell::Time),
        _ => Cell::Number(value.clone()),
    }
}

/// What a key is called.
pub fn key_text(words: Words, axis: &AxisTold, key: &AxisKey) -> String {
    if let Some(label) = &key.label {
        return label.clone();
    }
    if let Some(range) = &key.range {
        return format!("{}–{}", range.from, range.to);
    }
    let field = axis.field.rsplit('.').next().unwrap_or_default();
    match (&key.value, axis.unit) {
        (serde_json::Value::Null, _) => words.none().to_owned(),
        (value, Some(unit)) if axis.of == "cycle" => words.place(unit, value.as_i64().unwrap_or_default()),
        (serde_json::Value::String(text), _) => words.value(axis.object, field, text),
        (serde_json::Value::Bool(true), _) => words.either("是", "是", "yes").to_owned(),
        (serde_json::Value::Bool(false), _) => words.either("否", "否", "no").to_owned(),
        (value, _) => value.to_string(),
    }
}

/// An answer as a table: a row for each of its finest parts, the last axis across where the question says so.
pub fn table(answer: &Answer, question: &Question, words: Words) -> Table {
    let across = (question.across || question.cohort.is_some()) && answer.axes.len() > 1;
    let down = answer.axes.len() - usize::from(across);
    let object = question.object;
    let mut head: Vec<String> = answer
        .axes
        .iter()
        .take(down)
        .map(|axis| axis.label.clone().unwrap_or_else(|| words.field(axis.object, &axis.field)))
        .collect();
    let width = head.len();
    let mut measures: Vec<String> = Vec::new();
    for measure in &answer.measures {
        let name = words.measure(object, &measure.asked, measure.label.as_deref());
        let name = if measure.ty == Type::Money { format!("{name} {}", answer.currency) } else { name };
        if answer.before.is_some() {
            let before = words.either("对比期", "對比期", "before");
            measures.extend([name.clone(), format!("{name} · {before}")]);
        } else {
            measures.push(name);
        }
    }
    let columns: Vec<Option<usize>> = match answer.axes.get(down).filter(|_| across) {
        Some(axis) => (0..axis.keys.len()).map(Some).chain(std::iter::once(None)).collect(),
        None => vec![None],
    };
    for column in &columns {
        let of = match (column, answer.axes.get(down)) {
            (Some(n), Some(axis)) => axis.keys.get(*n).map(|key| key_text(words, axis, key)),
            (None, Some(_)) if across => Some(words.either("合计", "合計", "Total").to_owned()),
            _ => None,
        };
        head.extend(measures.iter().map(|m| match &of {
            Some(of) if measures.len() == 1 => of.clone(),
            Some(of) => format!("{of} · {m}"),
            None => m.clone(),
        }));
    }
    let find = |at: &[Option<usize>]| {
        answer
            .cells
            .binary_search_by(|cell| cell.at.as_slice().cmp(at))
            .ok()
            .and_then(|n| answer.cells.get(n))
    };
    let figures = |row: &mut Vec<Cell>, at: &[Option<usize>]| {
        let found = find(at);
        for (n, measure) in answer.measures.iter().enumerate() {
            row.push(cell(measure.ty, found.and_then(|c| c.values.get(n)?.as_ref())));
            if answer.before.is_some() {
                row.push(cell(measure.ty, found.and_then(|c| c.before.as_ref()?.get(n)?.as_ref())));
            }
        }
    };
    let mut rows = Vec::new();
    let mut places: Vec<&Vec<Option<usize>>> = answer
        .cells
        .iter()
        .map(|cell| &cell.at)
        .filter(|at| {
            at.iter().take(down).all(Option::is_some)
                && (!across || at.get(down).is_some_and(Option::is_none))
        })
        .collect();
    places.sort();
    for place in places.into_iter().filter(|_| down > 0) {
        let mut row: Vec<Cell> = answer
            .axes
            .iter()
            .zip(place)
            .take(down)
            .map(|(axis, n)| match n.and_then(|n| axis.keys.get(n)) {
                Some(key) => Cell::text(key_text(words, axis, key)),
                None => Cell::Empty,
            })
            .collect();
        for column in &columns {
            let mut at = place.clone();
            if let Some(last) = at.get_mut(down).filter(|_| across) {
                *last = *column;
            }
            figures(&mut row, &at);
        }
        rows.push(row);
    }
    // What is not listed, and what is in no sum, is said: the rows alone would not add up.
    let said = |text: String| {
        let mut row = vec![Cell::Empty; head.len().max(1)];
        if let Some(first) = row.first_mut() {
            *first = Cell::text(text);
        }
        row
    };
    let more: usize = answer.axes.iter().map(|axis| axis.more).sum();
    if more > 0 {
        let text = words.either("另有未列出的", "另有未列出的", "Not listed");
        rows.push(said(format!("{text}: {more}")));
    }
    let mut total = vec![Cell::Empty; width];
    if let Some(first) = total.first_mut() {
        *first = Cell::text(words.either("合计", "合計", "Total"));
    }
    for column in &columns {
        let mut at = vec![None; answer.axes.len()];
        if let Some(last) = at.get_mut(down).filter(|_| across) {
            *last = *column;
        }
        figures(&mut total, &at);
    }
    rows.push(total);
    for sum in &answer.unrated {
        let text = words.either("没有汇率、未计入", "沒有匯率、未計入", "Without a rate, in no sum");
        rows.push(said(format!("{text}: {} {}", sum.total, sum.currency)));
    }
    Table { head, words: width, rows }
}

fn failed(e: io::Error) -> StoreError {
    StoreError::Other(format!("a file could not be written: {e}"))
}

/// The file that was wished.
///
/// # Errors
///
/// A problem at `format` where a paper cannot hold it.
pub fn file(answer: &Answer, wish: &Export, typeface: Option<&Typeface>) -> Result<Made> {
    let words = Words(wish.language);
    let name = wish.name.trim();
    let name = if name.is_empty() { words.either("报表", "報表", "Report") } else { name };
    made(answer, &wish.question, (name, wish.format), words, typeface)
}

/// An answer as a file of a format.
///
/// # Errors
///
/// As [`file`].
pub fn made(
    answer: &Answer,
    question: &Question,
    (name, format): (&str, Format),
    words: Words,
    typeface: Option<&Typeface>,
) -> Result<Made> {
    let table = table(answer, question, words);
    let named = |ending: &str| gx_blob::name::clean(&format!("{name}.{ending}"));
    Ok(match format {
        Format::Csv => {
            let mut csv = CsvOut::new(Vec::new(), CsvStyle::PEOPLE, &table.head).map_err(failed)?;
            for row in table.rows {
                csv.row(&row.into_iter().map(written).collect::<Vec<_>>()).map_err(failed)?;
            }
            let bytes = csv.finish().map_err(failed)?;
            Made { name: named("csv"), media: "text/csv; charset=utf-8", bytes }
        }
        Format::Xlsx => {
            let zone = TimeZone::get(&answer.zone).unwrap_or(TimeZone::UTC);
            let mut book = WorkbookOut::new(zone, &table.head).map_err(failed)?;
            for row in &table.rows {
                book.row(row).map_err(failed)?;
            }
            let mut bytes = Vec::new();
            book.finish().and_then(|mut file| file.read_to_end(&mut bytes)).map_err(failed)?;
            let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            Made { name: named("xlsx"), media, bytes }
        }
        Format::Pdf => {
            let none =
                || Problem::new(503, "no_typeface", "This program was built without a typeface for papers.");
            let typeface = typeface.ok_or_else(none)?;
            let paper = on_paper(answer, name, table, words)?;
            Made { name: named("pdf"), media: "application/pdf", bytes: paper::file(&paper, typeface)? }
        }
    })
}

/// A cell as text.
pub fn written(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Phone(text) => text,
        Cell::Day(day) => day.to_string(),
        Cell::Time(at) => at.to_string(),
    }
}

fn on_paper(answer: &Answer, name: &str, table: Table, words: Words) -> Result<Paper> {
    if table.head.len() > WIDEST || table.rows.len() > LONGEST {
        let message = format!(
            "a page holds {WIDEST} columns and a paper {LONGEST} rows; this has {} and {}: take a workbook",
            table.head.len(),
            table.rows.len()
        );
        return Err(wrong("format", "too_large", message).into());
    }
    let fact = |label: &str, value: String| Fact { label: label.to_owned(), value };
    let mut facts = Vec::new();
    if let Some(span) = &answer.span {
        facts.push(fact(words.either("期间", "期間", "Period"), format!("{} – {}", span.from, span.to)));
    }
    if let Some(span) = &answer.before {
        facts.push(fact(
            words.either("对比期", "對比期", "Compared with"),
            format!("{} – {}", span.from, span.to),
        ));
    }
    let zone = TimeZone::get(&answer.zone).unwrap_or(TimeZone::UTC);
    let made = answer.at.timestamp().to_zoned(zone);
    facts.push(fact(words.either("生成", "產生", "Made"), made.strftime("%Y-%m-%d %H:%M").to_string()));
    let columns = table.head.iter().enumerate().map(|(n, heading)| Column {
        heading: heading.clone(),
        align: if n < table.words { Align::Start } else { Align::End },
        share: if n < table.words { 3 } else { 2 },
    });
    Ok(Paper {
        language: match words.0 {
            Locale::ZhCn => Language::ZhCn,
            Locale::ZhTw => Language::ZhTw,
            Locale::En => Language::En,
        },
        title: name.to_owned(),
        number: String::new(),
        created: made.date(),
        facts,
        seller: Party::default(),
        buyer: Party::default(),
        columns: columns.collect(),
        rows: table
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(|c| Shown { text: written(c), note: String::new() }).collect())
            .collect(),
        sums: Vec::new(),
        clauses: Vec::new(),
        foot: String::new(),
    })
}

/// Figures are of all that one sees: whoever may take out less than that, may not take them.
///
/// # Errors
///
/// Forbidden.
pub fn whole_export(access: &Access) -> std::result::Result<(), Problem> {
    access.need_verb(Verb::Export)?;
    if access.grants().reach(Verb::Export) < access.grants().reach(Verb::See) {
        return Err(Problem::forbidden(
            "You may take out less than you see; figures are of all that you see.",
        ));
    }
    Ok(())
}

/// Notes that somebody took figures out as a file.
///
/// # Errors
///
/// When the database fails.
pub fn noted(tx: &mut Tx<'_>, store: &Store, access: &Access, wish: &Export) -> Result<()> {
    let (staff, object) = (access.by().id(), Some(wish.question.object.as_text()));
    let detail = serde_json::json!({"report": wish.name, "filter": wish.question.filter});
    audit::note(tx, store, &audit::Entry { staff, kind: "export", object, row: None, detail })
}

//! Spreadsheets: XLSX, XLSB, XLS and ODS.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Sheets, Xlsx, open_workbook_auto_from_rs,
};

use crate::delimited::fit;
use crate::fault::{FileError, Notice};
use crate::header::{self, Found};
use crate::source::Source;
use crate::table::{Content, Format, Options, Rows, Table};

/// Bytes of a spreadsheet file; it has to be loaded whole.
const MAX_FILE: u64 = 256 << 20;
/// Columns of a sheet.
const MAX_COLUMNS: u32 = 2000;
/// Cells that merged regions may fill.
const MAX_MERGED: u64 = 1_000_000;

/// The filled cells of a sheet by row, and where the data begins.
pub(crate) struct Cells {
    rows: Arc<Vec<(u64, Vec<String>)>>,
    skip: usize,
    width: usize,
}

type Grid = BTreeMap<u32, Vec<String>>;
type Book = Sheets<Cursor<Arc<[u8]>>>;

pub(crate) fn open(source: &Source, options: &Options) -> Result<Table, FileError> {
    let stream = source.open(options.max_unpacked).map_err(|e| FileError::from_io(&e))?;
    let mut bytes = Vec::new();
    stream.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|e| FileError::from_io(&e))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_FILE {
        return Err(FileError::new(
            "too_large",
            format!("the spreadsheet is larger than {} MB; save it as CSV", MAX_FILE >> 20),
        ));
    }
    if let Some(size) = unpacked_size(&bytes).filter(|size| *size > options.max_unpacked.min(2 << 30)) {
        return Err(FileError::new(
            "too_large",
            format!("the spreadsheet unpacks to {} MB; save it as CSV", size >> 20),
        ));
    }
    // The reader below us is careful, but a hostile file must not take the process down.
    let read = catch_unwind(AssertUnwindSafe(|| load(bytes.into(), options)));
    read.unwrap_or_else(|_| Err(damaged("its parts contradict each other")))
}

fn damaged(why: impl std::fmt::Display) -> FileError {
    FileError::new("damaged_spreadsheet", format!("expected a spreadsheet, but it cannot be read: {why}"))
}

fn load(bytes: Arc<[u8]>, options: &Options) -> Result<Table, FileError> {
    let mut book: Book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible || options.sheet.as_deref() == Some(&s.name))
        .map(|s| s.name.clone())
        .collect();
    let mut notices = Vec::new();
    let mut chosen = None;
    for name in &names {
        if options.sheet.as_ref().is_some_and(|wanted| wanted != name) {
            continue;
        }
        let (grid, spans) = grid(&mut book, name, &mut notices)?;
        if !grid.is_empty() {
            chosen = Some((name.clone(), grid, spans));
            break;
        }
    }
    let Some((name, grid, spans)) = chosen else {
        return Err(match &options.sheet {
            Some(wanted) if !names.contains(wanted) => FileError::new(
                "no_such_sheet",
                format!("expected one of the sheets {}, got {wanted:?}", names.join(", ")),
            ),
            _ => FileError::new("empty_file", "the spreadsheet holds no filled cell"),
        });
    };
    if names.len() > 1 && options.sheet.is_none() {
        let others: Vec<&str> = names.iter().filter(|n| **n != name).map(String::as_str).collect();
        notices.push(Notice::new(
            "one_sheet_read",
            format!("only the sheet {name:?} is read, not {}", others.join(", ")),
        ));
    }

    let rows: Vec<(u64, Vec<String>)> =
        grid.into_iter().map(|(row, cells)| (u64::from(row) + 1, cells)).collect();
    let start: Vec<Vec<String>> = rows.iter().take(200).map(|(_, cells)| cells.clone()).collect();
    let spans: Vec<usize> = rows
        .iter()
        .take(50)
        .enumerate()
        .filter(|(_, (line, _))| spans.contains(line))
        .map(|(at, _)| at)
        .collect();
    let Found { at, skip, names: headers, notices: found } = header::find(&start, &spans, options.header);
    notices.extend(found);
    if headers.is_empty() {
        return Err(FileError::new("empty_file", "the sheet holds no filled cell"));
    }
    if at.is_some() && rows.len() <= skip {
        notices.push(Notice::new("header_only", "the sheet has a header and no rows"));
    }
    Ok(Table {
        format: Format::Sheet,
        encoding: None,
        delimiter: None,
        gzipped: false,
        sheet: Some(name),
        header_line: at.and_then(|at| rows.get(at)).map(|(line, _)| *line),
        assumed: notices,
        content: Content::Sheet(Cells { rows: Arc::new(rows), skip, width: headers.len() }),
        headers,
    })
}

impl Cells {
    pub fn rows(&self) -> Rows {
        let (rows, width) = (self.rows.clone(), self.width);
        let mut at = self.skip;
        Rows(Box::new(std::iter::from_fn(move || {
            let (line, cells) = rows.get(at)?;
            at += 1;
            Some(fit(*line, cells.clone(), width))
        })))
    }
}

/// The rows that hold anything, and the rows in which a merge spans columns.
fn grid(book: &mut Book, name: &str, notices: &mut Vec<Notice>) -> Result<(Grid, Vec<u64>), FileError> {
    let mut grid = Grid::new();
    let merges = match book {
        Sheets::Xlsx(xlsx) => {
            read_xlsx(xlsx, name, &mut grid)?;
            xlsx.merge_cells_by_sheet_name(name).unwrap_or_default()
        }
        Sheets::Xls(xls) => xls.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    if !matches!(book, Sheets::Xlsx(_)) {
        let range = book.worksheet_range(name).map_err(damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
            put(
                &mut grid,
                at.0.saturating_add(top),
                at.1.saturating_add(left),
                text(&DataRef::from_data(value)),
            )?;
        }
    }
    let mut spans = Vec::new();
    let mut filled = 0u64;
    let (last_row, count) = (grid.keys().next_back().copied().unwrap_or(0), merges.len());
    for Dimensions { start, end } in merges {
        let value = grid.get(&start.0).and_then(|r| r.get(start.1 as usize)).cloned().unwrap_or_default();
        let end = (end.0.min(last_row), end.1.min(MAX_COLUMNS));
        filled += u64::from(end.0.saturating_sub(start.0) + 1) * u64::from(end.1.saturating_sub(start.1) + 1);
        if value.is_empty() || filled > MAX_MERGED || start.1 > end.1 || start.0 > end.0 {
            continue;
        }
        if end.1 > start.1 {
            spans.extend((start.0..=end.0).map(|row| u64::from(row) + 1));
        }
        for row in start.0..=end.0 {
            for column in start.1..=end.1 {
                put(&mut grid, row, column, value.clone())?;
            }
        }
    }
    if count > 0 {
        notices.push(Notice::new(
            "merged_cells",
            format!("{count} merged regions: every cell in them has the region's value"),
        ));
    }
    grid.retain(|_, cells| cells.iter().any(|c| !c.trim().is_empty()));
    Ok((grid, spans))
}

/// Cell by cell, since a sheet with one stray cell in its last corner would fill the memory as a rectangle.
fn read_xlsx(xlsx: &mut Xlsx<Cursor<Arc<[u8]>>>, name: &str, grid: &mut Grid) -> Result<(), FileError> {
    let mut reader = xlsx.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        put(grid, row, column, text(cell.get_value()))?;
    }
    Ok(())
}

fn put(grid: &mut Grid, row: u32, column: u32, value: String) -> Result<(), FileError> {
    if value.is_empty() {
        return Ok(());
    }
    if column >= MAX_COLUMNS {
        return Err(FileError::new(
            "too_many_columns",
            format!(
                "row {} has a value in column {}; at most {MAX_COLUMNS} columns are read",
                row + 1,
                column + 1
            ),
        ));
    }
    let cells = grid.entry(row).or_default();
    let at = column as usize;
    if cells.len() <= at {
        cells.resize(at + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(at) {
        *cell = value;
    }
    Ok(())
}

/// What a person sees in the cell: whole numbers without a point, dates in ISO form. A formula's
/// error (`#N/A`) is no value.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(i) => i.to_string(),
        DataRef::Float(f) => number(*f),
        DataRef::String(s) | DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(d) => date(d),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn number(f: f64) -> String {
    // Excel keeps 15 digits; what binary fractions add behind them was never typed.
    if f.fract() == 0.0 && f.abs() < 1e15 {
        return format!("{f:.0}");
    }
    let rounded: f64 = format!("{f:.14e}").parse().unwrap_or(f);
    rounded.to_string()
}

fn date(d: &ExcelDateTime) -> String {
    let (y, mo, da, h, mi, s, ms) = d.to_ymd_hms_milli();
    let second = u16::from(s) + u16::from(ms >= 500 && s < 59);
    if d.is_duration() || d.as_f64() < 1.0 {
        return format!("{h:02}:{mi:02}:{second:02}");
    }
    if d.as_f64().fract() == 0.0 {
        return format!("{y:04}-{mo:02}-{da:02}");
    }
    format!("{y:04}-{mo:02}-{da:02}T{h:02}:{mi:02}:{second:02}")
}

trait FromData<'a> {
    fn from_data(value: &'a Data) -> DataRef<'a>;
}

impl<'a> FromData<'a> for DataRef<'a> {
    fn from_data(value: &'a Data) -> Self {
        match value {
            Data::Int(i) => DataRef::Int(*i),
            Data::Float(f) => DataRef::Float(*f),
            Data::String(s) => DataRef::SharedString(s),
            Data::Bool(b) => DataRef::Bool(*b),
            Data::DateTime(d) => DataRef::DateTime(*d),
            Data::DateTimeIso(s) => DataRef::DateTimeIso(s.clone()),
            Data::DurationIso(s) => DataRef::DurationIso(s.clone()),
            Data::Error(e) => DataRef::Error(e.clone()),
            Data::Empty => DataRef::Empty,
        }
    }
}

/// What the parts of a ZIP claim to unpack to, from its central directory (APPNOTE 4.3.12); `None` for no ZIP.
fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let mut total = 0u64;
    let mut rest = bytes;
    while let Some(at) = rest.windows(4).position(|w| w == b"PK\x01\x02") {
        rest = rest.get(at..)?;
        let Some(size) = rest.get(24..28) else { break };
        total += u64::from(u32::from_le_bytes(size.try_into().ok()?));
        rest = rest.get(46..).unwrap_or_default();
    }
    Some(total)
}

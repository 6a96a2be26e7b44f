//! Text with a delimiter between cells.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use csv::{ByteRecord, Reader, ReaderBuilder};
use encoding_rs::Encoding;

use crate::encoding::Utf8Reader;
use crate::fault::{FileError, Notice, RowError};
use crate::header::{self, Found};
use crate::source::{Bounded, Source, Stream};
use crate::table::{Content, Format, Options, Row, Rows, Table, has_extension};

/// Rows looked at to find the delimiter and the header.
const SAMPLE_ROWS: usize = 200;

/// How to read the file again.
pub(crate) struct Plan {
    source: Source,
    encoding: &'static Encoding,
    delimiter: u8,
    /// Rows before the first row of data.
    skip: usize,
    max_row: usize,
    max_unpacked: u64,
}

pub(crate) fn open(
    source: Source,
    encoding: &'static Encoding,
    name: &str,
    options: &Options,
) -> Result<Table, FileError> {
    let mut plan = Plan {
        source,
        encoding,
        delimiter: b',',
        skip: 0,
        max_row: options.max_row_bytes,
        max_unpacked: options.max_unpacked,
    };
    let mut named = None;
    let mut chosen: Option<(u64, u8, Vec<Sampled>)> = None;
    let wanted: Vec<u8> = options.delimiter.map_or_else(|| vec![b',', b'\t', b';', b'|'], |d| vec![d]);
    let mut failed = None;
    for delimiter in wanted {
        plan.delimiter = delimiter;
        match plan.sample() {
            Ok((rows, hint)) => {
                named = named.or(hint);
                let bonus = u64::from(delimiter == b'\t' && has_extension(name, &["tsv", "tab"]));
                let score = consistency(&rows) * 2 + bonus;
                if chosen.as_ref().is_none_or(|(best, ..)| score > *best) {
                    chosen = Some((score, delimiter, rows));
                }
            }
            Err(e) => failed = Some(e),
        }
    }
    if let (Some(hint), None) = (named, options.delimiter) {
        plan.delimiter = hint;
        chosen = Some((0, hint, plan.sample()?.0));
    }
    let Some((_, delimiter, rows)) = chosen else {
        return Err(failed.unwrap_or_else(|| FileError::new("empty_file", "the file holds no rows")));
    };
    plan.delimiter = delimiter;
    if rows.is_empty() {
        return Err(
            failed.unwrap_or_else(|| FileError::new("empty_file", "the file holds nothing but blank lines"))
        );
    }
    if rows.iter().flat_map(|r| &r.cells).any(|c| c.contains('\0')) {
        return Err(FileError::new("not_text", "expected a table, got bytes that are no text"));
    }
    let cells: Vec<Vec<String>> = rows.iter().map(|r| r.cells.clone()).collect();
    let Found { at, skip, names, mut notices } = header::find(&cells, &[], options.header);
    if names.is_empty() {
        return Err(FileError::new("empty_file", "the file holds nothing but blank rows"));
    }
    plan.skip = skip;
    let header_line = at.and_then(|at| rows.get(at)).map(|r| r.line);
    if header_line.is_some() && cells.len() <= skip {
        notices.push(Notice::new("header_only", "the file has a header and no rows"));
    }
    Ok(Table {
        format: Format::Delimited,
        encoding: Some(encoding.name()),
        delimiter: Some(char::from(delimiter)),
        gzipped: false,
        sheet: None,
        headers: names,
        header_line,
        assumed: notices,
        content: Content::Delimited(plan),
    })
}

struct Sampled {
    line: u64,
    cells: Vec<String>,
}

/// How many rows have the most common width, times the width; one column counts nothing.
fn consistency(rows: &[Sampled]) -> u64 {
    let widths: Vec<usize> = rows.iter().map(|r| r.cells.len()).filter(|w| *w > 1).collect();
    let mut best = 0;
    for width in &widths {
        let same = widths.iter().filter(|w| *w == width).count();
        best = best.max(same * 100 + (*width).min(99));
    }
    u64::try_from(best).unwrap_or(0)
}

impl Plan {
    /// The first rows, and the delimiter that Excel's `sep=;` line names.
    fn sample(&self) -> Result<(Vec<Sampled>, Option<u8>), FileError> {
        let mut records = self.records()?;
        let mut out = Vec::new();
        let mut hint = None;
        while out.len() < SAMPLE_ROWS {
            match records.next() {
                Ok(Some((line, cells))) => {
                    let first = cells.first().map(String::as_str).unwrap_or_default();
                    if out.is_empty() && hint.is_none() && first.starts_with("sep=") {
                        hint = cells.concat().as_bytes().get(4).copied().or(Some(self.delimiter));
                        continue;
                    }
                    out.push(Sampled { line, cells });
                }
                Ok(None) => break,
                // What came before the break is a sample all the same; the rows will name the place.
                Err(e) if out.is_empty() => {
                    return Err(FileError::new(e.code, format!("line {}: {}", e.line, e.message)));
                }
                Err(_) => break,
            }
        }
        Ok((out, hint))
    }

    fn records(&self) -> Result<Records, FileError> {
        let stream = self.source.open(self.max_unpacked).map_err(|e| FileError::from_io(&e))?;
        let (text, malformed) = Utf8Reader::new(stream, self.encoding);
        let (bounded, since) = Bounded::new(OneNewline::new(text), self.max_row);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(bounded);
        Ok(Records {
            reader,
            record: ByteRecord::new(),
            since,
            malformed,
            max_row: self.max_row,
            encoding: self.encoding,
        })
    }

    pub fn rows(&self, width: usize) -> Result<Rows, FileError> {
        let mut records = self.records()?;
        let mut left = self.skip;
        let mut begun = false;
        let mut over = false;
        Ok(Rows(Box::new(std::iter::from_fn(move || {
            while !over {
                let (line, cells) = match records.next() {
                    Ok(Some(found)) => found,
                    Ok(None) => return None,
                    Err(e) => {
                        over = e.fatal;
                        return Some(Err(e));
                    }
                };
                if !std::mem::replace(&mut begun, true)
                    && cells.first().is_some_and(|c| c.starts_with("sep="))
                {
                    continue;
                }
                if left > 0 {
                    left -= 1;
                    continue;
                }
                if cells.iter().all(|c| c.trim().is_empty()) {
                    continue;
                }
                return Some(fit(line, cells, width));
            }
            None
        }))))
    }
}

/// A row of the table's width. Missing cells at the end are empty (spreadsheets leave them
/// out); a cell too many means that the columns have shifted, so the row is refused.
pub(crate) fn fit(line: u64, mut cells: Vec<String>, width: usize) -> Result<Row, RowError> {
    let found = cells.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |at| at + 1);
    if found > width {
        return Err(RowError::new(
            line,
            "too_many_cells",
            format!(
                "expected {width} cells, got {found}; perhaps a delimiter stands inside a cell without quotation marks"
            ),
        ));
    }
    cells.resize(width, String::new());
    Ok(Row { line, cells })
}

struct Records {
    reader: Reader<Bounded<OneNewline<Utf8Reader<Stream>>>>,
    record: ByteRecord,
    since: Arc<AtomicU64>,
    malformed: Arc<AtomicBool>,
    max_row: usize,
    encoding: &'static Encoding,
}

impl Records {
    fn next(&mut self) -> Result<Option<(u64, Vec<String>)>, RowError> {
        self.since.store(0, Ordering::Relaxed);
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(e) => {
                return Err(match e.into_kind() {
                    csv::ErrorKind::Io(e) => RowError::from_io(line, &e),
                    other => {
                        RowError { fatal: true, ..RowError::new(line, "unreadable", format!("{other:?}")) }
                    }
                });
            }
        }
        // The reader counts blank lines before a row as part of it, so the row's first line is found from its last.
        let inside = self.record.as_slice().iter().filter(|b| **b == b'\n').count();
        let line =
            self.reader.position().line().saturating_sub(u64::try_from(inside).unwrap_or(0) + 1).max(line);
        if self.record.as_slice().len() > self.max_row {
            let why = crate::source::line_too_long(self.max_row).to_string();
            return Err(RowError::new(line, "line_too_long", why));
        }
        let cells: Vec<String> =
            self.record.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
        if self.malformed.load(Ordering::Relaxed)
            && let Some(at) = cells.iter().position(|c| c.contains('\u{fffd}'))
        {
            return Err(RowError::new(
                line,
                "bad_text",
                format!(
                    "cell {} holds bytes that are not {}; choose another encoding, or repair the cell: {:?}",
                    at + 1,
                    self.encoding.name(),
                    cells.get(at).map(|c| c.chars().take(40).collect::<String>()).unwrap_or_default()
                ),
            ));
        }
        Ok(Some((line, cells)))
    }
}

/// Makes every end of line one `\n` and ends the last line, so that lines can be counted.
struct OneNewline<R> {
    inner: R,
    /// The last byte that came was `\r`, and its `\n` has been given out.
    after_return: bool,
    last: u8,
}

impl<R: Read> OneNewline<R> {
    fn new(inner: R) -> Self {
        Self { inner, after_return: false, last: b'\n' }
    }
}

impl<R: Read> Read for OneNewline<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            let n = self.inner.read(buf)?;
            if n == 0 {
                let missing = self.last != b'\n';
                let (true, Some(slot)) = (missing, buf.first_mut()) else { return Ok(0) };
                *slot = b'\n';
                self.last = b'\n';
                return Ok(1);
            }
            let read = buf.get_mut(..n).unwrap_or_default();
            if !self.after_return && !read.contains(&b'\r') {
                self.last = read.last().copied().unwrap_or(self.last);
                return Ok(n);
            }
            let mut kept = 0;
            for at in 0..n {
                let byte = read.get(at).copied().unwrap_or(b'\n');
                let second_half = byte == b'\n' && self.after_return;
                self.after_return = byte == b'\r';
                if second_half {
                    continue;
                }
                if let Some(slot) = read.get_mut(kept) {
                    *slot = if byte == b'\r' { b'\n' } else { byte };
                    self.last = *slot;
                }
                kept += 1;
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

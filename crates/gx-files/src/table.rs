//! A file as a table: what it is, its headers, its rows.

use std::path::Path;

use encoding_rs::Encoding;
use serde::Serialize;

use crate::fault::{FileError, Notice, RowError};
use crate::source::{Source, head};
use crate::{delimited, encoding, json, sheet, vcard};

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with a delimiter: CSV, TSV and their like.
    Delimited,
    /// A spreadsheet: XLSX, XLS, XLSB, ODS.
    Sheet,
    /// One JSON object a line.
    Ndjson,
    /// One JSON array of objects, or one object.
    Json,
    /// Visiting cards, 2.1 to 4.0.
    Vcard,
}

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeaderRow {
    /// Decide from the rows.
    #[default]
    Auto,
    /// It does.
    Yes,
    /// It does not: the columns are numbered.
    No,
}

/// What the caller knows of the file, and how much may be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file's name, for its extension; a path brings its own.
    pub file_name: Option<String>,
    /// The format, when the caller knows better.
    pub format: Option<Format>,
    /// The label of an encoding (`gb18030`, `utf-16le`), when the caller knows better.
    pub encoding: Option<String>,
    /// The delimiter, when the caller knows better.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook; else the first that holds anything.
    pub sheet: Option<String>,
    /// Whether the first row names the columns.
    pub header: HeaderRow,
    /// Bytes of one row.
    pub max_row_bytes: usize,
    /// Bytes that a gzipped file or a spreadsheet may unpack to.
    pub max_unpacked: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            file_name: None,
            format: None,
            encoding: None,
            delimiter: None,
            sheet: None,
            header: HeaderRow::Auto,
            max_row_bytes: 1 << 20,
            max_unpacked: 4 << 30,
        }
    }
}

/// One row, with as many cells as the table has headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The line of a text file (where the row begins) or the row of a spreadsheet, from 1.
    pub line: u64,
    /// The cells, trimmed of nothing; empty where the file has none. Dates of spreadsheets are ISO text.
    pub cells: Vec<String>,
}

/// The rows of a table, read as they are asked for. After a fatal error there are no more.
pub struct Rows(pub(crate) Box<dyn Iterator<Item = Result<Row, RowError>> + Send>);

impl Iterator for Rows {
    type Item = Result<Row, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

/// A file that was recognised.
pub struct Table {
    /// The format found.
    pub format: Format,
    /// The encoding of a text file, by its WHATWG name.
    pub encoding: Option<&'static str>,
    /// The delimiter of a delimited file.
    pub delimiter: Option<char>,
    /// Whether the file was gzipped.
    pub gzipped: bool,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// The names of the columns, all different, none empty.
    pub headers: Vec<String>,
    /// The line of the header, if there is one.
    pub header_line: Option<u64>,
    /// What was assumed.
    pub assumed: Vec<Notice>,
    pub(crate) content: Content,
}

/// What `rows` reads again from the beginning.
pub(crate) enum Content {
    Delimited(delimited::Plan),
    Sheet(sheet::Cells),
    Json(json::Plan),
    Vcard(vcard::Plan),
}

/// Recognises a file by its content, then by its name, and reads enough of it to know its columns.
///
/// ```
/// use gx_files::{Options, open};
/// let table = open("name;city\n林晓梅;上海\n".as_bytes(), Options::default()).unwrap();
/// assert_eq!(table.headers, ["name", "city"]);
/// assert_eq!(table.rows().unwrap().next().unwrap().unwrap().cells, ["林晓梅", "上海"]);
/// ```
pub fn open(source: impl Into<Source>, options: Options) -> Result<Table, FileError> {
    let source = source.into();
    let io = |e: std::io::Error| FileError::from_io(&e);
    let gzipped = source.is_gzip().map_err(io)?;
    let start = head(source.open(options.max_unpacked).map_err(io)?, 1 << 16).map_err(io)?;
    if start.is_empty() {
        return Err(FileError::new("empty_file", "the file is empty"));
    }
    let name = options.file_name.clone().or_else(|| source.name()).unwrap_or_default();
    if let Some(refusal) = not_a_table(&start) {
        return Err(refusal);
    }
    let is_sheet = start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let mut table = if is_sheet || options.format == Some(Format::Sheet) {
        sheet::open(&source, &options)?
    } else {
        let (encoding, assumed) = text_encoding(&source, &options)?;
        let (text, _) = encoding.decode_with_bom_removal(&start);
        let format = options.format.unwrap_or_else(|| text_format(&text, &name));
        let mut table = match format {
            Format::Ndjson | Format::Json => json::open(source, encoding, format, &options)?,
            Format::Vcard => vcard::open(source, encoding, &options)?,
            Format::Delimited | Format::Sheet => delimited::open(source, encoding, &name, &options)?,
        };
        table.encoding = Some(encoding.name());
        table.assumed.splice(0..0, assumed);
        table
    };
    table.gzipped = gzipped;
    Ok(table)
}

impl Table {
    /// The rows from the first on; may be called again, and reads the file again.
    pub fn rows(&self) -> Result<Rows, FileError> {
        match &self.content {
            Content::Delimited(plan) => plan.rows(self.headers.len()),
            Content::Sheet(cells) => Ok(cells.rows()),
            Content::Json(plan) => plan.rows(&self.headers),
            Content::Vcard(plan) => plan.rows(&self.headers),
        }
    }

    /// The cells of the first rows that can be read.
    pub fn sample(&self, rows: usize) -> Result<Vec<Vec<String>>, FileError> {
        Ok(self.rows()?.take(rows * 2).filter_map(Result::ok).map(|r| r.cells).take(rows).collect())
    }
}

fn text_encoding(source: &Source, options: &Options) -> Result<(&'static Encoding, Vec<Notice>), FileError> {
    if let Some(label) = &options.encoding {
        let known = Encoding::for_label(label.as_bytes());
        return known.map(|e| (e, Vec::new())).ok_or_else(|| {
            FileError::new(
                "unknown_encoding",
                format!("expected an encoding such as utf-8 or gb18030, got {label:?}"),
            )
        });
    }
    let io = |e: std::io::Error| FileError::from_io(&e);
    let (found, certain) = encoding::detect(source.open(options.max_unpacked).map_err(io)?).map_err(io)?;
    let guessed = Notice::new("encoding_guessed", format!("the text is read as {}", found.name()));
    Ok((found, if certain { Vec::new() } else { vec![guessed] }))
}

/// Files that are often sent by mistake, and what to send instead.
fn not_a_table(start: &[u8]) -> Option<FileError> {
    let kinds: [(&[u8], &str); 8] = [
        (b"%PDF", "a PDF; save the table it came from as XLSX or CSV"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"Rar!", "a RAR archive; unpack it and send the file inside"),
        (b"7z\xbc\xaf", "a 7z archive; unpack it and send the file inside"),
        (b"SQLite format 3", "a database"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it, or use gzip"),
    ];
    let (_, what) = kinds.iter().find(|(magic, _)| start.starts_with(magic))?;
    Some(FileError::new("not_a_table", format!("expected a table, got {what}")))
}

fn text_format(text: &str, name: &str) -> Format {
    let start = text.trim_start();
    if start.get(..11).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VCARD")) {
        return Format::Vcard;
    }
    let line = start.lines().next().unwrap_or_default().trim();
    let whole = |l: &str| serde_json::from_str::<serde::de::IgnoredAny>(l).is_ok();
    if start.starts_with('{') {
        return if whole(line) || has_extension(name, &["ndjson", "jsonl"]) {
            Format::Ndjson
        } else {
            Format::Json
        };
    }
    let after = start.strip_prefix('[').map(str::trim_start);
    if after.is_some_and(|a| a.starts_with(['{', ']'])) || has_extension(name, &["json"]) {
        return Format::Json;
    }
    match () {
        () if has_extension(name, &["ndjson", "jsonl"]) => Format::Ndjson,
        () if has_extension(name, &["vcf", "vcard"]) => Format::Vcard,
        () => Format::Delimited,
    }
}

/// Whether the name ends so, with or without `.gz` after it.
pub(crate) fn has_extension(name: &str, extensions: &[&str]) -> bool {
    let lower = name.to_lowercase();
    let bare = lower.strip_suffix(".gz").unwrap_or(&lower);
    Path::new(bare).extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e))
}

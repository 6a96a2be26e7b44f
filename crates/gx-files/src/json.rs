//! JSON: one object a line, or one array of objects.

use std::io::{BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use encoding_rs::Encoding;
use serde_json::{Map, Value};

use crate::encoding::Utf8Reader;
use crate::fault::{FileError, RowError};
use crate::records::{Names, Pairs};
use crate::source::{Source, Stream, line_too_long};
use crate::table::{Content, Format, Options, Rows, Table};

/// How deep objects are laid out as `address.city`; what lies deeper stays JSON text.
const MAX_DEPTH: usize = 4;

/// How to read the file again.
pub(crate) struct Plan {
    source: Source,
    encoding: &'static Encoding,
    by_line: bool,
    max_row: usize,
    max_unpacked: u64,
}

pub(crate) fn open(
    source: Source,
    encoding: &'static Encoding,
    format: Format,
    options: &Options,
) -> Result<Table, FileError> {
    let plan = Plan {
        source,
        encoding,
        by_line: format == Format::Ndjson,
        max_row: options.max_row_bytes,
        max_unpacked: options.max_unpacked,
    };
    // Every record may bring a name of its own, so all are read once before the first row.
    let mut names = Names::default();
    let mut first_error = None;
    for record in plan.records()? {
        match record {
            Ok((_, pairs)) => pairs.iter().for_each(|(name, _)| names.add(name)),
            Err(e) => first_error = first_error.or(Some(e)),
        }
    }
    if names.list.is_empty() {
        return Err(match first_error {
            Some(e) => FileError::new(e.code, format!("line {}: {}", e.line, e.message)),
            None => FileError::new("empty_file", "the file holds no objects"),
        });
    }
    Ok(Table {
        format,
        encoding: Some(encoding.name()),
        delimiter: None,
        gzipped: false,
        sheet: None,
        headers: names.list,
        header_line: None,
        assumed: Vec::new(),
        content: Content::Json(plan),
    })
}

impl Plan {
    fn records(&self) -> Result<Elements, FileError> {
        let stream = self.source.open(self.max_unpacked).map_err(|e| FileError::from_io(&e))?;
        let (text, malformed) = Utf8Reader::new(stream, self.encoding);
        Ok(Elements {
            text: BufReader::with_capacity(1 << 16, text),
            malformed,
            by_line: self.by_line,
            max: self.max_row,
            line: 1,
            over: false,
        })
    }

    pub fn rows(&self, headers: &[String]) -> Result<Rows, FileError> {
        let names = Names::of(headers);
        Ok(Rows(Box::new(
            self.records()?.map(move |record| record.and_then(|(line, pairs)| names.row(line, pairs))),
        )))
    }
}

/// The objects of the file one by one, each no longer than the bound.
struct Elements {
    text: BufReader<Utf8Reader<Stream>>,
    malformed: Arc<AtomicBool>,
    by_line: bool,
    max: usize,
    line: u64,
    over: bool,
}

impl Iterator for Elements {
    type Item = Result<(u64, Pairs), RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            let begins = self.line;
            let taken = if self.by_line { self.take_line() } else { self.take_element() };
            let (line, text) = match taken {
                Ok(Some(found)) => found,
                Ok(None) => return None,
                Err(e) => {
                    self.over = true;
                    return Some(Err(RowError::from_io(begins, &e)));
                }
            };
            if text.trim_ascii().is_empty() {
                continue;
            }
            return Some(self.read(line, &text));
        }
        None
    }
}

impl Elements {
    fn read(&self, line: u64, text: &[u8]) -> Result<(u64, Pairs), RowError> {
        if self.malformed.load(Ordering::Relaxed) && text.windows(3).any(|w| w == "\u{fffd}".as_bytes()) {
            return Err(RowError::new(
                line,
                "bad_text",
                "the object holds bytes that make no sense in this encoding",
            ));
        }
        let value: Value = serde_json::from_slice(text).map_err(|e| {
            RowError::new(line, "not_json", format!("expected a JSON object, got text that is not JSON: {e}"))
        })?;
        let Value::Object(map) = value else {
            return Err(RowError::new(
                line,
                "not_an_object",
                format!("expected a JSON object, got {}", kind(&value)),
            ));
        };
        let mut pairs = Vec::new();
        flatten("", map, 1, &mut pairs);
        Ok((line, pairs))
    }

    fn take_line(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        let mut out = Vec::new();
        let max = u64::try_from(self.max).unwrap_or(u64::MAX);
        let n = self.text.by_ref().take(max + 1).read_until(b'\n', &mut out)?;
        if n == 0 {
            return Ok(None);
        }
        if out.len() > self.max {
            return Err(line_too_long(self.max));
        }
        self.line += 1;
        Ok(Some((self.line - 1, out)))
    }

    /// One element of the outermost array, or the only object.
    fn take_element(&mut self) -> std::io::Result<Option<(u64, Vec<u8>)>> {
        let mut out = Vec::new();
        let mut begins = self.line;
        let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
        while let Some(byte) = self.byte()? {
            self.line += u64::from(byte == b'\n');
            if out.is_empty() && (byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']')) {
                continue;
            }
            if out.is_empty() {
                begins = self.line;
            }
            if depth == 0 && !in_text && matches!(byte, b',' | b']') {
                break;
            }
            out.push(byte);
            if out.len() > self.max {
                return Err(line_too_long(self.max));
            }
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_text => escaped = true,
                b'"' => in_text = !in_text,
                b'{' | b'[' if !in_text => depth += 1,
                b'}' | b']' if !in_text => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        Ok((!out.is_empty()).then_some((begins, out)))
    }

    fn byte(&mut self) -> std::io::Result<Option<u8>> {
        let found = self.text.fill_buf()?.first().copied();
        if found.is_some() {
            self.text.consume(1);
        }
        Ok(found)
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn flatten(prefix: &str, map: Map<String, Value>, depth: usize, out: &mut Pairs) {
    for (key, value) in map {
        let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) if depth < MAX_DEPTH && !inner.is_empty() => {
                flatten(&name, inner, depth + 1, out)
            }
            value => out.push((name, text(value))),
        }
    }
}

fn text(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s,
        Value::Array(items) if items.iter().all(|i| !i.is_array() && !i.is_object()) => {
            items.into_iter().map(text).collect::<Vec<_>>().join("; ")
        }
        other => other.to_string(),
    }
}

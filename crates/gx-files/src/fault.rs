//! What can be wrong with a file or a row, and what was assumed.

use std::fmt;
use std::io;

use serde::Serialize;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct FileError {
    /// Stable word: `empty_file`, `header_only`, `not_text`, `damaged_spreadsheet`, `too_large` …
    pub code: &'static str,
    /// A sentence for people, with the place.
    pub message: String,
}

impl FileError {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// The fault behind a failed read.
    pub(crate) fn from_io(error: &io::Error) -> Self {
        match Broken::of(error) {
            Some(broken) => Self::new(broken.code, broken.message.clone()),
            None => Self::new("unreadable", format!("the file cannot be read: {error}")),
        }
    }
}

/// Why one row is refused. Rows after it still come, unless it is `fatal`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct RowError {
    /// The line of a text file or the row of a spreadsheet, from 1.
    pub line: u64,
    /// Stable word: `too_many_cells`, `line_too_long`, `truncated_gzip`, `not_json` …
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// Whether nothing after this row can be read.
    pub fatal: bool,
}

impl RowError {
    pub(crate) fn new(line: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, code, message: message.into(), fatal: false }
    }

    pub(crate) fn from_io(line: u64, error: &io::Error) -> Self {
        let FileError { code, message } = FileError::from_io(error);
        Self {
            line,
            code,
            message: format!("{message}; everything before line {line} was read"),
            fatal: true,
        }
    }
}

/// Something that was assumed, so that a person may disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Stable word: `encoding_guessed`, `title_rows_skipped`, `no_header`, `merged_cells` …
    pub code: &'static str,
    /// What was assumed and from what.
    pub message: String,
}

impl Notice {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// A fault of the stream below the rows, carried through `io::Error`.
#[derive(Debug)]
pub(crate) struct Broken {
    pub code: &'static str,
    pub message: String,
}

impl Broken {
    pub fn error(code: &'static str, message: impl Into<String>) -> io::Error {
        io::Error::other(Self { code, message: message.into() })
    }

    fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Broken {}

//! What is wrong with a filter, and where.

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// The longest text of a filter, in bytes.
pub const MAX_TEXT: usize = 20_000;
/// The deepest nesting.
pub const MAX_DEPTH: usize = 32;
/// The most clauses.
pub const MAX_NODES: usize = 500;
/// The most values of one list.
pub const MAX_LIST: usize = 1_000;
/// The most values of a whole filter; below the parameter limit of both databases.
pub const MAX_VALUES: usize = 5_000;
/// The longest single text value, in bytes.
pub(crate) const MAX_VALUE: usize = 4_000;

/// A filter that cannot be read or does not fit the fields there are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, utoipa::ToSchema)]
#[error("{message}")]
pub struct FilterError {
    /// Where in the text, in bytes. For a filter given as JSON: 0.
    pub at: usize,
    /// How many bytes of the text are at fault; may be 0, at the end of the text.
    pub len: usize,
    /// Where in the JSON, for example `of.1.events.where`; empty for a filter given as text.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    #[schema(value_type = String)]
    pub path: Box<str>,
    /// Stable machine word.
    #[schema(value_type = String)]
    pub code: Box<str>,
    /// A sentence for people.
    pub message: String,
    /// What would have been right here, at most a few dozen words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<String>,
    /// What was probably meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

impl FilterError {
    /// The place as browsers count it, in UTF-16 units of the text: beginning and length.
    pub fn utf16(&self, text: &str) -> (usize, usize) {
        let units = |t: Option<&str>| t.unwrap_or_default().encode_utf16().count();
        (units(text.get(..self.at)), units(text.get(self.at..self.at + self.len)))
    }
}

impl From<FilterError> for Problem {
    fn from(e: FilterError) -> Self {
        let mut problem = Self::bad("filter", e.message)
            .with("filter_code", String::from(e.code))
            .with("at", e.at)
            .with("len", e.len);
        if !e.path.is_empty() {
            problem = problem.with("path", String::from(e.path));
        }
        if !e.expected.is_empty() {
            problem = problem.with("expected", e.expected);
        }
        if let Some(suggestion) = e.suggestion {
            problem = problem.with("suggestion", suggestion);
        }
        problem
    }
}

/// The part of a clause that is at fault; the parser knows its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The field, kind, edge or object that the clause is about.
    Subject,
    /// The test word.
    Test,
    /// The nth value.
    Value(usize),
}

/// An error before its place is known.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) part: Part,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) expected: Vec<String>,
    pub(crate) suggestion: Option<String>,
}

impl Fault {
    pub(crate) fn new(part: Part, code: &'static str, message: impl Into<String>) -> Self {
        Self { part, code, message: message.into(), expected: Vec::new(), suggestion: None }
    }

    pub(crate) fn expected<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.expected = words.into_iter().map(Into::into).take(60).collect();
        self
    }

    pub(crate) fn suggest(mut self, word: Option<impl Into<String>>) -> Self {
        self.suggestion = word.map(Into::into);
        if let Some(word) = &self.suggestion {
            self.message.push_str(&format!(" Did you mean `{word}`?"));
        }
        self
    }

    pub(crate) fn place(self, at: usize, len: usize) -> FilterError {
        FilterError {
            at,
            len,
            path: Box::default(),
            code: self.code.into(),
            message: self.message,
            expected: self.expected,
            suggestion: self.suggestion,
        }
    }
}

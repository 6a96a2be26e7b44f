//! The one error that people see.
//!
//! A [`Problem`] has a stable code (for programs and for translation), a
//! sentence for people, and, where it helps, the place: a field, a row, a
//! position in a text. 4xx problems explain; 5xx problems say nothing but
//! carry the request id, which the HTTP layer adds.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What went wrong, in the words of RFC 9457 where it has them.
#[derive(Debug, Clone, thiserror::Error, Serialize, Deserialize, utoipa::ToSchema)]
#[error("{code}: {message}")]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable machine word, for example `not_found`.
    pub code: String,
    /// A sentence in English for people; the app shows its own phrase for known codes.
    pub message: String,
    /// The fields at fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Values that belong to the code, for example `at` and `len` of a filter error.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub detail: Map<String, Value>,
    /// Quoted in logs and shown on screen; set by the HTTP layer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field's key, with a path where nested: `traits.email`.
    pub field: String,
    /// Stable machine word, for example `not_a_date`.
    pub code: String,
    /// What was expected and what was found.
    pub message: String,
}

impl Problem {
    /// A problem with a status, code and sentence.
    pub fn new(status: u16, code: &str, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            fields: Vec::new(),
            detail: Map::new(),
            request_id: None,
        }
    }

    /// 400 with a code of its own.
    pub fn bad(code: &str, message: impl Into<String>) -> Self {
        Self::new(400, code, message)
    }

    /// 404 for a thing that is not there, or that the asker may not know of.
    pub fn not_found(what: &str) -> Self {
        Self::new(404, "not_found", format!("{what} was not found"))
    }

    /// 403.
    pub fn forbidden(message: impl Into<String>) -> Self {
        Self::new(403, "forbidden", message)
    }

    /// 409.
    pub fn conflict(code: &str, message: impl Into<String>) -> Self {
        Self::new(409, code, message)
    }

    /// 422 with the fields at fault.
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        let message =
            fields.iter().map(|f| format!("{}: {}", f.field, f.message)).collect::<Vec<_>>().join("; ");
        Self { fields, ..Self::new(422, "invalid", message) }
    }

    /// 422 for a single field.
    pub fn field(field: &str, code: &str, message: impl Into<String>) -> Self {
        Self::invalid(vec![FieldError { field: field.into(), code: code.into(), message: message.into() }])
    }

    /// 500. The cause belongs in the log, never in the answer.
    pub fn internal() -> Self {
        Self::new(
            500,
            "internal",
            "Something went wrong on our side. Nothing you sent was lost; quote the request id.",
        )
    }

    /// Adds a value to `detail`.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(key.into(), value.into());
        self
    }
}

//! Files that people keep with records: in a field, in a note, or at the record itself.
//!
//! A file never changes: its row says name, kind, size and content for ever, so whatever holds it (a field's value, a
//! note, the change log) says [`FileInfo`] in full and needs no look-up. Who may read its bytes follows from what holds
//! it now: [`reach`]. What nothing holds any more is swept a month later: [`sweep`].

pub mod at_record;
pub mod categories;
pub mod reach;
pub mod store;
pub mod sweep;

use gx_kernel::{Id, IdKind};
use serde::Serialize;
use serde_json::{Value as Json, json};

/// Most files of one field or one note.
pub const MOST: usize = 10;

/// What is said of a file wherever it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileInfo {
    /// Prefixed id.
    pub id: String,
    /// Its clean name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Its kind, by its bytes.
    #[serde(rename = "type")]
    pub media: String,
}

impl FileInfo {
    /// As values and notes hold it.
    pub fn to_json(&self) -> Json {
        json!({"id": self.id, "name": self.name, "size": self.size, "type": self.media})
    }
}

/// The files in a value; none in a value of another kind.
pub fn ids_in(value: &Json) -> Vec<Id> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|v| Id::read(IdKind::File, v.get("id")?.as_str()?)).collect()
}

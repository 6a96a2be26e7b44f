//! A card: a person as vCard (RFC 2426 and 6350), and back.
//!
//! Pure rules. What Guanxi has a field for is written from the person; every other line is kept as a client wrote
//! it and written again. Whether a client changed something is told by reading its card and ours with the same eyes
//! ([`values`]): what both say the same was not changed, however it is spelt.

mod text;
mod values;
mod write;

use std::collections::BTreeMap;

use gx_kernel::Id;
use serde_json::Value as Json;

pub(crate) use gx_files::lines::Line;
pub(crate) use text::{Sent, read};
pub(crate) use values::{Said, said};
pub(crate) use write::{cut, write};

/// Bytes of one card: a photograph in it takes tens of thousands.
pub(crate) const MOST_BYTES: usize = 512 << 10;
/// Lines of one card.
const MOST_LINES: usize = 1000;

/// The version a card is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Version {
    /// What most clients ask for.
    #[default]
    Three,
    /// RFC 6350.
    Four,
}

impl Version {
    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.trim() {
            "3.0" => Some(Self::Three),
            "4.0" => Some(Self::Four),
            _ => None,
        }
    }

    pub(crate) fn as_text(self) -> &'static str {
        match self {
            Self::Three => "3.0",
            Self::Four => "4.0",
        }
    }
}

/// An e-mail address or phone number of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Rows of merged records may say the same.
    pub(crate) rows: Vec<Id>,
    pub(crate) value: String,
}

/// A person as far as a card shows them; what the reader may not see is not in here.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) id: Id,
    /// What the person is called, which is an address where no name is known.
    pub(crate) called: String,
    /// Values of the fields that a card has a place for.
    pub(crate) fields: BTreeMap<&'static str, Json>,
    pub(crate) emails: Vec<Address>,
    pub(crate) phones: Vec<Address>,
    pub(crate) company: Option<String>,
    /// The name of the card in its address book.
    pub(crate) name: String,
    pub(crate) uid: String,
    /// What a client wrote.
    pub(crate) lines: Vec<Line>,
    /// The country of phone numbers without a country code.
    pub(crate) country: String,
}

impl Shown {
    fn text(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Json::as_str).filter(|t| !t.is_empty())
    }

    /// Changes exactly when the card does.
    pub(crate) fn etag(&self) -> String {
        use sha2::{Digest as _, Sha256};
        use std::fmt::Write as _;
        let digest = Sha256::digest(write(self, Version::Three).as_bytes());
        let mut out = String::from("\"");
        for byte in digest.iter().take(16) {
            let _ = write!(out, "{byte:02x}");
        }
        out.push('"');
        out
    }
}

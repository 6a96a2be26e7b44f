//! Live push inside one process: notes of what changed, which streams turn into events.
//!
//! A note carries ids only. What a listener is shown is read again under its own
//! rights, so push can never show what a page would not.

use std::sync::Arc;

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use tokio::sync::broadcast;

/// Something changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// An interaction was committed.
    Interaction {
        /// The interaction.
        id: Id,
        /// The person it shows under.
        root: Id,
    },
    /// Something about a person changed.
    Person(Id),
    /// The list of people changed.
    People,
    /// A company changed, was made, went or came back, or who belongs to it.
    Company(Id),
    /// Companies changed, more than are told one by one.
    Companies,
    /// An import moved on.
    Import {
        /// The import.
        id: Id,
        /// Its progress as the API shows it.
        progress: serde_json::Value,
    },
    /// A scan for duplicates moved on.
    Scan(serde_json::Value),
    /// Somebody said something about a record; of a person the root.
    Talk {
        /// What it is.
        object: ObjectKind,
        /// The record.
        row: Id,
    },
    /// A deal, a lead or an activity changed: which, nobody is told, for it may have left their sight.
    Sold(ObjectKind),
    /// These members of staff may have notices they have not read.
    Notices(Vec<Id>),
    /// A group was committed: accepted, refused.
    Ingest(u64, u64),
}

/// The hub. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live(broadcast::Sender<Arc<Note>>);

impl Default for Live {
    fn default() -> Self {
        Self(broadcast::channel(4096).0)
    }
}

impl Live {
    /// Tells everyone; does nothing if nobody listens.
    pub fn tell(&self, note: Note) {
        if self.0.receiver_count() > 0 {
            let _ = self.0.send(Arc::new(note));
        }
    }

    /// Whether somebody listens.
    pub fn heard(&self) -> bool {
        self.0.receiver_count() > 0
    }

    /// Listens. A listener that falls behind loses the oldest notes and is told so.
    pub fn listen(&self) -> broadcast::Receiver<Arc<Note>> {
        self.0.subscribe()
    }
}

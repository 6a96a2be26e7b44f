//! Calendars: what a colleague has to do, as events and tasks (RFC 4791).

mod ask;
pub(crate) mod feed;
pub(crate) mod get;
pub(crate) mod kept;
pub(crate) mod props;
pub(crate) mod put;
pub(crate) mod report;
pub(crate) mod shelf;
pub(crate) mod sync;

use gx_agenda::ics;
use gx_agenda::record::Activity;

/// An event or a task as its reader sees it.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) activity: Activity,
    /// Its name in its calendar.
    pub(crate) name: String,
    /// What its owner's clients wrote: nobody else is shown it.
    pub(crate) lines: Vec<String>,
    pub(crate) may_edit: bool,
    /// It as iCalendar.
    pub(crate) text: String,
}

impl Event {
    /// Changes exactly when what it says does.
    pub(crate) fn etag(&self) -> String {
        ics::etag(&self.text)
    }
}

//! Activities as other programs of calendars have them: iCalendar (RFC 5545), written and read.
//!
//! Pure rules, but for [`apply`]. What there is a field for is written from the activity; every other line of a client is kept
//! as it was and written again. Whether a client changed something is told by reading its text and ours with the same eyes
//! ([`said`]): what both say the same was not changed, however it is spelt.

pub mod apply;
mod read;
mod said;
#[cfg(test)]
mod tests;
mod tree;
mod write;
mod zone;

pub use read::{Sent, kept, read};
pub use write::{etag, expanded, feed, free_busy, write};

/// Bytes of one event or task: a picture that is enclosed takes tens of thousands.
pub const MOST_BYTES: usize = 512 << 10;
/// Lines of one.
const MOST_LINES: usize = 20_000;

/// One line of words.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

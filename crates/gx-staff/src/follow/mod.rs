//! Following: who wants to know what happens to a person is told of it.
//!
//! In: the feed of the store. Out: notices, one for each person followed, which grow while nobody has read them.
//! What a follower may not see they are not told of, and what they did themselves is no news to them.

pub(crate) mod api;
mod teller;

pub use teller::start;

//! Companies: their rows, how ingest finds or makes them, what staff change, their page.

pub mod batch;
pub mod bulk;
pub mod edit;
mod ensure;
pub mod group;
pub mod list;
pub mod merge;
pub mod page;
pub mod record;
pub(crate) mod undo;

pub use ensure::ensure;
pub use record::{COLUMNS, Company};

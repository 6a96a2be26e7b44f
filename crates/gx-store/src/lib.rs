//! The two databases behind one face.
//!
//! Purpose: schema and migrations, transactions, change log, jobs, full-text
//! search, the filter as SQL and the permission predicate.
//! In: typed calls from the slices, SQL with `$1…` placeholders, filters.
//! Out: rows; nothing leaves a transaction that did not commit.
//!
//! Calls are synchronous: the embedded database is a function call, and the
//! HTTP layer runs them on the blocking pool. This crate alone knows which
//! database it is; it must never know HTTP, a channel or a business rule, and
//! it must never hand out a row of a protected object without a [`access::Scope`].

pub mod access;
pub mod audit;
pub mod change;
pub mod cube;
mod engine;
mod error;
pub mod feed;
pub mod filter_sql;
pub mod job;
mod learned;
mod migrate;
pub mod search;
pub mod settings;
mod store;
pub mod tally;
mod tx;
mod value;

pub use error::StoreError;
pub use learned::Learned;
pub use migrate::{Migration, MigrationState};
pub use store::{Options, Store};
pub use tx::{Conflict, Effort, Tx};
pub use value::{Dialect, Row, Value};

/// The result of a call of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

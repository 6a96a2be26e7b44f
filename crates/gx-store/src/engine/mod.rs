//! The two drivers. Everything that differs between them on the level of calls is here.

mod checkpoint;
mod pg;
mod pg_tls;
mod sqlite;

pub use pg::{PgPool, PgTx};
pub use sqlite::{SqlitePool, SqliteTx};

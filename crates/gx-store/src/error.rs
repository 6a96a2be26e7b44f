//! What can go wrong in a database, sorted by what the caller can do about it.

use gx_kernel::Problem;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique index refused the row; the name of the index or its columns.
    #[error("unique: {0}")]
    Unique(String),
    /// Someone else holds the lock, or a serialisation conflict: try again.
    #[error("busy: {0}")]
    Busy(String),
    /// The disk is full; nothing of the transaction was kept.
    #[error("the disk is full: {0}")]
    DiskFull(String),
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The stored data has another shape than this program expects.
    #[error("unexpected data: {0}")]
    Shape(String),
    /// A rule of the caller refused; rolls the transaction back and carries the answer.
    #[error("{0}")]
    Problem(Box<Problem>),
    /// Anything else.
    #[error("database: {0}")]
    Other(String),
}

impl From<Problem> for StoreError {
    fn from(p: Problem) -> Self {
        Self::Problem(Box::new(p))
    }
}

impl StoreError {
    /// What to tell the person who asked. Details of ours stay in the log.
    pub fn to_problem(&self) -> Problem {
        match self {
            Self::Problem(p) => (**p).clone(),
            Self::Busy(_) => Problem::new(503, "busy", "The database is busy; try again in a moment."),
            Self::DiskFull(_) => Problem::new(
                507,
                "disk_full",
                "The disk of the server is full. Nothing was stored; free some space and send it again.",
            ),
            Self::Unreachable(_) => Problem::new(
                503,
                "database_unreachable",
                "The database cannot be reached. Nothing was stored; try again.",
            ),
            Self::Unique(_) | Self::Shape(_) | Self::Other(_) => Problem::internal(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as C;
        match &e {
            rusqlite::Error::SqliteFailure(f, text) => {
                let text = text.clone().unwrap_or_else(|| f.to_string());
                match f.code {
                    C::ConstraintViolation => Self::Unique(text),
                    C::DatabaseBusy | C::DatabaseLocked => Self::Busy(text),
                    C::DiskFull => Self::DiskFull(text),
                    C::CannotOpen => Self::Unreachable(text),
                    _ => Self::Other(text),
                }
            }
            _ => Self::Other(e.to_string()),
        }
    }
}

impl From<postgres::Error> for StoreError {
    fn from(e: postgres::Error) -> Self {
        use postgres::error::SqlState as S;
        let text = e.as_db_error().map_or_else(
            || with_cause(&e),
            |d| format!("{} ({})", d.message(), d.constraint().unwrap_or("-")),
        );
        match e.code() {
            Some(c) if *c == S::UNIQUE_VIOLATION => Self::Unique(text),
            Some(c) if *c == S::T_R_SERIALIZATION_FAILURE || *c == S::T_R_DEADLOCK_DETECTED => {
                Self::Busy(text)
            }
            Some(c) if *c == S::DISK_FULL => Self::DiskFull(text),
            Some(_) => Self::Other(text),
            None => Self::Unreachable(text),
        }
    }
}

/// An error and what it came from: the driver tells that a connection failed, its cause says why.
fn with_cause(e: &postgres::Error) -> String {
    match std::error::Error::source(e) {
        Some(cause) => format!("{e}: {cause}"),
        None => e.to_string(),
    }
}

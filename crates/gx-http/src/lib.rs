//! The HTTP kit that every slice's endpoints share.
//!
//! Purpose: sign-in and sessions, the caller's rights as an extractor, one shape
//! of errors, blocking calls of the store on the blocking pool, live push.
//! In: requests. Out: answers, and a `Problem` in JSON for everything that fails.
//!
//! It must never hold a business rule or an SQL statement about customers, and
//! never tell more in a 5xx answer than a request id.

pub mod auth;
pub mod calm;
pub mod error;
pub mod extract;
pub mod kept;
pub mod kit;
pub mod live;
pub mod program;
pub mod seal;
pub mod second;
pub mod token;
pub mod watch;

pub use auth::Signed;
pub use error::{Answer, ApiError};
pub use extract::{Asked, Body, id, said};
pub use kept::Fresh;
pub use kit::Kit;
pub use live::{Live, Note};

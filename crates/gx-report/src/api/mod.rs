//! The endpoints.

pub(crate) mod ask;
pub(crate) mod day;
pub(crate) mod kept;

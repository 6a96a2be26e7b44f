//! Worth, needs and the portfolio over HTTP.

pub(crate) mod needs;
pub(crate) mod portfolio;
pub(crate) mod worth;

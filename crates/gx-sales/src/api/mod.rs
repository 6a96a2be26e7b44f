//! The endpoints of selling: requests, then the calls they make.

pub(crate) mod deals;
pub(crate) mod figures;
pub(crate) mod pipelines;

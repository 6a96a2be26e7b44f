//! The endpoints of selling.

pub(crate) mod deals;
pub(crate) mod disputes;
pub(crate) mod figures;
pub(crate) mod leads;
pub(crate) mod pipelines;
pub(crate) mod setup;

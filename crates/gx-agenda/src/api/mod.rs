//! The endpoints of what is to be done.

pub(crate) mod activities;
pub(crate) mod revisits;
pub(crate) mod subscribed;

//! What a customer owns and the company looks after: a car, a flat, a device, with what was done to it.

pub mod edit;
pub mod list;
pub mod record;

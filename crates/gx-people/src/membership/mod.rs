//! Members: the number that a person gets on joining, and the tier that what they bought makes.
//!
//! The number is an address among others, so whoever says it at the till is found by it; the person stays the person.

mod apply;
mod number;
mod tiers;

pub use apply::{TIERS_JOB, handler, schedule, soon};
pub use number::{Numbering, join};
pub use tiers::{Level, Tiers, Unit};

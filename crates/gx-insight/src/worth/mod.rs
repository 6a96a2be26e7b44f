//! What customers are worth: what each is expected to buy, learned from the orders of all.

mod apply;
mod classes;
pub mod mixture;
pub mod model;
pub mod orders;
pub mod reckon;
pub(crate) mod rules;
pub mod spend;

pub use apply::{WORTH_JOB, handler, schedule, soon};
pub use rules::Rules;

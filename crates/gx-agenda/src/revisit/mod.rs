//! Customers who are come back to by rule.

pub mod record;
pub mod run;

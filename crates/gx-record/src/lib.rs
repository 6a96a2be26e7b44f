//! The generic machinery of lists and forms.
//!
//! Purpose: the registry of objects and fields (built-in and custom), the checks
//! of values on their way in, and lists with filter, sort and keyset paging.
//! In: field keys, JSON values, list queries. Out: clean values, pages of rows.
//!
//! It must never know what a person or an order means: the slices above bring
//! their columns, and every list takes an access clause.

pub mod fields;
pub mod filtering;
pub mod grouped;
pub mod help;
pub mod list;
pub mod mention;
pub mod notices;
pub mod rules;
pub mod setup;
pub mod sorted;
pub mod stages;
pub mod territory;
pub mod value;
pub mod views;

//! Deals: a sale on its way, from the first contact to the signature or the refusal.

pub mod board;
pub mod edit;
pub mod list;
pub mod page;
pub mod people;
pub mod record;
pub mod step;

/// Where the field is that every deal of a person or a company may be asked by.
pub(crate) const DEAL: &str = "deal";

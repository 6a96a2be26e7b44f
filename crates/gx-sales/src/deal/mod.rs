//! Deals: a sale on its way, from the first contact to the signature or the refusal.

pub mod board;
pub mod edit;
pub mod list;
pub mod page;
pub mod people;
pub mod record;
pub mod step;
pub mod won;

/// What the change log calls a deal.
pub(crate) const DEAL: &str = "deal";

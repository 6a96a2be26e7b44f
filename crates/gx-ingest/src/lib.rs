//! The first bend of the river: what arrives is received, checked, told apart and kept.
//!
//! Purpose: doors (Segment protocol, native API, files), the named steps each
//! input passes, the transaction that commits a batch, orders that follow from
//! what happened, the timeline that reads it back, and the health of all this.
//! In: bytes from outside. Out: committed interactions, live notes, refusals
//! with a reason.
//!
//! Accepted means committed. This crate must never drop an input silently, count
//! one twice, answer before the commit, or trust a byte it was sent.

pub mod api;
pub mod commit;
pub mod health;
pub mod import;
pub mod model;
pub mod order_rows;
pub mod orders;
pub mod pipeline;
pub mod prepare;
pub mod raw;
pub mod say;
pub mod segment;
pub mod sources;
pub mod timeline;

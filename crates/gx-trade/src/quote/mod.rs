//! Quotes: what a customer is offered, in versions.
//!
//! A quote is of a deal: whoever sees the deal sees its quotes, whoever changes it writes them, unless a role hides
//! amounts. A draft is written; what was sent is never changed, the next version is. All versions have one page for
//! the customer, which shows the newest that was sent.

pub mod act;
pub mod approve;
pub mod close;
pub mod edit;
pub mod list;
pub mod page;
pub mod reckon;
pub mod record;
pub mod rules;

/// What the change log and notices call a quote.
pub const QUOTE: &str = "quote";

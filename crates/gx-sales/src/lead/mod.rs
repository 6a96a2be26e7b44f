//! Leads: interests that nobody has qualified yet.

pub mod capture;
pub mod claim;
pub mod convert;
pub mod create;
pub mod edit;
pub mod give;
pub mod hand;
pub mod list;
pub mod page;
pub mod record;
pub mod returns;
pub mod touch;
pub mod watch;
pub mod work;

/// What the change log calls them.
pub const LEAD: &str = "lead";

//! After the sale: what runs on from period to period, and the things that customers own.
//!
//! Both are of a person, and are seen and changed by who sees and changes them.

pub mod agreement;
pub mod asset;
pub mod due;

/// What the change log and notices call what runs on.
pub const AGREEMENT: &str = "agreement";
/// What the change log calls a thing that a customer owns.
pub const ASSET: &str = "asset";

//! What a customer pays: price lists, and which of them says the price.

pub mod entry;
pub mod find;
pub mod list;

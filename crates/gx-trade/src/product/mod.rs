//! The catalogue: products, their variants and categories.

pub mod category;
pub mod edit;
pub mod list;
pub mod record;

/// What the change log calls a product.
pub const PRODUCT: &str = "product";
/// The right to change what is sold and how.
pub const RIGHT: &str = "catalogue";

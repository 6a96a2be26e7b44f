//! Which orders count as bought: for tiers, for worth, for what a colleague's customers come to.

/// The condition on `o`: an order that is there and did not come to nothing.
pub const STANDS: &str = "o.deleted_at IS NULL AND o.status NOT IN ('cancelled', 'returned', 'refunded')";

//! Orders in hand: placed here, sent in parts, paid, come back.
//!
//! What a shop told of an order stands in its row and on the timeline. What is done about it here is kept beside it, by
//! the place of its lines; how it stands follows from that, and goes onto the timeline as any update of an order does.

pub mod hand;
pub mod page;
pub mod place;
pub mod state;

/// What the change log calls goods on their way, what was paid, and what came back.
pub const SHIPMENT: &str = "shipment";
/// See [`SHIPMENT`].
pub const PAYMENT: &str = "payment";
/// See [`SHIPMENT`].
pub const RETURN: &str = "order_return";
/// What it calls an order that was taken by hand.
pub const PLACED: &str = "placed";

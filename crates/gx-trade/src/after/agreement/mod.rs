//! What runs on: subscriptions and service contracts, with the day on which the period that runs ends.

pub mod edit;
pub mod list;
pub mod record;

//! Composes every slice into one server.
//!
//! Purpose: routes, sign-in, health and metrics, the embedded web app, the
//! workers of jobs, the demo's data.
//! In: a store and settings. Out: a running HTTP server that stops gracefully.
//!
//! It must never hold a business rule; what a slice can do, it does itself.

pub mod app;
mod assets;
pub mod demo;
mod metrics;
mod open;
pub mod reseal;
mod session;
pub mod workspace;

pub use app::{Adopt, App, SealKey, Settings};

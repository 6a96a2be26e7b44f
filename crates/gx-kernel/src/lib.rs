//! What every part of Guanxi shares and what touches nothing outside the process.
//!
//! Purpose: ids, the clock, money, locale, errors, the shape of an interaction,
//! the description of objects and fields, and the filter language.
//! In: plain values. Out: plain values.
//!
//! It must never read a file, a socket, the system clock (except in
//! [`clock::SystemClock`]) or a random source, and never know a database,
//! HTTP or a screen.

pub mod clock;
pub mod error;
pub mod filter;
pub mod hash;
pub mod id;
pub mod identity;
pub mod interaction;
pub mod locale;
pub mod money;
pub mod object;

pub use clock::{Clock, Micros, SystemClock, TestClock};
pub use error::{FieldError, Problem};
pub use id::{Id, IdGen, IdKind};
pub use locale::Locale;

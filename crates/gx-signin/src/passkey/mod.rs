//! Passkeys: keys held by a phone, a computer or a stick, which open an account without a password.
//!
//! A passkey is discoverable and asks its holder for a fingerprint, a face or a PIN, so that it counts as both
//! factors. It belongs to the host of the workspace's public address; the two halves of each ceremony meet in the
//! database, so that any process may take the second.

mod model;
mod own;
mod sign_in;

pub(crate) use own::{add, begin, list, remove};
pub(crate) use sign_in::{begin as begin_sign_in, finish as sign_in};

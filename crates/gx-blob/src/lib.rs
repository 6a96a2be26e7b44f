//! The bytes of files that people keep with records.
//!
//! Purpose: bytes in as a stream, kept once under the SHA-256 of their content, and out again; names that cannot do
//! harm, kinds read from the bytes, and the headers with which a browser takes a file without running it.
//! In: streams and names as strangers send them. Out: digests, sizes, kinds, streams.
//!
//! It must never know who may read a file or which record holds it, hold a whole file in memory, believe what a
//! sender says of a file, or let half a file stand under the name of a whole one.

pub mod media;
pub mod name;
mod store;

pub use store::{Blobs, Condition, Fault, HEAD, Place, Rules, Staged};

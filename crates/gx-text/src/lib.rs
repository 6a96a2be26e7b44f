//! Text that people write: folding, search tokens, pinyin, names and the normal form of identities.
//!
//! Purpose: one answer everywhere to "are these two texts the same to a reader?",
//! "which tokens find this?", "how does this name sort?", "is this a phone?".
//! In: text as people and systems write it. Out: folded text, tokens, keys, parts of
//! names, normalised identities or an error that says what was expected.
//!
//! It must never read a file, a clock or a network, never know a database, and never
//! keep what it was given. The only state is tables loaded once: the character
//! table (about 0.2 MB), jieba's dictionary, the patterns of phones (see [`warm`]) and the places of maps.

pub mod fold;
pub mod identity;
pub mod names;
pub mod pinyin;
pub mod places;
pub mod sort;
pub mod strokes;
pub mod tokens;
pub mod words;

pub use fold::fold;
pub use identity::{NormaliseError, is_blocked, normalise};
pub use names::{NameParts, is_chinese, join_name, split_name};
pub use sort::{avatar_initial, sort_key_zh};
pub use tokens::{QueryToken, TextKind, index_tokens, query_tokens};

/// Loads the tables now instead of when they are first needed: jieba's dictionary (0.07 s and
/// 31 MB in a debug build with optimised dependencies) and the patterns of phone numbers (0.07 s).
///
/// A server calls it at start from a background thread, so that no request waits. A program
/// that never segments Chinese and never reads a phone pays nothing.
pub fn warm() {
    words::warm();
    identity::warm();
}

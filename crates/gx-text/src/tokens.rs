//! Tokens for full-text search.
//!
//! The index stores words that are already cut, separated by spaces, each made of ASCII
//! letters and digits or of letters of one other script, so that any plain tokeniser (FTS5
//! `unicode61`, PostgreSQL `simple`) keeps them whole. A query is a list of tokens that must
//! *all* be present; a token marked `prefix` matches any stored token that begins with it.
//!
//! What a document of each kind holds, strongest first (give the kinds columns of their own
//! and weigh them Name 10, Identity 8, Body 1):
//!
//! | Kind | Class | Of 林晓梅 / lin.xm@example.com / +8613800138001 |
//! |-|-|-|
//! | Name | the whole name, folded and squeezed: an equal query is the exact person | 林晓梅 |
//! | Name | every part: all substrings of a short Chinese name, every word of a Latin one | 林, 晓, 林晓, 晓梅 … |
//! | Name | pinyin: each syllable, and joined from each character on, with other readings | lin, linxiaomei, xiaomei |
//! | Name | initials from each character on; family name in full with initials | lxm, xm, linxm |
//! | Identity | the whole without punctuation | linxmexamplecom |
//! | Identity | parts of an address; every ending of a number of four digits or more | lin, xm, example; 8001, 38001 … |
//! | Body | words; pairs of neighbouring characters, twice where the pair is a word | 天气, 今天 … |
//!
//! Why nothing is missed in a body: a query cuts Chinese into words, and of every word asks
//! for its neighbouring pairs, which every text that contains the word holds, however jieba
//! would have cut it there.

mod name;
mod query;
mod scan;

pub use query::{QueryToken, query_tokens};

use crate::fold::fold;
use crate::words::words_for_index;
use scan::{Piece, pairs, pieces, squeeze};

/// Characters of one document that are indexed; the rest of a longer text is not found.
pub const MAX_CHARS: usize = 20_000;
/// Characters of one token; a longer run of letters is cut, in the index and in queries alike.
pub const MAX_TOKEN: usize = 48;

/// What kind of text is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// The name of a person or a company.
    Name,
    /// One or more identities, separated by white space: e-mail addresses, phones, handles, ids.
    Identity,
    /// A longer text: a post, a note, an address.
    Body,
}

/// The tokens under which a text is stored. A name or identity lists each token once; a body
/// repeats them, since how often a word occurs is part of its rank.
///
/// ```
/// use gx_text::{TextKind, index_tokens};
/// let tokens = index_tokens(TextKind::Name, "林曉梅");
/// for wanted in ["林晓梅", "晓", "linxiaomei", "lxm"] {
///     assert!(tokens.iter().any(|t| t == wanted), "{wanted}");
/// }
/// ```
pub fn index_tokens(kind: TextKind, text: &str) -> Vec<String> {
    let folded: String = fold(text).chars().take(MAX_CHARS).collect();
    let mut out = match kind {
        TextKind::Name => name::tokens(&folded),
        TextKind::Identity => identity(&folded),
        TextKind::Body => return body(&folded),
    };
    let mut seen = std::collections::HashSet::new();
    out.retain(|t| !t.is_empty() && seen.insert(t.clone()));
    out
}

/// The whole of a text as one token: what [`TextKind::Name`] stores first, and what a store
/// compares a query with to put the exact person first.
///
/// ```
/// assert_eq!(gx_text::tokens::whole(" O'Brien, 林 曉梅"), "obrien林晓梅");
/// ```
pub fn whole(text: &str) -> String {
    squeeze(&fold(text))
}

fn body(folded: &str) -> Vec<String> {
    let mut out = Vec::new();
    for piece in pieces(folded) {
        match piece {
            Piece::Word(word) => out.push(word),
            Piece::Compound { whole, parts } => {
                out.extend(parts);
                out.push(whole);
            }
            Piece::Dense(run) => {
                let chars: Vec<char> = run.chars().collect();
                out.extend(
                    words_for_index(&run).into_iter().filter(|w| w.chars().count() > 1).map(str::to_owned),
                );
                out.extend(pairs(&chars));
                // A query for one character is a prefix of a pair, except of the last.
                out.extend(chars.last().map(char::to_string));
            }
        }
    }
    out
}

fn identity(folded: &str) -> Vec<String> {
    let mut out = Vec::new();
    for term in folded.split(' ') {
        let whole = squeeze(term);
        out.push(whole.clone());
        for piece in pieces(term) {
            match piece {
                Piece::Word(word) => out.push(word),
                Piece::Compound { parts, .. } => out.extend(parts),
                Piece::Dense(run) => out.extend(name::substrings(&run.chars().collect::<Vec<_>>())),
            }
        }
        if let Some((local, domain)) = term.split_once('@') {
            out.extend([squeeze(local), squeeze(domain)]);
        }
        if whole.bytes().all(|b| b.is_ascii_digit()) {
            out.extend((1..whole.len().saturating_sub(3)).map(|at| whole[at..].to_owned()));
        }
    }
    out
}

#[cfg(test)]
mod tests;

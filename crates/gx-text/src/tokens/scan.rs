//! Cutting folded text at spaces, punctuation and changes of script.

use super::MAX_TOKEN;
use crate::fold::is_dense;

/// One piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Letters and digits of a script that puts spaces between words.
    Word(String),
    /// Several words held together by punctuation: `lin.xm@example.com`, `138-0013-8001`, `o'brien`.
    Compound {
        /// All letters and digits in one.
        whole: String,
        /// The words.
        parts: Vec<String>,
    },
    /// A run of a script without spaces between words.
    Dense(String),
}

/// Cuts folded text into pieces.
pub(super) fn pieces(folded: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for term in folded.split(' ') {
        let mut parts: Vec<String> = Vec::new();
        let mut word = String::new();
        let mut dense = String::new();
        for c in term.chars() {
            if is_dense(c) {
                close_word(&mut word, &mut parts);
                close_parts(&mut parts, &mut out);
                dense.push(c);
                continue;
            }
            if !dense.is_empty() {
                out.push(Piece::Dense(std::mem::take(&mut dense)));
            }
            if c.is_alphanumeric() {
                word.push(c);
            } else if joins(c) {
                close_word(&mut word, &mut parts);
            } else {
                close_word(&mut word, &mut parts);
                close_parts(&mut parts, &mut out);
            }
        }
        if !dense.is_empty() {
            out.push(Piece::Dense(dense));
        }
        close_word(&mut word, &mut parts);
        close_parts(&mut parts, &mut out);
    }
    out
}

/// Punctuation that holds the words of an address, a number or a name together.
fn joins(c: char) -> bool {
    matches!(c, '@' | '.' | '-' | '_' | '\'' | '’' | '+' | '/' | ':' | '‐' | '–')
}

fn close_word(word: &mut String, parts: &mut Vec<String>) {
    if !word.is_empty() {
        parts.push(clip(&std::mem::take(word)));
    }
}

fn close_parts(parts: &mut Vec<String>, out: &mut Vec<Piece>) {
    let mut parts = std::mem::take(parts);
    match parts.len() {
        0 => {}
        1 => out.extend(parts.pop().map(Piece::Word)),
        _ => out.push(Piece::Compound { whole: clip(&parts.concat()), parts }),
    }
}

/// Letters and digits only.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).take(MAX_TOKEN).collect()
}

fn clip(word: &str) -> String {
    word.chars().take(MAX_TOKEN).collect()
}

/// All neighbouring pairs of characters.
pub(super) fn pairs(chars: &[char]) -> impl Iterator<Item = String> + '_ {
    chars.windows(2).map(|pair| pair.iter().collect())
}

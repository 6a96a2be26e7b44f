//! What a query asks the index for.

use super::MAX_TOKEN;
use super::scan::{Piece, pairs, pieces, squeeze};
use crate::fold::fold;
use crate::words::words;

/// Tokens of one query; what people type beyond them does not narrow the answer.
pub const MAX_QUERY_TOKENS: usize = 24;

/// One token that must be present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryToken {
    /// The token, ASCII letters and digits or letters of one other script.
    pub text: String,
    /// Whether stored tokens that only begin with it match too.
    pub prefix: bool,
}

/// The tokens that a text must all hold to answer the query; empty for a query without letters or digits.
///
/// The last token is a prefix, since the writer may still be typing, unless a space follows
/// it. A number written in groups, with or without its country code, is one fragment of digits.
///
/// ```
/// use gx_text::query_tokens;
/// let asked: Vec<_> = query_tokens("小米手機 lin").into_iter().map(|t| (t.text, t.prefix)).collect();
/// assert_eq!(asked, [("小米".into(), false), ("手机".into(), false), ("lin".into(), true)]);
/// ```
pub fn query_tokens(query: &str) -> Vec<QueryToken> {
    let folded = fold(query);
    if let Some(digits) = phone_fragment(&folded) {
        return vec![QueryToken { text: digits, prefix: true }];
    }
    let mut out: Vec<QueryToken> = Vec::new();
    for piece in pieces(&folded) {
        match piece {
            Piece::Word(text) => out.push(QueryToken { text, prefix: false }),
            Piece::Compound { whole, parts } => compound(&folded, whole, parts, &mut out),
            Piece::Dense(run) => dense(&run, &mut out),
        }
    }
    if !query.ends_with(char::is_whitespace)
        && let Some(last) = out.last_mut()
    {
        last.prefix = true;
    }
    let mut seen = std::collections::HashSet::new();
    out.retain(|t| seen.insert((t.text.clone(), t.prefix)));
    out.truncate(MAX_QUERY_TOKENS);
    out
}

fn compound(folded: &str, whole: String, parts: Vec<String>, out: &mut Vec<QueryToken>) {
    let is_address =
        folded.contains('@') && folded.split(' ').any(|t| t.contains('@') && squeeze(t) == whole);
    let is_number = whole.len() >= 4 && whole.bytes().all(|b| b.is_ascii_digit());
    if is_address || is_number {
        out.push(QueryToken { text: whole, prefix: false });
    } else {
        out.extend(parts.into_iter().map(|text| QueryToken { text, prefix: false }));
    }
}

/// A run is asked word by word. Characters that are no word (names, above all) count as
/// one word with their neighbours; a word of two is asked as it is, a longer one by its
/// pairs, a lone character as a prefix.
fn dense(run: &str, out: &mut Vec<QueryToken>) {
    let clipped: String = run.chars().take(MAX_TOKEN).collect();
    let mut loose: Vec<char> = Vec::new();
    for word in words(&clipped) {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() == 1 {
            loose.extend(chars);
        } else {
            ask(&std::mem::take(&mut loose), out);
            ask(&chars, out);
        }
    }
    ask(&loose, out);
}

fn ask(word: &[char], out: &mut Vec<QueryToken>) {
    match word {
        [] => {}
        [one] => out.push(QueryToken { text: one.to_string(), prefix: true }),
        _ => out.extend(pairs(word).map(|text| QueryToken { text, prefix: false })),
    }
}

/// The digits of a query that is a phone number or a part of one, without `00` or a lone
/// trunk `0`, neither of which the stored international form has.
fn phone_fragment(folded: &str) -> Option<String> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '.' | '/');
    if folded.is_empty() || !folded.chars().all(fits) {
        return None;
    }
    let digits: String = folded.chars().filter(char::is_ascii_digit).take(MAX_TOKEN).collect();
    let one_term = !folded.trim().contains(' ');
    let whole_number = (10..=17).contains(&digits.len()) || folded.starts_with('+');
    if digits.len() < 4 || !(one_term || whole_number) {
        return None;
    }
    let national = digits.strip_prefix("00").filter(|d| d.len() >= 9 && !d.starts_with('0'));
    let trunk = digits.strip_prefix('0').filter(|d| d.len() >= 9 && !d.starts_with('0'));
    Some(national.or(trunk).unwrap_or(&digits).to_owned())
}

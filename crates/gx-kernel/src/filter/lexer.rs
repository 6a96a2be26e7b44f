//! Text into words, numbers, quoted text, dates and signs, each with its place.

use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::error::{Fault, FilterError, MAX_VALUE, Part};
use crate::clock::Micros;

/// What stands at a place of the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    Word(String),
    Text(String),
    Number(Decimal),
    Date(Date),
    DateTime(DateTime),
    Instant(Micros),
    /// One of `= != < <= > >= ( ) , . + -`.
    Sign(&'static str),
    End,
}

/// A token and the bytes it covers.
#[derive(Clone, Debug)]
pub(crate) struct Spanned {
    pub(crate) token: Token,
    pub(crate) at: usize,
    pub(crate) len: usize,
}

/// Reads the whole text. Typographic quotes, full-width parentheses and commas count as plain ones,
/// since Chinese input methods make them.
pub(crate) fn lex(text: &str) -> Result<Vec<Spanned>, FilterError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (token, len) = one(&text[at..], c).map_err(|(fault, from, len)| fault.place(at + from, len))?;
        out.push(Spanned { token, at, len });
        at += len;
    }
    out.push(Spanned { token: Token::End, at: text.len(), len: 0 });
    Ok(out)
}

type Failed = (Fault, usize, usize);

fn one(rest: &str, c: char) -> Result<(Token, usize), Failed> {
    let two = rest.get(..2);
    let sign = match (c, two) {
        (_, Some("!=" | "<>")) => Some(("!=", 2)),
        (_, Some("<=")) => Some(("<=", 2)),
        (_, Some(">=")) => Some((">=", 2)),
        (_, Some("==")) => Some(("=", 2)),
        ('=' | '＝', _) => Some(("=", c.len_utf8())),
        ('≠', _) => Some(("!=", c.len_utf8())),
        ('≤', _) => Some(("<=", c.len_utf8())),
        ('≥', _) => Some((">=", c.len_utf8())),
        ('<' | '＜', _) => Some(("<", c.len_utf8())),
        ('>' | '＞', _) => Some((">", c.len_utf8())),
        ('(' | '（', _) => Some(("(", c.len_utf8())),
        (')' | '）', _) => Some((")", c.len_utf8())),
        (',' | '，' | '、', _) => Some((",", c.len_utf8())),
        ('.', _) => Some((".", 1)),
        ('+', _) => Some(("+", 1)),
        ('-' | '−', _) => Some(("-", c.len_utf8())),
        _ => None,
    };
    if let Some((sign, len)) = sign {
        return Ok((Token::Sign(sign), len));
    }
    match c {
        '"' => quoted(rest, c, '"'),
        '\'' => quoted(rest, c, '\''),
        '“' | '”' => quoted(rest, c, '”'),
        '「' => quoted(rest, c, '」'),
        _ if c.is_ascii_digit() => number_or_time(rest),
        _ if c.is_alphabetic() || c == '_' => {
            let len = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            Ok((Token::Word(rest[..len].to_owned()), len))
        }
        _ => {
            let message = format!("`{}` means nothing here.", c.escape_debug());
            Err((Fault::new(Part::Subject, "unexpected_character", message), 0, c.len_utf8()))
        }
    }
}

fn quoted(rest: &str, open: char, close: char) -> Result<(Token, usize), Failed> {
    let mut out = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((i, c)) = chars.next() {
        if c == close {
            if out.len() > MAX_VALUE {
                let message = format!("This text is longer than {MAX_VALUE} bytes.");
                return Err((Fault::new(Part::Subject, "text_too_long", message), 0, i + c.len_utf8()));
            }
            return Ok((Token::Text(out), i + c.len_utf8()));
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        let bad = |len: usize| {
            let fault = Fault::new(
                Part::Subject,
                "unknown_escape",
                "After a backslash only \\ \" ' n r t and u{…} have a meaning.",
            )
            .expected(["\\\\", "\\\"", "\\n", "\\r", "\\t", "\\u{4e2d}"]);
            (fault, i, len.min(rest.len() - i))
        };
        match chars.next() {
            Some((_, '\\')) => out.push('\\'),
            Some((_, 'n')) => out.push('\n'),
            Some((_, 'r')) => out.push('\r'),
            Some((_, 't')) => out.push('\t'),
            Some((_, q @ ('"' | '\'' | '”' | '」'))) => out.push(q),
            Some((j, 'u')) => {
                let tail = &rest[j + 1..];
                let end =
                    tail.find('}').filter(|e| *e <= 7 && tail.starts_with('{')).ok_or_else(|| bad(2))?;
                let code = u32::from_str_radix(&tail[1..end], 16).ok().and_then(char::from_u32);
                out.push(code.ok_or_else(|| bad(j - i + 1 + end + 1))?);
                for _ in 0..=end {
                    chars.next();
                }
            }
            Some((_, other)) => return Err(bad(1 + other.len_utf8())),
            None => break,
        }
    }
    let message = format!("This text has no closing {close}.");
    Err((
        Fault::new(Part::Subject, "unclosed_text", message).expected([close.to_string()]),
        0,
        open.len_utf8(),
    ))
}

fn number_or_time(rest: &str) -> Result<(Token, usize), Failed> {
    let bytes = rest.as_bytes();
    let digits =
        |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = digits(0);
    let dashed = whole == 4 && bytes.get(4) == Some(&b'-') && digits(5) > 0;
    if dashed {
        let len = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '+')))
            .unwrap_or(rest.len());
        return time(rest, len);
    }
    let mut len = whole;
    if bytes.get(len) == Some(&b'.') && digits(len + 1) > 0 {
        len += 1 + digits(len + 1);
    }
    let number = Decimal::from_str_exact(&rest[..len]).map_err(|_| {
        let message = "This number has more digits than can be compared (28).";
        (Fault::new(Part::Subject, "number_too_long", message), 0, len)
    })?;
    Ok((Token::Number(number), len))
}

fn time(rest: &str, len: usize) -> Result<(Token, usize), Failed> {
    // A dash or sign glued to a date without a time is arithmetic nobody writes; the date ends after its day.
    let day = rest.get(..10).and_then(|t| Date::from_str(t).ok());
    let bad = |len: usize| {
        let message = format!("`{}` is not a date.", &rest[..len]);
        (
            Fault::new(Part::Subject, "not_a_date", message).expected([
                "2026-11-20",
                "2026-11-20T09:54",
                "2026-11-20T09:54:00Z",
            ]),
            0,
            len,
        )
    };
    let day = day.ok_or_else(|| bad(len))?;
    if rest.as_bytes().get(10).is_none_or(|b| !matches!(b, b'T' | b't')) {
        return if len > 10 { Err(bad(len)) } else { Ok((Token::Date(day), 10)) };
    }
    let text = &rest[..len];
    if let Some(instant) = Micros::parse(text) {
        return Ok((Token::Instant(instant), len));
    }
    match DateTime::from_str(text) {
        Ok(at) => Ok((Token::DateTime(at), len)),
        Err(_) => Err(bad(len)),
    }
}

//! One property of a visiting card: its name, parameters and value.

use encoding_rs::{Encoding, UTF_8};

/// A property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The group (`item1` of `item1.TEL`) that ties it to others.
    pub group: Option<String>,
    /// The name in capitals.
    pub name: String,
    /// The parameters as they were written, from the first semicolon on.
    pub parameters: String,
    /// The value, decoded from quoted-printable, still with its backslashes.
    pub value: String,
}

/// Reads an unfolded line; `None` for a line that is no property.
pub fn parse(line: &str) -> Option<Property> {
    let colon = outside_quotes(line, ':')?;
    let (head, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    let written = head.find(';').and_then(|at| head.get(at..)).unwrap_or_default().to_owned();
    let mut parameters = head.split(';');
    let full = parameters.next()?;
    let (group, name) = full.rsplit_once('.').map_or((None, full), |(group, name)| (Some(group), name));
    let group = group.map(|g| g.trim().to_owned()).filter(|g| !g.is_empty());
    let name = name.trim().to_ascii_uppercase();
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return None;
    }
    let mut charset = UTF_8;
    let mut quoted = false;
    for parameter in parameters {
        let (key, text) = parameter.split_once('=').unwrap_or(("ENCODING", parameter));
        let text = text.trim_matches('"');
        if key.eq_ignore_ascii_case("CHARSET") {
            charset = Encoding::for_label(text.as_bytes()).unwrap_or(UTF_8);
        } else if key.eq_ignore_ascii_case("ENCODING") {
            quoted |= text.eq_ignore_ascii_case("QUOTED-PRINTABLE");
        }
    }
    let value = if quoted { charset.decode(&from_quoted(value)).0.into_owned() } else { value.to_owned() };
    Some(Property { group, name, parameters: written, value })
}

impl Property {
    /// What a parameter says, without quotation marks.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut inside = false;
        self.parameters
            .split(|c| {
                inside ^= c == '"';
                c == ';' && !inside
            })
            .filter_map(|one| one.split_once('='))
            .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
            .map(|(_, text)| text.trim().trim_matches('"').to_owned())
    }

    /// The whole value without its escapes.
    pub fn text(&self) -> String {
        unescape(&self.value)
    }

    /// The parts between separators that no backslash precedes.
    pub fn parts(&self, separator: char) -> Vec<String> {
        let mut out = vec![String::new()];
        let mut escaped = false;
        for c in self.value.chars() {
            if c == separator && !escaped {
                out.push(String::new());
                continue;
            }
            if let Some(last) = out.last_mut() {
                last.push(c);
            }
            escaped = c == '\\' && !escaped;
        }
        out.iter().map(|part| unescape(part).trim().to_owned()).collect()
    }
}

fn outside_quotes(line: &str, wanted: char) -> Option<usize> {
    let mut inside = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => inside = !inside,
            c if c == wanted && !inside => return Some(at),
            _ => {}
        }
    }
    // A quotation mark that is never closed is part of the text.
    line.find(wanted)
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}

fn from_quoted(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex =
            bytes.get(at + 1..at + 3).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        match (byte, hex) {
            (b'=', Some(value)) => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

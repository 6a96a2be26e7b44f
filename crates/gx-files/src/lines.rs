//! Content lines, as visiting cards (RFC 6350, 3) and calendars (RFC 5545, 3.1) have them: a name, parameters, a value,
//! folded where they are long.

pub use crate::vcard::{Property, parse};

/// A line as a client wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    property: Property,
    /// Unfolded.
    pub raw: String,
}

impl Line {
    /// Reads an unfolded line; none where it is no property.
    pub fn read(raw: &str) -> Option<Self> {
        Some(Self { property: parse(raw)?, raw: raw.to_owned() })
    }
}

impl std::ops::Deref for Line {
    type Target = Property;

    fn deref(&self) -> &Property {
        &self.property
    }
}

/// Lines with their continuations, each with the number of its first. Characters that no text has are left out.
pub fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        match (line.strip_prefix([' ', '\t']), out.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => out.push((n + 1, line)),
        }
    }
    out
}

/// A value as a line holds it.
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Adds a line, folded after at most 75 bytes and never within a character.
pub fn fold(out: &mut String, line: &str) {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

/// The beginning of a text, for sentences about what is wrong with it.
pub fn first(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parameters_are_read_whole_also_in_quotes() {
        let line = Line::read("DTSTART;tzid=\"Asia/Shang;hai:x\";VALUE=DATE-TIME:20261201T090000").unwrap();
        assert_eq!(line.parameter("TZID").as_deref(), Some("Asia/Shang;hai:x"));
        assert_eq!(line.parameter("value").as_deref(), Some("DATE-TIME"));
        assert_eq!(line.parameter("RANGE"), None);
        assert_eq!((line.name.as_str(), line.value.as_str()), ("DTSTART", "20261201T090000"));
    }

    proptest! {
        /// What is escaped and folded comes back the same, and no line is longer than 75 bytes.
        #[test]
        fn values_come_back(value in "[ -~关系经理😀\\\\;,\n]{0,120}") {
            let mut text = String::new();
            fold(&mut text, &format!("NOTE:{}", escape(&value)));
            prop_assert!(text.lines().all(|l| l.len() <= 75));
            let lines = unfold(&text);
            prop_assert_eq!(Line::read(&lines[0].1).unwrap().text(), value);
        }

        #[test]
        fn any_text_is_read_or_is_no_line(text in "\\PC{0,80}") {
            for (_, line) in unfold(&text) {
                if let Some(line) = Line::read(&line) {
                    let _ = (line.text(), line.parts(','), line.parameter("TZID"));
                }
            }
        }
    }
}

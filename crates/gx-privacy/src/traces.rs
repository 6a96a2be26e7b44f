//! What an erasure still looks for where rows are not kept by person: bodies as they arrived, logs, deliveries.
//!
//! Strong words are addresses and ids: whatever has one is the person's. Names are weak: others bear them too, so they
//! count only where what is thrown away is a sample or a log line. Text is compared folded, JSON by its strings, so
//! that an escape hides nothing; phones by their digits, so that no hyphen does.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The shortest address that is looked for within longer text; shorter ones must be a whole string.
const SHORTEST: usize = 6;

/// The words, while the sweep runs; thrown away at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Traces {
    /// Addresses and ids, in lower case.
    pub(crate) strong: Vec<String>,
    /// Digits of phones.
    pub(crate) digits: Vec<String>,
    /// Names and places of living, in lower case.
    pub(crate) weak: Vec<String>,
    /// Raw inputs that are known to hold something.
    pub(crate) raw: Vec<i64>,
    /// Imports that brought something.
    pub(crate) imports: Vec<i64>,
    /// Contents of files that nothing holds any more.
    pub(crate) blobs: Vec<String>,
}

fn put(list: &mut Vec<String>, word: &str) {
    let word = word.trim().to_lowercase();
    if !word.is_empty() && !list.contains(&word) {
        list.push(word);
    }
}

impl Traces {
    /// Adds the words of another person, who is erased with this one.
    pub(crate) fn add(&mut self, other: Self) {
        self.strong.extend(other.strong);
        self.digits.extend(other.digits);
        self.weak.extend(other.weak);
        self.raw.extend(other.raw);
        self.imports.extend(other.imports);
        self.blobs.extend(other.blobs);
    }

    /// Adds an address of a kind.
    pub(crate) fn address(&mut self, kind: &str, value: &str) {
        put(&mut self.strong, value);
        if kind == "phone" {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            // People write a number with and without the country before it.
            let short = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(&digits);
            if short.len() > SHORTEST {
                put(&mut self.digits, short);
            }
        }
    }

    /// Adds an id as programs know it.
    pub(crate) fn id(&mut self, shown: &str) {
        put(&mut self.strong, shown);
    }

    /// Adds a name.
    pub(crate) fn name(&mut self, name: &str) {
        let long = if name.is_ascii() { 4 } else { 2 };
        if name.chars().count() >= long {
            put(&mut self.weak, name);
        }
    }

    fn in_string(&self, text: &str, weak: bool) -> bool {
        let text = text.to_lowercase();
        let strong = |w: &String| if w.len() >= SHORTEST { text.contains(w.as_str()) } else { text == *w };
        if self.strong.iter().any(strong) || weak && self.weak.iter().any(|w| text.contains(w.as_str())) {
            return true;
        }
        if self.digits.is_empty() {
            return false;
        }
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.')).collect();
        self.digits.iter().any(|d| digits.contains(d.as_str()))
    }

    /// Whether a value, or anything within it, is the person's.
    pub(crate) fn in_json(&self, value: &Json, weak: bool) -> bool {
        match value {
            Json::String(s) => self.in_string(s, weak),
            Json::Number(n) => self.in_string(&n.to_string(), false),
            Json::Array(list) => list.iter().any(|v| self.in_json(v, weak)),
            Json::Object(map) => map.iter().any(|(k, v)| self.in_string(k, false) || self.in_json(v, weak)),
            _ => false,
        }
    }

    /// Whether a text, JSON or not, is the person's.
    pub(crate) fn in_text(&self, text: &str, weak: bool) -> bool {
        if text.trim_start().starts_with(['{', '['])
            && let Ok(value) = serde_json::from_str::<Json>(text)
        {
            return self.in_json(&value, weak);
        }
        self.in_string(text, weak) || self.in_string(&unescaped(text), weak)
    }
}

/// A text that was cut off in the middle is no JSON any more; its escapes still hide letters.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let hex = after.get(2..6).and_then(|h| u16::from_str_radix(h, 16).ok());
        match hex.and_then(|n| char::from_u32(n.into())) {
            Some(c) => {
                out.push(c);
                rest = after.get(6..).unwrap_or_default();
            }
            None => {
                out.push_str("\\u");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// What is left of a body when the person's items are cut out of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It had nothing of theirs.
    Same,
    /// This.
    Left(Vec<u8>),
    /// Nothing.
    Nothing,
}

/// Cuts the person's items out of a body: of a list, of the list in `batch`, or line by line; a body that is one thing
/// goes as a whole.
pub(crate) fn cut(traces: &Traces, body: &[u8]) -> Cut {
    let text = String::from_utf8_lossy(body);
    let filtered = |list: &[Json]| -> Vec<Json> {
        list.iter().filter(|item| !traces.in_json(item, true)).cloned().collect()
    };
    match serde_json::from_str::<Json>(&text) {
        Ok(Json::Array(list)) => {
            let left = filtered(&list);
            match left.len() {
                n if n == list.len() => Cut::Same,
                0 => Cut::Nothing,
                _ => Cut::Left(Json::Array(left).to_string().into_bytes()),
            }
        }
        Ok(Json::Object(mut map)) => {
            let Some(list) = map.get("batch").and_then(Json::as_array).cloned() else {
                return if traces.in_json(&Json::Object(map), true) { Cut::Nothing } else { Cut::Same };
            };
            let left = filtered(&list);
            let changed = left.len() != list.len();
            map.insert("batch".into(), Json::Array(Vec::new()));
            if left.is_empty() && changed || traces.in_json(&Json::Object(map.clone()), true) {
                return Cut::Nothing;
            }
            if !changed {
                return Cut::Same;
            }
            map.insert("batch".into(), Json::Array(left));
            Cut::Left(Json::Object(map).to_string().into_bytes())
        }
        Ok(_) => {
            if traces.in_text(&text, true) {
                Cut::Nothing
            } else {
                Cut::Same
            }
        }
        Err(_) => {
            let lines: Vec<&str> = text.lines().collect();
            let left: Vec<&str> = lines.iter().copied().filter(|l| !traces.in_text(l, true)).collect();
            match left.len() {
                n if n == lines.len() => Cut::Same,
                _ if left.iter().all(|l| l.trim().is_empty()) => Cut::Nothing,
                _ => Cut::Left(left.join("\n").into_bytes()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traces() -> Traces {
        let mut t = Traces::default();
        t.address("email", "lin@example.com");
        t.address("phone", "+8613800138000");
        t.address("user_id", "u7");
        t.name("林晓梅");
        t
    }

    #[test]
    fn an_address_is_found_however_it_is_written() {
        let t = traces();
        for text in [
            r#"{"a":"LIN@Example.com"}"#,
            r#"{"a":{"b":["138 0013-8000"]}}"#,
            r#"{"phone":13800138000}"#,
            r#"{"userId":"u7"}"#,
            r#"{"name":"\u6797\u6653\u6885"}"#,
            r#"cut {"name":"\u6797\u6653\u6885","#,
        ] {
            assert!(t.in_text(text, true), "{text}");
        }
        for text in [r#"{"a":"u71"}"#, r#"{"a":"lin@example.org"}"#, "u7 and more"] {
            assert!(!t.in_text(text, true), "{text}");
        }
        assert!(!t.in_text(r#"{"name":"林晓梅"}"#, false), "names are others' too");
    }

    #[test]
    fn a_body_loses_the_items_of_one_person_and_keeps_the_rest() {
        let t = traces();
        let body = r#"{"batch":[{"userId":"u7"},{"userId":"u8"}],"sentAt":"x"}"#;
        let Cut::Left(left) = cut(&t, body.as_bytes()) else { unreachable!() };
        assert_eq!(String::from_utf8(left).unwrap(), r#"{"batch":[{"userId":"u8"}],"sentAt":"x"}"#);
        assert_eq!(cut(&t, br#"{"batch":[{"userId":"u8"}]}"#), Cut::Same);
        assert_eq!(cut(&t, br#"{"batch":[{"userId":"u7"}]}"#), Cut::Nothing);
        assert_eq!(cut(&t, br#"{"userId":"u7"}"#), Cut::Nothing);
        assert_eq!(cut(&t, b"{\"a\":\"u7\"}\n{\"a\":\"u8\"}"), Cut::Left(b"{\"a\":\"u8\"}".to_vec()));
        assert_eq!(cut(&t, br#"[{"a":"u7"},1]"#), Cut::Left(b"[1]".to_vec()));
    }
}

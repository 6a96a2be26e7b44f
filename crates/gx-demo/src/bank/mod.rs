//! Words and sentences. Data, so the files are long.

pub(crate) mod names;
pub(crate) mod places;
pub(crate) mod posts;
pub(crate) mod talk;
pub(crate) mod talk_en;
pub(crate) mod words;

/// Fills `{x}` slots of a sentence: `slot` appends what a letter stands for.
pub(crate) fn fill(template: &str, mut slot: impl FnMut(&mut String, char)) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let mut tail = rest[at + 1..].chars();
        if let (Some(letter), Some('}')) = (tail.next(), tail.next()) {
            slot(&mut out, letter);
        }
        rest = tail.as_str();
    }
    out.push_str(rest);
    out
}

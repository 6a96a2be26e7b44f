//! What a card says in terms of a person's fields.

use std::collections::BTreeMap;

use gx_files::lines::{Line, Property};
use gx_kernel::identity::IdentityKind;
use serde_json::Value as Json;

/// What a card says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// Values by field; what is not in here is empty.
    pub(crate) fields: BTreeMap<&'static str, Json>,
    /// In their normal form, each once.
    pub(crate) emails: Vec<String>,
    /// The same.
    pub(crate) phones: Vec<String>,
}

/// Reads what a card says. The first line of a kind that is understood speaks; the others are kept and say nothing.
pub(crate) fn said(lines: &[Line], country: &str) -> Said {
    let mut out = Said::default();
    let mut put = |pairs: Vec<(&'static str, String)>| {
        for (key, text) in pairs {
            if !text.is_empty() {
                out.fields.insert(key, text.into());
            }
        }
    };
    for (name, read) in [("FN", full as Read), ("N", parts), ("TITLE", title), ("BDAY", born), ("ADR", place)]
    {
        if let Some(pairs) = lines.iter().filter(|p| p.name == name).find_map(|p| read(p)) {
            put(pairs);
        }
    }
    if let Some(tags) = lines.iter().filter(|p| p.name == "CATEGORIES").find_map(|p| tags(p)) {
        out.fields.insert("tags", tags.into());
    }
    for p in lines {
        let (list, address) = match p.name.as_str() {
            "EMAIL" => (&mut out.emails, email(p)),
            "TEL" => (&mut out.phones, phone(p, country)),
            _ => continue,
        };
        if let Some(address) = address.filter(|a| !list.contains(a)) {
            list.push(address);
        }
    }
    out
}

pub(super) type Read = fn(&Property) -> Option<Vec<(&'static str, String)>>;

/// One line, however many a client made of it.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn full(p: &Property) -> Option<Vec<(&'static str, String)>> {
    Some(vec![("name", flat(&p.text()))])
}

pub(super) fn parts(p: &Property) -> Option<Vec<(&'static str, String)>> {
    let parts = p.parts(';');
    let part = |i: usize| parts.get(i).map(|v| flat(&v.replace(',', " "))).unwrap_or_default();
    Some(vec![("family_name", part(0)), ("given_name", flat(&format!("{} {}", part(1), part(2))))])
}

pub(super) fn title(p: &Property) -> Option<Vec<(&'static str, String)>> {
    Some(vec![("job_title", flat(&p.text()))])
}

/// A whole date only: a birthday without a year has no field, so its line is kept.
pub(super) fn born(p: &Property) -> Option<Vec<(&'static str, String)>> {
    let parameters = p.parameters.to_ascii_uppercase();
    if parameters.contains("OMIT-YEAR") || parameters.contains("VALUE=TEXT") {
        return None;
    }
    let text = p.text();
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let digits: String = day.chars().filter(|c| *c != '-').collect();
    let whole = digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) && !day.starts_with('-');
    let date =
        whole.then(|| Some(format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?)));
    date.flatten().map(|date| vec![("birth_date", date)])
}

pub(super) fn place(p: &Property) -> Option<Vec<(&'static str, String)>> {
    let parts = p.parts(';');
    let part = |i: usize| parts.get(i).map(|v| flat(v)).unwrap_or_default();
    let street: Vec<String> = [part(0), part(1), part(2)].into_iter().filter(|v| !v.is_empty()).collect();
    Some(vec![
        ("address", street.join(" ")),
        ("city", part(3)),
        ("region", part(4)),
        ("postcode", part(5)),
        ("country", part(6)),
    ])
}

/// The words of a line, in an order of their own: what counts is which they are.
pub(super) fn tags(p: &Property) -> Option<Vec<String>> {
    let mut words: Vec<String> = p.parts(',').iter().map(|w| flat(w)).filter(|w| !w.is_empty()).collect();
    words.sort();
    words.dedup();
    (!words.is_empty()).then_some(words)
}

/// An address in its normal form, if it is one: an extension or a service number is not, and its line is kept.
fn known(kind: &IdentityKind, text: &str, country: Option<&str>) -> Option<String> {
    let value = gx_text::normalise(kind, text, country).ok()?;
    (!gx_text::is_blocked(kind, &value)).then_some(value)
}

pub(super) fn email(p: &Property) -> Option<String> {
    let text = p.text();
    known(&IdentityKind::Email, text.trim().trim_start_matches("mailto:"), None)
}

pub(super) fn phone(p: &Property, country: &str) -> Option<String> {
    let text = p.text();
    known(&IdentityKind::Phone, text.trim().trim_start_matches("tel:"), Some(country))
}

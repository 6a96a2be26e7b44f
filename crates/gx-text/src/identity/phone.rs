//! Phone numbers, to E.164.

use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber};
use unicode_normalization::UnicodeNormalization;

use super::{NormaliseError, shown};

/// E.164, `+8613800138001`. A number without a country code is read in the hinted country.
pub(super) fn normalise(raw: &str, region_hint: Option<&str>) -> Result<String, NormaliseError> {
    let region = region_hint.map_or("CN", str::trim).to_ascii_uppercase();
    let country: Id = region.parse().map_err(|_| {
        NormaliseError::new(
            "unknown_country",
            format!("expected a two-letter country such as CN, got {}", shown(&region)),
        )
    })?;
    let text = written(raw)?;
    if let Some(international) = international(&text) {
        return valid(phonenumber::parse(None, &international))
            .ok_or_else(|| not_a_phone(raw, "the world's"));
    }
    if let Some(found) = valid(phonenumber::parse(Some(country), &text)) {
        return Ok(found);
    }
    // 8613800138001: the country code without its plus, as exports of phone books have it.
    if text.len() >= 11
        && let Some(found) = valid(phonenumber::parse(None, format!("+{text}")))
        && own_code(country).is_some_and(|code| text.starts_with(&code))
    {
        return Ok(found);
    }
    let elsewhere = text.len() >= 9 && valid(phonenumber::parse(None, format!("+{text}"))).is_some();
    if elsewhere {
        return Err(NormaliseError::new(
            "phone_needs_country",
            format!(
                "expected a phone number of {region} or one with its country code, got {}; if it is +{text}, write the plus",
                shown(raw)
            ),
        ));
    }
    Err(not_a_phone(raw, &format!("{region}'s")))
}

/// The digits, with a leading plus where one was written; or why they are not one number.
fn written(raw: &str) -> Result<String, NormaliseError> {
    let plain: String = raw.nfkc().collect();
    let plain = plain.trim();
    let plain = plain.strip_prefix("tel:").unwrap_or(plain);
    // A spreadsheet that took the number for a figure adds ".0".
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    let lower = plain.to_lowercase();
    if ["转", "轉", "分机", "分機", "ext", "x", "#"].iter().any(|mark| lower.contains(mark)) {
        return Err(NormaliseError::new(
            "phone_extension",
            format!(
                "expected a number that one person answers, got a switchboard with an extension: {}",
                shown(raw)
            ),
        ));
    }
    if lower.contains("e+") {
        return Err(NormaliseError::new(
            "phone_rounded",
            format!(
                "expected a phone number, got {}: a spreadsheet has rounded it and its last digits are lost",
                shown(raw)
            ),
        ));
    }
    if plain.contains(['/', ',', ';', '、', '|']) {
        return Err(NormaliseError::new(
            "several_phones",
            format!("expected one phone number, got several: {}", shown(raw)),
        ));
    }
    let joins = |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')' | '‐' | '–' | '—' | '\u{a0}' | '\u{2011}');
    let mut text = String::new();
    for c in plain.chars() {
        match c {
            '0'..='9' => text.push(c),
            '+' if text.is_empty() => text.push(c),
            c if joins(c) || super::trim(c.encode_utf8(&mut [0; 4])).is_empty() => {}
            _ => return Err(not_a_phone(raw, "the world's")),
        }
    }
    let digits = text.trim_start_matches('+').len();
    if !(3..=20).contains(&digits) {
        return Err(not_a_phone(raw, "the world's"));
    }
    Ok(text)
}

/// The number with its plus, if it was written with a country code: `+86…`, `0086…`, `+86 021…`.
fn international(text: &str) -> Option<String> {
    let digits = text.strip_prefix('+').or_else(|| text.strip_prefix("00").filter(|d| d.len() >= 9))?;
    let digits = digits.trim_start_matches('0');
    // +86 021…: the trunk zero of an area code is often left in place after the country code.
    let digits = match digits.strip_prefix("860") {
        Some(rest) => format!("86{rest}"),
        None => digits.to_owned(),
    };
    Some(format!("+{digits}"))
}

fn valid(parsed: Result<PhoneNumber, phonenumber::ParseError>) -> Option<String> {
    let number = parsed.ok().filter(phonenumber::is_valid)?;
    Some(number.format().mode(Mode::E164).to_string())
}

fn own_code(country: Id) -> Option<String> {
    let found = phonenumber::metadata::DATABASE.by_id(country.as_ref())?;
    Some(found.country_code().to_string())
}

fn not_a_phone(raw: &str, whose: &str) -> NormaliseError {
    NormaliseError::new(
        "not_a_phone",
        format!("expected a phone number in one of {whose} patterns, got {}", shown(raw)),
    )
}

//! Values on their way in: trimmed, typed, bounded, or refused with the reason.

use gx_kernel::object::{Field, FieldType};
use gx_kernel::{FieldError, Micros};
use serde_json::Value as Json;

/// The longest one-line text, in characters.
pub const TEXT_MAX: usize = 1000;
/// The longest long text, in characters.
pub const LONG_TEXT_MAX: usize = 100_000;

fn err(field: &Field, code: &str, message: String) -> FieldError {
    FieldError { field: field.key.clone(), code: code.into(), message }
}

/// The clean form of a value for a field; `Null` clears it.
pub fn clean(field: &Field, value: &Json, now: Micros) -> Result<Json, FieldError> {
    let text = match value {
        Json::Null => return Ok(Json::Null),
        Json::String(s) => s.trim().to_owned(),
        Json::Number(n) => n.to_string(),
        Json::Bool(b) => b.to_string(),
        Json::Array(list) if field.ty == FieldType::MultiChoice => return words(field, list),
        other => {
            return Err(err(field, "not_a_value", format!("expected a plain value, got {}", kind_of(other))));
        }
    };
    if text.is_empty() {
        return Ok(Json::Null);
    }
    let shown: String = text.chars().take(60).collect();
    match field.ty {
        FieldType::LongText => bounded(field, text, LONG_TEXT_MAX),
        FieldType::Number => match text.replace(',', "").parse::<f64>() {
            Ok(x) if x.is_finite() => Ok(serde_json::Number::from_f64(x).map_or(Json::Null, Json::Number)),
            _ => Err(err(field, "not_a_number", format!("expected a number, got {shown:?}"))),
        },
        FieldType::Integer => text
            .parse::<i64>()
            .map(Into::into)
            .map_err(|_| err(field, "not_an_integer", format!("expected a whole number, got {shown:?}"))),
        FieldType::Money => match gx_kernel::money::parse_amount(&text)
            .and_then(|(d, _)| gx_kernel::money::to_scaled(d))
        {
            Some(n) => Ok(n.into()),
            None => {
                Err(err(field, "not_an_amount", format!("expected an amount such as 12.50, got {shown:?}")))
            }
        },
        FieldType::Bool => match text.to_lowercase().as_str() {
            "true" | "1" | "yes" | "y" | "是" => Ok(true.into()),
            "false" | "0" | "no" | "n" | "否" => Ok(false.into()),
            _ => Err(err(field, "not_a_bool", format!("expected yes or no, got {shown:?}"))),
        },
        FieldType::Date => date(field, &text, now),
        FieldType::DateTime => Micros::parse(&text).map(|m| Json::from(m.to_rfc3339())).ok_or_else(|| {
            err(
                field,
                "not_an_instant",
                format!("expected an instant such as 2026-11-20T09:54:00Z, got {shown:?}"),
            )
        }),
        FieldType::MultiChoice => words(
            field,
            &text.split([',', '，', ';', '；', '|']).map(|s| Json::from(s.trim())).collect::<Vec<_>>(),
        ),
        FieldType::Choice => match field.options.iter().find(|o| o.id == text || o.label == text) {
            Some(o) => Ok(o.id.clone().into()),
            None => Err(err(field, "not_an_option", format!("{shown:?} is not one of the options"))),
        },
        _ => bounded(field, text, TEXT_MAX),
    }
}

fn kind_of(v: &Json) -> &'static str {
    match v {
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
        _ => "a value",
    }
}

fn bounded(field: &Field, text: String, most: usize) -> Result<Json, FieldError> {
    let n = text.chars().count();
    if n > most {
        return Err(err(field, "too_long", format!("at most {most} characters, got {n}")));
    }
    Ok(text.replace('\0', "\u{fffd}").into())
}

fn words(field: &Field, list: &[Json]) -> Result<Json, FieldError> {
    let mut out: Vec<String> = Vec::new();
    for item in list {
        let Some(word) = item.as_str().map(str::trim) else {
            return Err(err(field, "not_words", "expected a list of words".into()));
        };
        if word.chars().count() > 60 {
            return Err(err(field, "too_long", "a word has at most 60 characters".into()));
        }
        if !word.is_empty() && !out.iter().any(|w| w == word) {
            out.push(word.to_owned());
        }
    }
    if out.len() > 100 {
        return Err(err(field, "too_many", format!("at most 100 words, got {}", out.len())));
    }
    Ok(if out.is_empty() { Json::Null } else { out.into() })
}

fn date(field: &Field, text: &str, now: Micros) -> Result<Json, FieldError> {
    let day = text.get(..10).unwrap_or(text);
    let wrong = || {
        err(
            field,
            "not_a_date",
            format!(
                "expected a date such as 1990-06-12, got {:?}",
                text.chars().take(40).collect::<String>()
            ),
        )
    };
    let date: jiff::civil::Date = if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        jiff::civil::Date::strptime("%Y%m%d", day).map_err(|_| wrong())?
    } else {
        day.parse().map_err(|_| wrong())?
    };
    if field.key == "birth_date" {
        // A day of grace covers every time zone.
        let today = now.plus(Micros::DAY).timestamp().to_zoned(jiff::tz::TimeZone::UTC).date();
        if date > today {
            return Err(err(field, "in_the_future", format!("a birth date cannot be in the future: {date}")));
        }
        if date.year() < 1850 {
            return Err(err(field, "too_old", format!("a birth date before 1850: {date}")));
        }
    }
    Ok(date.to_string().into())
}

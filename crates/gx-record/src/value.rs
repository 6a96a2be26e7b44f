//! Values on their way in: trimmed, typed, bounded, or refused with the reason.

use gx_kernel::identity::IdentityKind;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_kernel::{FieldError, Id, IdKind, Micros};
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
    if field.ty == FieldType::File && !value.is_null() {
        // Who may hang a file where is asked of the database, and programs, files and customers send none.
        let message =
            "files are not written here: send each to POST /api/files, then set the field to their ids";
        return Err(err(field, "file_by_id", message.into()));
    }
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
        FieldType::Number => number(&text)
            .ok_or_else(|| err(field, "not_a_number", format!("expected a number, got {shown:?}"))),
        FieldType::Percent => number(text.trim_end_matches(['%', '％']).trim_end()).ok_or_else(|| {
            err(field, "not_a_percentage", format!("expected a share such as 12.5 %, got {shown:?}"))
        }),
        FieldType::Rating => match text.parse::<i64>() {
            Ok(n @ 1..=5) => Ok(n.into()),
            _ => Err(err(field, "not_a_rating", format!("expected one to five, got {shown:?}"))),
        },
        FieldType::Address => bounded(field, text, TEXT_MAX),
        FieldType::Geo => place(&text).map(Json::from).ok_or_else(|| {
            let message = format!("expected latitude and longitude such as 31.2304,121.4737, got {shown:?}");
            err(field, "not_a_place", message)
        }),
        FieldType::Url if field.custom => web_address(&text).map(Json::from).ok_or_else(|| {
            let message = format!("expected an address such as https://example.com, got {shown:?}");
            err(field, "not_an_address", message)
        }),
        FieldType::Phone if field.custom => known_as(field, &IdentityKind::Phone, &text),
        FieldType::Email if field.custom => known_as(field, &IdentityKind::Email, &text),
        FieldType::User | FieldType::Link if field.custom => {
            let kind = match (field.ty, field.target) {
                (FieldType::User, _) => IdKind::User,
                (_, Some(ObjectKind::Company)) => IdKind::Company,
                _ => IdKind::Person,
            };
            match Id::read(kind, &text) {
                Some(id) => Ok(id.show(kind).into()),
                None => {
                    let message = format!("expected an id such as {}_…, got {shown:?}", kind.prefix());
                    Err(err(field, "not_an_id", message))
                }
            }
        }
        FieldType::Money if field.custom => {
            let amount = gx_kernel::money::parse_amount(&text)
                .and_then(|(d, _)| gx_kernel::money::to_scaled(d))
                .map(gx_kernel::money::from_scaled);
            amount.and_then(|d| number(&d.to_string())).ok_or_else(|| {
                err(field, "not_an_amount", format!("expected an amount such as 12.50, got {shown:?}"))
            })
        }
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
        FieldType::Choice => option(field, &text),
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

fn number(text: &str) -> Option<Json> {
    let x: f64 = text.replace(',', "").parse().ok().filter(|x: &f64| x.is_finite())?;
    // A whole number is written as one: `3`, not `3.0`.
    if x.fract() == 0.0 && x.abs() < 9e15 {
        return Some((x as i64).into());
    }
    serde_json::Number::from_f64(x).map(Json::Number)
}

/// Latitude and longitude, at most seven places (a centimetre).
fn place(text: &str) -> Option<String> {
    let (lat, lng) = text.split_once([',', '，', ' '])?;
    let read = |t: &str, most: f64| t.trim().parse::<f64>().ok().filter(|x| x.abs() <= most);
    let (lat, lng) = (read(lat, 90.0)?, read(lng, 180.0)?);
    let short = |x: f64| format!("{x:.7}").trim_end_matches('0').trim_end_matches('.').to_owned();
    Some(format!("{},{}", short(lat), short(lng)))
}

/// A web address; `https` where no scheme was written. Other schemes could run code in a browser and are refused.
fn web_address(text: &str) -> Option<String> {
    let full = match text.split_once("://") {
        Some((scheme, _)) if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") => {
            text.to_owned()
        }
        Some(_) => return None,
        None => format!("https://{text}"),
    };
    let host = full.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, h)| h);
    let plain =
        !host.is_empty() && !host.starts_with('.') && (host.contains('.') || host.starts_with("localhost"));
    let scheme_like = host.split_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_err());
    (plain && !scheme_like && full.len() <= TEXT_MAX && !full.contains(char::is_whitespace)).then_some(full)
}

/// A phone or mail address in the normal form that identities have.
fn known_as(field: &Field, kind: &IdentityKind, text: &str) -> Result<Json, FieldError> {
    gx_text::normalise(kind, text, Some("CN"))
        .map(Json::from)
        .map_err(|e| err(field, "not_valid", e.message.to_string()))
}

fn option(field: &Field, text: &str) -> Result<Json, FieldError> {
    let found = field
        .option(text)
        .or_else(|| field.options.iter().find(|o| gx_text::fold(&o.label) == gx_text::fold(text)));
    match found {
        Some(o) => Ok(o.id.clone().into()),
        None => {
            let shown: String = text.chars().take(60).collect();
            let offered: Vec<&str> =
                field.options.iter().filter(|o| !o.retired).take(12).map(|o| o.label.as_str()).collect();
            let message = format!("{shown:?} is not one of the options: {}", offered.join(", "));
            Err(err(field, "not_an_option", message))
        }
    }
}

/// Words as they come, or the options of a field that has some.
fn words(field: &Field, list: &[Json]) -> Result<Json, FieldError> {
    let mut out: Vec<String> = Vec::new();
    for item in list {
        let Some(word) = item.as_str().map(str::trim) else {
            return Err(err(field, "not_words", "expected a list of words".into()));
        };
        let chosen =
            if field.options.is_empty() || word.is_empty() { Json::Null } else { option(field, word)? };
        let word = chosen.as_str().unwrap_or(word);
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

#[cfg(test)]
mod tests {
    use gx_kernel::object::FieldOption;
    use serde_json::json;

    use super::*;

    fn cleaned(ty: FieldType, value: Json) -> Result<Json, String> {
        let option = |id: &str, label: &str| FieldOption {
            id: id.into(),
            label: label.into(),
            color: "plain".into(),
            retired: false,
        };
        let options = match ty {
            FieldType::Choice | FieldType::MultiChoice => vec![option("o1", "干性"), option("o2", "Oily")],
            _ => Vec::new(),
        };
        let field = Field { options, ..Field::custom("x_f", ty, None) };
        clean(&field, &value, Micros(1_700_000_000_000_000)).map_err(|e| e.code)
    }

    #[test]
    fn each_type_keeps_its_own_form_and_refuses_the_rest() {
        use FieldType as T;
        let table = [
            (T::Number, json!("1,234.50"), Ok(json!(1234.5))),
            (T::Number, json!("3"), Ok(json!(3))),
            (T::Number, json!("NaN"), Err("not_a_number")),
            (T::Percent, json!("12.5 %"), Ok(json!(12.5))),
            (T::Percent, json!("50％"), Ok(json!(50))),
            (T::Percent, json!("half"), Err("not_a_percentage")),
            (T::Money, json!("￥1,234.5"), Ok(json!(1234.5))),
            (T::Money, json!("0.10"), Ok(json!(0.1))),
            (T::Money, json!("dear"), Err("not_an_amount")),
            (T::Rating, json!(5), Ok(json!(5))),
            (T::Rating, json!(6), Err("not_a_rating")),
            (T::Rating, json!("4.5"), Err("not_a_rating")),
            (T::Geo, json!("31.2304，121.4737"), Ok(json!("31.2304,121.4737"))),
            (T::Geo, json!("91,0"), Err("not_a_place")),
            (T::Geo, json!("NaN,0"), Err("not_a_place")),
            (T::Url, json!("example.com/a"), Ok(json!("https://example.com/a"))),
            (T::Url, json!("http://localhost:8686/x"), Ok(json!("http://localhost:8686/x"))),
            (T::Url, json!("javascript:alert(1)"), Err("not_an_address")),
            (T::Url, json!("data:text/html,a.b"), Err("not_an_address")),
            (T::Url, json!("ftp://example.com"), Err("not_an_address")),
            (T::Phone, json!("138 0013 8000"), Ok(json!("+8613800138000"))),
            (T::Email, json!("Lin@Example.COM"), Ok(json!("lin@example.com"))),
            (T::Email, json!("lin at example"), Err("not_valid")),
            (T::Choice, json!("干性"), Ok(json!("o1"))),
            (T::Choice, json!("oily"), Ok(json!("o2"))),
            (T::Choice, json!("o2"), Ok(json!("o2"))),
            (T::Choice, json!("?"), Err("not_an_option")),
            (T::MultiChoice, json!(["Oily", "o1", "干性"]), Ok(json!(["o2", "o1"]))),
            (T::MultiChoice, json!("干性;Oily"), Ok(json!(["o1", "o2"]))),
            (T::MultiChoice, json!(["?"]), Err("not_an_option")),
            (T::User, json!("lin"), Err("not_an_id")),
            (T::Bool, json!("是"), Ok(json!(true))),
            (T::File, json!("contract.pdf"), Err("file_by_id")),
            (T::File, json!([{"id": "fil_1"}]), Err("file_by_id")),
            (T::File, Json::Null, Ok(Json::Null)),
            (T::Text, json!("  "), Ok(Json::Null)),
            (T::Text, json!({"a": 1}), Err("not_a_value")),
        ];
        for (ty, value, expected) in table {
            assert_eq!(cleaned(ty, value.clone()), expected.map_err(str::to_owned), "{ty:?} {value}");
        }
        assert_eq!(cleaned(T::LongText, json!("林".repeat(LONG_TEXT_MAX + 1))), Err("too_long".into()));
    }
}

//! Dates in the styles that people and programs write.

use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

use super::{DateOrder, ValueError};

/// Years outside these are typing errors, whatever the field.
const FIRST_YEAR: i16 = 1000;
const LAST_YEAR: i16 = 2999;
/// The longest life that is recorded has ended within 123 years; 1850 leaves room for the records of the dead.
const FIRST_BIRTH_YEAR: i16 = 1850;

/// What the messages name as examples.
const EXPECTED: &str = "a date such as 2026-11-20, 2026年11月20日, 20/11/2026 or 20-Nov-2026";

/// Reads a date; the time of a date-time is left out.
///
/// Styles: `2026-11-20`, `20261120`, `2026/1/2`, `2026.1.2`, `2026年1月2日`, `1/2/2026` by the
/// column's order, `20-Nov-2026`, `Nov 20, 2026`, and the serial numbers of Excel (five digits).
pub fn parse_date(text: &str, order: DateOrder) -> Result<Date, ValueError> {
    let plain = tidy(text);
    let found = read(&plain, order).map_err(|code| ValueError::new(code, reason(code), text))?;
    if !(FIRST_YEAR..=LAST_YEAR).contains(&found.year()) {
        return Err(ValueError::new("date_out_of_range", "a year from 1000 to 2999", text));
    }
    Ok(found)
}

/// Reads a date of birth: not after `today`, not before 1850; two-digit years fall into the past hundred years.
pub fn parse_birth_date(text: &str, order: DateOrder, today: Date) -> Result<Date, ValueError> {
    let mut found = parse_date(text, order)?;
    if found > today && has_short_year(&tidy(text)) {
        found = found.checked_sub(jiff::Span::new().years(100)).unwrap_or(found);
    }
    if found > today {
        return Err(ValueError::new(
            "birth_date_in_future",
            &format!("a date of birth, not after today ({today})"),
            text,
        ));
    }
    if found.year() < FIRST_BIRTH_YEAR {
        return Err(ValueError::new("birth_date_too_early", "a date of birth after 1850", text));
    }
    Ok(found)
}

/// Whether a text looks like a date of any style, serial numbers and bare digits of other lengths aside.
pub(crate) fn is_date_like(text: &str) -> bool {
    let plain = tidy(text);
    if plain.len() == 5 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    read(&plain, DateOrder::DayFirst)
        .or_else(|_| read(&plain, DateOrder::MonthFirst))
        .is_ok_and(|d| (1800..2200).contains(&d.year()))
}

fn reason(code: &str) -> &'static str {
    match code {
        "ambiguous_date" => "to know whether the day or the month comes first in this column",
        "no_such_day" => "a day that exists",
        _ => EXPECTED,
    }
}

fn tidy(text: &str) -> String {
    let plain: String = text.trim().nfkc().take(64).collect();
    plain.trim().to_lowercase()
}

fn read(plain: &str, order: DateOrder) -> Result<Date, &'static str> {
    if plain.is_empty() {
        return Err("not_a_date");
    }
    if plain.bytes().all(|b| b.is_ascii_digit()) {
        return digits(plain);
    }
    if let Some((days, "0")) = plain.split_once('.')
        && days.bytes().all(|b| b.is_ascii_digit())
    {
        return digits(days);
    }
    let bare = without_time(plain);
    if let Some((a, b, year)) = slashed(bare) {
        return match order {
            DateOrder::DayFirst => civil(year, b, a),
            DateOrder::MonthFirst => civil(year, a, b),
            _ if a > 12 => civil(year, b, a),
            _ if b > 12 || a == b => civil(year, a, b),
            _ => Err("ambiguous_date"),
        };
    }
    let numbers: Vec<&str> =
        bare.split(['-', '/', '.', '年', '月', '日', '号', ' ']).filter(|p| !p.is_empty()).collect();
    match numbers[..] {
        [y, m, d] if y.len() == 4 && m.len() <= 2 && d.len() <= 2 => {
            match (y.parse(), m.parse(), d.parse()) {
                (Ok(y), Ok(m), Ok(d)) => civil(y, m, d),
                _ => named(bare),
            }
        }
        _ => named(bare),
    }
}

/// `2026-11-20t10:00:00z` and `2026/1/2 10:00` without the time.
fn without_time(plain: &str) -> &str {
    let at = plain.char_indices().find(|(i, c)| {
        let before = plain.get(..*i).and_then(|b| b.chars().last());
        let after = plain.get(i + c.len_utf8()..).unwrap_or_default();
        let time = after.split(':').next().unwrap_or_default().trim();
        matches!(c, 't' | ' ')
            && before.is_some_and(|b| b.is_ascii_digit() || b == '日')
            && after.contains(':')
            && (1..=2).contains(&time.len())
            && time.bytes().all(|b| b.is_ascii_digit())
    });
    at.and_then(|(i, _)| plain.get(..i)).unwrap_or(plain)
}

/// Day and month in an order that only the column can tell, and the year: `1/2/2026`, `1.2.26`.
pub(super) fn slashed(text: &str) -> Option<(i8, i8, i16)> {
    let plain = tidy(text);
    let bare = without_time(&plain);
    let separator = ['/', '.', '-'].into_iter().find(|s| bare.matches(*s).count() == 2)?;
    let parts: Vec<&str> = bare.split(separator).map(str::trim).collect();
    let [a, b, year] = parts[..] else { return None };
    let short = |p: &str| (1..=2).contains(&p.len()) && p.bytes().all(|c| c.is_ascii_digit());
    if !short(a) || !short(b) || !(year.len() == 4 || short(year) && year.len() == 2) {
        return None;
    }
    Some((a.parse().ok()?, b.parse().ok()?, full_year(year)?))
}

/// Two digits: up to 49 this century, from 50 on the last.
fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    Some(match text.len() {
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    })
}

fn has_short_year(plain: &str) -> bool {
    let parts: Vec<&str> = without_time(plain).split(['/', '.', '-', ' ']).collect();
    parts.len() > 2 && parts.iter().all(|p| p.len() != 4) && parts.last().is_some_and(|last| last.len() == 2)
}

fn civil(year: i16, month: i8, day: i8) -> Result<Date, &'static str> {
    Date::new(year, month, day).map_err(|_| "no_such_day")
}

fn digits(text: &str) -> Result<Date, &'static str> {
    let number: i64 = text.parse().map_err(|_| "not_a_date")?;
    match text.len() {
        8 => {
            let part = |a: usize, b: usize| text.get(a..b).and_then(|t| t.parse::<i16>().ok()).unwrap_or(0);
            civil(part(0, 4), i8::try_from(part(4, 6)).unwrap_or(0), i8::try_from(part(6, 8)).unwrap_or(0))
        }
        // Excel counts days from 1899-12-30, its 29 February 1900 included.
        5 => date(1899, 12, 30).checked_add(jiff::Span::new().days(number)).map_err(|_| "not_a_date"),
        10 | 13 => {
            let seconds = if text.len() == 13 { number / 1000 } else { number };
            let instant = jiff::Timestamp::from_second(seconds).map_err(|_| "not_a_date")?;
            Ok(instant.to_zoned(jiff::tz::TimeZone::UTC).date())
        }
        _ => Err("not_a_date"),
    }
}

/// A month by its English name: `20-nov-2026`, `nov 20, 2026`, `20 november 26`, `friday, 20 november 2026`.
fn named(bare: &str) -> Result<Date, &'static str> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut month, mut numbers) = (None, Vec::new());
    for part in bare
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',' | '.'))
        .filter(|p| !p.is_empty())
    {
        let number = part.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
        if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() {
            numbers.push(number);
        } else if let Some(at) = MONTHS.iter().position(|m| part.starts_with(m)) {
            if month.is_some() {
                return Err("not_a_date");
            }
            month = i8::try_from(at + 1).ok();
        } else if !["mon", "tue", "wed", "thu", "fri", "sat", "sun", "of"].iter().any(|d| part.starts_with(d))
        {
            return Err("not_a_date");
        }
    }
    let (Some(month), [a, b]) = (month, &numbers[..]) else { return Err("not_a_date") };
    let (day, year) = if a.len() == 4 { (b, a) } else { (a, b) };
    let day: i8 = day.parse().map_err(|_| "not_a_date")?;
    civil(full_year(year).ok_or("not_a_date")?, month, day)
}

//! Instants: a date with a time, with or without a zone.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use super::date::parse_date;
use super::{DateOrder, ValueError};

const EXPECTED: &str = "a time such as 2026-11-20 10:30, 2026-11-20T10:30:00+08:00 or seconds since 1970";

/// Reads an instant in microseconds since 1970 (UTC). A time without a zone is in `zone`; a
/// date without a time is its first moment there. Digits alone are seconds (10 digits),
/// milliseconds (13) or microseconds (16) since 1970, or a date (8, or 5 as in Excel).
///
/// Chinese forms are read: `2026年11月20日 下午3:05`, `2026-11-20 15时05分`.
pub fn parse_instant(text: &str, order: DateOrder, zone: &TimeZone) -> Result<i64, ValueError> {
    let wrong = || ValueError::new("not_a_time", EXPECTED, text);
    let plain: String = text.trim().nfkc().take(80).collect();
    let plain = plain.trim();
    if let Some(micros) = epoch(plain) {
        return in_range(micros, text);
    }
    if let Ok(instant) = plain.parse::<Timestamp>() {
        return in_range(instant.as_microsecond(), text);
    }
    let (days, clock) = split(plain);
    let date = parse_date(days, order)?;
    let Some(clock) = clock else {
        let start = date.to_zoned(zone.clone()).map_err(|_| wrong())?;
        return in_range(start.timestamp().as_microsecond(), text);
    };
    let (clock, offset) = offset(&clock).ok_or_else(wrong)?;
    let time = time(clock).ok_or_else(wrong)?;
    let local = date.to_datetime(time);
    let zone = offset.map_or_else(|| zone.clone(), TimeZone::fixed);
    // A time that a change to summer time skips is moved forward, one that occurs twice is the first.
    let instant = local.to_zoned(zone).map_err(|_| wrong())?;
    in_range(instant.timestamp().as_microsecond(), text)
}

fn in_range(micros: i64, text: &str) -> Result<i64, ValueError> {
    // 1900-01-01 to 2200-01-01.
    if (-2_208_988_800_000_000..7_258_118_400_000_000).contains(&micros) {
        return Ok(micros);
    }
    Err(ValueError::new("date_out_of_range", "a time between 1900 and 2200", text))
}

fn epoch(plain: &str) -> Option<i64> {
    let digits = plain.strip_suffix(".0").unwrap_or(plain);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        // Excel's serial of a date with a time: 46346.4375.
        let (days, part) = plain.split_once('.')?;
        let serial = days.len() == 5 && days.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        let serial: f64 = serial.then(|| plain.parse().ok()).flatten()?;
        #[expect(clippy::cast_possible_truncation, reason = "five digits of days in seconds fit easily")]
        let seconds = ((serial - 25_569.0) * 86_400.0).round() as i64;
        return Some(seconds * 1_000_000);
    }
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        10 => number.checked_mul(1_000_000),
        13 => number.checked_mul(1000),
        16 => Some(number),
        _ => None,
    }
}

/// The date and, in 24-hour form with colons, the time.
fn split(plain: &str) -> (&str, Option<String>) {
    let begins = plain.char_indices().find(|(at, c)| {
        let before = plain.get(..*at).unwrap_or_default();
        let date_ended =
            before.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | '号' | ','));
        let rest = plain.get(*at..).unwrap_or_default();
        let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
        let half = ["上午", "下午", "凌晨", "中午", "晚上", "早上"].iter().any(|h| rest.starts_with(h));
        let hour = rest.split([':', '时', '点']).next().unwrap_or_default().trim();
        let is_clock = rest.contains([':', '时', '点'])
            && (1..=2).contains(&hour.len())
            && hour.bytes().all(|b| b.is_ascii_digit());
        date_ended
            && (matches!(c, 'T' | 't' | ' ') || !c.is_ascii() || before.ends_with('日'))
            && (half || is_clock)
    });
    let Some((at, _)) = begins else { return (plain, None) };
    let (days, rest) = plain.split_at(at);
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let late = ["下午", "晚上"].iter().any(|h| rest.starts_with(h));
    let noon = rest.starts_with("中午");
    let rest = ["上午", "下午", "凌晨", "中午", "晚上", "早上"]
        .iter()
        .find_map(|h| rest.strip_prefix(h))
        .unwrap_or(rest);
    let clock = rest.replace(['时', '点', '分'], ":").replace(['秒', '整'], "");
    let clock = clock.trim().trim_end_matches(':').to_owned();
    let clock = if clock.contains(':') { clock } else { format!("{clock}:00") };
    let suffix = if late || noon && !clock.starts_with("11") { " pm" } else { "" };
    (days, Some(format!("{clock}{suffix}")))
}

/// Takes the zone off the end: `Z`, `UTC`, `+08:00`, `+0800`, `+8`.
fn offset(clock: &str) -> Option<(&str, Option<jiff::tz::Offset>)> {
    let lower = clock.to_ascii_lowercase();
    for name in ["z", "utc", "gmt"] {
        if lower.ends_with(name) {
            return Some((clock.get(..clock.len() - name.len())?.trim(), Some(jiff::tz::Offset::UTC)));
        }
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, None)) };
    let (time, zone) = clock.split_at(at);
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, 0),
        4 => (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?),
        _ => return None,
    };
    let seconds = (hours * 60 + minutes) * 60;
    let signed = if zone.starts_with('-') { -seconds } else { seconds };
    Some((time.trim(), Some(jiff::tz::Offset::from_seconds(signed).ok()?)))
}

/// `9:05`, `09:05:30.250`, `3:05 PM`.
fn time(clock: &str) -> Option<Time> {
    let lower = clock.to_ascii_lowercase();
    let late = lower.trim_end_matches('.').ends_with("pm") || lower.ends_with("p.m.");
    let early = lower.ends_with("am") || lower.ends_with("a.m.");
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | ' '));
    let mut parts = bare.split(':');
    let hour: i8 = parts.next()?.trim().parse().ok()?;
    let minute: i8 = parts.next().map_or(Some(0), |m| m.trim().parse().ok())?;
    let (second, part) = match parts.next() {
        None => (0, 0),
        Some(text) => {
            let (whole, fraction) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
            let nanos: String = fraction.chars().chain("000000000".chars()).take(9).collect();
            (whole.parse().ok()?, nanos.parse().ok()?)
        }
    };
    let hour = match hour {
        12 if early => 0,
        h if late && h < 12 => h + 12,
        h => h,
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, part).ok()
}

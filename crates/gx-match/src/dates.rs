//! Dates as people write them, to eight digits: year, month, day.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date into `[year, month, day]`, or nothing if the text is no date.
///
/// Understands `19900317`, `1990-3-17`, `17/3/1990`, `3/17/1990` (by `day_first`, or by what is
/// possible), `17 Mar 1990`, `1990年3月17日` and `民国79年3月17日`; a time behind the date is dropped.
/// Two-digit years are read between 1930 and 2029.
pub fn parse(text: &str, day_first: bool) -> Option<[u32; 3]> {
    let text = text.trim().to_lowercase();
    let minguo = text.starts_with("民国") || text.starts_with("民國");
    let date = match text.find(['t', ' ']) {
        Some(at) if text[at + 1..].contains(':') => &text[..at],
        _ => text.as_str(),
    };
    let mut named = None;
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut word = String::new();
    let mut digits = String::new();
    let mut named_at = 0;
    for c in date.chars().chain(Some(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else if !digits.is_empty() {
            numbers.push((digits.parse().ok()?, digits.len()));
            digits.clear();
        }
        if c.is_alphabetic() {
            word.push(c);
        } else if !word.is_empty() {
            if let Some(m) = MONTHS.iter().position(|m| word.starts_with(m)) {
                named = Some(m as u32 + 1);
                named_at = numbers.len();
            }
            word.clear();
        }
    }
    let century = |y: u32, len: usize| match len {
        4 => y,
        _ if minguo => y + 1911,
        2 if y < 30 => 2000 + y,
        2 => 1900 + y,
        _ => 0,
    };
    let found = match (numbers.as_slice(), named) {
        ([(n, 8)], None) => {
            let ymd = [n / 10000, n / 100 % 100, n % 100];
            if fine(ymd) {
                ymd
            } else if day_first {
                [n % 10000, n / 10000 % 100, n / 1_000_000]
            } else {
                [n % 10000, n / 1_000_000, n / 10000 % 100]
            }
        }
        ([(y, 4), (d, _)], Some(m)) | ([(d, _), (y, 4)], Some(m)) => {
            let _ = named_at;
            [*y, m, *d]
        }
        ([(d, _), (y, 2)], Some(m)) => [century(*y, 2), m, *d],
        ([(y, 4), (m, _), (d, _)], None) => [*y, *m, *d],
        ([(y, l), (m, _), (d, _)], None) if minguo => [century(*y, *l), *m, *d],
        ([(p, _), (q, _), (y, l @ (4 | 2))], None) => {
            let y = century(*y, *l);
            if (day_first && *q <= 12) || *p > 12 { [y, *q, *p] } else { [y, *p, *q] }
        }
        _ => return None,
    };
    fine(found).then_some(found)
}

fn fine([y, m, d]: [u32; 3]) -> bool {
    (1800..=2200).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d)
}

/// Whether a column's dates name the day first: some have a first number above 12 and none a second.
pub fn guess_day_first<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let (mut day, mut month) = (0_u32, 0_u32);
    for v in values {
        let parts: Vec<u32> = v.split(|c: char| !c.is_ascii_digit()).filter_map(|p| p.parse().ok()).collect();
        if let [p, q, ..] = parts[..]
            && p <= 31
            && q <= 31
        {
            day += u32::from(p > 12);
            month += u32::from(q > 12);
        }
    }
    day >= month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_styles_are_one_date() {
        for text in [
            "19900317",
            "1990-03-17",
            "1990/3/17",
            "17/03/1990",
            "17.3.1990",
            "17 Mar 1990",
            "March 17, 1990",
            "1990年3月17日",
            "民国79年3月17日",
            "1990-03-17T00:00:00Z",
            "1990-03-17 08:30:00",
            "17/03/90",
            "3/17/1990",
        ] {
            assert_eq!(parse(text, true), Some([1990, 3, 17]), "{text}");
        }
        assert_eq!(parse("03/04/1990", true), Some([1990, 4, 3]));
        assert_eq!(parse("03/04/1990", false), Some([1990, 3, 4]));
        for text in ["", "12", "hello", "19901332", "310/246-1501", "2024-13-45"] {
            assert_eq!(parse(text, true), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_guessed_from_what_is_possible() {
        assert!(guess_day_first(["17/03/1990", "02/03/1990"].into_iter()));
        assert!(!guess_day_first(["03/17/1990", "02/03/1990"].into_iter()));
    }
}

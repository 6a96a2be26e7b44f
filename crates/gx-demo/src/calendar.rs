//! The year of the company: weeks, hours and feasts, in Beijing time.
//!
//! The demo lives in one zone, UTC+8 without summer time, so local arithmetic is plain.

use gx_kernel::Micros;

use crate::dice::Dice;

const HOUR: i64 = 3600 * Micros::SECOND;
const OFFSET: i64 = 8 * HOUR;

/// Days of life behind "now": no date of the calendar comes twice, so order numbers cannot.
pub(crate) const YEAR: i32 = 363;

/// Where something happens decides its rhythm.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rhythm {
    Web,
    Shop,
    Office,
    Social,
}

const HOURS: [[u16; 24]; 4] = [
    [30, 16, 8, 5, 4, 6, 14, 28, 42, 52, 60, 62, 78, 70, 58, 56, 56, 58, 66, 84, 108, 120, 104, 62],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 62, 58, 66, 96, 104, 98, 84, 76, 88, 72, 24, 0, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 12, 90, 118, 104, 30, 56, 102, 110, 98, 74, 28, 10, 4, 0, 0, 0],
    [26, 12, 6, 3, 2, 4, 12, 34, 46, 44, 46, 52, 74, 62, 44, 42, 46, 54, 66, 82, 112, 132, 116, 64],
];

/// Monday first.
const WEEK: [[f64; 7]; 4] = [
    [0.92, 0.92, 0.95, 0.98, 1.0, 1.16, 1.2],
    [0.66, 0.64, 0.68, 0.74, 1.02, 1.85, 1.75],
    [1.15, 1.2, 1.18, 1.12, 0.98, 0.08, 0.04],
    [0.9, 0.9, 0.94, 0.98, 1.06, 1.2, 1.18],
];

/// First day of the lunar new year, 七夕 and 中秋, by year from 2024; later years fall back to mid-season dates.
const LUNAR: [[(i8, i8); 3]; 13] = [
    [(2, 10), (8, 10), (9, 17)],
    [(1, 29), (8, 29), (10, 6)],
    [(2, 17), (8, 19), (9, 25)],
    [(2, 6), (8, 8), (9, 15)],
    [(1, 26), (8, 26), (10, 3)],
    [(2, 13), (8, 16), (9, 22)],
    [(2, 3), (8, 5), (9, 12)],
    [(1, 23), (8, 24), (10, 1)],
    [(2, 11), (8, 12), (9, 19)],
    [(1, 31), (8, 1), (9, 8)],
    [(2, 19), (8, 20), (9, 27)],
    [(2, 8), (8, 10), (9, 16)],
    [(1, 28), (8, 28), (10, 4)],
];

/// Everything that depends only on "now".
#[derive(Debug)]
pub(crate) struct Calendar {
    pub now: Micros,
    /// The local day of the story's last morning: today, or yesterday before ten to ten.
    pub today: i32,
    first: i32,
    cumulative: [Vec<f64>; 4],
    hours: [[u32; 24]; 4],
    /// First day of the lunar new year, 七夕 and 中秋 of each year that the story touches.
    lunar: Vec<[i32; 3]>,
}

impl Calendar {
    pub fn new(now: Micros) -> Self {
        let today = day_of(now.plus(-(10 * HOUR - HOUR / 6)));
        let first = today - YEAR;
        let years = i32::from(date_of(first).year())..=i32::from(date_of(today).year()) + 1;
        let lunar = years.map(lunar_days).collect();
        let mut calendar =
            Self { now, today, first, cumulative: Default::default(), hours: [[0; 24]; 4], lunar };
        for (r, rhythm) in [Rhythm::Web, Rhythm::Shop, Rhythm::Office, Rhythm::Social].into_iter().enumerate()
        {
            let mut sum = 0.0;
            let mut line = vec![0.0];
            for day in first..=day_of(now) {
                sum += calendar.weight(day, rhythm);
                line.push(sum);
            }
            calendar.cumulative[r] = line;
            let mut sum = 0;
            for (h, w) in HOURS[r].iter().enumerate() {
                sum += u32::from(*w);
                calendar.hours[r][h] = sum;
            }
        }
        calendar
    }

    /// The first day of the story.
    pub fn first_day(&self) -> i32 {
        self.first
    }

    /// The name of the sale that is on, if any.
    pub fn sale(&self, day: i32) -> Option<Sale> {
        let d = date_of(day);
        match (d.month(), d.day()) {
            (11, 1..=11) => return Some(Sale { zh: "双十一", en: "Double 11", peak: d.day() == 11 }),
            (6, 10..=18) => return Some(Sale { zh: "618", en: "618 sale", peak: d.day() == 18 }),
            (5, 16..=20) => return Some(Sale { zh: "520", en: "520 gifts", peak: d.day() == 20 }),
            (3, 5..=8) => return Some(Sale { zh: "三八节", en: "Women's Day", peak: d.day() == 8 }),
            (12, 10..=12) => return Some(Sale { zh: "双十二", en: "Double 12", peak: d.day() == 12 }),
            _ => {}
        }
        for [spring, qixi, moon] in &self.lunar {
            if (spring - 22..spring - 4).contains(&day) {
                return Some(Sale { zh: "年货节", en: "New Year gifts", peak: day == spring - 12 });
            }
            if (qixi - 4..=*qixi).contains(&day) {
                return Some(Sale { zh: "七夕", en: "Qixi", peak: day == *qixi });
            }
            if (moon - 15..*moon).contains(&day) {
                return Some(Sale { zh: "中秋", en: "Mid-Autumn", peak: day == moon - 7 });
            }
        }
        None
    }

    fn weight(&self, day: i32, rhythm: Rhythm) -> f64 {
        let date = date_of(day);
        let mut w = WEEK[rhythm as usize][date.weekday().to_monday_zero_offset() as usize];
        w *= 0.8 + 0.4 * f64::from(day - self.first) / f64::from(YEAR);
        for [spring, ..] in &self.lunar {
            if (spring - 2..spring + 6).contains(&day) {
                w *= if rhythm == Rhythm::Office { 0.03 } else { 0.35 };
            }
        }
        let national_day = date.month() == 10 && date.day() <= 7;
        if rhythm == Rhythm::Office {
            return if national_day { w * 0.05 } else { w };
        }
        if national_day && rhythm == Rhythm::Shop {
            w *= 1.5;
        }
        match self.sale(day) {
            Some(Sale { zh: "双十一", peak: true, .. }) => w * 4.5,
            Some(Sale { peak: true, .. }) => w * 2.8,
            Some(_) => w * 1.5,
            None => w,
        }
    }

    /// An instant between two days (inclusive), never after now.
    pub fn when(&self, rhythm: Rhythm, from: i32, to: i32, dice: &mut Dice) -> Micros {
        let line = &self.cumulative[rhythm as usize];
        let last = line.len() as i32 - 2;
        let a = (from - self.first).clamp(0, last) as usize;
        let b = (to - self.first).clamp(a as i32, last) as usize;
        let at = line[a] + dice.unit() * (line[b + 1] - line[a]);
        let index = (line.partition_point(|x| *x <= at) as i32 - 1).clamp(a as i32, b as i32);
        self.at(self.first + index, rhythm, dice)
    }

    /// An instant on a day, by the hours of the rhythm, never after now.
    pub fn at(&self, day: i32, rhythm: Rhythm, dice: &mut Dice) -> Micros {
        let hours = &self.hours[rhythm as usize];
        let at = dice.below(hours[23]);
        let hour = hours.partition_point(|x| *x <= at) as i64;
        let micros = hour * HOUR + i64::from(dice.below(3_600_000)) * 1000;
        let t = start_of(day).plus(micros);
        if t <= self.now {
            return t;
        }
        // Today's later hours have not come yet: the same hour of yesterday keeps the rhythm.
        t.plus(-Micros::DAY * ((t.0 - self.now.0) / Micros::DAY + 1))
    }

    /// The instant of a local time of day, `days` before the story's last day.
    pub fn ago(&self, days: i32, hour: i64, minute: i64) -> Micros {
        start_of(self.today - days).plus(hour * HOUR + minute * 60 * Micros::SECOND)
    }
}

/// A sale: its name, and whether the day is its height.
pub(crate) struct Sale {
    pub zh: &'static str,
    pub en: &'static str,
    pub peak: bool,
}

/// The local day of an instant, counted from 1970-01-01.
pub(crate) fn day_of(t: Micros) -> i32 {
    (t.0 + OFFSET).div_euclid(Micros::DAY) as i32
}

/// Local midnight.
pub(crate) fn start_of(day: i32) -> Micros {
    Micros(i64::from(day) * Micros::DAY - OFFSET)
}

/// The calendar date of a local day.
pub(crate) fn date_of(day: i32) -> jiff::civil::Date {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(jiff::Span::new().days(day)).unwrap_or(epoch)
}

pub(crate) fn number_of(date: jiff::civil::Date) -> i32 {
    (date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24) as i32
}

fn lunar_days(year: i32) -> [i32; 3] {
    let known = usize::try_from(year - 2024).ok().and_then(|i| LUNAR.get(i));
    let days = known.unwrap_or(&[(2, 5), (8, 15), (9, 22)]);
    days.map(|(m, d)| number_of(jiff::civil::date(year as i16, m, d)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_they_fall() {
        let c = Calendar::new(Micros::parse("2026-11-20T02:00:00Z").unwrap());
        let name = |y, m, d| c.sale(number_of(jiff::civil::date(y, m, d))).map(|s| s.zh);
        assert_eq!(name(2026, 11, 11), Some("双十一"));
        assert_eq!(name(2026, 2, 1), Some("年货节"));
        assert_eq!(name(2026, 8, 19), Some("七夕"));
        assert_eq!(name(2026, 9, 20), Some("中秋"));
        assert_eq!(name(2026, 4, 2), None);
        assert_eq!(
            date_of(day_of(c.ago(9, 9, 0))),
            jiff::civil::date(2026, 11, 11),
            "at ten the story has reached today"
        );
    }

    #[test]
    fn instants_keep_their_bounds() {
        let now = Micros::parse("2026-02-20T20:12:00Z").unwrap();
        let c = Calendar::new(now);
        let mut dice = Dice::of(1, 1, 1);
        for _ in 0..20_000 {
            let t = c.when(Rhythm::Shop, c.today - 30, c.today + 3, &mut dice);
            assert!(t <= now && day_of(t) >= c.today - 31);
            let hour = (t.0 + OFFSET).rem_euclid(Micros::DAY) / HOUR;
            assert!((10..22).contains(&hour), "the shop is closed at {hour}");
        }
    }
}

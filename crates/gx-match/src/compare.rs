//! How alike two values of one column are, as one of a few levels.

use serde::{Deserialize, Serialize};

use crate::distance::{edits, jaro_winkler};
use crate::schema::Kind;
use crate::text::{Token, Value};

/// How two values of a column agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Level {
    /// One of them is missing: no evidence.
    Missing,
    /// They differ.
    Different,
    /// Some part is common.
    Partly,
    /// The words are alike and the numbers differ (the same street, another house).
    OtherNumber,
    /// Alike.
    Similar,
    /// Very much alike: a typing error.
    VerySimilar,
    /// They sound alike.
    SoundsAlike,
    /// A Chinese name and its reading in letters, or two with one reading.
    SamePinyin,
    /// An initial of the other.
    Initial,
    /// A nickname of the other.
    Nickname,
    /// The same value in another column: swapped.
    Swapped,
    /// One contains the other.
    Contained,
    /// One digit differs, is missing, or two are swapped.
    DigitsSwapped,
    /// Day and month are swapped.
    DayMonthSwapped,
    /// The same parts in another order.
    Reordered,
    /// The same.
    Same,
}

/// How many levels there are.
pub(crate) const LEVELS: usize = 16;

impl Level {
    /// Every level in order.
    pub const ALL: [Self; LEVELS] = [
        Self::Missing,
        Self::Different,
        Self::Partly,
        Self::OtherNumber,
        Self::Similar,
        Self::VerySimilar,
        Self::SoundsAlike,
        Self::SamePinyin,
        Self::Initial,
        Self::Nickname,
        Self::Swapped,
        Self::Contained,
        Self::DigitsSwapped,
        Self::DayMonthSwapped,
        Self::Reordered,
        Self::Same,
    ];

    /// Stable text, the first half of an evidence code.
    pub fn as_text(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Different => "different",
            Self::Partly => "partly_same",
            Self::OtherNumber => "other_number_in",
            Self::Similar => "similar",
            Self::VerySimilar => "almost_same",
            Self::SoundsAlike => "sounds_like",
            Self::SamePinyin => "same_pinyin",
            Self::Initial => "initial_of",
            Self::Nickname => "nickname_of",
            Self::Swapped => "swapped",
            Self::Contained => "contained",
            Self::DigitsSwapped => "digits_swapped",
            Self::DayMonthSwapped => "day_month_swapped",
            Self::Reordered => "reordered",
            Self::Same => "same",
        }
    }
}

/// Compares two values of a column of this kind.
pub(crate) fn compare(kind: Kind, a: &Value, b: &Value) -> Level {
    if a.key == b.key && kind != Kind::Phone {
        return if kind == Kind::FullName || a.units == b.units { Level::Same } else { Level::VerySimilar };
    }
    match kind {
        Kind::GivenName | Kind::FamilyName => single_name(a, b),
        Kind::FullName => full_name(a, b),
        Kind::OrgName | Kind::Street | Kind::FreeText => text(a, b),
        Kind::BirthDate | Kind::Date => date(a, b),
        Kind::Phone => phone(a, b),
        Kind::Email => email(a, b),
        Kind::HouseNumber | Kind::Postcode | Kind::NationalId | Kind::Number => code(a, b),
        Kind::City | Kind::Region | Kind::Country => place(a, b),
        Kind::Gender | Kind::Category | Kind::Ignored => word(a, b),
    }
}

/// Whether so few letters are common that no measure can call them alike.
fn far(a: &Value, b: &Value) -> bool {
    let (both, either) = ((a.mask & b.mask).count_ones(), (a.mask | b.mask).count_ones());
    both * 5 < either * 2
}

fn han_mix(a: &Value, b: &Value) -> Option<Level> {
    if !a.han && !b.han {
        return None;
    }
    let same = a.readings.iter().any(|r| *r != 0 && b.readings.contains(r));
    if same {
        return Some(Level::SamePinyin);
    }
    if a.han && b.han {
        // Two characters are a whole name: one edit of two is half of it.
        let (short, long) = (a.units.len().min(b.units.len()), a.units.len().max(b.units.len()));
        return Some(match edits(&a.units, &b.units, 1) {
            1 if short >= 3 => Level::Similar,
            1 if long >= 2 => Level::Partly,
            _ => Level::Different,
        });
    }
    Some(if a.sound == b.sound { Level::SoundsAlike } else { Level::Different })
}

fn single_name(a: &Value, b: &Value) -> Level {
    if let Some(level) = han_mix(a, b) {
        return level;
    }
    let (x, y) = (&a.units[..], &b.units[..]);
    if x.len() == 1 || y.len() == 1 {
        return if x[0] == y[0] { Level::Initial } else { Level::Different };
    }
    if a.nick & b.nick != 0 {
        return Level::Nickname;
    }
    let level = if far(a, b) { Level::Different } else { letters(x, y) };
    if level >= Level::VerySimilar {
        return level;
    }
    if (a.tokens.len() > 1 || b.tokens.len() > 1) && shares_word(a, b) {
        return Level::Contained;
    }
    if level == Level::Different && a.sound == b.sound && a.sound != 0 {
        return Level::SoundsAlike;
    }
    level
}

/// Two spellings of one word.
fn letters(x: &[u16], y: &[u16]) -> Level {
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    let d = edits(x, y, 2);
    if (d == 1 && short >= 3) || (d == 2 && short >= 7) {
        return Level::VerySimilar;
    }
    let jw = jaro_winkler(x, y);
    if jw >= 0.88 || (d == 2 && long >= 5) || (d == 1 && long >= 3) {
        Level::Similar
    } else if jw >= 0.78 {
        Level::Partly
    } else {
        Level::Different
    }
}

fn shares_word(a: &Value, b: &Value) -> bool {
    a.tokens.iter().any(|t| t.len > 1 && b.tokens.iter().any(|u| u.hash == t.hash))
}

fn full_name(a: &Value, b: &Value) -> Level {
    if let Some(level) = han_mix(a, b) {
        return level;
    }
    let (few, many) = if a.tokens.len() <= b.tokens.len() { (a, b) } else { (b, a) };
    let mut used = 0_u64;
    let (mut exact, mut near, mut initial, mut in_order) = (0_usize, 0_usize, 0_usize, true);
    for pass in 0..3 {
        for (i, t) in few.tokens.iter().enumerate().take(16) {
            if used >> (32 + i) & 1 == 1 {
                continue;
            }
            let hit = many.tokens.iter().enumerate().take(16).find(|(j, u)| {
                used >> j & 1 == 0
                    && match pass {
                        0 => t.hash == u.hash,
                        1 => {
                            t.len > 2
                                && u.len > 2
                                && letters(few.token_units(t), many.token_units(u)) >= Level::Similar
                        }
                        _ => (t.len == 1 || u.len == 1) && few.token_units(t)[0] == many.token_units(u)[0],
                    }
            });
            if let Some((j, _)) = hit {
                used |= 1 << j | 1 << (32 + i);
                in_order &= i == j;
                match pass {
                    0 => exact += 1,
                    1 => near += 1,
                    _ => initial += 1,
                }
            }
        }
    }
    let (n, all) = (few.tokens.len(), exact + near + initial);
    let equal_length = n == many.tokens.len();
    if exact == n && equal_length {
        return if in_order { Level::Same } else { Level::Reordered };
    }
    if all == n && n >= 2 {
        return if initial > 0 {
            if exact > 0 { Level::Initial } else { Level::Partly }
        } else if !equal_length {
            Level::Contained
        } else {
            Level::VerySimilar
        };
    }
    let whole = if far(a, b) { Level::Different } else { letters(&a.units, &b.units) };
    if whole >= Level::Similar {
        return whole;
    }
    if exact >= 2 || (exact == 1 && all >= 2) {
        Level::Similar
    } else if n == 1 && exact == 1 {
        Level::Contained
    } else if all > 0 {
        Level::Partly
    } else {
        whole
    }
}

/// Whether two words of a text are one word: equal, a typing error, or cut short.
fn near_word(a: &Value, t: &Token, b: &Value, u: &Token) -> bool {
    if t.numeric || u.numeric {
        return false;
    }
    let (x, y) = (a.token_units(t), b.token_units(u));
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    if short >= 3 && long > short && x[..short] == y[..short] {
        return true;
    }
    (short >= 4 && edits(x, y, 1) == 1) || (short >= 8 && edits(x, y, 2) == 2)
}

fn text(a: &Value, b: &Value) -> Level {
    let (few, many) = if a.tokens.len() <= b.tokens.len() { (a, b) } else { (b, a) };
    let mut used = 0_u64;
    let (mut common, mut few_all) = (0.0_f32, 0.0_f32);
    let mut numbers_few = false;
    let mut open: u64 = 0;
    for (i, t) in few.tokens.iter().enumerate() {
        few_all += t.weight;
        numbers_few |= t.numeric;
        match many.tokens.iter().enumerate().find(|(j, u)| used >> j & 1 == 0 && u.hash == t.hash) {
            Some((j, _)) => {
                used |= 1 << j;
                common += t.weight;
            }
            None => open |= 1 << i,
        }
    }
    if open != 0 && !(few.han && many.han) {
        let waiting = open;
        for (i, t) in few.tokens.iter().enumerate().filter(|(i, _)| waiting >> i & 1 == 1) {
            let hit = many
                .tokens
                .iter()
                .enumerate()
                .find(|(j, u)| used >> j & 1 == 0 && near_word(few, t, many, u));
            if let Some((j, u)) = hit {
                used |= 1 << j;
                open &= !(1 << i);
                common += 0.9 * t.weight.min(u.weight);
            }
        }
    }
    let many_all: f32 = many.tokens.iter().map(|t| t.weight).sum();
    // A number on each side that the other does not have: another house, another branch.
    let few_open = few.tokens.iter().enumerate().any(|(i, t)| t.numeric && open >> i & 1 == 1);
    let many_open = many.tokens.iter().enumerate().any(|(j, u)| u.numeric && used >> j & 1 == 0);
    let other_number = few_open && many_open;
    let dice = 2.0 * common / (few_all + many_all).max(0.01);
    let numbers_many = many.tokens.iter().any(|t| t.numeric);
    let inside = common / few_all.min(many_all).max(0.01);
    let all_used = used.count_ones() as usize == many.tokens.len();
    if dice >= 0.999 && open == 0 && all_used {
        return if few.units.len() == many.units.len() { Level::Reordered } else { Level::VerySimilar };
    }
    let close = few.units.len() >= 5
        && !other_number
        && edits(&a.units, &b.units, 2) <= if few.units.len() >= 9 { 2 } else { 1 };
    if close || (dice >= 0.85 && !other_number) {
        return Level::VerySimilar;
    }
    if other_number {
        return if dice >= 0.35 { Level::OtherNumber } else { Level::Different };
    }
    if inside >= 0.9 {
        return Level::Contained;
    }
    if dice >= 0.6 {
        return Level::Similar;
    }
    if !(a.han || b.han)
        && numbers_few == numbers_many
        && !far(a, b)
        && jaro_winkler(&a.units, &b.units) >= 0.88
    {
        return Level::Similar;
    }
    if dice >= 0.25 || inside >= 0.5 { Level::Partly } else { Level::Different }
}

fn date(a: &Value, b: &Value) -> Level {
    if let (Some(x), Some(y)) = (a.date, b.date)
        && x == [y[0], y[2], y[1]]
    {
        return Level::DayMonthSwapped;
    }
    match edits(&a.units, &b.units, 2) {
        1 => return Level::DigitsSwapped,
        2 => return Level::Similar,
        _ => {}
    }
    if let (Some(x), Some(y)) = (a.date, b.date) {
        let same = x.iter().zip(&y).filter(|(p, q)| p == q).count();
        if same == 2 {
            return Level::Similar;
        }
        if x[0] == y[0] {
            return Level::Partly;
        }
    }
    Level::Different
}

fn phone(a: &Value, b: &Value) -> Level {
    let (x, y) = if a.units.len() <= b.units.len() { (a, b) } else { (b, a) };
    let tail = &y.units[y.units.len() - x.units.len()..];
    if x.units[..] == *tail && x.units.len() >= 6 {
        return Level::Same;
    }
    if edits(&x.units, tail, 1) <= 1 || edits(&x.units, &y.units, 1) <= 1 {
        return Level::DigitsSwapped;
    }
    // Up to three digits fewer in front leave the exchange, which neighbours and branches share.
    let head = x.units.len().saturating_sub(4);
    if head >= 3 && x.units[..head] == tail[..head] { Level::Partly } else { Level::Different }
}

/// Two addresses. Digits in the name before the sign are what keeps namesakes apart
/// (`ann.lee1`, `ann.lee2`), so that other digits are no typing error.
fn email(a: &Value, b: &Value) -> Level {
    let (la, da) = a.units.split_at(a.split as usize);
    let (lb, db) = b.units.split_at(b.split as usize);
    if la == lb {
        return if la.len() >= 4 { Level::VerySimilar } else { Level::Similar };
    }
    let digit = |u: &&u16| (u16::from(b'0')..=u16::from(b'9')).contains(*u);
    if !la.iter().filter(digit).eq(lb.iter().filter(digit)) {
        let letters = |u: &&u16| !digit(u);
        let same = la.iter().filter(letters).eq(lb.iter().filter(letters));
        return if same { Level::OtherNumber } else { Level::Different };
    }
    if edits(&a.units, &b.units, 1) <= 1 {
        return Level::VerySimilar;
    }
    if da == db && la.len().min(lb.len()) >= 4 && jaro_winkler(la, lb) >= 0.92 {
        return Level::Similar;
    }
    if jaro_winkler(la, lb) >= 0.92 { Level::Partly } else { Level::Different }
}

fn code(a: &Value, b: &Value) -> Level {
    let (x, y) = (&a.units[..], &b.units[..]);
    let (short, long) = (x.len().min(y.len()), x.len().max(y.len()));
    let d = edits(x, y, 2);
    if d == 1 && long >= 2 {
        return Level::DigitsSwapped;
    }
    if short >= 1 && long > short && (x.starts_with(y) || y.starts_with(x)) {
        return Level::Contained;
    }
    if d == 2 && long >= 5 {
        return Level::Similar;
    }
    if short >= 5 && x[..3] == y[..3] { Level::Partly } else { Level::Different }
}

fn place(a: &Value, b: &Value) -> Level {
    if a.han != b.han && a.readings[0] == b.readings[0] {
        return Level::SamePinyin;
    }
    if a.units.len().min(b.units.len()) < 2 {
        return Level::Different;
    }
    let level = if far(a, b) { Level::Different } else { letters(&a.units, &b.units) };
    if level < Level::Similar && shares_word(a, b) { Level::Contained } else { level }
}

fn word(a: &Value, b: &Value) -> Level {
    if a.units.first() == b.units.first() && (a.units.len() == 1 || b.units.len() == 1) {
        return Level::Initial;
    }
    if a.units.len().min(b.units.len()) < 4 {
        return Level::Different;
    }
    let level = if far(a, b) { Level::Different } else { letters(&a.units, &b.units) };
    match level {
        Level::Partly => Level::Different,
        l if l == Level::Different && shares_word(a, b) => Level::Partly,
        l => l,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Column;
    use crate::text::prepare;

    fn level(kind: Kind, a: &str, b: &str) -> Level {
        let c = Column::new("x", kind);
        let (x, y) = (prepare(&c, a).expect("a value"), prepare(&c, b).expect("a value"));
        assert_eq!(compare(kind, &x, &y), compare(kind, &y, &x), "not symmetric: {a} / {b}");
        compare(kind, &x, &y)
    }

    #[test]
    fn levels_say_what_a_reader_would_say() {
        use Kind::*;
        use Level::*;
        for (kind, a, b, want) in [
            (GivenName, "john", "JOHN", Same),
            (GivenName, "j.", "john", Initial),
            (GivenName, "bob", "robert", Nickname),
            (GivenName, "jonathon", "jonathan", VerySimilar),
            (GivenName, "mary ann", "mary", Contained),
            (GivenName, "伟", "Wei", SamePinyin),
            (FamilyName, "smith", "jones", Different),
            (FamilyName, "張", "张", Same),
            (FullName, "Zhang Wei", "Wei Zhang", Reordered),
            (FullName, "張偉", "Wei Zhang", SamePinyin),
            (FullName, "John Q Smith", "John Smith", Contained),
            (FullName, "J Smith", "John Smith", Initial),
            (FullName, "王小明", "王晓明", SamePinyin),
            (Street, "12 high street", "12 hihg st", VerySimilar),
            (Street, "12 high street", "14 high street", OtherNumber),
            (Street, "建国路88号", "建国路90号", OtherNumber),
            (Street, "北京市朝阳区建国路88号", "朝阳区建国路88号", Contained),
            (Street, "pridhamstreet", "pridham street", Contained),
            (BirthDate, "1990-03-07", "1990-07-03", DayMonthSwapped),
            (BirthDate, "19900317", "19900371", DigitsSwapped),
            (BirthDate, "19900317", "19450822", Different),
            (Phone, "13800138000", "+8613800138000", Same),
            (Phone, "13800138000", "13800138001", DigitsSwapped),
            (Postcode, "3818", "3881", DigitsSwapped),
            (Email, "ann@x.com", "ann.b@y.com", Different),
            (Email, "ann.lee1@x.com", "ann.lee2@x.com", OtherNumber),
            (Email, "ann.lee1@x.com", "ann.leee1@x.com", VerySimilar),
            (City, "北京市", "Beijing", SamePinyin),
            (City, "Beijing", "Nanjing", Different),
            (OrgName, "SALVATION ARMY FCCH", "Salvation Army", Contained),
        ] {
            assert_eq!(level(kind, a, b), want, "{kind:?} {a} / {b}");
        }
    }
}

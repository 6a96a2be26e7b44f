//! One value of one column, folded and taken apart once so that comparing it is cheap.

use std::hash::{Hash, Hasher};

use gx_text::fold::{fold, is_han};
use pinyin::ToPinyin;
use rustc_hash::FxHasher;

use crate::dates;
use crate::schema::{Column, Kind};
use crate::words;

/// A word of a value: its hash, where its letters are, and how much it tells.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub hash: u64,
    pub start: u16,
    pub len: u16,
    pub numeric: bool,
    /// How it sounds; a number's own hash.
    pub sound: u64,
    /// Information of the word in bits, from how many values of the column have it.
    pub weight: f32,
}

/// A value ready for comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Value {
    /// Hash of the canonical form; two values with one key are equal.
    pub key: u64,
    /// The letters of all words, without spaces.
    pub units: Box<[u16]>,
    /// Which letters occur, folded into 64 bits.
    pub mask: u64,
    pub tokens: Box<[Token]>,
    /// How it sounds, coarsely.
    pub sound: u64,
    /// Its letters in alphabetical order, hashed: the same for every order of the words.
    pub anagram: u64,
    /// Ways to read it in letters, hashed: as it stands, given name first (one and two characters).
    pub readings: [u64; 3],
    pub nick: u128,
    pub date: Option<[u32; 3]>,
    pub han: bool,
    /// Start of the domain of an e-mail address in `units`.
    pub split: u16,
}

impl Value {
    /// What values that read alike share: a name's letters in any order, whatever the script.
    pub fn reading(&self) -> u64 {
        if self.anagram != 0 { self.anagram } else { self.key }
    }

    pub fn token_units(&self, t: &Token) -> &[u16] {
        &self.units[t.start as usize..t.start as usize + t.len as usize]
    }
}

pub(crate) fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut h = FxHasher::default();
    value.hash(&mut h);
    // FxHash leaves the low bits weak; a finishing mix makes them usable as a sample or a band.
    let mut z = h.finish().wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) | 1
}

pub(crate) fn mask_of(units: &[u16]) -> u64 {
    units.iter().fold(0, |m, u| m | 1 << (u & 63))
}

/// Folded text with everything but letters and digits as single spaces; apostrophes vanish.
pub(crate) fn plain(raw: &str) -> String {
    let folded = fold(raw);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '`' | '·') && !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn digits(raw: &str) -> String {
    fold(raw).chars().filter(char::is_ascii_digit).collect()
}

/// Prepares a raw value; nothing if it says nothing.
pub(crate) fn prepare(column: &Column, raw: &str) -> Option<Value> {
    // Spreadsheets and data frames write whole numbers with a decimal: 60601.0.
    let numeric = matches!(
        column.kind,
        Kind::HouseNumber | Kind::Postcode | Kind::NationalId | Kind::Number | Kind::Phone
    );
    let raw = if numeric { raw.trim().strip_suffix(".0").unwrap_or(raw) } else { raw };
    let text = plain(raw);
    if words::is_null(&text) {
        return None;
    }
    let mut value = match column.kind {
        Kind::Phone => phone(raw)?,
        Kind::Email => email(raw)?,
        Kind::BirthDate | Kind::Date => date(raw, column.day_first)?,
        Kind::HouseNumber | Kind::Postcode | Kind::NationalId | Kind::Number => code(&text),
        Kind::GivenName | Kind::FamilyName | Kind::FullName => name(&text, column.kind),
        Kind::OrgName | Kind::Street | Kind::FreeText => words_of(&text),
        Kind::City | Kind::Region | Kind::Country => place(&text),
        _ => from_words(text.split(' ').map(words::canonical)),
    };
    if value.units.is_empty() {
        value = from_words(text.split(' '));
    }
    value.mask = mask_of(&value.units);
    Some(value)
}

fn from_words<'a>(list: impl Iterator<Item = &'a str>) -> Value {
    let mut units: Vec<u16> = Vec::new();
    let mut tokens = Vec::new();
    let mut all = FxHasher::default();
    for word in list.filter(|w| !w.is_empty()).take(40) {
        let start = units.len();
        units.extend(word.chars().map(|c| c as u32 as u16));
        if units.len() > 400 {
            units.truncate(start);
            break;
        }
        word.hash(&mut all);
        let numeric = word.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let hash = hash_of(word);
        tokens.push(Token {
            hash,
            sound: if numeric { hash } else { sound(word) },
            start: start as u16,
            len: (units.len() - start) as u16,
            numeric,
            weight: 1.0,
        });
    }
    let key = hash_of(units.as_slice());
    let letters: String = char::decode_utf16(units.iter().copied())
        .filter_map(Result::ok)
        .filter(|c| !c.is_ascii_digit())
        .collect();
    Value { key, sound: sound(&letters), units: units.into(), tokens: tokens.into(), ..Value::default() }
}

/// Codes and numbers: leading zeros and spaces do not matter.
fn code(text: &str) -> Value {
    let joined: String = text.chars().filter(|c| *c != ' ').collect();
    let trimmed = joined.trim_start_matches('0');
    let mut v = from_words(std::iter::once(if trimmed.is_empty() { joined.as_str() } else { trimmed }));
    v.sound = v.key;
    v
}

fn phone(raw: &str) -> Option<Value> {
    let cut = raw.to_ascii_lowercase();
    let cut = cut.split(['x', '#', ';', ',']).next().unwrap_or_default();
    let cut = cut.split("转").next().unwrap_or_default();
    let all = digits(cut);
    let trimmed = all.trim_start_matches('0');
    if trimmed.len() < 5 {
        return None;
    }
    let mut v = from_words(std::iter::once(trimmed));
    // The last eight digits hold whatever country and area code someone left out or added.
    v.key = hash_of(&trimmed[trimmed.len().saturating_sub(8)..]);
    v.sound = hash_of(&trimmed[trimmed.len().saturating_sub(7)..]);
    Some(v)
}

fn email(raw: &str) -> Option<Value> {
    let text = fold(raw.trim());
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (local, domain) = text.split_once('@').unwrap_or((text, ""));
    let local = local.split('+').next().unwrap_or(local);
    let mut local: String = local.chars().filter(|c| !c.is_whitespace()).collect();
    if domain == "gmail.com" {
        local.retain(|c| c != '.');
    }
    if local.is_empty() {
        return None;
    }
    let split = local.chars().count() as u16;
    let mut v = from_words([local.as_str(), domain].into_iter());
    v.split = split;
    v.sound = hash_of(local.as_str());
    Some(v)
}

fn date(raw: &str, day_first: bool) -> Option<Value> {
    let parsed = dates::parse(&fold(raw), day_first);
    let text = match parsed {
        Some([y, m, d]) => format!("{y:04}{m:02}{d:02}"),
        None => digits(raw),
    };
    if text.len() < 4 || text.bytes().all(|b| b == b'0') {
        return None;
    }
    let mut v = from_words(std::iter::once(text.as_str()));
    v.date = parsed;
    v.sound = v.key;
    Some(v)
}

fn name(text: &str, kind: Kind) -> Value {
    if text.chars().any(is_han) {
        return han_name(text, kind);
    }
    let title = |w: &&str| {
        kind != Kind::FullName
            || !matches!(*w, "mr" | "mrs" | "ms" | "miss" | "dr" | "prof" | "sir" | "jr" | "sr")
    };
    let mut v = from_words(text.split(' ').filter(title));
    let joined: String = text.chars().filter(|c| *c != ' ').collect();
    v.readings = [hash_of(joined.as_str()), 0, 0];
    v.anagram = anagram(&joined);
    if kind != Kind::FamilyName && v.tokens.len() == 1 {
        v.nick = words::nickname_groups(&joined);
    }
    v
}

fn han_name(text: &str, kind: Kind) -> Value {
    let chars: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let text: String = chars.iter().collect();
    let read = |i: usize, c: char| -> String {
        if i == 0
            && kind != Kind::GivenName
            && let Some(r) = words::surname_reading(c)
        {
            return r.to_owned();
        }
        // A reader who types without the umlaut writes `v` or `u`; one spelling for both.
        c.to_pinyin().map_or_else(|| c.to_string(), |p| p.plain().replace('ü', "u"))
    };
    let syllables: Vec<String> = chars.iter().enumerate().map(|(i, c)| read(i, *c)).collect();
    let as_is = syllables.concat();
    let rotated = |n: usize| {
        if kind == Kind::FullName && syllables.len() > n {
            hash_of(format!("{}{}", syllables[n..].concat(), syllables[..n].concat()).as_str())
        } else {
            0
        }
    };
    let mut v = from_words(std::iter::once(text.as_str()));
    v.readings = [hash_of(as_is.as_str()), rotated(1), rotated(2)];
    v.sound = sound(&as_is);
    v.anagram = anagram(&as_is);
    v.han = true;
    v
}

/// Words of an address or the name of an organisation: one spelling for abbreviations,
/// legal forms dropped, Chinese characters one by one.
fn words_of(text: &str) -> Value {
    let han = text.chars().any(is_han);
    let mut text = text.to_owned();
    if han {
        for filler in words::CHINESE_FILLER {
            if text.contains(filler) {
                text = text.replace(filler, " ");
            }
        }
    }
    let mut list: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        split_scripts(word, &mut list);
    }
    let kept: Vec<&str> = list.iter().map(|w| words::canonical(w)).filter(|w| !words::is_filler(w)).collect();
    let mut v = if kept.is_empty() {
        from_words(list.iter().map(String::as_str))
    } else {
        from_words(kept.into_iter())
    };
    v.han = han;
    v
}

/// Splits `建国路88号a座` into characters, numbers and Latin words.
fn split_scripts(word: &str, out: &mut Vec<String>) {
    if !word.chars().any(is_han) {
        out.push(word.to_owned());
        return;
    }
    let mut run = String::new();
    for c in word.chars() {
        if is_han(c) {
            if !run.is_empty() {
                out.push(std::mem::take(&mut run));
            }
            out.push(c.to_string());
        } else {
            run.push(c);
        }
    }
    if !run.is_empty() {
        out.push(run);
    }
}

/// A place: `北京市`, `北京` and `Beijing` are read alike.
fn place(text: &str) -> Value {
    let mut v = from_words(text.split(' ').map(words::canonical));
    v.han = text.chars().any(is_han);
    let whole: String = text.chars().filter(|c| *c != ' ').collect();
    let bare = whole.strip_suffix(words::PLACE_TAILS).filter(|b| v.han && b.chars().nth(1).is_some());
    let bare = bare.unwrap_or(&whole);
    if v.han {
        // `北京` and `北京市` are one value.
        v.key = hash_of(bare);
    }
    v.readings[0] = hash_of(pinyin_of(bare).as_str());
    v
}

fn pinyin_of(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.to_pinyin() {
            Some(p) => out.push_str(&p.plain().replace('ü', "u")),
            None => out.push(c),
        }
    }
    out
}

fn anagram(word: &str) -> u64 {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    hash_of(letters.as_slice())
}

/// A coarse code of how a word sounds, after Russell's Soundex (US patent 1261167) with the
/// common spellings of one sound joined first.
pub(crate) fn sound(word: &str) -> u64 {
    let mut letters: Vec<u8> = word.bytes().filter(u8::is_ascii_lowercase).collect();
    if letters.is_empty() {
        return if word.is_empty() { 0 } else { hash_of(word) };
    }
    match letters.as_slice() {
        [b'k', b'n', ..] | [b'g', b'n', ..] | [b'w', b'r', ..] | [b'p', b'n', ..] => {
            letters.remove(0);
        }
        [b'p', b'h', ..] => letters[0] = b'f',
        [b'c', ..] => letters[0] = b'k',
        _ => {}
    }
    let class = |b: u8| match b {
        b'b' | b'f' | b'p' | b'v' => 1,
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => 2,
        b'd' | b't' => 3,
        b'l' => 4,
        b'm' | b'n' => 5,
        b'r' => 6,
        _ => 0_u8,
    };
    let first = if class(letters[0]) == 0 { b'a' } else { letters[0] };
    let mut code = [first, 0, 0, 0];
    let (mut at, mut last) = (1, class(letters[0]));
    for b in &letters[1..] {
        let c = class(*b);
        if c != 0 && c != last && at < 4 {
            code[at] = c;
            at += 1;
        }
        if *b != b'h' && *b != b'w' {
            last = c;
        }
    }
    hash_of(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(kind: Kind, raw: &str) -> Value {
        prepare(&Column::new("x", kind), raw).expect("a value")
    }

    #[test]
    fn spellings_of_one_value_share_a_key() {
        for (kind, a, b) in [
            (Kind::Street, "435 S. La Cienega Blvd.", "435 south la cienega boulevard"),
            (Kind::Street, "226 W 104TH ST", "226 West 104 Street"),
            (Kind::Street, "北京市朝阳区建国路88号", "北京 朝陽 建國 88"),
            (Kind::OrgName, "Acme, Inc.", "The ACME Company"),
            (Kind::OrgName, "上海三木貿易有限公司", "上海三木贸易"),
            (Kind::Phone, "+86 138-0013-8000", "13800138000"),
            (Kind::Phone, "310/246-1501", "(310) 246-1501 x12"),
            (Kind::Email, "Ann.Lee+news@Gmail.com", "annlee@gmail.com"),
            (Kind::BirthDate, "1990年3月17日", "17/03/1990"),
            (Kind::FamilyName, "O'Brien", "OBRIEN"),
            (Kind::GivenName, "José", "jose"),
            (Kind::Postcode, "02 138", "2138"),
            (Kind::FullName, "張偉", "张伟"),
            (Kind::Number, "1996.0", "1996"),
            (Kind::Postcode, "60601.0", "60601"),
            (Kind::Phone, "2262649.0", "226-2649"),
        ] {
            assert_eq!(v(kind, a).key, v(kind, b).key, "{a} / {b}");
        }
    }

    #[test]
    fn nothing_known_is_missing() {
        for raw in ["", "  ", "N/A", "null", "未知", "-", "无"] {
            assert!(prepare(&Column::new("x", Kind::FullName), raw).is_none(), "{raw}");
        }
        assert!(prepare(&Column::new("x", Kind::Phone), "123").is_none());
    }

    #[test]
    fn a_chinese_name_can_be_read_in_both_orders() {
        let han = v(Kind::FullName, "曾小明");
        assert!(han.readings.contains(&v(Kind::FullName, "Zeng Xiaoming").readings[0]));
        assert!(han.readings.contains(&v(Kind::FullName, "XIAO-MING ZENG").readings[0]));
    }

    #[test]
    fn names_that_sound_alike_share_a_code() {
        for (a, b) in
            [("stephen", "steven"), ("knight", "night"), ("phillips", "filips"), ("catherine", "kathryn")]
        {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("smith"), sound("jones"));
    }
}

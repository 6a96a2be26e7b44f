//! Folding: the form in which two spellings of one text become equal.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Traditional characters with their simplified ones, in pairs; see `data/README.md`.
const PAIRS: &str = include_str!("../data/t2s.txt");
/// The block that holds all but a few hundred of them.
const FIRST: char = '\u{3400}';
const LAST: char = '\u{9fff}';

struct Simplified {
    near: Box<[char]>,
    far: Box<[(char, char)]>,
}

static SIMPLIFIED: LazyLock<Simplified> = LazyLock::new(|| {
    let mut near: Vec<char> = (FIRST..=LAST).collect();
    let mut far = Vec::new();
    let mut chars = PAIRS.chars().filter(|c| !c.is_whitespace());
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        match (from as usize).checked_sub(FIRST as usize).and_then(|i| near.get_mut(i)) {
            Some(slot) => *slot = to,
            None => far.push((from, to)),
        }
    }
    far.sort_unstable();
    Simplified { near: near.into_boxed_slice(), far: far.into_boxed_slice() }
});

/// The simplified form of a Chinese character; any other character unchanged.
///
/// One to one, so it is for comparing and searching, never for showing text.
pub fn simplify(c: char) -> char {
    if c < FIRST {
        return c;
    }
    let table = &*SIMPLIFIED;
    if let Some(found) = table.near.get(c as usize - FIRST as usize) {
        return *found;
    }
    table
        .far
        .binary_search_by_key(&c, |pair| pair.0)
        .ok()
        .and_then(|i| table.far.get(i))
        .map_or(c, |pair| pair.1)
}

/// Whether the character is a Chinese character (Han script).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

/// Whether words of the character's script are written without spaces (Han, kana, hangul).
pub fn is_dense(c: char) -> bool {
    // The blocks hold marks and dots too (the voicing marks, ・); those are no letters.
    c.is_alphanumeric()
        && (is_han(c)
            || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ac00}'..='\u{d7a3}' | '々'))
}

/// Characters that take no room and change no meaning for a reader who searches.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Latin letters that Unicode does not decompose but that people type without their stroke.
fn plain_latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        _ => return None,
    })
}

/// Folds text for comparing and searching.
///
/// Compatibility forms are unified (NFKC: full width becomes half width, ligatures fall
/// apart), letters are lower case, Latin letters lose their accents, traditional Chinese
/// becomes simplified, invisible characters go, and any run of white space or control
/// characters is one space with none at the ends. `fold(fold(x)) == fold(x)`.
///
/// ```
/// assert_eq!(gx_text::fold("  José　ＬＩＮ 蕭曉梅 "), "jose lin 萧晓梅");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut spelled = String::with_capacity(text.len());
    let mut after_latin = false;
    for c in text.nfkd() {
        if is_combining_mark(c) {
            if after_latin && matches!(c, '\u{300}'..='\u{36f}') {
                continue;
            }
        } else {
            after_latin = is_latin(c);
        }
        if is_invisible(c) {
            continue;
        }
        for lower in c.to_lowercase() {
            match plain_latin(lower) {
                Some(plain) => spelled.push_str(plain),
                None => spelled.push(simplify(lower)),
            }
        }
    }
    // Lower-casing may leave letters that decompose again (`İ`), and recomposing them is what makes the result stable.
    let composed: String = spelled.nfkc().collect();
    squeeze(composed.chars())
}

fn fold_ascii(text: &str) -> String {
    squeeze(text.chars().map(|c| c.to_ascii_lowercase()))
}

fn squeeze(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() || c.is_control() {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_of_one_text_become_equal() {
        for (a, b) in [
            ("ＡＢＣ　１２３", "abc 123"),
            ("José  Ångström", "jose angstrom"),
            ("Jose\u{301}", "jose"),
            ("蕭曉梅", "萧晓梅"),
            ("臺灣", "台湾"),
            ("Straße", "strasse"),
            ("Nguyễn Đức", "nguyen duc"),
            ("ﬁne", "fine"),
            ("a\u{200b}b\u{feff}", "ab"),
            ("  a\t\r\nb  ", "a b"),
            ("が", "が"),
            ("か\u{3099}", "が"),
            ("Й", "й"),
            ("李雷👩‍👧", "李雷👩👧"),
            ("著名", "着名"),
        ] {
            assert_eq!(fold(a), b, "{a:?}");
        }
    }

    #[test]
    fn simplification_has_reached_its_end() {
        let table = &*SIMPLIFIED;
        for pair in PAIRS.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().chunks(2) {
            assert_eq!(pair.len(), 2);
            assert_eq!(simplify(pair[0]), pair[1]);
            assert_eq!(simplify(pair[1]), pair[1]);
        }
        assert!(table.far.len() < 1000);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn ascii_takes_the_same_road(text in "[ -~\\t\\n]{0,40}") {
            // An accent that goes away again forces the long road.
            prop_assert_eq!(fold(&format!("{text}\u{200b}")), fold(&text));
        }
    }
}

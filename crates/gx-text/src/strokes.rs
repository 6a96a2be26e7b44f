//! The order of names in zh-TW: by the number of strokes, as in a book of names there.
//!
//! The order of CLDR (`zh-Hant`, collation `stroke`) by ICU4X, which keeps its tables within the program (about 3 MB).

use std::fmt::Write as _;
use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// The edition of the keys. A newer library or newer data may put names in another order, and keys of two editions
/// do not stand in one list: whoever stores keys stores this beside them, and makes them anew when it changes.
pub const STROKES: &str = "icu_collator 2.4, zh-Hant-u-co-stroke, secondary";

/// Characters of a name that take part in its order.
const SORTED_CHARS: usize = 40;

static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Secondary);
    Collator::try_new(locale!("zh-Hant-u-co-stroke").into(), options).ok()
});

/// A key whose byte order is the order of names by strokes: hexadecimal digits, to be stored in a column. Names in
/// Latin letters stand after Chinese ones, as CLDR has it; an empty name gives an empty key.
pub fn sort_key_strokes(name: &str) -> String {
    let mut bytes: Vec<u8> = Vec::new();
    let name: String = name.trim().chars().take(SORTED_CHARS).collect();
    if let (Some(collator), false) = (LazyLock::force(&COLLATOR), name.is_empty()) {
        let Ok(()) = collator.write_sort_key_to(&name, &mut bytes);
    }
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_by_the_number_of_their_strokes() {
        // 2, 4, 5, 7, 8, 11, 12, 15 and 18 strokes.
        let names = ["丁一", "王小明", "田中", "李美玲", "林曉梅", "陳建國", "黃怡君", "劉德華", "魏雅婷"];
        let mut sorted = names;
        sorted.reverse();
        sorted.sort_by_key(|name| sort_key_strokes(name));
        assert_eq!(sorted, names);
        // Of one family name the given name decides, and Latin letters come last whatever their case.
        assert!(sort_key_strokes("林一") < sort_key_strokes("林曉梅"));
        assert!(
            sort_key_strokes("anna") < sort_key_strokes("Bob")
                && sort_key_strokes("魏雅婷") < sort_key_strokes("anna")
        );
        assert_eq!((sort_key_strokes(""), sort_key_strokes("  ")), (String::new(), String::new()));
    }

    #[test]
    fn keys_are_digits_and_bounded() {
        let key = sort_key_strokes(&"龘😀\u{0}é".repeat(500));
        assert!(key.len() < 1000 && key.chars().all(|c| c.is_ascii_hexdigit()), "{}", key.len());
    }
}

//! The order of names in a list, and the letters on a face that has no picture.

use crate::fold::{fold, is_han};
use crate::names::{family_len, is_chinese, split_name};
use crate::pinyin::{family_readings, reading};

/// Characters of a name that take part in its order.
const SORTED_CHARS: usize = 40;

/// A key whose byte order is the order of names in zh-CN: ASCII, to be stored in a column.
///
/// Each Chinese character becomes its reading with the tone, then its code point
/// (`lin2!6797`), so that characters stay together: all 李 before all 里. Family names are
/// read as family names (单 as shan). Latin letters are folded, so Anna stands between 安 and
/// 白 as in a telephone's list. Traditional sorts with simplified. Digits come before letters,
/// every other script and emoji after; an empty name gives an empty key.
pub fn sort_key_zh(name: &str) -> String {
    let folded = fold(name);
    let chars: Vec<char> = folded.chars().collect();
    let family: String = if is_chinese(&folded) && chars.len() <= 4 {
        chars.iter().take(family_len(&chars)).collect()
    } else {
        String::new()
    };
    let family = family_readings(&family);
    let mut key = String::new();
    for (at, c) in chars.iter().take(SORTED_CHARS).enumerate() {
        if c.is_ascii_alphanumeric() {
            key.push(*c);
            continue;
        }
        if *c == ' ' {
            key.push(' ');
            continue;
        }
        let said = match family.get(at) {
            Some(said) => said.clone(),
            None if is_han(*c) => reading(*c),
            None => None,
        };
        match said {
            // The space before a reading puts 李 between "Li" and "Lia"; "!" lies below every letter and digit.
            Some(said) => key.push_str(&format!("{said}!{:05x} ", u32::from(*c))),
            None if c.is_alphanumeric() || !c.is_ascii() => key.push_str(&format!("~{:05x}", u32::from(*c))),
            None => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// What stands on a person's avatar: the family name of a Chinese name (林, 欧阳), the first
/// letters of the first and last word of another (JS), the first character of anything else.
pub fn avatar_initial(name: &str) -> String {
    let name = name.trim();
    let chars: Vec<char> = name.chars().filter(|c| !c.is_whitespace()).collect();
    if is_chinese(name) {
        let parts = split_name(name);
        if !parts.family.is_empty() {
            return parts.family;
        }
        return chars.iter().take(1).collect();
    }
    if chars.first().is_some_and(|c| is_han(*c)) {
        return chars.iter().take(1).collect();
    }
    let letters: Vec<char> = name
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter_map(|w| w.chars().find(|c| c.is_alphanumeric()))
        .collect();
    let picked: String = match (letters.first(), letters.last()) {
        (Some(a), Some(b)) if letters.len() > 1 => [*a, *b].iter().collect(),
        (Some(a), _) => a.to_string(),
        _ => {
            use unicode_segmentation::UnicodeSegmentation;
            return name.graphemes(true).next().unwrap_or_default().to_owned();
        }
    };
    picked.to_uppercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stand_in_the_order_of_a_telephone_list() {
        let mut names = [
            "张三",
            "Zoe",
            "林晓梅",
            "单田芳",
            "安心",
            "Anna",
            "白居易",
            "李黎",
            "李安",
            "黎明",
            "陈一",
            "曾国藩",
            "😀",
            "7-Eleven",
            "歐陽修",
            "沈从文",
        ];
        names.sort_by_key(|n| sort_key_zh(n));
        assert_eq!(
            names.join(" "),
            "7-Eleven 安心 Anna 白居易 陈一 黎明 李安 李黎 林晓梅 歐陽修 单田芳 沈从文 曾国藩 张三 Zoe 😀"
        );
    }

    #[test]
    fn letters_on_a_face() {
        for (name, initial) in [
            ("林晓梅", "林"),
            ("欧阳修", "欧阳"),
            ("John Smith", "JS"),
            ("john", "J"),
            ("Smith, John", "SJ"),
            ("买买提·吐尔逊", "买"),
            ("👩‍👧 妈妈", "妈"),
            ("👩‍👧", "👩‍👧"),
            ("林Mei", "林"),
            ("", ""),
        ] {
            assert_eq!(avatar_initial(name), initial, "{name}");
        }
    }

    proptest! {
        #[test]
        fn keys_are_ascii_and_blind_to_spelling(text in "\\PC{0,60}") {
            let key = sort_key_zh(&text);
            prop_assert!(key.is_ascii() && key.len() <= SORTED_CHARS * 16);
            prop_assert_eq!(sort_key_zh(&fold(&text)), key);
        }

        #[test]
        fn a_shared_start_keeps_names_together(a in "[\u{4e00}-\u{9fa5}]{5,6}", b in "[\u{4e00}-\u{9fa5}]{1,3}") {
            let longer = format!("{a}{b}");
            prop_assert!(sort_key_zh(&longer).starts_with(&sort_key_zh(&a)));
        }
    }
}

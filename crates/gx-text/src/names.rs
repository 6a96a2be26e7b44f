//! Names of people: which part is the family's, which is the person's.

use crate::fold::{is_han, simplify};

/// Family names of two characters, simplified.
const COMPOUND: &[&str] = &[
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷",
    "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭",
    "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "西门", "南荣", "第五", "单于", "叱干", "贺兰", "完颜",
    "纳兰", "耶律", "爱新", "叶赫", "那拉",
];

/// Forms of address that follow a family name in place of a given name.
const HONORIFICS: &[&str] = &[
    "先生", "女士", "小姐", "太太", "老师", "医生", "经理", "主任", "教授", "师傅", "同学", "阿姨", "叔叔",
    "总",
];

/// Particles that belong to the family name after them: `van der Berg`.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "bin", "ibn",
    "al", "ter",
];

const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "mme", "herr", "frau"];
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"];

/// A name in two parts; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// The family name (姓).
    pub family: String,
    /// The given name (名), with middle names.
    pub given: String,
}

/// Whether the name is written in Chinese characters alone (spaces and the middle dot aside).
pub fn is_chinese(name: &str) -> bool {
    let mut any = false;
    for c in name.chars() {
        if is_han(c) {
            any = true;
        } else if !c.is_whitespace() && !is_middle_dot(c) {
            return false;
        }
    }
    any
}

fn is_middle_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '‧' | '･')
}

/// How many characters at the start of a Chinese name are the family name: 2 for a compound
/// one that leaves a given name, else 1; 0 for an empty text.
pub(crate) fn family_len(chars: &[char]) -> usize {
    if chars.len() >= 2 {
        let pair: String = chars.iter().take(2).map(|c| simplify(*c)).collect();
        if COMPOUND.contains(&pair.as_str()) && (chars.len() >= 3 || !is_common_single(&pair)) {
            return 2;
        }
    }
    chars.len().min(1)
}

/// Two-character texts that are likelier a one-character family name with a given name than a bare compound one.
fn is_common_single(pair: &str) -> bool {
    matches!(
        pair,
        "万俟" | "东方" | "东门" | "西门" | "南门" | "乐正" | "公良" | "梁丘" | "百里" | "叶赫" | "左丘"
    )
}

/// Splits a full name.
///
/// Chinese: family first, compound family names known, `林女士` has no given name; a name
/// with a middle dot (`买买提·吐尔逊`) is one given name, since what follows the dot is a
/// father's name. Latin: `Smith, John`, `John van der Berg`, `LIN Xiaomei` (capitals mark
/// the family name), titles and suffixes left out; otherwise the last word is the family name.
pub fn split_name(full: &str) -> NameParts {
    let full = full.trim();
    if is_chinese(full) { split_chinese(full) } else { split_latin(full) }
}

fn split_chinese(full: &str) -> NameParts {
    if full.chars().any(is_middle_dot) {
        return NameParts { family: String::new(), given: full.to_owned() };
    }
    if let Some((family, given)) = full.split_once(char::is_whitespace)
        && family.chars().count() <= 2
    {
        return NameParts { family: family.to_owned(), given: given.split_whitespace().collect() };
    }
    let chars: Vec<char> = full.chars().filter(|c| !c.is_whitespace()).collect();
    let at = family_len(&chars);
    let (family, given) = chars.split_at(at);
    let simplified: String = given.iter().map(|c| simplify(*c)).collect();
    let given =
        if HONORIFICS.contains(&simplified.as_str()) { String::new() } else { given.iter().collect() };
    NameParts { family: family.iter().collect(), given }
}

fn split_latin(full: &str) -> NameParts {
    let bare = |w: &str| w.trim_matches(|c: char| matches!(c, '.' | ',')).to_lowercase();
    if let Some((family, given)) = full.split_once([',', '，']) {
        let (family, given) = (family.trim(), given.trim());
        if !SUFFIXES.contains(&bare(given).as_str()) {
            return NameParts { family: family.to_owned(), given: given.to_owned() };
        }
    }
    let mut words: Vec<&str> = full.split_whitespace().collect();
    while words.len() > 1 && words.first().is_some_and(|w| TITLES.contains(&bare(w).as_str())) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| SUFFIXES.contains(&bare(w).as_str())) {
        words.pop();
    }
    let words: Vec<&str> = words.iter().map(|w| w.trim_end_matches(',')).collect();
    let (Some(first), true) = (words.first(), words.len() > 1) else {
        return NameParts { family: String::new(), given: words.concat() };
    };
    let capitals =
        |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase);
    if capitals(first) && !words.iter().skip(1).any(|w| capitals(w)) {
        return NameParts { family: (*first).to_owned(), given: words[1..].join(" ") };
    }
    let mut at = words.len() - 1;
    while at > 1 && words.get(at - 1).is_some_and(|w| PARTICLES.contains(&bare(w).as_str())) {
        at -= 1;
    }
    let (given, family) = words.split_at(at);
    NameParts { family: family.join(" "), given: given.join(" ") }
}

/// The full name as its bearers write it: 林晓梅, but John Smith.
pub fn join_name(family: &str, given: &str) -> String {
    let (family, given) = (family.trim(), given.trim());
    if family.is_empty() || given.is_empty() {
        return format!("{family}{given}");
    }
    if is_chinese(family) && is_chinese(given) {
        format!("{family}{given}")
    } else {
        format!("{given} {family}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_fall_into_two_parts() {
        for (full, family, given) in [
            ("林晓梅", "林", "晓梅"),
            ("林 晓梅", "林", "晓梅"),
            ("欧阳修", "欧阳", "修"),
            ("歐陽靖", "歐陽", "靖"),
            ("诸葛", "诸葛", ""),
            ("东方", "东", "方"),
            ("东方不败", "东方", "不败"),
            ("单", "单", ""),
            ("林女士", "林", ""),
            ("欧阳先生", "欧阳", ""),
            ("王總", "王", ""),
            ("买买提·吐尔逊", "", "买买提·吐尔逊"),
            ("John Smith", "Smith", "John"),
            ("Smith, John Paul", "Smith", "John Paul"),
            ("Dr. Ludwig van der Berg", "van der Berg", "Ludwig"),
            ("Martin Luther King Jr.", "King", "Martin Luther"),
            ("Sammy Davis, Jr.", "Davis", "Sammy"),
            ("LIN Xiaomei", "LIN", "Xiaomei"),
            ("JOHN SMITH", "SMITH", "JOHN"),
            ("Cher", "", "Cher"),
            ("😀", "", "😀"),
            ("", "", ""),
        ] {
            assert_eq!(split_name(full), NameParts { family: family.into(), given: given.into() }, "{full}");
        }
    }

    #[test]
    fn parts_join_as_their_bearers_write_them() {
        assert_eq!(join_name("林", "晓梅"), "林晓梅");
        assert_eq!(join_name("Smith", "John"), "John Smith");
        assert_eq!(join_name("", "Cher"), "Cher");
        assert_eq!(join_name("林", ""), "林");
    }

    proptest! {
        #[test]
        fn any_text_splits_without_inventing_letters(text in "\\PC{0,30}") {
            let parts = split_name(&text);
            for c in parts.family.chars().chain(parts.given.chars()) {
                prop_assert!(text.contains(c));
            }
        }

        #[test]
        fn a_chinese_name_survives_splitting_and_joining(text in "[\u{4e00}-\u{9fa5}]{2,4}") {
            let parts = split_name(&text);
            let honorific = parts.given.is_empty();
            prop_assert!(honorific || join_name(&parts.family, &parts.given) == text);
        }
    }
}

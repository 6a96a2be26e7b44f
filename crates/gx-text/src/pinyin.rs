//! How Chinese characters are read, in plain letters.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Family names that are read differently from the same character elsewhere: the reading as a family name.
const FAMILY_READINGS: &[(char, &str)] = &[
    ('单', "shan4"),
    ('仇', "qiu2"),
    ('曾', "zeng1"),
    ('解', "xie4"),
    ('区', "ou1"),
    ('查', "zha1"),
    ('朴', "piao2"),
    ('任', "ren2"),
    ('盖', "ge3"),
    ('乐', "yue4"),
    ('尉', "wei4"),
    ('员', "yun4"),
    ('缪', "miao4"),
    ('秘', "bi4"),
    ('召', "shao4"),
    ('种', "chong2"),
    ('黑', "he4"),
    ('繁', "po2"),
    ('折', "she2"),
    ('洗', "xian3"),
    ('冼', "xian3"),
    ('覃', "qin2"),
    ('谌', "chen2"),
    ('翟', "zhai2"),
    ('阚', "kan4"),
    ('隗', "wei3"),
    ('晟', "cheng2"),
    ('华', "hua4"),
    ('宁', "ning4"),
    ('应', "ying1"),
    ('燕', "yan1"),
    ('葛', "ge3"),
    ('纪', "ji3"),
    ('教', "jiao4"),
    ('令', "ling2"),
    ('牟', "mu4"),
    ('逄', "pang2"),
    ('车', "che1"),
    ('石', "shi2"),
    ('沈', "shen3"),
    ('贾', "jia3"),
    ('瞿', "qu2"),
    ('乜', "nie4"),
    ('祭', "zhai4"),
    ('哈', "ha3"),
    ('郇', "xun2"),
    ('都', "du1"),
    ('过', "guo1"),
    ('占', "zhan1"),
    ('行', "xing2"),
];

/// Compound family names with a reading of their own.
const COMPOUND_READINGS: &[(&str, [&str; 2])] = &[
    ("尉迟", ["yu4", "chi2"]),
    ("万俟", ["mo4", "qi2"]),
    ("长孙", ["zhang3", "sun1"]),
    ("单于", ["chan2", "yu2"]),
    ("澹台", ["tan2", "tai2"]),
    ("宰父", ["zai3", "fu3"]),
    ("令狐", ["ling2", "hu2"]),
    ("夏侯", ["xia4", "hou2"]),
    ("第五", ["di4", "wu3"]),
];

/// The usual reading with its tone last (`mei2`), `ü` written `v`; `None` for what is no Chinese character.
pub fn reading(c: char) -> Option<String> {
    c.to_pinyin().map(|p| plain(p.with_tone_num_end()))
}

/// All readings without tones, the usual one first; at most three, since the fourth of a
/// character is one that no living person is called by.
pub fn readings(c: char) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let Some(multi) = c.to_pinyin_multi() else {
        return c.to_pinyin().map(|p| plain(p.plain())).into_iter().collect();
    };
    for p in multi {
        let text = plain(p.plain());
        if !out.contains(&text) {
            out.push(text);
        }
        if out.len() == 3 {
            break;
        }
    }
    out
}

/// The reading of each character of a family name, with tones.
pub fn family_readings(family: &str) -> Vec<Option<String>> {
    if let Some((_, both)) = COMPOUND_READINGS.iter().find(|(name, _)| *name == family) {
        return both.iter().map(|r| Some((*r).to_owned())).collect();
    }
    let mut chars = family.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && let Some((_, own)) = FAMILY_READINGS.iter().find(|(x, _)| *x == c)
    {
        return vec![Some((*own).to_owned())];
    }
    family.chars().map(reading).collect()
}

fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ü' => 'v',
            'ê' => 'e',
            'ḿ' => 'm',
            'ń' | 'ň' | 'ǹ' => 'n',
            c => c,
        })
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_and_other_readings() {
        assert_eq!(reading('梅').as_deref(), Some("mei2"));
        assert_eq!(reading('吕').as_deref(), Some("lv3"));
        assert_eq!(reading('x'), None);
        let le = readings('乐');
        assert!(le.contains(&"le".to_owned()) && le.contains(&"yue".to_owned()), "{le:?}");
        assert_eq!(readings('林'), ["lin"]);
    }

    #[test]
    fn family_names_have_their_own_reading() {
        let tell = |t: &str| family_readings(t).into_iter().flatten().collect::<Vec<_>>().join(" ");
        assert_eq!(tell("单"), "shan4");
        assert_eq!(tell("仇"), "qiu2");
        assert_eq!(tell("尉迟"), "yu4 chi2");
        assert_eq!(tell("欧阳"), "ou1 yang2");
    }

    #[test]
    fn every_reading_in_the_tables_is_a_syllable_with_a_tone() {
        for (_, r) in FAMILY_READINGS {
            assert!(r.ends_with(|c: char| ('1'..='5').contains(&c)) && r.len() <= 7, "{r}");
        }
        for (name, _) in COMPOUND_READINGS {
            assert_eq!(name.chars().count(), 2);
        }
    }
}

use proptest::prelude::*;

use super::*;

/// What a store does: every asked token equals a stored one or begins it.
fn finds(query: &str, kind: TextKind, text: &str) -> bool {
    let stored = index_tokens(kind, text);
    let asked = query_tokens(query);
    !asked.is_empty()
        && asked
            .iter()
            .all(|q| stored.iter().any(|t| if q.prefix { t.starts_with(&q.text) } else { *t == q.text }))
}

#[test]
fn names_are_found_by_every_way_to_type_them() {
    for (query, name) in [
        ("林晓梅", "林晓梅"),
        ("林曉梅", "林晓梅"),
        ("林晓梅", "林曉梅"),
        ("晓梅", "林晓梅"),
        ("林晓", "林晓梅"),
        ("梅", "林晓梅"),
        ("lin xiao mei", "林晓梅"),
        ("linxiaomei", "林晓梅"),
        ("linxiao", "林晓梅"),
        ("LinXiaoM", "林晓梅"),
        ("xiaomei", "林晓梅"),
        ("xiaomei lin", "林晓梅"),
        ("lin xiaomei", "林晓梅"),
        ("lxm", "林晓梅"),
        ("xm", "林晓梅"),
        ("linxm", "林晓梅"),
        ("shantianfang", "单田芳"),
        ("dantianfang", "单田芳"),
        ("stf", "单田芳"),
        ("qiu", "仇英"),
        ("chouying", "仇英"),
        ("zengguofan", "曾国藩"),
        ("ceng", "曾国藩"),
        ("xiexiaolong", "解小龙"),
        ("jie", "解小龙"),
        ("ouxinhua", "区新华"),
        ("qu", "区新华"),
        ("lvbu", "吕布"),
        ("lyubu", "吕布"),
        ("lubu", "吕布"),
        ("ouyangxiu", "欧阳修"),
        ("oyx", "歐陽修"),
        ("yuchigong", "尉迟恭"),
        ("baidu", "北京百度网讯科技有限公司"),
        ("百度", "北京百度网讯科技有限公司"),
        ("百度科技", "北京百度网讯科技有限公司"),
        ("bjbd", "北京百度网讯科技有限公司"),
        ("bdwx", "北京百度网讯科技有限公司"),
        ("网讯科技有限", "北京百度网讯科技有限公司"),
        ("smith", "John Smith"),
        ("joh", "John Smith"),
        ("js", "John Smith"),
        ("jose", "José Ñúñez"),
        ("obrien", "Mary O'Brien"),
        ("o'brien", "Mary O'Brien"),
        ("jean-l", "Jean-Luc Picard"),
        ("林mei", "林Mei"),
        ("ｌｉｎ", "Lin"),
    ] {
        assert!(
            finds(query, TextKind::Name, name),
            "{query} → {name}: {:?}",
            index_tokens(TextKind::Name, name)
        );
    }
    for (query, name) in [("梅晓", "林晓梅"), ("smi ", "John Smith"), ("wang", "林晓梅"), ("lm", "林晓梅")]
    {
        assert!(!finds(query, TextKind::Name, name), "{query} → {name}");
    }
}

#[test]
fn identities_are_found_by_fragments() {
    let phone = "+8613800138001";
    for query in [
        "8001",
        "13800138001",
        "138-0013-8001",
        "+86 138 0013 8001",
        "0086 138 0013 8001",
        "1380",
        "00138",
        "１３８０",
    ] {
        assert!(finds(query, TextKind::Identity, phone), "{query}");
    }
    assert!(finds("021-6234 5678", TextKind::Identity, "+862162345678"));
    assert!(finds("02162345678", TextKind::Identity, "+862162345678"));
    assert!(!finds("8002", TextKind::Identity, phone));
    let mail = "lin.xm@example.com";
    for query in
        ["lin.xm@example.com", "lin.xm@ex", "LIN.XM", "xm", "example.com", "linxm", "@example", "examplecom"]
    {
        assert!(
            finds(query, TextKind::Identity, mail),
            "{query}: {:?}",
            index_tokens(TextKind::Identity, mail)
        );
    }
    assert!(!finds("lin.xm@example.com", TextKind::Identity, "lin@xm.org xm@example.com"));
    assert!(finds("00004", TextKind::Identity, "00004"));
    assert!(finds("rec-223", TextKind::Identity, "rec-223-org"));
    assert!(finds("r000df", TextKind::Identity, "r000df4236549"));
}

#[test]
fn bodies_are_found_by_words_parts_and_addresses() {
    let text = "今天在南京市長江大橋買了小米的手機，發票寄到 lin.xm@example.com，日期 2024-01-02，電話 138-0013-8001。";
    for query in [
        "南京",
        "长江大桥",
        "大橋",
        "小米手机",
        "手机 小米",
        "lin.xm@example.com",
        "example",
        "2024-01-02",
        "13800138001",
        "机",
    ] {
        assert!(finds(query, TextKind::Body, text), "{query}");
    }
    for query in ["江南", "苹果手机", "2024-01-03"] {
        assert!(!finds(query, TextKind::Body, text), "{query}");
    }
    let twice = index_tokens(TextKind::Body, "天气天气");
    assert!(
        twice.iter().filter(|t| *t == "天气").count() >= 4,
        "a pair that is a word counts twice: {twice:?}"
    );
}

#[test]
fn nothing_is_asked_of_nothing() {
    assert!(query_tokens("").is_empty());
    assert!(query_tokens(" 。!? ").is_empty());
    assert!(index_tokens(TextKind::Name, "😀").is_empty());
    assert_eq!(query_tokens("lin "), [QueryToken { text: "lin".into(), prefix: false }]);
}

#[test]
fn a_long_document_is_bounded() {
    let text = "天".repeat(MAX_CHARS * 3);
    assert!(index_tokens(TextKind::Body, &text).len() < MAX_CHARS * 3);
    assert!(query_tokens(&text).len() <= query::MAX_QUERY_TOKENS);
    let word = "a".repeat(5000);
    assert!(finds(&word, TextKind::Body, &word));
}

/// A voicing mark alone was once taken for a letter.
#[test]
fn marks_and_dots_of_kana_are_no_tokens() {
    for text in ["\u{3099}", "\u{309a}", "゛", "゠", "・", "ア・イ"] {
        for kind in [TextKind::Name, TextKind::Identity, TextKind::Body] {
            for token in index_tokens(kind, text) {
                assert!(token.chars().all(char::is_alphanumeric), "{text:?} gave {token:?}");
            }
        }
    }
}

const HAN: &str = "[林晓梅长江大桥小米手机今天气很好中华人民共和国北京市政府工作者说话和服务产品单仇曾乐]";

proptest! {
    #[test]
    fn any_part_of_a_chinese_name_finds_it(
        name in proptest::string::string_regex(&format!("{HAN}{{1,12}}")).unwrap(),
        (from, len) in (0usize..12, 1usize..12),
    ) {
        let chars: Vec<char> = name.chars().collect();
        let from = from % chars.len();
        let part: String = chars[from..].iter().take(len).collect();
        prop_assert!(finds(&part, TextKind::Name, &name), "{} in {}", part, name);
    }

    #[test]
    fn any_part_of_a_chinese_text_finds_it(
        text in proptest::string::string_regex(&format!("{HAN}{{1,40}}")).unwrap(),
        (from, len) in (0usize..40, 1usize..20),
    ) {
        let chars: Vec<char> = text.chars().collect();
        let from = from % chars.len();
        let part: String = chars[from..].iter().take(len).collect();
        prop_assert!(finds(&part, TextKind::Body, &text), "{} in {}", part, text);
    }

    #[test]
    fn any_fragment_of_a_phone_finds_it(digits in "[1-9][0-9]{7,13}", (from, len) in (0usize..14, 4usize..14)) {
        let from = from % (digits.len() - 3);
        let part: String = digits.chars().skip(from).take(len).collect();
        prop_assert!(finds(&part, TextKind::Identity, &format!("+{digits}")), "{}", part);
    }

    #[test]
    fn tokens_survive_a_plain_tokeniser(text in "\\PC{0,60}") {
        for kind in [TextKind::Name, TextKind::Identity, TextKind::Body] {
            for token in index_tokens(kind, &text) {
                prop_assert!(!token.is_empty() && token.chars().all(char::is_alphanumeric), "{:?}", token);
                prop_assert!(token.chars().count() <= MAX_TOKEN * 2);
            }
        }
        for token in query_tokens(&text) {
            prop_assert!(!token.text.is_empty() && token.text.chars().all(char::is_alphanumeric));
        }
    }
}

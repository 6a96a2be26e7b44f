//! Errors as people read them: the place, the words that would fit, the name that was meant.

use super::generate::catalogue;
use crate::filter::{MAX_LIST, MAX_TEXT, MAX_VALUES, parse};
use crate::object::ObjectKind;

#[test]
fn errors_point_at_the_place() {
    let mut out = String::new();
    for text in [
        "ctiy = \"上海\"",
        "city = \"上海\" and ctiy = 1",
        "城市 = 上海 and 城市 > 上海",
        "city",
        "city = ",
        "city = \"上海",
        "city in (\"a\", ",
        "city in ()",
        "(city = a",
        "city = a)",
        "city = a b",
        "order_total > \"5\"",
        "order_total > 0.00001",
        "interaction_count = 1.5",
        "birth_date > 1990-13-01",
        "birth_date > now",
        "birth_date in the last 3 hours",
        "birth_date between 1999-01-01 and 1990-01-01",
        "x_skin = \"干\"",
        "x_vip = 1",
        "owner = \"周\"",
        "id = \"com_1\"",
        "did purchas",
        "did purchase at least many times",
        "did purchase in the last 90 dyas",
        "did purchase where (amuont > 5)",
        "did purchase where amount > 5 and tier = \"A\"",
        "sum of channel of purchase > 5",
        "sum of amount of purchase",
        "count of purchase > 1.5",
        "first purchase",
        "related works_att company",
        "related works_at shop",
        "related person where (related person)",
        "related interaction",
        "not not",
        "name contains \"\"",
        "name contains \"a\\u{0}\"",
        "name = \"\\q\"",
        "city @ 5",
        "tags = 5",
        "created_at > 99999999999999999999999999999999",
        "did purchase where props = 5",
        "last purchase within 3 parsecs",
    ] {
        let e = parse(text, &catalogue(ObjectKind::Person)).expect_err(text);
        assert!(text.is_char_boundary(e.at) && text.is_char_boundary(e.at + e.len), "{text}: {e:?}");
        let before =
            text[..e.at].chars().map(|c| if c.is_ascii() { " " } else { "\u{3000}" }).collect::<String>();
        let under = text[e.at..e.at + e.len]
            .chars()
            .map(|c| if c.is_ascii() { "^" } else { "＾" })
            .collect::<String>();
        let under = if under.is_empty() { "^".to_owned() } else { under };
        out.push_str(&format!("{text}\n{before}{under} {}: {}\n", e.code, e.message));
        if !e.expected.is_empty() {
            let words = e.expected.iter().take(6).cloned().collect::<Vec<_>>().join(" | ");
            out.push_str(&format!("  expected: {words}\n"));
        }
        out.push('\n');
    }
    insta::assert_snapshot!(out);
}

#[test]
fn browsers_find_the_place_too() {
    let text = "city = \"😀林\" and ctiy = 1";
    let e = parse(text, &catalogue(ObjectKind::Person)).unwrap_err();
    let units: Vec<u16> = text.encode_utf16().collect();
    let (at, len) = e.utf16(text);
    assert_eq!(String::from_utf16(&units[at..at + len]).unwrap(), "ctiy");
}

#[test]
fn limits_hold_without_exhausting_the_stack() {
    let code = |text: String| parse(&text, &catalogue(ObjectKind::Person)).unwrap_err().code.into_string();
    assert_eq!(code("x".repeat(MAX_TEXT + 1)), "too_long");
    assert_eq!(code("(".repeat(9_000)), "too_deep");
    assert_eq!(code("not ".repeat(4_000)), "too_deep");
    assert_eq!(code(format!("{} city = a", "did purchase where ".repeat(40))), "only_people_do");
    assert_eq!(code(vec!["tier = a"; 501].join(" or ")), "too_many_clauses");
    assert_eq!(code(format!("city in ({})", vec!["a"; MAX_LIST + 1].join(","))), "list_too_long");
    let list = format!("city in ({})", vec!["a"; MAX_LIST].join(","));
    let lists = vec![list; MAX_VALUES / MAX_LIST + 1].join(" or ");
    assert_eq!(code(lists), "too_many_values");
}

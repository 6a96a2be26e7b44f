//! Where lines may end: Chinese between characters but for marks that must not begin or end a line, words at
//! spaces, numbers nowhere.

use crate::shape::Glyph;

/// Marks that never begin a line.
const CLOSES: &str = "。，、．；：！？）》〉」』】〕〗］｝〞〟”’…·・～％‰°℃℉，,.!?;:)]}%ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
/// Marks that never end a line.
const OPENS: &str = "（《〈「『【〔〖［｛〝“‘([{￥＄￡$¥€£";
/// Widths are sums of many small numbers.
const SLACK: f32 = 1e-3;

/// The lines of a text in a width given in ems. A line keeps one of the spaces it ends with, so that its words stay
/// apart when copied; the space hangs beyond the width. Only a piece that is longer than a line is broken within.
pub(crate) fn lines(glyphs: &[Glyph], width: f32) -> Vec<&[Glyph]> {
    let mut lines = Vec::new();
    for paragraph in glyphs.split(|glyph| glyph.text == '\n') {
        let mut rest = paragraph;
        loop {
            let (line, more) = rest.split_at(fitting(rest, width));
            lines.push(hung(line));
            rest = more;
            if rest.is_empty() {
                break;
            }
        }
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// How wide a line is without the spaces it ends with, in ems.
pub(crate) fn width(line: &[Glyph]) -> f32 {
    let end = line.iter().rposition(|glyph| !is_space(glyph.text)).map_or(0, |at| at + 1);
    line.iter().take(end).map(|glyph| glyph.advance).sum()
}

/// Whether a character is one of those that fill a square.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2460..=0x24ff | 0x25a0..=0x27bf | 0x2e80..=0x4dbf | 0x4e00..=0x9fff | 0xa960..=0xa97f | 0xac00..=0xd7ff
        | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xff0f | 0xff1a..=0xffef | 0x1f000..=0x1faff
        | 0x20000..=0x3ffff)
}

/// How many of the glyphs go on one line: at least one, if there is one.
fn fitting(glyphs: &[Glyph], width: f32) -> usize {
    let mut reach = 0.0;
    let mut good = None;
    let mut before: Option<char> = None;
    let mut word: Option<char> = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        if let (Some(word), Some(before)) = (word, before)
            && may_break(word, before, glyph.text)
        {
            good = Some(at);
        }
        before = Some(glyph.text);
        reach += glyph.advance;
        if is_space(glyph.text) || glyph.advance == 0.0 {
            continue;
        }
        if at > 0 && reach > width + SLACK {
            return good.unwrap_or(at);
        }
        word = before;
    }
    glyphs.len()
}

/// Whether a line may end between two characters; `word` is the last one before them that is no space.
fn may_break(word: char, before: char, after: char) -> bool {
    if is_space(after) || contains(CLOSES, after) || contains(OPENS, before) {
        return false;
    }
    match before {
        '—' | '…' => after != before,
        '-' => after.is_alphabetic(),
        // Numbers of telephones and accounts are written in groups.
        _ if is_space(before) => !(word.is_ascii_digit() && after.is_ascii_digit()),
        _ => is_wide(before) || is_wide(after),
    }
}

/// Whether a line may end after the character and the character is not seen there. Spaces that hold words together
/// are none.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn contains(marks: &str, c: char) -> bool {
    // Most characters are ideographs, and no mark is one.
    !matches!(c, '\u{3400}'..='\u{9fff}') && marks.contains(c)
}

fn hung(line: &[Glyph]) -> &[Glyph] {
    let end = line.iter().rposition(|glyph| !is_space(glyph.text)).map_or(0, |at| at + 1);
    line.get(..line.len().min(end + 1)).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Glyphs of a typeface in which squares are one em wide and all else is half.
    fn glyphs(text: &str) -> Vec<Glyph> {
        let advance = |c| if is_wide(c) || CLOSES.starts_with(c) { 1.0 } else { 0.5 };
        text.chars().map(|text| Glyph { id: 1, text, advance: advance(text) }).collect()
    }

    fn broken(text: &str, width: f32) -> Vec<String> {
        let glyphs = glyphs(text);
        lines(&glyphs, width).into_iter().map(|line| line.iter().map(|glyph| glyph.text).collect()).collect()
    }

    #[test]
    fn lines_end_where_readers_expect_it() {
        let table: &[(&str, f32, &[&str])] = &[
            ("", 4.0, &[]),
            ("\n\n", 4.0, &[]),
            ("一\n\n二\n", 4.0, &["一", "", "二"]),
            ("一二三四五六", 4.0, &["一二三四", "五六"]),
            // No mark begins a line, none that opens ends it.
            ("一二三四，五六", 4.0, &["一二三", "四，五六"]),
            ("一二三（四五）", 4.0, &["一二三", "（四五）"]),
            ("一二三《四五》。", 4.0, &["一二三", "《四", "五》。"]),
            ("一二「三」，四", 4.0, &["一二", "「三」，", "四"]),
            ("他说“一二三”", 3.0, &["他说", "“一二", "三”"]),
            ("阿卜杜·热合曼", 3.0, &["阿卜", "杜·热", "合曼"]),
            // Dashes and dots that come in twos stay together.
            ("一二三——四", 4.0, &["一二三——", "四"]),
            ("一二三四……五", 4.5, &["一二三", "四……五"]),
            // Words end at spaces, which hang; a hyphen parts words but not numbers.
            ("hello world again", 5.5, &["hello world ", "again"]),
            ("a  b", 0.5, &["a ", "b"]),
            ("the state-of-the-art", 8.0, &["the state-of-", "the-art"]),
            ("GX-2000 ab-12", 4.0, &["GX-2000 ", "ab-12"]),
            ("don’t (really)", 4.0, &["don’t ", "(really)"]),
            // Numbers stay whole, with their sign, their unit and in their groups.
            ("总额1,234.50元", 4.5, &["总额", "1,234.50", "元"]),
            ("约为￥500", 4.0, &["约为", "￥500"]),
            ("增长12.5%。", 4.0, &["增长", "12.5%。"]),
            ("王 138 0013 8000", 7.0, &["王 ", "138 0013 8000"]),
            ("税率１３％", 3.0, &["税率", "１３％"]),
            // Spaces that hold keep what they hold.
            ("a 1\u{a0}000", 2.5, &["a ", "1\u{a0}000"]),
            // What is longer than a line is broken anywhere.
            ("abcdefgh", 2.0, &["abcd", "efgh"]),
            ("x 12345678", 2.0, &["x ", "1234", "5678"]),
            ("，，，，，", 2.0, &["，，", "，，", "，"]),
            ("一二", 0.2, &["一", "二"]),
        ];
        for (text, width, expected) in table {
            assert_eq!(broken(text, *width), *expected, "{text} in {width}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "[一-三，。（）“”a-c1-3 \\-\n]{0,200}", tenths in 1u8..120) {
            let wide = f32::from(tenths) / 10.0;
            let glyphs = glyphs(&text);
            let mut kept = String::new();
            for line in lines(&glyphs, wide) {
                prop_assert!(line.len() == 1 || width(line) <= wide + SLACK || hung(line).len() <= 2);
                kept.extend(line.iter().map(|glyph| glyph.text).filter(|c| !c.is_whitespace()));
            }
            prop_assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }

        #[test]
        fn marks_stand_with_what_they_mark(text in "([一-龥]{2,5}[，。、；：！？]?|[（《「『“][一-龥]{1,3}[”』」》）][，。]?){0,60}") {
            for line in broken(&text, 8.0) {
                prop_assert!(!line.starts_with(|c| contains(CLOSES, c)), "{}", line);
                prop_assert!(!line.ends_with(|c| contains(OPENS, c)), "{}", line);
            }
        }
    }
}

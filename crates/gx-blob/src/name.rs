//! Names of files: any text in, a harmless base name out, and the header that carries it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// The longest name in bytes of UTF-8: every file system takes it, with room for "(1)" before the ending.
pub const MOST: usize = 200;
/// What a file is called that was given no usable name.
const NAMELESS: &str = "file";
/// The longest ending that outlives the shortening of a name, in bytes with its dot.
const ENDING: usize = 20;

/// A name as people may be shown it and may save it under: the last part of whatever path it was, without what
/// controls, hides or turns around text, without what file systems refuse, at most [`MOST`] bytes. Cleaning a clean
/// name changes nothing.
pub fn clean(raw: &str) -> String {
    let mut name = once(raw);
    // Composing and shortening may each leave something for the other, never for long.
    for _ in 0..4 {
        let again = once(&name);
        if again == name {
            break;
        }
        name = again;
    }
    name
}

fn once(raw: &str) -> String {
    let visible: String = raw.chars().filter_map(shown).collect();
    let composed: String = visible.nfc().collect();
    let base = composed.split(['/', '\\']).map(trimmed).rfind(|part| !part.is_empty()).unwrap_or_default();
    let one_space = base.split_whitespace().collect::<Vec<_>>().join(" ");
    let short = shortened(trimmed(&one_space));
    match trimmed(&short) {
        "" => NAMELESS.to_owned(),
        name if is_device(name) => shortened(&format!("_{name}")),
        name => name.to_owned(),
    }
}

/// Neither a hidden file nor "..", nor an ending that Windows drops.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c == '.' || c.is_whitespace())
}

/// What stands for a character: nothing for what controls or turns around text, an underscore for what a file
/// system refuses.
fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => Some(' '),
        // Marks of direction, isolates and overrides; invisible joiners of nothing; the byte order mark; tags.
        '\u{061c}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => None,
        c if c.is_control() => None,
        c if (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => None,
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => Some('_'),
        c => Some(c),
    }
}

/// Names that Windows takes for a device, whatever follows their first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |rest: &str| {
        let mut chars = rest.chars();
        matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || stem.strip_prefix("com").or(stem.strip_prefix("lpt")).is_some_and(numbered)
}

/// At most [`MOST`] bytes: the ending stays, what is before it loses whole characters as people count them.
fn shortened(name: &str) -> String {
    if name.len() <= MOST {
        return name.to_owned();
    }
    let (stem, ending) = match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= ENDING => name.split_at(at),
        _ => (name, ""),
    };
    let room = MOST - ending.len();
    let mut kept = String::new();
    for piece in stem.graphemes(true) {
        if kept.len() + piece.len() > room {
            break;
        }
        kept.push_str(piece);
    }
    if kept.is_empty() {
        // A single heap of combining marks is as long as the whole name.
        kept.extend(stem.chars().scan(0, |n, c| {
            *n += c.len_utf8();
            (*n <= room).then_some(c)
        }));
    }
    format!("{}{ending}", kept.trim_end_matches(|c: char| c == '.' || c.is_whitespace()))
}

/// `attr-char` of RFC 8187: what may stand as it is.
const ATTR: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// `Content-Disposition` by RFC 6266: the name in full as `filename*` (RFC 8187), and for clients from before it in
/// ASCII.
pub fn disposition(name: &str, inline: bool) -> String {
    let way = if inline { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        // A percent sign in the old form is decoded by some and not by others.
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hostile_name_ends_as_a_base_name_with_its_meaning() {
        let table = [
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\y.txt", "y.txt"),
            ("\\\\server\\share\\报价 单.xlsx", "报价 单.xlsx"),
            ("con.txt", "_con.txt"),
            ("Com¹.tar.gz", "_Com¹.tar.gz"),
            ("aux", "_aux"),
            ("console.log", "console.log"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\0b\u{7}c.txt", "abc.txt"),
            ("  two   words\t.pdf ", "two words .pdf"),
            ("", "file"),
            ("...", "file"),
            ("..", "file"),
            ("/", "file"),
            ("\u{200b}\u{feff}", "file"),
            (".htaccess", "htaccess"),
            ("what?.html", "what_.html"),
            ("名字.tar.gz.", "名字.tar.gz"),
            ("folder/", "folder"),
            ("e\u{301}té.png", "été.png"),
            ("👩\u{200d}👩\u{200d}👧.png", "👩\u{200d}👩\u{200d}👧.png"),
        ];
        for (raw, expected) in table {
            assert_eq!(clean(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending_and_whole_characters() {
        let long = clean(&format!("{}.docx", "合同".repeat(100)));
        assert!(long.len() <= MOST && long.ends_with("合.docx") | long.ends_with("同.docx"), "{long}");
        assert!(clean(&"é".repeat(300)).len() <= MOST);
        assert_eq!(clean(&format!("a.{}", "b".repeat(300))).len(), MOST);
        assert_eq!(clean(&format!("x{}", "\u{301}".repeat(300))).len() % 2, 1);
    }

    #[test]
    fn a_name_travels_in_a_header() {
        assert_eq!(
            disposition("报价 \"50%\".pdf", false),
            "attachment; filename=\"__ _50__.pdf\"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20%2250%25%22.pdf"
        );
        assert_eq!(disposition("a.png", true), "inline; filename=\"a.png\"; filename*=UTF-8''a.png");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn any_text_becomes_a_harmless_name(raw in any_name()) {
            let name = clean(&raw);
            prop_assert_eq!(clean(&name), name.clone(), "cleaned once and for all");
            prop_assert!(!name.is_empty() && name.len() <= MOST);
            prop_assert!(!name.contains(['/', '\\', '<', '>', ':', '"', '|', '?', '*']));
            prop_assert!(name != "." && name != ".." && !name.starts_with('.') && !name.ends_with('.'));
            prop_assert_eq!(name.trim(), name.as_str());
            prop_assert!(!name.chars().any(|c| c.is_control() || shown(c).is_none()));
            prop_assert!(!is_device(&name));
            let header = disposition(&name, false);
            prop_assert!(header.bytes().all(|b| (0x20..0x7f).contains(&b)), "{}", header);
            prop_assert_eq!(header.matches('"').count(), 2);
        }
    }

    /// Text of everything that has ever done harm in a name, and of anything else.
    fn any_name() -> impl Strategy<Value = String> {
        let nasty = prop_oneof![
            Just("/"),
            Just("\\"),
            Just(".."),
            Just("."),
            Just(" "),
            Just("\0"),
            Just("\u{202e}"),
            Just("\u{2066}"),
            Just("con"),
            Just("NUL"),
            Just("com1"),
            Just(":"),
            Just("\u{301}"),
            Just("\u{1f468}\u{200d}"),
            Just("林"),
            Just("\u{3000}"),
            Just("\u{feff}"),
            Just("_"),
            Just("\u{212b}"),
            Just("\u{1100}\u{1161}"),
            Just("x.pdf"),
        ]
        .prop_map(str::to_owned);
        let piece = prop_oneof![3 => nasty, 1 => any::<String>(), 1 => "[a-z.]{1,250}"];
        proptest::collection::vec(piece, 0..30).prop_map(|v| v.concat())
    }
}

//! A card as it arrives.

use gx_files::lines::{Line, first, unfold};

use super::{MOST_LINES, Version};

/// A card as a client sent it.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) version: Version,
    /// Every line but those that frame the card and its uid.
    pub(crate) lines: Vec<Line>,
    pub(crate) uid: Option<String>,
}

/// Reads the one card of a body.
///
/// # Errors
///
/// With a sentence for people: which line, and what was expected.
pub(crate) fn read(bytes: &[u8]) -> Result<Sent, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|e| format!("the card is not UTF-8 from byte {} on", e.valid_up_to()))?;
    let lines = unfold(text.trim_start_matches('\u{feff}'));
    if lines.len() > MOST_LINES {
        return Err(format!("a card has at most {MOST_LINES} lines, this one has {}", lines.len()));
    }
    let mut out = Sent { version: Version::Three, lines: Vec::new(), uid: None };
    let (mut begun, mut ended) = (false, false);
    for (at, line) in &lines {
        if line.trim().is_empty() {
            continue;
        }
        if ended {
            return Err(format!("line {at}: one card a time; there is more after END:VCARD"));
        }
        let property = Line::read(line)
            .ok_or_else(|| format!("line {at}: expected NAME:VALUE, got {:?}", first(line)))?;
        let is_card = property.value.trim().eq_ignore_ascii_case("VCARD");
        match property.name.as_str() {
            "BEGIN" if is_card && !begun => begun = true,
            _ if !begun => return Err(format!("line {at}: expected BEGIN:VCARD, got {:?}", first(line))),
            "BEGIN" => return Err(format!("line {at}: one card a time")),
            "END" if is_card => ended = true,
            "END" => return Err(format!("line {at}: expected END:VCARD")),
            "VERSION" => {
                out.version = Version::read(&property.value).ok_or_else(|| {
                    format!(
                        "line {at}: expected VERSION:3.0 or VERSION:4.0, got {:?}",
                        first(&property.value)
                    )
                })?;
            }
            "UID" => out.uid = Some(property.text().trim().to_owned()).filter(|u| !u.is_empty()),
            // Who wrote the card last and when is told by us.
            "PRODID" | "REV" => {}
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" if property.text().trim().eq_ignore_ascii_case("group") => {
                return Err("groups of contacts are not kept; use tags (CATEGORIES) instead".to_owned());
            }
            _ => out.lines.push(property),
        }
    }
    if !ended {
        return Err("the card has no END:VCARD".to_owned());
    }
    if out.uid.as_ref().is_some_and(|uid| uid.chars().count() > 255) {
        return Err("UID has at most 255 characters".to_owned());
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use gx_files::lines::{escape, fold};

    use super::*;

    #[test]
    fn a_card_is_read_or_refused_with_the_line() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u-1\r\nFN:林晓\r\n 梅\r\nitem1.TEL;TYPE=CELL:138 0013 1234\r\nNOTE:a\\, b\\nc\r\nEND:VCARD\r\n";
        let sent = read(card.as_bytes()).unwrap();
        assert_eq!((sent.version, sent.uid.as_deref()), (Version::Three, Some("u-1")));
        assert_eq!(sent.lines[0].text(), "林晓梅");
        assert_eq!(sent.lines[1].raw, "item1.TEL;TYPE=CELL:138 0013 1234");
        assert_eq!(sent.lines[2].text(), "a, b\nc");
        for (card, expected) in [
            ("FN:x\n", "line 1: expected BEGIN:VCARD"),
            ("BEGIN:VCARD\nFN x\nEND:VCARD", "line 2: expected NAME:VALUE"),
            ("BEGIN:VCARD\nVERSION:2.1\nEND:VCARD", "VERSION:3.0 or VERSION:4.0"),
            ("BEGIN:VCARD\nFN:x\n", "no END:VCARD"),
            ("BEGIN:VCARD\nFN:x\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD", "line 4"),
            ("BEGIN:VCARD\nX-ADDRESSBOOKSERVER-KIND:group\nFN:x\nEND:VCARD", "groups"),
        ] {
            let why = read(card.as_bytes()).unwrap_err();
            assert!(why.contains(expected), "{why}");
        }
        assert!(read(b"BEGIN:VCARD\nFN:\xff\nEND:VCARD").unwrap_err().contains("UTF-8"));
        assert!(read("BEGIN:VCARD\n".repeat(3000).as_bytes()).unwrap_err().contains("at most"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        /// What is escaped and folded comes back the same, and no line is longer than 75 bytes.
        #[test]
        fn values_come_back(value in "[ -~关系经理😀\\\\;,\n]{0,120}") {
            let mut card = String::from("BEGIN:VCARD\r\n");
            fold(&mut card, &format!("NOTE:{}", escape(&value)));
            card.push_str("END:VCARD\r\n");
            prop_assert!(card.lines().all(|l| l.len() <= 75));
            let sent = read(card.as_bytes()).unwrap();
            prop_assert_eq!(sent.lines[0].text(), value);
        }
    }
}

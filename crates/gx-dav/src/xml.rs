//! XML at the border: a small tree, read within limits.
//!
//! No document type, so no entity can be declared and none expands; only the five that XML knows and characters by
//! number. What is deeper, longer or in another encoding than expected is refused with the reason.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

/// WebDAV's own names.
pub(crate) const DAV: &str = "DAV:";
/// Those of CardDAV.
pub(crate) const CARDDAV: &str = "urn:ietf:params:xml:ns:carddav";
/// Those of CalDAV.
pub(crate) const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
/// Those of the server whose ways the others took over.
pub(crate) const CALENDARSERVER: &str = "http://calendarserver.org/ns/";

/// Bytes of a request's XML: ten thousand addresses of cards fit.
pub(crate) const MOST_BYTES: usize = 4 << 20;
const MOST_DEPTH: usize = 24;
const MOST_ELEMENTS: usize = 60_000;
const MOST_ATTRIBUTES: usize = 24;

/// A name with its namespace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) space: String,
    pub(crate) local: String,
}

impl Name {
    pub(crate) fn new(space: &str, local: &str) -> Self {
        Self { space: space.to_owned(), local: local.to_owned() }
    }

    pub(crate) fn is(&self, space: &str, local: &str) -> bool {
        self.space == space && self.local == local
    }
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// The first child of this name.
    pub(crate) fn child(&self, space: &str, local: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name.is(space, local))
    }

    /// All children of this name.
    pub(crate) fn all<'a>(&'a self, space: &'a str, local: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |c| c.name.is(space, local))
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Reads a body; none if there is nothing in it.
///
/// # Errors
///
/// With a sentence for people.
pub(crate) fn read(bytes: &[u8]) -> Result<Option<Element>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|e| format!("the body is not UTF-8 from byte {} on; send it in UTF-8", e.valid_up_to()))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0;
    loop {
        let at = reader.buffer_position();
        let (space, event) =
            reader.read_resolved_event().map_err(|e| format!("the XML is broken at byte {at}: {e}"))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() >= MOST_DEPTH || count > MOST_ELEMENTS {
                    return Err(format!(
                        "at most {MOST_ELEMENTS} elements, {MOST_DEPTH} deep; there are more at byte {at}"
                    ));
                }
                if root.is_some() {
                    return Err(format!("a second root element at byte {at}"));
                }
                open.push(element(space, &start).map_err(|e| format!("{e} at byte {at}"))?);
            }
            Event::End(_) => {
                let done = open.pop().ok_or_else(|| format!("an end without a beginning at byte {at}"))?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => root = Some(done),
                }
            }
            Event::Text(t) => put(&mut open, &t.xml10_content(), at)?,
            Event::CData(t) => put(&mut open, &t.xml10_content(), at)?,
            Event::GeneralRef(r) => {
                let known = match r.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    Ok(None) => named(&r.xml10_content()),
                    Err(_) => None,
                };
                let c = known.ok_or_else(|| format!("an entity that XML does not know at byte {at}"))?;
                put(&mut open, c.encode_utf8(&mut [0; 4]), at)?;
            }
            Event::DocType(_) => return Err("a document type is not taken".to_owned()),
            Event::Decl(decl) => {
                let other = decl
                    .encoding()
                    .and_then(Result::ok)
                    .is_some_and(|e| !e.eq_ignore_ascii_case("utf-8") && !e.eq_ignore_ascii_case("us-ascii"));
                if other {
                    return Err("the XML says that it is in another encoding than UTF-8".to_owned());
                }
            }
            Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
            Event::Eof => break,
        }
    }
    if !open.is_empty() {
        return Err("the XML ends in its middle".to_owned());
    }
    root.map(Some).ok_or_else(|| "the body has no element".to_owned())
}

fn element(space: ResolveResult<'_>, start: &BytesStart<'_>) -> Result<Element, String> {
    let space = match space {
        ResolveResult::Bound(Namespace(space)) => space.to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(_) => return Err("a prefix that no namespace was given to".to_owned()),
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| format!("a broken attribute ({e})"))?;
        if attributes.len() >= MOST_ATTRIBUTES {
            return Err(format!("more than {MOST_ATTRIBUTES} attributes"));
        }
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
            .map_err(|e| format!("a broken attribute ({e})"))?;
        attributes.push((attribute.key.local_name().into_inner().to_owned(), value.into_owned()));
    }
    let name = Name { space, local: start.local_name().into_inner().to_owned() };
    Ok(Element { name, attributes, children: Vec::new(), text: String::new() })
}

fn put(open: &mut [Element], text: &str, at: u64) -> Result<(), String> {
    match open.last_mut() {
        Some(element) => {
            element.text.push_str(text);
            Ok(())
        }
        None if text.trim().is_empty() => Ok(()),
        None => Err(format!("text outside the root element at byte {at}")),
    }
}

fn named(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Text as XML holds it. What XML cannot hold at all is left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_body_becomes_a_tree_with_namespaces() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?><!-- hello --><propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">
            <prop><getetag/><c:address-data version="4.0"/><c:x>a &amp; b &#x5173;<![CDATA[<系>]]></c:x></prop></propfind>"#;
        let root = read(text.as_bytes()).unwrap().unwrap();
        assert!(root.name.is(DAV, "propfind"));
        let prop = root.child(DAV, "prop").unwrap();
        assert_eq!(prop.children.len(), 3);
        assert_eq!(prop.child(CARDDAV, "address-data").unwrap().attribute("version"), Some("4.0"));
        assert_eq!(prop.child(CARDDAV, "x").unwrap().text, "a & b 关<系>");
        assert_eq!(read(b" \n").unwrap(), None);
        assert!(read("\u{feff}<a/>".as_bytes()).unwrap().is_some());
    }

    #[test]
    fn hostile_bodies_are_refused_with_the_reason() {
        let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>"#;
        assert!(read(laughs.as_bytes()).unwrap_err().contains("document type"));
        assert!(read(b"<x>&nbsp;</x>").unwrap_err().contains("entity"));
        let outside = r#"<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>"#;
        assert!(read(outside.as_bytes()).unwrap_err().contains("document type"));
        let deep = "<a>".repeat(100_000);
        assert!(read(deep.as_bytes()).unwrap_err().contains("deep"));
        let wide = format!("<a>{}</a>", "<b/>".repeat(70_000));
        assert!(read(wide.as_bytes()).unwrap_err().contains("elements"));
        let many: String = (0..200).map(|n| format!(" a{n}=\"\"")).collect();
        assert!(read(format!("<a{many}/>").as_bytes()).unwrap_err().contains("attributes"));
        assert!(read(b"<a><b>").unwrap_err().contains("middle"));
        assert!(read(b"<a></b>").unwrap_err().contains("broken"));
        assert!(read(b"<a/><a/>").unwrap_err().contains("second"));
        assert!(read(b"<x:a/>").unwrap_err().contains("prefix"));
        assert!(read(b"hello").is_err());
        let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).chain([0xff]).collect();
        assert!(read(&utf16).is_err());
        assert!(read(b"\xff\xfe<\0a\0/\0>\0").unwrap_err().contains("UTF-8"));
        let gbk = b"<?xml version=\"1.0\" encoding=\"GB18030\"?><a/>";
        assert!(read(gbk).unwrap_err().contains("another encoding"));
    }

    proptest! {
        /// Whatever arrives, reading ends with a tree or a reason, and never in a panic.
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_pieces_of_markup_are_read_or_refused(pieces in proptest::collection::vec(
            prop_oneof![Just("<a"), Just(" x=\"1\""), Just(">"), Just("</a>"), Just("/>"), Just("&amp;"), Just("&#0;"), Just("&#x110000;"),
                Just("<![CDATA["), Just("]]>"), Just("<!--"), Just("-->"), Just("<?x"), Just("?>"), Just(" xmlns:b=\"u\""), Just("<b:c"), Just("关")], 0..40)) {
            let _ = read(pieces.concat().as_bytes());
        }

        /// What is written as text is read as the same text.
        #[test]
        fn text_comes_back(text in "[ -~关系\n<>&\"']{0,40}") {
            let root = read(format!("<a>{}</a>", escape(&text)).as_bytes()).unwrap().unwrap();
            prop_assert_eq!(root.text, text);
        }
    }
}

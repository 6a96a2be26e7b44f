//! What a file is, by its bytes. What the sender says of it is not asked: a page that calls itself a picture is a page.

/// Kinds that a browser may show in its window: none of them can run a script.
const INLINE: &[&str] =
    &["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "application/pdf"];

/// Nothing else is known of it.
pub const UNKNOWN: &str = "application/octet-stream";

/// Whether a browser may show it; everything else is saved.
pub fn is_inline(media: &str) -> bool {
    INLINE.contains(&media)
}

/// The kind of a file by its first bytes; the name helps only among kinds whose bytes begin alike.
pub fn sniff(head: &[u8], name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    if let Some(media) = signature(head) {
        return match media {
            "application/zip" => zipped(head, &ending),
            "application/x-ole-storage" => compound(&ending),
            media => media,
        };
    }
    if is_text(head) { text(head, &ending) } else { UNKNOWN }
}

/// What begins with bytes of its own.
fn signature(head: &[u8]) -> Option<&'static str> {
    const STARTS: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"%PDF-", "application/pdf"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"PK\x03\x04", "application/zip"),
        (b"PK\x05\x06", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"\x1f\x8b", "application/gzip"),
        (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (b"Rar!\x1a\x07", "application/vnd.rar"),
        (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\xff\xf3", "audio/mpeg"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"#!AMR", "audio/amr"),
        (b"{\\rtf", "application/rtf"),
        (b"\x7fELF", "application/x-executable"),
        (b"MZ", "application/vnd.microsoft.portable-executable"),
    ];
    if let Some((_, media)) = STARTS.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(media);
    }
    match (head.get(0..4), head.get(8..12)) {
        (Some(b"RIFF"), Some(b"WEBP")) => return Some("image/webp"),
        (Some(b"RIFF"), Some(b"WAVE")) => return Some("audio/wav"),
        (Some(b"RIFF"), Some(b"AVI ")) => return Some("video/x-msvideo"),
        _ => {}
    }
    if head.get(4..8) == Some(b"ftyp") {
        return Some(match head.get(8..12) {
            Some(b"avif" | b"avis") => "image/avif",
            Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => "image/heic",
            Some(b"qt  ") => "video/quicktime",
            Some(b"M4A ") => "audio/mp4",
            _ => "video/mp4",
        });
    }
    // Two letters are few, so the fields after them must be right as well.
    (head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4])).then_some("image/bmp")
}

/// A packed folder: documents of office programs are some, and name their parts near the beginning.
fn zipped(head: &[u8], ending: &str) -> &'static str {
    let has = |part: &[u8]| head.windows(part.len()).any(|w| w == part);
    match ending {
        "docx" if has(b"word/") || has(b"[Content_Types]") => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
        "xlsx" if has(b"xl/") || has(b"[Content_Types]") => {
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        "pptx" if has(b"ppt/") || has(b"[Content_Types]") => {
            "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        }
        "odt" if has(b"opendocument.text") => "application/vnd.oasis.opendocument.text",
        "ods" if has(b"opendocument.spreadsheet") => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" if has(b"opendocument.presentation") => "application/vnd.oasis.opendocument.presentation",
        _ => "application/zip",
    }
}

fn compound(ending: &str) -> &'static str {
    match ending {
        "doc" => "application/msword",
        "xls" | "et" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        "msg" => "application/vnd.ms-outlook",
        _ => "application/x-ole-storage",
    }
}

/// Whether the bytes are text in some encoding: nothing that only binary files have. UTF-16 says so itself.
fn is_text(head: &[u8]) -> bool {
    head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || !head.iter().any(|b| matches!(b, 0..=8 | 11 | 14..=26 | 28..=31))
}

/// What kind of text: markup by what it begins with, as browsers look for it; the rest by the ending.
fn text(head: &[u8], ending: &str) -> &'static str {
    // UTF-16 markup shows its letters once the zeros between them are gone.
    let plain: Vec<u8> = head.iter().copied().filter(|b| *b != 0).map(|b| b.to_ascii_lowercase()).collect();
    let start = plain.iter().position(|b| b.is_ascii_graphic()).unwrap_or(plain.len());
    let body = plain.get(start..).unwrap_or_default();
    let has = |part: &[u8]| body.windows(part.len()).any(|w| w == part);
    if body.starts_with(b"<") {
        if has(b"<svg") {
            return "image/svg+xml";
        }
        if has(b"<html") || has(b"<!doctype html") || has(b"<script") || has(b"<body") || has(b"<iframe") {
            return "text/html";
        }
        if body.starts_with(b"<?xml") {
            return "text/xml";
        }
    }
    match ending {
        "html" | "htm" | "xhtml" | "shtml" => "text/html",
        "svg" => "image/svg+xml",
        "xml" => "text/xml",
        "csv" => "text/csv",
        "tsv" => "text/tab-separated-values",
        "md" => "text/markdown",
        "json" => "application/json",
        "ics" => "text/calendar",
        "vcf" => "text/vcard",
        "eml" => "message/rfc822",
        _ => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is_and_its_name_does_not() {
        let table: &[(&[u8], &str, &str)] = &[
            (b"\x89PNG\r\n\x1a\n....", "a.exe", "image/png"),
            (b"<html><script>alert(1)</script>", "photo.png", "text/html"),
            (b"  \n<!DOCTYPE HTML>", "photo.jpg", "text/html"),
            (b"\xef\xbb\xbf<svg onload=alert(1)>", "photo.png", "image/svg+xml"),
            (b"<?xml version=\"1.0\"?><svg/>", "x", "image/svg+xml"),
            (b"\xff\xfe<\0s\0c\0r\0i\0p\0t\0>\0", "x.txt", "text/html"),
            (b"hello", "page.html", "text/html"),
            (b"a,b\n1,2\n", "list.csv", "text/csv"),
            ("姓名,城市\n".as_bytes(), "名单.csv", "text/csv"),
            (b"\xd0\xd5\xc3\xfb", "gbk.txt", "text/plain"),
            (b"%PDF-1.7", "x", "application/pdf"),
            (
                b"PK\x03\x04....word/document.xml",
                "x.docx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ),
            (b"PK\x03\x04....", "x.docx", "application/zip"),
            (b"RIFF....WEBPVP8 ", "x", "image/webp"),
            (b"....ftypheic", "x.jpg", "image/heic"),
            (b"MZ\x90\0", "photo.png", "application/vnd.microsoft.portable-executable"),
            (b"\0\x01\x02", "x.png", UNKNOWN),
            (b"BMW is a car", "x.txt", "text/plain"),
        ];
        for (head, name, expected) in table {
            assert_eq!(sniff(head, name), *expected, "{name} {head:?}");
        }
        for media in ["text/html", "image/svg+xml", "text/xml", "text/plain", UNKNOWN] {
            assert!(!is_inline(media), "{media}");
        }
    }
}

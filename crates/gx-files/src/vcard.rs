//! Visiting cards: vCard 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350).

mod property;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use encoding_rs::Encoding;

use crate::encoding::Utf8Reader;
use crate::fault::{FileError, RowError};
use crate::records::{Names, Pairs};
use crate::source::{Source, Stream, line_too_long};
use crate::table::{Content, Format, Options, Rows, Table};
pub use property::{Property, parse};

/// How to read the file again.
pub(crate) struct Plan {
    source: Source,
    encoding: &'static Encoding,
    max_row: usize,
    max_unpacked: u64,
}

pub(crate) fn open(
    source: Source,
    encoding: &'static Encoding,
    options: &Options,
) -> Result<Table, FileError> {
    let plan = Plan { source, encoding, max_row: options.max_row_bytes, max_unpacked: options.max_unpacked };
    let mut names = Names::default();
    let mut first_error = None;
    for card in plan.cards()? {
        match card {
            Ok((_, pairs)) => pairs.iter().for_each(|(name, _)| names.add(name)),
            Err(e) => first_error = first_error.or(Some(e)),
        }
    }
    if names.list.is_empty() {
        return Err(match first_error {
            Some(e) => FileError::new(e.code, format!("line {}: {}", e.line, e.message)),
            None => FileError::new("empty_file", "the file holds no visiting card with anything on it"),
        });
    }
    Ok(Table {
        format: Format::Vcard,
        encoding: Some(encoding.name()),
        delimiter: None,
        gzipped: false,
        sheet: None,
        headers: names.list,
        header_line: None,
        assumed: Vec::new(),
        content: Content::Vcard(plan),
    })
}

impl Plan {
    fn cards(&self) -> Result<Cards, FileError> {
        let stream = self.source.open(self.max_unpacked).map_err(|e| FileError::from_io(&e))?;
        let (text, _) = Utf8Reader::new(stream, self.encoding);
        Ok(Cards {
            text: BufReader::with_capacity(1 << 16, text),
            max: self.max_row.max(1 << 22),
            line: 0,
            held: None,
            over: false,
        })
    }

    pub fn rows(&self, headers: &[String]) -> Result<Rows, FileError> {
        let names = Names::of(headers);
        Ok(Rows(Box::new(
            self.cards()?.map(move |card| card.and_then(|(line, pairs)| names.row(line, pairs))),
        )))
    }
}

struct Cards {
    text: BufReader<Utf8Reader<Stream>>,
    /// Bytes of one property; a photograph inside a card takes megabytes.
    max: usize,
    line: u64,
    held: Option<(u64, String)>,
    over: bool,
}

impl Iterator for Cards {
    type Item = Result<(u64, Pairs), RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut card: Option<(u64, Vec<Property>)> = None;
        while !self.over {
            let (line, text) = match self.unfolded() {
                Ok(Some(found)) => found,
                Ok(None) => {
                    self.over = true;
                    let (began, _) = card?;
                    let why = "the card has no END:VCARD; the file ends in its middle";
                    return Some(Err(RowError::new(began, "truncated_card", why)));
                }
                Err(e) => {
                    self.over = true;
                    return Some(Err(RowError::from_io(self.line.max(1), &e)));
                }
            };
            let Some(property) = parse(&text) else { continue };
            let marks = property.value.trim().eq_ignore_ascii_case("VCARD");
            match (property.name.as_str(), &mut card) {
                ("BEGIN", None) if marks => card = Some((line, Vec::new())),
                ("BEGIN", Some((began, _))) if marks => {
                    let began = *began;
                    self.held = Some((line, text));
                    let why = "the card has no END:VCARD before the next card begins";
                    return Some(Err(RowError::new(began, "truncated_card", why)));
                }
                ("END", Some(_)) if marks => {
                    let (began, properties) = card.take()?;
                    return Some(Ok((began, pairs(&properties))));
                }
                (_, Some((_, properties))) => properties.push(property),
                _ => {}
            }
        }
        None
    }
}

impl Cards {
    /// A property with its continuation lines: those that begin with white space, and after
    /// quoted-printable text those that follow a `=` at the end.
    fn unfolded(&mut self) -> std::io::Result<Option<(u64, String)>> {
        let Some((began, mut text)) =
            self.held.take().map_or_else(|| self.physical(), |held| Ok(Some(held)))?
        else {
            return Ok(None);
        };
        let quoted =
            text.split(':').next().is_some_and(|p| p.to_ascii_uppercase().contains("QUOTED-PRINTABLE"));
        while let Some((line, next)) = self.physical()? {
            if quoted && text.ends_with('=') {
                text.pop();
                text.push_str(&next);
            } else if let Some(rest) = next.strip_prefix([' ', '\t']) {
                text.push_str(rest);
            } else {
                self.held = Some((line, next));
                break;
            }
            if text.len() > self.max {
                return Err(line_too_long(self.max));
            }
        }
        Ok(Some((began, text)))
    }

    fn physical(&mut self) -> std::io::Result<Option<(u64, String)>> {
        let mut bytes = Vec::new();
        let max = u64::try_from(self.max).unwrap_or(u64::MAX);
        if self.text.by_ref().take(max + 1).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        if bytes.len() > self.max {
            return Err(line_too_long(self.max));
        }
        self.line += 1;
        let text = String::from_utf8_lossy(&bytes);
        Ok(Some((self.line, text.trim_end_matches(['\n', '\r']).to_owned())))
    }
}

/// The columns of a card, named by the fields they fill; a second value of one kind is `phone 2`.
fn pairs(properties: &[Property]) -> Pairs {
    let mut out = Pairs::new();
    let mut count: HashMap<&str, usize> = HashMap::new();
    let mut add = |name: &'static str, value: String| {
        let value = value.trim().to_owned();
        if value.is_empty() || out.iter().any(|(n, v): &(String, String)| *v == value && n.starts_with(name))
        {
            return;
        }
        let n = count.entry(name).or_default();
        *n += 1;
        out.push((if *n == 1 { name.to_owned() } else { format!("{name} {n}") }, value));
    };
    for p in properties {
        match p.name.as_str() {
            "FN" => add("name", p.text()),
            "N" => {
                let parts = p.parts(';');
                let part = |i: usize| parts.get(i).map(|v| v.replace(',', " ")).unwrap_or_default();
                add("family_name", part(0));
                add("given_name", format!("{} {}", part(1), part(2)));
            }
            "NICKNAME" => add("nickname", p.text()),
            "TEL" => add("phone", p.text().trim_start_matches("tel:").to_owned()),
            "EMAIL" => add("email", p.text().trim_start_matches("mailto:").to_owned()),
            "ADR" => {
                let parts = p.parts(';');
                let part = |i: usize| parts.get(i).cloned().unwrap_or_default();
                let street: Vec<String> =
                    [part(0), part(1), part(2)].into_iter().filter(|v| !v.is_empty()).collect();
                add("address", street.join(" "));
                add("city", part(3));
                add("region", part(4));
                add("postcode", part(5));
                add("country", part(6));
            }
            "BDAY" => add("birth_date", p.text()),
            "ORG" => {
                let parts = p.parts(';');
                add("company", parts.first().cloned().unwrap_or_default());
                add("department", parts.get(1..).map(|d| d.join(" ")).unwrap_or_default());
            }
            "TITLE" | "ROLE" => add("job_title", p.text()),
            "NOTE" => add("note", p.text()),
            "URL" => add("url", p.text()),
            "UID" => add("uid", p.text().trim_start_matches("urn:uuid:").to_owned()),
            "CATEGORIES" => add("tags", p.text()),
            "GENDER" => add("gender", p.parts(';').first().cloned().unwrap_or_default()),
            "X-WECHAT" | "X-QQ" => add(if p.name == "X-QQ" { "qq" } else { "wechat" }, p.text()),
            _ => {}
        }
    }
    out
}

//! What a body asks for: properties, and the three reports.

use gx_files::lines::Property;

use crate::answer::Fault;
use crate::card::{self, Shown, Version};
use crate::props::{Form, Wanted, names};
use crate::xml::{CARDDAV, DAV, Element};

/// What a PROPFIND asks for; an empty body asks for all.
pub(crate) fn properties(root: Option<&Element>) -> Result<(Wanted, Form), Fault> {
    let Some(root) = root else { return Ok((Wanted::All, Form::default())) };
    if !root.name.is(DAV, "propfind") {
        return Err(Fault::new(400, format!("expected DAV:propfind, got {}", root.name.local)));
    }
    inside(root)
}

pub(crate) fn inside(root: &Element) -> Result<(Wanted, Form), Fault> {
    if let Some(prop) = root.child(DAV, "prop") {
        let form = prop.child(CARDDAV, "address-data").map_or(Ok(Form::default()), form)?;
        return Ok((Wanted::These(names(prop)), form));
    }
    let wanted = if root.child(DAV, "propname").is_some() { Wanted::Names } else { Wanted::All };
    Ok((wanted, Form::default()))
}

fn form(data: &Element) -> Result<Form, Fault> {
    let unmet = |text: &str| {
        let message = format!("cards are text/vcard in version 3.0 or 4.0, not {text:?}");
        Fault::unmet(403, "<C:supported-address-data/>", message)
    };
    if let Some(kind) =
        data.attribute("content-type").filter(|k| !k.trim().eq_ignore_ascii_case("text/vcard"))
    {
        return Err(unmet(kind));
    }
    let version = match data.attribute("version") {
        Some(text) => Version::read(text).ok_or_else(|| unmet(text))?,
        None => Version::default(),
    };
    let only = data.all(CARDDAV, "prop").filter_map(|p| p.attribute("name")).map(str::to_owned).collect();
    Ok(Form { version, only })
}

/// A report on an address book.
#[derive(Debug)]
pub(crate) enum Report {
    /// Cards by their addresses.
    Multiget(Vec<String>),
    /// Cards by what is on them, so many at most.
    Query(Filter, Option<usize>),
    /// What changed since a token, so many at most.
    Sync(Option<String>, Option<usize>),
}

/// How many are asked for at most.
pub(crate) fn limit(root: &Element, space: &str) -> Result<Option<usize>, Fault> {
    let Some(n) = root.child(space, "limit").and_then(|l| l.child(space, "nresults")) else {
        return Ok(None);
    };
    let n = n.text.trim().parse::<usize>().ok().filter(|n| *n > 0);
    n.map(Some).ok_or_else(|| Fault::new(400, "nresults is a number from 1 on"))
}

/// Reads a report.
pub(crate) fn report(root: Option<&Element>) -> Result<(Report, Wanted, Form), Fault> {
    let root = root.ok_or_else(|| Fault::new(400, "a report needs a body"))?;
    let (wanted, form) = inside(root)?;
    let limit = |space: &str| limit(root, space);
    let report = match (root.name.space.as_str(), root.name.local.as_str()) {
        (CARDDAV, "addressbook-multiget") => {
            Report::Multiget(root.all(DAV, "href").map(|h| h.text.trim().to_owned()).collect())
        }
        (CARDDAV, "addressbook-query") => {
            let filter = root.child(CARDDAV, "filter").map_or_else(|| Ok(Filter::default()), filter)?;
            Report::Query(filter, limit(CARDDAV)?)
        }
        (DAV, "sync-collection") => {
            let token = root.child(DAV, "sync-token").map(|t| t.text.trim().to_owned());
            Report::Sync(token.filter(|t| !t.is_empty()), limit(DAV)?)
        }
        (_, other) => {
            let message = format!("there is no report {other:?} here");
            return Err(Fault::unmet(403, "<D:supported-report/>", message));
        }
    };
    Ok((report, wanted, form))
}

/// Conditions on a card.
#[derive(Debug, Default)]
pub(crate) struct Filter {
    all: bool,
    of: Vec<OnProperty>,
}

#[derive(Debug)]
struct OnProperty {
    name: String,
    absent: bool,
    all: bool,
    texts: Vec<TextMatch>,
}

#[derive(Debug)]
pub(crate) struct TextMatch {
    text: String,
    fold: bool,
    kind: Kind,
    negate: bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Contains,
    Equals,
    Starts,
    Ends,
}

fn filter(root: &Element) -> Result<Filter, Fault> {
    let of = root.children.iter().map(on_property).collect::<Result<_, _>>()?;
    Ok(Filter { all: test(root)?, of })
}

/// Whether all conditions must hold; one is enough where nothing is said.
fn test(element: &Element) -> Result<bool, Fault> {
    match element.attribute("test") {
        None | Some("anyof") => Ok(false),
        Some("allof") => Ok(true),
        Some(other) => Err(unsupported(format!("test is anyof or allof, not {other:?}"))),
    }
}

pub(crate) fn unsupported(message: String) -> Fault {
    Fault::unmet(403, "<C:supported-filter/>", message)
}

fn on_property(element: &Element) -> Result<OnProperty, Fault> {
    let name = element.attribute("name").filter(|_| element.name.is(CARDDAV, "prop-filter"));
    let name = name.ok_or_else(|| {
        unsupported(format!("expected prop-filter with a name, got {}", element.name.local))
    })?;
    let mut out =
        OnProperty { name: name.to_ascii_uppercase(), absent: false, all: test(element)?, texts: Vec::new() };
    for child in &element.children {
        match child.name.local.as_str() {
            "is-not-defined" => out.absent = true,
            "text-match" => out.texts.push(text_match(child)?),
            other => return Err(unsupported(format!("{other} is not evaluated here"))),
        }
    }
    Ok(out)
}

pub(crate) fn text_match(element: &Element) -> Result<TextMatch, Fault> {
    let fold = match element.attribute("collation").unwrap_or("default") {
        "default" | "i;unicode-casemap" | "i;ascii-casemap" => true,
        "i;octet" => false,
        other => {
            let message =
                format!("collations are i;unicode-casemap, i;ascii-casemap and i;octet, not {other:?}");
            return Err(Fault::unmet(403, "<C:supported-collation/>", message));
        }
    };
    let kind = match element.attribute("match-type").unwrap_or("contains") {
        "contains" => Kind::Contains,
        "equals" => Kind::Equals,
        "starts-with" => Kind::Starts,
        "ends-with" => Kind::Ends,
        other => return Err(unsupported(format!("match-type {other:?} is not evaluated here"))),
    };
    let negate = element.attribute("negate-condition") == Some("yes");
    let text = if fold { element.text.to_lowercase() } else { element.text.clone() };
    Ok(TextMatch { text, fold, kind, negate })
}

impl TextMatch {
    pub(crate) fn holds(&self, p: &Property) -> bool {
        let text = p.text();
        let text = if self.fold { text.to_lowercase() } else { text };
        let found = match self.kind {
            Kind::Contains => text.contains(&self.text),
            Kind::Equals => text == self.text,
            Kind::Starts => text.starts_with(&self.text),
            Kind::Ends => text.ends_with(&self.text),
        };
        found != self.negate
    }
}

impl OnProperty {
    fn holds(&self, lines: &[card::Line]) -> bool {
        let mut there = lines.iter().filter(|l| l.name == self.name).peekable();
        if self.absent {
            return there.peek().is_none();
        }
        if self.texts.is_empty() {
            return there.peek().is_some();
        }
        there.any(|line| {
            let mut each = self.texts.iter().map(|t| t.holds(line));
            if self.all { each.all(|held| held) } else { each.any(|held| held) }
        })
    }
}

impl Filter {
    /// Whether a person's card is meant.
    pub(crate) fn holds(&self, person: &Shown) -> bool {
        if self.of.is_empty() {
            return true;
        }
        let Ok(sent) = card::read(card::write(person, Version::Three).as_bytes()) else { return false };
        let mut each = self.of.iter().map(|p| {
            // Every card has a uid, which is not among its lines.
            p.holds(&sent.lines) || (p.name == "UID" && uid(person).is_some_and(|line| p.holds(&[line])))
        });
        if self.all { each.all(|held| held) } else { each.any(|held| held) }
    }
}

fn uid(person: &Shown) -> Option<card::Line> {
    card::Line::read(&format!("UID:{}", person.uid))
}

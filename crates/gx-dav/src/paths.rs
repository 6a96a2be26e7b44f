//! Addresses: one principal a colleague, two homes below it, address books and calendars in them, cards and events in those.

use gx_http::Signed;
use gx_kernel::IdKind;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::answer::Fault;

/// Where clients begin.
pub(crate) const ROOT: &str = "/dav/";

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'@');

/// An address book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Book {
    /// Those whom the colleague looks after.
    Mine,
    /// Everybody else whom the colleague may see: nobody is in both, so no phone shows anybody twice.
    Others,
}

impl Book {
    pub(crate) const ALL: [Self; 2] = [Self::Mine, Self::Others];

    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Others => "others",
        }
    }
}

/// A calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// Calls, meetings and visits.
    Agenda,
    /// What is to be done by a time. Programs that know tasks keep them apart from events.
    Tasks,
}

impl Calendar {
    pub(crate) const ALL: [Self; 2] = [Self::Agenda, Self::Tasks];

    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Tasks => "tasks",
        }
    }

    /// The component that is in it.
    pub(crate) fn component(self) -> &'static str {
        match self {
            Self::Agenda => "VEVENT",
            Self::Tasks => "VTODO",
        }
    }
}

/// What an address names, below the principal of who asks: nobody sees another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Root,
    Principal,
    Home,
    Book(Book),
    Card(Book, String),
    Calendars,
    Calendar(Calendar),
    Event(Calendar, String),
}

impl Place {
    /// Reads the path of a request.
    ///
    /// # Errors
    ///
    /// 404 for what there is not, and for what is another colleague's.
    pub(crate) fn read(path: &str, me: &Signed) -> Result<Self, Fault> {
        let nothing = || Fault::new(404, "There is nothing here.");
        let rest = path.strip_prefix(ROOT).ok_or_else(nothing)?;
        let parts: Vec<String> = rest
            .trim_end_matches('/')
            .split('/')
            .map(|part| percent_decode_str(part).decode_utf8().map(|p| p.into_owned()))
            .collect::<Result<_, _>>()
            .map_err(|_| Fault::new(400, "The address is not UTF-8."))?;
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let mine = me.user.id.show(IdKind::User);
        let book = |slug: &str| Book::ALL.into_iter().find(|b| b.slug() == slug).ok_or_else(nothing);
        let calendar = |slug: &str| Calendar::ALL.into_iter().find(|c| c.slug() == slug).ok_or_else(nothing);
        match parts.as_slice() {
            [""] => Ok(Self::Root),
            ["users", user] if *user == mine => Ok(Self::Principal),
            ["users", user, "contacts"] if *user == mine => Ok(Self::Home),
            ["users", user, "contacts", slug] if *user == mine => Ok(Self::Book(book(slug)?)),
            ["users", user, "contacts", slug, name] if *user == mine => {
                Ok(Self::Card(book(slug)?, (*name).to_owned()))
            }
            ["users", user, "calendars"] if *user == mine => Ok(Self::Calendars),
            ["users", user, "calendars", slug] if *user == mine => Ok(Self::Calendar(calendar(slug)?)),
            ["users", user, "calendars", slug, name] if *user == mine => {
                Ok(Self::Event(calendar(slug)?, (*name).to_owned()))
            }
            _ => Err(nothing()),
        }
    }

    /// The address as clients are told it.
    pub(crate) fn href(&self, me: &Signed) -> String {
        let principal = || format!("{ROOT}users/{}/", me.user.id.show(IdKind::User));
        match self {
            Self::Root => ROOT.to_owned(),
            Self::Principal => principal(),
            Self::Home => format!("{}contacts/", principal()),
            Self::Book(book) => format!("{}contacts/{}/", principal(), book.slug()),
            Self::Card(book, name) => {
                format!("{}contacts/{}/{}", principal(), book.slug(), utf8_percent_encode(name, SEGMENT))
            }
            Self::Calendars => format!("{}calendars/", principal()),
            Self::Calendar(calendar) => format!("{}calendars/{}/", principal(), calendar.slug()),
            Self::Event(calendar, name) => {
                let name = utf8_percent_encode(name, SEGMENT);
                format!("{}calendars/{}/{name}", principal(), calendar.slug())
            }
        }
    }
}

/// What an address names that a client gives: whole, or the path alone.
fn place_of(href: &str, me: &Signed) -> Option<Place> {
    let path = match href.find("://") {
        Some(at) => href.get(at + 3..).and_then(|rest| rest.find('/').and_then(|slash| rest.get(slash..)))?,
        None => href,
    };
    Place::read(path.trim(), me).ok()
}

/// The name of a card in a book, from an address that a client gives.
pub(crate) fn card_name(href: &str, book: Book, me: &Signed) -> Option<String> {
    match place_of(href, me) {
        Some(Place::Card(there, name)) if there == book => Some(name),
        _ => None,
    }
}

/// The name of an event in a calendar, from an address that a client gives.
pub(crate) fn event_name(href: &str, calendar: Calendar, me: &Signed) -> Option<String> {
    match place_of(href, me) {
        Some(Place::Event(there, name)) if there == calendar => Some(name),
        _ => None,
    }
}

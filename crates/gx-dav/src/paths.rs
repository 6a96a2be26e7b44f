//! Addresses: one principal a colleague, a home below it, address books in it, cards in them.

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

/// What an address names, below the principal of who asks: nobody sees another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Root,
    Principal,
    Home,
    Book(Book),
    Card(Book, String),
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
        match parts.as_slice() {
            [""] => Ok(Self::Root),
            ["users", user] if *user == mine => Ok(Self::Principal),
            ["users", user, "contacts"] if *user == mine => Ok(Self::Home),
            ["users", user, "contacts", slug] if *user == mine => Ok(Self::Book(book(slug)?)),
            ["users", user, "contacts", slug, name] if *user == mine => {
                Ok(Self::Card(book(slug)?, (*name).to_owned()))
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
        }
    }
}

/// The name of a card in a book, from an address that a client gives: whole, or the path alone.
pub(crate) fn card_name(href: &str, book: Book, me: &Signed) -> Option<String> {
    let path = match href.find("://") {
        Some(at) => href.get(at + 3..).and_then(|rest| rest.find('/').and_then(|slash| rest.get(slash..)))?,
        None => href,
    };
    match Place::read(path.trim(), me) {
        Ok(Place::Card(there, name)) if there == book => Some(name),
        _ => None,
    }
}

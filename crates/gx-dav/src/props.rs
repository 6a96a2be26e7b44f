//! Properties of what there is: exactly those that clients ask for (RFC 4918, 3744, 5397, 4791, 6352, 6578).

use gx_http::Signed;
use gx_kernel::Locale;
use gx_store::access::Verb;

use crate::answer::empty;
use crate::calendar::props::Of;
use crate::calendar::{self, Event};
use crate::card::{self, Shown, Version};
use crate::paths::{Book, Calendar, Place};
use crate::xml::{CALDAV, CALENDARSERVER, CARDDAV, DAV, Element, Name, escape};

/// What is wanted of a card's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) version: Version,
    /// Only these properties; all if none is named.
    pub(crate) only: Vec<String>,
}

impl Form {
    pub(crate) fn text(&self, card: &Shown) -> String {
        let whole = card::write(card, self.version);
        if self.only.is_empty() { whole } else { card::cut(&whole, &self.only) }
    }
}

/// Which properties are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Those that nobody has to ask for by name.
    All,
    /// The names alone.
    Names,
    These(Vec<Name>),
}

/// A resource with what its properties need.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Thing<'a> {
    Root,
    Principal,
    Home,
    /// A book with the mark of its state.
    Book(Book, &'a str),
    Card(Book, &'a Shown),
    Calendars,
    /// A calendar with the mark of its state.
    Calendar(Calendar, &'a str),
    /// An event or a task, with its text as it was asked for.
    Event(&'a Event, &'a str),
}

/// What a form of `prop` asks for.
pub(crate) fn names(prop: &Element) -> Vec<Name> {
    prop.children.iter().map(|c| c.name.clone()).collect()
}

/// The properties a thing has of those wanted, and the names of those it lacks.
pub(crate) fn of(me: &Signed, thing: Thing<'_>, wanted: &Wanted, form: &Form) -> (Vec<String>, Vec<Name>) {
    let (mut has, mut lacks) = (Vec::new(), Vec::new());
    match wanted {
        Wanted::These(names) => {
            for name in names {
                match one(me, thing, name, form) {
                    Some(inner) => has.push(wrap(name, &inner)),
                    None => lacks.push(name.clone()),
                }
            }
        }
        Wanted::All | Wanted::Names => {
            for name in usual(thing) {
                let Some(inner) = one(me, thing, &name, form) else { continue };
                has.push(if *wanted == Wanted::All { wrap(&name, &inner) } else { empty(&name) });
            }
        }
    }
    (has, lacks)
}

fn wrap(name: &Name, inner: &str) -> String {
    let prefix = match name.space.as_str() {
        CARDDAV => "C",
        CALDAV => "K",
        CALENDARSERVER => "S",
        _ => "D",
    };
    if inner.is_empty() {
        return empty(name);
    }
    format!("<{prefix}:{0}>{inner}</{prefix}:{0}>", name.local)
}

/// What `allprop` answers; a card's text is asked for by name.
fn usual(thing: Thing<'_>) -> Vec<Name> {
    let dav: &[&str] = match thing {
        Thing::Root | Thing::Principal | Thing::Home | Thing::Calendars => {
            &["resourcetype", "displayname", "current-user-principal"]
        }
        Thing::Book(..) | Thing::Calendar(..) => {
            &["resourcetype", "displayname", "current-user-principal", "sync-token"]
        }
        Thing::Card(..) | Thing::Event(..) => {
            &["resourcetype", "getetag", "getcontenttype", "getcontentlength"]
        }
    };
    dav.iter().map(|local| Name::new(DAV, local)).collect()
}

fn href(text: &str) -> String {
    format!("<D:href>{}</D:href>", escape(text))
}

/// The inside of a property; none where the thing has no such property.
fn one(me: &Signed, thing: Thing<'_>, name: &Name, form: &Form) -> Option<String> {
    let of_calendar = match thing {
        Thing::Calendar(calendar, mark) => calendar::props::one(me, Of::Calendar(calendar, mark), name),
        Thing::Event(event, text) => calendar::props::one(me, Of::Event(event, text), name),
        _ => None,
    };
    if of_calendar.is_some() {
        return of_calendar;
    }
    let collection = !matches!(thing, Thing::Card(..) | Thing::Event(..));
    match (name.space.as_str(), name.local.as_str()) {
        (DAV, "resourcetype") => Some(match thing {
            Thing::Root | Thing::Home | Thing::Calendars => "<D:collection/>".to_owned(),
            Thing::Principal => "<D:collection/><D:principal/>".to_owned(),
            Thing::Book(..) => "<D:collection/><C:addressbook/>".to_owned(),
            Thing::Card(..) | Thing::Calendar(..) | Thing::Event(..) => String::new(),
        }),
        (DAV, "displayname") => Some(escape(&match thing {
            Thing::Root => "Guanxi".to_owned(),
            Thing::Principal => me.user.name.clone(),
            Thing::Home => title(me, None).to_owned(),
            Thing::Book(book, _) => title(me, Some(book)).to_owned(),
            Thing::Card(_, card) => card.called.clone(),
            Thing::Calendars => calendar::props::title(me, None).to_owned(),
            Thing::Calendar(..) | Thing::Event(..) => return None,
        })),
        (DAV, "current-user-principal" | "owner") => Some(href(&Place::Principal.href(me))),
        (DAV, "principal-URL") if matches!(thing, Thing::Principal) => Some(href(&Place::Principal.href(me))),
        (DAV, "principal-collection-set") => Some(href(Place::Root.href(me).as_str())),
        (DAV, "alternate-URI-set" | "group-membership" | "group-member-set")
            if matches!(thing, Thing::Principal) =>
        {
            Some(String::new())
        }
        (CARDDAV, "addressbook-home-set") if matches!(thing, Thing::Root | Thing::Principal) => {
            Some(href(&Place::Home.href(me)))
        }
        (CALDAV, "calendar-home-set") if matches!(thing, Thing::Root | Thing::Principal) => {
            Some(href(&Place::Calendars.href(me)))
        }
        (DAV, "supported-report-set") if collection => Some(reports(thing)),
        (DAV, "current-user-privilege-set") => Some(privileges(me, thing)),
        (DAV, "sync-token") => match thing {
            Thing::Book(_, mark) => Some(escape(mark)),
            _ => None,
        },
        (CALENDARSERVER, "getctag") => match thing {
            Thing::Book(_, mark) => Some(escape(mark)),
            _ => None,
        },
        (CARDDAV, "supported-address-data") if matches!(thing, Thing::Book(..)) => Some(
            ["3.0", "4.0"]
                .map(|v| format!("<C:address-data-type content-type=\"text/vcard\" version=\"{v}\"/>"))
                .concat(),
        ),
        (CARDDAV, "supported-collation-set") if matches!(thing, Thing::Book(..)) => Some(
            ["i;ascii-casemap", "i;octet", "i;unicode-casemap"]
                .map(|c| format!("<C:supported-collation>{c}</C:supported-collation>"))
                .concat(),
        ),
        (CARDDAV, "max-resource-size") if matches!(thing, Thing::Book(..)) => {
            Some(card::MOST_BYTES.to_string())
        }
        (CARDDAV, "addressbook-description") => match thing {
            Thing::Book(book, _) => Some(escape(title(me, Some(book)))),
            _ => None,
        },
        (_, local) => match thing {
            Thing::Card(_, card) if name.space == DAV => match local {
                "getetag" => Some(escape(&card.etag())),
                "getcontenttype" => Some("text/vcard; charset=utf-8".to_owned()),
                "getcontentlength" => Some(card::write(card, Version::default()).len().to_string()),
                _ => None,
            },
            Thing::Card(_, card) if name.is(CARDDAV, "address-data") => Some(escape(&form.text(card))),
            _ => None,
        },
    }
}

fn reports(thing: Thing<'_>) -> String {
    let names: &[&str] = match thing {
        Thing::Book(..) => &["<C:addressbook-multiget/>", "<C:addressbook-query/>", "<D:sync-collection/>"],
        _ => &[],
    };
    names
        .iter()
        .map(|n| format!("<D:supported-report><D:report>{n}</D:report></D:supported-report>"))
        .collect()
}

/// What the colleague's role and the scopes of the key allow in general; each card is asked again when it is written.
fn privileges(me: &Signed, thing: Thing<'_>) -> String {
    let mut names = vec!["read", "read-current-user-privilege-set"];
    if let Thing::Book(book, _) | Thing::Card(book, _) = thing {
        let (edit, create, delete) = (
            me.access.can(Verb::Edit),
            me.access.can(Verb::Create) && book == Book::Mine,
            me.access.can(Verb::Delete),
        );
        names.extend(edit.then_some("write-content"));
        names.extend(create.then_some("bind"));
        names.extend(delete.then_some("unbind"));
        names.extend((edit && create && delete).then_some("write"));
    }
    names.iter().map(|n| format!("<D:privilege><D:{n}/></D:privilege>")).collect()
}

fn title(me: &Signed, book: Option<Book>) -> &'static str {
    let locale = me.user.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default();
    match (book, locale.tag()) {
        (None, "en") => "Contacts",
        (None, "zh-TW") => "聯絡人",
        (None, _) => "联系人",
        (Some(Book::Mine), "en") => "My customers",
        (Some(Book::Mine), "zh-TW") => "我的客戶",
        (Some(Book::Mine), _) => "我的客户",
        (Some(Book::Others), "en") => "Other customers",
        (Some(Book::Others), "zh-TW") => "其他客戶",
        (Some(Book::Others), _) => "其他客户",
    }
}

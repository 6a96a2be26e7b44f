//! PROPFIND: what there is, and its properties.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::response::Response;
use gx_http::{Kit, Signed, watch};
use gx_kernel::Micros;

use crate::answer::{Fault, Multistatus};
use crate::ask;
use crate::book::{self, Reader};
use crate::calendar::{self, Event, shelf};
use crate::card::Shown;
use crate::paths::{Book, Calendar, Place};
use crate::props::{self, Thing, Wanted};
use crate::sync;
use crate::xml::{self, CARDDAV, DAV};

/// Reads the XML of a request.
pub(crate) async fn body(body: Body) -> Result<Option<xml::Element>, Fault> {
    let bytes = axum::body::to_bytes(body, xml::MOST_BYTES).await.map_err(|_| {
        Fault::new(413, format!("the body has at most {} bytes, or it broke off", xml::MOST_BYTES))
    })?;
    xml::read(&bytes).map_err(|why| Fault::new(400, why))
}

/// What there is at a place, and below it where that was asked for.
#[derive(Debug, Default)]
struct Found {
    /// Books with the mark of their state.
    books: Vec<(Book, String)>,
    cards: Vec<Shown>,
    /// The same of calendars.
    calendars: Vec<(Calendar, String)>,
    events: Vec<Event>,
}

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    place: Place,
    headers: &HeaderMap,
    sent: Body,
) -> Result<Response, Fault> {
    let (wanted, form) = ask::properties(body(sent).await?.as_ref())?;
    let deep = match headers.get("depth").and_then(|d| d.to_str().ok()).unwrap_or("infinity") {
        "0" => false,
        "1" => true,
        _ if matches!(place, Place::Card(..) | Place::Event(..)) => false,
        _ => {
            return Err(Fault::unmet(403, "<D:propfind-finite-depth/>", "Ask with Depth: 0 or Depth: 1."));
        }
    };
    let (reader, there, now) = (Reader::from(&me), place.clone(), kit.store.now());
    let found = kit.run(move |store| store.read(|tx| Ok(find(tx, &reader, &there, (deep, now))))).await?;
    let found = found?;
    let mut out = Multistatus::default();
    let mut put = |place: &Place, thing: Thing<'_>| {
        let (has, lacks) = props::of(&me, thing, &wanted, &form);
        out.found(&place.href(&me), &has, &lacks);
    };
    match &place {
        Place::Root => {
            put(&place, Thing::Root);
            if deep {
                put(&Place::Principal, Thing::Principal);
            }
        }
        Place::Principal => {
            put(&place, Thing::Principal);
            if deep {
                put(&Place::Home, Thing::Home);
                put(&Place::Calendars, Thing::Calendars);
            }
        }
        Place::Home => put(&place, Thing::Home),
        Place::Calendars => put(&place, Thing::Calendars),
        Place::Book(_) | Place::Card(..) | Place::Calendar(_) | Place::Event(..) => {}
    }
    for (book, mark) in &found.books {
        put(&Place::Book(*book), Thing::Book(*book, mark));
    }
    for (calendar, mark) in &found.calendars {
        put(&Place::Calendar(*calendar), Thing::Calendar(*calendar, mark));
    }
    if let Place::Calendar(calendar) | Place::Event(calendar, _) = place {
        for event in &found.events {
            put(&Place::Event(calendar, event.name.clone()), Thing::Event(event, &event.text));
        }
    }
    if let Place::Book(book) | Place::Card(book, _) = place {
        for card in &found.cards {
            put(&Place::Card(book, card.name.clone()), Thing::Card(book, card));
        }
    }
    count(kit, &me, &wanted, found.cards.len()).await;
    Ok(out.answer())
}

/// Counts what somebody read of customers: cards, where their text was asked for.
pub(crate) async fn count(kit: &Kit, me: &Signed, wanted: &Wanted, cards: usize) {
    if matches!(wanted, Wanted::These(names) if names.iter().any(|n| n.is(CARDDAV, "address-data"))) {
        watch::saw(kit, me, cards).await;
    }
}

fn find(
    tx: &mut gx_store::Tx<'_>,
    me: &Reader,
    place: &Place,
    (deep, now): (bool, Micros),
) -> Result<Found, Fault> {
    let mut out = Found::default();
    match place {
        Place::Root | Place::Principal => {}
        Place::Home if deep => {
            for book in Book::ALL {
                // A book that cannot be synchronised is not offered; asked for by name, it says why.
                if book == Book::Mine || book::fits(tx, me, book)? {
                    out.books.push((book, sync::token(tx, me, book)?));
                }
            }
        }
        Place::Home => {}
        Place::Calendars if deep => {
            for calendar in Calendar::ALL {
                out.calendars.push((calendar, calendar::sync::token(tx, me, calendar)?));
            }
        }
        Place::Calendars => {}
        Place::Calendar(calendar) => {
            out.calendars.push((*calendar, calendar::sync::token(tx, me, *calendar)?));
            if deep {
                out.events = shelf::all(tx, me, *calendar, now)??;
            }
        }
        Place::Event(calendar, name) => {
            let event = shelf::event(tx, me, *calendar, name)?;
            out.events.push(event.ok_or_else(|| Fault::new(404, "There is no such event here."))?);
        }
        Place::Book(book) => {
            out.books.push((*book, sync::token(tx, me, *book)?));
            if deep {
                let ids = book::ids(tx, me, *book)??;
                out.cards = book::cards(tx, me, *book, &ids)?;
            }
        }
        Place::Card(book, name) => {
            let card = book::card(tx, me, *book, name)?;
            out.cards.push(card.ok_or_else(|| Fault::new(404, "There is no such card here."))?);
        }
    }
    Ok(out)
}

/// PROPPATCH: names and colours of address books and calendars are the server's.
pub(crate) async fn refuse_changes(place: &Place, me: &Signed, sent: Body) -> Result<Response, Fault> {
    let root = body(sent).await?.ok_or_else(|| Fault::new(400, "PROPPATCH needs a body"))?;
    let mut names = Vec::new();
    for act in &root.children {
        names.extend(act.child(DAV, "prop").map(props::names).unwrap_or_default());
    }
    let mut out = Multistatus::default();
    out.locked(&place.href(me), &names);
    Ok(out.answer())
}

//! PUT and DELETE: what a client writes, as one batch of the change log, under the checks of the forms.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use gx_http::{Kit, Note, Signed};
use gx_kernel::identity::{IdentityKind, IdentityValue};
use gx_kernel::{Id, IdKind, Problem};
use gx_people::edit;
use gx_people::resolve::Keyed;
use gx_store::access::Verb;
use gx_store::{Result, Store, Tx, change};
use serde_json::{Map, Value as Json};

use crate::answer::Fault;
use crate::book::{self, Reader};
use crate::calendar;
use crate::card::{self, Address, Said, Shown, said};
use crate::get::matches;
use crate::kept::{self, Kept};
use crate::paths::{Book, Place};

/// The way by which such changes came, as the history tells it.
const WAY: &str = "contacts";

/// What came of a write.
#[derive(Debug, Default)]
struct Written {
    status: u16,
    person: Option<Id>,
}

/// What the client demands of what is there.
#[derive(Clone, Debug)]
pub(crate) struct Demands(HeaderMap);

impl Demands {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut out = HeaderMap::new();
        for name in ["if-match", "if-none-match"] {
            if let Some(value) = headers.get(name) {
                out.insert(name, value.clone());
            }
        }
        Self(out)
    }

    pub(crate) fn check(&self, etag: Option<String>, what: &str) -> std::result::Result<(), Fault> {
        if self.0.contains_key("if-match") && !etag.as_ref().is_some_and(|e| matches(&self.0, "if-match", e))
        {
            return Err(Fault::new(412, format!("The {what} was changed or taken away since you read it.")));
        }
        if etag.is_some_and(|e| matches(&self.0, "if-none-match", &e)) {
            return Err(Fault::new(412, format!("There is such a {what} already.")));
        }
        Ok(())
    }
}

/// A fault rolls the transaction back, so it travels as the error; the status is told by the problem.
pub(crate) enum Refused {
    Store(gx_store::StoreError),
    Fault(Fault),
}

impl From<gx_store::StoreError> for Refused {
    fn from(e: gx_store::StoreError) -> Self {
        Self::Store(e)
    }
}

impl From<Problem> for Refused {
    fn from(p: Problem) -> Self {
        Self::Store(p.into())
    }
}

impl From<Fault> for Refused {
    fn from(f: Fault) -> Self {
        Self::Fault(f)
    }
}

/// Runs a write; a fault takes everything back.
pub(crate) async fn write<T: Send + 'static>(
    kit: &Kit,
    act: impl FnOnce(&mut Tx<'_>, &Store) -> std::result::Result<T, Refused> + Send + 'static,
) -> std::result::Result<T, Fault> {
    kit.run(move |store| {
        let mut fault = None;
        let done = store.write(|tx| {
            act(tx, store).map_err(|refused| match refused {
                Refused::Store(e) => e,
                Refused::Fault(f) => {
                    fault = Some(f);
                    Problem::bad("dav", "refused").into()
                }
            })
        });
        match fault {
            Some(fault) => Ok(Err(fault)),
            None => done.map(Ok),
        }
    })
    .await?
}

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    place: Place,
    headers: &HeaderMap,
    sent: Body,
) -> std::result::Result<Response, Fault> {
    if let Place::Event(calendar, name) = place {
        return calendar::put::answer(kit, me, (calendar, name), headers, sent).await;
    }
    let Place::Card(book, name) = place else {
        return Err(Fault::new(405, "A card is put into an address book, under a name of its own."));
    };
    let kind =
        headers.get("content-type").and_then(|k| k.to_str().ok()).unwrap_or("text/vcard").to_lowercase();
    if !["text/vcard", "text/x-vcard", "text/directory"].iter().any(|k| kind.starts_with(k)) {
        let message = format!("a card is text/vcard, not {kind:?}");
        return Err(Fault::unmet(415, "<C:supported-address-data/>", message));
    }
    let bytes = axum::body::to_bytes(sent, card::MOST_BYTES).await.map_err(|_| {
        let message =
            format!("a card has at most {} bytes; a smaller photograph would fit", card::MOST_BYTES);
        Fault::unmet(413, "<C:max-resource-size/>", message)
    })?;
    let sent = card::read(&bytes).map_err(|why| Fault::unmet(403, "<C:valid-address-data/>", why))?;
    let (reader, demands) = (Reader::from(&me), Demands::of(headers));
    let written = write(kit, move |tx, store| {
        let there = book::card(tx, &reader, book, &name)?;
        demands.check(there.as_ref().map(Shown::etag), "card")?;
        match there {
            Some(there) => edited(tx, store, &reader, &there, &sent),
            None => made(tx, store, &reader, book, &name, &sent),
        }
    })
    .await?;
    if let Some(person) = written.person {
        kit.live.tell(if written.status == 201 { Note::People } else { Note::Person(person) });
    }
    // No etag: what is stored is not byte for byte what was sent, so the client reads it again (RFC 9110, 9.3.4).
    let status = StatusCode::from_u16(written.status).unwrap_or(StatusCode::NO_CONTENT);
    Ok(status.into_response())
}

pub(crate) async fn remove(
    kit: &Kit,
    me: Signed,
    place: Place,
    headers: &HeaderMap,
) -> std::result::Result<Response, Fault> {
    if let Place::Event(calendar, name) = place {
        return calendar::put::remove(kit, me, (calendar, name), headers).await;
    }
    let Place::Card(book, name) = place else {
        return Err(Fault::new(403, "Address books and calendars are not taken away by clients."));
    };
    let (reader, demands) = (Reader::from(&me), Demands::of(headers));
    write(kit, move |tx, store| {
        let there = book::card(tx, &reader, book, &name)?;
        demands.check(there.as_ref().map(Shown::etag), "card")?;
        let there = there.ok_or_else(|| Fault::new(404, "There is no such card here."))?;
        let batch = edit::delete(tx, store, &reader.access, there.id)?;
        change::came_by(tx, batch, WAY)?;
        Ok(Written { status: 204, person: Some(there.id) })
    })
    .await?;
    kit.live.tell(Note::People);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The lines to keep: the company is told by the tie, as long as the client says the same.
fn lines(sent: &card::Sent, company: Option<&str>) -> Vec<card::Line> {
    let same =
        |l: &card::Line| l.name == "ORG" && company.is_some_and(|c| l.text().trim_end_matches(';') == c);
    sent.lines.iter().filter(|l| !same(l)).cloned().collect()
}

fn edited(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Reader,
    there: &Shown,
    sent: &card::Sent,
) -> std::result::Result<Written, Refused> {
    let access = &me.access;
    // What both say the same was not changed, however the client spelt it.
    let ours = card::read(card::write(there, sent.version).as_bytes())
        .map_err(|why| gx_store::StoreError::Shape(format!("a card of ours: {why}")))?;
    let before = said(&ours.lines, &there.country);
    let after = said(&sent.lines, &there.country);
    let mut set: Map<String, Json> = Map::new();
    for key in before.fields.keys().chain(after.fields.keys()) {
        if before.fields.get(key) != after.fields.get(key) {
            set.insert((*key).to_owned(), after.fields.get(key).cloned().unwrap_or_default());
        }
    }
    named(&mut set, sent, there);
    let mut add = Vec::new();
    let mut gone = Vec::new();
    for (kind, held, said) in [
        (IdentityKind::Email, &there.emails, &after.emails),
        (IdentityKind::Phone, &there.phones, &after.phones),
    ] {
        let fresh: Vec<&String> = said.iter().filter(|v| !held.iter().any(|a| a.value == **v)).collect();
        let left: Vec<&Address> = held.iter().filter(|a| !said.contains(&a.value)).collect();
        if !(fresh.is_empty() && left.is_empty()) {
            unlocked(me, &kind)?;
        }
        for value in fresh {
            add.push(keyed(store, &kind, value, &there.country)?);
        }
        gone.extend(left.iter().flat_map(|a| a.rows.clone()));
    }
    let batch = if set.is_empty() && add.is_empty() && gone.is_empty() {
        // Lines alone are a change of the person too, under the same right.
        gx_people::people::root_to_edit(tx, access, there.id)?;
        None
    } else {
        edit::rewrite(tx, store, access, there.id, &set, (&add, &gone))?
    };
    if let Some(batch) = batch {
        change::came_by(tx, batch, WAY)?;
    }
    let kept = Kept {
        name: there.name.clone(),
        uid: sent.uid.clone().unwrap_or_else(|| there.uid.clone()),
        lines: lines(sent, there.company.as_deref()),
    };
    if kept.uid != there.uid {
        uid_is_free(tx, me, &kept.uid, Some(there.id))?;
    }
    kept::put(tx, there.id, &kept, store.now())?;
    Ok(Written { status: 204, person: Some(there.id) })
}

/// An address as the name of somebody who has none is no name.
fn named(set: &mut Map<String, Json>, sent: &card::Sent, there: &Shown) {
    let stated = there.fields.contains_key("name");
    let unnamed = !stated && set.get("name").is_some_and(|n| n.as_str() == Some(there.called.as_str()));
    if unnamed || (set.get("name").is_some_and(Json::is_null) && !sent.lines.iter().any(|l| l.name == "FN")) {
        set.remove("name");
    }
}

fn unlocked(me: &Reader, kind: &IdentityKind) -> std::result::Result<(), Problem> {
    let key = kind.as_text();
    if me.access.locks(&key) {
        return Err(Problem::field(&key, "hidden", "your role may not change this field"));
    }
    Ok(())
}

fn keyed(store: &Store, kind: &IdentityKind, value: &str, country: &str) -> Result<Keyed> {
    edit::normal(store, &IdentityValue { kind: kind.clone(), value: value.to_owned() }, country)
}

fn made(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Reader,
    book: Book,
    name: &str,
    sent: &card::Sent,
) -> std::result::Result<Written, Refused> {
    if book == Book::Others {
        return Err(Fault::new(
            403,
            "New contacts are yours: put them into the address book of your own customers.",
        )
        .into());
    }
    me.access.need_verb(Verb::Create)?;
    if !kept::is_name(name) {
        return Err(Fault::new(403, "The name of a card has 1 to 200 characters and no slash.").into());
    }
    let country = book::country(tx)?;
    let Said { fields, emails, phones } = said(&sent.lines, &country);
    let mut set: Map<String, Json> = fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    if !["name", "family_name", "given_name"].iter().any(|k| set.contains_key(*k)) {
        // A card of a company alone has its name in ORG.
        let org = sent.lines.iter().find(|l| l.name == "ORG").and_then(|l| l.parts(';').into_iter().next());
        if let Some(org) = org.filter(|o| !o.is_empty()) {
            set.insert("name".into(), org.into());
        }
    }
    if set.is_empty() && emails.is_empty() && phones.is_empty() {
        return Err(Problem::field("name", "missing", "a person needs a name or an address").into());
    }
    set.insert("owner".into(), me.user.show(IdKind::User).into());
    let mut keys = Vec::new();
    for (kind, values) in [(IdentityKind::Email, emails), (IdentityKind::Phone, phones)] {
        if !values.is_empty() {
            unlocked(me, &kind)?;
        }
        for value in &values {
            keys.push(keyed(store, &kind, value, &country)?);
        }
    }
    if let Some(uid) = &sent.uid {
        uid_is_free(tx, me, uid, None)?;
    }
    let (id, batch) = edit::create(tx, store, &me.access, &set, &keys)?;
    change::came_by(tx, batch, WAY)?;
    if !kept::free(tx, name, id, store.now())? {
        return Err(Fault::new(409, "Another card has this name already; give it another.").into());
    }
    let uid = sent.uid.clone().unwrap_or_else(|| id.show(IdKind::Person));
    kept::put(tx, id, &Kept { name: name.to_owned(), uid, lines: lines(sent, None) }, store.now())?;
    Ok(Written { status: 201, person: Some(id) })
}

/// Refuses a uid that another living person's card has (RFC 6352, 6.3.2.1).
fn uid_is_free(tx: &mut Tx<'_>, me: &Reader, uid: &str, but: Option<Id>) -> std::result::Result<(), Refused> {
    let holders: Vec<Id> = kept::with_uid(tx, uid)?.into_iter().filter(|id| Some(*id) != but).collect();
    // Somebody whom the reader does not see is not told of.
    let Some(other) = book::seen(tx, me, &holders)?.into_iter().find(|s| s.uid == uid) else { return Ok(()) };
    let message = format!("{} has a card with this UID already.", other.called);
    Err(Fault::unmet(409, "<C:no-uid-conflict/>", message).into())
}

//! PUT and DELETE: what a client writes, as one batch of the change log, under the checks of the forms.

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use gx_agenda::act::Told;
use gx_agenda::edit::{self, Scope};
use gx_agenda::ics::{self, Sent, apply};
use gx_http::{Kit, Signed};
use gx_kernel::{Id, Problem};
use gx_store::{Store, Tx, change};

use super::{Event, kept, shelf};
use crate::answer::Fault;
use crate::book::Reader;
use crate::kept::is_name;
use crate::paths::Calendar;
use crate::put::{Demands, Refused, write};

/// What came of a write: how it is answered, and who was told of it.
type Written = (u16, Vec<Id>);

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    (calendar, name): (Calendar, String),
    headers: &HeaderMap,
    sent: Body,
) -> Result<Response, Fault> {
    let kind =
        headers.get("content-type").and_then(|k| k.to_str().ok()).unwrap_or("text/calendar").to_lowercase();
    if !kind.starts_with("text/calendar") {
        let message = format!("an event is text/calendar, not {kind:?}");
        return Err(Fault::unmet(415, "<K:supported-calendar-data/>", message));
    }
    let bytes = axum::body::to_bytes(sent, ics::MOST_BYTES).await.map_err(|_| {
        let message = format!("an event has at most {} bytes", ics::MOST_BYTES);
        Fault::unmet(413, "<K:max-resource-size/>", message)
    })?;
    let sent = ics::read(&bytes).map_err(|why| Fault::unmet(403, "<K:valid-calendar-data/>", why))?;
    if sent.task != (calendar == Calendar::Tasks) {
        let message = format!("what is put here is a {}", calendar.component());
        return Err(Fault::unmet(403, "<K:supported-calendar-component/>", message));
    }
    let (reader, demands) = (Reader::from(&me), Demands::of(headers));
    let done = write(kit, move |tx, store| {
        let there = shelf::event(tx, &reader, calendar, &name)?;
        demands.check(there.as_ref().map(Event::etag), "event")?;
        match there {
            Some(there) => edited(tx, store, &reader, &there, &sent),
            None => made(tx, store, &reader, &name, &sent),
        }
    })
    .await;
    let (status, staff) = done.map_err(Fault::of_calendar)?;
    tell(kit, staff);
    // No etag: what is stored is not byte for byte what was sent, so the client reads it again (RFC 9110, 9.3.4).
    Ok(StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT).into_response())
}

pub(crate) async fn remove(
    kit: &Kit,
    me: Signed,
    (calendar, name): (Calendar, String),
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let (reader, demands) = (Reader::from(&me), Demands::of(headers));
    write(kit, move |tx, store| {
        let there = shelf::event(tx, &reader, calendar, &name)?;
        demands.check(there.as_ref().map(Event::etag), "event")?;
        let there = there.ok_or_else(|| Fault::new(404, "There is no such event here."))?;
        let batch = edit::delete(tx, store, &reader.access, there.activity.id, (None, Scope::All))?;
        change::came_by(tx, batch, apply::WAY)?;
        Ok(())
    })
    .await
    .map_err(Fault::of_calendar)?;
    tell(kit, Vec::new());
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn tell(kit: &Kit, staff: Vec<Id>) {
    for note in Told::of(staff).notes() {
        kit.live.tell(note);
    }
}

fn invalid(why: String) -> Refused {
    Fault::unmet(403, "<K:valid-calendar-data/>", why).into()
}

fn made(tx: &mut Tx<'_>, store: &Store, me: &Reader, name: &str, sent: &Sent) -> Result<Written, Refused> {
    if !is_name(name) {
        return Err(Fault::new(403, "The name of an event has 1 to 200 characters and no slash.").into());
    }
    if let Some(uid) = &sent.uid
        && !shelf::with_uid(tx, me, uid)?.is_empty()
    {
        let message = "Another event of yours has this UID already.";
        return Err(Fault::unmet(409, "<K:no-uid-conflict/>", message).into());
    }
    let (activity, told) = apply::made(tx, store, &me.access, sent)?;
    if !kept::free(tx, (name, me.user), activity.id, store.now())? {
        return Err(Fault::new(409, "Another event has this name already; give it another.").into());
    }
    let lines = ics::kept(sent, &activity).map_err(invalid)?;
    kept::put(tx, activity.id, (name, &lines), store.now())?;
    Ok((201, told))
}

fn edited(
    tx: &mut Tx<'_>,
    store: &Store,
    me: &Reader,
    there: &Event,
    sent: &Sent,
) -> Result<Written, Refused> {
    let a = &there.activity;
    if !there.may_edit {
        let message = "You were asked to come to this; only who plans it may change it. Answer in the app.";
        return Err(Problem::forbidden(message).into());
    }
    if sent.uid.as_ref().is_some_and(|uid| *uid != a.uid) {
        let message = format!("this event has the UID {}; make a new one under another name", a.uid);
        return Err(Fault::unmet(403, "<K:no-uid-conflict/>", message).into());
    }
    let (activity, _, told) = apply::changed(tx, store, &me.access, (a.id, &there.lines), sent)?;
    // What stands beside it is its owner's: a colleague who may change it has nothing to say of their alarms.
    if a.owner == Some(me.user) {
        let lines = ics::kept(sent, &activity).map_err(invalid)?;
        if lines != there.lines {
            kept::put(tx, a.id, (&there.name, &lines), store.now())?;
        }
    }
    Ok((204, told))
}

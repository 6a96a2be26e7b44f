//! REPORT: events by address, by what they are, and by what changed; and when somebody is busy.

use std::collections::HashSet;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use gx_agenda::calendar::Stretch;
use gx_agenda::ics;
use gx_http::{Kit, Signed};

use super::ask::{self, Report};
use super::get::KIND;
use super::{Event, shelf, sync};
use crate::answer::{Fault, Multistatus};
use crate::book::Reader;
use crate::paths::{self, Calendar, Place};
use crate::props::{self, Form, Thing};
use crate::report::{MOST_ANSWER, TOO_MANY, WITHIN_LIMITS};
use crate::xml::{Element, escape};

pub(crate) async fn answer(
    kit: &Kit,
    me: Signed,
    calendar: Calendar,
    root: Option<&Element>,
) -> Result<Response, Fault> {
    let root = root.ok_or_else(|| Fault::new(400, "a report needs a body"))?;
    let (wanted, _) = crate::ask::inside(root)?;
    let (report, expand) = ask::report(root).map_err(Fault::of_calendar)?;
    let mut out = Multistatus::default();
    let put = |out: &mut Multistatus, events: &[Event]| {
        for event in events {
            let href = Place::Event(calendar, event.name.clone()).href(&me);
            if out.len() > MOST_ANSWER {
                out.status(&href, TOO_MANY, WITHIN_LIMITS);
                continue;
            }
            let turns = expand.map(|stretch| ics::expanded(&event.activity, stretch));
            let thing = Thing::Event(event, turns.as_deref().unwrap_or(&event.text));
            let (has, lacks) = props::of(&me, thing, &wanted, &Form::default());
            out.found(&href, &has, &lacks);
        }
    };
    let reader = Reader::from(&me);
    match report {
        Report::Multiget(hrefs) => {
            let (events, missing) = multiget(kit, &me, calendar, hrefs).await?;
            put(&mut out, &events);
            for href in missing {
                out.status(&href, "404 Not Found", "");
            }
        }
        Report::Query(filter, limit) => {
            let now = kit.store.now();
            let found =
                kit.run(move |store| store.read(|tx| shelf::all(tx, &reader, calendar, now))).await??;
            let found: Vec<Event> = found.into_iter().filter(|e| filter.holds(e)).collect();
            let most = limit.unwrap_or(usize::MAX).min(found.len());
            put(&mut out, found.get(..most).unwrap_or_default());
            if most < found.len() {
                out.status(&Place::Calendar(calendar).href(&me), TOO_MANY, WITHIN_LIMITS);
            }
        }
        Report::FreeBusy(stretch) => return busy(kit, &reader, stretch).await,
        Report::Sync(token, limit) => {
            let now = kit.store.now();
            let since = kit
                .run(move |store| {
                    store.read(|tx| match &token {
                        None => sync::whole(tx, &reader, calendar, now),
                        Some(token) => sync::since(tx, &reader, calendar, token, limit),
                    })
                })
                .await??;
            put(&mut out, &since.events);
            for name in &since.gone {
                out.status(&Place::Event(calendar, name.clone()).href(&me), "404 Not Found", "");
            }
            if since.more {
                out.status(&Place::Calendar(calendar).href(&me), TOO_MANY, WITHIN_LIMITS);
            }
            out.beside(&format!("<D:sync-token>{}</D:sync-token>\n", escape(&since.token)));
        }
    }
    Ok(out.answer())
}

/// When the colleague is taken.
async fn busy(kit: &Kit, me: &Reader, stretch: Stretch) -> Result<Response, Fault> {
    let (me, now) = (me.clone(), kit.store.now());
    let told = kit
        .run(move |store| {
            store.read(|tx| {
                let who = me.user.show(gx_kernel::IdKind::User);
                gx_agenda::calendar::busy(tx, &me.access, &who, stretch)
            })
        })
        .await?;
    let taken: Vec<_> = told.iter().flat_map(|of| of.taken()).map(|t| t.bounds()).collect();
    Ok(([(header::CONTENT_TYPE, KIND)], ics::free_busy(stretch, &taken, now)).into_response())
}

/// The events at some addresses, and the addresses at which there is none.
async fn multiget(
    kit: &Kit,
    me: &Signed,
    calendar: Calendar,
    hrefs: Vec<String>,
) -> Result<(Vec<Event>, Vec<String>), Fault> {
    if hrefs.len() > shelf::MOST {
        let message = format!("at most {} addresses at once, got {}", shelf::MOST, hrefs.len());
        return Err(Fault::unmet(507, WITHIN_LIMITS, message));
    }
    let named: Vec<(Option<String>, String)> =
        hrefs.into_iter().map(|href| (paths::event_name(&href, calendar, me), href)).collect();
    let names: Vec<String> = named.iter().filter_map(|(name, _)| name.clone()).collect();
    let reader = Reader::from(me);
    let events = kit.run(move |store| store.read(|tx| shelf::named(tx, &reader, calendar, &names))).await?;
    let there: HashSet<&str> = events.iter().map(|e| e.name.as_str()).collect();
    let gone = |name: &Option<String>| !name.as_deref().is_some_and(|n| there.contains(n));
    let missing = named.into_iter().filter(|(name, _)| gone(name)).map(|(_, href)| href).collect();
    Ok((events, missing))
}

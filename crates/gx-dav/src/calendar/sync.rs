//! What changed since: tokens from the feed of commits (RFC 6578).

use std::collections::{HashMap, HashSet};

use gx_agenda::record::{self, ACTIVITY, Answer};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Result, Tx, feed, settings};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use super::{Event, kept, shelf};
use crate::answer::Fault;
use crate::book::Reader;
use crate::paths::Calendar;
use crate::sync::touched;

const PREFIX: &str = "urn:guanxi:calendar:";
/// How events are written: another number where every event changes without a change to an activity.
const WRITING: &str = "1";

/// What changed in a calendar.
#[derive(Debug, Default)]
pub(crate) struct Since {
    pub(crate) events: Vec<Event>,
    /// Names of events that are gone.
    pub(crate) gone: Vec<String>,
    pub(crate) token: String,
    /// Whether there is more after the token.
    pub(crate) more: bool,
}

/// The state of a calendar: another one as soon as anything may have changed in it.
pub(crate) fn token(tx: &mut Tx<'_>, me: &Reader, calendar: Calendar) -> Result<String> {
    Ok(format!("{PREFIX}{}:{}", feed::end(tx)?, sight(tx, me, calendar)?))
}

/// A mark of what may be seen, and of what else all events depend on.
fn sight(tx: &mut Tx<'_>, me: &Reader, calendar: Calendar) -> Result<String> {
    let zone = settings::get::<String>(tx, "zone")?.unwrap_or_default();
    let all = format!("{WRITING} {} {zone} {}", calendar.slug(), me.access.see(ObjectKind::Activity, "a"));
    Ok(Sha256::digest(all.as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect())
}

/// All of a calendar, for a client that knows nothing yet.
pub(crate) fn whole(
    tx: &mut Tx<'_>,
    me: &Reader,
    calendar: Calendar,
    now: Micros,
) -> Result<std::result::Result<Since, Fault>> {
    // Before reading: what is committed meanwhile is told again rather than missed.
    let token = token(tx, me, calendar)?;
    let all = shelf::all(tx, me, calendar, now)?;
    Ok(all.map(|events| Since { events, token, ..Since::default() }))
}

/// What changed in a calendar since a token.
pub(crate) fn since(
    tx: &mut Tx<'_>,
    me: &Reader,
    calendar: Calendar,
    token: &str,
    limit: Option<usize>,
) -> Result<std::result::Result<Since, Fault>> {
    let stale = |why: &str| Ok(Err(Fault::unmet(403, "<D:valid-sync-token/>", why)));
    let parts = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once(':'));
    let Some((place, sight_then)) = parts else { return stale("The token is not one of ours.") };
    let Ok(place) = feed::Place::read(place) else { return stale("The token is not one of ours.") };
    if sight_then != sight(tx, me, calendar)? {
        return stale("What you may see has changed; read the calendar anew.");
    }
    let Some((touched, place, more)) = touched(tx, place, limit, &[ObjectKind::Activity])? else {
        return stale("The token is older than what is kept; read the calendar anew.");
    };
    let ids: HashSet<Id> = touched.iter().map(|t| t.row).collect();
    let ids: Vec<Id> = ids.into_iter().collect();
    let events = shelf::among(tx, me, calendar, &ids)?;
    let there: HashSet<Id> = events.iter().map(|e| e.activity.id).collect();
    let left: Vec<i64> = ids.iter().filter(|id| !there.contains(id)).map(|id| id.0).collect();
    let gone = gone(tx, me, calendar, &left)?;
    Ok(Ok(Since { events, gone, token: format!("{PREFIX}{place}:{sight_then}"), more }))
}

/// The names of those that were in the calendar and are not any more. Nobody is told of what was never theirs.
fn gone(tx: &mut Tx<'_>, me: &Reader, calendar: Calendar, left: &[i64]) -> Result<Vec<String>> {
    let mine = me.user.show(IdKind::User);
    let guest = format!("guest:{mine}");
    // Whose it was before, who was asked, and whether it was of this calendar by its kind.
    let mut before: HashMap<Id, (bool, bool, bool)> = HashMap::new();
    let sql = format!("SELECT row_id, before FROM change WHERE object = '{ACTIVITY}' AND row_id IN");
    for r in tx.query_in(&sql, left)? {
        let values: Map<String, Json> = r.json(1)?;
        let owner = values.get("owner").and_then(Json::as_str) == Some(mine.as_str());
        let asked = values.contains_key(&guest);
        let kind = values.get("kind").and_then(Json::as_str);
        let kind = kind.is_some_and(|kind| (kind == "task") == (calendar == Calendar::Tasks));
        let held = before.entry(r.id(0)?).or_default();
        *held = (held.0 || owner, held.1 || asked, held.2 || kind);
    }
    let kept = kept::of(tx, left)?;
    let mut out = Vec::new();
    for a in record::many(tx, left)? {
        let (owned, asked, was_kind) = before.get(&a.id).copied().unwrap_or_default();
        let own = a.owner == Some(me.user);
        let (was_own, is_over) = (own || owned, a.deleted_at.is_some() || !own);
        let declined = a.guests.get(&me.user).is_some_and(|said| *said == Answer::No);
        let was_asked = asked || a.guests.contains_key(&me.user) && (a.deleted_at.is_some() || declined);
        let moved = was_kind && (own || a.guests.contains_key(&me.user));
        if !(moved || (shelf::holds(calendar, &a) || was_kind) && (was_own && is_over || was_asked)) {
            continue;
        }
        // What was one's own had the name that one's client gave it.
        out.extend(kept.get(&a.id).filter(|_| was_own).map(|(name, _)| name.clone()));
        if !(was_own && kept.contains_key(&a.id)) {
            out.push(kept::usual_name(a.id));
        }
    }
    Ok(out)
}

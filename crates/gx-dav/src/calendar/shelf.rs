//! Which activities are in a calendar: all queries under the colleague's rights.

use std::collections::HashSet;

use gx_agenda::record::{self, Activity};
use gx_agenda::{edit, ics, subscribed};
use gx_kernel::{Id, Micros};
use gx_store::{Result, Tx, Value};

use super::{Event, kept};
use crate::answer::Fault;
use crate::book::Reader;
use crate::paths::Calendar;

/// Events of one calendar.
pub(crate) const MOST: usize = 10_000;
/// What was over longer ago is not listed any more; it is still there under its name.
const BACK: i64 = 400 * Micros::DAY;

/// The clause over activities that are in a calendar.
fn inside(me: &Reader, calendar: Calendar) -> String {
    let kind = match calendar {
        Calendar::Agenda => "a.kind <> 'task'",
        Calendar::Tasks => "a.kind = 'task' AND a.owner IS NOT NULL",
    };
    format!("{kind} AND {}", subscribed::clause(&me.access, me.user, "a"))
}

/// Whether one is in a calendar by what it is.
pub(crate) fn holds(calendar: Calendar, a: &Activity) -> bool {
    (a.kind == record::Kind::Task) == (calendar == Calendar::Tasks)
}

/// What is listed of a calendar.
///
/// # Errors
///
/// 507 where there are more than [`MOST`].
pub(crate) fn all(
    tx: &mut Tx<'_>,
    me: &Reader,
    calendar: Calendar,
    now: Micros,
) -> Result<std::result::Result<Vec<Event>, Fault>> {
    let recent = "(a.state = 'open' OR a.repeats IS NOT NULL OR a.at IS NULL OR a.at >= $1)";
    let condition = format!("{} AND {recent} ORDER BY a.id LIMIT {}", inside(me, calendar), MOST + 1);
    let found = record::some(tx, &condition, &[now.plus(-BACK).into()])?;
    if found.len() > MOST {
        let message =
            format!("This calendar has more than {MOST} events, which is the most that is synchronised.");
        return Ok(Err(Fault::unmet(507, "<D:number-of-matches-within-limits/>", message)));
    }
    shown(tx, me, found).map(Ok)
}

/// Those of some activities that are in a calendar.
pub(crate) fn among(tx: &mut Tx<'_>, me: &Reader, calendar: Calendar, ids: &[Id]) -> Result<Vec<Event>> {
    let mut found = Vec::new();
    for some in ids.chunks(500) {
        let list: Vec<String> = some.iter().map(|id| id.0.to_string()).collect();
        let condition = format!("{} AND a.id IN ({})", inside(me, calendar), list.join(","));
        found.extend(record::some(tx, &condition, &[])?);
    }
    found.sort_by_key(|a| a.id);
    shown(tx, me, found)
}

fn shown(tx: &mut Tx<'_>, me: &Reader, found: Vec<Activity>) -> Result<Vec<Event>> {
    let keys: Vec<i64> = found.iter().map(|a| a.id.0).collect();
    let mut kept = kept::of(tx, &keys)?;
    let mut out = Vec::with_capacity(found.len());
    for activity in found {
        let own = activity.owner == Some(me.user);
        // A name and lines are the owner's: who is asked to come has the event under its usual one.
        let (name, lines) = match kept.remove(&activity.id).filter(|_| own) {
            Some(kept) => kept,
            None => (kept::usual_name(activity.id), Vec::new()),
        };
        let may_edit = edit::may_edit(tx, &me.access, &activity)?;
        let text = ics::write(&activity, &lines);
        out.push(Event { activity, name, lines, may_edit, text });
    }
    Ok(out)
}

/// The event of this name in a calendar.
pub(crate) fn event(tx: &mut Tx<'_>, me: &Reader, calendar: Calendar, name: &str) -> Result<Option<Event>> {
    Ok(named(tx, me, calendar, &[name.to_owned()])?.pop())
}

/// The events of these names in a calendar; those that are not there are left out.
pub(crate) fn named(
    tx: &mut Tx<'_>,
    me: &Reader,
    calendar: Calendar,
    names: &[String],
) -> Result<Vec<Event>> {
    let mut ids: Vec<Id> = names.iter().filter_map(|n| kept::usual_id(n)).collect();
    ids.extend(kept::activities(tx, names)?);
    ids.sort_unstable();
    ids.dedup();
    let mut events = among(tx, me, calendar, &ids)?;
    let wanted: HashSet<&str> = names.iter().map(String::as_str).collect();
    events.retain(|e| wanted.contains(e.name.as_str()));
    Ok(events)
}

/// The events of the reader, in whatever calendar, that a client knows by this UID.
pub(crate) fn with_uid(tx: &mut Tx<'_>, me: &Reader, uid: &str) -> Result<Vec<Id>> {
    let sql = format!(
        "SELECT a.id FROM activity a WHERE a.uid = $1 AND {}",
        subscribed::clause(&me.access, me.user, "a")
    );
    let params: [Value; 1] = [uid.into()];
    tx.query(&sql, &params)?.iter().map(|r| r.id(0)).collect()
}

//! What is kept beside an activity for clients: the name of the event, and the lines as its owner's wrote them.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Result, Tx, Value};
use serde_json::json;

/// The name of an event that no client made.
pub(crate) fn usual_name(id: Id) -> String {
    format!("{}.ics", id.show(IdKind::Activity))
}

/// Whose event has this name, unless a client gave it another.
pub(crate) fn usual_id(name: &str) -> Option<Id> {
    Id::read(IdKind::Activity, name.strip_suffix(".ics")?)
}

/// Names and lines of these activities.
pub(crate) fn of(tx: &mut Tx<'_>, keys: &[i64]) -> Result<HashMap<Id, (String, Vec<String>)>> {
    let rows = tx.query_in("SELECT activity_id, name, lines FROM dav_event WHERE activity_id IN", keys)?;
    rows.iter().map(|r| Ok((r.id(0)?, (r.string(1)?, r.json(2)?)))).collect()
}

/// The activities whose events were given these names.
pub(crate) fn activities(tx: &mut Tx<'_>, names: &[String]) -> Result<Vec<Id>> {
    let mut out = Vec::new();
    for some in names.chunks(200) {
        let marks: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT activity_id FROM dav_event WHERE name IN ({})", marks.join(","));
        let params: Vec<Value> = some.iter().map(|name| name.as_str().into()).collect();
        for r in tx.query_once(&sql, &params)? {
            out.push(r.id(0)?);
        }
    }
    Ok(out)
}

/// Keeps what a client wrote.
pub(crate) fn put(tx: &mut Tx<'_>, of: Id, (name, lines): (&str, &[String]), now: Micros) -> Result<()> {
    tx.execute(
        "INSERT INTO dav_event (activity_id, name, lines, updated_at) VALUES ($1,$2,$3,$4) \
         ON CONFLICT (activity_id) DO UPDATE SET name = excluded.name, lines = excluded.lines, updated_at = excluded.updated_at",
        &[of.into(), name.into(), json!(lines).into(), now.into()],
    )?;
    // Where the lines alone changed, nothing else would tell the feed.
    tx.execute("UPDATE activity SET updated_at = $1 WHERE id = $2", &[now.into(), of.into()])?;
    Ok(())
}

/// Makes room for a new event under a name that belonged to one of the same colleague that is gone; whether there is room.
/// Two colleagues may have events of one name: an invitation that both took in.
pub(crate) fn free(tx: &mut Tx<'_>, (name, owner): (&str, Id), fresh: Id, now: Micros) -> Result<bool> {
    let mut holders = activities(tx, &[name.to_owned()])?;
    holders.extend(usual_id(name));
    let keys: Vec<i64> = holders.iter().map(|id| id.0).collect();
    let kept = of(tx, &keys)?;
    for r in tx.query_in("SELECT id, owner, deleted_at FROM activity WHERE id IN", &keys)? {
        let (id, held_by, gone) = (r.id(0)?, r.opt_id(1)?, r.opt_int(2)?.is_some());
        // One that was given another name since does not have its usual one any more.
        if id == fresh || held_by != Some(owner) || kept.get(&id).is_some_and(|(other, _)| other != name) {
            continue;
        }
        if !gone {
            return Ok(false);
        }
        // Should it come back, then under another name: one name, one event.
        let other = format!("{}-{}.ics", id.show(IdKind::Activity), fresh.0);
        let lines = kept.get(&id).map(|(_, lines)| lines.clone()).unwrap_or_default();
        put(tx, id, (&other, &lines), now)?;
    }
    Ok(true)
}

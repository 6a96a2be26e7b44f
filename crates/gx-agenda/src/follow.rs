//! What follows when something was planned, moved or done: the next step of its deal and lead, and who is told.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_record::notices::{self, Notice};
use gx_store::{Dialect, Result, Store, Tx};
use serde_json::json;

use crate::record::{ACTIVITY, Activity, Answer, State};

/// The kind of the notices.
pub const NOTICE: &str = "activity";

/// Brings the next steps of the deals and leads in line that it is or was about: what is to be done first is the next
/// step. One that somebody wrote by hand stands.
pub(crate) fn next_steps(
    tx: &mut Tx<'_>,
    store: &Store,
    a: &Activity,
    before: Option<&Activity>,
) -> Result<()> {
    for (place, object, column) in [(2, ObjectKind::Deal, "deal_id"), (3, ObjectKind::Lead, "lead_id")] {
        let mut rows: Vec<Id> = a.about.get(place).copied().flatten().into_iter().collect();
        rows.extend(before.and_then(|b| b.about.get(place).copied().flatten()));
        rows.sort_unstable();
        rows.dedup();
        let known: Vec<&str> =
            [Some(a.title.as_str()), before.map(|b| b.title.as_str())].into_iter().flatten().collect();
        for row in rows {
            // Of two who plan at once, the later one sees what the other did.
            if tx.dialect() == Dialect::Postgres {
                tx.query(&format!("SELECT id FROM {object} WHERE id = $1 FOR UPDATE"), &[row.into()])?;
            }
            let sql = format!(
                "SELECT title, at FROM activity WHERE {column} = $1 AND state = 'open' AND deleted_at IS NULL AND private = 0 \
                 ORDER BY CASE WHEN at IS NULL THEN 1 ELSE 0 END, at, id LIMIT 1"
            );
            let next = match tx.first(&sql, &[row.into()])? {
                Some(r) => Some((r.string(0)?, r.opt_micros(1)?)),
                None => None,
            };
            let planned = |tx: &mut Tx<'_>, step: &str| -> Result<bool> {
                let sql = format!("SELECT 1 FROM activity WHERE {column} = $1 AND title = $2 LIMIT 1");
                Ok(known.contains(&step) || tx.first(&sql, &[row.into(), step.into()])?.is_some())
            };
            gx_sales::next::follow(tx, store, (object, row), next, planned)?;
        }
    }
    Ok(())
}

/// Tells a new owner and new guests. Who was told.
pub(crate) fn tell(
    tx: &mut Tx<'_>,
    store: &Store,
    by: Option<Id>,
    a: &Activity,
    before: Option<&Activity>,
) -> Result<Vec<Id>> {
    let mut told = Vec::new();
    let owner_before = before.and_then(|b| b.owner);
    if let Some(owner) = a.owner.filter(|owner| Some(*owner) != owner_before)
        && say(tx, store, by, (owner, "given"), a, a.at)?
    {
        told.push(owner);
    }
    for guest in a.guests.keys() {
        let new = before.is_none_or(|b| !b.guests.contains_key(guest));
        if new && say(tx, store, by, (*guest, "asked"), a, a.at)? {
            told.push(*guest);
        }
    }
    Ok(told)
}

/// Reminds its owner and who said that they come. Who was told.
pub(crate) fn remind(tx: &mut Tx<'_>, store: &Store, a: &Activity, at: Micros) -> Result<Vec<Id>> {
    let mut told = Vec::new();
    let coming = a
        .guests
        .iter()
        .filter(|(id, said)| **said == Answer::Yes && Some(**id) != a.owner)
        .map(|(id, _)| *id);
    for who in a.owner.into_iter().chain(coming) {
        if say(tx, store, None, (who, "due"), a, Some(at))? {
            told.push(who);
        }
    }
    Ok(told)
}

fn say(
    tx: &mut Tx<'_>,
    store: &Store,
    by: Option<Id>,
    (to, did): (Id, &str),
    a: &Activity,
    at: Option<Micros>,
) -> Result<bool> {
    if a.state != State::Open || a.deleted_at.is_some() {
        return Ok(false);
    }
    let detail = json!({
        "did": did, "title": a.meant(None).title, "name": a.meant(None).title, "at": at, "kind": a.kind.as_text(),
        "activity": a.id.show(IdKind::Activity),
    });
    notices::give(
        tx,
        store,
        to,
        &Notice { kind: NOTICE, by, object: Some(ACTIVITY), row: Some(a.id), detail },
    )
}

/// Tells a colleague how many a rule of revisits has planned for them. Whether they were told.
pub(crate) fn planned(tx: &mut Tx<'_>, store: &Store, to: Id, (rule, n): (&str, i64)) -> Result<bool> {
    let detail = json!({"did": "planned", "title": rule, "name": rule, "n": n});
    notices::give(tx, store, to, &Notice { kind: NOTICE, by: None, object: None, row: None, detail })
}

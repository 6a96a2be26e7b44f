//! What happens to agreements by themselves: owners are told before one ends, and those that go on by themselves do.

use gx_kernel::{Id, IdKind};
use gx_record::notices::{self, Notice};
use gx_store::change::{Batch, By, Entry, Op};
use gx_store::{Result, Store, Tx, job};
use serde_json::{Map, json};

use super::AGREEMENT;
use super::agreement::edit::note_renewal;
use super::agreement::record::{self, Agreement, State};
use crate::price::list::today;

/// The job that looks through them.
pub const JOB: &str = "trade.agreements";
/// How often it does: within an hour of midnight.
const EVERY: i64 = 3600 * gx_kernel::Micros::SECOND;

/// What runs the job. The next look is put in first, so that one that fails does not end them all.
pub fn handlers(live: &gx_http::Live) -> Vec<(&'static str, job::Handler)> {
    let live = live.clone();
    let run: job::Handler = std::sync::Arc::new(move |store, _, _| {
        let told = schedule(store).and_then(|()| look(store)).map_err(|e| e.to_string())?;
        if !told.is_empty() {
            live.tell(gx_http::Note::Notices(told));
        }
        Ok(())
    });
    vec![(JOB, run)]
}

/// Puts the next look in, unless it is in.
pub fn schedule(store: &Store) -> Result<()> {
    let next = (store.now().0 / EVERY + 1) * EVERY;
    let key = format!("{JOB}:{next}");
    store.write(|tx| job::enqueue(tx, store, JOB, &json!({}), gx_kernel::Micros(next), Some(&key)).map(drop))
}

/// Looks through all that run. Who was told.
pub fn look(store: &Store) -> Result<Vec<Id>> {
    let found = store.read(|tx| {
        let day = today(tx, store.now())?.to_string();
        // Only what has something to be done: the others are not even read.
        let sql = "x.deleted_at IS NULL AND x.ended_on IS NULL AND x.notice_on <= $1 AND (x.until < $1 AND x.renews = 1 \
                   OR x.until >= $1 AND (x.told_until IS NULL OR x.told_until <> x.until)) ORDER BY x.until, x.id LIMIT 10000";
        record::some(tx, sql, &[day.into()])
    })?;
    let mut told = Vec::new();
    for a in found {
        store.write(|tx| {
            told.extend(one(tx, store, a.id)?);
            Ok(())
        })?;
    }
    Ok(told)
}

/// Renews one whose period has ended, or tells its owner that it ends soon. Who was told.
fn one(tx: &mut Tx<'_>, store: &Store, id: Id) -> Result<Option<Id>> {
    let day = today(tx, store.now())?;
    let Some(mut a) = record::get(tx, id)?.filter(|a| a.deleted_at.is_none()) else { return Ok(None) };
    match a.state(day) {
        State::Over if a.renews => {
            let before = a.until;
            // One that nobody looked at for years catches up.
            while a.until < day {
                a.until = a.next_until();
            }
            note_renewal(tx, store, id, (before, a.until), None)?;
            record::write(tx, store, &mut a, false)?;
            let mut batch = Batch::open(tx, store, "edit", By::Rule, None, None)?;
            let of = |d: jiff::civil::Date| Map::from_iter([("until".to_owned(), d.to_string().into())]);
            batch.log(Entry {
                object: AGREEMENT,
                row: id,
                op: Op::Update,
                before: of(before),
                after: of(a.until),
            });
            batch.flush(tx, store)?;
            Ok(None)
        }
        State::Due => tell(tx, store, &a),
        _ => Ok(None),
    }
}

fn tell(tx: &mut Tx<'_>, store: &Store, a: &Agreement) -> Result<Option<Id>> {
    let sql = "UPDATE agreement SET told_until = until WHERE id = $1 AND (told_until IS NULL OR told_until <> until)";
    let Some(owner) = a.owner else { return Ok(None) };
    if tx.execute(sql, &[a.id.into()])? == 0 {
        return Ok(None);
    }
    let detail = json!({
        "did": if a.renews { "renews" } else { "ends" }, "name": a.name, "until": a.until.to_string(),
        "agreement": a.id.show(IdKind::Agreement),
    });
    let notice = Notice { kind: AGREEMENT, by: None, object: Some(AGREEMENT), row: Some(a.id), detail };
    Ok(notices::give(tx, store, owner, &notice)?.then_some(owner))
}

//! When leads go back to their pool by themselves: reckoned, told in advance, done.

use std::sync::Arc;

use gx_http::{Live, Note};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros};
use gx_record::filtering;
use gx_record::list::Clause;
use gx_record::notices::{self, Notice};
use gx_store::access::Access;
use gx_store::change::{Batch, By};
use gx_store::{Result, Store, StoreError, Tx, job, settings};
use serde_json::json;

use super::hand::{Hand, How, News};
use super::record::{self, Lead, OPEN};
use super::{LEAD, hand};
use crate::pool::{self, Pool};

/// The job that looks for what goes back, and reminds.
pub const RETURN_JOB: &str = "lead.return";
/// The job that reckons a pool's leads anew after its limits changed.
pub const RECKON_JOB: &str = "lead.reckon";
/// How often it looks.
const EVERY: i64 = 600 * Micros::SECOND;
/// How often customers are watched: their days are counted in days.
const DAILY: i64 = 20 * 3600 * Micros::SECOND;
/// The setting that says when they were last.
const WATCHED: &str = "lead_customers_at";
/// Leads in one transaction.
const STEP: usize = 200;

/// When a lead goes back by itself: when nothing was done for too long, or no deal came, but not while it is protected.
pub fn at(lead: &Lead, pool: Option<&Pool>) -> Option<Micros> {
    let (Some(pool), Some(since), Some(_)) = (pool, lead.held_since, lead.owner) else { return None };
    if lead.locked || !lead.state.open() {
        return None;
    }
    let silent = pool.silent_days.map(|days| {
        let last = lead.worked_at.map_or(since, |worked| worked.max(since));
        last.plus(days * Micros::DAY)
    });
    let dealless = pool.deal_days.map(|days| since.plus(days * Micros::DAY));
    let first = [silent, dealless].into_iter().flatten().min()?;
    Some(lead.protected_until.map_or(first, |until| first.max(until)))
}

/// Puts the next look in: one for each slot of time, whoever asks.
pub fn schedule(store: &Store) -> Result<()> {
    let next = Micros((store.now().0.div_euclid(EVERY) + 1) * EVERY);
    let key = format!("{RETURN_JOB} {}", next.0);
    store.write(|tx| job::enqueue(tx, store, RETURN_JOB, &json!({}), next, Some(&key)).map(drop))
}

/// Lets a job reckon a pool's leads anew.
pub(crate) fn reckon_soon(tx: &mut Tx<'_>, store: &Store, pool: Id) -> Result<()> {
    let shown = pool.show(IdKind::Pool);
    // One that runs has passed leads by already: another follows it.
    job::enqueue(tx, store, RECKON_JOB, &json!({"pool": shown}), store.now(), None).map(drop)
}

/// What runs the jobs. The next look is put in first, so that one that fails does not end them all.
pub fn handlers(live: &Live) -> Vec<(&'static str, job::Handler)> {
    let live = live.clone();
    let look: job::Handler = Arc::new(move |store, _, stopping| {
        let done = schedule(store).and_then(|()| run(store, stopping));
        live.tell(Note::Sold(ObjectKind::Lead));
        done.map_err(|e| e.to_string())
    });
    let reckon: job::Handler = Arc::new(|store, job, stopping| {
        let pool = job.payload["pool"].as_str().and_then(|t| Id::read(IdKind::Pool, t));
        pool.map_or(Ok(()), |pool| reckon(store, pool, stopping)).map_err(|e| e.to_string())
    });
    vec![(RETURN_JOB, look), (RECKON_JOB, reckon)]
}

/// Lets go back what is due, reminds owners, and once a day watches customers.
pub fn run(store: &Store, stopping: &dyn Fn() -> bool) -> Result<()> {
    while store.write(|tx| back(tx, store))? == STEP && !stopping() {}
    while store.write(|tx| remind(tx, store))? == STEP && !stopping() {}
    let last = store.read(|tx| settings::get::<i64>(tx, WATCHED))?;
    if last.is_none_or(|last| store.now().0 - last >= DAILY) && watch_customers(store, stopping)? {
        let now = store.now().0;
        store.write(|tx| settings::put(tx, WATCHED, &now))?;
    }
    Ok(())
}

/// Looks at the customers whom pools watch; whether all were looked at. Who is to be let go is found by reading, a part of
/// the file at a time, and looked at again in the write: nobody waits while a million are gone through.
fn watch_customers(store: &Store, stopping: &dyn Fn() -> bool) -> Result<bool> {
    for pool in store.read(pool::load)?.iter().filter(|pool| pool.customers.is_some()) {
        let mut after = Id(0);
        loop {
            if stopping() {
                return Ok(false);
            }
            let found = store.read(|tx| silent(tx, store, pool, &format!("p.id > {}", after.0)))?;
            let ids: Vec<String> = found.iter().map(|(id, ..)| id.0.to_string()).collect();
            let Some((last, ..)) = found.last() else { break };
            after = *last;
            store.write(|tx| let_go(tx, store, pool, &format!("p.id IN ({})", ids.join(","))))?;
        }
    }
    Ok(true)
}

/// Lets leads go back that are due; how many.
fn back(tx: &mut Tx<'_>, store: &Store) -> Result<usize> {
    let sql = format!(
        "SELECT id FROM lead WHERE returns_at <= $1 AND owner IS NOT NULL AND deleted_at IS NULL AND state IN ({OPEN}) \
         ORDER BY returns_at LIMIT {STEP}"
    );
    let due: Vec<Id> =
        tx.query(&sql, &[store.now().into()])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    if due.is_empty() {
        return Ok(0);
    }
    record::lock(tx, &due)?;
    let pools = pool::load(tx)?;
    let mut batch = Batch::open(tx, store, "recycle", By::Rule, None, None)?;
    let mut news = News::default();
    for mut lead in record::many(tx, &due)? {
        let pool = lead.pool.and_then(|id| pools.iter().find(|pool| pool.id == id));
        // It may have been worked on since it was found, and the pool may be gone.
        lead.returns_at = at(&lead, pool);
        if lead.returns_at.is_none_or(|at| at > store.now()) {
            record::update(tx, store, &lead)?;
            continue;
        }
        let silent = pool.and_then(|p| p.silent_days).is_some_and(|days| {
            let since = lead.worked_at.or(lead.held_since).unwrap_or(store.now());
            since.plus(days * Micros::DAY) <= store.now()
        });
        let why = if silent { "silent" } else { "no_deal" };
        let hand = Hand { reason: Some(why), ..Hand::new(How::Recycle, None, lead.pool) };
        hand::give(tx, store, (&mut batch, &mut news), &pools, &mut lead, &hand)?;
    }
    batch.flush(tx, store)?;
    news.tell(tx, store, None)?;
    Ok(due.len())
}

/// Reminds owners of what goes back soon; how many leads were looked at.
fn remind(tx: &mut Tx<'_>, store: &Store) -> Result<usize> {
    // Of two who look at once the second sees whom the first reminded.
    settings::hold(tx, "lead_reminders", &0)?;
    let pools = pool::load(tx)?;
    let most = pools.iter().flat_map(|p| p.remind_days.first()).max().copied().unwrap_or_default();
    let mut looked = 0;
    for days in (1..=most).filter(|days| pools.iter().any(|p| p.remind_days.contains(days))) {
        let within = store.now().plus(days * Micros::DAY);
        let of: Vec<String> = pools
            .iter()
            .filter(|p| p.remind_days.contains(&days))
            .map(|p| format!("'{}'", p.shown()))
            .collect();
        let sql = format!(
            "SELECT id, owner, name, returns_at FROM lead WHERE returns_at > $1 AND returns_at <= $2 AND owner IS NOT NULL AND deleted_at IS NULL \
             AND state IN ({OPEN}) AND (reminded IS NULL OR reminded > $3) AND pool IN ({}) ORDER BY returns_at LIMIT {STEP}",
            of.join(",")
        );
        let rows = tx.query(&sql, &[store.now().into(), within.into(), days.into()])?;
        for r in &rows {
            let (id, owner) = (r.id(0)?, r.id(1)?);
            let detail = json!({"did": "returns", "name": r.text(2)?, "at": r.micros(3)?, "days": days});
            let notice = Notice { kind: "lead", by: None, object: Some(LEAD), row: Some(id), detail };
            notices::give(tx, store, owner, &notice)?;
            tx.execute("UPDATE lead SET reminded = $1 WHERE id = $2", &[days.into(), id.into()])?;
        }
        looked = looked.max(rows.len());
    }
    Ok(looked)
}

/// Customers of a pool's filter, within a condition on `p`, about whom their owner has done nothing for too long: id, name,
/// owner, in the order of ids.
fn silent(tx: &mut Tx<'_>, store: &Store, pool: &Pool, within: &str) -> Result<Vec<(Id, String, Id)>> {
    let (Some(filter), Some(days)) = (&pool.customers, pool.silent_days) else { return Ok(Vec::new()) };
    let mut clause = Clause::default();
    let now = store.now();
    let before = now.plus(-days * Micros::DAY).0;
    let read = filtering::push(tx, &mut clause, ObjectKind::Person, filter, &Access::system(), "p", now);
    match read {
        // A filter that cannot be read any more watches nobody; the settings say so.
        Err(StoreError::Problem(_)) => return Ok(Vec::new()),
        read => read?,
    }
    let of = |table: &str, alias: &str| {
        format!("FROM {table} {alias} JOIN person n ON n.id = {alias}.person_id WHERE n.canonical_id = p.id")
    };
    let sql = format!(
        "SELECT p.id, p.name, p.owner FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL AND p.owner IS NOT NULL \
         AND {within} AND p.created_at <= {before} AND ({filter}) \
         AND NOT EXISTS (SELECT 1 {leads} AND l.deleted_at IS NULL AND l.state IN ({OPEN})) \
         AND NOT EXISTS (SELECT 1 {deals} AND d.deleted_at IS NULL AND d.state = 'open') \
         AND NOT EXISTS (SELECT 1 {done} AND i.staff_id IS NOT NULL AND i.occurred_at > {before}) \
         AND NOT EXISTS (SELECT 1 FROM lead_move m JOIN lead l ON l.id = m.lead_id JOIN person n ON n.id = l.person_id \
         WHERE n.canonical_id = p.id AND m.at > {before}) \
         AND NOT EXISTS (SELECT 1 FROM change c JOIN batch b ON b.id = c.batch_id WHERE c.object = 'person' AND c.row_id = p.id \
         AND b.by_kind = 'user' AND b.at > {before}) ORDER BY p.id LIMIT {STEP}",
        filter = clause.leading(),
        leads = of("lead", "l"),
        deals = of("deal", "d"),
        done = of("interaction", "i"),
    );
    tx.query(&sql, &clause.params)?.iter().map(|r| Ok((r.id(0)?, r.string(1)?, r.id(2)?))).collect()
}

/// Lets customers go whose owner does nothing about them: they come into the pool as leads.
fn let_go(tx: &mut Tx<'_>, store: &Store, pool: &Pool, within: &str) -> Result<()> {
    // Of two who look at once the second sees what the first did.
    settings::hold(tx, "lead_customers", &0)?;
    let found = silent(tx, store, pool, within)?;
    let numbers = record::next_numbers(tx, found.len())?;
    let currency = settings::currency(tx)?;
    let mut batch = Batch::open(tx, store, "recycle", By::Rule, None, None)?;
    let mut news = News::default();
    for ((person, name, owner), number) in found.into_iter().zip(numbers) {
        let mut lead = Lead::new(store.id(), number, store.now());
        lead.person = Some(person);
        lead.pool = Some(pool.id);
        lead.put("name", name.into());
        lead.put("currency", currency.as_str().into());
        record::insert(tx, std::slice::from_ref(&lead), false)?;
        let hand = Hand { reason: Some("silent"), ..Hand::new(How::Recycle, None, Some(pool.id)) };
        hand::trace(tx, store, &lead, &hand, Some(owner), (None, Some(batch.id)))?;
        batch.log(super::edit::made(&lead));
        hand::keep(tx, store, &mut batch, Some(person), (Some(owner), None))?;
        news.add(&lead, &hand, Some(owner));
    }
    batch.flush(tx, store)?;
    news.tell(tx, store, None).map(drop)
}

/// Reckons when the leads of a pool go back, after its limits have changed.
fn reckon(store: &Store, pool: Id, stopping: &dyn Fn() -> bool) -> Result<()> {
    let mut after = 0;
    loop {
        let last = store.write(|tx| {
            let sql = format!(
                "SELECT id FROM lead WHERE pool = $1 AND owner IS NOT NULL AND deleted_at IS NULL AND state IN ({OPEN}) AND id > $2 ORDER BY id LIMIT {STEP}"
            );
            let ids: Vec<Id> = tx
                .query(&sql, &[pool.show(IdKind::Pool).into(), Id(after).into()])?
                .iter()
                .map(|r| r.id(0))
                .collect::<Result<_>>()?;
            record::lock(tx, &ids)?;
            let pools = pool::load(tx)?;
            let held = pools.iter().find(|p| p.id == pool);
            for lead in record::many(tx, &ids)? {
                let next = at(&lead, held);
                if next != lead.returns_at {
                    tx.execute(
                        "UPDATE lead SET returns_at = $1, reminded = NULL WHERE id = $2",
                        &[next.into(), lead.id.into()],
                    )?;
                }
            }
            Ok(if ids.len() == STEP { ids.last().map(|id| id.0) } else { None })
        })?;
        match last {
            Some(id) if !stopping() => after = id,
            _ => return Ok(()),
        }
    }
}

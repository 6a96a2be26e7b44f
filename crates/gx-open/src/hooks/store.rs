//! Rows of webhooks and their deliveries.

use gx_kernel::{Id, Micros, Problem};
use gx_store::feed::Place;
use gx_store::{Dialect, Result, Row, Tx};
use serde_json::Value as Json;

/// An address that is told what happens.
#[derive(Clone, Debug)]
pub(crate) struct Hook {
    pub(crate) id: Id,
    pub(crate) staff: Id,
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) events: Vec<String>,
    /// Sealed.
    pub(crate) secret: Vec<u8>,
    pub(crate) place: Place,
    pub(crate) paused: bool,
    pub(crate) why_paused: Option<String>,
    pub(crate) failing_since: Option<Micros>,
    pub(crate) created_at: Micros,
}

const HOOK: &str = "SELECT id, staff_id, name, url, events, secret, place, paused, why_paused, failing_since, created_at FROM hook";

fn hook(r: &Row) -> Result<Hook> {
    Ok(Hook {
        id: r.id(0)?,
        staff: r.id(1)?,
        name: r.string(2)?,
        url: r.string(3)?,
        events: r.json(4)?,
        secret: r.blob(5)?.to_vec(),
        place: Place::read(r.text(6)?)?,
        paused: r.int(7)? == 1,
        why_paused: r.opt_string(8)?,
        failing_since: r.opt_micros(9)?,
        created_at: r.micros(10)?,
    })
}

/// Those of one member of staff, or all; newest first.
pub(crate) fn hooks(tx: &mut Tx<'_>, of: Option<Id>) -> Result<Vec<Hook>> {
    let whose = of.map_or("1 = 1".to_owned(), |id| format!("staff_id = {}", id.0));
    tx.query(&format!("{HOOK} WHERE deleted_at IS NULL AND {whose} ORDER BY id DESC LIMIT 1000"), &[])?
        .iter()
        .map(hook)
        .collect()
}

/// Those that are to be told.
pub(crate) fn awake(tx: &mut Tx<'_>) -> Result<Vec<Hook>> {
    tx.query(&format!("{HOOK} WHERE deleted_at IS NULL AND paused = 0 ORDER BY id"), &[])?
        .iter()
        .map(hook)
        .collect()
}

pub(crate) fn get(tx: &mut Tx<'_>, id: Id) -> Result<Hook> {
    let row = tx.first(&format!("{HOOK} WHERE id = $1 AND deleted_at IS NULL"), &[id.into()])?;
    hook(&row.ok_or_else(|| Problem::not_found("The webhook"))?)
}

pub(crate) fn insert(tx: &mut Tx<'_>, h: &Hook) -> Result<()> {
    tx.execute(
        "INSERT INTO hook (id, staff_id, name, url, events, secret, place, paused, why_paused, failing_since, created_at, deleted_at) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,0,NULL,NULL,$8,NULL)",
        &[
            h.id.into(),
            h.staff.into(),
            h.name.clone().into(),
            h.url.clone().into(),
            Json::from(h.events.clone()).into(),
            h.secret.clone().into(),
            h.place.to_string().into(),
            h.created_at.into(),
        ],
    )?;
    Ok(())
}

pub(crate) fn update(tx: &mut Tx<'_>, h: &Hook) -> Result<()> {
    tx.execute(
        "UPDATE hook SET name = $1, url = $2, events = $3, secret = $4, place = $5, paused = $6, why_paused = $7, failing_since = $8 WHERE id = $9",
        &[
            h.name.clone().into(),
            h.url.clone().into(),
            Json::from(h.events.clone()).into(),
            h.secret.clone().into(),
            h.place.to_string().into(),
            h.paused.into(),
            h.why_paused.clone().into(),
            h.failing_since.into(),
            h.id.into(),
        ],
    )?;
    Ok(())
}

/// Moves a place on, unless another process has done so meanwhile.
pub(crate) fn moved_on(tx: &mut Tx<'_>, id: Id, from: Place, to: Place) -> Result<bool> {
    let n = tx.execute(
        "UPDATE hook SET place = $1 WHERE id = $2 AND place = $3 AND paused = 0 AND deleted_at IS NULL",
        &[to.to_string().into(), id.into(), from.to_string().into()],
    )?;
    Ok(n == 1)
}

/// Takes a webhook away; what still waits for it goes with the next clearing.
pub(crate) fn remove(tx: &mut Tx<'_>, id: Id, now: Micros) -> Result<()> {
    tx.execute("UPDATE hook SET deleted_at = $1 WHERE id = $2", &[now.into(), id.into()])?;
    Ok(())
}

/// Notes since when an address has taken nothing.
pub(crate) fn failing(tx: &mut Tx<'_>, id: Id, since: Option<Micros>) -> Result<()> {
    tx.execute("UPDATE hook SET failing_since = $1 WHERE id = $2", &[since.into(), id.into()])?;
    Ok(())
}

/// Stops telling an address, and says why.
pub(crate) fn pause(tx: &mut Tx<'_>, id: Id, why: &str) -> Result<()> {
    tx.execute("UPDATE hook SET paused = 1, why_paused = $1 WHERE id = $2", &[why.into(), id.into()])?;
    Ok(())
}

/// Something that is or was to be told.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) id: Id,
    pub(crate) hook: Id,
    pub(crate) event: String,
    pub(crate) body: String,
    /// `waiting`, `done` or `failed`.
    pub(crate) state: String,
    pub(crate) attempts: i64,
    pub(crate) due_at: Option<Micros>,
    /// The HTTP status of the last attempt.
    pub(crate) status: Option<i64>,
    /// The beginning of the last answer, or why there was none.
    pub(crate) answer: Option<String>,
    pub(crate) millis: Option<i64>,
    pub(crate) created_at: Micros,
    pub(crate) ended_at: Option<Micros>,
}

const DELIVERY: &str = "SELECT d.id, d.hook_id, d.event, d.body, d.state, d.attempts, d.due_at, d.status, d.answer, d.millis, d.created_at, d.ended_at FROM hook_delivery d";

fn delivery(r: &Row) -> Result<Delivery> {
    Ok(Delivery {
        id: r.id(0)?,
        hook: r.id(1)?,
        event: r.string(2)?,
        body: r.string(3)?,
        state: r.string(4)?,
        attempts: r.int(5)?,
        due_at: r.opt_micros(6)?,
        status: r.opt_int(7)?,
        answer: r.opt_string(8)?,
        millis: r.opt_int(9)?,
        created_at: r.micros(10)?,
        ended_at: r.opt_micros(11)?,
    })
}

/// Puts deliveries in, due at once: id, event and body of each.
pub(crate) fn add(tx: &mut Tx<'_>, hook: Id, now: Micros, new: &[(Id, String, String)]) -> Result<()> {
    let rows: Vec<_> = new
        .iter()
        .map(|(id, event, body)| {
            vec![
                (*id).into(),
                hook.into(),
                event.clone().into(),
                body.clone().into(),
                "waiting".into(),
                0_i64.into(),
                now.into(),
                now.into(),
            ]
        })
        .collect();
    tx.insert_many(
        "hook_delivery",
        &["id", "hook_id", "event", "body", "state", "attempts", "due_at", "created_at"],
        &rows,
        gx_store::Conflict::Fail,
    )?;
    Ok(())
}

/// Deliveries of a webhook, newest first, older than `before`.
pub(crate) fn of_hook(
    tx: &mut Tx<'_>,
    hook: Id,
    state: &str,
    before: Option<Id>,
    limit: usize,
) -> Result<Vec<Delivery>> {
    let sql = format!(
        "{DELIVERY} WHERE d.hook_id = $1 AND d.id < $2 AND ($3 = '' OR d.state = $3) ORDER BY d.id DESC LIMIT {limit}"
    );
    let before = before.map_or(i64::MAX, |id| id.0);
    tx.query(&sql, &[hook.into(), before.into(), state.into()])?.iter().map(delivery).collect()
}

pub(crate) fn delivery_of(tx: &mut Tx<'_>, id: Id) -> Result<Delivery> {
    let row = tx.first(&format!("{DELIVERY} WHERE d.id = $1"), &[id.into()])?;
    delivery(&row.ok_or_else(|| Problem::not_found("The delivery"))?)
}

/// How many of each state there are.
pub(crate) fn counts(tx: &mut Tx<'_>, hook: Id) -> Result<Vec<(String, i64)>> {
    tx.query("SELECT state, COUNT(*) FROM hook_delivery WHERE hook_id = $1 GROUP BY state", &[hook.into()])?
        .iter()
        .map(|r| Ok((r.string(0)?, r.int(1)?)))
        .collect()
}

/// How long a process has to send what it took.
const LEASE: i64 = 60 * Micros::SECOND;

/// Takes what is due, oldest first, of webhooks that are awake and not among `busy`.
pub(crate) fn take(tx: &mut Tx<'_>, now: Micros, busy: &[Id], most: usize) -> Result<Vec<Delivery>> {
    let busy: Vec<String> =
        std::iter::once("0".to_owned()).chain(busy.iter().map(|id| id.0.to_string())).collect();
    let lock = if tx.dialect() == Dialect::Postgres { "FOR UPDATE OF d SKIP LOCKED" } else { "" };
    let sql = format!(
        "{DELIVERY} JOIN hook h ON h.id = d.hook_id AND h.paused = 0 AND h.deleted_at IS NULL \
         WHERE d.state = 'waiting' AND d.due_at <= $1 AND (d.lease_until IS NULL OR d.lease_until < $1) AND d.hook_id NOT IN ({}) \
         ORDER BY d.due_at, d.id LIMIT {most} {lock}",
        busy.join(",")
    );
    let found: Vec<Delivery> = tx.query(&sql, &[now.into()])?.iter().map(delivery).collect::<Result<_>>()?;
    let rows: Vec<Vec<gx_store::Value>> =
        found.iter().map(|d| vec![now.plus(LEASE).into(), d.id.into()]).collect();
    tx.execute_many("UPDATE hook_delivery SET lease_until = $1 WHERE id = $2", &rows)?;
    Ok(found)
}

/// Gives back what there was no room to send.
pub(crate) fn give_back(tx: &mut Tx<'_>, id: Id) -> Result<()> {
    tx.execute("UPDATE hook_delivery SET lease_until = NULL WHERE id = $1", &[id.into()])?;
    Ok(())
}

/// Whether anything is due.
pub(crate) fn any_due(tx: &mut Tx<'_>, now: Micros) -> Result<bool> {
    let sql = "SELECT 1 FROM hook_delivery d JOIN hook h ON h.id = d.hook_id AND h.paused = 0 AND h.deleted_at IS NULL \
               WHERE d.state = 'waiting' AND d.due_at <= $1 AND (d.lease_until IS NULL OR d.lease_until < $1) LIMIT 1";
    Ok(tx.first(sql, &[now.into()])?.is_some())
}

/// Writes what came of an attempt.
pub(crate) fn ended(tx: &mut Tx<'_>, d: &Delivery) -> Result<()> {
    tx.execute(
        "UPDATE hook_delivery SET state = $1, attempts = $2, due_at = $3, lease_until = NULL, status = $4, answer = $5, millis = $6, ended_at = $7 WHERE id = $8",
        &[
            d.state.clone().into(),
            d.attempts.into(),
            d.due_at.into(),
            d.status.into(),
            d.answer.clone().into(),
            d.millis.into(),
            d.ended_at.into(),
            d.id.into(),
        ],
    )?;
    Ok(())
}

/// Forgets deliveries of long ago, and what waits for webhooks that are gone; they hold personal data.
pub(super) fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    tx.execute(
        "DELETE FROM hook_delivery WHERE created_at < $1 OR hook_id IN (SELECT id FROM hook WHERE deleted_at IS NOT NULL)",
        &[now.plus(-14 * Micros::DAY).into()],
    )?;
    Ok(())
}

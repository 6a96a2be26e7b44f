//! The digest: what somebody has not read, by mail, once a day in the morning, if they want it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use gx_http::seal::Seal;
use gx_http::{Answer, Body, Kit, Signed, auth};
use gx_kernel::{Id, Micros};
use gx_mail::Letter;
use gx_record::{filtering, notices};
use gx_store::{Result, Store, Tx, job};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::notices::{letter_line, own};

/// The job that sends.
pub(crate) const JOB: &str = "digest.send";
/// The hour of the workspace's day at which it runs.
const HOUR: i8 = 8;
/// Notices that one mail tells.
const LINES: usize = 20;

/// Whether one is sent the digest.
#[derive(Debug, Serialize)]
pub(crate) struct Digest {
    on: bool,
    /// Whether mail can reach the caller: there is a server, the workspace's address, and an address of theirs.
    possible: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    on: bool,
}

fn held(tx: &mut Tx<'_>, user: Id) -> Result<Digest> {
    let r = tx.one("SELECT digest, email FROM staff WHERE id = $1", &[user.into()])?;
    let address = r.opt_text(1)?.is_some_and(|a| !a.is_empty());
    Ok(Digest { on: r.int(0)? == 1, possible: address && gx_mail::ready(tx)?.is_some() })
}

pub(crate) async fn get(State(kit): State<Kit>, me: Signed) -> Answer<Json<Digest>> {
    Ok(Json(kit.run(move |store| store.read(|tx| held(tx, me.user.id))).await?))
}

pub(crate) async fn put(State(kit): State<Kit>, me: Signed, Body(wish): Body<Wish>) -> Answer<Json<Digest>> {
    let user = own(&me)?;
    let now = kit
        .run(move |store| {
            store.write(|tx| {
                // What is unread by now is on the screen already.
                let newest = tx.one("SELECT MAX(id) FROM notice WHERE staff_id = $1", &[user.into()])?;
                tx.execute(
                    "UPDATE staff SET digest = $1, digest_notice = $2 WHERE id = $3",
                    &[wish.on.into(), newest.opt_int(0)?.into(), user.into()],
                )?;
                held(tx, user)
            })
        })
        .await?;
    Ok(Json(now))
}

/// The next morning after an instant, in a zone.
fn next_morning(now: Micros, zone: &TimeZone) -> Option<Micros> {
    let here = Timestamp::from_microsecond(now.0).ok()?.to_zoned(zone.clone());
    let today = here.date().at(HOUR, 0, 0, 0).to_zoned(zone.clone()).ok()?;
    let next = if today > here { today } else { today.checked_add(1.day()).ok()? };
    Some(Micros(next.timestamp().as_microsecond()))
}

/// Puts the next morning's run in.
pub fn schedule(store: &Store) -> Result<()> {
    store.write(|tx| {
        let zone = filtering::zone(tx)?;
        let Some(at) = next_morning(store.now(), &zone) else { return Ok(()) };
        job::enqueue(tx, store, JOB, &json!({}), at, Some(&format!("{JOB} {}", at.0)))?;
        Ok(())
    })
}

/// What runs it.
pub fn handler(seal: &Seal) -> job::Handler {
    let seal = seal.clone();
    Arc::new(move |store, _, _| {
        // The next morning first: one that fails does not end them all.
        schedule(store).map_err(|e| e.to_string())?;
        send(store, &seal).map_err(|e| e.to_string())
    })
}

fn send(store: &Store, seal: &Seal) -> Result<()> {
    let sql = "SELECT id, digest_notice FROM staff WHERE digest = 1 AND disabled_at IS NULL AND email IS NOT NULL ORDER BY id";
    let wanted =
        store.read(|tx| if gx_mail::ready(tx)?.is_some() { tx.query(sql, &[]) } else { Ok(Vec::new()) })?;
    for r in &wanted {
        let (user, told) = (r.id(0)?, r.opt_int(1)?.unwrap_or(0));
        // Each in a transaction of its own, with the letter: nobody is told twice, and nobody waits for all.
        store.write(|tx| one(tx, store, seal, user, told))?;
    }
    Ok(())
}

fn one(tx: &mut Tx<'_>, store: &Store, seal: &Seal, user: Id, told: i64) -> Result<()> {
    let Some(signed) = auth::rights_of(tx, user)? else { return Ok(()) };
    let Some(address) = gx_mail::ready(tx)? else { return Ok(()) };
    let off = notices::off_way(tx, user, "mail")?;
    let new = "FROM notice WHERE staff_id = $1 AND read_at IS NULL AND id > $2 AND NOT EXISTS \
               (SELECT 1 FROM notice_way_off o WHERE o.staff_id = notice.staff_id AND o.kind = notice.kind AND o.way = 'mail')";
    let counted = tx.one(&format!("SELECT COUNT(*), MAX(id) {new}"), &[user.into(), told.into()])?;
    let (unread, Some(newest)) = (counted.int(0)?, counted.opt_int(1)?) else { return Ok(()) };
    let mut lines = Vec::new();
    for given in notices::list(tx, user, None, 100)? {
        let fresh = given.read_at.is_none() && given.id.0 > told && !off.contains(&given.kind);
        if fresh && lines.len() < LINES {
            lines.push(letter_line(tx, &signed.access, given)?);
        }
    }
    let letter = Letter::DigestV1 { link: format!("{address}/today"), lines, unread };
    gx_mail::enqueue(tx, store, seal, user, None, &letter)?;
    tx.execute("UPDATE staff SET digest_notice = $1 WHERE id = $2", &[newest.into(), user.into()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_morning_is_that_of_the_workspace_whatever_its_clocks_do() {
        let at = |text: &str| Micros(text.parse::<Timestamp>().unwrap_or_default().as_microsecond());
        let zone = |name: &str| TimeZone::get(name).unwrap_or(TimeZone::UTC);
        let next = |now: &str, name: &str| next_morning(at(now), &zone(name));
        assert_eq!(next("2026-11-29T01:00:00Z", "Asia/Shanghai"), Some(at("2026-11-30T00:00:00Z")));
        assert_eq!(next("2026-11-29T23:59:59Z", "Asia/Shanghai"), Some(at("2026-11-30T00:00:00Z")));
        assert_eq!(next("2026-11-30T00:00:00Z", "Asia/Shanghai"), Some(at("2026-12-01T00:00:00Z")));
        // The night in which New York's clocks go back has 25 hours.
        assert_eq!(next("2026-10-31T13:00:00Z", "America/New_York"), Some(at("2026-11-01T13:00:00Z")));
    }
}

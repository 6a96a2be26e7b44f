//! The address at which other programs subscribe to somebody's calendar. Whoever has it reads; a new one ends the one before.

use gx_http::{Signed, token};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::Access;
use gx_store::{Conflict, Result, Store, Tx};

use crate::{ics, record};

/// How far back a calendar goes that somebody subscribes to.
const BACK: i64 = 90 * Micros::DAY;
/// How far ahead.
const AHEAD: i64 = 366 * Micros::DAY;
/// The most that are told at once.
const MOST: usize = 5000;

/// The path of somebody's calendar; none where they have not asked for one.
pub fn path(tx: &mut Tx<'_>, store: &Store, of: Id) -> Result<Option<String>> {
    let found = tx.first("SELECT number FROM calendar_feed WHERE staff_id = $1", &[of.into()])?;
    found.map(|r| Ok(format!("/calendar/{}.ics", token::of(store, IdKind::User, r.id(0)?)))).transpose()
}

/// Makes a new address; the one before stops.
pub fn renew(tx: &mut Tx<'_>, store: &Store, of: Id) -> Result<()> {
    stop(tx, of)?;
    let row = vec![of.into(), store.id().into(), store.now().into()];
    tx.insert_many("calendar_feed", &["staff_id", "number", "created_at"], &[row], Conflict::Fail).map(drop)
}

/// Ends the address.
pub fn stop(tx: &mut Tx<'_>, of: Id) -> Result<()> {
    tx.execute("DELETE FROM calendar_feed WHERE staff_id = $1", &[of.into()]).map(drop)
}

/// Whose calendar a token opens, of those who work here still.
///
/// # Errors
///
/// Not found.
pub fn whose(tx: &mut Tx<'_>, store: &Store, token: &str) -> Result<Id> {
    let number = token::open(store, IdKind::User, token)?;
    let sql = "SELECT f.staff_id FROM calendar_feed f JOIN staff s ON s.id = f.staff_id WHERE f.number = $1 AND s.disabled_at IS NULL";
    let found = tx.first(sql, &[number.into()])?;
    found.ok_or_else(|| Problem::not_found("The calendar"))?.id(0)
}

/// Who asks, where it is a person.
///
/// # Errors
///
/// Forbidden.
pub fn me(access: &Access) -> std::result::Result<Id, Problem> {
    access.by().id().ok_or_else(|| Problem::forbidden("Only somebody who works here has a calendar."))
}

/// The clause over activities that are in the calendar of one: their own, and what they are asked to come to and have not
/// declined. All of them living, and seen by who asks.
pub fn clause(access: &Access, of: Id, alias: &str) -> String {
    let me = of.0;
    format!(
        "{alias}.deleted_at IS NULL AND {alias}.id IN (SELECT own.id FROM activity own WHERE own.owner = {me} AND own.deleted_at IS NULL \
         UNION SELECT g.activity_id FROM activity_guest g JOIN activity asked ON asked.id = g.activity_id \
         WHERE g.staff_id = {me} AND g.answer <> 'no' AND asked.kind <> 'task') AND {}",
        access.see(ObjectKind::Activity, alias)
    )
}

/// The calendar of one as text: what lies around now, every series, every task that is open.
pub fn text(tx: &mut Tx<'_>, store: &Store, of: &Signed) -> Result<String> {
    let now = store.now();
    let around = "a.repeats IS NOT NULL OR a.kind = 'task' AND a.state = 'open' OR a.kind <> 'task' AND a.at >= $1 AND a.at < $2";
    let condition = format!(
        "{} AND ({around}) ORDER BY a.at DESC, a.id LIMIT {MOST}",
        clause(&of.access, of.user.id, "a")
    );
    let mut all = record::some(tx, &condition, &[now.plus(-BACK).into(), now.plus(AHEAD).into()])?;
    // A series that was over long ago is of no use any more.
    all.retain(|a| a.until_at.is_none_or(|until| until >= now.plus(-BACK)) || !a.turns.is_empty());
    all.sort_by_key(|a| a.id);
    Ok(ics::feed(&format!("Guanxi · {}", of.user.name), &all))
}

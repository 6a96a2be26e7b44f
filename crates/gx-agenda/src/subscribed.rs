//! The address at which other programs subscribe to somebody's calendar. Whoever has it reads; a new one ends the one before.

use gx_http::token;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::Access;
use gx_store::{Conflict, Result, Store, Tx};

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

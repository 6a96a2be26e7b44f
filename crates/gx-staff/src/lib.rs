//! The people who work here.
//!
//! Purpose: accounts, roles, teams, invitations, handing over, sessions, keys of programs, and the audit log.
//! In: requests of those who set the workspace up, or about one's own sessions and keys. Out: rows of staff,
//! role, team, session, key; an entry of the audit log for each change.
//!
//! Everything here needs the right `users` (the audit log: `audit`), except what is one's own. It must never
//! decide what a right lets anybody do to a record: that is `gx_store::access`, which every query asks.

mod accounts;
mod audit;
mod digest;
pub mod follow;
mod handover;
mod invite;
mod keys;
mod notices;
mod roles;
mod sessions;
mod teams;
mod watch;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};
use gx_http::Kit;
use gx_http::seal::Seal;
use gx_kernel::Problem;
use gx_store::{Result, Store, Tx, job};

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/staff", get(accounts::list).post(accounts::create))
        .route("/staff/{id}", patch(accounts::change))
        .route("/staff/{id}/invite", post(invite::renew))
        .route("/staff/{id}/handover", post(handover::hand_over))
        .route("/invite", get(invite::look).post(invite::accept))
        .route("/roles", get(roles::list).post(roles::create))
        .route("/roles/{key}", patch(roles::change).delete(roles::remove))
        .route("/teams", get(teams::list).post(teams::create))
        .route("/teams/{id}", patch(teams::change).delete(teams::remove))
        .route("/sessions", get(sessions::list))
        .route("/sessions/{id}", delete(sessions::end))
        .route("/session/as", post(sessions::look_as).delete(sessions::look_back))
        .route("/keys", get(keys::list).post(keys::create))
        .route("/keys/{id}/revoke", post(keys::revoke))
        .route("/notices", get(notices::list))
        .route("/notices/read", post(notices::read))
        .route("/follows", get(follow::api::list))
        .route("/people/{id}/follow", put(follow::api::follow).delete(follow::api::unfollow))
        .route("/notices/digest", get(digest::get).put(digest::put))
        .route("/notices/wanted", get(notices::wanted).put(notices::want))
        .route("/settings/watch", get(watch::get).put(watch::set))
        .route("/audit", get(audit::list))
        .route("/audit.csv", get(audit::csv))
}

pub use notices::letter_line;
pub use watch::tell_handler;

/// What runs the jobs of this crate that send mail, and puts the first of them in.
pub fn handlers(store: &Store, seal: &Seal) -> Result<Vec<(&'static str, job::Handler)>> {
    digest::schedule(store)?;
    Ok(vec![(digest::JOB, digest::handler(seal))])
}

/// Refuses what would leave nobody who can set users up: the way back in would be the command line.
fn somebody_is_left(tx: &mut Tx<'_>) -> Result<()> {
    let rows = tx.query(
        "SELECT r.grants FROM staff u JOIN role r ON r.key = u.role WHERE u.disabled_at IS NULL AND u.password <> ''",
        &[],
    )?;
    for row in &rows {
        let grants: gx_store::access::Grants = row.json(0)?;
        if grants.may.iter().any(|w| w == "users") {
            return Ok(());
        }
    }
    Err(Problem::conflict(
        "last_admin",
        "Somebody must be left who can set up users; give that right to a colleague first.",
    )
    .into())
}

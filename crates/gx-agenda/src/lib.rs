//! What is to be done and when.
//!
//! Purpose: tasks, calls, meetings and visits with their turns and reminders; the calendars of colleagues; a day outside;
//! customers who are come back to by rule.
//! In: what colleagues plan and do, what clients of calendars write. Out: lists and calendars, the next steps of deals and
//! leads, reminders, what was done on the timeline of the person.
//!
//! It must never tell of what is private to anybody but its owner and guests, lose a turn that was done because its series
//! was changed, or let a reminder be given twice.

pub mod act;
mod api;
pub mod calendar;
pub mod edit;
mod follow;
pub mod ics;
pub mod job;
pub mod list;
pub mod page;
pub mod record;
pub mod repeat;
pub mod revisit;
pub mod route;
mod rows;
pub mod subscribed;
mod turns;
pub mod undo;
pub mod wish;

use axum::Router;
use axum::routing::{get, patch, post};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    use api::{activities, revisits, subscribed};
    Router::new()
        .route("/activities", get(activities::list).post(activities::create))
        .route("/activities/about", get(activities::about))
        .route("/activities/today", get(activities::today))
        .route("/activities/calendar", get(activities::calendar))
        .route("/activities/busy", get(activities::busy))
        .route("/activities/route", get(activities::route))
        .route("/activities/bulk", post(activities::bulk))
        .route("/activities/{id}", get(activities::get).patch(activities::change).delete(activities::delete))
        .route("/activities/{id}/done", post(activities::done))
        .route("/activities/{id}/reopen", post(activities::reopen))
        .route("/activities/{id}/check-in", post(activities::check_in))
        .route("/activities/{id}/answer", post(activities::answer))
        .route("/activities/{id}/changes", get(activities::changes))
        .route("/revisits", get(revisits::list).post(revisits::create))
        .route("/revisits/preview", post(revisits::preview))
        .route("/revisits/{id}", patch(revisits::change).delete(revisits::delete))
        .route("/calendar-feed", get(subscribed::get).post(subscribed::renew).delete(subscribed::stop))
}

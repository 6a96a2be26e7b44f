//! Figures that open.
//!
//! Purpose: questions about the rows of an object and what they come to; saved reports, dashboards of them, goals, reports by
//! mail; what has gone stale; how colleagues and teams do, and why.
//! In: questions, which name fields of any object, built in and made by people. Out: answers, the rows behind each figure, files,
//! letters to colleagues.
//!
//! It must never add up a row that the caller does not see, nor two currencies without a rate, and never change a record.

mod api;
pub mod ask;
pub mod day;
pub mod kept;
pub mod performance;

use axum::Router;
use axum::routing::{get, patch, post};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    use api::{ask, day, kept};
    Router::new()
        .route("/reports", get(kept::reports).post(kept::create_report))
        .route("/reports/about", get(ask::about))
        .route("/reports/run", post(ask::run))
        .route("/reports/rows", post(ask::rows))
        .route("/reports/export", post(ask::export))
        .route("/reports/{id}", get(kept::report).patch(kept::change_report).delete(kept::remove_report))
        .route("/reports/{id}/restore", post(kept::restore_report))
        .route("/dashboards", get(kept::dashboards).post(kept::create_dashboard))
        .route(
            "/dashboards/{id}",
            get(kept::dashboard).patch(kept::change_dashboard).delete(kept::remove_dashboard),
        )
        .route("/dashboards/{id}/restore", post(kept::restore_dashboard))
        .route("/report-mails", get(kept::mails).post(kept::create_mail))
        .route("/report-mails/{id}", patch(kept::change_mail).delete(kept::remove_mail))
        .route("/report-mails/{id}/send", post(kept::send_mail))
        .route("/report-mails/{id}/decline", post(kept::decline_mail))
        .route("/goals", get(kept::goals).post(kept::create_goal))
        .route("/goals/{id}", patch(kept::change_goal).delete(kept::remove_goal))
        .route("/goals/{id}/restore", post(kept::restore_goal))
        .route("/home", get(day::home))
        .route("/stale", get(day::stale))
        .route("/stale/rules", get(day::rules).put(day::set_rules))
        .route("/performance", get(day::performance))
        .route("/performance/why", get(day::why))
}

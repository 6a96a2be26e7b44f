//! Selling.
//!
//! Purpose: leads with the rules that give them and the pools they wait in; pipelines with their stages, the deals that
//! go through them, and what a period brings against its targets.
//! In: what colleagues say and move, what happens that captures take. Out: boards, lists, forecasts, each figure with the
//! filter that finds its rows; who got what, and why.
//!
//! It must never add up two currencies without a rate of the day, move a deal that stands elsewhere by now, let one
//! into a stage that asks for more than it has, give a lead without leaving how and why, or tell of either without the
//! access clause.

mod api;
pub mod assign;
pub mod colleagues;
pub mod deal;
pub mod dispute;
pub mod fairness;
pub mod forecast;
pub mod lead;
pub mod next;
pub mod pipeline;
pub mod pool;
pub mod rates;
pub mod registration;
pub mod target;
pub mod undo;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};
use gx_http::Kit;

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/pipelines", get(api::pipelines::list).post(api::pipelines::create))
        .route("/pipelines/{id}", patch(api::pipelines::change).delete(api::pipelines::remove))
        .route("/deals", get(api::deals::list).post(api::deals::create))
        .route("/deals/board", get(api::deals::board))
        .route("/deals/forecast", get(api::figures::forecast))
        .route("/deals/reasons", get(api::figures::reasons).put(api::figures::set_reasons))
        .route("/deals/{id}", get(api::deals::get).patch(api::deals::change).delete(api::deals::delete))
        .route("/deals/{id}/move", post(api::deals::step))
        .route("/deals/{id}/changes", get(api::deals::changes))
        .route("/deals/{id}/people", post(api::deals::add_person))
        .route("/deals/{id}/people/{person}", delete(api::deals::remove_person))
        .route("/deals/{id}/lines", put(api::deals::set_lines))
        .route("/leads", get(api::leads::list).post(api::leads::create))
        .route("/leads/claim", post(api::leads::claim))
        .route("/leads/assign", post(api::leads::assign))
        .route("/leads/reasons", get(api::setup::reasons).put(api::setup::set_reasons))
        .route("/leads/captures", get(api::setup::captures).put(api::setup::set_captures))
        .route("/leads/fairness", get(api::setup::fairness))
        .route("/leads/{id}", get(api::leads::get).patch(api::leads::change).delete(api::leads::delete))
        .route("/leads/{id}/changes", get(api::leads::changes))
        .route("/leads/{id}/release", post(api::leads::release))
        .route("/leads/{id}/drop", post(api::leads::drop))
        .route("/leads/{id}/reopen", post(api::leads::reopen))
        .route("/leads/{id}/guard", put(api::leads::guard))
        .route("/leads/{id}/conversion", get(api::leads::conversion))
        .route("/leads/{id}/convert", post(api::leads::convert))
        .route("/leads/{id}/disputes", post(api::disputes::open))
        .route("/pools", get(api::setup::pools).post(api::setup::create_pool))
        .route("/pools/{id}", patch(api::setup::change_pool).delete(api::setup::remove_pool))
        .route("/assignment", get(api::setup::assignment).put(api::setup::set_assignment))
        .route("/assignment/seats", get(api::setup::seats).put(api::setup::set_seats))
        .route("/assignment/simulate", post(api::setup::simulate))
        .route("/disputes", get(api::disputes::list))
        .route("/disputes/{id}", get(api::disputes::get))
        .route("/disputes/{id}/words", post(api::disputes::say))
        .route("/disputes/{id}/decide", post(api::disputes::decide))
        .route("/disputes/{id}/appeal", post(api::disputes::appeal))
        .route("/disputes/{id}/withdraw", post(api::disputes::withdraw))
        .route("/registrations", get(api::disputes::registrations).post(api::disputes::register))
        .route("/registrations/{id}", delete(api::disputes::withdraw_registration))
        .route("/targets", get(api::figures::targets).put(api::figures::set_targets))
        .route("/rates", get(api::figures::rates).put(api::figures::set_rates))
}

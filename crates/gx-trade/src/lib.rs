//! What is sold and how it is handed over.
//!
//! Purpose: the catalogue and its price lists; quotes with their versions and approvals, on a page of the customer's own;
//! orders in hand: what is sent, what arrived, what was paid, what came back; agreements that run on, and the things that
//! customers own.
//! In: what colleagues write, what customers answer on their page. Out: quotes on paper and on screen; orders on the
//! timeline, placed through the same commit as any shop's; what each order still owes.
//!
//! It must never let a quote be accepted that is not the one that was read, give off more than somebody may without
//! leaving who allowed it, send more of a line than was ordered, or tell a customer's page anything without its token.

pub mod after;
mod api;
pub mod guest;
pub mod money;
pub mod order;
pub mod paper;
pub mod party;
pub mod price;
pub mod product;
pub mod quote;
pub mod undo;

use axum::Router;
use axum::routing::{delete, get, patch, post};
use gx_http::{Kit, said};
use gx_kernel::Problem;

/// One line of words as they are kept: without spaces at the ends, one between words.
fn words(field: &str, text: &str, least: usize, most: usize) -> Result<String, Problem> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if (least..=most).contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(Problem::field(field, "length", format!("{least} to {most} characters")))
}

/// Words of several lines.
fn prose(field: &str, text: &str, most: usize) -> Result<String, Problem> {
    let text = text.trim();
    if text.chars().count() > most {
        return Err(Problem::field(field, "too_long", format!("at most {most} characters")));
    }
    Ok(text.to_owned())
}

/// A currency in its clean form.
///
/// # Errors
///
/// `not_valid` at the field.
pub fn currency(field: &str, text: &str) -> Result<String, Problem> {
    let found = gx_kernel::money::Currency::parse(text);
    found
        .map(|c| c.code().to_owned())
        .ok_or_else(|| Problem::field(field, "not_valid", "three letters, as CNY"))
}

/// All routes, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/products", get(api::products::list).post(api::products::create))
        .route("/products/categories", get(api::products::categories).post(api::products::create_category))
        .route(
            "/products/categories/{id}",
            patch(api::products::change_category).delete(api::products::remove_category),
        )
        .route(
            "/products/{id}",
            get(api::products::get).patch(api::products::change).delete(api::products::delete),
        )
        .route("/price-lists", get(api::prices::list).post(api::prices::create))
        .route("/price-lists/{id}", patch(api::prices::change).delete(api::prices::remove))
        .route("/price-lists/{id}/prices", get(api::prices::page).put(api::prices::set))
        .route("/prices", post(api::prices::find))
        .route("/deals/{id}/quotes", post(api::quotes::create))
        .route("/quotes", get(api::quotes::list))
        .route("/quotes/rules", get(api::quotes::rules).put(api::quotes::set_rules))
        .route("/quotes/{id}", get(api::quotes::get).patch(api::quotes::change).delete(api::quotes::delete))
        .route("/quotes/{id}/submit", post(api::quotes::submit))
        .route("/quotes/{id}/decide", post(api::quotes::decide))
        .route("/quotes/{id}/send", post(api::quotes::send))
        .route("/quotes/{id}/withdraw", post(api::quotes::withdraw))
        .route("/quotes/{id}/revise", post(api::quotes::revise))
        .route("/quotes/{id}/answer", post(api::quotes::answer))
        .route("/quotes/{id}/accept", post(api::quotes::accept))
        .route("/quotes/{id}/pdf", get(api::quotes::pdf))
        .route("/guest/quotes/{token}", get(api::guest::quote))
        .route("/guest/quotes/{token}/accept", post(api::guest::accept))
        .route("/guest/quotes/{token}/decline", post(api::guest::decline))
        .route("/guest/quotes/{token}/ask", post(api::guest::ask))
        .route("/guest/quotes/{token}/pdf", get(api::guest::pdf))
        .route("/guest/orders/{token}", get(api::guest::order))
        .route("/agreements", get(api::after::agreements).post(api::after::create_agreement))
        .route("/agreements/{id}", patch(api::after::change_agreement).delete(api::after::remove_agreement))
        .route("/agreements/{id}/renew", post(api::after::renew))
        .route("/agreements/{id}/end", post(api::after::end))
        .route("/assets", get(api::after::assets).post(api::after::create_asset))
        .route(
            "/assets/{id}",
            get(api::after::asset).patch(api::after::change_asset).delete(api::after::remove_asset),
        )
        .route("/assets/{id}/records", post(api::after::record))
        .route("/orders", post(api::orders::create))
        .route("/orders/{id}/handling", get(api::orders::get))
        .route("/orders/{id}/deliveries", post(api::orders::deliver))
        .route("/orders/{id}/deliveries/{delivery}", delete(api::orders::undeliver))
        .route("/orders/{id}/deliveries/{delivery}/arrived", post(api::orders::arrived))
        .route("/orders/{id}/payments", post(api::orders::pay))
        .route("/orders/{id}/payments/{payment}", delete(api::orders::unpay))
        .route("/orders/{id}/returns", post(api::orders::take_back))
        .route("/orders/{id}/returns/{back}", delete(api::orders::untake_back))
        .route("/orders/{id}/cancel", post(api::orders::cancel))
}

//! The endpoints about people. Each file is one concern: requests, then the calls they make.

mod bulk;
mod companies;
mod counted;
pub mod duplicates;
mod edges;
pub mod export;
mod fields;
pub mod files;
mod household;
pub mod interactions;
mod mapped;
mod matching;
mod membership;
mod merges;
mod objects;
pub mod orders;
mod own;
mod people;
mod review;
pub mod rules;
mod search;
mod share;
pub mod territories;
mod undo;
mod views;

pub use self::bulk::Outcomes;
pub use self::people::{ChangeSince, Changed, ListParams, country};
pub use self::undo::{ChangesParams, history};
use axum::Router;
use axum::routing::{delete, get, patch, post, put};
use gx_http::Kit;

/// All routes of this slice, below `/api`.
pub fn routes() -> Router<Kit> {
    Router::new()
        .route("/people", get(people::list).post(people::create))
        .route("/people/export.csv", get(export::csv))
        .route("/people/export.xlsx", get(export::xlsx))
        .route("/people/{id}", get(people::get).patch(people::change).delete(people::delete))
        .route("/people/{id}/identities", post(people::add_identity))
        .route("/people/{id}/identities/{identity}", delete(people::remove_identity))
        .route("/people/{id}/consents/{channel}/{purpose}", put(people::set_consent))
        .route("/people/batch", post(bulk::batch))
        .route("/people/bulk", post(bulk::change))
        .route("/people/cells", post(counted::people_cells))
        .route("/people/days", get(counted::people_days))
        .route("/people/groups", get(counted::people_groups))
        .route("/people/map", get(mapped::people))
        .route("/people/nearby", get(people::nearby))
        .route("/people/{id}/changes", get(undo::changes))
        .route("/people/{id}/files", get(files::of_person).post(files::add_to_person))
        .route("/people/{id}/files/{file}", patch(files::say_of_person).delete(files::remove_from_person))
        .route("/people/{id}/membership", post(membership::join))
        .route("/people/{id}/household", get(household::get).post(household::add))
        .route("/people/{id}/household/{mate}", patch(household::say).delete(household::remove))
        .route("/membership", get(membership::get).put(membership::put))
        .route("/people/{id}/review", post(review::done))
        .route("/people/{id}/struck", get(own::struck))
        .route("/review", get(review::get).put(review::put))
        .route("/people/{id}/why", get(share::why))
        .route("/people/{id}/shares/{user}", put(share::put).delete(share::remove))
        .route("/companies", get(companies::list).post(companies::create))
        .route("/companies/batch", post(companies::batch))
        .route("/companies/bulk", post(companies::change_many))
        .route("/companies/cells", post(counted::company_cells))
        .route("/companies/days", get(counted::company_days))
        .route("/companies/export.csv", get(export::companies_csv))
        .route("/companies/export.xlsx", get(export::companies_xlsx))
        .route("/companies/groups", get(counted::company_groups))
        .route("/companies/map", get(mapped::companies))
        .route("/companies/merge", post(companies::merge))
        .route("/companies/{id}", get(companies::get).patch(companies::change).delete(companies::delete))
        .route("/companies/{id}/changes", get(companies::changes))
        .route("/companies/{id}/files", get(files::of_company).post(files::add_to_company))
        .route(
            "/companies/{id}/files/{file}",
            patch(files::say_of_company).delete(files::remove_from_company),
        )
        .route("/files", get(files::limits).post(files::upload))
        .route("/files/categories", put(files::set_categories))
        .route("/files/{id}", get(files::get))
        .route("/files/{id}/content", get(files::content))
        .route("/orders", get(orders::list))
        .route("/orders/bulk", post(own::change_orders))
        .route("/orders/cells", post(counted::order_cells))
        .route("/orders/days", get(counted::order_days))
        .route("/orders/export.csv", get(export::orders_csv))
        .route("/orders/export.xlsx", get(export::orders_xlsx))
        .route("/orders/groups", get(counted::order_groups))
        .route("/orders/{id}", get(own::order).patch(own::change_order))
        .route("/orders/{id}/changes", get(own::order_changes))
        .route("/interactions/bulk", post(own::change_interactions))
        .route("/interactions/cells", post(counted::interaction_cells))
        .route("/interactions/days", get(counted::interaction_days))
        .route("/interactions/export.csv", get(export::interactions_csv))
        .route("/interactions/export.xlsx", get(export::interactions_xlsx))
        .route("/interactions/groups", get(counted::interaction_groups))
        .route("/interactions/{id}", get(own::interaction).patch(own::change_interaction).delete(own::strike))
        .route("/interactions/{id}/changes", get(own::interaction_changes))
        .route("/quality", get(objects::quality))
        .route("/territories", get(territories::list).post(territories::create))
        .route("/territories/{id}", patch(territories::change).delete(territories::remove))
        .route("/rules", get(rules::list))
        .route("/rules/scan", post(rules::scan))
        .route("/rules/{object}/{key}", put(rules::put))
        .route("/rules/{object}/{key}/breaches", get(rules::breaches))
        .route("/objects", get(objects::objects))
        .route("/objects/{object}/fields", post(fields::create))
        .route("/objects/{object}/fields/removed", get(fields::removed))
        .route("/objects/{object}/fields/{key}", patch(fields::change).delete(fields::remove))
        .route("/views", get(views::list).post(views::create))
        .route("/views/{id}", patch(views::change).delete(views::remove))
        .route("/views/{id}/restore", post(views::restore))
        .route("/users", get(objects::users))
        .route("/filter/check", post(objects::check_filter))
        .route("/search", get(search::search))
        .route("/merges", post(merges::create))
        .route("/merges/preview", get(merges::preview))
        .route("/merges/{id}", delete(merges::undo))
        .route("/duplicates", get(duplicates::list))
        .route("/duplicates/scan", get(duplicates::progress).post(duplicates::scan))
        .route("/duplicates/{id}", post(duplicates::decide))
        .route("/dedupe", post(duplicates::dedupe_csv))
        .route("/undo/{batch}", post(undo::undo))
        .route("/edges/{id}", delete(edges::remove))
        .route("/edges", post(edges::add))
        .route("/settings/matching", get(matching::get).put(matching::set))
}

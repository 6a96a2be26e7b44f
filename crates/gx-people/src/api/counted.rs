//! Lists counted by a value or by a day, and cells written by the rectangle: what tables, boards and calendars ask for.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Body, Kit, Note, Signed};
use gx_kernel::object::ObjectKind;
use gx_record::grouped;
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Deserialize;
use serde_json::Value as Json_;

use super::{bulk, interactions, orders};
use crate::cells::{self, Done, Row};
use crate::company::page::{self, CompanyRow};
use crate::days::{self, Days, Stretch};
use crate::groups::{self, Groups};
use crate::listing::Listing;
use crate::people::{self, PersonRow};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GroupParams {
    filter: String,
    q: String,
    by: String,
    /// Keys of fields to be added up, with commas between them.
    sums: String,
}

async fn grouped(kit: Kit, me: Signed, object: ObjectKind, p: GroupParams) -> Answer<Json<Groups>> {
    let groups = kit
        .count(move |store| {
            let groups = store.read(|tx| {
                let list = Listing::of(tx, store, &me.access, object, (&p.filter, &p.q))?;
                let sums: Vec<&str> = p.sums.split(',').filter(|key| !key.is_empty()).collect();
                groups::groups(tx, &me.access, &list, &p.by, &sums)
            })?;
            if groups.plain && object == ObjectKind::Person && p.filter.is_empty() && p.q.is_empty() {
                let counted = groups.groups.iter().map(|group| group.count).sum();
                // That it could not be wished for is no reason not to tell the groups.
                if let Err(error) = grouped::wish(store, &p.by, counted) {
                    tracing::warn!(%error, "no index for counting");
                }
            }
            Ok(groups)
        })
        .await?;
    Ok(Json(groups))
}

pub(crate) async fn people_groups(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<GroupParams>,
) -> Answer<Json<Groups>> {
    grouped(kit, me, ObjectKind::Person, p).await
}

pub(crate) async fn company_groups(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<GroupParams>,
) -> Answer<Json<Groups>> {
    grouped(kit, me, ObjectKind::Company, p).await
}

pub(crate) async fn order_groups(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<GroupParams>,
) -> Answer<Json<Groups>> {
    grouped(kit, me, ObjectKind::Order, p).await
}

pub(crate) async fn interaction_groups(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<GroupParams>,
) -> Answer<Json<Groups>> {
    grouped(kit, me, ObjectKind::Interaction, p).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DayParams {
    filter: String,
    q: String,
    by: String,
    from: String,
    to: String,
    /// Rows shown of each day.
    each: Option<usize>,
}

async fn dated<R: Send + 'static>(
    kit: Kit,
    me: Signed,
    object: ObjectKind,
    p: DayParams,
    shown: fn(&mut Tx<'_>, &Access, &[gx_kernel::Id]) -> Result<Vec<R>>,
) -> Answer<Json<Days<R>>> {
    let days = kit
        .count(move |store| {
            store.read(|tx| {
                let list = Listing::of(tx, store, &me.access, object, (&p.filter, &p.q))?;
                let stretch = Stretch { by: &p.by, from: &p.from, to: &p.to, each: p.each.unwrap_or(4) };
                days::days(tx, &me.access, &list, &stretch, |tx, ids| shown(tx, &me.access, ids))
            })
        })
        .await?;
    Ok(Json(days))
}

pub(crate) async fn people_days(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<DayParams>,
) -> Answer<Json<Days<PersonRow>>> {
    dated(kit, me, ObjectKind::Person, p, people::rows_of).await
}

pub(crate) async fn company_days(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<DayParams>,
) -> Answer<Json<Days<CompanyRow>>> {
    dated(kit, me, ObjectKind::Company, p, page::rows_of).await
}

pub(crate) async fn order_days(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<DayParams>,
) -> Answer<Json<Days<Json_>>> {
    dated(kit, me, ObjectKind::Order, p, orders::orders_of).await
}

pub(crate) async fn interaction_days(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<DayParams>,
) -> Answer<Json<Days<Json_>>> {
    dated(kit, me, ObjectKind::Interaction, p, interactions::rows_of).await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cells {
    rows: Vec<Row>,
    /// Only say what would come of it.
    #[serde(default)]
    check: bool,
}

async fn written(kit: Kit, me: Signed, object: ObjectKind, body: Cells) -> Answer<Json<Done>> {
    let owners: Vec<_> = body.rows.iter().flat_map(|row| bulk::owner_of(&row.set)).collect();
    let check = body.check;
    let done = kit
        .run(move |store| {
            let act = |tx: &mut Tx<'_>| cells::write(tx, store, &me.access, object, &body.rows, check);
            if check { store.read(act) } else { store.write(act) }
        })
        .await?;
    match (done.batch.is_some(), object) {
        (true, ObjectKind::Person) => {
            kit.live.tell(Note::People);
            kit.live.tell(Note::Notices(owners));
        }
        (true, ObjectKind::Company) => kit.live.tell(Note::Companies),
        _ => {}
    }
    Ok(Json(done))
}

pub(crate) async fn people_cells(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Cells>,
) -> Answer<Json<Done>> {
    written(kit, me, ObjectKind::Person, body).await
}

pub(crate) async fn company_cells(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Cells>,
) -> Answer<Json<Done>> {
    written(kit, me, ObjectKind::Company, body).await
}

pub(crate) async fn order_cells(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Cells>,
) -> Answer<Json<Done>> {
    written(kit, me, ObjectKind::Order, body).await
}

pub(crate) async fn interaction_cells(
    State(kit): State<Kit>,
    me: Signed,
    Body(body): Body<Cells>,
) -> Answer<Json<Done>> {
    written(kit, me, ObjectKind::Interaction, body).await
}

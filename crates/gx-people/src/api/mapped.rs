//! Lists on a map.

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_store::access::Access;
use gx_store::{Result, Tx};
use serde::Deserialize;

use crate::company::page::{self, CompanyRow};
use crate::listing::Listing;
use crate::map::{self, Map};
use crate::people::{self, PersonRow};
use crate::view::{self, View};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct MapParams {
    filter: String,
    q: String,
    west: String,
    south: String,
    east: String,
    north: String,
    zoom: String,
    /// Rows shown of those inside the box.
    rows: Option<usize>,
}

async fn mapped<R: Send + 'static>(
    kit: Kit,
    me: Signed,
    object: ObjectKind,
    p: MapParams,
    shown: fn(&mut Tx<'_>, &Access, &[Id]) -> Result<Vec<R>>,
) -> Answer<Json<Map<R>>> {
    let (west, south, east, north, zoom) = (p.west, p.south, p.east, p.north, p.zoom);
    let view = View::read(&view::Asked { west, south, east, north, zoom })?;
    let access = me.access.clone();
    let map = kit
        .count(move |store| {
            store.read(|tx| {
                let list = Listing::of(tx, store, &access, object, (&p.filter, &p.q))?;
                map::map(tx, &access, &list, &view, p.rows.unwrap_or(0), |tx, ids| shown(tx, &access, ids))
            })
        })
        .await?;
    watch::saw(&kit, &me, map.rows.len() + map.cells.iter().filter(|cell| cell.row.is_some()).count()).await;
    Ok(Json(map))
}

pub(crate) async fn people(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<MapParams>,
) -> Answer<Json<Map<PersonRow>>> {
    mapped(kit, me, ObjectKind::Person, p, people::rows_of).await
}

pub(crate) async fn companies(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<MapParams>,
) -> Answer<Json<Map<CompanyRow>>> {
    mapped(kit, me, ObjectKind::Company, p, page::rows_of).await
}

//! What changed since: for programs that keep a copy.
//!
//! A program reads the lists once, and from then on asks with the cursor it was given last. It gets each record
//! that changed once, as it is now, and learns of those that are gone. Reading twice from one cursor is harmless.

use std::collections::{HashMap, HashSet};

use axum::Json;
use axum::extract::State;
use gx_http::{Answer, Asked, Kit, Signed, watch};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Problem};
use gx_store::access::{Access, Verb};
use gx_store::feed::{self, Place, What};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json_};

use crate::records::{Found, find, id_kind};

/// The most records of an answer.
const MOST: usize = 1000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Params {
    objects: String,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// A record that changed.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    object: ObjectKind,
    id: String,
    /// Whether it was taken away, merged, or is out of the caller's sight now.
    gone: bool,
    /// The person that it became part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<String>,
    /// The record as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Json_>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Changes {
    rows: Vec<Row>,
    /// For the next call.
    cursor: String,
    /// Whether there is more to fetch at once.
    more: bool,
}

/// Reads names of objects, all of them if none is named.
pub(crate) fn objects(text: &str) -> std::result::Result<Vec<ObjectKind>, Problem> {
    let named: Vec<&str> = text.split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
    if named.is_empty() {
        return Ok(ObjectKind::SHARED.to_vec());
    }
    named
        .into_iter()
        .map(|name| {
            ObjectKind::parse(name).ok_or_else(|| {
                Problem::field(
                    "objects",
                    "unknown",
                    format!("{name:?} is not person, company, order or interaction"),
                )
            })
        })
        .collect()
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Asked(p): Asked<Params>,
) -> Answer<Json<Changes>> {
    let wanted = objects(&p.objects)?;
    let limit = p.limit.unwrap_or(200).clamp(1, MOST);
    let access = me.access.clone();
    let answer = kit
        .run(move |store| {
            store.read(|tx| match p.cursor.as_deref().filter(|c| !c.is_empty()) {
                None => Ok(Changes { rows: Vec::new(), cursor: feed::end(tx)?.to_string(), more: false }),
                Some(cursor) => since(tx, store, &access, &wanted, Place::read(cursor)?, limit),
            })
        })
        .await?;
    watch::saw(&kit, &me, answer.rows.len()).await;
    Ok(Json(answer))
}

fn since(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    wanted: &[ObjectKind],
    after: Place,
    limit: usize,
) -> Result<Changes> {
    let page = feed::page(tx, after, limit, wanted)?;
    // A record that was touched many times is told once, where it was touched last.
    let mut seen = HashSet::new();
    let mut order: Vec<(ObjectKind, Id)> = Vec::new();
    let mut lost: HashMap<Id, Id> = HashMap::new();
    for t in page.rows.iter().rev() {
        if let (ObjectKind::Person, What::Changed(Some(change))) = (t.object, t.what) {
            lost.entry(t.row).or_insert(change);
        }
        if seen.insert((t.object, t.row)) {
            order.push((t.object, t.row));
        }
    }
    order.reverse();
    let mut rows = Vec::new();
    let mut found: HashMap<(ObjectKind, Id), Found> = HashMap::new();
    for object in wanted {
        let ids: Vec<Id> = order.iter().filter(|(o, _)| o == object).map(|(_, id)| *id).collect();
        for (id, state) in find(tx, store, access, *object, &ids)? {
            found.insert((*object, id), state);
        }
    }
    for (object, id) in order {
        let shown = id.show(id_kind(object));
        let row = |gone, merged_into, record| Row { object, id: shown.clone(), gone, merged_into, record };
        match found.remove(&(object, id)) {
            Some(Found::Here(record)) => rows.push(row(false, None, Some(record))),
            Some(Found::Gone) => rows.push(row(true, None, None)),
            Some(Found::MergedInto(root)) => rows.push(row(true, Some(root.show(id_kind(object))), None)),
            None => {
                if let Some(change) = lost.get(&id)
                    && was_seen(tx, access, id, *change)?
                {
                    rows.push(row(true, None, None));
                }
            }
        }
    }
    Ok(Changes { rows, cursor: page.place.to_string(), more: page.more })
}

/// Whether a change took a person out of the caller's sight: with the owner or the territory before it was within reach.
fn was_seen(tx: &mut Tx<'_>, access: &Access, row: Id, change: Id) -> Result<bool> {
    let Some(r) = tx.first("SELECT before FROM change WHERE id = $1", &[change.into()])? else {
        return Ok(false);
    };
    let before: Map<String, Json_> = r.json(0)?;
    Ok(gx_people::territory::held_before(tx, row, &before)?
        .is_some_and(|holding| access.allows(Verb::See, row, holding)))
}

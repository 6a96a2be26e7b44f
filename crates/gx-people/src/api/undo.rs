//! The history of a person, and taking changes back.

use axum::extract::{Path, State};
use axum::{Extension, Json};
use gx_http::{Answer, ApiError, Asked, Body, Kit, Note, Signed};
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::{Tx, change};
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use crate::file::at_record;
use crate::names::Names;
use crate::undo::{self, OnConflict, Takers, Undone};
use crate::{duplicates, node, people};
use gx_http::id;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UndoBody {
    force: Option<Vec<String>>,
}

pub(crate) async fn undo(
    State(kit): State<Kit>,
    Extension(others): Extension<Takers>,
    me: Signed,
    Path(text): Path<String>,
    Body(body): Body<UndoBody>,
) -> Answer<Json<Undone>> {
    if let Some((IdKind::Merge, merge)) = Id::read_any(&text) {
        return unmerge(&kit, me, merge).await.map(Json);
    }
    let batch = id(IdKind::Batch, &text)?;
    let on = match body.force {
        Some(list) => OnConflict::Force(list),
        None => OnConflict::Refuse,
    };
    let done = kit
        .run(move |store| store.write(|tx| undo::undo(tx, store, &me.access, batch, &on, &others)))
        .await?;
    kit.live.tell(Note::People);
    for sold in [ObjectKind::Deal, ObjectKind::Lead, ObjectKind::Activity] {
        kit.live.tell(Note::Sold(sold));
    }
    let rows = kit.run(move |store| store.read(|tx| change::of_batch(tx, batch))).await?;
    for row in rows.iter().filter(|r| r.object == "person").take(50) {
        kit.live.tell(Note::Person(row.row));
    }
    match rows.iter().filter(|r| r.object == "company").collect::<Vec<_>>().as_slice() {
        [] => {}
        few if few.len() <= 50 => few.iter().for_each(|row| kit.live.tell(Note::Company(row.row))),
        _ => kit.live.tell(Note::Companies),
    }
    Ok(Json(done))
}

/// A merge is taken back through the same door: who undoes need not know what a thing was.
async fn unmerge(kit: &Kit, me: Signed, merge: Id) -> Answer<Undone> {
    let (one, other) = kit
        .run(move |store| store.write(|tx| duplicates::split_by_hand(tx, store, &me.access, merge)))
        .await?;
    for root in [one, other] {
        kit.live.tell(Note::Person(root));
    }
    kit.live.tell(Note::People);
    Ok(Undone { undone: 1, skipped: 0, conflicts: Vec::new(), batch: merge.show(IdKind::Merge) })
}

/// What a history asks for in its address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChangesParams {
    cursor: Option<String>,
}

impl ChangesParams {
    /// The change below which the page begins.
    ///
    /// # Errors
    ///
    /// When the cursor is no change's.
    pub fn before(&self) -> Result<Option<Id>, ApiError> {
        self.cursor.as_deref().filter(|c| !c.is_empty()).map(|c| id(IdKind::Change, c)).transpose()
    }
}

pub(crate) async fn changes(
    State(kit): State<Kit>,
    me: Signed,
    Path(text): Path<String>,
    Asked(p): Asked<ChangesParams>,
) -> Answer<Json<Json_>> {
    let person = id(IdKind::Person, &text)?;
    let before = p.before()?;
    let answer = kit
        .run(move |store| {
            store.read(|tx| {
                let (root, _) =
                    people::root(tx, &me.access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
                let mut members: Vec<Id> = node::members(tx, root)?;
                members.extend(at_record::links_of(tx, "person", &members)?);
                history(tx, &members, before, IdKind::Person, |key| me.access.hides(key))
            })
        })
        .await?;
    Ok(Json(answer))
}

/// A page of the changes of some rows, newest first.
pub fn history(
    tx: &mut Tx<'_>,
    of: &[Id],
    before: Option<Id>,
    kind: IdKind,
    hidden: impl Fn(&str) -> bool,
) -> gx_store::Result<Json_> {
    let list = change::of_rows(tx, of, before, 51)?;
    let mut names = Names::default();
    let mut rows = Vec::new();
    for c in list.iter().take(50) {
        let fields: Vec<Json_> = c
            .after
            .keys()
            .chain(c.before.keys().filter(|k| !c.after.contains_key(*k)))
            .filter(|k| !hidden(k))
            .map(|k| json!({"key": k, "before": c.before.get(k), "after": c.after.get(k)}))
            .collect();
        rows.push(json!({
            "batch": c.batch.show(IdKind::Batch), "at": c.at, "by": names.of(tx, c.by)?, "op": c.op, "object": c.object,
            "row_id": (c.object != "file").then(|| c.row.show(kind)), "fields": fields, "undone": c.undone_by.is_some(), "undoable": c.undoable,
            "way": c.way,
        }));
    }
    let next = (list.len() > 50).then(|| list.get(49).map(|c| c.id.show(IdKind::Change))).flatten();
    Ok(json!({"rows": rows, "next": next, "total": rows.len(), "total_at_least": next.is_some()}))
}

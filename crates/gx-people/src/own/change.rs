//! What staff write into fields of orders and interactions: one record, or many at once. All in the change log.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_store::access::{Access, Verb};
use gx_store::change::Batch;
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::{Kept, held, write};
use crate::bulk::{Done, Who, meant_in};
use crate::edit;

fn kept(object: ObjectKind) -> Result<Kept> {
    Ok(Kept::of(object).ok_or_else(|| Problem::not_found("The object"))?)
}

/// Changes values of a record unless one of them is no longer what their author read. Returns the batch for undo.
pub fn change(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (object, id): (ObjectKind, Id),
    set: &Map<String, Json>,
    was: &Map<String, Json>,
) -> Result<Id> {
    let kept = kept(object)?;
    let mut one =
        held(tx, access, kept, &[id])?.remove(&id).ok_or_else(|| Problem::not_found(kept.missing))?;
    if !one.may_edit {
        return Err(Problem::forbidden("Your role may not change what belongs to this person.").into());
    }
    let values = edit::clean(tx, store, access, object, set)?;
    let moved: Vec<Json> = values
        .iter()
        .filter_map(|(key, next)| {
            let (was, now) = (was.get(key)?, one.fields.get(key).cloned().unwrap_or_default());
            (now != *was && now != *next).then(|| json!({"field": key, "was": was, "now": now}))
        })
        .collect();
    if !moved.is_empty() {
        let message = "Somebody changed this since you read it.";
        return Err(Problem::conflict("changed", message).with("conflicts", Json::Array(moved)).into());
    }
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    if let Some(entry) = write(tx, kept, &mut one, values, store.now())? {
        batch.log(entry);
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// What is done to each of many.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct What {
    /// Values to be written; null clears.
    pub set: Map<String, Json>,
}

/// One change to many records: one transaction, one batch, one undo. Those that the role may not change are left
/// alone and counted.
pub fn bulk(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    object: ObjectKind,
    (who, what): (&Who, &What),
) -> Result<Done> {
    let kept = kept(object)?;
    access.need_verb(Verb::Edit)?;
    if what.set.is_empty() {
        return Err(Problem::field("set", "missing", "say what is to be changed").into());
    }
    let values = edit::clean(tx, store, access, object, &what.set)?;
    let ids = meant_in(tx, store, access, object, who)?;
    let mut batch = Batch::open(tx, store, "edit", access.by(), None, None)?;
    let mut done = Done { changed: 0, same: 0, refused: 0, batch: None };
    for chunk in ids.chunks(2000) {
        let mut found = held(tx, access, kept, chunk)?;
        for id in chunk {
            // What the caller does not see does not exist, and is not counted.
            let Some(one) = found.get_mut(id) else { continue };
            if !one.may_edit {
                done.refused += 1;
                continue;
            }
            match write(tx, kept, one, values.clone(), store.now())? {
                Some(entry) => {
                    batch.log(entry);
                    done.changed += 1;
                }
                None => done.same += 1,
            }
        }
        batch.flush(tx, store)?;
    }
    if done.changed > 0 {
        done.batch = Some(batch.id.show(IdKind::Batch));
    }
    Ok(done)
}

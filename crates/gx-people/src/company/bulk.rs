//! One change to many companies at once: one transaction, one batch, one undo.

use gx_kernel::object::ObjectKind;
use gx_kernel::{IdKind, Problem};
use gx_store::access::{Access, Holding, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::{edit, record};
use crate::bulk::{Done, Who, meant_in, retagged, tags_of};
use crate::{file, rules};

/// What is done to each.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct What {
    /// Values to be written; null clears.
    pub set: Map<String, Json>,
    /// Tags to be added.
    pub add_tags: Vec<String>,
    /// Tags to be taken off.
    pub remove_tags: Vec<String>,
    /// Take the companies away.
    pub delete: bool,
}

/// Does it. Those that the role may not change are left alone and counted.
///
/// # Errors
///
/// When what is asked for is wrong or not allowed at all, and from storage.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, who: &Who, what: &What) -> Result<Done> {
    let tags = !what.add_tags.is_empty() || !what.remove_tags.is_empty();
    if what.delete && (tags || !what.set.is_empty()) {
        return Err(Problem::field("delete", "alone", "companies are changed or taken away, not both").into());
    }
    if !what.delete && !tags && what.set.is_empty() {
        return Err(Problem::field("set", "missing", "say what is to be changed").into());
    }
    let (verb, kind) = if what.delete { (Verb::Delete, "delete") } else { (Verb::Edit, "edit") };
    access.need_verb(verb)?;
    let set = edit::values(tx, store, access, &what.set)?;
    if tags && access.locks_of(ObjectKind::Company, "tags") {
        return Err(Problem::field("tags", "hidden", "your role may not change this field").into());
    }
    let add = tags_of(tx, store, ObjectKind::Company, &what.add_tags)?;
    let remove = tags_of(tx, store, ObjectKind::Company, &what.remove_tags)?;
    let ids = meant_in(tx, store, access, ObjectKind::Company, who)?;
    rules::refuse_for_many(tx, ObjectKind::Company, &set, ids.len())?;
    if let [only] = ids.as_slice() {
        rules::unique(tx, access, ObjectKind::Company, &set, Some(*only))?;
    }
    let mut batch = Batch::open(tx, store, kind, access.by(), None, None)?;
    let mut done = Done { changed: 0, same: 0, refused: 0, batch: None };
    for chunk in ids.chunks(500) {
        let keys: Vec<i64> = chunk.iter().map(|id| id.0).collect();
        let mut written = Vec::new();
        for mut company in record::of(tx, &keys)?.into_iter().filter(|c| c.deleted_at.is_none()) {
            let id = company.id;
            if !access.allows(verb, id, Holding::of(company.owner())) {
                done.refused += 1;
                continue;
            }
            if what.delete {
                record::set_deleted(tx, &company, store.now(), true)?;
                batch.log(Entry {
                    object: "company",
                    row: id,
                    op: Op::Delete,
                    before: Map::new(),
                    after: Map::new(),
                });
                done.changed += 1;
                continue;
            }
            let mut wished = set.clone();
            if tags {
                let old = wished.iter().position(|(key, _)| key == "tags").map(|at| wished.remove(at).1);
                let old = old.or_else(|| company.values.get("tags").cloned());
                if let Some(next) = retagged(old.as_ref(), &add, &remove) {
                    wished.push(("tags".into(), next));
                }
            }
            let (before, after) = edit::restate(&mut company, &wished, access.by(), store.now());
            if after.is_empty() {
                done.same += 1;
                continue;
            }
            file::store::hang_values(tx, store, access.by().id(), "company", id, &after)?;
            batch.log(Entry { object: "company", row: id, op: Op::Update, before, after });
            written.push(company);
            done.changed += 1;
        }
        record::update(tx, &written, store.now())?;
        batch.flush(tx, store)?;
    }
    if done.changed > 0 {
        done.batch = Some(batch.id.show(IdKind::Batch));
    }
    Ok(done)
}

//! One entry of the change log for one act, and no more in it than what differs.

use gx_kernel::Id;
use gx_store::access::Access;
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde_json::{Map, Value as Json};

/// Values by the names that the change log has for them, before and after an act.
pub type BeforeAfter<'a> = (&'a Map<String, Json>, &'a Map<String, Json>);

/// Logs an act on a row. The batch, with which it is undone; a change that changes nothing leaves an empty one.
pub fn logged(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    (object, row, op): (&'static str, Id, Op),
    (before, after): BeforeAfter<'_>,
) -> Result<Id> {
    let kind = match op {
        Op::Create => "create",
        Op::Delete => "delete",
        Op::Update | Op::Restore => "edit",
    };
    let (old, new) =
        if op == Op::Update { differing(before, after) } else { (before.clone(), after.clone()) };
    let mut batch = Batch::open(tx, store, kind, access.by(), None, None)?;
    if op != Op::Update || !new.is_empty() {
        batch.log(Entry { object, row, op, before: old, after: new });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

/// What differs, before and after, each key on both sides: what is gone is null after, so that undo brings it back.
pub fn differing(
    before: &Map<String, Json>,
    after: &Map<String, Json>,
) -> (Map<String, Json>, Map<String, Json>) {
    let (mut old, mut new) = (Map::new(), Map::new());
    for key in before.keys().chain(after.keys()) {
        let (was, is) = (before.get(key), after.get(key));
        if was != is {
            old.insert(key.clone(), was.cloned().unwrap_or_default());
            new.insert(key.clone(), is.cloned().unwrap_or_default());
        }
    }
    (old, new)
}

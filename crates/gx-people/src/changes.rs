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
    let differing = |of: &Map<String, Json>| -> Map<String, Json> {
        of.iter()
            .filter(|(key, _)| before.get(*key) != after.get(*key))
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    };
    let (old, new) = (differing(before), differing(after));
    let mut batch = Batch::open(tx, store, kind, access.by(), None, None)?;
    if op != Op::Update || !new.is_empty() {
        batch.log(Entry { object, row, op, before: old, after: new });
    }
    batch.flush(tx, store)?;
    Ok(batch.id)
}

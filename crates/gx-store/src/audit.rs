//! The audit log: what was done that leaves no trace in the change log.
//!
//! Sign-ins, exports, changes of rights, looking as somebody else, keys. Entries are written in the transaction
//! of what they tell, are never changed, and hold no values of customers' records: ids and counts say enough.

use gx_kernel::{Id, Micros};
use serde_json::Value as Json;

use crate::{Result, Row, Store, Tx, Value};

/// An entry to be written.
#[derive(Clone, Debug, Default)]
pub struct Entry<'a> {
    /// Who did it; none where nobody was signed in.
    pub staff: Option<Id>,
    /// What: `sign_in`, `sign_in_failed`, `export`, `role`, `staff` …
    pub kind: &'a str,
    /// To what kind of thing.
    pub object: Option<&'a str>,
    /// To which.
    pub row: Option<Id>,
    /// The rest.
    pub detail: Json,
}

/// Writes an entry.
pub fn note(tx: &mut Tx<'_>, store: &Store, entry: &Entry<'_>) -> Result<()> {
    // Settings are kept without a batch: rates and targets, on which figures rest.
    if let Some(staff) = entry.staff {
        store.touch(staff);
    }
    let detail = (!entry.detail.is_null()).then(|| entry.detail.to_string());
    tx.execute(
        "INSERT INTO audit (id, at, staff_id, kind, object, row_id, detail) VALUES ($1,$2,$3,$4,$5,$6,$7)",
        &[
            store.id().into(),
            store.now().into(),
            entry.staff.into(),
            entry.kind.into(),
            entry.object.into(),
            entry.row.into(),
            detail.into(),
        ],
    )?;
    Ok(())
}

/// An entry as read back.
#[derive(Clone, Debug)]
pub struct Noted {
    /// The entry.
    pub id: Id,
    /// When.
    pub at: Micros,
    /// Who.
    pub staff: Option<Id>,
    /// What.
    pub kind: String,
    /// To what kind of thing.
    pub object: Option<String>,
    /// To which.
    pub row: Option<Id>,
    /// The rest.
    pub detail: Json,
}

/// Which entries are asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// By this user.
    pub staff: Option<Id>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Not before this instant.
    pub from: Option<Micros>,
    /// Before this instant.
    pub until: Option<Micros>,
    /// Older than this entry.
    pub before: Option<Id>,
    /// At most.
    pub limit: usize,
}

/// Entries, newest first.
pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Vec<Noted>> {
    let mut params: Vec<Value> = vec![asked.before.map_or(i64::MAX, |id| id.0).into()];
    let mut also = String::new();
    if let Some(staff) = asked.staff {
        params.push(staff.into());
        also.push_str(&format!(" AND staff_id = ${}", params.len()));
    }
    if let Some(kind) = &asked.kind {
        params.push(kind.as_str().into());
        also.push_str(&format!(" AND kind = ${}", params.len()));
    }
    for (at, sign) in [(asked.from, ">="), (asked.until, "<")] {
        if let Some(at) = at {
            params.push(at.into());
            also.push_str(&format!(" AND at {sign} ${}", params.len()));
        }
    }
    let sql = format!(
        "SELECT id, at, staff_id, kind, object, row_id, detail FROM audit WHERE id < $1{also} ORDER BY id DESC LIMIT {}",
        asked.limit.clamp(1, 1000)
    );
    tx.query(&sql, &params)?.iter().map(noted).collect()
}

fn noted(r: &Row) -> Result<Noted> {
    Ok(Noted {
        id: r.id(0)?,
        at: r.micros(1)?,
        staff: r.opt_id(2)?,
        kind: r.string(3)?,
        object: r.opt_string(4)?,
        row: r.opt_id(5)?,
        detail: r.json(6)?,
    })
}

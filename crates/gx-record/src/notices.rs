//! Notices: what a member of staff is told of, within the program.
//!
//! A notice is written in the transaction of what it tells. It names a record by id, and what is shown of the
//! record is read under the rights that the reader has by then.

use gx_kernel::{Id, Micros};
use gx_store::{Result, Row, Store, Tx, Value, job};
use serde_json::{Value as Json, json};

/// Kinds of notices: named in a note or a discussion, something said in a discussion of theirs, given a customer to look after, lent one, an import ended, a webhook stopped,
/// a colleague read more than is usual, something happened to somebody whom they follow, a connector stopped,
/// somebody asked about their own data or is to be answered soon, a lead came to them, left them or soon does, a
/// dispute of theirs or for them to decide moved on, a quote of theirs was answered or one waits for their approval, an agreement of theirs ends soon, something is due, was planned for them or they are asked to come.
pub const KINDS: &[&str] = &[
    "mention",
    "comment",
    "owner",
    "share",
    "follow",
    "import",
    "hook",
    "watch",
    "connector",
    "privacy",
    "lead",
    "dispute",
    "quote",
    "agreement",
    "activity",
];
/// Ways beside the program itself by which a notice reaches somebody: in the mail of the morning, on their devices.
pub const WAYS: &[&str] = &["mail", "push"];
/// The job that pushes one notice to one device.
pub const PUSH_JOB: &str = "push.send";
/// Notices that somebody keeps; the oldest go beyond it.
const MOST: i64 = 1000;

/// A notice to be given.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    /// One of [`KINDS`].
    pub kind: &'a str,
    /// Who made it necessary; they are not told themselves.
    pub by: Option<Id>,
    /// Of what: `person`, `import`; none for several at once.
    pub object: Option<&'a str>,
    /// The record.
    pub row: Option<Id>,
    /// The rest: a piece of the note, how many customers.
    pub detail: Json,
}

/// Tells somebody, unless they do not want it or did it themselves. Whether they were told.
pub fn give(tx: &mut Tx<'_>, store: &Store, to: Id, notice: &Notice<'_>) -> Result<bool> {
    if notice.by == Some(to) {
        return Ok(false);
    }
    let off = tx.first(
        "SELECT kind FROM notice_off WHERE staff_id = $1 AND kind = $2",
        &[to.into(), notice.kind.into()],
    )?;
    if off.is_some() {
        return Ok(false);
    }
    let id = store.id();
    let detail = (!notice.detail.is_null()).then(|| notice.detail.to_string());
    tx.execute(
        "INSERT INTO notice (id, staff_id, at, kind, by_id, object, row_id, detail, read_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,NULL)",
        &[
            id.into(),
            to.into(),
            store.now().into(),
            notice.kind.into(),
            notice.by.into(),
            notice.object.into(),
            notice.row.into(),
            detail.into(),
        ],
    )?;
    tx.execute(
        "DELETE FROM notice WHERE staff_id = $1 AND id <= (SELECT id FROM notice WHERE staff_id = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
        &[to.into(), MOST.into()],
    )?;
    push(tx, store, to, id, notice.kind)?;
    Ok(true)
}

/// Puts a message in for each device of somebody who wants the kind there.
fn push(tx: &mut Tx<'_>, store: &Store, to: Id, notice: Id, kind: &str) -> Result<()> {
    let devices = tx.query(
        "SELECT id FROM push_device WHERE staff_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM notice_way_off o WHERE o.staff_id = push_device.staff_id AND o.kind = $2 AND o.way = 'push')",
        &[to.into(), kind.into()],
    )?;
    for r in &devices {
        let payload = json!({"device": r.id(0)?.0.to_string(), "notice": notice.0.to_string()});
        job::enqueue(tx, store, PUSH_JOB, &payload, store.now(), None)?;
    }
    Ok(())
}

/// A notice as read back.
#[derive(Clone, Debug)]
pub struct Given {
    /// The notice.
    pub id: Id,
    /// When.
    pub at: Micros,
    /// One of [`KINDS`].
    pub kind: String,
    /// Who made it necessary.
    pub by: Option<Id>,
    /// Of what.
    pub object: Option<String>,
    /// The record.
    pub row: Option<Id>,
    /// The rest.
    pub detail: Json,
    /// When it was read.
    pub read_at: Option<Micros>,
}

fn given(r: &Row) -> Result<Given> {
    Ok(Given {
        id: r.id(0)?,
        at: r.micros(1)?,
        kind: r.string(2)?,
        by: r.opt_id(3)?,
        object: r.opt_string(4)?,
        row: r.opt_id(5)?,
        detail: r.json(6)?,
        read_at: r.opt_micros(7)?,
    })
}

/// Somebody's notices, newest first.
pub fn list(tx: &mut Tx<'_>, of: Id, before: Option<Id>, limit: usize) -> Result<Vec<Given>> {
    let before = before.map_or(i64::MAX, |id| id.0);
    let sql = format!(
        "SELECT id, at, kind, by_id, object, row_id, detail, read_at FROM notice WHERE staff_id = $1 AND id < $2 ORDER BY id DESC LIMIT {}",
        limit.clamp(1, 100)
    );
    tx.query(&sql, &[of.into(), before.into()])?.iter().map(given).collect()
}

/// One of somebody's notices.
pub fn one(tx: &mut Tx<'_>, of: Id, id: Id) -> Result<Option<Given>> {
    let sql = "SELECT id, at, kind, by_id, object, row_id, detail, read_at FROM notice WHERE staff_id = $1 AND id = $2";
    tx.first(sql, &[of.into(), id.into()])?.as_ref().map(given).transpose()
}

/// How many somebody has not read.
pub fn unread(tx: &mut Tx<'_>, of: Id) -> Result<i64> {
    tx.one("SELECT COUNT(*) FROM notice WHERE staff_id = $1 AND read_at IS NULL", &[of.into()])?.int(0)
}

/// Marks one notice, or all of somebody's, as read.
pub fn read(tx: &mut Tx<'_>, store: &Store, of: Id, one: Option<Id>) -> Result<u64> {
    let mut params: Vec<Value> = vec![store.now().into(), of.into()];
    let mut also = "";
    if let Some(id) = one {
        params.push(id.into());
        also = " AND id = $3";
    }
    tx.execute(
        &format!("UPDATE notice SET read_at = $1 WHERE staff_id = $2 AND read_at IS NULL{also}"),
        &params,
    )
}

/// The kinds that somebody does not want.
pub fn off(tx: &mut Tx<'_>, of: Id) -> Result<Vec<String>> {
    tx.query("SELECT kind FROM notice_off WHERE staff_id = $1 ORDER BY kind", &[of.into()])?
        .iter()
        .map(|r| r.string(0))
        .collect()
}

/// Wants a kind, or does not.
pub fn want(tx: &mut Tx<'_>, of: Id, kind: &str, wanted: bool) -> Result<()> {
    if wanted {
        tx.execute("DELETE FROM notice_off WHERE staff_id = $1 AND kind = $2", &[of.into(), kind.into()])?;
    } else {
        tx.execute(
            "INSERT INTO notice_off (staff_id, kind) VALUES ($1,$2) ON CONFLICT DO NOTHING",
            &[of.into(), kind.into()],
        )?;
    }
    Ok(())
}

/// The kinds that somebody wants in the program and not by one of the [`WAYS`].
pub fn off_way(tx: &mut Tx<'_>, of: Id, way: &str) -> Result<Vec<String>> {
    let sql = "SELECT kind FROM notice_way_off WHERE staff_id = $1 AND way = $2 ORDER BY kind";
    tx.query(sql, &[of.into(), way.into()])?.iter().map(|r| r.string(0)).collect()
}

/// Wants a kind by one of the [`WAYS`], or does not.
pub fn want_by(tx: &mut Tx<'_>, of: Id, kind: &str, way: &str, wanted: bool) -> Result<()> {
    let sql = if wanted {
        "DELETE FROM notice_way_off WHERE staff_id = $1 AND kind = $2 AND way = $3"
    } else {
        "INSERT INTO notice_way_off (staff_id, kind, way) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING"
    };
    tx.execute(sql, &[of.into(), kind.into(), way.into()])?;
    Ok(())
}

//! What staff noted by mistake, struck out: it leaves the timeline with its counts and its words, and an undo brings it
//! back as it was.
//!
//! An interaction never changes, and what a customer did is never taken away by hand. What a colleague wrote down is
//! that colleague's word: its author, and whoever may delete its person, strikes it out. The row is moved out of the
//! table that everything reads, whole, into one that only the list of struck items and the laws about data read, so
//! that no list, count, search, export or filter can forget to leave it out.

use gx_kernel::interaction::Kind;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Conflict, Result, Store, Tx, Value, feed, search};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::words;
use crate::names::{Named, Names};
use crate::{mark, merge, people};

/// How ids of messages begin that staff wrote down.
const WRITTEN: &str = "staff-";

/// An item that was struck out.
#[derive(Clone, Debug, Serialize)]
pub struct Struck {
    /// Its id.
    pub id: String,
    /// What it was.
    pub kind: String,
    /// When it happened.
    pub occurred_at: Micros,
    /// Its title, and what was said, as far as the role shows them.
    pub title: Option<String>,
    /// Its words.
    pub text: Option<String>,
    /// Who wrote it down.
    pub author: Option<Named>,
    /// Who struck it out.
    pub by: Option<Named>,
    /// When.
    pub at: Micros,
    /// With which it is brought back.
    pub batch: String,
}

/// Strikes out an interaction that staff wrote down. Returns its person, and the batch for undo.
///
/// # Errors
///
/// Not found where the caller does not see it, `not_by_hand` for what nobody here wrote down, forbidden where it is a
/// colleague's and the caller may not delete its person.
pub fn out(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id) -> Result<(Id, Id)> {
    let missing = || Problem::not_found("The interaction");
    let sql = format!(
        "SELECT x.kind, x.staff_id, x.source_kind, x.message_id, x.person_id FROM interaction x WHERE x.id = $1 AND {}",
        access.see(ObjectKind::Interaction, "x")
    );
    let row = tx.first(&sql, &[id.into()])?.ok_or_else(missing)?;
    let node = row.id(4)?;
    let root = people::root_to_edit(tx, access, node)?;
    if mark::shut(tx, access)?.contains(&root) {
        return Err(Problem::forbidden("This person's record is only to be kept.").into());
    }
    let by_hand = row.text(2)? == "user"
        && Kind::parse(row.text(0)?).is_some_and(|kind| Kind::BY_HAND.contains(&kind))
        && row.text(3)?.starts_with(WRITTEN);
    if !by_hand {
        let message = "only what colleagues noted by hand is struck out; what happened stays as it came";
        return Err(Problem::conflict("not_by_hand", message).into());
    }
    if row.opt_id(1)?.is_none() || row.opt_id(1)? != access.by().id() {
        people::root_for(tx, access, node, Verb::Delete)?;
    }
    let mut batch = Batch::open(tx, store, "delete", access.by(), None, None)?;
    take(tx, store, access, id, node, batch.id)?;
    batch.log(Entry {
        object: "interaction",
        row: id,
        op: Op::Delete,
        before: Map::new(),
        after: Map::new(),
    });
    batch.flush(tx, store)?;
    Ok((root, batch.id))
}

fn take(tx: &mut Tx<'_>, store: &Store, access: &Access, id: Id, node: Id, batch: Id) -> Result<()> {
    let row = tx
        .one(&format!("SELECT {} FROM interaction WHERE id = $1", super::COLUMNS.join(", ")), &[id.into()])?;
    let mut body = Map::new();
    for (at, column) in super::COLUMNS.iter().enumerate() {
        let value = match row.value(at) {
            Value::Int(n) => n.into(),
            Value::Text(t) => t.into(),
            _ => continue,
        };
        body.insert((*column).to_owned(), value);
    }
    let (kind, occurred) = (row.string(4)?, row.micros(2)?);
    let values = vec![
        id.into(),
        node.into(),
        kind.into(),
        occurred.into(),
        store.now().into(),
        access.by().id().into(),
        batch.into(),
        Json::Object(body).to_string().into(),
    ];
    let columns = ["id", "person_id", "kind", "occurred_at", "at", "staff_id", "batch_id", "body"];
    tx.insert_many("struck", &columns, &[values], Conflict::Fail)?;
    search::remove(tx, ObjectKind::Interaction, &[id])?;
    tx.execute("DELETE FROM interaction WHERE id = $1", &[id.into()])?;
    feed::interaction(tx, id, "d")?;
    count(tx, node, -1)
}

/// Adds to what a node and everything above it count, and reads again when they were heard of.
fn count(tx: &mut Tx<'_>, node: Id, more: i64) -> Result<()> {
    let (mut up, mut root) = (Some(node), node);
    while let Some(id) = up {
        tx.execute(
            "UPDATE person SET interaction_count = interaction_count + $1 WHERE id = $2",
            &[more.into(), id.into()],
        )?;
        root = id;
        let parent = tx.first("SELECT merged_into FROM person WHERE id = $1", &[id.into()])?;
        up = parent.map_or(Ok(None), |r| r.opt_id(0))?;
    }
    merge::recount_dates(tx, root)
}

/// Brings an item back as it was; whether there was one.
///
/// # Errors
///
/// When its message has come again since.
pub(crate) fn back(tx: &mut Tx<'_>, redo: &mut Batch, id: Id) -> Result<bool> {
    let Some(row) = tx.first("SELECT body, person_id FROM struck WHERE id = $1", &[id.into()])? else {
        return Ok(false);
    };
    let (body, node): (Map<String, Json>, Id) = (row.json(0)?, row.id(1)?);
    let hash = body.get("message_hash").and_then(Json::as_i64);
    if tx.first("SELECT id FROM interaction WHERE message_hash = $1", &[hash.into()])?.is_some() {
        return Err(Problem::conflict("there_again", "The same message is on the timeline already.").into());
    }
    let value = |column: &&str| match body.get(*column) {
        Some(Json::Number(n)) => n.as_i64().into(),
        Some(Json::String(t)) => t.as_str().into(),
        _ => Value::Null,
    };
    let values: Vec<Value> = super::COLUMNS.iter().map(value).collect();
    tx.insert_many("interaction", super::COLUMNS, &[values], Conflict::Fail)?;
    tx.execute("DELETE FROM struck WHERE id = $1", &[id.into()])?;
    words::put(tx, super::INTERACTIONS, &[id])?;
    feed::interaction(tx, id, "r")?;
    count(tx, node, 1)?;
    redo.log(Entry {
        object: "interaction",
        row: id,
        op: Op::Restore,
        before: Map::new(),
        after: Map::new(),
    });
    Ok(true)
}

/// The person of an item that was struck out, or none where it was not.
pub(crate) fn node_of(tx: &mut Tx<'_>, id: Id) -> Result<Option<Id>> {
    tx.first("SELECT person_id FROM struck WHERE id = $1", &[id.into()])?.map(|r| r.id(0)).transpose()
}

/// What was struck out of a person's timeline, the newest first, at most 200.
///
/// # Errors
///
/// When the caller may not see the person, and from storage.
pub fn list(tx: &mut Tx<'_>, access: &Access, person: Id) -> Result<Vec<Struck>> {
    let (root, _) = people::root(tx, access, person)?.ok_or_else(|| Problem::not_found("The person"))?;
    let sql = "SELECT s.id, s.kind, s.occurred_at, s.at, s.staff_id, s.batch_id, s.body FROM struck s \
               JOIN person n ON n.id = s.person_id WHERE n.canonical_id = $1 ORDER BY s.at DESC, s.id DESC LIMIT 200";
    let mut names = Names::default();
    let mut out = Vec::new();
    for r in tx.query(sql, &[root.into()])? {
        let body: Map<String, Json> = r.json(6)?;
        let open = |key: &str| {
            let text = body.get(key).and_then(Json::as_str).map(str::to_owned);
            text.filter(|_| !access.hides_of(ObjectKind::Interaction, key))
        };
        let author = body.get("staff_id").and_then(Json::as_i64).map(Id);
        out.push(Struck {
            id: r.id(0)?.show(IdKind::Interaction),
            kind: r.string(1)?,
            occurred_at: r.micros(2)?,
            title: open("title"),
            text: open("text"),
            author: author.map(|id| names.user(tx, id)).transpose()?,
            by: r.opt_id(4)?.map(|id| names.user(tx, id)).transpose()?,
            at: r.micros(3)?,
            batch: r.id(5)?.show(IdKind::Batch),
        });
    }
    Ok(out)
}

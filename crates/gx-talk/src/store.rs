//! Threads and comments as they are kept.

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};
use gx_people::seen::Seen;
use gx_store::access::Access;
use gx_store::{Result, Row, Store, Tx, Value, search};
use gx_text::TextKind;

/// Comments that one thread holds.
const MOST: i64 = 500;

/// A thread.
#[derive(Clone, Debug)]
pub(crate) struct Thread {
    pub(crate) id: Id,
    pub(crate) object: ObjectKind,
    /// The record it was begun at; of a person the node.
    pub(crate) row: Id,
    /// The item of the timeline it is about.
    pub(crate) item: Option<Id>,
    pub(crate) created_at: Micros,
    pub(crate) last_at: Micros,
    pub(crate) resolved_at: Option<Micros>,
    pub(crate) resolved_by: Option<Id>,
}

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: Id,
    pub(crate) thread: Id,
    pub(crate) by: Id,
    pub(crate) at: Micros,
    pub(crate) text: String,
    pub(crate) edited_at: Option<Micros>,
    pub(crate) deleted_at: Option<Micros>,
}

const THREAD: &str =
    "t.id, t.object, t.row_id, t.item_id, t.created_at, t.last_at, t.resolved_at, t.resolved_by";
const COMMENT: &str = "c.id, c.thread_id, c.staff_id, c.at, c.text, c.edited_at, c.deleted_at";

fn thread(r: &Row) -> Result<Thread> {
    let object = r.text(1)?;
    let known = ObjectKind::ALL.iter().find(|o| o.as_text() == object);
    Ok(Thread {
        id: r.id(0)?,
        object: *known.ok_or_else(|| gx_store::StoreError::Shape(format!("a thread about a {object}")))?,
        row: r.id(2)?,
        item: r.opt_id(3)?,
        created_at: r.micros(4)?,
        last_at: r.micros(5)?,
        resolved_at: r.opt_micros(6)?,
        resolved_by: r.opt_id(7)?,
    })
}

fn comment(r: &Row) -> Result<Comment> {
    Ok(Comment {
        id: r.id(0)?,
        thread: r.id(1)?,
        by: r.id(2)?,
        at: r.micros(3)?,
        text: r.string(4)?,
        edited_at: r.opt_micros(5)?,
        deleted_at: r.opt_micros(6)?,
    })
}

/// The clause over threads of a record, with its id as `$1`: a person shows those of every node and every order.
fn of(record: &Seen) -> &'static str {
    match record.object {
        ObjectKind::Person => {
            "(t.object = 'person' AND t.row_id IN (SELECT n.id FROM person n WHERE n.canonical_id = $1) \
             OR t.object = 'order' AND t.row_id IN (SELECT o.id FROM orders o JOIN person n ON n.id = o.person_id \
             WHERE n.canonical_id = $1 AND o.deleted_at IS NULL))"
        }
        ObjectKind::Company => "t.object = 'company' AND t.row_id = $1",
        ObjectKind::Order => "t.object = 'order' AND t.row_id = $1",
        ObjectKind::Interaction | ObjectKind::Deal | ObjectKind::Lead | ObjectKind::Activity => {
            "1 = 0 AND t.row_id = $1"
        }
    }
}

/// Threads of a record, those with the newest word first, below a place in that order.
pub(crate) fn threads(
    tx: &mut Tx<'_>,
    record: &Seen,
    below: Option<(Micros, Id)>,
    limit: usize,
) -> Result<Vec<Thread>> {
    let (at, id) = below.unwrap_or((Micros(i64::MAX), Id(i64::MAX)));
    let sql = format!(
        "SELECT {THREAD} FROM thread t WHERE {} AND (t.last_at < $2 OR t.last_at = $3 AND t.id < $4) \
         ORDER BY t.last_at DESC, t.id DESC LIMIT {limit}",
        of(record)
    );
    tx.query(&sql, &[record.id.into(), at.into(), at.into(), id.into()])?.iter().map(thread).collect()
}

/// How many threads of a record are open, and how many there are.
pub(crate) fn count(tx: &mut Tx<'_>, record: &Seen) -> Result<(i64, i64)> {
    let sql = format!(
        "SELECT COUNT(CASE WHEN t.resolved_at IS NULL THEN 1 END), COUNT(*) FROM thread t WHERE {}",
        of(record)
    );
    let r = tx.one(&sql, &[record.id.into()])?;
    Ok((r.int(0)?, r.int(1)?))
}

pub(crate) fn one(tx: &mut Tx<'_>, id: Id) -> Result<Option<Thread>> {
    let sql = format!("SELECT {THREAD} FROM thread t WHERE t.id = $1");
    tx.first(&sql, &[id.into()])?.as_ref().map(thread).transpose()
}

pub(crate) fn comment_of(tx: &mut Tx<'_>, id: Id) -> Result<Option<Comment>> {
    let sql = format!("SELECT {COMMENT} FROM comment c WHERE c.id = $1");
    tx.first(&sql, &[id.into()])?.as_ref().map(comment).transpose()
}

/// The comments of some threads, oldest first.
pub(crate) fn comments(tx: &mut Tx<'_>, threads: &[Id]) -> Result<Vec<Comment>> {
    let keys: Vec<i64> = threads.iter().map(|id| id.0).collect();
    let sql = format!("SELECT {COMMENT} FROM comment c WHERE c.thread_id IN");
    let mut out = tx.query_in(&sql, &keys)?.iter().map(comment).collect::<Result<Vec<_>>>()?;
    out.sort_by_key(|c| c.id);
    Ok(out)
}

/// Whom some comments name: comment and name.
pub(crate) fn names(tx: &mut Tx<'_>, comments: &[Comment]) -> Result<Vec<(Id, String)>> {
    let keys: Vec<i64> = comments.iter().map(|c| c.id.0).collect();
    let sql = "SELECT m.comment_id, u.name FROM comment_mention m JOIN staff u ON u.id = m.staff_id WHERE m.comment_id IN";
    tx.query_in(sql, &keys)?.iter().map(|r| Ok((r.id(0)?, r.string(1)?))).collect()
}

pub(crate) fn begin(
    tx: &mut Tx<'_>,
    store: &Store,
    record: &Seen,
    item: Option<Id>,
    by: Id,
) -> Result<Thread> {
    let (id, now) = (store.id(), store.now());
    tx.execute(
        "INSERT INTO thread (id, object, row_id, item_id, staff_id, created_at, last_at, resolved_at, resolved_by) \
         VALUES ($1,$2,$3,$4,$5,$6,$7,NULL,NULL)",
        &[
            id.into(),
            record.object.as_text().into(),
            record.id.into(),
            item.into(),
            by.into(),
            now.into(),
            now.into(),
        ],
    )?;
    Ok(Thread {
        id,
        object: record.object,
        row: record.id,
        item,
        created_at: now,
        last_at: now,
        resolved_at: None,
        resolved_by: None,
    })
}

/// Settles a thread, or opens it again.
pub(crate) fn settle(tx: &mut Tx<'_>, id: Id, settled: Option<(Micros, Id)>) -> Result<()> {
    let (at, by) = settled.unzip();
    tx.execute(
        "UPDATE thread SET resolved_at = $1, resolved_by = $2 WHERE id = $3",
        &[at.into(), by.into(), id.into()],
    )?;
    Ok(())
}

/// Puts a comment in. Whoever says something in a settled thread opens it again.
pub(crate) fn add(tx: &mut Tx<'_>, store: &Store, thread: Id, by: Id, text: &str) -> Result<Comment> {
    // Two who answer at once stand in line.
    let now = store.now();
    tx.execute(
        "UPDATE thread SET last_at = $1, resolved_at = NULL, resolved_by = NULL WHERE id = $2",
        &[now.into(), thread.into()],
    )?;
    let held = tx.one("SELECT COUNT(*) FROM comment WHERE thread_id = $1", &[thread.into()])?.int(0)?;
    if held >= MOST {
        let message = format!("This thread has {MOST} comments; begin another.");
        return Err(Problem::conflict("thread_full", message).into());
    }
    let id = store.id();
    tx.execute(
        "INSERT INTO comment (id, thread_id, staff_id, at, text, edited_at, deleted_at) VALUES ($1,$2,$3,$4,$5,NULL,NULL)",
        &[id.into(), thread.into(), by.into(), now.into(), text.into()],
    )?;
    index(tx, id, text)?;
    Ok(Comment { id, thread, by, at: now, text: text.to_owned(), edited_at: None, deleted_at: None })
}

fn index(tx: &mut Tx<'_>, id: Id, text: &str) -> Result<()> {
    search::index(tx, search::Corpus::Comments, &[(id, gx_text::index_tokens(TextKind::Body, text))], true)
}

/// Keeps what a comment said so far and lets it say something else.
pub(crate) fn edit(tx: &mut Tx<'_>, now: Micros, old: &Comment, text: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO comment_past (comment_id, until, text) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING",
        &[old.id.into(), now.into(), old.text.as_str().into()],
    )?;
    tx.execute(
        "UPDATE comment SET text = $1, edited_at = $2 WHERE id = $3",
        &[text.into(), now.into(), old.id.into()],
    )?;
    index(tx, old.id, text)
}

/// Takes a comment away or brings it back. The row stays: that something was said is part of the talk.
pub(crate) fn delete(tx: &mut Tx<'_>, old: &Comment, at: Option<Micros>) -> Result<()> {
    tx.execute("UPDATE comment SET deleted_at = $1 WHERE id = $2", &[at.into(), old.id.into()])?;
    match at {
        Some(_) => search::remove(tx, search::Corpus::Comments, &[old.id]),
        None => index(tx, old.id, &old.text),
    }
}

/// What a comment said before, newest first, and until when.
pub(crate) fn past(tx: &mut Tx<'_>, id: Id) -> Result<Vec<(Micros, String)>> {
    let sql = "SELECT until, text FROM comment_past WHERE comment_id = $1 ORDER BY until DESC";
    tx.query(sql, &[id.into()])?.iter().map(|r| Ok((r.micros(0)?, r.string(1)?))).collect()
}

/// Writes down whom a comment names; those whom it did not name before.
pub(crate) fn mention(tx: &mut Tx<'_>, comment: Id, named: &[Id]) -> Result<Vec<Id>> {
    let before = tx.query("SELECT staff_id FROM comment_mention WHERE comment_id = $1", &[comment.into()])?;
    let before = before.iter().map(|r| r.id(0)).collect::<Result<Vec<_>>>()?;
    tx.execute("DELETE FROM comment_mention WHERE comment_id = $1", &[comment.into()])?;
    let rows: Vec<Vec<Value>> = named.iter().map(|id| vec![comment.into(), (*id).into()]).collect();
    tx.execute_many("INSERT INTO comment_mention (comment_id, staff_id) VALUES ($1,$2)", &rows)?;
    Ok(named.iter().copied().filter(|id| !before.contains(id)).collect())
}

/// Who has said something in a thread or was named there.
pub(crate) fn participants(tx: &mut Tx<'_>, thread: Id) -> Result<Vec<Id>> {
    let sql = "SELECT c.staff_id FROM comment c WHERE c.thread_id = $1 AND c.deleted_at IS NULL \
               UNION SELECT m.staff_id FROM comment_mention m JOIN comment c ON c.id = m.comment_id \
               WHERE c.thread_id = $1 AND c.deleted_at IS NULL";
    tx.query(sql, &[thread.into()])?.iter().map(|r| r.id(0)).collect()
}

/// Who follows a person.
pub(crate) fn followers(tx: &mut Tx<'_>, person: Id) -> Result<Vec<Id>> {
    let sql = "SELECT DISTINCT f.staff_id FROM follow f JOIN person n ON n.id = f.person_id WHERE n.canonical_id = $1";
    tx.query(sql, &[person.into()])?.iter().map(|r| r.id(0)).collect()
}

/// An item of a person's timeline, if it is one: kind, words as far as the caller's role shows them, when.
pub(crate) fn item(
    tx: &mut Tx<'_>,
    access: &Access,
    person: Id,
    id: Id,
) -> Result<Option<(String, Option<String>, Micros)>> {
    let sql = "SELECT i.kind, i.text, i.title, i.occurred_at FROM interaction i JOIN person n ON n.id = i.person_id \
               WHERE i.id = $1 AND n.canonical_id = $2";
    let found = tx.first(sql, &[id.into(), person.into()])?;
    let hides = |key: &str| access.hides_of(ObjectKind::Interaction, key);
    let Some(r) = found else { return Ok(None) };
    let text = if hides("text") { None } else { r.opt_string(1)? };
    let title = if hides("title") { None } else { r.opt_string(2)? };
    Ok(Some((r.string(0)?, text.or(title), r.micros(3)?)))
}

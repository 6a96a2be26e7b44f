//! The feed: which records changed, in the order in which it was committed.
//!
//! Triggers write it (`migrations/0008_open.sql`), one row for each record that a transaction touched; it says
//! which, not what: who reads it loads the records as they are then, under their own rights. Readers keep a
//! [`Place`] and miss nothing: on SQLite there is one writer, so the order of rows is the order of commits. On
//! PostgreSQL rows are ordered by their transaction, and what is at or above the oldest one still running waits
//! until it has ended (the method of "transactional outbox" readers with `pg_snapshot_xmin`).

use std::fmt;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, Micros, Problem};

use crate::{Dialect, Result, Row, Tx, settings};

/// How long the feed goes back.
pub const KEPT: i64 = 30 * Micros::DAY;

/// Where a reader stands: what it has read is at or below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    tx: i64,
    seq: i64,
    /// How far into a row that stands for many interactions.
    within: i64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.tx, self.seq)?;
        if self.within > 0 { write!(f, ".{}", self.within) } else { Ok(()) }
    }
}

impl Place {
    /// Reads what [`Self::fmt`] wrote.
    pub fn read(text: &str) -> Result<Self> {
        let mut parts = text.split('.').map(|n| n.parse::<i64>().ok().filter(|n| *n >= 0));
        let place = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Some(tx)), Some(Some(seq)), None, None) => Some(Self { tx, seq, within: 0 }),
            (Some(Some(tx)), Some(Some(seq)), Some(Some(within)), None) => Some(Self { tx, seq, within }),
            _ => None,
        };
        place.ok_or_else(|| Problem::bad("cursor", "The cursor is not one of ours.").into())
    }
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It was made.
    Made,
    /// Values of it were changed; the entry of the change log says which, where there is one.
    Changed(Option<Id>),
    /// It was taken away.
    Gone,
    /// It was brought back.
    Back,
    /// It became part of another person.
    Merged,
    /// It is a person of its own again.
    Split,
    /// Totals, addresses or what else is derived.
    Touched,
}

/// One record that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Up to here.
    pub place: Place,
    /// The kind of the record.
    pub object: ObjectKind,
    /// The record.
    pub row: Id,
    /// What happened.
    pub what: What,
}

/// A page of the feed.
#[derive(Clone, Debug)]
pub struct Page {
    /// What changed, in the order of commits; a record may be there more than once.
    pub rows: Vec<Touched>,
    /// Where the next page begins.
    pub place: Place,
    /// Whether there is more already.
    pub more: bool,
}

/// Notes that an interaction was struck out (`d`) or brought back (`r`).
pub fn interaction(tx: &mut Tx<'_>, id: Id, op: &str) -> Result<()> {
    let sql = "INSERT INTO feed (object, row_id, op) VALUES ('interaction', $1, $2)";
    tx.execute(sql, &[id.into(), op.into()])?;
    Ok(())
}

/// Notes the interactions that a transaction brought, from the first id to the last.
pub fn interactions(tx: &mut Tx<'_>, first: Id, last: Id) -> Result<()> {
    tx.execute(
        "INSERT INTO feed (object, row_id, op, ref) VALUES ('interaction', $1, 'c', $2)",
        &[first.into(), last.into()],
    )?;
    Ok(())
}

/// What no transaction can come before any more: on PostgreSQL a number of transactions, on SQLite nothing is open.
fn settled(tx: &mut Tx<'_>) -> Result<i64> {
    match tx.dialect() {
        Dialect::Sqlite => Ok(1),
        Dialect::Postgres => {
            tx.one("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint", &[])?.int(0)
        }
    }
}

fn columns(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "0, seq, object, row_id, op, ref",
        Dialect::Postgres => "tx, seq, object, row_id, op, ref",
    }
}

/// The end of the feed: who begins here reads what comes after now.
pub fn end(tx: &mut Tx<'_>) -> Result<Place> {
    let below = settled(tx)?;
    let sql = match tx.dialect() {
        Dialect::Sqlite => "SELECT 0, seq FROM feed WHERE $1 > 0 ORDER BY seq DESC LIMIT 1",
        Dialect::Postgres => "SELECT tx, seq FROM feed WHERE tx < $1 ORDER BY tx DESC, seq DESC LIMIT 1",
    };
    Ok(match tx.first(sql, &[below.into()])? {
        Some(r) => Place { tx: r.int(0)?, seq: r.int(1)?, within: 0 },
        None => Place { tx: 0, seq: 0, within: 0 },
    })
}

/// Whether there is anything after a place: cheap enough to ask several times a second.
pub fn moved(tx: &mut Tx<'_>, after: Place) -> Result<bool> {
    Ok(after.within > 0 || end(tx)? > after)
}

/// A page after a place, with the rows of some objects. Refuses a place of which rows have been forgotten since.
pub fn page(tx: &mut Tx<'_>, after: Place, limit: usize, wanted: &[ObjectKind]) -> Result<Page> {
    let below = settled(tx)?;
    let forgotten = settings::get::<i64>(tx, FORGOTTEN)?.unwrap_or(0);
    // What a cursor remembers may be ahead of the database: a backup was brought back, or a copy was brought into
    // another server, which counts its transactions anew.
    let foreign = match tx.dialect() {
        Dialect::Sqlite => after.seq > end(tx)?.seq,
        Dialect::Postgres => after.tx > below,
    };
    if after.seq < forgotten || foreign {
        let message = "This cursor is older than what the feed keeps. Read the lists anew and go on with a fresh cursor.";
        return Err(Problem::new(410, "cursor_expired", message).into());
    }
    let (head, limit) = (columns(tx.dialect()), limit.max(1));
    // A row that stands for many interactions is read again until its last one has been.
    let than = if after.within > 0 { ">=" } else { ">" };
    let sql = match tx.dialect() {
        Dialect::Sqlite => {
            format!(
                "SELECT {head} FROM feed WHERE $1 = 0 AND seq {than} $2 AND $3 > 0 ORDER BY seq LIMIT {}",
                limit + 1
            )
        }
        Dialect::Postgres => format!(
            "SELECT {head} FROM feed WHERE (tx, seq) {than} ($1, $2) AND tx < $3 ORDER BY tx, seq LIMIT {}",
            limit + 1
        ),
    };
    let found = tx.query(&sql, &[after.tx.into(), after.seq.into(), below.into()])?;
    let mut out = Page { rows: Vec::new(), place: after, more: false };
    for (n, r) in found.iter().enumerate() {
        if n == limit || out.rows.len() >= limit {
            out.more = true;
            break;
        }
        let place = Place { tx: r.int(0)?, seq: r.int(1)?, within: 0 };
        let came = r.text(2)? == "interaction" && r.text(4)? == "c";
        if came && wanted.contains(&ObjectKind::Interaction) {
            let within = if (place.tx, place.seq) == (after.tx, after.seq) { after.within } else { 0 };
            if spread(tx, r, Place { within, ..place }, limit, &mut out)? {
                break;
            }
            continue;
        }
        out.place = place;
        if let Some((object, what)) = read(r)?
            && wanted.contains(&object)
        {
            out.rows.push(Touched { place, object, row: r.id(3)?, what });
        }
    }
    Ok(out)
}

/// The interactions that a row stands for; `true` if not all of them had room.
fn spread(tx: &mut Tx<'_>, r: &Row, from: Place, limit: usize, out: &mut Page) -> Result<bool> {
    let (first, last) = (r.int(3)?.max(from.within + 1), r.int(5)?);
    let room = limit - out.rows.len();
    let sql = format!("SELECT id FROM interaction WHERE id BETWEEN $1 AND $2 ORDER BY id LIMIT {}", room + 1);
    let ids = tx.query(&sql, &[first.into(), last.into()])?;
    for id in ids.iter().take(room) {
        let row = id.id(0)?;
        out.place = Place { within: row.0, ..from };
        out.rows.push(Touched { place: out.place, object: ObjectKind::Interaction, row, what: What::Made });
    }
    if ids.len() > room {
        out.more = true;
        return Ok(true);
    }
    out.place = Place { within: 0, ..from };
    Ok(false)
}

fn read(r: &Row) -> Result<Option<(ObjectKind, What)>> {
    let object = match r.text(2)? {
        "person" => ObjectKind::Person,
        "company" => ObjectKind::Company,
        "order" => ObjectKind::Order,
        "activity" => ObjectKind::Activity,
        // What came is spread into its interactions; what was noted beside one is a change like any other.
        "interaction" if r.text(4)? != "c" => ObjectKind::Interaction,
        _ => return Ok(None),
    };
    let what = match r.text(4)? {
        "c" => What::Made,
        "u" => What::Changed(r.opt_id(5)?),
        "d" => What::Gone,
        "r" => What::Back,
        "m" => What::Merged,
        "s" => What::Split,
        _ => What::Touched,
    };
    Ok(Some((object, what)))
}

/// The number of the newest row that was forgotten.
const FORGOTTEN: &str = "feed_forgotten";
/// Where the feed stood at some times of the past, oldest first: rows have no time of their own.
const MARKS: &str = "feed_marks";

/// Forgets what is older than [`KEPT`]; the newest row stays, so that numbers go on. Meant to run every hour.
pub fn forget(tx: &mut Tx<'_>, now: Micros) -> Result<()> {
    let newest = tx.one("SELECT COALESCE(MAX(seq), 0) FROM feed", &[])?.int(0)?;
    let mut marks: Vec<(i64, i64)> = settings::get(tx, MARKS)?.unwrap_or_default();
    let old = marks.iter().take_while(|(at, _)| *at < now.0 - KEPT).count();
    if let Some((_, seq)) = marks.drain(..old).next_back() {
        tx.execute("DELETE FROM feed WHERE seq <= $1 AND seq < $2", &[seq.into(), newest.into()])?;
        settings::put(tx, FORGOTTEN, &seq)?;
    }
    // A mark a day is enough, and keeps the list short.
    if marks.last().is_none_or(|(at, _)| now.0 - at >= Micros::DAY) {
        marks.push((now.0, newest));
    }
    settings::put(tx, MARKS, &marks)
}

//! What is kept beside a person for clients: the name and uid of the card, and the lines as one wrote them.

use std::collections::HashMap;

use gx_kernel::{Id, IdKind, Micros};
use gx_store::{Result, Tx, Value};
use serde_json::json;

use crate::card::Line;

/// The longest name of a card.
const MOST_NAME: usize = 200;

/// What is kept of one card.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) uid: String,
    pub(crate) lines: Vec<Line>,
}

/// The name of a card that no client made.
pub(crate) fn usual_name(id: Id) -> String {
    format!("{}.vcf", id.show(IdKind::Person))
}

/// Whose card has this name, unless a client gave it another.
pub(crate) fn usual_id(name: &str) -> Option<Id> {
    Id::read(IdKind::Person, name.strip_suffix(".vcf")?)
}

/// Whether a client may give a new card this name.
pub(crate) fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    (1..=MOST_NAME).contains(&count) && !name.chars().any(|c| c.is_control() || c == '/' || c == '\\')
}

/// What is kept of these persons' cards.
pub(crate) fn of(tx: &mut Tx<'_>, keys: &[i64]) -> Result<HashMap<Id, Kept>> {
    let mut out = HashMap::new();
    for r in tx.query_in("SELECT person_id, name, uid, lines FROM dav_card WHERE person_id IN", keys)? {
        let raw: Vec<String> = r.json(3)?;
        let lines = raw.iter().filter_map(|line| Line::read(line)).collect();
        out.insert(r.id(0)?, Kept { name: r.string(1)?, uid: r.string(2)?, lines });
    }
    Ok(out)
}

/// The names of these persons' cards.
pub(crate) fn names(tx: &mut Tx<'_>, ids: &[Id]) -> Result<HashMap<Id, String>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = tx.query_in("SELECT person_id, name FROM dav_card WHERE person_id IN", &keys)?;
    rows.iter().map(|r| Ok((r.id(0)?, r.string(1)?))).collect()
}

/// The persons whose cards were given these names.
pub(crate) fn persons(tx: &mut Tx<'_>, names: &[String]) -> Result<Vec<Id>> {
    let mut out = Vec::new();
    for some in names.chunks(200) {
        let marks: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT person_id FROM dav_card WHERE name IN ({})", marks.join(","));
        let params: Vec<Value> = some.iter().map(|name| name.as_str().into()).collect();
        for r in tx.query_once(&sql, &params)? {
            out.push(r.id(0)?);
        }
    }
    Ok(out)
}

/// The persons whose cards have this uid, whatever became of them.
pub(crate) fn with_uid(tx: &mut Tx<'_>, uid: &str) -> Result<Vec<Id>> {
    let mut out: Vec<Id> = Id::read(IdKind::Person, uid).into_iter().collect();
    for r in tx.query("SELECT person_id FROM dav_card WHERE uid = $1", &[uid.into()])? {
        out.push(r.id(0)?);
    }
    Ok(out)
}

/// Keeps a card.
pub(crate) fn put(tx: &mut Tx<'_>, person: Id, kept: &Kept, now: Micros) -> Result<()> {
    let lines: Vec<&str> = kept.lines.iter().map(|l| l.raw.as_str()).collect();
    tx.execute(
        "INSERT INTO dav_card (person_id, name, uid, lines, updated_at) VALUES ($1,$2,$3,$4,$5) \
         ON CONFLICT (person_id) DO UPDATE SET uid = excluded.uid, lines = excluded.lines, updated_at = excluded.updated_at",
        &[
            person.into(),
            kept.name.as_str().into(),
            kept.uid.as_str().into(),
            json!(lines).into(),
            now.into(),
        ],
    )?;
    // Where the lines alone changed, nothing else would tell the feed.
    tx.execute("UPDATE person SET updated_at = $1 WHERE id = $2", &[now.into(), person.into()])?;
    Ok(())
}

/// Makes room for a new card under a name that belonged to somebody who is gone; whether there is room.
pub(crate) fn free(tx: &mut Tx<'_>, name: &str, fresh: Id, now: Micros) -> Result<bool> {
    let usual = usual_id(name);
    let holder = match tx.first("SELECT person_id FROM dav_card WHERE name = $1", &[name.into()])? {
        Some(r) => Some(r.id(0)?),
        None => match usual {
            Some(id) => {
                tx.first("SELECT id FROM person WHERE id = $1", &[id.into()])?.map(|r| r.id(0)).transpose()?
            }
            None => None,
        },
    };
    let Some(holder) = holder else { return Ok(true) };
    let sql = "SELECT id FROM person WHERE id = $1 AND deleted_at IS NULL AND merged_into IS NULL";
    if tx.first(sql, &[holder.into()])?.is_some() {
        return Ok(false);
    }
    // Should they come back, then under another name: one name, one card.
    let other = format!("{}-{}.vcf", holder.show(IdKind::Person), fresh.0);
    let moved = tx.execute(
        "UPDATE dav_card SET name = $1 WHERE person_id = $2",
        &[other.as_str().into(), holder.into()],
    )?;
    if moved == 0 {
        let kept = Kept { name: other, uid: holder.show(IdKind::Person), lines: Vec::new() };
        put(tx, holder, &kept, now)?;
    }
    Ok(true)
}

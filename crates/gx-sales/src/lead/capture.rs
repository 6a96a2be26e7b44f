//! What makes leads by itself: interactions that say what somebody needs, told by filters.

use std::collections::HashMap;

use gx_kernel::filter::print;
use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_record::filtering;
use gx_record::list::Clause;
use gx_store::access::Access;
use gx_store::{Conflict, Result, Store, Tx};
use serde::{Deserialize, Serialize};

/// The most captures.
const MOST: usize = 50;

/// A capture.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Its id.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// Which interactions: a filter in the form to keep.
    pub filter: String,
    /// The source that its leads are said to be of.
    pub source: String,
    /// Whether it makes leads.
    pub on: bool,
}

/// All captures in their order.
pub fn load(tx: &mut Tx<'_>) -> Result<Vec<Capture>> {
    let sql =
        "SELECT id, name, filter, source, live FROM lead_capture WHERE deleted_at IS NULL ORDER BY place, id";
    tx.query(sql, &[])?
        .iter()
        .map(|r| {
            Ok(Capture {
                id: r.id(0)?,
                name: r.string(1)?,
                filter: r.string(2)?,
                source: r.string(3)?,
                on: r.int(4)? != 0,
            })
        })
        .collect()
}

/// A capture as the API tells it.
#[derive(Debug, Serialize)]
pub struct CaptureInfo {
    id: String,
    name: String,
    filter: String,
    source: String,
    on: bool,
    made: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
}

/// All of them.
#[derive(Debug, Serialize)]
pub struct Captures {
    captures: Vec<CaptureInfo>,
}

/// Captures as the API tells them.
pub fn told(tx: &mut Tx<'_>, now: Micros) -> Result<Captures> {
    let mut made: HashMap<Id, i64> = HashMap::new();
    let sql = "SELECT capture_id, COUNT(*) FROM lead WHERE capture_id IS NOT NULL AND created_at >= $1 AND deleted_at IS NULL GROUP BY capture_id";
    for r in tx.query(sql, &[now.plus(-30 * Micros::DAY).into()])? {
        made.insert(r.id(0)?, r.int(1)?);
    }
    let mut captures = Vec::new();
    for capture in load(tx)? {
        let (filter, fault) = filtering::worded(tx, ObjectKind::Interaction, &capture.filter)?;
        captures.push(CaptureInfo {
            made: made.get(&capture.id).copied().unwrap_or_default(),
            id: capture.id.show(IdKind::Capture),
            name: capture.name,
            filter,
            source: capture.source,
            on: capture.on,
            fault,
        });
    }
    Ok(Captures { captures })
}

/// A capture as it is wished; without an id it is new.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaptureWish {
    #[serde(default)]
    id: Option<String>,
    name: String,
    filter: String,
    source: String,
    on: bool,
}

/// Puts these captures in the place of those there are.
///
/// # Errors
///
/// A problem that names the capture and what of it is wrong (`captures.2.filter`).
pub fn set(tx: &mut Tx<'_>, store: &Store, wishes: Vec<CaptureWish>) -> Result<()> {
    if wishes.len() > MOST {
        return Err(Problem::field("captures", "too_many", format!("at most {MOST} captures")).into());
    }
    let held = load(tx)?;
    let known = filtering::catalogue(tx, ObjectKind::Interaction)?;
    let mut kept: Vec<Id> = Vec::new();
    for (at, wish) in wishes.into_iter().enumerate() {
        let place = |key: &str| format!("captures.{at}.{key}");
        let wrong = |key: &str, code: &str, message: String| Problem::field(&place(key), code, message);
        let [name, source] =
            [&wish.name, &wish.source].map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
        for (key, text) in [("name", &name), ("source", &source)] {
            if text.is_empty() || text.chars().count() > 80 {
                return Err(wrong(key, "length", "1 to 80 characters".into()).into());
            }
        }
        if wish.filter.trim().is_empty() {
            return Err(
                wrong("filter", "missing", "without a filter everything would make a lead".into()).into()
            );
        }
        filtering::check(tx, &place("filter"), ObjectKind::Interaction, &wish.filter, store.now())?;
        let read = gx_kernel::filter::parse(&wish.filter, &known);
        let filter = print(&read.map_err(|e| wrong("filter", "filter", e.message))?.with_ids(&known));
        let id = match wish.id.as_deref().filter(|t| !t.is_empty()) {
            None => None,
            Some(text) => {
                let id = Id::read(IdKind::Capture, text).filter(|id| held.iter().any(|c| c.id == *id));
                Some(id.ok_or_else(|| wrong("id", "unknown", format!("there is no capture {text:?}")))?)
            }
        };
        let values = |id: Id| {
            [
                name.as_str().into(),
                (at as i64).into(),
                filter.as_str().into(),
                source.as_str().into(),
                wish.on.into(),
                id.into(),
            ]
        };
        match id {
            Some(id) if kept.contains(&id) => {
                return Err(wrong("id", "not_unique", "this capture stands here twice".into()).into());
            }
            Some(id) => {
                let sql = "UPDATE lead_capture SET name = $1, place = $2, filter = $3, source = $4, live = $5 WHERE id = $6";
                tx.execute(sql, &values(id))?;
                kept.push(id);
            }
            None => {
                let id = store.id();
                let columns = ["name", "place", "filter", "source", "live", "id"];
                tx.insert_many("lead_capture", &columns, &[values(id).to_vec()], Conflict::Fail)?;
                kept.push(id);
            }
        }
    }
    for old in held.iter().filter(|old| !kept.contains(&old.id)) {
        let gone = [store.now().into(), old.id.into()];
        tx.execute("UPDATE lead_capture SET deleted_at = $1 WHERE id = $2", &gone)?;
    }
    Ok(())
}

/// The interactions among some that captures take, each with the first that does. What came before there was a capture,
/// files of the past and what colleagues note make no leads.
pub fn taken(
    tx: &mut Tx<'_>,
    store: &Store,
    captures: &[Capture],
    ids: &[i64],
) -> Result<HashMap<Id, usize>> {
    let mut out = HashMap::new();
    for (at, capture) in captures.iter().enumerate().filter(|(_, capture)| capture.on) {
        let mut clause = Clause::default();
        let (object, system) = (ObjectKind::Interaction, Access::system());
        let read = filtering::push(tx, &mut clause, object, &capture.filter, &system, "i", store.now());
        match read {
            // One that cannot be read any more takes nothing; the settings say so.
            Err(gx_store::StoreError::Problem(_)) => continue,
            read => read?,
        }
        for chunk in ids.chunks(500) {
            // Ids are numbers of ours, so writing them into the text is safe.
            let list: Vec<String> = chunk.iter().map(i64::to_string).collect();
            let sql = format!(
                "SELECT i.id FROM interaction i WHERE ({}) AND i.import_id IS NULL AND i.staff_id IS NULL AND i.id > {} AND i.id IN ({})",
                clause.leading(),
                capture.id.0,
                list.join(",")
            );
            for r in tx.query_once(&sql, &clause.params)? {
                out.entry(r.id(0)?).or_insert(at);
            }
        }
    }
    Ok(out)
}

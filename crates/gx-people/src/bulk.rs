//! One change to many people at once: one transaction, one batch, one undo.
//!
//! Who is meant is said by ids or by the list itself (filter and words), so that "all 3,214 of them" needs no
//! page to be read. Rows that the role may not change are left alone and counted, never half changed.

use std::collections::HashMap;

use gx_kernel::object::ObjectKind;
use gx_kernel::{Id, IdKind, Problem};
use gx_record::{fields, list};
use gx_store::access::{Access, Verb};
use gx_store::change::{Batch, Entry, Op};
use gx_store::{Result, Store, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::listing::Listing;
use crate::portrait::Claim;
use crate::seen::id_kind;
use crate::{edit, file, indexed, node, people, review, rules};

/// People of one bulk change.
pub const MOST: usize = 20_000;

/// Who is meant.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Who {
    /// These.
    pub ids: Vec<String>,
    /// Or all whom this filter finds,
    pub filter: Option<String>,
    /// with these words,
    pub q: Option<String>,
    /// but not these.
    pub but: Vec<String>,
}

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
    /// Say that their files were gone through today.
    pub review: bool,
    /// Take the people away.
    pub delete: bool,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Done {
    /// People changed.
    pub changed: u64,
    /// People who were as wished already.
    pub same: u64,
    /// People whom the role may not change.
    pub refused: u64,
    /// With which it is undone; none if nothing changed.
    pub batch: Option<String>,
}

/// The roots that are meant and that the caller may see, in ascending order, at most [`MOST`].
fn meant(tx: &mut Tx<'_>, store: &Store, access: &Access, who: &Who) -> Result<Vec<Id>> {
    let read = |list: &[String]| -> Result<Vec<i64>> {
        list.iter()
            .map(|t| match Id::read(IdKind::Person, t) {
                Some(id) => Ok(id.0),
                None => {
                    Err(Problem::field("ids", "not_an_id", format!("{t:?} is not the id of a person")).into())
                }
            })
            .collect()
    };
    let too_many = || {
        let message = format!("At most {MOST} people at once; narrow the list down.");
        Problem::new(413, "too_many", message).with("most", MOST as u64)
    };
    let see = access.see_person("p");
    let mut ids: Vec<Id> = if who.filter.is_some() || who.q.is_some() {
        if !who.ids.is_empty() {
            return Err(
                Problem::field("ids", "both", "name people by ids or by a filter, not by both").into()
            );
        }
        let filter = who.filter.as_deref().unwrap_or_default();
        let clause = people::clause(tx, access, store.now(), filter, who.q.as_deref().unwrap_or_default())?;
        let also =
            if clause.leading().is_empty() { String::new() } else { format!(" AND ({})", clause.leading()) };
        let spec: list::ListSpec<'_> = people::SPEC;
        let sql = format!("SELECT p.id FROM person p WHERE {} AND {see}{also} LIMIT {}", spec.base, MOST + 1);
        tx.query(&sql, &clause.params)?.iter().map(|r| r.id(0)).collect::<Result<_>>()?
    } else {
        let keys = read(&who.ids)?;
        if keys.len() > MOST {
            return Err(too_many().into());
        }
        // Ids of merged records mean the person they show under.
        let sql = format!(
            "SELECT DISTINCT p.id FROM person n JOIN person p ON p.id = n.canonical_id WHERE p.deleted_at IS NULL AND {see} AND n.id IN"
        );
        tx.query_in(&sql, &keys)?.iter().map(|r| r.id(0)).collect::<Result<_>>()?
    };
    if ids.len() > MOST {
        return Err(too_many().into());
    }
    let but = read(&who.but)?;
    ids.retain(|id| !but.contains(&id.0));
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The records of an object that are meant, at most [`MOST`]; of those named by a filter the ones that the caller sees.
/// People are named otherwise, for they may be merged.
pub(crate) fn meant_in(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    object: ObjectKind,
    who: &Who,
) -> Result<Vec<Id>> {
    let read = |list: &[String]| -> Result<Vec<Id>> {
        let message = |t: &str| format!("{t:?} is not the id of this kind: {object}");
        list.iter()
            .map(|t| {
                Id::read(id_kind(object), t)
                    .ok_or_else(|| Problem::field("ids", "not_an_id", message(t)).into())
            })
            .collect()
    };
    let mut ids = if who.filter.is_some() || who.q.is_some() {
        if !who.ids.is_empty() {
            let message = "name records by ids or by a filter, not by both";
            return Err(Problem::field("ids", "both", message).into());
        }
        let (filter, q) = (who.filter.as_deref().unwrap_or_default(), who.q.as_deref().unwrap_or_default());
        let list = Listing::of(tx, store, access, object, (filter, q))?;
        let (condition, params) = list.condition();
        let sql = format!(
            "SELECT {}.id FROM {} WHERE {condition} LIMIT {}",
            list.spec.alias,
            list.spec.from,
            MOST + 1
        );
        tx.query(&sql, params)?.iter().map(|r| r.id(0)).collect::<Result<_>>()?
    } else {
        read(&who.ids)?
    };
    if ids.len() > MOST {
        let message = format!("At most {MOST} records at once; narrow the list down.");
        return Err(Problem::new(413, "too_many", message).with("most", MOST as u64).into());
    }
    let but = read(&who.but)?;
    ids.retain(|id| !but.contains(id));
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Does it.
pub fn change(tx: &mut Tx<'_>, store: &Store, access: &Access, who: &Who, what: &What) -> Result<Done> {
    let tags = !what.add_tags.is_empty() || !what.remove_tags.is_empty();
    if what.delete && (tags || what.review || !what.set.is_empty()) {
        return Err(Problem::field("delete", "alone", "people are changed or taken away, not both").into());
    }
    if !what.delete && !what.review && !tags && what.set.is_empty() {
        return Err(Problem::field("set", "missing", "say what is to be changed").into());
    }
    let verb = if what.delete { Verb::Delete } else { Verb::Edit };
    access.need_verb(verb)?;
    let set = edit::clean(tx, store, access, ObjectKind::Person, &what.set)?;
    if tags && access.locks("tags") {
        return Err(Problem::field("tags", "hidden", "your role may not change this field").into());
    }
    let add = tags_of(tx, store, ObjectKind::Person, &what.add_tags)?;
    let remove = tags_of(tx, store, ObjectKind::Person, &what.remove_tags)?;
    let ids = meant(tx, store, access, who)?;
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    rules::refuse_for_many(tx, ObjectKind::Person, &set, ids.len())?;
    let allowed: Vec<i64> = tx
        .query_in(
            // Whose record is only to be kept is left alone, as are those whom the role may not change.
            &format!(
                "SELECT p.id FROM person p WHERE {} AND {} AND p.id IN",
                access.person(verb, "p"),
                crate::mark::unrestricted("p")
            ),
            &keys,
        )?
        .iter()
        .map(|r| r.int(0))
        .collect::<Result<_>>()?;
    let mut done = Done { changed: 0, same: 0, refused: (ids.len() - allowed.len()) as u64, batch: None };
    if what.review {
        review::allowed(access)?;
    }
    let kind = if what.delete { "delete" } else { "edit" };
    let mut batch = Batch::open(tx, store, kind, access.by(), None, None)?;
    let touched = if what.delete {
        take_away(tx, store, &mut batch, &allowed, &mut done)?
    } else {
        let words = Words { set: &set, add: &add, remove: &remove, review: what.review };
        write(tx, store, access, &mut batch, &allowed, &words, &mut done)?
    };
    batch.flush(tx, store)?;
    if what.delete {
        gx_store::search::remove(tx, ObjectKind::Person, &touched)?;
    } else {
        indexed::put(tx, store, &touched, &[])?;
    }
    if let (Some((_, owner)), true) = (set.iter().find(|(key, _)| key == "owner"), done.changed > 0) {
        edit::tell_owner(tx, store, access, owner, None, done.changed)?;
    }
    if done.changed > 0 {
        done.batch = Some(batch.id.show(IdKind::Batch));
    }
    Ok(done)
}

/// Tags of one record.
const MOST_TAGS: usize = 100;

/// The tags of a record with some added and some taken off; `None` where there would be too many.
pub(crate) fn retagged(held: Option<&Json>, add: &[String], remove: &[String]) -> Option<Json> {
    let old: Vec<String> = held.and_then(|t| serde_json::from_value(t.clone()).ok()).unwrap_or_default();
    let mut next: Vec<String> = old.iter().filter(|t| !remove.contains(t)).cloned().collect();
    next.extend(add.iter().filter(|t| !old.contains(t)).cloned());
    if next.len() > MOST_TAGS {
        return None;
    }
    Some(if next.is_empty() { Json::Null } else { next.into() })
}

/// Tags in their clean form.
pub(crate) fn tags_of(
    tx: &mut Tx<'_>,
    store: &Store,
    object: ObjectKind,
    list: &[String],
) -> Result<Vec<String>> {
    let known = fields::load(tx, object)?;
    let Some(field) = known.get("tags") else { return Ok(Vec::new()) };
    let clean =
        gx_record::value::clean(field, &list.into(), store.now()).map_err(|e| Problem::invalid(vec![e]))?;
    Ok(serde_json::from_value(clean).unwrap_or_default())
}

/// What is written to each, in its clean form.
struct Words<'a> {
    set: &'a [(String, Json)],
    add: &'a [String],
    remove: &'a [String],
    review: bool,
}

fn write(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    batch: &mut Batch,
    ids: &[i64],
    words: &Words<'_>,
    done: &mut Done,
) -> Result<Vec<Id>> {
    let Words { set, add, remove, review } = *words;
    let now = store.now();
    let zone = gx_record::filtering::zone(tx)?;
    let mut touched = Vec::new();
    for chunk in ids.chunks(2000) {
        let nodes: Vec<Id> = chunk.iter().map(|id| Id(*id)).collect();
        let months = if review { review::months(tx, now, &nodes)? } else { HashMap::new() };
        for mut held in node::load(tx, &nodes)? {
            let (mut before, mut after) = if review {
                let months = months.get(&held.id).copied();
                review::reviewed(&mut held, access.by(), now, &zone, months)
            } else {
                Default::default()
            };
            let mut state = |held: &mut node::Node, key: &str, v: Json| {
                let old = held.own.value(key).cloned().unwrap_or_default();
                if held.own.state(key, Claim { value: v.clone(), by: access.by(), at: now }) && old != v {
                    before.insert(key.to_owned(), old);
                    after.insert(key.to_owned(), v);
                }
            };
            for (key, v) in set {
                state(&mut held, key, v.clone());
            }
            if !add.is_empty() || !remove.is_empty() {
                let old = held.own.value("tags").cloned().unwrap_or_default();
                if let Some(next) = retagged(Some(&old), add, remove).filter(|next| *next != old) {
                    state(&mut held, "tags", next);
                }
            }
            if after.is_empty() {
                done.same += 1;
                continue;
            }
            node::save_fields(tx, &held, after.keys(), now)?;
            if after.keys().any(|key| indexed::knows(key)) {
                touched.push(held.id);
            }
            file::store::hang_values(tx, store, access.by().id(), "person", held.id, &after)?;
            batch.log(Entry { object: "person", row: held.id, op: Op::Update, before, after });
            done.changed += 1;
        }
        batch.flush(tx, store)?;
    }
    Ok(touched)
}

/// Takes people away with everything merged into them; the nodes that went.
fn take_away(
    tx: &mut Tx<'_>,
    store: &Store,
    batch: &mut Batch,
    ids: &[i64],
    done: &mut Done,
) -> Result<Vec<Id>> {
    let mut members: HashMap<Id, Vec<Id>> = HashMap::new();
    for r in tx.query_in("SELECT id, canonical_id FROM person WHERE canonical_id IN", ids)? {
        members.entry(r.id(1)?).or_default().push(r.id(0)?);
    }
    let gone: Vec<Id> = members.into_values().flatten().collect();
    let keys: Vec<i64> = gone.iter().map(|id| id.0).collect();
    let now = store.now().0;
    tx.query_in(&format!("UPDATE person SET deleted_at = {now}, updated_at = {now} WHERE id IN"), &keys)?;
    for id in &gone {
        batch.log(Entry {
            object: "person",
            row: *id,
            op: Op::Delete,
            before: Map::new(),
            after: Map::new(),
        });
    }
    done.changed = ids.len() as u64;
    Ok(gone)
}

//! From here to there: what the feed tells changed, under the other system's names, batch after batch.

use std::collections::{HashMap, HashSet};

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_open::records::{self, Found};
use gx_store::feed::{self, Place};
use gx_store::{StoreError, Tx};
use serde_json::{Map, Value as Json};
use sha2::{Digest as _, Sha256};

use crate::fetch::{self, Batch, Failed, Got, State};
use crate::model;
use crate::pull::{Done, Running};
use crate::store::{self, Counts};

/// Changes that are looked at in one go, and so the most records of a batch.
const STEP: usize = 500;

/// Sends what changed since the last run; the first run sends everything there is.
pub(crate) fn push(r: &Running<'_>) -> Got<Done> {
    let mut done = Done { state: r.connector.state.clone(), ..Done::default() };
    let names = names(r);
    let mut place = match &r.connector.state.told {
        Some(told) => Place::read(told)?,
        None => {
            let end = r.store.read(feed::end)?;
            everything(r, &names, &mut done)?;
            end
        }
    };
    loop {
        (r.alive)()?;
        let page = r.store.read(|tx| match feed::page(tx, place, STEP, &[r.connector.object]) {
            Err(StoreError::Problem(p)) if p.code == "cursor_expired" => Ok(None),
            page => page.map(Some),
        })?;
        let Some(page) = page else {
            // The feed goes back no further than this connector rested: nothing may be left out, so all is sent.
            place = r.store.read(feed::end)?;
            everything(r, &names, &mut done)?;
            continue;
        };
        let mut ids: Vec<Id> = page.rows.iter().map(|t| t.row).collect();
        ids.sort_unstable();
        ids.dedup();
        send(r, &names, &ids, &mut done, Some(page.place))?;
        let stands = page.place == place;
        place = page.place;
        if !page.more || stands {
            break;
        }
    }
    done.state.told = Some(place.to_string());
    done.state = done.state.began(r.began);
    Ok(done)
}

/// The names that something is sent under, each once.
fn names(r: &Running<'_>) -> Vec<String> {
    let given = r.connector.mapping.iter().filter(|m| m.target.as_deref().is_some_and(|t| !t.is_empty()));
    given.map(|m| m.name.clone()).collect()
}

fn everything(r: &Running<'_>, names: &[String], done: &mut Done) -> Got<()> {
    let (from, living) = match r.connector.object {
        ObjectKind::Company => ("company p", "p.deleted_at IS NULL"),
        ObjectKind::Order => ("orders p", "p.deleted_at IS NULL"),
        _ => ("person p", "p.deleted_at IS NULL AND p.merged_into IS NULL"),
    };
    let see = r.access.see(r.connector.object, "p");
    let sql =
        format!("SELECT p.id FROM {from} WHERE p.id > $1 AND {living} AND {see} ORDER BY p.id LIMIT {STEP}");
    let mut after = Id(0);
    loop {
        (r.alive)()?;
        let ids: Vec<Id> = r.store.read(|tx| {
            tx.query(&sql, &[after.into()])?.iter().map(|row| row.id(0)).collect::<gx_store::Result<_>>()
        })?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        send(r, names, &ids, done, None)?;
    }
}

/// Sends the records that are not as they were last sent, and notes how far this is.
fn send(r: &Running<'_>, names: &[String], ids: &[Id], done: &mut Done, place: Option<Place>) -> Got<()> {
    let c = r.connector;
    let kind = records::id_kind(c.object);
    let shown: Vec<String> = ids.iter().map(|id| id.show(kind)).collect();
    let keys: Vec<&str> = shown.iter().map(String::as_str).collect();
    let (found, numbers, before) = r.store.read(|tx| {
        let mut found = records::find(tx, r.store, r.access, c.object, ids)?;
        records::withhold(tx, c.object, &mut found)?;
        Ok((found, numbers(tx, c.object, ids)?, store::said(tx, c.id, &keys)?))
    })?;
    let mut rows: Vec<Map<String, Json>> = Vec::new();
    let mut said: Vec<(String, Json)> = Vec::new();
    for (id, key) in ids.iter().zip(&shown) {
        let known = before.get(key);
        let row = match found.get(id) {
            Some(Found::Here(record)) => row(r, record, numbers.get(id), false),
            // What was taken away, or became part of another record, is told once, as it was sent last.
            Some(Found::Gone | Found::MergedInto(_)) => {
                let Some(row) = known.and_then(|last| gone(r, last)) else { continue };
                row
            }
            // Out of the maker's sight: it does not exist.
            None => continue,
        };
        let unnamed = row.get(&c.key).is_none_or(Json::is_null);
        if unnamed {
            done.counts.refused += 1;
            continue;
        }
        if known == Some(&row) {
            done.counts.same += 1;
            continue;
        }
        said.push((key.clone(), Json::Object(row.clone())));
        rows.push(row);
    }
    if !rows.is_empty() {
        let id = batch_id(c.id, &rows);
        let batch = Batch { names, key: &c.key, rows: &rows, id: &id, at: r.store.now() };
        let print = fetch::write(&c.place, r.guard, r.secret, &batch)?;
        done.fingerprint = print.or(done.fingerprint.take());
        done.counts.updated += rows.len() as i64;
    }
    r.store.write(|tx| {
        store::keep_said(tx, c.id, &said)?;
        // A run that breaks off later goes on behind this batch.
        if let Some(place) = place {
            let state = State { told: Some(place.to_string()), ..c.state.clone() };
            store::keep_state(tx, c.id, &state)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// By which the other system knows a batch that comes again: the same rows of the same connector.
fn batch_id(connector: Id, rows: &[Map<String, Json>]) -> String {
    let mut hash = Sha256::new();
    hash.update(connector.0.to_be_bytes());
    hash.update(serde_json::to_vec(rows).unwrap_or_default());
    hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
}

/// Numbers by which other systems know records: kind and value.
fn numbers(
    tx: &mut Tx<'_>,
    object: ObjectKind,
    ids: &[Id],
) -> gx_store::Result<HashMap<Id, HashMap<String, String>>> {
    let keys: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut out: HashMap<Id, HashMap<String, String>> = HashMap::new();
    match object {
        ObjectKind::Person => {
            for r in tx.query_in(
                "SELECT n.canonical_id, i.kind, i.value FROM identity i JOIN person n ON n.id = i.person_id \
                 WHERE i.deleted_at IS NULL AND (i.kind LIKE 'external:%' OR i.kind IN ('user_id', 'member_no')) AND n.canonical_id IN",
                &keys,
            )? {
                out.entry(r.id(0)?).or_default().entry(r.string(1)?).or_insert(r.string(2)?);
            }
        }
        ObjectKind::Company => {
            for r in tx.query_in("SELECT id, external FROM company WHERE external IS NOT NULL AND id IN", &keys)? {
                if let Some((space, value)) = r.text(1)?.split_once(':') {
                    out.entry(r.id(0)?).or_default().insert(format!("external:{space}"), value.to_owned());
                }
            }
        }
        _ => {}
    }
    Ok(out)
}

/// A record under the other system's names.
fn row(
    r: &Running<'_>,
    record: &Json,
    numbers: Option<&HashMap<String, String>>,
    gone: bool,
) -> Map<String, Json> {
    let mut out = Map::new();
    for m in &r.connector.mapping {
        let Some(target) = m.target.as_deref().filter(|t| !t.is_empty()) else { continue };
        let value = match target {
            "gone" => gone.into(),
            _ if r.access.hides_of(r.connector.object, target) => Json::Null,
            _ => value(record, numbers, target),
        };
        out.insert(m.name.clone(), value);
    }
    out
}

fn value(record: &Json, numbers: Option<&HashMap<String, String>>, target: &str) -> Json {
    if let Some(number) = numbers.and_then(|n| n.get(target)) {
        return number.clone().into();
    }
    let found = match target.strip_prefix("person.") {
        Some(bare) => record.get("person").and_then(|p| p.get(bare)),
        None => record
            .get(target)
            .or_else(|| record.get("fields")?.get(target))
            .or_else(|| record.get("fields")?.get(target.strip_prefix("x_")?)),
    };
    match found {
        None => Json::Null,
        Some(Json::Object(named)) => named.get("name").cloned().unwrap_or_default(),
        Some(other) => other.clone(),
    }
}

/// A record that is gone: as it was sent last, if the other system has a name for that.
fn gone(r: &Running<'_>, last: &Map<String, Json>) -> Option<Map<String, Json>> {
    let told = r.connector.mapping.iter().find(|m| m.target.as_deref() == Some("gone"))?;
    let mut row = last.clone();
    row.insert(told.name.clone(), true.into());
    Some(row)
}

/// What can be sent of an object, beside its custom fields and the numbers of other systems.
pub(crate) fn targets(object: ObjectKind) -> &'static [&'static str] {
    match object {
        ObjectKind::Person => &[
            "id",
            "name",
            "email",
            "phone",
            "member_no",
            "city",
            "region",
            "tier",
            "lifecycle",
            "owner",
            "tags",
            "order_count",
            "order_total",
            "currency",
            "created_at",
            "last_seen_at",
            "gone",
        ],
        ObjectKind::Company => &[
            "id",
            "name",
            "domain",
            "industry",
            "city",
            "region",
            "phone",
            "size",
            "owner",
            "tags",
            "created_at",
            "gone",
        ],
        _ => &[
            "id",
            "number",
            "person.id",
            "person.name",
            "status",
            "channel",
            "amount",
            "currency",
            "quantity",
            "placed_at",
            "gone",
        ],
    }
}

/// Refuses a mapping to something that a record does not have.
pub(crate) fn check_targets(object: ObjectKind, mapping: &[model::Mapped]) -> Result<(), gx_kernel::Problem> {
    let known: HashSet<&str> = targets(object).iter().copied().collect();
    for (i, m) in mapping.iter().enumerate() {
        let Some(target) = m.target.as_deref().filter(|t| !t.is_empty()) else { continue };
        let number = target.starts_with("external:") || matches!(target, "user_id" | "member_no");
        if !known.contains(target) && !target.starts_with("x_") && !number {
            let message = format!("{target:?} is not sent of this kind of record");
            return Err(gx_kernel::Problem::field(&format!("mapping.{i}"), "unknown_target", message));
        }
    }
    Ok(())
}

impl Counts {
    /// Whether anything left the house.
    pub(crate) fn sent(&self) -> i64 {
        self.updated
    }
}

/// A place that cannot be read is not one of ours.
impl From<Failed> for StoreError {
    fn from(e: Failed) -> Self {
        gx_kernel::Problem::new(422, e.code, e.message).into()
    }
}

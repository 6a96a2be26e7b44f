//! Who is like whom, without a shared id: keys kept in the database, candidates by keys, likeness by the matcher.
//!
//! In: nodes that were written; records at hand (rows of a file, persons who changed).
//! Out: rows of `person_key` and `match_due`; persons like a record, with probabilities.
//! It must never merge or propose: it says how likely, `duplicates` and imports decide.
//!
//! Keys belong to the node whose words they were made from and are not taken back when the words
//! change: a stale key brings a candidate that the comparison then turns down.

use std::collections::{HashMap, HashSet};

use gx_kernel::{Id, Micros};
use gx_match::{Kind, Model, Prepared, Record, Schema, index_keys, score_pair, score_pairs};
use gx_store::{Conflict, Result, Row, Store, Tx, Value, job, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The columns that matching compares, in the order of every record here.
const COLUMNS: &[(&str, Kind)] = &[
    ("given_name", Kind::GivenName),
    ("family_name", Kind::FamilyName),
    ("name", Kind::FullName),
    ("birth_date", Kind::BirthDate),
    ("phone", Kind::Phone),
    ("email", Kind::Email),
    ("address", Kind::Street),
    ("district", Kind::City),
    ("city", Kind::City),
    ("region", Kind::Region),
    ("postcode", Kind::Postcode),
    ("gender", Kind::Gender),
];

/// Where the model that the last scan learned is kept.
const MODEL: &str = "match_model";
/// How far the model reaches: see [`Reach`].
const REACH: &str = "match_reach";
/// Columns in which two strangers of one name seldom agree.
const TELLING: &[&str] = &["birth_date", "phone", "email", "address"];
/// What a pair without any of them has at the most while nothing was learned: a question, no answer.
const NAMESAKES: f64 = 0.5;
/// A key that more records have than this names nobody.
const MOST_OF_KEY: usize = 60;
/// Candidates that are compared in full with one record; those that share the most keys come first.
const MOST_COMPARED: usize = 12;
/// The kind of the job that compares who is new or changed.
pub const MATCH_JOB: &str = "people.match";
/// How long arrivals are gathered before they are compared.
const GATHER: i64 = 2 * Micros::SECOND;

/// The columns that matching compares.
pub fn schema() -> Schema {
    Schema::new(COLUMNS.iter().map(|(name, kind)| gx_match::Column::new(*name, *kind)).collect())
}

/// Names of the columns, in order.
pub fn fields() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(name, _)| *name)
}

/// Columns of a person row `alias` as [`record_of`] reads them.
pub fn columns(alias: &str) -> String {
    fields().map(|f| format!("{alias}.{f}")).collect::<Vec<_>>().join(", ")
}

/// A record from a row whose values of [`columns`] begin at `from`.
pub fn record_of(row: &Row, from: usize) -> Result<Record> {
    let values = (from..from + COLUMNS.len())
        .map(|i| row.opt_string(i).map(Option::unwrap_or_default))
        .collect::<Result<Vec<_>>>()?;
    Ok(record(values))
}

/// A record from values in the order of [`fields`].
///
/// A full name is compared by its parts and never beside them, where the same evidence would count
/// twice; an address shown as a name is none.
pub fn record(mut values: Vec<String>) -> Record {
    if let [given, family, name, _, phone, email, ..] = values.as_mut_slice() {
        if name == phone || name == email || name.starts_with('#') {
            name.clear();
        } else if given.is_empty() && family.is_empty() {
            let parts = gx_text::split_name(name);
            *given = parts.given;
            *family = parts.family;
            name.clear();
        } else if *name == gx_text::join_name(family, given) {
            name.clear();
        }
    }
    Record::new(values)
}

/// Whether there is enough in a record to be like anybody.
pub fn says_something(record: &Record) -> bool {
    (0..COLUMNS.len()).filter(|c| record.get(*c).is_some_and(|v| !v.is_empty())).count() >= 2
}

/// Writes the keys of nodes, and notes that these are to be compared with the others.
pub(crate) fn note(tx: &mut Tx<'_>, store: &Store, nodes: &[(Id, Record)]) -> Result<()> {
    let keyed = write_keys(tx, nodes)?;
    if keyed.is_empty() {
        return Ok(());
    }
    let now = store.now();
    let due: Vec<Vec<Value>> = keyed.into_iter().map(|id| vec![id.into(), now.into()]).collect();
    tx.insert_many("match_due", &["person_id", "since"], &due, Conflict::Skip)?;
    call_job(tx, store)
}

/// Has the job run soon. One waits for each stretch of time, beside one that may be running: a key for
/// all of them would let those be forgotten who come while the last run ends.
pub(crate) fn call_job(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    let at = store.now().0.div_euclid(GATHER) + 2;
    let dedupe = format!("{MATCH_JOB}:{at}");
    job::enqueue(tx, store, MATCH_JOB, &json!({}), Micros(at * GATHER), Some(&dedupe)).map(|_| ())
}

/// Takes nodes off the list of those to be compared.
pub fn not_due(tx: &mut Tx<'_>, nodes: &[i64]) -> Result<()> {
    tx.query_in("DELETE FROM match_due WHERE person_id IN", nodes).map(|_| ())
}

/// Writes the keys of nodes; the nodes that have any.
fn write_keys(tx: &mut Tx<'_>, nodes: &[(Id, Record)]) -> Result<Vec<Id>> {
    let (ids, records): (Vec<Id>, Vec<Record>) =
        nodes.iter().filter(|(_, r)| says_something(r)).cloned().unzip();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let keys = index_keys(&Prepared::new(&records, &schema()));
    // In the order of the index, so that neighbours are written together.
    let mut rows: Vec<(i64, Id)> =
        ids.iter().zip(&keys).flat_map(|(id, keys)| keys.iter().map(|k| (*k, *id))).collect();
    rows.sort_unstable();
    let rows: Vec<Vec<Value>> = rows.into_iter().map(|(k, id)| vec![k.into(), id.into()]).collect();
    tx.insert_many("person_key", &["key", "person_id"], &rows, Conflict::Skip)?;
    Ok(ids.into_iter().zip(&keys).filter(|(_, keys)| !keys.is_empty()).map(|(id, _)| id).collect())
}

/// Whether every person of a workspace has keys: those made before there were any get them by a job.
const FILLED: &str = "match_keys";
/// The kind of the job that gives keys to persons who have none.
pub const FILL_JOB: &str = "people.match_keys";

/// Puts the job in that gives keys to persons of an older version, unless all have them.
pub fn fill_if_needed(tx: &mut Tx<'_>, store: &Store) -> Result<()> {
    if settings::get::<bool>(tx, FILLED)?.unwrap_or(false) {
        return Ok(());
    }
    match tx.first("SELECT id FROM person LIMIT 1", &[])? {
        None => settings::put(tx, FILLED, &true),
        Some(_) => job::enqueue(tx, store, FILL_JOB, &json!({}), store.now(), Some(FILL_JOB)).map(|_| ()),
    }
}

/// Gives keys to everyone, and writes them into the full-text index anew. Safe to repeat.
pub fn fill(store: &Store, stopping: &dyn Fn() -> bool) -> Result<()> {
    let mut last = Id(0);
    while !stopping() {
        let nodes: Vec<Id> = store.read(|tx| {
            tx.query(
                "SELECT id FROM person WHERE deleted_at IS NULL AND id > $1 ORDER BY id LIMIT 1000",
                &[last.into()],
            )?
            .iter()
            .map(|r| r.id(0))
            .collect()
        })?;
        let Some(id) = nodes.last() else {
            // Nobody of them is new: the scan compares them with each other.
            return store.write(|tx| {
                tx.execute("DELETE FROM match_due", &[])?;
                settings::put(tx, FILLED, &true)
            });
        };
        last = *id;
        store.write(|tx| crate::indexed::put(tx, store, &nodes, &[]))?;
    }
    Err(gx_store::StoreError::Busy("stopping".into()))
}

/// Keeps what a scan has learned, for arrivals and imports until the next.
pub(crate) fn keep_model(tx: &mut Tx<'_>, model: &Model) -> Result<()> {
    settings::put(tx, REACH, &Reach { learned_from: model.learned_from as i64, compared: 0 })?;
    settings::put(tx, MODEL, model)
}

/// From how many persons the model was learned, and how many have come or changed since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reach {
    pub learned_from: i64,
    pub compared: i64,
}

/// How far the model reaches.
pub(crate) fn reach(tx: &mut Tx<'_>) -> Result<Reach> {
    Ok(settings::get(tx, REACH)?.unwrap_or_default())
}

/// Notes that so many more were compared by the model.
pub(crate) fn compared(tx: &mut Tx<'_>, more: i64) -> Result<()> {
    let held = reach(tx)?;
    settings::put(tx, REACH, &Reach { compared: held.compared + more, ..held })
}

/// The model of the last scan; the usual one before the first, or if what is compared has changed since.
pub fn model(tx: &mut Tx<'_>) -> Result<Model> {
    let kept = settings::get::<Model>(tx, MODEL).ok().flatten();
    Ok(kept.filter(|m| m.schema == schema()).unwrap_or_else(|| Model::usual(schema())))
}

/// A person who is like a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Like {
    /// Position of the record among those asked for.
    pub of: usize,
    /// The root.
    pub person: Id,
    /// How likely they are the same.
    pub probability: f64,
}

/// A person as a candidate: its root, and which import made it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The root.
    pub person: Id,
    /// The import that made the root, if one did.
    pub import: Option<Id>,
    /// What the root shows.
    pub record: Record,
}

/// Finds persons like records, as they are now.
#[derive(Debug)]
pub struct Likeness {
    model: Model,
}

impl Likeness {
    /// With the model there is.
    pub fn open(tx: &mut Tx<'_>) -> Result<Self> {
        Ok(Self { model: model(tx)? })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Persons like any of the records, at least as likely as said, and the records they were compared by.
    ///
    /// `wanted` says which candidate may be compared with which record at all.
    pub fn find(
        &self,
        tx: &mut Tx<'_>,
        records: &[Record],
        at_least: f64,
        wanted: &dyn Fn(usize, &Candidate) -> bool,
    ) -> Result<(Vec<Like>, HashMap<Id, Record>)> {
        let keys = index_keys(&Prepared::with_model(records, &self.model));
        let shared = sharing(tx, &keys)?;
        let mut nodes: Vec<i64> = shared.iter().flatten().map(|(id, _)| *id).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let people = candidates(tx, &nodes)?;
        // Only records with a candidate are prepared again, beside their candidates.
        let mut all: Vec<Record> = Vec::new();
        let mut position: HashMap<Id, usize> = HashMap::new();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut who: Vec<(usize, Id)> = Vec::new();
        for (of, (record, near)) in records.iter().zip(&shared).enumerate() {
            let mut met: HashSet<Id> = HashSet::new();
            let mut mine = None;
            for (node, _) in near {
                let Some(candidate) = people.get(node) else { continue };
                if met.len() >= MOST_COMPARED || !wanted(of, candidate) || !met.insert(candidate.person) {
                    continue;
                }
                let mine = *mine.get_or_insert_with(|| {
                    all.push(record.clone());
                    all.len() - 1
                });
                let theirs = *position.entry(candidate.person).or_insert_with(|| {
                    all.push(candidate.record.clone());
                    all.len() - 1
                });
                pairs.push((mine, theirs));
                who.push((of, candidate.person));
            }
        }
        let scores = score_pairs(&Prepared::with_model(&all, &self.model), &self.model, &pairs);
        let likes: Vec<Like> = who
            .iter()
            .zip(pairs.iter().zip(scores))
            .map(|((of, person), (pair, p))| Like {
                of: *of,
                person: *person,
                probability: self.held_back(&all, *pair, p),
            })
            .filter(|like| like.probability >= at_least)
            .collect();
        let records = likes
            .iter()
            .filter_map(|l| Some((l.person, all.get(*position.get(&l.person)?)?.clone())))
            .collect();
        Ok((likes, records))
    }
}

impl Likeness {
    /// Until something was learned, nobody knows how common a name is here: a name and a place, however
    /// alike, are then no proof.
    fn held_back(&self, records: &[Record], (a, b): (usize, usize), probability: f64) -> f64 {
        if self.model.learned_from > 0 || probability <= NAMESAKES {
            return probability;
        }
        let (Some(a), Some(b)) = (records.get(a), records.get(b)) else { return probability };
        let telling = score_pair(&self.model, a, b)
            .evidence
            .iter()
            .any(|e| e.weight_log2 > 2.0 && TELLING.contains(&e.field.as_str()));
        if telling { probability } else { NAMESAKES }
    }
}

/// For each list of keys the nodes that share any, those that share the most first.
fn sharing(tx: &mut Tx<'_>, keys: &[Vec<i64>]) -> Result<Vec<Vec<(i64, usize)>>> {
    let mut all: Vec<i64> = keys.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let mut of_key: HashMap<i64, Vec<i64>> = HashMap::new();
    for row in tx.query_in("SELECT key, person_id FROM person_key WHERE key IN", &all)? {
        of_key.entry(row.int(0)?).or_default().push(row.int(1)?);
    }
    of_key.retain(|_, nodes| nodes.len() <= MOST_OF_KEY);
    let near = |keys: &Vec<i64>| {
        let mut times: HashMap<i64, usize> = HashMap::new();
        for node in keys.iter().filter_map(|k| of_key.get(k)).flatten() {
            *times.entry(*node).or_default() += 1;
        }
        let mut near: Vec<(i64, usize)> = times.into_iter().collect();
        near.sort_unstable_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
        near
    };
    Ok(keys.iter().map(near).collect())
}

/// The living roots behind nodes, by node.
fn candidates(tx: &mut Tx<'_>, nodes: &[i64]) -> Result<HashMap<i64, Candidate>> {
    let sql = format!(
        "SELECT n.id, r.id, r.import_id, {} FROM person n JOIN person r ON r.id = n.canonical_id WHERE r.deleted_at IS NULL AND n.id IN",
        columns("r")
    );
    tx.query_in(&sql, nodes)?
        .iter()
        .map(|r| {
            let candidate = Candidate { person: r.id(1)?, import: r.opt_id(2)?, record: record_of(r, 3)? };
            Ok((r.int(0)?, candidate))
        })
        .collect()
}

//! Records without a shared id that may be one person: the scan, the review queue, decisions.
//!
//! The matcher (`gx-match`) learns its weights from the records themselves and
//! gives probabilities with reasons. A program merges only where the workspace
//! allows it and no two accounts contradict; everything else is asked.

use gx_http::calm::calmly;
use gx_kernel::{Id, IdKind, Micros, Problem};
use gx_match::{Record, learn, score_pair};
use gx_store::access::Access;
use gx_store::change::By;
use gx_store::{Conflict, Result, Store, Tx, Value, job, settings};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::likeness;
use crate::merge::{self, Evidence};
use crate::names::{Named, Names};
use crate::people::{self, Page, PersonRow};
use crate::proposal;

const AUTOMATIC: &str = "merge_automatically_above";

/// The probability above which the program may merge by itself; none: never.
pub fn automatic(tx: &mut Tx<'_>) -> Result<Option<f64>> {
    Ok(settings::get::<Option<f64>>(tx, AUTOMATIC)?.flatten())
}

/// States [`automatic`].
pub fn set_automatic(tx: &mut Tx<'_>, above: Option<f64>) -> Result<()> {
    settings::put(tx, AUTOMATIC, &above)
}

/// All living persons with something to compare, as records.
fn records(tx: &mut Tx<'_>) -> Result<(Vec<Id>, Vec<Record>)> {
    let sql = format!(
        "SELECT p.id, {} FROM person p WHERE p.merged_into IS NULL AND p.deleted_at IS NULL",
        likeness::columns("p")
    );
    let (mut ids, mut out) = (Vec::new(), Vec::new());
    for row in tx.query_once(&sql, &[])? {
        let record = likeness::record_of(&row, 1)?;
        if likeness::says_something(&record) {
            ids.push(row.id(0)?);
            out.push(record);
        }
    }
    Ok((ids, out))
}

/// Progress of a scan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ScanProgress {
    /// The job.
    pub job: String,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// `reading`, `learning`, `clustering`, `proposing`.
    pub phase: String,
    /// Steps done of `total`.
    pub done: u64,
    /// Steps in all.
    pub total: u64,
    /// Merged without asking.
    pub merged: u64,
    /// Put into the review queue.
    pub proposed: u64,
    /// Start.
    pub started_at: Option<Micros>,
    /// End.
    pub ended_at: Option<Micros>,
    /// What went wrong.
    pub error: Option<String>,
}

/// The kind of the scan's job.
pub const SCAN_JOB: &str = "people.scan_duplicates";

/// Has the scan run soon; `false` if one waits or runs already.
pub fn call_scan(tx: &mut Tx<'_>, store: &Store) -> Result<bool> {
    Ok(job::enqueue(tx, store, SCAN_JOB, &json!({}), store.now(), Some(SCAN_JOB))?.is_some())
}

/// Scans everyone for duplicates. `tell` hears the progress; `stopping` ends it early.
pub fn scan(
    store: &Store,
    job: Id,
    tell: &(dyn Fn(&ScanProgress) + Sync),
    stopping: &dyn Fn() -> bool,
) -> Result<ScanProgress> {
    let mut p = ScanProgress {
        job: job.show(IdKind::Job),
        state: "running".into(),
        phase: "reading".into(),
        total: 100,
        started_at: Some(store.now()),
        ..Default::default()
    };
    tell(&p);
    // Everyone is compared now; who comes meanwhile is due again.
    store.write(|tx| tx.execute("DELETE FROM match_due", &[]))?;
    let (ids, records) = store.read(records)?;
    p.phase = "learning".into();
    let at = std::sync::Mutex::new(p.clone());
    let learned = calmly(|| {
        learn(&records, &likeness::schema(), &|share| {
            if let Ok(mut p) = at.lock() {
                p.done = (share * 80.0) as u64;
                tell(&p);
            }
        })
    });
    let model = &learned.model;
    let thresholds = model.thresholds;
    p.phase = "clustering".into();
    p.done = 82;
    tell(&p);
    let pairs = learned.pairs_at_least(thresholds.perhaps);
    let clusters = calmly(|| {
        gx_match::cluster(&gx_match::Prepared::with_model(&records, model), model, &pairs, thresholds.same)
    });
    let mut wanted: Vec<(u32, u32, f64)> =
        clusters.pairs.iter().chain(&pairs).map(|s| (s.a, s.b, s.probability)).collect();
    wanted.sort_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
    wanted.dedup_by_key(|x| (x.0, x.1));
    let automatic = store.read(automatic)?;
    p.phase = "proposing".into();
    let total = wanted.len().max(1);
    store.write(|tx| likeness::keep_model(tx, model))?;
    for (n, chunk) in wanted.chunks(500).enumerate() {
        if stopping() {
            return Err(gx_store::StoreError::Busy("stopping".into()));
        }
        store.write(|tx| {
            let mut rows = Vec::new();
            for (a, b, probability) in chunk {
                let (Some(ra), Some(rb), Some(ia), Some(ib)) = (
                    records.get(*a as usize),
                    records.get(*b as usize),
                    ids.get(*a as usize),
                    ids.get(*b as usize),
                ) else {
                    continue;
                };
                let evidence = evidence(&score_pair(model, ra, rb));
                let (low, high) = if ia < ib { (*ia, *ib) } else { (*ib, *ia) };
                if automatic.is_some_and(|t| *probability >= t)
                    && merge_alone(tx, store, (low, high), *probability, &evidence, "scan")?
                {
                    p.merged += 1;
                    continue;
                }
                rows.push(vec![
                    store.id().into(),
                    low.into(),
                    high.into(),
                    (*probability).into(),
                    json!(evidence).into(),
                    "open".into(),
                    "scan".into(),
                    store.now().into(),
                ]);
            }
            p.proposed += tx.insert_many(
                "proposal",
                &["id", "a_id", "b_id", "probability", "evidence", "state", "origin", "at"],
                &rows,
                Conflict::Skip,
            )?;
            Ok(())
        })?;
        p.done = 85 + (n as u64 * 500 * 15 / total as u64).min(15);
        store.write(|tx| job::keep(tx, store.now(), job, Some(&json!(p))))?;
        tell(&p);
    }
    p.state = "done".into();
    p.done = 100;
    p.ended_at = Some(store.now());
    store.write(|tx| job::keep(tx, store.now(), job, Some(&json!(p))))?;
    tell(&p);
    Ok(p)
}

pub(crate) fn both_roots(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<bool> {
    let n = tx.one(
        "SELECT COUNT(*) FROM person WHERE id IN ($1, $2) AND merged_into IS NULL AND deleted_at IS NULL",
        &[a.into(), b.into()],
    )?;
    Ok(n.int(0)? == 2)
}

/// Merges a pair without a person's decision, and lists it among the decided ones; `false` if it may not.
///
/// What people decided stands: a pair that was called different, put off, or taken apart again is left alone.
pub(crate) fn merge_alone(
    tx: &mut Tx<'_>,
    store: &Store,
    (low, high): (Id, Id),
    probability: f64,
    evidence: &[Evidence],
    origin: &str,
) -> Result<bool> {
    let decided = tx.first(
        "SELECT 1 FROM proposal WHERE a_id = $1 AND b_id = $2 AND state <> 'open' \
         UNION ALL SELECT 1 FROM merge WHERE undone_at IS NOT NULL AND winner_id IN ($1, $2) AND loser_id IN ($1, $2)",
        &[low.into(), high.into()],
    )?;
    if decided.is_some() || !both_roots(tx, low, high)? || !merge::contradictions(tx, low, high)?.is_empty() {
        return Ok(false);
    }
    let winner = better(tx, low, high)?;
    let loser = if winner == low { high } else { low };
    merge::join(tx, store, winner, loser, By::System, true, evidence)?;
    proposal::settle(tx, store, (low, high), probability, evidence, origin)?;
    Ok(true)
}

/// The reasons of a score, as they are kept.
pub fn evidence(score: &gx_match::Score) -> Vec<Evidence> {
    let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    score
        .evidence
        .iter()
        .map(|e| Evidence {
            field: e.field.clone(),
            code: e.code.clone(),
            weight: f64::from((e.weight_log2 * 10.0).round() / 10.0),
            a: text(&e.a),
            b: text(&e.b),
        })
        .collect()
}

/// How two persons compare, by the weights of the last scan: for the preview of a merge.
pub fn compare(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<(f64, Vec<Evidence>)> {
    let sql = format!("SELECT {} FROM person p WHERE p.id = $1", likeness::columns("p"));
    let mut record = |id: Id| -> Result<Record> {
        let row = tx.first(&sql, &[id.into()])?.ok_or_else(|| Problem::not_found("The person"))?;
        likeness::record_of(&row, 0)
    };
    let (ra, rb) = (record(a)?, record(b)?);
    let score = score_pair(&likeness::model(tx)?, &ra, &rb);
    Ok((score.probability, evidence(&score)))
}

/// A pair that waits for a decision.
#[derive(Clone, Debug, Serialize)]
pub struct Proposal {
    /// Prefixed id.
    pub id: String,
    /// The one.
    pub a: PersonRow,
    /// The other.
    pub b: PersonRow,
    /// Their values side by side.
    pub portrait: Vec<SideBySide>,
    /// How likely they are the same.
    pub probability: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
    /// `open`, `same`, `different` or `later`.
    pub state: String,
    /// `scan`, `arrival` or `conflict`.
    pub origin: String,
    /// Since when.
    pub at: Micros,
    /// Who decided.
    pub decided_by: Option<Named>,
}

/// One field of two persons.
#[derive(Clone, Debug, Serialize)]
pub struct SideBySide {
    /// Field key.
    pub key: String,
    /// The one's value.
    pub a: Option<String>,
    /// The other's.
    pub b: Option<String>,
}

/// The review queue, most likely first.
pub fn queue(
    tx: &mut Tx<'_>,
    access: &Access,
    state: &str,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Proposal>> {
    let at: Option<(f64, i64)> = match cursor {
        None => None,
        Some(c) => Some(
            c.split_once('~')
                .and_then(|(p, id)| Some((p.parse().ok()?, id.parse().ok()?)))
                .ok_or_else(|| Problem::bad("cursor", "The cursor is not one of ours."))?,
        ),
    };
    let see = format!("{} AND {}", access.see_person("ra"), access.see_person("rb"));
    let from = "FROM proposal d JOIN person a ON a.id = d.a_id JOIN person ra ON ra.id = a.canonical_id JOIN person b ON b.id = d.b_id \
                JOIN person rb ON rb.id = b.canonical_id";
    // Merged since by another way: the question has answered itself.
    let open = "d.state = $1 AND ra.deleted_at IS NULL AND rb.deleted_at IS NULL AND (d.state <> 'open' OR ra.id <> rb.id)";
    let mut params: Vec<Value> = vec![state.into()];
    let mut after = String::new();
    if let Some((p, id)) = at {
        params.push(p.into());
        params.push(id.into());
        after = "AND (d.probability, d.id) < ($2, $3)".into();
    }
    let limit = limit.clamp(1, 100);
    let sql = format!(
        "SELECT d.id, ra.id, rb.id, d.probability, d.evidence, d.state, d.origin, d.at, d.decided_by, d.a_id, d.b_id {from} WHERE {open} AND {see} {after} \
         ORDER BY d.probability DESC, d.id DESC LIMIT {}",
        limit + 1
    );
    let found = tx.query(&sql, &params)?;
    let total = if at.is_none() {
        tx.one(
            &format!("SELECT COUNT(*) FROM (SELECT 1 {from} WHERE {open} AND {see} LIMIT 10001) n"),
            &[state.into()],
        )?
        .int(0)?
    } else {
        0
    };
    let mut names = Names::default();
    let mut rows = Vec::new();
    for r in found.iter().take(limit) {
        // A decided pair is shown as the two records it was about.
        let (ia, ib) = if state == "open" { (r.id(1)?, r.id(2)?) } else { (r.id(9)?, r.id(10)?) };
        let both = people::rows_of(tx, access, &[ia, ib])?;
        let [a, b] = both.as_slice() else { continue };
        rows.push(Proposal {
            id: r.id(0)?.show(IdKind::Proposal),
            portrait: side_by_side(tx, access, ia, ib)?,
            a: a.clone(),
            b: b.clone(),
            probability: r.opt_real(3)?.unwrap_or(0.0),
            evidence: visible(access, r.json(4)?),
            state: r.string(5)?,
            origin: r.string(6)?,
            at: r.micros(7)?,
            decided_by: match r.opt_id(8)? {
                Some(id) => Some(names.user(tx, id)?),
                None => None,
            },
        });
    }
    let next = match (found.get(limit), found.get(limit.saturating_sub(1))) {
        (Some(_), Some(last)) => Some(format!("{}~{}", last.opt_real(3)?.unwrap_or(0.0), last.int(0)?)),
        _ => None,
    };
    Ok(Page { rows, next, total: total.min(10_000), total_at_least: total > 10_000 })
}

/// Reasons without the values that the role hides; that something was compared stays.
pub fn visible(access: &Access, mut reasons: Vec<Evidence>) -> Vec<Evidence> {
    for reason in reasons.iter_mut().filter(|r| access.hides(&r.field)) {
        (reason.a, reason.b) = (None, None);
    }
    reasons
}

/// The comparable values of two persons, those that at least one has.
pub fn side_by_side(tx: &mut Tx<'_>, access: &Access, a: Id, b: Id) -> Result<Vec<SideBySide>> {
    let keys = [
        "name",
        "birth_date",
        "gender",
        "phone",
        "email",
        "member_no",
        "address",
        "district",
        "city",
        "region",
        "postcode",
        "job_title",
        "tier",
    ];
    let sql = format!("SELECT {} FROM person WHERE id = $1", keys.join(", "));
    let (Some(ra), Some(rb)) = (tx.first(&sql, &[a.into()])?, tx.first(&sql, &[b.into()])?) else {
        return Ok(Vec::new());
    };
    let mut out = Vec::new();
    for (i, key) in keys.iter().enumerate() {
        let (va, vb) = (ra.opt_string(i)?, rb.opt_string(i)?);
        if (va.is_some() || vb.is_some()) && !access.hides(key) {
            out.push(SideBySide { key: (*key).into(), a: va, b: vb });
        }
    }
    Ok(out)
}

/// What a person decided about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// One person: merge.
    Same,
    /// Two persons: never ask again.
    Different,
    /// Not now.
    Later,
}

/// Carries a decision out; the surviving person if they were merged.
pub fn decide(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    id: Id,
    decision: Decision,
    winner: Option<Id>,
) -> Result<Option<Id>> {
    access.need("merge")?;
    let row = tx
        .first("SELECT a_id, b_id, state, evidence FROM proposal WHERE id = $1", &[id.into()])?
        .ok_or_else(|| Problem::not_found("The proposal"))?;
    let (a, b) =
        (people::root_to_edit(tx, access, row.id(0)?)?, people::root_to_edit(tx, access, row.id(1)?)?);
    let state = match decision {
        Decision::Same => "same",
        Decision::Different => "different",
        Decision::Later => "later",
    };
    let mut survivor = None;
    if decision == Decision::Same && a != b {
        let winner = match winner {
            Some(w) => people::root_to_edit(tx, access, w)?,
            None => better(tx, a, b)?,
        };
        if winner != a && winner != b {
            return Err(
                Problem::field("winner", "not_one_of_both", "winner is one of the two persons").into()
            );
        }
        let loser = if winner == a { b } else { a };
        let evidence: Vec<Evidence> = row.json(3)?;
        merge::join(tx, store, winner, loser, access.by(), false, &evidence)?;
        survivor = Some(winner);
    }
    tx.execute(
        "UPDATE proposal SET state = $1, decided_at = $2, decided_by = $3 WHERE id = $4",
        &[state.into(), store.now().into(), access.by().id().into(), id.into()],
    )?;
    Ok(survivor)
}

/// Which of two roots should survive when nobody says: the one with more history, then the older.
pub fn better(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<Id> {
    let count = |tx: &mut Tx<'_>, id: Id| -> Result<i64> {
        tx.first(
            "SELECT interaction_count + order_count + merged_count FROM person WHERE id = $1",
            &[id.into()],
        )?
        .map_or(Ok(0), |r| r.int(0))
    };
    let (na, nb) = (count(tx, a)?, count(tx, b)?);
    Ok(if na > nb || (na == nb && a < b) { a } else { b })
}

/// Merges two persons because somebody says so.
pub fn merge_by_hand(
    tx: &mut Tx<'_>,
    store: &Store,
    access: &Access,
    winner: Id,
    loser: Id,
) -> Result<(Id, Id)> {
    access.need("merge")?;
    let (winner, loser) =
        (people::root_to_edit(tx, access, winner)?, people::root_to_edit(tx, access, loser)?);
    if winner == loser {
        return Err(Problem::bad("same_person", "These are already one person.").into());
    }
    let (_, evidence) = compare(tx, winner, loser)?;
    let merged = merge::join(tx, store, winner, loser, access.by(), false, &evidence)?;
    let (a, b) = if winner < loser { (winner, loser) } else { (loser, winner) };
    tx.execute(
        "UPDATE proposal SET state = 'same', decided_at = $1, decided_by = $2 WHERE a_id = $3 AND b_id = $4",
        &[store.now().into(), access.by().id().into(), a.into(), b.into()],
    )?;
    Ok((winner, merged.id))
}

/// Takes a merge back, and opens the question again so that the pair is not lost sight of.
pub fn split_by_hand(tx: &mut Tx<'_>, store: &Store, access: &Access, merge: Id) -> Result<(Id, Id)> {
    access.need("merge")?;
    let row = tx
        .first("SELECT loser_id, winner_id FROM merge WHERE id = $1", &[merge.into()])?
        .ok_or_else(|| Problem::not_found("The merge"))?;
    let (loser, winner) = (row.id(0)?, row.id(1)?);
    people::root_to_edit(tx, access, loser)?;
    let roots = merge::split(tx, store, merge, access.by())?;
    let (a, b) = if winner < loser { (winner, loser) } else { (loser, winner) };
    tx.execute("UPDATE proposal SET state = 'open', decided_at = NULL, decided_by = NULL WHERE a_id = $1 AND b_id = $2 AND state = 'same'", &[a.into(), b.into()])?;
    Ok(roots)
}

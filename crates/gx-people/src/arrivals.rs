//! Who has just come, or changed, is compared with those who are there: the scan, one person at a time.
//!
//! In: `match_due`, written with the person. Out: proposals, and merges where the workspace allows a
//! program to merge and nothing contradicts. What was compared leaves `match_due` in the transaction
//! that writes what came of it, so a job that dies loses nothing and asks nothing twice.

use std::collections::HashSet;
use std::time::Instant;

use gx_kernel::{Id, Micros};
use gx_match::score_pair;
use gx_store::{Result, Store, StoreError, Tx, job};

use crate::duplicates::{self, both_roots, evidence};
use crate::likeness::{self, Likeness};
use crate::merge::Evidence;
use crate::proposal::propose;

/// More than this many who have come just now are a file or a burst of arrivals, which go first.
const FLOOD: i64 = 2000;
/// From so many persons on, the weights are learned from them.
const LEARNABLE: i64 = 200;
/// How long it must have been quiet before a flood is compared.
const QUIET: i64 = 3 * Micros::SECOND;
/// Persons of one round.
const ROUND: usize = 500;
/// Pairs settled in one transaction: few, since what arrives meanwhile waits for its end.
const AT_ONCE: usize = 20;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Persons compared with the others.
    pub persons: u64,
    /// Questions put into the review queue.
    pub proposed: u64,
    /// Merged without asking.
    pub merged: u64,
}

/// Compares everyone who is due, until nobody is; not while many are still coming in, and not beside
/// another run. Where a scan serves better, it calls one.
pub fn compare_due(store: &Store, job: Id, stopping: &dyn Fn() -> bool) -> Result<Compared> {
    let mut done = Compared::default();
    if store.read(|tx| Ok(in_flood(tx, store.now())? || runs_already(tx, store.now(), job)?))? {
        store.write(|tx| likeness::call_job(tx, store))?;
        return Ok(done);
    }
    if store.read(outgrown)? {
        // Who came after a scan had begun is not in it, and is looked at again after it.
        store.write(|tx| match duplicates::call_scan(tx, store)? {
            true => Ok(()),
            false => likeness::call_job(tx, store),
        })?;
        return Ok(done);
    }
    let mut likeness: Option<Likeness> = None;
    loop {
        if stopping() {
            return Err(StoreError::Busy("stopping".into()));
        }
        let start = Instant::now();
        let due = store.read(due)?;
        if due.is_empty() {
            return Ok(done);
        }
        let likeness = match &mut likeness {
            Some(l) => l,
            none => none.insert(store.read(Likeness::open)?),
        };
        let found = store.read(|tx| pairs(tx, likeness, &due))?;
        for few in found.chunks(AT_ONCE) {
            store.write(|tx| {
                for pair in few {
                    match settle(tx, store, pair)? {
                        Settled::Merged => done.merged += 1,
                        Settled::Asked => done.proposed += 1,
                        Settled::Known => {}
                    }
                }
                Ok(())
            })?;
        }
        let ids: Vec<i64> = due.iter().map(|id| id.0).collect();
        store.write(|tx| {
            likeness::not_due(tx, &ids)?;
            likeness::compared(tx, ids.len() as i64)?;
            job::keep(tx, store.now(), job, None)
        })?;
        // Whoever is at the screen comes first: it works half the time and waits the other half.
        std::thread::sleep(start.elapsed());
        done.persons += due.len() as u64;
    }
}

fn in_flood(tx: &mut Tx<'_>, now: Micros) -> Result<bool> {
    let row = tx.one(
        &format!("SELECT COUNT(*) FROM (SELECT 1 FROM match_due WHERE since > $1 LIMIT {FLOOD}) n"),
        &[now.plus(-QUIET).into()],
    )?;
    Ok(row.int(0)? >= FLOOD)
}

/// Whether a run before this one still works.
fn runs_already(tx: &mut Tx<'_>, now: Micros, me: Id) -> Result<bool> {
    let sql =
        "SELECT id FROM job WHERE kind = $1 AND state = 'running' AND lease_until > $2 AND id < $3 LIMIT 1";
    Ok(tx.first(sql, &[likeness::MATCH_JOB.into(), now.into(), me.into()])?.is_some())
}

/// Whether what was learned is outgrown: as many have come since as it was learned from, or so many at
/// once that comparing everybody with everybody is less work. The scan learns how common each name,
/// place and address is here, which arrivals are then weighed by.
fn outgrown(tx: &mut Tx<'_>) -> Result<bool> {
    let likeness::Reach { learned_from, compared } = likeness::reach(tx)?;
    let most = learned_from.max(LEARNABLE);
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM match_due LIMIT {most}) n");
    let due = tx.one(&sql, &[])?.int(0)?;
    Ok(compared + due >= most || (due > FLOOD && due > learned_from / 10))
}

fn due(tx: &mut Tx<'_>) -> Result<Vec<Id>> {
    tx.query(&format!("SELECT person_id FROM match_due ORDER BY person_id LIMIT {ROUND}"), &[])?
        .iter()
        .map(|r| r.id(0))
        .collect()
}

/// Two persons that may be one.
struct Pair {
    a: Id,
    b: Id,
    probability: f64,
    reasons: Vec<Evidence>,
    /// Whether the workspace allows a program to merge them.
    sure: bool,
}

/// Pairs of persons that may be one, each once, those left out that people were asked about before.
///
/// All weighing is done here, in a reading transaction beside which others write.
fn pairs(tx: &mut Tx<'_>, likeness: &Likeness, due: &[Id]) -> Result<Vec<Pair>> {
    let keys: Vec<i64> = due.iter().map(|id| id.0).collect();
    let sql = format!(
        "SELECT DISTINCT r.id, {} FROM person n JOIN person r ON r.id = n.canonical_id WHERE r.deleted_at IS NULL AND n.id IN",
        likeness::columns("r")
    );
    let (mut ids, mut records) = (Vec::new(), Vec::new());
    let mut met: HashSet<Id> = HashSet::new();
    for row in tx.query_in(&sql, &keys)? {
        if met.insert(row.id(0)?) {
            ids.push(row.id(0)?);
            records.push(likeness::record_of(&row, 1)?);
        }
    }
    let perhaps = likeness.model().thresholds.perhaps;
    let other = |of: usize, c: &likeness::Candidate| ids.get(of) != Some(&c.person);
    let (likes, theirs) = likeness.find(tx, &records, perhaps, &other)?;
    let above = duplicates::automatic(tx)?;
    let mut out: Vec<Pair> = Vec::new();
    let mut seen: HashSet<(Id, Id)> = HashSet::new();
    for like in likes {
        let (Some(me), Some(mine), Some(other)) =
            (ids.get(like.of), records.get(like.of), theirs.get(&like.person))
        else {
            continue;
        };
        let forward = *me < like.person;
        let (a, b) = if forward { (*me, like.person) } else { (like.person, *me) };
        let (ra, rb) = if forward { (mine, other) } else { (other, mine) };
        if seen.insert((a, b)) && !asked(tx, a, b)? {
            out.push(Pair {
                a,
                b,
                probability: like.probability,
                reasons: evidence(&score_pair(likeness.model(), ra, rb)),
                sure: above.is_some_and(|t| like.probability >= t),
            });
        }
    }
    Ok(out)
}

enum Settled {
    Merged,
    Asked,
    /// Merged or deleted meanwhile, or asked about before.
    Known,
}

fn settle(tx: &mut Tx<'_>, store: &Store, pair: &Pair) -> Result<Settled> {
    if !both_roots(tx, pair.a, pair.b)? {
        return Ok(Settled::Known);
    }
    if pair.sure
        && duplicates::merge_alone(tx, store, (pair.a, pair.b), pair.probability, &pair.reasons, "arrival")?
    {
        return Ok(Settled::Merged);
    }
    let asked = propose(tx, store, pair.a, pair.b, pair.probability, &pair.reasons, "arrival")?;
    Ok(if asked { Settled::Asked } else { Settled::Known })
}

/// Whether people were asked about this pair before, whatever they said.
fn asked(tx: &mut Tx<'_>, a: Id, b: Id) -> Result<bool> {
    Ok(tx.first("SELECT id FROM proposal WHERE a_id = $1 AND b_id = $2", &[a.into(), b.into()])?.is_some())
}

//! From pairs to entities, in a way that resists chains.
//!
//! Records joined by a path of probable pairs are put together two groups at a time, the best pair
//! of groups first, and only while the evidence between the groups speaks for it: mostly
//! the average over all their pairs (average linkage, Sokal and Michener 1958, on the log odds; the
//! objective is that of correlation clustering, Bansal, Blum and Chawla 2004), in part the pair
//! that speaks against it most. One bridge between two families does not weld them, because the other
//! pairs across them speak against it; nor does a row so empty that it could be either of two persons.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{Model, ScoredPair};
use crate::prepare::Prepared;
use crate::sample::copies;
use crate::scorer::Scorer;

/// Groups of more records than this are first cut at higher probabilities.
const MOST: usize = 250;
/// Copies of one row beyond this number give the pairs of neighbours instead of all pairs.
const MOST_PAIRED: usize = 3_000;
/// One pair's log odds count at most this much for or against a group.
const MOST_FOR: f32 = 12.0;
const MOST_AGAINST: f32 = -8.0;

/// Disjoint sets with path halving and union by the smaller root.
pub(crate) struct Union {
    parent: Vec<u32>,
}

impl Union {
    pub fn new(n: usize) -> Self {
        Self { parent: (0..n as u32).collect() }
    }

    pub fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] as usize != i {
            self.parent[i] = self.parent[self.parent[i] as usize];
            i = self.parent[i] as usize;
        }
        i
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low as u32;
    }
}

/// The entity of each record, and all pairs within entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clusters {
    /// For each record the smallest position in its cluster.
    pub of: Vec<u32>,
    /// Every pair of records in one cluster, with its probability; of a pair that is joined only
    /// by way of others, the probability of the join.
    pub pairs: Vec<ScoredPair>,
}

/// Clusters records from scored pairs; pairs below `threshold` do not start a join.
pub fn cluster(prepared: &Prepared, model: &Model, pairs: &[ScoredPair], threshold: f64) -> Clusters {
    let n = prepared.len();
    let scorer = Scorer::new(model, prepared);
    let cut = logit(threshold);
    // Copies of one row are put together at once: they compare alike with everything else.
    let mut copies_of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut first_of: Vec<u32> = (0..n as u32).collect();
    for (r, first) in copies(prepared).into_iter().enumerate() {
        if r as u32 != first && scorer.pair_bits(first as usize, r) >= cut {
            first_of[r] = first;
            copies_of.entry(first).or_insert_with(|| vec![first]).push(r as u32);
        }
    }
    let mut parts = Vec::new();
    let edges: Vec<ScoredPair> = pairs
        .iter()
        .filter(|p| p.probability >= threshold)
        .map(|p| ScoredPair { a: first_of[p.a as usize], b: first_of[p.b as usize], ..*p })
        .filter(|p| p.a != p.b)
        .collect();
    components(n, edges, threshold, &mut parts);
    let done: Vec<(Vec<Vec<u32>>, Vec<ScoredPair>)> =
        parts.into_par_iter().map(|records| agglomerate(&scorer, &records, cut)).collect();
    let mut of = first_of.clone();
    let mut out = Vec::new();
    for (groups, pairs) in done {
        for group in groups {
            let first = group.iter().copied().min().unwrap_or(0);
            for r in group {
                of[r as usize] = first;
            }
        }
        for p in pairs {
            let all = |r: &u32| copies_of.get(r).cloned().unwrap_or_else(|| vec![*r]);
            let right = all(&p.b);
            for a in all(&p.a) {
                out.extend(right.iter().map(|b| ScoredPair { a: a.min(*b), b: a.max(*b), ..p }));
            }
        }
    }
    for (first, rows) in &copies_of {
        let probability = crate::model::probability(scorer.pair_bits(*first as usize, rows[1] as usize));
        for (i, a) in rows.iter().enumerate() {
            // A row that stands there thousands of times would give millions of pairs.
            let most = if rows.len() > MOST_PAIRED { 1 } else { rows.len() };
            out.extend(rows[i + 1..].iter().take(most).map(|b| ScoredPair { a: *a, b: *b, probability }));
        }
    }
    for r in 0..n {
        of[r] = of[first_of[r] as usize];
    }
    out.sort_by_key(|p| (p.a, p.b));
    Clusters { of, pairs: out }
}

/// The log odds, in bits, of a probability.
fn logit(p: f64) -> f32 {
    let p = p.clamp(1e-9, 1.0 - 1e-9);
    (p / (1.0 - p)).log2() as f32
}

/// Connected components of two records or more; those that are too large, at a higher threshold.
fn components(n: usize, edges: Vec<ScoredPair>, threshold: f64, out: &mut Vec<Vec<u32>>) {
    let mut union = Union::new(n);
    for e in &edges {
        union.join(e.a as usize, e.b as usize);
    }
    let mut members: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut touched: Vec<u32> = edges.iter().flat_map(|e| [e.a, e.b]).collect();
    touched.sort_unstable();
    touched.dedup();
    for r in touched {
        members.entry(union.root(r as usize)).or_default().push(r);
    }
    let mut large: Vec<usize> = Vec::new();
    for (root, records) in members {
        if records.len() <= MOST {
            out.push(records);
        } else {
            large.push(root);
        }
    }
    // Where even the surest pairs hang together in a mass, the pairs mean nothing: all stay apart.
    if !large.is_empty() && threshold < 1.0 - 1e-12 {
        let higher = 1.0 - (1.0 - threshold) / 8.0;
        let rest: Vec<ScoredPair> = edges
            .into_iter()
            .filter(|e| e.probability >= higher && large.binary_search(&union.root(e.a as usize)).is_ok())
            .collect();
        components(n, rest, higher, out);
    }
}

fn agglomerate(scorer: &Scorer<'_>, records: &[u32], cut: f32) -> (Vec<Vec<u32>>, Vec<ScoredPair>) {
    let k = records.len();
    let mut bits = vec![0.0_f32; k * k];
    for i in 0..k {
        for j in i + 1..k {
            let s = scorer.pair_bits(records[i] as usize, records[j] as usize);
            bits[i * k + j] = s;
            bits[j * k + i] = s;
        }
    }
    let mut sum: Vec<f32> = bits.iter().map(|b| (b - cut).clamp(MOST_AGAINST, MOST_FOR)).collect();
    let mut least = sum.clone();
    let mut groups: Vec<Vec<usize>> = (0..k).map(|i| vec![i]).collect();
    let mut alive: Vec<usize> = (0..k).collect();
    let mut joined = vec![0.0_f32; k * k];
    loop {
        let mut best = (f32::NEG_INFINITY, 0, 0);
        for (x, i) in alive.iter().enumerate() {
            for j in &alive[x + 1..] {
                let mean = sum[i * k + j] / (groups[*i].len() * groups[*j].len()) as f32;
                let link = 0.75 * mean + 0.25 * least[i * k + j];
                if link > best.0 {
                    best = (link, *i, *j);
                }
            }
        }
        let (link, i, j) = best;
        if link < 0.0 {
            break;
        }
        let moved = std::mem::take(&mut groups[j]);
        for x in &groups[i] {
            for y in &moved {
                joined[x.min(y) * k + x.max(y)] = link + cut;
            }
        }
        groups[i].extend(moved);
        alive.retain(|x| *x != j);
        for x in alive.iter().filter(|x| **x != i) {
            let s = sum[i * k + x] + sum[j * k + x];
            sum[i * k + x] = s;
            sum[x * k + i] = s;
            let l = least[i * k + x].min(least[j * k + x]);
            least[i * k + x] = l;
            least[x * k + i] = l;
        }
    }
    let mut pairs = Vec::new();
    let mut out = Vec::new();
    for group in groups.into_iter().filter(|g| !g.is_empty()) {
        for (x, i) in group.iter().enumerate() {
            for j in &group[x + 1..] {
                let (i, j) = (*i.min(j), *i.max(j));
                let best = bits[i * k + j].max(joined[i * k + j]);
                let (a, b) = (records[i].min(records[j]), records[i].max(records[j]));
                pairs.push(ScoredPair { a, b, probability: crate::model::probability(best) });
            }
        }
        out.push(group.into_iter().map(|i| records[i]).collect());
    }
    (out, pairs)
}

//! Learns the weights from the records themselves, without labels.
//!
//! The expectation–maximisation of Dempster, Laird and Rubin 1977, in the form used for record
//! linkage by Winkler 1988 ("Using the EM algorithm for weight computation in the Fellegi–Sunter
//! model") and Larsen and Rubin 2001. Four refinements:
//! * the probabilities among strangers (`u`) come from pairs drawn at random, weighed by how
//!   likely each is no match, so that candidates do not bias them;
//! * agreement on a rare value weighs more than on a common one (Newcombe et al. 1959); values are
//!   counted per entity, so that a person's own duplicates do not make the name look common;
//! * columns that follow from each other (suburb and postcode) are not counted twice: each leans
//!   on at most one other, the tree that explains most (Chow and Liu 1968, Friedman et al. 1997);
//! * a weak prior of usual values keeps tiny and odd files from learning nonsense.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::block;
use crate::cluster::Union;
use crate::compare::{LEVELS, Level};
use crate::defaults::defaults;
use crate::kin;
use crate::lean;
use crate::model::{Model, ScoredPair, Thresholds, probability};
use crate::prepare::{Prepared, word_counts};
use crate::sample::{copies, random_pairs};
use crate::schema::{Kind, Record, Schema};
use crate::scorer::Scorer;
use crate::shares::{UNLIKE, WEAK, most_unlike, prior, update_matches, update_strangers};

const SAME: usize = Level::Same as usize;
/// Pairs drawn at random to learn how strangers compare.
const RANDOM_PAIRS: usize = 150_000;
/// Candidate pairs that one round of learning looks at; more are thinned out evenly.
const TRAINING_PAIRS: usize = 600_000;
/// Share of the counted matches that the usual values weigh as much as.
const LOOSE: f64 = 0.1;
const STIFF: f64 = 2.0;
/// Pairs that are counted in one go.
const PIECE: usize = 8192;
/// From these probabilities on, two records are one entity for counting, or may be one.
const SURE: f64 = 0.9;
const PERHAPS: f64 = 0.05;
/// Learning has settled when the prior moves by fewer bits than this in a round.
const SETTLED: f32 = 0.004;
/// Rounds before and after entities are known, at most.
const ROUNDS: [usize; 2] = [12, 8];

/// A model and the material it was learned from, so that scoring does not start again.
pub struct Learned {
    /// The model.
    pub model: Model,
    pub(crate) prepared: Prepared,
    pub(crate) pairs: Vec<u64>,
    pub(crate) levels: Vec<u8>,
}

/// Learns a model from records whose columns mean what the schema says.
///
/// `progress` is told the stage's share of the whole, 0 to 1.
pub fn learn(records: &[Record], schema: &Schema, progress: &(dyn Fn(f64) + Sync)) -> Learned {
    let prepared = Prepared::new(records, schema);
    progress(0.2);
    let pairs = block::candidates(&prepared);
    progress(0.4);
    let levels = all_levels(&prepared, &pairs);
    progress(0.7);
    let model = Trainer::new(&prepared, &pairs, &levels, schema).run(progress);
    Learned { model, prepared, pairs, levels }
}

impl Learned {
    /// The candidate pairs with at least this probability.
    pub fn pairs_at_least(&self, at_least: f64) -> Vec<ScoredPair> {
        let scorer = Scorer::new(&self.model, &self.prepared);
        let width = self.prepared.columns.len();
        self.pairs
            .par_iter()
            .enumerate()
            .filter_map(|(i, pair)| {
                let (a, b) = split(*pair);
                let p = probability(scorer.bits(&self.levels[i * width..(i + 1) * width], a, b));
                (p >= at_least).then_some(ScoredPair { a: a as u32, b: b as u32, probability: p })
            })
            .collect()
    }
}

/// Scores candidates (as [`block::candidates`] gives them) with a model.
pub(crate) fn score_all(p: &Prepared, model: &Model, pairs: &[u64], at_least: f64) -> Vec<ScoredPair> {
    let scorer = Scorer::new(model, p);
    pairs
        .par_iter()
        .filter_map(|pair| {
            let (a, b) = split(*pair);
            let p = probability(scorer.pair_bits(a, b));
            (p >= at_least).then_some(ScoredPair { a: a as u32, b: b as u32, probability: p })
        })
        .collect()
}

pub(crate) fn split(pair: u64) -> (usize, usize) {
    ((pair >> 32) as usize, (pair & 0xffff_ffff) as usize)
}

fn all_levels(p: &Prepared, pairs: &[u64]) -> Vec<u8> {
    let width = p.columns.len();
    if width == 0 {
        return Vec::new();
    }
    let mut levels = vec![0_u8; pairs.len() * width];
    levels.par_chunks_mut(width).zip(pairs).for_each(|(out, pair)| {
        let (a, b) = split(*pair);
        p.levels(a, b, out);
    });
    levels
}

/// Counts of levels per column and state of the column it leans on.
type Counts = Vec<[[f64; LEVELS]; 2]>;

struct Trainer<'a> {
    prepared: &'a Prepared,
    pairs: &'a [u64],
    levels: &'a [u8],
    random: Vec<u64>,
    random_levels: Vec<u8>,
    /// For each column that leans: pairs that agree on what it leans on, and their levels.
    leaning: Vec<(Vec<u64>, Vec<u8>)>,
    entity: Vec<u32>,
    /// Entities with whatever may belong to them, so that what two records have in common because
    /// they may be one is not taken for columns that follow from each other.
    perhaps: Vec<u32>,
    /// For each column, how many pairs of entities share a value.
    agreeing: Vec<f64>,
    /// Whether entities are known, rather than copies alone.
    merged: bool,
    /// How much the usual values weigh against what is counted among matches.
    stiffness: f64,
    model: Model,
    stride: usize,
    all_pairs: f64,
}

impl<'a> Trainer<'a> {
    fn new(prepared: &'a Prepared, pairs: &'a [u64], levels: &'a [u8], schema: &Schema) -> Self {
        let n = prepared.len();
        let random = random_pairs(n, RANDOM_PAIRS);
        let random_levels = all_levels(prepared, &random);
        let all_pairs = (n as f64 * (n as f64 - 1.0) / 2.0).max(1.0);
        let mut model = Model::usual(schema.clone());
        model.learned_from = n;
        model.prior_log2 = prior(0.05 * n as f64, all_pairs);
        for (c, p) in model.columns.iter_mut().zip(&prepared.columns) {
            if matches!(p.column.kind, Kind::OrgName | Kind::Street | Kind::FreeText) {
                c.words = word_counts(p);
            }
            c.distinct = p.values.len();
        }
        let width = prepared.columns.len();
        let entity = copies(prepared);
        Self {
            prepared,
            pairs,
            levels,
            random,
            random_levels,
            leaning: vec![(Vec::new(), Vec::new()); width],
            perhaps: entity.clone(),
            entity,
            agreeing: vec![0.0; width],
            merged: false,
            stiffness: LOOSE,
            model,
            stride: pairs.len().div_ceil(TRAINING_PAIRS).max(1),
            all_pairs,
        }
    }

    fn run(mut self, progress: &(dyn Fn(f64) + Sync)) -> Model {
        if self.prepared.columns.is_empty() {
            return self.model;
        }
        let start = self.model.clone();
        self.learn_rounds(progress);
        if self.astray() {
            // Something else than equal records was found: once more, close to what is usual.
            self.model = start;
            self.stiffness = STIFF;
            self.merged = false;
            self.entity = copies(self.prepared);
            self.perhaps = self.entity.clone();
            self.learn_rounds(progress);
        }
        self.model.thresholds = Thresholds::default();
        self.model
    }

    fn learn_rounds(&mut self, progress: &(dyn Fn(f64) + Sync)) {
        self.count_values();
        self.find_leaning(3.0 * self.prepared.len().max(100) as f64);
        for (stage, rounds) in ROUNDS.into_iter().enumerate() {
            if stage == 1 {
                self.find_entities();
                self.count_values();
                self.find_leaning(20.0);
            }
            for _ in 0..rounds {
                let before = self.model.prior_log2;
                self.round();
                if (self.model.prior_log2 - before).abs() < SETTLED {
                    break;
                }
            }
            progress(0.8 + 0.1 * stage as f64);
        }
    }

    /// Whether the names or birth dates of what was learned to be matches are unlike as often as
    /// the limit allows: then the limit holds the solution, and not the data.
    fn astray(&self) -> bool {
        self.model.columns.iter().zip(&self.prepared.columns).any(|(c, p)| {
            let kind = p.column.kind;
            let named = matches!(
                kind,
                Kind::GivenName | Kind::FamilyName | Kind::FullName | Kind::OrgName | Kind::BirthDate
            );
            named && UNLIKE.iter().map(|l| c.m[0][*l]).sum::<f32>() >= 0.97 * most_unlike(kind)
        })
    }

    /// How many entities have each value, and from it how often strangers agree.
    fn count_values(&mut self) {
        let entity = &self.entity;
        let prepared = self.prepared;
        self.model.columns.par_iter_mut().zip(&mut self.agreeing).enumerate().for_each(
            |(at, (c, agreeing))| {
                let p = &prepared.columns[at];
                let mut seen: Vec<(u32, u32)> = (0..prepared.len())
                    .filter(|r| p.rows[*r] != 0)
                    .map(|r| (p.key_of[p.rows[r] as usize], entity[r]))
                    .collect();
                seen.sort_unstable();
                seen.dedup();
                let mut key_hash = vec![0_u64; p.keys];
                for (id, v) in p.values.iter().enumerate() {
                    key_hash[p.key_of[id] as usize] = v.key;
                }
                c.counts = FxHashMap::default();
                c.sounds = FxHashMap::default();
                if matches!(p.column.kind, Kind::FullName | Kind::GivenName | Kind::FamilyName) {
                    let mut read: Vec<(u64, u32)> = (0..prepared.len())
                        .filter(|r| p.rows[*r] != 0)
                        .map(|r| (p.values[p.rows[r] as usize].reading(), entity[r]))
                        .collect();
                    read.sort_unstable();
                    read.dedup();
                    let blocks = read.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() > 2);
                    c.sounds.extend(blocks.map(|b| (b[0].0, b.len() as u32)));
                }
                c.filled = seen.len() as f32;
                *agreeing = 0.0;
                for block in seen.chunk_by(|x, y| x.0 == y.0) {
                    *agreeing += block.len() as f64 * (block.len() as f64 - 1.0) / 2.0;
                    // The two records of a pair are not evidence that others have the value too.
                    if block.len() > 2 {
                        c.counts.insert(key_hash[block[0].0 as usize], block.len() as u32);
                    }
                }
            },
        );
    }

    /// One round: how likely each pair is a match, then what follows for the tables.
    fn round(&mut self) {
        let width = self.prepared.columns.len();
        let scorer = Scorer::new(&self.model, self.prepared);
        let leans: Vec<Option<usize>> = self.model.columns.iter().map(|c| c.leans_on).collect();
        let nothing = || [(); 3].map(|()| (vec![[[0.0; LEVELS]; 2]; width], 0.0));
        let looked_at = self.pairs.len().div_ceil(self.stride);
        // Sums of fixed pieces in fixed order, so that the last digits are the same on every run.
        let pieces: Vec<[(Counts, f64); 3]> = (0..looked_at.div_ceil(PIECE))
            .into_par_iter()
            .map(|piece| {
                let mut sums = nothing();
                for i in piece * PIECE..looked_at.min((piece + 1) * PIECE) {
                    let i = i * self.stride;
                    let levels = &self.levels[i * width..(i + 1) * width];
                    let (a, b) = split(self.pairs[i]);
                    let odds = scorer.against_strangers(levels, a, b).map(|b| f64::from(b).exp2());
                    let all = 1.0 + odds.iter().sum::<f64>();
                    for (sum, odds) in sums.iter_mut().zip(odds) {
                        if odds / all > 1e-4 {
                            sum.1 += odds / all;
                            count(&mut sum.0, levels, &leans, odds / all);
                        }
                    }
                }
                sums
            })
            .collect();
        let sums = pieces.into_iter().fold(nothing(), |mut x, y| {
            for (x, y) in x.iter_mut().zip(y) {
                *x = (merge(std::mem::take(&mut x.0), &y.0), x.1 + y.1);
            }
            x
        });
        let [(mut among_matches, stayed), (among_moved, moved), (among_kin, kin_total)] = sums;
        let total = stayed + moved;
        for (at, sum) in among_matches.iter_mut().enumerate() {
            if !kin::place(self.prepared.columns[at].column.kind) {
                sum.iter_mut().flatten().zip(among_moved[at].iter().flatten()).for_each(|(x, y)| *x += y);
            }
        }
        if let Some(share) = &mut self.model.moved {
            *share = ((moved + 0.3) / (total + 20.0)).clamp(1e-4, 0.5) as f32;
        }
        let scale = self.stride as f64;
        let matches = total * scale;
        let among_strangers = self.stranger_counts(&scorer, &self.random, &self.random_levels);
        let leaned: Vec<Counts> =
            self.leaning.iter().map(|(pairs, levels)| self.stranger_counts(&scorer, pairs, levels)).collect();
        drop(scorer);
        self.model.prior_log2 = prior(matches + 0.01 * self.prepared.len() as f64, self.all_pairs);
        if let Some(relatives) = &mut self.model.relatives_log2 {
            *relatives = prior(kin_total * scale + 0.5, self.all_pairs);
        }
        let (prepared, all_pairs) = (self.prepared, self.all_pairs);
        let named = kin::name_instead(&self.model.schema);
        let shared = kin::shared_columns(&self.model.schema);
        let merged = self.merged;
        for (at, c) in self.model.columns.iter_mut().enumerate() {
            let kind = prepared.columns[at].column.kind;
            let (usual_m, usual_u, kind_floor) = defaults(kind);
            let both = |t: &Counts, level: usize| t[at][0][level] + t[at][1][level];
            let most = if Some(at) == named { most_unlike(Kind::FullName) } else { most_unlike(kind) };
            update_matches(c, &among_matches[at], &usual_m, most, self.stiffness);
            if shared[at] {
                kin::update(c, kind, &among_kin[at]);
            }
            // Agreement of strangers is counted exactly, from how many entities share each value.
            let agreeing = self.agreeing[at];
            let own = if merged { 0.0 } else { both(&among_matches, SAME) * scale };
            let filled = f64::from(c.filled).max(1.0);
            let filled_pairs = (filled * (filled - 1.0) / 2.0).min(all_pairs);
            let agree = ((agreeing - own).max(0.0) + WEAK * f64::from(usual_u[SAME])) / (filled_pairs + WEAK);
            let agree = (agree as f32).max(kind_floor * 0.1);
            c.floor = (0.5 / c.filled.max(1.0)).min(agree.max(kind_floor));
            update_strangers(&mut c.u[0], |l| both(&among_strangers, l), &usual_u, agree);
            c.u[1] = c.u[0];
            if !self.leaning[at].0.is_empty() {
                let sum: f64 = (1..LEVELS).map(|l| both(&leaned[at], l)).sum();
                let same = ((both(&leaned[at], SAME) + 20.0 * f64::from(agree)) / (sum + 20.0)) as f32;
                let around = c.u[0];
                update_strangers(&mut c.u[1], |l| both(&leaned[at], l), &around, same);
            }
        }
    }

    fn stranger_counts(&self, scorer: &Scorer<'_>, pairs: &[u64], levels: &[u8]) -> Counts {
        let width = self.prepared.columns.len();
        let none = vec![None; width];
        let nothing = || vec![[[0.0; LEVELS]; 2]; width];
        let pieces: Vec<Counts> = pairs
            .par_chunks(PIECE)
            .zip(levels.par_chunks(PIECE * width.max(1)))
            .map(|(pairs, levels)| {
                let mut counts = nothing();
                for (pair, levels) in pairs.iter().zip(levels.chunks(width)) {
                    let (a, b) = split(*pair);
                    count(&mut counts, levels, &none, 1.0 - probability(scorer.bits(levels, a, b)));
                }
                counts
            })
            .collect();
        pieces.iter().fold(nothing(), merge)
    }

    /// Records that are almost certainly one entity, so that values are counted per entity.
    fn find_entities(&mut self) {
        let width = self.prepared.columns.len();
        let scorer = Scorer::new(&self.model, self.prepared);
        let probable: Vec<(u64, bool)> = self
            .pairs
            .par_iter()
            .enumerate()
            .filter_map(|(i, pair)| {
                let (a, b) = split(*pair);
                let p = probability(scorer.bits(&self.levels[i * width..(i + 1) * width], a, b));
                (p >= PERHAPS).then_some((*pair, p >= SURE))
            })
            .collect();
        let mut union = Union::new(self.prepared.len());
        for (r, first) in copies(self.prepared).into_iter().enumerate() {
            union.join(r, first as usize);
        }
        self.merged = true;
        for (sure, entity) in [(true, &mut self.entity), (false, &mut self.perhaps)] {
            for (pair, _) in probable.iter().filter(|p| p.1 == sure) {
                let (a, b) = split(*pair);
                union.join(a, b);
            }
            for (r, e) in entity.iter_mut().enumerate() {
                *e = union.root(r) as u32;
            }
        }
    }

    fn find_leaning(&mut self, least: f64) {
        let tree = lean::tree(self.prepared, &self.perhaps, least);
        for (at, parent) in tree.into_iter().enumerate() {
            self.model.columns[at].leans_on = parent;
            let pairs =
                parent.map(|p| lean::pairs_within(self.prepared, &self.perhaps, p)).unwrap_or_default();
            let levels = all_levels(self.prepared, &pairs);
            self.leaning[at] = (pairs, levels);
            self.model.columns[at].m[1] = self.model.columns[at].m[0];
        }
    }
}

fn count(counts: &mut Counts, levels: &[u8], leans: &[Option<usize>], p: f64) {
    for (at, level) in levels.iter().enumerate() {
        let leaned = leans[at].map_or(0, |l| usize::from(levels[l] as usize == SAME));
        counts[at][leaned][*level as usize] += p;
    }
}

fn merge(mut x: Counts, y: &Counts) -> Counts {
    for (a, b) in x.iter_mut().flatten().flatten().zip(y.iter().flatten().flatten()) {
        *a += b;
    }
    x
}

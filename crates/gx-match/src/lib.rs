//! Finds which records describe the same person or organisation when no id is shared.
//!
//! In: records (rows of text under a [`Schema`]) or a CSV reader that the caller opened.
//! Out: a [`Model`] learned from the records without labels, scored pairs with evidence in
//! stable codes, clusters, and blocking keys that a database can index.
//! How: Fellegi–Sunter weights, learned by EM; see [`learn`] for the sources.
//!
//! It must never open a file or a socket, read the clock or a random source, keep state
//! between calls, look at the id column for evidence, or decide a merge: it gives
//! probabilities and reasons, the caller decides.

pub mod block;
pub mod cluster;
pub mod compare;
pub mod dates;
pub mod dedupe;
mod defaults;
pub mod detect;
pub mod distance;
pub mod keys;
mod kin;
mod lean;
pub mod learn;
pub mod model;
pub mod prepare;
mod prune;
mod sample;
pub mod schema;
mod scorer;
mod shares;
pub mod text;
mod words;

pub use block::blocking_keys;
pub use cluster::{Clusters, cluster};
pub use compare::Level;
pub use dedupe::{DedupeError, DedupeOptions, DedupePair, DedupeResult, Stage, dedupe_csv};
pub use keys::index_keys;
pub use learn::{Learned, learn};
pub use model::{Evidence, Model, Outcome, Score, ScoredPair, Thresholds, evidence_codes, score_pair};
pub use prepare::Prepared;
pub use schema::{Column, Kind, Record, Schema};

/// Finds the pairs of `records` whose probability of being the same is at least `at_least`.
///
/// The pairs come ordered by position; see [`cluster`] for what to merge.
pub fn find_pairs(records: &[Record], model: &Model, at_least: f64) -> Vec<ScoredPair> {
    let prepared = Prepared::with_model(records, model);
    let candidates = block::candidates(&prepared);
    learn::score_all(&prepared, model, &candidates, at_least)
}

/// The probabilities that pairs of prepared records (by position) are the same, in the order of the pairs.
///
/// For a few candidates at a time: nothing is learned, and nothing is handed to other threads.
pub fn score_pairs(records: &Prepared, model: &Model, pairs: &[(usize, usize)]) -> Vec<f64> {
    let scorer = scorer::Scorer::new(model, records);
    pairs.iter().map(|(a, b)| model::probability(scorer.pair_bits(*a, *b))).collect()
}

//! What is learned: how often each level of agreement occurs among records of one person and
//! among strangers, and the score of a pair with its evidence.
//!
//! Fellegi and Sunter 1969, "A theory for record linkage": the weight of a level is
//! `log2(m / u)`, where `m` is its probability among matches and `u` among non-matches.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::compare::{LEVELS, Level};
use crate::defaults::defaults;
use crate::prepare::Prepared;
use crate::schema::{Kind, Record, Schema};

/// What is known of one column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ColumnModel {
    /// Probability of each level among matches: when the column it leans on differs, and when it is the same.
    pub(crate) m: [[f32; LEVELS]; 2],
    /// The same among non-matches.
    pub(crate) u: [[f32; LEVELS]; 2],
    /// The same among relatives: different persons of one household.
    pub(crate) h: [[f32; LEVELS]; 2],
    /// The column on which this one leans: a postcode mostly follows from the suburb.
    pub(crate) leans_on: Option<usize>,
    /// Most bits that a difference may give: above zero only where sources exclude each other.
    pub(crate) most_different: f32,
    /// Lowest probability that a stranger has a given value.
    pub(crate) floor: f32,
    /// How many entities have each value, where more than one does.
    pub(crate) counts: FxHashMap<u64, u32>,
    /// How many entities have each way to sound (names: the letters in any order), where more than one does.
    #[serde(default)]
    pub(crate) sounds: FxHashMap<u64, u32>,
    /// How many entities have any value.
    pub(crate) filled: f32,
    /// In how many distinct values each word occurs, of columns of words.
    pub(crate) words: FxHashMap<u64, u32>,
    /// How many distinct values there are.
    pub(crate) distinct: usize,
}

impl ColumnModel {
    /// Probability that a stranger has this value, from how many others have it.
    pub(crate) fn stranger_has(&self, key: u64) -> f32 {
        let others = self.counts.get(&key).map_or(0.0, |c| *c as f32 - 2.0);
        (others / self.filled.max(1.0)).max(self.floor).min(1.0)
    }

    /// Probability that a stranger has a value that reads like this one.
    pub(crate) fn stranger_reads(&self, v: &crate::text::Value) -> f32 {
        let others = self.sounds.get(&v.reading()).map_or(0.0, |c| *c as f32 - 2.0);
        (others / self.filled.max(1.0)).max(self.stranger_has(v.key))
    }
}

/// A learned (or default) matcher for records of one schema.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Model {
    /// The columns it compares.
    pub schema: Schema,
    pub(crate) columns: Vec<ColumnModel>,
    /// `log2` of the odds that two records drawn at random are the same.
    pub prior_log2: f32,
    /// `log2` of the odds that they are different persons of one household or organisations of
    /// one building; nothing where the columns cannot tell that (names without an address).
    pub relatives_log2: Option<f32>,
    /// The share of matches whose place changed altogether: people who moved.
    pub moved: Option<f32>,
    /// How many records it was learned from; 0 for the default.
    pub learned_from: usize,
    /// Thresholds that suit the data it was learned from.
    pub thresholds: Thresholds,
}

/// Where "same" begins and where "perhaps" begins.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// From this probability on, the same.
    pub same: f64,
    /// From this probability on, perhaps: a person looks at it.
    pub perhaps: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { same: 0.5, perhaps: 0.05 }
    }
}

/// The three outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The same, and may be merged automatically where that is allowed.
    Same,
    /// A person decides.
    Perhaps,
    /// Different.
    Different,
}

impl Thresholds {
    /// The outcome for a probability.
    pub fn outcome(&self, probability: f64) -> Outcome {
        if probability >= self.same {
            Outcome::Same
        } else if probability >= self.perhaps {
            Outcome::Perhaps
        } else {
            Outcome::Different
        }
    }
}

/// A pair of records, by position, with the probability that they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoredPair {
    /// The smaller position.
    pub a: u32,
    /// The larger position.
    pub b: u32,
    /// The probability.
    pub probability: f64,
}

/// One reason for or against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The column's name.
    pub field: String,
    /// A stable code, one of [`evidence_codes`]: `same_name`, `digits_swapped_birth_date` …
    pub code: String,
    /// The level of agreement.
    pub level: Level,
    /// Bits for (above zero) or against (below).
    pub weight_log2: f32,
    /// The value on one side.
    pub a: String,
    /// The value on the other.
    pub b: String,
}

/// The probability that two records are the same, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The probability.
    pub probability: f64,
    /// Bits in sum, the prior included.
    pub weight_log2: f32,
    /// The reasons, strongest first; columns without evidence are left out.
    pub evidence: Vec<Evidence>,
}

/// Every code that [`Evidence::code`] can have, so that phrases for all of them can be checked.
pub fn evidence_codes() -> Vec<String> {
    let mut out = Vec::new();
    for kind in Kind::ALL.iter().filter(|k| **k != Kind::Ignored) {
        for level in Level::ALL.iter().filter(|l| **l != Level::Missing) {
            if defaults(*kind).0[*level as usize] > 0.0 {
                out.push(code(*level, *kind));
            }
        }
    }
    out.extend(["could_be_household", "could_be_neighbour", "may_have_moved"].map(str::to_owned));
    out.sort();
    out.dedup();
    out
}

fn code(level: Level, kind: Kind) -> String {
    format!("{}_{}", level.as_text(), kind.thing())
}

/// The probability behind a weight.
pub(crate) fn probability(bits: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(bits)).exp2())
}

/// The weight of one column's level, given whether the column it leans on is the same.
///
/// Levels that do not mean the same value cannot say much for a match: neighbours, relatives and
/// branches are alike in them as well, and without a limit EM would learn to find those instead.
pub(crate) fn weight(c: &ColumnModel, level: usize, leaned: usize, same_u: f32) -> f32 {
    if level == Level::Missing as usize {
        return 0.0;
    }
    let u = if level == Level::Same as usize {
        if leaned == 1 { c.u[1][level].max(same_u) } else { same_u }
    } else {
        c.u[leaned][level]
    };
    let most = match Level::ALL[level] {
        Level::Different => c.most_different,
        Level::Partly | Level::OtherNumber => 1.5,
        _ => 26.0,
    };
    (c.m[leaned][level] / u).log2().clamp(-9.0, most)
}

impl Model {
    /// The default model: what is usual, for when there is too little data to learn from.
    pub fn usual(schema: Schema) -> Self {
        let mut columns: Vec<ColumnModel> =
            schema.columns.iter().map(|c| ColumnModel::usual(c.kind)).collect();
        // Organisations of one house share it and its telephone, persons of one often not the name
        // either; for these, relatives are left to be found after matches.
        let organisations = crate::kin::of_organisations(&schema);
        for (at, shared) in crate::kin::shared_columns(&schema).into_iter().enumerate() {
            if shared && organisations {
                columns[at].h = [crate::kin::usual(schema.columns[at].kind); 2];
            }
        }
        let relatives_log2 = crate::kin::possible(&schema).then_some(-10.0);
        let moved = crate::kin::may_move(&schema).then_some(0.02);
        Self {
            schema,
            columns,
            prior_log2: -10.0,
            relatives_log2,
            moved,
            learned_from: 0,
            thresholds: Thresholds { same: 0.9, perhaps: 0.2 },
        }
    }
}

impl ColumnModel {
    pub(crate) fn usual(kind: Kind) -> Self {
        let (m, u, floor) = defaults(kind);
        Self {
            m: [m, m],
            u: [u, u],
            h: [u, u],
            leans_on: None,
            most_different: if matches!(kind, Kind::Category) { 2.0 } else { 0.0 },
            floor: floor.max(u[Level::Same as usize]),
            counts: FxHashMap::default(),
            sounds: FxHashMap::default(),
            filled: 0.0,
            words: FxHashMap::default(),
            distinct: 0,
        }
    }
}

/// Scores two records, with the evidence for and against.
pub fn score_pair(model: &Model, a: &Record, b: &Record) -> Score {
    let both = [a.clone(), b.clone()];
    let prepared = Prepared::with_model(&both, model);
    let mut levels = vec![0_u8; model.columns.len()];
    prepared.levels(0, 1, &mut levels);
    let scorer = crate::scorer::Scorer::new(model, &prepared);
    let (plain, bits) = scorer.both_bits(&levels, 0, 1);
    let mut evidence = Vec::new();
    for at in 0..model.columns.len() {
        let level = Level::ALL[levels[at] as usize];
        if level == Level::Missing {
            continue;
        }
        let column = &model.schema.columns[at];
        evidence.push(Evidence {
            field: column.name.clone(),
            code: code(level, column.kind),
            level,
            weight_log2: scorer.column_bits(at, &levels, 0, 1).0,
            a: a.get(at).unwrap_or_default().to_owned(),
            b: b.get(at).unwrap_or_default().to_owned(),
        });
    }
    let told: f32 = model.prior_log2 + evidence.iter().map(|e| e.weight_log2).sum::<f32>();
    let note = |code: &str, weight_log2: f32| Evidence {
        field: String::new(),
        code: code.to_owned(),
        level: Level::Partly,
        weight_log2,
        a: String::new(),
        b: String::new(),
    };
    if plain - told >= 0.5 {
        evidence.push(note("may_have_moved", plain - told));
    }
    if plain - bits >= 0.5 {
        let organisations = crate::kin::of_organisations(&model.schema);
        let code = if organisations { "could_be_neighbour" } else { "could_be_household" };
        evidence.push(note(code, bits - plain));
    }
    evidence.sort_by(|x, y| y.weight_log2.abs().total_cmp(&x.weight_log2.abs()));
    Score { probability: probability(bits), weight_log2: bits, evidence }
}

impl Model {
    /// The columns, what they were taken for and the bits of their levels, as a table for people.
    pub fn describe(&self) -> String {
        let mut out = format!(
            "prior {:.1} bits, relatives {:.1}, moved {:.4}\n",
            self.prior_log2,
            self.relatives_log2.unwrap_or(f32::NEG_INFINITY),
            self.moved.unwrap_or(0.0)
        );
        for (c, column) in self.columns.iter().zip(&self.schema.columns) {
            let leans =
                c.leans_on.map_or(String::new(), |p| format!(", leans on {}", self.schema.columns[p].name));
            out += &format!("{} ({}{leans})\n", column.name, column.kind.as_text());
            for (leaned, m) in c.m.iter().enumerate().take(if c.leans_on.is_some() { 2 } else { 1 }) {
                for level in Level::ALL.iter().skip(1) {
                    let l = *level as usize;
                    if m[l] > 2e-5 || c.u[leaned][l] > 2e-5 {
                        let bits = weight(c, l, leaned, c.u[leaned][l]);
                        out += &format!(
                            "  {leaned} {:20} m {:.5} u {:.6} {bits:+.1}\n",
                            level.as_text(),
                            m[l],
                            c.u[leaned][l]
                        );
                    }
                }
            }
        }
        out
    }
}

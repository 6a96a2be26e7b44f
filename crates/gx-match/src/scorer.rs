//! A model laid out for speed over one set of records.

use crate::compare::{LEVELS, Level};
use crate::kin;
use crate::model::Model;
use crate::prepare::Prepared;

const SAME: usize = Level::Same as usize;
const SIMILAR: usize = Level::Similar as usize;
const SAME_PINYIN: usize = Level::SamePinyin as usize;
const REORDERED: usize = Level::Reordered as usize;
/// Most bits that the commonness of a value takes from one that is merely like it.
const MOST_COMMONER: f32 = 6.0;

/// A model laid out for speed over one set of records.
pub(crate) struct Scorer<'a> {
    prepared: &'a Prepared,
    prior: f32,
    tables: Vec<[[f32; LEVELS]; 2]>,
    leans_on: Vec<Option<usize>>,
    same_m: Vec<[f32; 2]>,
    m_bits: Vec<[[f32; LEVELS]; 2]>,
    relatives: Option<f32>,
    kin_tables: Vec<[[f32; LEVELS]; 2]>,
    same_h: Vec<[f32; 2]>,
    shared: Vec<bool>,
    moved: Option<f32>,
    place: Vec<bool>,
    /// By key: how likely a stranger has the value, has one that reads like it, and how much commoner
    /// it is than an agreed value usually is; in bits.
    same_u: Vec<Vec<f32>>,
    reads_u: Vec<Vec<f32>>,
    commoner: Vec<Vec<f32>>,
    leaned_u: Vec<f32>,
}

impl<'a> Scorer<'a> {
    pub fn new(model: &Model, prepared: &'a Prepared) -> Self {
        let mut s = Self {
            prepared,
            prior: model.prior_log2,
            tables: Vec::new(),
            leans_on: Vec::new(),
            same_m: Vec::new(),
            m_bits: Vec::new(),
            relatives: model.relatives_log2,
            kin_tables: Vec::new(),
            same_h: Vec::new(),
            moved: model.moved,
            place: prepared.columns.iter().map(|c| kin::place(c.column.kind)).collect(),
            shared: kin::shared_columns(&model.schema),
            same_u: Vec::new(),
            reads_u: Vec::new(),
            commoner: Vec::new(),
            leaned_u: Vec::new(),
        };
        for (c, p) in model.columns.iter().zip(&prepared.columns) {
            let mut table = [[0.0; LEVELS]; 2];
            for (leaned, row) in table.iter_mut().enumerate() {
                for (level, cell) in row.iter_mut().enumerate().skip(1) {
                    *cell = crate::model::weight(c, level, leaned, c.u[leaned][SAME]);
                }
            }
            let (mut same_u, mut reads_u) = (vec![0.0; p.keys], vec![0.0; p.keys]);
            for (id, v) in p.values.iter().enumerate() {
                let key = p.key_of[id] as usize;
                same_u[key] = c.stranger_has(v.key).log2();
                reads_u[key] = c.stranger_reads(v).log2();
            }
            let usual = c.u[0][SAME].log2();
            s.commoner.push(same_u.iter().map(|u| (u - usual).clamp(0.0, MOST_COMMONER)).collect());
            s.reads_u.push(reads_u);
            let mut kin = [[0.0; LEVELS]; 2];
            for (leaned, row) in kin.iter_mut().enumerate() {
                for (level, cell) in row.iter_mut().enumerate().skip(1) {
                    *cell = (c.h[leaned][level] / c.u[leaned][level].max(1e-9)).log2().clamp(-9.0, 26.0);
                }
            }
            s.kin_tables.push(kin);
            s.same_h.push([c.h[0][SAME].log2(), c.h[1][SAME].log2()]);
            s.tables.push(table);
            s.m_bits.push(c.m.map(|row| row.map(|m| m.max(1e-9).log2())));
            s.leans_on.push(c.leans_on);
            s.same_m.push([c.m[0][SAME].log2(), c.m[1][SAME].log2()]);
            s.same_u.push(same_u);
            s.leaned_u.push(c.u[1][SAME].log2());
        }
        s
    }

    /// Bits for a pair of records whose levels are known.
    pub fn bits(&self, levels: &[u8], a: usize, b: usize) -> f32 {
        self.both_bits(levels, a, b).1
    }

    /// Bits of one column for a match against strangers, and for relatives against strangers.
    pub fn column_bits(&self, at: usize, levels: &[u8], a: usize, b: usize) -> (f32, f32) {
        let level = levels[at] as usize;
        if level == 0 {
            return (0.0, 0.0);
        }
        let leaned = self.leans_on[at].map_or(0, |p| usize::from(levels[p] as usize == SAME));
        let p = self.prepared;
        if level == SAME {
            let mut u = self.same_u[at][p.key(at, a) as usize];
            if leaned == 1 {
                u = u.max(self.leaned_u[at]);
            }
            return (
                (self.same_m[at][leaned] - u).clamp(-9.0, 26.0),
                (self.same_h[at][leaned] - u).clamp(-9.0, 26.0),
            );
        }
        let (bits, kin) = (self.tables[at][leaned][level], self.kin_tables[at][leaned][level]);
        if bits <= 0.0 || level < SIMILAR {
            return (bits, kin);
        }
        let (x, y) = (p.key(at, a) as usize, p.key(at, b) as usize);
        let bits = if level == SAME_PINYIN || level == REORDERED {
            // One reading: as common as all who read alike, not as readings are on average.
            let u = self.reads_u[at][x].max(self.reads_u[at][y]);
            bits.min(self.m_bits[at][leaned][level] - u).max(0.0)
        } else {
            // Two common values that are near each other are two values; a typing error is rare. By
            // Bayes, what counts is how common the rarer one is: P(x) P(error) / P(x) P(y).
            (bits - self.commoner[at][x].min(self.commoner[at][y])).max(0.0)
        };
        (bits, kin)
    }

    /// Bits against strangers alone, and against strangers and relatives.
    pub fn both_bits(&self, levels: &[u8], a: usize, b: usize) -> (f32, f32) {
        let [stayed, moved, kin] = self.against_strangers(levels, a, b);
        let same = either(stayed, moved);
        (same, if kin > -12.0 { same - kin.exp2().ln_1p() * std::f32::consts::LOG2_E } else { same })
    }

    /// The odds of a match at one place, of a match that moved and of relatives, each against
    /// strangers, in bits.
    pub fn against_strangers(&self, levels: &[u8], a: usize, b: usize) -> [f32; 3] {
        let mut sum = self.prior + self.moved.map_or(0.0, |m| (1.0 - m).log2());
        let mut moved = self.moved.map_or(f32::NEG_INFINITY, |m| self.prior + m.log2());
        let mut kin = self.relatives.unwrap_or(f32::NEG_INFINITY);
        for (at, level) in levels.iter().enumerate() {
            if *level == 0 {
                continue;
            }
            let (bits, kin_bits) = self.column_bits(at, levels, a, b);
            sum += bits;
            // What relatives do not share, they agree in as rarely as strangers do; and so does the
            // place of someone who moved.
            if self.shared[at] {
                kin += kin_bits;
            }
            if !self.place[at] {
                moved += bits;
            }
        }
        [sum, moved, kin]
    }

    pub fn pair_bits(&self, a: usize, b: usize) -> f32 {
        let mut levels = [0_u8; 64];
        let width = self.prepared.columns.len().min(64);
        self.prepared.levels(a, b, &mut levels[..width]);
        self.bits(&levels[..width], a, b)
    }
}

/// The bits of two odds in sum.
fn either(x: f32, y: f32) -> f32 {
    let (high, low) = (x.max(y), x.min(y));
    if high - low > 24.0 { high } else { high + (low - high).exp2().ln_1p() * std::f32::consts::LOG2_E }
}

//! Which of the pairs that share blocks are worth a comparison: those with the most in common.
//!
//! Meta-blocking (Papadakis, Papastefanatos, Palpanas and Koubarakis 2014, "Meta-blocking: taking
//! entity resolution to the next level"): a pair weighs the information of the blocks that it shares,
//! and each record keeps its best few (cardinality node pruning). A pair stays if either side keeps it.

use rayon::prelude::*;

/// Blocks in one list, and for each record the blocks that it is in.
pub(crate) struct Blocks {
    records: usize,
    members: Vec<u32>,
    /// Where each block begins in `members`, and where the last one ends.
    starts: Vec<u32>,
    /// Information of sharing the block, in bits; below zero where sharing it alone is chance.
    bits: Vec<f32>,
}

impl Blocks {
    pub fn new(records: usize) -> Self {
        Self { records, members: Vec::new(), starts: vec![0], bits: Vec::new() }
    }

    /// Adds a block of records that share something with `size` records in all; sharing a weak
    /// block and nothing else is no reason to compare.
    pub fn add(&mut self, members: impl Iterator<Item = u32>, size: usize, weak: bool) {
        let start = self.members.len();
        self.members.extend(members);
        if self.members.len() - start < 2 {
            self.members.truncate(start);
            return;
        }
        self.starts.push(self.members.len() as u32);
        let bits = (self.records as f32 / size as f32).log2().max(0.5);
        self.bits.push(if weak { -bits } else { bits });
    }

    fn block(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.members[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// For each record the blocks that it is in, in order: starts and blocks.
    fn by_record(&self) -> (Vec<u32>, Vec<u32>) {
        let mut starts = vec![0_u32; self.records + 1];
        for r in &self.members {
            starts[*r as usize + 1] += 1;
        }
        for r in 0..self.records {
            starts[r + 1] += starts[r];
        }
        let mut next = starts.clone();
        let mut blocks = vec![0_u32; self.members.len()];
        for at in 0..self.bits.len() as u32 {
            for r in self.block(at) {
                let place = &mut next[*r as usize];
                blocks[*place as usize] = at;
                *place += 1;
            }
        }
        (starts, blocks)
    }
}

/// What one record has in common with the others; one per thread, empty between records.
struct Common {
    /// Bits, and how often they met: in one place, because reaching it is what costs.
    with: Vec<(f32, u32)>,
    met: Vec<u32>,
}

/// The best pairs of each record as `a << 32 | b` with `a < b`, in no order, some twice.
pub(crate) fn best_pairs(blocks: Blocks, most: usize) -> Vec<u64> {
    let (starts, of) = blocks.by_record();
    let n = blocks.records;
    let common = || Common { with: vec![(0.0, 0); n], met: Vec::new() };
    (0..n)
        .into_par_iter()
        .with_min_len(1024)
        .map_init(common, |common, a| {
            for at in &of[starts[a] as usize..starts[a + 1] as usize] {
                let bits = blocks.bits[*at as usize];
                let times = if bits < 0.0 { 1 } else { 2 };
                for b in blocks.block(*at) {
                    let with = &mut common.with[*b as usize];
                    if with.1 == 0 {
                        common.met.push(*b);
                    }
                    with.0 += bits.abs();
                    with.1 += times;
                }
            }
            let mut found: Vec<(f32, u32)> = Vec::new();
            for b in common.met.drain(..) {
                let (bits, times) = std::mem::take(&mut common.with[b as usize]);
                if b as usize != a && times >= 2 {
                    found.push((bits, b));
                }
            }
            if found.len() > most {
                found.select_nth_unstable_by(most, |x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
                found.truncate(most);
            }
            let a = a as u64;
            found.into_iter().map(move |(_, b)| a.min(u64::from(b)) << 32 | a.max(u64::from(b)))
        })
        .flatten_iter()
        .collect()
}

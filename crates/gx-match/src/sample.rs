//! Pairs drawn by a fixed sequence, and rows that are copies of each other.

use rustc_hash::FxHashMap;

use crate::prepare::Prepared;

/// The first of the rows that are equal to each other in at least three columns and all others:
/// copies, which say nothing about how common their values are.
pub(crate) fn copies(p: &Prepared) -> Vec<u32> {
    let mut first: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    (0..p.len())
        .map(|r| {
            let row: Vec<u32> = (0..p.columns.len()).map(|c| p.key(c, r)).collect();
            let filled = row.iter().filter(|k| **k != 0).count();
            if filled < 3 { r as u32 } else { *first.entry(row).or_insert(r as u32) }
        })
        .collect()
}

/// Pairs drawn at random, always the same for one size; all of them when there are few.
pub(crate) fn random_pairs(n: usize, most: usize) -> Vec<u64> {
    if n < 2 {
        return Vec::new();
    }
    if n * (n - 1) / 2 <= most {
        return (0..n as u64).flat_map(|a| (a + 1..n as u64).map(move |b| a << 32 | b)).collect();
    }
    let mut state = 0x5851_f42d_4c95_7f2d_u64;
    let mut next = |below: usize| below_of(&mut state, below) as u64;
    (0..most)
        .map(|_| {
            let (a, b) = (next(n), next(n - 1));
            let b = if b >= a { b + 1 } else { b };
            a.min(b) << 32 | a.max(b)
        })
        .collect()
}

/// The next number of a fixed sequence (SplitMix64), below a limit.
pub(crate) fn below_of(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) % below.max(1) as u64) as usize
}

//! Which columns follow from which: a tree over the columns, after Chow and Liu 1968.

use rayon::prelude::*;

use crate::prepare::Prepared;
use crate::sample::below_of;
use crate::schema::Kind;

/// At most this many entities are looked at; the tree does not need more.
const ENTITIES: usize = 30_000;
/// Pairs to learn from per column that leans.
const PAIRS: usize = 4_000;

fn one_per_entity(entity: &[u32]) -> Vec<usize> {
    entity.iter().enumerate().filter(|(r, e)| *r as u32 == **e).map(|(r, _)| r).take(ENTITIES).collect()
}

/// Pairs of entities that agree on both columns, on the first, on the second, and all pairs with values in both.
fn agreement(p: &Prepared, rows: &[usize], i: usize, j: usize) -> [f64; 4] {
    let mut both: Vec<(u32, u32)> =
        rows.iter().map(|r| (p.key(i, *r), p.key(j, *r))).filter(|k| k.0 != 0 && k.1 != 0).collect();
    let n = both.len() as f64;
    let pairs = |len: usize| len as f64 * (len as f64 - 1.0) / 2.0;
    both.sort_unstable();
    let joint = both.chunk_by(|x, y| x == y).map(|b| pairs(b.len())).sum();
    let first = both.chunk_by(|x, y| x.0 == y.0).map(|b| pairs(b.len())).sum();
    let mut second: Vec<u32> = both.iter().map(|k| k.1).collect();
    second.sort_unstable();
    let second = second.chunk_by(|x, y| x == y).map(|b| pairs(b.len())).sum();
    [joint, first, second, n * (n - 1.0) / 2.0]
}

/// For each column the one it leans on, if any. Fewer joint agreements than `least` do not count:
/// while entities are not known, duplicates alone make that many.
pub(crate) fn tree(p: &Prepared, entity: &[u32], least: f64) -> Vec<Option<usize>> {
    let width = p.columns.len();
    let rows = one_per_entity(entity);
    let edges: Vec<(usize, usize)> = (0..width)
        .flat_map(|i| (i + 1..width).map(move |j| (i, j)))
        .filter(|(i, j)| [i, j].iter().all(|c| p.columns[**c].column.kind != Kind::Ignored))
        .collect();
    let mut found: Vec<(f64, usize, usize)> = edges
        .into_par_iter()
        .filter_map(|(i, j)| {
            let [joint, first, second, all] = agreement(p, &rows, i, j);
            let expected = first * second / all.max(1.0);
            let strong = joint >= least && joint >= 2.5 * expected;
            // The smaller of the two shares that agree given the other must matter at all.
            (strong && joint / first.max(1.0).min(second.max(1.0)) >= 0.05)
                .then(|| (joint * (joint / expected.max(0.5)).log2(), i, j))
        })
        .collect();
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut union = crate::cluster::Union::new(width);
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); width];
    for (_, i, j) in found {
        if union.root(i) != union.root(j) {
            union.join(i, j);
            near[i].push(j);
            near[j].push(i);
        }
    }
    // Columns with most distinct values first: what is rare carries, what is common follows.
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by_key(|c| std::cmp::Reverse(p.columns[*c].keys));
    let mut parent = vec![None; width];
    let mut seen = vec![false; width];
    for root in order {
        if seen[root] {
            continue;
        }
        seen[root] = true;
        let mut stack = vec![root];
        while let Some(c) = stack.pop() {
            for next in &near[c] {
                if !seen[*next] {
                    seen[*next] = true;
                    parent[*next] = Some(c);
                    stack.push(*next);
                }
            }
        }
    }
    parent
}

/// Pairs of entities that agree on a column.
pub(crate) fn pairs_within(p: &Prepared, entity: &[u32], column: usize) -> Vec<u64> {
    let mut keyed: Vec<(u32, usize)> =
        one_per_entity(entity).into_iter().map(|r| (p.key(column, r), r)).filter(|k| k.0 != 0).collect();
    keyed.sort_unstable();
    let blocks: Vec<&[(u32, usize)]> = keyed.chunk_by(|x, y| x.0 == y.0).filter(|b| b.len() > 1).collect();
    // Blocks count by their pairs, so that the sample is one of all agreeing pairs.
    let mut ends = Vec::with_capacity(blocks.len());
    let mut sum = 0_usize;
    for b in &blocks {
        sum += b.len() * (b.len() - 1) / 2;
        ends.push(sum);
    }
    let mut state = 0x2545_f491_4f6c_dd1d_u64 ^ column as u64;
    let mut out = Vec::new();
    for _ in 0..PAIRS.min(sum) {
        let at = below_of(&mut state, sum);
        let b = blocks[ends.partition_point(|e| *e <= at)];
        let i = below_of(&mut state, b.len());
        let j = (i + 1 + below_of(&mut state, b.len() - 1)) % b.len();
        let (x, y) = (b[i].1 as u64, b[j].1 as u64);
        out.push(x.min(y) << 32 | x.max(y));
    }
    out
}

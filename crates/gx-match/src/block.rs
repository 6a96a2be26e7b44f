//! Which pairs are worth comparing.
//!
//! Every record gives codes: how a name sounds, the rarest words of an address, a date, a phone's
//! last digits. A code that few records have makes a block alone; frequent codes make blocks two by
//! two, so that any two columns that survived are enough. Records with errors everywhere are found by
//! min-wise hashes of their letter triples (Broder 1997, "On the resemblance and containment of
//! documents"). No block is larger than a limit; what exceeds it is cut into neighbours in sorted
//! order (Hernández and Stolfo 1995, "The merge/purge problem for large databases").
//!
//! What shares a block is not yet compared: `prune` keeps the pairs with the most in common.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::prepare::Prepared;
use crate::prune::{Blocks, best_pairs};
use crate::schema::{Kind, Record, Schema};
use crate::text::{Value, hash_of};

/// Below this many records, every pair is compared.
const ALL_PAIRS: usize = 1200;
/// Bands of min-wise hashes, of two hashes each.
const BANDS: usize = 10;
/// Records that stand beside each other in a block that is too large.
const NEIGHBOURS: usize = 12;

/// A code and the column it came from; two codes of one column never make a block together.
type Code = (u8, u64);

/// The codes of one value.
fn value_codes(kind: Kind, at: usize, v: &Value, out: &mut Vec<Code>) {
    let at = at as u8;
    let mut put = |tag: u64, h: u64| {
        if h != 0 {
            out.push((at, hash_of(&(tag, h))));
        }
    };
    match kind {
        // All names share a tag, so that swapped columns meet.
        Kind::GivenName | Kind::FamilyName => put(1, v.sound),
        Kind::FullName => {
            put(2, v.anagram);
            if v.han {
                put(2, v.key);
                put(1, v.sound);
            }
            for t in v.tokens.iter().filter(|t| t.len > 1).take(4) {
                put(1, t.sound);
            }
        }
        Kind::OrgName | Kind::Street | Kind::FreeText => {
            let tag = if kind == Kind::Street { 3 } else { 4 };
            let mut words: Vec<_> = v.tokens.iter().collect();
            words.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.hash.cmp(&b.hash)));
            let most = if v.han { 4 } else { 3 };
            for t in words.iter().take(most) {
                put(tag, t.sound);
            }
            for t in v.tokens.iter().filter(|t| t.numeric).take(1) {
                put(tag, t.sound);
            }
            put(tag + 8, v.key);
        }
        Kind::BirthDate | Kind::Date => {
            put(5, v.key);
            if let Some([y, m, d]) = v.date {
                put(6, hash_of(&(y, m)));
                put(7, hash_of(&(m.min(d), m.max(d))));
            }
        }
        Kind::Phone => put(8, v.sound),
        Kind::Email => {
            put(9, v.key);
            put(10, v.sound);
        }
        Kind::HouseNumber | Kind::Postcode | Kind::NationalId | Kind::Number => {
            put(20 + u64::from(at), v.key)
        }
        Kind::City => put(3, v.sound),
        Kind::Region | Kind::Country | Kind::Gender | Kind::Category => put(60 + u64::from(at), v.key),
        Kind::Ignored => {}
    }
}

fn codes(p: &Prepared, record: usize) -> Vec<Code> {
    let mut out = Vec::with_capacity(16);
    for (at, c) in p.columns.iter().enumerate() {
        if let Some(v) = p.value(at, record) {
            value_codes(c.column.kind, at, v, &mut out);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Keys that a database can index: two records that are the same nearly always share one.
///
/// Codes that are rare by their nature (phone, mail, whole name, whole address, date of birth with a
/// name) stand alone; the others come two by two.
pub fn blocking_keys(schema: &Schema, record: &Record) -> Vec<u64> {
    let one = [record.clone()];
    let p = Prepared::new(&one, schema);
    let mut out = Vec::new();
    let mut common: Vec<Code> = Vec::new();
    for (at, c) in p.columns.iter().enumerate() {
        let Some(v) = p.value(at, 0) else { continue };
        match c.column.kind {
            Kind::Phone | Kind::Email | Kind::NationalId => {
                let mut mine = Vec::new();
                value_codes(c.column.kind, at, v, &mut mine);
                out.extend(mine.into_iter().map(|(_, h)| h));
            }
            Kind::FullName => {
                out.push(hash_of(&(2_u64, v.anagram)));
                value_codes(c.column.kind, at, v, &mut common);
            }
            Kind::OrgName | Kind::Street => {
                out.push(hash_of(&(c.column.kind as u8, v.key)));
                value_codes(c.column.kind, at, v, &mut common);
            }
            Kind::Region | Kind::Country | Kind::Gender | Kind::Category | Kind::Number => {}
            kind => value_codes(kind, at, v, &mut common),
        }
    }
    for (i, x) in common.iter().enumerate() {
        for y in &common[i + 1..] {
            if x.0 != y.0 {
                out.push(hash_of(&(x.1.min(y.1), x.1.max(y.1))));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Candidate pairs as `a << 32 | b` with `a < b`, sorted, each once.
pub(crate) fn candidates(p: &Prepared) -> Vec<u64> {
    let n = p.len();
    if n <= ALL_PAIRS {
        return (0..n as u64).flat_map(|a| (a + 1..n as u64).map(move |b| a << 32 | b)).collect();
    }
    let small = n <= 20_000;
    let (alone, limit, few) = if small { (40, 80, 40) } else { (12, 30, 6) };
    let mut blocks = Blocks::new(n);
    let per_record: Vec<Vec<Code>> = (0..n).into_par_iter().map(|r| codes(p, r)).collect();
    let mut entries: Vec<(u64, u32)> = per_record
        .par_iter()
        .enumerate()
        .flat_map_iter(|(r, c)| c.iter().map(move |x| (x.1, r as u32)))
        .collect();
    entries.par_sort_unstable();
    entries.dedup();
    let mut frequent: FxHashMap<u64, u32> = FxHashMap::default();
    for block in entries.chunk_by(|x, y| x.0 == y.0) {
        if block.len() <= alone {
            blocks.add(block.iter().map(|x| x.1), block.len(), block.len() > few);
        } else {
            frequent.insert(block[0].0, block.len() as u32);
        }
    }
    drop(entries);
    let mut two = two_by_two(&per_record, &frequent, (limit * 8) as f64);
    drop(per_record);
    two.extend(bands(p));
    two.par_sort_unstable();
    two.dedup();
    let rank = ranks(p);
    for block in two.chunk_by(|x, y| x.0 == y.0) {
        if block.len() <= limit {
            blocks.add(block.iter().map(|x| x.1), block.len(), block.len() > few);
        } else if block.len() <= 2_000 {
            // Blocks of a larger part of the file say nothing at all.
            let mut order: Vec<u32> = block.iter().map(|x| x.1).collect();
            order.sort_unstable_by_key(|r| rank[*r as usize]);
            for near in order.chunks(NEIGHBOURS) {
                blocks.add(near.iter().copied(), block.len(), true);
            }
        }
    }
    drop(two);
    let mut pairs = best_pairs(blocks, if small { 24 } else { 10 });
    // Copies of a row, however many, hang together by the first.
    let copies = crate::sample::copies(p).into_iter().enumerate();
    pairs.extend(copies.filter(|(r, first)| *r as u32 != *first).map(|(r, f)| u64::from(f) << 32 | r as u64));
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Blocks of two frequent codes of different columns.
fn two_by_two(per_record: &[Vec<Code>], frequent: &FxHashMap<u64, u32>, too_many: f64) -> Vec<(u64, u32)> {
    let n = per_record.len() as f64;
    per_record
        .par_iter()
        .enumerate()
        .flat_map_iter(|(r, c)| {
            let known: Vec<(Code, f64)> =
                c.iter().filter_map(|x| frequent.get(&x.1).map(|f| (*x, f64::from(*f)))).collect();
            let mut out = Vec::new();
            for (i, (x, fx)) in known.iter().enumerate() {
                for (y, fy) in &known[i + 1..] {
                    // Two codes that are expected to meet by chance more often tell nothing together.
                    if x.0 != y.0 && x.1 != y.1 && fx * fy / n <= too_many {
                        out.push((hash_of(&(x.1.min(y.1), x.1.max(y.1))), r as u32));
                    }
                }
            }
            out
        })
        .collect()
}

/// The place of each record in the order of their texts.
fn ranks(p: &Prepared) -> Vec<u32> {
    let texts: Vec<Vec<u16>> = (0..p.len())
        .into_par_iter()
        .map(|r| {
            let values = (0..p.columns.len()).filter_map(|at| p.value(at, r));
            values.flat_map(|v| v.units.iter().take(6).copied()).take(24).collect()
        })
        .collect();
    let mut order: Vec<u32> = (0..p.len() as u32).collect();
    order.par_sort_unstable_by(|x, y| texts[*x as usize].cmp(&texts[*y as usize]).then(x.cmp(y)));
    let mut rank = vec![0; p.len()];
    for (at, r) in order.into_iter().enumerate() {
        rank[r as usize] = at as u32;
    }
    rank
}

/// Bands of min-wise hashes over the letter groups of all texts of a record.
///
/// One hash a group, the lowest in each of some bins (Li, Owen and Zhang 2012, "One permutation
/// hashing"); an empty bin takes what the next filled one has (Shrivastava and Li 2014).
fn bands(p: &Prepared) -> Vec<(u64, u32)> {
    const BINS: usize = BANDS * 2;
    (0..p.len())
        .into_par_iter()
        .filter_map(|r| {
            let mut low = [u64::MAX; BINS];
            let mut groups = 0;
            let mut put = |units: &[u16]| {
                let h = units.iter().fold(0x9e37_79b9_7f4a_7c15_u64, |h, u| {
                    (h ^ u64::from(*u)).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(29)
                });
                let h = (h ^ (h >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
                let bin = &mut low[((h >> 32) as usize * BINS) >> 32];
                *bin = (*bin).min(h & 0xffff_ffff);
                groups += 1;
            };
            for (at, c) in p.columns.iter().enumerate() {
                if matches!(c.column.kind, Kind::Region | Kind::Country | Kind::Gender | Kind::Category) {
                    continue;
                }
                let Some(v) = p.value(at, r) else { continue };
                let width = if v.han { 2 } else { 3 };
                if v.units.len() <= width {
                    put(&v.units);
                }
                v.units.windows(width).take(40).for_each(&mut put);
            }
            (groups >= 6).then_some((r, low))
        })
        .flat_map_iter(|(r, low)| {
            let filled = move |bin: usize| {
                let at = (0..BINS).map(|k| (bin + k) % BINS).find(|b| low[*b] != u64::MAX).unwrap_or(bin);
                (at, low[at])
            };
            (0..BANDS)
                .map(move |band| (hash_of(&(band as u64, filled(band * 2), filled(band * 2 + 1))), r as u32))
        })
        .collect()
}

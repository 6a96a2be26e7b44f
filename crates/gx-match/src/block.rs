//! Which pairs are worth comparing.
//!
//! Every record gives codes: how a name sounds, the rarest words of an address, a date, a phone's
//! last digits. A code that few records have makes a block alone; frequent codes make blocks two by
//! two, so that any two columns that survived are enough. Records with errors everywhere are found by
//! min-wise hashes of their letter triples (Broder 1997, "On the resemblance and containment of
//! documents"). No block is larger than a limit; what exceeds it is compared with its neighbours
//! in sorted order (Hernández and Stolfo 1995, "The merge/purge problem for large databases").

use rayon::prelude::*;

use crate::prepare::Prepared;
use crate::schema::{Kind, Record, Schema};
use crate::text::{Value, hash_of};

/// Below this many records, every pair is compared.
const ALL_PAIRS: usize = 1200;
/// Bands of min-wise hashes, of two hashes each.
const BANDS: usize = 10;

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
    let alone = if n <= 20_000 { 40 } else { 12 };
    let limit = if n <= 20_000 { 80 } else { 30 };
    let few = if n <= 20_000 { 40 } else { 6 };
    let per_record: Vec<Vec<Code>> = (0..n).into_par_iter().map(|r| codes(p, r)).collect();
    let mut entries: Vec<(u64, u32)> = per_record
        .par_iter()
        .enumerate()
        .flat_map_iter(|(r, c)| c.iter().map(move |x| (x.1, r as u32)))
        .collect();
    entries.par_sort_unstable();
    entries.dedup();
    let (mut pairs, frequent) = entries
        .par_chunk_by(|x, y| x.0 == y.0)
        .fold(
            || (Vec::new(), Vec::new()),
            |(mut pairs, mut frequent), block| {
                if block.len() <= alone {
                    all_of(block, block.len() > few, &mut pairs);
                } else {
                    frequent.push((block[0].0, block.len() as u32));
                }
                (pairs, frequent)
            },
        )
        .reduce(Default::default, |x, y| (joined(x.0, y.0), joined(x.1, y.1)));
    let frequent: rustc_hash::FxHashMap<u64, u32> = frequent.into_iter().collect();
    drop(entries);
    // Two codes that are expected to meet by chance more often than the limit tell nothing together.
    let too_many = (limit * 8) as f64;
    let mut two: Vec<(u64, u32)> = per_record
        .par_iter()
        .enumerate()
        .flat_map_iter(|(r, c)| {
            let known: Vec<(Code, f64)> =
                c.iter().filter_map(|x| frequent.get(&x.1).map(|f| (*x, f64::from(*f)))).collect();
            let mut out = Vec::new();
            for (i, (x, fx)) in known.iter().enumerate() {
                for (y, fy) in &known[i + 1..] {
                    if x.0 != y.0 && x.1 != y.1 && fx * fy / n as f64 <= too_many {
                        out.push((hash_of(&(x.1.min(y.1), x.1.max(y.1))), r as u32));
                    }
                }
            }
            out
        })
        .collect();
    drop(per_record);
    two.extend(bands(p));
    two.par_sort_unstable();
    two.dedup();
    let more = two
        .par_chunk_by(|x, y| x.0 == y.0)
        .fold(Vec::new, |mut pairs, block| {
            if block.len() <= limit {
                all_of(block, block.len() > few, &mut pairs);
            } else {
                neighbours(p, block, &mut pairs);
            }
            pairs
        })
        .reduce(Vec::new, joined);
    drop(two);
    pairs = joined(pairs, more);
    // Copies of a row, however many, hang together by the first.
    for (r, first) in crate::sample::copies(p).into_iter().enumerate() {
        if r as u32 != first {
            pairs.push(pair(first, r as u32, false));
        }
    }
    pairs.par_sort_unstable();
    // One meeting in a large block is chance; two meetings, or one in a small block, are worth a look.
    let mut out = Vec::with_capacity(pairs.len() / 4);
    for same in pairs.chunk_by(|x, y| x >> 1 == y >> 1) {
        if same.len() > 1 || same[0] & 1 == 0 {
            out.push(same[0] >> 1);
        }
    }
    out
}

/// Both lists in one, the longer one kept in place.
fn joined<T>(mut x: Vec<T>, mut y: Vec<T>) -> Vec<T> {
    if x.len() < y.len() {
        std::mem::swap(&mut x, &mut y);
    }
    x.append(&mut y);
    x
}

fn pair(a: u32, b: u32, weak: bool) -> u64 {
    (u64::from(a.min(b)) << 32 | u64::from(a.max(b))) << 1 | u64::from(weak)
}

fn all_of(block: &[(u64, u32)], weak: bool, pairs: &mut Vec<u64>) {
    for (i, (_, a)) in block.iter().enumerate() {
        for (_, b) in &block[i + 1..] {
            if a != b {
                pairs.push(pair(*a, *b, weak));
            }
        }
    }
}

/// A block that is too large: sorted by its texts, each with its next few.
fn neighbours(p: &Prepared, block: &[(u64, u32)], pairs: &mut Vec<u64>) {
    // Blocks of a large part of the file say nothing at all.
    if block.len() > 2_000 {
        return;
    }
    let mut order: Vec<(Vec<u16>, u32)> = block
        .iter()
        .map(|(_, r)| {
            let mut text = Vec::new();
            for at in 0..p.columns.len() {
                if let Some(v) = p.value(at, *r as usize) {
                    text.extend(v.units.iter().take(6));
                }
            }
            (text, *r)
        })
        .collect();
    order.sort_unstable();
    for (i, (_, a)) in order.iter().enumerate() {
        for (_, b) in order.iter().skip(i + 1).take(8) {
            pairs.push(pair(*a, *b, true));
        }
    }
}

/// Bands of min-wise hashes over the letter triples of all texts of a record.
fn bands(p: &Prepared) -> Vec<(u64, u32)> {
    (0..p.len())
        .into_par_iter()
        .flat_map_iter(|r| {
            let mut grams: Vec<u64> = Vec::with_capacity(64);
            for (at, c) in p.columns.iter().enumerate() {
                let few =
                    matches!(c.column.kind, Kind::Region | Kind::Country | Kind::Gender | Kind::Category);
                if few {
                    continue;
                }
                if let Some(v) = p.value(at, r) {
                    let u = &v.units;
                    let width = if v.han { 2 } else { 3 };
                    if u.len() <= width {
                        grams.push(hash_of(&u[..]));
                    }
                    for g in u.windows(width).take(40) {
                        grams.push(hash_of(g));
                    }
                }
            }
            let mut out = Vec::with_capacity(BANDS);
            if grams.len() >= 6 {
                for band in 0..BANDS as u64 {
                    let mut low = [u64::MAX; 2];
                    for (k, l) in low.iter_mut().enumerate() {
                        let salt = (band * 2 + k as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                        *l = grams
                            .iter()
                            .map(|g| (g ^ salt).wrapping_mul(0xd6e8_feb8_6659_fd93))
                            .min()
                            .unwrap_or(0);
                    }
                    out.push((hash_of(&(band, low)), r as u32));
                }
            }
            out
        })
        .collect()
}

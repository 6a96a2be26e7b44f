//! All records of a set, column by column, every distinct value prepared once.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::compare::{LEVELS, Level, compare};
use crate::model::Model;
use crate::schema::{Column, Kind, Record, Schema};
use crate::text::{Value, prepare};

/// One column: its distinct values and which of them each record has (0 means missing).
pub(crate) struct PreparedColumn {
    pub column: Column,
    pub values: Vec<Value>,
    pub rows: Vec<u32>,
    /// Number of the value's key: values that are equal in canonical form share it.
    pub key_of: Vec<u32>,
    /// How many distinct keys there are, and the missing one.
    pub keys: usize,
}

/// A set of records ready for comparison.
pub struct Prepared {
    pub(crate) columns: Vec<PreparedColumn>,
    pub(crate) len: usize,
}

impl Prepared {
    /// Prepares records whose columns mean what the schema says.
    pub fn new(records: &[Record], schema: &Schema) -> Self {
        Self::build(records, schema, None)
    }

    /// Prepares records for a model: words weigh what they weighed in the data it was learned from.
    pub fn with_model(records: &[Record], model: &Model) -> Self {
        Self::build(records, &model.schema, Some(model))
    }

    fn build(records: &[Record], schema: &Schema, model: Option<&Model>) -> Self {
        let columns = schema
            .columns
            .par_iter()
            .enumerate()
            .map(|(at, column)| {
                let words = model.and_then(|m| m.columns.get(at)).map(|c| (&c.words, c.distinct));
                prepare_column(records, at, column, words)
            })
            .collect();
        Self { columns, len: records.len() }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn value(&self, column: usize, record: usize) -> Option<&Value> {
        let c = &self.columns[column];
        match c.rows[record] {
            0 => None,
            id => Some(&c.values[id as usize]),
        }
    }

    pub(crate) fn key(&self, column: usize, record: usize) -> u32 {
        let c = &self.columns[column];
        c.key_of[c.rows[record] as usize]
    }

    /// Compares two records column by column into `out`.
    pub(crate) fn levels(&self, a: usize, b: usize, out: &mut [u8]) {
        let mut weak = 0_u64;
        for (at, c) in self.columns.iter().enumerate() {
            let (x, y) = (c.rows[a], c.rows[b]);
            let kind = c.column.kind;
            let level = if x == 0 || y == 0 || kind == Kind::Ignored {
                Level::Missing
            } else if x == y {
                Level::Same
            } else {
                compare(kind, &c.values[x as usize], &c.values[y as usize])
            };
            out[at] = level as u8;
            if level <= Level::OtherNumber && kind.swap_group().is_some() {
                weak |= 1 << at.min(63);
            }
        }
        if weak != 0 {
            self.find_swaps(a, b, weak, out);
        }
    }

    /// A value that stands in another column of the other record: names swapped, address lines swapped.
    fn find_swaps(&self, a: usize, b: usize, weak: u64, out: &mut [u8]) {
        for i in 0..self.columns.len().min(63) {
            let Some(group) = self.columns[i].column.kind.swap_group() else { continue };
            for j in i + 1..self.columns.len().min(63) {
                if (weak >> i | weak >> j) & 1 == 0 || self.columns[j].column.kind.swap_group() != Some(group)
                {
                    continue;
                }
                let there = self.crossed(a, i, b, j, group);
                let back = self.crossed(b, i, a, j, group);
                if !there && !back {
                    continue;
                }
                let weak_i = weak >> i & 1 == 1;
                let weak_j = weak >> j & 1 == 1;
                if weak_i && weak_j && there && back {
                    out[i] = Level::Swapped as u8;
                    out[j] = Level::Swapped as u8;
                } else if weak_i && weak_j {
                    // One value moved: one piece of evidence, whichever side it is seen from.
                    out[i] = Level::Swapped as u8;
                }
            }
        }
    }

    fn crossed(&self, a: usize, i: usize, b: usize, j: usize, group: u8) -> bool {
        let (Some(x), Some(y)) = (self.value(i, a), self.value(j, b)) else { return false };
        if x.key == y.key {
            return true;
        }
        group == 0
            && x.units.len() > 2
            && y.units.len() > 2
            && compare(Kind::FamilyName, x, y) >= Level::VerySimilar
            && compare(Kind::FamilyName, x, y) != Level::Initial
    }
}

fn prepare_column(
    records: &[Record],
    at: usize,
    column: &Column,
    words: Option<(&FxHashMap<u64, u32>, usize)>,
) -> PreparedColumn {
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let mut texts: Vec<&str> = vec![""];
    let mut rows = Vec::with_capacity(records.len());
    for r in records {
        let raw = if column.kind == Kind::Ignored { "" } else { r.get(at).unwrap_or_default() };
        rows.push(if raw.is_empty() {
            0
        } else {
            *ids.entry(raw).or_insert_with(|| {
                texts.push(raw);
                texts.len() as u32 - 1
            })
        });
    }
    drop(ids);
    let read: Vec<Option<Value>> =
        texts.par_iter().enumerate().map(|(i, t)| if i == 0 { None } else { prepare(column, t) }).collect();
    let mut values = Vec::with_capacity(read.len());
    let mut place = Vec::with_capacity(read.len());
    let mut key_of = Vec::with_capacity(read.len());
    let mut key_ids: FxHashMap<u64, u32> = FxHashMap::default();
    values.push(Value::default());
    key_of.push(0);
    for v in read {
        match v {
            None => place.push(0),
            Some(v) => {
                place.push(values.len() as u32);
                let next = key_ids.len() as u32 + 1;
                key_of.push(*key_ids.entry(v.key).or_insert(next));
                values.push(v);
            }
        }
    }
    for r in &mut rows {
        *r = place[*r as usize];
    }
    let mut out = PreparedColumn { column: column.clone(), values, rows, key_of, keys: key_ids.len() + 1 };
    weigh_words(&mut out, words);
    out
}

/// How many distinct values have each word.
pub(crate) fn word_counts(column: &PreparedColumn) -> FxHashMap<u64, u32> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for v in column.values.iter().skip(1) {
        for t in &v.tokens {
            *counts.entry(t.hash).or_default() += 1;
        }
    }
    counts
}

/// Gives each word its information in bits, smoothed so that a handful of values gives even weights.
fn weigh_words(column: &mut PreparedColumn, words: Option<(&FxHashMap<u64, u32>, usize)>) {
    if !matches!(column.column.kind, Kind::OrgName | Kind::Street | Kind::FreeText) {
        return;
    }
    let own;
    let (counts, n) = match words {
        Some((counts, n)) => (counts, n),
        None => {
            own = word_counts(column);
            (&own, column.values.len())
        }
    };
    let n = n as f32 + 20.0;
    for v in &mut column.values {
        for t in &mut v.tokens {
            let c = counts.get(&t.hash).copied().unwrap_or(0) as f32;
            t.weight = (n / (c + 2.0)).log2().max(0.3);
        }
    }
}

const _: () = assert!(LEVELS <= 16, "levels are counted in tables of sixteen");

//! Rows added up by several values at once, with what the parts come to: what `GROUP BY CUBE` gives.
//!
//! PostgreSQL is simply asked. The embedded database has no cubes, and groups by sorting every row: there the rows are
//! read as they lie, added up here by all values, and then over each of them. Different values are counted by their
//! hashes of 64 bits there, so that a part holds eight bytes for each.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher as _};

use crate::tally::{Seen, add};
use crate::{Result, Row, Tx, Value};

/// What is made of the values of a part's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// How many rows have one.
    Count,
    /// Their sum; NULL where no row has one.
    Sum,
    /// The smallest.
    Least,
    /// The largest.
    Most,
    /// How many different ones.
    Distinct,
}

/// A figure of each part.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is made of the values.
    pub fold: Fold,
    /// The value of a row, an expression right on the database at hand; rows where it is NULL do not count.
    pub sql: String,
    /// Whether a sum is one of 64-bit floats; otherwise it is one of integers.
    pub real: bool,
}

/// Rows to be added up.
#[derive(Clone, Debug)]
pub struct Cube<'a> {
    /// Tables, aliases and joins.
    pub from: &'a str,
    /// Which rows.
    pub condition: &'a str,
    /// Parameters, in the order of the text: of the expressions, of the tables, of the condition.
    pub params: &'a [Value],
    /// What parts are never joined over, such as currencies.
    pub apart: &'a [String],
    /// What rows are parted by; each also over all of it.
    pub by: &'a [String],
    /// The figures.
    pub figures: &'a [Figure],
    /// How many parts there may be.
    pub most: usize,
}

/// What some rows come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The values that are never joined over.
    pub apart: Vec<Value>,
    /// The values of [`Cube::by`]; none over all of them.
    pub by: Vec<Option<Value>>,
    /// The figures.
    pub figures: Vec<Value>,
}

impl Tx<'_> {
    /// The parts of a cube, in no order; nothing where they are more than it may have.
    ///
    /// # Errors
    ///
    /// When the database fails, or a sum is beyond 64 bits.
    pub fn cube(&mut self, cube: &Cube<'_>) -> Result<Option<Vec<Part>>> {
        match self {
            Self::Sqlite(t) => {
                let mut adding = Adding::new(cube);
                t.each(&cube.rows(), cube.params, &mut |row| adding.take(row))?;
                if adding.full { Ok(None) } else { adding.parts().map(Some) }
            }
            Self::Postgres(t) => {
                let rows = t.query(&cube.grouped(), cube.params)?;
                if rows.len() > cube.most {
                    return Ok(None);
                }
                Ok(Some(rows.iter().map(|row| cube.part(row)).collect::<Result<_>>()?))
            }
        }
    }
}

impl Cube<'_> {
    /// The rows with what they are parted by and what is added up.
    fn rows(&self) -> String {
        let apart = self.apart.iter().enumerate().map(|(n, sql)| format!("{sql} AS a{n}"));
        let by = self.by.iter().enumerate().map(|(n, sql)| format!("{sql} AS g{n}"));
        let figures = self.figures.iter().enumerate().map(|(n, f)| format!("{} AS m{n}", f.sql));
        let columns: Vec<String> = apart.chain(by).chain(figures).collect();
        format!("SELECT {} FROM {} WHERE {}", columns.join(", "), self.from, self.condition)
    }

    /// The same grouped by PostgreSQL.
    fn grouped(&self) -> String {
        let names = |letter: char, count: usize| (0..count).map(move |n| format!("{letter}{n}"));
        let by: Vec<String> = names('g', self.by.len()).collect();
        let figures = self.figures.iter().enumerate().map(|(n, figure)| match figure.fold {
            Fold::Count => format!("COUNT(m{n})"),
            Fold::Sum if figure.real => format!("SUM(m{n})"),
            Fold::Sum => format!("CAST(SUM(m{n}) AS BIGINT)"),
            Fold::Least => format!("MIN(m{n})"),
            Fold::Most => format!("MAX(m{n})"),
            Fold::Distinct => format!("COUNT(DISTINCT m{n})"),
        });
        let over = if by.is_empty() { "0".to_owned() } else { format!("GROUPING({})", by.join(", ")) };
        let columns: Vec<String> = names('a', self.apart.len())
            .chain(by.iter().cloned())
            .chain(std::iter::once(over))
            .chain(figures)
            .collect();
        let sets: Vec<String> = names('a', self.apart.len())
            .chain((!by.is_empty()).then(|| format!("CUBE ({})", by.join(", "))))
            .collect();
        let group = if sets.is_empty() { String::new() } else { format!(" GROUP BY {}", sets.join(", ")) };
        format!(
            "SELECT {} FROM ({}) rows{group} LIMIT {}",
            columns.join(", "),
            self.rows(),
            self.most.saturating_add(1)
        )
    }

    fn part(&self, row: &Row) -> Result<Part> {
        let (apart, by) = (self.apart.len(), self.by.len());
        let over = row.int(apart + by)?;
        let value = |n: usize| {
            // The first of the values is the highest bit; a bit that is set says "over all of it".
            let joined = over >> (by - 1 - n) & 1 == 1;
            if joined { None } else { Some(row.value(apart + n)) }
        };
        Ok(Part {
            apart: (0..apart).map(|n| row.value(n)).collect(),
            by: (0..by).map(value).collect(),
            figures: (0..self.figures.len()).map(|n| row.value(apart + by + 1 + n)).collect(),
        })
    }
}

/// A figure as it grows.
enum Grown {
    Count(i64),
    Value(Value),
    Set(HashSet<u64>),
}

impl Grown {
    fn new(fold: Fold) -> Self {
        match fold {
            Fold::Count => Self::Count(0),
            Fold::Sum | Fold::Least | Fold::Most => Self::Value(Value::Null),
            Fold::Distinct => Self::Set(HashSet::new()),
        }
    }

    fn take(&mut self, fold: Fold, seen: Seen<'_>, room: &mut Vec<u8>) -> Result<()> {
        if seen == Seen::Null {
            return Ok(());
        }
        match self {
            Self::Count(n) => *n += 1,
            Self::Value(sum) if fold == Fold::Sum => add(sum, seen)?,
            Self::Value(end) => keep(end, seen.owned(), fold),
            Self::Set(set) => {
                room.clear();
                seen.write(room);
                let mut hasher = DefaultHasher::new();
                hasher.write(room);
                set.insert(hasher.finish());
            }
        }
        Ok(())
    }

    /// Takes what another part holds.
    fn join(&mut self, fold: Fold, other: &Self) -> Result<()> {
        match (self, other) {
            (Self::Count(n), Self::Count(more)) => *n += more,
            (Self::Set(set), Self::Set(more)) => set.extend(more),
            (Self::Value(sum), Self::Value(more)) if fold == Fold::Sum => match more {
                Value::Int(n) => add(sum, Seen::Int(*n))?,
                Value::Real(x) => add(sum, Seen::Real(*x))?,
                _ => {}
            },
            (Self::Value(end), Self::Value(more)) if *more != Value::Null => keep(end, more.clone(), fold),
            _ => {}
        }
        Ok(())
    }

    fn told(self) -> Value {
        match self {
            Self::Count(n) => Value::Int(n),
            Self::Value(value) => value,
            Self::Set(set) => Value::Int(set.len() as i64),
        }
    }
}

/// Keeps the smaller or the larger of two values.
fn keep(end: &mut Value, new: Value, fold: Fold) {
    let better = match fold {
        Fold::Least => new.sorted(end).is_lt(),
        _ => new.sorted(end).is_gt(),
    };
    if *end == Value::Null || better {
        *end = new;
    }
}

/// A part as it grows: its values, and its figures.
struct Growing {
    values: Vec<Value>,
    figures: Vec<Grown>,
}

struct Adding<'a> {
    cube: &'a Cube<'a>,
    parts: HashMap<Vec<u8>, Growing>,
    /// The bytes of the part of the row at hand, and those of a value, kept for their room.
    key: Vec<u8>,
    room: Vec<u8>,
    full: bool,
}

impl<'a> Adding<'a> {
    fn new(cube: &'a Cube<'a>) -> Self {
        Self { cube, parts: HashMap::new(), key: Vec::new(), room: Vec::new(), full: false }
    }

    fn take(&mut self, row: &rusqlite::Row<'_>) -> Result<()> {
        if self.full {
            return Ok(());
        }
        let cube = self.cube;
        let values = cube.apart.len() + cube.by.len();
        self.key.clear();
        for n in 0..values {
            Seen::of(row.get_ref(n)?).write(&mut self.key);
        }
        if !self.parts.contains_key(&self.key) {
            if self.parts.len() >= cube.most {
                self.full = true;
                return Ok(());
            }
            let held = (0..values).map(|n| Ok(Seen::of(row.get_ref(n)?).owned())).collect::<Result<_>>()?;
            let figures = cube.figures.iter().map(|f| Grown::new(f.fold)).collect();
            self.parts.insert(self.key.clone(), Growing { values: held, figures });
        }
        let Some(part) = self.parts.get_mut(&self.key) else { return Ok(()) };
        for (n, (figure, grown)) in cube.figures.iter().zip(&mut part.figures).enumerate() {
            grown.take(figure.fold, Seen::of(row.get_ref(values + n)?), &mut self.room)?;
        }
        Ok(())
    }

    /// The parts, and those over each of their values.
    fn parts(self) -> Result<Vec<Part>> {
        let cube = self.cube;
        let (apart, by) = (cube.apart.len(), cube.by.len());
        let mut joined: HashMap<Vec<u8>, (Part, Vec<Grown>)> = HashMap::new();
        let fresh = || cube.figures.iter().map(|f| Grown::new(f.fold)).collect::<Vec<_>>();
        for part in self.parts.values() {
            // Every set of values but that of all of them: a bit says "over all of it".
            for over in 1..1_usize << by {
                let mut key = over.to_le_bytes().to_vec();
                let mut held = Vec::with_capacity(by);
                for (n, value) in part.values.iter().enumerate() {
                    let whole = n >= apart && over >> (n - apart) & 1 == 1;
                    if !whole {
                        seen(value).write(&mut key);
                    }
                    if n >= apart {
                        held.push((!whole).then(|| value.clone()));
                    }
                }
                let (_, figures) = joined.entry(key).or_insert_with(|| {
                    let apart = part.values.iter().take(apart).cloned().collect();
                    (Part { apart, by: held, figures: Vec::new() }, fresh())
                });
                for ((figure, grown), more) in cube.figures.iter().zip(figures).zip(&part.figures) {
                    grown.join(figure.fold, more)?;
                }
            }
        }
        let told = |grown: Vec<Grown>| grown.into_iter().map(Grown::told).collect::<Vec<_>>();
        let mut out: Vec<Part> = joined
            .into_values()
            .map(|(part, figures)| Part { figures: told(figures), ..part })
            .chain(self.parts.into_values().map(|part| {
                let mut values = part.values.into_iter();
                let apart = values.by_ref().take(apart).collect();
                Part { apart, by: values.map(Some).collect(), figures: told(part.figures) }
            }))
            .collect();
        // The database tells of no rows, too, where nothing parts them.
        if out.is_empty() && apart == 0 {
            out.push(Part { apart: Vec::new(), by: vec![None; by], figures: told(fresh()) });
        }
        Ok(out)
    }
}

fn seen(value: &Value) -> Seen<'_> {
    match value {
        Value::Null => Seen::Null,
        Value::Int(n) => Seen::Int(*n),
        Value::Real(x) => Seen::Real(*x),
        Value::Text(t) => Seen::Text(t.as_bytes()),
        Value::Blob(b) => Seen::Text(b),
    }
}

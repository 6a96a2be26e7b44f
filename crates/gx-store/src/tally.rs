//! Rows counted by their values, as `GROUP BY` counts them.
//!
//! PostgreSQL groups by hashing and is simply asked. The embedded database groups by sorting every row, and parses
//! the JSON of each to find one member of it; both cost several times what reading the rows costs. There the rows
//! are read as they lie and counted here.

use std::collections::HashMap;

use memchr::memmem::Finder;
use rusqlite::types::ValueRef;

use crate::{Result, Row, StoreError, Tx, Value};

/// What rows are counted by, or what is added up.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The expression, right on the database at hand.
    pub sql: String,
    /// Where the value is a member of a JSON object: the column and the key. [`Self::sql`] must say the same.
    pub member: Option<(String, String)>,
    /// Whether nothing but numbers counts.
    pub numeric: bool,
}

/// Rows to be counted.
#[derive(Clone, Debug)]
pub struct Tally<'a> {
    /// Table and alias.
    pub from: &'a str,
    /// Which rows.
    pub condition: &'a str,
    /// The parameters of the condition.
    pub params: &'a [Value],
    /// By what; rows that agree in it are one group.
    pub by: &'a Picked,
    /// A column whose values part each group, such as the currency of what is added up; no value is empty text.
    pub split: Option<&'a str>,
    /// What is added up.
    pub sums: &'a [Picked],
    /// The most groups of the answer; the smallest are left out, and no group in part.
    pub most: usize,
    /// An index of the embedded database that begins with [`Self::by`] and [`Self::split`] and holds all that is asked
    /// for: it is counted along, and no row is read.
    pub index: Option<&'a str>,
}

impl Picked {
    /// A column of a table, or an expression of columns.
    pub fn column(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), member: None, numeric: false }
    }
}

impl Tx<'_> {
    /// The parts of the groups, those of the largest group first: the value of the group, that of the part, how many
    /// rows, the sums, and the place of the group, from one. A sum is NULL where no row has a value.
    pub fn tally(&mut self, tally: &Tally<'_>) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(t) => {
                let mut counted = Counted::default();
                match tally.index {
                    Some(index) => {
                        let sql = along(tally, index);
                        t.each(&sql, tally.params, &mut |row| counted.take(row, tally.sums.len()))?;
                    }
                    None => {
                        let plan = Plan::of(tally);
                        t.each(&plan.sql, tally.params, &mut |row| counted.add(&plan, row))?;
                    }
                }
                Ok(counted.rows(tally.most))
            }
            Self::Postgres(_) => {
                let sums: String =
                    tally.sums.iter().enumerate().map(|(n, p)| format!(", {} AS s{n}", summed(p))).collect();
                let names: String = (0..tally.sums.len()).map(|n| format!(", s{n}")).collect();
                let sql = format!(
                    "SELECT g, part, n{names}, place FROM (SELECT parts.*, DENSE_RANK() OVER (ORDER BY many DESC, g) AS place FROM ( \
                     SELECT one.*, SUM(n) OVER (PARTITION BY g) AS many FROM ( \
                     SELECT {} AS g, {} AS part, COUNT(*) AS n{sums} FROM {} WHERE {} GROUP BY 1, 2 \
                     ) one) parts) placed WHERE place <= {} ORDER BY place, part",
                    tally.by.sql,
                    tally.split.map_or_else(|| "''".to_owned(), |split| format!("COALESCE({split}, '')")),
                    tally.from,
                    tally.condition,
                    tally.most
                );
                self.query(&sql, tally.params)
            }
        }
    }
}

/// Groups as an index holds them, in its order.
fn along(tally: &Tally<'_>, index: &str) -> String {
    let sums: String = tally.sums.iter().map(|p| format!(", SUM({})", p.sql)).collect();
    let (split, groups) = tally.split.map_or(("''", "1"), |split| (split, "1, 2"));
    format!(
        "SELECT {}, {split}, COUNT(*){sums} FROM {} INDEXED BY {index} WHERE {} GROUP BY {groups}",
        tally.by.sql, tally.from, tally.condition
    )
}

/// A sum on PostgreSQL, whose sums of integers are of a wider type than integers.
fn summed(picked: &Picked) -> String {
    if picked.numeric {
        format!("SUM({})", picked.sql)
    } else {
        format!("CAST(SUM({}) AS BIGINT)", picked.sql)
    }
}

/// Where the value of a [`Picked`] is found in a row that was read.
enum At {
    Column(usize),
    Member { column: usize, quoted: Box<Finder<'static>>, numeric: bool },
}

struct Plan {
    sql: String,
    by: At,
    split: At,
    sums: Vec<At>,
}

impl Plan {
    fn of(tally: &Tally<'_>) -> Self {
        let mut columns: Vec<String> = Vec::new();
        let mut place = |wish: &str| match columns.iter().position(|c| c == wish) {
            Some(n) => n,
            None => {
                columns.push(wish.to_owned());
                columns.len() - 1
            }
        };
        let mut at = |picked: &Picked| match &picked.member {
            None => At::Column(place(&picked.sql)),
            Some((column, key)) => At::Member {
                column: place(column),
                quoted: Box::new(Finder::new(format!("\"{key}\"").as_bytes()).into_owned()),
                numeric: picked.numeric,
            },
        };
        let by = at(tally.by);
        let split = at(&Picked::column(tally.split.unwrap_or("''")));
        let sums = tally.sums.iter().map(&mut at).collect();
        let sql = format!("SELECT {} FROM {} WHERE {}", columns.join(", "), tally.from, tally.condition);
        Self { sql, by, split, sums }
    }
}

/// A value that is looked at where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Seen<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(&'a [u8]),
}

impl<'a> Seen<'a> {
    pub(crate) fn of(value: ValueRef<'a>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(n) => Self::Int(n),
            ValueRef::Real(x) => Self::Real(x),
            ValueRef::Text(t) | ValueRef::Blob(t) => Self::Text(t),
        }
    }

    /// Bytes that are the same for the same value and for no other.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.push(0),
            Self::Bool(yes) => Self::Int(yes.into()).write(out),
            Self::Int(n) => {
                out.push(1);
                out.extend(n.to_le_bytes());
            }
            Self::Real(x) => {
                out.push(2);
                out.extend(x.to_bits().to_le_bytes());
            }
            Self::Text(t) => {
                out.push(3);
                out.extend((t.len() as u64).to_le_bytes());
                out.extend(t);
            }
        }
    }

    /// Empty text for no value.
    fn or_empty(self) -> Self {
        if self == Self::Null { Self::Text(b"") } else { self }
    }

    pub(crate) fn owned(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(yes) => Value::Int(yes.into()),
            Self::Int(n) => Value::Int(n),
            Self::Real(x) => Value::Real(x),
            Self::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
        }
    }
}

/// The member of a JSON object by its quoted key; text with escapes is written into `room`. Keys of the object are
/// unlike any key within its values, and a quote within text is escaped, so the quoted key with a colon behind it
/// stands where the member does.
fn member<'a>(json: &'a [u8], quoted: &Finder<'_>, room: &'a mut String) -> Seen<'a> {
    let mut from = 0;
    while let Some(found) = json.get(from..).and_then(|rest| quoted.find(rest)) {
        let behind = from + found + quoted.needle().len();
        let rest = json.get(behind..).unwrap_or_default().trim_ascii_start();
        let escaped = found + from > 0 && json.get(from + found - 1) == Some(&b'\\');
        if let (Some((b':', value)), false) = (rest.split_first(), escaped) {
            return value_of(value.trim_ascii_start(), room);
        }
        from = behind;
    }
    Seen::Null
}

/// The JSON value that the text begins with, as `json_extract` gives it.
fn value_of<'a>(text: &'a [u8], room: &'a mut String) -> Seen<'a> {
    match text.first() {
        Some(b'"') => {
            let body = text.get(1..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', body) {
                Some(end) if body.get(end) == Some(&b'"') => Seen::Text(body.get(..end).unwrap_or_default()),
                Some(_) => {
                    let mut one = serde_json::Deserializer::from_slice(text).into_iter::<String>();
                    match one.next() {
                        Some(Ok(text)) => {
                            *room = text;
                            Seen::Text(room.as_bytes())
                        }
                        _ => Seen::Null,
                    }
                }
                None => Seen::Null,
            }
        }
        Some(b't') => Seen::Bool(true),
        Some(b'f') => Seen::Bool(false),
        Some(b'-' | b'0'..=b'9') => {
            let end =
                text.iter().position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
            let number = std::str::from_utf8(text.get(..end.unwrap_or(text.len())).unwrap_or_default());
            match number.map(|n| (n.parse::<i64>(), n.parse::<f64>())) {
                Ok((Ok(n), _)) => Seen::Int(n),
                Ok((_, Ok(x))) => Seen::Real(x),
                _ => Seen::Null,
            }
        }
        Some(b'[' | b'{') => {
            let mut one =
                serde_json::Deserializer::from_slice(text).into_iter::<&'a serde_json::value::RawValue>();
            match one.next() {
                Some(Ok(raw)) => Seen::Text(raw.get().as_bytes()),
                _ => Seen::Null,
            }
        }
        _ => Seen::Null,
    }
}

/// A part of a group as it grows.
struct Part {
    by: Value,
    split: Value,
    count: i64,
    sums: Vec<Value>,
}

/// Adds a value to a sum; what is no number is left out.
pub(crate) fn add(sum: &mut Value, seen: Seen<'_>) -> Result<()> {
    *sum = match (&*sum, seen) {
        (Value::Null, Seen::Int(n)) => Value::Int(n),
        (Value::Null, Seen::Real(x)) => Value::Real(x),
        (Value::Int(a), Seen::Int(b)) => {
            Value::Int(a.checked_add(b).ok_or_else(|| StoreError::Shape("a sum beyond 64 bits".into()))?)
        }
        (Value::Int(a), Seen::Real(b)) => Value::Real(*a as f64 + b),
        (Value::Real(a), Seen::Int(b)) => Value::Real(a + b as f64),
        (Value::Real(a), Seen::Real(b)) => Value::Real(a + b),
        _ => return Ok(()),
    };
    Ok(())
}

#[derive(Default)]
struct Counted {
    parts: HashMap<Vec<u8>, Part>,
    /// The bytes of the part of the row at hand, kept for their room.
    key: Vec<u8>,
}

impl Counted {
    fn add(&mut self, plan: &Plan, row: &rusqlite::Row<'_>) -> Result<()> {
        let mut room = String::new();
        self.key.clear();
        look(row, &plan.by, &mut room)?.write(&mut self.key);
        look(row, &plan.split, &mut room)?.or_empty().write(&mut self.key);
        if !self.parts.contains_key(&self.key) {
            let by = look(row, &plan.by, &mut room)?.owned();
            let split = look(row, &plan.split, &mut room)?.or_empty().owned();
            let sums = plan.sums.iter().map(|_| Value::Null).collect();
            self.parts.insert(self.key.clone(), Part { by, split, count: 0, sums });
        }
        let Some(part) = self.parts.get_mut(&self.key) else { return Ok(()) };
        part.count += 1;
        for (sum, at) in part.sums.iter_mut().zip(&plan.sums) {
            add(sum, look(row, at, &mut room)?)?;
        }
        Ok(())
    }

    /// Takes a part that the database counted: its values, how many rows, and the sums.
    fn take(&mut self, row: &rusqlite::Row<'_>, sums: usize) -> Result<()> {
        let (by, split) = (Seen::of(row.get_ref(0)?), Seen::of(row.get_ref(1)?).or_empty());
        self.key.clear();
        by.write(&mut self.key);
        split.write(&mut self.key);
        let part = self.parts.entry(self.key.clone()).or_insert_with(|| Part {
            by: by.owned(),
            split: split.owned(),
            count: 0,
            sums: vec![Value::Null; sums],
        });
        part.count += row.get::<_, i64>(2)?;
        for (n, sum) in part.sums.iter_mut().enumerate() {
            add(sum, Seen::of(row.get_ref(3 + n)?))?;
        }
        Ok(())
    }

    fn rows(self, most: usize) -> Vec<Row> {
        let mut parts: Vec<Part> = self.parts.into_values().collect();
        parts.sort_by(|a, b| a.by.sorted(&b.by).then_with(|| a.split.sorted(&b.split)));
        let mut groups: Vec<(i64, Vec<Part>)> = Vec::new();
        for part in parts {
            match groups.last_mut() {
                Some((many, group)) if group.first().is_some_and(|one| one.by == part.by) => {
                    *many += part.count;
                    group.push(part);
                }
                _ => groups.push((part.count, vec![part])),
            }
        }
        // The order of values is kept among groups of one size.
        groups.sort_by_key(|(many, _)| std::cmp::Reverse(*many));
        let mut out = Vec::new();
        for (place, (_, group)) in groups.into_iter().take(most).enumerate() {
            for part in group {
                let mut values = vec![part.by, part.split, Value::Int(part.count)];
                values.extend(part.sums);
                values.push(Value::Int(place as i64 + 1));
                out.push(Row(values));
            }
        }
        out
    }
}

fn look<'a>(row: &'a rusqlite::Row<'_>, at: &At, room: &'a mut String) -> Result<Seen<'a>> {
    Ok(match at {
        At::Column(n) => Seen::of(row.get_ref(*n)?),
        At::Member { column, quoted, numeric } => {
            let seen = match row.get_ref(*column)? {
                ValueRef::Text(json) => member(json, quoted, room),
                _ => Seen::Null,
            };
            if *numeric && !matches!(seen, Seen::Int(_) | Seen::Real(_)) { Seen::Null } else { seen }
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    fn looked_up(json: &Json, key: &str) -> Json {
        let text = json.to_string();
        let mut room = String::new();
        match member(text.as_bytes(), &Finder::new(&format!("\"{key}\"")), &mut room) {
            Seen::Null => Json::Null,
            Seen::Bool(yes) => i64::from(yes).into(),
            Seen::Int(n) => n.into(),
            Seen::Real(x) => x.into(),
            Seen::Text(t) => String::from_utf8_lossy(t).into(),
        }
    }

    /// What `json_extract` makes of a value.
    fn extracted(value: Option<&Json>) -> Json {
        match value {
            None | Some(Json::Null) => Json::Null,
            Some(Json::Bool(b)) => i64::from(*b).into(),
            Some(list @ (Json::Array(_) | Json::Object(_))) => list.to_string().into(),
            Some(other) => other.clone(),
        }
    }

    #[test]
    fn a_member_is_found_and_text_that_looks_like_one_is_not() {
        let json = json!({"x_b": "say \"x_a\": 1, \\", "x_a": "上海\n\"", "x_n": -12, "x_r": 1.5, "x_t": true,
            "x_l": ["a", "x_z"], "x_z": null, "x_long": 7});
        for key in ["x_a", "x_b", "x_n", "x_r", "x_t", "x_l", "x_z", "x_lo", "x_long", "x_none"] {
            assert_eq!(looked_up(&json, key), extracted(json.get(key)), "{key}");
        }
        let spaced = b"{ \"x_a\" : \"x_a\" , \"x_b\" : 3 }";
        assert_eq!(member(spaced, &Finder::new("\"x_b\""), &mut String::new()), Seen::Int(3));
        assert_eq!(member(b"{\"x_a\":", &Finder::new("\"x_a\""), &mut String::new()), Seen::Null);
        assert_eq!(member(b"{\"x_a\":\"half", &Finder::new("\"x_a\""), &mut String::new()), Seen::Null);
    }

    fn value() -> impl Strategy<Value = Json> {
        prop_oneof![
            any::<i64>().prop_map(Json::from),
            (-1e9..1e9).prop_map(Json::from),
            any::<bool>().prop_map(Json::from),
            Just(Json::Null),
            ".{0,12}".prop_map(Json::from),
            "[x_ab\":\\\\, ]{0,12}".prop_map(Json::from),
            prop::collection::vec("[x_ab\":\\\\]{0,6}", 0..3).prop_map(Json::from),
        ]
    }

    proptest! {
        #[test]
        fn members_are_what_the_database_extracts(
            object in prop::collection::btree_map("x_[ab]{1,3}", value(), 0..6)
        ) {
            let json = Json::Object(object.into_iter().collect());
            for key in ["x_a", "x_b", "x_ab", "x_aaa"] {
                prop_assert_eq!(looked_up(&json, key), extracted(json.get(key)));
            }
        }
    }
}

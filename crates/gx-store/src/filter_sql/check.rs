//! Checks of typed columns, and of text and numbers wherever they come from.

use std::ops::Bound;

use gx_kernel::filter::{Bounds, Check, Like, Place, Source};
use gx_kernel::object::{FieldType, ObjectKind};

use super::{Emit, FALSE, TRUE};
use crate::{Dialect, Value};

/// The condition under which nobody said what a person of `alias` is called. The column of the name is filled all the
/// same, with the best address; that somebody stated a name is written where values come from.
pub fn nameless(alias: &str) -> String {
    format!(
        "({alias}.name = '' OR ({alias}.sources -> 'name') IS NULL \
         AND COALESCE({alias}.given_name, '') = '' AND COALESCE({alias}.family_name, '') = '')"
    )
}

impl Emit<'_> {
    pub(super) fn field(&mut self, place: &Place, check: &Check, row: &str) -> String {
        match &place.source {
            Source::Column
                if place.object == ObjectKind::Person
                    && place.key == "tags"
                    && self.dialect == Dialect::Sqlite =>
            {
                self.tags(row, check)
            }
            Source::Column
                if place.object == ObjectKind::Person && place.key == "name" && *check == Check::Empty =>
            {
                nameless(row)
            }
            Source::Column => self.column(&format!("{row}.{}", place.key), place.ty, check),
            Source::Custom => self.custom(&format!("{row}.fields"), &place.key, place.ty, check),
            Source::Props(path) => self.props(&format!("{row}.props"), path, check),
        }
    }

    fn column(&mut self, column: &str, ty: FieldType, check: &Check) -> String {
        match check {
            Check::Empty => match ty {
                FieldType::MultiChoice => self.either(
                    format!("({column} IS NULL OR json_array_length({column}) = 0)"),
                    format!("(CASE WHEN jsonb_typeof({column}) = 'array' THEN jsonb_array_length({column}) = 0 ELSE TRUE END)"),
                ),
                FieldType::Integer | FieldType::Money | FieldType::Bool | FieldType::DateTime | FieldType::User => {
                    format!("{column} IS NULL")
                }
                FieldType::Number | FieldType::Percent => format!("{} IS NULL", self.real(column)),
                _ => format!("({column} IS NULL OR {column} = '')"),
            },
            Check::IntIn(set) => self.one_of(column, set.iter().map(|n| Value::Int(*n))),
            Check::IntRange(bounds) => self.within(column, bounds, |n| Value::Int(*n)),
            Check::NumIn(_) | Check::NumRange(_) => {
                let real = self.real(column);
                self.number(&real, check)
            }
            Check::Bool(want) => format!("{column} = {}", i32::from(*want)),
            Check::HasAny(_) | Check::HasAll(_) => self.list(column, check),
            Check::TextIn(_) | Check::TextLike(..) | Check::TextRange(_) | Check::MonthDay(_) => self.text(column, check),
        }
    }

    /// The tags of a person on the embedded database, which keeps them in a table of their own beside the list.
    fn tags(&mut self, row: &str, check: &Check) -> String {
        let (set, all) = match check {
            Check::HasAny(set) => (set, false),
            Check::HasAll(set) => (set, true),
            _ => return self.column(&format!("{row}.tags"), FieldType::MultiChoice, check),
        };
        let leads = self.leads;
        let mut has = |set: &[String]| {
            let t = self.name('t');
            let tag = self.one_of(&format!("{t}.tag"), set.iter().map(|tag| Value::Text(tag.clone())));
            if leads {
                format!("{row}.id IN (SELECT {t}.person_id FROM person_tag {t} WHERE {tag})")
            } else {
                format!("EXISTS (SELECT 1 FROM person_tag {t} WHERE {t}.person_id = {row}.id AND {tag})")
            }
        };
        if !all {
            return has(set);
        }
        let each: Vec<String> = set.iter().map(|tag| has(std::slice::from_ref(tag))).collect();
        if each.is_empty() { TRUE.to_owned() } else { format!("({})", each.join(" AND ")) }
    }

    /// A column as a float; not-a-number is missing, as the embedded database has it.
    fn real(&self, column: &str) -> String {
        self.either(format!("CAST({column} AS REAL)"), format!("NULLIF({column}::float8, 'NaN'::float8)"))
    }

    /// A check of an expression that is a float or NULL.
    pub(super) fn number(&mut self, real: &str, check: &Check) -> String {
        match check {
            Check::NumIn(set) => self.one_of(real, set.iter().map(|n| Value::Real(*n))),
            Check::NumRange(bounds) => self.within(real, bounds, |n| Value::Real(*n)),
            _ => FALSE.to_owned(),
        }
    }

    /// A check of an expression that is text or NULL.
    pub(super) fn text(&mut self, text: &str, check: &Check) -> String {
        match check {
            Check::TextIn(set) => self.one_of(text, set.iter().map(|t| Value::Text(t.clone()))),
            Check::TextLike(like, part) => self.like(text, *like, part),
            Check::TextRange(bounds) => {
                let bytes = self.either(text.to_owned(), format!("({text} COLLATE \"C\")"));
                self.within(&bytes, bounds, |t| Value::Text(t.clone()))
            }
            Check::MonthDay(ranges) => {
                let shape = self.either(
                    format!("{text} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"),
                    format!("{text} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$'"),
                );
                let day = self
                    .either(format!("substr({text}, 6, 5)"), format!("(substr({text}, 6, 5) COLLATE \"C\")"));
                let mut any = Vec::new();
                for (from, to) in ranges {
                    let from = self.put(from.as_str().into());
                    let to = self.put(to.as_str().into());
                    any.push(format!("{day} BETWEEN {from} AND {to}"));
                }
                format!("({shape} AND ({}))", any.join(" OR "))
            }
            _ => FALSE.to_owned(),
        }
    }

    /// Lower case of A–Z only: what both databases do alike, if PostgreSQL is told to use the C locale.
    fn like(&mut self, text: &str, like: Like, part: &str) -> String {
        let part = self.put(part.into());
        let text = self.either(format!("lower({text})"), format!("lower({text} COLLATE \"C\")"));
        match (self.dialect, like) {
            (Dialect::Sqlite, Like::Contains) => format!("instr({text}, {part}) > 0"),
            (Dialect::Sqlite, Like::StartsWith) => format!("substr({text}, 1, length({part})) = {part}"),
            (Dialect::Sqlite, Like::EndsWith) => format!("substr({text}, -length({part})) = {part}"),
            (Dialect::Postgres, Like::Contains) => format!("strpos({text}, {part}) > 0"),
            (Dialect::Postgres, Like::StartsWith) => format!("starts_with({text}, {part})"),
            (Dialect::Postgres, Like::EndsWith) => format!("right({text}, length({part})) = {part}"),
        }
    }

    pub(super) fn one_of(&mut self, expression: &str, values: impl Iterator<Item = Value>) -> String {
        let values: Vec<String> = values.map(|v| self.put(v)).collect();
        match values.as_slice() {
            [] => FALSE.to_owned(),
            [one] => format!("{expression} = {one}"),
            many => format!("{expression} IN ({})", many.join(", ")),
        }
    }

    pub(super) fn within<T>(
        &mut self,
        expression: &str,
        (low, high): &Bounds<T>,
        value: impl Fn(&T) -> Value,
    ) -> String {
        let mut parts = Vec::new();
        match low {
            Bound::Included(v) => parts.push(format!("{expression} >= {}", self.put(value(v)))),
            Bound::Excluded(v) => parts.push(format!("{expression} > {}", self.put(value(v)))),
            Bound::Unbounded => {}
        }
        match high {
            Bound::Included(v) => parts.push(format!("{expression} <= {}", self.put(value(v)))),
            Bound::Excluded(v) => parts.push(format!("{expression} < {}", self.put(value(v)))),
            Bound::Unbounded => {}
        }
        match parts.as_slice() {
            [] => TRUE.to_owned(),
            [one] => one.clone(),
            _ => format!("({})", parts.join(" AND ")),
        }
    }
}

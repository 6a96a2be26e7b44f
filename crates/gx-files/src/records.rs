//! Records that name their own cells (JSON objects, visiting cards), laid out as rows.

use std::collections::HashMap;

use crate::fault::RowError;
use crate::table::Row;

/// Columns of one table; more are the mark of ids used as names.
pub(crate) const MAX_KEYS: usize = 500;

/// One record: names and values in the file's order.
pub(crate) type Pairs = Vec<(String, String)>;

/// Collects the names of all records in the order of their first appearance.
#[derive(Default)]
pub(crate) struct Names {
    pub list: Vec<String>,
    seen: HashMap<String, usize>,
}

impl Names {
    pub fn of(list: &[String]) -> Self {
        let mut names = Self::default();
        list.iter().for_each(|name| names.add(name));
        names
    }

    pub fn add(&mut self, name: &str) {
        if !self.seen.contains_key(name) && self.list.len() < MAX_KEYS {
            self.seen.insert(name.to_owned(), self.list.len());
            self.list.push(name.to_owned());
        }
    }

    /// The record as a row; a name that no column has is an error rather than a loss.
    pub fn row(&self, line: u64, pairs: Pairs) -> Result<Row, RowError> {
        let mut cells = vec![String::new(); self.list.len()];
        for (name, value) in pairs {
            let slot = self.seen.get(&name).and_then(|i| cells.get_mut(*i));
            match slot {
                Some(cell) => *cell = value,
                None if value.is_empty() => {}
                None => {
                    return Err(RowError::new(
                        line,
                        "unknown_key",
                        format!(
                            "{name:?} is no column: it is not among the first {MAX_KEYS} names that the file uses"
                        ),
                    ));
                }
            }
        }
        Ok(Row { line, cells })
    }
}

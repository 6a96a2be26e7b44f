//! Hard files whose truth is known: how agencies, tills and forms list the same people and places.
//!
//! Every set is made from a fixed sequence, so that it is the same on every run. Nothing here
//! is copied from real records; only the kinds of trouble are.

pub mod organisations;
pub mod people;

use std::fmt::Write as _;

/// A fixed sequence of numbers.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// Early ones more often, as with names.
    pub fn early<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let (x, y) = (self.below(list.len()), self.below(list.len()));
        list[x.min(y)]
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A typing error: a letter left out, doubled, replaced or swapped with the next.
    pub fn typo(&mut self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        if letters.len() < 3 {
            return text.to_owned();
        }
        let at = 1 + self.below(letters.len() - 2);
        match self.below(4) {
            0 => {
                letters.remove(at);
            }
            1 => letters.insert(at, letters[at]),
            2 if letters[at].is_ascii_digit() => letters[at] = char::from(b'0' + self.below(10) as u8),
            2 if letters[at].is_ascii() => letters[at] = char::from(b'a' + self.below(26) as u8),
            _ => letters.swap(at, at + 1),
        }
        letters.into_iter().collect()
    }
}

/// A file and, for each row, which entity it is.
pub struct Set {
    pub name: &'static str,
    pub csv: String,
    pub entities: Vec<usize>,
}

impl Set {
    pub fn new(name: &'static str, header: &[&str]) -> Self {
        Self { name, csv: format!("id,{}\n", header.join(",")), entities: Vec::new() }
    }

    pub fn row(&mut self, entity: usize, cells: &[String]) {
        let quoted: Vec<String> = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
        let _ = writeln!(self.csv, "r{},{}", self.entities.len(), quoted.join(","));
        self.entities.push(entity);
    }

    /// Rows in another order, so that rows of one entity do not stand together.
    pub fn shuffled(mut self) -> Self {
        let mut lines: Vec<String> = self.csv.lines().map(str::to_owned).collect();
        let mut dice = Dice(99);
        for i in (1..self.entities.len()).rev() {
            let j = dice.below(i + 1);
            lines.swap(i + 1, j + 1);
            self.entities.swap(i, j);
        }
        let renamed = lines.iter().enumerate().map(|(i, l)| match l.split_once(',') {
            Some((_, rest)) if i > 0 => format!("r{},{rest}\n", i - 1),
            _ => format!("{l}\n"),
        });
        self.csv = renamed.collect();
        self
    }
}

//! What stands on a paper, in the order in which it is read.

use jiff::civil::Date;

/// A business paper. Every text may be empty, and then takes no room; a line feed in one starts a new line.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// The language it is written in: for those who read it aloud, and for how quotation marks are set.
    pub language: Language,
    /// What it is: "报价单", "Quote".
    pub title: String,
    /// Its number, under the title and again on top of every further page.
    pub number: String,
    /// When it was made, for the file's own description.
    pub created: Date,
    /// Dates, terms, contact: short things with a label each, up to four in a row.
    pub facts: Vec<Fact>,
    /// Who gives the paper; the first line of it is the author of the file.
    pub seller: Party,
    /// Who gets it.
    pub buyer: Party,
    /// The columns of the table.
    pub columns: Vec<Column>,
    /// The rows of the table, a cell for each column. Cells beyond the last column get columns of their own.
    pub rows: Vec<Vec<Cell>>,
    /// What the rows come to, from the first sum to the last. They stay on one page.
    pub sums: Vec<Sum>,
    /// Remarks and terms.
    pub clauses: Vec<Clause>,
    /// What stands at the foot of every page. If it is longer than three lines it stands once, at the end.
    pub foot: String,
}

/// What a paper is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    ZhCn,
    /// Traditional Chinese.
    ZhTw,
    /// English.
    En,
}

impl Language {
    /// As files name it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }
}

/// A short thing to know about the paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// "Valid until".
    pub label: String,
    /// "2026-12-31".
    pub value: String,
}

/// One of the two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// "Seller".
    pub label: String,
    /// The name first, then what else belongs on a letter.
    pub lines: Vec<String>,
}

/// A column of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// What its cells are.
    pub heading: String,
    /// Where its text stands.
    pub align: Align,
    /// Its share of the width against the other columns' shares. A column of figures gets more where its figures
    /// need more, at the cost of the columns of words.
    pub share: u16,
}

/// Where text stands in its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// From the left edge: words.
    #[default]
    Start,
    /// To the right edge: figures.
    End,
}

/// A cell of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What it says about it, smaller, underneath.
    pub note: String,
}

/// A sum under the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// "Tax 13 %".
    pub label: String,
    /// "¥1,300.00".
    pub value: String,
    /// Whether it is the one that counts.
    pub strong: bool,
}

/// A remark or a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// What it is about.
    pub heading: String,
    /// What it says.
    pub text: String,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The bytes are no OpenType font.
    #[error("these bytes are no OpenType font")]
    NoFont,
    /// The font cannot even show what stands for a missing character.
    #[error("the font lacks {0:?}, without which no paper can be written")]
    FontLacks(char),
    /// The font cannot be put into a file.
    #[error("the file could not be written: {0}")]
    Unwritable(String),
}

//! Full-text search inside the same database and the same transaction.
//!
//! Text is cut into tokens before it comes here (`gx-text`), so both databases
//! index exactly the same words: ASCII letters and digits in lower case, or CJK
//! characters. Results come unordered; callers rank the few hundred they take.

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;

use crate::{Dialect, Result, Tx, Value};

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The folded word.
    pub text: String,
    /// Whether it may be the beginning of a longer word.
    pub prefix: bool,
    /// Words of which any may stand in its place, whole: what is chosen from a list is indexed by the id of the option,
    /// so that renaming one leaves the index as it is.
    pub or: Vec<String>,
}

impl Word {
    /// A word with nothing in its place.
    pub fn new(text: impl Into<String>, prefix: bool) -> Self {
        Self { text: text.into(), prefix, or: Vec::new() }
    }
}

/// What is looked through: the records of an object, or what colleagues say of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus {
    /// The records of an object.
    Records(ObjectKind),
    /// Comments among colleagues.
    Comments,
}

impl From<ObjectKind> for Corpus {
    fn from(object: ObjectKind) -> Self {
        Self::Records(object)
    }
}

fn table(corpus: Corpus) -> &'static str {
    match corpus {
        Corpus::Records(ObjectKind::Person) => "search_person",
        Corpus::Records(ObjectKind::Company) => "search_company",
        Corpus::Records(ObjectKind::Deal) => "search_deal",
        Corpus::Records(ObjectKind::Lead) => "search_lead",
        Corpus::Records(ObjectKind::Activity) => "search_activity",
        Corpus::Records(ObjectKind::Interaction) => "search_interaction",
        Corpus::Records(ObjectKind::Order) => "search_order",
        Corpus::Comments => "search_comment",
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
}

/// Whether a word can be looked for; others are left out of a query.
pub fn is_word(word: &Word) -> bool {
    !word.text.is_empty() && word.text.chars().all(is_word_char)
}

/// Puts documents into the index; a document that is there already is replaced when `replace` is set.
///
/// Hand them over in ascending order of their ids: FTS5 ends a segment at every step back.
pub fn index(
    tx: &mut Tx<'_>,
    corpus: impl Into<Corpus>,
    docs: &[(Id, Vec<String>)],
    replace: bool,
) -> Result<()> {
    let table = table(corpus.into());
    match tx.dialect() {
        Dialect::Sqlite => {
            if replace {
                let ids: Vec<Vec<Value>> = docs.iter().map(|(id, _)| vec![(*id).into()]).collect();
                tx.execute_many(&format!("DELETE FROM {table} WHERE rowid = $1"), &ids)?;
            }
            let rows: Vec<Vec<Value>> =
                docs.iter().map(|(id, words)| vec![(*id).into(), words.join(" ").into()]).collect();
            tx.insert_many(table, &["rowid", "tokens"], &rows, crate::Conflict::Fail)?;
        }
        Dialect::Postgres => {
            for chunk in docs.chunks(500) {
                let mut params = Vec::with_capacity(chunk.len() * 2);
                let mut rows = Vec::with_capacity(chunk.len());
                for (id, words) in chunk {
                    params.push((*id).into());
                    params.push(lexemes(words).into());
                    rows.push(format!("(${}, ${}::text::tsvector)", params.len() - 1, params.len()));
                }
                let sql = format!(
                    "INSERT INTO {table} (id, tokens) VALUES {} ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens",
                    rows.join(",")
                );
                tx.execute(&sql, &params)?;
            }
        }
    }
    Ok(())
}

/// Takes documents out of the index.
pub fn remove(tx: &mut Tx<'_>, corpus: impl Into<Corpus>, ids: &[Id]) -> Result<()> {
    let column = if tx.dialect() == Dialect::Sqlite { "rowid" } else { "id" };
    // Row by row: a statement over many rows has a savepoint, at which FTS5 ends a segment.
    let rows: Vec<Vec<Value>> = ids.iter().map(|id| vec![(*id).into()]).collect();
    tx.execute_many(&format!("DELETE FROM {} WHERE {column} = $1", table(corpus.into())), &rows)?;
    Ok(())
}

/// A subquery that yields the ids of matching documents, with its one parameter as `$n`; `None` if no word is usable.
pub fn subquery(
    dialect: Dialect,
    corpus: impl Into<Corpus>,
    words: &[Word],
    n: usize,
) -> Option<(String, Value)> {
    let table = table(corpus.into());
    let words: Vec<&Word> = words.iter().filter(|w| is_word(w)).collect();
    if words.is_empty() {
        return None;
    }
    Some(match dialect {
        Dialect::Sqlite => {
            let parts = words.iter().map(|w| {
                any_of(w, " OR ", |text, prefix| format!("\"{text}\"{}", if prefix { "*" } else { "" }))
            });
            let parts: Vec<String> = parts.collect();
            (format!("SELECT rowid FROM {table} WHERE {table} MATCH ${n}"), parts.join(" AND ").into())
        }
        Dialect::Postgres => {
            let parts = words.iter().map(|w| {
                any_of(w, " | ", |text, prefix| format!("'{text}'{}", if prefix { ":*" } else { "" }))
            });
            let parts: Vec<String> = parts.collect();
            (format!("SELECT id FROM {table} WHERE tokens @@ ${n}::text::tsquery"), parts.join(" & ").into())
        }
    })
}

/// A word with what may stand in its place, in the language of the index.
fn any_of(word: &Word, or: &str, one: impl Fn(&str, bool) -> String) -> String {
    let mut all = vec![one(&word.text, word.prefix)];
    all.extend(word.or.iter().filter(|w| w.chars().all(is_word_char)).map(|w| one(w, false)));
    if all.len() == 1 { all.concat() } else { format!("({})", all.join(or)) }
}

/// Ids of documents that hold all words, at most `limit`.
pub fn find(tx: &mut Tx<'_>, corpus: impl Into<Corpus>, words: &[Word], limit: usize) -> Result<Vec<Id>> {
    let Some((sql, param)) = subquery(tx.dialect(), corpus, words, 1) else { return Ok(Vec::new()) };
    tx.query(&format!("{sql} LIMIT {limit}"), &[param])?.iter().map(|r| r.id(0)).collect()
}

/// Tokens as a tsvector literal; words are quoted and cut to PostgreSQL's 2,046 bytes.
fn lexemes(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        let word: String = word.chars().filter(|c| is_word_char(*c)).take(500).collect();
        if !word.is_empty() {
            out.push('\'');
            out.push_str(&word);
            out.push_str("' ");
        }
    }
    out
}

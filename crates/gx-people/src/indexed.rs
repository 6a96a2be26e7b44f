//! What search and matching know of a person: the words of each node, as far as a reader's role shows them.

use std::collections::{HashMap, HashSet};

use gx_kernel::Id;
use gx_kernel::object::ObjectKind;
use gx_match::Record;
use gx_store::access::Access;
use gx_store::{Result, Store, Tx, search};
use gx_text::TextKind;
use rayon::prelude::*;
use serde_json::{Map, Value as Json};

use crate::portrait::FIELDS;
use crate::{likeness, near, words};

/// Addresses whose values are words too, beside those that matching compares.
const ADDRESSES: &[&str] = &["phone", "email", "member_no"];

/// Whether a change of this field changes what search or matching knows of a person.
pub fn knows(key: &str) -> bool {
    key == "job_title" || !FIELDS.contains(&key) || likeness::fields().any(|f| f == key)
}

/// The words of a node, and what matching compares, as the database holds them.
struct Text {
    id: Id,
    /// Kind of text and text.
    pieces: Vec<(TextKind, String)>,
    /// The words of values in fields of one's own.
    own: Vec<String>,
    record: Record,
}

/// Nodes from this number on are cut into words on all cores.
const MANY: usize = 128;

/// Puts nodes into the full-text index by what they and their addresses say, and notes them for
/// matching. `fresh` are new to the index; `known` are replaced.
///
/// Call it last in a transaction: a statement that may be broken off in the middle makes FTS5 write
/// what it has gathered so far, and every such piece is merged again later.
pub fn put(tx: &mut Tx<'_>, store: &Store, known: &[Id], fresh: &[Id]) -> Result<()> {
    if !known.is_empty() {
        search::remove(tx, ObjectKind::Person, known)?;
    }
    let mut ids: Vec<i64> = known.iter().chain(fresh).map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(());
    }
    ids.sort_unstable();
    ids.dedup();
    let texts = texts(tx, &ids, None)?;
    let mut docs = cut(&texts);
    docs.retain(|(_, words)| !words.is_empty());
    let named = texts.iter().flat_map(|t| &t.pieces).filter(|(kind, _)| *kind == TextKind::Name);
    near::learn(tx, named.map(|(_, text)| text.as_str()))?;
    likeness::note(tx, store, &texts.into_iter().map(|t| (t.id, t.record)).collect::<Vec<_>>())?;
    search::index(tx, ObjectKind::Person, &docs, false)
}

/// Puts nodes into the full-text index again, and notes nothing for matching: what matching compares is as it was.
pub(crate) fn again(tx: &mut Tx<'_>, nodes: &[Id]) -> Result<()> {
    let keys: Vec<i64> = nodes.iter().map(|id| id.0).collect();
    let texts = texts(tx, &keys, None)?;
    words::replace(tx, ObjectKind::Person, cut(&texts))
}

/// The words of each, in order and once.
fn cut(texts: &[Text]) -> Vec<(Id, Vec<String>)> {
    let words = |text: &Text| {
        let mut words: Vec<String> =
            text.pieces.iter().flat_map(|(kind, text)| gx_text::index_tokens(*kind, text)).collect();
        words.extend_from_slice(&text.own);
        words.sort_unstable();
        words.dedup();
        (text.id, words)
    };
    if texts.len() < MANY { texts.iter().map(words).collect() } else { texts.par_iter().map(words).collect() }
}

/// Whether words may lie in what the caller's role hides.
pub fn is_blind(access: &Access) -> bool {
    let said = |key: &str| {
        key.starts_with("x_")
            || key == "job_title"
            || likeness::fields().any(|f| f == key)
            || ADDRESSES.contains(&key)
    };
    access.grants().hidden.iter().any(|key| said(key))
}

/// Of some nodes those in which a caller finds all these words by what their role shows: the index holds every word,
/// and who finds a person by a hidden number has been told it.
pub fn found_by(tx: &mut Tx<'_>, access: &Access, nodes: Vec<Id>, words: &[search::Word]) -> Result<Vec<Id>> {
    if !is_blind(access) {
        return Ok(nodes);
    }
    let keys: Vec<i64> = nodes.iter().map(|id| id.0).collect();
    let texts = texts(tx, &keys, Some(access))?;
    let shown: HashSet<Id> =
        cut(&texts).into_iter().filter(|(_, said)| says_all(said, words)).map(|(id, _)| id).collect();
    Ok(nodes.into_iter().filter(|id| shown.contains(id)).collect())
}

/// Whether words in their order hold all that is looked for.
pub(crate) fn says_all(said: &[String], words: &[search::Word]) -> bool {
    let says = |word: &search::Word| {
        let at = said.partition_point(|w| w.as_str() < word.text.as_str());
        said.get(at).is_some_and(|w| if word.prefix { w.starts_with(&word.text) } else { *w == word.text })
            || word.or.iter().any(|other| said.binary_search(other).is_ok())
    };
    words.iter().filter(|w| search::is_word(w)).all(says)
}

/// What nodes say, in ascending order of their ids; to a caller, where there is one, no more than their role shows.
fn texts(tx: &mut Tx<'_>, ids: &[i64], reader: Option<&Access>) -> Result<Vec<Text>> {
    let hides = |key: &str| reader.is_some_and(|access| access.hides(key));
    let mut addresses: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    for row in tx.query_in("SELECT person_id, kind, value FROM identity WHERE deleted_at IS NULL AND kind <> 'device' AND person_id IN", ids)? {
        addresses.entry(row.int(0)?).or_default().push((row.string(1)?, row.string(2)?));
    }
    let own = words::searched(tx, ObjectKind::Person)?;
    let fields = if own.is_empty() { "" } else { ", p.fields" };
    let sql = format!(
        "SELECT p.id, p.job_title, {}{fields} FROM person p WHERE p.deleted_at IS NULL AND p.id IN",
        likeness::columns("p")
    );
    let mut out = Vec::with_capacity(ids.len());
    for row in tx.query_in(&sql, ids)? {
        let id = row.id(0)?;
        let addresses = addresses.remove(&id.0).unwrap_or_default();
        let mut pieces: Vec<(TextKind, String)> = Vec::new();
        pieces.extend(row.opt_string(1)?.filter(|_| !hides("job_title")).map(|job| (TextKind::Body, job)));
        let mut values: Vec<String> = Vec::new();
        for (i, field) in likeness::fields().enumerate() {
            let text = match field {
                // A node's own addresses; the row of a root shows those of its tree.
                "phone" | "email" => {
                    let own = addresses.iter().find(|(kind, _)| kind == field);
                    own.map(|(_, value)| value.clone()).unwrap_or_default()
                }
                _ => row.opt_string(2 + i)?.unwrap_or_default(),
            };
            match field {
                _ if text.is_empty() || hides(field) => {}
                "name" | "given_name" | "family_name" | "district" => {
                    pieces.push((TextKind::Name, text.clone()));
                }
                "address" | "city" => pieces.push((TextKind::Body, text.clone())),
                _ => {}
            }
            values.push(text);
        }
        let mut own_words = Vec::new();
        if !own.is_empty() {
            let fields: Map<String, Json> = row.json(2 + likeness::fields().count())?;
            own_words = words::of(&own, &fields, |key| !hides(key));
        }
        let shown = addresses.into_iter().filter(|(kind, _)| !hides(kind));
        pieces.extend(shown.map(|(_, value)| (TextKind::Identity, value)));
        out.push(Text { id, pieces, own: own_words, record: likeness::record(values) });
    }
    out.sort_unstable_by_key(|t| t.id);
    Ok(out)
}

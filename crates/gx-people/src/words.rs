//! What search knows of values in fields of one's own, whatever the object, and what a query means by words that are
//! the label of an option.
//!
//! In: fields and values. Out: pieces of text to be cut into words, and for what is chosen from a list the id of the
//! option as one word: a query for a label asks for that id too, so that renaming an option touches no record. It must
//! never say more to a reader than their role shows: whoever asks leaves hidden fields out.

use std::sync::Arc;

use gx_kernel::Id;
use gx_kernel::object::{Field, FieldType, ObjectKind};
use gx_record::fields;
use gx_store::search::{self, Word};
use gx_store::{Result, Store, Tx, job, settings};
use gx_text::fold::is_dense;
use gx_text::{TextKind, index_tokens};
use serde_json::{Map, Value as Json, json};

use crate::sweep::{self, Portion, STEP};
use crate::{company, indexed, own, people};

/// Characters of one value that search knows.
const MOST_SEARCHED: usize = 500;
/// Options that may stand for one word of a query.
const MOST_OPTIONS: usize = 60;
/// The job that puts what was there before into the index again.
pub const WORDS_JOB: &str = "search.own";
/// The setting in which the migration notes that there is something to put in.
const SETTING: &str = "own_words";

/// Whether values of such a field are searched.
fn is_searched(ty: FieldType) -> bool {
    use FieldType as T;
    matches!(
        ty,
        T::Text
            | T::LongText
            | T::Phone
            | T::Email
            | T::Url
            | T::Address
            | T::File
            | T::Choice
            | T::MultiChoice
            | T::Number
            | T::Integer
            | T::Money
            | T::Percent
    )
}

/// The fields of one's own of an object whose values are searched.
///
/// # Errors
///
/// When the database fails.
pub fn searched(tx: &mut Tx<'_>, object: ObjectKind) -> Result<Vec<Field>> {
    let known = fields::load(tx, object)?.fields;
    Ok(known.into_iter().filter(|f| f.custom && is_searched(f.ty)).collect())
}

/// The words of some values: of those fields that are shown.
pub fn of(searched: &[Field], values: &Map<String, Json>, shown: impl Fn(&str) -> bool) -> Vec<String> {
    let mut out = Vec::new();
    for field in searched.iter().filter(|f| shown(&f.key)) {
        if let Some(value) = values.get(&field.key) {
            words_of(field, value, &mut out);
        }
    }
    out
}

fn words_of(field: &Field, value: &Json, out: &mut Vec<String>) {
    let said = |kind: TextKind, text: &str| {
        let text: String = text.chars().take(MOST_SEARCHED).collect();
        index_tokens(kind, &text)
    };
    match (field.ty, value) {
        (FieldType::Phone | FieldType::Email, Json::String(text)) => {
            out.extend(said(TextKind::Identity, text))
        }
        // What was chosen is its option; what is no option any more says nothing to people.
        (FieldType::Choice, Json::String(id)) => out.push(id.clone()),
        (FieldType::MultiChoice, Json::Array(list)) => {
            for item in list.iter().filter_map(Json::as_str) {
                if field.options.is_empty() {
                    out.extend(said(TextKind::Body, item));
                } else {
                    out.push(item.to_owned());
                }
            }
        }
        (FieldType::File, Json::Array(list)) => {
            for name in list.iter().filter_map(|file| file.get("name")?.as_str()) {
                out.extend(said(TextKind::Body, name));
            }
        }
        (ty, Json::Number(n)) if ty.is_number() => out.extend(said(TextKind::Body, &n.to_string())),
        (_, Json::String(text)) => out.extend(said(TextKind::Body, text)),
        _ => {}
    }
}

/// Words of a query with the options that they may mean.
///
/// # Errors
///
/// When the database fails.
pub fn meant(tx: &mut Tx<'_>, object: ObjectKind, q: &str) -> Result<Vec<Word>> {
    let mut words = people::words(q);
    if words.is_empty() {
        return Ok(words);
    }
    let chosen: Vec<(String, String)> = searched(tx, object)?
        .into_iter()
        .flat_map(|field| field.options)
        .map(|option| (gx_text::fold(&option.label), option.id))
        .collect();
    for word in &mut words {
        // One letter is the beginning of most labels; one Chinese character is a word.
        if word.text.chars().count() < 2 && !word.text.chars().all(is_dense) {
            continue;
        }
        let says = |label: &str| {
            // Cutting a label into words costs more than to see that the word is not in it.
            label.contains(word.text.as_str())
                && index_tokens(TextKind::Body, label).iter().any(|token| {
                    if word.prefix { token.starts_with(&word.text) } else { *token == word.text }
                })
        };
        let ids = chosen.iter().filter(|(label, _)| says(label)).map(|(_, id)| id.clone());
        word.or = ids.take(MOST_OPTIONS).collect();
    }
    Ok(words)
}

/// Puts the job in where the migration found fields of one's own.
///
/// # Errors
///
/// When the database fails.
pub fn schedule(store: &Store) -> Result<()> {
    if store.read(|tx| settings::get::<String>(tx, SETTING))?.as_deref() != Some("waits") {
        return Ok(());
    }
    store.write(|tx| {
        job::enqueue(tx, store, WORDS_JOB, &json!({}), store.now(), Some(WORDS_JOB))?;
        Ok(())
    })
}

/// What runs it.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        for object in ObjectKind::SHARED {
            sweep::run(store, job.id, stopping, |tx, after| portion(tx, *object, after))?;
        }
        store.write(|tx| settings::put(tx, SETTING, &"done")).map_err(|e| e.to_string())
    })
}

/// Puts the next records that hold fields of their own into the index again.
fn portion(tx: &mut Tx<'_>, object: ObjectKind, after: i64) -> Result<Portion> {
    let (table, living) = match object {
        ObjectKind::Person => ("person", " AND deleted_at IS NULL"),
        ObjectKind::Company => ("company", " AND deleted_at IS NULL"),
        ObjectKind::Order => ("orders", " AND deleted_at IS NULL"),
        _ => ("interaction", ""),
    };
    if searched(tx, object)?.is_empty() {
        return Ok(Portion { last: None, looked: 0, moved: 0 });
    }
    let sql = format!(
        "SELECT id FROM {table} WHERE fields IS NOT NULL{living} AND id > $1 ORDER BY id LIMIT {STEP}"
    );
    let ids: Vec<Id> = tx.query(&sql, &[after.into()])?.iter().map(|r| r.id(0)).collect::<Result<_>>()?;
    match object {
        ObjectKind::Person => indexed::again(tx, &ids)?,
        ObjectKind::Company => company::record::index_again(tx, &ids)?,
        ObjectKind::Order => own::words::put(tx, own::ORDERS, &ids)?,
        _ => own::words::put(tx, own::INTERACTIONS, &ids)?,
    }
    let last = if ids.len() == STEP { ids.last().map(|id| id.0) } else { None };
    Ok(Portion { last, looked: ids.len() as i64, moved: 0 })
}

/// Whether words hold all that is looked for, in whatever order they stand.
pub(crate) fn say_all(mut said: Vec<String>, words: &[Word]) -> bool {
    said.sort_unstable();
    indexed::says_all(&said, words)
}

/// Puts documents into an index in place of what stood there; one without words stands there no more.
pub(crate) fn replace(tx: &mut Tx<'_>, object: ObjectKind, mut docs: Vec<(Id, Vec<String>)>) -> Result<()> {
    let ids: Vec<Id> = docs.iter().map(|(id, _)| *id).collect();
    search::remove(tx, object, &ids)?;
    docs.retain(|(_, words)| !words.is_empty());
    search::index(tx, object, &docs, false)
}

//! Names that are nearly what somebody typed: a slip of the keys, a letter left out, a character that sounds the same.
//!
//! In: what was searched for. Out: other ways to ask the index of words for it, nearest first; whoever asks goes the
//! way of every search, under the caller's rights. It must never look at more than a bounded number of rows, whoever
//! has been written down: not names are compared but words, of which a million people share some hundred thousand, and
//! a word is found by what is left of it when letters are left out (Garbe's symmetric deletions), so that a lookup is a few
//! dozen equal keys. Chinese names need no words of their own: their parts and their sounds are in the index.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use gx_kernel::hash::KeyedHash;
use gx_kernel::object::ObjectKind;
use gx_match::distance::edits;
use gx_store::search::{self, Word};
use gx_store::{Conflict, Result, Store, Tx, job, settings};
use gx_text::fold::{is_dense, is_han};
use gx_text::pinyin;
use serde_json::json;

use crate::sweep::{self, Portion, STEP};

/// The job that learns the names which were there before.
pub const NEAR_JOB: &str = "name.near";
/// The setting that tells in which way all names are known.
const SETTING: &str = "name_near";
/// Changes when words are cut or keyed otherwise.
const EDITION: &str = "1";

/// Letters of a word; shorter ones are too much like each other, longer ones are no names.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=24;
/// Letters of a word that are left out are left out at its beginning: every slip within the rest leaves that as it was,
/// and a word has at most 29 keys.
const BEGINNING: usize = 7;
/// Words that one lookup compares. So many share a key only where somebody filled the list with them.
const MOST_WORDS: usize = 4_000;
/// Words that are tried for one that was typed.
const MOST_NEAR: usize = 8;
/// Ways in which a search is asked again; each reads at most [`MOST_ROWS`] rows of the index.
const MOST_WAYS: usize = 24;
/// Rows of one way.
pub const MOST_ROWS: usize = 100;
/// Characters of a Chinese name, or part of one, that is looked for with a slip.
const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=12;
/// From so many on one may be wrong; of fewer too little would be left.
const CHARACTERS_SLIP: usize = 3;

/// Another way to ask for what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What the index is asked for.
    pub words: Vec<Word>,
    /// The words that stand for others, to be held against the name; none where characters are compared.
    pub put: Vec<String>,
    /// Letters that are different.
    pub distance: usize,
}

/// How many letters may be different in a word of so many.
fn allowed(letters: usize) -> usize {
    match letters {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    }
}

/// The words of a name that can be misspelt: letters of a script that puts spaces between words, folded.
fn words_of(name: &str) -> Vec<String> {
    let folded = gx_text::fold(name);
    let mut out = Vec::new();
    for term in folded.split(' ') {
        let parts: Vec<&str> = term.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
        if parts.len() > 1 {
            out.push(parts.concat());
        }
        out.extend(parts.into_iter().map(str::to_owned));
    }
    out.retain(|word| is_plain(word));
    out
}

fn is_plain(word: &str) -> bool {
    LETTERS.contains(&word.chars().count()) && word.chars().all(|c| c.is_alphabetic() && !is_dense(c))
}

/// The keys of a word: of its beginning, and of what is left of that.
fn keys(word: &str) -> Vec<i64> {
    let beginning: Vec<char> = word.chars().take(BEGINNING).collect();
    let mut left: BTreeSet<Vec<char>> = BTreeSet::from([beginning.clone()]);
    let mut last = left.clone();
    for _ in 0..allowed(word.chars().count()) {
        let shorter = |part: &Vec<char>| {
            let part = part.clone();
            (0..part.len()).map(move |at| [&part[..at], &part[at + 1..]].concat()).collect::<Vec<_>>()
        };
        last = last.iter().flat_map(shorter).collect();
        left.extend(last.iter().cloned());
    }
    left.iter().map(|part| key(&part.iter().collect::<String>())).collect()
}

fn key(text: &str) -> i64 {
    KeyedHash::new(*b"guanxi near name").of(&[text.as_bytes()])
}

/// Letters that are different, or one more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
    edits(&units(a), &units(b), limit)
}

/// Notes the words of names, so that they are found with a slip.
///
/// # Errors
///
/// When the database fails.
pub fn learn<'a>(tx: &mut Tx<'_>, names: impl Iterator<Item = &'a str>) -> Result<()> {
    // In one order, so that two who learn the same words wait for each other and not in a ring.
    let mut words: BTreeSet<String> = names.flat_map(words_of).collect();
    if words.is_empty() {
        return Ok(());
    }
    let whole: Vec<i64> = words.iter().map(|w| key(&w.chars().take(BEGINNING).collect::<String>())).collect();
    for r in tx.query_in("SELECT word FROM name_near WHERE key IN", &whole)? {
        words.remove(r.text(0)?);
    }
    let rows: Vec<Vec<gx_store::Value>> = words
        .iter()
        .flat_map(|word| keys(word).into_iter().map(|key| vec![key.into(), word.as_str().into()]))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    tx.insert_many("name_near", &["key", "word"], &rows, Conflict::Skip)?;
    Ok(())
}

/// Takes those words of names away that nobody bears any more.
///
/// # Errors
///
/// When the database fails.
pub fn forget<'a>(tx: &mut Tx<'_>, names: impl Iterator<Item = &'a str>) -> Result<()> {
    for word in names.flat_map(words_of).collect::<BTreeSet<_>>() {
        let asked = [Word::new(word.clone(), false)];
        if search::find(tx, ObjectKind::Person, &asked, 1)?.is_empty()
            && search::find(tx, ObjectKind::Company, &asked, 1)?.is_empty()
        {
            let gone: Vec<Vec<gx_store::Value>> =
                keys(&word).into_iter().map(|key| vec![key.into(), word.as_str().into()]).collect();
            tx.execute_many("DELETE FROM name_near WHERE key = $1 AND word = $2", &gone)?;
        }
    }
    Ok(())
}

/// Words that are nearly this one, nearest first, the word itself left out.
fn near(tx: &mut Tx<'_>, word: &str) -> Result<Vec<(usize, String)>> {
    let list: Vec<String> = keys(word).iter().map(ToString::to_string).collect();
    let sql =
        format!("SELECT DISTINCT word FROM name_near WHERE key IN ({}) LIMIT {MOST_WORDS}", list.join(","));
    let letters = word.chars().count();
    let mut out = Vec::new();
    for r in tx.query_once(&sql, &[])? {
        let other = r.text(0)?;
        let limit = allowed(letters.min(other.chars().count()));
        let far = distance(word, other, limit);
        if (1..=limit).contains(&far) {
            out.push((far, other.to_owned()));
        }
    }
    // People know how a name begins.
    out.sort_by_key(|(far, other)| (*far, other.chars().next() != word.chars().next(), other.clone()));
    out.truncate(MOST_NEAR);
    Ok(out)
}

/// The ways in which what was typed is asked for again, nearest first; none where it is no name.
///
/// # Errors
///
/// When the database fails.
pub fn ways(tx: &mut Tx<'_>, typed: &str, words: &[Word]) -> Result<Vec<Way>> {
    let run: Vec<char> = gx_text::tokens::whole(typed).chars().collect();
    let mut out = if CHARACTERS.contains(&run.len()) && run.iter().all(|c| is_han(*c)) {
        characters(&run)
    } else {
        letters(tx, words)?
    };
    out.truncate(MOST_WAYS);
    Ok(out)
}

fn letters(tx: &mut Tx<'_>, words: &[Word]) -> Result<Vec<Way>> {
    let mut out = vec![Way { words: Vec::new(), put: Vec::new(), distance: 0 }];
    for word in words {
        let others = if is_plain(&word.text) { near(tx, &word.text)? } else { Vec::new() };
        let mut longer = Vec::new();
        for way in &out {
            let mut same = way.clone();
            same.words.push(word.clone());
            longer.push(same);
            for (far, other) in &others {
                let mut way = way.clone();
                way.words.push(Word::new(other.clone(), false));
                way.put.push(other.clone());
                way.distance += far;
                longer.push(way);
            }
        }
        longer.sort_by_key(|way| way.distance);
        // One more than is tried: the way in which nothing is different falls out at the end.
        longer.truncate(MOST_WAYS + 1);
        out = longer;
    }
    out.retain(|way| way.distance > 0);
    Ok(out)
}

fn characters(run: &[char]) -> Vec<Way> {
    let way = |words, distance| Way { words, put: Vec::new(), distance };
    let said: Option<String> = run.iter().map(|c| pinyin::readings(*c).into_iter().next()).collect();
    let sounds = said.map(|text| way(vec![Word::new(text, run.len() >= CHARACTERS_SLIP)], 1));
    let mut out: Vec<Way> = sounds.into_iter().collect();
    if run.len() < CHARACTERS_SLIP {
        return out;
    }
    // Parts of three and more are the beginning of an ending in the index, shorter ones are there as they are.
    let part = |chars: &[char]| {
        (!chars.is_empty()).then(|| Word::new(chars.iter().collect::<String>(), chars.len() > 2))
    };
    for at in 0..run.len() {
        out.push(way(part(&run[..at]).into_iter().chain(part(&run[at + 1..])).collect(), 1));
    }
    for at in 1..run.len() {
        out.push(way(part(&run[..at]).into_iter().chain(part(&run[at..])).collect(), 1));
    }
    out
}

/// Whether a name that a way found is nearly what was typed: the index knows more of a record than its name.
pub fn is_near(name: &str, typed: &str, way: &Way) -> bool {
    if !way.put.is_empty() {
        let said: HashSet<String> = words_of(name).into_iter().collect();
        return way.put.iter().all(|word| said.contains(word));
    }
    let chars = |text: &str| gx_text::tokens::whole(text).chars().collect::<Vec<char>>();
    let (name, typed) = (chars(name), chars(typed));
    sounds_in(&name, &typed) || typed.len() >= CHARACTERS_SLIP && one_off(&name, &typed)
}

/// Whether some part of a name sounds as what was typed.
fn sounds_in(name: &[char], typed: &[char]) -> bool {
    let alike = |a: char, b: char| {
        a == b || {
            let said = pinyin::readings(b);
            pinyin::readings(a).iter().any(|reading| said.contains(reading))
        }
    };
    name.windows(typed.len()).any(|part| part.iter().zip(typed).all(|(a, b)| alike(*a, *b)))
}

/// Whether some part of a name is what was typed but for one character.
fn one_off(name: &[char], typed: &[char]) -> bool {
    let units = |part: &[char]| part.iter().collect::<String>().encode_utf16().collect::<Vec<u16>>();
    let asked = units(typed);
    (typed.len() - 1..=typed.len() + 1)
        .any(|length| name.windows(length).any(|part| edits(&units(part), &asked, 1) <= 1))
}

/// Puts the job in unless all names are known in this way.
///
/// # Errors
///
/// When the database fails.
pub fn schedule(store: &Store) -> Result<()> {
    if store.read(|tx| settings::get::<String>(tx, SETTING))?.as_deref() == Some(EDITION) {
        return Ok(());
    }
    store.write(|tx| {
        job::enqueue(tx, store, NEAR_JOB, &json!({}), store.now(), Some(NEAR_JOB))?;
        Ok(())
    })
}

/// What runs it.
pub fn handler() -> job::Handler {
    Arc::new(|store, job, stopping| {
        for (table, columns) in [("person", "name, given_name, family_name, district"), ("company", "name")] {
            sweep::run(store, job.id, stopping, |tx, after| portion(tx, table, columns, after))?;
        }
        store.write(|tx| settings::put(tx, SETTING, &EDITION)).map_err(|e| e.to_string())
    })
}

/// Learns the next names of a table.
fn portion(tx: &mut Tx<'_>, table: &str, columns: &str, after: i64) -> Result<Portion> {
    let sql = format!(
        "SELECT id, {columns} FROM {table} WHERE deleted_at IS NULL AND id > $1 ORDER BY id LIMIT {STEP}"
    );
    let rows = tx.query(&sql, &[after.into()])?;
    let names: Vec<&str> =
        rows.iter().flat_map(|r| (1..r.0.len()).filter_map(|at| r.opt_text(at).ok().flatten())).collect();
    learn(tx, names.into_iter())?;
    let last = if rows.len() == STEP { rows.last().map(|r| r.int(0)).transpose()? } else { None };
    Ok(Portion { last, looked: rows.len() as i64, moved: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_few_keys_and_shares_one_with_every_word_near_it() {
        assert_eq!(keys("li").len(), 1);
        assert!(keys("katherine").len() <= 29);
        for (a, b) in [
            ("sulivan", "sullivan"),
            ("katharine", "katherine"),
            ("anna", "ana"),
            ("smiht", "smith"),
            ("xanderson", "anderson"),
            ("xyanderson", "anderson"),
            ("müllerr", "müller"),
        ] {
            let other: HashSet<i64> = keys(b).into_iter().collect();
            assert!(keys(a).iter().any(|key| other.contains(key)), "{a} {b}");
        }
    }

    #[test]
    fn chinese_names_are_near_by_sound_or_but_for_one_character() {
        let way = Way { words: Vec::new(), put: Vec::new(), distance: 1 };
        for (name, typed) in [
            ("林晓梅", "林晓每"),
            ("木禾设计有限公司", "木合设计"),
            ("欧阳雪儿", "欧阳儿"),
            ("林小梅", "林晓梅"),
        ] {
            assert!(is_near(name, typed, &way), "{name} {typed}");
        }
        for (name, typed) in [("王晓丽", "林晓梅"), ("林梅", "林木"), ("陈", "林晓梅")] {
            assert!(!is_near(name, typed, &way), "{name} {typed}");
        }
    }
}

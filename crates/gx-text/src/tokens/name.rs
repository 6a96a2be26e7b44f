//! The tokens of a name.

use super::MAX_TOKEN;
use super::scan::{Piece, pairs, pieces, squeeze};
use crate::fold::is_han;
use crate::names::family_len;
use crate::pinyin::{family_readings, readings};
use crate::words::words_for_index;

/// Up to this many characters a Chinese name is a person's, and all its substrings are listed.
const PERSON_CHARS: usize = 5;
/// Ways to read one name aloud that are listed in full.
const MAX_READINGS: usize = 8;

/// The tokens of a folded name.
pub(super) fn tokens(folded: &str) -> Vec<String> {
    let mut out = vec![squeeze(folded)];
    let mut words: Vec<String> = Vec::new();
    for piece in pieces(folded) {
        match piece {
            Piece::Word(word) => words.push(word),
            Piece::Compound { whole, parts } => {
                words.extend(parts);
                out.push(whole);
            }
            Piece::Dense(run) => chinese(&run, &mut out),
        }
    }
    if words.len() > 1 {
        out.push(words.iter().filter_map(|w| w.chars().next()).take(MAX_TOKEN).collect());
    }
    out.extend(words);
    out
}

fn chinese(run: &str, out: &mut Vec<String>) {
    let chars: Vec<char> = run.chars().collect();
    out.extend(substrings(&chars));
    if chars.iter().all(|c| is_han(*c)) && chars.len() <= PERSON_CHARS {
        person_readings(&chars, out);
        return;
    }
    out.extend(words_for_index(run).into_iter().map(str::to_owned));
    let spoken: Vec<Vec<String>> = chars.iter().map(|c| readings(*c)).collect();
    let first: Vec<&str> = spoken.iter().filter_map(|r| r.first().map(String::as_str)).collect();
    out.extend(first.iter().map(|s| (*s).to_owned()));
    for start in 0..first.len() {
        joined(&first[start..], out);
    }
    for word in words_for_index(run) {
        let said: String = word.chars().filter_map(|c| readings(c).into_iter().next()).collect();
        out.push(said.chars().take(MAX_TOKEN).collect());
    }
}

/// Syllables, joined pinyin and initials of a person's name, in every likely reading.
fn person_readings(chars: &[char], out: &mut Vec<String>) {
    let family = family_len(chars);
    let own = family_readings(&chars[..family].iter().collect::<String>());
    let mut ways: Vec<Vec<String>> = vec![Vec::new()];
    for (at, c) in chars.iter().enumerate() {
        let mut said = readings(*c);
        if let Some(Some(special)) = own.get(at) {
            let special = special.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            said.retain(|r| *r != special);
            said.insert(0, special);
        }
        // lü is typed lv, printed lyu in passports and lu by those who forget the dots.
        if let Some(v) = said.iter().find(|r| r.contains('v')).cloned() {
            said.extend([v.replace('v', "yu"), v.replace('v', "u")]);
        }
        out.extend(said.iter().cloned());
        if said.is_empty() {
            continue;
        }
        let longer = ways.iter().flat_map(|way| {
            said.iter().map(|s| {
                let mut way = way.clone();
                way.push(s.clone());
                way
            })
        });
        ways = longer.take(MAX_READINGS).collect();
    }
    for way in &ways {
        let parts: Vec<&str> = way.iter().map(String::as_str).collect();
        for start in 0..parts.len() {
            joined(&parts[start..], out);
        }
        if parts.len() == chars.len() && family < parts.len() {
            let (family, given) = parts.split_at(family);
            let family = family.concat();
            out.push(format!("{}{family}", given.concat()));
            out.push(format!("{family}{}", initials(given)));
        }
    }
}

fn joined(parts: &[&str], out: &mut Vec<String>) {
    out.push(parts.concat().chars().take(MAX_TOKEN).collect());
    if parts.len() > 1 {
        out.push(initials(parts));
    }
}

fn initials(parts: &[&str]) -> String {
    parts.iter().filter_map(|p| p.chars().next()).take(MAX_TOKEN).collect()
}

/// All substrings of a short run; of a longer one the characters, pairs, and every ending
/// (a query for a longer part is a prefix of an ending).
pub(super) fn substrings(chars: &[char]) -> Vec<String> {
    if chars.len() <= PERSON_CHARS {
        let ends = |start: usize| (start + 1..=chars.len()).map(move |end| (start, end));
        return (0..chars.len()).flat_map(ends).map(|(a, b)| chars[a..b].iter().collect()).collect();
    }
    let mut out: Vec<String> = chars.iter().map(char::to_string).collect();
    out.extend(pairs(chars));
    out.extend((0..chars.len()).map(|start| chars[start..].iter().take(MAX_TOKEN).collect::<String>()));
    out
}

//! Scores the matcher on files whose truth is known: `judge FILE ID_COLUMN TRUTH [COLUMN=KIND …]`.
//!
//! TRUTH is a CSV file with a header: either two ids a row (pairs), or, with a header that begins
//! with `id,entity`, an id and its entity. Prints the columns' meanings, pairs compared, seconds on
//! a core and pairwise F1; with `SHOW=n` the first n false pairs of each sort.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use gx_match::{DedupeOptions, Kind, dedupe_csv};

type Failure = Box<dyn std::error::Error>;

fn cpu_seconds() -> f64 {
    // User and system time, in hundredths of a second, after the command's name in brackets.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [11, 12].iter().filter_map(|i| fields.get(*i)?.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn ordered(a: &str, b: &str) -> (String, String) {
    if a < b { (a.into(), b.into()) } else { (b.into(), a.into()) }
}

fn truth(path: &str) -> Result<HashSet<(String, String)>, Failure> {
    let mut reader = csv::Reader::from_path(path)?;
    let by_entity = reader.headers()?.iter().take(2).eq(["id", "entity"]);
    let rows = reader.records().map(|r| r.map(|r| (r[0].to_owned(), r[1].to_owned())));
    if !by_entity {
        return Ok(rows.map(|r| r.map(|(a, b)| ordered(&a, &b))).collect::<Result<_, _>>()?);
    }
    let mut members: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows {
        let (id, entity) = row?;
        members.entry(entity).or_default().push(id);
    }
    let mut pairs = HashSet::new();
    for ids in members.values() {
        for (i, a) in ids.iter().enumerate() {
            pairs.extend(ids[i + 1..].iter().map(|b| ordered(a, b)));
        }
    }
    Ok(pairs)
}

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, id, truth_file, map @ ..] = args.as_slice() else {
        return Err("usage: judge FILE ID_COLUMN TRUTH [COLUMN=KIND …]".into());
    };
    let map = map
        .iter()
        .filter_map(|m| m.split_once('='))
        .filter_map(|(c, k)| Some((c.to_owned(), Kind::parse(k)?)));
    let options =
        DedupeOptions { id_column: Some(id.clone()), map: map.collect(), ..DedupeOptions::default() };
    let text = std::fs::read(file)?;
    let (cpu, start) = (cpu_seconds(), Instant::now());
    let found = dedupe_csv(text.as_slice(), &options, &|_, _| {})?;
    let (cpu, wall) = (cpu_seconds() - cpu, start.elapsed().as_secs_f64());
    let truth = truth(truth_file)?;
    let pairs: HashMap<(String, String), f64> =
        found.pairs.iter().map(|p| (ordered(&p.id_a, &p.id_b), p.probability)).collect();
    let right = pairs.keys().filter(|p| truth.contains(*p)).count() as f64;
    let (n, t) = (pairs.len() as f64, truth.len() as f64);
    println!(
        "{file}: F1 {:.4} precision {:.4} recall {:.4}, {n} found, {t} true; {} compared; {cpu:.2} s CPU, {wall:.2} s",
        2.0 * right / (n + t).max(1.0),
        right / n.max(1.0),
        right / t.max(1.0),
        found.compared,
    );
    let Ok(show) = std::env::var("SHOW") else { return Ok(()) };
    let show: usize = show.parse()?;
    for c in &found.schema.columns {
        println!("  {} is {}", c.name, c.kind.as_text());
    }
    println!("{}", found.model.describe());
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_slice());
    let at = reader.headers()?.iter().position(|h| h == id).unwrap_or(0);
    let rows: HashMap<String, String> = reader
        .records()
        .filter_map(Result::ok)
        .map(|r| (r.get(at).unwrap_or_default().to_owned(), r.iter().collect::<Vec<_>>().join(" | ")))
        .collect();
    let perhaps: HashMap<(String, String), f64> =
        found.perhaps.iter().map(|p| (ordered(&p.id_a, &p.id_b), p.probability)).collect();
    let row = |id: &String| rows.get(id).cloned().unwrap_or_default();
    let mut wrong: Vec<_> = pairs.iter().filter(|p| !truth.contains(p.0)).collect();
    wrong.sort_by(|x, y| x.0.cmp(y.0));
    for (pair, probability) in wrong.iter().step_by(wrong.len().div_ceil(show.max(1)).max(1)) {
        println!("FALSE {probability:.3}\n   {}\n   {}", row(&pair.0), row(&pair.1));
    }
    let mut missed: Vec<_> = truth.iter().filter(|p| !pairs.contains_key(*p)).collect();
    missed.sort();
    for pair in missed.iter().step_by(missed.len().div_ceil(show.max(1)).max(1)) {
        println!(
            "MISSED {:.3}\n   {}\n   {}",
            perhaps.get(*pair).copied().unwrap_or(0.0),
            row(&pair.0),
            row(&pair.1)
        );
    }
    Ok(())
}

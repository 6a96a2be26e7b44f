//! Deduplicates a CSV file and, given the true pairs, prints precision, recall and F1.
//!
//! `cargo run --release -p gx-match --example score -- FILE.csv ID [TRUTH.csv] [drop=a,b] [map=col:kind,…] [pairs=OUT]`

use std::collections::HashSet;
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::time::Instant;

use gx_match::{DedupeOptions, Kind, dedupe_csv};

fn main() -> Result<(), Box<dyn Error>> {
    let mut options = DedupeOptions::default();
    let mut places = Vec::new();
    let mut out = None;
    for arg in std::env::args().skip(1) {
        if let Some(list) = arg.strip_prefix("drop=") {
            options.map.extend(list.split(',').map(|c| (c.to_owned(), Kind::Ignored)));
        } else if let Some(list) = arg.strip_prefix("map=") {
            for one in list.split(',') {
                let (c, k) = one.split_once(':').ok_or("map=column:kind")?;
                options.map.push((c.to_owned(), Kind::parse(k).ok_or("unknown kind")?));
            }
        } else if let Some(path) = arg.strip_prefix("pairs=") {
            out = Some(path.to_owned());
        } else if let Some(t) = arg.strip_prefix("threshold=") {
            options.threshold = Some(t.parse()?);
        } else {
            places.push(arg);
        }
    }
    let [file, id, rest @ ..] = places.as_slice() else { return Err("FILE.csv ID [TRUTH.csv]".into()) };
    options.id_column = Some(id.clone());
    let start = Instant::now();
    let result = dedupe_csv(File::open(file)?, &options, &|stage, share| {
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{stage:?} {share:.2} at {:.2?}", start.elapsed());
        }
    })?;
    let took = start.elapsed();
    println!(
        "{} rows, {} compared, {} pairs, {took:.2?}",
        result.clusters.len(),
        result.compared,
        result.pairs.len()
    );
    if std::env::var_os("SHOW").is_some() {
        print!("{}", result.model.describe());
    }
    if let Some(path) = &out {
        let mut f = File::create(path)?;
        writeln!(f, "id_a,id_b,probability")?;
        for p in &result.pairs {
            writeln!(f, "{},{},{:.6}", p.id_a, p.id_b, p.probability)?;
        }
        for p in &result.perhaps {
            writeln!(f, "{},{},-{:.6}", p.id_a, p.id_b, p.probability)?;
        }
    }
    if let Some(truth) = rest.first() {
        let order = |a: &str, b: &str| {
            if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
        };
        let mut truths = HashSet::new();
        for row in csv::Reader::from_path(truth)?.records() {
            let row = row?;
            truths.insert(order(&row[0], &row[1]));
        }
        let found: HashSet<_> = result.pairs.iter().map(|p| order(&p.id_a, &p.id_b)).collect();
        let hit = found.intersection(&truths).count() as f64;
        let (precision, recall) = (hit / found.len().max(1) as f64, hit / truths.len().max(1) as f64);
        let f1 = 2.0 * hit / (found.len() + truths.len()).max(1) as f64;
        println!("precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
    }
    Ok(())
}

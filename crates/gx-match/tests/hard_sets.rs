//! Holds the matcher to a quality on hard files of many kinds; see `hard`.
//!
//! `GUANXI_HARD_SETS=DIR` also writes the files and their truth there, to compare other programs.

mod hard;

use std::collections::HashMap;

use gx_match::{DedupeOptions, dedupe_csv};
use hard::{Set, organisations, people};

fn pairs<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> f64 {
    let mut sizes: HashMap<K, f64> = HashMap::new();
    for key in keys {
        *sizes.entry(key).or_default() += 1.0;
    }
    sizes.values().map(|n| n * (n - 1.0) / 2.0).sum()
}

/// Pairwise F1 and how many pairs were found.
fn judge(set: &Set) -> (f64, f64) {
    if let Some(dir) = std::env::var_os("GUANXI_HARD_SETS") {
        let file = std::path::Path::new(&dir).join(set.name.replace(' ', "_"));
        let rows: String = set.entities.iter().enumerate().map(|(i, e)| format!("r{i},{e}\n")).collect();
        std::fs::write(file.with_extension("csv"), &set.csv).expect("the file is written");
        std::fs::write(file.with_extension("truth.csv"), format!("id,entity\n{rows}"))
            .expect("the truth too");
    }
    let options = DedupeOptions { id_column: Some("id".into()), ..DedupeOptions::default() };
    let result = dedupe_csv(set.csv.as_bytes(), &options, &|_, _| {}).expect("it works");
    let both: Vec<(usize, &str)> =
        set.entities.iter().zip(&result.clusters).map(|(e, (_, c))| (*e, c.as_str())).collect();
    let (right, found, truth) =
        (pairs(both.iter()), pairs(both.iter().map(|b| b.1)), pairs(both.iter().map(|b| b.0)));
    let f1 = 2.0 * right / (found + truth).max(1.0);
    println!(
        "{}: F1 {f1:.4} precision {:.4} recall {:.4}, {truth} true pairs, {found} found, of {} rows",
        set.name,
        right / found.max(1.0),
        right / truth.max(1.0),
        set.entities.len()
    );
    (f1, found)
}

fn holds(set: &Set, at_least: f64) {
    let (f1, _) = judge(set);
    assert!(f1 >= at_least, "{}: F1 {f1:.4} is below {at_least}", set.name);
}

#[test]
fn centres_on_the_lists_of_agencies() {
    holds(&organisations::centres("centres", 0), 0.985);
    holds(&organisations::centres("centres hard", 30), 0.74);
}

#[test]
fn restaurants_in_two_guides() {
    holds(&organisations::restaurants("restaurants", 16), 0.96);
}

#[test]
fn chinese_companies_and_their_branches() {
    holds(&organisations::companies("Chinese companies", 35), 0.91);
}

#[test]
fn english_people_with_heavy_errors() {
    holds(&people::english("English heavy", 1500, 40, 35, 4), 0.975);
}

#[test]
fn english_people_with_many_gaps() {
    holds(&people::english("English gaps", 1200, 40, 15, 30), 0.915);
}

#[test]
fn a_small_file_of_people() {
    holds(&people::english("English small", 150, 50, 25, 8), 0.97);
}

#[test]
fn every_row_has_a_double() {
    holds(&people::english("all doubled", 700, 100, 25, 5), 0.98);
}

#[test]
fn no_row_has_a_double() {
    for set in [
        people::english("no doubles", 2500, 0, 0, 10),
        people::chinese("no Chinese doubles", 2500, 0, 15),
        organisations::restaurants("no double restaurants", 0),
        organisations::companies("no double companies", 0),
    ] {
        let (_, found) = judge(&set);
        assert!(found <= 5.0, "{}: {found} pairs found", set.name);
    }
}

#[test]
fn names_and_towns_alone() {
    holds(&people::names_only(), 0.97);
}

#[test]
fn chinese_people_with_common_names() {
    holds(&people::chinese("Chinese people", 1800, 40, 8), 0.975);
    holds(&people::chinese("Chinese gaps", 1200, 40, 35), 0.86);
}

/// For measuring speed: `GUANXI_HARD_SETS=DIR cargo test -- --ignored`.
#[test]
#[ignore = "writes and matches files of 100,000 rows"]
fn large_files() {
    holds(&people::english("English large", 55_000, 40, 25, 8), 0.96);
    holds(&people::chinese("Chinese large", 65_000, 40, 15), 0.92);
    holds(&people::english("no large doubles", 100_000, 0, 0, 10), 0.0);
}

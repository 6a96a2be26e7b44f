//! Detection on the real files beside the project; skipped, saying so, where they are missing.

#![expect(clippy::unwrap_used, reason = "a test stops where its data is not as made")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gx_files::values::{DateOrder, parse_birth_date, parse_instant, parse_money};
use gx_files::{ObjectGuess, Options, detect_columns, detect_object, open};

fn data(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("GUANXI_TEST_DATA").map_or(root, PathBuf::from).join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {file} is not beside the project");
    None
}

fn told(file: &str) -> Option<String> {
    let path = data(file)?;
    let table = open(path.as_path(), Options::default()).unwrap();
    let sample = table.sample(200).unwrap();
    let ObjectGuess { object, confidence, because } = detect_object(&table.headers, &sample);
    let mut out = String::new();
    writeln!(
        out,
        "{:?} {:?} {:?} header {:?}",
        table.format, table.encoding, table.delimiter, table.header_line
    )
    .unwrap();
    writeln!(out, "{} rows, {:?}", table.rows().unwrap().filter(Result::is_ok).count(), table.assumed)
        .unwrap();
    writeln!(out, "{object} {confidence:.2}: {because}").unwrap();
    for guess in
        detect_columns(object, &table.headers, &sample, path.file_name().and_then(|n| n.to_str()), &[])
    {
        let target = guess.target.map_or("-".into(), |t| t.as_text());
        writeln!(
            out,
            "{} → {target} {:.2} {:?}: {}",
            guess.header, guess.confidence, guess.date_order, guess.because
        )
        .unwrap();
    }
    Some(out)
}

#[test]
fn people() {
    if let Some(told) = told("people/febrl2.csv") {
        insta::assert_snapshot!("febrl2", told);
    }
}

#[test]
fn orders() {
    if let Some(told) = told("orders/cdnow_sample.csv") {
        insta::assert_snapshot!("cdnow_sample", told);
    }
}

#[test]
fn posts() {
    if let Some(told) = told("sentiment/weibo2018.jsonl") {
        insta::assert_snapshot!("weibo2018", told);
    }
}

#[test]
fn every_value_of_the_real_columns_parses_or_says_why() {
    let today = jiff::civil::date(2026, 11, 22);
    if let Some(path) = data("people/febrl2.csv") {
        let table = open(path, Options::default()).unwrap();
        let at = table.headers.iter().position(|h| h == "date_of_birth").unwrap();
        let (mut good, mut empty, mut wrong) = (0, 0, std::collections::BTreeMap::new());
        for row in table.rows().unwrap() {
            match &row.unwrap().cells[at] {
                cell if cell.is_empty() => empty += 1,
                cell => match parse_birth_date(cell, DateOrder::Plain, today) {
                    Ok(_) => good += 1,
                    Err(e) => *wrong.entry(e.code).or_insert(0) += 1,
                },
            }
        }
        insta::assert_snapshot!("febrl2_births", format!("{good} good, {empty} empty, {wrong:?}"));
    }
    if let Some(path) = data("orders/cdnow_sample.csv") {
        let table = open(path, Options::default()).unwrap();
        for row in table.rows().unwrap() {
            let cells = row.unwrap().cells;
            parse_instant(&cells[2], DateOrder::Plain, &jiff::tz::TimeZone::UTC).unwrap();
            parse_money(&cells[4]).unwrap();
        }
    }
}

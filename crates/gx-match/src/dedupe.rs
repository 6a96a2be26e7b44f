//! From a CSV file to the pairs and clusters of equal records.

use std::collections::HashSet;
use std::io::Read;

use crate::cluster::cluster;
use crate::detect::detect;
use crate::learn::learn;
use crate::model::Model;
use crate::schema::{Kind, Record, Schema};

/// What can be chosen.
#[derive(Clone, Debug, Default)]
pub struct DedupeOptions {
    /// The column that names each row; row numbers from 1 if there is none. Never evidence.
    pub id_column: Option<String>,
    /// Meanings of columns, by header; what is not named is detected.
    pub map: Vec<(String, Kind)>,
    /// Pairs from this probability on are merged; by default what suits the data.
    pub threshold: Option<f64>,
    /// The delimiter; detected if not given.
    pub delimiter: Option<u8>,
}

/// What is being done, for a progress line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the file.
    Reading,
    /// Comparing and learning.
    Learning,
    /// Putting pairs together.
    Clustering,
}

/// Two rows that are the same.
#[derive(Clone, Debug, PartialEq)]
pub struct DedupePair {
    /// The id of the earlier row.
    pub id_a: String,
    /// The id of the later row.
    pub id_b: String,
    /// The probability that they are the same.
    pub probability: f64,
}

/// What was found.
#[derive(Debug)]
pub struct DedupeResult {
    /// Every pair within a cluster.
    pub pairs: Vec<DedupePair>,
    /// For every row, in order: its id and the id of the first row of its cluster.
    pub clusters: Vec<(String, String)>,
    /// Pairs below the threshold that a person should look at.
    pub perhaps: Vec<DedupePair>,
    /// What the columns were taken to mean.
    pub schema: Schema,
    /// The learned weights.
    pub model: Model,
    /// How many pairs were compared.
    pub compared: usize,
    /// The threshold that was used.
    pub threshold: f64,
    /// What was odd about the file, in words with line numbers.
    pub warnings: Vec<String>,
}

/// Why a file could not be deduplicated.
#[derive(Debug, thiserror::Error)]
pub enum DedupeError {
    /// The file could not be read.
    #[error("the file could not be read: {0}")]
    Read(#[from] std::io::Error),
    /// A row is no CSV.
    #[error("the file is not CSV: {0}")]
    Csv(#[from] csv::Error),
    /// There is no such column.
    #[error("there is no column {wanted:?}; the columns are {columns}")]
    NoColumn {
        /// The column asked for.
        wanted: String,
        /// The columns there are.
        columns: String,
    },
    /// There is no header.
    #[error("the file is empty: it has no header line")]
    Empty,
    /// No column holds evidence.
    #[error("no column could be compared; name their meanings with --map, for example --map {0}=full_name")]
    NothingToCompare(String),
    /// More columns than can be compared.
    #[error(
        "the file has {0} columns that could be compared; 60 is the most. Name those that matter with --map"
    )]
    TooManyColumns(usize),
}

/// Finds the equal rows of a CSV file (UTF-8, with a header line).
pub fn dedupe_csv(
    mut reader: impl Read,
    options: &DedupeOptions,
    progress: &(dyn Fn(Stage, f64) + Sync),
) -> Result<DedupeResult, DedupeError> {
    progress(Stage::Reading, 0.0);
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let delimiter = options.delimiter.unwrap_or_else(|| sniff(bytes));
    let mut warnings = Vec::new();
    let (headers, records) = read(bytes, delimiter, &mut warnings)?;
    let find = |wanted: &str| {
        let same = |h: &&String| h.trim() == wanted.trim();
        let alike = |h: &&String| h.trim().eq_ignore_ascii_case(wanted.trim());
        headers
            .iter()
            .find(same)
            .or_else(|| headers.iter().find(alike))
            .and_then(|h| headers.iter().position(|x| x == h))
            .ok_or_else(|| DedupeError::NoColumn { wanted: wanted.to_owned(), columns: headers.join(", ") })
    };
    let id = options.id_column.as_deref().map(find).transpose()?;
    let map = options.map.iter().map(|(c, k)| Ok((find(c)?, *k))).collect::<Result<Vec<_>, DedupeError>>()?;
    let schema = detect(&headers, &records, id, &map);
    let ids: Vec<String> = match id {
        Some(at) => records.iter().map(|r| r.get(at).unwrap_or_default().to_owned()).collect(),
        None => (1..=records.len()).map(|i| i.to_string()).collect(),
    };
    let mut seen = HashSet::new();
    let repeated = ids.iter().filter(|i| !seen.insert(i.as_str())).count();
    if repeated > 0 {
        warnings.push(format!("{repeated} rows repeat an id of an earlier row"));
    }
    drop(seen);
    // Only columns with evidence take part; the others would cost time in every comparison.
    let used: Vec<usize> =
        (0..schema.columns.len()).filter(|c| schema.columns[*c].kind != Kind::Ignored).collect();
    if used.is_empty() && records.len() > 1 {
        let first =
            headers.iter().enumerate().find(|(i, _)| Some(*i) != id).map_or("COLUMN", |(_, h)| h.as_str());
        return Err(DedupeError::NothingToCompare(first.to_owned()));
    }
    if used.len() > 60 {
        return Err(DedupeError::TooManyColumns(used.len()));
    }
    let narrow = Schema::new(used.iter().map(|c| schema.columns[*c].clone()).collect());
    let records: Vec<Record> = records
        .into_iter()
        .map(|mut r| Record {
            values: used.iter().map(|c| r.values.get_mut(*c).and_then(Option::take)).collect(),
        })
        .collect();
    progress(Stage::Reading, 1.0);
    let learned = learn(&records, &narrow, &|share| progress(Stage::Learning, share));
    progress(Stage::Clustering, 0.0);
    let threshold = options.threshold.unwrap_or(learned.model.thresholds.same);
    let perhaps_from = learned.model.thresholds.perhaps.min(threshold);
    let scored = learned.pairs_at_least(perhaps_from);
    let clusters = cluster(&learned.prepared, &learned.model, &scored, threshold);
    progress(Stage::Clustering, 1.0);
    let named = |p: &crate::model::ScoredPair| DedupePair {
        id_a: ids[p.a as usize].clone(),
        id_b: ids[p.b as usize].clone(),
        probability: p.probability,
    };
    Ok(DedupeResult {
        pairs: clusters.pairs.iter().map(named).collect(),
        perhaps: scored
            .iter()
            .filter(|p| clusters.of[p.a as usize] != clusters.of[p.b as usize])
            .map(named)
            .collect(),
        clusters: clusters
            .of
            .iter()
            .zip(&ids)
            .map(|(c, id)| (id.clone(), ids[*c as usize].clone()))
            .collect(),
        schema,
        compared: learned.pairs.len(),
        model: learned.model,
        threshold,
        warnings,
    })
}

fn read(
    bytes: &[u8],
    delimiter: u8,
    warnings: &mut Vec<String>,
) -> Result<(Vec<String>, Vec<Record>), DedupeError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bytes);
    let mut row = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut row)? {
        return Err(DedupeError::Empty);
    }
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    let headers: Vec<String> = row.iter().map(text).collect();
    let mut records = Vec::new();
    let mut ragged: Vec<u64> = Vec::new();
    while reader.read_byte_record(&mut row)? {
        if row.len() != headers.len() {
            ragged.push(row.position().map_or(0, csv::Position::line));
        }
        let value = |b: &[u8]| Some(b).filter(|b| !b.trim_ascii().is_empty()).map(|b| text(b.trim_ascii()));
        let values = (0..headers.len()).map(|i| row.get(i).and_then(value)).collect();
        records.push(Record { values });
    }
    if let Some(first) = ragged.first() {
        warnings.push(format!(
            "{} rows do not have {} columns like the header, the first at line {first}",
            ragged.len(),
            headers.len()
        ));
    }
    Ok((headers, records))
}

/// The delimiter under which the first rows have the most columns and agree on their number.
fn sniff(bytes: &[u8]) -> u8 {
    let mut best = (0_usize, b',');
    for delimiter in *b",;\t|" {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        let widths: Vec<usize> =
            reader.byte_records().take(20).map_while(Result::ok).map(|r| r.len()).collect();
        let Some(first) = widths.first() else { continue };
        let agree = widths.iter().filter(|w| *w == first).count();
        let score = if *first > 1 { agree * 100 / widths.len() * 10 + (*first).min(9) } else { 0 };
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

//! `guanxi dedupe`: duplicates in any CSV of people or organisations.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use gx_match::{DedupeOptions, Kind, Stage, dedupe_csv};

use crate::progress::Progress;

/// Find duplicates in any CSV of people or organisations.
///
/// Columns are detected by name and content, or given with --map. The id column is never evidence.
#[derive(Debug, Args)]
pub struct Dedupe {
    /// The CSV file, with a header line.
    file: PathBuf,
    /// The column that names each row; by default rows are numbered.
    #[arg(long)]
    id: Option<String>,
    /// Where the pairs that would be merged are written: id_a,id_b,probability.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where the cluster of every row is written: id,cluster.
    #[arg(long)]
    clusters: Option<PathBuf>,
    /// What a column means, for example --map surname=family_name; may be repeated. `ignored` leaves a column out.
    #[arg(long, value_name = "COLUMN=KIND")]
    map: Vec<String>,
    /// Pairs from this probability on are merged; by default what suits the data.
    #[arg(long)]
    threshold: Option<f64>,
}

impl Dedupe {
    /// Runs the command.
    pub fn run(self) -> Result<()> {
        let mut map = Vec::new();
        for pair in self.map.iter().flat_map(|m| m.split(',')) {
            let Some((column, kind)) = pair.split_once('=') else {
                bail!("--map takes COLUMN=KIND, got {pair:?}")
            };
            let Some(kind) = Kind::parse(kind.trim()) else {
                let known: Vec<&str> = Kind::ALL.iter().map(|k| k.as_text()).collect();
                bail!("--map: there is no kind {kind:?}; known are {}", known.join(", "))
            };
            map.push((column.trim().to_owned(), kind));
        }
        // Any encoding that a spreadsheet writes becomes UTF-8 before it is compared.
        let table = gx_files::open(self.file.as_path(), gx_files::Options::default())
            .map_err(|e| anyhow::anyhow!("{}: {}", self.file.display(), e.message))?;
        let mut text = csv::Writer::from_writer(Vec::new());
        text.write_record(&table.headers)?;
        for row in table.rows().map_err(|e| anyhow::anyhow!(e.message))? {
            match row {
                Ok(row) => text.write_record(&row.cells)?,
                Err(e) => bail!("{} line {}: {}", self.file.display(), e.line, e.message),
            }
        }
        let text = text.into_inner()?;
        let options =
            DedupeOptions { id_column: self.id, map, threshold: self.threshold, delimiter: Some(b',') };
        let progress = std::sync::Mutex::new(Progress::new());
        let result = dedupe_csv(text.as_slice(), &options, &|stage, share| {
            let name = match stage {
                Stage::Reading => "reading",
                Stage::Learning => "learning",
                Stage::Clustering => "clustering",
            };
            if let Ok(mut p) = progress.lock() {
                p.tell(name, (share * 100.0) as u64, 100);
            }
        })?;
        if let Ok(p) = progress.lock() {
            p.end();
        }
        for w in &result.warnings {
            eprintln!("{w}");
        }
        if let Some(path) = &self.out {
            let mut out = csv::Writer::from_path(path)
                .with_context(|| format!("{} cannot be written", path.display()))?;
            out.write_record(["id_a", "id_b", "probability"])?;
            for p in &result.pairs {
                out.write_record([&p.id_a, &p.id_b, &format!("{:.6}", p.probability)])?;
            }
            out.flush()?;
        }
        if let Some(path) = &self.clusters {
            let mut out = csv::Writer::from_path(path)
                .with_context(|| format!("{} cannot be written", path.display()))?;
            out.write_record(["id", "cluster"])?;
            for (id, cluster) in &result.clusters {
                out.write_record([id, cluster])?;
            }
            out.flush()?;
        }
        eprintln!(
            "{} rows, {} pairs compared, {} pairs merged at {:.3} or more, {} to look at",
            result.clusters.len(),
            result.compared,
            result.pairs.len(),
            result.threshold,
            result.perhaps.len()
        );
        for column in &result.schema.columns {
            eprintln!("  {:<24} {}", column.name, column.kind.as_text());
        }
        Ok(())
    }
}

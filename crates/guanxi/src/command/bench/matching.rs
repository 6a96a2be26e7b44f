//! Duplicates among generated people, against the truth that the generator knows.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use gx_demo::{Demo, DemoConfig, DemoPerson};
use gx_kernel::identity::IdentityKind;
use gx_kernel::{Clock as _, SystemClock};
use gx_match::{DedupeOptions, dedupe_csv};
use serde_json::json;

use super::Size;
use super::report::{Budget, Figure, cpu_seconds, median};

const COLUMNS: &[&str] = &[
    "id",
    "name",
    "gender",
    "birth_date",
    "phone",
    "email",
    "region",
    "city",
    "district",
    "address",
    "postcode",
];

fn cells(p: &DemoPerson) -> Vec<String> {
    let address = |kind: &IdentityKind| {
        p.identities.iter().find(|i| i.kind == *kind).map(|i| i.value.clone()).unwrap_or_default()
    };
    vec![
        p.key.to_string(),
        p.name.clone(),
        p.gender.unwrap_or_default().to_owned(),
        p.birth_date.map(|d| d.to_string()).unwrap_or_default(),
        address(&IdentityKind::Phone),
        address(&IdentityKind::Email),
        p.region.clone(),
        p.city.clone(),
        p.district.clone(),
        p.address.clone(),
        p.postcode.clone(),
    ]
}

/// Pairs within groups of these sizes.
fn pairs(sizes: impl Iterator<Item = u64>) -> u64 {
    sizes.map(|n| n * n.saturating_sub(1) / 2).sum()
}

fn counted<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> HashMap<K, u64> {
    let mut out = HashMap::new();
    for key in keys {
        *out.entry(key).or_default() += 1;
    }
    out
}

/// Pairwise precision and recall of a clustering: found groups against true groups.
fn judge(both: &[(u32, String)]) -> (f64, f64, u64, u64) {
    let right = pairs(counted(both.iter()).into_values());
    let found = pairs(counted(both.iter().map(|(_, c)| c)).into_values());
    let truth = pairs(counted(both.iter().map(|(t, _)| t)).into_values());
    (right as f64 / found.max(1) as f64, right as f64 / truth.max(1) as f64, truth, found)
}

/// So many of the demo's people as a CSV file, and for each row the first row of the same human.
pub(super) fn people_csv(people: u32) -> Result<(Vec<u8>, Vec<u32>)> {
    let demo = Demo::new(DemoConfig { people, ..DemoConfig::new(gx_server::demo::SEED, SystemClock.now()) });
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS)?;
    let mut humans: Vec<u32> = Vec::new();
    for p in demo.people() {
        csv.write_record(cells(&p))?;
        // A duplicate may be one of a duplicate: the first record stands for the human.
        let human = p.duplicate_of.and_then(|of| humans.get(of as usize).copied()).unwrap_or(p.key);
        humans.push(human);
    }
    Ok((csv.into_inner()?, humans))
}

/// Writes the people and, for each, which human it is, as the example `judge` of gx-match reads them.
fn keep_files(dir: &Path, text: &[u8], humans: &[u32]) -> Result<()> {
    std::fs::create_dir_all(dir)?;
    std::fs::write(dir.join("people.csv"), text)?;
    let mut truth = "id,entity\n".to_owned();
    for (key, human) in humans.iter().enumerate() {
        writeln!(truth, "{key},{human}")?;
    }
    Ok(std::fs::write(dir.join("people.truth.csv"), truth)?)
}

/// Time and quality of matching.
pub(super) fn dedupe(size: &Size, keep: Option<&Path>) -> Result<Vec<Figure>> {
    let (text, humans) = people_csv(size.matched)?;
    if let Some(dir) = keep {
        keep_files(dir, &text, &humans)?;
    }
    let options = DedupeOptions { id_column: Some("id".into()), ..DedupeOptions::default() };
    let (mut seconds, mut quality, mut compared) = (Vec::new(), (0.0, 0.0, 0, 0), 0);
    let cpu = cpu_seconds();
    for _ in 0..size.rounds {
        let start = Instant::now();
        let found = dedupe_csv(text.as_slice(), &options, &|_, _| {})?;
        seconds.push(start.elapsed().as_secs_f64());
        let cluster_of = |(id, cluster): &(String, String)| {
            Some((*humans.get(id.parse::<usize>().ok()?)?, cluster.clone()))
        };
        let both: Vec<(u32, String)> = found.clusters.iter().filter_map(cluster_of).collect();
        quality = judge(&both);
        compared = found.compared;
    }
    let cpu = cpu.and_then(|c| Some((cpu_seconds()? - c) / size.rounds as f64));
    let (precision, recall, truth, found) = quality;
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let n = super::report::number(f64::from(size.matched));
    let on_core = cpu.map_or(String::new(), |c| format!("; {c:.1} s on a core each"));
    let how = format!("median of {} runs; {compared} pairs compared{on_core}", size.rounds);
    let truth_how = format!(
        "{truth} true pairs, {found} found, precision {precision:.4}, recall {recall:.4}; the demo's people, without member number"
    );
    Ok(vec![
        Figure::new(format!("duplicates in {n} people"), Budget::Below(5.0), median(seconds.clone()), "s")
            .how(how)
            .detail(json!({"seconds": seconds, "cpu_seconds_each": cpu})),
        Figure::new("… F1 against the known truth", Budget::None, f1, "").how(truth_how),
    ])
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn quality_counts_pairs() {
        let both = |list: &[(u32, &str)]| list.iter().map(|(t, c)| (*t, (*c).to_owned())).collect::<Vec<_>>();
        assert_eq!(judge(&both(&[(1, "a"), (1, "a"), (2, "b")])), (1.0, 1.0, 1, 1));
        assert_eq!(judge(&both(&[(1, "a"), (1, "a"), (1, "b"), (2, "a")])), (1.0 / 3.0, 1.0 / 3.0, 3, 3));
    }
}

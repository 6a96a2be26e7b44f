//! `guanxi bench` measures with real servers and writes what it saw.

use std::process::Command;

#[test]
fn a_quick_run_measures_and_writes() {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_guanxi"))
        .args(["bench", "--quick", "ingest", "single", "live", "read", "--out"])
        .arg(folder.path())
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{told}");
    let report: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("bench.json")).unwrap()).unwrap();
    let figures = report["figures"].as_array().unwrap();
    let find = |words: &str| figures.iter().find(|f| f["what"].as_str().unwrap().contains(words)).unwrap();
    for words in
        ["batch ingest", "single event", "open page", "person page", "list of 50", "full-text search"]
    {
        assert!(find(words)["value"].as_f64().unwrap() > 0.0, "{words}: {report}");
    }
    let rounds = &find("batch ingest")["detail"]["rounds"];
    assert!(rounds[0]["step_micros_each"]["store"].as_f64().unwrap() > 0.0, "the steps are timed: {rounds}");
    let markdown = std::fs::read_to_string(folder.path().join("bench.md")).unwrap();
    assert!(markdown.contains("| batch ingest over HTTP"), "{markdown}");
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .filter_map(|e| e.unwrap().file_name().into_string().ok())
        .filter(|n| n.starts_with("guanxi-bench"))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "databases of the run are gone");
}

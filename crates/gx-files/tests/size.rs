//! A large file is read row by row: the memory stays where it was.

use std::io::Write;
use std::time::Instant;

fn resident_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kb: u64 =
        status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())?;
    Some(kb / 1024)
}

#[test]
fn a_hundred_megabytes_pass_through() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all("姓名,手机,城市,备注\n".as_bytes()).unwrap();
    let wanted = 1_500_000;
    for i in 0..wanted {
        writeln!(file, "林晓梅{i},138{i:08},上海,\"第 {i} 位顾客，喜欢 {} 号\"", i % 97).unwrap();
    }
    file.into_inner().unwrap();
    let bytes = std::fs::metadata(&path).unwrap().len();
    let before = resident_mb();
    let start = Instant::now();
    let table = gx_files::open(path.as_path(), gx_files::Options::default()).unwrap();
    let opened = start.elapsed();
    let count = table.rows().unwrap().map(Result::unwrap).filter(|r| r.cells.len() == 4).count();
    println!("{} MB, {count} rows: opened in {opened:?}, read in {:?}", bytes >> 20, start.elapsed());
    assert_eq!(count, wanted);
    assert!(bytes > 100_000_000, "{bytes}");
    if let (Some(before), Some(after)) = (before, resident_mb()) {
        println!("peak memory grew by {} MB", after - before);
        assert!(after - before < 32);
    }
}

//! `kill -9` at any moment loses nothing that was acknowledged and doubles nothing on resend.

#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

mod kit;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use kit::{Server, guanxi};

/// Posts a batch; the number of events that are known to the server now, if it was acknowledged.
fn post(address: &str, key: &str, body: &str) -> Option<usize> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let head = format!(
        "POST /v1/batch HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n\
         connection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    if !answer.starts_with("HTTP/1.1 200") {
        return None;
    }
    let json = answer.split_once("\r\n\r\n")?.1;
    let json = json.get(json.find('{')?..=json.rfind('}')?)?;
    let json: serde_json::Value = serde_json::from_str(json).ok()?;
    Some((json["accepted"].as_u64()? + json["duplicate"].as_u64()?) as usize)
}

fn batch(n: usize) -> String {
    let event = |i: usize| {
        let user = (n + i) % 50;
        format!(
            r#"{{"type":"track","userId":"u{user}","messageId":"m{n}-{i}","event":"x","properties":{{"n":{n}}}}}"#
        )
    };
    format!(r#"{{"batch":[{}]}}"#, (0..20).map(event).collect::<Vec<_>>().join(","))
}

/// The write key of a new source.
fn write_key(folder: &Path) -> String {
    let made = guanxi(folder, &["source", "add", "--name", "test"]).output().unwrap();
    let made: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    made["write_key"].as_str().unwrap().to_owned()
}

/// People and interactions that are there.
fn kept(folder: &Path) -> (usize, usize) {
    let export = guanxi(folder, &["export"]).output().unwrap();
    let csv = String::from_utf8(export.stdout).unwrap();
    let column = csv.lines().next().unwrap().split(',').position(|c| c == "interactions").unwrap();
    let rows: Vec<usize> =
        csv.lines().skip(1).map(|l| l.split(',').nth(column).unwrap().parse().unwrap()).collect();
    (rows.len(), rows.iter().sum::<usize>())
}

#[test]
fn kill_nine_loses_nothing_acknowledged_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key = write_key(folder.path());
    let next = Arc::new(AtomicUsize::new(0));
    let acknowledged = Arc::new(Mutex::new(Vec::new()));
    for round in 0..4 {
        let server = Server::start(folder.path(), &[]);
        let stop = Arc::new(AtomicBool::new(false));
        let send = || {
            let (address, key, next) = (server.address.clone(), key.clone(), next.clone());
            let (acknowledged, stop) = (acknowledged.clone(), stop.clone());
            std::thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    match post(&address, &key, &batch(n)) {
                        Some(20) => acknowledged.lock().unwrap().push(n),
                        // The server is gone; no need to count up thousands of numbers.
                        _ => std::thread::sleep(Duration::from_millis(5)),
                    }
                }
            })
        };
        let senders: Vec<_> = (0..4).map(|_| send()).collect();
        std::thread::sleep(Duration::from_millis(400 + 130 * round));
        server.kill();
        stop.store(true, Ordering::Relaxed);
        for s in senders {
            s.join().unwrap();
        }
    }
    let acknowledged = std::mem::take(&mut *acknowledged.lock().unwrap());
    let sent = next.load(Ordering::Relaxed);
    assert!(acknowledged.len() > 10, "only {} batches were acknowledged", acknowledged.len());

    let count = || kept(folder.path());
    assert!(count().1 >= acknowledged.len() * 20, "something acknowledged is gone");
    // Everything again: what was acknowledged is known already, the rest is new or known, nothing doubles.
    let server = Server::start(folder.path(), &[]);
    for n in 0..sent {
        assert_eq!(post(&server.address, &key, &batch(n)), Some(20), "batch {n}");
    }
    server.kill();
    assert_eq!(count(), (50, sent * 20), "each person and each interaction is there once");
}

/// The server once gave up its locks on the database's files a few times a second (a process does when it closes any
/// of its handles on a file). A command that opened the database then took itself for the first one there and emptied
/// the index of the log under the server, which died of it.
#[test]
fn commands_beside_a_running_server_leave_it_its_data() {
    let folder = tempfile::tempdir().unwrap();
    let key = write_key(folder.path());
    let server = Server::start(folder.path(), &[]);
    let (next, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let send = || {
        let (address, key, next, stop) = (server.address.clone(), key.clone(), next.clone(), stop.clone());
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let n = next.fetch_add(1, Ordering::Relaxed);
                assert_eq!(post(&address, &key, &batch(n)), Some(20), "batch {n}");
            }
        })
    };
    let senders: Vec<_> = (0..3).map(|_| send()).collect();
    // Long enough for the server to look after its log.
    std::thread::sleep(Duration::from_millis(500));
    for _ in 0..25 {
        assert!(guanxi(folder.path(), &["user", "list"]).output().unwrap().status.success());
    }
    stop.store(true, Ordering::Relaxed);
    let all_taken = senders.into_iter().all(|s| s.join().is_ok());
    server.kill();
    assert!(all_taken, "the server goes on taking what is sent");
    assert_eq!(kept(folder.path()).1, next.load(Ordering::Relaxed) * 20, "everything acknowledged is there");
}

/// The command once wrote the refused rows over the file it had read.
#[test]
fn an_import_never_writes_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("people.csv");
    let text = "name,date_of_birth,email\nAnna,1990-06-12,anna@example.com\nBob,1990-13-45,bob@example.com\n";
    std::fs::write(&file, text).unwrap();
    let run = || {
        let mut c = guanxi(folder.path(), &["import"]);
        c.arg(&file).current_dir(folder.path()).stderr(Stdio::piped()).output().unwrap()
    };
    let first = run();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "the file that was imported is as it was");
    let refused = std::fs::read_to_string(folder.path().join("people.refused.csv")).unwrap();
    assert!(refused.contains("Bob") && !refused.contains("Anna"), "{refused}");
    let second = run();
    assert!(!second.status.success() && String::from_utf8_lossy(&second.stderr).contains("--refused"));
    assert_eq!(std::fs::read_to_string(folder.path().join("people.refused.csv")).unwrap(), refused);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn doctor_backup_restore_and_config_do_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let sick = guanxi(folder.path(), &["doctor"]).output().unwrap();
    assert!(!sick.status.success());
    let out = String::from_utf8(sick.stdout).unwrap();
    assert!(out.contains("guanxi migrate"), "it says what to do: {out}");
    let mut add =
        guanxi(folder.path(), &["user", "add", "--login", "me", "--name", "Me", "--password-stdin"]);
    let mut add = add.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    add.stdin.take().unwrap().write_all(b"long enough\n").unwrap();
    assert!(add.wait().unwrap().success());
    assert!(guanxi(folder.path(), &["doctor"]).output().unwrap().status.success());
    let copy = folder.path().join("copy.db");
    let backup = guanxi(folder.path(), &["backup", "--to"]).arg(&copy).output().unwrap();
    assert!(backup.status.success() && copy.exists());
    let unasked = guanxi(folder.path(), &["restore"]).arg(&copy).output().unwrap();
    assert!(!unasked.status.success(), "a database is not replaced unasked");
    assert!(guanxi(folder.path(), &["restore", "--replace"]).arg(&copy).output().unwrap().status.success());
    let list = guanxi(folder.path(), &["user", "list"]).output().unwrap();
    assert!(String::from_utf8(list.stdout).unwrap().contains("Me"));
    std::fs::write(folder.path().join("guanxi.toml"), "listen = \"127.0.0.1:9\"\n").unwrap();
    let config =
        guanxi(folder.path(), &["config", "--log", "warn"]).env("GUANXI_NODE", "3").output().unwrap();
    let shown = String::from_utf8(config.stdout).unwrap();
    let sources = [
        ("listen", "guanxi.toml"),
        ("log ", "flag --log"),
        ("node", "environment GUANXI_NODE"),
        ("secure_cookies", "default"),
    ];
    for (key, from) in sources {
        let line = shown.lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("{key} in {shown}"));
        assert!(line.contains(from), "{line}");
    }
    std::fs::write(folder.path().join("guanxi.toml"), "lisen = 1\n").unwrap();
    let wrong = guanxi(folder.path(), &["config"]).stderr(Stdio::piped()).output().unwrap();
    assert!(String::from_utf8(wrong.stderr).unwrap().contains("lisen"));
}

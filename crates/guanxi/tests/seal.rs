//! The key that seals secrets, from the command line: copied with a backup, changed, lost.

#![expect(clippy::unwrap_used, reason = "tests fail loudly")]

#[expect(dead_code, reason = "nothing is asked of the server over HTTP here")]
mod kit;

use std::path::Path;
use std::process::Output;

use gx_server::SealKey;
use gx_store::{Options, Store, settings};
use serde_json::json;

use kit::{Server, guanxi};

fn run(folder: &Path, args: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = guanxi(folder, args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    (status.success(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

#[track_caller]
fn ok(folder: &Path, args: &[&str]) -> String {
    let (good, said) = run(folder, args);
    assert!(good, "{args:?}: {said}");
    said
}

#[track_caller]
fn refused(folder: &Path, args: &[&str]) -> String {
    let (good, said) = run(folder, args);
    assert!(!good, "{args:?}: {said}");
    said
}

fn store(folder: &Path) -> Store {
    let url = format!("sqlite:{}", folder.join("guanxi.db").display());
    let clock = std::sync::Arc::new(gx_kernel::SystemClock);
    Store::open(&Options { url, node: 0, migrate: false }, clock, [0; 48]).unwrap()
}

fn key(file: &Path) -> SealKey {
    use base64::Engine as _;
    let text = std::fs::read_to_string(file).unwrap();
    let bytes = base64::engine::general_purpose::STANDARD.decode(text.trim()).unwrap();
    SealKey::new(bytes.try_into().unwrap())
}

/// A workspace whose mail server has a password, under the key in its folder.
fn workspace(folder: &Path) {
    Server::start(folder, &[]).kill();
    let store = store(folder);
    let sealed = key(&folder.join("seal.key")).seal(&store).seal_text("mail", 0, "geheim").unwrap();
    store.write(|tx| settings::put(tx, "mail", &json!({"host": "localhost", "password": sealed}))).unwrap();
}

/// The password of the mail server, if the key in the folder opens it.
fn password(folder: &Path) -> Option<String> {
    let store = store(folder);
    let mail: serde_json::Value = store.read(|tx| settings::get(tx, "mail")).unwrap()?;
    key(&folder.join("seal.key")).seal(&store).open_text("mail", 0, mail["password"].as_str()?).ok()
}

#[test]
fn a_backup_says_what_is_sealed_and_brings_the_key_along_under_a_passphrase() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (here, there) = (here.path(), there.path());
    workspace(here);
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let (plain, full) = (text(&there.join("plain")), text(&there.join("full")));
    let said = ok(here, &["backup", "--to", &plain]);
    assert!(said.contains("the password of the mail server") && said.contains("is not in it"), "{said}");
    assert!(!there.join("plain.key").exists());
    let phrase = text(&there.join("phrase"));
    std::fs::write(&phrase, "short\n").unwrap();
    refused(here, &["backup", "--to", &full, "--with-key", &phrase]);
    assert!(!there.join("full").exists(), "nothing half done");
    std::fs::write(&phrase, "pferd batterie heftklammer\nsecond line\n").unwrap();
    let said = ok(here, &["backup", "--to", &full, "--with-key", &phrase]);
    assert!(said.contains("under your passphrase"), "{said}");
    let wrapped = std::fs::read_to_string(there.join("full.key")).unwrap();
    assert!(!wrapped.contains(std::fs::read_to_string(here.join("seal.key")).unwrap().trim()));
    // Elsewhere: without the key everything but what is sealed is there, and it is said what that is.
    let new = there.join("new");
    let said = ok(&new, &["restore", &plain]);
    assert!(said.contains("the password of the mail server → Settings → Mail"), "{said}");
    Server::start(&new, &[]).kill();
    assert_eq!(password(&new), None);
    // With it, everything.
    let wrong = text(&there.join("wrong"));
    std::fs::write(&wrong, "pferd batterie buroklammer\n").unwrap();
    let said = refused(&new, &["restore", &full, "--replace", "--with-key", &wrong]);
    assert!(said.contains("passphrase does not open it"), "{said}");
    let said = ok(&new, &["restore", &full, "--replace", "--with-key", &phrase]);
    assert!(said.contains("opens what is sealed"), "{said}");
    assert_eq!(password(&new).as_deref(), Some("geheim"));
    // A key that is lost for good: given up, and the program goes on with one of its own.
    let lost = there.join("lost");
    ok(&lost, &["restore", &plain]);
    refused(&lost, &["seal", "forget"]);
    let said = ok(&lost, &["seal", "forget", "--key-is-lost"]);
    assert!(said.contains("the password of the mail server"), "{said}");
    Server::start(&lost, &[]).kill();
    assert!(ok(&lost, &["seal", "show"]).contains("opens what is sealed"));
    let said = refused(&new, &["seal", "forget", "--key-is-lost"]);
    assert!(said.contains("nothing to give up"), "{said}");
}

#[test]
fn a_key_is_changed_and_a_change_that_broke_off_is_finished() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    workspace(folder);
    let file = folder.join("seal.key");
    let before = std::fs::read_to_string(&file).unwrap();
    refused(folder, &["seal", "rotate"]);
    let said = ok(folder, &["seal", "rotate", "--server-stopped"]);
    assert!(said.contains("the password of the mail server"), "{said}");
    let after = std::fs::read_to_string(&file).unwrap();
    assert_ne!(before, after);
    assert_eq!(password(folder).as_deref(), Some("geheim"));
    let kept: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().contains("seal.key.until-"))
        .collect();
    assert_eq!(std::fs::read_to_string(&kept[0]).unwrap(), before);
    // The power went after everything was sealed anew and before the file was in its place.
    std::fs::rename(&file, folder.join("seal.key.new")).unwrap();
    std::fs::write(&file, &before).unwrap();
    assert_eq!(password(folder), None);
    Server::start(folder, &[]).kill();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
    assert_eq!(password(folder).as_deref(), Some("geheim"));
    assert!(!folder.join("seal.key.new").exists());
    // It went before that: the new key opens nothing, and the old one stays.
    std::fs::write(folder.join("seal.key.new"), &before).unwrap();
    Server::start(folder, &[]).kill();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
    ok(folder, &["seal", "rotate", "--server-stopped"]);
    assert_eq!(password(folder).as_deref(), Some("geheim"));
}

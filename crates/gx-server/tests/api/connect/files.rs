//! Files on a real OpenSSH server of the test's own: a port of this machine, keys and folder gone with the test.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use gx_testkit::on_both;
use serde_json::{Value, json};

use super::{counted, make, run};
use crate::kit::Program;

struct Sshd {
    folder: tempfile::TempDir,
    port: u16,
    child: Child,
    user: String,
}

fn program(name: &str, places: &[&str]) -> Option<PathBuf> {
    places.iter().map(|p| Path::new(p).join(name)).find(|p| p.exists())
}

fn keygen(file: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
        .arg(file)
        .stdout(Stdio::null())
        .status();
    assert!(made.unwrap().success());
}

impl Sshd {
    /// `None`, said aloud, where OpenSSH is not installed and not required.
    fn start() -> Option<Self> {
        let sshd = program("sshd", &["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"]);
        let server = program(
            "sftp-server",
            &["/usr/lib/openssh", "/usr/libexec", "/usr/libexec/openssh", "/usr/lib/ssh"],
        );
        let (Some(sshd), Some(server)) = (sshd, server) else {
            assert!(std::env::var("GUANXI_NEED_SSHD").is_err(), "OpenSSH's server is required here");
            eprintln!("SKIPPED: no sshd and sftp-server on this machine");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        keygen(&at.join("host"));
        keygen(&at.join("client"));
        std::fs::copy(at.join("client.pub"), at.join("authorized")).unwrap();
        std::fs::create_dir(at.join("in")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let show = |name: &str| at.join(name).display().to_string();
        std::fs::write(
            at.join("config"),
            format!(
                "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nUsePAM no\nStrictModes no\n\
                 PasswordAuthentication no\nPermitRootLogin prohibit-password\nSubsystem sftp {}\n",
                show("host"),
                show("authorized"),
                server.display()
            ),
        )
        .unwrap();
        // OpenSSH wants a folder of its own to be there when it runs as root.
        let _ = std::fs::create_dir_all("/run/sshd");
        let child = Command::new(sshd)
            .args(["-D", "-e", "-f"])
            .arg(at.join("config"))
            .stderr(std::fs::File::create(at.join("log")).unwrap())
            .spawn()
            .unwrap();
        let user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout)
            .unwrap()
            .trim()
            .to_owned();
        let out = Self { folder, port, child, user };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(out);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("sshd did not start: {}", std::fs::read_to_string(out.folder.path().join("log")).unwrap());
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn place(&self, pattern: &str) -> Value {
        json!({
            "kind": "sftp", "host": "127.0.0.1", "port": self.port, "user": self.user, "by_key": true,
            "folder": self.path("in").display().to_string(), "pattern": pattern
        })
    }

    fn key(&self) -> String {
        std::fs::read_to_string(self.path("client")).unwrap()
    }

    /// A file of a given age.
    fn put(&self, name: &str, text: &str, minutes_old: u64) {
        let file = self.path("in").join(name);
        std::fs::write(&file, text).unwrap();
        let at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000 - minutes_old * 60);
        std::fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wish(place: &Value, key: &str) -> Value {
    json!({
        "name": "Files", "object": "company", "place": place, "secret": key, "key": "编号",
        "mapping": [{"name": "编号", "target": "external:scm"}, {"name": "名称", "target": "name"}, {"name": "城市", "target": "city"}]
    })
}

#[test]
fn the_newest_file_is_read_once_and_another_key_of_the_server_is_refused() {
    on_both(|t| {
        let Some(ssh) = Sshd::start() else { return };
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        ssh.put("suppliers-1.csv", "编号,名称,城市\nS1,旧名,上海\n", 60);
        ssh.put("suppliers-2.csv", "编号,名称,城市\nS1,沐禾,上海\nS2,\"清和, 茶\",杭州\n", 30);
        ssh.put("other.csv", "x\n1\n", 1);
        let place = ssh.place("suppliers-*.csv");
        let look =
            admin.call("POST", "/api/connectors/look", &json!({"place": place, "secret": ssh.key()})).ok();
        let print = look["fingerprint"].as_str().unwrap().to_owned();
        assert!(print.starts_with("SHA256:"), "{look}");
        assert_eq!(look["rows"].as_array().unwrap().len(), 2);
        let id = make(&admin, &wish(&place, &ssh.key()));
        let first = run(&admin, &id, false);
        assert_eq!(counted(&first), [2, 2, 0, 2, 0, 0, 0], "{first}");
        let held = admin.get(&format!("/api/connectors/{id}")).ok();
        assert_eq!(held["place"]["fingerprint"], json!(print), "pinned at first sight");
        assert!(!held.to_string().contains("PRIVATE KEY"));
        // The same file is not read twice; a newer one is.
        assert_eq!(counted(&run(&admin, &id, false))[0], 0);
        ssh.put("suppliers-3.csv", "编号,名称,城市\nS2,清和,宁波\n", 5);
        let third = run(&admin, &id, false);
        assert_eq!(counted(&third), [1, 2, 1, 0, 1, 0, 0], "{third}");
        assert_eq!(third["counts"]["missing_there"], 1, "the newest file holds everything");
        // Another key of the server: refused, whoever it is.
        let mut other = place.clone();
        other["fingerprint"] = json!("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        let refused =
            admin.call("POST", "/api/connectors/look", &json!({"place": other, "secret": ssh.key()}));
        assert_eq!(refused.code(), "host_key_changed", "{}", refused.text);
        // Another key of ours: not let in.
        keygen(&ssh.path("stranger"));
        let stranger = std::fs::read_to_string(ssh.path("stranger")).unwrap();
        let refused =
            admin.call("POST", "/api/connectors/look", &json!({"place": place, "secret": stranger}));
        assert_eq!(refused.code(), "not_let_in", "{}", refused.text);
        let refused =
            admin.call("POST", "/api/connectors/look", &json!({"place": place, "secret": "no key"}));
        assert_eq!(refused.code(), "bad_key");
        let refused = admin.call(
            "POST",
            "/api/connectors/look",
            &json!({"place": ssh.place("nothing-*.csv"), "secret": ssh.key()}),
        );
        assert_eq!(refused.code(), "no_file");
        p.app.stop();
    });
}

#[test]
fn each_file_is_read_in_turn_and_what_is_sent_is_a_file_that_is_whole() {
    on_both(|t| {
        let Some(ssh) = Sshd::start() else { return };
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        ssh.put("d-2.csv", "编号,名称,城市\nS1,沐禾,宁波\n", 10);
        ssh.put("d-1.csv", "编号,名称,城市\nS1,沐禾,上海\n", 20);
        let mut place = ssh.place("d-*.csv");
        place["take"] = json!("each");
        let id = make(&admin, &wish(&place, &ssh.key()));
        assert_eq!(counted(&run(&admin, &id, false))[3], 1, "the older one first");
        assert_eq!(counted(&run(&admin, &id, false))[4], 1);
        assert_eq!(counted(&run(&admin, &id, false))[0], 0);
        let companies = admin.get("/api/companies").ok();
        assert_eq!((&companies["total"], &companies["rows"][0]["city"]), (&json!(1), &json!("宁波")));
        // The other way: a file under its own name only when it is whole.
        let out = json!({
            "name": "Out", "direction": "push", "object": "company", "place": ssh.place("out-*.csv"), "secret": ssh.key(), "key": "no",
            "mapping": [{"name": "no", "target": "external:scm"}, {"name": "name", "target": "name"}, {"name": "city", "target": "city"}]
        });
        let id = make(&admin, &out);
        let sent = run(&admin, &id, false);
        assert_eq!(sent["counts"]["updated"], 1, "{sent}");
        let files: Vec<String> = std::fs::read_dir(ssh.path("in"))
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .filter(|f| f.contains("out-"))
            .collect();
        assert_eq!(files.len(), 1, "{files:?}");
        assert!(files[0].starts_with("out-2026") && files[0].ends_with(".csv"), "{files:?}");
        let text = std::fs::read_to_string(ssh.path("in").join(&files[0])).unwrap();
        assert_eq!(text, "no,name,city\r\nS1,沐禾,宁波\r\n");
        p.app.stop();
    });
}

/// The real records beside the project, if they are there.
fn shared(path: &str) -> Option<String> {
    let folder = std::env::var("GUANXI_TEST_DATA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let file = folder.join(path);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(e) => {
            eprintln!("SKIPPED: {} cannot be read ({e}); set GUANXI_TEST_DATA", file.display());
            None
        }
    }
}

#[test]
fn real_records_come_once_and_balance() {
    let Some(text) = shared("people/febrl1.csv") else { return };
    on_both(|t| {
        let Some(ssh) = Sshd::start() else { return };
        let p = Program::new(t);
        let admin = p.sign_in("admin");
        ssh.put("people.csv", &text, 10);
        let to = |name: &str, target: &str| json!({"name": name, "target": target});
        let id = make(
            &admin,
            &json!({
                "name": "Registry", "object": "person", "place": ssh.place("people.csv"), "secret": ssh.key(), "key": "rec_id",
                "mapping": [
                    to("rec_id", "external:registry"), to("given_name", "given_name"), to("surname", "family_name"),
                    to("suburb", "city"), to("state", "region"), to("date_of_birth", "birth_date")
                ]
            }),
        );
        let [there, here, _, created, _, _, refused] = counted(&run(&admin, &id, false));
        assert_eq!((there, created + refused), (1000, 1000));
        assert!(created > 950, "{created} of {there}");
        assert_eq!(here, created);
        let compared = run(&admin, &id, true);
        assert_eq!(counted(&compared), [1000, here, here, 0, 0, here, refused], "{compared}");
        assert_eq!(
            (&compared["counts"]["differing"], &compared["counts"]["missing_there"]),
            (&json!(0), &json!(0))
        );
        assert_eq!(admin.get("/api/people").ok()["total"], created);
        p.app.stop();
    });
}

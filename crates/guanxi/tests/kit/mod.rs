//! The built binary, for the tests of what it does as a whole.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The command on a data folder.
pub fn guanxi(folder: &Path, args: &[&str]) -> Command {
    let mut c = Command::new(env!("CARGO_BIN_EXE_guanxi"));
    c.arg("--data").arg(folder).args(args).env_remove("GUANXI_DATABASE").stderr(Stdio::null());
    c
}

/// A server of the built binary.
pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
}

impl Server {
    #[expect(
        clippy::zombie_processes,
        reason = "a server that does not start fails the test, and ends with it"
    )]
    pub fn start(folder: &Path, variables: &[(&str, &str)]) -> Self {
        let file = folder.join("address");
        let _ = std::fs::remove_file(&file);
        let child = guanxi(folder, &["serve", "--port", "0", "--address-file"])
            .arg(&file)
            .envs(variables.iter().copied())
            .spawn()
            .unwrap();
        let start = Instant::now();
        loop {
            if let Ok(text) = std::fs::read_to_string(&file)
                && let Some(address) = text.trim().strip_prefix("http://")
            {
                return Self { child, address: address.to_owned() };
            }
            assert!(start.elapsed() < Duration::from_secs(60), "the server does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The process is killed as a power cut would, without a chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

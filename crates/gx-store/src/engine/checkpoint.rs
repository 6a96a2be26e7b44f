//! Brings the write-ahead log of the embedded database into its file, beside the writer.
//!
//! SQLite itself does it inside some unlucky commit, which then waits for hundreds of megabytes to
//! reach the disk. A thread with a connection of its own does it while others write; only when the log
//! has grown far beyond the mark, because writing never paused, is the writer held for once.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use rusqlite::Connection;

/// From this many waiting pages on the log is brought in (256 MB): rarely, since whoever commits
/// meanwhile shares the disk with it, and pages written many times are then brought in once.
const MARK: u32 = 1 << 16;
/// From this many on the writer waits for it (1 GB).
const FAR: u32 = 1 << 18;
const EVERY: Duration = Duration::from_millis(200);

/// The thread; it ends when this is dropped.
pub(super) struct Checkpoints {
    stop: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Checkpoints {
    /// Starts the thread on a connection of its own.
    pub fn start(path: &Path, conn: Connection, writer: Arc<Mutex<Connection>>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (ended, index) = (stop.clone(), index_of(path));
        let run = move || {
            while !ended.load(Ordering::Relaxed) {
                std::thread::park_timeout(EVERY);
                let waiting = waiting(&index);
                let result = if waiting > FAR {
                    let _writer = writer.lock();
                    bring(&conn, "TRUNCATE")
                } else if waiting > MARK {
                    bring(&conn, "PASSIVE")
                } else {
                    Ok(())
                };
                if let Err(e) = result {
                    tracing::warn!(error = %e, "the write-ahead log could not be brought in; trying again");
                }
            }
        };
        let thread = std::thread::Builder::new().name("checkpoint".into()).spawn(run).ok();
        Self { stop, thread }
    }
}

fn bring(conn: &Connection, how: &str) -> rusqlite::Result<()> {
    conn.query_row(&format!("PRAGMA wal_checkpoint({how})"), [], |_| Ok(()))
}

fn index_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-shm");
    PathBuf::from(name)
}

/// Pages of the log that are not in the file yet, from the head of the index beside it: the number of
/// its last frame at byte 16, of the last that was brought in at byte 96
/// (SQLite's documentation, "WAL-mode File Format", section 2.1).
fn waiting(index: &Path) -> u32 {
    let read = || -> std::io::Result<(u32, u32)> {
        let mut head = [0_u8; 100];
        std::fs::File::open(index)?.read_exact(&mut head)?;
        let number = |at: usize| {
            let four = head.get(at..at + 4).and_then(|b| b.try_into().ok()).unwrap_or_default();
            u32::from_ne_bytes(four)
        };
        Ok((number(16), number(96)))
    };
    read().map_or(0, |(last, brought)| last.saturating_sub(brought))
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}
